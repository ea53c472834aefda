"""Bringing a backup back: verified first, the present files kept aside, never half done.

The restored base becomes a new device at its first opening (`app.services.ouverture`): it does
not carry the mark of a clean close, so no operation number ever serves twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from app.core.clock import Clock
from app.core.errors import AppError, EntreeInvalide, PanneEnvironnement
from app.core.suivi import Suivi, SuiviMuet
from app.services.securite import coffre, coffre_format, fichiers, verrou
from app.services.securite.cles import CleOuverte
from app.services.securite.coffre_format import SUFFIXE_BASE, coffre_de
from app.services.securite.integrite import controler_fichier
from app.services.securite.sauvegarde import copier

PROVISOIRE = ".restauration"
_ANNEXES = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restauration:
    """A restored base, and where the base that was there is kept (None when there was none)."""

    base: Path
    mise_de_cote: Path | None


def ouvrir_sauvegarde(sauvegarde: Path, vers: Path, phrase: str) -> CleOuverte:
    """The key of a backup: by the phrase it was made under, or by today's phrase of the base.

    Raises what `coffre.ouvrir` raises for the backup's own vault.
    """
    try:
        return coffre.ouvrir(sauvegarde, phrase)
    except EntreeInvalide:
        if coffre_de(vers).exists() and _meme_base(sauvegarde, vers):
            return coffre.ouvrir(vers, phrase)
        raise


def restaurer(
    sauvegarde: Path, vers: Path, cle: CleOuverte, clock: Clock, suivi: Suivi | None = None
) -> Restauration:
    """Put a verified copy of `sauvegarde` in place of `vers`, which nobody may have open.

    Today's vault is kept when it already wraps the same key: a phrase withdrawn since then does
    not come back. Raises `PanneEnvironnement` ("sauvegarde.abimee", "base.deja_ouverte", disk
    faults) or `Annule`, and then nothing has changed.
    """
    defauts = controler_fichier(sauvegarde, cle.octets())
    if defauts:
        raise PanneEnvironnement(
            "sauvegarde.abimee", chemin=str(sauvegarde), controle=defauts[0].controle
        )
    try:
        vers.parent.mkdir(parents=True, exist_ok=True)
        with verrou.prendre(vers, clock), _provisoire(vers) as copie:
            copier(sauvegarde, cle, copie, suivi or SuiviMuet())
            if controler_fichier(copie, cle.octets()):
                raise PanneEnvironnement("sauvegarde.invalide", chemin=str(vers.parent))
            garder_coffre = _coffre_convient(vers, cle)
            contenu = coffre_de(sauvegarde).read_bytes() if not garder_coffre else b""
            cote = mettre_de_cote(vers, clock)
            if not garder_coffre:
                fichiers.ecrire(coffre_de(vers), contenu)
            copie.replace(vers)
            fichiers.rendre_durable(vers.parent)
    except OSError as erreur:
        raise fichiers.panne(erreur, vers) from erreur
    return Restauration(vers, cote)


def mettre_de_cote(base: Path, clock: Clock) -> Path | None:
    """Rename a base (with its pending writes) and copy its vault beside; nothing is deleted.

    Returns the new name, or None when there was no base. The base must not be open.
    """
    cote = _nom_libre(base, clock)
    if base.exists() and coffre_de(base).exists():
        fichiers.ecrire(coffre_de(cote), coffre_de(base).read_bytes())
    presente = base.exists()
    # The base first: without it nobody opens the pending writes alone; the reverse order would
    # leave, after a crash, a base that silently lacks its last writes.
    for suffixe in ("", *_ANNEXES):
        ancien = Path(f"{base}{suffixe}")
        if ancien.exists():
            ancien.rename(f"{cote}{suffixe}")
    return cote if presente else None


def _nom_libre(base: Path, clock: Clock) -> Path:
    radical = base.name.removesuffix(SUFFIXE_BASE)
    quand = f"{clock.now().astimezone(UTC):%Y%m%d-%H%M%S}"
    rang = 1
    while True:
        suite = "" if rang == 1 else f"-{rang}"
        cote = base.with_name(f"{radical}.mise-de-cote-{quand}{suite}{SUFFIXE_BASE}")
        if not cote.exists() and not coffre_de(cote).exists():
            return cote
        rang += 1


def _coffre_convient(vers: Path, cle: CleOuverte) -> bool:
    """Whether the vault now in place already wraps this key."""
    try:
        coffre.appartient(vers, cle)
    except AppError:
        return False
    return True


def _meme_base(sauvegarde: Path, vers: Path) -> bool:
    try:
        presents = [coffre_format.lire(coffre_de(b)).base for b in (sauvegarde, vers)]
    except AppError:
        return False
    return presents[0] == presents[1]


@contextmanager
def _provisoire(vers: Path) -> Iterator[Path]:
    """The name the copy is made under, free before and after."""
    copie = vers.with_name(f"{vers.name}{PROVISOIRE}")
    noms = [Path(f"{copie}{suffixe}") for suffixe in ("", *_ANNEXES)]
    for nom in noms:
        nom.unlink(missing_ok=True)
    try:
        yield copie
    finally:
        for nom in noms:
            nom.unlink(missing_ok=True)
