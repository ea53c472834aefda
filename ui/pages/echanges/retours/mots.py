"""Their words and ours: what each state and each contractor of the file means; one may correct."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, _
from app.domain.reclamations import EtatReclamation
from app.services import responsables
from app.services.documents.vocabulaire import dire, majuscule
from app.services.responsables import ListerResponsables, ResponsableLigne
from app.services.retours import (
    ETATS_CHOISISSABLES,
    ApercuRetours,
    MotDit,
    OrigineMot,
    PreparerRetours,
    PrestataireDit,
)
from ui.contexte import Contexte
from ui.widgets import Bouton, Etiquette

_ORIGINES = {
    OrigineMot.CATALOGUE: N_("mot connu"),
    OrigineMot.MEMOIRE: N_("comme la dernière fois"),
    OrigineMot.CHOIX: N_("votre choix"),
    OrigineMot.INCONNU: N_("inconnu : à vous de dire"),
}
_AJOUTER = "ajouter"


class TableMots(QWidget):
    """States then contractors; `relire` carries a command with the person's choices."""

    relire = Signal(object)
    change = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._commande: PreparerRetours | None = None
        self._etats: dict[str, EtatReclamation] = {}
        self._qui: dict[str, UUID | None] = {}
        self._prestataires: tuple[PrestataireDit, ...] = ()
        self.creer: set[str] = set()
        """Contractors to be known from now on, as written."""
        self.etats = _table(_("États du fichier"), _("Leur mot"), _("Veut dire"))
        self.qui = _table(_("Prestataires du fichier"), _("Leur nom"), _("C’est"))
        for table in (self.etats, self.qui):
            table.setMinimumHeight(contexte.theme.px(80))
            table.verticalHeader().setDefaultSectionSize(contexte.theme.px(38))
            for colonne, largeur in enumerate((260, 70, 320)):
                table.setColumnWidth(colonne, contexte.theme.px(largeur))
        self.bouton = Bouton(_("Relire le fichier avec ces mots"), self._relire)
        self.bouton.setEnabled(False)
        aide = _(
            "Ce que dit le bailleur ne ferme jamais une réclamation : « clôturée » veut dire"
            " réparée, à confirmer par le ménage. Vos choix sont retenus pour ce bailleur."
        )
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.addWidget(Etiquette(aide, "secondaire", retour_ligne=True))
        boite.addWidget(self.etats, 3)
        boite.addWidget(self.qui, 2)
        boite.addWidget(self.bouton, 0, Qt.AlignmentFlag.AlignRight)

    def montrer(self, apercu: ApercuRetours) -> None:
        """Show the words of this preview."""
        self._commande = apercu.commande
        self._etats, self._qui, self.creer = {}, {}, set()
        self._prestataires = apercu.prestataires
        self.bouton.setEnabled(False)
        self.etats.setRowCount(len(apercu.mots))
        for rang, mot in enumerate(apercu.mots):
            _ligne(self.etats, rang, mot.mot, mot.nombre, mot.origine)
            self.etats.setCellWidget(rang, 2, self._choix_etat(mot))
        self._contexte.jobs.lancer(
            responsables.lister,
            ListerResponsables(),
            quand_fini=self._responsables,
            proprietaire=self,
            cle="retours.responsables",
        )

    def _responsables(self, connus: tuple[ResponsableLigne, ...]) -> None:
        self.qui.setRowCount(len(self._prestataires))
        for rang, p in enumerate(self._prestataires):
            _ligne(self.qui, rang, p.nom, p.nombre, p.origine)
            self.qui.setCellWidget(rang, 2, self._choix_qui(p, connus))

    def _choix_etat(self, mot: MotDit) -> QComboBox:
        liste = _liste(_("« {mot} » veut dire").format(mot=mot.mot))
        liste.addItem(_("(à vous de dire)"), None)
        for etat in ETATS_CHOISISSABLES:
            liste.addItem(majuscule(dire(etat)), etat.value)
        liste.setCurrentIndex(max(0, liste.findData(mot.etat.value if mot.etat else None)))
        liste.activated.connect(
            lambda _rang, m=mot.mot, boite=liste: self._dire_etat(m, boite.currentData())
        )
        return liste

    def _choix_qui(self, p: PrestataireDit, connus: Iterable[ResponsableLigne]) -> QComboBox:
        liste = _liste(_("« {nom} » est").format(nom=p.nom))
        liste.addItem(_("(personne de notre liste)"), None)
        if p.responsable_id is None:
            liste.addItem(_("L’ajouter à nos responsables"), _AJOUTER)
        for r in connus:
            liste.addItem(r.libelle, r.id)
        # An id is not found by `findData`: Qt compares Python objects by identity.
        rangs = [i for i in range(liste.count()) if liste.itemData(i) == p.responsable_id]
        liste.setCurrentIndex(rangs[0] if rangs else 0)
        liste.activated.connect(
            lambda _rang, nom=p.nom, boite=liste: self._dire_qui(nom, boite.currentData())
        )
        return liste

    def _dire_etat(self, mot: str, etat: str | None) -> None:
        self._etats.pop(mot, None)
        if etat:
            self._etats[mot] = EtatReclamation(etat)
        self._touche()

    def _dire_qui(self, nom: str, qui: UUID | str | None) -> None:
        self.creer.discard(nom)
        self._qui.pop(nom, None)
        if isinstance(qui, UUID) or qui is None:
            self._qui[nom] = qui
        else:
            self.creer.add(nom)
        self._touche()

    def _touche(self) -> None:
        self.bouton.setEnabled(bool(self._etats or self._qui))
        self.change.emit()

    def _relire(self) -> None:
        if self._commande is None:
            return
        commande = replace(
            self._commande,
            etats={**self._commande.etats, **self._etats},
            responsables={**self._commande.responsables, **self._qui},
        )
        self.relire.emit(commande)


def _table(nom: str, *titres: str) -> QTableWidget:
    table = QTableWidget(0, 4)
    table.setAccessibleName(nom)
    table.setHorizontalHeaderLabels([titres[0], _("Fois"), titres[1], _("Pourquoi")])
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    entete = table.horizontalHeader()
    entete.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    entete.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    entete.setStretchLastSection(True)
    return table


def _ligne(table: QTableWidget, rang: int, mot: str, nombre: int, origine: OrigineMot) -> None:
    for colonne, texte in ((0, mot), (1, str(nombre)), (3, _(_ORIGINES[origine]))):
        table.setItem(rang, colonne, QTableWidgetItem(texte))


def _liste(nom: str) -> QComboBox:
    liste = QComboBox()
    liste.setAccessibleName(nom)
    liste.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return liste
