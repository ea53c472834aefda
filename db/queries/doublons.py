"""Persons as the comparison of duplicates needs them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Date, text
from sqlalchemy.orm import Session

from app.domain.doublons import Identite
from db.types import Guid


@dataclass(frozen=True, slots=True)
class PersonneComparee:
    """A person of a household that was not merged, with what tells them apart."""

    id: UUID
    menage_id: UUID
    menage: str
    adresse: str
    nom_complet: str
    identite: Identite


def personnes(session: Session) -> list[PersonneComparee]:
    """Everybody, in one statement."""
    lignes = session.execute(
        text(
            "SELECT p.id, p.menage_id, r.nom AS menage, r.adresse, p.nom, p.prenom, p.naissance,"
            " p.tel_fixe, p.tel_mobile, p.courriel, r.code_ug, m.numero_contrat FROM personne p"
            " JOIN menage_resume r ON r.menage_id = p.menage_id"
            " JOIN menage m ON m.id = p.menage_id WHERE +p.fusionne_dans_id IS NULL"
            " AND p.partie_le IS NULL"
            " ORDER BY p.id"
        ).columns(id=Guid(), menage_id=Guid(), naissance=Date())
    )
    return [
        PersonneComparee(
            li.id,
            li.menage_id,
            li.menage,
            li.adresse,
            f"{li.prenom or ''} {li.nom}".strip(),
            Identite(
                nom=li.nom,
                prenom=li.prenom or "",
                naissance=li.naissance,
                telephones=frozenset(t for t in (li.tel_fixe, li.tel_mobile) if t),
                courriel=li.courriel or "",
                codes_ug=frozenset((li.code_ug,) if li.code_ug else ()),
                contrat=li.numero_contrat or "",
            ),
        )
        for li in lignes
    ]
