"""Merging two households with their complaints and their life after the return."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.apres import (
    Energie,
    EtatSoutien,
    GenreSoutien,
    MomentLoyer,
    SourceConso,
    SourceLoyer,
)
from app.domain.prises_en_main import EtatPointMontre, EtatPriseEnMain, MomentPriseEnMain
from app.domain.receptions import EtatElement, MomentEtatDesLieux
from app.domain.reclamations import EtatReclamation
from app.domain.relogements import MotifDepart
from app.services import annulation, foyer, menages, personnes
from app.services.annulation import AnnulerOperation
from app.services.menages import Cote, FusionnerMenages
from db.models import (
    ConsoEnergie,
    EtatDesLieux,
    LigneEtatDesLieux,
    Personne,
    PointPriseEnMain,
    PriseEnMain,
    Quittance,
    Reclamation,
    SoutienRetour,
    SuiviReclamation,
    Tache,
    VolontaireEnergie,
)
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 2)
CHOIX = dict.fromkeys(menages.CHAMPS, Cote.GARDE)


@pytest.fixture
def deux(uow: UnitOfWork) -> tuple[UUID, UUID]:
    return factories.menage(uow), factories.menage(uow, "Wojcik", "Jadwiga")


def _reunir(uow: UnitOfWork, deux: tuple[UUID, UUID], *, personnes: bool = True) -> object:
    with uow.lecture() as session:
        ids = [
            session.scalars(select(Personne.id).where(Personne.menage_id == m)).one() for m in deux
        ]
    return menages.fusionner(
        FusionnerMenages(
            deux[0], deux[1], CHOIX, ((ids[0], ids[1]),) if personnes else (), deux_logements=True
        ),
        uow,
    ).operation


def test_le_meme_etat_des_lieux_dit_deux_fois_n_en_fait_qu_un(
    uow: UnitOfWork, deux: tuple[UUID, UUID]
) -> None:
    new, logement = uow.ids.new, factories.logement(uow)
    for m, elements in zip(deux, (("mur", "sol"), ("mur", "plafond")), strict=True):
        etat = EtatDesLieux(
            id=new(), menage_id=m, logement_id=logement, moment=MomentEtatDesLieux.SORTIE, le=JOUR
        )
        factories.ecrire(
            uow,
            etat,
            *(
                LigneEtatDesLieux(
                    id=new(), etat_id=etat.id, piece="cuisine", element=e, etat=EtatElement.BON
                )
                for e in elements
            ),
        )
    operation = _reunir(uow, deux)
    with uow.lecture() as session:
        (etat,) = session.scalars(select(EtatDesLieux)).all()
        assert etat.menage_id == deux[0]
        lignes = session.scalars(select(LigneEtatDesLieux)).all()
        assert sorted(li.element for li in lignes) == ["mur", "plafond", "sol"]
        assert {li.etat_id for li in lignes} == {etat.id}
    annulation.annuler(AnnulerOperation(operation), uow)  # type: ignore[arg-type]  # written above
    with uow.lecture() as session:
        assert len(session.scalars(select(EtatDesLieux)).all()) == 2
        assert len(session.scalars(select(LigneEtatDesLieux)).all()) == 4


def test_la_visite_d_hiver_n_est_attendue_qu_une_fois(
    uow: UnitOfWork, deux: tuple[UUID, UUID]
) -> None:
    new = uow.ids.new
    for m in deux:
        rappel = Tache(id=new(), menage_id=m, titre="Visite d’hiver")
        visite = PriseEnMain(
            id=new(),
            menage_id=m,
            moment=MomentPriseEnMain.HIVER,
            prevue_le=JOUR,
            tache_id=rappel.id,
        )
        with uow.lecture() as session:
            personne = session.scalars(select(Personne.id).where(Personne.menage_id == m)).one()
        factories.ecrire(
            uow,
            rappel,
            visite,
            PointPriseEnMain(
                id=new(), prise_id=visite.id, code="vmc", personne_id=personne,
                etat=EtatPointMontre.MONTRE,
            ),
        )  # fmt: skip
    _reunir(uow, deux)
    with uow.lecture() as session:
        (visite,) = session.scalars(select(PriseEnMain)).all()
        (rappel,) = session.scalars(select(Tache)).all()
        (point,) = session.scalars(select(PointPriseEnMain)).all()
        assert visite.tache_id == rappel.id
        assert (visite.menage_id, visite.etat) == (deux[0], EtatPriseEnMain.PREVUE)
        assert point.prise_id == visite.id


def test_un_meme_loyer_n_est_dit_qu_une_fois_deux_loyers_differents_restent(
    uow: UnitOfWork, deux: tuple[UUID, UUID]
) -> None:
    for rang, m in enumerate(deux):
        factories.ecrire(
            uow,
            *(
                Quittance(
                    id=uow.ids.new(), menage_id=m, moment=moment, le=JOUR,
                    source=SourceLoyer.QUITTANCE, loyer=loyer,
                    charges=Decimal("40.00") if rang else None,
                )
                for moment, loyer in (
                    (MomentLoyer.AVANT, Decimal("400.00")),
                    (MomentLoyer.APRES, Decimal("430.00") + rang),
                )
            ),
        )  # fmt: skip
    _reunir(uow, deux)
    with uow.lecture() as session:
        lignes = session.scalars(select(Quittance).where(Quittance.menage_id == deux[0])).all()
        lues = sorted((q.moment, q.loyer, q.charges) for q in lignes if q.charges is not None)
        assert len(lignes) == 3
        assert lues == [
            (MomentLoyer.APRES, Decimal("431.00"), Decimal("40.00")),
            (MomentLoyer.AVANT, Decimal("400.00"), Decimal("40.00")),
        ]


def test_energie_et_soutiens_suivent(uow: UnitOfWork, deux: tuple[UUID, UUID]) -> None:
    new = uow.ids.new
    for rang, m in enumerate(deux):
        factories.ecrire(
            uow,
            VolontaireEnergie(id=new(), menage_id=m, accord_le=date(2026, 3, 1 + rang)),
            ConsoEnergie(
                id=new(), menage_id=m, energie=Energie.GAZ, du=date(2026, 1, 1),
                au=date(2026, 2, 1), kwh=Decimal("900.00"), source=SourceConso.FACTURE,
            ),
            SoutienRetour(
                id=new(), menage_id=m, genre=GenreSoutien.ARA, etat=EtatSoutien.INTERESSE, le=JOUR,
                quoi="papier peint" if rang else None,
            ),
        )  # fmt: skip
    _reunir(uow, deux)
    with uow.lecture() as session:
        (volontaire,) = session.scalars(select(VolontaireEnergie)).all()
        (conso,) = session.scalars(select(ConsoEnergie)).all()
        (soutien,) = session.scalars(select(SoutienRetour)).all()
        assert volontaire.accord_le == date(2026, 3, 1)
        assert {volontaire.menage_id, conso.menage_id, soutien.menage_id} == {deux[0]}
        assert soutien.quoi == "papier peint"


def test_les_reclamations_des_deux_restent_chacune_avec_son_histoire(
    uow: UnitOfWork, deux: tuple[UUID, UUID]
) -> None:
    for rang, m in enumerate(deux):
        id_ = uow.ids.new()
        factories.ecrire(
            uow,
            Reclamation(
                id=id_, menage_id=m, reference=f"R-000{rang}", categorie="finitions",
                description="Plinthe", ouverte_le=JOUR,
            ),
            SuiviReclamation(
                id=uow.ids.new(), reclamation_id=id_, etat=EtatReclamation.RECUE, le=JOUR
            ),
        )  # fmt: skip
    _reunir(uow, deux, personnes=False)
    with uow.lecture() as session:
        lignes = session.scalars(select(Reclamation)).all()
        assert {r.menage_id for r in lignes} == {deux[0]}
        assert len(lignes) == len(session.scalars(select(SuiviReclamation)).all()) == 2


def test_qui_part_emporte_l_accord_qu_il_avait_donne(uow: UnitOfWork) -> None:
    """The energy of a home is followed as long as who agreed lives there."""
    menage_id = factories.menage(uow)
    with uow.lecture() as session:
        personne = session.scalars(select(Personne.id).where(Personne.menage_id == menage_id)).one()
    ajout = personnes.ajouter(personnes.AjouterPersonne(menage_id, {"nom": "Wójcik"}), uow)
    accord = date(2026, 3, 1)
    factories.ecrire(
        uow,
        VolontaireEnergie(
            id=uow.ids.new(), menage_id=menage_id, personne_id=personne, accord_le=accord
        ),
    )
    foyer.noter_depart(foyer.NoterDepart(personne, JOUR, MotifDepart.DECES, ajout.principal), uow)
    with uow.lecture() as session:
        assert session.scalars(select(VolontaireEnergie)).one().retire_le == JOUR


def test_ce_qui_etait_montre_a_une_personne_retiree_ne_l_est_pas_a_tous(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    ajout = personnes.ajouter(personnes.AjouterPersonne(menage_id, {"nom": "Wójcik"}), uow)
    visite = PriseEnMain(id=uow.ids.new(), menage_id=menage_id, moment=MomentPriseEnMain.RETOUR)
    factories.ecrire(
        uow,
        visite,
        *(
            PointPriseEnMain(
                id=uow.ids.new(), prise_id=visite.id, code="vmc", personne_id=qui,
                etat=EtatPointMontre.MONTRE,
            )
            for qui in (ajout.principal, None)
        ),
    )  # fmt: skip
    assert ajout.principal is not None
    retrait = personnes.retirer(personnes.RetirerPersonne(ajout.principal), uow)
    with uow.lecture() as session:
        assert session.scalars(select(PointPriseEnMain)).one().personne_id is None
    assert retrait.operation is not None
    annulation.annuler(AnnulerOperation(retrait.operation), uow)
    with uow.lecture() as session:
        assert len(session.scalars(select(PointPriseEnMain)).all()) == 2
