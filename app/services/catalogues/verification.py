"""Checking catalogue files before they are used: every faulty line, without any base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import EntreeInvalide
from app.domain import (
    catalogues_attention,
    catalogues_parcours,
    catalogues_vacances,
    demenagements_liste,
    etats_des_lieux,
    prises_en_main_liste,
    reclamations_regles,
)
from app.domain.catalogue_fautes import Faute, FauteSituee
from app.domain.parcours_modele import Element
from app.services.catalogues import fichier
from app.services.catalogues.fichier import Fichier
from app.services.catalogues.lecture import (
    ATTENTION,
    DELAIS,
    DEMENAGEMENT,
    ETAT_DES_LIEUX,
    GENRES,
    PARCOURS,
    PRATIQUES,
    PRISE_EN_MAIN,
    VACANCES,
    Dossier,
    mots_d_equipe,
)

# Shipped beside the catalogues, of other forms: nothing to say about them.
_AUTRES = frozenset(("colonnes", "demonstration", "documents", "retours"))


@dataclass(frozen=True, slots=True)
class VerifierCatalogues:
    """Check a file, or every catalogue of a folder; `genre` when its name does not tell."""

    chemin: Path
    genre: str | None = None


@dataclass(frozen=True, slots=True)
class CatalogueVerifie:
    """A file: its kind ("" when nobody knows), its faults by line, how many entries it gives.

    `nouvelles` are codes the shipped catalogue does not have; the others replace it.
    """

    fichier: str
    genre: str
    fautes: tuple[FauteSituee, ...]
    entrees: int = 0
    nouvelles: int = 0


def verifier(cmd: VerifierCatalogues) -> tuple[CatalogueVerifie, ...]:
    """What is right and wrong in each file, beside the shipped catalogues.

    Raises `EntreeInvalide`: "catalogue.absent" (no such file), "catalogue.dossier_vide",
    "catalogue.genre" (no such kind).
    """
    if cmd.genre is not None and cmd.genre not in GENRES:
        raise EntreeInvalide("catalogue.genre", genre=cmd.genre, connus=GENRES)
    if cmd.chemin.is_dir():
        fichiers = sorted(
            f for f in cmd.chemin.glob("*.toml") if f.stem not in _AUTRES and f.is_file()
        )
        if not fichiers:
            raise EntreeInvalide("catalogue.dossier_vide", dossier=str(cmd.chemin))
        return tuple(_verifier(f, None) for f in fichiers)
    if not cmd.chemin.exists():
        raise EntreeInvalide("catalogue.absent", fichier=str(cmd.chemin))
    return (_verifier(cmd.chemin, cmd.genre),)


def _verifier(chemin: Path, voulu: str | None) -> CatalogueVerifie:
    genre = voulu or chemin.stem.lower()
    lu = fichier.ouvrir(chemin)
    if genre not in GENRES:
        faute = FauteSituee(1, "genre_inconnu", {"nom": chemin.name, "connus": ", ".join(GENRES)})
        return CatalogueVerifie(str(chemin), "", (faute,))
    if lu.fautes:
        return CatalogueVerifie(str(chemin), genre, lu.fautes)
    fautes: list[Faute] = []
    codes, livres = _lire(genre, lu, chemin.parent, fautes)
    return CatalogueVerifie(
        str(chemin),
        genre,
        lu.situer(fautes),
        len(codes),
        sum(code not in livres for code in codes),
    )


def _lire(  # noqa: PLR0911 - one a kind of catalogue
    genre: str, lu: Fichier, voisins: Path, fautes: list[Faute]
) -> tuple[Sequence[str], Sequence[str]]:
    """The codes of the file, and those of the shipped catalogue it completes."""
    livre, dossier = Dossier(), Dossier(voisins)
    if genre == ATTENTION:
        regles = catalogues_attention.lire_regles(lu.contenu, fautes)
        return [r.code for r in regles], [r.code for r in livre.regles()]
    if genre == PRATIQUES:
        lues = catalogues_parcours.lire_pratiques(lu.contenu, dossier.codes_etapes(), fautes)
        return [e.code for e in lues], [e.code for e in livre.pratiques()]
    if genre == PARCOURS:
        contenu = livre.fichiers(PARCOURS)[0].contenu
        modeles = catalogues_parcours.lire_modeles(contenu, livre.pratiques(), None, [])
        pratiques = (*livre.pratiques(), *_pratiques_voisines(dossier))
        lus = catalogues_parcours.lire_modeles(lu.contenu, pratiques, modeles, fautes)
        return (
            [e.code for e in lus.etapes] + [m.code for m in lus.modeles],
            [e.code for e in modeles.etapes] + [m.code for m in modeles.modeles],
        )
    if genre == VACANCES:
        periodes = catalogues_vacances.lire_vacances(lu.contenu, fautes)
        connues = catalogues_vacances.lire_vacances(livre.fichiers(VACANCES)[0].contenu, [])
        return [v.code for v in periodes], [v.code for v in connues]
    if genre == DEMENAGEMENT:
        points = demenagements_liste.lire_points(lu.contenu, fautes)
        return [p.code for p in points], [p.code for p in livre.liste_demenagement()]
    if genre == DELAIS:
        delais = reclamations_regles.lire_delais(lu.contenu, fautes)
        return list(delais), list(livre.reclamations().delais)
    if genre == PRISE_EN_MAIN:
        connue = livre.liste_prise_en_main()
        groupes = prises_en_main_liste.codes_groupes(connue)
        liste = prises_en_main_liste.lire_liste(lu.contenu, groupes, fautes)
        return [p.code for p in liste.points], [p.code for p in connue.points]
    if genre == ETAT_DES_LIEUX:
        lus_ = livre.liste_etat_des_lieux()
        categories = [e.code for e in dossier.mots("reclamations").entrees]
        connus = [e.code for e in lus_.elements]
        ajoute = etats_des_lieux.lire_liste(lu.contenu, connus, categories, fautes)
        return (
            [e.code for e in ajoute.elements] + [p.code for p in ajoute.pieces],
            connus + [p.code for p in lus_.pieces],
        )
    mots = livre.mots(genre)
    ajout = mots_d_equipe(genre, lu, mots, fautes)
    return [e.code for e in ajout.entrees], [e.code for e in mots.entrees]


def _pratiques_voisines(dossier: Dossier) -> Sequence[Element]:
    """Practices of the file beside, whatever is wrong there: it is checked for itself."""
    voisin = dossier.fichiers(PRATIQUES)[1]
    if voisin is None:
        return ()
    return catalogues_parcours.lire_pratiques(voisin.contenu, dossier.codes_etapes(), [])
