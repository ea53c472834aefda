"""Making a backup: a consistent encrypted copy with its vault, verified before it counts.

SQLite's backup interface copies between two connections with the same raw key: 85 MB take 0.6 s,
as VACUUM INTO, but it can report progress and stop. A plain file copy is out: closing the copied
file would drop the locks SQLite holds on it in the same process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from app.core.clock import Clock
from app.core.errors import AppError, PanneEnvironnement
from app.core.suivi import Suivi, SuiviMuet
from app.services.securite import fichiers
from app.services.securite.cles import CleOuverte
from app.services.securite.coffre_format import coffre_de
from app.services.securite.integrite import controler_fichier
from app.services.securite.sauvegardes import (
    Regle,
    Sauvegarde,
    eclaircir,
    lister,
    nom_suivant,
)
from db.engine import connecter, traduire

PAGES_PAR_PAS = 1000
PROVISOIRE = ".en-cours"
_ANNEXES = ("-wal", "-shm", "-journal")


def sauvegarder(
    base: Path, cle: CleOuverte, dossier: Path, clock: Clock, suivi: Suivi | None = None
) -> Sauvegarde:
    """A verified backup of `base` in `dossier` (made if need be), with a copy of its vault.

    Safe while the base is open and written to. Nothing is left behind when it fails: raises
    `PanneEnvironnement` (disk full, read-only, "sauvegarde.invalide") or `Annule`.
    """
    try:
        dossier.mkdir(parents=True, exist_ok=True)
        _balayer(dossier)
        finale = dossier / nom_suivant(dossier, clock.now())
        provisoire = finale.with_name(finale.name + PROVISOIRE)
        with _sans_reste(provisoire):
            copier(base, cle, provisoire, suivi or SuiviMuet())
            if controler_fichier(provisoire, cle.octets()):
                raise PanneEnvironnement("sauvegarde.invalide", chemin=str(dossier))
            _copier_coffre(base, finale)
            provisoire.replace(finale)
        fichiers.rendre_durable(dossier)
    except OSError as erreur:
        raise fichiers.panne(erreur, dossier) from erreur
    return next(s for s in lister(dossier) if s.chemin == finale)


def sauvegarder_a_la_fermeture(
    base: Path, cle: CleOuverte, dossier: Path, clock: Clock, regle: Regle | None = None
) -> Sauvegarde:
    """The automatic backup when the app closes, then the thinning of the older ones."""
    faite = sauvegarder(base, cle, dossier, clock)
    eclaircir(dossier, regle)
    return faite


def copier(base: Path, cle: CleOuverte, vers: Path, suivi: Suivi) -> None:
    """A consistent copy of a base in one file that needs no companion, durable on return."""
    try:
        with (
            closing(connecter(base, cle.octets(), lecture_seule=True)) as source,
            closing(connecter(vers, cle.octets())) as copie,
        ):
            # A read transaction pins one state of the base: writers do not restart the copy.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            copie.execute("PRAGMA journal_mode = DELETE")
            copie.execute("PRAGMA synchronous = OFF")  # one fsync at the end does it

            def avancer(_etat: int, reste: int, total: int) -> None:
                suivi.avance(total - reste, total)

            source.backup(copie, pages=PAGES_PAR_PAS, progress=avancer, sleep=0)
            source.execute("ROLLBACK")
            copie.execute("PRAGMA journal_mode = DELETE")
        fichiers.rendre_durable(vers)
    except AppError:
        raise
    except Exception as erreur:
        panne = traduire(erreur)
        if panne is None:
            raise
        raise panne from erreur


def _copier_coffre(base: Path, finale: Path) -> None:
    """The vault goes first: a base alone would be a backup nobody can open."""
    try:
        contenu = coffre_de(base).read_bytes()
    except FileNotFoundError as erreur:
        raise PanneEnvironnement("coffre.absent", chemin=str(coffre_de(base))) from erreur
    fichiers.ecrire(coffre_de(finale), contenu)


@contextmanager
def _sans_reste(provisoire: Path) -> Iterator[Any]:
    """On any failure, remove what was being written, and the vault that has no base."""
    finale = provisoire.with_name(provisoire.name.removesuffix(PROVISOIRE))
    try:
        yield
    except BaseException:
        for reste in (provisoire, *(Path(f"{provisoire}{a}") for a in _ANNEXES)):
            reste.unlink(missing_ok=True)
        if not finale.exists():
            coffre_de(finale).unlink(missing_ok=True)
        raise


def _balayer(dossier: Path) -> None:
    """Remove what a crash left half-written (never a finished backup)."""
    for reste in dossier.glob(f"voyette-*{PROVISOIRE}*"):
        if reste.is_file() and not reste.is_symlink():
            reste.unlink(missing_ok=True)
