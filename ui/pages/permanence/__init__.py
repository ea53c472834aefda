"""The weekly session: opened, held visit after visit, closed with its report."""

from __future__ import annotations

from ui.navigation import Page
from ui.pages.permanence.page import PagePermanence

PAGES: tuple[type[Page], ...] = (PagePermanence,)
