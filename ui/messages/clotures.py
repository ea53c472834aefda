"""Errors about the end of a follow-up and the documents kept."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "cloture.deja": Message(
        N_("Le suivi de ce ménage est déjà clos."),
        N_("Quelqu’un l’a clos depuis l’affichage de cette page."),
        N_("Rouvrez le suivi si l’accompagnement reprend."),
    ),
    "cloture.futur": Message(
        N_("Le suivi ne peut pas être clos le {jour}."),
        N_("Ce jour n’est pas encore venu."),
        N_("Indiquez le jour où l’accompagnement s’est terminé, aujourd’hui au plus tard."),
    ),
    "cloture.reste": Message(
        N_("Encore ouvert pour ce ménage, et pas tranché : {nombre}."),
        N_("On ne clôt pas un suivi en oubliant une promesse, une annonce ou une demande."),
        N_("Réglez chaque chose dans « Ce qui attend », ou cochez que vous la laissez ouverte."),
    ),
    "cloture.pas_close": Message(
        N_("Le suivi de ce ménage est déjà ouvert."),
        N_("Quelqu’un l’a rouvert depuis l’affichage de cette page."),
        N_("Il n’y a rien à faire : la page montre le suivi en cours."),
    ),
    "document.abime": Message(
        N_("« {titre} » ne peut pas être relu."),
        N_("Ce qui est dans la base n’est plus ce qui avait été imprimé."),
        N_(
            "Lancez la vérification de la base dans Réglages, "
            "puis restaurez la dernière sauvegarde saine."
        ),
    ),
}
