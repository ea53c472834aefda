"""The delays of complaints: those in force, the team's own, and the clocks that follow them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.core.suivi import Suivi, SuiviMuet
from app.domain.reclamations import Urgence
from app.domain.reclamations_delais import Delais
from app.domain.reclamations_regles import HEURES_MAX, JOURS_MAX, SourceDelai, en_vigueur
from app.services.champs import poser
from app.services.reclamations.cadre import SANS_HORLOGE, Cadre
from db.models import DelaiReclamation
from db.queries import reclamations_ecriture as lecture
from db.queries.reclamations_ecriture import HorlogesLues
from db.uow import Transaction, UnitOfWork

__all__ = [
    "DelaiLu",
    "Delais",
    "DelaisChanges",
    "FixerDelai",
    "LireDelais",
    "RecalculerEcheances",
    "RetablirDelai",
    "SourceDelai",
    "Urgence",
    "fixer",
    "lire",
    "recalculer",
    "retablir",
]

TOUTES = ""
"""The category that means all of them."""
PAS = 200
"""How many complaints are reckoned between two words of where one is."""


@dataclass(frozen=True, slots=True)
class LireDelais:
    """Ask for the delays in force for these categories, beside those of every category."""

    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DelaiLu:
    """The delays of a category ("" for all) and an urgency; `defaut`: without the team's row."""

    categorie: str
    urgence: Urgence
    delais: Delais
    source: SourceDelai
    defaut: Delais

    @property
    def propre(self) -> bool:
        """Whether the team wrote that very line, so that it can go back to the default."""
        if self.categorie == TOUTES:
            return self.source is SourceDelai.EQUIPE
        return self.source is SourceDelai.CATEGORIE


@dataclass(frozen=True, slots=True)
class FixerDelai:
    """The team's delays for an urgency, or for one category; None: no such clock."""

    categorie: str
    urgence: Urgence
    delais: Delais


@dataclass(frozen=True, slots=True)
class RetablirDelai:
    """The team's line goes: the default holds again."""

    categorie: str
    urgence: Urgence


@dataclass(frozen=True, slots=True)
class RecalculerEcheances:
    """Reckon the clocks of open complaints again (a catalogue file changed)."""


@dataclass(frozen=True, slots=True)
class DelaisChanges(Changes):
    """How many open complaints have other due times than before."""

    recalculees: int = 0


def lire(demande: LireDelais, uow: UnitOfWork) -> tuple[DelaiLu, ...]:
    """Every category asked for × every urgency, all categories together first."""
    with uow.lecture() as session:
        equipe = lecture.delais_equipe(session)
    regles = uow.accompagnement.reclamations
    lus = []
    for categorie in (TOUTES, *demande.categories):
        for urgence in Urgence:
            delais, source = en_vigueur(regles, equipe, categorie, urgence)
            sans = {c: d for c, d in equipe.items() if c != (categorie, urgence)}
            defaut = en_vigueur(regles, sans, categorie, urgence)[0]
            lus.append(DelaiLu(categorie, urgence, delais, source, defaut))
    return tuple(lus)


def fixer(cmd: FixerDelai, uow: UnitOfWork, suivi: Suivi | None = None) -> DelaisChanges:
    """The team's delays; the open complaints they concern are reckoned again.

    Raises `EntreeInvalide("delai.borne")` naming the field, `Annule` when stopped: neither the
    delays nor any clock changed then.
    """
    valeurs = _valeurs(cmd.delais)
    with uow.ecriture("delais.fixer") as tx:
        ligne = _ligne(tx.session, cmd.categorie, cmd.urgence)
        if ligne is None:
            ligne = DelaiReclamation(
                id=tx.ids.new(), categorie=cmd.categorie, urgence=cmd.urgence, **valeurs
            )
            tx.session.add(ligne)
        elif not poser(ligne, valeurs):
            return DelaisChanges(principal=ligne.id)
        tx.session.flush()
        touchees = _recalculer(tx, cmd.categorie, cmd.urgence, suivi)
        tx.commit()
    if tx.reste_a_deriver:
        uow.mettre_au_jour()
    return _changes(tx, ligne.id, touchees)


def retablir(cmd: RetablirDelai, uow: UnitOfWork, suivi: Suivi | None = None) -> DelaisChanges:
    """The default holds again; nothing is written when it did already.

    Raises `Annule` when stopped: nothing changed then.
    """
    with uow.ecriture("delais.retablir") as tx:
        ligne = _ligne(tx.session, cmd.categorie, cmd.urgence)
        if ligne is None:
            return DelaisChanges()
        tx.session.delete(ligne)
        tx.session.flush()
        touchees = _recalculer(tx, cmd.categorie, cmd.urgence, suivi)
        tx.commit()
    if tx.reste_a_deriver:
        uow.mettre_au_jour()
    return _changes(tx, ligne.id, touchees)


def recalculer(
    _cmd: RecalculerEcheances, uow: UnitOfWork, suivi: Suivi | None = None
) -> DelaisChanges:
    """Every open complaint reckoned again with the delays in force, in one transaction.

    Raises `Annule` when stopped: nothing changed then.
    """
    with uow.ecriture("delais.recalculer") as tx:
        touchees = _recalculer(tx, TOUTES, None, suivi)
        if not touchees:
            return DelaisChanges()
        tx.commit()
    if tx.reste_a_deriver:
        uow.mettre_au_jour()
    return _changes(tx, None, touchees)


def _recalculer(
    tx: Transaction, categorie: str, urgence: Urgence | None, suivi: Suivi | None
) -> list[HorlogesLues]:
    """The open complaints whose due times changed."""
    suivi, cadre = suivi or SuiviMuet(), Cadre(tx)
    contestees = lecture.dernieres_contestations(tx.session, None)
    lues = tuple(lecture.horloges(tx.session, SANS_HORLOGE, categorie, urgence))
    touchees = []
    for debut in range(0, len(lues), PAS):
        valeurs = []
        for lue in lues[debut : debut + PAS]:
            voulues = cadre.calculer(lue, contestees.get(lue.id))
            if any(getattr(lue, nom) != valeur for nom, valeur in voulues.items()):
                touchees.append(lue)
                valeurs.append({"id_": lue.id, **voulues})
        lecture.poser_horloges(tx.session, valeurs)
        suivi.avance(min(debut + PAS, len(lues)), len(lues))
    return touchees


def _ligne(session: Session, categorie: str, urgence: Urgence) -> DelaiReclamation | None:
    return session.scalar(
        select(DelaiReclamation).where(
            DelaiReclamation.categorie == categorie, DelaiReclamation.urgence == urgence
        )
    )


def _valeurs(delais: Delais) -> dict[str, int | None]:
    """The three columns, each inside the bounds of the base."""
    bornes = (
        ("reponse_heures", _("Première réponse (heures ouvrées)"), HEURES_MAX),
        ("securisation_heures", _("Mise en sécurité (heures)"), HEURES_MAX),
        ("reparation_jours", _("Réparation (jours ouvrés)"), JOURS_MAX),
    )
    valeurs: dict[str, int | None] = {}
    for nom, libelle, maximum in bornes:
        valeur: int | None = getattr(delais, nom)
        if valeur is not None and not 1 <= valeur <= maximum:
            raise EntreeInvalide("delai.borne", champ=libelle, valeur=valeur, maximum=maximum)
        valeurs[nom] = valeur
    return valeurs


def _changes(
    tx: Transaction, principal: UUID | None, touchees: Sequence[HorlogesLues]
) -> DelaisChanges:
    faits = Changes.of(
        delais={principal} if principal else (),
        reclamations={r.id for r in touchees},
        menages={r.menage_id for r in touchees if r.menage_id},
    )
    return DelaisChanges(faits.ids, principal, tx.operation, len(touchees))
