"""The rehousing of a household as its page and its printed sheet show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Connection, bindparam, func, or_, select

from app.domain.demenagements import Creneau, EtatDemenagement, SensDemenagement
from app.domain.engagements import RaisonReport
from app.domain.relogements import MotifRefus, NatureLien, ReponseProposition, Trajectoire
from db.queries.lignes import Derives, Enonce, colonnes, nom_complet, table

_RIEN: Derives = MappingProxyType({})
_ADRESSE = ("logement.numero", "logement.repetition", "logement.voie", "logement.code_ug")


@dataclass(frozen=True, slots=True)
class TrajectoireFiche:
    """Where the household was going in the end, as somebody decided on `le`."""

    table: ClassVar[str] = "trajectoire"
    derives: ClassVar[Derives] = MappingProxyType(
        {"par": ("intervenant.prenom", "intervenant.nom")}
    )

    id: UUID
    code: Trajectoire
    le: date
    motif: str | None
    par: str | None


@dataclass(frozen=True, slots=True)
class PropositionFiche:
    """The offer of a home, with what the home is; amounts in euros a month."""

    table: ClassVar[str] = "proposition"
    derives: ClassVar[Derives] = MappingProxyType(
        {
            "adresse": _ADRESSE,
            "commune": ("logement.commune",),
            "cite_id": ("logement.cite_id",),
            "typologie": ("logement.typologie",),
            "surface": ("logement.surface",),
            "plain_pied": ("logement.plain_pied",),
            "jardin": ("logement.jardin",),
            "garage": ("logement.garage",),
            "animaux": ("logement.animaux",),
        }
    )

    id: UUID
    logement_id: UUID
    proposee_le: date
    visite_le: date | None
    reponse: ReponseProposition
    repondue_le: date | None
    motif: MotifRefus | None
    precision: str | None
    commission_le: date | None
    loyer: Decimal | None
    charges: Decimal | None
    apl: Decimal | None
    adresse: str
    commune: str | None
    cite_id: UUID
    typologie: str | None
    surface: Decimal | None
    plain_pied: bool | None
    jardin: bool | None
    garage: bool | None
    animaux: bool | None


@dataclass(frozen=True, slots=True)
class BesoinsFiche:
    """What the household needs of the homes it is given; None is not a no."""

    table: ClassVar[str] = "besoins_relogement"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    chambres: int | None
    plain_pied: bool | None
    appareil: bool | None
    animaux: bool | None
    animaux_precision: str | None
    jardin: bool | None
    garage: bool | None
    scolarises: bool | None
    apres_le: date | None
    un_seul_demenagement: bool
    volume_m3: int | None


@dataclass(frozen=True, slots=True)
class LienFiche:
    """Another household it should stay near; `autre_id` is the other one, whoever noted it."""

    table: ClassVar[str] = "lien_menages"
    derives: ClassVar[Derives] = MappingProxyType(
        {"menage": ("menage.nom",), "adresse": _ADRESSE[:3]}
    )

    id: UUID
    autre_id: UUID
    nature: NatureLien
    precision: str | None
    menage: str
    adresse: str | None


@dataclass(frozen=True, slots=True)
class IndisponibiliteFiche:
    """Days on which the household cannot move; `au` is included."""

    table: ClassVar[str] = "indisponibilite"
    derives: ClassVar[Derives] = _RIEN

    id: UUID
    du: date
    au: date
    motif: str | None


@dataclass(frozen=True, slots=True)
class DemenagementFiche:
    """A move of the household, cancelled ones included."""

    table: ClassVar[str] = "demenagement"
    derives: ClassVar[Derives] = MappingProxyType(
        {"depuis": _ADRESSE, "vers": _ADRESSE, "equipe": ("equipe.nom",)}
    )

    id: UUID
    sens: SensDemenagement
    vers_id: UUID
    jour: date
    creneau: Creneau
    heure: time | None
    etat: EtatDemenagement
    etat_le: date | None
    remarque: str | None
    depuis: str | None
    vers: str
    equipe: str | None


@dataclass(frozen=True, slots=True)
class ReportFiche:
    """The day of a move changed."""

    table: ClassVar[str] = "report_demenagement"
    derives: ClassVar[Derives] = MappingProxyType({"sens": ("demenagement.sens",)})

    id: UUID
    le: date
    jour_avant: date
    jour_apres: date
    raison: RaisonReport
    explication: str | None
    sens: SensDemenagement


_logement, _intervenant, _equipe = table("logement"), table("intervenant"), table("equipe")
_trajectoire, _proposition = table("trajectoire"), table("proposition")
_besoins, _indisponibilite = table("besoins_relogement"), table("indisponibilite")
_lien, _resume, _demenagement = table("lien_menages"), table("menage_resume"), table("demenagement")
_depuis, _vers = _logement.alias("depuis"), _logement.alias("vers")
_id: BindParameter[str] = bindparam("menage_id")


def adresse_de(source: Any) -> ColumnElement[str]:
    """ "14 bis Rue de Stockholm", the code UG where no address is known; NULL without a row."""
    c = source.c
    numero = func.trim(func.coalesce(c.numero, "") + " " + func.coalesce(c.repetition, ""))
    complete = func.trim(numero + " " + func.coalesce(c.voie, ""))
    adresse: ColumnElement[str] = func.coalesce(func.nullif(complete, ""), c.code_ug)
    return adresse


_TRAJECTOIRES = Enonce(
    select(*colonnes(TrajectoireFiche, par=nom_complet(_intervenant)))
    .outerjoin_from(_trajectoire, _intervenant, _intervenant.c.id == _trajectoire.c.par_id)
    .where(_trajectoire.c.menage_id == _id)
    .order_by(_trajectoire.c.le.desc(), _trajectoire.c.id.desc())
)
_PROPOSITIONS = Enonce(
    select(
        *colonnes(
            PropositionFiche,
            adresse=adresse_de(_logement),
            commune=_logement.c.commune,
            cite_id=_logement.c.cite_id,
            typologie=_logement.c.typologie,
            surface=_logement.c.surface,
            plain_pied=_logement.c.plain_pied,
            jardin=_logement.c.jardin,
            garage=_logement.c.garage,
            animaux=_logement.c.animaux,
        )
    )
    .join_from(_proposition, _logement, _logement.c.id == _proposition.c.logement_id)
    .where(_proposition.c.menage_id == _id)
    .order_by(_proposition.c.proposee_le.desc(), _proposition.c.id.desc())
)
_BESOINS = Enonce(
    select(*colonnes(BesoinsFiche)).select_from(_besoins).where(_besoins.c.menage_id == _id)
)
_INDISPONIBILITES = Enonce(
    select(*colonnes(IndisponibiliteFiche))
    .where(_indisponibilite.c.menage_id == _id)
    .order_by(_indisponibilite.c.du, _indisponibilite.c.id)
)
_autre = func.iif(_lien.c.menage_id == _id, _lien.c.autre_id, _lien.c.menage_id)
_LIENS = Enonce(
    select(
        _lien.c.id,
        _resume.c.menage_id,
        _lien.c.nature,
        _lien.c.precision,
        _resume.c.nom,
        _resume.c.adresse,
    )
    .join_from(_lien, _resume, _resume.c.menage_id == _autre)
    .where(or_(_lien.c.menage_id == _id, _lien.c.autre_id == _id))
    .order_by(_resume.c.nom, _lien.c.id)
)
_DEMENAGEMENTS = Enonce(
    select(
        *colonnes(
            DemenagementFiche,
            depuis=adresse_de(_depuis),
            vers=adresse_de(_vers),
            equipe=_equipe.c.nom,
        )
    )
    .select_from(
        _demenagement.join(_vers, _vers.c.id == _demenagement.c.vers_id)
        .outerjoin(_depuis, _depuis.c.id == _demenagement.c.depuis_id)
        .outerjoin(_equipe, _equipe.c.id == _demenagement.c.equipe_id)
    )
    .where(_demenagement.c.menage_id == _id)
    .order_by(_demenagement.c.jour, _demenagement.c.id)
)

_report = table("report_demenagement")
_REPORTS = Enonce(
    select(*colonnes(ReportFiche, sens=_demenagement.c.sens))
    .join_from(_report, _demenagement, _demenagement.c.id == _report.c.demenagement_id)
    .where(_demenagement.c.menage_id == _id)
    .order_by(_report.c.le, _report.c.id)
)


def trajectoires(connexion: Connection, menage_id: UUID) -> tuple[TrajectoireFiche, ...]:
    """Every decision, the latest first: the first one counts."""
    return _TRAJECTOIRES.lire(connexion, TrajectoireFiche, menage_id=menage_id.hex)


def propositions(connexion: Connection, menage_id: UUID) -> tuple[PropositionFiche, ...]:
    """Every offer, the latest first."""
    return _PROPOSITIONS.lire(connexion, PropositionFiche, menage_id=menage_id.hex)


def besoins(connexion: Connection, menage_id: UUID) -> BesoinsFiche | None:
    """What was typed of its needs; None when nobody did."""
    lus = _BESOINS.lire(connexion, BesoinsFiche, menage_id=menage_id.hex)
    return lus[0] if lus else None


def indisponibilites(connexion: Connection, menage_id: UUID) -> tuple[IndisponibiliteFiche, ...]:
    """Its dates to avoid, by day."""
    return _INDISPONIBILITES.lire(connexion, IndisponibiliteFiche, menage_id=menage_id.hex)


def liens(connexion: Connection, menage_id: UUID) -> tuple[LienFiche, ...]:
    """Whom it should stay near, by name."""
    return _LIENS.lire(connexion, LienFiche, menage_id=menage_id.hex)


def demenagements(connexion: Connection, menage_id: UUID) -> tuple[DemenagementFiche, ...]:
    """Its moves, by day."""
    return _DEMENAGEMENTS.lire(connexion, DemenagementFiche, menage_id=menage_id.hex)


def reports(connexion: Connection, menage_id: UUID) -> tuple[ReportFiche, ...]:
    """Every change of day of its moves, oldest first."""
    return _REPORTS.lire(connexion, ReportFiche, menage_id=menage_id.hex)
