"""The list of households: filtered, sorted and counted in SQL, over two derived rows each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.domain.logements import EtatLogement
from app.domain.menages import FaitsDatesDuParcours, Phase, Suivi, phase_le
from app.domain.recherche import expression, lire
from app.domain.regles_attention import NiveauAttention, bornes
from app.domain.texte import cle_naturelle
from db.queries.lignes import liste


class TriMenages(StrEnum):
    """Columns the list can be sorted by."""

    NOM = "nom"
    ADRESSE = "adresse"
    CODE_UG = "code_ug"
    CITE = "cite"
    TRANCHE = "tranche"
    PHASE = "phase"
    TYPOLOGIE = "typologie"
    NB_PERSONNES = "nb_personnes"
    DERNIERE_VISITE = "derniere_visite"
    NB_VISITES = "nb_visites"
    ECHEANCE = "echeance"
    REFERENTS = "referents"
    SUIVI = "suivi"
    ATTENTION = "attention"
    PARCOURS = "parcours"
    PROCHAINE_ETAPE = "prochaine_etape"
    A_ANNONCER = "a_annoncer"
    TEMOIN = "temoin"


@dataclass(frozen=True, slots=True)
class FiltreMenages:
    """Which households; every condition given must hold.

    `sans_visite_depuis` keeps those not seen for at least that many days, never seen included;
    `jamais_vus` only those never seen. `phase` is that of `jour` (today when None). `etat` is the
    state of their home. `texte` takes words of names, addresses, phones and references. `parmi`
    keeps only these households. `attention` is a level, `a_regarder` any of them, `raison` the code
    of a rule that counts now. `etape_en_retard`: a milestone or a practice is late; `a_prevenir`:
    something remains to be told; `temoin`: agreed to testify.
    """

    texte: str = ""
    cite_id: UUID | None = None
    tranche_id: UUID | None = None
    phase: Phase | None = None
    jour: date | None = None
    referent_id: UUID | None = None
    sans_referent: bool = False
    sans_visite_depuis: int | None = None
    jamais_vus: bool = False
    suivi: Suivi | None = Suivi.OUVERT
    etat: EtatLogement | None = None
    parmi: tuple[UUID, ...] | None = None
    attention: NiveauAttention | None = None
    a_regarder: bool = False
    raison: str | None = None
    etape_en_retard: bool = False
    a_prevenir: bool = False
    temoin: bool = False


@dataclass(frozen=True, slots=True)
class MenageLigne:
    """A household of the list; `telephones` are stored forms separated by a space.

    `raisons` and `prochaine_etape` are codes here; the service puts the second in words, and gives
    `mots` that says the first when somebody asks why.
    """

    id: UUID
    nom: str
    titulaires: str
    telephones: str
    adresse: str
    adresse_actuelle: str | None
    code_ug: str | None
    typologie: str | None
    cite_id: UUID | None
    cite: str | None
    tranche_id: UUID | None
    tranche: str | None
    nb_personnes: int
    phase: Phase
    derniere_visite: date | None
    nb_visites: int
    echeance: date | None
    referents: str
    suivi: Suivi
    score: int = 0
    raisons: str = ""
    fait: int = 0
    total: int = 0
    en_retard: int = 0
    prochaine_etape: str = ""
    prochaine_le: date | None = None
    a_annoncer: int = 0
    temoin: bool = False
    mots: Callable[[str], tuple[str, ...]] | None = field(default=None, compare=False, repr=False)

    @property
    def pourquoi(self) -> tuple[str, ...]:
        """Why it asks for attention, heaviest reason first, those that sleep left out."""
        return self.mots(self.raisons) if self.mots and self.raisons else ()


# Same rule as app.domain.menages.phase_le; a test compares both on drawn households.
_PHASE = (
    "CASE WHEN r.phase_forcee IS NOT NULL THEN r.phase_forcee"
    " WHEN r.retour_le <= :jour THEN 'apres' WHEN r.depart_le <= :jour THEN 'pendant'"
    " ELSE 'avant' END"
)
_RANG_PHASE = f"CASE {_PHASE} WHEN 'avant' THEN 0 WHEN 'pendant' THEN 1 ELSE 2 END"
_NOM_CITE = "(SELECT c.nom FROM cite c WHERE c.id = r.cite_id)"
_NOM_TRANCHE = "(SELECT t.nom FROM tranche t WHERE t.id = r.tranche_id)"
_PARCOURS = " LEFT JOIN menage_parcours p ON p.menage_id = r.menage_id"
_TRIS: Mapping[TriMenages, str] = MappingProxyType(
    {
        TriMenages.NOM: "r.nom_tri",
        TriMenages.ADRESSE: "r.adresse_tri",
        TriMenages.CODE_UG: "r.code_ug",
        TriMenages.CITE: _NOM_CITE,
        # "Tranche 2" comes before "Tranche 10" (`_tranches_en_ordre`).
        TriMenages.TRANCHE: "instr(:tranches, substr(r.tranche_id, :fin))",
        TriMenages.PHASE: _RANG_PHASE,
        TriMenages.TYPOLOGIE: "r.typologie",
        TriMenages.NB_PERSONNES: "r.nb_personnes",
        TriMenages.DERNIERE_VISITE: "r.derniere_visite",
        TriMenages.NB_VISITES: "r.nb_visites",
        TriMenages.ECHEANCE: "r.prochaine_echeance",
        TriMenages.REFERENTS: "r.referents",
        TriMenages.SUIVI: "r.suivi",
        # Who asks most comes first: it is what one sorts by attention for.
        TriMenages.ATTENTION: "-coalesce(p.score, 0)",
        TriMenages.PARCOURS: "CASE WHEN p.total > 0 THEN 1.0 * p.fait / p.total END",
        TriMenages.PROCHAINE_ETAPE: "p.prochaine_le",
        TriMenages.A_ANNONCER: "-coalesce(p.a_annoncer, 0)",
        TriMenages.TEMOIN: "-coalesce(p.temoin, 0)",
    }
)
_COLONNES = (
    "r.menage_id, r.nom, r.titulaires, r.telephones, r.adresse, r.adresse_actuelle, r.code_ug,"
    f" r.typologie, r.cite_id, {_NOM_CITE}, r.tranche_id, {_NOM_TRANCHE}, r.nb_personnes,"
    " r.depart_le, r.retour_le, r.phase_forcee, r.derniere_visite, r.nb_visites,"
    " r.prochaine_echeance, r.referents, r.suivi, coalesce(p.score, 0), coalesce(p.raisons, ''),"
    " coalesce(p.fait, 0), coalesce(p.total, 0), coalesce(p.en_retard, 0), p.prochaine_code,"
    " p.prochaine_le, coalesce(p.a_annoncer, 0), coalesce(p.temoin, 0)"
)


def _conditions(
    filtre: FiltreMenages, jour: date, *, ordonne: bool = False
) -> tuple[str, dict[str, Any]]:
    """The WHERE of a filter and its parameters.

    `ordonne` keeps SQLite off the index of open follow-ups (nearly all of them): it then walks the
    index of the order asked for and stops at the end of the page.
    """
    suivi = "+r.suivi" if ordonne else "r.suivi"
    demande = lire(filtre.texte)
    seuil = jour - timedelta(days=filtre.sans_visite_depuis or 0)
    en_charge = (
        "SELECT menage_id FROM referent WHERE (fin IS NULL OR fin > :aujourdhui)"
        " AND (debut IS NULL OR debut <= :aujourdhui)"
    )
    choisies: tuple[tuple[object, str, dict[str, Any]], ...] = (
        (
            demande.mots,
            "r.num IN (SELECT rowid FROM menage_fts WHERE menage_fts MATCH :question)",
            {"question": expression(demande)},
        ),
        (filtre.cite_id, "r.cite_id = :cite_id", {"cite_id": _hex(filtre.cite_id)}),
        (filtre.tranche_id, "r.tranche_id = :tranche_id", {"tranche_id": _hex(filtre.tranche_id)}),
        (filtre.phase, f"{_PHASE} = :phase", {"phase": str(filtre.phase)}),
        (
            filtre.referent_id,
            f"r.menage_id IN ({en_charge} AND intervenant_id = :referent_id)",
            {"referent_id": _hex(filtre.referent_id)},
        ),
        (filtre.sans_referent, f"r.menage_id NOT IN ({en_charge})", {}),
        (
            filtre.sans_visite_depuis is not None,
            "coalesce(r.derniere_visite, '') <= :seuil",
            {"seuil": seuil.isoformat()},
        ),
        (filtre.jamais_vus, "r.derniere_visite IS NULL", {}),
        (filtre.suivi, f"{suivi} = :suivi", {"suivi": str(filtre.suivi)}),
        (
            filtre.etat,
            "r.logement_id IN (SELECT id FROM logement WHERE etat = :etat)",
            {"etat": str(filtre.etat)},
        ),
        (
            filtre.parmi is not None,
            "r.menage_id IN (SELECT value FROM json_each(:parmi))",
            {"parmi": liste(filtre.parmi or ())},
        ),
        *_conditions_parcours(filtre),
    )
    morceaux, params = [], _dates(filtre, jour)
    for demandee, sql, valeurs in choisies:
        if demandee:
            morceaux.append(sql)
            params.update(valeurs)
    return (" WHERE " + " AND ".join(morceaux)) if morceaux else "", params


def _conditions_parcours(
    filtre: FiltreMenages,
) -> tuple[tuple[object, str, dict[str, Any]], ...]:
    """Conditions on the derived row of the journey, each a set of households."""
    parmi = "r.menage_id IN (SELECT p.menage_id FROM menage_parcours p WHERE {})".format
    du, au = bornes(filtre.attention) if filtre.attention else (1, 0)
    raison = (
        "p.score > 0 AND instr(p.raisons, json_quote(:raison)) > 0 AND EXISTS (SELECT 1"
        " FROM json_each(p.raisons) e WHERE json_extract(e.value, '$.code') = :raison"
        " AND NOT coalesce(json_extract(e.value, '$.dort'), 0))"
    )
    return (
        (filtre.attention, parmi("p.score BETWEEN :du AND :au"), {"du": du, "au": au}),
        (filtre.a_regarder, parmi("p.score > 0"), {}),
        (filtre.raison, parmi(raison), {"raison": filtre.raison}),
        (filtre.etape_en_retard, parmi("p.en_retard > 0"), {}),
        (filtre.a_prevenir, parmi("p.a_annoncer > 0"), {}),
        (filtre.temoin, parmi("p.temoin"), {}),
    )


def _dates(filtre: FiltreMenages, jour: date) -> dict[str, Any]:
    return {"jour": (filtre.jour or jour).isoformat(), "aujourdhui": jour.isoformat()}


def _hex(id_: UUID | None) -> str | None:
    return id_.hex if id_ else None


def _executer(session: Session, sql: str, params: dict[str, Any]) -> Any:
    """Run with the parameters the statement names, no others."""
    return session.execute(text(sql), {k: v for k, v in params.items() if f":{k}" in sql})


def compter(session: Session, filtre: FiltreMenages, jour: date) -> int:
    """How many households the filter keeps."""
    ou, params = _conditions(filtre, jour)
    sql = f"SELECT count(*) FROM menage_resume r{ou}"  # noqa: S608 - our own words
    return int(_executer(session, sql, params).scalar_one())


def phases(session: Session, filtre: FiltreMenages, jour: date) -> dict[Phase, int]:
    """How many households per phase, whatever phase the filter asks for."""
    ou, params = _conditions(filtre, jour)
    sql = f"SELECT {_PHASE}, count(*) FROM menage_resume r{ou} GROUP BY 1"  # noqa: S608
    trouves = {Phase(phase): int(n) for phase, n in _executer(session, sql, params)}
    return {phase: trouves.get(phase, 0) for phase in Phase}


def _tranches_en_ordre(session: Session, tri: TriMenages) -> dict[str, Any]:
    """The batches by name, numbers as numbers, as the order by batch looks them up.

    Only as many of the last digits of their ids as tell them apart: this is read for every row.
    """
    if tri is not TriMenages.TRANCHE:
        return {}
    tranches = session.execute(text("SELECT id, nom FROM tranche")).all()
    ids_ = [t.id for t in sorted(tranches, key=lambda t: (cle_naturelle(t.nom), t.id))]
    fin = next(n for n in (4, 8, 32) if n == 32 or len({i[-n:] for i in ids_}) == len(ids_))
    return {"tranches": " ".join(i[-fin:] for i in ids_), "fin": -fin}


def _jointure(tri: TriMenages) -> str:
    """The journey, only when the order needs it."""
    return _PARCOURS if "p." in _TRIS[tri] else ""


def _ordre(tri: TriMenages, descendant: bool) -> str:
    """Always a total order; what is not known comes last either way."""
    colonne = _TRIS[tri]
    sens = "DESC" if descendant else "ASC"
    if tri is TriMenages.NOM:
        return f"{colonne} {sens}, r.num {sens}"
    return f"{colonne} {sens} NULLS LAST, r.nom_tri, r.num"


def ids(
    session: Session, filtre: FiltreMenages, jour: date, tri: TriMenages, descendant: bool
) -> tuple[UUID, ...]:
    """The households the filter keeps, in order."""
    ou, params = _conditions(filtre, jour, ordonne=True)
    sql = (
        f"SELECT r.menage_id FROM menage_resume r{_jointure(tri)}{ou}"  # noqa: S608 - our words
        f" ORDER BY {_ordre(tri, descendant)}"
    )
    params |= _tranches_en_ordre(session, tri)
    params["jour"] = (filtre.jour or jour).isoformat()
    return tuple(UUID(hex=ligne[0]) for ligne in _executer(session, sql, params))


def page(
    session: Session,
    filtre: FiltreMenages,
    jour: date,
    *,
    tri: TriMenages,
    descendant: bool,
    debut: int,
    taille: int,
) -> tuple[MenageLigne, ...]:
    """Lines `debut` to `debut + taille` of the list.

    The page is chosen on narrow rows first, then only its own lines are read whole.
    """
    ou, params = _conditions(filtre, jour, ordonne=True)
    ordre = _ordre(tri, descendant)
    sql = (
        f"SELECT {_COLONNES} FROM (SELECT r.num FROM menage_resume r"  # noqa: S608 - our words
        f"{_jointure(tri)}{ou} ORDER BY {ordre} LIMIT :taille OFFSET :debut) c"
        f" JOIN menage_resume r ON r.num = c.num{_PARCOURS} ORDER BY {ordre}"
    )
    params |= _tranches_en_ordre(session, tri)
    params |= {"taille": taille, "debut": debut}
    le = filtre.jour or jour
    return tuple(_ligne(li, le) for li in _executer(session, sql, params))


def _ligne(li: Any, jour: date) -> MenageLigne:
    forcee = Phase(li[15]) if li[15] else None
    return MenageLigne(
        id=UUID(hex=li[0]),
        nom=li[1],
        titulaires=li[2],
        telephones=li[3],
        adresse=li[4],
        adresse_actuelle=li[5],
        code_ug=li[6],
        typologie=li[7],
        cite_id=UUID(hex=li[8]) if li[8] else None,
        cite=li[9],
        tranche_id=UUID(hex=li[10]) if li[10] else None,
        tranche=li[11],
        nb_personnes=li[12],
        phase=phase_le(FaitsDatesDuParcours(_jour(li[13]), _jour(li[14]), forcee), jour),
        derniere_visite=_jour(li[16]),
        nb_visites=li[17],
        echeance=_jour(li[18]),
        referents=li[19],
        suivi=Suivi(li[20]),
        score=li[21],
        raisons=li[22],
        fait=li[23],
        total=li[24],
        en_retard=li[25],
        prochaine_etape=li[26] or "",
        prochaine_le=_jour(li[27]),
        a_annoncer=li[28],
        temoin=bool(li[29]),
    )


def _jour(texte: str | None) -> date | None:
    return date.fromisoformat(texte) if texte else None
