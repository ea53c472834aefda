"""The milestones of a household's journey: foreseen on a day, done on another, or set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import CodeEtape
from app.domain.parcours import Desordre, FaitEtape, desordres
from app.domain.parcours_modele import GenreElement
from app.services.champs import poser, valider
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from app.services.parcours import mots
from app.services.parcours.lecture import modele_du_menage
from app.services.prises_en_main.dans import suivre_retour
from db.models import Etape
from db.queries import parcours as requetes
from db.uow import Transaction, UnitOfWork


@dataclass(frozen=True, slots=True)
class NoterEtape:
    """The days of one milestone, as they are known now; None takes a day away.

    `malgre_ordre` keeps days that are out of order, `motif` says why.
    """

    menage_id: UUID
    code: str
    prevue_le: date | None = None
    faite_le: date | None = None
    malgre_ordre: bool = False
    motif: str = ""


@dataclass(frozen=True, slots=True)
class RetirerEtape:
    """What was noted of the milestone was a mistake."""

    etape_id: UUID


@dataclass(frozen=True, slots=True)
class EcarterEtape:
    """The milestone does not concern this household, for a reason."""

    menage_id: UUID
    code: str
    motif: str


@dataclass(frozen=True, slots=True)
class ReprendreEtape:
    """The milestone set aside concerns this household after all."""

    menage_id: UUID
    code: str


def noter(cmd: NoterEtape, uow: UnitOfWork) -> Changes:
    """The milestone with these days, one row per household and code; it is no longer set aside.

    Raises `EntreeInvalide`: "etape.sans_date", "etape.futur" (done on a day still to come),
    "etape.inconnue"; `RegleMetier("etape.desordre")` when the days contradict the order of the
    journey, unless `malgre_ordre`.
    """
    if cmd.prevue_le is None and cmd.faite_le is None:
        raise EntreeInvalide("etape.sans_date")
    with uow.ecriture("etape.noter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        if cmd.faite_le is not None and cmd.faite_le > tx.clock.today():
            raise EntreeInvalide("etape.futur", jour=cmd.faite_le)
        ligne = _ligne(tx, cmd.menage_id, cmd.code)
        jours = {"prevue_le": cmd.prevue_le, "faite_le": cmd.faite_le}
        hors_ordre = _desordre(tx, cmd)
        if hors_ordre is not None and not cmd.malgre_ordre:
            raise _dire(hors_ordre, tx)
        motif = _motif(cmd.motif) if hors_ordre is not None else None
        if hors_ordre is not None and motif is None and ligne is not None:
            motif = ligne.motif if ligne.ecartee_le is None else None
        ligne = ligne or _nouvelle(tx, cmd.menage_id, cmd.code)
        avant = ligne.faite_le
        if not poser(ligne, {**jours, "ecartee_le": None, "motif": motif}):
            return Changes.of(principal=ligne.id)
        _suivre(tx, ligne, cmd.faite_le, avant)
        tx.commit()
    return _changes(tx, ligne)


def ecarter(cmd: EcarterEtape, uow: UnitOfWork) -> Changes:
    """The milestone set aside since today.

    Raises `EntreeInvalide` ("etape.ecart_motif", "etape.inconnue"), and
    `RegleMetier("etape.deja_faite")` for one that took place.
    """
    motif = _motif(cmd.motif)
    if motif is None:
        raise EntreeInvalide("etape.ecart_motif")
    with uow.ecriture("etape.ecarter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        ligne = _ligne(tx, cmd.menage_id, cmd.code) or _nouvelle(tx, cmd.menage_id, cmd.code)
        if ligne.faite_le is not None:
            raise RegleMetier("etape.deja_faite", etape=_nom(tx, cmd.code), jour=ligne.faite_le)
        depuis = ligne.ecartee_le or tx.clock.today()
        if not poser(ligne, {"ecartee_le": depuis, "motif": motif}):
            return Changes.of(principal=ligne.id)
        tx.commit()
    return _changes(tx, ligne)


def reprendre(cmd: ReprendreEtape, uow: UnitOfWork) -> Changes:
    """The milestone as the journey has it; raises `RegleMetier("general.introuvable")`."""
    with uow.ecriture("etape.reprendre") as tx:
        ligne = _ligne(tx, cmd.menage_id, cmd.code)
        if ligne is None or ligne.ecartee_le is None:
            raise RegleMetier("general.introuvable")
        if ligne.prevue_le is None:
            tx.session.delete(ligne)  # nothing else was known of it
        else:
            poser(ligne, {"ecartee_le": None, "motif": None})
        tx.commit()
    return _changes(tx, ligne)


def retirer(cmd: RetirerEtape, uow: UnitOfWork) -> Changes:
    """The household without what was noted of that milestone; the history keeps it."""
    with uow.ecriture("etape.retirer") as tx:
        ligne = charger(tx.session, Etape, cmd.etape_id)
        _suivre(tx, ligne, None, ligne.faite_le)
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne)


def _ligne(tx: Transaction, menage_id: UUID, code: str) -> Etape | None:
    return tx.session.scalar(select(Etape).where(Etape.menage_id == menage_id, Etape.code == code))


def _nouvelle(tx: Transaction, menage_id: UUID, code: str) -> Etape:
    """A row for a milestone of the catalogue; any other code is a typing error."""
    connue = tx.accompagnement.parcours.element(GenreElement.ETAPE, code)
    if connue is None and code not in frozenset(CodeEtape):
        raise EntreeInvalide("etape.inconnue", etape=code)
    ligne = Etape(id=tx.ids.new(), menage_id=menage_id, code=str(code))
    tx.session.add(ligne)
    return ligne


def _suivre(tx: Transaction, ligne: Etape, faite: date | None, avant: date | None) -> None:
    """A return brings the visits where the home is taken in hand; its day moves them."""
    if ligne.code == CodeEtape.DEMENAGEMENT_RETOUR:
        suivre_retour(tx, ligne.menage_id, faite, avant=avant)


def _motif(texte: str) -> str | None:
    lu: str | None = valider(Etape, {"motif": texte}, frozenset({"motif"}))["motif"]
    return lu


def _desordre(tx: Transaction, cmd: NoterEtape) -> Desordre | None:
    """The first pair, with that milestone in it, whose days contradict the journey's order."""
    brut = requetes.lire(tx.session, cmd.menage_id, tx.clock.today())
    if brut is None:
        return None
    modele, _niveau = modele_du_menage(tx.accompagnement.parcours, brut)
    etapes = {**brut.faits.etapes, cmd.code: FaitEtape(cmd.prevue_le, cmd.faite_le)}
    trouves = desordres(modele, etapes)
    return next((d for d in trouves if cmd.code in (d.avant, d.apres)), None)


def _dire(desordre: Desordre, tx: Transaction) -> RegleMetier:
    return RegleMetier(
        "etape.desordre",
        avant=_nom(tx, desordre.avant),
        avant_le=desordre.avant_le,
        apres=_nom(tx, desordre.apres),
        apres_le=desordre.apres_le,
    )


def _nom(tx: Transaction, code: str) -> str:
    return mots.libelle(tx.accompagnement.parcours, GenreElement.ETAPE, code)


def _changes(tx: Transaction, ligne: Etape) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        etapes={ligne.id},
    )
