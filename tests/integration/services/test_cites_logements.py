"""Estates of the catalogue and of the team, works batches, dwellings."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.errors import AppError
from app.domain.logements import EtatLogement
from app.services import cites, logements
from app.services.annulation import AnnulerOperation, annuler
from db.uow import UnitOfWork
from tests import factories


def test_le_catalogue_a_les_68_cites_de_2016() -> None:
    connues = cites.catalogue()
    assert len(connues) == len({c.cle for c in connues}) == 68
    assert sum(c.unesco.startswith("Unesco") for c in connues) > 30
    assert all(c.nom and c.communes and c.epci and c.operation for c in connues)
    brebis = next(c for c in connues if c.nom == "Cité des Brebis")
    assert (brebis.communes, brebis.logements_estimes) == ("Bully-les-Mines / Mazingarbe", 438)


def test_ajouter_depuis_le_catalogue_une_seule_fois(uow: UnitOfWork) -> None:
    demande = cites.AjouterDepuisCatalogue(("cité declercq", "Cité Foch"))
    ajout = cites.depuis_catalogue(demande, uow)
    assert len(ajout.ids["cites"]) == 2
    assert cites.depuis_catalogue(demande, uow).operation is None
    trouvees = cites.lister(cites.ListerCites(), uow)
    assert [(c.nom, c.epci, c.logements_estimes) for c in trouvees] == [
        ("Cité Declercq", "CAHC", 394),
        ("Cité Foch", "CAHC", 318),
    ]
    assert ajout.operation is not None
    annuler(AnnulerOperation(ajout.operation), uow)
    assert cites.lister(cites.ListerCites(), uow) == ()


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (lambda u: cites.depuis_catalogue(cites.AjouterDepuisCatalogue(("Atlantis",)), u),
         "cite.hors_catalogue"),
        (lambda u: cites.creer(cites.CreerCite("cite  NOUMEA", "Rouvroy"), u), "cite.deja"),
        (lambda u: cites.creer(cites.CreerCite(" "), u), "saisie.obligatoire"),
    ],
)  # fmt: skip
def test_ce_qui_ne_va_pas_est_dit(uow: UnitOfWork, action, code: str) -> None:
    cites.creer(cites.CreerCite("Cité Nouméa", "Rouvroy"), uow)
    with pytest.raises(AppError) as refus:
        action(uow)
    assert refus.value.code == code


def test_modifier_une_cite_et_son_bailleur(uow: UnitOfWork) -> None:
    bailleur = cites.creer_bailleur(cites.CreerBailleur("Bailleur fictif"), uow).principal
    cite = cites.creer(cites.CreerCite("Cité fictive", "Rouvroy", {"fictive": True}), uow).principal
    assert cite is not None
    champs = {"bailleur_id": bailleur, "telephone": "03 21 00 00 00", "lieu_permanence": "Mairie"}
    cites.modifier(cites.ModifierCite(cite, champs), uow)
    (ligne,) = cites.lister(cites.ListerCites(), uow)
    assert (ligne.bailleur, ligne.telephone, ligne.fictive) == (
        "Bailleur fictif",
        "0321000000",
        True,
    )
    with pytest.raises(AppError) as refus:
        cites.creer_bailleur(cites.CreerBailleur("BAILLEUR FICTIF"), uow)
    assert refus.value.code == "bailleur.deja"


def test_logements_et_tranches(uow: UnitOfWork) -> None:
    cite, autre = factories.cite(uow), factories.cite(uow)
    tranche = logements.creer_tranche(
        logements.CreerTranche(cite, "T1", {"debut_travaux": date(2026, 1, 5)}), uow
    ).principal
    assert tranche is not None
    creation = logements.creer(
        logements.CreerLogement(
            cite, "UG-1", {"numero": "2", "voie": "Rue d’Œuf", "surface": "71,5", "etat": "tiroir"}
        ),
        uow,
    )
    assert creation.principal is not None
    logements.modifier(logements.ModifierLogement(creation.principal, {"tranche_id": tranche}), uow)
    factories.menage(uow, logement_id=factories.logement(uow, cite_id=cite))
    libres = logements.lister(logements.LireLogements(cite, libres=True), uow)
    assert [(li.code_ug, li.etat, li.tranche) for li in libres] == [
        ("UG-1", EtatLogement.TIROIR, "T1")
    ]
    assert len(logements.lister(logements.LireLogements(cite, "stockholm"), uow)) == 1
    assert logements.tranches(logements.LireTranches(cite), uow)[0].nb_logements == 1
    refus = {
        "logement.ug_pris": lambda: logements.creer(logements.CreerLogement(autre, "UG-1"), uow),
        "logement.tranche_ailleurs": lambda: logements.creer(
            logements.CreerLogement(autre, "UG-2", {"tranche_id": tranche}), uow
        ),
        "tranche.deja": lambda: logements.creer_tranche(logements.CreerTranche(cite, "T1"), uow),
        "saisie.periode": lambda: logements.modifier_tranche(
            logements.ModifierTranche(tranche, {"fin_travaux": date(2025, 1, 1)}), uow
        ),
    }
    for code, action in refus.items():
        with pytest.raises(AppError) as refuse:
            action()
        assert refuse.value.code == code
