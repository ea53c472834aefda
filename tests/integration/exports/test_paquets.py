"""The content of packages: formats agree, ids are the recipient's own, the manifest is true."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from frictionless import Package, system
from pypdf import PdfReader
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.envois import Etendue, Format
from app.domain.paquets import MANIFESTE, SIGNATURE, lire_manifeste
from app.domain.profils_envoi import ProfilLu
from app.services.exports.paquets.fiches import FichesDuBailleur
from app.services.exports.projection import Projection
from app.services.exports.protection.signature import verifier
from app.services.exports.selection import (
    RaisonRetrait,
    Retrait,
    SelectionComplete,
    perimetre_du_profil,
    retenues,
)
from app.services.exports.selection.changements import Repere, calculer
from app.services.exports.selection.delta import SelectionDelta
from db.models import LigneJournal, Logement, Menage, Occupation, Personne
from db.uow import UnitOfWork
from tests import factories
from tests.integration.exports import paquets
from tests.integration.exports.destinataire import SUITES
from tests.integration.exports.paquets import CANARI, MACHINES, composer_en_clair


@dataclass(frozen=True, slots=True)
class _Delta:
    """A delta made by hand: rows given as values, and what to erase."""

    profil: ProfilLu
    entiere: SelectionComplete
    efface: UUID

    @property
    def etendue(self) -> Etendue:
        return Etendue.DELTA

    @property
    def jour(self) -> date:
        return self.entiere.jour

    @property
    def projections(self) -> tuple[Projection, ...]:
        return retenues(self.profil)

    def compter(self, session: Session, table: Projection) -> int:
        return sum(1 for _ligne in self.lignes(session, table))

    def lignes(self, session: Session, table: Projection) -> Iterator[tuple[Any, ...]]:
        if table.nom in ("menage", "personne", "cite", "logement", "tranche", "bailleur"):
            yield from self.entiere.lignes(session, table)

    def retraits(self, session: Session) -> Iterator[Retrait]:
        del session
        yield Retrait("menage", self.efface, RaisonRetrait.ACCORD_RETIRE)


@pytest.fixture
def peuplee(uow: UnitOfWork) -> UnitOfWork:
    """The base with households who share."""
    paquets.peupler(uow)
    return uow


def _csv(archive: zipfile.ZipFile, chemin: str, separateur: str) -> list[dict[str, str]]:
    texte = io.StringIO(archive.read(chemin).decode("utf-8-sig"), newline="")
    return list(csv.DictReader(texte, delimiter=separateur))


def test_chaque_format_dit_la_meme_chose(peuplee: UnitOfWork) -> None:
    manifeste, archive = composer_en_clair(peuplee, paquets.profil())
    classeur = openpyxl.load_workbook(io.BytesIO(archive.read("envoi.xlsx")))
    feuilles = dict(zip(manifeste.tables, classeur.worksheets[1:], strict=True))
    assert {"menage", "personne", "logement", "visite", "note", "reclamation"} <= set(feuilles)
    for nom, nombre in manifeste.tables.items():
        francais = _csv(archive, f"csv_fr/{nom}.csv", ";")
        international = _csv(archive, f"csv_international/{nom}.csv", ",")
        objets = [json.loads(li) for li in archive.read(f"jsonl/{nom}.jsonl").splitlines()]
        entetes = [c.value for c in feuilles[nom][1]]
        id_ = entetes.index("Identifiant de la ligne")
        assert all(str(tete).startswith("Identifiant") for tete in entetes[id_:])
        lignes = list(feuilles[nom].iter_rows(min_row=2, values_only=True))
        ids = [ligne["id"] for ligne in francais]
        assert len(ids) == nombre > 0
        assert ids == [li["id"] for li in international] == [o["id"] for o in objets]
        assert ids == [li[id_] for li in lignes]
        presents = [{k for k, v in li.items() if v} for li in international]
        assert presents == [{k for k, v in o.items() if v not in ("", None)} for o in objets]


def test_les_identifiants_sont_ceux_du_destinataire_et_relient_les_tables(
    peuplee: UnitOfWork,
) -> None:
    lu = paquets.profil((Format.CSV_FR,))
    _manifeste, archive = composer_en_clair(peuplee, lu)
    with peuplee.lecture() as session:
        notres = set(session.scalars(select(Menage.id)))
    menages = {li["id"] for li in _csv(archive, "csv_fr/menage.csv", ";")}
    assert menages == {lu.identifiant(id_) for id_ in notres}
    assert {li["menage_id"] for li in _csv(archive, "csv_fr/personne.csv", ";")} <= menages
    tout = b"".join(archive.read(nom) for nom in archive.namelist()).decode("utf-8", "replace")
    assert not [id_ for id_ in notres if id_.hex in tout or str(id_) in tout]


def test_sans_pseudonymes_les_identifiants_sont_les_notres(peuplee: UnitOfWork) -> None:
    _m, archive = composer_en_clair(
        peuplee, paquets.profil((Format.CSV_FR,), pseudonymes=False, sel="")
    )
    with peuplee.lecture() as session:
        notres = {id_.hex for id_ in session.scalars(select(Menage.id))}
    assert {li["id"] for li in _csv(archive, "csv_fr/menage.csv", ";")} == notres


def test_un_profil_reduit_et_n_elargit_jamais(peuplee: UnitOfWork) -> None:
    lu = paquets.profil(
        tables=frozenset({"menage", "personne", "note_interne", "coffre"}),
        colonnes_retirees={"personne": frozenset({"tel_mobile", "id"})},
    )
    manifeste, archive = composer_en_clair(peuplee, lu)
    assert set(manifeste.tables) == {"menage", "personne"}
    personnes = _csv(archive, "csv_fr/personne.csv", ";")
    assert "tel_mobile" not in personnes[0]
    assert personnes[0]["id"]
    assert not any("0612345678" in archive.read(n).decode("utf-8", "replace") for n in MORCEAUX)


MORCEAUX = ("csv_fr/personne.csv", "csv_international/personne.csv", "jsonl/personne.jsonl")


def test_le_manifeste_liste_chaque_piece_et_porte_la_signature(peuplee: UnitOfWork) -> None:
    manifeste, archive = composer_en_clair(peuplee, paquets.profil())
    octets = archive.read(MANIFESTE)
    assert lire_manifeste(octets) == manifeste
    signature = archive.read(SIGNATURE).decode()
    assert verifier(manifeste.emetteur, signature, octets)
    assert not verifier(manifeste.emetteur, signature, octets.replace(b"complet", b"delta"))
    listees = {p.chemin for p in manifeste.pieces}
    assert set(archive.namelist()) == listees | {MANIFESTE, SIGNATURE}
    assert len(archive.namelist()) == len(set(archive.namelist()))
    for piece in manifeste.pieces:
        contenu = archive.read(piece.chemin)
        assert piece.taille == len(contenu)
        assert piece.empreinte == hashlib.sha256(contenu).hexdigest()


def _valider(archive: zipfile.ZipFile, dossier: Any) -> Package:
    archive.extractall(dossier)
    with system.use_context(trusted=True):
        decrit = Package(str(dossier / "datapackage.json"))
        rapport = decrit.validate()
    assert rapport.valid, [(t.name, e.message) for t in rapport.tasks for e in t.errors][:4]
    return decrit


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("format_", MACHINES)
def test_frictionless_valide_un_envoi_complet(
    peuplee: UnitOfWork, tmp_path: Any, format_: Format
) -> None:
    manifeste, archive = composer_en_clair(peuplee, paquets.profil((format_,)))
    decrit = _valider(archive, tmp_path)
    assert len(decrit.resources) == len(manifeste.tables)
    menage = next(r for r in decrit.resources if r.name.startswith("menage-"))
    assert menage.schema.primary_key == ["id"]
    personne = next(r for r in decrit.resources if r.name.startswith("personne-"))
    assert {c["fields"][0] for c in personne.schema.foreign_keys} >= {"menage_id"}
    assert all(champ.title and champ.description for champ in personne.schema.fields)
    genres = {f.name: f.type for r in decrit.resources for f in r.schema.fields}
    assert (genres["debut"], genres["titulaire"]) == ("date", "boolean")
    assert genres["loyer"] == "number"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_valide_un_envoi_de_ce_qui_a_change(
    peuplee: UnitOfWork, tmp_path: Any
) -> None:
    lu = paquets.profil(MACHINES)
    entiere = SelectionComplete(lu, peuplee.clock.today())
    efface = UUID(int=77)
    manifeste, archive = composer_en_clair(peuplee, lu, _Delta(lu, entiere, efface))
    assert manifeste.tables["retraits"] == 1
    _valider(archive, tmp_path)
    (retrait,) = _csv(archive, "csv_fr/retraits.csv", ";")
    assert retrait == {"table": "menage", "id": lu.identifiant(efface), "raison": "accord_retire"}
    lisez = archive.read("LISEZ-MOI.txt").decode("utf-8-sig")
    assert "effacez" in lisez
    assert all(nom in lisez for nom in SUITES)
    assert len([n for n in SUITES if n in {p.nom for p in retenues(lu)}]) == len(SUITES)
    _complet, tout = composer_en_clair(peuplee, lu)
    for nom in ("menage", "personne"):  # read as values or as raw rows, the same comes out
        chemin = f"csv_fr/{nom}.csv"
        assert sorted(archive.read(chemin).splitlines()) == sorted(tout.read(chemin).splitlines())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_valide_ce_qui_renvoie_a_des_lignes_restees_ici(
    peuplee: UnitOfWork, tmp_path: Any
) -> None:
    """A person told alone, a stay in a home of another estate: what they refer to is not there."""
    lu = paquets.profil(MACHINES)
    with peuplee.lecture() as session:
        seq = session.scalar(select(func.max(LigneJournal.seq))) or 0
        cite_id = session.scalars(select(Logement.cite_id).join(Occupation)).first()
        menage_id = session.scalars(select(Occupation.menage_id)).first()
    factories.ecrire(
        peuplee,
        Occupation(
            id=peuplee.ids.new(),
            menage_id=menage_id,
            logement_id=factories.logement(peuplee, cite_id=factories.cite(peuplee)),
            nature="tiroir",
        ),
        Personne(id=peuplee.ids.new(), menage_id=menage_id, nom="Enfant", prenom="Fictif"),
    )
    jour = peuplee.clock.today()
    with peuplee.lecture() as session:
        perimetre = perimetre_du_profil(lu, jour)
        delta = calculer(session.connection(), retenues(lu), perimetre, Repere(seq, jour))
    dit, archive = composer_en_clair(peuplee, lu, SelectionDelta(lu, jour, delta))
    assert "personne" in dit.tables
    assert "menage" not in dit.tables
    _valider(archive, tmp_path / "delta")
    limite = paquets.profil(MACHINES, cite_id=cite_id)
    _dit, archive = composer_en_clair(peuplee, limite)
    _valider(archive, tmp_path / "cite")


def test_l_exemple_est_invente_et_complet(peuplee: UnitOfWork) -> None:
    manifeste, archive = composer_en_clair(peuplee, paquets.profil())
    for nom in manifeste.tables:
        (ligne,) = _csv(archive, f"exemple/{nom}.csv", ";")
        vrais = _csv(archive, f"csv_fr/{nom}.csv", ";")
        assert list(ligne) == list(vrais[0])
        assert all(ligne.values())
        assert ligne["id"] not in {v["id"] for v in vrais}


def test_le_classeur_explique_chaque_colonne(peuplee: UnitOfWork) -> None:
    _manifeste, archive = composer_en_clair(peuplee, paquets.profil((Format.XLSX,)))
    classeur = openpyxl.load_workbook(io.BytesIO(archive.read("envoi.xlsx")))
    expliquees = {
        (ligne[0], ligne[1]) for ligne in classeur.worksheets[0].iter_rows(min_row=3, values_only=1)
    }
    decrites = {(feuille.title, feuille.max_column) for feuille in classeur.worksheets[1:]}
    for titre, combien in decrites:
        assert len([1 for onglet, _nom in expliquees if onglet[:31] == titre]) == combien
    for feuille in classeur.worksheets:
        assert feuille.freeze_panes == ("B2" if feuille.max_column > 8 else "A2")
        assert feuille.auto_filter.ref


def test_une_fiche_par_menage_en_pdf(peuplee: UnitOfWork) -> None:
    lu = paquets.profil((Format.PDF,))
    manifeste, archive = composer_en_clair(peuplee, lu, fiches=FichesDuBailleur(peuplee))
    fiches = [p.chemin for p in manifeste.pieces if p.chemin.startswith("pdf/")]
    assert len(fiches) == manifeste.tables["menage"] == 4
    textes = [
        "".join(p.extract_text() for p in PdfReader(io.BytesIO(archive.read(f))).pages)
        for f in fiches
    ]
    assert sum(CANARI in t for t in textes) == 1
    assert all("Pour l’équipe" not in t for t in textes)
    with peuplee.lecture() as session:
        ids = set(session.scalars(select(Menage.id)))
    assert set(fiches) == {f"pdf/{lu.identifiant(id_)}.pdf" for id_ in ids}


def test_un_profil_reduit_n_a_pas_de_fiche(peuplee: UnitOfWork) -> None:
    """A sheet would tell what the tables hide."""
    lu = paquets.profil(
        (Format.PDF, Format.CSV_FR), colonnes_retirees={"personne": frozenset({"tel_mobile"})}
    )
    manifeste, archive = composer_en_clair(peuplee, lu, fiches=FichesDuBailleur(peuplee))
    assert not [p for p in manifeste.pieces if p.chemin.startswith("pdf/")]
    assert "pas de fiches" in archive.read("LISEZ-MOI.txt").decode("utf-8-sig")
