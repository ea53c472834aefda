"""Two households that are one become one, in a single operation that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.i18n import _
from app.domain.fusion import Conflit, Cote, conflits, reunir
from app.domain.menages import verifier_fusion
from app.domain.occupations import se_chevauchent
from app.services.chargement import charger
from app.services.enquetes.campagnes_suite import reunir_campagnes
from app.services.menages.ecriture import CHAMPS
from app.services.menages.fusion_apres import reunir_apres
from app.services.menages.fusion_relogement import reunir_relogement
from app.services.menages.fusion_suivi import (
    reunir_annonces,
    reunir_etapes,
    reunir_suivi,
    reunir_temoins,
)
from app.services.personnes_fusion import PairePersonnes, paires_probables, reunir_personnes
from db.journal import tables_journalisees
from db.models import Menage, Occupation, info_de
from db.queries.occupations import sejours
from db.uow import Transaction, UnitOfWork


@dataclass(frozen=True, slots=True)
class ComparerMenages:
    """Look at two households before merging `absorbe_id` into `garde_id`."""

    garde_id: UUID
    absorbe_id: UUID


@dataclass(frozen=True, slots=True)
class ConflitChamp:
    """A field both households know differently, with its label."""

    champ: str
    libelle: str
    garde: object
    absorbe: object


@dataclass(frozen=True, slots=True)
class ApercuFusion:
    """What merging would ask: choices, persons who look the same, homes at the same time."""

    conflits: tuple[ConflitChamp, ...]
    personnes: tuple[PairePersonnes, ...]
    deux_logements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FusionnerMenages:
    """Merge `absorbe_id` into `garde_id`.

    `choix` says, per conflicting field, whose value stays; `personnes` the pairs (kept, absorbed)
    that are one person; `deux_logements` that living in two homes at once was seen and is right.
    """

    garde_id: UUID
    absorbe_id: UUID
    choix: Mapping[str, Cote] = field(default_factory=dict)
    personnes: tuple[tuple[UUID, UUID], ...] = ()
    deux_logements: bool = False


def comparer(cmd: ComparerMenages, uow: UnitOfWork) -> ApercuFusion:
    """What merging would ask; raises `RegleMetier` as `fusionner` does."""
    with uow.lecture() as session:
        garde, absorbe = _charger(session, cmd.garde_id, cmd.absorbe_id)
        trouves = conflits(_valeurs(garde), _valeurs(absorbe))
        return ApercuFusion(
            tuple(_nomme(c) for c in trouves),
            paires_probables(session, garde.id, absorbe.id),
            _deux_logements(session, garde.id, absorbe.id),
        )


def fusionner(cmd: FusionnerMenages, uow: UnitOfWork) -> Changes:
    """One household where there were two.

    Raises `RegleMetier`: "fusion.meme", "fusion.deja", "fusion.a_choisir" (naming the fields),
    "fusion.deux_logements" (naming the addresses).
    """
    with uow.ecriture("menage.fusionner") as tx:
        garde, absorbe = _charger(tx.session, cmd.garde_id, cmd.absorbe_id)
        valeurs, manquants = reunir(_valeurs(garde), _valeurs(absorbe), cmd.choix)
        if manquants:
            raise RegleMetier("fusion.a_choisir", champs=[_libelle(c) for c in manquants])
        adresses = _deux_logements(tx.session, garde.id, absorbe.id)
        if adresses and not cmd.deux_logements:
            raise RegleMetier("fusion.deux_logements", adresses=list(adresses))
        _reunir_occupations(tx, garde.id, absorbe.id)
        reunir_etapes(tx, garde.id, absorbe.id)
        reunir_suivi(tx, garde, absorbe)
        reunir_temoins(tx, garde.id, absorbe.id)
        reunir_annonces(tx, garde.id, absorbe.id)
        reunir_relogement(tx, garde, absorbe)
        reunir_campagnes(tx, garde.id, absorbe.id)
        reunir_apres(tx, garde.id, absorbe.id)
        _deplacer_lignes(tx, garde.id, absorbe.id)
        for garde_id, absorbee_id in cmd.personnes:
            reunir_personnes(tx, garde_id, absorbee_id, menage_id=garde.id)
        for nom, valeur in valeurs.items():
            setattr(garde, nom, valeur)
        absorbe.fusionne_dans_id = garde.id
        tx.commit()
    return Changes.of(principal=garde.id, operation=tx.operation, menages={garde.id, absorbe.id})


def _charger(session: Session, garde_id: UUID, absorbe_id: UUID) -> tuple[Menage, Menage]:
    garde, absorbe = charger(session, Menage, garde_id), charger(session, Menage, absorbe_id)
    verifier_fusion(garde.id, absorbe.id, garde.fusionne_dans_id or absorbe.fusionne_dans_id)
    return garde, absorbe


def _valeurs(menage: Menage) -> dict[str, Any]:
    """The single fields of a household, rents as one group of columns at a time."""
    return {champ: getattr(menage, champ) for champ in sorted(CHAMPS)}


def _libelle(champ: str) -> str:
    return _(info_de(Menage.__table__.c[champ])["libelle"])


def _nomme(conflit: Conflit) -> ConflitChamp:
    return ConflitChamp(conflit.champ, _libelle(conflit.champ), conflit.garde, conflit.absorbe)


def _deux_logements(session: Session, garde_id: UUID, absorbe_id: UUID) -> tuple[str, ...]:
    """Addresses of same-kind homes both households have at the same time."""
    siens = [s for s in sejours(session, garde_id) if s.menage_id == garde_id]
    autres = [s for s in sejours(session, absorbe_id) if s.menage_id == absorbe_id]
    adresses = {
        adresse: None
        for un in siens
        for autre in autres
        if un.nature is autre.nature
        and un.logement_id != autre.logement_id
        and se_chevauchent(un, autre)
        for adresse in (un.adresse, autre.adresse)
    }
    return tuple(adresses)


def _reunir_occupations(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """The same stay told twice becomes one, from the first known day to the last."""
    siens = list(tx.session.scalars(select(Occupation).where(Occupation.menage_id == garde_id)))
    for double in tx.session.scalars(select(Occupation).where(Occupation.menage_id == absorbe_id)):
        for sien in siens:
            if (sien.logement_id, sien.nature) != (double.logement_id, double.nature):
                continue
            if sien.fin and double.debut and sien.fin < double.debut:
                continue
            if double.fin and sien.debut and double.fin < sien.debut:
                continue
            debuts = [d for d in (sien.debut, double.debut) if d]
            sien.debut = min(debuts) if debuts else None
            sien.fin = max(sien.fin, double.fin) if sien.fin and double.fin else None
            sien.fin_prevue = sien.fin_prevue or double.fin_prevue
            tx.session.delete(double)
            break
    tx.session.flush()


def tables_du_menage() -> list[Table]:
    """Every journaled table whose rows belong to a household."""
    return [t for t in tables_journalisees() if "menage_id" in t.c]


def _deplacer_lignes(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """Everything told of the absorbed household is told of the one that stays."""
    for table in tables_du_menage():
        tx.session.execute(
            update(table).where(table.c.menage_id == absorbe_id).values(menage_id=garde_id)
        )
    # Two referents of the same name and role over the same days say one thing.
    referent = next(t for t in tables_du_menage() if t.name == "referent")
    lignes = tx.session.execute(
        select(referent).where(referent.c.menage_id == garde_id).order_by(referent.c.id)
    ).all()
    vus: set[tuple[object, ...]] = set()
    for ligne in lignes:
        marque = (ligne.intervenant_id, ligne.role, ligne.fin)
        if marque in vus:
            tx.session.execute(delete(referent).where(referent.c.id == ligne.id))
        vus.add(marque)
    tx.session.expire_all()
