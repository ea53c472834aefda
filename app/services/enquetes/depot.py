"""Answers that come from a file: read by the same engine as those typed, with what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from math import isfinite
from types import MappingProxyType
from uuid import UUID

from app.core.errors import AppError, EntreeInvalide
from app.core.i18n import N_, _
from app.domain.enquetes.formulaire import GenreQuestion, Question
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.remplissage import Remplissage
from app.domain.enquetes.saisies import lire_reponse
from app.domain.enquetes.valeurs import texte as nombre_dit
from app.services.enquetes import saisies
from app.services.enquetes.questionnaires import QuestionnaireOuvert, ouvrir
from app.services.enquetes.saisies import CommencerEnquete, TerminerEnquete
from db.uow import UnitOfWork

_PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "enquete.entier": N_("Un nombre entier est attendu."),
        "enquete.nombre": N_("Un nombre est attendu."),
        "enquete.jour": N_("Une date est attendue, par exemple 2026-11-24."),
        "enquete.heure": N_("Une heure est attendue, par exemple 14:30."),
        "enquete.point": N_("Une position est attendue : latitude et longitude."),
        "enquete.forme": N_("« {saisie} » n’a pas la forme d’une réponse à cette question."),
        "enquete.choix": N_("Ce n’est pas un des choix proposés : {choix}."),
        "": N_("Cette réponse est refusée."),
    }
)
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
    """An answer that does not hold: the path of its question, and why.

    `code` is "enquete.choix", "enquete.entier"… or "enquete.contrainte"; "" when it is missing.
    """

    question: str
    libelle: str
    message: str
    reponse: str = ""
    code: str = ""


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
    questionnaire: QuestionnaireOuvert,
    brutes: Mapping[str, object],
    uow: UnitOfWork,
    *,
    exactes: bool = False,
) -> tuple[Remplissage, BilanReponses]:
    """The form filled with these answers, and what is wrong with them; nothing is written.

    `exactes` says that the answers were given elsewhere in full: no default is added to them.
    """
    fautes: list[Faute] = []
    inconnues: list[str] = []
    racine = questionnaire.plan.formulaire.racine
    lues = _lire(racine, brutes, "", fautes, inconnues)
    rempli = (
        saisies.remplissage(questionnaire, lues, uow.clock.now)
        if exactes
        else saisies.remplissage(questionnaire, {}, uow.clock.now, connues=lues)
    )
    fautes += [
        Faute(
            rempli.repere(n),
            rempli.libelle(n) or n.nom,
            message or _("Cette réponse est refusée."),
            n.valeur,
            "enquete.contrainte",
        )
        for n, message in rempli.fautives()
    ]
    ecartees = list(_comparer(rempli, rempli.racine, lues, fautes))
    manquantes = tuple(
        Faute(rempli.repere(n), rempli.libelle(n) or n.nom, "") for n in rempli.manquantes()
    )
    calculees = {
        rempli.repere(n): n.valeur
        for n in rempli.racine.descendants()
        if rempli.question(n).calcul is not None and n.visible
    }
    bilan = BilanReponses(
        rempli.reponses(pertinentes=True),
        calculees,
        tuple(fautes),
        manquantes,
        tuple(ecartees),
        tuple(inconnues),
    )
    return rempli, bilan


def _lire(
    question: Question,
    brutes: Mapping[str, object],
    ou: str,
    fautes: list[Faute],
    inconnues: list[str],
) -> dict[str, object]:
    """The answers as texts; what is no answer to its question is told and left out.

    A repeat nothing is said of has no turn. `ou` is the path of the group, with its turns.
    """
    lues: dict[str, object] = {}
    enfants = {e.nom: e for e in question.enfants}
    inconnues += [f"{ou}{n}" for n in brutes if n not in enfants]
    for nom, enfant in enfants.items():
        brute, ici = brutes.get(nom), f"{ou}{nom}"
        if enfant.genre is GenreQuestion.REPETITION:
            lues[nom] = _lire_tours(enfant, brute, ici, fautes, inconnues)
        elif enfant.enfants:
            if brute is not None and not isinstance(brute, Mapping):
                fautes.append(_mal_fait(ici, enfant, brute))
            dedans = brute if isinstance(brute, Mapping) else {}
            lues[nom] = _lire(enfant, dedans, f"{ici}/", fautes, inconnues)
        elif brute is not None:
            try:
                lues[nom] = lire_reponse(enfant, _texte(enfant, brute))
            except EntreeInvalide as erreur:
                fautes.append(Faute(ici, nom, dire_faute(erreur), _montrer(brute), erreur.code))
    return lues


def _lire_tours(
    question: Question, brute: object, ou: str, fautes: list[Faute], inconnues: list[str]
) -> list[dict[str, object]]:
    if brute is None:
        return []
    tours = []
    for i, tour in enumerate(brute if isinstance(brute, list) else [brute], 1):
        if isinstance(tour, Mapping):
            tours.append(_lire(question, tour, f"{ou}[{i}]/", fautes, inconnues))
        else:
            fautes.append(_mal_fait(f"{ou}[{i}]", question, tour))
    return tours


def _mal_fait(ou: str, question: Question, brute: object) -> Faute:
    """Something else where a group or a turn of a repeat was expected."""
    erreur = EntreeInvalide("enquete.forme", saisie=_montrer(brute), question=question.nom)
    return Faute(ou, question.nom, dire_faute(erreur), _montrer(brute), erreur.code)


def _montrer(brute: object) -> str:
    return str(brute)[:80]


def _texte(question: Question, brute: object) -> str:
    """A value of a JSON file as it would be typed; raises `EntreeInvalide("enquete.forme")`."""
    if isinstance(brute, bool):
        if question.genre is GenreQuestion.ACCORD:
            return "OK" if brute else ""
        return "true" if brute else "false"
    if isinstance(brute, list) and question.genre in _MULTIPLES:
        return " ".join(str(b) for b in brute)
    if isinstance(brute, float) and not isfinite(brute):
        raise EntreeInvalide("enquete.forme", saisie=str(brute), question=question.nom)
    if isinstance(brute, int | float):
        return nombre_dit(float(brute)) if isinstance(brute, float) else str(brute)
    if not isinstance(brute, str):
        raise EntreeInvalide("enquete.forme", saisie=_montrer(brute), question=question.nom)
    return brute


def _comparer(
    rempli: Remplissage, noeud: Noeud, lues: Mapping[str, object], fautes: list[Faute]
) -> Iterator[str]:
    """The given answers that are not relevant or not used, by path; those that are no choice go
    to `fautes`."""
    for nom, lue in lues.items():
        freres = noeud.enfants[nom]
        if isinstance(lue, list):
            for tour, donne in zip_longest(freres, lue):
                if donne is not None and tour is not None:
                    yield from _comparer(rempli, tour, donne, fautes)
            prefixe = "" if noeud.parent is None else f"{rempli.repere(noeud)}/"
            yield from (f"{prefixe}{nom}[{i}]" for i in range(len(freres) + 1, len(lue) + 1))
        elif isinstance(lue, Mapping):
            yield from _comparer(rempli, freres[0], lue, fautes)
        elif lue and not freres[0].visible:
            yield rempli.repere(freres[0])
        elif lue:
            fautes += _hors_choix(rempli, freres[0], str(lue))


def _hors_choix(rempli: Remplissage, noeud: Noeud, lue: str) -> Iterator[Faute]:
    """The answer, when it is none of the choices proposed; a list nobody gave refuses nothing."""
    question = rempli.question(noeud)
    if question.choix is None or question.calcul is not None:
        return
    codes = [c.code for c in rempli.choix(noeud)]
    donnes = lue.split() if question.genre in _MULTIPLES else [lue]
    if lue in codes or all(d in codes for d in donnes):
        return
    if codes or noeud.valeur != lue:
        erreur = EntreeInvalide("enquete.choix", saisie=lue, choix=", ".join(codes[:12]) or "–")
        yield Faute(
            rempli.repere(noeud),
            rempli.libelle(noeud) or noeud.nom,
            dire_faute(erreur),
            lue,
            erreur.code,
        )


def dire_faute(erreur: AppError) -> str:
    """What is wrong with one answer, in one sentence."""
    saisie, choix = erreur.params.get("saisie", ""), erreur.params.get("choix", "")
    return _(_PHRASES.get(erreur.code, _PHRASES[""])).format(saisie=saisie, choix=choix)
