"""The latest questionnaire of a household in a few lines, for its follow-up sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.enquetes.campagnes import EtatEnquete
from app.domain.enquetes.relecture import GenreLigne, LigneLue, relire
from app.domain.partage import Destinataire, autorise
from app.services.enquetes.questionnaires import QuestionnaireOuvert, ouvrir_dans
from app.services.enquetes.saisies import remplissage
from db.queries import enquetes as lecture
from db.queries.enquetes import EnqueteLigne
from db.uow import UnitOfWork

LIGNES_MAX = 5
# Beginnings of the names of questions told first: what is wished, feared, expected, to put right.
_D_ABORD = (
    "crainte", "peur", "inquiet", "attente", "besoin", "raison", "dates_a_eviter", "voisin",
    "satisf", "mieux", "remarque", "commentaire", "promesse", "ressenti", "information",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ResumeEnquete:
    """What a sheet tells of a questionnaire.

    `lignes` are a few questions and answers the reader may receive and the record does not already
    hold; `reservees` counts the answers read only on the questionnaire itself, `manquantes` those
    expected and not given.
    """

    titre: str
    jour: date
    terminee: bool
    lignes: tuple[tuple[str, str], ...] = ()
    reservees: int = 0
    manquantes: int = 0


class Resumes:
    """Reads the summaries of a batch of households; each form is opened once."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._formes: dict[UUID, QuestionnaireOuvert] = {}

    def du_menage(
        self, session: Session, menage_id: UUID, pour: Destinataire
    ) -> ResumeEnquete | None:
        """The latest finished questionnaire, else the one begun; None for the bailleur."""
        if pour is Destinataire.BAILLEUR:
            return None
        ligne = _derniere(lecture.enquetes_du_menage(session, menage_id))
        if ligne is None:
            return None
        terminee = ligne.etat is EtatEnquete.TERMINEE
        resume = ResumeEnquete(ligne.titre, ligne.terminee_le or ligne.commencee_le, terminee)
        if pour is Destinataire.MENAGE:
            return resume
        return self._detailler(session, ligne, resume)

    def _detailler(
        self, session: Session, ligne: EnqueteLigne, resume: ResumeEnquete
    ) -> ResumeEnquete:
        lues = lecture.reponses(session, ligne.id)
        if lues is None:
            return resume
        forme = self._formes.get(ligne.questionnaire_id)
        if forme is None:
            forme = self._formes[ligne.questionnaire_id] = ouvrir_dans(
                session, ligne.questionnaire_id
            )
        rempli = remplissage(forme, lues.reponses, self._uow.clock.now)
        repondues = [
            li
            for li in relire(rempli, Destinataire.EQUIPE)
            if li.genre is GenreLigne.REPONSE and li.reponse and not li.image
        ]
        dicibles = [
            li for li in repondues if autorise(li.partage, Destinataire.EQUIPE, au_menage=False)
        ]
        return ResumeEnquete(
            resume.titre,
            resume.jour,
            resume.terminee,
            _choisir(dicibles),
            len(repondues) - len(dicibles),
            len(rempli.manquantes()),
        )


def _derniere(lignes: Sequence[EnqueteLigne]) -> EnqueteLigne | None:
    """The finished one with the latest day; a filling under way when there is none."""
    finies = [li for li in lignes if li.terminee_le is not None]
    if finies:
        return max(finies, key=lambda li: (li.terminee_le or li.commencee_le, li.id))
    return lignes[0] if lignes else None


def _choisir(lignes: Sequence[LigneLue]) -> tuple[tuple[str, str], ...]:
    """A few answers the record does not hold, what matters most first."""
    libres = [li for li in lignes if not li.champ]
    rangs = sorted(range(len(libres)), key=lambda i: (not libres[i].nom.startswith(_D_ABORD), i))[
        :LIGNES_MAX
    ]
    return tuple((libres[i].texte, libres[i].reponse) for i in sorted(rangs))
