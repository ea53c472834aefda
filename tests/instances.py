"""Instances of the planner for tests: small ones made by hand, awkward ones drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.domain.demenagements import GenreEquipe
from app.domain.planification.instance import (
    EquipeDispo,
    Exigences,
    Instance,
    Lieu,
    LogementOffert,
    MenageAPlacer,
    Periode,
    Placement,
    Regles,
    Travaux,
)
from app.domain.planification.mots import Solution

AUJOURDHUI = date(2026, 11, 24)
DEBUT = date(2027, 3, 1)
"""A Monday: when the works of the first batch begin."""
FIN = date(2027, 7, 30)
FERIES = frozenset({date(2027, 4, 5), date(2027, 5, 1), date(2027, 5, 8), date(2027, 7, 14)})
JOUR = timedelta(days=1)


def ident(genre: str, n: int) -> UUID:
    """The same id for the same thing, always; readable in a failure."""
    return UUID(int=(sum(genre.encode()) << 64) + n)


def travaux(n: int = 1, **ecarts: Any) -> Travaux:
    """A batch from `DEBUT` to `FIN`, without slack unless told."""
    modele = Travaux(ident("tranche", n), f"Tranche {n}", DEBUT, FIN)
    return replace(modele, **ecarts)


def menage(n: int = 1, *, tranche: int = 1, **ecarts: Any) -> MenageAPlacer:
    """A surveyed household of the batch, with no need of its own."""
    modele = MenageAPlacer(
        ident("menage", n),
        f"Ménage {n}",
        f"{n} rue des Essais",
        ident("tranche", tranche),
        lieu=Lieu("rue des Essais", n, "Lens"),
    )
    return replace(modele, **ecarts)


def logement(n: int = 1, *, chambres: int = 2, **ecarts: Any) -> LogementOffert:
    """A temporary home of two bedrooms, always there."""
    lieu = Lieu("rue des Tiroirs", n, "Lens")
    modele = LogementOffert(ident("logement", n), f"{n} rue des Tiroirs", chambres, lieu=lieu)
    return replace(modele, **ecarts)


def equipe(
    n: int = 1, *, genre: GenreEquipe = GenreEquipe.DEMENAGEURS, capacite: int = 2
) -> EquipeDispo:
    """A crew working Monday to Friday."""
    return EquipeDispo(ident("equipe", n), f"Équipe {n}", genre, capacite)


def instance(
    menages: Sequence[MenageAPlacer] = (),
    logements: Sequence[LogementOffert] = (),
    *,
    tranches: Sequence[Travaux] | None = None,
    equipes: Sequence[EquipeDispo] = (),
    regles: Regles | None = None,
) -> Instance:
    """An instance of one batch unless told."""
    prevus = tranches if tranches is not None else (travaux(),)
    return Instance(
        ident("cite", 1),
        "Cité d’essai",
        regles or Regles(AUJOURDHUI, feries=FERIES),
        {t.id: t for t in prevus},
        tuple(menages),
        tuple(logements),
        tuple(equipes),
        empreinte="essai",
    )


def tirer_instance(graine: int) -> Instance:
    """An arbitrary small instance: anything may be missing, late, tight or contradictory."""
    alea = random.Random(graine)
    tranches = _tranches(alea)
    logements = [_logement(alea, n) for n in range(alea.choice([0, 1, 2, 3, 5, 8]))]
    logements += [
        replace(_logement(alea, 50 + n), definitif=True) for n in range(alea.choice([0, 0, 1, 2]))
    ]
    menages = [
        _menage(alea, n, tranches, logements) for n in range(alea.choice([0, 1, 2, 4, 7, 12, 20]))
    ]
    regles = Regles(
        AUJOURDHUI,
        preavis=alea.choice([0, 30, 60]),
        nettoyage=alea.choice([0, 5, 15]),
        ouverture=alea.choice([0, 1, 3]),
        avance=alea.choice([3, 14, 28, 60]),
        retour=alea.choice([3, 14, 28]),
        feries=FERIES if alea.random() < 0.8 else frozenset(),
        fermetures=(Periode(date(2027, 7, 20), date(2027, 8, 20)),) if alea.random() < 0.3 else (),
    )
    equipes = [
        equipe(n, genre=alea.choice(list(GenreEquipe)), capacite=alea.choice([1, 2, 4]))
        for n in range(alea.choice([0, 1, 2, 3]))
    ]
    return instance(menages, logements, tranches=tranches, equipes=equipes, regles=regles)


def _tranches(alea: random.Random) -> list[Travaux]:
    """One to four batches, following or overlapping, some already begun."""
    debut = AUJOURDHUI + timedelta(days=alea.choice([-90, 10, 60, 100]))
    tranches = []
    for n in range(1, alea.randint(1, 4) + 1):
        duree = alea.choice([5, 60, 120, 180])
        tranches.append(
            travaux(
                n,
                debut=debut,
                fin=debut + timedelta(days=duree),
                marge=alea.choice([0, 0, 7, 21]),
            )
        )
        debut += timedelta(days=alea.choice([0, 20, 60, duree + 40]))
    return tranches


def _logement(alea: random.Random, n: int) -> LogementOffert:
    du = AUJOURDHUI + timedelta(days=alea.choice([0, 90, 200]))
    occupe = Periode(du, du + timedelta(days=alea.choice([10, 100])))
    return logement(
        n,
        chambres=alea.choice([1, 2, 2, 3, 4]),
        plain_pied=alea.random() < 0.4,
        jardin=alea.random() < 0.5,
        animaux=alea.random() < 0.8,
        nettoyage=alea.choice([None, None, 0, 20]),
        disponible=Periode(*alea.choice([(None, None), (du, None), (None, date(2027, 9, 1))])),
        occupe=(occupe,) if alea.random() < 0.15 else (),
    )


def _menage(
    alea: random.Random, n: int, tranches: Sequence[Travaux], logements: Sequence[LogementOffert]
) -> MenageAPlacer:
    tranche = alea.randint(1, len(tranches))
    evite = Periode(DEBUT - 20 * JOUR, DEBUT - JOUR * alea.choice([1, 5, 12]))
    tire = menage(
        n,
        tranche=tranche,
        exigences=Exigences(
            chambres=alea.choice([1, 1, 2, 2, 3, 7]),
            plain_pied=alea.random() < 0.2,
            animaux=alea.random() < 0.2,
            appareil=alea.random() < 0.15,
            jardin=alea.random() < 0.3,
            ecole=alea.random() < 0.3,
        ),
        enquete=alea.random() < 0.9,
        apres_le=DEBUT - 10 * JOUR if alea.random() < 0.1 else None,
        evite=(evite,) if alea.random() < 0.15 else (),
        groupe=alea.choice([None, None, None, 1, 2]),
        definitif_voulu=alea.random() < 0.1,
        un_seul=alea.random() < 0.15,
    )
    return _passe(alea, tire, tranches[tranche - 1], [lo for lo in logements if not lo.definitif])


def _passe(
    alea: random.Random, m: MenageAPlacer, prevus: Travaux, tiroirs: Sequence[LogementOffert]
) -> MenageAPlacer:
    """What was already done, promised or pinned for it."""
    if not tiroirs:
        return m
    lieu = alea.choice(tiroirs).id
    depart, retour = (
        prevus.debut - alea.randint(1, 9) * JOUR,
        prevus.fin + alea.randint(1, 9) * JOUR,
    )
    place = Placement(Solution.TIROIR, lieu, depart, retour)
    sort = alea.random()
    if prevus.debut <= AUJOURDHUI and sort < 0.5:
        return replace(m, tiroir_id=lieu, parti_le=prevus.debut - JOUR)
    if sort < 0.1:
        return replace(m, impose=replace(place, fixe=True))
    if sort < 0.3:
        return replace(m, actuel=place, promis_depart=depart)
    return m


def _sans_tiroir() -> Instance:
    return instance([menage(n) for n in range(5)])


def _deux_fixes() -> Instance:
    """Two households pinned to one home on the same days, a third one free."""
    fixe = Placement(
        Solution.TIROIR, ident("logement", 1), date(2027, 2, 22), date(2027, 8, 2), fixe=True
    )
    menages = [menage(1, impose=fixe), menage(2, impose=fixe), menage(3)]
    return instance(menages, [logement(1), logement(2)])


def _tous_le_vendredi() -> Instance:
    """Powered equipment everywhere, and a crew that works on Fridays only."""
    menages = [menage(n, exigences=Exigences(appareil=True)) for n in range(4)]
    vendredi = replace(equipe(), jours=frozenset({5}))
    return instance(menages, [logement(n) for n in range(4)], equipes=[vendredi])


def _equipes_a_bout() -> Instance:
    """Twelve households, twelve homes, three days to leave, one move a day."""
    regles = Regles(AUJOURDHUI, avance=5, retour=5)
    return instance(
        [menage(n) for n in range(12)],
        [logement(n) for n in range(12)],
        equipes=[equipe(capacite=1)],
        regles=regles,
    )


def _chevauchees() -> Instance:
    """Three batches at the same time, the homes of one."""
    tranches = [travaux(1), travaux(2, debut=DEBUT + 14 * JOUR), travaux(3, marge=14)]
    menages = [menage(n, tranche=n % 3 + 1) for n in range(9)]
    return instance(menages, [logement(n) for n in range(3)], tranches=tranches)


def _absents() -> Instance:
    """Away already: works under way, works that ended long ago, one returns nowhere soon."""
    tranches = [
        travaux(1, debut=AUJOURDHUI - 60 * JOUR, fin=AUJOURDHUI + 60 * JOUR),
        travaux(2, debut=AUJOURDHUI - 400 * JOUR, fin=AUJOURDHUI - 200 * JOUR),
    ]
    menages = [
        menage(1, tiroir_id=ident("logement", 1), parti_le=AUJOURDHUI - 70 * JOUR),
        menage(2, tranche=2, tiroir_id=ident("logement", 2), parti_le=AUJOURDHUI - 410 * JOUR),
        menage(3),
    ]
    return instance(menages, [logement(1), logement(2)], tranches=tranches)


CAS: Mapping[str, Callable[[], Instance]] = {
    "vide": instance,
    "sans_menage": lambda: instance([], [logement()]),
    "sans_tiroir": _sans_tiroir,
    "un_menage": lambda: instance([menage()], [logement()]),
    "neuf_personnes": lambda: instance(
        [menage(1, exigences=Exigences(chambres=6), personnes=9), menage(2)], [logement()]
    ),
    "travaux_passes": lambda: instance(
        [menage()],
        [logement()],
        tranches=[travaux(debut=AUJOURDHUI - 30 * JOUR, fin=AUJOURDHUI + 90 * JOUR)],
    ),
    "travaux_avant_l_enquete": lambda: instance([menage(enquete=False)], [logement()]),
    "fin_avant_debut": lambda: instance(
        [menage()], [logement()], tranches=[travaux(fin=DEBUT - 10 * JOUR)]
    ),
    "deux_fixes": _deux_fixes,
    "tous_le_vendredi": _tous_le_vendredi,
    "equipes_a_bout": _equipes_a_bout,
    "chevauchees": _chevauchees,
    "absents": _absents,
}
"""Awkward instances by name: none is ever "infeasible", each has a plan for the rest."""
