"""The paged table: few reads, placeholders, sorting and filtering in the source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QHeaderView, QTableView
from pytestqt.qtbot import QtBot

from app.services.brouillons import LireBrouillon
from ui.contexte import Contexte
from ui.models.source_service import SourceService
from ui.models.table_paginee import EN_ATTENTE, ROLE_LIGNE, Colonne, TablePaginee


@dataclass(frozen=True)
class Ligne:
    id: UUID
    nom: str
    rang: int


@dataclass
class SourceDifferee:
    """Keeps the questions and answers when told to, as a thread would."""

    n: int
    questions: list[Callable[[], None]] = field(default_factory=list)
    pages: list[tuple[Any, str, int]] = field(default_factory=list)

    def compter(self, filtre: Any, recu: Callable[[int], object]) -> None:
        self.questions.append(lambda: recu(self.n if filtre is None else 3))

    def page(
        self,
        filtre: Any,
        tri: str,
        debut: int,
        taille: int,
        recu: Callable[[Sequence[Any]], object],
    ) -> None:
        self.pages.append((filtre, tri, debut))
        lignes = [
            Ligne(UUID(int=i + 1), f"Ménage {i}", i)
            for i in range(debut, min(debut + taille, self.n))
        ]
        self.questions.append(lambda: recu(lignes))

    def repondre(self) -> None:
        while self.questions:
            self.questions.pop(0)()


COLONNES = [
    Colonne("nom", "Nom", lambda ligne: ligne.nom),
    Colonne("", "Rang", lambda ligne: str(ligne.rang), droite=True),
]


def modele(n: int) -> tuple[TablePaginee, SourceDifferee]:
    source = SourceDifferee(n)
    return TablePaginee(source, COLONNES, tri="nom"), source


@pytest.fixture
def mille(qtbot: QtBot) -> tuple[TablePaginee, SourceDifferee]:
    table, source = modele(1000)
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    table.recharger()
    return table, source


def texte(table: QAbstractItemModel, rang: int, colonne: int = 0) -> str:
    return str(table.index(rang, colonne).data())


def test_nothing_is_shown_before_the_answer(mille: tuple[TablePaginee, SourceDifferee]) -> None:
    table, source = mille
    assert table.rowCount() == 0
    source.questions.pop(0)()
    assert table.rowCount() == 1000
    assert texte(table, 0) == EN_ATTENTE
    source.repondre()
    assert texte(table, 0) == "Ménage 0"
    assert table.index(0, 0).data(ROLE_LIGNE).rang == 0


def test_only_the_pages_looked_at_are_read(mille: tuple[TablePaginee, SourceDifferee]) -> None:
    table, source = mille
    source.repondre()
    assert texte(table, 450) == EN_ATTENTE
    texte(table, 451)
    source.repondre()
    assert texte(table, 450) == "Ménage 450"
    assert [debut for _f, _t, debut in source.pages] == [0, 400]


def test_sorting_is_asked_of_the_source(mille: tuple[TablePaginee, SourceDifferee]) -> None:
    table, source = mille
    source.repondre()
    table.sort(0, Qt.SortOrder.DescendingOrder)
    source.repondre()
    assert source.pages[-1][1] == "-nom"
    table.sort(1, Qt.SortOrder.AscendingOrder)
    assert table.tri == "-nom"


def test_a_late_answer_to_an_old_filter_is_dropped(
    mille: tuple[TablePaginee, SourceDifferee],
) -> None:
    table, source = mille
    table.filtrer("w")
    anciennes, source.questions = source.questions[:1], source.questions[1:]
    source.repondre()
    assert table.rowCount() == 3
    anciennes[0]()
    assert table.rowCount() == 3


def test_a_row_is_found_again_by_its_id(mille: tuple[TablePaginee, SourceDifferee]) -> None:
    table, source = mille
    source.repondre()
    assert table.id_ligne(7) == UUID(int=8)
    assert table.rang_de(UUID(int=8)) == 7
    assert table.rang_de(UUID(int=999)) is None


def test_fifty_thousand_rows_cost_two_reads(qtbot: QtBot) -> None:
    table, source = modele(50_000)
    vue = QTableView()
    qtbot.addWidget(vue)
    entete = vue.verticalHeader()
    entete.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    entete.setDefaultSectionSize(30)
    vue.setModel(table)
    vue.resize(800, 600)
    vue.show()
    table.recharger()
    source.repondre()
    vue.scrollToBottom()
    qtbot.waitUntil(lambda: bool(source.questions))
    source.repondre()
    assert texte(table, 49_999) == "Ménage 49999"
    assert len(source.pages) <= 3
    vue.hide()
    table.deleteLater()


def test_the_memory_of_pages_is_bounded(qtbot: QtBot) -> None:
    table, source = modele(50_000)
    table.recharger()
    source.repondre()
    for rang in range(0, 50_000, 200):
        table.ligne(rang)
    source.repondre()
    relues = len(source.pages)
    table.ligne(0)
    assert len(source.pages) == relues + 1  # page 0 was let go and is asked again


def test_services_feed_the_table_through_the_runner(qtbot: QtBot, contexte: Contexte) -> None:
    source = SourceService(
        contexte.jobs,
        lambda _cmd, _uow: 2,
        lambda cmd, _uow: [Ligne(UUID(int=1), cmd.cle, 0), Ligne(UUID(int=2), "Benali", 1)],
        lambda _filtre: None,
        lambda filtre, tri, _debut, _taille: LireBrouillon(f"{filtre} {tri}"),
        contexte.navigation,
        "essai",
    )
    table = TablePaginee(source, COLONNES, tri="nom")
    with qtbot.waitSignal(table.pret):
        table.filtrer("woj")
    assert texte(table, 0) == "woj nom"
    assert table.headerData(0, Qt.Orientation.Horizontal) == "Nom"


def test_the_first_row_is_given_once_it_answers_what_is_asked(
    mille: tuple[TablePaginee, SourceDifferee],
) -> None:
    table, source = mille
    source.repondre()
    donnees: list[Ligne] = []
    table.filtrer("peu")
    table.donner_premiere(donnees.append)
    assert donnees == []
    source.repondre()
    assert [ligne.nom for ligne in donnees] == ["Ménage 0"]
    table.donner_premiere(donnees.append)
    assert len(donnees) == 2
    table.recharger()
    source.repondre()
    assert len(donnees) == 2
    table.filtrer(None)
    table.donner_premiere(donnees.append)
    table.filtrer("autre chose")
    source.repondre()
    assert len(donnees) == 2
