"""Taking a renovated home in hand: visits foreseen by themselves, held, put right."""

from app.domain.prises_en_main import EtatPointMontre, EtatPriseEnMain, MomentPriseEnMain
from app.services.prises_en_main.commandes import (
    AnnulerPrise,
    DeplacerPrise,
    LirePrise,
    LirePrises,
    PlanifierManquantes,
    PointTenu,
    PrevoirPrise,
    TenirPrise,
)
from app.services.prises_en_main.lecture import (
    PointARevoir,
    PointVisite,
    PriseLue,
    PrisesMenage,
    lire,
    lire_prises,
)
from app.services.prises_en_main.manquantes import (
    Manquantes,
    PlanificationFaite,
    manquantes,
    planifier_manquantes,
)
from app.services.prises_en_main.suivre import annuler, deplacer, prevoir, tenir
from db.queries.prises_en_main import PointPriseFiche, PriseFiche

__all__ = [
    "AnnulerPrise",
    "DeplacerPrise",
    "EtatPointMontre",
    "EtatPriseEnMain",
    "LirePrise",
    "LirePrises",
    "Manquantes",
    "MomentPriseEnMain",
    "PlanificationFaite",
    "PlanifierManquantes",
    "PointARevoir",
    "PointPriseFiche",
    "PointTenu",
    "PointVisite",
    "PrevoirPrise",
    "PriseFiche",
    "PriseLue",
    "PrisesMenage",
    "TenirPrise",
    "annuler",
    "deplacer",
    "lire",
    "lire_prises",
    "manquantes",
    "planifier_manquantes",
    "prevoir",
    "tenir",
]
