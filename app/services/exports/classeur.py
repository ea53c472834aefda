"""An XLSX workbook written as it comes, straight into a stream: no temporary file, flat memory.

Libraries that write XLSX in flat memory keep each sheet in a plain temporary file: nothing readable
may touch the disk here (record 0053). Only what our exports need is written: text, numbers, days,
instants, hours; heads that stay, filters, widths.

Format: ECMA-376 part 1, SpreadsheetML; texts are inline, hence never formulas.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import IO, Any
from uuid import UUID

from app.core.i18n import _
from app.services.exports.classeur_parties import DECLARATION, ESPACE, PAGE, annexes, attribut
from app.services.exports.tableaux import inerte, jour_ecrit

LIGNES_MAX = 1_048_576
TEXTE_MAX = 32_767
"""Limits of the format: rows of a sheet, characters of a cell."""
_TITRE_MAX = 31
_TITRE_INTERDIT = re.compile(r"[\[\]:*?/\\']")
_ILLISIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOQUE = date(1899, 12, 30)
_PREMIER_JOUR = date(1900, 3, 1)
"""Spreadsheets disagree on the days before: those are written as text."""
_TAMPON = 1 << 16
_LIGNE, _HAUT_MAX = 15, 405
"""Points: a line of text, the highest row spreadsheets take."""
_RECIT = 40
"""Width from which a column holds narratives."""
_BOUTON = 3
"""Characters the button of a filter hides."""
_AUTOUR = len(' s="0" t="inlineStr"><is><t></t></is></c>')
"""Signs around the text of a cell."""
_JOUR_S = 86_400
_NIVEAU = 3  # of compression: a tenth bigger than the usual 6, in a third of the time
# Styles, in the order of those of `classeur_parties`.
_TEXTE, _ENTETE, _JOUR, _INSTANT, _HEURE, _DECIMAL, _TITRE, _CODE, _NOMBRE = range(9)


@dataclass(frozen=True, slots=True)
class ColonneFeuille:
    """A column: what its head says, how wide it is (in characters), whether texts go on lines."""

    entete: str
    largeur: float = 14
    texte: bool = False


class Classeur:
    """A workbook being written to `flux` (which need not be seekable), one sheet after another."""

    def __init__(self, flux: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED, compresslevel=_NIVEAU)
        self._titres: list[str] = []
        self._noms: list[str] = []

    @contextmanager
    def feuille(
        self,
        titre: str,
        colonnes: Sequence[ColonneFeuille],
        *,
        filtre: bool = True,
        figee: bool = False,
    ) -> Iterator[Feuille]:
        """A sheet to give rows to; past a million rows it goes on in another one.

        `figee`: its first column stays in sight too.
        """
        feuille = Feuille(self, titre, colonnes, filtre=filtre, figee=figee)
        try:
            yield feuille
        except BaseException:
            feuille.abandonner()
            self._zip.fp = None  # what is closed later has nothing left to write
            raise
        feuille.finir()

    def fermer(self) -> None:
        """Write what describes the sheets; without it the workbook is no workbook."""
        for chemin, contenu in annexes(self._titres, self._noms):
            self._zip.writestr(chemin, contenu)
        self._zip.close()

    def nommer(self, filtre: str) -> None:
        """Note the filter of the sheet begun last ("" for none), and the heads to print again.

        Spreadsheets look for them in the workbook too.
        """
        numero, titre = len(self._titres) - 1, attribut(self._titres[-1])
        if filtre:
            self._noms.append(
                f'<definedName name="_xlnm._FilterDatabase" localSheetId="{numero}" hidden="1">'
                f"'{titre}'!{filtre}</definedName>"
            )
        self._noms.append(
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{numero}">'
            f"'{titre}'!$1:$1</definedName>"
        )

    @property
    def vide(self) -> bool:
        """Whether no sheet was begun yet."""
        return not self._titres

    def entree(self, titre: str) -> IO[bytes]:
        """The stream of the next sheet."""
        self._titres.append(self._unique(titre))
        numero = len(self._titres)
        return self._zip.open(f"xl/worksheets/sheet{numero}.xml", "w", force_zip64=True)

    def _unique(self, titre: str) -> str:
        """A title Excel takes: 31 characters, none of its signs, not used yet."""
        lisible = " ".join(_ILLISIBLE.sub(" ", titre).split())
        net = _TITRE_INTERDIT.sub(" ", lisible).strip() or _("Feuille")
        propose, n = net[:_TITRE_MAX], 1
        while propose.casefold() in {t.casefold() for t in self._titres}:
            n += 1
            suite = f" ({n})"
            propose = net[: _TITRE_MAX - len(suite)] + suite
        return propose


class Feuille:
    """Rows of one table, under heads that stay in sight."""

    def __init__(
        self,
        classeur: Classeur,
        titre: str,
        colonnes: Sequence[ColonneFeuille],
        *,
        filtre: bool,
        figee: bool,
    ) -> None:
        self._classeur, self._titre = classeur, titre
        self._filtre, self._figee = filtre, figee
        self._colonnes = tuple(colonnes)
        self._lettres = tuple(lettres(i) for i in range(len(self._colonnes)))
        # Short texts are measured when they overflow; a narrative may be short and on many lines.
        self._textes = tuple(
            (i, c.largeur, _AUTOUR + (c.largeur if c.largeur < _RECIT else 0))
            for i, c in enumerate(self._colonnes)
            if c.texte
        )
        self._commencer()

    def ligne(self, valeurs: Iterable[Any]) -> None:
        """One row; text made inert, unknown values left empty."""
        ecrites = [None if v is None else contenu(v) for v in valeurs]
        self.contenus([[*ecrites, *[None] * (len(self._colonnes) - len(ecrites))]])

    def contenus(self, rows: Iterable[Sequence[str | None]]) -> None:
        """Rows whose cells are already written (see `contenu`), None where nothing is known."""
        for ligne in rows:
            if self._rang >= LIGNES_MAX:
                self._terminer()
                self._commencer()
            self._rang += 1
            rang = str(self._rang)
            cellules = [
                f'<c r="{lettre}{rang}"{cellule}'
                for lettre, cellule in zip(self._lettres, ligne, strict=False)
                if cellule is not None
            ]
            self._ecrire(f'<row r="{rang}"{self._hauteur(ligne)}>{"".join(cellules)}</row>')

    def _hauteur(self, ligne: Sequence[str | None]) -> str:
        """How high a row must be to show its texts: LibreOffice does not find it by itself."""
        plus = 1
        for rang, large, limite in self._textes:
            cellule = ligne[rang]
            if cellule is not None and len(cellule) > limite:
                n = -int(-(len(cellule) - _AUTOUR) // large) + cellule.count("\n")
                plus = max(plus, n)
        return _haut(plus)

    def lignes(self, rows: Iterable[Iterable[Any]]) -> int:
        """Many rows; how many."""
        n = 0
        for n, valeurs in enumerate(rows, start=1):  # noqa: B007 - the last rank is the count
            self.ligne(valeurs)
        return n

    def finir(self) -> None:
        """Close the sheet."""
        self._terminer()

    def abandonner(self) -> None:
        """Give the sheet up: the workbook is worth nothing any more."""
        with suppress(OSError):  # the reason to give up is told already
            self._flux.close()

    def _commencer(self) -> None:
        premiere = self._classeur.vide
        self._flux = self._classeur.entree(self._titre)
        self._tampon: list[str] = []
        self._long = 0
        largeurs = "".join(
            f'<col min="{i}" max="{i}" width="{c.largeur}" customWidth="1"/>'
            for i, c in enumerate(self._colonnes, start=1)
        )
        choisie = ' tabSelected="1"' if premiere else ""
        volet = (
            '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
            if self._figee
            else '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        )
        self._ecrire(
            f'{DECLARATION}<worksheet xmlns="{ESPACE}/spreadsheetml/2006/main">'
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
            f'<sheetView{choisie} workbookViewId="0">{volet}</sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="15"/><cols>{largeurs}</cols><sheetData>'
        )
        entetes = "".join(
            f'<c r="{lettre}1"{_texte(colonne.entete, _ENTETE)}'
            for lettre, colonne in zip(self._lettres, self._colonnes, strict=True)
        )
        plus = max(
            (-int(-len(c.entete) // max(1, c.largeur - _BOUTON)) for c in self._colonnes), default=1
        )
        self._ecrire(f'<row r="1"{_haut(plus)}>{entetes}</row>')
        self._rang = 1

    def _terminer(self) -> None:
        self._ecrire("</sheetData>")
        filtre = ""
        if self._filtre:
            derniere = self._lettres[-1]
            self._ecrire(f'<autoFilter ref="A1:{derniere}{self._rang}"/>')
            filtre = f"$A$1:${derniere}${self._rang}"
        self._classeur.nommer(filtre)
        self._ecrire(f"{PAGE}</worksheet>")
        self._vider()
        self._flux.close()

    def _ecrire(self, texte: str) -> None:
        self._tampon.append(texte)
        self._long += len(texte)
        if self._long >= _TAMPON:
            self._vider()

    def _vider(self) -> None:
        self._flux.write("".join(self._tampon).encode())
        self._tampon, self._long = [], 0


def _haut(lignes: int) -> str:
    return f' ht="{min(lignes * _LIGNE, _HAUT_MAX)}"' if lignes > 1 else ""


def lettres(rang: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    nom = ""
    while rang >= 0:
        rang, reste = divmod(rang, 26)
        nom = chr(65 + reste) + nom
        rang -= 1
    return nom


def contenu(valeur: Any) -> str:  # noqa: PLR0911 - one line a type reads best
    """The XML of one cell, less its beginning `<c r="A1"`."""
    match valeur:
        case bool():
            return _texte(_("oui") if valeur else _("non"))
        case Enum():
            return _texte(str(valeur.value))
        case int() | float():
            return f' s="{_NOMBRE}"><v>{valeur!r}</v></c>'
        case Decimal():
            return f' s="{_DECIMAL}"><v>{valeur}</v></c>'
        case str():
            return _texte(inerte(valeur))
        case datetime():
            naif = valeur.astimezone() if valeur.tzinfo else valeur  # as people here read it
            if naif.date() < _PREMIER_JOUR:
                return _texte(f"{jour_ecrit(naif.date())} {naif:%H:%M}")
            heure = (naif.hour * 3600 + naif.minute * 60 + naif.second) / _JOUR_S
            return f' s="{_INSTANT}"><v>{_serie(naif.date()) + heure!r}</v></c>'
        case date() if valeur < _PREMIER_JOUR:
            return _texte(jour_ecrit(valeur))
        case date():
            return f' s="{_JOUR}"><v>{_serie(valeur)}</v></c>'
        case time():
            part = (valeur.hour * 3600 + valeur.minute * 60 + valeur.second) / _JOUR_S
            return f' s="{_HEURE}"><v>{part!r}</v></c>'
        case UUID():
            return contenu_brut(valeur.hex)
        case _:
            return _texte(inerte(str(valeur)))


def contenu_brut(code: str) -> str:
    """The same for letters and figures alone (an id): on one line, nothing to make safe."""
    return f' s="{_CODE}" t="inlineStr"><is><t>{code}</t></is></c>'


def _serie(jour: date) -> int:
    """Days since the origin of spreadsheets."""
    return (jour - _EPOQUE).days


def _texte(texte: str, style: int = _TEXTE) -> str:
    sur = texte if texte.isprintable() else _ILLISIBLE.sub("\ufffd", texte)
    if len(sur) > TEXTE_MAX:
        sur = sur[: TEXTE_MAX - 1] + "…"
    if "&" in sur or "<" in sur or ">" in sur or "\r" in sur:
        sur = sur.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        sur = sur.replace("\r", "&#13;")
    garde = ' xml:space="preserve"' if sur[:1].isspace() or sur[-1:].isspace() else ""
    return f' s="{style}" t="inlineStr"><is><t{garde}>{sur}</t></is></c>'
