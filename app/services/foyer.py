"""Who lives in a household: somebody leaves, dies, comes, or takes a home of their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.domain.foyer import Membre, partants, titulaire_apres, verifier_jour
from app.domain.logements import NatureOccupation
from app.domain.menages import Lien, StatutMenage
from app.domain.relogements import MotifDepart
from app.services.chargement import charger, facultatif
from app.services.menages.ecriture import CHAMPS_PERSONNE, charger_menage, nouvelle_personne
from app.services.occupations import OuvrirOccupation, preparer
from db.models import Menage, Personne, Referent, Temoin, VolontaireEnergie
from db.uow import Transaction, UnitOfWork

__all__ = [
    "Accueillir",
    "Decohabiter",
    "MotifDepart",
    "NoterDepart",
    "Revenir",
    "accueillir",
    "decohabiter",
    "noter_depart",
    "revenir",
]


@dataclass(frozen=True, slots=True)
class NoterDepart:
    """A person died, or left the household for another reason, on `le`.

    `titulaire_id` says who is on the lease from now on, when nobody would be left on it.
    """

    personne_id: UUID
    le: date
    motif: MotifDepart
    titulaire_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Revenir:
    """That person is part of the household again, or never left it."""

    personne_id: UUID


@dataclass(frozen=True, slots=True)
class Accueillir:
    """Somebody comes to live there: a newcomer, or a hosted person; fields by column name."""

    menage_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Decohabiter:
    """These persons leave and make a household of their own on `le`.

    The first of `personnes` is its titulaire, and gives it its name unless `nom` does.
    `logement_id` is the home they go to, None while nobody knows. `titulaire_id` as in
    `NoterDepart`.
    """

    menage_id: UUID
    personnes: tuple[UUID, ...]
    le: date
    nom: str = ""
    logement_id: UUID | None = None
    nature: NatureOccupation = NatureOccupation.DEFINITIF
    titulaire_id: UUID | None = None


def noter_depart(cmd: NoterDepart, uow: UnitOfWork) -> Changes:
    """The household without that person; what was told with it stays.

    Raises `EntreeInvalide` ("foyer.futur", "foyer.titulaire" when somebody must be chosen) and
    `RegleMetier` ("foyer.deja_partie").
    """
    with uow.ecriture("personne.partir") as tx:
        menage_id = charger(tx.session, Personne, cmd.personne_id).menage_id
        menage = charger_menage(tx.session, menage_id)
        _partir(tx, menage, (cmd.personne_id,), cmd.le, cmd.motif, cmd.titulaire_id)
        tx.commit()
    return _changes(tx, menage.id, {cmd.personne_id})


def revenir(cmd: Revenir, uow: UnitOfWork) -> Changes:
    """The person among those who live there; raises `RegleMetier("foyer.presente")`."""
    with uow.ecriture("personne.revenir") as tx:
        personne = charger(tx.session, Personne, cmd.personne_id)
        menage = charger_menage(tx.session, personne.menage_id)
        if personne.partie_le is None:
            raise RegleMetier("foyer.presente", nom=_nom(personne))
        personne.partie_le = personne.partie_motif = None
        au_bail = tx.session.scalars(
            select(Personne.id).where(
                Personne.menage_id == menage.id,
                Personne.titulaire,
                Personne.partie_le.is_(None),
                Personne.fusionne_dans_id.is_(None),
            )
        ).first()
        personne.titulaire = au_bail is None
        if menage.nb_occupants is not None:
            menage.nb_occupants += 1
        tx.commit()
    return _changes(tx, menage.id, {personne.id})


def accueillir(cmd: Accueillir, uow: UnitOfWork) -> Changes:
    """The newcomer; a declared number of occupants counts it too."""
    champs = {"lien": Lien.HEBERGE, **cmd.champs}
    with uow.ecriture("personne.accueillir") as tx:
        menage = charger_menage(tx.session, cmd.menage_id)
        personne = nouvelle_personne(tx, menage.id, champs)
        tx.session.add(personne)
        if menage.nb_occupants is not None:
            menage.nb_occupants += 1
        tx.commit()
    return _changes(tx, menage.id, {personne.id})


def decohabiter(cmd: Decohabiter, uow: UnitOfWork) -> Changes:
    """The new household (`principal`), tied to the one it comes from.

    The persons stay in the history of the first one. The team that follows it follows the new one
    too; agreements to share are asked anew. Raises as `noter_depart`, and `RegleMetier`:
    "foyer.reste_personne" when everybody leaves, those of `occupations.ouvrir` on the home.
    """
    with uow.ecriture("menage.decohabiter") as tx:
        ancien = charger_menage(tx.session, cmd.menage_id)
        partis = _partir(
            tx, ancien, cmd.personnes, cmd.le, MotifDepart.DECOHABITATION, cmd.titulaire_id
        )
        nouveau = Menage(
            id=tx.ids.new(),
            nom=facultatif(cmd.nom) or f"{partis[0].nom} {partis[0].prenom or ''}".strip(),
            statut=StatutMenage.LOCATAIRE,
            issu_de_id=ancien.id,
            date_entree=cmd.le if cmd.logement_id else None,
            nb_occupants=len(partis),
            langue=ancien.langue,
        )
        tx.session.add(nouveau)
        tx.session.flush()
        neufs = [_copie(tx, p, nouveau.id, rang) for rang, p in enumerate(partis)]
        tx.session.add_all(neufs)
        _suivre(tx, ancien.id, nouveau.id, cmd.le)
        if cmd.logement_id is not None:
            preparer(tx, OuvrirOccupation(nouveau.id, cmd.logement_id, cmd.nature, cmd.le))
        tx.commit()
    touches = {ancien.id, nouveau.id}
    return Changes.of(
        principal=nouveau.id,
        operation=tx.operation,
        menages=touches,
        personnes={*cmd.personnes, *(p.id for p in neufs)},
        logements={cmd.logement_id} if cmd.logement_id else (),
    )


def _partir(
    tx: Transaction,
    menage: Menage,
    ids: Collection[UUID],
    le: date,
    motif: MotifDepart,
    titulaire_id: UUID | None,
) -> list[Personne]:
    """Those who leave, in the order they were named, marked so; somebody is left on the lease."""
    verifier_jour(le, tx.clock.today())
    lignes = {
        p.id: p
        for p in tx.session.scalars(
            select(Personne)
            .where(Personne.menage_id == menage.id, Personne.fusionne_dans_id.is_(None))
            .order_by(Personne.titulaire.desc(), Personne.id)
        )
    }
    membres = [Membre(p.id, _nom(p), p.titulaire, p.partie_le) for p in lignes.values()]
    choisis = {m.id for m in partants(membres, ids)}
    restent = [m for m in membres if m.partie_le is None and m.id not in choisis]
    if motif is MotifDepart.DECOHABITATION and not restent:
        raise RegleMetier("foyer.reste_personne", menage=menage.nom)
    succede = titulaire_apres(membres, choisis, titulaire_id)
    if succede is not None:
        lignes[succede].titulaire, lignes[succede].lien = True, Lien.TITULAIRE
    partis = [lignes[id_] for id_ in dict.fromkeys(ids)]
    for personne in partis:
        personne.partie_le, personne.partie_motif = le, motif
        personne.titulaire = False
    _ne_temoignent_plus(tx, choisis, le)
    if menage.nb_occupants is not None:
        menage.nb_occupants = max(len(restent), menage.nb_occupants - len(partis))
    tx.session.flush()
    return partis


def _ne_temoignent_plus(tx: Transaction, partis: set[UUID], le: date) -> None:
    """Nobody is sent to somebody who died or left: their agreement to testify ends.

    So does the one that the energy of the home be followed: whoever stays is asked again.
    """
    donnes: list[Temoin | VolontaireEnergie] = []
    for modele in (Temoin, VolontaireEnergie):
        donnes += tx.session.scalars(
            select(modele).where(modele.personne_id.in_(partis), modele.retire_le.is_(None))
        )
    for accord in donnes:
        accord.retire_le = max(le, accord.accord_le)


def _copie(tx: Transaction, personne: Personne, menage_id: UUID, rang: int) -> Personne:
    """The same person in the new household: the first one is its titulaire."""
    valeurs = {champ: getattr(personne, champ) for champ in CHAMPS_PERSONNE}
    valeurs["titulaire"] = rang == 0
    if rang == 0:
        valeurs["lien"] = Lien.TITULAIRE
    elif personne.lien not in (Lien.ENFANT, Lien.CONJOINT):
        valeurs["lien"] = Lien.AUTRE  # kinship was with the titulaire who stays
    return Personne(id=tx.ids.new(), menage_id=menage_id, age_le=personne.age_le, **valeurs)


def _suivre(tx: Transaction, ancien_id: UUID, nouveau_id: UUID, le: date) -> None:
    """Who follows the first household follows the new one from that day on."""
    en_cours = tx.session.execute(
        select(Referent.intervenant_id, Referent.role).where(
            Referent.menage_id == ancien_id, (Referent.fin.is_(None)) | (Referent.fin > le)
        )
    )
    for intervenant_id, role in en_cours:
        tx.session.add(
            Referent(
                id=tx.ids.new(),
                menage_id=nouveau_id,
                intervenant_id=intervenant_id,
                role=role,
                debut=le,
            )
        )
    tx.session.flush()


def _nom(personne: Personne) -> str:
    return f"{personne.prenom or ''} {personne.nom}".strip()


def _changes(tx: Transaction, menage_id: UUID, personnes: set[UUID]) -> Changes:
    return Changes.of(
        principal=menage_id, operation=tx.operation, menages={menage_id}, personnes=personnes
    )
