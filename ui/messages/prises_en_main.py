"""Errors about taking a renovated home in hand, and what goes on after the return."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "prise.passee": Message(
        N_("Le {jour} est déjà passé."),
        N_("Une visite se prévoit pour un jour à venir."),
        N_("Choisissez un autre jour ; si elle a eu lieu, ouvrez-la et notez ce qui a été montré."),
    ),
    "prise.deja_prevue": Message(
        N_("Cette visite est déjà prévue, le {jour}."),
        N_("Une seule visite de ce moment attend à la fois."),
        N_("Déplacez celle qui est prévue, ou choisissez « autre visite »."),
    ),
    "prise.deja_faite": Message(
        N_("Cette visite a eu lieu le {jour}."),
        N_("On ne déplace ni n’annule ce qui a été fait."),
        N_("Corrigez-la si quelque chose est faux, ou annulez l’enregistrement dans l’historique."),
    ),
    "prise.deja_annulee": Message(
        N_("Cette visite a été annulée."),
        N_("Elle reste dans l’histoire du ménage, sans rien à noter."),
        N_("Prévoyez-en une autre."),
    ),
    "prise.futur": Message(
        N_("Le {jour} n’est pas encore là."),
        N_("Une visite tenue porte le jour où elle a eu lieu."),
        N_("Mettez le jour de la visite, ou attendez qu’elle ait lieu."),
    ),
    "prise.rien_montre": Message(
        N_("Aucun point n’est noté."),
        N_("Une visite tenue dit au moins une chose : montrée, à revoir ou sans objet."),
        N_(
            "Notez ce qui a été montré (1), ce qui est à revoir (2), ce qui ne le concerne pas (0)."
        ),
    ),
    "prise.point_inconnu": Message(
        N_("Le point « {point} » n’est pas dans la liste."),
        N_("La liste de cette équipe ne le connaît pas."),
        N_("Rechargez la page ; au besoin, ajoutez ce point au catalogue prise_en_main.toml."),
    ),
    "soutien.futur": Message(
        N_("Le {jour} n’est pas encore là."),
        N_("Ce qui est fait, proposé ou refusé porte le jour où cela s’est passé."),
        N_("Mettez ce jour, ou choisissez « prévu »."),
    ),
    "action.futur": Message(
        N_("Cette action aura lieu le {jour}."),
        N_("On n’y a pas encore participé."),
        N_("Notez « prévu » ; vous direz qui est venu le jour même."),
    ),
    "action.participants": Message(
        N_("Des ménages sont notés dans cette action."),
        N_("La retirer effacerait leur participation."),
        N_("Retirez d’abord les participations, ou gardez l’action."),
    ),
    "guide.langue": Message(
        N_("Le guide n’existe pas encore en {langue}."),
        N_("Aucune traduction complète n’est livrée ni ajoutée par l’équipe."),
        N_(
            "Imprimez-le en français seul, ou faites traduire le catalogue : la page d’aide dit"
            " comment."
        ),
    ),
    "guide.ecriture": Message(
        N_("Nos caractères ne savent pas écrire en {langue}."),
        N_("Certaines lettres de cette écriture manquent : le texte serait illisible."),
        N_("Imprimez le guide en français seul, et lisez-le avec quelqu’un qui traduit."),
    ),
    "guide.vide": Message(
        N_("Il n’y a rien à imprimer dans ce guide."),
        N_("Tous les points sont notés sans objet pour ce ménage."),
        N_("Corrigez la visite où ils ont été écartés."),
    ),
}
