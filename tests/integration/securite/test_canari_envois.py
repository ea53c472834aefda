"""Every column, every recipient, every way out: only what may be read there leaves.

Each text column holds a word of its own (`monde_canari`). What comes out is read back, packages
opened included: a word whose class does not allow the recipient fails, and so does the absence of
those the paper is about. Of a household that refused nothing reaches the bailleur.
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pyrage
import pytest
from sqlalchemy import JSON, LargeBinary, Text, select, text

from app.bailleur import cles as cles_bailleur
from app.bailleur import envois
from app.bailleur.envois import OuvrirEnvoi
from app.core import logging as journal
from app.core.clock import FixedClock, IdFactory
from app.core.errors import AppError
from app.core.paths import Paths
from app.core.suivi import SuiviMuet
from app.domain.envois import EtatColis, Etendue, Format, GenreDestination, Protection
from app.domain.paquets import DESCRIPTEUR, MANIFESTE, RETRAITS, lire_manifeste
from app.domain.partage import Destinataire, Partage
from app.services.exports import apercu, cles, dossier
from app.services.exports.apercu import lignes as apercu_lignes
from app.services.exports.file_envois.envoyer import PreparerColis, preparer_colis
from app.services.exports.paquets.lecture import tables
from app.services.exports.paquets.reperes import Reperes
from app.services.exports.projection import projections
from app.services.exports.selection import SelectionComplete
from app.services.exports.synchroniser import Bilan, Synchroniser, synchroniser
from app.services.exports.transports.fabrique import ouvrir as transport
from app.services.ouverture import ouvrir
from db.models import (
    Base,
    Colis,
    Destination,
    ProfilEnvoi,
)
from db.models.base import info_de
from db.types import Choix
from db.uow import UnitOfWork
from tests import factories
from tests.conftest import AUJOURDHUI, CLE
from tests.integration.exports import paquets
from tests.integration.exports.paquets import colis as colis_et_octets
from tests.integration.securite import monde_canari
from tests.integration.securite.monde_canari import (
    Monde,
    Vus,
    en_texte,
    en_textes,
    morceaux,
    permis,
)
from tests.integration.securite.papiers_canari import PAPIERS

B, E, M = Destinataire.BAILLEUR, Destinataire.EQUIPE, Destinataire.MENAGE
FORMATS = (*Format,)
TABLEAUX = {
    Format.CSV_FR: "csv_fr/",
    Format.CSV_INTERNATIONAL: "csv_international/",
    Format.JSONL: "jsonl/",
    Format.XLSX: "envoi.xlsx",
}
SECRET = "corail-tambour-lisiere-4821-mandarine-quartz"
_SANS_MOT = (
    "manifeste.json", "manifeste.json.signature", DESCRIPTEUR, "LISEZ-MOI.txt", "exemple/",
    "envoi.xlsx!explications", "(commentaire)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Envoyes:
    """The world after its packages: acknowledged before the refusal, then delta and complete."""

    monde: Monde
    profil: UUID
    avant: dict[str, str]
    delta: dict[str, str]
    complet: dict[str, str]
    aes: dict[str, str]
    accuse: str
    erreurs: tuple[AppError, ...]


@pytest.fixture(scope="module")
def lieu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of everything; what is temporary goes in `temporaires`, logs in `journaux`."""
    dossier_ = tmp_path_factory.mktemp("canari")
    (dossier_ / "temporaires").mkdir()
    avant = tempfile.tempdir
    tempfile.tempdir = str(dossier_ / "temporaires")
    journal.installer(dossier_ / "journaux")
    yield dossier_
    journal.fermer()
    tempfile.tempdir = avant


@pytest.fixture(scope="module")
def envoyes(lieu: Path, base_vide: Path) -> Iterator[Envoyes]:
    """Everything sent once for the whole module."""
    base, clock = lieu / "essai.voyette", FixedClock(AUJOURDHUI)
    shutil.copyfile(base_vide, base)
    ouverte = ouvrir(
        base, CLE, paths=Paths.sous(lieu / "machine"), clock=clock, auteur="Médiatrice Test",
        ids=IdFactory.seeded(clock, 7),
    )  # fmt: skip
    yield _envoyer(monde_canari.peupler(ouverte.uow, lieu / "sorties"), lieu)
    ouverte.fermer()


def _envoyer(monde: Monde, lieu: Path) -> Envoyes:
    uow, usb = monde.uow, lieu / "usb"
    for nom in ("depots", "retours"):
        (usb / nom).mkdir(parents=True)
    monde.dossier.mkdir()
    faite = cles_bailleur.creer(cles_bailleur.CreerCle("Bailleur", lieu / "cles"))
    cle_id = cles.ajouter(cles.AjouterCle(faite.publique.read_text("utf-8")), uow).principal
    assert cle_id is not None
    erreurs = []
    profil = _profil(uow, usb, cle_id)
    with pytest.raises(AppError) as non_verifiee:
        preparer_colis(PreparerColis(profil), uow)
    erreurs.append(non_verifiee.value)
    cles.verifier(cles.VerifierCle(cle_id, "Mme Martin", " ".join(faite.mots)), uow)

    premier = preparer_colis(PreparerColis(profil), uow).principal
    usb.rename(lieu / "partie")  # the key was taken away
    bilan = _tour(uow)
    (lieu / "partie").rename(usb)
    erreurs += [d.panne for d in bilan.destinations if d.panne is not None]
    _tour(uow)
    (paquet,) = [p for p in (usb / "depots").iterdir() if not p.name.startswith(".")]
    autre = cles_bailleur.creer(cles_bailleur.CreerCle("Autre", lieu / "cles"))
    nos_mots = " ".join(cles.notre_cle(cles.LireNotreCle(), uow).mots)
    with pytest.raises(AppError) as pas_pour_eux:
        envois.ouvrir(OuvrirEnvoi(paquet, autre.privee, vers=lieu / "x", mots=nos_mots), uow.clock)
    erreurs.append(pas_pour_eux.value)
    commande = OuvrirEnvoi(paquet, faite.privee, vers=lieu / "chez-eux", mots=nos_mots)
    recu = envois.ouvrir(commande, uow.clock)
    accuse = recu.accuse.read_text("utf-8")
    _tour(uow)
    with uow.lecture() as session:
        assert session.get_one(Colis, premier).etat is EtatColis.ACCUSE
    assert recu.dossier is not None
    avant: dict[str, str] = {}
    for p in (p for p in recu.dossier.rglob("*") if p.is_file()):
        avant |= en_textes(p.relative_to(recu.dossier).as_posix(), p.read_bytes())

    monde_canari.refuser(monde)
    ids = {
        etendue: preparer_colis(PreparerColis(profil, etendue), uow).principal
        for etendue in (Etendue.DELTA, Etendue.COMPLET)
    }
    ouverts = {e: _ouvrir_age(uow, id_, faite.privee) for e, id_ in ids.items() if id_}
    return Envoyes(
        monde, profil, avant, ouverts[Etendue.DELTA], ouverts[Etendue.COMPLET], _aes(uow), accuse,
        tuple(erreurs),
    )  # fmt: skip


def _profil(uow: UnitOfWork, usb: Path, cle_id: UUID) -> UUID:
    destination_id, profil_id = uow.ids.new(), uow.ids.new()
    factories.ecrire(
        uow,
        Destination(
            id=destination_id, nom="Clé", genre=GenreDestination.DOSSIER, adresse=str(usb)
        ),
        ProfilEnvoi(
            id=profil_id, nom="Suivi", sel="ab" * 16, formats=[f.value for f in FORMATS],
            etendue=Etendue.DELTA, cle_id=cle_id, destination_id=destination_id,
        ),
    )  # fmt: skip
    return profil_id


def _tour(uow: UnitOfWork) -> Bilan:
    return synchroniser(Synchroniser(sans_attendre=True), uow, transport, SuiviMuet())


def _ouvrir_age(uow: UnitOfWork, colis_id: UUID, privee: Path) -> dict[str, str]:
    _ligne, octets = colis_et_octets(uow, colis_id)
    return morceaux(pyrage.decrypt(octets, [cles_bailleur.lire(privee).ouvreuse()]))


def _destination(uow: UnitOfWork) -> UUID:
    """The one place packages go to."""
    with uow.lecture() as session:
        return session.scalars(select(Destination.id)).one()


def _aes(uow: UnitOfWork) -> dict[str, str]:
    profil_id = uow.ids.new()
    factories.ecrire(
        uow,
        ProfilEnvoi(
            id=profil_id, nom="Autre envoi", sel="cd" * 16, protection=Protection.ZIP_AES,
            destination_id=_destination(uow),
            formats=[Format.CSV_FR.value, Format.XLSX.value],
        ),
    )  # fmt: skip
    cles.definir_phrase(cles.DefinirPhrase(profil_id, SECRET), uow)
    colis_id = preparer_colis(PreparerColis(profil_id), uow).principal
    assert colis_id is not None
    return morceaux(colis_et_octets(uow, colis_id)[1], SECRET)


def _verifier(vus: Vus, pour: Destinataire, dont: set[tuple[str, str]], au_moins: int = 1) -> None:
    """Nothing above the class of the recipient, nothing of who refused, and the expected ones."""
    assert {c for c in vus.tous if not permis(c, pour)} == set()
    if pour is B:
        assert vus.du_refus == frozenset()
    assert dont <= vus.tous, dont - vus.tous
    assert len(vus.tous) >= au_moins


def _attendues(e: Envoyes, tables: set[str] | None = None) -> set[tuple[str, str]]:
    """The planted columns that may leave for the bailleur."""
    return {c for c in e.monde.poses() if permis(c, B) and (tables is None or c[0] in tables)}


def test_chaque_colonne_de_texte_est_semee_ou_ne_part_jamais(envoyes: Envoyes) -> None:
    semees = {t for t, _c in envoyes.monde.poses()}
    for table in projections():
        textes = {c.nom for c in table.colonnes if _est_texte(table.nom, c.nom)}
        assert not textes or table.nom in semees, table.nom
        for colonne in table.colonnes:  # what holds anything never leaves
            assert not isinstance(table.table.c[colonne.nom].type, JSON | LargeBinary)
    for refuse in ("menage", "personne", "note", "reclamation", "etape", "releve_compteur"):
        assert any(t == refuse for t, _c in _refus(envoyes.avant, envoyes.monde)), refuse


def _est_texte(table: str, nom: str) -> bool:
    genre = Base.metadata.tables[table].c[nom].type
    return isinstance(genre, Text) and not isinstance(genre, Choix)


def _refus(pieces: dict[str, str], monde: Monde) -> frozenset[tuple[str, str]]:
    return monde.lire("".join(pieces.values())).du_refus


@pytest.mark.parametrize("format_", TABLEAUX)
def test_un_tableau_porte_tout_ce_qui_est_permis_et_rien_d_autre(
    envoyes: Envoyes, format_: Format
) -> None:
    for pieces, complet in ((envoyes.avant, False), (envoyes.complet, True)):
        lus = "\n".join(t for n, t in pieces.items() if n.startswith(TABLEAUX[format_]))
        vus = envoyes.monde.lire(lus)
        assert {c for c in vus.tous if not permis(c, B)} == set()
        assert _attendues(envoyes) - vus.tous == set()
        assert bool(vus.du_refus) is not complet


_NOMS = {("menage", "nom"), ("menage", "numero_contrat")}
_ADRESSES = {("logement", c) for c in ("code_ug", "numero", "repetition", "voie")}


@pytest.mark.parametrize(
    ("retirees", "seules", "tus"),
    [
        ({"menage": {"nom", "numero_contrat"}}, None, _NOMS),
        ({"menage": {"nom"}}, None, {("menage", "nom")}),
        ({"logement": {c for _t, c in _ADRESSES}}, None, _ADRESSES),
        ({"logement": {"voie"}}, None, {("logement", "voie")}),
        ({}, {"personne", "reclamation", "suivi_reclamation"}, _NOMS | _ADRESSES),
        ({"reclamation": {"menage_id"}}, {"menage", "reclamation", "suivi_reclamation"}, set()),
    ],
    ids=["noms", "nom", "adresses", "voie", "ni-menages-ni-logements", "lien"],
)
def test_les_colonnes_lisibles_d_un_classeur_suivent_le_profil(
    envoyes: Envoyes,
    retirees: dict[str, set[str]],
    seules: set[str] | None,
    tus: set[tuple[str, str]],
) -> None:
    """Households and homes are named on every sheet: only as their own sheet may."""
    uow, lu = envoyes.monde.uow, paquets.profil(
        (Format.XLSX,),
        tables=None if seules is None else frozenset(seules),
        colonnes_retirees={t: frozenset(c) for t, c in retirees.items()},
    )  # fmt: skip
    _manifeste, archive = paquets.composer_en_clair(uow, lu)
    vus = envoyes.monde.lire(en_texte("envoi.xlsx", archive.read("envoi.xlsx")))
    _verifier(vus, B, set())
    assert vus.tous & tus == set()
    if retirees.get("reclamation"):  # what is no more tied to a household names none
        ouvert = openpyxl.load_workbook(io.BytesIO(archive.read("envoi.xlsx")))
        assert _feuille(ouvert["Réclamations"]).keys() & {"Ménage", "Numéro de contrat"} == set()
        suivis = _feuille(ouvert["États des réclamations"])
        assert suivis.keys() & {"Ménage", "Numéro de contrat"} == set()


def test_chaque_feuille_nomme_qui_partage_et_jamais_qui_refuse(envoyes: Envoyes) -> None:
    _manifeste, archive = paquets.composer_en_clair(
        envoyes.monde.uow, paquets.profil((Format.XLSX,))
    )
    ouvert = openpyxl.load_workbook(io.BytesIO(archive.read("envoi.xlsx")))
    nommes = {"Ménage": 0, "Logement": 0}
    for feuille in ouvert.worksheets[1:]:
        colonnes = _feuille(feuille)
        for tete in nommes:
            if tete in colonnes:
                vus = envoyes.monde.lire(colonnes[tete])
                _verifier(vus, B, set(), 0)
                nommes[tete] += bool(vus.tous)
    assert nommes["Ménage"] > 20
    assert nommes["Logement"] > 5


def test_les_reperes_ne_nomment_pas_qui_refuse_meme_si_une_ligne_le_disait(
    envoyes: Envoyes,
) -> None:
    """Rows of who refuses do not leave; should one, it would still name nobody."""
    monde, lu = envoyes.monde, paquets.profil((Format.XLSX,))
    selection = SelectionComplete(lu, monde.uow.clock.today())
    with monde.uow.lecture() as session:
        reperes = Reperes(session, selection.projections, selection.perimetre)
        (table,) = (t for t in tables(session, lu, selection) if t.nom == "personne")
        for repere in reperes.de(table):
            repere.preparer([monde.refuse.hex, monde.partage.hex])
            assert repere.lecture(monde.refuse.hex) is None
            assert monde.lire(repere.lecture(monde.partage.hex)).tous <= _NOMS


def _feuille(feuille: Any) -> dict[str, str]:
    """The texts of each column of a sheet, by its head."""
    return {
        str(tete): " ".join(str(v) for v in valeurs if v is not None)
        for tete, *valeurs in feuille.iter_cols(values_only=True)
    }


def test_chaque_colonne_ecrite_est_de_la_classe_du_bailleur(envoyes: Envoyes) -> None:
    """Days, amounts and words of a list too, which hold no planted word."""
    ecrites: dict[str, set[str]] = {}
    for pieces in (envoyes.avant, envoyes.complet, envoyes.delta, envoyes.aes):
        for nom, texte in pieces.items():
            table = nom.rpartition("/")[2].partition(".")[0]
            if nom.startswith("csv_") and table != RETRAITS:
                ligne = texte.splitlines()[0]
                ecrites.setdefault(table, set()).update(ligne.replace(",", ";").split(";"))
            elif nom.startswith("jsonl/") and table != RETRAITS:
                for objet in texte.splitlines():
                    ecrites.setdefault(table, set()).update(json.loads(objet))
    assert len(ecrites) > 30
    for table, colonnes in ecrites.items():
        c = Base.metadata.tables[table].c
        for nom in colonnes:
            cle = c[nom].primary_key or bool(c[nom].foreign_keys)
            propre = info_de(c[nom])["partage"] is Partage.BAILLEUR
            assert propre or cle or (table, nom) == ("note", "texte"), (table, nom)


def test_les_pieces_qui_expliquent_ne_disent_rien_de_personne(envoyes: Envoyes) -> None:
    for pieces in (envoyes.avant, envoyes.complet, envoyes.delta, envoyes.aes):
        muettes = {n: t for n, t in pieces.items() if n.startswith(_SANS_MOT)}
        assert {DESCRIPTEUR, "LISEZ-MOI.txt", "envoi.xlsx!explications"} <= set(muettes)
        assert any(n.startswith("exemple/") for n in muettes)
        assert {n for n, t in pieces.items() if monde_canari.MOT.search(n)} == set()
        assert {n for n, t in muettes.items() if monde_canari.MOT.search(t)} == set()
    assert lire_manifeste(envoyes.complet[MANIFESTE].encode()).etendue is Etendue.COMPLET


def test_les_fiches_d_un_envoi(envoyes: Envoyes) -> None:
    for pieces in (envoyes.avant, envoyes.complet):
        fiches = "".join(t for n, t in pieces.items() if n.startswith("pdf/"))
        vus = envoyes.monde.lire(fiches)
        dont = {("menage", "nom"), ("personne", "nom"), ("note", "texte:bailleur")}
        _verifier(Vus(vus.tous, frozenset()), B, dont, 12)
    assert _refus({n: t for n, t in envoyes.avant.items() if n.startswith("pdf/")}, envoyes.monde)
    assert not vus.du_refus


def test_le_delta_efface_qui_refuse_sans_rien_en_dire(envoyes: Envoyes) -> None:
    monde = envoyes.monde
    vus = monde.lire("\n".join(envoyes.delta.values()))
    _verifier(vus, B, {("menage", "nom")})
    retraits = envoyes.delta["csv_fr/retraits.csv"].splitlines()[1:]
    with monde.uow.lecture() as session:
        profil = apercu.charger_profil(session, envoyes.profil)
    assert any(profil.identifiant(monde.refuse) in ligne for ligne in retraits)
    assert not any(profil.identifiant(monde.partage) in ligne for ligne in retraits)
    assert manifeste_delta(envoyes) == Etendue.DELTA


def manifeste_delta(envoyes: Envoyes) -> Etendue:
    """What its manifest says it is."""
    return lire_manifeste(envoyes.delta[MANIFESTE].encode()).etendue


def test_un_zip_ferme_par_phrase_porte_la_meme_chose(envoyes: Envoyes) -> None:
    vus = envoyes.monde.lire("\n".join(envoyes.aes.values()))
    _verifier(vus, B, _attendues(envoyes))


def test_l_accuse_ne_dit_rien(envoyes: Envoyes) -> None:
    assert "empreinte" in envoyes.accuse
    assert not monde_canari.MOT.search(envoyes.accuse)


def test_l_apercu_montre_ce_qui_part_et_rien_de_plus(envoyes: Envoyes) -> None:
    """Values are those of the recipient; the household a line is about is told to the team."""
    uow, lu = envoyes.monde.uow, []
    for etendue in Etendue:
        vue = apercu.apercevoir(apercu.Apercevoir(envoyes.profil, etendue), uow)
        partent, retires = [], []
        for table in vue.tables:
            page = apercu_lignes.lignes(apercu_lignes.LireLignes(vue, table.nom, limite=500), uow)
            for ligne in page.lignes:
                dits = [*ligne.valeurs, *(x for c in ligne.changements for x in (c.avant, c.apres))]
                (retires if ligne.raison else partent).extend(dits)
        lu.append((envoyes.monde.lire(" ".join(partent)), envoyes.monde.lire(" ".join(retires))))
    (complet, _r), (delta, _effaces) = lu
    _verifier(complet, B, _attendues(envoyes))
    _verifier(delta, B, {("menage", "nom")})
    for _partent, effaces in lu:  # what is to erase was theirs already
        assert {c for c in effaces.tous if not permis(c, B)} == set()


def test_l_export_vers_un_dossier(envoyes: Envoyes) -> None:
    monde = envoyes.monde
    fait = dossier.exporter(dossier.ExporterVersDossier(monde.dossier / "export"), monde.uow)
    lus = [en_texte(p.name, p.read_bytes()) for p in fait.dossier.rglob("*") if p.is_file()]
    _verifier(monde.lire("\n".join(lus)), B, _attendues(envoyes))


@pytest.mark.parametrize("papier", PAPIERS)
def test_un_papier_ne_dit_que_ce_que_son_lecteur_peut_lire(envoyes: Envoyes, papier: str) -> None:
    pour, faire, dont, au_moins = PAPIERS[papier]
    sortie = envoyes.monde.dossier / papier
    vus = envoyes.monde.lire(faire(envoyes.monde, sortie))
    _verifier(vus, pour, dont, au_moins)
    if papier == "calendrier-sans-noms":
        assert not {c for c in vus.tous if c[0] in ("menage", "personne")}


def test_les_erreurs_d_un_envoi_ne_disent_rien_de_personne(envoyes: Envoyes) -> None:
    assert {e.code for e in envoyes.erreurs} >= {"cle.non_verifiee"}
    assert len(envoyes.erreurs) >= 3
    for erreur in envoyes.erreurs:
        assert not monde_canari.MOT.search(monde_canari.attrapee(erreur)), erreur.code


def test_ni_journaux_ni_dossiers_temporaires_ne_gardent_un_mot(
    envoyes: Envoyes, lieu: Path
) -> None:
    """Errors that name a household on screen leave its name out of the log."""
    monde, log = envoyes.monde, journal.journal("essai")
    log.warning("une tournée d’envois")
    with monde.uow.lecture() as session:
        nom = session.execute(
            text("SELECT nom FROM menage WHERE id = :m"), {"m": monde.partage.hex}
        ).scalar_one()
    for erreur in (*envoyes.erreurs, type(envoyes.erreurs[0])("avant_apres.rien", nom=nom)):
        try:
            raise erreur
        except AppError as levee:
            journal.consigner(levee)
            log.exception("un défaut")
    for poignee in journal.journal("").handlers:
        poignee.flush()
    ecrits = [p.read_text("utf-8") for p in (lieu / "journaux").rglob("*") if p.is_file()]
    assert any("une tournée" in e for e in ecrits)
    surveilles = [lieu / n for n in ("journaux", "temporaires", "machine", "usb", "partie")]
    assert monde_canari.traces(*(p for p in surveilles if p.exists())) == []
    bases = [p for p in lieu.iterdir() if p.name.startswith("essai.voyette")]
    assert bases
    for base in bases:
        assert not monde_canari.MOT.search(base.read_bytes().decode("latin-1"))
    (lieu / "temoin").mkdir()  # and the hunt finds what it must
    with zipfile.ZipFile(lieu / "temoin" / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("feuille.xml", nom)
    assert len(monde_canari.traces(lieu / "temoin")) == 1
