"""Questionnaires, campaigns, and what households answered."""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = (
    "enquete_piece",
    "enquete_saisie",
    "enquete",
    "campagne_menage",
    "campagne",
    "questionnaire_piece",
    "questionnaire_reglage",
    "questionnaire",
)


def upgrade() -> None:
    """Run the statements of the SQL file that stands beside this one: new tables only."""
    connection = op.get_bind()
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n\n"):
        connection.exec_driver_sql(statement.strip().removesuffix(";"))


def downgrade() -> None:
    """Drop what was added; indexes and triggers go with their tables."""
    connection = op.get_bind()
    for nom in TABLES:
        connection.exec_driver_sql(f"DROP TABLE {nom}")
