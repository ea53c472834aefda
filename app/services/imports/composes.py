"""Cells that hold more than one thing: wishes, temporary homes, remarks, lost letters; and which
reader suits which field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from app.domain.accompagnement import CodeSouhait
from app.domain.texte import plier
from app.services.imports import cellules_demenagement as dm
from app.services.imports import cellules_lieux as lieux
from app.services.imports import cellules_personnes as gens
from app.services.imports.lecture.pertes import a_pu_perdre, reparer
from app.services.imports.lignes import Cellule, Gravite
from app.services.imports.valeurs import (
    Convertisseur,
    Eclat,
    Lu,
    Souci,
    code,
    en_texte,
    inconnu,
    texte,
    texte_long,
)

_SANTE = re.compile(
    r"oxygen|dialys|cancer|chimio|handicap|fauteuil roulant|alzheimer|parkinson|diabet|insulin"
    r"|respirateur|respiratoire|hospitalis|depressi|malad|infirmier|\bavc\b|cardiaque|epilep"
    r"|invalid|psychiatr|addict|alcool|curatel|tutelle|sclerose|apnee"
)

_NIR = re.compile(r"(?<!\d)[12][ .]?\d\d[ .]?(?:0[1-9]|1[0-2])[ .]?(?:\d\d|2[AB])"
                  r"[ .]?\d{3}[ .]?\d{3}"
                  r"(?:[ .]?\d\d)?(?!\d)")  # fmt: skip


def souhait(cellule: Cellule) -> Lu:
    """`CodeSouhait` and the words it comes from, kept as its precision."""
    ecrit = en_texte(cellule)
    if inconnu(ecrit):
        return None
    net = plier(ecrit)
    code_lu: CodeSouhait | None = None
    if net.startswith(("retour", "revenir", "reintegr", "rester", "meme logement")):
        code_lu = CodeSouhait.RETOUR
    elif net.startswith(("ne sait", "nsp", "indecis", "hesit", "sans avis", "en reflexion")):
        code_lu = CodeSouhait.NE_SAIT_PAS
    elif net.startswith(("ailleurs", "depart", "quitter", "partir", "hors ", "autre commune")):
        code_lu = CodeSouhait.AILLEURS
    elif net.startswith(
        ("mutation", "autre", "changer", "relogement", "t1", "t2", "t3", "t4", "t5")
    ):
        code_lu = CodeSouhait.AUTRE_CITE
    if code_lu is None:
        return Eclat(
            (("souhait_precision", ecrit),), (Souci("import.souhait", Gravite.A_CONFIRMER),)
        )
    if net in ("retour", "ne sait pas"):
        return code_lu
    soucis: tuple[Souci, ...] = ()
    if net.startswith("mutation"):
        soucis = (Souci("import.souhait_mutation", Gravite.A_CONFIRMER),)
    return Eclat((("souhait", code_lu), ("souhait_precision", ecrit)), soucis)


def tiroir(cellule: Cellule) -> Lu:
    """The code UG of the temporary home, or its address when that is what was written."""
    ecrit = en_texte(cellule)
    if inconnu(ecrit) or plier(ecrit) in ("non", "sans"):
        return None
    if " " in ecrit and ecrit[0].isdigit():
        return Eclat(
            (("tiroir_adresse", ecrit),), (Souci("import.tiroir_adresse", Gravite.A_CONFIRMER),)
        )
    return code(cellule)


def remarque(cellule: Cellule) -> Lu:
    """Free text; a word of health or a social security number is pointed out."""
    lu = texte_long(cellule)
    if not isinstance(lu, str):
        return lu
    if _NIR.search(lu):
        return Eclat(soucis=(Souci("import.nir"),))
    if _SANTE.search(plier(lu)):
        return Eclat((("", lu),), (Souci("import.sante", Gravite.A_CONFIRMER),))
    return lu


def avec_pertes(convertir: Convertisseur) -> Convertisseur:
    """`convertir`, the letters that an export replaced by "?" put back where it is sure."""

    def repare(cellule: Cellule) -> Lu:
        if not isinstance(cellule, str) or not a_pu_perdre(cellule):
            return convertir(cellule)
        reparation = reparer(cellule)
        if reparation is None:
            return convertir(cellule)
        ecrit, sur = reparation
        souci = Souci(
            "import.caractere_perdu" if sur else "import.caractere_inconnu",
            Gravite.INFO if sur else Gravite.A_CONFIRMER,
            (("lu", ecrit),),
        )
        lu = convertir(ecrit)
        if lu is None:
            return None
        if isinstance(lu, Eclat):
            return Eclat(lu.valeurs, (*lu.soucis, souci))
        return Eclat((("", lu),), (souci,))

    return repare


COMPOSES: Mapping[str, Convertisseur] = MappingProxyType(
    {
        "civilite": gens.civilite,
        "nom": avec_pertes(gens.partie_de_nom("nom")),
        "prenom": avec_pertes(gens.partie_de_nom("prenom")),
        "nom_simple": avec_pertes(gens.nom_simple),
        "nom_complet": avec_pertes(gens.menage()),
        "prenom_nom": avec_pertes(gens.menage(prenom_dabord=True)),
        "cotitulaire": avec_pertes(gens.cotitulaire),
        "qui": avec_pertes(gens.qui),
        "tel_fixe": gens.telephone("tel_fixe"),
        "tel_mobile": gens.telephone("tel_mobile"),
        "telephone": gens.telephone("telephone"),
        "numero": lieux.numero,
        "repetition": lieux.repetition,
        "voie": avec_pertes(lieux.lieu),
        "commune": avec_pertes(lieux.lieu),
        "type_voie": lieux.en_transit("type_voie"),
        "nom_voie": avec_pertes(lieux.en_transit("nom_voie")),
        "construction": lieux.construction,
        "statut": gens.statut,
        "garage": lieux.garage,
        "x": lieux.metres("x"),
        "y": lieux.metres("y"),
        "etat": lieux.etat,
        "vacant": lieux.vacant,
        "quand_aller": dm.quand("aller"),
        "quand_retour": dm.quand("retour"),
        "quand_rdv": dm.quand("rdv"),
        "souhait": souhait,
        "tiroir": tiroir,
        "remarque": avec_pertes(remarque),
        "texte": avec_pertes(texte),
    }
)
