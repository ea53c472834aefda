"""Who, where, how to reach them, where they are in the journey: never scrolls away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _, ngettext
from app.domain.telephone import afficher
from app.services.documents.vocabulaire import dire
from app.services.menages.lignes import FicheMenage
from ui.theme import Theme
from ui.widgets import BarrePhase, Bouton, Carte, Etiquette
from ui.widgets.mini_parcours import MiniParcours
from ui.widgets.tableau import infobulle

SEPARATEUR = " · "


class EnteteMenage(Carte):
    """The household's name large, its phase, its homes, its telephones, its references."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nom = Etiquette("", "nom", copiable=True)
        self.phase = BarrePhase()
        self.avancement = MiniParcours(theme, self)
        self.fictive = Etiquette("", "secondaire")
        self.lieu = Etiquette("", retour_ligne=True, copiable=True)
        self.contact = Etiquette("", retour_ligne=True, copiable=True)
        self.suivi = Etiquette("", "secondaire", retour_ligne=True)
        self._boutons = QHBoxLayout()
        self._boutons.setSpacing(8)
        self.nom.setMinimumWidth(1)  # a very long name is cut, and told in full by its tooltip
        identite = QHBoxLayout()
        identite.setSpacing(12)
        for widget in (self.nom, self.phase, self.fictive):
            identite.addWidget(widget)
        identite.addStretch(1)
        self._tete = tete = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        tete.setSpacing(8)
        tete.addLayout(identite, 1)
        tete.addLayout(self._boutons)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 8, 16, 10)
        boite.setSpacing(2)
        boite.addLayout(tete)
        boite.addWidget(self.lieu)
        boite.addWidget(self.contact)
        bas = QHBoxLayout()
        bas.setSpacing(12)
        bas.addWidget(self.avancement)
        bas.addWidget(self.suivi, 1)
        boite.addLayout(bas)

    def ajouter_action(self, bouton: Bouton) -> None:
        """Put a button at the end of the first line."""
        self._boutons.addWidget(bouton)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Too narrow for one line, the buttons go under the name."""
        super().resizeEvent(event)
        self._arranger()

    def _arranger(self) -> None:
        dits = sum(w.sizeHint().width() for w in (self.nom, self.phase, self.fictive))
        tient = dits + self._boutons.sizeHint().width() + 80 <= self.width()
        sens = QBoxLayout.Direction
        self._tete.setDirection(sens.LeftToRight if tient else sens.TopToBottom)
        droite = Qt.AlignmentFlag.AlignRight if tient else Qt.AlignmentFlag.AlignLeft
        self._tete.setAlignment(self._boutons, droite)

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household."""
        self.nom.setText(fiche.menage.nom)
        self.nom.setToolTip(infobulle(fiche.menage.nom))
        self.phase.fixer(fiche.phase.value)
        progres = fiche.progres
        if progres is None:
            self.avancement.fixer(0, 0, 0)
        else:
            self.avancement.fixer(progres.fait, progres.total, progres.en_retard)
        fictive = fiche.cite is not None and fiche.cite.fictive
        self.fictive.setText(_("cité fictive") if fictive else "")
        self.fictive.setVisible(fictive)
        self.lieu.setText(ou_il_vit(fiche))
        self.contact.setText(comment_joindre(fiche))
        self.suivi.setText(qui_suit(fiche))
        self._arranger()


def ou_il_vit(fiche: FicheMenage) -> str:
    """ "14 rue de Stockholm → provisoirement 8 rue d’Œuf · T3 · tranche 3 · Cité Nouméa"."""
    morceaux = []
    if fiche.foyer:
        morceaux.append(fiche.foyer.adresse or fiche.foyer.code_ug)
        if fiche.actuel:
            la_bas = fiche.actuel.adresse or fiche.actuel.code_ug
            morceaux[0] += " → " + _("actuellement {adresse}").format(adresse=la_bas)
        morceaux += [x for x in (fiche.foyer.typologie, fiche.foyer.code_ug) if x]
    else:
        morceaux.append(_("Aucun logement noté"))
    if fiche.tranche:
        morceaux.append(fiche.tranche.nom)
    if fiche.cite:
        morceaux.append(fiche.cite.nom)
    return SEPARATEUR.join(morceaux)


def comment_joindre(fiche: FicheMenage) -> str:
    """ "06 12 34 56 78 (matin) · polonais, français"."""
    numeros = dict.fromkeys(
        afficher(n) for p in fiche.personnes for n in (p.tel_mobile, p.tel_fixe) if n
    )
    joint = ", ".join(numeros) or _("Aucun téléphone noté")
    prefere = fiche.menage.contact_prefere or next(
        (p.contact_prefere for p in fiche.personnes if p.contact_prefere), None
    )
    if prefere:
        joint += f" ({prefere})"
    langues = fiche.menage.langue or ", ".join(
        dict.fromkeys(p.langue for p in fiche.personnes if p.langue)
    )
    n = max(len(fiche.personnes), fiche.menage.nb_occupants or 0)
    foyer = ngettext("{n} personne", "{n} personnes", n).format(n=n) if n else ""
    return SEPARATEUR.join(x for x in (joint, langues, foyer) if x)


def qui_suit(fiche: FicheMenage) -> str:
    """ "Référente : Sofia Lemaire (médiatrice) · vu·e il y a 12 jours · ayant droit ANGDM"."""
    morceaux = [
        _("suivi par {nom} ({role})").format(nom=r.nom, role=dire(r.role))
        for r in fiche.referents
        if r.fin is None or r.fin > fiche.jour
    ]
    if fiche.derniere_visite is None:
        morceaux.append(_("jamais rencontré"))
    else:
        n = (fiche.jour - fiche.derniere_visite).days
        morceaux.append(
            _("vu aujourd’hui")
            if n == 0
            else ngettext("vu il y a {n} jour", "vu il y a {n} jours", n).format(n=n)
        )
    if fiche.menage.phase_forcee is not None and fiche.menage.phase_motif:
        morceaux.append(_("phase fixée : {motif}").format(motif=fiche.menage.phase_motif))
    if fiche.menage.ayant_droit:
        morceaux.append(_("ayant droit ANGDM"))
    return SEPARATEUR.join(morceaux)
