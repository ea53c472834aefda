"""How this page says the state of a dwelling on a day, what is free, what contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from app.core.i18n import N_, _, date_courte, date_longue, ngettext, nombre
from app.services.parc_date import (
    Contradiction,
    Ecart,
    LogementDate,
    ParcDate,
    Periode,
    Renouvellement,
    Situation,
    Sort,
    Vacance,
)

# Shape and word together, so that a situation is told without its colour.
SITUATIONS: Mapping[Situation, tuple[str, str]] = MappingProxyType(
    {
        Situation.TIROIR_LIBRE: ("◇", N_("tiroir libre")),
        Situation.TIROIR_OCCUPE: ("◆", N_("tiroir occupé")),
        Situation.TIROIR_INDISPONIBLE: ("◈", N_("tiroir pas prêt")),
        Situation.VACANT: ("○", N_("vacant")),
        Situation.PROMIS: ("◔", N_("vacant, promis")),
        Situation.EN_TRAVAUX: ("◑", N_("en travaux")),
        Situation.ATTEND: ("◌", N_("attend son ménage")),
        Situation.OCCUPE: ("●", N_("occupé")),
        Situation.INCONNU: ("?", N_("occupé, sans nom")),
        Situation.VENDU: ("□", N_("vendu")),
        Situation.A_DEMOLIR: ("✕", N_("à démolir")),
    }
)
_PLURIELS: Mapping[Situation, tuple[str, str]] = MappingProxyType(
    {
        Situation.TIROIR_LIBRE: (N_("{n} tiroir libre"), N_("{n} tiroirs libres")),
        Situation.TIROIR_OCCUPE: (N_("{n} tiroir occupé"), N_("{n} tiroirs occupés")),
        Situation.TIROIR_INDISPONIBLE: (N_("{n} tiroir pas prêt"), N_("{n} tiroirs pas prêts")),
        Situation.EN_TRAVAUX: (N_("{n} logement en travaux"), N_("{n} logements en travaux")),
        Situation.ATTEND: (
            N_("{n} logement attend son ménage"),
            N_("{n} logements attendent leur ménage"),
        ),
        Situation.VACANT: (N_("{n} logement vacant"), N_("{n} logements vacants")),
        Situation.PROMIS: (N_("{n} logement promis"), N_("{n} logements promis")),
        Situation.OCCUPE: (N_("{n} logement occupé"), N_("{n} logements occupés")),
    }
)
_ECARTS: Mapping[Ecart, str] = MappingProxyType(
    {
        Ecart.NOTE_VACANT: N_("noté vacant, mais {menage} y est depuis {depuis}"),
        Ecart.NOTE_OCCUPE: N_("noté occupé, mais personne n’y est inscrit"),
        Ecart.NOTE_TIROIR: N_("noté tiroir, mais c’est le domicile de {menage}"),
        Ecart.NOTE_TRAVAUX: N_("noté en travaux, mais ils sont finis depuis {depuis}"),
        Ecart.TIROIR_TRAVAUX: N_("noté tiroir, mais sa tranche est en travaux depuis {depuis}"),
        Ecart.DEUX_MENAGES: N_("deux ménages à la fois : {menage}"),
        Ecart.FIN_DEPASSEE: N_("{menage} devait en partir le {jour} et y est encore"),
        Ecart.A_CONFIRMER: N_("arrivée de {menage} prévue le {jour}, pas notée comme faite"),
    }
)


@dataclass(frozen=True, slots=True)
class LigneDite:
    """A dwelling of the list, in words; `rang` sorts by situation."""

    id: UUID
    situation: Situation
    adresse: str
    code_ug: str
    typologie: str
    dite: str
    rang: int
    occupant: str
    savoir: str
    alerte: bool


def situation(valeur: Situation) -> str:
    """ "◇ tiroir libre"."""
    forme, mot = SITUATIONS[valeur]
    return f"{forme} {_(mot)}"


def lignes(parc: ParcDate) -> tuple[LigneDite, ...]:
    """Every dwelling of the estate in words, in walking order."""
    rangs = {s: rang for rang, s in enumerate(SITUATIONS)}
    return tuple(
        LigneDite(
            li.id,
            li.situation,
            li.logement.adresse or li.logement.code_ug,
            li.logement.code_ug,
            li.logement.typologie or "",
            situation(li.situation),
            rangs[li.situation],
            _occupant(li),
            _savoir(li, parc.jour),
            bool(li.contradictions),
        )
        for li in parc.logements
    )


def _occupant(li: LogementDate) -> str:
    if li.occupant is None:
        return ""
    fin = li.occupant.fin or li.occupant.fin_prevue
    if fin is None or li.situation is not Situation.TIROIR_OCCUPE:
        return li.occupant.menage
    return _("{menage}, jusqu’au {jour}").format(menage=li.occupant.menage, jour=date_courte(fin))


def _savoir(li: LogementDate, jour: date) -> str:
    """What contradicts, then what is foreseen next: who is to enter, when it is free."""
    dites = [f"⚠ {contradiction(c)}" for c in li.contradictions]
    if li.promis is not None and li.promis.debut is not None:
        texte = _("promis à {menage} le {jour}")
        dites.append(texte.format(menage=li.promis.menage, jour=date_courte(li.promis.debut)))
    if li.libres:
        dites.append(_("libre {periodes}").format(periodes=periodes(li.libres, jour)))
    return " ; ".join(dites)


def periodes(libres: Sequence[Periode], jour: date) -> str:
    """ "jusqu’au 13/12/2026, puis du 17/04/2027 au 30/06/2027"."""
    dites = [_periode(p, jour) for p in libres[:3]]
    return _(", puis ").join([*dites, "…"] if len(libres) > 3 else dites)


def _periode(p: Periode, jour: date) -> str:
    du, au = p.du and date_courte(p.du), p.au and date_courte(p.au)
    if p.du is not None and p.du > jour:
        if au:
            return _("du {du} au {au}").format(du=du, au=au)
        return _("à partir du {du}").format(du=du)
    return _("jusqu’au {au}").format(au=au) if au else _("sans fin prévue")


def contradiction(c: Contradiction) -> str:
    """ "noté vacant, mais Colas Philippe y est depuis le 04/05/2001"."""
    jour = date_courte(c.jour) if c.jour else ""
    depuis = _("le {jour}").format(jour=jour) if jour else _("longtemps")
    return _(_ECARTS[c.ecart]).format(menage=c.menage, jour=jour, depuis=depuis)


def phrase(parc: ParcDate) -> str:
    """ "Le 12 mars 2027 : 3 tiroirs libres, 24 tiroirs occupés, 41 logements en travaux…"."""
    dites = [
        _(_PLURIELS[s][n > 1]).format(n=nombre(n))
        for s in _PLURIELS
        if (n := parc.comptes.get(s, 0))
    ]
    quand = date_longue(parc.jour)
    if not dites:
        return _("Le {jour} : rien de connu.").format(jour=quand)
    return _("Le {jour} : {etats}.").format(jour=quand, etats=", ".join(dites))


def phrase_vacance(v: Vacance) -> str:
    """Numerator, denominator, share, and what is left out."""
    if v.part is None:
        return _("Vacance : aucun logement à compter.")
    vides = ngettext("{n} logement sans ménage", "{n} logements sans ménage", v.vacants)
    texte = ngettext(
        "Vacance : {vides} sur {n} compté ({part}).",
        "Vacance : {vides} sur {n} comptés ({part}).",
        v.comptes,
    ).format(vides=vides.format(n=nombre(v.vacants)), n=nombre(v.comptes), part=pourcent(v.part))
    if not v.non_comptes:
        return texte
    reste = ngettext(
        "{n} non compté : vendu, à démolir ou occupé sans nom.",
        "{n} non comptés : vendus, à démolir ou occupés sans nom.",
        v.non_comptes,
    )
    return f"{texte} {reste.format(n=nombre(v.non_comptes))}"


def phrase_renouvellement(r: Renouvellement) -> str:
    """Who left out of those of origin, and how far the rate may still go."""
    du, au = date_courte(r.du), date_courte(r.au)
    if r.part is None or r.part_haute is None:
        texte = _("Renouvellement du {du} au {au} : aucun ménage n’y vivait.")
        return texte.format(du=du, au=au)
    n = r.nombre(Sort.PARTI)
    partis = ngettext("{n} parti", "{n} partis", n).format(n=nombre(n)) if n else _("aucun parti")
    texte = ngettext(
        "Renouvellement du {du} au {au} : {partis} sur {n} ménage d’origine ({part}).",
        "Renouvellement du {du} au {au} : {partis} sur {n} ménages d’origine ({part}).",
        r.origine,
    ).format(du=du, au=au, partis=partis, n=nombre(r.origine), part=pourcent(r.part))
    if not r.indecis:
        return texte
    suite = ngettext(
        "{n} n’est pas fixé (pas encore parti, ou en tiroir) : au plus {part}.",
        "{n} ne sont pas fixés (pas encore partis, ou en tiroir) : au plus {part}.",
        r.indecis,
    )
    return f"{texte} {suite.format(n=nombre(r.indecis), part=pourcent(r.part_haute))}"


def pourcent(part: float) -> str:
    """ "12 %"."""
    return _("{n} %").format(n=nombre(round(part * 100)))
