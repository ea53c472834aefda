"""The English catalogue against the source texts: extraction, update, check.

Source texts are French and live in the code; `_`, `ngettext`, `pgettext` and `N_` mark them.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

RACINE = Path(__file__).parents[2]
PAQUETS = ("app", "db", "ui", "resources")
MOTS_CLES: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_CHAMP = re.compile(r"\{(\w+)[^}]*\}")


def fichier_po(langue: str) -> Path:
    """Where the translations of a language are written by people."""
    return Path(__file__).parent / langue / "LC_MESSAGES" / "voyette.po"


def extraire() -> Catalog:
    """Every source text of the project, without translations."""
    catalogue = Catalog(project="Voyette", charset="utf-8", header_comment="# Voyette")
    for paquet in PAQUETS:
        for fichier, ligne, message, _commentaires, contexte in extract_from_dir(
            str(RACINE / paquet), [("**.py", "python")], keywords=MOTS_CLES
        ):
            catalogue.add(message, locations=[(f"{paquet}/{fichier}", ligne)], context=contexte)
    return catalogue


def lire(langue: str) -> Catalog:
    """The translations of a language as they stand in its file; empty when there is none."""
    fichier = fichier_po(langue)
    if not fichier.exists():
        return Catalog(locale=langue, project="Voyette", charset="utf-8")
    with fichier.open("rb") as flux:
        return read_po(flux, locale=langue)


def mettre_a_jour(langue: str) -> None:
    """Bring the file of a language up to the source texts, and compile it."""
    catalogue = lire(langue)
    catalogue.update(extraire(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    fichier = fichier_po(langue)
    fichier.parent.mkdir(parents=True, exist_ok=True)
    with fichier.open("wb") as flux:
        write_po(flux, catalogue, width=100, no_location=True, omit_header=False, sort_output=True)
    fichier.with_suffix(".mo").write_bytes(compiler(catalogue))


def compiler(catalogue: Catalog) -> bytes:
    """The binary form that the app reads."""
    tampon = io.BytesIO()
    write_mo(tampon, catalogue)
    return tampon.getvalue()


@dataclass(frozen=True, slots=True)
class Ecart:
    """What is wrong with one text of a catalogue."""

    quoi: str
    texte: str


def ecarts(langue: str) -> list[Ecart]:
    """Texts that are missing, left over, not translated, or whose {fields} do not match."""
    source, traduit = extraire(), lire(langue)
    attendus = {_cle(m): m for m in source if m.id}
    presents = {_cle(m): m for m in traduit if m.id}
    trouves = [Ecart("absent", k[0]) for k in attendus.keys() - presents.keys()]
    trouves += [Ecart("en trop", k[0]) for k in presents.keys() - attendus.keys()]
    for cle in attendus.keys() & presents.keys():
        message = presents[cle]
        formes = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.fuzzy or not all(formes):
            trouves.append(Ecart("non traduit", cle[0]))
        elif any(_champs(str(forme)) - _champs_source(message) for forme in formes):
            trouves.append(Ecart("champs différents", cle[0]))
    mo = fichier_po(langue).with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiler(traduit):
        trouves.append(Ecart("non compilé", mo.name))
    return sorted(trouves, key=lambda e: (e.quoi, e.texte))


def _cle(message: Message) -> tuple[str, str]:
    texte = message.id if isinstance(message.id, str) else message.id[0]
    return texte, message.context or ""


def _champs(texte: str) -> set[str]:
    return set(_CHAMP.findall(texte))


def _champs_source(message: Message) -> set[str]:
    textes = (message.id,) if isinstance(message.id, str) else message.id
    return set().union(*(_champs(t) for t in textes))
