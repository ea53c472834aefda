"""The questions of a form, and what a person may settle for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.i18n import _, langue
from app.domain.accompagnement import FamilleBesoin
from app.domain.catalogues import Catalogues
from app.domain.enquetes.comparaison import COMPARABLE, Sorte, a_comparer, sorte
from app.domain.enquetes.formulaire import (
    SANS_REPONSE,
    GenreQuestion,
    Question,
    Remarque,
)
from app.domain.partage import Partage
from app.services.enquetes.questionnaires import QuestionnaireOuvert, ouvrir_dans
from app.services.enquetes.saisies import remplissage
from app.services.logements import CHAMPS as LOGEMENT
from app.services.menages.ecriture import CHAMPS, CHAMPS_PERSONNE
from db.models import (
    Base,
    Logement,
    Menage,
    Personne,
    Questionnaire,
    QuestionnaireReglage,
    info_de,
)
from db.uow import UnitOfWork

__all__ = [
    "ChampPossible",
    "LireQuestions",
    "QuestionReglable",
    "QuestionsLues",
    "champs_de_la_fiche",
    "lire",
]
_CLES = {"code_ug", "cite_id", "tranche_id"}  # a survey never says which dwelling it is


@dataclass(frozen=True, slots=True)
class LireQuestions:
    """Ask for the questions of a version of a form."""

    questionnaire_id: UUID


@dataclass(frozen=True, slots=True)
class ChampPossible:
    """A field of the record in words; `groupe` says of what. `personne` ones go in repeats only."""

    code: str
    libelle: str
    groupe: str

    @property
    def personne(self) -> bool:
        """Whether it is a field of each person."""
        return self.code.startswith("personne.")


@dataclass(frozen=True, slots=True)
class QuestionReglable:
    """A question: where it stands, what holds for it now, what a person settled (None: nothing).

    `champ` and `partage` are those in force; `dans_repetition` says it is asked several times.
    """

    chemin: str
    nom: str
    libelle: str
    ligne: int
    genre: GenreQuestion
    champ: str
    partage: Partage
    champ_regle: str | None
    partage_regle: Partage | None
    dans_repetition: bool
    sorte: Sorte | None


@dataclass(frozen=True, slots=True)
class QuestionsLues:
    """The questions in order, and those of other forms each kind may be likened to."""

    questionnaire_id: UUID
    identifiant: str
    titre: str
    version: str
    questions: tuple[QuestionReglable, ...]
    semblables: Mapping[Sorte, tuple[ChampPossible, ...]]
    remarques: tuple[Remarque, ...]


def lire(demande: LireQuestions, uow: UnitOfWork) -> QuestionsLues:
    """The questions of a form with what is settled; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        ouvert = ouvrir_dans(session, demande.questionnaire_id)
        reglages = {
            r.chemin: (r.champ, r.partage)
            for r in session.scalars(
                select(QuestionnaireReglage).where(
                    QuestionnaireReglage.identifiant == ouvert.identifiant
                )
            )
        }
        autres = [ouvrir_dans(session, id_) for id_ in _autres_formes(session, ouvert.identifiant)]
    libelles = _libelles(ouvert, uow)
    racine = ouvert.plan.formulaire.racine
    questions = tuple(
        QuestionReglable(
            chemin,
            q.nom,
            libelles.get(q.chemin, q.nom),
            q.ligne,
            q.genre,
            q.champ,
            q.partage,
            *reglages.get(chemin, (None, None)),
            repetee,
            None if repetee else sorte(q),
        )
        for q, repetee in _questions(racine)
        for chemin in ("/".join(q.chemin[1:]),)
    )
    return QuestionsLues(
        ouvert.id,
        ouvert.identifiant,
        ouvert.titre,
        ouvert.version,
        questions,
        {s: tuple(_semblables(autres, s, uow)) for s in Sorte},
        ouvert.plan.formulaire.remarques,
    )


def _questions(racine: Question, *, repetee: bool = False) -> Iterator[tuple[Question, bool]]:
    """Every question that gets an answer, and whether it stands in a repeat."""
    for enfant in racine.enfants:
        if enfant.enfants:
            dedans = repetee or enfant.genre is GenreQuestion.REPETITION
            yield from _questions(enfant, repetee=dedans)
        elif enfant.genre not in SANS_REPONSE and enfant.chemin[1] != "meta":
            yield enfant, repetee


def _libelles(ouvert: QuestionnaireOuvert, uow: UnitOfWork) -> dict[tuple[str, ...], str]:
    """The words of each question; those of a repeat without a turn yet keep what is constant."""
    rempli = remplissage(ouvert, {}, uow.clock.now)
    dits = {rempli.question(n).chemin: rempli.libelle(n) for n in rempli.racine.descendants()}
    for question in ouvert.plan.formulaire.racine.toutes():
        if not dits.get(question.chemin):
            textes = question.libelles.get(ouvert.plan.formulaire.langue) or next(
                iter(question.libelles.values()), ()
            )
            dits[question.chemin] = "".join(
                m if isinstance(m, str) else "…" for m in textes
            ).strip()
    return {chemin: dit for chemin, dit in dits.items() if dit}


def _autres_formes(session: Session, identifiant: str) -> tuple[UUID, ...]:
    return tuple(
        session.scalars(
            select(Questionnaire.id)
            .where(Questionnaire.actif, Questionnaire.identifiant != identifiant)
            .order_by(Questionnaire.titre)
        )
    )


def _semblables(
    formes: list[QuestionnaireOuvert], genre: Sorte, uow: UnitOfWork
) -> Iterator[ChampPossible]:
    for forme in formes:
        libelles = _libelles(forme, uow)
        for question in a_comparer(forme.plan.formulaire.racine):
            if sorte(question) is genre:
                yield ChampPossible(
                    f"{COMPARABLE}{question.nom}",
                    libelles.get(question.chemin, question.nom),
                    forme.titre,
                )


def champs_de_la_fiche(catalogues: Catalogues) -> tuple[ChampPossible, ...]:
    """Every field of the record a question may map to, in words."""
    return (
        *_colonnes(Menage, "menage", sorted(CHAMPS), _("Ménage")),
        *_colonnes(Personne, "personne", sorted(CHAMPS_PERSONNE), _("Personne")),
        *_colonnes(Logement, "logement", sorted(LOGEMENT - _CLES), _("Logement")),
        ChampPossible("souhait.code", _("Souhait"), _("Relogement")),
        *(
            ChampPossible(f"besoin.{e.code}", e.libelle(langue()), _("Besoin"))
            for e in catalogues.besoins.famille(FamilleBesoin.LOGEMENT.value)
        ),
    )


def _colonnes(
    modele: type[Base], objet: str, noms: Iterable[str], groupe: str
) -> Iterator[ChampPossible]:
    colonnes = modele.__table__.c
    for nom in noms:
        if nom in colonnes and (libelle := info_de(colonnes[nom])["libelle"]):
            yield ChampPossible(f"{objet}.{nom}", _(libelle), groupe)
