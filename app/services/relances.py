"""Reminders to those who repair: whom, about which late complaints, in whose words.

A reminder is a letter on paper or a message ready in the mail program; each is logged as an
exchange of every complaint it names, and as what leaves. Nothing here sends anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_courte
from app.domain.accompagnement import Canal
from app.domain.reclamations import EtatReclamation, GenreEchange, GenreResponsable, Interlocuteur
from app.domain.texte import plier
from app.services import reclamations_dehors
from app.services.documents import relance as papier
from app.services.reclamations import dans
from app.services.reclamations_dehors import LigneDehors
from db.models import Envoi, Reclamation
from db.queries import responsables as lecture
from db.queries.lignes import liste, parmi
from db.queries.responsables import ResponsableLigne
from db.uow import Transaction, UnitOfWork

__all__ = [
    "ARelancer",
    "ListerARelancer",
    "NoterRelance",
    "PreparerRelance",
    "RelancePrete",
    "Relances",
    "ResponsableLigne",
    "choisies",
    "journaliser",
    "lister",
    "noter",
    "preparer",
]
_AVEC = {
    GenreResponsable.BAILLEUR: Interlocuteur.BAILLEUR,
    GenreResponsable.COMMUNE: Interlocuteur.COMMUNE,
    GenreResponsable.ENTREPRISE: Interlocuteur.ENTREPRISE,
}


@dataclass(frozen=True, slots=True)
class ListerARelancer:
    """Ask who is late, in an estate or everywhere; `tout` also shows what is not late yet."""

    cite_id: UUID | None = None
    tout: bool = False


@dataclass(frozen=True, slots=True)
class ARelancer:
    """One who repairs, with the complaints awaited from them, latest first."""

    responsable: ResponsableLigne
    lignes: tuple[LigneDehors, ...]

    @property
    def en_retard(self) -> int:
        """How many are late."""
        return sum(1 for li in self.lignes if li.en_retard)

    @property
    def derniere(self) -> date | None:
        """The last day they were reminded of any of these."""
        return max((jour for li in self.lignes for jour in li.relances), default=None)


@dataclass(frozen=True, slots=True)
class Relances:
    """Everyone who is late; `sans_responsable` late complaints wait for somebody to be named."""

    qui: tuple[ARelancer, ...]
    sans_responsable: int
    retenues: int
    """Those whose household refused to share."""


@dataclass(frozen=True, slots=True)
class PreparerRelance:
    """See the words of a reminder; no `reclamation_ids` means every late one."""

    responsable_id: UUID
    reclamation_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class RelancePrete:
    """A reminder in words (`texte`: all of them), and the message ready in the mail program.

    `lien` (a `mailto:`) holds the very words of `message`; it is None when no usable address is
    known. `coupees` complaints did not fit in it: the letter holds them all.
    """

    a: ARelancer
    objet: str
    texte: str
    lien: str | None
    message: str
    coupees: int


@dataclass(frozen=True, slots=True)
class NoterRelance:
    """The reminder was given by that means: keep it with every complaint it named."""

    responsable_id: UUID
    reclamation_ids: tuple[UUID, ...]
    canal: Canal = Canal.COURRIEL


def lister(demande: ListerARelancer, uow: UnitOfWork) -> Relances:
    """Who is late, those with most late complaints first."""
    cites = (demande.cite_id,) if demande.cite_id else ()
    with uow.lecture() as session:
        dehors = reclamations_dehors.charger(
            session, uow.clock.now(), uow.clock.today(), cite_ids=cites
        )
        connus = {r.id: r for r in lecture.lister(session, cite_id=None, actifs=False)}
    par_qui: defaultdict[UUID, list[LigneDehors]] = defaultdict(list)
    sans = 0
    for ligne in dehors.lignes:
        finie = ligne.ligne.etat is EtatReclamation.FAITE  # the household's word is awaited
        if finie or not (ligne.en_retard or demande.tout):
            continue
        if (qui := ligne.ligne.responsable_id) is not None and qui in connus:
            par_qui[qui].append(ligne)
        else:
            sans += ligne.en_retard
    trouves = [ARelancer(connus[id_], tuple(lignes)) for id_, lignes in par_qui.items()]
    trouves.sort(key=lambda a: (-a.en_retard, plier(a.responsable.nom)))
    return Relances(tuple(trouves), sans, dehors.retenues)


def preparer(demande: PreparerRelance, uow: UnitOfWork) -> RelancePrete:
    """The reminder in words, with its link; raises `EntreeInvalide("relance.rien")`."""
    with uow.lecture() as session:
        a = choisies(session, demande.responsable_id, demande.reclamation_ids, uow)
        mots = papier.mots(session, a.responsable, a.lignes, uow.clock.today(), uow.auteur.nom)
    pret = papier.message(mots)
    return RelancePrete(a, mots.objet, mots.texte(), pret.lien, pret.texte, pret.coupees)


def noter(cmd: NoterRelance, uow: UnitOfWork) -> Changes:
    """The reminder kept with its complaints, and logged as what left.

    Raises `EntreeInvalide("relance.rien")` when none of them is open any more.
    """
    with uow.ecriture("relance.noter") as tx:
        a = choisies(tx.session, cmd.responsable_id, cmd.reclamation_ids, uow)
        changes = journaliser(tx, (a,), cmd.canal, None)
        tx.commit()
    return changes


def choisies(
    session: Session, responsable_id: UUID, ids: Iterable[UUID], uow: UnitOfWork
) -> ARelancer:
    """The open complaints of one who repairs: these, or every late one.

    Raises `EntreeInvalide("relance.rien")` when there is none left.
    """
    voulues = set(ids)
    lignes = reclamations_dehors.charger(
        session, uow.clock.now(), uow.clock.today(), responsable_id=responsable_id
    ).lignes
    retenues = tuple(li for li in lignes if (li.ligne.id in voulues if voulues else li.en_retard))
    qui = {r.id: r for r in lecture.lister(session, cite_id=None, actifs=False)}
    if not retenues or responsable_id not in qui:
        raise EntreeInvalide("relance.rien")
    return ARelancer(qui[responsable_id], retenues)


def journaliser(
    tx: Transaction, relances: Iterable[ARelancer], canal: Canal, fichier: str | None
) -> Changes:
    """Keep these reminders with their complaints and as what left, inside an open write."""
    toutes = list(relances)
    ids = {li.ligne.id for a in toutes for li in a.lignes}
    reclamations = {
        r.id: r
        for r in tx.session.scalars(
            select(Reclamation).where(Reclamation.id.in_(parmi("ids"))), {"ids": liste(ids)}
        )
    }
    for a in toutes:
        for li in a.lignes:
            dans.noter_echange(
                tx,
                reclamations[li.ligne.id],
                texte=_trace(li),
                interlocuteur=_AVEC.get(a.responsable.genre, Interlocuteur.AUTRE),
                genre=GenreEchange.RELANCE,
                canal=canal,
                responsable_id=a.responsable.id,
            )
    envoi = Envoi(
        id=tx.ids.new(),
        quoi="relances",
        destinataire="bailleur",
        nb_lignes=len(ids),
        detail={
            "responsables": [a.responsable.id.hex for a in toutes],
            "canal": canal.value,
            "fichier": fichier,
        },
        prepare_a=tx.clock.now(),
    )
    tx.session.add(envoi)
    tx.session.flush()
    return Changes.of(
        principal=envoi.id,
        operation=tx.operation,
        reclamations=ids,
        menages={r.menage_id for r in reclamations.values() if r.menage_id},
    )


def _trace(li: LigneDehors) -> str:
    """What is kept of a reminder about one complaint."""
    if li.ligne.echeance is None:
        return _("Relance")
    return _("Relance : attendue pour le {jour}").format(jour=date_courte(li.ligne.echeance.date()))
