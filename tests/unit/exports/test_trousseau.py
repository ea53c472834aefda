"""Keys as files and as text: what survives a mail, what is never taken for what it is not."""

from __future__ import annotations

import subprocess
import textwrap
from functools import cache
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.services.exports.protection import phrase_zip, signature, trousseau
from app.services.exports.protection.signature import CleSignature
from app.services.exports.protection.trousseau import ClePrivee
from app.services.securite import phrases

CLE = ClePrivee.nouvelle("Maisons & Cités du Nord")
BLOC = trousseau.ecrire_publique(CLE)
PHRASE = "tarte orage velours 4821 canard marine"
OUVERTE = trousseau.ecrire_privee(CLE)


@cache
def fermee() -> bytes:
    """The same under a passphrase: a second of scrypt, once."""
    return trousseau.ecrire_privee(CLE, PHRASE)


def _refus(texte: str) -> str:
    with pytest.raises(AppError) as dit:
        trousseau.lire_publique(texte)
    return dit.value.code


@pytest.mark.parametrize(
    "recu",
    [
        BLOC,
        BLOC.replace("\n", "\r\n"),
        f"Bonjour,\n\nvoici notre clé :\n{BLOC}\nCordialement",
        textwrap.indent(BLOC, "> "),
        textwrap.indent(BLOC, "    "),
        "\n".join(textwrap.fill(ligne, 40) for ligne in BLOC.splitlines()),
    ],
)
def test_a_public_key_survives_a_mail(recu: str) -> None:
    """Quoted, wrapped, indented, with words around: the same key."""
    assert trousseau.lire_publique(recu) == CLE.publique


def test_a_key_that_changed_on_the_way_is_refused() -> None:
    """Each line put in the place of another's: the proof no longer holds."""
    autre = trousseau.ecrire_publique(ClePrivee.nouvelle("Autre"))
    for mien, sien in zip(BLOC.splitlines()[1:5], autre.splitlines()[1:5], strict=True):
        assert _refus(BLOC.replace(mien, sien)) == "cle.preuve"
        assert _refus(BLOC.replace(mien + "\n", "")) == "cle.pas_une_cle"
    assert _refus(BLOC.replace("age1", "age2")) == "cle.age"
    assert _refus(BLOC.replace(CLE.signature.publique, "pas une clé")) == "cle.signature"
    for texte in ("", "Bonjour", "ssh-ed25519 AAAA", BLOC[:120], "x" * 20_000):
        assert _refus(texte) == "cle.pas_une_cle"


def test_a_private_key_given_by_mistake_is_told_at_once() -> None:
    """Open or under a passphrase: it must not have travelled."""
    assert _refus(OUVERTE.decode()) == "cle.privee_collee"
    assert _refus(fermee().decode()) == "cle.privee_collee"


def test_a_private_key_comes_back_from_its_file() -> None:
    """With and without a passphrase, typed with other capitals; never shown by `repr`."""
    assert not trousseau.sous_phrase(OUVERTE)
    assert trousseau.lire_privee(OUVERTE) == CLE
    assert trousseau.lire_privee(OUVERTE.replace(b"\n", b"\r\n")) == CLE
    assert trousseau.sous_phrase(fermee())
    assert trousseau.lire_privee(fermee(), PHRASE.upper()) == CLE
    assert CLE.identite not in repr(CLE)
    assert repr(CLE.signature.graine) not in repr(CLE)


@pytest.mark.parametrize(
    ("octets", "phrase", "code"),
    [
        (None, "", "cle.phrase_demandee"),
        (None, "autre", "cle.phrase_fausse"),
        (BLOC.encode(), "", "cle.pas_privee"),
        (b"", "", "cle.illisible"),
        (b"\xff\xfe", "", "cle.illisible"),
        (b"x" * 20_000, "", "cle.illisible"),
        (CLE.identite.encode(), "", "cle.illisible"),
        (
            trousseau.ecrire_privee(CLE).replace(b"SECRET-KEY-1", b"SECRET-KEY-1A"),
            "",
            "cle.illisible",
        ),
        (
            trousseau.ecrire_privee(CLE).replace(b"signature: ", b"signature: AA"),
            "",
            "cle.illisible",
        ),
    ],
    # Keys are drawn anew: no name of a test may hold one.
    ids=["no phrase", "wrong", "public", "empty", "binary", "huge", "bare", "cut", "seed"],
)
def test_a_private_key_file_that_does_not_serve(
    octets: bytes | None, phrase: str, code: str
) -> None:
    """Each with its reason; None stands for the one under a passphrase."""
    with pytest.raises(AppError) as dit:
        trousseau.lire_privee(fermee() if octets is None else octets, phrase)
    assert dit.value.code == code


def test_a_weak_passphrase_protects_no_key() -> None:
    """The judge of the base's own phrases."""
    with pytest.raises(AppError) as dit:
        trousseau.ecrire_privee(CLE, "azerty")
    assert dit.value.code == "phrase.trop_faible"


def test_debian_age_reads_our_key(tmp_path: Path) -> None:
    """Nobody depends on us: `age -d -i` opens what is closed to a key we made."""
    fichier = tmp_path / "nous.cle"
    fichier.write_bytes(trousseau.ecrire_privee(CLE))
    ferme = subprocess.run(
        ["age", "-r", CLE.publique.age], input=b"bonjour", capture_output=True, check=True
    ).stdout
    ouvert = subprocess.run(
        ["age", "-d", "-i", str(fichier)], input=ferme, capture_output=True, check=True
    ).stdout
    assert ouvert == b"bonjour"


def test_a_signature_holds_for_those_bytes_and_that_key_only() -> None:
    """Any flipped bit of the bytes, the signature or the key undoes it; noise never raises."""
    cle, octets = CleSignature.nouvelle(), b"manifeste"
    signe = cle.signer(octets)
    assert signature.verifier(cle.publique, signe, octets)
    assert CleSignature(cle.graine).publique == cle.publique
    assert not signature.verifier(CleSignature.nouvelle().publique, signe, octets)
    for place in range(8 * len(octets)):
        altere = bytearray(octets)
        altere[place // 8] ^= 1 << (place % 8)
        assert not signature.verifier(cle.publique, signe, bytes(altere))
    for place in range(len(signe)):
        autre = "A" if signe[place] != "A" else "B"
        change = signe[:place] + autre + signe[place + 1 :]
        # The last letters of base64 carry bits that are no part of the signature.
        assert not signature.verifier(cle.publique, change, octets) or place >= len(signe) - 3
    for bruit in ("", "é", "====", "QQ==", "x" * 88):
        assert not signature.verifier(cle.publique, bruit, octets)
        assert not signature.verifier(bruit, signe, octets)


def test_words_of_a_fingerprint() -> None:
    """Six of our words, the same for the same keys, others as soon as one bit of either changes."""
    publique = CLE.publique
    assert len(publique.mots) == signature.MOTS_EMPREINTE == 6
    assert set(publique.mots) <= set(phrases.mots())
    assert publique.mots == signature.mots(signature.empreinte(publique.age, publique.signature))
    vus = {publique.mots}
    for autre in (ClePrivee.nouvelle("A"), ClePrivee("B", CLE.identite, CleSignature.nouvelle())):
        vus.add(autre.publique.mots)
    assert len(vus) == 3
    dit = " – ".join(publique.mots).upper() + "."
    assert signature.mots_lus(dit) == publique.mots


def test_words_use_all_the_bits() -> None:
    """Changing any of the 72 first bits changes a word, and only one: none is wasted."""
    base = int(CLE.publique.empreinte, 16)
    avant = signature.mots(f"{base:064x}")
    for bit in range(256 - 72, 256):
        apres = signature.mots(f"{base ^ (1 << bit):064x}")
        assert sum(a != b for a, b in zip(avant, apres, strict=True)) == 1


def test_passphrases_of_a_zip_are_long_and_plain() -> None:
    """Eighty bits, no accent; the proposed ones always pass."""
    for phrase, code in (
        ("", "phrase.vide"),
        ("canard", "cle.phrase_faible"),
        ("tarte orage velours 4821", "cle.phrase_faible"),
        ("thé orage velours canard marine fusil bateau", "cle.phrase_lettres"),
        ("orage\tvelours", "cle.phrase_lettres"),
    ):
        with pytest.raises(AppError) as dit:
            phrase_zip.exiger(phrase)
        assert dit.value.code == code, phrase
    for _essai in range(30):
        proposee = phrase_zip.proposer()
        assert phrase_zip.exiger(f" {proposee} ") == proposee
        assert len(proposee.split()) == 7
