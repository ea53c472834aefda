"""The calendar to take along, and the papers of its moves."""
