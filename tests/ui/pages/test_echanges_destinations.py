"""Destinations: the form of each kind, and *Tester* that says step by step what works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.core.errors import PanneEnvironnement
from app.services.exports.destinations import GenreDestination
from app.services.exports.transports.contrat import Acces, Diagnostic
from db.models import Destination
from db.uow import UnitOfWork
from tests.integration.envois.boite import Distant, Voie
from tests.ui.pages.test_echanges_retours import calme
from ui.contexte import Contexte
from ui.guichet import ouvrir_transport
from ui.pages.echanges.destinations.onglet import VueDestinations

EMPREINTE = "SHA256:" + "a" * 43


class Serveur(Distant):
    """A server nobody has met yet: its fingerprint must be accepted first."""

    def __init__(self) -> None:
        super().__init__()
        self.acces: list[Acces] = []

    def __call__(self, acces: Acces) -> Voie:
        """A transport to it."""
        if acces.genre is GenreDestination.DOSSIER:
            voie: Voie = ouvrir_transport(acces)
            return voie
        self.acces.append(acces)
        if acces.empreinte != EMPREINTE:
            raise PanneEnvironnement(
                "transport.hote_inconnu", adresse=acces.adresse, empreinte=EMPREINTE, reussi=()
            )
        return super().__call__(acces)


@pytest.fixture
def serveur() -> Serveur:
    return Serveur()


@pytest.fixture
def vue(qtbot: QtBot, contexte: Contexte, serveur: Serveur) -> Iterator[VueDestinations]:
    fenetre = QWidget()
    qtbot.addWidget(fenetre)
    vue = VueDestinations(replace(contexte, transports=serveur))
    vue.setParent(fenetre)
    vue.resize(1100, 560)
    fenetre.resize(1100, 560)
    fenetre.show()
    vue.rafraichir()
    calme(qtbot, contexte)
    yield vue
    fenetre.hide()


def ligne(uow: UnitOfWork) -> Destination:
    with uow.lecture() as session:
        lue = session.scalars(select(Destination)).one()
        session.expunge(lue)
        return lue


def choisir(vue: VueDestinations, genre: GenreDestination) -> None:
    """Choose a kind as a hand does."""
    rang = vue.forme.genre.findData(genre.value)
    vue.forme.genre.setCurrentIndex(rang)
    vue.forme.genre.activated.emit(rang)


def cliquer(qtbot: QtBot, contexte: Contexte, bouton: QWidget) -> None:
    qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)
    calme(qtbot, contexte)


def test_a_folder_is_tried_before_it_is_kept(
    qtbot: QtBot, contexte: Contexte, vue: VueDestinations, uow: UnitOfWork, tmp_path: Path
) -> None:
    assert vue.vide.isVisible()
    cle = tmp_path / "cle"
    qtbot.keyClicks(vue.forme.champs["nom"], "Cle USB")
    qtbot.keyClicks(vue.forme.champs["adresse"], str(cle))
    assert not vue.forme.lignes["utilisateur"].isVisible(), "a folder has no user"
    cliquer(qtbot, contexte, vue.tester)
    assert vue.tester.hasFocus(), "not *Save*"
    assert "✕" in vue.essai.lignes["joint"].text(), "the key is not plugged in"
    assert vue.essai.que_faire.text()
    (cle / "depots").mkdir(parents=True)
    (cle / "retours").mkdir()
    cliquer(qtbot, contexte, vue.tester)
    dits = [e.text()[0] for e in vue.essai.lignes.values()]
    assert dits == ["✓"] * len(Diagnostic.ETAPES), vue.essai.dit()
    assert list((cle / "depots").iterdir()) == [], "what was tried is taken away"
    cliquer(qtbot, contexte, vue.enregistrer)
    assert (ligne(uow).nom, ligne(uow).adresse) == ("Cle USB", str(cle))
    assert vue.titre.text() == "Cle USB"
    assert not vue.enregistrer.isEnabled()
    cliquer(qtbot, contexte, vue.arreter)
    assert not ligne(uow).actif


def test_a_server_is_trusted_once_somebody_compared_its_fingerprint(
    qtbot: QtBot, contexte: Contexte, vue: VueDestinations, uow: UnitOfWork, serveur: Serveur
) -> None:
    choisir(vue, GenreDestination.SFTP)
    assert vue.forme.lignes["cle"].isVisible()
    qtbot.keyClicks(vue.forme.champs["nom"], "Depot")
    qtbot.keyClicks(vue.forme.champs["adresse"], "depot.exemple.fr")
    qtbot.keyClicks(vue.forme.champs["utilisateur"], "voyette")
    qtbot.keyClicks(vue.forme.champs["secret"], "s3cret")
    cliquer(qtbot, contexte, vue.tester)
    assert vue.essai.empreinte.text() == EMPREINTE
    assert vue.essai.bouton.isVisible()
    # Trusting it saves what is typed, keeps the fingerprint and tries again.
    cliquer(qtbot, contexte, vue.essai.bouton)
    qtbot.waitUntil(lambda: not vue.essai.bouton.isVisible() and contexte.jobs.en_cours == 0)
    assert ligne(uow).empreinte == EMPREINTE
    assert serveur.acces[-1].secret == "s3cret"
    assert vue.essai.titre.text().startswith("Tout fonctionne")
    assert vue.forme.champs["secret"].text() == "", "kept, never shown again"


def test_what_is_wrong_is_said_under_its_field(
    qtbot: QtBot, contexte: Contexte, vue: VueDestinations
) -> None:
    choisir(vue, GenreDestination.WEBDAV)
    qtbot.keyClicks(vue.forme.champs["nom"], "Nuage")
    qtbot.keyClicks(vue.forme.champs["adresse"], "http://nuage.exemple.fr")
    cliquer(qtbot, contexte, vue.enregistrer)
    assert "https" in vue.forme.lignes["adresse"].champ.accessibleDescription()
    choisir(vue, GenreDestination.SFTP)
    qtbot.keyClicks(vue.forme.champs["port"], "vingt")
    cliquer(qtbot, contexte, vue.enregistrer)
    assert "nombre" in vue.forme.lignes["port"].champ.accessibleDescription()


def test_what_is_typed_survives_a_lock_but_for_the_password(
    qtbot: QtBot, contexte: Contexte, vue: VueDestinations
) -> None:
    choisir(vue, GenreDestination.SFTP)
    qtbot.keyClicks(vue.forme.champs["adresse"], "depot.exemple.fr")
    qtbot.keyClicks(vue.forme.champs["secret"], "s3cret")
    contexte.brouillons.vider()
    calme(qtbot, contexte)
    autre = VueDestinations(contexte)
    qtbot.addWidget(autre)
    autre.rafraichir()
    calme(qtbot, contexte)
    assert autre.forme.champs["adresse"].text() == "depot.exemple.fr"
    assert autre.forme.genre_choisi is GenreDestination.SFTP
    assert autre.forme.champs["secret"].text() == ""
