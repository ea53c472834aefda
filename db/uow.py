"""The unit of work: one transaction, journaled under one operation, rolled back by default."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from app.core.changes import OperationId
from app.core.clock import Clock, IdFactory
from app.domain.parcours_modele import Accompagnement
from db import derive
from db.engine import traduire


@dataclass(frozen=True, slots=True)
class Auteur:
    """Who acts: id of the staff member, when known, and the name shown in the history."""

    nom: str
    intervenant_id: UUID | None = None


class Transaction:
    """An open write: its session, its operation, and what services need to decide."""

    def __init__(
        self,
        session: Session,
        clock: Clock,
        ids: IdFactory,
        auteur: Auteur,
        operation: OperationId,
        operation_num: int,
        accompagnement: Accompagnement,
    ) -> None:
        self.session = session
        self.clock = clock
        self.ids = ids
        self.auteur = auteur
        self.operation = operation
        self.operation_num = operation_num
        self.accompagnement = accompagnement
        self.reste_a_deriver = False

    @property
    def auteur_id(self) -> UUID | None:
        """Id of the staff member who acts, when known."""
        return self.auteur.intervenant_id

    @property
    def connection(self) -> Connection:
        """The connection of this transaction, for bulk work."""
        return self.session.connection()

    def resumer(self) -> None:
        """Bring the summaries of stale households up to date now (`commit` does it otherwise)."""
        derive.resumer(self.connection, self.accompagnement, self.clock.today())

    def commit(self) -> None:
        """Bring derived rows up to date and make everything durable.

        When more than `derive.PEU` households are stale (an import), their journeys and attention
        are left to `UnitOfWork.mettre_au_jour`, which the caller runs next: `reste_a_deriver` then
        says so.
        """
        self.session.flush()
        connection = self.session.connection()
        jour = self.clock.today()
        derive.avancer(connection, jour)
        fait = derive.calculer(connection, self.accompagnement, jour, limite=derive.PEU)
        self.reste_a_deriver = not fait
        connection.exec_driver_sql("UPDATE operation_courante SET num = NULL")
        self.session.commit()


class UnitOfWork:
    """Opens transactions on the encrypted base, for one author on one device.

    Write from the thread it was made for, or in its turn; `lecture` serves any thread, whatever the
    others write meanwhile. `ecriture` takes the write lock at once
    (BEGIN IMMEDIATE), so a writer never discovers at commit that it lost a race.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        ids: IdFactory,
        auteur: Auteur,
        appareil_id: UUID,
        accompagnement: Accompagnement,
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.ids = ids
        self.auteur = auteur
        self.appareil_id = appareil_id
        self.accompagnement = accompagnement

    @contextmanager
    def ecriture(
        self,
        libelle: str,
        *,
        origine: str = "saisie",
        apres_ouverture: Callable[[Transaction], None] | None = None,
    ) -> Iterator[Transaction]:
        """One write transaction named `libelle` ("menage.modifier"); rolled back unless committed.

        `origine` says where values come from ("saisie", "import", "annulation", "demonstration"):
        an import never silently replaces what was typed. Raises `PanneEnvironnement` when the
        disk, the file or a lock is at fault.
        """
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            try:
                transaction = self._ouvrir(session, libelle, origine)
                if apres_ouverture is not None:
                    apres_ouverture(transaction)
                yield transaction
            except Exception as erreur:
                session.rollback()
                panne = traduire(erreur)
                if panne is not None:
                    raise panne from erreur
                raise
            finally:
                session.rollback()

    def _ouvrir(self, session: Session, libelle: str, origine: str) -> Transaction:
        connection = session.connection()
        n = int(
            connection.execute(
                text("SELECT coalesce(max(n), 0) + 1 FROM operation WHERE appareil_id = :a"),
                {"a": self.appareil_id.hex},
            ).scalar_one()
        )
        resultat = connection.execute(
            text(
                "INSERT INTO operation (appareil_id, n, auteur_id, auteur_nom, libelle, origine,"
                " quand) VALUES (:a, :n, :auteur, :nom, :libelle, :origine, :quand)"
            ),
            {
                "a": self.appareil_id.hex,
                "n": n,
                "auteur": self.auteur.intervenant_id.hex if self.auteur.intervenant_id else None,
                "nom": self.auteur.nom,
                "libelle": libelle,
                "origine": origine,
                "quand": self.clock.now().isoformat(timespec="milliseconds")[:23] + "Z",
            },
        )
        num = int(resultat.lastrowid)
        connection.execute(text("UPDATE operation_courante SET num = :num"), {"num": num})
        return Transaction(
            session,
            self.clock,
            self.ids,
            self.auteur,
            OperationId(self.appareil_id, n),
            num,
            self.accompagnement,
        )

    def mettre_au_jour(self) -> None:
        """Bring every derived row to today: what the calendar changed, what imports left.

        Raises `PanneEnvironnement` when the disk, the file or a lock is at fault.
        """
        try:
            with self.engine.begin() as connection:
                derive.tout(connection, self.accompagnement, self.clock.today())
        except Exception as erreur:
            panne = traduire(erreur)
            if panne is not None:
                raise panne from erreur
            raise

    @contextmanager
    def lecture(self) -> Iterator[Session]:
        """A read transaction: one consistent view of the base, nothing can be written."""
        with Session(
            self.engine.execution_options(lecture=True), expire_on_commit=False, autoflush=False
        ) as session:
            try:
                yield session
            except Exception as erreur:
                panne = traduire(erreur)
                if panne is not None:
                    raise panne from erreur
                raise
            finally:
                session.rollback()
