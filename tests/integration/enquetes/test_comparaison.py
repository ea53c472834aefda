"""Before and after, for an estate and for a household, on the real base."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
import xlsxwriter

from app.domain.enquetes.campagnes import MomentCampagne
from app.domain.partage import Partage
from app.services.enquetes import campagnes, comparaison, questionnaires, saisies
from app.services.enquetes.comparaison import Comparer, ComparerMenage, Sorte
from app.services.enquetes.questionnaires import ChargerQuestionnaire, ReglerQuestion
from app.services.enquetes.saisies import CommencerEnquete, TerminerEnquete
from db.uow import UnitOfWork
from tests import factories

AVANT = [
    ["select_one froid", "froid", "A-t-il fait froid chez vous ?"],
    ["decimal", "energie", "Énergie par mois"],
    ["select_multiple peur", "peurs", "Ce qui inquiète"],
    ["text", "mot", "Un mot"],
    ["select_one on", "confiant", "Êtes-vous confiant ?"],
]
APRES = [
    ["select_one froid", "froid", "A-t-il encore fait froid ?"],
    ["decimal", "energie", "Énergie par mois"],
    ["select_multiple peur", "peurs", "Ce qui inquiète encore"],
    ["select_one on", "rassure", "Êtes-vous rassuré ?"],
]
CHOIX = [
    ["froid", "souvent", "Souvent"], ["froid", "parfois", "Parfois"], ["froid", "non", "Non"],
    ["peur", "loyer", "Le loyer"], ["peur", "delai", "Le délai"],
    ["on", "o", "Oui"], ["on", "n", "Non"],
]  # fmt: skip


def forme(
    uow: UnitOfWork,
    dossier: Path,
    nom: str,
    questions: list[list[str]],
    version: str = "1",
    choix: list[list[str]] = CHOIX,
) -> UUID:
    """A form in the base."""
    fichier = dossier / f"{nom}-{version}.xlsx"
    feuilles = (
        ("survey", [["type", "name", "label"], *questions]),
        ("choices", [["list_name", "name", "label"], *choix]),
        ("settings", [["form_title", "form_id", "version"], [nom.title(), nom, version]]),
    )
    with xlsxwriter.Workbook(str(fichier)) as classeur:
        for titre, lignes in feuilles:
            feuille = classeur.add_worksheet(titre)
            for i, ligne in enumerate(lignes):
                for j, cellule in enumerate(ligne):
                    feuille.write_string(i, j, cellule)
    charge = questionnaires.charger(ChargerQuestionnaire(fichier), uow)
    assert charge.principal is not None
    return charge.principal


def repondre(uow: UnitOfWork, menage_id: UUID, forme_id: UUID, **reponses: str) -> None:
    """A finished questionnaire."""
    id_ = saisies.commencer(CommencerEnquete(menage_id, forme_id), uow).principal
    assert id_ is not None
    saisies.terminer(TerminerEnquete(id_, reponses), uow)


@pytest.fixture
def cite_id(uow: UnitOfWork) -> UUID:
    """An estate."""
    return factories.cite(uow)


@pytest.fixture
def foyers(uow: UnitOfWork, cite_id: UUID) -> list[UUID]:
    """Twelve households of the estate."""
    return [
        factories.menage(uow, logement_id=factories.logement(uow, cite_id=cite_id))
        for _n in range(12)
    ]


@pytest.fixture
def formes(uow: UnitOfWork, foyers: list[UUID], tmp_path: Path) -> tuple[UUID, UUID]:
    """Both forms, answered: it was often cold for 9 of 12 before, for 3 of 10 after."""
    avant = forme(uow, tmp_path, "avant", AVANT)
    apres = forme(uow, tmp_path, "apres", APRES)
    for i, menage_id in enumerate(foyers):
        repondre(
            uow,
            menage_id,
            avant,
            froid="souvent" if i < 6 else "parfois",
            energie=str(100 + i),
            peurs="loyer delai" if i < 6 else "loyer",
            confiant="o" if i < 6 else "n",
        )
    for i, menage_id in enumerate(foyers[:10]):
        repondre(uow, menage_id, apres, froid="souvent" if i < 3 else "non", energie="60",
                 rassure="o" if i < 5 else "n")  # fmt: skip
    return avant, apres


def _question(lue: comparaison.Comparaison, debut: str) -> comparaison.QuestionComparee:
    return next(q for q in lue.questions if q.libelle.startswith(debut))


def test_comparable_questions_of_an_estate(
    uow: UnitOfWork, cite_id: UUID, formes: tuple[UUID, UUID]
) -> None:
    lue = comparaison.comparer(Comparer(cite_id), uow)
    assert lue.avant is not None
    assert lue.apres is not None
    assert (lue.avant.titre, lue.apres.titre, lue.n_avant, lue.n_apres) == (
        "Avant", "Apres", 12, 10,
    )  # fmt: skip
    assert [q.libelle for q in lue.questions] == [
        "A-t-il fait froid chez vous ?", "Énergie par mois", "Ce qui inquiète",
    ]  # fmt: skip
    froid, energie, peurs = lue.questions
    assert {c.libelle: (c.avant, c.apres) for c in froid.choix} == {
        "Souvent": (6, None),
        "Parfois": (6, 0),
        "Non": (0, None),
        "sans réponse": (0, 0),
    }
    assert energie.sorte is Sorte.NOMBRE
    assert energie.moyennes == (105.5, 60.0)
    # All chose "loyer": that would say what each one answered.
    assert [(c.libelle, c.avant) for c in peurs.choix] == [
        ("Le loyer", None), ("Le délai", 6), ("sans réponse", 0),
    ]  # fmt: skip
    ailleurs = comparaison.comparer(Comparer(factories.cite(uow)), uow)
    assert (ailleurs.n_avant, ailleurs.questions) == (None, ())


def test_the_bailleur_gets_only_what_it_may_receive_and_larger_groups(
    uow: UnitOfWork, cite_id: UUID, formes: tuple[UUID, UUID]
) -> None:
    demande = Comparer(cite_id, seuil=11, bailleur=True)
    assert comparaison.comparer(demande, uow).questions == ()
    for identifiant in ("avant", "apres"):
        questionnaires.regler(ReglerQuestion(identifiant, "energie", partage=Partage.BAILLEUR), uow)
    lue = comparaison.comparer(demande, uow)
    assert [q.moyennes for q in lue.questions] == [(105.5, None)]
    assert (lue.n_avant, lue.n_apres) == (12, None)


def test_a_person_says_which_questions_are_comparable(
    uow: UnitOfWork, cite_id: UUID, formes: tuple[UUID, UUID]
) -> None:
    questionnaires.regler(ReglerQuestion("apres", "rassure", champ="comparable.confiant"), uow)
    lue = comparaison.comparer(Comparer(cite_id), uow)
    paire = _question(lue, "Êtes-vous")
    assert (paire.libelle, paire.libelle_apres) == ("Êtes-vous confiant ?", "Êtes-vous rassuré ?")
    assert [(c.avant, c.apres) for c in paire.choix[:2]] == [(6, 5), (6, 5)]


def test_a_version_with_other_choices_stays_comparable_and_it_is_said(
    uow: UnitOfWork, cite_id: UUID, foyers: list[UUID], formes: tuple[UUID, UUID], tmp_path: Path
) -> None:
    assert not _question(comparaison.comparer(Comparer(cite_id), uow), "A-t-il").change
    suivante = forme(
        uow,
        tmp_path,
        "apres",
        [["begin_group", "chez_vous", "Chez vous"], *APRES, ["end_group", "", ""]],
        "2",
        [*CHOIX, ["froid", "jamais", "Jamais"]],
    )
    for menage_id in foyers[10:]:
        repondre(uow, menage_id, suivante, chez_vous={"froid": "jamais", "energie": "60"})  # type: ignore[arg-type]
    lue = comparaison.comparer(Comparer(cite_id, seuil=3), uow)
    assert lue.apres is not None
    assert (lue.apres.versions, lue.n_apres) == (("1", "2"), 12)
    froid = _question(lue, "A-t-il")
    assert froid.change
    assert "Jamais" in [c.libelle for c in froid.choix]
    assert _question(lue, "Énergie").moyennes == (105.5, 60.0)


def test_one_form_asked_twice_is_told_by_its_campaigns(
    uow: UnitOfWork, cite_id: UUID, foyers: list[UUID], tmp_path: Path
) -> None:
    forme_id = forme(uow, tmp_path, "avant", AVANT)
    for moment, froid in ((MomentCampagne.AVANT, "souvent"), (MomentCampagne.APRES, "non")):
        ouverte = campagnes.ouvrir(
            campagnes.OuvrirCampagne(cite_id, "avant", moment.value, moment), uow
        ).principal
        assert ouverte is not None
        for menage_id in foyers:
            repondre(uow, menage_id, forme_id, froid=froid, energie="90")
        campagnes.clore(campagnes.CloreCampagne(ouverte), uow)
    lue = comparaison.comparer(Comparer(cite_id), uow)
    assert (lue.n_avant, lue.n_apres) == (12, 12)
    menage = comparaison.du_menage(ComparerMenage(foyers[0]), uow)
    assert menage is not None
    assert [(r.avant, r.apres, r.change) for r in menage.reponses] == [
        ("Souvent", "Non", True), ("90", "90", False),
    ]  # fmt: skip


def test_a_household_side_by_side(
    uow: UnitOfWork, foyers: list[UUID], formes: tuple[UUID, UUID]
) -> None:
    lue = comparaison.du_menage(ComparerMenage(foyers[0]), uow)
    assert lue is not None
    assert (lue.titre_avant, lue.titre_apres) == ("Avant", "Apres")
    assert [(r.libelle, r.avant, r.apres) for r in lue.reponses] == [
        ("A-t-il fait froid chez vous ?", "Souvent", "Souvent"),
        ("Énergie par mois", "100", "60"),
        ("Ce qui inquiète", "Le loyer, Le délai", ""),
    ]
    assert comparaison.du_menage(ComparerMenage(foyers[11]), uow) is None
