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
_BOUTON = 3
"""Characters the button of a filter hides."""
_AUTOUR = len(' s="0" t="inlineStr"><is><t></t></is></c>')
"""Signs around the text of a cell."""
_JOUR_S = 86_400
_NIVEAU = 3  # of compression: a tenth bigger than the usual 6, in a third of the time
# Styles, in the order of `_STYLES_XML`.
_TEXTE, _ENTETE, _JOUR, _INSTANT, _HEURE, _DECIMAL, _TITRE, _CODE, _NOMBRE = range(9)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ESPACE = "http://schemas.openxmlformats.org"
# On the first line of a row, as its texts are.
_EN_HAUT = ' applyAlignment="1"><alignment vertical="top"/></xf>'
# Printed across the width of the page, its heads on each.
_PAGE = (
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
)
_STYLES_XML = (
    f'{_DECLARATION}<styleSheet xmlns="{_ESPACE}/spreadsheetml/2006/main">'
    '<numFmts count="4"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/>'
    '<numFmt numFmtId="166" formatCode="hh:mm"/>'
    '<numFmt numFmtId="167" formatCode="#,##0.00"/></numFmts>'
    '<fonts count="4"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="15"/><name val="Calibri"/></font>'
    '<font><sz val="8"/><color rgb="FF7F7F7F"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFF1E7E2"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="9">'
    '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1"'
    ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    f'<xf numFmtId="164" applyNumberFormat="1"{_EN_HAUT}'
    f'<xf numFmtId="165" applyNumberFormat="1"{_EN_HAUT}'
    f'<xf numFmtId="166" applyNumberFormat="1"{_EN_HAUT}'
    f'<xf numFmtId="167" applyNumberFormat="1"{_EN_HAUT}'
    f'<xf fontId="2" applyFont="1"/><xf fontId="3" applyFont="1"{_EN_HAUT}<xf{_EN_HAUT}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


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
        for chemin, contenu in self._annexes():
            self._zip.writestr(chemin, contenu)
        self._zip.close()

    def nommer(self, filtre: str) -> None:
        """Note the filter of the sheet begun last ("" for none), and the heads to print again.

        Spreadsheets look for them in the workbook too.
        """
        numero, titre = len(self._titres) - 1, _attribut(self._titres[-1])
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
        net = _TITRE_INTERDIT.sub(" ", titre).strip() or _("Feuille")
        propose, n = net[:_TITRE_MAX], 1
        while propose.casefold() in {t.casefold() for t in self._titres}:
            n += 1
            suite = f" ({n})"
            propose = net[: _TITRE_MAX - len(suite)] + suite
        return propose

    def _annexes(self) -> Iterator[tuple[str, str]]:
        main = f"{_ESPACE}/spreadsheetml/2006/main"
        liens = f"{_ESPACE}/officeDocument/2006/relationships"
        paquet = f"{_ESPACE}/package/2006"
        genre = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        rangs = range(1, len(self._titres) + 1)
        yield (
            "[Content_Types].xml",
            f'{_DECLARATION}<Types xmlns="{paquet}/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{genre}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{genre}.styles+xml"/>'
            + "".join(
                f'<Override PartName="/xl/worksheets/sheet{n}.xml"'
                f' ContentType="{genre}.worksheet+xml"/>'
                for n in rangs
            )
            + "</Types>",
        )
        yield (
            "_rels/.rels",
            f'{_DECLARATION}<Relationships xmlns="{paquet}/relationships">'
            f'<Relationship Id="rId1" Type="{liens}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
        )
        yield (
            "xl/workbook.xml",
            f'{_DECLARATION}<workbook xmlns="{main}" xmlns:r="{liens}">'
            "<bookViews><workbookView/></bookViews><sheets>"
            + "".join(
                f'<sheet name="{_attribut(titre)}" sheetId="{n}" r:id="rId{n}"/>'
                for n, titre in zip(rangs, self._titres, strict=True)
            )
            + f"</sheets><definedNames>{''.join(self._noms)}</definedNames></workbook>",
        )
        yield (
            "xl/_rels/workbook.xml.rels",
            f'{_DECLARATION}<Relationships xmlns="{paquet}/relationships">'
            + "".join(
                f'<Relationship Id="rId{n}" Type="{liens}/worksheet"'
                f' Target="worksheets/sheet{n}.xml"/>'
                for n in rangs
            )
            + f'<Relationship Id="rId{len(rangs) + 1}" Type="{liens}/styles" Target="styles.xml"/>'
            "</Relationships>",
        )
        yield "xl/styles.xml", _STYLES_XML


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
        self._textes = tuple((i, c.largeur) for i, c in enumerate(self._colonnes) if c.texte)
        self._commencer()

    def ligne(self, valeurs: Iterable[Any]) -> None:
        """One row; text made inert, unknown values left empty."""
        self.contenus([[None if v is None else contenu(v) for v in valeurs]])

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
        for rang, large in self._textes:
            cellule = ligne[rang] if rang < len(ligne) else None
            if cellule is not None and (len(cellule) - _AUTOUR > large or "\n" in cellule):
                plus = max(plus, -int(-(len(cellule) - _AUTOUR) // large) + cellule.count("\n"))
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
            f'{_DECLARATION}<worksheet xmlns="{_ESPACE}/spreadsheetml/2006/main">'
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
        self._ecrire(f"{_PAGE}</worksheet>")
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


def _attribut(texte: str) -> str:
    return (
        texte.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
