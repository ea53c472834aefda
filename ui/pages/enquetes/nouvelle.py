"""Opening a campaign: where, which questionnaire, when, by which day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.i18n import _, ngettext
from app.services import cites, logements
from app.services.cites import CiteLigne
from app.services.documents.vocabulaire import dire, majuscule
from app.services.enquetes import campagnes, questionnaires
from app.services.enquetes.campagnes import CampagneOuverte, MomentCampagne, OuvrirCampagne
from app.services.enquetes.questionnaires import LireQuestionnaires, QuestionnaireLigne
from app.services.logements import TrancheLigne
from ui.contexte import Contexte
from ui.widgets import Bouton, ChampDate, Etiquette, LigneForm, Titre

Offre = tuple[
    tuple[CiteLigne, ...], dict[UUID, tuple[TrancheLigne, ...]], tuple[QuestionnaireLigne, ...]
]


class VueNouvelle(QWidget):
    """A form of one column; `finie` carries the campaign opened, or None."""

    finie = Signal(object)
    charger_voulu = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._tranches: dict[UUID, tuple[TrancheLigne, ...]] = {}
        self.cite, self.tranche = QComboBox(), QComboBox()
        self.forme, self.moment = QComboBox(), QComboBox()
        for moment in MomentCampagne:
            self.moment.addItem(majuscule(dire(moment)), moment)
        self.titre = QLineEdit()
        self.echeance = ChampDate(contexte.clock, _("À finir pour le"))
        self.ligne_titre = LigneForm(_("Nom de la campagne"), self.titre)
        self.ligne_fin = LigneForm(
            _("À finir pour le"), self.echeance, _("Facultatif. Par exemple 15/01, +60.")
        )
        self.sans_forme = Etiquette(
            _("Aucun questionnaire n’est encore chargé."), "secondaire", retour_ligne=True
        )
        self.charger = Bouton(_("Charger un questionnaire"), self.charger_voulu.emit)
        self.creer = Bouton(_("Ouvrir la campagne"), self.enregistrer, "principal")
        self._disposer()
        self.cite.currentIndexChanged.connect(self._cite_choisie)
        self.forme.currentIndexChanged.connect(self._forme_choisie)
        self.titre.returnPressed.connect(self.enregistrer)
        self.echeance.returnPressed.connect(self.enregistrer)

    def _disposer(self) -> None:
        retour = Bouton(_("‹ Toutes les campagnes"), lambda: self.finie.emit(None), "lien")
        tete = QHBoxLayout()
        tete.addWidget(retour)
        tete.addStretch(1)
        ou = QHBoxLayout()
        ou.setSpacing(12)
        ou.addWidget(LigneForm(_("Cité"), self.cite), 1)
        ou.addWidget(LigneForm(_("Tranche de travaux"), self.tranche), 1)
        quoi = QHBoxLayout()
        quoi.setSpacing(12)
        quoi.addWidget(LigneForm(_("Questionnaire"), self.forme), 2)
        quoi.addWidget(LigneForm(_("Moment"), self.moment), 1)
        manque = QHBoxLayout()
        manque.addWidget(self.sans_forme, 1)
        manque.addWidget(self.charger)
        bas = QHBoxLayout()
        bas.addStretch(1)
        bas.addWidget(self.creer)
        cadre = QWidget()
        cadre.setMaximumWidth(self._contexte.theme.px(640))
        dedans = QVBoxLayout(cadre)
        dedans.setContentsMargins(0, 0, 0, 0)
        dedans.setSpacing(12)
        dedans.addWidget(Titre(_("Ouvrir une campagne"), section=True))
        dedans.addWidget(
            Etiquette(
                _(
                    "Voyette dresse la liste des ménages suivis qui habitent là aujourd’hui, et la"
                    " tient à jour quand quelqu’un arrive ou part."
                ),
                "secondaire",
                retour_ligne=True,
            )
        )
        for rangee in (ou, quoi, manque):
            dedans.addLayout(rangee)
        dedans.addWidget(self.ligne_titre)
        dedans.addWidget(self.ligne_fin)
        dedans.addLayout(bas)
        dedans.addStretch(1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.addLayout(tete)
        boite.addWidget(cadre, 1)

    def premier_champ(self) -> QWidget:
        """The estate."""
        return self.cite

    def rafraichir(self) -> None:
        """Read what can be chosen; what is typed stays."""
        self._contexte.jobs.lancer(
            _lire, None, quand_fini=self._lue, proprietaire=self, cle="enquetes.offre"
        )

    def _lue(self, offre: Offre) -> None:
        lues, self._tranches, formes = offre
        choisie = self.cite.currentData() or self._contexte.cite.id
        _remplir(self.cite, [(c.nom, c.id) for c in lues], choisie)
        _remplir(self.forme, [(f.titre, f.identifiant) for f in formes], self.forme.currentData())
        for widget in (self.sans_forme, self.charger):
            widget.setVisible(not formes)
        self.creer.setEnabled(bool(formes) and bool(lues))
        self._cite_choisie()
        self._forme_choisie()

    def _cite_choisie(self, _rang: int = 0) -> None:
        tranches = self._tranches.get(self.cite.currentData(), ())
        _remplir(
            self.tranche,
            [(_("Toute la cité"), None), *((t.nom, t.id) for t in tranches)],
            self.tranche.currentData(),
        )

    def _forme_choisie(self, _rang: int = 0) -> None:
        if not self.titre.isModified():
            annee = self._contexte.clock.today().year
            self.titre.setText(f"{self.forme.currentText()} {annee}".strip())

    def enregistrer(self) -> None:
        """Open the campaign."""
        cite_id = self.cite.currentData()
        if not isinstance(cite_id, UUID) or not self.creer.isEnabled():
            return
        mauvaise = self.echeance.en_erreur
        self.ligne_fin.erreur(_("Cette date n’est pas comprise.") if mauvaise else "")
        if mauvaise:
            self.echeance.setFocus()
            return
        self.creer.setEnabled(False)
        self._contexte.jobs.lancer(
            campagnes.ouvrir,
            OuvrirCampagne(
                cite_id,
                str(self.forme.currentData()),
                self.titre.text(),
                MomentCampagne(self.moment.currentData()),
                self.echeance.valeur(),
                self.tranche.currentData(),
            ),
            quand_fini=self._ouverte,
            a_la_fin=lambda: self.creer.setEnabled(True),
            proprietaire=self,
        )

    def _ouverte(self, faite: CampagneOuverte) -> None:
        dits = [
            ngettext("{n} ménage à enquêter", "{n} ménages à enquêter", faite.arrives).format(
                n=faite.arrives
            )
        ]
        if faite.deja_faites:
            deja = ngettext("{n} a déjà répondu", "{n} ont déjà répondu", faite.deja_faites)
            dits.append(deja.format(n=faite.deja_faites))
        if faite.ailleurs:
            ailleurs = ngettext(
                "{n} déjà dans une autre campagne",
                "{n} déjà dans une autre campagne",
                faite.ailleurs,
            )
            dits.append(ailleurs.format(n=faite.ailleurs))
        self.titre.setModified(False)
        self._contexte.signaler_enregistre(faite, " · ".join(dits))
        self.finie.emit(faite.principal)


def _remplir(champ: QComboBox, offerts: list[tuple[str, Any]], choisi: object) -> None:
    champ.blockSignals(True)
    champ.clear()
    for texte, valeur in offerts:
        champ.addItem(texte, valeur)
    rangs = [i for i, (_texte, valeur) in enumerate(offerts) if valeur == choisi]
    champ.setCurrentIndex(rangs[0] if rangs else 0)
    champ.blockSignals(False)


def _lire(_demande: object, uow: Any) -> Offre:
    lues = cites.lister(cites.ListerCites(), uow)
    return (
        lues,
        {c.id: logements.tranches(logements.LireTranches(c.id), uow) for c in lues},
        questionnaires.lister(LireQuestionnaires(), uow),
    )
