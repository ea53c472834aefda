"""The two tables of the journey tab, with their keys: milestones, good practices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.core.i18n import _
from app.domain.parcours import EtatLigne
from app.domain.pratiques import EtatPratique
from app.services.documents.vocabulaire import majuscule
from app.services.parcours import LigneLue, ParcoursLu
from app.services.pratiques import PratiqueFiche
from ui.contexte import Contexte
from ui.pages.menage.etapes import dire_echeance, dire_etat, dire_pratique
from ui.pages.menage.onglets import Bloc
from ui.widgets import Etiquette, texte_phase

TOUCHES: Mapping[int, EtatPratique] = {
    Qt.Key.Key_P: EtatPratique.PROPOSEE,
    Qt.Key.Key_A: EtatPratique.ACCEPTEE,
    Qt.Key.Key_D: EtatPratique.DECLINEE,
    Qt.Key.Key_F: EtatPratique.FAITE,
}


class BlocTouches(Bloc):
    """Rows known by a code; a hint says which keys act on the current one. `ouvrir` is Enter."""

    retirer = Signal(str)

    def __init__(
        self, contexte: Contexte, titre: str, entetes: Sequence[str], aide: str, vide: str
    ) -> None:
        super().__init__(contexte.theme, "", titre, entetes, vide=vide)
        self._theme = contexte.theme
        self.aide = Etiquette(aide, "secondaire", retour_ligne=True)
        boite = self.layout()
        if boite is not None:
            boite.addWidget(self.aide)
        self.tableau.setAccessibleDescription(aide)
        self.tableau.installEventFilter(self)
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

    def agir(self, _touche: int, _code: str) -> bool:
        """Whether this key did something to that row."""
        return False

    def montrer(self, code: str) -> None:
        """Go to that row, without taking the keyboard."""
        for rang in range(self.tableau.rowCount()):
            element = self.tableau.item(rang, 0)
            if element is not None and element.data(Qt.ItemDataRole.UserRole) == code:
                self.tableau.setCurrentCell(rang, 0)

    def _teinter(self, lignes: Sequence[LigneLue], colonne: int) -> None:
        """What is late is red, beside its shape and its words; what is over fades."""
        for rang, ligne in enumerate(lignes):
            element = self.tableau.item(rang, colonne)
            if element is None:
                continue
            if ligne.etat is EtatLigne.EN_RETARD:
                element.setForeground(self._theme.couleur("rouge"))
            elif ligne.etat in (EtatLigne.ECARTE, EtatLigne.SANS_DATE):
                element.setForeground(self._theme.couleur("texte_2"))


class BlocEtapes(BlocTouches):
    """Milestones: F done today, Enter the form, N another one, Suppr forgets what is noted."""

    faire = Signal(str)
    ouvrir = Signal(str)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(
            contexte,
            _("Étapes"),
            (_("Phase"), _("Étape"), _("Où elle en est"), _("Échéance")),
            _("F faite aujourd’hui · Entrée le formulaire · N autre étape · Suppr oublier la date"),
            _("Le parcours de ce ménage n’a aucune étape."),
        )
        self.tableau.etirer(1)
        self.tableau.nouvelle.connect(lambda: self.ouvrir.emit(""))

    def montrer_lignes(self, lignes: Sequence[LigneLue], lu: ParcoursLu) -> None:
        """Show these milestones."""
        self.remplir(
            [
                (
                    li.code,
                    (
                        texte_phase(li.phase.value),
                        majuscule(li.libelle),
                        dire_etat(li, lu.jour),
                        dire_echeance(li),
                    ),
                )
                for li in lignes
            ]
        )
        self._teinter(lignes, 2)

    def _ouvrir(self, id_: object) -> None:
        self.ouvrir.emit(str(id_))

    def agir(self, touche: int, code: str) -> bool:
        """F: done today."""
        if touche != Qt.Key.Key_F:
            return False
        self.faire.emit(code)
        return True


class BlocPratiques(BlocTouches):
    """Practices: P, A, D, F at once; E sets aside with its reason; Enter opens the form."""

    noter = Signal(str, object)
    ouvrir = Signal(str, object)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(
            contexte,
            _("Bonnes pratiques"),
            (_("Phase"), _("Bonne pratique"), _("Où elle en est"), _("Par")),
            _("P proposée · A acceptée · D déclinée · F faite · E écarter… · Entrée le formulaire"),
            _("Le parcours de ce ménage n’a aucune bonne pratique."),
        )
        self.tableau.etirer(1)
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
                        texte_phase(li.phase.value),
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
