"""The attachments tab: keyboard only, drop, paste, viewing; nothing kept without an agreement."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from app.domain.attachements import AccordPhoto, Decision, EtatAttachement, NatureAttachement, etat
from app.services import annulation, attachements, photos
from app.services.attachements import AttachementFiche
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.menage import page_ouverte
from ui.contexte import Contexte
from ui.pages.menage import PageMenage
from ui.pages.menage import attachement_regard as regard_module
from ui.pages.menage import attachements as onglet_module
from ui.pages.menage.attachements import OngletAttachements
from ui.pages.menage.champs import TexteLong
from ui.pages.menage.formes.attachements import Suggere, poids
from ui.saisie.coller import sources

Touche = Qt.Key


def fichier_photo(dossier: Path, nom: str = "jardin.jpg", teinte: str = "green") -> Path:
    """A photo on the disk, larger than what is kept."""
    chemin = dossier / nom
    Image.new("RGB", (2400, 1800), teinte).save(chemin, "JPEG")
    return chemin


class Essai:
    """A hand on the tab."""

    def __init__(self, qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, page: PageMenage) -> None:
        self.qtbot, self.contexte, self.uow, self.page = qtbot, contexte, uow, page
        self.informations: list[str] = []
        self.operations: list[object] = []
        contexte.avis.information.connect(self.informations.append)
        contexte.avis.enregistre.connect(lambda _t, op: self.operations.append(op))
        page.details.montrer("attachements")
        self.calme()

    @property
    def onglet(self) -> OngletAttachements:
        onglet = self.page.details.construits["attachements"]
        assert isinstance(onglet, OngletAttachements)
        return onglet

    @property
    def menage_id(self) -> UUID:
        assert self.page.fiche is not None
        return self.page.fiche.menage.id

    def calme(self) -> None:
        self.qtbot.waitUntil(lambda: self.contexte.jobs.en_cours == 0, timeout=8000)

    def lus(self) -> tuple[AttachementFiche, ...]:
        return attachements.lire(attachements.LireAttachements(self.menage_id), self.uow)

    def touche(self, widget: QWidget, touche: Qt.Key) -> None:
        widget.setFocus()
        self.qtbot.keyClick(widget, touche)
        self.calme()

    def champ(self, cle: str) -> QWidget:
        formulaire = self.page.saisie.formulaire
        assert formulaire is not None
        widget = formulaire.widget(cle)
        return widget.texte if isinstance(widget, TexteLong | Suggere) else widget

    def ecrire(self, **valeurs: str) -> None:
        """Type in fields, or choose in lists by words."""
        for cle, texte in valeurs.items():
            champ = self.champ(cle)
            champ.setFocus()
            if isinstance(champ, QComboBox):
                rang = champ.findText(texte, Qt.MatchFlag.MatchStartsWith)
                assert rang >= 0, [champ.itemText(i) for i in range(champ.count())]
                self.qtbot.keyClick(champ, Touche.Key_Home)
                for _pas in range(rang):
                    self.qtbot.keyClick(champ, Touche.Key_Down)
                continue
            for lettre in texte:
                for genre in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(
                        champ, QKeyEvent(genre, 0, Qt.KeyboardModifier.NoModifier, lettre)
                    )

    def garder(self) -> None:
        """Ctrl+Enter saves from anywhere in the form."""
        self.qtbot.keyClick(
            self.page.saisie, Touche.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
        self.calme()

    def noter(self, titre: str = "Le pigeonnier") -> UUID:
        """An attachment, without the screen."""
        fait = attachements.noter(
            attachements.NoterAttachement(
                self.menage_id, NatureAttachement.AMENAGEMENT, titre, "au jardin"
            ),
            self.uow,
        )
        self.page.rafraichir()
        self.calme()
        assert fait.principal is not None
        return fait.principal

    def deposer(self, donnees: QMimeData) -> None:
        """Drop on the tab, as the system does."""
        actions, boutons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        sans = Qt.KeyboardModifier.NoModifier
        entree = QDragEnterEvent(QPointF(9, 9).toPoint(), actions, donnees, boutons, sans)
        self.onglet.dragEnterEvent(entree)
        assert entree.isAccepted()
        if self.onglet.courant is not None:
            assert self.onglet.courant.titre in self.onglet.bandeau.texte()
        self.onglet.dropEvent(QDropEvent(QPointF(9, 9), actions, donnees, boutons, sans))
        self.calme()

    def accorder(self, portee: str = "Le dossier") -> None:
        """Say who agreed, and keep."""
        self.ecrire(personne_id="Jadwiga", portee=portee)
        self.garder()

    def annuler(self) -> None:
        operation = self.operations[-1]
        annulation.annuler(annulation.AnnulerOperation(operation), self.uow)  # type: ignore[arg-type]
        self.page.rafraichir()
        self.calme()


def fichiers(*chemins: Path) -> QMimeData:
    donnees = QMimeData()
    donnees.setUrls([QUrl.fromLocalFile(str(c)) for c in chemins])
    return donnees


@pytest.fixture
def essai(
    qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork
) -> Iterator[Essai]:
    with page_ouverte(qtbot, contexte, pile, uow) as page:
        yield Essai(qtbot, contexte, uow, page)


def test_from_empty_to_told_with_the_keyboard_alone(essai: Essai) -> None:
    onglet = essai.onglet
    assert onglet.pile.currentIndex() == 0
    assert onglet.premier() is onglet.vide.bouton
    essai.touche(onglet.vide.bouton, Touche.Key_Return)
    essai.ecrire(titre="Le pigeonnier", lieu="au fond du jardin", personne_id="Jadwiga")
    essai.garder()
    (a,) = essai.lus()
    assert (a.titre, a.nature, a.personne) == (
        "Le pigeonnier",
        NatureAttachement.AMENAGEMENT,
        "Jadwiga Wójcik",
    )
    assert onglet.liste.rowCount() == 1
    assert onglet.liste.item(0, 1).text() == "○ À décider"
    essai.touche(onglet.liste, Touche.Key_C)
    assert essai.page.saisie.saisie is None
    assert "décidez d’abord" in essai.informations[-1]
    essai.touche(onglet.liste, Touche.Key_D)
    essai.ecrire(decision="À déplacer", decidee_par="le bailleur", motif="le mur est refait")
    essai.garder()
    (a,) = essai.lus()
    assert a.decisions[0].decision is Decision.DEPLACER
    assert onglet.liste.item(0, 1).text() == "◐ À déplacer · à dire"
    assert "le mur est refait" in onglet.detail.decisions.text()
    essai.touche(onglet.liste, Touche.Key_C)
    essai.ecrire(dit="Il sera remonté au fond, à l’identique")
    essai.garder()
    (a,) = essai.lus()
    assert etat(a.decisions) is EtatAttachement.DIT
    assert onglet.liste.item(0, 1).text().startswith("●")
    essai.touche(onglet.liste, Touche.Key_Return)
    essai.ecrire(description="construit avec son père")
    essai.garder()
    assert essai.lus()[0].description == "construit avec son père"
    essai.touche(onglet.liste, Touche.Key_Delete)
    assert essai.lus() == ()
    assert onglet.pile.currentIndex() == 0
    essai.annuler()
    assert onglet.liste.rowCount() == 1


def test_a_loss_without_a_reason_is_told_under_its_field(essai: Essai) -> None:
    essai.noter()
    essai.touche(essai.onglet.liste, Touche.Key_D)
    essai.ecrire(decision="Perdu", decidee_par="le bailleur")
    essai.garder()
    formulaire = essai.page.saisie.formulaire
    assert formulaire is not None
    assert "raison" in essai.champ("motif").accessibleDescription()
    assert essai.lus()[0].decisions == ()


def test_usual_words_are_proposed_while_typing(essai: Essai) -> None:
    essai.touche(essai.onglet.vide.bouton, Touche.Key_Return)
    champ = essai.page.saisie.formulaire.widget("titre")  # type: ignore[union-attr]
    assert isinstance(champ, Suggere)
    propose = champ.texte.completer()
    propose.setCompletionPrefix("vérand")
    assert propose.currentCompletion() == "Véranda"


def test_photos_come_by_the_dialog_and_wait_for_an_agreement(
    essai: Essai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    essai.noter()
    choisies = [str(fichier_photo(tmp_path)), str(fichier_photo(tmp_path, "b.jpg", "blue"))]
    monkeypatch.setattr(
        onglet_module.QFileDialog, "getOpenFileNames", lambda *_a, **_k: (choisies, "")
    )
    essai.touche(essai.onglet.liste, Touche.Key_P)
    assert essai.page.saisie.titre.text() == "Garder ces 2 photos"
    assert "jardin.jpg : " in essai.page.saisie.aide.text()
    assert "→" in essai.page.saisie.aide.text()
    essai.garder()
    assert essai.lus()[0].photos == ()
    assert essai.champ("personne_id").hasFocus()
    essai.accorder("Album")
    gardees = essai.lus()[0].photos
    assert [p.accord for p in gardees] == [AccordPhoto.PUBLIC] * 2
    vignettes = essai.onglet.detail.vignettes
    assert vignettes.ids() == [p.id for p in gardees]
    vue = vignettes.item(0).icon().pixmap(vignettes.iconSize()).toImage()
    assert vue.pixelColor(vue.width() // 2, vue.height() // 2).green() > 100


def test_photos_come_by_drop(essai: Essai, tmp_path: Path) -> None:
    essai.deposer(fichiers(fichier_photo(tmp_path)))
    assert "Notez d’abord" in essai.informations[-1]
    essai.noter()
    essai.deposer(fichiers(fichier_photo(tmp_path)))
    essai.accorder()
    assert len(essai.lus()[0].photos) == 1


def test_photos_come_by_paste(essai: Essai) -> None:
    essai.noter()
    image = QImage(320, 200, QImage.Format.Format_ARGB32)
    image.fill(QColor("red"))
    QApplication.clipboard().setImage(image)
    liste = essai.onglet.liste
    liste.setFocus()
    essai.qtbot.keyClick(liste, Touche.Key_V, Qt.KeyboardModifier.ControlModifier)
    essai.calme()
    assert "image collée" in essai.page.saisie.aide.text()
    essai.accorder()
    (photo,) = essai.lus()[0].photos
    assert (photo.largeur, photo.hauteur) == (320, 200)


def test_what_is_no_photo_is_told_and_the_rest_goes_on(essai: Essai, tmp_path: Path) -> None:
    essai.noter()
    pdf, vide = tmp_path / "plan.jpg", tmp_path / "vide.png"
    pdf.write_bytes(b"%PDF-1.7 not a picture")
    vide.write_bytes(b"")
    essai.deposer(fichiers(pdf))
    assert "plan.jpg" in essai.onglet.bandeau.texte()
    assert "PDF" in essai.onglet.bandeau.texte()
    assert essai.page.saisie.saisie is None
    essai.deposer(fichiers(pdf, fichier_photo(tmp_path), vide))
    assert "2 fichiers" in essai.onglet.bandeau.texte()
    assert "vide.png" in essai.onglet.bandeau.texte()
    assert essai.page.saisie.titre.text() == "Garder cette photo"
    essai.accorder()
    assert len(essai.lus()[0].photos) == 1
    essai.deposer(fichiers(fichier_photo(tmp_path)))
    assert "déjà dans le dossier" in essai.onglet.bandeau.texte()
    texte = QMimeData()
    texte.setText("bonjour")
    essai.onglet.deposer(texte)
    assert "ni photo" in essai.informations[-1]


def test_reading_photos_can_be_stopped(essai: Essai, tmp_path: Path) -> None:
    essai.noter()
    teintes = ("green", "blue", "red", "olive")
    lot = [fichier_photo(tmp_path, f"{n}.jpg", t) for n, t in enumerate(teintes)]
    essai.onglet.preparer(tuple(lot))
    assert not essai.onglet.suivi.isHidden()
    essai.onglet.suivi.bouton.click()
    essai.calme()
    assert "aucune photo n’a été gardée" in essai.informations[-1]
    assert essai.onglet.suivi.isHidden()
    assert essai.page.saisie.saisie is None


def test_nothing_of_a_photo_is_remembered_by_the_way_back(essai: Essai, tmp_path: Path) -> None:
    essai.noter()
    essai.page.ouvrir("note")
    lieu = essai.contexte.navigation.lieu
    assert lieu is not None
    assert lieu.arguments["saisie"] == ("note", None)
    essai.deposer(fichiers(fichier_photo(tmp_path)))
    lieu = essai.contexte.navigation.lieu
    assert lieu is not None
    assert lieu.arguments["saisie"] is None


def test_a_photo_is_looked_at_inside_the_page(essai: Essai, tmp_path: Path) -> None:
    essai.noter()
    essai.deposer(fichiers(fichier_photo(tmp_path), fichier_photo(tmp_path, "b.jpg", "blue")))
    essai.accorder()
    vignettes = essai.onglet.detail.vignettes
    essai.touche(vignettes, Touche.Key_Return)
    vue = essai.onglet.regard.vue
    assert vue is not None
    assert vue.isVisible()
    assert vue.parentWidget() is essai.page
    assert vue.size() == essai.page.size()
    assert vue.toile.image is not None
    assert vue.toile.image.size().width() == 1600
    essai.touche(vue, Touche.Key_Right)
    assert "2 sur 2" in vue.legende.text()
    milieu = vue.toile.image.pixelColor(800, 600)
    assert milieu.blue() > 200
    essai.touche(vue, Touche.Key_Right)
    assert "2 sur 2" in vue.legende.text()
    essai.touche(vue, Touche.Key_Left)
    assert "1 sur 2" in vue.legende.text()
    for _pas in range(8):  # Tab never reaches what is behind
        essai.qtbot.keyClick(essai.page.window().focusWidget(), Touche.Key_Tab)
        ici = QApplication.focusWidget()
        assert ici is vue or vue.isAncestorOf(ici)
    essai.touche(vue, Touche.Key_Escape)
    assert vue.isHidden()
    assert vignettes.hasFocus()
    essai.touche(vignettes, Touche.Key_Return)
    essai.contexte.navigation.oublier_pages()  # a lock
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    from shiboken6 import isValid

    assert not isValid(vue)
    essai.contexte.navigation.reprendre()
    essai.calme()


def test_a_copy_is_written_only_when_asked(
    essai: Essai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    essai.noter()
    essai.deposer(fichiers(fichier_photo(tmp_path)))
    essai.accorder()
    (photo,) = essai.lus()[0].photos
    copie = tmp_path / "copie.jpg"
    monkeypatch.setattr(
        regard_module.QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(copie), "")
    )
    essai.onglet.regard.enregistrer_copie(photo.id)
    essai.calme()
    assert Image.open(BytesIO(copie.read_bytes())).size == (1600, 1200)
    assert "copie.jpg" in essai.informations[-1]


def test_a_photo_taken_away_comes_back_an_agreement_withdrawn_does_not(
    essai: Essai, tmp_path: Path
) -> None:
    essai.noter()
    essai.deposer(fichiers(fichier_photo(tmp_path)))
    essai.accorder()
    (photo,) = essai.lus()[0].photos
    vignettes = essai.onglet.detail.vignettes
    essai.touche(vignettes, Touche.Key_Delete)
    assert essai.lus()[0].photos == ()
    essai.annuler()
    assert vignettes.ids() == [photo.id]
    vignettes.setCurrentRow(0)
    essai.onglet.detail.menu.actions()[3].trigger()
    essai.garder()
    assert [p.id for p in essai.lus()[0].photos] == [photo.id]
    case = essai.champ("sur")
    assert isinstance(case, QCheckBox)
    case.setFocus()
    essai.qtbot.keyClick(case, Touche.Key_Space)
    essai.garder()
    assert essai.lus()[0].photos == ()
    with essai.uow.lecture() as session:
        assert not session.connection().exec_driver_sql("SELECT 1 FROM contenu").first()


def test_what_is_typed_comes_back_but_never_the_picture(essai: Essai, tmp_path: Path) -> None:
    essai.noter()
    essai.deposer(fichiers(fichier_photo(tmp_path)))
    essai.ecrire(legende="le pigeonnier en mai")
    essai.qtbot.keyClick(essai.page.saisie, Touche.Key_Escape)
    essai.calme()
    with essai.uow.lecture() as session:
        (garde,) = session.connection().exec_driver_sql("SELECT contenu FROM brouillon").scalars()
        assert "pigeonnier en mai" in garde
        assert len(garde) < 200
        assert not session.connection().exec_driver_sql("SELECT 1 FROM contenu").first()
    essai.deposer(fichiers(fichier_photo(tmp_path)))
    assert essai.champ("legende").text() == "le pigeonnier en mai"  # type: ignore[attr-defined]


def test_another_household_never_shows_the_former_one(essai: Essai, tmp_path: Path) -> None:
    essai.noter()
    essai.deposer(fichiers(fichier_photo(tmp_path)))
    essai.accorder()
    autre = factories.menage(essai.uow, "Benali", "Karim")
    essai.contexte.navigation.aller("menage", menage_id=autre)
    essai.calme()
    essai.page.details.montrer("attachements")
    essai.calme()
    assert essai.onglet.pile.currentIndex() == 0
    assert essai.onglet.courant is None


def test_sources_of_a_drop_and_sizes_in_words(tmp_path: Path) -> None:
    donnees = fichiers(tmp_path / "a.jpg")
    assert sources(donnees) == (tmp_path / "a.jpg",)
    loin = QMimeData()
    loin.setUrls([QUrl("https://exemple.invalid/a.jpg")])
    assert sources(loin) == ()
    assert poids(310_400).replace("\u202f", " ") == "310 Ko"
    assert poids(52_000_000) == "52 Mo"
    assert poids(4_230_000) == "4,2 Mo"
    assert photos.Collee(b"x", "y").nom == "y"
