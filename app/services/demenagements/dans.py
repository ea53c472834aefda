"""Moves inside an open transaction: for the services of moves, and for the adoption of a plan.

With `controle=False` neither the days nor the ledger are checked: whoever changes many moves at
once calls `controler` when all of them are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.demenagements import (
    VIVANTS,
    EtatDemenagement,
    Passage,
    SensDemenagement,
    exiger_vivant,
    verifier_jour,
    verifier_passages,
)
from app.domain.engagements import RaisonReport
from app.domain.menages import StatutMenage
from app.services.chargement import charger, facultatif, obligatoire
from app.services.demenagements import annoncer, sejours
from app.services.demenagements.commandes import DeplacerDemenagement, PrevoirDemenagement
from app.services.demenagements.etapes import prevoir_etape
from app.services.jours_feries import feries
from db.models import Demenagement, Equipe, Intervenant, Logement, Menage, ReportDemenagement
from db.uow import Transaction


@dataclass(slots=True)
class Suites:
    """What a change of moves touched, by noun: `changes` when the transaction is committed."""

    touches: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))

    def noter(self, ligne: Demenagement) -> None:
        """The move itself, its household, its homes, the ledger."""
        self.touches["demenagements"].add(ligne.id)
        self.touches["menages"].add(ligne.menage_id)
        self.touches["logements"] |= {i for i in (ligne.depuis_id, ligne.vers_id) if i}
        self.touches["occupations"].add(ligne.id)

    def ajouter(self, autres: Iterable[tuple[str, UUID]]) -> None:
        """Other rows."""
        for noun, id_ in autres:
            self.touches[noun].add(id_)

    def changes(self, tx: Transaction, principal: UUID | None) -> Changes:
        """For whoever asked."""
        return Changes.of(principal=principal, operation=tx.operation, **self.touches)


def prevoir(
    tx: Transaction, cmd: PrevoirDemenagement, suites: Suites, *, controle: bool = True
) -> Demenagement:
    """The planned move, with its stay in the ledger and the day of its milestone.

    Raises `EntreeInvalide` ("demenagement.passe", "demenagement.week_end", "demenagement.ferie"),
    `RegleMetier("demenagement.proprietaire")`, `RegleMetier` as
    `domain.demenagements.verifier_passages` and `occupations.preparer` do.
    """
    menage = charger(tx.session, Menage, cmd.menage_id)
    charger(tx.session, Logement, cmd.vers_id)
    if controle and menage.statut is StatutMenage.PROPRIETAIRE:
        raise RegleMetier("demenagement.proprietaire", menage=menage.nom)
    motif = facultatif(cmd.motif)
    fin_prevue = cmd.fin_prevue if cmd.sens is SensDemenagement.ALLER else None
    if controle:
        _verifier_jour(tx, cmd.jour, motif)
        _verifier_fin(cmd.jour, fin_prevue)
    ligne = Demenagement(
        id=tx.ids.new(),
        menage_id=cmd.menage_id,
        sens=cmd.sens,
        vers_id=cmd.vers_id,
        jour=cmd.jour,
        creneau=cmd.creneau,
        heure=cmd.heure,
        equipe_id=cmd.equipe_id and charger(tx.session, Equipe, cmd.equipe_id).id,
        pilote_id=cmd.pilote_id and charger(tx.session, Intervenant, cmd.pilote_id).id,
        etat=EtatDemenagement.PREVU,
        etat_le=tx.clock.today(),
        fixe=cmd.fixe,
        plan_id=cmd.plan_id,
        motif=motif,
        version=0,
    )
    tx.session.add(ligne)
    tx.session.flush()
    if controle:
        _verifier_ordre(tx, ligne.menage_id)
    sejours.poser(tx, ligne, fin_prevue, controle=controle)
    suites.ajouter(prevoir_etape(tx, ligne, None))
    suites.noter(ligne)
    tx.session.flush()
    return ligne


def deplacer(
    tx: Transaction, cmd: DeplacerDemenagement, suites: Suites, *, controle: bool = True
) -> Demenagement:
    """The move on its new day: history kept, ledger and milestone follow, household to be told.

    A confirmed move is to be confirmed again. Raises as `prevoir`, and `RegleMetier`
    ("demenagement.deja_fait", "demenagement.deja_annule"), `EntreeInvalide`
    ("saisie.obligatoire") when the reason is "autre" without words.
    """
    ligne = charger(tx.session, Demenagement, cmd.id)
    exiger_vivant(ligne.etat)
    ligne.plan_id = cmd.plan_id or ligne.plan_id
    avant = annoncer.Avant.de(ligne)
    stay = sejours.prevu(tx, ligne)
    prevue = stay.fin_prevue if stay is not None else None
    if avant == _voulu(cmd, avant) and cmd.fin_prevue in (None, prevue):
        return ligne
    explication = _explication(cmd.raison, cmd.explication)
    motif = facultatif(cmd.motif)
    fin_prevue = _fin(cmd, avant.jour, prevue)
    if controle:
        _verifier_jour(tx, cmd.jour, motif)
        _verifier_fin(cmd.jour, fin_prevue)
    suites.noter(ligne)
    sejours.reprendre(tx, ligne)
    ligne.jour, ligne.creneau, ligne.heure = cmd.jour, cmd.creneau, cmd.heure
    ligne.vers_id = cmd.vers_id or ligne.vers_id
    ligne.motif = motif or (ligne.motif if avant.jour == cmd.jour else None)
    _changer(tx, ligne, avant, cmd.raison, explication)
    if controle:
        _verifier_ordre(tx, ligne.menage_id)
    sejours.poser(tx, ligne, fin_prevue, controle=controle)
    _suivre(tx, ligne, avant.vers_id, suites)
    suites.ajouter(prevoir_etape(tx, ligne, avant.jour))
    suites.ajouter(annoncer.changement(tx, ligne, avant, cmd.raison, explication))
    suites.noter(ligne)
    tx.session.flush()
    return ligne


def annuler(tx: Transaction, demenagement_id: UUID, motif: str, suites: Suites) -> Demenagement:
    """The move cancelled, kept in the history; what it foresaw is taken back, and the household
    is to be told when it had been given the day.

    Raises `EntreeInvalide("saisie.obligatoire")` without a reason; as `deplacer` when it is over.
    """
    ligne = charger(tx.session, Demenagement, demenagement_id)
    exiger_vivant(ligne.etat)
    dit = obligatoire(motif, _("la raison de l’annulation"))
    avant = annoncer.Avant.de(ligne)
    sejours.reprendre(tx, ligne)
    ligne.etat, ligne.etat_le, ligne.motif = EtatDemenagement.ANNULE, tx.clock.today(), dit
    ligne.version += 1
    suites.ajouter(prevoir_etape(tx, ligne, avant.jour))
    suites.ajouter(annoncer.annulation(tx, ligne, avant, dit))
    suites.noter(ligne)
    tx.session.flush()
    return ligne


def controler(tx: Transaction, menages: Iterable[UUID]) -> None:
    """Raise as `prevoir` for the moves of these households, once all are written."""
    for menage_id in dict.fromkeys(menages):
        _verifier_ordre(tx, menage_id)
        for ligne in tx.session.scalars(
            select(Demenagement).where(
                Demenagement.menage_id == menage_id, Demenagement.etat.in_(VIVANTS)
            )
        ):
            sejours.verifier(tx, ligne)


def _suivre(tx: Transaction, ligne: Demenagement, avant: UUID, suites: Suites) -> None:
    """The household's later moves leave from the home it now goes to."""
    if ligne.vers_id == avant:
        return
    for suivant in tx.session.scalars(
        select(Demenagement).where(
            Demenagement.menage_id == ligne.menage_id,
            Demenagement.etat.in_(VIVANTS),
            Demenagement.depuis_id == avant,
            Demenagement.jour > ligne.jour,
        )
    ):
        suivant.depuis_id = ligne.vers_id
        suivant.version += 1
        suites.noter(suivant)


def _changer(
    tx: Transaction,
    ligne: Demenagement,
    avant: annoncer.Avant,
    raison: RaisonReport,
    explication: str | None,
) -> None:
    ligne.version += 1
    if ligne.etat is EtatDemenagement.CONFIRME:
        ligne.etat, ligne.etat_le = EtatDemenagement.PREVU, tx.clock.today()
    if ligne.jour != avant.jour:
        tx.session.add(
            ReportDemenagement(
                id=tx.ids.new(),
                demenagement_id=ligne.id,
                le=tx.clock.today(),
                jour_avant=avant.jour,
                jour_apres=ligne.jour,
                raison=raison,
                explication=explication,
            )
        )
    tx.session.flush()


def _voulu(cmd: DeplacerDemenagement, avant: annoncer.Avant) -> annoncer.Avant:
    """What the household would be told, were the move as asked."""
    vers = cmd.vers_id or avant.vers_id
    return annoncer.Avant(cmd.jour, cmd.creneau, cmd.heure, vers, avant.confirme)


def _fin(cmd: DeplacerDemenagement, avant: date, prevue: date | None) -> date | None:
    """When it should leave again: as asked, as before, or after as long when that is too early."""
    if cmd.fin_prevue is not None or prevue is None or prevue > cmd.jour:
        return cmd.fin_prevue or prevue
    return prevue + (cmd.jour - avant)


def _explication(raison: RaisonReport, texte: str) -> str | None:
    if raison is RaisonReport.AUTRE:
        return obligatoire(texte, _("la raison du report"))
    return facultatif(texte)


def _verifier_jour(tx: Transaction, jour: date, motif: str | None) -> None:
    if jour < tx.clock.today():
        raise EntreeInvalide("demenagement.passe", jour=jour)
    verifier_jour(jour, feries([jour.year]), motif)


def _verifier_fin(jour: date, fin_prevue: date | None) -> None:
    if fin_prevue is not None and fin_prevue <= jour:
        raise RegleMetier("demenagement.retour_avant", retour=fin_prevue, depart=jour)


def _verifier_ordre(tx: Transaction, menage_id: UUID) -> None:
    tx.session.flush()
    lignes = tx.session.execute(
        select(Demenagement.id, Demenagement.sens, Demenagement.jour, Demenagement.vers_id).where(
            Demenagement.menage_id == menage_id,
            Demenagement.etat != EtatDemenagement.ANNULE,
        )
    ).all()
    tiroirs = {vers for _id, sens, _jour, vers in lignes if sens is SensDemenagement.ALLER}
    verifier_passages(
        (Passage(id_, sens, jour) for id_, sens, jour, _vers in lignes),
        dehors=sejours.dehors(tx, menage_id, tiroirs),
    )
