"""Errors about the journey: milestones, templates and wishes."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "etape.sans_date": Message(
        N_("Il manque une date à cette étape."),
        N_("Une étape est prévue un jour, ou faite un jour."),
        N_("Indiquez au moins l’une des deux dates."),
    ),
    "etape.futur": Message(
        N_("L’étape ne peut pas être faite le {jour}."),
        N_("Ce jour n’est pas encore venu."),
        N_("Écrivez-le comme date prévue."),
    ),
    "etape.inconnue": Message(
        N_("L’étape « {etape} » n’existe pas."),
        N_("Aucun catalogue de cet ordinateur ne la connaît."),
        N_("Choisissez une étape de la liste, ou ajoutez-la au catalogue « parcours »."),
    ),
    "etape.desordre": Message(
        N_("D’ordinaire, {avant} ({avant_le}) vient avant {apres} ({apres_le})."),
        N_("Une date est peut-être mal notée, ou ce ménage a suivi un autre chemin."),
        N_("Vérifiez les deux dates ; si elles sont justes, dites pourquoi et enregistrez."),
    ),
    "etape.ecart_motif": Message(
        N_("Il manque la raison."),
        N_("Une étape écartée sans raison ressemble à un oubli."),
        N_("Écrivez en quelques mots pourquoi elle ne concerne pas ce ménage."),
    ),
    "etape.deja_faite": Message(
        N_("Cette étape a déjà eu lieu, le {jour} : {etape}."),
        N_("Ce qui est fait ne s’écarte pas."),
        N_("Si c’est une erreur, corrigez d’abord la date."),
    ),
    "parcours.inconnu": Message(
        N_("Le parcours « {modele} » n’existe pas ici."),
        N_("Aucun catalogue de cet ordinateur ne le connaît."),
        N_("Choisissez un parcours de la liste."),
    ),
    "parcours.motif": Message(
        N_("Il manque la raison."),
        N_("Un ménage suit le parcours de sa tranche ou de sa cité, sauf raison particulière."),
        N_("Écrivez en quelques mots pourquoi il en suit un autre."),
    ),
    "parcours.ligne_inconnue": Message(
        N_("« {ligne} » n’est ni une étape ni une bonne pratique connue."),
        N_("Aucun catalogue de cet ordinateur ne la connaît."),
        N_("Choisissez-la dans la liste, ou ajoutez-la aux catalogues de l’équipe."),
    ),
    "parcours.jours": Message(
        N_("Ce nombre de jours est trop grand."),
        N_("Une échéance se compte sur dix ans au plus, {maximum} jours."),
        N_("Corrigez le nombre."),
    ),
    "parcours.ancre": Message(
        N_("« {ligne} » est comptée depuis « {ancre} », qui n’est pas dans ce parcours."),
        N_("Sans ce repère, son jour ne pourrait plus être calculé."),
        N_("Changez d’abord depuis quoi elle est comptée, ou gardez ce repère."),
    ),
    "parcours.cycle": Message(
        N_("Ces étapes tourneraient en rond : {lignes}."),
        N_("Chacune attendrait la date d’une autre : aucune n’aurait de jour."),
        N_("Comptez l’une d’elles depuis le début ou la fin des travaux."),
    ),
    "souhait.futur": Message(
        N_("Le souhait ne peut pas être daté du {jour}."),
        N_("Ce jour n’est pas encore venu."),
        N_("Indiquez le jour où le ménage l’a dit."),
    ),
}
