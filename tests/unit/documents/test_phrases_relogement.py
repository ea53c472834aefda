"""Rehousing in words: budgets with what is missing, offers, needs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from app.domain.budget import Budget
from app.domain.relogements import MotifRefus, ReponseProposition
from app.services.documents import phrases_relogement as mots
from db.queries.relogement import BesoinsFiche, PropositionFiche

D = Decimal
JOUR = date(2026, 11, 24)


def net(texte: str) -> str:
    """Without the blanks of French typography."""
    return texte.replace("\u00a0", " ").replace("\u202f", " ")


def offre(**champs: object) -> PropositionFiche:
    valeurs: dict[str, object] = {
        "id": UUID(int=1), "logement_id": UUID(int=2), "proposee_le": date(2026, 11, 12),
        "visite_le": None, "reponse": ReponseProposition.EN_ATTENTE, "repondue_le": None,
        "motif": None, "precision": None, "commission_le": None, "loyer": None, "charges": None,
        "apl": None, "adresse": "8 Rue d’Œuf", "commune": "Rouvroy", "cite_id": UUID(int=3),
        "typologie": "T3", "surface": D("68.5"), "plain_pied": True, "jardin": None,
        "garage": None, "animaux": False,
    }  # fmt: skip
    return PropositionFiche(**(valeurs | champs))  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("budget", "reste", "taux"),
    [
        (
            Budget(D(410), D("35.5"), D("180.25"), D(1450)),
            "410,00 € + 35,50 € − 180,25 € = 265,25 €",
            "265,25 € ÷ 1 450,00 € = 18,3 %",
        ),
        (
            Budget(D(410), None, None, None),
            "410,00 € + ? − ? : il manque les charges et l’APL",
            "il manque les charges, l’APL et les ressources",
        ),
        (
            Budget(D(410), D(0), D(0), D(0)),
            "410,00 € + 0,00 € − 0,00 € = 410,00 €",
            "sans objet : aucune ressource",
        ),
    ],
)
def test_un_budget_dit_son_calcul_ou_ce_qui_manque(budget: Budget, reste: str, taux: str) -> None:
    assert net(mots.reste_a_charge(budget)) == reste
    assert net(mots.taux_d_effort(budget)) == taux


@pytest.mark.parametrize(
    ("difference", "dit"),
    [
        (None, ""),
        (D(0), "soit autant qu’aujourd’hui"),
        (D("12.5"), "soit 12,50 € de plus par mois"),
        (D("-12.5"), "soit 12,50 € de moins par mois"),
    ],
)
def test_la_difference_se_dit(difference: Decimal | None, dit: str) -> None:
    assert net(mots.ecart_de_reste(difference)) == dit


def test_une_proposition_se_dit() -> None:
    assert mots.bien(offre()) == "T3 · 68,5 m² · de plain-pied · animaux non admis"
    assert mots.reponse(offre(), JOUR) == "◇ en attente de réponse depuis 12 jours"
    assert mots.reponse(offre(proposee_le=JOUR), JOUR) == "◇ en attente de réponse"
    refusee = offre(
        reponse=ReponseProposition.REFUSEE,
        repondue_le=date(2026, 11, 20),
        motif=MotifRefus.AUTRE,
        precision="trop loin du marché",
    )
    assert mots.reponse(refusee, JOUR) == (
        "✕ refusée le 20/11/2026 : autre raison, trop loin du marché"
    )
    dates = offre(visite_le=date(2026, 11, 30), commission_le=date(2026, 12, 8))
    assert mots.jours_de(dates, JOUR) == (
        "proposé le 12/11/2026 · visite prévue le 30/11/2026 · commission du 08/12/2026"
    )
    assert "visité le" in mots.jours_de(dates, date(2026, 12, 1))
    assert [mots.compte(n, 3) for n in (1, 2)] == ["1 proposition sur 3", "2 propositions sur 3"]


def test_les_besoins_dits_ne_disent_pas_ce_que_personne_n_a_dit() -> None:
    dits = mots.besoins(
        BesoinsFiche(
            UUID(int=1), chambres=1, plain_pied=True, appareil=None, animaux=False,
            animaux_precision=None, jardin=False, garage=None, scolarises=None,
            apres_le=date(2026, 12, 1), un_seul_demenagement=False, volume_m3=30,
        )
    )  # fmt: skip
    assert dits == [
        "1 chambre",
        "de plain-pied",
        "sans animaux",
        "pas de déménagement avant le 01/12/2026",
        "30 m³ à déménager",
    ]
    assert mots.besoins(None) == []
