"""A line set against the base: what it would change, and how that would be written."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import date_courte
from app.domain.retours import Issue
from app.services.exports.retours_fichiers.cibles import Trouve
from app.services.imports.apercu import Changement, motif
from app.services.imports.lignes import Anomalie, Gravite, Valeur
from db.uow import Transaction, UnitOfWork

Valeurs = Mapping[str, Valeur]
Ecrire = Callable[[UnitOfWork], Changes]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a line says: `dits` (by column) of `cible`.

    Two lines that say the same of the same thing say it once; two that differ are to be decided.
    `sure`: what it would do is known without trying.
    """

    issue: Issue
    motifs: tuple[Anomalie, ...] = ()
    changements: tuple[Changement, ...] = ()
    ecrire: Ecrire | None = None
    cible: Hashable = None
    dits: tuple[tuple[str, Hashable], ...] = ()
    sure: bool = False

    def contredit(self, dits: tuple[tuple[str, Hashable], ...]) -> bool:
        """Whether another line gives another value of the same thing."""
        autres = dict(dits)
        return any(c in autres and autres[c] != valeur for c, valeur in self.dits)

    def doutee(self, doutes: tuple[Anomalie, ...]) -> Part:
        """The same for a person to decide, when whom it is about was guessed."""
        if not doutes or self.issue not in (Issue.APPLICABLE, Issue.CONFLIT):
            return self
        return replace(self, issue=Issue.CONFLIT, motifs=(*doutes, *self.motifs))


@dataclass(frozen=True, slots=True)
class Vue:
    """All that a line says, as one: a person takes it or leaves it whole."""

    titre: str
    parts: tuple[Part, ...]
    menage_id: UUID | None = None
    """The household it is about, when one is known."""

    @property
    def issue(self) -> Issue:
        """The gravest that may be written; else why nothing may."""
        issues = {part.issue for part in self.parts}
        for issue in (Issue.REFUSEE, Issue.CONFLIT, Issue.APPLICABLE, Issue.IDENTIQUE):
            if issue in issues:
                return issue
        return Issue.INCONNUE

    @property
    def sure(self) -> bool:
        """Whether what it would do is known without trying."""
        return all(part.sure for part in self.parts)

    @property
    def motifs(self) -> tuple[Anomalie, ...]:
        """Every reason, each once; what changes nothing is told when nothing else is."""
        identique = self.issue is Issue.IDENTIQUE
        dites = [part for part in self.parts if identique or part.issue is not Issue.IDENTIQUE]
        return tuple(dict.fromkeys(m for part in dites for m in part.motifs))

    @property
    def changements(self) -> tuple[Changement, ...]:
        """Every value before and after."""
        return tuple(c for part in self.parts for c in part.changements)

    def ecrire(self, uow: UnitOfWork) -> Changes:
        """Write it all; raises what the services refuse."""
        changes = Changes()
        for part in self.parts:
            if part.ecrire is not None:
                changes |= part.ecrire(uow)
        return changes


class LecteurGenre:
    """What each kind of return gives: a line seen against the base as it is now."""

    def charger(self, lignes: Sequence[Valeurs]) -> None:
        """All the lines to come, for what they name to be asked for at once."""

    def ligne(self, valeurs: Valeurs) -> Vue:
        """What that line would do."""
        raise ValueError(type(self).__name__)

    def finir(self, tx: Transaction) -> Changes:
        """Write at once what lines left to be written together."""
        return Changes()


def inconnu(code: str, **params: str) -> Part:
    """Nothing of ours answers to that."""
    return Part(Issue.INCONNUE, (motif(code, Gravite.A_CONFIRMER, **params),))


def manque(trouve: Trouve, aucun: str, plusieurs: str, **params: str) -> Part:
    """Nothing, or several things, answer to that."""
    if not trouve.plusieurs:
        return inconnu(aucun, **params)
    return Part(Issue.REFUSEE, (motif(plusieurs, Gravite.IGNOREE, **params),))


def selon(changements: Iterable[Changement]) -> tuple[Issue, tuple[Changement, ...]]:
    """Same everywhere, filling what nobody knew, or replacing what we had."""
    reels = tuple(c for c in changements if c.apres is not None and c.avant != c.apres)
    if not reels:
        return Issue.IDENTIQUE, ()
    remplace = any(c.avant is not None for c in reels)
    return (Issue.CONFLIT if remplace else Issue.APPLICABLE), reels


def refus(erreur: AppError) -> Anomalie:
    """Why a service refuses a line, ready to be worded."""
    params = {nom: _dit(valeur) for nom, valeur in erreur.params.items() if nom != "code"}
    return Anomalie(erreur.code, Gravite.IGNOREE, "", "", "", tuple(params.items()))


def jour(valeurs: Valeurs, champ: str) -> date | None:
    """The day of that field."""
    lu = valeurs.get(champ)
    return lu if isinstance(lu, date) else None


def texte(valeurs: Valeurs, champ: str) -> str:
    """The words of that field, "" when there are none."""
    return str(valeurs.get(champ, ""))


def _dit(valeur: object) -> str:
    return date_courte(valeur) if isinstance(valeur, date) else str(valeur)
