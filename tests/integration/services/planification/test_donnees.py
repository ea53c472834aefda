"""From the record to the planner's instance: needs, who is left out, what is absurd."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from app.core.clock import FixedClock
from app.core.errors import RegleMetier
from app.domain.accompagnement import CodeEtape, CodeSouhait, EtatEngagement, FamilleBesoin
from app.domain.demenagements import EtatDemenagement, SensDemenagement
from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.menages import Lien, StatutMenage, Suivi
from app.domain.planification.instance import Exigences, MenageAPlacer, Periode, Placement
from app.domain.planification.mots import Solution
from app.domain.relogements import NatureLien, Trajectoire
from app.services.planification.donnees import ChargerInstance, charger
from db.models import (
    Besoin,
    BesoinsRelogement,
    Demenagement,
    Engagement,
    Indisponibilite,
    LienMenages,
    Menage,
    Occupation,
    Personne,
    Souhait,
    TrajectoireMenage,
    Tranche,
)
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql
from tests.integration.services.planification.conftest import (
    DEBUT,
    DEPART,
    FIN,
    RETOUR,
    Operation,
)

AUJOURDHUI = date(2026, 11, 24)


def codes(uow: UnitOfWork) -> list[str]:
    """What is said to be absurd or missing, but for the crews and the school year."""
    muets = ("aucune_equipe", "vacances_jusqu_au")
    return [r.code for r in charger(ChargerInstance(), uow).remarques if r.code not in muets]


def le_menage(uow: UnitOfWork) -> MenageAPlacer:
    """The only household to place."""
    (menage,) = charger(ChargerInstance(), uow).menages
    return menage


def test_une_operation_simple(uow: UnitOfWork, operation: Operation) -> None:
    tiroir = operation.tiroir(numero="7", voie="Rue de Nice", x=680_000, y=7_030_000)
    menage_id = operation.menage("Wójcik")
    instance = charger(ChargerInstance(), uow)
    assert (instance.cite, instance.cite_id) == ("Cité des Provinces", operation.cite_id)
    assert instance.regles.aujourdhui == AUJOURDHUI
    assert (instance.regles.preavis, instance.regles.nettoyage) == (30, 5)
    assert date(2027, 5, 1) in instance.regles.feries
    assert Periode(date(2027, 2, 20), date(2027, 3, 7)) in instance.regles.vacances
    travaux = instance.travaux[operation.tranche_id]
    assert (travaux.nom, travaux.debut, travaux.fin, travaux.marge) == ("T1", DEBUT, FIN, 0)
    (menage,) = instance.menages
    assert (menage.id, menage.enquete, menage.absent) == (menage_id, True, False)
    assert menage.exigences == Exigences(chambres=1)
    (offert,) = instance.logements
    assert (offert.id, offert.nom, offert.definitif) == (tiroir, "7 Rue de Nice", False)
    assert (offert.lieu.numero, offert.lieu.x) == (7, 680_000)
    assert codes(uow) == []


def test_besoins_deduits_de_la_famille_puis_saisis(uow: UnitOfWork, operation: Operation) -> None:
    operation.tiroir(chambres=6)
    id_ = operation.menage("Wójcik", nb_occupants=5)
    for lien, age in ((Lien.CONJOINT, 40), (Lien.ENFANT, 7)):
        factories.ecrire(
            uow,
            Personne(
                id=uow.ids.new(), menage_id=id_, nom="W", lien=lien, age=age, age_le=AUJOURDHUI
            ),
        )
    factories.ecrire(
        uow,
        Besoin(
            id=uow.ids.new(),
            menage_id=id_,
            famille=FamilleBesoin.LOGEMENT,
            code="plain_pied",
            ouvert_le=AUJOURDHUI,
        ),
    )
    # Three known, five declared: the two others count as children, two to a bedroom.
    assert le_menage(uow).exigences == Exigences(chambres=3, plain_pied=True, ecole=True)
    assert le_menage(uow).personnes == 5
    factories.ecrire(
        uow,
        BesoinsRelogement(
            id=uow.ids.new(),
            menage_id=id_,
            chambres=4,
            plain_pied=False,
            appareil=True,
            animaux=True,
            apres_le=date(2027, 2, 10),
            un_seul_demenagement=True,
        ),
    )
    menage = le_menage(uow)
    assert menage.exigences == Exigences(
        chambres=4, plain_pied=False, appareil=True, animaux=True, ecole=True
    )
    assert (menage.apres_le, menage.un_seul) == (date(2027, 2, 10), True)


def test_une_personne_partie_ne_compte_plus(uow: UnitOfWork, operation: Operation) -> None:
    operation.tiroir()
    id_ = operation.menage("Wójcik")
    factories.ecrire(
        uow,
        Personne(
            id=uow.ids.new(), menage_id=id_, nom="W", lien=Lien.AUTRE, age=40, age_le=AUJOURDHUI,
            partie_le=date(2026, 9, 1),
        ),
    )  # fmt: skip
    assert le_menage(uow).exigences.chambres == 1


def test_qui_reste_hors_du_plan(uow: UnitOfWork, operation: Operation) -> None:
    operation.tiroir()
    sans_dates = operation.tranche("T2")
    inversee = operation.tranche("T3", debut_travaux=FIN, fin_travaux=DEBUT)
    occupee = operation.tranche("T5", debut_travaux=DEBUT, fin_travaux=FIN, parcours="occupe")
    finie = operation.tranche("T4", debut_travaux=date(2026, 3, 1), fin_travaux=date(2026, 8, 1))
    attendus = {
        operation.menage("Propriétaire", statut=StatutMenage.PROPRIETAIRE): "proprietaire",
        operation.menage("Sans dates", tranche_id=sans_dates): "sans_dates",
        operation.menage("À l’envers", tranche_id=inversee): "dates_inversees",
        operation.menage("Fini", tranche_id=finie): "travaux_finis",
        operation.menage("Reste", tranche_id=occupee): "travaux_occupe",
        operation.menage(
            "Nouveau", parcours="arrivee", parcours_motif="vient d’arriver"
        ): "arrivee",
        (parti := operation.menage("Ailleurs")): "ailleurs",
    }
    factories.ecrire(
        uow,
        Souhait(id=uow.ids.new(), menage_id=parti, code=CodeSouhait.AILLEURS),
    )
    operation.menage("Clos", suivi=Suivi.CLOS)
    garde = operation.menage("Gardé")
    factories.ecrire(uow, Menage(id=uow.ids.new(), nom="Réuni", fusionne_dans_id=garde))
    instance = charger(ChargerInstance(), uow)
    assert [m.nom for m in instance.menages] == ["Gardé "]
    assert {e.id: e.motif for e in instance.ecartes} == attendus
    assert sorted(codes(uow)) == ["tranche_inversee", "tranche_sans_dates", "travaux_finis"]


def test_la_trajectoire_decidee_passe_avant_le_souhait(
    uow: UnitOfWork, operation: Operation
) -> None:
    operation.tiroir()
    id_ = operation.menage("Wójcik")
    factories.ecrire(
        uow,
        Souhait(id=uow.ids.new(), menage_id=id_, code=CodeSouhait.AILLEURS),
        TrajectoireMenage(id=uow.ids.new(), menage_id=id_, code=Trajectoire.COMMUNE, le=AUJOURDHUI),
    )
    assert le_menage(uow).definitif_voulu


def test_un_menage_deja_parti(uow: UnitOfWork, operation: Operation) -> None:
    tiroir = operation.tiroir()
    id_ = operation.menage("Wójcik")
    operation.parti(id_, tiroir)
    menage = le_menage(uow)
    assert (menage.absent, menage.tiroir_id, menage.parti_le) == (True, tiroir, date(2026, 11, 2))
    assert charger(ChargerInstance(), uow).logements[0].occupe == ()


def test_rentre_ou_installe_n_attend_plus_rien(uow: UnitOfWork, operation: Operation) -> None:
    tiroir, autre = operation.tiroir(), operation.logement()
    passee = operation.tranche("T0", debut_travaux=date(2026, 2, 1), fin_travaux=date(2026, 12, 15))
    rentre = operation.menage("Rentré", tranche_id=passee)
    installe = operation.menage("Installé")
    for menage_id, logement_id, nature, debut, fin in (
        (rentre, tiroir, NatureOccupation.TIROIR, date(2026, 1, 20), date(2026, 9, 1)),
        (installe, autre, NatureOccupation.DEFINITIF, date(2026, 9, 1), None),
    ):
        factories.ecrire(
            uow,
            Occupation(
                id=uow.ids.new(), menage_id=menage_id, logement_id=logement_id, nature=nature,
                debut=debut, fin=fin,
            ),
        )  # fmt: skip
    instance = charger(ChargerInstance(), uow)
    assert (instance.menages, instance.ecartes) == ((), ())


def test_logements_offerts(uow: UnitOfWork, operation: Operation) -> None:
    operation.menage("Wójcik")
    recue = operation.tranche(
        "T0", debut_travaux=date(2025, 1, 1), fin_travaux=date(2025, 9, 1),
        reception=date(2025, 9, 8),
    )  # fmt: skip
    vacant = EtatLogement.VACANT
    pieces = operation.tiroir(numero="1", chambres=None, nb_pieces=4, typologie=None)
    type_ = operation.tiroir(numero="2", chambres=None, nb_pieces=None, typologie="T3 bis")
    operation.tiroir(numero="3", chambres=None, nb_pieces=None, typologie=None)
    libre = operation.logement(numero="4", etat=vacant, animaux=False)
    renove = operation.logement(numero="5", etat=vacant, tranche_id=recue)
    operation.logement(numero="6", etat=vacant, tranche_id=operation.tranche_id)
    operation.logement(numero="7", etat=EtatLogement.VENDU)
    offerts = {lo.id: lo for lo in charger(ChargerInstance(), uow).logements}
    assert set(offerts) == {pieces, type_, libre, renove}
    assert [offerts[id_].chambres for id_ in (pieces, type_)] == [3, 2]
    assert [offerts[id_].definitif for id_ in (pieces, libre, renove)] == [False, True, True]
    assert (offerts[libre].animaux, offerts[renove].animaux) == (False, True)
    assert codes(uow) == ["logement_sans_taille"]


def test_un_tiroir_promis_a_d_autres(uow: UnitOfWork, operation: Operation) -> None:
    operation.menage("Wójcik")
    ailleurs = operation.menage("Autre", statut=StatutMenage.PROPRIETAIRE)
    tiroir = operation.tiroir(disponible_du=date(2027, 1, 4))
    factories.ecrire(
        uow,
        Occupation(
            id=uow.ids.new(), menage_id=ailleurs, logement_id=tiroir,
            nature=NatureOccupation.TIROIR, debut=date(2026, 10, 1), fin_prevue=date(2027, 2, 1),
        ),
    )  # fmt: skip
    (offert,) = charger(ChargerInstance(), uow).logements
    assert offert.occupe == (Periode(date(2026, 10, 1), date(2027, 1, 31)),)
    assert offert.disponible == Periode(date(2027, 1, 4), None)


def _demenager(uow: UnitOfWork, menage_id: UUID, tiroir: UUID, **champs: Any) -> None:
    """Its departure and its return, planned."""
    with uow.lecture() as session:
        chez_lui = session.scalars(
            select(Occupation.logement_id).where(Occupation.menage_id == menage_id)
        ).one()
    for sens, vers, jour in (
        (SensDemenagement.ALLER, tiroir, DEPART),
        (SensDemenagement.RETOUR, chez_lui, RETOUR),
    ):
        factories.ecrire(
            uow,
            Demenagement(
                id=uow.ids.new(), menage_id=menage_id, sens=sens, vers_id=vers, jour=jour, **champs
            ),
        )


def test_ce_qui_est_prevu_et_ce_qui_est_fixe(uow: UnitOfWork, operation: Operation) -> None:
    tiroir = operation.tiroir()
    id_ = operation.menage("Wójcik")
    _demenager(uow, id_, tiroir)
    menage = le_menage(uow)
    assert menage.actuel == Placement(Solution.TIROIR, tiroir, DEPART, RETOUR)
    assert menage.impose is None
    with uow.ecriture("test") as tx:
        tx.session.execute(
            update(Demenagement)
            .where(Demenagement.sens == SensDemenagement.ALLER)
            .values(etat=EtatDemenagement.CONFIRME)
        )
        tx.commit()
    assert le_menage(uow).impose == Placement(Solution.TIROIR, tiroir, DEPART, RETOUR, fixe=True)


def test_un_depart_fixe_sans_retour_a_quand_meme_un_retour(
    uow: UnitOfWork, operation: Operation
) -> None:
    tiroir = operation.tiroir()
    id_ = operation.menage("Wójcik")
    factories.ecrire(
        uow,
        Demenagement(
            id=uow.ids.new(), menage_id=id_, sens=SensDemenagement.ALLER, vers_id=tiroir,
            jour=DEPART, fixe=True,
        ),
    )  # fmt: skip
    impose = le_menage(uow).impose
    assert impose is not None
    assert (impose.depart, impose.retour) == (DEPART, date(2027, 6, 28))


def test_jours_promis_jours_evites_voisins(uow: UnitOfWork, operation: Operation) -> None:
    operation.tiroir()
    un, autre, seul = (operation.menage(nom) for nom in ("Un", "Deux", "Trois"))
    equipe = operation.equipe(jours="135")
    factories.ecrire(
        uow,
        Engagement(
            id=uow.ids.new(), menage_id=un, texte="Départ", pris_le=AUJOURDHUI, pour_le=DEPART,
            etat=EtatEngagement.A_TENIR, etape_code=CodeEtape.DEMENAGEMENT_ALLER,
        ),
        Engagement(
            id=uow.ids.new(), menage_id=autre, texte="Départ", pris_le=AUJOURDHUI, pour_le=DEPART,
            etat=EtatEngagement.ROMPU, etape_code=CodeEtape.DEMENAGEMENT_ALLER,
        ),
        Indisponibilite(id=uow.ids.new(), menage_id=un, du=DEPART, au=RETOUR),
        Indisponibilite(id=uow.ids.new(), equipe_id=equipe, du=DEPART, au=DEPART),
        Indisponibilite(id=uow.ids.new(), cite_id=operation.cite_id, du=RETOUR, au=RETOUR),
        LienMenages(id=uow.ids.new(), menage_id=un, autre_id=autre, nature=NatureLien.VOISINS),
    )  # fmt: skip
    instance = charger(ChargerInstance(), uow)
    par_id = {m.id: m for m in instance.menages}
    assert (par_id[un].promis_depart, par_id[autre].promis_depart) == (DEPART, None)
    assert par_id[un].evite == (Periode(DEPART, RETOUR),)
    assert par_id[un].groupe == par_id[autre].groupe == 1
    assert par_id[seul].groupe is None
    (lue,) = instance.equipes
    assert (lue.jours, lue.absences) == (frozenset({1, 3, 5}), (Periode(DEPART, DEPART),))
    assert instance.regles.fermetures == (Periode(RETOUR, RETOUR),)


def test_la_cite_a_nommer(uow: UnitOfWork, operation: Operation) -> None:
    autre = factories.cite(uow, nom="Cité du Maroc")
    factories.ecrire(uow, Tranche(id=uow.ids.new(), cite_id=autre, nom="T1"))
    with pytest.raises(RegleMetier) as refus:
        charger(ChargerInstance(), uow)
    assert refus.value.code == "planification.cite"
    assert refus.value.params["cites"] == ["Cité des Provinces", "Cité du Maroc"]
    assert charger(ChargerInstance(autre), uow).cite == "Cité du Maroc"
    with pytest.raises(RegleMetier, match=r"planification\.sans_tranche"):
        charger(ChargerInstance(factories.cite(uow)), uow)


def test_aucune_cite_a_tranches(uow: UnitOfWork) -> None:
    with pytest.raises(RegleMetier, match=r"planification\.aucune_cite"):
        charger(ChargerInstance(), uow)


def test_ce_qui_est_absurde_est_dit(
    uow: UnitOfWork, operation: Operation, clock: FixedClock
) -> None:
    operation.menage("Famille", nb_occupants=9)
    assert codes(uow) == ["aucun_tiroir"]
    operation.tiroir(chambres=2)
    plat = operation.menage("Plain-pied", enquete=False)
    factories.ecrire(
        uow, BesoinsRelogement(id=uow.ids.new(), menage_id=plat, chambres=1, plain_pied=True)
    )
    assert codes(uow) == ["sans_enquete", "famille_trop_grande", "aucun_plain_pied"]
    clock.instant += timedelta(days=80)  # 12 February: notice leads past the first of March
    assert codes(uow)[0] == "travaux_trop_proches"
    clock.instant += timedelta(days=30)
    assert codes(uow)[0] == "travaux_commences"


def test_un_tiroir_habite_ou_en_travaux(uow: UnitOfWork, operation: Operation) -> None:
    tiroir = operation.tiroir(tranche_id=operation.tranche_id, disponible_du=FIN,
                              disponible_au=DEBUT)  # fmt: skip
    operation.menage("Chez lui", logement_id=tiroir)
    assert {"tiroir_habite", "tiroir_en_travaux", "disponible_inverse"} <= set(codes(uow))
    (offert,) = charger(ChargerInstance(), uow).logements
    assert offert.occupe[0] == Periode(date(2001, 5, 4), None)


def test_deux_menages_fixes_au_meme_endroit(uow: UnitOfWork, operation: Operation) -> None:
    tiroir = operation.tiroir()
    for nom in ("Un", "Deux"):
        _demenager(uow, operation.menage(nom), tiroir, fixe=True)
    remarque = next(
        r for r in charger(ChargerInstance(), uow).remarques if r.code == "imposes_ensemble"
    )
    assert {remarque.params["menage"], remarque.params["autre"]} == set(operation.menages)


def test_autant_d_enonces_pour_dix_que_pour_un(
    uow: UnitOfWork,
    operation: Operation,
    compteur_sql: Callable[[], AbstractContextManager[CompteurSql]],
) -> None:
    operation.tiroir()
    operation.menage("Un")
    with compteur_sql() as un:
        charger(ChargerInstance(), uow)
    for n in range(10):
        _demenager(uow, operation.menage(f"M{n}"), operation.tiroir())
    with compteur_sql() as dix:
        charger(ChargerInstance(), uow)
    assert len(dix.enonces) == len(un.enonces)
    assert len(un.enonces) <= 24


def test_l_empreinte_suit_les_faits_pas_le_plan(
    uow: UnitOfWork, operation: Operation, clock: FixedClock
) -> None:
    tiroir = operation.tiroir()
    id_ = operation.menage("Wójcik")

    def empreinte() -> str:
        return charger(ChargerInstance(), uow).empreinte

    premiere = empreinte()
    clock.instant += timedelta(days=1)
    assert empreinte() == premiere, "a day later"
    _demenager(uow, id_, tiroir)
    assert empreinte() == premiere, "moves foreseen"
    factories.ecrire(uow, BesoinsRelogement(id=uow.ids.new(), menage_id=id_, chambres=2))
    assert empreinte() != premiere
