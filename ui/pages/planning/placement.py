"""What a move made by hand would break, and the reason one gives for it, in the page itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.i18n import _, jour, ngettext
from app.domain.planification.mots import Solution
from app.services.planification.plan_lu import LignePlan, PhraseLue, PlanLu
from ui.pages.planning.vue import Deplace
from ui.widgets import Etiquette, LigneForm
from ui.widgets.bande import Bande

_MONTREES = 3


class BandePlacement(Bande):
    """Says where somebody would go and what breaks; `placer_voulu` carries the move, the reason."""

    placer_voulu = Signal(object, str)
    montree = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Placer quand même"), self.valider, parent)
        self.vu: Deplace | None = None
        self.ecarts: tuple[PhraseLue, ...] | None = None
        self._demande = False
        self.fautes = Etiquette("", "erreur", retour_ligne=True)
        self.motif = QLineEdit()
        self.motif.setPlaceholderText(_("accord de la famille, vu avec le bailleur…"))
        self._ligne = LigneForm(_("Pour quelle raison"), self.motif)
        self.placer(((self._ligne, 1),))
        boite = self.layout()
        if isinstance(boite, QVBoxLayout):
            boite.insertWidget(1, self.fautes)
        self.motif.returnPressed.connect(self.valider)

    def considerer(self, vu: Deplace, plan: PlanLu) -> None:
        """Somebody holds a bar there: what breaks is not known yet."""
        self.vu, self.ecarts, self._demande = vu, None, False
        self.titre.setText(_dire(vu, plan))
        self.fautes.setText(_("Vérification…"))
        self.fautes.changer_role("secondaire")
        self._montrer_champs(demande=False)
        self.show()

    def demander_logement(self) -> None:
        """No home was chosen: nothing can be placed yet."""
        self.fautes.setText(
            _("Choisissez d’abord un logement : tirez la barre dessus, ou Ctrl et flèche bas.")
        )

    def juger(self, vu: Deplace, ecarts: Sequence[PhraseLue]) -> None:
        """What it would break."""
        if vu != self.vu:
            return
        self.ecarts = tuple(ecarts)
        if not ecarts:
            self.fautes.setText(
                _("Aucune règle n’est cassée. Entrée pour placer, Échap pour laisser.")
            )
            self.fautes.changer_role("secondaire")
        else:
            dits = [f"⚠ {e.texte}" for e in ecarts[:_MONTREES]]
            reste = len(ecarts) - _MONTREES
            if reste > 0:
                autres = ngettext("et {n} autre", "et {n} autres", reste)
                dits.append(autres.format(n=reste))
            self.fautes.setText("\n".join(dits))
            self.fautes.changer_role("erreur")
        if self._demande:
            self.demander()

    def demander(self) -> bool:
        """It was dropped: True when it can be placed at once, else the reason is asked."""
        self._demande = True
        if self.ecarts is None:
            return False
        if not self.ecarts:
            self.hide()
            if self.vu is not None:
                self.placer_voulu.emit(self.vu, "")
            return True
        self._montrer_champs(demande=True)
        self.montrer(self.vu, self.titre.text(), self.motif)
        return False

    def valider(self) -> None:
        """A reason is needed."""
        motif = self.motif.text().strip()
        self._ligne.erreur("" if motif else _("Quelques mots suffisent"))
        if not motif:
            self.motif.setFocus()
        elif self.vu is not None:
            self.placer_voulu.emit(self.vu, motif)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt name
        """Room is needed."""
        super().showEvent(event)
        self.montree.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt name
        """Room is left."""
        super().hideEvent(event)
        self.montree.emit(False)

    def cacher(self) -> None:
        """Nothing is considered any more; nothing is told."""
        self.vu, self.ecarts, self._demande = None, None, False
        self.motif.clear()
        self.hide()

    def _montrer_champs(self, *, demande: bool) -> None:
        for widget in (self._ligne, self.bouton, self.annuler):
            widget.setVisible(demande)


class BandeNom(Bande):
    """Another name for a plan; `nomme` carries it."""

    nomme = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Renommer"), self.valider, parent)
        self.champ = QLineEdit()
        self._ligne = LigneForm(_("Nom du plan"), self.champ)
        self.placer(((self._ligne, 1),))
        self.champ.returnPressed.connect(self.valider)

    def ouvrir(self, nom: str) -> None:
        """Ask, from the present name."""
        self.champ.setText(nom)
        self.montrer(nom, _("Renommer « {nom} »").format(nom=nom), self.champ)
        self.champ.selectAll()

    def valider(self) -> None:
        """A name is needed."""
        nom = self.champ.text().strip()
        self._ligne.erreur("" if nom else _("Donnez-lui un nom."))
        if nom:
            self.nomme.emit(nom)


class BandeAdoption(Bande):
    """What adopting a plan changes, before it does; `adopte` carries the reason, when one is asked.

    A reason is only asked when the plan breaks a rule nobody explained.
    """

    adopte = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Adopter ce plan"), self.valider, parent)
        self.dit = Etiquette("", retour_ligne=True)
        self.motif = QLineEdit()
        self.motif.setPlaceholderText(_("décidé en comité, vu avec le bailleur…"))
        self._ligne = LigneForm(_("Pour quelle raison"), self.motif)
        self.placer(((self._ligne, 1),))
        boite = self.layout()
        if isinstance(boite, QVBoxLayout):
            boite.insertWidget(1, self.dit)
        self.motif.returnPressed.connect(self.valider)

    def valider(self) -> None:
        """Go on, with the reason when one is asked."""
        demandee, motif = self._ligne.isVisibleTo(self), self.motif.text().strip()
        self._ligne.erreur("" if motif or not demandee else _("Quelques mots suffisent"))
        if demandee and not motif:
            self.motif.setFocus()
        else:
            self.adopte.emit(motif)

    def ouvrir(self, nom: str, dit: str) -> None:
        """Tell, then ask."""
        self.dit.setText(dit)
        self.motif.clear()
        self._ligne.hide()
        self.montrer(nom, _("Adopter « {nom} » ?").format(nom=nom), self.bouton)

    def demander_motif(self, nom: str, fautes: str) -> None:
        """It breaks these rules: adopted all the same, but one says why."""
        self.dit.setText(fautes)
        self._ligne.show()
        self.montrer(nom, _("Adopter « {nom} » quand même ?").format(nom=nom), self.motif)


def _dire(vu: Deplace, plan: PlanLu) -> str:
    """ "Wójcik : 8 rue d’Œuf, départ mar. 1 déc., retour ven. 26 févr."."""
    ligne = plan.ligne(vu.menage_id)
    lieu = next((lo.nom for lo in plan.logements if lo.id == vu.logement_id), "")
    morceaux = [lieu or _("aucun logement choisi")]
    if vu.depart and vu.solution is not Solution.RETOUR:
        morceaux.append(_("départ {jour}").format(jour=jour(vu.depart, annee=True)))
    if vu.retour:
        morceaux.append(_("retour {jour}").format(jour=jour(vu.retour, annee=True)))
    nom = ligne.menage if ligne else ""
    return f"{nom} : {', '.join(morceaux)}{_avant(ligne, vu)}"


def _avant(ligne: LignePlan | None, vu: Deplace) -> str:
    """The days it had, when they change."""
    if ligne is None:
        return ""
    if ligne.depart and ligne.depart != vu.depart:
        return " " + _("(au lieu du {jour})").format(jour=jour(ligne.depart))
    if ligne.retour and ligne.retour != vu.retour:
        return " " + _("(retour prévu le {jour})").format(jour=jour(ligne.retour))
    return ""
