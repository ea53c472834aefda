"""Answers that leave: the tables KoboToolbox users know, for the team or for the bailleur."""

from app.services.enquetes.sorties.service import (
    FORMATS,
    ApercuSortie,
    ExporterEnquetes,
    SortieEcrite,
    TableSortie,
    apercu,
    exporter,
)

__all__ = [
    "FORMATS",
    "ApercuSortie",
    "ExporterEnquetes",
    "SortieEcrite",
    "TableSortie",
    "apercu",
    "exporter",
]
