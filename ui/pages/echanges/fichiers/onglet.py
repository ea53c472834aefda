"""Files the bailleur dropped: to be read, taken, kept aside and why; opened, then applied."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.changes import Changes, OperationId
from app.core.i18n import N_, _
from app.domain.envois import EtatRetour, GenreRetour
from app.services.annulation import AnnulerOperation
from app.services.annulation import annuler as annuler_operation
from app.services.exports import retours_fichiers
from app.services.exports.retours_fichiers import (
    ApercuFichier,
    AppliquerRetour,
    DecisionLigne,
    DemanderApercu,
    DeposerRetour,
    EcarterRetour,
    FichierRecu,
    LigneFichier,
    ListerRetours,
    ReprendreRetour,
    ResultatFichier,
)
from app.services.exports.synchroniser import accuses
from app.services.exports.synchroniser.accuses import RelireAccuse
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.echanges.fichiers import mots as dire
from ui.pages.echanges.fichiers.apercu import VueFichier
from ui.pile import Pile
from ui.widgets import Bandeau, Bouton, EtatVide, Etiquette, LigneForm, SuiviLong, Tableau, Titre

_FILTRES: tuple[tuple[str, tuple[EtatRetour, ...]], ...] = (
    (N_("À lire et mis de côté"), (EtatRetour.A_LIRE, EtatRetour.ECARTE)),
    (N_("Repris"), (EtatRetour.APPLIQUE,)),
    (N_("Tous les fichiers"), tuple(EtatRetour)),
)
COLONNES = (
    Colonne("nom", N_("Fichier"), lambda f: f.nom, 200),
    Colonne("", N_("De quoi il parle"), lambda f: _(dire.GENRES[f.genre]), 200),
    Colonne("", N_("Qui l’a écrit"), dire.dire_auteur, 160),
    Colonne("", N_("État"), dire.dire_etat, 130),
)


class VueFichiersRecus(QWidget):
    """The files on the left, the one chosen on the right; once opened, its preview alone."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._fichier: FichierRecu | None = None
        self._attendu: UUID | None = None
        self._tous: tuple[FichierRecu, ...] = ()
        self._decisions: dict[UUID, Mapping[LigneFichier, DecisionLigne]] = {}
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        self.filtre = QComboBox()
        self.filtre.setAccessibleName(_("Fichiers montrés"))
        for titre, etats in _FILTRES:
            self.filtre.addItem(_(titre), list(etats))
        self.prendre = Bouton(_("Prendre un fichier reçu autrement…"), self.parcourir)
        self._source = SourceListe(lambda f: f.nom)
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = Tableau(contexte.theme, _("Fichiers déposés par le bailleur"))
        self.table.setModel(self.modele)
        self.vide = EtatVide(
            _("Aucun fichier à lire"),
            _(
                "Quand le bailleur dépose une réponse (états des réclamations, dates, loyers,"
                " nouveaux locataires, parc, commissions), elle arrive ici. Rien n’entre dans la"
                " base avant que vous l’ayez vue."
            ),
        )
        self.titre = Titre("", section=True)
        self.titre.setWordWrap(True)
        self.recit = Etiquette("", "corps", retour_ligne=True, copiable=True)
        self.pourquoi = Etiquette("", "corps", retour_ligne=True, copiable=True)
        self.ouvrir = Bouton(_("Ouvrir et comparer"), self._ouvrir, "principal")
        self.relire = Bouton(_("Regarder de nouveau"), self._relire)
        self.genre = QComboBox()
        self.genre.addItem(_("Ce que disent ses colonnes"), None)
        for genre in dire.A_LIRE:
            self.genre.addItem(_(dire.GENRES[genre]), genre.value)
        self.genre.setMinimumContentsLength(10)
        self.genre.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.raison = QLineEdit()
        self.ecarter = Bouton(_("Mettre de côté"), self._ecarter, "discret")
        self.vue = VueFichier(contexte)
        self._disposer()
        self._brancher()
        self._montrer(None)

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        haut = QHBoxLayout()
        haut.addWidget(self.filtre)
        haut.addStretch(1)
        haut.addWidget(self.prendre)
        self._detail = QWidget()
        self._detail.setMinimumWidth(px(280))
        self._detail.setMaximumWidth(px(420))
        colonne = QVBoxLayout(self._detail)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(8)
        self._ligne_raison = LigneForm(_("Pourquoi le mettre de côté ?"), self.raison)
        for widget in (self.titre, self.recit, self.pourquoi):
            colonne.addWidget(widget)
        colonne.addStretch(1)
        self._ligne_genre = LigneForm(
            _("C’est…"), self.genre, _("Vous savez ce que contient ce fichier : dites-le.")
        )
        colonne.addWidget(self._ligne_genre)
        colonne.addWidget(self._ligne_raison)
        boutons = QHBoxLayout()
        boutons.addWidget(self.ecarter)
        boutons.addStretch(1)
        boutons.addWidget(self.relire)
        boutons.addWidget(self.ouvrir)
        colonne.addLayout(boutons)
        self._liste = Pile()
        self._liste.addWidget(self.table)
        self._liste.addWidget(self.vide)
        self.vide.setFocusProxy(self.prendre)
        ligne = QHBoxLayout()
        ligne.setSpacing(24)
        ligne.addWidget(self._liste, 7)
        ligne.addWidget(self._detail, 4)
        accueil = QWidget()
        plein = QVBoxLayout(accueil)
        plein.setContentsMargins(0, 0, 0, 0)
        plein.setSpacing(12)
        plein.addLayout(haut)
        plein.addLayout(ligne, 1)
        self.pile = Pile()
        self.pile.addWidget(accueil)
        self.pile.addWidget(self.vue)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(12)
        boite.addWidget(self.bandeau)
        boite.addWidget(self.suivi)
        boite.addWidget(self.pile, 1)

    def _brancher(self) -> None:
        self.filtre.activated.connect(lambda _rang: self._filtrer())
        self.table.selection_changee.connect(lambda _n: self._choix())
        self.table.valide.connect(lambda _f: self._ouvrir())
        self.raison.textEdited.connect(lambda _t: self._boutons())
        self.genre.currentIndexChanged.connect(lambda _rang: self._boutons())
        self.vue.abandonne.connect(self.revenir)
        self.vue.relire.connect(self._apercu)
        self.vue.appliquer.connect(self._appliquer)

    def premier_champ(self) -> QWidget:
        """The list, or the preview under way."""
        if self.pile.currentWidget() is self.vue:
            return self.vue.premier_champ()
        return self.table if self._liste.currentIndex() == 0 else self.prendre

    def concernee(self, changes: Changes) -> bool:
        """Files, and the keys that tell who wrote them."""
        return changes.touche("retours") or changes.touche("cles_partenaires")

    def viser(self, arguments: dict[str, Any]) -> None:
        """Show the file `fichier_id`."""
        if isinstance(id_ := arguments.get("fichier_id"), UUID):
            self._attendu = id_
            self.filtre.setCurrentIndex(self.filtre.count() - 1)

    def rafraichir(self) -> None:
        """Read the files again; a preview under way is kept."""
        self._contexte.jobs.lancer(
            retours_fichiers.lister,
            ListerRetours(),
            quand_fini=self._lus,
            proprietaire=self,
            cle="echanges.fichiers",
        )

    def _lus(self, lus: tuple[FichierRecu, ...]) -> None:
        self._tous = lus
        self._filtrer(garder=True)
        if self._fichier is not None:
            self._montrer(next((f for f in lus if f.id == self._fichier.id), None))

    def _filtrer(self, *, garder: bool = False) -> None:
        etats = self.filtre.currentData()
        montres = [f for f in self._tous if f.etat in etats]
        self._source.remplacer(montres)
        if not garder:
            self.table.oublier_selection()
            self.modele.recharger()
        else:
            self.table.rafraichir()
        self._liste.setCurrentIndex(0 if montres else 1)
        self._detail.setVisible(bool(montres))
        if self._attendu is None and montres and not self.table.combien():
            self.table.selectRow(0)
        if self._attendu is not None and (rang := self.modele.rang_de(self._attendu)) is not None:
            self._attendu = None
            QTimer.singleShot(0, self, lambda: self.table.selectRow(rang))

    def _choix(self) -> None:
        ligne = self.table.ligne_courante() if self.table.combien() else None
        self._montrer(ligne if isinstance(ligne, FichierRecu) else None)

    def _montrer(self, fichier: FichierRecu | None) -> None:
        if self._fichier is None or fichier is None or fichier.id != self._fichier.id:
            self.raison.clear()
            self.genre.setCurrentIndex(0)
        self._fichier = fichier
        self.titre.setText(fichier.nom if fichier is not None else _("Choisissez un fichier"))
        self.recit.setText(dire.raconter(fichier) if fichier is not None else "")
        raison = fichier.raison if fichier is not None else None
        self.pourquoi.setText(
            _("Mis de côté : {raison}").format(raison=dire.dire_raison(raison)) if raison else ""
        )
        self.pourquoi.setVisible(raison is not None)
        self._boutons()

    def _boutons(self) -> None:
        f = self._fichier
        lisible = f is not None and f.etat is EtatRetour.A_LIRE and f.present
        ecarte = f is not None and f.etat is EtatRetour.ECARTE and f.present
        tenu = self.relire.hasFocus()
        self.ouvrir.setVisible(lisible)
        if tenu and lisible:
            self.ouvrir.setFocus()  # the button pressed goes: the next one is under the hand
        self.relire.setVisible(ecarte)
        self.ecarter.setVisible(lisible)
        self._ligne_raison.setVisible(lisible)
        a_dire = ecarte and f is not None and dire.a_nommer(f)
        self._ligne_genre.setVisible(a_dire)
        nomme = a_dire and self.genre.currentData() is not None
        self.relire.setText(_("Lire ainsi") if nomme else _("Regarder de nouveau"))
        self.ecarter.setEnabled(bool(self.raison.text().strip()))

    # --- one file ----------------------------------------------------------------------------

    def parcourir(self) -> None:
        """Let the person choose a file that came by another way."""
        chemin, _filtre = QFileDialog.getOpenFileName(
            self,
            _("Choisir un fichier du bailleur"),
            "",
            _("Réponses du bailleur ({formats})").format(
                formats="*.zip *.age *.json *.xlsx *.xls *.ods *.csv *.txt"
            ),
        )
        if chemin:
            self.choisir(Path(chemin))

    def choisir(self, chemin: Path) -> None:
        """Take that file in: it is kept, checked, and waits to be read."""
        self.bandeau.fermer()
        self._contexte.jobs.lancer(
            retours_fichiers.deposer,
            DeposerRetour(chemin),
            quand_fini=self._depose,
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def _depose(self, changes: Changes) -> None:
        self._attendu = changes.principal
        self.filtre.setCurrentIndex(self.filtre.count() - 1)
        self.rafraichir()

    def _ecarter(self) -> None:
        if self._fichier is not None:
            self._agir(
                retours_fichiers.ecarter,
                EcarterRetour(self._fichier.id, self.raison.text().strip()),
                _("Fichier mis de côté"),
            )

    def _relire(self) -> None:
        """Look again at a file kept aside: a key or a package may be known now."""
        if self._fichier is None:
            return
        if self._fichier.genre is GenreRetour.ACCUSE:
            self._agir(accuses.relire, RelireAccuse(self._fichier.id), _("Reçu compté"))
        else:
            dit = None if self._ligne_genre.isHidden() else self.genre.currentData()
            genre = GenreRetour(dit) if dit is not None else None
            commande = ReprendreRetour(self._fichier.id, genre)
            self._agir(retours_fichiers.reprendre, commande, _("Fichier à lire"))

    def _agir(self, service: Any, commande: Any, dit: str) -> None:
        self.bandeau.fermer()
        self._contexte.jobs.lancer(
            service,
            commande,
            quand_fini=lambda c: self._contexte.signaler_enregistre(c, dit),
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def _ouvrir(self) -> None:
        if self._fichier is not None and not self.ouvrir.isHidden():
            self._apercu(DemanderApercu(self._fichier.id))

    def _apercu(self, demande: DemanderApercu) -> None:
        self.bandeau.fermer()
        self.suivi.commencer(_("Comparaison avec la base…"))
        tache = self._contexte.jobs.lancer_long(
            retours_fichiers.apercu,
            demande,
            progression=lambda fait, total, _etape: self.suivi.avance(fait, total, ""),
            quand_fini=self._vu,
            en_erreur=self.bandeau.montrer_erreur,
            a_la_fin=self.suivi.finir,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _vu(self, apercu: ApercuFichier) -> None:
        self.vue.montrer(apercu, self._decisions.get(apercu.fichier.id, {}))
        self.pile.setCurrentWidget(self.vue)
        self.vue.premier_champ().setFocus()

    def revenir(self) -> None:
        """Back to the files; nothing was written, what was decided waits there."""
        if (apercu := self.vue.apercu) is not None:
            self._decisions[apercu.fichier.id] = self.vue.decidees()
        self.vue.vider()
        self.pile.setCurrentIndex(0)
        self.table.setFocus()

    def _appliquer(self, commande: AppliquerRetour) -> None:
        self.bandeau.fermer()
        self.suivi.commencer(_("Enregistrement…"))
        self.vue.setEnabled(False)
        tache = self._contexte.jobs.lancer_long(
            retours_fichiers.appliquer,
            commande,
            progression=lambda fait, total, _etape: self.suivi.avance(fait, total, ""),
            quand_fini=partial(self._fini, commande.apercu.fichier.nom),
            en_erreur=self.bandeau.montrer_erreur,
            si_annule=lambda: self.bandeau.dire(_("Arrêté : rien n’a été enregistré."), "info"),
            a_la_fin=self._liberer,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _liberer(self) -> None:
        self.suivi.finir()
        self.vue.setEnabled(True)

    def _fini(self, nom: str, resultat: ResultatFichier) -> None:
        fait = self.vue.apercu
        self.revenir()
        if fait is not None:
            self._decisions.pop(fait.fichier.id, None)
        self._contexte.store.publier(resultat.changes)
        self._contexte.signaler_enregistre(
            resultat.changes, _("Fichier « {fichier} »").format(fichier=nom)
        )
        boutons = []
        if (operation := resultat.changes.operation) is not None:
            boutons.append(Bouton(_("Annuler cette reprise"), partial(self._defaire, operation)))
        self.bandeau.dire(dire.resume(nom, resultat), "fait", *boutons)
        self.rafraichir()

    def _defaire(self, operation: OperationId) -> None:
        self._contexte.jobs.lancer(
            annuler_operation,
            AnnulerOperation(operation),
            quand_fini=lambda _c: self._defait(),
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def _defait(self) -> None:
        self.bandeau.dire(_("Reprise annulée : tout est comme avant."), "fait")
        self.table.setFocus()  # the button that had the keyboard is gone
        self.rafraichir()
