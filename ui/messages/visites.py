"""Errors of visits, promises, tasks and appointments."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "visite.jour_futur": Message(
        N_("Une visite ne peut pas être datée du {jour} : ce jour n’est pas encore venu."),
        N_("On consigne ce qui a eu lieu ; ce qui est prévu est un rendez-vous ou une tâche."),
        N_("Corrigez la date, ou notez-la dans « À faire ensuite »."),
    ),
    "visite.jour_trop_ancien": Message(
        N_("La date {jour} est trop ancienne pour une visite."),
        N_("Elle remonte à plus de dix ans : l’année est sans doute fausse."),
        N_("Corrigez la date."),
    ),
    "visite.echeance_passee": Message(
        N_("L’échéance ({pour_le}) est avant le {jour}."),
        N_("Ce qui est promis ou à faire vient après le jour où on le décide."),
        N_("Choisissez une date à venir, ou laissez la date vide."),
    ),
    "visite.echeance_lointaine": Message(
        N_("L’échéance ({pour_le}) est dans plus de dix ans."),
        N_("L’année est sans doute fausse."),
        N_("Corrigez la date."),
    ),
    "visite.intensite": Message(
        N_("L’intensité {intensite} n’existe pas."),
        N_("Un ressenti se note de 1 (léger) à 5 (très fort)."),
        N_("Choisissez une valeur de 1 à 5, ou aucune."),
    ),
    "visite.menage_sans_nom": Message(
        N_("Le nouveau ménage n’a pas de nom."),
        N_("Sans nom, personne ne pourrait le retrouver."),
        N_("Donnez un nom, ou comptez un passage anonyme."),
    ),
    "visite.menage_connu": Message(
        N_("{menage} a déjà ce nom et ce numéro de téléphone."),
        N_("Le créer une seconde fois couperait son histoire en deux."),
        N_("Choisissez ce ménage dans la liste."),
    ),
    "visite.telephone": Message(
        N_("« {texte} » n’est pas un numéro de téléphone."),
        N_("Un numéro a dix chiffres, ou commence par + et l’indicatif du pays."),
        N_("Corrigez-le, ou laissez-le vide : il pourra être ajouté plus tard."),
    ),
    "visite.anonyme_suites": Message(
        N_("Un passage anonyme ne peut pas porter de ressenti, besoin, promesse ou réclamation."),
        N_("Personne ne pourrait savoir à qui ils appartiennent."),
        N_("Choisissez ou créez le ménage, ou gardez seulement les motifs et la note."),
    ),
    "visite.vide": Message(
        N_("Il n’y a encore rien à enregistrer."),
        N_("Une visite dit au moins pourquoi, ou ce qui s’est dit."),
        N_("Choisissez un motif ou écrivez une note."),
    ),
    "visite.qui_manque": Message(
        N_("Qui est venu ?"),
        N_("Une visite se rattache à un ménage, ou compte un passage anonyme."),
        N_("Tapez un nom puis Entrée ; ↓ propose « passage anonyme » et « créer un ménage »."),
    ),
    "visite.qui_pas_choisi": Message(
        N_("« {texte} » n’est pas encore choisi."),
        N_("Plusieurs ménages peuvent porter ce nom : Voyette ne devine pas."),
        N_("Prenez une ligne de la liste avec ↓ et Entrée, ou créez le ménage."),
    ),
    "visite.heure_incomprise": Message(
        N_("Cette heure n’est pas comprise : « {texte} »."),
        N_("Une heure s’écrit par exemple 14:05, 14h05 ou 14."),
        N_("Retapez l’heure, ou laissez le champ vide."),
    ),
    "visite.mot_inconnu": Message(
        N_("« {texte} » n’est dans aucune liste."),
        N_("Les ressentis et les besoins se comptent : ils viennent d’une liste commune."),
        N_("Choisissez le mot le plus proche (↓ montre tout) et précisez dans la note."),
    ),
    "visite.permanence_pas_ouverte": Message(
        N_("La permanence du {jour} n’est pas ouverte."),
        N_("Une visite ne s’ajoute qu’à une permanence en cours."),
        N_("Rouvrez la permanence, puis enregistrez de nouveau : la saisie est gardée."),
    ),
    "visite.suites_engagees": Message(
        N_("Cette visite ne peut plus être supprimée."),
        N_("Une promesse ou une réclamation qu’elle a apportée a déjà été suivie."),
        N_("Corrigez la visite, ou ajoutez une note qui explique l’erreur."),
    ),
    "note.deja_corrigee": Message(
        N_("Cette note a déjà été corrigée."),
        N_("Quelqu’un en a écrit une nouvelle version entre-temps."),
        N_("Relisez la version actuelle, puis corrigez celle-ci si besoin."),
    ),
    "engagement.deja_regle": Message(
        N_("Cette promesse est déjà réglée."),
        N_("Elle a été tenue, déplacée ou rompue entre-temps."),
        N_("La liste est à jour : regardez où elle en est."),
    ),
    "tache.deja_faite": Message(
        N_("C’est déjà fait, depuis le {jour}."),
        N_("Quelqu’un a coché cette tâche entre-temps."),
        N_("Rouvrez-la s’il faut la refaire."),
    ),
    "rendez_vous.annule": Message(
        N_("Ce rendez-vous a été annulé le {jour}."),
        N_("Un rendez-vous annulé reste dans le fil mais ne change plus."),
        N_("Créez un nouveau rendez-vous."),
    ),
}
