"""Before and after in an estate: what homes cost and burn, small cells hidden; printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _
from app.core.settings import SEUIL_BAILLEUR, SEUIL_EQUIPE
from app.services import avant_apres
from app.services.avant_apres import LireSynthese, Synthese
from app.services.avant_apres_papier import Imprime, ImprimerSynthese, imprimer_synthese
from app.services.documents.depenses_cite import (
    blocs,
    lignes_du_bloc,
    lignes_ecart,
    mode_de_lecture,
    phrase_menages,
    phrase_volontaires,
)
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite.onglet import OngletCite
from ui.pile import Pile
from ui.widgets import Bouton, EtatVide, Etiquette, LigneForm, Tableau


@dataclass(frozen=True, slots=True)
class Rangee:
    """One line of the table: what is measured (on its first line), the band, before, after."""

    id: None
    rang: int
    mesure: str
    libelle: str
    avant: str
    apres: str


COLONNES = (
    Colonne("", N_("Mesure"), lambda r: r.mesure, 190, infobulle=lambda r: r.mesure),
    Colonne("", N_("Groupe"), lambda r: r.libelle, 170),
    Colonne("", N_("Avant"), lambda r: r.avant, 185, droite=True),
    Colonne("", N_("Après"), lambda r: r.apres, 185, droite=True),
)


class OngletAvantApres(OngletCite):
    """For whom, how many households, the table; a sheet of the same."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self.lue: Synthese | None = None
        self.pour = QComboBox()
        self.pour.addItem(_("l’équipe"), False)
        self.pour.addItem(_("le bailleur"), True)
        self.imprimer = Bouton(_("Imprimer"), self.demander_le_dossier)
        self.resume = Etiquette("", "corps", retour_ligne=True)
        self.lecture = Etiquette("", "secondaire", retour_ligne=True)
        self._source = SourceListe(lambda r: r.libelle)
        self.modele = TablePaginee(self._source, COLONNES, self, tri="rang")
        self.table = Tableau(contexte.theme, _("Avant et après les travaux"))
        self.table.setModel(self.modele)
        self.vide = EtatVide(
            _("Rien à comparer pour l’instant"),
            _(
                "Les chiffres viennent des loyers et des factures notés ménage par ménage, dans"
                " l’onglet Avant / après de chacun."
            ),
        )
        self._disposer()
        self.pour.activated.connect(lambda _r: self.rafraichir())

    def _disposer(self) -> None:
        haut = QHBoxLayout()
        haut.setSpacing(12)
        haut.addWidget(LigneForm(_("Pour"), self.pour))
        haut.addStretch(1)
        haut.addWidget(self.imprimer)
        self._pile = Pile()
        self._pile.addWidget(self.table)
        self._pile.addWidget(self.vide)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(haut)
        boite.addWidget(self.resume)
        boite.addWidget(self._pile, 1)
        boite.addWidget(self.lecture)

    @property
    def _demande(self) -> LireSynthese | None:
        if self._cite_id is None:
            return None
        bailleur = bool(self.pour.currentData())
        seuil = self._contexte.settings.lire(SEUIL_BAILLEUR if bailleur else SEUIL_EQUIPE)
        return LireSynthese(self._cite_id, seuil, bailleur)

    def premier_champ(self) -> QWidget:
        """The table."""
        return self.table

    def montrer(self, cite_id: UUID) -> None:
        """Show this estate."""
        self._cite_id = cite_id
        self.lue = None
        self.resume.setText("")
        self.lecture.setText("")
        self._source.remplacer(())
        self.modele.recharger()

    def rafraichir(self) -> None:
        """Read the figures again."""
        demande = self._demande
        if demande is None:
            return
        self._contexte.jobs.lancer(
            avant_apres.resumer_cite,
            demande,
            quand_fini=lambda lue: self._recue(demande, lue),
            proprietaire=self,
            cle="cite.avant_apres",
        )

    def _recue(self, demande: LireSynthese, lue: Synthese) -> None:
        if demande != self._demande:
            return
        self.lue = lue
        connus = any(r.connus for r in lue.reste) or bool(lue.energie and lue.energie.kwh_m2)
        self._pile.setCurrentIndex(0 if connus else 1)
        self.imprimer.setEnabled(bool(lue.menages))
        self.lecture.setVisible(connus)
        dits = (phrase_menages(lue), phrase_volontaires(lue))
        self.resume.setText(" ".join(d for d in dits if d))
        self.lecture.setText(mode_de_lecture(lue))
        self._source.remplacer(rangees(lue))
        self.modele.recharger()

    # --- on paper ----------------------------------------------------------------------------

    def demander_le_dossier(self) -> None:
        """Ask where, then print."""
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        nom = QFileDialog.getExistingDirectory(self, _("Où ranger la feuille ?"), documents)
        if nom:
            self.ecrire(Path(nom))

    def ecrire(self, dossier: Path) -> None:
        """Print what is shown into that folder."""
        demande = self._demande
        if demande is None:
            return
        self._contexte.jobs.lancer_long(
            imprimer_synthese,
            ImprimerSynthese(demande.cite_id, dossier, demande.seuil, demande.bailleur),
            quand_fini=self._imprimee,
            libelle=_("Impression de l’avant et de l’après"),
            proprietaire=self,
        )

    def _imprimee(self, fait: Imprime) -> None:
        self._contexte.informer(_("Document écrit : {fichier}").format(fichier=fait.fichier.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fait.fichier)))


def rangees(lue: Synthese) -> list[Rangee]:
    """Every line: a measure is named on its first one."""
    dites: list[Rangee] = []
    for titre, rangs, unite in blocs(lue):
        for i, (libelle, avant, apres) in enumerate(lignes_du_bloc(rangs, unite)):
            dites.append(Rangee(None, len(dites), titre if not i else "", libelle, avant, apres))
    titre = _("Reste à charge, après moins avant")
    for i, (libelle, combien) in enumerate(lignes_ecart(lue)):
        dites.append(Rangee(None, len(dites), titre if not i else "", libelle, "", combien))
    return dites
