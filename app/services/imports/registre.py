"""What the base holds about the lines of a file, plus what earlier lines of that file will add.

Loaded with a fixed number of statements, whatever the number of lines; lives for one preparation.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from app.core.clock import IdFactory
from app.domain import adresse as adresses
from app.domain.demenagements import GenreEquipe
from app.domain.texte import cle, plier
from app.services.imports.apercu import Insertion
from db.lots import Brut
from db.queries import imports as requetes

Ligne = dict[str, Brut]
RESERVE = 256
"""Ids drawn at once."""


class Identite(NamedTuple):
    """Somebody known, from the base or from an earlier line (`numero` is then its line)."""

    personne_id: str
    menage_id: str
    nom: str
    prenom: str | None
    naissance: str | None
    numero: int = 0


class Registre:
    """Rows by the keys that lines name them with; planned rows join as lines are read."""

    def __init__(self, connexion: Connection, ids: IdFactory, jour: str) -> None:
        self._connexion = connexion
        self._ids = ids
        self._reserve: list[str] = []
        self.jour = jour
        """The day of the preparation, in stored form."""
        self.logements: dict[str, Ligne] = {}
        self.logement_par_id: dict[str, Ligne] = {}
        self.occupations: defaultdict[str, list[Ligne]] = defaultdict(list)
        """Dwelling → its stays."""
        self.sejours: defaultdict[str, list[Ligne]] = defaultdict(list)
        """Household → its stays."""
        self.zeros_perdus: dict[str, str] = {}
        """Code UG of a file → the known one it is without its leading zeros."""
        self.menages: dict[str, Ligne] = {}
        self.personnes: defaultdict[str, list[Ligne]] = defaultdict(list)
        self.par_contrat: defaultdict[str, list[str]] = defaultdict(list)
        self.homonymes: dict[str, Identite] = {}
        """Folded name and first name → the first person met under it."""
        self.jumeaux: dict[tuple[str, str], Identite] = {}
        """The same, with the birth date ("" when unknown)."""
        self.telephones: defaultdict[str, list[Identite]] = defaultdict(list)
        self.faits: defaultdict[str, defaultdict[str, list[Ligne]]] = defaultdict(
            lambda: defaultdict(list)
        )
        """Table → household → rows (notes, wishes, milestones, needs, visits)."""
        self.communes: dict[str, Insertion] = {}
        self._cites: dict[str, str] | None = None
        self._tranches: dict[tuple[str, str], str] | None = None
        self._equipes: dict[str, str] | None = None
        self._adresses: defaultdict[str, list[Ligne]] | None = None

    def nouvel_id(self) -> str:
        """A fresh id, in stored form."""
        if not self._reserve:
            self._reserve = self._ids.lot(RESERVE)
            self._reserve.reverse()
        return self._reserve.pop()

    # ---- loading ---------------------------------------------------------------------------

    def charger_logements(self, codes: Iterable[str]) -> None:
        """The dwellings of these codes UG, and who lives or lived there."""
        codes = list(codes)
        for ligne in requetes.lignes_ou(self._connexion, "logement", "code_ug", codes):
            self._retenir_logement(ligne)
        self._charger_occupations("logement_id", [str(i) for i in self.logement_par_id])
        if any(code.isdecimal() and code not in self.logements for code in codes):
            connus = requetes.codes_a_zeros(self._connexion)
            self.zeros_perdus = {c: connus[c] for c in codes if c in connus} | self.zeros_perdus
            for code in self.logements:
                self.zeros_perdus.pop(code, None)

    def charger_contrats(self, contrats: Iterable[str]) -> None:
        """The households of these contract numbers."""
        for ligne in requetes.lignes_ou(self._connexion, "menage", "numero_contrat", contrats):
            self._retenir_menage(ligne)
        self._charger_sejours()

    def charger_menages(self, ids: Iterable[str]) -> None:
        """These households, with their persons and stays."""
        manquants = [i for i in dict.fromkeys(ids) if i not in self.menages]
        if manquants:
            for ligne in requetes.lignes_ou(self._connexion, "menage", "id", manquants):
                self._retenir_menage(ligne)
            self._charger_sejours()

    def charger_identites(self, noms: set[str], telephones: set[str]) -> None:
        """Persons of the base that bear one of these folded full names or phone numbers."""
        for id_, menage_id, nom, prenom, naissance, fixe, mobile in requetes.identites(
            self._connexion
        ):
            plie = cle(nom + (prenom or ""))
            numeros = [t for t in (fixe, mobile) if t and t in telephones]
            if plie in noms or numeros:
                self._retenir_identite(
                    Identite(id_, menage_id, nom, prenom, naissance), plie, numeros
                )

    def _retenir_identite(self, qui: Identite, plie: str, numeros: Iterable[str]) -> None:
        self.homonymes.setdefault(plie, qui)
        self.jumeaux.setdefault((plie, qui.naissance or ""), qui)
        for numero in numeros:
            self.telephones[numero].append(qui)

    def charger_tous_les_menages(self) -> None:
        """Every household: a passage is matched by its surname, or one close to it."""
        self.charger_menages(identite[1] for identite in requetes.identites(self._connexion))

    def patronymes(self) -> dict[str, list[str]]:
        """Folded surname → households loaded or planned where somebody bears it."""
        noms: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for menage_id in self.menages:
            for p in self.personnes.get(menage_id, ()):
                noms[cle(str(p["nom"]))][menage_id] = None
        return {nom: list(menages) for nom, menages in noms.items()}

    def visites_connues(self) -> Counter[tuple[str, str, str]]:
        """How many visits the base holds by household ("" when anonymous), day and reason."""
        return requetes.visites(self._connexion)

    def charger_faits(self, *tables: str) -> None:
        """Rows of `tables` that belong to the households already loaded."""
        for table in tables:
            par_menage: defaultdict[str, list[Ligne]] = defaultdict(list)
            for ligne in requetes.lignes_ou(self._connexion, table, "menage_id", self.menages):
                par_menage[str(ligne["menage_id"])].append(ligne)
            self.faits[table] = par_menage

    def charger_occupants(self, logement_id: str) -> None:
        """Who lives or lived in one dwelling found by its address."""
        if logement_id not in self.logement_par_id:
            for ligne in requetes.lignes_ou(self._connexion, "logement", "id", [logement_id]):
                self._retenir_logement(ligne)
            self._charger_occupations("logement_id", [logement_id])

    def _charger_occupations(self, colonne: str, valeurs: list[str]) -> None:
        deja = {o["id"] for sejours in self.occupations.values() for o in sejours}
        lignes = requetes.lignes_ou(self._connexion, "occupation", colonne, valeurs)
        for ligne in lignes:
            if ligne["id"] not in deja:
                self._retenir_occupation(ligne)
        self.charger_menages(str(o["menage_id"]) for o in lignes)

    def _charger_sejours(self) -> None:
        sans = [i for i in self.menages if i not in self.personnes]
        for ligne in requetes.lignes_ou(self._connexion, "personne", "menage_id", sans):
            if ligne["fusionne_dans_id"] is None:
                self.personnes[str(ligne["menage_id"])].append(ligne)
        deja = {o["id"] for sejours in self.sejours.values() for o in sejours}
        ailleurs: list[str] = []
        for ligne in requetes.lignes_ou(self._connexion, "occupation", "menage_id", sans):
            if ligne["id"] not in deja:
                self._retenir_occupation(ligne)
            if ligne["logement_id"] not in self.logement_par_id:
                ailleurs.append(str(ligne["logement_id"]))
        for ligne in requetes.lignes_ou(self._connexion, "logement", "id", ailleurs):
            self._retenir_logement(ligne)

    def _retenir_logement(self, ligne: Ligne) -> None:
        self.logements[str(ligne["code_ug"])] = ligne
        self.logement_par_id[str(ligne["id"])] = ligne

    def _retenir_menage(self, ligne: Ligne) -> None:
        if ligne["fusionne_dans_id"] is not None:
            return
        self.menages[str(ligne["id"])] = ligne
        if ligne["numero_contrat"]:
            self.par_contrat[str(ligne["numero_contrat"])].append(str(ligne["id"]))

    def _retenir_occupation(self, ligne: Ligne) -> None:
        self.occupations[str(ligne["logement_id"])].append(ligne)
        self.sejours[str(ligne["menage_id"])].append(ligne)

    # ---- asking ----------------------------------------------------------------------------

    def occupants(self, logement_id: str) -> list[str]:
        """Households whose home this is today (temporary stays left aside), newest last."""
        trouves: dict[str, None] = {}
        for o in self.occupations.get(logement_id, ()):
            en_cours = o["fin"] is None or str(o["fin"]) > self.jour
            entre = not self._prevu(o)
            chez_lui = o["nature"] != "tiroir" and en_cours and entre
            if chez_lui and str(o["menage_id"]) in self.menages:
                trouves[str(o["menage_id"])] = None
        return list(trouves)

    def foyer(self, menage_id: str) -> Ligne | None:
        """The dwelling a household is known by: its last home that is not temporary.

        One it is only to enter later counts when there is no other.
        """
        sejours = [o for o in self.sejours.get(menage_id, ()) if o["nature"] != "tiroir"]
        sejours.sort(key=lambda o: (not self._prevu(o), o["fin"] is None, str(o["debut"] or "")))
        return self.logement_par_id.get(str(sejours[-1]["logement_id"])) if sejours else None

    def _prevu(self, occupation: Ligne) -> bool:
        """Whether that stay has not begun."""
        return str(occupation["debut"] or "") > self.jour

    def decrire(self, menage_id: str) -> str:
        """A household as one names it: "Colas Philippe, 112 bis Rue des Frères-Lumière"."""
        nom = str(self.menages[menage_id]["nom"])
        foyer = self.foyer(menage_id)
        return f"{nom}, {adresse_de(foyer)}" if foyer and adresse_de(foyer) else nom

    def a_l_adresse(self, numero: Brut, repetition: Brut, voie: Brut) -> list[Ligne]:
        """Dwellings known at that address, of the base or of this file."""
        if self._adresses is None:
            self._adresses = defaultdict(list)
            lignes = {str(x["id"]): x for x in requetes.toutes(self._connexion, "logement")}
            for ligne in (lignes | self.logement_par_id).values():
                self._adresses[cle_adresse(ligne)].append(ligne)
        vise = adresses.cle(_texte(numero), _texte(repetition), _texte(voie))
        return self._adresses.get(vise, []) if vise else []

    # ---- adding ----------------------------------------------------------------------------

    def ajouter_logement(self, ligne: Ligne) -> None:
        """A dwelling planned by a line."""
        self._retenir_logement(ligne)
        if self._adresses is not None:
            self._adresses[cle_adresse(ligne)].append(ligne)

    def ajouter_foyer(
        self, menage: Ligne, personnes: list[Ligne], occupation: Ligne, numero: int
    ) -> None:
        """A household planned by line `numero`."""
        menage_id = str(menage["id"])
        self.menages[menage_id] = menage
        if contrat := menage.get("numero_contrat"):
            self.par_contrat[str(contrat)].append(menage_id)
        self.personnes[menage_id] = personnes
        self._retenir_occupation(occupation)
        for p in personnes:
            self.ajouter_personne(p, numero)

    def ajouter_personne(self, personne: Ligne, numero: int) -> None:
        """A person planned by line `numero` (its household already lists it)."""
        prenom = _ou_rien(personne.get("prenom"))
        qui = Identite(
            str(personne["id"]),
            str(personne["menage_id"]),
            str(personne["nom"]),
            prenom,
            _ou_rien(personne.get("naissance")),
            numero,
        )
        numeros = [str(t) for c in ("tel_fixe", "tel_mobile") if (t := personne.get(c))]
        self._retenir_identite(qui, cle(qui.nom + (prenom or "")), numeros)

    # ---- estates, batches, movers -----------------------------------------------------------

    def cite(self, nom: str, commune: str = "") -> str:
        """Id of the estate of that name; planned when nobody knows it."""
        connues = self.cites_connues()
        plie = cle_cite(nom)
        trouve = connues.get(plie)
        if trouve is None:
            trouve = connues[plie] = self.nouvel_id()
            self.communes[trouve] = Insertion(
                "cite", {"id": trouve, "nom": nom, "communes": commune}
            )
        return trouve

    def cites_connues(self) -> dict[str, str]:
        """Folded name → id of every estate of the base and of this file."""
        if self._cites is None:
            self._cites = {}
            for ligne in requetes.toutes(self._connexion, "cite"):
                self._cites.setdefault(cle_cite(str(ligne["nom"])), str(ligne["id"]))
        return self._cites

    def tranche(self, cite_id: str, nom: str) -> str:
        """Id of that works batch of the estate; planned when nobody knows it."""
        if self._tranches is None:
            self._tranches = {
                (str(t["cite_id"]), plier(str(t["nom"]))): str(t["id"])
                for t in requetes.toutes(self._connexion, "tranche")
            }
        cle_tranche = (cite_id, plier(nom))
        trouve = self._tranches.get(cle_tranche)
        if trouve is None:
            trouve = self._tranches[cle_tranche] = self.nouvel_id()
            self.communes[trouve] = Insertion(
                "tranche", {"id": trouve, "cite_id": cite_id, "nom": nom}
            )
        return trouve

    def equipe(self, nom: str, cite_id: str | None) -> str:
        """Id of the movers of that name; planned, for that estate, when nobody knows them."""
        if self._equipes is None:
            self._equipes = {
                plier(str(e["nom"])): str(e["id"])
                for e in requetes.toutes(self._connexion, "equipe")
                if e["genre"] == GenreEquipe.DEMENAGEURS
            }
        trouve = self._equipes.get(plier(nom))
        if trouve is None:
            trouve = self._equipes[plier(nom)] = self.nouvel_id()
            ligne: Ligne = {"id": trouve, "genre": GenreEquipe.DEMENAGEURS.value, "nom": nom}
            self.communes[trouve] = Insertion("equipe", {**ligne, "cite_id": cite_id})
        return trouve


def cle_cite(nom: str) -> str:
    """What spellings of one estate share: "Cité Nouméa", "CITE DE NOUMEA" → "noumea"."""
    mots = [
        m for m in plier(nom).split() if m not in ("cite", "de", "du", "la", "le", "les", "des")
    ]
    return " ".join(mots)


def cle_adresse(ligne: Mapping[str, Brut]) -> str:
    """Comparison key of the address of a dwelling."""
    return adresses.cle(
        _texte(ligne.get("numero")), _texte(ligne.get("repetition")), _texte(ligne.get("voie"))
    )


def adresse_de(ligne: Mapping[str, Brut]) -> str:
    """Number, bis/ter and street of a dwelling on one line."""
    return adresses.afficher(
        _texte(ligne.get("numero")), _texte(ligne.get("repetition")), _texte(ligne.get("voie"))
    )


def en_uuid(brut: str) -> UUID:
    """The id behind its stored form."""
    return UUID(hex=brut)


def _texte(valeur: Brut) -> str | None:
    return None if valeur is None else str(valeur)


def _ou_rien(valeur: Brut) -> str | None:
    return str(valeur) if valeur else None
