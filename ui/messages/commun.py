"""Errors that belong to no subject in particular."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "general.sans_texte": Message(
        N_("Cette action n’a pas pu aboutir."),
        N_("Voyette l’a refusée pour une raison qu’elle ne sait pas encore expliquer ({code})."),
        N_("Rien n’a été modifié. Réessayez ; si cela continue, transmettez ce code."),
    ),
    "general.introuvable": Message(
        N_("Cet élément n’existe plus."),
        N_("Il a été supprimé ou fusionné depuis l’affichage de cette page."),
        N_("Revenez à la liste : elle est à jour."),
    ),
    "saisie.date_incomprise": Message(
        N_("Cette date n’est pas comprise : « {texte} »."),
        N_("Une date s’écrit par exemple 24/11, 24 nov, vendredi, +3 ou demain."),
        N_("Retapez la date, ou laissez le champ vide."),
    ),
    "saisie.obligatoire": Message(
        N_("Il manque : {champ}."),
        N_("Sans cette information, la saisie ne peut pas être enregistrée."),
        N_("Remplissez ce champ puis enregistrez de nouveau."),
    ),
}
