"""Changing the timetable of a batch, in the page itself: new days, why, and for whom it moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _, ngettext
from app.services import changements
from app.services.changements import (
    Apercu,
    AppliquerChangement,
    ChangerCalendrier,
    MenageConcerne,
    RaisonReport,
)
from app.services.documents.vocabulaire import dire, majuscule
from app.services.logements import TrancheLigne
from ui.contexte import Contexte
from ui.messages import mots
from ui.pages.cite.changement_table import TableChangement, rangs
from ui.pages.cite.defilant import defilant
from ui.widgets import Bouton, ChampDate, Etiquette, LigneForm, Titre

JOURS = ("debut_travaux", "fin_travaux", "reception")


class PanneauChangement(QWidget):
    """`applique` says the timetable changed; `ferme` that one leaves it as it was (Esc).

    What is typed stays as a draft, one per batch.
    """

    ferme = Signal()
    applique = Signal()

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._tranche: TrancheLigne | None = None
        self._apercu: Apercu | None = None
        self._mains: dict[UUID, tuple[bool, date]] = {}
        self.titre = Titre("", section=True)
        self.fermer = Bouton(_("‹ Fermer sans changer"), self.ferme.emit, "lien")
        noms = (_("Début des travaux"), _("Fin des travaux"), _("Réception"))
        self.jours = {
            cle: ChampDate(contexte.clock, nom) for cle, nom in zip(JOURS, noms, strict=True)
        }
        self.lignes = {
            cle: LigneForm(nom, self.jours[cle]) for cle, nom in zip(JOURS, noms, strict=True)
        }
        self.raison = QComboBox()
        for raison in RaisonReport:
            self.raison.addItem(majuscule(dire(raison)), raison)
        self.explication = QPlainTextEdit()
        self.explication.setTabChangesFocus(True)
        self.explication.setMaximumHeight(contexte.theme.px(88))
        self.ligne_explication = LigneForm(
            _("La raison, en mots simples"),
            self.explication,
            _("Elle sera lue par les ménages, dans la lettre et au téléphone."),
        )
        self.resume = Etiquette("", "corps", retour_ligne=True)
        self.table = TableChangement(contexte.theme, contexte.clock)
        self.inchanges = Etiquette("", "secondaire", retour_ligne=True)
        self.appliquer = Bouton(_("Appliquer"), self._appliquer, "principal")
        self.appliquer.setToolTip(_("Ctrl+Entrée"))
        self.brouillon = contexte.brouillons.suivre("changement", self._contenu, self)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        largeur = self._contexte.theme.px(220)
        self.explication.setMinimumHeight(self.explication.fontMetrics().lineSpacing() * 5)
        tete = QHBoxLayout()
        tete.addWidget(self.titre, 1)
        tete.addWidget(self.fermer)
        gauche = QWidget()
        colonne = QVBoxLayout(gauche)
        colonne.setContentsMargins(0, 0, 8, 0)
        colonne.setSpacing(10)
        for ligne in self.lignes.values():
            colonne.addWidget(ligne)
        colonne.addWidget(LigneForm(_("Pourquoi"), self.raison))
        colonne.addWidget(self.ligne_explication)
        colonne.addStretch(1)
        zone = defilant(gauche)
        zone.setFixedWidth(largeur + self._contexte.theme.px(16))
        droite = QVBoxLayout()
        droite.setSpacing(6)
        droite.addWidget(self.resume)
        droite.addWidget(self.table, 1)
        droite.addWidget(self.inchanges)
        bas = QHBoxLayout()
        touches = Etiquette(_("Espace : cocher · Entrée : changer le jour"), "secondaire")
        touches.setWordWrap(True)
        bas.addWidget(touches, 1)
        bas.addWidget(self.appliquer)
        droite.addLayout(bas)
        corps = QHBoxLayout()
        corps.setSpacing(24)
        corps.addWidget(zone)
        corps.addLayout(droite, 1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(tete)
        boite.addLayout(corps, 1)

    def _brancher(self) -> None:
        for champ in self.jours.values():
            champ.date_changee.connect(self._previsualiser)
            champ.textEdited.connect(self.brouillon.modifie)
        self.raison.activated.connect(self.brouillon.modifie)
        self.explication.textChanged.connect(self.brouillon.modifie)
        self.table.change.connect(self._table_touchee)
        self.brouillon.restaurable.connect(self._restaurer)

    # --- opening -----------------------------------------------------------------------------

    def ouvrir(self, tranche: TrancheLigne, jours: Mapping[str, date | None] | None = None) -> None:
        """Ask for the new days of that batch; `jours` are those already typed elsewhere."""
        self._tranche, self._apercu, self._mains = tranche, None, {}
        self.titre.setText(_("Changer le calendrier · {tranche}").format(tranche=tranche.nom))
        for cle, champ in self.jours.items():
            champ.fixer((jours or {}).get(cle, getattr(tranche, cle)))
        self.raison.setCurrentIndex(self.raison.findData(RaisonReport.RETARD))
        self.explication.clear()
        self._effacer_erreurs()
        self.table.remplir((), {})
        self.brouillon.changer_cle(f"changement.{tranche.id.hex}")
        if not jours:
            self.brouillon.chercher()
        self._previsualiser()
        self.jours[JOURS[0]].setFocus()
        self.jours[JOURS[0]].selectAll()

    def premier_champ(self) -> QWidget:
        """The first day."""
        return self.jours[JOURS[0]]

    # --- the preview -------------------------------------------------------------------------

    def _demande(self) -> ChangerCalendrier | None:
        if self._tranche is None:
            return None
        debut, fin, reception = (self.jours[cle].valeur() for cle in JOURS)
        return ChangerCalendrier(self._tranche.id, debut, fin, reception)

    def rafraichir(self) -> None:
        """Read the preview again; what was ticked and typed stays."""
        self._previsualiser()

    def _previsualiser(self, *_args: object) -> None:
        demande = self._demande()
        if demande is None:
            return
        self._effacer_erreurs()
        self._contexte.jobs.lancer(
            changements.previsualiser,
            demande,
            quand_fini=partial(self._recu, demande),
            en_erreur=self._refuse,
            proprietaire=self,
            cle="cite.changement",
        )

    def _recu(self, demande: ChangerCalendrier, apercu: Apercu) -> None:
        if demande != self._demande():
            return
        self._apercu = apercu
        self.table.remplir(rangs(apercu.concernes), self._mains)
        self._resumer()

    def _resumer(self) -> None:
        apercu = self._apercu
        if apercu is None:
            return
        self.appliquer.setEnabled(apercu.change)
        coches, n = self.table.menages_coches(), len(apercu.concernes)
        if not apercu.change:
            texte = _("Corrigez une date : vous verrez ici pour qui elle compte.")
        elif not n:
            texte = _("Aucune date promise ne bouge : personne à prévenir.")
        else:
            texte = ngettext(
                "{n} ménage a une date qui bouge ; {coches} à prévenir.",
                "{n} ménages ont une date qui bouge ; {coches} à prévenir.",
                n,
            ).format(n=n, coches=coches)
        oubli = apercu.avant.fin != apercu.apres.fin and (
            apercu.apres.reception is not None and apercu.avant.reception == apercu.apres.reception
        )
        if oubli:
            texte += " " + _("La réception, elle, ne bouge pas : changez-la aussi s’il le faut.")
        self.resume.setText(texte)
        self.inchanges.setText(_dire_inchanges(apercu) if apercu.change else "")
        self.appliquer.setText(
            ngettext("Appliquer : {n} à prévenir", "Appliquer : {n} à prévenir", coches).format(
                n=coches
            )
            if coches
            else _("Appliquer")
        )

    def _table_touchee(self) -> None:
        self._mains = self.table.mains()
        self._resumer()
        self.brouillon.modifie()

    # --- applying ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Ctrl+Enter applies, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.ferme.emit()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._appliquer()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _appliquer(self) -> None:
        demande = self._demande()
        if demande is None or not self.appliquer.isEnabled() or not self._dates_comprises():
            return
        self.appliquer.setEnabled(False)
        self._contexte.jobs.lancer(
            changements.appliquer,
            AppliquerChangement(
                demande.tranche_id,
                demande.debut,
                demande.fin,
                demande.reception,
                RaisonReport(self.raison.currentData()),
                self.explication.toPlainText(),
                self.table.retenues(),
            ),
            quand_fini=self._change,
            en_erreur=self._refuse,
            proprietaire=self,
        )

    def _change(self, changes: Changes) -> None:
        n = len(changes.ids.get("annonces", ()))
        self.brouillon.oublier()
        self._tranche = None
        dit = ngettext(
            "Calendrier changé : {n} ménage à prévenir",
            "Calendrier changé : {n} ménages à prévenir",
            n,
        ).format(n=n)
        self._contexte.signaler_enregistre(changes, dit if n else _("Calendrier changé"))
        self.applique.emit()

    def _refuse(self, erreur: AppError) -> None:
        self.appliquer.setEnabled(True)
        dit = mots(erreur)
        texte = " ".join(p for p in (dit.titre, dit.que_faire) if p)
        if erreur.code == "changement.explication":
            self.ligne_explication.erreur(texte)
            self.explication.setFocus()
        elif erreur.code == "saisie.periode":
            self.lignes["fin_travaux"].erreur(texte)
            self.appliquer.setEnabled(False)
        else:
            self._contexte.signaler_erreur(erreur)
            if erreur.code == "changement.perime":
                self._previsualiser()

    def _dates_comprises(self) -> bool:
        for cle, champ in self.jours.items():
            if champ.en_erreur:
                self.lignes[cle].erreur(_("Je ne comprends pas cette date. Exemple : 24/11/2026."))
                champ.setFocus()
                return False
        return True

    def _effacer_erreurs(self) -> None:
        for ligne in (*self.lignes.values(), self.ligne_explication):
            ligne.erreur("")

    # --- draft -------------------------------------------------------------------------------

    def _contenu(self) -> dict[str, Any] | None:
        if self._tranche is None:
            return None
        explication = self.explication.toPlainText()
        jours = {cle: champ.text() for cle, champ in self.jours.items()}
        bouge = any(c.valeur() != getattr(self._tranche, k) for k, c in self.jours.items())
        if not explication.strip() and not bouge:
            return None
        mains = {cle.hex: [coche, jour.isoformat()] for cle, (coche, jour) in self._mains.items()}
        return {
            "explication": explication,
            "raison": str(self.raison.currentData()),
            "mains": mains,
            **jours,
        }

    def _restaurer(self, contenu: Mapping[str, Any]) -> None:
        for cle, champ in self.jours.items():
            champ.setText(str(contenu.get(cle, "")))
            champ.textEdited.emit(champ.text())
        self.explication.setPlainText(str(contenu.get("explication", "")))
        rang = self.raison.findData(RaisonReport(contenu.get("raison", RaisonReport.RETARD)))
        self.raison.setCurrentIndex(max(0, rang))
        self._mains = {
            UUID(hex=cle): (bool(coche), date.fromisoformat(jour))
            for cle, (coche, jour) in dict(contenu.get("mains", {})).items()
        }
        self._previsualiser()


def _dire_inchanges(apercu: Apercu) -> str:
    """ "Rien ne bouge pour 3 ménages : …", and promises one must look at by hand."""
    texte = ""
    if apercu.inchanges:
        n = len(apercu.inchanges)
        texte = ngettext(
            "Rien ne bouge pour {n} ménage : {noms}", "Rien ne bouge pour {n} ménages : {noms}", n
        ).format(n=n, noms=_noms(apercu.inchanges))
    sans = sum(m.sans_date > 0 for m in (*apercu.concernes, *apercu.inchanges))
    if sans:
        texte += " " + ngettext(
            "{n} a une promesse sans date.", "{n} ont une promesse sans date.", sans
        ).format(n=sans)
    autres = [m for m in (*apercu.concernes, *apercu.inchanges) if m.sans_etape]
    if autres:
        texte += "\n" + _(
            "⚠ À regarder à la main, une promesse datée ne dit pas de quelle étape : {noms}"
        ).format(noms=_noms(autres))
    return texte.strip()


def _noms(menages: Sequence[MenageConcerne]) -> str:
    """The first names, then an ellipsis."""
    return ", ".join(m.nom for m in menages[:8]) + ("…" if len(menages) > 8 else ".")
