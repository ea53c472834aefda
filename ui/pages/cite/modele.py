"""The template an estate and its batches follow: its lines, their due days, what was changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _, ngettext, nombre
from app.domain.parcours_modele import GenreElement
from app.services import logements, parcours
from app.services.documents.vocabulaire import majuscule
from app.services.logements import TrancheLigne
from app.services.parcours import LigneModeleLue, ModeleChoix, ModeleLu
from app.services.parcours.remettre import CompterSuivis, RemettreModele, compter, remettre
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite.defilant import defilant
from ui.pages.cite.lieux import choisir
from ui.pages.cite.modele_ligne import FormeLigne
from ui.pages.cite.onglet import OngletCite
from ui.widgets import Bouton, Etiquette, LigneForm, Tableau
from ui.widgets.phase import PHASES, texte_phase

Lu = tuple[ModeleLu, tuple[ModeleChoix, ...], tuple[TrancheLigne, ...], int]
GENRES = {GenreElement.ETAPE: N_("étape"), GenreElement.PRATIQUE: N_("pratique")}


class RangModele:
    """A line of the template in words."""

    def __init__(self, rang: int, ligne: LigneModeleLue) -> None:
        self.id, self.rang, self.ligne = None, rang, ligne
        self.libelle = majuscule(ligne.libelle)
        self.genre = _(GENRES[ligne.genre])
        self.echeance = ligne.echeance or _("pas de date")
        self.change = _change(ligne)
        if ligne.retiree:
            self.echeance = "–"


def _change(ligne: LigneModeleLue) -> str:
    """What was changed here, shape first."""
    motif = ligne.ajustement.motif if ligne.ajustement is not None else ""
    if ligne.retiree:
        dit = "✕ " + _("retirée")
    elif ligne.ajoutee:
        dit = "+ " + _("ajoutée")
    elif ligne.ajustement is not None:
        dit = "✎ " + _("au lieu de : {regle}").format(regle=ligne.d_origine or _("pas de date"))
    else:
        return ""
    return f"{dit} – {motif}" if motif else dit


COLONNES = (
    Colonne(
        "rang",
        "",
        lambda r: PHASES[r.ligne.phase.value][0],
        32,
        infobulle=lambda r: texte_phase(r.ligne.phase.value),
    ),
    Colonne("libelle", N_("Ligne"), lambda r: r.libelle, 230, infobulle=lambda r: r.ligne.aide),
    Colonne("genre", N_("Genre"), lambda r: r.genre, 80, accessoire=True),
    Colonne("echeance", N_("À faire"), lambda r: r.echeance, 250),
    Colonne("change", N_("Changé ici"), lambda r: r.change, 160, accessoire=True),
)


class OngletModele(OngletCite):
    """Where, which template, its lines; beside them the line one changes or adds."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._lu: ModeleLu | None = None
        self.lieu = QComboBox()
        self.lieu.setAccessibleName(_("Pour quelle partie de la cité"))
        self.choix = QComboBox()
        self.choix.setAccessibleName(_("Parcours suivi"))
        for liste, large in ((self.lieu, 16), (self.choix, 34)):
            liste.setMinimumContentsLength(large)
            liste.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.resume = Etiquette("", "secondaire", retour_ligne=True)
        self._source = SourceListe(lambda r: r.libelle)
        self.modele = TablePaginee(self._source, COLONNES, self, tri="rang")
        self.table = Tableau(contexte.theme, _("Lignes du parcours type"))
        self.table.setModel(self.modele)
        self.forme = FormeLigne(contexte)
        self.remettre = Bouton(_("Tout remettre comme au catalogue"), self._remettre, "discret")
        self._disposer()
        self.lieu.activated.connect(lambda _rang: self.rafraichir())
        self.choix.activated.connect(self._choisir)
        self.table.selection_changee.connect(self._choisie)
        self.table.valide.connect(lambda _ligne: self.forme.formulaire.premier().setFocus())
        self.forme.demande.connect(self._lancer)

    def _disposer(self) -> None:
        haut = QHBoxLayout()
        haut.setSpacing(12)
        haut.addWidget(LigneForm(_("Pour"), self.lieu))
        haut.addWidget(LigneForm(_("Parcours suivi"), self.choix))
        haut.addStretch(1)
        gauche = QVBoxLayout()
        gauche.setSpacing(8)
        gauche.addWidget(self.table, 1)
        gauche.addWidget(self.remettre, 0, Qt.AlignmentFlag.AlignLeft)
        largeur = self._contexte.theme.px(280)
        zone = defilant(self.forme)
        zone.setFixedWidth(largeur + self._contexte.theme.px(16))
        corps = QHBoxLayout()
        corps.setSpacing(24)
        corps.addLayout(gauche, 1)
        corps.addWidget(zone)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(haut)
        boite.addWidget(self.resume)
        boite.addLayout(corps, 1)

    # --- what is shown -----------------------------------------------------------------------

    def montrer(self, cite_id: UUID) -> None:
        """Show the template of this estate."""
        self._cite_id, self._lu = cite_id, None
        self.lieu.clear()
        self.lieu.addItem(_("Toute la cité"), None)
        self._source.remplacer(())
        self.modele.recharger()
        self.forme.vider()

    @property
    def _tranche_id(self) -> UUID | None:
        choisie = self.lieu.currentData()
        return choisie if isinstance(choisie, UUID) else None

    def rafraichir(self) -> None:
        """Read the template again; what is being typed stays."""
        if self._cite_id is None:
            return
        self._contexte.jobs.lancer(
            _lire,
            (self._cite_id, self._tranche_id),
            quand_fini=self._recu,
            proprietaire=self,
            cle="cite.modele",
        )

    def _recu(self, recu: Lu) -> None:
        lu, modeles, tranches, suivis = recu
        if (lu.cite_id, lu.tranche_id) != (self._cite_id, self._tranche_id):
            return
        ailleurs = self._lu is None or self._lu.tranche_id != lu.tranche_id
        self._lu = lu
        self._remplir_choix(lu, modeles, tranches)
        dit = ngettext("{n} ménage concerné", "{n} ménages concernés", suivis).format(
            n=nombre(suivis)
        )
        self.resume.setText(f"{dit} · {lu.choisi}")
        n = lu.nb_ajustements
        self.remettre.setText(
            ngettext(
                "Oublier le changement fait ici", "Oublier les {n} changements faits ici", n
            ).format(n=n)
        )
        self.remettre.setVisible(bool(n))
        self._source.remplacer([RangModele(i, li) for i, li in enumerate(lu.lignes)])
        self.modele.recharger()
        self.forme.connaitre(lu, suivis)
        if ailleurs:
            self.forme.vider()
        self._retrouver()

    def _retrouver(self) -> None:
        cle = self.forme.cle
        for rang in range(self.modele.rowCount()):
            lue = self.modele.ligne(rang)
            if isinstance(lue, RangModele) and (lue.ligne.genre, lue.ligne.code) == cle:
                self.table.selectRow(rang)
                self.forme.montrer(lue.ligne)

    def _remplir_choix(
        self, lu: ModeleLu, modeles: tuple[ModeleChoix, ...], tranches: tuple[TrancheLigne, ...]
    ) -> None:
        self.lieu.clear()
        self.lieu.addItem(_("Toute la cité"), None)
        for tranche in tranches:
            self.lieu.addItem(tranche.nom, tranche.id)
        choisir(self.lieu, lu.tranche_id)
        self.choix.clear()
        herite = _("Comme la cité") if lu.tranche_id else _("Proposé par défaut")
        if lu.propre is None:
            herite += f" : {lu.libelle}"
        self.choix.addItem(herite, None)
        for modele in modeles:
            self.choix.addItem(majuscule(modele.libelle), modele.code)
        choisir(self.choix, lu.propre)

    def _choisie(self, n: int) -> None:
        lue = self.table.ligne_courante() if n else None
        if isinstance(lue, RangModele) and (lue.ligne.genre, lue.ligne.code) != self.forme.cle:
            self.forme.montrer(lue.ligne)

    # --- what one does -----------------------------------------------------------------------

    def _choisir(self, _rang: int) -> None:
        lu = self._lu
        if lu is None or self.choix.currentData() == lu.propre:
            return
        cite_id = None if lu.tranche_id else lu.cite_id
        commande = parcours.ChoisirParcours(self.choix.currentData(), cite_id, lu.tranche_id)
        self._lancer(parcours.choisir, commande, _("Parcours type changé"))

    def _remettre(self) -> None:
        if self._lu is not None:
            commande = RemettreModele(self._lu.cite_id, self._lu.tranche_id)
            self._lancer(remettre, commande, _("Parcours type remis comme au catalogue"))

    def _lancer(self, fonction: Any, commande: object, dit: str) -> None:
        self._contexte.jobs.lancer(
            fonction,
            commande,
            quand_fini=lambda c: self._fait(c, dit),
            en_erreur=self.forme.refuser,
            proprietaire=self,
        )

    def _fait(self, changes: Any, dit: str) -> None:
        if changes.operation is None:
            self._contexte.informer(_("Rien n’a changé."))
        else:
            self._contexte.signaler_enregistre(changes, dit)
        self.forme.enregistree()
        self.rafraichir()

    def premier_champ(self) -> QWidget:
        """Where one chooses the place."""
        return self.lieu


def _lire(ou: tuple[UUID, UUID | None], uow: Any) -> Lu:
    cite_id, tranche_id = ou
    return (
        parcours.lire_modele(parcours.LireModele(cite_id, tranche_id), uow),
        parcours.modeles(uow),
        logements.tranches(logements.LireTranches(cite_id), uow),
        compter(CompterSuivis(cite_id, tranche_id), uow),
    )
