"""Homes, contracts, who lives where and under which names: asked once for all the lines of a file.

A line at a time would be several statements each: minutes for the rents of a whole stock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.logements import NatureOccupation
from app.services.imports.lignes import Valeur
from db.models import Logement, Menage, Occupation, Personne
from db.queries.lignes import liste, parmi

Sejour = tuple[UUID, date | None, date | None, bool]
"""Household, from, until, whether it is a home for the time of the works."""
_CODES = ("code_ug", "logement_propose")
_ZERO = "0*"


class Connus:
    """What the base holds of the homes and contracts named; anything else is asked when met."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._logements: dict[str, UUID | None] = {}
        self._contrats: dict[str, tuple[UUID, ...]] = {}
        self._sejours: dict[UUID, tuple[Sejour, ...]] = {}
        self._noms: dict[UUID, tuple[str, tuple[str, ...]]] = {}
        self._a_zeros: dict[str, dict[str, list[UUID]]] = {}

    def charger(self, lignes: Iterable[Mapping[str, Valeur]]) -> None:
        """Ask for all that these lines name, in a handful of statements."""
        codes: set[str] = set()
        contrats: set[str] = set()
        for valeurs in lignes:
            codes.update(str(valeurs[c]) for c in _CODES if c in valeurs)
            if "numero_contrat" in valeurs:
                contrats.add(str(valeurs["numero_contrat"]))
        self._charger_logements(codes)
        self._charger_contrats(contrats)
        self._charger_sejours(id_ for id_ in self._logements.values() if id_ is not None)
        presents = {sejour[0] for sejours in self._sejours.values() for sejour in sejours}
        self._charger_noms(presents.union(*self._contrats.values()))

    def logement(self, code: str) -> UUID | None:
        """The home of that code UG."""
        if code not in self._logements:
            self._charger_logements({code})
        return self._logements[code]

    def contrat(self, numero: str) -> tuple[UUID, ...]:
        """The households of that contract."""
        if numero not in self._contrats:
            self._charger_contrats({numero})
        return self._contrats[numero]

    def sejours(self, logement_id: UUID) -> tuple[Sejour, ...]:
        """Those whose home it is or was, oldest first."""
        if logement_id not in self._sejours:
            self._charger_sejours([logement_id])
        return self._sejours[logement_id]

    def nom(self, menage_id: UUID) -> str:
        """What the household is called."""
        return self._de(menage_id)[0]

    def patronymes(self, menage_id: UUID) -> tuple[str, ...]:
        """The family names of those who live in it, its own name when nobody is noted."""
        nom, siens = self._de(menage_id)
        return siens or (nom,)

    def sans_zeros(self, champ: str, code: str) -> tuple[UUID, ...]:
        """What has that number behind zeros that a spreadsheet took away ("12345" → "0012345")."""
        if not code.isdecimal():
            return ()
        if champ not in self._a_zeros:
            self._a_zeros[champ] = self._charger_a_zeros(champ)
        return tuple(self._a_zeros[champ].get(code, ()))

    def _de(self, menage_id: UUID) -> tuple[str, tuple[str, ...]]:
        if menage_id not in self._noms:
            self._charger_noms([menage_id])
        return self._noms[menage_id]

    def _charger_logements(self, codes: Iterable[str]) -> None:
        lo = Logement
        manquants = set(codes) - self._logements.keys()
        self._logements |= dict.fromkeys(manquants)
        requete = select(lo.code_ug, lo.id).where(lo.code_ug.in_(parmi("codes")))
        for code, id_ in self._session.execute(requete, {"codes": liste(manquants)}):
            self._logements[code] = id_

    def _charger_contrats(self, numeros: Iterable[str]) -> None:
        m = Menage
        manquants = set(numeros) - self._contrats.keys()
        lus: dict[str, list[UUID]] = {numero: [] for numero in manquants}
        requete = select(m.numero_contrat, m.id).where(
            m.numero_contrat.in_(parmi("numeros")), m.fusionne_dans_id.is_(None)
        )
        for numero, id_ in self._session.execute(requete, {"numeros": liste(manquants)}):
            lus[str(numero)].append(id_)
        self._contrats |= {numero: tuple(ids) for numero, ids in lus.items()}

    def _charger_sejours(self, logements: Iterable[UUID]) -> None:
        o = Occupation
        manquants = set(logements) - self._sejours.keys()
        lus: dict[UUID, list[Sejour]] = {i: [] for i in manquants}
        requete = (
            select(o.logement_id, o.menage_id, o.debut, o.fin, o.nature)
            .join(Menage, Menage.id == o.menage_id)
            .where(
                o.logement_id.in_(parmi("ids")),
                Menage.fusionne_dans_id.is_(None),
            )
            .order_by(o.debut)
        )
        for logement_id, qui, debut, fin, nature in self._session.execute(
            requete, {"ids": liste(manquants)}
        ):
            lus[logement_id].append((qui, debut, fin, nature is NatureOccupation.TIROIR))
        self._sejours |= {id_: tuple(sejours) for id_, sejours in lus.items()}

    def _charger_noms(self, menages: Iterable[UUID]) -> None:
        p = Personne
        params = {"ids": liste(set(menages) - self._noms.keys())}
        siens: defaultdict[UUID, dict[str, None]] = defaultdict(dict)
        requete = select(p.menage_id, p.nom).where(p.menage_id.in_(parmi("ids")))
        for id_, nom in self._session.execute(requete, params):
            siens[id_][nom] = None
        for id_, nom in self._session.execute(
            select(Menage.id, Menage.nom).where(Menage.id.in_(parmi("ids"))), params
        ):
            self._noms[id_] = (nom, tuple(siens[id_]))

    def _charger_a_zeros(self, champ: str) -> dict[str, list[UUID]]:
        colonne, id_ = (
            (Menage.numero_contrat, Menage.id)
            if champ == "numero_contrat"
            else (Logement.code_ug, Logement.id)
        )
        trouves: defaultdict[str, list[UUID]] = defaultdict(list)
        for code, qui in self._session.execute(
            select(colonne, id_).where(func.glob(_ZERO, colonne))
        ):
            if str(code).isdecimal():
                trouves[str(code).lstrip("0")].append(qui)
        return trouves
