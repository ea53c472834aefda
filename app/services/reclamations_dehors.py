"""Open complaints as those outside may receive them: by sharing class, never against a refusal.

A household that refused to share with the bailleur is left out, and counted; its name is told
only when it agreed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.partage import Destinataire
from app.domain.reclamations import Urgence
from app.domain.reclamations_delais import Ponctualite
from app.services.documents.partage import Lecteur, accord_actif, refuse
from db.queries import reclamations_dehors as lecture
from db.queries.reclamations import ReclamationLigne
from db.queries.reclamations_dehors import EchangeDehors, PassageDehors

__all__ = ["Dehors", "EchangeDehors", "LigneDehors", "PassageDehors", "ReclamationLigne", "charger"]

_LECTEUR = Lecteur(Destinataire.BAILLEUR, recits=False)
_URGENCES = tuple(Urgence)


@dataclass(frozen=True, slots=True)
class LigneDehors:
    """A complaint as it may be shown outside; `ligne.menage` is None without an agreement."""

    ligne: ReclamationLigne
    ponctualite: Ponctualite
    echange: EchangeDehors | None = None
    passage: PassageDehors | None = None
    relances: tuple[date, ...] = ()
    reference_bailleur: str = ""

    @property
    def en_retard(self) -> bool:
        """Whether the clock that runs out first has run out."""
        return self.ponctualite is Ponctualite.EN_RETARD

    @property
    def rang(self) -> tuple[bool, int, str, str]:
        """Late first, then the most urgent, then what is due first."""
        echeance = self.ligne.echeance.isoformat() if self.ligne.echeance else "9"
        urgence = _URGENCES.index(self.ligne.urgence)
        return (not self.en_retard, urgence, echeance, self.ligne.reference)


@dataclass(frozen=True, slots=True)
class Dehors:
    """Those that may be shown, and how many stay because their household refused."""

    lignes: tuple[LigneDehors, ...]
    retenues: int


def charger(
    session: Session,
    maintenant: datetime,
    jour: date,
    *,
    cite_ids: Iterable[UUID] = (),
    responsable_id: UUID | None = None,
    ids: Iterable[UUID] | None = None,
) -> Dehors:
    """Open complaints of these estates (of every one when none is told), of one who repairs."""
    lues = lecture.ouvertes(session, cite_ids=cite_ids, responsable_id=responsable_id, ids=ids)
    paroles = lecture.consentements(session, {li.menage_id for li in lues if li.menage_id})
    permises = [
        li for li in lues if not (li.menage_id and refuse(paroles.get(li.menage_id, ()), jour))
    ]
    cles = [li.id for li in permises]
    echanges = lecture.derniers_echanges(session, cles)
    passages = lecture.passages_attendus(session, cles)
    relances = lecture.relances(session, cles)
    siennes = lecture.references_bailleur(session, cles)
    lignes = []
    for li in permises:
        vue = _LECTEUR.voit(li)
        if vue is None:
            continue
        if li.menage_id is None or not accord_actif(paroles.get(li.menage_id, ()), jour):
            vue = replace(vue, menage=None)
        echange, passage = echanges.get(li.id), passages.get(li.id)
        lignes.append(
            LigneDehors(
                vue,
                li.ponctualite(maintenant),
                _LECTEUR.voit(echange) if echange else None,
                _LECTEUR.voit(passage) if passage else None,
                relances.get(li.id, ()),
                siennes.get(li.id, ""),
            )
        )
    lignes.sort(key=lambda d: d.rang)
    return Dehors(tuple(lignes), len(lues) - len(permises))
