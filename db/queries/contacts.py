"""Points of contact of an estate, by subject: those in effect, and all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import Session

from db.queries.lignes import Enonce, colonnes, nom_complet, table

_contact, _intervenant = table("contact_cite"), table("intervenant")


@dataclass(frozen=True, slots=True)
class ContactFiche:
    """Whom to call for a subject: a member of the team (`intervenant`), or a free name.

    What is typed here wins over what is known of the member of the team.
    """

    table: ClassVar[str] = "contact_cite"
    derives: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType(
        {
            "intervenant": ("intervenant.prenom", "intervenant.nom"),
            "intervenant_organisme": ("intervenant.organisme",),
            "intervenant_telephone": ("intervenant.telephone",),
            "intervenant_courriel": ("intervenant.courriel",),
        }
    )

    id: UUID
    intervenant_id: UUID | None
    sujet: str
    nom: str | None
    organisme: str | None
    telephone: str | None
    courriel: str | None
    disponible: str | None
    depuis: date | None
    jusqu: date | None
    intervenant: str | None
    intervenant_organisme: str | None
    intervenant_telephone: str | None
    intervenant_courriel: str | None

    @property
    def qui(self) -> str:
        """The person's name, "" when only an office answers."""
        return self.intervenant or self.nom or ""

    @property
    def ou(self) -> str:
        """For whom they work."""
        return self.organisme or self.intervenant_organisme or ""

    @property
    def numero(self) -> str:
        """The number to call, normalised."""
        return self.telephone or self.intervenant_telephone or ""

    @property
    def adresse(self) -> str:
        """The e-mail address."""
        return self.courriel or self.intervenant_courriel or ""

    def vaut(self, jour: date) -> bool:
        """Whether it is in effect on `jour`, both bounds included."""
        return (self.depuis is None or self.depuis <= jour) and (
            self.jusqu is None or self.jusqu >= jour
        )


_COLONNES = colonnes(
    ContactFiche,
    intervenant=nom_complet(_intervenant),
    intervenant_organisme=_intervenant.c.organisme,
    intervenant_telephone=_intervenant.c.telephone,
    intervenant_courriel=_intervenant.c.courriel,
)
_DE_LA_CITE = Enonce(
    select(*_COLONNES)
    .select_from(_contact.outerjoin(_intervenant, _intervenant.c.id == _contact.c.intervenant_id))
    .where(_contact.c.cite_id == bindparam("cite_id"))
    .order_by(_contact.c.rang, _contact.c.id)
)


def de_la_cite(session: Session, cite_id: UUID) -> tuple[ContactFiche, ...]:
    """Every contact of an estate in its order, past ones too."""
    return _DE_LA_CITE.lire(session.connection(), ContactFiche, cite_id=cite_id.hex)


def en_cours(connexion: Connection, cite_id: UUID | None, jour: date) -> tuple[ContactFiche, ...]:
    """The contacts in effect on `jour`, in their order; one statement, even without estate."""
    cle = cite_id.hex if cite_id else None
    lus = _DE_LA_CITE.lire(connexion, ContactFiche, cite_id=cle)
    return tuple(contact for contact in lus if contact.vaut(jour))
