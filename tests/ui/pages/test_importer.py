"""The import tab, as a hand would use it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.services.ouverture import BaseOuverte
from tests.integration.imports import fichiers as f
from ui.contexte import Contexte
from ui.pages.echanges import PageEchanges
from ui.pages.echanges.importer.onglet import OngletImporter
from ui.widgets import Bouton


@pytest.fixture
def page(qtbot: QtBot, contexte: Contexte) -> PageEchanges:
    """The page, shown."""
    page = PageEchanges(contexte)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.show()
    page.afficher()
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)
    return page


@pytest.fixture
def onglet(page: PageEchanges) -> OngletImporter:
    """Its import tab."""
    return page.importer


def _menages(base: BaseOuverte) -> list[str]:
    with base.uow.lecture() as session:
        return list(session.execute(text("SELECT nom FROM menage ORDER BY nom")).scalars())


def _regarder(qtbot: QtBot, onglet: OngletImporter, chemin: Path) -> None:
    onglet.choisir(chemin)
    qtbot.waitUntil(lambda: onglet.vue.apercu is not None and onglet.contexte.jobs.en_cours == 0)


def test_a_file_is_recognised_looked_at_imported_then_undone(
    qtbot: QtBot, onglet: OngletImporter, base: BaseOuverte, tmp_path: Path
) -> None:
    chemin = f.locataires(tmp_path / "l.xlsx", f.locataire(1), f.locataire(2, Nom="n.c."))
    _regarder(qtbot, onglet, chemin)
    assert onglet.vue.apercu is not None
    assert onglet.vue.apercu.commande.profil == "locataires"
    assert not onglet.vue.bouton.isEnabled()
    onglet.vue.accord.click()
    qtbot.mouseClick(onglet.vue.bouton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "importé" in onglet.bandeau.texte())
    assert _menages(base) == ["Wójcik Jadwiga"]
    qtbot.waitUntil(lambda: onglet.contexte.jobs.en_cours == 0)
    (annuler,) = [b for b in onglet.bandeau.findChildren(Bouton) if b.text().startswith("Annuler")]
    annuler.click()
    qtbot.waitUntil(lambda: "comme avant" in onglet.bandeau.texte())
    assert _menages(base) == []


def test_lines_are_decided_with_the_keyboard(
    qtbot: QtBot, onglet: OngletImporter, base: BaseOuverte, tmp_path: Path
) -> None:
    jumelle = f.locataire(2, **{"Tél. portable": "0633333333"})
    _regarder(qtbot, onglet, f.locataires(tmp_path / "l.xlsx", f.locataire(1), jumelle))
    table = onglet.vue.lignes.table
    assert onglet.vue.accord.isVisible()
    qtbot.keyClick(table, Qt.Key.Key_1)
    assert onglet.vue.lignes.decisions().lignes == {(0, 5): "deux_menages"}
    assert not onglet.vue.accord.isVisible()
    assert onglet.vue.bouton.isEnabled()
    onglet.vue.bouton.click()
    qtbot.waitUntil(lambda: "importé" in onglet.bandeau.texte())
    assert len(_menages(base)) == 2


def test_values_are_kept_or_taken_with_one_key(
    qtbot: QtBot, onglet: OngletImporter, base: BaseOuverte, tmp_path: Path
) -> None:
    _regarder(qtbot, onglet, f.locataires(tmp_path / "a.xlsx", f.locataire(1)))
    onglet.vue.bouton.click()
    qtbot.waitUntil(lambda: "importé" in onglet.bandeau.texte())
    onglet.vue.vider()
    chemin = f.locataires(tmp_path / "b.xlsx", f.locataire(1, **{"Loyer pratiqué": 500.0}))
    _regarder(qtbot, onglet, chemin)
    assert onglet.vue.bouton.isEnabled()
    qtbot.keyClicks(onglet.vue.lignes.table, "g")
    assert not onglet.vue.bouton.isEnabled()
    qtbot.keyClicks(onglet.vue.lignes.table, "p")
    assert onglet.vue.bouton.isEnabled()


def test_columns_a_file_does_not_name_may_be_designated(
    qtbot: QtBot, onglet: OngletImporter, base: BaseOuverte, tmp_path: Path
) -> None:
    entetes = ["Truc interne" if c == "Nom" else c for c in f.LOCATAIRES]
    chemin = f.xlsx(tmp_path / "l.xlsx", {"Export": [entetes, f.locataire(1)]})
    onglet.accueil.profil.setCurrentIndex(2)
    onglet.choisir(chemin)
    qtbot.waitUntil(lambda: bool(onglet.bandeau.texte()))
    (designer,) = [
        b for b in onglet.bandeau.findChildren(Bouton) if b.text().startswith("Désigner")
    ]
    designer.click()
    qtbot.waitUntil(lambda: onglet.vue.apercu is not None)
    colonnes = onglet.vue.colonnes
    assert onglet.vue.onglets.currentWidget() is colonnes
    rang = next(
        r for r in range(colonnes.table.rowCount())
        if colonnes.table.item(r, 0).text() == "Truc interne"
    )  # fmt: skip
    liste = colonnes.table.cellWidget(rang, 2)
    liste.setCurrentIndex(liste.findData("nom"))
    colonnes.appliquer.click()
    qtbot.waitUntil(onglet.vue.bouton.isEnabled)
    onglet.vue.bouton.click()
    qtbot.waitUntil(lambda: "importé" in onglet.bandeau.texte())
    assert _menages(base) == ["Wójcik Jadwiga"]


def test_a_file_that_cannot_be_read_is_told_in_place(
    qtbot: QtBot, onglet: OngletImporter, tmp_path: Path
) -> None:
    chemin = tmp_path / "abime.xlsx"
    chemin.write_bytes(b"PK\x03\x04 rien de bon")
    onglet.choisir(chemin)
    qtbot.waitUntil(lambda: bool(onglet.bandeau.texte()))
    assert not onglet.suivi.isVisible()
    assert onglet.vue.apercu is None


def test_data_is_never_taken_for_markup(
    qtbot: QtBot, onglet: OngletImporter, tmp_path: Path
) -> None:
    ligne = f.locataire(1, Observations="<img src=x> & <b>gras</b>")
    _regarder(qtbot, onglet, f.locataires(tmp_path / "l.xlsx", ligne))
    index = onglet.vue.lignes.modele.index(0, 2)
    assert index.data() == "TST00001 · Wójcik Jadwiga"
    assert index.data(Qt.ItemDataRole.ToolTipRole) is None


def test_the_other_tab_prepares_what_leaves(
    qtbot: QtBot, page: PageEchanges, contexte: Contexte
) -> None:
    page.afficher(onglet="exporter")
    qtbot.waitUntil(page.exporter.isVisible)
    assert page.premier_champ() is page.exporter.premier_champ()
    noms = [a.nom for a in page.commandes()]
    assert noms == [
        "importer",
        "envoyer",
        "boite",
        "exporter",
        "recus",
        "retours",
        "cles",
        "agenda",
    ]
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)
