"""Words for questionnaires: what a form cannot be, what an answer cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.i18n import N_, _
from app.domain.enquetes.formulaire import Remarque
from ui.messages.modele import Message

_CORRIGER_FORME = N_("Corrigez le questionnaire dans le tableur, puis chargez-le de nouveau.")
MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "enquete.illisible": Message(
            N_("Ce questionnaire ne peut pas être lu."),
            N_("Le fichier n’est pas un classeur XLSForm (.xlsx ou .xls), ou il est abîmé."),
            N_("Demandez le classeur d’origine à qui a écrit le questionnaire."),
        ),
        "enquete.trop_gros": Message(
            N_("Le fichier « {fichier} » est trop gros pour un questionnaire."),
            N_("Voyette lit des questionnaires jusqu’à 20 Mo."),
            N_("Retirez du classeur les images et les feuilles qui n’en font pas partie."),
        ),
        "enquete.refuse": Message(
            N_("Le questionnaire « {fichier} » contient une erreur."),
            N_("Le lecteur de XLSForm dit : {detail}"),
            _CORRIGER_FORME,
        ),
        "enquete.expression": Message(
            N_("Une formule du questionnaire ne peut pas être lue : « {expression} »."),
            N_("Question « {question} », ligne {ligne} de la feuille survey."),
            _CORRIGER_FORME,
        ),
        "enquete.fonction": Message(
            N_("La fonction « {fonction} » n’est pas connue de Voyette."),
            N_("Question « {question} », ligne {ligne} : « {expression} »."),
            _CORRIGER_FORME,
        ),
        "enquete.arguments": Message(
            N_("La fonction « {fonction} » n’a pas le bon nombre d’éléments."),
            N_("Question « {question} », ligne {ligne} : « {expression} »."),
            _CORRIGER_FORME,
        ),
        "enquete.cycle": Message(
            N_("Des questions s’attendent l’une l’autre : {questions}."),
            N_("Chacune se calcule à partir d’une autre de la liste, et aucune ne peut commencer."),
            _CORRIGER_FORME,
        ),
        "enquete.piece": Message(
            N_("Le fichier joint « {fichier} » ne peut pas être lu."),
            N_("Un questionnaire attend à côté de lui un fichier CSV avec une ligne d’en-têtes."),
            N_("Enregistrez le tableau en CSV, puis chargez-le de nouveau."),
        ),
        "enquete.piece_grosse": Message(
            N_("Le fichier « {fichier} » est trop gros."),
            N_("Une réponse peut porter un fichier de 10 Mo au plus."),
            N_("Choisissez un fichier plus léger, ou une photo : elle sera réduite toute seule."),
        ),
        "enquete.entier": Message(
            N_("« {saisie} » n’est pas un nombre entier."),
            N_("Cette question attend un nombre sans virgule."),
            N_("Tapez seulement des chiffres."),
        ),
        "enquete.nombre": Message(
            N_("« {saisie} » n’est pas un nombre."),
            N_("Cette question attend un nombre, avec une virgule si besoin."),
            N_("Tapez par exemple 412,50."),
        ),
        "enquete.jour": Message(
            N_("« {saisie} » n’est pas une date."),
            N_("Cette question attend un jour."),
            N_("Tapez par exemple 24/11/2026."),
        ),
        "enquete.heure": Message(
            N_("« {saisie} » n’est pas une heure."),
            N_("Cette question attend une heure de la journée."),
            N_("Tapez par exemple 14:30."),
        ),
        "enquete.point": Message(
            N_("« {saisie} » n’est pas une position."),
            N_("Cette question attend une latitude et une longitude."),
            N_("Tapez par exemple 50.4012 2.8651."),
        ),
        "enquete.forme": Message(
            N_("« {saisie} » n’a pas la forme d’une réponse à cette question."),
            N_("Un groupe est un objet, une répétition une liste d’objets."),
            N_("Corrigez le fichier de réponses, puis recommencez."),
        ),
        "enquete.choix": Message(
            N_("« {saisie} » n’est pas un choix proposé."),
            N_("Les choix proposés sont : {choix}."),
            N_("Donnez le nom d’un de ces choix."),
        ),
        "enquete.incomplete": Message(
            N_("Ce questionnaire n’est pas complet."),
            N_(
                "Réponses attendues et absentes : {manquantes} ; réponses à revoir : {fautives}."
                " La première : « {question} »."
            ),
            N_("Complétez-les, ou terminez en sachant qu’il en manque."),
        ),
        "enquete.jour_futur": Message(
            N_("Un questionnaire ne peut pas être terminé demain."),
            N_("Le jour donné n’est pas encore arrivé."),
            N_("Donnez le jour où les réponses ont été recueillies."),
        ),
        "enquete.ecart_perime": Message(
            N_("Cette différence n’existe plus."),
            N_("La fiche du ménage a changé depuis qu’elle a été montrée."),
            N_("Relisez les différences."),
        ),
        "enquete.langue": Message(
            N_("Ce questionnaire n’existe pas en « {langue} »."),
            N_("Ses langues : {connues}."),
            N_("Choisissez l’une d’elles, ou ne précisez pas de langue."),
        ),
        "enquete.sans_reponses": Message(
            N_("Ce ménage n’a pas de réponses au questionnaire « {formulaire} »."),
            N_("Des réponses s’impriment pour un ménage qui a commencé ce questionnaire."),
            N_("Donnez le ménage avec --menage, ou imprimez le questionnaire vierge."),
        ),
        "enquete.rien_a_comparer": Message(
            N_("Il n’y a pas encore d’avant et d’après à comparer."),
            N_("Il faut deux questionnaires terminés qui posent au moins une même question."),
            N_("Remplissez le questionnaire d’après travaux, puis recommencez."),
        ),
        "enquete.reponses_illisibles": Message(
            N_("Le fichier de réponses « {fichier} » ne peut pas être lu."),
            N_("Il doit contenir un objet JSON : le nom de chaque question et sa réponse."),
            N_("Vérifiez le fichier, puis recommencez."),
        ),
        "campagne.sans_titre": Message(
            N_("La campagne n’a pas de nom."),
            N_("Un nom permet de la retrouver dans la liste et dans l’historique."),
            N_("Donnez-lui un nom, par exemple « Enquête sociale 2026 »."),
        ),
        "campagne.echeance_passee": Message(
            N_("Le {jour} est déjà passé."),
            N_("Une campagne se termine après son ouverture."),
            N_("Choisissez un jour à venir, ou laissez la date vide."),
        ),
        "campagne.formulaire": Message(
            N_("Ce questionnaire n’est plus dans la base."),
            N_("Une campagne pose un questionnaire déjà chargé."),
            N_("Chargez-le dans l’onglet Questionnaires, puis recommencez."),
        ),
        "campagne.personne": Message(
            N_("Il n’y a personne à enquêter ici."),
            N_(
                "Aucun ménage suivi n’habite ce lieu aujourd’hui, ou tous sont déjà dans une autre"
                " campagne du même questionnaire ({ailleurs})."
            ),
            N_("Vérifiez la cité et la tranche, ou les occupations des logements."),
        ),
        "campagne.close": Message(
            N_("La campagne « {titre} » est close depuis le {jour}."),
            N_("Une campagne close ne change plus."),
            N_("Ouvrez-en une autre, ou annulez la clôture depuis l’historique."),
        ),
        "campagne.canal": Message(
            N_("Une absence se constate à domicile ou par téléphone."),
            N_("Les autres contacts se consignent comme des visites."),
            N_("Choisissez « visite à domicile » ou « téléphone »."),
        ),
        "campagne.pas_dedans": Message(
            N_("Ce ménage n’est plus dans la campagne."),
            N_("Il a déménagé, ou il a été réuni avec un autre."),
            N_("Relisez la liste."),
        ),
        "campagne.deja_faite": Message(
            N_("Ce ménage a déjà répondu."),
            N_("Son questionnaire est terminé : il n’est plus ni absent ni à relancer."),
            N_("Ouvrez son questionnaire si une réponse est à corriger."),
        ),
        "campagne.refus_precise": Message(
            N_("« Autre raison » demande quelques mots."),
            N_("Sans eux, personne ne saura plus tard pourquoi le ménage a refusé."),
            N_("Écrivez ce que la personne a dit."),
        ),
        "enquete.rien_a_exporter": Message(
            N_("Il n’y a pas encore de réponses à exporter pour « {titre} »."),
            N_("Seules les enquêtes terminées partent."),
            N_("Terminez une enquête, puis recommencez."),
        ),
        "enquete.rien_de_partage": Message(
            N_("Aucune réponse de « {titre} » ne peut partir pour ce destinataire."),
            N_("Chaque question dit qui peut en recevoir la réponse ; sans rien, elle reste ici."),
            N_("Réglez le partage des questions qui peuvent partir, puis recommencez."),
        ),
        "enquete.formulaire_inconnu": Message(
            N_("Le questionnaire « {texte} » n’est pas dans la base."),
            N_("Ceux qu’elle contient : {connus}."),
            N_("Chargez-le d’abord avec la commande enquete charger."),
        ),
    }
)
_REMARQUES: Mapping[str, str] = MappingProxyType(
    {
        "enquete.remarque.type": N_(
            "La question « {question} » est d’un genre que Voyette ne sait pas poser ({detail}) :"
            " elle est laissée de côté."
        ),
        "enquete.remarque.tapee": N_(
            "La réponse à « {question} » ({detail}) se tape au clavier : Voyette ne lit pas les"
            " codes-barres."
        ),
        "enquete.remarque.jointe": N_(
            "La réponse à « {question} » ({detail}) est un fichier à joindre : Voyette n’enregistre"
            " ni le son ni l’image."
        ),
        "enquete.remarque.recherche": N_(
            "Les choix de la question « {question} » sont cherchés dans un fichier par un moyen"
            " propre au téléphone : la réponse se tape au clavier."
        ),
        "enquete.remarque.fonction": N_(
            "La question « {question} » se sert de « {detail} », que Voyette ne connaît pas :"
            " cette formule est laissée de côté."
        ),
        "enquete.remarque.medias": N_(
            "Les images et les sons des libellés ne sont pas montrés : {detail}."
        ),
        "enquete.remarque.partage": N_(
            "La question « {question} » dit pouvoir être reçue par « {detail} », qui n’existe pas :"
            " sa réponse reste confidentielle."
        ),
        "enquete.remarque.hasard": N_(
            "Les choix de la question « {question} » sont montrés dans leur ordre, pas au hasard."
        ),
        "enquete.remarque.pyxform": N_("Le lecteur de XLSForm remarque : {detail}"),
    }
)


def dire_remarque(remarque: Remarque) -> str:
    """What is not supported, in one sentence."""
    return _(_REMARQUES[remarque.code]).format(question=remarque.question, detail=remarque.detail)
