"""Drawing a fictitious estate: dwellings, households, dates. Pure, repeatable from a seed."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import resources
from app.domain.engagements import jour_ouvre

DUREE = timedelta(days=548)
TAILLE_TRANCHE = 24  # households of a batch; fewer in a small estate, so that ten follow on
PAS_TRANCHE = timedelta(days=58)  # the last batches are still to come: there is something to plan


@dataclass(frozen=True, slots=True)
class LogementTire:
    """A dwelling of the estate."""

    code_ug: str
    numero: int
    repetition: str
    type_voie: str
    voie: str
    pieces: int
    surface: float
    annee: int
    dpe: str
    qpv: bool


@dataclass(slots=True)
class MenageTire:
    """A household: who, since when, and the dates of its journey."""

    logement: LogementTire
    civilite: str
    nom: str
    prenom: str
    naissance: date
    mobile: str
    fixe: str
    entree: date
    occupants: int
    loyer: float
    charges: float
    apl: float
    ayant_droit: bool
    observation: str
    tranche: int
    enquete: date
    souhait: str
    remarque: str
    tiroir: str = ""
    aller: date | None = None
    retour_prevu: date | None = None
    retour: date | None = None


@dataclass(slots=True)
class CiteTiree:
    """The whole estate, on the day of the demonstration."""

    jour: date
    donnees: dict[str, Any]
    logements: list[LogementTire] = field(default_factory=list)
    menages: list[MenageTire] = field(default_factory=list)

    @property
    def debut(self) -> date:
        """The first day told, eighteen months ago."""
        return self.jour - DUREE


def tirer(graine: int, menages: int, jour: date) -> CiteTiree:
    """The estate drawn from a seed: about one dwelling in five stands empty (seed 002)."""
    hasard = random.Random(graine)
    donnees = tomllib.loads(resources.texte("catalogues", "demonstration.toml"))
    cite = CiteTiree(jour, donnees)
    total = menages + menages // 4 + 1
    cite.logements = [_logement(hasard, donnees, n) for n in range(1, total + 1)]
    occupes = sorted(hasard.sample(range(total), menages))
    taille = max(2, min(TAILLE_TRANCHE, menages // 10))
    for rang, i in enumerate(occupes):
        cite.menages.append(_menage(hasard, cite, cite.logements[i], rang // taille))
    prises = set(occupes)
    libres = [log for i, log in enumerate(cite.logements) if i not in prises]
    # Some stay vacant, to be given for good.
    _distribuer_tiroirs(cite, libres[: len(libres) - max(1, menages // 24)])
    return cite


def _logement(hasard: random.Random, donnees: dict[str, Any], n: int) -> LogementTire:
    type_voie, voie = hasard.choice(donnees["rues"]).split(";")
    pieces = hasard.choices((2, 3, 4, 5, 6), (1, 4, 6, 3, 1))[0]
    return LogementTire(
        code_ug=f"FIC{n:05d}",
        numero=n % 150 + 1,
        repetition=hasard.choices(("", "bis", "ter"), (8, 1, 1))[0],
        type_voie=type_voie,
        voie=voie,
        pieces=pieces,
        surface=round(pieces * 18 + hasard.uniform(2, 9), 2),
        annee=hasard.choice((1912, 1921, 1924, 1926, 1929, 1947)),
        dpe=hasard.choices("DEFG", (2, 4, 3, 2))[0],
        qpv=hasard.random() < 0.3,
    )


def _menage(
    hasard: random.Random, cite: CiteTiree, logement: LogementTire, tranche: int
) -> MenageTire:
    donnees = cite.donnees
    civilite = hasard.choice(("Mme", "M."))
    prenoms = donnees["prenoms_f" if civilite == "Mme" else "prenoms_m"]
    travaux = cite.debut + timedelta(days=100) + tranche * PAS_TRANCHE
    loyer = round(logement.surface * hasard.uniform(4.1, 5.6), 2)
    return MenageTire(
        logement=logement,
        civilite=civilite,
        nom=hasard.choice(donnees["noms"]),
        prenom=hasard.choice(prenoms),
        naissance=date(hasard.randint(1934, 2003), hasard.randint(1, 12), hasard.randint(1, 28)),
        mobile=f"06{hasard.randint(0, 99_999_999):08d}",
        fixe=f"03{hasard.randint(0, 99_999_999):08d}" if hasard.random() < 0.4 else "",
        entree=date(hasard.randint(1970, 2023), hasard.randint(1, 12), hasard.randint(1, 28)),
        occupants=hasard.choices((1, 2, 3, 4, 5, 6), (5, 5, 3, 3, 2, 1))[0],
        loyer=loyer,
        charges=round(hasard.uniform(12, 46), 2),
        apl=round(max(0.0, hasard.uniform(-60, 280)), 2),
        ayant_droit=hasard.random() < 0.12,
        observation=hasard.choice(donnees["observations"]),
        tranche=tranche + 1,
        enquete=travaux - timedelta(days=hasard.randint(50, 95)),
        souhait=hasard.choice(donnees["souhaits"]),
        remarque=hasard.choice(donnees["remarques"]),
        aller=jour_ouvre(travaux - timedelta(days=hasard.randint(3, 14))),
    )


def _distribuer_tiroirs(cite: CiteTiree, libres: list[LogementTire]) -> None:
    """Give each household that comes back a free home from its move out to its return.

    Gone before the works, back after them: some six months away (seed 000), one week between two
    households; whoever finds no home waits: that household has no date yet.
    """
    libre_le = {logement.code_ug: cite.debut for logement in libres}
    for rang, menage in enumerate(sorted(cite.menages, key=lambda m: m.aller or cite.jour)):
        aller = menage.aller
        trouve = next((ug for ug, jour in libre_le.items() if aller and jour <= aller), None)
        trop_tard = aller is None or aller > cite.jour + timedelta(days=60)
        if menage.souhait != "retour" or trouve is None or aller is None or trop_tard:
            menage.aller = None
            continue
        menage.tiroir = trouve
        menage.retour_prevu = jour_ouvre(aller + timedelta(days=166 + rang % 11))
        if menage.retour_prevu + timedelta(days=7) <= cite.jour:
            menage.retour = jour_ouvre(menage.retour_prevu + timedelta(days=rang % 6))
        libre_le[trouve] = (menage.retour or menage.retour_prevu) + timedelta(days=8)
