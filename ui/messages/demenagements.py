"""Errors of moves: days, order, checklist, keys and meters."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "demenagement.week_end": Message(
        N_("Le {jour} est un samedi ou un dimanche."),
        N_("On ne travaille pas ce jour-là, et on n’impose rien à un locataire le week-end."),
        N_("Choisissez un autre jour, ou écrivez pourquoi ce jour-là : le ménage le demande…"),
    ),
    "demenagement.ferie": Message(
        N_("Le {jour} est un jour férié."),
        N_("On ne travaille pas ce jour-là, et on n’impose rien à un locataire un jour férié."),
        N_("Choisissez un autre jour, ou écrivez pourquoi ce jour-là : le ménage le demande…"),
    ),
    "demenagement.passe": Message(
        N_("Le {jour} est déjà passé."),
        N_("Un déménagement se prévoit pour aujourd’hui ou plus tard."),
        N_("Choisissez un jour à venir ; s’il a eu lieu, notez-le depuis la fiche du ménage."),
    ),
    "demenagement.futur": Message(
        N_("Le {jour} n’est pas encore venu."),
        N_("On note ce qui a eu lieu, une fois que c’est fait."),
        N_("Indiquez le jour où cela s’est vraiment passé."),
    ),
    "demenagement.meme_jour": Message(
        N_("Ce ménage déménage déjà le {jour}."),
        N_("On ne fait pas deux déménagements d’un même ménage le même jour."),
        N_("Choisissez un autre jour, ou changez d’abord la date de l’autre déménagement."),
    ),
    "demenagement.retour_avant": Message(
        N_("Le retour du {retour} est avant le départ du {depart}."),
        N_("On ne rentre chez soi qu’après en être parti."),
        N_("Changez l’une des deux dates."),
    ),
    "demenagement.pas_parti": Message(
        N_("Ce ménage n’est pas parti : il ne peut pas rentrer le {jour}."),
        N_("Un retour suit un départ vers un logement provisoire."),
        N_("Prévoyez d’abord le départ, ou choisissez un déménagement définitif."),
    ),
    "demenagement.deja_fait": Message(
        N_("Ce déménagement a déjà eu lieu."),
        N_("Ce qui est fait ne se déplace pas et ne s’annule pas."),
        N_("Si c’est une erreur, annulez l’action depuis l’historique du ménage."),
    ),
    "demenagement.deja_annule": Message(
        N_("Ce déménagement est annulé."),
        N_("Il ne reste que pour mémoire."),
        N_("Prévoyez un nouveau déménagement depuis la fiche du ménage."),
    ),
    "demenagement.deja_confirme": Message(
        N_("Ce déménagement est déjà confirmé."),
        N_("Le ménage et les déménageurs ont donné leur accord pour ce jour."),
        N_("Rien à faire ; changez la date si elle ne tient plus."),
    ),
    "demenagement.retour_prevu": Message(
        N_("Son retour est prévu le {jour}."),
        N_("Sans départ, ce retour n’aurait plus de sens."),
        N_("Annulez d’abord le retour, ou changez seulement la date du départ."),
    ),
    "demenagement.point_inconnu": Message(
        N_("« {point} » n’est pas dans la liste de préparation."),
        N_("Seules les lignes du catalogue se cochent."),
        N_("Ajoutez cette ligne au catalogue « demenagement », puis relancez Voyette."),
    ),
    "demenagement.index_plus_bas": Message(
        N_("L’index {valeur} est plus bas que le précédent : {avant}, le {jour}."),
        N_("Un compteur ne recule pas : un chiffre est peut-être mal lu, ou le compteur est neuf."),
        N_("Relisez le compteur ; si c’est bien ce qu’il montre, gardez ce relevé."),
    ),
    "demenagement.pas_ici": Message(
        N_("Ce logement n’est pas celui de ce déménagement."),
        N_("On relève les compteurs et on compte les clés des deux logements du déménagement."),
        N_("Choisissez le logement quitté ou le nouveau."),
    ),
    "demenagement.cles_en_trop": Message(
        N_("Il y aurait plus de clés rendues que remises : {quoi}."),
        N_("{remises} ont été remises au ménage, {rendues} sont déjà rendues."),
        N_("Vérifiez le nombre, ou notez d’abord les clés remises qui manquent."),
    ),
}
