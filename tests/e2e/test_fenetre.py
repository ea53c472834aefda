"""One day of a médiatrice in the real window, from an empty laptop to the bailleur's folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import construire
from app.core.paths import Paths
from tests.e2e.fenetre import CTRL, ENTREE, MAJ, Main
from tests.e2e.kdf import KDF
from tests.integration.imports import fichiers
from tests.integration.securite import canari
from tests.ui.conftest import MessagesQt, messages_qt  # noqa: F401 - any Qt warning fails
from ui.pages.echanges import PageEchanges
from ui.pages.menage import PageMenage
from ui.pages.menages import PageMenages
from ui.pages.permanence import PagePermanence
from ui.pages.visite import PageVisite
from ui.premiers_pas.cle_secours import CleSecours
from ui.premiers_pas.formulaire import Formulaire

# Qt types ASCII only in tests.
RECIT = "Le volet de la chambre ne ferme plus."
PROMESSE = "Rappeler avec la date du retour"
A_TRANSMETTRE = "Les clefs de la salle sont chez la gardienne."


@pytest.fixture
def main(qtbot: QtBot, tmp_path: Path) -> Iterator[Main]:
    """The app as `make run` builds it, on a laptop that never saw Voyette."""
    app = construire(Paths.sous(tmp_path / "ordinateur"), kdf=KDF)
    qtbot.addWidget(app.fenetre)
    app.demarrer()
    yield Main(qtbot, app)
    if app.jobs.attache:
        with qtbot.waitSignal(app.verrouillee):
            app.verrouiller()
    app.jobs.arreter()


def _creer_la_base(main: Main) -> str:
    """The first steps; returns the passphrase that was proposed."""
    main.attendre(lambda: main.app.premiers_pas is not None)
    pas = main.app.premiers_pas
    assert pas is not None
    main.qtbot.keyClick(pas.accueil.bouton_creer, ENTREE)
    formulaire = pas.etape
    assert isinstance(formulaire, Formulaire)
    phrase = formulaire.phrase.text()
    main.qtbot.keyClicks(formulaire.nom, "Jeanne Exemple")
    main.qtbot.keyClicks(formulaire.encore.champ, phrase)
    main.qtbot.keyClick(formulaire.encore.champ, ENTREE)
    main.attendre(lambda: isinstance(pas.etape, CleSecours))
    cle = pas.etape
    assert isinstance(cle, CleSecours)
    rang = int(cle.ligne.findChildren(type(cle.cle))[0].text().rsplit(" ", 1)[1])
    main.qtbot.keyClicks(cle.groupe, cle.cle.text().split()[rang - 1])
    with main.qtbot.waitSignal(main.app.ouverte, timeout=15_000):
        main.qtbot.keyClick(cle.groupe, ENTREE)
    main.calme()
    return phrase


def _importer(main: Main, fichier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+7, Enter on *Choisir un fichier*, look, Enter on *Importer*."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(fichier), ""))
    main.touche(Qt.Key.Key_7, CTRL)
    onglet = main.page(PageEchanges).importer
    main.qtbot.keyClick(onglet.accueil.bouton, ENTREE)
    main.attendre(lambda: onglet.vue.apercu is not None)
    main.calme()
    assert onglet.vue.bouton.isEnabled(), onglet.vue.bouton.text()
    main.qtbot.keyClick(onglet.vue.bouton, ENTREE)
    main.attendre(lambda: "est importé" in onglet.bandeau.texte())
    main.calme()


def _tenir_la_permanence(main: Main) -> None:
    """Two visits, one of them anonymous, then the handover notes; the keyboard only."""
    main.touche(Qt.Key.Key_2, CTRL)
    page = main.page(PagePermanence)
    ouverture = page.ouverture
    for champ, texte in (
        (ouverture.lieu, "Maison du projet"),
        (ouverture.debut, "14"),
        (ouverture.fin, "17"),
    ):
        champ.clear()
        main.qtbot.keyClicks(champ, texte)
    main.qtbot.keyClick(ouverture.bouton, ENTREE)
    main.attendre(lambda: page.vues.currentWidget() is page.seance)
    main.calme()
    saisie = page.seance.formulaire
    assert main.focus() is saisie.qui.champ
    main.taper("wojc")
    main.attendre(lambda: any("Wójcik" in t for t in saisie.qui.propositions.textes()))
    main.touche(ENTREE)
    main.calme()
    assert main.focus() is saisie.motifs.champ
    main.taper("p")
    main.touche(ENTREE)
    main.touche(ENTREE)
    assert main.focus() is saisie.ressentis.champ
    main.taper("q")
    main.touche(ENTREE)
    main.taper("4")
    main.qtbot.keyClicks(saisie.recit.note.texte, RECIT)
    main.qtbot.keyClicks(saisie.promesse.texte, PROMESSE)
    main.qtbot.keyClicks(saisie.promesse.date, "+3")
    main.qtbot.keyClick(saisie.promesse.date, ENTREE, CTRL)
    main.attendre(lambda: len(page.seance.liste.visites()) == 1)
    main.calme()
    assert main.focus() is saisie.qui.champ  # the next person is already waiting
    main.pause(saisie.qui.champ)
    main.touche(Qt.Key.Key_Down)
    main.touche(Qt.Key.Key_Up)
    assert saisie.qui.propositions.courante().texte == "passage anonyme"  # type: ignore[union-attr]
    main.touche(ENTREE)
    main.taper("p")
    main.touche(ENTREE)
    main.touche(ENTREE, CTRL)
    main.attendre(lambda: len(page.seance.liste.visites()) == 2)
    main.calme()
    main.touche(ENTREE, CTRL | MAJ)
    main.attendre(lambda: page.vues.currentWidget() is page.cloture)
    assert "et 1 passage anonyme" in page.cloture.bilan.text()
    main.taper(A_TRANSMETTRE)
    main.qtbot.keyClick(page.cloture.bouton, ENTREE)
    main.attendre(lambda: "Permanence close" in page.cloture.titre.text())
    assert page.cloture.transmis.text() == A_TRANSMETTRE


def _imprimer_la_fiche(main: Main, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Ctrl+K, the household, Ctrl+P; returns the text of the sheet."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(dossier))
    main.aller("stockholm")
    fiche = main.page(PageMenage)
    assert "Wójcik" in fiche.entete.nom.text()
    main.touche(Qt.Key.Key_P, CTRL)
    main.attendre(lambda: bool(list(dossier.glob("*.pdf"))))
    main.calme()
    (ecrit,) = dossier.glob("*.pdf")
    texte = " ".join(p.extract_text() for p in PdfReader(ecrit).pages)
    return " ".join(texte.replace("\u00a0", " ").split())


def _preparer_l_envoi(main: Main, dossier: Path) -> Path:
    """Ctrl+K, *Préparer un envoi*, a folder, Enter; returns what was written."""
    main.touche(Qt.Key.Key_7, CTRL)
    page = main.page(PageEchanges)
    main.aller("dossier pour le bailleur")
    exporter = page.exporter
    main.attendre(exporter.isVisible)
    main.attendre(exporter.preparer.isEnabled)
    exporter.dossier.clear()
    main.qtbot.keyClicks(exporter.dossier, str(dossier))
    main.qtbot.keyClick(exporter.preparer, ENTREE)
    main.attendre(lambda: "L’envoi est prêt" in exporter.bandeau.texte())
    main.calme()
    (ecrit,) = dossier.iterdir()
    return ecrit


def test_une_mediatrice_tient_sa_premiere_permanence_et_retrouve_tout_apres_le_verrou(
    main: Main, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    temporaire = tmp_path / "temporaire"
    temporaire.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporaire))
    monkeypatch.setattr(tempfile, "tempdir", None)
    papier, depart = tmp_path / "papier", tmp_path / "depart"
    papier.mkdir()
    depart.mkdir()
    phrase = _creer_la_base(main)
    main.touche(ENTREE)  # an empty base offers its first action, ready to press
    main.page(PageEchanges)
    parc = fichiers.parc(tmp_path / "parc.csv", fichiers.logement(1), fichiers.logement(2))
    _importer(main, parc, monkeypatch)
    _importer(
        main, fichiers.locataires(tmp_path / "locataires.xlsx", fichiers.locataire(1)), monkeypatch
    )
    _tenir_la_permanence(main)
    fiche = _imprimer_la_fiche(main, papier, monkeypatch)
    for attendu in ("Wójcik Jadwiga", RECIT, PROMESSE):
        assert attendu in fiche
    envoi = _preparer_l_envoi(main, depart)
    assert (envoi / "datapackage.json").is_file()
    parti = (envoi / "csv" / "logement.csv").read_text("utf-8-sig")
    assert "TST00001" in parti
    assert RECIT not in "".join(f.read_text("utf-8-sig") for f in envoi.rglob("*.csv"))

    main.touche(Qt.Key.Key_N, CTRL)
    main.qtbot.keyClicks(main.page(PageVisite).formulaire.recit.note.texte, "Elle rappelle pour")
    main.verrouiller()
    assert main.app.fenetre.ecrans.currentWidget() is main.app.verrou
    main.ouvrir(phrase)

    visite = main.page(PageVisite)
    main.attendre(lambda: visite.formulaire.recit.note.texte.toPlainText() == "Elle rappelle pour")
    main.aller("06 12 34 56 78")
    fil = main.page(PageMenage).fil
    main.attendre(lambda: RECIT in [note.texte for note in fil.notes()])
    main.touche(Qt.Key.Key_3, CTRL)
    assert main.page(PageMenages) is not None
    main.touche(Qt.Key.Key_2, CTRL)
    ouverture = main.page(PagePermanence).ouverture
    main.attendre(
        lambda: any("Close ce jour" in b.text() for b in ouverture.findChildren(QPushButton))
    )
    # Promise 21: base, backups, settings, logs, temporary files; what was asked for is elsewhere.
    assert (tmp_path / "ordinateur" / "config" / "reglages.json").is_file()
    for secret in (RECIT, PROMESSE, A_TRANSMETTRE, "Elle rappelle pour", "Jadwiga", phrase):
        assert canari.traces(secret, tmp_path / "ordinateur", temporaire) == []
