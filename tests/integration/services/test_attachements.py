"""Attachments on the real base: noted, decided, told, put right, undone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

import pytest

from app.core.errors import AppError, EntreeInvalide
from app.domain.attachements import Decision, EtatAttachement, NatureAttachement, etat, ranger
from app.services import annulation, attachements, personnes
from app.services.attachements import (
    AttachementFiche,
    CorrigerAttachement,
    DeciderAttachement,
    DireDecision,
    LireAttachements,
    NoterAttachement,
    RetirerAttachement,
    RetirerDecision,
)
from db.models import Personne
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql


@pytest.fixture
def menage_id(uow: UnitOfWork) -> UUID:
    """A household of one person."""
    return factories.menage(uow)


def noter(uow: UnitOfWork, menage_id: UUID, titre: str = "Le pigeonnier") -> UUID:
    """A pigeon loft somebody built."""
    commande = NoterAttachement(
        menage_id, NatureAttachement.AMENAGEMENT, titre, "au fond du jardin"
    )
    fait = attachements.noter(commande, uow)
    assert fait.principal is not None
    return fait.principal


def lire(uow: UnitOfWork, menage_id: UUID) -> tuple[AttachementFiche, ...]:
    return attachements.lire(LireAttachements(menage_id), uow)


def personne_de(uow: UnitOfWork, menage_id: UUID) -> UUID:
    with uow.lecture() as session:
        return session.query(Personne.id).filter_by(menage_id=menage_id).scalar()


def test_from_noted_to_told(uow: UnitOfWork, menage_id: UUID) -> None:
    id_ = noter(uow, menage_id)
    (a,) = lire(uow, menage_id)
    assert (a.titre, a.lieu, a.signale_le) == (
        "Le pigeonnier",
        "au fond du jardin",
        date(2026, 11, 24),
    )
    assert etat(a.decisions) is EtatAttachement.A_DECIDER
    attachements.decider(
        DeciderAttachement(
            id_, Decision.GARDER, "le comité de suivi", decidee_le=date(2026, 11, 3)
        ),
        uow,
    )
    (a,) = lire(uow, menage_id)
    assert etat(a.decisions) is EtatAttachement.A_DIRE
    attachements.dire(
        DireDecision(a.decisions[0].id, "Il reste où il est.", date(2026, 11, 20)), uow
    )
    (a,) = lire(uow, menage_id)
    assert etat(a.decisions) is EtatAttachement.DIT
    assert (a.decisions[0].dit, a.decisions[0].dit_le) == (
        "Il reste où il est.",
        date(2026, 11, 20),
    )


def test_a_new_decision_is_to_be_told_again_and_the_former_one_stays(
    uow: UnitOfWork, menage_id: UUID
) -> None:
    id_ = noter(uow, menage_id)
    for decision, motif in ((Decision.GARDER, ""), (Decision.PERDU, "le mur est démoli")):
        attachements.decider(DeciderAttachement(id_, decision, "la maîtrise d’œuvre", motif), uow)
        (a,) = lire(uow, menage_id)
        assert (a.decisions[0].decision, etat(a.decisions)) == (decision, EtatAttachement.A_DIRE)
        attachements.dire(DireDecision(a.decisions[0].id, "expliqué chez elle"), uow)
    (a,) = lire(uow, menage_id)
    assert [d.decision for d in a.decisions] == [Decision.PERDU, Decision.GARDER]
    attachements.retirer_decision(RetirerDecision(a.decisions[0].id), uow)
    (a,) = lire(uow, menage_id)
    assert [d.decision for d in a.decisions] == [Decision.GARDER]


def test_what_waits_comes_first(uow: UnitOfWork, menage_id: UUID) -> None:
    dit, a_dire, nouveau = (noter(uow, menage_id, t) for t in ("cheminée", "véranda", "potager"))
    for id_ in (dit, a_dire):
        attachements.decider(DeciderAttachement(id_, Decision.ADAPTER, "le bailleur"), uow)
    premiere = next(a for a in lire(uow, menage_id) if a.id == dit)
    attachements.dire(DireDecision(premiere.decisions[0].id, "au téléphone"), uow)
    assert [a.id for a in ranger(lire(uow, menage_id))] == [nouveau, a_dire, dit]


@pytest.mark.parametrize("decision", [Decision.PERDU, Decision.COMPENSER])
def test_a_loss_is_never_decided_without_a_reason(
    uow: UnitOfWork, menage_id: UUID, decision: Decision
) -> None:
    id_ = noter(uow, menage_id)
    with pytest.raises(EntreeInvalide, match=r"attachement\.raison"):
        attachements.decider(DeciderAttachement(id_, decision, "le bailleur", "  "), uow)
    assert lire(uow, menage_id)[0].decisions == ()


def test_what_cannot_be_is_refused(uow: UnitOfWork, menage_id: UUID) -> None:
    id_ = noter(uow, menage_id)
    demain, autre = date(2026, 11, 25), factories.menage(uow, "Benali", "Karim")
    etranger = personne_de(uow, autre)
    objet = NatureAttachement.OBJET
    attachements.decider(
        DeciderAttachement(id_, Decision.GARDER, "x", decidee_le=date(2026, 11, 20)), uow
    )
    decision_id = lire(uow, menage_id)[0].decisions[0].id
    essais: list[tuple[str, Callable[[], object]]] = [
        ("saisie.obligatoire", lambda: noter(uow, menage_id, "  ")),
        (
            "attachement.futur",
            lambda: attachements.noter(
                NoterAttachement(menage_id, objet, "x", signale_le=demain), uow
            ),
        ),
        (
            "attachement.autre_menage",
            lambda: attachements.noter(
                NoterAttachement(menage_id, objet, "x", personne_id=etranger), uow
            ),
        ),
        (
            "attachement.autre_menage",
            lambda: attachements.noter(
                NoterAttachement(menage_id, objet, "x", visite_id=factories.visite(uow, autre)), uow
            ),
        ),
        (
            "saisie.obligatoire",
            lambda: attachements.decider(DeciderAttachement(id_, Decision.GARDER, ""), uow),
        ),
        (
            "attachement.futur",
            lambda: attachements.decider(
                DeciderAttachement(id_, Decision.GARDER, "x", decidee_le=demain), uow
            ),
        ),
        (
            "attachement.dit_avant",
            lambda: attachements.dire(DireDecision(decision_id, "x", date(2026, 11, 19)), uow),
        ),
        (
            "attachement.futur",
            lambda: attachements.dire(DireDecision(decision_id, "x", demain), uow),
        ),
        ("saisie.obligatoire", lambda: attachements.dire(DireDecision(decision_id, " "), uow)),
        ("saisie.nir", lambda: noter(uow, menage_id, "1 85 05 62 123 456 78")),
    ]
    for code, essai in essais:
        with pytest.raises(AppError) as refus:
            essai()
        assert refus.value.code == code
    (a,) = lire(uow, menage_id)
    assert [d.dit_le for d in a.decisions] == [None]


def test_putting_right_writes_only_what_changed(uow: UnitOfWork, menage_id: UUID) -> None:
    id_ = noter(uow, menage_id)
    qui = personne_de(uow, menage_id)
    commande = CorrigerAttachement(
        id_,
        NatureAttachement.AMENAGEMENT,
        "Le pigeonnier",
        date(2026, 11, 24),
        "au fond du jardin",
        "construit avec son père en 1974",
        qui,
    )
    assert attachements.corriger(commande, uow).operation is not None
    assert attachements.corriger(commande, uow).operation is None
    (a,) = lire(uow, menage_id)
    assert (a.description, a.personne) == ("construit avec son père en 1974", "Jadwiga Wójcik")


def test_taking_away_can_be_undone_with_its_decisions(uow: UnitOfWork, menage_id: UUID) -> None:
    id_ = noter(uow, menage_id)
    attachements.decider(DeciderAttachement(id_, Decision.GARDER, "le bailleur"), uow)
    avant = lire(uow, menage_id)
    fait = attachements.retirer(RetirerAttachement(id_), uow)
    assert lire(uow, menage_id) == ()
    assert fait.operation is not None
    annulation.annuler(annulation.AnnulerOperation(fait.operation), uow)
    assert lire(uow, menage_id) == avant


def test_a_person_who_leaves_the_record_leaves_their_attachments(
    uow: UnitOfWork, menage_id: UUID
) -> None:
    autre = personnes.ajouter(
        personnes.AjouterPersonne(menage_id, {"nom": "Wójcik", "prenom": "Henri"}), uow
    ).principal
    assert autre is not None
    attachements.noter(
        NoterAttachement(menage_id, NatureAttachement.OBJET, "Le buffet", personne_id=autre), uow
    )
    personnes.retirer(personnes.RetirerPersonne(autre), uow)
    assert [(a.titre, a.personne) for a in lire(uow, menage_id)] == [("Le buffet", None)]


def test_reading_costs_the_same_for_one_or_many(
    uow: UnitOfWork,
    menage_id: UUID,
    compteur_sql: Callable[[], AbstractContextManager[CompteurSql]],
) -> None:
    for n in range(12):
        id_ = noter(uow, menage_id, f"objet {n}")
        attachements.decider(DeciderAttachement(id_, Decision.GARDER, "x"), uow)
    with compteur_sql() as compteur:
        assert len(lire(uow, menage_id)) == 12
    assert len(compteur.enonces) == 3
