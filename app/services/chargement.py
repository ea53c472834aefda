"""Loading one row to act upon it."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.texte import resserrer
from db.models import Base

M = TypeVar("M", bound=Base)


def charger(session: Session, modele: type[M], id_: UUID) -> M:
    """The row of that id; raises `RegleMetier("general.introuvable")` when it is gone."""
    ligne = session.get(modele, id_)
    if ligne is None:
        raise RegleMetier("general.introuvable")
    return ligne


def obligatoire(texte: str, champ: str) -> str:
    """The text without stray blanks; raises `EntreeInvalide("saisie.obligatoire")` when empty.

    `champ` is the name of the field as people read it.
    """
    net = resserrer(texte)
    if not net:
        raise EntreeInvalide("saisie.obligatoire", champ=champ)
    return net


def facultatif(texte: str | None) -> str | None:
    """The text without stray blanks, or None when there is none."""
    return resserrer(texte or "") or None
