"""The shape of a message, and how its parameters are said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.core.i18n import _, date_courte, heure, nombre
from app.domain.catalogue_fautes import FauteSituee
from ui.messages.fautes_catalogue import dire_fautes


@dataclass(frozen=True, slots=True)
class Message:
    """Three deferred texts (`N_`) with `{params}`: what is wrong, why, what to do."""

    titre: str
    pourquoi: str
    que_faire: str


@dataclass(frozen=True, slots=True)
class Texte:
    """Three texts ready to be read."""

    titre: str
    pourquoi: str
    que_faire: str

    def en_lignes(self) -> str:
        """The three sentences one under the other (command line)."""
        return "\n".join(p for p in (self.titre, self.pourquoi, self.que_faire) if p)


class _Params(dict[str, str]):
    def __missing__(self, cle: str) -> str:
        return "…"


def mettre_en_mots(message: Message, params: Mapping[str, Any]) -> Texte:
    """The message in the language spoken now; an absent parameter is shown as an ellipsis."""
    dits = _Params({cle: dire(valeur) for cle, valeur in params.items()})
    textes = (message.titre, message.pourquoi, message.que_faire)
    return Texte(*(_(t).format_map(dits) if t else "" for t in textes))


def dire(valeur: object) -> str:
    """A value as one reads it: dates, numbers and lists in the language spoken now."""
    if isinstance(valeur, datetime):
        return f"{date_courte(valeur.date())} {heure(valeur)}"
    if isinstance(valeur, date):
        return date_courte(valeur)
    if isinstance(valeur, bool) or valeur is None:
        return "" if valeur is None else str(valeur)
    if isinstance(valeur, int | float | Decimal):
        return nombre(valeur)
    if isinstance(valeur, list | tuple | set | frozenset):
        fautes = tuple(v for v in valeur if isinstance(v, FauteSituee))
        return dire_fautes(fautes) if fautes else ", ".join(dire(v) for v in valeur)
    return str(valeur)
