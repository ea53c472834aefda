"""What is read about stale households: a fixed number of statements, plain tuples.

Three ways of reading the same statements: one household, those marked stale, or whole tables when
most households are stale (a scan is then cheaper than as many searches).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from app.domain.attention import Attente, FaitsAttention, Pause
from app.domain.logements import NatureOccupation
from app.domain.menages import FaitsDatesDuParcours, Phase
from app.domain.parcours import FaitEtape, FaitPratique, Faits, SejourDate, deduire
from app.domain.parcours_modele import ModeleParcours
from app.domain.pratiques import EtatPratique
from app.domain.reclamations import EtatReclamation
from app.domain.reclamations_delais import jour_local
from app.domain.ressentis import RessentiDate
from db.attention.cadre import Cadre

_PART_ENTIERE = 3  # read whole tables when more than a third of the households are stale
_BEAUCOUP = 500  # stale households from which the question is worth a count

_MENAGES = (
    "SELECT m.id, m.parcours, m.suivi, m.date_entree, r.cite_id, r.tranche_id, r.depart_le,"
    " r.retour_le, r.phase_forcee, r.derniere_visite, r.nb_visites FROM menage m"
    " LEFT JOIN menage_resume r ON r.menage_id = m.id"
    " WHERE +m.fusionne_dans_id IS NULL AND m.id {dans}"
)
_SEJOURS = (
    "SELECT o.menage_id, o.nature, o.debut, o.fin, o.fin_prevue, l.tranche_id, o.id"
    " FROM occupation o JOIN logement l ON l.id = o.logement_id WHERE o.menage_id {dans}"
)
_ETAPES = (
    "SELECT menage_id, code, prevue_le, faite_le, ecartee_le, motif FROM etape"
    " WHERE menage_id {dans}"
)
_PRATIQUES = "SELECT menage_id, code, etat, le, id FROM pratique WHERE menage_id {dans}"
_RESSENTIS = "SELECT menage_id, jour, code, intensite FROM ressenti WHERE menage_id {dans}"
# "+" keeps the search on the household: an index on the other column would read everybody’s rows.
_ATTENTES = {
    "promesses": "SELECT menage_id, pour_le, texte FROM engagement"
    " WHERE +etat = 'a_tenir' AND pour_le IS NOT NULL AND menage_id {dans}",
    "rompues": "SELECT menage_id, coalesce(regle_le, pour_le, pris_le), texte FROM engagement"
    " WHERE +etat = 'rompu' AND menage_id {dans}",
    # Who did not come, unless another day was given since.
    "passages": "SELECT r.menage_id, p.jour, r.reference FROM reclamation r"
    " JOIN passage_reclamation p ON p.reclamation_id = r.id AND p.etat = 'manque_entreprise'"
    " WHERE +r.etat NOT IN ('faite', 'confirmee', 'close', 'rejetee') AND NOT EXISTS"
    " (SELECT 1 FROM passage_reclamation a WHERE a.reclamation_id = r.id"
    " AND a.etat IN ('propose', 'accepte', 'tenu') AND a.jour >= p.jour) AND r.menage_id {dans}",
    "besoins": "SELECT menage_id, ouvert_le, code FROM besoin"
    " WHERE repondu_le IS NULL AND menage_id {dans}",
    "annonces": "SELECT menage_id, ouverte_le, objet FROM annonce"
    " WHERE +dite_le IS NULL AND menage_id {dans}",
    "attachements": "SELECT menage_id, signale_le, titre FROM attachement a"
    " WHERE NOT EXISTS (SELECT 1 FROM decision_attachement d WHERE d.attachement_id = a.id)"
    " AND menage_id {dans}",
}
_RECLAMATIONS = (
    "SELECT menage_id, ouverte_le, reference, etat, etat_le, echeance FROM reclamation"
    " WHERE +etat NOT IN ('confirmee', 'close', 'rejetee') AND menage_id {dans}"
)
_PAUSES = (
    "SELECT menage_id, raisons, jusqu_au FROM attention_pause"
    " WHERE levee_le IS NULL AND menage_id {dans}"
)
_TEMOINS = "SELECT menage_id FROM temoin WHERE retire_le IS NULL AND menage_id {dans}"

SOURCES = (
    _MENAGES,
    _SEJOURS,
    _ETAPES,
    _PRATIQUES,
    _RESSENTIS,
    *_ATTENTES.values(),
    _RECLAMATIONS,
    _PAUSES,
    _TEMOINS,
)
"""Every statement that reads households; `{dans}` says which of them."""


class _Jours(dict[str | None, Any]):
    """Days by their ISO text: the same few thousand come back in every table."""

    def __missing__(self, iso: str | None) -> date | None:
        """Read a day met for the first time."""
        jour = self[iso] = date.fromisoformat(iso) if iso else None
        return jour


class Lecture:
    """How to read: on which day, which households."""

    def __init__(
        self, connexion: Connection, jour: date, attendus: int = 0, *, menage_id: str | None = None
    ) -> None:
        self.connexion = connexion
        self.jour = jour
        self.dates = _Jours()
        self.params: tuple[str, ...] = ()
        if menage_id is not None:
            self.dans, self.params = "= ?", (menage_id,)
        elif self._presque_tous(attendus):
            self.dans = "IS NOT NULL"
        else:
            self.dans = "IN (SELECT menage_id FROM attention_a_faire)"
        self.attendus = None if self.dans != "IS NOT NULL" else self._stales()

    def _presque_tous(self, attendus: int) -> bool:
        if attendus < _BEAUCOUP:
            return False
        tous = self.connexion.exec_driver_sql("SELECT count(*) FROM menage_resume").scalar_one()
        return attendus * _PART_ENTIERE > int(tous)

    def _stales(self) -> frozenset[str]:
        return frozenset(
            self.connexion.exec_driver_sql("SELECT menage_id FROM attention_a_faire").scalars()
        )

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The driver's own tuples: this may run over every row of a large base."""
        curseur: Any = self.connexion.connection.cursor()
        try:
            curseur.execute(sql.format(dans=self.dans), self.params)
            lues: list[tuple[Any, ...]] = curseur.fetchall()
            return lues
        finally:
            curseur.close()

    def par_menage(self, sql: str) -> dict[str, list[tuple[Any, ...]]]:
        """The rows of each household."""
        trouves: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for row in self.rows(sql):
            trouves[row[0]].append(row)
        return trouves

    def attentes(self, sql: str) -> dict[str, list[Attente]]:
        """What is open for each household, since when."""
        dates = self.dates
        trouves: defaultdict[str, list[Attente]] = defaultdict(list)
        for menage_id, depuis, quoi in self.rows(sql):
            trouves[menage_id].append(Attente(dates[depuis], quoi))
        return trouves


_NATURES = {n.value: n for n in NatureOccupation}
_ETATS = {e.value: e for e in EtatPratique}
_REPAREE = EtatReclamation.FAITE.value
_RIEN: tuple[Any, ...] = ()


def lire(
    lecture: Lecture, cadre: Cadre
) -> Iterator[tuple[str, ModeleParcours, FaitsAttention, bool]]:
    """Each household with its template, its facts (journey deduced) and whether it is a witness."""
    dates, lieux, tons = lecture.dates, cadre.lieux, cadre.accompagnement.tons
    tables = _Tables(lecture)
    for r in lecture.rows(_MENAGES):
        menage_id, propre, suivi, entree, cite_id, tranche_id, depart, retour, forcee = r[:9]
        if lecture.attendus is not None and menage_id not in lecture.attendus:
            continue
        sejours = tables.sejours.get(menage_id, _RIEN)
        if len(sejours) > 1:
            sejours = sorted(sejours, key=lambda s: (s[2] or "", s[6]))
        premier = next(((s[1], s[2], s[3], s[5]) for s in sejours), None)
        modele = lieux.modele(propre, entree, premier, tranche_id, cite_id)
        faits = tables.faits(menage_id, sejours)
        tranche = lieux.tranche(tranche_id)
        faits.debut_travaux = dates[tranche.debut_travaux]
        faits.fin_travaux = dates[tranche.fin_travaux]
        faits.reception = dates[tranche.reception]
        faits.entree = dates[entree or (premier[1] if premier else None)]
        attention = FaitsAttention(
            deduire(cadre.plan(modele, cite_id, tranche_id), faits, lecture.jour),
            FaitsDatesDuParcours(dates[depart], dates[retour], Phase(forcee) if forcee else None),
            suivi == "ouvert",
            dates[r[9]],
            r[10] or 0,
            faits.debut_travaux,
        )
        tables.completer(attention, menage_id, tons)
        yield menage_id, modele, attention, menage_id in tables.temoins


class _Tables:
    """What was read of each table, by household."""

    def __init__(self, lecture: Lecture) -> None:
        self.dates = lecture.dates
        self.sejours = lecture.par_menage(_SEJOURS)
        self.etapes = lecture.par_menage(_ETAPES)
        self.pratiques = lecture.par_menage(_PRATIQUES)
        self.ressentis = lecture.par_menage(_RESSENTIS)
        self.attentes = [(nom, lecture.attentes(sql)) for nom, sql in _ATTENTES.items()]
        self.reclamations = lecture.par_menage(_RECLAMATIONS)
        self.pauses = lecture.par_menage(_PAUSES)
        self.temoins = {r[0] for r in lecture.rows(_TEMOINS)}

    def faits(self, menage_id: str, sejours: Sequence[tuple[Any, ...]]) -> Faits:
        """The facts of a journey, but for those of its batch."""
        dates = self.dates
        return Faits(
            {
                e[1]: FaitEtape(dates[e[2]], dates[e[3]], dates[e[4]], e[5])
                for e in self.etapes.get(menage_id, _RIEN)
            },
            _dernieres(self.pratiques.get(menage_id, _RIEN), dates),
            [SejourDate(_NATURES[s[1]], dates[s[2]], dates[s[3]], dates[s[4]]) for s in sejours],
        )

    def completer(self, faits: FaitsAttention, menage_id: str, tons: Mapping[str, str]) -> None:
        """Add what is open, felt, and put to sleep."""
        dates = self.dates
        for nom, ouverts in self.attentes:
            siens = ouverts.get(menage_id)
            if siens:
                setattr(faits, nom, siens)
        if menage_id in self.reclamations:
            self._reclamations(faits, self.reclamations[menage_id])
        if menage_id in self.ressentis:
            faits.ressentis = [
                RessentiDate(dates[r[1]], r[2], tons.get(r[2], ""), r[3])
                for r in self.ressentis[menage_id]
            ]
        if menage_id in self.pauses:
            faits.pauses = [
                Pause(frozenset(json.loads(p[1])), dates[p[2]]) for p in self.pauses[menage_id]
            ]

    def _reclamations(self, faits: FaitsAttention, rows: Sequence[tuple[Any, ...]]) -> None:
        """Those that wait for a repair, those whose clock ran out, those the household must see."""
        dates = self.dates
        reparees = [r for r in rows if r[3] == _REPAREE]
        attendues = [r for r in rows if r[3] != _REPAREE]
        faits.reclamations = [Attente(dates[r[1]], r[2]) for r in attendues]
        faits.reparees = [Attente(dates[r[4] or r[1]], r[2]) for r in reparees]
        faits.en_retard = [
            Attente(jour_local(datetime.fromisoformat(r[5])), r[2]) for r in attendues if r[5]
        ]


def _dernieres(rows: Any, dates: _Jours) -> dict[str, FaitPratique]:
    """The latest state of each practice."""
    dernieres: dict[str, tuple[str, str, str]] = {}
    for _menage, code, etat, le, id_ in rows:
        connue = dernieres.get(code)
        if connue is None or (le, id_) > connue[:2]:
            dernieres[code] = (le, id_, etat)
    return {
        code: FaitPratique(_ETATS[etat], dates[le]) for code, (le, _, etat) in dernieres.items()
    }
