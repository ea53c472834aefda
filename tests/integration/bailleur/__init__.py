"""The bailleur's side, with real files."""
