"""Two persons who are one: inside a household, or while merging two households."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.core.errors import RegleMetier
from app.core.i18n import _
from app.domain.doublons import Identite, Raison, comparer
from app.domain.fusion import Cote, reunir
from app.domain.menages import Information, verifier_fusion
from app.domain.relogements import MotifDepart
from app.services.chargement import charger
from db.models import Personne, PointPriseEnMain, info_de
from db.models.base import colonnes_vers
from db.uow import Transaction

CHAMPS = (
    "civilite",
    "nom",
    "prenom",
    "naissance",
    "age",
    "age_le",
    "lien",
    "tel_fixe",
    "tel_mobile",
    "courriel",
    "langue",
    "contact_prefere",
    "information_precision",
)
_PRUDENCE = (Information.RIEN, Information.RENDEZ_VOUS, Information.TOUT)


@dataclass(frozen=True, slots=True)
class PairePersonnes:
    """Two persons who look like one, with the reasons."""

    garde_id: UUID
    garde: str
    absorbee_id: UUID
    absorbee: str
    score: float
    raisons: tuple[Raison, ...]


def identite(personne: Personne) -> Identite:
    """What the comparison of duplicates needs of a person."""
    return Identite(
        nom=personne.nom,
        prenom=personne.prenom or "",
        naissance=personne.naissance,
        telephones=frozenset(t for t in (personne.tel_fixe, personne.tel_mobile) if t),
        courriel=personne.courriel or "",
    )


def paires_probables(
    session: Session, garde_id: UUID, absorbe_id: UUID
) -> tuple[PairePersonnes, ...]:
    """Persons of the second household who may be persons of the first one, likeliest first.

    The two households are being merged, so the same name is enough to ask.
    """
    siennes, autres = _personnes(session, garde_id), _personnes(session, absorbe_id)
    trouvees = []
    for autre in autres:
        for sienne in siennes:
            ressemblance = comparer(identite(sienne), identite(autre))
            if ressemblance.score >= 0.35:
                trouvees.append(
                    PairePersonnes(
                        sienne.id,
                        f"{sienne.prenom or ''} {sienne.nom}".strip(),
                        autre.id,
                        f"{autre.prenom or ''} {autre.nom}".strip(),
                        ressemblance.score,
                        ressemblance.raisons,
                    )
                )
    return tuple(sorted(trouvees, key=lambda p: -p.score))


def _personnes(session: Session, menage_id: UUID) -> list[Personne]:
    return list(
        session.scalars(
            select(Personne)
            .where(Personne.menage_id == menage_id, Personne.fusionne_dans_id.is_(None))
            .order_by(Personne.id)
        )
    )


def reunir_personnes(
    tx: Transaction,
    garde_id: UUID,
    absorbee_id: UUID,
    *,
    menage_id: UUID,
    choix: Mapping[str, Cote] | None = None,
) -> Personne:
    """One person where there were two, in the open transaction.

    Both must belong to `menage_id`. Without `choix` the kept person's values win; with it a
    conflict nobody chose for raises `RegleMetier("fusion.a_choisir")`. What may be told to the
    person becomes the more careful of the two.
    """
    garde = charger(tx.session, Personne, garde_id)
    absorbee = charger(tx.session, Personne, absorbee_id)
    if {garde.menage_id, absorbee.menage_id} != {menage_id}:
        raise RegleMetier("fusion.autre_menage")
    verifier_fusion(garde.id, absorbee.id, garde.fusionne_dans_id or absorbee.fusionne_dans_id)
    retenus, manquants = reunir(_valeurs(garde), _valeurs(absorbee), choix or {})
    if manquants and choix is not None:
        libelles = [_(info_de(Personne.__table__.c[c])["libelle"]) for c in manquants]
        raise RegleMetier("fusion.a_choisir", champs=libelles)
    for nom, valeur in retenus.items():
        setattr(garde, nom, valeur)
    garde.titulaire = garde.titulaire or absorbee.titulaire
    _reunir_departs(garde, absorbee)
    garde.information = min(garde.information, absorbee.information, key=_PRUDENCE.index)
    absorbee.fusionne_dans_id = garde.id
    tx.session.flush()
    _points_montres(tx, garde.id, absorbee.id)
    for colonne in colonnes_vers("personne"):
        tx.session.execute(
            update(colonne.table).where(colonne == absorbee.id).values({colonne.name: garde.id})
        )
    return garde


def _points_montres(tx: Transaction, garde_id: UUID, absorbee_id: UUID) -> None:
    """What was shown to both at one visit of the home was shown once."""
    points = PointPriseEnMain
    deja = {
        (p.prise_id, p.code)
        for p in tx.session.scalars(select(points).where(points.personne_id == garde_id))
    }
    for point in tx.session.scalars(select(points).where(points.personne_id == absorbee_id)):
        if (point.prise_id, point.code) in deja:
            tx.session.delete(point)
    tx.session.flush()


def _reunir_departs(garde: Personne, absorbee: Personne) -> None:
    """Who died is dead whichever row says so; else who is there on one row is there."""
    if absorbee.partie_motif is MotifDepart.DECES and garde.partie_motif is not MotifDepart.DECES:
        garde.partie_le, garde.partie_motif = absorbee.partie_le, absorbee.partie_motif
    elif absorbee.partie_le is None and garde.partie_motif is not MotifDepart.DECES:
        garde.partie_le = garde.partie_motif = None


def _valeurs(personne: Personne) -> dict[str, Any]:
    return {champ: getattr(personne, champ) for champ in CHAMPS}
