"""Cells about people: civility, names, couples, phones, status.

Fields whose name begins with "_" are in transit: `assemblage` settles them once the whole line
is known, and none of them leaves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.domain import telephone as telephones
from app.domain.menages import Civilite, StatutMenage
from app.domain.texte import nom_propre, plier
from app.services.imports import personnes
from app.services.imports.lignes import Cellule, Gravite, Valeur
from app.services.imports.valeurs import (
    Convertisseur,
    Eclat,
    Lu,
    Souci,
    en_texte,
    inconnu,
    nom,
    texte,
)

_STATUTS: Mapping[str, StatutMenage] = MappingProxyType(
    {
        "locataire": StatutMenage.LOCATAIRE, "loc": StatutMenage.LOCATAIRE,
        "l": StatutMenage.LOCATAIRE, "titulaire": StatutMenage.LOCATAIRE,
        "bail": StatutMenage.LOCATAIRE, "locataire en titre": StatutMenage.LOCATAIRE,
        "proprietaire": StatutMenage.PROPRIETAIRE, "prop": StatutMenage.PROPRIETAIRE,
        "proprietaire occupant": StatutMenage.PROPRIETAIRE, "po": StatutMenage.PROPRIETAIRE,
        "accedant": StatutMenage.PROPRIETAIRE, "heberge": StatutMenage.HEBERGE,
        "occupant sans titre": StatutMenage.AUTRE, "sans droit ni titre": StatutMenage.AUTRE,
        "squat": StatutMenage.AUTRE, "autre": StatutMenage.AUTRE,
        "usufruitier": StatutMenage.AUTRE, "sous locataire": StatutMenage.AUTRE,
    }
)  # fmt: skip


def civilite(cellule: Cellule) -> Lu:
    """`Civilite`; two of them ("M. et Mme") travel as "_civilites"."""
    ecrit = en_texte(cellule)
    lues = personnes.lire_civilite(ecrit)
    if lues is None:
        return None if inconnu(ecrit) else Eclat(soucis=(Souci("import.civilite"),))
    return lues[0] if len(lues) == 1 else Eclat((("_civilites", ",".join(lues)),))


def partie_de_nom(champ: str) -> Convertisseur:
    """Reader of a name or first name column; two persons travel as "_nom" and "_prenom"."""

    def convertir(cellule: Cellule) -> Lu:
        lu = nom(cellule)
        if lu.__class__ is not str:
            return lu
        ecrit = str(lu)
        if personnes.est_double(ecrit):
            return Eclat(((f"_{champ}", ecrit),))
        return nom_propre(ecrit)

    return convertir


def nom_simple(cellule: Cellule) -> Lu:
    """A name alone, for display."""
    lu = nom(cellule)
    return nom_propre(lu) if isinstance(lu, str) else lu


def menage(*, prenom_dabord: bool = False) -> Convertisseur:
    """Reader of a whole household in one cell."""

    def convertir(cellule: Cellule) -> Lu:
        lu = nom(cellule)
        if not isinstance(lu, str):
            return lu
        lecture = personnes.lire(lu, prenom_dabord=prenom_dabord)
        return _eclat_personnes(lecture.personnes, lecture.sur, lecture.annotation)

    return convertir


def _eclat_personnes(
    lues: tuple[personnes.Identite, ...], sur: bool, annotation: str = ""
) -> Eclat:
    valeurs: list[tuple[str, Valeur]] = []
    for prefixe, identite in zip(("", "cotitulaire_"), lues, strict=False):
        for champ, valeur in (
            ("civilite", identite.civilite),
            ("nom", identite.nom),
            ("prenom", identite.prenom),
        ):
            if valeur:
                valeurs.append((prefixe + champ, valeur))
    soucis: list[Souci] = []
    if len(lues) > 1:
        noms = " / ".join(f"{i.nom} {i.prenom}".strip() for i in lues)
        soucis.append(Souci("import.deux_personnes", Gravite.A_CONFIRMER, (("lu", noms),)))
    elif not sur and lues:
        propose = (("nom", lues[0].nom), ("prenom", lues[0].prenom or "–"))
        soucis.append(Souci("import.nom_a_confirmer", Gravite.A_CONFIRMER, propose))
    if annotation:
        soucis.append(
            Souci("import.nom_annotation", Gravite.A_CONFIRMER, (("annotation", annotation),))
        )
    return Eclat(tuple(valeurs), tuple(soucis))


def colonnes_de_noms(civilites: str, nom_lu: str, prenom_lu: str) -> Eclat:
    """What `partie_de_nom` and `civilite` left in transit, taken apart."""
    lues, sur = personnes.separer(
        tuple(Civilite(c) for c in civilites.split(",") if c), nom_lu, prenom_lu
    )
    return _eclat_personnes(lues, sur)


def cotitulaire(cellule: Cellule) -> Lu:
    """A second tenant named in a column of its own."""
    lu = nom(cellule)
    if not isinstance(lu, str):
        return lu
    lecture = personnes.lire(lu)
    champs = _eclat_personnes(lecture.personnes[:1], lecture.sur, lecture.annotation)
    return Eclat(tuple((f"cotitulaire_{c}", v) for c, v in champs.valeurs), champs.soucis)


def qui(cellule: Cellule) -> Lu:
    """The person of a logged passage: as written, and taken apart; nobody when anonymous."""
    lu = texte(cellule)
    if not isinstance(lu, str) or plier(lu) in ("anonyme", "passage", "visiteur", "inconnu"):
        return None
    lecture = personnes.lire(lu)
    champs = _eclat_personnes(lecture.personnes, True, lecture.annotation)
    return Eclat((("qui", lu), *champs.valeurs), champs.soucis)


def telephone(champ: str) -> Convertisseur:
    """Reader of a phone column; a second number travels as "_telephone".

    `champ` "telephone" sends each number to the fixed or mobile field by its prefix.
    """

    def convertir(cellule: Cellule) -> Lu:
        if isinstance(cellule, str):
            direct = telephones.normaliser(cellule)
            if direct is not None and champ != "telephone":
                return direct
            if inconnu(cellule):
                return None
            lus = telephones.extraire(cellule)
        elif isinstance(cellule, float) or cellule.__class__ is int:
            numero = telephones.depuis_nombre(cellule)
            lus = telephones.Telephones((numero,) if numero else ())
        else:
            lus = telephones.Telephones(())
        return _eclat_telephones(lus, champ)

    return convertir


def _eclat_telephones(lus: telephones.Telephones, champ: str) -> Lu:
    if not lus.numeros:
        return Eclat(soucis=(Souci("import.telephone"),))
    premier = champ
    if champ == "telephone":
        premier = "tel_mobile" if telephones.est_mobile(lus.numeros[0]) else "tel_fixe"
    elif len(lus.numeros) == 1 and not lus.reste:
        return lus.numeros[0]
    valeurs: list[tuple[str, Valeur]] = [(premier, lus.numeros[0])]
    soucis: list[Souci] = []
    if len(lus.numeros) > 1:
        valeurs.append(("_telephone", lus.numeros[1]))
        soucis.append(Souci("import.deux_telephones", Gravite.INFO))
    if len(lus.numeros) > 2:
        soucis.append(Souci("import.telephone_en_trop", Gravite.A_CONFIRMER))
    if lus.reste:
        soucis.append(Souci("import.telephone_note", Gravite.A_CONFIRMER, (("note", lus.reste),)))
    return Eclat(tuple(valeurs), tuple(soucis))


def statut(cellule: Cellule) -> Lu:
    """`StatutMenage`, and the right of a former miner when the cell says it."""
    ecrit = en_texte(cellule)
    if inconnu(ecrit):
        return None
    net = plier(ecrit)
    if "ayant droit" in net or "ayants droit" in net or "angdm" in net or net == "ad":
        return Eclat((("statut", StatutMenage.LOCATAIRE), ("ayant_droit", True)))
    lu = _STATUTS.get(net) or _STATUTS.get(net.split()[0] if net else "")
    return lu if lu is not None else Eclat(soucis=(Souci("import.statut"),))
