"""Who must still be told in an estate: by change of timetable, ticked one or many at a time."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _, ngettext
from app.services import annonces
from app.services.annonces import AnnonceLigne, AnnoncerPlusieurs, Canal, LireAnnonces
from app.services.cites import BailleurLigne, CiteLigne
from app.services.documents import (
    ImprimerAPrevenir,
    ImprimerLettres,
    imprimer_a_prevenir,
    imprimer_lettres,
)
from app.services.documents.vocabulaire import dire, majuscule
from ui.contexte import Contexte
from ui.pages.cite.a_prevenir_liste import ListeAPrevenir, en_entier
from ui.pages.cite.defilant import defilant
from ui.pages.cite.onglet import OngletCite
from ui.pile import Pile
from ui.widgets import Bouton, ChampDate, EtatVide, Etiquette, LigneForm

# The order a hand thinks of them when several households are told at once.
CANAUX = (
    Canal.TELEPHONE,
    Canal.COURRIER,
    Canal.DOMICILE,
    Canal.PERMANENCE,
    Canal.COURRIEL,
    Canal.PORTE_A_PORTE,
    Canal.COLLECTIF,
)


class OngletAPrevenir(OngletCite):
    """The list on the left; on the right how those ticked were told, and what to print."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._cite = ""
        self.resume = Etiquette("", "corps", retour_ligne=True)
        self.liste = ListeAPrevenir(contexte.theme)
        self.detail = Etiquette("", "corps", retour_ligne=True, copiable=True)
        self.vide = EtatVide(
            _("Personne n’attend d’être prévenu"),
            _(
                "Quand une date promise bouge, le ménage apparaît ici jusqu’à ce que quelqu’un "
                "note qui l’a prévenu, comment et quel jour."
            ),
        )
        self.canal = QComboBox()
        for canal in CANAUX:
            self.canal.addItem(majuscule(dire(canal)), canal)
        self.le = ChampDate(contexte.clock, _("Quel jour"), passe=True)
        self.a_qui = QLineEdit()
        self.precision = QLineEdit()
        self.ligne_le = LigneForm(_("Quel jour"), self.le)
        self.dire = Bouton("", self._dire, "principal")
        self.lettres = Bouton(_("Imprimer les lettres…"), self._imprimer_lettres)
        self.papier = Bouton(_("Imprimer la liste…"), self._imprimer_liste)
        self._disposer()
        self.liste.cochees.connect(self._cochees)
        self.liste.currentItemChanged.connect(lambda *_elements: self._detailler())
        self.liste.ouverte.connect(
            lambda a: contexte.navigation.aller("menage", menage_id=a.menage_id, onglet="promesses")
        )
        for champ in (self.le, self.a_qui, self.precision):
            champ.returnPressed.connect(self._dire)
        self._cochees(0)

    def _disposer(self) -> None:
        cote = QWidget()
        colonne = QVBoxLayout(cote)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(10)
        colonne.addWidget(
            Etiquette(_("Les ménages cochés ont été prévenus"), "section", retour_ligne=True)
        )
        colonne.addWidget(LigneForm(_("Comment"), self.canal))
        colonne.addWidget(self.ligne_le)
        colonne.addWidget(LigneForm(_("À qui"), self.a_qui, _("Vide : le ménage, par son nom.")))
        colonne.addWidget(LigneForm(_("Précision"), self.precision))
        colonne.addWidget(self.dire)
        colonne.addSpacing(12)
        colonne.addWidget(Etiquette(_("Sur papier (cochés, ou tous)"), "section"))
        colonne.addWidget(self.lettres)
        colonne.addWidget(self.papier)
        colonne.addStretch(1)
        largeur = self._contexte.theme.px(230)
        cote.setMaximumWidth(largeur)
        zone = defilant(cote)
        zone.setFixedWidth(largeur + self._contexte.theme.px(16))
        gauche = QVBoxLayout()
        gauche.setSpacing(6)
        gauche.addWidget(self.resume)
        gauche.addWidget(self.liste, 1)
        gauche.addWidget(self.detail)
        gauche.addWidget(Etiquette(_("Espace : cocher · Entrée : ouvrir le ménage"), "secondaire"))
        plein = QWidget()
        ligne = QHBoxLayout(plein)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.setSpacing(24)
        ligne.addLayout(gauche, 1)
        ligne.addWidget(zone)
        self._vues = Pile()
        self._vues.addWidget(plein)
        self._vues.addWidget(self.vide)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.addWidget(self._vues)

    def montrer(self, cite_id: UUID) -> None:
        """Show who must be told in this estate."""
        self._cite_id = cite_id
        self.liste.remplir(())
        self.le.fixer(self._contexte.clock.today())
        self.a_qui.clear()
        self.precision.clear()

    def recevoir(self, cite: CiteLigne, bailleurs: tuple[BailleurLigne, ...]) -> None:
        """The name printed on the list."""
        self._cite = cite.nom

    def rafraichir(self) -> None:
        """Read the list again; what is ticked and typed stays."""
        if self._cite_id is None:
            return
        self._contexte.jobs.lancer(
            annonces.ouvertes,
            LireAnnonces(cite_id=self._cite_id),
            quand_fini=partial(self._recues, self._cite_id),
            proprietaire=self,
            cle="cite.a_prevenir",
        )

    def _recues(self, cite_id: UUID, lues: tuple[AnnonceLigne, ...]) -> None:
        if cite_id != self._cite_id:
            return
        self.liste.remplir(lues)
        self._detailler()
        n = len({a.menage_id for a in lues})
        vieux = max((a.jours for a in lues), default=0)
        texte = ngettext("{n} ménage reste à prévenir", "{n} ménages restent à prévenir", n)
        dit = texte.format(n=n)
        if vieux > 0:
            attend = ngettext(
                "le plus ancien depuis {n} jour", "le plus ancien depuis {n} jours", vieux
            )
            dit = f"{dit}, {attend.format(n=vieux)}"
        self.resume.setText(f"{dit}.")
        self._vues.setCurrentIndex(0 if lues else 1)

    def _detailler(self) -> None:
        """All there is to say to the household one is on: phone in hand, one reads it."""
        annonce = self.liste.courante()
        self.detail.setText(en_entier(annonce) if annonce is not None else "")

    def _cochees(self, n: int) -> None:
        self.dire.setEnabled(n > 0)
        texte = ngettext("C’est dit à {n} ménage", "C’est dit à {n} ménages", n)
        self.dire.setText(texte.format(n=n) if n else _("C’est dit"))

    def _dire(self) -> None:
        ids = tuple(self.liste.choisies())
        jour = self.le.valeur()
        if not ids:
            self._contexte.informer(_("Cochez d’abord qui a été prévenu, avec Espace."))
            return
        if jour is None:
            self.ligne_le.erreur(_("Quel jour ? Par exemple hier, lun, 24/11"))
            self.le.setFocus()
            return
        self.ligne_le.erreur("")
        self._contexte.jobs.lancer(
            annonces.annoncer_plusieurs,
            AnnoncerPlusieurs(
                ids, jour, Canal(self.canal.currentData()), self.a_qui.text(), self.precision.text()
            ),
            quand_fini=self._dites,
            en_erreur=self._refusee,
            proprietaire=self,
        )

    def _dites(self, changes: Changes) -> None:
        n = len(changes.ids.get("menages", ()))
        self.a_qui.clear()
        self.precision.clear()
        dit = ngettext("{n} ménage prévenu", "{n} ménages prévenus", n).format(n=n)
        self._contexte.signaler_enregistre(changes, dit)
        self.liste.setFocus()

    def _refusee(self, erreur: AppError) -> None:
        self._contexte.signaler_erreur(erreur)
        self.rafraichir()

    # --- paper -------------------------------------------------------------------------------

    def _imprimer_lettres(self) -> None:
        chemin = self._demander(_("Lettres aux ménages"))
        if chemin is not None:
            self._contexte.jobs.lancer_long(
                imprimer_lettres,
                ImprimerLettres(
                    chemin, cite_id=self._cite_id, annonce_ids=tuple(self.liste.choisies())
                ),
                quand_fini=lambda fait: self._ecrit(fait.fichiers[0]),
                libelle=_("Lettres aux ménages"),
                proprietaire=self,
            )

    def _imprimer_liste(self) -> None:
        chemin = self._demander(_("Ménages à prévenir"))
        if chemin is not None:
            self._contexte.jobs.lancer(
                imprimer_a_prevenir,
                ImprimerAPrevenir(
                    chemin, self._cite, self._cite_id, annonce_ids=tuple(self.liste.choisies())
                ),
                quand_fini=lambda fait: self._ecrit(fait.fichier),
                proprietaire=self,
            )

    def _demander(self, titre: str) -> Path | None:
        dossier = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        jour = self._contexte.clock.today().isoformat()
        choisi, _filtre = QFileDialog.getSaveFileName(
            self,
            _("Enregistrer pour imprimer"),
            str(Path(dossier) / f"{titre} {jour}.pdf"),
            "PDF (*.pdf)",
        )
        return Path(choisi).with_suffix(".pdf") if choisi else None

    def _ecrit(self, fichier: Path) -> None:
        self._contexte.informer(_("Fichier écrit : {nom}").format(nom=fichier.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fichier)))
