"""One household: who, what waits, everything that happened."""

from __future__ import annotations

from ui.navigation import Page
from ui.pages.menage.page import PageMenage

PAGES: tuple[type[Page], ...] = (PageMenage,)
