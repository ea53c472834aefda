"""Exchanges with a bailleur: what leaves (profiles), how (destinations, keys), what came of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.orm import mapped_column

from app.core.i18n import N_
from app.domain.envois import (
    EtatColis,
    EtatRetour,
    Etendue,
    Frequence,
    GenreDestination,
    GenreRetour,
    IssueEssai,
    Protection,
)
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, choix, cle, colonne, declare, fk
from db.types import Guid

_E, _C = Partage.EQUIPE, Partage.CONFIDENTIEL
_TECH = Retention.TECHNIQUE


class Destination(Base):
    """Where packages are dropped and returns are found.

    `adresse`: a folder, `host`, or the `https://…` of a WebDAV folder. `depots` and `retours` are
    folders under it. `empreinte` is the host key a person accepted (SFTP). The password is not
    here: see `SecretLocal`.
    """

    __tablename__ = "destination"

    id: Mapped[UUID] = cle(_TECH)
    nom: Mapped[str] = colonne(_E, _TECH, N_("Destination"), Text, unique=True)
    genre: Mapped[GenreDestination] = choix(GenreDestination, _E, _TECH, N_("Par où"))
    adresse: Mapped[str] = colonne(_E, _TECH, N_("Adresse"), Text)
    port: Mapped[int | None] = colonne(_E, _TECH, N_("Port"), Integer)
    utilisateur: Mapped[str | None] = colonne(_E, _TECH, N_("Utilisateur"), Text)
    depots: Mapped[str] = colonne(
        _E, _TECH, N_("Dossier des dépôts"), Text, server_default="depots"
    )
    retours: Mapped[str] = colonne(
        _E, _TECH, N_("Dossier des retours"), Text, server_default="retours"
    )
    empreinte: Mapped[str | None] = colonne(_E, _TECH, N_("Empreinte du serveur"), Text)
    autorite: Mapped[str | None] = colonne(_E, _TECH, N_("Autorité du certificat"), Text)
    mandataire: Mapped[str | None] = colonne(_E, _TECH, N_("Serveur mandataire"), Text)
    actif: Mapped[bool] = colonne(_E, _TECH, N_("En usage"), Boolean, server_default=true())


class SecretLocal(Base):
    """A password or a private key kept in the encrypted base when the system has no keyring.

    Never journaled, never shared: it stays on this copy of the base.
    """

    __tablename__ = "secret_local"
    __journal__ = False

    id: Mapped[UUID] = cle(_TECH)
    nom: Mapped[str] = colonne(_C, _TECH, "", Text, unique=True)
    valeur: Mapped[bytes] = colonne(_C, _TECH, "", LargeBinary)


class ClePartenaire(Base):
    """The public keys of a recipient: one to close packages, one to check what it signs.

    `verifiee_le` is the day somebody compared the fingerprint over the telephone.
    """

    __tablename__ = "cle_partenaire"

    id: Mapped[UUID] = cle(_TECH)
    nom: Mapped[str] = colonne(_E, _TECH, N_("À qui"), Text)
    age: Mapped[str] = colonne(_E, _TECH, N_("Clé de chiffrement"), Text)
    signature: Mapped[str] = colonne(_E, _TECH, N_("Clé de signature"), Text)
    empreinte: Mapped[str] = colonne(_E, _TECH, N_("Empreinte"), Text, unique=True)
    ajoutee_le: Mapped[date] = colonne(_E, _TECH, N_("Ajoutée le"), Date)
    verifiee_le: Mapped[date | None] = colonne(
        _E, _TECH, N_("Vérifiée le"), Date, groupe="verification"
    )
    verifiee_par: Mapped[str | None] = colonne(
        _E, _TECH, N_("Vérifiée avec"), Text, groupe="verification"
    )
    revoquee_le: Mapped[date | None] = colonne(_E, _TECH, N_("Abandonnée le"), Date)


class ProfilEnvoi(Base):
    """What leaves for a recipient: tables, columns, formats, protection, destination.

    `tables` None: all that may leave; else a list of names. `colonnes_retirees` maps a table to the
    columns left out on top of what sharing classes withhold. `sel` makes the pseudonymous ids of
    this recipient.
    """

    __tablename__ = "profil_envoi"

    id: Mapped[UUID] = cle(_TECH)
    nom: Mapped[str] = colonne(_E, _TECH, N_("Profil"), Text, unique=True)
    bailleur_id: Mapped[UUID | None] = fk("bailleur.id", _TECH, nullable=True)
    cite_id: Mapped[UUID | None] = fk("cite.id", _TECH, nullable=True)
    tables: Mapped[Any | None] = colonne(_E, _TECH, N_("Tables"), JSON(none_as_null=True))
    colonnes_retirees: Mapped[Any | None] = colonne(
        _E, _TECH, N_("Colonnes retirées"), JSON(none_as_null=True)
    )
    pseudonymes: Mapped[bool] = colonne(
        _E, _TECH, N_("Identifiants propres au destinataire"), Boolean, server_default=true()
    )
    sel: Mapped[str] = colonne(_C, _TECH, N_("Sel des identifiants"), Text)
    etendue: Mapped[Etendue] = choix(Etendue, _E, _TECH, N_("Étendue"), server_default="complet")
    formats: Mapped[Any] = colonne(_E, _TECH, N_("Formats"), JSON())
    frequence: Mapped[Frequence] = choix(
        Frequence, _E, _TECH, N_("Fréquence"), server_default="a_la_demande"
    )
    protection: Mapped[Protection] = choix(
        Protection, _E, _TECH, N_("Protection"), server_default="age"
    )
    cle_id: Mapped[UUID | None] = fk("cle_partenaire.id", _TECH, nullable=True)
    destination_id: Mapped[UUID | None] = fk("destination.id", _TECH, nullable=True)
    actif: Mapped[bool] = colonne(_E, _TECH, N_("En usage"), Boolean, server_default=true())


class Colis(Base):
    """A package of the outbox. Its bytes, already closed to its recipient, are in `morceau_colis`.

    `sequence` counts the packages of a profile; `depuis_id` is the acknowledged one a delta starts
    from; `journal_seq` is how far the journal was read. `empreinte` is the SHA-256 of the bytes;
    `forme` tells what tables, columns and ids its profile then had: a delta needs the same.
    """

    __tablename__ = "colis"
    __table_args__ = (
        UniqueConstraint("profil_id", "sequence"),
        Index("ix_colis_etat", "etat", "prochain_essai_a"),
    )

    id: Mapped[UUID] = cle(_TECH)
    profil_id: Mapped[UUID] = fk("profil_envoi.id", _TECH, index=False)
    destination_id: Mapped[UUID | None] = fk("destination.id", _TECH, nullable=True)
    sequence: Mapped[int] = colonne(_E, _TECH, N_("Numéro"), Integer)
    nom: Mapped[str] = colonne(_E, _TECH, N_("Fichier"), Text)
    etendue: Mapped[Etendue] = choix(Etendue, _E, _TECH, N_("Étendue"))
    depuis_id: Mapped[UUID | None] = fk("colis.id", _TECH, nullable=True, index=False)
    journal_seq: Mapped[int] = colonne(_E, _TECH, N_("Jusqu’où l’historique est lu"), Integer)
    forme: Mapped[str | None] = colonne(_E, _TECH, N_("Ce que le profil laissait partir"), Text)
    empreinte: Mapped[str] = colonne(_E, _TECH, N_("Empreinte"), Text)
    taille: Mapped[int] = colonne(_E, _TECH, N_("Taille"), Integer)
    nb_lignes: Mapped[int] = colonne(_E, _TECH, N_("Lignes"), Integer)
    prepare_a: Mapped[datetime] = colonne(_E, _TECH, N_("Préparé à"))
    etat: Mapped[EtatColis] = choix(
        EtatColis, _E, _TECH, N_("État"), server_default="prepare", groupe="etat"
    )
    etat_a: Mapped[datetime] = colonne(_E, _TECH, N_("Depuis"), groupe="etat")
    raison: Mapped[str | None] = colonne(_E, _TECH, N_("Raison"), Text, groupe="etat")
    essais: Mapped[int] = colonne(
        _E, _TECH, N_("Essais"), Integer, server_default="0", groupe="essai"
    )
    prochain_essai_a: Mapped[datetime | None] = colonne(
        _E, _TECH, N_("Prochain essai"), groupe="essai"
    )


class MorceauColis(Base):
    """A piece of the bytes of a package: never journaled, erased once acknowledged or given up."""

    __tablename__ = "morceau_colis"
    __table_args__ = (UniqueConstraint("colis_id", "rang"),)
    __journal__ = False

    id: Mapped[UUID] = cle(_TECH)
    colis_id: Mapped[UUID] = mapped_column(
        Guid(), ForeignKey("colis.id"), nullable=False, info=declare(_C, _TECH)
    )
    rang: Mapped[int] = colonne(_C, _TECH, "", Integer)
    octets: Mapped[bytes] = colonne(_C, _TECH, "", LargeBinary)


class EssaiEnvoi(Base):
    """An attempt to deposit a package, and how it ended."""

    __tablename__ = "essai_envoi"

    id: Mapped[UUID] = cle(_TECH)
    colis_id: Mapped[UUID] = fk("colis.id", _TECH)
    a: Mapped[datetime] = colonne(_E, _TECH, N_("À"))
    issue: Mapped[IssueEssai] = choix(IssueEssai, _E, _TECH, N_("Issue"))
    code: Mapped[str | None] = colonne(_E, _TECH, N_("Ce qui a manqué"), Text)


class FichierRetour(Base):
    """A file found in the returns: what it is, what became of it, why it was kept aside.

    Its bytes are kept (`contenu`); `numero` is the sequence its sender gave it when it is signed.
    `marque` (date or ETag at the destination) spares reading the same file again.
    """

    __tablename__ = "fichier_retour"
    __table_args__ = (
        UniqueConstraint("destination_id", "empreinte"),
        CheckConstraint("taille >= 0", name="taille"),
    )

    id: Mapped[UUID] = cle(_TECH)
    destination_id: Mapped[UUID | None] = fk("destination.id", _TECH, nullable=True, index=False)
    cle_id: Mapped[UUID | None] = fk("cle_partenaire.id", _TECH, nullable=True)
    colis_id: Mapped[UUID | None] = fk("colis.id", _TECH, nullable=True)
    nom: Mapped[str] = colonne(_E, _TECH, N_("Fichier"), Text)
    empreinte: Mapped[str] = colonne(_E, _TECH, N_("Empreinte"), Text)
    taille: Mapped[int] = colonne(_E, _TECH, N_("Taille"), Integer)
    genre: Mapped[GenreRetour] = choix(GenreRetour, _E, _TECH, N_("Nature"))
    signe: Mapped[bool] = colonne(_E, _TECH, N_("Signé"), Boolean, server_default=false())
    numero: Mapped[int | None] = colonne(_E, _TECH, N_("Numéro"), Integer)
    marque: Mapped[str | None] = colonne(_E, _TECH, N_("Marque du dépôt"), Text)
    recu_a: Mapped[datetime] = colonne(_E, _TECH, N_("Reçu à"))
    etat: Mapped[EtatRetour] = choix(
        EtatRetour, _E, _TECH, N_("État"), server_default="a_lire", groupe="etat"
    )
    raison: Mapped[str | None] = colonne(
        _E, _TECH, N_("Pourquoi il est écarté"), Text, groupe="etat"
    )
    contenu_id: Mapped[UUID | None] = fk("contenu.id", _TECH, partage=_C, nullable=True)
