"""Packages for a recipient: composed, closed, put in the outbox."""
