"""Which fields of a household's record a question may map to, and how answers are read for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.domain.accompagnement import CodeSouhait
from app.domain.enquetes.formulaire import GenreQuestion, Question
from app.domain.texte import plier

OUI = frozenset(("oui", "yes", "o", "y", "1", "true", "vrai"))
NON = frozenset(("non", "no", "n", "0", "false", "faux"))
_SOUHAITS: Mapping[str, CodeSouhait] = MappingProxyType(
    {
        "retour": CodeSouhait.RETOUR,
        "revenir": CodeSouhait.RETOUR,
        "rester": CodeSouhait.RETOUR,
        "autre_cite": CodeSouhait.AUTRE_CITE,
        "cite": CodeSouhait.AUTRE_CITE,
        "mutation": CodeSouhait.AUTRE_CITE,
        "ailleurs": CodeSouhait.AILLEURS,
        "depart": CodeSouhait.AILLEURS,
        "partir": CodeSouhait.AILLEURS,
        "ne_sait_pas": CodeSouhait.NE_SAIT_PAS,
        "nsp": CodeSouhait.NE_SAIT_PAS,
        "sans_avis": CodeSouhait.NE_SAIT_PAS,
    }
)


@dataclass(frozen=True, slots=True)
class Champ:
    """A field of the record: "menage.loyer" is the column `loyer` of the household."""

    objet: str
    nom: str

    @classmethod
    def lire(cls, ecrit: str) -> Champ | None:
        """The field written in a form, or None when it is not of that shape."""
        objet, point, nom = ecrit.strip().lower().partition(".")
        return cls(objet, nom) if point and objet and nom else None


def questions_mappees(racine: Question) -> Iterator[tuple[Question, Champ]]:
    """The questions that map to a field, outside of the repeat of persons, in order."""
    for enfant in racine.enfants:
        if enfant.genre is GenreQuestion.REPETITION:
            continue
        if enfant.enfants:
            yield from questions_mappees(enfant)
        elif (champ := Champ.lire(enfant.champ)) is not None:
            yield enfant, champ


def repetition_des_personnes(racine: Question) -> Question | None:
    """The repeat whose turns are the persons of the household: its questions map to `personne`."""
    for question in racine.toutes():
        if question.genre is GenreQuestion.REPETITION and any(
            e.champ.startswith("personne.") for e in question.enfants
        ):
            return question
    return None


def oui_non(reponse: str) -> bool | None:
    """What a yes/no answer says, whatever its codes; None when it is neither."""
    plie = plier(reponse)
    if plie in OUI:
        return True
    return False if plie in NON else None


def souhait(reponse: str) -> CodeSouhait | None:
    """The wish behind an answer's code, None when it is no known word for one."""
    return _SOUHAITS.get(plier(reponse).replace(" ", "_"))
