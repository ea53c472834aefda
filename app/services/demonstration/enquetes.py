"""Questionnaires of the fictitious estate: campaigns before the works and after the return."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import resources
from app.domain.accompagnement import Canal
from app.domain.enquetes.campagnes import MomentCampagne, MotifRefus
from app.domain.enquetes.formulaire import GenreQuestion
from app.domain.enquetes.remplissage import Remplissage
from app.services.demonstration.dessins import parapher
from app.services.demonstration.reponses import Repondeur
from app.services.demonstration.suivi import Acte, Foyer
from app.services.demonstration.tirage import PAS_TRANCHE, CiteTiree
from app.services.enquetes import campagnes, campagnes_menages, pieces, questionnaires, saisies
from app.services.enquetes.prerempli import preremplir
from app.services.enquetes.questionnaires import ChargerQuestionnaire, QuestionnaireOuvert
from db.queries.fiche import lire_fiche
from db.uow import UnitOfWork

AVANT, APRES = "enquete_sociale_avant", "satisfaction_apres"
_ASSEZ = 16  # households surveyed before and after, enough for their answers to be compared
_AVANCE = timedelta(days=100)  # a batch is surveyed that long before its works
_RETOUR = timedelta(days=45)  # one asks how it went that long after the return
_DUREE = timedelta(days=42)  # a campaign lasts
_SIGNATURES = 3


@dataclass(slots=True)
class _Campagne:
    """A campaign of the story: its batch, its form, its households, the tables of answers."""

    moment: MomentCampagne
    titre: str
    tranche_id: UUID
    forme: QuestionnaireOuvert
    foyers: tuple[Foyer, ...]
    ouverture: date
    tirages: dict[str, Any]
    id: UUID | None = None


def preparer(
    cite: CiteTiree, cite_id: UUID, siens: tuple[Foyer, ...], graine: int, uow: UnitOfWork
) -> list[Acte]:
    """Load the shipped forms; what happens in each campaign, by day."""
    hasard = random.Random(graine + 7)
    formes = _charger(uow)
    actes: list[Acte] = []
    for campagne in _campagnes(cite, siens, formes):
        actes += _vivre(campagne, cite, cite_id, hasard, uow)
    return sorted((a for a in actes if a.jour < cite.jour), key=lambda a: a.jour)


def _charger(uow: UnitOfWork) -> dict[str, QuestionnaireOuvert]:
    """The shipped forms, taken into the base as anybody would."""
    formes = {}
    for nom in (AVANT, APRES):
        fichier = resources.chemin("questionnaires", f"{nom}.xlsx")
        charge = questionnaires.charger(ChargerQuestionnaire(fichier), uow)
        if charge.principal is not None:
            formes[nom] = questionnaires.ouvrir(charge.principal, uow)
    return formes


def _campagnes(
    cite: CiteTiree, siens: tuple[Foyer, ...], formes: dict[str, QuestionnaireOuvert]
) -> Iterator[_Campagne]:
    """The first batches are done, before and after; the one whose turn comes is under way."""
    par_tranche: dict[int, list[Foyer]] = {}
    for foyer in siens:
        if foyer.tranche_id is not None:
            par_tranche.setdefault(foyer.tire.tranche, []).append(foyer)
    en_cours = max(
        (n for n in par_tranche if _travaux(cite, n) - _AVANCE < cite.jour - timedelta(days=14)),
        default=1,
    )
    finies = range(1, 1 + -(-_ASSEZ // max((len(f) for f in par_tranche.values()), default=1)))
    voulues = sorted({*finies, en_cours} & par_tranche.keys())
    for n in voulues:
        ouverture = max(cite.debut + timedelta(days=7), _travaux(cite, n) - _AVANCE)
        ses = tuple(par_tranche[n])
        yield _campagne(MomentCampagne.AVANT, n, ses, ouverture, cite, formes[AVANT])
    for n in finies:
        ses = tuple(par_tranche.get(n, ()))
        rentres = [f.tire.retour for f in ses if f.tire.retour is not None]
        if rentres:
            ouverture = min(rentres) + _RETOUR
            yield _campagne(MomentCampagne.APRES, n, ses, ouverture, cite, formes[APRES])


def _travaux(cite: CiteTiree, tranche: int) -> date:
    return cite.debut + timedelta(days=100) + (tranche - 1) * PAS_TRANCHE


def _campagne(
    moment: MomentCampagne,
    tranche: int,
    foyers: tuple[Foyer, ...],
    ouverture: date,
    cite: CiteTiree,
    forme: QuestionnaireOuvert,
) -> _Campagne:
    tirages = cite.donnees["enquetes"][moment.value]
    titre = tirages["titre"].format(tranche=f"tranche {tranche}")
    tranche_id = foyers[0].tranche_id
    assert tranche_id is not None  # noqa: S101 - households without a batch are left out above
    return _Campagne(moment, titre, tranche_id, forme, foyers, ouverture, tirages)


def _vivre(
    c: _Campagne, cite: CiteTiree, cite_id: UUID, hasard: random.Random, uow: UnitOfWork
) -> Iterator[Acte]:
    """Opened, then a few households a week; somebody is out, somebody does not want to."""

    def ouvrir() -> None:
        cmd = campagnes.OuvrirCampagne(
            cite_id, c.forme.identifiant, c.titre, c.moment, tranche_id=c.tranche_id
        )
        c.id = campagnes.ouvrir(cmd, uow).principal

    yield Acte(c.ouverture, ouvrir)
    for rang, foyer in enumerate(c.foyers):
        le = c.ouverture + timedelta(days=7 + rang * _DUREE.days // max(1, len(c.foyers)))
        retour = foyer.tire.retour
        if c.moment is MomentCampagne.AVANT:  # the day the bailleur's file tells
            le = max(c.ouverture + timedelta(days=1), foyer.tire.enquete)
        else:
            if retour is None:
                continue
            le = max(le, retour + _RETOUR)
        sort = hasard.random()
        graine = hasard.random()
        if sort < 0.07:
            yield Acte(le, lambda f=foyer, g=graine: _refuser(c, f, g, uow))  # type: ignore[misc]  # the defaults bind the loop
        elif sort < 0.17:
            yield Acte(le, lambda f=foyer, j=le: _manquer(c, f, j, uow))  # type: ignore[misc]  # the defaults bind the loop
        else:
            signe = rang < _SIGNATURES and c.moment is MomentCampagne.AVANT
            yield Acte(le, lambda f=foyer, g=graine, s=signe: _remplir(c, f, g, s, uow))  # type: ignore[misc]  # the defaults bind the loop
    yield from _fermer(c, cite, uow)


def _fermer(c: _Campagne, cite: CiteTiree, uow: UnitOfWork) -> Iterator[Acte]:
    """A campaign over for long is closed."""
    fin = c.ouverture + _DUREE + timedelta(days=120)

    def clore() -> None:
        if c.id is not None:
            campagnes.clore(campagnes.CloreCampagne(c.id), uow)

    if fin < cite.jour - timedelta(days=30):
        yield Acte(fin, clore)


def _refuser(c: _Campagne, foyer: Foyer, graine: float, uow: UnitOfWork) -> None:
    if c.id is None:
        return
    motif = random.Random(graine).choice((MotifRefus.PAS_INTERESSE, MotifRefus.VIE_PRIVEE))
    campagnes_menages.noter_refus(campagnes_menages.NoterRefus(c.id, foyer.menage_id, motif), uow)


def _manquer(c: _Campagne, foyer: Foyer, jour: date, uow: UnitOfWork) -> None:
    if c.id is None:
        return
    campagnes_menages.noter_absence(
        campagnes_menages.NoterAbsence(c.id, foyer.menage_id, Canal.DOMICILE, jour), uow
    )


def _remplir(c: _Campagne, foyer: Foyer, graine: float, signe: bool, uow: UnitOfWork) -> None:
    """One questionnaire from its first question to its end."""
    hasard = random.Random(graine)
    commencee = saisies.commencer(
        saisies.CommencerEnquete(foyer.menage_id, c.forme.id, c.id), uow
    ).principal
    if commencee is None:
        return
    with uow.lecture() as session:
        fiche = lire_fiche(session, foyer.menage_id, uow.clock.today())
    connues = preremplir(fiche, c.forme) if fiche is not None else {}
    rempli = saisies.remplissage(c.forme, {}, uow.clock.now, connues=connues)
    Repondeur(c.tirages, hasard, uow.clock.today()).remplir(rempli)
    if signe:
        _signer(rempli, commencee, hasard, uow)
    saisies.terminer(saisies.TerminerEnquete(commencee, rempli.reponses(), incomplete=True), uow)


def _signer(rempli: Remplissage, enquete_id: UUID, hasard: random.Random, uow: UnitOfWork) -> None:
    """A squiggle where the form asks for a signature: nobody's."""
    for noeud in rempli.visibles():
        if rempli.question(noeud).genre is GenreQuestion.SIGNATURE:
            repere = rempli.repere(noeud)
            cmd = pieces.JoindreSignature(enquete_id, repere, parapher(hasard))
            rempli.repondre(noeud, pieces.joindre_signature(cmd, uow).nom)
