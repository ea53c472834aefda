"""Rehousing: where the household goes, what it is offered, its homes, moves, needs, neighbours."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _, date_courte
from app.domain.accompagnement import CodeSouhait
from app.domain.demenagements import SensDemenagement
from app.domain.relogements import Trajectoire
from app.domain.trajectoires import DU_SOUHAIT, Origine
from app.services import relogements
from app.services.documents.phrases_relogement import demenagement as dire_demenagement
from app.services.documents.vocabulaire import dire, majuscule
from app.services.menages.lignes import (
    DemenagementFiche,
    FicheMenage,
    LienFiche,
    OccupationFiche,
)
from app.services.relogements import DossierRelogement, LireRelogement, TrajectoireLue
from app.services.trajectoires import PasTrajectoire
from ui.contexte import Contexte
from ui.pages.menage.onglets import Bloc, Onglet
from ui.pages.menage.relogement_besoins import BesoinsDits
from ui.pages.menage.relogement_offres import Offres
from ui.widgets import Bouton, Etiquette

LIGNES_MAX = 4  # rows a table shows before it scrolls
FORMES = {
    Trajectoire.RETOUR: "↩",
    Trajectoire.CITE: "⌂",
    Trajectoire.COMMUNE: "⌂",
    Trajectoire.AILLEURS: "→",
}
SENS = {
    SensDemenagement.ALLER: N_("départ"),
    SensDemenagement.RETOUR: N_("retour"),
    SensDemenagement.DEFINITIF: N_("définitif"),
}


class OngletRelogement(Onglet):
    """At left where it goes and what it is offered; at right its homes, moves and needs.

    In the history of the trajectory: Enter decides again, Suppr takes a line away, N notes a wish.
    In the moves: Enter opens the file of the move, N prepares one.
    """

    largeur_bloc = 430

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte.theme)
        self._contexte = contexte
        self._fiche: FicheMenage | None = None
        self._dossier: DossierRelogement | None = None
        self._pas: dict[UUID, PasTrajectoire] = {}
        self._blocs_a_mesurer: list[Bloc] = []
        self.offres = Offres(contexte.theme)
        self.besoins = BesoinsDits(contexte.theme)
        self._faire_tableaux()
        self.actuelle = Etiquette("", "section", retour_ligne=True)
        self.pourquoi = Etiquette("", "secondaire", retour_ligne=True)
        self.alerte = Etiquette("", "erreur", retour_ligne=True)
        self.decider = Bouton(_("Décider…"), self._decider, "discret")
        self.etats = Bouton(_("États des lieux"), self._voir_etats, "lien")
        self.parents = QWidget()
        QHBoxLayout(self.parents).setContentsMargins(0, 0, 0, 0)
        self.souhaits.tete.insertWidget(2, self.decider)
        self.demenagements.tete.insertWidget(1, self.etats)
        boite = self.souhaits.layout()
        assert isinstance(boite, QVBoxLayout)  # noqa: S101 - a Bloc is one
        for rang, etiquette in enumerate((self.actuelle, self.pourquoi, self.alerte), 1):
            boite.insertWidget(rang, etiquette)
        gauche = _colonne(self.souhaits, self.offres)
        droite = _colonne(
            self.occupations, self.demenagements, self.besoins, self.dates, self.liens, self.parents
        )
        QWidget.setTabOrder(self.decider, self.souhaits.plus)
        QWidget.setTabOrder(self.souhaits.plus, self.souhaits.tableau)
        self._brancher()
        self.poser((gauche, 5), (droite, 4))

    def _faire_tableaux(self) -> None:
        theme = self._contexte.theme
        self.souhaits = Bloc(
            theme,
            "",
            _("Où il va"),
            (_("Le"), _("Ce qui a été dit"), _("Pourquoi")),
            _("+ souhait"),
            _("Demandez-lui s’il veut revenir, rester dans la cité ou partir."),
            nouvelle="souhait",
        )
        self.souhaits.tableau.etirer(2)
        self.souhaits.tableau.setAccessibleDescription(
            _("Entrée : décider. Suppr : retirer. N : noter un souhait.")
        )
        self.occupations = Bloc(
            theme,
            "sejour",
            _("Ses logements"),
            ("", _("Logement"), _("Du"), _("Au")),
            _("Il a déménagé…"),
            _("Aucun logement noté : dites où vit ce ménage."),
            nouvelle="demenager",
        )
        self.demenagements = Bloc(
            theme,
            "",
            _("Ses déménagements"),
            (_("Le"), _("Vers"), _("État")),
            _("Prévoir…"),
            _("Aucun déménagement prévu."),
        )
        self.demenagements.tableau.setAccessibleDescription(
            _("Entrée : ouvrir son dossier. N : en prévoir un.")
        )
        self.dates = Bloc(
            theme,
            "indisponibilite",
            _("Dates à éviter"),
            ("", ""),
            _("+ dates"),
            _("Demandez-lui quels jours ne conviennent pas : examens, fêtes, absence."),
        )
        self.liens = Bloc(
            theme,
            "lien",
            _("À garder près de"),
            ("", ""),
            _("+ ménage"),
            _("Un voisin, une sœur, quelqu’un qui l’aide ? Dites près de qui le reloger."),
        )
        for bloc, etire in (
            (self.occupations, 1),
            (self.demenagements, 1),
            (self.dates, 1),
            (self.liens, 1),
        ):
            bloc.tableau.etirer(etire)

    def _brancher(self) -> None:
        self._blocs_a_mesurer = [
            self.souhaits, self.occupations, self.demenagements, self.dates, self.liens,
        ]  # fmt: skip
        self.souhaits.demande.connect(self.demande)
        self.demenagements.demande.connect(self._prevoir)
        for bloc in (self.occupations, self.dates, self.liens):
            bloc.demande.connect(self.demande)
            bloc.retrait.connect(self.retrait)
        self.offres.demande.connect(self.demande)
        self.offres.retrait.connect(self.retrait)
        self.besoins.demande.connect(self._besoins)
        self.souhaits.tableau.retiree.connect(self._retirer_pas)
        self.souhaits.tableau.ouverte.connect(lambda _id: self._decider())
        self.demenagements.tableau.ouverte.connect(self._voir_demenagement)

    # --- what is shown -----------------------------------------------------------------------

    def remplir(self, fiche: FicheMenage) -> None:
        """Show what the sheet tells, and read the rest."""
        if self._fiche is None or self._fiche.menage.id != fiche.menage.id:
            self._dossier = None
        self._fiche = fiche
        self._montrer()
        self._contexte.jobs.lancer(
            relogements.lire,
            LireRelogement(fiche.menage.id),
            quand_fini=partial(self._recu, fiche.menage.id),
            proprietaire=self,
            cle="menage.relogement",
        )

    def premier(self) -> QWidget:
        """The history of the trajectory, or what decides it."""
        table = self.souhaits.tableau
        return self.decider if table.isHidden() else table

    def _recu(self, menage_id: UUID, dossier: DossierRelogement) -> None:
        if self._fiche is not None and self._fiche.menage.id == menage_id:
            self._dossier = dossier
            self._montrer()

    def _montrer(self) -> None:
        fiche, dossier = self._fiche, self._dossier
        if fiche is None:
            return
        self._trajectoire(dossier.trajectoire if dossier is not None else None)
        # Made once, with all they say: cards cost more than the rest of the tab.
        self.offres.setVisible(dossier is not None)
        if dossier is not None:
            self.offres.remplir(fiche, dossier)
        self.besoins.remplir(fiche, dossier.besoins if dossier is not None else None)
        siens = sorted(fiche.occupations, key=lambda o: (o.debut is not None, o.debut))
        self.occupations.remplir([(o.id, _sejour(o, fiche.jour)) for o in siens])
        self.demenagements.remplir([(d.id, _demenagement(d)) for d in fiche.demenagements])
        self.dates.remplir(
            [(i.id, (_periode(i.du, i.au), i.motif or "")) for i in fiche.indisponibilites]
        )
        self.liens.remplir([(li.id, _lien(li)) for li in fiche.liens])
        self._parents(dossier)
        for bloc in self._blocs_a_mesurer:
            _mesurer(bloc)

    def _trajectoire(self, lue: TrajectoireLue | None) -> None:
        self.actuelle.setVisible(lue is not None)
        self.pourquoi.setVisible(lue is not None)
        self.alerte.setVisible(lue is not None and lue.contredit)
        if lue is None:
            return
        self.actuelle.setText(f"{FORMES[lue.code]} {majuscule(dire(lue.code))}")
        self.pourquoi.setText(_origine(lue))
        self.alerte.setText(
            _("⚠ Depuis, le ménage a souhaité autre chose : parlez-en avec lui.")
            if lue.contredit
            else ""
        )
        self._pas = {p.id: p for p in lue.histoire}
        self.souhaits.remplir([(p.id, _pas(p)) for p in lue.histoire])

    def _parents(self, dossier: DossierRelogement | None) -> None:
        boite = self.parents.layout()
        assert boite is not None  # noqa: S101 - given when it was made
        while (element := boite.takeAt(0)) is not None:
            if (ancien := element.widget()) is not None:
                ancien.hide()
                ancien.deleteLater()
        liens = []
        if dossier is not None:
            if dossier.issu_de is not None:
                liens.append((_("Vient du ménage {nom}"), dossier.issu_de))
            liens += [(_("De lui vient le ménage {nom}"), p) for p in dossier.issus]
        for texte, parent in liens:
            aller = partial(self._contexte.navigation.aller, "menage", menage_id=parent.menage_id)
            boite.addWidget(Bouton(texte.format(nom=parent.nom), aller, "lien"))
        self.parents.setVisible(bool(liens))

    # --- acting ------------------------------------------------------------------------------

    def _decider(self) -> None:
        lue = self._dossier.trajectoire if self._dossier is not None else None
        self.demande.emit("trajectoire", _a_proposer(lue) if lue is not None else None)

    def _retirer_pas(self, id_: object) -> None:
        pas = self._pas.get(id_) if isinstance(id_, UUID) else None
        if pas is not None:
            self.retrait.emit("souhait" if pas.souhait else "trajectoire", pas.id)

    def _besoins(self, forme: str) -> None:
        lus = self._dossier.besoins if self._dossier is not None else None
        self.demande.emit(forme, lus if forme == "besoins_relogement" else None)

    def _prevoir(self, _forme: str, _id: object) -> None:
        if self._fiche is not None:
            menage_id = self._fiche.menage.id
            self._contexte.navigation.aller("demenagement", menage_id=menage_id, nouveau=True)

    def _voir_etats(self) -> None:
        if self._fiche is not None:
            menage_id = self._fiche.menage.id
            self._contexte.navigation.aller("etat_des_lieux", menage_id=menage_id)

    def _voir_demenagement(self, id_: object) -> None:
        if isinstance(id_, UUID):
            self._contexte.navigation.aller("demenagement", demenagement_id=id_)


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


def _a_proposer(lue: TrajectoireLue) -> Trajectoire:
    """What the household wished last when nobody followed it yet, else where it already goes."""
    dernier = next((p for p in lue.histoire if p.souhait), None)
    if lue.contredit and dernier is not None and isinstance(dernier.code, CodeSouhait):
        return DU_SOUHAIT[dernier.code]
    return lue.code


def _origine(lue: TrajectoireLue) -> str:
    """How it is known, since when, why."""
    quand = date_courte(lue.le) if lue.le else ""
    dits = {
        Origine.DECIDEE: _("Décidé le {jour}").format(jour=quand),
        Origine.SOUHAIT: _("D’après son souhait du {jour}").format(jour=quand)
        if quand
        else _("D’après son souhait"),
        Origine.PRINCIPE: _("Par principe : personne ne lui a encore demandé."),
    }
    dit = dits[lue.origine]
    return f"{dit} : {lue.motif}" if lue.motif else dit


def _pas(p: PasTrajectoire) -> tuple[str, str, str]:
    quoi = _("souhaite {quoi}") if p.souhait else _("décidé : {quoi}")
    if p.code is CodeSouhait.NE_SAIT_PAS:
        quoi = "{quoi}"
    par = _("par {qui}").format(qui=p.par) if p.par else ""
    return (
        date_courte(p.le) if p.le else "",
        majuscule(quoi.format(quoi=dire(p.code))),
        " · ".join(x for x in (p.raison, par) if x),
    )


def _sejour(o: OccupationFiche, jour: date) -> tuple[str, str, str, str]:
    """A mark of time, the home, from, to: lived there, lives there, will live there."""
    if o.fin is not None and o.fin <= jour:
        marque = _("avant")
    elif o.debut is not None and o.debut > jour:
        marque = _("à venir")
    else:
        marque = _("● y vit")
    ou = o.logement.adresse or o.logement.code_ug
    adresse = " · ".join(x for x in (ou, o.logement.typologie, dire(o.nature)) if x)
    fin = date_courte(o.fin) if o.fin else ""
    if not fin and o.fin_prevue:
        fin = _("prév. {jour}").format(jour=date_courte(o.fin_prevue))
    return marque, adresse, date_courte(o.debut) if o.debut else _("inconnu"), fin


def _demenagement(d: DemenagementFiche) -> tuple[str, str, str]:
    """When, to where and in which direction, where it stands."""
    quand, _ou, etat = dire_demenagement(d)
    return quand, f"{_(SENS[d.sens])} · {d.vers}", etat


def _periode(du: date, au: date) -> str:
    if du == au:
        return date_courte(du)
    return _("du {du} au {au}").format(du=date_courte(du), au=date_courte(au))


def _lien(li: LienFiche) -> tuple[str, str]:
    detail = " · ".join(x for x in (dire(li.nature), li.precision, li.adresse) if x)
    return li.menage, majuscule(detail)
