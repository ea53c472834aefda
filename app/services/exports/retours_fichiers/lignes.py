"""Kinds read here: a line at a time, tried for real in a transaction that is then given up.

What a service would refuse is thus known before anything is written, and lines that build on one
another are seen as they will be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.core.changes import Changes
from app.core.errors import AppError, RegleMetier
from app.core.suivi import Suivi
from app.domain.envois import GenreRetour
from app.domain.retours import Choix, Issue
from app.services.exports.retours_fichiers.cibles import Cibles
from app.services.exports.retours_fichiers.dedans import UniteDedans
from app.services.exports.retours_fichiers.dits_a_part import REFUSE, refusent
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
MOIS = 12
_INVERSEE = "import.date_inversee"
_SANS_SUITE = frozenset({"nom", "prenom", "nom_complet", "commentaire", "cite"})
"""Fields a line does without when they are not understood."""


@dataclass(frozen=True, slots=True)
class LigneLot:
    """A line of a sheet. `doutes`: what a person must confirm before it is believed."""

    feuille: int
    nom: str
    """The sheet's, "" when there is only one."""
    lue: LigneLue
    coupee: bool = False
    doutes: tuple[Anomalie, ...] = ()

    @property
    def repere(self) -> str:
        """How another line names it."""
        return f"{self.nom} {self.lue.numero}".strip()


@dataclass(frozen=True, slots=True)
class Lot:
    """The lines of a file, typed, sheet after sheet."""

    lignes: tuple[LigneLot, ...]
    remarques: tuple[Anomalie, ...]


def lire(fichier: FichierEnMemoire, profil: Profil, bailleur: str, uow: UnitOfWork) -> Lot:
    """Every line under the header of the sheets that suit; raises as the readers do."""
    with uow.lecture() as session:
        memoires = memoire.rappeler(session.connection(), bailleur, profil)
    vu = lecteurs.apercevoir(
        fichier, profil, memoires, synonymes=memoire.synonymes(memoires, {}), toutes=True
    )
    lot = lecteurs.lire(vu, uow.clock.today(), vu.correspondances)
    coupee, plusieurs = _coupee(lot), len(lot.feuilles) > 1
    lignes = []
    for rang, feuille in enumerate(lot.feuilles):
        melangees = _melangees(feuille.lignes, texte_seul=lot.classeur.format == "csv")
        nom = feuille.nom if plusieurs else ""
        for lue in feuille.lignes:
            doutes = tuple(_dates_douteuses(lue, melangees))
            lignes.append(LigneLot(rang, nom, lue, lue.numero == coupee, doutes))
    return Lot(tuple(lignes), tuple(_remarques(lot)))


def _melangees(lignes: Sequence[LigneLue], *, texte_seul: bool) -> dict[str, str]:
    """The fields (→ header) where a date has its month first: in text, all may have."""
    inverses = (a for lue in lignes for a in lue.anomalies if a.code == _INVERSEE)
    return {a.champ: a.colonne if texte_seul else "" for a in inverses}


def _dates_douteuses(lue: LigneLue, melangees: dict[str, str]) -> Iterator[Anomalie]:
    """Dates of the line that may be another day."""
    yield from (a for a in lue.anomalies if a.code == _INVERSEE)
    for champ, colonne in melangees.items():
        dite = lue.valeurs.get(champ)
        deja = any(a.champ == champ and a.code == _INVERSEE for a in lue.anomalies)
        if (
            colonne
            and not deja
            and isinstance(dite, date)
            and dite.day <= MOIS
            and (dite.day != dite.month)
        ):
            yield motif("retour_fichier.dates_melangees", Gravite.A_CONFIRMER, colonne=colonne)


class Essai:
    """The lines of one file against the base, in an open transaction."""

    def __init__(
        self, uow: UnitOfWork, tx: Transaction, retour: FichierRetour, genre: GenreRetour, lot: Lot
    ) -> None:
        self._tx, self._lot = tx, lot
        self._dedans = UniteDedans(uow, tx)
        self._lecteur = _lecteur(tx, retour, genre)
        self._refusent: frozenset[UUID] = frozenset()
        self._utiles = [ligne for ligne in lot.lignes if _refusee(ligne) is None]

    def revoir(self, suivi: Suivi) -> tuple[LigneFichier, ...]:
        """What becomes of each line; whatever was tried is undone."""
        self._tx.session.flush()
        point = self._tx.session.begin_nested()
        try:
            return self.voir(suivi)
        finally:
            point.rollback()

    def voir(self, suivi: Suivi) -> tuple[LigneFichier, ...]:
        """What becomes of each line, tried for real: the caller gives the transaction up."""
        vues: list[LigneFichier] = []
        self._lecteur.charger([ligne.lue.valeurs for ligne in self._utiles])
        ensemble, nommes = Ensemble(), set[UUID]()
        for rang, ligne in enumerate(self._utiles):
            if rang % PAS == 0:
                suivi.avance(rang, len(self._utiles), "lecture")
            lue = self._lecteur.ligne(ligne.lue.valeurs)
            ensemble.entendre(ligne.repere, lue)
            if lue.menage_id is not None:
                nommes.add(lue.menage_id)
        self._refusent = refusent(self._tx.session, nommes, self._tx.clock.today())
        for rang, ligne in enumerate(self._lot.lignes):
            if rang % PAS == 0:
                suivi.avance(rang, len(self._lot.lignes), "rapprochement")
            vues.append(self._voir(ligne, ensemble))
        return tuple(vues)

    def ecrire(
        self, vues: Sequence[LigneFichier], decisions: Decisions, suivi: Suivi
    ) -> tuple[Changes, int]:
        """Write the lines previewed; what changed, and how many lines did it.

        Raises `RegleMetier` ("retour_fichier.ligne_refusee", "retour_fichier.ligne_contredite").
        """
        faits: list[Changes] = []
        self._lecteur.charger([ligne.lue.valeurs for ligne in self._utiles])
        prises = Ensemble()
        for rang, (vue, ligne) in enumerate(zip(vues, self._lot.lignes, strict=True)):
            if rang % PAS == 0:
                suivi.avance(rang, len(vues), "ecriture")
            if not _prise(vue, decisions):
                continue
            refaite = self._lecteur.ligne(ligne.lue.valeurs)
            if prises.contredite(refaite) or (
                refaite.issue is Issue.CONFLIT and vue.issue is Issue.APPLICABLE
            ):
                raise RegleMetier("retour_fichier.ligne_contredite", ligne=vue.numero)
            if refaite.issue is Issue.IDENTIQUE:
                continue
            prises.entendre(ligne.repere, refaite)
            try:
                faits.append(refaite.ecrire(self._dedans))
            except AppError as erreur:
                raise RegleMetier(
                    "retour_fichier.ligne_refusee", ligne=vue.numero, titre=vue.titre
                ) from erreur
        return reunir([*faits, self._lecteur.finir(self._tx)]), len(faits)

    def _voir(self, ligne: LigneLot, ensemble: Ensemble) -> LigneFichier:
        """One line; what it writes stays for the next ones unless somebody must decide."""
        refusee = _refusee(ligne)
        if refusee is not None:
            return refusee
        lue = ligne.lue
        brute = self._lecteur.ligne(lue.valeurs)
        doutee = replace(brute, parts=tuple(part.doutee(ligne.doutes) for part in brute.parts))
        vue = ensemble.voir(ligne.repere, doutee)
        motifs = tuple(dict.fromkeys((*vue.motifs, *lue.anomalies)))
        if brute.menage_id in self._refusent:
            motifs = (*motifs, motif(REFUSE))
        titre = " · ".join(t for t in (ligne.nom, vue.titre) if t)
        vue_ici = LigneFichier(ligne.feuille, lue.numero, titre, vue.issue, motifs, vue.changements)
        if vue.issue in (Issue.APPLICABLE, Issue.CONFLIT):
            return self._essayer(vue_ici, vue, lue)
        return replace(vue_ici, changements=())

    def _essayer(self, ligne: LigneFichier, vue: Vue, lue: LigneLue) -> LigneFichier:
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
            # What was to be decided is not any more: only why it cannot be remains.
            dites = (m for m in ligne.motifs if m.code == REFUSE)
            causes = (refus(erreur), *lue.anomalies, *dites)
            return replace(ligne, issue=Issue.REFUSEE, motifs=causes, changements=())
        if vue.issue is Issue.APPLICABLE:
            point.commit()
            return ligne
        point.rollback()
        return replace(ligne, choix=(GARDER, PRENDRE))


def _refusee(ligne: LigneLot) -> LigneFichier | None:
    """A line that is not data or cannot be used whatever the base holds; None for the others."""
    lue = ligne.lue
    if lue.saut is not None:
        return LigneFichier(ligne.feuille, lue.numero, ligne.nom, Issue.SAUTEE)
    dit = str(lue.valeurs.get("code_ug", lue.valeurs.get("numero_contrat", "")))
    titre = " · ".join(t for t in (ligne.nom, dit) if t)
    if ligne.coupee:
        causes: tuple[Anomalie, ...] = (motif("retours.ligne_coupee", Gravite.IGNOREE),)
    else:
        illisibles = tuple(map(case_refusee, _illisibles(lue)))
        if lue.rejet is None and not illisibles:
            return None
        # A shifted line explains all; else the cell that was not understood is the reason, and
        # that its field is missing follows.
        rejet = () if lue.rejet is None else (lue.rejet,)
        decalee = any(m.code == "import.ligne_decalee" for m in rejet)
        causes = (*rejet, *illisibles) if decalee else illisibles or rejet
    return LigneFichier(ligne.feuille, lue.numero, titre, Issue.REFUSEE, causes)


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
    for colonne in dict.fromkeys(c for vue in lot.correspondances for c in vue.colonnes):
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
