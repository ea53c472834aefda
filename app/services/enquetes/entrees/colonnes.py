"""Which question each column of a file answers: by name, then by label in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.enquetes.formulaire import Formulaire, GenreQuestion, Question
from app.domain.texte import plier
from app.services.enquetes.entrees.lecture import TableLue
from app.services.enquetes.tables import (
    MULTIPLES,
    ChoixDit,
    TableQuestions,
    choix_de,
    langues,
    libelle,
)

_META_KOBO = (
    "_id _uuid _index _submission_time _validation_status _notes _status _submitted_by _tags"
    " __version__ _version_ _parent_table_name _parent_index meta/instanceid meta/rootuuid"
    " meta/deprecatedid meta/instancename formhub/uuid _geolocation _attachments"
    " _xform_id_string _bamboo_dataset_id"
)
_META_ODK = (
    "meta-instanceid meta-instancename instanceid instancename key parent_key submissiondate"
    " submitterid submittername attachmentspresent attachmentsexpected status reviewstate edits"
    " formversion isvalidated"
)
_META_AUTRES = (
    "start end today username phonenumber subscriberid simserial simid deviceid audit code_ug"
    " numero_contrat menage"
)
METADONNEES = frozenset(" ".join((_META_KOBO, _META_ODK, _META_AUTRES)).split())
_DOUBLE = re.compile(r"(_\d+|\.\d+| \(\d+\))$")
_POINT = ("latitude", "longitude", "altitude", "precision")
_POINT_ODK = ("latitude", "longitude", "altitude", "accuracy")


@dataclass(frozen=True, slots=True)
class Cible:
    """What a column gives: the answer, whether one choice is chosen, or one coordinate."""

    question: Question
    choix: str = ""
    coordonnee: int | None = None


@dataclass(slots=True)
class Lecture:
    """How the columns of one table are read. `inconnues` are heads no question answers to."""

    cibles: dict[int, Cible] = field(default_factory=dict)
    inconnues: list[int] = field(default_factory=list)
    choix: dict[str, tuple[ChoixDit, ...]] = field(default_factory=dict)


class _Cles:
    """The questions of a table by all the names a column may have."""

    def __init__(self, formulaire: Formulaire, table: TableQuestions) -> None:
        self._exactes: dict[str, list[Cible]] = {}
        self._pliees: dict[str, list[Cible]] = {}
        self.choix: dict[str, tuple[ChoixDit, ...]] = {}
        questions = formulaire.questions
        for question in table.questions:
            choix = choix_de(formulaire, question)
            self.choix["/".join(question.chemin[1:])] = choix
            for nom in _noms(question, table, questions):
                self._ajouter(nom, Cible(question))
                if question.genre in MULTIPLES:
                    self._ajouter_choix(nom, question, choix)
                elif question.genre is GenreQuestion.POINT:
                    for rang, dit in enumerate(_POINT):
                        self._ajouter(f"_{nom}_{dit}", Cible(question, coordonnee=rang))
                        odk = Cible(question, coordonnee=rang)
                        self._ajouter(f"{nom}-{_POINT_ODK[rang]}", odk)

    def _ajouter_choix(self, nom: str, question: Question, choix: Sequence[ChoixDit]) -> None:
        for c in choix:
            for mot in (c.code, *c.libelles.values()):
                self._ajouter(f"{nom}/{mot}", Cible(question, choix=c.code))

    def _ajouter(self, nom: str, cible: Cible) -> None:
        for cles, cle in ((self._exactes, nom), (self._pliees, plier(nom))):
            liste = cles.setdefault(cle, [])
            if cle and cible not in liste:
                liste.append(cible)

    def trouver(self, entete: str, pris: set[tuple[object, ...]]) -> Cible | None:
        """The first question of that name that no column answers yet."""
        for tete in (entete, _DOUBLE.sub("", entete)):
            for cles, cle in ((self._exactes, tete), (self._pliees, plier(tete))):
                for cible in cles.get(cle, ()):
                    marque = (cible.question.chemin, cible.choix, cible.coordonnee)
                    if marque not in pris:
                        pris.add(marque)
                        return cible
        return None


def _noms(
    question: Question, table: TableQuestions, questions: Mapping[tuple[str, ...], Question]
) -> Iterator[str]:
    """Names of a question, surest first: paths, its own name, then labels with their groups."""
    chemin, porteur = question.chemin, len(table.porteur.chemin)
    for debut in (1, porteur):
        for signe in ("/", "-"):
            yield signe.join(chemin[debut:])
    yield question.nom
    yield from langues(question.libelles)
    for debut in (1, porteur):
        groupes = [questions[chemin[:n]] for n in range(debut + 1, len(chemin))]
        for langue in question.libelles:
            dits = [libelle(q.libelles, langue, q.nom) for q in (*groupes, question)]
            yield "/".join(dits)


def correspondre(lue: TableLue, formulaire: Formulaire, table: TableQuestions) -> Lecture:
    """The columns of a table read as the questions of a form."""
    cles = _Cles(formulaire, table)
    lecture = Lecture(choix=cles.choix)
    pris: set[tuple[object, ...]] = set()
    for rang, entete in enumerate(lue.entetes):
        if not entete:
            continue
        cible = cles.trouver(entete, pris)
        if cible is not None:
            lecture.cibles[rang] = cible
        elif not metadonnee(entete):
            lecture.inconnues.append(rang)
    return lecture


def metadonnee(entete: str) -> bool:
    """Whether a head is one that Kobo, ODK or this app adds by itself."""
    nom = entete.lower()
    return nom in METADONNEES or nom.startswith(("_submission_", "set-of-", "_parent_"))


def reconnaitre(
    lues: Sequence[TableLue], formulaire: Formulaire, tables: Sequence[TableQuestions]
) -> dict[int, TableQuestions]:
    """Which table of the form each table of the file is, by its rank in the file."""
    trouvees: dict[int, TableQuestions] = {}
    principales = [i for i, t in enumerate(lues) if not t.repetee]
    if principales:
        meilleure = max(
            principales, key=lambda i: len(correspondre(lues[i], formulaire, tables[0]).cibles)
        )
        trouvees[meilleure] = tables[0]
    restantes = list(tables[1:])
    for i, lue in enumerate(lues):
        if not lue.repetee or not restantes:
            continue
        choisie = max(restantes, key=lambda t: _ressemblance(lue, t, formulaire))
        if _ressemblance(lue, choisie, formulaire) > (0, 0):
            trouvees[i] = choisie
            restantes.remove(choisie)
    return trouvees


def _ressemblance(lue: TableLue, table: TableQuestions, formulaire: Formulaire) -> tuple[int, int]:
    """How much a table of the file looks like a repeat: its name, then its columns."""
    nom = plier(lue.nom)
    note = 0
    for dit in ("-".join(table.chemin), table.porteur.nom, *langues(table.porteur.libelles)):
        plie = plier(dit)
        if nom == plie or (len(lue.nom) >= 27 and plie.startswith(nom)):
            note = max(note, 3)
        elif nom.endswith(f" {plie}"):
            note = max(note, 2)
    return note, len(correspondre(lue, formulaire, table).cibles)
