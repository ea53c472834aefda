"""Narratives: added, corrected by a further one, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.accompagnement import NatureNote
from app.domain.partage import Partage
from app.services.chargement import charger
from db.models import Menage, Note
from db.uow import Transaction, UnitOfWork


@dataclass(frozen=True, slots=True)
class AjouterNote:
    """Write something about a household outside any visit."""

    menage_id: UUID
    texte: str
    visibilite: Partage = Partage.EQUIPE
    nature: NatureNote = NatureNote.OBSERVATION


@dataclass(frozen=True, slots=True)
class CorrigerNote:
    """Write a narrative again; what it said before stays in the history."""

    note_id: UUID
    texte: str
    visibilite: Partage = Partage.EQUIPE


def ajouter(cmd: AjouterNote, uow: UnitOfWork) -> Changes:
    """A new narrative, dated today."""
    texte = _texte(cmd.texte)
    with uow.ecriture("note.ajouter") as tx:
        charger(tx.session, Menage, cmd.menage_id)
        note = Note(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            nature=cmd.nature,
            texte=texte,
            visibilite=cmd.visibilite,
            auteur_id=tx.auteur_id,
            ecrite_a=tx.clock.now(),
            jour=tx.clock.today(),
        )
        tx.session.add(note)
        tx.commit()
    return _changes(tx, note)


def corriger(cmd: CorrigerNote, uow: UnitOfWork) -> Changes:
    """A further narrative that replaces one; raises `RegleMetier("note.deja_corrigee")`."""
    texte = _texte(cmd.texte)
    with uow.ecriture("note.corriger") as tx:
        ancienne = charger(tx.session, Note, cmd.note_id)
        if tx.session.scalar(select(Note.id).where(Note.remplace_id == ancienne.id)) is not None:
            raise RegleMetier("note.deja_corrigee")
        note = Note(
            id=tx.ids.new(),
            menage_id=ancienne.menage_id,
            visite_id=ancienne.visite_id,
            permanence_id=ancienne.permanence_id,
            nature=ancienne.nature,
            texte=texte,
            visibilite=cmd.visibilite,
            auteur_id=tx.auteur_id,
            ecrite_a=tx.clock.now(),
            jour=ancienne.jour,
            remplace_id=ancienne.id,
        )
        tx.session.add(note)
        tx.commit()
    return _changes(tx, note)


def _texte(texte: str) -> str:
    net = texte.strip()
    if not net:
        raise EntreeInvalide("saisie.obligatoire", champ=_("le texte de la note"))
    return net


def _changes(tx: Transaction, note: Note) -> Changes:
    return Changes.of(
        principal=note.id,
        operation=tx.operation,
        menages={note.menage_id} if note.menage_id else (),
        notes={note.id},
        visites={note.visite_id} if note.visite_id else (),
        permanences={note.permanence_id} if note.permanence_id else (),
    )
