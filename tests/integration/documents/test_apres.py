"""What follows the works on paper: each reader has what the classes give it, no more."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.domain.clotures import MotifCloture
from app.domain.partage import Destinataire
from app.domain.receptions import ResultatReception
from app.services import clotures, documents_gardes, menages
from app.services.documents import ImprimerFiches, imprimer_fiches
from app.services.menages import GenreFil
from db.models import Document, Occupation, Personne, Reception, Tranche
from db.queries.fiche import lire_fiche
from db.queries.fil import lire_fil
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.apres import RECU, lignes_d_apres

DE_L_EQUIPE = (
    "Suivi pour l’équipe", "Passage pour l’équipe", "Remarque pour l’équipe", "Peindre la chambre",
)  # fmt: skip


@pytest.fixture
def menage_id(uow: UnitOfWork) -> UUID:
    """A household back home, with one row of each kind."""
    cite = factories.cite(uow)
    logement = factories.logement(uow, cite_id=cite)
    id_ = factories.menage(uow, logement_id=logement)
    with uow.lecture() as session:
        personne = session.scalars(select(Personne.id).where(Personne.menage_id == id_)).one()
    factories.ecrire(uow, *lignes_d_apres(uow, id_, logement, cite, personne_id=personne))
    return id_


def _imprimer(uow: UnitOfWork, menage_id: UUID, pour: Destinataire, dossier: Path) -> str:
    sortie = dossier / f"{pour.value}.pdf"
    imprimer_fiches(ImprimerFiches(pour=pour, sortie=sortie, menage_ids=(menage_id,)), uow)
    lu = "\n".join(page.extract_text() for page in PdfReader(sortie).pages)
    return " ".join(lu.split())


def test_l_equipe_lit_tout(uow: UnitOfWork, menage_id: UUID, tmp_path: Path) -> None:
    lu = _imprimer(uow, menage_id, Destinataire.EQUIPE, tmp_path)
    assert "Après les travaux" in lu
    for mot in (
        "le 21/09/2026, avec réserves", "Entrée le 28/09/2026",
        "Au retour, faite le 02/10/2026 (1 point montré, 1 à revoir)",
        "Premier hiver, prévue le 01/12/2026", "Café de coin de rue", "431,07",
        "d’accord depuis le 12/10/2026", *DE_L_EQUIPE,
    ):  # fmt: skip
        assert mot in lu, mot
    assert "1 234,56" not in lu.replace("\u202f", " ")  # resources are not on a sheet


def test_le_bailleur_lit_les_dates_et_les_loyers_rien_d_autre(
    uow: UnitOfWork, menage_id: UUID, tmp_path: Path
) -> None:
    lu = _imprimer(uow, menage_id, Destinataire.BAILLEUR, tmp_path)
    for mot in ("le 21/09/2026, avec réserves", "Au retour, faite le 02/10/2026", "431,07"):
        assert mot in lu, mot
    for mot in (*DE_L_EQUIPE, "point montré", "Café de coin de rue", "énergie", "À revoir"):
        assert mot not in lu, mot


def test_le_menage_lit_ce_qui_le_concerne(uow: UnitOfWork, menage_id: UUID, tmp_path: Path) -> None:
    lu = _imprimer(uow, menage_id, Destinataire.MENAGE, tmp_path)
    assert "Dans votre logement rénové" in lu
    assert "Nous avons fait le tour de votre logement avec vous le 02/10/2026." in lu
    assert "votre premier hiver, le 01/12/2026" in lu
    assert "Nous reverrons avec vous" in lu


def test_le_bilan_dit_ce_qui_a_suivi_le_retour(uow: UnitOfWork, menage_id: UUID) -> None:
    fiche = menages.fiche(menages.LireFiche(menage_id), uow)
    assert fiche is not None
    laisses = frozenset(a.objet.id for a in fiche.attente)
    clotures.clore(
        clotures.CloreSuivi(menage_id, MotifCloture.PARCOURS_TERMINE, "Chez elle.", None, laisses),
        uow,
    )
    with uow.lecture() as session:
        document_id = session.scalars(select(Document.id)).one()
    octets = documents_gardes.octets_de(document_id, uow).octets

    lu = " ".join("\n".join(p.extract_text() for p in PdfReader(io.BytesIO(octets)).pages).split())
    assert "Dans votre logement rénové" in lu
    assert "R-0901" in lu  # what is still open is said


def test_le_fil_raconte_chaque_chose_une_fois(uow: UnitOfWork, menage_id: UUID) -> None:
    with uow.lecture() as session:
        fiche = lire_fiche(session, menage_id, uow.clock.today())
        assert fiche is not None
        genres = [e.genre for e in lire_fil(session, fiche, taille=100).entrees]
    for genre in (
        GenreFil.RECEPTION, GenreFil.ETAT_DES_LIEUX, GenreFil.PRISE_EN_MAIN, GenreFil.LOYER,
        GenreFil.ENERGIE, GenreFil.RECLAMATION, GenreFil.SUIVI, GenreFil.PASSAGE,
    ):  # fmt: skip
        assert genres.count(genre) == 1, genre
    assert genres.count(GenreFil.SOUTIEN) == 2


def test_la_reception_d_une_tranche_est_celle_de_qui_y_vivait(uow: UnitOfWork) -> None:
    """Who had left, and who came years later, did not live through it."""
    cite = factories.cite(uow)
    tranche = uow.ids.new()

    factories.ecrire(uow, Tranche(id=tranche, cite_id=cite, nom="Tranche 1"))
    logement = factories.logement(uow, cite_id=cite, tranche_id=tranche)
    ici = factories.menage(uow, logement_id=logement)
    parti, nouveau = factories.menage(uow, "Nowak"), factories.menage(uow, "Silva")
    with uow.ecriture("test.preparer") as tx:
        for menage, debut, fin in (
            (parti, date(2001, 1, 1), date(2020, 1, 1)),
            (nouveau, date(2028, 1, 1), None),
        ):
            occupation = tx.session.scalars(
                select(Occupation).where(Occupation.menage_id == menage)
            ).one()
            occupation.logement_id = logement
            occupation.debut, occupation.fin = debut, fin
        tx.commit()
    factories.ecrire(
        uow,
        Reception(
            id=uow.ids.new(), tranche_id=tranche, le=RECU, resultat=ResultatReception.SANS_RESERVE
        ),
    )
    with uow.lecture() as session:
        lues = {m: lire_fiche(session, m, uow.clock.today()) for m in (ici, parti, nouveau)}
    assert {m: len(f.receptions) for m, f in lues.items() if f} == {ici: 1, parti: 0, nouveau: 0}
    (recue,) = lues[ici].receptions  # type: ignore[union-attr]  # read just above
    assert recue.tranche == "Tranche 1"
