"""Answers that leave: the tables KoboToolbox users know, for the team or for the bailleur."""

from app.services.enquetes.sorties.service import (
    ApercuSortie,
    ExporterEnquetes,
    SortieEcrite,
    TableSortie,
    apercu,
    exporter,
)

__all__ = [
    "ApercuSortie",
    "ExporterEnquetes",
    "SortieEcrite",
    "TableSortie",
    "apercu",
    "exporter",
]
