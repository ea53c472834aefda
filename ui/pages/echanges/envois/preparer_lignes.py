"""The lines of a preview: its tables, their rows by pages, what changed in the one chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, _, nombre
from app.services.exports import apercu as apercus
from app.services.exports.apercu import (
    ApercuColis,
    EtatLigne,
    LireMenagesRetenus,
    PageRetenus,
    TableApercue,
)
from app.services.exports.apercu import lignes as apercu_lignes
from app.services.exports.apercu.lignes import (
    ColonneApercue,
    LigneApercue,
    LireLignes,
    PageLignes,
)
from ui.contexte import Contexte
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.echanges.envois import preparer_mots as dire
from ui.pile import Pile
from ui.widgets import Etiquette, Tableau

MENAGES_NOMMES = 200


class SourceLignes:
    """Rows of one table of a preview, read off this thread; the filter is (table, state)."""

    def __init__(self, contexte: Contexte, vue: LignesApercues) -> None:
        self._contexte = contexte
        self._vue = vue

    def compter(self, filtre: Any, recu: Callable[[int], object]) -> None:
        """How many; the columns come with the answer."""

        def arrive(page: PageLignes) -> None:
            self._vue.montrer_colonnes(page.colonnes)
            recu(page.total)

        self._lire(filtre, 0, 0, arrive, cle="echanges.apercu.compte")

    def page(
        self,
        filtre: Any,
        tri: str,
        debut: int,
        taille: int,
        recu: Callable[[Sequence[Any]], object],
    ) -> None:
        """Some of them, in the order they leave."""
        del tri
        self._lire(filtre, debut, taille, lambda page: recu(page.lignes))

    def _lire(
        self,
        filtre: Any,
        debut: int,
        taille: int,
        recu: Callable[[PageLignes], object],
        cle: str | None = None,
    ) -> None:
        apercu = self._vue.apercu
        if apercu is None or filtre is None:
            recu(PageLignes((), 0, ()))
            return
        table, etat = filtre
        self._contexte.jobs.lancer(
            apercu_lignes.lignes,
            LireLignes(apercu, table, etat, debut, taille),
            quand_fini=recu,
            proprietaire=self._vue,
            cle=cle,
        )


class LignesApercues(QWidget):
    """What leaves, table by table and line by line; and, first of the list, what stays."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.apercu: ApercuColis | None = None
        px = contexte.theme.px
        self.liste = QListWidget()
        self.liste.setAccessibleName(_("Tables de l’envoi"))
        self.liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.liste.setFixedWidth(px(290))
        self.etat = QComboBox()
        self.etat.setAccessibleName(_("Lignes montrées"))
        self.etat.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._source = SourceLignes(contexte, self)
        self.modele = TablePaginee(self._source, (), self)
        self.table = Tableau(contexte.theme, _("Lignes de l’envoi"))
        self.table.setModel(self.modele)
        self.change = Etiquette("", "corps", retour_ligne=True, copiable=True)
        self.restent = QPlainTextEdit()
        self.restent.setReadOnly(True)
        self.restent.setTabChangesFocus(True)
        self.restent.setAccessibleName(_("Ce qui reste ici, et pourquoi"))
        self._disposer()
        self.liste.currentRowChanged.connect(lambda _r: self._choisie())
        self.etat.activated.connect(lambda _r: self._filtrer())
        self.table.selection_changee.connect(lambda _n: self._ligne())

    def _disposer(self) -> None:
        lignes = QWidget()
        droite = QVBoxLayout(lignes)
        droite.setContentsMargins(0, 0, 0, 0)
        droite.setSpacing(8)
        droite.addWidget(self.etat, 0, Qt.AlignmentFlag.AlignLeft)
        droite.addWidget(self.table, 1)
        droite.addWidget(self.change)
        self.pile = Pile()
        self.pile.addWidget(lignes)
        self.pile.addWidget(self.restent)
        boite = QHBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(16)
        boite.addWidget(self.liste)
        boite.addWidget(self.pile, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(self._contexte.theme.px(200))

    def montrer(self, apercu: ApercuColis | None) -> None:
        """Show this preview, staying on the table one was looking at."""
        garde = self._nom()
        self.apercu = apercu
        self.liste.blockSignals(True)
        self.liste.clear()
        if apercu is not None and apercu.retenues:
            self._ajouter("", _("Ce qui reste ici, et pourquoi"))
        for table in apercu.tables if apercu is not None else ():
            self._ajouter(table.nom, dire.nommer(table, compare=bool(apercu and apercu.compare)))
        rangs = [r for r in range(self.liste.count()) if self._nom(r) == garde]
        self.liste.setCurrentRow(rangs[0] if rangs else min(1, self.liste.count() - 1))
        self.liste.blockSignals(False)
        self._choisie()

    def _ajouter(self, nom: str, texte: str) -> None:
        element = QListWidgetItem(texte)
        element.setToolTip(texte)
        element.setData(Qt.ItemDataRole.UserRole, nom)
        self.liste.addItem(element)

    def _nom(self, rang: int | None = None) -> str | None:
        element = self.liste.currentItem() if rang is None else self.liste.item(rang)
        return None if element is None else str(element.data(Qt.ItemDataRole.UserRole))

    def _table(self) -> TableApercue | None:
        nom = self._nom()
        tables = self.apercu.tables if self.apercu is not None else ()
        return next((t for t in tables if t.nom == nom), None)

    def _choisie(self) -> None:
        table = self._table()
        self.change.hide()
        if self.apercu is not None and self._nom() == "":
            self.pile.setCurrentWidget(self.restent)
            self._lire_retenus(self.apercu)
            return
        self.pile.setCurrentIndex(0)
        self.etat.clear()
        if table is not None:
            self.etat.addItem(_("Toutes les lignes"), None)
            for etat, (signe, texte) in dire.ETATS.items():
                if n := dire.compter(table, etat):
                    self.etat.addItem(f"{signe} {_(texte)} ({nombre(n)})", etat.value)
        self._filtrer()

    def _filtrer(self) -> None:
        table = self._table()
        valeur = self.etat.currentData()
        etat = EtatLigne(valeur) if valeur else None
        self.table.oublier_selection()
        self.modele.filtrer(None if table is None else (table.nom, etat))

    def montrer_colonnes(self, colonnes: tuple[ColonneApercue, ...]) -> None:
        """Show these columns: what the row is, whom it is about, then what the recipient reads."""
        compare = self.apercu is not None and self.apercu.compare
        voulues = [Colonne("", N_("Pour lui"), dire.dire_etat, 140)] if compare else []
        if all(c.libelle != _("Ménage") for c in colonnes):
            voulues.append(Colonne("", N_("Ménage"), lambda li: li.sujet or "–", 140))
        voulues += [
            Colonne("", colonne.libelle, _valeur(rang), _largeur(colonne.libelle))
            for rang, colonne in enumerate(colonnes)
            if not colonne.identifiant
        ]
        if [c.titre for c in voulues] != [c.titre for c in self.modele.colonnes]:
            self.modele.changer_colonnes(voulues)
            self.table.habiller()

    def _ligne(self) -> None:
        ligne = self.table.ligne_courante() if self.table.combien() else None
        texte = dire.dire_changements(ligne) if isinstance(ligne, LigneApercue) else ""
        self.change.setText(texte)
        self.change.setVisible(bool(texte))

    def _lire_retenus(self, apercu: ApercuColis) -> None:
        self._contexte.jobs.lancer(
            apercus.menages_retenus,
            LireMenagesRetenus(apercu.profil.id, limite=MENAGES_NOMMES),
            quand_fini=self._retenus,
            proprietaire=self,
            cle="echanges.apercu.retenus",
        )

    def _retenus(self, page: PageRetenus) -> None:
        if self.apercu is not None:
            self.restent.setPlainText(
                dire.dire_retenues(self.apercu.retenues, page.lignes, page.total)
            )


def _largeur(libelle: str) -> int:
    """Room for a title, within reason."""
    return min(max(130, 8 * len(libelle) + 28), 240)


def _valeur(rang: int) -> Callable[[LigneApercue], str]:
    return lambda ligne: ligne.valeurs[rang] if rang < len(ligne.valeurs) else ""
