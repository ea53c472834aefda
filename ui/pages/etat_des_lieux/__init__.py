"""The inventories of a home: exit and return side by side, filled by keyboard."""

from __future__ import annotations

from ui.pages.etat_des_lieux.page import PageEtatDesLieux

PAGES = (PageEtatDesLieux,)
