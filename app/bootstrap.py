"""The composition root: the only place that builds folders, settings, language and the app.

`lancer` starts the windows; `machine` serves the command line. Nothing heavy is imported here:
the lock screen must be on screen first.
"""

from __future__ import annotations

import atexit
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import resources
from app.core import i18n
from app.core.paths import Paths
from app.core.settings import LANGUE, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.core.clock import Clock
    from app.services.machine import Machine
    from ui.application import Application
    from ui.premier_ecran import PremierEcran

NOM_REGLAGES = "reglages.json"


def reglages(paths: Paths) -> Settings:
    """The settings of this machine."""
    return Settings(paths.config / NOM_REGLAGES)


def parler(settings: Settings) -> Path:
    """Speak the chosen language; returns the folder of the catalogues."""
    dossier = resources.chemin("locale")
    i18n.installer(settings.lire(LANGUE), dossier)
    return dossier


def journaliser(paths: Paths) -> None:
    """Start the log, closed when the program ends."""
    from app.core import logging  # noqa: PLC0415 - after the first painting

    logging.installer(paths.journaux)
    atexit.register(logging.fermer)


def compagnon(paths: Paths | None = None) -> Clock:
    """What the bailleur's side needs of this machine, without a base; language and log are set."""
    from app.core.clock import SystemClock  # noqa: PLC0415 - the windows must not pay for it

    lieux = paths or Paths.systeme()
    parler(reglages(lieux))
    journaliser(lieux)
    return SystemClock()


def machine(paths: Paths | None = None) -> Machine:
    """What this machine brings to any base, for the command line; language and log are set."""
    from app.core.clock import SystemClock  # noqa: PLC0415 - the windows must not pay for it
    from app.services.machine import Machine  # noqa: PLC0415 - the windows must not pay for it

    lieux = paths or Paths.systeme()
    settings = reglages(lieux)
    parler(settings)
    journaliser(lieux)
    return Machine(lieux, settings, SystemClock())


def construire(
    paths: Paths, premier: PremierEcran | None = None, *, kdf: object = None
) -> Application:
    """The windowed app around its first screen, not shown yet; a `QApplication` must exist."""
    from app.core.clock import SystemClock  # noqa: PLC0415 - after the first painting
    from ui.application import Application  # noqa: PLC0415 - after the first painting
    from ui.portier import Portier  # noqa: PLC0415 - after the first painting
    from ui.premier_ecran import PremierEcran  # noqa: PLC0415 - the command line needs no Qt

    settings = reglages(paths) if premier is None else premier.settings
    langues = parler(settings)
    horloge = SystemClock()
    portier = Portier(paths, settings, horloge, kdf)
    return Application(premier or PremierEcran(settings), paths, horloge, portier, langues)


def lancer(base: Path | None = None, paths: Paths | None = None) -> int:
    """Start the windows; returns the exit code when the last one is closed."""
    from ui.lancement import qt_pret  # noqa: PLC0415 - the command line needs no Qt
    from ui.premier_ecran import PremierEcran  # noqa: PLC0415 - the command line needs no Qt

    lieux = paths or Paths.systeme()
    qt = qt_pret()
    settings = reglages(lieux)
    parler(settings)
    premier = PremierEcran(settings)
    gardee: list[Application] = []

    def poursuivre() -> None:
        journaliser(lieux)
        application = construire(lieux, premier)
        gardee.append(application)
        application.finie.connect(qt.quit)
        sys.excepthook = _dernier_recours(application)
        application.poursuivre()

    premier.fenetre.peinte.connect(poursuivre)
    premier.montrer(base)
    return qt.exec()


def _dernier_recours(application: Application) -> Callable[..., None]:
    """An excepthook that logs where it happened and shows the crash dialog."""
    from app.core import logging  # noqa: PLC0415 - after the first painting

    def appeler(
        genre: type[BaseException], erreur: BaseException, trace: TracebackType | None
    ) -> None:
        logging.en_dernier_recours(genre, erreur, trace)
        if not issubclass(genre, KeyboardInterrupt):
            application.signaler_defaut(erreur)

    return appeler
