"""The encrypted base: engine, models, journal, unit of work, queries, migrations."""
