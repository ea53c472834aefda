"""A guided visit of the home: one key a point, what to say at hand, saved at once at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _
from app.domain.reclamations import OrigineReclamation
from app.services import prises_en_main as service
from app.services import responsables
from app.services.documents.commandes_guide import GuideImprime
from app.services.prises_en_main import (
    AnnulerPrise,
    DeplacerPrise,
    EtatPointMontre,
    EtatPriseEnMain,
    LirePrise,
    PointVisite,
    PriseLue,
    TenirPrise,
)
from app.services.responsables import ListerResponsables, ResponsableLigne
from ui.contexte import Contexte
from ui.logement_renove.guide import GuidePapier
from ui.navigation import Action, Page
from ui.pages.prise_en_main.entete import EntetePrise
from ui.pages.prise_en_main.liste import ListePoints
from ui.pages.prise_en_main.pied import PiedPrise
from ui.pages.prise_en_main.regard import Regard
from ui.pages.prise_en_main.saisie import Notes
from ui.reclamation.ouverture import ouvrir
from ui.saisie.panneau import PanneauSaisie
from ui.widgets import Bandeau, Bouton, Etiquette, Titre
from ui.widgets.largeur import GuetLargeur

NOUNS = ("prises_en_main", "menages", "personnes")


class PagePriseEnMain(Page):
    """Argument of `afficher`: `prise_id`. What is noted is a draft until it is saved."""

    nom = "prise_en_main"
    titre = N_("Prise en main du logement")
    icone = "menages"
    dans_barre = False
    rattachee = "menages"
    aide = "prise-en-main"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._id: UUID | None = None
        self.lue: PriseLue | None = None
        self.notes = Notes()
        self._noms: dict[UUID, str] = {}
        self._touche = False
        self.brouillon = contexte.brouillons.suivre("prise_en_main", self._contenu, self)
        self.bandeau = Bandeau()
        self.qui = QComboBox()
        self.qui.setAccessibleName(_("Montré à"))
        self.qui.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.titre_liste = Titre("", section=True)
        self.liste = ListePoints(contexte.theme)
        self.regard = Regard(contexte.theme)
        self.pied = PiedPrise(contexte.clock)
        self.papier = GuidePapier(contexte, self, quand_imprime=self._imprime)
        self.defaut = Bouton(_("Signaler un défaut"), self.signaler)
        self.defaut.setToolTip(_("Alt+R : ouvrir une réclamation, sans quitter la visite"))
        self.menage = Bouton(_("Voir le ménage"), self._voir_menage)
        self.entete = EntetePrise((self.papier.bouton, self.defaut, self.menage))
        self.saisie = PanneauSaisie(contexte)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        gauche = QWidget()
        colonne = QVBoxLayout(gauche)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(6)
        sur = QHBoxLayout()
        sur.addWidget(self.titre_liste, 1)
        sur.addWidget(Etiquette(_("Montré à"), "secondaire"))
        sur.addWidget(self.qui)
        colonne.addLayout(sur)
        colonne.addWidget(self.liste, 1)
        self.touches = Etiquette(
            _("1 montré · 2 à revoir · 0 sans objet · N préciser"), "secondaire", retour_ligne=True
        )
        colonne.addWidget(self.touches)
        self._zone = QScrollArea()
        self._zone.setWidgetResizable(True)
        self._zone.setFrameShape(QFrame.Shape.NoFrame)
        self._zone.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._zone.setWidget(self.regard)
        self._zone.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._zone.setMinimumHeight(self.contexte.theme.px(120))
        self._zone.setMinimumWidth(self.contexte.theme.px(280))
        corps = QHBoxLayout()
        corps.setSpacing(16)
        corps.addWidget(gauche, 5)
        corps.addWidget(self._zone, 3)
        self.saisie.setMaximumWidth(self.contexte.theme.px(460))
        self.saisie.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.saisie.setMinimumHeight(self.contexte.theme.px(200))
        corps.addWidget(self.saisie, 3)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 12)
        page.setSpacing(8)
        page.addWidget(self.entete)
        page.addWidget(self.bandeau)
        page.addLayout(corps, 1)
        page.addWidget(self.pied)

    def _brancher(self) -> None:
        self.liste.notee.connect(self._noter)
        self.liste.choisie.connect(self._choisi)
        self.liste.precisee.connect(self._preciser)
        self.regard.precise.connect(self._precise)
        self.regard.finie.connect(self.liste.setFocus)
        self.qui.currentIndexChanged.connect(lambda _i: self._dire_precision())
        self.pied.modifie.connect(self._change)
        self.pied.garder.connect(self.garder)
        self.pied.annuler.connect(self._annuler)
        self.entete.present.connect(self._present)
        self.saisie.ferme.connect(self._saisie_fermee)
        self.brouillon.restaurable.connect(self._restaurer)
        self._guet = GuetLargeur(self)
        self._guet.change.connect(lambda _etroit: self._serrer())

    # --- what is shown -----------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Show this visit."""
        id_ = arguments.get("prise_id")
        if isinstance(id_, UUID) and id_ != self._id:
            self._id, self.lue, self._touche = id_, None, False
            self.notes = Notes()
            self.brouillon.changer_cle(f"prise_en_main.{id_.hex}")
        self.rafraichir()

    def rafraichir(self) -> None:
        """Read the visit again; what is being noted stays."""
        if self._id is not None:
            self.contexte.jobs.lancer(
                service.lire,
                LirePrise(self._id),
                quand_fini=self._recue,
                en_erreur=self._introuvable,
                proprietaire=self,
                cle="prise_en_main.page",
            )

    def concernee(self, changes: Changes) -> bool:
        """Anything about the visit or its household."""
        return any(changes.touche(n) for n in NOUNS)

    def premier_champ(self) -> QWidget:
        """The list of points."""
        return self.liste

    def heightForWidth(self, _largeur: int) -> int:  # noqa: N802 - Qt name
        """The list and what is beside it scroll inside: the page asks for little."""
        return self.minimumSizeHint().height()

    def _recue(self, lue: PriseLue) -> None:
        if lue.prise.id != self._id:
            return
        arrive = self.lue is None
        self.lue = lue
        if arrive or not self._touche:
            self.notes = Notes()
            self.notes.charger(lue)
        self._noms = {p.id: p.prenom or p.nom for p in lue.fiche.personnes if p.partie_le is None}
        self.papier.menage(lue.prise.menage_id)
        self._dire_entete(lue)
        self.pied.remplir(lue, valeurs=not self._touche)
        self._dire_presents()
        self._remplir_liste()
        if arrive:
            self.brouillon.chercher()
            self.liste.setFocus()
        self.redire_commandes()

    def _dire_entete(self, lue: PriseLue) -> None:
        prise = lue.prise
        self.entete.remplir(lue)
        annulee = prise.etat is EtatPriseEnMain.ANNULEE
        if annulee:
            self.bandeau.dire(_("Cette visite a été annulée : prévoyez-en une autre."), "info")
        elif prise.etat is EtatPriseEnMain.PREVUE and prise.jour and prise.jour < lue.jour:
            self.bandeau.dire(
                _("Ce jour est passé : dites ce qui a été montré, ou mettez une autre date."),
                "attention",
            )
        else:
            self.bandeau.hide()
        self.qui.setEnabled(not annulee)

    def _dire_presents(self) -> None:
        """Who is there, and to whom one shows."""
        self.entete.dire_presents(self._noms, self.notes.presents)
        choisi = self.qui.currentData()
        self.qui.blockSignals(True)
        self.qui.clear()
        self.qui.addItem(_("tout le monde"), None)
        for id_, nom in self._noms.items():
            self.qui.addItem(nom, id_)
        rang = self.qui.findData(choisi)
        self.qui.setCurrentIndex(max(0, rang))
        self.qui.blockSignals(False)

    def _remplir_liste(self) -> None:
        assert self.lue is not None  # noqa: S101 - just read
        modifiable = self.lue.prise.etat is not EtatPriseEnMain.ANNULEE
        self.liste.remplir(self.lue.points, self.notes, self._noms, modifiable=modifiable)
        self._choisi(self.liste.courant())
        self._dire_titre()

    def _dire_titre(self) -> None:
        assert self.lue is not None  # noqa: S101 - just read
        faits = sum(bool(self.notes.de(p.code)) for p in self.lue.points)
        self.titre_liste.setText(
            _("{n} points sur {total}").format(n=faits, total=len(self.lue.points))
        )

    def _choisi(self, point: PointVisite | None) -> None:
        self.regard.remplir(point)
        self._dire_precision()

    def _dire_precision(self) -> None:
        code = self.liste.code()
        if code is not None:
            qui = self._qui()
            possible = self.notes.etat(code, qui) is not None
            self.regard.noter(self.notes.precision(code, qui), possible=possible)

    def _serrer(self) -> None:
        """At 150 % the list keeps its words, and the drawing leaves room to what one says."""
        px = self.contexte.theme.px
        self._zone.setMinimumWidth(px(200 if self._guet.etroit else 280))
        # What to say matters more than the drawing when there is little room.
        self.regard.dessin.setMaximumHeight(px(96 if self._guet.etroit else 220))

    def _introuvable(self, erreur: AppError) -> None:
        self.contexte.signaler_erreur(erreur)
        self.contexte.navigation.retour()

    # --- what one does -----------------------------------------------------------------------

    def commandes(self) -> list[Action]:
        """Save, print, cancel; go back to the household."""
        if self.lue is None:
            return []
        actions = [
            Action("enregistrer_prise", _("Enregistrer la visite"), self.garder, "Ctrl+Return"),
            Action("prise_montre_a", _("Changer à qui l’on montre"), self._suivant_a, "Alt+Q"),
            Action("signaler_defaut", _("Signaler un défaut"), self.signaler, "Alt+R"),
            Action("prise_menage", _("Voir le ménage"), self._voir_menage, "Alt+M"),
        ]
        if self.lue.prise.etat is EtatPriseEnMain.PREVUE:
            actions.append(Action("annuler_prise", _("Annuler la visite"), self._annuler))
        return actions

    def garder(self) -> None:
        """Save what was shown, or move the visit to the day typed."""
        if self.lue is None or self._id is None:
            return
        le = self.pied.le.valeur()
        if le is None:
            self.pied.le.setFocus()
            return
        a_venir = self.pied.a_venir()
        if a_venir is not None:
            self._ecrire(service.deplacer, DeplacerPrise(self._id, a_venir), _("Visite reportée"))
            return
        cmd = TenirPrise(
            self._id,
            le,
            self.notes.points(),
            tuple(self.notes.presents),
            self.pied.guide_remis.text(),
            self.pied.remarque.text(),
        )
        self._ecrire(service.tenir, cmd, _("Visite enregistrée"))

    def _ecrire(self, fait: Any, cmd: object, dit: str) -> None:
        self.contexte.jobs.lancer(
            fait, cmd, quand_fini=partial(self._ecrit, dit), proprietaire=self
        )

    def _ecrit(self, dit: str, changes: Changes) -> None:
        self._touche = False
        self.brouillon.oublier()
        self.contexte.signaler_enregistre(changes, dit)
        self.rafraichir()

    def signaler(self) -> None:
        """Open a complaint beside the list, about the point one is on."""
        self.contexte.jobs.lancer(
            responsables.lister,
            ListerResponsables(),
            quand_fini=self._ouvrir_defaut,
            proprietaire=self,
            cle="prise_en_main.responsables",
        )

    def _ouvrir_defaut(self, lus: Sequence[ResponsableLigne]) -> None:
        if self.lue is None:
            return
        menage = self.lue.fiche.menage
        saisie = ouvrir(
            self.contexte,
            lus,
            menage=(menage.id, menage.nom),
            origine=OrigineReclamation.PRISE_EN_MAIN,
        )
        point = self.liste.courant()
        debut = f"{point.libelle} : " if point is not None else ""
        self._zone.hide()
        self.saisie.ouvrir(replace(saisie, valeurs={**saisie.valeurs, "description": debut}))

    def _saisie_fermee(self) -> None:
        self._zone.show()
        self.liste.setFocus()

    def _annuler(self) -> None:
        if self._id is not None:
            self._ecrire(service.annuler, AnnulerPrise(self._id), _("Visite annulée"))

    def _noter(self, code: str, etat: EtatPointMontre | None) -> None:
        self.notes.noter(code, self._qui(), etat)
        self.liste.redire(self.notes, self._noms)
        self._dire_titre()
        self._dire_precision()
        self._change()

    def _present(self, id_: UUID, la: bool) -> None:
        self.notes.presents = [x for x in self.notes.presents if x != id_] + ([id_] if la else [])
        self._change()

    def _precise(self, mots: str) -> None:
        code = self.liste.code()
        if code is not None and self.notes.preciser(code, self._qui(), mots):
            self.liste.redire(self.notes, self._noms)
            self._change()

    def _preciser(self) -> None:
        if self.regard.ligne.isEnabled():
            self.regard.precision.setFocus()

    def _imprime(self, fait: GuideImprime) -> None:
        self.pied.remis(fait.langues)

    def _suivant_a(self) -> None:
        self.qui.setCurrentIndex((self.qui.currentIndex() + 1) % max(1, self.qui.count()))

    def _qui(self) -> UUID | None:
        choisi = self.qui.currentData()
        return choisi if isinstance(choisi, UUID) else None

    def _voir_menage(self) -> None:
        if self.lue is not None:
            self.contexte.navigation.aller(
                "menage", menage_id=self.lue.prise.menage_id, onglet="apres"
            )

    # --- draft -------------------------------------------------------------------------------

    def _change(self, *_args: object) -> None:
        self._touche = True
        self.brouillon.modifie()

    def _contenu(self) -> Mapping[str, Any] | None:
        if not self._touche:
            return None
        return {**self.notes.en_texte(), **self.pied.contenu()}

    def _restaurer(self, contenu: Mapping[str, Any]) -> None:
        """What was being noted when the page was left."""
        if self.lue is None or self._touche:
            return
        self._touche = True
        self.notes = Notes()
        self.notes.reprendre(contenu)
        self.pied.restaurer(contenu)
        self._dire_presents()
        self._remplir_liste()
        self.contexte.informer(_("Ce que vous aviez noté est revenu."))
