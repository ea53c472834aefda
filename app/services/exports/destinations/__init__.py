"""Destinations: where packages are dropped and returns found; created, put right, stopped, tried.

What opens one (password, private key) goes to the system's keyring when it works, else to the
encrypted base, and is never journaled. It is forgotten when the destination changes servers: a
password must not be handed to another machine than the one it was typed for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import AppError, EntreeInvalide, PanneEnvironnement, RegleMetier
from app.core.suivi import Annule, Suivi, SuiviMuet
from app.domain.destinations import (
    SaisieDestination,
    serveur,
    verifier,
    verifier_cle,
    verifier_empreinte,
)
from app.domain.envois import GenreDestination
from app.services.chargement import charger
from app.services.exports.destinations import secrets
from app.services.exports.destinations.secrets import Genre, PorteCles, Rangement
from app.services.exports.transports.contrat import Acces, Transport
from app.services.exports.transports.reseau import Garde
from db.models import Destination
from db.queries import destinations as lecture
from db.queries.destinations import DestinationLigne
from db.uow import Transaction, UnitOfWork

__all__ = [
    "AccepterEmpreinte",
    "ArreterDestination",
    "CreerDestination",
    "DestinationFaite",
    "DestinationLigne",
    "EssaiDestination",
    "FabriqueTransports",
    "GenreDestination",
    "LireDestination",
    "ListerDestinations",
    "ModifierDestination",
    "Rangement",
    "SaisieDestination",
    "TesterDestination",
    "accepter",
    "acces",
    "arreter",
    "creer",
    "lire",
    "lister",
    "modifier",
    "reprendre",
    "tester",
]

FabriqueTransports = Callable[[Acces], Transport]
"""What makes a transport of a destination; it may raise `PanneEnvironnement`."""


@dataclass(frozen=True, slots=True)
class ListerDestinations:
    """Ask for destinations by name; stopped ones too if asked."""

    actives: bool = True


@dataclass(frozen=True, slots=True)
class LireDestination:
    """Ask for one destination."""

    destination_id: UUID


@dataclass(frozen=True, slots=True)
class CreerDestination:
    """A new destination and what opens it."""

    saisie: SaisieDestination
    secret: str = ""
    cle: str = ""


@dataclass(frozen=True, slots=True)
class ModifierDestination:
    """The destination as it must become; a secret of None stays as it is, "" is forgotten."""

    destination_id: UUID
    saisie: SaisieDestination
    secret: str | None = None
    cle: str | None = None


@dataclass(frozen=True, slots=True)
class ArreterDestination:
    """Nothing is deposited nor looked for there any more, or again (`reprendre`)."""

    destination_id: UUID


@dataclass(frozen=True, slots=True)
class AccepterEmpreinte:
    """A person compared the fingerprint of the server with what its keeper told: it is the one."""

    destination_id: UUID
    empreinte: str


@dataclass(frozen=True, slots=True)
class TesterDestination:
    """Try a destination that is kept, or one being typed (`saisie`, with what opens it).

    With both, secrets left at None are those kept, provided the server is the same.
    """

    destination_id: UUID | None = None
    saisie: SaisieDestination | None = None
    secret: str | None = None
    cle: str | None = None


@dataclass(frozen=True, slots=True)
class DestinationFaite:
    """What was written, and where what opens it is kept (None: nothing to keep)."""

    changes: Changes
    rangement: Rangement | None


@dataclass(frozen=True, slots=True)
class EssaiDestination:
    """What a trial found: steps that work, in the order of `Diagnostic.ETAPES`; what failed.

    `empreinte` is the fingerprint to compare when the server's key is not known or has changed.
    """

    reussi: tuple[str, ...]
    panne: AppError | None = None
    empreinte: str = ""

    @property
    def bon(self) -> bool:
        """Whether a package could leave now."""
        return self.panne is None


def lister(demande: ListerDestinations, uow: UnitOfWork) -> tuple[DestinationLigne, ...]:
    """The destinations."""
    with uow.lecture() as session:
        return lecture.lister(session, actives=demande.actives)


def lire(demande: LireDestination, uow: UnitOfWork) -> DestinationLigne:
    """One destination; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        return _lue(session, demande.destination_id)


def creer(
    cmd: CreerDestination, uow: UnitOfWork, porte_cles: PorteCles | None = None
) -> DestinationFaite:
    """The destination; raises `EntreeInvalide("destination.…")`, `RegleMetier` for a name taken."""
    saisie, cle = verifier(cmd.saisie), verifier_cle(cmd.cle)
    with uow.lecture() as session:
        _verifier_nom(session, saisie.nom, None)
    id_ = uow.ids.new()
    confie = _confier(id_, _serveur(saisie), cmd.secret or None, cle or None, porte_cles)
    with uow.ecriture("destination.creer") as tx:
        _verifier_nom(tx.session, saisie.nom, None)
        tx.session.add(Destination(id=id_, **_colonnes(saisie)))
        tx.session.flush()
        confie.ecrire(tx)
        tx.commit()
    return DestinationFaite(_changes(tx, id_), confie.rangement)


def modifier(
    cmd: ModifierDestination, uow: UnitOfWork, porte_cles: PorteCles | None = None
) -> DestinationFaite:
    """The destination changed; raises as `creer` does.

    On another server, or as another user, what opened it and the accepted host key are forgotten.
    """
    saisie = verifier(cmd.saisie)
    cle = None if cmd.cle is None else verifier_cle(cmd.cle)
    with uow.lecture() as session:
        avant = _serveur(_lue(session, cmd.destination_id))
        _verifier_nom(session, saisie.nom, cmd.destination_id)
    ailleurs = _serveur(saisie) != avant
    if ailleurs:
        _confier(cmd.destination_id, avant, "", "", porte_cles)
    confie = _confier(cmd.destination_id, _serveur(saisie), cmd.secret, cle, porte_cles)
    with uow.ecriture("destination.modifier") as tx:
        ligne = charger(tx.session, Destination, cmd.destination_id)
        _verifier_nom(tx.session, saisie.nom, ligne.id)
        for nom, valeur in _colonnes(saisie).items():
            setattr(ligne, nom, valeur)
        if ailleurs:
            ligne.empreinte = None
            for genre in Genre:
                secrets.ecrire(tx, secrets.nom(ligne.id, genre, avant), "")
        tx.session.flush()
        confie.ecrire(tx)
        tx.commit()
    return DestinationFaite(_changes(tx, ligne.id), confie.rangement)


def arreter(cmd: ArreterDestination, uow: UnitOfWork) -> Changes:
    """The destination out of use; packages for it wait."""
    return _activer(cmd.destination_id, uow, "destination.arreter", actif=False)


def reprendre(cmd: ArreterDestination, uow: UnitOfWork) -> Changes:
    """The destination in use again."""
    return _activer(cmd.destination_id, uow, "destination.reprendre", actif=True)


def accepter(cmd: AccepterEmpreinte, uow: UnitOfWork) -> Changes:
    """The key of that server known from now on; raises `EntreeInvalide`."""
    empreinte = verifier_empreinte(cmd.empreinte)
    with uow.ecriture("destination.accepter") as tx:
        ligne = charger(tx.session, Destination, cmd.destination_id)
        ligne.empreinte = empreinte
        tx.commit()
    return _changes(tx, ligne.id)


def acces(destination_id: UUID, uow: UnitOfWork, porte_cles: PorteCles | None) -> Acces:
    """What a transport needs to reach that destination.

    The keyring, which may ask the person to unlock it, is asked outside any transaction.
    """
    with uow.lecture() as session:
        ligne = _lue(session, destination_id)
        servie = lecture.deja_servie(session, ligne.id)
        noms = {genre: secrets.nom(ligne.id, genre, _serveur(ligne)) for genre in Genre}
        connus = {genre: secrets.dans_la_base(session, nom) for genre, nom in noms.items()}
    for genre, nom in noms.items():
        connus[genre] = connus[genre] or secrets.demander(nom, porte_cles)
    return replace(_acces(ligne, connus[Genre.MOT_DE_PASSE], connus[Genre.CLE]), servie=servie)


def tester(
    cmd: TesterDestination,
    uow: UnitOfWork,
    transports: FabriqueTransports,
    porte_cles: PorteCles | None,
    suivi: Suivi | None = None,  # noqa: PT028 - no test, a trial
) -> EssaiDestination:
    """What works and what does not, found by really trying; nothing is written in the base.

    Raises `EntreeInvalide("destination.…")` when what is typed cannot even be tried, `Annule`.
    """
    vu = suivi or SuiviMuet()
    try:
        voie = transports(_a_tester(cmd, uow, porte_cles))
        try:
            with Garde(lambda: vu.annule, voie.interrompre):
                trouve = voie.tester()
        finally:
            voie.fermer()
    except PanneEnvironnement as panne:
        if vu.annule:
            raise Annule from panne
        reussi = tuple(str(p) for p in panne.params.get("reussi", ()))
        return EssaiDestination(reussi, panne, str(panne.params.get("empreinte", "")))
    return EssaiDestination(trouve.reussi, None, trouve.empreinte)


def _a_tester(cmd: TesterDestination, uow: UnitOfWork, porte_cles: PorteCles | None) -> Acces:
    connu: Acces | None = None
    if cmd.destination_id is not None:
        connu = acces(cmd.destination_id, uow, porte_cles)
    if cmd.saisie is None:
        if connu is None:
            raise EntreeInvalide("destination.nom")
        return connu
    saisie = verifier(cmd.saisie)
    if connu is None or _serveur(connu) != _serveur(saisie):
        connu = Acces(saisie.genre, saisie.adresse)
    return Acces(
        genre=saisie.genre,
        adresse=saisie.adresse,
        port=saisie.port,
        utilisateur=saisie.utilisateur,
        depots=saisie.depots,
        retours=saisie.retours,
        secret=_ou(cmd.secret, connu.secret),
        cle=connu.cle if cmd.cle is None else verifier_cle(cmd.cle),
        empreinte=connu.empreinte,
        autorite=saisie.autorite,
        mandataire=saisie.mandataire,
    )


def _serveur(ou: Destination | DestinationLigne | SaisieDestination | Acces) -> str:
    return serveur(ou.genre, ou.adresse, ou.port, ou.utilisateur or "")


def _ou(tape: str | None, garde: str) -> str:
    return garde if tape is None else tape


def _lue(session: Session, destination_id: UUID) -> DestinationLigne:
    ligne = lecture.une(session, destination_id)
    if ligne is None:
        raise RegleMetier("general.introuvable")
    return ligne


def _acces(ligne: DestinationLigne, secret: str, cle: str) -> Acces:
    return Acces(
        genre=ligne.genre,
        adresse=ligne.adresse,
        port=ligne.port,
        utilisateur=ligne.utilisateur,
        depots=ligne.depots,
        retours=ligne.retours,
        secret=secret,
        cle=cle,
        empreinte=ligne.empreinte,
        autorite=ligne.autorite,
        mandataire=ligne.mandataire,
    )


def _colonnes(saisie: SaisieDestination) -> dict[str, object]:
    return {
        "nom": saisie.nom,
        "genre": saisie.genre,
        "adresse": saisie.adresse,
        "port": saisie.port,
        "utilisateur": saisie.utilisateur or None,
        "depots": saisie.depots,
        "retours": saisie.retours,
        "autorite": saisie.autorite or None,
        "mandataire": saisie.mandataire,
    }


def _verifier_nom(session: Session, nom: str, sauf: UUID | None) -> None:
    deja = session.scalar(select(Destination.id).where(Destination.nom == nom))
    if deja is not None and deja != sauf:
        raise RegleMetier("destination.deja", nom=nom)


@dataclass(frozen=True, slots=True)
class _Confie:
    """What the keyring took, and what is left for the base to write ("" to forget)."""

    rangement: Rangement | None
    reste: tuple[tuple[str, str], ...]

    def ecrire(self, tx: Transaction) -> None:
        """The base's part."""
        for nom, valeur in self.reste:
            secrets.ecrire(tx, nom, valeur)


def _confier(
    id_: UUID, serveur_: str, secret: str | None, cle: str | None, porte_cles: PorteCles | None
) -> _Confie:
    """Give the keyring what was typed, take out what was emptied; None stays as it is.

    The least sheltered place anything goes to is told.
    """
    reste, ranges = [], set()
    for genre, valeur in ((Genre.MOT_DE_PASSE, secret), (Genre.CLE, cle)):
        nom = secrets.nom(id_, genre, serveur_)
        if valeur is None:
            continue
        if not valeur:
            secrets.retirer(nom, porte_cles)
            reste.append((nom, ""))
        elif secrets.confier(nom, valeur, porte_cles):
            reste.append((nom, ""))
            ranges.add(Rangement.SYSTEME)
        else:
            reste.append((nom, valeur))
            ranges.add(Rangement.BASE)
    place = Rangement.BASE if Rangement.BASE in ranges else Rangement.SYSTEME
    return _Confie(place if ranges else None, tuple(reste))


def _activer(destination_id: UUID, uow: UnitOfWork, action: str, *, actif: bool) -> Changes:
    with uow.ecriture(action) as tx:
        ligne = charger(tx.session, Destination, destination_id)
        if ligne.actif is actif:
            return Changes.of(principal=ligne.id)
        ligne.actif = actif
        tx.commit()
    return _changes(tx, ligne.id)


def _changes(tx: Transaction, destination_id: UUID) -> Changes:
    return Changes.of(
        principal=destination_id, operation=tx.operation, destinations=[destination_id]
    )
