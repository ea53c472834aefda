"""Complaints followed to their end, réception, taking in hand, money and energy after."""

import re
from pathlib import Path

from alembic import op
from sqlalchemy import Connection

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

AVANT = tuple(
    Path(__file__).with_name(nom)
    for nom in ("0001_socle.sql", "0002_parcours.sql", "0003_enquetes.sql", "0004_relogement.sql")
)
APRES = Path(__file__).with_suffix(".sql")
REFAITES = ("reclamation",)
MONTER = {"en_cours": "transmise"}
DESCENDRE = {
    "qualifiee": "en_cours",
    "transmise": "en_cours",
    "faite": "en_cours",
    "contestee": "en_cours",
    "confirmee": "close",
}
"""What the states of a complaint in one schema are called in the other."""


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


def _passer(
    voulus: dict[tuple[str, str], str],
    etats: dict[str, str],
    condition: str = "",
) -> None:
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
        _refaire(connection, nom, voulus["TABLE", nom], etats, condition)
    _renommer(connection, etats)
    index = noms("index")
    for (genre, nom), statement in voulus.items():
        if genre == "TRIGGER" or (genre == "INDEX" and nom not in index):
            connection.exec_driver_sql(statement)
    if ("TABLE", "suivi_reclamation") in voulus:
        _completer(connection)
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO resume_a_faire (menage_id) SELECT id FROM menage"
    )


def _refaire(
    connection: Connection, nom: str, statement: str, etats: dict[str, str], condition: str
) -> None:
    """Give a table its new shape; columns of the same name keep their values, states apart."""
    provisoire = f"{nom}_refaite"
    connection.exec_driver_sql(
        statement.replace(f"CREATE TABLE {nom} (", f"CREATE TABLE {provisoire} (", 1)
    )

    def colonnes(table: str) -> list[str]:
        return [li[1] for li in connection.exec_driver_sql(f"PRAGMA table_info({table})")]

    connues = set(colonnes(nom))
    communes = [c for c in colonnes(provisoire) if c in connues]
    cas = " ".join(f"WHEN '{avant}' THEN '{apres}'" for avant, apres in etats.items())
    lues = ", ".join(f"CASE etat {cas} ELSE etat END" if c == "etat" else c for c in communes)
    connection.exec_driver_sql(
        f"INSERT INTO {provisoire} ({', '.join(communes)})"  # noqa: S608 - ours
        f" SELECT {lues} FROM {nom} {condition}"
    )
    connection.exec_driver_sql(f"DROP TABLE {nom}")
    connection.exec_driver_sql(f"ALTER TABLE {provisoire} RENAME TO {nom}")


def _renommer(connection: Connection, etats: dict[str, str]) -> None:
    """The journal names states as the table does: history is read, and undone, with them."""
    for avant, apres in etats.items():
        connection.exec_driver_sql(
            "UPDATE journal SET avant = replace(avant, ?, ?), apres = replace(apres, ?, ?)"
            " WHERE table_nom = 'reclamation'",
            (f'"etat":"{avant}"', f'"etat":"{apres}"') * 2,
        )


def _completer(connection: Connection) -> None:
    """What the new columns can tell of former complaints: place, end, and a first history.

    Journaled, as one operation of the last device. Two copies of a base write the very same one:
    ids and time come from what is there.
    """
    if not connection.exec_driver_sql("SELECT 1 FROM reclamation LIMIT 1").scalar():
        return
    for colonne, genre in (("apres", "I"), ("avant", "D")):
        connection.exec_driver_sql(
            f"UPDATE journal SET {colonne} = json_insert({colonne},"  # noqa: S608 - ours
            " '$.nature', 'reclamation', '$.origine', 'autre', '$.urgence', 'normale',"
            f" '$.rouvertures', 0) WHERE table_nom = 'reclamation' AND genre = '{genre}'"
        )
    connection.exec_driver_sql(
        "INSERT INTO operation (appareil_id, n, libelle, origine, quand)"
        " SELECT appareil_id, 1 + (SELECT max(n) FROM operation p"
        " WHERE p.appareil_id = o.appareil_id), 'base.migrer', 'migration', quand"
        " FROM operation o ORDER BY num DESC LIMIT 1"
    )
    connection.exec_driver_sql(
        "UPDATE operation_courante SET num = (SELECT max(num) FROM operation)"
    )
    connection.exec_driver_sql(
        "UPDATE reclamation SET"
        " cite_id = (SELECT l.cite_id FROM logement l WHERE l.id = logement_id),"
        " tranche_id = (SELECT l.tranche_id FROM logement l WHERE l.id = logement_id),"
        " close_le = CASE WHEN etat IN ('close', 'rejetee') THEN coalesce(etat_le, ouverte_le) END,"
        " motif_cloture = CASE WHEN etat = 'close' THEN 'autre' END"
    )
    for rang, etat, le, condition in (
        ("01", "'recue'", "ouverte_le", ""),
        ("02", "etat", "coalesce(etat_le, ouverte_le)", "WHERE etat <> 'recue'"),
    ):
        connection.exec_driver_sql(
            "INSERT INTO suivi_reclamation (id, reclamation_id, etat, le, source)"  # noqa: S608 - ours
            f" SELECT substr(id, 1, 30) || '{rang}', id, {etat}, {le}, 'equipe'"
            f" FROM reclamation {condition}"
        )
    connection.exec_driver_sql("UPDATE operation_courante SET num = NULL")


def upgrade() -> None:
    """Bring the fourth schema to what the file beside this one adds and changes."""
    _passer(_statements(*AVANT, APRES), MONTER)


def downgrade() -> None:
    """Back to the fourth schema; what only the new tables and columns held is lost.

    Réserves of empty homes too: that schema has no complaint without a household.
    """
    _passer(_statements(*AVANT), DESCENDRE, "WHERE menage_id IS NOT NULL")
