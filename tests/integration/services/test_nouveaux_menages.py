"""Newcomers: a household that arrives once the works are received starts after them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

from pypdf import PdfReader

from app.domain.menages import Phase
from app.domain.parcours_modele import GenreParcours
from app.domain.partage import Destinataire
from app.services import menages, parcours
from app.services.documents import ImprimerFiches, imprimer_fiches
from app.services.imports import AppliquerImport, PreparerImport, appliquer, preparer
from db.models import Tranche
from db.uow import UnitOfWork
from tests import factories

RECEPTION = date(2026, 6, 30)


def logement_recu(uow: UnitOfWork, **champs: object) -> UUID:
    """A dwelling of a batch whose works were received last June."""
    cite, tranche = factories.cite(uow), uow.ids.new()
    factories.ecrire(
        uow,
        Tranche(
            id=tranche, cite_id=cite, nom="1", debut_travaux=date(2026, 1, 5),
            fin_travaux=date(2026, 6, 26), reception=RECEPTION,
        ),
    )  # fmt: skip
    return factories.logement(uow, cite_id=cite, tranche_id=tranche, **champs)


def test_cree_apres_la_reception_il_est_apres(uow: UnitOfWork, tmp_path: Path) -> None:
    cmd = menages.CreerMenage(
        {"nom": "Nowak", "prenom": "Zofia"},
        logement_id=logement_recu(uow),
        depuis=date(2026, 9, 15),
    )
    menage_id = menages.creer(cmd, uow).principal
    assert menage_id is not None
    fiche = menages.fiche(menages.LireFiche(menage_id), uow)
    assert fiche.phase is Phase.APRES
    lu = parcours.lire(parcours.LireParcours(menage_id), uow)
    assert (lu.genre, lu.phase) == (GenreParcours.ARRIVEE, Phase.APRES)
    sortie = tmp_path / "fiche.pdf"
    imprimer_fiches(ImprimerFiches(Destinataire.MENAGE, sortie, (menage_id,)), uow)
    dit = " ".join(page.extract_text() for page in PdfReader(sortie).pages)
    assert "vous êtes installé·e dans votre logement" in dit.replace("\n", " ")


def test_deja_la_avant_la_reception_il_n_est_pas_nouveau(uow: UnitOfWork) -> None:
    cmd = menages.CreerMenage(
        {"nom": "Nowak"}, logement_id=logement_recu(uow), depuis=date(1998, 3, 1)
    )
    menage_id = menages.creer(cmd, uow).principal
    assert menage_id is not None
    lu = parcours.lire(parcours.LireParcours(menage_id), uow)
    assert lu.genre is not GenreParcours.ARRIVEE


def test_un_locataire_importe_apres_la_reception_est_apres(uow: UnitOfWork, tmp_path: Path) -> None:
    logement_recu(uow, code_ug="NEUF00001")
    fichier = tmp_path / "locataires.csv"
    fichier.write_text(
        "Code UG;Nom;Prénom;Date d’entrée\nNEUF00001;NOWAK;Zofia;15/09/2026\n", encoding="utf-8"
    )
    apercu = preparer(PreparerImport(fichier, "locataires"), uow)
    appliquer(AppliquerImport(apercu, accepter_rejets=True), uow)
    (ligne,) = menages.page(menages.PageMenages(menages.FiltreMenages()), uow)
    assert ligne.phase is Phase.APRES
    fiche = menages.fiche(menages.LireFiche(ligne.id), uow)
    assert (fiche.phase, fiche.menage.nom) == (Phase.APRES, ligne.nom)
