"""Voyette: the accompaniment record of the inhabitants of miners' estates."""

__version__ = "0.1.0"
