"""The journey: a bar, then milestones and good practices, with one key for what is frequent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import _
from app.domain.parcours import EtatLigne
from app.domain.parcours_modele import GenreElement, NiveauChoix
from app.domain.pratiques import EtatPratique
from app.services import etapes, parcours, pratiques
from app.services.documents.vocabulaire import majuscule
from app.services.menages.lignes import FicheMenage
from app.services.parcours import LigneLue, ModeleChoix, ParcoursLu
from app.services.pratiques import PratiqueFiche
from ui.contexte import Contexte
from ui.pages.menage.etapes import (
    dire_avancement,
    dire_desordre,
    dire_modele,
    repere,
)
from ui.pages.menage.formes.pratiques import EtapeVisee, ParcoursVise, PratiqueVisee
from ui.pages.menage.onglets import Onglet
from ui.pages.menage.parcours_blocs import BlocEtapes, BlocPratiques
from ui.widgets import Bouton, Etiquette
from ui.widgets.barre_parcours import BarreParcours

Lu = tuple[ParcoursLu, tuple[PratiqueFiche, ...], tuple[ModeleChoix, ...]]


class OngletParcours(Onglet):
    """The bar above; milestones on the left, practices on the right, or one under the other."""

    largeur_bloc = 420

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte.theme)
        self._contexte = contexte
        self._fiche: FicheMenage | None = None
        self._lu: ParcoursLu | None = None
        self._modeles: tuple[ModeleChoix, ...] = ()
        self._dites: dict[str, PratiqueFiche] = {}
        self._places = False
        self.barre = BarreParcours(contexte.theme)
        self.modele = Etiquette("", "secondaire", retour_ligne=True)
        self.changer = Bouton(_("Changer de parcours…"), self._changer, "lien")
        self.alerte = Etiquette("", "retard", retour_ligne=True)
        self.etapes = BlocEtapes(contexte)
        self.pratiques = BlocPratiques(contexte)
        self._disposer()
        self.poser((self.etapes, 5), (self.pratiques, 5))
        self.barre.choisi.connect(self._ouvrir_etape)
        self.barre.courant_change.connect(self.etapes.montrer)
        self.etapes.courante.connect(self.barre.viser)
        self.etapes.faire.connect(self._faire_etape)
        self.etapes.ouvrir.connect(self._ouvrir_etape)
        self.etapes.retirer.connect(self._retirer_etape)
        self.etapes.ecarter.connect(self._ecarter_etape)
        self.pratiques.noter.connect(self._noter)
        self.pratiques.ouvrir.connect(self._ouvrir_pratique)
        self.pratiques.retirer.connect(self._retirer_pratique)
        contexte.theme.change.connect(self._remontrer)

    def _disposer(self) -> None:
        cadre = QWidget()
        tete = QHBoxLayout()
        tete.setSpacing(8)
        tete.addWidget(self.modele, 1)
        tete.addWidget(self.changer, 0, Qt.AlignmentFlag.AlignTop)
        self.grille = QGridLayout()
        self.grille.setHorizontalSpacing(24)
        self.grille.setVerticalSpacing(12)
        boite = QVBoxLayout(cadre)
        boite.setContentsMargins(4, 6, 4, 0)
        boite.setSpacing(4)
        boite.addWidget(self.barre)
        boite.addLayout(tete)
        boite.addWidget(self.alerte)
        boite.addLayout(self.grille, 1)
        self.setWidget(cadre)
        self.alerte.hide()

    # --- what is shown -----------------------------------------------------------------------

    def remplir(self, fiche: FicheMenage) -> None:
        """Read and show this household's journey."""
        if self._fiche is not None and self._fiche.menage.id != fiche.menage.id:
            self._lu = None
            self._places = False
            self.pratiques.remplir(())
            self.etapes.remplir(())
            self.barre.remplir("", (), "")
        self._fiche = fiche
        self._contexte.jobs.lancer(
            _lire, fiche.menage.id, quand_fini=self._recu, proprietaire=self, cle="menage.parcours"
        )

    def premier(self) -> QWidget:
        """The bar: arrows walk along it, Tab goes to the tables."""
        return self.barre

    def _recu(self, recu: Lu) -> None:
        lu, dites, modeles = recu
        if self._fiche is None or lu.menage_id != self._fiche.menage.id:
            return
        self._lu, self._modeles = lu, modeles
        self._dites = {p.code: p for p in reversed(dites)}
        self._remontrer()

    def _remontrer(self) -> None:
        lu = self._lu
        if lu is None:
            return
        jalons = [li for li in lu.lignes if li.genre is GenreElement.ETAPE]
        self.barre.remplir(
            lu.phase.value, [repere(li, lu.jour) for li in jalons], dire_avancement(lu)
        )
        self.modele.setText(f"{majuscule(dire_avancement(lu))} · {dire_modele(lu)}")
        self.alerte.setText("\n".join(dire_desordre(d) for d in lu.desordres))
        self.alerte.setVisible(bool(lu.desordres))
        self.etapes.montrer_lignes(jalons, lu)
        pratiques_lues = [li for li in lu.lignes if li.genre is GenreElement.PRATIQUE]
        self.pratiques.montrer_lignes(pratiques_lues, self._dites, lu)
        if not self._places:
            self._places = True
            self._aller_a_faire(jalons, pratiques_lues)

    def _aller_a_faire(self, jalons: Sequence[LigneLue], dites: Sequence[LigneLue]) -> None:
        """Each table starts at the first thing to do of the phase."""
        finis = (EtatLigne.FAIT, EtatLigne.ECARTE)
        phase = self._lu.phase if self._lu is not None else None
        for bloc, lignes in ((self.etapes, jalons), (self.pratiques, dites)):
            siennes = [li for li in lignes if li.phase is phase and li.etat not in finis]
            if siennes:
                bloc.montrer(siennes[0].code)

    def _ligne(self, genre: GenreElement, code: str) -> LigneLue | None:
        lignes = self._lu.lignes if self._lu is not None else ()
        return next((li for li in lignes if li.genre is genre and li.code == code), None)

    # --- what one does -----------------------------------------------------------------------

    def _changer(self) -> None:
        if self._lu is not None:
            propre = self._lu.niveau is NiveauChoix.MENAGE
            choix = tuple((m.code, majuscule(m.libelle)) for m in self._modeles)
            vise = ParcoursVise(self._lu.modele, propre, self._lu.motif, choix)
            self.demande.emit("changer_parcours", vise)

    def _ouvrir_etape(self, code: str) -> None:
        connues = self._fiche.etapes if self._fiche is not None else ()
        ligne = next((e.id for e in connues if e.code == code), None)
        self.demande.emit("etape", ligne or code or None)

    def _faire_etape(self, code: str) -> None:
        """Done today; already done, its form opens instead."""
        ligne = self._ligne(GenreElement.ETAPE, code)
        if ligne is None or self._fiche is None or ligne.etat is EtatLigne.FAIT:
            self._ouvrir_etape(code)
            return
        self._lancer(
            etapes.noter,
            etapes.NoterEtape(
                self._fiche.menage.id, code, ligne.prevue_le, self._contexte.clock.today()
            ),
            _("Étape faite"),
            lambda erreur: self._etape_refusee(code, erreur),
        )

    def _etape_refusee(self, code: str, erreur: AppError) -> None:
        """What one key cannot settle (days out of order), the form does, with its reason."""
        self._contexte.signaler_erreur(erreur)
        self._ouvrir_etape(code)

    def _ecarter_etape(self, code: str) -> None:
        ligne = self._ligne(GenreElement.ETAPE, code)
        if ligne is not None:
            ecartee = ligne.etat is EtatLigne.ECARTE
            self.demande.emit(
                "ecarter_etape", EtapeVisee(code, ligne.libelle, ecartee, ligne.motif)
            )

    def _retirer_etape(self, code: str) -> None:
        connues = self._fiche.etapes if self._fiche is not None else ()
        ligne = next((e for e in connues if e.code == code), None)
        if ligne is None:
            self._contexte.informer(_("Rien n’est noté pour cette étape : rien à retirer."))
        else:
            self.retrait.emit("etape", ligne.id)

    def _noter(self, code: str, etat: EtatPratique) -> None:
        if self._fiche is not None:
            self._lancer(
                pratiques.noter,
                pratiques.NoterPratique(self._fiche.menage.id, code, etat),
                _("Bonne pratique notée"),
            )

    def _ouvrir_pratique(self, code: str, etat: EtatPratique | None) -> None:
        ligne = self._ligne(GenreElement.PRATIQUE, code) if code else None
        if ligne is not None:
            voulu = etat or ligne.pratique or EtatPratique.PROPOSEE
            vise = PratiqueVisee(ligne.code, ligne.libelle, ligne.aide, voulu)
        else:
            lignes = self._lu.lignes if self._lu is not None else ()
            parmi = tuple(
                (li.code, majuscule(li.libelle))
                for li in lignes
                if li.genre is GenreElement.PRATIQUE
            )
            vise = PratiqueVisee(None, "", "", etat or EtatPratique.PROPOSEE, parmi)
        self.demande.emit("pratique", vise)

    def _retirer_pratique(self, code: str) -> None:
        derniere = self._dites.get(code)
        if derniere is None:
            self._contexte.informer(_("Rien n’est noté pour cette bonne pratique."))
        else:
            self.retrait.emit("pratique", derniere.id)

    def _lancer(
        self,
        fonction: Any,
        commande: object,
        dit: str,
        en_erreur: Callable[[AppError], object] | None = None,
    ) -> None:
        self._contexte.jobs.lancer(
            fonction,
            commande,
            en_erreur=en_erreur,
            quand_fini=lambda c: self._contexte.signaler_enregistre(c, dit),
            proprietaire=self,
        )


def _lire(menage_id: UUID, uow: Any) -> Lu:
    return (
        parcours.lire(parcours.LireParcours(menage_id), uow),
        pratiques.lire(pratiques.LirePratiques(menage_id), uow),
        parcours.modeles(uow),
    )
