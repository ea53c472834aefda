"""Why this household asks for attention, in one quiet line; what sleeps, until when and why."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import _, jour
from app.services import attention
from app.services.attention import AttentionMenage, LireRaisons, PauseLigne, dire_niveau
from app.services.menages.lignes import FicheMenage
from ui.contexte import Contexte
from ui.navigation import Action
from ui.widgets import Bouton, Etiquette
from ui.widgets.bande import BandeVeille


class LigneAttention(QWidget):
    """Hidden while nothing asks for attention and nothing sleeps."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._menage_id: UUID | None = None
        self._nom = ""
        self._pause: PauseLigne | None = None
        self.lue: AttentionMenage | None = None
        self.raisons = Etiquette("", retour_ligne=True, copiable=True)
        self.dort = Etiquette("", "secondaire", retour_ligne=True, copiable=True)
        self.mettre = Bouton(_("Mettre en veille…"), self.demander, "lien")
        self.reveil = Bouton(_("Réveiller"), self._reveiller, "lien")
        self.bande = BandeVeille(contexte.clock)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 0, 16, 0)
        boite.setSpacing(4)
        for texte, bouton in ((self.raisons, self.mettre), (self.dort, self.reveil)):
            ligne = QHBoxLayout()
            ligne.setSpacing(12)
            ligne.addWidget(texte, 1)
            ligne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignTop)
            boite.addLayout(ligne)
        boite.addWidget(self.bande)
        self.bande.endormir.connect(self._endormir)
        self.bande.ferme.connect(self.mettre.setFocus)
        self.hide()

    def remplir(self, fiche: FicheMenage) -> None:
        """Read the reasons of that household."""
        menage = fiche.menage
        if menage.id != self._menage_id:
            self.bande.hide()
            self._vider()
        self._menage_id, self._nom = menage.id, menage.nom
        self._contexte.jobs.lancer(
            _lire,
            menage.id,
            quand_fini=self._recu,
            proprietaire=self,
            cle="menage.attention",
        )

    def commandes(self) -> list[Action]:
        """Putting it to sleep, from the keyboard."""
        return [Action("menage_veille", _("Mettre ce ménage en veille…"), self.demander)]

    def demander(self) -> None:
        """Until when, and why; only when something asks for attention."""
        if self.lue is not None and any(not r.dort for r in self.lue.raisons):
            self.bande.ouvrir(self._menage_id, self._nom)

    def _vider(self) -> None:
        self.lue = None
        self.hide()

    def _recu(self, recu: tuple[UUID, AttentionMenage]) -> None:
        menage_id, lue = recu
        if menage_id != self._menage_id:
            return  # another household was opened meanwhile
        self.lue = lue
        eveillees = [_phrase(r.texte) for r in lue.raisons if not r.dort]
        endormies = [_phrase(r.texte) for r in lue.raisons if r.dort]
        niveau = f"{dire_niveau(lue.niveau)}  " if lue.niveau else ""
        self.raisons.setText(niveau + " ".join(eveillees))
        self._pause = lue.pauses[0] if lue.pauses else None
        self.dort.setText(" ".join([*map(_dire_pause, lue.pauses), *endormies]))
        for widget in (self.raisons, self.mettre):
            widget.setVisible(bool(eveillees))
        for widget in (self.dort, self.reveil):
            widget.setVisible(self._pause is not None)
        self.setVisible(bool(eveillees) or self._pause is not None)

    def _endormir(self, menage_id: UUID, jusqu_au: date, motif: str) -> None:
        dit = _("En veille jusqu’au {jour}").format(jour=jour(jusqu_au))
        commande = attention.EndormirAttention(menage_id, jusqu_au, motif)
        self._lancer(attention.dormir, commande, dit)

    def _reveiller(self) -> None:
        if self._pause is not None:
            commande = attention.ReveillerAttention(self._pause.id)
            self._lancer(attention.reveiller, commande, _("La mise en veille est finie"))

    def _lancer(self, service: Any, commande: object, dit: str) -> None:
        def fini(changes: Changes) -> None:
            self.bande.fermer()
            self._contexte.signaler_enregistre(changes, dit)

        self._contexte.jobs.lancer(service, commande, quand_fini=fini, proprietaire=self)


def _lire(menage_id: UUID, uow: Any) -> tuple[UUID, AttentionMenage]:
    return menage_id, attention.raisons(LireRaisons(menage_id), uow)


def _phrase(texte: str) -> str:
    """A sentence beside others: it ends, whatever it quotes last."""
    return texte if texte.endswith((".", "…", "!", "?")) else f"{texte}."


def _dire_pause(pause: PauseLigne) -> str:
    """ "En veille jusqu’au ven. 4 déc. (rendez-vous pris, Sofia Lemaire)."."""
    pourquoi = ", ".join(filter(None, (pause.motif, pause.par)))
    return _("En veille jusqu’au {jour} ({pourquoi}).").format(
        jour=jour(pause.jusqu_au), pourquoi=pourquoi
    )
