"""Lines of linked tables become questionnaires: nested answers, turns under their own row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.enquetes.formulaire import Chemin, Formulaire, GenreQuestion
from app.services.enquetes.entrees import cellules
from app.services.enquetes.entrees.apercu import Motif
from app.services.enquetes.entrees.colonnes import Cible, Lecture, correspondre, reconnaitre
from app.services.enquetes.entrees.lecture import TableLue
from app.services.enquetes.tables import TableQuestions, tables
from app.services.imports.lignes import Cellule

Reponses = dict[str, Any]


@dataclass(slots=True)
class Rangee:
    """One questionnaire: its line in the main table, its cells by head, its answers."""

    numero: int
    cellules: Mapping[str, Cellule]
    reponses: Reponses
    notes: list[Motif] = field(default_factory=list)

    def texte(self, *entetes: str) -> str:
        """The first of these cells that is not empty."""
        for entete in entetes:
            if ecrit := cellules.brut(self.cellules.get(entete, "")):
                return ecrit
        return ""


@dataclass(slots=True)
class Rangees:
    """All questionnaires of a file, and what no line of them can tell."""

    entetes: tuple[str, ...]
    lignes: list[Rangee]
    remarques: list[Motif]
    reconnues: int
    """Columns that answer a question."""


@dataclass(slots=True)
class _Parent:
    """The row turns are put under: its answers, and the questionnaire it belongs to."""

    reponses: Reponses
    rangee: Rangee


def assembler(lues: Sequence[TableLue], formulaire: Formulaire) -> Rangees:
    """The questionnaires of the tables of a file, read as that form."""
    connues = tables(formulaire)
    roles = reconnaitre(lues, formulaire, connues)
    remarques = [
        Motif("enquete.depot.table_inconnue", lue.nom)
        for i, lue in enumerate(lues)
        if i not in roles and lue.repetee
    ]
    rangees = Rangees((), [], remarques, 0)
    parents: dict[Chemin, dict[tuple[str, str], _Parent]] = {}
    for i, table in sorted(roles.items(), key=lambda r: connues.index(r[1])):
        lue = lues[i]
        lecture = correspondre(lue, formulaire, table)
        rangees.reconnues += len(lecture.cibles)
        _dire_inconnues(lue, lecture, remarques)
        if table.parent is None:
            rangees.entetes = lue.entetes
            parents[()] = _principale(lue, lecture, rangees)
        else:
            dessus = parents.get(_porteur(table, parents), {})
            parents[table.chemin] = _repetee(lue, lecture, table, dessus, remarques)
    return rangees


def _porteur(table: TableQuestions, parents: Mapping[Chemin, object]) -> Chemin:
    chemin = table.parent or ()
    while chemin and chemin not in parents:
        chemin = chemin[:-1]
    return chemin


def _dire_inconnues(lue: TableLue, lecture: Lecture, remarques: list[Motif]) -> None:
    """Heads of columns that hold something and answer nothing, with the first value seen."""
    for rang in lecture.inconnues:
        for n, ligne in lue.donnees():
            if rang < len(ligne) and ligne[rang] != "":
                remarques.append(
                    Motif(
                        "enquete.depot.colonne_inconnue",
                        lue.entetes[rang],
                        cellules.brut(ligne[rang])[:80],
                        str(n),
                    )
                )
                break


def _principale(
    lue: TableLue, lecture: Lecture, rangees: Rangees
) -> dict[tuple[str, str], _Parent]:
    index = lue.colonne("_index", "KEY")
    parents: dict[tuple[str, str], _Parent] = {}
    for n, ligne in lue.donnees():
        cles = {e: c for e, c in zip(lue.entetes, ligne, strict=False) if e}
        rangee = Rangee(n, cles, {})
        _remplir(rangee.reponses, ligne, lecture, 0, rangee, n)
        rangees.lignes.append(rangee)
        rang = cellules.brut(ligne[index]) if index is not None and index < len(ligne) else ""
        parents["", rang or str(len(rangees.lignes))] = _Parent(rangee.reponses, rangee)
    return parents


def _repetee(
    lue: TableLue,
    lecture: Lecture,
    table: TableQuestions,
    dessus: Mapping[tuple[str, str], _Parent],
    remarques: list[Motif],
) -> dict[tuple[str, str], _Parent]:
    """Put each turn under its row; a turn whose row is not in the file is told, line by line."""
    lien, index = lue.colonne("_parent_index", "PARENT_KEY"), lue.colonne("_index", "KEY")
    segment = table.chemin[len(table.parent or ()) :]
    profondeur = len(table.chemin)
    parents: dict[tuple[str, str], _Parent] = {}
    for n, ligne in lue.donnees():
        vers = cellules.brut(ligne[lien]) if lien is not None and lien < len(ligne) else ""
        parent = dessus.get(("", vers))
        if parent is None:
            remarques.append(Motif("enquete.depot.tour_orphelin", lue.nom, vers, str(n)))
            continue
        tour: Reponses = {}
        _remplir(tour, ligne, lecture, profondeur, parent.rangee, n)
        _ou(parent.reponses, segment[:-1]).setdefault(segment[-1], []).append(tour)
        rang = cellules.brut(ligne[index]) if index is not None and index < len(ligne) else ""
        parents["", rang or str(n)] = _Parent(tour, parent.rangee)
    return parents


def _ou(reponses: Reponses, chemin: Sequence[str]) -> Reponses:
    """The mapping at the end of a path, made on the way."""
    for nom in chemin:
        reponses = reponses.setdefault(nom, {})
    return reponses


def _remplir(
    reponses: Reponses,
    ligne: Sequence[Cellule],
    lecture: Lecture,
    profondeur: int,
    rangee: Rangee,
    numero: int,
) -> None:
    """Put the answers of one line where they belong; `profondeur` names are already gone down."""
    coches: dict[Chemin, list[str]] = {}
    points: dict[Chemin, dict[int, str]] = {}
    directes: set[Chemin] = set()
    for rang, cible in lecture.cibles.items():
        if rang >= len(ligne) or ligne[rang] == "":
            continue
        chemin = cible.question.chemin[1 + profondeur :]
        if cible.choix:
            _cocher(coches.setdefault(chemin, []), cible, ligne[rang], rangee, numero)
        elif cible.coordonnee is not None:
            points.setdefault(chemin, {})[cible.coordonnee] = cellules.brut(ligne[rang])
        else:
            choix = lecture.choix.get("/".join(cible.question.chemin[1:]), ())
            lue = cellules.reponse(cible.question, ligne[rang], choix)
            directes.add(chemin)
            _ou(reponses, chemin[:-1])[chemin[-1]] = lue
    for chemin, codes in coches.items():
        if codes and chemin not in directes:
            _ou(reponses, chemin[:-1])[chemin[-1]] = " ".join(codes)
    for chemin, point in points.items():
        if chemin not in directes and {0, 1} <= set(point):
            dit = " ".join(point.get(i, "0") for i in range(max(point) + 1))
            _ou(reponses, chemin[:-1])[chemin[-1]] = dit


def _cocher(codes: list[str], cible: Cible, cellule: Cellule, rangee: Rangee, numero: int) -> None:
    choisi = cellules.coche(cellule)
    if choisi is None:
        rangee.notes.append(
            Motif(
                "enquete.depot.case_illisible",
                cible.question.nom,
                cellules.brut(cellule)[:80],
                str(numero),
            )
        )
    elif choisi and cible.question.genre is not GenreQuestion.CLASSEMENT:
        codes.append(cible.choix)
