"""Who came: a household found while typing, a new one, or nobody in particular."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.i18n import _
from app.domain.visites import NouveauMenage
from app.services import recherche, visites
from app.services.visites import ContexteMenage
from ui.contexte import Contexte
from ui.visite.phrases import dire_attente, dire_contexte, dire_resultat
from ui.visite.proposition import Proposition, Propositions
from ui.widgets import BarrePhase, Etiquette, LigneForm, SearchField

COMBIEN = 7


class Genre(StrEnum):
    """What kind of visitor is chosen."""

    PERSONNE = ""
    CONNU = "connu"
    NOUVEAU = "nouveau"
    ANONYME = "anonyme"


@dataclass(frozen=True, slots=True)
class _Connu:
    id: UUID
    nom: str


class ChampQui(QWidget):
    """One field: type, Enter. `choisi` is emitted when it is known who; `change` at each typing.

    `contexte_lu` carries the `ContexteMenage` of a known household once read.
    """

    choisi = Signal()
    change = Signal()
    contexte_lu = Signal(object)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self.genre = Genre.PERSONNE
        self.menage_id: UUID | None = None
        self._nom = ""
        self._lu: str | None = None
        self._presse = False
        self._invite = _("nom, téléphone, adresse ou code logement")
        self.champ = SearchField(self._invite)
        self.champ.setAccessibleName(_("Qui ?"))
        self.propositions = Propositions(self.champ)
        self.phase = BarrePhase()
        self.ligne = Etiquette("", "secondaire", retour_ligne=True)
        self.attente = Etiquette("", "retard", retour_ligne=True)
        self.nouveau = ChampsNouveau()
        self.nouveau.hide()
        self.attente.hide()
        self._disposer()
        self._brancher()
        self.setFocusProxy(self.champ)

    def _disposer(self) -> None:
        dit = QHBoxLayout()
        dit.setSpacing(8)
        dit.addWidget(self.phase)
        dit.addWidget(self.ligne, 1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addWidget(self.champ)
        boite.addLayout(dit)
        boite.addWidget(self.attente)
        boite.addWidget(self.nouveau)
        self.ligne.hide()

    def _brancher(self) -> None:
        self.champ.textEdited.connect(self._tape)
        self.champ.cherche.connect(self._chercher)
        self.champ.valide.connect(self._valider)
        self.champ.descendre.connect(self._tout_proposer)
        self.propositions.choisie.connect(self._prendre)
        self.nouveau.change.connect(self.change)

    # --- what is chosen ----------------------------------------------------------------------

    def valeur(self) -> UUID | NouveauMenage | None:
        """The household, the one to create, or None (anonymous, or nobody chosen yet)."""
        if self.genre is Genre.NOUVEAU:
            return self.nouveau.valeur(self._contexte.cite.id)
        return self.menage_id if self.genre is Genre.CONNU else None

    def choisir(self, menage_id: UUID, nom: str = "") -> None:
        """Take this household and read what one should know of it."""
        self._poser(Genre.CONNU, nom, menage_id)
        self._contexte.jobs.lancer(
            visites.contexte,
            visites.LireContexte(menage_id),
            quand_fini=self._contexte_lu,
            cle="visite.contexte",
        )
        self.choisi.emit()

    def inviter(self, invite: str = "") -> None:
        """Say in the empty field what to type; the usual words when "" is given."""
        self.champ.setPlaceholderText(invite or self._invite)

    def creer(self, texte: str = "") -> None:
        """Open the few fields of a new household, filled with what was typed."""
        self._poser(Genre.NOUVEAU, _("+ nouveau ménage"))
        self.nouveau.remplir(texte)
        self.nouveau.show()
        self.nouveau.nom.setFocus()
        self.change.emit()

    def anonyme(self) -> None:
        """Count somebody without a name."""
        self._poser(Genre.ANONYME, _("(passage anonyme)"))
        self.ligne.setText(_("Compté, sans ménage : motifs, note et orientation seulement."))
        self.ligne.show()
        self.choisi.emit()

    def vider(self) -> None:
        """Nobody chosen, nothing typed."""
        self._poser(Genre.PERSONNE, "")

    def contenu(self) -> dict[str, Any]:
        """What a draft keeps; empty when nothing was typed."""
        if self.genre is Genre.CONNU:
            return {"menage": str(self.menage_id), "nom": self._nom}
        if self.genre is Genre.NOUVEAU:
            return {"nouveau": self.nouveau.contenu()}
        if self.genre is Genre.ANONYME:
            return {"anonyme": True}
        return {"cherche": self.champ.text()} if self.champ.text() else {}

    def restaurer(self, contenu: Mapping[str, Any]) -> None:
        """Show a draft again."""
        if contenu.get("menage"):
            self.choisir(UUID(contenu["menage"]), str(contenu.get("nom", "")))
        elif isinstance(contenu.get("nouveau"), dict):
            self._poser(Genre.NOUVEAU, _("+ nouveau ménage"))
            self.nouveau.restaurer(contenu["nouveau"])
            self.nouveau.show()
        elif contenu.get("anonyme"):
            self.anonyme()
        else:
            self.champ.setText(str(contenu.get("cherche", "")))

    # --- searching ---------------------------------------------------------------------------

    def _tape(self, texte: str) -> None:
        if not texte.strip():
            self.propositions.hide()
        if self.genre in (Genre.NOUVEAU, Genre.ANONYME):
            # The field held our words, not a name: only what was just typed counts.
            reste = texte.replace(self._nom, "", 1).strip()
            self._oublier()
            self.champ.setText(reste)
        elif self.genre is not Genre.PERSONNE:
            self._oublier()
        self._lu, self._presse = None, False
        self.change.emit()

    def _chercher(self, texte: str) -> None:
        if self.genre is not Genre.PERSONNE or not texte:
            return
        self._contexte.jobs.lancer(
            recherche.chercher,
            recherche.Chercher(texte, limite=COMBIEN),
            quand_fini=lambda trouves: self._trouves(texte, trouves),
            proprietaire=self,
            cle="visite.qui",
        )

    def _trouves(self, texte: str, trouves: Sequence[Any]) -> None:
        if self.genre is not Genre.PERSONNE or texte != self.champ.text().strip():
            return
        self._lu = texte
        aujourdhui = self._contexte.clock.today()
        lignes = [
            Proposition(dire_resultat(t, aujourdhui), _Connu(t.menage_id, t.nom)) for t in trouves
        ]
        self._proposer(lignes, texte)
        if self._presse and len(trouves) == 1:
            self.propositions.choisir()
        self._presse = False

    def _tout_proposer(self) -> None:
        if self.genre is Genre.PERSONNE:
            self._proposer([], self.champ.text().strip())

    def _proposer(self, lignes: list[Proposition], texte: str) -> None:
        creer = _("+ créer le ménage « {texte} »").format(texte=texte) if texte else ""
        lignes = [
            *lignes,
            Proposition(creer or _("+ créer un ménage"), Genre.NOUVEAU),
            Proposition(_("passage anonyme"), Genre.ANONYME),
        ]
        self.propositions.proposer(lignes)

    def _valider(self) -> None:
        if self.genre is not Genre.PERSONNE:
            self.choisi.emit()
        elif self._lu == self.champ.text().strip() or not self.champ.text().strip():
            if not self.propositions.choisir():
                self._tout_proposer()
        else:
            self._presse = True  # the answer is on its way

    def _prendre(self, valeur: object) -> None:
        if isinstance(valeur, _Connu):
            self.choisir(valeur.id, valeur.nom)
        elif valeur is Genre.NOUVEAU:
            self.creer(self.champ.text().strip())
        elif valeur is Genre.ANONYME:
            self.anonyme()

    # --- showing -----------------------------------------------------------------------------

    def _poser(self, genre: Genre, texte: str, menage_id: UUID | None = None) -> None:
        self._oublier()
        self.genre, self.menage_id, self._nom = genre, menage_id, texte
        self.champ.setText(texte)
        self.propositions.hide()

    def _oublier(self) -> None:
        self.genre, self.menage_id, self._nom, self._lu = Genre.PERSONNE, None, "", None
        self.nouveau.vider()
        for widget in (self.nouveau, self.ligne, self.attente, self.phase):
            widget.hide()

    def _contexte_lu(self, lu: ContexteMenage) -> None:
        if self.genre is not Genre.CONNU or self.menage_id != lu.id:
            return
        self._nom = lu.nom
        self.champ.setText(lu.nom)
        aujourdhui = self._contexte.clock.today()
        self.ligne.setText(dire_contexte(lu, aujourdhui))
        self.ligne.show()
        self.phase.fixer(lu.phase.value)
        attente = dire_attente(lu, aujourdhui)
        self.attente.setText(attente)
        self.attente.setVisible(bool(attente))
        self.contexte_lu.emit(lu)


class ChampsNouveau(QWidget):
    """Name, first name, phone, address: what is enough to find somebody again."""

    change = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nom, self.prenom = QLineEdit(), QLineEdit()
        self.telephone, self.adresse = QLineEdit(), QLineEdit()
        self.adresse.setPlaceholderText(_("14 rue de Stockholm"))
        grille = QGridLayout(self)
        grille.setContentsMargins(0, 4, 0, 4)
        grille.setHorizontalSpacing(8)
        champs = (
            (_("Nom"), self.nom, 3),
            (_("Prénom"), self.prenom, 3),
            (_("Téléphone"), self.telephone, 3),
            (_("Adresse"), self.adresse, 5),
        )
        for rang, (libelle, champ, part) in enumerate(champs):
            grille.addWidget(LigneForm(libelle, champ), 0, rang)
            grille.setColumnStretch(rang, part)
            champ.textEdited.connect(lambda _t: self.change.emit())
            champ.returnPressed.connect(self.focusNextChild)

    def valeur(self, cite_id: UUID | None) -> NouveauMenage:
        """The household to create."""
        return NouveauMenage(
            nom=self.nom.text(),
            prenom=self.prenom.text(),
            telephone=self.telephone.text(),
            adresse=self.adresse.text(),
            cite_id=cite_id,
        )

    def remplir(self, texte: str) -> None:
        """Sort what was typed in the search: a number is a phone, words are a name."""
        self.vider()
        if any(c.isdigit() for c in texte):
            est_adresse = any(c.isalpha() for c in texte)
            (self.adresse if est_adresse else self.telephone).setText(texte)
            return
        nom, _espace, prenom = texte.partition(" ")
        self.nom.setText(nom[:1].upper() + nom[1:])
        self.prenom.setText(prenom[:1].upper() + prenom[1:])

    def vider(self) -> None:
        """Empty the fields."""
        for champ in (self.nom, self.prenom, self.telephone, self.adresse):
            champ.clear()

    def contenu(self) -> dict[str, str]:
        """What a draft keeps."""
        return {
            "nom": self.nom.text(),
            "prenom": self.prenom.text(),
            "telephone": self.telephone.text(),
            "adresse": self.adresse.text(),
        }

    def restaurer(self, contenu: Mapping[str, Any]) -> None:
        """Show a draft again."""
        for nom, champ in (
            ("nom", self.nom),
            ("prenom", self.prenom),
            ("telephone", self.telephone),
            ("adresse", self.adresse),
        ):
            champ.setText(str(contenu.get(nom, "")))
