"""What comes in: readers, column mapping, reconciliation."""
