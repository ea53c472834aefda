"""Errors about the points of contact of an estate."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "contact.sans_nom": Message(
        N_("Ce contact n’a ni nom ni organisme."),
        N_("La carte dit aux habitants qui appeler : une personne, ou un service."),
        N_("Choisissez quelqu’un de l’équipe, ou écrivez un nom ou un organisme."),
    ),
    "contact.injoignable": Message(
        N_("Ce contact n’a ni téléphone ni courriel."),
        N_("Personne ne pourrait le joindre."),
        N_("Donnez un numéro ou un courriel, ici ou dans la page de l’équipe."),
    ),
    "contact.arrete": Message(
        N_("Ce contact est déjà arrêté depuis le {jour}."),
        N_("Il ne figure plus sur la carte."),
        N_("Ajoutez-en un nouveau s’il répond de nouveau."),
    ),
}
