"""The whole way round: prepared, deposited, opened by the bailleur, acknowledged, answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from app.bailleur.cles import CleCreee, CreerCle
from app.bailleur.cles import creer as creer_cle
from app.bailleur.envois import AccuserEnvoi, OuvrirEnvoi
from app.bailleur.envois import accuser as accuser_envoi
from app.bailleur.envois import ouvrir as ouvrir_envoi
from app.bailleur.retours import Retourner, retourner
from app.core.clock import FixedClock
from app.core.errors import AppError
from app.domain.envois import (
    EtatColis,
    EtatRetour,
    Etendue,
    Format,
    GenreDestination,
    GenreRetour,
    Protection,
)
from app.services.exports import cles, destinations, file_envois, profils
from app.services.exports.cles import AjouterCle, DefinirPhrase, LireNotreCle, VerifierCle
from app.services.exports.destinations import CreerDestination, SaisieDestination
from app.services.exports.file_envois import LireColis, RenvoyerColis
from app.services.exports.file_envois.envoyer import PreparerColis, preparer_colis
from app.services.exports.profils import ContenuProfil, CreerProfil
from app.services.exports.synchroniser import Bilan, Synchroniser, synchroniser
from app.services.exports.transports.dossier import TransportDossier
from db.models import FichierRetour, Logement
from db.uow import UnitOfWork
from tests import factories
from tests.integration.envois import boite

PHRASE = cles.proposer_phrase()


@dataclass
class Monde:
    """A team, a USB key, a bailleur."""

    uow: UnitOfWork
    cle_usb: Path
    bailleur: CleCreee
    profil_id: UUID
    logement_id: UUID

    def preparer(self, etendue: Etendue | None = None) -> UUID:
        """A package in the outbox."""
        fait = preparer_colis(PreparerColis(self.profil_id, etendue), self.uow).principal
        assert fait is not None
        return fait

    def tour(self) -> Bilan:
        """A round."""
        return synchroniser(Synchroniser(sans_attendre=True), self.uow, TransportDossier)

    def depose(self, colis_id: UUID) -> Path:
        """Where the package was deposited."""
        nom = file_envois.detail(LireColis(colis_id), self.uow).colis.nom
        return self.cle_usb / "depots" / nom

    @property
    def mots(self) -> str:
        """The words of the team, read over the telephone."""
        return " ".join(cles.notre_cle(LireNotreCle(), self.uow).mots)


def _monde(uow: UnitOfWork, dossier: Path, protection: Protection) -> Monde:
    bailleur = creer_cle(CreerCle("Bailleur Exemple", dossier / "bailleur"))
    texte = bailleur.publique.read_text(encoding="utf-8")
    cle_id = cles.ajouter(AjouterCle(texte), uow).principal
    assert cle_id is not None
    cles.verifier(VerifierCle(cle_id, "Mme Exemple", " ".join(bailleur.mots)), uow)
    cle_usb = dossier / "usb"
    cle_usb.mkdir()
    saisie = SaisieDestination("Clé USB", GenreDestination.DOSSIER, str(cle_usb))
    destination_id = destinations.creer(CreerDestination(saisie), uow).changes.principal
    logement_id = factories.logement(uow)
    contenu = ContenuProfil(
        "Suivi mensuel",
        formats=(Format.CSV_FR,),
        etendue=Etendue.DELTA,
        protection=protection,
        cle_id=cle_id if protection is Protection.AGE else None,
        destination_id=destination_id,
    )
    profil_id = profils.creer(CreerProfil(contenu), uow).principal
    assert profil_id is not None
    if protection is Protection.ZIP_AES:
        cles.definir_phrase(DefinirPhrase(profil_id, PHRASE), uow)
    return Monde(uow, cle_usb, bailleur, profil_id, logement_id)


@pytest.mark.parametrize("protection", list(Protection))
def test_de_la_preparation_a_l_accuse_puis_au_changement(
    uow: UnitOfWork, tmp_path: Path, clock: FixedClock, protection: Protection
) -> None:
    monde = _monde(uow, tmp_path, protection)
    phrase = PHRASE if protection is Protection.ZIP_AES else ""
    premier = monde.preparer()
    assert monde.tour().depots == 1
    paquet = monde.depose(premier)
    ouvrir_envoi(
        OuvrirEnvoi(paquet, monde.bailleur.privee, phrase_envoi=phrase, mots=monde.mots,
                    vers=tmp_path / "ouvert"),
        clock,
    )  # fmt: skip
    bilan = monde.tour()
    assert bilan.bon
    assert boite.etat(uow, premier) is EtatColis.ACCUSE
    with uow.ecriture("test") as tx:
        tx.session.get_one(Logement, monde.logement_id).typologie = "T5"
        tx.commit()
    second = monde.preparer()
    vu = file_envois.detail(LireColis(second), uow).colis
    assert (vu.etendue, vu.depuis, vu.sequence, vu.nb_lignes) == (Etendue.DELTA, 1, 2, 1)
    monde.tour()
    fait = ouvrir_envoi(
        OuvrirEnvoi(monde.depose(second), monde.bailleur.privee, phrase_envoi=phrase,
                    vers=tmp_path / "ouvert"),
        clock,
    )  # fmt: skip
    assert fait.remarques == ()
    monde.tour()
    assert boite.etat(uow, second) is EtatColis.ACCUSE


def test_un_refus_puis_le_meme_accepte(uow: UnitOfWork, tmp_path: Path, clock: FixedClock) -> None:
    monde = _monde(uow, tmp_path, Protection.AGE)
    colis = monde.preparer()
    monde.tour()
    paquet, cle = monde.depose(colis), monde.bailleur.privee
    accuser_envoi(AccuserEnvoi(paquet, cle, refus="Trop tôt", mots=monde.mots), clock)
    monde.tour()
    vu = file_envois.detail(LireColis(colis), uow).colis
    assert (vu.etat, vu.raison) == (EtatColis.REFUSE, "Trop tôt")
    file_envois.renvoyer(RenvoyerColis(colis), uow)
    monde.tour()
    ouvrir_envoi(OuvrirEnvoi(paquet, cle, vers=tmp_path / "ouvert"), clock)
    monde.tour()
    assert boite.etat(uow, colis) is EtatColis.ACCUSE


def test_un_envoi_change_en_route_n_est_pas_ouvert(
    uow: UnitOfWork, tmp_path: Path, clock: FixedClock
) -> None:
    monde = _monde(uow, tmp_path, Protection.AGE)
    colis = monde.preparer()
    monde.tour()
    paquet = monde.depose(colis)
    octets = bytearray(paquet.read_bytes())
    octets[len(octets) // 2] ^= 1
    paquet.write_bytes(octets)
    with pytest.raises(AppError):
        ouvrir_envoi(OuvrirEnvoi(paquet, monde.bailleur.privee, mots=monde.mots), clock)
    assert not (monde.cle_usb / "retours").is_dir() or not list(
        (monde.cle_usb / "retours").iterdir()
    )
    monde.tour()
    assert boite.etat(uow, colis) is EtatColis.DEPOSE


def test_un_retour_signe_arrive_une_fois(
    uow: UnitOfWork, tmp_path: Path, clock: FixedClock
) -> None:
    monde = _monde(uow, tmp_path, Protection.AGE)
    colis = monde.preparer()
    monde.tour()
    ouvrir_envoi(
        OuvrirEnvoi(monde.depose(colis), monde.bailleur.privee, mots=monde.mots,
                    vers=tmp_path / "ouvert"),
        clock,
    )  # fmt: skip
    tableau = tmp_path / "etats.csv"
    tableau.write_text("REF_RECLAMATION;ETAT;DATE_ETAT\r\nR-0001;EN COURS;2026-11-20\r\n")
    rendu = retourner(
        Retourner(
            tableau,
            GenreRetour.RECLAMATIONS,
            monde.bailleur.privee,
            vers=monde.cle_usb / "retours",
        ),
        clock,
    )
    assert rendu.chiffre
    bilan = monde.tour()
    assert len(bilan.destinations[0].releve.a_lire) == 1
    with uow.lecture() as session:
        retour = session.get_one(FichierRetour, bilan.destinations[0].releve.a_lire[0])
        vu = (retour.genre, retour.etat, retour.signe, retour.numero)
    assert vu == (GenreRetour.RECLAMATIONS, EtatRetour.A_LIRE, True, rendu.numero)
    rendu.chemin.rename(rendu.chemin.with_name("copie.retour.zip.age"))
    assert monde.tour().destinations[0].releve.total == 0


def test_le_dossier_des_reponses_attend_et_ce_qui_n_a_pas_change_n_est_pas_relu(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    monde = _monde(uow, tmp_path, Protection.AGE)
    monde.preparer()
    monde.tour()
    retours = monde.cle_usb / "retours"
    assert retours.is_dir()
    lus: list[str] = []

    class Compte(TransportDossier):
        def lire(self, nom: str, taille_max: int) -> Iterator[bytes]:
            lus.append(nom)
            return super().lire(nom, taille_max)

    def tour() -> Bilan:
        return synchroniser(Synchroniser(), uow, Compte)

    (retours / "notes.csv").write_bytes(b"a;b\n1;2\n")
    tour()
    tour()
    assert lus == ["notes.csv"]
    (retours / "notes.csv").write_bytes(b"a;b\n1;3\n")
    assert tour().destinations[0].releve.total == 1
    assert lus == ["notes.csv"] * 2
