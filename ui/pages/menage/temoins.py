"""Witnesses: neighbours to propose to an anxious household, its meetings, its own agreement."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.core.i18n import _, date_courte
from app.services import temoins
from app.services.documents.temoins import dire_raisons, dire_rencontres
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from app.services.menages.lignes import FicheMenage
from app.services.temoins import (
    LireTemoins,
    Proposition,
    RencontreFiche,
    TemoinFiche,
    TemoinsLus,
)
from ui.contexte import Contexte
from ui.pages.menage.onglets import Bloc, Cellules


class BlocTemoins(Bloc):
    """Rows: its own agreement, meetings, then proposals with their reasons. Enter acts on each."""

    def __init__(self, contexte: Contexte, mots: Libelles) -> None:
        super().__init__(
            contexte.theme,
            "temoin",
            _("Témoins"),
            ("",),
            _("+ accepte de témoigner"),
        )
        self._contexte, self._mots = contexte, mots
        self._fiche: FicheMenage | None = None
        self.tableau.retiree.disconnect()
        self.tableau.retiree.connect(self._retirer)
        self.tableau.etirer(0)
        self.tableau.setWordWrap(True)
        self.tableau.horizontalHeader().sectionResized.connect(self._replier)
        self.tableau.setAccessibleDescription(
            _("Entrée : proposer, ou dire où en est la rencontre. Suppr : retirer son accord.")
        )

    def remplir_pour(self, fiche: FicheMenage) -> None:
        """Read what concerns this household."""
        if self._fiche is None or self._fiche.menage.id != fiche.menage.id:
            self.remplir(())
            self.vide.setText("")
        self._fiche = fiche
        self._contexte.jobs.lancer(
            temoins.lire,
            LireTemoins(fiche.menage.id),
            quand_fini=self._lus,
            proprietaire=self,
            cle="menage.temoins",
        )

    def premier(self) -> QWidget:
        """The rows, or the first "+ …"."""
        return self.plus if self.tableau.isHidden() else self.tableau

    def _lus(self, lus: TemoinsLus) -> None:
        fiche = self._fiche
        if fiche is None or fiche.menage.id != lus.menage_id:
            return
        self.plus.setVisible(lus.temoignage is None and fiche.menage.suivi.value == "ouvert")
        lignes: list[tuple[object, Cellules]] = []
        if lus.temoignage is not None:
            lignes.append((lus.temoignage, self._accord(lus.temoignage)))
        lignes += [(r, self._rencontre(r)) for r in lus.rencontres]
        lignes += [(p, self._proposition(p)) for p in lus.propositions]
        self.remplir(lignes)
        self._replier()
        self.vide.setText(
            _("Aucun témoin dans une situation proche n’a encore donné son accord.")
            if lus.inquiet
            else _(
                "Si l’inquiétude monte, des voisins qui ont vécu la même chose seront proposés ici."
            )
        )

    def _replier(self, *_args: object) -> None:
        """Reasons are read in full: rows are as high as their words."""
        self.tableau.resizeRowsToContents()

    def _accord(self, t: TemoinFiche) -> Cellules:
        dits = (
            _("depuis le {jour}").format(jour=date_courte(t.accord_le)),
            t.precision or "",
            t.modalite or "",
        )
        qui = t.personne or _("ce ménage")
        return (_ligne(_("✓ {qui} témoigne").format(qui=qui), dits),)

    def _rencontre(self, r: RencontreFiche) -> Cellules:
        etat = _("{etat} le {jour}").format(etat=dire(r.etat), jour=date_courte(r.etat_le))
        dits = [majuscule(etat)]
        if r.prevue_le is not None and r.etat.value in ("proposee", "acceptee"):
            dits.append(_("prévue le {jour}").format(jour=date_courte(r.prevue_le)))
        if r.precision:
            dits.append(r.precision)
        return (_ligne(r.temoin or _("témoin retiré"), dits),)

    def _proposition(self, p: Proposition) -> Cellules:
        t = p.temoin
        dits = (dire_raisons(p.raisons, t.cite, self._mots), dire_rencontres(t.rencontres))
        return (_ligne(f"→ {t.nom}", dits),)

    def _retirer(self, ligne: object) -> None:
        """Only an agreement is taken back: a meeting is declined, a proposal binds nobody."""
        if isinstance(ligne, TemoinFiche):
            self.retrait.emit("temoin", ligne)
        else:
            self._ouvrir(ligne)

    def _ouvrir(self, ligne: object) -> None:
        """A proposal or a meeting opens its own form; the agreement, its correction."""
        forme = "temoin" if isinstance(ligne, TemoinFiche) else "rencontre"
        self.demande.emit(forme, ligne)


def _ligne(qui: str, dits: Sequence[str]) -> str:
    """ "→ Voisin Jadwiga : a connu : inquiétude ; même cité"."""
    return _("{qui} : {quoi}").format(qui=qui, quoi=" · ".join(d for d in dits if d))
