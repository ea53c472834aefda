"""Values typed for the columns of a row, checked and put in the form the base keeps.

Forms send only the fields a person may change, by column name; empty text means "nothing known".
What a column accepts is read from its type and its declaration, so that a new column needs no code
here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer
from sqlalchemy.sql.elements import KeyedColumnElement

from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.domain.telephone import normaliser
from app.domain.texte import resserrer
from db.models import Base, info_de
from db.types import Centiemes, Choix, Guid

_TELEPHONES = frozenset({"tel_fixe", "tel_mobile", "telephone"})
_COURRIEL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
# A French social security number, whatever its spacing: it has no place anywhere in Voyette.
_NIR = re.compile(
    r"(?<!\d)[12]\s?\d{2}\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d{2})?(?!\d)"
)
_ENTIER_MAX = 100_000
_METRES = frozenset({"x", "y"})  # Lambert 93 goes to seven million
_METRES_MAX = 10_000_000
_MONTANT_MAX = Decimal(1_000_000)


def valider(
    modele: type[Base], champs: Mapping[str, object], permis: frozenset[str]
) -> dict[str, Any]:
    """`champs` ready for the base.

    Raises `EntreeInvalide` ("saisie.obligatoire", "saisie.telephone", "saisie.courriel",
    "saisie.nombre", "saisie.date", "saisie.choix", "saisie.nir") naming the field; a field outside
    `permis` is a defect of the caller.
    """
    inconnus = champs.keys() - permis
    if inconnus:
        raise ValueError(f"not editable on {modele.__tablename__}: {', '.join(sorted(inconnus))}")
    colonnes = modele.__table__.c
    return {nom: lire(colonnes[nom], valeur) for nom, valeur in champs.items()}


def lire(colonne: KeyedColumnElement[Any], valeur: object) -> Any:
    """One value as the column keeps it; None when it is empty and may be."""
    libelle = _(info_de(colonne)["libelle"] or colonne.name)
    if isinstance(valeur, str) and not isinstance(valeur, StrEnum):
        valeur = resserrer(valeur) or None
    if valeur is None:
        if not colonne.nullable:
            raise EntreeInvalide("saisie.obligatoire", champ=libelle)
        return None
    for type_, lecteur in _LECTEURS.items():
        if isinstance(colonne.type, type_):
            return lecteur(colonne, libelle, valeur)
    return _texte(colonne, libelle, valeur)


def _texte(colonne: KeyedColumnElement[Any], libelle: str, valeur: object) -> str:
    texte = str(valeur)
    if colonne.name in _TELEPHONES:
        numero = normaliser(texte)
        if numero is None:
            raise EntreeInvalide("saisie.telephone", champ=libelle, texte=texte)
        return numero
    if colonne.name == "courriel" and not _COURRIEL.fullmatch(texte):
        raise EntreeInvalide("saisie.courriel", champ=libelle, texte=texte)
    if _NIR.search(texte):
        raise EntreeInvalide("saisie.nir", champ=libelle)
    return texte


def _entier(colonne: KeyedColumnElement[Any], libelle: str, valeur: object) -> int:
    nombre = _decimal(libelle, valeur)
    maxi = _METRES_MAX if colonne.name in _METRES else _ENTIER_MAX
    if colonne.name in _METRES:
        nombre = nombre.to_integral_value()  # files give centimetres
    if nombre != int(nombre) or not 0 <= nombre <= maxi:
        raise EntreeInvalide("saisie.nombre", champ=libelle, texte=str(valeur))
    return int(nombre)


def _montant(_colonne: KeyedColumnElement[Any], libelle: str, valeur: object) -> Decimal:
    nombre = _decimal(libelle, valeur)
    if not 0 <= nombre <= _MONTANT_MAX:
        raise EntreeInvalide("saisie.nombre", champ=libelle, texte=str(valeur))
    return nombre.quantize(Decimal("0.01"))


def _decimal(libelle: str, valeur: object) -> Decimal:
    net = re.sub(r"[\s€]", "", str(valeur)).replace(",", ".")
    try:
        nombre = Decimal(net)
    except InvalidOperation:
        nombre = Decimal("NaN")
    if not nombre.is_finite():
        raise EntreeInvalide("saisie.nombre", champ=libelle, texte=str(valeur))
    return nombre


def _date(_colonne: KeyedColumnElement[Any], libelle: str, valeur: object) -> date:
    if not isinstance(valeur, date) or not 1850 <= valeur.year <= 2200:
        raise EntreeInvalide("saisie.date", champ=libelle, texte=str(valeur))
    return valeur


def _choix(colonne: KeyedColumnElement[Any], libelle: str, valeur: object) -> StrEnum:
    try:
        membre: StrEnum = colonne.type.enum(valeur)  # type: ignore[attr-defined]  # a `Choix`
    except ValueError:
        raise EntreeInvalide("saisie.choix", champ=libelle, texte=str(valeur)) from None
    return membre


def _booleen(_colonne: KeyedColumnElement[Any], libelle: str, valeur: object) -> bool:
    if not isinstance(valeur, bool):
        raise EntreeInvalide("saisie.choix", champ=libelle, texte=str(valeur))
    return valeur


def _guid(_colonne: KeyedColumnElement[Any], libelle: str, valeur: object) -> UUID:
    if not isinstance(valeur, UUID):
        raise EntreeInvalide("saisie.choix", champ=libelle, texte=str(valeur))
    return valeur


_LECTEURS: Mapping[type[Any], Callable[[KeyedColumnElement[Any], str, object], Any]] = {
    Date: _date,
    Integer: _entier,
    Centiemes: _montant,
    Choix: _choix,
    Boolean: _booleen,
    Guid: _guid,
}


def poser(ligne: Base, valeurs: Mapping[str, Any]) -> bool:
    """Put the values on the row; whether anything changed."""
    change = False
    for nom, valeur in valeurs.items():
        if getattr(ligne, nom) != valeur:
            setattr(ligne, nom, valeur)
            change = True
    return change
