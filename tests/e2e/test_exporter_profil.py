"""A profile on the command line: previewed, then prepared into the outbox."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyrage
import pytest

from app.domain.accompagnement import Partenaire
from app.domain.envois import Etendue, Format, GenreDestination
from app.services.exports import profils
from app.services.exports.profils import ContenuProfil, CreerProfil
from app.services.exports.protection.signature import CleSignature, empreinte
from db.models import ClePartenaire, Consentement, Destination
from tests import factories
from tests.e2e.conftest import Ligne

PROFIL = "Suivi de l’essai"


@pytest.fixture
def preparee(ligne: Ligne, modele_vide: Ligne) -> Ligne:
    """A base with two households, one that refused, and a profile ready to be sent."""
    servie = ligne.copier(modele_vide).ouvrir()
    uow = servie.uow
    factories.menage(uow, "Nowak", "Helena")
    refuse = factories.menage(uow, "Silencieux", "Refus")
    cle_id, destination_id = uow.ids.new(), uow.ids.new()
    age = str(pyrage.x25519.Identity.generate().to_public())
    signe = CleSignature.nouvelle().publique
    factories.ecrire(
        uow,
        Consentement(
            id=uow.ids.new(), menage_id=refuse, partenaire=Partenaire.BAILLEUR, accorde=False,
            donne_le=date(2026, 3, 1),
        ),
        ClePartenaire(
            id=cle_id, nom="Bailleur Exemple", age=age, signature=signe,
            empreinte=empreinte(age, signe), ajoutee_le=date(2026, 3, 1),
            verifiee_le=date(2026, 3, 2), verifiee_par="Mme Exemple",
        ),
        Destination(
            id=destination_id, nom="Clé USB", genre=GenreDestination.DOSSIER,
            adresse=str(ligne.dossier / "usb"),
        ),
    )  # fmt: skip
    contenu = ContenuProfil(
        PROFIL,
        etendue=Etendue.DELTA,
        formats=(Format.JSONL, Format.XLSX),
        cle_id=cle_id,
        destination_id=destination_id,
    )
    profils.creer(CreerProfil(contenu), uow)
    servie.fermer()
    return ligne


def test_l_apercu_puis_l_envoi(preparee: Ligne) -> None:
    vu = preparee("exporter", "--profil", "suivi de l'essai", "--apercu")
    assert (vu.code, vu.erreur) == (0, "")
    assert f"{PROFIL} – envoi complet" in vu.sortie
    assert "Ménages : 1" in vu.sortie
    assert "1 ménage reste ici" in vu.sortie
    assert "Silencieux" not in vu.sortie
    assert "Dans le classeur, les lignes disent aussi leur ménage et leur logement." in vu.sortie
    fait = preparee.processus("exporter", "--profil", PROFIL, "--json").json
    assert (fait["etendue"], fait["motif"], fait["colis"]["numero"]) == (
        "complet",
        "jamais_recu",
        1,
    )
    assert fait["tables"]["menage"]["partent"] == 1
    assert fait["nommes"] == ["logement", "menage"]
    assert fait["colis"]["nom"].endswith(".zip.age")
    assert fait["colis"]["etat"] == "prepare"
    assert {"raison": "refus", "table": "menage", "quoi": "", "nombre": 1} in fait["retenues"]
    # Nothing readable beside the base.
    lisible = b"Nowak"
    ecrits = [f for f in preparee.dossier.rglob("*") if f.is_file()]
    assert not [f for f in ecrits if lisible in Path(f).read_bytes()]


def test_ce_qui_manque_se_dit(preparee: Ligne) -> None:
    inconnu = preparee("exporter", "--profil", "Autre", "--apercu")
    assert inconnu.code == 3
    assert PROFIL in inconnu.erreur
    rien = preparee("exporter")
    assert rien.code == 3
    assert "--sortie" in rien.erreur
