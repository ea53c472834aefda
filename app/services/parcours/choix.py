"""Choosing the template of an estate, a batch or a household; changing some of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import langue
from app.domain.menages import Phase
from app.domain.parcours import ChoixModele, fautes
from app.domain.parcours import ajuster as appliquer_ajustements
from app.domain.parcours_modele import Ajustement, FaitAncre, GenreElement, ModeleParcours
from app.services.champs import poser, valider
from app.services.chargement import charger, facultatif
from app.services.menages.ecriture import charger_menage
from app.services.parcours import mots
from db.models import Cite, ParcoursAjustement, Tranche
from db.queries import parcours as requetes
from db.uow import Transaction, UnitOfWork

JOURS_MAX = 3660


@dataclass(frozen=True, slots=True)
class ChoisirParcours:
    """The template of an estate, a batch or a household (exactly one); None: the one it inherits.

    A household that deviates needs a reason.
    """

    code: str | None
    cite_id: UUID | None = None
    tranche_id: UUID | None = None
    menage_id: UUID | None = None
    motif: str = ""


@dataclass(frozen=True, slots=True)
class AjusterLigne:
    """Another day for a line of the template, or a line it lacks, for an estate or one batch.

    Due `jours` days after `ancre` (before when negative), a fact or a milestone; "" means no due
    day. `phase` says where an added line goes (its catalogue phase unless given).
    """

    cite_id: UUID
    genre: GenreElement
    code: str
    ancre: str = ""
    jours: int = 0
    tranche_id: UUID | None = None
    phase: Phase | None = None
    motif: str = ""


@dataclass(frozen=True, slots=True)
class OterLigne:
    """That line is not for this estate, or for this batch."""

    cite_id: UUID
    genre: GenreElement
    code: str
    tranche_id: UUID | None = None
    motif: str = ""


@dataclass(frozen=True, slots=True)
class RetirerAjustement:
    """The line as the template (or the estate, for a batch) has it."""

    ajustement_id: UUID


def choisir(cmd: ChoisirParcours, uow: UnitOfWork) -> Changes:
    """That template chosen there.

    Raises `EntreeInvalide`: "parcours.inconnu" for a code this machine does not know,
    "parcours.motif" for a household without a reason.
    """
    if cmd.code is not None and cmd.code not in uow.accompagnement.parcours.modeles:
        raise EntreeInvalide("parcours.inconnu", modele=cmd.code)
    with uow.ecriture("parcours.choisir") as tx:
        if cmd.menage_id is not None:
            return _choisir_menage(cmd, cmd.menage_id, tx)
        if cmd.tranche_id is not None:
            tranche = charger(tx.session, Tranche, cmd.tranche_id)
            change = poser(tranche, {"parcours": cmd.code})
            touches = {"cites": {tranche.cite_id}, "tranches": {tranche.id}}
        elif cmd.cite_id is not None:
            cite = charger(tx.session, Cite, cmd.cite_id)
            change = poser(cite, {"parcours": cmd.code})
            touches = {"cites": {cite.id}}
        else:
            raise RegleMetier("general.introuvable")
        principal = cmd.tranche_id or cmd.cite_id
        if not change:
            return Changes.of(principal=principal)
        tx.commit()
    return Changes.of(principal=principal, operation=tx.operation, **touches)


def _choisir_menage(cmd: ChoisirParcours, menage_id: UUID, tx: Transaction) -> Changes:
    menage = charger_menage(tx.session, menage_id)
    motif = facultatif(cmd.motif) if cmd.code is not None else None
    if cmd.code is not None and motif is None:
        raise EntreeInvalide("parcours.motif")
    if not poser(menage, {"parcours": cmd.code, "parcours_motif": motif}):
        return Changes.of(principal=menage.id)
    tx.commit()
    return Changes.of(principal=menage.id, operation=tx.operation, menages={menage.id})


def ajuster(cmd: AjusterLigne, uow: UnitOfWork) -> Changes:
    """The line changed or added for that estate or batch.

    Raises `EntreeInvalide`: "parcours.ligne_inconnue", "parcours.jours", "parcours.ancre" (nothing
    of that name in the template), "parcours.cycle" (milestones that would wait for one another).
    """
    element = uow.accompagnement.parcours.element(cmd.genre, cmd.code)
    if element is None:
        raise EntreeInvalide("parcours.ligne_inconnue", ligne=cmd.code)
    if abs(cmd.jours) > JOURS_MAX:
        raise EntreeInvalide("parcours.jours", maximum=JOURS_MAX)
    ajustement = Ajustement(
        cmd.genre,
        cmd.code,
        cmd.ancre,
        cmd.jours if cmd.ancre else 0,
        phase=cmd.phase or element.phase,
    )
    return _ecrire(cmd.cite_id, cmd.tranche_id, ajustement, cmd.motif, uow)


def oter(cmd: OterLigne, uow: UnitOfWork) -> Changes:
    """The line taken out there; raises "parcours.ancre" when others are counted from it."""
    ajustement = Ajustement(cmd.genre, cmd.code, retiree=True)
    return _ecrire(cmd.cite_id, cmd.tranche_id, ajustement, cmd.motif, uow)


def retirer_ajustement(cmd: RetirerAjustement, uow: UnitOfWork) -> Changes:
    """The line as it was; raises like `ajuster` when the template would no longer stand."""
    with uow.ecriture("parcours.desajuster") as tx:
        ligne = charger(tx.session, ParcoursAjustement, cmd.ajustement_id)
        cite_id, tranche_id = ligne.cite_id, ligne.tranche_id
        tx.session.delete(ligne)
        tx.session.flush()
        _verifier(tx, cite_id, tranche_id, uow)
        tx.commit()
    return _changes(tx, ligne.id, cite_id, tranche_id)


def _ecrire(
    cite_id: UUID, tranche_id: UUID | None, voulu: Ajustement, motif: str, uow: UnitOfWork
) -> Changes:
    dit = valider(ParcoursAjustement, {"motif": motif}, frozenset({"motif"}))["motif"]
    with uow.ecriture("parcours.ajuster") as tx:
        charger(tx.session, Cite, cite_id)
        if tranche_id is not None and charger(tx.session, Tranche, tranche_id).cite_id != cite_id:
            raise RegleMetier("general.introuvable")
        ligne = tx.session.scalar(
            select(ParcoursAjustement).where(
                ParcoursAjustement.cite_id == cite_id,
                ParcoursAjustement.tranche_id.is_(None)
                if tranche_id is None
                else ParcoursAjustement.tranche_id == tranche_id,
                ParcoursAjustement.genre == voulu.genre,
                ParcoursAjustement.code == voulu.code,
            )
        )
        if ligne is None:
            ligne = ParcoursAjustement(
                id=tx.ids.new(),
                cite_id=cite_id,
                tranche_id=tranche_id,
                genre=voulu.genre,
                code=voulu.code,
            )
            tx.session.add(ligne)
        valeurs = {
            "phase": voulu.phase,
            "ancre": voulu.ancre or None,
            "jours": voulu.jours if voulu.ancre else None,
            "retiree": voulu.retiree,
            "motif": dit,
        }
        if not poser(ligne, valeurs):
            return Changes.of(principal=ligne.id)
        tx.session.flush()
        _verifier(tx, cite_id, tranche_id, uow)
        tx.commit()
    return _changes(tx, ligne.id, cite_id, tranche_id)


def _verifier(tx: Transaction, cite_id: UUID, tranche_id: UUID | None, uow: UnitOfWork) -> None:
    """Refuse a template that no longer stands, for the estate or for any batch of it."""
    tranches = tx.session.execute(
        select(Tranche.id, Tranche.parcours).where(Tranche.cite_id == cite_id)
    ).all()
    cite = charger(tx.session, Cite, cite_id)
    lieux = (
        [(None, None), *tranches]
        if tranche_id is None
        else [t for t in tranches if t[0] == tranche_id]
    )
    for identifiant, propre in lieux:
        modele = modele_ajuste(tx, uow, cite_id, identifiant, propre or cite.parcours)
        for faute in fautes(modele):
            raise _dite(faute, uow)


def modele_ajuste(
    tx: Transaction, uow: UnitOfWork, cite_id: UUID, tranche_id: UUID | None, code: str | None
) -> ModeleParcours:
    """The template an estate or a batch follows, once adjusted."""
    modele = ChoixModele(uow.accompagnement.parcours).pour(None, code, None, arrivant=False)
    cite, tranche = requetes.ajustements(tx.connection, cite_id, tranche_id)
    return appliquer_ajustements(modele, [a.regle() for a in cite], [a.regle() for a in tranche])


def _dite(faute: EntreeInvalide, uow: UnitOfWork) -> EntreeInvalide:
    """The fault with labels instead of codes."""
    parcours = uow.accompagnement.parcours
    params = dict(faute.params)

    def nom(code: str) -> str:
        if code in frozenset(FaitAncre):
            return mots.ancre(parcours, code)
        for genre in GenreElement:
            element = parcours.element(genre, code)
            if element is not None:
                return element.libelle(langue())
        return code

    modele = parcours.modeles.get(str(params.get("modele")))
    if modele is not None:
        params["modele"] = modele.libelle(langue())
    for champ in ("ligne", "ancre"):
        if champ in params:
            params[champ] = nom(str(params[champ]))
    if "lignes" in params:
        params["lignes"] = " → ".join(nom(c) for c in str(params["lignes"]).split(" → "))
    return EntreeInvalide(faute.code, **params)


def _changes(tx: Transaction, principal: UUID, cite_id: UUID, tranche_id: UUID | None) -> Changes:
    return Changes.of(
        principal=principal,
        operation=tx.operation,
        cites={cite_id},
        tranches={tranche_id} if tranche_id else (),
        parcours_ajustements={principal},
    )
