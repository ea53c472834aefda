"""Fictitious operations of any size, drawn from a seed, as the planner sees them. Nobody is real.

Difficulty is meant to be that of a real operation: batches follow one another as fast as the
temporary homes allow, and not faster, so that most households can be placed and some cannot.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import resources
from app.core.clock import FixedClock, IdFactory
from app.domain.adresse import composer
from app.domain.demenagements import GenreEquipe
from app.domain.planification.instance import (
    Ecarte,
    EquipeDispo,
    Exigences,
    Instance,
    Lieu,
    LogementOffert,
    MenageAPlacer,
    Periode,
    Regles,
    Travaux,
)

_JOUR = timedelta(days=1)
_PREMIERS_TRAVAUX = 80
_ABSENCE = 174
"""Days a household keeps a tiroir on average: works, a margin before and after, cleaning."""
_ENTRE = (42, 56)
"""Days from a batch to the next when homes do not hold it back: six to eight weeks."""
_CENTRE = (682_000, 7_036_000)
"""Lambert 93 metres of a place in the basin."""


@dataclass(frozen=True, slots=True)
class FoyerTire:
    """A household drawn: what the planner sees of it, its first name, its family, its home.

    `enfants` are the ages of its children; `adultes` those beside the titulaire and its spouse.
    `place.groupe` numbers the neighbours it wants to stay near. `ailleurs`: it leaves for good.
    """

    place: MenageAPlacer
    nom: str
    prenom: str
    numero: int
    voie: str
    couple: bool
    enfants: tuple[int, ...]
    adultes: int
    chambres_logement: int
    ailleurs: bool = False
    commune: bool = False


@dataclass(frozen=True, slots=True)
class OperationTiree:
    """A whole operation as it stands on `jour`; every identity follows from the seed."""

    jour: date
    graine: int
    cite_id: UUID
    nom: str
    commune: str
    code_postal: str
    bailleur: str
    tranches: tuple[Travaux, ...]
    foyers: tuple[FoyerTire, ...]
    logements: tuple[LogementOffert, ...]
    equipes: tuple[EquipeDispo, ...]
    fermetures: tuple[Periode, ...]

    @property
    def annees(self) -> range:
        """The years it spans."""
        return range(self.jour.year, max(t.fin for t in self.tranches).year + 2)


@dataclass(slots=True)
class _Tirage:
    """What the drawing of one operation carries along."""

    hasard: random.Random
    ids: IdFactory
    donnees: dict[str, Any]
    jour: date
    rues: list[tuple[str, tuple[int, int]]] = field(default_factory=list)

    def lieu(self) -> tuple[int, Lieu]:
        """A number in a street, and where it stands; one position in ten is not known."""
        voie, (x, y) = self.hasard.choice(self.rues)
        numero = self.hasard.randint(1, 90)
        connu = self.hasard.random() < 0.9
        commune = str(self.donnees["commune"])
        if not connu:
            return numero, Lieu(voie, numero, commune)
        return numero, Lieu(voie, numero, commune, x + 8 * numero, y + numero % 2 * 12)


def tirer_operation(
    menages: int, tiroirs: int, tranches: int, graine: int, jour: date
) -> OperationTiree:
    """An operation of that size; the same arguments draw the same one, ids included."""
    horloge = FixedClock(datetime.combine(jour, time(9), tzinfo=UTC))
    tirage = _Tirage(
        random.Random(graine),
        IdFactory.seeded(horloge, graine),
        tomllib.loads(resources.texte("catalogues", "demonstration.toml")),
        jour,
    )
    tirage.rues = _rues(tirage, max(4, menages // 30))
    prevus = _tranches(tirage, menages, tiroirs, max(1, tranches))
    foyers = [_foyer(tirage, prevus[n * len(prevus) // max(1, menages)]) for n in range(menages)]
    return OperationTiree(
        jour=jour,
        graine=graine,
        cite_id=tirage.ids.new(),
        nom=f"Cité fictive n° {graine}",
        commune=str(tirage.donnees["commune"]),
        code_postal=str(tirage.donnees["code_postal"]),
        bailleur=str(tirage.donnees["bailleur"]),
        tranches=tuple(prevus),
        foyers=tuple(_voisins(tirage, foyers)),
        logements=tuple(
            [_tiroir(tirage) for _ in range(tiroirs)]
            + [_a_donner(tirage, prevus) for _ in range(round(menages * 0.11))]
        ),
        equipes=_equipes(tirage),
        fermetures=tuple(
            periode
            for annee in range(jour.year, prevus[-1].fin.year + 2)
            for periode in (
                Periode(date(annee, 8, 1), date(annee, 8, 15)),
                Periode(date(annee, 12, 24), date(annee, 12, 31)),
            )
        ),
    )


def en_instance(
    operation: OperationTiree,
    *,
    feries: frozenset[date] = frozenset(),
    vacances: tuple[Periode, ...] = (),
) -> Instance:
    """What the planner is given, without any base; public and school holidays come from outside."""
    return Instance(
        cite_id=operation.cite_id,
        cite=operation.nom,
        regles=Regles(
            operation.jour, feries=feries, fermetures=operation.fermetures, vacances=vacances
        ),
        travaux={t.id: t for t in operation.tranches},
        menages=tuple(f.place for f in operation.foyers if not f.ailleurs),
        logements=operation.logements,
        equipes=operation.equipes,
        ecartes=tuple(
            Ecarte(f.place.id, f.place.nom, "ailleurs") for f in operation.foyers if f.ailleurs
        ),
        empreinte=f"operation-{operation.graine}",
    )


def _rues(tirage: _Tirage, nombre: int) -> list[tuple[str, tuple[int, int]]]:
    """Streets of the estate, each with where it begins."""
    x, y = _CENTRE
    noms = [composer(*str(rue).split(";")) for rue in tirage.donnees["rues"]]
    tirees = []
    for n in range(nombre):
        suffixe = "" if n < len(noms) else f" {n // len(noms) + 1}"
        ou = (x + tirage.hasard.randint(-600, 600), y + tirage.hasard.randint(-600, 600))
        tirees.append((noms[n % len(noms)] + suffixe, ou))
    return tirees


def _tranches(tirage: _Tirage, menages: int, tiroirs: int, nombre: int) -> list[Travaux]:
    """Batches of four to six months each, as close to one another as homes allow.

    About five households in six leave for a tiroir; so many batches can be away together.
    """
    hasard = tirage.hasard
    ensemble = max(1, round(tiroirs / max(1.0, menages / nombre * 0.83)))
    rythme = _ABSENCE * 1.08 / ensemble
    debut = tirage.jour + _JOUR * _PREMIERS_TRAVAUX
    prevus = []
    for n in range(1, nombre + 1):
        debut += _JOUR * ((7 - debut.weekday()) % 7)
        fin = debut + _JOUR * hasard.randint(120, 180)
        marge = hasard.choice((0, 0, 7, 14, 21))
        prevus.append(Travaux(tirage.ids.new(), f"Tranche {n}", debut, fin, marge))
        debut += _JOUR * max(hasard.randint(*_ENTRE), round(rythme * hasard.uniform(0.9, 1.1)))
    return prevus


def _foyer(tirage: _Tirage, travaux: Travaux) -> FoyerTire:
    hasard = tirage.hasard
    couple = hasard.random() < 0.5
    nb_enfants = hasard.choices((0, 1, 2, 3, 4, 6), (50, 17, 18, 10, 4, 1))[0]
    enfants = tuple(hasard.randint(0, 17) for _ in range(nb_enfants))
    adultes = hasard.choices((0, 1, 2), (85, 12, 3))[0]
    chambres = 1 + (nb_enfants + 1) // 2 + adultes
    nom, prenom = hasard.choice(tirage.donnees["noms"]), _prenom(tirage)
    numero, lieu = tirage.lieu()
    sort = hasard.random()
    place = MenageAPlacer(
        id=tirage.ids.new(),
        nom=f"{nom} {prenom}",
        adresse=f"{numero} {lieu.voie}",
        tranche_id=travaux.id,
        exigences=_exigences(hasard, chambres, enfants),
        lieu=lieu,
        personnes=1 + couple + nb_enfants + adultes,
        enquete=hasard.random() < 0.97,
        definitif_voulu=sort < 0.12,
        un_seul=0.14 <= sort < 0.24,
    )
    return FoyerTire(
        place=_disponibilites(tirage, place, travaux),
        nom=nom,
        prenom=prenom,
        numero=numero,
        voie=lieu.voie,
        couple=couple,
        enfants=enfants,
        adultes=adultes,
        chambres_logement=max(1, min(5, chambres + hasard.choice((0, 0, 1, 1, -1)))),
        ailleurs=0.12 <= sort < 0.14,
        commune=sort < 0.04,
    )


def _prenom(tirage: _Tirage) -> str:
    return str(tirage.hasard.choice(tirage.donnees["prenoms_f"] + tirage.donnees["prenoms_m"]))


def _exigences(hasard: random.Random, chambres: int, enfants: Sequence[int]) -> Exigences:
    return Exigences(
        chambres=chambres,
        plain_pied=hasard.random() < 0.15,
        animaux=hasard.random() < 0.25,
        appareil=hasard.random() < 0.06,
        jardin=hasard.random() < 0.3,
        garage=hasard.random() < 0.2,
        ecole=any(3 <= age <= 17 for age in enfants),
    )


def _disponibilites(tirage: _Tirage, place: MenageAPlacer, travaux: Travaux) -> MenageAPlacer:
    """Days to avoid around its moves (15 %), a first possible day (2 %), a day told (4 %)."""
    hasard = tirage.hasard
    evite: tuple[Periode, ...] = ()
    if hasard.random() < 0.15:
        ancre = travaux.debut if hasard.random() < 0.6 else travaux.fin + _JOUR * 21
        du = ancre - _JOUR * hasard.randint(5, 30)
        evite = (Periode(du, du + _JOUR * hasard.randint(2, 14)),)
    apres = travaux.debut - _JOUR * hasard.randint(3, 12) if hasard.random() < 0.02 else None
    promis = None
    if hasard.random() < 0.04 and place.enquete:
        promis = travaux.debut - _JOUR * hasard.choice((4, 5, 6, 11, 12))
    return replace(place, evite=evite, apres_le=apres, promis_depart=promis)


def _voisins(tirage: _Tirage, foyers: list[FoyerTire]) -> list[FoyerTire]:
    """Pairs and trios of one batch who want to stay near each other: about one household in ten."""
    hasard = tirage.hasard
    groupes: dict[int, int] = {}
    n, rang = 0, 0
    while rang < len(foyers) - 1:
        taille = hasard.choice((2, 2, 3))
        memes = [
            i
            for i in range(rang, min(rang + taille, len(foyers)))
            if foyers[i].place.tranche_id == foyers[rang].place.tranche_id
            and not foyers[i].ailleurs
        ]
        if len(memes) > 1 and hasard.random() < 0.11:
            n += 1
            groupes.update(dict.fromkeys(memes, n))
        rang += taille
    return [replace(f, place=replace(f.place, groupe=groupes.get(i))) for i, f in enumerate(foyers)]


def _tiroir(tirage: _Tirage) -> LogementOffert:
    hasard = tirage.hasard
    numero, lieu = tirage.lieu()
    tardif = hasard.random() < 0.1
    return LogementOffert(
        tirage.ids.new(),
        f"{numero} {lieu.voie}",
        hasard.choices((1, 2, 3, 4, 5), (6, 36, 40, 15, 3))[0],
        plain_pied=hasard.random() < 0.28,
        jardin=hasard.random() < 0.6,
        garage=hasard.random() < 0.3,
        animaux=hasard.random() < 0.88,
        lieu=lieu,
        disponible=Periode(tirage.jour + _JOUR * hasard.randint(60, 300) if tardif else None),
        nettoyage=hasard.choice((None, None, None, 10)),
    )


def _a_donner(tirage: _Tirage, prevus: Sequence[Travaux]) -> LogementOffert:
    """A home given for good, ready some weeks before one of the batches."""
    hasard = tirage.hasard
    numero, lieu = tirage.lieu()
    pret = hasard.choice(prevus).debut - _JOUR * hasard.randint(35, 120)
    return LogementOffert(
        tirage.ids.new(),
        f"{numero} {lieu.voie}",
        hasard.choices((1, 2, 3, 4), (10, 40, 38, 12))[0],
        definitif=True,
        plain_pied=hasard.random() < 0.35,
        jardin=hasard.random() < 0.5,
        garage=hasard.random() < 0.3,
        lieu=lieu,
        disponible=Periode(max(pret, tirage.jour)),
    )


def _equipes(tirage: _Tirage) -> tuple[EquipeDispo, ...]:
    """Two movers of two moves a day, the pilotes for four; one crew is away two weeks."""
    conges = tirage.jour + _JOUR * tirage.hasard.randint(120, 200)
    absences = (Periode(conges, conges + _JOUR * 13),)
    movers = GenreEquipe.DEMENAGEURS
    return (
        EquipeDispo(tirage.ids.new(), "Déménageurs fictifs A", movers, 2),
        EquipeDispo(tirage.ids.new(), "Déménageurs fictifs B", movers, 2, absences=absences),
        EquipeDispo(tirage.ids.new(), "Pilotes fictifs", GenreEquipe.PILOTES, 4),
    )
