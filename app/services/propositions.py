"""Offers of homes: offered, visited, answered, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.domain.logements import EtatLogement
from app.domain.propositions import verifier_jours, verifier_reponse
from app.domain.relogements import MotifRefus, ReponseProposition, Trajectoire
from app.domain.trajectoires import se_reloge
from app.services import trajectoires
from app.services.champs import poser, valider
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from db.models import Logement, Menage, MenageResume, Occupation, Proposition
from db.queries.relogement import PropositionFiche
from db.uow import Transaction, UnitOfWork

__all__ = [
    "CHAMPS",
    "ModifierProposition",
    "ProposerLogement",
    "PropositionFiche",
    "RepondreProposition",
    "RetirerProposition",
    "modifier",
    "proposer",
    "repondre",
    "retirer",
]

CHAMPS = frozenset({"proposee_le", "visite_le", "commission_le", "loyer", "charges", "apl"})
_JAMAIS = (EtatLogement.VENDU, EtatLogement.A_DEMOLIR)


@dataclass(frozen=True, slots=True)
class ProposerLogement:
    """A home is offered; `champs` (`CHAMPS`, by name) tells the rent and the days known."""

    menage_id: UUID
    logement_id: UUID
    proposee_le: date | None = None
    champs: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModifierProposition:
    """Say more of an offer: its visit, its commission, its rent (`CHAMPS`, by name)."""

    proposition_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RepondreProposition:
    """What the household answered; `le` None means today.

    A refusal has its reason. `trajectoire` says where the household goes when it accepted a home
    for good, None leaves it as it is. Answering again puts the former answer right.
    """

    proposition_id: UUID
    reponse: ReponseProposition
    le: date | None = None
    motif: MotifRefus | None = None
    precision: str = ""
    trajectoire: Trajectoire | None = None


@dataclass(frozen=True, slots=True)
class RetirerProposition:
    """The team takes the offer back (the home went to somebody else): it counts no more."""

    proposition_id: UUID
    precision: str = ""


def proposer(cmd: ProposerLogement, uow: UnitOfWork) -> Changes:
    """The offer, waiting for its answer.

    Raises `EntreeInvalide` ("proposition.futur", "proposition.visite_avant", a field) and
    `RegleMetier`: "proposition.proprietaire", "proposition.deja" (this home is already waiting for
    this household's answer), "proposition.chez_lui", "proposition.logement" (sold, to be
    demolished), "proposition.prise" (another household accepted it).
    """
    valeurs = valider(Proposition, cmd.champs, CHAMPS)
    with uow.ecriture("proposition.proposer") as tx:
        menage = charger_menage(tx.session, cmd.menage_id)
        logement = charger(tx.session, Logement, cmd.logement_id)
        jour = cmd.proposee_le or valeurs.pop("proposee_le", None) or tx.clock.today()
        valeurs.pop("proposee_le", None)
        verifier_jours(jour, valeurs.get("visite_le"), None, tx.clock.today())
        _verifier_logement(tx, menage, logement)
        ligne = Proposition(
            id=tx.ids.new(),
            menage_id=menage.id,
            logement_id=logement.id,
            proposee_le=jour,
            reponse=ReponseProposition.EN_ATTENTE,
            **valeurs,
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def modifier(cmd: ModifierProposition, uow: UnitOfWork) -> Changes:
    """The offer with these fields changed; raises `EntreeInvalide` as `proposer` does."""
    valeurs = valider(Proposition, cmd.champs, CHAMPS)
    with uow.ecriture("proposition.modifier") as tx:
        ligne = charger(tx.session, Proposition, cmd.proposition_id)
        change = poser(ligne, valeurs)
        verifier_jours(ligne.proposee_le, ligne.visite_le, ligne.repondue_le, tx.clock.today())
        if not change:
            return Changes.of(principal=ligne.id)
        tx.commit()
    return _changes(tx, ligne)


def repondre(cmd: RepondreProposition, uow: UnitOfWork) -> Changes:
    """The answer, and the trajectory it leads to when one is given.

    Raises `EntreeInvalide` ("proposition.motif", "proposition.reponse_avant",
    "proposition.futur") and `RegleMetier` ("proposition.retiree", "proposition.prise").
    """
    if cmd.reponse is ReponseProposition.RETIREE:
        return retirer(RetirerProposition(cmd.proposition_id, cmd.precision), uow)
    with uow.ecriture("proposition.repondre") as tx:
        ligne = charger(tx.session, Proposition, cmd.proposition_id)
        verifier_reponse(ligne.reponse, cmd.reponse, cmd.motif)
        valeurs = _reponse(cmd, tx.clock.today())
        verifier_jours(ligne.proposee_le, None, valeurs["repondue_le"], tx.clock.today())
        if cmd.reponse is ReponseProposition.ACCEPTEE:
            _verifier_libre(tx.session, ligne.logement_id, ligne.menage_id)
        change = poser(ligne, valeurs)
        if cmd.reponse is ReponseProposition.ACCEPTEE and cmd.trajectoire is not None:
            change |= _suivre(tx, ligne, cmd.trajectoire, valeurs["repondue_le"])
        if not change:
            return Changes.of(principal=ligne.id)
        tx.commit()
    return _changes(tx, ligne)


def retirer(cmd: RetirerProposition, uow: UnitOfWork) -> Changes:
    """The offer taken back today; it stays in the history and counts no more."""
    precisions = valider(Proposition, {"precision": cmd.precision}, frozenset({"precision"}))
    with uow.ecriture("proposition.retirer") as tx:
        ligne = charger(tx.session, Proposition, cmd.proposition_id)
        if ligne.reponse is ReponseProposition.RETIREE:
            return Changes.of(principal=ligne.id)
        retrait = {
            "reponse": ReponseProposition.RETIREE,
            "repondue_le": tx.clock.today(),
            "motif": None,
            "precision": precisions["precision"] or ligne.precision,
        }
        poser(ligne, retrait)
        tx.commit()
    return _changes(tx, ligne)


def _reponse(cmd: RepondreProposition, jour: date) -> dict[str, Any]:
    """The columns of an answer: they only make sense together."""
    textes = valider(Proposition, {"precision": cmd.precision}, frozenset({"precision"}))
    attend = cmd.reponse is ReponseProposition.EN_ATTENTE
    return {
        "reponse": cmd.reponse,
        "repondue_le": None if attend else cmd.le or jour,
        "motif": cmd.motif if cmd.reponse is ReponseProposition.REFUSEE else None,
        **textes,
    }


def _suivre(tx: Transaction, ligne: Proposition, code: Trajectoire, jour: date) -> bool:
    """Decide the trajectory unless it is already so; whether a decision was written."""
    connue = trajectoires.lire_dans(tx.session, ligne.menage_id)
    if connue.code is code and connue.origine is trajectoires.Origine.DECIDEE:
        return False
    # A decision noted since then stands before this one.
    if connue.origine is trajectoires.Origine.DECIDEE and connue.le is not None:
        jour = max(jour, connue.le)
    trajectoires.preparer(
        tx, trajectoires.DeciderTrajectoire(ligne.menage_id, code, ligne.precision or "", jour)
    )
    return True


def _verifier_logement(tx: Transaction, menage: Menage, logement: Logement) -> None:
    if not se_reloge(menage.statut):
        raise RegleMetier("proposition.proprietaire", menage=menage.nom)
    if logement.etat in _JAMAIS:
        raise RegleMetier("proposition.logement", etat=logement.etat)
    en_attente = tx.session.scalars(
        select(Proposition.proposee_le).where(
            Proposition.menage_id == menage.id,
            Proposition.logement_id == logement.id,
            Proposition.reponse == ReponseProposition.EN_ATTENTE,
        )
    ).first()
    if en_attente is not None:
        raise RegleMetier("proposition.deja", jour=en_attente)
    jour = tx.clock.today()
    chez_lui = tx.session.scalars(
        select(Occupation.id).where(
            Occupation.menage_id == menage.id,
            Occupation.logement_id == logement.id,
            (Occupation.debut.is_(None)) | (Occupation.debut <= jour),
            (Occupation.fin.is_(None)) | (Occupation.fin > jour),
        )
    ).first()
    if chez_lui is not None:
        raise RegleMetier("proposition.chez_lui", menage=menage.nom)
    _verifier_libre(tx.session, logement.id, menage.id)


def _verifier_libre(session: Session, logement_id: UUID, menage_id: UUID) -> None:
    """Raise `RegleMetier("proposition.prise")` when another household accepted that home."""
    autre = session.scalars(
        select(MenageResume.nom)
        .join(Proposition, Proposition.menage_id == MenageResume.menage_id)
        .where(
            Proposition.logement_id == logement_id,
            Proposition.menage_id != menage_id,
            Proposition.reponse == ReponseProposition.ACCEPTEE,
        )
    ).first()
    if autre is not None:
        raise RegleMetier("proposition.prise", menage=autre)


def _changes(tx: Transaction, ligne: Proposition) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        logements={ligne.logement_id},
        propositions={ligne.id},
    )
