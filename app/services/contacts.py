"""Points of contact of an estate: whom to call for a subject, in what order, since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.menages import verifier_periode
from app.services.champs import poser, valider
from app.services.chargement import charger
from db.models import Cite, ContactCite, Intervenant
from db.queries import contacts as lecture
from db.queries.contacts import ContactFiche
from db.uow import Transaction, UnitOfWork

__all__ = [
    "CHAMPS",
    "AjouterContact",
    "ArreterContact",
    "ContactFiche",
    "DeplacerContact",
    "LireContacts",
    "ModifierContact",
    "ajouter",
    "arreter",
    "deplacer",
    "lire",
    "modifier",
]

CHAMPS = frozenset(ContactCite.__table__.c.keys()) - {"id", "cite_id", "rang"}


@dataclass(frozen=True, slots=True)
class LireContacts:
    """Ask for the contacts of an estate, past ones too."""

    cite_id: UUID


@dataclass(frozen=True, slots=True)
class AjouterContact:
    """A contact by column name: `sujet`, and `intervenant_id` or `nom` (or `organisme`)."""

    cite_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ModifierContact:
    """Change some fields of a contact, by column name."""

    contact_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ArreterContact:
    """They no longer answer, from today on: the contact stays told as past."""

    contact_id: UUID


@dataclass(frozen=True, slots=True)
class DeplacerContact:
    """Put a contact one place higher (`vers` -1) or lower (1) on the card."""

    contact_id: UUID
    vers: int


def lire(q: LireContacts, uow: UnitOfWork) -> tuple[ContactFiche, ...]:
    """The contacts in the order of the card."""
    with uow.lecture() as session:
        return lecture.de_la_cite(session, q.cite_id)


def ajouter(cmd: AjouterContact, uow: UnitOfWork) -> Changes:
    """The contact, last on the card.

    Raises `EntreeInvalide` ("saisie.…", "contact.sans_nom", "contact.injoignable").
    """
    champs = valider(ContactCite, {"sujet": None} | dict(cmd.champs), CHAMPS)
    with uow.ecriture("contact.ajouter") as tx:
        charger(tx.session, Cite, cmd.cite_id)
        dernier = tx.session.scalar(
            select(func.max(ContactCite.rang)).where(ContactCite.cite_id == cmd.cite_id)
        )
        ligne = ContactCite(
            id=tx.ids.new(),
            cite_id=cmd.cite_id,
            rang=0 if dernier is None else dernier + 1,
            **{"depuis": tx.clock.today()} | champs,
        )
        _verifier(tx, ligne)
        tx.session.add(ligne)
        tx.commit()
    return _changes(ligne, tx)


def modifier(cmd: ModifierContact, uow: UnitOfWork) -> Changes:
    """The contact put right; raises what `ajouter` raises."""
    champs = valider(ContactCite, cmd.champs, CHAMPS)
    with uow.ecriture("contact.modifier") as tx:
        ligne = charger(tx.session, ContactCite, cmd.contact_id)
        if not poser(ligne, champs):
            return Changes.of(principal=ligne.id)
        _verifier(tx, ligne)
        tx.commit()
    return _changes(ligne, tx)


def arreter(cmd: ArreterContact, uow: UnitOfWork) -> Changes:
    """Yesterday was the last day; one that began today is simply taken away.

    Raises `RegleMetier("contact.arrete")` for one already past.
    """
    with uow.ecriture("contact.arreter") as tx:
        ligne = charger(tx.session, ContactCite, cmd.contact_id)
        hier = tx.clock.today() - timedelta(days=1)
        if ligne.jusqu is not None and ligne.jusqu <= hier:
            raise RegleMetier("contact.arrete", jour=ligne.jusqu)
        if ligne.depuis is not None and ligne.depuis > hier:
            tx.session.delete(ligne)
        else:
            ligne.jusqu = hier
        tx.commit()
    return _changes(ligne, tx)


def deplacer(cmd: DeplacerContact, uow: UnitOfWork) -> Changes:
    """The order of the card changed; nothing is written at either end.

    Past contacts are skipped: a contact trades places with the next one in effect.
    """
    with uow.ecriture("contact.ordonner") as tx:
        ligne = charger(tx.session, ContactCite, cmd.contact_id)
        jour = tx.clock.today()
        tous = tx.session.scalars(
            select(ContactCite)
            .where(ContactCite.cite_id == ligne.cite_id)
            .order_by(ContactCite.rang, ContactCite.id)
        ).all()
        suite = [c for c in tous if c is ligne or _vaut(c, jour)]
        rang = suite.index(ligne)
        cible = rang + (1 if cmd.vers > 0 else -1)
        if not 0 <= cible < len(suite):
            return Changes.of(principal=ligne.id)
        ordre = list(tous)
        i, j = ordre.index(ligne), ordre.index(suite[cible])
        ordre[i], ordre[j] = ordre[j], ordre[i]
        for place, contact in enumerate(ordre):
            if contact.rang != place:
                contact.rang = place
        tx.commit()
    return _changes(ligne, tx)


def _vaut(ligne: ContactCite, jour: date) -> bool:
    return ligne.jusqu is None or ligne.jusqu >= jour


def _verifier(tx: Transaction, ligne: ContactCite) -> None:
    """Somebody or some office, a way to reach them, and days in order."""
    membre: Any = None
    if ligne.intervenant_id is not None:
        membre = charger(tx.session, Intervenant, ligne.intervenant_id)
        ligne.nom = None  # their name is the team's
    elif not (ligne.nom or ligne.organisme):
        raise EntreeInvalide("contact.sans_nom", champ=_("Nom"))
    if not (
        ligne.telephone
        or ligne.courriel
        or (membre is not None and (membre.telephone or membre.courriel))
    ):
        raise EntreeInvalide("contact.injoignable", champ=_("Téléphone"))
    verifier_periode(ligne.depuis, ligne.jusqu)


def _changes(ligne: ContactCite, tx: Transaction) -> Changes:
    return Changes.of(
        principal=ligne.id, operation=tx.operation, cites={ligne.cite_id}, contacts={ligne.id}
    )
