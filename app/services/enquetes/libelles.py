"""Labels of a compiled form: translations, and the values shown inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree import ElementTree as ET

from app.domain.enquetes.formulaire import Morceau, Texte, Textes, aucun
from app.services.enquetes.expressions import formule

X = "{http://www.w3.org/2002/xforms}"
_CLE = re.compile(r"jr:itext\('(.+)'\)")
# pyxform straightens every apostrophe: between two letters it is a typographic one again.
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_BALISES = re.compile(r"</?(?:span|div|p|br|b|i|u|strong|em|h[1-6])\b[^>]*>", re.IGNORECASE)
_MARQUES = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


@dataclass
class Traductions:
    """Texts by language and key. `medias` names what labels show besides words."""

    langues: tuple[str, ...] = ()
    langue: str = ""
    textes: dict[str, dict[str, Texte]] = field(default_factory=dict)
    medias: set[str] = field(default_factory=set)

    @classmethod
    def lire(cls, itext: ET.Element | None) -> Traductions:
        """Those of a form; without any, the form speaks one language that has no name."""
        lues = cls()
        if itext is None:
            return lues
        noms = []
        for traduction in itext.findall(f"{X}translation"):
            nom = traduction.get("lang", "")
            noms.append(nom)
            if traduction.get("default") == "true()" or not lues.langue:
                lues.langue = nom
            lues.textes[nom] = {
                texte.get("id", ""): lues._valeur(texte) for texte in traduction.findall(f"{X}text")
            }
        lues.langues = tuple(noms)
        return lues

    def _valeur(self, texte: ET.Element) -> Texte:
        trouve: Texte = ()
        for valeur in texte.findall(f"{X}value"):
            forme = valeur.get("form")
            if forme is None:
                trouve = morceaux(valeur)
            elif forme not in ("guidance", "short"):
                self.medias.add((valeur.text or forme).rpartition("/")[2])
        return trouve

    def de(self, cle: str) -> Textes:
        """The texts of one key, by language; "-" is how pyxform says there is none."""
        return MappingProxyType(
            {
                langue: textes[cle]
                for langue, textes in self.textes.items()
                if textes.get(cle) not in (None, (), ("-",))
            }
        )

    def message(self, ecrit: str) -> Textes:
        """A message of a bind: a key of the translations, or plain words."""
        trouve = _CLE.fullmatch(ecrit.strip())
        return self.de(trouve[1]) if trouve else MappingProxyType({"": (adoucir(ecrit),)})

    def choix(self) -> Mapping[str, Mapping[str, Texte]]:
        """Every text by language, for the labels of choices."""
        return MappingProxyType({la: MappingProxyType(t) for la, t in self.textes.items()})


def lire_texte(element: ET.Element | None, traductions: Traductions) -> Textes:
    """The texts of a label or a hint."""
    if element is None:
        return aucun()
    trouve = _CLE.fullmatch((element.get("ref") or "").strip())
    if trouve:
        return traductions.de(trouve[1])
    lus = morceaux(element)
    return MappingProxyType({"": lus}) if lus else aucun()


def morceaux(element: ET.Element) -> Texte:
    """Words and values of a label, in order."""
    lus: list[Morceau] = []
    if element.text:
        lus.append(adoucir(element.text))
    for sortie in element:
        source = sortie.get("value")
        if source:
            lus.append(formule(source))
        if sortie.tail:
            lus.append(adoucir(sortie.tail))
    if lus and isinstance(lus[0], str):
        lus[0] = lus[0].lstrip()
    if lus and isinstance(lus[-1], str):
        lus[-1] = lus[-1].rstrip()
    return tuple(m for m in lus if m != "")


def adoucir(ecrit: str) -> str:
    """A label without its tags and marks of emphasis, apostrophes as they are printed."""
    sans = _MARQUES.sub(r"\2", _BALISES.sub("", ecrit))
    return _APOSTROPHE.sub("’", sans)
