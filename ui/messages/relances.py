"""Reminders and the weekly meeting: what cannot be printed or written."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "relance.rien": Message(
        N_("Il n’y a personne à relancer."),
        N_("Les réclamations choisies sont réparées, finies, ou n’ont plus ce responsable."),
        N_("Actualisez la liste, puis choisissez à nouveau."),
    ),
    "reunion.rien": Message(
        N_("Il n’y a aucune réclamation à passer en revue."),
        N_("Aucune réclamation ouverte ne peut être montrée pour ces cités."),
        N_("Choisissez une autre cité, ou toutes."),
    ),
    "reunion.format": Message(
        N_("Ce nom de fichier ne convient pas."),
        N_("{chemin} ne se termine ni par .xlsx ni par .csv."),
        N_("Donnez au fichier un nom qui se termine par .xlsx ou .csv."),
    ),
}
