"""Complaints in figures: per who repairs, category, batch… Enter shows the ones behind a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _, ngettext, nombre
from app.domain.reclamations import Urgence
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from app.services.reclamations import lecture
from app.services.reclamations.lecture import (
    FiltreReclamations,
    IndicateurLigne,
    Indicateurs,
    LireIndicateurs,
    Regroupement,
)
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pile import Pile
from ui.widgets import EtatVide, Etiquette, Flux, Puce, Tableau

PAR: tuple[tuple[Regroupement, str], ...] = (
    (Regroupement.RESPONSABLE, N_("Qui répare")),
    (Regroupement.CATEGORIE, N_("Catégorie")),
    (Regroupement.TRANCHE, N_("Tranche")),
    (Regroupement.CITE, N_("Cité")),
    (Regroupement.URGENCE, N_("Urgence")),
)
_SANS: dict[Regroupement, str] = {
    Regroupement.RESPONSABLE: N_("Personne pour l’instant"),
    Regroupement.TRANCHE: N_("Sans tranche"),
    Regroupement.CITE: N_("Sans cité"),
}


@dataclass(frozen=True, slots=True)
class Rang:
    """A line as the table shows it; `cle` leads to the complaints behind it."""

    id: UUID | None
    cle: UUID | str | None
    libelle: str
    total: int
    ouvertes: int
    en_retard: int
    reparees: int
    delai: float | None
    rouvertes: int


def _sur(n: int, total: int) -> str:
    """ "3 sur 12", "–" when there is nothing to count."""
    return _("{n} sur {total}").format(n=nombre(n), total=nombre(total)) if total else "–"


def _delai(rang: Rang) -> str:
    """ "6 j, sur 14 réparées"."""
    if rang.delai is None:
        return _("pas encore")
    combien = ngettext("{n} réparée", "{n} réparées", rang.reparees).format(n=nombre(rang.reparees))
    return _("{jours}, sur {combien}").format(jours=_jours(rang.delai), combien=combien)


def _jours(n: float) -> str:
    return ngettext("{n} j", "{n} j", int(n)).format(n=nombre(n))


COLONNES = (
    Colonne("libelle", N_("Pour"), lambda r: r.libelle, 260),
    Colonne("total", N_("Toutes"), lambda r: nombre(r.total), 90, droite=True),
    Colonne("ouvertes", N_("À suivre"), lambda r: _sur(r.ouvertes, r.total), 120, droite=True),
    Colonne("en_retard", N_("En retard"), lambda r: _sur(r.en_retard, r.ouvertes), 130,
            droite=True),
    Colonne("delai", N_("Délai médian"), _delai, 190, droite=True,
            infobulle=lambda _r: _("Jours entre l’ouverture et la réparation ; la moitié des "
                                   "réparations ont pris moins, la moitié plus.")),
    Colonne("rouvertes", N_("Rouvertes"), lambda r: _sur(r.rouvertes, r.total), 120, droite=True),
)  # fmt: skip


class VueChiffres(QWidget):
    """`montrer` carries the filter of the line entered."""

    montrer = Signal(object)

    def __init__(self, contexte: Contexte, vide: EtatVide) -> None:
        super().__init__()
        self._contexte = contexte
        self._mots = Libelles(contexte.catalogues())
        self._filtre = FiltreReclamations()
        self.par = Regroupement.RESPONSABLE
        self.puces = {par: Puce(_(titre), par) for par, titre in PAR}
        self.resume = Etiquette("", "corps", retour_ligne=True)
        self._source = SourceListe(lambda r: r.libelle)
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = Tableau(contexte.theme, _("Réclamations en chiffres"))
        self.table.setAccessibleDescription(_("Entrée : voir les réclamations de cette ligne."))
        self.table.setModel(self.modele)
        self._pile = Pile()
        self._pile.addWidget(self.table)
        self._pile.addWidget(vide)
        choix = QWidget()
        flux = Flux(choix)
        for par, puce in self.puces.items():
            flux.addWidget(puce)
            puce.clicked.connect(lambda _c=False, p=par: self.regrouper(p))
        tete = QHBoxLayout()
        tete.setSpacing(12)
        tete.addWidget(Etiquette(_("Compter par"), "champ"), 0, Qt.AlignmentFlag.AlignVCenter)
        tete.addWidget(choix, 1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.setSpacing(6)
        boite.addLayout(tete)
        boite.addWidget(self.resume)
        boite.addWidget(self._pile, 1)
        self.table.valide.connect(self._ouvrir)
        self._cocher()

    def premier_champ(self) -> QWidget:
        """The lines."""
        return self.table

    def regrouper(self, par: Regroupement) -> None:
        """Count by something else."""
        self.par = par
        self._cocher()
        self.filtrer(self._filtre)

    def filtrer(self, filtre: FiltreReclamations) -> None:
        """Count again; finished ones count too, unless some states are asked for."""
        self._filtre = filtre if filtre.etats else replace(filtre, ouvertes=False)
        self._contexte.jobs.lancer(
            lecture.indicateurs,
            LireIndicateurs(self._filtre, self.par),
            quand_fini=self._lus,
            proprietaire=self,
            cle="reclamations.chiffres",
        )

    def _cocher(self) -> None:
        for par, puce in self.puces.items():
            puce.setChecked(par is self.par)

    def _lus(self, lus: Indicateurs) -> None:
        self._source.remplacer([self._rang(ligne) for ligne in lus.lignes])
        self.table.rafraichir()
        self._pile.setCurrentIndex(0 if lus.ensemble.total else 1)
        self.resume.setText(dire_ensemble(lus.ensemble))
        self.resume.setVisible(bool(lus.ensemble.total))

    def _rang(self, ligne: IndicateurLigne) -> Rang:
        return Rang(
            ligne.cle if isinstance(ligne.cle, UUID) else None,
            ligne.cle,
            self._libelle(ligne),
            ligne.total,
            ligne.ouvertes,
            ligne.en_retard,
            ligne.reparees,
            ligne.delai_median,
            ligne.rouvertes,
        )

    def _libelle(self, ligne: IndicateurLigne) -> str:
        if ligne.cle is None:
            return _(_SANS.get(self.par, N_("Non précisé")))
        if self.par is Regroupement.CATEGORIE:
            return majuscule(self._mots.reclamation(str(ligne.cle)))
        if self.par is Regroupement.URGENCE:
            return majuscule(dire(Urgence(str(ligne.cle))))
        return ligne.libelle

    def _ouvrir(self, rang: Rang) -> None:
        self.montrer.emit(filtre_de(self._filtre, self.par, rang.cle))


def filtre_de(filtre: FiltreReclamations, par: Regroupement, cle: Any) -> FiltreReclamations:
    """The complaints counted in one line."""
    if par is Regroupement.RESPONSABLE:
        return replace(filtre, responsable_id=cle, sans_responsable=cle is None)
    if par is Regroupement.TRANCHE:
        return replace(filtre, tranche_id=cle, sans_tranche=cle is None)
    if par is Regroupement.CITE:
        return replace(filtre, cite_id=cle, sans_cite=cle is None)
    if par is Regroupement.CATEGORIE:
        return replace(filtre, categorie=cle)
    return replace(filtre, urgence=Urgence(cle))


def dire_ensemble(tout: IndicateurLigne) -> str:
    """All of them in a sentence, with its numerators."""
    dits = [
        ngettext("{n} réclamation", "{n} réclamations", tout.total).format(n=nombre(tout.total)),
        _("{n} à suivre").format(n=nombre(tout.ouvertes)),
        ngettext("{n} en retard", "{n} en retard", tout.en_retard).format(n=nombre(tout.en_retard)),
    ]
    if tout.delai_median is not None:
        delai = _("réparées en {jours} (médiane de {n})")
        dits.append(delai.format(jours=_jours(tout.delai_median), n=nombre(tout.reparees)))
    return " · ".join(dits)
