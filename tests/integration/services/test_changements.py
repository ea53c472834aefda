"""The timetable of a batch changes: who is concerned, which days move, who must be told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from uuid import UUID

import pytest
from sqlalchemy import text

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.engagements import Conflit, RaisonReport
from app.domain.fusion import Cote
from app.domain.logements import NatureOccupation
from app.domain.menages import Phase
from app.domain.parcours_modele import (
    Accompagnement,
    FaitAncre,
    GenreElement,
    GenreParcours,
    LigneModele,
    ModeleParcours,
    Parcours,
)
from app.services import annonces, annulation, changements, engagements
from app.services.annonces import LireAnnonces
from app.services.changements import AppliquerChangement, ChangerCalendrier
from app.services.menages import FusionnerMenages, fusionner
from db.models import Etape, Occupation, ParcoursAjustement, Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql

RETOUR = date(2027, 5, 12)  # a Wednesday; two weeks and three days later is a Saturday
DEBUT, FIN, RECEPTION = date(2027, 1, 4), date(2027, 5, 3), date(2027, 5, 7)
NOUVELLE_FIN, NOUVELLE_RECEPTION = date(2027, 5, 20), date(2027, 5, 24)
EXPLICATION = "Il a gelé trois semaines, les maçons n’ont pas pu travailler."


def _modele() -> Accompagnement:
    """A template where the return is counted from the réception, and cartons from the move."""
    lignes = (
        LigneModele("demenagement_aller", GenreElement.ETAPE, Phase.AVANT, FaitAncre.DEBUT_TRAVAUX),
        LigneModele("cartons", GenreElement.ETAPE, Phase.AVANT, "demenagement_aller", -10),
        LigneModele("reception", GenreElement.ETAPE, Phase.PENDANT, FaitAncre.RECEPTION_TRANCHE),
        LigneModele("demenagement_retour", GenreElement.ETAPE, Phase.PENDANT, "reception", 5),
    )
    modele = ModeleParcours("essai", "Essai", "Trial", GenreParcours.RELOGEMENT, lignes)
    parcours = Parcours(MappingProxyType({"essai": modele}), MappingProxyType({}), "essai")
    return Accompagnement(parcours, (), "essai")


@dataclass
class Chantier:
    """A batch of 30 households, most of them promised a day of return."""

    cite_id: UUID
    tranche_id: UUID
    menages: list[UUID]
    promesses: list[UUID]

    def changer(self, **jours: date | None) -> ChangerCalendrier:
        voulu = {"debut": DEBUT, "fin": NOUVELLE_FIN, "reception": NOUVELLE_RECEPTION} | jours
        return ChangerCalendrier(self.tranche_id, **voulu)


@pytest.fixture
def uow(uow: UnitOfWork) -> UnitOfWork:
    """The base, following a template of the test's own."""
    uow.accompagnement = _modele()
    return uow


@pytest.fixture
def chantier(uow: UnitOfWork) -> Chantier:
    """30 households: the last one is promised nothing, the one before has no day."""
    cite_id, tranche_id = factories.cite(uow), uow.ids.new()
    factories.ecrire(
        uow,
        Tranche(
            id=tranche_id, cite_id=cite_id, nom="Tranche 3", debut_travaux=DEBUT,
            fin_travaux=FIN, reception=RECEPTION,
        ),
    )  # fmt: skip
    menages, promesses = [], []
    for n in range(30):
        logement_id = factories.logement(uow, cite_id=cite_id, tranche_id=tranche_id)
        menages.append(factories.menage(uow, nom=f"Nom{n:02d}", logement_id=logement_id))
        if n < 29:
            prise = engagements.prendre(
                engagements.PrendreEngagement(
                    menages[n],
                    "vous rentrez chez vous",
                    RETOUR if n < 28 else None,
                    etape_code="demenagement_retour",
                ),
                uow,
            )
            assert prise.principal is not None
            promesses.append(prise.principal)
    return Chantier(cite_id, tranche_id, menages, promesses)


def _compte(uow: UnitOfWork, sql: str) -> list[tuple[object, ...]]:
    with uow.lecture() as session:
        return [tuple(ligne) for ligne in session.execute(text(sql))]


def _appliquer(uow: UnitOfWork, chantier: Chantier, dates: dict[UUID, date]) -> changements.Changes:
    demande = chantier.changer()
    return changements.appliquer(
        AppliquerChangement(
            demande.tranche_id,
            demande.debut,
            demande.fin,
            demande.reception,
            RaisonReport.METEO,
            EXPLICATION,
            dates,
        ),
        uow,
    )


def test_l_apercu_dit_pour_qui_les_dates_bougent(uow: UnitOfWork, chantier: Chantier) -> None:
    apercu = changements.previsualiser(chantier.changer(), uow)
    assert [m.id for m in apercu.concernes] == chantier.menages[:28]
    assert [m.sans_date for m in apercu.inchanges] == [1, 0]
    (date_,) = apercu.concernes[0].dates
    # 17 days later is Saturday 29 May: the Monday after.
    assert (date_.ancien, date_.propose) == (RETOUR, date(2027, 5, 31))
    assert date_.conflits == ()
    assert _compte(uow, "SELECT count(*) FROM changement_calendrier") == [(0,)]


def test_une_promesse_datee_sans_etape_se_regarde_a_la_main(
    uow: UnitOfWork, chantier: Chantier
) -> None:
    dernier = chantier.menages[-1]
    engagements.prendre(engagements.PrendreEngagement(dernier, "les clés", date(2027, 5, 14)), uow)
    apercu = changements.previsualiser(chantier.changer(), uow)
    assert {m.id: m.sans_etape for m in apercu.inchanges if m.sans_etape} == {dernier: 1}


def test_rien_ne_bouge_pour_ce_qui_ne_depend_pas_de_la_date(
    uow: UnitOfWork, chantier: Chantier
) -> None:
    seulement_le_debut = chantier.changer(debut=date(2027, 1, 11), fin=FIN, reception=RECEPTION)
    assert changements.previsualiser(seulement_le_debut, uow).concernes == ()
    pareil = chantier.changer(fin=FIN, reception=RECEPTION)
    assert not changements.previsualiser(pareil, uow).change


def test_un_menage_reuni_parti_ou_de_passage_n_est_pas_de_la_tranche(
    uow: UnitOfWork, chantier: Chantier
) -> None:
    reuni, garde, parti, tiroir = chantier.menages[:4]
    fusionner(FusionnerMenages(garde, reuni, {"nom": Cote.GARDE}, deux_logements=True), uow)
    with uow.ecriture("test") as tx:
        tx.connection.execute(
            text("UPDATE occupation SET fin = '2026-10-01' WHERE menage_id = :m"), {"m": parti.hex}
        )
        tx.commit()
    ailleurs = factories.logement(uow, cite_id=chantier.cite_id)
    dans_la_tranche = UUID(
        hex=str(_compte(uow, "SELECT id FROM logement WHERE tranche_id IS NOT NULL")[0][0])
    )
    passage = factories.menage(uow, nom="Passage")
    factories.ecrire(
        uow,
        Occupation(
            id=uow.ids.new(), menage_id=tiroir, logement_id=ailleurs,
            nature=NatureOccupation.TIROIR, debut=date(2026, 11, 2),
        ),
        Occupation(
            id=uow.ids.new(), menage_id=passage, logement_id=dans_la_tranche,
            nature=NatureOccupation.TIROIR, debut=date(2026, 11, 2),
        ),
    )  # fmt: skip
    apercu = changements.previsualiser(chantier.changer(), uow)
    vus = {m.id: m for m in (*apercu.concernes, *apercu.inchanges)}
    assert not vus.keys() & {reuni, parti, passage}
    assert vus[tiroir].adresse_actuelle, "one in a tiroir is told where it lives now"
    # Both promises of the households made one are there, and told once.
    assert len(vus[garde].dates) == 2


def test_les_conflits_sont_dits(uow: UnitOfWork, chantier: Chantier) -> None:
    a, b, c = chantier.menages[:3]
    etapes = [
        (a, "demenagement_aller", date(2026, 12, 18)),
        (b, "cartons", date(2026, 11, 20)),
        (c, "demenagement_aller", date(2026, 12, 1)),
    ]
    factories.ecrire(
        uow,
        *(Etape(id=uow.ids.new(), menage_id=m, code=k, prevue_le=j) for m, k, j in etapes),
        Occupation(
            id=uow.ids.new(), menage_id=a, logement_id=factories.logement(uow),
            nature=NatureOccupation.TIROIR, debut=date(2026, 11, 2),
        ),
    )  # fmt: skip
    apercu = changements.previsualiser(chantier.changer(debut=date(2026, 12, 14)), uow)
    conflits = {
        (m.id, d.code): d.conflits for m in apercu.concernes for d in m.dates if not d.engagement
    }
    assert conflits == {
        (a, "demenagement_aller"): (Conflit.DEJA_PARTI,),
        (b, "cartons"): (Conflit.PASSE, Conflit.TROP_TOT),
        (c, "demenagement_aller"): (Conflit.TROP_TOT,),
    }
    jamais_su = chantier.changer(debut=None)
    assert {
        d.conflits
        for m in changements.previsualiser(jamais_su, uow).concernes
        for d in m.dates
        if d.code == "demenagement_aller"
    } == {(Conflit.DEJA_PARTI, Conflit.SANS_REPERE), (Conflit.SANS_REPERE,)}


def test_appliquer_deplace_promet_de_nouveau_et_laisse_a_annoncer(
    uow: UnitOfWork, chantier: Chantier
) -> None:
    a, b, c, *_reste = chantier.menages
    etape_id = uow.ids.new()
    factories.ecrire(
        uow, Etape(id=etape_id, menage_id=a, code="demenagement_retour", prevue_le=RETOUR)
    )
    lundi, mardi = date(2027, 5, 31), date(2027, 6, 1)
    choisis = {chantier.promesses[0]: lundi, etape_id: lundi, chantier.promesses[1]: mardi}
    fait = _appliquer(uow, chantier, choisis)
    assert fait.ids["menages"] == {a, b}, "c was unticked"
    assert _compte(uow, "SELECT fin_travaux, reception FROM tranche") == [
        ("2027-05-20", "2027-05-24")
    ]
    assert _compte(uow, "SELECT prevue_le FROM etape") == [("2027-05-31",)]
    assert _compte(
        uow,
        "SELECT n.pour_le, n.etat, a.etat, a.raison FROM engagement n"
        " JOIN engagement a ON a.id = n.suite_de_id ORDER BY n.pour_le",
    ) == [
        ("2027-05-31", "a_tenir", "deplace", "meteo"),
        ("2027-06-01", "a_tenir", "deplace", "meteo"),
    ]
    pour_a, pour_b = annonces.ouvertes(LireAnnonces(changement_id=fait.principal), uow)
    assert (pour_a.menage_id, pour_b.menage_id) == (a, b)
    assert pour_a.objet == (
        "Votre retour dans votre logement : c’était prévu le mercredi 12 mai 2027,"
        " ce sera le lundi 31 mai 2027."
    ), "the promise and the milestone of the same day are said once"
    assert (pour_b.raison, pour_b.explication, pour_b.tranche) == (
        RaisonReport.METEO,
        EXPLICATION,
        "Tranche 3",
    )
    assert annonces.ouvertes(LireAnnonces(menage_id=c), uow) == ()


def test_tout_s_annule_d_un_coup(uow: UnitOfWork, chantier: Chantier) -> None:
    apercu = changements.previsualiser(chantier.changer(), uow)
    fait = _appliquer(uow, chantier, {i: d.propose for i, d in apercu.dates().items()})
    assert len(annonces.ouvertes(LireAnnonces(cite_id=chantier.cite_id), uow)) == 28
    assert fait.operation is not None
    annulation.annuler(annulation.AnnulerOperation(fait.operation), uow)
    assert annonces.ouvertes(LireAnnonces(), uow) == ()
    assert _compte(uow, "SELECT DISTINCT etat FROM engagement") == [("a_tenir",)]
    assert _compte(uow, "SELECT count(*) FROM engagement") == [(29,)]
    assert _compte(uow, "SELECT fin_travaux FROM tranche") == [("2027-05-03",)]


def test_les_refus_ne_changent_rien(uow: UnitOfWork, chantier: Chantier) -> None:
    demande = chantier.changer()
    cmd = AppliquerChangement(
        demande.tranche_id, demande.debut, demande.fin, demande.reception,
        RaisonReport.RETARD, EXPLICATION,
    )  # fmt: skip
    promesse = chantier.promesses[0]
    for fausse, code in (
        (replace(cmd, explication="  "), "changement.explication"),
        (replace(cmd, fin=FIN, reception=RECEPTION), "changement.rien"),
        (replace(cmd, fin=date(2027, 1, 1)), "periode"),
        (replace(cmd, dates={promesse: date(2026, 11, 2)}), "changement.jour_passe"),
    ):
        with pytest.raises(EntreeInvalide, match=code):
            changements.appliquer(fausse, uow)
    engagements.tenir(engagements.TenirEngagement(promesse), uow)
    with pytest.raises(RegleMetier, match=r"changement\.perime"):
        changements.appliquer(replace(cmd, dates={promesse: date(2027, 5, 31)}), uow)
    assert _compte(uow, "SELECT fin_travaux FROM tranche") == [("2027-05-03",)]
    assert _compte(uow, "SELECT count(*) FROM changement_calendrier") == [(0,)]


def test_l_ajustement_de_la_tranche_change_ce_dont_une_date_depend(
    uow: UnitOfWork, chantier: Chantier
) -> None:
    factories.ecrire(
        uow,
        ParcoursAjustement(
            id=uow.ids.new(), cite_id=chantier.cite_id, tranche_id=chantier.tranche_id,
            genre=GenreElement.ETAPE, code="demenagement_retour", ancre="debut_travaux", jours=120,
        ),
    )  # fmt: skip
    assert changements.previsualiser(chantier.changer(), uow).concernes == ()


def test_l_apercu_lit_en_un_nombre_d_enonces_constant(
    uow: UnitOfWork,
    chantier: Chantier,
    compteur_sql: Callable[[], AbstractContextManager[CompteurSql]],
) -> None:
    comptes = []
    for _tour in range(2):
        with compteur_sql() as compteur:
            assert changements.previsualiser(chantier.changer(), uow).concernes
        comptes.append(len(compteur.enonces))
        logement_id = factories.logement(
            uow, cite_id=chantier.cite_id, tranche_id=chantier.tranche_id
        )
        menage_id = factories.menage(uow, nom="Neuf", logement_id=logement_id)
        engagements.prendre(
            engagements.PrendreEngagement(menage_id, "x", RETOUR, etape_code="reception"), uow
        )
    assert comptes[0] == comptes[1] <= 8
