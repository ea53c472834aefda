"""Complaints: the list and the board, figures, one complaint, collective cases."""

from __future__ import annotations

from ui.pages.reclamations.page import PageReclamations
from ui.pages.reclamations.une import PageReclamation

PAGES = (PageReclamations, PageReclamation)
