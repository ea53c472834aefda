"""Words of the files that cannot be taken in, and of what we say about a whole file."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "import.dossier": Message(
        N_("« {fichier} » est un dossier, pas un fichier."),
        N_("L’import lit un seul fichier à la fois."),
        N_("Ouvrez ce dossier et choisissez le tableau qu’il contient."),
    ),
    "import.pas_un_fichier": Message(
        N_("« {fichier} » n’est pas un fichier ordinaire."),
        N_("C’est un périphérique ou un raccourci spécial de l’ordinateur."),
        N_("Choisissez le tableau lui-même."),
    ),
    "import.fichier_absent": Message(
        N_("« {fichier} » est introuvable."),
        N_("Le fichier a été déplacé ou renommé, ou la clé USB a été retirée."),
        N_("Vérifiez son emplacement, puis choisissez-le de nouveau."),
    ),
    "import.fichier_illisible": Message(
        N_("« {fichier} » ne peut pas être lu."),
        N_("L’ordinateur en refuse l’accès, ou le fichier est ouvert ailleurs."),
        N_("Fermez-le dans le tableur, copiez-le sur le bureau, puis recommencez."),
    ),
    "import.fichier_vide": Message(
        N_("« {fichier} » est vide."),
        N_("Il ne contient aucun caractère : l’envoi ou la copie s’est sans doute interrompu."),
        N_("Demandez au bailleur de renvoyer le fichier."),
    ),
    "import.fichier_sans_donnees": Message(
        N_("« {fichier} » ne contient aucune donnée."),
        N_("Toutes ses feuilles sont blanches."),
        N_("Ouvrez-le dans un tableur pour vérifier, puis demandez le bon fichier."),
    ),
    "import.fichier_trop_gros": Message(
        N_("« {fichier} » est trop gros : {taille} Mo, pour {limite} Mo au plus."),
        N_("Un fichier de bailleur pèse rarement plus de quelques Mo ; rien n’a été lu."),
        N_("Demandez un fichier limité à votre cité, ou découpez-le en plusieurs fichiers."),
    ),
    "import.trop_de_lignes": Message(
        N_("« {fichier} » a trop de lignes : {limite} au plus."),
        N_("Certaines feuilles vont très loin vers le bas, parfois par une cellule oubliée."),
        N_("Copiez les lignes utiles dans un nouveau classeur, puis importez-le."),
    ),
    "import.trop_de_colonnes": Message(
        N_("« {fichier} » a trop de colonnes : {limite} au plus."),
        N_("Une feuille va très loin vers la droite, parfois par une cellule oubliée."),
        N_("Copiez les colonnes utiles dans un nouveau classeur, puis importez-le."),
    ),
    "import.trop_de_feuilles": Message(
        N_("« {fichier} » a trop de feuilles : {limite} au plus."),
        N_("Ce classeur n’est sans doute pas une liste de logements ou de locataires."),
        N_("Gardez les feuilles utiles dans un nouveau classeur, puis importez-le."),
    ),
    "import.ligne_trop_longue": Message(
        N_("La ligne {ligne} de « {fichier} » est démesurément longue."),
        N_("Ce n’est pas une ligne de tableau ; le fichier est sans doute abîmé."),
        N_("Ouvrez-le dans un tableur, enregistrez-le en XLSX, puis recommencez."),
    ),
    "import.mot_de_passe": Message(
        N_("« {fichier} » est protégé par un mot de passe."),
        N_("Son contenu est chiffré : Voyette ne peut pas l’ouvrir, et ne cherche pas à le faire."),
        N_("Ouvrez-le avec son mot de passe, enregistrez une copie sans protection, importez-la, "
           "puis supprimez cette copie."),
    ),
    "import.fichier_abime": Message(
        N_("« {fichier} » est abîmé."),
        N_("Le classeur est incomplet ou a été modifié par erreur ; rien n’a été importé."),
        N_("Ouvrez-le dans un tableur et enregistrez-le de nouveau, ou redemandez-le."),
    ),
    "import.archive_piegee": Message(
        N_("« {fichier} » a été refusé : son contenu est anormal."),
        N_("Il cache des données démesurées ou des chemins interdits, comme un fichier piégé."),
        N_("Ne l’ouvrez pas. Demandez à la personne qui l’envoie d’où il vient."),
    ),
    "import.autre_format": Message(
        N_("« {fichier} » n’est pas un tableau : c’est un fichier {format}."),
        N_("Voyette lit les classeurs XLSX, XLS et ODS, et les fichiers CSV."),
        N_("Demandez le tableau d’origine, ou enregistrez-le dans l’un de ces formats."),
    ),
    "import.fichier_binaire": Message(
        N_("« {fichier} » n’est pas un tableau."),
        N_("Son contenu n’est ni du texte ni un classeur, quel que soit son nom."),
        N_("Choisissez un fichier XLSX, XLS, ODS ou CSV."),
    ),
    "import.page_web": Message(
        N_("« {fichier} » est une page web, pas un classeur."),
        N_("Certains logiciels donnent un nom de classeur à une page web."),
        N_("Ouvrez-le dans un tableur, enregistrez-le en XLSX, puis importez cette copie."),
    ),
    "import.encodage": Message(
        N_("Les lettres de « {fichier} » ne peuvent pas être lues."),
        N_("Le fichier mélange plusieurs façons d’écrire les accents, ou il est coupé."),
        N_("Ouvrez-le dans un tableur, enregistrez-le en XLSX, puis recommencez."),
    ),
    "import.separateur": Message(
        N_("« {fichier} » n’a qu’une seule colonne."),
        N_("Aucun séparateur (point-virgule, virgule, tabulation, barre) n’y découpe de colonnes."),
        N_("Vérifiez que c’est bien un tableau, ou enregistrez-le en XLSX."),
    ),
    "import.entete_absent": Message(
        N_("Aucune ligne de titres de colonnes n’a été reconnue dans « {fichier} »."),
        N_("Pour un fichier « {choisi} », il faut au moins : {cherches}. "
           "Le fichier commence par : {trouves}."),
        N_("Ajoutez une ligne de titres au-dessus des données, ou choisissez un autre fichier."),
    ),
    "import.colonnes_manquantes": Message(
        N_("Il manque des colonnes indispensables dans « {fichier} »."),
        N_("Manque : {manquants}. À la ligne {ligne} de « {feuille} », on trouve : {trouves}."),
        N_("Renommez la colonne qui convient ou ajoutez-la, puis recommencez."),
    ),
    "import.autre_profil": Message(
        N_("« {fichier} » ressemble à un fichier « {reconnu} », pas à un fichier « {choisi} »."),
        N_("Ses titres de colonnes sont ceux d’un fichier « {reconnu} »."),
        N_("Choisissez « {reconnu} » comme sorte de fichier, ou prenez un autre fichier."),
    ),
    "import.autre_profil_probable": Message(
        N_("Ce fichier ressemble plutôt à un fichier « {reconnu} »."),
        N_("Peu de ses colonnes servent à un import « {choisi} »."),
        N_("Vérifiez la sorte de fichier choisie avant de continuer."),
    ),
    "import.autre_fichier": Message(
        N_("« {fichier} » est un fichier « {reconnu} », pas un fichier « {choisi} »."),
        N_("Ses titres de colonnes le montrent ; cet import ne le lit pas."),
        N_("Choisissez un fichier de logements, de locataires ou de suivi."),
    ),
    "import.champ_inconnu": Message(
        N_("Cette colonne ne peut pas aller vers « {champ} »."),
        N_("Cette sorte de fichier n’a pas cette information."),
        N_("Choisissez une autre information, ou laissez la colonne de côté."),
    ),
    "import.feuille_laissee": Message(
        N_("La feuille « {valeur} » n’est pas importée."),
        N_("Ses titres ne conviennent pas, ou une autre feuille convient mieux."),
        N_("Si elle est utile, copiez-la dans un classeur à part et importez-le."),
    ),
    "import.extension_trompeuse": Message(
        N_("Le nom de « {valeur} » annonce un autre format : c’est du {format}."),
        N_("Voyette se fie au contenu du fichier, pas à son nom : il a été lu quand même."),
        N_("Rien à faire ; vous pouvez renommer le fichier pour éviter les confusions."),
    ),
    "import.ecartee_solde": Message(
        N_("La colonne « {colonne} » n’est pas importée."),
        N_("Les dettes de loyer ne servent pas à accompagner le ménage pendant les travaux."),
        N_("Rien à faire : on ne garde que les données nécessaires."),
    ),
    "import.ecartee_nir": Message(
        N_("La colonne « {colonne} » n’est pas importée."),
        N_("Le numéro de sécurité sociale n’a pas sa place dans ce suivi."),
        N_("Demandez au bailleur de ne plus l’envoyer."),
    ),
    "import.ecartee_banque": Message(
        N_("La colonne « {colonne} » n’est pas importée."),
        N_("Les données bancaires ne servent pas à ce suivi."),
        N_("Demandez au bailleur de ne plus les envoyer."),
    ),
    "import.ecartee_ressources": Message(
        N_("La colonne « {colonne} » n’est pas importée."),
        N_("Les ressources se recueillent avec la personne, lors de l’enquête sociale."),
        N_("Rien à faire : on ne garde que les données nécessaires."),
    ),
    "import.ecartee_nationalite": Message(
        N_("La colonne « {colonne} » n’est pas importée."),
        N_("L’origine d’une personne n’a pas sa place dans ce suivi."),
        N_("Demandez au bailleur de ne plus l’envoyer."),
    ),
    "import.ecartee_sante": Message(
        N_("La colonne « {colonne} » n’est pas importée."),
        N_("On note un besoin du logement (plain-pied, salle d’eau), jamais un état de santé."),
        N_("Demandez au bailleur de ne plus l’envoyer."),
    ),
}  # fmt: skip
