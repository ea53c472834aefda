"""The bailleur's side from a command line, as a person runs it; no base anywhere."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.bailleur import cles
from app.domain.paquets import lire_accuse
from app.services.exports.protection import retour_signe, signature, trousseau
from app.services.exports.protection.trousseau import ClePrivee
from tests.e2e.conftest import PHRASE, RACINE, Ligne
from tests.integration.bailleur import fabrique
from tests.integration.bailleur.fabrique import PHRASE_ENVOI, PIECES, envoi_aes, envoi_age

EQUIPE = ClePrivee.nouvelle("Équipe")
MOTS = signature.mots(signature.empreinte_emetteur(EQUIPE.signature.publique))


@pytest.fixture
def bailleur(ligne: Ligne) -> Ligne:
    """A bailleur who made its keys; opening one under a passphrase takes a second each time."""
    cles.creer(cles.CreerCle("Bailleur Exemple", ligne.dossier))
    return ligne


@pytest.fixture(scope="module")
def protegee(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key under a passphrase, made from the command line."""
    ligne = Ligne(tmp_path_factory.mktemp("cle-sous-phrase"))
    fait = ligne.processus(
        "bailleur", "cle", "--nom", "Bailleur Exemple", "--vers", ligne.dossier, base=False
    )
    assert fait.code == 0, fait.erreur
    assert trousseau.sous_phrase(_cle(ligne).read_bytes())
    return _cle(ligne)


def _cle(bailleur: Ligne) -> Path:
    return bailleur.dossier / "voyette-bailleur-exemple.cle"


def test_de_la_cle_a_l_accuse_et_au_retour(ligne: Ligne) -> None:
    """Words read over the telephone, a package opened, its receipt, a signed answer."""
    bailleur, cle = ligne, _cle(ligne)
    faite = ("bailleur", "cle", "--nom", "Bailleur Exemple", "--vers", ligne.dossier)
    assert bailleur(*faite, "--sans-phrase", base=False).code == 0
    publique = cles.montrer(cle.with_suffix(".pub"))
    montre = bailleur("bailleur", "cle", "--montrer", cle.with_suffix(".pub"), base=False)
    assert " ".join(publique.mots) in montre.sortie
    paquet = envoi_age(bailleur.dossier, EQUIPE.signature, publique)
    inconnu = bailleur("bailleur", "ouvrir", paquet, "--cle", cle, base=False)
    assert inconnu.code == 3
    assert " ".join(MOTS) in inconnu.erreur
    assert "téléphone" in inconnu.erreur or "numéro connu" in inconnu.erreur
    ouvert = bailleur.processus(
        "bailleur", "ouvrir", paquet, "--cle", cle, "--mots", *MOTS, base=False
    )
    assert ouvert.code == 0, ouvert.erreur
    dossier = bailleur.dossier / "suivi-mensuel-00001-abcdef01"
    assert str(dossier) in ouvert.sortie
    assert (dossier / "csv_fr/menage.csv").read_bytes() == PIECES["csv_fr/menage.csv"]
    accuse = bailleur.dossier / f"{paquet.name}.accuse.json"
    assert lire_accuse(accuse.read_bytes()).lignes == 3
    encore = bailleur("bailleur", "ouvrir", paquet, "--cle", cle, "--json", base=False)
    assert (encore.code, encore.json["erreur"]) == (3, "paquet.deja_ouvert")
    accuse.unlink()
    refait = bailleur.processus("bailleur", "accuser", paquet, "--cle", cle, "--json", base=False)
    assert refait.json["numero"] == 1
    assert accuse.is_file()
    (bailleur.dossier / "etats.csv").write_text("reference;etat\n12;faite\n")
    rendu = bailleur.processus(
        *("bailleur", "retourner", bailleur.dossier / "etats.csv", "--genre", "reclamations"),
        *("--cle", cle, "--json"),
        base=False,
    ).json
    assert rendu["chiffre"] is False
    ouvert_ici = retour_signe.ouvrir(Path(rendu["fichier"]).read_bytes())
    assert ouvert_ici.manifeste.cle == publique.signature


def test_un_zip_protege_par_une_phrase(bailleur: Ligne, monkeypatch: pytest.MonkeyPatch) -> None:
    """The passphrase comes from a file or the environment, never as an argument."""
    cle = _cle(bailleur)
    paquet = envoi_aes(bailleur.dossier, EQUIPE.signature)
    commun = ("bailleur", "ouvrir", paquet, "--cle", cle, "--mots", *MOTS, "--json")
    assert bailleur(*commun, base=False).json["erreur"] == "paquet.phrase_demandee"
    fichier = bailleur.dossier / "phrase.txt"
    fichier.write_text("mauvaise phrase")
    faux = bailleur(*commun, "--phrase-envoi", fichier, base=False)
    assert faux.code == 3
    monkeypatch.setenv("VOYETTE_PHRASE_ENVOI", PHRASE_ENVOI)
    assert bailleur(*commun, base=False).json["tables"] == {"menage": 1, "logement": 2}


def test_chaque_refus_est_une_phrase(bailleur: Ligne) -> None:
    """What is wrong, why, what to do; and a code for scripts."""
    cle = _cle(bailleur)
    publique = cles.montrer(cle.with_suffix(".pub"))
    sain = envoi_age(bailleur.dossier, EQUIPE.signature, publique)
    coupe, etranger = bailleur.dossier / "coupe.zip.age", bailleur.dossier / "photo.jpg"
    coupe.write_bytes(sain.read_bytes()[:-5])
    etranger.write_bytes(b"\xff\xd8\xff")
    _chemin, autre = fabrique.trousseau(bailleur.dossier / "autre", "Autre")
    ailleurs = envoi_age(bailleur.dossier, EQUIPE.signature, autre.publique, numero=2)
    for fichier, dit in (
        (coupe, "abîmé ou incomplet"),
        (etranger, "n’est pas un envoi"),
        (ailleurs, "pas fermé pour votre clé"),
        (bailleur.dossier / "absent.zip.age", "n’a pas pu être lu"),
    ):
        refus = bailleur("bailleur", "ouvrir", fichier, "--cle", cle, base=False)
        assert refus.code in (3, 4)
        assert dit in refus.erreur
        assert len(refus.erreur.strip().splitlines()) == 3


def test_une_cle_sous_phrase_ne_sert_qu_avec_elle(ligne: Ligne, protegee: Path) -> None:
    """The passphrase comes from the environment, as everywhere."""
    sain = envoi_age(ligne.dossier, EQUIPE.signature, cles.montrer(protegee.with_suffix(".pub")))
    ouvrir = ("bailleur", "ouvrir", sain, "--cle", protegee, "--mots", *MOTS)
    fausse = ligne(*ouvrir, base=False, phrase="autre phrase")
    assert (fausse.code, "phrase de cette clé" in fausse.erreur) == (3, True)
    assert ligne(*ouvrir, base=False).code == 0


def test_il_ne_charge_ni_la_base_ni_les_fenetres(bailleur: Ligne) -> None:
    """It would run where neither SQLCipher nor Qt is installed."""
    cle = _cle(bailleur)
    paquet = envoi_age(bailleur.dossier, EQUIPE.signature, cles.montrer(cle.with_suffix(".pub")))
    programme = (
        "import sys\n"
        "class Absent:\n"
        "    def find_spec(self, nom, *a):\n"
        "        if nom.partition('.')[0] in ('sqlalchemy', 'sqlcipher3', 'PySide6', 'alembic'):\n"
        "            raise ImportError(nom)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "from app.__main__ import main\n"
        "faits = [main(sys.argv[1:]), main(sys.argv[1:])]\n"
        "sys.exit(faits != [0, 3])\n"
    )
    fini = subprocess.run(
        [
            sys.executable,
            "-c",
            programme,
            "bailleur",
            "ouvrir",
            paquet,
            "--cle",
            cle,
            "--mots",
            *MOTS,
        ],
        cwd=RACINE,
        env={
            **os.environ,
            "VOYETTE_PHRASE": PHRASE,
            **{f"XDG_{n}_HOME": str(bailleur.dossier / n) for n in ("CONFIG", "DATA", "STATE")},
        },
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert fini.returncode == 0, fini.stderr
    assert "déjà été ouvert" in fini.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal there")
def test_une_personne_devant_l_ecran_est_questionnee(ligne: Ligne, protegee: Path) -> None:
    """Her key's passphrase, then the six words she hears: nothing to write on the command line."""
    bailleur = ligne
    # A copy: senders one came to know are remembered beside the key.
    cle = Path(shutil.copy(protegee, ligne.dossier))
    publique = cles.montrer(protegee.with_suffix(".pub"))
    paquet = envoi_age(bailleur.dossier, EQUIPE.signature, publique)
    env = {n: v for n, v in os.environ.items() if n != "VOYETTE_PHRASE"} | {
        f"XDG_{n}_HOME": str(bailleur.dossier / n) for n in ("CONFIG", "DATA", "STATE")
    }
    maitre, esclave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "app", "bailleur", "ouvrir", str(paquet), "--cle", str(cle)],
        cwd=RACINE,
        env=env,
        stdin=esclave,
        stdout=esclave,
        stderr=esclave,
        start_new_session=True,
    ) as programme:
        os.close(esclave)
        vu = _lire_jusqu_a(maitre, b"votre cl\xc3\xa9")
        os.write(maitre, PHRASE.encode() + b"\n")
        vu += _lire_jusqu_a(maitre, b"vous lit")
        os.write(maitre, " ".join(MOTS).encode() + b"\n")
        vu += _lire_jusqu_a(maitre, b"Accus\xc3\xa9")
        assert programme.wait(30) == 0
    os.close(maitre)
    assert PHRASE.encode() not in vu
    assert (bailleur.dossier / "suivi-mensuel-00001-abcdef01" / "envoi.xlsx").is_file()


def _lire_jusqu_a(terminal: int, texte: bytes) -> bytes:
    vu = b""
    while texte not in vu:
        vu += os.read(terminal, 4096)
    return vu
