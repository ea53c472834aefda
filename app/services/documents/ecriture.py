"""Files that appear whole or not at all: written aside, then put in place together."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import PanneEnvironnement

if TYPE_CHECKING:
    from app.services.documents.page import Document

# Names Windows keeps for itself, whatever the suffix.
_RESERVES = frozenset(
    ["CON", "PRN", "AUX", "NUL", *(f"{p}{n}" for p in ("COM", "LPT") for n in range(1, 10))]
)
_NOM_MAX = 60
_PREFIXE = ".voyette-papier-"
_OUBLIE_APRES = 24 * 3600  # seconds: no print lasts that long


def nom_sur(*morceaux: str) -> str:
    """A file name (without suffix) every system accepts: letters, figures, hyphens."""
    texte = unicodedata.normalize("NFKD", "_".join(m for m in morceaux if m))
    sobre = "".join(
        c if c.isalnum() or c in "-_" else "-" for c in texte if not unicodedata.combining(c)
    )
    net = "-".join(p for p in sobre.split("-") if p).strip("-_")[:_NOM_MAX].rstrip("-_")
    if not net or net.upper() in _RESERVES:
        return f"fiche-{net}".rstrip("-")
    return net


def traduire(erreur: OSError, chemin: Path) -> PanneEnvironnement:
    """What the disk refused, in a code people can be told."""
    code = "fichier.ecriture_impossible"
    if erreur.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        code = "documents.disque_plein"
    elif getattr(erreur, "winerror", None) in (32, 33) or erreur.errno == errno.ETXTBSY:
        code = "documents.fichier_ouvert"
    elif erreur.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        code = "documents.dossier_protege"
    elif erreur.errno in (errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG):
        code = "documents.nom_impossible"
    return PanneEnvironnement(code, chemin=str(chemin))


@dataclass(slots=True)
class Atelier:
    """Where files are written before they appear in `dossier`."""

    dossier: Path
    provisoire: Path
    faits: list[tuple[Path, Path]] = field(default_factory=list)
    _noms: set[str] = field(default_factory=set)

    def reserver(self, nom: str) -> Path:
        """Where to write the file that will be called `nom`; a name already taken is numbered."""
        libre, n = nom, 1
        while libre.casefold() in self._noms:
            n += 1
            libre = f"{Path(nom).stem}-{n}{Path(nom).suffix}"
        self._noms.add(libre.casefold())
        ecrit = self.provisoire / f"{len(self.faits)}.part"
        self.faits.append((ecrit, self.dossier / libre))
        return ecrit

    @contextmanager
    def publier(self) -> Iterator[tuple[Path, ...]]:
        """Put every file in place; if the block fails, everything is as before.

        Raises `PanneEnvironnement` naming the file that could not be replaced.
        """
        poses: list[tuple[Path, Path | None]] = []
        try:
            for n, (ecrit, final) in enumerate(self.faits):
                garde = self.provisoire / f"{n}.ancien" if final.exists() else None
                try:
                    if final.is_dir():
                        raise OSError(errno.EISDIR, "folder")
                    if garde is not None:
                        os.replace(final, garde)
                        poses.append((final, garde))
                    os.replace(ecrit, final)
                except OSError as erreur:
                    raise traduire(erreur, final) from erreur
                if garde is None:
                    poses.append((final, None))
            yield tuple(final for _ecrit, final in self.faits)
        except BaseException:
            for final, garde in reversed(poses):
                if garde is not None:
                    os.replace(garde, final)
                else:
                    final.unlink(missing_ok=True)
            raise


def _balayer(dossier: Path) -> None:
    """Remove what a print killed long ago left behind: it holds names in clear."""
    for reste in dossier.glob(f"{_PREFIXE}*"):
        if reste.is_dir() and time.time() - reste.stat().st_mtime > _OUBLIE_APRES:
            shutil.rmtree(reste, ignore_errors=True)


@contextmanager
def atelier(dossier: Path) -> Iterator[Atelier]:
    """A workshop inside `dossier` (made if need be) that leaves nothing behind.

    Raises `PanneEnvironnement` when the folder cannot be written.
    """
    crees = [p for p in (dossier, *dossier.parents) if not p.exists()]
    try:
        dossier.mkdir(parents=True, exist_ok=True)
        _balayer(dossier)
        provisoire = Path(tempfile.mkdtemp(prefix=_PREFIXE, dir=dossier))
    except OSError as erreur:
        raise traduire(erreur, dossier) from erreur
    try:
        yield Atelier(dossier, provisoire)
    except BaseException:
        shutil.rmtree(provisoire, ignore_errors=True)
        for cree in crees:
            if cree.is_dir() and not any(cree.iterdir()):
                cree.rmdir()
        raise
    shutil.rmtree(provisoire, ignore_errors=True)


def enregistrer(document: Document, ecrit: Path, final: Path) -> None:
    """Write the PDF to `ecrit` and to the disk itself; `final` is the name told to people."""
    try:
        with ecrit.open("wb") as sortie:
            document.enregistrer(sortie)
            sortie.flush()
            os.fsync(sortie.fileno())
    except OSError as erreur:
        raise traduire(erreur, final) from erreur
