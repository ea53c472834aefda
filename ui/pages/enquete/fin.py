"""The end of a questionnaire: what is missing, then what differs from the household's record."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import _, ngettext
from app.services.enquetes import rapprochement
from app.services.enquetes.rapprochement import AppliquerEcart, EcartFiche, LireEcarts
from ui.contexte import Contexte
from ui.widgets import Bouton, Carte, Etiquette, Titre


class Differences(QWidget):
    """What was answered beside what is known: applied one by one, by a person."""

    ferme = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._enquete_id: UUID | None = None
        self.titre = Titre("", section=True)
        self.dit = Etiquette("", "secondaire", retour_ligne=True)
        self._lignes = QVBoxLayout()
        self._lignes.setSpacing(8)
        self.finir = Bouton(_("Revenir au ménage"), self.ferme.emit, "principal")
        bas = QHBoxLayout()
        bas.addStretch(1)
        bas.addWidget(self.finir)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(4, 4, 4, 4)
        boite.setSpacing(8)
        boite.addWidget(self.titre)
        boite.addWidget(self.dit)
        boite.addLayout(self._lignes)
        boite.addLayout(bas)
        boite.addStretch(1)

    def montrer(self, enquete_id: UUID) -> None:
        """Read the differences of a finished questionnaire."""
        self._enquete_id = enquete_id
        self._contexte.jobs.lancer(
            rapprochement.ecarts,
            LireEcarts(enquete_id),
            quand_fini=self._lus,
            cle="enquete.ecarts",
            proprietaire=self,
        )

    def _lus(self, ecarts: Sequence[EcartFiche]) -> None:
        while (item := self._lignes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        n = len(ecarts)
        self.titre.setText(
            ngettext(
                "{n} réponse diffère de la fiche du ménage",
                "{n} réponses diffèrent de la fiche du ménage",
                n,
            ).format(n=n)
            if n
            else _("La fiche du ménage dit la même chose que les réponses")
        )
        self.dit.setText(
            _("Rien n’est recopié tout seul : appliquez ce qui est juste, laissez le reste.")
            if n
            else _("Le questionnaire est terminé et gardé avec le ménage.")
        )
        for ecart in ecarts:
            self._lignes.addWidget(self._ligne(ecart))

    def _ligne(self, ecart: EcartFiche) -> QWidget:
        carte = Carte()
        boite = QHBoxLayout(carte)
        boite.setContentsMargins(12, 8, 12, 8)
        textes = QVBoxLayout()
        textes.setSpacing(2)
        sujet = f"{ecart.qui} · {ecart.champ}" if ecart.qui else ecart.champ
        textes.addWidget(Etiquette(sujet, "champ", retour_ligne=True))
        connu = ecart.connu or _("non renseigné")
        dit = ecart.action or _("fiche : {connu} → réponse : {repondu}").format(
            connu=connu, repondu=ecart.repondu
        )
        textes.addWidget(Etiquette(dit, "corps", retour_ligne=True))
        boite.addLayout(textes, 1)
        bouton = Bouton(_("Appliquer"), lambda: self._appliquer(ecart))
        bouton.setAccessibleName(_("Appliquer : {sujet}").format(sujet=sujet))
        boite.addWidget(bouton)
        return carte

    def _appliquer(self, ecart: EcartFiche) -> None:
        if self._enquete_id is None:
            return
        enquete_id = self._enquete_id

        def fini(changes: Changes) -> None:
            self._contexte.signaler_enregistre(
                changes, _("Fiche mise à jour : {champ}").format(champ=ecart.champ)
            )
            self.montrer(enquete_id)

        self._contexte.jobs.lancer(
            rapprochement.appliquer,
            AppliquerEcart(enquete_id, ecart.cle),
            quand_fini=fini,
            proprietaire=self,
        )
