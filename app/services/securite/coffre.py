"""The vault of a base: several passphrases and one recovery key open the same data key.

Changing a passphrase rewrites no data. Every change replaces the vault file atomically. The vault
never holds a key or a phrase in clear; it does hold the display names of those who have a phrase.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from app.core.errors import EntreeInvalide, PanneEnvironnement, RegleMetier
from app.services.securite import coffre_format, phrases, secours
from app.services.securite.cles import TAILLE, CleOuverte
from app.services.securite.coffre_format import Coffre, Fente, coffre_de
from app.services.securite.enveloppe import (
    Enveloppe,
    ParametresKdf,
    deriver_phrase,
    deriver_secret,
    developper,
    envelopper,
    sel,
)

NOM_MAX = 80
_ACCORD = b"voyette"
_VIDE = Enveloppe(b"", b"", b"")


@dataclass(frozen=True, slots=True)
class CoffreCree:
    """A new vault: its open key, and the recovery key to print (shown this once)."""

    cle: CleOuverte
    cle_de_secours: str


@dataclass(frozen=True, slots=True)
class Acces:
    """Someone who has a phrase: the id of the slot and the display name."""

    fente_id: str
    nom: str


def creer(base: Path, nom: str, phrase: str, *, kdf: ParametresKdf | None = None) -> CoffreCree:
    """Make the vault of a base that does not exist yet, with a first phrase and a recovery key.

    Raises "coffre.existe", "base.existe", "coffre.nom_vide", "phrase.vide",
    "phrase.trop_faible", or a `PanneEnvironnement` when it cannot be written.
    """
    chemin = coffre_de(base)
    if chemin.exists():
        raise RegleMetier("coffre.existe", chemin=str(chemin))
    if base.exists():
        # A new key would not open it, and its own vault may only be missing for now.
        raise RegleMetier("base.existe", chemin=str(base))
    nom = _nom(nom)
    phrases.exiger(phrase, [nom])
    cle = CleOuverte.nouvelle()
    identite = uuid4().hex
    temoin = envelopper(_ACCORD, cle.octets(), b"", {"base": identite})
    premiere = _fente_phrase(identite, cle, nom, phrase, kdf or ParametresKdf())
    texte, filet = _fente_secours(identite, cle)
    coffre_format.ecrire(chemin, Coffre(identite, temoin, (premiere, filet)))
    return CoffreCree(CleOuverte(cle.octets(), fente_id=premiere.id, nom=nom), texte)


def acces(base: Path) -> tuple[Acces, ...]:
    """Who has a phrase for this base, in the order they were added."""
    return tuple(Acces(f.id, f.nom) for f in coffre_format.lire(coffre_de(base)).phrases())


def ouvrir(base: Path, phrase: str, *, fente_id: str | None = None) -> CleOuverte:
    """The key of a base, by a passphrase: of one person, or of whoever it belongs to.

    Each slot tried costs one derivation (about 0.1 s). Raises `EntreeInvalide` "phrase.vide" or
    "coffre.phrase_refusee", or a `PanneEnvironnement` about the vault file. Writes nothing.
    """
    lue = phrases.normaliser(phrase)
    if not lue:
        raise EntreeInvalide("phrase.vide")
    coffre = coffre_format.lire(coffre_de(base))
    for fente in coffre.phrases():
        if fente_id in (None, fente.id) and fente.kdf is not None:
            sous = deriver_phrase(lue, fente.enveloppe.sel, fente.kdf)
            cle = _developper(coffre, fente, sous)
            if cle is not None:
                return cle
    raise EntreeInvalide("coffre.phrase_refusee")


def ouvrir_par_cle_de_secours(base: Path, texte: str) -> CleOuverte:
    """The key of a base, by the printed recovery key.

    Raises the `EntreeInvalide` of `secours.lire` when it is mistyped, "secours.refusee" when it is
    well written but not the one of this base.
    """
    secret = secours.octets(secours.lire(texte))
    coffre = coffre_format.lire(coffre_de(base))
    for fente in coffre.fentes:
        if fente.genre == "secours":
            cle = _developper(coffre, fente, deriver_secret(secret, fente.enveloppe.sel))
            if cle is not None:
                return cle
    raise EntreeInvalide("secours.refusee")


def ajouter_phrase(
    base: Path, cle: CleOuverte, nom: str, phrase: str, *, kdf: ParametresKdf | None = None
) -> Acces:
    """Give one more person a phrase. Raises "coffre.nom_pris" and the errors of `creer`."""
    coffre = _coffre_de_cette_cle(base, cle)
    nom = _nom(nom)
    if any(f.nom.casefold() == nom.casefold() for f in coffre.phrases()):
        raise RegleMetier("coffre.nom_pris", nom=nom)
    phrases.exiger(phrase, [nom])
    fente = _fente_phrase(coffre.base, cle, nom, phrase, kdf or ParametresKdf())
    coffre_format.ecrire(coffre_de(base), coffre.avec(fente))
    return Acces(fente.id, nom)


def changer_phrase(
    base: Path,
    fente_id: str,
    ancienne: str,
    nouvelle: str,
    *,
    kdf: ParametresKdf | None = None,
) -> CleOuverte:
    """Replace one's own phrase, knowing the old one; the base itself is not touched."""
    cle = ouvrir(base, ancienne, fente_id=fente_id)
    redefinir_phrase(base, cle, fente_id, nouvelle, kdf=kdf)
    return cle


def redefinir_phrase(
    base: Path, cle: CleOuverte, fente_id: str, nouvelle: str, *, kdf: ParametresKdf | None = None
) -> None:
    """Give a person a new phrase when the old one is forgotten (the base is open otherwise)."""
    coffre = _coffre_de_cette_cle(base, cle)
    ancienne = _trouver(coffre, fente_id)
    phrases.exiger(nouvelle, [ancienne.nom])
    fente = _fente_phrase(
        coffre.base, cle, ancienne.nom, nouvelle, kdf or ParametresKdf(), fente_id=fente_id
    )
    coffre_format.ecrire(coffre_de(base), coffre.avec(fente))


def retirer_phrase(base: Path, cle: CleOuverte, fente_id: str) -> None:
    """Close one person's way in; raises "coffre.derniere_phrase" when it is the only one.

    Copies of the vault kept with older backups still open with it (docs/adr/0010).
    """
    coffre = _coffre_de_cette_cle(base, cle)
    _trouver(coffre, fente_id)
    if len(coffre.phrases()) == 1:
        raise RegleMetier("coffre.derniere_phrase")
    coffre_format.ecrire(coffre_de(base), coffre.sans(fente_id))


def nouvelle_cle_de_secours(base: Path, cle: CleOuverte) -> str:
    """A new recovery key to print; the former one opens nothing any more."""
    coffre = _coffre_de_cette_cle(base, cle)
    texte, fente = _fente_secours(coffre.base, cle)
    for ancienne in coffre.fentes:
        if ancienne.genre == "secours":
            coffre = coffre.sans(ancienne.id)
    coffre_format.ecrire(coffre_de(base), coffre.avec(fente))
    return texte


def appartient(base: Path, cle: CleOuverte) -> None:
    """Raise "coffre.autre_base" (or the fault of the file) unless the vault wraps this key."""
    _coffre_de_cette_cle(base, cle)


def verifier_force(phrase: str, interdits: Sequence[str] = ()) -> phrases.Force:
    """The strength of a phrase being typed (see `phrases.force`)."""
    return phrases.force(phrase, interdits)


def _nom(nom: str) -> str:
    propre = " ".join(nom.split())[:NOM_MAX]
    if not propre:
        raise EntreeInvalide("coffre.nom_vide")
    return propre


def _trouver(coffre: Coffre, fente_id: str) -> Fente:
    for fente in coffre.phrases():
        if fente.id == fente_id:
            return fente
    raise RegleMetier("coffre.personne_inconnue")


def _developper(coffre: Coffre, fente: Fente, sous: bytes) -> CleOuverte | None:
    octets = developper(fente.enveloppe, sous, fente.lie(coffre.base))
    if octets is None or len(octets) != TAILLE:
        return None
    return CleOuverte(octets, fente_id=fente.id, nom=fente.nom)


def _fente_phrase(
    identite: str,
    cle: CleOuverte,
    nom: str,
    phrase: str,
    kdf: ParametresKdf,
    *,
    fente_id: str | None = None,
) -> Fente:
    fente = Fente(fente_id or uuid4().hex, "phrase", nom, kdf, _VIDE)
    grain = sel()
    sous = deriver_phrase(phrases.normaliser(phrase), grain, kdf)
    enveloppe = envelopper(cle.octets(), sous, grain, fente.lie(identite))
    return Fente(fente.id, fente.genre, nom, kdf, enveloppe)


def _fente_secours(identite: str, cle: CleOuverte) -> tuple[str, Fente]:
    secret = secours.tirer()
    fente = Fente(uuid4().hex, "secours", "", None, _VIDE)
    grain = sel()
    sous = deriver_secret(secours.octets(secret), grain)
    enveloppe = envelopper(cle.octets(), sous, grain, fente.lie(identite))
    return secours.ecrire(secret), Fente(fente.id, "secours", "", None, enveloppe)


def _coffre_de_cette_cle(base: Path, cle: CleOuverte) -> Coffre:
    """The vault, provided `cle` is the one it wraps: a foreign key must never be added to it."""
    coffre = coffre_format.lire(coffre_de(base))
    accord = developper(coffre.temoin, cle.octets(), {"base": coffre.base})
    if accord is None or not hmac.compare_digest(accord, _ACCORD):
        raise PanneEnvironnement("coffre.autre_base")
    return coffre
