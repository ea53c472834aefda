"""The lines of a preview, by pages: what each is for the recipient, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.core.errors import RegleMetier
from app.domain.profils_envoi import ProfilLu
from app.services.exports import projection
from app.services.exports.apercu import ApercuColis, EtatLigne, delta_de
from app.services.exports.paquets.mots_classeur import Mot, MotsDuClasseur
from app.services.exports.projection import Colonne, Projection
from app.services.exports.selection import SelectionComplete, perimetre_du_profil, retenues
from app.services.exports.selection.changements import MERES, DeltaTable
from app.services.exports.selection.retraits import RaisonRetrait
from app.services.exports.tableaux import cellule_csv, explication
from db.avant import lecteur, parmi
from db.models import Base, Menage
from db.uow import UnitOfWork

__all__ = ["Changement", "ColonneApercue", "LigneApercue", "LireLignes", "PageLignes", "lignes"]


@dataclass(frozen=True, slots=True)
class LireLignes:
    """Ask for lines of one table of a preview; `etat` None: those that leave, then those to erase.

    The preview tells what was true when it was made: one made before the base changed shows the
    rows as they are now, judged again.
    """

    apercu: ApercuColis
    table: str
    etat: EtatLigne | None = None
    decalage: int = 0
    limite: int = 50


@dataclass(frozen=True, slots=True)
class ColonneApercue:
    """A column that leaves, in words; `identifiant` for ids, which say little to people."""

    nom: str
    libelle: str
    identifiant: bool


@dataclass(frozen=True, slots=True)
class Changement:
    """A value the recipient holds, and what it becomes."""

    colonne: str
    avant: str
    apres: str


@dataclass(frozen=True, slots=True)
class LigneApercue:
    """A row as the recipient reads it. `sujet` is the household it is about, for us only."""

    id: UUID
    etat: EtatLigne
    sujet: str
    valeurs: tuple[str, ...]
    changements: tuple[Changement, ...] = ()
    raison: RaisonRetrait | None = None


@dataclass(frozen=True, slots=True)
class PageLignes:
    """Some lines, and how many there are."""

    colonnes: tuple[ColonneApercue, ...]
    total: int
    lignes: tuple[LigneApercue, ...]


def lignes(q: LireLignes, uow: UnitOfWork) -> PageLignes:
    """A page of lines; raises `RegleMetier("apercu.table")` for a table the preview has not."""
    table = _projection(q.apercu.profil, q.table)
    with uow.lecture() as session:
        page = _Page(session, q, table)
        return PageLignes(
            tuple(
                ColonneApercue(c.nom, explication(c.nom, c.libelle), c.genre is UUID)
                for c in table.colonnes
            ),
            page.total,
            page.lignes(),
        )


def _projection(profil: ProfilLu, nom: str) -> Projection:
    for table in retenues(profil):
        if table.nom == nom:
            return table
    if nom == "menage":  # households to erase, told to whom gets only what is about them
        for table in projection.projections():
            if table.nom == nom:
                return table
    raise RegleMetier("apercu.table", table=nom)


def _lecture(colonne: Colonne, mot: Mot | None, q: LireLignes) -> Callable[[Any], str]:
    """How a value of that column is read: as the recipient's workbook says it, never a code."""
    identifiant = q.apercu.profil.identifiant

    def dire(valeur: Any) -> str:
        if isinstance(valeur, UUID):
            return identifiant(valeur)
        return cellule_csv(valeur if mot is None or valeur is None else mot(valeur))

    return dire


class _Page:
    """One page being read."""

    def __init__(self, session: Session, q: LireLignes, table: Projection) -> None:
        self.session, self.q, self.table = session, q, table
        self.delta: DeltaTable = delta_de(q.apercu.suite, table.nom)
        self.complete = isinstance(q.apercu.suite.selection, SelectionComplete)
        self.retirees = sorted(self.delta.retirees) if q.etat in (None, EtatLigne.RETIREE) else []
        self.partent = self._combien_partent()
        mots = MotsDuClasseur()
        self._lectures = tuple(_lecture(c, mots.mot(table.nom, c), q) for c in table.colonnes)

    @property
    def total(self) -> int:
        """All the lines asked for."""
        return self.partent + len(self.retirees)

    def lignes(self) -> tuple[LigneApercue, ...]:
        """Those of the page."""
        debut, fin = self.q.decalage, self.q.decalage + self.q.limite
        lues = self._qui_partent(debut, min(fin, self.partent) - debut)
        sautes = max(0, debut - self.partent)
        effacer = self.retirees[sautes : max(0, fin - self.partent)]
        return (*lues, *self._a_effacer(effacer))

    def _ids(self) -> frozenset[str] | None:
        """The rows that leave, among those asked for; None: all that may, less `_sauf`."""
        match self.q.etat:
            case EtatLigne.RETIREE:
                return frozenset()
            case EtatLigne.MODIFIEE:
                return frozenset(self.delta.modifiees)
            case EtatLigne.NOUVELLE if self.q.apercu.compare:
                return self.delta.nouvelles
            case EtatLigne.INCHANGEE if not (self.complete and self.q.apercu.compare):
                return frozenset()
            case None if not self.complete:
                return self.delta.partent
        return None

    def _requete(self, *colonnes: Any) -> Select[Any]:
        ids = self._ids()
        apercu = self.q.apercu
        perimetre = replace(perimetre_du_profil(apercu.profil, apercu.jour), ligne_a_ligne=True)
        c = self.table.table.c
        requete = select(*colonnes).where(*projection.filtre(self.table.table, perimetre))
        if ids is not None:
            return requete.where(parmi(c.id, ids))
        if self.q.etat is EtatLigne.INCHANGEE:
            return requete.where(~parmi(c.id, self.delta.partent))
        return requete

    def _combien_partent(self) -> int:
        ids = self._ids()
        if ids is not None:
            return len(ids)
        vue = next((t for t in self.q.apercu.tables if t.nom == self.table.nom), None)
        if vue is None:
            return 0
        return vue.inchangees if self.q.etat is EtatLigne.INCHANGEE else vue.partent

    def _qui_partent(self, debut: int, combien: int) -> Iterable[LigneApercue]:
        if combien <= 0 or self.table.nom not in {
            t.nom for t in self.q.apercu.suite.selection.projections
        }:
            return []
        c = self.table.table.c
        requete = self._requete(*(c[colonne.nom] for colonne in self.table.colonnes))
        lues = self.session.execute(requete.order_by(c.id).limit(combien).offset(debut)).all()
        sujets = self._sujets([ligne.id.hex for ligne in lues])
        return [self._ligne(ligne, sujets) for ligne in lues]

    def _ligne(self, ligne: Any, sujets: dict[str, str]) -> LigneApercue:
        id_ = ligne.id.hex
        etat = EtatLigne.INCHANGEE
        if id_ in self.delta.nouvelles or not self.q.apercu.compare:
            etat = EtatLigne.NOUVELLE
        elif id_ in self.delta.modifiees:
            etat = EtatLigne.MODIFIEE
        valeurs = self._dire(ligne)
        return LigneApercue(
            ligne.id, etat, sujets.get(id_, ""), valeurs, self._changements(id_, valeurs)
        )

    def _changements(self, id_: str, valeurs: Sequence[str]) -> tuple[Changement, ...]:
        changees = self.delta.modifiees.get(id_, ())
        if not changees:
            return ()
        anciennes = self._avant(id_)
        return tuple(
            Changement(explication(c.nom, c.libelle), avant, apres)
            for c, avant, apres in zip(self.table.colonnes, anciennes, valeurs, strict=True)
            if c.nom in changees
        )

    def _a_effacer(self, ids: Sequence[str]) -> Iterable[LigneApercue]:
        """Rows to erase, as they were last: here still, or in what the journal kept of them."""
        c = self.table.table.c
        requete = select(*(c[colonne.nom] for colonne in self.table.colonnes)).where(
            parmi(c.id, ids)
        )
        la = {ligne.id.hex: self._dire(ligne) for ligne in self.session.execute(requete)}
        sujets = self._sujets(ids)
        for id_ in ids:
            yield LigneApercue(
                UUID(hex=id_),
                EtatLigne.RETIREE,
                sujets.get(id_, ""),
                la.get(id_) or self._avant(id_),
                raison=self.delta.retirees[id_],
            )

    def _avant(self, id_: str) -> tuple[str, ...]:
        stockee = self.delta.avant.get(id_, {})
        lue = lecteur(self.table.table, self.session.connection())(stockee)
        return self._dire([lue.get(colonne.nom) for colonne in self.table.colonnes])

    def _dire(self, valeurs: Iterable[Any]) -> tuple[str, ...]:
        return tuple(dire(v) for dire, v in zip(self._lectures, valeurs, strict=True))

    def _sujets(self, ids: Sequence[str]) -> dict[str, str]:
        """The households those rows are about."""
        c = self.table.table.c
        if self.table.nom == "menage":
            requete = select(c.id, c.nom)
        elif "menage_id" in c:
            requete = select(c.id, Menage.nom).join(Menage, Menage.id == c.menage_id)
        else:
            cle = next((cle for cle in MERES if cle in c), None)
            if cle is None:
                return {}
            mere = Base.metadata.tables[MERES[cle]]
            requete = (
                select(c.id, Menage.nom)
                .join(mere, mere.c.id == c[cle])
                .join(Menage, Menage.id == mere.c.menage_id)
            )
        lus = self.session.execute(requete.where(parmi(c.id, ids)))
        return {id_.hex: nom for id_, nom in lus}
