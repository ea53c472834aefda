"""What today says of complaints: late ones first, repairs to confirm, who comes to repair."""

from __future__ import annotations

from datetime import datetime

from app.core.i18n import ngettext, nombre
from db.queries.reclamations_a_suivre import ReclamationsASuivre


def phrases(suivies: ReclamationsASuivre, instant: datetime) -> list[str]:
    """ "3 réclamations sont en retard ; la plus ancienne attend depuis 6 j.", then what is near.

    All of it on one line: it is one thing among those of the day.
    """
    dites = []
    if suivies.nb_en_retard:
        dites.append(_en_retard(suivies, instant))
    if suivies.nb_proches:
        dites.append(
            ngettext(
                "{n} réclamation arrive à échéance d’ici demain.",
                "{n} réclamations arrivent à échéance d’ici demain.",
                suivies.nb_proches,
            ).format(n=nombre(suivies.nb_proches))
        )
    if suivies.nb_a_confirmer:
        dites.append(
            ngettext(
                "{n} réparation est à confirmer avec le ménage.",
                "{n} réparations sont à confirmer avec les ménages.",
                suivies.nb_a_confirmer,
            ).format(n=nombre(suivies.nb_a_confirmer))
        )
    return [" ".join(dites)] if dites else []


def _en_retard(suivies: ReclamationsASuivre, instant: datetime) -> str:
    n, ancienne = suivies.nb_en_retard, suivies.en_retard[0].echeance
    dit = ngettext("{n} réclamation est en retard", "{n} réclamations sont en retard", n).format(
        n=nombre(n)
    )
    attente = instant - ancienne if ancienne is not None else None
    if attente is None:
        return f"{dit}."
    if attente.days:
        depuis = ngettext("{n} j", "{n} j", attente.days).format(n=attente.days)
    else:
        heures = max(1, int(attente.total_seconds()) // 3600)
        depuis = ngettext("{n} h", "{n} h", heures).format(n=heures)
    return ngettext(
        "{dit}, depuis {depuis}.", "{dit} ; la plus ancienne attend depuis {depuis}.", n
    ).format(dit=dit, depuis=depuis)
