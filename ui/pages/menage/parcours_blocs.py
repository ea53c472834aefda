"""The two tables of the journey tab, with their keys: milestones, good practices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from app.core.i18n import _, date_courte
from app.domain.parcours import EtatLigne
from app.domain.pratiques import EtatPratique
from app.services.documents.vocabulaire import majuscule
from app.services.parcours import LigneLue, ParcoursLu
from app.services.pratiques import PratiqueFiche
from ui.contexte import Contexte
from ui.pages.menage.etapes import dire_echeance, dire_etat, dire_pratique
from ui.pages.menage.onglets import Bloc
from ui.widgets import Etiquette, texte_phase
from ui.widgets.barre_parcours import TEINTES
from ui.widgets.phase import PHASES
from ui.widgets.tableau import infobulle

TOUCHES: Mapping[int, EtatPratique] = {
    Qt.Key.Key_P: EtatPratique.PROPOSEE,
    Qt.Key.Key_A: EtatPratique.ACCEPTEE,
    Qt.Key.Key_D: EtatPratique.DECLINEE,
    Qt.Key.Key_F: EtatPratique.FAITE,
}


class BlocTouches(Bloc):
    """Rows known by a code; a hint says which keys act on the current one. `ouvrir` is Enter."""

    retirer = Signal(str)
    courante = Signal(str)

    def __init__(
        self, contexte: Contexte, titre: str, entetes: Sequence[str], aide: str, vide: str
    ) -> None:
        super().__init__(contexte.theme, "", titre, entetes, vide=vide)
        self._theme = contexte.theme
        self.aide = Etiquette(aide, "secondaire", retour_ligne=True)
        self.aide.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.tete.removeWidget(self.plus)
        self.plus.hide()
        self.tete.addWidget(self.aide, 20)
        self.tableau.setAccessibleDescription(aide)
        self.tableau.installEventFilter(self)
        self.tableau.currentCellChanged.connect(self._courante_change)
        self.tableau.retiree.disconnect()
        self.tableau.retiree.connect(lambda code: self.retirer.emit(str(code)))

    def eventFilter(self, _objet: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt name
        """A letter alone acts on the current row."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            code = self.tableau.courante()
            return isinstance(code, str) and self.agir(event.key(), code)
        return False

    def _courante_change(self, *_args: object) -> None:
        code = self.tableau.courante()
        if isinstance(code, str):
            self.courante.emit(code)

    def agir(self, _touche: int, _code: str) -> bool:
        """Whether this key did something to that row."""
        return False

    def montrer(self, code: str) -> None:
        """Go to that row, without taking the keyboard."""
        for rang in range(self.tableau.rowCount()):
            element = self.tableau.item(rang, 0)
            if element is not None and element.data(Qt.ItemDataRole.UserRole) == code:
                self.tableau.setCurrentCell(rang, 0)
                self.tableau.scrollToItem(element, QAbstractItemView.ScrollHint.PositionAtTop)
                if not self.tableau.hasFocus():
                    self.tableau.clearSelection()

    def _partager(self, large: int, mesures: Mapping[int, int]) -> None:
        """One column takes the room left, some have their measure, the others what they need."""
        entete = self.tableau.horizontalHeader()
        entete.setStretchLastSection(False)
        modes = QHeaderView.ResizeMode
        for rang in range(self.tableau.columnCount()):
            entete.setSectionResizeMode(rang, modes.ResizeToContents)
        entete.setSectionResizeMode(large, modes.Stretch)
        for rang, mesure in mesures.items():
            entete.setSectionResizeMode(rang, modes.Fixed)
            entete.resizeSection(rang, self._theme.px(mesure))

    def _teinter(self, lignes: Sequence[LigneLue], colonne: int) -> None:
        """What is late is red, beside its shape and its words; what is over fades.

        The phase is a shape, in its colour; its word is in the tooltip and for screen readers.
        """
        for rang, ligne in enumerate(lignes):
            phase = self.tableau.item(rang, 0)
            if phase is not None:
                phase.setForeground(self._theme.couleur(TEINTES[ligne.phase.value]))
                phase.setToolTip(texte_phase(ligne.phase.value))
                dit = texte_phase(ligne.phase.value)
                phase.setData(Qt.ItemDataRole.AccessibleTextRole, dit)
            element = self.tableau.item(rang, colonne)
            if element is None:
                continue
            if ligne.etat is EtatLigne.EN_RETARD:
                element.setForeground(self._theme.couleur("rouge"))
            elif ligne.etat in (EtatLigne.ECARTE, EtatLigne.SANS_DATE, EtatLigne.PASSEE):
                element.setForeground(self._theme.couleur("texte_2"))


class BlocEtapes(BlocTouches):
    """Milestones: F done today, E set aside, Enter the form, N another one, Suppr forgets."""

    faire = Signal(str)
    ouvrir = Signal(str)
    ecarter = Signal(str)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(
            contexte,
            _("Étapes"),
            ("", _("Étape"), _("Où elle en est"), _("Échéance")),
            _("F faite · E écarter · ↵ détail · N autre · Suppr oublier"),
            _("Le parcours de ce ménage n’a aucune étape."),
        )
        self._partager(1, {2: 196, 3: 112})
        self.tableau.nouvelle.connect(lambda: self.ouvrir.emit(""))

    def montrer_lignes(self, lignes: Sequence[LigneLue], lu: ParcoursLu) -> None:
        """Show these milestones."""
        self.remplir(
            [
                (
                    li.code,
                    (
                        PHASES[li.phase.value][0],
                        majuscule(li.libelle),
                        dire_etat(li, lu.jour),
                        date_courte(li.due) if li.due else "",
                    ),
                )
                for li in lignes
            ]
        )
        self._teinter(lignes, 2)
        for rang, ligne in enumerate(lignes):
            if (element := self.tableau.item(rang, 3)) is not None:
                element.setToolTip(infobulle(dire_echeance(ligne)))  # and where it comes from

    def _ouvrir(self, id_: object) -> None:
        self.ouvrir.emit(str(id_))

    def agir(self, touche: int, code: str) -> bool:
        """F: done today; E: set aside, or taken up again."""
        if touche == Qt.Key.Key_F:
            self.faire.emit(code)
        elif touche == Qt.Key.Key_E:
            self.ecarter.emit(code)
        else:
            return False
        return True


class BlocPratiques(BlocTouches):
    """Practices: P, A, D, F at once; E sets aside with its reason; Enter opens the form."""

    noter = Signal(str, object)
    ouvrir = Signal(str, object)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(
            contexte,
            _("Bonnes pratiques"),
            ("", _("Bonne pratique"), _("Où elle en est"), _("Par")),
            _("P proposée · A acceptée · D déclinée · F faite · E écarter · ↵ détail"),
            _("Le parcours de ce ménage n’a aucune bonne pratique."),
        )
        self._partager(1, {2: 206, 3: 100})
        self.tableau.nouvelle.connect(lambda: self.ouvrir.emit("", None))

    def montrer_lignes(
        self, lignes: Sequence[LigneLue], dites: Mapping[str, PratiqueFiche], lu: ParcoursLu
    ) -> None:
        """Show these practices, with the latest row told of each."""
        self.remplir(
            [
                (
                    li.code,
                    (
                        PHASES[li.phase.value][0],
                        majuscule(li.libelle),
                        dire_pratique(li, dites.get(li.code), lu.jour),
                        li.par,
                    ),
                )
                for li in lignes
            ]
        )
        self._teinter(lignes, 2)

    def _ouvrir(self, id_: object) -> None:
        self.ouvrir.emit(str(id_), None)

    def agir(self, touche: int, code: str) -> bool:
        """One key, one state."""
        if touche in TOUCHES:
            self.noter.emit(code, TOUCHES[touche])
        elif touche == Qt.Key.Key_E:
            self.ouvrir.emit(code, EtatPratique.SANS_OBJET)
        else:
            return False
        return True
