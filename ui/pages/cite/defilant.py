"""A part of the page that scrolls when it does not fit."""

from ui.widgets.defilement import defilant

__all__ = ["defilant"]
