"""Why a file is kept aside, as it is stored: a code with its parameters, or a person's words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.core.errors import AppError

_ECRITE = re.compile(r"([a-z_]+(?:\.[a-z_]+)+)(?: (\{.*\}))?", re.DOTALL)
_VALEUR_MAX = 200


@dataclass(frozen=True, slots=True)
class Raison:
    """`code` is worded in `ui.messages` with `params`; `texte` is what a person wrote."""

    code: str = ""
    params: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    texte: str = ""


def ecrire(erreur: AppError) -> str:
    """What is stored of a refusal."""
    params = {nom: str(valeur)[:_VALEUR_MAX] for nom, valeur in erreur.params.items()}
    if not params:
        return erreur.code
    return f"{erreur.code} {json.dumps(params, ensure_ascii=False, sort_keys=True)}"


def lire(ecrite: str | None) -> Raison | None:
    """What was stored; anything that is not a code is what a person wrote."""
    if not ecrite:
        return None
    trouve = _ECRITE.fullmatch(ecrite)
    if trouve is None:
        return Raison(texte=ecrite)
    try:
        lus = json.loads(trouve[2] or "{}")
    except ValueError:
        return Raison(texte=ecrite)
    return Raison(trouve[1], MappingProxyType({str(n): str(v) for n, v in lus.items()}))
