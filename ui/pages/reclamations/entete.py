"""Which complaint, whose, where it stands, which clocks run, under which guarantee."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _, ngettext
from app.domain.reclamations import FINIES, EtatReclamation, NatureReclamation, Urgence
from app.domain.reclamations_delais import Horloge, Ponctualite, ponctualite
from app.services.reclamations.lecture import ReclamationLue
from ui.contexte import Contexte
from ui.reclamation import phrases
from ui.widgets import Bouton, Carte, Etiquette, Flux

_ROLES = {Ponctualite.EN_RETARD: "retard", Ponctualite.PROCHE: "proche"}


class EnteteReclamation(Carte):
    """Never scrolls away; `menage` is pressed to see the household."""

    def __init__(self, contexte: Contexte, voir_menage: Callable[[], object]) -> None:
        super().__init__()
        self._contexte = contexte
        self.reference = Etiquette("", "nom", copiable=True)
        self.etat = Etiquette("", "section")
        self.menage = Bouton("", voir_menage, "lien")
        self.ou = Etiquette("", "corps", retour_ligne=True, copiable=True)
        self.garantie = Etiquette("", "secondaire", retour_ligne=True)
        self.horloges = [Etiquette("", "corps") for _h in Horloge]
        self._boutons = QHBoxLayout()
        self._boutons.setSpacing(8)
        qui = QHBoxLayout()
        qui.setSpacing(12)
        for widget in (self.reference, self.etat):
            qui.addWidget(widget)
        qui.addStretch(1)
        self._tete = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tete.setSpacing(8)
        self._tete.addLayout(qui, 1)
        self._tete.addLayout(self._boutons)
        qui_ou = QHBoxLayout()
        qui_ou.setSpacing(8)
        qui_ou.addWidget(self.menage)
        qui_ou.addWidget(self.ou, 1)
        cadre = QWidget()
        temps = Flux(cadre, ecart=20, interligne=2)
        for horloge in self.horloges:
            temps.addWidget(horloge)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 8, 16, 10)
        boite.setSpacing(2)
        boite.addLayout(self._tete)
        boite.addLayout(qui_ou)
        boite.addWidget(cadre)
        boite.addWidget(self.garantie)

    def ajouter_action(self, bouton: Bouton) -> None:
        """Put a button at the end of the first line."""
        self._boutons.addWidget(bouton)

    def remplir(self, lue: ReclamationLue) -> None:
        """Show this complaint."""
        ligne = lue.ligne
        reserve = ligne.nature is NatureReclamation.RESERVE
        self.reference.setText(
            _("Réserve {reference}").format(reference=ligne.reference)
            if reserve
            else ligne.reference
        )
        dits = [phrases.etat_depuis(ligne.etat, ligne.etat_le)]
        if ligne.rouvertures:
            n = ligne.rouvertures
            dits.append(ngettext("rouverte {n} fois", "rouverte {n} fois", n).format(n=n))
        if ligne.urgence is not Urgence.NORMALE:
            dits.append(_("urgence {mot}").format(mot=phrases.urgence(ligne.urgence)))
        self.etat.setText(" · ".join(dits))
        self.menage.setText((ligne.menage or _("Logement vide")).replace("&", "&&"))
        self.menage.setEnabled(ligne.menage_id is not None)
        self.ou.setText(" · ".join(x for x in (ligne.adresse, ligne.code_ug, ligne.tranche) if x))
        self._dire_horloges(lue)
        self.garantie.setText(phrases.garantie(lue.garantie))
        jours = lue.garantie.jours
        bientot = jours is not None and 0 <= jours < _BIENTOT
        self.garantie.changer_role("proche" if bientot else "secondaire")
        self._arranger()

    def _dire_horloges(self, lue: ReclamationLue) -> None:
        detail, ligne, maintenant = lue.entiere.detail, lue.ligne, self._contexte.clock.now()
        repare = ligne.etat is EtatReclamation.FAITE or ligne.etat in FINIES
        fins: tuple[tuple[Horloge, datetime | None, datetime | None], ...] = (
            (Horloge.REPONSE, detail.repondre_avant, detail.repondue_a),
            (Horloge.SECURISATION, detail.securiser_avant, detail.securisee_a),
            (Horloge.REPARATION, detail.reparer_avant, None),
        )
        for etiquette, (horloge, due, arret) in zip(self.horloges, fins, strict=True):
            texte, role = "", "corps"
            if arret is not None:
                texte = _("✓ {quoi} : {quand}").format(
                    quoi=_faite(horloge), quand=phrases.instant(arret)
                )
                role = "secondaire"
            elif due is not None and not repare:
                texte = phrases.attendu(horloge, due, maintenant)
                role = _ROLES.get(ponctualite(due, maintenant), "corps")
            etiquette.setText(texte[:1].upper() + texte[1:])
            etiquette.changer_role(role)
            etiquette.setVisible(bool(texte))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Too narrow for one line, the buttons go under the reference."""
        super().resizeEvent(event)
        self._arranger()

    def _arranger(self) -> None:
        dits = self.reference.sizeHint().width() + self.etat.sizeHint().width()
        tient = dits + self._boutons.sizeHint().width() + 80 <= self.width()
        sens = QBoxLayout.Direction
        self._tete.setDirection(sens.LeftToRight if tient else sens.TopToBottom)


_BIENTOT = 60  # days before the end of a guarantee that deserve a colour


def _faite(horloge: Horloge) -> str:
    return _("répondu") if horloge is Horloge.REPONSE else _("mise en sécurité")
