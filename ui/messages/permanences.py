"""Errors of the permanence and of its series."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "permanence.horaires": Message(
        N_("La permanence finirait avant de commencer ({debut}–{fin})."),
        N_("L’heure de fin doit venir après l’heure de début."),
        N_("Corrigez l’une des deux heures, ou laissez la fin vide."),
    ),
    "permanence.jour_semaine": Message(
        N_("Le jour de la semaine n’est pas choisi."),
        N_("Une permanence hebdomadaire revient toujours le même jour."),
        N_("Choisissez un jour, de lundi à dimanche."),
    ),
    "permanence.serie_dates": Message(
        N_("La permanence hebdomadaire finirait ({jusqu}) avant de commencer ({depuis})."),
        N_("Le dernier jour doit venir après le premier."),
        N_("Corrigez l’une des deux dates."),
    ),
    "permanence.periode": Message(
        N_("Cette période ne peut pas être affichée."),
        N_("Elle finit avant de commencer, ou couvre plus de deux ans."),
        N_("Choisissez des dates plus proches."),
    ),
    "permanence.jour_futur": Message(
        N_("La permanence du {jour} ne peut pas encore être ouverte."),
        N_("Une permanence s’ouvre le jour où elle se tient, ou après pour rattraper un oubli."),
        N_("Ouvrez-la ce jour-là ; d’ici là, elle reste prévue."),
    ),
    "permanence.deja_close": Message(
        N_("La permanence du {jour} ({lieu}) est déjà close."),
        N_("Elle a été tenue et son compte rendu est fait."),
        N_("Rouvrez-la pour y ajouter une visite, puis fermez-la de nouveau."),
    ),
    "permanence.etat": Message(
        N_("La permanence ne peut pas passer à cet état."),
        N_("Quelqu’un l’a close, rouverte ou annulée entre-temps."),
        N_("La page est à jour : vérifiez où elle en est."),
    ),
    "permanence.a_des_visites": Message(
        N_("La permanence du {jour} ne peut pas être annulée."),
        N_("Des visites y sont consignées : elle a donc été tenue."),
        N_("Fermez-la, ou supprimez d’abord ces visites si elles sont une erreur."),
    ),
    "equipe.deja_connu": Message(
        N_("{nom} est déjà dans l’équipe."),
        N_("Deux personnes du même nom ne pourraient pas être distinguées."),
        N_("Choisissez-la dans la liste, ou précisez le prénom."),
    ),
}
