"""The settings page on a real base with its vault, driven as a hand would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.core.settings import DELAI_TACHE, REGLAGES, THEME, Settings
from app.services import acces, equipe, reglages
from app.services.acces import BaseServie, Machine
from app.services.securite import coffre
from app.services.securite.enveloppe import ParametresKdf
from tests.ui.essai import cliquer
from ui.contexte import Contexte, Session
from ui.dialogue_cle import DialogueCle
from ui.pages.reglages import PageReglages

KDF = ParametresKdf(memoire_kio=64, passes=1, voies=1)
PHRASE = "gauche magenta bitume continent phoque tigre brique"
AUTRE = "citron velours marteau girafe plume ocre falaise"


@pytest.fixture
def servie(
    tmp_path: Path, paths: Paths, settings: Settings, clock: FixedClock
) -> Iterator[BaseServie]:
    machine = Machine(paths, settings, clock, KDF)
    ouverte, _cle = acces.creer(tmp_path / "seance.voyette", "Jeanne Exemple", PHRASE, machine)
    yield ouverte
    ouverte.fermer()


@pytest.fixture
def page(qtbot: QtBot, contexte: Contexte, servie: BaseServie) -> Iterator[PageReglages]:
    session = Session(str(servie.chemin), None, "Jeanne Exemple", servie)
    contexte.jobs.detacher()
    contexte.jobs.attacher(servie.uow)
    avec_seance = replace(contexte, session=lambda: session)
    contexte.navigation.inscrire("reglages", lambda: PageReglages(avec_seance))
    contexte.navigation.aller("reglages")
    trouvee = contexte.navigation.page
    assert isinstance(trouvee, PageReglages)
    yield trouvee
    qtbot.waitUntil(lambda: contexte.jobs.en_cours == 0)


def test_every_setting_one_can_choose_is_shown_with_its_name(page: PageReglages) -> None:
    montres = set(page.general.champs)
    caches = [r for r in REGLAGES if r.cle not in montres]
    assert {"derniere_base", "dossier_sauvegardes"} <= {r.cle for r in caches}
    assert all(isinstance(r.defaut, str) and not r.choix for r in caches)
    assert all(champ.accessibleName() for champ in page.general.champs.values())


def test_the_appearance_changes_at_once(
    qtbot: QtBot, page: PageReglages, settings: Settings
) -> None:
    liste = page.general.champs["theme"]
    assert isinstance(liste, QComboBox)
    liste.setFocus()
    qtbot.keyClick(liste, Qt.Key.Key_End)
    liste.activated.emit(liste.currentIndex())
    assert settings.lire(THEME) == "sombre"


def test_a_setting_of_the_base_is_kept_in_the_base(
    qtbot: QtBot, page: PageReglages, contexte: Contexte, servie: BaseServie
) -> None:
    champ = page.general.champs["delai_tache"]
    assert isinstance(champ, QSpinBox)
    champ.setValue(15)
    with qtbot.waitSignal(contexte.avis.enregistre):
        qtbot.keyClick(champ, Qt.Key.Key_Return)
    assert contexte.settings.lire(DELAI_TACHE) == 15
    assert reglages.lire_tous(None, servie.uow) == {"delai_tache": 15}


def test_one_changes_her_phrase(qtbot: QtBot, page: PageReglages, servie: BaseServie) -> None:
    securite = page.securite
    securite.ancienne.champ.setText("mauvaise")
    securite.nouvelle.champ.setText(AUTRE)
    securite.encore.champ.setText(AUTRE)
    cliquer(qtbot, securite.changer)
    qtbot.waitUntil(lambda: "bonne phrase" in securite.bandeau.texte())
    coffre.ouvrir(servie.chemin, PHRASE).oublier()
    securite.ancienne.champ.setText(PHRASE)
    cliquer(qtbot, securite.changer)
    qtbot.waitUntil(lambda: "changée" in securite.bandeau.texte())
    coffre.ouvrir(servie.chemin, AUTRE).oublier()
    assert securite.ancienne.text() == ""


def test_a_colleague_is_given_then_refused_access(
    qtbot: QtBot, page: PageReglages, servie: BaseServie
) -> None:
    securite = page.securite
    page.afficher(onglet="securite")
    qtbot.keyClicks(securite.nom, "Karim Exemple")
    securite.phrase.champ.setText(AUTRE)
    cliquer(qtbot, securite.ajouter)
    qtbot.waitUntil(lambda: len(coffre.acces(servie.chemin)) == 2)

    def retirer() -> QPushButton | None:
        boutons = securite.liste.findChildren(QPushButton)
        return next((b for b in boutons if "Karim" in b.accessibleName()), None)

    qtbot.waitUntil(lambda: retirer() is not None)
    bouton = retirer()
    assert bouton is not None
    qtbot.waitUntil(securite.ajouter.isEnabled)
    cliquer(qtbot, bouton)
    qtbot.waitUntil(lambda: len(coffre.acces(servie.chemin)) == 1)


def test_a_new_recovery_key_is_shown_once(
    qtbot: QtBot, page: PageReglages, servie: BaseServie
) -> None:
    page.afficher(onglet="securite")
    qtbot.waitUntil(page.securite.nouvelle_cle.isEnabled)
    cliquer(qtbot, page.securite.nouvelle_cle)
    qtbot.waitUntil(lambda: page.window().findChild(DialogueCle) is not None)
    dialogue = page.window().findChild(DialogueCle)
    assert dialogue is not None
    cle = "-".join(dialogue.etape.cle.text().split())
    coffre.ouvrir_par_cle_de_secours(servie.chemin, cle).oublier()
    dialogue.reject()


def test_a_backup_is_made_listed_and_offered_for_restore(
    qtbot: QtBot, page: PageReglages, contexte: Contexte
) -> None:
    page.afficher(onglet="sauvegardes")
    sauvegardes = page.sauvegardes
    qtbot.waitUntil(lambda: sauvegardes.vide.isVisibleTo(sauvegardes))
    cliquer(qtbot, sauvegardes.faire)
    qtbot.waitUntil(lambda: sauvegardes.table.rowCount() == 1)
    assert "vérifiée" in sauvegardes.bandeau.texte()
    assert not sauvegardes.restaurer.isEnabled()
    sauvegardes.table.selectRow(0)
    with qtbot.waitSignal(contexte.avis.restauration) as recu:
        cliquer(qtbot, sauvegardes.restaurer)
    assert recu.args[0].exists()


def test_the_verification_is_worded_line_by_line(qtbot: QtBot, page: PageReglages) -> None:
    page.afficher(onglet="verification")
    cliquer(qtbot, page.verification.bouton)
    qtbot.waitUntil(lambda: bool(page.verification.bandeau.texte()), timeout=10_000)
    assert page.verification.bandeau.texte() == "La base est saine."
    resultats = page.verification.resultats()
    assert len(resultats) >= 6
    assert all(r.startswith("✓ ") for r in resultats)
    assert not any("verification." in r for r in resultats)


def test_a_colleague_joins_the_team_then_leaves_it(
    qtbot: QtBot, page: PageReglages, servie: BaseServie
) -> None:
    page.afficher(onglet="equipe")
    onglet = page.equipe
    prenom, nom = onglet.formulaire.widget("prenom"), onglet.formulaire.widget("nom")
    assert isinstance(nom, QLineEdit)
    avant = equipe.lister(equipe.LireEquipe(), servie.uow)

    def en_poste() -> list[str]:
        return [m.nom_complet for m in equipe.lister(equipe.LireEquipe(), servie.uow)]

    onglet.preparer_nouveau()
    qtbot.keyClicks(prenom, "Karim")
    qtbot.keyClick(prenom, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Il manque" in nom.accessibleDescription())
    qtbot.keyClicks(nom, "Zola")
    qtbot.keyClick(nom, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Karim Zola" in en_poste())
    qtbot.waitUntil(lambda: onglet.modele.rowCount() == len(avant) + 1)
    assert nom.text() == ""

    onglet.table.selectRow(len(avant))
    qtbot.waitUntil(lambda: nom.text() == "Zola")
    cliquer(qtbot, onglet.poste)
    qtbot.waitUntil(lambda: "Karim Zola" not in en_poste())
    tous = equipe.lister(equipe.LireEquipe(actifs=False), servie.uow)
    assert [m.actif for m in tous if m.nom == "Zola"] == [False]
