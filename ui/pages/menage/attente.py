"""What waits for this household, late things first; Space or a click ticks a thing done."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.i18n import _, jour
from app.domain.reclamations import EtatReclamation
from app.services.documents.phrases_reclamations import objet as dire_objet
from app.services.documents.phrases_reclamations import prochain_passage, quand
from app.services.documents.vocabulaire import Libelles, retard
from app.services.menages.lignes import (
    AnnonceFiche,
    Attente,
    EngagementFiche,
    FicheMenage,
    NatureAttente,
    ReclamationFiche,
    RendezVousFiche,
    TacheFiche,
)
from app.services.paroles import en_bref
from ui.reclamation import phrases
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette, Titre
from ui.widgets.tableau import infobulle

ROLE = Qt.ItemDataRole.UserRole
SIGNES = {
    NatureAttente.ANNONCE: "⚠",
    NatureAttente.TACHE: "▢",
    NatureAttente.ENGAGEMENT: "◇",
    NatureAttente.RENDEZ_VOUS: "◷",
    NatureAttente.RECLAMATION: "△",
}


class ListeAttente(QListWidget):
    """Space ticks the current thing done, Enter opens it, Suppr takes it away."""

    cochee = Signal(object)  # Attente
    ouverte = Signal(object)
    retiree = Signal(object)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """Arriving by keyboard, one is on a row."""
        super().focusInEvent(event)
        if self.count():
            self.setCurrentRow(
                max(0, self.currentRow()), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """Elsewhere, nothing looks chosen here, and what is late shows red."""
        super().focusOutEvent(event)
        self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Space and F tick, Enter opens, Suppr takes away."""
        courant = self.currentItem()
        signal = {
            Qt.Key.Key_Space: self.cochee,
            Qt.Key.Key_F: self.cochee,
            Qt.Key.Key_Return: self.ouverte,
            Qt.Key.Key_Enter: self.ouverte,
            Qt.Key.Key_Delete: self.retiree,
        }.get(Qt.Key(event.key()))
        if courant is not None and signal is not None:
            signal.emit(courant.data(ROLE))
            event.accept()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, _texte: str) -> None:  # noqa: N802 - Qt name
        """No search by first letter: letters are shortcuts here."""


class PanneauAttente(QWidget):
    """ "Ce qui attend": what must be told, tasks, promises, appointments, complaints still open.

    `faite` carries the `Attente` the person ticked (a task or a promise); `demande(form, id)` asks
    to open a form (to say who was told, too), `retrait(form, id)` to take an appointment away.
    """

    faite = Signal(object)
    demande = Signal(str, object)
    retrait = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.titre = Titre(_("Ce qui attend"), section=True)
        self.liste = ListeAttente()
        self.liste.setWordWrap(True)
        self.liste.setResizeMode(QListWidget.ResizeMode.Adjust)  # narrower, rows get taller
        self.liste.setAccessibleName(_("Ce qui attend"))
        self.liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.liste.cochee.connect(self._cocher)
        self.liste.ouverte.connect(lambda a: self.demande.emit(a.nature.value, a.objet.id))
        self.liste.itemDoubleClicked.connect(lambda e: self.liste.ouverte.emit(e.data(ROLE)))
        self.liste.retiree.connect(self._retirer)
        self.vide = Etiquette(
            _("Rien n’attend : ni tâche, ni promesse, ni rendez-vous."),
            "secondaire",
            retour_ligne=True,
        )
        self.aide = Etiquette(_("Espace : c’est fait · Entrée : changer"), "secondaire")
        tete = QHBoxLayout()
        tete.setSpacing(4)
        tete.addWidget(self.titre)
        tete.addStretch(1)
        for texte, forme in ((_("+ tâche"), "tache"), (_("+ rendez-vous"), "rendez_vous")):
            tete.addWidget(Bouton(texte, partial(self.demande.emit, forme, None), "discret"))
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(tete)
        self.vide.setAlignment(Qt.AlignmentFlag.AlignTop)
        boite.addWidget(self.vide, 1)
        boite.addWidget(self.liste, 1)
        boite.addWidget(self.aide)

    def remplir(self, fiche: FicheMenage, mots: Libelles) -> None:
        """Show what waits for this household, keeping the current row."""
        attentes = fiche.attente
        rang = max(0, self.liste.currentRow())
        self.liste.clear()
        for attente in attentes:
            element = QListWidgetItem(en_mots(attente, fiche.jour, fiche.instant, mots))
            element.setData(ROLE, attente)
            if isinstance(attente.objet, AnnonceFiche):
                element.setToolTip(infobulle(attente.objet.objet))
            if isinstance(attente.objet, ReclamationFiche):
                element.setToolTip(infobulle(f"{element.text()}\n{attente.objet.description}"))
            couleur = _couleur(attente, fiche.instant)
            if couleur:
                element.setForeground(self._theme.couleur(couleur))
            self.liste.addItem(element)
        drapeau = QItemSelectionModel.SelectionFlag
        choisir = drapeau.ClearAndSelect if self.liste.hasFocus() else drapeau.NoUpdate
        self.liste.setCurrentRow(min(rang, self.liste.count() - 1), choisir)
        self.vide.setVisible(not attentes)
        self.liste.setVisible(bool(attentes))
        self.aide.setVisible(any(_cochable(a) for a in attentes))

    def _retirer(self, attente: Attente) -> None:
        if attente.nature is NatureAttente.RENDEZ_VOUS:
            self.retrait.emit("rendez_vous", attente.objet.id)

    def _cocher(self, attente: Attente) -> None:
        if attente.nature is NatureAttente.ANNONCE:
            self.demande.emit(attente.nature.value, attente.objet.id)  # who was told, how
        elif _cochable(attente):
            self.faite.emit(attente)


def _cochable(attente: Attente) -> bool:
    return attente.nature in (NatureAttente.TACHE, NatureAttente.ENGAGEMENT)


def _couleur(attente: Attente, instant: datetime) -> str:
    """Red for what is late or must be told, amber for a clock about to run out."""
    if attente.en_retard or attente.nature is NatureAttente.ANNONCE:
        return "rouge"
    if isinstance(attente.objet, ReclamationFiche):
        return phrases.couleur(attente.objet.echeance, instant) or ""
    return ""


def en_mots(attente: Attente, jour_: date, instant: datetime, mots: Libelles) -> str:
    """ "⚠ promis : rappeler avec la date du retour – en retard de 3 jours"."""
    if isinstance(attente.objet, ReclamationFiche):
        return _reclamation(attente.objet, jour_, instant, mots)
    signe = "⚠" if attente.en_retard else SIGNES[attente.nature]
    return f"{signe} {_objet(attente)}{_echeance(attente, jour_)}"


def _reclamation(r: ReclamationFiche, jour_: date, instant: datetime, mots: Libelles) -> str:
    """ "⚠ R-0214 · volets, chambre · réparer : en retard de 3 j · passage demain à 14:00"."""
    if r.etat is EtatReclamation.FAITE:
        signe, attendu = "✓", _("réparée, à confirmer avec le ménage")
    else:
        dit = phrases.attendu(r.horloge, r.echeance, instant)
        attendu = dit.lstrip("⚠◷ ") or phrases.etat(r.etat)
        signe = dit[0] if dit[:1] in ("⚠", "◷") else SIGNES[NatureAttente.RECLAMATION]
    morceaux = [f"{signe} {r.reference}", dire_objet(r.categorie, r.lieu, mots), attendu]
    prevu = prochain_passage(r, jour_)
    if prevu is not None and r.etat is not EtatReclamation.FAITE:
        jour_dit = quand(prevu, jour_)
        modele = _("passage {jour}") if prevu.jour >= jour_ else _("passage du {jour} à noter")
        morceaux.append(modele.format(jour=jour_dit))
    return " · ".join(morceaux)


def _objet(attente: Attente) -> str:
    objet = attente.objet
    match objet:
        case AnnonceFiche():
            return _("à lui annoncer : {quoi}").format(quoi=en_bref(objet.objet))
        case TacheFiche():
            qui = f" ({objet.affectee_a})" if objet.affectee_a else ""
            return f"{objet.titre}{qui}"
        case EngagementFiche():
            return _("promis : {quoi}").format(quoi=objet.texte)
        case RendezVousFiche():
            return _("rendez-vous : {quoi}").format(quoi=objet.objet)
    return ""


def _echeance(attente: Attente, jour_: date) -> str:
    if attente.pour_le is None:
        return ""
    if not attente.en_retard:
        return " – " + jour(attente.pour_le)
    return " – " + retard(attente.pour_le, jour_)
