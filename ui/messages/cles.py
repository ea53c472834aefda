"""Words of the errors of keys: those of recipients, ours, passphrases of packages."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

_RECOPIER = N_("Demandez à son propriétaire de vous renvoyer son fichier .pub, et reprenez-le.")

MESSAGES: Mapping[str, Message] = {
    "cle.pas_une_cle": Message(
        N_("Ce texte n’est pas une clé publique Voyette."),
        N_("Il y manque le début, la fin ou une des lignes : nom, chiffrement, signature, preuve."),
        N_("Prenez le fichier .pub du bailleur, ou tout le texte, de DEBUT CLE à FIN CLE."),
    ),
    "cle.privee_collee": Message(
        N_("C’est une clé privée : elle n’aurait pas dû vous parvenir."),
        N_("Qui la possède peut ouvrir tous les envois et signer à la place du bailleur."),
        N_(
            "N’en gardez pas de copie. Demandez au bailleur de refaire ses clés et de n’envoyer que"
            " le fichier .pub."
        ),
    ),
    "cle.age": Message(
        N_("La clé de chiffrement n’est pas utilisable."),
        N_("Elle commence par « age1 » et tient sur une ligne ; celle-ci est abîmée."),
        _RECOPIER,
    ),
    "cle.signature": Message(
        N_("La clé de signature n’est pas utilisable."),
        N_("Elle compte 44 caractères ; celle-ci est abîmée."),
        _RECOPIER,
    ),
    "cle.preuve": Message(
        N_("Cette clé a été modifiée."),
        N_("Ses lignes ne vont plus ensemble : le nom ou une des deux clés a changé en route."),
        N_("Ne l’utilisez pas. Demandez-la de nouveau, par un autre moyen si possible."),
    ),
    "cle.nom": Message(
        N_("Il manque le nom de la clé."),
        N_("Sans nom, personne ne saurait à qui elle est."),
        N_("Donnez le nom de l’organisme."),
    ),
    "cle.illisible": Message(
        N_("Ce fichier de clé ne se lit pas."),
        N_("Il est abîmé, incomplet, ou ce n’est pas une clé privée faite par Voyette."),
        N_("Reprenez la copie que vous avez gardée, ou refaites une clé et donnez-la à l’équipe."),
    ),
    "cle.fichier": Message(
        N_("Le fichier de clé « {fichier} » n’a pas pu être lu."),
        N_("Il n’est pas là, ou vous n’avez pas le droit de l’ouvrir."),
        N_("Vérifiez son nom et son dossier ; branchez la clé USB où il se trouve."),
    ),
    "cle.pas_privee": Message(
        N_("C’est une clé publique."),
        N_("Elle sert à vous écrire, pas à ouvrir ni à signer."),
        N_("Donnez votre fichier .cle, celui que vous gardez pour vous."),
    ),
    "cle.existe": Message(
        N_("« {fichier} » existe déjà."),
        N_("Une clé n’est jamais remplacée : tout ce qui a été envoyé avec serait perdu."),
        N_("Choisissez un autre nom ou un autre dossier."),
    ),
    "cle.phrase_demandee": Message(
        N_("Cette clé est protégée par une phrase."),
        N_("Sans elle, le fichier ne s’ouvre pas."),
        N_("Tapez la phrase choisie le jour où la clé a été faite."),
    ),
    "cle.phrase_fausse": Message(
        N_("Ce n’est pas la phrase de cette clé."),
        N_("La phrase diffère, ou le fichier est abîmé. Rien n’a été modifié."),
        N_("Essayez de nouveau. Si elle est perdue, refaites une clé et donnez-la à l’équipe."),
    ),
    "cle.phrases_differentes": Message(
        N_("Les deux phrases tapées ne sont pas les mêmes."),
        N_("Une faute de frappe rendrait la clé inutilisable."),
        N_("Recommencez : rien n’a été écrit."),
    ),
    "cle.deja_connue": Message(
        N_("Cette clé est déjà là : « {nom} »."),
        N_("Une clé n’est ajoutée qu’une fois."),
        N_("Choisissez-la dans le profil d’envoi."),
    ),
    "cle.deja_abandonnee": Message(
        N_("Cette clé a été abandonnée : « {nom} »."),
        N_("Une clé abandonnée l’est pour de bon : quelqu’un d’autre a pu en prendre copie."),
        N_("Demandez au bailleur de refaire ses clés."),
    ),
    "cle.abandonnee": Message(
        N_("La clé de « {nom} » a été abandonnée."),
        N_("Plus rien ne part vers elle."),
        N_("Choisissez une autre clé dans le profil d’envoi."),
    ),
    "cle.absente": Message(
        N_("Le profil « {profil} » n’a pas de clé."),
        N_("Un envoi ne part que fermé, pour que lui seul puisse l’ouvrir."),
        N_("Ajoutez la clé du bailleur, ou protégez ce profil par une phrase."),
    ),
    "cle.non_verifiee": Message(
        N_("La clé de « {nom} » n’a pas été vérifiée."),
        N_("Elle est arrivée par un fichier : quelqu’un a pu glisser la sienne à la place."),
        N_("Appelez le bailleur à un numéro connu et comparez les six mots, puis cochez-le."),
    ),
    "cle.mots_differents": Message(
        N_("Ce ne sont pas les six mots de la clé de « {nom} »."),
        N_("Vous n’avez pas la clé que le bailleur a faite, ou un mot a été mal entendu."),
        N_("Faites relire. S’ils diffèrent encore, n’envoyez rien et redemandez la clé."),
    ),
    "cle.phrase_absente": Message(
        N_("Le profil « {profil} » n’a pas encore de phrase."),
        N_("Un envoi ne part que fermé."),
        N_("Prenez la phrase proposée et dites-la au bailleur par téléphone."),
    ),
    "cle.phrase_faible": Message(
        N_("Cette phrase est trop facile à deviner pour un zip protégé."),
        N_("Qui prendrait le fichier pourrait essayer des millions de phrases par seconde."),
        N_("Prenez la phrase proposée : sept mots tirés au hasard."),
    ),
    "cle.phrase_lettres": Message(
        N_("Cette phrase contient des accents ou des signes rares."),
        N_("7-Zip ne les écrit pas de la même façon sur tous les ordinateurs."),
        N_("N’employez que des lettres sans accent, des chiffres et des espaces."),
    ),
}
