"""Words of the commitments register: why a promised date moves."""

from __future__ import annotations

from enum import StrEnum


class RaisonReport(StrEnum):
    """Why a promised date moves (cahier technique: changes are told with their reason)."""

    METEO = "meteo"
    RETARD = "retard"
    TECHNIQUE = "technique"
    AUTRE = "autre"
