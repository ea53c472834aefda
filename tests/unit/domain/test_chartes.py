"""The charter of an operation: which value holds, and where it comes from."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import EntreeInvalide
from app.domain.chartes import (
    BORNES,
    DEFAUTS,
    NOMS,
    CharteEcrite,
    Origine,
    ecrire_ordre,
    lire_ordre,
    resoudre,
    verifier,
)
from app.domain.planification.mots import ORDRE, Objectif

VALEURS = st.dictionaries(st.sampled_from(NOMS), st.integers(0, 365))


def test_sans_rien_d_ecrit_ce_sont_les_valeurs_proposees() -> None:
    charte = resoudre(None)
    assert (charte.nb_propositions, charte.preavis_jours, charte.nettoyage_jours) == (3, 30, 5)
    assert charte.ordre == ORDRE
    assert set(charte.origines.values()) == {Origine.DEFAUT}


@given(VALEURS, VALEURS)
def test_la_tranche_puis_la_cite_puis_la_valeur_proposee(
    cite: dict[str, int], tranche: dict[str, int]
) -> None:
    charte = resoudre(CharteEcrite(cite), CharteEcrite(tranche))
    for nom in NOMS:
        attendu = DEFAUTS | cite | tranche
        assert getattr(charte, nom) == attendu[nom]
        origine = (
            Origine.TRANCHE if nom in tranche else Origine.CITE if nom in cite else Origine.DEFAUT
        )
        assert charte.origines[nom] is origine


def test_l_ordre_se_relit_tel_qu_il_fut_choisi() -> None:
    for ordre in list(permutations(ORDRE))[::531]:
        assert lire_ordre(ecrire_ordre(ordre)) == ordre
    charte = resoudre(CharteEcrite({}, "distance,doubles"))
    assert charte.ordre[:2] == (Objectif.DISTANCE, Objectif.DOUBLES)
    assert charte.origines["ordre"] is Origine.CITE


@given(st.lists(st.sampled_from([*Objectif, "inconnu", ""])))
def test_un_ordre_d_une_autre_version_donne_quand_meme_un_ordre_entier(mots: list[str]) -> None:
    lu = lire_ordre(",".join(mots))
    assert sorted(lu) == sorted(ORDRE)
    connus = [Objectif(m) for m in dict.fromkeys(mots) if m in set(Objectif)]
    assert list(lu[: len(connus)]) == connus


@pytest.mark.parametrize("ordre", [(), ORDRE[1:], (*ORDRE, ORDRE[0]), (*ORDRE[1:], "autre")])
def test_un_ordre_incomplet_est_refuse(ordre: tuple[Objectif, ...]) -> None:
    with pytest.raises(EntreeInvalide) as refus:
        ecrire_ordre(ordre)
    assert refus.value.code == "charte.ordre"


@pytest.mark.parametrize("nom", NOMS)
def test_chaque_nombre_a_ses_bornes(nom: str) -> None:
    mini, maxi = BORNES[nom]
    verifier(nom, mini, nom)
    verifier(nom, maxi, nom)
    assert mini <= DEFAUTS[nom] <= maxi
    for valeur in (mini - 1, maxi + 1):
        with pytest.raises(EntreeInvalide) as refus:
            verifier(nom, valeur, "Préavis")
        assert refus.value.code == "charte.borne"
        assert refus.value.params["champ"] == "Préavis"
