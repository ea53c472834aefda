"""Checking a base: the file, the references, the schema, the journal, the search index.

Each result has a code ("verification.pages") whose words and advice live in `ui/messages`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, StaticPool, create_engine

from app.core.errors import AppError
from app.core.suivi import Suivi, SuiviMuet
from app.domain.parcours_modele import Accompagnement
from app.services.accompagnement import charger
from app.services.securite import verification_journal
from app.services.securite.cles import CleOuverte
from app.services.securite.integrite import Defaut, controler_fichier
from db import attention, derive, migrate, resume, schema
from db.engine import ouvrir as ouvrir_moteur


class Remede(StrEnum):
    """What a failed check calls for."""

    AUCUN = "aucun"
    RESTAURER = "restaurer"
    RECONSTRUIRE = "reconstruire"
    METTRE_A_JOUR = "mettre_a_jour"
    SIGNALER = "signaler"


@dataclass(frozen=True, slots=True)
class Controle:
    """One check: its code, whether all is well, the values its sentence needs, the remedy."""

    code: str
    bon: bool
    remede: Remede = Remede.AUCUN
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RapportVerification:
    """All checks made, in order; after a damaged file the later ones are not attempted."""

    controles: tuple[Controle, ...]

    @property
    def bon(self) -> bool:
        """Whether every check passed."""
        return all(c.bon for c in self.controles)

    @property
    def remedes(self) -> frozenset[Remede]:
        """What is to be done."""
        return frozenset(c.remede for c in self.controles if not c.bon)


_REMEDES_FICHIER = {
    "ouverture": Remede.RESTAURER,
    "pages": Remede.RESTAURER,
    "structure": Remede.RESTAURER,
    "liens": Remede.SIGNALER,
}


def verifier(
    base: Path,
    cle: CleOuverte,
    jour: date,
    suivi: Suivi | None = None,
    *,
    accompagnement: Accompagnement | None = None,
) -> RapportVerification:
    """Every check of a base, on the state of that day; the base is left as it was.

    `accompagnement` is what the base is opened with (None: the shipped catalogue): rows made with
    another one count as waiting, not as wrong.
    """
    regles = accompagnement or charger()
    suivi = suivi or SuiviMuet()
    suivi.avance(0, 4)
    trouves = {d.controle: d for d in controler_fichier(base, cle.octets())}
    faits = [_du_fichier(nom, trouves.get(nom), remede) for nom, remede in _REMEDES_FICHIER.items()]
    if any(c.remede is Remede.RESTAURER for c in faits):
        return RapportVerification(tuple(faits))
    engine = ouvrir_moteur(base, cle.octets)
    try:
        controles: tuple[Callable[[Engine], Controle], ...] = (
            _schema,
            _journal,
            lambda e: _index(e, regles, jour),
        )
        for rang, controle in enumerate(controles, start=1):
            suivi.avance(rang, 4)
            faits.append(controle(engine))
            if faits[-1].remede is Remede.METTRE_A_JOUR:
                break
    finally:
        engine.dispose()
    return RapportVerification(tuple(faits))


def reconstruire_index(
    base: Path, cle: CleOuverte, jour: date, *, accompagnement: Accompagnement | None = None
) -> int:
    """Make the derived rows and the search index again; the number of households."""
    engine = ouvrir_moteur(base, cle.octets)
    try:
        with engine.begin() as connexion:
            return derive.reconstruire(connexion, accompagnement or charger(), jour)
    finally:
        engine.dispose()


def _du_fichier(nom: str, defaut: Defaut | None, remede: Remede) -> Controle:
    code = f"verification.{nom}"
    if defaut is None:
        return Controle(code, bon=True)
    return Controle(code, False, remede, {"nombre": defaut.nombre, "detail": defaut.detail})


def _schema(engine: Engine) -> Controle:
    code = "verification.schema"
    with engine.execution_options(lecture=True).connect() as connexion:
        try:
            a_jour = migrate.a_jour(connexion)
        except AppError:
            a_jour = False
        if not a_jour:
            params = {"version": migrate.version(connexion)}
            return Controle("verification.version", False, Remede.METTRE_A_JOUR, params)
        presents = schema.objets(connexion)
    attendus = _schema_attendu()
    noms = {nom for (_, nom) in presents.keys() ^ attendus.keys()}
    noms |= {cle[1] for cle in presents.keys() & attendus.keys() if presents[cle] != attendus[cle]}
    if not noms:
        return Controle(code, bon=True)
    detail = ", ".join(sorted(noms)[:5])
    return Controle(code, False, Remede.SIGNALER, {"nombre": len(noms), "detail": detail})


def _schema_attendu() -> dict[tuple[str, str], str]:
    """The objects of a base made afresh, in memory."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: sqlcipher.connect(":memory:", isolation_level=None),
        module=sqlcipher,
        poolclass=StaticPool,
    )
    try:
        with engine.begin() as connexion:
            for ordre in schema.ddl():
                connexion.exec_driver_sql(ordre)
            return schema.objets(connexion)
    finally:
        engine.dispose()


def _journal(engine: Engine) -> Controle:
    code = "verification.journal"
    with engine.execution_options(lecture=True).connect() as connexion:
        ecarts = verification_journal.verifier(connexion)
    if not ecarts.total:
        return Controle(code, bon=True)
    params = {"nombre": ecarts.total, "detail": ecarts.resume()}
    return Controle(code, False, Remede.SIGNALER, params)


def _index(engine: Engine, accompagnement: Accompagnement, jour: date) -> Controle:
    code = "verification.index"
    with engine.connect() as connexion, connexion.begin() as transaction:
        try:
            nombre = _ecarts_index(connexion, accompagnement, jour)
        finally:
            transaction.rollback()
    if not nombre:
        return Controle(code, bon=True)
    return Controle(code, False, Remede.RECONSTRUIRE, {"nombre": nombre})


def _ecarts_index(connexion: Connection, accompagnement: Accompagnement, jour: date) -> int:
    # What waits (calendar, new rules, an import) is computed first, and rolled back after.
    derive.tout(connexion, accompagnement, jour)
    suivis = attention.verifier(connexion, accompagnement, jour).total
    return suivis + resume.verifier(connexion, jour, accompagnement.parcours).total
