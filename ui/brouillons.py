"""What is being typed is kept within a second, so that a lock or a crash loses nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ui.jobs import JobRunner

DELAI_MS = 600
Contenu = Mapping[str, Any]


class SuiviBrouillon(QObject):
    """The draft of one form; dies with it.

    `restaurable` carries the content (a dict) found in the base, if any, after `chercher`.
    """

    restaurable = Signal(object)

    def __init__(
        self,
        cle: str,
        lire: Callable[[], Contenu | None],
        depot: Brouillons,
        proprietaire: QObject,
    ) -> None:
        super().__init__(proprietaire)
        self.cle = cle
        self._lire = lire
        self._depot = depot
        self._dernier: str | None = None
        self._minuteur = QTimer(self)
        self._minuteur.setSingleShot(True)
        self._minuteur.setInterval(DELAI_MS)
        self._minuteur.timeout.connect(self.garder)

    def modifie(self, *_args: object) -> None:
        """Something was typed: keep it soon. Connect it to `textEdited` and its like."""
        if not self._minuteur.isActive():  # at most DELAI_MS after the first unsaved keystroke
            self._minuteur.start()

    def garder(self) -> None:
        """Keep what is typed now; an empty form (`None` or `{}`) forgets its draft."""
        self._minuteur.stop()
        contenu = self._lire()
        texte = json.dumps(contenu, ensure_ascii=False, sort_keys=True) if contenu else None
        if texte == self._dernier:
            return
        self._dernier = texte
        self._depot.garder(self.cle, texte)

    def oublier(self) -> None:
        """The form was saved or emptied on purpose: nothing to keep any more."""
        self._minuteur.stop()
        self._dernier = None
        self._depot.garder(self.cle, None)

    def chercher(self) -> None:
        """Look for a draft left by a lock, a crash or a wrong click: see `restaurable`."""
        self._depot.chercher(self.cle, self._trouve, self)

    def changer_cle(self, cle: str) -> None:
        """Follow another record from now on; what was typed for the former one is kept."""
        if cle != self.cle:
            if self._minuteur.isActive():
                self.garder()
            self.cle, self._dernier = cle, None

    def _trouve(self, texte: str | None) -> None:
        if texte is None:
            return
        try:
            contenu = json.loads(texte)
        except ValueError:
            return  # written by another version: nothing to offer
        if isinstance(contenu, dict) and contenu:
            self._dernier = texte
            self.restaurable.emit(contenu)


class Brouillons(QObject):
    """Keeps the drafts of every open form, through the job runner."""

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._suivis: list[SuiviBrouillon] = []

    def suivre(
        self, cle: str, lire: Callable[[], Contenu | None], proprietaire: QObject
    ) -> SuiviBrouillon:
        """Follow a form: `lire()` gives its JSON-able content, or None when empty.

        `cle` names the form and its record: "visite", "menage.<id>". The result is a child of
        `proprietaire`.
        """
        suivi = SuiviBrouillon(cle, lire, self, proprietaire)
        self._suivis = [s for s in self._suivis if isValid(s)]
        self._suivis.append(suivi)
        return suivi

    def vider(self) -> None:
        """Hand every unsaved keystroke to the database thread now (lock, close)."""
        self._suivis = [s for s in self._suivis if isValid(s)]
        for suivi in self._suivis:
            suivi.garder()

    def garder(self, cle: str, contenu: str | None) -> None:
        """Keep or forget (None) one draft."""
        if not self._jobs.attache:
            return
        from app.services import brouillons  # noqa: PLC0415 - heavy: after the lock screen

        if contenu is None:
            self._jobs.lancer(brouillons.oublier, brouillons.OublierBrouillon(cle))
        else:
            self._jobs.lancer(brouillons.garder, brouillons.GarderBrouillon(cle, contenu))

    def chercher(
        self, cle: str, trouve: Callable[[str | None], object], proprietaire: QObject
    ) -> None:
        """Give the draft kept under `cle`, or None, to `trouve`."""
        from app.services import brouillons  # noqa: PLC0415 - heavy: after the lock screen

        self._jobs.lancer(
            brouillons.lire,
            brouillons.LireBrouillon(cle),
            quand_fini=trouve,
            proprietaire=proprietaire,
        )
