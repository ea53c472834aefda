"""Keys: those of recipients, checked over the telephone, and those of this device.

A package only leaves closed: to a key somebody compared (age), or under a passphrase told by
another way (AES zip). The device's own keys are made at first need and stay in the encrypted base.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.envois import Protection
from app.domain.profils_envoi import ProfilLu
from app.services.exports.paquets.preparation import Fermeture
from app.services.exports.protection import fermeture as fermetures
from app.services.exports.protection import phrase_zip, signature, trousseau
from app.services.exports.protection.signature import CleSignature
from app.services.exports.protection.trousseau import ClePrivee, ClePublique
from db.models import ClePartenaire, ProfilEnvoi, SecretLocal
from db.uow import Transaction, UnitOfWork

__all__ = [
    "AbandonnerCle",
    "AjouterCle",
    "CleLue",
    "ClePublique",
    "DefinirPhrase",
    "LireCles",
    "LireNotreCle",
    "NotreCle",
    "VerifierCle",
    "abandonner",
    "ajouter",
    "cle_appareil",
    "definir_phrase",
    "fermeture_du_profil",
    "fermeture_par_phrase",
    "lire_bloc",
    "lister",
    "notre_cle",
    "phrase_connue",
    "phrase_du_profil",
    "proposer_phrase",
    "trousseau_appareil",
    "trousseau_connu",
    "verifier",
]

lire_bloc = trousseau.lire_publique
"""What a pasted or opened public key says, before it is added (raises as `ajouter`)."""
proposer_phrase = phrase_zip.proposer
"""A passphrase for a recipient who only has 7-Zip."""
SUFFIXE_AGE, SUFFIXE_AES = ".zip.age", ".zip"


NOM_TROUSSEAU = "trousseau"
"""Under which secret the keys of this base are kept."""


@dataclass(frozen=True, slots=True)
class LireCles:
    """Ask for the keys of recipients, given up ones last."""


@dataclass(frozen=True, slots=True)
class LireNotreCle:
    """Ask for what this device gives the recipients; made at first need."""


@dataclass(frozen=True, slots=True)
class AjouterCle:
    """A recipient's key, from the text of its file or of a mail; `nom` "" keeps its own."""

    texte: str
    nom: str = ""


@dataclass(frozen=True, slots=True)
class VerifierCle:
    """The six words were compared by telephone with `avec`; `mots` what was heard, if typed."""

    cle_id: UUID
    avec: str
    mots: str = ""


@dataclass(frozen=True, slots=True)
class AbandonnerCle:
    """Nothing more is closed to that key, and nothing it signs is believed, from today on."""

    cle_id: UUID


@dataclass(frozen=True, slots=True)
class DefinirPhrase:
    """The passphrase of the AES zips of a profile."""

    profil_id: UUID
    phrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CleLue:
    """A recipient's key, its fingerprint in words, and the profiles that use it."""

    id: UUID
    nom: str
    age: str
    signature: str
    empreinte: str
    mots: tuple[str, ...]
    ajoutee_le: date
    verifiee_le: date | None
    verifiee_par: str | None
    revoquee_le: date | None
    profils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotreCle:
    """What recipients are given: the block of text, and the six words they will see."""

    bloc: str
    empreinte: str
    mots: tuple[str, ...]


def lister(q: LireCles, uow: UnitOfWork) -> tuple[CleLue, ...]:
    """The keys of recipients: in use first, by name."""
    with uow.lecture() as session:
        profils: dict[UUID, list[str]] = {}
        utilises = select(ProfilEnvoi.cle_id, ProfilEnvoi.nom).where(ProfilEnvoi.actif)
        for cle_id, nom in session.execute(utilises.order_by(ProfilEnvoi.nom)):
            if cle_id is None:
                continue
            profils.setdefault(cle_id, []).append(nom)
        requete = select(ClePartenaire).order_by(
            ClePartenaire.revoquee_le.is_not(None), ClePartenaire.nom, ClePartenaire.ajoutee_le
        )
        return tuple(_lue(c, profils.get(c.id, [])) for c in session.scalars(requete))


def ajouter(cmd: AjouterCle, uow: UnitOfWork) -> Changes:
    """The key is known, not yet verified.

    Raises `EntreeInvalide` as `trousseau.lire_publique`, `RegleMetier("cle.deja_connue")` for one
    that is there, "cle.deja_abandonnee" for one that was given up.
    """
    lue = trousseau.lire_publique(cmd.texte)
    with uow.ecriture("cle.ajouter") as tx:
        connue = tx.session.scalar(
            select(ClePartenaire).where(ClePartenaire.empreinte == lue.empreinte)
        )
        if connue is not None:
            code = "cle.deja_connue" if connue.revoquee_le is None else "cle.deja_abandonnee"
            raise RegleMetier(code, nom=connue.nom)
        cle = ClePartenaire(
            id=tx.ids.new(),
            nom=trousseau.nom_net(cmd.nom or lue.nom),
            age=lue.age,
            signature=lue.signature,
            empreinte=lue.empreinte,
            ajoutee_le=tx.clock.today(),
        )
        tx.session.add(cle)
        tx.commit()
    return Changes.of(principal=cle.id, operation=tx.operation, cles_partenaires=[cle.id])


def verifier(cmd: VerifierCle, uow: UnitOfWork) -> Changes:
    """Somebody compared the words: packages may leave for that key.

    Raises `RegleMetier("cle.mots_differents")` when the words heard are others: the key is not the
    one the recipient holds.
    """
    with uow.ecriture("cle.verifier") as tx:
        cle = _cle(tx.session, cmd.cle_id)
        if cle.revoquee_le is not None:
            raise RegleMetier("cle.abandonnee", nom=cle.nom)
        if cmd.mots.strip() and signature.mots_lus(cmd.mots) != signature.mots(cle.empreinte):
            raise RegleMetier("cle.mots_differents", nom=cle.nom)
        if not cmd.avec.strip():
            raise EntreeInvalide("saisie.obligatoire", champ=_("Vérifiée avec"))
        cle.verifiee_le, cle.verifiee_par = tx.clock.today(), cmd.avec.strip()
        tx.commit()
    return Changes.of(principal=cle.id, operation=tx.operation, cles_partenaires=[cle.id])


def abandonner(cmd: AbandonnerCle, uow: UnitOfWork) -> Changes:
    """The key serves no more; doing it twice changes nothing."""
    with uow.ecriture("cle.abandonner") as tx:
        cle = _cle(tx.session, cmd.cle_id)
        if cle.revoquee_le is None:
            cle.revoquee_le = tx.clock.today()
        tx.commit()
    return Changes.of(principal=cle.id, operation=tx.operation, cles_partenaires=[cle.id])


def notre_cle(q: LireNotreCle, uow: UnitOfWork) -> NotreCle:
    """What this device gives the recipients."""
    with uow.ecriture("cle.appareil") as tx:
        paire = trousseau_appareil(tx)
        tx.commit()
    empreinte = signature.empreinte_emetteur(paire.signature.publique)
    return NotreCle(trousseau.ecrire_publique(paire), empreinte, signature.mots(empreinte))


def trousseau_connu(session: Session) -> ClePrivee | None:
    """The same keys, None before anybody ever needed any."""
    requete = select(SecretLocal.valeur).where(SecretLocal.nom == NOM_TROUSSEAU)
    valeur = session.scalar(requete)
    return None if valeur is None else trousseau.lire_privee(valeur)


def cle_appareil(tx: Transaction) -> CleSignature:
    """The key this device signs its packages with, made if need be in this transaction."""
    return trousseau_appareil(tx).signature


def trousseau_appareil(tx: Transaction) -> ClePrivee:
    """Both private keys of this base: what signs packages, what opens closed returns.

    Kept in the encrypted base and with it: a base opened again after a crash, restored or copied
    becomes another device, but recipients compared these six words once and for all.
    """
    nom = NOM_TROUSSEAU
    garde = tx.session.scalar(select(SecretLocal).where(SecretLocal.nom == nom))
    if garde is not None:
        return trousseau.lire_privee(garde.valeur)
    paire = ClePrivee.nouvelle(_("Équipe d’accompagnement"))
    tx.session.add(SecretLocal(id=tx.ids.new(), nom=nom, valeur=trousseau.ecrire_privee(paire)))
    tx.session.flush()
    return paire


def fermeture_du_profil(session: Session, profil: ProfilLu) -> Fermeture:
    """How the packages of a profile are closed.

    Raises `RegleMetier`: "cle.absente", "cle.abandonnee", "cle.non_verifiee" (age),
    "cle.phrase_absente" (AES zip).
    """
    if profil.protection is Protection.ZIP_AES:
        phrase = phrase_du_profil(session, profil.id)
        if phrase is None:
            raise RegleMetier("cle.phrase_absente", profil=profil.nom)
        return fermeture_par_phrase(phrase)
    cle = session.get(ClePartenaire, profil.cle_id) if profil.cle_id is not None else None
    if cle is None:
        raise RegleMetier("cle.absente", profil=profil.nom)
    if cle.revoquee_le is not None:
        raise RegleMetier("cle.abandonnee", nom=cle.nom)
    if cle.verifiee_le is None:
        raise RegleMetier("cle.non_verifiee", nom=cle.nom)
    return Fermeture(
        partial(fermetures.fermer_age, cle.age), SUFFIXE_AGE, cle.empreinte, secret=cle.age
    )


def fermeture_par_phrase(phrase: str) -> Fermeture:
    """How a package is closed with a passphrase (AES zip)."""
    return Fermeture(partial(fermetures.fermer_zip_aes, phrase), SUFFIXE_AES, secret=phrase)


def definir_phrase(cmd: DefinirPhrase, uow: UnitOfWork) -> Changes:
    """The passphrase is kept in the encrypted base, for the next packages.

    Raises `EntreeInvalide("cle.phrase_faible")` or "cle.phrase_lettres": see `phrase_zip.exiger`.
    """
    with uow.ecriture("cle.phrase") as tx:
        profil = tx.session.get(ProfilEnvoi, cmd.profil_id)
        if profil is None:
            raise RegleMetier("general.introuvable")
        valeur = phrase_zip.exiger(cmd.phrase, (profil.nom,)).encode()
        nom = _nom_phrase(cmd.profil_id)
        garde = tx.session.scalar(select(SecretLocal).where(SecretLocal.nom == nom))
        if garde is None:
            tx.session.add(SecretLocal(id=tx.ids.new(), nom=nom, valeur=valeur))
        else:
            garde.valeur = valeur
        tx.commit()
    return Changes.of(
        principal=cmd.profil_id, operation=tx.operation, profils_envoi=[cmd.profil_id]
    )


def phrase_connue(profil_id: UUID, uow: UnitOfWork) -> str | None:
    """The passphrase of a profile, to be told by telephone; None when there is none yet."""
    with uow.lecture() as session:
        return phrase_du_profil(session, profil_id)


def phrase_du_profil(session: Session, profil_id: UUID) -> str | None:
    """The passphrase of the AES zips of a profile."""
    nom = _nom_phrase(profil_id)
    valeur = session.scalar(select(SecretLocal.valeur).where(SecretLocal.nom == nom))
    return None if valeur is None else valeur.decode()


def _nom_phrase(profil_id: UUID) -> str:
    return f"phrase:{profil_id.hex}"


def _cle(session: Session, cle_id: UUID) -> ClePartenaire:
    cle = session.get(ClePartenaire, cle_id)
    if cle is None:
        raise RegleMetier("general.introuvable")
    return cle


def _lue(cle: ClePartenaire, profils: list[str]) -> CleLue:
    return CleLue(
        id=cle.id,
        nom=cle.nom,
        age=cle.age,
        signature=cle.signature,
        empreinte=cle.empreinte,
        mots=signature.mots(cle.empreinte),
        ajoutee_le=cle.ajoutee_le,
        verifiee_le=cle.verifiee_le,
        verifiee_par=cle.verifiee_par,
        revoquee_le=cle.revoquee_le,
        profils=tuple(profils),
    )
