"""Rehousing: needs, trajectories, offers, moves and their files, plans."""

import re
from pathlib import Path

from alembic import op
from sqlalchemy import Connection

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

AVANT = tuple(
    Path(__file__).with_name(nom)
    for nom in ("0001_socle.sql", "0002_parcours.sql", "0003_enquetes.sql")
)
APRES = Path(__file__).with_suffix(".sql")
REFAITES = ("menage", "personne", "logement", "tranche")


def _statements(*scripts: Path) -> dict[tuple[str, str], str]:
    """Statements of schema files by (kind, name), in order; a later one replaces an earlier one."""
    faits: dict[tuple[str, str], str] = {}
    for statement in ";\n\n".join(s.read_text(encoding="utf-8").strip() for s in scripts).split(
        ";\n\n"
    ):
        propre = statement.strip().removesuffix(";")
        trouve = re.match(r"CREATE (?:UNIQUE )?(VIRTUAL TABLE|TABLE|INDEX|TRIGGER) (\w+)", propre)
        if trouve:
            faits[trouve[1], trouve[2]] = propre
    return faits


def _passer(voulus: dict[tuple[str, str], str]) -> None:
    """Make the schema those statements, keeping every row and every column both sides know.

    Triggers go first and come back last, so that copying rows writes no journal. Foreign keys are
    off during a migration and checked at its end.
    """
    connection = op.get_bind()

    def noms(genre: str) -> list[str]:
        return list(
            connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = ? AND sql IS NOT NULL"
                " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'menage_fts%'"
                " AND name <> 'alembic_version'",
                (genre,),
            ).scalars()
        )

    for nom in noms("trigger"):
        connection.exec_driver_sql(f"DROP TRIGGER {nom}")
    presentes = noms("table")
    for nom in presentes:
        if ("TABLE", nom) not in voulus:
            connection.exec_driver_sql(f"DROP TABLE {nom}")
    for (genre, nom), statement in voulus.items():
        if genre == "TABLE" and nom not in presentes:
            connection.exec_driver_sql(statement)
    for nom in REFAITES:
        _refaire(connection, nom, voulus["TABLE", nom])
    index = noms("index")
    for (genre, nom), statement in voulus.items():
        if genre == "TRIGGER" or (genre == "INDEX" and nom not in index):
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT id FROM menage"
    )


def _refaire(connection: Connection, nom: str, statement: str) -> None:
    """Give a table its new shape; columns of the same name keep their values."""
    provisoire = f"{nom}_refaite"
    connection.exec_driver_sql(
        statement.replace(f"CREATE TABLE {nom} (", f"CREATE TABLE {provisoire} (", 1)
    )

    def colonnes(table: str) -> list[str]:
        return [li[1] for li in connection.exec_driver_sql(f"PRAGMA table_info({table})")]

    connues = set(colonnes(nom))
    communes = ", ".join(c for c in colonnes(provisoire) if c in connues)
    connection.exec_driver_sql(
        f"INSERT INTO {provisoire} ({communes}) SELECT {communes} FROM {nom}"  # noqa: S608 - ours
    )
    connection.exec_driver_sql(f"DROP TABLE {nom}")
    connection.exec_driver_sql(f"ALTER TABLE {provisoire} RENAME TO {nom}")


def upgrade() -> None:
    """Bring the third schema to what the file beside this one adds and changes."""
    _passer(_statements(*AVANT, APRES))


def downgrade() -> None:
    """Back to the third schema; what only the new tables and columns held is lost."""
    _passer(_statements(*AVANT))
