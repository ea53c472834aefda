"""Words of the errors of attention: snoozes and rules."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "attention.motif_absent": Message(
        N_("Il manque la raison de la mise en veille."),
        N_("L’équipe doit pouvoir comprendre pourquoi ce ménage n’est plus signalé."),
        N_("Écrivez-la en quelques mots : « rendez-vous pris », « à l’hôpital, famille jointe »…"),
    ),
    "attention.jour_passe": Message(
        N_("Une mise en veille finit après aujourd’hui : le {jour} est passé."),
        N_("Ce ménage serait signalé de nouveau tout de suite."),
        N_("Choisissez un jour à venir, par exemple +7 ou ven."),
    ),
    "attention.trop_loin": Message(
        N_("Le {jour} est dans plus d’un an."),
        N_("Un ménage en veille si longtemps serait oublié."),
        N_("Choisissez un jour dans les {maximum} jours ; on pourra recommencer."),
    ),
    "attention.rien": Message(
        N_("Rien n’est à mettre en veille pour {menage}."),
        N_("Aucune de ces raisons ne compte en ce moment, ou elles dorment déjà."),
        N_("Relisez ses raisons sur sa page : elles ont peut-être changé entre-temps."),
    ),
    "attention.regle_inconnue": Message(
        N_("La règle « {regle} » n’existe pas ici."),
        N_("Elle vient peut-être d’une autre version, ou d’un catalogue que l’équipe a retiré."),
        N_("Rouvrez les réglages d’attention pour voir les règles d’aujourd’hui."),
    ),
    "attention.points": Message(
        N_("Les points de la règle « {regle} » ne conviennent pas."),
        N_("Un poids est un nombre entier, de 0 à {maximum}."),
        N_("Écrivez par exemple 3 ; à partir de 6, un ménage est regardé en premier."),
    ),
    "attention.seuil": Message(
        N_("Le seuil « {seuil} » de la règle « {regle} » ne convient pas."),
        N_("Un seuil est un nombre entier, de 0 à {maximum}."),
        N_("Corrigez-le, ou revenez au réglage d’origine."),
    ),
}
