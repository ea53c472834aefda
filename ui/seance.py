"""An open base on screen: pages, menus, palette, status line, until it is locked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.core.changes import Changes, OperationId
from app.core.errors import AppError
from app.core.i18n import _, heure
from app.core.settings import ECHELLE
from app.domain.accompagnement import Canal
from ui import inscription
from ui.contexte import Contexte, Session
from ui.coquille import Coquille
from ui.envois_fond import EnvoisEnFond, EtatEnvois
from ui.guide import Guide
from ui.main_window import MainWindow
from ui.menus import Menu, Menus
from ui.navigation import Action, Page
from ui.palette import Groupe, Palette
from ui.pile import Pile
from ui.recherche_menages import chercher, lire_cites
from ui.widgets import SearchField


class Seance(QObject):
    """Shows the shell for one session. `verrouiller` and `quitter` only ask the application."""

    verrouiller = Signal()
    quitter = Signal()

    def __init__(
        self,
        contexte: Contexte,
        fenetre: MainWindow,
        pile: Pile,
        session: Session,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self.session = session
        self._fenetre = fenetre
        self._pages = inscription.pages()
        self._guide: Guide | None = None
        self.coquille = Coquille(contexte.theme, contexte.cite, pile)
        self.menus = Menus(fenetre)
        self.envois = EnvoisEnFond(contexte, self)
        self._raccourcis = self._poser_raccourcis()
        for page in self._pages:
            contexte.navigation.inscrire(page.nom, partial(page, contexte))
        self.coquille.proposer(self._pages)
        self.coquille.etat.session.setText(session.utilisateur)
        self._liens = self._brancher()

    def meme_que(self, session: Session) -> bool:
        """Whether it is the same person on the same base."""
        mienne = self.session
        return (mienne.chemin, mienne.utilisateur) == (session.chemin, session.utilisateur)

    def montrer(self) -> None:
        """Show the shell where one was, or the first page."""
        self._construire_menus()
        for raccourci in self._raccourcis:
            raccourci.setEnabled(True)
        self._fenetre.montrer(self.coquille)
        self._lire_cites()
        self.envois.demarrer()
        if self.contexte.navigation.lieu is not None:
            self.contexte.navigation.reprendre()
        elif self._pages:
            self.contexte.navigation.aller(self._pages[0].nom)

    def masquer(self) -> None:
        """Take away menus, shortcuts and what was last said; send no more (lock)."""
        self.envois.arreter()
        self.menus.vider()
        for raccourci in self._raccourcis:
            raccourci.setEnabled(False)
        self.coquille.etat.effacer()
        self.coquille.bandeau.fermer()
        self.coquille.entete.proposer_rien()
        if self._guide is not None:
            self._guide.deleteLater()
            self._guide = None

    def defaire(self) -> None:
        """Destroy the shell; the stack of pages is kept for the next one."""
        self.masquer()
        for lien in self._liens:
            QObject.disconnect(lien)
        for raccourci in self._raccourcis:
            raccourci.deleteLater()
        self.coquille.lacher_pile()
        self._fenetre.retirer(self.coquille)
        self.deleteLater()

    # --- wiring ------------------------------------------------------------------------------

    def _brancher(self) -> list[Any]:
        c, coquille = self.contexte, self.coquille
        coquille.barre.choisie.connect(c.navigation.aller)
        coquille.entete.recherche.connect(self.ouvrir_palette)
        coquille.entete.aide.connect(self.ouvrir_guide)
        coquille.entete.apparence.connect(c.theme.basculer)
        coquille.entete.verrouiller.connect(self.verrouiller)
        coquille.entete.envois.connect(self._voir_envois)
        self.envois.change.connect(self._envois_changent)
        coquille.etat.annuler.connect(self._annuler)
        return [
            self._fenetre.echap.connect(self._echap),
            c.navigation.change.connect(self._page_change),
            c.navigation.commandes.connect(self._commandes_changent),
            c.avis.enregistre.connect(self._enregistre),
            c.avis.erreur.connect(self._erreur),
            c.avis.information.connect(coquille.etat.dire),
            c.jobs.erreur.connect(self._erreur),
            c.jobs.occupe.connect(self._occupe),
            c.store.changed.connect(self._change),
        ]

    def _poser_raccourcis(self) -> list[QShortcut]:
        raccourcis = []
        for touche, fonction in (
            ("/", self._chercher),
            ("Alt+Right", self.contexte.navigation.avancer),
        ):
            raccourci = QShortcut(QKeySequence(touche), self._fenetre)
            raccourci.setContext(Qt.ShortcutContext.WindowShortcut)
            raccourci.activated.connect(lambda f=fonction: f())
            raccourcis.append(raccourci)
        return raccourcis

    def _construire_menus(self) -> None:
        self.menus.construire(
            [
                Menu(_("Voyette"), self._actions_application()),
                Menu(_("Aller"), self._actions_aller()),
                Menu(_("Affichage"), self._actions_affichage()),
                Menu(
                    _("Aide"), [Action("aide", _("Guide de cette page"), self.ouvrir_guide, "F1")]
                ),
            ],
            _("Cette page"),
        )

    def _actions_application(self) -> list[Action | None]:
        actions: list[Action | None] = []
        if self.contexte.navigation.connait("visite"):
            actions += [
                Action("visite", _("Consigner une visite"), self._nouvelle_visite, "Ctrl+N"),
                *(
                    Action(f"noter_{canal.value}", texte, partial(self._contact, canal), touches)
                    for canal, texte, touches in (
                        (Canal.TELEPHONE, _("Noter un appel"), "Ctrl+Shift+A"),
                        (Canal.COURRIEL, _("Noter un courriel"), "Ctrl+Shift+M"),
                        (Canal.COURRIER, _("Noter un courrier"), ""),
                    )
                ),
            ]
            if self.contexte.navigation.connait("reclamations"):
                ouvrir = self._nouvelle_reclamation
                actions.append(
                    Action("reclamation", _("Ouvrir une réclamation"), ouvrir, "Ctrl+Shift+R")
                )
            actions.append(None)
        annuler = self.coquille.etat.demander_annulation
        actions += [
            Action("annuler", _("Annuler la dernière action"), annuler, "Ctrl+Alt+Z"),
            None,
            Action("verrouiller", _("Verrouiller"), self.verrouiller.emit, "Ctrl+L"),
            Action("quitter", _("Quitter"), self.quitter.emit, "Ctrl+Q"),
        ]
        return actions

    def _actions_aller(self) -> list[Action | None]:
        visibles = [p for p in self._pages if p.dans_barre]
        actions: list[Action | None] = [
            Action("palette", _("Rechercher…"), self.ouvrir_palette, "Ctrl+K"),
            Action("retour", _("Revenir"), self._retour, "Alt+Left"),
            None,
        ]
        for rang, page in enumerate(visibles, 1):
            raccourci = page.raccourci or (f"Ctrl+{rang}" if rang <= 9 else "")
            aller = partial(self.contexte.navigation.aller, page.nom)
            actions.append(Action(f"aller_{page.nom}", _(page.titre), aller, raccourci))
        return actions

    def _actions_affichage(self) -> list[Action | None]:
        settings = self.contexte.settings

        def taille(pas: int) -> None:
            choix = [valeur for valeur, _texte in ECHELLE.choix]
            rang = choix.index(settings.lire(ECHELLE)) + pas
            if 0 <= rang < len(choix):
                settings.ecrire(ECHELLE, choix[rang])

        basculer = self.contexte.theme.basculer
        return [
            Action("apparence", _("Passer du clair au sombre"), basculer, "Ctrl+Shift+D"),
            Action("plus_grand", _("Texte plus grand"), lambda: taille(1), "Ctrl++"),
            Action("plus_petit", _("Texte plus petit"), lambda: taille(-1), "Ctrl+-"),
        ]

    # --- what happens ------------------------------------------------------------------------

    def _page_change(self, page: Page) -> None:
        self.coquille.bandeau.fermer()
        self.coquille.barre.montrer(page.rattachee or page.nom)
        self.menus.de_la_page(page.commandes())
        self._fenetre.setWindowTitle(f"{page.titre_affiche()} – Voyette")
        self.coquille.pile.updateGeometry()

    def _commandes_changent(self, page: Page) -> None:
        self.menus.revoir_la_page(page.commandes())

    def _change(self, changes: Changes) -> None:
        for page in self.contexte.navigation.pages_ouvertes():
            if page.concernee(changes):
                page.rafraichir()
        self.envois.concerne(changes)
        if changes.touche("cites"):
            self._lire_cites()

    def _envois_changent(self, etat: EtatEnvois) -> None:
        self.coquille.entete.dire_envois(etat.dire(), etat.dire_court())

    def _voir_envois(self) -> None:
        aller = self.contexte.navigation.aller
        if self.envois.etat.retours_seuls:
            aller("echanges", onglet="retours", vue="fichiers")
        else:
            aller("echanges", onglet="envois", vue="boite")

    def _enregistre(self, texte: str, operation: OperationId | None) -> None:
        if self.coquille.bandeau.property("ton") == "erreur":
            self.coquille.bandeau.fermer()  # what was refused has been put right
        maintenant = self.contexte.clock.now().astimezone()
        self.coquille.etat.enregistre(heure(maintenant), texte, operation)

    def _erreur(self, erreur: AppError) -> None:
        self.coquille.montrer_bandeau().montrer_erreur(erreur)

    def _occupe(self, oui: bool) -> None:
        self.coquille.etat.occuper(oui)

    def _annuler(self, operation: OperationId) -> None:
        from app.services import annulation  # noqa: PLC0415 - heavy: on first use

        self.contexte.jobs.lancer(
            annulation.annuler,
            annulation.AnnulerOperation(operation),
            quand_fini=lambda _c: self.contexte.informer(_("L’action est annulée.")),
            proprietaire=self,
        )

    def _retour(self) -> None:
        self.contexte.navigation.retour()

    def _echap(self) -> None:
        if self.coquille.isVisible():  # never behind the lock screen
            self._retour()

    def _nouvelle_visite(self) -> None:
        self.contexte.navigation.aller("visite")

    def _contact(self, canal: Canal) -> None:
        """Log a call or a message, of the household one is looking at if any."""
        lieu = self.contexte.navigation.lieu
        arguments = dict(lieu.arguments) if lieu is not None and lieu.nom == "menage" else {}
        ici = {k: v for k, v in arguments.items() if k == "menage_id"}
        self.contexte.navigation.aller("visite", canal=canal, **ici)

    def _nouvelle_reclamation(self) -> None:
        """Somebody calls about a defect: of the household one is looking at, if any."""
        lieu = self.contexte.navigation.lieu
        aller = self.contexte.navigation.aller
        if lieu is not None and lieu.nom == "menage" and "menage_id" in lieu.arguments:
            ici = lieu.arguments["menage_id"]
            aller("menage", menage_id=ici, onglet="reclamations", saisie=("reclamation", None))
        else:
            aller("reclamations", vue="nouvelle")

    def _chercher(self) -> None:
        page = self.contexte.navigation.page
        champ = page.findChild(SearchField) if page is not None else None
        if champ is not None and champ.isVisible():
            champ.setFocus()
            champ.selectAll()
        else:
            self.ouvrir_palette()

    # --- palette, guide, estates -------------------------------------------------------------

    def ouvrir_palette(self) -> None:
        """Ctrl+K."""
        aller = [a for a in self.menus.actions if a.nom.startswith("aller_")]
        autres = [a for a in self.menus.actions if a not in aller and a.nom != "palette"]
        groupes = [Groupe(_("page"), aller), Groupe(_("action"), autres)]
        palette = Palette(groupes, self.contexte.theme, self._chercher_menages, self._fenetre)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.choisie.connect(lambda action: action.declencher())
        palette.open()

    def _chercher_menages(self, texte: str, repondre: Any, palette: QWidget) -> None:
        chercher(self.contexte, texte, repondre, palette)

    def ouvrir_guide(self) -> None:
        """F1: the guide at this page."""
        page = self.contexte.navigation.page
        if self._guide is None:
            self._guide = Guide(self.contexte.theme)
        self._guide.ouvrir((page.aide or page.nom) if page is not None else "")

    def _lire_cites(self) -> None:
        lire_cites(self.contexte, self._cites_lues, self)

    def _cites_lues(self, cites: Sequence[Any]) -> None:
        self.coquille.entete.proposer(cites)
