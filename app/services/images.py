"""Reading a photo safely: what is kept is small, upright, and says nothing but what it shows.

Everything happens in memory. The picture is drawn again on a blank page, so that no metadata of
the camera (position, owner, thumbnail of what was cut away) can follow it.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from app.core.errors import AppError, EntreeInvalide, PanneEnvironnement
from app.core.suivi import Suivi

if TYPE_CHECKING:
    from PIL.Image import Image

T = TypeVar("T")
COTE, COTE_VIGNETTE = 1600, 240  # pixels, long edge
QUALITE, QUALITE_VIGNETTE = 82, 78
OCTETS_MAX = 200 * 1024 * 1024
# A plain JPEG is read at a reduced size by its own decoder: it needs little memory. Anything else
# is held whole.
PIXELS_MAX, PIXELS_MAX_JPEG = 64_000_000, 150_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "DIB", "TIFF", "GIF")
_SENS, _ORIGINE, _EXIF = 0x0112, 0x9003, 0x8769  # EXIF: how it was held, when, where that is
_DRESSER = (0, 3, 1, 5, 4, 6, 2)  # for EXIF 2 to 8, what Pillow must do (PIL.Image.Transpose)
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")


@dataclass(frozen=True, slots=True)
class ImageReduite:
    """A photo ready to be kept: JPEG bytes without metadata, and its thumbnail.

    `fichier` is the name it had, `taille_origine` its size in bytes; `prise_le` is the day the
    camera wrote, when it did.
    """

    octets: bytes
    vignette: bytes
    largeur: int
    hauteur: int
    fichier: str
    taille_origine: int
    prise_le: date | None = None

    @property
    def empreinte(self) -> str:
        """The fingerprint of what is kept: the same photo twice gives the same."""
        return empreinte(self.octets)


@dataclass(frozen=True, slots=True)
class Collee:
    """A picture that is no file: pasted, or dragged from another program."""

    octets: bytes
    nom: str


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a batch of files gave: pictures ready to be kept, and why others are not."""

    images: tuple[ImageReduite, ...]
    refus: tuple[tuple[str, AppError], ...] = ()


def empreinte(octets: bytes) -> str:
    """The fingerprint of some bytes (SHA-256)."""
    return hashlib.sha256(octets).hexdigest()


def preparer(sources: tuple[Path | Collee, ...], suivi: Suivi) -> Preparation:
    """Each source read and reduced, in order; one that cannot be used never stops the others.

    Raises `Annule` between two pictures when asked to stop.
    """
    images: list[ImageReduite] = []
    refus: list[tuple[str, AppError]] = []
    for rang, source in enumerate(sources):
        nom = source.nom if isinstance(source, Collee) else source.name
        suivi.avance(rang, len(sources), nom)
        try:
            images.append(reduire(source))
        except AppError as erreur:
            refus.append((nom, erreur))
    suivi.avance(len(sources), len(sources))
    return Preparation(tuple(images), tuple(refus))


def reduire(source: Path | Collee) -> ImageReduite:
    """One photo ready to be kept.

    Raises `EntreeInvalide` ("photo.vide", "photo.pdf", "photo.archive", "photo.heic",
    "photo.pas_une_image", "photo.abimee", "photo.trop_grande", "photo.trop_lourde") or
    `PanneEnvironnement("photo.inaccessible")`, naming the file.
    """
    if isinstance(source, Collee):
        return _lire(BytesIO(source.octets), source.nom, len(source.octets))
    try:
        with source.open("rb") as flux:
            return _lire(flux, source.name, source.stat().st_size)
    except OSError as erreur:
        raise PanneEnvironnement("photo.inaccessible", fichier=source.name) from erreur


def _lire(flux: IO[bytes], nom: str, taille: int) -> ImageReduite:
    if taille > OCTETS_MAX:
        raise EntreeInvalide(
            "photo.trop_lourde", fichier=nom, taille=en_mo(taille), limite=en_mo(OCTETS_MAX)
        )
    _reconnaitre(flux, nom)
    image = _decoder(flux, nom)
    propre, prise_le = _redessiner(image)
    return ImageReduite(
        octets=_jpeg(propre, QUALITE),
        vignette=_jpeg(_a_la_taille(propre.copy(), COTE_VIGNETTE), QUALITE_VIGNETTE),
        largeur=propre.width,
        hauteur=propre.height,
        fichier=nom,
        taille_origine=taille,
        prise_le=prise_le,
    )


def en_mo(octets: int) -> int:
    """A size in whole megabytes, for a sentence."""
    return max(1, round(octets / 1024 / 1024))


def _reconnaitre(flux: IO[bytes], nom: str) -> None:
    """Name what is not a photo for what it is: a suffix proves nothing."""
    tete = flux.read(1024)
    flux.seek(0)
    if not tete:
        raise EntreeInvalide("photo.vide", fichier=nom)
    if b"%PDF-" in tete:
        raise EntreeInvalide("photo.pdf", fichier=nom)
    if tete[:4] in (b"PK\x03\x04", b"PK\x05\x06") or tete[:4] == b"Rar!" or tete[:2] == b"\x1f\x8b":
        raise EntreeInvalide("photo.archive", fichier=nom)
    if tete[4:8] == b"ftyp" and tete[8:12] in _HEIC:
        raise EntreeInvalide("photo.heic", fichier=nom)


def _decoder(flux: IO[bytes], nom: str) -> Image:
    """The picture, read at once, as large as it is useful to read it."""
    # Imported here: 40 ms that only who adds a photo waits for.
    from PIL import (  # noqa: PLC0415
        BmpImagePlugin,  # noqa: F401 - importing it makes the format known
        GifImagePlugin,  # noqa: F401
        Image,
        JpegImagePlugin,  # noqa: F401
        PngImagePlugin,  # noqa: F401
        TiffImagePlugin,  # noqa: F401
        UnidentifiedImageError,
        WebPImagePlugin,  # noqa: F401
    )

    try:
        with warnings.catch_warnings():
            # Pillow warns about large or slightly odd files: our own limits decide below.
            warnings.simplefilter("ignore")
            image = Image.open(flux, formats=FORMATS)
            _mesurer(image, nom)
            if image.format in ("JPEG", "MPO"):
                image.draft(None, _dans(image.size, COTE))
            image.load()
    except UnidentifiedImageError as erreur:
        raise EntreeInvalide("photo.pas_une_image", fichier=nom) from erreur
    except (Image.DecompressionBombError, MemoryError) as erreur:
        raise EntreeInvalide("photo.trop_grande", fichier=nom, limite=_mpx(PIXELS_MAX)) from erreur
    except AppError:
        raise
    except Exception as erreur:  # what a damaged file makes a decoder say has no common class
        raise EntreeInvalide("photo.abimee", fichier=nom) from erreur
    return image


def _mesurer(image: Image, nom: str) -> None:
    simple = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    limite = PIXELS_MAX_JPEG if simple else PIXELS_MAX
    if image.width * image.height > limite:
        raise EntreeInvalide("photo.trop_grande", fichier=nom, limite=_mpx(limite))


def _mpx(pixels: int) -> int:
    return pixels // 1_000_000


def _dans(taille: tuple[int, int], cote: int) -> tuple[int, int]:
    """The size that keeps the proportions with a long edge of `cote`, never larger."""
    echelle = min(1.0, cote / max(taille))
    return max(1, round(taille[0] * echelle)), max(1, round(taille[1] * echelle))


def _redessiner(image: Image) -> tuple[Image, date | None]:
    """The picture upright, in plain colours, on a page of its own; and when it was taken."""
    from PIL import Image as Module  # noqa: PLC0415 - see `_decoder`

    prise_le = _tolerer(lambda: _prise_le(image))
    sens = _tolerer(lambda: int(image.getexif().get(_SENS, 1)))
    image = _en_rvb(_a_la_taille(_pleines_couleurs(image), COTE))
    if sens is not None and 2 <= sens <= 8:
        image = image.transpose(Module.Transpose(_DRESSER[sens - 2]))
    page = Module.new("RGB", image.size, "white")
    page.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return page, prise_le


def _tolerer(lire: Callable[[], T]) -> T | None:
    """What `lire` gives, or None when the metadata of the file are damaged: the picture is not."""
    try:
        return lire()
    except Exception:  # as many classes as there are ways to write metadata wrong
        return None


def _prise_le(image: Image) -> date | None:
    texte = str(image.getexif().get_ifd(_EXIF).get(_ORIGINE, ""))[:10]
    jour = date.fromisoformat(texte.replace(":", "-"))
    return jour if jour.year >= 1990 else None


def _pleines_couleurs(image: Image) -> Image:
    """The same picture in a mode that can be reduced well: palettes and deep greys spread out."""
    if image.mode.startswith("I") or image.mode == "F":
        flottante = image.convert("F")
        plafond = 65535.0 if image.mode != "F" else _maximum(flottante)
        return flottante.point(lambda p: p * (255.0 / plafond)).convert("L")
    transparente = "transparency" in image.info or image.mode in ("PA", "LA", "La", "RGBa")
    if image.mode in ("L", "RGB", "RGBA", "CMYK") and not transparente:
        return image
    return image.convert("RGBA" if transparente else "RGB")


def _maximum(image: Image) -> float:
    """The brightest value of a one-band picture, 1 when it is all black."""
    haut = image.getextrema()[1]
    return float(haut) if isinstance(haut, int | float) and haut > 0 else 1.0


def _en_rvb(image: Image) -> Image:
    """RGB (or RGBA), the colours as the camera meant them when it said how."""
    profil = image.info.get("icc_profile")
    if profil and image.mode in ("RGB", "CMYK"):
        convertie = _tolerer(lambda: _par_profil(image, profil))
        if convertie is not None:
            return convertie
    return image if image.mode in ("RGB", "RGBA") else image.convert("RGB")


def _par_profil(image: Image, profil: bytes) -> Image | None:
    from PIL import ImageCms  # noqa: PLC0415 - only when a file carries a colour profile

    return ImageCms.profileToProfile(
        image,
        ImageCms.ImageCmsProfile(BytesIO(profil)),
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        outputMode="RGB",
    )


def _a_la_taille(image: Image, cote: int) -> Image:
    from PIL.Image import Resampling  # noqa: PLC0415 - see `_decoder`

    image.thumbnail((cote, cote), Resampling.LANCZOS, reducing_gap=2.0)
    return image


def _jpeg(image: Image, qualite: int) -> bytes:
    sortie = BytesIO()
    image.save(sortie, "JPEG", quality=qualite, optimize=True)
    return sortie.getvalue()
