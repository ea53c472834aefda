"""Destinations and what opens them: kept, forgotten, never handed to another server."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import text

from app.core.errors import EntreeInvalide, PanneEnvironnement, RegleMetier
from app.domain.envois import GenreDestination
from app.services import annulation
from app.services.annulation import AnnulerOperation
from app.services.exports import destinations
from app.services.exports.destinations import (
    AccepterEmpreinte,
    ArreterDestination,
    CreerDestination,
    ListerDestinations,
    ModifierDestination,
    Rangement,
    SaisieDestination,
    secrets,
)
from app.services.exports.destinations import TesterDestination as Essayer
from app.services.exports.synchroniser import Synchroniser, synchroniser
from app.services.exports.transports.contrat import Acces, Diagnostic
from app.services.exports.transports.dossier import TransportDossier
from app.services.ouverture import BaseOuverte
from db.engine import connecter
from db.uow import UnitOfWork
from tests.conftest import CLE
from tests.integration.envois import boite
from tests.integration.envois.boite import Distant, Voie

SFTP = SaisieDestination(
    "Serveur", GenreDestination.SFTP, "echanges.exemple.fr", utilisateur="voyette"
)
EMPREINTE = "SHA256:" + "A" * 43


class Trousseau:
    """A keyring in memory; `panne`: it raises as those of a machine without a session do."""

    def __init__(self, *, panne: bool = False) -> None:
        self.mots: dict[tuple[str, str], str] = {}
        self.panne = panne

    def _verifier(self) -> None:
        if self.panne:
            raise RuntimeError("no session")

    def get_password(self, service: str, username: str) -> str | None:
        self._verifier()
        return self.mots.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._verifier()
        self.mots[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._verifier()
        del self.mots[service, username]


def acces(uow: UnitOfWork, id_: object, trousseau: Trousseau | None = None) -> Acces:
    return destinations.acces(id_, uow, trousseau)  # type: ignore[arg-type]  # a UUID


LONGUE = f"-----BEGIN OPENSSH PRIVATE KEY-----\n{'k' * 3000}\n-----END OPENSSH PRIVATE KEY-----\n"


def dans_la_base(uow: UnitOfWork) -> int:
    with uow.lecture() as session:
        return int(session.execute(text("SELECT count(*) FROM secret_local")).scalar_one())


def test_ce_qui_n_est_pas_une_cle_privee_se_dit_a_la_saisie(uow: UnitOfWork) -> None:
    for fausse in ("ssh-ed25519 AAAAC3 moi", "PuTTY-User-Key-File-3: ssh-ed25519\n", "rien"):
        with pytest.raises(EntreeInvalide, match=r"destination\.cle"):
            destinations.creer(CreerDestination(SFTP, cle=fausse), uow, None)
    fait = destinations.creer(CreerDestination(SFTP, cle="\ufeff\n  " + LONGUE), uow, None)
    assert acces(uow, fait.changes.principal).cle == LONGUE


def test_le_secret_va_au_trousseau_et_la_cle_trop_longue_a_la_base(uow: UnitOfWork) -> None:
    trousseau = Trousseau()
    fait = destinations.creer(CreerDestination(SFTP, secret="mot", cle=LONGUE), uow, trousseau)
    assert fait.rangement is Rangement.BASE
    assert list(trousseau.mots.values()) == ["mot"]
    assert dans_la_base(uow) == 1
    id_ = fait.changes.principal
    assert (acces(uow, id_, trousseau).secret, acces(uow, id_, trousseau).cle) == (
        "mot",
        LONGUE,
    )
    assert acces(uow, id_).secret == ""  # another machine does not know it


@pytest.mark.parametrize("trousseau", [None, Trousseau(panne=True)])
def test_sans_trousseau_la_base_le_garde_hors_du_journal(
    uow: UnitOfWork, trousseau: Trousseau | None
) -> None:
    fait = destinations.creer(CreerDestination(SFTP, secret="Sesame4821"), uow, trousseau)
    assert fait.rangement is Rangement.BASE
    assert acces(uow, fait.changes.principal, trousseau).secret == "Sesame4821"
    with uow.lecture() as session:
        traces = session.execute(
            text(
                "SELECT count(*) FROM journal WHERE apres LIKE '%Sesame%' OR avant LIKE '%Sesame%'"
            )
        ).scalar_one()
    assert traces == 0


def test_changer_de_serveur_oublie_tout_meme_si_on_annule(uow: UnitOfWork) -> None:
    trousseau = Trousseau()
    fait = destinations.creer(CreerDestination(SFTP, secret="ancien"), uow, trousseau)
    id_ = fait.changes.principal
    assert id_ is not None
    destinations.accepter(AccepterEmpreinte(id_, EMPREINTE), uow)
    ailleurs = replace(SFTP, adresse="autre.exemple.fr")
    change = destinations.modifier(ModifierDestination(id_, ailleurs, "neuf"), uow, trousseau)
    assert list(trousseau.mots.values()) == ["neuf"]
    assert acces(uow, id_, trousseau).empreinte == ""
    assert change.changes.operation is not None
    annulation.annuler(AnnulerOperation(change.changes.operation), uow)
    revenu = acces(uow, id_, trousseau)
    assert (revenu.adresse, revenu.secret) == (SFTP.adresse, "")


def test_garder_remplacer_oublier(uow: UnitOfWork) -> None:
    trousseau = Trousseau()
    fait = destinations.creer(CreerDestination(SFTP, secret="un"), uow, trousseau)
    id_ = fait.changes.principal
    assert id_ is not None
    renommee = replace(SFTP, nom="Autre nom", depots="envois")
    assert (
        destinations.modifier(ModifierDestination(id_, renommee), uow, trousseau).rangement is None
    )
    assert acces(uow, id_, trousseau).secret == "un"
    destinations.modifier(ModifierDestination(id_, renommee, "deux"), uow, trousseau)
    assert acces(uow, id_, trousseau).secret == "deux"
    destinations.modifier(ModifierDestination(id_, renommee, ""), uow, trousseau)
    assert acces(uow, id_, trousseau).secret == ""
    assert trousseau.mots == {}


def test_le_trousseau_est_interroge_hors_de_toute_transaction(
    base: BaseOuverte, uow: UnitOfWork
) -> None:
    """It may ask the person to unlock it, and take all the time they take."""

    class Lent(Trousseau):
        def _verifier(self) -> None:
            autre = connecter(base.chemin, CLE)
            autre.execute("PRAGMA busy_timeout = 0")
            autre.execute("BEGIN IMMEDIATE")
            autre.execute("ROLLBACK")
            vus.append(autre.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
            autre.close()

    vus: list[int] = []
    trousseau = Lent()
    id_ = destinations.creer(CreerDestination(SFTP, "un"), uow, trousseau).changes.principal
    assert id_ is not None
    assert acces(uow, id_, trousseau).secret == "un"
    ailleurs = replace(SFTP, adresse="autre.exemple.fr")
    destinations.modifier(ModifierDestination(id_, ailleurs, "deux"), uow, trousseau)
    assert len(vus) > 5
    assert set(vus) == {0}


def test_deux_destinations_n_ont_pas_le_meme_nom(uow: UnitOfWork) -> None:
    destinations.creer(CreerDestination(SFTP), uow)
    with pytest.raises(RegleMetier, match=r"destination\.deja"):
        destinations.creer(CreerDestination(replace(SFTP, nom=" Serveur")), uow)


def test_une_destination_arretee_n_est_plus_contactee(uow: UnitOfWork) -> None:
    id_ = destinations.creer(CreerDestination(SFTP), uow).changes.principal
    assert id_ is not None
    destinations.arreter(ArreterDestination(id_), uow)
    assert destinations.lister(ListerDestinations(), uow) == ()
    assert synchroniser(Synchroniser(), uow, Distant()).destinations == ()
    with pytest.raises(RegleMetier, match=r"destination\.arretee"):
        synchroniser(Synchroniser(id_), uow, Distant())
    destinations.reprendre(ArreterDestination(id_), uow)
    assert [d.id for d in destinations.lister(ListerDestinations(), uow)] == [id_]


def test_tester_un_vrai_dossier(uow: UnitOfWork, tmp_path: Path) -> None:
    saisie = SaisieDestination("Clé", GenreDestination.DOSSIER, str(tmp_path))
    essai = destinations.tester(Essayer(saisie=saisie), uow, TransportDossier, None)
    assert essai.bon
    assert essai.reussi == Diagnostic.ETAPES
    absente = replace(saisie, adresse=str(tmp_path / "absente"))
    essai = destinations.tester(Essayer(saisie=absente), uow, TransportDossier, None)
    assert essai.panne is not None
    assert (essai.bon, essai.panne.code) == (False, "transport.introuvable")
    with pytest.raises(EntreeInvalide, match=r"destination\.dossier"):
        relative = replace(saisie, adresse="ici")
        destinations.tester(Essayer(saisie=relative), uow, TransportDossier, None)


def test_tester_ce_qu_on_tape_avec_ce_qui_est_garde_si_le_serveur_est_le_meme(
    uow: UnitOfWork,
) -> None:
    trousseau, vus = Trousseau(), []
    id_ = destinations.creer(CreerDestination(SFTP, secret="garde"), uow, trousseau)

    def noter(ou: Acces) -> Voie:
        vus.append((ou.adresse, ou.secret))
        raise PanneEnvironnement("transport.hote_inconnu", empreinte=EMPREINTE, reussi=("joint",))

    for saisie in (None, replace(SFTP, depots="autres"), replace(SFTP, adresse="pirate.exemple")):
        commande = Essayer(id_.changes.principal, saisie)
        essai = destinations.tester(commande, uow, noter, trousseau)
        assert (essai.reussi, essai.empreinte) == (("joint",), EMPREINTE)
    assert vus == [(SFTP.adresse, "garde"), (SFTP.adresse, "garde"), ("pirate.exemple", "")]


def _module(nom: str, trousseau: object) -> ModuleType:
    type(trousseau).__module__ = nom
    faux = ModuleType("keyring")
    faux.get_keyring = lambda: trousseau  # type: ignore[attr-defined]
    return faux


@pytest.mark.parametrize(
    ("module", "panne", "bon"),
    [
        ("keyring.backends.SecretService", False, True),
        ("keyring.backends.Windows", True, False),
        ("keyring.backends.fail", False, False),
        ("keyrings.alt.file", False, False),
    ],
)
def test_seul_un_trousseau_du_systeme_qui_marche_sert(
    monkeypatch: pytest.MonkeyPatch, module: str, panne: bool, bon: bool
) -> None:
    """A file in clear is no keyring, whatever is installed on the machine."""

    class DuSysteme(Trousseau):
        pass

    trousseau = DuSysteme(panne=panne)
    monkeypatch.setitem(sys.modules, "keyring", _module(module, trousseau))
    assert (secrets.porte_cles_du_systeme() is trousseau) is bon
    assert trousseau.mots == {}  # the word that tried it is gone


def test_sans_bibliotheque_ni_session_il_n_y_a_pas_de_trousseau(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert secrets.porte_cles_du_systeme() is None


def test_un_point_de_montage_vide_n_est_pas_la_cle(uow: UnitOfWork, tmp_path: Path) -> None:
    """The place of the key stays when the key goes: nothing may be left there in its stead."""
    cle = tmp_path / "cle"
    cle.mkdir()
    lieu = boite.lieu(uow, adresse=str(cle))
    premier = boite.colis(uow, lieu, b"un")
    assert synchroniser(Synchroniser(), uow, TransportDossier).depots == 1
    (cle / "depots" / premier.nom).unlink()
    (cle / "depots").rmdir()
    (cle / "retours").rmdir()
    second = boite.colis(uow, lieu, b"deux")
    bilan = synchroniser(Synchroniser(), uow, TransportDossier)
    assert [d.panne.code for d in bilan.destinations if d.panne] == ["transport.introuvable"]
    assert not list(cle.iterdir())
    assert destinations.tester(Essayer(lieu.destination_id), uow, TransportDossier, None).bon
    assert synchroniser(Synchroniser(sans_attendre=True), uow, TransportDossier).depots == 1
    assert (cle / "depots" / second.nom).read_bytes() == b"deux"
