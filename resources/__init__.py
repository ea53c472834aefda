"""What ships beside the code: icons, styles, fonts, catalogues, translations, questionnaires."""

from __future__ import annotations

from pathlib import Path

# Not importlib.resources: it takes 20 ms to import before the lock screen, to serve packages run
# from inside a zip, which we never are.
RACINE = Path(__file__).resolve().parent


def texte(*morceaux: str) -> str:
    """The text of a shipped UTF-8 resource; raises `FileNotFoundError` when there is none."""
    return chemin(*morceaux).read_text(encoding="utf-8")


def octets(*morceaux: str) -> bytes:
    """The bytes of a shipped resource; raises `FileNotFoundError` when there is none."""
    return chemin(*morceaux).read_bytes()


def chemin(*morceaux: str) -> Path:
    """The path of a shipped resource: `chemin("qss", "voyette.qss")`."""
    return RACINE.joinpath(*morceaux)
