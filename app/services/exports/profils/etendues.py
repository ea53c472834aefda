"""Whether the next package of a profile is whole, or what changed; and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import RegleMetier
from app.domain.envois import Etendue
from app.domain.profils_envoi import ProfilLu
from app.services.exports.selection import (
    Selection,
    SelectionComplete,
    forme,
    perimetre_du_profil,
    retenues,
)
from app.services.exports.selection.changements import Delta, Repere
from app.services.exports.selection.delta import SelectionDelta
from app.services.exports.selection.possibles import calculer_depuis_chacun
from db import avant
from db.models import Colis
from db.queries.profils_envoi import appareil_de, dernier_accuse, peut_etre_recus


class Motif(StrEnum):
    """Why a package is what it is."""

    CHANGEMENTS = "changements"
    DEMANDE = "demande"
    JAMAIS_RECU = "jamais_recu"
    PROFIL_CHANGE = "profil_change"
    TROP_DE_CHANGEMENTS = "trop_de_changements"
    AUTRE_APPAREIL = "autre_appareil"
    HISTORIQUE_EFFACE = "historique_efface"


@dataclass(frozen=True, slots=True)
class Prochain:
    """What the next package tells: its rows, why, and the acknowledged one it starts from.

    `delta` says what changed since that one, for a whole package too; None when nothing is known
    of what the recipient holds.
    """

    selection: Selection
    motif: Motif
    depuis: Colis | None
    delta: Delta | None


def prochain(
    session: Session,
    profil: ProfilLu,
    voulue: Etendue | None,
    jour: date,
    appareil_id: UUID,
) -> Prochain:
    """The next package of that profile, `voulue` None meaning as the profile says.

    A delta always starts from what the recipient acknowledged last, and counts with what it may
    have taken since: packages lost, late or mixed up on the way lose no change. Without one, or
    when the profile let other things leave then, the package is whole. So it is when that one was
    made on another copy of the base (after a restoration, our journal does not tell all that the
    recipient was sent), and when lines of the journal are no longer there.
    """
    depuis = dernier_accuse(session, profil.id)
    motif, delta = _delta(session, profil, depuis, jour, appareil_id)
    if (voulue or profil.etendue) is Etendue.DELTA and delta is not None:
        return Prochain(SelectionDelta(profil, jour, delta), motif, depuis, delta)
    if (voulue or profil.etendue) is Etendue.COMPLET:
        motif = Motif.DEMANDE
    return Prochain(
        SelectionComplete(profil, jour), motif, depuis if delta is not None else None, delta
    )


def _delta(
    session: Session, profil: ProfilLu, depuis: Colis | None, jour: date, appareil_id: UUID
) -> tuple[Motif, Delta | None]:
    """What changed for the recipient, or why nothing can tell it."""
    if depuis is None:
        return Motif.JAMAIS_RECU, None
    possibles = (depuis, *peut_etre_recus(session, profil.id, depuis.sequence))
    formes = {colis.forme for colis in possibles}
    if formes != {forme(profil)}:
        return Motif.PROFIL_CHANGE, None
    if any(appareil_de(session, colis.id) != appareil_id for colis in possibles):
        return Motif.AUTRE_APPAREIL, None
    connexion = session.connection()
    if not avant.entier(connexion, depuis.journal_seq):
        return Motif.HISTORIQUE_EFFACE, None
    reperes = [Repere(c.journal_seq, c.prepare_a.astimezone().date()) for c in possibles]
    try:
        gardees, perimetre = retenues(profil), perimetre_du_profil(profil, jour)
        return Motif.CHANGEMENTS, calculer_depuis_chacun(connexion, gardees, perimetre, reperes)
    except RegleMetier as refus:
        if refus.code != "envoi.trop_de_changements":
            raise
        return Motif.TROP_DE_CHANGEMENTS, None


__all__ = ["Motif", "Prochain", "prochain"]
