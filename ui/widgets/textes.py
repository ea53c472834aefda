"""Labels that show data: always plain text, in one of a few voices."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget


class Etiquette(QLabel):
    """A plain-text label; `role` is one of corps, secondaire, section, champ, erreur, retard."""

    def __init__(
        self,
        texte: str = "",
        role: str = "corps",
        parent: QWidget | None = None,
        *,
        retour_ligne: bool = False,
        copiable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(retour_ligne)
        if copiable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(texte)

    def changer_role(self, role: str) -> None:
        """Speak in another voice."""
        self.setProperty("role", role)
        repolir(self)


class Titre(Etiquette):
    """The title of a page or of a part of it (`section=True`)."""

    def __init__(
        self, texte: str = "", parent: QWidget | None = None, *, section: bool = False
    ) -> None:
        super().__init__(texte, "section" if section else "titre", parent)


class Trait(QFrame):
    """A light rule, where white space is not enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "trait")


class Carte(QFrame):
    """A white surface that holds things that belong together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")


def repolir(widget: QWidget) -> None:
    """Apply the style sheet again after a property it depends on has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    # A frame only takes a new padding into account when told that its style changed.
    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
    widget.updateGeometry()
    widget.update()
