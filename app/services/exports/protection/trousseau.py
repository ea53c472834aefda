"""Keys as files: a pair one keeps (`.cle`), its public half one gives (`.pub`).

A private key is an age identity file, its signing key in a comment: Debian's `age -d -i` opens our
packages with it, so that nobody depends on us to read what was sent. Under a passphrase it is that
file encrypted by age itself (scrypt). A public key is a block of text that survives a mail: it
carries the proof that whoever made it holds both private halves together.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.domain.paquets import canonique
from app.services.exports.protection import signature as signer
from app.services.exports.protection.signature import CleSignature
from app.services.securite import phrases

SUFFIXE_PRIVEE, SUFFIXE_PUBLIQUE = ".cle", ".pub"
NOM_MAX = 80
TAILLE_MAX = 16 * 1024
"""Bytes of a key file: ours take less than one thousand."""
_DEBUT, _FIN = "-----DEBUT CLE VOYETTE-----", "-----FIN CLE VOYETTE-----"
_CHAMPS = ("nom", "chiffrement", "signature", "preuve")
_SECRETE = "AGE-SECRET-KEY-"  # noqa: S105 - how such keys begin
_ARMURE = b"-----BEGIN AGE ENCRYPTED FILE-----"


@dataclass(frozen=True, slots=True)
class ClePublique:
    """What somebody gives to receive packages and have its receipts believed."""

    nom: str
    age: str
    signature: str

    @property
    def empreinte(self) -> str:
        """SHA-256 of the two public keys, in hex."""
        return signer.empreinte(self.age, self.signature)

    @property
    def mots(self) -> tuple[str, ...]:
        """Six words to compare over the telephone."""
        return signer.mots(self.empreinte)


@dataclass(frozen=True, slots=True)
class ClePrivee:
    """A pair of private keys: one opens what is received (age), one signs. Never shown."""

    nom: str
    identite: str = field(repr=False)
    signature: CleSignature = field(repr=False)

    @classmethod
    def nouvelle(cls, nom: str) -> ClePrivee:
        """A fresh pair; raises `EntreeInvalide("cle.nom")` for an empty name."""
        import pyrage  # noqa: PLC0415 - only those who exchange need it

        return cls(nom_net(nom), str(pyrage.x25519.Identity.generate()), CleSignature.nouvelle())

    @property
    def publique(self) -> ClePublique:
        """What may be given to anybody."""
        return ClePublique(self.nom, str(self.ouvreuse().to_public()), self.signature.publique)

    def ouvreuse(self) -> Any:
        """The age identity that opens packages; raises `EntreeInvalide("cle.illisible")`."""
        import pyrage  # noqa: PLC0415 - only those who exchange need it

        try:
            return pyrage.x25519.Identity.from_str(self.identite)
        except pyrage.IdentityError as erreur:
            raise EntreeInvalide("cle.illisible") from erreur


def nom_net(texte: str) -> str:
    """A name on one line; raises `EntreeInvalide("cle.nom")` when nothing is left of it."""
    net = " ".join("".join(c for c in texte if c.isprintable()).split())[:NOM_MAX].strip()
    if not net:
        raise EntreeInvalide("cle.nom")
    return net


def ecrire_publique(cle: ClePrivee) -> str:
    """The block of text to give: name, both public keys, and the proof they go together."""
    publique = cle.publique
    valeurs = {
        "nom": publique.nom,
        "chiffrement": publique.age,
        "signature": publique.signature,
        "preuve": cle.signature.signer(_prouve(publique)),
    }
    lignes = (f"{champ}: {valeurs[champ]}" for champ in _CHAMPS)
    return "\n".join((_DEBUT, *lignes, _FIN, ""))


def lire_publique(texte: str) -> ClePublique:
    """The public key of a file or a pasted mail (quotes, wrapped lines and words around allowed).

    Raises `EntreeInvalide`: `cle.privee_collee` when a private key was given, `cle.pas_une_cle`,
    `cle.age`, `cle.signature`, `cle.preuve` when it was altered.
    """
    from app.services.exports.protection.fermeture import cle_age  # noqa: PLC0415 - a cycle

    if len(texte) > TAILLE_MAX:
        raise EntreeInvalide("cle.pas_une_cle")
    if _SECRETE in texte.upper() or _ARMURE.decode() in texte:
        raise EntreeInvalide("cle.privee_collee")
    valeurs = _champs(texte)
    age = "".join(valeurs["chiffrement"].split())
    cle_age(age)
    publique = ClePublique(
        nom_net(valeurs["nom"]),
        age,
        signer.verifier_publique("".join(valeurs["signature"].split())),
    )
    preuve = "".join(valeurs["preuve"].split())
    if not signer.verifier(publique.signature, preuve, _prouve(publique)):
        raise EntreeInvalide("cle.preuve")
    return publique


def ecrire_privee(cle: ClePrivee, phrase: str = "") -> bytes:
    """The file to keep; under `phrase` when there is one (some two seconds: age's scrypt).

    Raises `EntreeInvalide("phrase.trop_faible")` for a phrase easy to guess.
    """
    graine = base64.b64encode(cle.signature.graine).decode()
    lignes = (
        "# " + _("Clé privée Voyette : ne la donnez à personne, ne l’envoyez jamais."),
        f"# nom: {cle.nom}",
        f"# signature: {graine}",
        cle.identite,
        "",
    )
    clair = "\n".join(lignes).encode()
    if not phrase:
        return clair
    import pyrage  # noqa: PLC0415 - only those who exchange need it

    phrases.exiger(phrase)
    ferme: bytes = pyrage.passphrase.encrypt(clair, phrases.normaliser(phrase), armored=True)
    return ferme


def sous_phrase(octets: bytes) -> bool:
    """Whether that key file asks for a passphrase."""
    return octets.lstrip().startswith((_ARMURE, b"age-encryption.org/"))


def lire_privee(octets: bytes, phrase: str = "") -> ClePrivee:
    """The pair of a key file.

    Raises `EntreeInvalide`: `cle.pas_privee` for a public key, `cle.phrase_demandee`,
    `cle.phrase_fausse`, `cle.illisible`.
    """
    if len(octets) > TAILLE_MAX:
        raise EntreeInvalide("cle.illisible")
    if sous_phrase(octets):
        octets = _ouvrir(octets, phrase)
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError as erreur:
        raise EntreeInvalide("cle.illisible") from erreur
    if _DEBUT in texte:
        raise EntreeInvalide("cle.pas_privee")
    identite = re.search(rf"^{_SECRETE}[A-Z0-9]+\s*$", texte, re.MULTILINE)
    graine = re.search(r"^# signature: (\S+)\s*$", texte, re.MULTILINE)
    nom = re.search(r"^# nom: (.+)$", texte, re.MULTILINE)
    if identite is None or graine is None or nom is None:
        raise EntreeInvalide("cle.illisible")
    cle = ClePrivee(nom_net(nom[1]), identite[0].strip(), _signature(graine[1]))
    cle.ouvreuse()
    return cle


def _signature(texte: str) -> CleSignature:
    try:
        cle = CleSignature(base64.b64decode(texte, validate=True))
        if not cle.publique:
            raise ValueError(texte)
    except (ValueError, binascii.Error) as erreur:
        raise EntreeInvalide("cle.illisible") from erreur
    return cle


def _ouvrir(octets: bytes, phrase: str) -> bytes:
    import pyrage  # noqa: PLC0415 - only those who exchange need it

    if not phrase:
        raise EntreeInvalide("cle.phrase_demandee")
    try:
        clair: bytes = pyrage.passphrase.decrypt(octets, phrases.normaliser(phrase))
    except pyrage.DecryptError as erreur:
        raise EntreeInvalide("cle.phrase_fausse") from erreur
    return clair


def _prouve(cle: ClePublique) -> bytes:
    return canonique({"nature": "cle", "nom": cle.nom, "age": cle.age, "signature": cle.signature})


def _champs(texte: str) -> Mapping[str, str]:
    """What each line of the block says; a line cut in two by a mail program is put together."""
    debut, fin = texte.find(_DEBUT), texte.find(_FIN)
    if debut < 0 or fin < debut:
        raise EntreeInvalide("cle.pas_une_cle")
    valeurs: dict[str, str] = {}
    courant = ""
    for brute in texte[debut + len(_DEBUT) : fin].splitlines():
        ligne = brute.strip().lstrip(">").strip()
        champ, deux_points, reste = ligne.partition(":")
        if deux_points and champ.strip() in _CHAMPS and champ.strip() not in valeurs:
            courant = champ.strip()
            valeurs[courant] = reste.strip()
        elif courant and ligne:
            valeurs[courant] += " " + ligne
    if set(valeurs) != set(_CHAMPS):
        raise EntreeInvalide("cle.pas_une_cle")
    return valeurs
