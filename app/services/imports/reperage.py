"""Where the data is in a workbook: which sheet, which line holds the headers, which kind it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.domain.texte import plier
from app.services.imports.lignes import (
    Anomalie,
    Cellule,
    Classeur,
    FeuilleBrute,
    Gravite,
    Tableau,
)
from app.services.imports.profils import (
    CHAMPS,
    GENRES,
    GENRES_DU_PROFIL,
    LIBELLES_AUTRES,
    LIBELLES_PROFIL,
    Genre,
    Profil,
)
from app.services.imports.synonymes import Synonymes

_LIGNES_EXAMINEES = 60
_LONGUEUR_ENTETE = 80


@dataclass(frozen=True, slots=True)
class _Essai:
    """How a line does as a header for a kind of sheet."""

    tableau: Tableau
    manquants: tuple[tuple[str, ...], ...]
    poids: float


def reperer(
    classeur: Classeur,
    profil: Profil,
    synonymes: Synonymes,
    *,
    incomplet: bool = False,
    toutes: bool = False,
) -> tuple[tuple[Tableau, ...], tuple[Anomalie, ...]]:
    """The sheets of the workbook that suit the profile, best first for each kind, and remarks.

    `incomplet` accepts the best sheet although required columns were not recognised, so that a
    person may name them; `toutes` takes every visible sheet that suits (one a batch of works) and
    not the best one alone. Raises EntreeInvalide, naming what was looked for and what was found,
    when there is none.
    """
    retenus, laisses = _retenir(classeur, profil, synonymes, incomplet=incomplet, toutes=toutes)
    if not retenus:
        raise _refus(classeur, profil, synonymes)
    tableaux = tuple(e.tableau for g in GENRES_DU_PROFIL[profil] for e in retenus.get(g, ()))
    remarques = [Anomalie("import.feuille_laissee", Gravite.INFO, "", "", nom) for nom in laisses]
    probable = _autre_profil(classeur, profil, synonymes, max(t.score for t in tableaux))
    if probable is not None:
        dits = (("choisi", _(LIBELLES_PROFIL[profil])), ("reconnu", _(LIBELLES_PROFIL[probable])))
        code = "import.autre_profil_probable"
        remarques.append(Anomalie(code, Gravite.A_CONFIRMER, "", "", "", dits))
    return tableaux, tuple(remarques)


def _retenir(
    classeur: Classeur, profil: Profil, synonymes: Synonymes, *, incomplet: bool, toutes: bool
) -> tuple[dict[Genre, list[_Essai]], list[str]]:
    """The sheets kept for each kind, and the names of those left aside."""
    retenus: dict[Genre, list[_Essai]] = {}
    laisses: list[str] = []
    for feuille in sorted(classeur.feuilles, key=lambda f: not f.visible):
        essais = [e for g in GENRES_DU_PROFIL[profil] if (e := _essayer(feuille, g, synonymes))]
        bons = [e for e in essais if incomplet or not e.manquants]
        if not bons:
            laisses.append(feuille.nom)
            continue
        meilleur = max(bons, key=lambda e: e.poids)
        tenants = retenus.setdefault(Genre(meilleur.tableau.genre), [])
        if not tenants or (toutes and feuille.visible):
            tenants.append(meilleur)
        elif feuille.visible and meilleur.poids > tenants[0].poids * 1.05:
            laisses.append(tenants[0].tableau.feuille.nom)
            tenants[:] = [meilleur]
        else:
            laisses.append(feuille.nom)
    return retenus, laisses


def plus_probable(
    classeur: Classeur, profils: Iterable[Profil], synonymes: Synonymes
) -> Profil | None:
    """The profile whose columns the file has, and has most of; None when it suits none."""
    poids: dict[Profil, float] = {}
    for profil in profils:
        for genre in GENRES_DU_PROFIL[profil]:
            for feuille in classeur.feuilles:
                essai = _essayer(feuille, genre, synonymes)
                if essai is not None and not essai.manquants:
                    poids[profil] = max(poids.get(profil, 0.0), essai.poids)
    return max(poids, key=lambda p: poids[p]) if poids else None


def _essayer(feuille: FeuilleBrute, genre: Genre, synonymes: Synonymes) -> _Essai | None:
    """The best header line of a sheet for a kind, None when no line looks like one."""
    meilleur: tuple[float, int, set[str], int, Sequence[Cellule]] | None = None
    for numero, ligne in _entetes_possibles(feuille, genre, synonymes):
        plies = plier_ligne(ligne)
        if len(plies) < 2:
            continue
        lus = [synonymes.champ(genre, pli) for pli in plies]
        champs = {champ for champ in lus if champ is not None}
        if len(champs) < 2:
            continue
        connus = sum(
            1
            for pli, champ in zip(plies, lus, strict=True)
            if champ is not None or pli in synonymes.ecartees
        )
        poids = sum(CHAMPS[champ].poids for champ in champs) * connus / len(plies)
        if meilleur is None or poids > meilleur[0]:
            meilleur = (poids, numero, champs, len(plies), ligne)
    if meilleur is None:
        return None
    poids, numero, champs, largeur, titres = meilleur
    manquants = tuple(g for g in GENRES[genre].requis if not champs.intersection(g))
    suivantes = feuille.lignes[numero + 1 : numero + 1 + _LIGNES_EXAMINEES]
    entetes = _uniques(titres, suivantes)
    tableau = Tableau(feuille, genre, numero + 1, entetes, min(1.0, len(champs) / largeur))
    return _Essai(tableau, manquants, poids)


def _entetes_possibles(
    feuille: FeuilleBrute, genre: Genre, synonymes: Synonymes
) -> Iterator[tuple[int, Sequence[Cellule]]]:
    """Each of the first lines as it is, then under the titles of groups of the line above.

    "Après travaux" over "Loyer" and "Charges" makes them "Après travaux Loyer" and so on.
    """
    avant: Sequence[Cellule] = ()
    for numero, ligne in enumerate(feuille.lignes[:_LIGNES_EXAMINEES]):
        yield numero, ligne
        if len(plier_ligne(avant)) > 0:
            ensemble = _sous_les_groupes(avant, ligne, genre, synonymes)
            if ensemble != list(ligne):
                yield numero, ensemble
        avant = ligne


def _sous_les_groupes(
    groupes: Sequence[Cellule], ligne: Sequence[Cellule], genre: Genre, synonymes: Synonymes
) -> list[Cellule]:
    """The headers of a line with the title of their group, where a field bears that name."""
    groupe, ensemble = "", []
    for position, cellule in enumerate(ligne):
        dessus = groupes[position] if position < len(groupes) else ""
        if isinstance(dessus, str) and dessus.strip():
            groupe = dessus.strip()
        entier = f"{groupe} {cellule}" if groupe and isinstance(cellule, str) else ""
        connu = len(entier) <= _LONGUEUR_ENTETE and cellule and plier(entier)
        ensemble.append(entier if connu and synonymes.champ(genre, plier(entier)) else cellule)
    return ensemble


def plier_ligne(ligne: Sequence[Cellule]) -> list[str]:
    """The folded texts of a line that could be headers."""
    return [
        plie
        for cellule in ligne
        if isinstance(cellule, str)
        and 0 < len(cellule) <= _LONGUEUR_ENTETE
        and (plie := plier(cellule))
    ]


def _uniques(ligne: Sequence[Cellule], suivantes: Sequence[Sequence[Cellule]]) -> tuple[str, ...]:
    """Header texts, made unique ("Tél. (2)"); last columns without header nor data are dropped."""
    textes = [" ".join(str(cellule).split()) for cellule in ligne]
    while textes and not textes[-1]:
        derniere = len(textes) - 1
        if any(len(s) > derniere and s[derniere] != "" for s in suivantes):
            break
        textes.pop()
    vus: dict[str, int] = {}
    uniques = []
    for texte in textes:
        vus[texte] = vus.get(texte, 0) + 1
        uniques.append(texte if vus[texte] == 1 or not texte else f"{texte} ({vus[texte]})")
    return tuple(uniques)


def _autre_profil(
    classeur: Classeur, profil: Profil, synonymes: Synonymes, score: float
) -> Profil | None:
    """Another profile whose headers cover the file much better than the chosen one."""
    meilleur, seuil = None, score * 1.5
    for autre in Profil:
        if autre is profil:
            continue
        for genre in GENRES_DU_PROFIL[autre]:
            for feuille in classeur.feuilles:
                essai = _essayer(feuille, genre, synonymes)
                if essai and not essai.manquants and essai.tableau.score > seuil:
                    meilleur, seuil = autre, essai.tableau.score
    return meilleur


def _refus(classeur: Classeur, profil: Profil, synonymes: Synonymes) -> EntreeInvalide:
    """Why no sheet suits: another profile, another kind of file, a missing column, no header."""
    nom = classeur.chemin.name
    choisi = _(LIBELLES_PROFIL[profil])
    autre = _autre_profil(classeur, profil, synonymes, 0.0)
    if autre is not None:
        return EntreeInvalide(
            "import.autre_profil", fichier=nom, choisi=choisi, reconnu=_(LIBELLES_PROFIL[autre])
        )
    for feuille in classeur.feuilles:
        for ligne in feuille.lignes[:_LIGNES_EXAMINEES]:
            plies = set(plier_ligne(ligne))
            for genre, mots in synonymes.autres.items():
                if len(plies & mots) >= 3:
                    return EntreeInvalide(
                        "import.autre_fichier",
                        fichier=nom,
                        choisi=choisi,
                        reconnu=_(LIBELLES_AUTRES[genre]),
                    )
    essais = [
        e
        for f in classeur.feuilles
        for g in GENRES_DU_PROFIL[profil]
        if (e := _essayer(f, g, synonymes))
    ]
    if essais:
        proche = max(essais, key=lambda e: e.poids)
        return EntreeInvalide(
            "import.colonnes_manquantes",
            fichier=nom,
            feuille=proche.tableau.feuille.nom,
            ligne=proche.tableau.ligne_entete,
            manquants=_groupes(proche.manquants),
            trouves=_citer([e for e in proche.tableau.entetes if e]),
        )
    requis = GENRES[GENRES_DU_PROFIL[profil][0]].requis
    premieres = [c for f in classeur.feuilles for c in _premiers_textes(f)]
    return EntreeInvalide(
        "import.entete_absent",
        fichier=nom,
        choisi=choisi,
        cherches=_groupes(requis),
        trouves=_citer(premieres) or "–",
    )


def _groupes(groupes: Sequence[Sequence[str]]) -> str:
    """ "Nom ou Nom et prénom ensemble ; Code UG": the labels of groups of fields."""
    ou = " " + _("ou") + " "
    return " ; ".join(ou.join(_(CHAMPS[c].libelle) for c in groupe[:4]) for groupe in groupes)


def _citer(textes: Sequence[str]) -> str:
    cites = [f"« {texte[:40]} »" for texte in textes[:12]]
    return ", ".join(cites) + ("…" if len(textes) > 12 else "")


def _premiers_textes(feuille: FeuilleBrute) -> list[str]:
    """The texts of the first line that holds at least two of them, else of the first line."""
    repli: list[str] = []
    for ligne in feuille.lignes[:_LIGNES_EXAMINEES]:
        textes = [" ".join(str(c).split()) for c in ligne if str(c).strip()]
        if len(textes) >= 2:
            return textes
        repli = repli or textes
    return repli
