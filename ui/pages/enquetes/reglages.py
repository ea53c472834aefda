"""What is settled for each question: its field of the record, who may receive its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.i18n import N_, _
from app.domain.enquetes.formulaire import GenreQuestion
from app.domain.partage import Partage
from app.services.enquetes import questionnaires, questions
from app.services.enquetes.questionnaires import ReglerQuestion
from app.services.enquetes.questions import (
    ChampPossible,
    LireQuestions,
    QuestionReglable,
    QuestionsLues,
)
from ui.contexte import Contexte
from ui.theme import Theme
from ui.widgets import Etiquette, Titre
from ui.widgets.tableau import infobulle

LIGNE, QUESTION, GENRE, CHAMP, PARTAGE = range(5)
PARTAGES: Mapping[Partage, str] = MappingProxyType(
    {
        Partage.CONFIDENTIEL: N_("personne (confidentiel)"),
        Partage.EQUIPE: N_("l’équipe"),
        Partage.BAILLEUR: N_("l’équipe et le bailleur"),
    }
)
GENRES: Mapping[GenreQuestion, str] = MappingProxyType(
    {
        GenreQuestion.TEXTE: N_("texte"),
        GenreQuestion.ENTIER: N_("nombre entier"),
        GenreQuestion.DECIMAL: N_("nombre"),
        GenreQuestion.JOUR: N_("date"),
        GenreQuestion.HEURE: N_("heure"),
        GenreQuestion.INSTANT: N_("date et heure"),
        GenreQuestion.CHOIX: N_("un choix"),
        GenreQuestion.CHOIX_MULTIPLE: N_("plusieurs choix"),
        GenreQuestion.CLASSEMENT: N_("classement"),
        GenreQuestion.ECHELLE: N_("échelle"),
        GenreQuestion.ACCORD: N_("accord"),
        GenreQuestion.IMAGE: N_("photo"),
        GenreQuestion.SIGNATURE: N_("signature"),
        GenreQuestion.FICHIER: N_("fichier"),
        GenreQuestion.POINT: N_("position"),
        GenreQuestion.CACHEE: N_("calcul"),
    }
)
_PAR_LETTRE = MappingProxyType(
    {
        Qt.Key.Key_C: Partage.CONFIDENTIEL,
        Qt.Key.Key_E: Partage.EQUIPE,
        Qt.Key.Key_B: Partage.BAILLEUR,
    }
)
Offre = Sequence[tuple[str, Any]]


class TableReglages(QTableWidget):
    """One line per question; Enter changes the cell, C, E, B who receives, Suppr goes back.

    `change(rank, column, value)`: `value` None goes back to what the form says.
    """

    change = Signal(int, int, object)

    def __init__(self, theme: Theme, offre: Callable[[int, int], Offre]) -> None:
        super().__init__(0, 5)
        self._theme = theme
        self.setAccessibleName(_("Questions du questionnaire"))
        self.setAccessibleDescription(
            _("Entrée : changer. C, E, B : qui reçoit. Suppr : comme dans le questionnaire.")
        )
        self.setHorizontalHeaderLabels(
            [_("Ligne"), _("Question"), _("Genre"), _("Champ de la fiche"), _("Peut être reçu par")]
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        self.setMinimumHeight(theme.px(130))
        entete = self.horizontalHeader()
        entete.setHighlightSections(False)
        entete.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for colonne, large in ((LIGNE, 62), (GENRE, 130), (CHAMP, 250), (PARTAGE, 190)):
            self.setColumnWidth(colonne, theme.px(large))
        entete.setSectionResizeMode(QUESTION, QHeaderView.ResizeMode.Stretch)
        self.choix = _Choix(self, offre)
        for colonne in (CHAMP, PARTAGE):
            self.setItemDelegateForColumn(colonne, self.choix)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Where there is little room, the question itself comes first."""
        super().resizeEvent(event)
        etroit = event.size().width() < self._theme.px(860)
        self.setColumnHidden(LIGNE, etroit)
        self.setColumnHidden(GENRE, etroit)
        self.setColumnWidth(CHAMP, self._theme.px(190 if etroit else 250))
        self.setColumnWidth(PARTAGE, self._theme.px(170 if etroit else 190))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter, letters, Suppr."""
        rang, colonne, touche = self.currentRow(), self.currentColumn(), Qt.Key(event.key())
        if rang < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        if touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if colonne not in (CHAMP, PARTAGE):
                self.setCurrentCell(rang, CHAMP)
            self.edit(self.currentIndex())
        elif touche in _PAR_LETTRE:
            self.change.emit(rang, PARTAGE, _PAR_LETTRE[touche])
        elif touche == Qt.Key.Key_Delete:
            self.change.emit(rang, colonne if colonne == CHAMP else PARTAGE, None)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def keyboardSearch(self, _texte: str) -> None:  # noqa: N802 - Qt name
        """No search by first letter: letters are shortcuts here."""


class _Choix(QStyledItemDelegate):
    """A list of what the cell may say, opened where it is."""

    def __init__(self, table: TableReglages, offre: Callable[[int, int], Offre]) -> None:
        super().__init__(table)
        self._table = table
        self._offre = offre
        self._titres = {CHAMP: _("Champ de la fiche"), PARTAGE: _("Peut être reçu par")}

    def createEditor(  # noqa: N802 - Qt name
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """The list, opened."""
        champ = QComboBox(parent)
        champ.setMaxVisibleItems(16)
        champ.setAccessibleName(self._titres[index.column()])
        for texte, valeur in self._offre(index.row(), index.column()):
            champ.addItem(texte, valeur)
        champ.activated.connect(lambda _rang: self._finir(champ))
        return champ

    def updateEditorGeometry(  # noqa: N802 - Qt name
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Exactly over its cell."""
        editor.setFixedHeight(option.rect.height())
        editor.setGeometry(option.rect)

    def setEditorData(  # noqa: N802 - Qt name
        self, editor: QWidget, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """On what holds now."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.UserRole))))

    def setModelData(  # noqa: N802 - Qt name
        self,
        editor: QWidget,
        _model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """What was chosen is settled; the table is told again once it is kept."""
        if isinstance(editor, QComboBox):
            choisi = editor.currentData()
            if choisi != index.data(Qt.ItemDataRole.UserRole):
                self._table.change.emit(index.row(), index.column(), choisi)

    def eventFilter(self, objet: Any, event: QEvent) -> bool:  # noqa: N802 - Qt name
        """Enter keeps what is chosen and goes back to the table."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(objet, QComboBox)
        ):
            self._finir(objet)
            return True
        return super().eventFilter(objet, event)

    def _finir(self, champ: QComboBox) -> None:
        self.commitData.emit(champ)
        self.closeEditor.emit(champ, QAbstractItemDelegate.EndEditHint.NoHint)


class Reglages(QWidget):
    """The questions of one form, and what is settled."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._id: UUID | None = None
        self.lues: QuestionsLues | None = None
        self._champs: tuple[ChampPossible, ...] = ()
        self.titre = Titre("", section=True)
        self.aide = Etiquette(
            _(
                "Une réponse reste confidentielle tant que personne n’en décide autrement. Le champ"
                " de la fiche préremplit la question, et propose de mettre la fiche à jour."
            ),
            "secondaire",
            retour_ligne=True,
        )
        self.table = TableReglages(contexte.theme, self._offrir)
        self.table.change.connect(self._regler)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addWidget(self.titre)
        boite.addWidget(self.aide)
        boite.addWidget(self.table, 1)

    def montrer(self, questionnaire_id: UUID | None) -> None:
        """Read the questions of that form; None shows none."""
        if questionnaire_id != self._id:
            self._id, self.lues = questionnaire_id, None
            self.table.setRowCount(0)
            self.titre.setText("")
        if questionnaire_id is not None:
            self._contexte.jobs.lancer(
                questions.lire,
                LireQuestions(questionnaire_id),
                quand_fini=self._recues,
                proprietaire=self,
                cle="enquetes.questions",
            )

    def _recues(self, lues: QuestionsLues) -> None:
        if lues.questionnaire_id != self._id:
            return
        if not self._champs:
            self._champs = questions.champs_de_la_fiche(self._contexte.catalogues())
        self.lues = lues
        version = f" · {_('version')} {lues.version}" if lues.version else ""
        self.titre.setText(f"{lues.titre}{version}")
        self.table.setRowCount(len(lues.questions))
        for rang, question in enumerate(lues.questions):
            self._ligne(rang, question)
        if lues.questions and self.table.currentRow() < 0:
            self.table.setCurrentCell(0, CHAMP)

    def _ligne(self, rang: int, q: QuestionReglable) -> None:
        a_la_main = " ✎"
        champ = {c.code: t for t, c in self._possibles(q)}.get(q.champ, q.champ)
        textes = (
            str(q.ligne or ""),
            q.libelle,
            _(GENRES[q.genre]) if q.genre in GENRES else q.genre.value,
            champ + (a_la_main if q.champ_regle is not None else ""),
            _(PARTAGES[q.partage]) + (a_la_main if q.partage_regle is not None else ""),
        )
        for colonne, texte in enumerate(textes):
            element = QTableWidgetItem(texte)
            element.setToolTip(infobulle(f"{q.libelle}\n{q.chemin}" if colonne == 1 else texte))
            drapeaux = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if colonne in (CHAMP, PARTAGE):
                drapeaux |= Qt.ItemFlag.ItemIsEditable
                valeur: object = q.champ if colonne == CHAMP else q.partage
                element.setData(Qt.ItemDataRole.UserRole, valeur)
            element.setFlags(drapeaux)
            self.table.setItem(rang, colonne, element)

    def _possibles(self, q: QuestionReglable) -> list[tuple[str, ChampPossible]]:
        """Fields of a person go in a repeat; questions of other forms are of the same kind."""
        fiche = [
            (f"{c.groupe} · {c.libelle}", c)
            for c in self._champs
            if c.personne is q.dans_repetition
        ]
        if self.lues is None or q.sorte is None:
            return fiche
        semblables = [
            (
                _("Se compare à « {question} » ({titre})").format(
                    question=c.libelle, titre=c.groupe
                ),
                c,
            )
            for c in self.lues.semblables.get(q.sorte, ())
        ]
        return [*fiche, *semblables]

    def _offrir(self, rang: int, colonne: int) -> Offre:
        assert self.lues is not None  # noqa: S101 - its lines are shown
        if colonne == PARTAGE:
            return [(_(texte), partage) for partage, texte in PARTAGES.items()]
        possibles = self._possibles(self.lues.questions[rang])
        return [(_("aucun"), ""), *((texte, champ.code) for texte, champ in possibles)]

    def _regler(self, rang: int, colonne: int, valeur: object) -> None:
        if self.lues is None:
            return
        q = self.lues.questions[rang]
        champ, partage = q.champ_regle, q.partage_regle
        if colonne == CHAMP:
            champ = None if valeur is None else str(valeur)
        else:
            partage = None if valeur is None else Partage(str(valeur))
        if (champ, partage) == (q.champ_regle, q.partage_regle):
            return
        dit = _("Question réglée : {question}").format(question=q.libelle)
        self._contexte.jobs.lancer(
            questionnaires.regler,
            ReglerQuestion(self.lues.identifiant, q.chemin, champ, partage),
            quand_fini=lambda c: self._reglee(c, dit),
            proprietaire=self,
        )

    def _reglee(self, changes: Changes, dit: str) -> None:
        self._contexte.signaler_enregistre(changes, dit)
        self.montrer(self._id)
