"""A package goes from our base to the bailleur through a folder, and its receipt comes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.bailleur import carnet as carnets
from app.bailleur import cles as cles_bailleur
from app.bailleur import envois, retours
from app.bailleur.envois import OuvrirEnvoi
from app.bailleur.retours import Retourner
from app.core.suivi import SuiviMuet
from app.domain.envois import EtatColis, EtatRetour, Format, GenreDestination, GenreRetour
from app.domain.paquets import DESCRIPTEUR
from app.services.exports import cles
from app.services.exports.cles import AjouterCle, LireNotreCle, VerifierCle
from app.services.exports.file_envois.envoyer import PreparerColis, preparer_colis
from app.services.exports.synchroniser import Synchroniser, synchroniser
from app.services.exports.transports.fabrique import ouvrir as transport
from db.models import Colis, Destination, FichierRetour, ProfilEnvoi
from db.uow import UnitOfWork
from tests import factories
from tests.integration.exports.paquets import CANARI, peupler

RECLAMATIONS = "Référence;État\r\nR-1;terminé\r\n".encode("utf-8-sig")


def _profil(uow: UnitOfWork, cle_id: Any, dossier: Path) -> Any:
    destination_id, profil_id = uow.ids.new(), uow.ids.new()
    factories.ecrire(
        uow,
        Destination(
            id=destination_id, nom="Clé USB", genre=GenreDestination.DOSSIER, adresse=str(dossier)
        ),
        ProfilEnvoi(
            id=profil_id,
            nom="Suivi mensuel",
            sel="ab" * 16,
            formats=[Format.XLSX.value, Format.CSV_FR.value],
            cle_id=cle_id,
            destination_id=destination_id,
        ),
    )
    return profil_id


def _tour(uow: UnitOfWork) -> None:
    bilan = synchroniser(Synchroniser(sans_attendre=True), uow, transport, SuiviMuet())
    assert [d.panne for d in bilan.destinations] == [None]


def test_de_notre_base_a_leurs_tables_et_retour(uow: UnitOfWork, tmp_path: Path) -> None:
    """Keys compared both ways, a package opened and acknowledged, a signed table sent back."""
    peupler(uow)
    depots, reponses = tmp_path / "usb" / "depots", tmp_path / "usb" / "retours"
    for dossier in (depots, reponses):
        dossier.mkdir(parents=True)
    faite = cles_bailleur.creer(cles_bailleur.CreerCle("Bailleur Exemple", tmp_path / "cles"))
    ajout = cles.ajouter(AjouterCle(faite.publique.read_text("utf-8")), uow)
    assert ajout.principal is not None
    cles.verifier(VerifierCle(ajout.principal, "Mme Martin", " ".join(faite.mots)), uow)
    profil_id = _profil(uow, ajout.principal, tmp_path / "usb")

    prepare = preparer_colis(PreparerColis(profil_id), uow)
    _tour(uow)
    (paquet,) = [p for p in depots.iterdir() if not p.name.startswith(".")]
    assert CANARI.encode() not in paquet.read_bytes()

    nos_mots = " ".join(cles.notre_cle(LireNotreCle(), uow).mots)
    commande = OuvrirEnvoi(paquet, faite.privee, vers=tmp_path / "chez-eux", mots=nos_mots)
    ouvert = envois.ouvrir(commande, uow.clock)
    assert ouvert.dossier is not None
    assert (ouvert.dossier / DESCRIPTEUR).is_file()
    assert CANARI in (ouvert.dossier / "csv_fr" / "menage.csv").read_text("utf-8-sig")
    assert ouvert.accuse.parent == reponses

    _tour(uow)
    with uow.lecture() as session:
        colis = session.get(Colis, prepare.principal)
        assert colis is not None
        assert colis.etat is EtatColis.ACCUSE

    (carnet,) = carnets.lire(faite.privee).expediteurs
    assert carnet.age  # our key came with the package: returns are closed to us
    (tmp_path / "etats.csv").write_bytes(RECLAMATIONS)
    tableau = Retourner(tmp_path / "etats.csv", GenreRetour.RECLAMATIONS, faite.privee)
    rendu = retours.retourner(replace(tableau, vers=reponses), uow.clock)
    assert rendu.chiffre
    _tour(uow)
    with uow.lecture() as session:
        recu = session.scalars(
            select(FichierRetour).where(FichierRetour.nom == rendu.chemin.name)
        ).one()
        assert (recu.genre, recu.signe, recu.numero, recu.cle_id, recu.etat) == (
            GenreRetour.RECLAMATIONS,
            True,
            rendu.numero,
            ajout.principal,
            EtatRetour.A_LIRE,
        ), recu.raison
