"""Rents after works: what the landlord asks for, beside what other sources tell."""

from __future__ import annotations

from datetime import date
from functools import partial
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.domain.apres import MomentLoyer, SourceLoyer
from app.domain.retours import Issue
from app.services import quittances
from app.services.exports.retours_fichiers.cibles import Cibles
from app.services.exports.retours_fichiers.genres.vue import (
    Part,
    Valeurs,
    Vue,
    inconnu,
    jour,
    manque,
    selon,
    texte,
)
from app.services.imports.apercu import Changement, motif
from app.services.imports.lignes import Anomalie, Gravite
from app.services.quittances import CorrigerQuittance, NoterQuittance
from db.models import Menage, Quittance
from db.uow import UnitOfWork

_COLONNES = MappingProxyType(
    {
        "loyer_apres": "loyer",
        "charges_apres": "charges",
        "troisieme_ligne": "troisieme_ligne",
        "apl_apres": "apl",
    }
)
"""Field of the file → column of a receipt."""


class Loyers:
    """Lines of rents. One without a date counts from the day the file came."""

    def __init__(self, session: Session, cibles: Cibles, recu_le: date) -> None:
        self._session, self._cibles, self._recu_le = session, cibles, recu_le

    def ligne(self, valeurs: Valeurs) -> Vue:
        """What that rent would add or put right."""
        dit = texte(valeurs, "code_ug") or texte(valeurs, "numero_contrat")
        if self._cibles.inconnu(valeurs):
            return Vue(dit, (inconnu("retour_fichier.identifiant_inconnu"),))
        trouve = self._cibles.menage(valeurs)
        if trouve.id is None:
            codes = ("retour_fichier.menage_inconnu", "retour_fichier.menage_plusieurs")
            return Vue(dit, (manque(trouve, *codes, dit=dit),))
        titre = " ".join((self._session.get_one(Menage, trouve.id).nom, dit)).strip()
        return Vue(titre, (self._part(trouve.id, valeurs),))

    def _part(self, menage_id: UUID, valeurs: Valeurs) -> Part:
        le = jour(valeurs, "loyer_le") or self._recu_le
        q = Quittance
        connue = self._session.scalars(
            select(q).where(
                q.menage_id == menage_id,
                q.moment == MomentLoyer.APRES,
                q.le == le,
                q.source == SourceLoyer.BAILLEUR,
            )
        ).first()
        dits = {c: valeurs[champ] for champ, c in _COLONNES.items() if champ in valeurs}
        libelles = {c: str(Quittance.__table__.c[c].info.get("libelle", c)) for c in dits}
        issue, changements = selon(
            Changement(c, libelles[c], getattr(connue, c, None), valeur)
            for c, valeur in dits.items()
        )
        if issue is Issue.IDENTIQUE:
            return Part(issue)
        motifs: tuple[Anomalie, ...] = ()
        if issue is Issue.CONFLIT:
            motifs = (
                motif("retour_fichier.autre_montant", Gravite.A_CONFIRMER, jour=f"{le:%d/%m/%Y}"),
            )
        champs: dict[str, object] = dict(dits)
        if connue is not None:
            return Part(issue, motifs, changements, partial(_corriger, connue.id, champs))
        champs |= {"moment": MomentLoyer.APRES, "le": le, "source": SourceLoyer.BAILLEUR}
        return Part(issue, motifs, changements, partial(_noter, menage_id, champs))


def _noter(menage_id: UUID, champs: dict[str, object], uow: UnitOfWork) -> Changes:
    return quittances.noter(NoterQuittance(menage_id, champs), uow)


def _corriger(quittance_id: UUID, champs: dict[str, object], uow: UnitOfWork) -> Changes:
    return quittances.corriger(CorrigerQuittance(quittance_id, champs), uow)
