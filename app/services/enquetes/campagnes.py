"""Campaigns: who is to survey, how far it went."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.enquetes.campagnes import (
    EtatEnquete,
    EtatSuivi,
    MomentCampagne,
    part_sans_rien_laisser,
)
from app.services.chargement import charger
from app.services.enquetes.campagnes_suite import etat_de
from db.models import Campagne, CampagneMenage, Cite, Enquete, Questionnaire, Tranche
from db.queries import campagnes as lecture
from db.queries.campagnes import CampagneLigne, MenageACampagne, SaisieEnCours
from db.uow import Transaction, UnitOfWork

__all__ = [
    "ActualiserCampagne",
    "CampagneLigne",
    "CampagneLue",
    "CampagneOuverte",
    "CloreCampagne",
    "Couverture",
    "EtatSuivi",
    "LireCampagne",
    "LireCampagnes",
    "LireEnCours",
    "MenageACampagne",
    "ModifierCampagne",
    "MomentCampagne",
    "OuvrirCampagne",
    "SaisieEnCours",
    "actualiser",
    "clore",
    "en_cours",
    "lire",
    "lister",
    "modifier",
    "ouvrir",
]


@dataclass(frozen=True, slots=True)
class OuvrirCampagne:
    """Ask a questionnaire to the households of an estate, or of one of its batches."""

    cite_id: UUID
    identifiant: str
    titre: str
    moment: MomentCampagne
    echeance: date | None = None
    tranche_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ModifierCampagne:
    """Another name, another deadline."""

    campagne_id: UUID
    titre: str
    echeance: date | None


@dataclass(frozen=True, slots=True)
class ActualiserCampagne:
    """Take in those who moved in since, let go those who moved away without having answered."""

    campagne_id: UUID


@dataclass(frozen=True, slots=True)
class CloreCampagne:
    """Nothing more is expected; where each household stands stays."""

    campagne_id: UUID


@dataclass(frozen=True, slots=True)
class LireCampagnes:
    """Ask for the campaigns, of one estate or of all."""

    cite_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LireCampagne:
    """Ask for one campaign with its households."""

    campagne_id: UUID


@dataclass(frozen=True, slots=True)
class LireEnCours:
    """Ask for every questionnaire begun and not finished."""


@dataclass(frozen=True, slots=True)
class Couverture:
    """How far it went, in all or in one batch."""

    lieu: str
    total: int
    faites: int
    en_cours: int
    refus: int
    absents: int

    @property
    def restants(self) -> int:
        """Households nobody has yet tried to meet."""
        return self.total - self.faites - self.en_cours - self.refus - self.absents


@dataclass(frozen=True, slots=True)
class CampagneLue:
    """A campaign, its households as one walks, and its coverage by batch.

    `arrives` and `partis` count those the list does not follow yet.
    """

    campagne: CampagneLigne
    menages: tuple[MenageACampagne, ...]
    tranches: tuple[Couverture, ...]
    arrives: int
    partis: int


@dataclass(frozen=True, slots=True)
class CampagneOuverte(Changes):
    """What opening or updating a campaign did: how many households came in, left, answered before.

    `ailleurs` are those left out because another open campaign asks them the same form.
    """

    arrives: int = 0
    partis: int = 0
    deja_faites: int = 0
    ailleurs: int = 0


# ---- the campaign ------------------------------------------------------------------------------


def ouvrir(cmd: OuvrirCampagne, uow: UnitOfWork) -> CampagneOuverte:
    """The campaign with the households that live there today and are followed.

    Raises `EntreeInvalide`: "campagne.sans_titre", "campagne.echeance_passee",
    "campagne.formulaire"; `RegleMetier("campagne.personne")` when there is nobody to survey.
    """
    titre = _titre(cmd.titre)
    with uow.ecriture("campagne.ouvrir") as tx:
        jour = tx.clock.today()
        if cmd.echeance is not None and cmd.echeance < jour:
            raise EntreeInvalide("campagne.echeance_passee", jour=cmd.echeance)
        charger(tx.session, Cite, cmd.cite_id)
        if cmd.tranche_id is not None:
            charger(tx.session, Tranche, cmd.tranche_id)
        connu = tx.session.scalar(
            select(Questionnaire.id).where(Questionnaire.identifiant == cmd.identifiant)
        )
        if connu is None:
            raise EntreeInvalide("campagne.formulaire", identifiant=cmd.identifiant)
        campagne = Campagne(
            id=tx.ids.new(),
            cite_id=cmd.cite_id,
            tranche_id=cmd.tranche_id,
            identifiant=cmd.identifiant,
            titre=titre,
            moment=cmd.moment,
            ouverte_le=jour,
            echeance=cmd.echeance,
        )
        tx.session.add(campagne)
        tx.session.flush()
        faits = _mettre_a_jour(tx, campagne)
        if not faits.arrives:
            raise RegleMetier("campagne.personne", ailleurs=faits.ailleurs)
        tx.commit()
    return _ouverte(tx, campagne.id, faits)


def actualiser(cmd: ActualiserCampagne, uow: UnitOfWork) -> CampagneOuverte:
    """The campaign with those who moved in; those who moved away leave if nothing was obtained.

    Raises `RegleMetier("campagne.close")`.
    """
    with uow.ecriture("campagne.actualiser") as tx:
        campagne = ouverte_encore(tx, cmd.campagne_id)
        faits = _mettre_a_jour(tx, campagne)
        if not (faits.arrives or faits.partis):
            return CampagneOuverte(principal=campagne.id, ailleurs=faits.ailleurs)
        tx.commit()
    return _ouverte(tx, campagne.id, faits)


def modifier(cmd: ModifierCampagne, uow: UnitOfWork) -> Changes:
    """The campaign under that name, to be finished by that day."""
    titre = _titre(cmd.titre)
    with uow.ecriture("campagne.modifier") as tx:
        campagne = charger(tx.session, Campagne, cmd.campagne_id)
        if cmd.echeance is not None and cmd.echeance < campagne.ouverte_le:
            raise EntreeInvalide("campagne.echeance_passee", jour=cmd.echeance)
        campagne.titre, campagne.echeance = titre, cmd.echeance
        tx.commit()
    return changes(tx, campagne.id)


def clore(cmd: CloreCampagne, uow: UnitOfWork) -> Changes:
    """The campaign is over today; raises `RegleMetier("campagne.close")` when it already was."""
    with uow.ecriture("campagne.clore") as tx:
        campagne = ouverte_encore(tx, cmd.campagne_id)
        campagne.close_le = tx.clock.today()
        tx.commit()
    return changes(tx, campagne.id)


@dataclass(slots=True)
class _Faits:
    arrives: int = 0
    partis: int = 0
    deja_faites: int = 0
    ailleurs: int = 0
    menages: set[UUID] | None = None


def _mettre_a_jour(tx: Transaction, campagne: Campagne) -> _Faits:
    jour = tx.clock.today()
    connus = {
        s.menage_id: s
        for s in tx.session.scalars(
            select(CampagneMenage).where(CampagneMenage.campagne_id == campagne.id)
        )
    }
    ici = lecture.a_enqueter(tx.session, campagne.cite_id, campagne.tranche_id, jour)
    pris = lecture.deja_enquetes(tx.session, campagne.identifiant, campagne.id)
    arrivants = sorted(ici - connus.keys() - pris)
    partis = [s for m, s in connus.items() if m not in ici and part_sans_rien_laisser(s.etat)]
    etats = _deja_commencees(tx, campagne, arrivants)
    for menage_id in arrivants:
        etat, le = etats.get(menage_id, (EtatSuivi.A_FAIRE, None))
        tx.session.add(
            CampagneMenage(
                id=tx.ids.new(), campagne_id=campagne.id, menage_id=menage_id, etat=etat, etat_le=le
            )
        )
    for suivi in partis:
        tx.session.delete(suivi)
    tx.session.flush()
    return _Faits(
        len(arrivants),
        len(partis),
        sum(1 for e, _le in etats.values() if e is EtatSuivi.FAITE),
        len((ici & pris) - connus.keys()),
        {*arrivants, *(s.menage_id for s in partis)},
    )


def _deja_commencees(
    tx: Transaction, campagne: Campagne, menages: Iterable[UUID]
) -> dict[UUID, tuple[EtatSuivi, date | None]]:
    """Households that began or answered this very form outside of any campaign: it counts here."""
    voulus = set(menages)
    trouves: dict[UUID, tuple[EtatSuivi, date | None]] = {}
    lignes = tx.session.scalars(
        select(Enquete)
        .join(Questionnaire, Questionnaire.id == Enquete.questionnaire_id)
        .where(
            Questionnaire.identifiant == campagne.identifiant,
            Enquete.campagne_id.is_(None),
            Enquete.etat != EtatEnquete.ABANDONNEE,
        )
        .order_by(Enquete.id)
    )
    for enquete in lignes:
        if enquete.menage_id in voulus:
            enquete.campagne_id = campagne.id
            trouves[enquete.menage_id] = etat_de(enquete)
    return trouves


def _titre(texte: str) -> str:
    titre = " ".join(texte.split())
    if not titre:
        raise EntreeInvalide("campagne.sans_titre")
    return titre


def ouverte_encore(tx: Transaction, campagne_id: UUID) -> Campagne:
    """The campaign; raises `RegleMetier("campagne.close")` when it is over."""
    campagne = charger(tx.session, Campagne, campagne_id)
    if campagne.close_le is not None:
        raise RegleMetier("campagne.close", titre=campagne.titre, jour=campagne.close_le)
    return campagne


def _ouverte(tx: Transaction, campagne_id: UUID, faits: _Faits) -> CampagneOuverte:
    return CampagneOuverte(
        ids=Changes.of(campagnes={campagne_id}, menages=faits.menages or ()).ids,
        principal=campagne_id,
        operation=tx.operation,
        arrives=faits.arrives,
        partis=faits.partis,
        deja_faites=faits.deja_faites,
        ailleurs=faits.ailleurs,
    )


def changes(tx: Transaction, campagne_id: UUID, *menages: UUID, **ids: Iterable[UUID]) -> Changes:
    """A campaign and households of it changed."""
    return Changes.of(
        principal=campagne_id,
        operation=tx.operation,
        campagnes={campagne_id},
        menages=menages,
        **ids,
    )


# ---- reading -----------------------------------------------------------------------------------


def lister(demande: LireCampagnes, uow: UnitOfWork) -> tuple[CampagneLigne, ...]:
    """The campaigns, open ones first, with their coverage."""
    with uow.lecture() as session:
        return lecture.lister(session, cite_id=demande.cite_id)


def lire(demande: LireCampagne, uow: UnitOfWork) -> CampagneLue:
    """One campaign; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        trouvees = lecture.lister(session, id_=demande.campagne_id)
        if not trouvees:
            raise RegleMetier("general.introuvable")
        campagne = trouvees[0]
        menages = lecture.menages(session, campagne)
        ici = lecture.a_enqueter(session, campagne.cite_id, campagne.tranche_id, uow.clock.today())
        pris = lecture.deja_enquetes(session, campagne.identifiant, campagne.id)
    connus = {m.menage_id for m in menages}
    close = campagne.close_le is not None
    return CampagneLue(
        campagne,
        menages,
        tuple(_par_tranche(menages)),
        0 if close else len(ici - connus - pris),
        0
        if close
        else sum(1 for m in menages if m.menage_id not in ici and part_sans_rien_laisser(m.etat)),
    )


def _par_tranche(menages: Iterable[MenageACampagne]) -> list[Couverture]:
    par: dict[str, list[EtatSuivi]] = {}
    for m in menages:
        par.setdefault(m.tranche, []).append(m.etat)
    return [
        Couverture(
            lieu,
            len(etats),
            etats.count(EtatSuivi.FAITE),
            etats.count(EtatSuivi.EN_COURS),
            etats.count(EtatSuivi.REFUS),
            etats.count(EtatSuivi.ABSENT),
        )
        for lieu, etats in sorted(par.items(), key=lambda x: _rang(x[0]))
    ]


def _rang(lieu: str) -> tuple[tuple[int, str], ...]:
    """ "Tranche 10" comes after "Tranche 9"; no batch at all comes last."""
    morceaux = re.split(r"(\d+)", lieu)
    rangs = tuple((int(m), "") if m.isdigit() else (-1, m) for m in morceaux if m)
    return rangs or ((sys.maxsize, ""),)


def en_cours(_demande: LireEnCours, uow: UnitOfWork) -> tuple[SaisieEnCours, ...]:
    """Every questionnaire begun and not finished, the latest touched first."""
    with uow.lecture() as session:
        return lecture.en_cours(session)
