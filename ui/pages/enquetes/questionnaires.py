"""The questionnaires of the base: loaded, retired, and what is settled for their questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _, date_courte, ngettext
from app.services.enquetes import fournis, questionnaires
from app.services.enquetes.questionnaires import (
    ChargerQuestionnaire,
    LireQuestionnaires,
    QuestionnaireCharge,
    QuestionnaireLigne,
    RetirerQuestionnaire,
)
from ui.contexte import Contexte
from ui.messages.enquetes import dire_remarque
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.enquetes.reglages import Reglages
from ui.pile import Pile
from ui.widgets import Bandeau, Bouton, EtatVide, Flux, Tableau

COLONNES = (
    Colonne("titre", N_("Questionnaire"), lambda q: q.titre, 260),
    Colonne("version", N_("Version"), lambda q: q.version, 80),
    Colonne(
        "nb_questions",
        N_("Questions"),
        lambda q: str(q.nb_questions),
        90,
        droite=True,
        accessoire=True,
    ),
    Colonne("remplies", N_("Remplis"), lambda q: str(q.remplies or "–"), 90, droite=True),
    Colonne("en_cours", N_("En cours"), lambda q: str(q.en_cours or "–"), 90, droite=True),
    Colonne(
        "charge_le",
        N_("Chargé le"),
        lambda q: date_courte(q.charge_le.date()),
        100,
        accessoire=True,
    ),
    Colonne("actif", N_("État"), lambda q: dire_etat(q), 190),  # noqa: PLW0108 - defined below
)


def dire_etat(q: QuestionnaireLigne) -> str:
    """Whether it is proposed."""
    return _("● en usage") if q.actif else _("○ plus proposé, réponses gardées")


class TableQuestionnaires(Tableau):
    """Suppr retires the version one is on."""

    retire = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Suppr."""
        if event.key() == Qt.Key.Key_Delete:
            self.retire.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class OngletQuestionnaires(QWidget):
    """The versions above, the questions of the chosen one below."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._dernier: Path | None = None
        self.bandeau = Bandeau()
        self.remarques = QListWidget()
        self.remarques.setAccessibleName(_("Ce qui n’est pas pris en charge"))
        self.remarques.setWordWrap(True)
        self.remarques.setMaximumHeight(contexte.theme.px(120))
        self.remarques.hide()
        self._source = SourceListe(lambda q: q.titre)
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = TableQuestionnaires(contexte.theme, _("Questionnaires de la base"))
        self.table.setModel(self.modele)
        self.reglages = Reglages(contexte)
        self.charger = Bouton(_("Charger un XLSForm…"), self.choisir_fichier, "principal")
        self.fournis = Bouton(_("Questionnaires fournis"), self.charger_fournis)
        self.fournis.setToolTip(
            _("L’enquête sociale avant travaux et la satisfaction après le retour.")
        )
        self.retirer = Bouton(_("Ne plus proposer  Suppr"), self._retirer)
        self.vide = EtatVide(
            _("Aucun questionnaire"),
            _(
                "Voyette lit les questionnaires XLSForm (ODK, KoboToolbox). Deux sont fournis :"
                " l’enquête sociale avant travaux et la satisfaction après le retour."
            ),
            _("Ajouter les questionnaires fournis"),
            self.charger_fournis,
        )
        self._disposer()
        self.table.selection_changee.connect(lambda _n: self._choisi())
        self.table.valide.connect(lambda _q: self.reglages.table.setFocus())
        self.table.retire.connect(self._retirer)
        self.bandeau.ferme.connect(self.remarques.hide)

    def _disposer(self) -> None:
        partage = QSplitter(Qt.Orientation.Vertical)
        partage.setChildrenCollapsible(False)
        partage.setHandleWidth(12)
        partage.addWidget(self.table)
        partage.addWidget(self.reglages)
        partage.setStretchFactor(0, 2)
        partage.setStretchFactor(1, 5)
        self._pile = Pile()
        self._pile.addWidget(partage)
        self._pile.addWidget(self.vide)
        place = QWidget()
        flux = Flux(place, ecart=8, interligne=4)
        for bouton in (self.charger, self.fournis, self.retirer):
            flux.addWidget(bouton)
        tete = QHBoxLayout()
        tete.addWidget(place, 1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(tete)
        boite.addWidget(self.bandeau)
        boite.addWidget(self.remarques)
        boite.addWidget(self._pile, 1)

    # ---- what is shown -----------------------------------------------------------------------

    def premier_champ(self) -> QWidget:
        """The versions, or the first thing to do."""
        return self.vide.bouton if self._pile.currentIndex() else self.table

    def rafraichir(self) -> None:
        """Read the questionnaires again."""
        self._contexte.jobs.lancer(
            questionnaires.lister,
            LireQuestionnaires(tous=True),
            quand_fini=self._lus,
            proprietaire=self,
            cle="enquetes.questionnaires",
        )

    def _lus(self, lus: Sequence[QuestionnaireLigne]) -> None:
        ranges = sorted(lus, key=lambda q: not q.actif)
        self._source.remplacer(ranges)
        self.table.rafraichir()
        self._pile.setCurrentIndex(0 if lus else 1)
        if lus and self.table.currentIndex().row() < 0:
            self.table.selectRow(0)
        self._choisi()

    @property
    def courant(self) -> QuestionnaireLigne | None:
        """The version one is on."""
        ligne = self.table.ligne_courante()
        return ligne if isinstance(ligne, QuestionnaireLigne) else None

    def _choisi(self) -> None:
        self.retirer.setEnabled(self.courant is not None and self.courant.actif)
        self.reglages.montrer(self.courant.id if self.courant is not None else None)

    # ---- what one does -----------------------------------------------------------------------

    def choisir_fichier(self) -> None:
        """Ask which spreadsheet, then load it."""
        choisi, _filtre = QFileDialog.getOpenFileName(
            self,
            _("Charger un questionnaire XLSForm"),
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation),
            f"{_('Questionnaires XLSForm')} (*.xlsx *.xlsm *.xls)",
        )
        if choisi:
            self.charger_fichier(Path(choisi))

    def charger_fichier(self, fichier: Path, pieces: tuple[Path, ...] = ()) -> None:
        """Load that spreadsheet; CSV files of its folder it asks for are asked to the person."""
        self._dernier = fichier
        self.charger.setEnabled(False)
        self._contexte.jobs.lancer(
            questionnaires.charger,
            ChargerQuestionnaire(fichier, pieces),
            quand_fini=self._charge,
            en_erreur=self._refuse,
            a_la_fin=lambda: self.charger.setEnabled(True),
            proprietaire=self,
        )

    def charger_fournis(self) -> None:
        """Load those that ship with the app."""

        def fini(changes: Changes) -> None:
            self._contexte.signaler_enregistre(changes, _("Questionnaires fournis ajoutés"))
            self.rafraichir()

        self._contexte.jobs.lancer(
            fournis.charger_fournis, None, quand_fini=fini, proprietaire=self
        )

    def _refuse(self, erreur: AppError) -> None:
        self.remarques.hide()
        self.bandeau.montrer_erreur(erreur)

    def _charge(self, fait: QuestionnaireCharge) -> None:
        dit = (
            _("Ce questionnaire était déjà chargé.") if fait.deja_la else _("Questionnaire chargé")
        )
        self._contexte.signaler_enregistre(fait, dit)
        self.remarques.clear()
        for remarque in fait.remarques:
            ligne = _("ligne {n} : ").format(n=remarque.ligne) if remarque.ligne else ""
            self.remarques.addItem(f"{ligne}{dire_remarque(remarque)}")
        self.remarques.setVisible(bool(fait.remarques))
        if fait.manquants:
            self.bandeau.dire(
                _("Ce questionnaire attend un fichier à côté de lui : {noms}.").format(
                    noms=", ".join(fait.manquants)
                ),
                "attention",
                Bouton(_("Joindre le fichier CSV…"), self._joindre),
            )
        elif fait.remarques:
            n = len(fait.remarques)
            texte = ngettext(
                "{n} point n’est pas pris en charge ; le questionnaire marche sans lui.",
                "{n} points ne sont pas pris en charge ; le questionnaire marche sans eux.",
                n,
            )
            self.bandeau.dire(texte.format(n=n), "attention")
        else:
            self.bandeau.hide()
        self.rafraichir()
        self.montrer(fait.principal)

    def montrer(self, questionnaire_id: UUID | None) -> None:
        """Go to that version once it is listed."""
        rang = self.modele.rang_de(questionnaire_id) if questionnaire_id else None
        if rang is not None:
            self.table.selectRow(rang)

    def _joindre(self) -> None:
        if self._dernier is None:
            return
        choisis, _filtre = QFileDialog.getOpenFileNames(
            self, _("Joindre le fichier CSV"), str(self._dernier.parent), "CSV (*.csv)"
        )
        if choisis:
            self.charger_fichier(self._dernier, tuple(Path(c) for c in choisis))

    def _retirer(self) -> None:
        choisi = self.courant
        if choisi is None or not choisi.actif:
            return

        def fini(changes: Changes) -> None:
            self._contexte.signaler_enregistre(
                changes, _("Plus proposé : {titre}").format(titre=choisi.titre)
            )
            self.rafraichir()

        self._contexte.jobs.lancer(
            questionnaires.retirer,
            RetirerQuestionnaire(choisi.id),
            quand_fini=fini,
            proprietaire=self,
        )
