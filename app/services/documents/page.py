"""Pages being written: a cursor that flows, a header that comes back, "page x / y" at the foot.

Each piece (one household) is laid out first and handed to the PDF afterwards, so that its number
of pages is known; only one piece is held in memory at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from reportlab.pdfbase.pdfdoc import PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from app.core.i18n import _, langue
from app.services.documents.images_pdf import declarer
from app.services.documents.polices import Encre, Police
from app.services.documents.styles import GRIS_TRAIT, Style
from app.services.documents.texte import Composeur, une_ligne

AUTEUR = "Voyette"


class Document:
    """One PDF file being written, dated `instant`: the same contents give the same bytes."""

    def __init__(self, style: Style, titre: str, instant: datetime) -> None:
        self.style = style
        self.composeur = Composeur()
        self.pages = 0
        self._encres: dict[str, Encre] = {}
        self._canvas = Canvas(
            "",
            pagesize=style.format,
            pageCompression=0,
            invariant=1,
            initialFontName=style.normale.nom,
            lang="fr-FR" if langue() == "fr" else "en-GB",
        )
        # Compressed once and binary: reportlab's own choice wraps each page in ASCII 85 as well, a
        # quarter bigger and, in pure Python, a third of the time.
        self._canvas._doc.defaultStreamFilters = [PDFZCompress]
        # No personal data in the metadata: a file name or a search index would show it.
        self._canvas.setTitle(titre)
        self._canvas.setAuthor(AUTEUR)
        self._canvas.setCreator(AUTEUR)
        self._canvas.setSubject("")
        # reportlab's repeatable files are dated 2000: say when this one was made.
        self._canvas.setDateFormatter(lambda *_epoque: f"D:{instant:%Y%m%d%H%M%S}+00'00'")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def encre(self, police: Police) -> Encre:
        """How `police` is written in this file."""
        encre = self._encres.get(police.nom)
        if encre is None:
            encre = self._encres[police.nom] = Encre(police, self._canvas._doc)
        return encre

    def image(self, cle: str, octets: bytes) -> str:
        """The name in this file of a JPEG picture; the same `cle` is written once."""
        return declarer(self._canvas._doc, cle, octets)

    def page(self, operateurs: list[str], signet: str = "", images: Sequence[str] = ()) -> None:
        """Add a page; `signet` names it in the reader's outline, `images` are those it shows."""
        self._canvas._formsinuse.extend(images)
        if signet:
            cle = f"p{self.pages}"
            self._canvas.bookmarkPage(cle)
            self._canvas.addOutlineEntry(signet, cle, 0)
        self._canvas.addLiteral("\n".join(operateurs))
        self._canvas.showPage()
        self.pages += 1

    def enregistrer(self, sortie: BinaryIO) -> None:
        """Write the whole PDF to `sortie`; raises `OSError` when the disk refuses."""
        sortie.write(self._canvas.getpdfdata())


@dataclass(frozen=True, slots=True)
class Cartouche:
    """What every page of a piece repeats: header left and right, foot, reminder on the next."""

    gauche: str
    droite: str
    pied: str
    rappel: str = ""


class Feuillet:
    """The pages of one piece, filled from top to bottom.

    `y` is the height of the next line's top; coordinates are points from the bottom left.
    """

    def __init__(self, document: Document, cartouche: Cartouche, *, style: Style | None = None):
        self.document = document
        self.style = style or document.style
        self.cartouche = cartouche
        self.composeur = document.composeur
        self.pages: list[list[str]] = []
        self.images: list[list[str]] = []
        self.gauche = self.style.marge
        self.droite = self.style.format[0] - self.style.marge
        self.bas = self.style.bas
        self.y = 0.0
        self.rubrique = ""
        self.en_tete: Callable[[], None] | None = None
        self.nouvelle_page()

    @property
    def largeur(self) -> float:
        """Usable width."""
        return self.droite - self.gauche

    @property
    def libre(self) -> float:
        """Height left on this page."""
        return self.y - self.bas

    def nouvelle_page(self) -> None:
        """Start a page with its header; the table being drawn repeats its own."""
        self.pages.append([f"{GRIS_TRAIT} G 0.5 w"])
        self.images.append([])
        self.bas = self.style.bas
        style, c = self.style, self.cartouche
        base = style.format[1] - style.haut - style.corps
        droite = une_ligne(c.droite)
        large = style.normale.largeur(droite, style.corps)
        gauche = c.gauche if len(self.pages) == 1 or not c.rappel else c.rappel
        police = style.normale if len(self.pages) == 1 else style.grasse
        place = self.largeur - large - 18
        self.mot(
            self.gauche, base, self.composeur.ligne(gauche, police, style.corps, place), police
        )
        self.mot(self.droite - large, base, droite, style.normale)
        self.y = base - 6
        self.trait(self.gauche, self.y, self.droite)
        self.y -= style.corps * 0.8
        if self.en_tete is not None:
            self.en_tete()

    def place(self, hauteur: float) -> bool:
        """Make sure `hauteur` points are left; True when that took a new page."""
        if self.y - hauteur >= self.bas:
            return False
        self.nouvelle_page()
        return True

    def mot(
        self, x: float, base: float, texte: str, police: Police, taille: float | None = None
    ) -> None:
        """Show `texte`, already in drawing order, with its baseline at `base`."""
        if texte:
            ecrit = self.document.encre(police).operateurs(texte, f"{taille or self.style.corps:g}")
            self.pages[-1].append(f"BT {x:.2f} {base:.2f} Td {ecrit} ET")

    def trait(self, x1: float, y: float, x2: float, epaisseur: float = 0.5) -> None:
        """A horizontal rule."""
        self.pages[-1].append(f"{epaisseur:g} w {x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l S")

    def cadre(
        self, x: float, y: float, largeur: float, hauteur: float, *, epaisseur: float = 0.8
    ) -> None:
        """A box whose bottom left corner is (x, y)."""
        self.pages[-1].append(f"{epaisseur:g} w {x:.2f} {y:.2f} {largeur:.2f} {hauteur:.2f} re S")

    def plein(self, x: float, y: float, largeur: float, hauteur: float) -> None:
        """A black box."""
        self.pages[-1].append(f"0 g {x:.2f} {y:.2f} {largeur:.2f} {hauteur:.2f} re f")

    def blanc(self, ecrire: Callable[[], None]) -> None:
        """Whatever `ecrire` shows, in white (upon a black box)."""
        self.pages[-1].append("1 g")
        ecrire()
        self.pages[-1].append("0 g")

    def image(
        self, x: float, y: float, largeur: float, hauteur: float, cle: str, octets: bytes
    ) -> None:
        """A JPEG picture whose bottom left corner is (x, y); `cle` names it in the file."""
        nom = self.document.image(cle, octets)
        self.images[-1].append(cle)
        self.pages[-1].append(f"q {largeur:.2f} 0 0 {hauteur:.2f} {x:.2f} {y:.2f} cm /{nom} Do Q")

    def clore(self, signet: str = "", *, recto: bool = False) -> int:
        """Number the pages and hand them to the file; says how many.

        With `recto` the piece starts on a fresh sheet of paper even when printed on both sides,
        so that nobody receives somebody else's page on the back of their own.
        """
        if recto and self.document.pages % 2:
            self.document.page([])
        total = len(self.pages)
        for numero, (operateurs, images) in enumerate(zip(self.pages, self.images, strict=True), 1):
            self._pied(operateurs, numero, total)
            self.document.page(operateurs, signet if numero == 1 else "", images)
        return total

    def _pied(self, operateurs: list[str], numero: int, total: int) -> None:
        style = self.style
        base = style.bas - style.corps * 2.3
        page = _("page {page}/{total}").format(page=numero, total=total)
        large = style.grasse.largeur(page, style.corps)
        pied = self.composeur.ligne(
            self.cartouche.pied, style.normale, style.corps, self.largeur - large - 12
        )
        ecrire = self.document.encre
        corps = f"{style.corps:g}"
        operateurs.append(
            f"0.5 w {self.gauche:.2f} {base + style.corps * 1.3:.2f} m"
            f" {self.droite:.2f} {base + style.corps * 1.3:.2f} l S"
        )
        for x, texte, police in (
            (self.gauche, pied, style.normale),
            (self.droite - large, page, style.grasse),
        ):
            ecrit = ecrire(police).operateurs(texte, corps)
            operateurs.append(f"BT {x:.2f} {base:.2f} Td {ecrit} ET")
