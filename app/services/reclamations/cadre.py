"""What writing complaints must know in one transaction: delays in force, holidays, references."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Protocol
from uuid import UUID

from app.domain.reclamations import FINIES, EtatReclamation, Urgence, reference_suivante
from app.domain.reclamations_delais import (
    Arrets,
    Delais,
    Echeances,
    echeances,
    instant_local,
    prochaine,
)
from app.domain.reclamations_regles import en_vigueur
from app.services.champs import poser
from app.services.jours_feries import feries
from db.models import Reclamation
from db.queries import reclamations_ecriture as lecture
from db.uow import Transaction

SANS_HORLOGE = FINIES | {EtatReclamation.FAITE}
"""States in which no clock runs."""


class Suivie(Protocol):
    """What the clocks of a complaint depend on: a row of the base, or some of its columns."""

    @property
    def categorie(self) -> str: ...
    @property
    def urgence(self) -> Urgence: ...
    @property
    def etat(self) -> EtatReclamation: ...
    @property
    def ouverte_le(self) -> date: ...
    @property
    def ouverte_a(self) -> time | None: ...
    @property
    def repondue_a(self) -> datetime | None: ...
    @property
    def securisee_a(self) -> datetime | None: ...


class Cadre:
    """Read once for as many complaints as one transaction writes."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self._equipe: Mapping[tuple[str, Urgence], Delais] | None = None
        self._feries: dict[int, frozenset[date]] = {}
        self._dues: dict[tuple[datetime, Delais], Echeances] = {}
        self._derniere: str | None = None

    def reference(self) -> str:
        """The next free reference."""
        if self._derniere is None:
            self._derniere = lecture.derniere_reference(self.tx.session, "reclamation", "R")
        self._derniere = reference_suivante(self._derniere)
        return self._derniere

    def delais(self, categorie: str, urgence: Urgence) -> Delais:
        """The delays in force."""
        if self._equipe is None:
            self._equipe = lecture.delais_equipe(self.tx.session)
        regles = self.tx.accompagnement.reclamations
        return en_vigueur(regles, self._equipe, categorie, urgence)[0]

    def echeances(self, depart: datetime, delais: Delais) -> Echeances:
        """When each clock started at `depart` is due, public holidays apart."""
        cle = (depart, delais)
        if cle not in self._dues:
            self._dues[cle] = echeances(depart, delais, self._feries_depuis(depart.year))
        return self._dues[cle]

    def regler(self, ligne: Reclamation, contestee_le: date | None) -> None:
        """Set every due time of a complaint, and the clock that runs out first."""
        poser(ligne, self.calculer(ligne, contestee_le))

    def calculer(self, ligne: Suivie, contestee_le: date | None) -> dict[str, Any]:
        """The columns of its clocks, as they must be.

        Contested, repair and making safe start again that day; the first answer does not.
        """
        delais = self.delais(ligne.categorie, ligne.urgence)
        ouverte = self.echeances(instant_local(ligne.ouverte_le, ligne.ouverte_a), delais)
        encore = ouverte
        if contestee_le is not None:
            encore = self.echeances(instant_local(contestee_le, None), delais)
        securite = ouverte if ligne.securisee_a is not None else encore
        dues = Echeances(ouverte.repondre, securite.securiser, encore.reparer)
        return {
            "repondre_avant": dues.repondre,
            "securiser_avant": dues.securiser,
            "reparer_avant": dues.reparer,
            **_horloge(ligne, dues),
        }

    def regler_seule(self, ligne: Reclamation) -> None:
        """`regler` for one complaint already in the base."""
        self.regler(ligne, self.contestee_le(ligne.id))

    def contestee_le(self, reclamation_id: UUID) -> date | None:
        """The last day it was contested."""
        trouvees = lecture.dernieres_contestations(self.tx.session, (reclamation_id,))
        return trouvees.get(reclamation_id)

    def _feries_depuis(self, annee: int) -> frozenset[date]:
        """Public holidays of that year and of the two that follow: no delay goes further."""
        if annee not in self._feries:
            self._feries[annee] = feries(range(annee, annee + 3))
        return self._feries[annee]


def pointer(ligne: Reclamation) -> None:
    """Set the clock that runs out first among those still running; none once it is repaired."""
    dues = Echeances(ligne.repondre_avant, ligne.securiser_avant, ligne.reparer_avant)
    poser(ligne, _horloge(ligne, dues))


def _horloge(ligne: Suivie, dues: Echeances) -> dict[str, Any]:
    trouvee = None
    if ligne.etat not in SANS_HORLOGE:
        trouvee = prochaine(
            dues, Arrets(ligne.repondue_a is not None, ligne.securisee_a is not None)
        )
    horloge, echeance = trouvee or (None, None)
    return {"echeance": echeance, "horloge": horloge}
