"""The commitments register: promises, changes of timetable, and who remains to be told."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Index, Text

from app.core.i18n import N_
from app.domain.accompagnement import Canal, EtatEngagement
from app.domain.engagements import RaisonReport
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, choix, cle, colonne, fk

_B, _E = Partage.BAILLEUR, Partage.EQUIPE
_SUIVI = Retention.SUIVI


class Engagement(Base):
    """A promise made to a household: what, for when, by whom, and what became of it.

    `etape_code` names the milestone whose date was promised, when it is one; `suite_de_id` the
    promise this one replaces, moved to another day.
    """

    __tablename__ = "engagement"
    __table_args__ = (Index("ix_engagement_etat_pour_le", "etat", "pour_le", "par_id"),)

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_E)
    visite_id: Mapped[UUID | None] = fk("visite.id", _SUIVI, nullable=True)
    texte: Mapped[str] = colonne(_E, _SUIVI, N_("Promis"), Text, au_menage=True)
    pris_le: Mapped[date] = colonne(_E, _SUIVI, N_("Promis le"), Date, au_menage=True)
    pour_le: Mapped[date | None] = colonne(_E, _SUIVI, N_("Pour le"), Date, au_menage=True)
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)
    etat: Mapped[EtatEngagement] = choix(
        EtatEngagement,
        _E,
        _SUIVI,
        N_("État"),
        server_default="a_tenir",
        groupe="suite",
        au_menage=True,
    )
    regle_le: Mapped[date | None] = colonne(
        _E, _SUIVI, N_("Réglé le"), Date, groupe="suite", au_menage=True
    )
    motif: Mapped[str | None] = colonne(_E, _SUIVI, N_("Raison"), Text, groupe="suite")
    raison: Mapped[RaisonReport | None] = choix(
        RaisonReport, _E, _SUIVI, N_("Cause du report"), groupe="suite", au_menage=True
    )
    personne_id: Mapped[UUID | None] = fk(
        "personne.id", _SUIVI, nullable=True, index=False, libelle=N_("Dit à")
    )
    etape_code: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Date de l’étape"), Text, au_menage=True
    )
    suite_de_id: Mapped[UUID | None] = fk(
        "engagement.id", _SUIVI, nullable=True, libelle=N_("Remplace la promesse")
    )


class ChangementCalendrier(Base):
    """The works timetable of a batch moved: from which days to which, why, in plain words."""

    __tablename__ = "changement_calendrier"

    id: Mapped[UUID] = cle(_SUIVI)
    tranche_id: Mapped[UUID] = fk("tranche.id", _SUIVI, partage=_B)
    le: Mapped[date] = colonne(_B, _SUIVI, N_("Décidé le"), Date)
    debut_avant: Mapped[date | None] = colonne(_B, _SUIVI, N_("Début prévu avant"), Date)
    debut_apres: Mapped[date | None] = colonne(_B, _SUIVI, N_("Nouveau début"), Date)
    fin_avant: Mapped[date | None] = colonne(_B, _SUIVI, N_("Fin prévue avant"), Date)
    fin_apres: Mapped[date | None] = colonne(_B, _SUIVI, N_("Nouvelle fin"), Date)
    reception_avant: Mapped[date | None] = colonne(_B, _SUIVI, N_("Réception prévue avant"), Date)
    reception_apres: Mapped[date | None] = colonne(_B, _SUIVI, N_("Nouvelle réception"), Date)
    raison: Mapped[RaisonReport] = choix(RaisonReport, _B, _SUIVI, N_("Cause du report"))
    explication: Mapped[str] = colonne(_B, _SUIVI, N_("Raison donnée aux ménages"), Text)
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)


class Annonce(Base):
    """Something a household must be told; open until somebody ticks who was told, how, when.

    It comes from a promise moved or broken, or from a change of timetable.
    """

    __tablename__ = "annonce"
    __table_args__ = (Index("ix_annonce_dite_le_ouverte_le", "dite_le", "ouverte_le"),)

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI)
    engagement_id: Mapped[UUID | None] = fk("engagement.id", _SUIVI, nullable=True)
    changement_id: Mapped[UUID | None] = fk("changement_calendrier.id", _SUIVI, nullable=True)
    objet: Mapped[str] = colonne(_E, _SUIVI, N_("À annoncer"), Text, au_menage=True)
    ouverte_le: Mapped[date] = colonne(_E, _SUIVI, N_("Depuis le"), Date, au_menage=True)
    dite_le: Mapped[date | None] = colonne(
        _E, _SUIVI, N_("Dit le"), Date, groupe="dite", au_menage=True
    )
    canal: Mapped[Canal | None] = choix(
        Canal, _E, _SUIVI, N_("Dit comment"), groupe="dite", au_menage=True
    )
    a_qui: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Dit à"), Text, groupe="dite", au_menage=True
    )
    par_id: Mapped[UUID | None] = fk(
        "intervenant.id", _SUIVI, nullable=True, index=False, groupe="dite"
    )
    precision: Mapped[str | None] = colonne(_E, _SUIVI, N_("Précision"), Text, groupe="dite")
