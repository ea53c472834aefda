"""Tables ready to be written: heads, metadata, household, and their rows as they come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.core.i18n import _
from app.domain.enquetes.formulaire import Chemin
from app.domain.partage import Destinataire
from app.services.documents.ecriture import nom_sur
from app.services.enquetes.sorties.colonnes import (
    Choisi,
    ColonneSortie,
    TableFusionnee,
    Tour,
    colonnes,
    unique,
)
from app.services.enquetes.sorties.valeurs import Valeur
from app.services.enquetes.tables import libelle
from app.services.exports.tableaux import inerte
from db.models import Base
from db.models.base import colonnes_partageables
from db.queries.enquetes_export import EnqueteRemplie

_INTERDITS = re.compile(r"[\[\]:*?/\\]")
_CARACTERES = 31  # a sheet's name holds no more


@dataclass(slots=True)
class TableAssemblee:
    """One table of the export: how it is called, its columns, which repeats lead to it.

    `douteuses` collects the columns in which a value did not read as its type.
    """

    nom: str
    titre: str
    chemin: Chemin
    parent: TableAssemblee | None
    colonnes: tuple[ColonneSortie, ...]
    chaine: tuple[Chemin, ...]
    douteuses: set[int] = field(default_factory=set)

    def lignes(self, enquetes: Sequence[EnqueteRemplie]) -> Iterator[tuple[Valeur, ...]]:
        """The rows of the table, in a stable order."""
        genres = [c.genre for c in self.colonnes]
        for tour in tours(enquetes, self.chaine):
            ligne = tuple(c.lire(tour) for c in self.colonnes)
            for i, valeur in enumerate(ligne):
                if isinstance(valeur, str) and genres[i] is not str:
                    self.douteuses.add(i)
            yield ligne


def tours(enquetes: Iterable[EnqueteRemplie], chaine: Sequence[Chemin]) -> Iterator[Tour]:
    """One row per questionnaire, or per turn of the last repeat of the chain."""
    niveau: Iterator[Tour] = (Tour(e, e.reponses, n, 0) for n, e in enumerate(enquetes, 1))
    for segment in chaine:
        niveau = _descendre(niveau, segment)
    return niveau


def _descendre(dessus: Iterator[Tour], segment: Chemin) -> Iterator[Tour]:
    n = 0
    for haut in dessus:
        for dedans in _dedans(haut.reponses, segment):
            n += 1
            yield Tour(haut.enquete, dedans, n, haut.rang)


def _dedans(ici: Any, segment: Chemin) -> Iterator[Mapping[str, Any]]:
    """The turns at the end of a path; repeats met on the way are gone through."""
    if isinstance(ici, list):
        for tour in ici:
            yield from _dedans(tour, segment)
    elif isinstance(ici, Mapping):
        if segment:
            yield from _dedans(ici.get(segment[0]), segment[1:])
        else:
            yield ici


def assembler(
    fusion: Mapping[Chemin, TableFusionnee], choisi: Choisi, nom: str, titre: str
) -> tuple[TableAssemblee, ...]:
    """The tables that leave: the main one, and the repeats that have something to say."""
    faites: dict[Chemin, TableAssemblee] = {}
    noms: set[str] = set()
    titres: set[str] = {_("Lisez-moi").casefold()}
    for chemin, commune in fusion.items():
        repondues = colonnes(commune, choisi)
        if chemin and not repondues:
            continue
        parent = _parent(faites, commune.table.parent)
        chaine: tuple[Chemin, ...] = ()
        if parent is not None:
            chaine = (*parent.chaine, chemin[len(parent.chemin) :])
        brut, dit = _nommer(commune, choisi, len(faites)) if chemin else (nom, titre)
        prises = {c.nom.casefold() for c in repondues}
        autour = _du_parent(parent, prises) if parent else _du_menage(choisi, prises, repondues)
        faites[chemin] = TableAssemblee(
            unique(nom_sur(brut).lower(), noms).replace(" (", "-").rstrip(")"),
            _feuille(dit or brut, titres),
            chemin,
            parent,
            tuple(autour[0] + repondues + autour[1]),
            chaine,
        )
    return tuple(faites.values())


def _nommer(commune: TableFusionnee, choisi: Choisi, rang: int) -> tuple[str, str]:
    """Technical and readable names of a repeat, as far as the recipient may know them."""
    porteur = commune.table.porteur
    if choisi.destinataire is not Destinataire.EQUIPE and not choisi.permet(porteur.partage):
        return f"table-{rang}", _("Table {n}").format(n=rang)
    dit = libelle(porteur.libelles, choisi.langue, porteur.nom)
    return porteur.nom, dit if choisi.libelles else porteur.nom


def _parent(
    faites: Mapping[Chemin, TableAssemblee], chemin: Chemin | None
) -> TableAssemblee | None:
    """The nearest table above that leaves: a repeat may leave without the one around it."""
    if chemin is None:
        return None
    while chemin and chemin not in faites:
        chemin = chemin[:-1]
    return faites[chemin]


def _feuille(dit: str, titres: set[str]) -> str:
    """A name a spreadsheet accepts for a sheet, not yet taken."""
    net = " ".join(_INTERDITS.sub(" ", dit).split())[: _CARACTERES - 4].strip(" '") or _("Réponses")
    return unique(net, titres)


Autour = tuple[list[ColonneSortie], list[ColonneSortie]]


def _du_menage(choisi: Choisi, prises: set[str], repondues: list[ColonneSortie]) -> Autour:
    """Who answered, as far as the recipient may know, then what tells one answer from another."""
    permis = {
        f"{table}.{c}"
        for table in ("menage", "logement", "enquete", "questionnaire")
        for c in colonnes_partageables(Base.metadata.tables[table], choisi.destinataire)
    }
    avant = [
        ("code_ug", _("Code UG"), "logement.code_ug", lambda t: t.enquete.code_ug),
        ("numero_contrat", _("Numéro de contrat"), "menage.numero_contrat",
         lambda t: t.enquete.numero_contrat),
        ("menage", _("Ménage"), "menage.nom", lambda t: t.enquete.menage),
    ]  # fmt: skip
    devant = [
        ColonneSortie(unique(nom, prises), dit, str, lire)
        for nom, dit, fait, lire in avant
        if fait in permis
    ]
    jours = [
        ("start", _("Commencée le"), "enquete.commencee_le", lambda t: t.enquete.commencee_le),
        ("end", _("Terminée le"), "enquete.terminee_le", lambda t: t.enquete.terminee_le),
    ]
    devant += [
        ColonneSortie(nom, dit, date, lire)
        for nom, dit, fait, lire in jours
        if fait in permis and nom not in prises
    ]
    derriere = _reperes(permis, equipe=choisi.destinataire is Destinataire.EQUIPE)
    return devant, [c for c in derriere if c.nom not in prises]


def _reperes(permis: set[str], *, equipe: bool) -> list[ColonneSortie]:
    """What tells one questionnaire from another, and when it was made."""
    derriere = [
        ColonneSortie("_id", _("Identifiant de l’enquête"), str, lambda t: t.enquete.id.hex),
        ColonneSortie("_uuid", _("Référence d’origine"), str, _uuid if equipe else _identifiant),
    ]
    if "enquete.terminee_le" in permis:
        derriere.append(
            ColonneSortie(
                "_submission_time", _("Terminée le"), date, lambda t: t.enquete.terminee_le
            )
        )
    if "questionnaire.version" in permis:
        derriere.append(
            ColonneSortie(
                "__version__", _("Version du questionnaire"), str,
                lambda t: inerte(t.enquete.version),
            )
        )  # fmt: skip
    derriere.append(_index())
    return derriere


def _uuid(tour: Tour) -> str:
    return tour.enquete.reference or _identifiant(tour)


def _identifiant(tour: Tour) -> str:
    return str(tour.enquete.id)


def _index() -> ColonneSortie:
    return ColonneSortie("_index", _("Numéro de la ligne"), int, lambda t: t.rang, cle=True)


def _du_parent(parent: TableAssemblee, prises: set[str]) -> Autour:
    """What links a turn to the row it belongs to."""
    titre = parent.titre
    liens = [
        _index(),
        ColonneSortie(
            "_parent_table_name", _("Onglet de la ligne d’au-dessus"), str, lambda _t: titre
        ),
        ColonneSortie(
            "_parent_index", _("Numéro de la ligne d’au-dessus"), int, lambda t: t.parent
        ),
        ColonneSortie(
            "_submission__id", _("Identifiant de l’enquête"), str, lambda t: t.enquete.id.hex
        ),
    ]
    return [], [c for c in liens if c.nom not in prises]
