"""Coverage of an estate: how far each good practice went, then who lacks the one chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.core.i18n import N_, _, ngettext, nombre
from app.services import couverture, logements
from app.services.cites import BailleurLigne, CiteLigne
from app.services.couverture import Couverture, LigneCouverture, LireCouverture
from app.services.documents import Imprime, ImprimerCouverture, imprimer_couverture
from app.services.documents.vocabulaire import majuscule
from app.services.logements import TrancheLigne
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite.lieux import choisir
from ui.pages.cite.onglet import OngletCite
from ui.pages.cite.pratiques_menages import MenagesDUnePratique
from ui.pile import Pile
from ui.widgets import Bouton, EtatVide, Etiquette, Tableau
from ui.widgets.phase import PHASES, texte_phase


class RangCouverture:
    """A line of the table: the practice and its counts by name, so that columns can sort."""

    def __init__(self, rang: int, ligne: LigneCouverture) -> None:
        self.id, self.rang, self.ligne = None, rang, ligne
        c = ligne.compte
        self.libelle = majuscule(ligne.libelle)
        self.a_proposer, self.plus_tard = c.a_proposer, c.plus_tard
        self.proposees, self.acceptees, self.faites = c.proposees, c.acceptees, c.faites
        self.refus = c.declinees + c.sans_objet


def _chiffre(nom: str, titre: str, large: int, *, accessoire: bool = False) -> Colonne:
    return Colonne(
        nom,
        titre,
        lambda r: nombre(getattr(r, nom)) if getattr(r, nom) else "–",
        large,
        droite=True,
        accessoire=accessoire,
    )


COLONNES = (
    Colonne(
        "rang",
        "",
        lambda r: PHASES[r.ligne.phase.value][0],
        32,
        infobulle=lambda r: texte_phase(r.ligne.phase.value),
    ),
    Colonne(
        "libelle", N_("Bonne pratique"), lambda r: r.libelle, 220, infobulle=lambda r: r.ligne.aide
    ),
    _chiffre("a_proposer", N_("À proposer"), 98),
    _chiffre("proposees", N_("Proposées"), 92, accessoire=True),
    _chiffre("acceptees", N_("Acceptées"), 92, accessoire=True),
    _chiffre("faites", N_("Faites"), 68),
    _chiffre("refus", N_("Refus"), 66, accessoire=True),
)


class OngletPratiques(OngletCite):
    """Practices with their counts on the left; on the right, the households of the chosen one."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._cite = ""
        self._code: str | None = None
        self.lieu = QComboBox()
        self.lieu.setAccessibleName(_("Où compter"))
        self.lieu.setMinimumContentsLength(16)
        self.resume = Etiquette("", "secondaire", retour_ligne=True)
        self.imprimer = Bouton(_("Imprimer la couverture…"), self._imprimer)
        self._source = SourceListe(lambda r: r.libelle)
        self.modele = TablePaginee(self._source, COLONNES, self, tri="rang")
        self.table = Tableau(contexte.theme, _("Bonnes pratiques de la cité"))
        self.table.setModel(self.modele)
        self.menages = MenagesDUnePratique(contexte)
        self.vide = EtatVide(
            _("Personne n’est suivi ici"),
            _(
                "Dès que des ménages sont suivis dans cette cité, chaque bonne pratique dit à "
                "combien elle a été proposée, et à qui elle manque."
            ),
        )
        self._disposer()
        self.lieu.activated.connect(self._lieu_choisi)
        self.table.selection_changee.connect(self._choisie)
        self.table.valide.connect(lambda _ligne: self.menages.table.prendre_focus())
        self.menages.table.remonter.connect(self.table.prendre_focus)

    def _disposer(self) -> None:
        haut = QHBoxLayout()
        haut.setSpacing(12)
        haut.addWidget(self.lieu)
        haut.addWidget(self.resume, 1)
        haut.addWidget(self.imprimer)
        partage = QSplitter(Qt.Orientation.Horizontal)
        partage.addWidget(self.table)
        partage.addWidget(self.menages)
        partage.setStretchFactor(0, 3)
        partage.setStretchFactor(1, 2)
        partage.setHandleWidth(16)
        partage.setChildrenCollapsible(False)
        partage.setSizes([680, 440])
        for partie in (self.table, self.menages):
            partie.setMinimumWidth(self._contexte.theme.px(280))
        self._pile = Pile()
        self._pile.addWidget(partage)
        self._pile.addWidget(self.vide)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(haut)
        boite.addWidget(self._pile, 1)

    # --- what is shown -----------------------------------------------------------------------

    def montrer(self, cite_id: UUID) -> None:
        """Show the coverage of this estate."""
        self._cite_id, self._code = cite_id, None
        self.lieu.clear()
        self.lieu.addItem(_("Toute la cité"), None)
        self._source.remplacer(())
        self.modele.recharger()
        self.menages.oublier()

    def recevoir(self, cite: CiteLigne, _bailleurs: tuple[BailleurLigne, ...]) -> None:
        """The name of the estate goes on paper."""
        self._cite = cite.nom

    def rafraichir(self) -> None:
        """Count again; the practice chosen stays."""
        if self._cite_id is None:
            return
        demande = LireCouverture(self._cite_id, self._tranche_id)
        self._contexte.jobs.lancer(
            _lire, demande, quand_fini=self._recue, proprietaire=self, cle="cite.couverture"
        )
        self.menages.rafraichir()

    @property
    def _tranche_id(self) -> UUID | None:
        choisie = self.lieu.currentData()
        return choisie if isinstance(choisie, UUID) else None

    def _recue(self, lu: tuple[Couverture, tuple[TrancheLigne, ...], UUID]) -> None:
        lue, tranches, cite_id = lu
        if cite_id != self._cite_id:
            return
        self._remplir_lieux(tranches)
        n = lue.menages
        dit = ngettext("{n} ménage suivi", "{n} ménages suivis", n).format(n=nombre(n))
        manque = sum(li.compte.manquent for li in lue.lignes)
        reste = ngettext(
            "{n} pratique reste à proposer ou à faire",
            "{n} pratiques restent à proposer ou à faire",
            manque,
        ).format(n=nombre(manque))
        self.resume.setText(f"{dit} · {reste}" if lue.lignes else dit)
        self._pile.setCurrentIndex(0 if lue.lignes else 1)
        self.imprimer.setEnabled(bool(lue.lignes))
        self._source.remplacer([RangCouverture(i, li) for i, li in enumerate(lue.lignes)])
        self.modele.recharger()
        self._retrouver()

    def _retrouver(self) -> None:
        """Back on the practice one was looking at, or on the first."""
        lues = [self.modele.ligne(rang) for rang in range(self.modele.rowCount())]
        codes = [r.ligne.code for r in lues if isinstance(r, RangCouverture)]
        if codes:
            self.table.selectRow(codes.index(self._code) if self._code in codes else 0)

    def _remplir_lieux(self, tranches: tuple[TrancheLigne, ...]) -> None:
        choisie = self._tranche_id
        self.lieu.clear()
        self.lieu.addItem(_("Toute la cité"), None)
        for tranche in tranches:
            self.lieu.addItem(tranche.nom, tranche.id)
        choisir(self.lieu, choisie)

    # --- what one does -----------------------------------------------------------------------

    def _lieu_choisi(self, _rang: int) -> None:
        self.rafraichir()
        self._montrer_menages()

    def _choisie(self, n: int) -> None:
        ligne = self.table.ligne_courante() if n else None
        if isinstance(ligne, RangCouverture) and ligne.ligne.code != self._code:
            self._code = ligne.ligne.code
            self._montrer_menages()

    def _montrer_menages(self) -> None:
        ligne = self.table.ligne_courante()
        if isinstance(ligne, RangCouverture) and self._cite_id is not None:
            self.menages.montrer(ligne.ligne, self._cite_id, self._tranche_id)

    def _imprimer(self) -> None:
        if self._cite_id is None:
            return
        dossier = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        jour = self._contexte.clock.today().isoformat()
        choisi, _filtre = QFileDialog.getSaveFileName(
            self,
            _("Enregistrer pour imprimer"),
            str(Path(dossier) / f"{_('Bonnes pratiques')} {jour}.pdf"),
            "PDF (*.pdf)",
        )
        if not choisi:
            return
        tranche = self.lieu.currentText() if self._tranche_id else ""
        ou = " · ".join(x for x in (self._cite, tranche) if x)
        self._contexte.jobs.lancer(
            imprimer_couverture,
            ImprimerCouverture(
                Path(choisi).with_suffix(".pdf"), ou, self._cite_id, self._tranche_id
            ),
            quand_fini=self._imprimee,
            proprietaire=self,
        )

    def _imprimee(self, fait: Imprime) -> None:
        self._contexte.informer(_("Fichier écrit : {nom}").format(nom=fait.fichier.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fait.fichier)))

    def premier_champ(self) -> QWidget:
        """The practices."""
        return self.table


def _lire(demande: LireCouverture, uow: Any) -> tuple[Couverture, tuple[TrancheLigne, ...], UUID]:
    return (
        couverture.couverture(demande, uow),
        logements.tranches(logements.LireTranches(demande.cite_id), uow),
        demande.cite_id,
    )
