"""States of a package, waiting after failures, destinations as they are typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.destinations import SaisieDestination, serveur, verifier, verifier_empreinte
from app.domain.envois import (
    DELAI_MAX,
    PREMIER_DELAI,
    EtatColis,
    GenreDestination,
    attendre,
    passer,
)

P, D, A, R, X = (
    EtatColis.PREPARE,
    EtatColis.DEPOSE,
    EtatColis.ACCUSE,
    EtatColis.REFUSE,
    EtatColis.ANNULE,
)
PERMIS = {(P, D), (P, X), (P, A), (P, R), (D, A), (D, R), (D, P), (R, P), (R, X), (R, A)}


@pytest.mark.parametrize(("avant", "apres"), list(product(EtatColis, EtatColis)))
def test_les_suites_d_un_etat(avant: EtatColis, apres: EtatColis) -> None:
    if (avant, apres) in PERMIS:
        assert passer(avant, apres) is apres
    else:
        with pytest.raises(RegleMetier, match=r"envoi\.etat"):
            passer(avant, apres)


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_l_attente_est_bornee_et_ne_decroit_pas(essais: int, hasard: float) -> None:
    delai = attendre(essais, lambda: hasard)
    assert PREMIER_DELAI / 2 <= delai <= DELAI_MAX
    assert attendre(essais + 1, lambda: hasard) >= delai
    assert attendre(1, lambda: 0.0) == timedelta(seconds=30)


DOSSIER = SaisieDestination(" Clé  du bailleur ", GenreDestination.DOSSIER, " /media/cle ")
SFTP = SaisieDestination("S", GenreDestination.SFTP, "echanges.exemple.fr", 2222, "voyette")
WEBDAV = SaisieDestination("W", GenreDestination.WEBDAV, "https://nuage.exemple.fr/dav/voyette/")


def test_une_destination_se_range() -> None:
    nette = verifier(replace(DOSSIER, depots="/echanges/depots/", retours="echanges\\retours"))
    assert (nette.nom, nette.adresse) == ("Clé du bailleur", "/media/cle")
    assert (nette.depots, nette.retours) == ("echanges/depots", "echanges/retours")
    assert verifier(SFTP) == SFTP
    assert verifier(WEBDAV) == WEBDAV
    assert verifier(replace(DOSSIER, adresse="E:\\Voyette")).adresse == "E:\\Voyette"
    for hote in ("2001:db8::1", "[2001:db8::1]", "192.0.2.1", "serveur_2", "échanges.exemple.fr"):
        assert verifier(replace(SFTP, adresse=hote)).adresse == hote


@pytest.mark.parametrize(
    ("saisie", "code"),
    [
        (replace(DOSSIER, nom=" "), "nom"),
        (replace(DOSSIER, adresse="cle"), "dossier"),
        (replace(DOSSIER, depots="Retours"), "memes_dossiers"),
        *(
            (replace(DOSSIER, depots=d), "sous_dossier")
            for d in ("", "..", "a/../b", ".cache", "C:", "a//b", "~/.ssh")
        ),
        (replace(SFTP, port=0), "port"),
        (replace(SFTP, port=70_000), "port"),
        (replace(SFTP, utilisateur=""), "utilisateur"),
        *(
            (replace(SFTP, adresse=a), "hote")
            for a in ("sftp://x", "x/y", "a b", "-oProxyCommand=x", "", "u@x")
        ),
        *(
            (replace(WEBDAV, adresse=a), "https")
            for a in ("http://x/", "x", "https://", "ftp://x", "https://x:port/", "https://[::1")
        ),
        (replace(WEBDAV, adresse="https://u:p@x/"), "adresse_secret"),
        (replace(WEBDAV, adresse="https://x/?jeton=1"), "adresse_secret"),
        (replace(WEBDAV, autorite="certificat"), "autorite"),
        (replace(WEBDAV, mandataire="socks5://x"), "mandataire"),
        (replace(WEBDAV, mandataire="http://u:p@x:3128"), "mandataire"),
    ],
)
def test_une_destination_mal_dite_est_refusee(saisie: SaisieDestination, code: str) -> None:
    with pytest.raises(EntreeInvalide) as refus:
        verifier(saisie)
    assert refus.value.code == f"destination.{code}"
    assert "p@" not in str(refus.value.params)


def test_un_mot_de_passe_ne_vaut_que_pour_son_serveur() -> None:
    base = serveur(SFTP.genre, SFTP.adresse, SFTP.port, SFTP.utilisateur)
    assert base == serveur(GenreDestination.SFTP, "echanges.exemple.fr", 2222, "voyette")
    autres = {
        serveur(SFTP.genre, "autre.exemple.fr", 2222, "voyette"),
        serveur(SFTP.genre, SFTP.adresse, None, "voyette"),
        serveur(SFTP.genre, SFTP.adresse, 2222, "autre"),
        serveur(GenreDestination.WEBDAV, SFTP.adresse, 2222, "voyette"),
    }
    assert len(autres | {base}) == 5


def test_une_empreinte_de_serveur() -> None:
    bonne = "SHA256:" + "A" * 43
    assert verifier_empreinte(f" {bonne}\n") == bonne
    for fausse in ("MD5:aa:bb", "SHA256:court", bonne + "=" * 3):
        with pytest.raises(EntreeInvalide, match=r"destination\.empreinte"):
            verifier_empreinte(fausse)
