"""Opening, creating and closing a base with everything that goes together: lock, vault, backups.

Used by the windows and by the command line alike, so that both keep the same promises.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import AppError
from app.core.suivi import Suivi
from app.services import equipe, ouverture
from app.services.machine import Machine
from app.services.ouverture import BaseOuverte
from app.services.securite import (
    coffre,
    coffre_format,
    essais,
    fichiers,
    sauvegarde,
    sauvegardes,
    verrou,
)
from app.services.securite.cles import CleOuverte
from app.services.securite.sauvegardes import Sauvegarde
from app.services.securite.verrou import Verrou
from db.uow import UnitOfWork

__all__ = ["BaseServie", "Machine", "creer", "ouvrir", "ouvrir_par_secours"]


@dataclass(slots=True)
class BaseServie:
    """An open base: its unit of work, its key, the lock on its file."""

    machine: Machine
    base: BaseOuverte
    cle: CleOuverte
    _verrou: Verrou

    @property
    def uow(self) -> UnitOfWork:
        """The unit of work, for the thread that opened it."""
        return self.base.uow

    @property
    def chemin(self) -> Path:
        """The file."""
        return self.base.chemin

    @property
    def dossier_sauvegardes(self) -> Path:
        """Where its backups go."""
        return self.machine.dossier_sauvegardes(self.chemin)

    def sauvegarder(self, suivi: Suivi | None = None) -> Sauvegarde:
        """A verified backup now; raises `PanneEnvironnement`, or `Annule` when stopped."""
        faite = sauvegarde.sauvegarder(
            self.chemin, self.cle, self.dossier_sauvegardes, self.machine.clock, suivi
        )
        sauvegardes.eclaircir(self.dossier_sauvegardes)
        return faite

    def fermer(self, *, sauvegarder: bool = False) -> AppError | None:
        """Close the engine, drop the key, give the lock back; returns why no backup was made.

        A backup that fails never keeps a base open. Photos let go long ago are erased first.
        """
        souci: AppError | None = None
        try:
            if sauvegarder:
                souci = self._derniers_soins()
            self.base.fermer()
        finally:
            self.base.engine.dispose()
            self.cle.oublier()
            self._verrou.rendre()
        return souci

    def _derniers_soins(self) -> AppError | None:
        """Erase what was let go, then back up; why no backup was made, or None."""
        from app.services import photos  # noqa: PLC0415 - the lock screen has no use for it

        with suppress(AppError):  # tried again at the next close: the backup comes first
            photos.purger_orphelins(self.uow)
        try:
            sauvegarde.sauvegarder_a_la_fermeture(
                self.chemin, self.cle, self.dossier_sauvegardes, self.machine.clock
            )
        except AppError as erreur:
            return erreur
        return None


def ouvrir(
    chemin: Path,
    phrase: str,
    machine: Machine,
    *,
    fente_id: str | None = None,
    tentatives: essais.Essais | None = None,
) -> BaseServie:
    """The base at `chemin` by a passphrase; raises what the lock, the vault and the file raise."""
    return _sous_verrou(
        chemin,
        machine,
        lambda: essais.deverrouiller(
            chemin, phrase, tentatives or essais.Essais(chemin), fente_id=fente_id
        ),
    )


def ouvrir_par_secours(
    chemin: Path,
    texte: str,
    machine: Machine,
    *,
    fente_id: str,
    nouvelle_phrase: str,
    tentatives: essais.Essais | None = None,
) -> BaseServie:
    """The base by its recovery key, giving the person of that slot a new passphrase."""

    def deverrouiller() -> CleOuverte:
        cle = essais.deverrouiller_par_cle_de_secours(
            chemin, texte, tentatives or essais.Essais(chemin)
        )
        coffre.redefinir_phrase(chemin, cle, fente_id, nouvelle_phrase, kdf=machine.kdf)
        return coffre.ouvrir(chemin, nouvelle_phrase, fente_id=fente_id)

    return _sous_verrou(chemin, machine, deverrouiller)


def creer(
    chemin: Path, nom: str, phrase: str, machine: Machine, *, inscrire: bool = True
) -> tuple[BaseServie, str]:
    """A new base and its recovery key to print; raises when something is already there.

    Its first user is a member of the team, unless `inscrire` is False (whoever fills the base does
    it). A failure leaves neither vault nor base behind.
    """
    try:
        chemin.parent.mkdir(parents=True, exist_ok=True)
    except OSError as erreur:
        raise fichiers.panne(erreur, chemin.parent) from erreur
    cles: list[str] = []

    def fabriquer() -> CleOuverte:
        cree = coffre.creer(chemin, nom, phrase, kdf=machine.kdf)
        cles.append(cree.cle_de_secours)
        return cree.cle

    existait = chemin.exists()
    try:
        servie = _sous_verrou(chemin, machine, fabriquer)
    except BaseException:
        if cles:
            coffre_format.coffre_de(chemin).unlink(missing_ok=True)
        if cles and not existait:
            for reste in (chemin, *(chemin.with_name(chemin.name + s) for s in ("-wal", "-shm"))):
                reste.unlink(missing_ok=True)
        raise
    if inscrire:
        equipe.garantir_moi(None, servie.uow)
    return servie, cles[0]


def _sous_verrou(
    chemin: Path, machine: Machine, deverrouiller: Callable[[], CleOuverte]
) -> BaseServie:
    tenu = verrou.prendre(chemin, machine.clock)
    try:
        cle = deverrouiller()
        base = ouverture.ouvrir(
            chemin,
            cle.octets,
            paths=machine.paths,
            clock=machine.clock,
            auteur=cle.nom,
            sauvegarde=lambda: sauvegarde.sauvegarder(
                chemin, cle, machine.dossier_sauvegardes(chemin), machine.clock
            ),
        )
    except BaseException:
        tenu.rendre()
        raise
    return BaseServie(machine, base, cle, tenu)
