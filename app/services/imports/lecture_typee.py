"""From raw rows to typed lines: each distinct cell is converted once per column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, repeat

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


@dataclass(frozen=True, slots=True)
class _Colonne:
    """A column to read: where it is, where it goes, how."""

    position: int
    champ: str
    entete: str
    convertir: Convertisseur

    def lire(self, lignes: Sequence[Sequence[Cellule]]) -> tuple[list[Lu], bool]:
        """The column typed, each distinct cell converted once; True when a cell is composed."""
        position = self.position
        try:
            cellules = [ligne[position] for ligne in lignes]
        except IndexError:
            cellules = [ligne[position] if position < len(ligne) else "" for ligne in lignes]
        convertir = self.convertir
        connus = {cellule: convertir(cellule) for cellule in set(cellules) if cellule != ""}
        connus[""] = None
        composee = any(isinstance(lu, Eclat) for lu in connus.values())
        return [connus[cellule] for cellule in cellules], composee


def lire_lignes(tableau: Tableau, correspondance: Correspondance, aujourd_hui: date) -> Feuille:
    """Every line under the header, typed, with its oddities; nothing is dropped in silence."""
    genre = Genre(tableau.genre)
    colonnes = _colonnes(tableau, correspondance, aujourd_hui)
    debut = tableau.ligne_entete
    brutes = tableau.feuille.lignes[debut:]
    lues = [colonne.lire(brutes) for colonne in colonnes]
    lecteur = _Lecteur(tableau, genre, colonnes, lues)
    lignes = tuple(map(lecteur.ligne, count(debut + 1), brutes, lecteur.simples(), count()))
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
        _Colonne(position, champ, tableau.entetes[position], tous[CHAMPS[champ].lecture])
        for champ, position in sorted(correspondance.champs().items(), key=lambda paire: paire[1])
    )


class _Lecteur:
    """Puts the lines of one sheet back together from its typed columns."""

    def __init__(
        self,
        tableau: Tableau,
        genre: Genre,
        colonnes: Sequence[_Colonne],
        lues: Sequence[tuple[list[Lu], bool]],
    ) -> None:
        paires = list(zip(colonnes, lues, strict=True))
        self._simples = [(c, valeurs) for c, (valeurs, composee) in paires if not composee]
        self._composees = [(c, valeurs) for c, (valeurs, composee) in paires if composee]
        self._champs = tuple(c.champ for c, _ in self._simples)
        self._entetes = tableau.feuille.lignes[tableau.ligne_entete - 1]
        self._nb_entetes = len(tableau.entetes)
        self._reperes = [(c.position, self._entetes[c.position]) for c in colonnes]
        self._assembler = assemblage.Assembleur(genre, {c.champ: c.entete for c in colonnes})

    def simples(self) -> Iterator[tuple[Lu, ...]]:
        """Line after line, the values of the columns that hold nothing odd nor composed."""
        if not self._simples:
            return repeat(())
        return zip(*(valeurs for _, valeurs in self._simples), strict=True)

    def ligne(
        self, numero: int, brute: Sequence[Cellule], simples: Sequence[Lu], rang: int
    ) -> LigneLue:
        """One typed line."""
        saut = self._saut(brute) if any(brute) else Saut.VIDE
        if saut is not None:
            return LigneLue(numero, {}, saut=saut)
        valeurs: dict[str, Valeur] = {
            champ: lu  # type: ignore[misc]  # no Eclat among the simple columns
            for champ, lu in zip(self._champs, simples, strict=True)
            if lu is not None
        }
        anomalies: list[Anomalie] = []
        transit = False
        for colonne, lues in self._composees:
            lu = lues[rang]
            if isinstance(lu, Eclat):
                transit |= _eclater(lu, colonne, brute[colonne.position], valeurs, anomalies)
            elif lu is not None:
                valeurs[colonne.champ] = lu
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
