"""What is being noted of a visit: for each point and each person, before anything is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.services.prises_en_main import EtatPointMontre, PointTenu, PriseLue

Cle = tuple[str, UUID | None]


class Notes:
    """What became of each point, for everybody (None) or for one person; who is there."""

    def __init__(self) -> None:
        self.dits: dict[Cle, tuple[EtatPointMontre, str]] = {}
        self.presents: list[UUID] = []

    def charger(self, lue: PriseLue) -> None:
        """What the visit already says."""
        self.dits = {
            (d.code, d.personne_id): (d.etat, d.precision or "") for p in lue.points for d in p.dits
        }
        self.presents = list(lue.presents)

    def etat(self, code: str, qui: UUID | None) -> EtatPointMontre | None:
        """What was noted of that point for them; None when nothing was."""
        dit = self.dits.get((code, qui))
        return dit[0] if dit is not None else None

    def precision(self, code: str, qui: UUID | None) -> str:
        """The words added."""
        dit = self.dits.get((code, qui))
        return dit[1] if dit is not None else ""

    def noter(self, code: str, qui: UUID | None, etat: EtatPointMontre | None) -> None:
        """It is so for them; None forgets it. Said of everybody, it replaces what each had."""
        mots = self.precision(code, qui)
        if qui is None and etat is not None:
            self.dits = {cle: dit for cle, dit in self.dits.items() if cle[0] != code}
        self.dits.pop((code, qui), None)
        if etat is not None:
            self.dits[(code, qui)] = (etat, mots)

    def preciser(self, code: str, qui: UUID | None, mots: str) -> bool:
        """Add words to what was noted; False when nothing was."""
        dit = self.dits.get((code, qui))
        if dit is None:
            return False
        self.dits[(code, qui)] = (dit[0], mots)
        return True

    def de(self, code: str) -> dict[UUID | None, EtatPointMontre]:
        """What was noted of that point, by person."""
        return {qui: dit[0] for (c, qui), dit in self.dits.items() if c == code}

    def points(self) -> tuple[PointTenu, ...]:
        """Everything noted, for the service."""
        return tuple(
            PointTenu(code, etat, qui, mots) for (code, qui), (etat, mots) in self.dits.items()
        )

    def en_texte(self) -> dict[str, Any]:
        """For the draft."""
        return {
            "dits": [
                [code, qui.hex if qui else "", etat.value, mots]
                for (code, qui), (etat, mots) in self.dits.items()
            ],
            "presents": [qui.hex for qui in self.presents],
        }

    def reprendre(self, contenu: Mapping[str, Any]) -> None:
        """From a draft; what it says that cannot be read is left out."""
        for brut in contenu.get("dits", ()):
            try:
                code, qui, etat, mots = brut
                cle = (str(code), UUID(hex=qui) if qui else None)
                self.dits[cle] = (EtatPointMontre(etat), str(mots))
            except (TypeError, ValueError):
                continue
        self.presents = [UUID(hex=str(qui)) for qui in contenu.get("presents", ())]
