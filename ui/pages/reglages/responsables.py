"""Those who repair: the bailleur's workers, contractors and their lot, the commune."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _
from app.domain.telephone import afficher
from app.services import cites, responsables
from app.services.cites import CiteLigne
from app.services.documents.vocabulaire import dire, majuscule
from app.services.responsables import (
    ArreterResponsable,
    CreerResponsable,
    GenreResponsable,
    ListerResponsables,
    ModifierResponsable,
    ResponsableLigne,
)
from ui.contexte import Contexte
from ui.messages import mots
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.reglages.cote_a_cote import CoteACote
from ui.widgets import Bouton, Champ, Formulaire, Genre, Tableau, Titre
from ui.widgets.formulaire import Element

COLONNES = (
    Colonne("nom", N_("Nom"), lambda r: r.nom, 150),
    Colonne("genre", N_("Genre"), lambda r: majuscule(dire(r.genre)), 95),
    Colonne("lot", N_("Lot"), lambda r: r.lot, 120),
    Colonne("telephone", N_("Téléphone"), lambda r: afficher(r.telephone or ""), 130),
    Colonne("cite", N_("Cité"), lambda r: r.cite or _("toutes"), 100),
    Colonne("ouvertes", N_("À suivre"), lambda r: str(r.ouvertes or ""), 80),
    Colonne("actif", N_("Actif"), lambda r: _("oui") if r.actif else _("non"), 55),
)
CHAMPS = ("nom", "genre", "lot", "contact", "telephone", "courriel", "adresse", "cite_id")
# Where what a refusal is about was typed, when it does not name its field itself.
_SOUS = {"responsable.deja": "nom", "saisie.obligatoire": "nom"}


class OngletResponsables(CoteACote):
    """The table, and beside it the one being put right or added. Enter in a field saves.

    What is typed for one waits while another is looked at.
    """

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte.theme)
        self._contexte = contexte
        self._choisi: ResponsableLigne | None = None
        self._tapes: dict[str, dict[str, str]] = {}
        self._source = SourceListe(lambda r: r.libelle)
        self.modele = TablePaginee(self._source, COLONNES, self, tri="genre")
        self.table = Tableau(contexte.theme, _("Responsables"))
        self.table.setModel(self.modele)
        self.titre = Titre("", section=True)
        self.table.setMinimumHeight(contexte.theme.px(240))
        self.formulaire = Formulaire(_champs(), contexte.clock)
        self.enregistrer = Bouton(_("Enregistrer le responsable"), self.garder, "principal")
        self.activite = Bouton("", self._changer_activite)
        self.nouveau = Bouton(_("Ajouter un responsable"), self.preparer_nouveau)
        self._remplir_cotes()
        self.brouillon = contexte.brouillons.suivre("reglages.responsables", self._contenu, self)
        self.brouillon.restaurable.connect(self._restaurer)
        self._brouillon_cherche = False
        self.table.valide.connect(lambda _r: self.formulaire.premier().setFocus())
        self.table.selection_changee.connect(self._choix_change)
        self.formulaire.modifie.connect(self._tape)
        self.valide.connect(self.garder)
        self.preparer_nouveau(focus=False)

    def _remplir_cotes(self) -> None:
        self.liste.addWidget(self.table, 1)
        self.liste.addWidget(self.nouveau, 0, Qt.AlignmentFlag.AlignLeft)
        for element in (self.titre, self.formulaire):
            self.formulaire_.addWidget(element)
        self.formulaire_.addWidget(self.enregistrer, 0, Qt.AlignmentFlag.AlignRight)
        self.formulaire_.addWidget(self.activite, 0, Qt.AlignmentFlag.AlignLeft)
        self.formulaire_.addStretch(1)

    def lire(self) -> None:
        """Read the list and the estates again; what is being typed stays."""
        for fonction, cmd, recu in (
            (cites.lister, cites.ListerCites(), self._cites_lues),
            (responsables.lister, ListerResponsables(actifs=False), self._recus),
        ):
            self._contexte.jobs.lancer(
                fonction,
                cmd,
                quand_fini=recu,
                proprietaire=self,
                cle=f"reglages.responsables.{fonction.__module__}",
            )

    def preparer_nouveau(self, *, focus: bool = True) -> None:
        """An empty form."""
        self.table.clearSelection()
        self._montrer(None)
        if focus:
            self.formulaire.premier().setFocus()

    def garder(self) -> None:
        """Save the one shown, or add one."""
        if not self.enregistrer.isEnabled():
            return
        self.formulaire.effacer_erreurs()
        if self._choisi is None:
            valeurs = self.formulaire.valeurs()
            nom, genre = valeurs.pop("nom"), valeurs.pop("genre")
            self._lancer(responsables.creer, CreerResponsable(nom, genre, valeurs))
        else:
            self._lancer(
                responsables.modifier,
                ModifierResponsable(self._choisi.id, self.formulaire.modifies()),
            )

    def _changer_activite(self) -> None:
        if self._choisi is not None:
            fonction = responsables.arreter if self._choisi.actif else responsables.reprendre
            self._lancer(fonction, ArreterResponsable(self._choisi.id))

    def _lancer(self, fonction: Any, cmd: Any) -> None:
        self.enregistrer.setEnabled(False)
        self.activite.setEnabled(False)
        self._contexte.jobs.lancer(
            fonction,
            cmd,
            quand_fini=self._enregistre,
            en_erreur=self._refuse,
            a_la_fin=self._touche,
            proprietaire=self,
        )

    def _enregistre(self, changes: Changes) -> None:
        self._tapes.pop(self._qui(), None)
        self.brouillon.modifie()
        if not self._tapes:
            self.brouillon.oublier()
        self._contexte.signaler_enregistre(changes, _("Responsable enregistré"))
        self.preparer_nouveau()
        self.lire()

    def _refuse(self, erreur: AppError) -> None:
        if self.formulaire.montrer_erreur(erreur):
            return
        sous = _SOUS.get(erreur.code)
        if sous is None:
            self._contexte.signaler_erreur(erreur)
            return
        texte = mots(erreur)
        self.formulaire.lignes[sous].erreur(f"{texte.titre} {texte.que_faire}")
        self.formulaire.widget(sous).setFocus()

    def _cites_lues(self, lues: tuple[CiteLigne, ...]) -> None:
        choix = ((None, _("toutes")), *((c.id, c.nom) for c in lues))
        self.formulaire.changer_choix("cite_id", choix)
        self._montrer(self._choisi)

    def _recus(self, lus: tuple[ResponsableLigne, ...]) -> None:
        self._source.remplacer(lus)
        self.table.rafraichir()
        if not self._brouillon_cherche:
            self._brouillon_cherche = True
            self.brouillon.chercher()

    def _choix_change(self, n: int) -> None:
        ligne = self.table.ligne_courante() if n else None
        if isinstance(ligne, ResponsableLigne) and (
            self._choisi is None or ligne.id != self._choisi.id
        ):
            self._montrer(ligne)

    def _montrer(self, ligne: ResponsableLigne | None) -> None:
        self._choisi = ligne
        self.titre.setText(ligne.libelle if ligne else _("Un nouveau responsable"))
        valeurs: dict[str, Any] = {"genre": GenreResponsable.ENTREPRISE, "cite_id": None}
        if ligne is not None:
            valeurs = {c: getattr(ligne, c) for c in CHAMPS}
            valeurs["telephone"] = afficher(ligne.telephone or "")
        self.formulaire.remplir(valeurs)
        self.formulaire.restaurer(self._tapes.get(self._qui(), {}))
        self._touche()
        self.activite.setHidden(ligne is None)
        if ligne is not None:
            self.activite.setText(
                _("Ne plus le proposer") if ligne.actif else _("Le proposer de nouveau")
            )

    def _touche(self) -> None:
        change = bool(self.formulaire.modifies())
        self.enregistrer.setEnabled(change)
        self.activite.setEnabled(not change)  # leaving would lose what is typed

    def _tape(self) -> None:
        tape = self.formulaire.contenu()
        if tape:
            self._tapes[self._qui()] = tape
        else:
            self._tapes.pop(self._qui(), None)
        self.brouillon.modifie()
        self._touche()

    def _qui(self) -> str:
        """Whose form is shown: "" for a new one."""
        return str(self._choisi.id) if self._choisi else ""

    def _contenu(self) -> dict[str, Any] | None:
        return {qui: dict(tape) for qui, tape in self._tapes.items()} or None

    def _restaurer(self, contenu: dict[str, Any]) -> None:
        self._tapes |= {qui: tape for qui, tape in contenu.items() if isinstance(tape, dict)}
        self._montrer(self._choisi)


def _champs() -> tuple[Element, ...]:
    genres = tuple((genre, majuscule(dire(genre))) for genre in GenreResponsable)
    toutes = ((None, _("toutes")),)
    return (
        Champ("nom", _("Responsable")),
        (
            Champ("genre", _("Genre"), Genre.CHOIX, genres),
            Champ("cite_id", _("Cité"), Genre.CHOIX, toutes),
        ),
        Champ("lot", _("Lot")),
        Champ("contact", _("Interlocuteur")),
        Champ("telephone", _("Téléphone")),
        Champ("courriel", _("Courriel")),
        Champ("adresse", _("Adresse"), aide=_("Pour les lettres de relance.")),
    )
