"""Words of the bailleur's side: a package that does not open, a receipt, a disk."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

_RIEN = N_("Rien n’a été écrit. Demandez à l’équipe de renvoyer cet envoi.")
_PREVENIR = N_("N’ouvrez pas ce fichier autrement. Prévenez l’équipe : rien n’a été écrit.")

MESSAGES: Mapping[str, Message] = {
    "paquet.inconnu": Message(
        N_("« {fichier} » n’est pas un envoi de Voyette."),
        N_("Un envoi se termine par .zip.age ou .zip ; celui-ci contient autre chose."),
        N_("Vérifiez le fichier choisi. S’il vient bien de l’équipe, demandez-le de nouveau."),
    ),
    "paquet.illisible": Message(
        N_("« {fichier} » n’a pas pu être lu."),
        N_("Il n’est pas là, ou vous n’avez pas le droit de l’ouvrir."),
        N_("Vérifiez son nom et son dossier, puis recommencez."),
    ),
    "paquet.autre_destinataire": Message(
        N_("Cet envoi n’est pas fermé pour votre clé."),
        N_("Il est pour un autre destinataire, ou pour une clé que vous aviez avant."),
        N_("Essayez votre ancienne clé. Sinon, dites à l’équipe quelle clé vous utilisez."),
    ),
    "paquet.abime": Message(
        N_("Cet envoi est abîmé ou incomplet."),
        N_("La copie a été coupée, ou des octets ont changé en route."),
        N_("Rien n’a été écrit. Copiez-le de nouveau ; sinon demandez à l’équipe de le renvoyer."),
    ),
    "paquet.altere": Message(
        N_("Le contenu de cet envoi n’est pas celui que l’équipe a signé."),
        N_("Une des pièces a été changée après la signature."),
        _PREVENIR,
    ),
    "paquet.pieces": Message(
        N_("Cet envoi ne contient pas exactement ce qu’il annonce."),
        N_("Une pièce manque, ou il y en a une que l’équipe n’a pas signée."),
        _PREVENIR,
    ),
    "paquet.piege": Message(
        N_("Cet envoi est construit comme un piège."),
        N_(
            "Il cherche à écrire hors du dossier, à remplir le disque, ou porte des noms interdits."
        ),
        _PREVENIR,
    ),
    "paquet.sans_manifeste": Message(
        N_("Ce zip n’est pas un envoi de Voyette."),
        N_("Il n’a pas de manifeste, qui dit ce qu’il contient et de qui il vient."),
        N_("Vérifiez le fichier choisi : rien n’a été écrit."),
    ),
    "paquet.sans_signature": Message(
        N_("Cet envoi n’est pas signé."),
        N_("Rien ne prouve qu’il vient de l’équipe."),
        _PREVENIR,
    ),
    "paquet.signature": Message(
        N_("La signature de cet envoi est fausse."),
        N_("Il a été modifié, ou fabriqué par quelqu’un d’autre que l’équipe."),
        _PREVENIR,
    ),
    "paquet.manifeste": Message(
        N_("Le manifeste de cet envoi ne se lit pas."),
        N_("Il est abîmé, ou n’a pas été écrit par Voyette."),
        _RIEN,
    ),
    "paquet.version": Message(
        N_("Cet envoi a été fait par une version plus récente de Voyette."),
        N_("Celle-ci ne sait pas le lire sans risque de se tromper."),
        N_("Installez la dernière version, puis recommencez."),
    ),
    "paquet.phrase_demandee": Message(
        N_("Cet envoi est protégé par une phrase."),
        N_("L’équipe vous la dit par téléphone ; elle n’est écrite nulle part dans l’envoi."),
        N_(
            "Mettez-la dans la variable VOYETTE_PHRASE_ENVOI, ou dans un fichier avec"
            " --phrase-envoi."
        ),
    ),
    "paquet.phrase_fausse": Message(
        N_("Ce n’est pas la phrase de cet envoi."),
        N_("Chaque lettre compte, majuscules et espaces compris."),
        N_("Tapez-la de nouveau, ou faites-la redire par l’équipe."),
    ),
    "paquet.expediteur_inconnu": Message(
        N_("C’est la première fois que cet expéditeur vous écrit."),
        N_("Ses six mots, d’après l’envoi : {mots}."),
        N_(
            "Appelez l’équipe à un numéro connu et demandez-lui de lire les siens. S’ils sont les"
            " mêmes, recommencez avec --mots suivi des six mots. Sinon n’ouvrez pas cet envoi."
        ),
    ),
    "paquet.mots_differents": Message(
        N_("Les six mots ne sont pas ceux de l’expéditeur de cet envoi."),
        N_("Un mot a été mal entendu, ou l’envoi ne vient pas de l’équipe."),
        N_("Faites relire les mots. S’ils diffèrent encore, n’ouvrez pas cet envoi."),
    ),
    "paquet.deja_ouvert": Message(
        N_("Cet envoi a déjà été ouvert le {le}."),
        N_("Ses tables sont dans « {dossier} »."),
        N_("Pour refaire seulement l’accusé de réception, utilisez « bailleur accuser »."),
    ),
    "paquet.refus_muet": Message(
        N_("Le refus ne dit pas pourquoi."),
        N_("Sans raison, l’équipe ne saurait pas quoi corriger."),
        N_("Écrivez-la en quelques mots après --refuser, entre guillemets."),
    ),
    "carnet.illisible": Message(
        N_("Le carnet « {fichier} » ne se lit pas."),
        N_("Il garde, à côté de votre clé, les expéditeurs connus et les envois ouverts."),
        N_(
            "Remettez-en une copie. Sans copie, renommez-le : il sera refait, et l’équipe sera à"
            " reconnaître par téléphone."
        ),
    ),
    "bailleur.dossier_existe": Message(
        N_("Le dossier « {dossier} » existe déjà."),
        N_("Rien n’est jamais écrit par-dessus ce qui est là."),
        N_("Renommez-le ou choisissez un autre endroit avec --vers."),
    ),
    "bailleur.disque_plein": Message(
        N_("Il n’y a plus de place sur le disque."),
        N_("L’envoi ouvert ne tient pas en entier ; ce qui était commencé a été retiré."),
        N_("Faites de la place, ou choisissez un autre disque avec --vers."),
    ),
    "bailleur.temporaire": Message(
        N_("Cet ordinateur n’a pas de dossier temporaire utilisable."),
        N_("L’envoi y est gardé, illisible, le temps d’être vérifié ; le disque est plein ?"),
        N_("Faites de la place sur le disque de l’ordinateur, puis recommencez."),
    ),
    "bailleur.dossier_protege": Message(
        N_("On ne peut pas écrire dans « {chemin} »."),
        N_("Le dossier, le disque ou la clé USB est en lecture seule."),
        N_("Choisissez un autre dossier, puis recommencez."),
    ),
    "bailleur.ecriture": Message(
        N_("Le dossier « {chemin} » n’a pas pu être écrit."),
        N_("Il n’existe plus, la clé USB a été retirée, ou un fichier y est ouvert ailleurs."),
        N_("Vérifiez l’endroit choisi, puis recommencez : rien n’est resté à moitié."),
    ),
    "bailleur.pas_un_tableau": Message(
        N_("« {fichier} » n’est pas un tableau."),
        N_("Un retour est un fichier XLSX, XLS, ODS ou CSV."),
        N_("Enregistrez votre tableau dans un de ces formats, puis recommencez."),
    ),
    "bailleur.fichier_illisible": Message(
        N_("« {fichier} » n’a pas pu être lu."),
        N_("Il n’est pas là, ou il est ouvert dans un autre logiciel."),
        N_("Fermez-le, vérifiez son nom, puis recommencez."),
    ),
    "bailleur.trop_gros": Message(
        N_("« {fichier} » est trop gros pour un retour."),
        N_("Un retour ne dépasse pas {limite} Mo."),
        N_("Partagez-le en plusieurs fichiers, ou retirez-en les images."),
    ),
    "bailleur.fichier_vide": Message(
        N_("« {fichier} » est vide."),
        N_("Il n’y a rien à envoyer."),
        N_("Enregistrez le tableau depuis votre tableur, puis recommencez."),
    ),
}
