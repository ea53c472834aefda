"""Coverage of an estate: the counts of a walk from door to door, in few statements."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.domain.menages import Phase, Suivi
from app.domain.parcours_modele import GenreElement
from app.domain.pratiques import EtatPratique
from app.services import couverture, menages, parcours, pratiques
from app.services.couverture import LireConcernes, LireCouverture, Reste
from app.services.parcours import AjusterLigne, ChoisirParcours, LireParcours, OterLigne
from app.services.pratiques import NoterPratique
from db.models import Menage, Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql

AUJOURDHUI = date(2026, 11, 24)
E = EtatPratique
Compter = Callable[[], AbstractContextManager[CompteurSql]]


class Cite:
    """A small estate with two batches, households in all phases, and practices told at random."""

    def __init__(self, uow: UnitOfWork, n: int = 24) -> None:
        self.uow = uow
        self.hasard = random.Random(3)
        self.id = factories.cite(uow)
        self.tranches = tuple(uow.ids.new() for _ in range(2))
        factories.ecrire(
            uow,
            *(
                Tranche(id=t, cite_id=self.id, nom=f"Tranche {i}")
                for i, t in enumerate(self.tranches, 1)
            ),
        )
        self.codes = [c for g, c in uow.accompagnement.parcours.elements if g == "pratique"]
        self.menages = [self._menage(i) for i in range(n)]

    def _menage(self, i: int) -> UUID:
        uow = self.uow
        logement = factories.logement(uow, cite_id=self.id, tranche_id=self.tranches[i % 2])
        menage = factories.menage(uow, f"Nom{i:02d}", logement_id=logement)
        if i % 3:
            phase = (Phase.PENDANT, Phase.APRES)[i % 2]
            menages.fixer_phase(menages.FixerPhase(menage, phase, "essai"), uow)
        for _ in range(self.hasard.randrange(6)):
            le = AUJOURDHUI - timedelta(self.hasard.randrange(40))
            etat = self.hasard.choice(list(E))
            code = self.hasard.choice(self.codes)
            pratiques.noter(NoterPratique(menage, code, etat, le, precision="essai"), uow)
        return menage

    def naivement(self, tranche: UUID | None = None) -> dict[str, Counter[str]]:
        """Household by household, through its own journey."""
        comptes: dict[str, Counter[str]] = {}
        for i, menage in enumerate(self.menages):
            if tranche is not None and self.tranches[i % 2] != tranche:
                continue
            lu = parcours.lire(LireParcours(menage), self.uow)
            for li in lu.lignes:
                if li.genre is GenreElement.PRATIQUE:
                    arrivee = list(Phase).index(lu.phase) >= list(Phase).index(li.phase)
                    rien = "a_proposer" if arrivee else "plus_tard"
                    nom = _NOMS[li.pratique] if li.pratique else rien
                    comptes.setdefault(li.code, Counter())[nom] += 1
        return comptes


_NOMS = {
    E.PROPOSEE: "proposees",
    E.ACCEPTEE: "acceptees",
    E.DECLINEE: "declinees",
    E.FAITE: "faites",
    E.SANS_OBJET: "sans_objet",
}


@pytest.fixture
def cite(uow: UnitOfWork) -> Cite:
    return Cite(uow)


def comptes(lue: couverture.Couverture) -> dict[str, Counter[str]]:
    champs = (*_NOMS.values(), "a_proposer", "plus_tard")
    return {
        li.code: Counter({c: getattr(li.compte, c) for c in champs if getattr(li.compte, c)})
        for li in lue.lignes
    }


def test_the_counts_are_those_of_a_walk_from_door_to_door(cite: Cite, uow: UnitOfWork) -> None:
    lue = couverture.couverture(LireCouverture(cite.id), uow)
    assert lue.menages == len(cite.menages)
    assert comptes(lue) == cite.naivement()
    phases = [list(Phase).index(li.phase) for li in lue.lignes]
    assert phases == sorted(phases)


def test_templates_of_batches_and_adjustments_are_followed(cite: Cite, uow: UnitOfWork) -> None:
    autres = [m.code for m in parcours.modeles(uow)]
    tranche = cite.tranches[0]
    parcours.choisir(ChoisirParcours(autres[1], tranche_id=tranche), uow)
    sienne = ChoisirParcours(autres[2], menage_id=cite.menages[1], motif="arrive seul")
    parcours.choisir(sienne, uow)
    genre = GenreElement.PRATIQUE
    lues = parcours.lire_modele(parcours.LireModele(cite.id, tranche), uow).lignes
    lignes = [li.code for li in lues if li.genre is genre]
    parcours.oter(OterLigne(cite.id, genre, lignes[0]), uow)
    ajout = next(c for c in cite.codes if c not in lignes)
    parcours.ajuster(AjusterLigne(cite.id, genre, ajout, tranche_id=tranche), uow)
    for ou in (None, *cite.tranches):
        lue = couverture.couverture(LireCouverture(cite.id, ou), uow)
        assert comptes(lue) == cite.naivement(ou)


def test_who_lacks_it_is_who_the_counts_say(cite: Cite, uow: UnitOfWork) -> None:
    for li in couverture.couverture(LireCouverture(cite.id), uow).lignes:
        attendus = {
            Reste.MANQUE: li.compte.manquent,
            Reste.RIEN: li.compte.a_proposer + li.compte.plus_tard,
            Reste.EN_COURS: li.compte.proposees + li.compte.acceptees,
            Reste.FAITE: li.compte.faites,
            Reste.DECLINEE: li.compte.declinees + li.compte.sans_objet,
            Reste.TOUS: li.compte.concernes,
        }
        for reste, n in attendus.items():
            q = LireConcernes(li.code, cite.id, reste=reste)
            assert len(couverture.concernes(q, uow)) == n, (li.code, reste)


def test_a_closed_follow_up_is_no_longer_counted(cite: Cite, uow: UnitOfWork) -> None:
    with uow.ecriture("test.clore") as tx:
        menage = tx.session.get(Menage, cite.menages[0])
        assert menage is not None
        menage.suivi = Suivi.CLOS
        tx.commit()
    assert couverture.couverture(LireCouverture(cite.id), uow).menages == len(cite.menages) - 1


def test_few_statements_however_many_households(
    cite: Cite, uow: UnitOfWork, compteur_sql: Compter
) -> None:
    with compteur_sql() as compteur:
        couverture.couverture(LireCouverture(cite.id), uow)
    assert len(compteur.enonces) == 3
    code = cite.codes[0]
    with compteur_sql() as compteur:
        couverture.concernes(LireConcernes(code, cite.id), uow)
    assert len(compteur.enonces) == 2


def test_an_estate_of_nobody_has_nothing_to_count(uow: UnitOfWork) -> None:
    lue = couverture.couverture(LireCouverture(factories.cite(uow)), uow)
    assert (lue.menages, lue.lignes, lue.faites) == (0, (), 0)
