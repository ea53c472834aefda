"""The offers of homes, one card each: what it is, what it would cost beside today's home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _, euros, nombre
from app.domain.budget import Budget, ecart
from app.domain.relogements import ReponseProposition
from app.services.documents.phrases_relogement import (
    bien,
    compte,
    ecart_de_reste,
    jours_de,
    reponse,
    reste_a_charge,
    taux_d_effort,
)
from app.services.documents.vocabulaire import majuscule
from app.services.menages.lignes import FicheMenage, PropositionFiche
from app.services.relogements import (
    AutreProposition,
    DossierRelogement,
    budget_actuel,
    budget_propose,
    comptees,
)
from ui.theme import Theme
from ui.widgets import Bouton, Carte, Etiquette, Titre

_ETROIT = 620  # under that width, what it costs goes under what it is


class Offres(QWidget):
    """Title, count against the charter, "+ proposition", then one card per offer.

    `demande(form, row)` opens a form, `retrait("proposition", id)` takes an offer back.
    """

    demande = Signal(str, object)
    retrait = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cartes: list[CarteOffre] = []
        self._vu: object = None
        self.titre = Titre(_("Logements proposés"), section=True)
        self.compte = Etiquette("", "secondaire")
        self.plus = Bouton(_("+ proposition"), self._nouvelle, "discret")
        self.vide = Etiquette(
            _("Aucun logement proposé. Notez chaque proposition : la date, la visite, la réponse."),
            "secondaire",
            retour_ligne=True,
        )
        tete = QHBoxLayout()
        tete.setSpacing(8)
        tete.addWidget(self.titre)
        tete.addWidget(self.compte)
        tete.addStretch(1)
        tete.addWidget(self.plus)
        self._pile = QVBoxLayout()
        self._pile.setSpacing(8)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(tete)
        boite.addWidget(self.vide)
        boite.addLayout(self._pile)

    def remplir(self, fiche: FicheMenage, dossier: DossierRelogement) -> None:
        """Show these offers; the one the keyboard was on keeps it."""
        vu = (
            fiche.jour,
            fiche.propositions,
            budget_actuel(fiche),
            dossier.prevues,
            dict(dossier.autres),
            dict(dossier.suites),
        )
        if vu == self._vu:
            return
        self._vu = vu
        ici = next((c.offre.id for c in self.cartes if c.a_le_clavier()), None)
        self._vider()
        self.cartes = [self._carte(fiche, offre, dossier) for offre in fiche.propositions]
        self._ordonner()
        for carte in self.cartes:
            carte.show()  # what is not shown yet cannot take the keyboard
            if carte.offre.id == ici:
                carte.setFocus()
        self.vide.setVisible(not self.cartes)
        n = comptees(fiche)
        dit = compte(n, dossier.prevues)
        self.compte.setVisible(n > 0)
        self.compte.setText(f"⚠ {dit}" if n > dossier.prevues else dit)
        self.compte.setToolTip(_("Nombre prévu par la charte de relogement"))

    def _vider(self) -> None:
        while self.cartes:
            ancienne = self.cartes.pop()
            self._pile.removeWidget(ancienne)
            ancienne.hide()
            ancienne.deleteLater()

    def _carte(
        self, fiche: FicheMenage, offre: PropositionFiche, dossier: DossierRelogement
    ) -> CarteOffre:
        carte = CarteOffre(self._theme, fiche, offre, dossier)
        carte.demande.connect(self.demande)
        carte.retrait.connect(self.retrait)
        carte.nouvelle.connect(self._nouvelle)
        carte.voisine.connect(self._voisine)
        self._pile.addWidget(carte)
        return carte

    def _ordonner(self) -> None:
        """Tab goes from the title to the cards, and through each card, wherever they came last."""
        precedent: QWidget = self.plus
        for carte in self.cartes:
            for suivant in (carte, *carte.findChildren(Bouton)):
                self.setTabOrder(precedent, suivant)
                precedent = suivant

    def premier(self) -> QWidget:
        """The first card, or what adds one."""
        return self.cartes[0] if self.cartes else self.plus

    def _nouvelle(self) -> None:
        self.demande.emit("proposition", None)

    def _voisine(self, carte: object, pas: int) -> None:
        if isinstance(carte, CarteOffre) and carte in self.cartes:
            rang = self.cartes.index(carte) + pas
            if 0 <= rang < len(self.cartes):
                self.cartes[rang].setFocus()


class CarteOffre(Carte):
    """One offer: Enter for the answer, M to say more of it, Suppr to take it back, arrows."""

    demande = Signal(str, object)
    retrait = Signal(str, object)
    nouvelle = Signal()
    voisine = Signal(object, int)

    def __init__(
        self,
        theme: Theme,
        fiche: FicheMenage,
        offre: PropositionFiche,
        dossier: DossierRelogement,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.offre = offre
        self._suite = dossier.suites.get(offre.id)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        gauche = self._bien(fiche.jour, dossier.autres.get(offre.id, ()))
        droite = _comparaison(theme, budget_actuel(fiche), budget_propose(fiche, offre))
        self._boite = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._boite.setContentsMargins(12, 8, 12, 8)
        self._boite.setSpacing(16)
        self._boite.addWidget(gauche, 4)
        self._boite.addWidget(droite, 5)
        self.setAccessibleName(
            _("Logement proposé : {adresse}, {reponse}").format(
                adresse=offre.adresse, reponse=reponse(offre, fiche.jour)
            )
        )
        self.setAccessibleDescription(
            _("Entrée : sa réponse. M : modifier. Suppr : retirer. N : autre proposition.")
        )

    def _bien(self, jour: date, autres: Sequence[AutreProposition]) -> QWidget:
        offre = self.offre
        cadre = QWidget()
        boite = QVBoxLayout(cadre)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(2)
        adresse = " · ".join(x for x in (offre.adresse, offre.commune) if x)
        boite.addWidget(Etiquette(adresse, "section", retour_ligne=True))
        for texte, role in (
            (bien(offre), "corps"),
            (majuscule(jours_de(offre, jour)), "secondaire"),
            (majuscule_apres_signe(reponse(offre, jour)), "corps"),
            (_aussi(autres), "secondaire"),
        ):
            if texte:
                boite.addWidget(Etiquette(texte, role, retour_ligne=True))
        boite.addStretch(1)
        actes = QHBoxLayout()
        actes.setSpacing(4)
        for texte, acte, raccourci in self._actes():
            bouton = Bouton(texte, acte, "lien")
            bouton.setToolTip(raccourci)
            actes.addWidget(bouton)
        actes.addStretch(1)
        boite.addLayout(actes)
        return cadre

    def _actes(self) -> list[tuple[str, Callable[[], None], str]]:
        if self.offre.reponse is ReponseProposition.RETIREE:
            return [(_("Modifier…"), self._modifier, "M")]
        repondre = (
            _("Sa réponse…")
            if self.offre.reponse is ReponseProposition.EN_ATTENTE
            else _("Changer la réponse…")
        )
        return [
            (repondre, self._repondre, _("Entrée")),
            (_("Modifier…"), self._modifier, "M"),
            (_("Retirer"), partial(self.retrait.emit, "proposition", self.offre.id), _("Suppr")),
        ]

    def a_le_clavier(self) -> bool:
        """Whether the keyboard is on this card or in it."""
        return self.hasFocus() or any(f.hasFocus() for f in self.findChildren(QWidget))

    def _repondre(self) -> None:
        if self.offre.reponse is ReponseProposition.RETIREE:
            self._modifier()
        else:
            self.demande.emit("reponse", (self.offre, self._suite))

    def _modifier(self) -> None:
        self.demande.emit("proposition", self.offre)

    # --- hands -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter, M, Suppr, N; up and down to the next cards."""
        touche = Qt.Key(event.key())
        identifiant: UUID = self.offre.id
        actes: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Return: self._repondre,
            Qt.Key.Key_Enter: self._repondre,
            Qt.Key.Key_M: self._modifier,
            Qt.Key.Key_Delete: lambda: self.retrait.emit("proposition", identifiant),
            Qt.Key.Key_N: self.nouvelle.emit,
            Qt.Key.Key_Up: lambda: self.voisine.emit(self, -1),
            Qt.Key.Key_Down: lambda: self.voisine.emit(self, 1),
        }
        acte = actes.get(touche)
        if acte is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        acte()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """One sees where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """Elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """The card, and the ring of the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            peintre = QPainter(self)
            peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
            peintre.setPen(QPen(self._theme.couleur("focus"), 2))
            rayon = self._theme.px(8)
            peintre.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), rayon, rayon)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Side by side where there is room."""
        super().resizeEvent(event)
        sens = QBoxLayout.Direction
        etroit = event.size().width() < self._theme.px(_ETROIT)
        voulu = sens.TopToBottom if etroit else sens.LeftToRight
        if voulu is not self._boite.direction():
            self._boite.setDirection(voulu)


def majuscule_apres_signe(texte: str) -> str:
    """ "✕ Refusée le…": the sign first, then a capital."""
    signe, _espace, mots = texte.partition(" ")
    return f"{signe} {majuscule(mots)}"


def _aussi(autres: Sequence[AutreProposition]) -> str:
    """ "⚠ Aussi proposé à : Benali Karim"."""
    if not autres:
        return ""
    acceptes = [a.menage for a in autres if a.reponse is ReponseProposition.ACCEPTEE]
    if acceptes:
        return _("⚠ Déjà accepté par : {noms}").format(noms=", ".join(acceptes))
    return _("⚠ Aussi proposé à : {noms}").format(noms=", ".join(a.menage for a in autres))


def _comparaison(theme: Theme, ici: Budget, la: Budget) -> QWidget:
    """Today's budget beside the offered one, line by line; what is missing is said."""
    cadre = QWidget()
    grille = QGridLayout(cadre)
    grille.setContentsMargins(0, 0, 0, 0)
    grille.setHorizontalSpacing(theme.px(16))
    grille.setVerticalSpacing(2)
    grille.setColumnStretch(0, 1)
    droite = Qt.AlignmentFlag.AlignRight
    for colonne, texte in enumerate((_("Par mois"), _("Aujourd’hui"), _("Proposé"))):
        grille.addWidget(
            Etiquette(texte, "secondaire"), 0, colonne, droite if colonne else Qt.AlignmentFlag(0)
        )
    lignes = (
        (_("Loyer"), _montant(ici.loyer), _montant(la.loyer), "corps"),
        (_("Charges"), _montant(ici.charges), _montant(la.charges), "corps"),
        (_("APL"), _montant(ici.apl), _montant(la.apl), "corps"),
        (_("Reste à charge"), _montant(ici.reste), _montant(la.reste), "section"),
        (_("Taux d’effort"), _taux(ici), _taux(la), "section"),
    )
    for rang, (quoi, avant, apres, role) in enumerate(lignes, 1):
        grille.addWidget(Etiquette(quoi, role), rang, 0)
        for colonne, texte in ((1, avant), (2, apres)):
            grille.addWidget(Etiquette(texte, role), rang, colonne, droite)
    suite = len(lignes) + 1
    for texte, role in (
        (majuscule(ecart_de_reste(ecart(ici, la))), "corps"),
        (_calcul(la), "secondaire"),
    ):
        if texte:
            grille.addWidget(Etiquette(texte, role, retour_ligne=True), suite, 0, 1, 3)
            suite += 1
    grille.setRowStretch(suite, 1)
    return cadre


def _calcul(la: Budget) -> str:
    """The sums behind the offered home's figures, or what is missing."""
    lignes = [
        _("Reste à charge : {calcul}").format(calcul=reste_a_charge(la)),
        _("Taux d’effort : {calcul}").format(calcul=taux_d_effort(la)),
    ]
    return "\n".join(ligne for ligne in lignes if ligne)


def _montant(valeur: Decimal | None) -> str:
    return "?" if valeur is None else euros(valeur)


def _taux(budget: Budget) -> str:
    if budget.taux is None:
        return "–" if budget.sans_ressources else "?"
    return _("{n} %").format(n=nombre(round(budget.taux * 100, 1)))
