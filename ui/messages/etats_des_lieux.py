"""Errors about inventories of a home."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "etat_des_lieux.futur": Message(
        N_("La date du {jour} n’est pas encore venue."),
        N_("Un état des lieux se note une fois fait, et se signe ce jour-là ou après."),
        N_("Indiquez le jour où il a été fait."),
    ),
    "etat_des_lieux.pas_ici": Message(
        N_("Ce logement n’est pas de ceux du ménage."),
        N_("On fait l’état des lieux d’un logement que le ménage habite, quitte ou rejoint."),
        N_("Notez d’abord son séjour ou son déménagement dans ce logement."),
    ),
    "etat_des_lieux.deja": Message(
        N_("Cet état des lieux existe déjà, du {jour}."),
        N_("On n’en ouvre pas un second le même jour, ni tant que le premier n’est pas signé."),
        N_("Complétez celui qui est commencé, ou retirez-le s’il était une erreur."),
    ),
    "etat_des_lieux.signature_avant": Message(
        N_("La signature est datée d’avant l’état des lieux du {jour}."),
        N_("On signe ce qui a été constaté."),
        N_("Corrigez l’une des deux dates."),
    ),
    "etat_des_lieux.vide": Message(
        N_("Cet état des lieux ne dit encore rien."),
        N_("On ne signe pas une feuille vide."),
        N_("Notez d’abord au moins un élément, puis la date de signature."),
    ),
    "etat_des_lieux.signe": Message(
        N_("Cet état des lieux a été signé le {jour}."),
        N_("Ce que le ménage a signé ne change plus sans lui."),
        N_("Pour corriger avec son accord, retirez d’abord la date de signature."),
    ),
    "etat_des_lieux.non_note": Message(
        N_("Rien n’est noté de cet élément."),
        N_("Une réclamation reprend ce qui a été constaté."),
        N_("Notez d’abord dans quel état il est."),
    ),
    "etat_des_lieux.deja_signale": Message(
        N_("Ce défaut est déjà suivi : {reference}."),
        N_("Un même défaut ne s’ouvre qu’une fois."),
        N_("Suivez {reference} dans les réclamations du ménage."),
    ),
    "etat_des_lieux.sans_reception": Message(
        N_("Aucune réception n’est notée pour ce logement."),
        N_("Une réserve se rattache à la réception des travaux."),
        N_("Ouvrez une réclamation, ou notez d’abord la réception dans la page de la cité."),
    ),
}
