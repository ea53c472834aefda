"""Files the bailleur dropped: read, decided, applied."""
