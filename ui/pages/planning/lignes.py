"""Rows of the timeline, by home and by household, from the plan that is shown."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from app.core.i18n import _, jour, ngettext
from app.domain.planification.instance import Periode
from app.domain.planification.mots import Solution
from app.services.planification.mots import dire_solution
from app.services.planification.plan_lu import (
    BandeTranche,
    LignePlan,
    LogementPlan,
    PlanLu,
    SejourPrevu,
)
from ui.pages.planning.vue import Bandeau, Barre, GenreBarre, Rangee

_UN = timedelta(days=1)
_GENRES = {
    Solution.DEFINITIF: GenreBarre.DEFINITIF,
    Solution.AUCUNE: GenreBarre.SANS,
    Solution.HORS_PLAN: GenreBarre.HORS,
}


class Lignes:
    """Rows of one plan; ranks of batches are those of its bands."""

    def __init__(self, plan: PlanLu) -> None:
        self._plan = plan
        self._rangs = {t.id: rang for rang, t in enumerate(plan.tranches)}
        self._bandes = {t.id: t for t in plan.tranches}
        self._lignes = {li.menage_id: li for li in plan.lignes}

    def par_logement(self) -> list[Rangee]:
        """Who has no home, then homes as rows: temporary ones, then those given for good."""
        rangees = self._sans_solution()
        tiroirs = [lo for lo in self._plan.logements if not lo.definitif]
        autres = [lo for lo in self._plan.logements if lo.definitif and lo.sejours]
        if tiroirs:
            n = len(tiroirs)
            titre = ngettext("{n} logement tiroir", "{n} logements tiroirs", n).format(n=n)
            rangees.append(Rangee(titre, groupe=True))
            rangees += [self._rangee_logement(lo) for lo in tiroirs]
        if autres:
            rangees.append(Rangee(_("Logements définitifs"), groupe=True))
            rangees += [self._rangee_logement(lo) for lo in autres]
        return rangees

    def par_menage(self) -> list[Rangee]:
        """Households as rows, batch after batch; those without a solution first in each."""
        par_tranche: dict[UUID | None, list[LignePlan]] = defaultdict(list)
        for ligne in self._plan.lignes:
            par_tranche[ligne.tranche_id].append(ligne)
        ordre = [*self._bandes, *(k for k in par_tranche if k not in self._bandes)]
        rangees: list[Rangee] = []
        for tranche_id in ordre:
            siens = par_tranche.get(tranche_id, [])
            if not siens:
                continue
            bande = self._bandes.get(tranche_id) if tranche_id else None
            n = len(siens)
            compte = ngettext("{n} ménage", "{n} ménages", n).format(n=n)
            titre = bande.nom if bande else _("Sans tranche")
            travaux = self._travaux(bande)
            rangees.append(Rangee(titre, compte, groupe=True, travaux=travaux))
            siens.sort(key=lambda li: (li.solution is not Solution.AUCUNE, li.depart or date.max))
            rangees += [
                Rangee(li.menage, li.origine, (self.barre(li),), travaux=travaux) for li in siens
            ]
        return rangees

    def bandeaux(self) -> list[Bandeau]:
        """Works of the batches that have days."""
        faits = []
        for bande in self._plan.tranches:
            if bande.debut is None or bande.fin is None:
                continue
            faits.append(
                Bandeau(
                    bande.nom,
                    self._rangs[bande.id],
                    bande.debut,
                    bande.fin + _UN,
                    dire_bande(bande),
                )
            )
        return sorted(faits, key=lambda b: (b.debut, b.rang))

    def jours(self) -> list[date]:
        """Every day the timeline must hold."""
        connus = [d for t in self._plan.tranches for d in (t.debut, t.fin)]
        connus += [d for li in self._plan.lignes for d in (li.depart, li.retour)]
        return [d for d in connus if d is not None]

    def barre(self, ligne: LignePlan, texte: str = "", nettoye: date | None = None) -> Barre:
        """The bar of a household."""
        genre = _GENRES.get(ligne.solution, GenreBarre.SEJOUR)
        debut, fin = ligne.depart, ligne.retour
        if genre is GenreBarre.DEFINITIF:
            fin = None
        elif genre in (GenreBarre.SANS, GenreBarre.HORS):
            debut, fin = self._attente(ligne)
            texte = texte or (
                _("sans solution : pourquoi ?")
                if genre is GenreBarre.SANS
                else ligne.raison or _("hors plan")
            )
        rang = self._rangs.get(ligne.tranche_id, 0) if ligne.tranche_id else 0
        return Barre(
            ligne.menage_id,
            texte or ligne.logement,
            rang,
            genre,
            debut,
            fin,
            nettoye,
            fixe=ligne.fixe,
            faute=bool(ligne.violations),
            dire=partial(dire_ligne, ligne),
            logement_id=ligne.logement_id,
            deja_parti=ligne.solution is Solution.RETOUR,
        )

    def _sans_solution(self) -> list[Rangee]:
        sans = [li for li in self._plan.lignes if li.solution is Solution.AUCUNE]
        if not sans:
            return []
        n = len(sans)
        titre = ngettext("{n} ménage sans solution", "{n} ménages sans solution", n).format(n=n)
        rangees = [Rangee(titre, groupe=True)]
        for ligne in sans:
            barre = self.barre(ligne, _("pourquoi ?"))
            rangees.append(Rangee(ligne.menage, ligne.tranche, (barre,)))
        return rangees

    def _rangee_logement(self, lieu: LogementPlan) -> Rangee:
        barres = [self._barre_sejour(s) for s in lieu.sejours]
        barres.sort(key=lambda b: b.debut or date.min)
        absences = []
        if lieu.disponible.du is not None:
            absences.append(Periode(None, lieu.disponible.du - _UN))
        if lieu.disponible.au is not None:
            absences.append(Periode(lieu.disponible.au + _UN, None))
        return Rangee(
            lieu.nom, dire_logement(lieu), tuple(barres), depot=lieu.id, absences=tuple(absences)
        )

    def _barre_sejour(self, sejour: SejourPrevu) -> Barre:
        ligne = self._lignes.get(sejour.menage_id) if sejour.menage_id else None
        if ligne is not None and sejour.solution is not None:
            return self.barre(ligne, ligne.menage, sejour.pret_le)
        texte = sejour.menage or _("déjà promis")
        dire = partial(dire_sejour, sejour)
        return Barre(
            None, texte, 0, GenreBarre.PRIS, sejour.du, sejour.au, sejour.pret_le, dire=dire
        )

    def _attente(self, ligne: LignePlan) -> tuple[date, date]:
        """Days shown for somebody nobody moves: those of the works, else the coming month."""
        bande = self._bandes.get(ligne.tranche_id) if ligne.tranche_id else None
        if bande is not None and bande.debut is not None and bande.fin is not None:
            return bande.debut, bande.fin + _UN
        return self._plan.aujourdhui, self._plan.aujourdhui + timedelta(days=30)

    def _travaux(self, bande: BandeTranche | None) -> tuple[date, date, int] | None:
        if bande is None or bande.debut is None or bande.fin is None:
            return None
        return bande.debut, bande.fin + _UN, self._rangs[bande.id]


def dire_ligne(ligne: LignePlan) -> str:
    """A line in a few sentences, for tooltips and screen readers."""
    morceaux = [f"{ligne.menage} · {ligne.tranche}" if ligne.tranche else ligne.menage]
    if ligne.logement:
        morceaux.append(f"{ligne.origine} → {ligne.logement}" if ligne.origine else ligne.logement)
    if ligne.solution in (Solution.AUCUNE, Solution.HORS_PLAN):
        morceaux.append(dire_solution(ligne.solution))
    quand = dire_dates(ligne)
    if quand:
        morceaux.append(quand)
    if ligne.fixe:
        morceaux.append(_("épinglé : un calcul ne le déplacera pas"))
    morceaux += [f"⚠ {v.texte}" for v in ligne.violations]
    morceaux += [x for x in (ligne.raison, ligne.motif) if x]
    if ligne.ecart is not None:
        morceaux.append(ligne.ecart.texte)
    return "\n".join(morceaux)


def dire_sejour(sejour: SejourPrevu) -> str:
    """Somebody who is there besides this plan."""
    dates = dire_periode(sejour.du, sejour.au)
    nom = sejour.menage or _("déjà promis")
    return "\n".join(x for x in (nom, dates, _("hors de ce plan")) if x)


def dire_dates(ligne: LignePlan) -> str:
    """ "départ mar. 1 déc. 2026, retour ven. 26 févr. 2027"."""
    dits = []
    if ligne.depart and ligne.solution is not Solution.RETOUR:
        dits.append(_("départ {jour}").format(jour=jour(ligne.depart, annee=True)))
    if ligne.retour:
        dits.append(_("retour {jour}").format(jour=jour(ligne.retour, annee=True)))
    return ", ".join(dits)


def dire_remarques(ligne: LignePlan) -> str:
    """What one must know of a line, in one go."""
    dits = [v.texte for v in ligne.violations]
    dits += [x for x in (ligne.raison, ligne.motif) if x]
    if ligne.ecart is not None:
        dits.append(ligne.ecart.texte)
    return " · ".join(dits)


def dire_logement(lieu: LogementPlan) -> str:
    """What a home is, in few words: "2 ch., plain-pied"."""
    dits = [ngettext("{n} ch.", "{n} ch.", lieu.chambres).format(n=lieu.chambres)]
    if lieu.plain_pied:
        dits.append(_("plain-pied"))
    if lieu.jardin:
        dits.append(_("jardin"))
    if not lieu.animaux:
        dits.append(_("sans animaux"))
    return ", ".join(dits)


def dire_bande(bande: BandeTranche) -> str:
    """Works of a batch, with the slack this plan uses."""
    n = bande.menages
    dits = [bande.nom, ngettext("{n} ménage", "{n} ménages", n).format(n=n)]
    dits.append(_("travaux {dates}").format(dates=dire_periode(bande.debut, bande.fin)))
    if bande.decalage:
        j = bande.decalage
        dits.append(
            ngettext(
                "commence {n} jour plus tard que prévu", "commence {n} jours plus tard que prévu", j
            ).format(n=j)
        )
    return "\n".join(dits)


def dire_periode(du: date | None, au: date | None) -> str:
    """ "du 1 déc. au 26 févr."."""
    if du is None:
        return "" if au is None else _("jusqu’au {au}").format(au=jour(au, annee=True))
    if au is None:
        return _("depuis le {du}").format(du=jour(du, annee=True))
    return _("du {du} au {au}").format(du=jour(du, annee=True), au=jour(au, annee=True))
