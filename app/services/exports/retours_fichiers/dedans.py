"""Services run inside a transaction already open: what each writes is kept, or undone, with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from db.uow import Transaction, UnitOfWork


class _Interieure(Transaction):
    """A part of a transaction: `commit` says that it stays, the whole decides when it is durable.

    Derived rows are brought up to date once, by the whole.
    """

    validee = False

    def commit(self) -> None:
        """Keep what was written so far."""
        self.session.flush()
        self.validee = True


class UniteDedans(UnitOfWork):
    """The unit of work services are given so that several of them make one operation.

    Each `ecriture` is a savepoint: a refusal undoes that part alone, and is raised. With
    `d_un_bloc` there is none, and a refusal must give up the whole: under an open savepoint each
    write costs more than the last (SQLite walks the pages it keeps), minutes for thousands.
    """

    def __init__(self, uow: UnitOfWork, tx: Transaction, *, d_un_bloc: bool = False) -> None:
        super().__init__(
            uow.engine, uow.clock, uow.ids, uow.auteur, uow.appareil_id, uow.accompagnement
        )
        self._tx, self._d_un_bloc = tx, d_un_bloc

    @contextmanager
    def ecriture(
        self,
        libelle: str,
        *,
        origine: str = "saisie",
        apres_ouverture: Callable[[Transaction], None] | None = None,
    ) -> Iterator[Transaction]:
        """A part of the open transaction, undone unless committed; it keeps the whole's name."""
        tx = self._tx
        interieure = _Interieure(
            tx.session, tx.clock, tx.ids, tx.auteur, tx.operation, tx.operation_num,
            tx.accompagnement,
        )  # fmt: skip
        tx.session.flush()
        if self._d_un_bloc:
            if apres_ouverture is not None:
                apres_ouverture(interieure)
            yield interieure
            return
        point = tx.session.begin_nested()
        try:
            if apres_ouverture is not None:
                apres_ouverture(interieure)
            yield interieure
        except BaseException:
            point.rollback()
            raise
        if interieure.validee:
            point.commit()
        else:
            point.rollback()

    @contextmanager
    def lecture(self) -> Iterator[Session]:
        """What the open transaction sees, its own writes included."""
        self._tx.session.flush()
        yield self._tx.session

    def mettre_au_jour(self) -> None:
        """Left to the whole."""
