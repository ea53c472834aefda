"""What changed for a recipient after 200 changes, in a base of any size: known, then prepared.

The ceiling is a plain one: a second, whatever the number of households. The time must not
follow the size of the base.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from uuid import UUID

import pyrage
from sqlalchemy import text

from app.domain.envois import EtatColis, Etendue, Format, GenreDestination
from app.services.exports import profils
from app.services.exports.apercu import Apercevoir, apercevoir
from app.services.exports.file_envois.envoyer import PreparerColis, preparer_colis
from app.services.exports.profils import ContenuProfil, CreerProfil, LireProfil
from app.services.exports.profils.etendues import prochain
from app.services.exports.protection.signature import CleSignature, empreinte
from app.services.exports.selection import forme
from db.models import ClePartenaire, Colis, Destination
from db.uow import UnitOfWork
from tests.bench._bases import AUJOURDHUI, copie, ouvrir_base
from tests.bench.mesures import Mesure, mediane

CHANGEMENTS = 200


def mesurer(taille: int) -> list[Mesure]:
    """Milliseconds to know what changed, and to have it closed and signed in the outbox."""
    with tempfile.TemporaryDirectory() as dossier:
        ouverte = ouvrir_base(copie(taille, Path(dossier)))
        try:
            uow = ouverte.uow
            profil_id = _profil(uow)
            _accuser(uow, profil_id)
            _changer(uow)
            profil = profils.lire(LireProfil(profil_id), uow)
            vues = apercevoir(Apercevoir(profil_id), uow)
            assert vues.etendue is Etendue.DELTA
            assert vues.total + vues.retraits >= CHANGEMENTS // 2

            def savoir() -> None:
                with uow.lecture() as session:
                    prochain(session, profil, None, AUJOURDHUI, uow.appareil_id)

            su = mediane(savoir)
            prepare = mediane(lambda: preparer_colis(PreparerColis(profil_id), uow))
        finally:
            ouverte.fermer()
    detail = f"{vues.total} lignes, {vues.retraits} retraits"
    return [
        Mesure("delta : savoir ce qui a changé", taille, su, plafond=1000, detail=detail),
        Mesure("delta : l’avoir dans la boîte d’envoi", taille, prepare, plafond=1000),
    ]


def _profil(uow: UnitOfWork) -> UUID:
    """A profile of all that may leave, in every format but sheets."""
    age, signe = str(pyrage.x25519.Identity.generate().to_public()), CleSignature.nouvelle()
    with uow.ecriture("banc.profil") as tx:
        cle = ClePartenaire(
            id=tx.ids.new(),
            nom="Banc d’essai",
            age=age,
            signature=signe.publique,
            empreinte=empreinte(age, signe.publique),
            ajoutee_le=AUJOURDHUI,
            verifiee_le=AUJOURDHUI,
        )
        ou = Destination(
            id=tx.ids.new(), nom="Banc d’essai", genre=GenreDestination.DOSSIER, adresse="depots"
        )
        tx.session.add_all((cle, ou))
        tx.commit()
    contenu = ContenuProfil(
        "Banc d’essai",
        etendue=Etendue.DELTA,
        formats=tuple(f for f in Format if f is not Format.PDF),
        cle_id=cle.id,
        destination_id=ou.id,
    )
    principal = profils.creer(CreerProfil(contenu), uow).principal
    assert principal is not None
    return principal


def _accuser(uow: UnitOfWork, profil_id: UUID) -> None:
    """The recipient holds all that may leave."""
    profil = profils.lire(LireProfil(profil_id), uow)
    with uow.ecriture("banc.accuser") as tx:
        seq = tx.session.execute(text("SELECT max(seq) FROM journal")).scalar_one()
        a = tx.clock.now()
        tx.session.add(
            Colis(
                id=tx.ids.new(),
                profil_id=profil_id,
                sequence=1,
                nom="banc-00001",
                etendue=Etendue.COMPLET,
                journal_seq=seq,
                forme=forme(profil),
                empreinte="",
                taille=0,
                nb_lignes=1,
                prepare_a=a,
                etat=EtatColis.ACCUSE,
                etat_a=a,
            )
        )
        tx.commit()


def _changer(uow: UnitOfWork) -> None:
    """Telephones, contacts, homes, agreements withdrawn, reasons of contacts that go."""
    with uow.ecriture("banc.changer") as tx:
        menages = tx.session.execute(text("SELECT id FROM menage ORDER BY id")).scalars().all()
        for rang, menage in enumerate(menages[:: max(1, len(menages) // CHANGEMENTS)]):
            tx.session.execute(text(_CHANGEMENTS[rang % len(_CHANGEMENTS)]), {"m": menage})
        tx.commit()


_CHANGEMENTS = (
    "UPDATE personne SET tel_mobile = '0700000000' WHERE menage_id = :m AND titulaire",
    "UPDATE visite SET jour = '2026-11-22'"
    " WHERE id = (SELECT min(id) FROM visite WHERE menage_id = :m)",
    "UPDATE logement SET dpe_apres = 'B'"
    " WHERE id IN (SELECT logement_id FROM occupation WHERE menage_id = :m)",
    "INSERT INTO consentement (id, menage_id, partenaire, accorde, donne_le)"
    " SELECT lower(hex(randomblob(16))), :m, 'bailleur', 0, '2026-11-22'",
    "DELETE FROM visite_motif WHERE visite_id = (SELECT min(id) FROM visite WHERE menage_id = :m)",
)
