"""The catalogues as read: the shipped file, then the team's of the same name, faults with lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.domain import (
    catalogues,
    catalogues_attention,
    catalogues_parcours,
    demenagements_liste,
    etats_des_lieux,
    prises_en_main_liste,
    reclamations_regles,
)
from app.domain.catalogue_fautes import Faute
from app.domain.catalogues import Catalogue, Entree
from app.domain.demenagements_liste import PointModele
from app.domain.etats_des_lieux import ListeEtat
from app.domain.parcours_modele import Element, GenreElement, Parcours, RegleAttention
from app.domain.prises_en_main_liste import ListePrise
from app.domain.reclamations import Urgence
from app.domain.reclamations_delais import Delais
from app.domain.reclamations_regles import ReglesReclamations
from app.services.catalogues import fichier
from app.services.catalogues.fichier import Fichier

NOMS = (
    "motifs",
    "ressentis",
    "besoins",
    "orientations",
    "reclamations",
    "liens",
    "sujets",
    "attachements",
    "lieux",
)
"""Catalogues of words."""
PRATIQUES, PARCOURS, ATTENTION = "pratiques", "parcours", "attention"
VACANCES = "vacances"
DEMENAGEMENT = "demenagement"
PRISE_EN_MAIN = "prise_en_main"
ETAT_DES_LIEUX = "etat_des_lieux"
DELAIS = "delais"
GENRES = (
    *(*NOMS, PRATIQUES, PARCOURS, ATTENTION, VACANCES),
    *(DEMENAGEMENT, PRISE_EN_MAIN, ETAT_DES_LIEUX, DELAIS),
)
"""Every kind of catalogue, by the name of its file."""

T = TypeVar("T")


class Dossier:
    """The shipped catalogues, and the folder a team completes them from; each file read once."""

    def __init__(self, equipe: Path | None = None) -> None:
        self._equipe = equipe
        self._lus: dict[str, tuple[Fichier, Fichier | None]] = {}

    def fichiers(self, nom: str) -> tuple[Fichier, Fichier | None]:
        """The shipped file of that name, and the team's when there is one."""
        if nom not in self._lus:
            self._lus[nom] = (fichier.livre(nom), fichier.d_equipe(nom, self._equipe))
        return self._lus[nom]

    def mots(self, nom: str) -> Catalogue:
        """A catalogue of words; raises `EntreeInvalide("catalogue.fautes")`."""
        livre, equipe = self.fichiers(nom)
        lu = _exiger(livre, lambda f: catalogues.composer(nom, livre.contenu, f))
        if equipe is None:
            return lu
        ajout = _exiger(equipe, lambda f: mots_d_equipe(nom, equipe, lu, f))
        return catalogues.completer(lu, ajout)

    def regles(self) -> tuple[RegleAttention, ...]:
        """The rules of attention."""
        livre, equipe = self.fichiers(ATTENTION)
        return catalogues_attention.reunir(_regles(livre), _regles(equipe) if equipe else ())

    def pratiques(self) -> tuple[Element, ...]:
        """The practices, shipped and the team's."""
        etapes = self.codes_etapes()
        connues: dict[str, Element] = {}
        for lu in self.fichiers(PRATIQUES):
            if lu is not None:
                connues |= {e.code: e for e in _pratiques(lu, etapes)}
        return tuple(connues.values())

    def parcours(self) -> Parcours:
        """Milestones, practices and templates."""
        livre, equipe = self.fichiers(PARCOURS)
        pratiques = self.pratiques()
        lu = _exiger(
            livre, lambda f: catalogues_parcours.lire_modeles(livre.contenu, pratiques, None, f)
        )
        ajout = None
        if equipe is not None:
            ajout = _exiger(
                equipe, lambda f: catalogues_parcours.lire_modeles(equipe.contenu, pratiques, lu, f)
            )
        return catalogues_parcours.reunir(lu, ajout, pratiques)

    def liste_demenagement(self) -> tuple[PointModele, ...]:
        """The checklist of a move, shipped and the team's."""
        livre, equipe = self.fichiers(DEMENAGEMENT)
        return demenagements_liste.reunir(_points(livre), _points(equipe) if equipe else ())

    def liste_prise_en_main(self) -> ListePrise:
        """The checklist of a renovated home, shipped and the team's."""
        livre, equipe = self.fichiers(PRISE_EN_MAIN)
        lue = _exiger(livre, lambda f: prises_en_main_liste.lire_liste(livre.contenu, (), f))
        if equipe is None:
            return lue
        connus = prises_en_main_liste.codes_groupes(lue)
        return prises_en_main_liste.reunir(
            lue,
            _exiger(equipe, lambda f: prises_en_main_liste.lire_liste(equipe.contenu, connus, f)),
        )

    def liste_etat_des_lieux(self) -> ListeEtat:
        """The rooms and elements of an inventory, shipped and the team's."""
        livre, equipe = self.fichiers(ETAT_DES_LIEUX)
        categories = [e.code for e in self.mots("reclamations").entrees]

        def lire(lu: Fichier, connus: tuple[str, ...]) -> ListeEtat:
            return _exiger(
                lu, lambda f: etats_des_lieux.lire_liste(lu.contenu, connus, categories, f)
            )

        lue = lire(livre, ())
        if equipe is None:
            return lue
        return etats_des_lieux.reunir(lue, lire(equipe, tuple(e.code for e in lue.elements)))

    def reclamations(self) -> ReglesReclamations:
        """The urgency and guarantees of each category of complaints, and the delays."""
        livre, equipe = self.fichiers(DELAIS)
        delais = {**_delais(livre), **(_delais(equipe) if equipe else {})}
        return reclamations_regles.composer(self.mots("reclamations").entrees, delais)

    def codes_etapes(self) -> tuple[str, ...]:
        """The codes of every milestone, whatever else is wrong in their files."""
        livre, equipe = self.fichiers(PARCOURS)
        codes = catalogues_parcours.codes_etapes(livre.contenu)
        return codes + (catalogues_parcours.codes_etapes(equipe.contenu) if equipe else ())


def mots_d_equipe(nom: str, lu: Fichier, livre: Catalogue, fautes: list[Faute]) -> Catalogue:
    """A team's words; kinship codes are those of the base, only their labels may change."""
    figes = tuple(e.code for e in livre.entrees) if nom == "liens" else None
    return catalogues.composer(nom, lu.contenu, fautes, figes)


def etiquettes(nom: str, parcours: Parcours, genre: GenreElement) -> Catalogue:
    """Milestones or practices as a catalogue of words, for whoever shows their codes."""
    return Catalogue(
        nom,
        tuple(
            Entree(e.code, e.fr, e.en, phases=(e.phase.value,))
            for e in parcours.elements.values()
            if e.genre is genre
        ),
    )


def _pratiques(lu: Fichier, etapes: tuple[str, ...]) -> tuple[Element, ...]:
    return _exiger(lu, lambda f: catalogues_parcours.lire_pratiques(lu.contenu, etapes, f))


def _regles(lu: Fichier) -> tuple[RegleAttention, ...]:
    return _exiger(lu, lambda f: catalogues_attention.lire_regles(lu.contenu, f))


def _points(lu: Fichier) -> tuple[PointModele, ...]:
    return _exiger(lu, lambda f: demenagements_liste.lire_points(lu.contenu, f))


def _delais(lu: Fichier) -> dict[Urgence, Delais]:
    return _exiger(lu, lambda f: reclamations_regles.lire_delais(lu.contenu, f))


def _exiger(lu: Fichier, lire: Callable[[list[Faute]], T]) -> T:
    fautes: list[Faute] = []
    trouve = lire(fautes)
    lu.exiger(fautes)
    return trouve
