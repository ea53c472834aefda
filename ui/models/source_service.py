"""A table source made of two services run by the job runner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from ui.jobs import JobRunner


@dataclass(frozen=True)
class SourceService:
    """`compter(command)` and `page(command)` services; the commands are built from the table.

    `commande_compte(filtre)` and `commande_page(filtre, tri, debut, taille)` make them. Nothing
    is delivered once `proprietaire` is gone; a new count cancels the one under way.
    """

    jobs: JobRunner
    service_compte: Callable[[Any, Any], int]
    service_page: Callable[[Any, Any], Sequence[Any]]
    commande_compte: Callable[[Any], Any]
    commande_page: Callable[[Any, str, int, int], Any]
    proprietaire: QObject
    cle: str

    def compter(self, filtre: Any, recu: Callable[[int], object]) -> None:
        """Ask how many rows match."""
        self.jobs.lancer(
            self.service_compte,
            self.commande_compte(filtre),
            quand_fini=recu,
            proprietaire=self.proprietaire,
            cle=f"{self.cle}.compte",
        )

    def page(
        self,
        filtre: Any,
        tri: str,
        debut: int,
        taille: int,
        recu: Callable[[Sequence[Any]], object],
    ) -> None:
        """Ask for rows."""
        self.jobs.lancer(
            self.service_page,
            self.commande_page(filtre, tri, debut, taille),
            quand_fini=recu,
            proprietaire=self.proprietaire,
        )
