"""Rehousing: what the household wishes, and the ledger of homes it lived in."""

from __future__ import annotations

from app.core.i18n import _, date_courte
from app.services.documents.vocabulaire import dire, majuscule
from app.services.menages.lignes import FicheMenage, OccupationFiche, SouhaitFiche
from ui.contexte import Contexte
from ui.pages.menage.onglets import Bloc, Onglet


class OngletRelogement(Onglet):
    """Stays, one line each, oldest first; wishes, the latest first."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte.theme)
        self.occupations = Bloc(
            contexte.theme,
            "sejour",
            _("Logements occupés"),
            (_("Logement"), _("Nature"), _("Du"), _("Au"), _("Fin prévue"), _("Typologie")),
            _("+ déménagement"),
            _("Aucun logement noté : dites où vit ce ménage."),
            nouvelle="demenager",
        )
        self.occupations.tableau.etirer(0)
        self.souhaits = Bloc(
            contexte.theme,
            "souhait",
            _("Souhaits"),
            (_("Le"), _("Souhait")),
            _("+ souhait"),
            _("Demandez-lui s’il veut revenir, rester dans la cité ou partir."),
        )
        self.souhaits.tableau.etirer(1)
        self.poser((self.occupations, 3), (self.souhaits, 2))

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household's homes and wishes."""
        self.souhaits.remplir([(s.id, _souhait(s)) for s in fiche.souhaits])
        self.occupations.remplir([(o.id, _ligne(o)) for o in fiche.occupations])


def _souhait(s: SouhaitFiche) -> tuple[str, str]:
    dit = majuscule(dire(s.code))
    return (
        date_courte(s.exprime_le) if s.exprime_le else "",
        f"{dit} – {s.precision}" if s.precision else dit,
    )


def _ligne(o: OccupationFiche) -> tuple[str, ...]:
    adresse = " · ".join(x for x in (o.logement.adresse, o.logement.code_ug) if x)
    return (
        adresse,
        majuscule(dire(o.nature)),
        date_courte(o.debut) if o.debut else _("inconnu"),
        date_courte(o.fin) if o.fin else "",
        date_courte(o.fin_prevue) if o.fin_prevue else "",
        o.logement.typologie or "",
    )
