"""The lines of one file together: the same thing twice is said once, two things are to be decided.

Neither of two lines that differ is the true one because it comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import replace
from uuid import UUID

from app.core.changes import Changes
from app.domain.retours import Issue
from app.services.exports.retours_fichiers.genres.vue import Part, Vue
from app.services.imports.apercu import motif
from app.services.imports.lignes import Gravite

_CITEES = 8


class Ensemble:
    """What lines say, by what they are about."""

    def __init__(self) -> None:
        self._dits: defaultdict[Hashable, list[tuple[str, Part]]] = defaultdict(list)

    def entendre(self, repere: str, vue: Vue) -> None:
        """Note what that line says."""
        for part in vue.parts:
            if part.cible is not None:
                self._dits[part.cible].append((repere, part))

    def contredite(self, vue: Vue) -> bool:
        """Whether a line already noted gives another value."""
        return any(self._autres(part) for part in vue.parts)

    def voir(self, repere: str, vue: Vue) -> Vue:
        """The line beside all the others of its file."""
        return replace(vue, parts=tuple(self._part(repere, part) for part in vue.parts))

    def _part(self, repere: str, part: Part) -> Part:
        if part.cible is None or part.issue is Issue.REFUSEE:
            return part
        premiere = next(
            (n for n, autre in self._dits[part.cible] if autre.dits == part.dits), repere
        )
        if premiere != repere:
            cause = motif("retours.doublon_identique", autre=premiere)
            return Part(Issue.IDENTIQUE, (cause,))
        autres = self._autres(part)
        if not autres:
            return part
        citees = ", ".join(autres[:_CITEES]) + (" …" if len(autres) > _CITEES else "")
        cause = motif("retour_fichier.lignes_contraires", Gravite.A_CONFIRMER, autres=citees)
        # One of them says what we have already: that one changes nothing, the other is decided.
        issue = part.issue if part.issue is Issue.IDENTIQUE else Issue.CONFLIT
        return replace(part, issue=issue, motifs=(cause, *part.motifs))

    def _autres(self, part: Part) -> list[str]:
        if part.cible is None:
            return []
        return [n for n, autre in self._dits[part.cible] if autre.contredit(part.dits)]


def reunir(faits: Iterable[Changes]) -> Changes:
    """All these changes as one, however many."""
    ids: defaultdict[str, set[UUID]] = defaultdict(set)
    principal = operation = None
    for fait in faits:
        for nom, touches in fait.ids.items():
            ids[nom] |= touches
        principal, operation = fait.principal or principal, fait.operation or operation
    return Changes.of(principal=principal, operation=operation, **ids)
