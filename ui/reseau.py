"""Whether this computer is on a network, when the system can tell."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal


class Reseau(QObject):
    """`change` carries whether the network is gone. Told nothing, it is believed to be there.

    A folder or a USB key needs no network: being offline is said, and stops nothing.
    """

    change = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._info: Any = None

    def ecouter(self) -> None:
        """Begin to listen to the system (some 25 ms: not while somebody waits)."""
        if self._info is not None:
            return
        from PySide6.QtNetwork import QNetworkInformation  # noqa: PLC0415 - after the first page

        atteignable = QNetworkInformation.Feature.Reachability
        if QNetworkInformation.loadBackendByFeatures(atteignable):
            self._info = QNetworkInformation.instance()
        if self._info is not None:
            self._info.reachabilityChanged.connect(self._change)
            if self.absent:
                self.change.emit(True)

    @property
    def absent(self) -> bool:
        """Whether the system says there is no network."""
        if self._info is None:
            return False
        return bool(self._info.reachability() is self._info.Reachability.Disconnected)

    def _change(self, _reachability: object) -> None:
        self.change.emit(self.absent)
