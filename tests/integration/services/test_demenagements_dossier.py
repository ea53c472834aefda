"""The file of a move: its list, meters, keys, where it is told and what is wrong that day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from app.core.changes import Changes
from app.core.clock import FixedClock
from app.services import demenagements as service
from app.services import historique
from app.services.annulation import AnnulerOperation, annuler
from app.services.aujourdhui import LireTableau, Tableau, tableau
from app.services.demenagements import (
    AnnulerDemenagement,
    DeplacerDemenagement,
    EtatPoint,
    FaireDemenagement,
    Fluide,
    LireDemenagement,
    ListerDemenagements,
    MomentReleve,
    PointerListe,
    PrevoirDemenagement,
    RaisonReport,
    ReleverCompteur,
    RemettreCle,
    RetirerCle,
    RetirerReleve,
    SensCle,
)
from app.services.historique import LireHistorique
from db.models import (
    BesoinsRelogement,
    Equipe,
    Indisponibilite,
)
from db.queries.demenagements import Marges, a_suivre
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services._demenagements import (
    ALLER,
    LUNDI,
    MARDI,
    RENTREE,
    RETOUR,
    Lieux,
    prevoir,
    refuse,
)


@pytest.fixture
def lieux(uow: UnitOfWork) -> Lieux:
    return Lieux(uow)


def test_la_liste_se_pointe_et_suit_la_date(uow: UnitOfWork, lieux: Lieux) -> None:
    factories.ecrire(
        uow, BesoinsRelogement(id=uow.ids.new(), menage_id=lieux.menage, appareil=True)
    )
    id_, _faits = prevoir(uow, lieux, date(2026, 12, 10))
    points = {p.code: p for p in service.lire(LireDemenagement(id_), uow).points}
    assert points["assurance"].en_retard  # 21 days before, we are 16 days before
    assert points["appareil"].confidentiel
    assert "angdm" not in points
    faits = service.pointer(PointerListe(id_, "assurance", EtatPoint.FAIT, "attestation vue"), uow)
    point = next(
        p for p in service.lire(LireDemenagement(id_), uow).points if p.code == "assurance"
    )
    assert (point.etat, point.precision, point.en_retard) == (
        EtatPoint.FAIT,
        "attestation vue",
        False,
    )
    assert point.le == date(2026, 11, 24)
    (lu,) = service.lister(ListerDemenagements(cite_id=lieux.cite), uow)
    assert lu.pointes["assurance"] is EtatPoint.FAIT
    assert lu.faits.appareil
    assert faits.operation is not None
    annuler(AnnulerOperation(faits.operation), uow)
    (lu,) = service.lister(ListerDemenagements(menage_id=lieux.menage), uow)
    assert lu.pointes == {}
    refuse(
        "demenagement.point_inconnu",
        service.pointer,
        PointerListe(id_, "licorne", EtatPoint.FAIT),
        uow,
    )


def test_compteurs_et_cles(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = prevoir(uow, lieux, date(2026, 11, 24))
    jour = date(2026, 11, 24)

    def relever(valeur: str, **autres: Any) -> Changes:
        return service.relever(
            ReleverCompteur(
                id_, lieux.chez_lui, Fluide.EAU, MomentReleve.SORTIE, valeur, jour, **autres
            ),
            uow,
        )

    relever("1 204")
    refus = refuse("demenagement.index_plus_bas", lambda: relever("1 198"))
    assert refus.params["avant"] == "1 204"
    garde = relever("1 198", confirme=True)
    dossier = service.lire(LireDemenagement(id_), uow)
    assert [r.valeur for r in dossier.releves] == ["1 204", "1 198"]
    assert garde.principal is not None
    retire = service.retirer_releve(RetirerReleve(garde.principal), uow)
    assert len(service.lire(LireDemenagement(id_), uow).releves) == 1
    assert retire.operation is not None
    annuler(AnnulerOperation(retire.operation), uow)
    assert len(service.lire(LireDemenagement(id_), uow).releves) == 2
    ailleurs = factories.logement(uow)
    refuse(
        "demenagement.pas_ici",
        service.remettre_cle,
        RemettreCle(id_, ailleurs, SensCle.REMISE, "porte", 2, jour),
        uow,
    )
    service.remettre_cle(RemettreCle(id_, lieux.tiroir, SensCle.REMISE, "porte", 2, jour), uow)
    rendue = RemettreCle(id_, lieux.tiroir, SensCle.RENDUE, "porte", 3, jour)
    refuse("demenagement.cles_en_trop", service.remettre_cle, rendue, uow)
    cle = service.remettre_cle(
        RemettreCle(id_, lieux.tiroir, SensCle.RENDUE, "porte", 1, jour, "le gardien"), uow
    )
    assert [c.nombre for c in service.lire(LireDemenagement(id_), uow).cles] == [2, 1]
    assert cle.principal is not None
    service.retirer_cle(RetirerCle(cle.principal), uow)
    assert len(service.lire(LireDemenagement(id_), uow).cles) == 1


def test_les_listes_filtrent(uow: UnitOfWork, lieux: Lieux) -> None:
    equipe = uow.ids.new()
    factories.ecrire(uow, Equipe(id=equipe, genre="demenageurs", nom="Équipe du mardi"))
    id_, _faits = prevoir(uow, lieux, equipe_id=equipe)
    retour, _faits = prevoir(uow, lieux, RENTREE, sens=RETOUR, vers_id=lieux.chez_lui)

    def ids(**filtre: Any) -> list[UUID]:
        return [lu.id for lu in service.lister(ListerDemenagements(**filtre), uow)]

    assert ids() == ids(cite_id=lieux.cite) == [id_, retour]
    assert ids(au=MARDI) == ids(equipe_id=equipe) == [id_]
    assert ids(du=MARDI) == [retour]
    assert ids(cite_id=factories.cite(uow)) == []
    service.annuler(AnnulerDemenagement(retour, "pas de retour"), uow)
    assert ids() == [id_]
    assert ids(etats=None) == [id_, retour]


def test_le_dossier_coute_un_nombre_fixe_d_enonces(
    uow: UnitOfWork, lieux: Lieux, compteur_sql: Any
) -> None:
    id_, _faits = prevoir(uow, lieux)
    service.lire(LireDemenagement(id_), uow)
    with compteur_sql() as peu:
        service.lire(LireDemenagement(id_), uow)
    for code in ("assurance", "eau", "energie"):
        service.pointer(PointerListe(id_, code, EtatPoint.FAIT), uow)
    with compteur_sql() as plus:
        service.lire(LireDemenagement(id_), uow)
    assert len(plus.enonces) == len(peu.enonces)


def test_aujourd_hui_dit_les_demenagements(
    uow: UnitOfWork, lieux: Lieux, clock: FixedClock, compteur_sql: Any
) -> None:
    def jour() -> Tableau:
        return tableau(LireTableau(clock.today(), lieux.cite, a_moi=False), uow)

    with compteur_sql() as vide:
        assert jour().demenagements == ()
    id_, _faits = prevoir(uow, lieux, date(2026, 12, 1))
    with compteur_sql() as plein:
        (suivi,) = jour().demenagements
    assert len(plein.enonces) <= len(vide.enonces) + 1  # the milestone asks for attention
    assert suivi.demenagement.id == id_
    assert not suivi.a_noter
    assert "assurance" in {p.code for p in suivi.retards}
    assert any("Wójcik Jadwiga" in phrase for phrase in jour().phrases)
    clock.instant = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
    (suivi,) = jour().demenagements
    assert suivi.a_noter
    assert any("dites s’il a eu lieu" in phrase for phrase in jour().phrases)
    service.faire(FaireDemenagement(id_, date(2026, 12, 1)), uow)
    clock.instant = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
    assert jour().demenagements == ()  # nobody used its checklist
    service.pointer(PointerListe(id_, "assurance", EtatPoint.FAIT), uow)
    (suivi,) = jour().demenagements
    assert {p.code for p in suivi.retards} == {"nouvelles", "caf"}


def test_un_autre_pilote_ne_voit_pas_mes_demenagements(uow: UnitOfWork, lieux: Lieux) -> None:
    sofia, ines = factories.intervenant(uow), factories.intervenant(uow, nom="Morel")
    prevoir(uow, lieux, date(2026, 12, 1), pilote_id=ines)
    with uow.lecture() as session:
        vus = {
            qui: len(a_suivre(session, lieux.cite, qui, LUNDI, Marges(31, 60)))
            for qui in (sofia, ines, None)
        }
    assert vus == {sofia: 0, ines: 1, None: 1}


def test_ce_qui_ne_va_pas_ce_jour_la_est_dit(uow: UnitOfWork, lieux: Lieux) -> None:
    equipe = uow.ids.new()
    vendredi = date(2026, 12, 11)
    pret = factories.logement(uow, cite_id=lieux.cite, disponible_du=date(2027, 1, 4))
    factories.ecrire(
        uow,
        Equipe(id=equipe, genre="demenageurs", nom="Équipe A", capacite=1, jours="1234"),
        BesoinsRelogement(
            id=uow.ids.new(),
            menage_id=lieux.menage,
            appareil=True,
            apres_le=date(2026, 12, 20),
        ),
        Indisponibilite(
            id=uow.ids.new(), menage_id=lieux.menage, du=vendredi, au=vendredi, motif="examen"
        ),
    )
    autre = factories.menage(uow, nom="Benali", logement_id=factories.logement(uow))
    service.prevoir(
        PrevoirDemenagement(autre, ALLER, lieux.tiroir, vendredi, equipe_id=equipe), uow
    )
    id_, _faits = prevoir(uow, lieux, vendredi, vers_id=pret, equipe_id=equipe)
    dits = "\n".join(service.lire(LireDemenagement(id_), uow).avis)
    for morceau in ("examen", "20/12/2026", "vendredi", "Équipe A ne", "2 démén", "04/01/2027"):
        assert morceau in dits
    service.annuler(AnnulerDemenagement(id_, "trop tôt"), uow)
    assert service.lire(LireDemenagement(id_), uow).avis == ()


def test_tout_le_dossier_est_dans_l_historique_du_menage(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = prevoir(uow, lieux, date(2026, 11, 24))
    jour = date(2026, 11, 24)
    service.pointer(PointerListe(id_, "eau", EtatPoint.FAIT), uow)
    service.remettre_cle(RemettreCle(id_, lieux.tiroir, SensCle.REMISE, "porte", 2, jour), uow)
    service.relever(
        ReleverCompteur(id_, lieux.tiroir, Fluide.EAU, MomentReleve.ENTREE, "12", jour), uow
    )
    service.deplacer(DeplacerDemenagement(id_, MARDI, raison=RaisonReport.METEO), uow)
    lu = historique.du_menage(LireHistorique(lieux.menage), uow)
    tables = {ligne.table for action in lu.actions for ligne in action.lignes}
    assert tables >= {
        "demenagement",
        "point_demenagement",
        "cle_logement",
        "releve_compteur",
        "report_demenagement",
        "occupation",
        "etape",
    }
