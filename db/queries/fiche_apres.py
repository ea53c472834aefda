"""What follows the works, as the household page and its printed sheet show it.

Réception of its home, inventories, visits where it is taken in hand, what was offered, what it
costs: a fixed number of statements.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, Connection, and_, bindparam, case, exists, func, or_, select

from app.domain.logements import NatureOccupation
from app.domain.receptions import MomentEtatDesLieux, ResultatReception
from db.queries.avant_apres import QuittanceFiche, VolontaireFiche
from db.queries.lignes import Derives, Enonce, colonnes, nom_complet, table
from db.queries.prises_en_main import PointPriseFiche, PriseFiche
from db.queries.relogement import adresse_de
from db.queries.soutiens import SoutienFiche

_ADRESSE = ("logement.numero", "logement.repetition", "logement.voie", "logement.code_ug")


@dataclass(frozen=True, slots=True)
class ReceptionFiche:
    """The works of the household's home were received: its own réception, or that of its batch."""

    table: ClassVar[str] = "reception"
    derives: ClassVar[Derives] = MappingProxyType({"tranche": ("tranche.nom",)})

    id: UUID
    le: date
    resultat: ResultatReception
    levees_le: date | None
    precision: str | None
    tranche: str | None


@dataclass(frozen=True, slots=True)
class EtatFiche:
    """An inventory of a home, on leaving it or on entering it."""

    table: ClassVar[str] = "etat_des_lieux"
    derives: ClassVar[Derives] = MappingProxyType({"adresse": _ADRESSE})

    id: UUID
    moment: MomentEtatDesLieux
    le: date
    signe_le: date | None
    presents: str | None
    remarque: str | None
    adresse: str | None


class Apres(NamedTuple):
    """The blocks of the sheet, named as its fields; the latest day first."""

    receptions: tuple[ReceptionFiche, ...]
    etats_des_lieux: tuple[EtatFiche, ...]
    prises: tuple[PriseFiche, ...]
    points_pris: tuple[PointPriseFiche, ...]
    soutiens: tuple[SoutienFiche, ...]
    quittances: tuple[QuittanceFiche, ...]
    volontaires: tuple[VolontaireFiche, ...]


_reception, _etat, _prise = table("reception"), table("etat_des_lieux"), table("prise_en_main")
_point, _soutien, _action = (
    table("point_prise_en_main"), table("soutien_retour"), table("action_collective"),
)  # fmt: skip
_quittance, _volontaire = table("quittance"), table("volontaire_energie")
_logement, _occupation, _tranche = table("logement"), table("occupation"), table("tranche")
_intervenant, _personne = table("intervenant"), table("personne")
_id: BindParameter[str] = bindparam("menage_id")
_EMMENAGE_APRES = "+183 days"
"""Who came in later than this after a réception did not live through it."""

# The homes it had for itself around that day: who left before, or came long after, was not there.
_LA = exists().where(
    _occupation.c.menage_id == _id,
    _occupation.c.nature != NatureOccupation.TIROIR,
    _occupation.c.logement_id == _logement.c.id,
    or_(
        _occupation.c.debut.is_(None),
        _occupation.c.debut <= func.date(_reception.c.le, _EMMENAGE_APRES),
    ),
    or_(_occupation.c.fin.is_(None), _occupation.c.fin >= _reception.c.le),
)
_SIENS = select(_occupation.c.logement_id).where(
    _occupation.c.menage_id == _id, _occupation.c.nature != NatureOccupation.TIROIR
)
_RECEPTIONS = Enonce(
    select(*colonnes(ReceptionFiche, tranche=_tranche.c.nom))
    .distinct()
    .select_from(_logement)
    .join(
        _reception,
        or_(
            _reception.c.logement_id == _logement.c.id,
            _reception.c.tranche_id == _logement.c.tranche_id,
        ),
    )
    .outerjoin(_tranche, _tranche.c.id == _reception.c.tranche_id)
    .where(_logement.c.id.in_(_SIENS), _LA)
    .order_by(_reception.c.le.desc(), _reception.c.id.desc())
)
_ETATS = Enonce(
    select(*colonnes(EtatFiche, adresse=adresse_de(_logement)))
    .outerjoin_from(_etat, _logement, _logement.c.id == _etat.c.logement_id)
    .where(_etat.c.menage_id == _id)
    .order_by(_etat.c.le.desc(), _etat.c.id.desc())
)
_PRISES = Enonce(
    select(*colonnes(PriseFiche, qui=nom_complet(_intervenant)))
    .outerjoin_from(_prise, _intervenant, _intervenant.c.id == _prise.c.par_id)
    .where(_prise.c.menage_id == _id)
    .order_by(func.coalesce(_prise.c.faite_le, _prise.c.prevue_le).desc(), _prise.c.id.desc())
)
_POINTS = Enonce(
    select(
        *colonnes(
            PointPriseFiche,
            personne=case((_personne.c.id.is_not(None), nom_complet(_personne))),
        )
    )
    .select_from(_point)
    .join(_prise, and_(_prise.c.id == _point.c.prise_id, _prise.c.menage_id == _id))
    .outerjoin(_personne, _personne.c.id == _point.c.personne_id)
    .order_by(_prise.c.faite_le, _point.c.id)
)
_SOUTIENS = Enonce(
    select(*colonnes(SoutienFiche, action=_action.c.nom, qui=nom_complet(_intervenant)))
    .select_from(_soutien)
    .outerjoin(_action, _action.c.id == _soutien.c.action_id)
    .outerjoin(_intervenant, _intervenant.c.id == _soutien.c.par_id)
    .where(_soutien.c.menage_id == _id)
    .order_by(_soutien.c.le.desc(), _soutien.c.id.desc())
)
_QUITTANCES = Enonce(
    select(*colonnes(QuittanceFiche))
    .where(_quittance.c.menage_id == _id)
    .order_by(_quittance.c.le.desc(), _quittance.c.id.desc())
)
_VOLONTAIRES = Enonce(
    select(*colonnes(VolontaireFiche, personne=nom_complet(_personne)))
    .outerjoin_from(_volontaire, _personne, _personne.c.id == _volontaire.c.personne_id)
    .where(_volontaire.c.menage_id == _id)
    .order_by(_volontaire.c.accord_le.desc(), _volontaire.c.id.desc())
)


def lire_apres(connexion: Connection, menage_id: UUID) -> Apres:
    """Everything of that household; seven statements whatever there is."""
    cle = menage_id.hex
    return Apres(
        _RECEPTIONS.lire(connexion, ReceptionFiche, menage_id=cle),
        _ETATS.lire(connexion, EtatFiche, menage_id=cle),
        _PRISES.lire(connexion, PriseFiche, menage_id=cle),
        _POINTS.lire(connexion, PointPriseFiche, menage_id=cle),
        _SOUTIENS.lire(connexion, SoutienFiche, menage_id=cle),
        _QUITTANCES.lire(connexion, QuittanceFiche, menage_id=cle),
        _VOLONTAIRES.lire(connexion, VolontaireFiche, menage_id=cle),
    )
