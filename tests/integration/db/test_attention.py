"""Derived rows of journeys and attention: always what a fresh computation would give."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.domain.accompagnement import EtatEngagement, FamilleBesoin
from app.domain.attachements import Decision, NatureAttachement
from app.domain.logements import NatureOccupation
from app.domain.menages import Phase, Suivi
from app.domain.parcours_modele import GenreElement
from app.domain.pratiques import EtatPratique
from app.services import menages
from app.services.annulation import AnnulerOperation, annuler
from app.services.menages import LireFiche, PageMenages
from app.services.ouverture import BaseOuverte, ouvrir
from app.services.parcours.lecture import LireParcours
from app.services.parcours.lecture import lire as lire_parcours
from db import attention, derive
from db.attention import faits as lecture
from db.models import (
    Annonce,
    Attachement,
    AttentionPause,
    Base,
    Besoin,
    Cite,
    DecisionAttachement,
    Engagement,
    Etape,
    Menage,
    Occupation,
    ParcoursAjustement,
    Pratique,
    Reclamation,
    Reglage,
    Ressenti,
    Temoin,
    Tranche,
)
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql
from tests.conftest import CLE


def ecarts(uow: UnitOfWork) -> attention.EcartsAttention:
    """What a fresh computation of everything finds wrong."""
    with uow.engine.connect() as connexion:
        trouves = attention.verifier(connexion, uow.accompagnement, uow.clock.today())
        connexion.rollback()
    return trouves


def ligne(uow: UnitOfWork, menage_id: UUID) -> Any:
    with uow.lecture() as session:
        return session.execute(
            text("SELECT * FROM menage_parcours WHERE menage_id = :id"), {"id": menage_id.hex}
        ).one_or_none()


def codes(uow: UnitOfWork, menage_id: UUID) -> dict[str, dict[str, Any]]:
    """The reasons of a household by rule."""
    return {r["code"]: r for r in json.loads(ligne(uow, menage_id).raisons)}


def modifier(uow: UnitOfWork, modele: type[Base], id_: UUID, **champs: Any) -> None:
    with uow.ecriture("test.modifier") as tx:
        objet = tx.session.get(modele, id_)
        for nom, valeur in champs.items():
            setattr(objet, nom, valeur)
        tx.commit()


def tranche(uow: UnitOfWork, cite_id: UUID, **champs: Any) -> UUID:
    id_ = uow.ids.new()
    valeurs = {"nom": "Tranche 1"} | champs
    factories.ecrire(uow, Tranche(id=id_, cite_id=cite_id, **valeurs))
    return id_


def peupler(uow: UnitOfWork) -> list[UUID]:
    """Households with something of every kind the rules look at."""
    jour, n = uow.clock.today(), uow.ids.new
    cite = factories.cite(uow, parcours="occupe")
    lot = tranche(uow, cite, debut_travaux=jour - timedelta(40), reception=jour + timedelta(9))
    ici, la = (factories.logement(uow, cite_id=cite, tranche_id=lot) for _ in range(2))
    un = factories.menage(uow, "Wójcik", logement_id=ici)
    deux = factories.menage(uow, "Benali", logement_id=la, parcours="relogement")
    trois = factories.menage(uow, "Dupont")
    factories.visite(uow, un, jour - timedelta(3))
    factories.visite(uow, deux, jour - timedelta(70))
    commun = {"menage_id": deux}
    garde = Attachement(
        id=n(),
        **commun,
        nature=NatureAttachement.OBJET,
        titre="Buffet",
        signale_le=date(2026, 5, 1),
    )
    factories.ecrire(
        uow,
        Etape(id=n(), **commun, code="enquete", faite_le=date(2026, 6, 1)),
        Etape(id=n(), **commun, code="demenagement_aller", prevue_le=jour + timedelta(12)),
        Pratique(id=n(), **commun, code="concertation", etat=EtatPratique.PROPOSEE, le=jour),
        Pratique(id=n(), **commun, code="concertation", etat=EtatPratique.FAITE, le=jour),
        Pratique(id=n(), **commun, code="ecogestes", etat=EtatPratique.DECLINEE, le=jour),
        Ressenti(id=n(), **commun, jour=jour - timedelta(30), code="joie", intensite=4),
        Ressenti(id=n(), **commun, jour=jour - timedelta(2), code="colere", intensite=4),
        Engagement(id=n(), **commun, texte="Rappeler", pris_le=jour - timedelta(30),
                   pour_le=jour - timedelta(20)),
        Engagement(id=n(), **commun, texte="Passer", pris_le=jour - timedelta(30),
                   etat=EtatEngagement.ROMPU, regle_le=jour - timedelta(4)),
        Annonce(id=n(), **commun, objet="Retour reporté", ouverte_le=jour - timedelta(8)),
        Besoin(id=n(), **commun, famille=FamilleBesoin.ACCOMPAGNEMENT, code="calendrier",
               ouvert_le=jour - timedelta(50)),
        Reclamation(id=n(), **commun, reference="R-0001", categorie="finitions",
                    description="Volet", ouverte_le=jour - timedelta(60)),
        garde,
        Attachement(id=n(), menage_id=un, nature=NatureAttachement.AMENAGEMENT, titre="Véranda",
                    signale_le=date(2026, 5, 1)),
        Temoin(id=n(), menage_id=un, accord_le=date(2026, 10, 1)),
        AttentionPause(id=n(), menage_id=trois, raisons=["jamais_rencontre"], posee_le=jour,
                       jusqu_au=jour + timedelta(5), motif="En voyage"),
    )  # fmt: skip
    return [un, deux, trois]


def test_tout_ce_qui_arrive_se_retrouve(uow: UnitOfWork) -> None:
    """Every table the rules read marks its household: nothing is missing, nothing stale."""
    un, deux, trois = peupler(uow)
    assert set(codes(uow, deux)) >= {
        "ressentis_degrades",
        "promesse_non_tenue",
        "promesse_en_retard",
        "date_proche",
        "annonce_en_attente",
        "reclamation_tardive",
        "question_sans_reponse",
        "attachement_sans_decision",
    }
    assert ligne(uow, un).modele == "occupe"
    assert ligne(uow, deux).modele == "relogement"
    assert (ligne(uow, un).temoin, ligne(uow, deux).a_annoncer) == (1, 1)
    assert codes(uow, trois)["jamais_rencontre"]["dort"] is True
    assert ligne(uow, trois).score == 0
    assert ecarts(uow).total == 0


def test_ce_qui_est_regle_ne_compte_plus(uow: UnitOfWork) -> None:
    _un, deux, _trois = peupler(uow)
    jour = uow.clock.today()
    with uow.lecture() as session:
        attachement = session.execute(
            text("SELECT id FROM attachement WHERE menage_id = :m"), {"m": deux.hex}
        ).scalar_one()
        annonce = session.execute(text("SELECT id FROM annonce")).scalar_one()
    factories.ecrire(
        uow,
        DecisionAttachement(
            id=uow.ids.new(),
            menage_id=deux,
            attachement_id=UUID(hex=attachement),
            decision=Decision.GARDER,
            decidee_le=jour,
        ),
    )
    modifier(uow, Annonce, UUID(hex=annonce), dite_le=jour)
    assert not {"attachement_sans_decision", "annonce_en_attente"} & set(codes(uow, deux))
    modifier(uow, Menage, deux, suivi=Suivi.CLOS)
    assert (ligne(uow, deux).score, ligne(uow, deux).raisons) == (0, "[]")
    assert ligne(uow, deux).fait > 0  # a closed support keeps its progress
    assert ecarts(uow).total == 0


def test_le_calendrier_seul_reveille_et_fait_vieillir(uow: UnitOfWork, clock: FixedClock) -> None:
    peupler(uow)
    depart = clock.instant
    for saut in (1, 4, 1, 20, 60, 200):
        clock.instant += timedelta(days=saut)
        factories.cite(uow)  # any write brings the calendar up to date
        assert ecarts(uow).total == 0
    clock.instant = depart  # a clock set back
    uow.mettre_au_jour()
    assert ecarts(uow).total == 0


def test_une_regle_changee_par_l_equipe_vaut_aussitot(uow: UnitOfWork) -> None:
    _un, deux, _trois = peupler(uow)
    avant = ligne(uow, deux).score
    poids = codes(uow, deux)["annonce_en_attente"]["points"]
    valeur = {"annonce_en_attente": {"actif": False}, "promesse_en_retard": {"points": 9}}
    factories.ecrire(uow, Reglage(id=uow.ids.new(), nom="attention", valeur=valeur))
    ancien = next(r for r in uow.accompagnement.regles if r.code == "promesse_en_retard").points
    assert ligne(uow, deux).score == avant - poids + 9 - ancien
    assert ecarts(uow).total == 0


def test_d_autres_regles_a_l_ouverture_refont_tout(uow: UnitOfWork) -> None:
    _un, deux, _trois = peupler(uow)
    regles = uow.accompagnement
    uow.accompagnement = replace(regles, regles=regles.regles[:1], empreinte="autre")
    uow.mettre_au_jour()
    assert ligne(uow, deux).score == 0
    uow.accompagnement = regles
    uow.mettre_au_jour()
    assert ligne(uow, deux).score > 0
    assert ecarts(uow).total == 0


def test_une_cite_ajuste_le_parcours_de_ses_menages(uow: UnitOfWork) -> None:
    un, _deux, trois = peupler(uow)
    avant, ailleurs = ligne(uow, un).total, ligne(uow, trois)
    with uow.lecture() as session:
        cite = session.execute(text("SELECT cite_id FROM tranche")).scalar_one()
    factories.ecrire(
        uow,
        ParcoursAjustement(
            id=uow.ids.new(),
            cite_id=UUID(hex=cite),
            genre=GenreElement.ETAPE,
            code="enquete",
            retiree=True,
        ),
    )
    assert ligne(uow, un).total == avant - 1
    assert ligne(uow, trois) == ailleurs
    assert ecarts(uow).total == 0


def test_une_visite_coute_le_meme_nombre_d_ordres_quel_que_soit_le_monde(
    uow: UnitOfWork, compteur_sql: Callable[[], AbstractContextManager[CompteurSql]]
) -> None:
    un, deux, _trois = peupler(uow)
    factories.visite(uow, un)

    def ordres() -> int:
        with compteur_sql() as compteur:
            factories.visite(uow, deux)
        return compteur.nombre

    avant = ordres()
    for _ in range(5):
        factories.menage(uow)
    assert ordres() == avant


def test_les_deux_facons_de_lire_disent_la_meme_chose(
    uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole tables when most households are stale, searches otherwise: the same rows."""
    peupler(uow)
    monkeypatch.setattr(lecture, "_BEAUCOUP", 0)
    assert ecarts(uow).total == 0


def test_un_grand_import_laisse_le_calcul_a_la_suite(
    uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    un, _deux, _trois = peupler(uow)
    avant = ligne(uow, un)
    monkeypatch.setattr(derive, "PEU", 1)
    with uow.ecriture("test.import") as tx:
        tx.session.execute(text("UPDATE menage SET suivi = 'clos'"))
        tx.commit()
        assert tx.reste_a_deriver
    assert ligne(uow, un) == avant
    assert ecarts(uow).total == 0  # what waits is not wrong
    uow.mettre_au_jour()
    assert ligne(uow, un).score == 0
    assert ecarts(uow).total == 0


def test_verifier_trouve_ce_qui_manque_ce_qui_reste_et_ce_qui_est_faux(uow: UnitOfWork) -> None:
    un, deux, _trois = peupler(uow)
    with uow.engine.begin() as connexion:
        connexion.execute(text("DELETE FROM menage_parcours WHERE menage_id = :m"), {"m": un.hex})
        connexion.execute(
            text("UPDATE menage_parcours SET score = 99 WHERE menage_id = :m"), {"m": deux.hex}
        )
        connexion.execute(
            text(
                "INSERT INTO menage_parcours SELECT :autre, modele, fait, total, en_retard,"
                " prochaine_code, prochaine_le, a_annoncer, temoin, score, raisons, revoir_le"
                " FROM menage_parcours LIMIT 1"
            ),
            {"autre": uow.ids.new().hex},
        )
    trouves = ecarts(uow)
    assert (trouves.manquants, trouves.differents, trouves.en_trop) == (1, 1, 1)
    with uow.engine.begin() as connexion:
        derive.reconstruire(connexion, uow.accompagnement, uow.clock.today())
    assert ecarts(uow).total == 0


def test_un_menage_reuni_n_a_plus_de_ligne(uow: UnitOfWork) -> None:
    un, deux, _trois = peupler(uow)
    modifier(uow, Menage, un, fusionne_dans_id=deux)
    assert ligne(uow, un) is None
    assert ecarts(uow).total == 0


def _comme_sur_la_page(uow: UnitOfWork, menage_id: UUID) -> bool:
    """Whether the household's page counts what its derived row does."""
    derivee, lu = ligne(uow, menage_id), lire_parcours(LireParcours(menage_id), uow)
    comptes = (derivee.modele, derivee.fait, derivee.total, derivee.en_retard)
    suivante = lu.prochaine.code if lu.prochaine else None
    return bool(
        comptes == (lu.modele, lu.fait, lu.total, lu.en_retard)
        and derivee.prochaine_code == suivante
    )


def test_la_page_et_la_ligne_derivee_disent_le_meme_parcours(uow: UnitOfWork) -> None:
    assert all(_comme_sur_la_page(uow, menage_id) for menage_id in peupler(uow))


def test_reprendre_un_grand_import_met_tout_au_jour(
    uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    un, _deux, _trois = peupler(uow)
    avant = ligne(uow, un)
    with uow.ecriture("test.import") as tx:
        tx.session.execute(text("UPDATE menage SET suivi = 'clos'"))
        tx.commit()
    assert ligne(uow, un) != avant
    monkeypatch.setattr(derive, "PEU", 1)
    annuler(AnnulerOperation(tx.operation), uow)
    assert ligne(uow, un) == avant


def _phases(uow: UnitOfWork, menage_id: UUID) -> set[Phase]:
    """The phase of a household on its page, in the list, and in its journey."""
    fiche = menages.fiche(LireFiche(menage_id), uow)
    dans_la_liste = {li.id: li.phase for li in menages.page(PageMenages(), uow)}
    assert fiche is not None
    return {
        fiche.phase,
        dans_la_liste[menage_id],
        lire_parcours(LireParcours(menage_id), uow).phase,
    }


def test_la_phase_est_la_meme_partout_selon_le_genre_de_parcours(
    uow: UnitOfWork, clock: FixedClock
) -> None:
    """Occupied homes follow the works, newcomers are *après* at once, moves as ever."""
    jour = clock.today()
    cite = factories.cite(uow, parcours="occupe")
    lot = tranche(uow, cite, debut_travaux=jour + timedelta(10), reception=jour + timedelta(100))
    ici, la = (factories.logement(uow, cite_id=cite, tranche_id=lot) for _ in range(2))
    reste = factories.menage(uow, "Wójcik", logement_id=ici)
    part = factories.menage(uow, "Benali", logement_id=la, parcours="relogement")
    assert (_phases(uow, reste), _phases(uow, part)) == ({Phase.AVANT}, {Phase.AVANT})
    clock.instant += timedelta(days=10)
    assert (_phases(uow, reste), _phases(uow, part)) == ({Phase.PENDANT}, {Phase.AVANT})
    modifier(uow, Cite, cite, parcours="relogement")  # the estate changes its mind
    assert _phases(uow, reste) == {Phase.AVANT}
    modifier(uow, Cite, cite, parcours="occupe")
    clock.instant += timedelta(days=90)
    assert (_phases(uow, reste), _phases(uow, part)) == ({Phase.APRES}, {Phase.AVANT})
    modifier(uow, Tranche, lot, reception=jour + timedelta(200))  # the works last longer
    assert _phases(uow, reste) == {Phase.PENDANT}


def test_un_arrivant_commence_apres(uow: UnitOfWork, clock: FixedClock) -> None:
    jour = clock.today()
    cite = factories.cite(uow)
    lot = tranche(uow, cite, debut_travaux=date(2026, 1, 5), reception=date(2026, 9, 1))
    logement = factories.logement(uow, cite_id=cite, tranche_id=lot)
    nouveau = uow.ids.new()
    factories.ecrire(
        uow,
        Menage(id=nouveau, nom="Nowak Ana"),
        Occupation(
            id=uow.ids.new(),
            menage_id=nouveau,
            logement_id=logement,
            nature=NatureOccupation.ORIGINE,
            debut=jour - timedelta(20),
        ),
    )
    assert _phases(uow, nouveau) == {Phase.APRES}
    assert ligne(uow, nouveau).modele == "arrivee"
    assert _comme_sur_la_page(uow, nouveau)
    modifier(uow, Menage, nouveau, parcours="relogement", parcours_motif="repart en tiroir")
    assert _phases(uow, nouveau) == {Phase.AVANT}
    assert ecarts(uow).total == 0


def test_un_catalogue_d_equipe_faux_n_empeche_pas_d_ouvrir(
    base_vide: Path, tmp_path: Path, clock: FixedClock
) -> None:
    chemin = tmp_path / "base.voyette"
    shutil.copyfile(base_vide, chemin)
    paths = Paths.sous(tmp_path / "machine")
    dossier = paths.config / "catalogues"
    dossier.mkdir(parents=True)
    (dossier / "attention.toml").write_text("[[regle]]\ncode = 3\n", encoding="utf-8")

    def ouverte() -> BaseOuverte:
        return ouvrir(chemin, CLE, paths=paths, clock=clock, auteur="Test")

    base = ouverte()
    assert base.catalogue_refuse is not None
    assert base.uow.accompagnement.regles  # the shipped rules serve
    base.fermer()
    (dossier / "attention.toml").unlink()
    base = ouverte()
    assert base.catalogue_refuse is None
    base.fermer()
