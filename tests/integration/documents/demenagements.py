"""Moves for the tests of their papers: a crew, a way out with all that can be known, a way back."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from app.domain.demenagements import (
    Creneau,
    EtatDemenagement,
    Fluide,
    GenreEquipe,
    MomentReleve,
    SensCle,
    SensDemenagement,
)
from app.domain.logements import NatureOccupation
from db.models import (
    Bailleur,
    BesoinsRelogement,
    Cite,
    CleLogement,
    Demenagement,
    Equipe,
    Occupation,
    ReleveCompteur,
)
from db.uow import UnitOfWork
from tests.factories import ecrire


def equipe(uow: UnitOfWork, ids: dict[str, UUID], nom: str = "Équipe 1") -> UUID:
    """A crew of movers of the estate, whose landlord is named."""
    id_, bailleur = uow.ids.new(), uow.ids.new()
    ecrire(
        uow,
        Bailleur(id=bailleur, nom=f"Bailleur fictif {nom}", telephone="0321000008"),
        Equipe(
            id=id_, cite_id=ids["cite"], genre=GenreEquipe.DEMENAGEURS, nom=nom,
            organisme="Les Bras fictifs", telephone="0321000007", capacite=1,
        ),
    )  # fmt: skip
    with uow.ecriture("test.bailleur") as tx:
        cite = tx.session.get(Cite, ids["cite"])
        assert cite is not None
        cite.bailleur_id = bailleur
        tx.commit()
    return id_


def demenagement(
    uow: UnitOfWork,
    menage_id: UUID,
    ids: dict[str, UUID],
    *,
    equipe_id: UUID | None = None,
    sens: SensDemenagement = SensDemenagement.ALLER,
    jour: date = date(2026, 12, 1),
    complet: bool = True,
    etat: EtatDemenagement = EtatDemenagement.CONFIRME,
) -> UUID:
    """The move of a household made by `donnees.menage_complet`."""
    id_ = uow.ids.new()
    with uow.lecture() as session:
        homes = {
            o.nature: o.logement_id
            for o in session.scalars(select(Occupation).where(Occupation.menage_id == menage_id))
        }
    origine, tiroir = homes[NatureOccupation.ORIGINE], homes[NatureOccupation.TIROIR]
    depuis, vers = (origine, tiroir) if sens is SensDemenagement.ALLER else (tiroir, origine)
    lignes = [
        Demenagement(
            id=id_, menage_id=menage_id, sens=sens, depuis_id=depuis, vers_id=vers, jour=jour,
            creneau=Creneau.MATIN, heure=time(8, 30) if complet else None, equipe_id=equipe_id,
            pilote_id=ids["pilote"] if complet else None, etat=etat, etat_le=date(2026, 11, 20),
            remarque="Le camion entre par la cour." if complet else None,
        )
    ]  # fmt: skip
    if complet:
        lignes += [
            BesoinsRelogement(
                id=uow.ids.new(), menage_id=menage_id, animaux=True,
                animaux_precision="deux pigeons et un chat", volume_m3=38, appareil=True,
            ),
            CleLogement(
                id=uow.ids.new(), demenagement_id=id_, logement_id=vers, sens=SensCle.REMISE,
                quoi="porte d’entrée", nombre=3, le=date(2026, 11, 24), a_qui="Jadwiga Wójcik",
            ),
            ReleveCompteur(
                id=uow.ids.new(), demenagement_id=id_, logement_id=vers,
                fluide=Fluide.ELECTRICITE, moment=MomentReleve.ENTREE, numero="E-0001",
                valeur="01234", le=date(2026, 11, 24),
            ),
        ]  # fmt: skip
    ecrire(uow, *lignes)
    return id_
