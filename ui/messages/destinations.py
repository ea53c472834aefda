"""Words of destinations: what was typed wrong, and what a trial found step by step."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.core.i18n import N_, _
from ui.messages.modele import Message

if TYPE_CHECKING:
    from app.services.exports.destinations import EssaiDestination, Rangement

MESSAGES: Mapping[str, Message] = {
    "destination.nom": Message(
        N_("Cette destination n’a pas de nom."),
        N_("Le nom sert à la reconnaître dans les listes."),
        N_("Donnez-lui un nom, par exemple celui du bailleur."),
    ),
    "destination.deja": Message(
        N_("Une destination s’appelle déjà « {nom} »."),
        N_("Deux destinations du même nom se confondraient."),
        N_("Choisissez un autre nom, ou modifiez celle qui existe."),
    ),
    "destination.arretee": Message(
        N_("Cette destination n’est pas en usage."),
        N_("Elle a été mise de côté, ou elle n’existe pas dans cette base."),
        N_("Remettez-la en usage dans l’onglet Destinations, ou choisissez-en une autre."),
    ),
    "destination.inconnue": Message(
        N_("Aucune destination ne s’appelle « {nom} »."),
        N_("Le nom ne correspond à aucune destination de cette base."),
        N_("Les destinations connues : {connues}."),
    ),
    "destination.memes_dossiers": Message(
        N_("Les dépôts et les retours iraient dans le même dossier « {dossier} »."),
        N_("Nos envois y seraient pris pour des réponses."),
        N_("Donnez deux dossiers différents, par exemple « depots » et « retours »."),
    ),
    "destination.sous_dossier": Message(
        N_("« {dossier} » ne peut pas servir de sous-dossier."),
        N_("Il faut un simple nom de dossier, placé sous l’adresse de la destination."),
        N_("Écrivez par exemple « depots » ou « echanges/depots »."),
    ),
    "destination.port": Message(
        N_("Le port {port} n’existe pas."),
        N_("Un port est un nombre entre 1 et 65 535."),
        N_("Laissez vide pour le port habituel, ou demandez-le au bailleur."),
    ),
    "destination.dossier": Message(
        N_("« {adresse} » n’est pas un chemin complet."),
        N_("Un chemin abrégé dépendrait de l’endroit d’où Voyette est lancée."),
        N_("Choisissez le dossier avec « Choisir… », ou écrivez son chemin entier."),
    ),
    "destination.hote": Message(
        N_("« {adresse} » n’est pas le nom d’un serveur."),
        N_("Il faut seulement son nom, sans « sftp:// », ni port, ni dossier."),
        N_("Écrivez par exemple « echanges.exemple.fr »."),
    ),
    "destination.cle": Message(
        N_("Ce fichier n’est pas une clé privée que SSH sait lire."),
        N_(
            "C’est une clé publique (fichier .pub), une clé de PuTTY (.ppk), ou tout autre chose : "
            "une clé privée commence par « -----BEGIN … PRIVATE KEY----- »."
        ),
        N_(
            "Donnez la clé privée, celle dont le fichier n’a pas « .pub ». Pour une clé de PuTTY, "
            "ouvrez-la dans PuTTYgen et enregistrez-la par « Conversions », « Export OpenSSH key »."
        ),
    ),
    "destination.utilisateur": Message(
        N_("Il manque le nom d’utilisateur."),
        N_("Un serveur SFTP demande toujours qui se connecte."),
        N_("Demandez au bailleur le nom du compte qu’il a ouvert pour vous."),
    ),
    "destination.https": Message(
        N_("« {adresse} » n’est pas une adresse protégée."),
        N_("Le mot de passe et les envois ne voyagent que par « https:// »."),
        N_("Recopiez l’adresse WebDAV complète donnée par le service, avec « https:// »."),
    ),
    "destination.adresse_secret": Message(
        N_("L’adresse contient un identifiant ou des paramètres."),
        N_("Ce qui est dans l’adresse se voit dans les listes et dans l’historique."),
        N_("Enlevez-les de l’adresse ; utilisateur et mot de passe ont leurs propres cases."),
    ),
    "destination.autorite": Message(
        N_("Ce certificat d’autorité ne se lit pas."),
        N_("Il doit commencer par « -----BEGIN CERTIFICATE----- » (format PEM)."),
        N_("Demandez au service informatique du bailleur le certificat au format PEM."),
    ),
    "destination.mandataire": Message(
        N_("« {adresse} » n’est pas l’adresse d’un serveur mandataire."),
        N_("Il faut « http:// » ou « https:// », un nom et un port, sans mot de passe."),
        N_("Laissez vide pour suivre les réglages de l’ordinateur."),
    ),
    "destination.empreinte": Message(
        N_("« {empreinte} » n’est pas l’empreinte d’un serveur."),
        N_("Une empreinte commence par « SHA256: » et compte 43 caractères ensuite."),
        N_("Recopiez celle que le bailleur vous a donnée, ou testez la destination."),
    ),
}
# In the order of `Diagnostic.ETAPES`, not imported: every error would pay for the transports.
_ETAPES: Mapping[str, str] = MappingProxyType(
    {
        "joint": N_("La destination répond."),
        "entre": N_("L’accès est accepté."),
        "depots": N_("Le dossier des dépôts est là."),
        "ecrit": N_("Un petit fichier d’essai a été écrit puis retiré."),
        "retours": N_("Le dossier des retours se lit."),
    }
)
_RANGEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "systeme": N_("Le mot de passe est gardé dans le trousseau de cet ordinateur."),
        "base": N_(
            "Cet ordinateur n’a pas de trousseau utilisable : le mot de passe est gardé,"
            " chiffré, dans la base."
        ),
    }
)


def dire_etapes(essai: EssaiDestination) -> tuple[tuple[str, bool], ...]:
    """Each step in words, and whether it works; those after the one that failed are left out."""
    faites = [(_(_ETAPES[nom]), True) for nom in _ETAPES if nom in essai.reussi]
    if essai.panne is not None:
        manque = next((n for n in _ETAPES if n not in essai.reussi), None)
        if manque is not None:
            faites.append((_(_ETAPES[manque]), False))
    return tuple(faites)


def dire_rangement(rangement: Rangement | None) -> str:
    """Where what opens a destination is kept, "" when there is nothing to keep."""
    return "" if rangement is None else _(_RANGEMENTS[rangement.value])
