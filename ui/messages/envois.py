"""Words of the outbox, of rounds of exchanges and of receipts."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

_RELIRE = N_("Le fichier est gardé de côté : il n’a rien changé.")

MESSAGES: Mapping[str, Message] = {
    "envoi.etat": Message(
        N_("Cet envoi n’en est plus là."),
        N_("Il a changé d’état pendant que vous le regardiez."),
        N_("Regardez de nouveau la boîte d’envoi avant de décider."),
    ),
    "envoi.inconnu": Message(
        N_("Cet envoi n’est plus dans la boîte d’envoi."),
        N_("Sa préparation a été annulée, ou il vient d’une autre copie de la base."),
        N_("Revenez à la boîte d’envoi ; au besoin, préparez un nouvel envoi."),
    ),
    "envoi.deja_parti": Message(
        N_("L’envoi « {nom} » est déjà parti."),
        N_("Il a été déposé à sa destination : il ne peut plus être annulé d’ici."),
        N_("Prévenez le destinataire s’il ne doit pas l’ouvrir, puis préparez un envoi corrigé."),
    ),
    "envoi.fini": Message(
        N_("L’envoi « {nom} » ne peut plus être renvoyé."),
        N_("Il a été bien reçu, ou annulé : son contenu n’est plus gardé ici."),
        N_("Préparez un nouvel envoi."),
    ),
    "envoi.octets_absents": Message(
        N_("Le contenu de cet envoi n’est plus gardé ici."),
        N_("Il a été effacé quand l’envoi a été annulé ou confirmé."),
        N_("Préparez un nouvel envoi : il reprendra tout ce qui n’a pas été confirmé."),
    ),
    "envoi.autre_prepare": Message(
        N_("Un autre envoi a été préparé pour « {nom} » pendant ce temps."),
        N_("Il a pris le numéro que celui-ci allait porter ; celui-ci n’a rien laissé."),
        N_("Regardez la boîte d’envoi ; s’il en faut encore un, préparez de nouveau."),
    ),
    "envoi.profil_change": Message(
        N_("Le profil « {nom} » a changé pendant la préparation."),
        N_("L’envoi se composait comme le profil le disait avant : il n’a rien laissé."),
        N_("Regardez de nouveau ce qui partirait, puis préparez de nouveau."),
    ),
    "envoi.accord_change": Message(
        N_("Des ménages ne doivent plus partir dans l’envoi pour « {nom} »."),
        N_(
            "Pendant la préparation, un accord a été retiré, un ménage a été réuni, déplacé ou"
            " effacé, ou trop de choses ont changé pour en être sûr. Rien n’est dans la boîte"
            " d’envoi."
        ),
        N_("Préparez de nouveau : ce qui ne se partage plus restera ici."),
    ),
    "envoi.arrive_annule": Message(
        N_("Cet envoi est arrivé bien qu’il ait été annulé."),
        N_("Il était en train d’être déposé au moment de l’annulation."),
        N_("Prévenez le destinataire s’il ne doit pas l’ouvrir."),
    ),
    "envoi.peut_etre_arrive": Message(
        N_("Il est peut-être arrivé : un essai a été coupé."),
        N_("La liaison s’est arrêtée avant que la destination réponde."),
        N_("Prévenez le destinataire s’il ne doit pas l’ouvrir."),
    ),
    "envoi.refuse_annule": Message(
        N_("Le destinataire l’avait reçu, et refusé."),
        N_("L’envoi a été annulé après son refus."),
        N_("Préparez un nouvel envoi."),
    ),
    "synchro.en_cours": Message(
        N_("Des envois sont déjà en cours."),
        N_("Un seul échange à la fois se fait avec les destinations."),
        N_("Attendez qu’il se termine ; la boîte d’envoi se met à jour toute seule."),
    ),
    "accuse.illisible": Message(
        N_("Ce fichier n’est pas un accusé de réception lisible."),
        N_("Il est coupé, vide, ou n’a pas été écrit par le compagnon du bailleur."),
        N_("Demandez au destinataire d’envoyer de nouveau son accusé."),
    ),
    "accuse.version": Message(
        N_("Cet accusé de réception vient d’une version plus récente."),
        N_("Le destinataire utilise un compagnon plus nouveau que cette Voyette."),
        N_("Mettez Voyette à jour, puis faites relire cet accusé."),
    ),
    "accuse.inconnu": Message(
        N_("Cet accusé parle d’un envoi que cette base n’a jamais fait."),
        N_("Il répond à une autre équipe, ou à une autre copie de la base."),
        _RELIRE,
    ),
    "accuse.empreinte": Message(
        N_("Cet accusé ne correspond pas à ce qui a été envoyé."),
        N_("Le numéro ou l’empreinte du fichier reçu n’est pas celui de notre envoi."),
        N_("Appelez le destinataire : le fichier qu’il a ouvert a peut-être été changé en route."),
    ),
    "accuse.sans_cle": Message(
        N_("Cet accusé ne peut pas être vérifié."),
        N_("Le profil de cet envoi n’a plus de clé de destinataire."),
        N_("Remettez la clé dans le profil, puis faites relire cet accusé."),
    ),
    "accuse.cle_revoquee": Message(
        N_("Cet accusé n’est pas accepté : sa clé a été abandonnée."),
        N_("La clé qui devait le signer ne fait plus foi."),
        N_("Demandez au destinataire sa nouvelle clé, puis préparez un nouvel envoi."),
    ),
    "accuse.signature": Message(
        N_("La signature de cet accusé n’est pas celle du destinataire."),
        N_("Il n’est pas signé, a été modifié, ou vient de quelqu’un d’autre."),
        N_("Appelez le destinataire ; l’envoi reste « déposé » en attendant."),
    ),
    "accuse.ailleurs": Message(
        N_("Cet accusé n’a pas été trouvé là où l’envoi a été déposé."),
        N_("Il n’est pas signé : venu d’ailleurs, il ne prouve rien."),
        N_("Demandez au destinataire de le déposer dans son dossier de retours."),
    ),
    "accuse.annule": Message(
        N_("Cet accusé répond à un envoi annulé."),
        N_("L’envoi était arrivé malgré son annulation."),
        N_("Prévenez le destinataire, puis préparez un nouvel envoi : il fera foi."),
    ),
    "accuse.deja_accepte": Message(
        N_("Ce refus arrive après que l’envoi a été accepté."),
        N_("Le destinataire avait déjà confirmé l’avoir bien reçu."),
        N_("Appelez-le ; s’il lui manque quelque chose, préparez un envoi complet."),
    ),
    "accuse.rien_a_relire": Message(
        N_("« {nom} » n’est pas à relire."),
        N_("Ce n’est pas un accusé mis de côté, ou il a déjà compté."),
        N_("Regardez l’état de l’envoi dans la boîte d’envoi."),
    ),
}
