"""Errors of promises, of what households must be told, and of changes of timetable."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "engagement.meme_jour": Message(
        N_("La promesse est déjà pour le {jour}."),
        N_("Une promesse déplacée l’est vers un autre jour."),
        N_("Choisissez un autre jour, ou laissez la promesse comme elle est."),
    ),
    "engagement.personne_ailleurs": Message(
        N_("{nom} n’est pas de ce ménage."),
        N_("Une promesse se note chez ceux à qui elle est faite."),
        N_("Choisissez une personne du ménage, ou laissez le champ vide."),
    ),
    "annonce.jour_futur": Message(
        N_("Le ménage ne peut pas avoir été prévenu le {jour}."),
        N_("Ce jour n’est pas encore venu."),
        N_("Indiquez le jour où on le lui a dit, ou laissez l’annonce ouverte."),
    ),
    "annonce.deja_dite": Message(
        N_("Ce ménage a déjà été prévenu, le {jour}."),
        N_("Quelqu’un l’a noté entre-temps."),
        N_("Relisez la liste ; rouvrez l’annonce si c’était une erreur."),
    ),
    "annonce.pas_dite": Message(
        N_("Cette annonce est encore à dire."),
        N_("On ne rouvre que ce qui a été dit."),
        N_("Rien à faire : elle reste dans la liste."),
    ),
    "annonce.aucune": Message(
        N_("Aucun ménage n’est coché."),
        N_("On note qui a été prévenu, un ou plusieurs à la fois."),
        N_("Cochez les ménages avec la barre d’espace, puis recommencez."),
    ),
    "changement.rien": Message(
        N_("Les dates de la tranche ne changent pas."),
        N_("Un changement de calendrier déplace au moins une date."),
        N_("Corrigez une date, ou fermez le panneau."),
    ),
    "changement.explication": Message(
        N_("Il manque la raison donnée aux ménages."),
        N_("Une date qui bouge s’annonce avec sa raison, en mots simples."),
        N_("Écrivez une phrase que chacun peut comprendre, sans sigle."),
    ),
    "changement.perime": Message(
        N_("L’aperçu n’est plus à jour."),
        N_("Une promesse ou une étape de la tranche a changé depuis que vous l’avez ouvert."),
        N_("Relisez l’aperçu, il vient d’être refait, puis appliquez de nouveau."),
    ),
    "changement.jour_passe": Message(
        N_("Le {jour} est déjà passé : {menage} ne peut pas l’attendre."),
        N_("On promet un jour à venir."),
        N_("Donnez un autre jour à cette ligne, ou décochez-la."),
    ),
    "documents.rien_a_annoncer": Message(
        N_("Il n’y a aucune lettre à imprimer."),
        N_("Tous les ménages choisis ont déjà été prévenus."),
        N_("Choisissez d’autres lignes, ou rouvrez une annonce faite par erreur."),
    ),
}
