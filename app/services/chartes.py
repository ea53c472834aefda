"""The charter of an operation: reading what holds, setting it for an estate or for a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.i18n import _
from app.domain import chartes as domaine
from app.domain.chartes import BORNES, DEFAUTS, NOMS, Charte, Origine
from app.services.champs import poser, valider
from app.services.chargement import charger
from db.models import CharteRelogement, Cite, Tranche, info_de
from db.queries import chartes as lecture
from db.uow import Transaction, UnitOfWork

__all__ = [
    "BORNES",
    "DEFAUTS",
    "Charte",
    "LireCharte",
    "Origine",
    "ReglerCharte",
    "lire",
    "regler",
]

CHAMPS = frozenset((*NOMS, "ordre"))


@dataclass(frozen=True, slots=True)
class LireCharte:
    """Ask for the charter of an estate, or for the one that holds for a batch of it."""

    cite_id: UUID
    tranche_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReglerCharte:
    """Set some values by name, of the estate, or of one batch where it differs.

    None (or empty text) gives a value back to the level above. `ordre`: every `Objectif` once, as a
    sequence or as text with commas.
    """

    cite_id: UUID
    champs: Mapping[str, object]
    tranche_id: UUID | None = None


def lire(demande: LireCharte, uow: UnitOfWork) -> Charte:
    """The charter that holds; callers with a session use `db.queries.chartes.charte`."""
    with uow.lecture() as session:
        return lecture.charte(session, demande.cite_id, demande.tranche_id)


def regler(cmd: ReglerCharte, uow: UnitOfWork) -> Changes:
    """The charter changed.

    Raises `EntreeInvalide` ("saisie.nombre", "charte.borne", "charte.ordre") and
    `RegleMetier("charte.tranche_ailleurs")` for a batch of another estate.
    """
    valeurs = _valeurs(cmd.champs)
    with uow.ecriture("charte.regler") as tx:
        _verifier_cible(tx, cmd)
        ligne = lecture.ligne(tx.session, cmd.cite_id, cmd.tranche_id)
        if ligne is None:
            ligne = CharteRelogement(
                id=tx.ids.new(), cite_id=cmd.cite_id, tranche_id=cmd.tranche_id
            )
        if not poser(ligne, valeurs):
            return Changes.of(principal=cmd.cite_id)
        if all(getattr(ligne, nom) is None for nom in CHAMPS):
            tx.session.delete(ligne)
        else:
            tx.session.add(ligne)
        tx.commit()
    return Changes.of(
        principal=cmd.cite_id,
        operation=tx.operation,
        chartes={ligne.id},
        cites={cmd.cite_id},
        tranches=set() if cmd.tranche_id is None else {cmd.tranche_id},
    )


def _verifier_cible(tx: Transaction, cmd: ReglerCharte) -> None:
    charger(tx.session, Cite, cmd.cite_id)
    if cmd.tranche_id is not None:
        tranche = charger(tx.session, Tranche, cmd.tranche_id)
        if tranche.cite_id != cmd.cite_id:
            raise RegleMetier("charte.tranche_ailleurs", tranche=tranche.nom)


def _valeurs(champs: Mapping[str, object]) -> dict[str, Any]:
    """The values checked, in the form the base keeps."""
    textes: dict[str, object] = dict(champs)
    ordre = textes.get("ordre")
    if ordre:
        mots: Any = ordre.split(",") if isinstance(ordre, str) else ordre
        textes["ordre"] = domaine.ecrire_ordre(mots)
    valeurs = valider(CharteRelogement, textes, CHAMPS)
    for nom in NOMS:
        if valeurs.get(nom) is not None:
            libelle = _(info_de(CharteRelogement.__table__.c[nom])["libelle"] or nom)
            domaine.verifier(nom, valeurs[nom], libelle)
    return valeurs
