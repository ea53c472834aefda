"""Merging two households with everything the journey told of them, and taking it back."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text

from app.domain.accompagnement import Canal
from app.domain.attachements import AccordPhoto, Decision, NatureAttachement
from app.domain.clotures import MotifCloture
from app.domain.engagements import RaisonReport
from app.domain.menages import Phase, Suivi
from app.domain.pratiques import EtatPratique
from app.domain.temoins import EtatRencontre
from app.services import clotures, menages
from app.services.annulation import AnnulerOperation, annuler
from app.services.menages import Cote
from db.journal import tables_journalisees
from db.models import (
    Annonce,
    Attachement,
    AttentionPause,
    ChangementCalendrier,
    Contenu,
    DecisionAttachement,
    Etape,
    Menage,
    Photo,
    Pratique,
    Rencontre,
    Temoin,
    Tranche,
)
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 2)


def etat(uow: UnitOfWork) -> dict[str, list[str]]:
    """Every journaled row, as text."""
    with uow.lecture() as session:
        return {
            t.name: sorted(str(tuple(r)) for r in session.execute(t.select()))
            for t in tables_journalisees()
        }


def reunir(uow: UnitOfWork, garde: UUID, absorbe: UUID) -> menages.FicheMenage:
    """Merge, and check that undoing it brings everything back; then merge for good."""
    choix = dict.fromkeys(menages.CHAMPS, Cote.GARDE)
    commande = menages.FusionnerMenages(garde, absorbe, choix, deux_logements=True)
    avant = etat(uow)
    fait = menages.fusionner(commande, uow)
    assert fait.operation is not None
    annuler(AnnulerOperation(fait.operation), uow)
    assert etat(uow) == avant
    menages.fusionner(commande, uow)
    return menages.fiche(menages.LireFiche(garde), uow)


def compte(uow: UnitOfWork, sql: str) -> list[tuple[object, ...]]:
    with uow.lecture() as session:
        return [tuple(r) for r in session.execute(text(sql))]


@pytest.fixture
def deux(uow: UnitOfWork) -> tuple[UUID, UUID]:
    return factories.menage(uow), factories.menage(uow, "Wojcik", "Jadwiga")


def test_tout_ce_qui_fut_note_suit_le_menage(uow: UnitOfWork, deux: tuple[UUID, UUID]) -> None:
    new = uow.ids.new
    for m in deux:
        a, c = new(), new()
        factories.ecrire(
            uow,
            Contenu(
                id=c, genre="image/jpeg", empreinte=hashlib.sha256(b"x").hexdigest(), taille=1,
                octets=b"x",
            ),
            Attachement(
                id=a, menage_id=m, nature=NatureAttachement.OBJET, titre="horloge", signale_le=JOUR
            ),
            DecisionAttachement(
                id=new(), menage_id=m, attachement_id=a, decision=Decision.GARDER, decidee_le=JOUR
            ),
            Photo(
                id=new(), menage_id=m, attachement_id=a, largeur=1, hauteur=1, contenu_id=c,
                vignette_id=c, accord=AccordPhoto.DOSSIER, accord_le=JOUR,
            ),
            Pratique(
                id=new(), menage_id=m, code="concertation", etat=EtatPratique.FAITE, le=JOUR
            ),
            AttentionPause(
                id=new(), menage_id=m, raisons=["jamais_vu"], posee_le=JOUR, jusqu_au=JOUR,
                motif="Hospitalisée",
            ),
        )  # fmt: skip
        clotures.clore(clotures.CloreSuivi(m, MotifCloture.DEPART, "Au revoir."), uow)
    fiche = reunir(uow, *deux)
    assert fiche.menage.suivi is Suivi.CLOS
    assert len(fiche.clotures) == len(fiche.documents) == 2
    for nom in (
        *("attachement", "decision_attachement", "photo", "pratique", "attention_pause"),
        *("cloture", "document"),
    ):
        assert compte(uow, f"SELECT DISTINCT menage_id FROM {nom}") == [(deux[0].hex,)], nom


def test_une_etape_ecartee_ou_faite_reste_une(uow: UnitOfWork, deux: tuple[UUID, UUID]) -> None:
    garde, absorbe = deux
    for m, code, champs in (
        (garde, "enquete", {"ecartee_le": JOUR, "motif": "Déjà faite ailleurs"}),
        (absorbe, "enquete", {"faite_le": JOUR}),
        (garde, "logement_temoin", {"prevue_le": JOUR}),
        (absorbe, "logement_temoin", {"ecartee_le": JOUR, "motif": "Ne peut se déplacer"}),
    ):
        factories.ecrire(uow, Etape(id=uow.ids.new(), menage_id=m, code=code, **champs))
    etapes = {e.code: e for e in reunir(uow, *deux).etapes}
    assert set(etapes) == {"enquete", "logement_temoin"}
    lignes = compte(uow, "SELECT code, faite_le, ecartee_le, motif FROM etape ORDER BY code")
    assert lignes == [
        ("enquete", "2026-11-02", None, "Déjà faite ailleurs"),
        ("logement_temoin", None, "2026-11-02", "Ne peut se déplacer"),
    ]


@pytest.mark.parametrize("clos", [0, 1])
def test_suivi_si_l_un_des_deux_l_est(uow: UnitOfWork, deux: tuple[UUID, UUID], clos: int) -> None:
    commande = clotures.CloreSuivi(deux[clos], MotifCloture.SOUHAIT, "Comme vous voulez.")
    clotures.clore(commande, uow)
    fiche = reunir(uow, *deux)
    assert fiche.menage.suivi is Suivi.OUVERT
    (cloture,) = fiche.clotures
    assert (cloture.rouvert_le, cloture.rouvert_motif) == (
        uow.clock.today(),
        "Réuni avec un ménage suivi",
    )


def test_le_parcours_et_la_phase_fixes_ne_se_perdent_pas(
    uow: UnitOfWork, deux: tuple[UUID, UUID]
) -> None:
    with uow.ecriture("test") as tx:
        absorbe = tx.session.get(Menage, deux[1])
        assert absorbe is not None
        absorbe.parcours, absorbe.parcours_motif = "occupe", "Reste pendant les travaux"
        absorbe.phase_forcee, absorbe.phase_motif = Phase.PENDANT, "Chez sa fille"
        tx.commit()
    reunir(uow, *deux)
    assert compte(
        uow,
        "SELECT parcours, parcours_motif, phase_forcee, phase_motif FROM menage"
        " WHERE fusionne_dans_id IS NULL",
    ) == [("occupe", "Reste pendant les travaux", "pendant", "Chez sa fille")]


def test_un_temoin_ne_se_rencontre_pas_lui_meme(uow: UnitOfWork, deux: tuple[UUID, UUID]) -> None:
    garde, absorbe = deux
    autre = factories.menage(uow, "Benali", "Karim")
    temoins = {m: uow.ids.new() for m in deux}
    for m, precision in ((garde, "le bruit"), (absorbe, "le chauffage")):
        factories.ecrire(
            uow, Temoin(id=temoins[m], menage_id=m, accord_le=JOUR, precision=precision)
        )
    for m, temoin in ((autre, absorbe), (garde, absorbe), (autre, garde)):
        factories.ecrire(
            uow,
            Rencontre(
                id=uow.ids.new(), menage_id=m, temoin_id=temoins[temoin], etat_le=JOUR,
                etat=EtatRencontre.FAITE,
            ),
        )  # fmt: skip
    reunir(uow, *deux)
    assert compte(uow, "SELECT precision FROM temoin") == [("le bruit ; le chauffage",)]
    assert compte(uow, "SELECT DISTINCT menage_id, temoin_id FROM rencontre") == [
        (autre.hex, temoins[garde].hex)
    ]


def test_le_meme_changement_ne_s_annonce_qu_une_fois(
    uow: UnitOfWork, deux: tuple[UUID, UUID]
) -> None:
    cite, tranche, changement = factories.cite(uow), uow.ids.new(), uow.ids.new()
    factories.ecrire(
        uow,
        Tranche(id=tranche, cite_id=cite, nom="3"),
        ChangementCalendrier(
            id=changement, tranche_id=tranche, le=JOUR, raison=RaisonReport.METEO,
            explication="Le gel",
        ),
    )  # fmt: skip
    for m, dite in ((deux[0], None), (deux[1], JOUR)):
        factories.ecrire(
            uow,
            Annonce(
                id=uow.ids.new(), menage_id=m, changement_id=changement, objet="Nouveau retour",
                ouverte_le=JOUR, dite_le=dite, canal=Canal.TELEPHONE if dite else None,
                a_qui="Jadwiga" if dite else None,
            ),
        )  # fmt: skip
    reunir(uow, *deux)
    assert compte(uow, "SELECT menage_id, dite_le, canal, a_qui FROM annonce") == [
        (deux[0].hex, "2026-11-02", "telephone", "Jadwiga")
    ]
