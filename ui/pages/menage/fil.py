"""The chronology on screen: filtered, read by pages, each entry opened by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _
from app.services.menages.lignes import (
    AnnonceFiche,
    ConsentementFiche,
    EngagementFiche,
    EntreeFil,
    EtapeFiche,
    Fil,
    GenreFil,
    NoteFil,
    OccupationFiche,
    PassageFiche,
    ReclamationFiche,
    RendezVousFiche,
    SuiviFiche,
    TemoinFiche,
    VisiteFil,
)
from ui.pages.menage.lues import Lue, ModeleLues, VueLues
from ui.theme import Theme
from ui.widgets import Bouton, EtatVide, Titre

FILTRES: tuple[tuple[str, frozenset[GenreFil]], ...] = (
    (N_("Tout"), frozenset(GenreFil)),
    (N_("Contacts et notes"), frozenset({GenreFil.VISITE, GenreFil.NOTE})),
    (
        N_("Déménagements et étapes"),
        frozenset(
            {
                GenreFil.ARRIVEE,
                GenreFil.DEPART,
                GenreFil.ETAPE,
                GenreFil.SOUHAIT,
                GenreFil.CHANGEMENT,
                GenreFil.CLOTURE,
                GenreFil.REOUVERTURE,
                GenreFil.TRAJECTOIRE,
                GenreFil.DEMENAGEMENT,
                GenreFil.REPORT,
                GenreFil.PERSONNE,
            }
        ),
    ),
    (
        N_("Réclamations"),
        frozenset({GenreFil.RECLAMATION, GenreFil.SUIVI, GenreFil.PASSAGE}),
    ),
    (
        N_("Promesses et rendez-vous"),
        frozenset(
            {
                GenreFil.ENGAGEMENT,
                GenreFil.REGLEMENT,
                GenreFil.ANNONCE,
                GenreFil.CHANGEMENT,
                GenreFil.RENDEZ_VOUS,
            }
        ),
    ),
    (
        N_("Bonnes pratiques et témoins"),
        frozenset({GenreFil.PRATIQUE, GenreFil.TEMOIGNAGE, GenreFil.RENCONTRE}),
    ),
    (
        N_("Après les travaux"),
        frozenset(
            {
                GenreFil.RECEPTION,
                GenreFil.ETAT_DES_LIEUX,
                GenreFil.PRISE_EN_MAIN,
                GenreFil.SOUTIEN,
                GenreFil.LOYER,
                GenreFil.ENERGIE,
            }
        ),
    ),
    (N_("Attachements"), frozenset({GenreFil.ATTACHEMENT, GenreFil.DECISION})),
    (N_("Accords de partage"), frozenset({GenreFil.CONSENTEMENT})),
    (
        N_("Relogement et propositions"),
        frozenset(
            {
                GenreFil.SOUHAIT,
                GenreFil.TRAJECTOIRE,
                GenreFil.PROPOSITION,
                GenreFil.REPONSE,
                GenreFil.DEMENAGEMENT,
                GenreFil.REPORT,
            }
        ),
    ),
)


class PanneauFil(QWidget):
    """Title, filter, list, or what to do when nothing happened yet.

    `visite_demandee`: log a visit; `demande`: open this form on this row; `genres_changes`: read
    again with these kinds; `suite_demandee`: read the page that begins there.
    """

    visite_demandee = Signal()
    demande = Signal(str, object)
    genres_changes = Signal(object)
    suite_demandee = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modele = ModeleLues(self)
        self.modele.suite_demandee.connect(self.suite_demandee)
        self.vue = VueLues(theme, _("Le fil"), _cle)
        self.vue.montrer(self.modele)
        self.vue.ouverte.connect(self._ouvrir)
        self.filtre = QComboBox()
        self.filtre.setAccessibleName(_("Ce que montre le fil"))
        self.filtre.setMinimumContentsLength(7)
        self.filtre.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for texte, _genres in FILTRES:
            self.filtre.addItem(_(texte))
        self.filtre.currentIndexChanged.connect(lambda i: self.genres_changes.emit(FILTRES[i][1]))
        self.vide = EtatVide(
            _("Rien n’est encore noté pour ce ménage."),
            _("Sa première visite ouvrira l’histoire."),
            _("Consigner une visite"),
            self.visite_demandee.emit,
        )
        tete = QHBoxLayout()
        tete.addWidget(Titre(_("Le fil"), section=True))
        tete.addStretch(2)
        tete.addWidget(self.filtre, 3)
        tete.addWidget(Bouton(_("+ note"), lambda: self.demande.emit("note", None), "discret"))
        tete.addWidget(Bouton(_("+ visite"), self.visite_demandee.emit, "discret"))
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(tete)
        boite.addWidget(self.vue, 1)
        boite.addWidget(self.vide, 1)
        self.vide.hide()

    @property
    def genres(self) -> frozenset[GenreFil]:
        """The kinds chosen in the filter."""
        return FILTRES[self.filtre.currentIndex()][1]

    def remplir(self, fil: Fil, lues: Sequence[Lue]) -> None:
        """Show a page of the chronology, in words."""
        self.modele.remplir(fil.debut, fil.total, fil.entrees, lues)
        vide = self.modele.total == 0
        filtre = self.filtre.currentIndex() > 0
        self.vide.titre.setText(
            _("Rien de tel n’est noté.") if filtre else _("Rien n’est encore noté pour ce ménage.")
        )
        self.vide.texte.setText(
            _("Choisissez « Tout » pour revoir toute l’histoire.")
            if filtre
            else _("Sa première visite ouvrira l’histoire.")
        )
        self.vide.bouton.setVisible(not filtre)
        self.vue.setVisible(not vide)
        self.vide.setVisible(vide)

    def montrer_visite(self, visite_id: UUID) -> bool:
        """Go to the entry of that visit; False when it is not among those read so far."""
        for rang, entree in enumerate(self.entrees()):
            if isinstance(entree.contenu, VisiteFil) and entree.contenu.id == visite_id:
                self.vue.setCurrentIndex(self.modele.index(rang, 0))
                self.vue.setFocus()
                return True
        return False

    def entrees(self) -> Sequence[EntreeFil]:
        """The entries shown so far."""
        return self.modele.objets()

    def notes(self) -> tuple[NoteFil, ...]:
        """The notes read so far, those of visits included."""
        notes: list[NoteFil] = []
        for entree in self.entrees():
            if isinstance(entree.contenu, NoteFil):
                notes.append(entree.contenu)
            elif isinstance(entree.contenu, VisiteFil):
                notes += entree.contenu.notes
        return tuple(notes)

    def _ouvrir(self, entree: EntreeFil) -> None:
        cible = a_modifier(entree)
        if cible is not None:
            self.demande.emit(*cible)


def _cle(entree: EntreeFil) -> object:
    """What names an entry: a stay has two, its arrival and its departure."""
    return entree.genre, entree.id


def a_modifier(entree: EntreeFil) -> tuple[str, UUID] | None:  # noqa: PLR0911 - one per kind
    """The form that puts this entry right, and its row; None when it is history for good."""
    match entree.contenu:
        case NoteFil(id=id_):
            return "note", id_
        case VisiteFil(notes=(premiere, *_autres)):
            return "note", premiere.id
        case OccupationFiche(id=id_):
            return "sejour", id_
        case EtapeFiche(id=id_):
            return "etape", id_
        case ReclamationFiche(id=id_):
            return "reclamation", id_
        case SuiviFiche(reclamation_id=id_) | PassageFiche(reclamation_id=id_):
            return "reclamation", id_
        case RendezVousFiche(id=id_, annule_le=None):
            return "rendez_vous", id_
        case EngagementFiche(id=id_, regle_le=None):
            return "engagement", id_
        case ConsentementFiche(id=id_, retire_le=None):
            return "consentement", id_
        case TemoinFiche(id=id_, retire_le=None):
            return "temoin", id_
        case AnnonceFiche(id=id_, dite_le=None):
            return "annonce", id_
    return None
