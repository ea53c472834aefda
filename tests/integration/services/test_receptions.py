"""Réceptions on the real base: recorded, put right, réserves lifted, one truth for journeys."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app.core.changes import Changes
from app.core.errors import AppError
from app.domain.accompagnement import CodeEtape
from app.domain.logements import NatureOccupation
from app.domain.receptions import ResultatReception
from app.domain.reclamations import EtatReclamation, MotifReclamation, NatureReclamation
from app.services import annulation, changements, logements, parcours, receptions, reclamations
from app.services.annulation import AnnulerOperation
from app.services.parcours import LireParcours
from app.services.receptions import (
    AnnulerReception,
    CorrigerReception,
    LeverReserves,
    LireReceptions,
    NoterReserve,
    ReceptionLigne,
    Recevoir,
)
from app.services.reclamations import ChangerEtatReclamation
from db.models import Etape, Occupation, Reception, Reclamation, Responsable, Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql

LE, APRES, AUJOURDHUI = date(2026, 11, 3), date(2026, 11, 10), date(2026, 11, 24)
AVEC, SANS, REFUS = (
    ResultatReception.AVEC_RESERVES,
    ResultatReception.SANS_RESERVE,
    ResultatReception.REFUSEE,
)


class Chantier:
    """A batch of two homes, a household in the first one, away in a temporary home."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.cite = factories.cite(uow)
        self.tranche = uow.ids.new()
        factories.ecrire(
            uow,
            Tranche(
                id=self.tranche, cite_id=self.cite, nom="T1", debut_travaux=date(2026, 6, 1),
                fin_travaux=date(2026, 10, 30), reception=date(2027, 1, 15),
            ),
        )  # fmt: skip
        self.logement = self.dans_la_tranche("1")
        self.voisin = self.dans_la_tranche("3")
        self.menage = factories.menage(uow, logement_id=self.logement)

    def dans_la_tranche(self, numero: str) -> UUID:
        return factories.logement(
            self.uow, cite_id=self.cite, tranche_id=self.tranche, numero=numero
        )

    def recevoir(
        self, *ids: UUID, le: date = LE, resultat: ResultatReception = AVEC, tranche: bool = False
    ) -> Changes:
        cmd = Recevoir(le, resultat, ids, self.tranche if tranche else None)
        return receptions.recevoir(cmd, self.uow)

    def recue(self, *ids: UUID, le: date = LE, resultat: ResultatReception = AVEC) -> UUID:
        id_ = self.recevoir(*ids, le=le, resultat=resultat, tranche=not ids).principal
        assert id_ is not None
        return id_

    def reserve(self, reception_id: UUID, **champs: object) -> UUID:
        cmd = NoterReserve(reception_id, "menuiseries", "Volet qui frotte", **champs)  # type: ignore[arg-type]  # the test's own values
        id_ = receptions.noter_reserve(cmd, self.uow).principal
        assert id_ is not None
        return id_

    def lever(self, *ids: UUID, le: date = AUJOURDHUI, **champs: UUID) -> Changes:
        return receptions.lever(LeverReserves(le, ids, **champs), self.uow)  # type: ignore[arg-type]  # the test’s own values

    def dates(self) -> dict[UUID, date]:
        with self.uow.lecture() as session:
            return dict(receptions.dates(session, (self.logement, self.voisin), AUJOURDHUI))

    def ligne(self, logement_id: UUID) -> ReceptionLigne:
        lues = receptions.lire(LireReceptions(self.cite), self.uow)
        return next(li for li in lues.lignes if li.id == logement_id)

    def levees_le(self, reception_id: UUID) -> date | None:
        with self.uow.lecture() as session:
            ligne = session.get(Reception, reception_id)
            assert ligne is not None
            return ligne.levees_le

    def jour_tranche(self) -> date | None:
        with self.uow.lecture() as session:
            return session.scalar(select(Tranche.reception).where(Tranche.id == self.tranche))

    def etape(self, menage_id: UUID | None = None) -> date | None:
        with self.uow.lecture() as session:
            return session.scalar(
                select(Etape.faite_le).where(
                    Etape.menage_id == (menage_id or self.menage),
                    Etape.code == CodeEtape.RECEPTION.value,
                )
            )

    def jalon(self) -> date | None:
        """The day the journey of the household says its works were received."""
        lu = parcours.lire(LireParcours(self.menage), self.uow)
        return next(li.fait_le for li in lu.lignes if li.code == CodeEtape.RECEPTION.value)

    def refus(self, attendu: str, fonction: object, cmd: object) -> AppError:
        """The service says no by that code, and nothing at all was written."""
        avant = self._ecrit()
        with pytest.raises(AppError) as leve:
            fonction(cmd, self.uow)  # type: ignore[operator]  # a service
        assert leve.value.code == attendu
        assert self._ecrit() == avant
        return leve.value

    def _ecrit(self) -> tuple[object, ...]:
        """How much the journal holds, and every réception and réserve as they are."""
        with self.uow.lecture() as session:
            return (
                session.scalar(text("SELECT count(*) FROM journal")),
                session.execute(text("SELECT * FROM reception ORDER BY id")).all(),
                session.execute(text("SELECT * FROM reclamation ORDER BY id")).all(),
            )


@pytest.fixture
def chantier(uow: UnitOfWork) -> Chantier:
    return Chantier(uow)


def test_un_logement_recu_fait_l_etape_du_menage(chantier: Chantier) -> None:
    fait = chantier.recevoir(chantier.logement)
    assert fait.touche("menages", chantier.menage)
    assert fait.touche("receptions")
    assert chantier.dates() == {chantier.logement: LE}
    assert chantier.etape() == LE == chantier.jalon()
    assert chantier.jour_tranche() == date(2027, 1, 15), "the others are still to come"


def test_plusieurs_logements_en_une_fois_s_annulent_ensemble(chantier: Chantier) -> None:
    fait = chantier.recevoir(chantier.logement, chantier.voisin, tranche=True)
    assert set(chantier.dates()) == {chantier.logement, chantier.voisin}
    assert fait.operation is not None
    annulation.annuler(AnnulerOperation(fait.operation), chantier.uow)
    assert chantier.dates() == {}
    assert chantier.etape() is None is chantier.jalon()


def test_la_tranche_recue_est_la_date_du_calendrier(chantier: Chantier) -> None:
    fait = chantier.recevoir(tranche=True, resultat=SANS)
    assert chantier.jour_tranche() == LE == chantier.jalon()
    assert chantier.dates() == {chantier.logement: LE, chantier.voisin: LE}
    assert chantier.etape() is None, "read from the timetable, never written twice"
    assert fait.operation is not None
    annulation.annuler(AnnulerOperation(fait.operation), chantier.uow)
    assert (chantier.jour_tranche(), chantier.jalon()) == (date(2027, 1, 15), None)


def test_la_reception_du_logement_compte_avant_celle_de_la_tranche(chantier: Chantier) -> None:
    chantier.recue(le=APRES)
    chantier.recue(chantier.logement, le=LE)
    assert chantier.dates() == {chantier.logement: LE, chantier.voisin: APRES}
    assert chantier.jalon() == LE


def test_le_jour_prevu_compte_une_fois_passe(chantier: Chantier) -> None:
    assert chantier.dates() == {}
    cmd = logements.ModifierTranche(chantier.tranche, {"reception": APRES})
    logements.modifier_tranche(cmd, chantier.uow)
    assert chantier.dates() == {chantier.logement: APRES, chantier.voisin: APRES}
    with chantier.uow.lecture() as session:
        assert receptions.date_de(session, chantier.logement, LE) is None


def test_qui_arrive_apres_n_a_pas_de_travaux_a_recevoir(chantier: Chantier) -> None:
    uow = chantier.uow
    arrivant = factories.menage(uow, "Benali", "Karim", logement_id=chantier.voisin)
    with uow.ecriture("test.dates") as tx:
        sejour = tx.session.scalar(select(Occupation).where(Occupation.menage_id == arrivant))
        assert sejour is not None
        sejour.debut, sejour.nature = APRES, NatureOccupation.DEFINITIF
        tx.commit()
    chantier.recevoir(chantier.voisin, le=LE)
    assert chantier.etape(arrivant) is None


def test_corriger_deplace_l_etape(chantier: Chantier) -> None:
    id_ = chantier.recue(chantier.logement)
    receptions.corriger(CorrigerReception(id_, APRES, SANS, "  visite  reportée "), chantier.uow)
    assert chantier.dates()[chantier.logement] == APRES == chantier.etape()
    lue = chantier.ligne(chantier.logement)
    assert (lue.resultat, lue.precision) == (SANS, "visite reportée")
    sans_effet = receptions.corriger(
        CorrigerReception(id_, APRES, SANS, "visite reportée"), chantier.uow
    )
    assert sans_effet.operation is None


def test_annuler_rend_l_etape_et_le_calendrier(chantier: Chantier) -> None:
    propre = chantier.recue(chantier.logement)
    receptions.annuler(AnnulerReception(propre), chantier.uow)
    assert (chantier.dates(), chantier.etape()) == ({}, None)
    tranche = chantier.recue()
    receptions.annuler(AnnulerReception(tranche), chantier.uow)
    assert (chantier.dates(), chantier.jour_tranche()) == ({}, None)


def test_une_etape_prevue_le_reste(chantier: Chantier) -> None:
    factories.ecrire(
        chantier.uow,
        Etape(
            id=chantier.uow.ids.new(), menage_id=chantier.menage,
            code=CodeEtape.RECEPTION.value, prevue_le=APRES,
        ),
    )  # fmt: skip
    id_ = chantier.recue(chantier.logement)
    assert chantier.jalon() == LE
    receptions.annuler(AnnulerReception(id_), chantier.uow)
    with chantier.uow.lecture() as session:
        assert session.scalars(select(Etape.prevue_le)).all() == [APRES]


def test_refusee_puis_recue(chantier: Chantier) -> None:
    chantier.recevoir(chantier.logement, resultat=REFUS)
    assert (chantier.dates(), chantier.etape()) == ({}, None)
    assert chantier.ligne(chantier.logement).resultat is REFUS
    avant = Recevoir(date(2026, 11, 2), AVEC, (chantier.logement,))
    erreur = chantier.refus("reception.avant_refus", receptions.recevoir, avant)
    assert erreur.params["ou"] == "1 Rue de Stockholm"
    encore = Recevoir(LE, REFUS, (chantier.logement,))
    chantier.refus("reception.refus_deja", receptions.recevoir, encore)
    chantier.recevoir(chantier.logement, le=APRES)
    assert chantier.dates() == {chantier.logement: APRES}


def test_un_logement_refuse_dans_une_tranche_recue(chantier: Chantier) -> None:
    """The batch is received, this home is not: neither its dates nor its journey say it is."""
    chantier.recue(le=LE)
    assert chantier.jalon() == LE
    id_ = chantier.recue(chantier.logement, le=APRES, resultat=REFUS)
    assert chantier.dates() == {chantier.voisin: LE}
    assert chantier.jalon() is None
    with chantier.uow.lecture() as session:
        assert session.scalars(select(Etape.motif)).all() == ["Réception refusée le 10/11/2026."]
    receptions.annuler(AnnulerReception(id_), chantier.uow)
    assert chantier.dates()[chantier.logement] == LE == chantier.jalon()
    chantier.recue(chantier.logement, le=APRES, resultat=REFUS)
    chantier.recue(chantier.logement, le=AUJOURDHUI)
    assert chantier.dates()[chantier.logement] == AUJOURDHUI == chantier.jalon()


def test_la_tranche_recue_apres_un_refus_compte_pour_tous(chantier: Chantier) -> None:
    chantier.recue(chantier.logement, le=LE, resultat=REFUS)
    chantier.recue(le=APRES)
    assert chantier.dates() == {chantier.logement: APRES, chantier.voisin: APRES}
    assert chantier.jalon() == APRES


def test_une_tranche_refusee_n_a_plus_de_date(chantier: Chantier) -> None:
    prevue = logements.ModifierTranche(chantier.tranche, {"reception": LE})
    logements.modifier_tranche(prevue, chantier.uow)
    chantier.recevoir(tranche=True, resultat=REFUS)
    assert (chantier.dates(), chantier.jour_tranche()) == ({}, None)
    chantier.recevoir(tranche=True, le=APRES)
    assert chantier.jour_tranche() == APRES


@pytest.mark.parametrize("tranche", [False, True])
def test_on_ne_recoit_pas_deux_fois(chantier: Chantier, tranche: bool) -> None:
    ids = () if tranche else (chantier.logement,)
    chantier.recue(*ids)
    for resultat in (AVEC, REFUS):
        cmd = Recevoir(APRES, resultat, ids, chantier.tranche if tranche else None)
        refus = chantier.refus("reception.deja", receptions.recevoir, cmd)
        assert refus.params["jour"] == LE


def test_ce_qui_est_refuse(chantier: Chantier) -> None:
    ailleurs = factories.logement(chantier.uow)
    demain = date(2026, 11, 25)
    recevoir = receptions.recevoir
    chantier.refus("reception.rien", recevoir, Recevoir(LE, AVEC))
    chantier.refus("reception.futur", recevoir, Recevoir(demain, AVEC, (chantier.logement,)))
    hors = Recevoir(LE, AVEC, (chantier.logement, ailleurs), chantier.tranche)
    chantier.refus("reception.hors_tranche", recevoir, hors)
    assert chantier.dates() == {}, "nothing of it was recorded"


def test_la_date_ne_passe_pas_apres_une_reserve(chantier: Chantier) -> None:
    id_ = chantier.recue(chantier.logement)
    chantier.reserve(id_)
    erreur = chantier.refus(
        "reception.apres_reclamation", receptions.corriger, CorrigerReception(id_, APRES, AVEC)
    )
    assert erreur.params["defaut"] == LE
    for resultat in (SANS, REFUS):
        cmd = CorrigerReception(id_, LE, resultat)
        chantier.refus("reception.a_des_reserves", receptions.corriger, cmd)
    chantier.refus("reception.a_des_reserves", receptions.annuler, AnnulerReception(id_))
    receptions.corriger(CorrigerReception(id_, date(2026, 11, 2), AVEC), chantier.uow)
    assert chantier.dates()[chantier.logement] == date(2026, 11, 2)


def test_le_calendrier_ne_contredit_pas_la_reception(chantier: Chantier) -> None:
    chantier.recue()
    cmd = logements.ModifierTranche(chantier.tranche, {"reception": APRES})
    chantier.refus("reception.tranche_recue", logements.modifier_tranche, cmd)
    change = changements.AppliquerChangement(
        chantier.tranche, date(2026, 6, 1), date(2026, 10, 30), APRES,
        changements.RaisonReport.RETARD, "retard",
    )  # fmt: skip
    chantier.refus("reception.tranche_recue", changements.appliquer, change)
    logements.modifier_tranche(
        logements.ModifierTranche(chantier.tranche, {"nom": "T1 bis"}), chantier.uow
    )
    assert chantier.jour_tranche() == LE


def test_une_reserve_est_une_reclamation(chantier: Chantier) -> None:
    id_ = chantier.recue(chantier.logement, resultat=SANS)
    reserve = chantier.reserve(id_, lieu="sejour")
    with chantier.uow.lecture() as session:
        lue = session.get(Reclamation, reserve)
        assert lue is not None
        assert (lue.nature, lue.menage_id, lue.ouverte_le, lue.lieu) == (
            NatureReclamation.RESERVE,
            chantier.menage,
            LE,
            "sejour",
        )
    ligne = chantier.ligne(chantier.logement)
    assert (ligne.resultat, ligne.ouvertes, ligne.total) == (AVEC, 1, 1)
    assert ligne.fin_gpa == date(2027, 11, 3)
    assert ligne.jours_gpa == 344


def test_une_reserve_d_un_logement_vide_d_une_tranche(chantier: Chantier) -> None:
    id_ = chantier.recue()
    chantier.refus(
        "reception.quel_logement", receptions.noter_reserve, NoterReserve(id_, "finitions", "Trou")
    )
    ailleurs = NoterReserve(id_, "finitions", "Trou", factories.logement(chantier.uow))
    chantier.refus("reception.hors_tranche", receptions.noter_reserve, ailleurs)
    reserve = chantier.reserve(id_, logement_id=chantier.voisin)
    with chantier.uow.lecture() as session:
        lue = session.get(Reclamation, reserve)
        assert lue is not None
        assert lue.menage_id is None
        assert lue.logement_id == chantier.voisin


def test_pas_de_reserve_avant_ni_sur_un_refus(chantier: Chantier) -> None:
    id_ = chantier.recue(chantier.logement)
    veille = NoterReserve(id_, "finitions", "Trou", le=date(2026, 11, 2))
    chantier.refus("reception.apres_reclamation", receptions.noter_reserve, veille)
    demain = NoterReserve(id_, "finitions", "Trou", le=date(2026, 11, 25))
    chantier.refus("reception.futur", receptions.noter_reserve, demain)
    refusee = chantier.recue(chantier.voisin, resultat=REFUS)
    cmd = NoterReserve(refusee, "finitions", "Trou")
    chantier.refus("reception.refusee", receptions.noter_reserve, cmd)


def test_la_derniere_levee_leve_la_reception_et_s_annule(chantier: Chantier) -> None:
    id_ = chantier.recue(chantier.logement)
    une, deux = chantier.reserve(id_), chantier.reserve(id_)
    chantier.lever(une, le=APRES)
    assert chantier.levees_le(id_) is None
    fait = chantier.lever(deux)
    assert chantier.levees_le(id_) == AUJOURDHUI
    assert fait.operation is not None
    annulation.annuler(AnnulerOperation(fait.operation), chantier.uow)
    assert chantier.levees_le(id_) is None
    chantier.lever(deux)
    with chantier.uow.lecture() as session:
        lue = session.get(Reclamation, deux)
        assert lue is not None
        assert (lue.etat, lue.motif_cloture) == (
            EtatReclamation.CLOSE,
            MotifReclamation.RESERVE_LEVEE,
        )
    contestee = ChangerEtatReclamation(deux, EtatReclamation.CONTESTEE, raison="frotte encore")
    reclamations.changer_etat(contestee, chantier.uow)
    assert chantier.levees_le(id_) is None, "one is open again"
    assert chantier.ligne(chantier.logement).ouvertes == 1


def test_lever_toutes_celles_d_une_entreprise_ou_d_un_logement(chantier: Chantier) -> None:
    uow = chantier.uow
    menuisier = uow.ids.new()
    factories.ecrire(uow, Responsable(id=menuisier, genre="entreprise", nom="Bois du Nord"))
    tranche = chantier.recue()
    siennes = [
        chantier.reserve(tranche, logement_id=ou, responsable_id=menuisier)
        for ou in (chantier.logement, chantier.voisin)
    ]
    autre = chantier.reserve(tranche, logement_id=chantier.voisin)
    fait = chantier.lever(responsable_id=menuisier, cite_id=chantier.cite)
    assert fait.ids["reclamations"] == frozenset(siennes)
    assert chantier.ligne(chantier.voisin).ouvertes == 1
    assert chantier.lever(logement_id=chantier.voisin).ids["reclamations"] == {autre}
    assert chantier.levees_le(tranche) == AUJOURDHUI
    vide = LeverReserves(AUJOURDHUI, logement_id=chantier.voisin)
    chantier.refus("reception.aucune_reserve", receptions.lever, vide)
    chantier.refus("reception.aucune_reserve", receptions.lever, LeverReserves(AUJOURDHUI))


def test_lever_refuse_ce_qui_ne_se_peut_pas(chantier: Chantier) -> None:
    id_ = chantier.recue(chantier.logement, le=APRES)
    reserve = chantier.reserve(id_)
    demain = LeverReserves(date(2026, 11, 25), (reserve,))
    chantier.refus("reception.futur", receptions.lever, demain)
    avant = LeverReserves(LE, (reserve,))
    erreur = chantier.refus("reception.levee_avant", receptions.lever, avant)
    assert erreur.params["reference"] == "R-0001"
    plainte = reclamations.ouvrir(
        reclamations.OuvrirReclamation(chantier.menage, "plomberie", "Fuite"), chantier.uow
    ).principal
    assert plainte is not None
    pas_une = LeverReserves(AUJOURDHUI, (plainte,))
    chantier.refus("reception.pas_une_reserve", receptions.lever, pas_une)


def test_la_cite_se_lit_en_nombre_constant(
    chantier: Chantier, compteur_sql: Callable[[], AbstractContextManager[CompteurSql]]
) -> None:
    chantier.recue(chantier.logement)

    def lire() -> int:
        with compteur_sql() as compte:
            lues = receptions.lire(LireReceptions(chantier.cite), chantier.uow)
        assert [li.adresse for li in lues.lignes][:2] == [
            "1 Rue de Stockholm",
            "3 Rue de Stockholm",
        ]
        return compte.nombre

    avant = lire()
    for numero in ("5", "7", "9"):
        chantier.recue(chantier.dans_la_tranche(numero))
    assert lire() == avant <= 7
    ligne = chantier.ligne(chantier.logement)
    assert (ligne.tranche, ligne.menages, ligne.prevue_le) == (
        "T1",
        "Wójcik Jadwiga",
        date(2027, 1, 15),
    )
