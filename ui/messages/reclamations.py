"""Errors about complaints: their states, appointments, photos, cases, delays and who repairs."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "reclamation.etat": Message(
        N_("La réclamation ne peut pas passer à cet état."),
        N_("Elle y est déjà, ou elle est close : elle ne peut alors qu’être contestée."),
        N_("Regardez où elle en est avant de la changer."),
    ),
    "reclamation.raison": Message(
        N_("Il manque la raison."),
        N_("Une réclamation se termine quand le ménage confirme, ou pour une raison écrite."),
        N_("Choisissez une raison ; pour « autre raison », écrivez-la en quelques mots."),
    ),
    "reclamation.motif": Message(
        N_("« Réserve levée » ne convient pas à une réclamation."),
        N_("Seule une réserve notée à la réception se lève ; une réclamation se confirme."),
        N_("Choisissez une autre raison, ou demandez au ménage si c’est réparé."),
    ),
    "reclamation.futur": Message(
        N_("La date du {jour} n’est pas encore venue, ou l’heure est trop tardive."),
        N_("Le suivi dit ce qui s’est passé ; ce qui est prévu est un rendez-vous."),
        N_("Corrigez la date ou l’heure, ou proposez un rendez-vous pour ce jour-là."),
    ),
    "reclamation.avant_ouverture": Message(
        N_("Le {jour} est avant l’ouverture de la réclamation ({ouverture})."),
        N_("Rien n’a pu lui arriver avant qu’elle soit connue."),
        N_("Corrigez la date, ou celle de l’ouverture si elle est fausse."),
    ),
    "reclamation.avant_etat": Message(
        N_("Le {jour} est avant la réparation ou la clôture ({depuis})."),
        N_("Le ménage confirme ou conteste ce qui a déjà été fait."),
        N_("Corrigez la date."),
    ),
    "reclamation.deja_suivie": Message(
        N_("L’ouverture ne peut pas être du {jour} : la réclamation a déjà avancé avant."),
        N_("Son histoire commence le jour où elle est connue."),
        N_("Choisissez une date plus ancienne."),
    ),
    "reclamation.sans_objet": Message(
        N_("La réclamation ne dit pas de quel logement elle parle."),
        N_("Sans ménage ni logement, personne ne saurait où intervenir."),
        N_("Choisissez un ménage, ou un logement s’il est vide."),
    ),
    "reclamation.autre_logement": Message(
        N_("Cette réserve parle d’un logement que la réception ne concerne pas."),
        N_("Une réserve se rattache à la réception de son logement ou de sa tranche."),
        N_("Choisissez un logement de cette réception."),
    ),
    "reclamation.reouverture_hors_gpa": Message(
        N_("La garantie de parfait achèvement de ce défaut s’est terminée le {fin}."),
        N_("Ce qui a été signalé à temps reste dû ; un défaut nouveau est une autre réclamation."),
        N_("Écrivez pourquoi c’est bien le même défaut, ou ouvrez une nouvelle réclamation."),
    ),
    "passage.fini": Message(
        N_("Ce rendez-vous est déjà terminé."),
        N_("On sait s’il a été tenu, manqué ou annulé."),
        N_("Proposez un nouveau rendez-vous, ou annulez la dernière action si c’est une erreur."),
    ),
    "passage.pas_encore": Message(
        N_("Le rendez-vous est le {jour} : ce jour n’est pas encore venu."),
        N_("On note qu’il est tenu ou manqué une fois qu’il a eu lieu."),
        N_("Attendez ce jour, déplacez le rendez-vous ou annulez-le."),
    ),
    "passage.etat": Message(
        N_("Ce rendez-vous est déjà dans cet état."),
        N_("Il est proposé, puis accepté ; pour changer de jour, on le déplace."),
        N_("Choisissez ce qu’il est devenu, ou déplacez-le."),
    ),
    "passage.avant_ouverture": Message(
        N_("Le rendez-vous ({jour}) est avant l’ouverture de la réclamation ({ouverture})."),
        N_("Personne ne vient réparer ce qui n’est pas encore connu."),
        N_("Corrigez le jour du rendez-vous."),
    ),
    "passage.lointain": Message(
        N_("Le rendez-vous ({jour}) est dans plus d’un an."),
        N_("L’année est sans doute fausse."),
        N_("Corrigez le jour du rendez-vous."),
    ),
    "passage.rien_a_planifier": Message(
        N_("La réclamation {reference} n’attend plus de réparation."),
        N_("Elle est réparée ou close : un rendez-vous n’y servirait à rien."),
        N_("Si le défaut est toujours là, notez d’abord qu’elle est contestée."),
    ),
    "defaut.photo_deja": Message(
        N_("Cette photo est déjà là."),
        N_("La même image deux fois n’apprend rien de plus."),
        N_("Choisissez-en une autre."),
    ),
    "defaut.photo_futur": Message(
        N_("La photo ne peut pas avoir été prise le {jour} : ce jour n’est pas venu."),
        N_("L’appareil était sans doute mal réglé."),
        N_("Corrigez le jour, ou laissez-le vide."),
    ),
    "dossier.une_seule": Message(
        N_("Un dossier collectif réunit au moins deux réclamations."),
        N_("Seule, une réclamation se suit dans sa propre page."),
        N_("Choisissez-en plusieurs."),
    ),
    "dossier.deja_groupee": Message(
        N_("La réclamation {reference} est déjà dans le dossier {dossier}."),
        N_("Une réclamation ne se suit que dans un dossier à la fois."),
        N_("Retirez-la de ce dossier d’abord, ou joignez les autres à {dossier}."),
    ),
    "dossier.pas_groupee": Message(
        N_("La réclamation {reference} n’est dans aucun dossier."),
        N_("Quelqu’un l’en a sans doute déjà retirée."),
        N_("Il n’y a rien à faire."),
    ),
    "dossier.chacun_dit": Message(
        N_("Confirmer ou contester ne se fait pas pour tout un dossier."),
        N_("Chaque ménage dit pour son logement si c’est réparé."),
        N_("Notez la réponse de chacun dans sa réclamation."),
    ),
    "dossier.rien_a_changer": Message(
        N_("Aucune réclamation du dossier {reference} ne peut passer à cet état."),
        N_("Elles y sont déjà, ou sont terminées."),
        N_("Regardez où en est chacune dans la liste du dossier."),
    ),
    "responsable.deja": Message(
        N_("« {nom} » est déjà dans la liste, pour ce lot."),
        N_("Deux fois le même nom couperait son suivi en deux."),
        N_("Modifiez celui qui existe, ou précisez le lot."),
    ),
    "delai.borne": Message(
        N_("{champ} : {valeur} n’est pas possible."),
        N_("Un délai va de 1 à {maximum}."),
        N_("Corrigez le nombre, ou laissez la case vide : il n’y a alors pas de délai."),
    ),
}
