"""Errors about the rehousing of a household: trajectory, offers, needs, dates, who lives there."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "trajectoire.futur": Message(
        N_("Une décision ne peut pas être datée du {jour}."),
        N_("Ce jour n’est pas encore venu."),
        N_("Indiquez le jour où la trajectoire a été décidée."),
    ),
    "trajectoire.deja": Message(
        N_("Cette trajectoire est déjà décidée, depuis le {jour}."),
        N_("Une nouvelle ligne ne se note que si le ménage change de direction."),
        N_("Choisissez une autre trajectoire, ou gardez celle-ci."),
    ),
    "trajectoire.avant": Message(
        N_("Une trajectoire a déjà été décidée après le {jour}, le {derniere}."),
        N_("La dernière décision est celle qui compte : elles se notent dans l’ordre."),
        N_("Indiquez un jour plus récent, ou retirez d’abord la dernière décision."),
    ),
    "proposition.futur": Message(
        N_("Le {jour} n’est pas encore venu."),
        N_("Une proposition, ou sa réponse, se note une fois faite."),
        N_("Indiquez le jour où le logement a été proposé, ou la réponse donnée."),
    ),
    "proposition.visite_avant": Message(
        N_("La visite du {jour} est avant la proposition du {proposee}."),
        N_("Un logement se visite une fois proposé."),
        N_("Vérifiez les deux dates."),
    ),
    "proposition.reponse_avant": Message(
        N_("La réponse du {jour} est avant la proposition du {proposee}."),
        N_("Le ménage répond à un logement qui lui a été proposé."),
        N_("Vérifiez les deux dates."),
    ),
    "proposition.motif": Message(
        N_("Il manque le motif du refus."),
        N_("Un refus est compté par motif au comité de projet, et il guide la suite."),
        N_("Choisissez le motif, « autre raison » s’il n’est pas dans la liste."),
    ),
    "proposition.retiree": Message(
        N_("Cette proposition a été retirée."),
        N_("Le ménage ne peut plus y répondre."),
        N_("Proposez-lui de nouveau le logement s’il est encore libre."),
    ),
    "proposition.deja": Message(
        N_("Ce logement lui est déjà proposé, depuis le {jour}."),
        N_("Sa réponse est attendue : le proposer deux fois fausserait le compte."),
        N_("Notez sa réponse, ou retirez d’abord la première proposition."),
    ),
    "proposition.chez_lui": Message(
        N_("{menage} vit déjà dans ce logement."),
        N_("On ne propose que d’autres logements ; le retour chez soi est une trajectoire."),
        N_("Choisissez un autre logement, ou décidez la trajectoire « retour »."),
    ),
    "proposition.logement": Message(
        N_("Ce logement ne peut pas être proposé."),
        N_("Il est vendu, ou il sera démoli."),
        N_("Choisissez un autre logement, ou corrigez son état dans la page Cité."),
    ),
    "proposition.prise": Message(
        N_("{menage} a déjà accepté ce logement."),
        N_("Un logement ne va qu’à un ménage."),
        N_("Choisissez un autre logement, ou corrigez d’abord la réponse de {menage}."),
    ),
    "proposition.proprietaire": Message(
        N_("{menage} est propriétaire de son logement."),
        N_("Les propriétaires sont informés et accompagnés, mais ne sont pas relogés."),
        N_("Corrigez son statut s’il est locataire."),
    ),
    "demenagement.proprietaire": Message(
        N_("{menage} est propriétaire de son logement."),
        N_("Les propriétaires sont informés et accompagnés, mais ne sont pas relogés."),
        N_("Corrigez son statut s’il est locataire."),
    ),
    "besoins.chambres": Message(
        N_("{n} chambres, c’est trop."),
        N_("Aucun logement n’en a plus de {maximum}."),
        N_("Vérifiez le nombre. Pour une très grande famille, deux logements voisins aident."),
    ),
    "lien.soi": Message(
        N_("{menage} ne peut pas rester près de lui-même."),
        N_("Une proximité se note entre deux ménages."),
        N_("Choisissez l’autre ménage."),
    ),
    "lien.deja": Message(
        N_("Ces deux ménages sont déjà à garder proches : {menage} est dans la liste."),
        N_("La proximité vaut dans les deux sens."),
        N_("Ouvrez la ligne pour préciser la raison."),
    ),
    "indisponibilite.periode": Message(
        N_("La période se termine le {au}, avant de commencer le {du}."),
        N_("Le dernier jour vient après le premier."),
        N_("Vérifiez les deux dates. Laissez la seconde vide pour un seul jour."),
    ),
    "indisponibilite.longue": Message(
        N_("Du {du} au {au}, c’est plus d’un an."),
        N_("Une date à éviter est une absence, un examen, une naissance : quelques jours."),
        N_("Raccourcissez la période, ou notez « pas de déménagement avant le » aux besoins."),
    ),
    "foyer.futur": Message(
        N_("Le {jour} n’est pas encore venu."),
        N_("Un départ ou un décès se note une fois arrivé."),
        N_("Indiquez le jour exact ; pour un départ prévu, écrivez plutôt une note."),
    ),
    "foyer.personne": Message(
        N_("Personne n’est choisi."),
        N_("Il faut au moins une personne qui part."),
        N_("Cochez les personnes concernées."),
    ),
    "foyer.ailleurs": Message(
        N_("Cette personne n’est pas de ce ménage."),
        N_("Seules les personnes du foyer peuvent en partir."),
        N_("Rouvrez la fiche du ménage : elle a peut-être changé."),
    ),
    "foyer.deja_partie": Message(
        N_("{nom} n’est plus dans ce ménage depuis le {jour}."),
        N_("Son départ est déjà noté."),
        N_("Pour le corriger, notez d’abord son retour dans le foyer."),
    ),
    "foyer.presente": Message(
        N_("{nom} est déjà dans ce ménage."),
        N_("Aucun départ n’est noté."),
        N_("Il n’y a rien à faire."),
    ),
    "foyer.titulaire": Message(
        N_("Il manque le nouveau titulaire du bail."),
        N_("Plus personne de ceux qui restent n’est sur le bail."),
        N_("Choisissez, parmi ceux qui restent, qui devient titulaire."),
    ),
    "foyer.reste_personne": Message(
        N_("Tout le ménage {menage} partirait."),
        N_("Une décohabitation laisse quelqu’un dans le premier foyer."),
        N_("Pour tout un ménage qui part, notez un déménagement."),
    ),
}
