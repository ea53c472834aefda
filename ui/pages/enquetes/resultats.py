"""Before and after in an estate: a table, the bars of the question one is on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, _, ngettext, nombre
from app.core.settings import SEUIL_BAILLEUR, SEUIL_EQUIPE
from app.services import cites
from app.services.cites import CiteLigne
from app.services.enquetes import comparaison
from app.services.enquetes.comparaison import (
    Comparaison,
    Comparer,
    Forme,
    QuestionComparee,
    Sorte,
)
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.enquetes.graphique import Barre, Graphique, Legende
from ui.pile import Pile
from ui.widgets import EtatVide, Etiquette, Flux, LigneForm, Tableau, Titre

MASQUE = N_("masqué")


class RangResultat:
    """One line of the table: a question's name on its first answer, then its answers."""

    def __init__(
        self, rang: int, question: QuestionComparee, libelle: str, dits: tuple[str, str]
    ) -> None:
        self.id, self.rang, self.question = None, rang, question
        self.libelle, self.dits = libelle, dits
        self.titre = ""


COLONNES = (
    Colonne("", N_("Question"), lambda r: r.titre, 270, infobulle=lambda r: r.question.libelle),
    Colonne("", N_("Réponse"), lambda r: r.libelle, 190),
    Colonne("", N_("Avant"), lambda r: r.dits[0], 104, droite=True),
    Colonne("", N_("Après"), lambda r: r.dits[1], 104, droite=True),
)


def barres(question: QuestionComparee, n: tuple[int | None, int | None]) -> list[Barre]:
    """What the chart shows of a question: shares of the `n` households of each side."""
    if question.sorte is Sorte.NOMBRE:
        avant, apres = question.moyennes
        return [Barre(_("moyenne"), avant, apres, _moyenne(avant), _moyenne(apres))]
    return [
        Barre(
            c.libelle,
            _part(c.avant, n[0]),
            _part(c.apres, n[1]),
            _effectif(c.avant, n[0]),
            _effectif(c.apres, n[1]),
        )
        for c in question.choix
    ]


def _part(effectif: int | None, n: int | None) -> float | None:
    return None if effectif is None or not n else 100 * effectif / n


def _effectif(effectif: int | None, n: int | None) -> str:
    """ "12 (30 %)": both sides rarely hold as many households."""
    part = _part(effectif, n)
    if effectif is None or part is None:
        return _(MASQUE)
    return _("{n} ({part} %)").format(n=nombre(effectif), part=nombre(round(part)))


def _moyenne(valeur: float | None) -> str:
    return _(MASQUE) if valeur is None else nombre(round(valeur, 1))


class OngletResultats(QWidget):
    """Which estate, which forms, for whom; then the table and the chart."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.lue: Comparaison | None = None
        self._question: str | None = None
        self.cite, self.avant, self.apres, self.pour = (QComboBox() for _n in range(4))
        self.pour.addItem(_("l’équipe"), False)
        self.pour.addItem(_("le bailleur"), True)
        for champ in (self.cite, self.avant, self.apres):
            champ.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            champ.setMinimumContentsLength(24)
        self.resume = Etiquette("", "corps", retour_ligne=True)
        self.secret = Etiquette("", "secondaire", retour_ligne=True)
        self._source = SourceListe(lambda r: r.libelle)
        self.modele = TablePaginee(self._source, COLONNES, self, tri="rang")
        self.table = Tableau(contexte.theme, _("Réponses avant et après"))
        self.table.setModel(self.modele)
        self.titre = Titre("", section=True)
        self.titre.setWordWrap(True)
        self.note = Etiquette("", "secondaire", retour_ligne=True)
        self.legende = Legende(contexte.theme)
        self.graphique = Graphique(contexte.theme)
        self.vide = EtatVide("", "")
        self._disposer()
        self.cite.activated.connect(lambda _r: self._autre_cite())
        for champ in (self.avant, self.apres, self.pour):
            champ.activated.connect(lambda _r: self._comparer())
        self.table.selection_changee.connect(lambda _n: self._choisie())

    def _disposer(self) -> None:
        haut = QWidget()
        flux = Flux(haut, ecart=12, interligne=6)
        for libelle, champ in (
            (_("Cité"), self.cite),
            (_("Avant"), self.avant),
            (_("Après"), self.apres),
            (_("Pour"), self.pour),
        ):
            flux.addWidget(LigneForm(libelle, champ))
        droite = QWidget()
        colonne = QVBoxLayout(droite)
        colonne.setContentsMargins(8, 0, 0, 0)
        colonne.setSpacing(8)
        for widget in (self.titre, self.note, self.legende, self.graphique):
            colonne.addWidget(widget)
        colonne.addStretch(1)
        defile = QScrollArea()
        defile.setWidgetResizable(True)
        defile.setFrameShape(QFrame.Shape.NoFrame)
        defile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        defile.setWidget(droite)
        self.partage = partage = QSplitter(Qt.Orientation.Horizontal)
        partage.setChildrenCollapsible(False)
        partage.setHandleWidth(16)
        partage.addWidget(self.table)
        partage.addWidget(defile)
        partage.setStretchFactor(0, 3)
        partage.setStretchFactor(1, 2)
        partage.setSizes([660, 480])
        defile.setMinimumHeight(self._contexte.theme.px(150))
        self._pile = Pile()
        self._pile.addWidget(partage)
        self._pile.addWidget(self.vide)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.setSpacing(6)
        boite.addWidget(haut)
        boite.addWidget(self.resume)
        boite.addWidget(self.secret)
        boite.addWidget(self._pile, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Side by side when there is room for both, else one under the other."""
        super().resizeEvent(event)
        etroit = event.size().width() < self._contexte.theme.px(900)
        sens = Qt.Orientation.Vertical if etroit else Qt.Orientation.Horizontal
        if self.partage.orientation() is not sens:
            self.partage.setOrientation(sens)

    def premier_champ(self) -> QWidget:
        """The answers, or the estate."""
        return self.cite if self._pile.currentIndex() else self.table

    def rafraichir(self) -> None:
        """Read the estates, then compare."""
        self._contexte.jobs.lancer(
            cites.lister,
            cites.ListerCites(),
            quand_fini=self._cites_lues,
            proprietaire=self,
            cle="enquetes.cites",
        )

    def _cites_lues(self, lues: tuple[CiteLigne, ...]) -> None:
        choisie = self.cite.currentData() or self._contexte.cite.id
        self.cite.clear()
        for cite in lues:
            self.cite.addItem(cite.nom, cite.id)
        self.cite.setCurrentIndex(max(0, self.cite.findData(choisie)) if lues else -1)
        self._comparer()

    def _autre_cite(self) -> None:
        self.avant.clear()
        self.apres.clear()
        self._comparer()

    def _comparer(self) -> None:
        cite_id = self.cite.currentData()
        if cite_id is None:
            self._dire_vide(
                _("Aucune cité"), _("Ajoutez une cité, puis ouvrez-y une campagne d’enquête.")
            )
            return
        bailleur = bool(self.pour.currentData())
        seuil = self._contexte.settings.lire(SEUIL_BAILLEUR if bailleur else SEUIL_EQUIPE)
        self._contexte.jobs.lancer(
            comparaison.comparer,
            Comparer(cite_id, self.avant.currentData(), self.apres.currentData(), seuil, bailleur),
            quand_fini=lambda lue: self._recue(lue, seuil),
            proprietaire=self,
            cle="enquetes.resultats",
        )

    def _recue(self, lue: Comparaison, seuil: int) -> None:
        self.lue = lue
        for champ, forme in ((self.avant, lue.avant), (self.apres, lue.apres)):
            _offrir(champ, lue.formes, forme)
        self.resume.setText(
            f"{_dire_cote(_('Avant'), lue.avant, lue.n_avant, seuil)} · "
            f"{_dire_cote(_('Après'), lue.apres, lue.n_apres, seuil)}"
            if lue.formes
            else ""
        )
        self.secret.setText(
            ngettext(
                "« masqué » : moins de {n} ménage, ou un nombre qui permettrait de le retrouver.",
                "« masqué » : moins de {n} ménages, ou un nombre qui permettrait de le retrouver.",
                seuil,
            ).format(n=seuil)
            if lue.questions
            else ""
        )
        self.resume.setVisible(bool(lue.formes))
        self.secret.setVisible(bool(lue.questions))
        if not lue.questions:
            self._expliquer_vide(lue)
            return
        self._pile.setCurrentIndex(0)
        self._source.remplacer(_rangs(lue))
        self.modele.recharger()
        self.table.selectRow(0)
        self._choisie()

    def _expliquer_vide(self, lue: Comparaison) -> None:
        if not lue.formes:
            self._dire_vide(
                _("Aucun questionnaire terminé dans cette cité"),
                _("Les résultats apparaissent dès que des ménages ont répondu, avant ou après."),
            )
        elif self.pour.currentData():
            self._dire_vide(
                _("Rien que le bailleur puisse recevoir"),
                _(
                    "Une question se compare pour lui quand ses réponses, avant et après, peuvent"
                    " lui être remises : cela se règle dans l’onglet Questionnaires."
                ),
            )
        else:
            self._dire_vide(
                _("Rien à comparer pour l’instant"),
                _(
                    "Il faut des réponses avant et après, et des questions de même nom ou reliées"
                    " au même champ. L’onglet Questionnaires dit lesquelles se comparent."
                ),
            )

    def _dire_vide(self, titre: str, texte: str) -> None:
        self.vide.titre.setText(titre)
        self.vide.texte.setText(texte)
        self._pile.setCurrentIndex(1)

    def _choisie(self) -> None:
        rang = self.table.ligne_courante()
        if not isinstance(rang, RangResultat):
            return
        q = rang.question
        self.titre.setText(q.libelle)
        notes = []
        if q.libelle_apres != q.libelle:
            notes.append(_("Après : « {question} »").format(question=q.libelle_apres))
        if q.change:
            notes.append(_("⚠ Les choix proposés n’étaient pas les mêmes partout."))
        if q.sorte is Sorte.MULTIPLE:
            notes.append(_("Plusieurs réponses possibles."))
        self.note.setText("\n".join(notes))
        self.note.setVisible(bool(notes))
        if self.lue is not None and self.lue.avant is not None and self.lue.apres is not None:
            self.legende.fixer(
                _("Avant : {titre}").format(titre=self.lue.avant.titre),
                _("Après : {titre}").format(titre=self.lue.apres.titre),
            )
        if self.lue is not None:
            self.graphique.fixer(barres(q, (self.lue.n_avant, self.lue.n_apres)))


def _rangs(lue: Comparaison) -> list[RangResultat]:
    rangs: list[RangResultat] = []
    for question in lue.questions:
        lignes = [
            RangResultat(len(rangs) + i, question, b.libelle, (b.dit_avant, b.dit_apres))
            for i, b in enumerate(barres(question, (lue.n_avant, lue.n_apres)))
        ]
        if lignes:
            lignes[0].titre = question.libelle
        rangs += lignes
    return rangs


def _offrir(champ: QComboBox, formes: tuple[Forme, ...], choisie: Forme | None) -> None:
    champ.clear()
    for forme in formes:
        champ.addItem(forme.titre, forme.identifiant)
    if choisie is not None:
        champ.setCurrentIndex(champ.findData(choisie.identifiant))


def _dire_cote(cote: str, forme: Forme | None, n: int | None, seuil: int) -> str:
    """ "Avant : Enquête sociale, 38 ménages (versions 1, 2)"."""
    if forme is None:
        return _("{cote} : personne n’a répondu").format(cote=cote)
    combien = (
        _("moins de {n} ménages").format(n=seuil)
        if n is None
        else ngettext("{n} ménage", "{n} ménages", n).format(n=n)
    )
    dit = f"{cote} : {forme.titre}, {combien}"
    if len(forme.versions) > 1:
        versions = _("versions {versions}").format(versions=", ".join(forme.versions))
        return f"{dit} ({versions})"
    return dit
