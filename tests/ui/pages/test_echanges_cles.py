"""Keys of recipients, as somebody who is no engineer takes and checks them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.services.exports.protection.trousseau import (
    ClePrivee,
    ecrire_privee,
    ecrire_publique,
    lire_publique,
)
from db.models import ClePartenaire
from db.uow import UnitOfWork
from tests.ui.pages.test_echanges_retours import calme
from ui.contexte import Contexte
from ui.pages.echanges import PageEchanges
from ui.pages.echanges.cles.onglet import VueCles

NOM = "Office fictif"


@pytest.fixture
def partenaire() -> ClePrivee:
    """The keys the recipient made at home."""
    return ClePrivee.nouvelle(NOM)


@pytest.fixture
def vue(qtbot: QtBot, contexte: Contexte) -> Iterator[VueCles]:
    """The keys, reached as other pages reach them."""
    page = PageEchanges(contexte)
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    page.afficher(onglet="cles")
    calme(qtbot, contexte)
    vue = page.onglet("destinations").courante
    assert isinstance(vue, VueCles)
    qtbot.waitUntil(vue.isVisible)
    yield vue
    page.hide()


def gardee(uow: UnitOfWork) -> ClePartenaire:
    with uow.lecture() as session:
        cle = session.scalars(select(ClePartenaire)).one()
        session.expunge(cle)
        return cle


def recevoir(qtbot: QtBot, contexte: Contexte, vue: VueCles, texte: str) -> None:
    qtbot.mouseClick(vue.nouvelle, Qt.MouseButton.LeftButton)
    vue.recevoir.texte.setPlainText(texte)
    qtbot.mouseClick(vue.recevoir.garder, Qt.MouseButton.LeftButton)
    calme(qtbot, contexte)
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


def test_a_key_is_received_then_checked_over_the_telephone(
    qtbot: QtBot, contexte: Contexte, vue: VueCles, uow: UnitOfWork, partenaire: ClePrivee
) -> None:
    assert vue.vide.isVisible()
    mail = "> Bonjour, voici notre clé.\n" + "".join(
        f"> {ligne}\n" for ligne in ecrire_publique(partenaire).splitlines()
    )
    recevoir(qtbot, contexte, vue, mail)
    assert gardee(uow).verifiee_le is None
    # The telephone comes next, by itself.
    qtbot.waitUntil(lambda: vue.cote.currentIndex() == 1)
    verifier = vue.verifier
    assert verifier.titre.text() == f"2. Vérifier au téléphone : {NOM}"
    mots = lire_publique(ecrire_publique(partenaire)).mots
    assert verifier.mots.mots == mots
    assert not verifier.confirmer.isEnabled(), "with whom?"
    qtbot.keyClicks(verifier.avec, "Mme Exemple")
    qtbot.keyClicks(verifier.entendus, " ".join(reversed(mots)))
    qtbot.mouseClick(verifier.confirmer, Qt.MouseButton.LeftButton)
    calme(qtbot, contexte)
    assert gardee(uow).verifiee_le is None, "other words: another key"
    assert verifier.bandeau.texte()
    assert verifier.entendus.hasFocus(), "never the button that gives the key up"
    verifier.entendus.clear()
    qtbot.keyClicks(verifier.entendus, " ".join(mots))
    qtbot.keyClick(verifier.confirmer, Qt.Key.Key_Return)
    calme(qtbot, contexte)
    cle = gardee(uow)
    assert (cle.verifiee_le, cle.verifiee_par) == (uow.clock.today(), "Mme Exemple")
    vue.rafraichir()
    calme(qtbot, contexte)
    assert not verifier.saisie.isVisible()
    assert "Vérifiée le" in verifier.etat.text()
    qtbot.mouseClick(verifier.abandonner, Qt.MouseButton.LeftButton)
    calme(qtbot, contexte)
    assert gardee(uow).revoquee_le == uow.clock.today()


def test_a_private_key_is_refused_and_never_kept(
    qtbot: QtBot, contexte: Contexte, vue: VueCles, partenaire: ClePrivee
) -> None:
    privee = ecrire_privee(partenaire).decode()
    recevoir(qtbot, contexte, vue, privee)
    assert vue.recevoir.bandeau.texte()
    assert vue.recevoir._contenu() is None, "not even as a draft"


def test_the_key_comes_from_its_file_and_its_draft_is_found_again(
    qtbot: QtBot,
    contexte: Contexte,
    vue: VueCles,
    partenaire: ClePrivee,
    tmp_path: Path,
) -> None:
    fichier = tmp_path / "office.pub"
    fichier.write_text(ecrire_publique(partenaire), encoding="utf-8")
    vue.recevoir.choisir(fichier)
    calme(qtbot, contexte)
    assert vue.recevoir.garder.isEnabled()
    contexte.brouillons.vider()
    calme(qtbot, contexte)
    autre = VueCles(contexte)
    qtbot.addWidget(autre)
    autre.rafraichir()
    calme(qtbot, contexte)
    assert autre.recevoir.texte.toPlainText() == ecrire_publique(partenaire).strip()


def test_our_own_key_is_given_as_a_file_and_six_words(
    qtbot: QtBot, contexte: Contexte, vue: VueCles, tmp_path: Path
) -> None:
    qtbot.mouseClick(vue.a_donner, Qt.MouseButton.LeftButton)
    calme(qtbot, contexte)
    notre = vue.notre
    assert len(notre.mots.mots) == 6
    notre.ecrire_dans(tmp_path / "nous.pub")
    calme(qtbot, contexte)
    lue = lire_publique((tmp_path / "nous.pub").read_text(encoding="utf-8"))
    assert lue.signature in notre.bloc.toPlainText()
    assert [f.name for f in tmp_path.iterdir() if f.name.startswith("nous")] == ["nous.pub"]
