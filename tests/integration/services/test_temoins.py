"""Witnesses on the real base: agreement, proposals with their reasons, meetings, withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.domain.accompagnement import Canal
from app.domain.logements import NatureOccupation
from app.domain.menages import Suivi
from app.domain.temoins import EtatRencontre, Ressemblance
from app.services import annulation, menages, temoins
from app.services.temoins import (
    AccepterDeTemoigner,
    LireTemoins,
    LireTemoinsDeCite,
    ModifierTemoin,
    NoterRencontre,
    RetirerTemoin,
)
from db.models import Menage, Note, Occupation, Ressenti, Visite, VisiteMotif
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql

JOUR = date(2026, 11, 24)


def ressenti(uow: UnitOfWork, menage_id: UUID, code: str, il_y_a: int, force: int = 4) -> None:
    jour = JOUR - timedelta(days=il_y_a)
    ligne = Ressenti(id=uow.ids.new(), menage_id=menage_id, jour=jour, code=code, intensite=force)
    factories.ecrire(uow, ligne)


def rentre(uow: UnitOfWork, nom: str, **logement: Any) -> UUID:
    """A household that lived its works: away in a tiroir, back home, well."""
    chez_soi = factories.logement(uow, **logement)
    menage_id = factories.menage(uow, nom, logement_id=chez_soi)
    tiroir = factories.logement(uow)
    with uow.ecriture("test.preparer") as tx:
        origine = tx.session.scalars(
            select(Occupation).where(Occupation.menage_id == menage_id)
        ).one()
        origine.fin = date(2025, 1, 10)
        for ou, nature, debut, fin in (
            (tiroir, NatureOccupation.TIROIR, date(2025, 1, 10), date(2025, 6, 2)),
            (chez_soi, NatureOccupation.ORIGINE, date(2025, 6, 2), None),
        ):
            tx.session.add(
                Occupation(id=tx.ids.new(), menage_id=menage_id, logement_id=ou, nature=nature,
                           debut=debut, fin=fin)
            )  # fmt: skip
        tx.commit()
    ressenti(uow, menage_id, "inquietude", 700)
    ressenti(uow, menage_id, "soulagement", 100)
    return menage_id


@pytest.fixture
def cite_id(uow: UnitOfWork) -> UUID:
    return factories.cite(uow, nom="Cité des Témoins")


@pytest.fixture
def inquiet(uow: UnitOfWork, cite_id: UUID) -> UUID:
    """A household before its works, worried these days."""
    menage_id = factories.menage(
        uow, "Inquiet", logement_id=factories.logement(uow, cite_id=cite_id, typologie="T3")
    )
    ressenti(uow, menage_id, "inquietude", 6)
    return menage_id


def accepter(uow: UnitOfWork, menage_id: UUID, **champs: Any) -> UUID:
    fait = temoins.accepter(AccepterDeTemoigner(menage_id, **champs), uow)
    assert fait.principal is not None
    return fait.principal


def noms(uow: UnitOfWork, menage_id: UUID) -> list[str]:
    return [p.temoin.nom for p in temoins.proposer(LireTemoins(menage_id), uow)]


def test_only_households_that_agreed_are_proposed_with_their_reasons(
    uow: UnitOfWork, inquiet: UUID, cite_id: UUID
) -> None:
    voisin = rentre(uow, "Voisin", cite_id=cite_id, typologie="T3")
    rentre(uow, "Muet", cite_id=cite_id, typologie="T3")
    loin = rentre(uow, "Loin", typologie="T5")
    accepter(uow, voisin, modalite="le soir, 06", precision="Le retour")
    accepter(uow, loin)
    accepter(uow, inquiet)
    lus = temoins.lire(LireTemoins(inquiet), uow)
    assert lus.inquiet
    assert [p.temoin.nom for p in lus.propositions] == ["Voisin Jadwiga", "Loin Jadwiga"]
    premier = lus.propositions[0]
    assert premier.temoin.modalite == "le soir, 06"
    assert {r.genre: r.codes for r in premier.raisons if r.genre in (
        Ressemblance.RESSENTI, Ressemblance.TYPOLOGIE, Ressemblance.VA_BIEN)} == {
        Ressemblance.RESSENTI: ("inquietude",), Ressemblance.TYPOLOGIE: ("T3",),
        Ressemblance.VA_BIEN: ("",)}  # fmt: skip
    assert premier.points == sum(r.points for r in premier.raisons)


def test_a_household_at_ease_is_offered_nobody(uow: UnitOfWork, inquiet: UUID) -> None:
    accepter(uow, rentre(uow, "Voisin", typologie="T3"))
    calme = factories.menage(uow, "Calme")
    ressenti(uow, calme, "inquietude", 200)
    lus = temoins.lire(LireTemoins(calme), uow)
    assert (lus.inquiet, lus.propositions) == (False, ())
    assert temoins.lire(LireTemoins(inquiet), uow).propositions


def test_withdrawn_at_once_nobody_sees_the_name_again(uow: UnitOfWork, inquiet: UUID) -> None:
    voisin = rentre(uow, "Voisin", typologie="T3")
    temoin = accepter(uow, voisin)
    autre = factories.menage(uow, "Autre")
    ressenti(uow, autre, "inquietude", 2)
    temoins.noter_rencontre(NoterRencontre(inquiet, temoin, EtatRencontre.ACCEPTEE), uow)
    temoins.retirer(RetirerTemoin(temoin), uow)
    assert noms(uow, autre) == []
    (rencontre,) = temoins.lire(LireTemoins(inquiet), uow).rencontres
    assert rencontre.temoin is None
    with pytest.raises(AppError) as refus:
        temoins.noter_rencontre(NoterRencontre(autre, temoin, EtatRencontre.PROPOSEE), uow)
    assert refus.value.code == "temoin.retire"
    with pytest.raises(AppError) as deux_fois:
        temoins.retirer(RetirerTemoin(temoin), uow)
    assert deux_fois.value.code == "temoin.retire"
    assert accepter(uow, voisin) != temoin  # minds may change again


def test_a_withdrawal_is_undone_like_anything_else(uow: UnitOfWork, inquiet: UUID) -> None:
    temoin = accepter(uow, rentre(uow, "Voisin", typologie="T3"))
    retrait = temoins.retirer(RetirerTemoin(temoin), uow)
    assert noms(uow, inquiet) == []
    assert retrait.operation is not None
    annulation.annuler(annulation.AnnulerOperation(retrait.operation), uow)
    assert noms(uow, inquiet) == ["Voisin Jadwiga"]


def test_closed_unhappy_merged_or_already_met_are_not_proposed(
    uow: UnitOfWork, inquiet: UUID
) -> None:
    clos, triste, reuni, vu, garde = (
        rentre(uow, nom, typologie="T3") for nom in ("Clos", "Triste", "Réuni", "Vu", "Gardé")
    )
    for menage_id in (clos, triste, reuni, garde):
        accepter(uow, menage_id)
    deja = accepter(uow, vu)
    ressenti(uow, triste, "colere", 3)
    temoins.noter_rencontre(NoterRencontre(inquiet, deja, EtatRencontre.DECLINEE), uow)
    with uow.ecriture("test.preparer") as tx:
        for id_, champs in ((clos, {"suivi": Suivi.CLOS}), (reuni, {"fusionne_dans_id": garde})):
            menage = tx.session.get_one(Menage, id_)
            for nom, valeur in champs.items():
                setattr(menage, nom, valeur)
        tx.commit()
    assert noms(uow, inquiet) == ["Gardé Jadwiga"]


def test_a_meeting_held_is_logged_as_a_visit_when_asked(uow: UnitOfWork, inquiet: UUID) -> None:
    temoin = accepter(uow, rentre(uow, "Voisin", typologie="T3"))
    for etat in (EtatRencontre.PROPOSEE, EtatRencontre.ACCEPTEE):
        temoins.noter_rencontre(
            NoterRencontre(inquiet, temoin, etat, prevue_le=date(2026, 11, 30)), uow
        )
    avec = NoterRencontre(inquiet, temoin, EtatRencontre.FAITE, JOUR,
                          precision="A vu les meubles remontés.", canal=Canal.DOMICILE)  # fmt: skip
    faite = temoins.noter_rencontre(avec, uow)
    assert faite.touche("menages", inquiet)
    with uow.lecture() as session:
        visite = session.scalars(select(Visite).where(Visite.menage_id == inquiet)).one()
        du_jour = (
            select(Note.texte, VisiteMotif.code)
            .join(VisiteMotif, VisiteMotif.visite_id == Note.visite_id)
            .where(Note.visite_id == visite.id)
        )
        assert (visite.canal, visite.jour) == (Canal.DOMICILE, JOUR)
        dits = session.execute(du_jour).all()
        assert [tuple(d) for d in dits] == [("A vu les meubles remontés.", "rencontre_temoin")]
        visite_id = visite.id
    (rencontre,) = temoins.lire(LireTemoins(inquiet), uow).rencontres
    assert (rencontre.etat, rencontre.visite_id) == (EtatRencontre.FAITE, visite_id)
    temoins.noter_rencontre(NoterRencontre(inquiet, temoin, EtatRencontre.PROPOSEE), uow)
    assert len(temoins.lire(LireTemoins(inquiet), uow).rencontres) == 2


def test_what_cannot_be_is_refused_in_words(uow: UnitOfWork, inquiet: UUID) -> None:
    voisin = rentre(uow, "Voisin", typologie="T3")
    temoin = accepter(uow, voisin)
    qui = menages.fiche(menages.LireFiche(inquiet), uow).personnes[0].id
    demain = JOUR + timedelta(days=1)
    refus: list[tuple[str, Callable[[], object]]] = [
        ("temoin.deja", lambda: accepter(uow, voisin)),
        ("temoin.accord_futur", lambda: accepter(uow, inquiet, accord_le=demain)),
        ("temoin.personne_d_ailleurs", lambda: temoins.modifier(ModifierTemoin(temoin, qui), uow)),
        ("rencontre.soi_meme", lambda: temoins.noter_rencontre(
            NoterRencontre(voisin, temoin, EtatRencontre.PROPOSEE), uow)),
        ("visite.jour_futur", lambda: temoins.noter_rencontre(
            NoterRencontre(inquiet, temoin, EtatRencontre.FAITE, demain), uow)),
        ("rencontre.canal", lambda: temoins.noter_rencontre(
            NoterRencontre(inquiet, temoin, EtatRencontre.FAITE, canal=Canal.COURRIER), uow)),
    ]  # fmt: skip
    for code, agir in refus:
        with pytest.raises(AppError) as leve:
            agir()
        assert leve.value.code == code
    assert temoins.lire(LireTemoins(inquiet), uow).rencontres == ()


def test_an_estate_knows_its_witnesses_and_how_often_they_met(
    uow: UnitOfWork, inquiet: UUID, cite_id: UUID
) -> None:
    voisin = rentre(uow, "Voisin", cite_id=cite_id, typologie="T3")
    parti = rentre(uow, "Parti", cite_id=cite_id)
    temoin = accepter(uow, voisin, precision="Le chauffage")
    temoins.retirer(RetirerTemoin(accepter(uow, parti)), uow)
    faite = NoterRencontre(inquiet, temoin, EtatRencontre.FAITE, date(2026, 11, 20))
    temoins.noter_rencontre(faite, uow)
    lus = temoins.de_la_cite(LireTemoinsDeCite(cite_id), uow)
    assert [(t.nom, t.retire_le is None, t.faites, t.derniere) for t in lus] == [
        ("Voisin Jadwiga", True, 1, date(2026, 11, 20)),
        ("Parti Jadwiga", False, 0, None),
    ]


@pytest.mark.parametrize("combien", [1, 6])
def test_a_proposal_takes_the_same_number_of_statements(
    uow: UnitOfWork,
    inquiet: UUID,
    compteur_sql: Callable[[], AbstractContextManager[CompteurSql]],
    combien: int,
) -> None:
    for i in range(combien):
        accepter(uow, rentre(uow, f"Voisin {i}", typologie="T3"))
    with compteur_sql() as compteur:
        temoins.proposer(LireTemoins(inquiet), uow)
    assert len(compteur.enonces) == 9
