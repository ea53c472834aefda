"""The guide, opened at a page by F1; it works offline and executes nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _, langue
from ui.theme import Theme
from ui.widgets import EtatVide

ACCUEIL = "index"


def dossier_du_guide() -> Path:
    """Where the guide lives: beside the code, in the language spoken when there is one."""
    racine = Path(__file__).resolve().parent.parent / "docs" / "guide"
    traduit = racine / langue()
    return traduit if traduit.is_dir() else racine


def titre_de(fichier: Path) -> str:
    """The first heading of a guide page, or its file name."""
    for ligne in fichier.read_text(encoding="utf-8").splitlines():
        if ligne.startswith("# "):
            return ligne[2:].strip()
    return fichier.stem


class Guide(QWidget):
    """A window with the list of guide pages and the one asked for."""

    def __init__(self, theme: Theme, dossier: Path | None = None) -> None:
        super().__init__(None)
        self.setProperty("role", "fond")
        self.setWindowTitle(_("Guide de Voyette"))
        self.resize(theme.px(860), theme.px(600))
        self._theme = theme
        self._dossier = dossier or dossier_du_guide()
        self.liste = QListWidget()
        self.liste.setAccessibleName(_("Pages du guide"))
        self.liste.setMaximumWidth(theme.px(240))
        self.texte = QTextBrowser()
        self.texte.setOpenLinks(False)
        self.texte.setAccessibleName(_("Texte du guide"))
        self.texte.anchorClicked.connect(self._suivre)
        self._vide = EtatVide(
            _("Le guide n’est pas installé"),
            _("Il accompagne normalement l’application. Réinstallez Voyette pour le retrouver."),
        )
        corps = QHBoxLayout()
        corps.addWidget(self.liste)
        corps.addWidget(self.texte, 1)
        boite = QVBoxLayout(self)
        boite.addLayout(corps, 1)
        boite.addWidget(self._vide)
        self._pages = self._lister()
        for fichier in self._pages.values():
            element = QListWidgetItem(titre_de(fichier))
            element.setData(0x0100, fichier.stem)
            self.liste.addItem(element)
        self.liste.currentItemChanged.connect(self._choisir)
        vide = not self._pages
        self._vide.setVisible(vide)
        self.liste.setVisible(not vide)
        self.texte.setVisible(not vide)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self, self.close)

    def ouvrir(self, ancre: str) -> None:
        """Show the page of that name (its file name without `.md`), or the first one."""
        page, _diese, section = ancre.partition("#")
        noms = list(self._pages)
        if noms:
            nom = page if page in noms else (ACCUEIL if ACCUEIL in noms else noms[0])
            self.liste.setCurrentRow(noms.index(nom))
            if section:
                self.texte.scrollToAnchor(section)
        self.show()
        self.raise_()
        self.activateWindow()

    def _lister(self) -> dict[str, Path]:
        if not self._dossier.is_dir():
            return {}
        fichiers = sorted(self._dossier.glob("*.md"), key=lambda f: (f.stem != ACCUEIL, f.stem))
        return {f.stem: f for f in fichiers}

    def _choisir(self, element: QListWidgetItem | None, _ancien: object = None) -> None:
        if element is not None:
            document = self._pages[element.data(0x0100)].read_text(encoding="utf-8")
            self.texte.setMarkdown(document)

    def _suivre(self, lien: QUrl) -> None:
        """Links only lead to other pages of the guide."""
        nom = Path(lien.path()).stem
        if nom in self._pages:
            self.liste.setCurrentRow(list(self._pages).index(nom))
