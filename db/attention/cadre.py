"""What all households share: templates as adjusted, batches, rules as the team weighs them."""

from __future__ import annotations

import json
from collections import defaultdict

from sqlalchemy import Connection

from app.domain.menages import Phase
from app.domain.parcours import Plan, ajuster
from app.domain.parcours_modele import Accompagnement, Ajustement, GenreElement, ModeleParcours
from app.domain.regles_attention import REGLAGE, en_vigueur
from db.resume.lieux import Lieux


class Cadre:
    """Read once, used for any number of households; a plan is made once for each estate or batch
    that adjusts its template.
    """

    def __init__(self, connexion: Connection, accompagnement: Accompagnement) -> None:
        self.accompagnement = accompagnement
        self.lieux = Lieux(connexion, accompagnement.parcours)
        ligne = connexion.exec_driver_sql(
            "SELECT valeur FROM reglage WHERE nom = ?", (REGLAGE,)
        ).scalar()
        valeur = json.loads(ligne) if ligne else None
        self.regles = [r for r in en_vigueur(accompagnement.regles, valeur) if r.actif]
        self._ajustements = _ajustements(connexion)
        self._plans: dict[tuple[str, str | None, str | None], Plan] = {}

    def plan(self, modele: ModeleParcours, cite_id: str | None, tranche_id: str | None) -> Plan:
        """The template of a household of that batch, as the estate and the batch adjusted it."""
        de_la_cite = self._ajustements.get((cite_id, None), ())
        de_la_tranche = self._ajustements.get((cite_id, tranche_id), ()) if tranche_id else ()
        cle = (
            modele.code,
            cite_id if de_la_cite or de_la_tranche else None,
            tranche_id if de_la_tranche else None,
        )
        plan = self._plans.get(cle)
        if plan is None:
            ajuste = ajuster(modele, de_la_cite, de_la_tranche)
            plan = self._plans[cle] = Plan(ajuste, self.accompagnement.parcours)
        return plan


def _ajustements(
    connexion: Connection,
) -> dict[tuple[str | None, str | None], list[Ajustement]]:
    trouves: dict[tuple[str | None, str | None], list[Ajustement]] = defaultdict(list)
    for cite_id, tranche_id, genre, code, phase, ancre, jours, retiree in connexion.exec_driver_sql(
        "SELECT cite_id, tranche_id, genre, code, phase, ancre, jours, retiree"
        " FROM parcours_ajustement ORDER BY id"
    ):
        trouves[cite_id, tranche_id].append(
            Ajustement(
                GenreElement(genre),
                code,
                ancre or "",
                jours or 0,
                bool(retiree),
                Phase(phase) if phase else None,
            )
        )
    return trouves
