"""Reasons of attention in words: the same sentence in the list, the page, the paper, the terminal.

The derived row keeps codes and values; the sentence is that of the rule in the language spoken now.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.i18n import N_, _, jour, langue, nombre
from app.domain.parcours_modele import Accompagnement, GenreElement, RegleAttention
from app.domain.regles_attention import NiveauAttention

_JOUR = re.compile(r"\d{4}-\d{2}-\d{2}")
# Parameters that hold codes of lines of the journey, by the name rules give them.
_ELEMENTS = frozenset({"etape", "pratique", "lignes"})
_NIVEAUX = {
    NiveauAttention.FORT: ("▮▮▮", N_("fort")),
    NiveauAttention.MOYEN: ("▮▮▯", N_("moyen")),
    NiveauAttention.LEGER: ("▮▯▯", N_("léger")),
}
# What each kind of rule looks at, in a few words: filters and settings name rules by it.
_GENRES = {
    "jamais_rencontre": N_("jamais rencontré"),
    "sans_contact": N_("sans nouvelles"),
    "ressentis_degrades": N_("moral en baisse"),
    "engagement_rompu": N_("promesse non tenue"),
    "engagement_en_retard": N_("promesse en retard"),
    "etapes_manquantes": N_("une date approche, des étapes manquent"),
    "reclamation_tardive": N_("réclamation qui traîne"),
    "reclamation_en_retard": N_("réclamation en retard"),
    "passage_manque": N_("réparateur qui n’est pas venu"),
    "reparation_a_confirmer": N_("réparation à confirmer"),
    "question_sans_reponse": N_("besoin sans réponse"),
    "annonce_a_faire": N_("pas prévenu d’un changement"),
    "attachement_sans_decision": N_("attachement sans décision"),
}
_TROUS = re.compile(r"\{\w*\}\.?")


@dataclass(frozen=True, slots=True)
class RaisonDite:
    """One reason: the code of its rule, what it weighs, its sentence, whether it sleeps."""

    code: str
    points: int
    texte: str
    dort: bool = False


def dire_niveau(niveau: NiveauAttention) -> str:
    """ "▮▮▯ moyen": a shape and a word, no colour needed."""
    forme, mot = _NIVEAUX[niveau]
    return f"{forme} {_(mot)}"


def mot_niveau(niveau: NiveauAttention) -> str:
    """ "moyen"."""
    return _(_NIVEAUX[niveau][1])


def phrase_a_trous(regle: RegleAttention) -> str:
    """The sentence of a rule, "…" for what only a household can tell."""
    return _TROUS.sub("…", regle.phrase(langue()))


def titres(regles: Sequence[RegleAttention]) -> dict[str, str]:
    """A few words for each rule, by code; rules of one kind are told apart by their sentences."""
    genres = [regle.genre for regle in regles]
    return {
        regle.code: _(_GENRES[regle.genre])
        if regle.genre in _GENRES and genres.count(regle.genre) == 1
        else phrase_a_trous(regle)
        for regle in regles
    }


class MotsRaisons:
    """Says the reasons of any number of households; the rules are looked up once."""

    def __init__(self, accompagnement: Accompagnement, aujourdhui: date) -> None:
        self._phrases = {regle.code: regle for regle in accompagnement.regles}
        self._parcours = accompagnement.parcours
        self._aujourdhui = aujourdhui
        self._jours: dict[str, str] = {}
        self._dits: dict[tuple[str, object], str] = {}

    def dire(self, brut: str) -> tuple[RaisonDite, ...]:
        """The reasons of one derived row, the heaviest first; those that sleep come last."""
        lues: Sequence[Mapping[str, Any]] = json.loads(brut) if brut else ()
        dites = [
            RaisonDite(
                str(lue["code"]),
                int(lue.get("points", 0)),
                self._phrase(str(lue["code"]), lue.get("params") or {}),
                bool(lue.get("dort")),
            )
            for lue in lues
        ]
        return tuple(sorted(dites, key=lambda r: (r.dort, -r.points)))

    def eveillees(self, brut: str) -> tuple[str, ...]:
        """The sentences that count now, the heaviest first."""
        return tuple(r.texte for r in self.dire(brut) if not r.dort)

    def libelle(self, code: str | None) -> str:
        """A line of the journey by its code: a milestone, else a practice; "" for none."""
        if not code:
            return ""
        for genre in GenreElement:
            element = self._parcours.element(genre, code)
            if element is not None:
                return element.libelle(langue())
        return code.replace("_", " ")

    def _phrase(self, code: str, params: Mapping[str, Any]) -> str:
        regle = self._phrases.get(code)
        if regle is None:
            return _("raison qu’une autre version de Voyette connaît ({code})").format(code=code)
        dits = _Params(self, params)
        # A short month already ends with a full stop ("13 sept.").
        phrase = regle.phrase(langue()).format_map(dits).replace(".. ", ". ")
        phrase = phrase[:-1] if phrase.endswith("..") else phrase
        return phrase[:1].upper() + phrase[1:]

    def ecoules(self, iso: str) -> str:
        """How many days from that day to today, either way."""
        return nombre(abs((self._aujourdhui - date.fromisoformat(iso)).days))

    def parametre(self, nom: str, valeur: object) -> str:
        """One parameter of a reason, as its sentence says it; said once, kept for the others."""
        if isinstance(valeur, list | tuple):
            return ", ".join(self.parametre(nom, v) for v in valeur)
        dit = self._dits.get((nom, valeur))
        if dit is None:
            dit = self._dits[nom, valeur] = self._dire_parametre(nom, valeur)
        return dit

    def _dire_parametre(self, nom: str, valeur: object) -> str:
        if isinstance(valeur, int | float) and not isinstance(valeur, bool):
            return nombre(valeur)
        texte = "" if valeur is None else str(valeur)
        if _JOUR.fullmatch(texte):
            return self._jour(texte)
        if nom in _ELEMENTS:
            return self.libelle(texte)
        if nom == "objet":  # what is to be told: its subject; the whole sentence is for the call
            return texte.partition("\n")[0].partition(" : ")[0]
        return texte

    def _jour(self, iso: str) -> str:
        """A day as one says it; many households share few days, and saying one is slow."""
        if iso not in self._jours:
            le = date.fromisoformat(iso)
            self._jours[iso] = jour(le, annee=abs((le - self._aujourdhui).days) > 300)
        return self._jours[iso]


class _Params(dict[str, str]):
    """What a sentence asks for, and nothing else: "{le}", "{le_jours}" for the days since."""

    def __init__(self, mots: MotsRaisons, params: Mapping[str, Any]) -> None:
        super().__init__()
        self._mots = mots
        self._params = params

    def __missing__(self, cle: str) -> str:
        if cle in self._params:
            return self._mots.parametre(cle, self._params[cle])
        jour_ = self._params.get(cle.removesuffix("_jours"))
        if cle.endswith("_jours") and isinstance(jour_, str) and _JOUR.fullmatch(jour_):
            return self._mots.ecoules(jour_)
        return "…"
