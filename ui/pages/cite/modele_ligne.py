"""The line of a template one changes, takes out or adds: counted from what, how many days."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import _, ngettext, nombre
from app.domain.parcours_modele import GenreElement
from app.services import parcours
from app.services.documents.vocabulaire import majuscule
from app.services.parcours import ElementAjoutable, LigneModeleLue, ModeleLu
from ui.contexte import Contexte
from ui.messages import mots
from ui.widgets import Bouton, Champ, Etiquette, Formulaire, Genre, LigneForm, Titre
from ui.widgets.phase import texte_phase

AVANT, APRES = "avant", "apres"
Cle = tuple[GenreElement, str]


class FormeLigne(QWidget):
    """`demande(service, command, words)` asks to save; how many it concerns is said before."""

    demande = Signal(object, object, str)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._lu: ModeleLu | None = None
        self._ligne: LigneModeleLue | None = None
        self._ajout: ElementAjoutable | None = None
        largeur = contexte.theme.px(280)
        self.setMaximumWidth(largeur)
        self.ajouter = QComboBox()
        self.ajouter.setAccessibleName(_("Ajouter une ligne du catalogue"))
        self.ajouter.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.ajouter.setMinimumContentsLength(12)
        self.titre = Titre("", section=True)
        self.titre.setWordWrap(True)
        self.aide = Etiquette("", "secondaire", retour_ligne=True)
        sens = ((AVANT, _("jours avant")), (APRES, _("jours après")))
        self.formulaire = Formulaire(
            [
                Champ("ancre", _("Compté depuis"), Genre.CHOIX, ((None, _("Pas de date")),)),
                (
                    Champ("jours", _("Combien"), Genre.NOMBRE),
                    Champ("sens", _("Avant ou après"), Genre.CHOIX, sens, part=2),
                ),
                Champ("motif", _("Raison"), aide=_("Ce que l’équipe doit comprendre plus tard.")),
            ],
            contexte.clock,
            largeur=largeur,
        )
        self.concernes = Etiquette("", "secondaire", retour_ligne=True)
        self.enregistrer = Bouton(_("Enregistrer la règle"), self.garder, "principal")
        self.oter = Bouton(_("Retirer cette ligne"), self._oter)
        self.revenir = Bouton(_("Revenir au catalogue"), self._revenir)
        self._disposer()
        self.ajouter.activated.connect(self._ajout_choisi)
        self.formulaire.modifie.connect(self._touche)
        self.brouillon = contexte.brouillons.suivre("cite.modele", self._contenu, self)
        self.brouillon.restaurable.connect(self._restaurer)
        self.vider()

    def _disposer(self) -> None:
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        for widget in (
            LigneForm(_("Ajouter une ligne"), self.ajouter),
            self.titre,
            self.aide,
            self.formulaire,
            self.concernes,
        ):
            boite.addWidget(widget)
        boutons = QHBoxLayout()
        boutons.addStretch(1)
        boutons.addWidget(self.enregistrer)
        boite.addLayout(boutons)
        boite.addWidget(self.oter)
        boite.addWidget(self.revenir)
        boite.addStretch(1)

    # --- what is shown -----------------------------------------------------------------------

    @property
    def cle(self) -> Cle | None:
        """Which line is shown."""
        choisie = self._ligne or self._ajout
        return (choisie.genre, choisie.code) if choisie is not None else None

    def connaitre(self, lu: ModeleLu, suivis: int) -> None:
        """The template shown: what days are counted from, what may be added, for how many."""
        self._lu = lu
        self.ajouter.clear()
        self.ajouter.addItem(_("Choisir…"), None)
        for element in lu.ajoutables:
            texte = f"{texte_phase(element.phase.value)} · {majuscule(element.libelle)}"
            self.ajouter.addItem(texte, element)
        touches = self.formulaire.contenu()
        ancres = [(code, majuscule(dit)) for code, dit in lu.ancres]
        self.formulaire.changer_choix("ancre", [(None, _("Pas de date")), *ancres])
        texte = ngettext(
            "Ce changement concerne {n} ménage suivi.",
            "Ce changement concerne {n} ménages suivis.",
            suivis,
        )
        self.concernes.setText(texte.format(n=nombre(suivis)))
        if touches is None:
            self.brouillon.chercher()

    def vider(self) -> None:
        """No line chosen."""
        self._ligne = self._ajout = None
        self.titre.setText(_("Choisissez une ligne"))
        self.aide.setText(_("Entrée sur une ligne la change ; la liste ci-dessus en ajoute une."))
        self.formulaire.remplir({"sens": AVANT})
        self._montrer_boutons()

    def montrer(self, ligne: LigneModeleLue) -> None:
        """This line, unless it is already being changed."""
        if self.cle == (ligne.genre, ligne.code) and self.formulaire.modifies():
            self._ligne = ligne
            return
        self._ligne, self._ajout = ligne, None
        self.titre.setText(majuscule(ligne.libelle))
        self.aide.setText(ligne.aide)
        motif = ligne.ajustement.motif if ligne.ajustement is not None else ""
        self.formulaire.remplir(
            {
                "ancre": ligne.ancre or None,
                "jours": str(abs(ligne.jours)) if ligne.ancre else "",
                "sens": AVANT if ligne.jours < 0 else APRES,
                "motif": motif or "",
            }
        )
        self._montrer_boutons()

    def _ajout_choisi(self, _rang: int) -> None:
        element = self.ajouter.currentData()
        if not isinstance(element, ElementAjoutable):
            return
        self._ligne, self._ajout = None, element
        self.titre.setText(_("Ajouter : {ligne}").format(ligne=majuscule(element.libelle)))
        self.aide.setText(texte_phase(element.phase.value))
        self.formulaire.remplir({"sens": AVANT})
        self._montrer_boutons()
        self.formulaire.premier().setFocus()

    def _montrer_boutons(self) -> None:
        ligne = self._ligne
        ici = ligne is not None and ligne.ajustement is not None
        if ici and self._lu is not None and ligne is not None and ligne.ajustement is not None:
            ici = ligne.ajustement.tranche_id == self._lu.tranche_id
        self.formulaire.setVisible(self.cle is not None)
        self.concernes.setVisible(self.cle is not None)
        self.enregistrer.setVisible(self.cle is not None)
        self.oter.setVisible(ligne is not None and not ligne.retiree)
        self.revenir.setVisible(ici)
        self._touche(garder=False)

    # --- what one does -----------------------------------------------------------------------

    def garder(self) -> None:
        """Save the rule of the line shown."""
        lu, cle = self._lu, self.cle
        if lu is None or cle is None or not self.enregistrer.isEnabled():
            return
        self.formulaire.effacer_erreurs()
        valeurs = self.formulaire.valeurs()
        texte = str(valeurs["jours"] or "0").strip()
        if not texte.isdigit():
            self.formulaire.lignes["jours"].erreur(_("Écrivez un nombre de jours, par exemple 15."))
            self.formulaire.widget("jours").setFocus()
            return
        jours = -int(texte) if valeurs["sens"] == AVANT else int(texte)
        self.demande.emit(
            parcours.ajuster,
            parcours.AjusterLigne(
                lu.cite_id,
                *cle,
                ancre=valeurs["ancre"] or "",
                jours=jours,
                tranche_id=lu.tranche_id,
                motif=str(valeurs["motif"] or ""),
            ),
            _("Règle enregistrée"),
        )

    def _oter(self) -> None:
        if self._lu is not None and self.cle is not None:
            motif = str(self.formulaire.valeurs()["motif"] or "")
            commande = parcours.OterLigne(
                self._lu.cite_id, *self.cle, tranche_id=self._lu.tranche_id, motif=motif
            )
            self.demande.emit(parcours.oter, commande, _("Ligne retirée"))

    def _revenir(self) -> None:
        if self._ligne is not None and self._ligne.ajustement is not None:
            commande = parcours.RetirerAjustement(self._ligne.ajustement.id)
            self.demande.emit(parcours.retirer_ajustement, commande, _("Ligne remise"))

    def enregistree(self) -> None:
        """What was typed is saved: it is where the next change starts from."""
        self.brouillon.oublier()
        self.formulaire.remplir(self.formulaire.valeurs())
        self._touche(garder=False)

    def refuser(self, erreur: AppError) -> None:
        """Say what is wrong under the field at fault, else above the page."""
        champ = {"parcours.jours": "jours", "parcours.ancre": "ancre", "parcours.cycle": "ancre"}
        cle = champ.get(erreur.code)
        if cle is None or self.cle is None:
            self._contexte.signaler_erreur(erreur)
            return
        texte = mots(erreur)
        dit = " ".join(p for p in (texte.titre, texte.que_faire) if p)
        self.formulaire.lignes[cle].erreur(dit)
        self.formulaire.widget(cle).setFocus()

    def _touche(self, *_args: object, garder: bool = True) -> None:
        change = bool(self.formulaire.modifies())
        nouvelle = self._ajout is not None or (self._ligne is not None and self._ligne.retiree)
        self.enregistrer.setEnabled(change or nouvelle)
        if garder:
            self.brouillon.modifie()

    # --- draft -------------------------------------------------------------------------------

    def _contenu(self) -> dict[str, Any] | None:
        saisi = self.formulaire.contenu()
        if saisi is None or self._lu is None or self.cle is None:
            return None
        ou = self._lu.tranche_id or self._lu.cite_id
        return {"ou": ou.hex, "genre": self.cle[0].value, "code": self.cle[1], "saisi": saisi}

    def _restaurer(self, contenu: dict[str, Any]) -> None:
        """Only where it was typed: another estate keeps its own draft waiting."""
        lu = self._lu
        if lu is None or contenu.get("ou") != (lu.tranche_id or lu.cite_id).hex:
            return
        cle = (contenu.get("genre"), contenu.get("code"))
        ligne = next((li for li in lu.lignes if (li.genre.value, li.code) == cle), None)
        if ligne is not None:
            self.montrer(ligne)
            self.formulaire.restaurer(contenu.get("saisi") or {})
            self._touche(garder=False)
