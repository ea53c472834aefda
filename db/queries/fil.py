"""The chronology of a household: everything that happened, newest first, one page at a time.

One statement orders the page (a union over the tables that tell something); visits, their reasons
and the notes take one statement each; the rest is already in the household's sheet. The number of
statements is the same whatever the length of the history and of the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Integer, exists, literal_column, select
from sqlalchemy.orm import Session

from db.queries.fiche_modele import (
    FicheMenage,
)
from db.queries.fil_modele import EntreeFil, Fil, GenreFil, NoteFil, VisiteFil
from db.queries.lignes import Enonce, colonnes, liste, nom_complet, parmi, table

# Kind, its day, its hour, its key, its table, what else it must be. A visit is found by rowid: its
# index then covers the union, however long the history.
_SOURCES = (
    (GenreFil.VISITE, "jour", "heure", "rowid", "visite", ""),
    (
        GenreFil.NOTE,
        "jour",
        "NULL",
        "id",
        "note",
        " AND visite_id IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM note r WHERE r.remplace_id = note.id)",
    ),
    (GenreFil.ARRIVEE, "debut", "NULL", "id", "occupation", " AND debut <= :jour"),
    (
        GenreFil.DEPART,
        "fin",
        "NULL",
        "id",
        "occupation",
        " AND fin <= :jour AND NOT EXISTS (SELECT 1 FROM occupation s"
        " WHERE s.menage_id = occupation.menage_id AND s.debut = occupation.fin)",
    ),
    # A réception and a visit of the home are told by themselves.
    (
        GenreFil.ETAPE,
        "faite_le",
        "NULL",
        "id",
        "etape",
        " AND faite_le IS NOT NULL AND NOT (code IN ('prise_en_main', 'visite_hiver')"
        " AND EXISTS (SELECT 1 FROM prise_en_main p WHERE p.menage_id = :menage_id"
        " AND p.faite_le = etape.faite_le)) AND NOT (code = 'reception' AND EXISTS"
        " (SELECT 1 FROM reception r WHERE r.le = etape.faite_le AND r.resultat <> 'refusee'"
        " AND r.id IN (SELECT value FROM json_each(:receptions))))",
    ),
    (GenreFil.SOUHAIT, "exprime_le", "NULL", "id", "souhait", " AND exprime_le IS NOT NULL"),
    (GenreFil.RECLAMATION, "ouverte_le", "NULL", "id", "reclamation", ""),
    # Received is told by the opening itself.
    (
        GenreFil.SUIVI,
        "le",
        "NULL",
        "id",
        "(SELECT s.id, s.le, r.menage_id FROM suivi_reclamation s"
        " JOIN reclamation r ON r.id = s.reclamation_id WHERE s.etat <> 'recue')",
        "",
    ),
    # A visit of whoever repairs, once it is past.
    (
        GenreFil.PASSAGE,
        "jour",
        "heure",
        "id",
        "(SELECT p.id, p.jour, p.heure, r.menage_id FROM passage_reclamation p"
        " JOIN reclamation r ON r.id = p.reclamation_id WHERE p.etat <> 'annule')",
        " AND jour <= :jour",
    ),
    (
        GenreFil.RENDEZ_VOUS,
        "jour",
        "heure",
        "id",
        "rendez_vous",
        " AND annule_le IS NULL AND jour < :jour",
    ),
    (GenreFil.ENGAGEMENT, "pris_le", "NULL", "id", "engagement", " AND visite_id IS NULL"),
    # Kept, moved or broken: the day it was settled.
    (
        GenreFil.REGLEMENT,
        "regle_le",
        "NULL",
        "id",
        "engagement",
        " AND regle_le IS NOT NULL AND etat <> 'a_tenir'",
    ),
    (
        GenreFil.CHANGEMENT,
        "ouverte_le",
        "NULL",
        "id",
        "annonce",
        " AND changement_id IS NOT NULL",
    ),
    (GenreFil.ANNONCE, "dite_le", "NULL", "id", "annonce", " AND dite_le IS NOT NULL"),
    (GenreFil.CONSENTEMENT, "donne_le", "NULL", "id", "consentement", ""),
    (GenreFil.PRATIQUE, "le", "NULL", "id", "pratique", ""),
    (GenreFil.ATTACHEMENT, "signale_le", "NULL", "id", "attachement", ""),
    (GenreFil.DECISION, "decidee_le", "NULL", "id", "decision_attachement", ""),
    (GenreFil.TEMOIGNAGE, "accord_le", "NULL", "id", "temoin", ""),
    (GenreFil.RENCONTRE, "etat_le", "NULL", "id", "rencontre", ""),
    (GenreFil.CLOTURE, "le", "NULL", "id", "cloture", ""),
    (GenreFil.REOUVERTURE, "rouvert_le", "NULL", "id", "cloture", " AND rouvert_le IS NOT NULL"),
    (GenreFil.TRAJECTOIRE, "le", "NULL", "id", "trajectoire", ""),
    (GenreFil.PROPOSITION, "proposee_le", "NULL", "id", "proposition", ""),
    (
        GenreFil.REPONSE,
        "repondue_le",
        "NULL",
        "id",
        "proposition",
        " AND repondue_le IS NOT NULL AND reponse <> 'en_attente'",
    ),
    (
        GenreFil.DEMENAGEMENT,
        "etat_le",
        "NULL",
        "id",
        "demenagement",
        " AND etat_le IS NOT NULL AND etat IN ('confirme', 'annule')",
    ),
    (
        GenreFil.REPORT,
        "le",
        "NULL",
        "id",
        "(SELECT r.id, r.le, d.menage_id FROM report_demenagement r"
        " JOIN demenagement d ON d.id = r.demenagement_id)",
        "",
    ),
    (
        GenreFil.PERSONNE,
        "partie_le",
        "NULL",
        "id",
        "personne",
        " AND partie_le <= :jour AND +fusionne_dans_id IS NULL",
    ),
    # Those of its homes: the sheet knows which.
    (
        GenreFil.RECEPTION,
        "le",
        "NULL",
        "id",
        "(SELECT id, le, :menage_id AS menage_id FROM reception"
        " WHERE id IN (SELECT value FROM json_each(:receptions)))",
        "",
    ),
    (GenreFil.ETAT_DES_LIEUX, "le", "NULL", "id", "etat_des_lieux", ""),
    (
        GenreFil.PRISE_EN_MAIN,
        "faite_le",
        "NULL",
        "id",
        "prise_en_main",
        " AND etat = 'faite' AND faite_le IS NOT NULL",
    ),
    (GenreFil.SOUTIEN, "le", "NULL", "id", "soutien_retour", " AND le <= :jour"),
    (GenreFil.LOYER, "le", "NULL", "id", "quittance", " AND le <= :jour"),
    (GenreFil.ENERGIE, "accord_le", "NULL", "id", "volontaire_energie", ""),
)
TOUS = frozenset(GenreFil)
_visite, _note, _motif = table("visite"), table("note"), table("visite_motif")
_intervenant, _permanence = table("intervenant"), table("permanence")
_remplacante = _note.alias("remplacante")
_ids = parmi("ids")
_non_corrigee = ~exists().where(_remplacante.c.remplace_id == _note.c.id)
_NOTES = (
    select(*colonnes(NoteFil, auteur=nom_complet(_intervenant)))
    .outerjoin_from(_note, _intervenant, _intervenant.c.id == _note.c.auteur_id)
    .order_by(_note.c.ecrite_a, _note.c.id)
)
_NOTES_LIBRES = Enonce(_NOTES.where(_note.c.id.in_(_ids)))
_NOTES_DE_VISITE = Enonce(_NOTES.where(_note.c.visite_id.in_(_ids), _non_corrigee))
_VISITES = Enonce(
    select(
        literal_column("visite.rowid", Integer),
        *colonnes(VisiteFil, intervenant=nom_complet(_intervenant), lieu=_permanence.c.lieu),
    )
    .select_from(
        _visite.outerjoin(_intervenant, _intervenant.c.id == _visite.c.intervenant_id).outerjoin(
            _permanence, _permanence.c.id == _visite.c.permanence_id
        )
    )
    .where(literal_column("visite.rowid", Integer).in_(parmi("numeros")))
)
_MOTIFS = Enonce(
    select(_motif.c.visite_id, _motif.c.code)
    .where(_motif.c.visite_id.in_(_ids))
    .order_by(_motif.c.id)
)


def _union(genres: Collection[GenreFil]) -> str:
    return " UNION ALL ".join(
        f"SELECT '{genre}' AS genre, {cle} AS cle, {jour} AS jour, {heure} AS heure FROM {nom}"  # noqa: S608 - our own words
        f" WHERE menage_id = :menage_id{filtre}"
        for genre, jour, heure, cle, nom, filtre in _SOURCES
        if genre in genres
    )


def _ordre(
    connexion: Connection, fiche: FicheMenage, genres: Collection[GenreFil], debut: int, taille: int
) -> tuple[list[Any], int]:
    """Kind, key, day and hour of each entry of a page, and the number of entries of these kinds."""
    union = _union(genres)
    params = {
        "menage_id": fiche.menage.id.hex,
        "jour": fiche.jour.isoformat(),
        "receptions": liste(r.id for r in fiche.receptions),
    }
    curseur: Any = connexion.connection.cursor()
    try:
        lignes = curseur.execute(
            f"SELECT genre, cle, jour, heure FROM ({union})"  # noqa: S608 - our own words
            " ORDER BY jour DESC, coalesce(heure, '') DESC, cle DESC LIMIT :taille OFFSET :debut",
            {**params, "taille": taille, "debut": debut},
        ).fetchall()
        total = curseur.execute(
            f"SELECT count(*) FROM ({union})",  # noqa: S608 - our own words
            params,
        ).fetchone()[0]
    finally:
        curseur.close()
    return lignes, int(total)


def lire_fil(
    session: Session,
    fiche: FicheMenage,
    *,
    genres: Collection[GenreFil] = TOUS,
    debut: int = 0,
    taille: int = 50,
) -> Fil:
    """Entries `debut` to `debut + taille` of the household of `fiche`, newest first."""
    lignes, total = _ordre(session.connection(), fiche, frozenset(genres) or TOUS, debut, taille)
    cles: dict[str, list[Any]] = defaultdict(list)
    for genre, cle, _jour, _heure in lignes:
        cles[genre].append(cle)
    visites = _visites(session, fiche, cles[GenreFil.VISITE])
    connus = _connus(session, fiche, cles[GenreFil.NOTE])
    entrees = []
    for genre, cle, jour, heure in lignes:
        contenu = visites[cle] if genre == GenreFil.VISITE else connus[cle]
        quand = time.fromisoformat(heure) if heure else None
        jour_ = date.fromisoformat(jour)
        id_ = contenu.id if genre == GenreFil.VISITE else UUID(hex=cle)
        entrees.append(EntreeFil(GenreFil(genre), id_, jour_, quand, contenu))
    return Fil(tuple(entrees), total, debut)


def _connus(session: Session, fiche: FicheMenage, notes: Sequence[str]) -> dict[str, Any]:
    """Every row of the sheet and the free notes of the page, by the text of its id."""
    libres = _NOTES_LIBRES.lire(session.connection(), NoteFil, ids=liste(notes))
    rows: Iterable[Any] = (
        *libres,
        *fiche.occupations,
        *fiche.etapes,
        *fiche.souhaits,
        *fiche.reclamations,
        *fiche.rendez_vous,
        *fiche.engagements,
        *fiche.annonces,
        *fiche.consentements,
        *fiche.pratiques,
        *fiche.attachements,
        *fiche.temoignages,
        *fiche.rencontres,
        *fiche.clotures,
        *fiche.trajectoires,
        *fiche.propositions,
        *fiche.demenagements,
        *fiche.reports,
        *fiche.parties,
        *fiche.receptions,
        *fiche.etats_des_lieux,
        *fiche.prises,
        *fiche.soutiens,
        *fiche.quittances,
        *fiche.volontaires,
    )
    decisions = {
        d.id.hex: replace(a, decisions=(d,), photos=())
        for a in fiche.attachements
        for d in a.decisions
    }
    suites: dict[str, Any] = {}
    for r in fiche.reclamations:
        suites |= {s.id.hex: s for s in r.suivis} | {p.id.hex: p for p in r.passages}
    return {row.id.hex: row for row in rows} | decisions | suites


def _visites(session: Session, fiche: FicheMenage, numeros: Sequence[int]) -> dict[int, VisiteFil]:
    """The visits of the page, by rowid, with all that came out of them."""
    connexion = session.connection()
    lignes = _VISITES.lignes(connexion, numeros=liste(numeros))
    ids = liste(ligne[1] for ligne in lignes)
    motifs: dict[UUID, list[str]] = defaultdict(list)
    for visite_id, code in _MOTIFS.lignes(connexion, ids=ids):
        motifs[visite_id].append(code)
    notes = _par_visite(_NOTES_DE_VISITE.lire(connexion, NoteFil, ids=ids))
    ressentis, besoins = _par_visite(fiche.ressentis), _par_visite(fiche.besoins)
    engagements, orientations = _par_visite(fiche.engagements), _par_visite(fiche.orientations)
    return {
        numero: replace(
            VisiteFil(id_, *reste),
            motifs=tuple(motifs.get(id_, ())),
            notes=tuple(notes.get(id_, ())),
            ressentis=tuple(ressentis.get(id_, ())),
            besoins=tuple(besoins.get(id_, ())),
            engagements=tuple(engagements.get(id_, ())),
            orientations=tuple(orientations.get(id_, ())),
        )
        for numero, id_, *reste in lignes
    }


def _par_visite(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    trouves: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        if row.visite_id is not None:
            trouves[row.visite_id].append(row)
    return trouves
