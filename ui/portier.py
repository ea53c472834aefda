"""What the shell asks for about bases: opening, creating, closing, guarding them.

Services are imported on first use, never before the lock screen is on screen. Except for
`proposer_phrase` and `force`, call these off the GUI thread.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.errors import AppError
from app.core.settings import Settings
from ui.contexte import Session

if TYPE_CHECKING:
    from app.core.clock import Clock
    from app.core.paths import Paths
    from app.core.suivi import Suivi
    from app.services.acces import BaseServie, Machine
    from app.services.securite.coffre import Acces
    from app.services.securite.essais import Essais
    from app.services.securite.phrases import Force

PRECHARGES = (
    "babel.dates",
    "app.services.acces",
    "app.services.brouillons",
    "app.services.reglages",
    "ui.seance",
)


@dataclass(frozen=True)
class Ouverture:
    """An open base, who opened it, and its own settings."""

    servie: BaseServie
    session: Session
    reglages: dict[str, object]

    @property
    def uow(self) -> Any:
        """The unit of work."""
        return self.servie.uow


class Portier:
    """Opens, creates and guards bases on this machine; calls may raise an `AppError`."""

    def __init__(self, paths: Paths, settings: Settings, clock: Clock, kdf: Any = None) -> None:
        self._paths = paths
        self._settings = settings
        self._clock = clock
        self._kdf = kdf
        self._essais: dict[Path, Essais] = {}

    def precharger(self) -> None:
        """Import what will be needed once the base is open."""
        for nom in PRECHARGES:
            importlib.import_module(nom)
        from ui import inscription  # noqa: PLC0415 - heavy: pages import their services

        inscription.pages()

    def acces(self, chemin: Path) -> tuple[Acces, ...]:
        """Who can open the base."""
        from app.services.securite import coffre  # noqa: PLC0415 - after the first painting

        return coffre.acces(chemin)

    def ouvrir(self, chemin: Path, phrase: str, nom: str = "") -> Ouverture:
        """Open with the passphrase of the person called `nom`, or of anyone."""
        from app.services import acces  # noqa: PLC0415 - after the first painting

        return self._servir(
            acces.ouvrir(
                chemin,
                phrase,
                self.machine(),
                fente_id=self._fente(chemin, nom) if nom else None,
                tentatives=self._tentatives(chemin),
            )
        )

    def ouvrir_par_secours(self, chemin: Path, cle: str, phrase: str, nom: str) -> Ouverture:
        """Open with the recovery key and give the person called `nom` a new passphrase."""
        from app.services import acces  # noqa: PLC0415 - after the first painting

        return self._servir(
            acces.ouvrir_par_secours(
                chemin,
                cle,
                self.machine(),
                fente_id=self._fente(chemin, nom) or "",
                nouvelle_phrase=phrase,
                tentatives=self._tentatives(chemin),
            )
        )

    def creer(self, chemin: Path, nom: str, phrase: str) -> tuple[Ouverture, str]:
        """Create a base; the second value is the recovery key to print."""
        from app.services import acces  # noqa: PLC0415 - after the first painting

        servie, cle = acces.creer(chemin, nom, phrase, self.machine())
        return self._servir(servie), cle

    def decouvrir(self, chemin: Path, nom: str, phrase: str, suivi: Suivi) -> Ouverture:
        """Create a base and fill it with a fictitious estate; a stop leaves no base behind."""
        from app.services import acces, demonstration  # noqa: PLC0415 - only to discover

        servie, _cle = acces.creer(chemin, nom, phrase, self.machine())
        try:
            demande = demonstration.ConstruireDemonstration(self._clock.today())
            demonstration.construire(demande, servie.uow, suivi)
        except BaseException:
            servie.fermer()
            for reste in chemin.parent.glob(f"{chemin.name}*"):
                reste.unlink()
            raise
        return self._servir(servie)

    def restaurer(self, sauvegarde: Path, vers: Path, phrase: str, suivi: Suivi) -> Path | None:
        """Put a backup back as `vers`; returns where the base that was there is kept."""
        from app.services.securite import restauration  # noqa: PLC0415 - rarely needed

        with restauration.ouvrir_sauvegarde(sauvegarde, vers, phrase) as cle:
            faite = restauration.restaurer(sauvegarde, vers, cle, self._clock, suivi)
        return faite.mise_de_cote

    def fermer(self, ouverture: Ouverture, *, sauvegarder: bool) -> AppError | None:
        """Close the base; returns why no backup could be made, if one was asked for."""
        return ouverture.servie.fermer(sauvegarder=sauvegarder)

    def proposer_phrase(self) -> str:
        """A random passphrase one can remember."""
        from app.services.securite import phrases  # noqa: PLC0415 - after the first painting

        return phrases.proposer_phrase()

    def force(self, phrase: str, interdits: Sequence[str] = ()) -> Force:
        """How strong a passphrase is."""
        from app.services.securite import phrases  # noqa: PLC0415 - after the first painting

        return phrases.force(phrase, interdits)

    def machine(self) -> Machine:
        """What this machine brings to any base."""
        from app.services.acces import Machine  # noqa: PLC0415 - after the first painting

        return Machine(self._paths, self._settings, self._clock, self._kdf)

    def dossier_propose(self) -> Path:
        """Where a new base is proposed to live."""
        return self._paths.donnees / "bases"

    def _servir(self, servie: BaseServie) -> Ouverture:
        from app.services import equipe, reglages  # noqa: PLC0415 - after the first painting

        equipe.garantir_moi(None, servie.uow)
        auteur = servie.uow.auteur
        session = Session(str(servie.chemin), auteur.intervenant_id, auteur.nom, servie)
        self.precharger()  # typed faster than the pages were imported: wait here, not the window
        return Ouverture(servie, session, reglages.lire_tous(None, servie.uow))

    def _fente(self, chemin: Path, nom: str) -> str | None:
        return next((a.fente_id for a in self.acces(chemin) if a.nom == nom), None)

    def _tentatives(self, chemin: Path) -> Essais:
        from app.services.securite.essais import Essais  # noqa: PLC0415 - after first painting

        if chemin not in self._essais:
            self._essais[chemin] = Essais(chemin)
        return self._essais[chemin]
