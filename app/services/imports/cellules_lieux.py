"""Cells about places: address, bis/ter, street, kind of building, state of the home."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.domain import adresse as adresses
from app.domain.logements import X_LAMBERT, Y_LAMBERT, EtatLogement, dans
from app.domain.texte import apostrophes, plier, resserrer
from app.services.imports.lignes import Cellule, Valeur
from app.services.imports.valeurs import (
    Convertisseur,
    Eclat,
    Lu,
    Souci,
    en_texte,
    inconnu,
    lire_nombre,
    oui_non,
)

_ETATS: Mapping[str, EtatLogement] = MappingProxyType(
    {
        "occupe": EtatLogement.OCCUPE, "loue": EtatLogement.OCCUPE, "habite": EtatLogement.OCCUPE,
        "vacant": EtatLogement.VACANT, "vacante": EtatLogement.VACANT, "vide": EtatLogement.VACANT,
        "libre": EtatLogement.VACANT, "inoccupe": EtatLogement.VACANT,
        "vacance technique": EtatLogement.VACANT, "tiroir": EtatLogement.TIROIR,
        "logement tiroir": EtatLogement.TIROIR, "en travaux": EtatLogement.EN_TRAVAUX,
        "travaux": EtatLogement.EN_TRAVAUX, "chantier": EtatLogement.EN_TRAVAUX,
        "vendu": EtatLogement.VENDU, "a demolir": EtatLogement.A_DEMOLIR,
        "demolition": EtatLogement.A_DEMOLIR,
    }
)  # fmt: skip


def lecteur_d_adresses() -> Convertisseur:
    """Reader of full addresses; an estate has few streets, so each is taken apart once."""
    suites: dict[str, tuple[tuple[str, Valeur], ...]] = {}

    def convertir(cellule: Cellule) -> Lu:
        ecrit = en_texte(cellule)
        if inconnu(ecrit):
            return None
        numero_lu, repetition_lue, reste = adresses.separer_numero(apostrophes(ecrit))
        suite = suites.get(reste)
        if suite is None:
            lue = adresses.lire_suite(reste)
            champs = ("voie", "complement", "code_postal", "commune")
            suite = suites[reste] = tuple((c, v) for c in champs if (v := getattr(lue, c)))
        if not numero_lu:
            return Eclat(suite)
        if not repetition_lue:
            return Eclat((("numero", numero_lu), *suite))
        return Eclat((("numero", numero_lu), ("repetition", repetition_lue), *suite))

    return convertir


def numero(cellule: Cellule) -> Lu:
    """The number in the street; "12 bis" gives its bis too."""
    ecrit = en_texte(cellule)
    if inconnu(ecrit) or ecrit == "0":
        return None
    if ecrit.isdigit():
        return ecrit.lstrip("0") or None
    lue = adresses.lire(f"{ecrit} X")
    if not lue.numero:
        return resserrer(ecrit)
    valeurs: list[tuple[str, Valeur]] = [("numero", lue.numero)]
    if lue.repetition:
        valeurs.append(("repetition", lue.repetition))
    return Eclat(tuple(valeurs))


def repetition(cellule: Cellule) -> Lu:
    """ "bis", "ter" or a letter."""
    ecrit = en_texte(cellule)
    return None if inconnu(ecrit) else adresses.lire_repetition(ecrit)


def lieu(cellule: Cellule) -> Lu:
    """A street or a town, capitals at word starts."""
    ecrit = en_texte(cellule)
    return None if inconnu(ecrit) else adresses.casse(apostrophes(ecrit))


def en_transit(champ: str) -> Convertisseur:
    """A text that only makes sense with its neighbour (TYPVOIE, NOMVOIE)."""

    def convertir(cellule: Cellule) -> Lu:
        ecrit = en_texte(cellule)
        return None if inconnu(ecrit) else Eclat(((f"_{champ}", ecrit),))

    return convertir


def construction(cellule: Cellule) -> Lu:
    """ "individuel" or "collectif" (RPLS: I, C, E for étudiant)."""
    net = plier(en_texte(cellule))
    if net[:1] == "i" or net.startswith(("maison", "pavillon")):
        return "individuel"
    if net[:1] == "c" or net.startswith(("immeuble", "appartement")):
        return "collectif"
    return None if inconnu(net) or net == "e" else Eclat(soucis=(Souci("import.construction"),))


def etat(cellule: Cellule) -> Lu:
    """`EtatLogement` in words."""
    ecrit = en_texte(cellule)
    net = plier(ecrit)
    lu = _ETATS.get(net) or next((e for mot, e in _ETATS.items() if net.startswith(mot)), None)
    if lu is not None:
        return lu
    return None if inconnu(ecrit) else Eclat(soucis=(Souci("import.etat_logement"),))


def vacant(cellule: Cellule) -> Lu:
    """A yes/no column about vacancy, as an `EtatLogement`."""
    mots = etat(cellule)
    if isinstance(mots, EtatLogement):
        return Eclat((("etat", mots),))
    lu = oui_non(cellule)
    if not isinstance(lu, bool):
        return lu
    return Eclat((("etat", EtatLogement.VACANT if lu else EtatLogement.OCCUPE),))


def garage(cellule: Cellule) -> Lu:
    """Whether there is a garage; words that say more are kept as outbuildings."""
    lu = oui_non(cellule)
    if lu is None or isinstance(lu, bool):
        return lu
    ecrit = en_texte(cellule)
    nombre = lire_nombre(ecrit)
    if nombre is not None:
        return nombre > 0
    net = plier(ecrit)
    if net.startswith(("pas ", "sans", "aucun")):
        return False
    dit: tuple[tuple[str, Valeur], ...] = (("dependances", resserrer(ecrit)),)
    return Eclat((("", True), *dit) if "garage" in net or "box" in net else dit)


def metres(axe: str) -> Convertisseur:
    """A Lambert 93 coordinate in whole metres; it only makes sense with the other one."""
    bornes = X_LAMBERT if axe == "x" else Y_LAMBERT

    def convertir(cellule: Cellule) -> Lu:
        ecrit = en_texte(cellule)
        if inconnu(ecrit):
            return None
        lu = lire_nombre(ecrit)
        if lu is None or not dans(round(lu), bornes):
            return Eclat(soucis=(Souci("import.position"),))
        return Eclat(((f"_{axe}", round(lu)),))

    return convertir
