"""Complaints from the command line: the list, its filters, the figures, what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.core.clock import SystemClock
from app.domain.reclamations import EtatReclamation, GenreResponsable, MotifReclamation, Urgence
from app.services import reclamations, responsables
from app.services.reclamations import ChangerEtatReclamation, OuvrirReclamation
from db.uow import UnitOfWork
from tests import factories
from tests.e2e.conftest import Ligne

AUJOURDHUI = SystemClock().today()


@pytest.fixture(scope="module")
def suivies(tmp_path_factory: pytest.TempPathFactory, modele_vide: Ligne) -> Ligne:
    """Three complaints: one late with its contractor, one just come, one closed elsewhere."""
    ligne = Ligne(tmp_path_factory.mktemp("reclamations"))
    servie = ligne.copier(modele_vide).ouvrir()
    _semer(servie.uow)
    servie.fermer()
    return ligne


def _semer(uow: UnitOfWork) -> None:
    noumea = factories.cite(uow, nom="Cité Nouméa")
    ici = factories.menage(uow, logement_id=factories.logement(uow, cite_id=noumea))
    ailleurs = factories.menage(uow, "Benali", "Karim")
    entreprise = responsables.creer(
        responsables.CreerResponsable(
            "Menuiserie fictive", GenreResponsable.ENTREPRISE, {"lot": "menuiseries"}
        ),
        uow,
    ).principal
    vieille = reclamations.ouvrir(
        OuvrirReclamation(
            ici, "menuiseries", "Volet bloqué", urgence=Urgence.NORMALE,
            ouverte_le=AUJOURDHUI - timedelta(days=40), responsable_id=entreprise,
        ),
        uow,
    ).principal  # fmt: skip
    assert vieille is not None
    _vers(uow, vieille, EtatReclamation.TRANSMISE)
    reclamations.ouvrir(OuvrirReclamation(ici, "chauffage", "Radiateur froid"), uow)
    close = reclamations.ouvrir(OuvrirReclamation(ailleurs, "finitions", "Plinthe"), uow).principal
    assert close is not None
    reclamations.changer_etat(
        ChangerEtatReclamation(close, EtatReclamation.CLOSE, motif=MotifReclamation.DOUBLON), uow
    )


def _vers(uow: UnitOfWork, reclamation_id: object, etat: EtatReclamation) -> None:
    reclamations.changer_etat(ChangerEtatReclamation(reclamation_id, etat), uow)  # type: ignore[arg-type]  # checked above


def test_la_liste_dit_ce_qui_est_attendu_et_par_qui(suivies: Ligne) -> None:
    dit = suivies.processus("reclamations")
    assert dit.code == 0, dit.erreur
    tete, *lignes, total = dit.sortie.splitlines()
    assert tete.split()[:2] == ["Référence", "État"]
    assert len(lignes) == 3
    assert lignes[0].startswith("R-0001")  # what runs out first comes first
    for mot in ("transmise", "Portes, fenêtres, volets", "Wójcik Jadwiga", "Menuiserie fictive"):
        assert mot in lignes[0]
    assert "en retard" in lignes[0]
    assert total == "3 réclamations, dont 1 en retard."
    # Columns stand under their titles.
    assert {ligne.index("Wójcik") for ligne in lignes[:2]} == {tete.index("Ménage")}


def test_les_filtres_se_combinent(suivies: Ligne) -> None:
    def references(*options: str) -> list[str]:
        return [r["reference"] for r in suivies("reclamations", *options, "--json").json]

    assert references("--etat", "close") == ["R-0003"]
    assert references("--etat", "Reçue", "--cite", "noumea") == ["R-0002"]
    assert references("--etat", "ouvertes", "--limite", "1") == ["R-0001"]
    vide = suivies("reclamations", "--etat", "contestee")
    assert (vide.code, vide.sortie) == (0, "Aucune réclamation ne correspond.\n")


def test_une_ligne_en_json_dit_tout(suivies: Ligne) -> None:
    (une,) = suivies("reclamations", "--en-retard", "--json").json
    assert une["etat"] == "transmise"
    assert une["ouverte_le"] == (AUJOURDHUI - timedelta(days=40)).isoformat()
    assert une["jours_ouverte"] == 40
    assert (une["attendu"], une["ponctualite"]) == ("reponse", "en_retard")
    assert une["responsable"] == "Menuiserie fictive (menuiseries)"


def test_les_indicateurs_comptent_par_ce_qu_on_demande(suivies: Ligne) -> None:
    lus = suivies("reclamations", "indicateurs", "--json").json
    assert lus["par"] == "responsable"
    assert {k: lus["ensemble"][k] for k in ("total", "ouvertes", "en_retard", "rouvertes")} == {
        "total": 3, "ouvertes": 2, "en_retard": 1, "rouvertes": 0,
    }  # fmt: skip
    assert {li["nom"] for li in lus["lignes"]} == {
        "Menuiserie fictive (menuiseries)", "Personne de désigné",
    }  # fmt: skip
    par = suivies("reclamations", "indicateurs", "--par", "categorie", "--cite", "Nouméa").sortie
    lignes = [ligne.split("  ")[0] for ligne in par.splitlines()]
    assert {"Portes, fenêtres, volets", "Chauffage, eau chaude", "Ensemble"} <= set(lignes)
    assert "Finitions" not in lignes


@pytest.mark.parametrize(
    ("options", "mots"),
    [
        (("--cite", "Nulle part"), ("Nulle part", "Cité Nouméa")),
        (("--etat", "fichue"), ("fichue", "recue", "contestee")),
        (("--par", "urgence"), ("indicateurs --par urgence",)),
    ],
)
def test_ce_qui_ne_se_comprend_pas_est_refuse(
    suivies: Ligne, options: tuple[str, ...], mots: tuple[str, ...]
) -> None:
    dit = suivies("reclamations", *options)
    assert dit.code == 3
    assert dit.sortie == ""
    assert [mot for mot in mots if mot not in dit.erreur] == []
