"""The delays of complaints: for every category at once, and for those that need their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt

from app.core.errors import AppError, EntreeInvalide
from app.core.i18n import _, langue, ngettext
from app.services import delais_reclamations
from app.services.delais_reclamations import (
    DelaiLu,
    Delais,
    DelaisChanges,
    FixerDelai,
    LireDelais,
    RecalculerEcheances,
    RetablirDelai,
    Urgence,
)
from app.services.documents.vocabulaire import dire, majuscule
from ui.contexte import Contexte
from ui.pages.reglages.cote_a_cote import CoteACote
from ui.pages.reglages.grille import Grille
from ui.pages.reglages.mots_delais import PROPRE, d_ou, en_bref, en_clair
from ui.widgets import Bouton, Champ, Etiquette, Formulaire, Genre, SuiviLong, Titre

Cle = tuple[str, Urgence]
_CHAMPS = ("reponse_heures", "securisation_heures", "reparation_jours")
_URGENCES = tuple(Urgence)


class OngletDelais(CoteACote):
    """A cell for each category and urgency; beside it, the three delays of the chosen one.

    What is typed for a cell waits there while one looks at another.
    """

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte.theme)
        self._contexte = contexte
        self._lus: dict[Cle, DelaiLu] = {}
        self._tapes: dict[Cle, dict[str, str]] = {}
        self._choisie: Cle = ("", _URGENCES[0])
        self._categories = contexte.catalogues().reclamations.entrees
        self.table = Grille(_("Délais par catégorie et par urgence"), contexte.theme)
        self.titre = Titre("", section=True)
        self.urgence = Etiquette("", "corps")
        self.origine = Etiquette("", "secondaire", retour_ligne=True)
        self.etat = Etiquette("", "secondaire", retour_ligne=True)
        self.suivi = SuiviLong()
        self.formulaire = Formulaire(_champs(), contexte.clock)
        self.enregistrer = Bouton(_("Enregistrer ces délais"), self.garder, "principal")
        self.defaut = Bouton(_("Revenir au délai par défaut"), self.retablir)
        self.recalculer = Bouton(_("Recalculer les échéances"), self._recalculer, "discret")
        self._remplir_cotes()
        self.brouillon = contexte.brouillons.suivre("reglages.delais", self._contenu, self)
        self.brouillon.restaurable.connect(self._restaurer)
        self._brouillon_cherche = False
        self.table.currentCellChanged.connect(self._cellule_changee)
        self.table.valide.connect(lambda: self.formulaire.premier().setFocus())
        self.formulaire.modifie.connect(self._touche)
        self.valide.connect(self.garder)

    def _remplir_cotes(self) -> None:
        self.liste.addWidget(
            Etiquette(
                _(
                    "Chaque case dit, dans l’ordre : la première réponse (en heures, les jours"
                    " ouvrés seulement), la mise en sécurité (en heures, jour et nuit) et la"
                    " réparation (en jours ouvrés). {signe} marque ce que l’équipe a réglé ; le"
                    " reste suit la ligne du haut, puis le catalogue."
                ).format(signe=PROPRE),
                retour_ligne=True,
            )
        )
        self.liste.addWidget(self.table)
        self.liste.addWidget(self.recalculer, 0, Qt.AlignmentFlag.AlignLeft)
        self.liste.addStretch(1)
        for element in (self.titre, self.urgence, self.origine, self.formulaire):
            self.formulaire_.addWidget(element)
        self.formulaire_.addWidget(self.enregistrer, 0, Qt.AlignmentFlag.AlignRight)
        self.formulaire_.addWidget(self.defaut, 0, Qt.AlignmentFlag.AlignLeft)
        self.formulaire_.addWidget(self.etat)
        self.formulaire_.addWidget(self.suivi)
        self.formulaire_.addStretch(1)

    def lire(self) -> None:
        """Read the delays in force again; what is being typed stays."""
        self._contexte.jobs.lancer(
            delais_reclamations.lire,
            LireDelais(tuple(e.code for e in self._categories)),
            quand_fini=self._recus,
            proprietaire=self,
            cle="reglages.delais",
        )

    def choisir(self, categorie: str, urgence: Urgence) -> None:
        """Show the delays of that cell."""
        rang = next((i for i, c in enumerate(self._codes()) if c == categorie), 0)
        self.table.setCurrentCell(rang, _URGENCES.index(urgence))

    def garder(self) -> None:
        """Save the delays shown; the clocks of open complaints follow."""
        if not self.enregistrer.isEnabled():
            return
        self.formulaire.effacer_erreurs()
        categorie, urgence = self._choisie
        try:
            delais = _delais(self.formulaire.valeurs())
        except EntreeInvalide as erreur:
            self._refuse(erreur)
            return
        self._lancer(delais_reclamations.fixer, FixerDelai(categorie, urgence, delais))

    def retablir(self) -> None:
        """The default holds again for this cell."""
        self._lancer(delais_reclamations.retablir, RetablirDelai(*self._choisie))

    def _recalculer(self) -> None:
        self._lancer(delais_reclamations.recalculer, RecalculerEcheances(), garde=True)

    def _lancer(self, fonction: Any, cmd: Any, *, garde: bool = False) -> None:
        cle = None if garde else self._choisie
        for bouton in (self.enregistrer, self.defaut, self.recalculer):
            bouton.setEnabled(False)
        self.etat.setText(_("Les échéances ouvertes sont recalculées…"))
        tache = self._contexte.jobs.lancer_long(
            fonction,
            cmd,
            progression=self._avance,
            quand_fini=lambda faits: self._enregistre(faits, cle),
            en_erreur=self._refuse,
            si_annule=lambda: self.etat.setText(_("Arrêté : rien n’a changé.")),
            a_la_fin=self._fini,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _avance(self, fait: int, total: int, texte: str) -> None:
        """A bar, and a way to stop, only when it takes some time."""
        if self.suivi.isHidden():
            if fait >= total:
                return
            self.suivi.commencer(_("Calcul des échéances…"))
        self.suivi.avance(fait, total, texte)

    def _fini(self) -> None:
        self.suivi.finir()
        self._griser()

    def _enregistre(self, faits: DelaisChanges, cle: Cle | None) -> None:
        if cle is not None:
            self._tapes.pop(cle, None)
            self.brouillon.modifie()
            if not self._tapes:
                self.brouillon.oublier()
        dit = ngettext(
            "{n} réclamation ouverte a une nouvelle échéance.",
            "{n} réclamations ouvertes ont une nouvelle échéance.",
            faits.recalculees,
        ).format(n=faits.recalculees)
        self.etat.setText(dit if faits.recalculees else _("Aucune échéance ne change."))
        if faits.operation is not None:
            self._contexte.signaler_enregistre(faits, _("Délais enregistrés"))
        self.lire()

    def _refuse(self, erreur: AppError) -> None:
        self.etat.setText("")
        if not self.formulaire.montrer_erreur(erreur):
            self._contexte.signaler_erreur(erreur)

    def _recus(self, lus: tuple[DelaiLu, ...]) -> None:
        self._lus = {(lu.categorie, lu.urgence): lu for lu in lus}
        if self.table.rowCount() != len(self._codes()):
            self._construire()
        for rang in range(self.table.rowCount()):
            self._remplir(rang)
        self._montrer()
        if not self._brouillon_cherche:
            self._brouillon_cherche = True
            self.brouillon.chercher()

    def _construire(self) -> None:
        self.table.poser(
            [self._nom(code) for code in self._codes()],
            [majuscule(dire(urgence)) for urgence in _URGENCES],
        )
        self.table.setCurrentCell(0, 0)

    def _remplir(self, rang: int) -> None:
        code = self._codes()[rang]
        for colonne, urgence in enumerate(_URGENCES):
            lu = self._lus[code, urgence]
            texte = en_bref(lu)
            if (code, urgence) in self._tapes:
                texte = f"✎ {texte}"
            self.table.dire(rang, colonne, texte, f"{en_clair(lu.delais)}\n{d_ou(lu)}")

    def _cellule_changee(self, rang: int, colonne: int, *_avant: int) -> None:
        if rang < 0 or colonne < 0 or not self._lus:
            return
        self._choisie = (self._codes()[rang], _URGENCES[colonne])
        self.etat.setText("")
        self._montrer()

    def _montrer(self) -> None:
        lu = self._lus.get(self._choisie)
        if lu is None:
            return
        categorie, urgence = self._choisie
        self.titre.setText(self._nom(categorie))
        self.urgence.setText(_("Urgence {urgence}").format(urgence=dire(urgence)))
        self.origine.setText(d_ou(lu))
        self.formulaire.remplir({champ: getattr(lu.delais, champ) for champ in _CHAMPS})
        self.formulaire.restaurer(self._tapes.get(self._choisie, {}))
        self._griser()

    def _touche(self) -> None:
        tape = self.formulaire.contenu()
        if tape:
            self._tapes[self._choisie] = tape
        else:
            self._tapes.pop(self._choisie, None)
        self.brouillon.modifie()
        self._remplir(self._codes().index(self._choisie[0]))
        self._griser()

    def _griser(self) -> None:
        lu = self._lus.get(self._choisie)
        self.enregistrer.setEnabled(bool(self.formulaire.modifies()))
        self.defaut.setEnabled(lu is not None and lu.propre)
        self.recalculer.setEnabled(True)

    def _codes(self) -> tuple[str, ...]:
        return ("", *(e.code for e in self._categories))

    def _nom(self, code: str) -> str:
        if not code:
            return _("Toutes les catégories")
        catalogue = self._contexte.catalogues().reclamations
        return majuscule(catalogue.libelle(code, langue()))

    def _contenu(self) -> dict[str, Any] | None:
        return {f"{c}/{u.value}": dict(v) for (c, u), v in self._tapes.items()} or None

    def _restaurer(self, contenu: dict[str, Any]) -> None:
        for nom, tape in contenu.items():
            categorie, _barre, urgence = nom.rpartition("/")
            if isinstance(tape, dict) and urgence in tuple(u.value for u in _URGENCES):
                self._tapes[categorie, Urgence(urgence)] = tape
        for rang in range(self.table.rowCount()):
            self._remplir(rang)
        self._montrer()


def _champs() -> tuple[Champ, ...]:
    vide = _("Vide : pas de délai.")
    return (
        Champ("reponse_heures", _("Première réponse (heures ouvrées)"), Genre.NOMBRE,
              aide=_("48 heures : deux jours ouvrés.")),
        Champ("securisation_heures", _("Mise en sécurité (heures)"), Genre.NOMBRE, aide=vide),
        Champ("reparation_jours", _("Réparation (jours ouvrés)"), Genre.NOMBRE, aide=vide),
    )  # fmt: skip


def _delais(valeurs: Mapping[str, str]) -> Delais:
    """The delays typed; raises `EntreeInvalide("saisie.nombre")` naming the field."""
    libelles = {champ.cle: champ.libelle for champ in _champs()}
    lus: dict[str, int | None] = {}
    for nom in _CHAMPS:
        texte = valeurs[nom]
        if texte and not (texte.isascii() and texte.isdigit()):
            raise EntreeInvalide("saisie.nombre", champ=libelles[nom], texte=texte)
        lus[nom] = int(texte) if texte else None
    return Delais(**lus)
