"""From raw rows to typed lines: each distinct cell is converted once per column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from app.domain.texte import plier
from app.services.imports import assemblage, dates
from app.services.imports.cellules_lieux import lecteur_d_adresses
from app.services.imports.composes import COMPOSES, avec_pertes
from app.services.imports.lignes import (
    Anomalie,
    Cellule,
    Correspondance,
    Feuille,
    Gravite,
    LigneLue,
    Saut,
    Tableau,
    Valeur,
)
from app.services.imports.profils import CHAMPS, GENRES_DU_PROFIL, Genre
from app.services.imports.valeurs import CONVERTISSEURS, Convertisseur, Eclat, Lu, en_texte

_TOTAL = re.compile(
    r"(?:sous )?tota(?:l|ux)(?: general| generaux)?\b(?! [a-z]{3,} [a-z])|nombre (?:de|d) |somme\b"
)
_DEBUTS_TOTAL = ("total", "sous", "nombre", "somme", "*", "=")


class _Connus(dict[Cellule, Lu]):
    """The cells a column already met, and what they say."""

    def __init__(self, convertir: Convertisseur) -> None:
        super().__init__()
        self._convertir = convertir

    def __missing__(self, cellule: Cellule) -> Lu:
        """Read a cell met for the first time."""
        lu = self[cellule] = self._convertir(cellule)
        return lu


@dataclass(frozen=True, slots=True)
class _Colonne:
    """A column being read: where it is, where it goes, and the cells it already met."""

    position: int
    champ: str
    entete: str
    connus: _Connus


def lire_lignes(tableau: Tableau, correspondance: Correspondance, aujourd_hui: date) -> Feuille:
    """Every line under the header, typed, with its oddities; nothing is dropped in silence."""
    genre = Genre(tableau.genre)
    lecteur = _Lecteur(tableau, genre, _colonnes(tableau, correspondance, aujourd_hui))
    debut = tableau.ligne_entete
    lignes = tuple(map(lecteur.ligne, count(debut + 1), tableau.feuille.lignes[debut:]))
    profil = next(p for p, genres in GENRES_DU_PROFIL.items() if genre in genres)
    return Feuille(tableau.feuille.nom, profil, genre, lignes)


def _colonnes(
    tableau: Tableau, correspondance: Correspondance, aujourd_hui: date
) -> tuple[_Colonne, ...]:
    datees = {
        "naissance": assemblage.deux_naissances(
            dates.convertisseur(dates.de_naissance(aujourd_hui))
        ),
        "naissance_seule": dates.convertisseur(dates.de_naissance(aujourd_hui)),
        "dpe_date": dates.convertisseur(dates.de_dpe(aujourd_hui)),
        "date_entree": dates.convertisseur(dates.d_entree(aujourd_hui)),
        "date_suivi": dates.convertisseur(dates.de_suivi(aujourd_hui)),
    }
    tous = {**CONVERTISSEURS, **COMPOSES, **datees, "adresse": avec_pertes(lecteur_d_adresses())}
    return tuple(
        _Colonne(position, champ, tableau.entetes[position], _Connus(tous[CHAMPS[champ].lecture]))
        for champ, position in sorted(correspondance.champs().items(), key=lambda paire: paire[1])
    )


class _Lecteur:
    """Reads the lines of one sheet; row after row, which is how they lie in memory."""

    def __init__(self, tableau: Tableau, genre: Genre, colonnes: Sequence[_Colonne]) -> None:
        self._colonnes = tuple((c.position, c.champ, c.connus, c) for c in colonnes)
        self._largeur = max((c.position for c in colonnes), default=0) + 1
        self._entetes = tableau.feuille.lignes[tableau.ligne_entete - 1]
        self._nb_entetes = len(tableau.entetes)
        self._reperes = [(c.position, self._entetes[c.position]) for c in colonnes]
        self._assembler = assemblage.Assembleur(genre, {c.champ: c.entete for c in colonnes})

    def ligne(self, numero: int, brute: Sequence[Cellule]) -> LigneLue:
        """One typed line."""
        saut = self._saut(brute) if any(brute) else Saut.VIDE
        if saut is not None:
            return LigneLue(numero, {}, saut=saut)
        if len(brute) < self._largeur:
            brute = [*brute, *[""] * (self._largeur - len(brute))]
        valeurs: dict[str, Valeur] = {}
        anomalies: list[Anomalie] = []
        transit = False
        for position, champ, connus, colonne in self._colonnes:
            cellule = brute[position]
            if cellule == "":
                continue
            lu = connus[cellule]
            if isinstance(lu, Eclat):
                transit |= _eclater(lu, colonne, cellule, valeurs, anomalies)
            elif lu is not None:
                valeurs[champ] = lu
        if len(valeurs) <= 3 and not anomalies and (saut := self._peu(brute, valeurs)):
            return LigneLue(numero, {}, saut=saut)
        if transit:
            self._assembler.finir(valeurs, anomalies)
        rejet = self._decalee(brute) or self._assembler.rejet(valeurs)
        sans_ug = self._assembler.ug_attendue and "code_ug" not in valeurs
        return LigneLue(numero, valeurs, tuple(anomalies), rejet, None, sans_ug)

    def _saut(self, brute: Sequence[Cellule]) -> Saut | None:
        """A total or a repeated header, seen from the first cells."""
        position, entete = self._reperes[0]
        if position < len(brute) and brute[position] == entete:
            pareils = sum(1 for p, texte in self._reperes if p < len(brute) and brute[p] == texte)
            if pareils * 2 > len(self._reperes):
                return Saut.ENTETE_REPETEE
        premier = brute[0] if brute[0] != "" else next((c for c in brute if c != ""), "")
        if isinstance(premier, str) and premier.lower().startswith(_DEBUTS_TOTAL):
            peu = sum(1 for c in brute if c != "") * 2 <= len(brute) + 2
            if peu and _TOTAL.match(plier(premier)):
                return Saut.TOTAL
        return None

    def _peu(self, brute: Sequence[Cellule], valeurs: dict[str, Valeur]) -> Saut | None:
        """A line that says next to nothing: blank, or the title of a group of lines."""
        pleines = [c for c in brute if c != "" and not (isinstance(c, str) and not c.strip())]
        if not pleines or not valeurs:
            return Saut.VIDE
        if len(pleines) > 1 or len(self._reperes) < 4 or not isinstance(pleines[0], str):
            return None
        return Saut.TITRE if "code_ug" not in valeurs or " " in pleines[0].strip() else None

    def _decalee(self, brute: Sequence[Cellule]) -> Anomalie | None:
        """A text line with more cells than headers: a separator slipped inside a cell."""
        if len(brute) <= self._nb_entetes:
            return None
        reste = [en_texte(c) for c in brute[self._nb_entetes :] if c != ""]
        if not reste or len(brute) == len(self._entetes):
            return None
        return Anomalie("import.ligne_decalee", Gravite.IGNOREE, "", "", " ; ".join(reste)[:80])


def _eclater(
    lu: Eclat,
    colonne: _Colonne,
    cellule: Cellule,
    valeurs: dict[str, Valeur],
    anomalies: list[Anomalie],
) -> bool:
    """Spread a composed cell; a column of its own wins. True when something is in transit."""
    transit = False
    for champ, valeur in lu.valeurs:
        if not champ:
            valeurs[colonne.champ] = valeur
        elif champ[0] == "_":
            valeurs[champ] = valeur
            transit = True
        else:
            valeurs.setdefault(champ, valeur)
    if lu.soucis:
        brut = en_texte(cellule)
        anomalies.extend(
            Anomalie(s.code, s.gravite, colonne.champ, colonne.entete, brut, s.params)
            for s in lu.soucis
        )
    return transit
