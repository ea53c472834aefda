"""Who lives there, who follows them, what they agreed to."""

from __future__ import annotations

from app.core.i18n import _, date_courte
from app.domain.telephone import afficher
from app.services.documents.vocabulaire import annees, dire, majuscule
from app.services.menages.lignes import (
    ConsentementFiche,
    FicheMenage,
    PersonneFiche,
    ReferentFiche,
)
from ui.contexte import Contexte
from ui.pages.menage.onglets import ROLE_ID, Bloc, Onglet
from ui.widgets import Bouton


class OngletFoyer(Onglet):
    """Persons, then who follows the household, then what it agreed to share."""

    def __init__(self, contexte: Contexte) -> None:
        theme = contexte.theme
        super().__init__(theme)
        self.personnes = Bloc(
            theme,
            "personne",
            _("Personnes du foyer"),
            (_("Nom"), _("Lien"), _("Âge"), _("Téléphone"), _("À savoir")),
            _("+ personne"),
            _("Aucune personne notée : ajoutez celle qui signe le bail."),
        )
        self.personnes.tableau.etirer(4)
        self.reunir = Bouton(_("Réunir…"), self._reunir, "discret")
        self.reunir.setToolTip(_("La personne choisie est la même qu’une autre du foyer"))
        self.personnes.tete.insertWidget(2, self.reunir)
        self.suivi = Bloc(
            theme,
            "referent",
            _("Suivi par"),
            ("", ""),
            _("+ référent"),
            _("Personne n’est encore chargé de ce ménage."),
        )
        self.suivi.tableau.etirer(1)
        self.accords = Bloc(
            theme,
            "consentement",
            _("Accords de partage"),
            ("", ""),
            _("+ accord"),
            _("Pas encore demandé : sans accord, rien ne part vers un partenaire."),
        )
        self.accords.tableau.etirer(1)
        self.poser((self.personnes, 5), (self.suivi, 2), (self.accords, 3))

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household's persons."""
        self.personnes.remplir([(p.id, _personne(p)) for p in fiche.personnes])
        self.reunir.setVisible(len(fiche.personnes) > 1)
        actuels = [r for r in fiche.referents if r.fin is None or r.fin > fiche.jour]
        self.suivi.remplir([(r.id, _referent(r)) for r in actuels])
        self.accords.remplir(
            [(c.id, (majuscule(dire(c.partenaire)), _accord(c))) for c in fiche.consentements]
        )

    def _reunir(self) -> None:
        choisie = self.personnes.tableau.courante()
        if choisie is None:
            premier = self.personnes.tableau.item(0, 0)
            choisie = premier.data(ROLE_ID) if premier is not None else None
        self.demande.emit("reunir", choisie)


def _personne(p: PersonneFiche) -> tuple[str, ...]:
    numeros = ", ".join(afficher(n) for n in (p.tel_mobile, p.tel_fixe) if n)
    savoir = [p.langue, p.contact_prefere]
    if p.information.value != "tout":
        savoir.insert(0, majuscule(dire(p.information)))
    savoir.append(p.information_precision)
    lien = dire(p.lien) + (_(", titulaire") if p.titulaire and p.lien.value != "titulaire" else "")
    dits = " · ".join(x for x in savoir if x)
    return (p.nom_complet, majuscule(lien), annees(p.age_ans), numeros, dits)


def _referent(r: ReferentFiche) -> tuple[str, ...]:
    depuis = _(" depuis le {jour}").format(jour=date_courte(r.debut)) if r.debut else ""
    return (majuscule(dire(r.role)), f"{r.nom}{depuis}")


def _accord(c: ConsentementFiche) -> str:
    jour = date_courte(c.donne_le)
    if c.retire_le:
        dit = _("retiré le {jour}").format(jour=date_courte(c.retire_le))
    elif c.accorde:
        dit = _("oui, le {jour}").format(jour=jour)
    else:
        dit = _("non, le {jour}").format(jour=jour)
    return " · ".join(x for x in (dit, c.objet, c.personne, c.support) if x)
