"""After the return: visits of the home, what must be seen again, what goes on being offered."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import _, date_courte, jour, ngettext
from app.domain.enquetes.campagnes import EtatSuivi
from app.services import prises_en_main, soutiens
from app.services.documents.vocabulaire import dire, majuscule
from app.services.menages.lignes import FicheMenage
from app.services.prises_en_main import (
    AnnulerPrise,
    EtatPriseEnMain,
    MomentPriseEnMain,
    PointARevoir,
    PriseFiche,
)
from app.services.soutiens import (
    ApresLu,
    CampagneApres,
    EtatSoutien,
    GenreSoutien,
    LireApres,
    SoutienFiche,
)
from ui.contexte import Contexte
from ui.logement_renove.guide import GuidePapier
from ui.pages.menage.formes.apres import DemandeSoutien
from ui.pages.menage.onglets import Bloc, Onglet
from ui.widgets import Bouton, Etiquette, Titre

FORMES = {
    EtatPriseEnMain.PREVUE: "◇",
    EtatPriseEnMain.FAITE: "✓",
    EtatPriseEnMain.ANNULEE: "✕",
}
ETATS = {
    EtatSoutien.PROPOSE: "◇",
    EtatSoutien.INTERESSE: "◆",
    EtatSoutien.PREVU: "◇",
    EtatSoutien.FAIT: "✓",
    EtatSoutien.REFUSE: "✕",
}
LIGNES_MAX = 6


class OngletApres(Onglet):
    """At left visits of the home and what to see again; at right what is offered, the survey.

    In visits: Enter opens the guided checklist, Suppr cancels one to come, N foresees one. In what
    is offered: Enter changes where it stands, Suppr takes it away, N adds.
    """

    largeur_bloc = 430

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte.theme)
        self._contexte = contexte
        self._fiche: FicheMenage | None = None
        self.lu: ApresLu | None = None
        self._soutiens: dict[UUID, SoutienFiche] = {}
        theme = contexte.theme
        self.visites = Bloc(
            theme,
            "",
            _("Prise en main du logement"),
            (_("Quand"), _("Visite"), _("Ce qui a été montré")),
            _("+ visite"),
            _("Après le retour, deux visites se prévoient d’elles-mêmes. Ici : en prévoir une."),
            nouvelle="prise",
        )
        self.visites.tableau.etirer(2)
        self.visites.tableau.setAccessibleDescription(
            _("Entrée : ouvrir la liste des points. Suppr : annuler une visite. N : en prévoir.")
        )
        self.revoir = Bloc(
            theme, "", _("À revoir"), (_("Quoi"), _("Pour qui")), "", _("Rien n’est à revoir.")
        )
        self.revoir.tableau.etirer(0)
        self.offerts = Bloc(
            theme,
            "",
            _("Accompagnements et vie de la cité"),
            (_("Le"), _("Quoi"), _("Où il en est")),
            _("+ accompagnement"),
            _(
                "Coaching énergie, auto-rénovation accompagnée, règles d’entretien, accueil des"
                " voisins, actions de la cité : notez ce qui est proposé, et ce qu’il en dit."
            ),
        )
        self.offerts.tableau.etirer(1)
        self.offerts.tableau.setAccessibleDescription(
            _("Entrée : modifier. Suppr : retirer. N : ajouter.")
        )
        self.guide = GuidePapier(contexte, self, dire=self._dire_guide)
        self.dire_guide = Etiquette("", "secondaire", retour_ligne=True)
        self.titre_enquete = Titre(_("Est-il satisfait ?"), section=True)
        self.enquete = Etiquette("", retour_ligne=True)
        self.voir_enquete = Bouton("", self._voir_enquete)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        self.visites.tete.insertWidget(2, self.guide.bouton)
        gauche = _colonne(self.visites, self.dire_guide, self.revoir)
        cadre = QHBoxLayout()
        cadre.addWidget(self.enquete, 1)
        cadre.addWidget(self.voir_enquete)
        bloc_enquete = QWidget()
        boite = QVBoxLayout(bloc_enquete)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addWidget(self.titre_enquete)
        boite.addLayout(cadre)
        droite = _colonne(self.offerts, bloc_enquete)
        self.dire_guide.hide()
        self.poser((gauche, 5), (droite, 5))

    def _brancher(self) -> None:
        self.visites.demande.connect(self._prevoir)
        self.visites.tableau.ouverte.connect(self._ouvrir)
        self.visites.tableau.retiree.connect(self._annuler)
        self.revoir.tableau.ouverte.connect(lambda _id: self._reprendre())
        self.offerts.tableau.ouverte.connect(self._modifier)
        self.offerts.tableau.nouvelle.connect(self._proposer)
        self.offerts.tableau.retiree.connect(lambda id_: self.retrait.emit("soutien", id_))
        self.offerts.plus.clicked.disconnect()
        self.offerts.plus.clicked.connect(lambda _c=False: self._proposer())

    # --- what is shown -----------------------------------------------------------------------

    def remplir(self, fiche: FicheMenage) -> None:
        """Read what follows the return of this household."""
        if self._fiche is None or self._fiche.menage.id != fiche.menage.id:
            self.lu = None
            self.dire_guide.hide()
        self._fiche = fiche
        self.guide.menage(fiche.menage.id)
        self._contexte.jobs.lancer(
            soutiens.lire,
            LireApres(fiche.menage.id),
            quand_fini=partial(self._recu, fiche.menage.id),
            proprietaire=self,
            cle="menage.apres",
        )

    def premier(self) -> QWidget:
        """The visits."""
        table = self.visites.tableau
        return self.visites.plus if table.isHidden() else table

    def _recu(self, menage_id: UUID, lu: ApresLu) -> None:
        if self._fiche is None or self._fiche.menage.id != menage_id:
            return
        self.lu = lu
        self._soutiens = {s.id: s for s in lu.soutiens}
        self.visites.remplir(
            [(p.id, _visite(p, lu.prises.montres.get(p.id, 0))) for p in lu.prises.prises]
        )
        self.revoir.remplir([(None, _a_revoir(p)) for p in lu.prises.a_revoir])
        self.revoir.setVisible(bool(lu.prises.prises))
        self.offerts.remplir([(s.id, _soutien(s)) for s in lu.soutiens])
        for bloc in (self.visites, self.revoir, self.offerts):
            _mesurer(bloc)
        self._dire_enquete(lu)

    def _dire_enquete(self, lu: ApresLu) -> None:
        campagne = lu.campagnes[0] if lu.campagnes else None
        self.enquete.setText(_enquete(campagne))
        self.voir_enquete.setText(
            _("Voir la campagne") if campagne is not None else _("Ouvrir les enquêtes")
        )

    def _dire_guide(self, dit: str) -> None:
        self.dire_guide.setText(dit)
        self.dire_guide.setVisible(bool(dit))

    # --- acting ------------------------------------------------------------------------------

    def _prevoir(self, _forme: str, _id: object) -> None:
        """The visit that is missing first: at the return, then in winter."""
        faits = {
            p.moment
            for p in (self.lu.prises.prises if self.lu is not None else ())
            if p.etat is not EtatPriseEnMain.ANNULEE
        }
        manque = next((m for m in MomentPriseEnMain if m not in faits), MomentPriseEnMain.AUTRE)
        self.demande.emit("prise", manque)

    def _ouvrir(self, id_: object) -> None:
        if isinstance(id_, UUID):
            self._contexte.navigation.aller("prise_en_main", prise_id=id_)

    def _reprendre(self) -> None:
        """What must be seen again: in the next visit, or in one to foresee."""
        prochaine = self.lu.prises.prochaine() if self.lu is not None else None
        if prochaine is not None:
            self._ouvrir(prochaine.id)
        else:
            self._prevoir("", None)

    def _annuler(self, id_: object) -> None:
        if isinstance(id_, UUID):
            self._contexte.jobs.lancer(
                prises_en_main.annuler,
                AnnulerPrise(id_),
                quand_fini=self._annulee,
                proprietaire=self,
            )

    def _annulee(self, changes: Changes) -> None:
        self._contexte.signaler_enregistre(changes, _("Visite annulée"))

    def _proposer(self) -> None:
        """One kind a line: the form then asks only what it needs."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for genre in GenreSoutien:
            menu.addAction(majuscule(dire(genre))).triggered.connect(partial(self._noter, genre))
        menu.popup(self.offerts.plus.mapToGlobal(self.offerts.plus.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _noter(self, genre: GenreSoutien, _coche: bool = False) -> None:
        actions = self.lu.actions if self.lu is not None else ()
        self.demande.emit("soutien", DemandeSoutien(None, genre, actions))

    def _modifier(self, id_: object) -> None:
        connu = self._soutiens.get(id_) if isinstance(id_, UUID) else None
        if connu is not None and self.lu is not None:
            self.demande.emit("soutien", DemandeSoutien(connu, None, self.lu.actions))

    def _voir_enquete(self) -> None:
        if self.lu is None:
            return
        if self.lu.campagnes:
            self._contexte.navigation.aller(
                "enquetes", vue="campagne", campagne_id=self.lu.campagnes[0].id
            )
        else:
            self._contexte.navigation.aller("enquetes", onglet="campagnes")


def _visite(p: PriseFiche, montres: int) -> tuple[str, str, str]:
    quand = jour(p.jour, annee=True) if p.jour else ""
    morceaux = [majuscule(dire(p.moment))]
    if p.qui:
        morceaux.append(p.qui)
    if p.etat is EtatPriseEnMain.FAITE:
        dit = ngettext("{n} point montré", "{n} points montrés", montres).format(n=montres)
        guide = _("guide remis ({langues})").format(langues=p.guide_remis) if p.guide_remis else ""
        suite = " · ".join(m for m in (dit, guide, p.remarque or "") if m)
    else:
        suite = dire(p.etat)
    return f"{FORMES[p.etat]} {quand}", " · ".join(morceaux), suite


def _a_revoir(p: PointARevoir) -> tuple[str, str]:
    quoi = f"{p.libelle} – {p.precision}" if p.precision else p.libelle
    quand = _("dit le {jour}").format(jour=date_courte(p.le)) if p.le else ""
    return quoi, " · ".join(m for m in (p.qui or _("tout le monde"), quand) if m)


def _soutien(s: SoutienFiche) -> tuple[str, str, str]:
    nom = s.action or majuscule(dire(s.genre))
    quoi = f"{nom} – {s.quoi}" if s.quoi else nom
    etat = f"{ETATS[s.etat]} {dire(s.etat)}"
    return date_courte(s.le), quoi, " · ".join(m for m in (etat, s.qui or "") if m)


def _enquete(campagne: CampagneApres | None) -> str:
    if campagne is None:
        return _(
            "Aucune enquête d’après retour n’est ouverte dans sa cité. Créez une campagne au moment"
            " « après » dans la page Enquêtes."
        )
    dits = {
        None: _("ce ménage n’y est pas"),
        EtatSuivi.A_FAIRE: _("il n’a pas encore répondu"),
        EtatSuivi.ABSENT: _("il était absent"),
        EtatSuivi.REFUS: _("il n’a pas voulu répondre"),
        EtatSuivi.EN_COURS: _("sa réponse est commencée"),
        EtatSuivi.FAITE: _("il a répondu"),
    }
    close = (
        _("close le {jour}").format(jour=date_courte(campagne.close_le))
        if (campagne.close_le)
        else ""
    )
    morceaux = (f"« {campagne.titre} » : {dits[campagne.etat]}", close)
    return " · ".join(m for m in morceaux if m)


def _colonne(*blocs: QWidget) -> QWidget:
    cadre = QWidget()
    boite = QVBoxLayout(cadre)
    boite.setContentsMargins(0, 0, 0, 0)
    boite.setSpacing(12)
    for bloc in blocs:
        boite.addWidget(bloc)
    boite.addStretch(1)
    return cadre


def _mesurer(bloc: Bloc) -> None:
    """As high as its rows, no more: several blocks share a column."""
    table = bloc.tableau
    entete = table.horizontalHeader()
    hauteur = 0 if entete.isHidden() else entete.sizeHint().height()
    lignes = min(table.rowCount(), LIGNES_MAX)
    table.setFixedHeight(hauteur + lignes * table.verticalHeader().defaultSectionSize() + 6)
