"""Planned days: repairs, moves, works of a batch; households who knew another day are to be told.

A line may say several of them; what it says of something we do not know is told and left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.i18n import _
from app.domain.demenagements import Creneau, SensDemenagement
from app.domain.engagements import RaisonReport
from app.domain.reclamations import EtatPassage
from app.domain.retours import Issue
from app.services import changements, demenagements, reclamations
from app.services.changements import AppliquerChangement, ChangerCalendrier
from app.services.demenagements import DeplacerDemenagement
from app.services.documents.vocabulaire import dire
from app.services.exports.retours_fichiers.cibles import Cibles
from app.services.exports.retours_fichiers.genres.vue import (
    Ecrire,
    LecteurGenre,
    Part,
    Valeurs,
    Vue,
    inconnu,
    jour,
    manque,
    selon,
    texte,
)
from app.services.imports.apercu import Changement, motif
from app.services.imports.lignes import Anomalie, Gravite
from app.services.reclamations import DeplacerPassage, ProposerPassage
from app.services.retours.lecture import reference_lue
from db.models import Demenagement, Menage, PassageReclamation, Reclamation, Tranche
from db.uow import UnitOfWork

_SENS = (
    (SensDemenagement.ALLER, "dm_aller_le", "aller"),
    (SensDemenagement.RETOUR, "dm_retour_prevu_le", "retour"),
)
_TRAVAUX = (
    ("debut_travaux", "debut_travaux"),
    ("fin_travaux", "fin_travaux"),
    ("reception_le", "reception"),
)
_ATTENDUS = (EtatPassage.PROPOSE, EtatPassage.ACCEPTE)


class Dates(LecteurGenre):
    """Lines of planned days."""

    def __init__(self, session: Session, cibles: Cibles) -> None:
        self._session, self._cibles = session, cibles

    def charger(self, lignes: Sequence[Valeurs]) -> None:
        """Homes, households and complaints named."""
        self._cibles.charger(lignes)

    def ligne(self, valeurs: Valeurs) -> Vue:
        """The days that line would plan or move."""
        titre = self._titre(valeurs)
        if self._cibles.inconnu(valeurs):
            return Vue(titre, (inconnu("retour_fichier.identifiant_inconnu"),))
        parts = [*self._demenagements(valeurs), *self._travaux(valeurs), *self._passage(valeurs)]
        return Vue(titre, tuple(parts), self._menage(valeurs))

    def _menage(self, valeurs: Valeurs) -> UUID | None:
        """Whose move or appointment it is; days of works are nobody's own."""
        if jour(valeurs, "rdv_le") is not None:
            trouve = self._cibles.reclamation(valeurs)
            if trouve.id is not None:
                return self._session.get_one(Reclamation, trouve.id).menage_id
        if any(jour(valeurs, champ) is not None for _sens, champ, _quand in _SENS):
            return self._cibles.menage(valeurs).id
        return None

    def _titre(self, valeurs: Valeurs) -> str:
        champs = ("nom", "code_ug", "numero_contrat", "cite", "tranche", "reclamation_ref")
        return " ".join(t for c in champs if (t := texte(valeurs, c)))

    def _demenagements(self, valeurs: Valeurs) -> Iterator[Part]:
        for sens, champ, quand in _SENS:
            le = jour(valeurs, champ)
            if le is None:
                continue
            trouve = self._cibles.demenagement(valeurs, sens)
            ligne = self._session.get(Demenagement, trouve.id) if trouve.id else None
            if ligne is None or ligne.sens is not sens:
                codes = ("retour_fichier.sans_demenagement", "retour_fichier.menage_plusieurs")
                yield manque(trouve, *codes, dit=self._titre(valeurs))
                continue
            yield self._deplacement(ligne, le, quand, valeurs).doutee(trouve.doutes)

    def _deplacement(self, ligne: Demenagement, le: date, quand: str, valeurs: Valeurs) -> Part:
        creneau = texte(valeurs, f"dm_{quand}_creneau")
        heure = texte(valeurs, f"dm_{quand}_heure")
        voulu = Creneau(creneau) if creneau else ligne.creneau
        dite = time.fromisoformat(heure) if heure else (None if creneau else ligne.heure)
        issue, lus = selon(
            [
                Changement("jour", _libelle(Demenagement, "jour"), ligne.jour, le),
                Changement(
                    "heure", _libelle(Demenagement, "heure"), _heure(ligne.heure), _heure(dite)
                ),
                Changement(
                    "creneau", _libelle(Demenagement, "creneau"), dire(ligne.creneau), dire(voulu)
                ),
            ]
        )
        dits = (("jour", le), *((("heure", dite), ("creneau", voulu)) if heure or creneau else ()))
        cible = ("demenagement", ligne.id)
        if issue is Issue.IDENTIQUE:
            return Part(issue, cible=cible, dits=dits)
        menage = self._session.get_one(Menage, ligne.menage_id).nom
        cause = motif("retour_fichier.autre_jour", Gravite.A_CONFIRMER, menage=menage)
        commande = DeplacerDemenagement(
            ligne.id, le, voulu, dite, RaisonReport.AUTRE, _explication(valeurs)
        )
        ecrire = partial(_deplacer, commande)
        return Part(Issue.CONFLIT, (cause,), lus, ecrire, cible, dits)

    def _travaux(self, valeurs: Valeurs) -> Iterator[Part]:
        dits = {c: le for champ, c in _TRAVAUX if (le := jour(valeurs, champ)) is not None}
        if not dits:
            return
        trouve = self._cibles.tranche(valeurs)
        ligne = self._session.get(Tranche, trouve.id) if trouve.id else None
        if ligne is None:
            codes = ("retour_fichier.tranche_inconnue", "retour_fichier.tranches_plusieurs")
            yield manque(trouve, *codes, dit=texte(valeurs, "tranche") or texte(valeurs, "code_ug"))
            return
        issue, lus = selon(
            Changement(c, _libelle(Tranche, c), getattr(ligne, c), le) for c, le in dits.items()
        )
        cible = ("tranche", ligne.id)
        if issue is Issue.IDENTIQUE:
            yield Part(issue, cible=cible, dits=tuple(dits.items()))
            return
        causes: tuple[Anomalie, ...] = ()
        if issue is Issue.CONFLIT:
            causes = (motif("retour_fichier.autres_dates", Gravite.A_CONFIRMER, tranche=ligne.nom),)
        commande = ChangerCalendrier(
            ligne.id,
            dits.get("debut_travaux", ligne.debut_travaux),
            dits.get("fin_travaux", ligne.fin_travaux),
            dits.get("reception", ligne.reception),
        )
        ecrire = partial(_changer_travaux, commande, _explication(valeurs))
        part = Part(issue, causes, lus, ecrire, cible, tuple(dits.items()))
        yield part.doutee(trouve.doutes)

    def _passage(self, valeurs: Valeurs) -> Iterator[Part]:
        le = jour(valeurs, "rdv_le")
        if le is None:
            return
        dite = reference_lue(texte(valeurs, "reclamation_ref"))
        trouve = self._cibles.reclamation(valeurs)
        if trouve.id is None:
            codes = ("retour_fichier.reclamation_inconnue", "retour_fichier.reclamations_plusieurs")
            yield manque(trouve, *codes, dit=dite or texte(valeurs, "ref_bailleur"))
            return
        p = PassageReclamation
        attendu = self._session.scalars(
            select(p)
            .where(p.reclamation_id == trouve.id, p.etat.in_(_ATTENDUS))
            .order_by(p.jour, p.id)
        ).first()
        avant = attendu.jour if attendu is not None else None
        issue, lus = selon([Changement("jour", _libelle(p, "jour"), avant, le)])
        cible, dits = ("passage", trouve.id), (("jour", le),)
        if issue is Issue.IDENTIQUE:
            yield Part(issue, cible=cible, dits=dits)
            return
        heure = texte(valeurs, "dm_rdv_heure")
        quand = (
            Creneau(texte(valeurs, "dm_rdv_creneau") or Creneau.JOURNEE),
            time.fromisoformat(heure) if heure else None,
        )
        ecrire: Ecrire
        causes: tuple[Anomalie, ...] = ()
        if attendu is not None:
            reference = self._session.get_one(Reclamation, trouve.id).reference
            causes = (motif("retour_fichier.autre_rdv", Gravite.A_CONFIRMER, reference=reference),)
            ecrire = partial(_deplacer_passage, DeplacerPassage(attendu.id, le, *quand))
        else:
            ecrire = partial(_proposer_passage, ProposerPassage(trouve.id, le, *quand))
        yield Part(issue, causes, lus, ecrire, cible, dits)


def _heure(heure: time | None) -> str | None:
    return f"{heure:%H:%M}" if heure is not None else None


def _explication(valeurs: Valeurs) -> str:
    """The reason households are told."""
    return texte(valeurs, "commentaire") or _("le bailleur a donné une nouvelle date")


def _libelle(modele: type[Demenagement | Tranche | PassageReclamation], colonne: str) -> str:
    return str(modele.__table__.c[colonne].info.get("libelle", colonne))


def _deplacer(commande: DeplacerDemenagement, uow: UnitOfWork) -> Changes:
    return demenagements.deplacer(commande, uow)


def _changer_travaux(demande: ChangerCalendrier, explication: str, uow: UnitOfWork) -> Changes:
    """The works, with the days of households that follow them, doubtful ones left as they were."""
    vu = changements.previsualiser(demande, uow)
    suivent: dict[UUID, date] = {d.id: d.propose for d in vu.dates().values() if not d.conflits}
    commande = AppliquerChangement(
        demande.tranche_id,
        demande.debut,
        demande.fin,
        demande.reception,
        RaisonReport.AUTRE,
        explication,
        suivent,
    )
    return changements.appliquer(commande, uow)


def _deplacer_passage(commande: DeplacerPassage, uow: UnitOfWork) -> Changes:
    return reclamations.deplacer_passage(commande, uow)


def _proposer_passage(commande: ProposerPassage, uow: UnitOfWork) -> Changes:
    return reclamations.proposer_passage(commande, uow)
