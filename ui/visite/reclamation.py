"""A complaint told during a visit: what is wrong in one line, where and how urgent proposed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.core.i18n import _
from app.domain.catalogues import Catalogue, Entree
from app.domain.reclamations import Urgence
from app.domain.texte import plier
from app.domain.visites import ReclamationSaisie
from app.services.documents.vocabulaire import majuscule
from ui.reclamation import phrases
from ui.widgets import LigneForm

_COLONNES = (3, 6, 3, 2)  # shares of a wide line


class LigneReclamation(QWidget):
    """A complaint to open: its category, what is wrong, where, how urgent.

    The room is read in the words typed, the urgency comes with the category, until a hand chooses;
    Enter after the words goes on with the form, Tab looks at both.
    """

    change = Signal()

    def __init__(
        self,
        catalogue: Catalogue,
        lieux: Catalogue,
        langue: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._categories = catalogue
        self._noms = [p for e in lieux.entrees for p in _paires(e, (e.fr, e.en))]
        self._mots = [p for e in lieux.entrees for p in _paires(e, e.mots)]
        self.categorie = _liste(_("Réclamation à ouvrir"), 14)
        self.categorie.addItem("", "")
        for entree in catalogue.entrees:
            self.categorie.addItem(entree.libelle(langue), entree.code)
        self.description = QLineEdit()
        self.description.setPlaceholderText(_("par exemple : volet de la chambre bloqué"))
        self.lieu = _liste(_("Où dans le logement"), 11)
        self.lieu.addItem("–", "")
        for entree in lieux.entrees:
            self.lieu.addItem(entree.libelle(langue), entree.code)
        self.urgence = _liste(_("Urgence"), 8)
        for urgence in Urgence:
            self.urgence.addItem(majuscule(phrases.urgence(urgence)), urgence)
        self._lignes = (
            LigneForm(_("Réclamation à ouvrir"), self.categorie),
            LigneForm(_("Ce qui ne va pas"), self.description),
            LigneForm(_("Où"), self.lieu),
            LigneForm(_("Urgence"), self.urgence),
        )
        self._grille = QGridLayout(self)
        self._grille.setContentsMargins(0, 0, 0, 0)
        self._grille.setHorizontalSpacing(8)
        self._etroit: bool | None = None
        self._placer(False)
        self.setFocusProxy(self.categorie)
        self.categorie.activated.connect(lambda _rang: self._categorie_choisie())
        self.description.textEdited.connect(self._description_dite)
        self.description.returnPressed.connect(self._passer)
        self.lieu.activated.connect(lambda _rang: self._main("lieu"))
        self.urgence.activated.connect(lambda _rang: self._main("urgence"))
        self.vider()

    def champs(self) -> tuple[QWidget, ...]:
        """Its fields in reading order."""
        return (self.categorie, self.description, self.lieu, self.urgence)

    def valeurs(self) -> tuple[ReclamationSaisie, ...]:
        """The complaint, when its category or its words say something."""
        categorie, description = self.categorie.currentData(), self.description.text().strip()
        if not categorie and not description:
            return ()
        return (
            ReclamationSaisie(
                categorie or "",
                description,
                lieu=self.lieu.currentData() or None,
                urgence=Urgence(self.urgence.currentData()),
            ),
        )

    def vider(self) -> None:
        """Empty it."""
        self._choisi: set[str] = set()  # what a hand chose is not proposed any more
        self.categorie.setCurrentIndex(0)
        self.description.clear()
        self.lieu.setCurrentIndex(0)
        self._proposer_urgence()

    def contenu(self) -> dict[str, str]:
        """What a draft keeps."""
        lues = self.valeurs()
        if not lues:
            return {}
        saisie = {"categorie": lues[0].categorie, "description": lues[0].description}
        if "lieu" in self._choisi:
            saisie["lieu"] = lues[0].lieu or ""
        if "urgence" in self._choisi and lues[0].urgence is not None:
            saisie["urgence"] = lues[0].urgence.value
        return saisie

    def restaurer(self, contenu: Mapping[str, Any]) -> None:
        """Show a draft again; what nobody had chosen is proposed anew."""
        self.vider()
        _choisir(self.categorie, contenu.get("categorie"))
        self.description.setText(str(contenu.get("description", "")))
        self._proposer_urgence()
        self._proposer_lieu()
        if "lieu" in contenu:
            self._choisi.add("lieu")
            _choisir(self.lieu, contenu["lieu"])
        urgence = contenu.get("urgence")
        if urgence in tuple(Urgence):
            self._choisi.add("urgence")
            _choisir(self.urgence, Urgence(urgence))

    # --- proposing ---------------------------------------------------------------------------

    def _categorie_choisie(self) -> None:
        self._proposer_urgence()
        self.change.emit()

    def _description_dite(self, _texte: str) -> None:
        self._proposer_lieu()
        self.change.emit()

    def _main(self, quoi: str) -> None:
        self._choisi.add(quoi)
        self.change.emit()

    def _proposer_urgence(self) -> None:
        if "urgence" not in self._choisi:
            entree = self._categories.trouver(self.categorie.currentData() or "")
            _choisir(self.urgence, Urgence((entree and entree.urgence) or Urgence.NORMALE))

    def _proposer_lieu(self) -> None:
        """The first room named in the words, else the first that goes with one; none otherwise."""
        if "lieu" in self._choisi:
            return
        dits = _dits(self.description.text())
        for mots in (self._noms, self._mots):
            places = [(dits.index(f" {m} "), code) for m, code in mots if f" {m} " in dits]
            if places:
                break
        _choisir(self.lieu, min(places)[1] if places else "")

    def _passer(self) -> None:
        """Go on after this line: what is proposed is right most of the time."""
        self.urgence.setFocus()
        self.urgence.focusNextChild()

    # --- room --------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """As narrow as two fields: under that width the line becomes two."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """One line, or two when it does not fit (150 %, narrow window)."""
        super().resizeEvent(event)
        self._mesurer()

    def event(self, event: QEvent) -> bool:
        """Larger letters may no longer fit: the fields ask for another layout then."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._mesurer()
        return super().event(event)

    def _mesurer(self) -> None:
        voulu = sum(ligne.minimumSizeHint().width() for ligne in self._lignes)
        voulu += self._lignes[1].minimumSizeHint().width()  # words need room
        self._placer(self.width() < voulu)

    def _placer(self, etroit: bool) -> None:
        if etroit == self._etroit:
            return
        self._etroit = etroit
        for ligne in self._lignes:
            self._grille.removeWidget(ligne)
        for rang, (ligne, part) in enumerate(zip(self._lignes, _COLONNES, strict=True)):
            self._grille.setColumnStretch(rang, 0)
            self._grille.addWidget(ligne, rang // 2 if etroit else 0, rang % 2 if etroit else rang)
            self._grille.setColumnStretch(rang, (0 if rang > 1 else 1) if etroit else part)
        self.updateGeometry()


def _liste(nom: str, lettres: int) -> QComboBox:
    liste = QComboBox()
    liste.setAccessibleName(nom)
    liste.setMinimumContentsLength(lettres)
    liste.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return liste


def _choisir(liste: QComboBox, valeur: object) -> None:
    liste.setCurrentIndex(max(0, liste.findData(valeur)))


def _paires(entree: Entree, textes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Words that name a room, folded and in the singular, each with its code."""
    mots = {_dits(mot).strip() for texte in textes for mot in texte.split(",")}
    return [(mot, entree.code) for mot in mots if mot]


def _dits(texte: str) -> str:
    """Words folded, without the mark of the plural, a blank on each side."""
    mots = (mot.rstrip("sx") or mot for mot in plier(texte).split())
    return f" {' '.join(mots)} "
