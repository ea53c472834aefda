"""Rows and sentences of the tab *Avant / après*."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.core.i18n import _, date_courte, euros, ngettext, nombre
from app.services.avant_apres import (
    AvantApres,
    BilanEnergie,
    ConsoFiche,
    MomentLoyer,
    Origine,
    QuittanceFiche,
)
from app.services.documents import phrases_avant_apres as mots
from app.services.documents.vocabulaire import dire, majuscule
from ui.pages.menage.onglets import Cellules

Rangs = list[tuple[object, Cellules]]


def argent(lu: AvantApres) -> Rangs:
    """Amounts before, after, the difference; what is not known is said."""
    a, b, e = lu.avant.montants, lu.apres.montants, lu.ecarts
    avant_ligne = "–" if a.troisieme_ligne is None else euros(a.troisieme_ligne)
    rangs = [
        (_("Loyer"), mots.montant(a.loyer), mots.montant(b.loyer), mots.signe(e.loyer)),
        (_("Charges"), mots.montant(a.charges), mots.montant(b.charges), mots.signe(e.charges)),
        (_("APL ou RLS"), mots.montant(a.apl), mots.montant(b.apl), mots.signe(e.apl)),
        (
            _("Reste à charge"),
            mots.montant(lu.avant.reste),
            mots.montant(lu.apres.reste),
            mots.signe(e.reste),
        ),
        (_("Troisième ligne"), avant_ligne, mots.montant(b.troisieme_ligne), ""),
        (
            _("… avec la troisième ligne"),
            mots.montant(lu.avant.reste_avec),
            mots.montant(lu.apres.reste_avec),
            mots.signe(e.reste_avec),
        ),
        (_("Ressources"), mots.montant(a.ressources), mots.montant(b.ressources), ""),
        (_("Taux d’effort"), mots.taux(lu.avant.taux), mots.taux(lu.apres.taux),
         mots.points(e.taux)),
    ]  # fmt: skip
    return [(None, r) for r in rangs]


def dits_argent(lu: AvantApres) -> list[str]:
    """Where the figures come from, what is missing, what deserves a look."""
    dits = [
        _("Avant : {avant}. Après : {apres}.").format(
            avant=mots.source(lu.avant), apres=mots.source(lu.apres)
        )
    ]
    for cote in (lu.avant, lu.apres):
        if cote.ressources_origine is Origine.FICHE:
            quand = _("avant") if cote.moment is MomentLoyer.AVANT else _("après")
            le = cote.montants.ressources_le
            jour = date_courte(le) if le is not None else _("date non connue")
            dits.append(
                _("Ressources, {quand} : fiche du ménage, {jour}.").format(quand=quand, jour=jour)
            )
    dits += [m for m in (mots.manque(lu.avant), mots.manque(lu.apres)) if m]
    dits.append(mots.depuis(lu.depart_le, lu.retour_le))
    return dits + [f"◇ {mots.remarque(r)}" for r in lu.remarques]


def quittance(q: QuittanceFiche, jour: date) -> tuple[str, str, str, str, str]:
    """A record of rent: day, side, rent, what is left to pay, source."""
    reste = None
    if q.loyer is not None and q.charges is not None and q.apl is not None:
        reste = q.loyer + q.charges - q.apl
    detail = " · ".join(x for x in (dire(q.source), q.precision) if x)
    le = mots.jour_du_loyer(q.le, jour)
    return le, majuscule(dire(q.moment)), _ou(q.loyer), _ou(reste), detail


def _ou(valeur: Decimal | None) -> str:
    return "–" if valeur is None else euros(valeur)


# --- energy ----------------------------------------------------------------------------------


def accord(lu: AvantApres) -> str:
    """Whether the household lets its energy be followed."""
    v = lu.volontaire
    if v is not None:
        par = _(" ({nom})").format(nom=v.personne) if v.personne else ""
        return _("● Énergie suivie avec son accord du {jour}{par}.").format(
            jour=date_courte(v.accord_le), par=par
        )
    if lu.volontaires and lu.volontaires[0].retire_le is not None:
        return _("○ Accord retiré le {jour} : son énergie n’est plus comptée.").format(
            jour=date_courte(lu.volontaires[0].retire_le)
        )
    return _(
        "○ Énergie : avec son accord, ses factures se notent ici et se comparent, avant et après."
    )


def energie(lu: AvantApres) -> Rangs:
    """Each energy per day, then the totals of a year."""
    if lu.volontaire is None:
        return []
    a, b, c = lu.energie_avant, lu.energie_apres, lu.comparaison
    sortes = dict.fromkeys(x.energie for x in (*a.energies, *b.energies))
    rangs: list[tuple[str, str, str, str]] = []
    for sorte in sortes:
        avant, apres = a.de(sorte), b.de(sorte)
        rangs.append((majuscule(dire(sorte)), _par_jour(avant), _par_jour(apres), ""))
    rangs += [
        (_("Énergie en un an"), mots.kwh(a.kwh_an), mots.kwh(b.kwh_an),
         mots.signe_rond(c.kwh_an, _("kWh"))),
        (_("Dépense en un an"), mots.euros_ronds(a.euros_an), mots.euros_ronds(b.euros_an),
         mots.signe_rond(c.euros_an, "€")),
        (_("Par m² et par an"), _au_m2(a.kwh_m2), _au_m2(b.kwh_m2), ""),
    ]  # fmt: skip
    if c.kwh_dju is not None:
        avant_dju, apres_dju = c.kwh_dju
        rangs.append(
            (_("Par degré-jour"), _dju(avant_dju), _dju(apres_dju), _part(avant_dju, apres_dju))
        )
    return [(None, r) for r in rangs]


def _par_jour(b: BilanEnergie | None) -> str:
    if b is None or b.kwh_jour is None:
        return _("non connu")
    return _("{n} kWh/jour").format(n=nombre(b.kwh_jour))


def _au_m2(valeur: Decimal | None) -> str:
    return _("non connu") if valeur is None else _("{n} kWh/m²").format(n=nombre(valeur))


def _dju(valeur: Decimal) -> str:
    return _("{n} kWh").format(n=nombre(valeur))


def _part(avant: Decimal, apres: Decimal) -> str:
    """ "− 48 %"."""
    if not avant:
        return ""
    points = round((apres - avant) / avant * 100)
    return _("pareil") if not points else f"{'+' if points > 0 else '−'} {abs(points)} %"


def dits_energie(lu: AvantApres) -> list[str]:
    """Gaps, records told twice, what is missing to compare."""
    if lu.volontaire is None:
        return []
    dits = []
    for cote, moment in (
        (lu.energie_avant, MomentLoyer.AVANT),
        (lu.energie_apres, MomentLoyer.APRES),
    ):
        empeche = mots.empechements(cote, moment)
        if empeche:
            dits.append(empeche)
        quand = _("avant") if moment is MomentLoyer.AVANT else _("après")
        for b in cote.energies:
            sus = mots.details(b)
            if sus:
                dits.append(
                    _("{energie}, {quand} : {quoi}.").format(
                        energie=majuscule(dire(b.energie)), quand=quand, quoi=" ; ".join(sus)
                    )
                )
    sans_surface = any(
        bilan.kwh_an is not None and surface is None
        for bilan, surface in zip((lu.energie_avant, lu.energie_apres), lu.surfaces, strict=True)
    )
    if sans_surface:
        dits.append(_("La surface du logement n’est pas connue : rien par m²."))
    if not lu.comparaison.memes_energies:
        dits.append(_("◇ Pas les mêmes énergies avant et après : en manque-t-il une ?"))
    if lu.hors:
        n = len(lu.hors)
        dits.append(
            ngettext(
                "{n} relevé n’est compté d’aucun côté : il touche au temps des travaux.",
                "{n} relevés ne sont comptés d’aucun côté : ils touchent au temps des travaux.",
                n,
            ).format(n=n)
        )
    return dits


def conso(c: ConsoFiche, lu: AvantApres) -> tuple[str, str, str, str, str, str]:
    """A bill or a meter; one left out is marked."""
    marque = "" if c not in lu.hors else _(" (pendant)")
    return (
        f"{majuscule(dire(c.energie))}{marque}",
        date_courte(c.du),
        date_courte(c.au),
        "–" if c.kwh is None else nombre(c.kwh),
        "–" if c.montant is None else nombre(c.montant),
        " · ".join(x for x in (dire(c.source), c.precision) if x),
    )
