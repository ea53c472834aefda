"""What stays here when a package leaves, and why: households, narratives, columns, tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from app.core.i18n import _
from app.domain.accompagnement import Partenaire
from app.domain.partage import Destinataire, Partage
from app.domain.profils_envoi import ProfilLu
from app.services.exports import projection
from app.services.exports.profils import charger_profil
from app.services.exports.projection import Perimetre
from app.services.exports.selection import perimetre_du_profil
from db.models import Base, Consentement, Menage, Note, Personne
from db.models.base import colonnes_partageables, info_de
from db.uow import UnitOfWork


class RaisonRetenue(StrEnum):
    """Why something stays here."""

    REFUS = "refus"
    ACCORD_RETIRE = "accord_retire"
    NOTE_EQUIPE = "note_equipe"
    NOTE_CONFIDENTIELLE = "note_confidentielle"
    NOTE_SANS_ACCORD = "note_sans_accord"
    PARTIE = "partie"
    COLONNE_EQUIPE = "colonne_equipe"
    COLONNE_CONFIDENTIELLE = "colonne_confidentielle"
    COLONNE_DU_PROFIL = "colonne_du_profil"
    TABLE_DU_PROFIL = "table_du_profil"


@dataclass(frozen=True, slots=True)
class Retenue:
    """Something that stays: rows (`nombre`), a column of a table (`quoi`), or a whole table."""

    raison: RaisonRetenue
    table: str
    titre: str
    quoi: str = ""
    nombre: int | None = None


@dataclass(frozen=True, slots=True)
class LireMenagesRetenus:
    """Ask for the households a profile leaves out, by pages."""

    profil_id: UUID
    decalage: int = 0
    limite: int = 50


@dataclass(frozen=True, slots=True)
class MenageRetenu:
    """A household that stays here: all that is about it does."""

    id: UUID
    nom: str
    raison: RaisonRetenue


@dataclass(frozen=True, slots=True)
class PageRetenus:
    """Some of them, by name, and how many there are."""

    total: int
    lignes: tuple[MenageRetenu, ...]


def menages_retenus(q: LireMenagesRetenus, uow: UnitOfWork) -> PageRetenus:
    """The households of the estates of a profile that refused, or took their agreement back."""
    with uow.lecture() as session:
        profil = charger_profil(session, q.profil_id)
        retenus = _menages(perimetre_du_profil(profil, uow.clock.today())).subquery()
        total = session.scalar(select(func.count()).select_from(retenus)) or 0
        page = select(retenus).order_by(retenus.c.nom, retenus.c.id)
        return PageRetenus(
            total,
            tuple(
                MenageRetenu(ligne.id, ligne.nom, RaisonRetenue(ligne.raison))
                for ligne in session.execute(page.limit(q.limite).offset(q.decalage))
            ),
        )


def retenues_du_profil(session: Session, profil: ProfilLu, jour: date) -> tuple[Retenue, ...]:
    """All that stays here: rows first, then columns, then tables."""
    perimetre = perimetre_du_profil(profil, jour)
    return (
        *_lignes(session, profil, perimetre),
        *_colonnes(profil),
        *(
            Retenue(RaisonRetenue.TABLE_DU_PROFIL, p.nom, p.titre)
            for p in projection.projections()
            if not profil.garde(p.nom)
        ),
    )


def _lignes(session: Session, profil: ProfilLu, perimetre: Perimetre) -> list[Retenue]:
    titres, comptes = projection.titres(), []
    retenus = _menages(perimetre).subquery()
    par_raison = select(retenus.c.raison, func.count()).group_by(retenus.c.raison)
    comptes += [("menage", RaisonRetenue(r), n) for r, n in session.execute(par_raison)]
    permis = select(Menage.id).where(*projection.permis(perimetre))
    if profil.garde("note"):
        notes = select(_sort_des_notes(perimetre), func.count()).where(Note.menage_id.in_(permis))
        comptes += [
            ("note", RaisonRetenue(r), n)
            for r, n in session.execute(notes.group_by(_sort_des_notes(perimetre)))
            if r is not None
        ]
    if profil.garde("personne"):
        parties = select(func.count()).where(
            Personne.partie_le.is_not(None), Personne.menage_id.in_(permis)
        )
        comptes.append(("personne", RaisonRetenue.PARTIE, session.scalar(parties) or 0))
    return [Retenue(r, t, titres.get(t, t), nombre=n) for t, r, n in comptes if n]


def _menages(perimetre: Perimetre) -> Select[tuple[UUID, str, str]]:
    """Households withheld, each with why: what their latest word to the bailleur was."""
    derniere = (
        select(func.max(Consentement.donne_le))
        .where(
            Consentement.menage_id == Menage.id,
            Consentement.partenaire == Partenaire.BAILLEUR,
        )
        .correlate(Menage)
        .scalar_subquery()
    )
    refuse = (
        select(Consentement.id)
        .where(
            Consentement.menage_id == Menage.id,
            Consentement.partenaire == Partenaire.BAILLEUR,
            Consentement.donne_le == derniere,
            ~Consentement.accorde,
        )
        .correlate(Menage)
        .exists()
    )
    raison = case((refuse, RaisonRetenue.REFUS.value), else_=RaisonRetenue.ACCORD_RETIRE.value)
    retenus = projection.menages_retenus(perimetre)
    return retenus.with_only_columns(Menage.id, Menage.nom, raison.label("raison"))


def _sort_des_notes(perimetre: Perimetre) -> ColumnElement[str]:
    """Why a note stays here; NULL for one that leaves."""
    return case(
        (Note.visibilite == Partage.CONFIDENTIEL, RaisonRetenue.NOTE_CONFIDENTIELLE.value),
        (Note.visibilite == Partage.EQUIPE, RaisonRetenue.NOTE_EQUIPE.value),
        (
            Note.menage_id.not_in(projection.accord_actif(perimetre.jour)),
            RaisonRetenue.NOTE_SANS_ACCORD.value,
        ),
    )


def _colonnes(profil: ProfilLu) -> list[Retenue]:
    """Columns that stay, of tables that leave: by their class, or as the profile says."""
    retenues = []
    for permise in projection.projections():
        if not profil.garde(permise.nom):
            continue
        partageables = colonnes_partageables(permise.table, Destinataire.BAILLEUR)
        for colonne in Base.metadata.tables[permise.nom].columns:
            libelle = str(info_de(colonne)["libelle"])
            if colonne.name in partageables or not libelle:
                continue
            raison = (
                RaisonRetenue.COLONNE_CONFIDENTIELLE
                if info_de(colonne)["partage"] is Partage.CONFIDENTIEL
                else RaisonRetenue.COLONNE_EQUIPE
            )
            retenues.append(Retenue(raison, permise.nom, permise.titre, _(libelle)))
        retirees = profil.colonnes_retirees.get(permise.nom, frozenset())
        retenues += [
            Retenue(RaisonRetenue.COLONNE_DU_PROFIL, permise.nom, permise.titre, c.libelle)
            for c in permise.colonnes
            if c.nom in retirees and not c.obligatoire
        ]
    return retenues
