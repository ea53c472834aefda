"""What *Tester* found, step by step: what works, what failed and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_, _
from app.services.exports.destinations import EssaiDestination, GenreDestination
from app.services.exports.transports.contrat import Diagnostic
from ui.contexte import Contexte
from ui.messages import mots
from ui.widgets import Bouton, Carte, Etiquette

_ETAPES = {
    "joint": N_("La destination répond"),
    "entre": N_("Elle nous laisse entrer"),
    "depots": N_("Le dossier des dépôts est là"),
    "ecrit": N_("On peut y écrire, puis effacer"),
    "retours": N_("Le dossier des retours se lit"),
}
_DOSSIER = {
    "joint": N_("Le dossier est là (clé branchée, dossier synchronisé)"),
    "entre": N_("On peut l’ouvrir"),
}


class EssaiMontre(Carte):
    """Five lines, then what to do; `accepter` carries a fingerprint somebody compared."""

    accepter = Signal(str)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = contexte.theme.px
        self._empreinte = ""
        self.titre = Etiquette("", "section", retour_ligne=True)
        self.lignes = {nom: Etiquette("", "corps", retour_ligne=True) for nom in _ETAPES}
        self.pourquoi = Etiquette("", "corps", retour_ligne=True)
        self.que_faire = Etiquette("", "corps", retour_ligne=True)
        self.empreinte = Etiquette("", "mono", retour_ligne=True, copiable=True)
        self.bouton = Bouton(
            _("C’est bien cette empreinte : faire confiance à ce serveur"),
            lambda: self.accepter.emit(self._empreinte),
        )
        boite = QVBoxLayout(self)
        boite.setContentsMargins(px(12), px(12), px(12), px(12))
        boite.setSpacing(px(4))
        boite.addWidget(self.titre)
        for ligne in self.lignes.values():
            boite.addWidget(ligne)
        for widget in (self.pourquoi, self.que_faire, self.empreinte, self.bouton):
            boite.addWidget(widget)
        self.hide()

    def commencer(self) -> None:
        """Something is being tried."""
        self.titre.setText(_("Essai en cours…"))
        for ligne in self.lignes.values():
            ligne.hide()
        self._dire_panne("", "", "")
        self.show()

    def effacer(self) -> None:
        """Nothing was tried since the form changed."""
        self.hide()

    def montrer(self, essai: EssaiDestination, genre: GenreDestination) -> None:
        """Show what was found."""
        mots_etapes = _ETAPES | (_DOSSIER if genre is GenreDestination.DOSSIER else {})
        # What was never tried (a password is missing) is not told as an answer of the destination.
        tente = essai.panne is None or essai.panne.code != "transport.secret"
        rate = False
        for nom in Diagnostic.ETAPES:
            ligne = self.lignes[nom]
            if nom in essai.reussi:
                signe, role = "✓", "corps"
            elif rate or essai.panne is None:
                signe, role = "·", "secondaire"
            else:
                signe, role, rate = "✕", "retard", True
            etape = _(mots_etapes[nom])
            ligne.setText(
                f"{signe}  {etape}" if signe != "✕" else _("✕  {etape} : non").format(etape=etape)
            )
            ligne.changer_role(role)
            ligne.setVisible(tente)
        if essai.panne is None:
            self.titre.setText(_("Tout fonctionne : un envoi peut partir par là."))
            self._dire_panne("", "", "")
        else:
            dit = mots(essai.panne)
            self.titre.setText(dit.titre)
            inconnu = essai.panne.code in ("transport.hote_inconnu", "transport.hote_change")
            self._dire_panne(dit.pourquoi, dit.que_faire, essai.empreinte if inconnu else "")
        self.setAccessibleName(self.dit())

    def dit(self) -> str:
        """Everything shown, for a screen reader."""
        etiquettes = (self.titre, *self.lignes.values(), self.pourquoi, self.que_faire)
        return "\n".join(e.text() for e in etiquettes if not e.isHidden() and e.text())

    def _dire_panne(self, pourquoi: str, que_faire: str, empreinte: str) -> None:
        self._empreinte = empreinte
        self.pourquoi.setText(pourquoi)
        self.que_faire.setText(que_faire)
        self.empreinte.setText(empreinte)
        self.pourquoi.setVisible(bool(pourquoi))
        self.que_faire.setVisible(bool(que_faire))
        self.empreinte.setVisible(bool(empreinte))
        self.bouton.setVisible(bool(empreinte))
