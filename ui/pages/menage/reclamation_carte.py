"""One complaint of the household on a card: what, where, what is awaited, the frequent acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _, date_courte, ngettext
from app.domain.garanties import Garantie, GarantieDuJour
from app.domain.reclamations import FINIES, EtatReclamation, NatureReclamation, Urgence
from app.domain.reclamations_delais import Ponctualite, ponctualite
from app.services.documents.phrases_reclamations import objet, prochain_passage, quand
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from app.services.menages.lignes import PassageFiche, ReclamationFiche
from ui.reclamation import phrases
from ui.theme import Theme
from ui.widgets import Bouton, Carte, Etiquette
from ui.widgets.flux import Flux

_ROLES = {Ponctualite.EN_RETARD: "retard", Ponctualite.PROCHE: "proche"}
_ETROIT = 620  # under that width, what is awaited goes under what is wrong


@dataclass(frozen=True, slots=True)
class Vue:
    """What a card needs beside its complaint: the day, the words, its guarantee, its photos.

    `recus`: the works of the home should be received, a guarantee nobody knows is worth saying.
    """

    jour: date
    instant: datetime
    mots: Libelles
    garantie: GarantieDuJour | None = None
    photos: int = 0
    recus: bool = False


@dataclass(frozen=True, slots=True)
class Acte:
    """Something one does to a complaint: its name, its words, its key."""

    nom: str
    texte: str
    touche: Qt.Key
    lettre: str


def actes(r: ReclamationFiche, jour: date) -> list[Acte]:
    """What is worth offering now, the most awaited first."""
    touche = Qt.Key
    trouves = []
    if r.etat is EtatReclamation.FAITE:
        trouves.append(Acte("confirmer", _("Le ménage confirme"), touche.Key_C, "C"))
    if r.etat is EtatReclamation.FAITE or r.etat in FINIES:
        texte = _("Le ménage conteste…") if r.etat is EtatReclamation.FAITE else _("Rouvrir…")
        trouves.append(Acte("contester", texte, touche.Key_D, "D"))
    if r.etat in FINIES:
        return trouves
    prevu = prochain_passage(r, jour)
    if prevu is not None and prevu.jour <= jour and r.etat is not EtatReclamation.FAITE:
        trouves.append(Acte("repare", _("Venu, c’est réparé"), touche.Key_V, "V"))
        trouves.append(Acte("issue", _("Autre issue du passage…"), touche.Key_I, "I"))
    if r.securisee_a is None and r.securiser_avant is not None and r.echeance is not None:
        trouves.append(Acte("securiser", _("C’est mis en sécurité"), touche.Key_S, "S"))
    if r.repondue_a is None and r.repondre_avant is not None:
        trouves.append(Acte("repondre", _("Réponse donnée…"), touche.Key_R, "R"))
    trouves.append(Acte("photos", _("+ photo"), touche.Key_P, "P"))
    return trouves


class CarteReclamation(Carte):
    """One complaint: Enter opens its page, a letter does what the buttons say, arrows go on.

    `acte(name, complaint)`; `ouverte(id)`.
    """

    acte = Signal(str, object)
    ouverte = Signal(object)
    nouvelle = Signal()
    voisine = Signal(object, int)

    def __init__(self, theme: Theme, reclamation: ReclamationFiche, vue: Vue) -> None:
        super().__init__()
        self._theme = theme
        self.reclamation = reclamation
        self.actes = actes(reclamation, vue.jour)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._boite = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._boite.setContentsMargins(12, 8, 12, 8)
        self._boite.setSpacing(16)
        self._boite.addWidget(self._quoi(vue), 5)
        self._boite.addWidget(self._ou_elle_en_est(vue), 4)
        lettres = " ".join(f"{a.lettre} : {a.texte}." for a in self.actes)
        self.setAccessibleName(
            _("{reference}, {quoi}, {attendu}").format(
                reference=reclamation.reference,
                quoi=objet(reclamation.categorie, reclamation.lieu, vue.mots),
                attendu=attente(reclamation, vue.instant),
            )
        )
        self.setAccessibleDescription(_("Entrée : ouvrir. N : nouvelle.") + f" {lettres}")

    def _quoi(self, vue: Vue) -> QWidget:
        r = self.reclamation
        titre = f"{r.reference} · {objet(r.categorie, r.lieu, vue.mots)}"
        reserve = _("réserve de réception") if r.nature is NatureReclamation.RESERVE else ""
        photos = ngettext("{n} photo", "{n} photos", vue.photos).format(n=vue.photos)
        collectif = _("dossier collectif {reference}").format(reference=r.dossier or "")
        details = (
            _("ouverte le {jour}").format(jour=date_courte(r.ouverte_le)),
            reserve,
            collectif if r.dossier else "",
            photos if vue.photos else "",
        )
        return _pile(
            Etiquette(titre, "section", retour_ligne=True),
            Etiquette(r.description, retour_ligne=True, copiable=True),
            Etiquette(" · ".join(d for d in details if d), "secondaire", retour_ligne=True),
            self._boutons(),
        )

    def _ou_elle_en_est(self, vue: Vue) -> QWidget:
        r = self.reclamation
        role = _ROLES.get(ponctualite(r.echeance, vue.instant), "corps")
        attendu = Etiquette(majuscule_apres_signe(attente(r, vue.instant)), role, retour_ligne=True)
        self.attendu = attendu
        etat = majuscule_apres_signe(phrases.etat_depuis(r.etat, r.etat_le))
        if r.urgence is not Urgence.NORMALE and r.etat not in FINIES:
            etat = f"{etat} · " + _("urgence {mot}").format(mot=phrases.urgence(r.urgence))
        lignes = [Etiquette(etat, "secondaire", retour_ligne=True)]
        lignes += [Etiquette(t, "secondaire", retour_ligne=True) for t in _suite(r, vue)]
        return _pile(attendu, *lignes)

    def _boutons(self) -> QWidget:
        cadre = QWidget()
        flux = Flux(cadre, ecart=4, interligne=2)
        for a in self.actes:
            bouton = Bouton(a.texte, partial(self._faire, a.nom), "lien")
            bouton.setToolTip(a.lettre)
            flux.addWidget(bouton)
        ouvrir = Bouton(_("Ouvrir"), self._ouvrir, "lien")
        ouvrir.setToolTip(_("Entrée"))
        flux.addWidget(ouvrir)
        return cadre

    def a_le_clavier(self) -> bool:
        """Whether the keyboard is on this card or in it."""
        return self.hasFocus() or any(f.hasFocus() for f in self.findChildren(QWidget))

    def _faire(self, nom: str) -> None:
        self.acte.emit(nom, self.reclamation)

    def _ouvrir(self) -> None:
        self.ouverte.emit(self.reclamation.id)

    # --- hands -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter, N, the letter of an act; up and down to the next cards."""
        touche = Qt.Key(event.key())
        gestes: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Return: self._ouvrir,
            Qt.Key.Key_Enter: self._ouvrir,
            Qt.Key.Key_N: self.nouvelle.emit,
            Qt.Key.Key_Up: lambda: self.voisine.emit(self, -1),
            Qt.Key.Key_Down: lambda: self.voisine.emit(self, 1),
        }
        for a in self.actes:
            gestes[a.touche] = partial(self._faire, a.nom)
        geste = gestes.get(touche)
        if event.matches(QKeySequence.StandardKey.Paste):
            self._faire("coller")
            event.accept()
            return
        if geste is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        geste()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """One sees where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """Elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """The card, and the ring of the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            peintre = QPainter(self)
            peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
            peintre.setPen(QPen(self._theme.couleur("focus"), 2))
            rayon = self._theme.px(8)
            peintre.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), rayon, rayon)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Side by side where there is room."""
        super().resizeEvent(event)
        sens = QBoxLayout.Direction
        etroit = event.size().width() < self._theme.px(_ETROIT)
        voulu = sens.TopToBottom if etroit else sens.LeftToRight
        if voulu is not self._boite.direction():
            self._boite.setDirection(voulu)


def attente(r: ReclamationFiche, instant: datetime) -> str:
    """ "⚠ réparer : en retard de 3 j", "✓ à confirmer avec le ménage", or its state."""
    if r.etat is EtatReclamation.FAITE:
        jours = (instant.date() - r.faite_le).days if r.faite_le else 0
        if jours <= 0:
            return _("✓ réparée, à confirmer avec le ménage")
        return ngettext(
            "✓ réparée depuis {n} j, à confirmer avec le ménage",
            "✓ réparée depuis {n} j, à confirmer avec le ménage",
            jours,
        ).format(n=jours)
    return phrases.attendu(r.horloge, r.echeance, instant) or phrases.etat(r.etat)


def _suite(r: ReclamationFiche, vue: Vue) -> list[str]:
    """Who repairs, the next visit, the guarantee: what is not known is said once."""
    fini = r.etat in FINIES
    lignes = []
    if r.responsable or not fini:
        qui = r.responsable or _("à désigner")
        lignes.append(_("Répare : {qui}").format(qui=qui))
    prevu = prochain_passage(r, vue.jour)
    if prevu is not None and not fini:
        lignes.append(passage(prevu, vue.jour))
    if vue.garantie is not None and (
        vue.garantie.code is not Garantie.INCONNUE or (vue.recus and not fini)
    ):
        lignes.append(phrases.garantie(vue.garantie))
    if r.etat is EtatReclamation.CLOSE and r.motif_cloture is not None:
        lignes.append(_("Raison : {motif}").format(motif=dire(r.motif_cloture)))
    return lignes


def passage(p: PassageFiche, jour: date) -> str:
    """ "◷ Passage demain à 14:00, accepté", "⚠ Passage du 12 nov. : a-t-il eu lieu ?"."""
    dit = quand(p, jour)
    if p.jour < jour:
        return _("⚠ Passage du {jour} : a-t-il eu lieu ?").format(jour=dit)
    return _("◷ Passage {jour}, {etat}").format(jour=dit, etat=dire(p.etat))


def majuscule_apres_signe(texte: str) -> str:
    """ "⚠ Réparer…": the sign first when there is one, then a capital."""
    signe, espace, mots = texte.partition(" ")
    if espace and not signe[:1].isalpha():
        return f"{signe} {majuscule(mots)}"
    return majuscule(texte)


def _pile(*lignes: QWidget) -> QWidget:
    cadre = QWidget()
    boite = QVBoxLayout(cadre)
    boite.setContentsMargins(0, 0, 0, 0)
    boite.setSpacing(2)
    for ligne in lignes:
        boite.addWidget(ligne)
    boite.addStretch(1)
    return cadre
