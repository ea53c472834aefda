"""Words of the errors of the command `reclamations`."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "reclamations.etat_inconnu": Message(
        N_("Cet état de réclamation n’existe pas : « {texte} »."),
        N_("Une réclamation est toujours dans un de ces états : {connus}."),
        N_("Donnez l’un d’eux, ou « ouvertes » pour toutes celles qui attendent quelque chose."),
    ),
    "reclamations.par_seul": Message(
        N_("--par {par} ne va pas avec la liste."),
        N_("Cette option dit comment compter les réclamations."),
        N_("Écrivez : reclamations indicateurs --par {par}."),
    ),
}
