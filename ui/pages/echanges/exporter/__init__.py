"""The dated folder for the bailleur, and what already left."""
