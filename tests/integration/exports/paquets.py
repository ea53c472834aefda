"""Packages made from the base of a test, in the clear or prepared for good, and opened again."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core.suivi import Suivi, SuiviMuet
from app.domain.accompagnement import Partenaire
from app.domain.envois import Etendue, Format
from app.domain.paquets import Manifeste
from app.domain.partage import Partage
from app.domain.profils_envoi import ProfilLu
from app.services.exports.paquets.composer import Fiches, composer
from app.services.exports.paquets.preparation import (
    Fermeture,
    Prevu,
    morceaux,
    preparer,
)
from app.services.exports.paquets.sortie import SortieFlux
from app.services.exports.protection.fermeture import fermer_age
from app.services.exports.protection.signature import CleSignature
from app.services.exports.protection.trousseau import ClePrivee
from app.services.exports.selection import Selection, SelectionComplete
from db.models import Colis, Consentement, ProfilEnvoi, Souhait
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.donnees import lieu, menage_complet
from tests.integration.documents.relogement import lignes_du_relogement
from tests.integration.documents.suivi import lignes_du_reste

SEL = "5e" * 16
MACHINES = (Format.CSV_FR, Format.CSV_INTERNATIONAL, Format.JSONL)
TABULAIRES = (Format.XLSX, *MACHINES)
CLE = ClePrivee.nouvelle("Bailleur d’essai")
SIGNATURE = CleSignature.nouvelle()
CANARI = "Canari-des-paquets"


def profil(formats: tuple[Format, ...] = TABULAIRES, **champs: Any) -> ProfilLu:
    """A profile as services read it."""
    valeurs: dict[str, Any] = {"id": UUID(int=9), "nom": "Suivi mensuel", "sel": SEL} | champs
    return ProfilLu(formats=formats, **valeurs)


def peupler(uow: UnitOfWork) -> UUID:
    """A household with a row in each table of its journey, narratives shared included."""
    ids = lieu(uow)
    menage_id = menage_complet(uow, ids, visites=2)
    factories.ecrire(uow, *lignes_du_reste(uow, menage_id, uow.ids.new(), ids))
    factories.ecrire(uow, *lignes_du_relogement(uow, menage_id, ids["cite"]))
    autre = factories.menage(uow, nom=CANARI)
    factories.ecrire(
        uow,
        Consentement(
            id=uow.ids.new(),
            menage_id=autre,
            partenaire=Partenaire.BAILLEUR,
            accorde=True,
            donne_le=date(2026, 3, 1),
        ),
        Souhait(id=uow.ids.new(), menage_id=autre, code="retour", precision="=1+1"),
    )
    factories.visite(uow, autre, texte=f"{CANARI} partagé", visibilite=Partage.BAILLEUR)
    return autre


def composer_en_clair(
    uow: UnitOfWork,
    lu: ProfilLu,
    selection: Selection | None = None,
    *,
    fiches: Fiches | None = None,
    suivi: Suivi | None = None,
) -> tuple[Manifeste, zipfile.ZipFile]:
    """The manifest and the archive of a package nobody closed."""
    flux = io.BytesIO()
    sortie = SortieFlux(flux)
    with uow.lecture() as session:
        choisie = selection or SelectionComplete(lu, uow.clock.today())
        manifeste = Manifeste(
            id=UUID(int=5),
            sequence=3,
            etendue=choisie.etendue,
            profil=lu.nom,
            cree_a=uow.clock.now(),
            emetteur=SIGNATURE.publique,
            destinataire="",
            depuis=2 if choisie.etendue is Etendue.DELTA else None,
        )
        ecrit = composer(
            session,
            lu,
            choisie,
            manifeste,
            lambda octets: SIGNATURE.signer(octets).encode(),
            sortie,
            suivi or SuiviMuet(),
            fiches,
        )
    sortie.fermer()
    return ecrit, zipfile.ZipFile(flux)


def profil_enregistre(uow: UnitOfWork, formats: tuple[Format, ...] = TABULAIRES) -> ProfilLu:
    """A profile that is in the base too."""
    id_ = uow.ids.new()
    factories.ecrire(uow, ProfilEnvoi(id=id_, nom="Suivi mensuel", sel=SEL, formats=list(formats)))
    return profil(formats, id=id_)


def preparer_pour_de_bon(
    uow: UnitOfWork, lu: ProfilLu, suivi: Suivi | None = None, fiches: Fiches | None = None
) -> UUID:
    """A package closed to `CLE`, in the outbox; its id."""
    fermeture = Fermeture(partial(fermer_age, CLE.publique.age), ".zip.age", "empreinte")
    selection = SelectionComplete(lu, uow.clock.today())
    prevu = Prevu(lu, selection, fermeture, SIGNATURE, fiches=fiches)
    return preparer(uow, lambda _session: prevu, suivi=suivi).id


def colis(uow: UnitOfWork, colis_id: UUID) -> tuple[Colis, bytes]:
    """The row of a package and its bytes."""
    with uow.lecture() as session:
        ligne = session.scalars(select(Colis).where(Colis.id == colis_id)).one()
        octets = b"".join(morceaux(session, colis_id))
        session.expunge(ligne)
        return ligne, octets
