"""Closing a follow-up: nothing open is forgotten, its summary stays in the base and there only."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from app.core.errors import AppError
from app.domain.clotures import MotifCloture
from app.domain.menages import Suivi
from app.services import clotures, documents_gardes, menages
from app.services.annulation import AnnulerOperation, annuler
from app.services.documents_gardes import EnregistrerCopie, LireDocuments
from app.services.engagements import TenirEngagement, tenir
from app.services.ouverture import BaseOuverte
from db.models import Base, Menage
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.donnees import lieu, menage_complet


def lire(octets: bytes) -> str:
    """All the text of a PDF on one line."""
    pages = PdfReader(io.BytesIO(octets)).pages
    return " ".join(page.extract_text() for page in pages).replace("\n", " ")


def fiche(uow: UnitOfWork, menage_id: UUID) -> menages.FicheMenage:
    return menages.fiche(menages.LireFiche(menage_id), uow)


def ouvertes(uow: UnitOfWork, menage_id: UUID) -> frozenset[UUID]:
    return frozenset(a.objet.id for a in clotures.reste(clotures.LireReste(menage_id), uow))


def clore(uow: UnitOfWork, menage_id: UUID, **autres: object) -> clotures.CloreSuivi:
    valeurs = {
        "motif": MotifCloture.PARCOURS_TERMINE,
        "bilan": "Rentrée chez elle, le pigeonnier tient.",
        "laisses": ouvertes(uow, menage_id),
    } | autres
    return clotures.CloreSuivi(menage_id, **valeurs)  # type: ignore[arg-type]  # test values


def refuse(code: str, cmd: clotures.CloreSuivi, uow: UnitOfWork) -> AppError:
    with pytest.raises(AppError) as refus:
        clotures.clore(cmd, uow)
    assert refus.value.code == code
    return refus.value


def test_clore_garde_le_bilan_et_le_rend(uow: UnitOfWork, tmp_path: Path) -> None:
    m = menage_complet(uow, lieu(uow))
    fait = clotures.clore(clore(uow, m), uow)
    vue = fiche(uow, m)
    assert vue.menage.suivi is Suivi.CLOS
    (cloture,) = vue.clotures
    assert (cloture.id, cloture.motif, cloture.le) == (
        fait.principal,
        MotifCloture.PARCOURS_TERMINE,
        uow.clock.today(),
    )
    (document,) = documents_gardes.lister(LireDocuments(m), uow)
    assert cloture.document_id == document.id
    copie = documents_gardes.enregistrer_copie(
        EnregistrerCopie(document.id, tmp_path / "copie" / "bilan.pdf"), uow
    )
    dit = lire(copie.fichier.read_bytes())
    for attendu in (
        "Wójcik Jadwiga et Henri",
        "le pigeonnier tient",
        "échangé 12 fois",
        "Enquête sociale",
        "visite du logement témoin",
        "donner le plan du jardin",
        "R-201",
        "Ce qui reste ouvert",
        "Rappeler avec la date du retour",
        "L’équipe garde 2 choses à faire",
        "Sofia Lemaire",
    ):
        assert attendu.casefold() in dit.casefold(), attendu
    assert "relevé du compteur" not in dit  # the team's own task: its number only
    with uow.lecture() as session:
        partis = session.execute(text("SELECT quoi, destinataire FROM envoi")).all()
    assert [tuple(p) for p in partis] == [("document", "menage")]


def test_ce_qui_est_ouvert_n_est_jamais_oublie(uow: UnitOfWork) -> None:
    m = menage_complet(uow, lieu(uow))
    toutes = ouvertes(uow, m)
    assert len(toutes) == 6  # two promises, two tasks, an appointment, a complaint
    erreur = refuse("cloture.reste", clore(uow, m, laisses=frozenset()), uow)
    assert erreur.params["nombre"] == 6
    un = next(iter(toutes))
    erreur = refuse("cloture.reste", clore(uow, m, laisses=toutes - {un}), uow)
    assert erreur.params["nombre"] == 1
    assert fiche(uow, m).menage.suivi is Suivi.OUVERT
    for e in fiche(uow, m).engagements:
        if e.etat.value == "a_tenir":
            tenir(TenirEngagement(e.id), uow)
    clotures.clore(clore(uow, m), uow)
    assert fiche(uow, m).menage.suivi is Suivi.CLOS


def test_une_cloture_impossible_ne_change_rien(uow: UnitOfWork) -> None:
    m = factories.menage(uow)
    refuse("saisie.obligatoire", clore(uow, m, bilan="  "), uow)
    refuse("cloture.futur", clore(uow, m, le=date(2026, 11, 25)), uow)
    assert fiche(uow, m).clotures == fiche(uow, m).documents == ()
    clotures.clore(clore(uow, m, le=date(2026, 11, 2)), uow)
    refuse("cloture.deja", clore(uow, m), uow)
    assert [c.le for c in fiche(uow, m).clotures] == [date(2026, 11, 2)]


def test_rouvrir_dit_pourquoi_et_garde_les_bilans(uow: UnitOfWork) -> None:
    m = factories.menage(uow)
    with pytest.raises(AppError) as refus:
        clotures.rouvrir(clotures.RouvrirSuivi(m, "Un souci"), uow)
    assert refus.value.code == "cloture.pas_close"
    clotures.clore(clore(uow, m), uow)
    with pytest.raises(AppError) as refus:
        clotures.rouvrir(clotures.RouvrirSuivi(m, " "), uow)
    assert refus.value.code == "saisie.obligatoire"
    clotures.rouvrir(clotures.RouvrirSuivi(m, "Un souci de volet"), uow)
    vue = fiche(uow, m)
    assert vue.menage.suivi is Suivi.OUVERT
    assert (vue.clotures[0].rouvert_le, vue.clotures[0].rouvert_motif) == (
        uow.clock.today(),
        "Un souci de volet",
    )
    clotures.clore(clore(uow, m, motif=MotifCloture.DEPART), uow)
    vue = fiche(uow, m)
    assert [c.rouvert_le for c in vue.clotures] == [None, uow.clock.today()]
    assert len(vue.documents) == 2


def test_un_suivi_clos_avant_les_bilans_se_rouvre_sans_perdre_la_raison(uow: UnitOfWork) -> None:
    m = factories.menage(uow)
    with uow.ecriture("menage.clore") as tx:
        menage = tx.session.get(Menage, m)
        assert menage is not None
        menage.suivi = Suivi.CLOS
        tx.commit()
    clotures.rouvrir(clotures.RouvrirSuivi(m, "Elle a rappelé"), uow)
    fil = menages.fil(menages.LireFil(m), uow)
    assert any("Elle a rappelé" in getattr(e.contenu, "texte", "") for e in fil.entrees)


@pytest.mark.parametrize("motif", list(MotifCloture))
def test_chaque_raison_a_ses_mots(uow: UnitOfWork, motif: MotifCloture) -> None:
    m = factories.menage(uow)
    fait = clotures.clore(clore(uow, m, motif=motif), uow)
    (document,) = fait.ids["documents"]
    dit = lire(documents_gardes.octets_de(document, uow).octets)
    assert ("sympathie" in dit) is (motif is MotifCloture.DECES)
    assert "page 1/" in dit


def test_clore_s_annule_d_un_coup_et_se_refait(uow: UnitOfWork) -> None:
    m = factories.menage(uow)
    fait = clotures.clore(clore(uow, m), uow)
    defait = annuler(AnnulerOperation(fait.operation), uow)
    vue = fiche(uow, m)
    assert (vue.menage.suivi, vue.clotures, vue.documents) == (Suivi.OUVERT, (), ())
    annuler(AnnulerOperation(defait.operation), uow)
    vue = fiche(uow, m)
    assert vue.menage.suivi is Suivi.CLOS
    # The bytes were never touched: the document undone and redone opens again.
    assert lire(documents_gardes.octets_de(vue.documents[0].id, uow).octets)


def test_rouvrir_s_annule(uow: UnitOfWork) -> None:
    m = factories.menage(uow)
    clotures.clore(clore(uow, m), uow)
    fait = clotures.rouvrir(clotures.RouvrirSuivi(m, "Erreur"), uow)
    annuler(AnnulerOperation(fait.operation), uow)
    vue = fiche(uow, m)
    assert (vue.menage.suivi, vue.clotures[0].rouvert_le) == (Suivi.CLOS, None)


def test_rien_ne_se_lit_sur_le_disque(base: BaseOuverte, uow: UnitOfWork, tmp_path: Path) -> None:
    m = factories.menage(uow, "Ztupak")
    clotures.clore(clore(uow, m, bilan="CANARIBILAN"), uow)
    for fichier in tmp_path.rglob("*"):
        if fichier.is_file():
            octets = fichier.read_bytes()
            assert b"%PDF" not in octets
            assert b"CANARIBILAN" not in octets


def test_un_document_abime_est_dit(uow: UnitOfWork, tmp_path: Path) -> None:
    m = factories.menage(uow)
    clotures.clore(clore(uow, m), uow)
    with uow.ecriture("test.abimer") as tx:
        tx.connection.execute(Base.metadata.tables["contenu"].update().values(octets=b"rien"))
        tx.commit()
    (document,) = fiche(uow, m).documents
    sortie = tmp_path / "bilan.pdf"
    with pytest.raises(AppError) as refus:
        documents_gardes.enregistrer_copie(EnregistrerCopie(document.id, sortie), uow)
    assert refus.value.code == "document.abime"
    assert not sortie.exists()


def test_une_copie_impossible_ne_laisse_rien(uow: UnitOfWork, tmp_path: Path) -> None:
    m = factories.menage(uow)
    clotures.clore(clore(uow, m), uow)
    (document,) = fiche(uow, m).documents
    for sortie, code in (
        (tmp_path / "bilan.docx", "documents.nom_sans_pdf"),
        (tmp_path / "dossier.pdf", "documents.nom_impossible"),
    ):
        (tmp_path / "dossier.pdf").mkdir(exist_ok=True)
        with pytest.raises(AppError) as refus:
            documents_gardes.enregistrer_copie(EnregistrerCopie(document.id, sortie), uow)
        assert refus.value.code == code
    with uow.lecture() as session:
        assert session.execute(text("SELECT count(*) FROM envoi")).scalar() == 0
    assert not list(tmp_path.glob("*.part"))
    shutil.rmtree(tmp_path / "dossier.pdf")


def test_le_menage_clos_quitte_les_listes(uow: UnitOfWork) -> None:
    garde, part = factories.menage(uow), factories.menage(uow, "Benali", "Karim")
    clotures.clore(clore(uow, part), uow)
    vus = menages.page(menages.PageMenages(menages.FiltreMenages()), uow)
    assert [li.id for li in vus] == [garde]
