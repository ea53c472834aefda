"""The weekly meeting: choose the estates, see the figures, print the sheet, write the file."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AppError
from app.core.i18n import _, date_courte, ngettext
from app.services import cites, reunions
from app.services.cites import CiteLigne
from app.services.documents.commandes import Imprime
from app.services.documents.ecriture import nom_sur
from app.services.documents.reunion_reclamations import ImprimerReunion, imprimer_reunion
from app.services.exports.reunion import EcrireReunion, ReunionEcrite, ecrire_reunion
from app.services.reunions import LireReunion, Reunion
from ui.contexte import Contexte
from ui.widgets import Bandeau, Bouton, ChampDate, Etiquette, LigneForm

_COCHE, _DECOCHE = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class OngletReunion(QWidget):
    """What the meeting goes through, before it leaves."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._remplit = False
        self.bandeau = Bandeau()
        self.cites = QListWidget()
        self.cites.setAccessibleName(_("Cités"))
        self.depuis = ChampDate(contexte.clock, _("Réunion précédente le"))
        self.phrase = Etiquette("", "corps", retour_ligne=True)
        self.detail = Etiquette("", "secondaire", retour_ligne=True)
        self.fichier = Bouton(_("Écrire le fichier à remplir…"), self.demander_fichier)
        self.feuille = Bouton(_("Imprimer la feuille…"), self.demander_feuille, "principal")
        self.reprendre = Bouton(
            _("Reprendre ce qui a été décidé…"),
            lambda: contexte.navigation.aller("echanges", onglet="retours"),
        )
        self._disposer()
        self.cites.itemChanged.connect(lambda _case: self._lire())
        self.depuis.date_changee.connect(lambda _jour: self._lire())

    def _disposer(self) -> None:
        aide = _(
            "Pour le bailleur, la commune et les entreprises : seulement ce qui peut être partagé,"
            " aucun nom sans accord, aucune parole échangée. Ce qui part est noté dans les envois."
        )
        gauche = QVBoxLayout()
        gauche.setSpacing(8)
        gauche.addWidget(Etiquette(_("Cités"), "section"))
        gauche.addWidget(self.cites, 1)
        gauche.addWidget(LigneForm(_("Réunion précédente le"), self.depuis))
        droite = QVBoxLayout()
        droite.setSpacing(12)
        droite.addWidget(Etiquette(_("Ce que la réunion verra"), "section"))
        droite.addWidget(self.phrase)
        droite.addWidget(self.detail)
        droite.addStretch(1)
        droite.addWidget(Etiquette(aide, "secondaire", retour_ligne=True))
        milieu = QHBoxLayout()
        milieu.setSpacing(24)
        milieu.addLayout(gauche, 1)
        milieu.addLayout(droite, 2)
        bas = QHBoxLayout()
        bas.addWidget(self.reprendre)
        bas.addStretch(1)
        bas.addWidget(self.fichier)
        bas.addWidget(self.feuille)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(10)
        boite.addWidget(self.bandeau)
        boite.addLayout(milieu, 1)
        boite.addLayout(bas)

    def premier_champ(self) -> QWidget:
        """Which estates."""
        return self.cites

    def rafraichir(self) -> None:
        """Read the estates, then what the meeting would go through."""
        self._contexte.jobs.lancer(
            cites.lister,
            cites.ListerCites(),
            quand_fini=self._cites,
            proprietaire=self,
            cle="reunion.cites",
        )

    def _cites(self, lues: tuple[CiteLigne, ...]) -> None:
        gardees = set(self._cochees())
        choisie = self._contexte.cite.id
        self._remplit = True
        self.cites.clear()
        for cite in lues:
            element = QListWidgetItem(cite.nom)
            element.setData(Qt.ItemDataRole.UserRole, cite.id)
            element.setFlags(element.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            coche = cite.id in gardees if gardees else choisie in (None, cite.id)
            element.setCheckState(_COCHE if coche else _DECOCHE)
            self.cites.addItem(element)
        self._remplit = False
        self._lire()

    def _cochees(self) -> list[UUID]:
        elements = (self.cites.item(i) for i in range(self.cites.count()))
        return [e.data(Qt.ItemDataRole.UserRole) for e in elements if e.checkState() is _COCHE]

    def demande(self) -> LireReunion:
        """What is chosen now; every estate ticked means all of them."""
        ids = self._cochees()
        toutes = len(ids) == self.cites.count()
        return LireReunion(() if toutes else tuple(ids), self.depuis.valeur())

    def _lire(self) -> None:
        if self._remplit:
            return
        self._pret(oui=False)
        if self.cites.count() and not self._cochees():
            self.phrase.setText(_("Choisissez au moins une cité."))
            self.detail.setText("")
            return
        self._contexte.jobs.lancer(
            reunions.lire,
            self.demande(),
            quand_fini=self._lue,
            en_erreur=self._rien,
            proprietaire=self,
            cle="reunion.lire",
        )

    def _rien(self, erreur: AppError) -> None:
        if erreur.code == "reunion.rien":
            self.phrase.setText(_("Aucune réclamation ouverte à passer en revue ici."))
            self.detail.setText("")
        else:
            self.bandeau.montrer_erreur(erreur)

    def _lue(self, reunion: Reunion) -> None:
        c = reunion.comptes
        ouvertes = ngettext("{n} réclamation ouverte", "{n} réclamations ouvertes", c.ouvertes)
        self.phrase.setText(
            _("{ouvertes}, {retard} en retard, {confirmer} à confirmer, {neuves} depuis le {jour}.")
            .format(
                ouvertes=ouvertes.format(n=c.ouvertes),
                retard=c.en_retard,
                confirmer=c.a_confirmer,
                neuves=c.nouvelles,
                jour=date_courte(reunion.depuis),
            )
        )  # fmt: skip
        lignes = [
            f"{cite.nom or _('Sans cité')} · {g.responsable or _('personne encore')} : "
            f"{len(g.lignes)}"
            for cite in reunion.cites
            for g in cite.groupes
        ]
        if n := reunion.retenues:
            dit = ngettext(
                "{n} n’est pas ici : le ménage a refusé le partage.",
                "{n} ne sont pas ici : les ménages ont refusé le partage.",
                n,
            )
            lignes.append(dit.format(n=n))
        self.detail.setText("\n".join(lignes[:24]))
        self._pret(oui=True)

    def _pret(self, *, oui: bool) -> None:
        self.feuille.setEnabled(oui)
        self.fichier.setEnabled(oui)

    def demander_feuille(self) -> None:
        """Ask where, then print the sheet."""
        if (sortie := self._ou(_("Où écrire la feuille ?"), ".pdf", "PDF (*.pdf)")) is not None:
            self.imprimer(sortie.with_suffix(".pdf"))

    def demander_fichier(self) -> None:
        """Ask where, then write the file to fill."""
        sortie = self._ou(_("Où écrire le fichier ?"), ".xlsx", "XLSX (*.xlsx);;CSV (*.csv)")
        if sortie is not None:
            self.ecrire(sortie)

    def _ou(self, titre: str, suffixe: str, filtres: str) -> Path | None:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        nom = f"{nom_sur('reunion')}_{self._contexte.clock.today().isoformat()}{suffixe}"
        choisi, _filtre = QFileDialog.getSaveFileName(
            self, titre, str(Path(documents) / nom), filtres
        )
        return Path(choisi) if choisi else None

    def imprimer(self, sortie: Path) -> None:
        """The sheet of the meeting."""
        self.bandeau.fermer()
        self._contexte.jobs.lancer(
            imprimer_reunion,
            ImprimerReunion(sortie, self.demande()),
            quand_fini=self._ecrit,
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def ecrire(self, sortie: Path) -> None:
        """The file filled during the meeting."""
        self.bandeau.fermer()
        self._contexte.jobs.lancer(
            ecrire_reunion,
            EcrireReunion(sortie, self.demande()),
            quand_fini=self._ecrit,
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def _ecrit(self, fait: Imprime | ReunionEcrite) -> None:
        url = QUrl.fromLocalFile(str(fait.fichier))
        ouvrir = Bouton(_("Ouvrir"), lambda: QDesktopServices.openUrl(url))
        dit = _("« {fichier} » est écrit, et noté dans les envois.")
        self.bandeau.dire(dit.format(fichier=fait.fichier.name), "fait", ouvrir)
