"""Planning: who goes where and when, on a timeline, day by day, in a list."""

from __future__ import annotations

from ui.pages.planning.page import PagePlanning

PAGES = (PagePlanning,)
