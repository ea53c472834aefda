"""The wording of documents in the settings: changed, tried, refused with reasons, undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from app.services import annulation, modeles_documents
from app.services.modeles_documents import CodeDocument, LireModeles
from db.uow import UnitOfWork
from ui.contexte import Contexte
from ui.pages.reglages import documents as module
from ui.pages.reglages.documents import OngletDocuments

ENTREE = Qt.Key.Key_Return


@pytest.fixture
def onglet(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Iterator[OngletDocuments]:
    """The tab, shown and read."""
    widget = OngletDocuments(contexte)
    pile.addWidget(widget)
    pile.show()
    qtbot.waitExposed(pile)
    defauts: list[object] = []
    contexte.jobs.defaut.connect(defauts.append)
    widget.lire()
    calme(qtbot, contexte)
    yield widget
    assert not defauts


def calme(qtbot: QtBot, contexte: Contexte) -> None:
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


def gardes(uow: UnitOfWork) -> dict[CodeDocument, bool]:
    return {m.code: m.propre for m in modeles_documents.lire(LireModeles(), uow)}


def choisir(onglet: OngletDocuments, code: CodeDocument) -> None:
    rang = onglet.lequel.findData(code.value)
    onglet.lequel.setCurrentIndex(rang)
    onglet.lequel.activated.emit(rang)


def test_on_change_les_mots_on_les_garde_et_on_y_revient(
    qtbot: QtBot, contexte: Contexte, onglet: OngletDocuments, uow: UnitOfWork
) -> None:
    assert onglet.origine.text() == "Le texte fourni avec Voyette."
    assert not onglet.garder.isEnabled()
    onglet.titre.setFocus()
    onglet.titre.selectAll()
    qtbot.keyClicks(onglet.titre, "Notre lettre")
    qtbot.keyClick(onglet.garder, ENTREE)
    calme(qtbot, contexte)
    assert gardes(uow)[CodeDocument.LETTRE_ALLER]
    assert onglet.origine.text() == "Le texte de votre équipe."
    assert not onglet.garder.isEnabled()
    qtbot.keyClick(onglet.revenir, ENTREE)
    calme(qtbot, contexte)
    assert not any(gardes(uow).values())
    assert onglet.titre.text() == "La date de votre déménagement"


def test_un_champ_s_insere_un_champ_inconnu_est_refuse_avec_sa_ligne(
    qtbot: QtBot, contexte: Contexte, onglet: OngletDocuments, uow: UnitOfWork
) -> None:
    onglet.texte.selectAll()
    qtbot.keyClicks(onglet.texte, "Bonjour ")
    rang = onglet.champs.findData("pilote")
    onglet.champs.activated.emit(rang)
    assert onglet.texte.toPlainText() == "Bonjour {pilote}"
    qtbot.keyClicks(onglet.texte, " et {nom}")
    assert onglet.faute.text() == "Champs inconnus : {nom} ligne 1."
    qtbot.keyClick(onglet.garder, ENTREE)
    calme(qtbot, contexte)
    assert "Des champs de ce texte n’existent pas." in onglet.bandeau.texte()
    assert "{nom} ligne 1" in onglet.bandeau.texte()
    assert onglet.texte.toPlainText() == "Bonjour {pilote} et {nom}", "what was typed stays"
    assert not any(gardes(uow).values())


def test_passer_d_un_document_a_l_autre_ne_perd_rien(
    qtbot: QtBot, contexte: Contexte, onglet: OngletDocuments
) -> None:
    qtbot.keyClicks(onglet.titre, " bis")
    choisir(onglet, CodeDocument.CONVENTION)
    assert "service juridique du bailleur" in onglet.origine.text()
    assert onglet.titre.text() == "Convention d’occupation provisoire"
    choisir(onglet, CodeDocument.LETTRE_ALLER)
    assert onglet.titre.text().endswith(" bis")
    onglet.brouillon.garder()
    calme(qtbot, contexte)
    autre = OngletDocuments(contexte)
    qtbot.addWidget(autre)
    autre.lire()
    calme(qtbot, contexte)
    assert autre.titre.text().endswith(" bis"), "a lock or a crash loses nothing"


def test_l_essai_se_voit_sans_rien_garder(
    qtbot: QtBot,
    contexte: Contexte,
    onglet: OngletDocuments,
    uow: UnitOfWork,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vus: list[bytes] = []
    monkeypatch.setattr(module, "_ouvrir", lambda chemin: vus.append(Path(chemin).read_bytes()))
    for code in CodeDocument:
        choisir(onglet, code)
        qtbot.keyClick(onglet.apercu, ENTREE)
        calme(qtbot, contexte)
    assert len(vus) == len(CodeDocument)
    assert all(octets.startswith(b"%PDF") for octets in vus)
    assert not any(gardes(uow).values())


def test_ce_qui_est_annule_ailleurs_se_relit(
    qtbot: QtBot, contexte: Contexte, onglet: OngletDocuments, uow: UnitOfWork
) -> None:
    cmd = modeles_documents.EcrireModele(CodeDocument.LETTRE_ALLER, "Autre titre", "Autre texte")
    fait = modeles_documents.ecrire(cmd, uow)
    onglet.lire()
    calme(qtbot, contexte)
    assert onglet.titre.text() == "Autre titre"
    assert fait.operation is not None
    annule = annulation.annuler(annulation.AnnulerOperation(fait.operation), uow)
    assert annule.touche("modele_documents")
    onglet.lire()
    calme(qtbot, contexte)
    assert onglet.titre.text() == "La date de votre déménagement"
