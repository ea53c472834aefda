"""Settings, security, backups, verification."""

from __future__ import annotations

from ui.navigation import Page
from ui.pages.reglages.page import PageReglages

PAGES: tuple[type[Page], ...] = (PageReglages,)
