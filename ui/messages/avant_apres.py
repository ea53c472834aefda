"""Errors about money and energy, before and after the works."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.i18n import N_
from ui.messages.modele import Message

MESSAGES: Mapping[str, Message] = {
    "quittance.futur": Message(
        N_("Le {jour} n’est pas encore venu."),
        N_("Un loyer d’avant les travaux se note tel qu’il a été lu ou dit, un jour passé."),
        N_("Indiquez le jour de la quittance, ou celui où le montant vous a été donné."),
    ),
    "quittance.trop_loin": Message(
        N_("Le {jour} est trop loin."),
        N_("Un loyer d’après les travaux se note {n} ans d’avance, pas plus."),
        N_("Vérifiez l’année."),
    ),
    "quittance.vide": Message(
        N_("Aucun montant n’est indiqué."),
        N_("Un relevé sert à garder au moins un montant : loyer, charges, APL…"),
        N_("Indiquez ce qui est connu ; laissez vide ce qui ne l’est pas."),
    ),
    "quittance.deja": Message(
        N_("Un relevé du {jour}, de la même source, est déjà noté pour ce moment."),
        N_("Deux relevés identiques ne diraient pas lequel compte."),
        N_("Ouvrez celui qui existe pour le corriger, ou changez le jour ou la source."),
    ),
    "energie.accord_futur": Message(
        N_("Un accord ne peut pas être daté du {jour}."),
        N_("Ce jour n’est pas encore venu."),
        N_("Indiquez le jour où le ménage a accepté."),
    ),
    "energie.deja_volontaire": Message(
        N_("Ce ménage a déjà accepté, le {jour}."),
        N_("Son accord court encore."),
        N_("Notez ses factures et relevés, ou retirez d’abord l’accord."),
    ),
    "energie.personne": Message(
        N_("Cette personne n’est pas de ce ménage."),
        N_("L’accord est donné par quelqu’un qui vit dans le logement."),
        N_("Choisissez une personne du ménage, ou « Tout le ménage »."),
    ),
    "energie.deja_retire": Message(
        N_("Cet accord a déjà été retiré, le {jour}."),
        N_("Un accord ne se retire qu’une fois."),
        N_("Si le ménage accepte de nouveau, notez un nouvel accord."),
    ),
    "energie.retrait": Message(
        N_("L’accord ne peut pas être retiré le {jour}."),
        N_("Il a été donné le {accord}, et un retrait ne se note pas d’avance."),
        N_("Indiquez un jour entre l’accord et aujourd’hui."),
    ),
    "energie.sans_accord": Message(
        N_("Ce ménage n’a pas accepté que son énergie soit suivie."),
        N_("Les factures et relevés d’énergie ne se notent qu’avec l’accord du ménage."),
        N_("Demandez-lui, notez son accord, puis ses factures."),
    ),
    "energie.dates": Message(
        N_("La période va du {du} au {au} : la fin n’est pas après le début."),
        N_("Une facture ou deux relevés couvrent au moins un jour."),
        N_("Vérifiez les deux dates."),
    ),
    "energie.futur": Message(
        N_("Le {jour} n’est pas encore venu."),
        N_("On note ce qui a été consommé, pas ce qui est prévu."),
        N_("Indiquez une fin de période passée."),
    ),
    "energie.vide": Message(
        N_("Ni consommation ni dépense n’est indiquée."),
        N_("Un relevé garde au moins l’une des deux."),
        N_("Indiquez les kWh ou le montant ; laissez vide ce qui n’est pas connu."),
    ),
    "energie.deja": Message(
        N_("Cette énergie est déjà notée du {du} au {au}, de la même source."),
        N_("Noter deux fois la même facture compterait double."),
        N_("Ouvrez le relevé qui existe pour le corriger, ou vérifiez les dates."),
    ),
    "avant_apres.rien": Message(
        N_("Rien n’est connu du loyer ni de l’énergie de {nom}."),
        N_("La feuille serait vide."),
        N_("Notez d’abord une quittance, ou le loyer sur la fiche du ménage."),
    ),
    "avant_apres.cite_vide": Message(
        N_("Aucun ménage n’est connu dans la cité {cite}."),
        N_("Il n’y a rien à résumer."),
        N_("Chargez les locataires, ou choisissez une autre cité."),
    ),
}
