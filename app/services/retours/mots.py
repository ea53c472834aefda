"""Their words and ours: states and contractors, from the catalogue, from memory, from a person."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import Connection

import resources
from app.core.i18n import _
from app.domain.reclamations import EtatReclamation
from app.domain.retours import pour_nous
from app.domain.texte import plier
from app.services.documents.vocabulaire import dire
from app.services.retours.modele import MotDit, OrigineMot, PreparerRetours
from app.services.retours.paroles import DECISIONS
from db.queries import imports as requetes
from db.uow import Transaction

MEMOIRE_ETATS = "retours.etats"
MEMOIRE_RESPONSABLES = "retours.responsables"
ETATS_CHOISISSABLES = (
    EtatReclamation.RECUE,
    EtatReclamation.QUALIFIEE,
    EtatReclamation.TRANSMISE,
    EtatReclamation.PLANIFIEE,
    EtatReclamation.FAITE,
    EtatReclamation.REJETEE,
)
"""What a word of theirs may mean: only the household confirms or contests, only we close."""


def racine(mot: str) -> str:
    """A word or group of words folded, without the marks of feminine and plural.

    "Clôturées" and "CLOTURE" give the same.
    """
    return " ".join(_sans_genre(m) for m in plier(mot).split())


def _sans_genre(mot: str) -> str:
    mot = mot[:-1] if len(mot) > 3 and mot.endswith("s") else mot
    return mot[:-1] if len(mot) > 3 and mot.endswith(("ee", "ue", "ie", "te", "se")) else mot


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, EtatReclamation]:
    """Root of every word of the shipped catalogue → our state."""
    lu = tomllib.loads(resources.texte("catalogues", "retours.toml"))
    connus: dict[str, EtatReclamation] = {}
    for etat, mots in lu["etats"].items():
        for mot in (etat, *mots):
            connus.setdefault(racine(mot), EtatReclamation(etat))
    return MappingProxyType(connus)


class Lexique:
    """What the words of one file mean; a person's choice wins, then memory, then the catalogue."""

    def __init__(self, commande: PreparerRetours, connexion: Connection) -> None:
        bailleur = plier(commande.bailleur)
        self._choisis = {racine(m): e for m, e in commande.etats.items()}
        self._retenus = requetes.correspondance(connexion, bailleur, MEMOIRE_ETATS)
        self._qui_choisis = {plier(n): r for n, r in commande.responsables.items()}
        self._qui_retenus = requetes.correspondance(connexion, bailleur, MEMOIRE_RESPONSABLES)
        self._les_notres = {racine(dire(etat)): etat for etat in EtatReclamation}
        self._dicibles = {
            mot: pour_nous(etat)
            for mot, etat in self._les_notres.items()
            if etat is not EtatReclamation.CONTESTEE
        } | {racine(_(mot)): etat for etat, mot in DECISIONS.items()}

    def etat(self, mot: str) -> tuple[EtatReclamation | None, OrigineMot]:
        """Our state for a word of theirs, and where that comes from."""
        cle = racine(mot)
        if cle in self._choisis:
            choisi = self._choisis[cle]
            return choisi and pour_nous(choisi), OrigineMot.CHOIX
        retenu = self._retenus.get(cle)
        if retenu and retenu in EtatReclamation._value2member_map_:
            return pour_nous(EtatReclamation(retenu)), OrigineMot.MEMOIRE
        connu = catalogue().get(cle) or self._dicibles.get(cle)
        return connu, OrigineMot.CATALOGUE if connu else OrigineMot.INCONNU

    def connu(self, mot: str) -> EtatReclamation | None:
        """The state our own paper told, None when it told none or the cell was changed."""
        return self._les_notres.get(racine(mot)) if mot else None

    def responsable(self, nom: str) -> tuple[UUID | None, OrigineMot] | None:
        """Whom a person said that contractor is; None when nobody ever did."""
        cle = plier(nom)
        if cle in self._qui_choisis:
            return self._qui_choisis[cle], OrigineMot.CHOIX
        if cle in self._qui_retenus:
            retenu = self._qui_retenus[cle]
            return UUID(hex=retenu) if retenu else None, OrigineMot.MEMOIRE
        return None

    def mots(self, dits: Iterable[str]) -> tuple[MotDit, ...]:
        """Every word of the file with its meaning; those unknown first, then the commonest."""
        comptes = Counter(dits)
        lus = [MotDit(mot, n, *self.etat(mot)) for mot, n in comptes.items()]
        return tuple(sorted(lus, key=lambda m: (m.etat is not None, -m.nombre, m.mot)))


def retenir(tx: Transaction, commande: PreparerRetours) -> None:
    """Remember what the person said words and contractors mean, for that landlord."""
    bailleur = plier(commande.bailleur)
    lignes = [
        (tx.ids.new().hex, bailleur, MEMOIRE_ETATS, racine(mot), etat.value if etat else None)
        for mot, etat in commande.etats.items()
    ]
    lignes += [
        (tx.ids.new().hex, bailleur, MEMOIRE_RESPONSABLES, plier(nom), qui.hex if qui else None)
        for nom, qui in commande.responsables.items()
    ]
    if lignes:
        tx.connection.exec_driver_sql(
            "INSERT INTO import_correspondance (id, bailleur, profil, entete, champ)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (bailleur, profil, entete)"
            " DO UPDATE SET champ = excluded.champ",
            lignes,
        )
