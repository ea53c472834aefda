"""Errors about attachments and photos."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "attachement.futur": Message(
        N_("Le {jour} n’est pas encore venu."),
        N_("On note ici ce qui a été dit ou décidé, pas ce qui le sera."),
        N_("Indiquez aujourd’hui ou un jour passé."),
    ),
    "attachement.autre_menage": Message(
        N_("Cette personne ou cette visite n’est pas de ce ménage."),
        N_("Un attachement se rattache aux personnes et aux visites du ménage lui-même."),
        N_("Choisissez une personne ou une visite du ménage affiché."),
    ),
    "attachement.raison": Message(
        N_("Il manque la raison de cette décision."),
        N_("Quand quelque chose est perdu ou compensé, la personne a droit à une explication."),
        N_("Écrivez la raison en une phrase que vous pourriez lui dire."),
    ),
    "attachement.dit_avant": Message(
        N_("La décision n’a pas pu être dite le {jour}."),
        N_("Elle a été prise le {decidee}, plus tard."),
        N_("Corrigez le jour où elle a été dite au ménage."),
    ),
    "photo.accord_futur": Message(
        N_("L’accord n’a pas pu être donné le {jour}."),
        N_("Ce jour n’est pas encore venu."),
        N_("Demandez l’accord d’abord, puis ajoutez la photo."),
    ),
    "photo.accord_manque": Message(
        N_("Personne n’a donné son accord pour cette photo."),
        N_("Sans accord, aucune photo n’est gardée."),
        N_(
            "Demandez l’accord à une personne du ménage, puis choisissez-la ici. Si elle n’est "
            "pas notée, ajoutez-la d’abord dans l’onglet Foyer."
        ),
    ),
    "photo.deja": Message(
        N_("Cette photo est déjà dans le dossier de ce ménage."),
        N_("Elle y a été ajoutée sous « {titre} »."),
        N_("Choisissez une autre photo, ou gardez celle qui y est."),
    ),
    "photo.retrait_a_confirmer": Message(
        N_("Cochez la case pour effacer la photo."),
        N_("Une photo dont l’accord est retiré est effacée pour toujours : rien ne la ramène."),
        N_("Cochez la case, ou fermez pour garder la photo."),
    ),
    "photo.effacee": Message(
        N_("Cette photo n’existe plus."),
        N_("Son accord a été retiré, ou elle a été retirée du dossier."),
        N_("Rien à faire : la liste va se mettre à jour."),
    ),
    "photo.inaccessible": Message(
        N_("Je ne peux pas lire le fichier « {fichier} »."),
        N_("Il a été déplacé, il est ouvert ailleurs, ou vous n’avez pas le droit de le lire."),
        N_("Copiez-le dans vos documents, puis choisissez cette copie."),
    ),
    "photo.vide": Message(
        N_("Le fichier « {fichier} » est vide."),
        N_("Sa copie depuis le téléphone ou l’appareil n’est sans doute pas allée au bout."),
        N_("Copiez la photo à nouveau, puis choisissez-la."),
    ),
    "photo.pdf": Message(
        N_("« {fichier} » est un PDF, pas une photo."),
        N_("Changer la fin de son nom ne change pas ce qu’il contient."),
        N_("Choisissez la photo elle-même (JPEG ou PNG), ou faites une capture de la page."),
    ),
    "photo.archive": Message(
        N_("« {fichier} » n’est pas une photo : c’est une archive ou un document."),
        N_("Une archive ZIP, un document Word ou un classeur peuvent contenir des photos."),
        N_("Ouvrez-le, enregistrez la photo qu’il contient (JPEG ou PNG), puis choisissez-la."),
    ),
    "photo.heic": Message(
        N_("« {fichier} » est au format HEIC, que Voyette ne sait pas lire."),
        N_("Certains téléphones gardent leurs photos sous cette forme."),
        N_(
            "Sur le téléphone, envoyez-vous la photo par courriel, ou choisissez dans les réglages "
            "de l’appareil photo « le plus compatible » : elle sera en JPEG."
        ),
    ),
    "photo.pas_une_image": Message(
        N_("« {fichier} » n’est pas une photo que je sais lire."),
        N_("Je lis les images JPEG, PNG, WebP, BMP, TIFF et GIF."),
        N_("Enregistrez la photo en JPEG ou en PNG, puis choisissez ce fichier."),
    ),
    "photo.abimee": Message(
        N_("La photo « {fichier} » est abîmée."),
        N_("Elle commence comme une image, mais la suite manque ou ne se lit pas."),
        N_("Copiez-la à nouveau depuis le téléphone ou l’appareil, puis choisissez-la."),
    ),
    "photo.trop_grande": Message(
        N_("La photo « {fichier} » a trop de points."),
        N_("Au-delà de {limite} millions de points, la lire bloquerait cet ordinateur."),
        N_("Réduisez-la avec l’outil photo de l’ordinateur, puis choisissez la copie réduite."),
    ),
    "photo.trop_lourde": Message(
        N_("Le fichier « {fichier} » pèse {taille} Mo."),
        N_("Je lis les photos jusqu’à {limite} Mo."),
        N_("Réduisez-la avec l’outil photo de l’ordinateur, puis choisissez la copie réduite."),
    ),
    "annulation.photo_effacee": Message(
        N_("Cette photo ne peut pas revenir."),
        N_(
            "Ses images ont été effacées : l’accord a été retiré, ou la photo avait été retirée "
            "du dossier depuis plus de {jours} jours."
        ),
        N_("Demandez l’accord à nouveau et reprenez la photo, si la personne le souhaite."),
    ),
}
