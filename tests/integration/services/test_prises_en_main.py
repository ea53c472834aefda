"""Taking a home in hand: visits that plan themselves, are held, moved, undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import CodeEtape
from app.domain.logements import NatureOccupation
from app.domain.prises_en_main import EtatPointMontre, EtatPriseEnMain, MomentPriseEnMain
from app.services import etapes, occupations, prises_en_main, taches, visites
from app.services.accompagnement import charger
from app.services.annulation import AnnulerOperation, annuler
from app.services.catalogues import VerifierCatalogues, verifier
from app.services.etapes import NoterEtape, RetirerEtape
from app.services.prises_en_main import (
    AnnulerPrise,
    DeplacerPrise,
    LirePrise,
    LirePrises,
    PlanifierManquantes,
    PointTenu,
    PrevoirPrise,
    TenirPrise,
)
from app.services.taches import ReporterTache
from db.models import Etape, Occupation, Personne, PriseEnMain, Tache, Visite
from db.uow import UnitOfWork
from tests import factories

MONTRE, REVOIR, SANS = (
    EtatPointMontre.MONTRE,
    EtatPointMontre.A_REVOIR,
    EtatPointMontre.SANS_OBJET,
)
RETOUR, HIVER = MomentPriseEnMain.RETOUR, MomentPriseEnMain.HIVER


def _parti(uow: UnitOfWork) -> tuple[UUID, UUID]:
    """A household in a temporary home, and its own home."""
    chez_lui = factories.logement(uow)
    menage = factories.menage(uow, logement_id=chez_lui)
    tiroir = factories.logement(uow)
    factories.ecrire(
        uow,
        Occupation(
            id=uow.ids.new(),
            menage_id=menage,
            logement_id=tiroir,
            nature=NatureOccupation.TIROIR,
            debut=date(2026, 6, 1),
        ),
    )
    return menage, chez_lui


def _rentrer(uow: UnitOfWork, menage: UUID, chez_lui: UUID, jour: date) -> object:
    origine = NatureOccupation.ORIGINE
    return occupations.deplacer(occupations.Deplacer(menage, chez_lui, origine, jour), uow)


def _visites(uow: UnitOfWork, menage: UUID) -> dict[MomentPriseEnMain, tuple[date | None, str]]:
    with uow.lecture() as session:
        lignes = session.scalars(select(PriseEnMain).where(PriseEnMain.menage_id == menage)).all()
        assert len({p.moment for p in lignes}) == len(lignes)  # never twice
        return {p.moment: (p.prevue_le, p.etat.value) for p in lignes}


def _taches(uow: UnitOfWork, menage: UUID) -> dict[str, tuple[date | None, date | None]]:
    with uow.lecture() as session:
        return {
            t.titre: (t.pour_le, t.faite_le)
            for t in session.scalars(select(Tache).where(Tache.menage_id == menage))
        }


def _etape(uow: UnitOfWork, menage: UUID, code: str) -> tuple[date | None, date | None] | None:
    """When the milestone is foreseen, when it was done; None when nothing is noted."""
    with uow.lecture() as session:
        ligne = session.execute(
            select(Etape.prevue_le, Etape.faite_le).where(
                Etape.menage_id == menage, Etape.code == code
            )
        ).one_or_none()
    return (ligne[0], ligne[1]) if ligne is not None else None


def test_le_retour_prevoit_les_deux_visites_et_leurs_taches(uow: UnitOfWork) -> None:
    menage, chez_lui = _parti(uow)
    _rentrer(uow, menage, chez_lui, date(2026, 11, 20))
    # Back in the heating season: two weeks, then six weeks later; 1 January is a holiday.
    assert _visites(uow, menage) == {
        RETOUR: (date(2026, 12, 4), "prevue"),
        HIVER: (date(2027, 1, 4), "prevue"),
    }
    assert sorted(d for d, _fait in _taches(uow, menage).values()) == [
        date(2026, 12, 4),
        date(2027, 1, 4),
    ]
    for code, jour in (("prise_en_main", date(2026, 12, 4)), ("visite_hiver", date(2027, 1, 4))):
        assert _etape(uow, menage, code) == (jour, None)


def test_annuler_le_retour_retire_tout(uow: UnitOfWork) -> None:
    menage, chez_lui = _parti(uow)
    fait = _rentrer(uow, menage, chez_lui, date(2026, 11, 20))
    annuler(AnnulerOperation(fait.operation), uow)  # type: ignore[attr-defined]  # Changes
    assert _visites(uow, menage) == {}
    assert _taches(uow, menage) == {}
    assert _etape(uow, menage, "visite_hiver") is None


def test_un_retour_note_deux_fois_n_en_prevoit_pas_quatre(uow: UnitOfWork) -> None:
    menage, chez_lui = _parti(uow)
    _rentrer(uow, menage, chez_lui, date(2026, 11, 20))
    avant = _visites(uow, menage)
    etapes.noter(
        NoterEtape(menage, CodeEtape.DEMENAGEMENT_RETOUR, faite_le=date(2026, 11, 20)), uow
    )
    prises_en_main.planifier_manquantes(PlanifierManquantes(), uow)
    assert _visites(uow, menage) == avant


def test_la_date_du_retour_change_les_visites_suivent(uow: UnitOfWork) -> None:
    menage, chez_lui = _parti(uow)
    _rentrer(uow, menage, chez_lui, date(2026, 11, 20))
    etapes.noter(
        NoterEtape(menage, CodeEtape.DEMENAGEMENT_RETOUR, faite_le=date(2026, 11, 16)), uow
    )
    assert _visites(uow, menage)[RETOUR] == (date(2026, 11, 30), "prevue")
    assert _visites(uow, menage)[HIVER] == (date(2026, 12, 28), "prevue")
    assert date(2026, 12, 28) in {d for d, _fait in _taches(uow, menage).values()}


def test_une_visite_deplacee_a_la_main_ne_bouge_plus(uow: UnitOfWork) -> None:
    menage, chez_lui = _parti(uow)
    _rentrer(uow, menage, chez_lui, date(2026, 11, 20))
    with uow.lecture() as session:
        hiver = session.scalar(select(PriseEnMain.id).where(PriseEnMain.moment == HIVER))
    assert hiver is not None
    prises_en_main.deplacer(DeplacerPrise(hiver, date(2027, 2, 1)), uow)
    etapes.noter(
        NoterEtape(menage, CodeEtape.DEMENAGEMENT_RETOUR, faite_le=date(2026, 11, 16)), uow
    )
    assert _visites(uow, menage)[HIVER] == (date(2027, 2, 1), "prevue")
    assert date(2027, 2, 1) in {d for d, _fait in _taches(uow, menage).values()}


def test_un_retour_note_par_erreur_retire_les_visites(uow: UnitOfWork) -> None:
    menage, _chez_lui = _parti(uow)
    note = etapes.noter(
        NoterEtape(menage, CodeEtape.DEMENAGEMENT_RETOUR, faite_le=date(2026, 11, 20)), uow
    )
    assert len(_visites(uow, menage)) == 2
    assert note.principal is not None
    etapes.retirer(RetirerEtape(note.principal), uow)
    assert _visites(uow, menage) == {}
    assert _taches(uow, menage) == {}


def _tenir(uow: UnitOfWork, menage: UUID) -> tuple[UUID, UUID]:
    prevue = prises_en_main.prevoir(PrevoirPrise(menage, RETOUR, date(2026, 11, 24)), uow)
    with uow.lecture() as session:
        personne = session.scalar(select(Personne.id).where(Personne.menage_id == menage))
    assert prevue.principal is not None
    assert personne is not None
    prises_en_main.tenir(
        TenirPrise(
            prevue.principal,
            date(2026, 11, 24),
            (
                PointTenu("vmc_papier", MONTRE),
                PointTenu("thermostat", REVOIR, personne, "les lunettes manquaient"),
                PointTenu("coupure_gaz", SANS),
            ),
            presents=(personne,),
            guide_remis="fr",
            remarque="Le facteur est passé.",
        ),
        uow,
    )
    return prevue.principal, personne


def test_tenir_la_visite_fait_la_tache_l_etape_et_le_contact(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    prise, personne = _tenir(uow, menage)
    ((_titre, (_pour, faite)),) = _taches(uow, menage).items()
    assert faite == date(2026, 11, 24)
    assert _etape(uow, menage, "prise_en_main") == (date(2026, 11, 24), date(2026, 11, 24))
    lue = prises_en_main.lire(LirePrise(prise), uow)
    assert lue.presents == (personne,)
    assert {p.code: [d.etat for d in p.dits] for p in lue.points if p.dits} == {
        "vmc_papier": [MONTRE],
        "thermostat": [REVOIR],
        "coupure_gaz": [SANS],
    }
    with uow.lecture() as session:
        (visite,) = session.execute(
            select(Visite.jour, Visite.canal).where(Visite.menage_id == menage)
        ).all()
    assert (visite[0], visite[1].value) == (date(2026, 11, 24), "domicile")


def test_ce_qui_est_a_revoir_vient_d_abord_la_fois_suivante(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    _tenir(uow, menage)
    du_menage = prises_en_main.lire_prises(LirePrises(menage), uow)
    assert [(p.code, p.qui, p.precision) for p in du_menage.a_revoir] == [
        ("thermostat", "Jadwiga Wójcik", "les lunettes manquaient")
    ]
    assert du_menage.sans_objet == {"coupure_gaz"}
    suivante = prises_en_main.prevoir(PrevoirPrise(menage, HIVER, date(2026, 12, 15)), uow)
    assert suivante.principal is not None
    lue = prises_en_main.lire(LirePrise(suivante.principal), uow)
    assert lue.points[0].code == "thermostat"
    assert lue.points[0].groupe == "À revoir"
    assert {"hiver_facture", "vmc_papier"} <= {p.code for p in lue.points}
    assert len({p.code for p in lue.points}) == len(lue.points)


def test_montre_a_tous_regle_ce_qu_il_restait_a_revoir(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    _tenir(uow, menage)
    encore = prises_en_main.prevoir(
        PrevoirPrise(menage, MomentPriseEnMain.AUTRE, date(2026, 11, 24)), uow
    )
    assert encore.principal is not None
    prises_en_main.tenir(
        TenirPrise(encore.principal, date(2026, 11, 24), (PointTenu("thermostat", MONTRE),)), uow
    )
    assert prises_en_main.lire_prises(LirePrises(menage), uow).a_revoir == ()


def test_corriger_une_visite_tenue_garde_un_seul_contact(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    prise, _personne = _tenir(uow, menage)
    corrigee = TenirPrise(prise, date(2026, 11, 20), (PointTenu("thermostat", MONTRE),))
    prises_en_main.tenir(corrigee, uow)
    lue = prises_en_main.lire(LirePrise(prise), uow)
    assert [p.code for p in lue.points if p.dits] == ["thermostat"]
    assert lue.presents == ()
    assert lue.prise.faite_le == date(2026, 11, 20)
    assert _etape(uow, menage, "prise_en_main") == (date(2026, 11, 24), date(2026, 11, 20))
    with uow.lecture() as session:
        jours = session.scalars(select(Visite.jour).where(Visite.menage_id == menage)).all()
    assert jours == [date(2026, 11, 20)]


def test_supprimer_le_contact_laisse_la_visite_de_prise_en_main(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    prise, _personne = _tenir(uow, menage)
    lue = prises_en_main.lire(LirePrise(prise), uow)
    assert lue.prise.visite_id is not None
    visites.supprimer(visites.SupprimerVisite(lue.prise.visite_id), uow)
    apres = prises_en_main.lire(LirePrise(prise), uow)
    assert apres.prise.visite_id is None
    assert apres.prise.etat is EtatPriseEnMain.FAITE


def test_reporter_la_tache_reporte_la_visite(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    prises_en_main.prevoir(PrevoirPrise(menage, HIVER, date(2026, 12, 15)), uow)
    with uow.lecture() as session:
        tache = session.scalar(select(Tache.id).where(Tache.menage_id == menage))
    assert tache is not None
    taches.reporter(ReporterTache(tache, date(2027, 1, 12)), uow)
    assert _visites(uow, menage)[HIVER] == (date(2027, 1, 12), "prevue")
    assert _etape(uow, menage, "visite_hiver") == (date(2027, 1, 12), None)


def test_annuler_la_tenue_rend_la_visite_a_faire(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    prevue = prises_en_main.prevoir(PrevoirPrise(menage, RETOUR, date(2026, 11, 24)), uow)
    assert prevue.principal is not None
    points = (PointTenu("aerer", MONTRE),)
    tenue = prises_en_main.tenir(TenirPrise(prevue.principal, date(2026, 11, 24), points), uow)
    assert tenue.operation is not None
    annuler(AnnulerOperation(tenue.operation), uow)
    lue = prises_en_main.lire(LirePrise(prevue.principal), uow)
    assert lue.prise.etat is EtatPriseEnMain.PREVUE
    assert not any(p.dits for p in lue.points)
    assert _etape(uow, menage, "prise_en_main") == (date(2026, 11, 24), None)
    ((_titre, (_pour, faite)),) = _taches(uow, menage).items()
    assert faite is None
    with uow.lecture() as session:
        assert session.scalar(select(func.count()).select_from(Visite)) == 0


def test_une_visite_annulee_ne_revient_pas_toute_seule(uow: UnitOfWork) -> None:
    menage, chez_lui = _parti(uow)
    _rentrer(uow, menage, chez_lui, date(2026, 11, 20))
    with uow.lecture() as session:
        hiver = session.scalar(select(PriseEnMain.id).where(PriseEnMain.moment == HIVER))
    assert hiver is not None
    prises_en_main.annuler(AnnulerPrise(hiver), uow)
    assert len(_taches(uow, menage)) == 1
    assert _etape(uow, menage, "visite_hiver") is None
    prises_en_main.planifier_manquantes(PlanifierManquantes(), uow)
    assert _visites(uow, menage)[HIVER][1] == "annulee"
    with pytest.raises(RegleMetier, match=r"prise\.deja_annulee"):
        prises_en_main.deplacer(DeplacerPrise(hiver, date(2027, 2, 1)), uow)


def test_les_retours_venus_d_un_fichier_recoivent_leurs_visites(uow: UnitOfWork) -> None:
    recent, ancien = factories.menage(uow), factories.menage(uow, "Benali", "Karim")
    code = CodeEtape.DEMENAGEMENT_RETOUR.value
    factories.ecrire(
        uow,
        Etape(id=uow.ids.new(), menage_id=recent, code=code, faite_le=date(2026, 9, 15)),
        Etape(id=uow.ids.new(), menage_id=ancien, code=code, faite_le=date(2024, 6, 1)),
    )
    vues = prises_en_main.manquantes(PlanifierManquantes(), uow)
    assert (vues.visites, vues.menages, vues.trop_tard) == (1, 1, 1)
    fait = prises_en_main.planifier_manquantes(PlanifierManquantes(), uow)
    assert fait.bilan == vues
    # A season already begun: a week from now, a working day; too late for the visit at return.
    assert _visites(uow, recent) == {HIVER: (date(2026, 12, 1), "prevue")}
    assert _visites(uow, ancien) == {}
    assert prises_en_main.manquantes(PlanifierManquantes(), uow).visites == 0
    assert fait.operation is not None
    annuler(AnnulerOperation(fait.operation), uow)
    assert _visites(uow, recent) == {}


def test_ce_qui_ne_va_pas_est_refuse(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    with pytest.raises(EntreeInvalide, match=r"prise\.passee"):
        prises_en_main.prevoir(PrevoirPrise(menage, RETOUR, date(2026, 11, 23)), uow)
    prise, _personne = _tenir(uow, menage)
    etranger = factories.menage(uow, "Benali", "Karim")
    with uow.lecture() as session:
        autre = session.scalar(select(Personne.id).where(Personne.menage_id == etranger))
    points = (PointTenu("thermostat", MONTRE),)
    for cmd, code in (
        (TenirPrise(prise, date(2026, 11, 25), points), "prise.futur"),
        (TenirPrise(prise, date(2026, 11, 24), ()), "prise.rien_montre"),
        (TenirPrise(prise, date(2026, 11, 24), (PointTenu("x", MONTRE),)), "prise.point_inconnu"),
        (TenirPrise(prise, date(2026, 11, 24), points, (autre,)), "general.introuvable"),
    ):
        with pytest.raises((EntreeInvalide, RegleMetier)) as leve:
            prises_en_main.tenir(cmd, uow)  # type: ignore[arg-type]  # `autre` is known
        assert leve.value.code == code
    with pytest.raises(RegleMetier, match=r"prise\.deja_faite"):
        prises_en_main.annuler(AnnulerPrise(prise), uow)
    with uow.lecture() as session:
        assert session.scalar(select(func.count()).select_from(PriseEnMain)) == 1


def test_le_catalogue_d_une_equipe_complete_la_liste(tmp_path: Path) -> None:
    (tmp_path / "prise_en_main.toml").write_text(
        '[[groupe]]\ncode = "dehors"\nfr = "Dehors"\n'
        '[[point]]\ncode = "cuve"\ngroupe = "dehors"\nfr = "La cuve"\n'
        'montrer = "Ouvrir le robinet."\ndire = "Nettoyez la grille."\n',
        encoding="utf-8",
    )
    livree, lue = charger(None).liste_prise_en_main, charger(tmp_path).liste_prise_en_main
    assert [p.code for p in lue.points] == [*(p.code for p in livree.points), "cuve"]
    assert lue.pour(HIVER)[-1].code == "cuve"
    (fiche,) = verifier(VerifierCatalogues(tmp_path))
    assert (fiche.genre, fiche.fautes, fiche.entrees, fiche.nouvelles) == (
        "prise_en_main",
        (),
        1,
        1,
    )


def test_une_faute_du_catalogue_dit_sa_ligne(tmp_path: Path) -> None:
    (tmp_path / "prise_en_main.toml").write_text(
        '[[point]]\ncode = "cuve"\ngroupe = "ventilatoin"\nfr = "La cuve"\n'
        'montrer = "x"\ndire = "y"\n',
        encoding="utf-8",
    )
    with pytest.raises(EntreeInvalide) as leve:
        charger(tmp_path)
    (faute,) = leve.value.params["fautes"]
    assert (faute.ligne, faute.code, faute.params["proche"]) == (
        3,
        "valeur_inconnue",
        "ventilation",
    )
