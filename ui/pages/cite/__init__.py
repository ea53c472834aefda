"""Estates: those of the base, the catalogue, batches, dwellings and who lives in them."""

from ui.pages.cite.page import PageCite

PAGES = (PageCite,)
