"""Reading moves: lists, and the whole file of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.core.errors import RegleMetier
from app.core.i18n import langue
from app.domain.demenagements import VIVANTS, EtatDemenagement, EtatPoint
from app.domain.demenagements_liste import Moment, PointModele, concernes
from app.services.demenagements.avis import avis
from app.services.demenagements.commandes import LireDemenagement, ListerDemenagements
from db.queries import demenagements as lecture
from db.queries import equipes as lire_equipes
from db.queries.demenagements import (
    DemenagementLu,
    FiltreDemenagements,
    Marges,
    PointFiche,
    ReportFiche,
)
from db.queries.fiche import lire_fiche
from db.queries.fiche_modele import FicheMenage, LogementFiche
from db.queries.papiers import ClePapier, RelevePapier
from db.uow import UnitOfWork

MARGES = Marges(avant=31, apres=60)  # days around a move its checklist is watched
HORIZON = 7  # days ahead that are worth knowing today


@dataclass(frozen=True, slots=True)
class PointLu:
    """A line of the checklist of a move, in words; `par` did it on `le`."""

    code: str
    libelle: str
    conseil: str
    moment: Moment
    pour_le: date
    etat: EtatPoint
    en_retard: bool
    confidentiel: bool
    le: date | None = None
    precision: str | None = None
    par: str | None = None


@dataclass(frozen=True, slots=True)
class DossierDemenagement:
    """Everything about a move, on `jour`: for its page and its papers.

    `fiche` is the whole household: persons and phones, language, attachments, needs, contacts.
    `releves_d_avant` are the meters of both homes as other moves read them. A paper keeps only
    what its reader may receive: rows carry their sharing classes, `PointLu.confidentiel` says it
    of a line. `avis` are sentences for the team about what does not fit that day.
    """

    jour: date
    demenagement: DemenagementLu
    fiche: FicheMenage
    depuis: LogementFiche | None
    vers: LogementFiche
    points: tuple[PointLu, ...]
    cles: tuple[ClePapier, ...]
    releves: tuple[RelevePapier, ...]
    reports: tuple[ReportFiche, ...]
    releves_d_avant: tuple[RelevePapier, ...]
    autres: tuple[DemenagementLu, ...]
    avis: tuple[str, ...] = ()

    @property
    def ouvert(self) -> bool:
        """Whether it is still to come."""
        return self.demenagement.etat in VIVANTS


@dataclass(frozen=True, slots=True)
class DemenagementASuivre:
    """A move to come soon, or something late about it: `retards` are the lines past their day.

    `a_noter`: its day is past and nobody said whether it took place.
    """

    demenagement: DemenagementLu
    retards: tuple[PointLu, ...] = ()
    a_noter: bool = False

    def proche(self, jour: date) -> bool:
        """Whether it is to come within a week."""
        lu = self.demenagement
        return lu.etat in VIVANTS and 0 <= (lu.jour - jour).days <= HORIZON


def lire(demande: LireDemenagement, uow: UnitOfWork) -> DossierDemenagement:
    """The file of the move; raises `RegleMetier("general.introuvable")`."""
    aujourdhui = uow.clock.today()
    with uow.lecture() as session:
        lu = lecture.un(session, demande.id)
        fiche = lire_fiche(session, lu.menage_id, aujourdhui) if lu is not None else None
        if lu is None or fiche is None:
            raise RegleMetier("general.introuvable")
        homes = tuple(i for i in (lu.depuis_id, lu.vers_id) if i)
        lieux = lecture.logements(session, homes)
        siens = lecture.lister(session, FiltreDemenagements(menage_id=lu.menage_id))
        touches = lecture.points(session, lu.id)
        return DossierDemenagement(
            jour=aujourdhui,
            demenagement=lu,
            fiche=fiche,
            depuis=lieux.get(lu.depuis_id) if lu.depuis_id else None,
            vers=lieux[lu.vers_id],
            points=points_de(lu, uow.accompagnement.liste_demenagement, aujourdhui, touches),
            cles=lecture.cles(session, lu.id),
            releves=lecture.releves(session, lu.id),
            reports=lecture.reports(session, lu.id),
            releves_d_avant=lecture.releves_d_avant(session, lu.id, homes),
            autres=tuple(d for d in siens if d.id != lu.id),
            avis=_avis(session, lu, fiche, aujourdhui),
        )


def _avis(
    session: Session, lu: DemenagementLu, fiche: FicheMenage, aujourdhui: date
) -> tuple[str, ...]:
    equipes = lire_equipes.lister(session, aujourdhui, cite_id=lu.cite_id, actives=False)
    equipe = next((e for e in equipes if e.id == lu.equipe_id), None)
    vivants = FiltreDemenagements(du=lu.jour, au=lu.jour, equipe_id=lu.equipe_id, etats=VIVANTS)
    du_jour = lecture.lister(session, vivants) if lu.equipe_id is not None else ()
    return avis(lu, fiche, equipe, len(du_jour), lecture.disponible(session, lu.vers_id))


def lister(demande: ListerDemenagements, uow: UnitOfWork) -> tuple[DemenagementLu, ...]:
    """The moves asked for, by day then hour."""
    filtre = FiltreDemenagements(
        demande.cite_id,
        demande.du,
        demande.au,
        demande.equipe_id,
        demande.etats,
        demande.menage_id,
    )
    with uow.lecture() as session:
        return lecture.lister(session, filtre)


def a_suivre(
    lus: Iterable[DemenagementLu], catalogue: Iterable[PointModele], jour: date
) -> tuple[DemenagementASuivre, ...]:
    """What is worth knowing on `jour`: moves within a week, moves nobody noted, late lines."""
    modeles = tuple(catalogue)
    parle = langue()
    trouves = []
    for lu in lus:
        retards = tuple(_point(m, lu, jour, parle) for m in _retards(lu, modeles, jour))
        suivi = DemenagementASuivre(lu, retards, lu.etat in VIVANTS and lu.jour < jour)
        if retards or suivi.a_noter or suivi.proche(jour):
            trouves.append(suivi)
    # First what nobody noted, then the coming week, then what only has late lines.
    trouves.sort(key=lambda s: (not s.a_noter, not s.proche(jour), s.demenagement.jour))
    return tuple(trouves)


def points_de(
    lu: DemenagementLu,
    catalogue: Iterable[PointModele],
    jour: date,
    touches: Mapping[str, PointFiche] | None = None,
) -> tuple[PointLu, ...]:
    """The checklist of a move: the lines that concern it, and those somebody touched anyway.

    The days follow the move. A line is late when its day is past: before the move and on its day
    while it is to come, after it once it is done.
    """
    modeles = {p.code: p for p in concernes(catalogue, lu.sens, lu.faits)}
    parle = langue()
    connus = touches or {}
    lues = [_point(m, lu, jour, parle, connus.get(m.code)) for m in modeles.values()]
    inconnus = [f for code, f in connus.items() if code not in modeles]
    return (*lues, *(_hors_liste(f, lu, catalogue, parle) for f in inconnus))


def _point(
    modele: PointModele,
    lu: DemenagementLu,
    jour: date,
    parle: str,
    fiche: PointFiche | None = None,
) -> PointLu:
    etat = fiche.etat if fiche else lu.pointes.get(modele.code, EtatPoint.A_FAIRE)
    return PointLu(
        modele.code,
        modele.libelle(parle),
        modele.conseil(parle),
        modele.moment,
        modele.pour_le(lu.jour),
        etat,
        _en_retard(lu, modele, etat, jour),
        modele.confidentiel,
        fiche.le if fiche else None,
        fiche.precision if fiche else None,
        fiche.par if fiche else None,
    )


def _retards(
    lu: DemenagementLu, modeles: Iterable[PointModele], jour: date
) -> Iterable[PointModele]:
    """The late lines alone: cheap, for the page of the day."""
    a_faire = EtatPoint.A_FAIRE
    tard = [
        m
        for m in modeles
        if lu.pointes.get(m.code, a_faire) is a_faire and _en_retard(lu, m, a_faire, jour)
    ]
    return concernes(tard, lu.sens, lu.faits)


def _en_retard(lu: DemenagementLu, modele: PointModele, etat: EtatPoint, jour: date) -> bool:
    if etat is not EtatPoint.A_FAIRE or lu.etat is EtatDemenagement.ANNULE:
        return False
    if (modele.moment is Moment.APRES) != (lu.etat is EtatDemenagement.FAIT):
        return False
    if lu.etat is EtatDemenagement.FAIT and not lu.pointes:
        return False  # its checklist was never in use: a move of an old file
    return modele.pour_le(lu.jour) < jour


def _hors_liste(
    fiche: PointFiche, lu: DemenagementLu, catalogue: Iterable[PointModele], parle: str
) -> PointLu:
    """A line touched once and that concerns the household no more: kept, never late."""
    modele = next((p for p in catalogue if p.code == fiche.code), None)
    return PointLu(
        fiche.code,
        modele.libelle(parle) if modele else fiche.code,
        "",
        modele.moment if modele else Moment.AVANT,
        modele.pour_le(lu.jour) if modele else lu.jour,
        fiche.etat,
        en_retard=False,
        confidentiel=modele.confidentiel if modele else True,
        le=fiche.le,
        precision=fiche.precision,
        par=fiche.par,
    )
