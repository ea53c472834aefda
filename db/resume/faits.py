"""What is read about stale households: a fixed number of statements, plain tuples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection

from app.domain.enquetes.campagnes import MOTIF_ABSENT

DANS = "IN (SELECT menage_id FROM resume_a_faire)"
# Below, "+" keeps a search on the household: the index on the other column would read the rows
# of everybody, ten milliseconds of each save in a large base.


class MenageLu(NamedTuple):
    """The household row."""

    id: str
    nom: str
    numero_contrat: str | None
    phase_forcee: str | None
    suivi: str
    nb_occupants: int | None
    date_entree: str | None
    parcours: str | None


class PersonneLue(NamedTuple):
    """A person of it; one that left is still found by name."""

    menage_id: str
    nom: str
    prenom: str | None
    titulaire: int
    tel_mobile: str | None
    tel_fixe: str | None
    partie_le: str | None = None


class OccupationLue(NamedTuple):
    """A line of its ledger, with the dwelling."""

    menage_id: str
    nature: str
    debut: str | None
    fin: str | None
    logement_id: str
    code_ug: str
    numero: str | None
    repetition: str | None
    voie: str | None
    commune: str | None
    typologie: str | None
    cite_id: str
    tranche_id: str | None

    @property
    def adresse(self) -> str:
        """ "14 bis Rue de Stockholm"."""
        return " ".join(p for p in (self.numero, self.repetition, self.voie) if p)

    def en_cours(self, jour: str) -> bool:
        """Whether the household lives there on that ISO day."""
        return (self.debut is None or self.debut <= jour) and (self.fin is None or self.fin > jour)


@dataclass(slots=True)
class Faits:
    """All that one derived row is made of."""

    menage: MenageLu
    personnes: list[PersonneLue] = field(default_factory=list)
    occupations: list[OccupationLue] = field(default_factory=list)
    derniere_visite: str | None = None
    nb_visites: int = 0
    echeance: str | None = None
    referents: list[str] = field(default_factory=list)
    etapes: dict[str, str] = field(default_factory=dict)
    mots: list[str] = field(default_factory=list)


_MENAGES = (
    "SELECT id, nom, numero_contrat, phase_forcee, suivi, nb_occupants, date_entree, parcours"
    " FROM menage"
    f" WHERE id {DANS} AND +fusionne_dans_id IS NULL"
)
_PERSONNES = (
    "SELECT menage_id, nom, prenom, titulaire, tel_mobile, tel_fixe, partie_le FROM personne"
    f" WHERE menage_id {DANS} AND +fusionne_dans_id IS NULL ORDER BY titulaire DESC, id"
)
_OCCUPATIONS = (
    "SELECT o.menage_id, o.nature, o.debut, o.fin, l.id, l.code_ug, l.numero, l.repetition,"
    " l.voie, l.commune, l.typologie, l.cite_id, l.tranche_id"
    f" FROM occupation o JOIN logement l ON l.id = o.logement_id WHERE o.menage_id {DANS}"
    " ORDER BY coalesce(o.debut, ''), o.id"
)
# Nobody answered: that attempt is part of the story, but nobody was met.
_VISITES = (
    f"SELECT menage_id, max(jour), count(*) FROM visite v WHERE menage_id {DANS}"
    " AND NOT EXISTS (SELECT 1 FROM visite_motif m WHERE m.visite_id = v.id AND m.code = ?)"
    " GROUP BY menage_id"
)
_ECHEANCES = (
    "SELECT menage_id, min(pour_le) FROM (SELECT menage_id, pour_le FROM tache"
    f" WHERE +faite_le IS NULL AND menage_id {DANS} UNION ALL SELECT menage_id, pour_le"
    f" FROM engagement WHERE +etat = 'a_tenir' AND menage_id {DANS} UNION ALL SELECT menage_id,"
    f" jour FROM rendez_vous WHERE annule_le IS NULL AND jour >= ? AND menage_id {DANS})"
    " GROUP BY menage_id"
)
_REFERENTS = (
    "SELECT r.menage_id, trim(coalesce(i.prenom, '') || ' ' || i.nom) FROM referent r"
    f" JOIN intervenant i ON i.id = r.intervenant_id WHERE r.menage_id {DANS}"
    " AND (r.fin IS NULL OR r.fin > ?) ORDER BY r.id"
)
_ETAPES = (
    f"SELECT menage_id, code, faite_le FROM etape WHERE menage_id {DANS} AND faite_le IS NOT NULL"
    " AND code IN ('demenagement_aller', 'demenagement_retour', 'reception')"
)
# What else a household is found by: titles of its attachments, references of its complaints.
_MOTS = (
    f"SELECT menage_id, titre, id FROM attachement WHERE menage_id {DANS}"
    f" UNION ALL SELECT menage_id, reference, id FROM reclamation WHERE menage_id {DANS}"
    " ORDER BY 3"
)


def lire(connexion: Connection, jour: str) -> dict[str, Faits]:  # noqa: PLR0912 - one a table
    """The facts of every stale household on that ISO day, by household id."""

    def rows(sql: str, *params: str) -> Iterable[tuple[Any, ...]]:
        # The driver's own tuples: this runs over every line of a large import.
        curseur = connexion.connection.cursor()
        try:
            curseur.execute(sql, params)
            return curseur.fetchall()
        finally:
            curseur.close()

    # A row is made a named tuple as it is: spreading it over arguments costs four times as much.
    tel_quel = tuple.__new__
    faits = {r[0]: Faits(tel_quel(MenageLu, r)) for r in rows(_MENAGES)}
    for r in rows(_PERSONNES):
        if (de := faits.get(r[0])) is not None:
            de.personnes.append(tel_quel(PersonneLue, r))
    for r in rows(_OCCUPATIONS):
        if (de := faits.get(r[0])) is not None:
            de.occupations.append(tel_quel(OccupationLue, r))
    for menage_id, derniere, nombre in rows(_VISITES, MOTIF_ABSENT):
        if menage_id in faits:
            faits[menage_id].derniere_visite = derniere
            faits[menage_id].nb_visites = nombre
    for menage_id, echeance in rows(_ECHEANCES, jour):
        if menage_id in faits:
            faits[menage_id].echeance = echeance
    for menage_id, nom in rows(_REFERENTS, jour):
        if menage_id in faits:
            faits[menage_id].referents.append(nom)
    for menage_id, code, faite_le in rows(_ETAPES):
        if menage_id in faits:
            faits[menage_id].etapes[code] = faite_le
    for menage_id, mot, _id in rows(_MOTS):
        if (de := faits.get(menage_id)) is not None:
            de.mots.append(mot)
    return faits
