"""Errors about witnesses and their meetings."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "temoin.accord_futur": Message(
        N_("L’accord ne peut pas être daté du {jour}."),
        N_("Ce jour n’est pas encore venu."),
        N_("Indiquez le jour où le ménage a accepté."),
    ),
    "temoin.deja": Message(
        N_("{menage} a déjà accepté de témoigner."),
        N_("Un ménage n’a qu’un accord à la fois."),
        N_("Modifiez l’accord en cours, ou retirez-le d’abord."),
    ),
    "temoin.retire": Message(
        N_("Ce témoin s’est retiré le {jour}."),
        N_("Un ménage qui se retire n’est plus proposé à personne, dès ce jour."),
        N_("Choisissez un autre témoin, ou recueillez un nouvel accord."),
    ),
    "temoin.suivi_clos": Message(
        N_("Le suivi de {menage} est clos."),
        N_("Une fois le suivi clos, l’équipe n’appelle plus le ménage."),
        N_("Rouvrez le suivi avec l’accord du ménage, puis notez qu’il témoigne."),
    ),
    "temoin.personne_d_ailleurs": Message(
        N_("{nom} ne fait pas partie de ce ménage."),
        N_("Celui ou celle qui témoigne vit dans le foyer qui a donné son accord."),
        N_("Choisissez une personne du foyer."),
    ),
    "rencontre.etat": Message(
        N_("Cette rencontre ne peut pas passer à cet état."),
        N_("Elle a déjà eu lieu, ou elle y est déjà."),
        N_("Regardez où elle en est ; notez une nouvelle rencontre s’il y en a une autre."),
    ),
    "rencontre.soi_meme": Message(
        N_("Ce ménage ne peut pas se rencontrer lui-même."),
        N_("Le témoin choisi est le ménage lui-même."),
        N_("Choisissez un autre témoin."),
    ),
    "rencontre.canal": Message(
        N_("Une rencontre ne se fait pas de cette façon."),
        N_("Elle a lieu à domicile, à la permanence, en groupe ou au téléphone."),
        N_("Choisissez l’une de ces façons."),
    ),
}
