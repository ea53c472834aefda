"""Social surveys of an estate: campaigns, questionnaires, results."""

from __future__ import annotations

from ui.pages.enquetes.page import PageEnquetes

PAGES = (PageEnquetes,)
