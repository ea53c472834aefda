"""Those who repair: created, put right, stopped, found by what a file calls them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from app.core.errors import EntreeInvalide, RegleMetier
from app.services import responsables
from app.services.responsables import (
    ArreterResponsable,
    CreerResponsable,
    GenreResponsable,
    ListerResponsables,
    ModifierResponsable,
)
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services._reclamations import (
    annuler,
    clore,
    etat_de_la_base,
    lue,
    ouvrir,
    principal,
)

G = GenreResponsable


def _creer(uow: UnitOfWork, nom: str, genre: G = G.ENTREPRISE, **champs: Any) -> UUID:
    return principal(responsables.creer(CreerResponsable(nom, genre, champs), uow))


def _lister(uow: UnitOfWork, **q: Any) -> list[str]:
    return [r.libelle for r in responsables.lister(ListerResponsables(**q), uow)]


def _trouver(uow: UnitOfWork, texte: str, cite_id: UUID | None = None) -> UUID | None:
    with uow.lecture() as session:
        return responsables.trouver(session, texte, cite_id)


def test_le_bailleur_d_abord_puis_la_commune_puis_les_entreprises_par_nom(
    uow: UnitOfWork,
) -> None:
    _creer(uow, "Toitures Fictives", lot="Couverture")
    _creer(uow, "élec Fictive")
    _creer(uow, "Ville", G.COMMUNE)
    _creer(uow, "Régie du bailleur", G.BAILLEUR)
    assert _lister(uow) == [
        "Régie du bailleur",
        "Ville",
        "élec Fictive",
        "Toitures Fictives (Couverture)",
    ]


def test_celui_d_une_cite_ne_se_propose_que_la(uow: UnitOfWork) -> None:
    ici, ailleurs = factories.cite(uow, nom="Cité fictive A"), factories.cite(uow)
    _creer(uow, "D’ici", cite_id=ici)
    _creer(uow, "Partout")
    assert _lister(uow, cite_id=ici) == ["D’ici", "Partout"]
    assert _lister(uow, cite_id=ailleurs) == ["Partout"]
    assert [r.cite for r in responsables.lister(ListerResponsables(), uow)] == [
        "Cité fictive A",
        None,
    ]


def test_le_telephone_et_le_courriel_se_verifient(uow: UnitOfWork) -> None:
    id_ = _creer(uow, "Élec", telephone="03.21 00 00 01", courriel="sav@exemple.fr")
    (ligne,) = responsables.lister(ListerResponsables(), uow)
    assert (ligne.telephone, ligne.courriel) == ("0321000001", "sav@exemple.fr")
    for champs, code in (
        ({"telephone": "12"}, r"saisie\.telephone"),
        ({"courriel": "sav@exemple"}, r"saisie\.courriel"),
        ({"courriel": "sav exemple.fr"}, r"saisie\.courriel"),
        ({"nom": " "}, r"saisie\.obligatoire"),
        ({"contact": "2 85 05 62 123 456 78"}, r"saisie\.nir"),
    ):
        with pytest.raises(EntreeInvalide, match=code):
            responsables.modifier(ModifierResponsable(id_, champs), uow)
    with pytest.raises(EntreeInvalide, match=r"saisie\.obligatoire"):
        _creer(uow, "  ")


def test_deux_fois_le_meme_nom_et_le_meme_lot_est_refuse(uow: UnitOfWork) -> None:
    cite_id = factories.cite(uow)
    premier = _creer(uow, "Élec Fictive", lot="Courants forts")
    with pytest.raises(RegleMetier, match=r"responsable\.deja"):
        _creer(uow, "ELEC  fictive", lot="courants forts")
    _creer(uow, "Élec Fictive", lot="Courants faibles")
    _creer(uow, "Élec Fictive", lot="Courants forts", cite_id=cite_id)
    responsables.arreter(ArreterResponsable(premier), uow)
    _creer(uow, "Élec Fictive", lot="Courants forts")
    with pytest.raises(RegleMetier, match=r"responsable\.deja"):
        responsables.reprendre(ArreterResponsable(premier), uow)


def test_mis_de_cote_il_garde_ses_reclamations(uow: UnitOfWork) -> None:
    id_ = _creer(uow, "Élec Fictive")
    reclamation_id, autre = ouvrir(uow, responsable_id=id_), ouvrir(uow, responsable_id=id_)
    clore(uow, autre)
    (ligne,) = responsables.lister(ListerResponsables(), uow)
    assert ligne.ouvertes == 1
    responsables.arreter(ArreterResponsable(id_), uow)
    assert _lister(uow) == []
    assert _lister(uow, actifs=False) == ["Élec Fictive"]
    assert lue(uow, reclamation_id).responsable_id == id_
    assert responsables.arreter(ArreterResponsable(id_), uow).operation is None
    responsables.reprendre(ArreterResponsable(id_), uow)
    assert _lister(uow) == ["Élec Fictive"]


def test_chaque_action_s_annule(uow: UnitOfWork) -> None:
    id_ = _creer(uow, "Élec Fictive")
    for action in (
        lambda: responsables.creer(CreerResponsable("Autre"), uow),
        lambda: responsables.modifier(ModifierResponsable(id_, {"lot": "Électricité"}), uow),
        lambda: responsables.arreter(ArreterResponsable(id_), uow),
    ):
        avant = etat_de_la_base(uow)
        fait = action()
        assert etat_de_la_base(uow) != avant
        assert annuler(uow, fait).touche("responsables", principal(fait))
        assert etat_de_la_base(uow) == avant


def test_un_fichier_le_nomme_a_sa_facon(uow: UnitOfWork) -> None:
    elec = _creer(uow, "Élec-Fictive", lot="Électricité")
    volets = _creer(uow, "Menuiseries Fictives", lot="Menuiseries ext.")
    for texte in (
        "ELEC FICTIVE",
        "élec-fictive",
        "Élec-Fictive (Électricité)",
        "électricité",
        "Lot électricité",
        "Elec Fictive SARL",
    ):
        assert _trouver(uow, texte) == elec, texte
    assert _trouver(uow, "Menuiseries") == volets
    assert _trouver(uow, "Menuiserie") is None  # not a whole word
    assert _trouver(uow, "Plombier") is None
    assert _trouver(uow, "  ") is None


def test_un_nom_partage_ne_se_devine_pas(uow: UnitOfWork) -> None:
    ici = factories.cite(uow)
    partout = _creer(uow, "Élec Fictive", lot="Courants forts")
    _creer(uow, "Élec Fictive", lot="Courants faibles")
    assert _trouver(uow, "Élec Fictive") is None
    assert _trouver(uow, "Élec Fictive courants forts") == partout
    d_ici = _creer(uow, "Élec Fictive", cite_id=ici)
    assert _trouver(uow, "elec fictive", ici) == d_ici  # that of the estate is meant
    assert _trouver(uow, "elec fictive", factories.cite(uow)) is None
    responsables.arreter(ArreterResponsable(d_ici), uow)
    assert _trouver(uow, "elec fictive", ici) is None
