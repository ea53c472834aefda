"""The first schema: estates, dwellings, households, visits, journal, search index."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the statements of the SQL file that stands beside this one."""
    script = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    connection = op.get_bind()
    for statement in script.split(";\n\n"):
        connection.exec_driver_sql(statement.strip().removesuffix(";"))


def downgrade() -> None:
    """Leave an empty base."""
    connection = op.get_bind()
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE 'menage_fts_%' AND name <> 'alembic_version'"
    ).scalars()
    for name in ["menage_fts_termes", *names]:
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')
