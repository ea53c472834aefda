"""Labels of a compiled form: translations, and the values shown inside a sentence."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree import ElementTree as ET

from app.core.i18n import _
from app.domain.enquetes.formulaire import Chemin, Formule, Morceau, Texte, Textes, aucun

X = "{http://www.w3.org/2002/xforms}"
_CLE = re.compile(r"jr:itext\('(.+)'\)")
# pyxform straightens every apostrophe: between two letters it is a typographic one again.
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_LIGNES = re.compile(r"<br\s*/?>|</p>\s*<p[^>]*>|<hr\s*/?>", re.IGNORECASE)
_BALISES = re.compile(
    r"</?(?:span|div|p|b|i|u|a|strong|em|font|small|big|sub|sup|center|ul|ol|li|img|h[1-6])"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MARQUES = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_ITALIQUES = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_\n]+?)(?<=[^\s\\])\1(?![\w*_])")
_TITRES = re.compile(r"^#{1,6}\s+", re.MULTILINE)
_LIENS = re.compile(r"\[([^\]\[]+)\]\((https?://[^\s)]+)\)")
_ECHAPPES = re.compile(r"\\([*_#\\])")
_PLACE = "\ue000"  # where a value stands, while the words around it are cleaned
_ANGLAIS = re.compile(r"english|anglais|.*\(en\)|en", re.IGNORECASE)

_GENERES = frozenset(("Specify other.", "Other"))


def _generes() -> Mapping[str, str]:
    """What pyxform writes by itself in every language for "or other"."""
    return {"Specify other.": _("Précisez."), "Other": _("Autre")}


LireFormule = Callable[[str | None, Chemin], Formule | None]


@dataclass
class Traductions:
    """Texts by language and key. `medias` names what labels show besides words."""

    formule: LireFormule
    langues: tuple[str, ...] = ()
    langue: str = ""
    textes: dict[str, dict[str, Texte]] = field(default_factory=dict)
    medias: set[str] = field(default_factory=set)

    @classmethod
    def lire(cls, itext: ET.Element | None, formule: LireFormule) -> Traductions:
        """Those of a form; without any, the form speaks one language that has no name."""
        lues = cls(formule)
        if itext is None:
            return lues
        noms = []
        for traduction in itext.findall(f"{X}translation"):
            nom = traduction.get("lang", "")
            noms.append(nom)
            if traduction.get("default") == "true()" or not lues.langue:
                lues.langue = nom
            lues.textes[nom] = {
                texte.get("id", ""): lues._valeur(texte, nom)
                for texte in traduction.findall(f"{X}text")
            }
        lues.langues = tuple(noms)
        return lues

    def _valeur(self, texte: ET.Element, langue: str) -> Texte:
        trouve: Texte = ()
        cle = texte.get("id", "").partition(":")[0]
        ou = tuple(p for p in cle.split("/") if p) if cle.startswith("/") else ()
        for valeur in texte.findall(f"{X}value"):
            forme = valeur.get("form")
            if forme is None:
                trouve = self.morceaux(valeur, ou, langue)
            elif forme not in ("guidance", "short"):
                self.medias.add((valeur.text or forme).rpartition("/")[2])
        return trouve

    def morceaux(self, element: ET.Element, ou: Chemin, langue: str) -> Texte:
        """Words and values of a label, in order; marks may stand on both sides of a value."""
        ecrit, formules = [element.text or ""], []
        for sortie in element:
            formule = self.formule(sortie.get("value"), ou)
            if formule is not None:
                formules.append(formule)
                ecrit.append(_PLACE)
            ecrit.append(sortie.tail or "")
        entier = "".join(ecrit)
        if entier in _GENERES and not _ANGLAIS.match(langue):
            return (_generes()[entier],)
        mots = adoucir(entier.strip()).split(_PLACE)
        lus: list[Morceau] = [mots[0]]
        for formule, suite in zip(formules, mots[1:], strict=True):
            lus += [formule, suite]
        return tuple(m for m in lus if m != "")

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


def lire_texte(element: ET.Element | None, traductions: Traductions, ou: Chemin) -> Textes:
    """The texts of the label or the hint of the question at `ou`."""
    if element is None:
        return aucun()
    trouve = _CLE.fullmatch((element.get("ref") or "").strip())
    if trouve:
        return traductions.de(trouve[1])
    lus = traductions.morceaux(element, ou, "")
    return MappingProxyType({"": lus}) if lus else aucun()


def adoucir(ecrit: str) -> str:
    """A label without its tags and marks of emphasis, apostrophes as they are printed."""
    sans = _BALISES.sub("", _LIGNES.sub("\n", ecrit))
    sans = html.unescape(sans) if "&" in sans else sans
    sans = _TITRES.sub("", _LIENS.sub(r"\1 (\2)", sans))
    sans = _ITALIQUES.sub(r"\2", _MARQUES.sub(r"\2", sans))
    return _APOSTROPHE.sub("’", _ECHAPPES.sub(r"\1", sans))
