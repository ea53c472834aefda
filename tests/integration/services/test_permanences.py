"""A session from its series to its report."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest
from sqlalchemy import text

from app.core.clock import FixedClock
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import EtatPermanence
from app.domain.partage import Partage
from app.services import equipe, permanences, seances, visites
from app.services.permanences import (
    AffecterIntervenants,
    AnnulerPermanence,
    ClorePermanence,
    LireAccueil,
    LireCompteRendu,
    LirePermanence,
    OuvrirPermanence,
    RouvrirPermanence,
)
from app.services.visites import (
    ConsignerVisite,
    NoteSaisie,
    NouveauMenage,
    PromesseSaisie,
    ReclamationSaisie,
    RessentiSaisi,
    TacheSaisie,
)
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 24)


def _ouvrir(uow: UnitOfWork, cite_id: UUID, **champs: object) -> UUID:
    valeurs = {"debut": time(14), "lieu": "Maison du projet", "fin": time(17)} | champs
    faite = permanences.ouvrir(OuvrirPermanence(cite_id, JOUR, **valeurs), uow)  # type: ignore[arg-type]  # keyword bag of a test
    assert faite.principal is not None
    return faite.principal


def _serie(uow: UnitOfWork, cite_id: UUID) -> UUID:
    faite = seances.creer(
        seances.CreerSerie(cite_id, 1, time(14), "Maison du projet", time(17), date(2026, 11, 3)),
        uow,
    )
    assert faite.principal is not None
    return faite.principal


def test_une_serie_prevoit_ses_seances_et_se_dit_en_francais(uow: UnitOfWork) -> None:
    cite_id = factories.cite(uow)
    _serie(uow, cite_id)
    prevues = seances.lister(seances.LireSeances(date(2026, 11, 1), date(2026, 11, 30)), uow)
    assert [s.jour.day for s in prevues] == [3, 10, 17, 24]
    assert {s.etat for s in prevues} == {EtatPermanence.PREVUE}
    serie = seances.lister_series(seances.LireSeries(), uow)[0]
    assert seances.dire_serie(serie) == "chaque mardi, 14:00–17:00, Maison du projet"
    with pytest.raises(EntreeInvalide, match="periode"):
        seances.lister(seances.LireSeances(date(2026, 11, 2), date(2026, 11, 1)), uow)


def test_la_seance_ouverte_remplace_la_seance_prevue(uow: UnitOfWork) -> None:
    cite_id = factories.cite(uow)
    serie_id = _serie(uow, cite_id)
    accueil = permanences.accueil(LireAccueil(JOUR), uow)
    assert [s.permanence for s in accueil.seances] == [None]
    permanence_id = _ouvrir(uow, cite_id, serie_id=serie_id, lieu="Salle des fêtes")
    accueil = permanences.accueil(LireAccueil(JOUR), uow)
    assert [p.id for p in accueil.ouvertes] == [permanence_id]
    assert [s.lieu for s in accueil.seances] == ["Salle des fêtes"]
    assert accueil.derniere is not None
    assert accueil.derniere.lieu == "Salle des fêtes"


def test_rouvrir_une_seance_deja_ouverte_la_rend_sans_rien_ecrire(uow: UnitOfWork) -> None:
    cite_id = factories.cite(uow)
    premiere = _ouvrir(uow, cite_id)
    with uow.lecture() as session:
        avant = session.execute(text("SELECT count(*) FROM journal")).scalar()
    encore = permanences.ouvrir(OuvrirPermanence(cite_id, JOUR, time(9), "Ailleurs"), uow)
    assert (encore.principal, encore.operation) == (premiere, None)
    with uow.lecture() as session:
        assert session.execute(text("SELECT count(*) FROM journal")).scalar() == avant


def test_ni_demain_ni_a_l_envers_ni_sans_lieu(uow: UnitOfWork) -> None:
    cite_id = factories.cite(uow)
    with pytest.raises(EntreeInvalide, match="jour_futur"):
        permanences.ouvrir(OuvrirPermanence(cite_id, date(2026, 11, 25), time(14), "x"), uow)
    with pytest.raises(EntreeInvalide, match="horaires"):
        _ouvrir(uow, cite_id, fin=time(9))
    with pytest.raises(EntreeInvalide, match="obligatoire"):
        _ouvrir(uow, cite_id, lieu="  ")


def test_clore_garde_la_passation_et_rouvrir_la_remplace(
    uow: UnitOfWork, clock: FixedClock
) -> None:
    permanence_id = _ouvrir(uow, factories.cite(uow))
    permanences.clore(ClorePermanence(permanence_id, "Clés chez la gardienne."), uow)
    with pytest.raises(RegleMetier, match=r"permanence\.etat"):
        permanences.clore(ClorePermanence(permanence_id), uow)
    rendu = permanences.compte_rendu(LireCompteRendu(permanence_id), uow)
    assert rendu.passation == "Clés chez la gardienne."
    assert rendu.permanence.close_a == clock.now()
    with pytest.raises(RegleMetier, match="deja_close"):
        permanences.ouvrir(
            OuvrirPermanence(rendu.permanence.cite_id, JOUR, time(14), "Maison du projet"), uow
        )
    permanences.rouvrir(RouvrirPermanence(permanence_id), uow)
    permanences.clore(ClorePermanence(permanence_id, "Clés à la mairie."), uow)
    rendu = permanences.compte_rendu(LireCompteRendu(permanence_id), uow)
    assert rendu.passation == "Clés à la mairie."
    permanences.rouvrir(RouvrirPermanence(permanence_id), uow)
    permanences.clore(ClorePermanence(permanence_id, ""), uow)
    rendu = permanences.compte_rendu(LireCompteRendu(permanence_id), uow)
    assert rendu.passation == "Clés à la mairie."


def test_annuler_une_seance_prevue_mais_pas_une_seance_tenue(uow: UnitOfWork) -> None:
    cite_id = factories.cite(uow)
    serie_id = _serie(uow, cite_id)
    permanences.annuler(AnnulerPermanence(serie_id=serie_id, jour=date(2026, 12, 1)), uow)
    prevues = seances.lister(seances.LireSeances(date(2026, 12, 1), date(2026, 12, 8)), uow)
    assert [s.etat for s in prevues] == [EtatPermanence.ANNULEE, EtatPermanence.PREVUE]
    permanence_id = _ouvrir(uow, cite_id)
    visites.consigner(ConsignerVisite(JOUR, permanence_id=permanence_id), uow)
    with pytest.raises(RegleMetier, match="a_des_visites"):
        permanences.annuler(AnnulerPermanence(permanence_id), uow)
    assert permanences.lire(LirePermanence(permanence_id), uow).etat is EtatPermanence.OUVERTE


def test_arreter_une_serie_garde_ce_qui_fut_tenu(uow: UnitOfWork) -> None:
    cite_id = factories.cite(uow)
    serie_id = _serie(uow, cite_id)
    _ouvrir(uow, cite_id, serie_id=serie_id)
    seances.arreter(seances.ArreterSerie(serie_id, date(2026, 11, 10)), uow)
    prevues = seances.lister(seances.LireSeances(date(2026, 11, 1), date(2026, 12, 31)), uow)
    assert [s.jour.day for s in prevues] == [3, 10, 24]


def test_l_equipe_de_la_seance_est_exactement_celle_qu_on_dit(uow: UnitOfWork) -> None:
    sofia = factories.intervenant(uow)
    paul = factories.intervenant(uow, "Paulet", prenom="Marc")
    permanence_id = _ouvrir(uow, factories.cite(uow), intervenants=(sofia,))
    permanences.affecter(AffecterIntervenants(permanence_id, (paul, paul)), uow)
    presents = permanences.lire(LirePermanence(permanence_id), uow).equipe
    assert [p.nom for p in presents] == ["Marc Paulet"]


def test_moi_est_de_la_seance_une_fois_connu_de_l_equipe(uow: UnitOfWork) -> None:
    assert equipe.moi(None, uow).intervenant_id is None
    equipe.garantir_moi(None, uow)
    moi = equipe.moi(None, uow)
    assert moi.intervenant_id is not None
    assert equipe.garantir_moi(None, uow).principal is None
    permanence_id = _ouvrir(uow, factories.cite(uow))
    presents = permanences.lire(LirePermanence(permanence_id), uow).equipe
    assert [(p.id, p.nom) for p in presents] == [(moi.intervenant_id, "Médiatrice Test")]


def test_le_compte_rendu_dit_tout_ce_qui_circule(uow: UnitOfWork) -> None:
    connu = factories.menage(uow)
    factories.visite(uow, connu, date(2026, 11, 10))
    permanence_id = _ouvrir(uow, factories.cite(uow))

    def consigner(menage: UUID | NouveauMenage | None, **champs: object) -> None:
        valeurs = {"heure": time(14, 5), "permanence_id": permanence_id} | champs
        visites.consigner(ConsignerVisite(JOUR, menage, **valeurs), uow)  # type: ignore[arg-type]  # keyword bag of a test

    consigner(
        connu,
        motifs=("planning", "loyer"),
        ressentis=(RessentiSaisi("inquietude", 4),),
        notes=(NoteSaisie("Dit à tous"), NoteSaisie("SECRET", Partage.CONFIDENTIEL)),
        promesses=(PromesseSaisie("rappeler", date(2026, 11, 27)),),
        reclamations=(ReclamationSaisie("menuiseries", "volet"),),
    )
    consigner(None, motifs=("planning",), heure=time(14, 18))
    consigner(
        NouveauMenage("Benali", "Karim"),
        motifs=("humidite",),
        taches=(TacheSaisie("passer voir"),),
        orientations=("ccas",),
        heure=time(14, 30),
    )
    consigner(connu, motifs=("parler",), heure=time(15))
    rendu = permanences.compte_rendu(LireCompteRendu(permanence_id), uow)
    assert [v.menage_nom for v in rendu.visites] == [
        "Wójcik Jadwiga",
        "",
        "Benali Karim",
        "Wójcik Jadwiga",
    ]
    assert (rendu.permanence.nb_visites, rendu.anonymes, rendu.menages) == (3, 1, 2)
    assert (rendu.par_motif[0].code, rendu.par_motif[0].n) == ("planning", 2)
    assert [(d.code, d.n) for d in rendu.par_canal] == [("permanence", 4)]
    assert [v.menage_nom for v in rendu.premieres_fois] == ["Benali Karim"]
    assert (rendu.nb_promesses, rendu.nb_taches, rendu.nb_reclamations) == (1, 1, 1)
    assert rendu.notes_reservees == 1
    assert "SECRET" not in repr(rendu)
    assert permanences.emargement(LireCompteRendu(permanence_id), uow).permanence.id == (
        permanence_id
    )
