"""One complaint on one screen: what it is, what is awaited, what happened, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _
from app.domain.reclamations import ATTENDUS, FINIES, EtatReclamation
from app.services import reclamations as service
from app.services import relances, responsables
from app.services.reclamations import Detacher, dossiers
from app.services.reclamations.dossiers import ListerDossiers
from app.services.reclamations.lecture import (
    LireReclamation,
    PassageLu,
    ReclamationLigne,
    ReclamationLue,
    lire,
)
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.reclamations import formes, formes_dossiers, formes_passages
from ui.pages.reclamations.corps import Corps, Fil
from ui.pages.reclamations.entete import EnteteReclamation
from ui.pages.reclamations.formes_registre import choisir
from ui.pages.reclamations.gestes import Gestes, suivante, verbe
from ui.saisie.panneau import PanneauSaisie, Saisie
from ui.widgets import Bandeau, Bouton, Flux, Titre
from ui.widgets.largeur import GuetLargeur

NOUNS = ("reclamations", "responsables", "receptions", "menages", "logements")


class PageReclamation(Page):
    """Arguments of `afficher`: `reclamation_id` (or `id`); `saisie`, the name of a form to open."""

    nom = "reclamation"
    titre = N_("Réclamation")
    icone = "reclamations"
    dans_barre = False
    rattachee = "reclamations"
    aide = "reclamations"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._id: UUID | None = None
        self._a_ouvrir: str | None = None
        self._origine: QWidget | None = None
        self._responsables: Sequence[Any] = ()
        self.lue: ReclamationLue | None = None
        self.entete = EnteteReclamation(contexte, self._voir_menage)
        self.bandeau = Bandeau()
        self.corps = Corps(contexte, self)
        self.fil = Fil(contexte.theme)
        self.saisie = PanneauSaisie(contexte)
        self.gestes = Gestes(contexte, self, self.saisir, lambda: self._responsables)
        self.avancer = Bouton(_("Faire avancer"))
        self.avancer.setProperty("menu", "true")
        self.avancer.setMenu(QMenu(self.avancer))
        self.avancer.menu().aboutToShow.connect(self._remplir_menu)
        self.repondre = Bouton(_("Répondre au ménage"), partial(self.ouvrir, "repondre"))
        self.securiser = Bouton(_("Mettre en sécurité"), partial(self.ouvrir, "securiser"))
        self.echange = Bouton(_("Noter un échange"), partial(self.ouvrir, "echange"))
        self.relance = Bouton(_("Relancer"), self._relancer)
        self.corriger = Bouton(_("Corriger"), partial(self.ouvrir, "qualifier"))
        self.suite = Bouton("", self._faire_la_suite, "principal")
        self._disposer()
        self._brancher()
        self.setAcceptDrops(True)

    def _disposer(self) -> None:
        px = self.contexte.theme.px
        self._zone = QScrollArea()
        self._zone.setWidgetResizable(True)
        self._zone.setFrameShape(QFrame.Shape.NoFrame)
        self._zone.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._zone.setMinimumHeight(px(120))
        self._zone.setMinimumWidth(px(260))
        self._zone.setWidget(self.corps)
        self._droite = QWidget()
        colonne = QVBoxLayout(self._droite)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(4)
        colonne.addWidget(Titre(_("Le fil"), section=True))
        colonne.addWidget(self.fil, 1)
        self.saisie.setMaximumWidth(px(430))
        self.saisie.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.saisie.setMinimumHeight(px(200))
        corps = QHBoxLayout()
        corps.setSpacing(16)
        corps.addWidget(self._zone, 5)
        corps.addWidget(self._droite, 4)
        corps.addWidget(self.saisie, 4)
        actes = Flux()
        for bouton in (self.avancer, self.repondre, self.securiser, self.echange, self.relance,
                       self.corriger):  # fmt: skip
            actes.addWidget(bouton)
        bas = QHBoxLayout()
        bas.addLayout(actes, 1)
        bas.addWidget(self.suite, 0, Qt.AlignmentFlag.AlignBottom)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 12, 16, 12)
        boite.setSpacing(8)
        boite.addWidget(self.entete)
        boite.addWidget(self.bandeau)
        boite.addLayout(corps, 1)
        boite.addLayout(bas)

    def _brancher(self) -> None:
        self.corps.passage.connect(self._passage)
        self.corps.membre.connect(
            lambda id_: self.contexte.navigation.aller("reclamation", reclamation_id=id_)
        )
        self.corps.photos.saisir.connect(self.saisir)
        self.corps.plus_passage.clicked.connect(lambda _c=False: self.ouvrir("passage"))
        self.corps.designer.clicked.connect(lambda _c=False: self.ouvrir("qualifier"))
        self.corps.voir_dossier.clicked.connect(lambda _c=False: self._dossier())
        self.saisie.ferme.connect(self._saisie_fermee)
        self._guet = GuetLargeur(self)
        self._guet.change.connect(lambda _etroit: self._serrer())

    # --- what is shown -----------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Show this complaint."""
        id_ = arguments.get("reclamation_id", arguments.get("id"))
        if isinstance(id_, UUID) and id_ != self._id:
            self._id, self.lue = id_, None
            self.saisie.fermer()
            self.corps.photos.fermer()
        saisie = arguments.get("saisie")
        self._a_ouvrir = saisie if isinstance(saisie, str) else None
        self.rafraichir()

    def rafraichir(self) -> None:
        """Read it again; what is being typed stays."""
        if self._id is not None:
            self.contexte.jobs.lancer(
                lambda demande, uow: (
                    lire(demande, uow),
                    responsables.lister(responsables.ListerResponsables(), uow),
                ),
                LireReclamation(self._id),
                quand_fini=self._remplir,
                en_erreur=self._introuvable,
                proprietaire=self,
                cle="reclamation.page",
            )

    def concernee(self, changes: Changes) -> bool:
        """Anything about it, its household, its home, who repairs."""
        return any(changes.touche(nom) for nom in NOUNS)

    def premier_champ(self) -> QWidget:
        """The next thing to do, or the form that is open."""
        if self.saisie.formulaire is not None:
            return self.saisie.formulaire.premier()
        return self.suite if self.suite.isEnabled() else self.fil

    def heightForWidth(self, _largeur: int) -> int:  # noqa: N802 - Qt name
        """Both sides scroll inside: the page asks for little."""
        return self.minimumSizeHint().height()

    def _remplir(self, lus: tuple[ReclamationLue, Sequence[Any]]) -> None:
        lue, self._responsables = lus
        if lue.ligne.id != self._id:
            return
        arrive = self.lue is None
        self.lue = lue
        self.entete.remplir(lue)
        self.corps.remplir(lue)
        self.fil.remplir(lue)
        self._montrer_actes(lue)
        if self._a_ouvrir is not None:
            nom, self._a_ouvrir = self._a_ouvrir, None
            if self.saisie.saisie is None:
                self.ouvrir(nom)
        focus = QApplication.focusWidget()
        if arrive and self.saisie.saisie is None and (focus is None or self.isAncestorOf(focus)):
            self.premier_champ().setFocus()

    def _montrer_actes(self, lue: ReclamationLue) -> None:
        ligne, detail = lue.ligne, lue.entiere.detail
        finie = ligne.etat in FINIES
        repare = finie or ligne.etat is EtatReclamation.FAITE
        voulue = suivante(ligne)
        if finie:
            dit = _("Rouvrir")
        elif ligne.etat is EtatReclamation.RECUE:
            dit = _("Qualifier")
        else:
            dit = verbe(ligne, voulue) if voulue else ""
        avait = self.suite.hasFocus()
        self.suite.setText(dit)
        if avait:
            self.suite.setFocus()
        self.avancer.setVisible(not finie)
        self.repondre.setVisible(not finie)
        self.relance.setVisible(not repare)
        self.securiser.setVisible(
            not repare and detail.securiser_avant is not None and detail.securisee_a is None
        )
        self.corps.plus_passage.setVisible(not repare)
        self._serrer()

    def _serrer(self) -> None:
        """A form takes the place of the thread where there is no room for three columns."""
        ouverte = self.saisie.saisie is not None
        large = self.width() >= self.contexte.theme.px(1120)
        self._droite.setVisible(not ouverte or large)
        self.suite.setVisible(not ouverte and self.lue is not None)  # one primary at a time

    def _introuvable(self, erreur: AppError) -> None:
        self.contexte.signaler_erreur(erreur)
        self.contexte.navigation.retour()

    # --- what one does -----------------------------------------------------------------------

    def commandes(self) -> list[Action]:
        """Every act, each with its key where it is frequent; the shell asks once, on arrival."""
        return [
            Action("reclamation_suite", _("Faire la suite proposée"), self._faire_la_suite,
                   "Alt+T"),
            Action("reclamation_avancer", _("Faire avancer…"), self._menu, "Alt+F"),
            Action("reclamation_etat", _("Changer l’état à une autre date…"),
                   partial(self.ouvrir, "etat")),
            Action("reclamation_repondre", _("Répondre au ménage"),
                   partial(self.ouvrir, "repondre"), "Alt+R"),
            Action("reclamation_securiser", _("Mettre en sécurité"),
                   partial(self.ouvrir, "securiser"), "Alt+S"),
            Action("reclamation_passage", _("Proposer un rendez-vous"),
                   partial(self.ouvrir, "passage"), "Alt+P"),
            Action("reclamation_deplacer", _("Déplacer le rendez-vous"),
                   partial(self.ouvrir, "deplacer"), "Alt+D"),
            Action("reclamation_echange", _("Noter un échange"),
                   partial(self.ouvrir, "echange"), "Alt+E"),
            Action("reclamation_relance", _("Relancer qui répare"),
                   self._relancer, "Alt+L"),
            Action("reclamation_corriger", _("Corriger la réclamation"),
                   partial(self.ouvrir, "qualifier"), "Alt+C"),
            Action("reclamation_ouverture", _("Corriger le jour et l’heure du signalement"),
                   partial(self.ouvrir, "ouverture")),
            Action("reclamation_photo", _("Ajouter une photo"), self.corps.photos.choisir,
                   "Alt+O"),
            Action("reclamation_dossier", _("Dossier collectif"), self._dossier, "Alt+G"),
            Action("reclamation_detacher", _("Sortir du dossier collectif"), self._detacher),
            Action("reclamation_menage", _("Voir le ménage"), self._voir_menage, "Alt+M"),
        ]  # fmt: skip

    def ouvrir(self, nom: str) -> None:
        """Open a form of this page by its name."""
        lue = self.lue
        if lue is None:
            self._a_ouvrir = nom
            return
        saisie = choisir(nom, self.contexte, lue, self._responsables)
        if saisie is not None:
            self.saisir(saisie)

    def saisir(self, saisie: Saisie) -> None:
        """Open a form at the side; the keyboard comes back where it was."""
        origine = QApplication.focusWidget()
        if origine is not None and not self.saisie.isAncestorOf(origine):
            self._origine = origine
        self.saisie.ouvrir(saisie)
        self._serrer()

    def _saisie_fermee(self) -> None:
        self._serrer()
        origine, self._origine = self._origine, None
        if origine is not None and isValid(origine) and origine.isVisible():
            origine.setFocus()
        else:
            self.premier_champ().setFocus()

    def _faire_la_suite(self) -> None:
        """The next step, the one most often wanted."""
        if self.lue is None:
            return
        ligne = self.lue.ligne
        if ligne.etat is EtatReclamation.RECUE:
            self.ouvrir("qualifier")
        elif ligne.etat in FINIES:
            self.gestes.mener(ligne, EtatReclamation.CONTESTEE)
        else:
            self.gestes.mener(ligne, suivante(ligne) or EtatReclamation.CLOSE)

    def _menu(self) -> None:
        """The states it may go to, above their button."""
        self._remplir_menu()
        menu = self.avancer.menu()
        menu.popup(self.avancer.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _remplir_menu(self) -> None:
        menu = self.avancer.menu()
        menu.clear()
        if self.lue is not None:
            self.gestes.remplir(menu, self.lue.ligne)
            menu.addSeparator()
            menu.addAction(_("À une autre date…")).triggered.connect(
                lambda _c=False: self.ouvrir("etat")
            )
            menu.setActiveAction(menu.actions()[0])

    def _relancer(self) -> None:
        """The words of a reminder first; without anybody to write to, note one."""
        if self.lue is None or self.lue.entiere.responsable is None:
            self.ouvrir("relance")
            return
        ligne = self.lue.ligne
        self.contexte.jobs.lancer(
            relances.preparer,
            relances.PreparerRelance(self.lue.entiere.responsable.id, (ligne.id,)),
            quand_fini=lambda prete: self.saisir(formes.relance(ligne, prete)),
            en_erreur=lambda _erreur: self.ouvrir("relance"),
            proprietaire=self,
            cle="reclamation.relance",
        )

    def _passage(self, lu: PassageLu) -> None:
        if lu.etat in ATTENDUS:
            self.saisir(formes_passages.passage(self.contexte, lu))
        else:
            self.contexte.informer(_("Ce rendez-vous a déjà sa suite : proposez-en un autre."))

    def _dossier(self) -> None:
        """See the collective case, or join one."""
        if self.lue is None:
            return
        ligne = self.lue.ligne
        if ligne.dossier_id is not None:
            self.contexte.navigation.aller(
                "reclamations", onglet="dossiers", dossier_id=ligne.dossier_id
            )
            return
        self.contexte.jobs.lancer(
            dossiers.lister,
            ListerDossiers(ligne.cite_id),
            quand_fini=partial(self._joindre, ligne),
            proprietaire=self,
        )

    def _joindre(self, ligne: ReclamationLigne, lus: Sequence[Any]) -> None:
        if self.lue is None or self.lue.ligne.id != ligne.id:
            return
        if lus:
            self.saisir(formes_dossiers.joindre(ligne.id, ligne.reference, lus))
        else:
            self.contexte.informer(
                _(
                    "Aucun dossier collectif ouvert : choisissez plusieurs réclamations dans la"
                    " liste, puis G."
                )
            )

    def _detacher(self) -> None:
        if self.lue is None or self.lue.ligne.dossier_id is None:
            self.contexte.informer(_("Cette réclamation n’est dans aucun dossier collectif."))
            return
        dit = _("Sortie du dossier collectif")
        self.contexte.jobs.lancer(
            service.detacher,
            Detacher(self.lue.ligne.id),
            quand_fini=lambda c: self.contexte.signaler_enregistre(c, dit),
            proprietaire=self,
        )

    def _voir_menage(self) -> None:
        if self.lue is not None and self.lue.ligne.menage_id is not None:
            self.contexte.navigation.aller("menage", menage_id=self.lue.ligne.menage_id)

    # --- photos dropped or pasted ------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Ctrl+V adds the picture of the clipboard."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.saisie.saisie is None:
            self.corps.photos.deposer(QGuiApplication.clipboard().mimeData())
            event.accept()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt name
        """Photos may be dropped here."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt name
        """Here they are."""
        self.corps.photos.deposer(event.mimeData())
        event.acceptProposedAction()
