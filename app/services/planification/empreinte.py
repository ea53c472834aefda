"""A short text that names what a plan was computed from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from uuid import UUID

from app.domain.planification.instance import Instance


def empreinte(instance: Instance) -> str:
    """The same text for the same facts, whatever the day and the plan adopted meanwhile.

    What is foreseen, pinned or promised is left out: adopting a plan, or telling its days to the
    households, does not make it out of date.
    """
    faits = replace(
        instance,
        regles=replace(instance.regles, aujourdhui=date.min),
        menages=tuple(
            replace(m, actuel=None, impose=None, promis_depart=None, promis_retour=None)
            for m in instance.menages
        ),
        remarques=(),
        empreinte="",
    )
    texte = json.dumps(faits, ensure_ascii=False, default=_simple)
    return hashlib.blake2b(texte.encode(), digest_size=12).hexdigest()


def _simple(valeur: object) -> object:
    """What JSON does not know, always in the same order."""
    match valeur:
        case UUID():
            return valeur.hex
        case date():
            return valeur.isoformat()
        case frozenset():
            return sorted(valeur)
        case Mapping():
            return [[str(cle), valeur[cle]] for cle in sorted(valeur, key=str)]
    if is_dataclass(valeur) and not isinstance(valeur, type):
        return [getattr(valeur, champ.name) for champ in fields(valeur)]
    raise TypeError(type(valeur).__name__)
