"""The attachment chosen: what it is, every decision with what was said, and its photos."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.core.i18n import _, date_courte
from app.domain.attachements import EtatAttachement, etat
from app.services.attachements import AttachementFiche, DecisionFiche, PhotoFiche
from app.services.documents.vocabulaire import SIGNES, dire, majuscule
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette, Flux, Titre
from ui.widgets.vignettes import Vignette, Vignettes

COTE_A_COTE = 560


class DetailAttachement(QWidget):
    """Facts at left, photos at right; photos in one row under the facts when there is no room."""

    modifier = Signal()
    decider = Signal()
    dire = Signal()
    photo = Signal()
    accord = Signal(object)
    accord_retire = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.titre = Titre("", section=True)
        self.titre.setWordWrap(True)
        self.faits = Etiquette("", "secondaire", retour_ligne=True)
        self.description = Etiquette("", retour_ligne=True, copiable=True)
        self.etat = Etiquette("", "champ", retour_ligne=True)
        self.decisions = Etiquette("", retour_ligne=True, copiable=True)
        self.b_decider = Bouton(_("Décider…"), self.decider.emit)
        self.b_dire = Bouton(_("C’est dit…"), self.dire.emit)
        self.b_photo = Bouton(_("+ photo"), self.photo.emit)
        self.b_modifier = Bouton(_("Modifier"), self.modifier.emit, "discret")
        self.b_decider.setToolTip(_("Dire ce que cela devient (D)"))
        self.b_dire.setToolTip(_("Noter ce qui a été dit au ménage (C)"))
        self.b_photo.setToolTip(_("Ajouter une photo (P)"))
        self.vignettes = Vignettes(theme, _("Photos"))
        self.sans_photo = Etiquette(
            _("Pas encore de photo : P, ou déposez-en une ici, ou collez-la (Ctrl+V)."),
            "secondaire",
            retour_ligne=True,
        )
        self._disposer()
        self._menu()

    def _disposer(self) -> None:
        cadre = QWidget()
        gestes = QWidget()
        flux = Flux(gestes)
        for bouton in (self.b_decider, self.b_dire, self.b_photo, self.b_modifier):
            flux.addWidget(bouton)
        self._textes = QVBoxLayout(cadre)
        self._textes.setContentsMargins(0, 0, 8, 0)
        self._textes.setSpacing(4)
        for widget in (
            self.titre,
            self.faits,
            gestes,
            self.description,
            self.etat,
            self.decisions,
            self.sans_photo,
        ):
            self._textes.addWidget(widget)
        self._textes.addStretch(1)
        self._zone = QScrollArea()
        self._zone.setWidgetResizable(True)
        self._zone.setFrameShape(QFrame.Shape.NoFrame)
        self._zone.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._zone.setWidget(cadre)
        self._boite = QHBoxLayout(self)
        self._boite.setContentsMargins(0, 0, 0, 0)
        self._boite.setSpacing(8)
        self._boite.addWidget(self._zone, 2)
        self._boite.addWidget(self.vignettes, 1)
        self.vignettes.en_rangee(False)

    def _menu(self) -> None:
        self.vignettes.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.menu = QMenu(self.vignettes)
        for texte, geste in (
            (_("Regarder"), lambda: self.vignettes.ouverte.emit(self.vignettes.courante())),
            (_("Légende et accord…"), lambda: self.accord.emit(self.vignettes.courante())),
            (_("Retirer la photo"), lambda: self.vignettes.retiree.emit(self.vignettes.courante())),
            (
                _("L’accord est retiré : effacer…"),
                lambda: self.accord_retire.emit(self.vignettes.courante()),
            ),
        ):
            self.menu.addAction(texte).triggered.connect(lambda _coche=False, g=geste: g())
        self.vignettes.customContextMenuRequested.connect(
            lambda ou: (
                self.menu.popup(self.vignettes.mapToGlobal(ou))
                if self.vignettes.courante()
                else None
            )
        )

    def remplir(self, a: AttachementFiche | None) -> None:
        """Show this attachment, or nothing."""
        for partie in (self._zone, self.vignettes):
            partie.setVisible(a is not None)
        if a is None:
            return
        ou = etat(a.decisions)
        self.titre.setText(a.titre)
        self.faits.setText(_faits(a))
        self.description.setText(a.description or "")
        self.description.setVisible(bool(a.description))
        self.etat.setText(f"{SIGNES[ou]} {majuscule(dire(ou))}")
        self.decisions.setText("\n".join(dire_decision(d) for d in a.decisions))
        self.decisions.setVisible(bool(a.decisions))
        self.b_dire.setVisible(ou is not EtatAttachement.A_DECIDER)
        self.vignettes.remplir([vignette(p) for p in a.photos])
        self.vignettes.setVisible(bool(a.photos))
        self.sans_photo.setVisible(not a.photos)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Photos go where the width allows."""
        super().resizeEvent(event)
        a_cote = self.width() >= self._theme.px(COTE_A_COTE)
        if a_cote == (self._boite.indexOf(self.vignettes) >= 0):
            return
        self.vignettes.en_rangee(not a_cote)
        if a_cote:
            self._boite.addWidget(self.vignettes, 1)
        else:
            self._textes.insertWidget(self._textes.count() - 1, self.vignettes)


def _faits(a: AttachementFiche) -> str:
    return " · ".join(
        x
        for x in (
            majuscule(dire(a.nature)),
            a.lieu,
            _("à {personne}").format(personne=a.personne) if a.personne else "",
            _("signalé le {jour}").format(jour=date_courte(a.signale_le)),
        )
        if x
    )


def dire_decision(d: DecisionFiche) -> str:
    """A decision in a sentence or two: what, when, by whom, why, and what was said."""
    tete = _("{jour} – {decision}").format(
        jour=date_courte(d.decidee_le), decision=dire(d.decision)
    )
    if d.decidee_par:
        tete = _("{tete}, décidé par {qui}").format(tete=tete, qui=d.decidee_par)
    if d.motif:
        tete = _("{tete} : {raison}").format(tete=tete, raison=d.motif)
    if d.dit_le is None:
        return tete
    dit = _("dit le {jour}").format(jour=date_courte(d.dit_le))
    if d.dit_par:
        dit = _("{dit} par {qui}").format(dit=dit, qui=d.dit_par)
    return f"{tete}\n    {dit} : « {d.dit} »" if d.dit else f"{tete}\n    {dit}"


def vignette(p: PhotoFiche) -> Vignette:
    """A photo as its small picture says it."""
    prise = _("prise le {jour}").format(jour=date_courte(p.prise_le)) if p.prise_le else ""
    accord = _("accord pour {quoi}, le {jour}").format(
        quoi=dire(p.accord), jour=date_courte(p.accord_le)
    )
    if p.accord_de:
        accord = _("{accord}, par {qui}").format(accord=accord, qui=p.accord_de)
    legende = p.legende or prise or _("photo")
    return Vignette(p.id, legende, " · ".join(x for x in (prise, accord) if x and x != legende))
