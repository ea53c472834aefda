"""Any order of actions keeps a complaint coherent, and undoing them all brings the start back."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from app.core.changes import Changes
from app.core.clock import FixedClock
from app.core.errors import AppError
from app.services import delais_reclamations, reclamations
from app.services.delais_reclamations import Delais, FixerDelai
from app.services.reclamations import (
    FINIES,
    ChangerEtatDossier,
    ChangerEtatReclamation,
    ChangerPassage,
    EtatPassage,
    EtatReclamation,
    Interlocuteur,
    MotifReclamation,
    NatureReclamation,
    NoterEchange,
    ProposerPassage,
    QualifierReclamation,
    Regrouper,
    Securiser,
    Urgence,
)
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services._reclamations import (
    annuler,
    etat_de_la_base,
    lignes,
    lue,
    ouvrir,
    reception,
)

SANS_HORLOGE = FINIES | {EtatReclamation.FAITE}


def _au_hasard(hasard: random.Random, uow: UnitOfWork, ids: list[UUID]) -> Callable[[], Changes]:
    """One action somebody might try, possible or not."""
    id_ = hasard.choice(ids)
    aujourdhui = uow.clock.today()
    jour = aujourdhui - timedelta(days=hasard.choice((0, 0, 0, 1, 3)))
    raison = hasard.choice(("", "quelques mots"))
    etat, motif = hasard.choice(list(EtatReclamation)), hasard.choice(list(MotifReclamation))
    passages = [UUID(i) for (i,) in lignes(uow, "SELECT id FROM passage_reclamation")]
    dossiers = [UUID(i) for (i,) in lignes(uow, "SELECT id FROM dossier_collectif")]
    r: Any = reclamations
    choix: list[Callable[[], Changes]] = [
        lambda: r.changer_etat(
            ChangerEtatReclamation(id_, etat, jour, motif=motif, raison=raison), uow
        ),
        lambda: r.changer_etat(ChangerEtatReclamation(id_, etat, jour), uow),
        lambda: r.proposer_passage(
            ProposerPassage(id_, jour + timedelta(days=2), accepte=bool(raison)), uow
        ),
        lambda: r.noter_echange(NoterEchange(id_, "dit", Interlocuteur.MENAGE, le=jour), uow),
        lambda: r.securiser(Securiser(id_, jour), uow),
        lambda: r.qualifier(
            QualifierReclamation(id_, "plomberie", None, hasard.choice(list(Urgence)), "fuite"), uow
        ),
        lambda: delais_reclamations.fixer(
            FixerDelai("", hasard.choice(list(Urgence)), Delais(hasard.randint(1, 90), None, 4)),
            uow,
        ),
    ]
    if passages:
        passage_id, vers = hasard.choice(passages), hasard.choice(list(EtatPassage))
        choix.append(
            lambda: r.changer_passage(ChangerPassage(passage_id, vers, reparee=bool(raison)), uow)
        )
    if dossiers:
        choix.append(
            lambda: r.changer_etat_dossier(
                ChangerEtatDossier(dossiers[0], etat, jour, motif=motif, raison=raison), uow
            )
        )
    else:
        choix.append(lambda: r.regrouper(Regrouper(tuple(ids[:2]), "Volets"), uow))
    return hasard.choice(choix)


def _coherente(uow: UnitOfWork, id_: UUID) -> None:
    """What must hold of a complaint whatever was done to it."""
    ligne = lue(uow, id_)
    suivis = lignes(
        uow,
        "SELECT etat, le, motif FROM suivi_reclamation WHERE reclamation_id = :id ORDER BY id",
        id=id_.hex,
    )
    etat, le, motif = suivis[-1]
    assert (ligne.etat.value, str(ligne.etat_le)) == (etat, le)
    assert suivis[0][0] == "recue"
    assert all(date.fromisoformat(s[1]) >= ligne.ouverte_le for s in suivis)
    assert all(a[0] != b[0] for a, b in pairwise(suivis))
    fermees = [s[0] in FINIES for s in suivis]
    rouvertes = sum(
        avant and s[0] == "contestee" for avant, s in zip(fermees, suivis[1:], strict=False)
    )
    assert ligne.rouvertures == rouvertes
    assert (ligne.close_le is not None) == (ligne.etat in FINIES)
    assert (ligne.motif_cloture is not None) == (etat in ("rejetee", "close"))
    if etat == "close":
        assert ligne.motif_cloture is not None
        assert ligne.motif_cloture.value == motif
    if ligne.etat in (EtatReclamation.FAITE, EtatReclamation.CONFIRMEE):
        assert ligne.faite_le is not None
    if ligne.etat in SANS_HORLOGE:
        assert (ligne.echeance, ligne.horloge) == (None, None)
        attendus = lignes(
            uow,
            "SELECT count(*) FROM passage_reclamation WHERE reclamation_id = :id"
            " AND etat IN ('propose', 'accepte') AND jour > :le",
            id=id_.hex,
            le=str(uow.clock.today()),
        )
        assert attendus == [(0,)]
    else:
        courantes = [ligne.reparer_avant]
        courantes += [] if ligne.repondue_a else [ligne.repondre_avant]
        courantes += [] if ligne.securisee_a else [ligne.securiser_avant]
        voulue = min((c for c in courantes if c is not None), default=None)
        assert ligne.echeance == voulue
        assert (ligne.horloge is None) == (voulue is None)


def _collectifs_coherents(uow: UnitOfWork) -> None:
    for table, cle, fin in (
        ("dossier_collectif", "dossier_id", "clos_le"),
        ("reception", "reception_id", "levees_le"),
    ):
        for id_, termine in lignes(uow, f"SELECT id, {fin} FROM {table}"):
            membres = lignes(uow, f"SELECT etat FROM reclamation WHERE {cle} = :id", id=id_)
            assert (termine is not None) == all(etat in FINIES for (etat,) in membres)


@pytest.mark.parametrize("graine", range(2))
def test_tout_ordre_d_actions_garde_la_coherence_et_s_annule(
    uow: UnitOfWork, clock: FixedClock, graine: int
) -> None:
    hasard = random.Random(graine)
    logement_id = factories.logement(uow)
    reception_id = reception(uow, logement_id)
    ids = [ouvrir(uow, categorie=c) for c in ("securite", "finitions")]
    ids += [ouvrir(uow, logement_id=logement_id, reception_id=reception_id) for _ in range(2)]
    assert lue(uow, ids[2]).nature is NatureReclamation.RESERVE
    debut, faits = etat_de_la_base(uow), []
    for pas in range(45):
        clock.instant = datetime(2026, 11, 24, 14, tzinfo=UTC) + timedelta(hours=7 * pas)
        avant = etat_de_la_base(uow)
        try:
            fait = _au_hasard(hasard, uow, ids)()
        except AppError:
            assert etat_de_la_base(uow) == avant, "a refusal leaves nothing"
            continue
        if fait.operation is not None:
            faits.append(fait)
        for id_ in ids:
            _coherente(uow, id_)
        _collectifs_coherents(uow)
    assert len(faits) > 10
    for fait in reversed(faits):
        annuler(uow, fait)
    assert etat_de_la_base(uow) == debut
