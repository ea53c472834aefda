"""What is absurd or missing in a record, told before any plan is computed: codes and values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

from app.domain.demenagements import GenreEquipe
from app.domain.menages import Suivi
from app.domain.planification.instance import (
    Ecarte,
    EquipeDispo,
    LogementOffert,
    MenageAPlacer,
    Periode,
    Remarque,
    Travaux,
)
from app.domain.planification.jours import libre_apres
from app.services.planification.dossier import Dossier, situation, tranche_de

# Values of the charter a plan takes from the estate only.
_DE_LA_CITE = ("preavis_jours", "nettoyage_jours", "ouverture_jours", "avance_jours",
               "retour_jours", "ordre")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ensemble:
    """What an instance is made of, before it is one."""

    travaux: Mapping[UUID, Travaux]
    menages: Sequence[MenageAPlacer]
    ecartes: Sequence[Ecarte]
    logements: Sequence[LogementOffert]
    equipes: Sequence[EquipeDispo]


def remarquer(d: Dossier, e: Ensemble) -> list[Remarque]:
    """Everything worth saying, the gravest first."""
    return [
        *_offre(e),
        *_imposes(d, e),
        *_tranches(d, e),
        *_enquetes(e),
        *_familles(e),
        *_menages(d),
        *_promesses(d, e),
        *_calendrier(d, e),
    ]


def _offre(e: Ensemble) -> Iterator[Remarque]:
    if not e.menages:
        yield Remarque("aucun_menage")
    elif not any(not lo.definitif for lo in e.logements):
        yield Remarque("aucun_tiroir")


def _imposes(d: Dossier, e: Ensemble) -> Iterator[Remarque]:
    """Two households pinned to one home on the same days."""
    logements = {lo.id: lo for lo in e.logements}
    fixes = [
        (m, m.impose)
        for m in e.menages
        if m.impose is not None and m.impose.logement_id is not None
    ]
    for (un, a), (autre, b) in combinations(fixes, 2):
        if a.logement_id != b.logement_id:
            continue
        logement = logements.get(a.logement_id) if a.logement_id else None
        if _sejour(d, un, a.depart, a.retour, logement).croise(
            _sejour(d, autre, b.depart, b.retour, logement)
        ):
            yield Remarque(
                "imposes_ensemble",
                {
                    "menage": un.id,
                    "autre": autre.id,
                    "logement": logement.nom if logement else "",
                    "jour": max(a.depart or d.jour, b.depart or d.jour),
                },
            )


def _sejour(
    d: Dossier,
    menage: MenageAPlacer,
    depart: date | None,
    retour: date | None,
    logement: LogementOffert | None,
) -> Periode:
    """The days a pinned line keeps a home, cleaning included."""
    fin = None
    if retour is not None:
        fin = libre_apres(retour, logement, d.regles) - timedelta(days=1)
    return Periode(depart or menage.parti_le, fin)


def _tranches(d: Dossier, e: Ensemble) -> Iterator[Remarque]:
    motifs = _par_tranche(d, e.ecartes)
    presents = Counter(m.tranche_id for m in e.menages if not m.absent)
    for t in d.releve.tranches:
        for motif, code in (
            ("sans_dates", "tranche_sans_dates"),
            ("dates_inversees", "tranche_inversee"),
            ("travaux_finis", "travaux_finis"),
        ):
            n = motifs[t.id, motif]
            if n:
                yield Remarque(code, {"tranche": t.nom, "debut": t.debut, "fin": t.fin, "n": n})
        travaux, n = e.travaux.get(t.id), presents[t.id]
        if travaux is None or not n:
            continue
        dernier = travaux.debut + timedelta(days=travaux.marge)
        if dernier <= d.jour:
            params = {"tranche": t.nom, "debut": travaux.debut, "n": n}
            yield Remarque("travaux_commences", params)
        elif dernier <= d.regles.au_plus_tot:
            yield Remarque(
                "travaux_trop_proches",
                {
                    "tranche": t.nom,
                    "debut": travaux.debut,
                    "au_plus_tot": d.regles.au_plus_tot,
                    "n": n,
                },
            )


def _par_tranche(d: Dossier, ecartes: Iterable[Ecarte]) -> Counter[tuple[UUID, str]]:
    compte: Counter[tuple[UUID, str]] = Counter()
    for ecarte in ecartes:
        origine = situation(d, ecarte.id).origine
        tranche = tranche_de(d, origine.logement_id) if origine else None
        if tranche is not None:
            compte[tranche.id, ecarte.motif] += 1
    return compte


def _enquetes(e: Ensemble) -> Iterator[Remarque]:
    """Works that come before anybody surveyed the household."""
    sans = Counter(m.tranche_id for m in e.menages if not m.enquete and not m.absent)
    for id_, travaux in e.travaux.items():
        if sans[id_]:
            params = {"tranche": travaux.nom, "debut": travaux.debut, "n": sans[id_]}
            yield Remarque("sans_enquete", params)


def _familles(e: Ensemble) -> Iterator[Remarque]:
    """Households no home offered is big enough for, or is step-free for."""
    for m in e.menages:
        if m.absent or m.impose is not None:
            continue
        pour_elle = [lo for lo in e.logements if not lo.definitif or m.definitif_voulu or m.un_seul]
        plus_grand = max((lo.chambres for lo in pour_elle), default=0)
        besoin = m.exigences.chambres
        if not pour_elle:
            continue
        if plus_grand < besoin:
            yield Remarque(
                "famille_trop_grande",
                {
                    "menage": m.id,
                    "n": m.personnes,
                    "chambres": besoin,
                    "maximum": plus_grand,
                },
            )
        elif m.exigences.plain_pied and not any(
            lo.plain_pied and lo.chambres >= besoin for lo in pour_elle
        ):
            yield Remarque("aucun_plain_pied", {"menage": m.id, "n": besoin})


def _menages(d: Dossier) -> Iterator[Remarque]:
    sans_tranche = 0
    for menage in d.releve.menages:
        if menage.fusionne or menage.suivi is Suivi.CLOS:
            continue
        etat = situation(d, menage.id)
        if etat.tiroir is not None and etat.origine is None and not etat.installe:
            yield Remarque("absent_sans_origine", {"menage": menage.nom})
        if etat.origine is None or etat.installe:
            continue
        logement = d.logements.get(etat.origine.logement_id)
        ici = logement is not None and logement.cite_id == d.cite_id
        sans_tranche += ici and tranche_de(d, etat.origine.logement_id) is None
    if sans_tranche:
        yield Remarque("menages_sans_tranche", {"n": sans_tranche})
    if d.releve.sans_logement:
        yield Remarque("menages_sans_logement", {"n": d.releve.sans_logement})


def _promesses(d: Dossier, e: Ensemble) -> Iterator[Remarque]:
    """A day told to a household that is behind us, and the move did not take place."""
    for m in e.menages:
        for jour in (m.promis_depart, m.promis_retour):
            if jour is not None and jour < d.jour:
                yield Remarque("promesse_passee", {"menage": m.id, "jour": jour})


def _calendrier(d: Dossier, e: Ensemble) -> Iterator[Remarque]:
    if e.menages and not any(q.genre is GenreEquipe.DEMENAGEURS for q in e.equipes):
        yield Remarque("aucune_equipe")
    for id_, charte in d.chartes.items():
        propres = [n for n in _DE_LA_CITE if charte.origines.get(n) == "tranche"]
        if id_ in e.travaux and propres:
            yield Remarque("charte_de_tranche", {"tranche": e.travaux[id_].nom})
    connues = max((v.au for v in d.regles.vacances if v.au is not None), default=None)
    fin = max((t.fin for t in e.travaux.values()), default=None)
    if any(m.exigences.ecole for m in e.menages) and fin and (connues is None or connues < fin):
        if connues is None:
            yield Remarque("vacances_inconnues")
        else:
            yield Remarque("vacances_jusqu_au", {"au": connues})
