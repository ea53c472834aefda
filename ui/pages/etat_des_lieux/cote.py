"""Beside the elements: keys given and given back, meters, what was already reported, photos."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _, date_courte
from app.domain.demenagements import SensCle
from app.services.documents.vocabulaire import dire, majuscule
from app.services.etats_des_lieux import ClePapier, LogementCompare, RelevePapier
from ui.contexte import Contexte
from ui.pages.etat_des_lieux.photos import PhotosEtat
from ui.widgets import Bouton, Etiquette, Titre

Rang = tuple[str, str, str]


class CoteACote(QWidget):
    """A titled table of three columns of text, and a sentence when it is empty."""

    def __init__(self, titre: str, tetes: tuple[str, str], vide: str) -> None:
        super().__init__()
        self.titre = Titre(titre, section=True)
        self.vide = Etiquette(vide, "secondaire", retour_ligne=True)
        self._tetes = tetes
        self._grille = QGridLayout()
        self._grille.setHorizontalSpacing(6)
        self._grille.setVerticalSpacing(2)
        for colonne, part in enumerate((3, 4, 4)):
            self._grille.setColumnStretch(colonne, part)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addWidget(self.titre)
        boite.addWidget(self.vide)
        boite.addLayout(self._grille)

    def remplir(self, rangs: Sequence[Rang]) -> None:
        """Show these."""
        while (element := self._grille.takeAt(0)) is not None:
            ancien = element.widget()
            if ancien is not None:
                ancien.hide()
                ancien.deleteLater()
        self.vide.setVisible(not rangs)
        for colonne, tete in enumerate(self._tetes, 1):
            if rangs:
                self._grille.addWidget(Etiquette(tete, "secondaire"), 0, colonne)
        for rang, textes in enumerate(rangs, 1):
            for colonne, texte in enumerate(textes):
                cellule = Etiquette(texte, "champ" if not colonne else "corps", retour_ligne=True)
                self._grille.addWidget(cellule, rang, colonne)

    def texte(self) -> str:
        """All it says, for whoever listens."""
        lus = (self._grille.itemAt(n) for n in range(self._grille.count()))
        widgets = (lu.widget() for lu in lus if lu is not None)
        return " ".join(w.text() for w in widgets if isinstance(w, Etiquette))


class CoteEtat(QWidget):
    """The right side of the page; `demenagement` asks for the move where these are noted."""

    demenagement = Signal()
    reclamation = Signal(object)

    def __init__(self, contexte: Contexte, page: QWidget) -> None:
        super().__init__()
        self.cles = CoteACote(
            _("Clés"), (_("Remises"), _("Rendues")), _("Aucune clé notée pour ce logement.")
        )
        self.releves = CoteACote(
            _("Compteurs"), (_("Sortie"), _("Entrée")), _("Aucun compteur relevé ici.")
        )
        self.noter = Bouton(_("Noter clés et compteurs"), self.demenagement.emit, "lien")
        self.photos = PhotosEtat(contexte, page)
        self.titre_signales = Titre(_("Déjà signalé"), section=True)
        self._signales = QVBoxLayout()
        self._signales.setSpacing(2)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 8, 0)
        boite.setSpacing(12)
        boite.addWidget(self.cles)
        boite.addWidget(self.releves)
        lien = QHBoxLayout()
        lien.addWidget(self.noter)
        lien.addStretch(1)
        boite.addLayout(lien)
        boite.addWidget(self.titre_signales)
        boite.addLayout(self._signales)
        boite.addWidget(self.photos)
        boite.addStretch(1)

    def remplir(self, vue: LogementCompare) -> None:
        """Show what is known of that home."""
        self.cles.remplir(_cles(vue.cles))
        self.releves.remplir(_releves(vue.releves))
        while (element := self._signales.takeAt(0)) is not None:
            ancien = element.widget()
            if ancien is not None:
                ancien.hide()
                ancien.deleteLater()
        self.titre_signales.setVisible(bool(vue.signales))
        for defaut in vue.signales:
            texte = f"{defaut.reference} · {defaut.description}"
            lien = Bouton(texte, None, "lien")
            lien.clicked.connect(lambda _c=False, id_=defaut.id: self._voir(id_))
            self._signales.addWidget(lien)

    def _voir(self, id_: UUID) -> None:
        self.reclamation.emit(id_)


def _cles(cles: Sequence[ClePapier]) -> list[Rang]:
    rangs = []
    for quoi in dict.fromkeys(c.quoi for c in cles):
        dits = [
            "\n".join(
                _("{n}, le {jour}").format(n=c.nombre, jour=date_courte(c.le))
                for c in cles
                if c.quoi == quoi and c.sens is sens
            )
            or "–"
            for sens in (SensCle.REMISE, SensCle.RENDUE)
        ]
        rangs.append((majuscule(quoi), dits[0], dits[1]))
    return rangs


def _releves(releves: Sequence[RelevePapier]) -> list[Rang]:
    """Each meter, what it read when the household left the home and when it came in."""
    rangs = []
    for fluide in dict.fromkeys(r.fluide for r in releves):
        siens = [r for r in releves if r.fluide is fluide]
        dits = [
            "\n".join(
                _("{index}, le {jour}").format(index=r.valeur, jour=date_courte(r.le))
                for r in siens
                if r.moment.value == moment
            )
            or "–"
            for moment in ("sortie", "entree")
        ]
        rangs.append((majuscule(dire(fluide)), dits[0], dits[1]))
    return rangs
