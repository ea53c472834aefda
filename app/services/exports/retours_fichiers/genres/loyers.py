"""Rents after works: what the landlord asks for, beside what other sources tell.

A stock gives thousands of them: they are set against what is noted in memory, and written together.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import date_courte
from app.domain.apres import MomentLoyer, SourceLoyer
from app.domain.retours import Issue
from app.services import quittances
from app.services.exports.retours_fichiers.cibles import Cibles
from app.services.exports.retours_fichiers.genres.vue import (
    LecteurGenre,
    Part,
    Valeurs,
    Vue,
    inconnu,
    jour,
    manque,
    refus,
    selon,
    texte,
)
from app.services.imports.apercu import Changement, motif
from app.services.imports.lignes import Anomalie, Gravite
from app.services.quittances import NoterQuittance
from db.models import Quittance
from db.queries.lignes import liste, parmi
from db.uow import Transaction, UnitOfWork

_COLONNES = MappingProxyType(
    {
        "loyer_apres": "loyer",
        "charges_apres": "charges",
        "troisieme_ligne": "troisieme_ligne",
        "apl_apres": "apl",
    }
)
"""Field of the file → column of a receipt."""


@dataclass(slots=True)
class _Montants:
    """What is noted of a household on a day, lines taken so far included."""

    id: UUID | None = None
    valeurs: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)


class Loyers(LecteurGenre):
    """Lines of rents. One without a date counts from the day the file came."""

    def __init__(self, session: Session, cibles: Cibles, recu_le: date, aujourdhui: date) -> None:
        self._session, self._cibles = session, cibles
        self._recu_le, self._aujourdhui = recu_le, aujourdhui
        self._notes: dict[UUID, dict[date, _Montants]] = {}
        libelles = Quittance.__table__.c
        self._libelles = {c: str(libelles[c].info.get("libelle", c)) for c in _COLONNES.values()}

    def charger(self, lignes: Sequence[Valeurs]) -> None:
        """Homes, households and what is noted of them."""
        self._cibles.charger(lignes)
        trouves = (self._cibles.menage(valeurs).id for valeurs in lignes)
        self._charger_notes({id_ for id_ in trouves if id_ is not None})

    def ligne(self, valeurs: Valeurs) -> Vue:
        """What that rent would add or put right."""
        champs = ("code_ug", "numero_contrat", "identifiant")
        dit = next((t for c in champs if (t := texte(valeurs, c))), "")
        if self._cibles.inconnu(valeurs):
            return Vue(dit, (inconnu("retour_fichier.identifiant_inconnu"),))
        trouve = self._cibles.menage(valeurs)
        if trouve.id is None:
            codes = ("retour_fichier.menage_inconnu", "retour_fichier.menage_plusieurs")
            return Vue(dit, (manque(trouve, *codes, dit=dit),))
        titre = " ".join((self._cibles.connus.nom(trouve.id), dit)).strip()
        part = self._part(trouve.id, valeurs).doutee(trouve.doutes)
        return Vue(titre, (part,), trouve.id)

    def finir(self, tx: Transaction) -> Changes:
        """Every rent taken, new ones and those put right."""
        neuves: list[NoterQuittance] = []
        corrigees: dict[UUID, dict[str, Any]] = {}
        for menage_id, jours in self._notes.items():
            for le, montants in jours.items():
                if not montants.changes:
                    continue
                if montants.id is not None:
                    corrigees[montants.id] = montants.changes
                else:
                    neuves.append(NoterQuittance(menage_id, _champs(le, montants.changes)))
        return quittances.reprendre(tx, neuves, corrigees)

    def _part(self, menage_id: UUID, valeurs: Valeurs) -> Part:
        dits = {c: valeurs[champ] for champ, c in _COLONNES.items() if champ in valeurs}
        le = jour(valeurs, "loyer_le") or self._sans_date(menage_id, dits)
        try:
            self._verifier(le, dits)
        except AppError as erreur:
            return Part(Issue.REFUSEE, (refus(erreur),))
        connus = self._note(menage_id, le)
        issue, changements = selon(
            Changement(c, self._libelles[c], connus.valeurs.get(c), valeur)
            for c, valeur in dits.items()
        )
        cible: Hashable = ("quittance", menage_id, le)
        part = Part(issue, (), changements, None, cible, tuple(dits.items()), sure=True)
        if issue is Issue.IDENTIQUE:
            return part
        motifs: tuple[Anomalie, ...] = ()
        if issue is Issue.CONFLIT:
            cause = "retour_fichier.autre_montant"
            motifs = (motif(cause, Gravite.A_CONFIRMER, jour=date_courte(le)),)
        if "loyer_le" not in valeurs:
            motifs = (*motifs, motif("retour_fichier.loyer_sans_date", jour=date_courte(le)))
        motifs = (*motifs, *self._a_venir(menage_id, le))
        ecrire = partial(self._prendre, menage_id, le, dits)
        return Part(issue, motifs, changements, ecrire, cible, part.dits, sure=True)

    def _a_venir(self, menage_id: UUID, le: date) -> Iterator[Anomalie]:
        """That rent is not due yet; another one, announced before it, may have to go."""
        if le <= self._aujourdhui:
            return
        yield motif("retour_fichier.loyer_a_venir", jour=date_courte(le))
        autres = [
            j for j, m in self._notes[menage_id].items()
            if m.id is not None and j != le and j > self._aujourdhui
        ]  # fmt: skip
        if autres:
            code, avant = "retour_fichier.loyer_reporte", date_courte(min(autres))
            yield motif(code, Gravite.A_CONFIRMER, avant=avant, jour=date_courte(le))

    def _sans_date(self, menage_id: UUID, dits: dict[str, Any]) -> date:
        """The day the file came, unless the last rent told is that one already."""
        self._note(menage_id, self._recu_le)
        notes = {le: m for le, m in self._notes[menage_id].items() if m.valeurs}
        dernier = max(notes, default=self._recu_le)
        meme = dernier in notes and dits.items() <= notes[dernier].valeurs.items()
        return dernier if meme else self._recu_le

    def _verifier(self, le: date, dits: dict[str, Any]) -> None:
        """Refuse what noting that rent would refuse."""
        quittances.verifier_jour(MomentLoyer.APRES, le, self._aujourdhui)
        quittances.valider(Quittance, _champs(le, dits), quittances.CHAMPS)

    def _prendre(self, menage_id: UUID, le: date, dits: dict[str, Any], _: UnitOfWork) -> Changes:
        """That line counts for those that follow; all are written at the end."""
        montants = self._note(menage_id, le)
        montants.valeurs |= dits
        montants.changes |= dits
        return Changes()

    def _note(self, menage_id: UUID, le: date) -> _Montants:
        if menage_id not in self._notes:
            self._charger_notes({menage_id})
        return self._notes[menage_id].setdefault(le, _Montants())

    def _charger_notes(self, menages: set[UUID]) -> None:
        q = Quittance
        self._notes |= {id_: {} for id_ in menages if id_ not in self._notes}
        requete = select(q.menage_id, q.le, q.id, *(q.__table__.c[c] for c in _COLONNES.values()))
        requete = requete.where(
            q.menage_id.in_(parmi("ids")),
            q.moment == MomentLoyer.APRES,
            q.source == SourceLoyer.BAILLEUR,
        )
        for menage_id, le, id_, *lus in self._session.execute(requete, {"ids": liste(menages)}):
            valeurs = dict(zip(_COLONNES.values(), lus, strict=True))
            self._notes[menage_id][le] = _Montants(id_, valeurs)


def _champs(le: date, dits: dict[str, Any]) -> dict[str, object]:
    return {**dits, "moment": MomentLoyer.APRES, "le": le, "source": SourceLoyer.BAILLEUR}
