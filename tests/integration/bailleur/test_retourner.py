"""What the bailleur sends back proves who wrote it, and only the team opens it."""

from __future__ import annotations

import io
import os
import random
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.bailleur import carnet as carnets
from app.bailleur import cles, retours
from app.bailleur.retours import Retourner
from app.core.clock import FixedClock
from app.core.errors import AppError
from app.domain.envois import GenreRetour
from app.domain.paquets import MANIFESTE, SIGNATURE, verifier_nom
from app.domain.retours_signes import lire, numero_suivant
from app.services.exports.protection import retour_signe
from app.services.exports.protection.signature import CleSignature
from app.services.exports.protection.trousseau import ClePrivee, ecrire_publique
from tests.integration.bailleur import fabrique
from ui.messages import codes

CLOCK = FixedClock(fabrique.INSTANT)
EQUIPE = ClePrivee.nouvelle("Équipe")
TABLEAU = b"reference;etat\r\n12;faite\r\n"


@pytest.fixture
def retour(tmp_path: Path) -> Retourner:
    """A table to send back, and a key."""
    (tmp_path / "états.csv").write_bytes(TABLEAU)
    privee, _cle = fabrique.trousseau(tmp_path / "cles")
    return Retourner(tmp_path / "états.csv", GenreRetour.RECLAMATIONS, privee)


def _equipe(tmp_path: Path) -> Path:
    chemin = tmp_path / "equipe.pub"
    chemin.write_text(ecrire_publique(EQUIPE), encoding="utf-8")
    return chemin


def _refus(octets: bytes, cle: ClePrivee | None = EQUIPE) -> str:
    with pytest.raises(AppError) as dit:
        retour_signe.ouvrir(octets, cle)
    assert dit.value.code in codes()
    return dit.value.code


def test_the_team_opens_it_and_knows_who_wrote_it(tmp_path: Path, retour: Retourner) -> None:
    """Closed to the team's key, signed by the bailleur's, numbered."""
    fait = retours.retourner(replace(retour, pour=_equipe(tmp_path)), CLOCK)
    octets = fait.chemin.read_bytes()
    assert fait.chemin.name == "reclamations-2026112401.retour.zip.age"
    assert verifier_nom(fait.chemin.name)
    assert fait.chiffre
    assert TABLEAU not in octets
    assert retour_signe.reconnaitre(octets)
    ouvert = retour_signe.ouvrir(octets, EQUIPE)
    assert ouvert.contenu == TABLEAU
    assert ouvert.manifeste.cle == cles.lire(retour.cle).signature.publique
    assert (ouvert.manifeste.genre, ouvert.manifeste.nom) == (
        GenreRetour.RECLAMATIONS,
        "états.csv",
    )
    assert _refus(octets, None) == "retour_signe.autre_appareil"
    assert _refus(octets, ClePrivee.nouvelle("Autre")) == "retour_signe.autre_appareil"


def test_numbers_only_go_up(tmp_path: Path, retour: Retourner) -> None:
    """Even when the day goes back, or when the carnet is lost the next day."""
    assert [retours.retourner(retour, CLOCK).numero for _ in range(2)] == [2026112401, 2026112402]
    assert carnets.lire(retour.cle).retour == 2026112402
    assert numero_suivant(2026112402, date(2026, 1, 1)) == 2026112403
    assert numero_suivant(0, date(2026, 11, 25)) == 2026112501


def test_open_when_the_team_is_not_known_yet(retour: Retourner) -> None:
    """It says it is not closed; it is signed all the same."""
    fait = retours.retourner(retour, CLOCK)
    assert not fait.chiffre
    octets = fait.chemin.read_bytes()
    assert retour_signe.reconnaitre(octets)
    assert retour_signe.ouvrir(octets).contenu == TABLEAU


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
def test_a_name_that_is_no_text_and_a_folder_to_make(tmp_path: Path, retour: Retourner) -> None:
    """As old archives leave them; it used to be a defect."""
    fichier = tmp_path / os.fsdecode(b"\xe9tats.csv")
    fichier.write_bytes(TABLEAU)
    fait = retours.retourner(replace(retour, fichier=fichier, vers=tmp_path / "a" / "b"), CLOCK)
    ouvert = retour_signe.ouvrir(fait.chemin.read_bytes())
    assert (ouvert.manifeste.nom, ouvert.contenu) == ("?tats.csv", TABLEAU)


def test_what_is_no_key_of_the_team_says_so(tmp_path: Path, retour: Retourner) -> None:
    """It used to speak of one's own key."""
    with pytest.raises(AppError) as dit:
        retours.retourner(replace(retour, pour=retour.fichier), CLOCK)
    assert dit.value.code == "cle.pas_une_cle"


def test_what_is_no_table_is_refused(tmp_path: Path, retour: Retourner) -> None:
    """A program, an empty file, a file that is not there."""
    for nom, octets, code in (
        ("x.exe", b"MZ", "bailleur.pas_un_tableau"),
        ("vide.csv", b"", "bailleur.fichier_vide"),
        ("absent.csv", None, "bailleur.fichier_illisible"),
    ):
        if octets is not None:
            (tmp_path / nom).write_bytes(octets)
        with pytest.raises(AppError) as dit:
            retours.retourner(replace(retour, fichier=tmp_path / nom), CLOCK)
        assert dit.value.code == code
    assert carnets.lire(retour.cle).retour == 0


@pytest.mark.parametrize("chiffre", [True, False])
def test_no_flipped_bit_and_no_cut_goes_through(
    tmp_path: Path, retour: Retourner, chiffre: bool
) -> None:
    """Altered anywhere that matters, it is refused in words; else it says the same."""
    pour = _equipe(tmp_path) if chiffre else None
    octets = retours.retourner(replace(retour, pour=pour), CLOCK).chemin.read_bytes()
    refuses = 0
    for place in range(len(octets)):
        altere = bytearray(octets)
        altere[place] ^= 1 << (place % 8)
        try:
            ouvert = retour_signe.ouvrir(bytes(altere), EQUIPE)
        except AppError as erreur:
            refuses += erreur.code in codes()
            continue
        assert not chiffre
        assert ouvert.contenu == TABLEAU
    assert refuses == len(octets) if chiffre else refuses > len(octets) // 2
    for place in random.Random(3).sample(range(len(octets)), 80):
        assert _refus(octets[:place]) == "retour_signe.abime"


def _envelope(**autres: bytes) -> bytes:
    """An open envelope whose entries are replaced ("" takes one away)."""
    cle = ClePrivee.nouvelle("B")
    sain = retour_signe.fermer(cle, 1, GenreRetour.PARC, fabrique.INSTANT, "parc.csv", TABLEAU)
    with zipfile.ZipFile(io.BytesIO(sain)) as archive:
        entrees = {n: archive.read(n) for n in archive.namelist()}
    entrees.update(autres)
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, octets in entrees.items():
            if octets:
                archive.writestr(nom, octets)
    return flux.getvalue()


def test_forged_envelopes(tmp_path: Path) -> None:
    """Each departs from an honest one in one way."""
    del tmp_path
    autre = CleSignature.nouvelle()
    honnete = _envelope()
    with zipfile.ZipFile(io.BytesIO(honnete)) as archive:
        manifeste = archive.read(MANIFESTE)
    assert retour_signe.ouvrir(honnete).contenu == TABLEAU
    assert _refus(_envelope(**{SIGNATURE: b""})) == "retour_signe.sans_signature"
    assert _refus(_envelope(**{MANIFESTE: b""})) == "retour_signe.manifeste"
    assert _refus(_envelope(**{MANIFESTE: b"{}"})) == "retour_signe.manifeste"
    assert _refus(_envelope(**{MANIFESTE: b"[" * 60_000})) == "retour_signe.manifeste"
    faux = autre.signer(manifeste).encode()
    assert _refus(_envelope(**{MANIFESTE: manifeste, SIGNATURE: faux})) == "retour_signe.signature"
    plus_tard = manifeste.replace(b'"version":1', b'"version":2')
    assert _refus(_envelope(**{MANIFESTE: plus_tard})) == "retour_signe.version"
    assert _refus(_envelope(**{"retour.csv": b"autre"})) == "retour_signe.abime"
    assert _refus(_envelope(**{"retour.csv": b"0" * (3 * 2**20)})) == "retour_signe.piege"
    assert _refus(_envelope(**{"../autre": b"x", "retour.csv": b""})) == "retour_signe.piege"
    assert _refus(_envelope(**{"intrus": b"x", "retour.csv": b""})) == "retour_signe.piege"
    assert _refus(_envelope(intrus=b"x")) == "retour_signe.piege"


def test_a_workbook_is_no_envelope() -> None:
    """It is a zip too."""
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert not retour_signe.reconnaitre(flux.getvalue())
    assert not retour_signe.reconnaitre(b"PK\x03\x04")
    assert not retour_signe.reconnaitre(b"a;b\r\n")


def test_a_manifest_of_something_else_is_no_return() -> None:
    """A package's manifest, signed by the same key, is never taken for a return's."""
    with pytest.raises(AppError):
        lire(b'{"version":1,"nature":"paquet","numero":1}')
