"""What was dropped or pasted, as photos to read: files, or a picture from another program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage

from app.core.i18n import _
from app.services.photos import Collee


def sources(donnees: QMimeData) -> tuple[Path | Collee, ...]:
    """The files named, else the picture itself (as PNG bytes, in memory only)."""
    fichiers = tuple(Path(u.toLocalFile()) for u in donnees.urls() if u.isLocalFile())
    if fichiers:
        return fichiers
    image = donnees.imageData() if donnees.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return ()
    octets = QByteArray()
    tampon = QBuffer(octets)
    tampon.open(QIODevice.OpenModeFlag.WriteOnly)
    # Quick rather than small: it is read back at once.
    image.save(tampon, "PNG", 90)  # type: ignore[call-overload]  # PySide's stub wants bytes
    return (Collee(bytes(octets.data()), _("image collée")),)
