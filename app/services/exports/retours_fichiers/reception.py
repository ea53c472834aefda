"""Files as they come in: kept, recognised, or kept aside with the reason; never lost, never run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import AppError, EntreeInvalide, PanneEnvironnement, RegleMetier
from app.core.i18n import _
from app.domain.envois import EtatRetour, GenreRetour
from app.domain.retours_signes import TAILLE_MAX
from app.services.chargement import charger, obligatoire
from app.services.exports.retours_fichiers import raisons
from app.services.exports.retours_fichiers.examen import (
    demesure,
    examiner,
    nom_propre,
    verifier_numero,
)
from app.services.exports.retours_fichiers.modele import (
    DeposerRetour,
    EcarterRetour,
    ReprendreRetour,
)
from app.services.exports.synchroniser import accuses
from app.services.exports.synchroniser.accuses import Recu
from db.models import Contenu, FichierRetour
from db.uow import Transaction, UnitOfWork

RAISON_MAX = 500


def recevoir(tx: Transaction, recu: Recu) -> FichierRetour | None:
    """The file kept, to be read or aside with the reason; None when it was there already.

    A file that is wrong in any way is kept aside and raises nothing.
    """
    if accuses.connu(tx.session, recu.destination_id, recu.empreinte) is not None:
        return None
    if len(recu.octets) > TAILLE_MAX:
        return recevoir_demesure(tx, recu.nom, len(recu.octets), recu.destination_id, recu.marque)
    propre = replace(recu, nom=nom_propre(recu.nom))
    try:
        lu = examiner(tx.session, recu.nom, recu.octets)
    except AppError as erreur:
        return _aside(tx, propre, erreur)
    try:
        verifier_numero(tx.session, lu.cle_id, lu.numero)
    except RegleMetier as erreur:
        retour = accuses.garder(
            tx, propre, lu.genre, etat=EtatRetour.ECARTE, raison=raisons.ecrire(erreur)
        )
    else:
        retour = accuses.garder(tx, propre, lu.genre)
    retour.signe, retour.cle_id, retour.numero = lu.cle_id is not None, lu.cle_id, lu.numero
    tx.session.flush()
    return retour


def deposer(cmd: DeposerRetour, uow: UnitOfWork) -> Changes:
    """A file somebody was given is taken in, receipts included.

    Raises `EntreeInvalide` ("retour_fichier.demesure", "import.fichier_vide"),
    `PanneEnvironnement` ("import.fichier_absent", "import.fichier_illisible"),
    `RegleMetier("retour_fichier.deja_recu")`.
    """
    octets = _lire(cmd)
    recu = Recu(nom_propre(cmd.chemin.name), octets)
    recevoir_lui: Callable[[Transaction, Recu], FichierRetour | None] = (
        accuses.recevoir if accuses.est_un_accuse(recu.nom) else recevoir
    )
    with uow.ecriture("retour.deposer", origine="import") as tx:
        retour = recevoir_lui(tx, recu)
        if retour is None:
            raise RegleMetier("retour_fichier.deja_recu", fichier=recu.nom)
        tx.commit()
    colis = [retour.colis_id] if retour.colis_id is not None else []
    return Changes.of(principal=retour.id, operation=tx.operation, retours=[retour.id], colis=colis)


def ecarter(cmd: EcarterRetour, uow: UnitOfWork) -> Changes:
    """The file is kept aside with the reason a person gives.

    Raises `EntreeInvalide("saisie.obligatoire")` without one, `RegleMetier`
    ("retour_fichier.deja_applique").
    """
    raison = obligatoire(cmd.raison, _("la raison"))[:RAISON_MAX]
    with uow.ecriture("retour.ecarter") as tx:
        retour = charger(tx.session, FichierRetour, cmd.fichier_id)
        if retour.etat is EtatRetour.APPLIQUE:
            raise RegleMetier("retour_fichier.deja_applique", fichier=retour.nom)
        retour.etat, retour.raison = EtatRetour.ECARTE, raison
        tx.commit()
    return Changes.of(principal=retour.id, operation=tx.operation, retours=[retour.id])


def reprendre(cmd: ReprendreRetour, uow: UnitOfWork) -> Changes:
    """A file kept aside is to be read again, once nothing keeps it aside any more.

    Raises what still does (its key is not known, its number went by, it cannot be read), and
    `RegleMetier` ("retour_fichier.pas_ecarte", "retour_fichier.perdu").
    """
    with uow.ecriture("retour.reprendre") as tx:
        retour = charger(tx.session, FichierRetour, cmd.fichier_id)
        if retour.etat is not EtatRetour.ECARTE or retour.genre is GenreRetour.ACCUSE:
            raise RegleMetier("retour_fichier.pas_ecarte", fichier=retour.nom)
        octets = octets_de(tx, retour.contenu_id, retour.nom)
        lu = examiner(tx.session, retour.nom, octets, cmd.genre)
        verifier_numero(tx.session, lu.cle_id, lu.numero, retour.id)
        retour.genre, retour.etat, retour.raison = lu.genre, EtatRetour.A_LIRE, None
        retour.signe, retour.cle_id, retour.numero = lu.cle_id is not None, lu.cle_id, lu.numero
        tx.commit()
    return Changes.of(principal=retour.id, operation=tx.operation, retours=[retour.id])


def octets_de(tx: Transaction, contenu_id: UUID | None, nom: str) -> bytes:
    """The bytes that were kept; raises `RegleMetier("retour_fichier.perdu")`."""
    octets = tx.session.scalar(select(Contenu.octets).where(Contenu.id == contenu_id))
    if octets is None:
        raise RegleMetier("retour_fichier.perdu", fichier=nom)
    return octets


def recevoir_demesure(
    tx: Transaction, nom: str, taille: int, destination_id: UUID | None = None, marque: str = ""
) -> FichierRetour | None:
    """A file too big to be a return: told and not kept; None when it was told already."""
    propre = nom_propre(nom)
    empreinte = hashlib.sha256(f"{propre}\n{taille}\n{marque}".encode()).hexdigest()
    if accuses.connu(tx.session, destination_id, empreinte) is not None:
        return None
    retour = FichierRetour(
        id=tx.ids.new(),
        destination_id=destination_id,
        nom=propre,
        empreinte=empreinte,
        taille=taille,
        genre=GenreRetour.INCONNU,
        signe=False,
        marque=marque or None,
        recu_a=tx.clock.now(),
        etat=EtatRetour.ECARTE,
        raison=raisons.ecrire(demesure(taille)),
    )
    tx.session.add(retour)
    tx.session.flush()
    return retour


def _aside(tx: Transaction, recu: Recu, erreur: AppError) -> FichierRetour:
    raison = raisons.ecrire(erreur)
    return accuses.garder(tx, recu, GenreRetour.INCONNU, etat=EtatRetour.ECARTE, raison=raison)


def _lire(cmd: DeposerRetour) -> bytes:
    try:
        if not cmd.chemin.is_file():
            raise PanneEnvironnement("import.fichier_absent", fichier=cmd.chemin.name)
        taille = cmd.chemin.stat().st_size
        if taille > TAILLE_MAX:
            raise demesure(taille)
        with cmd.chemin.open("rb") as flux:
            octets = flux.read(TAILLE_MAX + 1)
    except OSError as erreur:
        raise PanneEnvironnement("import.fichier_illisible", fichier=cmd.chemin.name) from erreur
    if not octets:
        raise EntreeInvalide("import.fichier_vide", fichier=cmd.chemin.name)
    return octets
