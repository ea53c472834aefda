"""Who can open the base: one's own passphrase, other persons, the recovery key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import _
from ui.contexte import Contexte
from ui.dialogue_cle import DialogueCle
from ui.lock_screen import ChampPhrase
from ui.widgets import Bandeau, Bouton, Etiquette, LigneForm, Titre

if TYPE_CHECKING:
    from app.services.acces import BaseServie


class OngletSecurite(QWidget):
    """Each change is made by the vault; the base itself is not rewritten."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.bandeau = Bandeau()
        self._phrase()
        self._personnes()
        self._cle()
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 16, 0, 16)
        boite.setSpacing(12)
        boite.addWidget(self.bandeau)
        for widget in (
            Titre(_("Ma phrase de passe"), section=True),
            self.ancienne_ligne,
            self.nouvelle_ligne,
            self.encore_ligne,
            self._a_gauche(self.changer),
            Titre(_("Qui peut ouvrir cette base"), section=True),
            self.liste,
            Etiquette(
                _("Donner un accès : la personne choisit sa phrase et la tape ici elle-même."),
                "secondaire",
            ),
            self.nom_ligne,
            self.phrase_ligne,
            self._a_gauche(self.ajouter),
            Titre(_("Clé de secours"), section=True),
            Etiquette(
                _(
                    "Elle ouvre la base si toutes les phrases sont oubliées. En faire une nouvelle "
                    "rend l’ancienne inutile : jetez l’ancienne feuille."
                ),
                retour_ligne=True,
            ),
            self._a_gauche(self.nouvelle_cle),
        ):
            widget.setMaximumWidth(contexte.theme.px(640))
            boite.addWidget(widget)
        boite.addStretch(1)

    def _phrase(self) -> None:
        theme = self._contexte.theme
        self.ancienne = ChampPhrase(theme, _("Phrase actuelle"))
        self.nouvelle = ChampPhrase(theme, _("Nouvelle phrase"))
        self.encore = ChampPhrase(theme, _("La nouvelle, encore une fois"))
        self.ancienne_ligne = LigneForm(_("Phrase actuelle"), self.ancienne)
        self.nouvelle_ligne = LigneForm(
            _("Nouvelle phrase"), self.nouvelle, _("Sept mots sans rapport entre eux conviennent.")
        )
        self.encore_ligne = LigneForm(_("La nouvelle, encore une fois"), self.encore)
        self.changer = Bouton(_("Changer ma phrase"), self._changer)

    def _personnes(self) -> None:
        self.liste = QWidget()
        self._lignes = QVBoxLayout(self.liste)
        self._lignes.setContentsMargins(0, 0, 0, 0)
        self._lignes.setSpacing(4)
        self.nom = QLineEdit()
        self.nom_ligne = LigneForm(_("Nom"), self.nom)
        self.phrase = ChampPhrase(self._contexte.theme, _("Sa phrase de passe"))
        self.phrase_ligne = LigneForm(_("Sa phrase de passe"), self.phrase)
        self.ajouter = Bouton(_("Donner cet accès"), self._ajouter)

    def _cle(self) -> None:
        self.nouvelle_cle = Bouton(_("Faire une nouvelle clé de secours…"), self._nouvelle_cle)

    def _a_gauche(self, bouton: Bouton) -> QWidget:
        boite = QWidget()
        ligne = QHBoxLayout(boite)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.addWidget(bouton)
        ligne.addStretch(1)
        return boite

    def _servie(self) -> BaseServie | None:
        return self._contexte.session().servie

    def lire(self) -> None:
        """Show who can open the base."""
        servie = self._servie()
        for bouton in (self.changer, self.ajouter, self.nouvelle_cle):
            bouton.setEnabled(servie is not None)
        if servie is not None:
            self._demander(lambda: _coffre().acces(servie.chemin), self._montrer)

    def _montrer(self, acces: Any) -> None:
        while self._lignes.count():
            element = self._lignes.takeAt(0)
            widget = element.widget() if element is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        servie = self._servie()
        for personne in acces:
            boite = QWidget()
            ligne = QHBoxLayout(boite)
            ligne.setContentsMargins(0, 0, 0, 0)
            moi = servie is not None and personne.fente_id == servie.cle.fente_id
            nom = _("{nom} (vous)").format(nom=personne.nom) if moi else personne.nom
            ligne.addWidget(Etiquette(nom), 1)
            if not moi:
                retirer = Bouton(_("Retirer l’accès"), partial(self._retirer, personne.fente_id))
                retirer.setAccessibleName(
                    _("Retirer l’accès de {nom}").format(nom=personne.nom.replace("&", "&&"))
                )
                ligne.addWidget(retirer)
            self._lignes.addWidget(boite)

    def _changer(self) -> None:
        servie = self._servie()
        if servie is None:
            return
        ancienne, nouvelle = self.ancienne.text(), self.nouvelle.text()
        differe = nouvelle != self.encore.text()
        self.encore_ligne.erreur(_("Les deux phrases sont différentes.") if differe else "")
        if differe:
            return
        chemin, fente = servie.chemin, servie.cle.fente_id

        def changer() -> None:
            cle = _coffre().changer_phrase(
                chemin, fente, ancienne, nouvelle, kdf=servie.machine.kdf
            )
            cle.oublier()

        def fait(_rien: object) -> None:
            for champ in (self.ancienne, self.nouvelle, self.encore):
                champ.clear()
            self.bandeau.dire(_("Votre phrase de passe est changée."), "fait")

        self._demander(changer, fait)

    def _ajouter(self) -> None:
        servie = self._servie()
        if servie is None:
            return
        nom, phrase = self.nom.text(), self.phrase.text()

        def fait(acces: Any) -> None:
            self.nom.clear()
            self.phrase.clear()
            self.bandeau.dire(_("{nom} peut ouvrir la base.").format(nom=acces.nom), "fait")
            self.lire()

        self._demander(
            lambda: _coffre().ajouter_phrase(
                servie.chemin, servie.cle, nom, phrase, kdf=servie.machine.kdf
            ),
            fait,
        )

    def _retirer(self, fente_id: str) -> None:
        servie = self._servie()
        if servie is None:
            return

        def fait(_rien: object) -> None:
            self.bandeau.dire(
                _("L’accès est retiré. Les anciennes sauvegardes s’ouvrent encore avec."), "fait"
            )
            self.lire()

        self._demander(lambda: _coffre().retirer_phrase(servie.chemin, servie.cle, fente_id), fait)

    def _nouvelle_cle(self) -> None:
        servie = self._servie()
        if servie is not None:
            self._demander(
                lambda: _coffre().nouvelle_cle_de_secours(servie.chemin, servie.cle),
                partial(self._montrer_cle, servie.chemin),
            )

    def _montrer_cle(self, chemin: Path, cle: str) -> None:
        session = self._contexte.session()
        dialogue = DialogueCle(self._contexte, cle, chemin, session.utilisateur, self.window())
        dialogue.open()

    def _demander(self, travail: Callable[[], Any], fait: Callable[[Any], object]) -> None:
        self.bandeau.fermer()
        for bouton in (self.changer, self.ajouter, self.nouvelle_cle):
            bouton.setEnabled(False)
        self._contexte.jobs.lancer_libre(
            travail,
            quand_fini=fait,
            en_erreur=self._refuse,
            a_la_fin=self._liberer,
            proprietaire=self,
        )

    def _refuse(self, erreur: AppError) -> None:
        self.bandeau.montrer_erreur(erreur)

    def _liberer(self) -> None:
        for bouton in (self.changer, self.ajouter, self.nouvelle_cle):
            bouton.setEnabled(self._servie() is not None)


def _coffre() -> Any:
    from app.services.securite import coffre  # noqa: PLC0415 - heavy: after the lock screen

    return coffre
