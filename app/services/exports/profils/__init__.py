"""Profiles of sending: what a recipient gets, narrowed from what it may get."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.envois import Etendue, Format, Frequence, Protection
from app.domain.profils_envoi import ProfilLu, prochain
from app.domain.texte import plier
from app.services.chargement import charger, obligatoire
from app.services.exports import projection
from db.models import Bailleur, Cite, ClePartenaire, Destination, ProfilEnvoi
from db.queries import profils_envoi as lecture
from db.queries.profils_envoi import DernierColis
from db.uow import Transaction, UnitOfWork

__all__ = [
    "ArreterProfil",
    "ContenuProfil",
    "CreerProfil",
    "DernierColis",
    "LireProfil",
    "ListerProfils",
    "ModifierProfil",
    "ProfilLigne",
    "arreter",
    "charger_profil",
    "creer",
    "lire",
    "lister",
    "modifier",
    "profil_nomme",
    "reprendre",
]

_OCTETS_SEL = 32


@dataclass(frozen=True, slots=True)
class ContenuProfil:
    """What a profile says. `tables` None: all that may leave, those of later versions too.

    With `bailleur_id`, only the estates of that bailleur; with `cite_id`, only that one.
    """

    nom: str
    bailleur_id: UUID | None = None
    cite_id: UUID | None = None
    tables: frozenset[str] | None = None
    colonnes_retirees: Mapping[str, frozenset[str]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    pseudonymes: bool = True
    etendue: Etendue = Etendue.COMPLET
    formats: tuple[Format, ...] = (Format.XLSX, Format.CSV_FR)
    frequence: Frequence = Frequence.A_LA_DEMANDE
    protection: Protection = Protection.AGE
    cle_id: UUID | None = None
    destination_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CreerProfil:
    """A new profile."""

    contenu: ContenuProfil


@dataclass(frozen=True, slots=True)
class ModifierProfil:
    """That profile says this instead; what makes the recipient's own ids stays the same."""

    profil_id: UUID
    contenu: ContenuProfil


@dataclass(frozen=True, slots=True)
class ArreterProfil:
    """Nothing more is prepared for it, or again (`reprendre`); what left is kept."""

    profil_id: UUID


@dataclass(frozen=True, slots=True)
class ListerProfils:
    """Ask for the profiles in use, or for all of them."""

    actifs: bool = True


@dataclass(frozen=True, slots=True)
class LireProfil:
    """Ask for one profile."""

    profil_id: UUID


@dataclass(frozen=True, slots=True)
class ProfilLigne:
    """A profile in the list: to whom, how, what was last prepared, when the next is due."""

    profil: ProfilLu
    bailleur: str
    cite: str
    cle: str
    cle_verifiee: bool
    destination: str
    dernier: DernierColis | None
    prochain_le: date | None


def lister(q: ListerProfils, uow: UnitOfWork) -> tuple[ProfilLigne, ...]:
    """The profiles by name, those that were stopped last."""
    jour = uow.clock.today()
    with uow.lecture() as session:
        noms = {m: lecture.noms(session, m) for m in (Bailleur, Cite, ClePartenaire, Destination)}
        verifiees = lecture.cles_verifiees(session)
        derniers = lecture.derniers_colis(session)
        profils = [lu(p) for p in session.scalars(select(ProfilEnvoi)) if p.actif or not q.actifs]
    return tuple(
        ProfilLigne(
            profil=p,
            bailleur=noms[Bailleur].get(p.bailleur_id, ""),
            cite=noms[Cite].get(p.cite_id, ""),
            cle=noms[ClePartenaire].get(p.cle_id, ""),
            cle_verifiee=p.cle_id in verifiees,
            destination=noms[Destination].get(p.destination_id, ""),
            dernier=(dernier := derniers.get(p.id)),
            prochain_le=prochain(
                p.frequence, dernier.prepare_a.astimezone().date() if dernier else None, jour
            )
            if p.actif
            else None,
        )
        for p in sorted(profils, key=lambda p: (not p.actif, plier(p.nom)))
    )


def lire(q: LireProfil, uow: UnitOfWork) -> ProfilLu:
    """That profile; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        return charger_profil(session, q.profil_id)


def charger_profil(session: Session, profil_id: UUID) -> ProfilLu:
    """That profile, within a transaction; raises `RegleMetier("general.introuvable")`."""
    return lu(charger(session, ProfilEnvoi, profil_id))


def profil_nomme(nom: str, uow: UnitOfWork) -> UUID:
    """The profile of that name, whatever its accents, or of that id.

    Raises `EntreeInvalide("profil.inconnu")`, with the names there are.
    """
    with uow.lecture() as session:
        connus = {p.nom: p.id for p in session.scalars(select(ProfilEnvoi))}
    for connu, id_ in connus.items():
        if plier(connu) == plier(nom) or id_.hex == nom.strip().lower():
            return id_
    raise EntreeInvalide("profil.inconnu", nom=nom, noms=sorted(connus))


def creer(cmd: CreerProfil, uow: UnitOfWork) -> Changes:
    """The profile, with a secret that makes the ids of its recipient.

    Raises `EntreeInvalide`: "saisie.obligatoire", "profil.tables", "profil.table_interdite",
    "profil.formats";
    `RegleMetier`: "profil.deja", "profil.cite_d_un_autre", "general.introuvable".
    """
    with uow.ecriture("profil_envoi.creer") as tx:
        profil = ProfilEnvoi(
            id=tx.ids.new(), sel=os.urandom(_OCTETS_SEL).hex(), **_valeurs(tx, cmd.contenu, None)
        )
        tx.session.add(profil)
        tx.commit()
    return _changes(tx, profil)


def modifier(cmd: ModifierProfil, uow: UnitOfWork) -> Changes:
    """The profile changed; raises as `creer` does.

    What leaves being no more the same, the next package is a whole one.
    """
    with uow.ecriture("profil_envoi.modifier") as tx:
        profil = charger(tx.session, ProfilEnvoi, cmd.profil_id)
        valeurs = _valeurs(tx, cmd.contenu, profil.id)
        if all(getattr(profil, nom) == valeur for nom, valeur in valeurs.items()):
            return Changes.of(principal=profil.id)
        for nom, valeur in valeurs.items():
            setattr(profil, nom, valeur)
        tx.commit()
    return _changes(tx, profil)


def arreter(cmd: ArreterProfil, uow: UnitOfWork) -> Changes:
    """Nothing more is prepared for that profile."""
    return _activer(cmd.profil_id, uow, "profil_envoi.arreter", actif=False)


def reprendre(cmd: ArreterProfil, uow: UnitOfWork) -> Changes:
    """Packages are prepared for that profile again."""
    return _activer(cmd.profil_id, uow, "profil_envoi.reprendre", actif=True)


def lu(profil: ProfilEnvoi) -> ProfilLu:
    """A profile as rules read it; formats of a later version are left aside."""
    connus = {f.value: f for f in Format}
    return ProfilLu(
        id=profil.id,
        nom=profil.nom,
        bailleur_id=profil.bailleur_id,
        cite_id=profil.cite_id,
        tables=None if profil.tables is None else frozenset(profil.tables),
        colonnes_retirees=MappingProxyType(
            {t: frozenset(noms) for t, noms in (profil.colonnes_retirees or {}).items()}
        ),
        pseudonymes=profil.pseudonymes,
        sel=profil.sel,
        etendue=profil.etendue,
        formats=tuple(connus[f] for f in profil.formats if f in connus),
        frequence=profil.frequence,
        protection=profil.protection,
        cle_id=profil.cle_id,
        destination_id=profil.destination_id,
        actif=profil.actif,
    )


def _activer(profil_id: UUID, uow: UnitOfWork, libelle: str, *, actif: bool) -> Changes:
    with uow.ecriture(libelle) as tx:
        profil = charger(tx.session, ProfilEnvoi, profil_id)
        if profil.actif is actif:
            return Changes.of(principal=profil.id)
        profil.actif = actif
        tx.commit()
    return _changes(tx, profil)


def _valeurs(tx: Transaction, contenu: ContenuProfil, sauf: UUID | None) -> dict[str, Any]:
    """The columns of the profile, checked."""
    nom = obligatoire(contenu.nom, _("Profil"))
    pris = tx.session.execute(select(ProfilEnvoi.id, ProfilEnvoi.nom)).all()
    if any(plier(autre) == plier(nom) and id_ != sauf for id_, autre in pris):
        raise RegleMetier("profil.deja", nom=nom)
    if not contenu.formats:
        raise EntreeInvalide("profil.formats")
    _verifier_lieu(tx.session, contenu)
    for modele, id_ in ((ClePartenaire, contenu.cle_id), (Destination, contenu.destination_id)):
        if id_ is not None:
            charger(tx.session, modele, id_)
    return {
        "nom": nom,
        "bailleur_id": contenu.bailleur_id,
        "cite_id": contenu.cite_id,
        "tables": _tables(contenu.tables),
        "colonnes_retirees": _colonnes(contenu.colonnes_retirees),
        "pseudonymes": contenu.pseudonymes,
        "etendue": contenu.etendue,
        "formats": [f.value for f in dict.fromkeys(contenu.formats)],
        "frequence": contenu.frequence,
        "protection": contenu.protection,
        "cle_id": contenu.cle_id,
        "destination_id": contenu.destination_id,
    }


def _verifier_lieu(session: Session, contenu: ContenuProfil) -> None:
    if contenu.bailleur_id is not None:
        charger(session, Bailleur, contenu.bailleur_id)
    if contenu.cite_id is None:
        return
    cite = charger(session, Cite, contenu.cite_id)
    if contenu.bailleur_id not in (None, cite.bailleur_id):
        raise RegleMetier("profil.cite_d_un_autre", cite=cite.nom)


def _tables(choisies: Iterable[str] | None) -> list[str] | None:
    """The tables in the order they are always told in; raises `EntreeInvalide` as `creer`."""
    if choisies is None:
        return None
    voulues = set(choisies)
    gardees = [p.nom for p in projection.projections() if p.nom in voulues]
    if interdites := sorted(voulues - set(gardees)):
        raise EntreeInvalide("profil.table_interdite", noms=interdites)
    if not gardees:
        raise EntreeInvalide("profil.tables")
    return gardees


def _colonnes(retirees: Mapping[str, Iterable[str]]) -> dict[str, list[str]] | None:
    """The columns left out, of tables that leave; what is not known is left aside."""
    nettes = {
        p.nom: [c.nom for c in p.colonnes if c.nom in set(retirees[p.nom]) and not c.obligatoire]
        for p in projection.projections()
        if p.nom in retirees
    }
    return {nom: noms for nom, noms in nettes.items() if noms} or None


def _changes(tx: Transaction, profil: ProfilEnvoi) -> Changes:
    return Changes.of(principal=profil.id, operation=tx.operation, profils_envoi=[profil.id])
