"""The lines of a returned file as a table: what they say, what we know, what is decided."""

from __future__ import annotations

from app.core.i18n import N_, _, date_courte
from app.services.documents.vocabulaire import dire, majuscule
from app.services.retours import ApercuRetours, Choix, Issue, LigneRetour
from ui.pages.echanges.decisions import ModeleDecisions

COLONNES = (
    N_("Ligne"),
    N_("Référence"),
    N_("Ils disent"),
    N_("Nous savons"),
    N_("Ce qui sera fait"),
)
ISSUES = {
    Issue.CONFLIT: ("?", N_("À décider")),
    Issue.APPLICABLE: ("✓", N_("Prêtes")),
    Issue.INCONNUE: ("∅", N_("Références inconnues")),
    Issue.REFUSEE: ("✕", N_("Refusées")),
    Issue.IDENTIQUE: ("=", N_("Sans changement")),
    Issue.SAUTEE: ("·", N_("Hors données")),
}
"""A sign and a word for each issue, in the order one looks at them."""
CHOIX = {
    Choix.GARDER: N_("garder notre état"),
    Choix.PRENDRE: N_("prendre le leur"),
    Choix.ECHANGE: N_("noter comme échange"),
}
_SEULES = {
    Issue.CONFLIT: N_("à décider"),
    Issue.INCONNUE: N_("rien : référence inconnue"),
    Issue.REFUSEE: N_("rien : ligne refusée"),
    Issue.IDENTIQUE: N_("rien de nouveau"),
    Issue.SAUTEE: N_("pas une donnée"),
}


def dit(ligne: LigneRetour) -> str:
    """What they say, short: "« EN COURS » · 20/09/2026 · Régie"."""
    d = ligne.dite
    morceaux = (f"« {d.mot} »" if d.mot else "", date_courte(d.le) if d.le else "", d.prestataire)
    return " · ".join(m for m in morceaux if m) or d.commentaire or "–"


def connu(ligne: LigneRetour) -> str:
    """What we know, short: "transmise · 12/10/2026"."""
    c = ligne.connue
    if c is None:
        return "–"
    return " · ".join((dire(c.etat), date_courte(c.etat_le or c.ouverte_le)))


def sera_fait(ligne: LigneRetour) -> str:
    """What taking the line does."""
    v = ligne.verdict
    faits = [majuscule(dire(v.vers))] if v.vers else []
    if v.rdv and v.rdv != (v.le or v.rdv):
        faits.append(_("rendez-vous le {jour}").format(jour=date_courte(v.rdv)))
    if ligne.commentaire_neuf:
        faits.append(_("commentaire gardé"))
    return ", ".join(faits) or _("qui répare, ou leur référence")


class ModeleRetours(ModeleDecisions):
    """A line of the file answers one complaint."""

    titres = COLONNES

    def montrer(self, apercu: ApercuRetours) -> None:
        """Hold the lines of this preview; no decision is taken yet."""
        self.tenir(apercu.lignes)

    def cle(self, ligne: LigneRetour) -> int:
        """Its number in the file."""
        return ligne.numero

    def cellules(self, ligne: LigneRetour) -> tuple[str, ...]:
        """What its cells say."""
        return (
            str(ligne.numero),
            ligne.dite.reference or ligne.dite.ref_bailleur or "–",
            dit(ligne),
            connu(ligne),
            self._issue(ligne),
        )

    def _issue(self, ligne: LigneRetour) -> str:
        """What will be done of the line."""
        decision = self.decisions.get(ligne.numero)
        if decision is not None:
            return f"✓ {_(CHOIX[decision.choix])}"
        texte = _(_SEULES[ligne.issue]) if ligne.issue in _SEULES else sera_fait(ligne)
        return f"{ISSUES[ligne.issue][0]} {texte}"
