"""The commitments register of a household: what must be told first, then every promise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.core.i18n import N_, _, date_courte
from app.domain.accompagnement import EtatEngagement
from app.services import engagements
from app.services.documents.vocabulaire import dire, retard
from app.services.engagements import EngagementRegistre, LireRegistre
from app.services.menages.lignes import AnnonceFiche, FicheMenage
from app.services.paroles import en_bref, raison
from ui.contexte import Contexte
from ui.pages.menage.onglets import HAUTEUR_BLOC, Bloc, Onglet
from ui.widgets import Bouton
from ui.widgets.tableau import infobulle

# Shape and word together, so that a state is told without its colour.
FORMES = {
    EtatEngagement.A_TENIR: "◇",
    EtatEngagement.TENU: "✓",
    EtatEngagement.DEPLACE: "→",
    EtatEngagement.ROMPU: "✕",
}
VIDE = 72  # the height of a title and a sentence
# Of a promise, not of what was promised.
MOTS = {
    EtatEngagement.A_TENIR: N_("à tenir"),
    EtatEngagement.TENU: N_("tenue"),
    EtatEngagement.DEPLACE: N_("déplacée"),
    EtatEngagement.ROMPU: N_("non tenue"),
}


class OngletPromesses(Onglet):
    """On the left what the household must be told, on the right the register.

    In the register: T kept, D moved, R not kept, P told, E its milestone, Enter for all of it, N a
    new promise.
    """

    largeur_bloc = 400  # beside a form, one under the other

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte.theme)
        self._contexte = contexte
        self._menage_id: UUID | None = None
        self._jour: date | None = None
        self._lues: dict[object, EngagementRegistre] = {}
        self.annonces = Bloc(
            contexte.theme,
            "annonce",
            _("À lui annoncer"),
            (_("Depuis"), _("Quoi")),
            vide=_("Rien à annoncer : ce ménage sait ce qui a changé pour lui."),
        )
        self.annonces.tableau.etirer(1)
        self.annonces.tableau.setAccessibleDescription(_("Entrée : dire qui a été prévenu."))
        self.promesses = Bloc(
            contexte.theme,
            "engagement",
            _("Promesses"),
            (_("Promis"), _("Pour le"), _("Par, à qui"), _("Où elle en est"), _("Prévenu")),
            _("+ promesse"),
            _("Aucune promesse notée. Notez ce qui est dit : une date, un rappel, une réponse."),
        )
        self.promesses.tableau.etirer(0)
        # What was promised is read first: what became of it is whole in its tooltip and its form.
        self.promesses.tableau.horizontalHeader().setMaximumSectionSize(contexte.theme.px(180))
        self.suites = _Actions(self)
        self.promesses.tableau.installEventFilter(self)
        self.annonces.tableau.installEventFilter(self)
        self.promesses.tete.insertWidget(2, self.suites)
        QWidget.setTabOrder(self.suites, self.promesses.plus)
        QWidget.setTabOrder(self.promesses.plus, self.promesses.tableau)
        self.poser((self.annonces, 2), (self.promesses, 7))

    def remplir(self, fiche: FicheMenage) -> None:
        """Show what must be told, and read the register."""
        self._menage_id, self._jour = fiche.menage.id, fiche.jour
        ouvertes = [a for a in fiche.annonces if a.dite_le is None]
        self.annonces.remplir([(a.id, _ligne_annonce(a)) for a in ouvertes])
        for rang, a in enumerate(ouvertes):
            if (element := self.annonces.tableau.item(rang, 1)) is not None:
                element.setToolTip(infobulle(a.objet))
        _rougir(self.annonces, range(len(ouvertes)), self._theme)
        # One under the other, nothing to tell leaves the room to the register.
        self.annonces.setMinimumHeight(self._theme.px(HAUTEUR_BLOC if ouvertes else VIDE))
        self._contexte.jobs.lancer(
            engagements.registre,
            LireRegistre(fiche.menage.id),
            quand_fini=partial(self._recu, fiche.menage.id),
            proprietaire=self,
            cle="menage.promesses",
        )

    def premier(self) -> Any:
        """What must be told when there is something, else the register."""
        if not self.annonces.tableau.isHidden():
            return self.annonces.tableau
        table = self.promesses.tableau
        return self.promesses.plus if table.isHidden() else table

    def _recu(self, menage_id: UUID, lues: tuple[EngagementRegistre, ...]) -> None:
        if menage_id != self._menage_id or self._jour is None:
            return
        self._lues = {e.id: e for e in lues}
        self.promesses.remplir([(e.id, _ligne(e, self._jour)) for e in lues])
        tard = [i for i, e in enumerate(lues) if en_retard(e, self._jour)]
        _rougir(self.promesses, tard, self._theme)
        self.suites.setVisible(bool(lues))

    # --- acting --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt name
        """T, D, R, E and P act on the current row."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            du_registre = watched is self.promesses.tableau
            actes: dict[Qt.Key, Callable[[], None]] = {Qt.Key.Key_P: self.prevenir}
            if du_registre:
                actes |= {
                    Qt.Key.Key_T: self.tenir,
                    Qt.Key.Key_D: partial(self.ouvrir, "deplacer"),
                    Qt.Key.Key_R: partial(self.ouvrir, "rompre"),
                    Qt.Key.Key_E: partial(self.ouvrir, "preciser"),
                }
            acte = actes.get(Qt.Key(event.key()))
            if acte is not None and not event.modifiers():
                acte()
                return True
        return super().eventFilter(watched, event)

    def courante(self) -> EngagementRegistre | None:
        """The promise one is on."""
        return self._lues.get(self.promesses.tableau.courante())

    def tenir(self) -> None:
        """The current promise is kept."""
        promesse = self.courante()
        if promesse is not None and self._a_tenir(promesse):
            self._contexte.jobs.lancer(
                engagements.tenir,
                engagements.TenirEngagement(promesse.id),
                quand_fini=lambda c: self._contexte.signaler_enregistre(c, _("Promesse tenue")),
                proprietaire=self,
            )

    def ouvrir(self, forme: str) -> None:
        """Open the form that moves, breaks or says more of the current promise."""
        promesse = self.courante()
        if promesse is not None and self._a_tenir(promesse):
            self.demande.emit(forme, promesse.id)

    def prevenir(self) -> None:
        """Say who was told, of the row one is on."""
        id_ = None
        if self.annonces.tableau.hasFocus() or self.courante() is None:
            id_ = self.annonces.tableau.courante()
        elif (promesse := self.courante()) is not None and promesse.dite_le is None:
            id_ = promesse.annonce_id
        if id_ is None:
            self._contexte.informer(_("Rien à annoncer sur cette ligne."))
        else:
            self.demande.emit("annonce", id_)

    def _a_tenir(self, promesse: EngagementRegistre) -> bool:
        if promesse.etat is EtatEngagement.A_TENIR:
            return True
        self._contexte.informer(
            _("Cette promesse est déjà réglée : {etat}.").format(etat=_(MOTS[promesse.etat]))
        )
        return False


class _Actions(Bouton):
    """The same as the keys, for a mouse."""

    def __init__(self, onglet: OngletPromesses) -> None:
        super().__init__(_("Que devient-elle ?"), None, "discret")
        self.setProperty("menu", "true")
        menu = QMenu(self)
        actes: tuple[tuple[str, Callable[[], None]], ...] = (
            (_("Elle est tenue (T)"), onglet.tenir),
            (_("La déplacer… (D)"), partial(onglet.ouvrir, "deplacer")),
            (_("Elle ne sera pas tenue… (R)"), partial(onglet.ouvrir, "rompre")),
            (_("Le ménage est prévenu… (P)"), onglet.prevenir),
            (_("De quelle étape est-ce la date ?… (E)"), partial(onglet.ouvrir, "preciser")),
        )
        for texte, acte in actes:
            menu.addAction(texte).triggered.connect(partial(_sans_argument, acte))
        self.setMenu(menu)
        self.hide()


def _sans_argument(acte: Callable[[], None], _coche: bool = False) -> None:
    acte()


def en_retard(e: EngagementRegistre, jour: date) -> bool:
    """Whether it should have been kept before that day."""
    return e.etat is EtatEngagement.A_TENIR and e.pour_le is not None and e.pour_le < jour


def etat(e: EngagementRegistre, jour: date) -> str:
    """ "⚠ en retard de 3 jours", "→ déplacée au 04/12/2026 : la météo"."""
    if en_retard(e, jour):
        return f"⚠ {retard(e.pour_le, jour)}"
    mot = f"{FORMES[e.etat]} {_(MOTS[e.etat])}"
    if e.etat is EtatEngagement.DEPLACE and e.suivi_le is not None:
        mot = _("{etat} au {jour}").format(etat=mot, jour=date_courte(e.suivi_le))
    elif e.etat is EtatEngagement.TENU and e.regle_le is not None:
        mot = _("{etat} le {jour}").format(etat=mot, jour=date_courte(e.regle_le))
    pourquoi = e.motif or raison(e.raison)
    return f"{mot} : {pourquoi}" if pourquoi else mot


def _ligne(e: EngagementRegistre, jour: date) -> tuple[str, ...]:
    qui = e.par or "–"
    return (
        e.texte,
        date_courte(e.pour_le) if e.pour_le else _("sans date"),
        f"{qui} → {e.personne}" if e.personne else qui,
        etat(e, jour),
        _prevenu(e),
    )


def _prevenu(e: EngagementRegistre) -> str:
    """ "⚠ à annoncer", "24/11/2026, téléphone : Jadwiga Wójcik", or nothing to tell."""
    if e.annonce_id is None:
        return ""
    if e.dite_le is None:
        return _("⚠ à annoncer")
    comment = ", ".join(p for p in (date_courte(e.dite_le), dire(e.canal)) if p)
    return f"{comment} : {e.a_qui}" if e.a_qui else comment


def _ligne_annonce(a: AnnonceFiche) -> tuple[str, str]:
    return date_courte(a.ouverte_le), f"⚠ {en_bref(a.objet)}"


def _rougir(bloc: Bloc, lignes: Any, theme: Any) -> None:
    """What is late, or must be told, in red; the words say it too."""
    for ligne in lignes:
        for colonne in range(bloc.tableau.columnCount()):
            element = bloc.tableau.item(ligne, colonne)
            if element is not None:
                element.setForeground(theme.couleur("rouge"))
