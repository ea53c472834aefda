"""Money and energy before and after, as a neighbour would say: the same words everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from app.core.i18n import N_, _, date_courte, euros, ngettext, nombre
from app.domain.apres import MomentLoyer
from app.domain.avant_apres import Constat, Cote, Manque, Origine, Remarque
from app.domain.avant_apres_synthese import Rang
from app.domain.energies import (
    JOURS_MIN,
    BilanCote,
    BilanEnergie,
    ComparaisonEnergie,
    Defaut,
)
from app.services.documents.vocabulaire import dire

_MANQUES: Mapping[Manque, str] = MappingProxyType(
    {
        Manque.LOYER: N_("le loyer"),
        Manque.CHARGES: N_("les charges"),
        Manque.APL: N_("l’APL"),
        Manque.RESSOURCES: N_("les ressources"),
        Manque.TROISIEME_LIGNE: N_("la troisième ligne"),
    }
)
# What the household reads: no word of the trade.
_MANQUES_MENAGE: Mapping[Manque, str] = MappingProxyType(
    {
        **_MANQUES,
        Manque.APL: N_("l’aide au logement"),
        Manque.TROISIEME_LIGNE: N_("la part pour les économies d’énergie"),
    }
)
_REMARQUES: Mapping[Remarque, str] = MappingProxyType(
    {
        Remarque.PLUS_DE_LA_MOITIE: N_(
            "La troisième ligne dépasse la moitié de l’économie d’énergie constatée"
            " ({montant} par mois) : à vérifier avec le bailleur."
        ),
        Remarque.FORFAIT: N_(
            "Pour un logement d’avant 1948 de cette taille, la troisième ligne est d’habitude de"
            " {montant} : à vérifier avec le bailleur."
        ),
        Remarque.QUINZE_ANS: N_(
            "La troisième ligne est encore demandée {n} ans après les travaux : à vérifier avec le"
            " bailleur."
        ),
        Remarque.RESSOURCES_ANCIENNES: N_(
            "Les ressources retenues pour « après » ont plus d’un an : à redemander."
        ),
        Remarque.FICHE_SANS_DATE: N_(
            "Le loyer d’avant vient de la fiche du ménage, sans date connue."
        ),
        Remarque.AVANT_PLUS_RECENT: N_(
            "Le relevé d’avant n’est pas plus ancien que celui d’après : vérifiez les dates."
        ),
        Remarque.ANNONCE: N_("Le montant d’après a été annoncé avant le retour : à confirmer."),
        Remarque.A_VENIR: N_(
            "Le montant d’après est annoncé à compter du {jour} : le ménage ne le paie pas encore."
        ),
        Remarque.AUTRE_A_VENIR: N_("Un autre montant est annoncé à compter du {jour}."),
    }
)


def montant(valeur: Decimal | None) -> str:
    """ "412,50 €", "non connu"."""
    return _("non connu") if valeur is None else euros(valeur)


def signe(valeur: Decimal | None) -> str:
    """ "+ 25,00 €", "− 12,50 €", "pareil", "" when it is not known."""
    if valeur is None:
        return ""
    if valeur == 0:
        return _("pareil")
    return f"{'+' if valeur > 0 else '−'} {euros(abs(valeur))}"


def taux(valeur: Decimal | None) -> str:
    """ "28,4 %", "non connu"."""
    return _("non connu") if valeur is None else pourcent(valeur)


def pourcent(valeur: Decimal) -> str:
    """A part of 1 in percents, one decimal."""
    points = (valeur * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return _("{n} %").format(n=nombre(points))


def points(valeur: Decimal | None) -> str:
    """The difference of two rates: "+ 2,1 points"."""
    if valeur is None:
        return ""
    n = (valeur * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if n == 0:
        return _("pareil")
    dit = ngettext("{n} point", "{n} points", int(abs(n))).format(n=nombre(abs(n)))
    return f"{'+' if n > 0 else '−'} {dit}"


def source(cote: Cote) -> str:
    """ "quittance, le 03/03/2026"; where the amounts of a side come from."""
    m = cote.montants
    if cote.origine is None:
        return _("aucun montant noté")
    if cote.origine is Origine.FICHE:
        if m.le is None:
            return _("fiche du ménage, date non connue")
        return _("fiche du ménage, le {jour}").format(jour=date_courte(m.le))
    if cote.a_venir_le is not None:
        return _("{source}, à compter du {jour}").format(
            source=dire(m.source), jour=date_courte(cote.a_venir_le)
        )
    jour = date_courte(m.le) if m.le is not None else "–"
    return _("{source}, le {jour}").format(source=dire(m.source), jour=jour)


def titre_apres(cote: Cote) -> str:
    """ "Après", "À compter du 01/01/2027" while nobody pays it yet: what heads that side."""
    if cote.a_venir_le is None:
        return _("Après")
    return _("À compter du {jour}").format(jour=date_courte(cote.a_venir_le))


def jour_du_loyer(le: date, jour: date) -> str:
    """ "03/03/2026", "à compter du 01/01/2027" when that day is still to come."""
    if le <= jour:
        return date_courte(le)
    return _("à compter du {jour}").format(jour=date_courte(le))


def source_ressources(cote: Cote) -> str:
    """ "fiche du ménage, le 03/03/2026" when resources come from elsewhere, "" otherwise."""
    m = cote.montants
    if cote.ressources_origine is not Origine.FICHE:
        return ""
    if cote.origine is Origine.FICHE and m.le == m.ressources_le:
        return ""
    if m.ressources_le is None:
        return _("fiche du ménage, date non connue")
    return _("fiche du ménage, le {jour}").format(jour=date_courte(m.ressources_le))


def manque(cote: Cote, *, au_menage: bool = False) -> str:
    """ "Il manque, après : l’APL et la troisième ligne.", "" when nothing does.

    `au_menage`: in its own words, and without the resources, which the sum does not need.
    """
    noms = _MANQUES_MENAGE if au_menage else _MANQUES
    dits = [_(noms[m]) for m in cote.manques if not (au_menage and m is Manque.RESSOURCES)]
    if not dits:
        return ""
    quand = _("avant") if cote.moment is MomentLoyer.AVANT else _("après")
    return _("Il manque, {quand} : {quoi}.").format(quand=quand, quoi=enumerer(dits))


def enumerer(mots: Iterable[str]) -> str:
    """ "a, b et c"."""
    *debut, fin = list(mots) or [""]
    if not debut:
        return fin
    return _("{debut} et {fin}").format(debut=", ".join(debut), fin=fin)


def remarque(constat: Constat) -> str:
    """A remark, never a verdict."""
    valeur = constat.valeur
    return _(_REMARQUES[constat.quoi]).format(
        montant=euros(valeur) if isinstance(valeur, Decimal) else "",
        n=valeur if isinstance(valeur, int) else "",
        jour=date_courte(valeur) if isinstance(valeur, date) else "",
    )


# ---- energy ------------------------------------------------------------------------------------


def kwh(valeur: Decimal | None) -> str:
    """ "12 450 kWh", "non connu"."""
    return _("non connu") if valeur is None else _("{n} kWh").format(n=nombre(valeur))


def euros_ronds(valeur: Decimal | None) -> str:
    """ "1 240 €", "non connu": a year's spending needs no cents."""
    return _("non connu") if valeur is None else _("{n} €").format(n=nombre(valeur))


def signe_rond(valeur: Decimal | None, unite: str) -> str:
    """ "− 1 200 kWh", "pareil", "" when it is not known."""
    if valeur is None:
        return ""
    if valeur == 0:
        return _("pareil")
    return f"{'+' if valeur > 0 else '−'} {nombre(abs(valeur))} {unite}"


def defaut(quoi: Defaut, bilan: BilanEnergie | None = None) -> str:
    """Why a side cannot be told per year."""
    match quoi:
        case Defaut.RIEN:
            return _("aucune facture ni relevé")
        case Defaut.INCONNUS:
            return _("la consommation n’est pas connue")
        case Defaut.JOURS:
            if bilan is None:
                return _("moins de {n} jours notés").format(n=JOURS_MIN)
            return ngettext(
                "{n} jour noté : il en faut {min}",
                "{n} jours notés : il en faut {min}",
                bilan.jours,
            ).format(n=nombre(bilan.jours), min=JOURS_MIN)
        case Defaut.HIVER:
            return _("pas d’hiver entier (du 15 octobre au 15 avril)")
        case Defaut.DESEQUILIBRE:
            return _("l’hiver compte trop, ou trop peu, dans les jours notés")


def empechements(cote: BilanCote, moment: MomentLoyer) -> str:
    """ "Avant, gaz : pas d’hiver entier…"; "" when the side can be told per year."""
    quand = _("Avant") if moment is MomentLoyer.AVANT else _("Après")
    if not cote.energies:
        return _("{quand} : {quoi}.").format(quand=quand, quoi=defaut(Defaut.RIEN))
    dits = [
        _("{energie}, {quoi}").format(
            energie=dire(b.energie), quoi=" ; ".join(defaut(d, b) for d in b.defauts)
        )
        for b in cote.energies
        if b.defauts
    ]
    return _("{quand} : {quoi}.").format(quand=quand, quoi=" · ".join(dits)) if dits else ""


def trous(bilan: BilanEnergie) -> str:
    """ "du 03/02/2026 au 01/04/2026": the days nobody noted, "" when there are none."""
    return enumerer(
        _("du {du} au {au}").format(du=date_courte(p.du), au=date_courte(p.au)) for p in bilan.trous
    )


def details(bilan: BilanEnergie) -> list[str]:
    """What one should know of an energy on a side: gaps, records told twice, what was only said."""
    dits = []
    if bilan.trous:
        dits.append(_("jours non notés : {quand}").format(quand=trous(bilan)))
    if bilan.doubles:
        n = len(bilan.doubles)
        dits.append(
            ngettext(
                "{n} relevé laissé de côté : ses jours sont déjà comptés",
                "{n} relevés laissés de côté : leurs jours sont déjà comptés",
                n,
            ).format(n=n)
        )
    if bilan.hivers_incomplets:
        annees = enumerer(f"{a}-{a + 1}" for a in bilan.hivers_incomplets)
        dits.append(_("hiver incomplet : {annees}").format(annees=annees))
    if bilan.declares:
        dits.append(_("dit par le ménage, sans facture ni compteur"))
    return dits


def comparaison(c: ComparaisonEnergie) -> str:
    """What changed in a year, in a sentence; "" when it cannot be told."""
    dits = []
    if c.kwh_an is not None:
        dits.append(signe_rond(c.kwh_an, _("kWh")))
    if c.euros_an is not None:
        dits.append(signe_rond(c.euros_an, "€"))
    if not dits:
        return ""
    return _("En un an : {quoi}.").format(quoi=enumerer(dits))


# ---- an estate ---------------------------------------------------------------------------------


def bande(bornes: tuple[Decimal, ...], rang: int, unite: str = "€") -> str:
    """ "moins de 100 €", "de 100 à 200 €", "500 € et plus"; `unite` "%" takes parts of 1."""

    def dit(valeur: Decimal) -> str:
        return nombre((valeur * 100).normalize() if unite == "%" else valeur)

    if rang == 0:
        return _("moins de {n} {unite}").format(n=dit(bornes[0]), unite=unite)
    if rang == len(bornes):
        return _("{n} {unite} et plus").format(n=dit(bornes[-1]), unite=unite)
    return _("de {n} à {m} {unite}").format(
        n=dit(bornes[rang - 1]), m=dit(bornes[rang]), unite=unite
    )


_ECARTS = (
    N_("baisse de plus de 50 €"),
    N_("baisse de 10 à 50 €"),
    N_("à peu près pareil (à 10 € près)"),
    N_("hausse de 10 à 50 €"),
    N_("hausse de 50 € et plus"),
)


def bande_ecart(rang: int) -> str:
    """What a band of the change of the reste à charge is."""
    return _(_ECARTS[rang])


def effectifs(rang: Rang) -> list[str]:
    """The count of each band, or that it is hidden; dashes when no figure is known."""
    if not rang.connus:
        return ["–"] * len(rang.effectifs)
    return [_("masqué") if n is None else nombre(n) for n in rang.effectifs]


def connus(rang: Rang) -> str:
    """ "38 sur 52": how many figures are known."""
    total = rang.connus + rang.inconnus
    return _("{n} sur {total}").format(n=nombre(rang.connus), total=nombre(total))


def mediane(rang: Rang, unite: str = "€") -> str:
    """ "environ 320 €", "masquée", "non connue"."""
    if rang.mediane is None:
        return _("masquée") if rang.connus else _("non connue")
    if unite == "%":
        return _("environ {n}").format(n=pourcent(rang.mediane))
    return _("environ {n} {unite}").format(n=nombre(rang.mediane.normalize()), unite=unite)


def phrase_secret(seuil: int) -> str:
    """What a hidden cell means."""
    return ngettext(
        "« masqué » : moins de {n} ménage, ou un nombre qui permettrait de le retrouver.",
        "« masqué » : moins de {n} ménages, ou un nombre qui permettrait de le retrouver.",
        seuil,
    ).format(n=seuil)


def depuis(depart: date | None, retour: date | None) -> str:
    """What parts before from after, said."""
    if retour is not None:
        if depart is None:
            return _("« Après » commence le {retour}.").format(retour=date_courte(retour))
        return _("« Avant » s’arrête le {depart}, « après » commence le {retour}.").format(
            depart=date_courte(depart), retour=date_courte(retour)
        )
    if depart is not None:
        return _("« Avant » s’arrête le {depart} ; le retour n’est pas encore daté.").format(
            depart=date_courte(depart)
        )
    return _("Ni départ ni retour connus : tout ce qui n’est pas noté « après » compte pour avant.")
