"""Errors of the charter of an operation, of its crews and of its closings."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "charte.borne": Message(
        N_("« {champ} » ne peut pas être {valeur}."),
        N_("Ce nombre se tient entre {mini} et {maxi}."),
        N_("Corrigez-le, ou laissez la case vide pour garder la valeur proposée."),
    ),
    "charte.ordre": Message(
        N_("L’ordre des priorités est incomplet."),
        N_("Chaque priorité doit y être une fois, et une seule."),
        N_("Reprenez l’ordre proposé, puis montez ou descendez ce qui doit changer de place."),
    ),
    "charte.tranche_ailleurs": Message(
        N_("La tranche {tranche} n’est pas de cette cité."),
        N_("La charte d’une cité ne vaut que pour ses tranches."),
        N_("Choisissez une tranche de la cité affichée."),
    ),
}
