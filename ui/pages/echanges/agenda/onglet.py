"""The calendar to take along: choose whose, see what would leave, write it; papers of these moves.

What is chosen serves both: an .ics file for phones and mailboxes, and the papers to hand out.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _, jour, ngettext, nombre
from app.services import calendrier, cites
from app.services.calendrier import (
    ApercuCalendrier,
    CalendrierEcrit,
    ChoixCalendrier,
    ChoixPossibles,
    EcrireCalendrier,
    LireChoix,
    titre_de,
)
from app.services.cites import CiteLigne
from app.services.documents.ecriture import nom_sur
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.echanges.agenda.papiers import PapiersDuChoix
from ui.widgets import Bandeau, Bouton, ChampDate, Etiquette, Flux, LigneForm, Tableau

# How long from the day chosen: words, days.
_DUREES = (
    (N_("1 semaine"), 6),
    (N_("4 semaines"), 27),
    (N_("1 an"), 364),
)
COLONNES = (
    Colonne("jour", N_("Jour"), lambda e: jour(e.jour), 140),
    Colonne("", N_("Heures"), lambda e: e.heures or _("dans la journée"), 160),
    Colonne("", N_("Quoi"), lambda e: e.titre, 440),
    Colonne("", N_("État"), lambda e: _("annulé") if e.annule else "", 90),
)


class OngletAgenda(QWidget):
    """Whose calendar, of which days; what would leave; the file."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.bandeau = Bandeau()
        self.cite = _liste(_("Cité"), _("Toutes les cités"))
        self.equipe = _liste(_("Équipe"), _("Toutes les équipes"))
        self.personne = _liste(_("Personne"), _("Tout le monde"))
        self.du = ChampDate(contexte.clock, _("À partir du"))
        self.du.fixer(contexte.clock.today())
        self.duree = QComboBox()
        self.duree.setAccessibleName(_("Pendant"))
        for mots, jours in _DUREES:
            self.duree.addItem(_(mots), jours)
        self.duree.setCurrentIndex(1)
        self.noms = QCheckBox(_("Avec le nom des ménages"))
        self.noms.setChecked(True)
        self.phrase = Etiquette("", "corps", retour_ligne=True)
        self._source = SourceListe(lambda e: e.titre)
        self.modele = TablePaginee(self._source, COLONNES, self, tri="jour")
        self.table = Tableau(contexte.theme, _("Ce qui partirait"))
        self.table.setModel(self.modele)
        self.table.setMinimumHeight(contexte.theme.px(110))
        self.papiers = PapiersDuChoix(contexte, self, self.choix, self.bandeau)
        self.ecrire_bouton = Bouton(_("Écrire l’agenda…"), self.demander, "principal")
        self.ecrire_bouton.setEnabled(False)
        self._disposer()
        for combo in (self.cite, self.equipe, self.personne, self.duree):
            combo.activated.connect(lambda _rang: self.lire_apercu())
        self.du.date_changee.connect(lambda _jour: self.lire_apercu())
        self.noms.toggled.connect(lambda _coche: self.lire_apercu())

    def _disposer(self) -> None:
        choix = QWidget()
        flux = Flux(choix, ecart=12)
        for mots, champ in (
            (_("Cité"), self.cite),
            (_("Équipe"), self.equipe),
            (_("Personne"), self.personne),
            (_("À partir du"), self.du),
            (_("Pendant"), self.duree),
        ):
            ligne = LigneForm(mots, champ)
            ligne.setFixedWidth(self._contexte.theme.px(190))
            flux.addWidget(ligne)
        bas = QHBoxLayout()
        bas.addWidget(self.phrase, 1)
        bas.addSpacing(16)
        bas.addWidget(self.papiers.bouton)
        bas.addWidget(self.ecrire_bouton)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(12)
        boite.addWidget(self.bandeau)
        boite.addWidget(choix)
        boite.addWidget(self.noms)
        boite.addWidget(self.table, 1)
        boite.addLayout(bas)

    def premier_champ(self) -> QWidget:
        """Which estate."""
        return self.cite

    def choix(self) -> ChoixCalendrier:
        """What is chosen now; a day that is not understood counts as today."""
        du: date = self.du.valeur() or self._contexte.clock.today()
        return ChoixCalendrier(
            cite_id=self.cite.currentData(),
            equipe_id=self.equipe.currentData(),
            intervenant_id=self.personne.currentData(),
            du=du,
            au=du + timedelta(days=int(self.duree.currentData())),
            noms=self.noms.isChecked(),
        )

    def rafraichir(self) -> None:
        """Read the estates, crews and people, then what would leave."""
        for service, demande, recu in (
            (cites.lister, cites.ListerCites(), self._cites),
            (calendrier.choix_possibles, LireChoix(), self._possibles),
        ):
            self._contexte.jobs.lancer(
                service,
                demande,
                quand_fini=recu,
                proprietaire=self,
                cle=f"agenda.{type(demande).__name__}",
            )
        self.lire_apercu()

    def lire_apercu(self) -> None:
        """Look at what would leave."""
        self.ecrire_bouton.setEnabled(False)
        self._contexte.jobs.lancer(
            calendrier.apercu,
            self.choix(),
            quand_fini=self._apercu,
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
            cle="agenda.apercu",
        )

    def demander(self) -> None:
        """Ask where, then write the file."""
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        nom = nom_sur("agenda", *(c.currentText() for c in self._choisies()))
        choisi, _filtre = QFileDialog.getSaveFileName(
            self,
            _("Où écrire l’agenda ?"),
            str(Path(documents) / f"{nom}.ics"),
            "iCalendar (*.ics)",
        )
        if choisi:
            self.ecrire(Path(choisi).with_suffix(".ics"))

    def ecrire(self, sortie: Path) -> None:
        """Write the calendar there."""
        self.bandeau.fermer()
        self._contexte.jobs.lancer(
            calendrier.ecrire,
            EcrireCalendrier(sortie, self.choix()),
            quand_fini=self._ecrit,
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def _choisies(self) -> list[QComboBox]:
        return [c for c in (self.cite, self.equipe, self.personne) if c.currentData()]

    def _ecrit(self, fait: CalendrierEcrit) -> None:
        dit = ngettext("{n} entrée", "{n} entrées", fait.evenements)
        texte = _("L’agenda est écrit dans « {fichier} » : {entrees}.").format(
            fichier=fait.fichier.name, entrees=dit.format(n=nombre(fait.evenements))
        )
        ouvrir = Bouton(_("Ouvrir le dossier"), lambda: _ouvrir(fait.fichier.parent))
        self.bandeau.dire(texte, "fait", ouvrir)
        ouvrir.setFocus()

    def _cites(self, lues: tuple[CiteLigne, ...]) -> None:
        _remplir(self.cite, [(c.id, c.nom) for c in lues], self._contexte.cite.id)

    def _possibles(self, lus: ChoixPossibles) -> None:
        _remplir(self.equipe, [(e.id, e.nom) for e in lus.equipes])
        _remplir(self.personne, [(p.id, p.nom) for p in lus.personnes])

    def _apercu(self, lu: ApercuCalendrier) -> None:
        self._source.remplacer(lu.lignes)
        self.table.rafraichir()
        self.phrase.setText(_resume(lu))
        self.ecrire_bouton.setEnabled(lu.total > 0)
        moves = any(genre.value == "demenagement" for genre, _n in lu.nombres)
        self.papiers.bouton.setEnabled(moves)


def _liste(nom: str, tous: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(nom)
    combo.addItem(tous, None)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo


def _remplir(combo: QComboBox, choses: list[tuple[UUID, str]], defaut: Any = None) -> None:
    """Show these choices; the one made before is kept, else `defaut`."""
    garde = combo.currentData() or (defaut if combo.count() == 1 else None)
    while combo.count() > 1:
        combo.removeItem(1)
    for id_, nom in choses:
        combo.addItem(nom, id_)
        if id_ == garde:
            combo.setCurrentIndex(combo.count() - 1)


def _resume(lu: ApercuCalendrier) -> str:
    """What leaves, what is taken back, who is not named."""
    if not lu.total:
        return _("Rien à mettre dans l’agenda pour ce choix.")
    phrases = [", ".join(f"{titre_de(genre)} : {nombre(n)}" for genre, n in lu.nombres)]
    if lu.annules:
        dit = ngettext("{n} entrée à retirer", "{n} entrées à retirer", lu.annules)
        phrases.append(dit.format(n=nombre(lu.annules)))
    if lu.dehors:
        phrases.append(_("Pour des déménageurs : seulement ce qui peut être partagé dehors"))
    if lu.sans_nom:
        dit = ngettext(
            "{n} ménage n’est pas nommé : il a refusé le partage",
            "{n} ménages ne sont pas nommés : ils ont refusé le partage",
            lu.sans_nom,
        )
        phrases.append(dit.format(n=nombre(lu.sans_nom)))
    phrases.append(_("Ni raison, ni note, ni besoin n’y figurent"))
    return ". ".join(p for p in phrases if p) + "."


def _ouvrir(chemin: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(chemin)))
