"""What the household answered: each questionnaire, and before beside after."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.i18n import _, date_courte
from app.domain.enquetes.campagnes import EtatEnquete
from app.domain.partage import Destinataire
from app.services.enquetes import comparaison, papier, questionnaires, saisies
from app.services.enquetes.comparaison import ComparaisonMenage, ComparerMenage
from app.services.enquetes.questionnaires import LireQuestionnaires, QuestionnaireLigne
from app.services.enquetes.saisies import CommencerEnquete, EnqueteLigne, LireEnquetes
from app.services.menages.lignes import FicheMenage
from ui.contexte import Contexte
from ui.pages.menage.onglets import Tableau
from ui.widgets import Bouton, EtatVide, Etiquette, Flux, Titre

Lu = tuple[
    UUID,
    tuple[EnqueteLigne, ...],
    tuple[QuestionnaireLigne, ...],
    ComparaisonMenage | None,
]


class OngletEnquetes(QWidget):
    """Questionnaires at the left, the comparison at the right; Enter opens, N begins one."""

    demande = Signal(str, object)
    retrait = Signal(str, object)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._menage_id: UUID | None = None
        self._nom = ""
        self._lues: dict[UUID, EnqueteLigne] = {}
        self._formes: tuple[QuestionnaireLigne, ...] = ()
        self._comparaison: ComparaisonMenage | None = None
        theme = contexte.theme
        self.liste = Tableau(
            theme,
            _("Questionnaires du ménage"),
            (_("Jour"), _("Questionnaire"), _("État"), _("Par")),
        )
        self.liste.setAccessibleDescription(
            _("Entrée : ouvrir. N : commencer. Suppr : abandonner.")
        )
        self.plus = Bouton(_("Commencer un questionnaire…"), self.proposer)
        self.ouvrir = Bouton(_("Ouvrir"), self._ouvrir)
        self.imprimer = Bouton(_("Imprimer…"), self._proposer_papier)
        self.titre = Titre("", section=True)
        self.titre.setWordWrap(True)
        self.table = Tableau(theme, _("Avant et après"), (_("Question"), _("Avant"), _("Après")))
        self.rien = Etiquette("", "secondaire", retour_ligne=True)
        self.vide = EtatVide(
            _("Aucun questionnaire pour l’instant"),
            _(
                "Commencez une enquête : ce que la fiche sait déjà est prérempli, et chaque réponse"
                " est gardée aussitôt."
            ),
            _("Commencer un questionnaire…"),
            self.proposer,
        )
        self._disposer()
        self.liste.ouverte.connect(lambda _id: self._ouvrir())
        self.liste.nouvelle.connect(self.proposer)
        self.liste.retiree.connect(self._abandonner)
        self.liste.itemSelectionChanged.connect(self._choisie)

    def _disposer(self) -> None:
        self.liste.etirer(1)
        entete = self.table.horizontalHeader()
        entete.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        boutons = QWidget()
        flux = Flux(boutons, ecart=8, interligne=4)
        for bouton in (self.ouvrir, self.imprimer, self.plus):
            flux.addWidget(bouton)
        gauche, droite = QWidget(), QWidget()
        for cote, widgets in (
            (gauche, (boutons, self.liste)),
            (droite, (self.titre, self.rien, self.table)),
        ):
            colonne = QVBoxLayout(cote)
            colonne.setContentsMargins(0, 0, 0, 0)
            colonne.setSpacing(4)
            for widget in widgets:
                colonne.addWidget(widget, 1 if isinstance(widget, Tableau) else 0)
        droite.layout().setAlignment(Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr]  # set above
        partage = QSplitter(Qt.Orientation.Horizontal)
        partage.setChildrenCollapsible(False)
        partage.setHandleWidth(16)
        partage.addWidget(gauche)
        partage.addWidget(droite)
        partage.setSizes([560, 560])
        self.pile = QStackedWidget()
        self.pile.addWidget(self.vide)
        self.pile.addWidget(partage)
        boite = QHBoxLayout(self)
        boite.setContentsMargins(4, 6, 4, 0)
        boite.addWidget(self.pile)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Where there is little room, who asked is left out."""
        super().resizeEvent(event)
        self.liste.setColumnHidden(3, event.size().width() < self._contexte.theme.px(900))

    # --- what is shown -----------------------------------------------------------------------

    def remplir(self, fiche: FicheMenage) -> None:
        """Read what this household answered."""
        if fiche.menage.id != self._menage_id:
            self._menage_id, self._lues = fiche.menage.id, {}
            self.liste.remplir([])
            self.table.remplir([])
        self._nom = fiche.menage.nom
        self._contexte.jobs.lancer(
            _lire,
            fiche.menage.id,
            quand_fini=self._recu,
            proprietaire=self,
            cle="menage.enquetes",
        )

    def premier(self) -> QWidget:
        """The questionnaires, or the first thing to do."""
        return self.liste if self._lues else self.vide.bouton

    def _recu(self, lu: Lu) -> None:
        menage_id, lues, self._formes, self._comparaison = lu
        if menage_id != self._menage_id:
            return
        self._lues = {e.id: e for e in lues}
        self.liste.remplir([(e.id, _ligne(e)) for e in lues])
        if lues and self.liste.currentRow() < 0:
            self.liste.setCurrentCell(0, 0)
        self.pile.setCurrentIndex(1 if lues else 0)
        self._montrer_comparaison(lues)
        self._choisie()

    def _montrer_comparaison(self, lues: Sequence[EnqueteLigne]) -> None:
        c = self._comparaison
        self.table.setVisible(c is not None and bool(c.reponses))
        self.titre.setText(
            _("{avant} ({avant_le}), puis {apres} ({apres_le})").format(
                avant=c.titre_avant,
                avant_le=date_courte(c.avant_le),
                apres=c.titre_apres,
                apres_le=date_courte(c.apres_le),
            )
            if c is not None
            else _("Avant et après")
        )
        self.rien.setText(
            _("Les réponses d’avant et d’après se liront ici côte à côte.")
            if c is None
            else ""
            if c.reponses
            else _("Ces deux questionnaires n’ont pas de question en commun.")
        )
        self.rien.setVisible(bool(self.rien.text()))
        if c is not None:
            self.table.remplir(
                [
                    (None, (f"≠ {r.libelle}" if r.change else r.libelle, r.avant, r.apres))
                    for r in c.reponses
                ]
            )

    @property
    def courante(self) -> EnqueteLigne | None:
        """The questionnaire one is on, else the latest."""
        id_ = self.liste.courante()
        if isinstance(id_, UUID) and id_ in self._lues:
            return self._lues[id_]
        return next(iter(self._lues.values()), None)

    def _choisie(self) -> None:
        en_cours = self.courante is not None and self.courante.etat is EtatEnquete.EN_COURS
        self.ouvrir.setText(_("Reprendre") if en_cours else _("Relire"))

    # --- what one does -----------------------------------------------------------------------

    def _ouvrir(self) -> None:
        if self.courante is not None:
            self._contexte.navigation.aller("enquete", enquete_id=self.courante.id)

    def proposer(self) -> None:
        """The questionnaires in use, as a menu; without any, where to load one."""
        menu = QMenu(self)
        for forme in self._formes:
            menu.addAction(forme.titre).triggered.connect(
                lambda _coche=False, id_=forme.id: self._commencer(id_)
            )
        if not self._formes:
            menu.addAction(_("Charger d’abord un questionnaire…")).triggered.connect(
                lambda _coche=False: self._contexte.navigation.aller(
                    "enquetes", onglet="questionnaires"
                )
            )
        self._derouler(menu, self.plus if self._lues else self.vide.bouton)

    def _derouler(self, menu: QMenu, sous: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(sous.mapToGlobal(sous.rect().bottomLeft()))
        actions = menu.actions()
        if actions:
            menu.setActiveAction(actions[0])

    def _commencer(self, questionnaire_id: UUID) -> None:
        if self._menage_id is None:
            return
        self._contexte.jobs.lancer(
            saisies.commencer,
            CommencerEnquete(self._menage_id, questionnaire_id),
            quand_fini=self._commencee,
            proprietaire=self,
        )

    def _commencee(self, changes: Changes) -> None:
        self._contexte.navigation.aller("enquete", enquete_id=changes.principal)

    def _abandonner(self, enquete_id: object) -> None:
        """Give up the one begun; a finished one stays."""
        enquete = self._lues.get(enquete_id) if isinstance(enquete_id, UUID) else None
        if enquete is None or enquete.etat is not EtatEnquete.EN_COURS:
            self._contexte.informer(_("Un questionnaire terminé ne se retire pas."))
            return
        self._contexte.jobs.lancer(
            saisies.abandonner,
            saisies.AbandonnerEnquete(enquete.id),
            quand_fini=lambda c: self._contexte.signaler_enregistre(
                c, _("Questionnaire abandonné")
            ),
            proprietaire=self,
        )

    # --- paper -------------------------------------------------------------------------------

    def _proposer_papier(self) -> None:
        enquete, menu = self.courante, QMenu(self)
        if enquete is None or self._menage_id is None:
            return
        mots = self._contexte.catalogues
        titre, menage_id = f"{enquete.titre} {self._nom}", self._menage_id
        choses: list[tuple[str, str, Any, Any]] = [
            (_("Le questionnaire vierge"), enquete.titre, papier.imprimer_formulaire,
             lambda f: papier.ImprimerFormulaire(
                 enquete.questionnaire_id, f, menage_id, catalogues=mots())),
            (_("Les réponses, pour l’équipe"), titre, papier.imprimer_remplie,
             lambda f: papier.ImprimerRemplie(enquete.id, f, catalogues=mots())),
            (_("Les réponses, à signer par le ménage"), titre, papier.imprimer_remplie,
             lambda f: papier.ImprimerRemplie(
                 enquete.id, f, Destinataire.MENAGE, catalogues=mots())),
        ]  # fmt: skip
        if self._comparaison is not None:
            choses.append(
                (_("Avant et après"), f"{_('Avant et après')} {self._nom}",
                 papier.imprimer_avant_apres,
                 lambda f: papier.ImprimerAvantApres(menage_id, f, catalogues=mots()))
            )  # fmt: skip
        for texte, nom, service, commande in choses:
            menu.addAction(texte).triggered.connect(partial(self._imprimer, nom, service, commande))
        self._derouler(menu, self.imprimer)

    def _imprimer(self, nom: str, service: Any, commande: Any, _coche: bool = False) -> None:
        dossier = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        choisi, _filtre = QFileDialog.getSaveFileName(
            self, _("Enregistrer pour imprimer"), str(Path(dossier) / f"{nom}.pdf"), "PDF (*.pdf)"
        )
        if not choisi:
            return
        fichier = Path(choisi).with_suffix(".pdf")
        self._contexte.jobs.lancer(
            service,
            commande(fichier),
            quand_fini=lambda _fait: self._ecrit(fichier),
            proprietaire=self,
        )

    def _ecrit(self, fichier: Path) -> None:
        self._contexte.informer(_("Fichier écrit : {nom}").format(nom=fichier.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fichier)))


def _ligne(e: EnqueteLigne) -> tuple[str, str, str, str]:
    titre = f"{e.titre} · {_('version')} {e.version}" if e.version else e.titre
    if e.etat is EtatEnquete.TERMINEE and e.terminee_le is not None:
        return date_courte(e.terminee_le), titre, _("● terminée"), e.par or ""
    avance = f" {e.repondues or 0}/{e.posees}" if e.posees else ""
    return date_courte(e.commencee_le), titre, f"{_('◐ en cours')}{avance}", e.par or ""


def _lire(menage_id: UUID, uow: Any) -> Lu:
    return (
        menage_id,
        saisies.lister(LireEnquetes(menage_id), uow),
        questionnaires.lister(LireQuestionnaires(), uow),
        comparaison.du_menage(ComparerMenage(menage_id), uow),
    )
