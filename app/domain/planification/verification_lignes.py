"""Rules that a line of a plan breaks by itself, whatever the other households do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.planification.instance import Instance, LogementOffert, MenageAPlacer, Placement
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose
from app.domain.planification.violations import Regle, Violation

_VENDREDI = 5


@dataclass(frozen=True, slots=True)
class Ligne:
    """A household, its placement, and the home it names (None: none, or unknown)."""

    instance: Instance
    plan: PlanPropose
    menage: MenageAPlacer
    placement: Placement
    logement: LogementOffert | None

    def dit(self, code: Regle, **params: object) -> Violation:
        """That rule, broken for this household."""
        return Violation(code, self.menage.id, params)

    @property
    def jours(self) -> tuple[date, ...]:
        """The days it moves."""
        return tuple(j for j in (self.placement.depart, self.placement.retour) if j is not None)


def verifier_ligne(ligne: Ligne) -> Iterator[Violation]:
    """Every rule this line breaks by itself."""
    menage, placement = ligne.menage, ligne.placement
    if menage.impose is not None and not meme_placement(menage.impose, placement):
        fixe = menage.impose
        yield ligne.dit(
            Regle.FIXE_DEPLACE,
            solution=fixe.solution,
            logement=fixe.logement_id,
            depart=fixe.depart,
            retour=fixe.retour,
        )
    if not _coherente(placement):
        yield ligne.dit(Regle.INCOHERENT, solution=placement.solution)
        return
    if placement.solution is Solution.HORS_PLAN and menage.impose is None:
        yield ligne.dit(Regle.HORS_PLAN)
    if placement.solution in (Solution.AUCUNE, Solution.HORS_PLAN):
        return
    yield from _situation(ligne)
    yield from _logement(ligne)
    yield from _travaux(ligne)
    for jour in ligne.jours:
        yield from _jour(ligne, jour)


def meme_placement(un: Placement, autre: Placement) -> bool:
    """Whether they say the same solution, home and days (not the same reason)."""
    return (un.solution, un.logement_id, un.depart, un.retour) == (
        autre.solution,
        autre.logement_id,
        autre.depart,
        autre.retour,
    )


def _coherente(p: Placement) -> bool:
    """Whether a solution has its home and its days, and no other."""
    dits = (p.logement_id is not None, p.depart is not None, p.retour is not None)
    attendus = {
        Solution.TIROIR: (True, True, True),
        Solution.DEFINITIF: (True, True, False),
        Solution.RETOUR: (True, False, True),
    }.get(p.solution, (False, False, False))
    dans_l_ordre = p.depart is None or p.retour is None or p.depart < p.retour
    return dits == attendus and dans_l_ordre


def _situation(ligne: Ligne) -> Iterator[Violation]:
    """What the household is, against what is planned for it."""
    menage, placement = ligne.menage, ligne.placement
    retour = placement.solution is Solution.RETOUR
    if retour and not menage.absent:
        yield ligne.dit(Regle.PAS_ABSENT)
    if menage.absent and not retour:
        yield ligne.dit(Regle.DEJA_PARTI, logement=menage.tiroir_id)
    # An absent household comes back even when nobody ever surveyed it.
    if not menage.enquete and menage.impose is None and not menage.absent:
        yield ligne.dit(Regle.SANS_ENQUETE)
    if placement.solution is Solution.DEFINITIF and not (menage.definitif_voulu or menage.un_seul):
        yield ligne.dit(Regle.DEFINITIF_NON_VOULU, logement=placement.logement_id)


def _logement(ligne: Ligne) -> Iterator[Violation]:
    """The home, against the solution and what the household needs."""
    menage, placement, logement = ligne.menage, ligne.placement, ligne.logement
    if placement.solution is Solution.RETOUR:
        if menage.absent and placement.logement_id != menage.tiroir_id:
            yield ligne.dit(
                Regle.PAS_SON_LOGEMENT, logement=placement.logement_id, tiroir=menage.tiroir_id
            )
        elif logement is not None:
            yield from _disponible(ligne, logement)
        return
    if logement is None:
        yield ligne.dit(Regle.LOGEMENT_INCONNU, logement=placement.logement_id)
        return
    if logement.definitif and placement.solution is Solution.TIROIR:
        yield ligne.dit(Regle.LOGEMENT_DEFINITIF, logement=logement.id)
    if not logement.definitif and placement.solution is Solution.DEFINITIF:
        yield ligne.dit(Regle.LOGEMENT_TEMPORAIRE, logement=logement.id)
    yield from _besoins(ligne, logement)
    yield from _disponible(ligne, logement)


def _besoins(ligne: Ligne, logement: LogementOffert) -> Iterator[Violation]:
    """What is never given up: bedrooms, step-free, pets."""
    besoins = ligne.menage.exigences
    if logement.chambres < besoins.chambres:
        yield ligne.dit(
            Regle.TROP_PETIT,
            logement=logement.id,
            chambres=logement.chambres,
            besoin=besoins.chambres,
        )
    if besoins.plain_pied and not logement.plain_pied:
        yield ligne.dit(Regle.PAS_PLAIN_PIED, logement=logement.id)
    if besoins.animaux and not logement.animaux:
        yield ligne.dit(Regle.ANIMAUX_REFUSES, logement=logement.id)


def _disponible(ligne: Ligne, logement: LogementOffert) -> Iterator[Violation]:
    """The home is there on every day of the stay, its last one included.

    Who lives there already may be there before it was said to be: only leaving in time counts.
    """
    disponible = logement.disponible
    if ligne.placement.solution is Solution.RETOUR:
        disponible = replace(disponible, du=None)
    if all(disponible.contient(jour) for jour in ligne.jours):
        return
    yield ligne.dit(
        Regle.LOGEMENT_INDISPONIBLE,
        logement=logement.id,
        du=logement.disponible.du,
        au=logement.disponible.au,
        depart=ligne.placement.depart,
        retour=ligne.placement.retour,
    )


def _travaux(ligne: Ligne) -> Iterator[Violation]:
    """Gone before the works, not too long before; back after them, not too long after.

    A household already away whose works ended long ago is late whatever is done: it has as long
    counted from the first day anybody may move.
    """
    menage, placement, regles = ligne.menage, ligne.placement, ligne.instance.regles
    if menage.tranche_id not in ligne.instance.travaux:
        yield ligne.dit(Regle.TRANCHE_INCONNUE, tranche=menage.tranche_id)
        return
    travaux = ligne.plan.travaux(ligne.instance, menage.tranche_id)
    depart, retour = placement.depart, placement.retour
    if depart is not None and depart >= travaux.debut:
        yield ligne.dit(Regle.DEPART_TARDIF, jour=depart, debut=travaux.debut)
    if depart is not None and depart < travaux.debut - timedelta(days=regles.avance):
        yield ligne.dit(
            Regle.DEPART_PRECOCE, jour=depart, debut=travaux.debut, avance=regles.avance
        )
    if retour is None:
        return
    fin = max(travaux.fin, regles.au_plus_tot) if menage.absent else travaux.fin
    if retour <= travaux.fin:
        yield ligne.dit(Regle.RETOUR_PRECOCE, jour=retour, fin=travaux.fin)
    if retour > fin + timedelta(days=regles.retour):
        yield ligne.dit(Regle.RETOUR_TARDIF, jour=retour, fin=travaux.fin, delai=regles.retour)


def _jour(ligne: Ligne, jour: date) -> Iterator[Violation]:
    """A day the household moves, against the calendar and its own."""
    menage, regles = ligne.menage, ligne.instance.regles
    if not regles.ouvre(jour):
        yield ligne.dit(Regle.JOUR_CHOME, jour=jour)
    if jour < regles.au_plus_tot and not _deja_dit(ligne, jour):
        yield ligne.dit(Regle.PREAVIS, jour=jour, au_plus_tot=regles.au_plus_tot)
    if menage.apres_le is not None and jour < menage.apres_le:
        yield ligne.dit(Regle.AVANT_LE, jour=jour, apres_le=menage.apres_le)
    for periode in menage.evite:
        if periode.contient(jour):
            yield ligne.dit(Regle.JOUR_EVITE, jour=jour, du=periode.du, au=periode.au)
            break
    if menage.exigences.appareil and jour.isoweekday() == _VENDREDI:
        yield ligne.dit(Regle.VENDREDI, jour=jour)


def _deja_dit(ligne: Ligne, jour: date) -> bool:
    """Whether that day was pinned, or is the one of the plan adopted so far, for the same move."""
    retour = jour == ligne.placement.retour
    return any(
        connu is not None and jour == (connu.retour if retour else connu.depart)
        for connu in (ligne.menage.impose, ligne.menage.actuel)
    )
