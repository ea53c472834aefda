"""What ships beside the code: icons, styles, fonts, catalogues, translations, questionnaires."""

from __future__ import annotations

from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path


def ressource(*morceaux: str) -> Traversable:
    """The shipped resource at that place: `ressource("qss", "voyette.qss")`."""
    return files(__name__).joinpath(*morceaux)


def texte(*morceaux: str) -> str:
    """The text of a shipped UTF-8 resource; raises `FileNotFoundError` when there is none."""
    return ressource(*morceaux).read_text(encoding="utf-8")


def octets(*morceaux: str) -> bytes:
    """The bytes of a shipped resource; raises `FileNotFoundError` when there is none."""
    return ressource(*morceaux).read_bytes()


def chemin(*morceaux: str) -> Path:
    """A real path to a shipped resource (we are never run from inside a zip)."""
    with as_file(ressource(*morceaux)) as trouve:
        return trouve
