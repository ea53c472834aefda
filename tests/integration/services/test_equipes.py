"""Crews of moves, their absences, and the closings of an estate."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.errors import AppError
from app.domain.demenagements import GenreEquipe
from app.services import equipes, indisponibilites
from app.services.equipes import CreerEquipe, ListerEquipes, ModifierEquipe, RetirerEquipe
from db.uow import UnitOfWork
from tests import factories


def test_une_equipe_de_la_cite_une_de_partout(uow: UnitOfWork) -> None:
    cite, autre = factories.cite(uow), factories.cite(uow)
    pilotes = equipes.creer(CreerEquipe("Pilotes", GenreEquipe.PILOTES), uow).principal
    bras = equipes.creer(
        CreerEquipe(
            " Déménageurs  du Nord ",
            GenreEquipe.DEMENAGEURS,
            {"cite_id": cite, "capacite": "3", "jours": "5124", "telephone": "03 21 00 00 00"},
        ),
        uow,
    ).principal
    assert bras is not None
    assert pilotes is not None
    lues = equipes.lister(ListerEquipes(cite), uow)
    assert [(e.id, e.nom, e.capacite, e.jours) for e in lues] == [
        (bras, "Déménageurs du Nord", 3, "1245"),
        (pilotes, "Pilotes", 2, "12345"),
    ]
    assert [e.id for e in equipes.lister(ListerEquipes(autre), uow)] == [pilotes]
    equipes.modifier(ModifierEquipe(bras, {"capacite": 4, "cite_id": None}), uow)
    assert equipes.lister(ListerEquipes(autre), uow)[0].capacite == 4
    equipes.retirer(RetirerEquipe(bras), uow)
    assert [e.id for e in equipes.lister(ListerEquipes(cite), uow)] == [pilotes]
    assert [e.actif for e in equipes.lister(ListerEquipes(cite, actives=False), uow)] == [
        True,
        False,
    ]
    # A name is free again once its crew is retired; it cannot come back under a taken name.
    equipes.creer(CreerEquipe("Déménageurs du Nord", GenreEquipe.DEMENAGEURS), uow)
    with pytest.raises(AppError) as refus:
        equipes.reprendre(RetirerEquipe(bras), uow)
    assert refus.value.code == "equipes.deja"


def test_absences_d_une_equipe_et_fermeture_d_une_cite(uow: UnitOfWork) -> None:
    cite = factories.cite(uow)
    equipe = equipes.creer(CreerEquipe("Pilotes", GenreEquipe.PILOTES), uow).principal
    for du, au in ((date(2026, 12, 24), date(2027, 1, 3)), (date(2026, 8, 1), date(2026, 8, 15))):
        indisponibilites.ajouter(
            indisponibilites.AjouterIndisponibilite(du, au, "Congés", equipe_id=equipe), uow
        )
    (lue,) = equipes.lister(ListerEquipes(cite), uow)
    assert [(a.du, a.au, a.motif) for a in lue.absences] == [
        (date(2026, 12, 24), date(2027, 1, 3), "Congés")
    ]
    barbe = date(2026, 12, 4)
    indisponibilites.ajouter(
        indisponibilites.AjouterIndisponibilite(barbe, motif="Sainte-Barbe", cite_id=cite), uow
    )
    fermetures = indisponibilites.lister(indisponibilites.ListerIndisponibilites(cite_id=cite), uow)
    assert [(f.du, f.au) for f in fermetures] == [(barbe, barbe)]


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"capacite": 0}, "equipes.capacite"),
        ({"capacite": 51}, "equipes.capacite"),
        ({"capacite": "deux"}, "saisie.nombre"),
        ({"jours": ""}, "saisie.obligatoire"),
        ({"jours": "128"}, "equipes.jours"),
        ({"courriel": "nord@"}, "saisie.courriel"),
    ],
)
def test_ce_qui_ne_va_pas_est_dit(uow: UnitOfWork, champs: dict[str, object], code: str) -> None:
    equipe = equipes.creer(CreerEquipe("Pilotes", GenreEquipe.PILOTES), uow).principal
    assert equipe is not None
    for essai in (
        lambda: equipes.creer(CreerEquipe("Autre", GenreEquipe.DEMENAGEURS, champs), uow),
        lambda: equipes.modifier(ModifierEquipe(equipe, champs), uow),
    ):
        with pytest.raises(AppError) as refus:
            essai()
        assert refus.value.code == code
    assert len(equipes.lister(ListerEquipes(), uow)) == 1


def test_deux_equipes_du_meme_nom_sont_refusees(uow: UnitOfWork) -> None:
    equipes.creer(CreerEquipe("Équipe Nord", GenreEquipe.DEMENAGEURS), uow)
    with pytest.raises(AppError) as refus:
        equipes.creer(CreerEquipe("equipe nord", GenreEquipe.DEMENAGEURS), uow)
    assert refus.value.code == "equipes.deja"
    with pytest.raises(AppError) as refus:
        equipes.creer(CreerEquipe("  ", GenreEquipe.DEMENAGEURS), uow)
    assert refus.value.code == "saisie.obligatoire"
