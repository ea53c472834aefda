"""The team: who acts for the households, and who "me" is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.i18n import _
from app.domain.menages import Role
from app.domain.telephone import normaliser
from app.domain.texte import plier
from app.services.chargement import charger, facultatif, obligatoire
from db.models import Intervenant
from db.queries import equipe as lecture
from db.queries.equipe import IntervenantLigne
from db.uow import Auteur, Transaction, UnitOfWork

__all__ = [
    "CreerIntervenant",
    "DesactiverIntervenant",
    "Equipe",
    "IntervenantLigne",
    "LireEquipe",
    "ModifierIntervenant",
    "Moi",
    "creer",
    "desactiver",
    "garantir_moi",
    "lire",
    "lister",
    "modifier",
    "moi",
    "reactiver",
]


@dataclass(frozen=True, slots=True)
class CreerIntervenant:
    """Add somebody to the team."""

    nom: str
    prenom: str = ""
    fonction: Role = Role.MEDIATRICE
    organisme: str = ""
    telephone: str = ""
    courriel: str = ""


@dataclass(frozen=True, slots=True)
class ModifierIntervenant:
    """Change everything one may change about a member of the team."""

    intervenant_id: UUID
    nom: str
    prenom: str = ""
    fonction: Role = Role.MEDIATRICE
    organisme: str = ""
    telephone: str = ""
    courriel: str = ""


@dataclass(frozen=True, slots=True)
class DesactiverIntervenant:
    """Somebody leaves the team, or comes back to it (`reactiver`)."""

    intervenant_id: UUID


@dataclass(frozen=True, slots=True)
class LireEquipe:
    """Ask for the team; those who left too unless `actifs`."""

    actifs: bool = True


@dataclass(frozen=True, slots=True)
class Moi:
    """Who is using the app; the id is None while the team does not know that name."""

    nom: str
    intervenant_id: UUID | None


@dataclass(frozen=True, slots=True)
class Equipe:
    """The team in post, and who is at the keyboard."""

    moi: Moi
    membres: tuple[IntervenantLigne, ...]


def lire(_demande: None, uow: UnitOfWork) -> Equipe:
    """Who may be given things to do, me included."""
    with uow.lecture() as session:
        return Equipe(moi(None, uow), lecture.lister(session, actifs=True))


def lister(demande: LireEquipe, uow: UnitOfWork) -> tuple[IntervenantLigne, ...]:
    """The team, by name."""
    with uow.lecture() as session:
        return lecture.lister(session, actifs=demande.actifs)


def moi(_demande: None, uow: UnitOfWork) -> Moi:
    """Who is using the app."""
    return Moi(uow.auteur.nom, uow.auteur.intervenant_id)


def creer(cmd: CreerIntervenant, uow: UnitOfWork) -> Changes:
    """Add a member; raises `RegleMetier("equipe.deja_connu")` for a name already in post."""
    with uow.ecriture("equipe.creer") as tx:
        _refuser_homonyme(tx, cmd.prenom, cmd.nom)
        ligne = Intervenant(id=tx.ids.new(), actif=True, nom="")
        _remplir(ligne, cmd)
        tx.session.add(ligne)
        tx.commit()
    _reconnaitre(uow, ligne)
    return Changes.of(principal=ligne.id, operation=tx.operation, intervenants={ligne.id})


def modifier(cmd: ModifierIntervenant, uow: UnitOfWork) -> Changes:
    """Change a member; raises `RegleMetier("equipe.deja_connu")` for somebody else's name."""
    with uow.ecriture("equipe.modifier") as tx:
        ligne = charger(tx.session, Intervenant, cmd.intervenant_id)
        _refuser_homonyme(tx, cmd.prenom, cmd.nom, sauf=ligne.id)
        _remplir(ligne, cmd)
        tx.commit()
    _reconnaitre(uow, ligne)
    return Changes.of(principal=ligne.id, operation=tx.operation, intervenants={ligne.id})


def desactiver(cmd: DesactiverIntervenant, uow: UnitOfWork) -> Changes:
    """Somebody is no longer in post; what they did and promised keeps their name."""
    return _mettre_en_poste(cmd.intervenant_id, uow, actif=False)


def reactiver(cmd: DesactiverIntervenant, uow: UnitOfWork) -> Changes:
    """Somebody is in post again."""
    return _mettre_en_poste(cmd.intervenant_id, uow, actif=True)


def garantir_moi(_demande: None, uow: UnitOfWork) -> Changes:
    """The person using the app is in the team from now on, so that "me" can be given tasks."""
    if uow.auteur.intervenant_id is not None:
        return Changes()
    mots = uow.auteur.nom.split()
    if not mots:
        return Changes()
    return creer(CreerIntervenant(nom=mots[-1], prenom=" ".join(mots[:-1])), uow)


def _mettre_en_poste(intervenant_id: UUID, uow: UnitOfWork, *, actif: bool) -> Changes:
    with uow.ecriture("equipe.reactiver" if actif else "equipe.desactiver") as tx:
        ligne = charger(tx.session, Intervenant, intervenant_id)
        ligne.actif = actif
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, intervenants={ligne.id})


def _remplir(ligne: Intervenant, cmd: CreerIntervenant | ModifierIntervenant) -> None:
    ligne.nom = obligatoire(cmd.nom, _("le nom"))
    ligne.prenom = facultatif(cmd.prenom)
    ligne.fonction = cmd.fonction
    ligne.organisme = facultatif(cmd.organisme)
    ligne.telephone = normaliser(cmd.telephone) or facultatif(cmd.telephone)
    ligne.courriel = facultatif(cmd.courriel)


def _refuser_homonyme(tx: Transaction, prenom: str, nom: str, sauf: UUID | None = None) -> None:
    voulu = plier(f"{prenom} {nom}")
    for autre in lecture.lister(tx.session, actifs=True):
        if autre.id != sauf and plier(autre.nom_complet) == voulu:
            raise RegleMetier("equipe.deja_connu", nom=autre.nom_complet)


def _reconnaitre(uow: UnitOfWork, ligne: Intervenant) -> None:
    """The person at the keyboard may just have been added to the team."""
    nom = f"{ligne.prenom or ''} {ligne.nom}".strip()
    if uow.auteur.intervenant_id is None and nom == uow.auteur.nom.strip():
        uow.auteur = Auteur(uow.auteur.nom, ligne.id)
