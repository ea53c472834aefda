"""Before a preview: choose or drop a file, say what it is, see and undo past imports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _, date_courte, heure
from app.services.imports import LotImporte
from ui.contexte import Contexte
from ui.widgets import Bouton, Carte, Etiquette, LigneForm, Titre


class AccueilImport(QWidget):
    """Where a file is chosen; `fichier_choisi` carries its path, `annuler` an `OperationId`."""

    fichier_choisi = Signal(object)
    parcourir = Signal()
    annuler = Signal(object)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self.setAcceptDrops(True)
        self.bouton = Bouton(_("Choisir un fichier…"), self.parcourir.emit, "principal")
        self.profil = QComboBox()
        self.profil.setAccessibleName(_("Ce que contient le fichier"))
        for texte, valeur in (
            (_("Laisser Voyette le reconnaître"), None),
            (_("Le parc : des logements"), "parc"),
            (_("Les locataires : des ménages"), "locataires"),
            (_("L’ancien suivi : dates, souhaits, passages"), "suivi"),
            (_("Un retour de réclamations"), "retours"),
        ):
            self.profil.addItem(texte, valeur)
        self.champ_bailleur = QLineEdit()
        self.champ_bailleur.setAccessibleName(_("Bailleur"))
        self.passes = QVBoxLayout()
        self.passes.setSpacing(8)
        boite = QHBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(24)
        boite.addWidget(self._carte_choix(), 1, Qt.AlignmentFlag.AlignTop)
        boite.addWidget(self._zone_passes(), 1)

    def _carte_choix(self) -> QWidget:
        carte = Carte()
        boite = QVBoxLayout(carte)
        boite.setContentsMargins(24, 24, 24, 24)
        boite.setSpacing(12)
        boite.addWidget(Titre(_("Importer un fichier"), section=True))
        boite.addWidget(
            Etiquette(
                _(
                    "Déposez ici le tableau du bailleur (XLSX, XLS, ODS ou CSV), ou choisissez-le. "
                    "Vous verrez d’abord ce qu’il changerait : rien n’est écrit avant votre accord."
                ),
                retour_ligne=True,
            )
        )
        boite.addWidget(LigneForm(_("Ce que contient le fichier"), self.profil))
        boite.addWidget(
            LigneForm(
                _("Bailleur"),
                self.champ_bailleur,
                _("Facultatif : Voyette retient ses titres de colonnes pour la prochaine fois."),
            )
        )
        rangee = QHBoxLayout()
        rangee.addStretch(1)
        rangee.addWidget(self.bouton)
        boite.addLayout(rangee)
        return carte

    def _zone_passes(self) -> QWidget:
        contenu = QWidget()
        boite = QVBoxLayout(contenu)
        boite.setContentsMargins(0, 0, 12, 0)
        boite.addWidget(Titre(_("Imports passés"), section=True))
        boite.addLayout(self.passes)
        boite.addStretch(1)
        zone = QScrollArea()
        zone.setWidgetResizable(True)
        zone.setFrameShape(QFrame.Shape.NoFrame)
        zone.setWidget(contenu)
        return zone

    def profil_choisi(self) -> str | None:
        """Kind of file the person chose; None to let it be recognised."""
        valeur = self.profil.currentData()
        return str(valeur) if valeur else None

    def bailleur(self) -> str:
        """Name of the landlord, for the memory of columns."""
        return self.champ_bailleur.text().strip()

    def montrer_passes(self, lots: Sequence[LotImporte]) -> None:
        """Show past imports, newest first."""
        while self.passes.count():
            element = self.passes.takeAt(0)
            widget = element.widget() if element is not None else None
            if widget is not None:
                widget.deleteLater()
        if not lots:
            vide = _("Aucun import pour l’instant. Le parc d’abord, puis les locataires.")
            self.passes.addWidget(Etiquette(vide, "secondaire", retour_ligne=True))
        for lot in lots[:50]:
            self.passes.addWidget(self._carte_lot(lot))

    def _carte_lot(self, lot: LotImporte) -> QWidget:
        carte = Carte()
        boite = QHBoxLayout(carte)
        boite.setContentsMargins(12, 8, 12, 8)
        textes = QVBoxLayout()
        textes.setSpacing(2)
        textes.addWidget(Etiquette(lot.fichier, "section"))
        quand = _("{jour} à {heure}, par {auteur}").format(
            jour=date_courte(lot.importe_a.date()),
            heure=heure(lot.importe_a),
            auteur=lot.auteur or _("quelqu’un"),
        )
        compte = _("{nouveaux} nouveaux, {modifies} modifiés, {rejetes} laissés de côté").format(
            nouveaux=lot.nouveaux, modifies=lot.modifies, rejetes=lot.rejetes
        )
        textes.addWidget(Etiquette(f"{quand} · {compte}", "secondaire", retour_ligne=True))
        boite.addLayout(textes, 1)
        if lot.annule:
            boite.addWidget(Etiquette(_("annulé"), "secondaire"))
        else:
            nom = _("Annuler l’import de {fichier}").format(fichier=lot.fichier)
            bouton = Bouton(
                _("Annuler"), partial(self.annuler.emit, lot.operation), nom_accessible=nom
            )
            boite.addWidget(bouton)
        return carte

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt name
        """Accept one file from the disk."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt name
        """Look at the dropped file."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.fichier_choisi.emit(Path(url.toLocalFile()))
                return
