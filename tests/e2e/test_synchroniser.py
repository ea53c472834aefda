"""Exchanges from the command line: a destination added and tried, a round, a receipt, a fault."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.paquets import ResultatAccuse
from app.services import acces
from app.services.exports.protection.signature import CleSignature
from db.models import Colis, ProfilEnvoi
from tests.e2e.conftest import Ligne
from tests.integration.envois import boite

OCTETS = os.urandom(5000)


@pytest.fixture(scope="module")
def ligne(tmp_path_factory: pytest.TempPathFactory, modele_vide: Ligne) -> Ligne:
    return Ligne(tmp_path_factory.mktemp("echanges")).copier(modele_vide)


@pytest.fixture(scope="module")
def cle_usb(ligne: Ligne) -> Path:
    dossier = ligne.dossier / "cle"
    dossier.mkdir()
    return dossier


def test_une_destination_s_ajoute_et_s_essaie(ligne: Ligne, cle_usb: Path) -> None:
    ajout = ("destination", "ajouter", "Clé du bailleur", "--genre", "dossier", "--json")
    fait = ligne.processus(*ajout, "--adresse", cle_usb)
    assert (fait.code, fait.json["rangement"]) == (0, None)
    essai = ligne.processus("destination", "tester", "clé du bailleur")
    assert (essai.code, essai.sortie.count("✓")) == (0, 5)
    inconnue = ligne("destination", "tester", "Nulle part", "--json")
    assert (inconnue.code, inconnue.json["erreur"]) == (3, "destination.inconnue")


def _preparer(ligne: Ligne) -> tuple[Colis, CleSignature]:
    servie = ligne.ouvrir()
    lieu = boite.lieu(servie.uow, "Autre")
    (voulue,) = (UUID(d["id"]) for d in ligne_destinations(servie) if d["nom"] == "Clé du bailleur")
    with servie.uow.ecriture("test") as tx:
        tx.session.get_one(ProfilEnvoi, lieu.profil_id).destination_id = voulue
        tx.commit()
    colis = boite.colis(servie.uow, lieu, OCTETS)
    with servie.uow.ecriture("test") as tx:
        tx.session.get_one(Colis, colis.id).destination_id = voulue
        tx.commit()
    servie.fermer()
    return colis, lieu.cle


def ligne_destinations(servie: acces.BaseServie) -> list[dict[str, str]]:
    from app.services.exports import destinations
    from app.services.exports.destinations import ListerDestinations

    connues = destinations.lister(ListerDestinations(), servie.uow)
    return [{"id": d.id.hex, "nom": d.nom} for d in connues]


def test_un_tour_depose_releve_et_dit_ce_qui_manque(ligne: Ligne, cle_usb: Path) -> None:
    colis, cle = _preparer(ligne)
    vers = ("synchroniser", "--vers", "Clé du bailleur")
    depose = ligne(*vers, "--json")
    assert depose.code == 0
    assert [d["issue"] for d in depose.json["destinations"][0]["depots"]] == ["depose"]
    assert (cle_usb / "depots" / colis.nom).read_bytes() == OCTETS
    assert [(c["etat"], c["numero"]) for c in depose.json["boite"]] == [("depose", 1)]

    retours = cle_usb / "retours"
    retours.mkdir(exist_ok=True)
    (retours / "faux.accuse.json").write_bytes(boite.accuse(colis, CleSignature.nouvelle()))
    (retours / "vrai.accuse.json").write_bytes(boite.accuse(colis, cle, ResultatAccuse.ACCEPTE))
    releve = ligne.processus(*vers)
    assert releve.code == 5
    assert "1 accusé reçu" in releve.sortie
    assert "faux.accuse.json : La signature de cet accusé" in releve.sortie

    shutil.rmtree(cle_usb)
    retiree = ligne(*vers, "--json")
    assert retiree.code == 4
    assert retiree.json["destinations"][0]["panne"]["code"] == "transport.introuvable"
    assert retiree.json["boite"][0]["etat"] == "accuse"
