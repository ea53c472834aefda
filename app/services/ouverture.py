"""Opening a base: schema, device identity, author, then a unit of work ready to serve.

Device identity (promise 8): operations are numbered per device, and a number must never serve
twice. A device keeps its identity only when the file is exactly as this machine left it at its
last clean close; after a crash, a restore or a copy, it becomes a new device.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, text

from app.core.clock import Clock, IdFactory
from app.core.errors import EntreeInvalide
from app.core.paths import Paths
from app.domain.parcours_modele import Accompagnement
from app.services import accompagnement as catalogue
from db.engine import ouvrir as ouvrir_moteur
from db.engine import traduire
from db.migrate import migrer
from db.uow import Auteur, UnitOfWork


@dataclass(slots=True)
class BaseOuverte:
    """A base ready to serve; `fermer` must be called by the thread that used it.

    `catalogue_refuse` says what is wrong with the team's catalogue of journeys or rules: the
    shipped one serves meanwhile.
    """

    chemin: Path
    engine: Engine
    uow: UnitOfWork
    _marque: Path
    catalogue_refuse: EntreeInvalide | None = None

    def fermer(self) -> None:
        """Note a clean close, then close every connection: the key is gone from the engine."""
        with self.engine.execution_options(lecture=True).connect() as connexion:
            n = _dernier_numero(connexion, self.uow.appareil_id)
        _ecrire_marque(self._marque, self.chemin, {"appareil": self.uow.appareil_id.hex, "n": n})
        self.engine.dispose()


def ouvrir(
    chemin: Path,
    cle: bytes | Callable[[], bytes],
    *,
    paths: Paths,
    clock: Clock,
    auteur: str,
    ids: IdFactory | None = None,
    sauvegarde: Callable[[], Any] | None = None,
) -> BaseOuverte:
    """The base at `chemin`, migrated if need be, for the author of that name.

    `sauvegarde` is called before a migration and must leave a verified backup. Raises
    `EntreeInvalide("base.cle_refusee")`, or a `PanneEnvironnement` naming what is at fault
    (newer base, disk, lock).
    """
    ids = ids or IdFactory(clock)
    engine = ouvrir_moteur(chemin, cle)
    try:
        migrer(engine, sauvegarde=sauvegarde)
        marque = paths.donnees / "appareils.json"
        appareil = _identite(engine, marque, chemin, clock, ids)
        regles, refuse = accompagnement_de(paths)
        uow = UnitOfWork(engine, clock, ids, Auteur(auteur), appareil, regles)
        uow.mettre_au_jour()
        uow.auteur = _auteur(uow, auteur)
    except Exception as erreur:
        engine.dispose()
        panne = traduire(erreur)
        if panne is not None:
            raise panne from erreur
        raise
    return BaseOuverte(chemin, engine, uow, marque, refuse)


def accompagnement_de(paths: Paths) -> tuple[Accompagnement, EntreeInvalide | None]:
    """Journeys and rules, completed by the team's; a wrong file never keeps a base closed."""
    try:
        return catalogue.charger(paths.config / "catalogues"), None
    except EntreeInvalide as erreur:
        return catalogue.charger(), erreur


def _dernier_numero(connexion: Any, appareil: UUID) -> int:
    return int(
        connexion.execute(
            text("SELECT coalesce(max(n), 0) FROM operation WHERE appareil_id = :a"),
            {"a": appareil.hex},
        ).scalar_one()
    )


def _identite(engine: Engine, marque: Path, chemin: Path, clock: Clock, ids: IdFactory) -> UUID:
    """The device this base is opened on: kept after a clean close, otherwise a new one."""
    connue = _lire_marques(marque).get(str(chemin.absolute()))
    with engine.begin() as connexion:
        appareil = None
        if connue and connue.get("n") is not None:
            candidat = UUID(hex=connue["appareil"])
            if _dernier_numero(connexion, candidat) == connue["n"]:
                appareil = candidat
        if appareil is None:
            appareil = ids.new()
            connexion.execute(
                text("INSERT INTO appareil (id, depuis, motif) VALUES (:id, :quand, :motif)"),
                {
                    "id": appareil.hex,
                    "quand": clock.now().isoformat(timespec="milliseconds")[:23] + "Z",
                    "motif": "ouverture" if connue is None else "reprise",
                },
            )
    _ecrire_marque(marque, chemin, {"appareil": appareil.hex, "n": None})
    return appareil


def _auteur(uow: UnitOfWork, nom: str) -> Auteur:
    """The staff member of that name when the team knows one, so that "me" means something."""
    with uow.lecture() as session:
        trouve = session.execute(
            text(
                "SELECT id FROM intervenant WHERE actif AND"
                " trim(coalesce(prenom, '') || ' ' || nom) = :nom ORDER BY id LIMIT 1"
            ),
            {"nom": nom.strip()},
        ).scalar()
    return Auteur(nom, UUID(hex=trouve) if trouve else None)


def _lire_marques(marque: Path) -> dict[str, dict[str, Any]]:
    """What this machine remembers of its bases; an unreadable file only costs new identities."""
    try:
        contenu = json.loads(marque.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return contenu if isinstance(contenu, dict) else {}


def _ecrire_marque(marque: Path, chemin: Path, valeur: dict[str, Any]) -> None:
    marques = _lire_marques(marque)
    marques[str(chemin.absolute())] = valeur
    marque.parent.mkdir(parents=True, exist_ok=True)
    provisoire = marque.with_suffix(".part")
    provisoire.write_text(json.dumps(marques), encoding="utf-8")
    os.replace(provisoire, marque)
