"""The bailleur opens an honest package, and is told in a sentence why another one is refused."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import stat
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.bailleur import carnet as carnets
from app.bailleur import cles, envois
from app.bailleur.envois import AccuserEnvoi, OuvrirEnvoi, Remarque
from app.core.clock import FixedClock
from app.core.errors import AppError
from app.core.suivi import Annule
from app.domain.envois import Etendue
from app.domain.paquets import MANIFESTE, SIGNATURE, ResultatAccuse, lire_accuse
from app.services.exports.protection import signature
from app.services.exports.protection.signature import CleSignature
from app.services.exports.protection.trousseau import ClePrivee, ecrire_publique
from tests.integration.bailleur import fabrique
from tests.integration.bailleur.fabrique import PHRASE_ENVOI, PIECES, Recette, envoi_aes, envoi_age
from ui.messages import codes

CLOCK = FixedClock(fabrique.INSTANT)
EQUIPE = ClePrivee.nouvelle("Équipe")
EMETTEUR = EQUIPE.signature
MOTS = " ".join(signature.mots(signature.empreinte_emetteur(EMETTEUR.publique)))


@pytest.fixture
def cle(tmp_path: Path) -> tuple[Path, ClePrivee]:
    """The bailleur's key."""
    return fabrique.trousseau(tmp_path / "cles")


def _ouvrir(paquet: Path, cle: Path, **autres: object) -> envois.EnvoiOuvert:
    commande = OuvrirEnvoi(paquet, cle, mots=MOTS, phrase_envoi=PHRASE_ENVOI)
    return envois.ouvrir(replace(commande, **autres), CLOCK)  # type: ignore[arg-type]


def _refus(paquet: Path, cle: Path, **autres: object) -> str:
    """The code of the refusal; nothing may be left behind, and the refusal is worded."""
    avant = sorted(paquet.parent.iterdir())
    with pytest.raises(AppError) as dit:
        _ouvrir(paquet, cle, **autres)
    assert sorted(paquet.parent.iterdir()) == avant
    assert dit.value.code in codes()
    return dit.value.code


def _essai(paquet: Path, cle: Path, vers: Path) -> tuple[envois.EnvoiOuvert | None, str]:
    """What was opened, or the code of the refusal."""
    try:
        return _ouvrir(paquet, cle, vers=vers), ""
    except AppError as erreur:
        return None, erreur.code


def test_an_honest_package_is_written_whole_and_acknowledged(
    tmp_path: Path, cle: tuple[Path, ClePrivee]
) -> None:
    """Every piece is there, private; the receipt proves which file came, signed by the key."""
    paquet = envoi_age(tmp_path, EMETTEUR, cle[1].publique)
    fait = _ouvrir(paquet, cle[0])
    assert fait.dossier == tmp_path / "suivi-mensuel-00001-abcdef01"
    for nom, octets in PIECES.items():
        assert (fait.dossier / nom).read_bytes() == octets
        if sys.platform != "win32":
            assert stat.S_IMODE((fait.dossier / nom).stat().st_mode) == 0o600
    assert {p.name for p in fait.dossier.iterdir()} >= {MANIFESTE, SIGNATURE, "csv_fr"}
    assert not list(tmp_path.glob("*.part"))
    assert fait.accuse.name == f"{paquet.name}.accuse.json"
    accuse = lire_accuse(fait.accuse.read_bytes())
    assert accuse.empreinte == hashlib.sha256(paquet.read_bytes()).hexdigest()
    assert (accuse.sequence, accuse.lignes, accuse.resultat) == (1, 3, ResultatAccuse.ACCEPTE)
    assert signature.verifier(cle[1].signature.publique, accuse.signature, accuse.octets())


def test_a_passphrase_zip_opens_too(tmp_path: Path, cle: tuple[Path, ClePrivee]) -> None:
    """The same, closed with a phrase told by telephone; a wrong one and none are told apart."""
    paquet = envoi_aes(tmp_path, EMETTEUR)
    assert _refus(paquet, cle[0], phrase_envoi="") == "paquet.phrase_demandee"
    assert _refus(paquet, cle[0], phrase_envoi="autre phrase") in (
        "paquet.phrase_fausse",
        "paquet.abime",  # one phrase in 65,536 passes the format's own check
    )
    fait = _ouvrir(paquet, cle[0])
    assert fait.dossier is not None
    assert (fait.dossier / "LISEZ-MOI.txt").read_bytes() == b"Envoi"


def test_the_same_package_twice_counts_once(tmp_path: Path, cle: tuple[Path, ClePrivee]) -> None:
    """Opened again it says where its tables are; `accuser` makes the receipt again."""
    paquet = envoi_age(tmp_path, EMETTEUR, cle[1].publique)
    _ouvrir(paquet, cle[0])
    assert _refus(paquet, cle[0]) == "paquet.deja_ouvert"
    assert _refus(paquet, cle[0], vers=tmp_path / "ailleurs") == "paquet.deja_ouvert"
    fait = envois.accuser(AccuserEnvoi(paquet, cle[0]), CLOCK)
    assert lire_accuse(fait.accuse.read_bytes()).resultat is ResultatAccuse.ACCEPTE
    assert len(carnets.lire(cle[0]).ouverts) == 1


def test_a_refusal_says_why(tmp_path: Path, cle: tuple[Path, ClePrivee]) -> None:
    """A refused package is acknowledged as such, without its tables."""
    paquet = envoi_age(tmp_path, EMETTEUR, cle[1].publique)
    commande = AccuserEnvoi(paquet, cle[0], mots=MOTS, refus="Il manque la cité 12")
    accuse = lire_accuse(envois.accuser(commande, CLOCK).accuse.read_bytes())
    assert (accuse.resultat, accuse.raison) == (ResultatAccuse.REFUSE, "Il manque la cité 12")
    assert not (tmp_path / "suivi-mensuel-00001-abcdef01").exists()


def test_the_receipt_goes_where_returns_are_looked_for(
    tmp_path: Path, cle: tuple[Path, ClePrivee]
) -> None:
    """Beside a folder `depots`, the folder `retours`."""
    (tmp_path / "depots").mkdir()
    (tmp_path / "retours").mkdir()
    paquet = envoi_age(tmp_path / "depots", EMETTEUR, cle[1].publique)
    fait = _ouvrir(paquet, cle[0], vers=tmp_path / "tables")
    assert fait.accuse.parent == tmp_path / "retours"


def test_an_unknown_sender_shows_its_words(tmp_path: Path, cle: tuple[Path, ClePrivee]) -> None:
    """Nothing is written before the six words were compared; then they are remembered."""
    paquet = envoi_age(tmp_path, EMETTEUR, cle[1].publique)
    with pytest.raises(AppError) as dit:
        _ouvrir(paquet, cle[0], mots="")
    assert dit.value.code == "paquet.expediteur_inconnu"
    assert dit.value.params["mots"] == MOTS
    assert _refus(paquet, cle[0], mots="un deux trois quatre cinq six") == "paquet.mots_differents"
    assert not carnets.lire(cle[0]).expediteurs
    _ouvrir(paquet, cle[0], mots=MOTS.upper().replace(" ", ", "))
    suivant = envoi_age(tmp_path, EMETTEUR, cle[1].publique, numero=2)
    assert _ouvrir(suivant, cle[0], mots="").manifeste.sequence == 2


def test_a_key_that_is_not_the_recipients_says_so(
    tmp_path: Path, cle: tuple[Path, ClePrivee]
) -> None:
    """Closed to another key; or closed to ours by somebody who was its true recipient."""
    autre = fabrique.trousseau(tmp_path / "autres", "Autre")
    paquet = envoi_age(tmp_path, EMETTEUR, autre[1].publique)
    assert _refus(paquet, cle[0]) == "paquet.autre_destinataire"
    vise = autre[1].publique.empreinte
    transmis = envoi_age(tmp_path, EMETTEUR, cle[1].publique, numero=2, destinataire=vise)
    assert _refus(transmis, cle[0]) == "paquet.autre_destinataire"
    # One closed with a passphrase names nobody: closed again to our key, it is not for us either.
    repris = envoi_age(tmp_path, EMETTEUR, cle[1].publique, numero=3, destinataire="")
    assert _refus(repris, cle[0]) == "paquet.autre_destinataire"


FAUX = CleSignature.nouvelle()
MALINS: dict[str, tuple[Recette, str]] = {
    "unsigned": (Recette(oublier=(SIGNATURE,)), "paquet.sans_signature"),
    "no manifest": (Recette(oublier=(MANIFESTE,)), "paquet.sans_manifeste"),
    "signed by another": (
        Recette(signer=lambda _k, o: FAUX.signer(o).encode()),
        "paquet.signature",
    ),
    "signature is noise": (Recette(signer=lambda _k, _o: b"\xff\x00bruit"), "paquet.signature"),
    "unlisted piece": (Recette(ajouter={"macro.vbs": b"x"}), "paquet.pieces"),
    "missing piece": (
        Recette(
            manifeste=lambda m: replace(m, pieces=(*m.pieces, replace(m.pieces[0], chemin="z")))
        ),
        "paquet.pieces",
    ),
    "listed twice": (
        Recette(manifeste=lambda m: replace(m, pieces=(*m.pieces, m.pieces[0]))),
        "paquet.pieces",
    ),
    "other content": (
        Recette(manifeste=fabrique.piece_modifiee("LISEZ-MOI.txt", b"Autre")),
        "paquet.altere",
    ),
    "longer than said": (
        Recette(manifeste=fabrique.piece_modifiee("LISEZ-MOI.txt", b"E")),
        "paquet.altere",
    ),
    "later version": (Recette(manifeste=lambda m: replace(m, version=9)), "paquet.version"),
    "sequence zero": (Recette(manifeste=lambda m: replace(m, sequence=0)), "paquet.manifeste"),
    "outside": (Recette(pieces={"../dehors.csv": b"x"}), "paquet.piege"),
    "absolute": (Recette(pieces={"/tmp/dehors.csv": b"x"}), "paquet.piege"),  # noqa: S108
    "device": (Recette(pieces={"csv/CON.csv": b"x"}), "paquet.piege"),
    "stream": (Recette(pieces={"a.csv:zone": b"x"}), "paquet.piege"),
    "same name": (Recette(pieces={"a.csv": b"x", "A.csv": b"y"}), "paquet.piege"),
}


@pytest.mark.parametrize("cas", MALINS)
@pytest.mark.parametrize("fermeture", ["age", "aes"])
def test_forged_packages_are_refused_whatever_closes_them(
    tmp_path: Path, cle: tuple[Path, ClePrivee], cas: str, fermeture: str
) -> None:
    """Each with its own reason, nothing written."""
    recette, code = MALINS[cas]
    if fermeture == "age":
        paquet = envoi_age(tmp_path, EMETTEUR, cle[1].publique, recette)
    else:
        paquet = envoi_aes(tmp_path, EMETTEUR, recette)
    assert _refus(paquet, cle[0]) == code


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"", "paquet.inconnu"),
        (b"%PDF-1.7", "paquet.inconnu"),
        (b"age-encryption.org/v1\n", "paquet.abime"),
        (b"PK\x03\x04 pas un zip", "paquet.abime"),
    ],
)
def test_other_files_are_not_packages(
    tmp_path: Path, cle: tuple[Path, ClePrivee], octets: bytes, code: str
) -> None:
    """What anybody may drop in the folder."""
    paquet = tmp_path / "envoi.zip.age"
    paquet.write_bytes(octets)
    assert _refus(paquet, cle[0]) == code
    assert _refus(tmp_path / "absent.zip.age", cle[0]) == "paquet.illisible"


def test_foreign_archives_closed_to_our_key(tmp_path: Path, cle: tuple[Path, ClePrivee]) -> None:
    """Anybody has our public key: a link, a bomb, a directory too big to be read, noise."""
    lien, gros, bombe = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bombe, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("bombe.csv", b"0" * (8 * 2**20))
    with zipfile.ZipFile(lien, "w") as archive:
        info = zipfile.ZipInfo("lien.csv")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    with zipfile.ZipFile(gros, "w") as archive:
        for rang in range(70_000):
            archive.writestr(zipfile.ZipInfo(f"{rang}"), b"")
    for octets, code in (
        (lien.getvalue(), "paquet.piege"),
        (gros.getvalue(), "paquet.piege"),
        (bombe.getvalue(), "paquet.piege"),
        (b"rien", "paquet.abime"),
    ):
        paquet = tmp_path / "envoi.zip.age"
        paquet.write_bytes(fabrique.zip_brut(octets, cle[1].publique))
        assert _refus(paquet, cle[0]) == code


@pytest.mark.parametrize("fermeture", ["age", "aes"])
def test_no_flipped_bit_and_no_cut_goes_through(
    tmp_path: Path, cle: tuple[Path, ClePrivee], fermeture: str
) -> None:
    """Wherever the file is altered or cut, it is refused in words, and nothing is left.

    The only bits an AES zip lets change are those no content depends on (dates of its directory):
    the tables are then the signed ones.
    """
    if fermeture == "age":
        paquet = envoi_age(tmp_path, EMETTEUR, cle[1].publique)
    else:
        paquet = envoi_aes(tmp_path, EMETTEUR)
    sain = paquet.read_bytes()
    hasard = random.Random(7)
    places = sorted(hasard.sample(range(len(sain)), 60)) + list(range(0, 200, 5))
    refuses = 0
    for essai, place in enumerate(places):
        altere = bytearray(sain)
        altere[place] ^= 1 << (place % 8)
        paquet.write_bytes(altere)
        vers = tmp_path / f"v{essai}"
        vers.mkdir()
        fait, code = _essai(paquet, cle[0], vers)
        if fait is None:
            assert code in codes()
            assert list(vers.iterdir()) == []
            refuses += 1
            continue
        assert fermeture == "aes", place
        assert fait.dossier is not None
        assert {n: (fait.dossier / n).read_bytes() for n in PIECES} == dict(PIECES)
    assert refuses == len(places) or fermeture == "aes"
    assert refuses > len(places) * 0.5
    for place in [*range(1, 200, 9), *sorted(hasard.sample(range(len(sain)), 30))]:
        paquet.write_bytes(sain[:place])
        with pytest.raises(AppError) as dit:
            _ouvrir(paquet, cle[0], vers=tmp_path / "coupe")
        assert dit.value.code in ("paquet.abime", "paquet.inconnu")


def test_nothing_is_overwritten_and_a_killed_run_is_cleaned(
    tmp_path: Path, cle: tuple[Path, ClePrivee]
) -> None:
    """A folder of that name stays; what a killed run left is taken away."""
    paquet = envoi_age(tmp_path, EMETTEUR, cle[1].publique)
    dossier = tmp_path / "suivi-mensuel-00001-abcdef01"
    dossier.mkdir()
    (dossier / "mien.txt").write_text("à moi")
    assert _refus(paquet, cle[0]) == "bailleur.dossier_existe"
    assert (dossier / "mien.txt").read_text() == "à moi"
    reste = tmp_path / "ailleurs" / f"{dossier.name}.part"
    reste.mkdir(parents=True)
    (reste / "vieux.csv").write_text("x")
    fait = _ouvrir(paquet, cle[0], vers=tmp_path / "ailleurs")
    assert not reste.exists()
    assert fait.dossier is not None
    assert not (fait.dossier / "vieux.csv").exists()


def test_a_receipt_that_could_not_be_written_is_written_by_the_next_run(
    tmp_path: Path, cle: tuple[Path, ClePrivee]
) -> None:
    """The tables are there: the same command finishes the work instead of refusing them."""
    paquet = envoi_age(tmp_path, EMETTEUR, cle[1].publique)
    (tmp_path / "plein").write_bytes(b"")  # a file where the folder of receipts should be
    with pytest.raises(AppError):
        _ouvrir(paquet, cle[0], accuse=tmp_path / "plein")
    fait = _ouvrir(paquet, cle[0], accuse=tmp_path / "a" / "b")  # made when it is not there
    assert fait.accuse.parent == tmp_path / "a" / "b"
    assert lire_accuse(fait.accuse.read_bytes()).resultat is ResultatAccuse.ACCEPTE
    assert _refus(paquet, cle[0]) == "paquet.deja_ouvert"


def test_a_refusal_without_a_word_is_not_an_acceptance(
    tmp_path: Path, cle: tuple[Path, ClePrivee]
) -> None:
    """It used to acknowledge the package."""
    paquet = envoi_age(tmp_path, EMETTEUR, cle[1].publique)
    for rien in ("", "  "):
        with pytest.raises(AppError, match="refus_muet"):
            envois.accuser(AccuserEnvoi(paquet, cle[0], mots=MOTS, refus=rien), CLOCK)
    assert not list(tmp_path.glob("*.accuse.json"))


def test_cancelled_it_leaves_nothing(tmp_path: Path, cle: tuple[Path, ClePrivee]) -> None:
    """At any piece."""
    paquet = envoi_age(tmp_path, EMETTEUR, cle[1].publique)

    class Arret:
        annule = False

        def avance(self, fait: int, total: int, texte: str = "") -> None:
            if fait == 2:
                raise Annule

    commande = OuvrirEnvoi(paquet, cle[0], mots=MOTS, vers=tmp_path / "v")
    with pytest.raises(Annule):
        envois.ouvrir(commande, CLOCK, Arret())
    assert list((tmp_path / "v").iterdir()) == []
    assert not (tmp_path / f"{paquet.name}.accuse.json").exists()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_protected_folder_says_so(tmp_path: Path, cle: tuple[Path, ClePrivee]) -> None:
    """The disk's refusal in words."""
    paquet = envoi_age(tmp_path, EMETTEUR, cle[1].publique)
    (tmp_path / "ferme").mkdir(mode=0o500)
    assert _refus(paquet, cle[0], vers=tmp_path / "ferme") == "bailleur.dossier_protege"


def test_older_packages_and_missing_bases_are_told(
    tmp_path: Path, cle: tuple[Path, ClePrivee]
) -> None:
    """Order cannot be forced on a folder: it is said."""
    delta = Recette(manifeste=lambda m: replace(m, etendue=Etendue.DELTA, depuis=3))
    cinq = envoi_age(tmp_path, EMETTEUR, cle[1].publique, delta, numero=5)
    assert _ouvrir(cinq, cle[0]).remarques == (Remarque.BASE_ABSENTE,)
    trois = envoi_age(tmp_path, EMETTEUR, cle[1].publique, numero=3)
    assert _ouvrir(trois, cle[0]).remarques == (Remarque.PLUS_ANCIEN,)
    six = envoi_age(tmp_path, EMETTEUR, cle[1].publique, delta, numero=6)
    assert _ouvrir(six, cle[0]).remarques == ()


def test_the_key_of_the_team_comes_with_its_packages(
    tmp_path: Path, cle: tuple[Path, ClePrivee]
) -> None:
    """Taken when the sender's own signature covers it, never another's."""
    autre = ecrire_publique(ClePrivee.nouvelle("Autre")).encode()
    recette = Recette(pieces={**PIECES, "expediteur.pub": autre})
    _ouvrir(envoi_age(tmp_path, EMETTEUR, cle[1].publique, recette), cle[0])
    assert [e.age for e in carnets.lire(cle[0]).expediteurs] == [""]
    recette = Recette(pieces={**PIECES, "expediteur.pub": ecrire_publique(EQUIPE).encode()})
    _ouvrir(envoi_age(tmp_path, EMETTEUR, cle[1].publique, recette, numero=2), cle[0])
    assert [e.age for e in carnets.lire(cle[0]).expediteurs] == [EQUIPE.publique.age]


def test_a_carnet_somebody_broke_is_not_trusted(
    tmp_path: Path, cle: tuple[Path, ClePrivee]
) -> None:
    """It says so; nothing is opened as if the sender were unknown or known."""
    paquet = envoi_age(tmp_path, EMETTEUR, cle[1].publique)
    chemin = cle[0].with_suffix(carnets.SUFFIXE)
    for mauvais in (b"{", b"[]", b'{"version": 9}', json.dumps({"version": 1}).encode(), b"\xff"):
        chemin.write_bytes(mauvais)
        assert _refus(paquet, cle[0]) == "carnet.illisible"


def test_keys_are_never_overwritten(tmp_path: Path) -> None:
    """Neither half; two organisations of one name need two folders."""
    commande = cles.CreerCle("Maisons & Cités", tmp_path)
    faite = cles.creer(commande)
    assert faite.privee.name == "voyette-maisons-cites.cle"
    assert cles.montrer(faite.privee).mots == cles.montrer(faite.publique).mots == faite.mots
    with pytest.raises(AppError) as dit:
        cles.creer(commande)
    assert dit.value.code == "cle.existe"
    if sys.platform != "win32":
        assert stat.S_IMODE(faite.privee.stat().st_mode) == 0o600
