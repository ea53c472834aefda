"""SFTP with real servers: the host is known, nothing overwritten, nothing half published."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from app.core.errors import PanneEnvironnement
from app.domain.envois import GenreDestination, IssueEssai
from app.services.exports.transports.contrat import Acces, Diagnostic
from app.services.exports.transports.reseau import Delais
from app.services.exports.transports.sftp import TransportSftp
from app.services.exports.transports.sftp_ssh import lire_adresse
from tests.integration.envois import pairs_sftp as pairs
from tests.relais import Relais, Sens

OCTETS = os.urandom(200_000)
EMPREINTE = hashlib.sha256(OCTETS).hexdigest()
NOM = "suivi-00001-abcdef12.zip.age"
COURT = Delais(connexion=2, silence=0.5)


@pytest.fixture(scope="module", params=["sshd", "asyncssh"])
def serveur(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[pairs.Pair]:
    """A real SFTP server."""
    racine = tmp_path_factory.mktemp("sftp")
    if request.param == "asyncssh":
        with pairs.fautif(racine, pairs.Pannes()) as pair:
            yield pair
        return
    if pairs.sshd_absent():
        pytest.skip("Debian's sshd is not here")
    with pairs.sshd(racine, tmp_path_factory.mktemp("etat")) as pair:
        yield pair


@pytest.fixture
def pair(serveur: pairs.Pair) -> pairs.Pair:
    """The same server, its folder emptied."""
    _vider(serveur.racine)
    return serveur


@pytest.fixture(scope="module")
def _pannes() -> pairs.Pannes:
    return pairs.Pannes()


@pytest.fixture(scope="module")
def _fautif(
    _pannes: pairs.Pannes, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[pairs.Pair]:
    with pairs.fautif(tmp_path_factory.mktemp("fautif"), _pannes) as pair:
        yield pair


@pytest.fixture
def pannes(_pannes: pairs.Pannes) -> pairs.Pannes:
    """What the faulty server does wrong: nothing yet."""
    _pannes.regles.clear()
    _pannes.mots.clear()
    _pannes.sans_sftp = False
    return _pannes


@pytest.fixture
def fautif(_fautif: pairs.Pair, pannes: pairs.Pannes) -> pairs.Pair:
    """The faulty server, its folder emptied."""
    _vider(_fautif.racine)
    return _fautif


def _vider(racine: Path) -> None:
    for reste in racine.iterdir():
        if reste.is_dir() and not reste.is_symlink():
            shutil.rmtree(reste)
        else:
            reste.unlink()


def _acces(pair: pairs.Pair, port: int | None = None, **autres: Any) -> Acces:
    # sshd serves the whole disk, the other server only its folder.
    dossier = str(pair.racine) if pair.cle else ""
    acces = Acces(
        GenreDestination.SFTP,
        f"127.0.0.1{dossier}",
        port=port or pair.port,
        utilisateur=pair.utilisateur,
        secret="" if pair.cle else pairs.SECRET,
        cle=pair.cle,
        empreinte=pair.empreinte,
    )
    return replace(acces, **autres)


def _deposer(acces: Acces, octets: bytes = OCTETS, delais: Delais | None = None) -> IssueEssai:
    transport = TransportSftp(acces, delais)
    morceaux = (octets[d : d + 65536] for d in range(0, len(octets), 65536))
    try:
        return transport.deposer(NOM, morceaux, len(OCTETS), EMPREINTE)
    finally:
        transport.fermer()


def _panne(acces: Acces, delais: Delais | None = None) -> PanneEnvironnement:
    with pytest.raises(PanneEnvironnement) as panne:
        _deposer(acces, delais=delais)
    return panne.value


def _tester(acces: Acces) -> Diagnostic:
    transport = TransportSftp(acces)
    try:
        return transport.tester()
    finally:
        transport.fermer()


def _presents(pair: pairs.Pair) -> set[str]:
    depots = pair.racine / "depots"
    return {p.name for p in depots.iterdir()} if depots.is_dir() else set()


def test_un_depot_arrive_entier_et_une_seule_fois(pair: pairs.Pair) -> None:
    assert _deposer(_acces(pair)) is IssueEssai.DEPOSE
    depose = pair.racine / "depots" / NOM
    assert depose.read_bytes() == OCTETS
    assert depose.stat().st_mode & 0o777 == 0o600
    avant = depose.stat().st_mtime_ns
    assert _deposer(_acces(pair)) is IssueEssai.DEJA_LA
    assert depose.stat().st_mtime_ns == avant
    assert _presents(pair) == {NOM}


def test_un_autre_fichier_du_meme_nom_n_est_jamais_remplace(pair: pairs.Pair) -> None:
    (pair.racine / "depots").mkdir()
    for autre in (b"autre", OCTETS[:-1] + b"x", OCTETS + b"x"):
        (pair.racine / "depots" / NOM).write_bytes(autre)
        assert _panne(_acces(pair)).code == "transport.deja_pris"
        assert (pair.racine / "depots" / NOM).read_bytes() == autre


@pytest.mark.parametrize("pris", [b"autre", OCTETS], ids=["autre", "le_notre"])
def test_le_nom_pris_entre_temps_n_est_pas_remplace(
    pair: pairs.Pair, monkeypatch: pytest.MonkeyPatch, pris: bytes
) -> None:
    """Somebody takes the name between our last look and the rename."""
    final = pair.racine / "depots" / NOM
    renommer = asyncssh.SFTPClient.rename

    async def course(self: asyncssh.SFTPClient, *arguments: Any) -> None:
        final.write_bytes(pris)
        await renommer(self, *arguments)

    monkeypatch.setattr(asyncssh.SFTPClient, "rename", course)
    if pris == OCTETS:
        assert _deposer(_acces(pair)) is IssueEssai.DEJA_LA
    else:
        assert _panne(_acces(pair)).code == "transport.deja_pris"
    assert final.read_bytes() == pris
    assert _presents(pair) == {NOM}


@pytest.mark.parametrize("cible", [NOM, f"{NOM}.part"])
def test_un_lien_a_la_place_du_fichier_est_refuse(pair: pairs.Pair, cible: str) -> None:
    ailleurs = pair.racine / "ailleurs"
    ailleurs.write_bytes(OCTETS)
    (pair.racine / "depots").mkdir()
    (pair.racine / "depots" / cible).symlink_to("../ailleurs")
    assert _panne(_acces(pair)).code == "transport.lien"
    assert ailleurs.read_bytes() == OCTETS


def test_un_dossier_qui_est_un_lien_est_refuse(pair: pairs.Pair) -> None:
    (pair.racine / "vrai").mkdir()
    (pair.racine / "depots").symlink_to("vrai")
    assert _panne(_acces(pair)).code == "transport.lien"


@pytest.mark.parametrize(
    ("sens", "k"),
    [
        *((Sens.ALLER, k) for k in (0, 10, 1_000, 2_500, 4_000, 20_000, 120_000, 202_000)),
        *((Sens.RETOUR, k) for k in (0, 30, 900, 2_000, 3_500, 100_000, 199_999, 203_000)),
    ],
)
def test_coupe_a_l_octet_k_puis_repris(pair: pairs.Pair, sens: Sens, k: int) -> None:
    final = pair.racine / "depots" / NOM
    with Relais(("127.0.0.1", pair.port)) as relais:
        relais.couper_a(k, sens)
        assert _panne(_acces(pair, relais.port), COURT).code == "transport.coupe"
        assert not final.exists() or final.read_bytes() == OCTETS
        relais.retablir()
        issue = _deposer(_acces(pair, relais.port))
    assert issue in (IssueEssai.DEPOSE, IssueEssai.DEJA_LA)
    assert final.read_bytes() == OCTETS
    assert _presents(pair) == {NOM}


@pytest.mark.parametrize(("sens", "k"), [(Sens.ALLER, 100_000), (Sens.RETOUR, 100_000)])
def test_un_reseau_fige_n_attend_pas_toujours(pair: pairs.Pair, sens: Sens, k: int) -> None:
    with Relais(("127.0.0.1", pair.port)) as relais:
        relais.figer_a(k, sens)
        assert _panne(_acces(pair, relais.port), COURT).code == "transport.coupe"
    assert NOM not in _presents(pair)


def test_des_octets_qui_ne_sont_pas_ceux_annonces_ne_sont_pas_publies(pair: pairs.Pair) -> None:
    for octets in (OCTETS[:-1], OCTETS[:-1] + bytes([OCTETS[-1] ^ 1]), OCTETS + b"x"):
        with pytest.raises(PanneEnvironnement, match="altere"):
            _deposer(_acces(pair), octets)
        assert _presents(pair) == set()


def test_un_dossier_dans_un_dossier_se_fait(pair: pairs.Pair) -> None:
    acces = _acces(pair, depots="échanges 2026/dépôts", retours="échanges 2026/r")
    assert _deposer(acces) is IssueEssai.DEPOSE
    assert (pair.racine / "échanges 2026" / "dépôts" / NOM).read_bytes() == OCTETS
    (pair.racine / "ailleurs").mkdir()
    (pair.racine / "lien").symlink_to("ailleurs")
    assert _panne(_acces(pair, depots="lien/depots")).code == "transport.lien"
    assert not list((pair.racine / "ailleurs").iterdir())


def test_une_adresse_ipv6_avec_ou_sans_crochets() -> None:
    for adresse in ("::1", "[::1]", "[::1]:2222"):
        acces = Acces(GenreDestination.SFTP, adresse, port=2222)
        assert lire_adresse(acces) == ("::1", 2222, "")


def test_un_arret_du_lecteur_ne_laisse_rien(pair: pairs.Pair) -> None:
    def coupes() -> Iterator[bytes]:
        yield OCTETS[:1000]
        raise RuntimeError("cut")

    transport = TransportSftp(_acces(pair))
    with pytest.raises(RuntimeError):
        transport.deposer(NOM, coupes(), len(OCTETS), EMPREINTE)
    transport.fermer()
    assert _presents(pair) == set()


def test_les_retours_sont_des_fichiers_ordinaires(pair: pairs.Pair) -> None:
    transport = TransportSftp(_acces(pair))
    assert transport.lister() == ()
    retours = pair.racine / "retours"
    (retours / "dossier").mkdir(parents=True)
    (retours / "réclamations n° 2.csv").write_bytes(b"12345")
    (retours / "a.csv").write_bytes(b"")
    (retours / "c.csv.part").write_bytes(b"x")
    (retours / ".cache").write_bytes(b"x")
    (retours / "lien.csv").symlink_to("a.csv")
    attendus = [("a.csv", 0), ("réclamations n° 2.csv", 5)]
    assert [(f.nom, f.taille) for f in transport.lister()] == attendus
    assert b"".join(transport.lire("réclamations n° 2.csv", 5)) == b"12345"
    for nom, code in (
        ("réclamations n° 2.csv", "altere"),
        ("lien.csv", "lien"),
        ("dossier", "lien"),
        ("absent.csv", "introuvable"),
        ("../depots/x", "altere"),
    ):
        with pytest.raises(PanneEnvironnement, match=f"transport.{code}"):
            list(transport.lire(nom, 4))
    transport.fermer()


@pytest.mark.parametrize("k", [1, 40_000, 199_000])
def test_une_lecture_coupee_n_est_pas_un_fichier_court(pair: pairs.Pair, k: int) -> None:
    (pair.racine / "retours").mkdir()
    (pair.racine / "retours" / "r.zip").write_bytes(OCTETS)
    with Relais(("127.0.0.1", pair.port)) as relais:
        transport = TransportSftp(_acces(pair, relais.port), COURT)
        transport.lister()
        relais.couper_a(k, Sens.RETOUR)
        with pytest.raises(PanneEnvironnement, match="coupe"):
            list(transport.lire("r.zip", 1 << 20))
        relais.retablir()
        assert b"".join(transport.lire("r.zip", 1 << 20)) == OCTETS
        transport.fermer()


def test_tester_essaie_tout_et_ne_laisse_rien(pair: pairs.Pair) -> None:
    fait = _tester(_acces(pair))
    assert fait.reussi == Diagnostic.ETAPES
    assert fait.empreinte == pair.empreinte
    assert _presents(pair) == set()


def test_un_hote_jamais_accepte_est_refuse_avec_son_empreinte(
    pair: pairs.Pair, pannes: pairs.Pannes
) -> None:
    panne = _panne(_acces(pair, empreinte=""))
    assert panne.code == "transport.hote_inconnu"
    assert panne.params["empreinte"] == pair.empreinte
    assert panne.params["reussi"] == ("joint",)
    assert _presents(pair) == set()


def test_un_hote_qui_a_change_est_refuse(pair: pairs.Pair) -> None:
    connue = "SHA256:" + "A" * 43
    panne = _panne(_acces(pair, empreinte=connue))
    assert panne.code == "transport.hote_change"
    assert (panne.params["empreinte"], panne.params["connue"]) == (pair.empreinte, connue)


def test_le_mot_de_passe_ne_part_pas_vers_un_hote_inconnu(
    fautif: pairs.Pair, pannes: pairs.Pannes
) -> None:
    for empreinte in ("", "SHA256:" + "A" * 43, fautif.empreinte.lower()):
        _panne(_acces(fautif, empreinte=empreinte))
    assert pannes.mots == []
    _deposer(_acces(fautif, empreinte=f" {fautif.empreinte}= "))
    assert pannes.mots == [pairs.SECRET]


def test_l_ancienne_connaissance_de_la_machine_ne_sert_pas(
    fautif: pairs.Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `ssh` knows of hosts on this machine is not what a person accepted here."""
    (tmp_path / ".ssh").mkdir()
    lien = asyncssh.read_known_hosts([])
    assert lien is not None
    (tmp_path / ".ssh" / "known_hosts").write_text("* ssh-ed25519 AAAA\n", encoding="ascii")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert _panne(_acces(fautif, empreinte="")).code == "transport.hote_inconnu"


def test_un_mauvais_mot_de_passe_se_dit(fautif: pairs.Pair) -> None:
    with pytest.raises(PanneEnvironnement) as panne:
        _tester(_acces(fautif, secret="faux"))
    assert panne.value.code == "transport.refuse"
    assert panne.value.params["reussi"] == ("joint",)


def test_une_mauvaise_cle_se_dit(pair: pairs.Pair) -> None:
    etrangere = asyncssh.generate_private_key("ssh-ed25519").export_private_key().decode()
    assert _panne(_acces(pair, cle=etrangere)).code == "transport.refuse"
    assert _panne(_acces(pair, cle="pas une clé")).code == "transport.secret"


def test_une_cle_protegee_s_ouvre_avec_sa_phrase(pair: pairs.Pair) -> None:
    if not pair.cle:
        pytest.skip("this server takes no key")
    cle = asyncssh.import_private_key(pair.cle)
    fermee = cle.export_private_key(
        passphrase="trois mots", rounds=1, ignore_few_rounds=True
    ).decode()
    assert _deposer(_acces(pair, cle=fermee, secret="trois mots")) is IssueEssai.DEPOSE
    for secret in ("", "autre"):
        assert _panne(_acces(pair, cle=fermee, secret=secret)).code == "transport.secret"


def test_un_compte_sans_sftp_se_dit(fautif: pairs.Pair, pannes: pairs.Pannes) -> None:
    pannes.sans_sftp = True
    panne = _panne(_acces(fautif), COURT)
    assert panne.code in ("transport.autre", "transport.coupe")


def _lever(erreur: Exception) -> Any:
    def regle(*_arguments: Any) -> None:
        raise erreur

    return regle


@pytest.mark.parametrize(
    ("geste", "erreur", "code"),
    [
        ("write", OSError(28, "No space left on device"), "autre"),
        ("open", asyncssh.SFTPPermissionDenied("no"), "lecture_seule"),
        ("mkdir", asyncssh.SFTPPermissionDenied("no"), "lecture_seule"),
        ("rename", asyncssh.SFTPFailure("no"), "autre"),
        ("lstat", asyncssh.SFTPPermissionDenied("no"), "refuse"),
    ],
)
def test_chaque_panne_du_serveur_a_son_mot(
    fautif: pairs.Pair, pannes: pairs.Pannes, geste: str, erreur: Exception, code: str
) -> None:
    pannes.regles[geste] = _lever(erreur)
    assert _panne(_acces(fautif)).code == f"transport.{code}"
    pannes.regles.clear()
    assert _presents(fautif) == set()
    assert _deposer(_acces(fautif)) is IssueEssai.DEPOSE


@pytest.mark.parametrize(("drapeaux", "code"), [(0, "plein"), (1, "lecture_seule")])
def test_un_disque_plein_ou_fige_se_dit(
    fautif: pairs.Pair, pannes: pairs.Pannes, drapeaux: int, code: str
) -> None:
    """SFTP 3 only says “failure”: the state of the disk tells which."""
    pannes.regles["write"] = _lever(asyncssh.SFTPFailure("failure"))
    disque = asyncssh.SFTPVFSAttrs(frsize=4096, bavail=0, flags=drapeaux)
    pannes.regles["statvfs"] = lambda *_a: disque
    assert _panne(_acces(fautif)).code == f"transport.{code}"
    pannes.regles.clear()
    assert _presents(fautif) == set()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mount namespaces are Linux's")
@pytest.mark.parametrize(
    ("options", "code"),
    [("size=1m", "transport.plein"), ("size=9m,ro", "transport.lecture_seule")],
)
def test_le_disque_d_un_vrai_serveur_plein_ou_fige(tmp_path: Path, options: str, code: str) -> None:
    """Debian's sshd over a real tmpfs, in a mount namespace of our own."""
    if pairs.sshd_absent():
        pytest.skip("Debian's sshd is not here")
    essai = f"{sys.executable} -m tests.integration.envois.sftp_sur {tmp_path}"
    fait = subprocess.run(
        [
            "unshare",
            "--mount",
            "sh",
            "-c",
            f"mount -t tmpfs -o {options} none {tmp_path} && {essai}",
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "unshare" in fait.stderr or "mount:" in fait.stderr:
        pytest.skip("mount namespaces are not allowed here")
    assert fait.stdout.split() == [code, "reste", "0"], fait.stderr


@pytest.mark.parametrize(
    "rendu", [b"", OCTETS[:-1], OCTETS[:-1] + bytes([OCTETS[-1] ^ 1])], ids=["vide", "court", "bit"]
)
def test_ce_que_le_serveur_garde_est_relu(
    fautif: pairs.Pair, pannes: pairs.Pannes, rendu: bytes
) -> None:
    """A server that says yes and keeps something else: nothing is published."""
    pannes.regles["read"] = lambda _s, _f, debut, taille: rendu[debut : debut + taille]
    assert _panne(_acces(fautif)).code == "transport.altere"
    assert _presents(fautif) == set()


def test_la_publication_perdue_ne_compte_qu_une_fois(
    fautif: pairs.Pair, pannes: pairs.Pannes
) -> None:
    """Renamed, but the connection ended before it was said."""

    def renommer(soi: Any, avant: bytes, apres: bytes) -> None:
        Path(os.fsdecode(soi.map_path(avant))).rename(os.fsdecode(soi.map_path(apres)))
        soi.channel.get_connection().abort()

    pannes.regles["rename"] = renommer
    assert _panne(_acces(fautif)).code == "transport.coupe"
    assert _presents(fautif) == {NOM}
    pannes.regles.clear()
    assert _deposer(_acces(fautif)) is IssueEssai.DEJA_LA


def test_une_liste_de_noms_hostiles(fautif: pairs.Pair) -> None:
    retours = fautif.racine / "retours"
    retours.mkdir()
    for nom in ("bon.csv", "a\nb.csv", "C:mal.csv", "..\\mal.csv", "n" * 250):
        (retours / nom).write_bytes(b"x")
    (retours / os.fsdecode(b"d\xe9partement.csv")).write_bytes(b"x")  # Latin-1, as old servers do
    os.mkfifo(retours / "tube.csv")
    transport = TransportSftp(_acces(fautif))
    noms = [f.nom for f in transport.lister()]
    assert "tube.csv" not in noms
    assert len(noms) == 5  # those nobody can read are told, not passed over
    for nom in set(noms) - {"bon.csv"}:
        if len(nom) < 200:
            with pytest.raises(PanneEnvironnement, match="altere"):
                list(transport.lire(nom, 10))
    transport.fermer()
    assert stat.S_ISFIFO((retours / "tube.csv").stat().st_mode)


@pytest.mark.parametrize(
    "adresse", ["", "u@hote", "u:secret@hote", "http://hote", "hote:99999", "sftp:///x"]
)
def test_une_adresse_bancale_est_refusee(fautif: pairs.Pair, adresse: str) -> None:
    with pytest.raises(PanneEnvironnement) as panne:
        TransportSftp(_acces(fautif, adresse=adresse))
    assert panne.value.code == "transport.adresse"
    assert "secret" not in str(panne.value.params)


def test_personne_a_cette_adresse(fautif: pairs.Pair) -> None:
    assert _panne(_acces(fautif, port=pairs.port_libre())).code == "transport.introuvable"
    inconnu = _panne(_acces(fautif, adresse="bailleur.invalid"))
    assert inconnu.code in ("transport.introuvable", "transport.hors_ligne")
    assert _panne(_acces(fautif, adresse="a" * 70 + ".fr")).code == "transport.adresse"


def test_un_serveur_qui_ne_parle_pas_ssh_se_dit(fautif: pairs.Pair) -> None:
    with Relais(("127.0.0.1", fautif.port)) as relais:
        relais.figer_a(0, Sens.RETOUR)
        presse = Delais(connexion=0.4, silence=0.4)
        assert _panne(_acces(fautif, relais.port), presse).code == "transport.hors_ligne"
