"""The list of households: found, filtered, printed, exported; new ones, and two that are one."""

from ui.pages.menages.page import PageMenages

PAGES = (PageMenages,)
