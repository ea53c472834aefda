"""Second step with a key: six words compared over the telephone, and with whom; giving it up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _, jour
from app.services.exports import cles
from app.services.exports.cles import AbandonnerCle, CleLue, VerifierCle
from ui.contexte import Contexte
from ui.pages.echanges.cles.mots import SixMots
from ui.pages.echanges.vue import ceder
from ui.widgets import Bandeau, Bouton, Etiquette, LigneForm, Titre


class VerifierLaCle(QWidget):
    """One key: what it is for, its words, and what remains to be done. `faite`: it is verified."""

    faite = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cle: CleLue | None = None
        self.titre = Titre("", section=True)
        self.titre.setWordWrap(True)
        self.etat = Etiquette("", "corps", retour_ligne=True)
        self.bandeau = Bandeau()
        self.mots = SixMots(contexte.theme)
        self.entendus = QLineEdit()
        self.avec = QLineEdit()
        self.confirmer = Bouton(_("Les six mots sont les mêmes"), self.verifier, "principal")
        self.abandonner = Bouton(_("Ne plus s’en servir"), self._abandonner, "discret")
        self.saisie = QWidget()
        self._disposer()
        self.brouillon = contexte.brouillons.suivre("echanges.cle_verifiee", self._contenu, self)
        self.brouillon.restaurable.connect(self._restaurer)
        for champ in (self.entendus, self.avec):
            champ.textEdited.connect(self._touche)
        self._touche()

    def _disposer(self) -> None:
        consigne = _(
            "Appelez le destinataire à un numéro que vous connaissiez déjà, pas celui du courriel."
            " Demandez-lui de lire ses six mots, et comparez. S’ils diffèrent, quelqu’un a"
            " peut-être remplacé la clé en route : ne confirmez pas."
        )
        dedans = QVBoxLayout(self.saisie)
        dedans.setContentsMargins(0, 0, 0, 0)
        dedans.setSpacing(12)
        dedans.addWidget(Etiquette(consigne, "corps", retour_ligne=True))
        dedans.addWidget(
            LigneForm(
                _("Les mots que vous entendez"),
                self.entendus,
                _("Facultatif : tapés ici, Voyette les compare pour vous."),
            )
        )
        dedans.addWidget(
            LigneForm(_("Comparés avec qui ?"), self.avec, _("Son nom et sa fonction."))
        )
        bas = QHBoxLayout()
        bas.addStretch(1)
        bas.addWidget(self.confirmer)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 8, 0)
        boite.setSpacing(12)
        for widget in (self.titre, self.etat, self.bandeau, self.mots, self.saisie):
            boite.addWidget(widget)
        boite.addLayout(bas)
        boite.addWidget(self.abandonner, 0, Qt.AlignmentFlag.AlignLeft)
        boite.addStretch(1)

    @property
    def cle(self) -> CleLue | None:
        """The key shown."""
        return self._cle

    def premier_champ(self) -> QWidget:
        """Where one types what is heard."""
        return self.entendus if not self.saisie.isHidden() else self.abandonner

    def montrer(self, cle: CleLue) -> None:
        """Show this key; what is being typed for it stays."""
        autre = self._cle is None or self._cle.id != cle.id
        self._cle = cle
        if autre:
            self.bandeau.fermer()
            for champ in (self.entendus, self.avec):
                champ.clear()
            self.brouillon.changer_cle(f"echanges.cle_verifiee.{cle.id}")
            self.brouillon.chercher()
        attend = cle.verifiee_le is None and cle.revoquee_le is None
        self.titre.setText(
            _("2. Vérifier au téléphone : {nom}").format(nom=cle.nom) if attend else cle.nom
        )
        self.etat.setText(dire_etat(cle))
        self.mots.montrer(cle.mots)
        self.saisie.setVisible(attend)
        self.confirmer.setVisible(attend)
        self.abandonner.setVisible(cle.revoquee_le is None)
        self._touche()

    def verifier(self) -> None:
        """Somebody compared the words."""
        if self._cle is None:
            return
        self.bandeau.fermer()
        ceder(self.confirmer, self.entendus)  # never to the button that gives the key up
        self._contexte.jobs.lancer(
            cles.verifier,
            VerifierCle(self._cle.id, self.avec.text().strip(), self.entendus.text().strip()),
            quand_fini=self._verifiee,
            en_erreur=self._refusee,
            proprietaire=self,
        )

    def _verifiee(self, changes: Changes) -> None:
        self.brouillon.oublier()
        for champ in (self.entendus, self.avec):
            champ.clear()
        self._contexte.signaler_enregistre(changes, _("Clé vérifiée"))
        self.faite.emit()

    def _refusee(self, erreur: AppError) -> None:
        self.confirmer.setEnabled(True)
        self.bandeau.montrer_erreur(erreur)

    def _abandonner(self) -> None:
        if self._cle is None:
            return
        self._contexte.jobs.lancer(
            cles.abandonner,
            AbandonnerCle(self._cle.id),
            quand_fini=lambda c: self._contexte.signaler_enregistre(c, _("Clé abandonnée")),
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def _touche(self, *_args: object) -> None:
        self.confirmer.setEnabled(self._cle is not None and bool(self.avec.text().strip()))
        if self._cle is not None:
            self.brouillon.modifie()

    def _contenu(self) -> dict[str, str] | None:
        mots, avec = self.entendus.text().strip(), self.avec.text().strip()
        return {"mots": mots, "avec": avec} if mots or avec else None

    def _restaurer(self, contenu: dict[str, str]) -> None:
        if self._contenu() is None:
            self.entendus.setText(str(contenu.get("mots", "")))
            self.avec.setText(str(contenu.get("avec", "")))
            self._touche()


def dire_etat(cle: CleLue) -> str:
    """Where the key stands, in sentences."""
    if cle.revoquee_le is not None:
        return _("Abandonnée le {jour} : plus rien ne part pour cette clé.").format(
            jour=jour(cle.revoquee_le, annee=True)
        )
    if cle.verifiee_le is None:
        return _("Reçue le {jour}. Rien ne part pour cette clé avant l’appel.").format(
            jour=jour(cle.ajoutee_le, annee=True)
        )
    dit = _("Vérifiée le {jour} avec {qui}.").format(
        jour=jour(cle.verifiee_le, annee=True), qui=cle.verifiee_par or "–"
    )
    if not cle.profils:
        return dit + " " + _("Aucun profil d’envoi ne s’en sert encore.")
    return dit + " " + _("Profils qui s’en servent : {noms}.").format(noms=", ".join(cle.profils))
