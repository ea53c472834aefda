"""Filling a questionnaire with a household."""

from __future__ import annotations

from ui.pages.enquete.page import PageEnquete

PAGES = (PageEnquete,)
