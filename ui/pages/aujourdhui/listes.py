"""Lists of the day, driven by the keyboard: Enter opens, Space or F ticks, R puts off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.core.i18n import _, heure, jour, ngettext
from app.domain.accompagnement import EtatPermanence, jours_de_retard
from app.domain.telephone import afficher
from app.services.aujourdhui import (
    Echeance,
    Liste,
    MenagePerduDeVue,
    NatureEcheance,
    RendezVousDuJour,
    Tableau,
)
from app.services.permanences import Seance, dire_horaires
from ui.theme import Theme
from ui.widgets.tableau import infobulle

ROLE = Qt.ItemDataRole.UserRole


class ListeJour(QTreeWidget):
    """Rows that carry a value; section rows carry none and cannot be chosen.

    `ouverte` carries the value under Enter or a double click, `faite` under Space or F,
    `reportee` under R.
    """

    ouverte = Signal(object)
    faite = Signal(object)
    reportee = Signal(object)

    def __init__(
        self, nom: str, theme: Theme, colonnes: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(nom)
        self.setColumnCount(len(colonnes))
        self.setHeaderLabels(list(colonnes))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        entete = self.header()
        entete.setStretchLastSection(False)
        entete.setMinimumSectionSize(24)
        self.itemDoubleClicked.connect(lambda _e, _c: self._dire(self.ouverte))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Small: the page shares out what room there is."""
        return QSize(240, 5 * self._hauteur_ligne())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """A few rows at least."""
        return QSize(200, 3 * self._hauteur_ligne())

    def _hauteur_ligne(self) -> int:
        return self.fontMetrics().height() + 12

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """Arriving here, one is somewhere."""
        super().focusInEvent(event)
        if self.courante() is None:
            self.placer(0)

    def etirer(self, *parts: bool) -> None:
        """Which columns take the room left; the others are as wide as their content."""
        self.header().setMaximumSectionSize(24 * self.fontMetrics().averageCharWidth())
        for colonne, large in enumerate(parts):
            self.header().setSectionResizeMode(
                colonne,
                QHeaderView.ResizeMode.Stretch
                if large
                else QHeaderView.ResizeMode.ResizeToContents,
            )

    def section(self, titre: str, *, retard: bool = False) -> None:
        """A line that names those below."""
        element = QTreeWidgetItem(self, [titre])
        element.setFlags(Qt.ItemFlag.ItemIsEnabled)
        element.setFirstColumnSpanned(True)
        police = self.font()
        police.setBold(True)
        element.setFont(0, police)
        if retard:
            element.setForeground(0, self._theme.couleur("rouge"))

    def ligne(self, textes: Sequence[str], valeur: object, *, retard: bool = False) -> None:
        """A row; a late one says so in red in its first column, which also says how late."""
        element = QTreeWidgetItem(self, list(textes))
        element.setData(0, ROLE, valeur)
        for colonne, texte in enumerate(textes):
            element.setToolTip(colonne, infobulle(texte))
        if retard:
            element.setForeground(0, self._theme.couleur("rouge"))

    def reste(self, n: int) -> None:
        """How many more there are."""
        if n > 0:
            self.section(ngettext("… et {n} autre", "… et {n} autres", n).format(n=n))

    def courante(self) -> object:
        """The value of the current row, None on a section."""
        element = self.currentItem()
        return element.data(0, ROLE) if element is not None else None

    def valeurs(self) -> list[object]:
        """Every value, from top to bottom."""
        elements = (self.topLevelItem(i) for i in range(self.topLevelItemCount()))
        donnees = (e.data(0, ROLE) for e in elements if e is not None)
        return [d for d in donnees if d is not None]

    def textes(self) -> list[str]:
        """What is written, from top to bottom."""
        return [
            " · ".join(filter(None, (e.text(c) for c in range(self.columnCount()))))
            for e in (self.topLevelItem(i) for i in range(self.topLevelItemCount()))
            if e is not None
        ]

    def placer(self, rang: int) -> None:
        """Go to the row at `rang` among those that carry a value, or the last one."""
        porteurs = [
            e
            for e in (self.topLevelItem(i) for i in range(self.topLevelItemCount()))
            if e is not None and e.data(0, ROLE) is not None
        ]
        if porteurs:
            self.setCurrentItem(porteurs[max(0, min(rang, len(porteurs) - 1))])

    def rang(self) -> int:
        """Where one is among the rows that carry a value; -1 when nowhere."""
        valeur = self.courante()
        valeurs = self.valeurs()
        return valeurs.index(valeur) if valeur in valeurs else -1

    def replacer(self, rang: int) -> None:
        """Go back to where one was, or to the first row when one is in this list."""
        if rang >= 0 or self.hasFocus():
            self.placer(max(rang, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """The keys of the list; anything else is the list's own."""
        signal = {
            Qt.Key.Key_Return: self.ouverte,
            Qt.Key.Key_Enter: self.ouverte,
            Qt.Key.Key_Space: self.faite,
            Qt.Key.Key_F: self.faite,
            Qt.Key.Key_R: self.reportee,
        }.get(Qt.Key(event.key()))
        if signal is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        self._dire(signal)
        event.accept()

    def _dire(self, signal: SignalInstance) -> None:
        valeur = self.courante()
        if valeur is not None:
            signal.emit(valeur)


def remplir_a_faire(liste: ListeJour, tableau: Tableau) -> None:
    """Late things first, then today's, the week's, and those without a date."""
    rang = liste.rang()
    liste.clear()
    for titre, echeances, retard in (
        (_("En retard"), tableau.en_retard, True),
        (_("Aujourd’hui"), tableau.du_jour, False),
        (_("Dans la semaine"), tableau.a_venir, False),
        (_("Sans date"), tableau.sans_date, False),
    ):
        _remplir_echeances(liste, titre, echeances, tableau.jour, retard=retard)
    liste.replacer(rang)


def _remplir_echeances(
    liste: ListeJour, titre: str, echeances: Liste, aujourdhui: date, *, retard: bool
) -> None:
    if not echeances.lignes:
        return
    liste.section(f"{titre} ({echeances.total})", retard=retard)
    for e in echeances.lignes:
        textes = (_quand(e, aujourdhui), _quoi(e), e.menage_nom, e.qui)
        liste.ligne(textes, e, retard=retard)
    liste.reste(echeances.total - len(echeances.lignes))


def _quand(e: Echeance, aujourdhui: date) -> str:
    retard = jours_de_retard(e.pour_le, aujourdhui)
    if retard:
        return ngettext("⚠ {n} j de retard", "⚠ {n} j de retard", retard).format(n=retard)
    if e.pour_le is None:
        return "–"
    return _("aujourd’hui") if e.pour_le == aujourdhui else jour(e.pour_le)


def _quoi(e: Echeance) -> str:
    if e.nature is NatureEcheance.ENGAGEMENT:
        return _("promis : {texte}").format(texte=e.texte)
    return f"▢ {e.texte}"


def remplir_rendez_vous(liste: ListeJour, tableau: Tableau) -> None:
    """Sessions and appointments of the day, by hour; sessions left open before them."""
    rang = liste.rang()
    liste.clear()
    for s in tableau.ouvertes_oubliees:
        liste.ligne(
            (_("⚠ restée ouverte"), _("Permanence du {jour} · {lieu}").format(
                jour=jour(s.jour), lieu=s.lieu)),
            s,
            retard=True,
        )  # fmt: skip
    for s in tableau.seances:
        liste.ligne((dire_horaires(s.debut, s.fin), _dire_seance(s)), s)
    for r in tableau.rendez_vous:
        liste.ligne((heure(r.heure) if r.heure else "–", _dire_rendez_vous(r)), r)
    liste.replacer(rang)


def _dire_seance(s: Seance) -> str:
    etats = {
        EtatPermanence.OUVERTE: _("Permanence en cours · {lieu} · {cite}"),
        EtatPermanence.CLOSE: _("Permanence close · {lieu} · {cite}"),
    }
    return etats.get(s.etat, _("Permanence · {lieu} · {cite}")).format(lieu=s.lieu, cite=s.cite)


def _dire_rendez_vous(r: RendezVousDuJour) -> str:
    return " · ".join(m for m in (r.menage_nom, r.objet, r.lieu) if m)


def remplir_a_revoir(liste: ListeJour, tableau: Tableau) -> None:
    """Households lost from sight, longest first, then those never met."""
    rang = liste.rang()
    liste.clear()
    if tableau.perdus_de_vue:
        titre = _("Pas vus depuis plus de {seuil} jours ({n})")
        liste.section(titre.format(seuil=tableau.seuil, n=tableau.nb_perdus_de_vue))
        for m in tableau.perdus_de_vue:
            liste.ligne((_depuis(m, tableau.jour), m.nom, _joindre(m)), m)
        liste.reste(tableau.nb_perdus_de_vue - len(tableau.perdus_de_vue))
    if tableau.jamais_vus:
        liste.section(_("Jamais rencontrés ({n})").format(n=tableau.nb_jamais_vus))
        for m in tableau.jamais_vus:
            liste.ligne(("–", m.nom, _joindre(m)), m)
        liste.reste(tableau.nb_jamais_vus - len(tableau.jamais_vus))
    liste.replacer(rang)


def _depuis(m: MenagePerduDeVue, aujourdhui: date) -> str:
    jours = (aujourdhui - m.derniere_visite).days if m.derniere_visite else 0
    return ngettext("{n} j", "{n} j", jours).format(n=jours)


def _joindre(m: MenagePerduDeVue) -> str:
    return " · ".join(p for p in (m.adresse, *(afficher(t) for t in m.telephones[:1])) if p)
