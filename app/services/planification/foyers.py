"""Households to place: what each needs, what it was told, what is pinned or foreseen for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from app.domain.besoins_relogement import Occupant, chambres_necessaires
from app.domain.demenagements import EtatDemenagement, SensDemenagement
from app.domain.logements import NatureOccupation
from app.domain.menages import Lien, StatutMenage, Suivi, age_le
from app.domain.parcours_modele import GenreParcours
from app.domain.planification.instance import (
    Ecarte,
    Exigences,
    MenageAPlacer,
    Periode,
    Placement,
    Travaux,
)
from app.domain.planification.jours import jours_ouvres_apres
from app.domain.planification.mots import Solution
from app.domain.relogements import Trajectoire
from app.domain.trajectoires import deduire, definitif_voulu
from app.services.planification.dossier import (
    Dossier,
    Situation,
    adresse,
    lieu,
    prevu,
    situation,
    tranche_de,
    vivants,
)
from db.queries.planification_lignes import LigneLigne, MenageLigne

ALLER, RETOUR, DEFINITIF = (
    SensDemenagement.ALLER,
    SensDemenagement.RETOUR,
    SensDemenagement.DEFINITIF,
)


def trier(
    d: Dossier, travaux: Mapping[UUID, Travaux]
) -> tuple[list[tuple[MenageLigne, Situation]], list[Ecarte]]:
    """Those to place, and those left out with the reason; who has nothing to wait for is neither.

    By name, so that a list reads well and the same record gives the same instance.
    """
    retenus, ecartes = [], []
    for menage in sorted(d.releve.menages, key=lambda m: (m.nom, str(m.id))):
        if menage.fusionne or menage.suivi is Suivi.CLOS:
            continue
        etat = situation(d, menage.id)
        if etat.installe or etat.origine is None:
            continue
        if tranche_de(d, etat.origine.logement_id) is None:
            continue
        motif = _motif(d, menage, etat, travaux)
        if motif:
            ecartes.append(Ecarte(menage.id, menage.nom, motif))
        else:
            retenus.append((menage, etat))
    return retenus, ecartes


def _motif(
    d: Dossier, menage: MenageLigne, etat: Situation, travaux: Mapping[UUID, Travaux]
) -> str:
    """Why a household of a batch is left out, "" when it is to be placed."""
    assert etat.origine is not None  # noqa: S101 - those without a home were left out before
    tranche = tranche_de(d, etat.origine.logement_id)
    if menage.statut is StatutMenage.PROPRIETAIRE:
        return "proprietaire"
    if _trajectoire(d, menage.id) is Trajectoire.AILLEURS:
        return "ailleurs"
    if tranche is None or tranche.debut is None or tranche.fin is None:
        return "sans_dates"
    if tranche.id not in travaux:
        return "dates_inversees"
    return "" if etat.tiroir is not None else _reste(d, menage.id, tranche.fin)


def _reste(d: Dossier, menage_id: UUID, fin: date) -> str:
    """Why a household still at home stays there, "" when it is to leave."""
    if fin < d.jour:
        return "travaux_finis"
    genre = d.genres.get(d.releve.modeles.get(menage_id, ""))
    if genre is GenreParcours.RELOGEMENT or genre is None or vivants(d, menage_id):
        return ""
    return "travaux_occupe" if genre is GenreParcours.OCCUPE else "arrivee"


def _trajectoire(d: Dossier, menage_id: UUID) -> Trajectoire:
    decidee, souhait = d.releve.trajectoires.get(menage_id), d.releve.souhaits.get(menage_id)
    return deduire(decidee, souhait)[0]


def menages(
    d: Dossier, retenus: Iterable[tuple[MenageLigne, Situation]], travaux: Mapping[UUID, Travaux]
) -> list[MenageAPlacer]:
    """The households to place, in the order given."""
    choisis = list(retenus)
    groupes = _groupes(d, [m.id for m, _etat in choisis])
    promis = {(p.menage_id, p.etape_code): p.pour_le for p in d.releve.promesses}
    evites: dict[UUID, list[Periode]] = {}
    for i in d.releve.indisponibilites:
        if i.menage_id is not None:
            evites.setdefault(i.menage_id, []).append(Periode(i.du, i.au))
    return [
        _menage(d, menage, etat, travaux, groupes, promis, tuple(evites.get(menage.id, ())))
        for menage, etat in choisis
    ]


def _menage(
    d: Dossier,
    menage: MenageLigne,
    etat: Situation,
    travaux: Mapping[UUID, Travaux],
    groupes: Mapping[UUID, int],
    promis: Mapping[tuple[UUID, str], date],
    evite: tuple[Periode, ...],
) -> MenageAPlacer:
    assert etat.origine is not None  # noqa: S101 - those without a home were left out before
    logement = d.logements[etat.origine.logement_id]
    tranche = travaux[logement.tranche_id]  # type: ignore[index]  # they are in a batch with days
    besoins = d.besoins.get(menage.id)
    tiroir = etat.tiroir
    return MenageAPlacer(
        id=menage.id,
        nom=menage.nom,
        adresse=adresse(logement),
        tranche_id=tranche.id,
        exigences=exigences(d, menage),
        lieu=lieu(logement),
        personnes=max(1, len(d.personnes.get(menage.id, ())), menage.nb_occupants or 0),
        enquete=menage.id in d.releve.enquetes,
        apres_le=besoins.apres_le if besoins else None,
        evite=evite,
        groupe=groupes.get(menage.id),
        definitif_voulu=definitif_voulu(_trajectoire(d, menage.id)),
        un_seul=besoins.un_seul if besoins else False,
        tiroir_id=tiroir.logement_id if tiroir else None,
        parti_le=tiroir.debut if tiroir else None,
        promis_depart=None if tiroir else promis.get((menage.id, "demenagement_aller")),
        promis_retour=promis.get((menage.id, "demenagement_retour")),
        actuel=_actuel(d, menage.id, tiroir.logement_id if tiroir else None),
        impose=_impose(d, menage.id, tiroir.logement_id if tiroir else None, tranche),
    )


def exigences(d: Dossier, menage: MenageLigne) -> Exigences:
    """What it needs of a home: as the team typed it, else as told during visits, else deduced."""
    besoins = d.besoins.get(menage.id)
    dits = d.releve.exprimes
    foyer = [
        Occupant(p.lien, age_le(p.naissance, p.age, p.age_le, d.jour))
        for p in d.personnes.get(menage.id, ())
    ]
    # Files of landlords often name the titulaire only and count the others.
    manquent = (menage.nb_occupants or 0) - len(foyer)
    tous = [*foyer, *(Occupant(Lien.ENFANT) for _ in range(manquent))]

    def besoin(champ: str, code: str) -> bool:
        note: bool | None = getattr(besoins, champ) if besoins else None
        return (menage.id, code) in dits if note is None else note

    ecole = besoins.scolarises if besoins else None
    return Exigences(
        chambres=(besoins.chambres if besoins else None) or chambres_necessaires(tous),
        plain_pied=besoin("plain_pied", "plain_pied"),
        animaux=bool(besoins and besoins.animaux),
        appareil=besoin("appareil", "alimentation_continue"),
        jardin=besoin("jardin", "jardin"),
        garage=besoin("garage", "stationnement"),
        ecole=any(o.scolarise for o in foyer) if ecole is None else ecole,
    )


def _actuel(d: Dossier, menage_id: UUID, tiroir_id: UUID | None) -> Placement | None:
    """What is foreseen for it so far: its moves, else its planned stay, else its adopted line."""
    prevus = vivants(d, menage_id)
    if prevus:
        return _des_demenagements(d, menage_id, tiroir_id)
    for sejour in d.sejours_menage.get(menage_id, ()):
        if prevu(sejour, d.jour) and tiroir_id is None:
            if sejour.nature is NatureOccupation.TIROIR:
                return Placement(
                    Solution.TIROIR, sejour.logement_id, sejour.debut, sejour.fin_prevue
                )
            if sejour.nature is NatureOccupation.DEFINITIF:
                return Placement(Solution.DEFINITIF, sejour.logement_id, sejour.debut)
    ligne = d.adoptees.get(menage_id)
    if ligne is None or ligne.logement_id is None or d.demenagements.get(menage_id):
        return None
    return de_la_ligne(ligne, tiroir_id)


def _impose(
    d: Dossier, menage_id: UUID, tiroir_id: UUID | None, travaux: Travaux
) -> Placement | None:
    """What must not change: its pinned line, else its moves when one is pinned or confirmed."""
    ligne = d.fixees.get(menage_id)
    if ligne is not None:
        return de_la_ligne(ligne, tiroir_id)
    surs = [m for m in vivants(d, menage_id) if m.fixe or m.etat is EtatDemenagement.CONFIRME]
    if not surs:
        return None
    place = _des_demenagements(d, menage_id, tiroir_id)
    if place is None:
        return None
    retour = place.retour
    if place.solution is Solution.TIROIR and retour is None:
        # Only the departure was fixed: it comes back the first day it can.
        apres = max(travaux.fin, place.depart or travaux.fin)
        retour = jours_ouvres_apres(apres, 1, d.regles)
    return Placement(place.solution, place.logement_id, place.depart, retour, fixe=True)


def _des_demenagements(d: Dossier, menage_id: UUID, tiroir_id: UUID | None) -> Placement | None:
    """Its moves to come as one line of a plan."""
    retours = vivants(d, menage_id, RETOUR)
    retour = retours[-1].jour if retours else None
    if tiroir_id is not None:
        return Placement(Solution.RETOUR, tiroir_id, None, retour) if retour else None
    for aller in vivants(d, menage_id, ALLER, DEFINITIF):
        if aller.sens is DEFINITIF:
            return Placement(Solution.DEFINITIF, aller.vers_id, aller.jour)
        return Placement(
            Solution.TIROIR,
            aller.vers_id,
            aller.jour,
            retour or fin_prevue(d, menage_id, aller.vers_id),
        )
    return None


def fin_prevue(d: Dossier, menage_id: UUID, logement_id: UUID) -> date | None:
    """When a planned stay in that home is to end."""
    fins = [
        s.fin_prevue
        for s in d.sejours_menage.get(menage_id, ())
        if s.logement_id == logement_id and prevu(s, d.jour)
    ]
    return fins[-1] if fins else None


def de_la_ligne(ligne: LigneLigne, tiroir_id: UUID | None) -> Placement | None:
    """A line of a plan, as it holds now: who left since then only has to come back."""
    solution = ligne.solution
    if solution is Solution.RETOUR and tiroir_id is None:
        return None
    if tiroir_id is not None and solution in (Solution.TIROIR, Solution.RETOUR):
        return Placement(
            Solution.RETOUR, tiroir_id, None, ligne.retour, ligne.fixe, ligne.motif or ""
        )
    return Placement(
        solution, ligne.logement_id, ligne.depart, ligne.retour, ligne.fixe, ligne.motif or ""
    )


def _groupes(d: Dossier, ids: Iterable[UUID]) -> dict[UUID, int]:
    """Households to keep together, numbered: those linked, and those linked to them."""
    places = list(ids)
    chef = {id_: id_ for id_ in places}

    def tete(id_: UUID) -> UUID:
        while chef[id_] != id_:
            id_ = chef[id_]
        return id_

    for un, autre in d.releve.liens:
        if un in chef and autre in chef:
            chef[tete(autre)] = tete(un)
    membres: dict[UUID, list[UUID]] = {}
    for id_ in places:
        membres.setdefault(tete(id_), []).append(id_)
    liens = [m for m in membres.values() if len(m) > 1]
    return {id_: rang for rang, groupe in enumerate(liens, start=1) for id_ in groupe}
