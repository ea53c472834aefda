"""Feelings over time, what the household needs, and the neighbours who could tell it more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _, date_courte, ngettext
from app.core.i18n import jour as jour_court
from app.domain import besoins as regles_besoins
from app.services import ressentis
from app.services.documents.ressentis import courbe, dire_jour, dire_tendance, dire_un
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from app.services.menages.lignes import BesoinFiche, FicheMenage
from app.services.ressentis import LireRessentis, RessentiLigne
from ui.contexte import Contexte
from ui.pages.menage.onglets import Bloc, Onglet
from ui.pages.menage.temoins import BlocTemoins
from ui.widgets import Bouton, CourbeRessentis, Etiquette, PointDit, Titre


class OngletRessentis(Onglet):
    """The curve, the feelings said, the needs. `visite_voulue` asks for a visit in the thread."""

    visite_voulue = Signal(object)

    def __init__(self, contexte: Contexte, mots: Libelles) -> None:
        theme = contexte.theme
        super().__init__(theme)
        self._contexte, self._mots = contexte, mots
        self._fiche: FicheMenage | None = None
        self.courbe = BlocCourbe(contexte, mots)
        self.courbe.demande.connect(self.demande)
        self.courbe.visite_voulue.connect(self.visite_voulue)
        self.liste = Bloc(
            theme,
            "ressenti",
            _("Ce qui a été dit"),
            (_("Le"), _("Ressenti"), _("Dit par"), _("Contact")),
            vide=_("Ils se notent en consignant une visite, ou ici."),
            nouvelle="ressenti",
        )
        self.liste.tableau.etirer(1)
        self.besoins = Bloc(
            theme,
            "besoin",
            _("Besoins"),
            (_("Besoin"), _("Attend depuis")),
            _("+ besoin"),
            _("Ce dont le ménage a besoin, et ce qu’on y a répondu."),
        )
        self.besoins.tableau.etirer(0)
        self.besoins.tableau.setAccessibleDescription(
            _("Entrée : noter la réponse. Suppr : retirer. N : ajouter.")
        )
        self.temoins = BlocTemoins(contexte, mots)
        self.poser((self.courbe, 6), (self.besoins, 4), (self.temoins, 4), (self.liste, 1))

    def premier(self) -> QWidget | None:
        """The curve, or what adds the first feeling."""
        return self.courbe.premier()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """What is looked at first fits in what is seen, whatever the height of the page."""
        super().resizeEvent(event)
        haut = max(self._theme.px(150), self.viewport().height() - self._theme.px(10))
        for bloc in (self.courbe, self.besoins, self.temoins):
            bloc.setFixedHeight(min(haut, self._theme.px(260)))

    def _placer(self) -> None:
        """The list of what was said, which the curve already tells, comes under all the rest."""
        tient = max(1, min(3, self.viewport().width() // self._theme.px(260)))
        if tient == self._colonnes or not self._blocs:
            return
        self._colonnes = tient
        *cote, (dernier, _part) = self._blocs
        for rang in range(3):
            self.grille.setColumnStretch(rang, 0)
        for rang, (bloc, part) in enumerate(cote):
            self.grille.addWidget(bloc, rang // tient, rang % tient)
            if rang < tient:
                self.grille.setColumnStretch(rang, part if tient == 3 else 1)
        self.grille.addWidget(dernier, 3, 0, 1, tient)

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household's needs at once, its feelings when they are read."""
        self._fiche = fiche
        self.besoins.remplir([(b.id, self._besoin(b, fiche.jour)) for b in _tries(fiche.besoins)])
        self.temoins.remplir_pour(fiche)
        self._contexte.jobs.lancer(
            ressentis.lire,
            LireRessentis(fiche.menage.id),
            quand_fini=lambda lus: self._lus(fiche, lus),
            proprietaire=self,
            cle="menage.ressentis",
        )

    def _lus(self, fiche: FicheMenage, lus: tuple[RessentiLigne, ...]) -> None:
        if self._fiche is not fiche:  # another household, or another reading, since
            return
        self.courbe.remplir(fiche, lus)
        self.liste.remplir(
            [
                (
                    r,
                    (
                        date_courte(r.jour),
                        majuscule(dire_un(r, self._mots)),
                        r.personne or _("le ménage"),
                        majuscule(dire(r.canal) or _("hors visite")),
                    ),
                )
                for r in lus
            ]
        )

    def _besoin(self, b: BesoinFiche, jour: date) -> tuple[str, str]:
        quoi = majuscule(self._mots.besoin(b.code))
        if b.precision:
            quoi = f"{quoi} – {b.precision}"
        if b.repondu_le is not None:
            if b.reponse:
                quoi = f"{quoi} – {b.reponse}"
            return quoi, f"✓ {date_courte(b.repondu_le)}"
        n = regles_besoins.age(b.ouvert_le, None, jour)
        depuis = ngettext("{n} jour", "{n} jours", n).format(n=n)
        if regles_besoins.tarde(b.ouvert_le, None, jour):
            depuis = f"⚠ {depuis}"
        return quoi, depuis


class BlocCourbe(QWidget):
    """Where feelings are going, or the words of the point one is on; the curve under it."""

    demande = Signal(str, object)
    visite_voulue = Signal(object)

    def __init__(self, contexte: Contexte, mots: Libelles) -> None:
        super().__init__()
        self._mots = mots
        self._resume = ""
        self.trace = CourbeRessentis(contexte.theme)
        self.dit = Etiquette("", "secondaire", retour_ligne=True)
        self.dit.setMinimumHeight(2 * self.dit.fontMetrics().lineSpacing())
        self.dit.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.plus = Bouton(_("+ ressenti"), lambda: self.demande.emit("ressenti", None), "discret")
        self.vide = Etiquette(
            _(
                "Notez comment va le ménage à chaque visite : la courbe montrera si l’inquiétude "
                "monte, et depuis quand."
            ),
            "secondaire",
            retour_ligne=True,
        )
        self.vide.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.titre = Titre(_("Comment cela va"), section=True)
        tete = QHBoxLayout()
        tete.addWidget(self.titre)
        tete.addWidget(self.dit, 1)
        tete.addWidget(self.plus, 0, Qt.AlignmentFlag.AlignTop)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(2)
        boite.addLayout(tete)
        boite.addWidget(self.trace, 1)
        boite.addWidget(self.vide, 1)
        self.trace.montre.connect(lambda texte: self.dit.setText(texte or self._resume))
        self.trace.ouverte.connect(self.visite_voulue)
        self.trace.hide()
        self.dit.hide()

    def premier(self) -> QWidget:
        """What takes the keyboard on arrival."""
        return self.plus if self.trace.isHidden() else self.trace

    def remplir(self, fiche: FicheMenage, lus: Sequence[RessentiLigne]) -> None:
        """Draw the feelings of this household."""
        trace = courbe(lus, fiche.faits, fiche.occupations, fiche.jour, self._mots)
        self._resume = dire_tendance(trace, lus, self._mots) if trace else ""
        dits = []
        for point in trace.points if trace else ():
            du_jour = [r for r in lus if r.jour == point.jour]
            dits.append(PointDit(self._dire(point.jour, du_jour, fiche.jour), _visite(du_jour)))
        self.trace.fixer(trace, dits, self._resume)
        self.dit.setText(self._resume)
        for widget in (self.trace, self.dit):
            widget.setVisible(trace is not None)
        for widget in (self.titre, self.vide):  # the sentence takes the place of the title
            widget.setVisible(trace is None)

    def _dire(self, jour: date, du_jour: Sequence[RessentiLigne], aujourdhui: date) -> str:
        """ "mar. 24 nov., visite à domicile : ☹ inquiétude 4/5 (Jadwiga Wójcik)."."""
        contacts = dict.fromkeys(dire(r.canal) or _("hors visite") for r in du_jour)
        return _("{jour}, {contact} : {quoi}.").format(
            jour=jour_court(jour, annee=jour.year != aujourdhui.year),
            contact=", ".join(contacts),
            quoi=dire_jour(du_jour, self._mots),
        )


def _visite(du_jour: Sequence[RessentiLigne]) -> UUID | None:
    return next((r.visite_id for r in du_jour if r.visite_id is not None), None)


def _tries(besoins: Sequence[BesoinFiche]) -> list[BesoinFiche]:
    """Open needs first, the oldest first; then answered ones, the latest first."""
    ouverts = sorted((b for b in besoins if b.repondu_le is None), key=lambda b: b.ouvert_le)
    repondus = [b for b in besoins if b.repondu_le is not None]
    return ouverts + sorted(repondus, key=lambda b: b.repondu_le or b.ouvert_le, reverse=True)
