"""Witnesses: who agrees to testify, whom to propose to an anxious household, how they met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain import temoins as regles
from app.domain.accompagnement import Canal, NatureNote, verifier_jour_visite
from app.domain.menages import Suivi
from app.domain.partage import Partage
from app.domain.ressentis import RessentiDate, Ton, ton_du_jour
from app.domain.temoins import EtatRencontre, Raison, Ressemblance
from app.services.champs import poser, valider
from app.services.chargement import charger, facultatif
from app.services.menages.ecriture import charger_menage
from db.models import Menage, Note, Personne, Rencontre, Temoin, Visite, VisiteMotif
from db.queries import temoins as lecture
from db.queries.temoins import RencontreFiche, TemoinConnu, TemoinDeCite, TemoinFiche
from db.uow import Transaction, UnitOfWork

__all__ = [
    "AccepterDeTemoigner",
    "EtatRencontre",
    "LireTemoins",
    "LireTemoinsDeCite",
    "ModifierTemoin",
    "NoterRencontre",
    "Proposition",
    "Raison",
    "RencontreFiche",
    "Ressemblance",
    "RetirerTemoin",
    "TemoinConnu",
    "TemoinDeCite",
    "TemoinFiche",
    "TemoinsLus",
    "accepter",
    "de_la_cite",
    "lire",
    "modifier",
    "noter_rencontre",
    "proposer",
    "retirer",
]

MOTIF_RENCONTRE = "rencontre_temoin"  # of the catalogue `motifs`
_CHAMPS = frozenset({"modalite", "precision"})
_CANAUX = (Canal.COLLECTIF, Canal.DOMICILE, Canal.PERMANENCE, Canal.TELEPHONE)


@dataclass(frozen=True, slots=True)
class AccepterDeTemoigner:
    """The household agrees: who speaks, how and when to reach them, what they like to tell."""

    menage_id: UUID
    personne_id: UUID | None = None
    modalite: str = ""
    precision: str = ""
    accord_le: date | None = None


@dataclass(frozen=True, slots=True)
class ModifierTemoin:
    """Who speaks, how to reach them, what about."""

    temoin_id: UUID
    personne_id: UUID | None = None
    modalite: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True)
class RetirerTemoin:
    """The household no longer wishes to testify, from now on."""

    temoin_id: UUID


@dataclass(frozen=True, slots=True)
class NoterRencontre:
    """Where a meeting stands, on `le` (today when None).

    `canal` set on a meeting held also logs it as a visit to the household (collective or at home).
    """

    menage_id: UUID
    temoin_id: UUID
    etat: EtatRencontre
    le: date | None = None
    prevue_le: date | None = None
    precision: str = ""
    canal: Canal | None = None


@dataclass(frozen=True, slots=True)
class LireTemoins:
    """Ask for what is known of a household as a witness, its meetings and who to propose."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class LireTemoinsDeCite:
    """Ask for the witnesses of an estate."""

    cite_id: UUID


@dataclass(frozen=True, slots=True)
class Proposition:
    """A witness to propose, and why, the heaviest reason first."""

    temoin: TemoinConnu
    points: int
    raisons: tuple[Raison, ...]


@dataclass(frozen=True, slots=True)
class TemoinsLus:
    """`temoignage` is the standing agreement of the household itself, if any.

    `inquiet` says whether painful feelings are recent: only then are witnesses proposed.
    """

    menage_id: UUID
    temoignage: TemoinFiche | None
    rencontres: tuple[RencontreFiche, ...]
    inquiet: bool
    propositions: tuple[Proposition, ...]


def lire(q: LireTemoins, uow: UnitOfWork) -> TemoinsLus:
    """What the household page shows of witnesses."""
    jour = uow.clock.today()
    with uow.lecture() as session:
        accords = lecture.temoignages(session, q.menage_id)
        rencontres = lecture.rencontres(session, q.menage_id)
        lus = _comparables(session, q.menage_id, jour, uow)
    inquiet = lus is not None and bool(lus.situation.ressentis)
    return TemoinsLus(
        menage_id=q.menage_id,
        temoignage=next((a for a in accords if a.retire_le is None), None),
        rencontres=rencontres,
        inquiet=inquiet,
        propositions=_proposer(lus, jour, uow.accompagnement.tons) if lus and inquiet else (),
    )


def proposer(q: LireTemoins, uow: UnitOfWork) -> tuple[Proposition, ...]:
    """The witnesses nearest to that household, whether it is anxious now or not.

    Raises `RegleMetier("menage.introuvable")`.
    """
    jour = uow.clock.today()
    with uow.lecture() as session:
        lus = _comparables(session, q.menage_id, jour, uow)
    if lus is None:
        raise RegleMetier("menage.introuvable")
    return _proposer(lus, jour, uow.accompagnement.tons)


def de_la_cite(q: LireTemoinsDeCite, uow: UnitOfWork) -> tuple[TemoinDeCite, ...]:
    """Who agreed to testify in an estate, how often they met somebody, last when."""
    with uow.lecture() as session:
        return lecture.de_la_cite(session, q.cite_id)


def accepter(cmd: AccepterDeTemoigner, uow: UnitOfWork) -> Changes:
    """The household is a witness; raises `RegleMetier("temoin.deja")` when it already is.

    A household whose follow-up is closed cannot become one: `RegleMetier("temoin.suivi_clos")`.
    """
    le = cmd.accord_le or uow.clock.today()
    regles.verifier_accord(le, uow.clock.today())
    with uow.ecriture("temoin.accepter") as tx:
        menage = charger_menage(tx.session, cmd.menage_id)
        if menage.suivi is Suivi.CLOS:
            raise RegleMetier("temoin.suivi_clos", menage=menage.nom)
        deja = tx.session.scalar(
            select(Temoin.id).where(Temoin.menage_id == menage.id, Temoin.retire_le.is_(None))
        )
        if deja is not None:
            raise RegleMetier("temoin.deja", menage=menage.nom)
        ligne = Temoin(
            id=tx.ids.new(), menage_id=menage.id, accord_le=le, **_dits(tx, menage.id, cmd)
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(ligne, tx)


def modifier(cmd: ModifierTemoin, uow: UnitOfWork) -> Changes:
    """Who speaks, how to reach them, what about, put right."""
    with uow.ecriture("temoin.modifier") as tx:
        ligne = charger(tx.session, Temoin, cmd.temoin_id)
        if not poser(ligne, _dits(tx, ligne.menage_id, cmd)):
            return Changes.of(principal=ligne.id)
        tx.commit()
    return _changes(ligne, tx)


def retirer(cmd: RetirerTemoin, uow: UnitOfWork) -> Changes:
    """No longer a witness, at once: never proposed again, no longer named in meetings to come.

    The agreement and the meetings held stay told. Raises `RegleMetier("temoin.retire")`.
    """
    with uow.ecriture("temoin.retirer") as tx:
        ligne = charger(tx.session, Temoin, cmd.temoin_id)
        if ligne.retire_le is not None:
            raise RegleMetier("temoin.retire", jour=ligne.retire_le)
        ligne.retire_le = max(tx.clock.today(), ligne.accord_le)
        tx.commit()
    return _changes(ligne, tx)


def noter_rencontre(cmd: NoterRencontre, uow: UnitOfWork) -> Changes:
    """Where the meeting stands; the row of that household and that witness follows it.

    Raises `RegleMetier("rencontre.etat")`, `("rencontre.soi_meme")`, `("temoin.retire")` for a new
    meeting with a witness who withdrew, `EntreeInvalide("visite.jour_futur")` for one held
    tomorrow.
    """
    jour = cmd.le or uow.clock.today()
    verifier_jour_visite(jour, uow.clock.today())
    with uow.ecriture("rencontre.noter") as tx:
        menage = charger_menage(tx.session, cmd.menage_id)
        temoin = charger(tx.session, Temoin, cmd.temoin_id)
        if temoin.menage_id == menage.id:
            raise RegleMetier("rencontre.soi_meme")
        ligne = _en_cours(tx, menage.id, temoin)
        etat = regles.passer_rencontre(ligne.etat, cmd.etat)
        ligne.etat, ligne.etat_le = etat, jour
        ligne.prevue_le = cmd.prevue_le if etat is not EtatRencontre.FAITE else ligne.prevue_le
        ligne.precision = facultatif(cmd.precision) or ligne.precision
        if etat is EtatRencontre.FAITE and cmd.canal is not None:
            ligne.visite_id = _consigner(tx, cmd, menage, jour)
        tx.session.add(ligne)
        tx.commit()
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={menage.id, temoin.menage_id},
        rencontres={ligne.id},
        temoins={temoin.id},
        visites={ligne.visite_id} if ligne.visite_id else (),
    )


def _en_cours(tx: Transaction, menage_id: UUID, temoin: Temoin) -> Rencontre:
    """The meeting under way of these two, or a new one (state None)."""
    ligne = tx.session.scalar(
        select(Rencontre)
        .where(
            Rencontre.menage_id == menage_id,
            Rencontre.temoin_id == temoin.id,
            Rencontre.etat != EtatRencontre.FAITE,
        )
        .order_by(Rencontre.id.desc())
    )
    if ligne is not None:
        return ligne
    if temoin.retire_le is not None:
        raise RegleMetier("temoin.retire", jour=temoin.retire_le)
    return Rencontre(
        id=tx.ids.new(), menage_id=menage_id, temoin_id=temoin.id, etat=None, par_id=tx.auteur_id
    )


def _consigner(tx: Transaction, cmd: NoterRencontre, menage: Menage, jour: date) -> UUID:
    """The meeting as a contact with the household; what came out of it is its note."""
    if cmd.canal not in _CANAUX:
        raise EntreeInvalide("rencontre.canal")
    visite = Visite(
        id=tx.ids.new(),
        menage_id=menage.id,
        canal=cmd.canal,
        jour=jour,
        intervenant_id=tx.auteur_id,
    )
    tx.session.add(visite)
    tx.session.flush()
    tx.session.add(VisiteMotif(id=tx.ids.new(), visite_id=visite.id, code=MOTIF_RENCONTRE))
    texte = facultatif(cmd.precision)
    if texte:
        tx.session.add(
            Note(
                id=tx.ids.new(),
                menage_id=menage.id,
                visite_id=visite.id,
                nature=NatureNote.VISITE,
                texte=texte,
                visibilite=Partage.EQUIPE,
                auteur_id=tx.auteur_id,
                ecrite_a=tx.clock.now(),
                jour=jour,
            )
        )
    return visite.id


def _dits(
    tx: Transaction, menage_id: UUID, cmd: AccepterDeTemoigner | ModifierTemoin
) -> dict[str, object]:
    if cmd.personne_id is not None:
        personne = charger(tx.session, Personne, cmd.personne_id)
        if personne.menage_id != menage_id:
            raise RegleMetier("temoin.personne_d_ailleurs", nom=personne.nom)
    textes = valider(Temoin, {"modalite": cmd.modalite, "precision": cmd.precision}, _CHAMPS)
    return {"personne_id": cmd.personne_id, **textes}


def _changes(ligne: Temoin, tx: Transaction) -> Changes:
    return Changes.of(
        principal=ligne.id, operation=tx.operation, menages={ligne.menage_id}, temoins={ligne.id}
    )


def _comparables(
    session: Session, menage_id: UUID, jour: date, uow: UnitOfWork
) -> lecture.Comparables | None:
    """The household with its recent worries, and the witnesses."""
    depuis = jour - timedelta(days=regles.DUREE_RECENTE)
    tons = uow.accompagnement.tons
    penibles = frozenset(code for code, ton in tons.items() if ton == Ton.PENIBLE)
    return lecture.comparables(session, menage_id, jour, depuis, penibles)


def _proposer(
    lus: lecture.Comparables, jour: date, tons: Mapping[str, str]
) -> tuple[Proposition, ...]:
    candidats = [
        regles.Candidat(t.id, t.situation, _ton(t, jour, tons), t.rencontres) for t in lus.temoins
    ]
    par_id = {t.id: t for t in lus.temoins}
    return tuple(
        Proposition(
            par_id[r.temoin_id], r.points, tuple(sorted(r.raisons, key=lambda x: -x.points))
        )
        for r in regles.proposer(lus.situation, candidats)
    )


def _ton(temoin: TemoinConnu, jour: date, tons: Mapping[str, str]) -> float | None:
    """How the witness felt last time, None when nobody noted it."""
    if not temoin.derniers:
        return None
    return ton_du_jour(
        RessentiDate(jour, code, tons.get(code, ""), force) for code, force in temoin.derniers
    )
