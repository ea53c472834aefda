"""What waits for this household, late things first; Space or a click ticks a thing done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.i18n import _, jour, ngettext
from app.services.documents.vocabulaire import Libelles, dire
from app.services.menages.lignes import (
    Attente,
    EngagementFiche,
    NatureAttente,
    ReclamationFiche,
    RendezVousFiche,
    TacheFiche,
)
from ui.theme import Theme
from ui.widgets import Etiquette, Titre

ROLE = Qt.ItemDataRole.UserRole
SIGNES = {
    NatureAttente.TACHE: "▢",
    NatureAttente.ENGAGEMENT: "✋",
    NatureAttente.RENDEZ_VOUS: "◷",
    NatureAttente.RECLAMATION: "◔",
}


class ListeAttente(QListWidget):
    """Space ticks the current thing done."""

    cochee = Signal(object)  # Attente

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Space and F tick."""
        courant = self.currentItem()
        if courant is not None and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_F):
            self.cochee.emit(courant.data(ROLE))
            event.accept()
            return
        super().keyPressEvent(event)


class PanneauAttente(QWidget):
    """ "Ce qui attend": tasks, promises, appointments and complaints still open.

    `faite` carries the `Attente` the person ticked (a task or a promise).
    """

    faite = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.titre = Titre(_("Ce qui attend"), section=True)
        self.liste = ListeAttente()
        self.liste.setWordWrap(True)
        self.liste.setAccessibleName(_("Ce qui attend"))
        self.liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.liste.cochee.connect(self._cocher)
        self.vide = Etiquette(
            _("Rien n’attend : ni tâche, ni promesse, ni rendez-vous."),
            "secondaire",
            retour_ligne=True,
        )
        self.aide = Etiquette(_("Espace : c’est fait"), "secondaire")
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addWidget(self.titre)
        boite.addWidget(self.vide)
        boite.addWidget(self.liste, 1)
        boite.addWidget(self.aide)

    def remplir(self, attentes: tuple[Attente, ...], jour_: date, mots: Libelles) -> None:
        """Show these things, keeping the current row."""
        rang = max(0, self.liste.currentRow())
        self.liste.clear()
        for attente in attentes:
            element = QListWidgetItem(en_mots(attente, jour_, mots))
            element.setData(ROLE, attente)
            if attente.en_retard:
                element.setForeground(self._theme.couleur("rouge"))
            self.liste.addItem(element)
        self.liste.setCurrentRow(min(rang, self.liste.count() - 1))
        vide = not attentes
        self.vide.setVisible(vide)
        self.liste.setVisible(not vide)
        self.aide.setVisible(any(_cochable(a) for a in attentes))

    def _cocher(self, attente: Attente) -> None:
        if _cochable(attente):
            self.faite.emit(attente)


def _cochable(attente: Attente) -> bool:
    return attente.nature in (NatureAttente.TACHE, NatureAttente.ENGAGEMENT)


def en_mots(attente: Attente, jour_: date, mots: Libelles) -> str:
    """ "⚠ promis : rappeler avec la date du retour – en retard de 3 jours"."""
    signe = "⚠" if attente.en_retard else SIGNES[attente.nature]
    return f"{signe} {_objet(attente, mots)}{_echeance(attente, jour_)}"


def _objet(attente: Attente, mots: Libelles) -> str:
    objet = attente.objet
    match objet:
        case TacheFiche():
            qui = f" ({objet.affectee_a})" if objet.affectee_a else ""
            return f"{objet.titre}{qui}"
        case EngagementFiche():
            return _("promis : {quoi}").format(quoi=objet.texte)
        case RendezVousFiche():
            return _("rendez-vous : {quoi}").format(quoi=objet.objet)
        case ReclamationFiche():
            return _("réclamation {reference} · {quoi} · {etat}").format(
                reference=objet.reference,
                quoi=mots.reclamation(objet.categorie),
                etat=dire(objet.etat),
            )


def _echeance(attente: Attente, jour_: date) -> str:
    if attente.pour_le is None:
        return ""
    if not attente.en_retard:
        return " – " + jour(attente.pour_le)
    n = (jour_ - attente.pour_le).days
    return " – " + ngettext("en retard de {n} jour", "en retard de {n} jours", n).format(n=n)
