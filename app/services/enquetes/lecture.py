"""What is known while a compiled form is read, and what of it could not be taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree import ElementTree as ET

from app.core.errors import EntreeInvalide
from app.domain.enquetes.formulaire import Chemin, Formule, Question, Remarque
from app.services.enquetes.expressions import formule
from app.services.enquetes.feuille import LigneFeuille
from app.services.enquetes.libelles import Traductions

_GENRES_A_PART: Mapping[str, str] = MappingProxyType(
    {
        "audio": "jointe",
        "video": "jointe",
        "barcode": "tapee",
        "geotrace": "type",
        "geoshape": "type",
        "start geopoint": "type",
        "background audio": "type",
        "background geopoint": "type",
        "audit": "type",
        "osm": "type",
        "select one external": "recherche",
    }
)
"""Kinds of questions that are not asked as they should be, and what is done instead."""


def chemin(reference: str) -> Chemin:
    """The names of a path "/data/foyer/nom"."""
    return tuple(p for p in reference.strip().split("/") if p)


def nom_local(element: ET.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


@dataclass
class Lecture:
    """What is known while a form is put together."""

    binds: dict[str, ET.Element]
    lignes: dict[Chemin, LigneFeuille]
    defauts: dict[Chemin, str]
    remarques: list[Remarque] = field(default_factory=list)
    textes: Traductions = field(init=False)

    def ligne(self, ou: Chemin) -> int:
        """The line of the sheet a question is written on, 0 when unknown."""
        trouvee = self.lignes.get(ou)
        return trouvee.numero if trouvee is not None else 0

    def noter(self, code: str, ou: Chemin, detail: str = "") -> None:
        """Keep a remark about a question."""
        remarque = Remarque(
            f"enquete.remarque.{code}", ou[-1] if ou else "", self.ligne(ou), detail
        )
        if remarque not in self.remarques:
            self.remarques.append(remarque)

    def formule(self, source: str | None, ou: Chemin) -> Formule | None:
        """The expression of a question, or None.

        One that calls a function we do not have is noted and left out: the rest of the form works
        without it. One that cannot be read raises with its question and its line.
        """
        if not source or not source.strip():
            return None
        try:
            return formule(source)
        except EntreeInvalide as erreur:
            if erreur.code == "enquete.fonction":
                self.noter("fonction", ou, str(erreur.params.get("fonction", "")))
                return None
            raise EntreeInvalide(
                erreur.code,
                **(erreur.params | {"question": ou[-1] if ou else "", "ligne": self.ligne(ou)}),
            ) from erreur

    def noter_genres(self, lignes: Iterable[LigneFeuille]) -> None:
        """Note the questions that are not asked as they should be."""
        for ligne in lignes:
            ecrit = ligne.genre.replace("-", " ")
            for genre, code in _GENRES_A_PART.items():
                if ecrit == genre or ecrit.startswith(f"{genre} "):
                    self.remarques.append(
                        Remarque(f"enquete.remarque.{code}", ligne.chemin[-1], ligne.numero, genre)
                    )

    def a_part(self, question: Question) -> bool:
        """Whether a question cannot be asked at all."""
        bind = self.binds.get("/" + "/".join(question.chemin))
        genre = "" if bind is None else bind.get("type", "")
        carte = question.parametres.get("mediatype") == "osm/*"
        return carte or genre in ("geotrace", "geoshape")
