"""Beside the checklist: what to know that day, keys, meters, changes of date, other moves."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _, ngettext
from app.domain.telephone import afficher
from app.services.demenagements import DossierDemenagement
from app.services.documents.vocabulaire import Libelles, majuscule
from ui.pages.demenagement import mots
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette, Titre
from ui.widgets.tableau import infobulle

LIGNE = 24


class ListeLignes(QListWidget):
    """Lines of text of some rows: `retirer` on Delete, `valide` on Enter, with the row's id."""

    retirer = Signal(object)
    valide = Signal(object)

    def __init__(self, theme: Theme, nom: str, aide: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(nom)
        self.setAccessibleDescription(aide)
        self.setToolTip(aide)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemDoubleClicked.connect(lambda item: self.valide.emit(item.data(256)))

    def remplir(self, lignes: Sequence[tuple[UUID, str]]) -> None:
        """Show these rows; without any, nothing is shown."""
        rang = self.currentRow()
        self.clear()
        for id_, texte in lignes:
            item = QListWidgetItem(texte)
            item.setData(256, id_)
            item.setToolTip(infobulle(texte))
            self.addItem(item)
        self.setCurrentRow(min(rang, len(lignes) - 1) if self.hasFocus() else -1)
        marge = 2 * self.frameWidth() + self._theme.px(4)
        ligne = max(self._theme.px(LIGNE), self.sizeHintForRow(0) if lignes else 0)
        self.setFixedHeight(ligne * max(1, len(lignes)) + marge)
        self.setVisible(bool(lignes))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """Arriving by keyboard, one is on the first row."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """Nothing looks chosen while the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.setCurrentRow(-1)

    def courante(self) -> UUID | None:
        """The row one is on."""
        item = self.currentItem()
        return item.data(256) if item is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter goes, Delete takes away."""
        ici = self.courante()
        if ici is not None and event.key() == Qt.Key.Key_Delete:
            self.retirer.emit(ici)
        elif ici is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.valide.emit(ici)
        else:
            super().keyPressEvent(event)


class BlocLignes(QWidget):
    """A titled list, its button, and a sentence when there is nothing."""

    def __init__(
        self, theme: Theme, titre: str, vide: str = "", plus: str = "", aide: str = ""
    ) -> None:
        super().__init__()
        self.titre = Titre(titre, section=True)
        self.plus = Bouton(plus, None, "lien")
        if not plus:
            self.plus.hide()  # never `setVisible(True)` on a widget without parent: a window
        self.vide = Etiquette(vide, "secondaire", retour_ligne=True)
        self.solde = Etiquette("", "secondaire", retour_ligne=True)
        self.liste = ListeLignes(theme, titre, aide)
        tete = QHBoxLayout()
        tete.addWidget(self.titre, 1)
        tete.addWidget(self.plus)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(tete)
        for widget in (self.vide, self.liste, self.solde):
            boite.addWidget(widget)

    def remplir(self, lignes: Sequence[tuple[UUID, str]], solde: str = "") -> None:
        """Show these rows, and what they amount to."""
        self.liste.remplir(lignes)
        self.vide.setVisible(not lignes and bool(self.vide.text()))
        self.solde.setText(solde)
        self.solde.setVisible(bool(solde))


class CoteDemenagement(QWidget):
    """The right side of the page, in the order it is needed on the day."""

    def __init__(self, theme: Theme, libelles: Libelles) -> None:
        super().__init__()
        self._mots = libelles
        self.avis = Etiquette("", "retard", retour_ligne=True, copiable=True)
        self.savoir = Etiquette("", retour_ligne=True, copiable=True)
        retirer = _("Suppr : retirer la ligne.")
        self.cles = BlocLignes(theme, _("Clés"), _("Aucune clé notée."), _("+ clés"), retirer)
        self.releves = BlocLignes(
            theme, _("Compteurs"), _("Aucun compteur relevé."), _("+ relevé"), retirer
        )
        self.titre_reports = Titre(_("Changements de date"), section=True)
        self.reports = Etiquette("", retour_ligne=True, copiable=True)
        self.autres = BlocLignes(theme, _("Ses autres déménagements"), aide=_("Entrée : l’ouvrir."))
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 8, 0)
        boite.setSpacing(12)
        boite.addWidget(Titre(_("À savoir"), section=True))
        boite.addWidget(self.avis)
        boite.addWidget(self.savoir)
        for bloc in (self.cles, self.releves, self.autres):
            boite.addWidget(bloc)
        boite.addWidget(self.titre_reports)
        boite.addWidget(self.reports)
        boite.addStretch(1)

    def remplir(self, dossier: DossierDemenagement) -> None:
        """Show what is known of this move."""
        self.avis.setText("\n".join(f"⚠ {phrase}" for phrase in dossier.avis))
        self.avis.setVisible(bool(dossier.avis))
        self.savoir.setText("\n".join(savoir(dossier, self._mots)))
        lu = dossier.demenagement
        ou = {lu.depuis_id: _("logement quitté"), lu.vers_id: _("nouveau logement")}
        self.cles.remplir(
            [(c.id, mots.cle(c, ou.get(c.logement_id, ""))) for c in dossier.cles],
            mots.manquent(dossier.cles),
        )
        self.releves.remplir(
            [(r.id, mots.releve(r, ou.get(r.logement_id, ""))) for r in dossier.releves]
        )
        self.reports.setText("\n".join(mots.report(r) for r in dossier.reports))
        for widget in (self.titre_reports, self.reports):
            widget.setVisible(bool(dossier.reports))
        self.autres.remplir([(d.id, mots.autre(d)) for d in dossier.autres])
        self.autres.setVisible(bool(dossier.autres))


def defilant(cote: QWidget) -> QScrollArea:
    """That side, which scrolls when it does not fit."""
    zone = QScrollArea()
    zone.setWidgetResizable(True)
    zone.setFrameShape(QFrame.Shape.NoFrame)
    zone.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    zone.setMinimumHeight(120)
    zone.setWidget(cote)
    return zone


def savoir(dossier: DossierDemenagement, libelles: Libelles) -> list[str]:
    """What those who come that day must know, one sentence a line."""
    fiche = dossier.fiche
    lignes = []
    phones = [
        f"{p.nom_complet} : {' · '.join(afficher(t) for t in (p.tel_mobile, p.tel_fixe) if t)}"
        for p in fiche.personnes
        if p.tel_mobile or p.tel_fixe
    ]
    lignes += phones or [_("Aucun téléphone connu.")]
    if fiche.menage.langue:
        lignes.append(_("Parle : {langue}").format(langue=fiche.menage.langue))
    lignes.append(
        ngettext("{n} personne", "{n} personnes", len(fiche.personnes)).format(
            n=len(fiche.personnes)
        )
    )
    lignes += _besoins(dossier)
    if fiche.attachements:
        noms = ", ".join(a.titre for a in fiche.attachements[:4])
        suite = "…" if len(fiche.attachements) > 4 else ""
        lignes.append(_("À protéger : {quoi}").format(quoi=noms + suite))
    for contact in fiche.contacts[:2]:
        qui = " ".join(m for m in (contact.qui or contact.ou, afficher(contact.numero)) if m)
        lignes.append(f"{majuscule(libelles.sujet(contact.sujet))} : {qui}")
    if dossier.demenagement.remarque:
        lignes.append(dossier.demenagement.remarque)
    return lignes


def _besoins(dossier: DossierDemenagement) -> list[str]:
    besoins = dossier.fiche.besoins_relogement
    if besoins is None:
        return []
    lignes = []
    if besoins.appareil:
        lignes.append(_("Le courant ne doit pas manquer (pour l’équipe seulement)."))
    if besoins.plain_pied:
        dit = _("A besoin de plain-pied.")
        if dossier.vers.plain_pied is False:
            dit = _("A besoin de plain-pied : ce logement ne l’est pas.")
        lignes.append(dit)
    if besoins.animaux:
        quoi = besoins.animaux_precision
        lignes.append(_("Animaux : {quoi}").format(quoi=quoi) if quoi else _("A des animaux."))
    if besoins.volume_m3:
        lignes.append(_("Volume : {n} m³").format(n=besoins.volume_m3))
    return lignes
