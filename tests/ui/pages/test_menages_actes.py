"""What one does from the list of households: paper, files, a new one, two that are one."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.services import menages
from app.services.annulation import AnnulerOperation, annuler
from app.services.menages import FiltreMenages
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.menages import ENTREE, PageFiche, calme, page, peuplee
from ui.contexte import Contexte
from ui.pages.menages import PageMenages

__all__ = ["page", "peuplee"]  # the fixtures


def test_sheets_of_the_chosen_are_printed_one_file_each(
    qtbot: QtBot,
    peuplee: dict[str, UUID],
    page: PageMenages,
    contexte: Contexte,
    tmp_path: Path,
) -> None:
    liste = page.liste
    liste.table.prendre_focus()
    qtbot.keyClick(liste.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    liste.ouvrir_fiches()
    assert liste.fiches.titre.text() == "Fiches de suivi : 2 ménages choisis"
    liste.fiches.dossier.setText(str(tmp_path / "fiches"))
    liste.fiches.fichiers.setCurrentIndex(1)
    qtbot.keyClick(liste.fiches.lancer, ENTREE)
    calme(qtbot, contexte)
    assert "2 ménages sont prêtes" in liste.bandeau.texte()
    assert len(list((tmp_path / "fiches").glob("*.pdf"))) == 2
    assert liste.fiches.isHidden()
    liste.ouvrir_fiches()
    liste.table.clearSelection()
    assert "les 4 ménages de la liste" in liste.fiches.titre.text()
    qtbot.keyClick(liste.fiches, Qt.Key.Key_Escape)
    assert liste.fiches.isHidden()


def test_the_list_is_written_for_the_team(
    qtbot: QtBot,
    peuplee: dict[str, UUID],
    page: PageMenages,
    contexte: Contexte,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sortie = tmp_path / "liste"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(sortie), ""))
    page.liste._exporter(".csv")
    calme(qtbot, contexte)
    texte = (tmp_path / "liste.csv").read_text("utf-8-sig")
    assert texte.splitlines()[0].startswith("Ménage;Adresse;Phase")
    assert "Wójcik Jadwiga;" in texte
    assert "La liste de 4 ménages" in page.liste.bandeau.texte()


def test_what_leaves_for_the_bailleur_is_shown_before(
    qtbot: QtBot,
    peuplee: dict[str, UUID],
    page: PageMenages,
    contexte: Contexte,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sortie = tmp_path / "pour.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(sortie), ""))
    page.liste.exporter_au_bailleur()
    calme(qtbot, contexte)
    assert "4 ménages partiraient" in page.liste.bandeau.texte()
    assert "Restent ici" in page.liste.bandeau.texte()
    assert not sortie.exists()
    focus = page.liste.bandeau.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, ENTREE)
    calme(qtbot, contexte)
    assert sortie.exists()


def test_a_new_household_is_created_in_the_home_found_by_its_address(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte, uow: UnitOfWork
) -> None:
    libre = factories.logement(uow, cite_id=peuplee["cite"], voie="Rue de Varsovie", numero="3")
    contexte.navigation.aller("menages", vue="nouveau")
    calme(qtbot, contexte)
    vue = page.nouveau
    qtbot.keyClick(vue.creer, ENTREE)
    calme(qtbot, contexte)
    assert vue.formulaire.widget("nom").property("etat") == "erreur"
    qtbot.keyClicks(vue.formulaire.widget("nom"), "Wojcik")
    calme(qtbot, contexte)
    assert vue.connus.isVisibleTo(page)
    qtbot.keyClicks(vue.formulaire.widget("prenom"), "Henri")
    qtbot.keyClicks(vue.formulaire.widget("telephone"), "06 00")
    qtbot.keyClick(vue.creer, ENTREE)
    calme(qtbot, contexte)
    assert vue.formulaire.widget("telephone").property("etat") == "erreur"
    vue.formulaire.widget("telephone").clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(vue.formulaire.widget("telephone"), "06 01 02 03 04")
    qtbot.keyClicks(vue.adresse, "3 varsovie")
    qtbot.waitUntil(lambda: vue.proposes.count() == 1)
    qtbot.keyClick(vue.adresse, Qt.Key.Key_Down)
    qtbot.keyClick(vue.proposes, ENTREE)
    assert "3 Rue de Varsovie" in vue.choisi.text()
    qtbot.keyClick(vue.creer, ENTREE)
    calme(qtbot, contexte)
    fiche = contexte.navigation.page
    assert isinstance(fiche, PageFiche)
    (cree,) = [
        m
        for m in menages.page(menages.PageMenages(FiltreMenages("henri")), uow)
        if m.adresse == "3 Rue de Varsovie"
    ]
    assert fiche.vus == [cree.id]
    assert cree.telephones == "0601020304"
    assert libre is not None


def test_two_households_are_merged_side_by_side_then_undone(
    qtbot: QtBot, peuplee: dict[str, UUID], page: PageMenages, contexte: Contexte, uow: UnitOfWork
) -> None:
    double = menages.creer(
        menages.CreerMenage(
            {"nom": "WOJCIK", "prenom": "Jadwiga", "tel_mobile": "0612345678"},
            {"langue": "polonais"},
        ),
        uow,
    ).principal
    menages.modifier(menages.ModifierMenage(peuplee["Wójcik"], {"langue": "français"}), uow)
    contexte.navigation.aller("menages", vue="doublons")
    calme(qtbot, contexte)
    assert page.doublons.modele.rowCount() == 1
    page.doublons.table.prendre_focus()
    qtbot.keyClick(page.doublons.table, ENTREE)
    calme(qtbot, contexte)
    fusion = page.fusion
    assert set(fusion.groupes) == {"langue", "nom"}
    assert not fusion.reunir.isEnabled()
    for champ, groupe in fusion.groupes.items():
        bouton = groupe.button(0 if champ == "nom" else 1)
        qtbot.keyClick(bouton, Qt.Key.Key_Space)
    assert fusion.reunir.isEnabled()
    (case,) = fusion.personnes.values()
    assert case.isChecked()
    dits: list[object] = []
    contexte.avis.enregistre.connect(lambda _texte, operation: dits.append(operation))
    gardes = fusion._garde_id
    qtbot.keyClick(fusion.reunir, ENTREE)
    calme(qtbot, contexte)
    restants = menages.page(menages.PageMenages(FiltreMenages("jadwiga")), uow)
    assert [m.id for m in restants] == [gardes]
    assert {gardes, double} >= {restants[0].id}
    (operation,) = dits
    annuler(AnnulerOperation(operation), uow)  # type: ignore[arg-type]
    assert len(menages.page(menages.PageMenages(FiltreMenages("jadwiga")), uow)) == 2
