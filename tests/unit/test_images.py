"""Reading photos: what is kept is small, upright and silent; what is not a photo is named."""

from __future__ import annotations

import struct
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms, ImageDraw

from app.core.errors import AppError
from app.core.suivi import Annule, SuiviMuet
from app.services import images
from app.services.images import Collee, reduire

ROUGE, BLEU = (200, 30, 30), (30, 30, 200)


def dessin(largeur: int = 400, hauteur: int = 300, mode: str = "RGB") -> Image.Image:
    """Red on the left half, blue on the right."""
    image = Image.new("RGB", (largeur, hauteur), ROUGE)
    ImageDraw.Draw(image).rectangle((largeur // 2, 0, largeur, hauteur), fill=BLEU)
    return image.quantize(8) if mode == "P" else image.convert(mode)


def octets(image: Image.Image, format_: str = "JPEG", **options: object) -> bytes:
    """The picture as a file."""
    sortie = BytesIO()
    image.save(sortie, format_, **options)  # type: ignore[arg-type]  # options of each format
    return sortie.getvalue()


def exif(sens: int = 1) -> Image.Exif:
    """What a phone writes: its owner, how it was held, when and where."""
    donnees = Image.Exif()
    donnees[ExifTags.Base.Orientation] = sens
    donnees[ExifTags.Base.Artist] = "Canarijaunequichante"
    donnees.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:02 10:20:30"
    gps = donnees.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (50.0, 24.0, 12.5)
    gps[ExifTags.GPS.GPSLongitudeRef] = "E"
    gps[ExifTags.GPS.GPSLongitude] = (2.0, 55.0, 3.25)
    return donnees


def ouvrir(donnees: bytes) -> Image.Image:
    """A picture that was kept, decoded."""
    image = Image.open(BytesIO(donnees))
    image.load()
    return image


def proche(couleur: object, attendue: tuple[int, ...]) -> bool:
    assert isinstance(couleur, tuple)
    return all(abs(a - b) < 30 for a, b in zip(couleur, attendue, strict=True))


def lire(donnees: bytes, nom: str = "photo.jpg") -> images.ImageReduite:
    return reduire(Collee(donnees, nom))


def test_a_large_photo_is_reduced_with_its_proportions() -> None:
    lue = lire(octets(dessin(4000, 3000), quality=95))
    grande, petite = ouvrir(lue.octets), ouvrir(lue.vignette)
    assert (grande.size, petite.size) == ((1600, 1200), (240, 180))
    assert (lue.largeur, lue.hauteur) == (1600, 1200)
    assert grande.format == petite.format == "JPEG"
    assert len(lue.octets) < lue.taille_origine


def test_a_small_photo_is_not_enlarged() -> None:
    lue = lire(octets(dessin(120, 80)))
    assert ouvrir(lue.octets).size == ouvrir(lue.vignette).size == (120, 80)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_position_owner_and_date_do_not_survive(format_: str) -> None:
    source = octets(dessin(), format_, exif=exif())
    depart = Image.open(BytesIO(source)).getexif()
    assert dict(depart.get_ifd(ExifTags.IFD.GPSInfo)), "the test file must carry a position"
    lue = lire(source)
    for gardee in (lue.octets, lue.vignette):
        image = ouvrir(gardee)
        assert dict(image.getexif()) == {}
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(image.info)
        for trace in (b"Exif", b"Canari", b"GPS", b"http://ns.adobe.com", b"2026:11:02"):
            assert trace not in gardee
    assert lue.prise_le == date(2026, 11, 2)


def test_comments_and_other_segments_do_not_survive() -> None:
    source = octets(dessin(), comment=b"Canarijaunequichante")
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x>Canarijaunequichante</x>"
    source = source[:2] + b"\xff\xe1" + struct.pack(">H", len(xmp) + 2) + xmp + source[2:]
    lue = lire(source)
    assert b"Canari" in source
    assert b"Canari" not in lue.octets + lue.vignette


@pytest.mark.parametrize("sens", range(1, 9))
def test_a_photo_held_any_way_stands_upright(sens: int) -> None:
    droite = dessin(400, 300)
    ImageDraw.Draw(droite).rectangle((0, 0, 400, 40), fill="white")
    tournee = {
        1: droite,
        2: droite.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: droite.transpose(Image.Transpose.ROTATE_180),
        4: droite.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: droite.transpose(Image.Transpose.TRANSPOSE),
        6: droite.transpose(Image.Transpose.ROTATE_90),
        7: droite.transpose(Image.Transpose.TRANSVERSE),
        8: droite.transpose(Image.Transpose.ROTATE_270),
    }[sens]
    lue = ouvrir(lire(octets(tournee, exif=exif(sens), quality=95)).octets)
    assert lue.size == (400, 300)
    assert proche(lue.getpixel((200, 15)), (255, 255, 255))
    assert proche(lue.getpixel((60, 200)), ROUGE)
    assert proche(lue.getpixel((340, 200)), BLEU)


@pytest.mark.parametrize(
    ("mode", "format_"),
    [
        ("CMYK", "JPEG"),
        ("L", "JPEG"),
        ("P", "PNG"),
        ("P", "GIF"),
        ("1", "PNG"),
        ("LA", "PNG"),
        ("RGBA", "PNG"),
        ("RGBA", "WEBP"),
        ("CMYK", "TIFF"),
        ("RGB", "BMP"),
    ],
)
def test_every_kind_of_colours_is_read(mode: str, format_: str) -> None:
    image = ouvrir(lire(octets(dessin(400, 300, mode), format_)).octets)
    assert image.mode == "RGB"
    if mode not in ("1", "L", "LA"):
        assert proche(image.getpixel((60, 150)), ROUGE)
        assert proche(image.getpixel((340, 150)), BLEU)


def test_what_was_transparent_is_white_paper() -> None:
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 150, 300), fill=(*ROUGE, 255))
    gardee = ouvrir(lire(octets(image, "PNG")).octets)
    assert proche(gardee.getpixel((250, 150)), (255, 255, 255))
    assert proche(gardee.getpixel((60, 150)), ROUGE)


def test_sixteen_bits_keep_their_greys() -> None:
    noir, gris = bytes(200), (65535 // 2).to_bytes(2, "little") * 100
    image = Image.frombytes("I;16", (200, 100), (noir + gris) * 100)
    gardee = ouvrir(lire(octets(image, "PNG")).octets)
    assert proche(gardee.getpixel((30, 50)), (0, 0, 0))
    assert proche(gardee.getpixel((170, 50)), (127, 127, 127))


def test_a_colour_profile_is_applied_then_dropped() -> None:
    profil = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    gardee = ouvrir(lire(octets(dessin(), icc_profile=profil)).octets)
    assert "icc_profile" not in gardee.info
    assert proche(gardee.getpixel((60, 150)), ROUGE)
    abime = ouvrir(lire(octets(dessin(), icc_profile=b"rien de tel")).octets)
    assert proche(abime.getpixel((60, 150)), ROUGE)


def test_the_first_picture_of_an_animation_is_kept() -> None:
    suite = [Image.new("RGB", (80, 80), c) for c in (ROUGE, BLEU)]
    source = octets(suite[0], "GIF", save_all=True, append_images=suite[1:])
    assert proche(ouvrir(lire(source).octets).getpixel((40, 40)), ROUGE)


def test_damaged_metadata_do_not_keep_a_photo_out() -> None:
    source = octets(dessin(), exif=b"Exif\0\0MM\0*\xff\xff\xff\xff rubbish")
    lue = lire(source)
    assert lue.prise_le is None
    assert ouvrir(lue.octets).size == (400, 300)


def archive() -> bytes:
    sortie = BytesIO()
    with zipfile.ZipFile(sortie, "w") as zip_:
        zip_.writestr("photo.jpg", octets(dessin()))
    return sortie.getvalue()


@pytest.mark.parametrize(
    ("contenu", "code"),
    [
        (b"", "photo.vide"),
        (b"%PDF-1.7\n1 0 obj << >> endobj", "photo.pdf"),
        (b"\n\n%PDF-1.4 with something before", "photo.pdf"),
        (archive(), "photo.archive"),
        (b"\x1f\x8b\x08 gz", "photo.archive"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "photo.heic"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1heic", "photo.heic"),
        ("Une lettre à la locataire".encode(), "photo.pas_une_image"),
        (b"\xff\xd8\xff", "photo.pas_une_image"),
        (b"MZ\x90\0 a program", "photo.pas_une_image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo.pas_une_image"),
    ],
)
def test_what_is_not_a_photo_is_named(tmp_path: Path, contenu: bytes, code: str) -> None:
    fichier = tmp_path / "jardin.jpg"
    fichier.write_bytes(contenu)
    with pytest.raises(AppError) as refus:
        reduire(fichier)
    assert (refus.value.code, refus.value.params["fichier"]) == (code, "jardin.jpg")


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF", "BMP"])
@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_photo_cut_short_is_refused(format_: str, part: float) -> None:
    entier = octets(dessin(900, 700), format_)
    with pytest.raises(AppError) as refus:
        lire(entier[: int(len(entier) * part)])
    assert refus.value.code in ("photo.abimee", "photo.pas_une_image")


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    for chemin in (tmp_path / "absent.jpg", tmp_path):
        with pytest.raises(AppError) as refus:
            reduire(chemin)
        assert refus.value.code == "photo.inaccessible"


def test_too_many_pixels_are_refused_before_they_are_read() -> None:
    """A bomb: a few bytes that would unfold into gigabytes."""
    bombe = octets(Image.new("1", (60_000, 20_000)), "PNG")
    assert len(bombe) < 200_000
    with pytest.raises(AppError) as refus:
        lire(bombe)
    assert refus.value.code == "photo.trop_grande"
    demesuree = octets(Image.new("L", (9_000, 9_000)), "PNG")
    with pytest.raises(AppError) as refus:
        lire(demesuree)
    assert (refus.value.code, refus.value.params["limite"]) == ("photo.trop_grande", 64)


def test_too_many_bytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    fichier = tmp_path / "film.jpg"
    with fichier.open("wb") as flux:
        flux.write(octets(dessin()))
        flux.truncate(images.OCTETS_MAX + 1)
    with pytest.raises(AppError) as refus:
        reduire(fichier)
    assert refus.value.code == "photo.trop_lourde"


def test_one_bad_file_does_not_stop_the_others() -> None:
    lot = (
        Collee(octets(dessin()), "a.jpg"),
        Collee(b"%PDF-1.4", "b.jpg"),
        Collee(octets(dessin(50, 50)), "c.png"),
    )
    preparees = images.preparer(lot, SuiviMuet())
    assert [i.fichier for i in preparees.images] == ["a.jpg", "c.png"]
    assert [(nom, e.code) for nom, e in preparees.refus] == [("b.jpg", "photo.pdf")]


def test_a_batch_stops_when_asked() -> None:
    class Arrete(SuiviMuet):
        def avance(self, fait: int, total: int, texte: str = "") -> None:
            if fait == 1:
                raise Annule

    lot = tuple(Collee(octets(dessin()), f"{n}.jpg") for n in range(3))
    with pytest.raises(Annule):
        images.preparer(lot, Arrete())
