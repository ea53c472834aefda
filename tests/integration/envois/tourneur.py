"""A process that runs rounds of exchanges and dies at the step asked, for crash tests.

Usage: python -m tests.integration.envois.tourneur KEY_HEX
Reads lines "BASE STEP" on standard input; for each, a child opens the base, runs a round and kills
itself (SIGKILL) at that step (0: never). Answers "tue", or "fini STEPS" when the round got to its
end before that step.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core.clock import SystemClock
from app.core.paths import Paths
from app.domain.envois import IssueEssai
from app.services.exports.synchroniser import Synchroniser, synchroniser
from app.services.exports.transports.contrat import Acces, FichierDistant
from app.services.exports.transports.dossier import TransportDossier
from app.services.ouverture import ouvrir


class Etapes:
    """Counts the steps of a round, and ends it brutally at one of them."""

    def __init__(self, mort: int) -> None:
        self.faites, self._mort = 0, mort

    def passer(self) -> None:
        """One more step."""
        self.faites += 1
        if self.faites == self._mort:
            os.kill(os.getpid(), signal.SIGKILL)


class VoieMortelle(TransportDossier):
    """A folder, with steps between what it does."""

    def __init__(self, acces: Acces, etapes: Etapes) -> None:
        super().__init__(acces)
        self._etapes = etapes

    def deposer(
        self, nom: str, morceaux: Iterable[bytes], taille: int, empreinte: str
    ) -> IssueEssai:
        def pas() -> Iterator[bytes]:
            for morceau in morceaux:
                yield morceau
                self._etapes.passer()

        return super().deposer(nom, pas(), taille, empreinte)

    def _publier(self, provisoire: Path, final: Path, taille: int, empreinte: str) -> IssueEssai:
        self._etapes.passer()
        issue = super()._publier(provisoire, final, taille, empreinte)
        self._etapes.passer()
        return issue

    def lister(self) -> tuple[FichierDistant, ...]:
        trouves = super().lister()
        self._etapes.passer()
        return trouves

    def lire(self, nom: str, taille_max: int) -> Iterator[bytes]:
        yield from super().lire(nom, taille_max)
        self._etapes.passer()


def tour(base: Path, cle: bytes, mort: int) -> int:
    """One round; how many steps it took."""
    etapes = Etapes(mort)
    ouverte = ouvrir(
        base, cle, paths=Paths.sous(base.parent / "machine"), clock=SystemClock(), auteur="Test"
    )
    event.listen(ouverte.engine, "commit", lambda _c: etapes.passer())
    event.listen(Session, "after_commit", lambda _s: etapes.passer())
    synchroniser(
        Synchroniser(sans_attendre=True), ouverte.uow, lambda acces: VoieMortelle(acces, etapes)
    )
    ouverte.engine.dispose()
    return etapes.faites


def _enfant(base: Path, cle: bytes, mort: int) -> str:
    """What became of a round run in a child."""
    lecture, ecriture = os.pipe()
    if (pid := os.fork()) == 0:
        os.write(ecriture, f"fini {tour(base, cle, mort)}".encode())
        os._exit(0)
    os.close(ecriture)
    with os.fdopen(lecture) as dit:
        texte = dit.read()
    _, etat = os.waitpid(pid, 0)
    if os.WIFSIGNALED(etat):
        return "tue"
    return texte or f"rate {etat}"


if __name__ == "__main__":
    secret = bytes.fromhex(sys.argv[1])
    for ligne in sys.stdin:
        chemin, _, rang = ligne.strip().rpartition(" ")
        os.write(1, f"{_enfant(Path(chemin), secret, int(rang))}\n".encode())
