"""Crews of moves: movers and pilotes sociaux, what they can attend in a day, where and when.

Their absences, and the closings of an estate, are `app.services.indisponibilites`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.demenagements import GenreEquipe
from app.domain.texte import plier
from app.services.champs import poser, valider
from app.services.chargement import charger, obligatoire
from db.models import Cite, Equipe
from db.queries import equipes as lecture
from db.queries.equipes import Absence, EquipeLigne
from db.uow import Transaction, UnitOfWork

__all__ = [
    "CHAMPS",
    "Absence",
    "CreerEquipe",
    "EquipeLigne",
    "ListerEquipes",
    "ModifierEquipe",
    "RetirerEquipe",
    "creer",
    "lister",
    "modifier",
    "reprendre",
    "retirer",
]

CHAMPS = frozenset(
    {"cite_id", "genre", "nom", "organisme", "telephone", "courriel", "capacite", "jours"}
)
CAPACITE_MAX = 50


@dataclass(frozen=True, slots=True)
class CreerEquipe:
    """A crew; other fields by column name: `cite_id` (None: every estate), `capacite`, `jours`."""

    nom: str
    genre: GenreEquipe
    champs: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModifierEquipe:
    """Change some fields of a crew, by column name."""

    equipe_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RetirerEquipe:
    """The crew no longer works here, or works again (`reprendre`); past moves keep its name."""

    equipe_id: UUID


@dataclass(frozen=True, slots=True)
class ListerEquipes:
    """Ask for the crews of an estate and those of every estate; retired ones too if asked."""

    cite_id: UUID | None = None
    actives: bool = True


def lister(demande: ListerEquipes, uow: UnitOfWork) -> tuple[EquipeLigne, ...]:
    """Movers first, then pilotes, by name, each with its absences not over."""
    with uow.lecture() as session:
        return lecture.lister(
            session, uow.clock.today(), cite_id=demande.cite_id, actives=demande.actives
        )


def creer(cmd: CreerEquipe, uow: UnitOfWork) -> Changes:
    """The crew.

    Raises `EntreeInvalide` ("saisie.…", "equipes.capacite", "equipes.jours") and
    `RegleMetier("equipes.deja")` for a name already given to an active crew.
    """
    valeurs = _valeurs({**cmd.champs, "genre": cmd.genre})
    with uow.ecriture("equipes.creer") as tx:
        ligne = Equipe(id=tx.ids.new(), nom=obligatoire(cmd.nom, _("Équipe")), **valeurs)
        _verifier(tx, ligne)
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def modifier(cmd: ModifierEquipe, uow: UnitOfWork) -> Changes:
    """The crew with these fields changed; raises as `creer` does."""
    valeurs = _valeurs(cmd.champs)
    with uow.ecriture("equipes.modifier") as tx:
        ligne = charger(tx.session, Equipe, cmd.equipe_id)
        if not poser(ligne, valeurs):
            return Changes.of(principal=ligne.id)
        _verifier(tx, ligne)
        tx.commit()
    return _changes(tx, ligne)


def retirer(cmd: RetirerEquipe, uow: UnitOfWork) -> Changes:
    """The crew is no longer offered nor planned with."""
    return _activer(cmd.equipe_id, uow, "equipes.retirer", actif=False)


def reprendre(cmd: RetirerEquipe, uow: UnitOfWork) -> Changes:
    """The crew works here again; raises `RegleMetier("equipes.deja")`."""
    return _activer(cmd.equipe_id, uow, "equipes.reprendre", actif=True)


def _activer(equipe_id: UUID, uow: UnitOfWork, libelle: str, *, actif: bool) -> Changes:
    with uow.ecriture(libelle) as tx:
        ligne = charger(tx.session, Equipe, equipe_id)
        if not poser(ligne, {"actif": actif}):
            return Changes.of(principal=ligne.id)
        _verifier(tx, ligne)
        tx.commit()
    return _changes(tx, ligne)


def _valeurs(champs: Mapping[str, object]) -> dict[str, Any]:
    """Checked values; weekdays as sorted digits, each once."""
    valeurs = valider(Equipe, champs, CHAMPS)
    capacite = valeurs.get("capacite")
    if capacite is not None and not 1 <= capacite <= CAPACITE_MAX:
        champ = _("Déménagements par jour")
        raise EntreeInvalide("equipes.capacite", champ=champ, valeur=capacite, maxi=CAPACITE_MAX)
    if "jours" in valeurs:
        jours = "".join(sorted(set(valeurs["jours"])))
        if set(jours) - set("1234567"):
            raise EntreeInvalide("equipes.jours", champ=_("Jours travaillés"))
        valeurs["jours"] = jours
    return valeurs


def _verifier(tx: Transaction, ligne: Equipe) -> None:
    if ligne.cite_id is not None:
        charger(tx.session, Cite, ligne.cite_id)
    if ligne.actif is not False:
        _refuser_homonyme(tx.session, ligne)


def _refuser_homonyme(session: Session, ligne: Equipe) -> None:
    for autre in session.execute(select(Equipe.id, Equipe.nom).where(Equipe.actif)):
        if plier(autre.nom) == plier(ligne.nom) and autre.id != ligne.id:
            raise RegleMetier("equipes.deja", nom=autre.nom)


def _changes(tx: Transaction, ligne: Equipe) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        equipes={ligne.id},
        cites=set() if ligne.cite_id is None else {ligne.cite_id},
    )
