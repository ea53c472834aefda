"""From the lock screen to the end, on a real encrypted base, driven as a hand would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

import resources
from app.core.changes import Changes
from app.core.clock import FixedClock
from app.core.errors import EntreeInvalide
from app.core.paths import Paths
from app.core.settings import DERNIERE_BASE, LANGUE, Settings
from app.services import acces
from app.services.acces import Machine
from app.services.securite.coffre_format import coffre_de
from app.services.securite.enveloppe import ParametresKdf
from tests.ui.essai import PageListe, PageSaisie
from ui import inscription
from ui.application import Application
from ui.incident import Incident
from ui.palette import Palette
from ui.portier import Portier
from ui.premier_ecran import PremierEcran
from ui.widgets.bande import BandeVeille

KDF = ParametresKdf(memoire_kio=64, passes=1, voies=1)
PHRASE = "gauche magenta bitume continent phoque tigre brique"
NOM = "Jeanne Exemple"


@pytest.fixture(scope="module")
def modele(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A base of one person, and its recovery key; made once, copied by each test."""
    dossier = tmp_path_factory.mktemp("modele")
    paths = Paths.sous(dossier / "machine")
    machine = Machine(paths, Settings(dossier / "r.json"), FixedClock_(), KDF)
    servie, cle = acces.creer(dossier / "essai.voyette", NOM, PHRASE, machine)
    servie.fermer()
    return dossier / "essai.voyette", cle


def FixedClock_() -> FixedClock:  # noqa: N802 - stands for the class with a fixed instant
    from tests.conftest import AUJOURDHUI

    return FixedClock(AUJOURDHUI)


@pytest.fixture
def base_fermee(modele: tuple[Path, str], tmp_path: Path) -> Path:
    copie = tmp_path / "essai.voyette"
    shutil.copyfile(modele[0], copie)
    shutil.copyfile(coffre_de(modele[0]), coffre_de(copie))
    return copie


@pytest.fixture
def application(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    paths: Paths,
    settings: Settings,
    clock: FixedClock,
) -> Iterator[Application]:
    monkeypatch.setattr(inscription, "pages", lambda: [PageSaisie, PageListe])
    portier = Portier(paths, settings, clock, KDF)
    premier = PremierEcran(settings)
    app = Application(premier, paths, clock, portier, resources.chemin("locale"))
    qtbot.addWidget(app.fenetre)
    yield app
    if app.jobs.attache:
        with qtbot.waitSignal(app.verrouillee):
            app.verrouiller()
    app.jobs.arreter()


@pytest.fixture
def ouverte(qtbot: QtBot, application: Application, base_fermee: Path) -> Application:
    application.demarrer(base_fermee)
    ouvrir(qtbot, application)
    return application


def ouvrir(qtbot: QtBot, app: Application, phrase: str = PHRASE) -> None:
    qtbot.waitUntil(lambda: app.verrou.utilisateur.count() > 0)
    qtbot.keyClicks(app.verrou.phrase.champ, phrase)
    with qtbot.waitSignal(app.ouverte):
        qtbot.keyClick(app.verrou.phrase.champ, Qt.Key.Key_Return)


def page(app: Application) -> PageSaisie:
    trouvee = app.contexte.navigation.page
    assert isinstance(trouvee, PageSaisie)
    return trouvee


def verrouiller(qtbot: QtBot, app: Application) -> None:
    with qtbot.waitSignal(app.verrouillee):
        qtbot.keyClick(app.fenetre, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_a_good_phrase_opens_on_the_first_page(qtbot: QtBot, ouverte: Application) -> None:
    assert page(ouverte).vus == [{}]
    assert ouverte.seance is not None
    assert ouverte.seance.coquille.etat.session.text() == NOM
    assert ouverte.contexte.session().intervenant_id is not None
    assert ouverte.verrou.phrase.text() == ""


def test_a_wrong_phrase_is_worded_then_delayed(
    qtbot: QtBot, application: Application, base_fermee: Path
) -> None:
    avant = base_fermee.read_bytes()
    application.demarrer(base_fermee)
    verrou = application.verrou
    qtbot.waitUntil(lambda: verrou.utilisateur.count() > 0)
    for _essai in range(5):
        verrou.phrase.champ.setText("mauvaise phrase")
        verrou.bandeau.fermer()
        qtbot.mouseClick(verrou.bouton, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(verrou.bandeau.texte()))
        if not verrou.bouton.isEnabled():
            break
    assert "seconde" in verrou.bouton.text()
    assert not application.jobs.attache
    assert base_fermee.read_bytes() == avant


def test_typing_survives_a_lock_and_one_comes_back_to_the_same_page(
    qtbot: QtBot, ouverte: Application
) -> None:
    ouverte.contexte.navigation.aller("liste")
    ouverte.contexte.navigation.aller("saisie", menage=3)
    qtbot.keyClicks(page(ouverte).note, "volet bloque, rappeler")
    ancienne = page(ouverte)
    verrouiller(qtbot, ouverte)
    assert ouverte.fenetre.ecrans.currentWidget() is ouverte.verrou
    assert ouverte.contexte.navigation.page is None
    ouvrir(qtbot, ouverte)
    nouvelle = page(ouverte)
    assert nouvelle is not ancienne
    assert nouvelle.vus == [{"menage": 3}]
    qtbot.waitUntil(lambda: nouvelle.note.text() == "volet bloque, rappeler")
    assert ouverte.contexte.navigation.peut_reculer


def test_a_draft_is_kept_within_a_second_of_typing(qtbot: QtBot, ouverte: Application) -> None:
    from app.services import brouillons

    qtbot.keyClicks(page(ouverte).note, "volet")
    lus: list[str | None] = []

    def lire() -> bool:
        ouverte.jobs.lancer(
            brouillons.lire, brouillons.LireBrouillon("essai"), quand_fini=lus.append
        )
        return bool(lus) and lus[-1] is not None

    qtbot.waitUntil(lire, timeout=1000)
    assert lus[-1] == '{"note": "volet"}'


def test_the_lock_covers_dialogs_and_drops_the_key(qtbot: QtBot, ouverte: Application) -> None:
    servie = ouverte.contexte.session().servie
    assert servie is not None
    qtbot.keyClick(ouverte.fenetre, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    dialogue = ouverte.fenetre.findChild(QDialog, "dialogue_essai")
    assert dialogue is not None
    assert dialogue.isVisible()
    with qtbot.waitSignal(ouverte.verrouillee):
        ouverte.inactivite.absence.emit()
    visibles = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert visibles == [ouverte.fenetre]
    assert servie.cle.oubliee
    assert not ouverte.jobs.attache
    assert ouverte.fenetre.menuBar().isHidden()
    qtbot.waitUntil(lambda: "10 minutes" in ouverte.verrou.bandeau.texte())


def test_keys_do_nothing_behind_the_lock_screen(qtbot: QtBot, ouverte: Application) -> None:
    verrouiller(qtbot, ouverte)
    qtbot.keyClick(ouverte.fenetre, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(ouverte.fenetre, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ouverte.fenetre.findChildren(QDialog) == []


def test_idleness_waits_for_long_work(qtbot: QtBot, ouverte: Application) -> None:
    tache = ouverte.jobs.lancer_long(lambda _c, _u, s: _tourner(s), None)
    ouverte.inactivite.absence.emit()
    assert ouverte.jobs.attache
    tache.arreter()
    qtbot.waitUntil(lambda: ouverte.jobs.en_cours == 0)


def _tourner(suivi: object) -> None:
    from threading import Event

    pause = Event()
    for n in range(100_000):
        suivi.avance(n, 100_000)  # type: ignore[attr-defined]
        pause.wait(0.002)


def test_an_idle_minute_is_noticed_and_a_key_starts_it_again(
    qtbot: QtBot, ouverte: Application
) -> None:
    ouverte.inactivite.regler(0.002)
    ouverte.inactivite.demarrer()
    with qtbot.waitSignal(ouverte.verrouillee, timeout=3000):
        pass


def test_the_recovery_key_opens_and_gives_a_new_phrase(
    qtbot: QtBot, application: Application, base_fermee: Path, modele: tuple[Path, str]
) -> None:
    application.demarrer(base_fermee)
    verrou = application.verrou
    qtbot.waitUntil(lambda: verrou.utilisateur.count() > 0)
    qtbot.mouseClick(verrou.oubliee, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(verrou.cle, modele[1].lower())
    nouvelle = "citron velours marteau girafe plume ocre falaise"
    qtbot.keyClicks(verrou.nouvelle.champ, nouvelle)
    with qtbot.waitSignal(application.ouverte):
        qtbot.mouseClick(verrou.bouton, Qt.MouseButton.LeftButton)
    verrouiller(qtbot, application)
    ouvrir(qtbot, application, nouvelle)
    assert application.jobs.attache


def test_a_missing_vault_is_said_before_one_types(
    qtbot: QtBot, application: Application, base_fermee: Path
) -> None:
    coffre_de(base_fermee).unlink()
    application.demarrer(base_fermee)
    qtbot.waitUntil(lambda: bool(application.verrou.bandeau.texte()))
    assert not application.verrou.bouton.isEnabled()


def test_closing_backs_up_then_ends(qtbot: QtBot, ouverte: Application) -> None:
    servie = ouverte.contexte.session().servie
    assert servie is not None
    with qtbot.waitSignal(ouverte.finie):
        ouverte.fenetre.close()
    assert servie.cle.oubliee
    assert len(list(servie.dossier_sauvegardes.glob("voyette-*.voyette"))) == 1
    assert not ouverte.fenetre.isVisible()


def test_a_backup_that_fails_is_said_and_one_can_leave_all_the_same(
    qtbot: QtBot, ouverte: Application
) -> None:
    servie = ouverte.contexte.session().servie
    assert servie is not None
    servie.dossier_sauvegardes.parent.mkdir(parents=True)
    servie.dossier_sauvegardes.write_text("un fichier à la place du dossier", encoding="utf-8")
    ouverte.fenetre.close()
    qtbot.waitUntil(lambda: bool(ouverte.verrou.bandeau.texte()))
    assert servie.cle.oubliee
    assert ouverte.fenetre.isVisible()
    with qtbot.waitSignal(ouverte.finie):
        ouverte.fenetre.close()


def test_the_last_base_is_asked_for_next_time(
    qtbot: QtBot, ouverte: Application, base_fermee: Path
) -> None:
    assert ouverte.settings.lire(DERNIERE_BASE) == str(base_fermee)


def test_views_refresh_only_when_concerned(qtbot: QtBot, ouverte: Application) -> None:
    ouverte.store.publier(Changes.of(logements={uuid4()}))
    assert page(ouverte).relus == 0
    ouverte.store.publier(Changes.of(menages={uuid4()}))
    assert page(ouverte).relus == 1


def test_an_error_is_a_banner_and_leaves_with_the_page(qtbot: QtBot, ouverte: Application) -> None:
    assert ouverte.seance is not None
    bandeau = ouverte.seance.coquille.bandeau
    ouverte.contexte.signaler_erreur(EntreeInvalide("saisie.obligatoire", champ="le nom"))
    assert "le nom" in bandeau.texte()
    assert bandeau.isVisible()
    ouverte.contexte.navigation.aller("liste")
    assert bandeau.texte() == ""


def test_saving_is_said_with_its_hour(qtbot: QtBot, ouverte: Application) -> None:
    assert ouverte.seance is not None
    etat = ouverte.seance.coquille.etat
    ouverte.contexte.signaler_enregistre(None, "visite de la famille Exemple")
    assert etat.message.text().startswith("✓ Enregistré à ")
    assert etat.message.text().endswith("visite de la famille Exemple")
    assert etat.bouton.isHidden()


def test_the_keyboard_goes_everywhere(qtbot: QtBot, ouverte: Application) -> None:
    nav = ouverte.contexte.navigation
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(ouverte.fenetre, Qt.Key.Key_2, ctrl)
    assert nav.lieu is not None
    assert nav.lieu.nom == "liste"
    qtbot.keyClick(ouverte.fenetre, Qt.Key.Key_Escape)
    assert nav.lieu.nom == "saisie"
    qtbot.keyClick(ouverte.fenetre, Qt.Key.Key_2, ctrl)
    qtbot.keyClick(ouverte.fenetre, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert nav.lieu.nom == "saisie"


def test_the_keys_of_a_page_follow_what_it_can_do(qtbot: QtBot, ouverte: Application) -> None:
    """A page reads what it shows after one arrived: its keys come then."""
    saisie, alt = page(ouverte), Qt.KeyboardModifier.AltModifier
    qtbot.keyClicks(saisie.note, "saisi")
    qtbot.keyClick(ouverte.fenetre, Qt.Key.Key_V, alt)
    assert saisie.note.text() == "saisi"
    saisie.lue = True
    saisie.redire_commandes()
    qtbot.keyClick(ouverte.fenetre, Qt.Key.Key_V, alt)
    assert saisie.note.text() == ""
    ouverte.contexte.navigation.aller("liste")
    saisie.redire_commandes()
    qtbot.keyClicks(saisie.note, "saisi")
    qtbot.keyClick(ouverte.fenetre, Qt.Key.Key_V, alt)
    assert saisie.note.text() == "saisi"


def test_esc_closes_what_is_open_before_leaving_the_page(
    qtbot: QtBot, ouverte: Application
) -> None:
    nav = ouverte.contexte.navigation
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(ouverte.fenetre, Qt.Key.Key_2, ctrl)
    assert nav.page is not None
    bande = BandeVeille(ouverte.contexte.clock, nav.page)
    bande.ouvrir(object(), "Exemple")
    qtbot.keyClick(bande.motif, Qt.Key.Key_Escape)
    assert bande.isHidden()
    assert nav.page.nom == "liste"


def test_the_palette_finds_pages_and_actions(qtbot: QtBot, ouverte: Application) -> None:
    qtbot.keyClick(ouverte.fenetre, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = ouverte.fenetre.findChild(Palette)
    assert palette is not None
    qtbot.keyClicks(palette.champ, "quit")
    assert [palette.liste.item(r).text() for r in range(palette.liste.count())] == [
        "Quitter",
        "Quitter",
    ]
    qtbot.keyClick(palette.champ, Qt.Key.Key_Return)
    assert ouverte.contexte.navigation.lieu is not None
    assert ouverte.contexte.navigation.lieu.nom == "liste"


def test_another_language_rebuilds_the_words_and_keeps_the_place(
    qtbot: QtBot, ouverte: Application
) -> None:
    qtbot.keyClicks(page(ouverte).note, "saisi")
    premiere = page(ouverte)
    ouverte.settings.ecrire(LANGUE, "en")
    qtbot.waitUntil(lambda: ouverte.contexte.navigation.page is not premiere)
    qtbot.waitUntil(lambda: page(ouverte).note.text() == "saisi")
    ouverte.settings.ecrire(LANGUE, "fr")
    deuxieme = ouverte.contexte.navigation.page
    qtbot.waitUntil(lambda: ouverte.contexte.navigation.page is not deuxieme)


def test_a_defect_shows_a_report_without_data(qtbot: QtBot, ouverte: Application) -> None:
    def defaillir(cmd: str, _uow: object) -> None:
        raise ValueError(f"{cmd} ne convient pas")

    ouverte.jobs.lancer(defaillir, "Wójcik-CANARI")
    qtbot.waitUntil(lambda: ouverte.fenetre.findChild(Incident) is not None)
    incident = ouverte.fenetre.findChild(Incident)
    assert incident is not None
    texte = incident.rapport.toPlainText()
    assert "CANARI" not in texte
    assert "ValueError" in texte
    qtbot.mouseClick(incident.copier, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == texte
    incident.accept()
