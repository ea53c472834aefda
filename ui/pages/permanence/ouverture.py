"""Opening today's session: the one foreseen in one key, or another in four fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AppError, EntreeInvalide
from app.core.i18n import _, jour, pgettext
from app.domain.accompagnement import EtatPermanence
from app.services.equipe import IntervenantLigne
from app.services.permanences import (
    Accueil,
    AnnulerPermanence,
    OuvrirPermanence,
    PermanenceLue,
    Seance,
    SerieLue,
)
from app.services.seances import JOURS, ArreterSerie, CreerSerie, dire_serie
from ui.pages.permanence.mots import dire_seance, dire_titre
from ui.visite.heure import ChampHeure
from ui.widgets import Bouton, Carte, EtatVide, Etiquette, Flux, LigneForm, Puce, Titre

DEBUT, FIN = time(14), time(17)


class VueOuverture(QWidget):
    """What can be opened today.

    `ouvrir` carries an `OuvrirPermanence` and a `CreerSerie` or None; `reprendre` the id of a
    session left open or closed; `annuler` the `AnnulerPermanence` of a foreseen one; `arreter` an
    `ArreterSerie`; `erreur` an `AppError`.
    """

    ouvrir = Signal(object, object)
    reprendre = Signal(object)
    rouvrir = Signal(object)
    annuler = Signal(object)
    arreter = Signal(object)
    ajouter_cite = Signal()
    erreur = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jour = date.min
        self._cites: list[UUID] = []
        self._seances: tuple[Seance, ...] = ()
        self.titre = Titre(_("Permanence"))
        self.intro = Etiquette("", "secondaire", retour_ligne=True)
        self._propositions = QVBoxLayout()
        self._propositions.setSpacing(8)
        self._series = QVBoxLayout()
        self._series.setSpacing(0)
        self.vide = EtatVide(
            _("Où se tient la permanence ?"),
            _(
                "Une permanence se tient dans une cité. Ajoutez la vôtre, ou importez le fichier"
                " du bailleur : elle viendra avec ses logements."
            ),
            _("Ajouter une cité"),
            self.ajouter_cite.emit,
        )
        self.cite = QComboBox()
        self.lieu = QLineEdit()
        self.debut, self.fin = ChampHeure(_("De")), ChampHeure(pgettext("heure de fin", "À"))
        self.hebdo = QCheckBox()
        self.hebdo.setAccessibleName(_("revient chaque semaine"))
        self._equipe = Flux()
        self._puces: list[Puce] = []
        self.bouton = Bouton(_("Ouvrir la permanence"), self._ouvrir, "principal")
        self.formulaire = self._construire()
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 16)
        boite.setSpacing(12)
        boite.addWidget(self.titre)
        boite.addWidget(self.intro)
        boite.addLayout(self._propositions)
        boite.addWidget(self.formulaire)
        boite.addLayout(self._series)
        boite.addWidget(self.vide)
        boite.addStretch(1)
        self.formulaire.hide()
        self.vide.hide()

    def _construire(self) -> QWidget:
        carte = Carte()
        carte.setMaximumWidth(640)
        self._titre_autre = Titre("", section=True)
        presents = QWidget()
        presents.setLayout(self._equipe)
        grille = QGridLayout(carte)
        grille.setContentsMargins(16, 12, 16, 16)
        grille.setHorizontalSpacing(12)
        grille.setVerticalSpacing(8)
        grille.addWidget(self._titre_autre, 0, 0, 1, 2)
        grille.addWidget(LigneForm(_("Cité"), self.cite), 1, 0, 1, 2)
        grille.addWidget(LigneForm(_("Lieu"), self.lieu), 2, 0, 1, 2)
        grille.addWidget(LigneForm(_("De"), self.debut), 3, 0)
        grille.addWidget(LigneForm(pgettext("heure de fin", "À"), self.fin), 3, 1)
        self._ligne_equipe = LigneForm(_("Tenue par"), presents)
        grille.addWidget(self._ligne_equipe, 4, 0, 1, 2)
        grille.addWidget(self.hebdo, 5, 0)
        grille.addWidget(self.bouton, 5, 1)
        self.lieu.setPlaceholderText(_("Maison du projet, salle, adresse…"))
        for champ in (self.lieu, self.debut, self.fin):
            champ.returnPressed.connect(champ.focusNextChild)
        return carte

    # --- what is proposed --------------------------------------------------------------------

    def remplir(self, accueil: Accueil, jour_: date, cite_id: UUID | None) -> None:
        """Propose what can be opened on that day, in that estate if one is chosen."""
        self._jour = jour_
        self._seances = accueil.seances
        _vider(self._propositions)
        _vider(self._series)
        for serie in accueil.series:
            ligne = self._ligne_serie(serie)
            self._series.addWidget(ligne)
            ligne.show()
        for permanence in accueil.ouvertes:
            self._proposer_reprise(permanence)
        for seance in accueil.seances:
            self._proposer_seance(seance)
        self._remplir_cites(accueil, cite_id)
        proposees = self._propositions.count() > 0
        self._titre_autre.setText(
            _("Ailleurs, à d’autres heures, ou une autre")
            if proposees
            else _("Ouvrir une permanence")
        )
        self.bouton.setProperty("role", "" if proposees else "principal")
        self.bouton.style().unpolish(self.bouton)
        self.bouton.style().polish(self.bouton)
        self.intro.setText(self._dire_intro(accueil, jour_))
        self.hebdo.setText(_("revient chaque {jour}").format(jour=_(JOURS[jour_.weekday()])))
        derniere = accueil.derniere
        if not self.lieu.text() and derniere is not None:
            self.lieu.setText(derniere.lieu)
        if not self.debut.text():
            self.debut.fixer(derniere.debut if derniere else DEBUT)
            self.fin.fixer(derniere.fin if derniere else FIN)
        self.formulaire.setVisible(bool(accueil.cites))
        self.vide.setVisible(not accueil.cites)

    def proposer_equipe(self, membres: Sequence[IntervenantLigne], moi: UUID | None) -> None:
        """Who may hold the session; me first and already chosen."""
        for puce in self._puces:
            self._equipe.removeWidget(puce)
            puce.hide()
            puce.deleteLater()
        self._puces = []
        for membre in sorted(membres, key=lambda m: m.id != moi):
            puce = Puce(membre.nom_complet, membre.id)
            puce.setChecked(membre.id == moi)
            self._puces.append(puce)
            self._equipe.addWidget(puce)
        self._ligne_equipe.setVisible(len(membres) > 1)

    def premier_champ(self) -> QWidget:
        """The first proposal, or the place."""
        element = self._propositions.itemAt(0)
        widget = element.widget() if element is not None else None
        if widget is not None:
            return widget
        return self.lieu if self.vide.isHidden() else self.vide.bouton

    def _dire_intro(self, accueil: Accueil, jour_: date) -> str:
        prevues = [s for s in accueil.seances if s.etat is EtatPermanence.PREVUE]
        if prevues:
            return _("Nous sommes {jour} : la permanence est prévue.").format(jour=jour(jour_))
        if not accueil.cites:
            return ""
        return _("Nous sommes {jour}. Aucune permanence n’est prévue aujourd’hui.").format(
            jour=jour(jour_)
        )

    def _proposer_reprise(self, p: PermanenceLue) -> None:
        if p.jour == self._jour:
            texte = _("Continuer : {seance}").format(seance=dire_titre(p))
        else:
            texte = _("Restée ouverte, à reprendre ou à clore : {seance}").format(
                seance=dire_titre(p)
            )
        self._ajouter(Bouton(texte, lambda: self.reprendre.emit(p.id), "principal"))

    def _proposer_seance(self, s: Seance) -> None:
        if s.etat is EtatPermanence.PREVUE:
            texte = _("Ouvrir : {seance}").format(seance=dire_seance(s))
            role = "principal" if self._propositions.count() == 0 else ""
            self._ajouter(Bouton(texte, lambda: self.ouvrir.emit(self._prevue(s), None), role))
            annulation = AnnulerPermanence(serie_id=s.serie_id, jour=s.jour)
            pas_tenue = Bouton(
                _("Elle n’a pas lieu aujourd’hui"), lambda: self.annuler.emit(annulation), "lien"
            )
            self._propositions.addWidget(pas_tenue, 0, Qt.AlignmentFlag.AlignLeft)
            pas_tenue.show()
        elif s.etat is EtatPermanence.CLOSE and s.permanence is not None:
            permanence_id = s.permanence.id
            texte = _("Close ce jour : {seance}").format(seance=dire_seance(s))
            self._ajouter(Bouton(texte, lambda: self.rouvrir.emit(permanence_id)))

    def _prevue(self, s: Seance) -> OuvrirPermanence:
        return OuvrirPermanence(
            s.cite_id, s.jour, s.debut, s.lieu, s.fin, s.serie_id, self._presents()
        )

    def _ligne_serie(self, serie: SerieLue) -> QWidget:
        """A weekly permanence, and how to stop proposing it."""
        ligne = QWidget()
        boite = QHBoxLayout(ligne)
        boite.setContentsMargins(0, 0, 0, 0)
        dit = dire_serie(serie)
        boite.addWidget(Etiquette(dit[:1].upper() + dit[1:], "secondaire"))
        veille = self._jour - timedelta(days=1)
        boite.addWidget(
            Bouton(
                _("ne plus la proposer"),
                lambda: self.arreter.emit(ArreterSerie(serie.id, max(veille, serie.depuis))),
                "lien",
            )
        )
        boite.addStretch(1)
        return ligne

    def _ajouter(self, bouton: Bouton) -> None:
        bouton.setMaximumWidth(640)
        self._propositions.addWidget(bouton)
        bouton.show()  # now, not at the next turn: it may be given the focus

    def _remplir_cites(self, accueil: Accueil, cite_id: UUID | None) -> None:
        choisie = self.cite.currentIndex()
        voulue = self._cites[choisie] if 0 <= choisie < len(self._cites) else cite_id
        self.cite.clear()
        self._cites = [c.id for c in accueil.cites]
        for c in accueil.cites:
            self.cite.addItem(f"{c.nom} – {c.communes}" if c.communes else c.nom)
        if cite_id in self._cites:
            voulue = cite_id
        if voulue in self._cites:
            self.cite.setCurrentIndex(self._cites.index(voulue))
        if accueil.cites and not self.lieu.text():
            self.lieu.setText(accueil.cites[max(0, self.cite.currentIndex())].lieu)

    # --- opening -----------------------------------------------------------------------------

    def _presents(self) -> tuple[UUID, ...]:
        return tuple(p.valeur for p in self._puces if p.isChecked() and isinstance(p.valeur, UUID))

    def _ouvrir(self) -> None:
        try:
            commande, serie = self._commandes()
        except AppError as erreur:
            self.erreur.emit(erreur)
            return
        self.ouvrir.emit(commande, serie)

    def _commandes(self) -> tuple[OuvrirPermanence, CreerSerie | None]:
        rang = self.cite.currentIndex()
        debut, fin = self.debut.valeur(), self.fin.valeur()
        for champ in (self.debut, self.fin):
            if champ.en_erreur:
                champ.setFocus()
                raise EntreeInvalide("visite.heure_incomprise", texte=champ.text())
        if debut is None:
            self.debut.setFocus()
            raise EntreeInvalide("saisie.obligatoire", champ=_("l’heure de début"))
        if not self.lieu.text().strip():
            self.lieu.setFocus()
            raise EntreeInvalide("saisie.obligatoire", champ=_("le lieu de la permanence"))
        cite_id, lieu = self._cites[rang], self.lieu.text()
        serie = (
            CreerSerie(cite_id, self._jour.weekday(), debut, lieu, fin, self._jour)
            if self.hebdo.isChecked()
            else None
        )
        prevue = next(
            (s for s in self._seances if s.cite_id == cite_id and s.permanence is None), None
        )
        ouvrir = OuvrirPermanence(
            cite_id,
            self._jour,
            debut,
            lieu,
            fin,
            prevue.serie_id if prevue is not None and serie is None else None,
            self._presents(),
        )
        return ouvrir, serie


def _vider(boite: QVBoxLayout) -> None:
    while boite.count():
        element = boite.takeAt(0)
        widget = element.widget() if element is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
