"""The rules no plan may break, by their codes, and the breaking of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID


class Regle(StrEnum):
    """Codes of the rules; what each says in `params` (ids are UUID, days are dates).

    The last word of each comment names them. `jour` is the day of the move concerned.
    """

    SANS_LIGNE = "plan.sans_ligne"  # the plan says nothing of the household
    LIGNE_INCONNUE = "plan.ligne_inconnue"  # a line for a household the instance has not
    INCOHERENT = "plan.incoherent"  # solution without its home or its dates: solution
    HORS_PLAN = "plan.hors_plan"  # left aside though it is to be placed
    TRANCHE_INCONNUE = "plan.tranche_inconnue"  # no works known for its batch: tranche
    FIXE_DEPLACE = "plan.fixe_deplace"  # pinned elsewhere: solution, logement, depart, retour
    SANS_ENQUETE = "plan.sans_enquete"  # moved though nobody surveyed it
    PAS_ABSENT = "plan.pas_absent"  # a return for a household still at home
    DEJA_PARTI = "plan.deja_parti"  # a departure for a household already away: logement
    DEFINITIF_NON_VOULU = "plan.definitif_non_voulu"  # one move it never accepted: logement
    LOGEMENT_INCONNU = "plan.logement_inconnu"  # logement
    LOGEMENT_DEFINITIF = "plan.logement_definitif"  # a home for good used as a tiroir: logement
    LOGEMENT_TEMPORAIRE = "plan.logement_temporaire"  # a tiroir given for good: logement
    PAS_SON_LOGEMENT = "plan.pas_son_logement"  # return from another home: logement, tiroir
    TROP_PETIT = "plan.trop_petit"  # logement, chambres, besoin
    PAS_PLAIN_PIED = "plan.pas_plain_pied"  # logement
    ANIMAUX_REFUSES = "plan.animaux_refuses"  # logement
    LOGEMENT_INDISPONIBLE = "plan.logement_indisponible"  # logement, du, au, depart, retour
    LOGEMENT_OCCUPE = "plan.logement_occupe"  # promised elsewhere: logement, du, au, libre_le, jour
    LOGEMENT_PRIS = "plan.logement_pris"  # another household: logement, autre, libre_le, jour
    DONNE_DEUX_FOIS = "plan.donne_deux_fois"  # logement, autre
    DEPART_TARDIF = "plan.depart_tardif"  # on or after the works begin: jour, debut
    DEPART_PRECOCE = "plan.depart_precoce"  # jour, debut, avance
    RETOUR_PRECOCE = "plan.retour_precoce"  # on or before the works end: jour, fin
    RETOUR_TARDIF = "plan.retour_tardif"  # jour, fin, delai
    JOUR_CHOME = "plan.jour_chome"  # week-end, public holiday, closing: jour
    PREAVIS = "plan.preavis"  # jour, au_plus_tot
    AVANT_LE = "plan.avant_le"  # before it can move: jour, apres_le
    JOUR_EVITE = "plan.jour_evite"  # jour, du, au
    VENDREDI = "plan.vendredi"  # powered equipment: jour
    DECALAGE = "plan.decalage"  # more than the slack: tranche, nom, jours, marge
    EQUIPES = "plan.equipes"  # too many moves: jour, genre, nombre, capacite, menages


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule broken for a household (or for a day of the crews or a batch, `menage_id` None)."""

    code: str
    menage_id: UUID | None = None
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
