"""Keys of recipients: those we have, the assistant that takes a new one, our own to give."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _
from app.services.exports import cles
from app.services.exports.cles import CleLue, LireCles
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.echanges.cles.notre import NotreCleADonner
from ui.pages.echanges.cles.recevoir import RecevoirCle
from ui.pages.echanges.cles.verifier import VerifierLaCle
from ui.pile import Pile
from ui.widgets import Bouton, EtatVide, Flux, Tableau
from ui.widgets.defilement import defilant


def dire(cle: CleLue) -> str:
    """Where a key stands, in two or three words."""
    if cle.revoquee_le is not None:
        return _("✕ abandonnée")
    return _("✓ vérifiée") if cle.verifiee_le is not None else _("☎ à vérifier au téléphone")


COLONNES = (
    Colonne("nom", N_("À qui"), lambda c: c.nom, 200),
    Colonne("", N_("État"), dire, 230),
    Colonne("", N_("Sert à"), lambda c: ", ".join(c.profils) or "–", 130, accessoire=True),
)


class VueCles(QWidget):
    """The keys on the left; on the right, the one chosen, a new one, or ours."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._attendue: UUID | None = None
        self._source = SourceListe(lambda c: c.nom)
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = Tableau(contexte.theme, _("Clés des destinataires"))
        self.table.setModel(self.modele)
        self.recevoir = RecevoirCle(contexte)
        self.verifier = VerifierLaCle(contexte)
        self.notre = NotreCleADonner(contexte)
        self.nouvelle = Bouton(_("Recevoir une clé"), self.montrer_recevoir)
        self.a_donner = Bouton(_("Notre clé, à donner"), self.montrer_notre)
        self.vide = EtatVide(
            _("Aucune clé encore"),
            _(
                "Un envoi part fermé avec la clé de son destinataire : lui seul l’ouvre, même si le"
                " fichier s’égare. Recevez sa clé, puis appelez-le pour la vérifier."
            ),
        )
        self.vide.setFocusProxy(self.recevoir.premier_champ())
        self._disposer()
        self.table.selection_changee.connect(self._choix_change)
        self.table.valide.connect(lambda _c: self.verifier.premier_champ().setFocus())
        self.recevoir.recue.connect(self._recue)
        self.recevoir.abandonne.connect(self._revenir)
        self.verifier.faite.connect(self.table.setFocus)

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        self._liste = Pile()
        self._liste.addWidget(self.table)
        self._liste.addWidget(self.vide)
        boutons = QWidget()
        rangee = Flux(boutons, ecart=8)
        rangee.addWidget(self.nouvelle)
        rangee.addWidget(self.a_donner)
        gauche = QVBoxLayout()
        gauche.setSpacing(8)
        gauche.addWidget(self._liste, 1)
        gauche.addWidget(boutons)
        self.cote = Pile()
        for widget in (self.recevoir, self.verifier, self.notre):
            self.cote.addWidget(defilant(widget))
        self.cote.setMinimumWidth(px(380))
        self.cote.setMaximumWidth(px(560))
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 12, 0, 0)
        ligne.setSpacing(24)
        ligne.addLayout(gauche, 5)
        ligne.addWidget(self.cote, 6)

    def premier_champ(self) -> QWidget:
        """The list of keys, or the first one to receive."""
        return self.table if self._liste.currentIndex() == 0 else self.nouvelle

    def concernee(self, changes: Changes) -> bool:
        """Keys, and the profiles that use them."""
        return changes.touche("cles_partenaires") or changes.touche("profils_envoi")

    def viser(self, arguments: dict[str, Any]) -> None:
        """Show the key `cle_id`."""
        if isinstance(id_ := arguments.get("cle_id"), UUID):
            self._attendue = id_

    def rafraichir(self) -> None:
        """Read the keys again; what is being typed stays."""
        self.recevoir.brouillon.chercher()
        self._contexte.jobs.lancer(
            cles.lister,
            LireCles(),
            quand_fini=self._lues,
            proprietaire=self,
            cle="echanges.cles",
        )

    def montrer_recevoir(self) -> None:
        """Step one of the assistant."""
        self.table.clearSelection()
        self.cote.setCurrentIndex(0)
        self.recevoir.premier_champ().setFocus()

    def montrer_notre(self) -> None:
        """Our own key."""
        self.table.clearSelection()
        self.cote.setCurrentIndex(2)
        self.notre.rafraichir()
        self.notre.premier_champ().setFocus()

    def _lues(self, lues: tuple[CleLue, ...]) -> None:
        self._source.remplacer(lues)
        self.table.rafraichir()
        self._liste.setCurrentIndex(0 if lues else 1)
        montree = self._attendue or (self.verifier.cle.id if self.verifier.cle else None)
        cle = next((c for c in lues if c.id == montree), None)
        if cle is not None:
            self.verifier.montrer(cle)
        if self._attendue is not None and cle is not None:
            self._attendue = None
            self.cote.setCurrentIndex(1)
            QTimer.singleShot(0, self, lambda: self._viser(cle.id))

    def _viser(self, id_: UUID) -> None:
        if (rang := self.modele.rang_de(id_)) is not None:
            self.table.selectRow(rang)
        self.verifier.premier_champ().setFocus()

    def _recue(self, changes: Changes) -> None:
        """The key is here: the telephone comes next."""
        self._attendue = changes.principal
        self.rafraichir()

    def _revenir(self) -> None:
        self.table.setFocus()

    def _choix_change(self, n: int) -> None:
        ligne = self.table.ligne_courante() if n else None
        if isinstance(ligne, CleLue):
            self.verifier.montrer(ligne)
            self.cote.setCurrentIndex(1)
