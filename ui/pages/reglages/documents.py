"""The wording of the papers of a move: the team's own, with fields filled for each household."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _
from app.domain.documents_modeles import inconnus
from app.services import modeles_documents
from app.services.modeles_documents import (
    CHAMPS,
    CodeDocument,
    EcrireModele,
    EssayerModele,
    LireModeles,
    Modele,
    RevenirAuModele,
)
from ui.contexte import Contexte
from ui.widgets import Bandeau, Bouton, Etiquette, LigneForm

_NOMS = (
    (CodeDocument.LETTRE_ALLER, N_("Lettre : départ vers le provisoire")),
    (CodeDocument.LETTRE_RETOUR, N_("Lettre : retour dans le logement")),
    (CodeDocument.LETTRE_DEFINITIF, N_("Lettre : logement définitif")),
    (CodeDocument.CONVENTION, N_("Convention d’occupation provisoire")),
    (CodeDocument.MOT_MENAGE, N_("Feuille du jour : ce que le ménage prépare")),
    (CodeDocument.MOT_EQUIPE, N_("Feuille du jour : mot aux déménageurs")),
    (CodeDocument.RELANCE, N_("Relance : à qui doit réparer")),
)
FORMULAIRE = "reglages.documents"


class OngletDocuments(QWidget):
    """Choose a document, reword it, see it, keep it; nothing changes on paper before."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._modeles: dict[str, Modele] = {}
        self._dossier: QTemporaryDir | None = None
        self._saisies: dict[str, tuple[str, str]] = {}
        self._cherche = False
        self.bandeau = Bandeau()
        self.lequel = QComboBox()
        self.lequel.setAccessibleName(_("Document"))
        for code, nom in _NOMS:
            self.lequel.addItem(_(nom), code.value)
        self.titre = QLineEdit()
        self.titre.setAccessibleName(_("Titre"))
        self.texte = QPlainTextEdit()
        self.texte.setAccessibleName(_("Texte"))
        self.texte.setTabChangesFocus(True)
        self.champs = QComboBox()
        self.champs.setAccessibleName(_("Insérer un champ"))
        self.champs.addItem(_("Choisir…"), "")
        for champ in CHAMPS:
            self.champs.addItem(f"{_(champ.libelle)}  {{{champ.code}}}", champ.code)
        for combo in (self.lequel, self.champs):
            # The longest words of a list must not make the page wider than the window.
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(12)
        self.faute = Etiquette("", "erreur", retour_ligne=True)
        self.origine = Etiquette("", "secondaire", retour_ligne=True)
        self.apercu = Bouton(_("Voir un essai (PDF)"), self.essayer)
        self.revenir = Bouton(_("Revenir au texte fourni"), self.remettre)
        self.garder = Bouton(_("Enregistrer ce texte"), self.enregistrer, "principal")
        self._disposer()
        self.brouillon = contexte.brouillons.suivre(FORMULAIRE, self._contenu, self)
        self.brouillon.restaurable.connect(self._restaurer)
        self.lequel.activated.connect(lambda _rang: self._montrer())
        self.champs.activated.connect(self._inserer)
        self.titre.textEdited.connect(lambda _texte: self._touche())
        self.texte.textChanged.connect(self._touche)

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        self.texte.setMinimumHeight(px(260))
        gauche = QHBoxLayout()
        gauche.setSpacing(16)
        gauche.addWidget(LigneForm(_("Document"), self.lequel), 3)
        gauche.addWidget(LigneForm(_("Insérer un champ"), self.champs), 2)
        boutons = QHBoxLayout()
        boutons.addWidget(self.revenir)
        boutons.addWidget(self.apercu)
        boutons.addStretch(1)
        boutons.addWidget(self.garder)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 16, 0, 16)
        boite.setSpacing(12)
        boite.addWidget(
            Etiquette(
                _(
                    "Les mots des papiers d’un déménagement. Un champ comme {menage} est rempli"
                    " pour chaque ménage ; « # » commence un titre, « - » un point, « ! » ce qui"
                    " compte le plus, « [] » une case à cocher."
                ),
                retour_ligne=True,
            )
        )
        boite.addWidget(self.bandeau)
        boite.addLayout(gauche)
        boite.addWidget(self.origine)
        boite.addWidget(LigneForm(_("Titre"), self.titre))
        boite.addWidget(LigneForm(_("Texte"), self.texte), 1)
        boite.addWidget(self.faute)
        boite.addLayout(boutons)
        self.setMaximumWidth(px(820))

    def lire(self) -> None:
        """Read the documents again; what is being typed stays."""
        self._contexte.jobs.lancer(
            modeles_documents.lire,
            LireModeles(),
            quand_fini=self._lus,
            proprietaire=self,
            cle=FORMULAIRE,
        )

    def code(self) -> CodeDocument:
        """The document shown."""
        return CodeDocument(self.lequel.currentData())

    def modifie(self) -> bool:
        """Whether what is shown differs from what the team keeps."""
        modele = self._modeles.get(self.code().value)
        return modele is not None and (modele.titre, modele.texte) != self._saisi()

    def enregistrer(self) -> None:
        """Keep this wording for the whole team."""
        self._lancer(
            modeles_documents.ecrire, EcrireModele(self.code(), *self._saisi()), self._ecrit
        )

    def remettre(self) -> None:
        """Back to the shipped wording, for the whole team; what was typed and not kept goes too."""
        code = self.code().value
        if not self._modeles[code].propre:
            self._saisies.pop(code, None)
            self._montrer()
            return
        self._lancer(modeles_documents.revenir, RevenirAuModele(self.code()), self._ecrit)

    def essayer(self) -> None:
        """See how it prints, with invented values."""
        self._lancer(
            modeles_documents.essayer, EssayerModele(self.code(), *self._saisi()), self._essaye
        )

    def _lancer(self, service: Any, cmd: Any, recu: Any) -> None:
        self.bandeau.fermer()
        self._contexte.jobs.lancer(
            service, cmd, quand_fini=recu, en_erreur=self._refuse, proprietaire=self
        )

    def _saisi(self) -> tuple[str, str]:
        return self.titre.text().strip(), self.texte.toPlainText().strip()

    def _refuse(self, erreur: AppError) -> None:
        self.bandeau.montrer_erreur(erreur)
        self.texte.setFocus()

    def _ecrit(self, changes: Changes) -> None:
        self._saisies.pop(self.code().value, None)
        self._modeles.pop(self.code().value, None)
        self.brouillon.modifie()
        if changes.operation is not None:
            self._contexte.signaler_enregistre(changes, _("Texte du document"))
        self.lire()

    def _essaye(self, octets: bytes) -> None:
        """Shown by the reader of this machine, from a folder that goes away with this tab."""
        self._dossier = QTemporaryDir()
        fichier = Path(self._dossier.filePath("essai.pdf"))
        fichier.write_bytes(octets)
        self._contexte.informer(_("Essai avec des valeurs inventées."))
        _ouvrir(fichier)

    def _lus(self, lus: tuple[Modele, ...]) -> None:
        self._modeles = {m.code.value: m for m in lus}
        self._montrer()
        if not self._cherche:
            self._cherche = True
            self.brouillon.chercher()

    def _montrer(self) -> None:
        """The document chosen: what was being typed for it, else what the team keeps."""
        modele = self._modeles.get(self.code().value)
        if modele is None:
            return
        titre, texte = self._saisies.get(modele.code.value, (modele.titre, modele.texte))
        if self.titre.text() != titre:
            self.titre.setText(titre)
        if self.texte.toPlainText() != texte:
            self.texte.setPlainText(texte)
        self.origine.setText(
            _("Le texte de votre équipe.") if modele.propre else _("Le texte fourni avec Voyette.")
        )
        if modele.code is CodeDocument.CONVENTION:
            avis = _(
                "Modèle de travail : faites-le valider par le service juridique du bailleur."
                " Voyette ne donne pas de conseil juridique, et le papier le dit."
            )
            self.origine.setText(f"{self.origine.text()} {avis}")
        self._touche()

    def _inserer(self, rang: int) -> None:
        code = self.champs.itemData(rang)
        if code:
            self.texte.insertPlainText(f"{{{code}}}")
        self.champs.setCurrentIndex(0)
        self.texte.setFocus()

    def _touche(self) -> None:
        code, change = self.code().value, self.modifie()
        modele = self._modeles.get(code)
        if change:
            self._saisies[code] = (self.titre.text(), self.texte.toPlainText())
        else:
            self._saisies.pop(code, None)
        self.garder.setEnabled(change)
        self.revenir.setEnabled(change or (modele is not None and modele.propre))
        faux = inconnus(self.texte.toPlainText())
        dits = ", ".join(
            _("{champ} ligne {ligne}").format(champ=f"{{{f.nom}}}", ligne=f.ligne) for f in faux
        )
        self.faute.setText(_("Champs inconnus : {champs}.").format(champs=dits) if faux else "")
        self.faute.setVisible(bool(faux))
        self.brouillon.modifie()

    def _contenu(self) -> dict[str, Any] | None:
        """Every wording being typed and not kept yet."""
        return {code: list(saisie) for code, saisie in self._saisies.items()} or None

    def _restaurer(self, contenu: dict[str, Any]) -> None:
        for code, saisie in contenu.items():
            if code in self._modeles and isinstance(saisie, list) and len(saisie) == 2:
                self._saisies.setdefault(code, (str(saisie[0]), str(saisie[1])))
        self._montrer()


def _ouvrir(fichier: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(fichier)))
