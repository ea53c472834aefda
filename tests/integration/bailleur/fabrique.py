"""Packages made as the app makes them, or not quite: what the bailleur's side must tell apart."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from app.domain.envois import Etendue
from app.domain.paquets import MANIFESTE, SIGNATURE, Manifeste
from app.services.exports.paquets.sortie import Pieces, SortieZip
from app.services.exports.protection.fermeture import fermer_age, fermer_zip_aes
from app.services.exports.protection.signature import CleSignature
from app.services.exports.protection.trousseau import ClePrivee, ClePublique

INSTANT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
PHRASE_ENVOI = "sept mots tires au hasard font une phrase"
PIECES: Mapping[str, bytes] = {
    "csv_fr/menage.csv": "id;nom\r\n1;Wójcik\r\n".encode("utf-8-sig"),
    "envoi.xlsx": bytes(range(256)) * 300,
    "LISEZ-MOI.txt": b"Envoi",
}


@dataclass(frozen=True, slots=True)
class Recette:
    """How a package departs from an honest one."""

    pieces: Mapping[str, bytes] | None = None
    manifeste: Callable[[Manifeste], Manifeste] = lambda m: m
    signer: Callable[[CleSignature, bytes], bytes] = lambda k, o: k.signer(o).encode()
    ajouter: Mapping[str, bytes] | None = None
    oublier: tuple[str, ...] = ()


def remplir(
    sortie: SortieZip, emetteur: CleSignature, destinataire: str, recette: Recette, numero: int
) -> Manifeste:
    """The pieces, the manifest and its signature, as `composer` writes them."""
    pieces = Pieces(sortie)
    for chemin, octets in (recette.pieces or PIECES).items():
        pieces.ecrire(chemin, octets)
    manifeste = recette.manifeste(
        Manifeste(
            id=UUID(int=1000 + numero),
            sequence=numero,
            etendue=Etendue.COMPLET,
            profil="Suivi mensuel",
            cree_a=INSTANT,
            emetteur=emetteur.publique,
            destinataire=destinataire,
            tables={"menage": 1, "logement": 2},
            pieces=tuple(pieces.ecrites),
        )
    )
    octets = manifeste.octets()
    suite = {MANIFESTE: octets, SIGNATURE: recette.signer(emetteur, octets)}
    for chemin, contenu in (suite | dict(recette.ajouter or {})).items():
        if chemin not in recette.oublier:
            with sortie.ouvrir(chemin) as flux:
                flux.write(contenu)
    return manifeste


def envoi_age(
    dossier: Path,
    emetteur: CleSignature,
    pour: ClePublique,
    recette: Recette | None = None,
    *,
    numero: int = 1,
    destinataire: str | None = None,
) -> Path:
    """A package closed to a key."""
    chemin = dossier / f"suivi-mensuel-{numero:05d}-abcdef01.zip.age"
    with chemin.open("wb") as puits, fermer_age(pour.age, puits) as sortie:
        vise = pour.empreinte if destinataire is None else destinataire
        remplir(sortie, emetteur, vise, recette or Recette(), numero)
    return chemin


def envoi_aes(
    dossier: Path, emetteur: CleSignature, recette: Recette | None = None, *, numero: int = 1
) -> Path:
    """A package closed with a passphrase."""
    chemin = dossier / f"suivi-mensuel-{numero:05d}-abcdef01.zip"
    with chemin.open("wb") as puits, fermer_zip_aes(PHRASE_ENVOI, puits) as sortie:
        remplir(sortie, emetteur, "", recette or Recette(), numero)
    return chemin


def zip_brut(octets: bytes, pour: ClePublique) -> bytes:
    """Any bytes closed to that key, as a stranger who knows it could."""
    import pyrage

    ferme: bytes = pyrage.encrypt(octets, [pyrage.x25519.Recipient.from_str(pour.age)])
    return ferme


def piece_modifiee(nom: str, octets: bytes) -> Callable[[Manifeste], Manifeste]:
    """A manifest that says other bytes of a piece than those written."""
    from app.domain.paquets import Piece

    def changer(manifeste: Manifeste) -> Manifeste:
        import hashlib

        autre = Piece(nom, len(octets), hashlib.sha256(octets).hexdigest())
        return replace(
            manifeste,
            pieces=tuple(autre if p.chemin == nom else p for p in manifeste.pieces),
        )

    return changer


def trousseau(dossier: Path, nom: str = "Bailleur Exemple") -> tuple[Path, ClePrivee]:
    """A key file with no passphrase, and what it holds."""
    from app.bailleur import cles

    faite = cles.creer(cles.CreerCle(nom, dossier))
    return faite.privee, cles.lire(faite.privee)


def tampon() -> io.BytesIO:
    """A sink in memory."""
    return io.BytesIO()
