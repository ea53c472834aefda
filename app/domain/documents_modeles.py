"""Documents with fields: which ones, which fields a text may ask for, what is wrong in a text.

A text is plain: a line that begins with "# " is a title, "- " a point, "! " a point that must be
seen first, "[] " a box to tick; other lines run on until an empty one. A field is
written `{menage}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.i18n import N_
from app.domain.demenagements import SensDemenagement
from app.domain.partage import Partage

_CHAMP = re.compile(r"\{([^{}\n]*)\}")
TEXTE_MAX = 12_000  # characters: some six pages in large print
TITRE_MAX = 120
POINTILLES = "." * 34  # what a hand fills on paper when a field is not known
_B, _E = Partage.BAILLEUR, Partage.EQUIPE


class CodeDocument(StrEnum):
    """The documents a team may word its own way."""

    LETTRE_ALLER = "lettre_aller"
    LETTRE_RETOUR = "lettre_retour"
    LETTRE_DEFINITIF = "lettre_definitif"
    CONVENTION = "convention"
    MOT_MENAGE = "mot_menage"
    MOT_EQUIPE = "mot_equipe"
    RELANCE = "relance"


LETTRES = {
    SensDemenagement.ALLER: CodeDocument.LETTRE_ALLER,
    SensDemenagement.RETOUR: CodeDocument.LETTRE_RETOUR,
    SensDemenagement.DEFINITIF: CodeDocument.LETTRE_DEFINITIF,
}


@dataclass(frozen=True, slots=True)
class Champ:
    """A field: what people call it, who may receive it, the columns it tells, an example.

    `partage` is the narrowest class of its columns (a test holds it to the models).
    """

    code: str
    libelle: str
    partage: Partage
    sources: tuple[str, ...]
    exemple: str


_ADRESSE = ("logement.numero", "logement.repetition", "logement.voie", "logement.complement",
            "logement.code_postal", "logement.commune")  # fmt: skip
_PERSONNE_EQUIPE = ("intervenant.prenom", "intervenant.nom")

CHAMPS: tuple[Champ, ...] = (
    Champ("menage", N_("nom du ménage"), _B, ("menage.nom",), N_("Exemple Jeanne et Paul")),
    Champ("contrat", N_("numéro de contrat"), _B, ("menage.numero_contrat",), "L-0000"),
    Champ(
        "adresse_origine",
        N_("adresse du logement d’origine"),
        _B,
        ("occupation.nature", *_ADRESSE),
        N_("1 rue de l’Exemple, 62000 Villeneuve"),
    ),
    Champ(
        "adresse_tiroir",
        N_("adresse du logement provisoire"),
        _B,
        ("demenagement.sens", *_ADRESSE),
        N_("2 rue de l’Exemple, 62000 Villeneuve"),
    ),
    Champ(
        "adresse_depart",
        N_("adresse quittée ce jour-là"),
        _B,
        _ADRESSE,
        N_("1 rue de l’Exemple, 62000 Villeneuve"),
    ),
    Champ(
        "adresse_arrivee",
        N_("adresse où l’on emménage"),
        _B,
        _ADRESSE,
        N_("2 rue de l’Exemple, 62000 Villeneuve"),
    ),
    Champ(
        "logement_arrivee",
        N_("taille du logement où l’on emménage"),
        _B,
        ("logement.typologie", "logement.surface"),
        N_("T3, 62 m²"),
    ),
    Champ(
        "code_arrivee",
        N_("code du logement où l’on emménage"),
        _B,
        ("logement.code_ug",),
        "EXE00002",
    ),
    Champ("jour", N_("jour du déménagement"), _B, ("demenagement.jour",), N_("mardi 2 mars 2027")),
    Champ(
        "creneau",
        N_("moment de la journée"),
        _B,
        ("demenagement.creneau", "demenagement.heure"),
        N_("le matin, à partir de 8:30"),
    ),
    Champ("heure", N_("heure"), _B, ("demenagement.heure",), "8:30"),
    Champ(
        "equipe",
        N_("déménageurs"),
        _B,
        ("equipe.nom", "equipe.organisme"),
        N_("Déménageurs de l’exemple"),
    ),
    Champ(
        "telephone_equipe",
        N_("téléphone des déménageurs"),
        _B,
        ("equipe.telephone",),
        "03 21 00 00 00",
    ),
    Champ("pilote", N_("pilote social"), _B, _PERSONNE_EQUIPE, N_("Camille Exemple")),
    Champ(
        "telephone_pilote",
        N_("téléphone du pilote social"),
        _B,
        ("intervenant.telephone",),
        "06 00 00 00 00",
    ),
    Champ(
        "retour_prevu",
        N_("retour prévu"),
        _B,
        ("occupation.fin_prevue", "demenagement.jour"),
        N_("vendredi 3 septembre 2027"),
    ),
    Champ("cite", N_("cité"), _B, ("cite.nom",), N_("Cité de l’exemple")),
    Champ("tranche", N_("tranche de travaux"), _B, ("tranche.nom",), "1"),
    Champ(
        "debut_travaux",
        N_("début des travaux"),
        _B,
        ("tranche.debut_travaux",),
        N_("lundi 8 mars 2027"),
    ),
    Champ(
        "fin_travaux",
        N_("fin des travaux"),
        _B,
        ("tranche.fin_travaux",),
        N_("vendredi 27 août 2027"),
    ),
    Champ("bailleur", N_("bailleur"), _B, ("bailleur.nom",), N_("Le bailleur de l’exemple")),
    Champ(
        "telephone_bailleur",
        N_("téléphone du bailleur"),
        _B,
        ("bailleur.telephone",),
        "03 21 00 00 01",
    ),
    Champ(
        "permanence",
        N_("lieu de la permanence"),
        _B,
        ("cite.lieu_permanence",),
        N_("Maison du projet"),
    ),
    Champ(
        "telephone_permanence",
        N_("téléphone de la permanence"),
        _B,
        ("cite.telephone",),
        "03 21 00 00 02",
    ),
    Champ("loyer", N_("loyer du logement d’origine"), _B, ("menage.loyer",), "400,00 €"),
    Champ("charges", N_("charges du logement d’origine"), _B, ("menage.charges",), "40,00 €"),
    Champ("volume", N_("volume à déménager"), _B, ("besoins_relogement.volume_m3",), N_("30 m³")),
    Champ(
        "animaux",
        N_("animaux du ménage"),
        _E,
        ("besoins_relogement.animaux", "besoins_relogement.animaux_precision"),
        N_("oui : un chat"),
    ),
    Champ(
        "joindre",
        N_("qui joindre dans le ménage"),
        _E,
        (
            "personne.prenom",
            "personne.nom",
            "personne.tel_mobile",
            "personne.tel_fixe",
            "personne.information",
        ),
        N_("Jeanne Exemple, 06 00 00 00 01"),
    ),
    Champ("aujourd_hui", N_("jour d’impression"), _B, (), N_("1er février 2027")),
    Champ(
        "responsable",
        N_("qui répare"),
        _B,
        ("responsable.nom", "responsable.lot"),
        N_("Menuiserie de l’exemple"),
    ),
    Champ("nombre_retards", N_("nombre de réclamations à relancer"), _B, (), "3"),
    Champ(
        "reclamations",
        N_("liste des réclamations à relancer (seule sur sa ligne)"),
        _B,
        (
            "reclamation.reference",
            "reclamation.categorie",
            "reclamation.lieu",
            "reclamation.description",
            "reclamation.ouverte_le",
            "reclamation.echeance",
            "logement.code_ug",
            *_ADRESSE,
        ),
        N_("R-0000, 1 rue de l’Exemple : volet bloqué"),
    ),
    Champ(
        "signataire",
        N_("qui signe la relance"),
        _B,
        _PERSONNE_EQUIPE,
        N_("L’équipe qui accompagne les ménages"),
    ),
)
PAR_CODE: Mapping[str, Champ] = {champ.code: champ for champ in CHAMPS}


class Genre(StrEnum):
    """What a line of a text is."""

    TITRE = "titre"
    POINT = "point"
    FORT = "fort"
    CASE = "case"
    PARAGRAPHE = "paragraphe"


_MARQUES = (("# ", Genre.TITRE), ("- ", Genre.POINT), ("! ", Genre.FORT), ("[] ", Genre.CASE))


@dataclass(frozen=True, slots=True)
class Bloc:
    """One piece of a text."""

    genre: Genre
    texte: str


@dataclass(frozen=True, slots=True)
class ChampInconnu:
    """A field no document knows, and the line where it was written (from 1)."""

    nom: str
    ligne: int


@dataclass(frozen=True, slots=True)
class Modele:
    """The wording of a document; `propre` when it is the team's own."""

    code: CodeDocument
    titre: str
    texte: str
    propre: bool = False


def champs_de(texte: str) -> tuple[str, ...]:
    """The fields a text asks for, each once, in order."""
    return tuple(dict.fromkeys(nom.strip() for nom in _CHAMP.findall(texte)))


def inconnus(texte: str) -> tuple[ChampInconnu, ...]:
    """The fields that do not exist, with their lines."""
    return tuple(
        ChampInconnu(trouve[1].strip(), numero)
        for numero, ligne in enumerate(texte.splitlines(), 1)
        for trouve in _CHAMP.finditer(ligne)
        if trouve[1].strip() not in PAR_CODE
    )


def remplir(texte: str, valeurs: Mapping[str, str]) -> str:
    """`texte` with its fields filled; what is not known is a dotted line, never a word of ours.

    A value that looks like a field or a mark is shown as it is: each field is read once, and
    values are put on one line.
    """

    def valeur(trouve: re.Match[str]) -> str:
        dite = " ".join(valeurs.get(trouve[1].strip(), "").split())
        return dite or POINTILLES

    return _CHAMP.sub(valeur, texte)


def manquants(textes: tuple[str, ...], valeurs: Mapping[str, str]) -> tuple[str, ...]:
    """The codes of the fields these texts ask for and nobody filled, each once, in order."""
    demandes = dict.fromkeys(nom for texte in textes for nom in champs_de(texte))
    return tuple(nom for nom in demandes if not valeurs.get(nom, "").strip())


def blocs(texte: str, valeurs: Mapping[str, str]) -> Iterator[Bloc]:
    """The pieces of a text, fields filled; marks are read before values come in."""
    courant: list[str] = []
    for ligne in (*texte.replace("\r\n", "\n").split("\n"), ""):
        nette = ligne.strip()
        marque, genre = next((mg for mg in _MARQUES if nette.startswith(mg[0])), ("", None))
        if (not nette or genre) and courant:
            yield Bloc(Genre.PARAGRAPHE, remplir(" ".join(courant), valeurs))
            courant = []
        if genre:
            yield Bloc(genre, remplir(nette[len(marque) :].strip(), valeurs))
        elif nette:
            courant.append(nette)
