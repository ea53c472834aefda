"""Tabs by name, each built the first time it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

Fabriques = Mapping[str, tuple[str, Callable[[], Any]]]


class Onglets(QTabWidget):
    """`fabriques` gives, by name, the title of a tab and what builds it.

    They scroll inside themselves: none asks for all the height it would like.
    """

    def __init__(self, nom: str, fabriques: Fabriques) -> None:
        super().__init__()
        self._fabriques = fabriques
        self.construits: dict[str, Any] = {}
        self.setAccessibleName(nom)
        for titre, _fabrique in fabriques.values():
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            self.addTab(place, titre)

    @property
    def noms(self) -> tuple[str, ...]:
        """The names of the tabs, in order."""
        return tuple(self._fabriques)

    @property
    def courant(self) -> str:
        """The name of the tab one looks at."""
        return self.noms[self.currentIndex()]

    def onglet(self, nom: str) -> Any:
        """The tab of that name, built the first time."""
        if nom not in self.construits:
            self.construits[nom] = self._fabriques[nom][1]()
            place = self.widget(self.noms.index(nom))
            boite = place.layout() if place is not None else None
            assert boite is not None  # noqa: S101 - given above
            boite.addWidget(self.construits[nom])
        return self.construits[nom]

    def aller(self, nom: str) -> None:
        """Show the tab of that name."""
        self.setCurrentIndex(self.noms.index(nom))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt name
        """Their minimum is enough."""
        return False
