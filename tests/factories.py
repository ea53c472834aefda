"""Rows for tests: each function writes one valid row and returns its id; override what matters."""

from __future__ import annotations

from datetime import date, time
from itertools import count
from typing import Any
from uuid import UUID

from app.domain.accompagnement import Canal, NatureNote, Partenaire
from app.domain.logements import NatureOccupation
from app.domain.menages import Lien
from app.domain.partage import Partage
from db.models import (
    Base,
    Cite,
    Consentement,
    Intervenant,
    Logement,
    Menage,
    Note,
    Occupation,
    Personne,
    Visite,
)
from db.uow import UnitOfWork

_numero = count(1)


def ecrire(uow: UnitOfWork, *lignes: Base) -> None:
    """Write rows in one operation."""
    with uow.ecriture("test.preparer") as tx:
        for ligne in lignes:
            tx.session.add(ligne)
            tx.session.flush()
        tx.commit()


def cite(uow: UnitOfWork, **champs: Any) -> UUID:
    """An estate."""
    id_ = uow.ids.new()
    valeurs = {"nom": f"Cité fictive {next(_numero)}", "communes": "Rouvroy"} | champs
    ecrire(uow, Cite(id=id_, **valeurs))
    return id_


def logement(uow: UnitOfWork, *, cite_id: UUID | None = None, **champs: Any) -> UUID:
    """A dwelling, in a new estate unless one is given."""
    id_, n = uow.ids.new(), next(_numero)
    valeurs = {
        "code_ug": f"TST{n:05d}",
        "numero": str(n),
        "voie": "Rue de Stockholm",
        "commune": "Rouvroy",
        "code_postal": "62320",
        "typologie": "T3",
    } | champs
    ecrire(uow, Logement(id=id_, cite_id=cite_id or cite(uow), **valeurs))
    return id_


def menage(
    uow: UnitOfWork,
    nom: str = "Wójcik",
    prenom: str = "Jadwiga",
    *,
    logement_id: UUID | None = None,
    personne: dict[str, Any] | None = None,
    **champs: Any,
) -> UUID:
    """A household with its titulaire, living in a dwelling (a new one unless given)."""
    id_ = uow.ids.new()
    valeurs_personne = {
        "nom": nom,
        "prenom": prenom,
        "titulaire": True,
        "lien": Lien.TITULAIRE,
        "tel_mobile": "0612345678",
    } | (personne or {})
    ecrire(
        uow,
        Menage(id=id_, **({"nom": f"{nom} {prenom}"} | champs)),
        Personne(id=uow.ids.new(), menage_id=id_, **valeurs_personne),
        Occupation(
            id=uow.ids.new(),
            menage_id=id_,
            logement_id=logement_id or logement(uow),
            nature=NatureOccupation.ORIGINE,
            debut=date(2001, 5, 4),
        ),
    )
    return id_


def cite_dont_un_refuse(uow: UnitOfWork) -> UUID:
    """An estate of two households; one, Benali, refuses to share with the bailleur."""
    cite_id = cite(uow, nom="Cité Nouméa")
    menage(uow, logement_id=logement(uow, cite_id=cite_id))
    refus = menage(uow, "Benali", "Karim", logement_id=logement(uow, cite_id=cite_id))
    ecrire(
        uow,
        Consentement(
            id=uow.ids.new(),
            menage_id=refus,
            partenaire=Partenaire.BAILLEUR,
            objet="suivi",
            accorde=False,
            donne_le=uow.clock.today(),
        ),
    )
    return cite_id


def intervenant(uow: UnitOfWork, nom: str = "Lemaire", **champs: Any) -> UUID:
    """A staff member."""
    id_ = uow.ids.new()
    ecrire(uow, Intervenant(id=id_, **({"nom": nom, "prenom": "Sofia"} | champs)))
    return id_


def visite(
    uow: UnitOfWork,
    menage_id: UUID | None,
    jour: date = date(2026, 11, 12),
    *,
    texte: str = "",
    visibilite: Partage = Partage.EQUIPE,
    **champs: Any,
) -> UUID:
    """A visit, with its note when `texte` is given."""
    id_ = uow.ids.new()
    valeurs = {"canal": Canal.PERMANENCE, "heure": time(14, 5)} | champs
    lignes: list[Base] = [Visite(id=id_, menage_id=menage_id, jour=jour, **valeurs)]
    if texte:
        lignes.append(
            Note(
                id=uow.ids.new(),
                menage_id=menage_id,
                visite_id=id_,
                nature=NatureNote.VISITE,
                texte=texte,
                visibilite=visibilite,
                ecrite_a=uow.clock.now(),
                jour=jour,
            )
        )
    ecrire(uow, *lignes)
    return id_
