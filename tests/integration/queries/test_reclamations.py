"""Complaints read: filters, orders, board, figures; the number of statements never grows."""

from __future__ import annotations

import random
import statistics
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.core.errors import RegleMetier
from app.domain.garanties import Garantie
from app.domain.reclamations import (
    FINIES,
    OUVERTES,
    EtatPassage,
    EtatReclamation,
    GenreResponsable,
    NatureReclamation,
    Urgence,
)
from app.domain.reclamations_delais import Horloge, Ponctualite
from app.services.reclamations.lecture import (
    CompterReclamations,
    FiltreReclamations,
    LireIndicateurs,
    LireReclamation,
    LireTableauReclamations,
    ListerReclamations,
    ReclamationLigne,
    Regroupement,
    TriReclamations,
    compter,
    indicateurs,
    lire,
    lister,
    tableau,
)
from db.models import DossierCollectif, PassageReclamation, Reclamation, Responsable, Tranche
from db.queries import reclamations_a_suivre, reclamations_page
from db.queries.reclamations_indicateurs import mediane
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql

MAINTENANT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
JOUR = MAINTENANT.date()
Compteur = Callable[[], AbstractContextManager[CompteurSql]]


@dataclass
class Operation:
    """An estate with its complaints, and another one beside it."""

    cite_id: UUID
    tranche_id: UUID
    autre_id: UUID
    regie_id: UUID
    menages: list[UUID]
    lignes: list[Reclamation]


@pytest.fixture
def operation(uow: UnitOfWork) -> Operation:
    """Sixty complaints drawn at random, and two réserves of an empty home."""
    tirage = random.Random(6)
    cite_id, autre_id = factories.cite(uow), factories.cite(uow)
    tranche = Tranche(id=uow.ids.new(), cite_id=cite_id, nom="Tranche 2")
    regie = Responsable(id=uow.ids.new(), genre=GenreResponsable.BAILLEUR, nom="Régie")
    lot = Responsable(
        id=uow.ids.new(), genre=GenreResponsable.ENTREPRISE, nom="Bâti 62", lot="menuiserie"
    )
    factories.ecrire(uow, tranche, regie, lot)
    lieux = [
        (factories.logement(uow, cite_id=cite_id, tranche_id=tranche.id), cite_id, tranche.id),
        (factories.logement(uow, cite_id=cite_id), cite_id, None),
        (factories.logement(uow, cite_id=autre_id), autre_id, None),
    ]
    menages = [
        factories.menage(uow, nom, logement_id=lieu[0])
        for nom, lieu in zip(("Zidane", "Benali", "Małek"), lieux, strict=True)
    ]
    vide = factories.logement(uow, cite_id=cite_id)
    lignes = []
    for n in range(62):
        rang = n % 3
        logement_id, sa_cite, sa_tranche = lieux[rang] if n < 60 else (vide, cite_id, None)
        etat = tirage.choice(list(EtatReclamation))
        ouverte = JOUR - timedelta(days=tirage.randrange(0, 90))
        faite = ouverte + timedelta(days=tirage.randrange(0, 40))
        finie = etat in FINIES or etat is EtatReclamation.FAITE
        court = not finie
        lignes.append(
            Reclamation(
                id=uow.ids.new(),
                menage_id=menages[rang] if n < 60 else None,
                logement_id=logement_id,
                cite_id=sa_cite,
                tranche_id=sa_tranche,
                reference=f"R-{n + 1:04d}",
                reference_bailleur=f"GLPI-{n}" if n % 5 == 0 else None,
                nature=NatureReclamation.RECLAMATION if n < 60 else NatureReclamation.RESERVE,
                categorie=tirage.choice(("chauffage", "menuiseries", "finitions")),
                urgence=tirage.choice(list(Urgence)),
                description=tirage.choice(("Volet bloqué", "Radiateur froid")),
                responsable_id=tirage.choice((None, regie.id, lot.id)),
                etat=etat,
                etat_le=ouverte,
                ouverte_le=ouverte,
                faite_le=faite if finie and etat is not EtatReclamation.REJETEE else None,
                close_le=faite if etat in FINIES else None,
                rouvertures=tirage.choice((0, 0, 1, 2)),
                echeance=MAINTENANT + timedelta(hours=tirage.randrange(-80, 80)) if court else None,
                horloge=Horloge.REPARATION if court else None,
            )
        )
    factories.ecrire(uow, *lignes)
    return Operation(cite_id, tranche.id, autre_id, regie.id, menages, lignes)


def _refs(uow: UnitOfWork, filtre: FiltreReclamations, **demande: Any) -> list[str]:
    lues = lister(ListerReclamations(filtre, **demande), uow)
    assert compter(CompterReclamations(filtre), uow) == len(lues)
    return [ligne.reference for ligne in lues]


_CAS: dict[str, tuple[Callable[[Operation], FiltreReclamations], Callable[..., bool]]] = {
    "all": (lambda _o: FiltreReclamations(), lambda _r, _o: True),
    "open": (lambda _o: FiltreReclamations(ouvertes=True), lambda r, _o: r.etat in OUVERTES),
    "late": (
        lambda _o: FiltreReclamations(en_retard=True),
        lambda r, _o: r.echeance is not None and r.echeance < MAINTENANT,
    ),
    "near": (
        lambda _o: FiltreReclamations(proches=True),
        lambda r, _o: (
            r.echeance is not None and MAINTENANT <= r.echeance <= MAINTENANT + timedelta(hours=24)
        ),
    ),
    "estate": (
        lambda o: FiltreReclamations(cite_id=o.autre_id),
        lambda r, o: r.cite_id == o.autre_id,
    ),
    "batch": (
        lambda o: FiltreReclamations(tranche_id=o.tranche_id),
        lambda r, o: r.tranche_id == o.tranche_id,
    ),
    "who repairs": (
        lambda o: FiltreReclamations(responsable_id=o.regie_id),
        lambda r, o: r.responsable_id == o.regie_id,
    ),
    "nobody": (
        lambda _o: FiltreReclamations(sans_responsable=True),
        lambda r, _o: r.responsable_id is None,
    ),
    "no batch": (
        lambda _o: FiltreReclamations(sans_tranche=True),
        lambda r, _o: r.tranche_id is None,
    ),
    "no estate": (
        lambda _o: FiltreReclamations(sans_cite=True),
        lambda r, _o: r.cite_id is None,
    ),
    "réserves": (
        lambda _o: FiltreReclamations(nature=NatureReclamation.RESERVE),
        lambda r, _o: r.nature is NatureReclamation.RESERVE,
    ),
    "two states, urgent": (
        lambda _o: FiltreReclamations(
            etats=(EtatReclamation.RECUE, EtatReclamation.FAITE), urgence=Urgence.IMMEDIATE
        ),
        lambda r, _o: (
            r.etat in (EtatReclamation.RECUE, EtatReclamation.FAITE)
            and r.urgence is Urgence.IMMEDIATE
        ),
    ),
    "category of a household": (
        lambda o: FiltreReclamations(menage_id=o.menages[0], categorie="chauffage"),
        lambda r, o: r.menage_id == o.menages[0] and r.categorie == "chauffage",
    ),
    "reference": (
        lambda _o: FiltreReclamations(texte="r-0007"),
        lambda r, _o: r.reference == "R-0007",
    ),
    "bailleur's reference": (
        lambda _o: FiltreReclamations(texte="glpi-25"),
        lambda r, _o: r.reference_bailleur == "GLPI-25",
    ),
    "name without its accent": (
        lambda _o: FiltreReclamations(texte="malek"),
        lambda r, o: r.menage_id == o.menages[2],
    ),
    "words of the description": (
        lambda _o: FiltreReclamations(texte="radiateur"),
        lambda r, _o: "Radiateur" in r.description,
    ),
    "signs of SQL": (lambda _o: FiltreReclamations(texte='%_"*'), lambda _r, _o: False),
}


def test_un_filtre_garde_ce_qu_il_dit(operation: Operation, uow: UnitOfWork) -> None:
    for cas, (filtre, garde) in _CAS.items():
        attendues = {r.reference for r in operation.lignes if garde(r, operation)}
        assert set(_refs(uow, filtre(operation))) == attendues, cas


@pytest.mark.parametrize("seuil", [0, 4_000])
def test_un_ordre_se_lit_page_a_page(
    seuil: int, operation: Operation, uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever way households are followed; rows without a value come last both ways."""
    monkeypatch.setattr(reclamations_page, "_BEAUCOUP", seuil)
    for tri in TriReclamations:
        for descendant in (False, True):
            _verifier_ordre(tri, descendant, operation, uow)


def _verifier_ordre(
    tri: TriReclamations, descendant: bool, operation: Operation, uow: UnitOfWork
) -> None:
    pages = [
        lister(ListerReclamations(tri=tri, descendant=descendant, debut=debut, taille=7), uow)
        for debut in range(0, 70, 7)
    ]
    lues = [ligne for page in pages for ligne in page]
    assert sorted(li.reference for li in lues) == sorted(r.reference for r in operation.lignes)
    valeurs = [_valeur(tri, ligne) for ligne in lues]
    connues = [v for v in valeurs if v is not None]
    assert connues == sorted(connues, reverse=descendant), tri
    assert valeurs[len(connues) :] == [None] * (len(valeurs) - len(connues))


def _valeur(tri: TriReclamations, ligne: ReclamationLigne) -> Any:
    ordres: dict[TriReclamations, Any] = {
        TriReclamations.ETAT: list(EtatReclamation).index(ligne.etat),
        TriReclamations.URGENCE: list(Urgence).index(ligne.urgence),
        TriReclamations.MENAGE: {"Benali": 0, "Małek": 1, "Zidane": 2}.get(
            (ligne.menage or "").split(" ")[0]
        ),
        # All in one street: by number, 9 before 10.
        TriReclamations.ADRESSE: (
            int((ligne.adresse or "").split(" ")[0]) if ligne.menage_id else None
        ),
    }
    return ordres[tri] if tri in ordres else getattr(ligne, tri.value)


def test_une_ligne_dit_les_noms_et_l_heure(operation: Operation, uow: UnitOfWork) -> None:
    ligne = lister(ListerReclamations(FiltreReclamations(en_retard=True)), uow)[0]
    assert ligne.ponctualite(MAINTENANT) is Ponctualite.EN_RETARD
    assert (ligne.adresse or "").endswith("Rue de Stockholm")
    assert ligne.responsable in (None, "Régie", "Bâti 62 (menuiserie)")
    assert ligne.jours(JOUR) == (JOUR - ligne.ouverte_le).days
    vides = lister(ListerReclamations(FiltreReclamations(nature=NatureReclamation.RESERVE)), uow)
    assert [v.menage for v in vides] == [None, None]
    assert operation.cite_id == vides[0].cite_id


def test_le_tableau_compte_tout_et_montre_les_premieres(
    operation: Operation, uow: UnitOfWork
) -> None:
    lu = tableau(LireTableauReclamations(par_etat=2), uow)
    assert [c.etat for c in lu.colonnes] == list(EtatReclamation)
    for colonne in lu.colonnes:
        siennes = [r for r in operation.lignes if r.etat is colonne.etat]
        assert colonne.nombre == len(siennes)
        retard = [r for r in siennes if r.echeance and r.echeance < MAINTENANT]
        assert colonne.en_retard == len(retard)
        if colonne.etat in FINIES:
            cles: list[Any] = sorted((r.close_le for r in siennes), reverse=True)
            montrees: list[Any] = [ligne.close_le for ligne in colonne.lignes]
        else:
            cles = sorted(r.echeance or datetime.max.replace(tzinfo=UTC) for r in siennes)
            montrees = [
                ligne.echeance or datetime.max.replace(tzinfo=UTC) for ligne in colonne.lignes
            ]
        assert montrees == cles[:2]


def test_les_chiffres_sont_ceux_d_un_compte_a_la_main(
    operation: Operation, uow: UnitOfWork
) -> None:
    for par in Regroupement:
        _verifier_chiffres(par, operation, uow)


def _verifier_chiffres(par: Regroupement, operation: Operation, uow: UnitOfWork) -> None:
    lus = indicateurs(LireIndicateurs(par=par), uow)
    nom = {"responsable": "responsable_id", "tranche": "tranche_id", "cite": "cite_id"}.get(
        par.value, par.value
    )
    groupes: defaultdict[Any, list[Reclamation]] = defaultdict(list)
    for ligne in operation.lignes:
        groupes[getattr(ligne, nom)].append(ligne)
    assert {ligne.cle for ligne in lus.lignes} == set(groupes)
    for ligne in lus.lignes:
        siennes = groupes[ligne.cle]
        delais = [(r.faite_le - r.ouverte_le).days for r in siennes if r.faite_le]
        assert ligne.total == len(siennes)
        assert ligne.ouvertes == sum(r.etat in OUVERTES for r in siennes)
        assert ligne.en_retard == sum(
            r.echeance is not None and r.echeance < MAINTENANT for r in siennes
        )
        assert ligne.rouvertes == sum(r.rouvertures > 0 for r in siennes)
        assert ligne.reparees == len(delais)
        assert ligne.delai_median == (statistics.median(delais) if delais else None)
    assert lus.ensemble.total == len(operation.lignes)
    seule = indicateurs(LireIndicateurs(FiltreReclamations(cite_id=operation.autre_id), par), uow)
    assert seule.ensemble.total == 20


def test_la_mediane_est_celle_de_la_bibliotheque() -> None:
    tirage = random.Random(1)
    for taille in range(1, 40):
        valeurs = [tirage.randrange(12) for _ in range(taille)]
        comptes = {v: valeurs.count(v) for v in valeurs}
        assert mediane(comptes) == statistics.median(valeurs)
    assert mediane({}) is None


def test_le_nombre_d_enonces_ne_grandit_pas(
    operation: Operation, uow: UnitOfWork, compteur_sql: Compteur
) -> None:
    premiere = operation.lignes[0].id

    def tout() -> int:
        with compteur_sql() as compteur:
            lister(ListerReclamations(), uow)
            tableau(LireTableauReclamations(), uow)
            indicateurs(LireIndicateurs(), uow)
            lire(LireReclamation(premiere), uow)
            _a_suivre(uow)
        return compteur.nombre

    avant = tout()
    factories.ecrire(
        uow,
        *(
            Reclamation(
                id=uow.ids.new(),
                menage_id=operation.menages[0],
                cite_id=operation.cite_id,
                reference=f"R-1{n:04d}",
                categorie="autre",
                description="Porte",
                ouverte_le=JOUR,
            )
            for n in range(40)
        ),
    )
    assert tout() == avant


def test_une_reclamation_se_lit_entiere(operation: Operation, uow: UnitOfWork) -> None:
    dossier = DossierCollectif(
        id=uow.ids.new(), reference="C-0001", titre="Volets bloqués", ouvert_le=JOUR
    )
    factories.ecrire(uow, dossier)
    premiere, seconde = operation.lignes[0].id, operation.lignes[1].id
    with uow.ecriture("test.preparer") as tx:
        for id_ in (premiere, seconde):
            ligne = tx.session.get(Reclamation, id_)
            assert ligne is not None
            ligne.dossier_id = dossier.id
        tx.commit()
    lue = lire(LireReclamation(premiere), uow)
    assert lue.ligne.dossier == "C-0001"
    assert [m.id for m in lue.entiere.membres] == [seconde]
    assert lue.garantie.code is Garantie.INCONNUE
    assert EtatReclamation.RECUE not in lue.suites
    with pytest.raises(RegleMetier, match="introuvable"):
        lire(LireReclamation(uow.ids.new()), uow)


def test_aujourd_hui_demande_le_retard_d_abord(operation: Operation, uow: UnitOfWork) -> None:
    passage = PassageReclamation(
        id=uow.ids.new(),
        reclamation_id=operation.lignes[3].id,
        jour=JOUR,
        etat=EtatPassage.ACCEPTE,
    )
    fini = PassageReclamation(
        id=uow.ids.new(), reclamation_id=operation.lignes[3].id, jour=JOUR, etat=EtatPassage.TENU
    )
    factories.ecrire(uow, passage, fini)
    lu = _a_suivre(uow)
    retard = sorted(r.echeance for r in operation.lignes if r.echeance and r.echeance < MAINTENANT)
    assert [ligne.echeance for ligne in lu.en_retard] == retard[:4]
    assert lu.nb_en_retard == len(retard)
    assert lu.nb_a_confirmer == sum(r.etat is EtatReclamation.FAITE for r in operation.lignes)
    assert [p.id for p in lu.passages] == [passage.id]
    ailleurs = _a_suivre(uow, cite_id=operation.autre_id)
    assert all(ligne.cite_id == operation.autre_id for ligne in ailleurs.en_retard)
    assert replace(ailleurs, passages=()).nb_en_retard < lu.nb_en_retard


def _a_suivre(
    uow: UnitOfWork, cite_id: UUID | None = None
) -> reclamations_a_suivre.ReclamationsASuivre:
    jour: date = JOUR
    with uow.lecture() as session:
        return reclamations_a_suivre.lire(
            session, cite_id=cite_id, qui_id=None, jour=jour, maintenant=MAINTENANT, limite=4
        )
