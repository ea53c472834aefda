"""Errors of the papers of moves, of their wording, and of the calendar."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "demenagements.rien_a_imprimer": Message(
        N_("Il n’y a aucun déménagement à imprimer."),
        N_("Aucun déménagement prévu ne correspond à ce choix."),
        N_(
            "Choisissez d’autres jours, une autre équipe ou une autre cité. Une convention ne"
            " concerne que les départs vers un logement provisoire."
        ),
    ),
    "modele.vide": Message(
        N_("Ce document n’a pas de titre ou pas de texte."),
        N_("Un papier vide ne dirait rien à personne."),
        N_("Écrivez le titre et le texte, ou revenez au texte fourni."),
    ),
    "modele.long": Message(
        N_("Ce texte est trop long."),
        N_("Un titre tient en {titre} caractères, un texte en {texte}."),
        N_("Raccourcissez-le : une page se lit, six ne se lisent pas."),
    ),
    "modele.champs": Message(
        N_("Des champs de ce texte n’existent pas."),
        N_("Voyette ne sait pas remplir : {champs}."),
        N_("Choisissez le champ dans la liste « Insérer un champ », ou effacez-le."),
    ),
    "calendrier.nom": Message(
        N_("Le nom de l’agenda ne convient pas."),
        N_("{fichier} ne se termine pas par .ics."),
        N_("Donnez à l’agenda un nom qui se termine par .ics."),
    ),
    "calendrier.dates": Message(
        N_("Ces dates d’agenda ne se suivent pas."),
        N_("La fin ({au}) vient avant le début ({du})."),
        N_("Choisissez une fin qui suit le début."),
    ),
    "calendrier.inconnu": Message(
        N_("« {texte} » n’est pas trouvé."),
        N_("Les noms connus : {connus}."),
        N_("Écrivez un de ces noms, ou assez de lettres pour n’en désigner qu’un."),
    ),
}
