"""Errors of the charter of an operation, of its crews and of its closings."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "charte.borne": Message(
        N_("« {champ} » ne peut pas être {valeur}."),
        N_("Ce nombre se tient entre {mini} et {maxi}."),
        N_("Corrigez-le, ou laissez la case vide pour garder la valeur proposée."),
    ),
    "charte.ordre": Message(
        N_("L’ordre des priorités est incomplet."),
        N_("Chaque priorité doit y être une fois, et une seule."),
        N_("Reprenez l’ordre proposé, puis montez ou descendez ce qui doit changer de place."),
    ),
    "charte.tranche_ailleurs": Message(
        N_("La tranche {tranche} n’est pas de cette cité."),
        N_("La charte d’une cité ne vaut que pour ses tranches."),
        N_("Choisissez une tranche de la cité affichée."),
    ),
    "equipes.capacite": Message(
        N_("Une équipe ne peut pas faire {valeur} déménagements par jour."),
        N_("Ce nombre se tient entre 1 et {maxi}."),
        N_("Comptez les déménagements qu’elle peut suivre dans une journée."),
    ),
    "equipes.jours": Message(
        N_("Les jours travaillés de l’équipe ne sont pas compris."),
        N_("Une équipe travaille au moins un jour, de lundi à dimanche."),
        N_("Cochez les jours où elle peut déménager des ménages."),
    ),
    "equipes.deja": Message(
        N_("Il y a déjà une équipe appelée {nom}."),
        N_("Deux équipes du même nom ne pourraient pas être distinguées dans le planning."),
        N_("Donnez-lui un autre nom, ou modifiez celle qui existe."),
    ),
}
