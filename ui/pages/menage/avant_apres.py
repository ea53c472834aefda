"""Before and after: what the home costs and burns, side by side, with what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from textwrap import wrap
from uuid import UUID

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _
from app.services import avant_apres
from app.services.avant_apres import AvantApres, ConsoFiche, LireAvantApres, QuittanceFiche
from app.services.avant_apres_papier import Imprime, ImprimerMenage, imprimer_menage
from app.services.documents import phrases_avant_apres as mots
from app.services.menages.lignes import FicheMenage
from ui.contexte import Contexte
from ui.pages.menage import avant_apres_lignes as lignes
from ui.pages.menage.avant_apres_barres import DeuxBarres
from ui.pages.menage.formes.avant_apres import suite
from ui.pages.menage.onglets import Bloc, Onglet
from ui.widgets import Bouton, Etiquette

LARGEUR_TITRE = 12  # letters: a longer title would hide the names of the rows
LIGNES_MAX = 9  # rows a table shows before it scrolls


class OngletAvantApres(Onglet):
    """At left the rent, at right the energy of those who agreed; under each, what was noted.

    In the rows noted: Enter puts one right, Suppr takes it away, N adds one.
    """

    largeur_bloc = 430

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte.theme)
        self._contexte = contexte
        self._menage_id: UUID | None = None
        self._lu: AvantApres | None = None
        self._faire_argent()
        self._faire_energie()
        gauche = _colonne(self.argent, self.barres, self.dit_argent, self.quittances)
        droite = _colonne(self.accord, self.energie, self.dit_energie, self.consos)
        self.poser((gauche, 1), (droite, 1))

    def _faire_argent(self) -> None:
        theme = self._contexte.theme
        self.argent = Bloc(
            theme, "", _("Ce que coûte le logement"), ("", _("Avant"), _("Après"), _("Écart"))
        )
        self.argent.tableau.etirer(0)
        self.imprimer = Bouton(_("Imprimer pour le ménage"), self._imprimer, "discret")
        self.argent.tete.addWidget(self.imprimer)
        self.barres = DeuxBarres(theme)
        self.dit_argent = Etiquette("", "secondaire", retour_ligne=True)
        self.quittances = Bloc(
            theme,
            "quittance",
            _("Relevés de loyer"),
            (_("Au"), _("Moment"), _("Loyer"), _("Reste"), _("Source")),
            _("+ relevé"),
            _("Notez une quittance d’avant, puis une d’après : l’écart s’affiche tout seul."),
        )
        self.quittances.tableau.etirer(4)
        self.quittances.demande.connect(self._ouvrir)
        self.quittances.retrait.connect(self.retrait)

    def _faire_energie(self) -> None:
        theme = self._contexte.theme
        self.accord_dit = Etiquette("", retour_ligne=True)
        self.accord_bouton = Bouton("", self._accord, "discret")
        self.accord = QWidget()
        ligne = QHBoxLayout(self.accord)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.addWidget(self.accord_dit, 1)
        ligne.addWidget(self.accord_bouton)
        self.energie = Bloc(
            theme, "", _("Ce qu’il consomme"), ("", _("Avant"), _("Après"), _("Écart"))
        )
        self.energie.tableau.etirer(0)
        self.dit_energie = Etiquette("", "secondaire", retour_ligne=True)
        self.consos = Bloc(
            theme,
            "conso",
            _("Factures et relevés"),
            (_("Énergie"), _("Du"), _("Au"), _("kWh"), _("€"), _("Source")),
            _("+ facture"),
            _("Notez les factures sur un an au moins, avec un hiver entier, avant et après."),
        )
        self.consos.tableau.etirer(5)
        self.consos.demande.connect(self._ouvrir)
        self.consos.retrait.connect(self.retrait)

    # --- what is shown -----------------------------------------------------------------------

    def remplir(self, fiche: FicheMenage) -> None:
        """Read the money and the energy of this household."""
        if self._menage_id != fiche.menage.id:
            self._lu = None
            self._vider()
        self._menage_id = fiche.menage.id
        self._contexte.jobs.lancer(
            avant_apres.lire,
            LireAvantApres(fiche.menage.id),
            quand_fini=partial(self._recu, fiche.menage.id),
            proprietaire=self,
            cle="menage.avant_apres",
        )

    def premier(self) -> QWidget:
        """The rents noted, or what notes one."""
        table = self.quittances.tableau
        return self.quittances.plus if table.isHidden() else table

    def _vider(self) -> None:
        for bloc in (self.argent, self.energie, self.quittances, self.consos):
            bloc.remplir(())
        for dit in (self.dit_argent, self.dit_energie, self.accord_dit):
            dit.setText("")
        self.barres.fixer(None, None)

    def _recu(self, menage_id: UUID, lu: AvantApres) -> None:
        if menage_id != self._menage_id:
            return
        self._lu = lu
        self.argent.remplir(lignes.argent(lu))
        apres = mots.titre_apres(lu.apres)
        colonne = "\n".join(wrap(apres, LARGEUR_TITRE))
        self.argent.tableau.setHorizontalHeaderLabels(["", _("Avant"), colonne, _("Écart")])
        self.barres.fixer(lu.avant.reste_avec, lu.apres.reste_avec, apres)
        _dire(self.dit_argent, lignes.dits_argent(lu))
        self.quittances.remplir(
            [(q.id, lignes.quittance(q, lu.jour)) for q in reversed(lu.quittances)]
        )
        self._montrer_energie(lu)
        for bloc in (self.argent, self.quittances, self.energie, self.consos):
            _mesurer(bloc)

    def _montrer_energie(self, lu: AvantApres) -> None:
        volontaire = lu.volontaire is not None
        self.accord_dit.setText(lignes.accord(lu))
        self.accord_bouton.setText(_("Retirer l’accord…") if volontaire else _("Noter son accord…"))
        self.energie.setVisible(volontaire)
        self.energie.remplir(lignes.energie(lu))
        _dire(self.dit_energie, lignes.dits_energie(lu))
        self.consos.setVisible(volontaire or bool(lu.consos))
        self.consos.plus.setVisible(volontaire)
        self.consos.remplir([(c.id, lignes.conso(c, lu)) for c in reversed(lu.consos)])
        self.imprimer.setEnabled(not lu.rien)

    # --- acting ------------------------------------------------------------------------------

    def _ouvrir(self, forme: str, id_: object) -> None:
        """The form on the row itself: the page does not hold these rows."""
        lu = self._lu
        if lu is None:
            return
        toutes: tuple[QuittanceFiche | ConsoFiche, ...] = (*lu.quittances, *lu.consos)
        ligne = next((x for x in toutes if x.id == id_), None)
        if forme == "conso" and ligne is None:
            if lu.volontaire is None:
                return
            self.demande.emit(forme, suite(lu.consos))
            return
        self.demande.emit(forme, ligne)

    def _accord(self) -> None:
        lu = self._lu
        if lu is not None:
            retirer = (lu.volontaire, len(lu.consos)) if lu.volontaire is not None else None
            self.demande.emit("volontaire", retirer)

    def _imprimer(self, dossier: Path | None = None) -> None:
        """Ask for a folder, write there the page the tenant reads, show it."""
        if self._menage_id is None:
            return
        choisi = dossier or self._choisir_dossier()
        if choisi is None:
            return
        self._contexte.jobs.lancer_long(
            imprimer_menage,
            ImprimerMenage(self._menage_id, choisi),
            quand_fini=self._imprimee,
            libelle=_("Impression de l’avant et de l’après"),
            proprietaire=self,
        )

    def _choisir_dossier(self) -> Path | None:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        nom = QFileDialog.getExistingDirectory(self, _("Où ranger la feuille ?"), documents)
        return Path(nom) if nom else None

    def _imprimee(self, fait: Imprime) -> None:
        self._contexte.informer(_("Document écrit : {fichier}").format(fichier=fait.fichier.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fait.fichier)))


def _colonne(*blocs: QWidget) -> QWidget:
    cadre = QWidget()
    boite = QVBoxLayout(cadre)
    boite.setContentsMargins(0, 0, 0, 0)
    boite.setSpacing(8)
    for bloc in blocs:
        boite.addWidget(bloc)
    boite.addStretch(1)
    return cadre


def _dire(etiquette: Etiquette, dits: Sequence[str]) -> None:
    etiquette.setText("\n".join(dits))
    etiquette.setVisible(bool(dits))


def _mesurer(bloc: Bloc) -> None:
    """As high as its rows, no more: several blocks share a column."""
    table = bloc.tableau
    entete = table.horizontalHeader()
    hauteur = 0 if entete.isHidden() else entete.sizeHint().height()
    lignes_vues = min(table.rowCount(), LIGNES_MAX)
    table.setFixedHeight(hauteur + lignes_vues * table.verticalHeader().defaultSectionSize() + 6)
