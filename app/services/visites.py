"""Visits: one command records everything of a contact, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import delete, select, update

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.domain import visites as regles
from app.domain.accompagnement import (
    Canal,
    EtatEngagement,
    EtatPermanence,
    NatureNote,
    verifier_jour_visite,
)
from app.domain.partage import Partage
from app.domain.reclamations_delais import instant_local
from app.domain.visites import (
    BesoinSaisi,
    ConsignerVisite,
    NoteSaisie,
    NouveauMenage,
    PratiqueSaisie,
    PromesseSaisie,
    ReclamationSaisie,
    RessentiSaisi,
    TacheSaisie,
    avertissements,
)
from app.services.accueil import accueillir
from app.services.chargement import charger
from app.services.reclamations import OuvrirReclamation, dans
from app.services.reclamations.cadre import Cadre
from db.models import (
    Base,
    Besoin,
    Engagement,
    Menage,
    Note,
    Orientation,
    Permanence,
    PhotoDefaut,
    Pratique,
    PriseEnMain,
    Reclamation,
    Ressenti,
    SoutienRetour,
    SuiviReclamation,
    Tache,
    Visite,
    VisiteMotif,
)
from db.queries import visites as lecture
from db.queries.visites import ContexteMenage, VisiteLue
from db.uow import Transaction, UnitOfWork

__all__ = [
    "BesoinSaisi",
    "ConsignerVisite",
    "ContexteMenage",
    "CorrigerVisite",
    "LireContexte",
    "LireVisite",
    "NoteSaisie",
    "NouveauMenage",
    "PratiqueSaisie",
    "PromesseSaisie",
    "ReclamationSaisie",
    "RessentiSaisi",
    "SupprimerVisite",
    "TacheSaisie",
    "VisiteConsignee",
    "VisiteLue",
    "avertissements",
    "consigner",
    "contexte",
    "corriger",
    "lire",
    "supprimer",
]

_SUITES: tuple[type[Base], ...] = (
    Reclamation,
    Engagement,
    Tache,
    Orientation,
    Besoin,
    Ressenti,
    Pratique,
    VisiteMotif,
)


@dataclass(frozen=True, slots=True)
class VisiteConsignee(Changes):
    """The changes of a recorded visit, and what the person should be told about it.

    `references` are those of the complaints opened; `a_dire` the codes of `avertissements`.
    """

    menage_id: UUID | None = None
    references: tuple[str, ...] = ()
    a_dire: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrigerVisite:
    """Put right when, how and why a contact took place; narratives are corrected by notes."""

    visite_id: UUID
    jour: date
    canal: Canal
    heure: time | None = None
    motifs: tuple[str, ...] = ()
    intervenant_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SupprimerVisite:
    """Take a visit away with all it brought; itself undoable."""

    visite_id: UUID


@dataclass(frozen=True, slots=True)
class LireVisite:
    """Ask for one visit with all that came with it."""

    visite_id: UUID


@dataclass(frozen=True, slots=True)
class LireContexte:
    """Ask for what one should know of a household while logging its visit."""

    menage_id: UUID


def consigner(cmd: ConsignerVisite, uow: UnitOfWork) -> VisiteConsignee:
    """Record the visit and everything it brings, all or nothing.

    Raises `EntreeInvalide` or `RegleMetier` ("visite.…", "saisie.…") naming what is wrong.
    """
    cmd = regles.nettoyer(cmd)
    regles.verifier(cmd, uow.clock.today())
    with uow.ecriture("visite.consigner") as tx:
        if cmd.permanence_id is not None:
            permanence = charger(tx.session, Permanence, cmd.permanence_id)
            if permanence.etat is not EtatPermanence.OUVERTE:
                raise RegleMetier("visite.permanence_pas_ouverte", jour=permanence.jour)
        menage_id = _menage(tx, cmd)
        visite = Visite(
            id=tx.ids.new(),
            menage_id=menage_id,
            permanence_id=cmd.permanence_id,
            canal=cmd.canal,
            jour=cmd.jour,
            heure=cmd.heure.replace(second=0, microsecond=0) if cmd.heure else None,
            intervenant_id=cmd.intervenant_id or tx.auteur_id,
        )
        tx.session.add(visite)
        tx.session.flush()
        suites = _suites(tx, cmd, visite)
        tx.session.add_all(suites)
        ouvertes = _reclamations(tx, cmd, visite)
        tx.commit()
    return VisiteConsignee(
        ids=_changes(visite, (*suites, *ouvertes)).ids,
        principal=visite.id,
        operation=tx.operation,
        menage_id=menage_id,
        references=tuple(r.reference for r in ouvertes),
        a_dire=avertissements(cmd),
    )


def corriger(cmd: CorrigerVisite, uow: UnitOfWork) -> Changes:
    """The day, hour, channel, staff and reasons of a visit are put right."""
    verifier_jour_visite(cmd.jour, uow.clock.today())
    motifs = regles.nettoyer(ConsignerVisite(cmd.jour, motifs=cmd.motifs)).motifs
    with uow.ecriture("visite.corriger") as tx:
        visite = charger(tx.session, Visite, cmd.visite_id)
        visite.jour, visite.heure, visite.canal = cmd.jour, cmd.heure, cmd.canal
        visite.intervenant_id = cmd.intervenant_id or visite.intervenant_id
        for ressenti in tx.session.scalars(select(Ressenti).where(Ressenti.visite_id == visite.id)):
            ressenti.jour = cmd.jour  # said that day, wherever the visit moves
        anciens = {
            m.code: m
            for m in tx.session.scalars(
                select(VisiteMotif).where(VisiteMotif.visite_id == visite.id)
            )
        }
        for code, motif in anciens.items():
            if code not in motifs:
                tx.session.delete(motif)
        tx.session.add_all(
            VisiteMotif(id=tx.ids.new(), visite_id=visite.id, code=code)
            for code in motifs
            if code not in anciens
        )
        tx.commit()
    changes = _changes(visite, ())
    return Changes(changes.ids, visite.id, tx.operation)


def supprimer(cmd: SupprimerVisite, uow: UnitOfWork) -> Changes:
    """The visit and all it brought are gone, until this is undone; the household stays.

    Raises `RegleMetier("visite.suites_engagees")` when a promise or a complaint it brought has
    already been acted upon: that would vanish with it.
    """
    with uow.ecriture("visite.supprimer") as tx:
        visite = charger(tx.session, Visite, cmd.visite_id)
        if lecture.suites_engagees(tx.session, visite.id):
            raise RegleMetier("visite.suites_engagees")
        changes = _changes(visite, ())
        _supprimer_suivis(tx, visite.id)
        _detacher(tx, visite.id)
        for modele in _SUITES:
            table = modele.__table__
            tx.session.execute(delete(modele).where(table.c.visite_id == visite.id))
        _supprimer_notes(tx, visite.id)
        tx.session.delete(visite)
        tx.commit()
    return Changes(changes.ids, visite.id, tx.operation)


def _detacher(tx: Transaction, visite_id: UUID) -> None:
    """What was done after the return stays, without the contact it was told in."""
    for modele in (PriseEnMain, SoutienRetour):
        table = modele.__table__
        tx.session.execute(
            update(modele).where(table.c.visite_id == visite_id).values(visite_id=None)
        )


def lire(demande: LireVisite, uow: UnitOfWork) -> VisiteLue:
    """One visit with all that came with it; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        trouvees = lecture.visites(session, visite_id=demande.visite_id)
    if not trouvees:
        raise RegleMetier("general.introuvable")
    return trouvees[0]


def contexte(demande: LireContexte, uow: UnitOfWork) -> ContexteMenage:
    """Who a household is, its persons, and what it waits for, in few words."""
    with uow.lecture() as session:
        trouve = lecture.contexte(session, demande.menage_id, uow.clock.today())
    if trouve is None:
        raise RegleMetier("general.introuvable")
    return trouve


def _menage(tx: Transaction, cmd: ConsignerVisite) -> UUID | None:
    """The household of the visit: created, or the one a merged household now belongs to."""
    if isinstance(cmd.menage, NouveauMenage):
        return accueillir(tx, cmd.menage)
    if cmd.menage is None:
        return None
    menage = charger(tx.session, Menage, cmd.menage)
    while menage.fusionne_dans_id is not None:
        menage = charger(tx.session, Menage, menage.fusionne_dans_id)
    return menage.id


def _suites(tx: Transaction, cmd: ConsignerVisite, visite: Visite) -> list[Base]:
    """Every row the visit brings, but itself."""
    lignes: list[Base] = [
        VisiteMotif(id=tx.ids.new(), visite_id=visite.id, code=code) for code in cmd.motifs
    ]
    lignes += [_note(tx, visite, note) for note in cmd.notes]
    lignes += [
        Orientation(
            id=tx.ids.new(), menage_id=visite.menage_id, visite_id=visite.id, vers=vers,
            jour=visite.jour,
        )
        for vers in cmd.orientations
    ]  # fmt: skip
    lignes += [
        Tache(
            id=tx.ids.new(), menage_id=visite.menage_id, visite_id=visite.id,
            permanence_id=visite.permanence_id, titre=t.titre, pour_le=t.pour_le,
            affectee_a_id=t.affectee_a_id or visite.intervenant_id,
        )
        for t in cmd.taches
    ]  # fmt: skip
    if visite.menage_id is not None:
        lignes += _suites_du_menage(tx, cmd, visite, visite.menage_id)
    return lignes


def _suites_du_menage(
    tx: Transaction, cmd: ConsignerVisite, visite: Visite, menage_id: UUID
) -> list[Base]:
    lignes: list[Base] = [
        Ressenti(
            id=tx.ids.new(), menage_id=menage_id, visite_id=visite.id, code=r.code,
            jour=visite.jour, intensite=r.intensite, personne_id=r.personne_id,
        )
        for r in cmd.ressentis
    ]  # fmt: skip
    lignes += [
        Besoin(
            id=tx.ids.new(), menage_id=menage_id, visite_id=visite.id, famille=b.famille,
            code=b.code, precision=b.precision.strip() or None, ouvert_le=visite.jour,
        )
        for b in cmd.besoins
    ]  # fmt: skip
    lignes += [
        Engagement(
            id=tx.ids.new(), menage_id=menage_id, visite_id=visite.id, texte=p.texte,
            pris_le=visite.jour, pour_le=p.pour_le, par_id=p.par_id or visite.intervenant_id,
            etat=EtatEngagement.A_TENIR,
        )
        for p in cmd.promesses
    ]  # fmt: skip
    lignes += [
        Pratique(
            id=tx.ids.new(), menage_id=menage_id, visite_id=visite.id, code=p.code, etat=p.etat,
            le=visite.jour, par_id=visite.intervenant_id,
        )
        for p in cmd.pratiques
    ]  # fmt: skip
    return lignes


def _reclamations(tx: Transaction, cmd: ConsignerVisite, visite: Visite) -> list[Reclamation]:
    """The complaints told during the contact, since its own day and hour."""
    if visite.menage_id is None:
        return []
    cadre = Cadre(tx)
    heure = visite.heure
    if heure is not None and instant_local(visite.jour, heure) > tx.clock.now():
        heure = None  # an hour typed ahead must not keep a complaint out
    return [
        dans.ouvrir(
            tx,
            OuvrirReclamation(
                visite.menage_id,
                r.categorie,
                r.description,
                r.logement_id,
                lieu=r.lieu,
                urgence=r.urgence,
                origine=regles.origine(visite.canal),
                ouverte_le=visite.jour,
                ouverte_a=heure,
                visite_id=visite.id,
            ),
            cadre,
        )
        for r in cmd.reclamations
    ]


def _note(tx: Transaction, visite: Visite, note: NoteSaisie) -> Note:
    return Note(
        id=tx.ids.new(),
        menage_id=visite.menage_id,
        visite_id=visite.id,
        permanence_id=visite.permanence_id,
        nature=NatureNote.VISITE,
        texte=note.texte,
        visibilite=Partage(note.visibilite),
        auteur_id=tx.auteur_id,
        ecrite_a=tx.clock.now(),
        jour=visite.jour,
    )


def _supprimer_suivis(tx: Transaction, visite_id: UUID) -> None:
    """The history of its complaints, which nobody has acted upon, goes before them."""
    siennes = select(Reclamation.id).where(Reclamation.visite_id == visite_id)
    for modele in (SuiviReclamation, PhotoDefaut):
        tx.session.execute(delete(modele).where(modele.__table__.c.reclamation_id.in_(siennes)))


def _supprimer_notes(tx: Transaction, visite_id: UUID) -> None:
    """Corrections go before what they correct."""
    notes = tx.session.scalars(
        select(Note)
        .where(Note.visite_id == visite_id)
        .order_by(Note.ecrite_a.desc(), Note.id.desc())
    ).all()
    for note in notes:
        tx.session.delete(note)
        tx.session.flush()


def _changes(visite: Visite, suites: Sequence[Base]) -> Changes:
    return Changes.of(
        principal=visite.id,
        visites={visite.id},
        menages={visite.menage_id} if visite.menage_id else (),
        permanences={visite.permanence_id} if visite.permanence_id else (),
        taches=[s.id for s in suites if isinstance(s, Tache)],
        engagements=[s.id for s in suites if isinstance(s, Engagement)],
        reclamations=[s.id for s in suites if isinstance(s, Reclamation)],
        pratiques=[s.id for s in suites if isinstance(s, Pratique)],
    )
