"""The form of a visit: one line of thought from top to bottom, no dialog, no mouse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from enum import Enum, auto
from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QWidget

from app.core.errors import AppError, EntreeInvalide
from app.core.i18n import _, langue, ngettext
from app.domain.accompagnement import Canal, FamilleBesoin
from app.domain.visites import BesoinSaisi, ConsignerVisite, PromesseSaisie, TacheSaisie
from app.services import equipe, pratiques
from app.services.visites import ContexteMenage
from ui.contexte import Contexte
from ui.visite.pratiques import ChampPratiques
from ui.visite.puces import ChampPuces, Choix
from ui.visite.quand import ChampsQuand
from ui.visite.qui import ChampQui, Genre
from ui.visite.recit import Recit
from ui.visite.reclamation import LigneReclamation
from ui.visite.ressentis import ChampRessentis
from ui.visite.suites import LigneSuite
from ui.widgets import Bouton, LigneForm
from ui.widgets.defilement import aller_au_champ
from ui.widgets.largeur import GuetLargeur


class Quand(Enum):
    """What the form asks about the moment: nothing during a session, everything otherwise."""

    SEANCE = auto()
    LIBRE = auto()


class FormulaireVisite(QWidget):
    """Who, why, how they are, what was said, promised, to do.

    `modifie` is emitted at each change by the person (drafts), `valide` when they ask to save.
    """

    modifie = Signal()
    valide = Signal()

    def __init__(
        self, contexte: Contexte, quand: Quand, bouton: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._contexte = contexte
        catalogues = contexte.catalogues()
        self._catalogues = catalogues
        self.quand = ChampsQuand(contexte.clock) if quand is Quand.LIBRE else None
        self.qui = ChampQui(contexte)
        self.motifs = ChampPuces(
            _("Pour quoi ?"),
            lambda t: catalogues.motifs.chercher(t, langue()),
            langue,
            invite=_("p planning, l loyer, h humidité… ↓ tout voir"),
        )
        self.ressentis = ChampRessentis(
            _("Comment va-t-il, comment va-t-elle ?"), lambda: catalogues.ressentis, langue
        )
        self.dit_par = QComboBox()
        self.dit_par.setAccessibleName(_("Ressentis dits par"))
        self._dit_par_voulu: UUID | None = None
        self.recit = Recit()
        self.promesse = LigneSuite(contexte.clock, _("Promis"), _("par"))
        self.tache = LigneSuite(contexte.clock, _("À faire ensuite"), _("par"))
        self.orientations = ChampPuces(
            _("Vers qui orienter"),
            lambda t: catalogues.orientations.chercher(t, langue()),
            langue,
            invite=_("b bailleur, m mairie, c CCAS…"),
        )
        self.besoins = ChampPuces(
            _("Besoins exprimés"),
            lambda t: catalogues.besoins.chercher(t, langue()),
            langue,
            libre=False,
            invite=_("d dates, r rassurer, n plain-pied…"),
        )
        self.pratiques = ChampPratiques(_("Bonnes pratiques"), langue)
        self.reclamation = LigneReclamation(catalogues.reclamations, catalogues.lieux, langue())
        self.bouton = Bouton(bouton, self.valide.emit, "principal")
        self.plus_note = Bouton(_("+ autre note"), self.recit.ouvrir_autre, "discret")
        self.plus_reclamation = Bouton(_("+ réclamation"), self.ouvrir_reclamation, "discret")
        self.plus_pratique = Bouton(_("+ bonne pratique"), self.ouvrir_pratiques, "discret")
        self._disposer()
        self._brancher()
        self.vider()

    # --- layout ------------------------------------------------------------------------------

    def _disposer(self) -> None:
        self._grille = QGridLayout(self)
        self._grille.setContentsMargins(0, 0, 0, 0)
        self._grille.setHorizontalSpacing(16)
        self._grille.setVerticalSpacing(8)
        self._ligne_dit_par = LigneForm(_("dit par"), self.dit_par)
        self._ligne_pratiques = LigneForm(_("Bonnes pratiques"), self.pratiques)
        self._lignes: list[tuple[QWidget, ...]] = [
            (LigneForm(_("Qui ?"), self.qui),),
            (
                LigneForm(_("Pour quoi ?"), self.motifs),
                LigneForm(_("Comment va-t-il, comment va-t-elle ?"), self.ressentis),
            ),
            (self.recit,),
            (self.promesse, self.tache),
            (
                LigneForm(_("Orienté·e vers"), self.orientations),
                LigneForm(_("Besoins exprimés"), self.besoins),
            ),
            (self._ligne_pratiques,),
            (self.reclamation,),
            (self._pied(),),
        ]
        if self.quand is not None:
            self._lignes.insert(0, (self.quand,))
        self._placer(False)
        self._guet = GuetLargeur(self)
        self._guet.change.connect(self._placer)
        self._ordonner()

    def _placer(self, etroit: bool) -> None:
        """Two things side by side, or one under the other when the text is large."""
        for ligne in self._lignes:
            for widget in ligne:
                self._grille.removeWidget(widget)
        rang = 0
        for ligne in self._lignes:
            for colonne, widget in enumerate(ligne):
                seul = etroit or len(ligne) == 1
                self._grille.addWidget(
                    widget, rang, 0 if seul else colonne, 1, 2 if seul else 1,
                    Qt.AlignmentFlag.AlignTop,
                )  # fmt: skip
                rang += 1 if etroit else 0
            rang += 0 if etroit else 1
        for colonne in (0, 1):
            self._grille.setColumnStretch(colonne, 1)
        self.updateGeometry()

    def _pied(self) -> QWidget:
        bas = QWidget()
        pied = QHBoxLayout(bas)
        pied.setContentsMargins(0, 0, 0, 0)
        pied.setSpacing(4)
        pied.addWidget(self.plus_note)
        pied.addWidget(self.plus_reclamation)
        pied.addWidget(self.plus_pratique)
        pied.addWidget(self._ligne_dit_par)
        pied.addStretch(1)
        pied.addWidget(self.bouton)
        return bas

    def _ordonner(self) -> None:
        """Tab follows the eye."""
        ordre: list[QWidget] = (
            [self.quand.canal, self.quand.jour, self.quand.heure]
            if (self.quand is not None)
            else []
        )
        nouveau = self.qui.nouveau
        ordre += [self.qui.champ, nouveau.nom, nouveau.prenom, nouveau.telephone, nouveau.adresse]
        ordre += [self.motifs.champ, self.ressentis.champ, self.dit_par]
        for note in (self.recit.note, self.recit.autre):
            ordre += [note.texte, note.visibilite]
        for suite in (self.promesse, self.tache):
            ordre += [suite.texte, suite.date, suite.qui]
        ordre += [self.orientations.champ, self.besoins.champ, self.pratiques.champ]
        ordre += self.reclamation.champs()
        ordre += [self.bouton, self.plus_note, self.plus_reclamation, self.plus_pratique]
        for avant, apres in pairwise(ordre):
            QWidget.setTabOrder(avant, apres)

    def _brancher(self) -> None:
        for champ in self._champs_puces():
            champ.change.connect(self.modifie)
            champ.suivant.connect(champ.champ.focusNextChild)
        for bloc in (self.qui, self.recit, self.promesse, self.tache, self.reclamation):
            bloc.change.connect(self.modifie)
        if self.quand is not None:
            self.quand.change.connect(self.modifie)
        self.dit_par.activated.connect(lambda _rang: self.modifie.emit())
        self.qui.choisi.connect(self._qui_choisi)
        self.qui.contexte_lu.connect(self._contexte_lu)
        for touches, fonction in (
            ("Ctrl+Return", self.valide.emit),
            ("Ctrl+Enter", self.valide.emit),
            ("Alt+N", self.recit.ouvrir_autre),
            ("Alt+R", self.ouvrir_reclamation),
            ("Alt+B", self.ouvrir_pratiques),
        ):
            raccourci = QShortcut(QKeySequence(touches), self)
            raccourci.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            raccourci.activated.connect(lambda f=fonction: f())
        self.bouton.setToolTip(_("Ctrl+Entrée"))
        self.plus_note.setToolTip(_("Alt+N : une seconde note, avec d’autres lecteurs"))
        self.plus_pratique.setToolTip(_("Alt+B : dire ce qui a été proposé ou fait"))
        self.plus_reclamation.setToolTip(_("Alt+R : ouvrir une réclamation"))

    # --- use ---------------------------------------------------------------------------------

    def lire_equipe(self) -> None:
        """Read again who may promise and do things."""
        self._contexte.jobs.lancer(
            equipe.lire, None, quand_fini=self._equipe_lue, cle="visite.equipe"
        )
        self._lire_pratiques(None)

    def ouvrir_reclamation(self) -> None:
        """Show the complaint's fields and go there."""
        self.reclamation.show()
        self.plus_reclamation.hide()
        aller_au_champ(self.reclamation)

    def ouvrir_pratiques(self) -> None:
        """Show the good practices and go there."""
        self._ligne_pratiques.show()
        self.plus_pratique.hide()
        aller_au_champ(self.pratiques.champ)

    def recommencer(self) -> None:
        """An empty form, ready for the next person."""
        self.vider()
        aller_au_champ(self.qui.champ)

    def preselectionner(self, menage_id: UUID) -> None:
        """Start with this household."""
        self.qui.choisir(menage_id)

    def commande(
        self, *, permanence_id: UUID | None = None, jour: date | None = None
    ) -> ConsignerVisite:
        """What is typed, ready to be saved; raises `AppError` after going to the field at fault.

        During a session `jour` is its day and the hour is now.
        """
        self._terminer()
        faute = self._faute()
        if faute is not None:
            champ, erreur = faute
            aller_au_champ(champ)
            raise erreur
        q = self.quand
        maintenant = self._contexte.clock.now().astimezone().time()
        return ConsignerVisite(
            jour=(q.jour.valeur() if q else jour) or self._contexte.clock.today(),
            menage=self.qui.valeur(),
            canal=q.valeur_canal() if q else Canal.PERMANENCE,
            heure=q.heure.valeur() if q else time(maintenant.hour, maintenant.minute),
            permanence_id=permanence_id,
            motifs=self.motifs.codes(),
            ressentis=self.ressentis.saisis(self._dit_par()),
            besoins=self._besoins(),
            notes=self.recit.valeurs(),
            promesses=self._promesses(),
            taches=self._taches(),
            orientations=self.orientations.codes(),
            reclamations=self.reclamation.valeurs(),
            pratiques=self.pratiques.saisies(),
        )

    def vider(self) -> None:
        """An empty form."""
        for champ in self._champs_puces():
            champ.vider()
        for bloc in (self.qui, self.recit, self.promesse, self.tache, self.reclamation):
            bloc.vider()
        if self.quand is not None:
            self.quand.vider()
        self.dit_par.clear()
        self._dit_par_voulu = None
        self._ligne_dit_par.hide()
        self.reclamation.hide()
        self.plus_reclamation.show()
        self._ligne_pratiques.hide()
        self.plus_pratique.show()
        self.plus_pratique.setText(_("+ bonne pratique"))

    def contenu(self) -> dict[str, Any] | None:
        """What a draft keeps; None while nothing was typed."""
        puces = {
            "motifs": self.motifs,
            "ressentis": self.ressentis,
            "orientations": self.orientations,
            "besoins": self.besoins,
            "pratiques": self.pratiques,
        }
        saisi: dict[str, Any] = {
            nom: [[c.code, c.libelle] for c in champ.choix()] for nom, champ in puces.items()
        }
        saisi |= {
            "qui": self.qui.contenu(),
            "notes": self.recit.contenu(),
            "promesse": self.promesse.contenu(),
            "tache": self.tache.contenu(),
            "reclamation": self.reclamation.contenu(),
        }
        saisi = {nom: valeur for nom, valeur in saisi.items() if valeur}
        if not saisi:
            return None
        saisi["intensites"] = self.ressentis.intensites()
        if self._dit_par() is not None:
            saisi["dit_par"] = str(self._dit_par())
        saisi["etats_pratiques"] = self.pratiques.etats()
        if self.quand is not None:
            saisi["quand"] = self.quand.contenu()
        return saisi

    def restaurer(self, contenu: Mapping[str, Any]) -> None:
        """Show a draft again; what another version wrote and cannot be read is left out."""
        self.vider()
        for nom, champ in (
            ("motifs", self.motifs),
            ("orientations", self.orientations),
            ("besoins", self.besoins),
        ):
            champ.fixer(_choix(contenu.get(nom)))
        self.ressentis.poser(_choix(contenu.get("ressentis")), contenu.get("intensites") or {})
        if contenu.get("pratiques"):
            etats = contenu.get("etats_pratiques") or {}
            self.pratiques.poser(_choix(contenu["pratiques"]), etats)
            self._ligne_pratiques.show()
            self.plus_pratique.hide()
        par = str(contenu.get("dit_par") or "")
        self._dit_par_voulu = UUID(par) if par else None  # chosen once the persons are read
        self.recit.restaurer(contenu.get("notes") or ())
        self.promesse.restaurer(contenu.get("promesse") or {})
        self.tache.restaurer(contenu.get("tache") or {})
        if contenu.get("reclamation"):
            self.reclamation.restaurer(contenu["reclamation"])
            self.reclamation.show()
            self.plus_reclamation.hide()
        if self.quand is not None and contenu.get("quand"):
            self.quand.restaurer(contenu["quand"])
        self.qui.restaurer(contenu.get("qui") or {})

    # --- details -----------------------------------------------------------------------------

    def _champs_puces(self) -> tuple[ChampPuces, ...]:
        return (self.motifs, self.ressentis, self.orientations, self.besoins, self.pratiques)

    def _terminer(self) -> None:
        """Words left half typed are taken when they mean something."""
        for champ in self._champs_puces():
            champ.terminer()

    def _faute(self) -> tuple[QWidget, AppError] | None:
        if self.qui.genre is Genre.PERSONNE:
            texte = self.qui.champ.text().strip()
            code = "visite.qui_pas_choisi" if texte else "visite.qui_manque"
            return self.qui.champ, EntreeInvalide(code, texte=texte)
        dates = [self.promesse.date, self.tache.date]
        if self.quand is not None:
            dates.append(self.quand.jour)
            if self.quand.heure.en_erreur:
                return self.quand.heure, EntreeInvalide(
                    "visite.heure_incomprise", texte=self.quand.heure.text()
                )
        for champ_date in dates:
            if champ_date.en_erreur:
                return champ_date, EntreeInvalide("saisie.date_incomprise", texte=champ_date.text())
        for champ in (self.ressentis, self.besoins, self.pratiques):
            if champ.texte_en_cours().strip():
                return champ.champ, EntreeInvalide(
                    "visite.mot_inconnu", texte=champ.texte_en_cours()
                )
        return None

    def _besoins(self) -> tuple[BesoinSaisi, ...]:
        connus = self._catalogues.besoins
        familles = {code: connus.trouver(code) for code in self.besoins.codes()}
        return tuple(
            BesoinSaisi(
                FamilleBesoin(entree.famille) if entree and entree.famille
                else FamilleBesoin.ACCOMPAGNEMENT,
                code,
            )
            for code, entree in familles.items()
        )  # fmt: skip

    def _promesses(self) -> tuple[PromesseSaisie, ...]:
        p = self.promesse
        return (
            (PromesseSaisie(p.texte.text(), p.date.valeur(), p.qui.valeur()),) if p.remplie else ()
        )

    def _taches(self) -> tuple[TacheSaisie, ...]:
        t = self.tache
        return (TacheSaisie(t.texte.text(), t.date.valeur(), t.qui.valeur()),) if t.remplie else ()

    def _dit_par(self) -> UUID | None:
        donnee = self.dit_par.currentData()
        return donnee if isinstance(donnee, UUID) else None

    def _qui_choisi(self) -> None:
        self.modifie.emit()
        if self.qui.champ.hasFocus() or self.qui.genre is not Genre.PERSONNE:
            self.motifs.setFocus()

    def _contexte_lu(self, lu: ContexteMenage) -> None:
        self.ressentis.en_phase(lu.phase.value)
        self._lire_pratiques(lu.id)
        self.dit_par.clear()
        self.dit_par.addItem(_("tout le ménage"), None)
        for rang, personne in enumerate(lu.personnes, 1):
            self.dit_par.addItem(personne.nom, personne.id)
            if personne.id == self._dit_par_voulu:
                self.dit_par.setCurrentIndex(rang)
        self._ligne_dit_par.setVisible(len(lu.personnes) > 1)

    def _lire_pratiques(self, menage_id: UUID | None) -> None:
        self._contexte.jobs.lancer(
            pratiques.propositions,
            pratiques.LirePropositions(menage_id),
            quand_fini=self._pratiques_lues,
            proprietaire=self,
            cle="visite.pratiques",
        )

    def _pratiques_lues(self, lues: tuple[pratiques.PratiqueProposee, ...]) -> None:
        self.pratiques.connaitre(lues)
        n = sum(p.attendue for p in lues)
        texte = ngettext(
            "+ bonne pratique ({n} à proposer)", "+ bonne pratique ({n} à proposer)", n
        )
        self.plus_pratique.setText(texte.format(n=n) if n else _("+ bonne pratique"))

    def _equipe_lue(self, lue: equipe.Equipe) -> None:
        for choix in (self.promesse.qui, self.tache.qui):
            choix.proposer(lue.membres, lue.moi.intervenant_id)


def _choix(valeur: object) -> list[Choix]:
    """Chips of a draft."""
    lues = valeur if isinstance(valeur, list) else []
    return [Choix(str(c[0]), str(c[1])) for c in lues if isinstance(c, list) and len(c) == 2]
