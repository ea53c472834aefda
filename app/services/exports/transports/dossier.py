"""A folder as destination: a synced folder, a network share, a USB key."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import IO

from app.core.errors import PanneEnvironnement
from app.domain.envois import IssueEssai
from app.services.exports.transports.contrat import Acces, Diagnostic, FichierDistant
from app.services.exports.transports.reseau import nom_de_retour, nom_sur

_BLOC = 1 << 20
_ESSAI = "voyette-essai.part"
_SANS_LIEN_DUR = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
)
SORTE = "dossier"
"""What tells our faults from those of servers, for the words they are said in."""
_FAUTES = MappingProxyType(
    {
        errno.ENOENT: "transport.introuvable",
        errno.ENODEV: "transport.introuvable",
        errno.ENXIO: "transport.introuvable",
        errno.ENOTDIR: "transport.introuvable",
        errno.EHOSTDOWN: "transport.introuvable",
        errno.ESTALE: "transport.introuvable",
        errno.ENOSPC: "transport.plein",
        errno.EDQUOT: "transport.plein",
        errno.EFBIG: "transport.plein",
        errno.EROFS: "transport.lecture_seule",
        errno.EACCES: "transport.lecture_seule",
        errno.EPERM: "transport.lecture_seule",
        errno.ELOOP: "transport.lien",
        errno.EIO: "transport.coupe",
    }
)


class TransportDossier:
    """Deposits and returns in two folders under one. The root is never made: it must be there."""

    def __init__(self, acces: Acces) -> None:
        self._racine = Path(acces.adresse)
        self._depots = self._racine / acces.depots
        self._retours = self._racine / acces.retours
        self._servie = acces.servie

    def tester(self) -> Diagnostic:
        """Write, read back and remove a small file; list the returns."""
        reussi: list[str] = []
        try:
            with self._fautes():
                self._essayer(reussi)
        except PanneEnvironnement as panne:
            panne.params["reussi"] = tuple(reussi)
            raise
        return Diagnostic(tuple(reussi))

    def deposer(
        self, nom: str, morceaux: Iterable[bytes], taille: int, empreinte: str
    ) -> IssueEssai:
        """Publish the bytes under that name; see `Transport.deposer`."""
        with self._fautes():
            self._exiger_racine()
            if self._servie and not _present(self._depots):
                # An empty mount point: the key or the share is not there, only its place is.
                raise _absent(self._depots)
            self._dossier(self._depots)
            self._preparer_les_retours()
            final = self._depots / nom_sur(nom)
            if _present(final):
                return self._deja(final, taille, empreinte)
            provisoire = self._depots / f"{nom}.part"
            if _present(provisoire) and stat.S_ISLNK(provisoire.lstat().st_mode):
                raise PanneEnvironnement("transport.lien", nom=provisoire.name)
            provisoire.unlink(missing_ok=True)
            try:
                with _creer(provisoire) as sortie:
                    for morceau in morceaux:
                        sortie.write(morceau)
                    sortie.flush()
                    os.fsync(sortie.fileno())
                if _mesurer(provisoire) != (taille, empreinte):
                    raise PanneEnvironnement("transport.altere", nom=nom)
                issue = self._publier(provisoire, final, taille, empreinte)
            except BaseException:
                with suppress(OSError):
                    provisoire.unlink(missing_ok=True)
                raise
            _rendre_durable(self._depots)
        return issue

    def lister(self) -> tuple[FichierDistant, ...]:
        """The files of the returns; a returns folder that is not there yet is empty."""
        with self._fautes():
            self._exiger_racine()
            if not self._retours.is_dir():
                return ()
            with os.scandir(self._retours) as entrees:
                trouves = [
                    _distant(e)
                    for e in entrees
                    if e.is_file(follow_symlinks=False) and nom_de_retour(e.name)
                ]
        return tuple(sorted(trouves, key=lambda f: f.nom))

    def lire(self, nom: str, taille_max: int) -> Iterator[bytes]:
        """The bytes of a file of the returns."""
        with self._fautes():
            descripteur = os.open(
                self._retours / nom_sur(nom), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
            )
            with os.fdopen(descripteur, "rb") as flux:
                lus = 0
                while bloc := flux.read(_BLOC):
                    lus += len(bloc)
                    if lus > taille_max:
                        raise PanneEnvironnement("transport.altere", nom=nom)
                    yield bloc

    def interrompre(self) -> None:
        """Nothing can be done: a system that waits for a disk does not let go of it."""

    def fermer(self) -> None:
        """Nothing is held open."""

    def _essayer(self, reussi: list[str]) -> None:
        self._exiger_racine()
        reussi += ("joint", "entre")
        self._dossier(self._depots)
        reussi.append("depots")
        essai = self._depots / _ESSAI
        essai.unlink(missing_ok=True)
        with _creer(essai) as sortie:
            sortie.write(b"voyette")
        lu = essai.read_bytes()
        essai.unlink()
        if lu != b"voyette":
            raise PanneEnvironnement("transport.altere", nom=_ESSAI)
        reussi.append("ecrit")
        self._dossier(self._retours)
        list(os.scandir(self._retours))
        reussi.append("retours")

    def _exiger_racine(self) -> None:
        """A key that was removed leaves a mount point behind, or nothing: never write there."""
        if not self._racine.is_dir():
            raise _absent(self._racine)

    def _dossier(self, dossier: Path) -> None:
        """Make it, level after level: a link on the way would lead elsewhere."""
        for niveau in (*reversed(dossier.relative_to(self._racine).parents[:-1]), None):
            lieu = dossier if niveau is None else self._racine / niveau
            if _present(lieu) and stat.S_ISLNK(lieu.lstat().st_mode):
                raise PanneEnvironnement("transport.lien", nom=lieu.name)
            lieu.mkdir(parents=False, exist_ok=True)

    def _preparer_les_retours(self) -> None:
        """Make the folder where the recipient answers; without the right to, it makes its own."""
        with suppress(OSError, PanneEnvironnement):
            self._dossier(self._retours)

    def _deja(self, final: Path, taille: int, empreinte: str) -> IssueEssai:
        if stat.S_ISLNK(final.lstat().st_mode) or not final.is_file():
            raise PanneEnvironnement("transport.lien", nom=final.name)
        if _mesurer(final) != (taille, empreinte):
            raise PanneEnvironnement("transport.deja_pris", nom=final.name)
        return IssueEssai.DEJA_LA

    def _publier(self, provisoire: Path, final: Path, taille: int, empreinte: str) -> IssueEssai:
        """Give the file its name without ever replacing another one."""
        try:
            if os.name == "nt":
                provisoire.rename(final)  # refuses an existing name there
            else:
                os.link(provisoire, final, follow_symlinks=False)
                provisoire.unlink()
        except FileExistsError:
            provisoire.unlink()
            return self._deja(final, taille, empreinte)
        except OSError as erreur:
            if erreur.errno not in _SANS_LIEN_DUR or os.name == "nt":
                raise
            # FAT of a USB key has no hard links: nobody else writes on a key at the same moment.
            if _present(final):
                provisoire.unlink()
                return self._deja(final, taille, empreinte)
            provisoire.rename(final)
        return IssueEssai.DEPOSE

    @contextmanager
    def _fautes(self) -> Iterator[None]:
        """Faults of the system in the words of a transport."""
        try:
            yield
        except OSError as erreur:
            code = _FAUTES.get(erreur.errno or 0, "transport.autre")
            raise PanneEnvironnement(
                code, adresse=str(self._racine), sorte=SORTE, detail=os.strerror(erreur.errno or 0)
            ) from erreur


def _absent(dossier: Path) -> PanneEnvironnement:
    return PanneEnvironnement("transport.introuvable", adresse=str(dossier), sorte=SORTE)


def _distant(entree: os.DirEntry[str]) -> FichierDistant:
    attributs = entree.stat(follow_symlinks=False)
    return FichierDistant(entree.name, attributs.st_size, str(attributs.st_mtime_ns))


def _creer(chemin: Path) -> IO[bytes]:
    """A new file only its owner reads; never an existing one, never through a link."""
    drapeaux = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    drapeaux |= getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(chemin, drapeaux, 0o600), "wb")


def _present(chemin: Path) -> bool:
    """Whether something has that name, a dead link included."""
    return os.path.lexists(chemin)


def _mesurer(chemin: Path) -> tuple[int, str]:
    """Size and SHA-256 of what the disk really holds."""
    somme, taille = hashlib.sha256(), 0
    with chemin.open("rb") as flux:
        while bloc := flux.read(_BLOC):
            somme.update(bloc)
            taille += len(bloc)
    return taille, somme.hexdigest()


def _rendre_durable(dossier: Path) -> None:
    """The name itself must survive a power cut; not every system lets one ask."""
    if os.name == "nt":
        return
    descripteur = os.open(dossier, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descripteur)
    finally:
        os.close(descripteur)
