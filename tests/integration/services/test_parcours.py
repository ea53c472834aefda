"""Milestones, wishes and the search of a dwelling, on the real base."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.errors import AppError, EntreeInvalide
from app.domain.accompagnement import CodeEtape, CodeSouhait
from app.services import etapes, logements_trouves, menages, souhaits
from app.services.annulation import AnnulerOperation, annuler
from app.services.logements_trouves import ChercherLogement
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 24)


def test_une_etape_est_une_seule_ligne_par_menage(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    prevue = etapes.NoterEtape(menage_id, CodeEtape.ENQUETE, prevue_le=date(2026, 12, 3))
    un = etapes.noter(prevue, uow)
    assert un.touche("menages", menage_id)
    deux = etapes.noter(
        etapes.NoterEtape(menage_id, CodeEtape.ENQUETE, date(2026, 12, 3), JOUR), uow
    )
    assert deux.principal == un.principal
    (etape,) = menages.fiche(menages.LireFiche(menage_id), uow).etapes
    assert (etape.prevue_le, etape.faite_le) == (date(2026, 12, 3), JOUR)
    rien = etapes.noter(
        etapes.NoterEtape(menage_id, CodeEtape.ENQUETE, date(2026, 12, 3), JOUR), uow
    )
    assert rien.operation is None
    retiree = etapes.retirer(etapes.RetirerEtape(etape.id), uow)
    assert menages.fiche(menages.LireFiche(menage_id), uow).etapes == ()
    assert retiree.operation is not None
    annuler(AnnulerOperation(retiree.operation), uow)
    assert menages.fiche(menages.LireFiche(menage_id), uow).etapes[0].faite_le == JOUR


@pytest.mark.parametrize(
    ("prevue", "faite", "code"),
    [(None, None, "etape.sans_date"), (None, date(2026, 11, 25), "etape.futur")],
)
def test_une_etape_sans_jour_possible_est_refusee(
    uow: UnitOfWork, prevue: date | None, faite: date | None, code: str
) -> None:
    menage_id = factories.menage(uow)
    with pytest.raises(EntreeInvalide) as refus:
        etapes.noter(etapes.NoterEtape(menage_id, CodeEtape.RECEPTION, prevue, faite), uow)
    assert refus.value.code == code
    assert menages.fiche(menages.LireFiche(menage_id), uow).etapes == ()


def test_un_souhait_s_ajoute_aux_precedents(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    souhaits.exprimer(
        souhaits.ExprimerSouhait(menage_id, CodeSouhait.RETOUR, exprime_le=date(2026, 10, 1)), uow
    )
    dernier = souhaits.exprimer(
        souhaits.ExprimerSouhait(menage_id, CodeSouhait.AILLEURS, "  près de sa   fille "), uow
    )
    tous = menages.fiche(menages.LireFiche(menage_id), uow).souhaits
    assert {(s.code, s.precision, s.exprime_le) for s in tous} == {
        (CodeSouhait.RETOUR, None, date(2026, 10, 1)),
        (CodeSouhait.AILLEURS, "près de sa fille", JOUR),
    }
    assert dernier.principal is not None
    souhaits.retirer(souhaits.RetirerSouhait(dernier.principal), uow)
    assert len(menages.fiche(menages.LireFiche(menage_id), uow).souhaits) == 1
    with pytest.raises(AppError) as refus:
        souhaits.exprimer(
            souhaits.ExprimerSouhait(menage_id, CodeSouhait.RETOUR, exprime_le=date(2027, 1, 1)),
            uow,
        )
    assert refus.value.code == "souhait.futur"


def test_un_logement_se_trouve_par_mots_et_dit_qui_y_vit(uow: UnitOfWork) -> None:
    cite_id = factories.cite(uow)
    ici = factories.logement(uow, cite_id=cite_id, code_ug="ZZ001", numero="8", voie="Rue d’Œuf")
    ailleurs = factories.logement(uow, code_ug="ZZ002", numero="8", voie="Rue d’Œuf")
    factories.menage(uow, "Benali", "Karim", logement_id=ici)

    def trouver(texte: str) -> list[object]:
        lus = logements_trouves.chercher(ChercherLogement(texte, cite_id), uow)
        return [(lu.id, lu.occupant) for lu in lus]

    assert trouver("8 oeuf") == [(ici, "Benali Karim"), (ailleurs, None)]
    assert trouver("zz002") == [(ailleurs, None)]
    assert trouver("8 % nulle_part") == []
    assert trouver("  ") == []
