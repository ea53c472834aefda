"""Which pages there are: each package of `ui.pages` declares its own in `PAGES`."""

from __future__ import annotations

import importlib
import pkgutil

import ui.pages
from ui.navigation import Page


def pages() -> list[type[Page]]:
    """Every registered page, in the order of the navigation."""
    trouvees: list[type[Page]] = []
    for module in pkgutil.iter_modules(ui.pages.__path__):
        paquet = importlib.import_module(f"{ui.pages.__name__}.{module.name}")
        trouvees.extend(getattr(paquet, "PAGES", ()))
    return sorted(trouvees, key=lambda page: page.rang)
