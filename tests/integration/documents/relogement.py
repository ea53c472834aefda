"""A household with its rehousing, for the tests of documents: all invented."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from uuid import UUID

from app.domain.demenagements import (
    Creneau,
    EtatDemenagement,
    EtatPoint,
    Fluide,
    GenreEquipe,
    MomentReleve,
    SensCle,
    SensDemenagement,
)
from app.domain.engagements import RaisonReport
from app.domain.planification.mots import Solution
from app.domain.relogements import MotifRefus, NatureLien, ReponseProposition, Trajectoire
from db.models import (
    Base,
    BesoinsRelogement,
    CharteRelogement,
    CleLogement,
    Demenagement,
    Equipe,
    Indisponibilite,
    LienMenages,
    Logement,
    Menage,
    Plan,
    PlanLigne,
    PointDemenagement,
    Proposition,
    ReleveCompteur,
    ReportDemenagement,
    TrajectoireMenage,
)
from db.uow import UnitOfWork


def lignes_du_relogement(uow: UnitOfWork, m: UUID, cite_id: UUID) -> list[Base]:
    """One row of each table of rehousing for that household, in writing order."""
    new = uow.ids.new
    offert, voisin, equipe, depart, plan = (new() for _ in range(5))
    return [
        Logement(
            id=offert, cite_id=cite_id, code_ug="RLG00001", numero="8", voie="Rue d’Œuf",
            commune="Rouvroy", typologie="T3", surface=Decimal("68.50"), plain_pied=True,
            jardin=True,
        ),
        Menage(id=voisin, nom="Voisin Fictif"),
        BesoinsRelogement(
            id=new(), menage_id=m, chambres=2, plain_pied=True, appareil=True, animaux=True,
            animaux_precision="deux chats", volume_m3=35, apres_le=date(2026, 12, 1),
        ),
        TrajectoireMenage(
            id=new(), menage_id=m, code=Trajectoire.CITE, le=date(2026, 11, 2),
            motif="près de l’école",
        ),
        Proposition(
            id=new(), menage_id=m, logement_id=offert, proposee_le=date(2026, 11, 3),
            visite_le=date(2026, 11, 10), reponse=ReponseProposition.REFUSEE,
            repondue_le=date(2026, 11, 12), motif=MotifRefus.LOYER, precision="80 € de plus",
            commission_le=date(2026, 12, 1), loyer=Decimal("510"), charges=Decimal("40"),
            apl=Decimal("120"),
        ),
        CharteRelogement(id=new(), cite_id=cite_id, nb_propositions=3, ordre="doubles"),
        LienMenages(
            id=new(), menage_id=m, autre_id=voisin, nature=NatureLien.ENTRAIDE,
            precision="garde les enfants",
        ),
        Equipe(
            id=equipe, cite_id=cite_id, genre=GenreEquipe.DEMENAGEURS, nom="Équipe fictive",
            organisme="Cartons fictifs", telephone="0321000011",
            courriel="cartons@entreprise.example",
        ),
        Indisponibilite(
            id=new(), menage_id=m, du=date(2026, 12, 20), au=date(2027, 1, 3),
            motif="chez son fils",
        ),
        Plan(
            id=plan, cite_id=cite_id, nom="Plan fictif", cree_le=uow.clock.now(), empreinte="e",
            bilan={},
        ),
        Demenagement(
            id=depart, menage_id=m, sens=SensDemenagement.ALLER, vers_id=offert,
            jour=date(2026, 12, 8), creneau=Creneau.MATIN, heure=time(8, 30), equipe_id=equipe,
            etat=EtatDemenagement.CONFIRME, etat_le=date(2026, 11, 20), plan_id=plan,
            motif="choisi à la main", remarque="armoire à démonter",
        ),
        ReportDemenagement(
            id=new(), demenagement_id=depart, le=date(2026, 11, 20), jour_avant=date(2026, 12, 1),
            jour_apres=date(2026, 12, 8), raison=RaisonReport.METEO, explication="le gel",
        ),
        PointDemenagement(
            id=new(), demenagement_id=depart, code="cartons", etat=EtatPoint.FAIT,
            precision="vingt cartons",
        ),
        ReleveCompteur(
            id=new(), demenagement_id=depart, logement_id=offert, fluide=Fluide.EAU,
            moment=MomentReleve.ENTREE, numero="N12", valeur="00123", le=date(2026, 12, 8),
        ),
        CleLogement(
            id=new(), demenagement_id=depart, logement_id=offert, sens=SensCle.REMISE,
            quoi="porte d’entrée", le=date(2026, 12, 8), a_qui="Jadwiga",
        ),
        PlanLigne(
            id=new(), plan_id=plan, menage_id=m, solution=Solution.TIROIR, logement_id=offert,
            motif="vu avec elle",
        ),
    ]  # fmt: skip
