"""Errors about households, persons, dwellings, estates and who lives where."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "menage.introuvable": Message(
        N_("Ce ménage n’existe pas dans cette base."),
        N_("Il a été supprimé, ou sa création a été annulée."),
        N_("Revenez à la liste des ménages : elle est à jour."),
    ),
    "menage.fusionne": Message(
        N_("Ce ménage a été réuni avec un autre."),
        N_("« {menage} » était en double : tout ce qui le concerne est maintenant dans l’autre."),
        N_("Cherchez le ménage par son nom : la fiche qui reste s’ouvrira."),
    ),
    "menage.phase_motif": Message(
        N_("Il manque la raison de la phase choisie."),
        N_("D’ordinaire la phase vient des dates de déménagement ; la fixer à la main s’explique."),
        N_("Écrivez la raison en quelques mots, ou laissez la phase suivre les dates."),
    ),
    "fusion.meme": Message(
        N_("C’est deux fois la même fiche."),
        N_("Pour réunir deux fiches, il en faut deux différentes."),
        N_("Choisissez l’autre fiche, celle qui fait double emploi."),
    ),
    "fusion.deja": Message(
        N_("Une de ces fiches est déjà réunie avec une autre."),
        N_("Quelqu’un l’a fait depuis l’affichage de cette page."),
        N_("Revenez à la liste : il n’y reste que la fiche à jour."),
    ),
    "fusion.a_choisir": Message(
        N_("Il reste à choisir : {champs}."),
        N_(
            "Les deux fiches disent des choses différentes et Voyette ne choisit pas à votre place."
        ),
        N_("Pour chacun de ces champs, indiquez la valeur à garder."),
    ),
    "fusion.deux_logements": Message(
        N_("Ces deux ménages vivent à deux adresses à la fois : {adresses}."),
        N_("S’il s’agit du même ménage, une des deux occupations est sans doute fausse."),
        N_("Corrigez les dates d’occupation, ou confirmez que les deux adresses sont justes."),
    ),
    "fusion.autre_menage": Message(
        N_("Ces deux personnes ne sont pas du même ménage."),
        N_("Réunir deux personnes se fait à l’intérieur d’un ménage."),
        N_("Réunissez d’abord les deux ménages."),
    ),
    "personne.naissance": Message(
        N_("Cet âge ou cette date de naissance n’est pas possible : {jour}."),
        N_("La personne ne serait pas encore née, ou aurait plus de 125 ans."),
        N_("Vérifiez la date ; laissez le champ vide si vous ne savez pas."),
    ),
    "personne.derniere": Message(
        N_("C’est la seule personne de ce ménage."),
        N_("Un ménage garde au moins une personne, sinon on ne saurait plus qui il est."),
        N_("Ajoutez d’abord la bonne personne, ou modifiez celle-ci."),
    ),
    "occupation.logement_pris": Message(
        N_("Ce logement est occupé à ces dates : {adresse}."),
        N_("{menage} y vit depuis le {debut} ; deux ménages ne tiennent pas dans un logement."),
        N_("Indiquez d’abord la fin de cette occupation, ou choisissez un autre logement."),
    ),
    "occupation.logement_promis": Message(
        N_("Ce logement est déjà promis : {adresse}."),
        N_("{menage} doit y entrer le {debut} ; deux ménages ne tiennent pas dans un logement."),
        N_("Donnez une fin prévue avant ce jour, ou choisissez un autre logement."),
    ),
    "occupation.deja": Message(
        N_("Ce ménage a déjà un logement à ces dates : {adresse}."),
        N_("On garde son logement d’origine pendant un logement provisoire, jamais autrement."),
        N_("Indiquez la fin de l’autre occupation, ou utilisez « Déménager »."),
    ),
    "occupation.pas_son_logement": Message(
        N_("Ce logement n’est pas celui d’où le ménage est parti."),
        N_("Un retour se fait dans le logement d’origine."),
        N_("Choisissez son logement d’origine, ou un déménagement définitif."),
    ),
    "logement.ug_pris": Message(
        N_("Le code UG {ug} est déjà celui d’un autre logement : {adresse}."),
        N_("Un code UG ne désigne qu’un logement."),
        N_("Vérifiez le code, ou ouvrez le logement qui le porte."),
    ),
    "logement.tranche_ailleurs": Message(
        N_("La tranche « {tranche} » est celle d’une autre cité."),
        N_("Un logement appartient à une tranche de sa propre cité."),
        N_("Choisissez une tranche de la cité, ou changez d’abord la cité du logement."),
    ),
    "tranche.deja": Message(
        N_("Cette cité a déjà une tranche « {nom} »."),
        N_("Deux tranches du même nom ne se distingueraient plus."),
        N_("Donnez un autre nom, ou modifiez la tranche existante."),
    ),
    "cite.deja": Message(
        N_("« {nom} » ({communes}) est déjà dans la base."),
        N_("Accents et majuscules ne font pas une autre cité."),
        N_("Ouvrez la cité existante, ou précisez le nom ou les communes."),
    ),
    "cite.hors_catalogue": Message(
        N_("« {nom} » n’est pas dans le catalogue des cités."),
        N_("Le catalogue livré reprend les 68 cités nommées en 2016."),
        N_("Vérifiez le nom, ou créez la cité vous-même."),
    ),
    "bailleur.deja": Message(
        N_("Le bailleur « {nom} » est déjà dans la base."),
        N_("Deux bailleurs du même nom ne se distingueraient plus."),
        N_("Modifiez le bailleur existant."),
    ),
    "referent.deja": Message(
        N_("{nom} suit déjà ce ménage."),
        N_("La même personne avec le même rôle ne se note qu’une fois."),
        N_("Choisissez quelqu’un d’autre, ou un autre rôle."),
    ),
    "consentement.futur": Message(
        N_("Cet accord ne peut pas dater du {jour}."),
        N_("Un accord se recueille avant de se noter."),
        N_("Indiquez le jour où le ménage a donné sa réponse."),
    ),
    "consentement.personne": Message(
        N_("Cette personne n’est pas de ce ménage."),
        N_("Un accord est donné par quelqu’un du ménage qu’il concerne."),
        N_("Choisissez une personne du ménage, ou laissez le choix vide."),
    ),
    "consentement.deja_retire": Message(
        N_("Cet accord est déjà retiré depuis le {jour}."),
        N_("On ne retire un accord qu’une fois."),
        N_("Si le ménage accepte de nouveau, recueillez un nouvel accord."),
    ),
    "consentement.retrait": Message(
        N_("Cet accord ne peut pas être retiré le {jour}."),
        N_("Il a été donné le {donne} ; on le retire entre ce jour et aujourd’hui."),
        N_("Vérifiez la date du retrait."),
    ),
    "besoin.deja": Message(
        N_("Ce besoin est déjà noté pour ce ménage."),
        N_("Il attend encore une réponse."),
        N_("Complétez le besoin existant, ou notez la réponse apportée."),
    ),
    "saisie.telephone": Message(
        N_("Ce numéro ne se lit pas : « {texte} »."),
        N_("Un numéro français a dix chiffres ; un numéro étranger commence par +."),
        N_("Corrigez le numéro, ou laissez le champ vide."),
    ),
    "saisie.courriel": Message(
        N_("Cette adresse ne se lit pas : « {texte} »."),
        N_("Une adresse de courriel s’écrit nom@domaine.fr."),
        N_("Corrigez l’adresse, ou laissez le champ vide."),
    ),
    "saisie.nombre": Message(
        N_("{champ} : « {texte} » n’est pas un nombre qui convient."),
        N_("On attend un nombre positif, par exemple 430,38."),
        N_("Corrigez le nombre, ou laissez le champ vide."),
    ),
    "saisie.date": Message(
        N_("{champ} : « {texte} » n’est pas une date possible."),
        N_("On attend un jour du calendrier, par exemple 24/11/2026."),
        N_("Corrigez la date, ou laissez le champ vide."),
    ),
    "saisie.choix": Message(
        N_("{champ} : « {texte} » ne fait pas partie des choix."),
        N_("Ce champ n’accepte que les valeurs proposées."),
        N_("Choisissez une valeur de la liste."),
    ),
    "saisie.nir": Message(
        N_("{champ} contient un numéro de sécurité sociale."),
        N_("Voyette n’en garde aucun : ce numéro n’est pas utile à l’accompagnement."),
        N_("Effacez ce numéro puis enregistrez de nouveau."),
    ),
    "saisie.periode": Message(
        N_("La fin ({fin}) vient avant le début ({debut})."),
        N_("Une période se termine après avoir commencé."),
        N_("Vérifiez les deux dates."),
    ),
}
