"""Files of the bailleur taken in: preview, decisions, undo."""
