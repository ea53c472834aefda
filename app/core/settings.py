"""Every setting of the app, declared once: key, type, default, text and where it lives.

`machine` settings are kept on this computer and never hold personal data; `base` settings live in
the encrypted base and are shared by everyone who opens it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.core.i18n import N_

T = TypeVar("T", bool, int, str)


class Portee(StrEnum):
    """Where a setting is kept."""

    MACHINE = "machine"
    BASE = "base"


@dataclass(frozen=True)
class Reglage(Generic[T]):
    """One declared setting; `texte` and `aide` are shown to the person."""

    cle: str
    defaut: T
    texte: str
    portee: Portee = Portee.MACHINE
    aide: str = ""
    choix: tuple[tuple[T, str], ...] = ()
    minimum: int = 0
    maximum: int = 0
    unite: str = ""

    def accepte(self, valeur: object) -> bool:
        """Whether `valeur` has the declared type and stands within the declared limits."""
        if type(valeur) is not type(self.defaut):
            return False
        if self.choix and valeur not in {v for v, _texte in self.choix}:
            return False
        if isinstance(valeur, int) and self.maximum:
            return self.minimum <= valeur <= self.maximum
        return True


LANGUE = Reglage(
    "langue", "fr", N_("Langue"), choix=(("fr", N_("Français")), ("en", N_("Anglais")))
)
THEME = Reglage(
    "theme",
    "auto",
    N_("Apparence"),
    choix=(
        ("auto", N_("Comme l’ordinateur")),
        ("clair", N_("Claire")),
        ("sombre", N_("Sombre")),
    ),
)
ECHELLE = Reglage(
    "echelle",
    100,
    N_("Taille du texte"),
    choix=((100, "100 %"), (115, "115 %"), (130, "130 %"), (150, "150 %")),
    minimum=100,
    maximum=150,
)
VERROU_MINUTES = Reglage(
    "verrou_minutes",
    10,
    N_("Verrouiller après"),
    aide=N_("Sans frappe ni souris pendant ce temps, Voyette demande la phrase de passe."),
    minimum=1,
    maximum=120,
    unite=N_("minutes"),
)
DERNIERE_BASE = Reglage("derniere_base", "", N_("Dernière base ouverte"))
DOSSIER_SAUVEGARDES = Reglage("dossier_sauvegardes", "", N_("Dossier des sauvegardes"))
ENVOI_AUTOMATIQUE = Reglage(
    "envoi_automatique",
    True,
    N_("Envoyer tout seul dès que possible"),
    aide=N_("Tant que la base est ouverte. Rien n’est préparé sans vous."),
)
COLONNES_MENAGES = Reglage("colonnes_menages", "", N_("Colonnes de la liste des ménages"))

JOURS_SANS_VISITE = Reglage(
    "jours_sans_visite",
    30,
    N_("Signaler un ménage sans passage depuis"),
    Portee.BASE,
    aide=N_("La liste des ménages les signale ; Aujourd’hui suit les règles d’attention."),
    minimum=1,
    maximum=730,
    unite=N_("jours"),
)
DELAI_TACHE = Reglage(
    "delai_tache",
    7,
    N_("Échéance proposée pour une tâche"),
    Portee.BASE,
    aide=N_("Modifiable à chaque saisie."),
    minimum=1,
    maximum=365,
    unite=N_("jours"),
)
MOIS_APRES_CONTACT = Reglage(
    "mois_apres_contact",
    24,
    N_("Revoir un dossier sans contact depuis"),
    Portee.BASE,
    aide=N_("La purge est toujours décidée par une personne."),
    minimum=1,
    maximum=240,
    unite=N_("mois"),
)
SEUIL_EQUIPE = Reglage(
    "seuil_equipe",
    5,
    N_("Ne pas montrer, dans les résultats, un groupe de moins de"),
    Portee.BASE,
    aide=N_("En dessous, on reconnaîtrait les personnes. Vaut pour l’équipe."),
    minimum=3,
    maximum=50,
    unite=N_("ménages"),
)
SEUIL_BAILLEUR = Reglage(
    "seuil_bailleur",
    11,
    N_("Ne pas montrer au bailleur un groupe de moins de"),
    Portee.BASE,
    aide=N_("Vaut pour les résultats d’enquête et la synthèse d’une cité qui lui sont destinés."),
    minimum=5,
    maximum=100,
    unite=N_("ménages"),
)

REGLAGES: tuple[Reglage[Any], ...] = (
    LANGUE,
    THEME,
    ECHELLE,
    VERROU_MINUTES,
    DERNIERE_BASE,
    DOSSIER_SAUVEGARDES,
    COLONNES_MENAGES,
    ENVOI_AUTOMATIQUE,
    JOURS_SANS_VISITE,
    DELAI_TACHE,
    MOIS_APRES_CONTACT,
    SEUIL_EQUIPE,
    SEUIL_BAILLEUR,
)


class Settings:
    """Values of the settings: those of the machine in a JSON file, those of the base once open.

    A damaged or hostile file never stops the app: what cannot be read keeps its default.
    """

    def __init__(self, fichier: Path) -> None:
        self._fichier = fichier
        self._machine: dict[str, object] = _lire(fichier)
        self._base: dict[str, object] = {}
        self._observateurs: list[Callable[[str], None]] = []

    def lire(self, reglage: Reglage[T]) -> T:
        """The value in force, or the default."""
        source = self._machine if reglage.portee is Portee.MACHINE else self._base
        valeur = source.get(reglage.cle, reglage.defaut)
        return valeur if reglage.accepte(valeur) else reglage.defaut  # type: ignore[return-value]  # `accepte` checked the type

    def ecrire(self, reglage: Reglage[T], valeur: T) -> None:
        """Keep a machine setting now, by atomic replace; raises `OSError` when it cannot.

        A base setting is only remembered for this session: its service writes it in the base.
        Raises `ValueError` for a value outside the declaration.
        """
        if not reglage.accepte(valeur):
            raise ValueError(reglage.cle)
        if reglage.portee is Portee.MACHINE:
            nouveau = {**self._machine, reglage.cle: valeur}
            _ecrire(self._fichier, nouveau)
            self._machine = nouveau
        else:
            self._base[reglage.cle] = valeur
        self._prevenir(reglage.cle)

    def charger_base(self, valeurs: Mapping[str, object]) -> None:
        """Take the settings kept in the base that was just opened (empty at lock)."""
        self._base = dict(valeurs)
        for reglage in REGLAGES:
            if reglage.portee is Portee.BASE:
                self._prevenir(reglage.cle)

    def observer(self, fonction: Callable[[str], None]) -> None:
        """Call `fonction(key)` after each change of a value."""
        self._observateurs.append(fonction)

    def _prevenir(self, cle: str) -> None:
        for fonction in tuple(self._observateurs):
            fonction(cle)


def _lire(fichier: Path) -> dict[str, object]:
    try:
        contenu = json.loads(fichier.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return contenu if isinstance(contenu, dict) else {}


def _ecrire(fichier: Path, valeurs: Mapping[str, object]) -> None:
    fichier.parent.mkdir(parents=True, exist_ok=True)
    temporaire = fichier.with_suffix(".part")
    with temporaire.open("w", encoding="utf-8") as flux:
        json.dump(valeurs, flux, ensure_ascii=False, indent=1, sort_keys=True)
        flux.flush()
        os.fsync(flux.fileno())
    temporaire.replace(fichier)
