"""Keys: those of recipients, checked over the telephone, and our own."""
