"""Errors about the catalogues a team writes."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "catalogue.fautes": Message(
        N_("Le catalogue {fichier} ne convient pas encore."),
        N_("Ce qui est à revoir :\n{fautes}"),
        N_(
            "Corrigez ces lignes, ou retirez le fichier du dossier : le catalogue livré suffit pour"
            " travailler. « python -m app catalogue verifier » le relit sans rien ouvrir."
        ),
    ),
    "catalogue.absent": Message(
        N_("Le fichier {fichier} n’est pas là."),
        N_("Le nom ou le dossier a changé."),
        N_("Vérifiez le chemin, puis recommencez."),
    ),
    "catalogue.genre": Message(
        N_("« {genre} » n’est pas un catalogue de Voyette."),
        N_("Les catalogues sont : {connus}."),
        N_("Écrivez l’un de ces noms après --genre."),
    ),
    "catalogue.dossier_vide": Message(
        N_("Le dossier {dossier} ne contient aucun catalogue."),
        N_("Un catalogue est un fichier qui se termine par .toml."),
        N_("Donnez le dossier où sont les vôtres, ou un fichier."),
    ),
}
