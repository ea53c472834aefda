"""The journal sees everything, and an operation can be undone as a whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.core.errors import RegleMetier
from db.journal import inverser, tables_journalisees
from db.models import Menage, Note
from db.uow import UnitOfWork
from tests import factories


def _journal(uow: UnitOfWork, sql: str, **params: object) -> list[tuple[object, ...]]:
    with uow.lecture() as session:
        return [tuple(r) for r in session.execute(text(sql), params)]


def test_une_ecriture_hors_operation_est_refusee(uow: UnitOfWork) -> None:
    factories.menage(uow)
    with pytest.raises(IntegrityError), uow.engine.begin() as connexion:
        connexion.execute(text("UPDATE menage SET nom = 'sans trace'"))
    assert _journal(uow, "SELECT nom FROM menage") == [("Wójcik Jadwiga",)]


def test_un_changement_est_journalise_par_groupe(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    with uow.ecriture("menage.modifier") as tx:
        menage = tx.session.get(Menage, menage_id)
        assert menage is not None
        menage.loyer = Decimal("430.38")
        tx.commit()
    lignes = _journal(
        uow,
        "SELECT groupe, avant, apres FROM journal WHERE genre = 'U' AND table_nom = 'menage'",
    )
    assert len(lignes) == 1
    assert lignes[0][0] == "loyer"
    assert '"loyer":43038' in str(lignes[0][2])


def test_sans_commit_rien_ne_reste(uow: UnitOfWork) -> None:
    with uow.ecriture("menage.creer") as tx:
        tx.session.add(Menage(id=tx.ids.new(), nom="Oublié"))
        tx.session.flush()
    assert _journal(uow, "SELECT count(*) FROM menage") == [(0,)]
    assert _journal(uow, "SELECT count(*) FROM operation") == [(0,)]


def test_annuler_une_creation_l_efface(uow: UnitOfWork) -> None:
    factories.menage(uow)
    num = _journal(uow, "SELECT max(num) FROM operation")[0][0]
    with uow.ecriture("annuler", origine="annulation") as tx:
        inverser(tx.connection, int(str(num)))
        tx.commit()
    assert _journal(uow, "SELECT count(*) FROM menage") == [(0,)]
    assert _journal(uow, "SELECT count(*) FROM menage_resume") == [(0,)]


def test_annuler_deux_fois_ou_apres_une_autre_saisie_est_refuse(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    for nom in ("Un", "Deux"):
        with uow.ecriture("menage.modifier") as tx:
            menage = tx.session.get(Menage, menage_id)
            assert menage is not None
            menage.nom = nom
            tx.commit()
    with uow.ecriture("annuler") as tx, pytest.raises(RegleMetier, match="modifie_depuis"):
        inverser(tx.connection, tx.operation_num - 2)
    with uow.ecriture("annuler") as tx:
        inverser(tx.connection, tx.operation_num - 1)
        tx.commit()
        annulee = tx.operation_num - 1
    with uow.ecriture("annuler") as tx, pytest.raises(RegleMetier, match="deja_faite"):
        inverser(tx.connection, annulee)
    assert _journal(uow, "SELECT nom FROM menage") == [("Un",)]


def test_un_recit_ne_se_recrit_pas(uow: UnitOfWork) -> None:
    factories.visite(uow, factories.menage(uow), texte="Inquiète pour ses meubles.")
    with pytest.raises(IntegrityError), uow.ecriture("note.modifier") as tx:
        note = tx.session.query(Note).one()
        note.texte = "Autre chose"
        tx.commit()
    assert _journal(uow, "SELECT texte FROM note") == [("Inquiète pour ses meubles.",)]


def test_toute_table_metier_est_journalisee() -> None:
    noms = {t.name for t in tables_journalisees()}
    assert {"menage", "personne", "logement", "occupation", "visite", "note", "tache"} <= noms
    assert not noms & {"journal", "operation", "menage_resume", "brouillon"}


def test_annuler_une_suppression_rend_la_ligne_entiere(uow: UnitOfWork) -> None:
    factories.menage(uow, personne={"naissance": None, "courriel": None})
    avant = _journal(uow, "SELECT * FROM personne")
    with uow.ecriture("personne.retirer") as tx:
        tx.connection.execute(text("DELETE FROM personne"))
        tx.commit()
        supprimee = tx.operation_num
    with uow.ecriture("annuler") as tx:
        inverser(tx.connection, supprimee)
        tx.commit()
    assert _journal(uow, "SELECT * FROM personne") == avant
