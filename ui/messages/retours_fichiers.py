"""Files that come back: why one is kept aside, what each line would change, what is decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.core.errors import EntreeInvalide
from app.core.i18n import N_, _
from app.domain.envois import EtatRetour, GenreRetour
from app.domain.imports import CASES_LAISSEES
from ui.messages import imports_lignes
from ui.messages.modele import Message, Texte

if TYPE_CHECKING:
    from app.services.exports.retours_fichiers import ChoixLigne, Raison

_DEMANDER = N_("Demandez au bailleur de le renvoyer.")
_A_RENVOYER = N_("Le fichier est mis de côté. Demandez au bailleur de le renvoyer.")
_APPELER = N_("Le fichier est mis de côté. Appelez le bailleur : rien n’a été pris.")
_CORRIGER = N_("Corrigez cette ligne dans le fichier, ou demandez à qui l’a envoyé.")
_DECIDER = N_("Décidez : garder ce que nous avons, ou prendre ce que dit le fichier.")
_PREVENIR = N_("Prendre change la date. Les ménages qui la connaissaient seront à prévenir.")

_FICHIERS: Mapping[str, Message] = {
    "retour.nom": Message(
        N_("Le nom de ce fichier n’est pas sûr : « {nom} »."),
        N_("Il désigne un dossier, un fichier caché, ou contient des signes qui trompent."),
        N_("Demandez au bailleur de le renvoyer sous un nom simple."),
    ),
    "retour_fichier.demesure": Message(
        N_("Ce fichier est trop gros : {taille} Mo."),
        N_("Un retour ne dépasse pas {limite} Mo."),
        N_("Demandez au bailleur de l’envoyer en plusieurs fois."),
    ),
    "retour_fichier.inconnu": Message(
        N_("« {fichier} » n’est pas un retour que Voyette reconnaît."),
        N_("Ses colonnes ne sont ni celles de réclamations, de dates, de loyers, de locataires, "
           "de logements ni de commissions."),
        N_("Ouvrez-le pour voir ce que c’est, ou demandez au bailleur."),
    ),
    "retour_fichier.cle_inconnue": Message(
        N_("Ce fichier est signé par une clé que Voyette ne connaît pas."),
        N_("Rien ne dit qui l’a écrit."),
        N_("Si c’est bien le bailleur, ajoutez sa clé, comparez les six mots au téléphone, "
           "puis reprenez ce fichier."),
    ),
    "retour_fichier.cle_abandonnee": Message(
        N_("Ce fichier est signé par une clé abandonnée, celle de {cle}."),
        N_("On ne croit plus ce qu’elle signe."),
        N_("Demandez au bailleur de signer avec sa clé actuelle."),
    ),
    "retour_fichier.rejoue": Message(
        N_("Le retour n° {numero} de ce bailleur est déjà venu."),
        N_("Chaque retour signé a son numéro : celui-ci ne compte qu’une fois."),
        N_("Rien à faire, sauf si le bailleur voulait envoyer autre chose."),
    ),
    "retour_fichier.desordre": Message(
        N_("Le retour n° {numero} arrive après le n° {dernier}, déjà repris."),
        N_("Il est plus ancien : le reprendre effacerait du plus récent."),
        N_("Demandez au bailleur si ce retour compte encore, et de le renvoyer avec un nouveau "
           "numéro."),
    ),
    "retour_fichier.deja_recu": Message(
        N_("« {fichier} » est déjà parmi les retours."),
        N_("C’est le même fichier, à l’octet près."),
        N_("Rien à faire."),
    ),
    "retour_fichier.deja_applique": Message(
        N_("« {fichier} » est déjà repris."),
        N_("Un retour ne se reprend qu’une fois."),
        N_("Pour revenir en arrière, annulez l’action dans l’historique."),
    ),
    "retour_fichier.ecarte": Message(
        N_("« {fichier} » est gardé à part."),
        N_("Il a été écarté, la raison est à côté."),
        N_("Reprenez-le d’abord si la raison n’est plus vraie."),
    ),
    "retour_fichier.pas_ecarte": Message(
        N_("« {fichier} » n’est pas gardé à part."),
        N_("Il attend déjà d’être lu, ou il est repris."),
        N_("Rien à faire."),
    ),
    "retour_fichier.absent": Message(
        N_("Aucun retour ne s’appelle « {fichier} »."),
        N_("Il n’est pas venu, ou il porte un autre nom."),
        N_("« retour lister » montre ceux qui sont là."),
    ),
    "retour_fichier.perdu": Message(
        N_("Le contenu de « {fichier} » n’est plus là."),
        N_("Il a été effacé, ou il n’avait pas été gardé."),
        _DEMANDER,
    ),
    "retour_fichier.reste": Message(
        N_("Des lignes resteraient dehors : {a_decider} à décider, {refusees} refusées, "
           "{inconnues} inconnues."),
        N_("Elles ne seront pas reprises ensuite avec ce fichier."),
        N_("Décidez les lignes en attente, ou acceptez de laisser le reste."),
    ),
    "retour_fichier.ligne_refusee": Message(
        N_("Ligne {ligne} ({titre}) : elle ne peut plus être écrite."),
        N_("Une autre ligne, ou la base, a changé entre-temps. Rien n’a été écrit."),
        N_("Ouvrez le fichier de nouveau."),
    ),
    "retour_fichier.ligne_contredite": Message(
        N_("Ligne {ligne} : elle contredit une ligne que vous avez prise."),
        N_("Les deux parlent de la même chose. Rien n’a été écrit."),
        N_("Gardez ce que nous avons pour l’une des deux."),
    ),
    "retour_fichier.non_signe": Message(
        N_("Rien ne prouve qui a écrit « {fichier} »."),
        N_("Il n’est pas signé : n’importe qui a pu le déposer."),
        N_("Regardez chaque ligne ; au moindre doute, appelez le bailleur."),
    ),
    "retour_fichier.cle_non_verifiee": Message(
        N_("La clé de {cle} n’a pas été vérifiée au téléphone."),
        N_("La signature est juste, mais la clé est peut-être celle d’un autre."),
        N_("Comparez les six mots au téléphone, dans l’onglet Clés."),
    ),
    "retour_fichier.avant_lui": Message(
        N_("Le retour n° {numero}, plus ancien, attend encore."),
        N_("Une fois celui-ci repris, l’autre ne pourra plus l’être."),
        N_("Reprenez d’abord le plus ancien, ou écartez-le."),
    ),
    "retour_fichier.deja_vu": Message(
        N_("Le même fichier a déjà été repris (reçu le {jour})."),
        N_("Il est revenu par un autre chemin."),
        N_("Ce qui est déjà connu ne sera pas repris deux fois."),
    ),
}  # fmt: skip
_SIGNES: Mapping[str, Message] = {
    "retour_signe.autre_appareil": Message(
        N_("Ce retour est fermé pour un autre ordinateur."),
        N_("Le bailleur l’a chiffré avec la clé d’un autre appareil de l’équipe."),
        N_("Ouvrez-le sur cet appareil, ou donnez au bailleur la clé de celui-ci."),
    ),
    "retour_signe.abime": Message(
        N_("Ce retour est abîmé ou incomplet."),
        N_("Il a été coupé, ou des octets ont changé en route."),
        _A_RENVOYER,
    ),
    "retour_signe.piege": Message(
        N_("Ce retour est construit comme un piège."),
        N_("Il contient autre chose que ce qu’il annonce, ou cherche à remplir la mémoire."),
        _APPELER,
    ),
    "retour_signe.manifeste": Message(
        N_("Ce retour ne dit pas ce qu’il est."),
        N_("Son manifeste manque ou ne se lit pas."),
        _A_RENVOYER,
    ),
    "retour_signe.version": Message(
        N_("Ce retour a été fait par une version plus récente de Voyette."),
        N_("Celle-ci ne sait pas le lire sans risque de se tromper."),
        N_("Mettez Voyette à jour, puis reprenez ce fichier."),
    ),
    "retour_signe.sans_signature": Message(
        N_("Ce retour n’est pas signé."),
        N_("Rien ne prouve qu’il vient du bailleur."),
        _APPELER,
    ),
    "retour_signe.signature": Message(
        N_("La signature de ce retour est fausse."),
        N_("Il a été modifié après la signature, ou fabriqué par quelqu’un d’autre."),
        _APPELER,
    ),
    "retour_signe.trop_gros": Message(
        N_("Ce tableau est trop gros pour un retour."),
        N_("Un retour ne dépasse pas {limite} Mo."),
        N_("Partagez-le en plusieurs fichiers."),
    ),
}
_LIGNES: Mapping[str, Message] = {
    "retour_fichier.sans_qui": Message(
        N_("Ligne {ligne} : on ne sait pas de qui elle parle."),
        N_("Il n’y a ni identifiant, ni code UG, ni numéro de contrat."),
        _CORRIGER,
    ),
    "retour_fichier.sans_date": Message(
        N_("Ligne {ligne} : aucune date."),
        N_("Une ligne de dates en donne au moins une."),
        _CORRIGER,
    ),
    "retour_fichier.sans_montant": Message(
        N_("Ligne {ligne} : aucun montant."),
        N_("Une ligne de loyer en donne au moins un."),
        _CORRIGER,
    ),
    "retour_fichier.sans_decision": Message(
        N_("Ligne {ligne} : ni date de commission, ni décision."),
        N_("Il n’y a rien à reprendre."),
        _CORRIGER,
    ),
    "retour_fichier.identifiant_inconnu": Message(
        N_("Ligne {ligne} : cet identifiant n’est pas de ceux que nous avons donnés."),
        N_("Il vient peut-être de l’envoi d’un autre bailleur, ou d’un ménage effacé depuis."),
        _CORRIGER,
    ),
    "retour_fichier.menage_inconnu": Message(
        N_("Ligne {ligne} : aucun ménage connu pour « {dit} »."),
        N_("Ce logement ou ce contrat n’est pas dans la base, ou personne n’y vit."),
        _CORRIGER,
    ),
    "retour_fichier.menage_plusieurs": Message(
        N_("Ligne {ligne} : « {dit} » désigne plusieurs ménages ou déménagements."),
        N_("On ne peut pas choisir à votre place."),
        N_("Faites ce changement à la main, sur la fiche du ménage."),
    ),
    "retour_fichier.tranche_inconnue": Message(
        N_("Ligne {ligne} : tranche de travaux « {dit} » inconnue."),
        N_("Elle n’est pas dans la base, ou ce logement n’en a pas."),
        N_("Créez la tranche dans la cité, puis reprenez ce fichier."),
    ),
    "retour_fichier.tranches_plusieurs": Message(
        N_("Ligne {ligne} : plusieurs tranches s’appellent « {dit} »."),
        N_("Il manque le nom de la cité."),
        _CORRIGER,
    ),
    "retour_fichier.sans_demenagement": Message(
        N_("Ligne {ligne} : aucun déménagement prévu dans ce sens pour « {dit} »."),
        N_("Une date seule ne dit pas vers quel logement."),
        N_("Prévoyez d’abord le déménagement sur la fiche du ménage."),
    ),
    "retour_fichier.reclamation_inconnue": Message(
        N_("Ligne {ligne} : réclamation « {dit} » inconnue."),
        N_("Cette référence n’est pas des nôtres."),
        _CORRIGER,
    ),
    "retour_fichier.reclamations_plusieurs": Message(
        N_("Ligne {ligne} : « {dit} » désigne plusieurs réclamations."),
        N_("Le bailleur a donné le même numéro à plusieurs."),
        _CORRIGER,
    ),
    "retour_fichier.sans_proposition": Message(
        N_("Ligne {ligne} : aucune proposition de logement pour « {dit} »."),
        N_("Le ménage ou le logement ne sont pas reconnus, ou rien n’a été proposé."),
        N_("Notez d’abord la proposition sur la fiche du ménage."),
    ),
    "retour_fichier.propositions_plusieurs": Message(
        N_("Ligne {ligne} : plusieurs propositions pour « {dit} »."),
        N_("Il manque le ménage ou le logement proposé."),
        _CORRIGER,
    ),
    "retour_fichier.reponse_inconnue": Message(
        N_("Ligne {ligne} : décision « {valeur} » inconnue."),
        N_("On attend un accord, un refus, un ajournement ou un retrait."),
        _CORRIGER,
    ),
    "retour_fichier.zeros_perdus": Message(
        N_("Ligne {ligne} : « {dit} » a sans doute perdu ses zéros de tête."),
        N_("Nous connaissons ce numéro avec des zéros devant. Les tableurs les retirent."),
        N_("Vérifiez que c’est le bon ménage, puis décidez."),
    ),
    "retour_fichier.autre_nom": Message(
        N_("Ligne {ligne} : le fichier dit « {dit} », nous connaissons {connu}."),
        N_("Le logement a peut-être changé de locataire, ou le code est celui d’un autre."),
        N_("Prenez la ligne s’il s’agit bien de ce ménage ; sinon gardez ce que nous avons."),
    ),
    "retour_fichier.autre_logement": Message(
        N_("Ligne {ligne} : le contrat {contrat} n’est pas celui du logement {dit}."),
        N_(
            "La ligne est rapprochée par le contrat ; le logement est celui d’un autre, ou inconnu."
        ),
        N_("Prenez la ligne s’il s’agit bien de ce ménage ; sinon gardez ce que nous avons."),
    ),
    "retour_fichier.lignes_contraires": Message(
        N_("Ligne {ligne} : elle contredit une autre ligne du fichier ({autres})."),
        N_("Elles parlent de la même chose, avec des valeurs différentes."),
        N_("Prenez-en une seule, ou demandez au bailleur laquelle est la bonne."),
    ),
    "retour_fichier.loyer_sans_date": Message(
        N_("Ligne {ligne} : ce loyer n’a pas de date."),
        N_("Il compte à partir du {jour}, jour où le fichier est arrivé."),
        N_("Rien à faire si cela convient."),
    ),
    "retour_fichier.partage_refuse": Message(
        N_("Ligne {ligne} : ce ménage ne veut pas que ses informations aillent au bailleur."),
        N_(
            "Le bailleur parle ici de son propre locataire : la ligne peut être reprise. Rien de "
            "ce ménage ne lui est renvoyé pour autant."
        ),
        N_("Ne lui répondez rien d’autre sur ce ménage."),
    ),
    "retour_fichier.loyer_a_venir": Message(
        N_("Ligne {ligne} : ce loyer sera dû à compter du {jour}."),
        N_("Il est gardé avec sa date ; d’ici là, il est montré comme annoncé."),
        N_("Rien à faire."),
    ),
    "retour_fichier.loyer_reporte": Message(
        N_("Ligne {ligne} : un loyer était déjà annoncé à compter du {avant}."),
        N_("Le fichier dit maintenant le {jour} : les deux restent notés."),
        N_(
            "Si la date a seulement changé, retirez l’ancien relevé sur la fiche du ménage, onglet "
            "Avant / après."
        ),
    ),
    "retour_fichier.reponse_sans_date": Message(
        N_("Ligne {ligne} : cette décision n’a pas de date."),
        N_("Elle sera datée du {jour}, jour où le fichier est arrivé."),
        N_("Rien à faire si cela convient."),
    ),
    "retour_fichier.dates_melangees": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : le jour et le mois sont peut-être inversés."),
        N_("Dans cette colonne, une date au moins met le mois avant le jour."),
        N_("Comparez avec le fichier du bailleur, puis décidez."),
    ),
    "retour_fichier.colonnes_laissees": Message(
        N_("Des colonnes ne sont pas reprises : {colonnes}."),
        N_("Leur titre ne ressemble à rien de connu pour cette sorte de retour."),
        N_("Si l’une d’elles compte, demandez au bailleur de la nommer comme dans le guide."),
    ),
    "retour_fichier.autre_sens": Message(
        N_(
            "« {fichier} » ressemble à « {genre} », mais la colonne « {colonne} » n’y a pas sa "
            "place."
        ),
        N_("Le prendre ainsi pourrait créer ou changer des ménages et des logements par erreur."),
        N_(
            "Dites vous-même de quelle sorte de retour il s’agit, ou demandez au bailleur un "
            "titre plus clair."
        ),
    ),
    "retour_fichier.autre_jour": Message(
        N_("Ligne {ligne} : le déménagement de {menage} a déjà une date."),
        N_("Le fichier en donne une autre."),
        _PREVENIR,
    ),
    "retour_fichier.autres_dates": Message(
        N_("Ligne {ligne} : les travaux de « {tranche} » ont déjà leurs dates."),
        N_("Les dates des ménages qui les suivent bougeraient aussi."),
        _PREVENIR,
    ),
    "retour_fichier.autre_rdv": Message(
        N_("Ligne {ligne} : un autre rendez-vous est attendu pour {reference}."),
        N_("Le fichier en donne un nouveau."),
        _PREVENIR,
    ),
    "retour_fichier.autre_montant": Message(
        N_("Ligne {ligne} : le bailleur avait donné d’autres montants au {jour}."),
        N_("Le fichier les remplace."),
        _DECIDER,
    ),
    "retour_fichier.autre_commission": Message(
        N_("Ligne {ligne} : la commission avait une autre date."),
        N_("Le fichier la remplace."),
        _DECIDER,
    ),
    "retour_fichier.autre_reponse": Message(
        N_("Ligne {ligne} : nous avions « {connue} », le fichier dit « {dite} »."),
        N_("La réponse du ménage est déjà notée."),
        _DECIDER,
    ),
}

_DEHORS = N_("Toute la ligne reste dehors : rien n’en est repris.")
_POURQUOI: Mapping[str, str] = {
    "date_improbable": N_("On attend une date entre le {debut} et le {fin}. "
                          "Toute la ligne reste dehors."),
    "nombre_improbable": N_("On attend un nombre entre {bas} et {haut}. "
                            "Toute la ligne reste dehors."),
    "nombre_ambigu": N_("Ce sont des milliers, ou des décimales ; on ne choisit pas à votre "
                        "place."),
    "code_abrege": N_("Un tableur l’a abrégé : la fin du numéro est perdue."),
}  # fmt: skip
_CASES: Mapping[str, Message] = {
    f"retour_fichier.case_{nom}": Message(
        imports_lignes.MESSAGES[f"import.{nom}"].titre, _POURQUOI.get(nom, _DEHORS), _CORRIGER
    )
    for nom in sorted(CASES_LAISSEES)
    if f"import.{nom}" in imports_lignes.MESSAGES
}

MESSAGES: Mapping[str, Message] = {**_FICHIERS, **_SIGNES, **_LIGNES, **_CASES}

GENRES: Mapping[GenreRetour, str] = {
    GenreRetour.ACCUSE: N_("accusé de réception"),
    GenreRetour.RECLAMATIONS: N_("états de réclamations"),
    GenreRetour.DATES: N_("dates prévues"),
    GenreRetour.LOYERS: N_("loyers après travaux"),
    GenreRetour.LOCATAIRES: N_("nouveaux locataires"),
    GenreRetour.PARC: N_("logements"),
    GenreRetour.COMMISSIONS: N_("décisions de commission"),
    GenreRetour.INCONNU: N_("fichier inconnu"),
}
ETATS: Mapping[EtatRetour, str] = {
    EtatRetour.A_LIRE: N_("à lire"),
    EtatRetour.APPLIQUE: N_("repris"),
    EtatRetour.ECARTE: N_("gardé à part"),
}
_CHOIX: Mapping[str, str] = {
    "garder": N_("Garder ce que nous avons"),
    "prendre": N_("Prendre ce que dit le fichier"),
    "echange": N_("Le noter comme échange"),
}


def dire_raison(raison: Raison) -> Texte:
    """Why a file is kept aside: our sentence, or what somebody wrote."""
    from ui.messages import mots  # noqa: PLC0415 - it collects this module

    if raison.texte:
        return Texte(raison.texte, "", "")
    return mots(EntreeInvalide(raison.code, **raison.params))


def dire_choix(choix: ChoixLigne) -> str:
    """An answer to a line, as a button says it."""
    from ui.messages.import_base import OPTIONS  # noqa: PLC0415 - it collects this module

    if choix.code in _CHOIX:
        return _(_CHOIX[choix.code])
    return _(OPTIONS[choix.code]).format(**dict(choix.params))
