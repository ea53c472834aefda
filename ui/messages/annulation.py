"""Errors of undoing an action."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "annulation.inconnue": Message(
        N_("Cette action ne peut pas être annulée ici."),
        N_("Elle a été faite sur un autre ordinateur, ou par une version plus récente."),
        N_("Ouvrez l’historique du ménage pour remettre l’ancienne valeur."),
    ),
    "annulation.deja_faite": Message(
        N_("Cette action est déjà annulée."),
        N_("Quelqu’un l’a annulée depuis l’affichage de cette page."),
        N_("Il n’y a rien d’autre à faire."),
    ),
    "annulation.modifie_depuis": Message(
        N_("Cette action ne peut plus être annulée."),
        N_("Les mêmes informations ont été modifiées depuis : annuler effacerait ce travail."),
        N_("Ouvrez l’historique du ménage pour retrouver l’ancienne valeur et la remettre."),
    ),
    "annulation.utilise_depuis": Message(
        N_("Cette action ne peut plus être annulée."),
        N_("Ce qu’elle a créé sert depuis ailleurs : une visite, une tâche, une occupation…"),
        N_("Modifiez directement ce qui ne convient pas ; l’historique garde tout."),
    ),
}
