"""The first steps, driven as a hand would: create, restore, discover."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.core.settings import Settings
from app.services import acces
from app.services.acces import Machine
from app.services.securite.enveloppe import ParametresKdf
from tests.ui.essai import cliquer
from ui.contexte import Contexte
from ui.portier import Ouverture, Portier
from ui.premiers_pas import PremiersPas
from ui.premiers_pas.cle_secours import CleSecours
from ui.premiers_pas.feuille_secours import ecrire_pdf
from ui.premiers_pas.formulaire import Formulaire
from ui.premiers_pas.restauration import Restauration

KDF = ParametresKdf(memoire_kio=64, passes=1, voies=1)
PHRASE = "gauche magenta bitume continent phoque tigre brique"


@pytest.fixture
def portier(paths: Paths, settings: Settings, clock: FixedClock) -> Portier:
    return Portier(paths, settings, clock, KDF)


@pytest.fixture
def pas(qtbot: QtBot, contexte: Contexte, portier: Portier) -> Iterator[PremiersPas]:
    widget = PremiersPas(contexte, portier, peut_revenir=True)
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    widget.show()
    yield widget
    en_suspens = widget.en_suspens()
    if en_suspens is not None:
        en_suspens.servie.fermer()


def bouton(ecran: QWidget | None, texte: str) -> QPushButton:
    assert ecran is not None
    return next(b for b in ecran.findChildren(QPushButton) if b.text() == texte)


def remplir(qtbot: QtBot, pas: PremiersPas) -> Formulaire:
    cliquer(qtbot, pas.accueil.bouton_creer)
    formulaire = pas.etape
    assert isinstance(formulaire, Formulaire)
    qtbot.keyClicks(formulaire.nom, "Jeanne Exemple")
    return formulaire


def test_a_base_is_created_and_its_key_checked(qtbot: QtBot, pas: PremiersPas) -> None:
    formulaire = remplir(qtbot, pas)
    phrase = formulaire.phrase.text()
    assert len(phrase.split()) == 7
    assert formulaire.force.text().startswith("●●●")
    qtbot.keyClicks(formulaire.encore.champ, phrase)
    cliquer(qtbot, formulaire.valider_bouton)
    qtbot.waitUntil(lambda: isinstance(pas.etape, CleSecours))
    cle = pas.etape
    assert isinstance(cle, CleSecours)
    qtbot.keyClicks(cle.groupe, "AAAA")
    cliquer(qtbot, cle.bouton)
    assert "Relisez" in cle.groupe.accessibleDescription()
    cle.groupe.clear()
    rang = int(cle.ligne.findChildren(type(cle.cle))[0].text().rsplit(" ", 1)[1])
    qtbot.keyClicks(cle.groupe, cle.cle.text().split()[rang - 1].lower())
    with qtbot.waitSignal(pas.prete) as recu:
        qtbot.keyClick(cle.groupe, Qt.Key.Key_Return)
    ouverture: Ouverture = recu.args[0]
    assert ouverture.session.utilisateur == "Jeanne Exemple"
    assert Path(ouverture.session.chemin).exists()
    ouverture.servie.fermer()


def test_what_is_missing_is_said_under_its_field(qtbot: QtBot, pas: PremiersPas) -> None:
    formulaire = remplir(qtbot, pas)
    formulaire.nom.clear()
    formulaire.phrase.champ.setText("soleil")
    cliquer(qtbot, formulaire.valider_bouton)
    assert formulaire.nom.accessibleDescription() == "Écrivez votre nom."
    assert "devine" in formulaire.phrase.accessibleDescription()
    assert formulaire.force.text().startswith("○○○")
    assert isinstance(pas.etape, Formulaire)


def test_two_different_phrases_create_nothing(
    qtbot: QtBot, pas: PremiersPas, portier: Portier
) -> None:
    formulaire = remplir(qtbot, pas)
    qtbot.keyClicks(formulaire.encore.champ, "autre chose")
    cliquer(qtbot, formulaire.valider_bouton)
    assert "différentes" in formulaire.encore.accessibleDescription()
    assert not portier.dossier_propose().exists()


def test_a_place_one_cannot_write_to_is_explained(
    qtbot: QtBot, pas: PremiersPas, tmp_path: Path
) -> None:
    formulaire = remplir(qtbot, pas)
    obstacle = tmp_path / "obstacle"
    obstacle.write_text("x", encoding="utf-8")
    formulaire.chemin.setText(str(obstacle / "base.voyette"))
    formulaire.encore.champ.setText(formulaire.phrase.text())
    cliquer(qtbot, formulaire.valider_bouton)
    qtbot.waitUntil(lambda: bool(formulaire.bandeau.texte()))
    assert formulaire.valider_bouton.isEnabled()


def test_a_backup_is_put_back(
    qtbot: QtBot,
    pas: PremiersPas,
    paths: Paths,
    settings: Settings,
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    machine = Machine(paths, settings, clock, KDF)
    servie, _cle = acces.creer(tmp_path / "origine.voyette", "Jeanne Exemple", PHRASE, machine)
    sauvegarde = servie.sauvegarder().chemin
    servie.fermer()
    cliquer(qtbot, pas.accueil.bouton_restaurer)
    etape = pas.etape
    assert isinstance(etape, Restauration)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(sauvegarde), ""))
    cliquer(qtbot, bouton(etape.ligne_source, "Choisir…"))
    etape.destination.setText(str(tmp_path / "retour.voyette"))
    etape.phrase.champ.setText("une mauvaise phrase")
    cliquer(qtbot, etape.valider_bouton)
    qtbot.waitUntil(lambda: bool(etape.bandeau.texte()))
    assert not (tmp_path / "retour.voyette").exists()
    etape.phrase.champ.setText(PHRASE)
    with qtbot.waitSignal(pas.restauree) as recu:
        cliquer(qtbot, etape.valider_bouton)
    assert recu.args == [tmp_path / "retour.voyette"]
    assert acces.ouvrir(tmp_path / "retour.voyette", PHRASE, machine).fermer() is None


def test_no_base_is_overwritten_by_a_restore(
    qtbot: QtBot, pas: PremiersPas, tmp_path: Path
) -> None:
    presente = tmp_path / "presente.voyette"
    presente.write_bytes(b"precieux")
    pas.montrer_restauration()
    etape = pas.etape
    assert isinstance(etape, Restauration)
    etape.source.setText(str(presente))
    etape.destination.setText(str(presente))
    etape.phrase.champ.setText(PHRASE)
    cliquer(qtbot, etape.valider_bouton)
    assert "déjà ce nom" in etape.ligne_destination.champ.accessibleDescription()
    assert presente.read_bytes() == b"precieux"


def test_one_can_go_back_at_each_step(qtbot: QtBot, pas: PremiersPas) -> None:
    for choix in (
        pas.accueil.bouton_creer,
        pas.accueil.bouton_decouvrir,
        pas.accueil.bouton_restaurer,
    ):
        cliquer(qtbot, choix)
        cliquer(qtbot, bouton(pas.etape, "Revenir"))
        assert pas.etape is pas.accueil
    with qtbot.waitSignal(pas.annule):
        cliquer(qtbot, bouton(pas.accueil, "Revenir"))


def test_the_printed_sheet_holds_the_whole_key(
    qtbot: QtBot, tmp_path: Path, clock: FixedClock
) -> None:
    from pypdf import PdfReader

    cle = "-".join(f"A{n:02d}B" for n in range(11))
    assert ecrire_pdf(tmp_path / "cle.pdf", cle, "essai.voyette", "Jeanne", clock.today())
    texte = "".join(p.extract_text() for p in PdfReader(tmp_path / "cle.pdf").pages)
    assert all(groupe in texte for groupe in cle.split("-"))
    assert "essai.voyette" in texte
    assert len(PdfReader(tmp_path / "cle.pdf").pages) == 1


def test_a_pdf_that_cannot_be_written_is_said(
    qtbot: QtBot, tmp_path: Path, clock: FixedClock
) -> None:
    assert not ecrire_pdf(tmp_path / "absent" / "cle.pdf", "A", "b", "c", clock.today())
