"""The whole schema the models ask for: tables, indexes, full-text index, triggers."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from db.journal import inscription, tables_journalisees, triggers
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
    "attachement",
    "reclamation",
)
# Tables only the journey and the attention score depend on; a stale summary makes them stale too.
_ATTENTION_PAR_MENAGE = (
    "annonce",
    "attention_pause",
    "besoin",
    "decision_attachement",
    "pratique",
    "ressenti",
    "temoin",
)
_A_FAIRE = "INSERT OR IGNORE INTO resume_a_faire (menage_id)"
_ATTENTION_A_FAIRE = "INSERT OR IGNORE INTO attention_a_faire (menage_id)"
_MENAGES_DE_TRANCHE = (
    "SELECT o.menage_id FROM occupation o JOIN logement l ON l.id = o.logement_id"
    " WHERE l.tranche_id = NEW.id"
)
_MENAGES_DE_CITE = (
    "SELECT o.menage_id FROM occupation o JOIN logement l ON l.id = o.logement_id"
    " WHERE l.cite_id = {cite}"
)


def _par_menage(nom: str, table: str, cle: str, a_faire: str) -> list[str]:
    """The three triggers that note the household of a row as stale."""
    faits = []
    for lettre, quand, versions in (
        ("i", "INSERT", ("NEW",)),
        ("u", "UPDATE", ("OLD", "NEW")),
        ("d", "DELETE", ("OLD",)),
    ):
        corps = " ".join(
            f"{a_faire} SELECT {v}.{cle} WHERE {v}.{cle} IS NOT NULL;" for v in versions
        )
        faits.append(
            f"CREATE TRIGGER {nom}_{table}_{lettre} AFTER {quand} ON {table} BEGIN\n  {corps}\nEND"
        )
    return faits


def en_bloc(table: str) -> dict[str, str]:
    """Insert trigger of `table` → SQL doing at once what it does, for the rows above `:rowid`."""
    cle = "id" if table == "menage" else "menage_id"
    faits = {f"journal_{table}_i": inscription(Base.metadata.tables[table])}
    for nom, tables, a_faire in (
        ("resume", ("menage", *_RESUME_PAR_MENAGE), _A_FAIRE),
        ("attention", _ATTENTION_PAR_MENAGE, _ATTENTION_A_FAIRE),
    ):
        if table in tables:
            faits[f"{nom}_{table}_i"] = (
                f"{a_faire} SELECT {cle} FROM {table} WHERE rowid > :rowid AND {cle} IS NOT NULL"
            )
    return faits


def triggers_attention() -> list[str]:
    """Triggers that note whose journey and attention must be computed again."""
    faits = []
    for table in _ATTENTION_PAR_MENAGE:
        faits += _par_menage("attention", table, "menage_id", _ATTENTION_A_FAIRE)
    for lettre, quand, version in (
        ("i", "INSERT", "NEW"),
        ("u", "UPDATE", "NEW"),
        ("d", "DELETE", "OLD"),
    ):
        faits.append(
            f"CREATE TRIGGER attention_parcours_ajustement_{lettre} AFTER {quand} ON"
            f" parcours_ajustement BEGIN\n  {_ATTENTION_A_FAIRE}"
            f" {_MENAGES_DE_CITE.format(cite=f'{version}.cite_id')};\nEND"
        )
        faits.append(
            f"CREATE TRIGGER attention_reglage_{lettre} AFTER {quand} ON reglage"
            f" WHEN {version}.nom LIKE 'attention%' BEGIN\n"
            f"  {_ATTENTION_A_FAIRE} SELECT id FROM menage;\nEND"
        )
    for lettre, quand, version in (
        ("i", "INSERT", "NEW"),
        ("u", "UPDATE", "NEW"),
        ("d", "DELETE", "OLD"),
    ):
        faits.append(
            f"CREATE TRIGGER attention_passage_reclamation_{lettre} AFTER {quand} ON"
            f" passage_reclamation BEGIN\n  {_ATTENTION_A_FAIRE} SELECT menage_id FROM reclamation"
            f" WHERE id = {version}.reclamation_id AND menage_id IS NOT NULL;\nEND"
        )
    return faits


def triggers_resume() -> list[str]:
    """Triggers that note which households' derived rows must be recomputed."""
    faits = []
    for table, cle in (("menage", "id"), *((t, "menage_id") for t in _RESUME_PAR_MENAGE)):
        faits += _par_menage("resume", table, cle, _A_FAIRE)
    faits.append(
        "CREATE TRIGGER resume_tranche_u AFTER UPDATE ON tranche BEGIN\n"
        f"  {_A_FAIRE} {_MENAGES_DE_TRANCHE};\nEND"
    )
    faits.append(
        "CREATE TRIGGER resume_cite_u AFTER UPDATE OF parcours ON cite BEGIN\n"
        f"  {_A_FAIRE} {_MENAGES_DE_CITE.format(cite='NEW.id')};\nEND"
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


def triggers_lieux() -> list[str]:
    """The estate and batch of a complaint follow those of its dwelling: boards count by them."""
    return [
        "CREATE TRIGGER lieux_reclamation_u AFTER UPDATE OF cite_id, tranche_id ON logement"
        " WHEN OLD.cite_id IS NOT NEW.cite_id OR OLD.tranche_id IS NOT NEW.tranche_id BEGIN\n"
        "  UPDATE reclamation SET cite_id = NEW.cite_id, tranche_id = NEW.tranche_id"
        " WHERE logement_id = NEW.id;\nEND"
    ]


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
    faits += triggers_attention()
    faits += triggers_lieux()
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
    # A table renamed by a migration keeps quotes around its name.
    return {
        (kind, name): " ".join(sql.split()).replace(
            f'CREATE TABLE "{name}"', f"CREATE TABLE {name}", 1
        )
        for kind, name, sql in rows
    }


if __name__ == "__main__":
    print(";\n\n".join(ddl()) + ";")
