"""What a profile may be made of: tables and columns in words, why the others stay, proposals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.core.i18n import N_, _
from app.domain.envois import Etendue, Format, Frequence
from app.domain.partage import Destinataire, Partage
from app.services.exports import projection
from app.services.exports.profils import ContenuProfil
from app.services.exports.tableaux import explication
from db.models import Base
from db.models.base import colonnes_partageables, info_de

__all__ = [
    "ColonneChoix",
    "ColonneJamais",
    "ProfilPropose",
    "TableChoix",
    "TableJamais",
    "jamais",
    "proposes",
    "tables",
]

# What a person may look for among the tables, and will not find.
_JAMAIS: Mapping[str, str] = MappingProxyType(
    {
        "ressenti": N_("Ressentis"),
        "besoin": N_("Besoins"),
        "engagement": N_("Promesses faites au ménage"),
        "attachement": N_("Attachements"),
        "orientation": N_("Orientations vers un partenaire"),
        "rendez_vous": N_("Rendez-vous"),
        "tache": N_("Tâches"),
        "consentement": N_("Accords de partage"),
        "document": N_("Documents gardés"),
        "photo": N_("Photos"),
        "temoin": N_("Ménages témoins"),
        "annonce": N_("Ce qu’il faut annoncer aux ménages"),
        "soutien_retour": N_("Aides au retour"),
        "conso_energie": N_("Consommations d’énergie"),
    }
)


@dataclass(frozen=True, slots=True)
class ColonneChoix:
    """A column that may leave; one that is `obligatoire` always does with its table."""

    nom: str
    libelle: str
    obligatoire: bool


@dataclass(frozen=True, slots=True)
class ColonneJamais:
    """A column that never leaves: kept for the team, or confidential."""

    libelle: str
    partage: Partage


@dataclass(frozen=True, slots=True)
class TableChoix:
    """A table that may leave: what of it may, what never does."""

    nom: str
    titre: str
    colonnes: tuple[ColonneChoix, ...]
    jamais: tuple[ColonneJamais, ...]


@dataclass(frozen=True, slots=True)
class TableJamais:
    """A table that never leaves, and why, in a sentence."""

    titre: str
    raison: str


@dataclass(frozen=True, slots=True)
class ProfilPropose:
    """A profile to start from: what it is for, and what it says."""

    explication: str
    contenu: ContenuProfil


def tables() -> tuple[TableChoix, ...]:
    """The tables that may leave for a bailleur, in dependency order."""
    choix = []
    for permise in projection.projections():
        partageables = colonnes_partageables(permise.table, Destinataire.BAILLEUR)
        retenues = [
            ColonneJamais(_(str(info_de(c)["libelle"])), info_de(c)["partage"])
            for c in permise.table.columns
            if c.name not in partageables and info_de(c)["libelle"]
        ]
        colonnes = tuple(
            ColonneChoix(c.nom, explication(c.nom, c.libelle), c.obligatoire)
            for c in permise.colonnes
        )
        choix.append(TableChoix(permise.nom, permise.titre, colonnes, tuple(retenues)))
    return tuple(choix)


def jamais() -> tuple[TableJamais, ...]:
    """What never leaves, whatever the profile."""
    permises = {p.nom for p in projection.projections()}
    return tuple(
        TableJamais(_(titre), _raison(nom)) for nom, titre in _JAMAIS.items() if nom not in permises
    )


def _raison(nom: str) -> str:
    classes = {
        info_de(c)["partage"] for c in Base.metadata.tables[nom].columns if info_de(c)["libelle"]
    }
    if classes <= {Partage.CONFIDENTIEL}:
        return _("Confidentiel : seules les personnes habilitées de l’équipe le lisent.")
    return _("Dit à l’équipe pour accompagner le ménage : rien n’en va au bailleur.")


def proposes() -> tuple[ProfilPropose, ...]:
    """Profiles to start from. Their tables are among those that may leave."""
    return (
        ProfilPropose(
            _(
                "Une fois par mois : les ménages, leurs logements, où en est leur parcours et leur"
                " relogement. Un tableur pour lire, un CSV pour son logiciel."
            ),
            ContenuProfil(
                _("Suivi pour le bailleur"),
                tables=_parmi(
                    "bailleur cite tranche changement_calendrier logement menage personne"
                    " occupation etape pratique souhait referent intervenant visite visite_motif"
                    " note cloture permanence reception etat_des_lieux quittance"
                ),
                frequence=Frequence.MENSUELLE,
            ),
        ),
        ProfilPropose(
            _(
                "Chaque semaine, ce qui a changé dans les réclamations et les réserves : états,"
                " passages, échéances, et de quoi appeler le ménage."
            ),
            ContenuProfil(
                _("Réclamations de la semaine"),
                tables=_parmi(
                    "cite tranche logement menage personne occupation reception responsable"
                    " dossier_collectif reclamation suivi_reclamation echange_reclamation"
                    " passage_reclamation"
                ),
                etendue=Etendue.DELTA,
                frequence=Frequence.HEBDOMADAIRE,
            ),
        ),
        ProfilPropose(
            _(
                "Chaque semaine, ce qui a changé dans les propositions de logement, les"
                " déménagements, les compteurs et les clés."
            ),
            ContenuProfil(
                _("Relogement"),
                tables=_parmi(
                    "cite tranche logement menage personne occupation besoins_relogement souhait"
                    " trajectoire charte_relogement proposition plan_relogement equipe"
                    " demenagement report_demenagement releve_compteur cle_logement"
                ),
                etendue=Etendue.DELTA,
                formats=(Format.XLSX, Format.CSV_FR),
                frequence=Frequence.HEBDOMADAIRE,
            ),
        ),
    )


def _parmi(noms: str) -> frozenset[str]:
    return frozenset(noms.split())
