"""On which line each table and field of a TOML text is: tomllib gives values without places.

Only texts tomllib has accepted are read here, so nothing is checked again.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from app.domain.catalogue_fautes import Chemin

_FIN_CLE = frozenset(" \t=.]")
_FIN_VALEUR = frozenset(",]}#\n")
_GUILLEMETS = ('"""', "'''", '"', "'")


class Lignes:
    """The line, counted from 1, of anything in the document."""

    def __init__(self, texte: str) -> None:
        lecteur = _Lecteur(texte)
        self._lignes = MappingProxyType(dict(lecteur.lire()))

    def de(self, chemin: Chemin) -> int:
        """The line of that place; of the nearest table around it when it is absent itself."""
        for longueur in range(len(chemin), 0, -1):
            ligne = self._lignes.get(chemin[:longueur])
            if ligne is not None:
                return ligne
        return 1


class _Lecteur:
    """Walks the text once, telling each place met with its line."""

    def __init__(self, texte: str) -> None:
        self._texte = texte.replace("\r\n", "\n")
        self._pos = 0
        self._ligne = 1
        self._comptes: dict[Chemin, int] = {}

    def lire(self) -> Iterator[tuple[Chemin, int]]:
        """Every place of the document."""
        racine: Chemin = ()
        while self._passer_blancs():
            if self._ici() == "[":
                racine, ligne = self._entete()
                yield racine, ligne
            else:
                yield from self._affectation(racine)

    def _ici(self, n: int = 1) -> str:
        return self._texte[self._pos : self._pos + n]

    def _avancer(self, n: int = 1) -> None:
        self._ligne += self._texte.count("\n", self._pos, self._pos + n)
        self._pos += n

    def _passer_blancs(self) -> bool:
        """Skip spaces, line ends and comments; False at the end of the text."""
        while self._pos < len(self._texte):
            if self._ici() == "#":
                fin = self._texte.find("\n", self._pos)
                self._avancer((fin if fin >= 0 else len(self._texte)) - self._pos)
            elif self._ici().isspace():
                self._avancer()
            else:
                return True
        return False

    def _entete(self) -> tuple[Chemin, int]:
        ligne = self._ligne
        liste = self._ici(2) == "[["
        self._avancer(2 if liste else 1)
        chemin: Chemin = ()
        morceaux = self._cles("]")
        for rang, morceau in enumerate(morceaux):
            chemin = (*chemin, morceau)
            dernier = rang == len(morceaux) - 1
            if dernier and liste:
                self._comptes[chemin] = self._comptes.get(chemin, -1) + 1
            if chemin in self._comptes:
                chemin = (*chemin, self._comptes[chemin])
        self._avancer(2 if liste else 1)
        return chemin, ligne

    def _cles(self, fin: str) -> list[str]:
        """A dotted key, up to `fin` (not read)."""
        morceaux: list[str] = []
        while self._passer_blancs() and self._ici() != fin:
            if self._ici() == ".":
                self._avancer()
            elif self._ici() in "\"'":
                debut = self._pos + 1
                self._chaine()
                morceaux.append(self._texte[debut : self._pos - 1])
            else:
                debut = self._pos
                while self._ici() and self._ici() not in _FIN_CLE:
                    self._avancer()
                morceaux.append(self._texte[debut : self._pos])
        return morceaux

    def _affectation(self, racine: Chemin) -> Iterator[tuple[Chemin, int]]:
        ligne = self._ligne
        chemin = racine
        for morceau in self._cles("="):
            chemin = (*chemin, morceau)
            yield chemin, ligne
        self._avancer()
        yield from self._valeur(chemin)

    def _valeur(self, chemin: Chemin) -> Iterator[tuple[Chemin, int]]:
        self._passer_blancs()
        if self._ici() == "[":
            yield from self._liste(chemin)
        elif self._ici() == "{":
            self._avancer()
            while self._passer_blancs() and self._ici() != "}":
                if self._ici() == ",":
                    self._avancer()
                else:
                    yield from self._affectation(chemin)
            self._avancer()
        elif self._ici() in ("'", '"'):
            self._chaine()
        else:
            while self._ici() and self._ici() not in _FIN_VALEUR:
                self._avancer()

    def _liste(self, chemin: Chemin) -> Iterator[tuple[Chemin, int]]:
        self._avancer()
        rang = 0
        while self._passer_blancs() and self._ici() != "]":
            if self._ici() == ",":
                self._avancer()
                continue
            yield (*chemin, rang), self._ligne
            yield from self._valeur((*chemin, rang))
            rang += 1
        self._avancer()

    def _chaine(self) -> None:
        guillemet = next(g for g in _GUILLEMETS if self._ici(len(g)) == g)
        self._avancer(len(guillemet))
        while self._ici(len(guillemet)) != guillemet:
            self._avancer(2 if self._ici() == "\\" and guillemet[0] == '"' else 1)
        self._avancer(len(guillemet))
        # A multi-line text may end with one or two quotes of its own before the closing three.
        while len(guillemet) == 3 and self._ici() == guillemet[0]:
            self._avancer()
