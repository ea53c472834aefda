"""The forms of the page, one module per subject; `registre` knows them all by name."""

from __future__ import annotations

from ui.pages.menage.formes.cadre import Cadre
from ui.pages.menage.formes.registre import FORMES, NOUVELLES, RETRAITS

__all__ = ["FORMES", "NOUVELLES", "RETRAITS", "Cadre"]
