"""Our drawings of what one learns in a renovated home, by name.

Black and white, thick strokes, no words: they are understood in every language and survive a
photocopier.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.services.documents.traits import (
    Chiffres,
    Dessin,
    Plein,
    Trait,
    arc,
    courbe,
    fleche,
    forme,
    ligne,
    non,
    oui,
    rectangle,
    rond,
    tourner,
)

_CLAIR, _MOYEN, _NOIR, _BLANC = Plein.CLAIR, Plein.MOYEN, Plein.NOIR, Plein.BLANC


def dessin(nom: str) -> Dessin:
    """The drawing of that name; () when there is none."""
    fait = _DESSINS.get(nom)
    return fait() if fait is not None else ()


def _bouche() -> Dessin:
    fentes = (
        ligne((50 + dx, 68 + dy), (50 + dx * 1.9, 68 + dy * 1.9), epaisseur=1.6)
        for dx, dy in ((0, 9), (7, 6), (-7, 6), (9, 0), (-9, 0))
    )
    return (
        ligne((4, 96), (96, 96), epaisseur=3),
        rond(50, 68, 25, plein=_CLAIR),
        rond(50, 68, 18, plein=_BLANC),
        *fentes,
        rond(50, 68, 6, plein=_NOIR),
        courbe(
            (31, 70),
            (40, 66, 48, 74, 69, 70),
            (67, 52, 70, 38, 66, 20),
            (54, 25, 46, 15, 34, 20),
            (37, 40, 32, 52, 31, 70),
            plein=_BLANC,
            epaisseur=2.4,
        ),
        ligne((39, 58), (60, 58), epaisseur=1.2),
        ligne((39, 50), (61, 50), epaisseur=1.2),
        ligne((40, 42), (60, 42), epaisseur=1.2),
        ligne((39, 34), (56, 34), epaisseur=1.2),
        *fleche((8, 40), (22, 58)),
        *fleche((92, 40), (78, 58)),
        *oui(84, 16),
    )


def _entree_air() -> Dessin:
    fentes = (ligne((x, 84), (x, 89), epaisseur=1.6) for x in (28, 34, 40, 46, 52, 58, 64, 70))
    return (
        rectangle(16, 6, 66, 70, plein=_CLAIR, epaisseur=3),
        rectangle(22, 12, 25, 58, plein=_BLANC),
        rectangle(51, 12, 25, 58, plein=_BLANC),
        rond(46.5, 40, 1.6, plein=_NOIR),
        rectangle(22, 80, 54, 13, 3, plein=_BLANC, epaisseur=2.6),
        *fentes,
        courbe((40, 79), (40, 68, 32, 66, 32, 56), epaisseur=2.4),
        *fleche((32, 58), (32, 50)),
        courbe((60, 79), (60, 68, 66, 66, 66, 56), epaisseur=2.4),
        *fleche((66, 58), (66, 50)),
        *oui(89, 16, 10),
    )


def _thermostat() -> Dessin:
    rayons = (
        ligne((x1, y1), (x2, y2), epaisseur=1.8)
        for x1, y1, x2, y2 in (
            (18, 27, 18, 31), (18, 9, 18, 5), (27, 18, 31, 18), (9, 18, 5, 18),
            (24.4, 24.4, 27, 27), (11.6, 11.6, 9, 9), (24.4, 11.6, 27, 9), (11.6, 24.4, 9, 27),
        )
    )  # fmt: skip
    return (
        rectangle(14, 38, 72, 54, 8, plein=_CLAIR, epaisseur=2.8),
        rectangle(22, 54, 38, 30, 3, plein=_BLANC),
        Chiffres(41, 62, "19°", 19),
        rond(73, 77, 7, plein=_BLANC),
        ligne((69.5, 77), (76.5, 77), epaisseur=2.2),
        ligne((73, 73.5), (73, 80.5), epaisseur=2.2),
        rond(73, 59, 7, plein=_BLANC),
        ligne((69.5, 59), (76.5, 59), epaisseur=2.2),
        ligne((24, 46), (58, 46), epaisseur=1.4),
        rond(18, 18, 6, plein=_BLANC),
        *rayons,
        Chiffres(44, 13.5, "19°", 11),
        courbe(
            (68, 27),
            (60, 25, 60, 11, 68, 9),
            (73, 8, 75, 10, 76, 13),
            (69, 12, 67, 21, 72, 26),
            (71, 27, 69, 27, 68, 27),
            plein=_NOIR,
            epaisseur=0,
        ),
        Chiffres(89, 13.5, "17°", 11),
    )


def _radiateur() -> Dessin:
    colonnes = (
        rectangle(x, 22, 10, 44, 3, plein=_BLANC, epaisseur=2.2) for x in (24, 36, 48, 60, 72)
    )
    vagues = (
        courbe((x, 70), (x - 5, 76, x + 5, 82, x, 90), epaisseur=2.2) for x in (32, 48, 64, 78)
    )
    return (
        ligne((4, 8), (96, 8), epaisseur=3),
        rectangle(20, 28, 66, 6, plein=_CLAIR, epaisseur=1.6),
        *colonnes,
        ligne((24, 22), (24, 9), epaisseur=2.2),
        ligne((80, 22), (80, 9), epaisseur=2.2),
        ligne((8, 30), (24, 30), epaisseur=2.6),
        ligne((8, 30), (8, 9), epaisseur=2.6),
        rectangle(10, 33, 12, 14, 4, plein=_MOYEN, epaisseur=2.2),
        Chiffres(16, 50, "3", 11),
        *vagues,
    )


def _fenetre() -> Dessin:
    return (
        rectangle(26, 22, 48, 66, plein=_CLAIR, epaisseur=3),
        forme((26, 22), (8, 12), (8, 80), (26, 88), plein=_BLANC, epaisseur=2.6),
        forme((74, 22), (92, 12), (92, 80), (74, 88), plein=_BLANC, epaisseur=2.6),
        forme((22, 28), (12, 22), (12, 74), (22, 80), epaisseur=1.4),
        forme((78, 28), (88, 22), (88, 74), (78, 80), epaisseur=1.4),
        ligne((20, 22), (80, 22), epaisseur=3.4),
        *fleche((38, 74), (62, 74)),
        *fleche((62, 62), (38, 62)),
        rond(50, 32, 21, plein=_BLANC, epaisseur=2.8),
        forme((50, 32), (50, 49), (58, 47), (64.5, 40.5), plein=_MOYEN, epaisseur=0),
        ligne((50, 32), (50, 49), epaisseur=2.6),
        ligne((50, 32), (64.5, 40.5), epaisseur=2.6),
        rond(50, 32, 1.8, plein=_NOIR),
        Chiffres(50, 17.5, "10′", 9),
    )


def _robinet(haut: float) -> tuple[Trait, ...]:
    """A pipe with the body of a stopcock, at that height."""
    return (
        rectangle(2, haut - 7, 96, 14, plein=_CLAIR, epaisseur=2.4),
        forme((34, haut - 11), (50, haut), (34, haut + 11), plein=_MOYEN, epaisseur=2.4),
        forme((66, haut - 11), (50, haut), (66, haut + 11), plein=_MOYEN, epaisseur=2.4),
        ligne((50, haut), (50, haut + 22), epaisseur=4),
    )


def _eau() -> Dessin:
    return (
        *_robinet(40),
        rectangle(32, 60, 36, 8, 4, plein=_NOIR, epaisseur=0),
        *tourner(50, 64, 27, 150, 35),
        courbe(
            (50, 24),
            (44, 15, 42, 12, 42, 9),
            (42, 4, 46, 2, 50, 2),
            (54, 2, 58, 4, 58, 9),
            (58, 12, 56, 15, 50, 24),
            plein=_BLANC,
            epaisseur=2.4,
        ),
        *non(72, 13, 8),
    )


def _gaz() -> Dessin:
    return (
        *_robinet(36),
        forme((46, 58), (54, 58), (54, 92), (46, 92), plein=_NOIR, epaisseur=0),
        *tourner(50, 58, 30, 8, 74),
        courbe(
            (18, 84),
            (10, 76, 6, 70, 8, 62),
            (10, 55, 18, 54, 22, 58),
            (28, 63, 26, 72, 18, 84),
            plein=_BLANC,
            epaisseur=2.4,
        ),
        courbe((18, 72), (14, 67, 14, 62, 18, 61), (22, 62, 21, 67, 18, 72), plein=_MOYEN,
               epaisseur=1.4),
        *non(28, 58, 8),
        rectangle(36, 4, 28, 18, 3, plein=_BLANC, epaisseur=2),
        Chiffres(50, 8.5, "112", 12),
    )  # fmt: skip


def _disjoncteur() -> Dessin:
    petits = (
        trait
        for x in (40, 52, 64, 76)
        for trait in (
            rectangle(x, 40, 10, 34, 1, plein=_BLANC, epaisseur=1.8),
            rectangle(x + 3, 58, 4, 10, plein=_MOYEN, epaisseur=1.2),
        )
    )
    return (
        rectangle(6, 14, 88, 80, 4, plein=_CLAIR, epaisseur=3),
        rectangle(14, 36, 20, 44, 2, plein=_BLANC, epaisseur=2.4),
        rectangle(20, 60, 8, 14, 1, plein=_NOIR, epaisseur=0),
        *fleche((24, 42), (24, 56)),
        *petits,
        ligne((40, 32), (86, 32), epaisseur=1.4),
        ligne((40, 26), (72, 26), epaisseur=1.4),
        forme(
            (30, 34), (18, 16), (25, 17), (20, 4), (34, 22), (27, 21),
            plein=_NOIR, epaisseur=0,
        ),
        *oui(84, 14, 10),
    )  # fmt: skip


def _compteurs() -> Dessin:
    cases = (rectangle(x, 58, 11, 18, plein=_BLANC, epaisseur=1.8) for x in (17, 29, 41, 53, 65))
    chiffres = (
        Chiffres(x + 5.5, 63, c, 12) for x, c in zip((17, 29, 41, 53, 65), "04273", strict=True)
    )
    return (
        rectangle(8, 30, 78, 62, 6, plein=_CLAIR, epaisseur=3),
        *cases,
        *chiffres,
        rond(30, 43, 8, plein=_BLANC),
        ligne((30, 43), (34, 48), epaisseur=2),
        rond(54, 43, 8, plein=_BLANC),
        ligne((54, 43), (50, 47), epaisseur=2),
        rectangle(44, 4, 34, 28, 2, plein=_BLANC, epaisseur=2.4),
        ligne((50, 25), (72, 25), epaisseur=1.4),
        ligne((50, 19), (66, 19), epaisseur=1.4),
        ligne((50, 13), (70, 13), epaisseur=1.4),
        forme((92, 38), (97, 33), (78, 12), (72, 9), (74, 16), plein=_BLANC, epaisseur=2.2),
        forme((72, 9), (76, 11), (74, 14), plein=_NOIR, epaisseur=0),
    )


def _mur() -> Dessin:
    briques = (
        rectangle(x, y, 15, 10, plein=_CLAIR, epaisseur=1.6)
        for y, debut in ((6, -2), (18, -9), (30, -2), (42, -9), (54, -2), (66, -9), (78, -2))
        for x in (debut + 8, debut + 24)
        if x + 15 < 40
    )
    laine = tuple(
        courbe((42, y), (46, y + 8, 50, y - 4, 54, y + 4), (57, y + 9, 59, y - 2, 61, y + 3),
               epaisseur=1.4)
        for y in (12, 24, 36, 48, 60, 72, 84)
    )  # fmt: skip
    return (
        *briques,
        rectangle(40, 4, 22, 90, plein=_BLANC, epaisseur=1.8),
        *laine,
        rectangle(62, 4, 5, 90, plein=_MOYEN, epaisseur=1.8),
        ligne((67, 56), (80, 56), epaisseur=2.2),
        ligne((70, 53), (72, 59), epaisseur=1.4),
        ligne((74, 53), (76, 59), epaisseur=1.4),
        rectangle(80, 49, 20, 14, 4, plein=_NOIR, epaisseur=0),
        forme((88, 49), (98, 49), (96, 30), (88, 30), plein=_NOIR, epaisseur=0),
        *non(82, 80, 14),
    )


def _accrocher() -> Dessin:
    return (
        rectangle(8, 6, 84, 90, plein=_CLAIR, epaisseur=0),
        ligne((4, 6), (96, 6), epaisseur=3),
        rond(46, 86, 2.4, plein=_NOIR),
        ligne((46, 86), (24, 70), epaisseur=1.8),
        ligne((46, 86), (68, 70), epaisseur=1.8),
        rectangle(18, 28, 56, 42, plein=_BLANC, epaisseur=3.4),
        rectangle(24, 34, 44, 30, epaisseur=1.4),
        forme((32, 36), (32, 48), (46, 60), (60, 48), (60, 36), plein=_MOYEN, epaisseur=2),
        rectangle(42, 36, 8, 11, plein=_BLANC, epaisseur=1.6),
        forme((53, 55), (53, 61), (57, 61), (57, 51), plein=_NOIR, epaisseur=0),
        *oui(82, 20, 12),
    )


def _entretien() -> Dessin:
    bulles = (
        rond(x, y, r, plein=_BLANC, epaisseur=1.8)
        for x, y, r in ((28, 58, 7), (40, 62, 9), (54, 59, 7), (33, 72, 5), (47, 76, 4))
    )
    fentes = (ligne((78, y), (94, y), epaisseur=2) for y in (60, 66, 72, 78, 84))
    return (
        *bulles,
        arc(40, 52, 24, 0, 180, epaisseur=1.8),
        forme((14, 52), (66, 52), (60, 8), (20, 8), plein=_CLAIR, epaisseur=2.8),
        ligne((16, 40), (64, 40), epaisseur=1.4),
        rectangle(72, 54, 26, 36, 4, plein=_BLANC, epaisseur=2.6),
        *fentes,
        rectangle(70, 10, 26, 16, 5, plein=_MOYEN, epaisseur=2.2),
        rond(77, 20, 1.4, plein=_NOIR),
        rond(85, 16, 1.4, plein=_NOIR),
        rond(90, 21, 1.4, plein=_NOIR),
        *fleche((84, 30), (84, 48)),
    )


def _flocon(x: float, y: float, r: float) -> tuple[Trait, ...]:
    return (
        ligne((x - r, y), (x + r, y), epaisseur=1.8),
        ligne((x - r * 0.5, y - r * 0.87), (x + r * 0.5, y + r * 0.87), epaisseur=1.8),
        ligne((x - r * 0.5, y + r * 0.87), (x + r * 0.5, y - r * 0.87), epaisseur=1.8),
    )


def _hiver() -> Dessin:
    return (
        ligne((2, 8), (98, 8), epaisseur=3),
        forme((12, 8), (12, 46), (40, 70), (68, 46), (68, 8), plein=_CLAIR, epaisseur=2.8),
        courbe(
            (6, 44),
            (14, 52, 30, 66, 40, 76),
            (50, 66, 66, 52, 74, 44),
            (66, 46, 60, 48, 56, 54),
            (50, 54, 46, 60, 40, 64),
            (34, 60, 30, 54, 24, 54),
            (20, 48, 12, 46, 6, 44),
            plein=_BLANC,
            epaisseur=2.2,
        ),
        rectangle(20, 8, 14, 24, plein=_BLANC, epaisseur=2),
        rectangle(44, 22, 14, 14, plein=_BLANC, epaisseur=2),
        ligne((51, 22), (51, 36), epaisseur=1.4),
        rectangle(82, 26, 8, 50, 4, plein=_BLANC, epaisseur=2.2),
        rond(86, 22, 8, plein=_NOIR, epaisseur=0),
        rectangle(84.4, 24, 3.2, 30, plein=_NOIR, epaisseur=0),
        ligne((92, 44), (96, 44), epaisseur=1.6),
        ligne((92, 54), (96, 54), epaisseur=1.6),
        ligne((92, 64), (96, 64), epaisseur=1.6),
        *_flocon(16, 86, 8),
        *_flocon(62, 88, 7),
        *_flocon(40, 92, 5),
    )


def _facture() -> Dessin:
    return (
        forme((12, 6), (12, 94), (56, 94), (70, 80), (70, 6), plein=_BLANC, epaisseur=2.8),
        forme((56, 94), (56, 80), (70, 80), plein=_MOYEN, epaisseur=2),
        Chiffres(26, 78, "kWh", 9),
        ligne((20, 68), (60, 68), epaisseur=1.4),
        rectangle(22, 36, 8, 24, plein=_MOYEN, epaisseur=1.4),
        rectangle(34, 36, 8, 18, plein=_MOYEN, epaisseur=1.4),
        rectangle(46, 36, 8, 10, plein=_MOYEN, epaisseur=1.4),
        ligne((20, 36), (60, 36), epaisseur=1.8),
        ligne((20, 26), (44, 26), epaisseur=1.4),
        Chiffres(30, 12, "€", 13),
        rond(72, 44, 16, plein=_BLANC, epaisseur=3),
        Chiffres(72, 38.5, "€", 17),
        ligne((83, 32), (95, 18), epaisseur=5),
    )


def _defaut() -> Dessin:
    return (
        rectangle(6, 6, 52, 88, plein=_CLAIR, epaisseur=2.6),
        ligne((20, 94), (28, 78), (20, 66), (32, 50), (26, 38), epaisseur=2.6),
        ligne((28, 78), (38, 72), epaisseur=1.8),
        ligne((32, 50), (42, 46), epaisseur=1.8),
        rectangle(52, 20, 32, 58, 5, plein=_BLANC, epaisseur=2.8),
        rectangle(56, 30, 24, 38, plein=_CLAIR, epaisseur=1.6),
        rond(68, 25, 2, plein=_NOIR),
        ligne((62, 66), (66, 56), (62, 50), (68, 42), epaisseur=2),
        arc(84, 78, 8, -40, 60, epaisseur=2),
        arc(84, 78, 14, -40, 60, epaisseur=2),
        forme((84, 4), (98, 4), (91, 18), plein=_NOIR, epaisseur=0),
        Trait((("m", (91, 13.5)), ("l", (91, 9))), -1.8),
        Trait((("m", (91, 6.6)), ("l", (91, 6.4))), -1.8),
    )


_DESSINS: Mapping[str, Callable[[], Dessin]] = MappingProxyType(
    {
        "bouche": _bouche,
        "entree_air": _entree_air,
        "thermostat": _thermostat,
        "radiateur": _radiateur,
        "fenetre": _fenetre,
        "eau": _eau,
        "gaz": _gaz,
        "disjoncteur": _disjoncteur,
        "compteurs": _compteurs,
        "mur": _mur,
        "accrocher": _accrocher,
        "entretien": _entretien,
        "hiver": _hiver,
        "facture": _facture,
        "defaut": _defaut,
    }
)
