"""One form at the side of a page: described by a `Saisie`, kept as a draft, saved by Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _
from ui.contexte import Contexte
from ui.messages import mots
from ui.saisie.champs import FormulaireSaisie
from ui.widgets import Bandeau, Bouton, Carte, Etiquette, Titre
from ui.widgets.formulaire import Element

Valeurs = Mapping[str, Any]
Ordre = tuple[Callable[..., Changes], object]


@dataclass(frozen=True, slots=True)
class Saisie:
    """A form to fill.

    `commande(values, changed)` gives (service, command), a further form, or None when there is
    nothing to do. `sous` says under which field an error is told, by its code.
    """

    cle: str
    titre: str
    elements: Sequence[Element]
    bouton: str
    dit: str
    commande: Callable[[Valeurs, Valeurs], Ordre | Saisie | None]
    valeurs: Valeurs = field(default_factory=dict)
    aide: str = ""
    sous: Mapping[str, str] = field(default_factory=dict)


class PanneauSaisie(Carte):
    """The form at the right of the page. `ferme` is emitted when it goes away.

    `enregistree` carries the `Changes` of what was saved, just after.

    Enter in a one-line field, or Ctrl+Enter anywhere, saves; Esc closes and keeps the draft.
    """

    ferme = Signal()
    enregistree = Signal(object)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self.saisie: Saisie | None = None
        self.formulaire: FormulaireSaisie | None = None
        self.titre = Titre("", section=True)
        self.titre.setWordWrap(True)
        self.aide = Etiquette("", "secondaire", retour_ligne=True)
        self.bandeau = Bandeau()
        self.repris = Etiquette(
            _("Ce que vous aviez commencé est revenu."), "secondaire", retour_ligne=True
        )
        self.effacer = Bouton(_("Effacer"), self._effacer, "lien")
        self.abandonner = Bouton(_("Fermer"), self.fermer)
        self.abandonner.setToolTip(_("Échap : ce qui est écrit reste en brouillon"))
        self.enregistrer = Bouton("", self.garder, "principal")
        self.enregistrer.setToolTip(_("Ctrl+Entrée"))
        self._disposer()
        self.hide()

    def _disposer(self) -> None:
        self.zone = QScrollArea()
        self.zone.setWidgetResizable(True)
        self.zone.setFrameShape(QFrame.Shape.NoFrame)
        self.zone.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        brouillon = QHBoxLayout()
        brouillon.addWidget(self.repris, 1)
        brouillon.addWidget(self.effacer)
        bas = QHBoxLayout()
        bas.addWidget(self.abandonner)
        bas.addStretch(1)
        bas.addWidget(self.enregistrer)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 12, 16, 12)
        boite.setSpacing(8)
        boite.addWidget(self.titre)
        boite.addWidget(self.aide)
        boite.addWidget(self.bandeau)
        boite.addLayout(brouillon)
        boite.addWidget(self.zone, 1)
        boite.addLayout(bas)

    # --- opening and closing -----------------------------------------------------------------

    def ouvrir(self, saisie: Saisie) -> None:
        """Show this form, its draft if there is one, and go to its first field."""
        self._ranger()
        self.saisie = saisie
        self.titre.setText(saisie.titre)
        self.aide.setText(saisie.aide)
        self.aide.setVisible(bool(saisie.aide))
        self.bandeau.hide()
        self._montrer_repris(False)
        self.enregistrer.setText(saisie.bouton)
        self.enregistrer.setEnabled(True)
        formulaire = FormulaireSaisie(
            saisie.elements, self._contexte.clock, largeur=self._contexte.theme.px(640)
        )
        formulaire.remplir(saisie.valeurs)
        cadre = QWidget()
        colonne = QVBoxLayout(cadre)
        colonne.setContentsMargins(2, 2, 8, 2)
        colonne.addWidget(formulaire)
        colonne.addStretch(1)
        self.zone.setWidget(cadre)
        self.formulaire = formulaire
        self.brouillon = self._contexte.brouillons.suivre(
            saisie.cle, formulaire.contenu, formulaire
        )
        formulaire.modifie.connect(self.brouillon.modifie)
        self.brouillon.restaurable.connect(self._restaurer)
        self.brouillon.chercher()
        self.setAccessibleName(saisie.titre)
        self.show()
        formulaire.premier().setFocus()

    def fermer(self) -> None:
        """Close; what is typed stays as a draft."""
        if self.saisie is not None:
            self._ranger()
            self.hide()
            self.ferme.emit()

    def _ranger(self) -> None:
        """Keep what is being typed, forget the form."""
        if self.formulaire is None:
            return
        if self.saisie is not None:
            self.brouillon.garder()
        self._oublier_formulaire()

    def _oublier_formulaire(self) -> None:
        ancien = self.zone.takeWidget()
        if ancien is not None:
            ancien.deleteLater()
        self.saisie = self.formulaire = None

    def _restaurer(self, contenu: Mapping[str, Any]) -> None:
        if self.formulaire is not None:
            self.formulaire.restaurer(contenu)
            self._montrer_repris(True)

    def _montrer_repris(self, oui: bool) -> None:
        self.repris.setVisible(oui)
        self.effacer.setVisible(oui)

    def _effacer(self) -> None:
        if self.formulaire is not None and self.saisie is not None:
            self.brouillon.oublier()
            self.formulaire.remplir(self.saisie.valeurs)
            self._montrer_repris(False)
            self.formulaire.premier().setFocus()

    # --- saving ------------------------------------------------------------------------------

    def garder(self) -> None:
        """Hand the command to its service; errors come back under the field they name."""
        formulaire, saisie = self.formulaire, self.saisie
        if formulaire is None or saisie is None or not self.enregistrer.isEnabled():
            return
        formulaire.effacer_erreurs()
        self.bandeau.hide()
        if not formulaire.textes_compris():
            return
        try:
            ordre = saisie.commande(formulaire.valeurs(), formulaire.modifies())
        except AppError as erreur:
            self._refusee(erreur)
            return
        if ordre is None:
            self._fini()
        elif isinstance(ordre, Saisie):
            self.ouvrir(ordre)
        else:
            self.enregistrer.setEnabled(False)
            fonction, commande = ordre
            self._contexte.jobs.lancer(
                fonction,
                commande,
                quand_fini=self._enregistree,
                en_erreur=self._refusee,
                proprietaire=formulaire,
            )

    def _enregistree(self, changes: Changes) -> None:
        dit = self.saisie.dit if self.saisie is not None else ""
        if changes.operation is None:
            self._contexte.informer(_("Rien n’a changé."))
        else:
            self._contexte.signaler_enregistre(changes, dit)
        self._fini()
        self.enregistree.emit(changes)

    def _fini(self) -> None:
        self.brouillon.oublier()
        self._oublier_formulaire()
        self.hide()
        self.ferme.emit()

    def _refusee(self, erreur: AppError) -> None:
        formulaire, saisie = self.formulaire, self.saisie
        if formulaire is None or saisie is None:
            self._contexte.signaler_erreur(erreur)
            return
        self.enregistrer.setEnabled(True)
        if formulaire.montrer_erreur(erreur):
            return
        cle = saisie.sous.get(erreur.code)
        if cle is None:
            self.bandeau.montrer_erreur(erreur)
            return
        texte = mots(erreur)
        formulaire.dire_erreur(cle, " ".join(p for p in (texte.titre, texte.que_faire) if p))

    # --- hands -------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Esc and Ctrl+Enter are ours while the keyboard is in here."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (event.key() == Qt.Key.Key_Escape or _est_entree(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter saves, Esc closes."""
        if _est_entree(event):
            self.garder()
        elif event.key() == Qt.Key.Key_Escape:
            self.fermer()
        else:
            super().keyPressEvent(event)
            return
        event.accept()


def _est_entree(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
