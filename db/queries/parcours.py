"""What a household's journey is deduced from, and the adjustments of a template: constant reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from app.domain.logements import NatureOccupation
from app.domain.menages import Phase
from app.domain.parcours import FaitEtape, FaitPratique, Faits, SejourDate, est_arrivant
from app.domain.parcours_modele import Ajustement, GenreElement
from app.domain.pratiques import EtatPratique
from db.models import Cite, Tranche

Derives = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class AjustementLu:
    """A line of the template changed for an estate (`tranche_id` None) or for one batch."""

    table: ClassVar[str] = "parcours_ajustement"
    derives: ClassVar[Derives] = MappingProxyType({})

    id: UUID
    cite_id: UUID
    tranche_id: UUID | None
    genre: GenreElement
    code: str
    phase: Phase | None
    ancre: str | None
    jours: int | None
    retiree: bool
    motif: str | None

    def regle(self) -> Ajustement:
        """The adjustment as the domain applies it."""
        return Ajustement(
            self.genre, self.code, self.ancre or "", self.jours or 0, self.retiree, self.phase
        )


@dataclass(frozen=True, slots=True)
class PratiqueLue:
    """The latest row told about a practice."""

    etat: EtatPratique
    le: date
    par: str
    precision: str | None


@dataclass(frozen=True, slots=True)
class MenageLu:
    """A household: what chose its template, the facts of its phase, its place."""

    nom: str
    parcours: str | None
    parcours_motif: str | None
    choisi_par: str | None
    choisi_le: datetime | None
    phase_forcee: Phase | None
    phase_motif: str | None
    depart_le: date | None
    retour_le: date | None
    cite_id: UUID | None
    tranche_id: UUID | None
    cite: str
    tranche: str
    cite_parcours: str | None
    tranche_parcours: str | None
    fusionne_dans_id: UUID | None


@dataclass(frozen=True, slots=True)
class ParcoursBrut:
    """All that one household's journey is deduced from, as known on the day asked for.

    `arrivant`: its first stay began when the works of that home were over.
    """

    menage: MenageLu
    faits: Faits
    arrivant: bool
    pratiques: Mapping[str, PratiqueLue]
    de_la_cite: tuple[AjustementLu, ...]
    de_la_tranche: tuple[AjustementLu, ...]


_NOM = "trim(coalesce(i.prenom, '') || ' ' || i.nom)"
_CHOIX = (
    "FROM journal j JOIN operation o ON o.num = j.operation_num WHERE j.menage_id = m.id"
    " AND j.table_nom = 'menage' AND j.groupe = 'parcours' ORDER BY j.seq DESC LIMIT 1"
)
_MENAGE = text(
    "SELECT m.nom, m.parcours, m.parcours_motif,"  # noqa: S608 - constants of ours
    f" (SELECT o.auteur_nom {_CHOIX}), (SELECT o.quand {_CHOIX}),"
    " m.phase_forcee, m.phase_motif, r.depart_le, r.retour_le, r.cite_id, r.tranche_id,"
    " coalesce(c.nom, ''), coalesce(t.nom, ''), c.parcours, t.parcours, m.fusionne_dans_id,"
    " m.date_entree, t.debut_travaux, t.fin_travaux, t.reception"
    " FROM menage m LEFT JOIN menage_resume r ON r.menage_id = m.id"
    " LEFT JOIN cite c ON c.id = r.cite_id LEFT JOIN tranche t ON t.id = r.tranche_id"
    " WHERE m.id = :menage"
)
_ETAPES = text(
    "SELECT code, prevue_le, faite_le, ecartee_le, motif FROM etape WHERE menage_id = :menage"
)
# A bare column beside max() is that of the row holding the maximum (SQLite): the latest row.
_PRATIQUES = text(
    "SELECT q.code, q.etat, q.le, q.precision,"  # noqa: S608 - constants of ours
    f" coalesce((SELECT {_NOM} FROM intervenant i WHERE i.id = q.par_id), ''),"
    " max(q.le || q.id) FROM pratique q WHERE q.menage_id = :menage AND q.le <= :jour"
    " GROUP BY q.code"
)
_SEJOURS = text(
    "SELECT o.nature, o.debut, o.fin, o.fin_prevue, t.reception FROM occupation o"
    " JOIN logement l ON l.id = o.logement_id LEFT JOIN tranche t ON t.id = l.tranche_id"
    " WHERE o.menage_id = :menage ORDER BY coalesce(o.debut, ''), o.id"
)
_AJUSTEMENTS = text(
    "SELECT id, cite_id, tranche_id, genre, code, phase, ancre, jours, retiree, motif"
    " FROM parcours_ajustement WHERE cite_id = :cite"
    " AND (tranche_id IS NULL OR tranche_id = :tranche) ORDER BY id"
)


def lire(session: Session, menage_id: UUID, jour: date) -> ParcoursBrut | None:
    """What is known of a household's journey, None when there is no such household.

    Five statements, whatever the household.
    """
    connexion = session.connection()
    params = {"menage": menage_id.hex}
    tete = connexion.execute(_MENAGE, params).one_or_none()
    if tete is None:
        return None
    menage = _menage(tete)
    etapes = connexion.execute(_ETAPES, params).all()
    pratiques = {
        li[0]: PratiqueLue(EtatPratique(li[1]), date.fromisoformat(li[2]), li[4], li[3])
        for li in connexion.execute(_PRATIQUES, {**params, "jour": jour.isoformat()})
    }
    lus = connexion.execute(_SEJOURS, params).all()
    sejours = [
        SejourDate(NatureOccupation(li[0]), _jour(li[1]), _jour(li[2]), _jour(li[3])) for li in lus
    ]
    premier = sejours[0] if sejours else None
    entree = _jour(tete[16])
    arrivant = premier is not None and est_arrivant(
        premier.nature, premier.debut or entree, _jour(lus[0][4])
    )
    cite, tranche = ajustements(connexion, menage.cite_id, menage.tranche_id)
    faits = Faits(
        etapes={li[0]: FaitEtape(_jour(li[1]), _jour(li[2]), _jour(li[3]), li[4]) for li in etapes},
        pratiques={code: FaitPratique(p.etat, p.le) for code, p in pratiques.items()},
        sejours=sejours,
        debut_travaux=_jour(tete[17]),
        fin_travaux=_jour(tete[18]),
        reception=_jour(tete[19]),
        entree=entree or (premier.debut if premier else None),
    )
    return ParcoursBrut(menage, faits, arrivant, pratiques, cite, tranche)


def ajustements(
    connexion: Connection, cite_id: UUID | None, tranche_id: UUID | None
) -> tuple[tuple[AjustementLu, ...], tuple[AjustementLu, ...]]:
    """What an estate changed in the template, and what the batch changed after it."""
    lus = [
        AjustementLu(
            UUID(hex=li[0]),
            UUID(hex=li[1]),
            _id(li[2]),
            GenreElement(li[3]),
            li[4],
            Phase(li[5]) if li[5] else None,
            li[6],
            li[7],
            bool(li[8]),
            li[9],
        )
        for li in connexion.execute(
            _AJUSTEMENTS,
            {
                "cite": cite_id.hex if cite_id else None,
                "tranche": tranche_id.hex if tranche_id else None,
            },
        )
    ]
    return (
        tuple(a for a in lus if a.tranche_id is None),
        tuple(a for a in lus if a.tranche_id is not None),
    )


def choix(
    session: Session, cite_id: UUID, tranche_id: UUID | None
) -> tuple[str, str | None, str, str | None] | None:
    """Name and own template of an estate, then of one of its batches; None when not there."""
    ligne = session.execute(
        select(Cite.nom, Cite.parcours, Tranche.nom, Tranche.parcours)
        .select_from(Cite)
        .outerjoin(Tranche, (Tranche.cite_id == Cite.id) & (Tranche.id == tranche_id))
        .where(Cite.id == cite_id)
    ).one_or_none()
    return (ligne[0], ligne[1], ligne[2] or "", ligne[3]) if ligne else None


def _menage(li: Any) -> MenageLu:
    return MenageLu(
        nom=li[0],
        parcours=li[1],
        parcours_motif=li[2],
        choisi_par=li[3],
        choisi_le=datetime.fromisoformat(li[4]) if li[4] else None,
        phase_forcee=Phase(li[5]) if li[5] else None,
        phase_motif=li[6],
        depart_le=_jour(li[7]),
        retour_le=_jour(li[8]),
        cite_id=_id(li[9]),
        tranche_id=_id(li[10]),
        cite=li[11],
        tranche=li[12],
        cite_parcours=li[13],
        tranche_parcours=li[14],
        fusionne_dans_id=_id(li[15]),
    )


def _jour(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _id(hexa: str | None) -> UUID | None:
    return UUID(hex=hexa) if hexa else None
