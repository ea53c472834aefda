"""Searching households through the full-text index, as fast as the index itself.

Reads go straight to the driver: one search is two or three statements of a fraction of a
millisecond, where a session would cost as much again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.domain.menages import FaitsDatesDuParcours, Phase, phase_le
from app.domain.recherche import (
    Demande,
    RaisonTrouve,
    Trouve,
    approchable,
    expression,
    expression_approchante,
    expression_soudee,
    raisons,
)
from app.domain.texte import plier
from db.queries.lignes import liste

_BEAUCOUP = 300
"""Above that many matches, they are read from the most recently seen until the list is full."""
_PEU = 3
_VOISINS = 8
_COLONNES = (
    "r.menage_id, r.nom, r.titulaires, r.adresse, r.adresse_actuelle, r.code_ug, r.telephones,"
    " r.typologie, r.depart_le, r.retour_le, r.phase_forcee, r.derniere_visite, r.suivi, r.nom_tri"
)


@dataclass(frozen=True, slots=True)
class LigneRecherche:
    """A household found, and why.

    `precision` names the person who matched when it is not the titulaire. `telephones` are stored
    forms separated by a space.
    """

    menage_id: UUID
    nom: str
    titulaires: str
    adresse: str
    adresse_actuelle: str | None
    code_ug: str | None
    telephones: str
    typologie: str | None
    phase: Phase
    derniere_visite: date | None
    suivi: str
    raisons: tuple[RaisonTrouve, ...]
    precision: str = ""

    @property
    def id(self) -> UUID:
        """The household."""
        return self.menage_id


def chercher(curseur: Any, demande: Demande, jour: date, limite: int) -> tuple[LigneRecherche, ...]:
    """Households that match, whole words first, then beginnings, then near misses.

    Within each, the most recently seen first. Without words: the most recently seen.
    """
    if not demande.mots:
        lignes = curseur.execute(
            f"SELECT {_COLONNES} FROM menage_resume r"  # noqa: S608 - our own words
            " ORDER BY r.derniere_visite DESC, r.num DESC LIMIT ?",
            (limite,),
        ).fetchall()
        return tuple(_ligne(li, jour, (RaisonTrouve.RECENT,)) for li in lignes)
    trouvees = _par_mots(curseur, demande, limite)
    sures = [_ligne(li, jour, _raisons(demande, li)) for li in trouvees]
    if _trop_peu(demande, trouvees, limite):
        deja = {ligne.menage_id.hex for ligne in sures}
        autres = _approchants(curseur, demande, limite)
        raison = RaisonTrouve.TELEPHONE if demande.chiffres else RaisonTrouve.APPROCHANT
        sures += [_ligne(li, jour, (raison,)) for li in autres if li[0] not in deja]
    return _preciser(curseur, demande, sures[:limite])


def _trop_peu(demande: Demande, trouvees: Sequence[Any], limite: int) -> bool:
    """Whether something else may have been meant: nothing found, or few and no word of a name."""
    if not trouvees:
        return True
    if len(trouvees) >= min(_PEU, limite) or not all(map(approchable, demande.mots)):
        return False
    entiers = {mot for ligne in trouvees for mot in (*ligne[13].split(), *plier(ligne[3]).split())}
    return not set(demande.mots) <= entiers


def _par_mots(curseur: Any, demande: Demande, limite: int) -> list[Any]:
    question = expression(demande)
    lignes = _trier(curseur, question, demande, limite)
    if not lignes or lignes[0][-1] <= _BEAUCOUP:
        return lignes
    lignes = _trier(curseur, expression(demande, debuts=False), demande, limite)
    if len(lignes) < limite:
        vues = {ligne[0] for ligne in lignes}
        recentes = curseur.execute(
            f"SELECT {_COLONNES} FROM menage_resume r"  # noqa: S608 - our own words
            " WHERE r.num IN (SELECT rowid FROM menage_fts WHERE menage_fts MATCH ?)"
            " ORDER BY r.derniere_visite DESC, r.num DESC LIMIT ?",
            (question, limite + len(vues)),
        )
        lignes += [ligne for ligne in recentes if ligne[0] not in vues][: limite - len(lignes)]
    return lignes


def _trier(curseur: Any, question: str, demande: Demande, limite: int) -> list[Any]:
    """Rows of the matches, those that hold every word whole first, then the most recently seen.

    Each ends with the number of matches; only one more than "many" are counted and looked at.
    """
    entiers = " AND ".join(["instr(' ' || r.texte || ' ', ?) > 0"] * len(demande.mots))
    lignes: list[Any] = curseur.execute(
        "WITH f AS MATERIALIZED"  # noqa: S608 - our own words
        " (SELECT rowid AS num FROM menage_fts WHERE menage_fts MATCH ? LIMIT ?)"
        f" SELECT {_COLONNES}, (SELECT count(*) FROM f)"
        " FROM f JOIN menage_resume r ON r.num = f.num"
        f" ORDER BY {entiers} DESC, r.derniere_visite DESC, r.num DESC LIMIT ?",
        (question, _BEAUCOUP + 1, *(f" {mot} " for mot in demande.mots), limite),
    ).fetchall()
    return lignes


def _approchants(curseur: Any, demande: Demande, limite: int) -> list[Any]:
    """What was probably meant: words written as one, part of a phone, one wrong letter."""
    soudee = expression_soudee(demande)
    if soudee is not None:
        lignes = _trier(curseur, soudee, demande, limite)
        if lignes:
            return lignes
    if len(demande.chiffres) >= 4:
        trouvees: list[Any] = curseur.execute(
            f"SELECT {_COLONNES} FROM menage_resume r"  # noqa: S608 - our own words
            " WHERE instr(r.telephones, ?) > 0 ORDER BY r.derniere_visite DESC LIMIT ?",
            (demande.chiffres, limite),
        ).fetchall()
        return trouvees
    voisins = {m: _voisins(curseur, m) for m in demande.mots if approchable(m)}
    question = expression_approchante(demande, voisins)
    if question is None:
        return []
    return _trier(curseur, question, demande, limite)


def _voisins(curseur: Any, mot: str) -> list[str]:
    """Words of the index one slip away from `mot` or from their own beginning, nearest first.

    Most slips leave the first letters whole: only that stretch of the vocabulary is read; the rest
    of it only when nothing is found there.
    """
    debut = mot[: max(1, len(mot) // 2 - 1)]
    for bas, haut in ((debut, debut[:-1] + chr(ord(debut[-1]) + 1)), ("a", "{")):
        termes = [
            t[0]
            for t in curseur.execute(
                "SELECT term FROM menage_fts_termes WHERE term >= ? AND term < ?"
                " AND length(term) >= ? AND term NOT GLOB '*[0-9]*'",
                (bas, haut, len(mot) - 1),
            )
        ]
        proches = _a_une_lettre(mot, termes)
        if proches:
            return proches
    return []


def _a_une_lettre(mot: str, termes: Sequence[str]) -> list[str]:
    """Whole words one slip away first, then longer words whose beginning is."""
    longueurs = range(len(mot) - 1, len(mot) + 2)
    entiers = [t for t in termes if len(t) in longueurs]
    trouves = dict.fromkeys(_proches(mot, entiers))
    debuts: dict[str, list[str]] = {}
    for terme in termes:
        if len(terme) > len(mot) + 1:
            for longueur in longueurs:
                debuts.setdefault(terme[:longueur], []).append(terme)
    for debut in _proches(mot, list(debuts)):
        trouves.update(dict.fromkeys(debuts[debut]))
    trouves.pop(mot, None)
    return list(trouves)[:_VOISINS]


def _proches(mot: str, candidats: Sequence[str]) -> list[str]:
    notes = process.extract(
        mot, candidats, scorer=OSA.distance, score_cutoff=1, limit=_VOISINS, processor=None
    )
    return [str(note[0]) for note in notes]


def _raisons(demande: Demande, li: Any) -> tuple[RaisonTrouve, ...]:
    adresses = f"{li[3]} {li[4]}" if li[4] else li[3]
    return raisons(demande, Trouve(li[13], li[2], adresses, li[5] or "", li[6]))


def _ligne(li: Any, jour: date, pourquoi: tuple[RaisonTrouve, ...]) -> LigneRecherche:
    phase = Phase.AVANT
    if li[8] or li[9] or li[10]:
        forcee = Phase(li[10]) if li[10] else None
        phase = phase_le(FaitsDatesDuParcours(_jour(li[8]), _jour(li[9]), forcee), jour)
    return LigneRecherche(
        menage_id=UUID(hex=li[0]),
        nom=li[1],
        titulaires=li[2],
        adresse=li[3],
        adresse_actuelle=li[4],
        code_ug=li[5],
        telephones=li[6],
        typologie=li[7],
        phase=phase,
        derniere_visite=_jour(li[11]),
        suivi=li[12],
        raisons=pourquoi,
    )


def _jour(texte: str | None) -> date | None:
    return date.fromisoformat(texte) if texte else None


def _preciser(
    curseur: Any, demande: Demande, lignes: list[LigneRecherche]
) -> tuple[LigneRecherche, ...]:
    """Name the person, or the attachment, a household was found by when it is not its own name."""
    vagues = {
        li.menage_id: _ailleurs(li, demande) for li in lignes if RaisonTrouve.PERSONNE in li.raisons
    }
    if not vagues:
        return tuple(lignes)
    noms = _qui_portent(
        curseur,
        # The plus keeps SQLite off the index of merged persons, where nearly all are NULL.
        "SELECT menage_id, trim(coalesce(prenom, '') || ' ' || nom) FROM personne"
        " WHERE +fusionne_dans_id IS NULL AND menage_id IN (SELECT value FROM json_each(?))",
        vagues,
    )
    autres = {id_: mots for id_, mots in vagues.items() if id_.hex not in noms}
    titres: dict[str, list[str]] = {}
    if autres:
        titres = _qui_portent(
            curseur,
            "SELECT menage_id, titre FROM attachement"
            " WHERE menage_id IN (SELECT value FROM json_each(?))",
            autres,
        )
    return tuple(_precisee(li, noms, titres) for li in lignes)


def _ailleurs(li: LigneRecherche, demande: Demande) -> tuple[str, ...]:
    """The words typed that neither its name nor its address tells."""
    connus = plier(f"{li.nom} {li.titulaires} {li.adresse} {li.adresse_actuelle or ''}").split()
    inconnus = (m for m in demande.mots if not any(c.startswith(m) for c in connus))
    return tuple(inconnus) or demande.mots


def _qui_portent(
    curseur: Any, sql: str, menages: Mapping[UUID, tuple[str, ...]]
) -> dict[str, list[str]]:
    """By household, the texts that hold a word beginning with one of those looked for there."""
    trouves: dict[str, list[str]] = {}
    for menage_id, texte in curseur.execute(sql, (liste(menages),)):
        cherches = menages[UUID(hex=menage_id)]
        if any(m.startswith(mot) for m in plier(texte).split() for mot in cherches):
            trouves.setdefault(menage_id, []).append(texte)
    return trouves


def _precisee(
    li: LigneRecherche, noms: dict[str, list[str]], titres: dict[str, list[str]]
) -> LigneRecherche:
    cle = li.menage_id.hex
    if RaisonTrouve.PERSONNE not in li.raisons:
        return li
    if cle in noms:
        return replace(li, precision=", ".join(noms[cle]))
    if cle in titres:
        raisons_ = tuple(
            RaisonTrouve.ATTACHEMENT if r is RaisonTrouve.PERSONNE else r for r in li.raisons
        )
        return replace(li, raisons=raisons_, precision=", ".join(titres[cle]))
    return li
