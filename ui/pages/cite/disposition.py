"""A tab of the estate in two: what there is on the left, the form of one at the right."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.pages.cite.defilant import defilant


def cote_formulaire(elements: Iterable[QWidget], bouton: QWidget, largeur: int) -> QWidget:
    """A column of that width: the form scrolls, the button under it stays."""
    contenu = QWidget()
    dedans = QVBoxLayout(contenu)
    dedans.setContentsMargins(0, 0, 8, 0)
    dedans.setSpacing(12)
    for element in elements:
        dedans.addWidget(element)
    dedans.addStretch(1)
    boutons = QHBoxLayout()
    boutons.addStretch(1)
    boutons.addWidget(bouton)
    cote = QWidget()
    cote.setFixedWidth(largeur)
    colonne = QVBoxLayout(cote)
    colonne.setContentsMargins(0, 0, 0, 0)
    colonne.setSpacing(8)
    colonne.addWidget(defilant(contenu), 1)
    colonne.addLayout(boutons)
    return cote


def cote_a_cote(onglet: QWidget, gauche: QLayout, cote: QWidget) -> None:
    """Lay the tab out: what is on the left takes all the room that is left."""
    ligne = QHBoxLayout(onglet)
    ligne.setContentsMargins(0, 8, 0, 0)
    ligne.setSpacing(24)
    ligne.addLayout(gauche, 1)
    ligne.addWidget(cote)
