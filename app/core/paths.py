"""Where the app keeps what is not the base: settings of the machine and logs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of the app on this machine. None of them ever holds household data."""

    config: Path
    donnees: Path
    journaux: Path

    @classmethod
    def systeme(cls) -> Paths:
        """The folders the operating system intends for an app of this user."""
        from platformdirs import PlatformDirs  # noqa: PLC0415 - tests and tools do not need it

        dirs = PlatformDirs("Voyette", appauthor=False)
        return cls(Path(dirs.user_config_dir), Path(dirs.user_data_dir), Path(dirs.user_log_dir))

    @classmethod
    def sous(cls, racine: Path) -> Paths:
        """All folders under one root (tests, demo, a portable installation)."""
        return cls(racine / "config", racine / "donnees", racine / "journaux")
