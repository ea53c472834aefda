"""The home and what it costs."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from app.core.i18n import _, date_courte, euros, nombre
from app.services.documents.phrases_relogement import taux_d_effort
from app.services.documents.vocabulaire import dire, majuscule
from app.services.menages.lignes import FicheMenage, LogementFiche
from app.services.relogements import budget_actuel
from ui.contexte import Contexte
from ui.pages.menage.onglets import Faits, Onglet
from ui.widgets import Bouton


class OngletLogement(Onglet):
    """Facts of the home, of its energy, of the rent; what is missing is shown missing."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte.theme)
        self._contexte = contexte
        self._fiche: FicheMenage | None = None
        self.logement = Faits(_("Le logement"))
        self.energie = Faits(_("L’énergie"))
        self.loyer = Faits(_("Le loyer"))
        self.voir = Bouton(_("Voir ce logement"), self._voir, "lien")
        self.modifier = Bouton(
            _("Modifier le loyer"), lambda: self.demande.emit("menage", None), "lien"
        )
        for faits, bouton in ((self.logement, self.voir), (self.loyer, self.modifier)):
            faits.tete.addStretch(1)
            faits.tete.addWidget(bouton)
        self.poser((self.logement, 1), (self.energie, 1), (self.loyer, 1))

    def premier(self) -> QWidget:
        """The link to the dwelling, or to the rent."""
        return self.modifier if self.voir.isHidden() else self.voir

    def _voir(self) -> None:
        foyer = self._fiche.foyer if self._fiche else None
        if foyer is not None:
            self._contexte.navigation.aller("cite", cite_id=foyer.cite_id, logement_id=foyer.id)

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household's home."""
        self._fiche = fiche
        foyer = fiche.foyer
        self.voir.setVisible(foyer is not None)
        self.logement.remplir(_logement(foyer) if foyer else [(_("Logement"), "")])
        self.energie.remplir(_energie(foyer) if foyer else [])
        menage = fiche.menage
        budget = budget_actuel(fiche)
        conventionne = foyer.loyer_conventionne if foyer else None
        self.loyer.remplir(
            [
                (_("Loyer"), _euros(menage.loyer)),
                (_("Charges"), _euros(menage.charges)),
                (_("APL ou RLS"), _euros(menage.apl)),
                (_("Reste à charge (loyer + charges − APL)"), _euros(budget.reste)),
                (_("Ressources par mois"), _euros(menage.ressources)),
                (_("Taux d’effort"), taux_d_effort(budget)),
                (_("Loyer conventionné"), _euros(conventionne)),
                (
                    _("Montants connus le"),
                    date_courte(menage.loyer_date) if menage.loyer_date else "",
                ),
            ]
        )


def _euros(valeur: Decimal | None) -> str:
    return "" if valeur is None else euros(valeur)


def _oui_non(valeur: bool | None) -> str:
    return "" if valeur is None else _("oui") if valeur else _("non")


def _logement(foyer: LogementFiche) -> list[tuple[str, str]]:
    commune = " ".join(x for x in (foyer.code_postal, foyer.commune) if x)
    surface = _("{surface} m²").format(surface=nombre(foyer.surface)) if foyer.surface else ""
    return [
        (_("Adresse"), ", ".join(x for x in (foyer.adresse, commune) if x)),
        (_("Code UG"), foyer.code_ug),
        (_("Typologie"), " · ".join(x for x in (foyer.typologie or "", surface) if x)),
        (_("Construit en"), str(foyer.annee) if foyer.annee else ""),
        (_("État"), majuscule(dire(foyer.etat))),
        (_("De plain-pied"), _oui_non(foyer.plain_pied)),
        (_("Jardin"), _oui_non(foyer.jardin)),
        (_("Dépendances"), foyer.dependances or ""),
    ]


def _energie(foyer: LogementFiche) -> list[tuple[str, str]]:
    avant = _classe(foyer.dpe_avant, foyer.ges_avant)
    apres = _classe(foyer.dpe_apres, foyer.ges_apres)
    if avant and foyer.dpe_avant_date:
        avant += f" ({date_courte(foyer.dpe_avant_date)})"
    if apres and foyer.dpe_apres_date:
        apres += f" ({date_courte(foyer.dpe_apres_date)})"
    return [
        (_("DPE avant travaux"), avant),
        (_("DPE après travaux"), apres),
        (_("Quartier prioritaire"), _oui_non(foyer.qpv)),
        (_("Conventionné"), _oui_non(foyer.conventionne)),
    ]


def _classe(dpe: object, ges: object) -> str:
    if dpe is None and ges is None:
        return ""
    return _("énergie {dpe}, climat {ges}").format(dpe=dpe or "?", ges=ges or "?")
