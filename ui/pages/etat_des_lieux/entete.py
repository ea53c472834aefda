"""Who, which home, which inventories; which one keys go to, and in which order one looks."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import _, date_courte, ngettext, nombre
from app.services.documents.vocabulaire import dire, majuscule
from app.services.etats_des_lieux import Ecart, EtatComplet, EtatsDuMenage, LogementCompare
from ui.widgets import Carte, Etiquette, Flux, Puce


class EnteteEtat(Carte):
    """`logement_choisi(id)`, `active(id)` an inventory, `ordonnee` the order changed."""

    logement_choisi = Signal(object)
    active = Signal(object)
    ordonnee = Signal()

    def __init__(self, *boutons: QWidget) -> None:
        super().__init__()
        self.nom = Etiquette("", "nom", copiable=True)
        self.quand = Etiquette("", "section", retour_ligne=True)
        self.bilan = Etiquette("", "secondaire", retour_ligne=True)
        self.logement = QComboBox()
        self.logement.setAccessibleName(_("Logement"))
        self.logement.setMinimumContentsLength(10)
        politique = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.logement.setSizeAdjustPolicy(politique)
        self.logement.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.nom.setMinimumWidth(1)
        self.ordre = Puce(_("Différences d’abord"), "differences")
        self.ordre.setToolTip(_("D dans la liste"))
        self.puces: dict[UUID, Puce] = {}
        self._flux = Flux(ecart=8)
        tete = QHBoxLayout()
        tete.setSpacing(8)
        tete.addWidget(self.nom, 3)
        tete.addWidget(self.logement, 2)
        for bouton in boutons:
            tete.addWidget(bouton)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 8, 16, 10)
        boite.setSpacing(2)
        boite.addLayout(tete)
        boite.addWidget(self.quand)
        boite.addWidget(self.bilan)
        boite.addLayout(self._flux)
        self._flux.addWidget(self.ordre)
        self.logement.activated.connect(
            lambda _rang: self.logement_choisi.emit(self.logement.currentData())
        )
        self.ordre.basculee.connect(lambda _oui: self.ordonnee.emit())

    def remplir(self, lus: EtatsDuMenage, vue: LogementCompare | None) -> None:
        """Show this household and that home of it."""
        self.nom.setText(lus.menage)
        self.logement.clear()
        for lo in lus.logements:
            self.logement.addItem(_dire_logement(lo), lo.logement.id)
        ici = vue.logement.id if vue is not None else None
        self.logement.setCurrentIndex(max(0, self.logement.findData(ici)))
        self.logement.setVisible(len(lus.logements) > 1)
        etats = vue.etats if vue is not None else ()
        self.quand.setText(" · ".join(_dire_etat(e) for e in etats))
        self.quand.setVisible(bool(etats))
        self.bilan.setText(_bilan(vue) if vue is not None and etats else "")
        self.bilan.setVisible(bool(self.bilan.text()))

    def choisir(
        self, etats: Sequence[EtatComplet], actif: UUID | None, *, differences: bool
    ) -> None:
        """A chip for each of two inventories, and one for the order."""
        connus = {e.etat.id for e in etats}
        for id_ in [i for i in self.puces if i not in connus]:
            ancienne = self.puces.pop(id_)
            self._flux.removeWidget(ancienne)
            ancienne.hide()
            ancienne.deleteLater()
        for complet in etats:
            id_ = complet.etat.id
            if id_ not in self.puces:
                dit = _("Je note : {moment}").format(moment=dire(complet.etat.moment))
                puce = Puce(dit, id_)
                puce.basculee.connect(lambda _oui, i=id_: self.active.emit(i))
                self.puces[id_] = puce
                self._flux.addWidget(puce)
                self._flux.removeWidget(self.ordre)
                self._flux.addWidget(self.ordre)
            self.puces[id_].setChecked(id_ == actif)
        self.ordre.setChecked(differences)
        for puce in (*self.puces.values(), self.ordre):
            puce.setVisible(len(etats) > 1)


def titre(complet: EtatComplet) -> str:
    """ "Sortie", "Entrée"."""
    return majuscule(dire(complet.etat.moment))


def _bilan(vue: LogementCompare) -> str:
    """How much was noted, what got worse, when the works were received."""
    notes = sum(r.avant is not None or r.apres is not None for r in vue.rangees)
    pires = sum(r.ecart is Ecart.PIRE for r in vue.rangees)
    dits = [ngettext("{n} élément noté", "{n} éléments notés", notes).format(n=nombre(notes))]
    if pires:
        dit = ngettext("▼ {n} moins bien qu’avant", "▼ {n} moins bien qu’avant", pires)
        dits.append(dit.format(n=nombre(pires)))
    if vue.recue_le is not None:
        jour = date_courte(vue.recue_le)
        dits.append(_("travaux réceptionnés le {jour}").format(jour=jour))
    return " · ".join(dits)


def _dire_logement(lo: LogementCompare) -> str:
    nature = dire(lo.nature)
    return f"{lo.logement.adresse} ({nature})" if nature else lo.logement.adresse


def _dire_etat(complet: EtatComplet) -> str:
    """ "Sortie, 04/05/2026 – à signer"."""
    etat = complet.etat
    signe = (
        _("signé le {jour}").format(jour=date_courte(etat.signe_le))
        if etat.signe_le
        else _("à signer")
    )
    return f"{titre(complet)}, {date_courte(etat.le)} – {signe}"
