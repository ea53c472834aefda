"""An SFTP server as destination. Its host key is accepted once, by fingerprint, by a person.

A proxy is left aside: proxies of offices carry web addresses, SFTP goes straight to its port.
"""

from __future__ import annotations

import asyncio
import hashlib
import posixpath
import stat
from collections.abc import Coroutine, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from app.core.errors import PanneEnvironnement
from app.domain.envois import IssueEssai
from app.services.exports.transports.contrat import Acces, Diagnostic, FichierDistant
from app.services.exports.transports.reseau import (
    Delais,
    exactement,
    nom_de_retour,
    nom_sur,
    sans_reseau,
)
from app.services.exports.transports.sftp_ssh import Lien

if TYPE_CHECKING:
    import asyncssh

T = TypeVar("T")
_BLOC = 1 << 18
_ESSAI = "voyette-essai.part"
_OCTETS_ESSAI = b"voyette"
_LISTE_MAX = 20_000
_PRIVE = 0o600


class TransportSftp:
    """Deposits and returns in two folders of the account (or of the folder after the host)."""

    def __init__(self, acces: Acces, delais: Delais | None = None) -> None:
        self._acces = acces
        self._lien = Lien(acces, delais or Delais())
        self._boucle: asyncio.Runner | None = None
        self._depots = posixpath.join(self._lien.racine, acces.depots)
        self._retours = posixpath.join(self._lien.racine, acces.retours)

    def tester(self) -> Diagnostic:
        """Reach, enter, write, read back and remove a small file, list the returns."""
        reussi: list[str] = []
        try:
            self._faire(self._essayer(reussi))
        except PanneEnvironnement as panne:
            panne.params["reussi"] = tuple(reussi) or panne.params.get("reussi", ())
            raise
        return Diagnostic(tuple(reussi), self._lien.empreinte)

    def deposer(
        self, nom: str, morceaux: Iterable[bytes], taille: int, empreinte: str
    ) -> IssueEssai:
        """Publish the bytes under that name; see `Transport.deposer`."""
        return self._faire(self._deposer(nom_sur(nom), morceaux, taille, empreinte))

    def lister(self) -> tuple[FichierDistant, ...]:
        """The files of the returns; a returns folder that is not there yet is empty."""
        return self._faire(self._lister())

    def lire(self, nom: str, taille_max: int) -> Iterator[bytes]:
        """The bytes of a file of the returns."""
        chemin = posixpath.join(self._retours, nom_sur(nom))
        fichier = self._faire(self._ouvrir(chemin, nom))
        lus, allure = 0, self._lien.allure()
        try:
            while bloc := self._faire(self._bloc(fichier)):
                allure.passer(len(bloc))
                lus += len(bloc)
                if lus > taille_max:
                    raise PanneEnvironnement("transport.altere", nom=nom)
                yield bloc
        finally:
            with suppress(PanneEnvironnement):
                self._faire(self._lien.attendre(fichier.close()))

    def interrompre(self) -> None:
        """Break the connection, from another thread: whatever waits for an answer fails."""
        boucle = self._boucle
        if boucle is not None:
            with suppress(RuntimeError):  # the loop was closed meanwhile
                boucle.get_loop().call_soon_threadsafe(self._lien.rompre)

    def fermer(self) -> None:
        """Close the connection."""
        if self._boucle is not None:
            boucle, self._boucle = self._boucle, None
            with boucle:
                boucle.run(self._lien.fermer())

    def _faire(self, travail: Coroutine[Any, Any, T]) -> T:
        if self._boucle is None:
            self._boucle = asyncio.Runner()
            # Whatever fails is told by what we await; requests a cut left behind say it again.
            self._boucle.get_loop().set_exception_handler(lambda _boucle, _contexte: None)
        return self._boucle.run(travail)

    async def _essayer(self, reussi: list[str]) -> None:
        await self._lien.ouvrir()
        reussi += ("joint", "entre")
        await self._dossier(self._depots)
        reussi.append("depots")
        chemin = posixpath.join(self._depots, _ESSAI)
        await self._retirer_reste(chemin)
        await self._ecrire(chemin, [_OCTETS_ESSAI], len(_OCTETS_ESSAI))
        lu = await self._mesurer(chemin, len(_OCTETS_ESSAI))
        await self._lien.attendre(self._lien.sftp.remove(chemin), ecriture=True)
        if lu != (len(_OCTETS_ESSAI), hashlib.sha256(_OCTETS_ESSAI).hexdigest()):
            raise PanneEnvironnement("transport.altere", nom=_ESSAI)
        reussi.append("ecrit")
        await self._dossier(self._retours)
        await self._lister()
        reussi.append("retours")

    async def _deposer(
        self, nom: str, morceaux: Iterable[bytes], taille: int, empreinte: str
    ) -> IssueEssai:
        await self._lien.ouvrir()
        await self._dossier(self._depots)
        with suppress(PanneEnvironnement):  # where the recipient answers, if we may make it
            await self._dossier(self._retours)
        final = posixpath.join(self._depots, nom)
        deja = await self._deja(final, taille, empreinte)
        if deja is not None:
            return deja
        provisoire = f"{final}.part"
        await self._retirer_reste(provisoire)
        try:
            await self._ecrire(provisoire, morceaux, taille)
            if await self._mesurer(provisoire, taille) != (taille, empreinte):
                raise PanneEnvironnement("transport.altere", nom=nom)
            return await self._publier(provisoire, final, taille, empreinte)
        except BaseException as erreur:
            if not sans_reseau(erreur):  # else the next try begins by removing it
                with suppress(PanneEnvironnement):
                    await self._lien.attendre(self._lien.sftp.remove(provisoire))
            raise

    async def _lister(self) -> tuple[FichierDistant, ...]:
        await self._lien.ouvrir()
        if await self._genre(self._retours) is None:
            return ()
        await self._dossier(self._retours)
        entrees = await self._lien.attendre(self._parcourir())
        trouves = {
            nom: FichierDistant(nom, attributs.size or 0, str(attributs.mtime or ""))
            for nom, attributs in entrees
            if stat.S_ISREG(attributs.permissions or 0) and nom_de_retour(nom)
        }
        return tuple(trouves[nom] for nom in sorted(trouves))

    async def _parcourir(self) -> list[tuple[str, asyncssh.SFTPAttrs]]:
        entrees: list[tuple[str, asyncssh.SFTPAttrs]] = []
        async for entree in self._lien.sftp.scandir(self._retours):
            entrees.append((str(entree.filename), entree.attrs))
            if len(entrees) > _LISTE_MAX:
                raise PanneEnvironnement("transport.altere", nom=self._acces.retours)
        return entrees

    async def _ouvrir(self, chemin: str, nom: str) -> asyncssh.SFTPClientFile:
        await self._lien.ouvrir()
        genre = await self._genre(chemin)
        if genre is None:
            raise PanneEnvironnement("transport.introuvable", adresse=self._lien.hote, nom=nom)
        if not stat.S_ISREG(genre):
            raise PanneEnvironnement("transport.lien", nom=nom)
        return await self._lien.attendre(self._lien.sftp.open(chemin, "rb"))

    async def _genre(self, chemin: str) -> int | None:
        """The kind of file (`st_mode`), links not followed; None when nothing has that name."""
        try:
            attributs = await self._lien.attendre(self._lien.sftp.lstat(chemin))
        except PanneEnvironnement as panne:
            if panne.code == "transport.introuvable":
                return None
            raise
        return attributs.permissions or 0

    async def _dossier(self, dossier: str) -> None:
        """Make it, level after level: a link on the way would lead elsewhere."""
        lieu = self._lien.racine
        for niveau in posixpath.relpath(dossier, lieu or ".").split("/"):
            lieu = posixpath.join(lieu, niveau)
            genre = await self._genre(lieu)
            if genre is None:
                await self._lien.attendre(self._lien.sftp.mkdir(lieu), ecriture=True)
            elif not stat.S_ISDIR(genre):
                raise PanneEnvironnement("transport.lien", nom=niveau)

    async def _retirer_reste(self, chemin: str) -> None:
        """Remove what a cut left under that name; never what a link leads to."""
        genre = await self._genre(chemin)
        if genre is None:
            return
        if not stat.S_ISREG(genre):
            raise PanneEnvironnement("transport.lien", nom=posixpath.basename(chemin))
        await self._lien.attendre(self._lien.sftp.remove(chemin), ecriture=True)

    async def _ecrire(self, chemin: str, morceaux: Iterable[bytes], taille: int) -> None:
        """A new file (never an existing one, never through a link), on the server's disk."""
        import asyncssh  # noqa: PLC0415 - 130 ms, only when something is sent

        neuf = asyncssh.FXF_WRITE | asyncssh.FXF_CREAT | asyncssh.FXF_EXCL
        prive = asyncssh.SFTPAttrs(permissions=_PRIVE)
        ouverture = self._lien.sftp.open(chemin, neuf, prive, encoding=None)
        fichier = await self._lien.attendre(ouverture, ecriture=True)
        try:
            for morceau in exactement(morceaux, taille):
                for debut in range(0, len(morceau), _BLOC):
                    bout = morceau[debut : debut + _BLOC]
                    await self._lien.attendre(fichier.write(bout), ecriture=True)
            await self._lien.attendre(_durable(fichier), ecriture=True)
        except BaseException:
            with suppress(PanneEnvironnement):
                await self._lien.attendre(fichier.close())
            raise
        await self._lien.attendre(fichier.close(), ecriture=True)

    async def _mesurer(self, chemin: str, taille_max: int) -> tuple[int, str]:
        """Size and SHA-256 of what the server gives back."""
        somme, taille, allure = hashlib.sha256(), 0, self._lien.allure()
        fichier = await self._lien.attendre(self._lien.sftp.open(chemin, "rb"))
        try:
            while bloc := await self._bloc(fichier):
                allure.passer(len(bloc))
                somme.update(bloc)
                taille += len(bloc)
                if taille > taille_max:
                    break
        finally:
            with suppress(PanneEnvironnement):
                await self._lien.attendre(fichier.close())
        return taille, somme.hexdigest()

    async def _bloc(self, fichier: asyncssh.SFTPClientFile) -> bytes:
        lu: Any = await self._lien.attendre(fichier.read(_BLOC))
        return bytes(lu)

    async def _deja(self, final: str, taille: int, empreinte: str) -> IssueEssai | None:
        genre = await self._genre(final)
        if genre is None:
            return None
        if not stat.S_ISREG(genre):
            raise PanneEnvironnement("transport.lien", nom=posixpath.basename(final))
        if await self._mesurer(final, taille) != (taille, empreinte):
            raise PanneEnvironnement("transport.deja_pris", nom=posixpath.basename(final))
        return IssueEssai.DEJA_LA

    async def _publier(
        self, provisoire: str, final: str, taille: int, empreinte: str
    ) -> IssueEssai:
        """Give the file its name; the rename of SFTP 3 fails when the name is taken."""
        deja = await self._deja(final, taille, empreinte)
        if deja is None:
            try:
                await self._lien.attendre(self._lien.sftp.rename(provisoire, final), ecriture=True)
            except PanneEnvironnement as panne:
                if sans_reseau(panne):
                    raise
                deja = await self._deja(final, taille, empreinte)
                if deja is None:
                    raise
            else:
                return IssueEssai.DEPOSE
        await self._lien.attendre(self._lien.sftp.remove(provisoire), ecriture=True)
        return deja


async def _durable(fichier: asyncssh.SFTPClientFile) -> None:
    """Ask the server to put the bytes on its disk, where it knows how."""
    import asyncssh  # noqa: PLC0415 - loaded by then

    with suppress(asyncssh.SFTPOpUnsupported):
        await fichier.fsync()
