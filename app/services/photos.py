"""Photos of a household's record: kept inside the encrypted base, with somebody's agreement.

Without an agreement nothing is stored. A photo taken away can come back for a week; an agreement
withdrawn erases its bytes at once and for good.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.core.suivi import Suivi
from app.domain.attachements import JOURS_AVANT_PURGE, AccordPhoto, verifier_jour
from app.domain.partage import Destinataire
from app.services import images
from app.services.champs import poser
from app.services.chargement import charger, facultatif
from app.services.images import Collee, ImageReduite, Preparation, empreinte
from db.models import Attachement, Contenu, Envoi, Personne, Photo
from db.queries import attachements as lectures
from db.queries.attachements import PhotoFiche
from db.uow import Transaction, UnitOfWork

__all__ = [
    "Accord",
    "AjouterPhotos",
    "Collee",
    "CorrigerPhoto",
    "EnregistrerCopie",
    "ImageReduite",
    "LirePhoto",
    "LireVignettes",
    "PhotoFiche",
    "Preparation",
    "PreparerPhotos",
    "RetirerAccord",
    "RetirerPhoto",
    "ajouter",
    "corriger",
    "enregistrer_copie",
    "image",
    "preparer",
    "purger_orphelins",
    "retirer",
    "retirer_accord",
    "vignettes",
]
GENRE_PHOTO, GENRE_VIGNETTE = "photo", "vignette"


@dataclass(frozen=True, slots=True)
class Accord:
    """Who of the household agreed, how far, when (today when None)."""

    personne_id: UUID | None
    portee: AccordPhoto = AccordPhoto.DOSSIER
    le: date | None = None


@dataclass(frozen=True, slots=True)
class AjouterPhotos:
    """Photos of an attachment, already reduced, under one agreement."""

    attachement_id: UUID
    images: tuple[ImageReduite, ...]
    accord: Accord
    legende: str = ""
    prise_le: date | None = None


@dataclass(frozen=True, slots=True)
class CorrigerPhoto:
    """The legend, the day and the agreement of a photo, as they must become."""

    photo_id: UUID
    accord: Accord
    legende: str = ""
    prise_le: date | None = None


@dataclass(frozen=True, slots=True)
class RetirerPhoto:
    """Take a photo out of the record; undoing brings it back, for a week."""

    photo_id: UUID


@dataclass(frozen=True, slots=True)
class RetirerAccord:
    """The agreement is withdrawn: the photo and its bytes are erased, nothing brings them back."""

    photo_id: UUID


@dataclass(frozen=True, slots=True)
class LireVignettes:
    """Ask for thumbnails."""

    photo_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class LirePhoto:
    """Ask for a photo in full size."""

    photo_id: UUID


@dataclass(frozen=True, slots=True)
class EnregistrerCopie:
    """Write a photo to a file, out of the protection of the base."""

    photo_id: UUID
    sortie: Path


@dataclass(frozen=True, slots=True)
class PreparerPhotos:
    """Read files (or pasted pictures) meant for a household; nothing is stored."""

    menage_id: UUID
    sources: tuple[Path | Collee, ...]


def preparer(cmd: PreparerPhotos, uow: UnitOfWork, suivi: Suivi) -> Preparation:
    """The pictures ready to be kept, and why others are not; a photo already there is refused.

    Only reads: it may run beside the database thread. Raises `Annule` when asked to stop.
    """
    lues = images.preparer(cmd.sources, suivi)
    empreintes = [i.empreinte for i in lues.images]
    with uow.lecture() as session:
        connues = lectures.titres_par_empreinte(session, cmd.menage_id, empreintes)
    neuves: dict[str, ImageReduite] = {}
    refus = list(lues.refus)
    for image_ in lues.images:
        titre = connues.get(image_.empreinte)
        if image_.empreinte in neuves:
            titre = _("les photos que vous ajoutez")
        if titre is not None:
            refus.append((image_.fichier, RegleMetier("photo.deja", titre=titre)))
        else:
            neuves[image_.empreinte] = image_
    return Preparation(tuple(neuves.values()), tuple(refus))


def ajouter(cmd: AjouterPhotos, uow: UnitOfWork) -> Changes:
    """The photos in the record, in one action.

    Raises `EntreeInvalide` ("photo.accord_manque", "photo.accord_futur",
    "attachement.autre_menage", "attachement.futur") or `RegleMetier("photo.deja")` when the
    household already has one of them.
    """
    with uow.ecriture("photo.ajouter") as tx:
        attachement = charger(tx.session, Attachement, cmd.attachement_id)
        accord = _accord(tx, cmd.accord, attachement.menage_id)
        _refuser_doubles(tx, attachement.menage_id, cmd.images)
        for image_ in cmd.images:
            prise_le = cmd.prise_le or image_.prise_le
            aujourdhui = tx.clock.today()
            photo = Photo(
                id=tx.ids.new(),
                menage_id=attachement.menage_id,
                attachement_id=attachement.id,
                legende=facultatif(cmd.legende),
                # A camera whose clock is wrong must not keep a photo out.
                prise_le=prise_le if prise_le is None or prise_le <= aujourdhui else None,
                largeur=image_.largeur,
                hauteur=image_.hauteur,
                contenu_id=_garder(tx, GENRE_PHOTO, image_.octets),
                vignette_id=_garder(tx, GENRE_VIGNETTE, image_.vignette),
                **accord,
            )
            tx.session.add(photo)
        tx.commit()
    return _changes(tx, attachement.id, attachement.menage_id)


def corriger(cmd: CorrigerPhoto, uow: UnitOfWork) -> Changes:
    """The photo put right; raises as `ajouter`. An agreement withdrawn is `retirer_accord`."""
    with uow.ecriture("photo.corriger") as tx:
        ligne = _charger(tx, cmd.photo_id)
        valeurs = _accord(tx, cmd.accord, ligne.menage_id)
        if cmd.prise_le is not None:
            verifier_jour(cmd.prise_le, tx.clock.today())
        valeurs |= {"legende": facultatif(cmd.legende), "prise_le": cmd.prise_le}
        if not poser(ligne, valeurs):
            return Changes(principal=ligne.id)
        tx.commit()
    return _changes(tx, ligne.attachement_id, ligne.menage_id)


def retirer(cmd: RetirerPhoto, uow: UnitOfWork) -> Changes:
    """The record without the photo. Its bytes stay until `purger_orphelins`: undo brings it back.

    Raises `RegleMetier("photo.effacee")` when it is already gone.
    """
    with uow.ecriture("photo.retirer") as tx:
        ligne = _charger(tx, cmd.photo_id)
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne.attachement_id, ligne.menage_id)


def retirer_accord(cmd: RetirerAccord, uow: UnitOfWork) -> Changes:
    """The photo and its bytes gone for good; undoing is refused ("annulation.photo_effacee").

    Backups made before still hold it, encrypted, until they are thinned out. Raises
    `RegleMetier("photo.effacee")` when it is already gone.
    """
    with uow.ecriture("photo.retirer_accord") as tx:
        ligne = _charger(tx, cmd.photo_id)
        contenus = (ligne.contenu_id, ligne.vignette_id)
        tx.session.delete(ligne)
        tx.session.flush()
        tx.session.execute(delete(Contenu).where(Contenu.id.in_(contenus)))
        tx.commit()
    return _changes(tx, ligne.attachement_id, ligne.menage_id)


def vignettes(cmd: LireVignettes, uow: UnitOfWork) -> Mapping[UUID, bytes]:
    """Thumbnails (JPEG bytes) by photo; one that is gone is left out."""
    with uow.lecture() as session:
        return lectures.vignettes(session, cmd.photo_ids)


def image(cmd: LirePhoto, uow: UnitOfWork) -> bytes:
    """The photo itself (JPEG bytes); raises `RegleMetier("photo.effacee")`."""
    with uow.lecture() as session:
        octets = lectures.image(session, cmd.photo_id)
    if octets is None:
        raise RegleMetier("photo.effacee")
    return octets


def enregistrer_copie(cmd: EnregistrerCopie, uow: UnitOfWork) -> Path:
    """The copy, written whole or not at all, and logged among what left the base.

    Raises `RegleMetier("photo.effacee")`, `PanneEnvironnement` for the disk.
    """
    # Imported here: it draws in the whole paper room, which the window need not load at start.
    from app.services.documents.ecriture import atelier, traduire  # noqa: PLC0415

    octets = image(LirePhoto(cmd.photo_id), uow)
    sortie = cmd.sortie if cmd.sortie.suffix else cmd.sortie.with_suffix(".jpg")
    with atelier(sortie.parent) as lieu:
        ecrit = lieu.reserver(sortie.name)
        try:
            with ecrit.open("wb") as flux:
                flux.write(octets)
                flux.flush()
                os.fsync(flux.fileno())
        except OSError as erreur:
            raise traduire(erreur, sortie) from erreur
        with uow.ecriture("photo.copier") as tx:
            ligne = _charger(tx, cmd.photo_id)
            tx.session.add(
                Envoi(
                    id=tx.ids.new(),
                    quoi="photo",
                    destinataire=Destinataire.EQUIPE.value,
                    nb_lignes=1,
                    detail={"fichiers": 1, "menages": [ligne.menage_id.hex]},
                    prepare_a=tx.clock.now(),
                )
            )
            tx.session.flush()
            with lieu.publier() as (fichier,):
                tx.commit()
    return fichier


def purger_orphelins(uow: UnitOfWork) -> int:
    """How many contents nobody refers to any more were erased for good.

    Those a removal less than `JOURS_AVANT_PURGE` days old let go of stay: it can still be undone.
    """
    avant = (uow.clock.now() - timedelta(days=JOURS_AVANT_PURGE)).isoformat(timespec="milliseconds")
    with uow.lecture() as session:
        perdus = lectures.orphelins(session, f"{avant[:23]}Z")
    if not perdus:
        return 0
    with uow.ecriture("photo.purger") as tx:
        perdus = lectures.orphelins(tx.session, f"{avant[:23]}Z")
        for debut in range(0, len(perdus), 500):
            lot = perdus[debut : debut + 500]
            tx.session.execute(delete(Contenu).where(Contenu.id.in_(lot)))
        tx.commit()
    return len(perdus)


def _charger(tx: Transaction, photo_id: UUID) -> Photo:
    ligne = tx.session.get(Photo, photo_id)
    if ligne is None:
        raise RegleMetier("photo.effacee")
    return ligne


def _accord(tx: Transaction, accord: Accord, menage_id: UUID) -> dict[str, object]:
    """The columns of an agreement; without one nothing is stored."""
    jour = accord.le or tx.clock.today()
    if accord.personne_id is None:
        raise EntreeInvalide("photo.accord_manque")
    if jour > tx.clock.today():
        raise EntreeInvalide("photo.accord_futur", jour=jour)
    if menage_id != tx.session.scalar(
        select(Personne.menage_id).where(Personne.id == accord.personne_id)
    ):
        raise EntreeInvalide("attachement.autre_menage")
    return {"accord": accord.portee, "accord_le": jour, "accord_de_id": accord.personne_id}


def _refuser_doubles(tx: Transaction, menage_id: UUID, images_: Sequence[ImageReduite]) -> None:
    """The same bytes twice in one household's record is a slip of the hand."""
    empreintes = [i.empreinte for i in images_]
    connues = lectures.titres_par_empreinte(tx.session, menage_id, empreintes)
    for titre in connues.values():
        raise RegleMetier("photo.deja", titre=titre)
    if len(set(empreintes)) < len(empreintes):
        raise RegleMetier("photo.deja", titre=_("les photos que vous ajoutez"))


def _garder(tx: Transaction, genre: str, octets: bytes) -> UUID:
    contenu = Contenu(
        id=tx.ids.new(),
        genre=genre,
        empreinte=empreinte(octets),
        taille=len(octets),
        octets=octets,
    )
    tx.session.add(contenu)
    tx.session.flush()  # no relationship tells the session that a photo needs its bytes first
    return contenu.id


def _changes(tx: Transaction, attachement_id: UUID | None, menage_id: UUID) -> Changes:
    return Changes.of(
        principal=attachement_id,
        operation=tx.operation,
        menages={menage_id},
        attachements={attachement_id} if attachement_id else (),
    )
