"""What the bailleur does with a package: open it, acknowledge it, or refuse it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from app.bailleur import carnet as carnets
from app.bailleur import pannes, tables
from app.bailleur import paquet as paquets
from app.bailleur.carnet import Carnet, Ouvert
from app.bailleur.cles import lire as lire_cle
from app.bailleur.paquet import PaquetOuvert
from app.core.clock import Clock
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.suivi import Suivi, SuiviMuet
from app.domain.paquets import (
    PIECE_EXPEDITEUR,
    SUFFIXE_ACCUSE,
    Accuse,
    Manifeste,
    ResultatAccuse,
)
from app.services.exports.protection import trousseau
from app.services.exports.protection.trousseau import ClePrivee

RAISON_MAX = 500
_SUFFIXES = (".zip.age", ".zip")
_RETOURS, _DEPOTS = "retours", "depots"


class Remarque(StrEnum):
    """What a person should know of a package that was opened all the same."""

    PLUS_ANCIEN = "plus_ancien"
    """A later one was opened already."""
    BASE_ABSENTE = "base_absente"
    """It completes a package that was not opened here."""


@dataclass(frozen=True, slots=True)
class OuvrirEnvoi:
    """A package to open with a key file; the sender is accepted when `mots` are its six words.

    `vers` None: beside the package. `accuse` None: the folder of the returns when it is beside that
    of the packages, else beside the package.
    """

    paquet: Path
    cle: Path
    phrase_cle: str = field(default="", repr=False)
    phrase_envoi: str = field(default="", repr=False)
    vers: Path | None = None
    accuse: Path | None = None
    mots: str = ""


@dataclass(frozen=True, slots=True)
class AccuserEnvoi:
    """A receipt for a package, without writing its tables.

    `refus` says why it is refused; None when it is not.
    """

    paquet: Path
    cle: Path
    phrase_cle: str = field(default="", repr=False)
    phrase_envoi: str = field(default="", repr=False)
    accuse: Path | None = None
    mots: str = ""
    refus: str | None = None


@dataclass(frozen=True, slots=True)
class EnvoiOuvert:
    """What was opened, where it is, what to know of it. `dossier` None: nothing was written."""

    manifeste: Manifeste
    dossier: Path | None
    accuse: Path
    fichiers: int
    remarques: tuple[Remarque, ...] = ()


def ouvrir(cmd: OuvrirEnvoi, clock: Clock, suivi: Suivi | None = None) -> EnvoiOuvert:
    """Verify, decrypt, write the tables, write the receipt; the carnet remembers it.

    Raises all that `paquet.ouvrir`, `paquet.exiger_connu` and `tables.ecrire` raise, and
    `RegleMetier("paquet.deja_ouvert")`: the same package twice counts once.
    """
    cle, carnet = lire_cle(cmd.cle, cmd.phrase_cle), carnets.lire(cmd.cle)
    with paquets.ouvrir(cmd.paquet, cle, cmd.phrase_envoi) as paquet:
        manifeste = paquet.manifeste
        paquets.exiger_connu(manifeste, carnet, cmd.mots)
        deja = carnet.deja(manifeste.id.hex, paquet.empreinte)
        if deja is not None and Path(deja.dossier).is_dir():
            raise RegleMetier("paquet.deja_ouvert", le=deja.le, dossier=deja.dossier)
        remarques = tuple(_remarques(carnet, manifeste))
        dossier = (cmd.vers or cmd.paquet.parent) / _sans_suffixe(cmd.paquet.name)
        # Whole or not at all: this very package written there by a run that was killed, or whose
        # receipt could not be written, only lacks its receipt.
        nombre = tables.deja(paquet, dossier)
        if nombre:
            paquet.verifier()
        else:
            nombre = tables.ecrire(paquet, dossier, suivi or SuiviMuet())
        accuse = _accuser(cmd, paquet, cle, clock, ResultatAccuse.ACCEPTE)
        suite = _accepter(carnet, paquet, clock).noter(
            Ouvert(
                manifeste.id.hex,
                paquet.empreinte,
                manifeste.sequence,
                manifeste.profil,
                manifeste.emetteur,
                clock.today(),
                str(dossier.resolve()),
            )
        )
    carnets.ecrire(cmd.cle, suite)
    return EnvoiOuvert(manifeste, dossier, accuse, nombre, remarques)


def accuser(cmd: AccuserEnvoi, clock: Clock) -> EnvoiOuvert:
    """Verify every byte and write the receipt, or the refusal; no table is written.

    Raises as `ouvrir` does, and `EntreeInvalide("paquet.refus_muet")` for a refusal without a word.
    """
    if cmd.refus is not None and not cmd.refus.strip():
        raise EntreeInvalide("paquet.refus_muet")
    cle, carnet = lire_cle(cmd.cle, cmd.phrase_cle), carnets.lire(cmd.cle)
    with paquets.ouvrir(cmd.paquet, cle, cmd.phrase_envoi) as paquet:
        paquets.exiger_connu(paquet.manifeste, carnet, cmd.mots)
        if cmd.refus is None:
            paquet.verifier()
        resultat = ResultatAccuse.ACCEPTE if cmd.refus is None else ResultatAccuse.REFUSE
        accuse = _accuser(cmd, paquet, cle, clock, resultat)
        suite = _accepter(carnet, paquet, clock)
        manifeste = paquet.manifeste
    if suite != carnet:
        carnets.ecrire(cmd.cle, suite)
    return EnvoiOuvert(manifeste, None, accuse, 0)


def _accuser(
    cmd: OuvrirEnvoi | AccuserEnvoi,
    paquet: PaquetOuvert,
    cle: ClePrivee,
    clock: Clock,
    resultat: ResultatAccuse,
) -> Path:
    manifeste = paquet.manifeste
    accuse = Accuse(
        paquet=manifeste.id,
        sequence=manifeste.sequence,
        empreinte=paquet.empreinte,
        recu_a=clock.now(),
        resultat=resultat,
        lignes=sum(manifeste.tables.values()) if resultat is ResultatAccuse.ACCEPTE else 0,
        raison=_raison(cmd),
        cle=cle.signature.publique,
    )
    signe = replace(accuse, signature=cle.signature.signer(accuse.octets()))
    dossier = cmd.accuse or _dossier_des_retours(cmd.paquet)
    pannes.dossier(dossier)
    chemin = dossier / f"{cmd.paquet.name}{SUFFIXE_ACCUSE}"
    pannes.ecrire(chemin, signe.ecrit())
    return chemin


def _raison(cmd: OuvrirEnvoi | AccuserEnvoi) -> str:
    """Why the package is refused, as it is written."""
    dite = cmd.refus if isinstance(cmd, AccuserEnvoi) and cmd.refus else ""
    return dite.strip().encode(errors="replace").decode()[:RAISON_MAX]


def _accepter(carnet: Carnet, paquet: PaquetOuvert, clock: Clock) -> Carnet:
    """The sender is known from now on, with the key that closes our returns to it."""
    emetteur = paquet.manifeste.emetteur
    suite = carnet.accepter(emetteur, clock.today())
    piece = next((p for p in paquet.manifeste.pieces if p.chemin == PIECE_EXPEDITEUR), None)
    if piece is None or piece.taille > trousseau.TAILLE_MAX:
        return suite
    try:
        equipe = trousseau.lire_publique(b"".join(paquet.blocs(piece)).decode("utf-8", "replace"))
    except EntreeInvalide:
        return suite  # nothing depends on it: returns then leave open, and it is said
    return suite.noter_age(emetteur, equipe.age) if equipe.signature == emetteur else suite


def _remarques(carnet: Carnet, manifeste: Manifeste) -> list[Remarque]:
    dites = []
    if manifeste.sequence < carnet.derniere(manifeste):
        dites.append(Remarque.PLUS_ANCIEN)
    if manifeste.depuis is not None and not carnet.a(manifeste, manifeste.depuis):
        dites.append(Remarque.BASE_ABSENTE)
    return dites


def _sans_suffixe(nom: str) -> str:
    for suffixe in _SUFFIXES:
        if nom.lower().endswith(suffixe):
            return nom[: -len(suffixe)] or "envoi"
    return f"{nom}-ouvert"


def _dossier_des_retours(paquet: Path) -> Path:
    voisin = paquet.resolve().parent
    retours = voisin.parent / _RETOURS
    return retours if voisin.name == _DEPOTS and retours.is_dir() else paquet.parent
