"""Errors about réceptions and their réserves."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "reception.rien": Message(
        N_("Aucun logement n’est choisi."),
        N_("Une réception porte sur des logements, ou sur toute une tranche."),
        N_("Choisissez des logements dans la liste, ou la tranche entière."),
    ),
    "reception.futur": Message(
        N_("La date du {jour} n’est pas encore venue."),
        N_("Une réception, une réserve ou sa levée se notent une fois qu’elles ont eu lieu."),
        N_("Indiquez le jour où cela s’est fait ; la date prévue se note dans la tranche."),
    ),
    "reception.apres_reclamation": Message(
        N_("La réception ne peut pas être du {jour} : une réserve date du {defaut}."),
        N_("Une réserve se note à la réception ou après, jamais avant."),
        N_("Corrigez la date de la réception, ou celle de la réserve."),
    ),
    "reception.deja": Message(
        N_("{ou} : les travaux sont déjà réceptionnés, le {jour}."),
        N_("Un logement, comme une tranche, n’est réceptionné qu’une fois."),
        N_("Corrigez la réception notée si elle est fausse, ou annulez-la."),
    ),
    "reception.avant_refus": Message(
        N_("{ou} : la réception ne peut pas être du {jour}."),
        N_("Elle a été refusée le {refus} : la suivante vient après."),
        N_("Indiquez un jour après ce refus, ou corrigez la date du refus."),
    ),
    "reception.refus_deja": Message(
        N_("{ou} : la réception est déjà notée comme refusée le {jour}."),
        N_("Un même refus ne se note qu’une fois."),
        N_("Corrigez le refus déjà noté, ou indiquez un autre jour."),
    ),
    "reception.hors_tranche": Message(
        N_("{ou} : ce logement n’est pas de cette réception."),
        N_("Il n’appartient pas à la tranche, ou sa réception a été notée à part."),
        N_("Choisissez un logement de la tranche, ou notez sa propre réception."),
    ),
    "reception.a_des_reserves": Message(
        N_("Cette réception a des réserves ({n})."),
        N_("Une réception sans réserve, refusée ou annulée ne peut pas en garder."),
        N_("Laissez « avec réserves » ; une réserve notée par erreur se clôt avec sa raison."),
    ),
    "reception.tranche_recue": Message(
        N_("La réception de cette tranche est notée au {jour}."),
        N_("Le calendrier de la tranche suit la réception qui a eu lieu."),
        N_("Si ce jour est faux, corrigez la réception dans l’onglet Réceptions de la cité."),
    ),
    "reception.refusee": Message(
        N_("La réception du {jour} a été refusée."),
        N_("Les réserves se notent sur une réception prononcée."),
        N_("Notez d’abord la nouvelle réception, puis ses réserves."),
    ),
    "reception.quel_logement": Message(
        N_("On ne sait pas quel logement a ce défaut."),
        N_("La réception porte sur toute une tranche."),
        N_("Choisissez le logement où la réserve a été vue."),
    ),
    "reception.aucune_reserve": Message(
        N_("Aucune réserve à lever."),
        N_("Toutes celles qui sont demandées sont déjà levées, ou il n’y en a pas."),
        N_("Vérifiez le logement ou l’entreprise choisis."),
    ),
    "reception.levee_avant": Message(
        N_("{reference} ne peut pas être levée le {jour}."),
        N_("Elle a été notée le {defaut}, après ce jour."),
        N_("Corrigez la date de la levée, ou laissez cette réserve de côté."),
    ),
    "reception.pas_une_reserve": Message(
        N_("{reference} n’est pas une réserve."),
        N_("C’est une réclamation du ménage : elle se clôt quand il confirme la réparation."),
        N_("Suivez-la dans la page Réclamations."),
    ),
    "reception.rien_a_imprimer": Message(
        N_("Aucune réserve à imprimer."),
        N_("Dans ce qui est choisi, il n’y en a pas à lever, ou les ménages refusent le partage."),
        N_("Choisissez une autre tranche, d’autres logements, ou toute la cité."),
    ),
}
