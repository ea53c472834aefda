"""Words of the oddities of one line or one cell of an imported file.

Every sentence may name the line, the column and what the cell holds.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

_OU = N_("Ligne {ligne}, colonne « {colonne} » : « {valeur} » n’est pas compris.")
_LAISSEE = N_("Le reste de la ligne est importé ; cette information reste comme elle était.")
_CORRIGER = N_("Corrigez la cellule dans le fichier, ou complétez la fiche du ménage ensuite.")

MESSAGES: Mapping[str, Message] = {
    "import.ligne_sans_ug": Message(
        N_("Ligne {ligne} : le code UG manque."),
        N_("Sans lui, on ne sait pas de quel logement il s’agit."),
        N_("Complétez le code UG dans le fichier, puis importez-le de nouveau."),
    ),
    "import.ligne_sans_nom": Message(
        N_("Ligne {ligne} : aucun nom."),
        N_("Le logement est peut-être vacant ; on ne crée pas de ménage sans nom."),
        N_("Ajoutez le nom dans le fichier, ou laissez cette ligne de côté."),
    ),
    "import.ligne_sans_lieu": Message(
        N_("Ligne {ligne} : ni code UG, ni contrat, ni adresse."),
        N_("On ne peut pas savoir où habite cette personne."),
        N_("Complétez le code UG dans le fichier, puis importez-le de nouveau."),
    ),
    "import.ligne_sans_identite": Message(
        N_("Ligne {ligne} : ni code UG ni nom."),
        N_("On ne peut pas savoir de quel ménage il s’agit."),
        N_("Complétez la ligne dans le fichier, ou laissez-la de côté."),
    ),
    "import.passage_sans_date": Message(
        N_("Ligne {ligne} : ce passage n’a pas de date."),
        N_("Un passage devient une visite, et une visite a toujours un jour."),
        N_("Ajoutez la date dans le fichier, puis importez-le de nouveau."),
    ),
    "import.passage_vide": Message(
        N_("Ligne {ligne} : ce passage ne dit ni qui, ni pourquoi."),
        N_("Seule la date est remplie."),
        N_("Complétez la ligne dans le fichier, ou laissez-la de côté."),
    ),
    "import.ligne_decalee": Message(
        N_("Ligne {ligne} : il y a plus de cases que de titres (« {valeur} »)."),
        N_("Un séparateur s’est glissé dans un texte : les colonnes sont décalées."),
        N_("Corrigez cette ligne dans le fichier, puis importez-le de nouveau."),
    ),
    "import.date_impossible": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : le {valeur} n’existe pas."),
        _LAISSEE,
        _CORRIGER,
    ),
    "import.date_illisible": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : « {valeur} » n’est pas une date."), _LAISSEE,
        _CORRIGER,
    ),
    "import.date_improbable": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : {valeur} est une date improbable."),
        N_("On attend une date entre le {debut} et le {fin}. Le reste de la ligne est importé."),
        _CORRIGER,
    ),
    "import.naissance_future": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : la naissance serait à venir ({valeur})."),
        _LAISSEE,
        _CORRIGER,
    ),
    "import.naissance_improbable": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : {valeur} donnerait plus de 120 ans."),
        _LAISSEE,
        _CORRIGER,
    ),
    "import.annee_seule": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : il n’y a que l’année ({valeur})."),
        N_("Il manque le jour et le mois ; on n’en invente pas."),
        _CORRIGER,
    ),
    "import.mois_seul": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : il manque le jour ({valeur})."),
        N_("On n’invente pas un jour."),
        _CORRIGER,
    ),
    "import.date_inversee": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : « {valeur} » met le mois avant le jour."),
        N_("Certains logiciels écrivent les dates à l’américaine ; elle a été remise à l’endroit."),
        N_("Vérifiez cette date."),
    ),
    "import.siecle_devine": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : l’année de « {valeur} » n’a que deux chiffres."),
        N_("On a supposé une naissance après 2000."),
        N_("Vérifiez cette date."),
    ),
    "import.deux_naissances": Message(
        N_("Ligne {ligne} : deux dates de naissance dans une case (« {valeur} »)."),
        N_("La première est donnée au titulaire, la seconde au cotitulaire."),
        N_("Vérifiez que l’ordre est le bon."),
    ),
    "import.nombre_illisible": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : « {valeur} » n’est pas un nombre."), _LAISSEE,
        _CORRIGER,
    ),
    "import.zeros_perdus": Message(
        N_("Ligne {ligne} : le code UG « {valeur} » a perdu ses zéros de tête."),
        N_("Nous connaissons {connu}. Les tableurs retirent les zéros des nombres."),
        N_("Mettez cette colonne en texte dans le fichier, avec tous les zéros."),
    ),
    "import.nombre_ambigu": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : « {valeur} » peut se lire de deux façons."),
        N_("Ce sont des milliers, ou des décimales ; on ne choisit pas à votre place."),
        _CORRIGER,
    ),
    "import.code_abrege": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : « {valeur} » n’est plus un numéro entier."),
        N_("Un tableur l’a abrégé : la fin du numéro est perdue."),
        N_("Demandez le fichier avec cette colonne en texte."),
    ),
    "import.nombre_negatif": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : {valeur} est négatif."), _LAISSEE, _CORRIGER,
    ),
    "import.nombre_improbable": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : {valeur} est improbable."),
        N_("On attend un nombre entre {bas} et {haut}. Le reste de la ligne est importé."),
        _CORRIGER,
    ),
    "import.entier_attendu": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : {valeur} n’est pas un nombre entier."),
        _LAISSEE,
        _CORRIGER,
    ),
    "import.oui_non_attendu": Message(_OU, N_("On attend oui ou non. Le reste est importé."),
                                      _CORRIGER),
    "import.code_postal": Message(_OU, N_("Un code postal a cinq chiffres. Le reste est importé."),
                                  _CORRIGER),
    "import.code_insee": Message(
        _OU, N_("Un code de commune a cinq caractères. Le reste est importé."), _CORRIGER
    ),
    "import.typologie": Message(_OU, N_("On attend T1, T2, T3… Le reste est importé."), _CORRIGER),
    "import.classe_dpe": Message(_OU, N_("On attend une lettre de A à G. Le reste est importé."),
                                 _CORRIGER),
    "import.construction": Message(
        _OU, N_("On attend individuel ou collectif. Le reste est importé."), _CORRIGER
    ),
    "import.position": Message(
        _OU, N_("On attend X et Y ensemble, en mètres Lambert 93. Le reste est importé."), _CORRIGER
    ),
    "import.etat_logement": Message(
        _OU, N_("On attend occupé, vacant, tiroir, en travaux, vendu… Le reste est importé."),
        _CORRIGER,
    ),
    "import.statut": Message(
        _OU, N_("On attend locataire, propriétaire, ayant droit… Le reste est importé."), _CORRIGER
    ),
    "import.civilite": Message(_OU, N_("On attend M. ou Mme. Le reste est importé."), _CORRIGER),
    "import.nom_sans_lettres": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : « {valeur} » n’est pas un nom."),
        _LAISSEE,
        _CORRIGER,
    ),
    "import.courriel": Message(
        _OU, N_("Ce n’est pas une adresse de courriel complète."), _CORRIGER
    ),
    "import.courriel_accent": Message(
        N_("Ligne {ligne} : le courriel « {valeur} » contient un accent."),
        N_("La plupart des messageries n’en acceptent pas : l’adresse est sans doute fausse."),
        N_("Demandez l’adresse exacte à la personne."),
    ),
    "import.courriels_plusieurs": Message(
        N_("Ligne {ligne} : plusieurs courriels dans une case (« {valeur} »)."),
        N_("Seul le premier est gardé."),
        N_("Notez l’autre dans la fiche s’il est utile."),
    ),
    "import.telephone": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : « {valeur} » n’est pas un numéro complet."),
        _LAISSEE,
        N_("Demandez le numéro à la personne."),
    ),
    "import.deux_telephones": Message(
        N_("Ligne {ligne} : deux numéros dans une case (« {valeur} »)."),
        N_("Le second est rangé dans l’autre case de téléphone si elle est libre."),
        N_("Rien à faire."),
    ),
    "import.telephone_en_trop": Message(
        N_("Ligne {ligne} : un numéro de trop (« {valeur} »)."),
        N_("Les cases fixe et portable sont déjà prises : il n’est pas gardé."),
        N_("Notez-le dans la fiche s’il est utile."),
    ),
    "import.telephone_note": Message(
        N_("Ligne {ligne} : « {note} » est écrit à côté du numéro."),
        N_("Seul le numéro est gardé."),
        N_("Notez cette précision dans la fiche si elle est utile."),
    ),
    "import.deux_personnes": Message(
        N_("Ligne {ligne} : deux personnes dans une case (« {valeur} »)."),
        N_("On propose : {lu}."),
        N_("Confirmez qui est titulaire et qui est cotitulaire."),
    ),
    "import.nom_a_confirmer": Message(
        N_("Ligne {ligne} : où finit le nom dans « {valeur} » ?"),
        N_("On propose le nom « {nom} » et le prénom « {prenom} »."),
        N_("Confirmez ou corrigez."),
    ),
    "import.nom_annotation": Message(
        N_("Ligne {ligne} : le nom est suivi de « {annotation} »."),
        N_("Cette précision n’est pas gardée dans le nom."),
        N_("Notez-la dans la fiche si elle est utile."),
    ),
    "import.souhait": Message(
        N_("Ligne {ligne} : le souhait « {valeur} » n’est pas dans la liste."),
        N_("Il est gardé tel quel, sans être compté dans les indicateurs."),
        N_("Choisissez le souhait qui correspond dans la fiche."),
    ),
    "import.souhait_mutation": Message(
        N_("Ligne {ligne} : « {valeur} » ne dit pas où la personne veut aller."),
        N_("On l’a compris comme un autre logement de la cité ou de la commune."),
        N_("Vérifiez avec le ménage."),
    ),
    "import.tiroir_adresse": Message(
        N_("Ligne {ligne} : le logement tiroir est donné par son adresse (« {valeur} »)."),
        N_("On attend un code UG."),
        N_("Vérifiez que le bon logement a été retrouvé."),
    ),
    "import.creneau": Message(
        _OU, N_("On attend matin, après-midi, journée ou une heure. Le reste est importé."),
        _CORRIGER,
    ),
    "import.sante": Message(
        N_("Ligne {ligne} : la remarque « {valeur} » touche à la santé."),
        N_("On note un besoin du logement, jamais un état de santé."),
        N_("Remplacez-la par un besoin (alimentation électrique, plain-pied…) ou gardez-la "
           "confidentielle."),
    ),
    "import.nir": Message(
        N_("Ligne {ligne} : la remarque contient un numéro de sécurité sociale."),
        N_("Ce numéro n’a pas sa place ici : la remarque n’est pas importée."),
        N_("Retirez-le du fichier, puis importez-le de nouveau."),
    ),
    "import.caractere_perdu": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : une apostrophe était perdue (« {valeur} »)."),
        N_("Le fichier a été écrit sans elle ; on lit « {lu} »."),
        N_("Rien à faire."),
    ),
    "import.caractere_inconnu": Message(
        N_("Ligne {ligne}, colonne « {colonne} » : une lettre est perdue (« {valeur} »)."),
        N_("Le fichier l’a remplacée par un point d’interrogation, et on ne devine pas laquelle."),
        N_("Corrigez le mot dans la fiche."),
    ),
}  # fmt: skip
