"""Preparing a package: choose the profile, look at every line, prepare: it waits in the box."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _, jour
from app.domain.envois import Etendue, Protection
from app.services.exports import apercu as apercus
from app.services.exports import profils
from app.services.exports.apercu import Apercevoir, ApercuColis
from app.services.exports.file_envois.envoyer import PreparerColis
from app.services.exports.profils import ListerProfils, ProfilLigne
from ui.contexte import Contexte
from ui.guichet import preparer_envoi
from ui.jobs import Tache
from ui.pages.echanges.envois import preparer_mots as dire
from ui.pages.echanges.envois.preparer_lignes import LignesApercues
from ui.pile import Pile
from ui.widgets import Bandeau, Bouton, EtatVide, Etiquette, LigneForm, SuiviLong

_ETENDUES = (
    (None, N_("Comme dit le profil")),
    (Etendue.DELTA, N_("Seulement ce qui a changé")),
    (Etendue.COMPLET, N_("Tout renvoyer")),
)


class VuePreparer(QWidget):
    """Nothing leaves without having been shown: the preview first, then *Préparer l’envoi*."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._profils: tuple[ProfilLigne, ...] = ()
        self._voulu: UUID | None = None
        self._tache: Tache | None = None
        self._regarde = False  # what would leave was shown, and may be prepared
        self._prepare = False  # a package is being prepared, the page may be left meanwhile
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        self.profil = QComboBox()
        self.etendue = QComboBox()
        for valeur, texte in _ETENDUES:
            self.etendue.addItem(_(texte), valeur.value if valeur is not None else None)
        self.phrase = Etiquette("", "corps", retour_ligne=True)
        self.manque = Etiquette("", "retard", retour_ligne=True)
        self.reparer = Bouton("", self._reparer)
        self.preparer = Bouton(_("Préparer l’envoi"), self.lancer, "principal")
        self.preparer.setEnabled(False)
        self.lignes = LignesApercues(contexte)
        self.vide = EtatVide(
            _("Préparer un envoi"),
            _(
                "Choisissez d’abord, dans un profil, ce qu’un destinataire reçoit et comment. Vous"
                " verrez ici, ligne par ligne, ce qui partirait et ce qui reste."
            ),
            _("Créer un profil"),
            lambda: contexte.navigation.aller("echanges", onglet="envois", vue="profils"),
        )
        self._disposer()
        self.profil.activated.connect(lambda _r: self.lire())
        self.etendue.activated.connect(lambda _r: self.lire())

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        haut = QHBoxLayout()
        haut.setSpacing(16)
        for libelle, combo, largeur in (
            (_("Profil"), self.profil, 340),
            (_("Cette fois"), self.etendue, 240),
        ):
            combo.setAccessibleName(libelle)
            combo.setMinimumContentsLength(12)
            ligne = LigneForm(libelle, combo)
            ligne.setMaximumWidth(px(largeur))
            haut.addWidget(ligne, 2)
        haut.addStretch(1)
        bas = QHBoxLayout()
        bas.setSpacing(16)
        bas.addWidget(self.phrase, 1)
        bas.addWidget(self.preparer)
        self._souci = QWidget()
        souci = QHBoxLayout(self._souci)
        souci.setContentsMargins(0, 0, 0, 0)
        souci.addWidget(self.manque, 1)
        souci.addWidget(self.reparer)
        plein = QWidget()
        boite = QVBoxLayout(plein)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(12)
        boite.addLayout(haut)
        boite.addLayout(bas)
        boite.addWidget(self._souci)
        boite.addWidget(self.suivi)
        boite.addWidget(self.lignes, 1)
        self._pile = Pile()
        self._pile.addWidget(plein)
        self._pile.addWidget(self.vide)
        tout = QVBoxLayout(self)
        tout.setContentsMargins(0, 12, 0, 0)
        tout.setSpacing(12)
        tout.addWidget(self.bandeau)
        tout.addWidget(self._pile, 1)
        self._souci.hide()

    def premier_champ(self) -> QWidget:
        """Which profile, or how to make one."""
        return self.profil if self._pile.currentIndex() == 0 else self.vide.bouton

    def concernee(self, changes: Changes) -> bool:
        """Whether profiles, keys or destinations changed; a preview shows the base as it was."""
        noms = ("profils_envoi", "cles_partenaires", "destinations", "colis")
        return any(changes.touche(nom) for nom in noms)

    def viser(self, arguments: dict[str, Any]) -> None:
        """Show the profile `profil_id`."""
        if isinstance(id_ := arguments.get("profil_id"), UUID):
            self._voulu = id_

    def rafraichir(self) -> None:
        """Read the profiles again, then what would leave for the one chosen."""
        self._contexte.jobs.lancer(
            profils.lister,
            ListerProfils(),
            quand_fini=self._lus,
            proprietaire=self,
            cle="echanges.preparer.profils",
        )

    def _lus(self, lus: tuple[ProfilLigne, ...]) -> None:
        garde = self._voulu or self.profil.currentData()
        self._voulu = None
        self._profils = lus
        self.profil.clear()
        for ligne in lus:
            self.profil.addItem(_nommer(ligne), ligne.profil.id)
            if ligne.profil.id == garde:
                self.profil.setCurrentIndex(self.profil.count() - 1)
        self._pile.setCurrentIndex(0 if lus else 1)
        if lus:
            self.lire()

    def _choisi(self) -> ProfilLigne | None:
        id_ = self.profil.currentData()
        return next((p for p in self._profils if p.profil.id == id_), None)

    def _etendue(self) -> Etendue | None:
        valeur = self.etendue.currentData()
        return Etendue(valeur) if valeur else None

    def lire(self) -> None:
        """Look at what would leave."""
        choisi = self._choisi()
        if choisi is None:
            return
        if self._tache is not None:
            self._tache.arreter()
        self._permettre(False)
        self.phrase.setText(_("Lecture de ce qui partirait…"))
        self._dire_souci(choisi)
        self._tache = self._contexte.jobs.lancer_long(
            apercus.apercevoir,
            Apercevoir(choisi.profil.id, self._etendue()),
            quand_fini=partial(self._vu, choisi.profil.id),
            en_erreur=self._refuse,
            proprietaire=self,
        )

    def _vu(self, profil_id: UUID, lu: ApercuColis) -> None:
        if profil_id != self.profil.currentData():
            return
        self._tache = None
        self.lignes.montrer(lu)
        self.phrase.setText(dire.resumer(lu))
        choisi = self._choisi()
        self._permettre(not lu.rien and choisi is not None and not _manque(choisi)[0])

    def _permettre(self, oui: bool) -> None:
        self._regarde = oui
        self.preparer.setEnabled(oui and not self._prepare)

    def _refuse(self, erreur: AppError) -> None:
        self._tache = None
        self.phrase.setText("")
        self.lignes.montrer(None)
        self.bandeau.montrer_erreur(erreur)

    def _dire_souci(self, choisi: ProfilLigne) -> None:
        """What is still missing before anything can leave, and where to put it right."""
        texte, bouton, _arguments = _manque(choisi)
        self.manque.setText(texte)
        self.reparer.setText(bouton)
        self._souci.setVisible(bool(texte))

    def _reparer(self) -> None:
        choisi = self._choisi()
        if choisi is not None:
            self._contexte.navigation.aller("echanges", **_manque(choisi)[2])

    def lancer(self) -> None:
        """Compose, close and put in the outbox what the preview showed."""
        choisi = self._choisi()
        if choisi is None or self._prepare:
            return
        self.bandeau.fermer()
        self._figer(True)
        self.suivi.commencer(_("Préparation de l’envoi…"))
        tache = preparer_envoi(
            self._contexte,
            PreparerColis(choisi.profil.id, self._etendue()),
            progression=lambda fait, total, _texte: self.suivi.avance(fait, total, ""),
            quand_fini=partial(self._fait, choisi.profil.nom),
            en_erreur=self.bandeau.montrer_erreur,
            si_annule=lambda: self.bandeau.dire(
                _("Préparation arrêtée : rien n’est dans la boîte d’envoi."), "info"
            ),
            a_la_fin=self._fini,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _figer(self, oui: bool) -> None:
        self._prepare = oui
        for widget in (self.profil, self.etendue):
            widget.setEnabled(not oui)
        self._permettre(self._regarde)

    def _fini(self) -> None:
        self.suivi.finir()
        self._figer(False)
        if self._regarde:  # stopped or refused: one may try again
            self.preparer.setFocus()

    def _fait(self, nom: str, changes: Changes) -> None:
        self._regarde = False
        voir = Bouton(_("Voir la boîte d’envoi"), partial(self._voir, changes.principal))
        self.bandeau.dire(
            _("L’envoi pour « {profil} » est prêt, fermé, dans la boîte d’envoi.").format(
                profil=nom
            ),
            "fait",
            voir,
        )
        voir.setFocus()

    def _voir(self, colis_id: UUID | None) -> None:
        self.bandeau.fermer()
        self._contexte.navigation.aller("echanges", onglet="envois", vue="boite", colis_id=colis_id)


def _nommer(ligne: ProfilLigne) -> str:
    """The profile, and when its next package is due."""
    if ligne.prochain_le is None:
        return ligne.profil.nom
    return _("{nom} – proposé le {jour}").format(nom=ligne.profil.nom, jour=jour(ligne.prochain_le))


def _manque(choisi: ProfilLigne) -> tuple[str, str, dict[str, Any]]:
    """What keeps a package from being prepared, the button that leads there, and where; or ""."""
    profil = choisi.profil
    ici = {"onglet": "envois", "vue": "profils", "profil_id": profil.id}
    if profil.protection is Protection.AGE and profil.cle_id is None:
        return _("Ce profil n’a pas encore la clé de son destinataire."), _("Choisir la clé"), ici
    if profil.protection is Protection.AGE and not choisi.cle_verifiee:
        la = {"onglet": "destinations", "vue": "cles", "cle_id": profil.cle_id}
        texte = _("La clé de {nom} n’est pas vérifiée : appelez-le d’abord.")
        return texte.format(nom=choisi.cle or profil.nom), _("Vérifier la clé"), la
    if profil.destination_id is None:
        return _("Ce profil ne dit pas où envoyer."), _("Choisir la destination"), ici
    return "", "", {}
