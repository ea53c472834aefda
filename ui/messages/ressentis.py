"""Errors about feelings."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "ressenti.aucun": Message(
        N_("Aucun ressenti n’est choisi."),
        N_("Il n’y a rien à noter tant qu’aucun mot n’est pris dans la liste."),
        N_("Choisissez au moins un ressenti."),
    ),
    "ressenti.jour_de_visite": Message(
        N_("Le jour de ce ressenti est celui de sa visite, le {jour}."),
        N_("Il a été dit pendant une visite : les deux ne peuvent pas avoir deux dates."),
        N_("Corrigez la date de la visite, ou retirez ce ressenti et notez-le à part."),
    ),
    "ressenti.personne_d_ailleurs": Message(
        N_("{nom} ne fait pas partie de ce ménage."),
        N_("Un ressenti est dit par quelqu’un du foyer, ou par tout le ménage."),
        N_("Choisissez une personne du foyer, ou « tout le ménage »."),
    ),
}
