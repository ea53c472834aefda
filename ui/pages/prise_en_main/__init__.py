"""A guided visit of a renovated home."""

from __future__ import annotations

from ui.pages.prise_en_main.page import PagePriseEnMain

PAGES = (PagePriseEnMain,)
