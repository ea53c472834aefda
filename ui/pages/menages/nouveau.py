"""A new household: its titulaire, how to reach them, the home found by its address or its code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _
from app.domain.telephone import est_mobile, normaliser
from app.services import logements_trouves, menages
from app.services.logements_trouves import ChercherLogement, LogementTrouve
from app.services.menages import LigneRecherche
from ui.contexte import Contexte
from ui.widgets import (
    Bouton,
    Carte,
    Champ,
    Etiquette,
    Formulaire,
    LigneForm,
    SearchField,
    Titre,
)

PROPOSES = 6
CONNUS = 4


class VueNouveau(QWidget):
    """One column; those who look already known are shown before anything is written."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._logement: LogementTrouve | None = None
        aller = contexte.navigation.aller
        self.retour = Bouton(_("‹ Ménages"), lambda: aller("menages"), "lien")
        elements = [
            (Champ("nom", _("Nom")), Champ("prenom", _("Prénom"))),
            (Champ("telephone", _("Téléphone")), Champ("courriel", _("Courriel"), part=2)),
        ]
        self.formulaire = Formulaire(elements, contexte.clock, largeur=contexte.theme.px(640))
        self.adresse = SearchField(_("Adresse ou code UG"))
        self.proposes = QListWidget()
        self.proposes.setAccessibleName(_("Logements trouvés"))
        self.proposes.hide()
        self.choisi = Etiquette("", "corps", retour_ligne=True)
        self.connus = Carte()
        self._liens = QVBoxLayout(self.connus)
        self._liens.setContentsMargins(16, 12, 16, 12)
        self.connus.hide()
        self.creer = Bouton(_("Créer le ménage"), self.enregistrer, "principal")
        self.brouillon = contexte.brouillons.suivre("menage.nouveau", self.formulaire.contenu, self)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        colonne = QWidget()
        colonne.setMaximumWidth(px(640))
        dedans = QVBoxLayout(colonne)
        dedans.setContentsMargins(0, 0, 0, 0)
        dedans.setSpacing(12)
        dedans.addWidget(self.formulaire)
        dedans.addWidget(self.connus)
        dedans.addWidget(
            LigneForm(
                _("Logement"),
                self.adresse,
                _("Facultatif : il peut être donné plus tard, sur la page du ménage."),
            )
        )
        dedans.addWidget(self.proposes)
        dedans.addWidget(self.choisi)
        bas = QHBoxLayout()
        bas.addStretch(1)
        bas.addWidget(self.creer)
        dedans.addLayout(bas)
        dedans.addStretch(1)
        zone = QScrollArea()
        zone.setWidgetResizable(True)
        zone.setFrameShape(QFrame.Shape.NoFrame)
        zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        zone.setMinimumHeight(px(120))
        zone.setWidget(colonne)
        tete = QHBoxLayout()
        tete.addWidget(self.retour)
        tete.addStretch(1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(tete)
        boite.addWidget(Titre(_("Nouveau ménage")))
        boite.addWidget(zone, 1)

    def _brancher(self) -> None:
        self.formulaire.modifie.connect(self.brouillon.modifie)
        self.formulaire.modifie.connect(self._chercher_connus)
        self.brouillon.restaurable.connect(self._restaurer)
        self.adresse.cherche.connect(self._chercher_logement)
        self.adresse.descendre.connect(self._descendre)
        self.adresse.valide.connect(self._prendre_premier)
        self.proposes.itemActivated.connect(self._prendre)
        self.proposes.itemClicked.connect(self._prendre)
        self.proposes.installEventFilter(self)

    def premier_champ(self) -> QWidget:
        """The name."""
        return self.formulaire.premier()

    def preparer(self, nom: str) -> None:
        """Start with this name, when one was looked for and not found."""
        if nom and self.formulaire.contenu() is None:
            self.formulaire.restaurer({"nom": nom})
            self._chercher_connus()

    def rafraichir(self) -> None:
        """Offer what was being typed, if nothing is."""
        if self.formulaire.contenu() is None:
            self.brouillon.chercher()

    # --- already known? ----------------------------------------------------------------------

    def _chercher_connus(self) -> None:
        valeurs = self.formulaire.valeurs()
        telephone = normaliser(valeurs["telephone"]) if valeurs["telephone"] else None
        texte = telephone or f"{valeurs['nom']} {valeurs['prenom']}".strip()
        if len(texte) < 3:
            self._montrer_connus(())
            return
        self._contexte.jobs.lancer(
            menages.chercher,
            menages.Chercher(texte, CONNUS),
            quand_fini=self._montrer_connus,
            proprietaire=self,
            cle="menages.connus",
        )

    def _montrer_connus(self, trouves: Sequence[LigneRecherche]) -> None:
        while self._liens.count():
            element = self._liens.takeAt(0)
            widget = element.widget() if element is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.connus.setVisible(bool(trouves))
        if trouves:
            self._liens.addWidget(Etiquette(_("Peut-être déjà là :"), "section"))
        for trouve in trouves:
            dits = (trouve.nom, trouve.adresse, trouve.code_ug)
            texte = " · ".join(d for d in dits if d).replace("&", "&&")
            self._liens.addWidget(Bouton(texte, partial(self._ouvrir, trouve.id), "lien"))

    def _ouvrir(self, menage_id: UUID) -> None:
        self._contexte.navigation.aller("menage", menage_id=menage_id)

    # --- home --------------------------------------------------------------------------------

    def _chercher_logement(self, texte: str) -> None:
        if self._logement is not None and texte == self._logement.adresse:
            return
        self._logement = None
        self.choisi.setText("")
        if len(texte) < 2:
            self.proposes.hide()
            return
        self._contexte.jobs.lancer(
            logements_trouves.chercher,
            ChercherLogement(texte, self._contexte.cite.id, PROPOSES),
            quand_fini=self._proposer,
            proprietaire=self,
            cle="menages.logements",
        )

    def _proposer(self, trouves: Sequence[LogementTrouve]) -> None:
        self.proposes.clear()
        for logement in trouves:
            qui = (
                _("{menage} y vit").format(menage=logement.occupant)
                if logement.occupant
                else _("personne n’y vit")
            )
            dits = (logement.adresse, logement.commune, logement.code_ug, qui)
            element = QListWidgetItem(" · ".join(d for d in dits if d))
            element.setData(Qt.ItemDataRole.UserRole, logement)
            self.proposes.addItem(element)
        if not trouves:
            self.choisi.setText(_("Aucun logement à cette adresse dans la base."))
        haut = max(self.proposes.sizeHintForRow(0), 1) * len(trouves)
        self.proposes.setFixedHeight(haut + 2 * self.proposes.frameWidth() + 4)
        self.proposes.setVisible(bool(trouves))

    def _descendre(self) -> None:
        if self.proposes.isVisible() and self.proposes.count():
            self.proposes.setFocus()
            self.proposes.setCurrentRow(0)

    def _prendre_premier(self) -> None:
        if self.proposes.isVisible() and self.proposes.count():
            self._prendre(self.proposes.item(0))

    def _prendre(self, element: QListWidgetItem) -> None:
        logement: Any = element.data(Qt.ItemDataRole.UserRole)
        self._logement = logement
        self.adresse.setText(logement.adresse or logement.code_ug)
        self.proposes.hide()
        self.choisi.setText(
            _("Logera au {adresse} ({ug}).").format(adresse=logement.adresse, ug=logement.code_ug)
        )
        self.creer.setFocus()

    def eventFilter(self, objet: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt name
        """Enter takes the dwelling, arrow up on the first goes back to the field."""
        if objet is self.proposes and isinstance(event, QKeyEvent):
            presse = event.type() == QEvent.Type.KeyPress
            touche, element = event.key(), self.proposes.currentItem()
            if presse and touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and element is not None:
                self._prendre(element)
                return True
            if presse and touche == Qt.Key.Key_Up and self.proposes.currentRow() <= 0:
                self.adresse.setFocus()
                return True
        return super().eventFilter(objet, event)

    # --- save --------------------------------------------------------------------------------

    def enregistrer(self) -> None:
        """Create the household and show it."""
        self.formulaire.effacer_erreurs()
        valeurs = self.formulaire.valeurs()
        telephone = valeurs.pop("telephone")
        net = normaliser(telephone)
        if telephone:
            valeurs["tel_mobile" if net is None or est_mobile(net) else "tel_fixe"] = telephone
        self.creer.setEnabled(False)
        self._contexte.jobs.lancer(
            menages.creer,
            menages.CreerMenage(
                titulaire={c: v for c, v in valeurs.items() if v},
                logement_id=self._logement.id if self._logement else None,
            ),
            quand_fini=self._cree,
            en_erreur=self._refuse,
            a_la_fin=lambda: self.creer.setEnabled(True),
            proprietaire=self,
        )

    def _cree(self, changes: Changes) -> None:
        self._vider()
        self.brouillon.oublier()
        self._contexte.signaler_enregistre(changes, _("Ménage créé"))
        self._contexte.navigation.aller("menage", menage_id=changes.principal)

    def _vider(self) -> None:
        self.formulaire.remplir({})
        self._logement = None
        self.adresse.clear()
        self.choisi.setText("")
        self.proposes.hide()
        self._montrer_connus(())

    def _refuse(self, erreur: AppError) -> None:
        if erreur.code in ("saisie.telephone",):
            self.formulaire.lignes["telephone"].erreur(
                _("Ce numéro n’est pas complet : dix chiffres, ou + et l’indicatif du pays.")
            )
            self.formulaire.widget("telephone").setFocus()
        elif not self.formulaire.montrer_erreur(erreur):
            self._contexte.signaler_erreur(erreur)

    def _restaurer(self, contenu: dict[str, str]) -> None:
        self.formulaire.restaurer(contenu)
        self._chercher_connus()
