"""The vault, passphrases, the recovery key, the instance lock, backups and restores."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

_PHRASES: Mapping[str, Message] = {
    "phrase.vide": Message(
        N_("La phrase de passe est vide."),
        N_("Sans elle, la base ne peut pas être protégée ni ouverte."),
        N_("Tapez votre phrase de passe."),
    ),
    "phrase.trop_faible": Message(
        N_("Cette phrase est trop facile à deviner."),
        N_("Un prénom, une date, une suite de touches ou une phrase courte se trouvent vite."),
        N_(
            "Prenez au moins cinq mots sans rapport entre eux, ou laissez Voyette vous en"
            " proposer sept."
        ),
    ),
    "secours.longueur": Message(
        N_("La clé de secours n’est pas complète."),
        N_("Elle compte {attendus} caractères, en onze groupes de quatre ; {lus} ont été tapés."),
        N_("Comparez avec la feuille imprimée, groupe par groupe."),
    ),
    "secours.caractere": Message(
        N_("Un caractère ne peut pas faire partie de la clé de secours."),
        N_("« {caractere} », dans le groupe {groupe}, n’y figure jamais."),
        N_("Relisez ce groupe sur la feuille imprimée."),
    ),
    "secours.groupe": Message(
        N_("La clé de secours contient une faute de frappe."),
        N_("La faute est dans le groupe : {groupes}."),
        N_("Relisez ce groupe sur la feuille imprimée ; les autres sont justes."),
    ),
    "secours.refusee": Message(
        N_("Cette clé de secours n’ouvre pas cette base."),
        N_("Elle est bien écrite, mais c’est celle d’une autre base, ou une plus récente existe."),
        N_("Cherchez la feuille imprimée la plus récente, ou tapez une phrase de passe."),
    ),
}

_COFFRE: Mapping[str, Message] = {
    "coffre.phrase_refusee": Message(
        N_("Ce n’est pas la bonne phrase."),
        N_("Aucune phrase de passe de cette base ne correspond. Rien n’a été modifié."),
        N_("Essayez de nouveau, ou ouvrez avec la clé de secours imprimée."),
    ),
    "coffre.trop_d_essais": Message(
        N_("Il faut attendre un peu avant d’essayer encore."),
        N_("Plusieurs phrases ont été refusées de suite."),
        N_("Recommencez dans {secondes} secondes. Redémarrer ne raccourcit pas l’attente."),
    ),
    "coffre.verrouille": Message(
        N_("La base est verrouillée."),
        N_("Sa clé a été retirée de la mémoire."),
        N_("Tapez votre phrase de passe pour continuer ; vos saisies sont gardées."),
    ),
    "coffre.existe": Message(
        N_("Une base existe déjà à cet endroit."),
        N_("Le fichier {chemin} garde les clés d’une base : il n’est jamais remplacé."),
        N_("Ouvrez cette base, ou choisissez un autre nom."),
    ),
    "base.existe": Message(
        N_("Un fichier existe déjà à cet endroit."),
        N_("Le fichier {chemin} n’est jamais remplacé par une nouvelle base."),
        N_("Ouvrez-le, ou choisissez un autre nom."),
    ),
    "coffre.absent": Message(
        N_("Le coffre de cette base manque."),
        N_("Le fichier {chemin}, qui garde les clés, n’est pas à côté de la base."),
        N_("Remettez-le à sa place : chaque sauvegarde en contient une copie."),
    ),
    "coffre.illisible": Message(
        N_("Le coffre de cette base ne se lit pas."),
        N_("Ce compte n’a pas le droit de lire {chemin}, ou le disque est débranché."),
        N_("Vérifiez le disque et les droits du fichier, puis recommencez."),
    ),
    "coffre.abime": Message(
        N_("Le coffre de cette base est abîmé."),
        N_("Le contenu du fichier {chemin} n’est pas celui d’un coffre."),
        N_("Remplacez-le par la copie de la dernière sauvegarde ; la base n’a pas été touchée."),
    ),
    "coffre.plus_recent": Message(
        N_("Ce coffre vient d’une version plus récente de Voyette."),
        N_("Cette version ne sait pas le lire ; elle n’y a rien changé."),
        N_("Installez la dernière version de Voyette."),
    ),
    "coffre.autre_base": Message(
        N_("Ce coffre n’est pas celui de la base ouverte."),
        N_("Les deux fichiers ne vont pas ensemble : l’un d’eux a été remplacé."),
        N_("Rien n’a été modifié. Remettez le coffre d’origine à côté de la base."),
    ),
    "coffre.nom_vide": Message(
        N_("Il manque un nom."),
        N_("Chaque phrase de passe appartient à une personne de l’équipe."),
        N_("Indiquez votre nom tel qu’il doit s’afficher."),
    ),
    "coffre.nom_pris": Message(
        N_("{nom} a déjà une phrase de passe."),
        N_("Deux accès du même nom ne se distingueraient pas."),
        N_("Changez sa phrase, ou indiquez un autre nom."),
    ),
    "coffre.derniere_phrase": Message(
        N_("Cette phrase ne peut pas être retirée."),
        N_("C’est la seule : plus personne n’ouvrirait la base."),
        N_("Ajoutez d’abord la phrase d’une autre personne."),
    ),
    "coffre.personne_inconnue": Message(
        N_("Cet accès n’existe plus."),
        N_("Il a été retiré du coffre entre-temps."),
        N_("Fermez cette fenêtre et regardez la liste des accès."),
    ),
}

_SAUVEGARDES: Mapping[str, Message] = {
    "base.deja_ouverte": Message(
        N_("Cette base est déjà ouverte."),
        N_("Une autre fenêtre de Voyette l’utilise sur cet ordinateur (depuis : {depuis})."),
        N_("Continuez dans l’autre fenêtre, ou fermez-la puis recommencez."),
    ),
    "base.plus_recente": Message(
        N_("Cette base a été ouverte avec une version plus récente de Voyette."),
        N_("Cette version ne sait pas la lire (schéma {version}) ; elle n’y a rien changé."),
        N_("Installez la dernière version de Voyette sur cet ordinateur."),
    ),
    "base.migration_refusee": Message(
        N_("La mise à jour de la base n’a pas abouti."),
        N_("Des renvois ne tiendraient plus dans « {table} ». La base est restée comme avant."),
        N_("Gardez la version précédente de Voyette et signalez-le à votre référent."),
    ),
    "sauvegarde.invalide": Message(
        N_("La sauvegarde n’a pas été gardée."),
        N_("La copie écrite dans {chemin} ne se relit pas comme il faut."),
        N_("Vos données sont intactes. Sauvegardez sur un autre disque, puis vérifiez la base."),
    ),
    "sauvegarde.abimee": Message(
        N_("Cette sauvegarde est abîmée."),
        N_("Elle ne se relit pas entièrement. Rien n’a été remplacé."),
        N_("Choisissez une autre sauvegarde, par exemple la précédente."),
    ),
}

_VERIFICATION: Mapping[str, Message] = {
    "verification.ouverture": Message(
        N_("Le début du fichier ne se lit pas."),
        N_("Il est abîmé, vide, ou ce fichier n’est pas la base de ce coffre."),
        N_("Restaurez la dernière sauvegarde ; le fichier présent sera gardé de côté."),
    ),
    "verification.pages": Message(
        N_("Le fichier de la base est abîmé."),
        N_("{nombre} page(s) ont changé sur le disque sans que Voyette les écrive : {detail}."),
        N_("Restaurez la dernière sauvegarde ; le fichier présent sera gardé de côté."),
    ),
    "verification.structure": Message(
        N_("Les tables de la base ne sont plus en ordre."),
        N_("Une partie du fichier a été mal écrite ou remplacée."),
        N_("Restaurez la dernière sauvegarde ; le fichier présent sera gardé de côté."),
    ),
    "verification.liens": Message(
        N_("Des lignes renvoient à d’autres qui n’existent pas."),
        N_("{nombre} renvoi(s) sans réponse, dans : {detail}."),
        N_("Continuez à travailler, faites une sauvegarde et signalez-le à votre référent."),
    ),
    "verification.version": Message(
        N_("La base n’est pas de la même version que Voyette."),
        N_("Elle en est au schéma {version}."),
        N_("Ouvrez-la avec la dernière version de Voyette, puis vérifiez de nouveau."),
    ),
    "verification.schema": Message(
        N_("L’organisation de la base n’est pas celle attendue."),
        N_("Elle a été modifiée hors de Voyette : {detail}."),
        N_("Faites une sauvegarde, continuez à travailler et signalez-le à votre référent."),
    ),
    "verification.journal": Message(
        N_("L’historique ne correspond pas aux données."),
        N_("{nombre} écart(s) entre ce qui a été enregistré et ce qui est là : {detail}."),
        N_("Faites une sauvegarde, ne modifiez plus ces fiches et signalez-le."),
    ),
    "verification.index": Message(
        N_("La recherche n’est pas à jour."),
        N_("{nombre} ménage(s) ne se trouvent pas comme il faut ; les données sont intactes."),
        N_("Reconstruisez la recherche : cela prend quelques secondes et ne change rien d’autre."),
    ),
}

# What each check is called in a report, whether it passed or not.
CONTROLES: Mapping[str, str] = {
    "verification.ouverture": N_("Ouverture du fichier"),
    "verification.pages": N_("Intégrité de chaque page"),
    "verification.structure": N_("Ordre des tables"),
    "verification.liens": N_("Renvois entre les lignes"),
    "verification.version": N_("Version de la base"),
    "verification.schema": N_("Organisation de la base"),
    "verification.journal": N_("Historique"),
    "verification.index": N_("Recherche et listes"),
}

MESSAGES: Mapping[str, Message] = {**_PHRASES, **_COFFRE, **_SAUVEGARDES, **_VERIFICATION}
