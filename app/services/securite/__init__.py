"""Vault, keys, throttled tries, instance lock, backups, verification."""
