"""The whole schema the models ask for: tables, indexes, full-text index, triggers."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from db.journal import tables_journalisees, triggers
from db.models import Base

FTS = (
    "CREATE VIRTUAL TABLE menage_fts USING fts5(noms, adresses, references_, content='',"
    " contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
)
VOCABULAIRE = "CREATE VIRTUAL TABLE menage_fts_termes USING fts5vocab(menage_fts, 'row')"

# Tables whose change makes a household's derived row stale.
_RESUME_PAR_MENAGE = (
    "personne",
    "occupation",
    "visite",
    "engagement",
    "tache",
    "rendez_vous",
    "referent",
    "etape",
)
_A_FAIRE = "INSERT OR IGNORE INTO resume_a_faire (menage_id)"


def triggers_resume() -> list[str]:
    """Triggers that note which households' derived rows must be recomputed."""
    faits = []
    for table, cle in (("menage", "id"), *((t, "menage_id") for t in _RESUME_PAR_MENAGE)):
        for lettre, quand, versions in (
            ("i", "INSERT", ("NEW",)),
            ("u", "UPDATE", ("OLD", "NEW")),
            ("d", "DELETE", ("OLD",)),
        ):
            corps = " ".join(
                f"{_A_FAIRE} SELECT {v}.{cle} WHERE {v}.{cle} IS NOT NULL;" for v in versions
            )
            faits.append(
                f"CREATE TRIGGER resume_{table}_{lettre} AFTER {quand} ON {table} BEGIN\n"
                f"  {corps}\nEND"
            )
    faits.append(
        "CREATE TRIGGER resume_logement_u AFTER UPDATE ON logement BEGIN\n"
        f"  {_A_FAIRE} SELECT menage_id FROM occupation WHERE logement_id = NEW.id;\nEND"
    )
    faits.append(
        "CREATE TRIGGER resume_intervenant_u AFTER UPDATE OF nom, prenom ON intervenant BEGIN\n"
        f"  {_A_FAIRE} SELECT menage_id FROM referent WHERE intervenant_id = NEW.id;\nEND"
    )
    return faits


def triggers_gardes() -> list[str]:
    """Triggers that keep promises whatever code writes: a narrative is never overwritten."""
    return [
        "CREATE TRIGGER garde_note_texte BEFORE UPDATE OF texte ON note"
        " WHEN OLD.texte IS NOT NEW.texte BEGIN\n"
        "  SELECT RAISE(ABORT, 'a narrative is never overwritten');\nEND"
    ]


def ddl() -> list[str]:
    """Every statement that makes an empty base the one the models expect, in order."""
    dialecte = sqlite.dialect()
    faits: list[str] = []
    for table in Base.metadata.sorted_tables:
        faits.append(str(CreateTable(table).compile(dialect=dialecte)).strip())
        faits += [
            str(CreateIndex(index).compile(dialect=dialecte)).strip()
            for index in sorted(table.indexes, key=lambda i: str(i.name))
        ]
    faits += [FTS, VOCABULAIRE]
    for table in tables_journalisees():
        faits += triggers(table)
    faits += triggers_resume()
    faits += triggers_gardes()
    faits.append("INSERT INTO operation_courante (id, num) VALUES (1, NULL)")
    return faits


def objets(connexion: Connection) -> dict[tuple[str, str], str]:
    """What a base really holds: (kind, name) → its SQL with blanks folded, without FTS shadows."""
    rows = connexion.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
        " AND name NOT LIKE 'menage_fts_%'"
    )
    return {(kind, name): " ".join(sql.split()) for kind, name, sql in rows}


if __name__ == "__main__":
    print(";\n\n".join(ddl()) + ";")
