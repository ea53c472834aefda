"""A key derivation cheap enough for tests."""

from __future__ import annotations

from app.services.securite.enveloppe import ParametresKdf

KDF = ParametresKdf(memoire_kio=64, passes=1, voies=1)
