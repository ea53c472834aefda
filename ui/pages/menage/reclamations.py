"""Complaints of the household: what is open first, each with what is awaited; the others folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import _, ngettext
from app.domain.menages import Phase
from app.domain.reclamations import (
    FINIES,
    EtatPassage,
    EtatReclamation,
    SourceSuivi,
)
from app.services import reclamations, reclamations_menage
from app.services.documents.phrases_reclamations import prochain_passage
from app.services.documents.vocabulaire import Libelles
from app.services.menages.lignes import FicheMenage, ReclamationFiche
from app.services.reclamations_menage import ComplementReclamation, LireComplements
from ui.contexte import Contexte
from ui.pages.menage.onglets import Onglet
from ui.pages.menage.reclamation_carte import CarteReclamation, Vue
from ui.pages.menage.reclamation_photos import DepotPhotos
from ui.widgets import Bouton, Etiquette, Titre

# Acts that ask for words open this form; the others are done at once.
_FORMES = {"contester": "contester", "issue": "issue_passage", "repondre": "repondre"}


class OngletReclamations(Onglet):
    """Cards: Enter opens a complaint, N a new one, letters do the frequent acts."""

    def __init__(self, contexte: Contexte, mots: Libelles) -> None:
        super().__init__(contexte.theme)
        self._contexte = contexte
        self._fiche: FicheMenage | None = None
        self._complements: Mapping[UUID, ComplementReclamation] = {}
        self.titre = Titre(_("Réclamations"), section=True)
        self.compte = Etiquette("", "secondaire")
        self.touches = Etiquette("", "secondaire")
        self.touches.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.plus = Bouton(_("+ réclamation"), self._nouvelle, "discret")
        self.vide = Etiquette(
            _("Aucune réclamation. Ouvrez-en une dès qu’un défaut est signalé."),
            "secondaire",
            retour_ligne=True,
        )
        self.photos = DepotPhotos(contexte)
        self.ouvertes = PileCartes(contexte, mots)
        self.terminees = PileCartes(contexte, mots)
        self.deplier = Bouton("", self._deplier, "lien")
        self._deplie = False
        tete = QHBoxLayout()
        tete.setSpacing(8)
        tete.addWidget(self.titre)
        tete.addWidget(self.compte)
        tete.addWidget(self.touches, 1)
        tete.addWidget(self.plus)
        colonne = QWidget()
        boite = QVBoxLayout(colonne)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(6)
        boite.addLayout(tete)
        boite.addWidget(self.photos)
        boite.addWidget(self.vide)
        boite.addWidget(self.ouvertes)
        boite.addWidget(self.deplier)
        boite.addWidget(self.terminees)
        boite.addStretch(1)
        for pile in (self.ouvertes, self.terminees):
            pile.acte.connect(self._faire)
            pile.nouvelle.connect(self._nouvelle)
            pile.ouverte.connect(lambda id_: self.demande.emit("reclamation", id_))
        self.photos.pretes.connect(lambda lues: self.demande.emit("photos_defaut", lues))
        self.poser((colonne, 1))

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household’s complaints; guarantees and photos come right after."""
        if self._fiche is not None and self._fiche.menage.id != fiche.menage.id:
            self._deplie, self._complements = False, {}
        self._fiche = fiche
        self._montrer()
        if fiche.reclamations:
            self._contexte.jobs.lancer(
                reclamations_menage.complements,
                LireComplements(fiche.menage.id, fiche.reclamations),
                quand_fini=partial(self._completer, fiche.menage.id),
                proprietaire=self,
                cle="menage.reclamations",
            )

    def premier(self) -> QWidget:
        """The first card, or what adds one."""
        return self.ouvertes.cartes[0] if self.ouvertes.cartes else self.plus

    def _completer(self, de: UUID, lus: Mapping[UUID, ComplementReclamation]) -> None:
        if self._fiche is not None and self._fiche.menage.id == de and lus != self._complements:
            self._complements = lus
            self._montrer()

    def _montrer(self) -> None:
        fiche = self._fiche
        if fiche is None:
            return
        ouvertes = sorted(
            (r for r in fiche.reclamations if r.etat not in FINIES),
            key=lambda r: (r.echeance is None, r.echeance or fiche.instant, r.reference),
        )
        finies = [r for r in fiche.reclamations if r.etat in FINIES]
        self.ouvertes.remplir(ouvertes, fiche, self._complements)
        self.terminees.remplir(finies if self._deplie else (), fiche, self._complements)
        self.terminees.setVisible(self._deplie)
        self.vide.setVisible(not fiche.reclamations)
        self.compte.setText(_compter(ouvertes, fiche))
        self.touches.setText(_("Entrée ouvre · N : nouvelle") if ouvertes else "")
        self.deplier.setVisible(bool(finies))
        n = len(finies)
        texte = ngettext("{signe} {n} terminée", "{signe} {n} terminées", n)
        self.deplier.setText(texte.format(signe="▾" if self._deplie else "▸", n=n))
        self._ordonner()

    def _ordonner(self) -> None:
        """Tab goes from the title to the cards, through each, then to those that are over."""
        precedent: QWidget = self.plus
        for pile, apres in ((self.ouvertes, self.deplier), (self.terminees, None)):
            for carte in pile.cartes:
                for suivant in (carte, *carte.findChildren(Bouton)):
                    self.setTabOrder(precedent, suivant)
                    precedent = suivant
            if apres is not None:
                self.setTabOrder(precedent, apres)
                precedent = apres

    def _deplier(self) -> None:
        self._deplie = not self._deplie
        self._montrer()

    def _nouvelle(self) -> None:
        self.demande.emit("reclamation", None)

    # --- acting ------------------------------------------------------------------------------

    def _faire(self, nom: str, r: ReclamationFiche) -> None:
        if nom in _FORMES:
            self.demande.emit(_FORMES[nom], r)
        elif nom == "photos":
            self.photos.choisir(r)
        elif nom == "coller":
            self.photos.coller(r)
        elif nom == "confirmer":
            confirmer = reclamations.ChangerEtatReclamation(
                r.id, EtatReclamation.CONFIRMEE, source=SourceSuivi.MENAGE
            )
            dit = _("{reference} : réparation confirmée par le ménage")
            self._lancer(reclamations.changer_etat, confirmer, dit, r)
        elif nom == "securiser":
            dit = _("{reference} : mise en sécurité notée")
            self._lancer(reclamations.securiser, reclamations.Securiser(r.id), dit, r)
        elif nom == "repare" and self._fiche is not None:
            prevu = prochain_passage(r, self._fiche.jour)
            if prevu is not None:
                venu = reclamations.ChangerPassage(prevu.id, EtatPassage.TENU, reparee=True)
                dit = _("{reference} : réparée, à confirmer avec le ménage")
                self._lancer(reclamations.changer_passage, venu, dit, r)

    def _lancer(self, service: Any, commande: object, dit: str, r: ReclamationFiche) -> None:
        def fini(changes: Changes) -> None:
            self._contexte.signaler_enregistre(changes, dit.format(reference=r.reference))

        self._contexte.jobs.lancer(service, commande, quand_fini=fini, proprietaire=self)


class PileCartes(QWidget):
    """Cards one under the other; the one the keyboard was on keeps it."""

    acte = Signal(str, object)
    ouverte = Signal(object)
    nouvelle = Signal()

    def __init__(self, contexte: Contexte, mots: Libelles) -> None:
        super().__init__()
        self._theme, self._mots = contexte.theme, mots
        self.cartes: list[CarteReclamation] = []
        self._vu: object = None
        self._boite = QVBoxLayout(self)
        self._boite.setContentsMargins(0, 0, 0, 0)
        self._boite.setSpacing(6)

    def remplir(
        self,
        lignes: Sequence[ReclamationFiche],
        fiche: FicheMenage,
        complements: Mapping[UUID, ComplementReclamation],
    ) -> None:
        """Show these complaints, made again only when something about them changed."""
        vu = (fiche.instant, tuple(lignes), {r.id: complements.get(r.id) for r in lignes})
        if vu == self._vu:
            return
        self._vu = vu
        ici = next((i for i, c in enumerate(self.cartes) if c.a_le_clavier()), None)
        ici_id = self.cartes[ici].reclamation.id if ici is not None else None
        self._vider()
        for r in lignes:
            self._ajouter(r, fiche, complements.get(r.id))
        if ici is not None and self.cartes:
            meme = next((c for c in self.cartes if c.reclamation.id == ici_id), None)
            (meme or self.cartes[min(ici, len(self.cartes) - 1)]).setFocus()

    def _ajouter(
        self, r: ReclamationFiche, fiche: FicheMenage, plus: ComplementReclamation | None
    ) -> None:
        vue = Vue(
            fiche.jour,
            fiche.instant,
            self._mots,
            plus.garantie if plus else None,
            plus.photos if plus else 0,
            fiche.phase is Phase.APRES,
        )
        carte = CarteReclamation(self._theme, r, vue)
        carte.acte.connect(self.acte)
        carte.ouverte.connect(self.ouverte)
        carte.nouvelle.connect(self.nouvelle)
        carte.voisine.connect(self._voisine)
        self.cartes.append(carte)
        self._boite.addWidget(carte)
        carte.show()  # what is not shown yet cannot take the keyboard

    def _vider(self) -> None:
        while self.cartes:
            ancienne = self.cartes.pop()
            self._boite.removeWidget(ancienne)
            ancienne.hide()
            ancienne.deleteLater()

    def _voisine(self, carte: object, pas: int) -> None:
        if isinstance(carte, CarteReclamation) and carte in self.cartes:
            rang = self.cartes.index(carte) + pas
            if 0 <= rang < len(self.cartes):
                self.cartes[rang].setFocus()


def _compter(ouvertes: Sequence[ReclamationFiche], fiche: FicheMenage) -> str:
    """ "3 ouvertes, dont 1 en retard"."""
    if not ouvertes:
        return ""
    n = len(ouvertes)
    dit = ngettext("{n} ouverte", "{n} ouvertes", n).format(n=n)
    tard = sum(r.echeance is not None and r.echeance < fiche.instant for r in ouvertes)
    if not tard:
        return dit
    return ngettext("{dit}, dont {n} en retard", "{dit}, dont {n} en retard", tard).format(
        dit=dit, n=tard
    )
