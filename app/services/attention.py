"""Who asks for attention, why, and what a team silences or weighs otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes, OperationId
from app.core.errors import RegleMetier
from app.domain.regles_attention import (
    REGLAGE,
    NiveauAttention,
    ReglageRegle,
    bornes,
    ecarts,
    en_vigueur,
    niveau,
    verifier_pause,
)
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from app.services.raisons import (
    MotsRaisons,
    RaisonDite,
    dire_niveau,
    mot_niveau,
    phrase_a_trous,
    titres,
)
from db.models import AttentionPause
from db.models.technique import Reglage
from db.queries import attention as lecture
from db.queries.attention import FiltreAttention, PauseLigne
from db.uow import UnitOfWork

__all__ = [
    "AttentionMenage",
    "EcrireRegles",
    "EndormirAttention",
    "LireAttention",
    "LireRaisons",
    "LireRegles",
    "MenageAttention",
    "NiveauAttention",
    "PauseLigne",
    "RaisonDite",
    "ReglageRegle",
    "RegleLue",
    "ReveillerAttention",
    "bornes",
    "compter",
    "dire_niveau",
    "dormir",
    "ecrire_regles",
    "en_mots",
    "lire_regles",
    "lister",
    "mot_niveau",
    "niveau",
    "raisons",
    "reveiller",
]


@dataclass(frozen=True, slots=True)
class LireAttention:
    """Ask for the households that ask for attention, those who ask most first.

    `seuil` is the least score; `avec_endormis` adds those whose reasons all sleep.
    """

    cite_id: UUID | None = None
    tranche_id: UUID | None = None
    referent_id: UUID | None = None
    seuil: int = 1
    avec_endormis: bool = False
    debut: int = 0
    taille: int = 200

    @property
    def filtre(self) -> FiltreAttention:
        """The conditions, without the page."""
        return FiltreAttention(
            self.cite_id,
            self.tranche_id,
            self.referent_id,
            seuil=self.seuil,
            avec_endormis=self.avec_endormis,
        )


@dataclass(frozen=True, slots=True)
class MenageAttention:
    """A household that asks for attention, and always why; `telephones` are stored forms."""

    menage_id: UUID
    nom: str
    adresse: str
    code_ug: str | None
    cite: str | None
    telephones: tuple[str, ...]
    referents: str
    score: int
    raisons: tuple[RaisonDite, ...]

    @property
    def niveau(self) -> NiveauAttention | None:
        """Strong, medium or light; None when every reason sleeps."""
        return niveau(self.score)


@dataclass(frozen=True, slots=True)
class LireRaisons:
    """Ask why a household asks for attention."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class AttentionMenage:
    """The score of a household, its reasons in words, and what sleeps until when."""

    score: int
    raisons: tuple[RaisonDite, ...]
    pauses: tuple[PauseLigne, ...]

    @property
    def niveau(self) -> NiveauAttention | None:
        """Strong, medium or light; None when nothing asks for attention."""
        return niveau(self.score)


@dataclass(frozen=True, slots=True)
class EndormirAttention:
    """Put reasons to sleep until a day, saying why; no `raisons` means all those awake now.

    Another reason wakes the household up.
    """

    menage_id: UUID
    jusqu_au: date
    motif: str
    raisons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReveillerAttention:
    """End a snooze now (its id), the reasons that still hold count again."""

    pause_id: UUID


@dataclass(frozen=True, slots=True)
class LireRegles:
    """Ask for the rules; `compter` adds how many households each concerns."""

    compter: bool = True


@dataclass(frozen=True, slots=True)
class RegleLue:
    """A rule in force: a few words, its sentence, what the team chose, what the catalogue says.

    `concernes` counts the households it concerns now, 0 when not asked for.
    """

    code: str
    genre: str
    titre: str
    phrase: str
    reglage: ReglageRegle
    catalogue: ReglageRegle
    concernes: int

    @property
    def modifiee(self) -> bool:
        """Whether the team weighs it otherwise than the catalogue."""
        return self.reglage != self.catalogue


@dataclass(frozen=True, slots=True)
class EcrireRegles:
    """What the team chose, by code of the rule; rules left out go back to the catalogue."""

    regles: Mapping[str, ReglageRegle] = field(default_factory=dict)


def mots(uow: UnitOfWork) -> MotsRaisons:
    """Says reasons in the language spoken now, with the rules of this base."""
    return MotsRaisons(uow.accompagnement, uow.clock.today())


def en_mots(
    lignes: Sequence[lecture.LigneAttention], uow: UnitOfWork
) -> tuple[MenageAttention, ...]:
    """The rows read with their reasons in words."""
    if not lignes:
        return ()
    dits = mots(uow)
    return tuple(
        MenageAttention(
            ligne.menage_id,
            ligne.nom,
            ligne.adresse,
            ligne.code_ug,
            ligne.cite,
            tuple(ligne.telephones.split()),
            ligne.referents,
            ligne.score,
            dits.dire(ligne.raisons),
        )
        for ligne in lignes
    )


def lister(demande: LireAttention, uow: UnitOfWork) -> tuple[MenageAttention, ...]:
    """Households whose support is open, by score, each with its reasons in words."""
    with uow.lecture() as session:
        lues = lecture.lister(
            session,
            demande.filtre,
            uow.clock.today(),
            debut=demande.debut,
            taille=demande.taille,
        )
    return en_mots(lues, uow)


def compter(demande: LireAttention, uow: UnitOfWork) -> dict[NiveauAttention, int]:
    """How many of them are strong, medium and light."""
    with uow.lecture() as session:
        return lecture.par_niveau(session, demande.filtre, uow.clock.today())


def raisons(demande: LireRaisons, uow: UnitOfWork) -> AttentionMenage:
    """Why one household asks for attention, and what sleeps; nothing for one never computed."""
    with uow.lecture() as session:
        score, brut = lecture.du_menage(session, demande.menage_id) or (0, "")
        pauses = lecture.pauses(session, demande.menage_id, uow.clock.today())
    return AttentionMenage(score, mots(uow).dire(brut) if brut else (), pauses)


def dormir(cmd: EndormirAttention, uow: UnitOfWork) -> Changes:
    """Put reasons to sleep; they count again the day after `jusqu_au`.

    Raises `EntreeInvalide` ("attention.motif_absent", "attention.jour_passe",
    "attention.trop_loin") and `RegleMetier("attention.rien")` when nothing is awake.
    """
    aujourdhui = uow.clock.today()
    motif = verifier_pause(aujourdhui, cmd.jusqu_au, cmd.motif)
    with uow.ecriture("attention.dormir") as tx:
        menage = charger_menage(tx.session, cmd.menage_id)
        lue = lecture.du_menage(tx.session, menage.id)
        eveillees = [r.code for r in mots(uow).dire(lue[1] if lue else "") if not r.dort]
        codes = [c for c in eveillees if not cmd.raisons or c in cmd.raisons]
        if not codes:
            raise RegleMetier("attention.rien", menage=menage.nom)
        pause = AttentionPause(
            id=tx.ids.new(),
            menage_id=menage.id,
            raisons=sorted(set(codes)),
            posee_le=aujourdhui,
            jusqu_au=cmd.jusqu_au,
            motif=motif,
            par_id=tx.auteur_id,
        )
        tx.session.add(pause)
        tx.commit()
    return _change(cmd.menage_id, pause.id, tx.operation)


def reveiller(cmd: ReveillerAttention, uow: UnitOfWork) -> Changes:
    """End a snooze; one that already ended stays as it is."""
    with uow.ecriture("attention.reveiller") as tx:
        pause = charger(tx.session, AttentionPause, cmd.pause_id)
        if pause.levee_le is None:
            pause.levee_le = uow.clock.today()
        menage_id = pause.menage_id
        tx.commit()
    return _change(menage_id, cmd.pause_id, tx.operation)


def lire_regles(demande: LireRegles, uow: UnitOfWork) -> tuple[RegleLue, ...]:
    """Every rule of the catalogue, as this team applies it, and how many households it concerns."""
    catalogue = uow.accompagnement.regles
    dits = titres(catalogue)
    with uow.lecture() as session:
        appliquees = en_vigueur(catalogue, lecture.reglage(session))
        concernes = lecture.par_raison(session) if demande.compter else {}
    return tuple(
        RegleLue(
            regle.code,
            regle.genre,
            dits[regle.code],
            phrase_a_trous(regle),
            ReglageRegle.de(regle),
            ReglageRegle.de(origine),
            concernes.get(regle.code, 0),
        )
        for regle, origine in zip(appliquees, catalogue, strict=True)
    )


def ecrire_regles(cmd: EcrireRegles, uow: UnitOfWork) -> Changes:
    """Keep what the team chose and bring every household up to date.

    Raises `EntreeInvalide` ("attention.regle_inconnue", "attention.points", "attention.seuil").
    """
    valeur = ecarts(uow.accompagnement.regles, cmd.regles)
    with uow.ecriture("attention.regles") as tx:
        ligne = tx.session.scalar(select(Reglage).where(Reglage.nom == REGLAGE))
        if ligne is None:
            ligne = Reglage(id=tx.ids.new(), nom=REGLAGE, valeur=valeur)
            tx.session.add(ligne)
        else:
            ligne.valeur = valeur
        tx.commit()
    uow.mettre_au_jour()
    return Changes.of(
        principal=ligne.id, operation=tx.operation, reglages={ligne.id}, attention={ligne.id}
    )


def _change(menage_id: UUID, pause_id: UUID, operation: OperationId) -> Changes:
    return Changes.of(
        principal=pause_id,
        operation=operation,
        menages={menage_id},
        attention={menage_id},
    )
