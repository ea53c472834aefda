"""The GUI from start to end: lock screen, shell, lock, close. It wires the shell's objects."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from app.core import i18n
from app.core.errors import AppError
from app.core.settings import DERNIERE_BASE, LANGUE, VERROU_MINUTES
from ui.brouillons import Brouillons
from ui.contexte import Avis, ChoixCite, Contexte, Session
from ui.inactivite import Inactivite
from ui.jobs import JobRunner
from ui.navigation import Navigation
from ui.pile import Pile
from ui.portier import Ouverture, Portier
from ui.store import Store

if TYPE_CHECKING:
    from app.core.clock import Clock
    from app.core.paths import Paths
    from app.domain.catalogues import Catalogues
    from ui.premier_ecran import PremierEcran
    from ui.premiers_pas import PremiersPas
    from ui.seance import Seance

RELANCE_SI_TRAVAIL = 0.5  # minutes: long work under way postpones the idle lock


class Application(QObject):
    """Everything between the start and the end of the windowed app.

    `ouverte` and `verrouillee` tell when a base was opened and locked; `finie` when the window is
    closed for good.
    """

    ouverte = Signal()
    verrouillee = Signal()
    finie = Signal()

    def __init__(
        self,
        premier: PremierEcran,
        paths: Paths,
        clock: Clock,
        portier: Portier,
        dossier_langues: Path,
    ) -> None:
        super().__init__()
        self._premier = premier
        self.settings = premier.settings
        self.portier = portier
        self.theme = premier.theme
        self.fenetre = premier.fenetre
        self.verrou = premier.verrou
        self.store = Store(self)
        self.jobs = JobRunner(self.store, self)
        self._langues = dossier_langues
        self._chemin: Path | None = None
        self._ouverture: Ouverture | None = None
        self._quitter = False
        self.contexte = self._contexte(paths, clock)
        self.seance: Seance | None = None
        self.premiers_pas: PremiersPas | None = None
        self.inactivite = Inactivite(self.settings.lire(VERROU_MINUTES), self)
        self._brancher()

    def _contexte(self, paths: Paths, clock: Clock) -> Contexte:
        self._pile = Pile()
        return Contexte(
            jobs=self.jobs,
            store=self.store,
            navigation=Navigation(self._pile, self),
            settings=self.settings,
            theme=self.theme,
            clock=clock,
            paths=paths,
            brouillons=Brouillons(self.jobs, self),
            cite=ChoixCite(self),
            avis=(avis := Avis(self)),
            session=lambda: self._ouverture.session if self._ouverture else Session(),
            catalogues=_catalogues(paths, avis),
        )

    def _brancher(self) -> None:
        self.verrou.ouvrir.connect(self._ouvrir)
        self.verrou.ouvrir_secours.connect(self._ouvrir_secours)
        self.verrou.autre_base.connect(self._choisir_base)
        self.verrou.nouvelle_base.connect(self.montrer_premiers_pas)
        self.fenetre.fermeture.connect(self.quitter)
        self.inactivite.absence.connect(self._absence)
        self.contexte.avis.restauration.connect(self.restaurer)
        self.jobs.defaut.connect(self._incident)
        self.settings.observer(self._reglage_change)

    # --- start -------------------------------------------------------------------------------

    def demarrer(self, base: Path | None = None) -> None:
        """Show the window: the lock screen of `base` or of the last base, else the first steps."""
        self._premier.montrer(base)
        self.poursuivre()

    def poursuivre(self) -> None:
        """The first screen is on screen: ask for its base, and import the rest off this thread."""
        self.jobs.lancer_libre(self.portier.precharger)
        self._chemin = self._premier.chemin
        if self._chemin is None:
            self.montrer_premiers_pas()
        else:
            self.presenter(self._chemin)

    def presenter(self, chemin: Path, raison: str = "", souci: AppError | None = None) -> None:
        """Ask for the passphrase of this base; say why it was locked, or what went wrong."""
        self._chemin = chemin

        def presenter(acces: Any) -> None:
            self.verrou.presenter(
                chemin, [a.nom for a in acces], self._dernier_utilisateur(), raison
            )
            if souci is not None:
                self.verrou.bandeau.montrer_erreur(souci)

        def sans_coffre(erreur: AppError) -> None:
            self.verrou.presenter(chemin, [])
            self.verrou.sans_coffre(erreur)

        self.verrou.annoncer(chemin)
        self.fenetre.montrer(self.verrou)
        self.jobs.lancer_libre(
            lambda: self.portier.acces(chemin),
            quand_fini=presenter,
            en_erreur=sans_coffre,
            proprietaire=self,
        )

    def _dernier_utilisateur(self) -> str:
        return self.seance.session.utilisateur if self.seance is not None else ""

    def restaurer(self, sauvegarde: Path) -> None:
        """Lock, then lead to putting this backup back in place of the open base."""
        presente = self._chemin
        self.verrouiller()
        self.montrer_premiers_pas()
        if self.premiers_pas is not None:
            self.premiers_pas.montrer_restauration(sauvegarde, presente)

    def montrer_premiers_pas(self) -> None:
        """Create, restore or discover."""
        from ui.premiers_pas import PremiersPas  # noqa: PLC0415 - only when there is no base

        pas = PremiersPas(self.contexte, self.portier, peut_revenir=self._chemin is not None)
        pas.prete.connect(self._prete)
        pas.restauree.connect(self._restauree)
        pas.choisie.connect(self._base_choisie)
        pas.annule.connect(self._fermer_premiers_pas)
        self.premiers_pas = pas
        self.fenetre.montrer(pas)

    def _fermer_premiers_pas(self) -> None:
        if self.premiers_pas is not None:
            self.fenetre.retirer(self.premiers_pas)
            self.premiers_pas = None
        if self._chemin is not None:
            self.fenetre.montrer(self.verrou)

    def _prete(self, ouverture: Ouverture) -> None:
        self._chemin = Path(ouverture.session.chemin)
        self._fermer_premiers_pas()
        self._ouvert(ouverture)

    def _base_choisie(self, chemin: Path) -> None:
        self._chemin = chemin
        self._fermer_premiers_pas()
        self.presenter(chemin)

    def _restauree(self, chemin: Path) -> None:
        self._chemin = chemin
        self._fermer_premiers_pas()
        self.presenter(chemin, i18n._("La base est restaurée. Ouvrez-la avec sa phrase de passe."))

    def _choisir_base(self) -> None:
        depart = str(self._chemin.parent if self._chemin else self.portier.dossier_propose())
        nom, _filtre = QFileDialog.getOpenFileName(
            self.fenetre,
            i18n._("Ouvrir une base"),
            depart,
            i18n._("Bases Voyette (*.voyette);;Tous les fichiers (*)"),
        )
        if nom:
            self.presenter(Path(nom))

    # --- open --------------------------------------------------------------------------------

    def _ouvrir(self, phrase: str, utilisateur: str) -> None:
        chemin = self._chemin
        if chemin is None:
            return
        self._tenter(lambda: self.portier.ouvrir(chemin, phrase, utilisateur))

    def _ouvrir_secours(self, cle: str, phrase: str, utilisateur: str) -> None:
        chemin = self._chemin
        if chemin is None:
            return
        self._tenter(lambda: self.portier.ouvrir_par_secours(chemin, cle, phrase, utilisateur))

    def _tenter(self, ouvrir: Any) -> None:
        self.jobs.lancer_libre(
            ouvrir,
            quand_fini=self._ouvert,
            en_erreur=self.verrou.refuser,
            a_la_fin=self.verrou.repondu,
            proprietaire=self,
            fil="base",
        )

    def _ouvert(self, ouverture: Ouverture) -> None:
        self._ouverture = ouverture
        self.settings.charger_base(ouverture.reglages)
        self.jobs.attacher(ouverture.uow)
        self._retenir(ouverture.session.chemin)
        self.verrou.reussi()
        reprise = self.seance is not None and self.seance.meme_que(ouverture.session)
        if not reprise:
            self.contexte.navigation.vider()
        self._batir(ouverture.session)
        refuse = ouverture.servie.base.catalogue_refuse
        if refuse is not None:  # said after the first page, which closes the banner on arrival
            QTimer.singleShot(0, self, partial(self.contexte.avis.erreur.emit, refuse))
        self.inactivite.demarrer()
        self.ouverte.emit()

    def _retenir(self, chemin: str) -> None:
        try:
            self.settings.ecrire(DERNIERE_BASE, chemin)
        except OSError:
            self.contexte.informer(i18n._("Les réglages de cet ordinateur ne se gardent pas."))

    def _batir(self, session: Session) -> None:
        from ui.seance import Seance  # noqa: PLC0415 - the lock screen must not wait for it

        if self.seance is not None:
            self.seance.defaire()
        self.seance = Seance(self.contexte, self.fenetre, self._pile, session, self)
        self.seance.verrouiller.connect(self.verrouiller)
        self.seance.quitter.connect(self.quitter)
        self.seance.montrer()

    # --- lock --------------------------------------------------------------------------------

    def verrouiller(self, raison: str = "") -> None:
        """Cover everything, keep what is being typed, drop the key."""
        if self._ouverture is None:
            return
        ouverture, self._ouverture = self._ouverture, None
        self.inactivite.arreter()
        self.contexte.brouillons.vider()
        self.fenetre.montrer(self.verrou)
        self.fenetre.fermer_dialogues()
        if self.seance is not None:
            self.seance.masquer()
        self.contexte.navigation.oublier_pages()
        self.jobs.detacher()
        self.settings.charger_base({})
        sauvegarder = self._quitter
        self.jobs.lancer_derniere(
            lambda: self.portier.fermer(ouverture, sauvegarder=sauvegarder),
            quand_fini=lambda souci: self._ferme(souci, raison),
            en_erreur=lambda erreur: self._ferme(erreur, raison),
            proprietaire=self,
        )

    def _ferme(self, souci: AppError | None, raison: str) -> None:
        self.verrouillee.emit()
        if self._quitter and souci is None:
            self._finir()
            return
        if self._chemin is not None and self.premiers_pas is None:
            self.presenter(self._chemin, raison, souci)
        if souci is not None:
            self._quitter = False  # a second click on the cross leaves anyway

    def _absence(self) -> None:
        if self.jobs.long_en_cours:
            QTimer.singleShot(round(RELANCE_SI_TRAVAIL * 60_000), self, self._absence)
            return
        minutes = self.settings.lire(VERROU_MINUTES)
        texte = i18n.ngettext(
            "Verrouillée après {n} minute sans frappe. Votre saisie en cours est gardée.",
            "Verrouillée après {n} minutes sans frappe. Votre saisie en cours est gardée.",
            minutes,
        )
        self.verrouiller(texte.format(n=minutes))

    # --- end ---------------------------------------------------------------------------------

    def quitter(self) -> None:
        """Keep drafts, back up, close the base, then the window."""
        if self._ouverture is None and self.premiers_pas is not None:
            self._ouverture = self.premiers_pas.en_suspens()
        if self._ouverture is None:
            self._finir()
            return
        self._quitter = True
        self.verrou.fermeture()
        self.verrouiller()

    def _finir(self) -> None:
        self.inactivite.arreter()
        self.fenetre.fermer_dialogues()
        self.fenetre.peut_fermer = True
        self.fenetre.close()
        self.jobs.arreter()
        self.finie.emit()

    # --- rest --------------------------------------------------------------------------------

    def _incident(self, erreur: BaseException) -> None:
        from ui.incident import Incident  # noqa: PLC0415 - rarely needed

        dialogue = Incident(erreur, self.fenetre)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.open()

    def signaler_defaut(self, erreur: BaseException) -> None:
        """Show the crash dialog for a defect of the GUI thread (excepthook)."""
        self._incident(erreur)

    def _reglage_change(self, cle: str) -> None:
        if cle == VERROU_MINUTES.cle:
            self.inactivite.regler(self.settings.lire(VERROU_MINUTES))
        elif cle == LANGUE.cle:
            i18n.installer(self.settings.lire(LANGUE), self._langues)
            self._premier.traduction.installer()
            # Later: the page whose chooser called us is about to be rebuilt.
            QTimer.singleShot(0, self, self._reconstruire)

    def _reconstruire(self) -> None:
        """Build every visible text again, in the language spoken now."""
        if self._ouverture is None:
            return
        self.contexte.brouillons.vider()
        self.contexte.navigation.oublier_pages()
        self._batir(self._ouverture.session)


def _catalogues(paths: Paths, avis: Avis) -> Callable[[], Catalogues]:
    """The catalogues of the app completed by those of the team, read once, when first needed.

    A team's file that cannot be used is said; the shipped catalogues serve meanwhile.
    """

    @cache
    def charger() -> Catalogues:
        from app.services import catalogues  # noqa: PLC0415 - not before the first screen

        try:
            return catalogues.charger(paths.config / "catalogues")
        except AppError as faute:
            # After the page being built is shown: arriving on a page closes the banner.
            QTimer.singleShot(0, partial(avis.erreur.emit, faute))
            return catalogues.charger()

    return charger
