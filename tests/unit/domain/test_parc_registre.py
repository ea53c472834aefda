"""How a dwelling stands on any day: the ledger decides, the typed state only completes it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.occupations import Sejour
from app.domain.parc_date import Ecart, LogementConnu, Parc, Situation, Vacance, vacance
from app.domain.parc_registre import Registre
from app.domain.planification.instance import Periode

ORIGINE, TIROIR, DEFINITIF = NatureOccupation
JOUR = date(2026, 11, 24)
LONGTEMPS = date(2001, 5, 4)


def j(ecart: int) -> date:
    return JOUR + timedelta(days=ecart)


def logement(n: int = 1, etat: EtatLogement = EtatLogement.OCCUPE, **champs: Any) -> LogementConnu:
    return LogementConnu(UUID(int=n), f"UG{n}", f"{n} Rue d’Œuf", etat, **champs)


def sejour(
    menage: int,
    chez: int,
    debut: date | None = LONGTEMPS,
    fin: date | None = None,
    *,
    nature: NatureOccupation = ORIGINE,
    prevue: date | None = None,
) -> Sejour:
    return Sejour(
        UUID(int=menage * 1000 + chez * 10 + (debut or JOUR).toordinal() % 10),
        UUID(int=menage),
        UUID(int=chez),
        nature,
        debut,
        fin,
        f"Ménage {menage}",
        fin_prevue=prevue,
    )


def registre(logements: list[LogementConnu], *sejours: Sejour, **champs: Any) -> Registre:
    return Registre(Parc(tuple(logements), sejours, **champs), JOUR)


def situations(ledger: Registre, jour: date = JOUR) -> list[Situation]:
    return [ledger.etat(lo, jour).situation for lo in ledger.parc.logements]


def test_un_menage_au_tiroir_puis_de_retour() -> None:
    maison = logement(1, debut_travaux=j(10), fin_travaux=j(90), reception=j(95))
    tiroir = logement(2, EtatLogement.TIROIR, nettoyage=5)
    ledger = registre(
        [maison, tiroir],
        sejour(1, 1),
        sejour(1, 2, j(5), nature=TIROIR, prevue=j(100)),
    )
    attendus = {
        -30: [Situation.OCCUPE, Situation.TIROIR_LIBRE],
        5: [Situation.ATTEND, Situation.TIROIR_OCCUPE],
        20: [Situation.EN_TRAVAUX, Situation.TIROIR_OCCUPE],
        95: [Situation.ATTEND, Situation.TIROIR_OCCUPE],
        100: [Situation.OCCUPE, Situation.TIROIR_INDISPONIBLE],
        105: [Situation.OCCUPE, Situation.TIROIR_LIBRE],
    }
    assert {e: situations(ledger, j(e)) for e in attendus} == attendus
    ce_jour = ledger.etat(tiroir, JOUR)
    assert ce_jour.promis is not None
    assert (ce_jour.promis.menage, ce_jour.promis.debut) == ("Ménage 1", j(5))
    assert ce_jour.libres == (Periode(JOUR, j(4)), Periode(j(105), None))
    en_travaux = ledger.etat(maison, j(20))
    assert en_travaux.occupant is not None
    assert en_travaux.occupant.menage == "Ménage 1"


@pytest.mark.parametrize(
    ("etat", "sejours", "attendu", "ecarts"),
    [
        (EtatLogement.OCCUPE, [], Situation.INCONNU, [Ecart.NOTE_OCCUPE]),
        (
            EtatLogement.OCCUPE,
            [sejour(1, 1, fin=j(-9))],
            Situation.VACANT,
            [Ecart.NOTE_OCCUPE],
        ),
        (EtatLogement.VACANT, [], Situation.VACANT, []),
        (EtatLogement.VACANT, [sejour(1, 1)], Situation.OCCUPE, [Ecart.NOTE_VACANT]),
        (
            EtatLogement.VACANT,
            [sejour(1, 1, j(30), nature=DEFINITIF)],
            Situation.PROMIS,
            [],
        ),
        (EtatLogement.VENDU, [], Situation.VENDU, []),
        (EtatLogement.VENDU, [sejour(1, 1)], Situation.OCCUPE, []),
        (EtatLogement.A_DEMOLIR, [], Situation.A_DEMOLIR, []),
        (EtatLogement.EN_TRAVAUX, [], Situation.EN_TRAVAUX, []),
        (EtatLogement.TIROIR, [sejour(1, 1)], Situation.OCCUPE, [Ecart.NOTE_TIROIR]),
        (
            EtatLogement.TIROIR,
            [sejour(1, 1, j(-90), nature=TIROIR, prevue=j(-2))],
            Situation.TIROIR_OCCUPE,
            [Ecart.FIN_DEPASSEE],
        ),
        (
            EtatLogement.OCCUPE,
            [sejour(1, 1), sejour(2, 1, j(-5))],
            Situation.OCCUPE,
            [Ecart.DEUX_MENAGES],
        ),
    ],
)
def test_l_etat_note_et_le_registre(
    etat: EtatLogement, sejours: list[Sejour], attendu: Situation, ecarts: list[Ecart]
) -> None:
    ligne = registre([logement(1, etat)], *sejours).etat(logement(1, etat), JOUR)
    assert (ligne.situation, [c.ecart for c in ligne.contradictions]) == (attendu, ecarts)


def test_qui_devait_partir_et_reste_est_encore_la_plus_tard() -> None:
    tiroir = logement(1, EtatLogement.TIROIR)
    ledger = registre([tiroir], sejour(1, 1, j(-90), nature=TIROIR, prevue=j(-2)))
    assert situations(ledger, j(60)) == [Situation.TIROIR_OCCUPE]
    assert ledger.libres(tiroir, JOUR, j(60)) == ()


def test_travaux_finis_ou_sur_un_tiroir_se_disent() -> None:
    fini = logement(1, EtatLogement.EN_TRAVAUX, debut_travaux=j(-90), reception=j(-3))
    ligne = registre([fini]).etat(fini, JOUR)
    assert ligne.situation is Situation.VACANT
    assert [(c.ecart, c.jour) for c in ligne.contradictions] == [(Ecart.NOTE_TRAVAUX, j(-3))]
    dedans = logement(1, EtatLogement.TIROIR, debut_travaux=j(-9), fin_travaux=j(9))
    ligne = registre([dedans]).etat(dedans, JOUR)
    assert [c.ecart for c in ligne.contradictions] == [Ecart.TIROIR_TRAVAUX]
    assert ligne.situation is Situation.TIROIR_INDISPONIBLE
    assert ligne.libres == (Periode(j(10), None),)
    a_noter = {UUID(int=1): ("Ménage 4", j(-1))}
    (dite,) = (
        registre([logement(1, EtatLogement.TIROIR)], a_noter=a_noter)
        .etat(logement(1, EtatLogement.TIROIR), JOUR)
        .contradictions
    )
    assert (dite.ecart, dite.menage, dite.jour) == (Ecart.A_CONFIRMER, "Ménage 4", j(-1))


def test_un_domicile_definitif_prevu_libere_l_ancien_ce_jour_la() -> None:
    ancien, nouveau = logement(1), logement(2, EtatLogement.VACANT)
    ledger = registre([ancien, nouveau], sejour(1, 1), sejour(1, 2, j(40), nature=DEFINITIF))
    assert situations(ledger) == [Situation.OCCUPE, Situation.PROMIS]
    assert situations(ledger, j(40)) == [Situation.VACANT, Situation.OCCUPE]


def test_les_periodes_libres_comptent_le_nettoyage_et_les_bornes() -> None:
    tiroir = logement(1, EtatLogement.TIROIR, nettoyage=5, disponible=Periode(j(-100), j(200)))
    ledger = registre(
        [tiroir],
        sejour(1, 1, j(-50), nature=TIROIR, prevue=j(10)),
        sejour(2, 1, j(30), nature=TIROIR, prevue=j(60)),
    )
    assert ledger.libres(tiroir, JOUR, j(365)) == (
        Periode(j(15), j(29)),
        Periode(j(65), j(200)),
    )
    sans_fin = registre([logement(1, EtatLogement.TIROIR)])
    assert sans_fin.libres(logement(1), JOUR, None) == (Periode(JOUR, None),)


@given(
    st.lists(st.tuples(st.integers(-60, 60), st.integers(1, 40), st.booleans()), max_size=6),
    st.integers(0, 9),
)
def test_un_jour_est_libre_si_personne_ne_l_a_ni_ne_vient_de_partir(
    sejours: list[tuple[int, int, bool]], nettoyage: int
) -> None:
    tiroir = logement(1, EtatLogement.TIROIR, nettoyage=nettoyage)
    lus = [
        sejour(
            n,
            1,
            j(debut),
            j(debut + duree) if reelle else None,
            nature=TIROIR,
            prevue=None if reelle else j(debut + duree),
        )
        for n, (debut, duree, reelle) in enumerate(sejours, 1)
    ]
    ledger = registre([tiroir], *lus)
    libres = ledger.libres(tiroir, j(0), j(120))
    for ecart in range(121):
        jour = j(ecart)
        pris = any(
            s.debut is not None
            and s.debut <= jour
            and ((fin := ledger.fin(s)) is None or jour < fin + timedelta(nettoyage))
            for s in ledger.sejours
        )
        assert any(p.contient(jour) for p in libres) is not pris
    for un, suivant in pairwise(libres):
        assert un.au is not None
        assert suivant.du is not None
        assert un.au < suivant.du


def test_la_vacance_dit_ce_qu_elle_compte() -> None:
    maisons = [
        logement(1),
        logement(2),
        logement(3, EtatLogement.VACANT),
        logement(4, EtatLogement.TIROIR),
        logement(5, EtatLogement.EN_TRAVAUX),
        logement(6, EtatLogement.VENDU),
        logement(7),
        logement(8, EtatLogement.A_DEMOLIR),
    ]
    ledger = registre(maisons, sejour(1, 1), sejour(2, 2), sejour(2, 4, j(-9), nature=TIROIR))
    dites = vacance(ledger.etat(lo, JOUR) for lo in maisons)
    # Empty: the vacant one, and the one under works nobody is to come back to.
    assert dites == Vacance(vacants=2, comptes=5, non_comptes=3)
    assert dites.part == pytest.approx(0.4)
    assert vacance([]).part is None
