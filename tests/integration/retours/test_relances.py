"""Reminders: whom, about what, in letters and links that tell nothing more than they may."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.core.errors import EntreeInvalide
from app.domain.accompagnement import Canal, Partenaire
from app.domain.documents_modeles import CodeDocument
from app.domain.reclamations import EtatReclamation, GenreEchange, Interlocuteur
from app.services import modeles_documents, relances
from app.services.annulation import AnnulerOperation, annuler
from app.services.documents.relance import LIEN_MAX
from app.services.documents.relances import ImprimerRelances, imprimer_relances
from app.services.reclamations import dans
from app.services.relances import ListerARelancer, NoterRelance, PreparerRelance
from db.models import Consentement, EchangeReclamation, Envoi, Reclamation, Responsable
from db.uow import UnitOfWork
from tests import factories
from tests.integration.retours.cas import Dossier

E = EtatReclamation
SECRET = "Canari confidentiel zq7"


class Retards(Dossier):
    """Complaints of 1 September, all late: two of a contractor, one of nobody."""

    def __init__(self, uow: UnitOfWork, tmp_path: Path, combien: int = 4) -> None:
        super().__init__(uow, tmp_path, combien)
        self.qui = uow.ids.new()
        factories.ecrire(
            uow,
            Responsable(
                id=self.qui, genre="entreprise", nom="Bâti & fils", lot="menuiserie",
                courriel="sav@bati.example", contact="M. Exemple", adresse="1 rue X\n62000 Arras",
            ),
        )  # fmt: skip
        with uow.ecriture("test.confier") as tx:
            for reference in list(self.ids)[:-1]:
                ligne = tx.session.get_one(Reclamation, self.ids[reference])
                ligne.responsable_id = self.qui
                dans.noter_echange(
                    tx, ligne, texte=SECRET, interlocuteur=Interlocuteur.MENAGE, le=date(2026, 9, 2)
                )
            tx.commit()


@pytest.fixture
def retards(uow: UnitOfWork, tmp_path: Path) -> Retards:
    d = Retards(uow, tmp_path)
    factories.ecrire(
        uow,
        Consentement(
            id=uow.ids.new(), menage_id=d.ligne("R-0003").menage_id,
            partenaire=Partenaire.BAILLEUR, accorde=False, donne_le=date(2026, 1, 5),
        ),
    )  # fmt: skip
    return d


def corps(lien: str) -> str:
    return parse_qs(urlsplit(lien).query, strict_parsing=True)["body"][0]


def test_qui_est_en_retard(retards: Retards) -> None:
    lues = relances.lister(ListerARelancer(), retards.uow)
    (a,) = lues.qui
    assert (a.responsable.nom, a.en_retard, a.derniere) == ("Bâti & fils", 2, None)
    assert (lues.sans_responsable, lues.retenues) == (1, 1)
    retards.passer("R-0001", E.FAITE)
    (a,) = relances.lister(ListerARelancer(tout=True), retards.uow).qui
    assert [li.ligne.reference for li in a.lignes] == ["R-0002"]
    assert relances.lister(ListerARelancer(retards.uow.ids.new()), retards.uow).qui == ()


def test_le_message_est_pret_et_ne_dit_que_ce_qu_il_peut(retards: Retards) -> None:
    prete = relances.preparer(PreparerRelance(retards.qui), retards.uow)
    assert prete.lien is not None
    decoupe = urlsplit(prete.lien)
    assert (decoupe.scheme, decoupe.path) == ("mailto", "sav@bati.example")
    assert " " not in prete.lien
    assert prete.lien.isascii()
    questions = parse_qs(decoupe.query, strict_parsing=True)
    assert set(questions) == {"subject", "body"}
    assert questions["subject"] == [prete.objet]
    assert questions["body"] == [prete.message.replace("\n", "\r\n")]
    assert prete.message == prete.texte
    assert "Bâti & fils (menuiserie)" in prete.texte
    assert "- R-0001, " in prete.texte
    assert "(NOU00001)" in prete.texte
    for cache in (SECRET, "Essai", "R-0003", "0612"):
        assert cache not in prete.texte, cache
        assert cache not in unquote(prete.lien), cache


def test_un_long_message_est_coupe_et_le_dit(uow: UnitOfWork, tmp_path: Path) -> None:
    d = Retards(uow, tmp_path, 30)
    prete = relances.preparer(PreparerRelance(d.qui), uow)
    assert prete.lien is not None
    assert len(prete.lien) <= LIEN_MAX
    assert prete.coupees > 0
    assert f"- et {prete.coupees} autres" in corps(prete.lien)
    assert corps(prete.lien) == prete.message.replace("\n", "\r\n")
    assert prete.texte.count("\n- R-") + prete.texte.startswith("- R-") == 29
    long = "{responsable} " * 700 + "\n\n{reclamations}"
    modeles_documents.ecrire(modeles_documents.EcrireModele(CodeDocument.RELANCE, "T", long), uow)
    prete = relances.preparer(PreparerRelance(d.qui), uow)
    assert prete.lien is not None
    assert len(prete.lien) <= LIEN_MAX
    corps(prete.lien)


@pytest.mark.parametrize(
    "courriel", ["", "pas une adresse", "a@b", "a@b.fr, c@d.fr", "a@b.fr\nBcc: x@y.fr", "a b@c.fr"]
)
def test_sans_adresse_sure_pas_de_lien(retards: Retards, courriel: str) -> None:
    with retards.uow.ecriture("test.adresse") as tx:
        tx.session.get_one(Responsable, retards.qui).courriel = courriel
        tx.commit()
    assert relances.preparer(PreparerRelance(retards.qui), retards.uow).lien is None


def test_une_adresse_piegee_ne_change_pas_le_message(retards: Retards) -> None:
    with retards.uow.ecriture("test.adresse") as tx:
        tx.session.get_one(Responsable, retards.qui).courriel = "a?bcc=x@y.fr&body=z@bati.example"
        tx.commit()
    lien = relances.preparer(PreparerRelance(retards.qui), retards.uow).lien
    if lien is not None:
        assert set(parse_qs(urlsplit(lien).query)) == {"subject", "body"}


def test_la_lettre_est_notee_avec_chaque_reclamation(retards: Retards, tmp_path: Path) -> None:
    cmd = ImprimerRelances(tmp_path / "relances.pdf", (PreparerRelance(retards.qui),))
    fait = imprimer_relances(cmd, retards.uow)
    texte = " ".join(p.extract_text() for p in PdfReader(fait.fichier).pages)
    assert (fait.lettres, fait.reclamations) == (1, 2)
    for mot in (
        "Bâti & fils (menuiserie)",
        "M. Exemple",
        "R-0001",
        "R-0002",
        "Ça fuit",
        "NOU00002",
    ):
        assert mot in texte, mot
    for cache in (SECRET, "Essai1", "R-0003", "R-0004", "06 12"):
        assert cache not in texte, cache
    with retards.uow.lecture() as session:
        e = EchangeReclamation
        notes = session.scalars(select(e).where(e.genre == GenreEchange.RELANCE)).all()
        assert {n.reclamation_id for n in notes} == {retards.ids["R-0001"], retards.ids["R-0002"]}
        assert {(n.canal, n.responsable_id, n.interlocuteur) for n in notes} == {
            (Canal.COURRIER, retards.qui, Interlocuteur.ENTREPRISE)
        }
        envoi = session.scalars(select(Envoi)).one()
        assert (envoi.quoi, envoi.nb_lignes) == ("relances", 2)
    (a,) = relances.lister(ListerARelancer(), retards.uow).qui
    assert a.derniere == date(2026, 11, 24)
    assert fait.changes.operation is not None
    annuler(AnnulerOperation(fait.changes.operation), retards.uow)
    (a,) = relances.lister(ListerARelancer(), retards.uow).qui
    assert a.derniere is None


def test_un_message_parti_est_note(retards: Retards) -> None:
    ids = (retards.ids["R-0001"],)
    changes = relances.noter(NoterRelance(retards.qui, ids), retards.uow)
    assert changes.touche("reclamations", retards.ids["R-0001"])
    par_reference: dict[str, tuple[date, ...]] = {
        li.ligne.reference: li.relances
        for li in relances.lister(ListerARelancer(), retards.uow).qui[0].lignes
    }
    assert par_reference == {"R-0001": (date(2026, 11, 24),), "R-0002": ()}


def test_rien_a_relancer_est_dit(retards: Retards, tmp_path: Path) -> None:
    inconnu: UUID = retards.uow.ids.new()
    for choix in ((), (PreparerRelance(inconnu),)):
        with pytest.raises(EntreeInvalide) as refus:
            imprimer_relances(ImprimerRelances(tmp_path / "r.pdf", choix), retards.uow)
        assert refus.value.code == "relance.rien"
    assert not (tmp_path / "r.pdf").exists()
    retards.passer("R-0001", E.FAITE)
    with pytest.raises(EntreeInvalide):
        relances.noter(NoterRelance(retards.qui, (retards.ids["R-0003"],)), retards.uow)
