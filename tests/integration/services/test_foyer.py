"""Somebody leaves, dies, comes, or takes a home of their own."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.core.errors import AppError
from app.domain.demenagements import SensDemenagement
from app.domain.logements import NatureOccupation
from app.domain.menages import Lien, Role, StatutMenage
from app.domain.relogements import MotifDepart
from app.services import demenagements, foyer, menages, recherche, referents, relogements
from app.services.annulation import AnnulerOperation, annuler
from app.services.menages.lignes import FicheMenage
from db.models import MenageResume, Personne
from db.queries.annonces import joindre
from db.queries.doublons import personnes as comparees
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 24)


def famille(uow: UnitOfWork, **champs: Any) -> tuple[UUID, dict[str, UUID]]:
    """Jadwiga (titulaire), Henri (conjoint), Ewa (22, child) and their ids by first name."""
    menage = factories.menage(uow, **champs)
    autres = (
        ("Henri", {"lien": Lien.CONJOINT, "tel_mobile": "0611111111"}),
        ("Ewa", {"lien": Lien.ENFANT, "age": 22, "age_le": JOUR, "tel_mobile": "0622222222"}),
    )
    factories.ecrire(
        uow,
        *(
            Personne(id=uow.ids.new(), menage_id=menage, nom="Wójcik", prenom=p, **v)
            for p, v in autres
        ),
    )
    with uow.lecture() as session:
        ids = session.execute(
            select(Personne.prenom, Personne.id).where(Personne.menage_id == menage)
        ).all()
    return menage, {prenom: id_ for prenom, id_ in ids if prenom}


def fiche(uow: UnitOfWork, menage_id: UUID) -> FicheMenage:
    return menages.fiche(menages.LireFiche(menage_id), uow)


def refus(service: Any, cmd: object, uow: UnitOfWork) -> str:
    with pytest.raises(AppError) as erreur:
        service(cmd, uow)
    return erreur.value.code


def test_le_deces_du_titulaire_demande_qui_lui_succede(uow: UnitOfWork) -> None:
    menage, ids = famille(uow, nb_occupants=3)
    deces = foyer.NoterDepart(ids["Jadwiga"], date(2026, 11, 20), MotifDepart.DECES)
    assert refus(foyer.noter_depart, deces, uow) == "foyer.titulaire"
    changes = foyer.noter_depart(
        foyer.NoterDepart(ids["Jadwiga"], date(2026, 11, 20), MotifDepart.DECES, ids["Henri"]),
        uow,
    )
    f = fiche(uow, menage)
    assert [(p.prenom, p.titulaire, p.lien) for p in f.personnes] == [
        ("Henri", True, Lien.TITULAIRE), ("Ewa", False, Lien.ENFANT),
    ]  # fmt: skip
    assert [(p.prenom, p.partie_motif) for p in f.parties] == [("Jadwiga", MotifDepart.DECES)]
    assert f.menage.nb_occupants == 2
    with uow.lecture() as session:
        resume = session.scalars(
            select(MenageResume).where(MenageResume.menage_id == menage)
        ).first()
        assert resume is not None
        assert (resume.titulaires, resume.nb_personnes) == ("Henri Wójcik", 2)
        assert "0612345678" not in resume.telephones
        telephones, _discretion = joindre(session, {menage})[menage]
        assert telephones == ["0611111111", "0622222222"]
        assert all(p.nom_complet != "Jadwiga Wójcik" for p in comparees(session))
    trouves = recherche.chercher(recherche.Chercher("jadwiga"), uow)
    assert [t.menage_id for t in trouves] == [menage]
    assert changes.operation is not None
    annuler(AnnulerOperation(changes.operation), uow)
    assert len(fiche(uow, menage).personnes) == 3


def test_un_depart_se_corrige(uow: UnitOfWork) -> None:
    menage, ids = famille(uow)
    partir = foyer.NoterDepart(ids["Ewa"], date(2026, 11, 25), MotifDepart.AUTRE)
    assert refus(foyer.noter_depart, partir, uow) == "foyer.futur"
    foyer.noter_depart(foyer.NoterDepart(ids["Ewa"], JOUR, MotifDepart.AUTRE), uow)
    assert refus(foyer.noter_depart, foyer.NoterDepart(ids["Ewa"], JOUR, MotifDepart.AUTRE), uow) \
        == "foyer.deja_partie"  # fmt: skip
    foyer.revenir(foyer.Revenir(ids["Ewa"]), uow)
    assert len(fiche(uow, menage).personnes) == 3
    assert refus(foyer.revenir, foyer.Revenir(ids["Ewa"]), uow) == "foyer.presente"


def test_une_decohabitation_fait_un_menage_qui_vient_du_premier(uow: UnitOfWork) -> None:
    menage, ids = famille(uow, nb_occupants=3)
    mediatrice = factories.intervenant(uow)
    referents.affecter(
        referents.AffecterReferent(menage, mediatrice, Role.MEDIATRICE, date(2026, 1, 5)), uow
    )
    logement = factories.logement(uow)
    changes = foyer.decohabiter(
        foyer.Decohabiter(menage, (ids["Ewa"],), date(2026, 11, 2), logement_id=logement), uow
    )
    assert changes.principal is not None
    neuf = fiche(uow, changes.principal)
    assert neuf.menage.nom == "Wójcik Ewa"
    assert [(p.prenom, p.titulaire, p.age_ans) for p in neuf.personnes] == [("Ewa", True, 22)]
    assert neuf.menage.issu_de_id == menage
    assert [(o.logement_id, o.nature) for o in neuf.occupations] == [
        (logement, NatureOccupation.DEFINITIF)
    ]
    assert [r.intervenant_id for r in neuf.referents] == [mediatrice]
    ancien = fiche(uow, menage)
    assert [p.prenom for p in ancien.personnes] == ["Jadwiga", "Henri"]
    assert [p.prenom for p in ancien.parties] == ["Ewa"]
    assert ancien.menage.nb_occupants == 2
    lu = relogements.lire(relogements.LireRelogement(menage), uow)
    assert [p.nom for p in lu.issus] == ["Wójcik Ewa"]
    lu = relogements.lire(relogements.LireRelogement(changes.principal), uow)
    assert lu.issu_de is not None
    assert lu.issu_de.menage_id == menage


def test_une_decohabitation_laisse_quelqu_un(uow: UnitOfWork) -> None:
    menage, ids = famille(uow)
    tous = foyer.Decohabiter(menage, tuple(ids.values()), JOUR)
    assert refus(foyer.decohabiter, tous, uow) == "foyer.reste_personne"
    personne = foyer.Decohabiter(menage, (), JOUR)
    assert refus(foyer.decohabiter, personne, uow) == "foyer.personne"
    ailleurs = foyer.Decohabiter(factories.menage(uow), (ids["Ewa"],), JOUR)
    assert refus(foyer.decohabiter, ailleurs, uow) == "foyer.ailleurs"
    # A home somebody has not left: nothing at all is written.
    pris = factories.logement(uow)
    factories.menage(uow, "Benali", "Karim", logement_id=pris)
    la = foyer.Decohabiter(menage, (ids["Ewa"],), JOUR, logement_id=pris)
    assert refus(foyer.decohabiter, la, uow) == "occupation.logement_pris"
    assert len(fiche(uow, menage).personnes) == 3
    with uow.lecture() as session:
        assert session.scalar(select(func.count()).select_from(MenageResume)) == 3


def test_une_personne_hebergee_compte(uow: UnitOfWork) -> None:
    menage, _ids = famille(uow, nb_occupants=3)
    foyer.accueillir(foyer.Accueillir(menage, {"nom": "Nowak", "prenom": "Piotr"}), uow)
    f = fiche(uow, menage)
    assert (f.personnes[-1].prenom, f.personnes[-1].lien) == ("Piotr", Lien.HEBERGE)
    assert f.menage.nb_occupants == 4


def test_le_dernier_du_foyer_peut_mourir(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    (seule,) = fiche(uow, menage).personnes
    foyer.noter_depart(foyer.NoterDepart(seule.id, JOUR, MotifDepart.DECES), uow)
    f = fiche(uow, menage)
    assert f.personnes == ()
    assert f.menage.nom == "Wójcik Jadwiga"
    foyer.revenir(foyer.Revenir(seule.id), uow)
    assert fiche(uow, menage).personnes[0].titulaire


def test_un_proprietaire_ne_demenage_pas(uow: UnitOfWork) -> None:
    chez_lui = factories.menage(uow, statut=StatutMenage.PROPRIETAIRE)
    partir = demenagements.PrevoirDemenagement(
        chez_lui, SensDemenagement.ALLER, factories.logement(uow), date(2026, 12, 8)
    )
    assert refus(demenagements.prevoir, partir, uow) == "demenagement.proprietaire"
