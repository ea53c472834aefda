"""A folder as destination: nothing overwritten, nothing half published, each fault in its words."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import PanneEnvironnement
from app.domain.envois import GenreDestination, IssueEssai
from app.services.exports.transports.contrat import Acces, Diagnostic
from app.services.exports.transports.dossier import TransportDossier
from ui.messages import mots

OCTETS = os.urandom(300_000)
EMPREINTE = hashlib.sha256(OCTETS).hexdigest()
NOM = "suivi-00001-abcdef12.zip.age"


def _transport(racine: Path) -> TransportDossier:
    return TransportDossier(Acces(GenreDestination.DOSSIER, str(racine)))


def _morceaux() -> Iterator[bytes]:
    for debut in range(0, len(OCTETS), 100_000):
        yield OCTETS[debut : debut + 100_000]


def _deposer(racine: Path) -> IssueEssai:
    return _transport(racine).deposer(NOM, _morceaux(), len(OCTETS), EMPREINTE)


def _presents(racine: Path) -> set[str]:
    return {p.name for p in (racine / "depots").iterdir()}


def test_un_depot_se_relit_et_n_est_lu_que_de_son_proprietaire(tmp_path: Path) -> None:
    assert _deposer(tmp_path) is IssueEssai.DEPOSE
    depose = tmp_path / "depots" / NOM
    assert depose.read_bytes() == OCTETS
    assert _presents(tmp_path) == {NOM}
    if os.name != "nt":
        assert depose.stat().st_mode & 0o777 == 0o600


def test_deposer_deux_fois_ne_depose_qu_une_fois(tmp_path: Path) -> None:
    _deposer(tmp_path)
    avant = (tmp_path / "depots" / NOM).stat()
    assert _deposer(tmp_path) is IssueEssai.DEJA_LA
    assert (tmp_path / "depots" / NOM).stat().st_ino == avant.st_ino


def test_un_autre_fichier_du_meme_nom_n_est_jamais_remplace(tmp_path: Path) -> None:
    (tmp_path / "depots").mkdir()
    (tmp_path / "depots" / NOM).write_bytes(b"autre")
    with pytest.raises(PanneEnvironnement, match="deja_pris"):
        _deposer(tmp_path)
    assert (tmp_path / "depots" / NOM).read_bytes() == b"autre"


def test_un_lien_a_la_place_du_fichier_est_refuse(tmp_path: Path) -> None:
    ailleurs = tmp_path / "ailleurs"
    ailleurs.write_bytes(b"secret")
    (tmp_path / "depots").mkdir()
    for nom in (NOM, f"{NOM}.part"):
        lien = tmp_path / "depots" / nom
        lien.symlink_to(ailleurs)
        with pytest.raises(PanneEnvironnement, match=r"transport\.lien"):
            _deposer(tmp_path)
        lien.unlink()
    assert ailleurs.read_bytes() == b"secret"


def test_un_dossier_qui_est_un_lien_est_refuse(tmp_path: Path) -> None:
    (tmp_path / "vrai").mkdir()
    (tmp_path / "depots").symlink_to(tmp_path / "vrai")
    with pytest.raises(PanneEnvironnement, match=r"transport\.lien"):
        _deposer(tmp_path)


def test_un_dossier_dans_un_dossier_se_fait_sans_suivre_de_lien(tmp_path: Path) -> None:
    octets = b"x"
    racine, ailleurs = tmp_path / "cle", tmp_path / "ailleurs"
    racine.mkdir()
    ailleurs.mkdir()
    (racine / "lien").symlink_to(ailleurs)
    for depots, bon in (("échanges/dépôts", True), ("lien/depots", False)):
        transport = TransportDossier(Acces(GenreDestination.DOSSIER, str(racine), depots=depots))
        if bon:
            transport.deposer(NOM, [octets], 1, hashlib.sha256(octets).hexdigest())
            assert (racine / depots / NOM).read_bytes() == octets
        else:
            with pytest.raises(PanneEnvironnement, match=r"transport\.lien"):
                transport.deposer(NOM, [octets], 1, hashlib.sha256(octets).hexdigest())
    assert not list(ailleurs.iterdir())


@pytest.mark.parametrize("k", [0, 1, 99_999, 150_000, 299_999])
def test_coupe_a_l_octet_k_rien_n_est_publie(tmp_path: Path, k: int) -> None:
    def coupes() -> Iterator[bytes]:
        yield OCTETS[:k]
        raise RuntimeError("cut")

    with pytest.raises(RuntimeError):
        _transport(tmp_path).deposer(NOM, coupes(), len(OCTETS), EMPREINTE)
    assert _presents(tmp_path) == set()
    assert _deposer(tmp_path) is IssueEssai.DEPOSE


def test_des_octets_qui_ne_sont_pas_ceux_annonces_ne_sont_pas_publies(tmp_path: Path) -> None:
    with pytest.raises(PanneEnvironnement, match="altere"):
        _transport(tmp_path).deposer(NOM, [OCTETS[:-1]], len(OCTETS), EMPREINTE)
    assert _presents(tmp_path) == set()


def test_ce_qu_une_coupure_a_laisse_est_repris(tmp_path: Path) -> None:
    (tmp_path / "depots").mkdir()
    (tmp_path / "depots" / f"{NOM}.part").write_bytes(b"reste")
    assert _deposer(tmp_path) is IssueEssai.DEPOSE


def test_une_cle_usb_retiree_se_dit(tmp_path: Path) -> None:
    for geste in (
        lambda t: t.tester(),
        lambda t: t.lister(),
        lambda t: t.deposer(NOM, _morceaux(), len(OCTETS), EMPREINTE),
    ):
        with pytest.raises(PanneEnvironnement, match="introuvable") as panne:
            geste(_transport(tmp_path / "retiree"))
        dit = mots(panne.value).en_lignes()
        assert "clé USB" in dit
        assert "serveur" not in dit
    assert not (tmp_path / "retiree").exists()


def test_une_cle_fat_n_a_pas_de_lien_dur(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sans(*_a: object, **_k: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", sans)
    assert _deposer(tmp_path) is IssueEssai.DEPOSE
    assert _presents(tmp_path) == {NOM}
    assert _deposer(tmp_path) is IssueEssai.DEJA_LA


def test_les_retours_sont_des_fichiers_ordinaires(tmp_path: Path) -> None:
    retours = tmp_path / "retours"
    retours.mkdir()
    (retours / "b.csv").write_bytes(b"12345")
    (retours / "a.csv").write_bytes(b"1")
    (retours / "c.csv.part").write_bytes(b"")
    (retours / ".cache").write_bytes(b"")
    (retours / "dossier").mkdir()
    (retours / "lien.csv").symlink_to(retours / "a.csv")
    transport = _transport(tmp_path)
    assert [(f.nom, f.taille) for f in transport.lister()] == [("a.csv", 1), ("b.csv", 5)]
    assert b"".join(transport.lire("b.csv", 10)) == b"12345"
    with pytest.raises(PanneEnvironnement, match="altere"):
        list(transport.lire("b.csv", 4))
    with pytest.raises(PanneEnvironnement, match=r"transport\.lien"):
        list(transport.lire("lien.csv", 10))


def test_les_noms_impossibles_sont_laisses(tmp_path: Path) -> None:
    retours = tmp_path / "retours"
    retours.mkdir()
    for nom in ("bon.csv", "a\nb.csv", "C:mal.csv", "..\\mal.csv", "n" * 250, os.fsdecode(b"\xe9")):
        (retours / nom).write_bytes(b"x")
    (tmp_path / "secret").write_bytes(b"x")
    transport = _transport(tmp_path)
    assert len(transport.lister()) == 5  # those nobody can read are told, not passed over
    for nom in (
        "a\nb.csv",
        "C:mal.csv",
        "..\\mal.csv",
        os.fsdecode(b"\xe9"),
        "../secret",
        "",
        "..",
        "/etc/passwd",
    ):
        with pytest.raises(PanneEnvironnement, match="altere"):
            list(transport.lire(nom, 10))
        with pytest.raises(PanneEnvironnement, match="altere"):
            transport.deposer(nom, [b""], 0, hashlib.sha256().hexdigest())


def test_tester_dit_jusqu_ou_c_est_alle(tmp_path: Path) -> None:
    (tmp_path / "depots").write_bytes(b"un fichier")
    with pytest.raises(PanneEnvironnement) as panne:
        _transport(tmp_path).tester()
    assert panne.value.params["reussi"] == ("joint", "entre")
    with pytest.raises(PanneEnvironnement) as panne:
        _transport(tmp_path / "retiree").tester()
    assert panne.value.params["reussi"] == ()


def test_tester_essaie_tout_et_ne_laisse_rien(tmp_path: Path) -> None:
    assert _transport(tmp_path).tester().reussi == Diagnostic.ETAPES
    assert _presents(tmp_path) == set()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mount namespaces are Linux's")
@pytest.mark.parametrize(
    ("options", "code"),
    [("size=64k", "transport.plein"), ("size=1m,ro", "transport.lecture_seule")],
)
def test_un_disque_plein_ou_fige_se_dit(tmp_path: Path, options: str, code: str) -> None:
    """A real tmpfs, in a mount namespace of our own."""
    cle = tmp_path / "cle"
    cle.mkdir()
    essai = f"{sys.executable} -m tests.integration.envois.deposer_sur {cle}"
    commande = f"mount -t tmpfs -o {options} none {cle} && {essai}"
    fait = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", commande],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if "unshare" in fait.stderr or "mount:" in fait.stderr:
        pytest.skip("mount namespaces are not allowed here")
    assert fait.stdout.split() == [code, "reste", "0"]
