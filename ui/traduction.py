"""Qt's own words in the language spoken: standard buttons, menus of fields, file dialogs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from app.core.i18n import langue

# Words Qt's French file leaves in English.
_FICHIERS = {
    "&Look in:": "&Regarder dans :",
    "Look in:": "Regarder dans :",
    "Files of &type:": "&Type de fichiers :",
    "Files of type:": "Type de fichiers :",
    "File &name:": "&Nom du fichier :",
    "File name:": "Nom du fichier :",
    "&Choose": "&Choisir",
    "&Open": "&Ouvrir",
    "&Save": "&Enregistrer",
    "Directory:": "Dossier :",
    "&Rename": "&Renommer",
    "&Delete": "&Supprimer",
    "Show &hidden files": "Afficher les fichiers &cachés",
    "&New Folder": "&Nouveau dossier",
    "New Folder": "Nouveau dossier",
    "Date Modified": "Modifié le",
    "Computer": "Ordinateur",
}


class _MotsManquants(QTranslator):
    """Words of the file dialog; None for anything else, for "" would blank it."""

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The French of a word of the file dialog, or None."""
        if context in ("QFileDialog", "QFileSystemModel", "QAbstractFileIconProvider"):
            return _FICHIERS.get(source)
        return None

    def isEmpty(self) -> bool:  # noqa: N802 - Qt name
        """It holds words."""
        return False


class TraductionQt(QObject):
    """Installs Qt's translations for the language spoken, and takes them back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._poses: list[QTranslator] = []

    def installer(self) -> None:
        """Speak the language of `app.core.i18n` from now on."""
        for ancien in self._poses:
            QCoreApplication.removeTranslator(ancien)
        self._poses = []
        francais = langue() == "fr"
        QLocale.setDefault(QLocale("fr_FR" if francais else "en_GB"))
        if not francais:
            return
        dossier = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        base = QTranslator(self)
        if base.load("qtbase_fr", dossier):
            self._poser(base)
        self._poser(_MotsManquants(self))

    def _poser(self, traducteur: QTranslator) -> None:
        QCoreApplication.installTranslator(traducteur)
        self._poses.append(traducteur)
