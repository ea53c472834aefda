"""Words for a questionnaire refused by the reader of XLSForm: what is wrong, and where."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.i18n import N_
from ui.messages.modele import Message

_TITRE = N_("Le questionnaire « {fichier} » contient une erreur.")
_CORRIGER = N_("Corrigez le questionnaire dans le tableur, puis chargez-le de nouveau.")
_RAISONS: Mapping[str, str] = MappingProxyType(
    {
        "nom_double": N_(
            "Feuille {feuille}, ligne {ligne} : « {nom} » sert deux fois dans le même groupe."
        ),
        "choix_doubles": N_(
            "Feuille {feuille}, ligne {ligne} : deux choix de la même liste ont le même nom."
        ),
        "choix_sans_nom": N_("Feuille {feuille}, ligne {ligne} : ce choix n’a pas de nom."),
        "choix_espace": N_(
            "Le choix « {nom} » contient une espace : une question à plusieurs réponses ne peut pas"
            " s’en servir."
        ),
        "liste": N_(
            "Ligne {ligne} : la liste de choix « {nom} » n’existe pas dans la feuille choices."
        ),
        "sans_choix": N_(
            "Ligne {ligne} : la question attend une liste de choix, et le classeur n’a pas de"
            " feuille choices avec les colonnes list_name, name et label."
        ),
        "fin": N_(
            "Ligne {ligne} : « {nom} » s’ouvre et ne se ferme jamais. Il manque une ligne"
            " end {genre}."
        ),
        "debut": N_(
            "Ligne {ligne} : une ligne end {genre} ferme ce qui n’est pas ouvert (« {nom} »)."
        ),
        "sans_nom": N_("Ligne {ligne} : cette question n’a pas de nom (colonne name)."),
        "sans_genre": N_("Ligne {ligne} : cette question n’a pas de genre (colonne type)."),
        "sans_libelle": N_(
            "Ligne {ligne} : la question « {nom} » n’a ni libellé ni aide (colonnes label et hint)."
        ),
        "sans_calcul": N_("Ligne {ligne} : ce calcul n’a pas de formule (colonne calculation)."),
        "nom": N_(
            "Feuille {feuille}, ligne {ligne}, colonne {colonne} : un nom commence par une lettre"
            " et ne contient que des lettres, des chiffres, « _ », « - » et « . »."
        ),
        "reference": N_(
            "Feuille {feuille}, ligne {ligne}, colonne {colonne} : aucune question ne s’appelle"
            " « {nom} »."
        ),
        "reference_double": N_(
            "Feuille {feuille}, ligne {ligne}, colonne {colonne} : plusieurs questions s’appellent"
            " « {nom} », on ne sait pas laquelle est voulue."
        ),
        "reference_ecrite": N_(
            "Feuille {feuille}, ligne {ligne}, colonne {colonne} : une réponse se cite par le nom"
            " de sa question entre accolades, précédées d’un dollar."
        ),
        "genre": N_("Ligne {ligne} : « {nom} » n’est pas un genre de question."),
        "colonne": N_("Il manque une colonne à la feuille {feuille} : {nom}."),
        "colonne_double": N_("Deux colonnes de la feuille {feuille} disent la même chose : {nom}."),
        "colonne_vide": N_(
            "Feuille {feuille}, ligne {ligne} : le titre d’une colonne est vide ou contient une"
            " espace."
        ),
        "parametre": N_(
            "Ligne {ligne}, colonne parameters : ce réglage n’est pas accepté. Le lecteur de"
            " XLSForm dit : {detail}"
        ),
    }
)
MESSAGES: Mapping[str, Message] = MappingProxyType(
    {f"enquete.refus.{nom}": Message(_TITRE, texte, _CORRIGER) for nom, texte in _RAISONS.items()}
)
