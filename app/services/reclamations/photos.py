"""Photos of defects: kept in the encrypted base, of things only, shown to whoever repairs or not.

A photo taken away can come back for a week; one erased has lost its bytes for good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.suivi import Suivi
from app.services import images
from app.services.champs import poser
from app.services.chargement import charger, facultatif
from app.services.images import ImageReduite, Preparation, empreinte
from app.services.reclamations.commandes import (
    AjouterPhotos,
    CorrigerPhoto,
    LirePhoto,
    LireVignettes,
    PreparerPhotos,
    RetirerPhoto,
)
from app.services.reclamations.touches import changes
from db.models import Contenu, EtatDesLieux, PhotoDefaut, Reclamation
from db.queries import photos_defauts as lectures
from db.uow import Transaction, UnitOfWork

GENRE_PHOTO, GENRE_VIGNETTE = "photo", "vignette"


def preparer_photos(cmd: PreparerPhotos, uow: UnitOfWork, suivi: Suivi) -> Preparation:
    """The pictures ready to be kept, and why others are not; one kept already is refused.

    Only reads: it may run beside the database thread. Raises `Annule` when asked to stop.
    """
    lues = images.preparer(cmd.sources, suivi)
    connues: frozenset[str] = frozenset()
    if cmd.reclamation_id is not None:
        with uow.lecture() as session:
            connues = lectures.connues(session, cmd.reclamation_id)
    neuves: dict[str, ImageReduite] = {}
    refus = list(lues.refus)
    for image in lues.images:
        if image.empreinte in connues or image.empreinte in neuves:
            refus.append((image.fichier, RegleMetier("defaut.photo_deja")))
        else:
            neuves[image.empreinte] = image
    return Preparation(tuple(neuves.values()), tuple(refus))


def ajouter_photos(cmd: AjouterPhotos, uow: UnitOfWork) -> Changes:
    """The photos with the complaint, in one action; raises as `garder` does."""
    with uow.ecriture("reclamation.ajouter_photos") as tx:
        ligne = charger(tx.session, Reclamation, cmd.reclamation_id)
        garder(
            tx,
            cmd.images,
            reclamation_id=ligne.id,
            legende=cmd.legende,
            prise_le=cmd.prise_le,
            montrable=cmd.montrable,
        )
        tx.commit()
    return changes(tx, (ligne,))


def garder(
    tx: Transaction,
    images_: Sequence[ImageReduite],
    *,
    reclamation_id: UUID | None = None,
    etat_id: UUID | None = None,
    legende: str = "",
    prise_le: date | None = None,
    montrable: bool = True,
) -> tuple[UUID, ...]:
    """The ids of the photos kept, of a complaint or of an inventory, inside an open write.

    Raises `EntreeInvalide("defaut.photo_futur")`, `RegleMetier("defaut.photo_deja")`.
    """
    aujourdhui = tx.clock.today()
    if prise_le is not None and prise_le > aujourdhui:
        raise EntreeInvalide("defaut.photo_futur", jour=prise_le)
    _refuser_doubles(images_, lectures.connues(tx.session, reclamation_id, etat_id))
    gardees = []
    for image in images_:
        jour = prise_le or image.prise_le
        photo = PhotoDefaut(
            id=tx.ids.new(),
            reclamation_id=reclamation_id,
            etat_id=etat_id,
            legende=facultatif(legende),
            # A camera whose clock is wrong must not keep a photo out.
            prise_le=jour if jour is None or jour <= aujourdhui else None,
            largeur=image.largeur,
            hauteur=image.hauteur,
            montrable=montrable,
            contenu_id=_contenu(tx, GENRE_PHOTO, image.octets),
            vignette_id=_contenu(tx, GENRE_VIGNETTE, image.vignette),
        )
        tx.session.add(photo)
        gardees.append(photo.id)
    tx.session.flush()
    return tuple(gardees)


def corriger_photo(cmd: CorrigerPhoto, uow: UnitOfWork) -> Changes:
    """Its legend, its day, whether whoever repairs may see it.

    Raises `EntreeInvalide("defaut.photo_futur")`, `RegleMetier("photo.effacee")`.
    """
    with uow.ecriture("reclamation.corriger_photo") as tx:
        photo = _charger(tx, cmd.photo_id)
        if cmd.prise_le is not None and cmd.prise_le > tx.clock.today():
            raise EntreeInvalide("defaut.photo_futur", jour=cmd.prise_le)
        valeurs = {
            "legende": facultatif(cmd.legende),
            "prise_le": cmd.prise_le,
            "montrable": cmd.montrable,
        }
        if not poser(photo, valeurs):
            return Changes.of(principal=photo.id)
        faits = _changes(tx, photo)
        tx.commit()
    return faits


def retirer_photo(cmd: RetirerPhoto, uow: UnitOfWork) -> Changes:
    """Without the photo. `effacer`: its bytes are gone at once and undoing is refused.

    Raises `RegleMetier("photo.effacee")` when it is already gone.
    """
    libelle = "reclamation.effacer_photo" if cmd.effacer else "reclamation.retirer_photo"
    with uow.ecriture(libelle) as tx:
        photo = _charger(tx, cmd.photo_id)
        contenus = (photo.contenu_id, photo.vignette_id)
        tx.session.delete(photo)
        tx.session.flush()
        if cmd.effacer:
            tx.session.execute(delete(Contenu).where(Contenu.id.in_(contenus)))
        faits = _changes(tx, photo)
        tx.commit()
    return faits


def lire_photo(cmd: LirePhoto, uow: UnitOfWork) -> bytes:
    """The photo itself (JPEG bytes); raises `RegleMetier("photo.effacee")`."""
    with uow.lecture() as session:
        octets = lectures.image(session, cmd.photo_id)
    if octets is None:
        raise RegleMetier("photo.effacee")
    return octets


def lire_vignettes(cmd: LireVignettes, uow: UnitOfWork) -> Mapping[UUID, bytes]:
    """Thumbnails (JPEG bytes) by photo; one that is gone is left out."""
    with uow.lecture() as session:
        return lectures.vignettes(session, cmd.photo_ids)


def _refuser_doubles(images_: Sequence[ImageReduite], connues: frozenset[str]) -> None:
    empreintes = {i.empreinte for i in images_}
    if connues & empreintes or len(empreintes) < len(images_):
        raise RegleMetier("defaut.photo_deja")


def _charger(tx: Transaction, photo_id: UUID) -> PhotoDefaut:
    photo = tx.session.get(PhotoDefaut, photo_id)
    if photo is None:
        raise RegleMetier("photo.effacee")
    return photo


def _contenu(tx: Transaction, genre: str, octets: bytes) -> UUID:
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


def _changes(tx: Transaction, photo: PhotoDefaut) -> Changes:
    """Whose photo it was, read while the transaction is open."""
    if photo.reclamation_id is not None:
        ligne = charger(tx.session, Reclamation, photo.reclamation_id)
        return changes(tx, (ligne,))
    etat = charger(tx.session, EtatDesLieux, photo.etat_id) if photo.etat_id else None
    return Changes.of(
        principal=photo.etat_id,
        operation=tx.operation,
        etats_des_lieux={photo.etat_id} if photo.etat_id else (),
        menages={etat.menage_id} if etat else (),
    )
