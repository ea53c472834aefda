"""Colours, sizes and icons in one place: light and dark, scaled, rendered into one style sheet."""

from __future__ import annotations

from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

import resources
from app.core.settings import ECHELLE, THEME, Settings

CORPS_PT = 10.5
SECONDAIRE_PT = 9.0
TITRE_PT = 15.0
NOM_PT = 20.0


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one appearance; every pair used for text meets WCAG AA (tested)."""

    fond: str
    surface: str
    surface_2: str
    survol: str
    texte: str
    texte_2: str
    trait: str
    trait_fort: str
    accent: str
    accent_survol: str
    sur_accent: str
    accent_doux: str
    focus: str
    selection: str
    sur_selection: str
    rouge: str
    rouge_doux: str
    ambre: str
    ambre_doux: str
    bleu: str
    bleu_doux: str
    vert: str
    vert_doux: str


CLAIR = Palette(
    fond="#F7F6F2",
    surface="#FFFFFF",
    surface_2="#EFEEE9",
    survol="#E8E7E1",
    texte="#1F2730",
    texte_2="#515C68",
    trait="#DEDCD5",
    trait_fort="#7F8994",
    accent="#9C4129",
    accent_survol="#833520",
    sur_accent="#FFFFFF",
    accent_doux="#F5E4DD",
    focus="#1D5FD1",
    selection="#DCE7F8",
    sur_selection="#1F2730",
    rouge="#AE1F1F",
    rouge_doux="#FBE9E7",
    ambre="#7F5200",
    ambre_doux="#FBF0D6",
    bleu="#1F56A3",
    bleu_doux="#E3ECF9",
    vert="#276238",
    vert_doux="#E2F1E5",
)
SOMBRE = Palette(
    fond="#171A1E",
    surface="#1F2429",
    surface_2="#282E35",
    survol="#313841",
    texte="#E8EAED",
    texte_2="#ABB5C0",
    trait="#363E47",
    trait_fort="#75808C",
    accent="#E29278",
    accent_survol="#EDAA94",
    sur_accent="#23120C",
    accent_doux="#432A22",
    focus="#7DB2FF",
    selection="#2B4468",
    sur_selection="#F2F5F8",
    rouge="#FF9A90",
    rouge_doux="#432423",
    ambre="#EBBE5A",
    ambre_doux="#3D3219",
    bleu="#93BDF7",
    bleu_doux="#223349",
    vert="#8DCB9C",
    vert_doux="#22382A",
)


class Theme(QObject):
    """The appearance in force; `change` is emitted after it was applied to the application."""

    change = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._icones: dict[tuple[str, str, int], QIcon] = {}
        self._police = QFont()
        settings.observer(self._reglage_change)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._systeme_change)

    @property
    def sombre(self) -> bool:
        """Whether the dark appearance is in force."""
        choix = self._settings.lire(THEME)
        if choix == "auto":
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return choix == "sombre"

    @property
    def palette(self) -> Palette:
        """The colours in force."""
        return SOMBRE if self.sombre else CLAIR

    @property
    def echelle(self) -> float:
        """1.0 at 100 %, 1.5 at 150 %."""
        return self._settings.lire(ECHELLE) / 100

    def px(self, mesure: float) -> int:
        """A measure of the 4 px grid at the scale in force."""
        return round(mesure * self.echelle)

    def pt(self, taille: float) -> float:
        """A text size at the scale in force."""
        return round(taille * self.echelle, 1)

    def couleur(self, nom: str) -> QColor:
        """A colour of the palette by its name."""
        return QColor(getattr(self.palette, nom))

    def basculer(self) -> None:
        """Go from light to dark or back, and remember it."""
        self._settings.ecrire(THEME, "clair" if self.sombre else "sombre")

    def icone(self, nom: str, couleur: str = "texte", taille: int = 20) -> QIcon:
        """One of our icons in a colour of the palette, crisp at 1x and 2x."""
        teinte = getattr(self.palette, couleur)
        cle = (nom, teinte, self.px(taille))
        if cle not in self._icones:
            self._icones[cle] = _icone(nom, teinte, self.px(taille))
        return self._icones[cle]

    def appliquer(self) -> None:
        """Dress the whole application."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        police = QFont(self._police)
        police.setPointSizeF(self.pt(CORPS_PT))
        app.setFont(police)
        app.setPalette(_palette_qt(self.palette))
        app.setStyleSheet(self.feuille())
        self.change.emit()

    def feuille(self) -> str:
        """The style sheet in force."""
        jetons = {f.name: getattr(self.palette, f.name) for f in fields(Palette)}
        for n in (1, 2, 3, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 30, 32, 36, 40, 48):
            jetons[f"px{n}"] = f"{self.px(n)}px"
        jetons |= {
            "pt_corps": f"{self.pt(CORPS_PT)}pt",
            "pt_secondaire": f"{self.pt(SECONDAIRE_PT)}pt",
            "pt_titre": f"{self.pt(TITRE_PT)}pt",
            "pt_nom": f"{self.pt(NOM_PT)}pt",
            "icones": resources.chemin("icons").as_posix(),
            "nuance": "sombre" if self.sombre else "clair",
        }
        return Template(resources.texte("qss", "voyette.qss")).substitute(jetons)

    def _reglage_change(self, cle: str) -> None:
        if cle in (THEME.cle, ECHELLE.cle):
            self.appliquer()

    def _systeme_change(self, *_args: object) -> None:
        if self._settings.lire(THEME) == "auto":
            self.appliquer()


def _icone(nom: str, teinte: str, cote: int) -> QIcon:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - not needed before the first icon

    dessin = resources.octets("icons", f"{nom}.svg").replace(b"currentColor", teinte.encode())
    rendu = QSvgRenderer(QByteArray(dessin))
    icone = QIcon()
    for densite in (1, 2):
        image = QPixmap(QSize(cote, cote) * densite)
        image.fill(Qt.GlobalColor.transparent)
        peintre = QPainter(image)
        rendu.render(peintre, QRectF(0, 0, cote * densite, cote * densite))
        peintre.end()
        image.setDevicePixelRatio(densite)
        icone.addPixmap(image)
    return icone


def _palette_qt(p: Palette) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: p.fond,
        QPalette.ColorRole.WindowText: p.texte,
        QPalette.ColorRole.Base: p.surface,
        QPalette.ColorRole.AlternateBase: p.surface_2,
        QPalette.ColorRole.Text: p.texte,
        QPalette.ColorRole.Button: p.surface_2,
        QPalette.ColorRole.ButtonText: p.texte,
        QPalette.ColorRole.ToolTipBase: p.surface,
        QPalette.ColorRole.ToolTipText: p.texte,
        QPalette.ColorRole.PlaceholderText: p.texte_2,
        QPalette.ColorRole.Highlight: p.selection,
        QPalette.ColorRole.HighlightedText: p.sur_selection,
        QPalette.ColorRole.Link: p.accent,
        QPalette.ColorRole.Mid: p.trait,
    }
    for role, teinte in roles.items():
        palette.setColor(role, QColor(teinte))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(p.trait_fort))
    return palette
