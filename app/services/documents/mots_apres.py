"""The words of the life after the return: pairs of code and French word, for the vocabulary."""

from __future__ import annotations

from enum import StrEnum

from app.core.i18n import N_
from app.domain.apres import (
    Energie,
    EtatSoutien,
    GenreAction,
    GenreSoutien,
    MomentLoyer,
    SourceConso,
    SourceLoyer,
)
from app.domain.prises_en_main import EtatPointMontre, EtatPriseEnMain, MomentPriseEnMain

PAIRES: tuple[tuple[StrEnum, str], ...] = (
    (MomentPriseEnMain.RETOUR, N_("au retour")),
    (MomentPriseEnMain.HIVER, N_("premier hiver")),
    (MomentPriseEnMain.AUTRE, N_("autre visite")),
    (EtatPriseEnMain.PREVUE, N_("prévue")),
    (EtatPriseEnMain.FAITE, N_("faite")),
    (EtatPriseEnMain.ANNULEE, N_("annulée")),
    (EtatPointMontre.MONTRE, N_("montré")),
    (EtatPointMontre.A_REVOIR, N_("à revoir")),
    (EtatPointMontre.SANS_OBJET, N_("sans objet")),
    (MomentLoyer.AVANT, N_("avant les travaux")),
    (MomentLoyer.APRES, N_("après le retour")),
    (SourceLoyer.QUITTANCE, N_("quittance")),
    (SourceLoyer.BAIL, N_("bail")),
    (SourceLoyer.BAILLEUR, N_("bailleur")),
    (SourceLoyer.CAF, N_("CAF")),
    (SourceLoyer.DECLARATION, N_("dit par le ménage")),
    (Energie.ELECTRICITE, N_("électricité")),
    (Energie.GAZ, N_("gaz")),
    (Energie.FIOUL, N_("fioul")),
    (Energie.BOIS, N_("bois")),
    (Energie.CHARBON, N_("charbon")),
    (Energie.CHALEUR, N_("réseau de chaleur")),
    (SourceConso.FACTURE, N_("facture")),
    (SourceConso.COMPTEUR, N_("relevé de compteur")),
    (SourceConso.DECLARATION, N_("dit par le ménage")),
    (GenreSoutien.COACHING_ENERGIE, N_("coaching énergie")),
    (GenreSoutien.ARA, N_("auto-rénovation accompagnée")),
    (GenreSoutien.ENTRETIEN, N_("règles d’entretien expliquées")),
    (GenreSoutien.ACCUEIL_VOISINS, N_("accueil par les voisins")),
    (GenreSoutien.ACTION_COLLECTIVE, N_("action collective")),
    (EtatSoutien.PROPOSE, N_("proposé")),
    (EtatSoutien.INTERESSE, N_("intéressé")),
    (EtatSoutien.PREVU, N_("prévu")),
    (EtatSoutien.FAIT, N_("fait")),
    (EtatSoutien.REFUSE, N_("refusé")),
    (GenreAction.PONCTUELLE, N_("ponctuelle")),
    (GenreAction.REGULIERE, N_("régulière")),
    (GenreAction.AUTONOME, N_("menée par les habitants")),
)
