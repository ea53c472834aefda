"""The transport of a destination, and the words of all that may go wrong with it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.errors import PanneEnvironnement
from app.domain.envois import GenreDestination
from app.services.exports import transports
from app.services.exports.transports.contrat import CODES, Acces
from app.services.exports.transports.dossier import TransportDossier
from app.services.exports.transports.fabrique import ouvrir
from app.services.exports.transports.sftp import TransportSftp
from app.services.exports.transports.webdav import TransportWebdav
from ui.messages import codes, mots


@pytest.mark.parametrize(
    ("genre", "adresse", "attendu"),
    [
        (GenreDestination.DOSSIER, "/media/cle", TransportDossier),
        (GenreDestination.SFTP, "sftp.example", TransportSftp),
        (GenreDestination.WEBDAV, "https://nuage.example/dav", TransportWebdav),
    ],
)
def test_chaque_genre_a_son_transport(genre: GenreDestination, adresse: str, attendu: type) -> None:
    transport = ouvrir(Acces(genre, adresse, utilisateur="u", secret="s"))
    assert type(transport) is attendu
    transport.fermer()


@pytest.mark.parametrize("genre", [GenreDestination.SFTP, GenreDestination.WEBDAV])
def test_sans_secret_rien_n_est_tente(genre: GenreDestination) -> None:
    with pytest.raises(PanneEnvironnement, match=r"transport\.secret"):
        ouvrir(Acces(genre, "https://nuage.example/dav"))


def test_les_bibliotheques_du_reseau_attendent_de_servir() -> None:
    """The app starts without them."""
    essai = (
        "import sys; import app.services.exports.transports.sftp, "
        "app.services.exports.transports.webdav, app.services.exports.transports.fabrique; "
        "print(sorted({'httpx', 'asyncssh'} & set(sys.modules)))"
    )
    fait = subprocess.run([sys.executable, "-c", essai], capture_output=True, text=True, check=True)
    assert fait.stdout.strip() == "[]"


def test_chaque_panne_a_ses_trois_phrases() -> None:
    employes: set[str] = set()
    for fichier in Path(transports.__path__[0]).glob("*.py"):
        employes |= set(re.findall(r'"(transport\.[a-z_]+)"', fichier.read_text("utf-8")))
    assert employes == set(CODES)
    connus = codes()
    for code in CODES:
        assert code in connus, code
        texte = mots(PanneEnvironnement(code, adresse="hote", nom="a.zip"))
        assert texte.titre
        assert texte.pourquoi
        assert texte.que_faire


def test_l_empreinte_est_montree_a_qui_doit_la_comparer() -> None:
    inconnu = mots(PanneEnvironnement("transport.hote_inconnu", adresse="h", empreinte="SHA256:N"))
    assert "SHA256:N" in inconnu.en_lignes()
    change = PanneEnvironnement(
        "transport.hote_change", adresse="h", empreinte="SHA256:N", connue="SHA256:V"
    )
    assert "SHA256:N" in mots(change).en_lignes()
    assert "SHA256:V" in mots(change).en_lignes()
