"""`verifier`: what is wrong is found, named, and nothing is touched (promise 6)."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from app.services.securite.integrite import controler_fichier
from app.services.securite.verification import (
    RapportVerification,
    Remede,
    reconstruire_index,
    verifier,
)
from db.engine import connecter
from tests.integration.securite.conftest import Lieu
from ui.messages import codes

PAGE = 4096


def constat(lieu: Lieu) -> RapportVerification:
    return verifier(lieu.base, lieu.cle, lieu.clock.today())


def rates(rapport: RapportVerification) -> dict[str, Remede]:
    return {c.code.removeprefix("verification."): c.remede for c in rapport.controles if not c.bon}


def gacher(lieu: Lieu, *ordres: str) -> None:
    """Write behind the back of triggers and references."""
    with closing(connecter(lieu.base, lieu.cle.octets())) as connexion:
        connexion.execute("PRAGMA foreign_keys = OFF")
        for ordre in ordres:
            connexion.execute(ordre)


def test_a_sound_base_passes_every_check(lieu: Lieu) -> None:
    rapport = constat(lieu)
    assert rapport.bon
    assert [c.code.removeprefix("verification.") for c in rapport.controles] == [
        "ouverture",
        "pages",
        "structure",
        "liens",
        "schema",
        "journal",
        "index",
    ]


def test_every_flipped_page_is_detected_and_named(lieu: Lieu, tmp_path: Path) -> None:
    octets = lieu.base.read_bytes()
    abimee = tmp_path / "abimee.voyette"
    for page in range(len(octets) // PAGE):
        faux = bytearray(octets)
        faux[page * PAGE + 16 + page % (PAGE - 100)] ^= 0x40
        abimee.write_bytes(faux)
        defauts = controler_fichier(abimee, lieu.cle.octets())
        assert defauts, f"page {page + 1} damaged and not seen"
        if page == 0:
            assert defauts[0].controle == "ouverture"
        else:
            assert defauts[0].controle == "pages"
            assert defauts[0].detail == str(page + 1)
        assert abimee.read_bytes() == faux


def test_a_damaged_base_asks_for_a_restore_and_is_left_alone(lieu: Lieu) -> None:
    octets = bytearray(lieu.base.read_bytes())
    octets[PAGE * 3 + 50] ^= 1
    lieu.base.write_bytes(octets)
    avant = hashlib.sha256(octets).hexdigest()
    rapport = constat(lieu)
    assert rates(rapport)["pages"] is Remede.RESTAURER
    assert Remede.RESTAURER in rapport.remedes
    assert hashlib.sha256(lieu.base.read_bytes()).hexdigest() == avant


@pytest.mark.parametrize("coupe", [100, PAGE, 5 * PAGE])
def test_a_truncated_base_is_detected(lieu: Lieu, coupe: int) -> None:
    lieu.base.write_bytes(lieu.base.read_bytes()[:-coupe])
    assert Remede.RESTAURER in constat(lieu).remedes


@pytest.mark.parametrize("contenu", [b"", b"PK\x03\x04" + b"x" * 5000])
def test_what_is_not_a_base_is_not_called_sound(lieu: Lieu, contenu: bytes) -> None:
    lieu.base.write_bytes(contenu)
    assert rates(constat(lieu)) == {"ouverture": Remede.RESTAURER}


@pytest.mark.parametrize(
    ("controle", "remede", "ordres"),
    [
        (
            "liens",
            Remede.SIGNALER,
            ["UPDATE operation SET appareil_id = 'absent' WHERE num = 1"],
        ),
        ("schema", Remede.SIGNALER, ["DROP INDEX ix_menage_resume_nom_tri"]),
        ("schema", Remede.SIGNALER, ["CREATE TABLE intruse (a)"]),
        ("version", Remede.METTRE_A_JOUR, ["UPDATE alembic_version SET version_num = '9999'"]),
        ("journal", Remede.SIGNALER, ["DELETE FROM operation WHERE num = 3"]),
        (
            "journal",
            Remede.SIGNALER,
            ["UPDATE journal SET operation_num = 999999 WHERE seq = 2"],
        ),
        (
            "journal",
            Remede.SIGNALER,
            ["DELETE FROM journal WHERE table_nom = 'visite' AND genre = 'I'"],
        ),
        ("index", Remede.RECONSTRUIRE, ["DELETE FROM menage_fts WHERE rowid = 2"]),
        ("index", Remede.RECONSTRUIRE, ["UPDATE menage_resume SET nb_visites = 40 WHERE num = 1"]),
        ("index", Remede.RECONSTRUIRE, ["DELETE FROM menage_resume WHERE num = 3"]),
        ("index", Remede.RECONSTRUIRE, ["UPDATE menage_parcours SET score = 99"]),
        ("index", Remede.RECONSTRUIRE, ["DELETE FROM menage_parcours"]),
    ],
)
def test_each_disorder_is_named_with_its_remedy(
    lieu: Lieu, controle: str, remede: Remede, ordres: list[str]
) -> None:
    gacher(lieu, *ordres)
    assert rates(constat(lieu)).get(controle) is remede


def test_a_row_changed_without_trace_is_seen(lieu: Lieu) -> None:
    with closing(connecter(lieu.base, lieu.cle.octets())) as connexion:
        (sql,) = connexion.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'journal_menage_u'"
        ).fetchone()
    gacher(
        lieu,
        "DROP TRIGGER journal_menage_u",
        "UPDATE menage SET numero_contrat = 'X1' WHERE rowid = 1",
        "DELETE FROM resume_a_faire",
        sql,
    )
    rapport = constat(lieu)
    assert rates(rapport)["journal"] is Remede.SIGNALER
    detail = next(c for c in rapport.controles if c.code == "verification.journal").params["detail"]
    assert detail == "menage 1"


def test_rebuilding_the_index_repairs_it(lieu: Lieu) -> None:
    gacher(
        lieu,
        "DELETE FROM menage_resume WHERE num > 2",
        "DELETE FROM menage_fts WHERE rowid=1",
        "UPDATE menage_parcours SET score = 99",
    )
    assert reconstruire_index(lieu.base, lieu.cle, lieu.clock.today()) >= 5
    assert constat(lieu).bon


def test_every_check_has_its_words(lieu: Lieu) -> None:
    for controle in constat(lieu).controles:
        message = codes()[controle.code]
        assert message.titre
        assert message.pourquoi
        assert message.que_faire
