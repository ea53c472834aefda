"""JPEG pictures in a PDF, byte for byte: nothing is decoded, nothing is written aside."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFError, PDFImageXObject
from reportlab.pdfbase.pdfutils import readJPEGInfo


def taille(octets: bytes) -> tuple[int, int]:
    """Width and height of a JPEG, in pixels; (0, 0) when it is none."""
    try:
        lues = readJPEGInfo(BytesIO(octets))
    except (PDFError, struct.error):  # damaged bytes end before what they announce
        return 0, 0
    return int(lues[0]), int(lues[1])


def declarer(document: Any, cle: str, octets: bytes) -> str:
    """The name of that picture in a reportlab document, where it is put the first time."""
    nom = str(document.getXObjectName(cle))
    if nom not in document.idToObject:
        largeur, hauteur, bandes = readJPEGInfo(BytesIO(octets))[:3]
        image = PDFImageXObject(cle)
        image.width, image.height, image.bitsPerComponent = largeur, hauteur, 8
        image.colorSpace = "DeviceGray" if bandes == 1 else "DeviceRGB"
        # As it is: reportlab's own way wraps it in ASCII 85, a quarter bigger.
        image._filters, image.streamContent = ("DCTDecode",), octets
        document.Reference(image, nom)
        document.addForm(cle, image)
    return nom
