"""Merging two households with their rehousing, and taking it back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.demenagements import EtatPoint, SensDemenagement
from app.domain.planification.mots import Solution
from app.domain.relogements import NatureLien, ReponseProposition, Trajectoire
from app.services import foyer, menages
from app.services.menages import Cote
from db.models import (
    BesoinsRelogement,
    Demenagement,
    Indisponibilite,
    LienMenages,
    Menage,
    Plan,
    PlanLigne,
    PointDemenagement,
    Proposition,
    TrajectoireMenage,
)
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services.test_fusion_suivi import reunir

JOUR = date(2026, 11, 2)
CHOIX = dict.fromkeys(menages.CHAMPS, Cote.GARDE)


@pytest.fixture
def deux(uow: UnitOfWork) -> tuple[UUID, UUID]:
    return factories.menage(uow), factories.menage(uow, "Wojcik", "Jadwiga")


def test_le_relogement_suit_le_menage(uow: UnitOfWork, deux: tuple[UUID, UUID]) -> None:
    new = uow.ids.new
    voisin, logement = factories.menage(uow, "Benali", "Karim"), factories.logement(uow)
    cite = factories.cite(uow)
    plan = Plan(
        id=new(), cite_id=cite, nom="Essai", cree_le=uow.clock.now(), empreinte="x", bilan={}
    )
    factories.ecrire(uow, plan)
    for rang, m in enumerate(deux):
        depart = Demenagement(
            id=new(),
            menage_id=m,
            sens=SensDemenagement.ALLER,
            vers_id=logement,
            jour=date(2026, 12, 2),
        )
        factories.ecrire(
            uow,
            BesoinsRelogement(
                id=new(), menage_id=m, chambres=2 + rang, jardin=True if rang else None
            ),
            TrajectoireMenage(id=new(), menage_id=m, code=Trajectoire.CITE, le=JOUR),
            Indisponibilite(id=new(), menage_id=m, du=JOUR, au=JOUR),
            Proposition(
                id=new(),
                menage_id=m,
                logement_id=logement,
                proposee_le=date(2026, 11, 3 + rang),
                commission_le=date(2026, 12, 1) if rang else None,
                reponse=ReponseProposition.EN_ATTENTE,
            ),
            LienMenages(id=new(), menage_id=voisin, autre_id=m, nature=NatureLien.VOISINS),
            depart,
            PointDemenagement(
                id=new(), demenagement_id=depart.id, code="cartons", etat=EtatPoint.FAIT
            ),
            PointDemenagement(
                id=new(),
                demenagement_id=depart.id,
                code="caf" if rang else "poste",
                etat=EtatPoint.FAIT,
            ),
            PlanLigne(
                id=new(),
                plan_id=plan.id,
                menage_id=m,
                solution=Solution.TIROIR if rang else Solution.AUCUNE,
                logement_id=logement if rang else None,
            ),
        )
    factories.ecrire(
        uow,
        LienMenages(id=new(), menage_id=deux[0], autre_id=deux[1], nature=NatureLien.FAMILLE),
    )
    f = reunir(uow, *deux)
    assert f.besoins_relogement is not None
    assert (f.besoins_relogement.chambres, f.besoins_relogement.jardin) == (2, True)
    assert [t.code for t in f.trajectoires] == [Trajectoire.CITE]
    assert len(f.indisponibilites) == 1
    (offre,) = f.propositions
    assert (offre.proposee_le, offre.commission_le) == (date(2026, 11, 3), date(2026, 12, 1))
    assert [li.menage for li in f.liens] == ["Benali Karim"]
    (seul,) = f.demenagements
    with uow.lecture() as session:
        codes = session.scalars(
            select(PointDemenagement.code).where(PointDemenagement.demenagement_id == seul.id)
        )
        assert sorted(codes) == ["caf", "cartons", "poste"]
        (ligne,) = session.scalars(select(PlanLigne))
        assert (ligne.menage_id, ligne.solution) == (deux[0], Solution.TIROIR)


def test_une_decohabitation_reprise_remet_la_personne_dans_son_foyer(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    (jadwiga,) = menages.fiche(menages.LireFiche(menage), uow).personnes
    foyer.accueillir(foyer.Accueillir(menage, {"nom": "Wójcik", "prenom": "Ewa"}), uow)
    ewa = menages.fiche(menages.LireFiche(menage), uow).personnes[-1]
    fait = foyer.decohabiter(foyer.Decohabiter(menage, (ewa.id,), JOUR), uow)
    assert fait.principal is not None
    (partie,) = menages.fiche(menages.LireFiche(fait.principal), uow).personnes
    menages.fusionner(
        menages.FusionnerMenages(
            menage, fait.principal, CHOIX, personnes=((ewa.id, partie.id),), deux_logements=True
        ),
        uow,
    )
    f = menages.fiche(menages.LireFiche(menage), uow)
    assert {p.id for p in f.personnes} == {jadwiga.id, ewa.id}
    assert f.parties == ()
    with uow.lecture() as session:
        gardee = session.get(Menage, menage)
        assert gardee is not None
        assert gardee.issu_de_id is None
