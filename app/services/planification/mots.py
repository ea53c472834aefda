"""Words of the planner, shared by the windows, the papers and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from uuid import UUID

from app.core.i18n import N_, _, date_courte, ngettext, nombre
from app.domain.demenagements import GenreEquipe, SensDemenagement
from app.domain.planification.instance import Ecarte, Exigences, Placement, Remarque
from app.domain.planification.mots import EtatPlan, Objectif, Solution
from app.domain.planification.plan import Score, Statut
from app.domain.planification.violations import Violation
from app.services.planification.phrases import (
    ECARTES,
    REMARQUES,
    SANS_SOLUTION,
    VIOLATIONS,
    Phrase,
)

Noms = Mapping[UUID, str]

_GENRES: Mapping[GenreEquipe, str] = MappingProxyType(
    {
        GenreEquipe.DEMENAGEURS: N_("les déménageurs"),
        GenreEquipe.PILOTES: N_("les pilotes sociaux"),
    }
)
_SOLUTIONS: Mapping[Solution, str] = MappingProxyType(
    {
        Solution.TIROIR: N_("logement tiroir puis retour"),
        Solution.DEFINITIF: N_("un seul déménagement"),
        Solution.RETOUR: N_("retour"),
        Solution.AUCUNE: N_("sans solution"),
        Solution.HORS_PLAN: N_("hors plan"),
    }
)
_ETATS: Mapping[EtatPlan, str] = MappingProxyType(
    {
        EtatPlan.ESSAI: N_("essai"),
        EtatPlan.ADOPTE: N_("adopté"),
        EtatPlan.REMPLACE: N_("remplacé"),
    }
)
_SENS: Mapping[SensDemenagement, str] = MappingProxyType(
    {
        SensDemenagement.ALLER: N_("départ"),
        SensDemenagement.RETOUR: N_("retour"),
        SensDemenagement.DEFINITIF: N_("départ définitif"),
    }
)
_OBJECTIFS: Mapping[Objectif, str] = MappingProxyType(
    {
        Objectif.SANS_SOLUTION: N_("Ménages sans solution"),
        Objectif.DOUBLES: N_("Doubles déménagements"),
        Objectif.INADEQUATION: N_("Logements mal adaptés"),
        Objectif.DISTANCE: N_("Éloignement du logement"),
        Objectif.PROMESSES: N_("Dates promises non tenues"),
        Objectif.CHANGEMENTS: N_("Changements du plan adopté"),
        Objectif.VACANCE: N_("Logements tiroirs vides"),
    }
)
_UNITES: Mapping[Objectif, Callable[[int], str]] = MappingProxyType(
    {
        Objectif.SANS_SOLUTION: lambda n: ngettext("{n} ménage", "{n} ménages", n),
        Objectif.DOUBLES: lambda n: ngettext("{n} ménage", "{n} ménages", n),
        Objectif.INADEQUATION: lambda n: ngettext("{n} point", "{n} points", n),
        Objectif.DISTANCE: lambda _n: _("{n} km en tout"),
        Objectif.PROMESSES: lambda n: ngettext("{n} promesse", "{n} promesses", n),
        Objectif.CHANGEMENTS: lambda n: ngettext("{n} changement", "{n} changements", n),
        Objectif.VACANCE: lambda n: ngettext("{n} jour", "{n} jours", n),
    }
)


def dire(quoi: Remarque | Violation, noms: Noms) -> str:
    """The sentence; ids in its values are said by their names, days and counts as one says them.

    A code without a sentence of its own is told as a rule that is not kept, never hidden.
    """
    params = dict(quoi.params)
    if isinstance(quoi, Violation):
        if quoi.menage_id is not None:
            params.setdefault("menage", quoi.menage_id)
        connue = VIOLATIONS.get(quoi.code)
    else:
        connue = REMARQUES.get(quoi.code)
    phrase = connue or N_("Une règle n’est pas respectée : {code}.")
    return _formuler(phrase, {"code": quoi.code, **params}, noms)


def dire_ecarte(ecarte: Ecarte | str) -> str:
    """Why a household is left out: "propriétaire de son logement"."""
    motif = ecarte if isinstance(ecarte, str) else ecarte.motif
    return _(ECARTES[motif]) if motif in ECARTES else motif


def dire_sans_solution(raison: Remarque) -> str:
    """Why nothing was found for a household: "aucun plain-pied assez grand"."""
    phrase = SANS_SOLUTION.get(raison.code)
    return raison.code if phrase is None else _formuler(phrase, dict(raison.params), {})


def dire_objectif(objectif: Objectif) -> str:
    """The name of an objective: "Ménages sans solution"."""
    return _(_OBJECTIFS[objectif])


def dire_score(score: Score) -> str:
    """ "3 ménages, on ne peut pas faire mieux", "12,1 km en tout, 11 au mieux (écart 8 %)"."""
    texte = _UNITES[score.objectif](score.valeur).format(n=_valeur(score, score.valeur))
    if score.statut is Statut.PROUVE:
        return _("{valeur}, on ne peut pas faire mieux").format(valeur=texte)
    if score.borne is None or score.ecart is None:
        return texte
    return _("{valeur}, {borne} au mieux (écart {ecart} %)").format(
        valeur=texte, borne=_valeur(score, score.borne), ecart=nombre(round(100 * score.ecart))
    )


def _valeur(score: Score, valeur: int) -> str:
    """A count; distances are kept in hundreds of metres and said in kilometres."""
    return nombre(valeur / 10 if score.objectif is Objectif.DISTANCE else valeur)


def dire_solution(solution: Solution) -> str:
    """What a plan foresees: "logement tiroir puis retour"."""
    return _(_SOLUTIONS[solution])


def dire_etat(etat: EtatPlan) -> str:
    """Where a plan stands: "essai"."""
    return _(_ETATS[etat])


def dire_sens(sens: SensDemenagement) -> str:
    """Which way a move goes: "départ"."""
    return _(_SENS[sens])


def dire_placement(placement: Placement, noms: Noms) -> str:
    """ "12 rue de Lens, du 04/03/2027 au 12/08/2027"; what it foresees when there is no home."""
    logement = noms.get(placement.logement_id) if placement.logement_id else None
    depart, retour = placement.depart, placement.retour
    if logement is None and depart is None and retour is None:
        return dire_solution(placement.solution)
    ou = logement or _("un logement")
    if placement.solution is Solution.RETOUR:
        quand = date_courte(retour) if retour else "…"
        return _("retour le {retour}").format(retour=quand)
    if depart is None:
        return ou
    if placement.solution is Solution.DEFINITIF:
        dit = _("{logement}, définitivement, le {depart}")
        return dit.format(logement=ou, depart=date_courte(depart))
    if retour is None:
        return _("{logement}, à partir du {depart}").format(logement=ou, depart=date_courte(depart))
    return _("{logement}, du {depart} au {retour}").format(
        logement=ou, depart=date_courte(depart), retour=date_courte(retour)
    )


def dire_besoins(e: Exigences) -> tuple[str, ...]:
    """What a household needs of a home, each in a few words; the most binding first."""
    dits = [ngettext("{n} chambre", "{n} chambres", e.chambres).format(n=e.chambres)]
    for voulu, texte in (
        (e.plain_pied, N_("plain-pied")),
        (e.animaux, N_("animaux")),
        (e.appareil, N_("électricité sans coupure")),
        (e.jardin, N_("jardin")),
        (e.garage, N_("garage")),
        (e.ecole, N_("enfants scolarisés")),
    ):
        if voulu:
            dits.append(_(texte))
    return tuple(dits)


def _formuler(phrase: Phrase, params: Mapping[str, object], noms: Noms) -> str:
    if isinstance(phrase, str):
        texte = _(phrase)
    else:
        n = params.get("n")
        texte = phrase(n if isinstance(n, int) else 1)
    return texte.format_map(_Dits({cle: valeur_dite(v, noms) for cle, v in params.items()}))


class _Dits(dict[str, str]):
    def __missing__(self, cle: str) -> str:
        return "…"


def valeur_dite(valeur: object, noms: Noms) -> str:
    """A value of a sentence as one says it: a name for an id, a short date, a count."""
    if isinstance(valeur, GenreEquipe):
        return _(_GENRES[valeur])
    if isinstance(valeur, date):
        return date_courte(valeur)
    if isinstance(valeur, int) and not isinstance(valeur, bool):
        return nombre(valeur)
    if isinstance(valeur, tuple | list):
        return ", ".join(valeur_dite(v, noms) for v in valeur)
    if isinstance(valeur, UUID):
        return noms.get(valeur, "…")
    return "…" if valeur is None else str(valeur)
