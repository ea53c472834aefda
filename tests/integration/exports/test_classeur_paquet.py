"""The workbook of a package is for people: words for codes, whose row it is in full."""

from __future__ import annotations

import io
from collections.abc import Iterator
from enum import Enum
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select, text

from app.domain.envois import Etendue, Format
from app.domain.logements import ClasseDpe
from app.domain.profils_envoi import ProfilLu
from app.services.exports import apercu, projection
from app.services.exports.paquets.lecture import tables
from app.services.exports.paquets.mots_classeur import MotsDuClasseur
from app.services.exports.paquets.reperes import Reperes
from app.services.exports.selection import (
    Selection,
    SelectionComplete,
    perimetre_du_profil,
    retenues,
)
from app.services.exports.selection.changements import Repere, calculer
from app.services.exports.selection.delta import SelectionDelta
from db.models import LigneJournal, Logement, Occupation, Reclamation
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.apres import lignes_d_apres
from tests.integration.exports import paquets
from tests.integration.exports.paquets import CANARI, composer_en_clair
from tests.integration.exports.test_profils import creer

NOM, CONTRAT = "Wójcik Jadwiga et Henri", "L-4001"
Lignes = list[dict[str, Any]]


@pytest.fixture
def peuplee(uow: UnitOfWork) -> UnitOfWork:
    """Households who share; the complaints of one are followed."""
    paquets.peupler(uow)
    with uow.lecture() as session:
        menage_id, logement_id, cite_id = session.execute(
            select(Occupation.menage_id, Logement.id, Logement.cite_id)
            .join(Logement, Logement.id == Occupation.logement_id)
            .where(Logement.code_ug == "GLY00001")
        ).one()
    lignes = lignes_d_apres(uow, menage_id, logement_id, cite_id, reference="R-0900")
    factories.ecrire(uow, *lignes)
    return uow


def classeur(uow: UnitOfWork, lu: ProfilLu, selection: Selection | None = None) -> Any:
    _manifeste, archive = composer_en_clair(uow, lu, selection)
    return openpyxl.load_workbook(io.BytesIO(archive.read("envoi.xlsx")))


def lignes(feuille: Any) -> Lignes:
    tetes, *rows = feuille.iter_rows(values_only=True)
    return [dict(zip(tetes, row, strict=True)) for row in rows]


def tetes(feuille: Any, combien: int) -> list[str]:
    return [c.value for c in feuille[1][:combien]]


def textes(lu: Any) -> Iterator[str]:
    return (str(c.value) for f in lu for row in f.iter_rows() for c in row if c.value is not None)


def test_chaque_ligne_dit_son_menage_et_son_logement(peuplee: UnitOfWork) -> None:
    lu = classeur(peuplee, paquets.profil((Format.XLSX,)))
    assert tetes(lu["Déménagements"], 4) == ["Ménage", "Numéro de contrat", "Depuis", "Vers"]
    for ligne in lignes(lu["Déménagements"]):
        assert (ligne["Ménage"], ligne["Numéro de contrat"]) == (NOM, CONTRAT)
        assert ligne["Vers"] == "RLG00001 – 8 Rue d’Œuf"
    occupations = [o["Logement"] for o in lignes(lu["Occupations"]) if o["Ménage"] == NOM]
    assert "GLY00001 – 16 rue de Stockholm" in occupations
    connus = {m["Ménage"] for m in lignes(lu["Ménages"])}
    for titre in ("Personnes", "Étapes du parcours", "Contacts", "Notes partagées"):
        assert tetes(lu[titre], 2) == ["Ménage", "Numéro de contrat"]
        assert {ligne["Ménage"] for ligne in lignes(lu[titre])} <= connus
    # What is told of a complaint, of a visit or of a move is about their household.
    for titre in ("États des réclamations", "Motifs des contacts", "Relevés de compteur"):
        assert {ligne["Ménage"] for ligne in lignes(lu[titre])} <= connus
    assert tetes(lu["États des réclamations"], 3)[2] == "Logement"
    assert {f"{CANARI} Jadwiga"} <= {li["Ménage"] for li in lignes(lu["Souhaits"])}
    for titre in ("Logements", "Cités", "Lisez-moi"):
        assert "Ménage" not in tetes(lu[titre], 4)
    assert tetes(lu["Ménages"], lu["Ménages"].max_column).count("Ménage") == 1


def test_les_codes_sont_des_mots(peuplee: UnitOfWork) -> None:
    lu = classeur(peuplee, paquets.profil((Format.XLSX, Format.JSONL)))
    sens = {ligne["Déménagement"] for ligne in lignes(lu["Déménagements"])}
    assert "départ vers le logement provisoire" in sens
    plaintes = lignes(lu["Réclamations"])
    assert {p["Catégorie"] for p in plaintes} == {"Portes, fenêtres, volets"}
    assert {ligne["Jour de la semaine"] for ligne in lignes(lu["Permanences hebdomadaires"])} == {
        "mardi"
    }
    explique = {(li[0], li[1]): li[3] for li in lu.worksheets[0].iter_rows(values_only=True)}
    assert "fait" in explique["Déménagements", "etat"]
    assert "vers le logement provisoire" in explique["Déménagements", "sens"]
    assert " ; Portes, fenêtres, volets ; " in explique["Réclamations", "categorie"]
    assert ("Déménagements", "menage.nom") in explique
    assert explique["Équipes de déménagement", "jours"].startswith("un mot parmi : lundi ; ")
    assert explique["Réclamations", "lieu"].startswith("un mot de cette liste, ou un autre : ")
    assert explique["Logements", "garage"] == "oui ou non"
    codes = {
        str(m.value)
        for p in projection.projections()
        for c in p.colonnes
        if issubclass(c.genre, Enum)
        for m in c.genre
        if "_" in str(m.value)
    }
    assert codes
    assert codes.isdisjoint(textes(lu))


def test_chaque_code_d_une_liste_a_son_mot() -> None:
    mots = MotsDuClasseur()
    for table in projection.projections():
        for colonne in table.colonnes:
            dits = mots.possibles(table.nom, colonne)
            assert all(dits), (table.nom, colonne.nom)
            if issubclass(colonne.genre, Enum) and colonne.genre is not ClasseDpe:
                assert len(dits) == len(set(dits)) == len(colonne.genre), (table.nom, colonne.nom)
                assert not any("_" in dit for dit in dits), (table.nom, colonne.nom)


def test_les_tables_des_machines_gardent_leurs_codes(peuplee: UnitOfWork) -> None:
    _m, archive = composer_en_clair(peuplee, paquets.profil())
    tete, *reste = archive.read("csv_fr/demenagement.csv").decode("utf-8-sig").splitlines()
    assert tete.startswith("id;menage_id;")
    assert any(";aller;" in ligne for ligne in reste)
    assert not any(NOM in ligne for ligne in reste)


@pytest.mark.parametrize(
    ("champs", "menage", "logement"),
    [
        ({"colonnes_retirees": {"menage": {"nom", "numero_contrat"}}}, False, True),
        ({"colonnes_retirees": {"logement": {"code_ug", "numero", "repetition", "voie"}}}, 1, 0),
        ({"tables": {"demenagement", "releve_compteur", "logement"}}, False, True),
        ({"tables": {"demenagement", "releve_compteur", "menage"}}, True, False),
        ({"tables": {"releve_compteur", "menage", "logement"}}, False, True),
        (
            {"colonnes_retirees": {"demenagement": {"menage_id", "depuis_id", "vers_id"}}},
            False,
            True,
        ),
    ],
    ids=["sans-noms", "sans-adresses", "sans-menages", "sans-parc", "sans-lien", "liens-retires"],
)
def test_un_profil_qui_tait_un_nom_ne_le_dit_nulle_part(
    peuplee: UnitOfWork, champs: dict[str, Any], menage: bool, logement: bool
) -> None:
    retirees = {t: frozenset(c) for t, c in champs.get("colonnes_retirees", {}).items()}
    tables = frozenset(champs["tables"]) if "tables" in champs else None
    lu = classeur(
        peuplee, paquets.profil((Format.XLSX,), tables=tables, colonnes_retirees=retirees)
    )
    releves = tetes(lu["Relevés de compteur"], 3)
    assert ("Ménage" in releves) is bool(menage)
    assert ("Logement" in releves) is bool(logement)
    if "menage" in retirees or (tables is not None and "menage" not in tables):
        assert not [t for t in textes(lu) if NOM in t or CONTRAT in t]
    if "logement" in retirees or (tables is not None and "logement" not in tables):
        assert not [t for t in textes(lu) if "GLY0" in t or "Stockholm" in t]


def test_un_logement_d_une_autre_cite_n_est_pas_nomme(peuplee: UnitOfWork) -> None:
    with peuplee.lecture() as session:
        cite_id, menage_id = session.execute(
            select(Logement.cite_id, Occupation.menage_id)
            .join(Occupation, Occupation.logement_id == Logement.id)
            .where(Logement.code_ug == "GLY00001")
        ).one()
    ailleurs = factories.logement(
        peuplee, cite_id=factories.cite(peuplee), code_ug="AILLEURS-9", voie="Rue Cachée"
    )
    factories.ecrire(
        peuplee,
        Occupation(
            id=peuplee.ids.new(), menage_id=menage_id, logement_id=ailleurs, nature="tiroir"
        ),
    )
    lu = classeur(peuplee, paquets.profil((Format.XLSX,), cite_id=cite_id))
    occupations = lignes(lu["Occupations"])
    assert {o["Ménage"] for o in occupations} == {NOM}
    assert None in {o["Logement"] for o in occupations}
    assert not [t for t in textes(lu) if "AILLEURS-9" in t or "Cachée" in t]


def test_un_delta_nomme_les_menages_qui_n_ont_pas_change(peuplee: UnitOfWork) -> None:
    lu, jour = paquets.profil((Format.XLSX,)), peuplee.clock.today()
    with peuplee.lecture() as session:
        seq = session.scalar(select(func.max(LigneJournal.seq))) or 0
    with peuplee.ecriture("test.changer") as tx:
        tx.session.execute(text("UPDATE souhait SET exprime_le = '2026-11-20'"))
        tx.commit()
    with peuplee.lecture() as session:
        perimetre = perimetre_du_profil(lu, jour)
        delta = calculer(session.connection(), retenues(lu), perimetre, Repere(seq, jour))
    ecrit = classeur(peuplee, lu, SelectionDelta(lu, jour, delta))
    assert "Ménages" not in ecrit.sheetnames
    assert f"{CANARI} Jadwiga" in {s["Ménage"] for s in lignes(ecrit["Souhaits"])}
    assert ecrit["À effacer chez vous"].max_row == 1


def test_peu_de_noms_tenus_a_la_fois_suffisent(peuplee: UnitOfWork) -> None:
    """A household and both homes of a move are known together, however few are kept."""
    lu, jour = paquets.profil((Format.XLSX,)), peuplee.clock.today()
    selection = SelectionComplete(lu, jour)
    with peuplee.lecture() as session:
        reperes = Reperes(session, selection.projections, selection.perimetre, gardes=0)
        (table,) = [t for t in tables(session, lu, selection) if t.nom == "demenagement"]
        (lot,) = list(table.lots())
        siens = reperes.de(table)
        rangs = {c.nom: i for i, c in enumerate(table.colonnes)}
        for ligne in lot:
            for repere in siens:
                repere.preparer([ligne[rangs[repere.cle]]])
                dit = repere.lecture(ligne[rangs[repere.cle]])
                assert dit is None or "inlineStr" in dit
                assert dit is not None or repere.cle == "depuis_id"


def test_une_reclamation_sans_menage_n_en_nomme_aucun(peuplee: UnitOfWork) -> None:
    with peuplee.lecture() as session:
        cite_id = session.scalars(select(Logement.cite_id)).first()
    factories.ecrire(
        peuplee,
        Reclamation(
            id=peuplee.ids.new(), cite_id=cite_id, reference="R-0777", categorie="humidite",
            description="Cage d’escalier", ouverte_le=peuplee.clock.today(),
        ),
    )  # fmt: skip
    lu = classeur(peuplee, paquets.profil((Format.XLSX,)))
    (sienne,) = [r for r in lignes(lu["Réclamations"]) if r["Référence"] == "R-0777"]
    assert (sienne["Ménage"], sienne["Logement"]) == (None, None)


def test_l_apercu_dit_ce_que_le_classeur_nomme(peuplee: UnitOfWork) -> None:
    avec = creer(peuplee, etendue=Etendue.COMPLET)
    vu = apercu.apercevoir(apercu.Apercevoir(avec), peuplee)
    assert vu.nommes == {"menage", "logement"}
    assert "leur ménage et leur logement" in apercu.dire_nommes(vu.nommes)
    sans = creer(peuplee, nom="Sans noms", colonnes_retirees={"menage": {"nom", "numero_contrat"}})
    assert apercu.apercevoir(apercu.Apercevoir(sans), peuplee).nommes == {"logement"}
    csv = creer(peuplee, nom="CSV", formats=(Format.CSV_FR,))
    assert apercu.dire_nommes(apercu.apercevoir(apercu.Apercevoir(csv), peuplee).nommes) == ""
