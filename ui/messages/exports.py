"""Words of the errors of exports."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "export.rien_a_exporter": Message(
        N_("Il n’y a rien à envoyer."),
        N_("Aucun logement ni ménage de ce périmètre ne peut être partagé avec le bailleur."),
        N_("Choisissez une autre cité, ou vérifiez les accords de partage des ménages."),
    ),
    "export.dossier_impossible": Message(
        N_("L’export n’a pas pu être écrit dans « {dossier} »."),
        N_("Le dossier n’existe plus, est protégé, ou la clé USB a été retirée."),
        N_("Choisissez un autre dossier et recommencez : rien n’a été envoyé à moitié."),
    ),
    "export.disque_plein": Message(
        N_("Il n’y a plus de place dans « {dossier} »."),
        N_("L’export n’a pas pu être écrit en entier ; ce qui était commencé a été retiré."),
        N_("Faites de la place, ou choisissez un autre disque, puis recommencez."),
    ),
    "export.cite_inconnue": Message(
        N_("Aucune cité ne s’appelle « {nom} »."),
        N_("Le nom ne correspond à aucune cité de cette base."),
        N_("Les cités connues : {connues}."),
    ),
}
