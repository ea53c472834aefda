"""Foundations without domain, Qt or SQL."""
