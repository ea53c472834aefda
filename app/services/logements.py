"""Dwellings and works batches of an estate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.logements import EtatLogement, dans, verifier_position
from app.domain.menages import verifier_periode
from app.services.champs import poser, valider
from app.services.chargement import charger, obligatoire
from app.services.receptions.ecriture import verifier_calendrier
from db.models import Cite, Logement, Tranche, info_de
from db.queries import cites as lecture
from db.queries.cites import LogementLigne, TrancheLigne
from db.uow import UnitOfWork

__all__ = [
    "CHAMPS",
    "CreerLogement",
    "CreerTranche",
    "LireLogements",
    "LireTranches",
    "LogementLigne",
    "ModifierLogement",
    "ModifierTranche",
    "TrancheLigne",
    "creer",
    "creer_tranche",
    "lister",
    "modifier",
    "modifier_tranche",
    "tranches",
]

CHAMPS = frozenset(Logement.__table__.c.keys()) - {"id"}
_CHAMPS_TRANCHE = frozenset({"nom", "debut_travaux", "fin_travaux", "reception", "marge_jours"})
# What a number may be, both ends allowed: beyond is a slip of the keyboard.
_BORNES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"chambres": (0, 12), "nettoyage_jours": (0, 90), "marge_jours": (0, 365)}
)


@dataclass(frozen=True, slots=True)
class CreerLogement:
    """A dwelling of an estate, known by its code UG; other fields by column name."""

    cite_id: UUID
    code_ug: str
    champs: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModifierLogement:
    """Change some fields of a dwelling, by column name."""

    logement_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class CreerTranche:
    """A works batch of an estate; dates by column name."""

    cite_id: UUID
    nom: str
    champs: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModifierTranche:
    """Change some fields of a works batch, by column name."""

    tranche_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LireLogements:
    """Ask for dwellings of an estate; only those of some states, only free ones, by text."""

    cite_id: UUID | None = None
    texte: str = ""
    etats: frozenset[EtatLogement] = frozenset()
    libres: bool = False
    limite: int = 200


@dataclass(frozen=True, slots=True)
class LireTranches:
    """Ask for the works batches of an estate (of all of them when None)."""

    cite_id: UUID | None = None


def creer(cmd: CreerLogement, uow: UnitOfWork) -> Changes:
    """The dwelling.

    Raises `RegleMetier("logement.ug_pris")`, `EntreeInvalide` ("saisie.…", "logement.borne",
    "logement.position").
    """
    with uow.ecriture("logement.creer") as tx:
        charger(tx.session, Cite, cmd.cite_id)
        code = obligatoire(cmd.code_ug, _("Code UG"))
        _verifier_ug(tx.session, code, None)
        valeurs = _valeurs(Logement, cmd.champs, CHAMPS - {"cite_id", "code_ug"})
        ligne = Logement(id=tx.ids.new(), cite_id=cmd.cite_id, code_ug=code, **valeurs)
        _verifier_logement(tx.session, ligne)
        tx.session.add(ligne)
        tx.commit()
    return Changes.of(
        principal=ligne.id, operation=tx.operation, logements={ligne.id}, cites={cmd.cite_id}
    )


def modifier(cmd: ModifierLogement, uow: UnitOfWork) -> Changes:
    """The dwelling with these fields changed; households living there are concerned too."""
    with uow.ecriture("logement.modifier") as tx:
        ligne = charger(tx.session, Logement, cmd.logement_id)
        valeurs = _valeurs(Logement, cmd.champs, CHAMPS)
        if "code_ug" in valeurs:
            _verifier_ug(tx.session, valeurs["code_ug"], ligne.id)
        if not poser(ligne, valeurs):
            return Changes.of(principal=ligne.id)
        _verifier_logement(tx.session, ligne)
        menages = lecture.menages_du_logement(tx.session, ligne.id)
        tx.commit()
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        logements={ligne.id},
        cites={ligne.cite_id},
        menages=menages,
    )


def creer_tranche(cmd: CreerTranche, uow: UnitOfWork) -> Changes:
    """The works batch.

    Raises `RegleMetier("tranche.deja")`, `EntreeInvalide` ("saisie.periode", "logement.borne").
    """
    with uow.ecriture("tranche.creer") as tx:
        charger(tx.session, Cite, cmd.cite_id)
        valeurs = _valeurs(Tranche, {**cmd.champs, "nom": cmd.nom}, _CHAMPS_TRANCHE)
        ligne = Tranche(id=tx.ids.new(), cite_id=cmd.cite_id, **valeurs)
        _verifier_tranche_nom(tx.session, ligne)
        tx.session.add(ligne)
        tx.commit()
    return Changes.of(
        principal=ligne.id, operation=tx.operation, tranches={ligne.id}, cites={cmd.cite_id}
    )


def modifier_tranche(cmd: ModifierTranche, uow: UnitOfWork) -> Changes:
    """The works batch with these fields changed; raises as `creer_tranche` does.

    `RegleMetier("reception.tranche_recue")` when its réception was recorded on another day.
    """
    with uow.ecriture("tranche.modifier") as tx:
        ligne = charger(tx.session, Tranche, cmd.tranche_id)
        if not poser(ligne, _valeurs(Tranche, cmd.champs, _CHAMPS_TRANCHE)):
            return Changes.of(principal=ligne.id)
        _verifier_tranche_nom(tx.session, ligne)
        if "reception" in cmd.champs:
            verifier_calendrier(tx.session, ligne.id, ligne.reception)
        tx.commit()
    return Changes.of(
        principal=ligne.id, operation=tx.operation, tranches={ligne.id}, cites={ligne.cite_id}
    )


def lister(demande: LireLogements, uow: UnitOfWork) -> tuple[LogementLigne, ...]:
    """Dwellings in the order of a walk through the estate."""
    with uow.lecture() as session:
        return lecture.logements(
            session,
            uow.clock.today(),
            cite_id=demande.cite_id,
            texte=demande.texte,
            etats=demande.etats,
            libres=demande.libres,
            limite=demande.limite,
        )


def tranches(demande: LireTranches, uow: UnitOfWork) -> tuple[TrancheLigne, ...]:
    """Works batches by estate and name."""
    with uow.lecture() as session:
        return lecture.tranches(session, demande.cite_id)


def _verifier_ug(session: Session, code: str, sauf: UUID | None) -> None:
    autre = session.scalar(select(Logement).where(Logement.code_ug == code))
    if autre is not None and autre.id != sauf:
        adresse = " ".join(p for p in (autre.numero, autre.repetition, autre.voie) if p)
        raise RegleMetier("logement.ug_pris", ug=code, adresse=adresse or "–")


def _valeurs(
    modele: type[Logement | Tranche], champs: Mapping[str, object], permis: frozenset[str]
) -> dict[str, Any]:
    """Checked values; raises `EntreeInvalide("logement.borne")` for a number out of reach."""
    valeurs = valider(modele, champs, permis)
    for nom, bornes in _BORNES.items():
        valeur = valeurs.get(nom)
        if valeur is not None and not dans(valeur, bornes):
            raise EntreeInvalide(
                "logement.borne",
                champ=_libelle(modele, nom),
                valeur=valeur,
                mini=bornes[0],
                maxi=bornes[1],
            )
    return valeurs


def _libelle(modele: type[Logement | Tranche], nom: str) -> str:
    """The name of a column as people read it."""
    return _(info_de(modele.__table__.c[nom])["libelle"] or nom)


def _verifier_logement(session: Session, ligne: Logement) -> None:
    _verifier_tranche(session, ligne)
    verifier_position(ligne.x, ligne.y, _libelle(Logement, "x"))
    verifier_periode(ligne.disponible_du, ligne.disponible_au)


def _verifier_tranche(session: Session, ligne: Logement) -> None:
    """A dwelling belongs to a batch of its own estate only."""
    if ligne.tranche_id is not None:
        tranche = charger(session, Tranche, ligne.tranche_id)
        if tranche.cite_id != ligne.cite_id:
            raise RegleMetier("logement.tranche_ailleurs", tranche=tranche.nom)


def _verifier_tranche_nom(session: Session, ligne: Tranche) -> None:
    verifier_periode(ligne.debut_travaux, ligne.fin_travaux)
    autre = session.scalar(
        select(Tranche.id).where(Tranche.cite_id == ligne.cite_id, Tranche.nom == ligne.nom)
    )
    if autre is not None and autre != ligne.id:
        raise RegleMetier("tranche.deja", nom=ligne.nom)
