"""Coverage of an estate: for each good practice, how many households it reached, and which not.

A practice concerns a household when the template it follows holds it, as its estate and its batch
adjusted it – or when somebody told something about it. Three statements, however many households.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.core.i18n import langue
from app.domain.menages import Phase
from app.domain.parcours import ajuster
from app.domain.parcours_modele import Ajustement, GenreElement, Parcours
from app.domain.pratiques import Compte, EtatPratique, atteinte
from db.queries import pratiques as lecture
from db.queries.pratiques import Groupe, MenagePratique
from db.uow import UnitOfWork

__all__ = [
    "Couverture",
    "LigneCouverture",
    "LireConcernes",
    "LireCouverture",
    "MenagePratique",
    "ModelesDesGroupes",
    "Reste",
    "concernes",
    "couverture",
]


@dataclass(frozen=True, slots=True)
class LireCouverture:
    """Ask for the coverage of an estate, or of one of its batches."""

    cite_id: UUID
    tranche_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LigneCouverture:
    """One practice: what it is called, whether a meeting can offer it to all, its counts."""

    code: str
    phase: Phase
    libelle: str
    aide: str
    collectif: bool
    compte: Compte


@dataclass(frozen=True, slots=True)
class Couverture:
    """Practices by phase, in the order of the catalogue; `menages` followed there."""

    lignes: tuple[LigneCouverture, ...]
    menages: int

    @property
    def faites(self) -> int:
        """How many times a practice was done for a household."""
        return sum(li.compte.faites for li in self.lignes)


class Reste(StrEnum):
    """Which households of a practice one looks at."""

    MANQUE = "manque"
    RIEN = "rien"
    EN_COURS = "en_cours"
    FAITE = "faite"
    DECLINEE = "declinee"
    TOUS = "tous"


@dataclass(frozen=True, slots=True)
class LireConcernes:
    """Ask which households of an estate (or a batch) a practice concerns, by where they stand."""

    code: str
    cite_id: UUID
    tranche_id: UUID | None = None
    reste: Reste = Reste.MANQUE


_CHAMPS: Mapping[EtatPratique, str] = {
    EtatPratique.PROPOSEE: "proposees",
    EtatPratique.ACCEPTEE: "acceptees",
    EtatPratique.DECLINEE: "declinees",
    EtatPratique.FAITE: "faites",
    EtatPratique.SANS_OBJET: "sans_objet",
}
_ETATS: Mapping[Reste, frozenset[EtatPratique | None]] = {
    Reste.MANQUE: frozenset((None, EtatPratique.PROPOSEE, EtatPratique.ACCEPTEE)),
    Reste.RIEN: frozenset((None,)),
    Reste.EN_COURS: frozenset((EtatPratique.PROPOSEE, EtatPratique.ACCEPTEE)),
    Reste.FAITE: frozenset((EtatPratique.FAITE,)),
    Reste.DECLINEE: frozenset((EtatPratique.DECLINEE, EtatPratique.SANS_OBJET)),
    Reste.TOUS: frozenset((None, *EtatPratique)),
}


class ModelesDesGroupes:
    """Which practices each group of households has in its template; worked out once each."""

    def __init__(
        self, parcours: Parcours, ajustements: Mapping[UUID | None, Iterable[Ajustement]]
    ) -> None:
        self._parcours, self._ajustements = parcours, ajustements
        self._connus: dict[tuple[str | None, UUID | None], dict[str, Phase]] = {}

    def pratiques(self, groupe: Groupe) -> dict[str, Phase]:
        """Practice → phase."""
        cle = (groupe.modele, groupe.tranche_id)
        if cle not in self._connus:
            de_la_tranche = (
                self._ajustements.get(groupe.tranche_id, ()) if groupe.tranche_id else ()
            )
            modele = ajuster(
                self._parcours.modele(groupe.modele), self._ajustements.get(None, ()), de_la_tranche
            )
            self._connus[cle] = {
                li.code: li.phase for li in modele.lignes if li.genre is GenreElement.PRATIQUE
            }
        return self._connus[cle]


def couverture(q: LireCouverture, uow: UnitOfWork) -> Couverture:
    """Each practice with its counts; those nobody is concerned by are left out."""
    parcours = uow.accompagnement.parcours
    jour = uow.clock.today()
    with uow.lecture() as session:
        effectifs = lecture.effectifs(session, q.cite_id, q.tranche_id, jour)
        etats = lecture.etats(session, q.cite_id, q.tranche_id, jour)
        modeles = ModelesDesGroupes(parcours, lecture.ajustements(session, q.cite_id))
    comptes: dict[str, dict[str, int]] = {}
    phases: dict[str, Phase] = {}
    dits: dict[tuple[Groupe, str], int] = {}
    for (groupe, code, etat), n in etats.items():
        _ajouter(comptes, code, _CHAMPS[etat], n)
        dits[groupe, code] = dits.get((groupe, code), 0) + n
    for groupe, total in effectifs.items():
        for code, phase in modeles.pratiques(groupe).items():
            phases.setdefault(code, phase)
            champ = "a_proposer" if atteinte(groupe.phase, phase) else "plus_tard"
            _ajouter(comptes, code, champ, total - dits.get((groupe, code), 0))
    return Couverture(_lignes(parcours, comptes, phases), sum(effectifs.values()))


def _ajouter(comptes: dict[str, dict[str, int]], code: str, champ: str, n: int) -> None:
    compte = comptes.setdefault(code, {})
    compte[champ] = compte.get(champ, 0) + n


def _lignes(
    parcours: Parcours, comptes: Mapping[str, dict[str, int]], phases: Mapping[str, Phase]
) -> tuple[LigneCouverture, ...]:
    """By phase, then as the catalogue lists them; a practice unknown here keeps its code."""
    rangs = {code: i for i, (genre, code) in enumerate(parcours.elements) if genre == "pratique"}
    lignes = []
    for code, parts in comptes.items():
        element = parcours.element(GenreElement.PRATIQUE, code)
        phase = phases.get(code) or (element.phase if element else Phase.AVANT)
        ligne = LigneCouverture(
            code,
            phase,
            element.libelle(langue()) if element else code.replace("_", " "),
            element.aide(langue()) if element else "",
            bool(element and element.collectif),
            Compte(**parts),
        )
        if ligne.compte.concernes:
            lignes.append(ligne)
    ordre = list(Phase)
    lignes.sort(key=lambda li: (ordre.index(li.phase), rangs.get(li.code, len(rangs)), li.code))
    return tuple(lignes)


def concernes(q: LireConcernes, uow: UnitOfWork) -> tuple[MenagePratique, ...]:
    """The households that practice concerns and that stand where asked, by name.

    Those it is too early for come with `Reste.TOUS` and `Reste.RIEN`, not with `Reste.MANQUE`.
    """
    with uow.lecture() as session:
        lus = lecture.concernes(session, q.code, q.cite_id, q.tranche_id, uow.clock.today())
        modeles = ModelesDesGroupes(
            uow.accompagnement.parcours, lecture.ajustements(session, q.cite_id)
        )
    voulus = _ETATS[q.reste]
    return tuple(
        m
        for m in lus
        if m.etat in voulus and (m.etat is not None or _attend(m, q, modeles.pratiques(m.groupe)))
    )


def _attend(menage: MenagePratique, q: LireConcernes, pratiques: Mapping[str, Phase]) -> bool:
    phase = pratiques.get(q.code)
    if phase is None:
        return False
    return q.reste is not Reste.MANQUE or atteinte(menage.phase, phase)
