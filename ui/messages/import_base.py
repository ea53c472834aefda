"""Words of the comparison between an imported file and the base: errors, reasons, answers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.i18n import N_
from ui.messages.modele import Message

_RIEN = N_("Rien n’est à faire.")
_DECIDER = N_("Choisissez votre réponse sur cette ligne ; sans réponse, elle reste de côté.")
_COMPLETER = N_("Complétez la ligne dans le fichier, puis importez-le de nouveau.")
_VERIFIER = N_("Vérifiez avec le bailleur ou avec le ménage, puis corrigez la fiche si besoin.")
_ENREGISTRE = N_("La ligne est importée telle quelle.")

_ERREURS: Mapping[str, Message] = {
    "import.profil_inconnu": Message(
        N_("Ce genre de fichier n’est pas connu : « {profil} »."),
        N_("Voyette lit trois genres de fichiers : parc, locataires, suivi."),
        N_("Choisissez l’un des trois, puis recommencez."),
    ),
    "import.feuille_inconnue": Message(
        N_("Le classeur n’a pas de feuille utilisable nommée « {feuille} »."),
        N_("Elle a un autre nom, ou ses en-têtes ne sont pas ceux attendus."),
        N_("Choisissez une autre feuille, ou laissez Voyette la trouver."),
    ),
    "import.rejets_a_accepter": Message(
        N_("Des lignes resteraient dehors : {rejetees} rejetées, {a_decider} à décider."),
        N_("Voyette n’en laisse jamais de côté sans votre accord."),
        N_("Décidez-les, ou acceptez d’importer les autres sans elles."),
    ),
    "import.base_changee": Message(
        N_("L’aperçu de « {fichier} » n’est plus à jour."),
        N_("La base a changé depuis, et l’import ne donnerait plus le même résultat."),
        N_("Rien n’a été importé. Refaites l’aperçu : il est prêt en quelques secondes."),
    ),
    "import.fichier_change": Message(
        N_("Le fichier « {fichier} » n’est plus celui de l’aperçu."),
        N_("Il a été modifié ou remplacé entre-temps."),
        N_("Rien n’a été importé. Refaites l’aperçu."),
    ),
}

_FOYERS: Mapping[str, Message] = {
    "import.logement_cree": Message(
        N_("Ligne {ligne} : le logement {ug} n’était pas connu, il sera créé."),
        N_("Le parc déjà chargé ne contient pas ce code UG."),
        N_("Si le code est mal écrit, corrigez-le dans le fichier avant d’importer."),
    ),
    "import.meme_personne_ailleurs": Message(
        N_("Ligne {ligne} : cette personne est déjà connue ailleurs : {autre}."),
        N_("Même nom, même prénom, et rien ne les distingue par la date de naissance."),
        _DECIDER,
    ),
    "import.homonyme": Message(
        N_("Ligne {ligne} : même nom que {autre}."),
        N_("Les dates de naissance diffèrent : ce sont sans doute deux personnes."),
        N_("Deux ménages sont gardés. Réunissez-les plus tard si c’est une erreur."),
    ),
    "import.meme_telephone_nom_proche": Message(
        N_("Ligne {ligne} : même téléphone et presque le même nom que {autre}."),
        N_("C’est peut-être la même personne, écrite autrement."),
        _DECIDER,
    ),
    "import.meme_telephone": Message(
        N_("Ligne {ligne} : le {valeur} est aussi le téléphone de {autre}."),
        N_("Cela arrive en famille, ou quand un numéro a été réattribué."),
        _ENREGISTRE,
    ),
    "import.orthographe": Message(
        N_("Ligne {ligne} : « {valeur} » est rapproché de {connu}."),
        N_("Même logement, et le nom ne diffère que de peu."),
        N_("Vérifiez la bonne orthographe ; vous choisissez celle que l’on garde."),
    ),
    "import.ug_occupee": Message(
        N_("Ligne {ligne} : {valeur} est annoncé en {ug}, où habite {autre}."),
        N_("C’est un départ suivi d’une arrivée, un second titulaire, ou une erreur de code."),
        _DECIDER,
    ),
    "import.doublon_identique": Message(
        N_("Ligne {ligne} : identique à la ligne {autre}."),
        N_("La même ligne figure deux fois dans le fichier."),
        N_("Une seule est gardée ; rien n’est à faire."),
    ),
    "import.doublon_sans_apport": Message(
        N_("Ligne {ligne} : même foyer que la ligne {autre}, sans rien de plus."),
        N_("Toutes les informations lisibles y sont déjà."),
        _RIEN,
    ),
    "import.doublon_different": Message(
        N_("Ligne {ligne} : même foyer que la ligne {autre}, avec d’autres valeurs."),
        N_("Les deux ne peuvent pas être vraies ensemble."),
        _DECIDER,
    ),
    "import.doublon_autre_personne": Message(
        N_("Ligne {ligne} : même logement que la ligne {autre}, autre personne."),
        N_("Ce peut être un second titulaire du bail, ou un nouvel occupant."),
        _DECIDER,
    ),
    "import.sans_ug_introuvable": Message(
        N_("Ligne {ligne} : pas de code UG, et le logement n’a pas pu être retrouvé."),
        N_("Ni le contrat ni l’adresse ne mènent à un ménage connu de ce nom."),
        _COMPLETER,
    ),
    "import.sans_ug_doublon": Message(
        N_("Ligne {ligne} : pas de code UG ; sans doute un doublon de la ligne {autre} ({ug})."),
        N_("Même contrat ou même adresse, même nom, et rien de nouveau."),
        N_("Elle n’est pas importée. Complétez le code UG si c’est un autre ménage."),
    ),
    "import.ug_retrouvee_contrat": Message(
        N_("Ligne {ligne} : pas de code UG ; reconnue par son contrat : {autre}."),
        N_("Le contrat et le nom sont ceux d’un ménage connu ({ug})."),
        _VERIFIER,
    ),
    "import.ug_retrouvee_adresse": Message(
        N_("Ligne {ligne} : pas de code UG ; reconnue par son adresse : {autre}."),
        N_("Un seul logement a cette adresse, et le nom est le même ({ug})."),
        _VERIFIER,
    ),
    "import.adresse_incomplete": Message(
        N_("Ligne {ligne} : « {valeur} » est lu comme {connue}."),
        N_("Il manque le bis, le ter ou le numéro ; le code UG suffit à reconnaître le logement."),
        N_("L’adresse complète est gardée ; rien n’est à faire."),
    ),
    "import.adresse_autre": Message(
        N_("L’adresse du fichier n’est pas celle de ce logement."),
        N_("Le code UG est peut-être celui d’un autre logement."),
        N_("L’adresse connue est gardée, sauf si vous choisissez celle du fichier."),
    ),
    "import.adresse_differente": Message(
        N_("Ligne {ligne} : « {valeur} » n’est pas l’adresse connue ({connue})."),
        N_("Le code UG est peut-être faux, ou le ménage a déménagé."),
        _VERIFIER,
    ),
    "import.loyer_plus_ancien": Message(
        N_("Le loyer de la base est plus récent que ce fichier."),
        N_("Le fichier a été édité avant le dernier loyer connu."),
        N_("Le loyer connu est gardé, sauf si vous choisissez celui du fichier."),
    ),
    "import.cotitulaire_ajoute": Message(
        N_("Ligne {ligne} : {nom} est ajouté comme second titulaire."),
        N_("Le fichier nomme deux titulaires, la base n’en connaissait qu’un."),
        _RIEN,
    ),
    "import.remarque_confidentielle": Message(
        N_("Ligne {ligne} : « {valeur} » touche à la santé."),
        N_("Ces mots ne doivent ni circuler ni devenir un diagnostic."),
        N_("La remarque est gardée confidentielle : elle ne sort sur aucun document."),
    ),
    "import.besoin_deduit": Message(
        N_("Ligne {ligne} : un besoin du logement est noté, sans dire pourquoi."),
        N_("Seul ce que le logement doit offrir est utile à l’opération ({besoin})."),
        N_("Vérifiez ce besoin avec le ménage."),
    ),
    "import.contact_propose": Message(
        N_("Ligne {ligne} : « {valeur} » est noté comme façon de joindre le ménage."),
        N_("La fiche n’en disait rien."),
        _RIEN,
    ),
    "import.vacant_mais_habite": Message(
        N_("Le fichier dit ce logement vacant ; {autre} y habite dans la base."),
        N_("C’est peut-être un départ que l’équipe ne connaît pas encore."),
        N_("L’état connu est gardé. Notez le départ sur la fiche si c’en est un."),
    ),
}

_SUIVI: Mapping[str, Message] = {
    "import.suivi_repete": Message(
        N_("Ligne {ligne} : le même logement est déjà suivi ligne {autre}."),
        N_("Deux lignes parlent du même ménage."),
        _DECIDER,
    ),
    "import.nom_prenom_inverses": Message(
        N_("Ligne {ligne} : nom et prénom sont inversés (« {valeur} »)."),
        N_("Nous les connaissons dans l’autre sens, au même logement."),
        N_("Rien à faire : l’ordre que nous avons est gardé."),
    ),
    "import.autre_nom": Message(
        N_("Ligne {ligne} : le fichier dit « {valeur} », la base connaît {autre}."),
        N_("Le ménage a peut-être changé, ou le nom est mal écrit."),
        _DECIDER,
    ),
    "import.menage_introuvable": Message(
        N_("Ligne {ligne} : le ménage n’a pas été retrouvé."),
        N_("Il manque le code UG ou le nom, et personne n’est connu à cette adresse."),
        _COMPLETER,
    ),
    "import.menage_cree": Message(
        N_("Ligne {ligne} : ce ménage n’était pas connu, il sera créé."),
        N_("Personne n’est connu dans ce logement."),
        N_("Importez d’abord les locataires si vous avez leur fichier."),
    ),
    "import.retour_avant_aller": Message(
        N_("Ligne {ligne} : le retour ({retour}) est avant l’aller ({aller})."),
        N_("Une des deux dates est fausse, ou les colonnes sont inversées."),
        _VERIFIER,
    ),
    "import.enquete_apres_aller": Message(
        N_("Ligne {ligne} : l’enquête ({enquete}) est après le déménagement ({aller})."),
        N_("L’enquête sociale précède d’ordinaire le départ."),
        _VERIFIER,
    ),
    "import.enquete_future": Message(
        N_("Ligne {ligne} : l’enquête est « faite » le {enquete}, un jour à venir."),
        N_("C’est sans doute un rendez-vous."),
        _VERIFIER,
    ),
    "import.retour_reel_futur": Message(
        N_("Ligne {ligne} : le retour est noté fait le {retour}, un jour à venir."),
        N_("C’est sans doute une date prévue."),
        _VERIFIER,
    ),
    "import.retour_depasse": Message(
        N_("Ligne {ligne} : le retour était prévu le {retour}, et rien ne dit qu’il a eu lieu."),
        N_("La colonne du retour réel est vide."),
        N_("Notez le retour sur la fiche s’il est fait, ou annoncez la nouvelle date."),
    ),
    "import.retour_sans_aller": Message(
        N_("Ligne {ligne} : un retour est noté, mais aucun départ."),
        N_("La date de l’aller manque."),
        _VERIFIER,
    ),
    "import.souhait_plus_ancien": Message(
        N_("Ligne {ligne} : la base connaît un souhait plus récent."),
        N_("Le souhait du fichier a été exprimé avant."),
        N_("Il rejoint l’historique sans remplacer le plus récent."),
    ),
    "import.tiroir_inconnu": Message(
        N_("Ligne {ligne} : le logement tiroir {valeur} n’est pas dans le parc."),
        N_("Son code UG n’est pas connu."),
        N_("Les dates sont gardées ; importez le parc, puis ce fichier de nouveau."),
    ),
    "import.tiroir_est_domicile": Message(
        N_("Ligne {ligne} : le logement tiroir {valeur} est le logement du ménage."),
        N_("Un ménage ne déménage pas chez lui."),
        N_("Le tiroir est laissé de côté. Corrigez le fichier ou la fiche."),
    ),
    "import.tiroir_habite": Message(
        N_("Ligne {ligne} : le logement tiroir {valeur} est habité par {autre}."),
        N_("Un tiroir doit être libre."),
        _VERIFIER,
    ),
    "import.demenagement_annule": Message(
        N_("Ligne {ligne} : l’équipe a annulé le déménagement du {valeur}."),
        N_("Le fichier le donne encore ; il n’est pas prévu de nouveau."),
        N_("S’il a bien lieu, prévoyez-le dans la fiche du ménage."),
    ),
    "import.demenagement_ailleurs": Message(
        N_("Ligne {ligne} : un autre déménagement que celui du {valeur} est déjà prévu."),
        N_("Il passe par un autre logement ({connue}) ; celui du fichier n’est pas ajouté."),
        N_("Vérifiez avec le ménage lequel des deux est le bon."),
    ),
    "import.tiroir_deux_menages": Message(
        N_("Ligne {ligne} : le tiroir {valeur} est aussi donné à {autre} (ligne {numero})."),
        N_("Les deux séjours se chevauchent."),
        _VERIFIER,
    ),
}

_PASSAGES: Mapping[str, Message] = {
    "import.passage_pour": Message(
        N_("Ligne {ligne} : devient une visite de {autre}."),
        N_("C’est le seul ménage de ce nom."),
        _RIEN,
    ),
    "import.passage_connu": Message(
        N_("Ligne {ligne} : déjà enregistré pour {autre}."),
        N_("Même jour, même motif, même ménage."),
        _RIEN,
    ),
    "import.passage_anonyme": Message(
        N_("Ligne {ligne} : compté comme un passage anonyme."),
        N_("La ligne ne nomme personne."),
        _RIEN,
    ),
    "import.passage_anonyme_connu": Message(
        N_("Ligne {ligne} : passage anonyme déjà compté."),
        N_("Même jour, même motif."),
        _RIEN,
    ),
    "import.personne_inconnue": Message(
        N_("Ligne {ligne} : aucun ménage connu ne porte le nom de « {valeur} »."),
        N_("La personne habite peut-être ailleurs, ou son nom est écrit autrement."),
        N_("Importez les locataires d’abord, ou corrigez le nom dans le fichier."),
    ),
    "import.nom_ambigu": Message(
        N_("Ligne {ligne} : {combien} ménages portent le nom de « {valeur} »."),
        N_("Le fichier ne dit pas lequel est venu."),
        _DECIDER,
    ),
    "import.nom_approchant": Message(
        N_("Ligne {ligne} : « {valeur} » n’est pas connu ; un nom lui ressemble."),
        N_("C’est peut-être une faute de frappe."),
        _DECIDER,
    ),
    "import.tache_rappeler": Message(
        N_("Ligne {ligne} : « rappeler » devient une tâche."),
        N_("Elle n’a pas de date, le fichier n’en donne pas."),
        N_("Vous la retrouverez sur la fiche du ménage."),
    ),
}

_FICHIER: Mapping[str, Message] = {
    "import.cite_a_preciser": Message(
        N_("Des logements nouveaux ne disent pas de quelle cité ils sont."),
        N_("Ni une colonne, ni le titre, ni les codes voisins ne la donnent."),
        N_("Choisissez la cité avant d’importer, ou corrigez-la ensuite."),
    ),
    "import.lignes_de_titre": Message(
        N_("« {valeur} » : les titres des colonnes sont à la ligne {entete}."),
        N_("Les lignes au-dessus sont un titre du document."),
        _RIEN,
    ),
    "import.lignes_total": Message(
        N_("« {valeur} », ligne {numeros} : un total, laissé de côté."),
        N_("Ce n’est pas un ménage ni un logement."),
        _RIEN,
    ),
    "import.lignes_vides": Message(
        N_("« {valeur} », ligne {numeros} : ligne vide, sautée."),
        N_("Elle ne contient rien."),
        _RIEN,
    ),
    "import.entetes_repetees": Message(
        N_("« {valeur} », ligne {numeros} : les titres sont répétés, sautés."),
        N_("Ces titres sont déjà lus en haut de la feuille."),
        _RIEN,
    ),
    "import.lignes_intertitre": Message(
        N_("« {valeur} », ligne {numeros} : un intertitre, sauté."),
        N_("Ce n’est ni un ménage ni un logement."),
        _RIEN,
    ),
    "import.colonne_ecartee": Message(
        N_("La colonne « {colonne} » n’est pas importée."),
        N_("Elle contient ce dont l’accompagnement n’a pas besoin."),
        N_("C’est voulu : on ne garde que le nécessaire (RGPD)."),
    ),
    "import.colonne_non_reconnue": Message(
        N_("La colonne « {colonne} » n’a pas été reconnue."),
        N_("Son titre ne ressemble à rien de connu."),
        N_("Dites ci-dessus à quoi elle correspond, ou laissez-la de côté."),
    ),
    "import.champ_manquant": Message(
        N_("« {valeur} » : aucune colonne ne donne « {champ} »."),
        N_("Cette information est nécessaire pour ce genre de fichier."),
        N_("Désignez la colonne qui la contient."),
    ),
    "import.menages_absents": Message(
        N_("Ménages de la cité absents de ce fichier : {combien} ({noms})."),
        N_("Ils sont peut-être partis, ou le fichier ne couvre pas toute la cité."),
        N_("Rien n’est modifié pour eux. Notez les départs sur leurs fiches."),
    ),
}

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {**_ERREURS, **_FOYERS, **_SUIVI, **_PASSAGES, **_FICHIER}
)

OPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "deux_menages": N_("Ce sont deux ménages : créer celui-ci"),
        "demenage": N_("C’est le même ménage, il a déménagé ici ({menage})"),
        "depart_arrivee": N_("Départ de {menage}, arrivée de ce ménage le {jour}"),
        "cotitulaire": N_("Second titulaire, avec {menage}"),
        "corriger": N_("C’est la même personne : corriger le nom de {menage}"),
        "garder_premiere": N_("Garder la ligne {autre}"),
        "prendre_celle_ci": N_("Prendre les valeurs de cette ligne plutôt que la {autre}"),
        "rattacher": N_("C’est {menage}"),
        "ignorer": N_("Laisser cette ligne de côté"),
    }
)
"""Answers to a line that needs a decision."""

ETATS: Mapping[str, str] = MappingProxyType(
    {
        "nouveau": N_("nouveau"),
        "modifie": N_("modifié"),
        "identique": N_("identique"),
        "rejete": N_("rejeté"),
        "a_decider": N_("à décider"),
    }
)
