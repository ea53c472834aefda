"""Qt's own words in the language spoken: standard buttons, menus of fields, file dialogs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.core.i18n import langue

_NOM = "voyette"  # what our translators are called among the children of the application

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


class TraductionQt:
    """Installs Qt's translations for the language spoken, in place of those of before.

    The translators belong to the `QCoreApplication`, never to Python: Qt holds a lock while it
    asks a translator for a word, and a translator destroyed by Python's garbage collector at that
    very moment would wait for the lock for ever.
    """

    def installer(self) -> None:
        """Speak the language of `app.core.i18n` from now on."""
        qt = QCoreApplication.instance()
        if qt is None:
            raise RuntimeError("a QCoreApplication must exist")
        for ancien in qt.findChildren(QTranslator, _NOM):
            QCoreApplication.removeTranslator(ancien)
            ancien.setObjectName("")
            ancien.deleteLater()
        francais = langue() == "fr"
        QLocale.setDefault(QLocale("fr_FR" if francais else "en_GB"))
        if not francais:
            return
        dossier = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        base = QTranslator(qt)
        if base.load("qtbase_fr", dossier):
            _poser(base)
        _poser(_MotsManquants(qt))


def _poser(traducteur: QTranslator) -> None:
    traducteur.setObjectName(_NOM)
    QCoreApplication.installTranslator(traducteur)
