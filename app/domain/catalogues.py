"""Catalogues of words: what they hold, how one finds an entry while typing, how one is read.

A catalogue is data. Visits keep codes; a code no catalogue knows (free words of an old file) is
shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from app.domain.accompagnement import FamilleBesoin
from app.domain.attachements import NatureAttachement
from app.domain.catalogue_fautes import Faute, Table, uniques
from app.domain.garanties import Garantie
from app.domain.menages import Phase
from app.domain.reclamations import Urgence
from app.domain.reclamations_regles import garanties_connues
from app.domain.texte import plier

_CHAMPS = ("code", "fr", "en", "touche", "mots", "phases", "ton", "famille")
_RECLAMATIONS = "reclamations"
_CHAMPS_RECLAMATIONS = ("urgence", "garanties")
_TONS = ("agreable", "penible", "neutre")
_PHASES = tuple(phase.value for phase in Phase)
# Which kind of need, or of attachment, a word is about: without it, it is never proposed.
_FAMILLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "besoins": tuple(famille.value for famille in FamilleBesoin),
        "attachements": tuple(nature.value for nature in NatureAttachement),
    }
)


@dataclass(frozen=True, slots=True)
class Entree:
    """One word of a catalogue; `touche` typed alone finds it at once.

    `urgence` and `garanties` are those of a category of complaints: what is proposed first, what
    its defects may fall under.
    """

    code: str
    fr: str
    en: str
    touche: str = ""
    mots: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    ton: str = ""
    famille: str = ""
    urgence: str = ""
    garanties: tuple[str, ...] = ()

    def libelle(self, langue: str) -> str:
        """The label in "fr" or "en"."""
        return self.en if langue == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries of one subject, in the order they are proposed."""

    nom: str
    entrees: tuple[Entree, ...]

    def trouver(self, code: str) -> Entree | None:
        """The entry of that code, or None for a free word."""
        return next((e for e in self.entrees if e.code == code), None)

    def libelle(self, code: str, langue: str) -> str:
        """The label of a code; an unknown code is a free word, shown as it is."""
        entree = self.trouver(code)
        return entree.libelle(langue) if entree else code

    def chercher(self, texte: str, langue: str) -> tuple[Entree, ...]:
        """Entries that answer what is being typed: by key, then label, then other words."""
        cherche = plier(texte)
        if not cherche:
            return self.entrees
        notes = ((_rang(e, cherche, langue), i, e) for i, e in enumerate(self.entrees))
        retenues = sorted(n for n in notes if n[0] is not None)
        return tuple(e for _r, _i, e in retenues)

    def famille(self, famille: str) -> tuple[Entree, ...]:
        """The entries of one family."""
        return tuple(e for e in self.entrees if e.famille == famille)

    def pour_phase(self, phase: str) -> tuple[Entree, ...]:
        """All entries, those of that phase first."""
        return tuple(sorted(self.entrees, key=lambda e: phase not in e.phases))


@dataclass(frozen=True, slots=True)
class Catalogues:
    """All the catalogues of the app, as loaded once by whoever starts it.

    `etapes` and `pratiques` are the milestones and practices of journeys, for their labels;
    `jalons` the codes of the milestones of each template, in order; `demenagement` the lines of
    the checklist of a move and `prise_en_main` those of a renovated home, for their labels too.
    """

    motifs: Catalogue
    ressentis: Catalogue
    besoins: Catalogue
    orientations: Catalogue
    reclamations: Catalogue
    liens: Catalogue
    sujets: Catalogue
    attachements: Catalogue
    etapes: Catalogue
    pratiques: Catalogue
    jalons: Mapping[str, tuple[str, ...]]
    demenagement: Catalogue = field(default_factory=lambda: Catalogue("demenagement", ()))
    lieux: Catalogue = field(default_factory=lambda: Catalogue("lieux", ()))
    prise_en_main: Catalogue = field(default_factory=lambda: Catalogue("prise_en_main", ()))


def _rang(entree: Entree, cherche: str, langue: str) -> int | None:
    """How well an entry answers: 0 its key, 1 start of its label, 2 a word of it, 3 other words."""
    if cherche == entree.touche:
        return 0
    libelle = plier(entree.libelle(langue))
    if libelle.startswith(cherche):
        return 1
    if f" {cherche}" in libelle:
        return 2
    if any(f" {cherche}" in f" {plier(mot)}" for mot in (*entree.mots, entree.fr)):
        return 3
    return None


def composer(
    nom: str, contenu: Mapping[str, Any], fautes: list[Faute], codes: Collection[str] | None = None
) -> Catalogue:
    """The catalogue written in one file; what is wrong is added to `fautes`.

    `codes` are the only ones allowed, when the base knows no other (kinship).
    """
    racine = Table(contenu, (), fautes, ("entree",))
    champs: tuple[str, ...] = _CHAMPS if nom in _FAMILLES else _CHAMPS[:-1]
    if nom == _RECLAMATIONS:
        champs += _CHAMPS_RECLAMATIONS
    tables = racine.tables("entree", champs)
    lues = [(table, _entree(table, _FAMILLES.get(nom, ()))) for table in tables]
    if nom == _RECLAMATIONS:
        lues = [(table, _avec_regles(table, entree)) for table, entree in lues]
    for table, entree in lues:
        if codes is not None and entree.code and entree.code not in codes:
            table.refuser("code_fige", "code", valeur=entree.code, connus=", ".join(codes))
    uniques((t, e.code) for t, e in lues)
    uniques(((t, e.touche) for t, e in lues if e.touche), "touche")
    return Catalogue(nom, tuple(e for _t, e in lues))


def completer(catalogue: Catalogue, ajout: Catalogue) -> Catalogue:
    """The shipped catalogue with a team's own: same code replaces, new codes come at the end.

    A key a team gives to an entry of its own is taken from the shipped entry that had it.
    """
    nouvelles = {e.code: e for e in ajout.entrees}
    prises = {e.touche for e in ajout.entrees if e.touche}
    gardees = [
        nouvelles.pop(e.code) if e.code in nouvelles else _ceder(e, prises)
        for e in catalogue.entrees
    ]
    return Catalogue(catalogue.nom, (*gardees, *nouvelles.values()))


def _ceder(entree: Entree, prises: set[str]) -> Entree:
    return replace(entree, touche="") if entree.touche in prises else entree


def _entree(table: Table, familles: tuple[str, ...]) -> Entree:
    fr = table.texte("fr", requis=True)
    touche = table.texte("touche")
    if touche and re.fullmatch("[a-z0-9]", touche) is None:
        table.refuser("touche_forme", "touche", valeur=touche)
    return Entree(
        code=table.code(),
        fr=fr,
        en=table.texte("en", defaut=fr),
        touche=touche,
        mots=table.textes("mots"),
        phases=table.textes("phases", _PHASES),
        ton=table.parmi("ton", _TONS),
        famille=table.parmi("famille", familles, requis=True) if familles else "",
    )


def _avec_regles(table: Table, entree: Entree) -> Entree:
    """A category of complaints with its urgency and guarantees; parfait achèvement when unsaid."""
    garanties: tuple[str, ...] = (Garantie.GPA.value,)
    if "garanties" in table:
        garanties = table.textes("garanties", garanties_connues())
    urgence = table.parmi("urgence", (u.value for u in Urgence), defaut=Urgence.NORMALE.value)
    return replace(entree, urgence=urgence, garanties=garanties)
