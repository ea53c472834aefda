"""The printed sheet of the recovery key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.core.i18n import _, date_longue

MM = 25.4


def ecrire_pdf(chemin: Path, cle: str, base: str, nom: str, jour: date) -> bool:
    """Write the sheet as a PDF; False when the file cannot be written."""
    tampon = QBuffer()
    tampon.open(QIODevice.OpenModeFlag.WriteOnly)
    pdf = QPdfWriter(tampon)
    pdf.setTitle(_("Clé de secours Voyette"))
    pdf.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    pdf.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    if not peindre(pdf, cle, base, nom, jour):
        return False
    try:
        chemin.write_bytes(tampon.data().data())
    except OSError:
        return False
    return True


def peindre(support: QPagedPaintDevice, cle: str, base: str, nom: str, jour: date) -> bool:
    """Draw the sheet on a printer or a PDF; False when it cannot be drawn on."""
    peintre = QPainter()
    if not peintre.begin(support):
        return False
    largeur = float(support.width())
    ligne = support.logicalDpiY() / MM
    y = 0.0
    for texte, taille, gras in (
        (_("Clé de secours"), 22, True),
        (_("Base : {base}").format(base=base), 12, False),
        (_("Créée par {nom}, le {jour}").format(nom=nom, jour=date_longue(jour)), 12, False),
    ):
        y = _ecrire(peintre, texte, taille, QRectF(0, y, largeur, 30 * ligne), gras=gras)
    y += 8 * ligne
    groupes = cle.split("-")
    for debut in range(0, len(groupes), 4):
        texte = "   ".join(groupes[debut : debut + 4])
        cadre = QRectF(0, y, largeur, 30 * ligne)
        y = _ecrire(peintre, texte, 20, cadre, gras=True, chasse_fixe=True) + 2 * ligne
    y += 8 * ligne
    for texte in (
        _("Cette clé ouvre la base si toutes les phrases de passe sont oubliées."),
        _("Rangez cette feuille sous clé, loin de l’ordinateur. Ne la photographiez pas."),
        _("Les lettres I, L, O et U n’y sont jamais employées."),
    ):
        y = _ecrire(peintre, texte, 12, QRectF(0, y, largeur, 40 * ligne)) + 2 * ligne
    return peintre.end()


def _ecrire(
    peintre: QPainter,
    texte: str,
    taille: int,
    cadre: QRectF,
    *,
    gras: bool = False,
    chasse_fixe: bool = False,
) -> float:
    police = QFont("DejaVu Sans Mono" if chasse_fixe else "DejaVu Sans", taille)
    if chasse_fixe:
        police.setStyleHint(QFont.StyleHint.Monospace)
    police.setBold(gras)
    peintre.setFont(police)
    drapeaux = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
    occupe = peintre.boundingRect(cadre, drapeaux, texte)
    peintre.drawText(occupe, drapeaux, texte)
    return occupe.bottom() + taille * 0.3 * peintre.device().logicalDpiY() / 72
