"""One campaign: its households as one walks, and what happens at each door."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.i18n import _, ngettext
from app.services.documents.vocabulaire import dire, majuscule
from app.services.enquetes import campagnes, saisies
from app.services.enquetes import campagnes_menages as gestes
from app.services.enquetes.campagnes import (
    ActualiserCampagne,
    CampagneLue,
    CampagneOuverte,
    CloreCampagne,
    EtatSuivi,
    LireCampagne,
    MenageACampagne,
    ModifierCampagne,
)
from app.services.enquetes.saisies import CommencerEnquete
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import TablePaginee
from ui.pages.enquetes.bandes import BandeAbsence, BandeCampagne, BandeRefus
from ui.pages.enquetes.couverture import BarreCouverture
from ui.pages.enquetes.mots import (
    ORDRE,
    dire_couverture,
    dire_echeance,
    dire_lieu,
)
from ui.pages.enquetes.table_campagne import COLONNES, RangMenage, TableMenages, _ou
from ui.widgets import Bandeau, Bouton, Etiquette, Flux, SearchField, Titre


class VueCampagne(QWidget):
    """The header tells how far it went; the list what remains. `retour` asks for the list."""

    retour = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._id: UUID | None = None
        self.lue: CampagneLue | None = None
        self._tranches_vues = False
        self.nom = Titre("", section=True)
        self.faits = Etiquette("", "secondaire", retour_ligne=True)
        self.retard = Etiquette("", "retard")
        self.barre = BarreCouverture(contexte.theme)
        self.couverture = Etiquette("", "corps", retour_ligne=True)
        self.tranches = Etiquette("", "secondaire", retour_ligne=True)
        self.par_tranche = Bouton("", self._basculer_tranches, "lien")
        self._defile = QScrollArea()
        self._defile.setWidgetResizable(True)
        self._defile.setFrameShape(QFrame.Shape.NoFrame)
        self._defile.setMaximumHeight(contexte.theme.px(84))
        self._defile.setWidget(self.tranches)
        self._defile.hide()
        self.bandeau = Bandeau()
        self.champ = SearchField(_("Nom, adresse, référent·e"))
        self.champ.setMaximumWidth(contexte.theme.px(280))
        self.etat = QComboBox()
        self.etat.setAccessibleName(_("Montrer"))
        self.etat.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._source = SourceListe(lambda r: f"{r.nom} {_ou(r)} {r.tranche} {r.menage.referents}")
        self.modele = TablePaginee(self._source, COLONNES, self, tri="adresse")
        self.table = TableMenages(contexte.theme, _("Ménages à enquêter"))
        self.table.setModel(self.modele)
        self.table.setAccessibleDescription(
            _("Entrée : questionnaire. A : absent. R : refus. V : visite. M : ménage.")
        )
        self.absence = BandeAbsence(contexte.clock)
        self.refus = BandeRefus()
        self.edition = BandeCampagne(contexte.clock)
        self.commencer = Bouton(_("Commencer le questionnaire"), self._commencer, "principal")
        self.boutons = {
            "absent": Bouton(_("Absent  A"), partial(self.faire, "absent")),
            "refus": Bouton(_("Refus ou autre fois  R"), partial(self.faire, "refus")),
            "visite": Bouton(_("Consigner une visite  V"), partial(self.faire, "visite")),
            "menage": Bouton(_("Ouvrir le ménage  M"), partial(self.faire, "menage")),
        }
        self.modifier = Bouton(_("Modifier…"), self._modifier)
        self.clore = Bouton(_("Clore la campagne"), self._clore)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        retour = Bouton(_("‹ Toutes les campagnes"), self.retour.emit, "lien")
        tete = QHBoxLayout()
        tete.setSpacing(12)
        for widget in (retour, self.nom, self.retard):
            tete.addWidget(widget)
        tete.addStretch(1)
        tete.addWidget(self.modifier)
        tete.addWidget(self.clore)
        avance = QHBoxLayout()
        avance.setSpacing(12)
        avance.addWidget(self.barre, 1)
        avance.addWidget(self.couverture, 2)
        avance.addWidget(self.par_tranche)
        filtre = QHBoxLayout()
        filtre.setSpacing(12)
        filtre.addWidget(self.champ, 1)
        filtre.addWidget(self.etat)
        filtre.addStretch(1)
        place = QWidget()
        flux = Flux(place, ecart=8, interligne=4)
        for bouton in self.boutons.values():
            flux.addWidget(bouton)
        self._bas = QWidget()
        bas = QHBoxLayout(self._bas)
        bas.setContentsMargins(0, 0, 0, 0)
        bas.setSpacing(12)
        bas.addWidget(place, 1)
        bas.addWidget(self.commencer, 0, Qt.AlignmentFlag.AlignBottom)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.setSpacing(6)
        boite.addLayout(tete)
        boite.addWidget(self.faits)
        boite.addLayout(avance)
        boite.addWidget(self._defile)
        boite.addWidget(self.bandeau)
        boite.addWidget(self.edition)
        boite.addLayout(filtre)
        boite.addWidget(self.table, 1)
        boite.addWidget(self.absence)
        boite.addWidget(self.refus)
        boite.addWidget(self._bas)

    def _brancher(self) -> None:
        self.champ.cherche.connect(self.modele.filtrer)
        self.champ.descendre.connect(self.table.prendre_focus)
        self.champ.valide.connect(self.table.prendre_focus)
        self.table.remonter.connect(self.champ.setFocus)
        self.table.valide.connect(lambda _rang: self._commencer())
        self.table.geste.connect(self.faire)
        self.table.selection_changee.connect(lambda _n: self._choisi())
        self.etat.activated.connect(lambda _rang: self._montrer())
        self.absence.noter.connect(self._absent)
        self.refus.refuser.connect(self._refuse)
        self.refus.remettre.connect(self._remis)
        self.edition.changer.connect(self._change)
        for bande in (self.absence, self.refus, self.edition):
            bande.ferme.connect(self._bas.show)
            bande.ferme.connect(self.table.prendre_focus)

    # --- what is shown -----------------------------------------------------------------------

    def montrer(self, campagne_id: UUID) -> None:
        """Show this campaign."""
        if campagne_id != self._id:
            self._id, self.lue = campagne_id, None
            self.champ.clear()
            self.etat.clear()
            self._source.remplacer(())
            self.modele.recharger()
            for bande in (self.absence, self.refus, self.edition):
                bande.hide()
            self._bas.show()
        self.rafraichir()

    def rafraichir(self) -> None:
        """Read it again; the household one is on stays."""
        if self._id is not None:
            self._contexte.jobs.lancer(
                campagnes.lire,
                LireCampagne(self._id),
                quand_fini=self._recue,
                proprietaire=self,
                cle="enquetes.campagne",
            )

    def premier_champ(self) -> QWidget:
        """The households."""
        return self.table

    def _recue(self, lue: CampagneLue) -> None:
        if lue.campagne.id != self._id:
            return
        self.lue = lue
        c = lue.campagne
        self.nom.setText(c.titre)
        en_retard = bool(c.retard(self._contexte.clock.today()))
        echeance = dire_echeance(c, self._contexte.clock.today())
        self.retard.setText(echeance if en_retard else "")
        self.retard.setVisible(en_retard)
        faits = [dire_lieu(c), c.questionnaire, dire(c.moment)]
        self.faits.setText(" · ".join(faits if en_retard else [*faits, echeance]))
        self.barre.fixer(c)
        self.couverture.setText(dire_couverture(c))
        plusieurs = len(lue.tranches) > 1
        self.tranches.setText(
            "\n".join(f"{t.lieu or _('hors tranche')} : {dire_couverture(t)}" for t in lue.tranches)
        )
        self.par_tranche.setVisible(plusieurs)
        self._defile.setVisible(plusieurs and self._tranches_vues)
        self._nommer_tranches()
        self._dire_mouvements(lue)
        self._remplir_etats(lue)
        ouverte = c.close_le is None
        self.clore.setVisible(ouverte)
        self._montrer()

    def _basculer_tranches(self) -> None:
        self._tranches_vues = not self._tranches_vues
        self._defile.setVisible(self._tranches_vues)
        self._nommer_tranches()

    def _nommer_tranches(self) -> None:
        self.par_tranche.setText(
            _("Cacher les tranches") if self._tranches_vues else _("Voir par tranche")
        )

    def _dire_mouvements(self, lue: CampagneLue) -> None:
        if not (lue.arrives or lue.partis):
            self.bandeau.hide()
            return
        dits = []
        if lue.arrives:
            arrive = ngettext("{n} ménage est arrivé", "{n} ménages sont arrivés", lue.arrives)
            dits.append(arrive.format(n=lue.arrives))
        if lue.partis:
            parti = ngettext("{n} ménage est parti", "{n} ménages sont partis", lue.partis)
            dits.append(parti.format(n=lue.partis))
        self.bandeau.dire(
            _("Depuis l’ouverture : {faits}.").format(faits=", ".join(dits)),
            "info",
            Bouton(_("Mettre la liste à jour"), self._actualiser),
        )

    def _remplir_etats(self, lue: CampagneLue) -> None:
        choisi = self.etat.currentData()
        etats = [m.etat for m in lue.menages]
        self.etat.clear()
        self.etat.addItem(_("Tous ({n})").format(n=len(etats)), None)
        for etat in ORDRE:
            self.etat.addItem(f"{majuscule(dire(etat))} ({etats.count(etat)})", etat)
        self.etat.setCurrentIndex(max(0, self.etat.findData(choisi)) if choisi else 0)

    def _montrer(self) -> None:
        if self.lue is None:
            return
        voulu = self.etat.currentData()
        self._source.remplacer(
            [RangMenage(m) for m in self.lue.menages if voulu is None or m.etat == voulu]
        )
        self.table.rafraichir()
        if self.table.currentIndex().row() < 0 and self.modele.rowCount():
            self.table.selectRow(0)
        self._choisi()

    @property
    def courant(self) -> MenageACampagne | None:
        """The household one is on."""
        rang = self.table.ligne_courante()
        return rang.menage if isinstance(rang, RangMenage) else None

    def _choisi(self) -> None:
        menage = self.courant
        ouverte = self.lue is not None and self.lue.campagne.close_le is None
        commence = menage is not None and menage.enquete_id is not None
        fait = menage is not None and menage.etat is EtatSuivi.FAITE
        for nom, bouton in self.boutons.items():
            bouton.setEnabled(
                menage is not None and (nom in ("visite", "menage") or (ouverte and not fait))
            )
        self.commencer.setEnabled(menage is not None and (ouverte or commence))
        self.commencer.setText(
            _("Relire le questionnaire")
            if fait
            else _("Reprendre le questionnaire")
            if commence
            else _("Commencer le questionnaire")
        )

    # --- what one does -----------------------------------------------------------------------

    def _commencer(self) -> None:
        """Start, take up or read again the questionnaire of the household one is on."""
        menage, lue = self.courant, self.lue
        if menage is None or lue is None:
            return
        if menage.enquete_id is not None:
            self._contexte.navigation.aller("enquete", enquete_id=menage.enquete_id)
            return
        if lue.campagne.close_le is not None:
            self._contexte.informer(_("Cette campagne est close : on n’y commence plus rien."))
        elif lue.campagne.questionnaire_id is not None:
            self._contexte.jobs.lancer(
                saisies.commencer,
                CommencerEnquete(menage.menage_id, lue.campagne.questionnaire_id, self._id),
                quand_fini=self._commencee,
                proprietaire=self,
            )

    def _commencee(self, changes: Changes) -> None:
        self._contexte.navigation.aller("enquete", enquete_id=changes.principal)

    def faire(self, geste: str) -> None:
        """What a letter or a button asks about the household one is on."""
        menage, lue = self.courant, self.lue
        if menage is None or lue is None:
            return
        if geste in ("visite", "menage"):
            self._contexte.navigation.aller(geste, menage_id=menage.menage_id)
        elif lue.campagne.close_le is not None:
            self._contexte.informer(_("Cette campagne est close : elle ne change plus."))
        elif menage.etat is EtatSuivi.FAITE:
            self._contexte.informer(_("Ce ménage a déjà répondu."))
        else:
            autre, bande = (
                (self.refus, self.absence) if geste == "absent" else (self.absence, self.refus)
            )
            autre.hide()
            bande.ouvrir(menage)
            self._bas.hide()  # one main button at a time

    def _absent(self, menage: MenageACampagne, canal: Any, jour: Any) -> None:
        self._noter(
            gestes.noter_absence,
            gestes.NoterAbsence(self._campagne(), menage.menage_id, canal, jour),
            _("Absence notée : {nom}").format(nom=menage.nom),
            self.absence,
        )

    def _refuse(self, menage: MenageACampagne, motif: Any, precision: str) -> None:
        self._noter(
            gestes.noter_refus,
            gestes.NoterRefus(self._campagne(), menage.menage_id, motif, precision),
            _("Refus noté : {nom}").format(nom=menage.nom),
            self.refus,
        )

    def _remis(self, menage: MenageACampagne, precision: str) -> None:
        self._noter(
            gestes.remettre,
            gestes.RemettreAPlusTard(self._campagne(), menage.menage_id, precision),
            _("Une autre fois : {nom}").format(nom=menage.nom),
            self.refus,
        )

    def _change(self, campagne: Any, titre: str, echeance: Any) -> None:
        self._noter(
            campagnes.modifier,
            ModifierCampagne(campagne.id, titre, echeance),
            _("Campagne modifiée"),
            self.edition,
        )

    def _noter(self, service: Any, commande: object, dit: str, bande: Any) -> None:
        def fini(changes: Changes) -> None:
            bande.fermer()
            self._contexte.signaler_enregistre(changes, dit)

        self._contexte.jobs.lancer(service, commande, quand_fini=fini, proprietaire=self)

    def _campagne(self) -> UUID:
        assert self._id is not None  # noqa: S101 - a household of it is shown
        return self._id

    def _modifier(self) -> None:
        if self.lue is not None:
            self.edition.ouvrir(self.lue.campagne)

    def _clore(self) -> None:
        self._contexte.jobs.lancer(
            campagnes.clore,
            CloreCampagne(self._campagne()),
            quand_fini=lambda c: self._contexte.signaler_enregistre(c, _("Campagne close")),
            proprietaire=self,
        )

    def _actualiser(self) -> None:
        self._contexte.jobs.lancer(
            campagnes.actualiser,
            ActualiserCampagne(self._campagne()),
            quand_fini=self._actualisee,
            proprietaire=self,
        )

    def _actualisee(self, fait: CampagneOuverte) -> None:
        self._contexte.signaler_enregistre(fait, _("Liste mise à jour"))
        self.rafraichir()
