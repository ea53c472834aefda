"""Rehousing: what each household needs of a home, where it goes, what it was offered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, Integer, Text, UniqueConstraint, false

from app.core.i18n import N_
from app.domain.partage import Partage, Retention
from app.domain.relogements import MotifRefus, NatureLien, ReponseProposition, Trajectoire
from db.models.base import Base, Mapped, choix, cle, colonne, fk
from db.types import Centiemes

_B, _E, _C = Partage.BAILLEUR, Partage.EQUIPE, Partage.CONFIDENTIEL
_SUIVI, _SOCLE = Retention.SUIVI, Retention.SOCLE


class BesoinsRelogement(Base):
    """What a household needs of the homes it is given: the need, never the diagnosis.

    A box left unsaid (None) is not a no. `chambres` is what the team settled; None: counted from
    the family. `apres_le` is the day before which it cannot move.
    """

    __tablename__ = "besoins_relogement"
    __table_args__ = (
        UniqueConstraint("menage_id"),
        CheckConstraint("chambres BETWEEN 0 AND 12", name="chambres"),
    )

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B, index=False)
    chambres: Mapped[int | None] = colonne(_B, _SUIVI, N_("Chambres nécessaires"), Integer)
    plain_pied: Mapped[bool | None] = colonne(_B, _SUIVI, N_("Besoin de plain-pied"), Boolean)
    appareil: Mapped[bool | None] = colonne(
        _C, _SUIVI, N_("Électricité sans coupure"), Boolean, au_menage=True
    )
    animaux: Mapped[bool | None] = colonne(
        _E, _SUIVI, N_("Animaux"), Boolean, groupe="animaux", au_menage=True
    )
    animaux_precision: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Quels animaux"), Text, groupe="animaux", au_menage=True
    )
    jardin: Mapped[bool | None] = colonne(
        _E, _SUIVI, N_("Besoin d’un jardin"), Boolean, au_menage=True
    )
    garage: Mapped[bool | None] = colonne(
        _E, _SUIVI, N_("Besoin d’un garage"), Boolean, au_menage=True
    )
    scolarises: Mapped[bool | None] = colonne(
        _E, _SUIVI, N_("Enfants scolarisés"), Boolean, au_menage=True
    )
    apres_le: Mapped[date | None] = colonne(
        _E, _SUIVI, N_("Pas de déménagement avant le"), Date, au_menage=True
    )
    un_seul_demenagement: Mapped[bool] = colonne(
        _B,
        _SUIVI,
        N_("Accepte un autre logement pour ne déménager qu’une fois"),
        Boolean,
        server_default=false(),
    )
    volume_m3: Mapped[int | None] = colonne(_B, _SUIVI, N_("Volume à déménager (m³)"), Integer)


class TrajectoireMenage(Base):
    """Where the household goes in the end; a change is a further row, the latest counts."""

    __tablename__ = "trajectoire"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B)
    code: Mapped[Trajectoire] = choix(Trajectoire, _B, _SUIVI, N_("Trajectoire"))
    le: Mapped[date] = colonne(_B, _SUIVI, N_("Décidée le"), Date)
    motif: Mapped[str | None] = colonne(_E, _SUIVI, N_("Raison"), Text, au_menage=True)
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)


class Proposition(Base):
    """The offer of a home: when, visited when, what was answered and why.

    Rent, charges and APL are those announced for the offered home, in euros a month.
    """

    __tablename__ = "proposition"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B)
    logement_id: Mapped[UUID] = fk("logement.id", _SUIVI, partage=_B)
    proposee_le: Mapped[date] = colonne(_B, _SUIVI, N_("Proposé le"), Date)
    visite_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Visité le"), Date)
    reponse: Mapped[ReponseProposition] = choix(
        ReponseProposition,
        _B,
        _SUIVI,
        N_("Réponse"),
        server_default="en_attente",
        groupe="reponse",
    )
    repondue_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Répondu le"), Date, groupe="reponse")
    motif: Mapped[MotifRefus | None] = choix(
        MotifRefus, _B, _SUIVI, N_("Motif du refus"), groupe="reponse"
    )
    precision: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Précision"), Text, groupe="reponse", au_menage=True
    )
    commission_le: Mapped[date | None] = colonne(_B, _SUIVI, N_("Commission du"), Date)
    loyer: Mapped[Decimal | None] = colonne(
        _B, _SUIVI, N_("Loyer annoncé (€)"), Centiemes, groupe="loyer"
    )
    charges: Mapped[Decimal | None] = colonne(
        _B, _SUIVI, N_("Charges annoncées (€)"), Centiemes, groupe="loyer"
    )
    apl: Mapped[Decimal | None] = colonne(
        _E, _SUIVI, N_("APL estimée (€)"), Centiemes, groupe="loyer", au_menage=True
    )


class CharteRelogement(Base):
    """What was agreed for an operation: number of offers, notice, delays of the planner.

    One row per estate, then per batch where it differs. None: the default of the app.
    Days are calendar days, except `ouverture_jours`, in working days.
    """

    __tablename__ = "charte_relogement"
    __table_args__ = (UniqueConstraint("cite_id", "tranche_id"),)

    id: Mapped[UUID] = cle(_SOCLE)
    cite_id: Mapped[UUID] = fk("cite.id", _SOCLE, partage=_B)
    tranche_id: Mapped[UUID | None] = fk("tranche.id", _SOCLE, partage=_B, nullable=True)
    nb_propositions: Mapped[int | None] = colonne(_B, _SOCLE, N_("Propositions"), Integer)
    preavis_jours: Mapped[int | None] = colonne(_B, _SOCLE, N_("Préavis (jours)"), Integer)
    nettoyage_jours: Mapped[int | None] = colonne(
        _B, _SOCLE, N_("Remise en état entre deux ménages (jours)"), Integer
    )
    ouverture_jours: Mapped[int | None] = colonne(
        _B, _SOCLE, N_("Ouverture des compteurs (jours ouvrés)"), Integer
    )
    avance_jours: Mapped[int | None] = colonne(
        _B, _SOCLE, N_("Départ au plus tôt avant les travaux (jours)"), Integer
    )
    retour_jours: Mapped[int | None] = colonne(
        _B, _SOCLE, N_("Retour au plus tard après les travaux (jours)"), Integer
    )
    ordre: Mapped[str | None] = colonne(_E, _SOCLE, N_("Ordre des priorités"), Text)


class Indisponibilite(Base):
    """Days on which a household, a crew, or a whole estate cannot move. `au` is included."""

    __tablename__ = "indisponibilite"
    __table_args__ = (CheckConstraint("au >= du", name="dates"),)

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID | None] = fk("menage.id", _SUIVI, nullable=True)
    equipe_id: Mapped[UUID | None] = fk("equipe.id", _SUIVI, nullable=True)
    cite_id: Mapped[UUID | None] = fk("cite.id", _SUIVI, nullable=True)
    du: Mapped[date] = colonne(_E, _SUIVI, N_("Du"), Date, groupe="periode", au_menage=True)
    au: Mapped[date] = colonne(_E, _SUIVI, N_("Au"), Date, groupe="periode", au_menage=True)
    motif: Mapped[str | None] = colonne(_E, _SUIVI, N_("Raison"), Text, au_menage=True)


class LienMenages(Base):
    """Two households that should stay near each other while they are away."""

    __tablename__ = "lien_menages"
    __table_args__ = (
        UniqueConstraint("menage_id", "autre_id"),
        CheckConstraint("menage_id <> autre_id", name="deux"),
    )

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, index=False)
    autre_id: Mapped[UUID] = fk("menage.id", _SUIVI, libelle=N_("Avec"))
    nature: Mapped[NatureLien] = choix(NatureLien, _E, _SUIVI, N_("Lien"), au_menage=True)
    precision: Mapped[str | None] = colonne(_E, _SUIVI, N_("Précision"), Text, au_menage=True)
