"""A household that refused sharing, in a file of the landlord: it may come in, nothing leaves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.domain.accompagnement import Partenaire
from app.domain.envois import Etendue
from app.domain.retours import Issue
from app.services.exports.retours_fichiers import DemanderApercu, ListerRetours, apercu, lister
from app.services.exports.selection.delta import SelectionDelta
from app.services.exports.synchroniser import Synchroniser, synchroniser
from db.models import Consentement, Quittance
from db.uow import UnitOfWork
from tests import factories
from tests.integration.envois.boite import Distant
from tests.integration.exports.paquets import composer_en_clair, profil
from tests.integration.exports.test_delta import changements, repere
from tests.integration.retours.cas import ENTETES as RECLAMATIONS
from tests.integration.retours.cas import Dossier
from tests.integration.retours_fichiers.cas import Bailleur, codes, issues, prendre, texte, voir
from tests.integration.retours_fichiers.test_loyers import ENTETES as LOYERS

DIT = "retour_fichier.partage_refuse"
NOM = "Secretovna"


def refuser(uow: UnitOfWork, menage_id: UUID, *, accorde: bool = False) -> None:
    factories.ecrire(
        uow,
        Consentement(
            id=uow.ids.new(), menage_id=menage_id, partenaire=Partenaire.BAILLEUR,
            accorde=accorde, donne_le=date(2026, 3, 1),
        ),
    )  # fmt: skip


@pytest.fixture
def menages(uow: UnitOfWork) -> tuple[UUID, UUID]:
    """One that refused, one that agreed."""
    cite = factories.cite(uow, nom="Nouméa")
    ids = []
    for n, nom in enumerate((NOM, "Accord"), 1):
        logement = factories.logement(uow, cite_id=cite, code_ug=f"NOU{n:05d}")
        ids.append(factories.menage(uow, nom, "Anne", logement_id=logement))
        refuser(uow, ids[-1], accorde=n == 2)
    return ids[0], ids[1]


@pytest.mark.usefixtures("menages")
def test_la_ligne_le_dit_et_se_prend(uow: UnitOfWork) -> None:
    vu = voir(
        uow, LOYERS,
        ("NOU00001", NOM, "512,40", "38", "01/11/2026"),
        ("NOU00002", "Accord", "498", "38", "01/11/2026"),
    )  # fmt: skip
    assert issues(vu) == [Issue.APPLICABLE] * 2
    assert [DIT in codes(li) for li in vu.lignes] == [True, False]
    assert prendre(uow, vu).prises == 2


@pytest.mark.usefixtures("menages")
def test_des_locataires_le_disent_aussi(uow: UnitOfWork) -> None:
    entetes = ("Code UG", "Nom", "Prénom", "Téléphone portable")
    vu = voir(
        uow, entetes,
        ("NOU00001", NOM, "Anne", "0799999999"), ("NOU00002", "Accord", "Anne", "0799999998"),
    )  # fmt: skip
    assert [DIT in codes(li) for li in vu.lignes] == [True, False]


def test_des_reclamations_le_disent_aussi(uow: UnitOfWork, tmp_path: Path) -> None:
    dossier = Dossier(uow, tmp_path, 2)
    siens = [dossier.ligne(f"R-000{n}").menage_id for n in (1, 2)]
    assert siens[0] is not None
    assert siens[0] != siens[1]
    refuser(uow, siens[0])
    lignes = [(f"R-000{n}", f"NOU0000{n}", "En cours", "12/11/2026", "", "") for n in (1, 2)]
    vu = voir(uow, RECLAMATIONS, *lignes)
    assert [DIT in codes(li) for li in vu.lignes] == [True, False]
    rdv = ("N° réclamation", "Code UG", "RDV le", "Fin des travaux", "Réception")
    vu = voir(uow, rdv, *((f"R-000{n}", "", "03/12/2026", "", "") for n in (1, 2)), nom="b.csv")
    assert issues(vu) == [Issue.APPLICABLE] * 2
    assert [DIT in codes(li) for li in vu.lignes] == [True, False]


def test_rien_de_ce_menage_ne_repart(uow: UnitOfWork, menages: tuple[UUID, UUID]) -> None:
    refuse, accorde = menages
    Bailleur(uow)
    distant, lu = Distant(), profil(pseudonymes=False)
    depuis = repere(uow)
    ligne = (f"{NOM} Anne", "512,40", "38", "01/01/2027")
    octets = texte(LOYERS, ("NOU00001", *ligne), ("NOU00002", "Accord", *ligne[1:]))
    distant.retours["loyers.csv"] = octets
    synchroniser(Synchroniser(), uow, distant)
    (recu,) = lister(ListerRetours(), uow)
    assert prendre(uow, apercu(DemanderApercu(recu.id), uow)).prises == 2
    with uow.lecture() as session:
        assert session.scalar(select(func.count()).select_from(Quittance)) == 2
    synchroniser(Synchroniser(), uow, distant)
    # Nothing answers the file: neither receipt nor package goes out because it was taken.
    assert distant.depots == {}
    assert list(distant.retours) == ["loyers.csv"]

    delta = changements(uow, lu, depuis)
    assert all(r.id not in (refuse,) for r in delta.retraits())
    selection = SelectionDelta(lu, uow.clock.today(), delta)
    for choisie in (selection, None):
        manifeste, archive = composer_en_clair(uow, lu, choisie)
        assert manifeste.etendue is (Etendue.DELTA if choisie else Etendue.COMPLET)
        ecrit = b"".join(archive.read(nom) for nom in archive.namelist())
        assert accorde.hex.encode() in ecrit
        for cache in (refuse.hex, NOM, NOM.upper()):
            assert cache.encode() not in ecrit
