"""Two households side by side: choose each value that differs, then make them one, undoable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.i18n import _, date_courte, euros, ngettext
from app.services import menages
from app.services.documents.vocabulaire import dire
from app.services.exports.colonnes_liste import depuis, phase, telephones
from app.services.menages import (
    ApercuFusion,
    ConflitChamp,
    Cote,
    FiltreMenages,
    MenageLigne,
    PageMenages,
)
from ui.contexte import Contexte
from ui.pages.menages.doublons import RAISONS
from ui.widgets import Bouton, Carte, Etiquette, Titre


class VueFusion(QWidget):
    """What stays is on the left; every difference asks for a choice."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._garde_id: UUID | None = None
        self._absorbe_id: UUID | None = None
        aller = contexte.navigation.aller
        self.retour = Bouton(
            _("‹ Doublons possibles"), lambda: aller("menages", vue="doublons"), "lien"
        )
        self.phrase = Etiquette("", "secondaire", retour_ligne=True)
        self.groupes: dict[str, QButtonGroup] = {}
        self.personnes: dict[tuple[UUID, UUID], QCheckBox] = {}
        self.deux_logements = QCheckBox(_("Il a bien vécu aux deux adresses en même temps."))
        self.echanger = Bouton(_("Garder plutôt l’autre fiche"), self._echanger)
        self.reunir = Bouton(_("Réunir les deux ménages"), self.enregistrer, "principal")
        self.contenu = QVBoxLayout()
        self.contenu.setSpacing(12)
        self._disposer()

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        colonne = QWidget()
        colonne.setMaximumWidth(px(900))
        dedans = QVBoxLayout(colonne)
        dedans.setContentsMargins(0, 0, 8, 0)
        dedans.addLayout(self.contenu)
        dedans.addStretch(1)
        zone = QScrollArea()
        zone.setWidgetResizable(True)
        zone.setFrameShape(QFrame.Shape.NoFrame)
        zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        zone.setMinimumHeight(px(120))
        zone.setWidget(colonne)
        tete = QHBoxLayout()
        tete.addWidget(self.retour)
        tete.addStretch(1)
        rangee = QWidget()
        rangee.setMaximumWidth(px(892))
        bas = QHBoxLayout(rangee)
        bas.setContentsMargins(0, 0, 0, 0)
        bas.addWidget(self.echanger)
        bas.addStretch(1)
        bas.addWidget(self.reunir)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(tete)
        boite.addWidget(Titre(_("Un seul ménage ?")))
        boite.addWidget(self.phrase)
        boite.addWidget(zone, 1)
        boite.addWidget(rangee)

    def premier_champ(self) -> QWidget:
        """The first choice to make, or the button."""
        for groupe in self.groupes.values():
            return groupe.buttons()[0]
        return self.reunir

    def montrer(self, garde_id: UUID, absorbe_id: UUID) -> None:
        """Compare these two; the first stays."""
        self._garde_id, self._absorbe_id = garde_id, absorbe_id
        self._vider()
        self.reunir.setEnabled(False)

    def rafraichir(self) -> None:
        """Read both again."""
        if self._garde_id is None or self._absorbe_id is None:
            return
        self._contexte.jobs.lancer(
            _lire,
            menages.ComparerMenages(self._garde_id, self._absorbe_id),
            quand_fini=self._recu,
            en_erreur=self._impossible,
            proprietaire=self,
            cle="menages.fusion",
        )

    def enregistrer(self) -> None:
        """Merge; the line at the bottom of the window offers to undo."""
        if self._garde_id is None or self._absorbe_id is None:
            return
        choix = {
            champ: Cote.GARDE if groupe.checkedId() == 0 else Cote.ABSORBE
            for champ, groupe in self.groupes.items()
            if groupe.checkedId() >= 0
        }
        self.reunir.setEnabled(False)
        self._contexte.jobs.lancer(
            menages.fusionner,
            menages.FusionnerMenages(
                self._garde_id,
                self._absorbe_id,
                choix,
                tuple(paire for paire, case in self.personnes.items() if case.isChecked()),
                self.deux_logements.isChecked(),
            ),
            quand_fini=self._fait,
            a_la_fin=self._permettre,
            proprietaire=self,
        )

    def _fait(self, changes: Changes) -> None:
        garde_id = self._garde_id
        self._garde_id = self._absorbe_id = None
        self._contexte.signaler_enregistre(changes, _("Ménages réunis"))
        self._contexte.navigation.aller("menage", menage_id=garde_id)

    def _impossible(self, erreur: Any) -> None:
        """One of the two was merged since: back to the list."""
        self._garde_id = self._absorbe_id = None
        self._contexte.navigation.aller("menages", vue="doublons")
        self._contexte.signaler_erreur(erreur)

    def _echanger(self) -> None:
        if self._garde_id is not None and self._absorbe_id is not None:
            self._contexte.navigation.aller(
                "menages", vue="fusion", garde_id=self._absorbe_id, absorbe_id=self._garde_id
            )

    # --- what is asked -----------------------------------------------------------------------

    def _recu(self, lu: tuple[ApercuFusion, MenageLigne, MenageLigne]) -> None:
        apercu, garde, absorbe = lu
        if (garde.id, absorbe.id) != (self._garde_id, self._absorbe_id):
            return
        faits = {champ: groupe.checkedId() for champ, groupe in self.groupes.items()}
        self._vider()
        self.contenu.addWidget(self._comparaison(garde, absorbe))
        if apercu.conflits:
            self.contenu.addWidget(self._choix(apercu.conflits, faits))
        if apercu.personnes:
            self.contenu.addWidget(self._paires(apercu))
        if apercu.deux_logements:
            self.contenu.addWidget(self._adresses(apercu.deux_logements))
        n = len(apercu.conflits)
        a_choisir = ngettext(
            "{n} valeur diffère : choisissez laquelle reste.",
            "{n} valeurs diffèrent : choisissez lesquelles restent.",
            n,
        ).format(n=n)
        suite = _("Tout le reste est gardé : visites, notes, engagements, séjours.")
        self.phrase.setText(f"{a_choisir} {suite}" if n else suite)
        self._permettre()

    def _comparaison(self, garde: MenageLigne, absorbe: MenageLigne) -> QWidget:
        carte, grille = self._grille()
        for rang, textes in enumerate(
            (
                ("", _("La fiche qui reste"), _("La fiche qui la rejoint")),
                (_("Ménage"), garde.nom, absorbe.nom),
                (_("Titulaires"), garde.titulaires, absorbe.titulaires),
                (_("Adresse"), garde.adresse, absorbe.adresse),
                (_("Code UG"), garde.code_ug or "", absorbe.code_ug or ""),
                (_("Téléphones"), telephones(garde), telephones(absorbe)),
                (_("Phase"), phase(garde.phase), phase(absorbe.phase)),
                (_("Contacts"), self._contacts(garde), self._contacts(absorbe)),
            )
        ):
            roles = (
                "champ",
                "section" if rang < 2 else "corps",
                "section" if rang < 2 else "corps",
            )
            for colonne, texte in enumerate(textes):
                etiquette = Etiquette(texte, roles[colonne], retour_ligne=colonne > 0)
                grille.addWidget(etiquette, rang, colonne)
        return carte

    def _contacts(self, m: MenageLigne) -> str:
        if not m.nb_visites:
            return _("aucun")
        dernier = depuis(m.derniere_visite, self._contexte.clock.today())
        return _("{n} · dernier : {dernier}").format(n=m.nb_visites, dernier=dernier)

    def _choix(self, conflits: tuple[ConflitChamp, ...], faits: dict[str, int]) -> QWidget:
        carte, grille = self._grille()
        grille.addWidget(Etiquette(_("À choisir"), "section"), 0, 0)
        for numero in (0, 1):
            tout = Bouton(_("tout de cette fiche"), partial(self._tout_choisir, numero), "lien")
            grille.addWidget(tout, 0, 1 + numero, Qt.AlignmentFlag.AlignLeft)
        for rang, conflit in enumerate(conflits, start=1):
            grille.addWidget(Etiquette(conflit.libelle, "champ", retour_ligne=True), rang, 0)
            groupe = QButtonGroup(carte)
            for numero, valeur in enumerate((conflit.garde, conflit.absorbe)):
                texte = en_mots(valeur)
                bouton = QRadioButton(texte.replace("&", "&&"))
                bouton.setAccessibleName(f"{conflit.libelle} : {texte}")
                groupe.addButton(bouton, numero)
                grille.addWidget(bouton, rang, 1 + numero)
            if faits.get(conflit.champ, -1) >= 0:
                groupe.button(faits[conflit.champ]).setChecked(True)
            groupe.idToggled.connect(lambda _id, _coche: self._permettre())
            self.groupes[conflit.champ] = groupe
        return carte

    def _tout_choisir(self, numero: int) -> None:
        for groupe in self.groupes.values():
            groupe.button(numero).setChecked(True)

    def _paires(self, apercu: ApercuFusion) -> QWidget:
        carte = Carte()
        boite = QVBoxLayout(carte)
        boite.setContentsMargins(16, 12, 16, 12)
        boite.addWidget(Etiquette(_("Les mêmes personnes ?"), "section"))
        prises: set[UUID] = set()
        for paire in apercu.personnes:
            texte = _("{garde} et {absorbee} sont une seule personne").format(
                garde=paire.garde, absorbee=paire.absorbee
            )
            case = QCheckBox(texte.replace("&", "&&"))
            libre = not prises & {paire.garde_id, paire.absorbee_id}
            if libre and paire.score >= 0.6:
                case.setChecked(True)
                prises |= {paire.garde_id, paire.absorbee_id}
            self.personnes[paire.garde_id, paire.absorbee_id] = case
            case.toggled.connect(
                lambda coche, p=(paire.garde_id, paire.absorbee_id): self._une_fois(p, coche)
            )
            boite.addWidget(case)
            raisons = ", ".join(_(RAISONS[r]) for r in paire.raisons)
            if raisons:
                boite.addWidget(Etiquette(raisons, "secondaire", retour_ligne=True))
        return carte

    def _adresses(self, adresses: tuple[str, ...]) -> QWidget:
        carte = Carte()
        boite = QVBoxLayout(carte)
        boite.setContentsMargins(16, 12, 16, 12)
        boite.addWidget(Etiquette(_("Deux logements en même temps"), "section"))
        boite.addWidget(
            Etiquette(
                _(
                    "Ces adresses se chevauchent dans le temps : {adresses}. Si l’une est fausse, "
                    "corrigez d’abord le séjour sur la page du ménage."
                ).format(adresses=", ".join(adresses)),
                retour_ligne=True,
            )
        )
        self.deux_logements = QCheckBox(_("Il a bien vécu aux deux adresses en même temps."))
        self.deux_logements.toggled.connect(lambda _coche: self._permettre())
        boite.addWidget(self.deux_logements)
        return carte

    def _une_fois(self, paire: tuple[UUID, UUID], coche: bool) -> None:
        """A person can only be one other person."""
        for autre, case in self.personnes.items():
            if coche and autre != paire and set(autre) & set(paire):
                case.setChecked(False)

    def _permettre(self) -> None:
        choisis = all(g.checkedId() >= 0 for g in self.groupes.values())
        lisible = self.contenu.count() > 0
        demande = self.deux_logements.parent() is not None
        self.reunir.setEnabled(
            lisible and choisis and (not demande or self.deux_logements.isChecked())
        )

    def _grille(self) -> tuple[Carte, QGridLayout]:
        carte = Carte()
        grille = QGridLayout(carte)
        grille.setContentsMargins(16, 12, 16, 12)
        grille.setHorizontalSpacing(16)
        grille.setVerticalSpacing(6)
        grille.setColumnMinimumWidth(0, self._contexte.theme.px(130))
        grille.setColumnStretch(1, 1)
        grille.setColumnStretch(2, 1)
        return carte, grille

    def _vider(self) -> None:
        self.groupes, self.personnes = {}, {}
        self.deux_logements = QCheckBox()
        while self.contenu.count():
            element = self.contenu.takeAt(0)
            widget = element.widget() if element is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _lire(
    demande: menages.ComparerMenages, uow: Any
) -> tuple[ApercuFusion, MenageLigne, MenageLigne]:
    """What differs, and both rows of the list; runs on the database thread."""
    apercu = menages.comparer(demande, uow)
    filtre = replace(FiltreMenages(suivi=None), parmi=(demande.garde_id, demande.absorbe_id))
    lignes = {m.id: m for m in menages.page(PageMenages(filtre), uow)}
    return apercu, lignes[demande.garde_id], lignes[demande.absorbe_id]


def en_mots(valeur: object) -> str:
    """A value as one reads it."""
    match valeur:
        case bool():
            return _("oui") if valeur else _("non")
        case StrEnum():
            return dire(valeur)
        case date():
            return date_courte(valeur)
        case Decimal():
            return euros(valeur)
        case _:
            return str(valeur)
