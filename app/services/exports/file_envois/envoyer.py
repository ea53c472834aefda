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
from app.services.exports.paquets.preparation import Fermeture, preparer
from app.services.exports.profils import charger_profil
from app.services.exports.profils.etendues import prochain
from app.services.exports.protection import phrase_zip
from app.services.exports.protection.fermeture import fermer_zip_aes
from app.services.exports.protection.trousseau import ecrire_publique
from db.uow import UnitOfWork

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

    Raises `RegleMetier`: "general.introuvable", "profil.arrete", "envoi.sans_destination",
    "envoi.rien_de_nouveau" (a delta with nothing to tell), "envoi.rien_a_envoyer" (no row may
    leave), and what `cles.fermeture_du_profil` raises; `EntreeInvalide` for a weak passphrase.
    """
    with uow.ecriture("envoi.preparer") as tx:
        profil = charger_profil(tx.session, cmd.profil_id)
        if not profil.actif:
            raise RegleMetier("profil.arrete", nom=profil.nom)
        if profil.destination_id is None:
            raise RegleMetier("envoi.sans_destination", nom=profil.nom)
        fermeture = _fermeture(tx.session, profil, cmd.phrase)
        paire = cles.trousseau_appareil(tx)
        suite = prochain(tx.session, profil, cmd.etendue, tx.clock.today(), tx.operation.appareil)
        delta = suite.selection.etendue is Etendue.DELTA
        if delta and suite.delta is not None and suite.delta.vide:
            raise RegleMetier("envoi.rien_de_nouveau", nom=profil.nom)
        colis = preparer(
            tx,
            profil,
            suite.selection,
            fermeture,
            paire.signature,
            depuis=suite.depuis if delta else None,
            suivi=suivi,
            annexes={PIECE_EXPEDITEUR: ecrire_publique(paire).encode()},
            fiches=FichesDuBailleur(uow) if Format.PDF in profil.formats else None,
        )
        if not colis.nb_lignes:
            raise RegleMetier("envoi.rien_a_envoyer", nom=profil.nom)
        tx.commit()
    # No operation: what was prepared is given up in the outbox, never undone behind its pieces.
    return Changes.of(principal=colis.id, colis=[colis.id])


def _fermeture(session: Session, profil: ProfilLu, phrase: str) -> Fermeture:
    if profil.protection is Protection.ZIP_AES and phrase:
        nette = phrase_zip.exiger(phrase, (profil.nom,))
        return Fermeture(partial(fermer_zip_aes, nette), cles.SUFFIXE_AES)
    return cles.fermeture_du_profil(session, profil)
