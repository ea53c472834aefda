"""First answers of a questionnaire: what the household's record already knows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.domain.enquetes.fiche import Champ, questions_mappees, repetition_des_personnes
from app.domain.enquetes.formulaire import GenreQuestion, Question
from app.domain.texte import plier
from app.services.enquetes.questionnaires import QuestionnaireOuvert
from db.queries.fiche_modele import FicheMenage, PersonneFiche


def preremplir(fiche: FicheMenage, questionnaire: QuestionnaireOuvert) -> dict[str, object]:
    """First answers drawn from the record, for the questions that map to it."""
    racine = questionnaire.plan.formulaire.racine
    reponses: dict[str, object] = {}
    for question, champ in questions_mappees(racine):
        valeur = _connue(fiche, champ, question)
        if valeur:
            _poser(reponses, question.chemin[1:], valeur)
    repetition = repetition_des_personnes(racine)
    if repetition is not None and fiche.personnes:
        _poser(
            reponses,
            repetition.chemin[1:],
            [_tour(repetition, personne) for personne in fiche.personnes],
        )
    return reponses


def _tour(repetition: Question, personne: PersonneFiche) -> dict[str, object]:
    tour: dict[str, object] = {}
    for question in repetition.enfants:
        champ = Champ.lire(question.champ)
        if champ is not None and champ.objet == "personne":
            valeur = _ecrire(de_la_personne(personne, champ.nom), question)
            if valeur:
                tour[question.nom] = valeur
    return tour


def de_la_personne(personne: PersonneFiche, nom: str) -> object:
    """What is known of a person for one field; the age is today's."""
    return personne.age_ans if nom == "age" else getattr(personne, nom, None)


def _poser(reponses: dict[str, object], chemin: tuple[str, ...], valeur: object) -> None:
    ici: Any = reponses
    for nom in chemin[:-1]:
        ici = ici.setdefault(nom, {})
    ici[chemin[-1]] = valeur


def _connue(fiche: FicheMenage, champ: Champ, question: Question) -> str:
    if champ.objet == "menage":
        return _ecrire(getattr(fiche.menage, champ.nom, None), question)
    if champ.objet == "logement" and fiche.foyer is not None:
        return _ecrire(getattr(fiche.foyer, champ.nom, None), question)
    if champ.objet == "souhait" and champ.nom == "code" and fiche.souhaits:
        return _ecrire(fiche.souhaits[0].code, question)
    return ""


def _ecrire(valeur: object, question: Question) -> str:
    """A value of the record as an answer; a choice the form does not propose is dropped by it."""
    match valeur:
        case None:
            return ""
        case bool():
            return "oui" if valeur else "non"
        case StrEnum():
            return valeur.value
        case Decimal():
            return format(valeur.normalize(), "f")
        case date():
            return valeur.isoformat()
    ecrit = str(valeur)
    choisi = question.genre in (GenreQuestion.CHOIX, GenreQuestion.CHOIX_MULTIPLE)
    return plier(ecrit).replace(" ", "_") if choisi else ecrit
