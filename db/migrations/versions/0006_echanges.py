"""Exchanges with a bailleur: destinations, keys, profiles, outbox, files that come back."""

import re
from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

AVANT = tuple(
    Path(__file__).with_name(nom)
    for nom in (
        "0001_socle.sql",
        "0002_parcours.sql",
        "0003_enquetes.sql",
        "0004_relogement.sql",
        "0005_reclamations.sql",
    )
)
APRES = Path(__file__).with_suffix(".sql")


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
    """Make the schema those statements: tables of one side only come and go, the others stay."""
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
    index = noms("index")
    for (genre, nom), statement in voulus.items():
        if genre == "TRIGGER" or (genre == "INDEX" and nom not in index):
            connection.exec_driver_sql(statement)


def upgrade() -> None:
    """Bring the fifth schema to what the file beside this one adds and changes."""
    _passer(_statements(*AVANT, APRES))


def downgrade() -> None:
    """Back to the fifth schema; what only the new tables held is lost."""
    _passer(_statements(*AVANT))
