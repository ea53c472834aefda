"""What this machine brings to any base. Light on purpose: it is built before a base is opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.clock import Clock
from app.core.paths import Paths
from app.core.settings import DOSSIER_SAUVEGARDES, Settings

if TYPE_CHECKING:
    from app.services.securite.enveloppe import ParametresKdf


@dataclass(frozen=True, slots=True)
class Machine:
    """Its folders, its settings, its clock, and what deriving a key may cost on it."""

    paths: Paths
    settings: Settings
    clock: Clock
    kdf: ParametresKdf | None = None

    def dossier_sauvegardes(self, base: Path) -> Path:
        """Where backups of this base go: the chosen folder, or one of the app."""
        choisi = self.settings.lire(DOSSIER_SAUVEGARDES)
        racine = Path(choisi) if choisi else self.paths.donnees / "sauvegardes"
        return racine / base.stem
