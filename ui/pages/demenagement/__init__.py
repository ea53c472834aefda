"""One move: its day, its checklist, its keys and meters."""

from __future__ import annotations

from ui.pages.demenagement.page import PageDemenagement

PAGES = (PageDemenagement,)
