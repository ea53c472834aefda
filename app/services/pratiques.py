"""Good practices: told for one household, for many at once (a meeting), and how far they go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import insert

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.domain.menages import Phase
from app.domain.parcours_modele import GenreElement
from app.domain.pratiques import OUVERTS, EtatPratique, a_noter, verifier_jour
from app.services.champs import valider
from app.services.chargement import charger
from app.services.couverture import ModelesDesGroupes
from app.services.menages.ecriture import charger_menage
from db.models import Pratique
from db.queries import pratiques as lecture
from db.queries.pratiques import PratiqueFiche
from db.uow import Transaction, UnitOfWork

__all__ = [
    "LirePratiques",
    "LirePropositions",
    "NoterPratique",
    "NoterPratiques",
    "PratiqueFiche",
    "PratiqueProposee",
    "PratiquesNotees",
    "RetirerPratique",
    "lire",
    "noter",
    "noter_plusieurs",
    "propositions",
    "retirer",
]


@dataclass(frozen=True, slots=True)
class NoterPratique:
    """What became of a practice, today unless `le`, by me unless `par_id`."""

    menage_id: UUID
    code: str
    etat: EtatPratique
    le: date | None = None
    par_id: UUID | None = None
    precision: str = ""
    visite_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NoterPratiques:
    """The same for several households at once: a meeting, a leaflet in every letter box."""

    menage_ids: tuple[UUID, ...]
    code: str
    etat: EtatPratique
    le: date | None = None
    par_id: UUID | None = None
    precision: str = ""


@dataclass(frozen=True, slots=True)
class PratiquesNotees(Changes):
    """How many households were told of; `laisses` already stood there, or further."""

    notes: int = 0
    laisses: int = 0


@dataclass(frozen=True, slots=True)
class RetirerPratique:
    """It was noted by mistake: what was told before is true again."""

    pratique_id: UUID


@dataclass(frozen=True, slots=True)
class LirePratiques:
    """Ask for everything told about the practices of a household, newest first."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class LirePropositions:
    """Ask what one could offer a household, or somebody not known yet (None)."""

    menage_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PratiqueProposee:
    """A practice of the catalogue; `attendue`: this household lacks it, in its present phase."""

    code: str
    fr: str
    en: str
    phase: Phase
    etat: EtatPratique | None
    attendue: bool


def noter(cmd: NoterPratique, uow: UnitOfWork) -> Changes:
    """One more row; the same thing told twice of the same day writes nothing.

    Raises `EntreeInvalide`: "pratique.futur", "pratique.inconnue", "pratique.motif" (set aside
    without a word of reason).
    """
    precision = _verifier(cmd.code, cmd.etat, cmd.precision, uow)
    with uow.ecriture("pratique.noter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        le = cmd.le or tx.clock.today()
        verifier_jour(le, tx.clock.today())
        par = cmd.par_id or tx.auteur_id
        dits = lecture.du_menage(tx.session, cmd.menage_id)
        dernier = next((p for p in dits if p.code == cmd.code), None)
        if dernier is not None and (dernier.etat, dernier.le) == (cmd.etat, le):
            ligne = charger(tx.session, Pratique, dernier.id)
            if (ligne.par_id, ligne.precision) == (par, precision):
                return Changes.of(principal=ligne.id)
        ligne = Pratique(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            code=cmd.code,
            etat=cmd.etat,
            le=le,
            par_id=par,
            precision=precision,
            visite_id=cmd.visite_id,
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def noter_plusieurs(cmd: NoterPratiques, uow: UnitOfWork) -> PratiquesNotees:
    """One operation for all, undone at once; nobody is taken back from further on.

    Raises as `noter`, and `EntreeInvalide("pratique.personne")` when nobody is chosen.
    """
    if not cmd.menage_ids:
        raise EntreeInvalide("pratique.personne")
    precision = _verifier(cmd.code, cmd.etat, cmd.precision, uow)
    with uow.ecriture("pratique.noter_plusieurs") as tx:
        le = cmd.le or tx.clock.today()
        verifier_jour(le, tx.clock.today())
        avant = lecture.derniers(tx.session, cmd.menage_ids, cmd.code)
        notes = [i for i, d in avant.items() if a_noter(d[0] if d else None, cmd.etat)]
        laisses = len(avant) - len(notes)
        if not notes:
            return PratiquesNotees(laisses=laisses)
        commun = {
            "code": cmd.code,
            "etat": cmd.etat,
            "le": le,
            "par_id": cmd.par_id or tx.auteur_id,
            "precision": precision,
        }
        faits = {tx.ids.new(): menage_id for menage_id in notes}
        lignes = [{"id": id_, "menage_id": menage_id, **commun} for id_, menage_id in faits.items()]
        tx.session.execute(insert(Pratique), lignes)
        tx.commit()
    ids = Changes.of(menages=notes, pratiques=faits).ids
    return PratiquesNotees(ids, None, tx.operation, len(notes), laisses)


def retirer(cmd: RetirerPratique, uow: UnitOfWork) -> Changes:
    """The practice without that row; the history keeps it."""
    with uow.ecriture("pratique.retirer") as tx:
        ligne = charger(tx.session, Pratique, cmd.pratique_id)
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne)


def lire(q: LirePratiques, uow: UnitOfWork) -> tuple[PratiqueFiche, ...]:
    """Every row of the household, newest first: the first of a code tells where it stands."""
    with uow.lecture() as session:
        return lecture.du_menage(session, q.menage_id)


def propositions(q: LirePropositions, uow: UnitOfWork) -> tuple[PratiqueProposee, ...]:
    """Every practice one may tell of, those that await this household now first."""
    parcours = uow.accompagnement.parcours
    siennes: Mapping[str, Phase] = {}
    dits: Mapping[str, EtatPratique] = {}
    ici = Phase.AVANT
    if q.menage_id is not None:
        with uow.lecture() as session:
            situation = lecture.situation(session, q.menage_id, uow.clock.today())
            cite_id = situation.cite_id
            ajustements = lecture.ajustements(session, cite_id) if cite_id else {}
        siennes = ModelesDesGroupes(parcours, ajustements).pratiques(situation.groupe)
        dits, ici = situation.etats, situation.groupe.phase
    trouvees = []
    for (genre, code), element in parcours.elements.items():
        if genre is GenreElement.PRATIQUE:
            etat = dits.get(code)
            attend = siennes.get(code) is ici and etat in OUVERTS
            trouvees.append(
                PratiqueProposee(code, element.fr, element.en, element.phase, etat, attend)
            )
    trouvees.sort(key=lambda p: (not p.attendue, p.phase is not ici))
    return tuple(trouvees)


def _verifier(code: str, etat: EtatPratique, precision: str, uow: UnitOfWork) -> str | None:
    if uow.accompagnement.parcours.element(GenreElement.PRATIQUE, code) is None:
        raise EntreeInvalide("pratique.inconnue", pratique=code)
    valeurs = valider(Pratique, {"precision": precision}, frozenset({"precision"}))
    net: str | None = valeurs["precision"]
    if etat is EtatPratique.SANS_OBJET and not net:
        raise EntreeInvalide("pratique.motif")
    return net


def _changes(tx: Transaction, ligne: Pratique) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        pratiques={ligne.id},
    )
