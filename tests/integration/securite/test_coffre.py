"""The vault: several ways in, one key, never half-written."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
from pathlib import Path

import pytest

from app.core.errors import EntreeInvalide, PanneEnvironnement, RegleMetier
from app.services.securite import coffre, essais
from app.services.securite.cles import CleOuverte
from app.services.securite.coffre_format import coffre_de
from app.services.securite.enveloppe import ParametresKdf
from db.engine import connecter
from db.engine import ouvrir as ouvrir_moteur

KDF = ParametresKdf(memoire_kio=64, passes=1, voies=1)
PHRASE = "piano rivage cobalt moulin tigre"
AUTRE = "citron voilier grenier hibou lavande"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path / "essai.voyette"


@pytest.fixture
def cree(base: Path) -> coffre.CoffreCree:
    return coffre.creer(base, "Anne", PHRASE, kdf=KDF)


def empreintes(dossier: Path) -> dict[str, str]:
    return {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(dossier.iterdir())
        if not p.name.endswith(essais.SUFFIXE)
    }


def test_phrase_and_recovery_key_open_the_same_key(base: Path, cree: coffre.CoffreCree) -> None:
    par_phrase = coffre.ouvrir(base, "  Piano RIVAGE cobalt-moulin tigre")
    par_secours = coffre.ouvrir_par_cle_de_secours(base, cree.cle_de_secours.lower())
    assert par_phrase.octets() == par_secours.octets() == cree.cle.octets()
    assert par_phrase.nom == "Anne"


def test_the_vault_is_private_and_holds_no_secret(base: Path, cree: coffre.CoffreCree) -> None:
    contenu = coffre_de(base).read_bytes()
    for secret in (cree.cle.octets(), PHRASE.encode(), cree.cle_de_secours.encode()):
        assert secret not in contenu
        assert secret.hex().encode() not in contenu
    if os.name == "posix":
        assert coffre_de(base).stat().st_mode & 0o777 == 0o600


def test_two_people_each_with_their_phrase(base: Path, cree: coffre.CoffreCree) -> None:
    acces = coffre.ajouter_phrase(base, cree.cle, "Karim", AUTRE, kdf=KDF)
    assert [a.nom for a in coffre.acces(base)] == ["Anne", "Karim"]
    assert coffre.ouvrir(base, AUTRE).nom == "Karim"
    assert coffre.ouvrir(base, AUTRE, fente_id=acces.fente_id).octets() == cree.cle.octets()
    with pytest.raises(EntreeInvalide, match="phrase_refusee"):
        coffre.ouvrir(base, PHRASE, fente_id=acces.fente_id)
    with pytest.raises(RegleMetier, match="nom_pris"):
        coffre.ajouter_phrase(base, cree.cle, "karim", AUTRE, kdf=KDF)


def test_changing_a_phrase_rewrites_no_data(base: Path, cree: coffre.CoffreCree) -> None:
    with connecter(base, cree.cle.octets()) as connexion:
        connexion.execute("CREATE TABLE t (a)")
    connexion.close()
    avant = empreintes(base.parent)[base.name]
    coffre.changer_phrase(base, cree.cle.fente_id, PHRASE, AUTRE, kdf=KDF)
    assert empreintes(base.parent)[base.name] == avant
    with pytest.raises(EntreeInvalide, match="phrase_refusee"):
        coffre.ouvrir(base, PHRASE)
    assert coffre.ouvrir(base, AUTRE).octets() == cree.cle.octets()


def test_a_forgotten_phrase_loses_nothing(base: Path, cree: coffre.CoffreCree) -> None:
    cle = coffre.ouvrir_par_cle_de_secours(base, cree.cle_de_secours)
    coffre.redefinir_phrase(base, cle, cree.cle.fente_id, AUTRE, kdf=KDF)
    assert coffre.ouvrir(base, AUTRE).nom == "Anne"


def test_a_new_recovery_key_closes_the_former(base: Path, cree: coffre.CoffreCree) -> None:
    nouvelle = coffre.nouvelle_cle_de_secours(base, cree.cle)
    assert coffre.ouvrir_par_cle_de_secours(base, nouvelle).octets() == cree.cle.octets()
    with pytest.raises(EntreeInvalide, match=r"secours\.refusee"):
        coffre.ouvrir_par_cle_de_secours(base, cree.cle_de_secours)


def test_the_last_phrase_stays(base: Path, cree: coffre.CoffreCree) -> None:
    with pytest.raises(RegleMetier, match="derniere_phrase"):
        coffre.retirer_phrase(base, cree.cle, cree.cle.fente_id)
    coffre.ajouter_phrase(base, cree.cle, "Karim", AUTRE, kdf=KDF)
    coffre.retirer_phrase(base, cree.cle, cree.cle.fente_id)
    with pytest.raises(EntreeInvalide, match="phrase_refusee"):
        coffre.ouvrir(base, PHRASE)


def test_a_weak_phrase_is_refused_and_nothing_is_written(base: Path) -> None:
    with pytest.raises(EntreeInvalide, match="trop_faible"):
        coffre.creer(base, "Anne", "anne1975", kdf=KDF)
    assert list(base.parent.iterdir()) == []


def test_a_vault_is_never_made_over_another(base: Path, cree: coffre.CoffreCree) -> None:
    with pytest.raises(RegleMetier, match=r"coffre\.existe"):
        coffre.creer(base, "Anne", AUTRE, kdf=KDF)
    assert coffre.ouvrir(base, PHRASE).octets() == cree.cle.octets()


def test_a_vault_is_never_made_beside_a_base_that_is_there(base: Path) -> None:
    base.write_bytes(b"une autre base")
    with pytest.raises(RegleMetier, match=r"base\.existe"):
        coffre.creer(base, "Anne", PHRASE, kdf=KDF)
    assert not coffre_de(base).exists()


def test_an_engine_keeps_no_key_of_its_own(base: Path, cree: coffre.CoffreCree) -> None:
    engine = ouvrir_moteur(base, cree.cle.octets)
    with engine.connect() as connexion:
        assert connexion.exec_driver_sql("SELECT 1").scalar() == 1
    engine.dispose()
    cree.cle.oublier()
    with pytest.raises(EntreeInvalide, match=r"coffre\.verrouille"):
        engine.connect()


def test_a_foreign_key_is_never_added(base: Path, cree: coffre.CoffreCree) -> None:
    with pytest.raises(PanneEnvironnement, match="autre_base"):
        coffre.ajouter_phrase(base, CleOuverte.nouvelle(), "Karim", AUTRE, kdf=KDF)


def test_a_wrong_phrase_alters_no_file_and_is_throttled(
    base: Path, cree: coffre.CoffreCree
) -> None:
    """Promise 20."""
    connecter(base, cree.cle.octets()).close()
    avant = empreintes(base.parent)
    gardien = essais.Essais(base, lambda: 0.0)
    for _ in range(4):
        with pytest.raises(EntreeInvalide, match="phrase_refusee"):
            essais.deverrouiller(base, AUTRE, gardien)
    with pytest.raises(EntreeInvalide, match="trop_d_essais"):
        essais.deverrouiller(base, PHRASE, gardien)
    apres_redemarrage = essais.Essais(base, lambda: 10.0**9)
    with pytest.raises(EntreeInvalide, match="trop_d_essais"):
        essais.deverrouiller(base, PHRASE, apres_redemarrage)
    assert empreintes(base.parent) == avant


def test_a_mistyped_recovery_group_is_not_a_try(base: Path, cree: coffre.CoffreCree) -> None:
    gardien = essais.Essais(base, lambda: 0.0)
    for _ in range(6):
        with pytest.raises(EntreeInvalide, match=r"secours\.longueur"):
            essais.deverrouiller_par_cle_de_secours(base, "ABCD", gardien)
    essais.deverrouiller_par_cle_de_secours(base, cree.cle_de_secours, gardien)
    assert gardien.echecs == 0


@pytest.mark.parametrize("champ", ["nom", "id", "kdf", "enveloppe"])
def test_an_altered_slot_does_not_open(base: Path, cree: coffre.CoffreCree, champ: str) -> None:
    valeur = json.loads(coffre_de(base).read_text())
    fente = valeur["fentes"][0]
    altere = {
        "nom": "Mallory",
        "id": "0" * 32,
        "kdf": {"memoire_kio": 64, "passes": 2, "voies": 1},
        "enveloppe": valeur["fentes"][1]["enveloppe"],
    }
    fente[champ] = altere[champ]
    coffre_de(base).write_text(json.dumps(valeur))
    with pytest.raises(EntreeInvalide, match="phrase_refusee"):
        coffre.ouvrir(base, PHRASE)
    assert coffre.ouvrir_par_cle_de_secours(base, cree.cle_de_secours)


@pytest.mark.parametrize(
    ("contenu", "code"),
    [
        (b"", "coffre.abime"),
        (b"\x00" * 100, "coffre.abime"),
        (b"{}", "coffre.abime"),
        (b"[" * 100_000, "coffre.abime"),
        (b'{"format": "voyette-coffre", "version": 2}', "coffre.plus_recent"),
        (b'{"format": "autre", "version": 1}', "coffre.abime"),
    ],
)
def test_a_damaged_vault_is_named(base: Path, contenu: bytes, code: str) -> None:
    coffre_de(base).write_bytes(contenu)
    with pytest.raises(PanneEnvironnement) as panne:
        coffre.ouvrir(base, PHRASE)
    assert panne.value.code == code


def test_a_vault_asking_for_absurd_memory_is_refused(base: Path, cree: coffre.CoffreCree) -> None:
    valeur = json.loads(coffre_de(base).read_text())
    valeur["fentes"][0]["kdf"]["memoire_kio"] = 2**40
    coffre_de(base).write_text(json.dumps(valeur))
    with pytest.raises(PanneEnvironnement, match=r"coffre\.abime"):
        coffre.ouvrir(base, PHRASE)


def test_an_absent_vault_is_named(base: Path) -> None:
    with pytest.raises(PanneEnvironnement, match=r"coffre\.absent"):
        coffre.ouvrir(base, PHRASE)


@pytest.mark.parametrize("etape", ["open", "fsync", "replace"])
def test_a_disk_that_refuses_leaves_the_old_vault_whole(
    base: Path, cree: coffre.CoffreCree, monkeypatch: pytest.MonkeyPatch, etape: str
) -> None:
    avant = empreintes(base.parent)

    def refuser(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    cible = Path if etape == "replace" else os
    with monkeypatch.context() as m:
        m.setattr(cible, etape, refuser)
        with pytest.raises(PanneEnvironnement, match="disque_plein"):
            coffre.changer_phrase(base, cree.cle.fente_id, PHRASE, AUTRE, kdf=KDF)
    assert empreintes(base.parent) == avant
    coffre.changer_phrase(base, cree.cle.fente_id, PHRASE, AUTRE, kdf=KDF)
    assert coffre.ouvrir(base, AUTRE)


def test_a_forgotten_key_is_gone_from_its_place() -> None:
    cle = CleOuverte.nouvelle()
    octets = cle.octets()
    assert octets.hex() not in repr(cle)
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(cle)
    with cle:
        pass
    assert cle.oubliee
    with pytest.raises(EntreeInvalide, match=r"coffre\.verrouille"):
        cle.octets()


def test_the_shipped_derivation_is_the_promised_one(base: Path) -> None:
    coffre.creer(base, "Anne", PHRASE)
    kdf = json.loads(coffre_de(base).read_text())["fentes"][0]["kdf"]
    assert kdf == {"memoire_kio": 64 * 1024, "passes": 3, "voies": 4}
    assert coffre.ouvrir(base, PHRASE).nom == "Anne"
