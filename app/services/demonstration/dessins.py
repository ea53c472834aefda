"""Pictures drawn for the demonstration: nobody's home, and it says so across them."""

from __future__ import annotations

import random
from io import BytesIO

from app.services.images import Collee, ImageReduite, reduire

_TAILLE = (640, 480)
_MOT = "FICTIF"


def dessiner(hasard: random.Random, titre: str) -> ImageReduite:
    """A drawn scene named after what it stands for, reduced like any photo."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only the demonstration draws

    ciel, mur = ((180, 200, 215), (215, 200, 180))
    image = Image.new("RGB", _TAILLE, ciel)
    trait = ImageDraw.Draw(image)
    large, haut = _TAILLE
    trait.rectangle((0, haut * 0.7, large, haut), fill=(150, 165, 130))
    x, y = hasard.randint(80, 260), hasard.randint(170, 240)
    largeur = hasard.randint(220, 330)
    trait.rectangle((x, y, x + largeur, int(haut * 0.78)), fill=mur, outline=(90, 80, 70), width=3)
    trait.polygon(
        ((x - 18, y), (x + largeur // 2, y - hasard.randint(60, 110)), (x + largeur + 18, y)),
        fill=(165, 85, 65),
        outline=(90, 50, 40),
    )
    for _n in range(hasard.randint(1, 3)):
        a = hasard.randint(x + 10, x + largeur - 60)
        trait.rectangle((a, y + 30, a + 46, y + 86), fill=(120, 150, 170), outline=(70, 70, 70))
    for pas in range(0, large, 150):
        trait.text((pas + 8, haut - 60), _MOT, fill=(60, 60, 60), font_size=30)
    trait.text((14, 12), _ascii(titre), fill=(40, 40, 40), font_size=26)
    flux = BytesIO()
    image.save(flux, "JPEG", quality=70)
    return reduire(Collee(flux.getvalue(), f"{_MOT.lower()}.jpg"))


def parapher(hasard: random.Random) -> bytes:
    """A squiggle that stands for a signature (PNG)."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only the demonstration draws

    image = Image.new("L", (420, 140), 255)
    trait = ImageDraw.Draw(image)
    points = [(20 + 22 * n, hasard.randint(25, 110)) for n in range(hasard.randint(9, 16))]
    trait.line(points, fill=20, width=4, joint="curve")
    trait.line((points[0], (points[-1][0], 122)), fill=20, width=3)
    flux = BytesIO()
    image.save(flux, "PNG")
    return flux.getvalue()


def _ascii(titre: str) -> str:
    """The letters every drawing font has."""
    return titre.replace("’", "'").replace("œ", "oe")
