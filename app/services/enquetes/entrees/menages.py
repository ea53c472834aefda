"""Which household a line tells of: its dwelling's code, its contract, else a search to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.domain.enquetes.formulaire import Formulaire, Question
from app.domain.texte import cle, plier
from app.services.enquetes.entrees.apercu import Candidat
from app.services.enquetes.entrees.rangees import Rangee
from app.services.enquetes.sorties.colonnes import reponse
from app.services.enquetes.tables import langues
from db.queries.enquetes_import import Annuaire

Chercheur = Callable[[str], tuple[Candidat, ...]]
_UG = frozenset(("ug", "code ug", "codeug", "numero ug", "no ug", "n ug", "reference ug", "ref ug"))
_CONTRAT = frozenset(
    ("numero contrat", "numero de contrat", "n contrat", "no contrat", "contrat", "n de contrat")
)
_MOTS = frozenset(
    ("nom", "prenom", "menage", "locataire", "titulaire", "adresse", "rue", "voie", "numero",
     "nom prenom", "nom et prenom", "nom du locataire", "nom de famille", "adresse du logement")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trouve:
    """The household of a line, or those among which a person decides."""

    menage_id: UUID | None = None
    titre: str = ""
    candidats: tuple[Candidat, ...] = ()


class Rattachement:
    """Looks households up for the lines of one file."""

    def __init__(
        self, annuaire: Annuaire, formulaire: Formulaire, colonne: str, chercheur: Chercheur
    ) -> None:
        self._annuaire = annuaire
        self._colonne = colonne
        self._chercher = chercheur
        self._questions = tuple(_utiles(formulaire.racine))

    def trouver(self, rangee: Rangee) -> Trouve:
        """The household this line names, when only one answers to it."""
        doutes: list[UUID] = []
        for annuaire, dit in self._references(rangee):
            ids = annuaire.get(cle(dit), ()) if cle(dit) else ()
            if len(ids) == 1:
                return Trouve(ids[0], self._annuaire.titres.get(ids[0], ""))
            doutes += [i for i in ids if i not in doutes]
        if doutes:
            titres = self._annuaire.titres
            return Trouve(candidats=tuple(Candidat(i, titres.get(i, "")) for i in doutes))
        mots = " ".join(dict.fromkeys(self._mots(rangee)))
        return Trouve(candidats=self._chercher(mots) if plier(mots) else ())

    def _references(self, rangee: Rangee) -> Iterator[tuple[Mapping[str, tuple[UUID, ...]], str]]:
        """What the line gives as code or contract, surest first, and where to look it up."""
        ugs, contrats = self._annuaire.par_ug, self._annuaire.par_contrat
        if self._colonne:
            dit = rangee.texte(self._colonne)
            yield ugs, dit
            yield contrats, dit
            return
        for genre, annuaire, champ in (
            (_UG, ugs, "logement.code_ug"),
            (_CONTRAT, contrats, "menage.numero_contrat"),
        ):
            for question, noms in self._questions:
                if question.champ == champ or noms & genre:
                    yield annuaire, reponse(rangee.reponses, question.chemin[1:])
            for entete in rangee.cellules:
                if plier(entete) in genre:
                    yield annuaire, rangee.texte(entete)

    def _mots(self, rangee: Rangee) -> Iterator[str]:
        """Names and address, from the questions and the heads that hold some."""
        if self._colonne:
            yield rangee.texte(self._colonne)
            return
        for question, noms in self._questions:
            if question.champ in _CHAMPS or noms & _MOTS:
                yield reponse(rangee.reponses, question.chemin[1:])
        for entete in rangee.cellules:
            if plier(entete) in _MOTS:
                yield rangee.texte(entete)


_CHAMPS = frozenset(("menage.nom", "logement.numero", "logement.voie", "logement.adresse"))


def _utiles(racine: Question) -> Iterator[tuple[Question, frozenset[str]]]:
    """The questions outside of repeats, with all they are called, folded."""
    for question in racine.enfants:
        if question.nombre is not None or question.genre.value == "repetition":
            continue
        if question.enfants:
            yield from _utiles(question)
        else:
            noms = frozenset(plier(n) for n in (question.nom, *langues(question.libelles)))
            yield question, noms | _debuts(noms)


def _debuts(noms: frozenset[str]) -> frozenset[str]:
    """ "Code UG du logement" is a code UG too."""
    return frozenset(
        connu for connu in _UG | _CONTRAT if any(n.startswith(f"{connu} ") for n in noms)
    ) - {"ug", "contrat"}
