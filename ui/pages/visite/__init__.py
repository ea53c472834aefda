"""A call, a home visit, door-to-door: the same form as the permanence, from anywhere."""

from __future__ import annotations

from ui.navigation import Page
from ui.pages.visite.page import PageVisite

PAGES: tuple[type[Page], ...] = (PageVisite,)
