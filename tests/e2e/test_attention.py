"""Why a household asks for attention is said in the same words everywhere."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.core.clock import SystemClock
from app.services import attention, aujourdhui, menages
from app.services.exports.liste import EcrireListe, ecrire
from db.models import Annonce, Reclamation
from db.uow import UnitOfWork
from tests import factories
from tests.e2e.conftest import Ligne

HIER = SystemClock().today() - timedelta(days=1)


@pytest.fixture
def menage_id(ligne: Ligne, modele_vide: Ligne) -> UUID:
    """A household nobody met, with a late complaint and something it was not told."""
    servie = ligne.copier(modele_vide).ouvrir()
    uow = servie.uow
    id_ = factories.menage(uow)
    factories.ecrire(
        uow,
        Reclamation(
            id=uow.ids.new(),
            menage_id=id_,
            reference="R-214",
            categorie="menuiseries",
            description="Volet",
            ouverte_le=HIER - timedelta(days=60),
        ),
        Annonce(
            id=uow.ids.new(),
            menage_id=id_,
            objet="le retour passe au 12 mars",
            ouverte_le=HIER - timedelta(days=9),
        ),
    )
    factories.visite(uow, factories.menage(uow, "Benali", "Karim"), HIER)
    servie.fermer()
    return id_


@pytest.fixture
def uow(ligne: Ligne, menage_id: UUID) -> Iterator[UnitOfWork]:
    """The same base, open here once the command line has closed it."""
    ligne_dite = ligne.processus("attention", "--json")
    assert ligne_dite.code == 0, ligne_dite.erreur
    (ligne.dossier / "dit.json").write_text(ligne_dite.sortie, encoding="utf-8")
    servie = ligne.ouvrir()
    yield servie.uow
    servie.fermer()


def test_les_memes_raisons_dans_la_liste_la_page_le_terminal_et_aujourd_hui(
    ligne: Ligne, uow: UnitOfWork, menage_id: UUID, tmp_path: Path
) -> None:
    (dit,) = json.loads((ligne.dossier / "dit.json").read_text(encoding="utf-8"))
    assert (dit["menage_id"], dit["nom"]) == (menage_id.hex, "Wójcik Jadwiga")
    assert [r["code"] for r in dit["raisons"]] == [
        "jamais_rencontre",
        "annonce_en_attente",
        "reclamation_tardive",
    ]
    assert dit["score"] == sum(r["points"] for r in dit["raisons"]) == 10
    phrases = [r["texte"] for r in dit["raisons"]]
    assert phrases[0] == "Personne de l’équipe ne l’a encore rencontré."
    assert phrases[1].endswith("le retour passe au 12 mars")

    sur_la_page = attention.raisons(attention.LireRaisons(menage_id), uow)
    (aujourd_hui,) = aujourdhui.tableau(
        aujourdhui.LireTableau(SystemClock().today()), uow
    ).a_regarder
    (listee,) = menages.page(menages.PageMenages(menages.FiltreMenages(a_regarder=True)), uow)
    ecrire(EcrireListe(tmp_path / "l.csv", colonnes=("nom", "attention", "pourquoi")), uow)
    with (tmp_path / "l.csv").open(encoding="utf-8-sig", newline="") as flux:
        ecrites = {ligne_[0]: ligne_[1:] for ligne_ in csv.reader(flux, delimiter=";")}

    assert [r.texte for r in sur_la_page.raisons] == phrases
    assert [r.texte for r in aujourd_hui.raisons] == phrases
    assert list(listee.pourquoi) == phrases
    assert ecrites["Wójcik Jadwiga"] == ["10", " ".join(phrases)]
    assert ecrites["Benali Karim"] == ["", ""]
    assert {sur_la_page.score, aujourd_hui.score, listee.score} == {10}


def test_le_terminal_dit_les_raisons_et_refuse_une_cite_inconnue(
    ligne: Ligne, menage_id: UUID
) -> None:
    dit = ligne("attention", "--limite", "1")
    assert dit.sortie.splitlines()[0].startswith("▮▮▮ fort · 10 · Wójcik Jadwiga")
    assert dit.sortie.splitlines()[-1] == "1 ménage."
    assert ligne("attention", "--cite", "Nulle part").code == 3
