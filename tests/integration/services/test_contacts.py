"""Points of contact of an estate on the real base."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from app.core.clock import FixedClock
from app.core.errors import AppError
from app.services import contacts
from app.services.contacts import (
    AjouterContact,
    ArreterContact,
    DeplacerContact,
    LireContacts,
    ModifierContact,
)
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 24)


@pytest.fixture
def cite_id(uow: UnitOfWork) -> UUID:
    return factories.cite(uow)


def ajouter(uow: UnitOfWork, cite_id: UUID, sujet: str, **champs: object) -> UUID:
    defaut = {"nom": "Guichet Exemple", "telephone": "03 21 00 00 00"}
    fait = contacts.ajouter(AjouterContact(cite_id, {"sujet": sujet} | defaut | champs), uow)
    assert fait.principal is not None
    assert fait.touche("cites", cite_id)
    return fait.principal


def sujets(uow: UnitOfWork, cite_id: UUID) -> list[str]:
    return [c.sujet for c in contacts.lire(LireContacts(cite_id), uow)]


def test_a_member_of_the_team_brings_their_own_number(uow: UnitOfWork, cite_id: UUID) -> None:
    sofia = factories.intervenant(uow, telephone="+33611223344", organisme="SPL Exemple")
    ajouter(uow, cite_id, "travaux", intervenant_id=sofia, nom="", telephone="",
            disponible="lun.–ven. 9 h–12 h")  # fmt: skip
    (lu,) = contacts.lire(LireContacts(cite_id), uow)
    assert (lu.qui, lu.ou, lu.numero) == ("Sofia Lemaire", "SPL Exemple", "+33611223344")
    assert (lu.disponible, lu.depuis, lu.vaut(JOUR)) == ("lun.–ven. 9 h–12 h", JOUR, True)


def test_the_order_is_the_card_s_and_skips_past_contacts(
    uow: UnitOfWork, cite_id: UUID, clock: FixedClock
) -> None:
    ids = {s: ajouter(uow, cite_id, s, depuis=date(2026, 1, 5)) for s in ("a", "b", "c", "d")}
    contacts.arreter(ArreterContact(ids["b"]), uow)
    contacts.deplacer(DeplacerContact(ids["c"], -1), uow)
    assert [s for s in sujets(uow, cite_id) if s != "b"] == ["c", "a", "d"]
    assert contacts.deplacer(DeplacerContact(ids["c"], -1), uow).operation is None
    contacts.deplacer(DeplacerContact(ids["c"], 1), uow)
    assert [s for s in sujets(uow, cite_id) if s != "b"] == ["a", "c", "d"]


def test_one_who_stops_stays_told_as_past(uow: UnitOfWork, cite_id: UUID) -> None:
    ancien = ajouter(uow, cite_id, "loyer", depuis=date(2026, 1, 5))
    erreur = ajouter(uow, cite_id, "droits")
    contacts.arreter(ArreterContact(ancien), uow)
    contacts.arreter(ArreterContact(erreur), uow)  # began today: a mistake
    (lu,) = contacts.lire(LireContacts(cite_id), uow)
    assert (lu.id, lu.jusqu, lu.vaut(JOUR)) == (ancien, date(2026, 11, 23), False)


def test_what_nobody_could_call_is_refused(uow: UnitOfWork, cite_id: UUID) -> None:
    muet = factories.intervenant(uow, "Muet")
    un = ajouter(uow, cite_id, "loyer")
    refus: list[tuple[str, Callable[[], object]]] = [
        ("contact.sans_nom", lambda: ajouter(uow, cite_id, "loyer", nom="")),
        ("contact.injoignable", lambda: ajouter(uow, cite_id, "loyer", telephone="")),
        ("contact.injoignable", lambda: ajouter(
            uow, cite_id, "loyer", telephone="", intervenant_id=muet)),
        ("saisie.obligatoire", lambda: ajouter(uow, cite_id, "")),
        ("saisie.telephone", lambda: ajouter(uow, cite_id, "loyer", telephone="demain")),
        ("saisie.periode", lambda: contacts.modifier(
            ModifierContact(un, {"jusqu": date(2020, 1, 1)}), uow)),
    ]  # fmt: skip
    for code, agir in refus:
        with pytest.raises(AppError) as leve:
            agir()
        assert leve.value.code == code
    assert sujets(uow, cite_id) == ["loyer"]
    assert contacts.modifier(ModifierContact(un, {"nom": "Guichet Exemple"}), uow).operation is None
