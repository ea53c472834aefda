"""What a household needs of the homes it is given: typed, else proposed from what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.domain.besoins_relogement import Occupant, ages_inconnus, chambres_necessaires
from app.domain.menages import age_le
from app.domain.texte import plier
from app.services.champs import poser, valider
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from db.models import Attachement, Besoin, BesoinsRelogement, Menage, Personne
from db.queries import relogement as lecture
from db.queries.relogement import BesoinsFiche
from db.uow import UnitOfWork

__all__ = [
    "CHAMPS",
    "BesoinPropose",
    "BesoinsFiche",
    "BesoinsLus",
    "LireBesoins",
    "NoterBesoins",
    "Source",
    "lire",
    "lire_dans",
    "noter",
]

CHAMPS = frozenset(
    c.name for c in BesoinsRelogement.__table__.c if c.name not in ("id", "menage_id")
)
CHAMBRES_MAX = 12
# Needs of the home by catalogue code (`besoins`), and the field of the household's needs they tell.
_DU_CATALOGUE: Mapping[str, str] = MappingProxyType(
    {
        "plain_pied": "plain_pied",
        "alimentation_continue": "appareil",
        "jardin": "jardin",
        "stationnement": "garage",
    }
)
# Words of an attachment's title, folded: a pigeon loft means pets, a vegetable patch a garden.
_DES_TITRES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "animaux": (
            "pigeon", "pigeonnier", "poulailler", "poule", "voliere", "chien", "chat", "oiseau",
            "lapin", "clapier", "perroquet", "canari",
        ),
        "jardin": ("potager", "jardin", "verger", "plantation", "serre", "rosier"),
        "garage": ("garage", "voiture", "moto"),
    }
)  # fmt: skip


class Source(StrEnum):
    """Where a proposed need comes from."""

    FAMILLE = "famille"
    BESOIN = "besoin"
    ATTACHEMENT = "attachement"


@dataclass(frozen=True, slots=True)
class NoterBesoins:
    """Say what the household needs (`CHAMPS`, by name); None or "" says nobody knows."""

    menage_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LireBesoins:
    """Ask for what a household needs, as on `jour` (today when None)."""

    menage_id: UUID
    jour: date | None = None


@dataclass(frozen=True, slots=True)
class BesoinPropose:
    """A value nobody typed; `dit` is what it comes from (a need's code, an attachment's title)."""

    champ: str
    valeur: int | bool
    source: Source
    dit: str = ""


@dataclass(frozen=True, slots=True)
class BesoinsLus:
    """What was typed, what is proposed for the rest; a typed value always wins.

    `ages_inconnus` persons were counted without their age; `non_nommes` are declared occupants
    nobody named: the bedrooms are to be checked then.
    """

    ecrits: BesoinsFiche | None
    proposes: tuple[BesoinPropose, ...]
    ages_inconnus: int = 0
    non_nommes: int = 0
    valeurs: Mapping[str, object] = field(default_factory=dict)

    def proposition(self, champ: str) -> BesoinPropose | None:
        """What is proposed for a field nobody typed."""
        return next((p for p in self.proposes if p.champ == champ), None)


def noter(cmd: NoterBesoins, uow: UnitOfWork) -> Changes:
    """The household with these needs; nothing is written when they already are so.

    Raises `EntreeInvalide` ("besoins.chambres" above twelve, a field).
    """
    valeurs = valider(BesoinsRelogement, cmd.champs, CHAMPS)
    if (valeurs.get("chambres") or 0) > CHAMBRES_MAX:
        raise EntreeInvalide("besoins.chambres", n=valeurs["chambres"], maximum=CHAMBRES_MAX)
    if valeurs.get("animaux_precision") and valeurs.get("animaux") is None:
        valeurs["animaux"] = True
    with uow.ecriture("besoins_relogement.noter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        ligne = tx.session.scalars(
            select(BesoinsRelogement).where(BesoinsRelogement.menage_id == cmd.menage_id)
        ).first()
        if ligne is None:
            if not _utiles(valeurs):
                return Changes.of(principal=cmd.menage_id)
            ligne = BesoinsRelogement(id=tx.ids.new(), menage_id=cmd.menage_id)
            tx.session.add(ligne)
            poser(ligne, valeurs)
        elif not poser(ligne, valeurs):
            return Changes.of(principal=ligne.id)
        tx.commit()
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={cmd.menage_id},
        besoins_relogement={ligne.id},
    )


def _utiles(valeurs: Mapping[str, object]) -> bool:
    """Whether anything was said: a box nobody ticked is no need."""
    return any(
        v is not None and not (v is False and champ == "un_seul_demenagement")
        for champ, v in valeurs.items()
    )


def lire(demande: LireBesoins, uow: UnitOfWork) -> BesoinsLus:
    """Typed and proposed needs; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        return lire_dans(session, demande.menage_id, demande.jour or uow.clock.today())


def lire_dans(session: Session, menage_id: UUID, jour: date) -> BesoinsLus:
    """The same from an open session."""
    menage = charger(session, Menage, menage_id)
    occupants = _occupants(session, menage_id, jour)
    ecrits = lecture.besoins(session.connection(), menage_id)
    proposes: dict[str, BesoinPropose] = {}
    for un in (*_de_la_famille(occupants), *_des_besoins(session, menage_id),
               *_des_attachements(session, menage_id)):  # fmt: skip
        if getattr(ecrits, un.champ, None) is None:
            proposes.setdefault(un.champ, un)
    valeurs = {c: p.valeur for c, p in proposes.items()} | {
        c: v for c in CHAMPS if (v := getattr(ecrits, c, None)) is not None
    }
    return BesoinsLus(
        ecrits,
        tuple(proposes.values()),
        ages_inconnus(occupants),
        max(0, (menage.nb_occupants or 0) - len(occupants)),
        MappingProxyType(valeurs),
    )


def _occupants(session: Session, menage_id: UUID, jour: date) -> list[Occupant]:
    """Those who live there on that day."""
    lignes = session.execute(
        select(Personne.lien, Personne.naissance, Personne.age, Personne.age_le).where(
            Personne.menage_id == menage_id,
            Personne.fusionne_dans_id.is_(None),
            (Personne.partie_le.is_(None)) | (Personne.partie_le > jour),
        )
    )
    return [Occupant(lien, age_le(ne, age, note, jour)) for lien, ne, age, note in lignes]


def _de_la_famille(occupants: list[Occupant]) -> Iterable[BesoinPropose]:
    if not occupants:
        return
    yield BesoinPropose("chambres", chambres_necessaires(occupants), Source.FAMILLE)
    if any(o.scolarise for o in occupants):
        yield BesoinPropose("scolarises", True, Source.FAMILLE)


def _des_besoins(session: Session, menage_id: UUID) -> Iterable[BesoinPropose]:
    """From its open needs of a home; the need, never why."""
    codes = session.scalars(
        select(Besoin.code)
        .where(
            Besoin.menage_id == menage_id,
            Besoin.code.in_(tuple(_DU_CATALOGUE)),
            Besoin.repondu_le.is_(None),
        )
        .order_by(Besoin.id)
    )
    for code in codes:
        yield BesoinPropose(_DU_CATALOGUE[code], True, Source.BESOIN, code)


def _des_attachements(session: Session, menage_id: UUID) -> Iterable[BesoinPropose]:
    titres = session.scalars(
        select(Attachement.titre).where(Attachement.menage_id == menage_id).order_by(Attachement.id)
    )
    for titre in titres:
        mots = {mot.rstrip("sx") for mot in plier(titre).split()}
        for champ, connus in _DES_TITRES.items():
            if mots.intersection(connus):
                yield BesoinPropose(champ, True, Source.ATTACHEMENT, titre)
