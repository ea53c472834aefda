"""The ledger under a move: the stay it foresees, the temporary home it frees.

A planned move writes its stay in the ledger from its day on, and says when the temporary home it
leaves should be free (`fin_prevue`): the state of every dwelling at any date follows from there.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.errors import RegleMetier
from app.domain import occupations as regles
from app.domain.demenagements import NATURES, VIVANTS
from app.domain.logements import NatureOccupation
from app.domain.occupations import Sejour
from app.services import occupations
from app.services.chargement import charger
from app.services.occupations import OuvrirOccupation
from db.models import Demenagement, Occupation
from db.queries.occupations import sejours
from db.uow import Transaction

_RANGS = (NatureOccupation.TIROIR, NatureOccupation.DEFINITIF, NatureOccupation.ORIGINE)


def poser(
    tx: Transaction, ligne: Demenagement, fin_prevue: date | None, *, controle: bool = True
) -> None:
    """The stay this move foresees, and the home it leaves.

    Raises `RegleMetier("occupation.pas_son_logement")`; with `controle`, what
    `occupations.preparer` raises.
    """
    nature = NATURES[ligne.sens]
    siens = du_menage(tx, ligne.menage_id)
    _quitter(tx, ligne, siens)
    if nature is NatureOccupation.ORIGINE:
        chez_lui = [s for s in siens if s.logement_id == ligne.vers_id and s.nature is nature]
        if not chez_lui:
            raise RegleMetier("occupation.pas_son_logement")
        if any(s.en_cours(ligne.jour) for s in chez_lui):
            return
    if controle:
        occupations.preparer(
            tx,
            OuvrirOccupation(
                ligne.menage_id, ligne.vers_id, nature, ligne.jour, fin_prevue=fin_prevue
            ),
        )
        return
    tx.session.add(
        Occupation(
            id=tx.ids.new(),
            menage_id=ligne.menage_id,
            logement_id=ligne.vers_id,
            nature=nature,
            debut=ligne.jour,
            fin_prevue=fin_prevue,
        )
    )
    tx.session.flush()


def reprendre(tx: Transaction, ligne: Demenagement) -> date | None:
    """Take back what `poser` wrote; the end that was foreseen for the stay, when there was one."""
    tx.session.flush()
    fin_prevue = None
    stay = prevu(tx, ligne)
    if stay is not None:
        fin_prevue = stay.fin_prevue
        tx.session.delete(stay)
    quittes = select(Occupation).where(
        Occupation.menage_id == ligne.menage_id,
        Occupation.nature == NatureOccupation.TIROIR,
        Occupation.fin.is_(None),
        Occupation.fin_prevue == ligne.jour,
    )
    for quitte in tx.session.scalars(quittes):
        if quitte is not stay:
            quitte.fin_prevue = None
    tx.session.flush()
    return fin_prevue


def prevu(tx: Transaction, ligne: Demenagement) -> Occupation | None:
    """The stay this move foresees, as it stands in the ledger."""
    return tx.session.scalar(
        select(Occupation).where(
            Occupation.menage_id == ligne.menage_id,
            Occupation.logement_id == ligne.vers_id,
            Occupation.nature == NATURES[ligne.sens],
            Occupation.debut == ligne.jour,
            Occupation.fin.is_(None),
        )
    )


def verifier(tx: Transaction, ligne: Demenagement) -> None:
    """Raise as `occupations.preparer` when the foreseen stay cannot stand in the ledger."""
    stay = prevu(tx, ligne)
    if stay is not None:
        tous = sejours(tx.session, ligne.menage_id, ligne.vers_id)
        regles.verifier(next(s for s in tous if s.id == stay.id), tous, tx.clock.today())


def du_menage(tx: Transaction, menage_id: UUID) -> list[Sejour]:
    """The stays of that household alone."""
    tx.session.flush()
    return [s for s in sejours(tx.session, menage_id) if s.menage_id == menage_id]


def dehors(tx: Transaction, menage_id: UUID, deja: set[UUID]) -> bool:
    """Whether it is in a temporary home that none of its moves led to (`deja`: where they do)."""
    return any(
        s.nature is NatureOccupation.TIROIR and s.fin is None and s.logement_id not in deja
        for s in du_menage(tx, menage_id)
    )


def _quitter(tx: Transaction, ligne: Demenagement, siens: list[Sejour]) -> None:
    """Where the household leaves from; a temporary home should be free that day."""
    ici = [s for s in siens if s.en_cours(ligne.jour) and s.logement_id != ligne.vers_id]
    ici = [s for s in ici if not _quitte_avant(tx, ligne, s)]
    ici.sort(key=lambda s: _RANGS.index(s.nature))
    ligne.depuis_id = ici[0].logement_id if ici else None
    for sejour in ici:
        if sejour.nature is NatureOccupation.TIROIR:
            charger(tx.session, Occupation, sejour.id).fin_prevue = ligne.jour
    tx.session.flush()


def _quitte_avant(tx: Transaction, ligne: Demenagement, sejour: Sejour) -> bool:
    """Whether another move of the household, before this one, already leaves that home."""
    avant = select(Demenagement.id).where(
        Demenagement.menage_id == ligne.menage_id,
        Demenagement.depuis_id == sejour.logement_id,
        Demenagement.etat.in_(VIVANTS),
        Demenagement.jour < ligne.jour,
        Demenagement.jour > (sejour.debut or date.min),
        Demenagement.id != ligne.id,
    )
    return sejour.nature is NatureOccupation.TIROIR and tx.session.scalar(avant) is not None
