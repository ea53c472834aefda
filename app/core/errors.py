"""Errors carry a code and parameters; their words live in `ui/messages/`."""

from __future__ import annotations

from typing import Any


class AppError(Exception):
    """Something the person can understand and act upon.

    `code` is a dotted, lower-case identifier ("import.entete_absent"); `params` are the plain
    values its sentence needs. No personal data belongs in `code`; `params` are shown to the
    person and never logged.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class RegleMetier(AppError):
    """A rule of the domain says no: nothing was changed."""


class EntreeInvalide(AppError):
    """What was typed, or a file that was given, cannot be used as it is."""


class PanneEnvironnement(AppError):
    """The machine, the disk or the file is at fault, not the person nor the program."""
