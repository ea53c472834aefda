"""Derived rows of households (lists, filters, search), recomputed inside the transaction.

Triggers note which households became stale in `resume_a_faire`; `recalculer` empties that list.
Nothing here is a source of truth: `reconstruire` makes it all again from the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from app.domain.texte import cle, plier

_DANS = "IN (SELECT menage_id FROM resume_a_faire)"


@dataclass(slots=True)
class _Faits:
    """What is read about one household before its derived row is written."""

    menage: Any
    personnes: list[Any] = field(default_factory=list)
    occupations: list[Any] = field(default_factory=list)
    visites: tuple[str | None, int] = (None, 0)
    echeance: str | None = None
    referents: list[str] = field(default_factory=list)
    etapes: dict[str, str] = field(default_factory=dict)


def recalculer(connexion: Connection, jour: date) -> int:
    """Recompute every stale household for that day; the number of households recomputed."""
    attendus = [r[0] for r in connexion.exec_driver_sql("SELECT menage_id FROM resume_a_faire")]
    if not attendus:
        return 0
    faits = _lire(connexion, jour)
    anciens = {
        str(menage_id): int(num)
        for menage_id, num in connexion.exec_driver_sql(
            f"SELECT menage_id, num FROM menage_resume WHERE menage_id {_DANS}"
        )
    }
    if anciens:
        numeros = [{"num": num} for num in anciens.values()]
        connexion.execute(text("DELETE FROM menage_fts WHERE rowid = :num"), numeros)
        connexion.execute(text("DELETE FROM menage_resume WHERE num = :num"), numeros)
    suivant = int(
        connexion.exec_driver_sql("SELECT coalesce(max(num), 0) + 1 FROM menage_resume").scalar()
        or 1
    )
    lignes, index = [], []
    for menage_id, fait in faits.items():
        num = anciens.get(menage_id)
        if num is None:
            num, suivant = suivant, suivant + 1
        ligne, noms, adresses, references = _ligne(fait, num, jour)
        lignes.append(ligne)
        index.append({"num": num, "noms": noms, "adresses": adresses, "refs": references})
    if lignes:
        colonnes = list(lignes[0])
        connexion.execute(
            text(
                f"INSERT INTO menage_resume ({', '.join(colonnes)})"
                f" VALUES ({', '.join(':' + c for c in colonnes)})"
            ),
            lignes,
        )
        connexion.execute(
            text(
                "INSERT INTO menage_fts (rowid, noms, adresses, references_)"
                " VALUES (:num, :noms, :adresses, :refs)"
            ),
            index,
        )
    connexion.exec_driver_sql("DELETE FROM resume_a_faire")
    return len(attendus)


def reconstruire(connexion: Connection, jour: date) -> int:
    """Make every derived row and the whole search index again; the number of households."""
    connexion.exec_driver_sql("DELETE FROM menage_resume")
    connexion.exec_driver_sql("INSERT INTO menage_fts (menage_fts) VALUES ('delete-all')")
    connexion.exec_driver_sql(
        "INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT id FROM menage"
    )
    return recalculer(connexion, jour)


def avancer_au(connexion: Connection, jour: date) -> None:
    """Note as stale the households whose home changes with the calendar since last time."""
    connexion.execute(
        text(
            "INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT menage_id FROM occupation,"
            " operation_courante c WHERE (occupation.debut > coalesce(c.resume_le, '')"
            " AND occupation.debut <= :jour) OR (occupation.fin > coalesce(c.resume_le, '')"
            " AND occupation.fin <= :jour)"
        ),
        {"jour": jour.isoformat()},
    )
    connexion.execute(
        text("UPDATE operation_courante SET resume_le = :jour"), {"jour": jour.isoformat()}
    )


def _lire(connexion: Connection, jour: date) -> dict[str, _Faits]:
    """The facts of every stale household, in a fixed number of statements."""

    def lignes(sql: str) -> Any:
        return connexion.execute(text(sql), {"jour": jour.isoformat()} if ":jour" in sql else {})

    faits = {
        m.id: _Faits(m)
        for m in lignes(
            "SELECT id, nom, numero_contrat, phase_forcee, suivi, nb_occupants FROM menage"
            f" WHERE id {_DANS} AND fusionne_dans_id IS NULL"
        )
    }
    for p in lignes(
        "SELECT menage_id, civilite, nom, prenom, titulaire, tel_fixe, tel_mobile, courriel"
        f" FROM personne WHERE menage_id {_DANS} AND fusionne_dans_id IS NULL"
        " ORDER BY titulaire DESC, id"
    ):
        if p.menage_id in faits:
            faits[p.menage_id].personnes.append(p)
    for o in lignes(
        "SELECT o.menage_id, o.nature, o.debut, o.fin, l.id AS logement_id, l.code_ug, l.numero,"
        " l.repetition, l.voie, l.complement, l.commune, l.typologie, l.cite_id, l.tranche_id"
        f" FROM occupation o JOIN logement l ON l.id = o.logement_id WHERE o.menage_id {_DANS}"
        " ORDER BY coalesce(o.debut, ''), o.id"
    ):
        if o.menage_id in faits:
            faits[o.menage_id].occupations.append(o)
    for v in lignes(
        f"SELECT menage_id, max(jour), count(*) FROM visite WHERE menage_id {_DANS}"
        " GROUP BY menage_id"
    ):
        if v[0] in faits:
            faits[v[0]].visites = (v[1], v[2])
    for e in lignes(
        "SELECT menage_id, min(pour_le) FROM (SELECT menage_id, pour_le FROM tache WHERE"
        f" faite_le IS NULL AND menage_id {_DANS} UNION ALL SELECT menage_id, pour_le FROM"
        f" engagement WHERE etat = 'a_tenir' AND menage_id {_DANS} UNION ALL SELECT menage_id,"
        f" jour FROM rendez_vous WHERE annule_le IS NULL AND jour >= :jour AND menage_id {_DANS})"
        " GROUP BY menage_id"
    ):
        if e[0] in faits:
            faits[e[0]].echeance = e[1]
    for r in lignes(
        "SELECT r.menage_id, trim(coalesce(i.prenom, '') || ' ' || i.nom) FROM referent r"
        f" JOIN intervenant i ON i.id = r.intervenant_id WHERE r.menage_id {_DANS}"
        " AND (r.fin IS NULL OR r.fin > :jour) ORDER BY r.id"
    ):
        if r[0] in faits:
            faits[r[0]].referents.append(r[1])
    for t in lignes(
        f"SELECT menage_id, code, faite_le FROM etape WHERE menage_id {_DANS}"
        " AND faite_le IS NOT NULL"
        " AND code IN ('demenagement_aller', 'demenagement_retour')"
    ):
        if t[0] in faits:
            faits[t[0]].etapes[t[1]] = t[2]
    return faits


def _en_cours(occupation: Any, jour: str) -> bool:
    return (occupation.debut is None or occupation.debut <= jour) and (
        occupation.fin is None or occupation.fin > jour
    )


def _foyer(occupations: list[Any], jour: str) -> tuple[Any | None, Any | None]:
    """The home a household is known by, and the one it lives in on that day.

    Known by: its definitive home once it lives there, else its home of origin.
    """
    actuelle = next((o for o in reversed(occupations) if _en_cours(o, jour)), None)
    definitives = [o for o in occupations if o.nature == "definitif" and _en_cours(o, jour)]
    origines = [o for o in occupations if o.nature == "origine"]
    foyer = next(
        iter(definitives[-1:] or origines[-1:] or ([actuelle] if actuelle else occupations[-1:])),
        None,
    )
    return foyer, actuelle


def _adresse(o: Any) -> str:
    return " ".join(filter(None, (o.numero, o.repetition, o.voie)))


def _depart_retour(fait: _Faits) -> tuple[str | None, str | None]:
    """The dated facts a phase is deduced from: first move out, return or settling."""
    tiroirs = [o.debut for o in fait.occupations if o.nature == "tiroir" and o.debut]
    definitifs = [o.debut for o in fait.occupations if o.nature == "definitif" and o.debut]
    departs = [d for d in (fait.etapes.get("demenagement_aller"), *tiroirs[:1]) if d]
    retours = [d for d in (fait.etapes.get("demenagement_retour"), *definitifs[-1:]) if d]
    return (min(departs) if departs else None, max(retours) if retours else None)


def _ligne(fait: _Faits, num: int, jour: date) -> tuple[dict[str, Any], str, str, str]:
    m, iso = fait.menage, jour.isoformat()
    foyer, actuelle = _foyer(fait.occupations, iso)
    depart, retour = _depart_retour(fait)
    titulaires = [p for p in fait.personnes if p.titulaire] or fait.personnes[:1]
    telephones = [t for p in fait.personnes for t in (p.tel_mobile, p.tel_fixe) if t]
    adresse = _adresse(foyer) if foyer else ""
    ailleurs = (
        actuelle is not None and foyer is not None and (actuelle.logement_id != foyer.logement_id)
    )
    mots = {plier(m.nom): None}
    for p in fait.personnes:
        mots[plier(f"{p.nom} {p.prenom or ''}")] = None
        mots[cle(p.nom)] = None
        mots[cle(p.prenom or "")] = None
    lieux = {plier(_adresse(o)): None for o in fait.occupations}
    references = {plier(o.code_ug): None for o in fait.occupations}
    references |= {plier(m.numero_contrat or ""): None, cle(m.numero_contrat or ""): None}
    references |= dict.fromkeys(telephones)
    noms, lieux_texte = " ".join(filter(None, mots)), " ".join(filter(None, lieux))
    refs = " ".join(filter(None, references))
    ligne = {
        "num": num,
        "menage_id": m.id,
        "nom": m.nom,
        "nom_tri": plier(m.nom),
        "titulaires": ", ".join(f"{p.prenom or ''} {p.nom}".strip() for p in titulaires),
        "telephones": " ".join(dict.fromkeys(telephones)),
        "adresse": adresse,
        "adresse_tri": _tri_adresse(foyer) if foyer else "",
        "code_ug": foyer.code_ug if foyer else None,
        "typologie": foyer.typologie if foyer else None,
        "logement_id": foyer.logement_id if foyer else None,
        "adresse_actuelle": _adresse(actuelle) if ailleurs else None,
        "cite_id": foyer.cite_id if foyer else None,
        "tranche_id": foyer.tranche_id if foyer else None,
        "nb_personnes": max(len(fait.personnes), m.nb_occupants or 0),
        "depart_le": depart,
        "retour_le": retour,
        "phase_forcee": m.phase_forcee,
        "derniere_visite": fait.visites[0],
        "nb_visites": fait.visites[1],
        "prochaine_echeance": fait.echeance,
        "referents": ", ".join(dict.fromkeys(fait.referents)),
        "suivi": m.suivi,
        "texte": f"{noms} {lieux_texte} {refs}",
    }
    return ligne, noms, lieux_texte, refs


def _tri_adresse(o: Any) -> str:
    """Street first, then house number as a number: the order of a walk through the estate."""
    numero = "".join(c for c in o.numero or "" if c.isdigit())
    return f"{plier(o.commune or '')} {plier(o.voie or '')} {numero.zfill(5)}{o.repetition or ''}"


@dataclass(frozen=True, slots=True)
class EcartsResume:
    """Households whose derived row is missing, left over, or not what it should be."""

    manquants: int
    en_trop: int
    differents: int
    index: int

    @property
    def total(self) -> int:
        """All discrepancies."""
        return self.manquants + self.en_trop + self.differents + self.index


def verifier(connexion: Connection, jour: date) -> EcartsResume:
    """Compare every derived row with a fresh computation; the transaction must be rolled back.

    Inside, all households are marked stale: call it in a transaction that is not committed.
    """
    presents = {
        r["menage_id"]: dict(r)
        for r in connexion.exec_driver_sql("SELECT * FROM menage_resume").mappings()
    }
    indexes = {r[0] for r in connexion.exec_driver_sql("SELECT rowid FROM menage_fts")}
    connexion.exec_driver_sql(
        "INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT id FROM menage"
    )
    attendus = {
        menage_id: _ligne(fait, presents.get(menage_id, {}).get("num", 0), jour)[0]
        for menage_id, fait in _lire(connexion, jour).items()
    }
    differents: defaultdict[bool, int] = defaultdict(int)
    for menage_id, ligne in attendus.items():
        if menage_id in presents:
            differents[presents[menage_id] != ligne] += 1
    numeros = {p["num"] for p in presents.values()}
    return EcartsResume(
        manquants=len(attendus.keys() - presents.keys()),
        en_trop=len(presents.keys() - attendus.keys()),
        differents=differents[True],
        index=len(numeros ^ indexes),
    )
