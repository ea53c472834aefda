"""Errors of the settings page."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "reglages.refuse": Message(
        N_("Cette valeur ne convient pas : {reglage}."),
        N_("Elle sort des limites prévues pour ce réglage."),
        N_("Choisissez une valeur dans les limites indiquées."),
    ),
    "reglages.non_gardes": Message(
        N_("Le réglage n’a pas pu être gardé."),
        N_("Le dossier des réglages de cet ordinateur est plein ou protégé."),
        N_("Il vaut jusqu’à la fermeture. Libérez de la place, puis changez-le de nouveau."),
    ),
}
