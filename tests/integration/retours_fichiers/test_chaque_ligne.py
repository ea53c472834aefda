"""Whatever is in a file, each of its lines is accounted for exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.core.errors import RegleMetier
from app.domain.envois import EtatRetour
from app.domain.retours import Issue
from app.services import propositions
from app.services.exports.retours_fichiers import (
    ApercuFichier,
    AppliquerRetour,
    DecisionLigne,
    DemanderApercu,
    LireRetour,
    ResultatFichier,
    apercu,
    appliquer,
    compte_rendu,
    lire,
)
from app.services.propositions import ProposerLogement
from db.models import FichierRetour, Quittance, Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql
from tests.integration.retours_fichiers.cas import fichier, texte

_QUI = st.sampled_from(
    ["NOU00001", "NOU00002", "nou00001", "XXX", "", "=cmd|' /C calc'!A0", "Total"]
)
_JOUR = st.sampled_from(
    ["01/11/2026", "2026-11-18", "18 nov. 2026", "31/02/2026", "", "bientôt", "01/02/2027", "46344"]
)
_MONTANT = st.sampled_from(["512,40", "498.00", "1 012", "0", "-5", "n.c.", "", "99999", "€"])
_MOT = st.sampled_from(["accord", "refus", "Ajourné", "retiré", "peut-être", "", "<b>oui</b>"])
_LIGNES = {
    "loyers": (
        ("Code UG", "Nouveau loyer", "Charges après travaux", "À compter du"),
        st.tuples(_QUI, _MONTANT, _MONTANT, _JOUR),
    ),
    "dates": (
        ("Code UG", "Déménagement aller", "Fin des travaux", "Tranche"),
        st.tuples(_QUI, _JOUR, _JOUR, st.sampled_from(["1", "2", "", "Tranche 1"])),
    ),
    "commissions": (
        ("Code UG", "Logement proposé", "CALEOL du", "Décision", "Motif du refus"),
        st.tuples(
            _QUI, st.sampled_from(["OFF00001", "", "ZZZ"]), _JOUR, _MOT,
            st.sampled_from(["trop cher", "", "chat"]),
        ),
    ),
}  # fmt: skip


@pytest.fixture
def monde(uow: UnitOfWork) -> UUID:
    """Two households of one batch, one of them offered a home."""
    cite, tranche = factories.cite(uow), uow.ids.new()
    factories.ecrire(uow, Tranche(id=tranche, cite_id=cite, nom="Tranche 1"))
    offert = factories.logement(uow, cite_id=cite, code_ug="OFF00001")
    for n in (1, 2):
        logement = factories.logement(uow, cite_id=cite, tranche_id=tranche, code_ug=f"NOU{n:05d}")
        menage = factories.menage(uow, f"Essai{n}", "Anne", logement_id=logement)
        if n == 1:
            propositions.proposer(ProposerLogement(menage, offert, date(2026, 10, 5)), uow)
    return tranche


@pytest.mark.parametrize("genre", sorted(_LIGNES))
@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_chaque_ligne_compte_une_fois_et_une_seule(
    uow: UnitOfWork, monde: UUID, genre: str, data: st.DataObject
) -> None:
    entetes, ligne = _LIGNES[genre]
    lignes = data.draw(st.lists(ligne, min_size=1, max_size=8))
    assert monde
    rang = len(_fichiers(uow))
    lu = fichier(uow, f"{rang}.csv", texte(entetes, *lignes) + b"\r\n" * rang)
    if lu.etat is EtatRetour.ECARTE:  # a file of blanks only
        return
    vu = apercu(DemanderApercu(lu.id), uow)
    assert vu.genre.value == genre
    numeros = [li.numero for li in vu.lignes if li.numero < 2 + len(lignes)]
    assert numeros == list(range(2, 2 + len(lignes)))
    assert sum(vu.comptes().values()) == len(vu.lignes)
    for li in vu.lignes:
        assert bool(li.choix) == (li.issue is Issue.CONFLIT)
        assert li.motifs or li.issue in (Issue.APPLICABLE, Issue.IDENTIQUE, Issue.SAUTEE)
    prises = {
        li.cle: DecisionLigne(data.draw(st.sampled_from(["prendre", "garder"])))
        for li in vu.lignes
        if li.issue is Issue.CONFLIT and data.draw(st.booleans())
    }
    resultat = _appliquer(uow, vu, prises)
    comptes = vu.comptes()
    assert resultat.prises + resultat.gardees + resultat.dehors == (
        comptes[Issue.APPLICABLE] + comptes[Issue.CONFLIT]
        + comptes[Issue.REFUSEE] + comptes[Issue.INCONNUE]
    )  # fmt: skip
    assert compte_rendu(vu, resultat)["ecrit"]["prises"] == resultat.prises
    # The same lines again: nothing is applicable any more.
    encore = fichier(uow, f"{rang}b.csv", texte(entetes, *lignes) + b"\r\n" * (rang + 1))
    revu = Counter(li.issue for li in apercu(DemanderApercu(encore.id), uow).lignes)
    assert revu[Issue.APPLICABLE] == 0


def _appliquer(
    uow: UnitOfWork, vu: ApercuFichier, prises: dict[tuple[int, int], DecisionLigne]
) -> ResultatFichier:
    """Apply with these decisions; without, when two lines taken cannot both be true."""
    refus = ""
    try:
        return appliquer(AppliquerRetour(vu, prises, accepter_reste=True), uow)
    except RegleMetier as erreur:
        refus = erreur.code
    assert refus in ("retour_fichier.ligne_contredite", "retour_fichier.ligne_refusee")
    assert lire(LireRetour(vu.fichier.id), uow).etat is EtatRetour.A_LIRE
    return appliquer(AppliquerRetour(vu, accepter_reste=True), uow)


def _fichiers(uow: UnitOfWork) -> range:
    with uow.lecture() as session:
        return range(session.scalar(select(func.count()).select_from(FichierRetour)) or 0)


def test_beaucoup_de_loyers(uow: UnitOfWork) -> None:
    """A batch of sixty homes: each line once, in one operation."""
    cite = factories.cite(uow)
    for n in range(60):
        logement = factories.logement(uow, cite_id=cite, code_ug=f"LOT{n:05d}")
        factories.menage(uow, f"Nom{n}", "Anne", logement_id=logement)
    lignes = [(f"LOT{n:05d}", f"{400 + n},50", "01/11/2026") for n in range(60)]
    octets = texte(("Code UG", "Nouveau loyer", "À compter du"), *lignes)
    vu = apercu(DemanderApercu(fichier(uow, "tout.csv", octets).id), uow)
    resultat = appliquer(AppliquerRetour(vu), uow)
    assert (resultat.prises, resultat.dehors) == (60, 0)
    with uow.lecture() as session:
        assert session.scalar(select(func.count()).select_from(Quittance)) == 60


def test_beaucoup_de_loyers_ne_font_pas_beaucoup_de_requetes(
    uow: UnitOfWork, compteur_sql: Callable[[], AbstractContextManager[CompteurSql]]
) -> None:
    """A statement a line made minutes of a stock: each thing is asked once for all lines."""
    cite = factories.cite(uow)
    for n in range(40):
        logement = factories.logement(uow, cite_id=cite, code_ug=f"LOT{n:05d}")
        factories.menage(uow, f"Nom{n}", "Anne", logement_id=logement)
    lignes = [(f"LOT{n:05d}", f"Nom{n}", f"{400 + n},50", "01/11/2026") for n in range(40)]
    octets = texte(("Code UG", "Locataire", "Nouveau loyer", "À compter du"), *lignes)
    lu = fichier(uow, "tout.csv", octets)
    with compteur_sql() as compteur:
        vu = apercu(DemanderApercu(lu.id), uow)
    assert {li.issue for li in vu.lignes} == {Issue.APPLICABLE}
    assert len(compteur.enonces) < 40
    with compteur_sql() as compteur:
        appliquer(AppliquerRetour(vu), uow)
    assert sum(e.startswith("INSERT INTO quittance") for e in compteur.enonces) >= 1
    assert sum(e.startswith("SELECT") for e in compteur.enonces) < 60
