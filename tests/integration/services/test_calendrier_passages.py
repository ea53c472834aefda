"""Visits for repairs in calendars: foreseen, sure, taken back; not a word of the defect."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.reclamations import EtatPassage
from app.services import equipe, reclamations, referents
from app.services.calendrier import ChoixCalendrier
from app.services.reclamations import ChangerPassage, OuvrirReclamation, ProposerPassage
from db.queries.fiche_reclamations import lire_reclamations
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services.test_calendrier import ecrire, evenements

DEMAIN = date(2026, 11, 25)


@pytest.fixture
def ids(uow: UnitOfWork) -> dict[str, UUID]:
    """A household of an estate, and a visit proposed tomorrow afternoon."""
    cite = factories.cite(uow)
    logement = factories.logement(uow, cite_id=cite, numero="14", code_ug="UG14")
    menage = factories.menage(uow, logement_id=logement)
    reclamation = reclamations.ouvrir(
        OuvrirReclamation(menage, "menuiseries", "volet secret", contact="Madame Secrète"), uow
    ).principal
    assert reclamation is not None
    proposer = ProposerPassage(
        reclamation, DEMAIN, heure=time(14, 30), precision="sonner deux fois, code secret"
    )
    reclamations.proposer_passage(proposer, uow)
    with uow.lecture() as session:
        (lue,) = lire_reclamations(session.connection(), menage)
    return {
        "cite": cite,
        "menage": menage,
        "reclamation": reclamation,
        "passage": lue.passages[0].id,
    }


def du_passage(octets: bytes, ids: dict[str, UUID]) -> dict[str, str]:
    return evenements(octets)[f"passage-{ids['passage'].hex}@voyette"]


def test_propose_puis_accepte_puis_annule(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    vu = du_passage(ecrire(uow, tmp_path), ids)
    assert (vu["STATUS"], vu["DTSTART"]) == ("TENTATIVE", "20261125T143000")
    assert vu["SUMMARY"] == "Passage pour réparer : Wójcik Jadwiga"
    assert vu["LOCATION"].startswith("14 Rue de Stockholm")
    reclamations.changer_passage(ChangerPassage(ids["passage"], EtatPassage.ACCEPTE), uow)
    accepte = du_passage(ecrire(uow, tmp_path), ids)
    assert accepte["STATUS"] == "CONFIRMED"
    assert int(accepte["SEQUENCE"]) > int(vu["SEQUENCE"])
    reclamations.changer_passage(ChangerPassage(ids["passage"], EtatPassage.ANNULE), uow)
    assert du_passage(ecrire(uow, tmp_path), ids)["STATUS"] == "CANCELLED"


def test_rien_de_ce_qui_s_est_dit_ne_part(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    avec = ecrire(uow, tmp_path).decode().replace("\r\n ", "")
    assert "ecret" not in avec
    assert "ecrète" not in avec
    assert "R-0001" in avec
    sans = ecrire(uow, tmp_path, ChoixCalendrier(noms=False)).decode().replace("\r\n ", "")
    assert "Wójcik" not in sans
    assert "Passage pour réparer : 14 Rue de Stockholm" in sans


def test_a_chacun_les_passages_de_ses_menages_jamais_a_une_equipe(
    uow: UnitOfWork, tmp_path: Path, ids: dict[str, UUID]
) -> None:
    moi = equipe.garantir_moi(None, uow).principal
    autre = factories.intervenant(uow, "Paulet", prenom="Marc")
    assert moi is not None
    referents.affecter(referents.AffecterReferent(ids["menage"], moi), uow)
    uid = f"passage-{ids['passage'].hex}@voyette"
    assert uid in evenements(ecrire(uow, tmp_path, ChoixCalendrier(intervenant_id=moi)))
    assert uid not in evenements(ecrire(uow, tmp_path, ChoixCalendrier(intervenant_id=autre)))
    assert uid in evenements(ecrire(uow, tmp_path, ChoixCalendrier(cite_id=ids["cite"])))
    ailleurs = ChoixCalendrier(cite_id=factories.cite(uow))
    assert uid not in evenements(ecrire(uow, tmp_path, ailleurs))
