"""Words of the envelopes in which a bailleur signs what it sends back."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

_DEMANDER = N_("Le fichier est mis de côté. Demandez au bailleur de le renvoyer.")
_APPELER = N_("Le fichier est mis de côté. Appelez le bailleur : rien n’a été pris.")

MESSAGES: Mapping[str, Message] = {
    "retour_signe.autre_appareil": Message(
        N_("Ce retour est fermé pour un autre ordinateur."),
        N_("Le bailleur l’a chiffré avec la clé d’un autre appareil de l’équipe."),
        N_("Ouvrez-le sur cet appareil, ou donnez au bailleur la clé de celui-ci."),
    ),
    "retour_signe.abime": Message(
        N_("Ce retour est abîmé ou incomplet."),
        N_("Il a été coupé, ou des octets ont changé en route."),
        _DEMANDER,
    ),
    "retour_signe.piege": Message(
        N_("Ce retour est construit comme un piège."),
        N_("Il contient autre chose que ce qu’il annonce, ou cherche à remplir la mémoire."),
        _APPELER,
    ),
    "retour_signe.manifeste": Message(
        N_("Ce retour ne dit pas ce qu’il est."),
        N_("Son manifeste manque ou ne se lit pas."),
        _DEMANDER,
    ),
    "retour_signe.version": Message(
        N_("Ce retour a été fait par une version plus récente de Voyette."),
        N_("Celle-ci ne sait pas le lire sans risque de se tromper."),
        N_("Mettez Voyette à jour, puis reprenez ce fichier."),
    ),
    "retour_signe.sans_signature": Message(
        N_("Ce retour n’est pas signé."),
        N_("Rien ne prouve qu’il vient du bailleur."),
        _APPELER,
    ),
    "retour_signe.signature": Message(
        N_("La signature de ce retour est fausse."),
        N_("Il a été modifié après la signature, ou fabriqué par quelqu’un d’autre."),
        _APPELER,
    ),
    "retour_signe.trop_gros": Message(
        N_("Ce tableau est trop gros pour un retour."),
        N_("Un retour ne dépasse pas {limite} Mo."),
        N_("Partagez-le en plusieurs fichiers."),
    ),
}
