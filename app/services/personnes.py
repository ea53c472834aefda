"""The persons of a household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import delete, func, select, update

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.domain.fusion import Cote
from app.domain.menages import verifier_naissance
from app.services.champs import poser, valider
from app.services.chargement import charger
from app.services.menages.ecriture import CHAMPS_PERSONNE, charger_menage, nouvelle_personne
from app.services.personnes_fusion import PairePersonnes, reunir_personnes
from db.models import Personne, PointPriseEnMain
from db.models.base import colonnes_vers
from db.uow import UnitOfWork

__all__ = [
    "AjouterPersonne",
    "FusionnerPersonnes",
    "ModifierPersonne",
    "PairePersonnes",
    "RetirerPersonne",
    "ajouter",
    "fusionner",
    "modifier",
    "retirer",
]


@dataclass(frozen=True, slots=True)
class AjouterPersonne:
    """Somebody lives in the household too; fields by column name."""

    menage_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ModifierPersonne:
    """Change some fields of a person, by column name."""

    personne_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RetirerPersonne:
    """The person does not belong to the household; what was told stays with the household."""

    personne_id: UUID


@dataclass(frozen=True, slots=True)
class FusionnerPersonnes:
    """Two persons of one household are one; `choix` says per field whose value stays."""

    garde_id: UUID
    absorbee_id: UUID
    choix: Mapping[str, Cote] = field(default_factory=dict)


def ajouter(cmd: AjouterPersonne, uow: UnitOfWork) -> Changes:
    """The new person; raises `EntreeInvalide` on a field."""
    with uow.ecriture("personne.ajouter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        personne = nouvelle_personne(tx, cmd.menage_id, cmd.champs)
        tx.session.add(personne)
        tx.commit()
    return Changes.of(
        principal=personne.id,
        operation=tx.operation,
        personnes={personne.id},
        menages={cmd.menage_id},
    )


def modifier(cmd: ModifierPersonne, uow: UnitOfWork) -> Changes:
    """The person with these fields changed; nothing is written when they already are so."""
    with uow.ecriture("personne.modifier") as tx:
        personne = charger(tx.session, Personne, cmd.personne_id)
        valeurs = valider(Personne, cmd.champs, CHAMPS_PERSONNE)
        verifier_naissance(valeurs.get("naissance"), valeurs.get("age"), tx.clock.today())
        if "age" in valeurs and valeurs["age"] != personne.age:
            valeurs["age_le"] = None if valeurs["age"] is None else tx.clock.today()
        if not poser(personne, valeurs):
            return Changes.of(principal=personne.id)
        tx.commit()
    return Changes.of(
        principal=personne.id,
        operation=tx.operation,
        personnes={personne.id},
        menages={personne.menage_id},
    )


def retirer(cmd: RetirerPersonne, uow: UnitOfWork) -> Changes:
    """The household without the person; raises `RegleMetier("personne.derniere")` for the last."""
    with uow.ecriture("personne.retirer") as tx:
        personne = charger(tx.session, Personne, cmd.personne_id)
        combien = tx.session.scalar(
            select(func.count())
            .select_from(Personne)
            .where(
                Personne.menage_id == personne.menage_id,
                Personne.fusionne_dans_id.is_(None),
                Personne.id != personne.id,
            )
        )
        if not combien:
            raise RegleMetier("personne.derniere")
        # What was shown to that person was not shown to the whole household.
        tx.session.execute(
            delete(PointPriseEnMain).where(PointPriseEnMain.personne_id == personne.id)
        )
        for colonne in colonnes_vers("personne"):
            tx.session.execute(
                update(colonne.table).where(colonne == personne.id).values({colonne.name: None})
            )
        tx.session.execute(delete(Personne).where(Personne.fusionne_dans_id == personne.id))
        tx.session.delete(personne)
        tx.commit()
    return Changes.of(
        principal=personne.menage_id,
        operation=tx.operation,
        personnes={personne.id},
        menages={personne.menage_id},
    )


def fusionner(cmd: FusionnerPersonnes, uow: UnitOfWork) -> Changes:
    """One person where there were two.

    Raises `RegleMetier`: "fusion.meme", "fusion.deja", "fusion.autre_menage", "fusion.a_choisir".
    """
    with uow.ecriture("personne.fusionner") as tx:
        menage_id = charger(tx.session, Personne, cmd.garde_id).menage_id
        garde = reunir_personnes(
            tx, cmd.garde_id, cmd.absorbee_id, menage_id=menage_id, choix=cmd.choix
        )
        tx.commit()
    return Changes.of(
        principal=garde.id,
        operation=tx.operation,
        personnes={cmd.garde_id, cmd.absorbee_id},
        menages={menage_id},
    )
