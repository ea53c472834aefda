"""What every sheet of one import shares: the register, the day, the estate of unknown homes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.domain.texte import plier
from app.services.imports.foyers import Edition, Valeurs
from app.services.imports.lignes import Cellule, Tableau
from app.services.imports.registre import Registre, cle_cite

_DATE = re.compile(r"\b(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\b")
_ISO = re.compile(r"\b(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)\b")
_CITE = re.compile(r"\b(cité\s+[^–—\-/|;,()\d]+|résidence\s+[^–—\-/|;,()\d]+)", re.IGNORECASE)
PREFIXE_UG = re.compile(r"^\D+")


@dataclass(slots=True)
class ContexteImport:
    """Shared by the readers of the sheets; lives for one preparation."""

    registre: Registre
    jour: date
    instant: str
    """Now, in stored form."""
    edition: Edition
    auteur_id: str | None = None
    cite_titre: str = ""
    """Estate named above the header, as written."""
    cite_choisie: str | None = None
    """Id of the estate the person chose for dwellings that tell none."""
    logements_attendus: bool = False
    """The base already holds dwellings: a new one deserves a word."""
    cite_devinee: bool = field(default=False)
    """Set when the estate of a dwelling had to be guessed."""
    _par_prefixe: dict[str, str] | None = None

    def cite_pour(self, valeurs: Valeurs) -> str:
        """Id of the estate of a dwelling the base does not know."""
        commune = str(valeurs.get("commune", ""))
        if nom := str(valeurs.get("cite", "")):
            return self.registre.cite(nom, commune)
        if self.cite_choisie:
            return self.cite_choisie
        voisine = self._voisine(str(valeurs.get("code_ug", "")))
        if voisine:
            return voisine
        if self.cite_titre:
            return self.registre.cite(self.cite_titre, commune)
        self.cite_devinee = True
        return self.registre.cite(f"Cité à préciser ({commune})" if commune else "Cité à préciser")

    def _voisine(self, code_ug: str) -> str | None:
        """The estate of the known dwellings whose code begins alike."""
        if self._par_prefixe is None:
            comptes: dict[str, Counter[str]] = {}
            for code, logement in self.registre.logements.items():
                comptes.setdefault(_prefixe(code), Counter())[str(logement["cite_id"])] += 1
            self._par_prefixe = {p: c.most_common(1)[0][0] for p, c in comptes.items() if p}
        return self._par_prefixe.get(_prefixe(code_ug))


def _prefixe(code_ug: str) -> str:
    trouve = PREFIXE_UG.match(code_ug)
    return trouve[0] if trouve else ""


def edition_de(tableaux: tuple[Tableau, ...], chemin: Path, jour: date) -> Edition:
    """The day above the header, else in the name of the file, else `jour`."""
    for tableau in tableaux:
        for cellule in _titres(tableau):
            trouvee = cellule if isinstance(cellule, date) else _date_de(str(cellule), jour)
            if trouvee is not None:
                return Edition(trouvee, True)
    dans_le_nom = _date_de(chemin.stem.replace("_", "-"), jour)
    return Edition(dans_le_nom, True) if dans_le_nom else Edition(jour, False)


def _date_de(texte: str, jour: date) -> date | None:
    for motif, ordre in ((_DATE, (3, 2, 1)), (_ISO, (1, 2, 3))):
        if trouve := motif.search(texte):
            try:
                lue = date(*(int(trouve[i]) for i in ordre))
            except ValueError:
                continue
            if lue.year >= 1990 and lue <= jour:
                return lue
    return None


def cite_de(tableaux: tuple[Tableau, ...], registre: Registre) -> str:
    """The estate named above the header: one the base knows, else words that begin by "Cité"."""
    connues = registre.cites_connues()
    for tableau in tableaux:
        for cellule in _titres(tableau):
            if not isinstance(cellule, str):
                continue
            mots = f" {plier(cellule)} "
            for plie in sorted(connues, key=len, reverse=True):
                if plie and f" {plie} " in mots:
                    return plie
            if (trouve := _CITE.search(cellule)) and cle_cite(trouve[1]):
                return str(trouve[1]).strip()
    return ""


def _titres(tableau: Tableau) -> list[Cellule]:
    avant = tableau.feuille.lignes[: tableau.ligne_entete - 1]
    return [c for ligne in avant for c in ligne if c != ""]
