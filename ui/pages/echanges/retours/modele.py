"""The lines of a returned file as a table: what they say, what we know, what is decided."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.i18n import N_, _, date_courte
from app.services.documents.vocabulaire import dire, majuscule
from app.services.retours import ApercuRetours, Choix, Decision, Issue, LigneRetour

_DITS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
Index = QModelIndex | QPersistentModelIndex
COLONNES = (
    N_("Ligne"),
    N_("Référence"),
    N_("Ils disent"),
    N_("Nous savons"),
    N_("Ce qui sera fait"),
)
ISSUES = {
    Issue.CONFLIT: ("?", N_("À décider")),
    Issue.APPLICABLE: ("✓", N_("Prêtes")),
    Issue.INCONNUE: ("∅", N_("Références inconnues")),
    Issue.REFUSEE: ("✕", N_("Refusées")),
    Issue.IDENTIQUE: ("=", N_("Sans changement")),
    Issue.SAUTEE: ("·", N_("Hors données")),
}
"""A sign and a word for each issue, in the order one looks at them."""
CHOIX = {
    Choix.GARDER: N_("garder notre état"),
    Choix.PRENDRE: N_("prendre le leur"),
    Choix.ECHANGE: N_("noter comme échange"),
}
_SEULES = {
    Issue.CONFLIT: N_("à décider"),
    Issue.INCONNUE: N_("rien : référence inconnue"),
    Issue.REFUSEE: N_("rien : ligne refusée"),
    Issue.IDENTIQUE: N_("rien de nouveau"),
    Issue.SAUTEE: N_("pas une donnée"),
}


def dit(ligne: LigneRetour) -> str:
    """What they say, short: "« EN COURS » · 20/09/2026 · Régie"."""
    d = ligne.dite
    morceaux = (f"« {d.mot} »" if d.mot else "", date_courte(d.le) if d.le else "", d.prestataire)
    return " · ".join(m for m in morceaux if m) or d.commentaire or "–"


def connu(ligne: LigneRetour) -> str:
    """What we know, short: "transmise · 12/10/2026"."""
    c = ligne.connue
    if c is None:
        return "–"
    return " · ".join((dire(c.etat), date_courte(c.etat_le or c.ouverte_le)))


def sera_fait(ligne: LigneRetour) -> str:
    """What taking the line does."""
    v = ligne.verdict
    faits = [majuscule(dire(v.vers))] if v.vers else []
    if v.rdv and v.rdv != (v.le or v.rdv):
        faits.append(_("rendez-vous le {jour}").format(jour=date_courte(v.rdv)))
    if ligne.commentaire_neuf:
        faits.append(_("commentaire gardé"))
    return ", ".join(faits) or _("qui répare, ou leur référence")


class ModeleRetours(QAbstractTableModel):
    """The lines of one issue (all of them when None), with the decisions taken."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.toutes: tuple[LigneRetour, ...] = ()
        self.lignes: list[LigneRetour] = []
        self.decisions: dict[int, Decision] = {}

    def montrer(self, apercu: ApercuRetours) -> None:
        """Hold the lines of this preview; no decision is taken yet."""
        self.decisions = {}
        self.toutes = apercu.lignes
        self.filtrer(None)

    def filtrer(self, issue: Issue | None) -> None:
        """Show the lines of that issue only."""
        self.beginResetModel()
        self.lignes = [li for li in self.toutes if issue is None or li.issue is issue]
        self.endResetModel()

    def decider(self, rang: int, decision: Decision | None) -> None:
        """Take (or forget) the decision on a line."""
        numero = self.lignes[rang].numero
        if decision is None:
            self.decisions.pop(numero, None)
        else:
            self.decisions[numero] = decision
        self.dataChanged.emit(self.index(rang, 0), self.index(rang, len(COLONNES) - 1))

    def prochaine(self, apres: int) -> int | None:
        """The next line nobody decided, after that one then from the top; None when all are."""
        n = len(self.lignes)
        for rang in (*range(apres + 1, n), *range(min(apres + 1, n))):
            ligne = self.lignes[rang]
            if ligne.issue is Issue.CONFLIT and ligne.numero not in self.decisions:
                return rang
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self.lignes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        """How many columns."""
        return 0 if parent.isValid() else len(COLONNES)

    def headerData(  # noqa: N802 - Qt name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return _(COLONNES[section])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says."""
        if not index.isValid() or role not in _DITS:
            return None
        ligne = self.lignes[index.row()]
        texte = (
            str(ligne.numero),
            ligne.dite.reference or ligne.dite.ref_bailleur or "–",
            dit(ligne),
            connu(ligne),
            self._issue(ligne),
        )[index.column()]
        return escape(texte) if role == Qt.ItemDataRole.ToolTipRole else texte

    def _issue(self, ligne: LigneRetour) -> str:
        """What will be done of the line."""
        decision = self.decisions.get(ligne.numero)
        if decision is not None:
            return f"✓ {_(CHOIX[decision.choix])}"
        texte = _(_SEULES[ligne.issue]) if ligne.issue in _SEULES else sera_fait(ligne)
        return f"{ISSUES[ligne.issue][0]} {texte}"
