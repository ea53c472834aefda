"""One line of a preview in full: why, what changes from what to what, which answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.i18n import _
from app.domain.imports import EtatLigne, Sens
from app.services.imports import Decisions, Ecart, LigneApercu, Option
from ui.messages import codes
from ui.messages.dire_import import (
    dire_anomalie,
    dire_changement,
    dire_option,
    dire_provenance,
)
from ui.messages.import_base import ETATS
from ui.widgets import Bouton, Carte, Etiquette, Titre


class DetailLigne(QScrollArea):
    """`reponse` carries the key of an option, `sens` (difference, side, "valeur" | "colonne" |
    "toutes")."""

    reponse = Signal(str)
    sens = Signal(object, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Détail de la ligne"))
        self.setMinimumWidth(340)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def montrer(self, ligne: LigneApercu | None, decisions: Decisions, reponse: str | None) -> None:
        """Show that line, with the decisions already taken."""
        contenu = QWidget()
        boite = QVBoxLayout(contenu)
        boite.setContentsMargins(12, 4, 12, 4)
        boite.setSpacing(8)
        if ligne is None:
            boite.addWidget(Etiquette(_("Aucune ligne à montrer."), "secondaire"))
        else:
            self._remplir(boite, ligne, decisions, reponse)
        boite.addStretch(1)
        self.setWidget(contenu)

    def _remplir(
        self, boite: QVBoxLayout, ligne: LigneApercu, decisions: Decisions, reponse: str | None
    ) -> None:
        titre = Titre(ligne.titre or _("Ligne {n}").format(n=ligne.numero), section=True)
        titre.setWordWrap(True)
        boite.addWidget(titre)
        etat = _("ligne {n} du fichier · {etat}").format(
            n=ligne.numero, etat=_(ETATS[ligne.etat.value])
        )
        boite.addWidget(Etiquette(etat, "secondaire"))
        for rang, option in enumerate(ligne.options, start=1):
            boite.addLayout(self._reponse(rang, option, coche=option.cle == reponse))
        for ecart in ligne.ecarts:
            boite.addWidget(self._carte(ecart, decisions.sens(ecart)))
        if ligne.ecarts:
            boite.addLayout(self._pour_toutes(ligne.ecarts[0]))
        dehors = ligne.etat is EtatLigne.REJETE and any(not m.champ for m in ligne.motifs)
        for motif in ligne.motifs:
            dit = dire_anomalie(motif, ligne.numero)
            boite.addWidget(Etiquette(dit.titre, "corps", retour_ligne=True))
            # "The rest of the line is imported" would be untrue of a rejected line.
            if not (motif.champ and dehors):
                suite = " ".join(p for p in (dit.pourquoi, dit.que_faire) if p)
                boite.addWidget(Etiquette(suite, "secondaire", retour_ligne=True))
        if ligne.etat is EtatLigne.NOUVEAU and not ligne.motifs:
            boite.addWidget(Etiquette(_("Tout est lu sans difficulté."), "secondaire"))

    def _reponse(self, rang: int, option: Option, *, coche: bool) -> QHBoxLayout:
        """A numbered answer: a short button, its words beside it on as many lines as needed."""
        dit = dire_option(option)
        bouton = Bouton(
            f"✓ {rang}" if coche else str(rang),
            partial(self.reponse.emit, option.cle),
            "principal" if coche else "",
        )
        bouton.setAccessibleName(dit)
        bouton.setFixedWidth(56)
        rangee = QHBoxLayout()
        rangee.setSpacing(8)
        rangee.addWidget(bouton, 0, Qt.AlignmentFlag.AlignTop)
        texte = Etiquette(dit, "corps", retour_ligne=True)
        rangee.addWidget(texte, 1, Qt.AlignmentFlag.AlignVCenter)
        return rangee

    def _carte(self, ecart: Ecart, sens: Sens) -> QWidget:
        carte = Carte()
        boite = QVBoxLayout(carte)
        boite.setContentsMargins(12, 8, 12, 8)
        boite.setSpacing(4)
        for changement in ecart.changements:
            boite.addWidget(Etiquette(dire_changement(changement), "corps", retour_ligne=True))
        pourquoi = [dire_provenance(ecart)]
        if ecart.raison and (message := codes().get(ecart.raison)):
            pourquoi.append(_(message.pourquoi))
        if texte := " · ".join(p for p in pourquoi if p):
            boite.addWidget(Etiquette(texte, "secondaire", retour_ligne=True))
        rangee = QHBoxLayout()
        rangee.setSpacing(4)
        for valeur, mot in (
            (Sens.GARDER, _("Garder la base")),
            (Sens.PRENDRE, _("Prendre le fichier")),
        ):
            coche = "✓ " if sens is valeur else ""
            rangee.addWidget(
                Bouton(f"{coche}{mot}", partial(self.sens.emit, ecart, valeur, "valeur"))
            )
        rangee.addStretch(1)
        boite.addLayout(rangee)
        autre = _("Faire de même pour toute la colonne")
        colonne = Bouton(autre, partial(self.sens.emit, ecart, sens, "colonne"), "lien")
        boite.addWidget(colonne, 0, Qt.AlignmentFlag.AlignLeft)
        return carte

    def _pour_toutes(self, ecart: Ecart) -> QHBoxLayout:
        rangee = QHBoxLayout()
        rangee.addWidget(Etiquette(_("Pour tout le fichier :"), "secondaire"))
        for valeur, mot in (
            (Sens.GARDER, _("garder la base")),
            (Sens.PRENDRE, _("prendre le fichier")),
        ):
            rangee.addWidget(Bouton(mot, partial(self.sens.emit, ecart, valeur, "toutes"), "lien"))
        rangee.addStretch(1)
        return rangee
