"""The day: what is due or late, who is expected, who has been neglected."""

from __future__ import annotations

from ui.navigation import Page
from ui.pages.aujourdhui.page import PageAujourdhui

PAGES: tuple[type[Page], ...] = (PageAujourdhui,)
