"""How tall and wide a sheet is, from its raw XML, before a parser allocates that rectangle.

A file of 2 KB with one cell in A1 and one in XFD1048576 asks for 17 billion cells.
"""

from __future__ import annotations

import re

_LOIN = re.compile(rb' r="(?:([A-Za-z]{2,7})\d|[A-Za-z]?(\d{6,}))')
_COMPLET = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,7})(\d+)")
_ORDINAIRES = 99_999
_INHABITUELS = (b"r='", b"r =", b"\t", b"\n", b"\r")
_ODS = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]*?)(/?)>")
_REPETE = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"'](\d+)")
_CHEVAUCHEMENT = 40


def rang(lettres: bytes) -> int:
    """1 for A, 27 for AA."""
    total = 0
    for octet in lettres.upper():
        total = total * 26 + octet - 64
    return total


class MesureXlsx:
    """Adds up the extent of one worksheet, block after block.

    Only what can make the rectangle large is looked at (columns beyond Z, lines of six figures),
    so that an ordinary sheet costs one search; unusual spacing or quotes take the long way, and
    so does everything when `complet`.
    """

    def __init__(self, *, complet: bool = False) -> None:
        self._complet = complet
        self._reste = b""
        self._est_feuille = False
        self._lignes = 0 if complet else _ORDINAIRES
        self._sans_numero = 0
        self._lettres: set[bytes] = set()

    def ajouter(self, bloc: bytes) -> None:
        """Look at the next bytes of the sheet."""
        vue = self._reste + bloc
        self._est_feuille = self._est_feuille or b"sheetData" in vue
        long = self._complet or any(signe in vue for signe in _INHABITUELS)
        for lettres, chiffres in (_COMPLET if long else _LOIN).findall(vue):
            if lettres:
                self._lettres.add(lettres)
            if chiffres:
                self._lignes = max(self._lignes, int(chiffres[:9]))
        self._sans_numero += bloc.count(b"<row>")
        self._reste = vue[-_CHEVAUCHEMENT:]

    def etendue(self) -> tuple[int, int]:
        """(lines, columns), never less than what the parser will allocate for numbered cells."""
        if not self._est_feuille:
            return 0, 0
        colonnes = max((rang(lettres) for lettres in self._lettres), default=0)
        return max(self._lignes, self._sans_numero), max(colonnes, 0 if self._complet else 26)


class MesureOds:
    """Adds up the extent of the sheets of an ODS, repetitions of non-empty cells included."""

    def __init__(self) -> None:
        self._reste = b""
        self._lignes = self._colonnes = 0
        self._max_lignes = self._max_colonnes = 0
        self._largeur = 0
        self._vides = 0
        self._vides_lignes = 0
        self._ligne_pleine = False
        self._repetitions = 1

    def ajouter(self, bloc: bytes) -> None:
        """Look at the next bytes of the content."""
        vue = self._reste + bloc
        coupe = vue.rfind(b"<")
        if coupe <= 0 or len(vue) - coupe > 2**16:
            coupe = len(vue)
        for m in _ODS.finditer(vue, 0, coupe):
            self._balise(m[1] == b"/", m[2], m[3], m[4] == b"/")
        self._reste = vue[coupe:]

    def _balise(self, ferme: bool, nom: bytes, attributs: bytes, vide: bool) -> None:
        if nom == b"table":
            self._lignes = 0 if not ferme else self._lignes
            self._vides_lignes = 0
        elif nom == b"table-row":
            if ferme or vide:
                self._fin_de_ligne(_repetitions(attributs) if vide else self._repetitions)
            else:
                self._repetitions = _repetitions(attributs)
                self._largeur = self._vides = 0
                self._ligne_pleine = False
        elif not ferme:
            fois = _repetitions(attributs)
            if b"value-type" in attributs or (not vide and b"covered" not in nom):
                self._largeur += self._vides + fois
                self._vides = 0
                self._ligne_pleine = True
            else:
                self._vides += fois

    def _fin_de_ligne(self, fois: int) -> None:
        if not self._ligne_pleine:
            self._vides_lignes += fois
            return
        self._lignes += self._vides_lignes + fois
        self._vides_lignes = 0
        self._max_lignes = max(self._max_lignes, self._lignes)
        self._max_colonnes = max(self._max_colonnes, self._largeur)
        self._ligne_pleine = False
        self._largeur = self._vides = 0

    def etendue(self) -> tuple[int, int]:
        """(lines, columns) of the largest sheet."""
        return self._max_lignes, self._max_colonnes


def _repetitions(attributs: bytes) -> int:
    m = _REPETE.search(attributs)
    return int(m[1][:9]) if m else 1
