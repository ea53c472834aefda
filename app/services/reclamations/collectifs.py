"""Collective cases: the same defect in several homes, followed as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.reclamations import (
    FINIES,
    EtatReclamation,
    reference_suivante,
    suites,
)
from app.services.champs import poser
from app.services.chargement import charger, facultatif, obligatoire
from app.services.reclamations import dans
from app.services.reclamations.cadre import Cadre
from app.services.reclamations.commandes import (
    ChangerEtatDossier,
    Detacher,
    DossierChange,
    Joindre,
    ModifierDossier,
    ProposerRegroupements,
    RegroupementPropose,
    Regrouper,
)
from app.services.reclamations.touches import changes
from db.models import DossierCollectif, Reclamation, Responsable
from db.queries import reclamations_ecriture as lecture
from db.queries import regroupements
from db.uow import Transaction, UnitOfWork

LETTRE = "D"
MOIS = timedelta(days=183)
"""Complaints further apart than six months are not taken for one defect."""
CHACUN_DIT = frozenset({EtatReclamation.CONFIRMEE, EtatReclamation.CONTESTEE})


def regrouper(cmd: Regrouper, uow: UnitOfWork) -> Changes:
    """The case (`principal`) under the next reference, with its members.

    Raises `EntreeInvalide` ("saisie.obligatoire", "dossier.une_seule") and
    `RegleMetier("dossier.deja_groupee")` naming one that follows another case.
    """
    with uow.ecriture("dossier.regrouper") as tx:
        membres = _membres(tx, cmd.reclamation_ids)
        if len(membres) < 2:
            raise EntreeInvalide("dossier.une_seule")
        dossier = DossierCollectif(
            id=tx.ids.new(),
            cite_id=_commun(m.cite_id for m in membres),
            reference=reference_suivante(
                lecture.derniere_reference(tx.session, "dossier_collectif", LETTRE), LETTRE
            ),
            titre=obligatoire(cmd.titre, _("le défaut commun")),
            categorie=facultatif(cmd.categorie) or _commun(m.categorie for m in membres),
            responsable_id=_responsable(tx, cmd.responsable_id)
            or _commun(m.responsable_id for m in membres),
            description=facultatif(cmd.description),
            ouvert_le=tx.clock.today(),
        )
        tx.session.add(dossier)
        tx.session.flush()
        _rattacher(tx, dossier, membres)
        tx.commit()
    return changes(tx, membres, dossier.id)


def modifier_dossier(cmd: ModifierDossier, uow: UnitOfWork) -> Changes:
    """The words and the responsable of the case; members without one receive it."""
    with uow.ecriture("dossier.modifier") as tx:
        dossier = charger(tx.session, DossierCollectif, cmd.dossier_id)
        change = poser(
            dossier,
            {
                "titre": obligatoire(cmd.titre, _("le défaut commun")),
                "responsable_id": _responsable(tx, cmd.responsable_id),
                "description": facultatif(cmd.description),
            },
        )
        if not change:
            return Changes.of(principal=dossier.id)
        membres = _du_dossier(tx, dossier.id)
        _rattacher(tx, dossier, membres)
        tx.commit()
    return changes(tx, membres, dossier.id)


def joindre(cmd: Joindre, uow: UnitOfWork) -> Changes:
    """The case with more members; raises `RegleMetier("dossier.deja_groupee")`."""
    with uow.ecriture("dossier.joindre") as tx:
        dossier = charger(tx.session, DossierCollectif, cmd.dossier_id)
        membres = _membres(tx, cmd.reclamation_ids, dossier.id)
        if not membres:
            return Changes.of(principal=dossier.id)
        _rattacher(tx, dossier, membres)
        tx.commit()
    return changes(tx, membres, dossier.id)


def detacher(cmd: Detacher, uow: UnitOfWork) -> Changes:
    """The complaint out of its case, which goes when nobody is left in it.

    Raises `RegleMetier("dossier.pas_groupee")`.
    """
    with uow.ecriture("dossier.detacher") as tx:
        ligne = charger(tx.session, Reclamation, cmd.reclamation_id)
        if ligne.dossier_id is None:
            raise RegleMetier("dossier.pas_groupee", reference=ligne.reference)
        dossier = charger(tx.session, DossierCollectif, ligne.dossier_id)
        ligne.dossier_id = None
        tx.session.flush()
        restent = _du_dossier(tx, dossier.id)
        if restent:
            _rattacher(tx, dossier, restent)
        else:
            tx.session.delete(dossier)
        tx.commit()
    return changes(tx, (ligne, *restent), ligne.id) | Changes.of(
        operation=tx.operation, dossiers={dossier.id}
    )


def changer_etat_dossier(cmd: ChangerEtatDossier, uow: UnitOfWork) -> DossierChange:
    """Every open member in its new state, in one operation; which ones could not is told.

    Raises `RegleMetier`: "dossier.chacun_dit" (confirming and contesting are each household's),
    "dossier.rien_a_changer"; and as `dans.changer_etat` does.
    """
    if cmd.etat in CHACUN_DIT:
        raise RegleMetier("dossier.chacun_dit", vers=cmd.etat.value)
    with uow.ecriture("dossier.changer_etat") as tx:
        dossier = charger(tx.session, DossierCollectif, cmd.dossier_id)
        ouvertes = [m for m in _du_dossier(tx, dossier.id) if m.etat not in FINIES]
        passent = [m for m in ouvertes if cmd.etat in suites(m.etat)]
        if not passent:
            raise RegleMetier("dossier.rien_a_changer", reference=dossier.reference)
        cadre = Cadre(tx)
        for membre in passent:
            dans.changer_etat(
                tx,
                membre,
                cmd.etat,
                le=cmd.le,
                source=cmd.source,
                motif=cmd.motif,
                raison=cmd.raison,
                cadre=cadre,
            )
        tx.commit()
    touchees = changes(tx, passent, dossier.id)
    return DossierChange(
        touchees.ids,
        touchees.principal,
        touchees.operation,
        len(passent),
        tuple(m.reference for m in ouvertes if m not in passent and m.etat is not cmd.etat),
    )


def proposer_regroupements(
    demande: ProposerRegroupements, uow: UnitOfWork
) -> tuple[RegroupementPropose, ...]:
    """The defects seen in three homes or more of a batch within six months, the widest first."""
    with uow.lecture() as session:
        lignes = regroupements.semblables(session, demande.cite_id, uow.clock.today() - MOIS)
    return tuple(
        RegroupementPropose(
            categorie=g.categorie,
            lieu=g.lieu,
            tranche_id=g.tranche_id,
            tranche=g.tranche,
            reclamation_ids=g.ids,
            references=g.references,
            logements=g.logements,
            premiere=g.premiere,
            derniere=g.derniere,
        )
        for g in lignes
    )


def _membres(
    tx: Transaction, ids: Iterable[UUID], dossier_id: UUID | None = None
) -> list[Reclamation]:
    """The complaints to group, each once; those already in that case are left out."""
    membres = []
    for id_ in dict.fromkeys(ids):
        ligne = charger(tx.session, Reclamation, id_)
        if ligne.dossier_id is not None and ligne.dossier_id != dossier_id:
            autre = charger(tx.session, DossierCollectif, ligne.dossier_id)
            raise RegleMetier(
                "dossier.deja_groupee", reference=ligne.reference, dossier=autre.reference
            )
        if ligne.dossier_id is None:
            membres.append(ligne)
    return membres


def _du_dossier(tx: Transaction, dossier_id: UUID) -> list[Reclamation]:
    return list(
        tx.session.scalars(
            select(Reclamation)
            .where(Reclamation.dossier_id == dossier_id)
            .order_by(Reclamation.reference)
        )
    )


def _rattacher(tx: Transaction, dossier: DossierCollectif, membres: Sequence[Reclamation]) -> None:
    """Members follow the case; it is closed only when none of them is open any more."""
    for membre in membres:
        membre.dossier_id = dossier.id
        if membre.responsable_id is None and membre.etat not in FINIES:
            membre.responsable_id = dossier.responsable_id
    tx.session.flush()
    ouverts = lecture.membres_ouverts(tx.session, dossier.id)
    dossier.clos_le = None if ouverts else dossier.clos_le or tx.clock.today()
    tx.session.flush()


def _responsable(tx: Transaction, responsable_id: UUID | None) -> UUID | None:
    return responsable_id and charger(tx.session, Responsable, responsable_id).id


def _commun(valeurs: Iterable[object]) -> object | None:
    """The value all share, or None."""
    distinctes = set(valeurs)
    return distinctes.pop() if len(distinctes) == 1 else None
