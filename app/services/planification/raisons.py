"""Why a line of a plan has no home, in few words: the first thing that explains it."""

from __future__ import annotations

from datetime import timedelta

from app.domain.planification.instance import (
    Instance,
    LogementOffert,
    MenageAPlacer,
    Placement,
    Remarque,
)


def sans_solution(instance: Instance, menage: MenageAPlacer, place: Placement | None) -> Remarque:
    """The reason, as a code `mots.dire_sans_solution` words; the long one is asked for apart."""
    if place is not None and place.fixe:
        return Remarque("a_la_main")
    if menage.absent:
        return Remarque("retour")
    if not menage.enquete:
        return Remarque("sans_enquete")
    return _travaux(instance, menage) or _logements(instance, menage) or Remarque("pas_de_place")


def _travaux(instance: Instance, menage: MenageAPlacer) -> Remarque | None:
    """Works already there, or too close, or no day that suits before them."""
    regles = instance.regles
    travaux = instance.travaux[menage.tranche_id]
    dernier = travaux.debut + timedelta(days=travaux.marge)
    if dernier <= regles.aujourdhui:
        return Remarque("travaux_commences")
    if dernier <= regles.au_plus_tot:
        return Remarque("travaux_trop_proches")
    premier = max(travaux.debut - timedelta(days=regles.avance), regles.au_plus_tot)
    jours = (premier + timedelta(days=n) for n in range((dernier - premier).days))
    if not any(
        regles.ouvre(jour)
        and (menage.apres_le is None or jour >= menage.apres_le)
        and not any(p.contient(jour) for p in menage.evite)
        and not (menage.exigences.appareil and jour.isoweekday() == 5)
        for jour in jours
    ):
        return Remarque("aucun_jour")
    return None


def _logements(instance: Instance, menage: MenageAPlacer) -> Remarque | None:
    """No home that fits, whatever the days."""
    besoin = menage.exigences
    offerts: list[LogementOffert] = [
        lo
        for lo in instance.logements
        if not lo.definitif or menage.definitif_voulu or menage.un_seul
    ]
    if not offerts:
        return Remarque("aucun_tiroir")
    grands = [lo for lo in offerts if lo.chambres >= besoin.chambres]
    if not grands:
        return Remarque("famille_trop_grande", {"chambres": besoin.chambres})
    plats = [lo for lo in grands if lo.plain_pied or not besoin.plain_pied]
    if not plats:
        return Remarque("aucun_plain_pied")
    if besoin.animaux and not any(lo.animaux for lo in plats):
        return Remarque("animaux_refuses")
    return None
