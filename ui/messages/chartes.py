"""Errors of the estate side of rehousing: charter, crews, dwellings to move into."""

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
    "logement.borne": Message(
        N_("« {champ} » ne peut pas être {valeur}."),
        N_("Ce nombre se tient entre {mini} et {maxi}."),
        N_("Corrigez-le, ou laissez la case vide."),
    ),
    "logement.position": Message(
        N_("La position du logement n’est pas comprise."),
        N_("X et Y vont ensemble, en mètres Lambert 93 : par exemple X 688 000, Y 7 033 000."),
        N_("Corrigez les deux nombres, ou laissez-les vides."),
    ),
    "tiroir.habite": Message(
        N_("Quelqu’un vit ou doit vivre ici : {adresses}."),
        N_("Un logement tiroir est un logement vide qu’on prête à un ménage le temps des travaux."),
        N_("Laissez ces logements de côté, ou notez d’abord le départ de qui y vit."),
    ),
    "tiroir.vendu": Message(
        N_("Ces logements sont vendus : {adresses}."),
        N_("Le bailleur ne peut plus y loger personne le temps des travaux."),
        N_("Laissez-les de côté, ou corrigez leur état s’ils ne sont pas vendus."),
    ),
    "tiroir.promis": Message(
        N_("Un ménage vit ou doit vivre dans ce tiroir : {adresses}."),
        N_("On ne retire pas un logement tiroir promis à quelqu’un."),
        N_("Trouvez-lui d’abord un autre logement."),
    ),
}
