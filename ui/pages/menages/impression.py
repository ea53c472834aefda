"""Printing the follow-up sheets of several households: for whom, in one file or one each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.i18n import _, ngettext, nombre
from app.domain.partage import Destinataire
from app.services import documents
from app.services.documents import Impression, ImprimerFiches
from ui.contexte import Contexte
from ui.pages.menages.cible import Cible, lire_ids
from ui.widgets import Bandeau, Bouton, Carte, LigneForm, SuiviLong, Titre


class PanneauFiches(Carte):
    """Unfolds above the actions of the list; Esc folds it. `ouvert` tells when it does."""

    ouvert = Signal(bool)

    def __init__(self, contexte: Contexte, bandeau: Bandeau, suivi: SuiviLong) -> None:
        super().__init__()
        self._contexte = contexte
        self._bandeau = bandeau
        self._suivi = suivi
        self._cible: Cible | None = None
        self._en_cours = False
        self.titre = Titre("", section=True)
        self.pour = _liste(
            _("Pour qui"),
            (
                (_("L’équipe : tout le suivi"), Destinataire.EQUIPE.value),
                (_("Le ménage : gros caractères"), Destinataire.MENAGE.value),
                (_("Le bailleur : le partageable"), Destinataire.BAILLEUR.value),
            ),
        )
        self.fichiers = _liste(
            _("Fichiers"),
            ((_("Un seul fichier"), True), (_("Un fichier par ménage"), False)),
        )
        self.dossier = QLineEdit(_documents())
        self.parcourir = Bouton(
            _("Choisir…"), self._choisir, nom_accessible=_("Choisir le dossier")
        )
        self.lancer = Bouton(_("Imprimer les fiches"), self.imprimer, "principal")
        self.fermer = Bouton(_("Fermer"), self.hide)
        self._disposer()
        self.hide()

    def _disposer(self) -> None:
        ou = QWidget()
        rangee = QHBoxLayout(ou)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.addWidget(self.dossier, 1)
        rangee.addWidget(self.parcourir)
        ou.setFocusProxy(self.dossier)
        self.dossier.setAccessibleName(_("Dossier"))
        champs = QHBoxLayout()
        champs.setSpacing(12)
        for ligne, part in (
            (LigneForm(_("Pour qui"), self.pour), 4),
            (LigneForm(_("Fichiers"), self.fichiers), 3),
            (LigneForm(_("Dossier"), ou), 5),
        ):
            champs.addWidget(ligne, part, Qt.AlignmentFlag.AlignTop)
        bas = QHBoxLayout()
        bas.addWidget(self.titre, 1)
        bas.addWidget(self.fermer)
        bas.addWidget(self.lancer)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 12, 16, 12)
        boite.setSpacing(8)
        boite.addLayout(champs)
        boite.addLayout(bas)

    def ouvrir(self, cible: Cible) -> None:
        """Unfold, for these households."""
        self._bandeau.fermer()
        self.show()
        self.viser(cible)
        self.pour.setFocus()

    def viser(self, cible: Cible) -> None:
        """Another choice was made in the list."""
        if self.isHidden():
            return
        self._cible = cible
        self.titre.setText(_("Fiches de suivi : {cible}").format(cible=cible.dite))
        self.lancer.setEnabled(cible.combien > 0 and not self._en_cours)

    def imprimer(self) -> None:
        """Print; it can be stopped and then leaves nothing."""
        if self._cible is None:
            return
        self._bandeau.fermer()
        self._en_cours = True
        self.lancer.setEnabled(False)
        pour = Destinataire(self.pour.currentData())
        commande = ImprimerFiches(
            pour=pour,
            sortie=Path(self.dossier.text().strip()),
            un_fichier=bool(self.fichiers.currentData()),
            catalogues=self._contexte.catalogues(),
        )
        self._suivi.commencer(_("Impression des fiches…"))
        tache = self._contexte.jobs.lancer_long(
            _imprimer,
            (self._cible, commande),
            progression=self._suivi.avance,
            quand_fini=self._fait,
            en_erreur=self._bandeau.montrer_erreur,
            si_annule=self._arretee,
            a_la_fin=self._liberer,
            proprietaire=self,
            # For the team nothing is written in the base: searching goes on meanwhile.
            fil="autre" if pour is Destinataire.EQUIPE else "base",
        )
        self._suivi.suivre(tache)

    def _fait(self, fait: Impression) -> None:
        texte = ngettext(
            "La fiche de {n} ménage est prête",
            "Les fiches de {n} ménages sont prêtes",
            fait.menages,
        ).format(n=nombre(fait.menages))
        pages = ngettext("{n} page", "{n} pages", fait.pages).format(n=nombre(fait.pages))
        phrase = f"{texte} : {pages}."
        if fait.ecartes:
            n = len(fait.ecartes)
            noms = ", ".join(e.nom for e in fait.ecartes[:5] if e.nom)
            ecartes = ngettext(
                "{n} ménage n’a pas de fiche (partage refusé ou fiche réunie) : {noms}.",
                "{n} ménages n’ont pas de fiche (partage refusé ou fiche réunie) : {noms}.",
                n,
            ).format(n=nombre(n), noms=noms if n <= 5 else f"{noms}…")
            phrase = f"{phrase} {ecartes}"
        seul = fait.fichiers[0] if len(fait.fichiers) == 1 else None
        cible = seul or fait.fichiers[0].parent
        ouvrir = Bouton(
            _("Ouvrir le fichier") if seul else _("Ouvrir le dossier"), lambda: ouvrir_chemin(cible)
        )
        self._bandeau.dire(phrase, "fait", ouvrir)
        self.hide()
        ouvrir.setFocus()

    def _arretee(self) -> None:
        self._bandeau.dire(_("Impression arrêtée : aucun fichier n’est resté."), "info")

    def _liberer(self) -> None:
        self._en_cours = False
        self._suivi.finir()
        self.lancer.setEnabled(self._cible is not None and self._cible.combien > 0)

    def _choisir(self) -> None:
        choisi = QFileDialog.getExistingDirectory(
            self, _("Où ranger les fiches ?"), self.dossier.text()
        )
        if choisi:
            self.dossier.setText(choisi)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt name
        """Tell it unfolded."""
        super().showEvent(event)
        self.ouvert.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt name
        """Tell it folded."""
        super().hideEvent(event)
        self.ouvert.emit(not self.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Esc folds the panel; the list stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            event.accept()
            return
        super().keyPressEvent(event)


def _imprimer(demande: tuple[Cible, ImprimerFiches], uow: Any, suivi: Any) -> Impression:
    cible, commande = demande
    return documents.imprimer_fiches(replace(commande, menage_ids=lire_ids(cible, uow)), uow, suivi)


def _liste(nom: str, choix: tuple[tuple[str, object], ...]) -> QComboBox:
    liste = QComboBox()
    liste.setAccessibleName(nom)
    for texte, valeur in choix:
        liste.addItem(texte, valeur)
    liste.setMinimumContentsLength(12)
    liste.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return liste


def _documents() -> str:
    lieu = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(lieu) or str(Path.home())


def ouvrir_chemin(chemin: Path) -> None:
    """Show a file or a folder with the program of the computer."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(chemin)))
