"""Words of what may go wrong between us and a destination: folder, SFTP, WebDAV."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "transport.adresse": Message(
        N_("L’adresse de cette destination ne peut pas être utilisée."),
        N_(
            "WebDAV demande une adresse complète qui commence par https:// ; SFTP demande le nom "
            "du serveur. Ni l’identifiant ni le mot de passe ne se mettent dans l’adresse."
        ),
        N_("Corrigez l’adresse de la destination : chaque renseignement a son propre champ."),
    ),
    "transport.renvoi": Message(
        N_("Le serveur {adresse} renvoie ailleurs, vers {vers}."),
        N_(
            "Suivre ce renvoi ferait partir le dossier et le mot de passe vers une adresse que "
            "personne n’a choisie. Rien n’y a été envoyé."
        ),
        N_(
            "Demandez à votre correspondant l’adresse exacte du dossier, puis corrigez celle de "
            "la destination."
        ),
    ),
    "transport.introuvable": Message(
        N_("La destination {adresse} est introuvable."),
        N_("Aucun serveur ne répond à cette adresse, ou le dossier n’y existe pas ou plus."),
        N_(
            "Vérifiez l’adresse, le port et le dossier de la destination, au besoin avec votre "
            "correspondant. Ce qui est préparé reste en attente. Si le dossier a été ôté exprès, "
            "essayez la destination : il sera refait."
        ),
    ),
    "transport.introuvable.dossier": Message(
        N_("Le dossier {adresse} est introuvable."),
        N_(
            "La clé USB ou le disque n’est pas branché, le partage du réseau n’est pas ouvert, ou "
            "le dossier a été renommé, déplacé ou effacé."
        ),
        N_(
            "Branchez la clé ou ouvrez le partage, ou choisissez le dossier de nouveau dans la "
            "destination. Ce qui est préparé reste en attente. Si le dossier a été ôté exprès, "
            "essayez la destination : il sera refait."
        ),
    ),
    "transport.hors_ligne": Message(
        N_("Pas de réponse de {adresse} pour l’instant."),
        N_("L’ordinateur n’est pas relié au réseau, ou le serveur est arrêté ou trop occupé."),
        N_(
            "Rien à faire : l’envoi reste en attente et repartira tout seul. Si cela dure alors "
            "que le réseau est là, demandez si un serveur mandataire est nécessaire ; SFTP ne "
            "passe pas par un mandataire."
        ),
    ),
    "transport.refuse": Message(
        N_("Le serveur {adresse} a refusé l’entrée."),
        N_("L’identifiant, le mot de passe ou la clé n’est pas le bon, ou le compte est fermé."),
        N_(
            "Saisissez à nouveau l’identifiant et le mot de passe. Pour Nextcloud, créez un mot "
            "de passe d’application dans les réglages de sécurité du compte."
        ),
    ),
    "transport.hote_inconnu": Message(
        N_("Personne n’a encore accepté le serveur {adresse}."),
        N_(
            "Son empreinte est {empreinte}. Tant qu’elle n’a pas été comparée, rien ne prouve que "
            "ce serveur est le bon ; ni mot de passe ni dossier n’y a été envoyé."
        ),
        N_(
            "Comparez cette empreinte, au téléphone, avec celle que lit votre correspondant. Si "
            "elles sont identiques, acceptez-la dans la destination."
        ),
    ),
    "transport.hote_change": Message(
        N_("Le serveur {adresse} n’est plus celui qui avait été accepté."),
        N_(
            "Empreinte acceptée : {connue}. Empreinte montrée aujourd’hui : {empreinte}. Le "
            "serveur a été remplacé, ou quelqu’un se fait passer pour lui ; rien n’y a été envoyé."
        ),
        N_(
            "Appelez votre correspondant sur un numéro que vous connaissez. N’acceptez la nouvelle "
            "empreinte que s’il vous la lit lui-même."
        ),
    ),
    "transport.certificat": Message(
        N_("L’identité du serveur n’a pas pu être vérifiée."),
        N_(
            "Son certificat est périmé, fait pour un autre nom, ou signé par une autorité inconnue "
            "(détail technique : {detail}). Rien n’a été envoyé."
        ),
        N_(
            "Vérifiez l’adresse et la date de cet ordinateur. Si l’organisme a sa propre autorité, "
            "demandez-lui son certificat (fichier .pem) et ajoutez-le à la destination. Cette "
            "vérification ne peut pas être sautée."
        ),
    ),
    "transport.mandataire": Message(
        N_("Le serveur mandataire (proxy) ne laisse pas passer vers {adresse}."),
        N_("Il ne répond pas, refuse cette adresse, ou demande un identifiant."),
        N_(
            "Vérifiez l’adresse du mandataire dans la destination, ou laissez-la vide si votre "
            "réseau n’en a pas. Le service informatique connaît la bonne valeur."
        ),
    ),
    "transport.lecture_seule": Message(
        N_("On ne peut pas écrire dans {adresse}."),
        N_("La clé est protégée contre l’écriture, ou ce compte n’a que le droit de lire."),
        N_(
            "Ôtez la protection de la clé, ou demandez le droit d’écrire dans le dossier des "
            "dépôts."
        ),
    ),
    "transport.plein": Message(
        N_("Il n’y a plus assez de place à la destination {adresse}."),
        N_(
            "Le disque est plein, ou le serveur n’accepte pas un envoi de cette taille. Ce qui "
            "était commencé n’a pas été publié."
        ),
        N_("Faites de la place, ou demandez-en ; l’envoi repartira ensuite tout seul."),
    ),
    "transport.verrouille": Message(
        N_("Le serveur {adresse} garde ce dossier ou ce fichier verrouillé."),
        N_("Quelqu’un l’a ouvert, ou un autre logiciel y travaille. Rien n’a été publié."),
        N_(
            "Rien à faire : l’envoi reste en attente et repartira tout seul. Si cela dure, "
            "demandez à votre correspondant qui tient ce dossier."
        ),
    ),
    "transport.deja_pris": Message(
        N_("Un autre fichier s’appelle déjà « {nom} » à la destination."),
        N_("Son contenu n’est pas celui de cet envoi. Il n’a pas été remplacé."),
        N_(
            "Demandez à votre correspondant d’où vient ce fichier et de le déplacer, puis "
            "recommencez l’envoi."
        ),
    ),
    "transport.coupe": Message(
        N_("La connexion a été coupée au milieu."),
        N_("Le réseau s’est arrêté, ou le serveur a fermé. Rien n’a été publié à moitié."),
        N_("Rien à faire : l’envoi sera repris depuis le début au prochain essai."),
    ),
    "transport.altere": Message(
        N_("Un fichier n’est pas arrivé tel qu’il est parti, ou n’est pas lisible."),
        N_(
            "Relu après son arrivée, il n’a pas la taille ou l’empreinte attendue ; ou bien il est "
            "trop gros, ou son nom est impossible. Il n’a été ni publié ni utilisé."
        ),
        N_(
            "Recommencez. Si cela se répète, le disque ou le serveur est à faire vérifier, ou le "
            "fichier à redemander."
        ),
    ),
    "transport.lien": Message(
        N_("Un lien se trouve là où un fichier ou un dossier était attendu."),
        N_(
            "Un lien peut mener n’importe où, hors du dossier des échanges. Il n’a pas été suivi, "
            "et rien n’a été écrit."
        ),
        N_("Demandez que ce lien soit remplacé par un vrai dossier, puis recommencez."),
    ),
    "transport.secret": Message(
        N_("Le mot de passe ou la clé de cette destination manque sur cet ordinateur."),
        N_(
            "Il n’y a jamais été saisi, il a été retiré du trousseau, ou la clé ne s’ouvre pas "
            "avec la phrase donnée."
        ),
        N_("Ouvrez la destination et saisissez-le à nouveau, puis essayez-la."),
    ),
    "transport.autre": Message(
        N_("La destination {adresse} a répondu autre chose que prévu."),
        N_("Détail technique : {detail}. Rien n’a été publié."),
        N_(
            "Réessayez plus tard. Si cela se répète, donnez ce détail à votre correspondant ou au "
            "service informatique."
        ),
    ),
}
