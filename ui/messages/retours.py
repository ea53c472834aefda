"""What comes back about complaints: reasons of each line, refusals, decisions to take."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

_DECIDER = N_("Décidez : garder notre état, prendre le leur, ou le noter comme échange.")
_GARDER = N_("Gardez notre état, ou notez ce qui est dit comme échange.")
_RIEN = N_("Rien à faire.")
_CORRIGER = N_("Corrigez cette ligne dans le fichier, ou demandez à qui l’a envoyé.")

_CONFLITS: Mapping[str, Message] = {
    "retours.autre_logement": Message(
        N_("Ligne {ligne} : {reference} concerne chez nous le logement {ug}, ici {ug_dit}."),
        N_("La référence ou le code du logement est peut-être faux."),
        _DECIDER,
    ),
    "retours.etat_inconnu": Message(
        N_("Ligne {ligne} : Voyette ne connaît pas l’état « {dit} »."),
        N_("Chaque bailleur a ses mots."),
        N_("Dites dans « Leurs mots » ce qu’il veut dire : ce sera retenu."),
    ),
    "retours.deja_vu": Message(
        N_("Ligne {ligne} : ce fichier a déjà été pris, sans cette ligne pour {reference}."),
        N_("Elle a pu être écartée alors, ou la réclamation a changé depuis."),
        _DECIDER,
    ),
    "retours.sans_raison": Message(
        N_("Ligne {ligne} : {reference} serait refusée, sans raison écrite."),
        N_("Une réclamation ne se ferme pas sans dire pourquoi."),
        N_("Écrivez la raison pour prendre ce refus, ou gardez notre état."),
    ),
    "retours.autre_rdv": Message(
        N_("Ligne {ligne} : un autre rendez-vous est attendu pour {reference}."),
        N_("Le fichier donne le {rdv}."),
        N_("Prendre déplace le rendez-vous. Le ménage devra en être prévenu."),
    ),
    "retours.rdv_apres_fait": Message(
        N_("Ligne {ligne} : un rendez-vous à venir pour {reference}, déjà {connu}."),
        N_("On ne donne pas de rendez-vous pour ce qui est réparé ou fini."),
        _GARDER,
    ),
    "retours.autre_responsable": Message(
        N_("Ligne {ligne} : « {prestataire} » n’est pas qui nous avions noté pour {reference}."),
        N_("La réclamation a peut-être été confiée à quelqu’un d’autre."),
        _DECIDER,
    ),
    "retours.date_a_venir": Message(
        N_("Ligne {ligne} : « {dit} » est daté du {dit_le}, qui est à venir."),
        N_("C’est sans doute le jour du rendez-vous."),
        N_("Prendre note ce rendez-vous ; sinon gardez notre état."),
    ),
    "retours.deja_finie": Message(
        N_("Ligne {ligne} : {reference} est déjà {connu}, ils disent « {dit} »."),
        N_("Ce qui est fini ne se rouvre que si le ménage le conteste."),
        _GARDER,
    ),
    "retours.change_depuis": Message(
        N_("Ligne {ligne} : {reference} a changé depuis l’impression de la feuille : {connu}."),
        N_("La réunion ne le savait peut-être pas."),
        _DECIDER,
    ),
    "retours.plus_ancien": Message(
        N_("Ligne {ligne} : ce qu’ils disent ({dit_le}) est plus ancien que ce que nous savons."),
        N_("Chez nous : {connu} depuis le {connu_le}."),
        _DECIDER,
    ),
    "retours.contestee": Message(
        N_("Ligne {ligne} : le ménage conteste {reference}, ils disent « {dit} »."),
        N_("Contestée depuis le {connu_le}."),
        N_("Appelez le ménage avant de décider."),
    ),
    "retours.rejet_apres_fait": Message(
        N_("Ligne {ligne} : {reference} est réparée chez nous, refusée chez eux."),
        N_("Les deux ne peuvent pas être vrais."),
        _GARDER,
    ),
    "retours.recul": Message(
        N_("Ligne {ligne} : « {dit} » revient en arrière : {reference} est déjà {connu}."),
        N_("Le fichier n’est peut-être pas à jour."),
        _DECIDER,
    ),
    "retours.doublon": Message(
        N_("Ligne {ligne} : la même réclamation est dite autrement ligne {autres}."),
        N_("Deux états pour une seule référence."),
        N_("Prenez l’une des lignes ; gardez l’autre comme échange."),
    ),
}

_LIGNES: Mapping[str, Message] = {
    "retours.doublon_identique": Message(
        N_("Ligne {ligne} : identique à la ligne {autre}."),
        N_("La même ligne figure deux fois."),
        _RIEN,
    ),
    "retours.deja_note": Message(
        N_("Ligne {ligne} : déjà noté comme échange."),
        N_("Quelqu’un a déjà décidé de cette ligne."),
        _RIEN,
    ),
    "retours.rien_decide": Message(
        N_("Ligne {ligne} : rien n’a été décidé."),
        N_("Les cases de cette réclamation sont vides."),
        _RIEN,
    ),
    "retours.sans_date": Message(
        N_("Ligne {ligne} : l’état n’a pas de date."),
        N_("Il est daté d’aujourd’hui."),
        _RIEN,
    ),
    "retours.prestataire_inconnu": Message(
        N_("Ligne {ligne} : « {prestataire} » n’est pas dans nos responsables."),
        N_("Son nom est gardé avec le commentaire, s’il y en a un."),
        N_("Dites dans « Leurs mots » qui c’est, ou ajoutez-le."),
    ),
    "retours.sans_etat": Message(
        N_("Ligne {ligne} : il n’y a ni état, ni rendez-vous, ni commentaire."),
        N_("Rien n’est dit de cette réclamation."),
        _CORRIGER,
    ),
    "retours.sans_reference": Message(
        N_("Ligne {ligne} : il n’y a pas de référence de réclamation."),
        N_("Sans elle, on ne sait pas de quelle réclamation on parle."),
        _CORRIGER,
    ),
    "retours.reference_inconnue": Message(
        N_("Ligne {ligne} : la référence « {valeur} » n’existe pas ici."),
        N_("Elle est d’une autre équipe, ou mal recopiée."),
        N_("Vérifiez la référence ; rien n’est créé d’après cette ligne."),
    ),
    "retours.reference_ambigue": Message(
        N_("Ligne {ligne} : « {valeur} » désigne plusieurs réclamations ({references})."),
        N_("Leur référence est portée par plusieurs des nôtres."),
        N_("Écrivez notre référence dans le fichier (R-0001…)."),
    ),
    "retours.ligne_coupee": Message(
        N_("Ligne {ligne} : la dernière ligne du fichier est coupée."),
        N_("Il lui manque des colonnes : la copie s’est arrêtée avant la fin."),
        N_("Redemandez le fichier entier ; les autres lignes peuvent être prises."),
    ),
    "retours.date_future": Message(
        N_("Ligne {ligne} : l’état est daté d’un jour à venir."),
        N_("On ne peut dire aujourd’hui ce qui sera fait demain."),
        _CORRIGER,
    ),
    "retours.avant_ouverture": Message(
        N_("Ligne {ligne} : l’état est daté d’avant la réclamation."),
        N_("Elle a été ouverte plus tard."),
        _CORRIGER,
    ),
    "retours.rdv_avant_ouverture": Message(
        N_("Ligne {ligne} : le rendez-vous est daté d’avant la réclamation."),
        N_("Elle a été ouverte plus tard."),
        _CORRIGER,
    ),
    "retours.rdv_lointain": Message(
        N_("Ligne {ligne} : le rendez-vous est à plus d’un an."),
        N_("C’est sans doute une erreur d’année."),
        _CORRIGER,
    ),
}

_DECISIONS: Mapping[str, Message] = {
    "retours.reste_a_accepter": Message(
        N_("Des lignes resteraient dehors."),
        N_("{a_decider} à décider, {refusees} refusées, {inconnues} références inconnues."),
        N_("Décidez-les, ou acceptez de les laisser de côté."),
    ),
    "retours.deux_prises": Message(
        N_("Deux lignes de {reference} sont prises en même temps."),
        N_("Les lignes {lignes} disent deux choses différentes."),
        N_("N’en prenez qu’une ; gardez l’autre comme échange."),
    ),
    "retours.raison": Message(
        N_("Il manque la raison du refus de {reference}."),
        N_("La ligne {ligne} ne dit pas pourquoi, et une réclamation ne se ferme pas sans raison."),
        N_("Écrivez la raison, ou gardez notre état."),
    ),
    "retours.choix_impossible": Message(
        N_("Cette décision n’est pas possible pour la ligne {ligne}."),
        N_("Où en est la réclamation ne permet pas de prendre ce qu’ils disent."),
        _GARDER,
    ),
}

MESSAGES: Mapping[str, Message] = {**_CONFLITS, **_LIGNES, **_DECISIONS}
