"""A visit from the day it is foreseen to the day it is held; put right, moved, cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import Canal
from app.domain.prises_en_main import EtatPointMontre, EtatPriseEnMain, MomentPriseEnMain
from app.domain.prises_en_main_liste import PRESENCE
from app.services.champs import valider
from app.services.chargement import charger, facultatif
from app.services.prises_en_main import dans
from app.services.prises_en_main.commandes import (
    AnnulerPrise,
    DeplacerPrise,
    PointTenu,
    PrevoirPrise,
    TenirPrise,
)
from db.models import (
    Intervenant,
    Menage,
    Personne,
    PointPriseEnMain,
    PriseEnMain,
    Tache,
    Visite,
    VisiteMotif,
)
from db.uow import Transaction, UnitOfWork

_MOTIF = "prise_en_main"  # of the contact the visit is, in the catalogue of reasons


def prevoir(cmd: PrevoirPrise, uow: UnitOfWork) -> Changes:
    """The foreseen visit, with its task.

    Raises `EntreeInvalide("prise.passee")`, `RegleMetier("prise.deja_prevue")` when the same one
    is already to come.
    """
    with uow.ecriture("prise_en_main.prevoir") as tx:
        menage = charger(tx.session, Menage, cmd.menage_id)
        if menage.fusionne_dans_id is not None:
            raise RegleMetier("menage.fusionne", menage=menage.nom)
        if cmd.par_id is not None:
            charger(tx.session, Intervenant, cmd.par_id)
        _verifier_a_venir(cmd.prevue_le, tx.clock.today())
        deja = tx.session.scalar(
            select(PriseEnMain.prevue_le).where(
                PriseEnMain.menage_id == cmd.menage_id,
                PriseEnMain.moment == cmd.moment,
                PriseEnMain.etat == EtatPriseEnMain.PREVUE,
            )
        )
        if deja is not None and cmd.moment is not MomentPriseEnMain.AUTRE:
            raise RegleMetier("prise.deja_prevue", jour=deja)
        ligne = dans.prevoir(tx, cmd.menage_id, cmd.moment, cmd.prevue_le, par_id=cmd.par_id)
        tx.commit()
    return _changes(tx, ligne)


def deplacer(cmd: DeplacerPrise, uow: UnitOfWork) -> Changes:
    """The visit on another day; raises as `prevoir`, and `RegleMetier` once it is over."""
    with uow.ecriture("prise_en_main.deplacer") as tx:
        ligne = _a_venir(tx, cmd.prise_id)
        _verifier_a_venir(cmd.prevue_le, tx.clock.today())
        if cmd.prevue_le == ligne.prevue_le:
            return Changes.of(principal=ligne.id)
        dans.deplacer(tx, ligne, cmd.prevue_le)
        tx.commit()
    return _changes(tx, ligne)


def annuler(cmd: AnnulerPrise, uow: UnitOfWork) -> Changes:
    """The visit cancelled, its task gone; kept, so that none is foreseen again by itself.

    Raises `RegleMetier` ("prise.deja_faite", "prise.deja_annulee").
    """
    with uow.ecriture("prise_en_main.annuler") as tx:
        ligne = _a_venir(tx, cmd.prise_id)
        dans.noter_etape(tx, ligne, prevue=None, avant=ligne.prevue_le)
        dans.retirer_tache(tx, ligne)
        ligne.etat = EtatPriseEnMain.ANNULEE
        tx.commit()
    return _changes(tx, ligne)


def tenir(cmd: TenirPrise, uow: UnitOfWork) -> Changes:
    """The visit as it was held: its points, its task and milestone done, a contact at home noted.

    The same command puts right a visit already held. Raises `EntreeInvalide` ("prise.futur",
    "prise.rien_montre", "prise.point_inconnu"), `RegleMetier` ("prise.deja_annulee",
    "general.introuvable" for somebody who is not of the household).
    """
    champs = valider(PriseEnMain, {"remarque": cmd.remarque}, frozenset({"remarque"}))
    with uow.ecriture("prise_en_main.tenir") as tx:
        ligne = charger(tx.session, PriseEnMain, cmd.prise_id)
        if ligne.etat is EtatPriseEnMain.ANNULEE:
            raise RegleMetier("prise.deja_annulee")
        _verifier(tx, ligne, cmd)
        avant = ligne.faite_le
        ligne.etat, ligne.faite_le = EtatPriseEnMain.FAITE, cmd.faite_le
        ligne.remarque = champs["remarque"]
        ligne.guide_remis = facultatif(cmd.guide_remis)
        ligne.par_id = cmd.par_id or ligne.par_id or tx.auteur_id
        dans.noter_etape(
            tx,
            ligne,
            prevue=ligne.prevue_le,
            avant=ligne.prevue_le,
            faite=cmd.faite_le,
            faite_avant=avant,
        )
        _faire_tache(tx, ligne, avant)
        _noter_contact(tx, ligne)
        _poser_points(tx, ligne, cmd)
        tx.commit()
    return _changes(tx, ligne)


def _verifier(tx: Transaction, ligne: PriseEnMain, cmd: TenirPrise) -> None:
    if cmd.faite_le > tx.clock.today():
        raise EntreeInvalide("prise.futur", jour=cmd.faite_le)
    if not cmd.points:
        raise EntreeInvalide("prise.rien_montre")
    if cmd.par_id is not None:
        charger(tx.session, Intervenant, cmd.par_id)
    connus = {p.code for p in tx.accompagnement.liste_prise_en_main.points}
    deja = set(
        tx.session.scalars(
            select(PointPriseEnMain.code).where(PointPriseEnMain.prise_id == ligne.id)
        )
    )
    for point in cmd.points:
        if point.code not in connus | deja or point.code == PRESENCE:
            raise EntreeInvalide("prise.point_inconnu", point=point.code)
    personnes = {*cmd.presents, *(p.personne_id for p in cmd.points if p.personne_id)}
    for personne_id in personnes:
        if charger(tx.session, Personne, personne_id).menage_id != ligne.menage_id:
            raise RegleMetier("general.introuvable")


def _faire_tache(tx: Transaction, ligne: PriseEnMain, avant: date | None) -> None:
    tache = tx.session.get(Tache, ligne.tache_id) if ligne.tache_id else None
    if tache is not None and tache.faite_le in (None, avant):
        tache.faite_le = ligne.faite_le


def _noter_contact(tx: Transaction, ligne: PriseEnMain) -> None:
    """The visit is a contact at the household's home, told in its thread."""
    assert ligne.faite_le is not None  # noqa: S101 - just held
    visite = tx.session.get(Visite, ligne.visite_id) if ligne.visite_id else None
    if visite is not None:
        visite.jour = ligne.faite_le
        return
    visite = Visite(
        id=tx.ids.new(),
        menage_id=ligne.menage_id,
        canal=Canal.DOMICILE,
        jour=ligne.faite_le,
        intervenant_id=ligne.par_id,
    )
    tx.session.add(visite)
    tx.session.flush()
    tx.session.add(VisiteMotif(id=tx.ids.new(), visite_id=visite.id, code=_MOTIF))
    ligne.visite_id = visite.id
    tx.session.flush()


def _poser_points(tx: Transaction, ligne: PriseEnMain, cmd: TenirPrise) -> None:
    """Who was there and who was shown what: rows kept, changed, added or taken away."""
    present = EtatPointMontre.MONTRE
    tous: Iterable[PointTenu] = (
        *cmd.points,
        *(PointTenu(PRESENCE, present, personne_id) for personne_id in dict.fromkeys(cmd.presents)),
    )
    voulus = {(p.code, p.personne_id): p for p in tous}
    for deja in tx.session.scalars(
        select(PointPriseEnMain).where(PointPriseEnMain.prise_id == ligne.id)
    ):
        voulu = voulus.pop((deja.code, deja.personne_id), None)
        if voulu is None:
            tx.session.delete(deja)
        else:
            deja.etat, deja.precision = voulu.etat, facultatif(voulu.precision)
    for point in voulus.values():
        tx.session.add(
            PointPriseEnMain(
                id=tx.ids.new(),
                prise_id=ligne.id,
                code=point.code,
                personne_id=point.personne_id,
                etat=point.etat,
                precision=facultatif(point.precision),
            )
        )
    tx.session.flush()


def _a_venir(tx: Transaction, prise_id: UUID) -> PriseEnMain:
    ligne = charger(tx.session, PriseEnMain, prise_id)
    if ligne.etat is EtatPriseEnMain.FAITE:
        raise RegleMetier("prise.deja_faite", jour=ligne.faite_le)
    if ligne.etat is EtatPriseEnMain.ANNULEE:
        raise RegleMetier("prise.deja_annulee")
    return ligne


def _verifier_a_venir(jour: date, aujourdhui: date) -> None:
    if jour < aujourdhui:
        raise EntreeInvalide("prise.passee", jour=jour)


def _changes(tx: Transaction, ligne: PriseEnMain) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        prises_en_main={ligne.id},
        taches={ligne.tache_id} if ligne.tache_id else (),
        visites={ligne.visite_id} if ligne.visite_id else (),
    )
