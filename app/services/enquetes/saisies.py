"""Filling a questionnaire with a household: started, saved at each answer, finished."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.exc import IntegrityError

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.enquetes.campagnes import EtatEnquete
from app.domain.enquetes.remplissage import Remplissage
from app.services.chargement import charger
from app.services.enquetes import pieces
from app.services.enquetes.campagnes_suite import suivre
from app.services.enquetes.prerempli import preremplir
from app.services.enquetes.questionnaires import QuestionnaireOuvert, ouvrir_dans
from app.services.menages.ecriture import charger_menage
from db.engine import traduire
from db.models import Enquete, EnqueteSaisie, Menage, Questionnaire
from db.queries import enquetes as lecture
from db.queries.enquetes import EnqueteLigne, Reponses
from db.queries.fiche import lire_fiche
from db.uow import Transaction, UnitOfWork

__all__ = [
    "AbandonnerEnquete",
    "CommencerEnquete",
    "EnqueteLigne",
    "EnqueteOuverte",
    "LireEnquetes",
    "OuvrirEnquete",
    "SauverSaisie",
    "TerminerEnquete",
    "abandonner",
    "commencer",
    "lister",
    "ouvrir",
    "remplissage",
    "sauver",
    "terminer",
]


@dataclass(frozen=True, slots=True)
class CommencerEnquete:
    """Fill a questionnaire with a household; one already begun is taken up again."""

    menage_id: UUID
    questionnaire_id: UUID
    campagne_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class OuvrirEnquete:
    """Take up a filling where it stands."""

    enquete_id: UUID


@dataclass(frozen=True, slots=True)
class LireEnquetes:
    """Ask for what a household answered."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class SauverSaisie:
    """Keep what was answered so far; `ou` is the path of the question one is at."""

    enquete_id: UUID
    reponses: Mapping[str, object]
    ou: str = ""
    langue: str = ""
    repondues: int = 0
    posees: int = 0


@dataclass(frozen=True, slots=True)
class TerminerEnquete:
    """The questionnaire is finished (today unless `le`), with all its answers.

    `incomplete` says that missing or broken answers were seen and are left so.
    """

    enquete_id: UUID
    reponses: Mapping[str, object]
    incomplete: bool = False
    le: date | None = None
    langue: str = ""


@dataclass(frozen=True, slots=True)
class AbandonnerEnquete:
    """The filling is given up; what was answered is kept, no longer shown."""

    enquete_id: UUID


@dataclass(frozen=True, slots=True)
class EnqueteOuverte:
    """A filling ready to go on: the form, the answers so far, and where one was.

    `connues` is what the record already knows, for a filling without any answer yet.
    """

    enquete: EnqueteLigne
    questionnaire: QuestionnaireOuvert
    reponses: Mapping[str, object]
    connues: Mapping[str, object]
    ou: str
    langue: str
    menage: str = ""

    def remplir(self, maintenant: Callable[[], datetime]) -> Remplissage:
        """The form being filled, on plain values: nothing of the base is needed any more."""
        return remplissage(self.questionnaire, self.reponses, maintenant, self.langue, self.connues)


def remplissage(
    questionnaire: QuestionnaireOuvert,
    reponses: Mapping[str, object],
    maintenant: Callable[[], datetime],
    langue: str = "",
    connues: Mapping[str, object] | None = None,
) -> Remplissage:
    """A filling with these answers; without any, the form's defaults, then what is known."""
    return Remplissage(
        questionnaire.plan,
        maintenant,
        langue=langue,
        tables=questionnaire.tables,
        reponses=reponses or None,
        connues=connues,
    )


def commencer(cmd: CommencerEnquete, uow: UnitOfWork) -> Changes:
    """The filling, new or taken up again; `principal` is its id.

    Raises `RegleMetier` for a household or a form that is gone.
    """
    with uow.ecriture("enquete.commencer") as tx:
        charger_menage(tx.session, cmd.menage_id)
        forme = charger(tx.session, Questionnaire, cmd.questionnaire_id)
        en_cours = tx.session.scalar(
            select(Enquete)
            .join(Questionnaire, Questionnaire.id == Enquete.questionnaire_id)
            .where(
                Enquete.menage_id == cmd.menage_id,
                Questionnaire.identifiant == forme.identifiant,
                Enquete.etat == EtatEnquete.EN_COURS,
            )
            .order_by(Enquete.id.desc())
        )
        if en_cours is not None:
            return Changes.of(principal=en_cours.id)
        ligne = Enquete(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            questionnaire_id=forme.id,
            campagne_id=cmd.campagne_id,
            etat=EtatEnquete.EN_COURS,
            commencee_le=tx.clock.today(),
            par_id=tx.auteur_id,
            origine="saisie",
            reponses={},
        )
        tx.session.add(ligne)
        suivre(tx, ligne)
        tx.commit()
    return _changes(tx, ligne)


def _changes(tx: Transaction, ligne: Enquete) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        enquetes={ligne.id},
    )


def ouvrir(demande: OuvrirEnquete, uow: UnitOfWork) -> EnqueteOuverte:
    """The filling with its form; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        ligne = lecture.enquete(session, demande.enquete_id)
        lues = lecture.reponses(session, demande.enquete_id)
        if ligne is None or lues is None:
            raise RegleMetier("general.introuvable")
        questionnaire = ouvrir_dans(session, ligne.questionnaire_id)
        fiche = None if lues.saisies else lire_fiche(session, ligne.menage_id, uow.clock.today())
        menage = charger(session, Menage, ligne.menage_id).nom
    connues = preremplir(fiche, questionnaire) if fiche is not None else {}
    return EnqueteOuverte(
        ligne, questionnaire, lues.saisies, connues, lues.ou or "", lues.langue or "", menage
    )


def lister(demande: LireEnquetes, uow: UnitOfWork) -> tuple[EnqueteLigne, ...]:
    """What a household answered or is answering, newest first."""
    with uow.lecture() as session:
        return lecture.enquetes_du_menage(session, demande.menage_id)


def sauver(cmd: SauverSaisie, uow: UnitOfWork) -> None:
    """What was answered so far is on disk when this returns.

    It is not journaled: only a finished questionnaire is part of the household's history. Raises
    `PanneEnvironnement`, and `RegleMetier("general.introuvable")` for a filling that is gone.
    """
    remplace = _remplacer(cmd, uow.ids.new(), uow.clock.now())
    try:
        with uow.engine.begin() as connexion:
            connexion.execute(remplace)
    except IntegrityError as erreur:
        raise RegleMetier("general.introuvable") from erreur
    except Exception as erreur:
        panne = traduire(erreur)
        if panne is not None:
            raise panne from erreur
        raise


def _remplacer(cmd: SauverSaisie, id_: UUID, maintenant: datetime) -> Insert:
    """The statement that keeps these answers in place of the former ones."""
    valeurs = {
        "reponses": dict(cmd.reponses),
        "ou": cmd.ou or None,
        "langue": cmd.langue or None,
        "repondues": cmd.repondues,
        "posees": cmd.posees,
        "maj_a": maintenant,
    }
    ajout = insert(EnqueteSaisie).values(id=id_, enquete_id=cmd.enquete_id, **valeurs)
    return ajout.on_conflict_do_update(index_elements=["enquete_id"], set_=valeurs)


def terminer(cmd: TerminerEnquete, uow: UnitOfWork) -> Changes:
    """The finished questionnaire: answers that are relevant, calculations made again.

    Photos and files no answer names any more go; undoing brings them back.
    Raises `EntreeInvalide("enquete.incomplete")` naming how many answers are missing or break
    their constraint, unless `incomplete`; `EntreeInvalide("enquete.jour_futur")`.
    """
    with uow.ecriture("enquete.terminer") as tx:
        ligne = charger(tx.session, Enquete, cmd.enquete_id)
        jour = cmd.le or tx.clock.today()
        if jour > tx.clock.today():
            raise EntreeInvalide("enquete.jour_futur", jour=jour)
        questionnaire = ouvrir_dans(tx.session, ligne.questionnaire_id)
        rempli = remplissage(questionnaire, cmd.reponses, tx.clock.now)
        rempli.finir()
        manquantes, fautives = rempli.manquantes(), rempli.fautives()
        if (manquantes or fautives) and not cmd.incomplete:
            premiere = manquantes[0] if manquantes else fautives[0][0]
            raise EntreeInvalide(
                "enquete.incomplete",
                manquantes=len(manquantes),
                fautives=len(fautives),
                question=rempli.libelle(premiere) or premiere.nom,
            )
        ligne.reponses = rempli.reponses(pertinentes=True)
        ligne.etat = EtatEnquete.TERMINEE
        ligne.terminee_le = jour
        pieces.trier(tx, ligne.id, {n.valeur for n in rempli.visibles()})
        # Not journaled: undoing the end goes on from these answers.
        saisie = SauverSaisie(ligne.id, ligne.reponses, "", cmd.langue, *rempli.avancement())
        tx.session.execute(_remplacer(saisie, tx.ids.new(), tx.clock.now()))
        suivre(tx, ligne)
        tx.commit()
    return _changes(tx, ligne)


def abandonner(cmd: AbandonnerEnquete, uow: UnitOfWork) -> Changes:
    """The filling is no longer shown; undoing brings it back with its answers."""
    with uow.ecriture("enquete.abandonner") as tx:
        ligne = charger(tx.session, Enquete, cmd.enquete_id)
        ligne.etat = EtatEnquete.ABANDONNEE
        suivre(tx, ligne)
        tx.commit()
    return _changes(tx, ligne)


def reponses_de(enquete_id: UUID, uow: UnitOfWork) -> Reponses:
    """The answers that count; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        lues = lecture.reponses(session, enquete_id)
    if lues is None:
        raise RegleMetier("general.introuvable")
    return lues
