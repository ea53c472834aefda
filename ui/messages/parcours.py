"""Errors about the journey: milestones and wishes."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "etape.sans_date": Message(
        N_("Il manque une date à cette étape."),
        N_("Une étape est prévue un jour, ou faite un jour."),
        N_("Indiquez au moins l’une des deux dates."),
    ),
    "etape.futur": Message(
        N_("L’étape ne peut pas être faite le {jour}."),
        N_("Ce jour n’est pas encore venu."),
        N_("Écrivez-le comme date prévue."),
    ),
    "souhait.futur": Message(
        N_("Le souhait ne peut pas être daté du {jour}."),
        N_("Ce jour n’est pas encore venu."),
        N_("Indiquez le jour où le ménage l’a dit."),
    ),
}
