"""The fixed parts of an XLSX workbook: styles, the page it prints on, what names its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ESPACE = "http://schemas.openxmlformats.org"
# On the first line of a row, as its texts are.
_EN_HAUT = ' applyAlignment="1"><alignment vertical="top"/></xf>'
# Beside the words that follow them, not against them.
_A_GAUCHE = ' applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>'
# Printed across the width of the page, its heads on each.
PAGE = (
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
)
_STYLES_XML = (
    f'{DECLARATION}<styleSheet xmlns="{ESPACE}/spreadsheetml/2006/main">'
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
    f'<xf numFmtId="164" applyNumberFormat="1"{_A_GAUCHE}'
    f'<xf numFmtId="165" applyNumberFormat="1"{_A_GAUCHE}'
    f'<xf numFmtId="166" applyNumberFormat="1"{_A_GAUCHE}'
    f'<xf numFmtId="167" applyNumberFormat="1"{_EN_HAUT}'
    f'<xf fontId="2" applyFont="1"/><xf fontId="3" applyFont="1"{_EN_HAUT}<xf{_EN_HAUT}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def annexes(titres: Sequence[str], noms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What describes the sheets of a workbook: the path of each part, and its XML."""
    main = f"{ESPACE}/spreadsheetml/2006/main"
    liens = f"{ESPACE}/officeDocument/2006/relationships"
    paquet = f"{ESPACE}/package/2006"
    genre = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    rangs = range(1, len(titres) + 1)
    yield (
        "[Content_Types].xml",
        f'{DECLARATION}<Types xmlns="{paquet}/content-types">'
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
        f'{DECLARATION}<Relationships xmlns="{paquet}/relationships">'
        f'<Relationship Id="rId1" Type="{liens}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
    )
    yield (
        "xl/workbook.xml",
        f'{DECLARATION}<workbook xmlns="{main}" xmlns:r="{liens}">'
        "<bookViews><workbookView/></bookViews><sheets>"
        + "".join(
            f'<sheet name="{attribut(titre)}" sheetId="{n}" r:id="rId{n}"/>'
            for n, titre in zip(rangs, titres, strict=True)
        )
        + f"</sheets><definedNames>{''.join(noms)}</definedNames></workbook>",
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{DECLARATION}<Relationships xmlns="{paquet}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{liens}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in rangs
        )
        + f'<Relationship Id="rId{len(rangs) + 1}" Type="{liens}/styles" Target="styles.xml"/>'
        "</Relationships>",
    )
    yield "xl/styles.xml", _STYLES_XML


def attribut(texte: str) -> str:
    """That text within the quotes of an XML attribute."""
    return (
        texte.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
