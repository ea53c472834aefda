"""The households of one good practice: who lacks it, and noting it for several at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _, date_courte, ngettext
from app.domain.pratiques import EtatPratique
from app.services import couverture, equipe, pratiques
from app.services.couverture import LigneCouverture, LireConcernes, MenagePratique, Reste
from app.services.documents.vocabulaire import dire, majuscule
from app.services.pratiques import NoterPratiques, PratiquesNotees
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.visite.suites import ChoixIntervenant
from ui.widgets import Bouton, ChampDate, Etiquette, Tableau, Titre
from ui.widgets.largeur import GuetLargeur
from ui.widgets.phase import texte_phase

RESTES: tuple[tuple[Reste, str], ...] = (
    (Reste.MANQUE, N_("À qui elle manque")),
    (Reste.EN_COURS, N_("Proposée ou acceptée, pas encore faite")),
    (Reste.FAITE, N_("Faite")),
    (Reste.DECLINEE, N_("Déclinée ou sans objet")),
    (Reste.TOUS, N_("Tous les ménages concernés")),
)
ETATS = (
    EtatPratique.PROPOSEE,
    EtatPratique.ACCEPTEE,
    EtatPratique.DECLINEE,
    EtatPratique.FAITE,
)


@dataclass(frozen=True, slots=True)
class _Rang:
    """A household of the list."""

    id: UUID
    nom: str
    adresse: str
    phase: str
    situation: str


COLONNES = (
    Colonne("phase", "", lambda r: r.phase[:1], 32, infobulle=lambda r: r.phase),
    Colonne("nom", N_("Ménage"), lambda r: r.nom, 140),
    Colonne("adresse", N_("Adresse"), lambda r: r.adresse, 140, accessoire=True),
    Colonne("situation", N_("Où elle en est"), lambda r: r.situation, 130),
)


class MenagesDUnePratique(QWidget):
    """Enter opens a household; several chosen, one day, one person: noted in one operation."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._demande: tuple[LigneCouverture, UUID, UUID | None] | None = None
        self.titre = Titre("", section=True)
        self.titre.setWordWrap(True)
        self.reste = QComboBox()
        self.reste.setAccessibleName(_("Quels ménages"))
        for reste, texte in RESTES:
            self.reste.addItem(_(texte), reste)
        self._source = SourceListe(lambda r: f"{r.nom} {r.adresse}")
        self.modele = TablePaginee(self._source, COLONNES, self, tri="")
        self.table = Tableau(contexte.theme, _("Ménages concernés"), multiple=True)
        self.table.setModel(self.modele)
        self.vide = Etiquette("", "secondaire", retour_ligne=True)
        self.etat = QComboBox()
        for etat in ETATS:
            self.etat.addItem(majuscule(dire(etat)), etat)
        self.le = ChampDate(contexte.clock, _("Le"), passe=True)
        self.le.setMinimumWidth(contexte.theme.px(110))
        self.par = ChoixIntervenant(_("Par"))
        self.noter = Bouton("", self.enregistrer, "principal")
        self._disposer()
        self.reste.activated.connect(lambda _rang: self._lire())
        self.table.selection_changee.connect(self._compter)
        self.table.valide.connect(self._ouvrir)
        self.oublier()

    def _disposer(self) -> None:
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(self.titre)
        boite.addWidget(self.reste)
        boite.addWidget(self.table, 1)
        boite.addWidget(self.vide)
        rappel = Etiquette(_("Ctrl+A : tous · Entrée : ouvrir"), "secondaire")
        boite.addWidget(rappel)
        GuetLargeur(self).change.connect(lambda etroit: rappel.setVisible(not etroit))
        for nom, champ in ((_("Noter"), self.etat), (_("Le"), self.le), (_("Par"), self.par)):
            champ.setAccessibleName(nom)
            champ.setToolTip(nom)
        for gauche, droite in ((self.etat, self.le), (self.par, self.noter)):
            rangee = QHBoxLayout()
            rangee.setSpacing(8)
            rangee.addWidget(gauche, 1)
            rangee.addWidget(droite, 0 if droite is self.noter else 1)
            boite.addLayout(rangee)

    # --- what is shown -----------------------------------------------------------------------

    def oublier(self) -> None:
        """Nothing is shown."""
        self._demande = None
        self.titre.setText("")
        self.le.fixer(self._contexte.clock.today())
        self._remplir(())

    def montrer(self, ligne: LigneCouverture, cite_id: UUID, tranche_id: UUID | None) -> None:
        """Show who that practice concerns."""
        self._demande = (ligne, cite_id, tranche_id)
        self.titre.setText(majuscule(ligne.libelle))
        self.titre.setToolTip(ligne.aide)
        self._contexte.jobs.lancer(
            equipe.lire, None, quand_fini=self._equipe_lue, proprietaire=self, cle="cite.equipe"
        )
        self._lire()

    def rafraichir(self) -> None:
        """Read them again, keeping what is selected."""
        self._lire()

    def _lire(self) -> None:
        if self._demande is None:
            return
        ligne, cite_id, tranche_id = self._demande
        reste = self.reste.currentData()
        self._contexte.jobs.lancer(
            couverture.concernes,
            LireConcernes(ligne.code, cite_id, tranche_id, Reste(reste)),
            quand_fini=self._remplir,
            proprietaire=self,
            cle="cite.concernes",
        )

    def _remplir(self, menages: tuple[MenagePratique, ...]) -> None:
        self._source.remplacer([_rang(m) for m in menages])
        self.table.rafraichir()
        vide = not menages
        self.vide.setVisible(vide and self._demande is not None)
        manque = self.reste.currentData() == Reste.MANQUE
        self.vide.setText(
            _("Elle ne manque à personne dont c’est le moment.")
            if manque
            else _("Aucun ménage dans ce cas.")
        )
        self._compter()

    def _equipe_lue(self, lue: equipe.Equipe) -> None:
        self.par.proposer(lue.membres, lue.moi.intervenant_id)

    def _compter(self, *_args: object) -> None:
        n = self.table.combien()
        texte = ngettext("Noter pour {n} ménage", "Noter pour {n} ménages", n)
        self.noter.setText(texte.format(n=n) if n else _("Noter…"))
        self.noter.setEnabled(bool(n))

    # --- what one does -----------------------------------------------------------------------

    def enregistrer(self) -> None:
        """Note the state chosen for every household chosen, in one operation."""
        if self._demande is None or self.le.en_erreur:
            self.le.setFocus()
            return
        lignes = [self.modele.ligne(rang) for rang in self.table.rangs()]
        commande = NoterPratiques(
            tuple(r.id for r in lignes if isinstance(r, _Rang)),
            self._demande[0].code,
            EtatPratique(self.etat.currentData()),
            self.le.valeur(),
            self.par.valeur(),
        )
        self.noter.setEnabled(False)
        self._contexte.jobs.lancer(
            pratiques.noter_plusieurs,
            commande,
            quand_fini=self._notee,
            a_la_fin=self._compter,
            proprietaire=self,
        )

    def _notee(self, fait: PratiquesNotees) -> None:
        dit = ngettext("Noté pour {n} ménage", "Noté pour {n} ménages", fait.notes).format(
            n=fait.notes
        )
        if fait.laisses:
            dit += " · " + ngettext(
                "{n} en était déjà là", "{n} en étaient déjà là", fait.laisses
            ).format(n=fait.laisses)
        if fait.operation is None:
            self._contexte.informer(dit)
        else:
            self._contexte.signaler_enregistre(fait, dit)

    def _ouvrir(self, ligne: Any) -> None:
        if isinstance(ligne, _Rang):
            self._contexte.navigation.aller("menage", menage_id=ligne.id, onglet="parcours")


def _rang(m: MenagePratique) -> _Rang:
    if m.etat is None or m.le is None:
        dit = _("rien encore")
    else:
        dit = _("{etat} le {jour}").format(etat=dire(m.etat), jour=date_courte(m.le))
        if m.par:
            dit += " · " + m.par
    return _Rang(m.id, m.nom, m.adresse, texte_phase(m.phase.value), dit)
