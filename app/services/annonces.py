"""What households must be told, and who told them: open until somebody ticks who, how, when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.accompagnement import Canal
from app.domain.engagements import AnnonceFaite, est_une_visite, verifier_annonce
from app.services.chargement import charger, facultatif, obligatoire
from db.models import Annonce, Menage, Visite, VisiteMotif
from db.queries import annonces as lecture
from db.queries.annonces import AnnonceLigne
from db.uow import Transaction, UnitOfWork

__all__ = [
    "AnnonceFaite",
    "AnnonceLigne",
    "AnnoncerMenage",
    "AnnoncerPlusieurs",
    "Canal",
    "LireAnnonces",
    "Ouverte",
    "Rouvrir",
    "annoncer",
    "annoncer_plusieurs",
    "est_une_visite",
    "ouvertes",
    "ouvrir",
    "rouvrir",
]

# The reason of a contact made to tell about dates: code of the catalogue of reasons.
_MOTIF = "planning"


@dataclass(frozen=True, slots=True)
class LireAnnonces:
    """Ask for what remains to be told: of an estate, of a change, of a household.

    `dites` adds what was told already.
    """

    cite_id: UUID | None = None
    changement_id: UUID | None = None
    menage_id: UUID | None = None
    dites: bool = False


@dataclass(frozen=True, slots=True)
class AnnoncerMenage:
    """The household was told: when, how, who heard it. `visite` None follows the channel."""

    annonce_id: UUID
    le: date
    canal: Canal
    a_qui: str
    precision: str = ""
    par_id: UUID | None = None
    visite: bool | None = None


@dataclass(frozen=True, slots=True)
class AnnoncerPlusieurs:
    """Several households were told the same day in the same way (letters posted together).

    `a_qui` empty means each household by its name.
    """

    annonce_ids: tuple[UUID, ...]
    le: date
    canal: Canal
    a_qui: str = ""
    precision: str = ""
    par_id: UUID | None = None
    visite: bool | None = None


@dataclass(frozen=True, slots=True)
class Rouvrir:
    """The household was not told after all."""

    annonce_id: UUID


@dataclass(frozen=True, slots=True)
class Ouverte:
    """An announcement opened in a transaction, and the visit logged with it when it was told."""

    annonce_id: UUID
    visite_id: UUID | None = None

    def touches(self) -> dict[str, tuple[UUID, ...]]:
        """For `Changes.of`."""
        return {
            "annonces": (self.annonce_id,),
            "visites": (self.visite_id,) if self.visite_id else (),
        }


def ouvertes(demande: LireAnnonces, uow: UnitOfWork) -> tuple[AnnonceLigne, ...]:
    """What remains to be told: latest change of timetable first, then in walking order."""
    with uow.lecture() as session:
        return lecture.lister(
            session,
            uow.clock.today(),
            cite_id=demande.cite_id,
            changement_id=demande.changement_id,
            menage_id=demande.menage_id,
            dites=demande.dites,
        )


def annoncer(cmd: AnnoncerMenage, uow: UnitOfWork) -> Changes:
    """The household is told; raises `EntreeInvalide` ("annonce.jour_futur", "saisie.obligatoire"),
    `RegleMetier("annonce.deja_dite")`.
    """
    faite = AnnonceFaite(cmd.le, cmd.canal, cmd.a_qui, cmd.precision, cmd.par_id, cmd.visite)
    with uow.ecriture("annonce.dire") as tx:
        ligne = charger(tx.session, Annonce, cmd.annonce_id)
        dite = _dire(tx, ligne, faite)
        tx.commit()
    return _changes(tx, [(ligne, dite)])


def annoncer_plusieurs(cmd: AnnoncerPlusieurs, uow: UnitOfWork) -> Changes:
    """Those households are told, all or none; raises as `annoncer` and "annonce.aucune"."""
    if not cmd.annonce_ids:
        raise EntreeInvalide("annonce.aucune")
    faites = []
    with uow.ecriture("annonce.dire") as tx:
        for annonce_id in dict.fromkeys(cmd.annonce_ids):
            ligne = charger(tx.session, Annonce, annonce_id)
            a_qui = cmd.a_qui.strip() or charger(tx.session, Menage, ligne.menage_id).nom
            faite = AnnonceFaite(cmd.le, cmd.canal, a_qui, cmd.precision, cmd.par_id, cmd.visite)
            faites.append((ligne, _dire(tx, ligne, faite)))
        tx.commit()
    return _changes(tx, faites)


def rouvrir(cmd: Rouvrir, uow: UnitOfWork) -> Changes:
    """The announcement open again; raises `RegleMetier("annonce.pas_dite")`.

    A visit logged with it stays: the contact took place.
    """
    with uow.ecriture("annonce.rouvrir") as tx:
        ligne = charger(tx.session, Annonce, cmd.annonce_id)
        if ligne.dite_le is None:
            raise RegleMetier("annonce.pas_dite")
        ligne.dite_le = ligne.canal = ligne.a_qui = ligne.par_id = ligne.precision = None
        tx.commit()
    return _changes(tx, [(ligne, Ouverte(ligne.id))])


def ouvrir(
    tx: Transaction,
    menage_id: UUID,
    objet: str,
    *,
    engagement_id: UUID | None = None,
    changement_id: UUID | None = None,
    faite: AnnonceFaite | None = None,
) -> Ouverte:
    """An announcement in the open transaction; told at once when `faite` says how."""
    ligne = Annonce(
        id=tx.ids.new(),
        menage_id=menage_id,
        engagement_id=engagement_id,
        changement_id=changement_id,
        objet=objet,
        ouverte_le=tx.clock.today(),
    )
    tx.session.add(ligne)
    tx.session.flush()
    return Ouverte(ligne.id) if faite is None else _dire(tx, ligne, faite)


def _dire(tx: Transaction, ligne: Annonce, faite: AnnonceFaite) -> Ouverte:
    if ligne.dite_le is not None:
        raise RegleMetier("annonce.deja_dite", jour=ligne.dite_le)
    verifier_annonce(faite.le, tx.clock.today())
    ligne.dite_le, ligne.canal = faite.le, faite.canal
    ligne.a_qui = obligatoire(faite.a_qui, _("à qui c’est dit"))
    ligne.precision = facultatif(faite.precision)
    ligne.par_id = faite.par_id or tx.auteur_id
    noter = est_une_visite(faite.canal) if faite.visite is None else faite.visite
    return Ouverte(ligne.id, _visite(tx, ligne, faite) if noter else None)


def _visite(tx: Transaction, ligne: Annonce, faite: AnnonceFaite) -> UUID:
    visite = Visite(
        id=tx.ids.new(),
        menage_id=ligne.menage_id,
        canal=faite.canal,
        jour=faite.le,
        intervenant_id=ligne.par_id,
    )
    tx.session.add(visite)
    tx.session.flush()
    tx.session.add(VisiteMotif(id=tx.ids.new(), visite_id=visite.id, code=_MOTIF))
    tx.session.flush()
    return visite.id


def _changes(tx: Transaction, faites: Sequence[tuple[Annonce, Ouverte]]) -> Changes:
    return Changes.of(
        principal=faites[0][0].id if len(faites) == 1 else None,
        operation=tx.operation,
        menages={ligne.menage_id for ligne, _dite in faites},
        annonces={ligne.id for ligne, _dite in faites},
        visites={dite.visite_id for _ligne, dite in faites if dite.visite_id},
    )
