"""Words of the errors of the command line itself."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "ligne.phrase_absente": Message(
        N_("La phrase secrète n’a pas été donnée."),
        N_("Elle ne peut pas être un argument : d’autres pourraient la lire."),
        N_("Mettez-la dans la variable {variable}, ou dans un fichier avec --phrase-file."),
    ),
    "ligne.phrase_illisible": Message(
        N_("Le fichier de la phrase secrète n’a pas pu être lu : « {fichier} »."),
        N_("Il n’existe pas, est protégé, ou n’est pas un fichier de texte."),
        N_("Vérifiez son nom ; la phrase est sa première ligne."),
    ),
    "ligne.fichier_illisible": Message(
        N_("Le fichier « {fichier} » n’a pas pu être lu."),
        N_("Il n’existe pas, est protégé, ou n’est pas un fichier de texte."),
        N_("Vérifiez son nom, puis recommencez."),
    ),
    "ligne.base_non_dite": Message(
        N_("Il manque la base sur laquelle travailler."),
        N_("Cette commande agit sur une base chiffrée."),
        N_("Ajoutez --base FICHIER avant le nom de la commande."),
    ),
    "ligne.base_absente": Message(
        N_("Ce fichier n’existe pas : « {fichier} »."),
        N_("Le nom est peut-être mal écrit, ou le fichier a été déplacé."),
        N_("Vérifiez le chemin, ou créez une base avec la commande creer."),
    ),
    "operation.taille": Message(
        N_("Cette opération fictive est trop grande, ou n’a aucun sens."),
        N_("Une opération a de 0 à 5000 ménages, de 0 à 1000 tiroirs, de 1 à 200 tranches."),
        N_("Par exemple : --menages 240 --tiroirs 30 --tranches 12."),
    ),
    "ligne.menage_ambigu": Message(
        N_("« {texte} » ne désigne pas un seul ménage."),
        N_("Trouvés : {trouves}."),
        N_("Donnez le code UG ou l’identifiant du ménage."),
    ),
    "ligne.jour_incompris": Message(
        N_("Ce jour n’est pas compris : « {texte} »."),
        N_("Il s’écrit année-mois-jour."),
        N_("Par exemple : --jour 2026-11-24."),
    ),
}
