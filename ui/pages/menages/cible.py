"""Which households an action is about: the rows chosen, or the whole list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from app.core.i18n import _, ngettext, nombre
from app.services import liste_menages
from app.services.liste_menages import PageListe
from app.services.menages import FiltreMenages


@dataclass(frozen=True, slots=True)
class Cible:
    """The list as filtered and sorted, the ranks chosen in it (none: all), and its columns."""

    filtre: FiltreMenages
    tri: str
    rangs: tuple[int, ...]
    combien: int
    filtre_dit: str
    colonnes: tuple[str, ...]

    @property
    def dite(self) -> str:
        """ "3 ménages choisis", "les 240 ménages de la liste"."""
        if self.rangs:
            texte = ngettext("{n} ménage choisi", "{n} ménages choisis", self.combien)
        else:
            texte = ngettext("le ménage de la liste", "les {n} ménages de la liste", self.combien)
        return texte.format(n=nombre(self.combien))

    @property
    def filtre_en_mots(self) -> str:
        """What was filtered, for the head of a paper."""
        morceaux = [self.filtre_dit] if self.filtre_dit else []
        if self.filtre.texte:
            morceaux.append(_("recherche « {texte} »").format(texte=self.filtre.texte))
        return " · ".join(morceaux)


def lire_ids(cible: Cible, uow: Any) -> tuple[UUID, ...]:
    """The households of the target, in the order of the list; runs on the database thread."""
    tous = liste_menages.ids(PageListe(cible.filtre, cible.tri), uow)
    if not cible.rangs:
        return tous
    return tuple(tous[r] for r in cible.rangs if r < len(tous))


def restreindre(cible: Cible, uow: Any) -> FiltreMenages:
    """A filter that keeps the target only; runs on the database thread."""
    if not cible.rangs:
        return cible.filtre
    return replace(FiltreMenages(suivi=None), parmi=lire_ids(cible, uow))
