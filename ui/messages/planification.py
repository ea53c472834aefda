"""Messages about plans of moves."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "planification.cite": Message(
            N_("De quelle cité s’agit-il ?"),
            N_("Plusieurs cités ont des tranches de travaux : {cites}."),
            N_("Choisissez-en une, ou nommez-la."),
        ),
        "planification.aucune_cite": Message(
            N_("Il n’y a rien à planifier."),
            N_("Aucune cité n’a de tranche de travaux."),
            N_("Notez les tranches et leurs dates sur la page de la cité."),
        ),
        "planification.sans_tranche": Message(
            N_("Il n’y a rien à planifier dans cette cité."),
            N_("Elle n’a aucune tranche de travaux."),
            N_("Notez ses tranches et leurs dates sur la page de la cité."),
        ),
        "planification.secondes": Message(
            N_("Cette durée de calcul ne convient pas."),
            N_("Elle va de 1 à {maximum} secondes."),
            N_("Donnez par exemple 60 secondes : un premier plan vient bien avant."),
        ),
        "planification.jours": Message(
            N_("Ce nombre de jours ne convient pas."),
            N_("Il va de 1 à {maximum} jours, plus tard ou plus tôt."),
            N_("Donnez par exemple 21 jours : trois semaines de retard."),
        ),
        "planification.tranche": Message(
            N_("Cette tranche n’a pas de dates."),
            N_("Sans dates de travaux, rien n’en dépend encore."),
            N_("Notez ses dates sur la page de la cité."),
        ),
        "planification.menage": Message(
            N_("{menage} n’est pas à placer dans ce plan."),
            N_("Ce ménage n’attend plus de déménagement, ou sa tranche n’a pas ses dates."),
            N_("Regardez sa page : trajectoire, logement, tranche."),
        ),
        "planification.motif": Message(
            N_("Placer {menage} ainsi ne respecte pas toutes les règles."),
            N_("Règles non respectées : {n}."),
            N_("Choisissez un autre logement ou un autre jour, ou dites pourquoi."),
        ),
        "planification.motif_adoption": Message(
            N_("Ce plan ne respecte pas toutes les règles ({n})."),
            N_("{lignes}"),
            N_("Changez ces lignes, calculez un autre plan, ou dites pourquoi vous l’adoptez."),
        ),
        "planification.impossible": Message(
            N_("Ce plan n’est plus possible tel quel."),
            N_("{lignes}"),
            N_("Les données ont changé depuis : changez ces lignes ou calculez un autre plan."),
        ),
        "planification.deja_adopte": Message(
            N_("« {nom} » est déjà adopté."),
            N_("Ses déménagements sont prévus."),
            N_("Pour le changer, faites-en une copie, changez-la, puis adoptez-la."),
        ),
        "planification.adopte": Message(
            N_("« {nom} » ne se supprime pas."),
            N_("C’est le plan adopté : les déménagements en viennent."),
            N_("Adoptez d’abord un autre plan."),
        ),
        "planification.plus_un_essai": Message(
            N_("« {nom} » ne se change plus."),
            N_("Il a été adopté : il garde la trace de ce qui était prévu."),
            N_("Faites-en une copie et changez la copie."),
        ),
    }
)
