"""Words of the errors of the list of households in a file."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "liste.format": Message(
        N_("La liste ne peut pas être écrite dans « {fichier} »."),
        N_(
            "Elle s’écrit en CSV, en XLSX (tableur) ou en PDF (papier) ; le papier est pour "
            "l’équipe seulement."
        ),
        N_("Choisissez un nom qui se termine par .csv, .xlsx ou .pdf."),
    ),
    "liste.rien": Message(
        N_("Il n’y a rien à écrire."),
        N_("Aucun ménage de la liste, ou aucune colonne choisie, ne peut aller à ce destinataire."),
        N_("Retirez un filtre, choisissez d’autres colonnes, ou vérifiez les accords de partage."),
    ),
}
