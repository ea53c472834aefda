"""A promise that moves is told to the household, or stays to be told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import Canal, EtatEngagement
from app.domain.engagements import AnnonceFaite, RaisonReport
from app.domain.menages import Information, Lien
from app.services import annonces, annulation, engagements
from app.services.annonces import AnnoncerMenage, AnnoncerPlusieurs, LireAnnonces
from db.models import Etape, Personne
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql

AUJOURDHUI = date(2026, 11, 24)
VENDREDI = date(2026, 11, 27)
DECEMBRE = date(2026, 12, 4)


def _promis(uow: UnitOfWork, menage_id: UUID, **champs: object) -> UUID:
    valeurs = {"texte": "rappeler avec la date", "pour_le": VENDREDI} | champs
    prise = engagements.prendre(
        engagements.PrendreEngagement(menage_id, **valeurs),  # type: ignore[arg-type]  # by name
        uow,
    )
    assert prise.principal is not None
    return prise.principal


def _deplacer(uow: UnitOfWork, id_: UUID, **autres: object) -> Changes:
    cmd = engagements.DeplacerEngagement(
        id_,
        DECEMBRE,
        raison=RaisonReport.METEO,
        **autres,  # type: ignore[arg-type]  # by name
    )
    return engagements.deplacer(cmd, uow)


def _compte(uow: UnitOfWork, sql: str) -> list[tuple[object, ...]]:
    with uow.lecture() as session:
        return [tuple(ligne) for ligne in session.execute(text(sql))]


def test_deplacer_ouvre_ce_qui_est_a_annoncer(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    promis = _promis(uow, menage_id)
    fait = _deplacer(uow, promis)
    (a_dire,) = annonces.ouvertes(LireAnnonces(menage_id=menage_id), uow)
    assert fait.touche("annonces", a_dire.id)
    assert a_dire.objet == (
        "Rappeler avec la date : c’était promis pour le vendredi 27 novembre 2026,"
        " ce sera pour le vendredi 4 décembre 2026."
    )
    assert (a_dire.raison, a_dire.jours, a_dire.telephones) == (
        RaisonReport.METEO,
        0,
        ("+33612345678",) if a_dire.telephones[0].startswith("+") else ("0612345678",),
    )
    a_tenir, deplacee = engagements.registre(engagements.LireRegistre(menage_id), uow)
    assert (a_tenir.etat, a_tenir.suite_de_id) == (EtatEngagement.A_TENIR, promis)
    assert (deplacee.raison, deplacee.suivi_le, deplacee.annonce_id, deplacee.dite_le) == (
        RaisonReport.METEO,
        DECEMBRE,
        a_dire.id,
        None,
    )


def test_dire_aussitot_note_qui_quand_comment_et_le_contact(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    faite = AnnonceFaite(AUJOURDHUI, Canal.TELEPHONE, "Jadwiga")
    fait = _deplacer(uow, _promis(uow, menage_id), annonce=faite)
    assert annonces.ouvertes(LireAnnonces(), uow) == ()
    (dite,) = annonces.ouvertes(LireAnnonces(dites=True), uow)
    assert (dite.dite_le, dite.canal, dite.a_qui) == (AUJOURDHUI, Canal.TELEPHONE, "Jadwiga")
    assert fait.touche("visites")
    assert _compte(
        uow, "SELECT v.canal, v.jour, m.code FROM visite v JOIN visite_motif m ON m.visite_id=v.id"
    ) == [("telephone", "2026-11-24", "planning")]


@pytest.mark.parametrize(
    ("canal", "visite", "notee"),
    [
        (Canal.PERMANENCE, None, 1),
        (Canal.COURRIER, None, 0),
        (Canal.COURRIER, True, 1),
        (Canal.TELEPHONE, False, 0),
    ],
)
def test_un_courrier_n_est_pas_une_visite_sauf_si_on_le_dit(
    uow: UnitOfWork, canal: Canal, visite: bool | None, notee: int
) -> None:
    menage_id = factories.menage(uow)
    _deplacer(uow, _promis(uow, menage_id))
    (a_dire,) = annonces.ouvertes(LireAnnonces(), uow)
    annonces.annoncer(AnnoncerMenage(a_dire.id, AUJOURDHUI, canal, "Jadwiga", visite=visite), uow)
    assert _compte(uow, "SELECT count(*) FROM visite") == [(notee,)]


def test_rompre_ouvre_une_annonce_et_demande_des_mots(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    promis = _promis(uow, menage_id)
    with pytest.raises(EntreeInvalide, match="obligatoire"):
        engagements.rompre(engagements.RompreEngagement(promis, " "), uow)
    engagements.rompre(engagements.RompreEngagement(promis, "plus de budget"), uow)
    (a_dire,) = annonces.ouvertes(LireAnnonces(), uow)
    assert a_dire.objet.endswith("nous ne pourrons pas le faire.")
    assert "budget" not in a_dire.objet, "the team's words stay in the team"


def test_un_refus_ne_laisse_rien(uow: UnitOfWork) -> None:
    promis = _promis(uow, factories.menage(uow))
    demain = AnnonceFaite(VENDREDI, Canal.TELEPHONE, "Jadwiga")
    with pytest.raises(EntreeInvalide, match="jour_futur"):
        _deplacer(uow, promis, annonce=demain)
    with pytest.raises(RegleMetier, match="meme_jour"):
        engagements.deplacer(engagements.DeplacerEngagement(promis, VENDREDI, "x"), uow)
    assert _compte(uow, "SELECT etat FROM engagement") == [("a_tenir",)]
    assert _compte(uow, "SELECT count(*) FROM annonce") == [(0,)]


def test_la_date_notee_de_l_etape_suit_la_promesse(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    factories.ecrire(
        uow,
        Etape(id=uow.ids.new(), menage_id=menage_id, code="enquete", prevue_le=VENDREDI),
        Etape(id=uow.ids.new(), menage_id=menage_id, code="reception", prevue_le=VENDREDI),
    )
    _deplacer(uow, _promis(uow, menage_id, etape_code="enquete"))
    assert _compte(uow, "SELECT code, prevue_le FROM etape ORDER BY code") == [
        ("enquete", "2026-12-04"),
        ("reception", "2026-11-27"),
    ]


def test_annoncer_en_lot_rouvrir_et_annuler(uow: UnitOfWork) -> None:
    menages = [factories.menage(uow, nom=nom) for nom in ("Wójcik", "Benali", "Dupont")]
    for menage_id in menages:
        _deplacer(uow, _promis(uow, menage_id))
    ids = tuple(a.id for a in annonces.ouvertes(LireAnnonces(), uow))
    with pytest.raises(EntreeInvalide, match="aucune"):
        annonces.annoncer_plusieurs(AnnoncerPlusieurs((), AUJOURDHUI, Canal.COURRIER), uow)
    lot = annonces.annoncer_plusieurs(
        AnnoncerPlusieurs(ids, AUJOURDHUI, Canal.COURRIER, precision="lettres postées"), uow
    )
    assert lot.ids["menages"] == frozenset(menages)
    dites = annonces.ouvertes(LireAnnonces(dites=True), uow)
    assert {d.a_qui for d in dites} == {"Wójcik Jadwiga", "Benali Jadwiga", "Dupont Jadwiga"}
    with pytest.raises(RegleMetier, match="deja_dite"):
        annonces.annoncer(AnnoncerMenage(ids[0], AUJOURDHUI, Canal.COURRIER, "x"), uow)
    annonces.rouvrir(annonces.Rouvrir(ids[0]), uow)
    assert [a.id for a in annonces.ouvertes(LireAnnonces(), uow)] == [ids[0]]
    with pytest.raises(RegleMetier, match="pas_dite"):
        annonces.rouvrir(annonces.Rouvrir(ids[0]), uow)


def test_annuler_un_deplacement_reprend_tout(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    faite = AnnonceFaite(AUJOURDHUI, Canal.TELEPHONE, "Jadwiga")
    fait = _deplacer(uow, _promis(uow, menage_id), annonce=faite)
    assert fait.operation is not None
    annulation.annuler(annulation.AnnulerOperation(fait.operation), uow)
    for table in ("annonce", "visite", "visite_motif"):
        assert _compte(uow, f"SELECT count(*) FROM {table}") == [(0,)]
    assert _compte(uow, "SELECT etat, pour_le FROM engagement") == [("a_tenir", "2026-11-27")]


def test_une_promesse_dit_a_qui_et_jamais_a_un_voisin(uow: UnitOfWork) -> None:
    menage_id, autre = factories.menage(uow), factories.menage(uow, nom="Benali")
    personne_id = UUID(
        hex=str(
            _compte(
                uow,
                f"SELECT id FROM personne WHERE menage_id = '{menage_id.hex}'",
            )[0][0]
        )
    )
    _promis(uow, menage_id, personne_id=personne_id)
    (lue,) = engagements.registre(engagements.LireRegistre(menage_id), uow)
    assert lue.personne == "Jadwiga Wójcik"
    with pytest.raises(RegleMetier, match="personne_ailleurs"):
        _promis(uow, autre, personne_id=personne_id)


def test_celui_a_qui_on_ne_doit_rien_dire_n_est_pas_a_appeler(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    factories.ecrire(
        uow,
        Personne(
            id=uow.ids.new(), menage_id=menage_id, nom="Wójcik", prenom="Piotr", lien=Lien.ENFANT,
            tel_mobile="0699999999", information=Information.RIEN,
        ),
    )  # fmt: skip
    _deplacer(uow, _promis(uow, menage_id))
    (a_dire,) = annonces.ouvertes(LireAnnonces(), uow)
    assert "0699999999" not in "".join(a_dire.telephones)
    assert a_dire.discretion == ("Piotr Wójcik",)


def test_les_listes_ont_un_nombre_d_enonces_constant(
    uow: UnitOfWork, compteur_sql: Callable[[], AbstractContextManager[CompteurSql]]
) -> None:
    comptes = []
    cite_id = factories.cite(uow)
    for _tour in range(2):
        for n in range(4):
            logement_id = factories.logement(uow, cite_id=cite_id)
            menage_id = factories.menage(uow, nom=f"Nom{n}", logement_id=logement_id)
            _deplacer(uow, _promis(uow, menage_id))
        with compteur_sql() as compteur:
            assert annonces.ouvertes(LireAnnonces(cite_id=cite_id), uow)
            assert engagements.registre(engagements.LireRegistre(menage_id), uow)
        comptes.append(len(compteur.enonces))
    assert comptes[0] == comptes[1]
    assert len(annonces.ouvertes(LireAnnonces(cite_id=cite_id), uow)) == 8
    assert annonces.ouvertes(LireAnnonces(cite_id=factories.cite(uow)), uow) == ()
