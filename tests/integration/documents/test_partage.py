"""Promise 24: whatever a column is not declared for never gets printed.

A canary goes into every text column and every note; each document is read back.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import Text, select, text

from app.domain.logements import NatureOccupation
from app.domain.partage import Destinataire, Partage, autorise, note_autorisee
from app.services import clotures, documents_gardes
from app.services.documents import ImprimerFiches, imprimer_fiches
from db.journal import tables_journalisees
from db.models import Base, Occupation, info_de
from db.types import Choix
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.apres import lignes_d_apres
from tests.integration.documents.donnees import lieu, menage_complet
from tests.integration.documents.relogement import lignes_du_relogement
from tests.integration.documents.suivi import lignes_du_reste

# Notes are apart: a narrative is never overwritten, and it follows its own visibility.
TABLES = (
    *("bailleur", "cite", "tranche", "logement", "menage", "personne", "intervenant"),
    *("referent", "consentement", "etape", "souhait", "reclamation", "permanence"),
    *("permanence_serie", "visite", "visite_motif", "ressenti", "besoin", "orientation"),
    *("engagement", "tache", "rendez_vous", "occupation", "contact_cite", "parcours_ajustement"),
    *("pratique", "changement_calendrier", "annonce", "attachement", "decision_attachement"),
    *("contenu", "photo", "document", "temoin", "rencontre", "cloture", "attention_pause"),
    *("besoins_relogement", "trajectoire", "proposition", "charte_relogement", "lien_menages"),
    *("equipe", "indisponibilite", "plan_relogement", "demenagement", "report_demenagement"),
    *("point_demenagement", "releve_compteur", "cle_logement", "plan_ligne"),
    *("responsable", "dossier_collectif", "suivi_reclamation", "echange_reclamation"),
    *("passage_reclamation", "reception", "etat_des_lieux", "ligne_etat_des_lieux"),
    *("prise_en_main", "point_prise_en_main", "quittance", "volontaire_energie"),
    *("conso_energie", "action_collective", "soutien_retour"),
)
PERMISES_VUES = 18  # at least that many allowed canaries are read back: the test reads something


def canaris(uow: UnitOfWork, menage_id: UUID) -> dict[str, tuple[str, str]]:
    """Fill every text column with a word found nowhere else; which column each word is in."""
    poses: dict[str, tuple[str, str]] = {}
    with uow.ecriture("test.canaris") as tx:
        for nom in TABLES:
            for colonne in Base.metadata.tables[nom].columns:
                if not isinstance(colonne.type, Text) or isinstance(colonne.type, Choix):
                    continue
                mot = f"ZQ{len(poses):03d}Q"
                poses[mot] = (nom, colonne.name)
                valeur = f"'{mot}'"
                if colonne.unique or nom in ("cite", "tranche", "etape", "visite_motif"):
                    valeur += f" || substr({nom}.rowid, -2) || 'W'"
                tx.connection.execute(text(f"UPDATE {nom} SET {colonne.name} = {valeur}"))
        tx.connection.execute(
            text("INSERT OR IGNORE INTO resume_a_faire (menage_id) VALUES (:m)"),
            {"m": menage_id.hex},
        )
        tx.commit()
    return poses


def _logement(uow: UnitOfWork, menage_id: UUID) -> UUID:
    """The household's own home."""
    with uow.lecture() as session:
        return session.scalars(
            select(Occupation.logement_id).where(
                Occupation.menage_id == menage_id, Occupation.nature == NatureOccupation.ORIGINE
            )
        ).one()


def extraire(chemin: Path) -> str:
    """All the text of a PDF, without line breaks."""
    lecteur = PdfReader(io.BytesIO(chemin.read_bytes()))
    return "".join(page.extract_text() for page in lecteur.pages).replace("\n", "")


def test_every_table_of_a_household_or_an_estate_is_planted() -> None:
    siennes = {
        t.name
        for t in tables_journalisees()
        if {"menage_id", "cite_id", "tranche_id", "visite_id"} & set(t.columns.keys())
    }
    # Notes are planted by their visibility; questionnaires and the settings of a
    # sending reach no sheet.
    ailleurs = {"note", "campagne", "campagne_menage", "profil_envoi"}
    assert {n for n in siennes - set(TABLES) - ailleurs if "enquete" not in n} == set()


@pytest.mark.parametrize("pour", list(Destinataire))
def test_no_column_above_the_readers_class_is_printed(
    uow: UnitOfWork, tmp_path: Path, pour: Destinataire
) -> None:
    ids = lieu(uow)
    menage_id = menage_complet(uow, ids, visites=6)
    factories.ecrire(uow, *lignes_du_reste(uow, menage_id, uow.ids.new(), ids))
    factories.ecrire(uow, *lignes_du_relogement(uow, menage_id, ids["cite"]))
    factories.ecrire(uow, *lignes_d_apres(uow, menage_id, _logement(uow, menage_id), ids["cite"]))
    with uow.ecriture("test.notes") as tx:
        tx.connection.execute(text("UPDATE menage SET phase_forcee = 'apres'"))
        tx.connection.execute(text("UPDATE personne SET information = 'rien'"))
        tx.commit()
    for visibilite in Partage:
        factories.visite(uow, menage_id, texte=f"ZN{visibilite}N", visibilite=visibilite)
    poses = canaris(uow, menage_id)
    sortie = tmp_path / "fiche.pdf"
    imprimer_fiches(ImprimerFiches(pour=pour, sortie=sortie, menage_ids=(menage_id,)), uow)
    vu = extraire(sortie)

    vus = set(re.findall(r"ZQ\d{3}Q", vu))
    interdits, permis = {}, 0
    for mot in vus:
        table, colonne = poses[mot]
        info = info_de(Base.metadata.tables[table].columns[colonne])
        if autorise(info["partage"], pour, au_menage=info["au_menage"]):
            permis += 1
        else:
            interdits[mot] = (table, colonne)
    assert interdits == {}
    assert permis >= PERMISES_VUES
    for visibilite in Partage:
        imprime = f"ZN{visibilite.value}N" in vu
        if pour is Destinataire.MENAGE:  # no narrative at all in the household's own version
            assert not imprime
        else:
            assert imprime is note_autorisee(visibilite, pour)


def test_the_bailleur_learns_no_age_feeling_need_promise_nor_task(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    menage_id = menage_complet(uow, lieu(uow))
    sortie = tmp_path / "fiche.pdf"
    cmd = ImprimerFiches(pour=Destinataire.BAILLEUR, sortie=sortie, menage_ids=(menage_id,))
    imprimer_fiches(cmd, uow)
    vu = extraire(sortie)
    for secret in (
        "75 ans",
        "1951",
        "nquiétude",
        "dates précises",
        "Promis",
        "compteur",
        "polonais",
    ):
        assert secret not in vu
    for partage in ("Wójcik", "GLY00001", "06 12 34 56 78", "430,38", "volet"):
        assert partage in vu.replace("\u00a0", " ")


def test_a_phase_set_by_the_team_is_not_told_outside_it(uow: UnitOfWork, tmp_path: Path) -> None:
    menage_id = menage_complet(uow, lieu(uow))
    with uow.ecriture("test.phase") as tx:
        tx.connection.execute(text("UPDATE menage SET phase_forcee = 'apres'"))
        tx.commit()
    textes = {}
    for pour in (Destinataire.EQUIPE, Destinataire.MENAGE):
        sortie = tmp_path / f"{pour.value}.pdf"
        imprimer_fiches(ImprimerFiches(pour=pour, sortie=sortie, menage_ids=(menage_id,)), uow)
        textes[pour] = extraire(sortie)
    assert "Les travaux de votre logement sont en cours." in textes[Destinataire.MENAGE]


def test_narratives_need_a_standing_agreement_to_reach_the_bailleur(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    menage_id = menage_complet(uow, lieu(uow))
    sortie = tmp_path / "fiche.pdf"
    cmd = ImprimerFiches(pour=Destinataire.BAILLEUR, sortie=sortie, menage_ids=(menage_id,))
    imprimer_fiches(cmd, uow)
    assert "pigeonnier de son mari" in extraire(sortie)
    with uow.ecriture("test.sans_accord") as tx:
        tx.connection.execute(text("DELETE FROM consentement"))
        tx.commit()
    imprimer_fiches(cmd, uow)
    assert "pigeonnier de son mari" not in extraire(sortie)


def test_nothing_above_the_household_s_class_reaches_the_summary_it_keeps(
    uow: UnitOfWork,
) -> None:
    ids = lieu(uow)
    menage_id = menage_complet(uow, ids, visites=6)
    factories.ecrire(uow, *lignes_du_reste(uow, menage_id, uow.ids.new(), ids))
    factories.ecrire(uow, *lignes_du_relogement(uow, menage_id, ids["cite"]))
    factories.ecrire(uow, *lignes_d_apres(uow, menage_id, _logement(uow, menage_id), ids["cite"]))
    for visibilite in Partage:
        factories.visite(uow, menage_id, texte=f"ZN{visibilite}N", visibilite=visibilite)
    poses = canaris(uow, menage_id)
    laisses = frozenset(a.objet.id for a in clotures.reste(clotures.LireReste(menage_id), uow))
    cmd = clotures.CloreSuivi(menage_id, clotures.MotifCloture.DEPART, "Au revoir.", None, laisses)
    (document_id,) = clotures.clore(cmd, uow).ids["documents"]
    pages = PdfReader(io.BytesIO(documents_gardes.octets_de(document_id, uow).octets)).pages
    vu = "".join(page.extract_text() for page in pages).replace("\n", "")
    vus = {poses[mot] for mot in re.findall(r"ZQ\d{3}Q", vu)}
    interdits = {
        (table, colonne)
        for table, colonne in vus
        if not autorise(
            info_de(Base.metadata.tables[table].c[colonne])["partage"],
            Destinataire.MENAGE,
            au_menage=info_de(Base.metadata.tables[table].c[colonne])["au_menage"],
        )
    }
    assert interdits == set()
    assert len(vus) >= PERMISES_VUES - 4
    assert not re.search(r"ZN\w+N", vu)
