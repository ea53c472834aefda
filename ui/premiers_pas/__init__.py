"""The first steps: create a base, restore a backup, or discover with a fictitious estate."""

from __future__ import annotations

from ui.premiers_pas.assistant import PremiersPas

__all__ = ["PremiersPas"]
