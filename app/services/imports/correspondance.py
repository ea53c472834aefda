"""Which column feeds which field: proposed from the headers, explained, and open to correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from app.core.errors import EntreeInvalide
from app.domain import telephone as telephones
from app.domain.texte import plier
from app.services.imports.lignes import (
    Cellule,
    ColonneProposee,
    Correspondance,
    Indice,
    Tableau,
)
from app.services.imports.profils import GENRES, Genre
from app.services.imports.synonymes import Synonymes, en_mots
from app.services.imports.valeurs import en_texte, inconnu

_SEUIL = 86
_ECHANTILLON = 200
_EXEMPLES = 3
_PART = 0.8


def proposer(
    tableau: Tableau, synonymes: Synonymes, memoire: Mapping[str, str | None] | None = None
) -> Correspondance:
    """A field, a confidence and its reason for every column of the sheet.

    `memoire` is what was chosen last time for this bailleur: folded header → field, None for a
    column to leave aside.
    """
    genre = Genre(tableau.genre)
    colonnes = []
    for position in range(len(tableau.entetes)):
        exemples = _exemples(tableau, position)
        entete = tableau.entetes[position]
        if not entete and not exemples:
            continue
        colonne = _par_entete(position, entete, genre, synonymes, memoire or {})
        colonnes.append(replace(colonne, exemples=tuple(exemples[:_EXEMPLES])))
    if genre is Genre.LOYERS:
        colonnes = _apres_seulement(colonnes, synonymes)
    colonnes = _sans_doublon(colonnes)
    colonnes = _par_contenu(colonnes, tableau, genre)
    return _terminer(genre, _noms(colonnes))


def remplacer(actuelle: Correspondance, position: int, champ: str | None) -> Correspondance:
    """The mapping with one column sent elsewhere (None: left aside) by the person.

    The column that fed this field until now is left aside. Raises EntreeInvalide for a field
    that this kind of sheet does not have.
    """
    genre = Genre(actuelle.genre)
    if champ is not None and champ not in GENRES[genre].champs:
        raise EntreeInvalide("import.champ_inconnu", champ=champ)
    colonnes = []
    for colonne in actuelle.colonnes:
        if colonne.position == position:
            colonne = replace(  # noqa: PLW2901 - the replaced column is the one kept
                colonne, champ=champ, confiance=1.0, indice=Indice.CHOIX, ecartee=None
            )
        elif champ is not None and colonne.champ == champ:
            colonne = replace(  # noqa: PLW2901 - the replaced column is the one kept
                colonne, champ=None, confiance=0.0, indice=Indice.AUCUN
            )
        colonnes.append(colonne)
    return _terminer(genre, colonnes)


def _terminer(genre: Genre, colonnes: Sequence[ColonneProposee]) -> Correspondance:
    presents = {c.champ for c in colonnes}
    manquants = tuple(g[0] for g in GENRES[genre].requis if not presents.intersection(g))
    return Correspondance(genre, tuple(colonnes), manquants)


def _par_entete(
    position: int,
    entete: str,
    genre: Genre,
    synonymes: Synonymes,
    memoire: Mapping[str, str | None],
) -> ColonneProposee:
    plie = plier(entete)
    vide = ColonneProposee(position, entete, plie, None, 0.0, Indice.AUCUN)
    if not plie:
        return vide
    champ_appris = memoire.get(plie)
    oubliee = plie in memoire and champ_appris is None and plie not in synonymes.ecartees
    if oubliee or champ_appris in GENRES[genre].champs:
        return replace(vide, champ=champ_appris, confiance=1.0, indice=Indice.MEMOIRE)
    index = synonymes.par_genre[genre]
    if plie in index:
        return replace(vide, champ=index[plie], confiance=1.0, indice=Indice.EXACT)
    if plie in synonymes.ecartees:
        raison = synonymes.ecartees[plie]
        return replace(vide, confiance=1.0, ecartee=f"import.ecartee_{raison}")
    proche = synonymes.champ(genre, plie) or index.get(plie.rstrip(" 0123456789"))
    if proche is not None:
        return replace(vide, champ=proche, confiance=0.9, indice=Indice.PROCHE)
    return _approchant(vide, plie, index, synonymes.ecartees)


def _approchant(
    vide: ColonneProposee, plie: str, index: Mapping[str, str], ecartees: Mapping[str, str]
) -> ColonneProposee:
    """A header with a typing mistake, without its blanks, or with one more word."""
    if len(plie) < 4:
        return vide
    candidats = [nom for nom in (*index, *ecartees) if len(nom) >= 4]
    serre = plie.replace(" ", "")
    trouve = next((n for n in candidats if n.replace(" ", "") == serre), None)
    note = 98.0
    if trouve is None:
        meilleur = process.extractOne(plie, candidats, scorer=fuzz.ratio, score_cutoff=_SEUIL)
        if meilleur is None:
            meilleur = process.extractOne(
                plie, candidats, scorer=fuzz.token_sort_ratio, score_cutoff=_SEUIL + 4
            )
        if meilleur is None:
            return vide
        trouve, note = meilleur[0], meilleur[1]
    if trouve in index:
        return replace(vide, champ=index[trouve], confiance=note / 100, indice=Indice.PROCHE)
    return replace(vide, confiance=note / 100, ecartee=f"import.ecartee_{ecartees[trouve]}")


def _apres_seulement(
    colonnes: Sequence[ColonneProposee], synonymes: Synonymes
) -> list[ColonneProposee]:
    """Beside columns of the rent before works, or of another of its kind, a bare "Charges" or "APL"
    is that of before.
    """
    avant = any(
        synonymes.champ(Genre.LOCATAIRES, c.entete_pliee) == "loyer"
        for c in colonnes
        if c.champ is None
    )
    dits = {c.champ for c in colonnes if c.champ and _dit_apres(c.entete_pliee, synonymes)}
    return [
        replace(c, champ=None, confiance=0.0, indice=Indice.AUCUN)
        if c.champ in ("charges_apres", "apl_apres")
        and c.indice is not Indice.MEMOIRE
        and not _dit_apres(c.entete_pliee, synonymes)
        and (avant or c.champ in dits)
        else c
        for c in colonnes
    ]


def _dit_apres(plie: str, synonymes: Synonymes) -> bool:
    """Whether a header says itself that it is about afterwards."""
    return bool({"apres", "nouveau"} & set(en_mots(plie, synonymes.abreviations).split()))


def _sans_doublon(colonnes: Sequence[ColonneProposee]) -> list[ColonneProposee]:
    """One column per field: the surest, then the leftmost; a second phone takes the free field."""
    retenues: dict[str, ColonneProposee] = {}
    for colonne in sorted(colonnes, key=lambda c: (-c.confiance, c.position)):
        if colonne.champ is not None:
            retenues.setdefault(colonne.champ, colonne)
    resultat = []
    for colonne in colonnes:
        if colonne.champ is None or retenues[colonne.champ] is colonne:
            resultat.append(colonne)
            continue
        libre = _telephone_libre(colonne.champ, retenues)
        change = replace(colonne, champ=libre, confiance=0.6 if libre else 0.0,
                         indice=Indice.PROCHE if libre else Indice.AUCUN)  # fmt: skip
        if libre:
            retenues[libre] = change
        resultat.append(change)
    return resultat


def _telephone_libre(champ: str, retenues: Mapping[str, ColonneProposee]) -> str | None:
    famille = ("telephone", "tel_mobile", "tel_fixe")
    if champ not in famille:
        return None
    return next((c for c in famille if c not in retenues), None)


def _noms(colonnes: Sequence[ColonneProposee]) -> list[ColonneProposee]:
    """A lone "Nom" column holds the whole name; beside "Nom" and "Prénom", "Locataire" is spare."""
    presents = {c.champ for c in colonnes}
    if "nom" in presents and "prenom" not in presents and "nom_complet" not in presents:
        return [replace(c, champ="nom_complet") if c.champ == "nom" else c for c in colonnes]
    if {"nom", "prenom"} <= presents:
        entiers = ("nom_complet", "prenom_nom")
        return [
            replace(c, champ=None, confiance=0.0, indice=Indice.AUCUN)
            if c.champ in entiers and c.indice is not Indice.MEMOIRE
            else c
            for c in colonnes
        ]
    return list(colonnes)


def _par_contenu(
    colonnes: Sequence[ColonneProposee], tableau: Tableau, genre: Genre
) -> list[ColonneProposee]:
    """A hint for the columns whose header says nothing, from what their cells look like."""
    pris = {c.champ for c in colonnes}
    resultat = []
    for colonne in colonnes:
        champ = None
        if colonne.champ is None and colonne.ecartee is None and colonne.indice is Indice.AUCUN:
            champ = _deviner(_cellules(tableau, colonne.position))
        if champ is None or champ in pris or champ not in GENRES[genre].champs:
            resultat.append(colonne)
            continue
        pris.add(champ)
        resultat.append(replace(colonne, champ=champ, confiance=0.5, indice=Indice.CONTENU))
    return resultat


def _deviner(cellules: Sequence[Cellule]) -> str | None:
    textes = [en_texte(c) for c in cellules]
    textes = [t for t in textes if not inconnu(t)]
    if len(textes) < 3:
        return None
    seuil = _PART * len(textes)
    if sum("@" in t and "." in t for t in textes) >= seuil:
        return "courriel"
    numeros = [telephones.normaliser(t) for t in textes]
    if sum(n is not None for n in numeros) >= seuil:
        mobiles = sum(n is not None and telephones.est_mobile(n) for n in numeros)
        return "tel_mobile" if mobiles * 2 >= len(textes) else "tel_fixe"
    if len(set(textes)) >= seuil and sum(_ressemble_ug(t) for t in textes) >= seuil:
        return "code_ug"
    return None


def _ressemble_ug(texte: str) -> bool:
    """Letters then at least three digits, no blank: "NOU00001"."""
    lettres = texte.rstrip("0123456789")
    return 1 <= len(lettres) <= 6 and lettres.isalpha() and len(texte) - len(lettres) >= 3


def _cellules(tableau: Tableau, position: int) -> list[Cellule]:
    debut = tableau.ligne_entete
    lignes = tableau.feuille.lignes[debut : debut + _ECHANTILLON]
    return [ligne[position] for ligne in lignes if position < len(ligne) and ligne[position] != ""]


def _exemples(tableau: Tableau, position: int) -> list[str]:
    vus = dict.fromkeys(en_texte(c)[:60] for c in _cellules(tableau, position)[:30])
    return [v for v in vus if v]
