"""Kinds read here: a line at a time, tried for real in a transaction that is then given up.

What a service would refuse is thus known before anything is written, and lines that build on one
another are seen as they will be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.core.changes import Changes
from app.core.errors import AppError, RegleMetier
from app.core.suivi import Suivi
from app.domain.envois import GenreRetour
from app.domain.retours import Choix, Issue
from app.services.exports.retours_fichiers.cibles import Cibles
from app.services.exports.retours_fichiers.dedans import UniteDedans
from app.services.exports.retours_fichiers.ensemble import Ensemble, reunir
from app.services.exports.retours_fichiers.genres.commissions import Commissions
from app.services.exports.retours_fichiers.genres.dates import Dates
from app.services.exports.retours_fichiers.genres.loyers import Loyers
from app.services.exports.retours_fichiers.genres.vue import LecteurGenre, Vue, refus
from app.services.exports.retours_fichiers.modele import (
    GARDER,
    PRENDRE,
    Decisions,
    LigneFichier,
)
from app.services.imports import fichier as lecteurs
from app.services.imports import memoire
from app.services.imports.apercu import motif
from app.services.imports.lecture.en_memoire import FichierEnMemoire
from app.services.imports.lignes import Anomalie, Gravite, LigneLue, LotLu, Saut
from app.services.imports.profils import Profil
from app.services.retours.refus import case_refusee
from db.models import FichierRetour
from db.uow import Transaction, UnitOfWork

PAS = 50
"""Lines between two reports of progress."""
_SANS_SUITE = frozenset({"nom", "prenom", "nom_complet", "commentaire", "cite"})
"""Fields a line does without when they are not understood."""


@dataclass(frozen=True, slots=True)
class Lot:
    """The lines of a file, typed; `coupee` is the number of a last line cut short, else 0."""

    lignes: tuple[LigneLue, ...]
    remarques: tuple[Anomalie, ...]
    coupee: int = 0


def lire(fichier: FichierEnMemoire, profil: Profil, bailleur: str, uow: UnitOfWork) -> Lot:
    """Every line under the header of the sheet that suits; raises as the readers do."""
    with uow.lecture() as session:
        memoires = memoire.rappeler(session.connection(), bailleur, profil)
    vu = lecteurs.apercevoir(fichier, profil, memoires, synonymes=memoire.synonymes(memoires, {}))
    lot = lecteurs.lire(vu, uow.clock.today(), vu.correspondances)
    return Lot(lot.feuilles[0].lignes, tuple(_remarques(lot)), _coupee(lot))


class Essai:
    """The lines of one file against the base, in an open transaction."""

    def __init__(
        self, uow: UnitOfWork, tx: Transaction, retour: FichierRetour, genre: GenreRetour, lot: Lot
    ) -> None:
        self._tx, self._lot = tx, lot
        self._dedans = UniteDedans(uow, tx)
        self._lecteur = _lecteur(tx, retour, genre)
        self._utiles = [lue for lue in lot.lignes if _refusee(lue, lot) is None]

    def voir(self, suivi: Suivi) -> tuple[LigneFichier, ...]:
        """What becomes of each line; whatever was tried is undone."""
        vues: list[LigneFichier] = []
        self._tx.session.flush()
        point = self._tx.session.begin_nested()
        try:
            self._lecteur.charger([lue.valeurs for lue in self._utiles])
            ensemble = Ensemble()
            for rang, lue in enumerate(self._utiles):
                if rang % PAS == 0:
                    suivi.avance(rang, len(self._utiles), "lecture")
                ensemble.entendre(lue.numero, self._lecteur.ligne(lue.valeurs))
            for rang, lue in enumerate(self._lot.lignes):
                if rang % PAS == 0:
                    suivi.avance(rang, len(self._lot.lignes), "rapprochement")
                vues.append(self._voir(lue, ensemble))
        finally:
            point.rollback()
        return tuple(vues)

    def ecrire(
        self, vues: Sequence[LigneFichier], decisions: Decisions, suivi: Suivi
    ) -> tuple[Changes, int]:
        """Write the lines previewed; what changed, and how many lines did it.

        Raises `RegleMetier` ("retour_fichier.ligne_refusee", "retour_fichier.ligne_contredite").
        """
        faits: list[Changes] = []
        self._lecteur.charger([lue.valeurs for lue in self._utiles])
        prises = Ensemble()
        for rang, (vue, lue) in enumerate(zip(vues, self._lot.lignes, strict=True)):
            if rang % PAS == 0:
                suivi.avance(rang, len(vues), "ecriture")
            if not _prise(vue, decisions):
                continue
            refaite = self._lecteur.ligne(lue.valeurs)
            if prises.contredite(refaite) or (
                refaite.issue is Issue.CONFLIT and vue.issue is Issue.APPLICABLE
            ):
                raise RegleMetier("retour_fichier.ligne_contredite", ligne=vue.numero)
            if refaite.issue is Issue.IDENTIQUE:
                continue
            prises.entendre(vue.numero, refaite)
            try:
                faits.append(refaite.ecrire(self._dedans))
            except AppError as erreur:
                raise RegleMetier(
                    "retour_fichier.ligne_refusee", ligne=vue.numero, titre=vue.titre
                ) from erreur
        return reunir([*faits, self._lecteur.finir(self._tx)]), len(faits)

    def _voir(self, lue: LigneLue, ensemble: Ensemble) -> LigneFichier:
        """One line; what it writes stays for the next ones unless somebody must decide."""
        refusee = _refusee(lue, self._lot)
        if refusee is not None:
            return refusee
        vue = ensemble.voir(lue.numero, self._lecteur.ligne(lue.valeurs))
        motifs, changements = (*vue.motifs, *lue.anomalies), vue.changements
        ligne = LigneFichier(0, lue.numero, vue.titre, vue.issue, motifs, changements)
        if vue.issue in (Issue.APPLICABLE, Issue.CONFLIT):
            return self._essayer(ligne, vue)
        return replace(ligne, changements=())

    def _essayer(self, ligne: LigneFichier, vue: Vue) -> LigneFichier:
        if vue.sure:
            if vue.issue is Issue.APPLICABLE:
                vue.ecrire(self._dedans)
                return ligne
            return replace(ligne, choix=(GARDER, PRENDRE))
        point = self._tx.session.begin_nested()
        try:
            vue.ecrire(self._dedans)
        except AppError as erreur:
            point.rollback()
            return replace(ligne, issue=Issue.REFUSEE, motifs=(refus(erreur), *ligne.motifs))
        if vue.issue is Issue.APPLICABLE:
            point.commit()
            return ligne
        point.rollback()
        return replace(ligne, choix=(GARDER, PRENDRE))


def _refusee(lue: LigneLue, lot: Lot) -> LigneFichier | None:
    """A line that is not data or cannot be used whatever the base holds; None for the others."""
    if lue.saut is not None:
        return LigneFichier(0, lue.numero, "", Issue.SAUTEE)
    dit = str(lue.valeurs.get("code_ug", lue.valeurs.get("numero_contrat", "")))
    if lue.numero == lot.coupee:
        cause = motif("retours.ligne_coupee", Gravite.IGNOREE)
        return LigneFichier(0, lue.numero, dit, Issue.REFUSEE, (cause,))
    illisibles = tuple(map(case_refusee, _illisibles(lue)))
    if lue.rejet is None and not illisibles:
        return None
    causes = tuple(m for m in (lue.rejet, *illisibles) if m is not None)
    return LigneFichier(0, lue.numero, dit, Issue.REFUSEE, causes)


def _lecteur(tx: Transaction, retour: FichierRetour, genre: GenreRetour) -> LecteurGenre:
    """Who reads the lines of that kind."""
    aujourdhui = tx.clock.today()
    cibles = Cibles(tx.session, retour, aujourdhui)
    if genre is GenreRetour.DATES:
        return Dates(tx.session, cibles)
    recu_le: date = retour.recu_a.date()
    if genre is GenreRetour.LOYERS:
        return Loyers(tx.session, cibles, recu_le, aujourdhui)
    return Commissions(tx.session, cibles, recu_le)


def _prise(vue: LigneFichier, decisions: Decisions) -> bool:
    """Whether that line is written."""
    if vue.issue is not Issue.CONFLIT:
        return vue.issue is Issue.APPLICABLE
    decision = decisions.get(vue.cle)
    return decision is not None and decision.choix == Choix.PRENDRE.value


def _illisibles(lue: LigneLue) -> Iterator[Anomalie]:
    """Cells that matter and were not understood."""
    return (a for a in lue.anomalies if a.gravite is Gravite.IGNOREE and a.champ not in _SANS_SUITE)


def _remarques(lot: LotLu) -> Iterator[Anomalie]:
    """What concerns the file: sheets and columns left aside."""
    yield from lot.remarques
    for colonne in lot.correspondances[0].colonnes:
        if colonne.ecartee:
            raison = str(colonne.ecartee)
            yield motif("import.colonne_ecartee", colonne=colonne.entete, raison=raison)
        elif colonne.champ is None and colonne.entete:
            yield motif("import.colonne_non_reconnue", Gravite.A_CONFIRMER, colonne=colonne.entete)


def _coupee(lot: LotLu) -> int:
    """The number of a last line that stops before its end in a text file whose others are full."""
    if lot.classeur.format != "csv":
        return 0
    tableau = lot.tableaux[0]
    pleines = [li.numero for li in lot.feuilles[0].lignes if li.saut not in (Saut.VIDE, Saut.TOTAL)]
    if len(pleines) < 2:
        return 0
    largeurs = [len(tableau.feuille.lignes[n - 1]) for n in pleines]
    entier = len(tableau.entetes)
    return pleines[-1] if largeurs[-1] < entier and min(largeurs[:-1]) >= entier else 0
