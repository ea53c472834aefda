"""The calendar from the command line, as a person runs it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from app.core.clock import SystemClock
from tests.e2e.conftest import Ligne
from tests.integration.documents.demenagements import demenagement, equipe
from tests.integration.documents.donnees import lieu, menage_complet

DEMAIN = SystemClock().today() + timedelta(days=1)


@pytest.fixture
def sortie(ligne: Ligne, modele_vide: Ligne) -> Path:
    """A base with a move tomorrow; where its calendar will be."""
    servie = ligne.copier(modele_vide).ouvrir()
    ids = lieu(servie.uow)
    menage_id = menage_complet(servie.uow, ids, visites=1)
    demenagement(servie.uow, menage_id, ids, equipe_id=equipe(servie.uow, ids), jour=DEMAIN)
    servie.fermer()
    return ligne.dossier / "agenda.ics"


def test_l_agenda_s_ecrit_se_dit_et_se_restreint(ligne: Ligne, sortie: Path) -> None:
    dit = ligne.processus("calendrier", "--sortie", sortie, "--du", DEMAIN.isoformat())
    assert dit.code == 0, dit.erreur
    assert "  Déménagement : 1" in dit.sortie.splitlines()
    assert str(sortie) in dit.sortie.splitlines()[-1]
    assert "Wójcik" in sortie.read_bytes().replace(b"\r\n ", b"").decode()

    tu = ligne(
        "calendrier", "--sortie", sortie, "--equipe", "equipe 1", "--cite", "glycines",
        "--sans-noms", "--json",
    )  # fmt: skip
    assert (tu.json["evenements"], tu.json["nombres"]) == (1, {"demenagement": 1})
    (seul,) = Calendar.from_ical(sortie.read_bytes()).walk("VEVENT")
    assert seul.decoded("dtstart").date() == DEMAIN
    assert "Wójcik" not in str(seul["summary"])


def test_ce_qui_n_est_pas_compris_est_dit_et_rien_n_est_ecrit(ligne: Ligne, sortie: Path) -> None:
    for suite, mot in (
        (("--personne", "Nul Part"), "« Nul Part »"),
        (("--du", "demain"), "« demain »"),
        (("--du", "2027-02-01", "--au", "2027-01-01"), "01/02/2027"),
    ):
        refus = ligne("calendrier", "--sortie", sortie, *suite)
        assert refus.code == 3
        assert mot in refus.erreur
    assert not sortie.exists()
    assert ligne("calendrier", "--sortie", sortie.with_suffix(".txt")).code == 3
