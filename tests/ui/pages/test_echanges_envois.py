"""From a profile to a deposited package: see every line, prepare, send, cancel."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.envois import EtatColis, Format, Protection
from app.services import cites
from app.services.exports import cles, destinations, profils
from app.services.exports.cles import AjouterCle, VerifierCle
from app.services.exports.destinations import (
    CreerDestination,
    GenreDestination,
    SaisieDestination,
)
from app.services.exports.paquets import lisez_moi
from app.services.exports.profils import ContenuProfil, CreerProfil
from app.services.exports.protection.trousseau import ClePrivee, ecrire_publique
from db.models import Colis, ProfilEnvoi
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.test_echanges_retours import calme
from ui.contexte import Contexte
from ui.pages.echanges import PageEchanges
from ui.pages.echanges.envois.boite import VueBoite
from ui.pages.echanges.envois.preparer import VuePreparer
from ui.pages.echanges.envois.profils import VueProfils


@pytest.fixture
def cle_usb(tmp_path: Path) -> Path:
    """Where packages go."""
    cle = tmp_path / "cle"
    (cle / "depots").mkdir(parents=True)
    (cle / "retours").mkdir()
    return cle


@pytest.fixture
def destination(uow: UnitOfWork, cle_usb: Path) -> UUID:
    saisie = SaisieDestination("Clé USB", GenreDestination.DOSSIER, str(cle_usb))
    id_ = destinations.creer(CreerDestination(saisie), uow).changes.principal
    assert id_ is not None
    return id_


@pytest.fixture
def cle(uow: UnitOfWork) -> UUID:
    """The key of the recipient, not verified yet."""
    texte = ecrire_publique(ClePrivee.nouvelle("Office fictif"))
    id_ = cles.ajouter(AjouterCle(texte), uow).principal
    assert id_ is not None
    return id_


@pytest.fixture
def cite(uow: UnitOfWork) -> UUID:
    return factories.cite_dont_un_refuse(uow)


@pytest.fixture
def page(
    qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, cite: UUID
) -> Iterator[PageEchanges]:
    page = PageEchanges(contexte)
    contexte.navigation.inscrire("echanges", lambda: page)
    contexte.store.changed.connect(lambda c: page.rafraichir() if page.concernee(c) else None)
    pile.show()
    yield page
    pile.hide()


def vue(qtbot: QtBot, contexte: Contexte, page: PageEchanges, nom: str) -> QWidget:
    contexte.navigation.aller("echanges", onglet="envois", vue=nom)
    calme(qtbot, contexte)
    courante: QWidget = page.onglet("envois").courante
    qtbot.waitUntil(courante.isVisible)
    return courante


def profil(uow: UnitOfWork, cle: UUID, destination: UUID | None) -> UUID:
    contenu = ContenuProfil(
        "Suivi", formats=(Format.CSV_FR,), cle_id=cle, destination_id=destination
    )
    id_ = profils.creer(CreerProfil(contenu), uow).principal
    assert id_ is not None
    return id_


def cliquer(qtbot: QtBot, contexte: Contexte, bouton: QWidget) -> None:
    qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)
    calme(qtbot, contexte)


def test_a_profile_narrows_what_leaves(
    qtbot: QtBot,
    contexte: Contexte,
    page: PageEchanges,
    uow: UnitOfWork,
    cle: UUID,
    destination: UUID,
) -> None:
    profils_vue = vue(qtbot, contexte, page, "profils")
    assert isinstance(profils_vue, VueProfils)
    assert profils_vue.vide.isVisible()
    forme = profils_vue.forme
    champ = forme.formulaire.widget("nom")
    qtbot.keyClicks(champ, "Suivi mensuel")
    for nom, valeur in (("cle_id", cle), ("destination_id", destination)):
        liste = forme.formulaire.widget(nom)
        rang = next(r for r in range(liste.count()) if liste.itemData(r) == valeur)
        liste.setCurrentIndex(rang)
        liste.activated.emit(rang)
    menages = next(
        b for b in forme.tables._branches() if b.data(0, Qt.ItemDataRole.UserRole) == "menage"
    )
    feuille = menages.child(0)
    assert isinstance(feuille, QTreeWidgetItem)
    feuille.setCheckState(0, Qt.CheckState.Unchecked)
    assert menages.checkState(0) == Qt.CheckState.PartiallyChecked
    for branche in forme.tables._branches():
        if branche is not menages:
            branche.setCheckState(0, Qt.CheckState.Unchecked)
    cliquer(qtbot, contexte, profils_vue.enregistrer)
    with uow.lecture() as session:
        lu = session.scalars(select(ProfilEnvoi)).one()
        assert (lu.nom, lu.tables, lu.cle_id) == ("Suivi mensuel", ["menage"], cle)
        assert lu.colonnes_retirees == {"menage": [feuille.data(0, Qt.ItemDataRole.UserRole)]}
    qtbot.waitUntil(lambda: profils_vue.titre.text() == "Suivi mensuel")
    calme(qtbot, contexte)
    assert not forme.change
    assert forme.tables.choix() == (
        frozenset({"menage"}),
        {"menage": frozenset({feuille.data(0, Qt.ItemDataRole.UserRole)})},
    )


def test_a_passphrase_is_kept_for_whoever_only_has_7zip(
    qtbot: QtBot, contexte: Contexte, page: PageEchanges, uow: UnitOfWork, cle: UUID
) -> None:
    id_ = profil(uow, cle, None)
    profils_vue = vue(qtbot, contexte, page, "profils")
    assert isinstance(profils_vue, VueProfils)
    profils_vue.table.selectRow(0)
    calme(qtbot, contexte)
    forme = profils_vue.forme
    assert not forme.phrase.isVisible()
    liste = forme.formulaire.widget("protection")
    rang = next(r for r in range(liste.count()) if liste.itemData(r) == Protection.ZIP_AES)
    liste.setCurrentIndex(rang)
    liste.activated.emit(rang)
    assert forme.phrase.isVisible()
    assert not forme.formulaire.lignes["cle_id"].isVisible()
    qtbot.keyClicks(forme.phrase.champ, "azerty")
    cliquer(qtbot, contexte, forme.phrase.garder)
    assert cles.phrase_connue(id_, uow) is None, "easy to guess"
    cliquer(qtbot, contexte, forme.phrase.proposer)
    cliquer(qtbot, contexte, forme.phrase.garder)
    assert cles.phrase_connue(id_, uow) == forme.phrase.champ.text()


def test_every_line_is_seen_before_it_leaves(
    qtbot: QtBot,
    contexte: Contexte,
    page: PageEchanges,
    uow: UnitOfWork,
    cle: UUID,
    destination: UUID,
    cle_usb: Path,
) -> None:
    profil(uow, cle, destination)
    preparer = vue(qtbot, contexte, page, "preparer")
    assert isinstance(preparer, VuePreparer)
    calme(qtbot, contexte)
    # The key was not compared over the telephone: nothing may be prepared, and one is led there.
    assert "appelez" in preparer.manque.text()
    assert not preparer.preparer.isEnabled()
    cles.verifier(VerifierCle(cle, "Mme Exemple"), uow)
    preparer.rafraichir()
    calme(qtbot, contexte)
    assert preparer.preparer.isEnabled()
    assert "1 ménage reste ici" in preparer.phrase.text()
    lignes = preparer.lignes
    noms = [lignes._nom(r) for r in range(lignes.liste.count())]
    lignes.liste.setCurrentRow(noms.index("menage"))
    calme(qtbot, contexte)
    assert lignes.modele.rowCount() == 1
    assert lignes.modele.index(0, 0).data() == "Wójcik Jadwiga"
    lignes.liste.setCurrentRow(noms.index(""))
    calme(qtbot, contexte)
    assert "Benali Karim : partage refusé" in lignes.restent.toPlainText()
    qtbot.keyClick(preparer.preparer, Qt.Key.Key_Return)
    calme(qtbot, contexte)
    assert "boîte d’envoi" in preparer.bandeau.texte()
    with uow.lecture() as session:
        colis = session.execute(select(Colis.nom, Colis.etat)).one()
    assert colis.etat is EtatColis.PREPARE
    # Then one looks at the box and sends it.
    boite = vue(qtbot, contexte, page, "boite")
    assert isinstance(boite, VueBoite)
    assert boite.modele.index(0, 3).data() == "◔ attend de partir"
    cliquer(qtbot, contexte, boite.maintenant)
    assert [f.name for f in (cle_usb / "depots").iterdir()] == [colis.nom]
    assert "1 envoi déposé" in boite.bandeau.texte()
    assert boite.modele.index(0, 3).data() == "◑ déposé, accusé attendu"
    assert "Déposé" in boite.recit.text()
    assert not boite.annuler.isVisible(), "it left"
    cliquer(qtbot, contexte, boite.renvoyer)
    assert boite.modele.index(0, 4).data() == "1", "the same, under the same name"
    assert "il y était déjà" in boite.essais.toPlainText()


def test_a_package_being_composed_holds_nobody_up(
    qtbot: QtBot,
    contexte: Contexte,
    page: PageEchanges,
    uow: UnitOfWork,
    cle: UUID,
    destination: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One reads, writes, looks at what would leave next; locking stops it and leaves nothing."""
    dedans, sortir = threading.Event(), threading.Event()
    vrai = lisez_moi.ecrire

    def attendre(*mots: Any) -> bytes:
        dedans.set()
        assert sortir.wait(20)
        return vrai(*mots)

    monkeypatch.setattr(lisez_moi, "ecrire", attendre)
    cles.verifier(VerifierCle(cle, "Mme Exemple"), uow)
    profil(uow, cle, destination)
    preparer = vue(qtbot, contexte, page, "preparer")
    assert isinstance(preparer, VuePreparer)
    calme(qtbot, contexte)

    def composer() -> None:
        dedans.clear()
        sortir.clear()
        qtbot.mouseClick(preparer.preparer, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(dedans.is_set, timeout=15_000)

    composer()
    ecrits: list[Any] = []
    contexte.jobs.lancer(
        cites.creer, cites.CreerCite("Cité Belle-Île"), quand_fini=ecrits.append,
        proprietaire=page,
    )  # fmt: skip
    qtbot.waitUntil(lambda: bool(ecrits))
    preparer.rafraichir()
    qtbot.waitUntil(lambda: preparer._regarde)
    assert not preparer.preparer.isEnabled(), "one at a time"
    preparer.lancer()
    sortir.set()
    calme(qtbot, contexte)
    assert "boîte d’envoi" in preparer.bandeau.texte()
    calme(qtbot, contexte)
    preparer.rafraichir()
    calme(qtbot, contexte)
    composer()
    servie = contexte.jobs.detacher()
    fermee: list[object] = []
    contexte.jobs.lancer_derniere(lambda: "fermée", quand_fini=fermee.append, proprietaire=page)
    qtbot.wait(100)
    assert not fermee, "the base is closed once nobody reads it any more"
    sortir.set()
    qtbot.waitUntil(lambda: bool(fermee), timeout=15_000)
    calme(qtbot, contexte)
    contexte.jobs.attacher(servie)
    with uow.lecture() as session:
        assert list(session.scalars(select(Colis.sequence))) == [1]


def test_what_could_not_leave_says_why_and_may_be_cancelled(
    qtbot: QtBot,
    contexte: Contexte,
    page: PageEchanges,
    uow: UnitOfWork,
    cle: UUID,
    destination: UUID,
    cle_usb: Path,
) -> None:
    cles.verifier(VerifierCle(cle, "Mme Exemple"), uow)
    profil(uow, cle, destination)
    preparer = vue(qtbot, contexte, page, "preparer")
    assert isinstance(preparer, VuePreparer)
    calme(qtbot, contexte)
    cliquer(qtbot, contexte, preparer.preparer)
    cle_usb.rename(cle_usb.with_name("debranchee"))
    boite = vue(qtbot, contexte, page, "boite")
    assert isinstance(boite, VueBoite)
    cliquer(qtbot, contexte, boite.maintenant)
    assert boite.modele.index(0, 3).data() == "⚠ pas passé, on réessaiera"
    assert "Prochain essai" in boite.recit.text()
    assert "pas déposé" in boite.essais.toPlainText()
    cliquer(qtbot, contexte, boite.annuler)
    assert boite.modele.index(0, 3).data().startswith("✕ annulé")
    assert not boite.annuler.isVisible()


def test_an_empty_box_leads_to_a_first_profile(
    qtbot: QtBot, contexte: Contexte, page: PageEchanges
) -> None:
    boite = vue(qtbot, contexte, page, "boite")
    assert isinstance(boite, VueBoite)
    assert boite.vide.isVisible()
    cliquer(qtbot, contexte, boite.vide.bouton)
    preparer = page.onglet("envois").courante
    assert isinstance(preparer, VuePreparer)
    qtbot.waitUntil(preparer.vide.isVisible)
    cliquer(qtbot, contexte, preparer.vide.bouton)
    assert isinstance(page.onglet("envois").courante, VueProfils)
