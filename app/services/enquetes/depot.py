"""Answers that come from a file: read by the same engine as those typed, with what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.core.errors import AppError, EntreeInvalide
from app.domain.enquetes.formulaire import GenreQuestion, Question
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.remplissage import Remplissage
from app.domain.enquetes.saisies import lire_reponse
from app.services.enquetes import saisies
from app.services.enquetes.questionnaires import QuestionnaireOuvert, ouvrir
from app.services.enquetes.saisies import CommencerEnquete, TerminerEnquete
from db.uow import UnitOfWork

_MULTIPLES = (GenreQuestion.CHOIX_MULTIPLE, GenreQuestion.CLASSEMENT)


@dataclass(frozen=True, slots=True)
class RepondreEnquete:
    """Answers for a household, as nested names and values; `enregistrer` keeps them if right.

    Repeats are lists of mappings; multiple choices lists of codes, or codes separated by blanks.
    """

    menage_id: UUID
    questionnaire_id: UUID
    reponses: Mapping[str, object]
    enregistrer: bool = True
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Faute:
    """An answer that does not hold: the path of its question, and why."""

    question: str
    libelle: str
    message: str
    reponse: str = ""


@dataclass(frozen=True, slots=True)
class BilanReponses:
    """What the engine made of answers.

    `calculees` are the values the form computed; `ecartees` the answers that are not relevant;
    `inconnues` the names the form does not have; `enquete_id` is None when nothing was kept.
    """

    reponses: Mapping[str, object]
    calculees: Mapping[str, str]
    fautes: tuple[Faute, ...]
    manquantes: tuple[Faute, ...]
    ecartees: tuple[str, ...]
    inconnues: tuple[str, ...]
    enquete_id: UUID | None = None

    @property
    def juste(self) -> bool:
        """Whether nothing is missing or wrong."""
        return not (self.fautes or self.manquantes)


def repondre(cmd: RepondreEnquete, uow: UnitOfWork) -> BilanReponses:
    """What the answers give, kept as a finished questionnaire when asked and possible."""
    questionnaire = ouvrir(cmd.questionnaire_id, uow)
    rempli, bilan = examiner(questionnaire, cmd.reponses, uow)
    if not cmd.enregistrer or not (bilan.juste or cmd.incomplete):
        return bilan
    commencee = saisies.commencer(CommencerEnquete(cmd.menage_id, cmd.questionnaire_id), uow)
    if commencee.principal is None:
        return bilan
    saisies.terminer(
        TerminerEnquete(commencee.principal, rempli.reponses(), incomplete=cmd.incomplete), uow
    )
    return BilanReponses(
        bilan.reponses,
        bilan.calculees,
        bilan.fautes,
        bilan.manquantes,
        bilan.ecartees,
        bilan.inconnues,
        commencee.principal,
    )


def examiner(
    questionnaire: QuestionnaireOuvert, brutes: Mapping[str, object], uow: UnitOfWork
) -> tuple[Remplissage, BilanReponses]:
    """The form filled with these answers, and what is wrong with them; nothing is written."""
    fautes: list[Faute] = []
    inconnues: list[str] = []
    racine = questionnaire.plan.formulaire.racine
    lues = _lire(racine, brutes, fautes, inconnues)
    rempli = saisies.remplissage(questionnaire, lues, uow.clock.now)
    fautes += [
        Faute(_chemin(n), rempli.libelle(n) or n.nom, message, n.valeur)
        for n, message in rempli.fautives()
    ]
    fautes += list(_hors_choix(rempli))
    manquantes = tuple(
        Faute(_chemin(n), rempli.libelle(n) or n.nom, "") for n in rempli.manquantes()
    )
    calculees = {
        _chemin(n): n.valeur
        for n in rempli.racine.descendants()
        if rempli.question(n).calcul is not None and n.visible
    }
    ecartees = tuple(_chemin(n) for n in rempli.racine.descendants() if n.valeur and not n.visible)
    bilan = BilanReponses(
        rempli.reponses(pertinentes=True),
        calculees,
        tuple(fautes),
        manquantes,
        ecartees,
        tuple(inconnues),
    )
    return rempli, bilan


def _chemin(noeud: Noeud) -> str:
    """ "foyer/occupant[2]/age": turns of a repeat are numbered."""
    morceaux = []
    for n in noeud.lignee()[1:]:
        repetition = (
            isinstance(n.reference, Question) and n.reference.genre is GenreQuestion.REPETITION
        )
        morceaux.append(f"{n.nom}[{n.rang}]" if repetition else n.nom)
    return "/".join(morceaux)


def _lire(
    question: Question, brutes: Mapping[str, object], fautes: list[Faute], inconnues: list[str]
) -> dict[str, object]:
    """The answers as texts; what is no answer to its question is told and left out."""
    lues: dict[str, object] = {}
    enfants = {e.nom: e for e in question.enfants}
    inconnues += ["/".join((*question.chemin[1:], n)) for n in brutes if n not in enfants]
    for nom, brute in brutes.items():
        enfant = enfants.get(nom)
        if enfant is None or brute is None:
            continue
        if enfant.genre is GenreQuestion.REPETITION:
            tours = brute if isinstance(brute, list) else [brute]
            lues[nom] = [
                _lire(enfant, t, fautes, inconnues) for t in tours if isinstance(t, Mapping)
            ]
        elif enfant.enfants:
            if isinstance(brute, Mapping):
                lues[nom] = _lire(enfant, brute, fautes, inconnues)
        else:
            try:
                lues[nom] = lire_reponse(enfant, _texte(enfant, brute))
            except EntreeInvalide as erreur:
                fautes.append(
                    Faute("/".join(enfant.chemin[1:]), nom, dire_faute(erreur), str(brute))
                )
    return lues


def _texte(question: Question, brute: object) -> str:
    if isinstance(brute, bool):
        return "true" if brute else "false"
    if isinstance(brute, list) and question.genre in _MULTIPLES:
        return " ".join(str(b) for b in brute)
    if isinstance(brute, float) and brute == int(brute):
        return str(int(brute))
    return str(brute)


def _hors_choix(rempli: Remplissage) -> Iterator[Faute]:
    """Answers that are none of the choices proposed."""
    for noeud in rempli.visibles():
        question = rempli.question(noeud)
        if question.choix is None or not noeud.valeur:
            continue
        codes = {c.code for c in rempli.choix(noeud)}
        if any(c not in codes for c in noeud.valeur.split()) and noeud.valeur not in codes:
            yield Faute(_chemin(noeud), rempli.libelle(noeud) or noeud.nom, "choix", noeud.valeur)


def dire_faute(erreur: AppError) -> str:
    """The code of what is wrong; the words are those of the windows."""
    return erreur.code
