"""Preparing the next package of a profile: closed, signed, in the outbox, journaled."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.suivi import Suivi
from app.domain.envois import Etendue, Format, Protection
from app.domain.paquets import PIECE_EXPEDITEUR
from app.domain.profils_envoi import ProfilLu
from app.services.exports import cles
from app.services.exports.paquets.fiches import FichesDuBailleur
from app.services.exports.paquets.preparation import Compose, Fermeture, Prevu, preparer
from app.services.exports.profils import charger_profil
from app.services.exports.profils.etendues import prochain
from app.services.exports.protection import phrase_zip
from app.services.exports.protection.trousseau import ClePrivee, ecrire_publique
from app.services.exports.selection import perimetre_du_profil
from app.services.exports.selection.changements import Repere, menages_perdus
from db.uow import Transaction, UnitOfWork

__all__ = ["PreparerColis", "preparer_colis"]


@dataclass(frozen=True, slots=True)
class PreparerColis:
    """Prepare the next package of a profile.

    `etendue` None: as the profile says. `phrase` closes this AES zip alone, and is not kept;
    "" uses the one of the profile.
    """

    profil_id: UUID
    etendue: Etendue | None = None
    phrase: str = field(default="", repr=False)


def preparer_colis(cmd: PreparerColis, uow: UnitOfWork, suivi: Suivi | None = None) -> Changes:
    """The package, durable in the outbox; `principal` is its id.

    Nobody waits while it is composed: it tells one snapshot of the base, and what is written
    meanwhile belongs to the next delta. Call it away from the base's thread, `uow.lecture` reading
    at once. Raises `RegleMetier`: "general.introuvable", "profil.arrete", "envoi.sans_destination",
    "envoi.rien_de_nouveau" (a delta with nothing to tell), "envoi.rien_a_envoyer" (no row may
    leave), "envoi.autre_prepare", "envoi.profil_change" or "envoi.accord_change" (what happened
    meanwhile forbids it: prepare again), and what `cles.fermeture_du_profil` raises;
    `EntreeInvalide` for a weak passphrase.
    """
    paire = _nos_cles(cmd, uow)

    def prevoir(session: Session) -> Prevu:
        profil, fermeture = _exiger(session, cmd)
        jour, appareil = uow.clock.today(), uow.appareil_id
        suite = prochain(session, profil, cmd.etendue, jour, appareil)
        delta = suite.selection.etendue is Etendue.DELTA
        if delta and suite.delta is not None and suite.delta.vide:
            raise RegleMetier("envoi.rien_de_nouveau", nom=profil.nom)
        return Prevu(
            profil,
            suite.selection,
            fermeture,
            paire.signature,
            depuis=suite.depuis if delta else None,
            annexes={PIECE_EXPEDITEUR: ecrire_publique(paire).encode()},
            fiches=FichesDuBailleur(uow) if Format.PDF in profil.formats else None,
        )

    colis = preparer(uow, prevoir, verifier=partial(_verifier, cmd), suivi=suivi)
    # No operation: what was prepared is given up in the outbox, never undone behind its pieces.
    return Changes.of(principal=colis.id, colis=[colis.id])


def _nos_cles(cmd: PreparerColis, uow: UnitOfWork) -> ClePrivee:
    """The keys of this base, made at first need; what may not be prepared is refused before."""
    with uow.lecture() as session:
        _exiger(session, cmd)
        paire = cles.trousseau_connu(session)
    if paire is None:
        with uow.ecriture("cle.appareil") as tx:
            paire = cles.trousseau_appareil(tx)
            tx.commit()
    return paire


def _exiger(session: Session, cmd: PreparerColis) -> tuple[ProfilLu, Fermeture]:
    """The profile and what closes its packages; raises when nothing may be prepared for it."""
    profil = charger_profil(session, cmd.profil_id)
    if not profil.actif:
        raise RegleMetier("profil.arrete", nom=profil.nom)
    if profil.destination_id is None:
        raise RegleMetier("envoi.sans_destination", nom=profil.nom)
    if profil.protection is Protection.ZIP_AES and cmd.phrase:
        nette = phrase_zip.exiger(cmd.phrase, (profil.nom,))
        return profil, cles.fermeture_par_phrase(nette)
    return profil, cles.fermeture_du_profil(session, profil)


def _verifier(cmd: PreparerColis, tx: Transaction, compose: Compose) -> None:
    """Whether what was composed may still leave, now that the base has moved on."""
    alors = compose.prevu
    profil, fermeture = _exiger(tx.session, cmd)
    if profil != alors.profil or fermeture.secret != alors.fermeture.secret:
        raise RegleMetier("envoi.profil_change", nom=profil.nom)
    if not compose.nb_lignes:
        raise RegleMetier("envoi.rien_a_envoyer", nom=profil.nom)
    depuis = Repere(compose.journal_seq, compose.manifeste.cree_a.astimezone().date())
    perdus = menages_perdus(tx.connection, perimetre_du_profil(profil, tx.clock.today()), depuis)
    if perdus is None or perdus:
        raise RegleMetier("envoi.accord_change", nom=profil.nom)
