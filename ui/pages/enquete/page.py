"""A questionnaire with a household: one part at a time, kept at each answer."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _, ngettext
from app.domain.enquetes.campagnes import EtatEnquete
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.plan import Effets
from app.domain.enquetes.remplissage import Remplissage
from app.services.enquetes import saisies
from app.services.enquetes.saisies import (
    EnqueteOuverte,
    OuvrirEnquete,
    SauverSaisie,
    TerminerEnquete,
)
from ui.contexte import Contexte
from ui.messages import mots
from ui.navigation import Action, Page
from ui.pages.enquete.ecran import Ecran
from ui.pages.enquete.fin import Differences
from ui.pages.enquete.impression import ImprimeurEnquete
from ui.pages.enquete.joindre import Pieces
from ui.pages.enquete.questions import ChampQuestion
from ui.pages.enquete.sections import ListeSections, Section, decouper
from ui.widgets import Bandeau, Bouton, Etiquette, Titre
from ui.widgets.largeur import GuetLargeur

GARDER_MS = 250  # answers given in a row are kept together


class PageEnquete(Page):
    """Parts at the left, questions at the right; F3 goes to the next one without an answer."""

    nom = "enquete"
    titre = N_("Enquête sociale")
    icone = "fait"
    dans_barre = False
    rattachee = "enquetes"
    aide = "enquetes"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.ouverte: EnqueteOuverte | None = None
        self.rempli: Remplissage | None = None
        self._sections: tuple[Section, ...] = ()
        self._rang = 0
        self._longue = False
        self._attendu: UUID | None = None
        self.entete = Titre()
        self.qui = Etiquette("", "secondaire")
        self.langue = QComboBox()
        self.langue.setAccessibleName(_("Langue des questions"))
        self.barre = QProgressBar()
        self.barre.setTextVisible(False)
        self.barre.setFixedHeight(6)
        self.compte = Etiquette("", "secondaire")
        self.bandeau = Bandeau()
        self.sections = ListeSections()
        self.sections.setFixedWidth(contexte.theme.px(240))
        self.ecran = Ecran(contexte)
        self.differences = Differences(contexte)
        self.precedent = Bouton(_("‹ Partie précédente"), partial(self._avancer, -1))
        self.suivant = Bouton(_("Partie suivante ›"), partial(self._avancer, 1))
        self.manque = Bouton(_("Aller à la prochaine sans réponse  F3"), self._prochaine, "lien")
        self.terminer = Bouton(_("Terminer le questionnaire"), self._terminer, "principal")
        self.imprimeur = ImprimeurEnquete(
            contexte,
            self,
            lambda: self.ouverte,
            lambda: str(self.langue.currentData() or ""),
            self._garder_maintenant,
        )
        self._pieces = Pieces(contexte, self, self._repondre)
        self._garde = QTimer(self)
        self._garde.setSingleShot(True)
        self._garde.setInterval(GARDER_MS)
        self._garde.timeout.connect(self._garder)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        tete = QHBoxLayout()
        tete.setSpacing(12)
        tete.addWidget(self.entete)
        tete.addWidget(self.qui, 1)
        tete.addWidget(self.langue)
        tete.addWidget(self.imprimeur.bouton)
        avance = QHBoxLayout()
        avance.setSpacing(12)
        avance.addWidget(self.barre, 1)
        avance.addWidget(self.compte)
        bas = QHBoxLayout()
        bas.setSpacing(12)
        bas.addWidget(self.precedent)
        bas.addWidget(self.suivant)
        bas.addWidget(self.manque)
        bas.addStretch(1)
        bas.addWidget(self.terminer)
        droite = QWidget()
        colonne = QVBoxLayout(droite)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(8)
        colonne.addWidget(self.ecran, 1)
        colonne.addLayout(bas)
        self.vues = QStackedWidget()
        self.vues.addWidget(droite)
        self.vues.addWidget(self.differences)
        corps = QHBoxLayout()
        corps.setSpacing(24)
        corps.addWidget(self.sections)
        corps.addWidget(self.vues, 1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 12)
        boite.setSpacing(8)
        boite.addLayout(tete)
        boite.addLayout(avance)
        boite.addWidget(self.bandeau)
        boite.addLayout(corps, 1)

    def _brancher(self) -> None:
        self.sections.choisie.connect(self._choisir)
        self.ecran.nouveau_champ.connect(self._accueillir)
        self.ecran.ajoute.connect(self._ajouter)
        self.ecran.retire.connect(self._retirer)
        self.langue.currentIndexChanged.connect(self._parler)
        self.differences.ferme.connect(self._revenir)
        self._guet = GuetLargeur(self)
        self._guet.change.connect(self._serrer)

    # ---- the page ----------------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Take up the questionnaire `enquete_id` where it stands."""
        enquete_id = arguments.get("enquete_id")
        if not isinstance(enquete_id, UUID):
            return
        if self.ouverte is not None and self.ouverte.enquete.id == enquete_id:
            return
        self._garder_maintenant()
        self._attendu = enquete_id
        self.contexte.jobs.lancer(
            saisies.ouvrir, OuvrirEnquete(enquete_id), quand_fini=self._recue, cle="enquete.ouvrir"
        )

    def quitter(self) -> None:
        """What is being typed is an answer too."""
        self._garder_maintenant()

    def commandes(self) -> list[Action]:
        """What one can do here."""
        return [
            Action("enquete_suivant", _("Partie suivante"), partial(self._avancer, 1),
                   "Ctrl+PgDown"),
            Action("enquete_precedent", _("Partie précédente"), partial(self._avancer, -1),
                   "Ctrl+PgUp"),
            Action("enquete_sans_reponse", _("Aller à la prochaine question sans réponse"),
                   self._prochaine, "F3"),
            Action("enquete_longue", _("Montrer tout le questionnaire sur une page, ou par partie"),
                   self._basculer, "Ctrl+L"),
            Action("enquete_terminer", _("Terminer le questionnaire"), self._terminer,
                   "Ctrl+Return"),
            *self.imprimeur.actions(),
        ]  # fmt: skip

    def premier_champ(self) -> QWidget:
        """The first question of the part shown."""
        champs = self.ecran.champs()
        return champs[0].premier() if champs else self.sections

    def _recue(self, ouverte: EnqueteOuverte) -> None:
        if ouverte.enquete.id != self._attendu:
            return
        self.ouverte = ouverte
        self.rempli = rempli = ouverte.remplir(self.contexte.clock.now)
        self._sections = decouper(rempli)
        self._rang = 0
        self.entete.setText(ouverte.questionnaire.titre)
        self.qui.setText(ouverte.menage)
        self.langue.blockSignals(True)
        self.langue.clear()
        for langue in rempli.formulaire.langues:
            self.langue.addItem(langue.partition(" (")[0], langue)
        self.langue.setCurrentIndex(max(0, self.langue.findData(rempli.langue)))
        self.langue.setVisible(self.langue.count() > 1)
        self.langue.blockSignals(False)
        self.bandeau.fermer()
        finie = ouverte.enquete.etat is EtatEnquete.TERMINEE
        self.vues.setCurrentIndex(0)
        self.terminer.setText(_("Terminer de nouveau") if finie else _("Terminer le questionnaire"))
        self._montrer()
        if ouverte.ou:
            self._aller_au_chemin(ouverte.ou)
        else:
            self.premier_champ().setFocus()

    def _serrer(self, etroit: bool) -> None:
        """Where the text is large, arrows are enough; F3 stays in the menu."""
        for bouton, fleche, mots_ in (
            (self.precedent, "‹", _("‹ Partie précédente")),
            (self.suivant, "›", _("Partie suivante ›")),
        ):
            bouton.setText(fleche if etroit else mots_)
            bouton.setAccessibleName(mots_.strip("‹› "))
            bouton.setToolTip(mots_.strip("‹› ") if etroit else "")
        self.manque.setVisible(not etroit)

    # ---- moving ------------------------------------------------------------------------------

    def _montrer(self) -> None:
        if self.rempli is None or not self._sections:
            return
        questions = (
            tuple(q for s in self._sections for q in s.questions)
            if self._longue
            else self._sections[self._rang].questions
        )
        self.ecran.montrer(self.rempli, questions)
        self._dire_avancement()

    def _choisir(self, rang: int) -> None:
        self._vider_les_saisies()
        self.vues.setCurrentIndex(0)
        self._rang = rang
        self._montrer()

    def _avancer(self, pas: int) -> None:
        """The next part that has something to ask."""
        if self.rempli is None:
            return
        rang = self._rang + pas
        while 0 <= rang < len(self._sections):
            if self._sections[rang].pertinente(self.rempli):
                self._choisir(rang)
                self.premier_champ().setFocus()
                return
            rang += pas

    def _basculer(self) -> None:
        self._vider_les_saisies()
        self._longue = not self._longue
        self._montrer()

    def _prochaine(self) -> None:
        """The next question without an answer after the one one is at, then from the start."""
        if self.rempli is None:
            return
        self._vider_les_saisies()
        noeuds = [n for s in self._sections for n in s.noeuds(self.rempli)]
        ici = self._ici()
        debut = noeuds.index(ici) + 1 if ici in noeuds else 0
        for noeud in (*noeuds[debut:], *noeuds[:debut]):
            if not noeud.valeur:
                self._aller(noeud)
                return
        self.contexte.informer(_("Toutes les questions posées ont une réponse."))

    def _ici(self) -> Noeud | None:
        for champ in self.ecran.champs():
            focus = self.focusWidget()
            if focus is not None and (focus is champ or champ.isAncestorOf(focus)):
                return champ.noeud
        return None

    def _aller(self, noeud: Noeud) -> None:
        if self.rempli is None:
            return
        for rang, section in enumerate(self._sections):
            if noeud in section.noeuds(self.rempli):
                if rang != self._rang and not self._longue:
                    self._choisir(rang)
                self.ecran.aller(noeud)
                return

    def _aller_au_chemin(self, chemin: str) -> None:
        if self.rempli is None:
            return
        for noeud in self.rempli.visibles():
            if self.rempli.repere(noeud) == chemin:
                self._aller(noeud)
                return

    # ---- answering ---------------------------------------------------------------------------

    def _accueillir(self, champ: ChampQuestion) -> None:
        champ.repond.connect(self._repondre)
        if self.ouverte is not None:
            self._pieces.accueillir(champ, self.ouverte.enquete.id)
            self._juger(champ)

    def _repondre(self, noeud: Noeud, texte: str) -> None:
        if self.rempli is None:
            return
        champ = self.ecran.champ(noeud)
        try:
            effets = self.rempli.repondre(noeud, texte)
        except AppError as erreur:
            if champ is not None:
                champ.dire_faute(" ".join((mots(erreur).titre, mots(erreur).que_faire)))
            return
        if champ is not None:
            self._juger(champ)
        self._suivre(effets)

    def _juger(self, champ: ChampQuestion) -> None:
        """Say under a field that its answer breaks what the form asks."""
        assert self.rempli is not None  # noqa: S101 - fields come from it
        message = self.rempli.faute(champ.noeud)
        champ.dire_faute(
            "" if message is None else message or _("Cette réponse n’est pas acceptée ici.")
        )

    def _suivre(self, effets: Effets) -> None:
        if effets.structure:
            self.ecran.recomposer()
            self.ecran.renommer()
        for champ in self.ecran.champs():
            if champ.cite or id(champ.noeud) in effets.changes:
                champ.montrer()
        self._dire_avancement()
        self._garde.start()

    def _ajouter(self, parent: Noeud, nom: str) -> None:
        if self.rempli is None:
            return
        tour, effets = self.rempli.ajouter(parent, nom)
        self._suivre(effets)
        for noeud in tour.descendants():
            if self.ecran.aller(noeud):
                return

    def _retirer(self, tour: Noeud) -> None:
        if self.rempli is not None:
            self._suivre(self.rempli.retirer(tour))

    def _parler(self, _rang: int) -> None:
        if self.rempli is None:
            return
        self._vider_les_saisies()
        self.rempli.langue = str(self.langue.currentData() or "")
        for champ in self.ecran.champs():
            champ.montrer()
        self.ecran.renommer()
        self._dire_avancement()

    def _dire_avancement(self) -> None:
        if self.rempli is None:
            return
        faites, posees = self.rempli.avancement()
        self.barre.setRange(0, max(1, posees))
        self.barre.setValue(faites)
        self.barre.setAccessibleDescription(f"{faites}/{posees}")
        self.compte.setText(
            ngettext("{faites} réponse sur {n}", "{faites} réponses sur {n}", faites).format(
                faites=faites, n=posees
            )
        )
        self.sections.remplir(self.rempli, self._sections, self._rang)

    # ---- keeping -----------------------------------------------------------------------------

    def _vider_les_saisies(self) -> None:
        for champ in self.ecran.champs():
            champ.vider_la_saisie()

    def _garder_maintenant(self) -> None:
        self._vider_les_saisies()
        if self._garde.isActive():
            self._garde.stop()
            self._garder()

    def _garder(self) -> None:
        if self.rempli is None or self.ouverte is None:
            return
        ici = self._ici()
        faites, posees = self.rempli.avancement()
        self.contexte.jobs.lancer(
            saisies.sauver,
            SauverSaisie(
                self.ouverte.enquete.id,
                self.rempli.reponses(),
                self.rempli.repere(ici) if ici is not None else "",
                self.rempli.langue,
                faites,
                posees,
            ),
            proprietaire=self,
        )

    # ---- finishing ---------------------------------------------------------------------------

    def _terminer(self) -> None:
        """Finish; what is missing or wrong is told first, with the way there."""
        if self.rempli is None:
            return
        self._vider_les_saisies()
        manquantes, fautives = self.rempli.manquantes(), self.rempli.fautives()
        n = len(manquantes) + len(fautives)
        if not n:
            self._envoyer(incomplete=False)
            return
        premiere = manquantes[0] if manquantes else fautives[0][0]
        texte = ngettext(
            "Il reste {n} réponse à donner ou à revoir. La première : « {question} ».",
            "Il reste {n} réponses à donner ou à revoir. La première : « {question} ».",
            n,
        ).format(n=n, question=self.rempli.libelle(premiere) or premiere.nom)
        y_aller = Bouton(_("Y aller"), partial(self._reprendre, premiere))
        self.bandeau.dire(
            texte,
            "attention",
            y_aller,
            Bouton(_("Terminer quand même"), partial(self._envoyer, incomplete=True), "lien"),
        )
        y_aller.setFocus()

    def _reprendre(self, noeud: Noeud) -> None:
        self.bandeau.fermer()
        self._aller(noeud)

    def _envoyer(self, *, incomplete: bool) -> None:
        if self.rempli is None or self.ouverte is None:
            return
        self._garde.stop()
        self.bandeau.fermer()
        enquete_id = self.ouverte.enquete.id

        def fini(changes: Changes) -> None:
            self.contexte.signaler_enregistre(changes, _("Questionnaire terminé"))
            self.vues.setCurrentWidget(self.differences)
            self.differences.montrer(enquete_id)
            self.differences.finir.setFocus()

        self.contexte.jobs.lancer(
            saisies.terminer,
            TerminerEnquete(
                enquete_id,
                self.rempli.reponses(),
                incomplete=incomplete,
                langue=self.rempli.langue,
            ),
            quand_fini=fini,
            proprietaire=self,
        )

    def _revenir(self) -> None:
        ouverte, self.ouverte, self.rempli = self.ouverte, None, None
        if ouverte is not None:
            self.contexte.navigation.aller("menage", menage_id=ouverte.enquete.menage_id)
