"""Faults of the machine, the disk or the file."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "base.inaccessible": Message(
        N_("La base ne s’ouvre pas."),
        N_("Le fichier {chemin} est absent, ou ce compte n’a pas le droit de le lire."),
        N_("Vérifiez que le disque ou la clé USB est branché, ou choisissez une autre base."),
    ),
    "base.inaccessible_lecture": Message(
        N_("La base ne se lit plus."),
        N_("Le fichier a été déplacé, retiré, ou ce compte n’a plus le droit de le lire."),
        N_("Vérifiez que le disque est branché, puis ouvrez de nouveau la base."),
    ),
    "base.cle_refusee": Message(
        N_("Ce fichier ne s’ouvre pas avec cette clé."),
        N_("Ce n’est pas une base Voyette, ou elle est abîmée, ou sa clé est celle d’une autre."),
        N_("Choisissez un autre fichier, ou restaurez la dernière sauvegarde."),
    ),
    "base.occupee": Message(
        N_("La base est occupée."),
        N_("Un autre travail y écrit en ce moment."),
        N_("Rien n’a été enregistré. Attendez quelques secondes puis recommencez."),
    ),
    "base.disque_plein": Message(
        N_("Le disque est plein."),
        N_("Il ne reste pas assez de place pour enregistrer."),
        N_("Vos données sont intactes. Libérez de la place, puis enregistrez de nouveau."),
    ),
    "base.lecture_seule": Message(
        N_("La base ne peut pas être modifiée."),
        N_("Le disque ou le fichier est en lecture seule."),
        N_("Copiez la base sur un disque où l’on peut écrire, ou demandez-en le droit."),
    ),
    "base.abimee": Message(
        N_("La base est abîmée."),
        N_("Une partie du fichier ne se lit plus : disque fatigué, copie interrompue…"),
        N_("Ne travaillez plus dessus : restaurez la dernière sauvegarde, le fichier est gardé."),
    ),
    "base.erreur_disque": Message(
        N_("Le disque a refusé l’écriture."),
        N_("Il a été débranché, ou il est en mauvais état."),
        N_("Rien n’est perdu de ce qui était enregistré. Rebranchez-le puis recommencez."),
    ),
    "fichier.ecriture_impossible": Message(
        N_("Le fichier n’a pas pu être écrit."),
        N_("Le dossier {chemin} est plein, protégé, ou n’existe plus."),
        N_("Choisissez un autre dossier puis recommencez."),
    ),
    "fichier.lecture_impossible": Message(
        N_("Le fichier ne se lit pas."),
        N_("{chemin} est absent, ou ce compte n’a pas le droit de le lire."),
        N_("Vérifiez que le disque est branché, ou choisissez un autre fichier."),
    ),
}
