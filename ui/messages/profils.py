"""Words for profiles of sending, and for preparing a package."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "profil.deja": Message(
            N_("Un profil s’appelle déjà « {nom} »."),
            N_("Le nom du profil est aussi celui des fichiers qui partent : il n’y en a qu’un."),
            N_("Choisissez un autre nom, ou modifiez le profil qui existe."),
        ),
        "profil.tables": Message(
            N_("Ce profil ne laisse rien partir."),
            N_("Aucune table n’est choisie."),
            N_("Cochez au moins une table."),
        ),
        "profil.table_interdite": Message(
            N_("Ce profil demande ce qui ne se partage pas : {noms}."),
            N_("Un profil choisit parmi ce qu’un bailleur peut recevoir ; il n’y ajoute rien."),
            N_("Retirez ces tables."),
        ),
        "profil.formats": Message(
            N_("Ce profil n’a pas de format."),
            N_("Un envoi contient au moins un format : tableur, CSV, JSON ou fiches PDF."),
            N_("Cochez au moins un format."),
        ),
        "profil.cite_d_un_autre": Message(
            N_("{cite} n’est pas une cité de ce bailleur."),
            N_("Un profil n’envoie à un bailleur que ses propres cités."),
            N_("Choisissez une de ses cités, ou indiquez le bailleur sur la fiche de la cité."),
        ),
        "profil.inconnu": Message(
            N_("Aucun profil d’envoi ne s’appelle « {nom} »."),
            N_("Profils connus : {noms}."),
            N_("Reprenez un de ces noms, ou créez le profil dans Échanges."),
        ),
        "profil.arrete": Message(
            N_("Le profil « {nom} » est arrêté."),
            N_("Plus rien ne se prépare pour lui ; ce qui est parti reste dans la boîte d’envoi."),
            N_("Reprenez ce profil dans Échanges, ou choisissez-en un autre."),
        ),
        "envoi.sans_destination": Message(
            N_("Le profil « {nom} » n’a pas de destination."),
            N_("L’envoi resterait dans la boîte d’envoi sans savoir où aller."),
            N_("Choisissez une destination dans le profil : dossier, clé USB ou serveur."),
        ),
        "envoi.rien_de_nouveau": Message(
            N_("Rien n’a changé pour « {nom} » depuis le dernier envoi reçu."),
            N_("Ce qui a changé dans la base ne le concerne pas, ou ne se partage pas."),
            N_("Il n’y a rien à envoyer. Pour tout renvoyer, préparez un envoi complet."),
        ),
        "envoi.rien_a_envoyer": Message(
            N_("Rien ne peut partir pour « {nom} »."),
            N_("Aucune ligne des tables choisies n’est à la fois dans ses cités et partageable."),
            N_("Regardez l’aperçu : il dit ce qui est retenu, et pourquoi."),
        ),
        "envoi.trop_de_changements": Message(
            N_("Trop de choses ont changé pour n’envoyer que les changements."),
            N_("{nombre} changements depuis le dernier envoi reçu."),
            N_("Préparez un envoi complet."),
        ),
        "export.ou": Message(
            N_("Il manque où écrire, ou ce qu’il faut faire."),
            N_("« exporter » écrit un dossier, montre un aperçu, ou prépare l’envoi d’un profil."),
            N_("Ajoutez --sortie DOSSIER, --apercu, ou --profil NOM."),
        ),
        "apercu.table": Message(
            N_("Cette table n’est pas dans l’aperçu."),
            N_("Le profil a changé depuis que l’aperçu est ouvert."),
            N_("Ouvrez l’aperçu de nouveau."),
        ),
    }
)
