"""The columns of the list on screen, and the choice of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.clock import Clock
from app.core.i18n import _, date_courte, jour, ngettext, pgettext
from app.domain.menages import Phase
from app.services.exports.colonnes_liste import (
    COLONNES,
    DE_BASE,
    ColonneListe,
    choisies,
    telephones,
)
from app.services.menages import MenageLigne
from ui.models.table_paginee import Colonne
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette

_LARGEURS: Mapping[str, int] = MappingProxyType(
    {
        "nom": 165,
        "adresse": 200,
        "phase": 95,
        "attention": 130,
        "pourquoi": 320,
        "parcours": 120,
        "prochaine_etape": 235,
        "a_annoncer": 110,
        "temoin": 80,
        "derniere_visite": 130,
        "echeance": 115,
        "telephones": 140,
        "referents": 120,
        "tranche": 105,
        "code_ug": 100,
        "typologie": 65,
        "nb_personnes": 95,
        "nb_visites": 90,
        "titulaires": 190,
        "cite": 150,
        "suivi": 70,
    }
)
_NOMBRES = frozenset({"nb_personnes", "nb_visites"})
_COULEURS: Mapping[Phase, str] = MappingProxyType(
    {Phase.AVANT: "ambre", Phase.PENDANT: "bleu", Phase.APRES: "vert"}
)


def pour_la_table(cles: Iterable[str], theme: Theme, clock: Clock) -> list[Colonne]:
    """The chosen columns as the table shows them."""
    return [_colonne(c, theme, clock) for c in choisies(cles)]


def _colonne(c: ColonneListe, theme: Theme, clock: Clock) -> Colonne:
    texte: Callable[[Any], str] = lambda m: c.texte(m, clock.today())  # noqa: E731 - bound to c
    couleur: Callable[[Any], Any] | None = None
    infobulle: Callable[[Any], str] | None = None
    if c.cle == "phase":
        couleur = partial(_couleur_phase, theme)
    elif c.cle == "echeance":
        texte = lambda m: _echeance(m, clock)  # noqa: E731 - bound to the clock
        couleur = lambda m: theme.couleur("rouge") if _tard(m, clock) else None  # noqa: E731
        infobulle = lambda m: _retard_dit(m, clock)  # noqa: E731
    elif c.cle == "attention":
        infobulle = _pourquoi
    elif c.cle == "parcours":
        infobulle = _avancement_dit
    elif c.cle == "prochaine_etape":
        couleur = lambda m: theme.couleur("rouge") if _etape_tard(m, clock) else None  # noqa: E731
    elif c.cle == "derniere_visite":
        infobulle = _vu_le
    elif c.cle == "telephones":
        infobulle = telephones
    return Colonne(
        c.cle if c.tri else "",
        c.titre,
        texte,
        _LARGEURS[c.cle],
        droite=c.cle in _NOMBRES,
        couleur=couleur,
        infobulle=infobulle,
    )


def _couleur_phase(theme: Theme, m: MenageLigne) -> Any:
    return theme.couleur(_COULEURS[m.phase])


def _pourquoi(m: MenageLigne) -> str:
    """Every reason that counts, one under the other."""
    return "\n".join(m.pourquoi) or _("Rien ne demande d’attention particulière.")


def _avancement_dit(m: MenageLigne) -> str:
    dit = ngettext(
        "{fait} ligne du parcours faite sur {total}.",
        "{fait} lignes du parcours faites sur {total}.",
        m.fait,
    ).format(fait=m.fait, total=m.total)
    if m.en_retard:
        tard = ngettext("{n} est en retard.", "{n} sont en retard.", m.en_retard)
        dit += " " + tard.format(n=m.en_retard)
    return dit


def _etape_tard(m: MenageLigne, clock: Clock) -> bool:
    return m.prochaine_le is not None and m.prochaine_le < clock.today()


def _tard(m: MenageLigne, clock: Clock) -> bool:
    return m.echeance is not None and m.echeance < clock.today()


def _echeance(m: MenageLigne, clock: Clock) -> str:
    if m.echeance is None:
        return ""
    proche = abs((m.echeance - clock.today()).days) < 300
    dit = jour(m.echeance) if proche else date_courte(m.echeance)
    return f"⚠ {dit}" if _tard(m, clock) else dit


def _retard_dit(m: MenageLigne, clock: Clock) -> str:
    if m.echeance is None:
        return ""
    dit = date_courte(m.echeance)
    return (
        _("En retard : c’était pour le {jour}.").format(jour=dit)
        if _tard(m, clock)
        else _("Pour le {jour}.").format(jour=dit)
    )


def _vu_le(m: MenageLigne) -> str:
    if m.derniere_visite is None:
        return _("Aucun contact noté jusqu’ici.")
    return _("Dernier contact le {jour}.").format(jour=jour(m.derniere_visite, annee=True))


class ChoixColonnes(QDialog):
    """Which columns, in which order: Space shows or hides, Alt with an arrow moves.

    `choisi` carries the keys, in order.
    """

    choisi = Signal(object)

    def __init__(self, cles: Iterable[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Colonnes de la liste"))
        self.setModal(True)
        self.resize(theme.px(380), theme.px(480))
        self.liste = _ListeOrdonnee()
        self.liste.setAccessibleName(_("Colonnes, dans l’ordre"))
        aide = Etiquette(
            _("Espace montre ou cache une colonne ; Alt + ↑ ou ↓ la déplace."),
            "secondaire",
            retour_ligne=True,
        )
        monter = Bouton(_("Monter"), lambda: self.liste.deplacer(-1))
        descendre = Bouton(_("Descendre"), lambda: self.liste.deplacer(1))
        origine = Bouton(_("D’origine"), lambda: self.remplir(DE_BASE))
        fini = Bouton(_("Montrer ces colonnes"), self._finir, "principal")
        rangee = QHBoxLayout()
        for bouton in (monter, descendre, origine):
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        bas = QHBoxLayout()
        bas.addStretch(1)
        bas.addWidget(Bouton(pgettext("refermer", "Annuler"), self.reject))
        bas.addWidget(fini)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 16, 16, 16)
        boite.setSpacing(8)
        boite.addWidget(aide)
        boite.addWidget(self.liste, 1)
        boite.addLayout(rangee)
        boite.addLayout(bas)
        self.remplir(cles)

    def remplir(self, cles: Iterable[str]) -> None:
        """Show these columns first, checked, then the others."""
        montrees = [c.cle for c in choisies(cles)]
        titres = {c.cle: _(c.titre) for c in COLONNES}
        self.liste.clear()
        for cle in (*montrees, *(c for c in titres if c not in montrees)):
            element = QListWidgetItem(titres[cle])
            element.setData(Qt.ItemDataRole.UserRole, cle)
            element.setFlags(element.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            etat = Qt.CheckState
            element.setCheckState(etat.Checked if cle in montrees else etat.Unchecked)
            self.liste.addItem(element)
        self.liste.setCurrentRow(0)

    def cles(self) -> tuple[str, ...]:
        """The keys of the checked columns, in order."""
        elements = [self.liste.item(i) for i in range(self.liste.count())]
        return tuple(
            str(e.data(Qt.ItemDataRole.UserRole))
            for e in elements
            if e.checkState() == Qt.CheckState.Checked
        )

    def _finir(self) -> None:
        self.choisi.emit(self.cles())
        self.accept()


class _ListeOrdonnee(QListWidget):
    """Rows moved by the keyboard or dragged."""

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)

    def deplacer(self, pas: int) -> None:
        """Move the current row."""
        rang = self.currentRow()
        if 0 <= rang + pas < self.count():
            element = self.takeItem(rang)
            self.insertItem(rang + pas, element)
            self.setCurrentRow(rang + pas)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Alt with an arrow moves the row."""
        pas = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if pas is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.deplacer(pas)
            event.accept()
            return
        super().keyPressEvent(event)
