"""What comes in and what leaves."""

from ui.navigation import Page
from ui.pages.echanges.page import PageEchanges

PAGES: tuple[type[Page], ...] = (PageEchanges,)
