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
from app.services.exports.selection.changements import Delta, Repere, calculer
from app.services.exports.selection.delta import SelectionDelta
from db.models import Colis
from db.queries.profils_envoi import appareil_de, dernier_accuse


class Motif(StrEnum):
    """Why a package is what it is."""

    CHANGEMENTS = "changements"
    DEMANDE = "demande"
    JAMAIS_RECU = "jamais_recu"
    PROFIL_CHANGE = "profil_change"
    TROP_DE_CHANGEMENTS = "trop_de_changements"
    AUTRE_APPAREIL = "autre_appareil"


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

    A delta always starts from what the recipient acknowledged last: packages lost or mixed up on
    the way lose no change. Without one, or when the profile let other things leave then, the
    package is whole. So it is when that one was made on another copy of the base: after a
    restoration, our journal does not tell all that the recipient was sent.
    """
    depuis = dernier_accuse(session, profil.id)
    motif, delta = Motif.CHANGEMENTS, None
    if depuis is None:
        motif = Motif.JAMAIS_RECU
    elif depuis.forme != forme(profil):
        motif = Motif.PROFIL_CHANGE
    elif appareil_de(session, depuis.id) != appareil_id:
        motif = Motif.AUTRE_APPAREIL
    else:
        try:
            delta = calculer(
                session.connection(),
                retenues(profil),
                perimetre_du_profil(profil, jour),
                Repere(depuis.journal_seq, depuis.prepare_a.astimezone().date()),
            )
        except RegleMetier as refus:
            if refus.code != "envoi.trop_de_changements":
                raise
            motif = Motif.TROP_DE_CHANGEMENTS
    if (voulue or profil.etendue) is Etendue.DELTA and delta is not None:
        return Prochain(SelectionDelta(profil, jour, delta), motif, depuis, delta)
    if (voulue or profil.etendue) is Etendue.COMPLET:
        motif = Motif.DEMANDE
    return Prochain(
        SelectionComplete(profil, jour), motif, depuis if delta is not None else None, delta
    )


__all__ = ["Motif", "Prochain", "prochain"]
