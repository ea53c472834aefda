"""WebDAV over TLS with real servers: nothing overwritten, half published or sent elsewhere."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import PanneEnvironnement
from app.domain.envois import GenreDestination, IssueEssai
from app.services.exports.transports.contrat import Acces, Diagnostic
from app.services.exports.transports.reseau import Delais
from app.services.exports.transports.webdav import TransportWebdav
from tests.integration.envois import pairs_webdav as pairs
from tests.integration.envois.autorite import Autorite
from tests.relais import Relais, Sens

OCTETS = os.urandom(200_000)
EMPREINTE = hashlib.sha256(OCTETS).hexdigest()
NOM = "suivi-00001-abcdef12.zip.age"
COURT = Delais(connexion=2, silence=0.5)


@pytest.fixture(scope="module")
def autorite(tmp_path_factory: pytest.TempPathFactory) -> Autorite:
    """The private authority of the servers of this module."""
    return Autorite(tmp_path_factory.mktemp("autorite"))


@pytest.fixture(scope="module", params=["wsgidav", "apache"])
def serveur(
    request: pytest.FixtureRequest, autorite: Autorite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[pairs.Pair]:
    """A real WebDAV server."""
    if request.param == "wsgidav":
        with pairs.wsgidav(tmp_path_factory.mktemp("dav"), autorite.signer()) as pair:
            yield pair
        return
    if pairs.apache_absent():
        pytest.skip("Apache with mod_dav is not here")
    with pairs.apache(autorite.signer()) as pair:
        yield pair


@pytest.fixture
def pair(serveur: pairs.Pair) -> pairs.Pair:
    """The same server, its folder emptied."""
    for reste in serveur.racine.iterdir():
        shutil.rmtree(reste) if reste.is_dir() else reste.unlink()
    return serveur


@pytest.fixture(scope="module")
def faux(autorite: Autorite) -> Iterator[pairs.Menteur]:
    """A server that answers what a test decides."""
    with pairs.menteur(autorite.signer()) as menteur:
        yield menteur


@pytest.fixture
def menteur(faux: pairs.Menteur) -> pairs.Menteur:
    """The same, obliging again."""
    faux.remettre()
    return faux


def _acces(adresse: str, de: Autorite, **autres: object) -> Acces:
    acces = Acces(
        GenreDestination.WEBDAV,
        adresse,
        utilisateur=pairs.UTILISATEUR,
        secret=pairs.SECRET,
        autorite=de.pem,
        mandataire="",
    )
    return replace(acces, **autres)  # type: ignore[arg-type]


def _deposer(acces: Acces, octets: bytes = OCTETS, delais: Delais | None = None) -> IssueEssai:
    transport = TransportWebdav(acces, delais)
    morceaux = (octets[d : d + 65536] for d in range(0, len(octets), 65536))
    try:
        return transport.deposer(NOM, morceaux, len(OCTETS), EMPREINTE)
    finally:
        transport.fermer()


def _code(acces: Acces, geste: str = "deposer", delais: Delais | None = None) -> PanneEnvironnement:
    with pytest.raises(PanneEnvironnement) as panne:
        if geste == "deposer":
            _deposer(acces, delais=delais)
        else:
            transport = TransportWebdav(acces, delais)
            try:
                getattr(transport, geste)()
            finally:
                transport.fermer()
    return panne.value


def _presents(pair: pairs.Pair) -> set[str]:
    depots = pair.racine / "depots"
    return {p.name for p in depots.iterdir() if p.name != ".DAV"} if depots.is_dir() else set()


def test_un_depot_arrive_entier_et_une_seule_fois(pair: pairs.Pair, autorite: Autorite) -> None:
    acces = _acces(pair.adresse, autorite)
    assert _deposer(acces) is IssueEssai.DEPOSE
    assert (pair.racine / "depots" / NOM).read_bytes() == OCTETS
    assert _deposer(acces) is IssueEssai.DEJA_LA
    assert _presents(pair) == {NOM}


def test_un_autre_fichier_du_meme_nom_n_est_jamais_remplace(
    pair: pairs.Pair, autorite: Autorite
) -> None:
    depots = pair.racine / "depots"
    depots.mkdir()
    depots.chmod(0o777)
    (depots / NOM).write_bytes(b"autre")
    assert _code(_acces(pair.adresse, autorite)).code == "transport.deja_pris"
    assert (depots / NOM).read_bytes() == b"autre"


def test_le_nom_pris_entre_temps_n_est_pas_remplace(
    pair: pairs.Pair, autorite: Autorite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody takes the name after we looked: MOVE refuses, and says whether it is ours."""
    depots = pair.racine / "depots"
    depots.mkdir()
    depots.chmod(0o777)
    publier = TransportWebdav._publier
    pris = [b"autre", OCTETS]

    def course(self: TransportWebdav, *arguments: object) -> IssueEssai:
        (depots / NOM).write_bytes(pris.pop(0))
        return publier(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(TransportWebdav, "_publier", course)
    assert _code(_acces(pair.adresse, autorite)).code == "transport.deja_pris"
    assert (depots / NOM).read_bytes() == b"autre"
    (depots / NOM).unlink()
    assert _deposer(_acces(pair.adresse, autorite)) is IssueEssai.DEJA_LA
    assert _presents(pair) == {NOM}


@pytest.mark.parametrize(
    ("sens", "k"),
    [
        *((Sens.ALLER, k) for k in (0, 300, 2_000, 3_500, 20_000, 120_000, 199_000, 202_000)),
        *((Sens.RETOUR, k) for k in (100, 2_500, 4_000, 6_000, 100_000, 199_999, 204_000)),
    ],
)
def test_coupe_a_l_octet_k_puis_repris(
    pair: pairs.Pair, autorite: Autorite, sens: Sens, k: int
) -> None:
    with Relais(("127.0.0.1", pair.port)) as relais:
        acces = _acces(f"https://127.0.0.1:{relais.port}{pair.chemin}", autorite)
        relais.couper_a(k, sens)
        with pytest.raises(PanneEnvironnement, match="coupe"):
            _deposer(acces, delais=COURT)
        final = pair.racine / "depots" / NOM
        assert not final.exists() or final.read_bytes() == OCTETS
        relais.retablir()
        assert _deposer(acces) in (IssueEssai.DEPOSE, IssueEssai.DEJA_LA)
    assert final.read_bytes() == OCTETS
    # The server may learn of the cut later, and then leave a `.part` behind.
    assert all(nom.endswith(".part") for nom in _presents(pair) - {NOM})


def test_ce_qu_une_coupure_a_laisse_est_retire(pair: pairs.Pair, autorite: Autorite) -> None:
    depots = pair.racine / "depots"
    depots.mkdir()
    depots.chmod(0o777)
    for reste in (f"{NOM}.part", f"{NOM}.0123abcd.part", "autre.zip.age.part", f"{NOM}.accuse"):
        (depots / reste).write_bytes(OCTETS[:1000])
    assert _deposer(_acces(pair.adresse, autorite)) is IssueEssai.DEPOSE
    assert _presents(pair) == {NOM, "autre.zip.age.part", f"{NOM}.accuse"}


def test_la_reponse_perdue_ne_fait_pas_deposer_deux_fois(
    pair: pairs.Pair, autorite: Autorite
) -> None:
    """The MOVE was done, its answer was cut: the next try finds the same bytes."""
    with Relais(("127.0.0.1", pair.port)) as relais:
        acces = _acces(f"https://127.0.0.1:{relais.port}{pair.chemin}", autorite)
        _deposer(acces)
        total = relais.passes[Sens.RETOUR]
        (pair.racine / "depots" / NOM).unlink()
        relais.couper_a(total - 60, Sens.RETOUR)
        assert _code(acces, delais=COURT).code == "transport.coupe"
        relais.retablir()
        assert _deposer(acces) is IssueEssai.DEJA_LA


@pytest.mark.parametrize(("sens", "k"), [(Sens.ALLER, 50_000), (Sens.RETOUR, 50_000)])
def test_un_reseau_fige_n_attend_pas_toujours(
    pair: pairs.Pair, autorite: Autorite, sens: Sens, k: int
) -> None:
    with Relais(("127.0.0.1", pair.port)) as relais:
        relais.figer_a(k, sens)
        acces = _acces(f"https://127.0.0.1:{relais.port}{pair.chemin}", autorite)
        assert _code(acces, delais=COURT).code == "transport.coupe"
        relais.retablir()
    assert NOM not in _presents(pair)


def test_nos_octets_plus_courts_que_prevu_ne_sont_pas_publies(
    pair: pairs.Pair, autorite: Autorite
) -> None:
    for octets in (OCTETS[:-1], OCTETS[:-1] + b"x", OCTETS + b"x"):
        with pytest.raises(PanneEnvironnement, match="altere"):
            _deposer(_acces(pair.adresse, autorite), octets)
        assert all(nom.endswith(".part") for nom in _presents(pair))


def test_un_arret_du_lecteur_ne_laisse_rien(pair: pairs.Pair, autorite: Autorite) -> None:
    def coupes() -> Iterator[bytes]:
        yield OCTETS[:1000]
        raise RuntimeError("cut")

    transport = TransportWebdav(_acces(pair.adresse, autorite))
    with pytest.raises(RuntimeError):
        transport.deposer(NOM, coupes(), len(OCTETS), EMPREINTE)
    transport.fermer()
    assert all(nom.endswith(".part") for nom in _presents(pair))


def test_un_dossier_dans_un_dossier_se_fait(pair: pairs.Pair, autorite: Autorite) -> None:
    acces = _acces(pair.adresse, autorite, depots="échanges 2026/dépôts", retours="échanges 2026/r")
    assert _deposer(acces) is IssueEssai.DEPOSE
    assert (pair.racine / "échanges 2026" / "dépôts" / NOM).read_bytes() == OCTETS


def test_les_retours_se_lisent(pair: pairs.Pair, autorite: Autorite) -> None:
    transport = TransportWebdav(_acces(pair.adresse, autorite))
    assert transport.lister() == ()
    retours = pair.racine / "retours"
    retours.mkdir()
    (retours / "dossier").mkdir()
    for nom, octets in (
        ("réclamations n° 2 + dates #1.csv", b"12345"),
        ("a.csv", b""),
        ("en-cours.csv.part", b"x"),
        (".cache", b"x"),
    ):
        (retours / nom).write_bytes(octets)
    assert [(f.nom, f.taille) for f in transport.lister()] == [
        ("a.csv", 0),
        ("réclamations n° 2 + dates #1.csv", 5),
    ]
    assert b"".join(transport.lire("réclamations n° 2 + dates #1.csv", 5)) == b"12345"
    with pytest.raises(PanneEnvironnement, match="altere"):
        list(transport.lire("réclamations n° 2 + dates #1.csv", 4))
    with pytest.raises(PanneEnvironnement, match="introuvable"):
        list(transport.lire("absent.csv", 4))
    with pytest.raises(PanneEnvironnement, match="altere"):
        list(transport.lire("../depots/x", 4))
    transport.fermer()


@pytest.mark.parametrize("k", [1, 40_000, 199_000])
def test_une_lecture_coupee_n_est_pas_un_fichier_court(
    pair: pairs.Pair, autorite: Autorite, k: int
) -> None:
    (pair.racine / "retours").mkdir()
    (pair.racine / "retours" / "r.zip").write_bytes(OCTETS)
    with Relais(("127.0.0.1", pair.port)) as relais:
        transport = TransportWebdav(
            _acces(f"https://127.0.0.1:{relais.port}{pair.chemin}", autorite), COURT
        )
        transport.lister()
        relais.couper_a(k, Sens.RETOUR)
        with pytest.raises(PanneEnvironnement, match="coupe"):
            list(transport.lire("r.zip", 1 << 20))
        transport.fermer()


def test_tester_essaie_tout_et_ne_laisse_rien(pair: pairs.Pair, autorite: Autorite) -> None:
    transport = TransportWebdav(_acces(pair.adresse, autorite))
    assert transport.tester().reussi == Diagnostic.ETAPES
    transport.fermer()
    assert _presents(pair) == set()


def test_un_mauvais_mot_de_passe_se_dit(pair: pairs.Pair, autorite: Autorite) -> None:
    panne = _code(_acces(pair.adresse, autorite, secret="faux"), "tester")
    assert panne.code == "transport.refuse"
    assert panne.params["reussi"] == ("joint",)


def test_un_dossier_absent_se_dit(pair: pairs.Pair, autorite: Autorite) -> None:
    assert _code(_acces(f"{pair.adresse}/absent", autorite)).code == "transport.introuvable"


def test_une_autorite_inconnue_est_refusee_avant_tout_secret(
    menteur: pairs.Menteur, tmp_path: Path
) -> None:
    """The certificate of a private authority nobody gave, or of another one."""
    autre = Autorite(tmp_path, "Une autre")
    for acces in (
        _acces(menteur.adresse, autre),
        _acces(menteur.adresse, autre, autorite=""),
    ):
        panne = _code(acces)
        assert panne.code == "transport.certificat"
        assert panne.params["detail"]
    assert menteur.vus == []


@pytest.mark.parametrize("cas", ["expire", "autre_hote"])
def test_un_mauvais_certificat_est_refuse(autorite: Autorite, cas: str) -> None:
    certificat = (
        autorite.signer(expire=True) if cas == "expire" else autorite.signer("bailleur.example")
    )
    with pairs.menteur(certificat) as menteur:
        assert _code(_acces(menteur.adresse, autorite)).code == "transport.certificat"
        assert menteur.vus == []


def test_une_autorite_illisible_se_dit(autorite: Autorite) -> None:
    panne = _code(_acces("https://127.0.0.1:9/", autorite, autorite="pas un PEM"))
    assert panne.code == "transport.certificat"


@pytest.mark.parametrize(
    "adresse",
    [
        "http://127.0.0.1/dav",
        "ftp://127.0.0.1/dav",
        "127.0.0.1/dav",
        "https:///dav",
        "https://u:secret@127.0.0.1/dav",
        "https://127.0.0.1:99999/dav",
        f"https://{'a' * 70}.fr/",
        "https://[mal/dav",
        "",
    ],
)
def test_une_adresse_en_clair_ou_bancale_est_refusee(autorite: Autorite, adresse: str) -> None:
    with pytest.raises(PanneEnvironnement) as panne:
        TransportWebdav(_acces(adresse, autorite))
    assert panne.value.code == "transport.adresse"
    assert "secret" not in str(panne.value.params)


def test_un_serveur_sans_tls_ne_recoit_rien(autorite: Autorite) -> None:
    with pairs.menteur(None) as clair:
        assert _code(_acces(clair.adresse, autorite)).code == "transport.certificat"
        assert clair.vus == []


@pytest.fixture(scope="module")
def ailleurs(autorite: Autorite) -> Iterator[pairs.Menteur]:
    """Another server, that must never be asked anything."""
    with pairs.menteur(autorite.signer()) as autre:
        yield autre


@pytest.mark.parametrize(
    ("methode", "statut"),
    [
        ("PROPFIND", 301),
        ("PROPFIND", 302),
        ("PROPFIND", 307),
        ("PROPFIND", 308),
        ("MKCOL", 301),
        ("PUT", 307),
        ("PUT", 308),
        ("GET", 302),
        ("MOVE", 307),
    ],
)
def test_un_renvoi_vers_un_autre_serveur_est_refuse(
    menteur: pairs.Menteur, ailleurs: pairs.Menteur, autorite: Autorite, methode: str, statut: int
) -> None:
    renvoi = (statut, {"Location": f"{ailleurs.adresse}/x"}, b"")
    menteur.regles["GET"] = lambda _p, _c: (200, {}, OCTETS)
    menteur.regles[methode] = lambda _p, _c: renvoi
    panne = _code(_acces(menteur.adresse, autorite))
    assert panne.code == "transport.renvoi"
    assert panne.params["vers"] == f"127.0.0.1:{ailleurs.port}"
    assert ailleurs.vus == []


def test_un_renvoi_vers_le_meme_serveur_en_clair_est_refuse(
    menteur: pairs.Menteur, autorite: Autorite
) -> None:
    clair = menteur.adresse.replace("https", "http")
    menteur.regles["PROPFIND"] = lambda _p, _c: (301, {"Location": f"{clair}/"}, b"")
    assert _code(_acces(menteur.adresse, autorite)).code == "transport.renvoi"
    assert len(menteur.vus) == 1


def test_un_renvoi_du_meme_serveur_est_suivi_a_l_entree(
    menteur: pairs.Menteur, autorite: Autorite
) -> None:
    obligeant = menteur.regles["PROPFIND"]

    def entree(chemin: str, corps: bytes) -> pairs.Reponse:
        if chemin == "/dav":
            return 301, {"Location": "/nouveau/"}, b""
        return obligeant(chemin, corps)

    menteur.regles["PROPFIND"] = entree
    menteur.regles["GET"] = lambda _p, _c: (200, {}, OCTETS)
    assert _deposer(_acces(menteur.adresse, autorite)) is IssueEssai.DEPOSE
    (depot,) = [v[1] for v in menteur.vus if v[0] == "PUT"]
    assert depot.startswith(f"/nouveau/depots/{NOM}.")


def test_un_renvoi_en_rond_s_arrete(menteur: pairs.Menteur, autorite: Autorite) -> None:
    menteur.regles["PROPFIND"] = lambda p, _c: (302, {"Location": p}, b"")
    assert _code(_acces(menteur.adresse, autorite)).code == "transport.renvoi"
    assert len(menteur.vus) == 3


@pytest.mark.parametrize(
    ("methode", "statut", "code"),
    [
        ("PUT", 507, "transport.plein"),
        ("PUT", 413, "transport.plein"),
        ("PUT", 403, "transport.lecture_seule"),
        ("PUT", 500, "transport.autre"),
        ("PUT", 503, "transport.hors_ligne"),
        ("MOVE", 507, "transport.plein"),
        ("MOVE", 423, "transport.verrouille"),
        ("PROPFIND", 401, "transport.refuse"),
        ("PROPFIND", 403, "transport.refuse"),
        ("PROPFIND", 200, "transport.introuvable"),
        ("PROPFIND", 405, "transport.introuvable"),
        ("PROPFIND", 503, "transport.hors_ligne"),
    ],
)
def test_chaque_refus_a_son_mot(
    menteur: pairs.Menteur, autorite: Autorite, methode: str, statut: int, code: str
) -> None:
    menteur.regles["GET"] = lambda _p, _c: (200, {}, OCTETS)
    menteur.regles[methode] = lambda _p, _c: (statut, {}, b"<html>non</html>")
    panne = _code(_acces(menteur.adresse, autorite))
    assert (panne.code, panne.params["detail"]) == (code, f"HTTP {statut}")
    if methode == "PUT":
        assert "MOVE" not in [v[0] for v in menteur.vus]


@pytest.mark.parametrize(
    "rendu", [b"", OCTETS[:-1], OCTETS + b"x", OCTETS[:-1] + bytes([OCTETS[-1] ^ 1])]
)
def test_ce_que_le_serveur_garde_est_relu(
    menteur: pairs.Menteur, autorite: Autorite, rendu: bytes
) -> None:
    """A server that says yes and keeps something else: nothing is published."""
    menteur.regles["GET"] = lambda _p, _c: (200, {}, rendu)
    assert _code(_acces(menteur.adresse, autorite)).code == "transport.altere"
    assert "MOVE" not in [v[0] for v in menteur.vus]


def test_la_publication_demande_de_ne_rien_remplacer(
    menteur: pairs.Menteur, autorite: Autorite
) -> None:
    menteur.regles["GET"] = lambda _p, _c: (200, {}, OCTETS)
    _deposer(_acces(menteur.adresse, autorite))
    (publication,) = [v for v in menteur.vus if v[0] == "MOVE"]
    assert re.fullmatch(rf"/dav/depots/{re.escape(NOM)}\.[0-9a-f]{{8}}\.part", publication[1])
    assert publication[2]["Overwrite"] == "F"
    assert publication[2]["Destination"] == f"{menteur.adresse}/depots/{NOM}"


@pytest.mark.parametrize(
    "reponse",
    [
        b"",
        b"pas du XML",
        b'<!DOCTYPE m [<!ENTITY a "aa">]><m>&a;</m>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE m><m/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="inconnu"?><m/>',
        b"<m/>" + b" " * (17 << 20),
    ],
    ids=["vide", "texte", "entites", "utf16", "jeu", "enorme"],
)
def test_une_liste_hostile_est_refusee(
    menteur: pairs.Menteur, autorite: Autorite, reponse: bytes
) -> None:
    obligeant = menteur.regles["PROPFIND"]
    menteur.regles["PROPFIND"] = lambda p, c: (
        (207, {}, reponse) if p.endswith("retours/") else obligeant(p, c)
    )
    assert _code(_acces(menteur.adresse, autorite), "lister").code == "transport.altere"


def test_les_noms_hostiles_des_retours_sont_laisses(
    menteur: pairs.Menteur, autorite: Autorite
) -> None:
    liste = pairs.multistatus(
        "/dav/retours/",
        "/dav/retours/bon.csv",
        "https://127.0.0.1/dav/retours/absolu.csv",
        "/dav/retours/..%2f..%2fmal.csv",
        "/dav/retours/..%5cmal.csv",
        "/dav/retours/a%0ab.csv",
        "/dav/retours/C%3Amal.csv",
        "/etc/passwd",
        "http://[mal/dav/retours/x.csv",
        "/dav/retours/d%E9partement.csv",
        "/dav/retours/.cache",
        "/dav/retours/" + "n" * 300,
        "",
    )
    menteur.regles["PROPFIND"] = lambda _p, _c: (207, {}, liste)
    transport = TransportWebdav(_acces(menteur.adresse, autorite))
    lisibles, autres = ["absolu.csv", "bon.csv"], []
    for fichier in transport.lister():
        if fichier.nom not in lisibles and len(fichier.nom) < 300:
            autres.append(fichier.nom)
            with pytest.raises(PanneEnvironnement, match="altere"):
                list(transport.lire(fichier.nom, 10))
    assert autres == ["C:mal.csv", "a\nb.csv", "d\ufffdpartement.csv"]
    transport.fermer()


def test_le_mandataire_est_traverse(pair: pairs.Pair, autorite: Autorite) -> None:
    with pairs.mandataire() as mandataire:
        acces = _acces(pair.adresse, autorite, mandataire=mandataire.adresse)
        assert _deposer(acces) is IssueEssai.DEPOSE
        assert set(mandataire.demandes) == {f"127.0.0.1:{pair.port}"}


@pytest.mark.parametrize("statut", [407, 403, 502])
def test_un_mandataire_qui_refuse_se_dit(
    menteur: pairs.Menteur, autorite: Autorite, statut: int
) -> None:
    with pairs.mandataire() as mandataire:
        mandataire.statut = statut
        acces = _acces(menteur.adresse, autorite, mandataire=mandataire.adresse)
        assert _code(acces).code == "transport.mandataire"
    assert _code(acces).code == "transport.mandataire"  # gone altogether
    assert menteur.vus == []


def test_un_mandataire_bancal_se_dit(menteur: pairs.Menteur, autorite: Autorite) -> None:
    for adresse in ("socks5://127.0.0.1:1", "n’importe quoi", "http://:0"):
        acces = _acces(menteur.adresse, autorite, mandataire=adresse)
        assert _code(acces).code == "transport.mandataire"


def test_le_mandataire_du_systeme_sert_sauf_contrordre(
    menteur: pairs.Menteur, autorite: Autorite, monkeypatch: pytest.MonkeyPatch
) -> None:
    menteur.regles["GET"] = lambda _p, _c: (200, {}, OCTETS)
    with pairs.mandataire() as mandataire:
        monkeypatch.setenv("https_proxy", mandataire.adresse)
        for nom in ("no_proxy", "NO_PROXY", "HTTPS_PROXY"):
            monkeypatch.delenv(nom, raising=False)
        _deposer(_acces(menteur.adresse, autorite, mandataire=None))
        assert len(mandataire.demandes) == 1
        monkeypatch.setenv("https_proxy", mandataire.adresse.removeprefix("http://"))
        _deposer(_acces(menteur.adresse, autorite, mandataire=None))
        assert len(mandataire.demandes) == 2
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        _deposer(_acces(menteur.adresse, autorite, mandataire=None))
        _deposer(_acces(menteur.adresse, autorite, mandataire=""))
        assert len(mandataire.demandes) == 2


def test_personne_a_cette_adresse(autorite: Autorite) -> None:
    with pairs.menteur(autorite.signer()) as parti:
        adresse = parti.adresse
    assert _code(_acces(adresse, autorite)).code == "transport.introuvable"
    inconnu = _acces("https://bailleur.invalid/dav", autorite)
    assert _code(inconnu).code in ("transport.introuvable", "transport.hors_ligne")
