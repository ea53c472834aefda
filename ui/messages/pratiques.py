"""Errors about the good practices offered to households."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "pratique.futur": Message(
        N_("Une bonne pratique ne peut pas être notée au {jour}."),
        N_("Ce jour n’est pas encore venu."),
        N_("Indiquez le jour où cela s’est passé, aujourd’hui au plus tard."),
    ),
    "pratique.inconnue": Message(
        N_("La bonne pratique « {pratique} » n’est pas dans le catalogue."),
        N_("Elle vient peut-être du catalogue d’une autre machine."),
        N_("Choisissez-en une dans la liste, ou ajoutez-la au catalogue de l’équipe."),
    ),
    "pratique.personne": Message(
        N_("Aucun ménage n’est choisi."),
        N_("Une bonne pratique se note pour un ménage au moins."),
        N_("Choisissez les ménages dans la liste (Maj et flèches, Ctrl+A pour tous)."),
    ),
    "pratique.motif": Message(
        N_("Il manque la raison pour laquelle on l’écarte."),
        N_("L’équipe doit comprendre plus tard pourquoi ce ménage n’est pas concerné."),
        N_("Écrivez-la en quelques mots."),
    ),
}
