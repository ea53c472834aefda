"""What is known of a complaint: the defect, who repairs, appointments, the collective case."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.i18n import _, heure, jour
from app.domain.reclamations import ATTENDUS, GenreEchange, SensEchange, SourceSuivi
from app.domain.telephone import afficher
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from app.services.reclamations.lecture import (
    EchangeLu,
    PassageLu,
    ReclamationLue,
    ResponsableLu,
    SuiviLu,
)
from ui.contexte import Contexte
from ui.pages.reclamations.formes_passages import dire_passage
from ui.pages.reclamations.lignes import ListeLignes
from ui.pages.reclamations.photos import BlocPhotos
from ui.reclamation import phrases
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette, Titre
from ui.widgets.tableau import infobulle


class Corps(QWidget):
    """The left side. `passage` carries an appointment, `membre` the id of another complaint."""

    passage = Signal(object)
    membre = Signal(object)

    def __init__(self, contexte: Contexte, page: QWidget) -> None:
        super().__init__()
        self._contexte = contexte
        self._mots = Libelles(contexte.catalogues())
        theme = contexte.theme
        self.quoi = Etiquette("", "section", retour_ligne=True)
        self.description = Etiquette("", retour_ligne=True, copiable=True)
        self.origine = Etiquette("", "secondaire", retour_ligne=True, copiable=True)
        self.photos = BlocPhotos(contexte, page)
        self.responsable = Etiquette("", retour_ligne=True, copiable=True)
        self.designer = Bouton(_("Dire qui répare"), None, "lien")
        self.passages = ListeLignes(
            theme,
            _("Rendez-vous"),
            _("Entrée : dire ce qu’il est devenu."),
            ajuster=True,
        )
        self.sans_passage = Etiquette("", "secondaire", retour_ligne=True)
        self.plus_passage = Bouton(_("+ rendez-vous"), None, "lien")
        self.dossier = Etiquette("", retour_ligne=True, copiable=True)
        self.voir_dossier = Bouton("", None, "lien")
        self.membres = ListeLignes(
            theme, _("Les autres du dossier"), _("Entrée : ouvrir."), ajuster=True
        )
        self._disposer()
        self.passages.valide.connect(self.passage)
        self.membres.valide.connect(self.membre)

    def _disposer(self) -> None:
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 8, 0)
        boite.setSpacing(4)
        for widget in (self.quoi, self.description, self.origine):
            boite.addWidget(widget)
        boite.addSpacing(8)
        boite.addWidget(self.photos)
        boite.addSpacing(8)
        boite.addLayout(_tete(_("Qui répare"), self.designer))
        boite.addWidget(self.responsable)
        boite.addSpacing(8)
        boite.addLayout(_tete(_("Rendez-vous"), self.plus_passage))
        boite.addWidget(self.sans_passage)
        boite.addWidget(self.passages)
        boite.addSpacing(8)
        boite.addLayout(_tete(_("Dossier collectif"), self.voir_dossier))
        boite.addWidget(self.dossier)
        boite.addWidget(self.membres)
        boite.addStretch(1)

    def remplir(self, lue: ReclamationLue) -> None:
        """Show this complaint."""
        ligne, entiere = lue.ligne, lue.entiere
        ou = self._mots.lieu(ligne.lieu) if ligne.lieu else ""
        quoi = (majuscule(self._mots.reclamation(ligne.categorie)), ou)
        self.quoi.setText(" · ".join(x for x in quoi if x))
        self.description.setText(ligne.description)
        self.origine.setText(origine(lue))
        self.photos.remplir(ligne.id, entiere.photos)
        self.responsable.setText(qui_repare(entiere.responsable, entiere.detail.contact))
        self.designer.setVisible(entiere.responsable is None)
        self._dire_passages(lue)
        self._dire_dossier(lue)

    def _dire_passages(self, lue: ReclamationLue) -> None:
        passages = sorted(lue.entiere.passages, key=lambda p: (p.etat not in ATTENDUS, p.jour))
        aujourdhui = self._contexte.clock.today()
        lignes = []
        for p in passages:
            attendu, dit = p.etat in ATTENDUS, dire_passage(p)
            if attendu and p.jour < aujourdhui:  # past, and nobody told its end
                dit = _("⚠ {passage} · qu’est-il devenu ?").format(passage=dit)
            lignes.append((p, dit, None if attendu else "texte_2"))
        self.passages.remplir(lignes)
        self.sans_passage.setText("" if passages else _("Aucun rendez-vous proposé."))
        self.sans_passage.setVisible(not passages)

    def _dire_dossier(self, lue: ReclamationLue) -> None:
        dossier, membres = lue.entiere.dossier, lue.entiere.membres
        self.dossier.setText(
            f"{dossier.reference} · {dossier.titre}"
            if dossier
            else _("Ce défaut n’est suivi que dans ce logement.")
        )
        self.dossier.changer_role("corps" if dossier else "secondaire")
        self.voir_dossier.setText(_("voir le dossier") if dossier else _("joindre à un dossier"))
        maintenant = self._contexte.clock.now()
        self.membres.remplir(
            [
                (
                    m.id,
                    " · ".join(
                        x for x in (m.reference, m.menage or m.adresse, phrases.etat(m.etat)) if x
                    ),
                    phrases.couleur(m.echeance, maintenant),
                )
                for m in membres
            ]
        )


class Fil(QListWidget):
    """Everything that happened, the latest first: states, answers, words, appointments ended."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("Le fil de la réclamation"))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setSpacing(2)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(theme.px(80))

    def remplir(self, lue: ReclamationLue) -> None:
        """Show this complaint's."""
        rang = self.currentRow()
        self.clear()
        for texte in fil(lue):
            element = QListWidgetItem(texte)
            element.setToolTip(infobulle(texte))
            self.addItem(element)
        if rang >= 0:
            self.setCurrentRow(min(rang, self.count() - 1))


def fil(lue: ReclamationLue) -> list[str]:
    """The lines of the thread, the latest first; rows of one day keep the order they came in."""
    entiere = lue.entiere
    faits: list[tuple[date, UUID, str]] = [
        *((s.le, s.id, _dire_suivi(s)) for s in entiere.suivi),
        *((e.le, e.id, _dire_echange(e)) for e in entiere.echanges),
        *((p.etat_le or p.jour, p.id, _dire_rendez_vous(p)) for p in entiere.passages),
    ]
    return [texte for _le, _id, texte in sorted(faits, key=lambda f: f[:2], reverse=True)]


def _dire_rendez_vous(p: PassageLu) -> str:
    dit = _("rendez-vous : {quoi}").format(quoi=dire_passage(p))
    return f"{jour(p.etat_le)} · {dit}" if p.etat_le else dit


def _dire_suivi(s: SuiviLu) -> str:
    nous = s.source is SourceSuivi.EQUIPE
    qui = (s.par or dire(s.source)) if nous else _("dit par {qui}").format(qui=dire(s.source))
    tete = f"{jour(s.le)} · {phrases.etat(s.etat)} · {qui}"
    pourquoi = " : ".join(x for x in (dire(s.motif), s.precision) if x)
    return f"{tete}\n{majuscule(pourquoi)}" if pourquoi else tete


def _dire_echange(e: EchangeLu) -> str:
    quoi = dire(e.genre)
    if e.genre is GenreEchange.ECHANGE:
        avec = e.responsable or dire(e.interlocuteur)
        quoi = (
            _("dit à : {qui}").format(qui=avec)
            if e.sens is SensEchange.EMIS
            else _("dit par : {qui}").format(qui=avec)
        )
    elif e.responsable:
        quoi = f"{quoi}, {e.responsable}"
    tete = " · ".join(x for x in (jour(e.le), quoi, dire(e.canal), e.par) if x)
    return _("{tete}\n« {texte} »").format(tete=tete, texte=e.texte)


def origine(lue: ReclamationLue) -> str:
    """ "Signalée par téléphone mar. 24 nov., 14:05 · référence du bailleur 2026-118"."""
    ligne, detail = lue.ligne, lue.entiere.detail
    quand = jour(ligne.ouverte_le, annee=True)
    if detail.ouverte_a is not None:
        quand = f"{quand}, {heure(detail.ouverte_a)}"
    dit = _("Signalée {comment}, {quand}").format(comment=dire(detail.origine), quand=quand)
    if detail.reference_bailleur:
        ref = _("référence du bailleur : {ref}").format(ref=detail.reference_bailleur)
        return f"{dit} · {ref}"
    return dit


def qui_repare(connu: ResponsableLu | None, contact: str | None) -> str:
    """The name, the lot, whom to ask for, phone and mail, one thing a line."""
    if connu is None:
        return contact or _("Personne n’est désigné pour l’instant.")
    nom = f"{connu.nom} ({connu.lot})" if connu.lot else connu.nom
    lignes = (
        f"{nom} · {dire(connu.genre)}",
        contact or connu.contact or "",
        " · ".join(x for x in (afficher(connu.telephone or ""), connu.courriel) if x),
    )
    return "\n".join(x for x in lignes if x)


def _tete(titre: str, bouton: Bouton) -> QHBoxLayout:
    ligne = QHBoxLayout()
    ligne.addWidget(Titre(titre, section=True), 1)
    ligne.addWidget(bouton)
    return ligne
