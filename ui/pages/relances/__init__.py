"""Reminders to those who repair, and the weekly meeting."""

from ui.pages.relances.page import PageRelances

PAGES = (PageRelances,)
