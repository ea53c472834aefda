"""Errors of printing."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "documents.aucun_menage": Message(
        N_("Il n’y a personne à imprimer."),
        N_("Aucun ménage suivi ne correspond à ce choix."),
        N_("Choisissez une autre cité, une autre tranche, ou cochez des ménages dans la liste."),
    ),
    "documents.tous_ecartes": Message(
        N_("Aucune fiche n’a été imprimée."),
        N_(
            "Les ménages choisis ({nombre}) ont refusé le partage avec le bailleur, ou leur fiche "
            "a été réunie avec une autre."
        ),
        N_("Rien n’a été envoyé. Vérifiez les accords de partage sur la page de chaque ménage."),
    ),
    "documents.sortie_pdf": Message(
        N_("Une fiche par ménage demande un dossier, pas un fichier."),
        N_("{chemin} est le nom d’un seul fichier PDF."),
        N_("Choisissez un dossier, ou demandez toutes les fiches dans un seul fichier."),
    ),
    "documents.nom_sans_pdf": Message(
        N_("Le nom du document ne convient pas."),
        N_("{chemin} ne se termine pas par .pdf."),
        N_("Donnez au document un nom qui se termine par .pdf."),
    ),
    "documents.disque_plein": Message(
        N_("Le disque est plein : le document n’a pas été écrit."),
        N_("Il ne reste pas assez de place pour {chemin}."),
        N_("Rien n’est resté à moitié écrit. Libérez de la place ou choisissez un autre disque."),
    ),
    "documents.dossier_protege": Message(
        N_("Le document ne peut pas être écrit à cet endroit."),
        N_("{chemin} est protégé, ou ce compte n’a pas le droit d’y écrire."),
        N_("Choisissez un autre dossier, par exemple Documents."),
    ),
    "documents.fichier_ouvert": Message(
        N_("Le document est ouvert ailleurs."),
        N_("Un autre programme tient {chemin} et empêche de le remplacer."),
        N_("Fermez-le dans l’autre programme, ou choisissez un autre nom."),
    ),
    "documents.nom_impossible": Message(
        N_("Ce nom ne convient pas."),
        N_("{chemin} existe déjà sous une autre forme, ou son nom est trop long."),
        N_("Choisissez un autre nom ou un autre dossier."),
    ),
}
