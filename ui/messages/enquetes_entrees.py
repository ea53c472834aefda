"""Words for answers that come in: what a file cannot be, what is to be known of its lines."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.core.i18n import N_, _
from ui.messages.modele import Message

if TYPE_CHECKING:
    from app.services.enquetes.entrees import Motif

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "enquete.depot.autre_formulaire": Message(
            N_("« {fichier} » ne contient pas de réponses à « {titre} »."),
            N_("Aucune de ses colonnes ne porte le nom ou le libellé d’une question."),
            N_("Vérifiez le fichier, ou choisissez le questionnaire auquel il répond."),
        ),
    }
)
_MOTIFS: Mapping[str, str] = MappingProxyType(
    {
        "enquete.depot.colonne_inconnue": N_(
            "La colonne « {question} » ne répond à aucune question (ligne {message} :"
            " « {valeur} ») : elle n’est pas lue."
        ),
        "enquete.depot.table_inconnue": N_(
            "Le tableau « {question} » ne correspond à aucune série de questions : il n’est pas lu."
        ),
        "enquete.depot.tour_orphelin": N_(
            "« {question} », ligne {message} : l’enquête « {valeur} » à laquelle elle appartient"
            " n’est pas dans le fichier."
        ),
        "enquete.depot.case_illisible": N_(
            "{question}, ligne {message} : « {valeur} » ne dit ni oui ni non."
        ),
        "enquete.depot.faute": N_("{question} : « {valeur} » n’est pas accepté. {message}"),
        "enquete.depot.manquante": N_("{question} : il manque une réponse."),
        "enquete.depot.ecartee": N_("{question} : sans objet, laissé de côté."),
        "enquete.depot.en_double": N_("Cette enquête est déjà plus haut dans le fichier."),
        "enquete.depot.autres_reponses": N_(
            "Déjà dans la base avec d’autres réponses, qui sont gardées."
        ),
        "enquete.depot.version_inconnue": N_(
            "La version « {valeur} » du questionnaire n’est pas dans la base : lu avec celle en"
            " usage."
        ),
    }
)


def dire_motif(motif: Motif) -> str:
    """What is to be known of a line or of a file, in one sentence."""
    dit = _(_MOTIFS[motif.code]).format(
        question=motif.question, valeur=motif.valeur, message=motif.message
    )
    return dit.strip()
