"""A questionnaire from the spreadsheet to the finished answers, on the real base."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
import xlsxwriter
from sqlalchemy import text

from app.core.clock import FixedClock
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.enquetes.campagnes import EtatEnquete
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.remplissage import Remplissage
from app.domain.partage import Partage
from app.services import annulation
from app.services.enquetes import pieces, questionnaires, rapprochement, saisies
from app.services.enquetes.questionnaires import ChargerQuestionnaire, LireQuestionnaires
from app.services.enquetes.saisies import CommencerEnquete, OuvrirEnquete, TerminerEnquete
from db.uow import UnitOfWork
from tests import factories

SURVEY = [
    ["type", "name", "label::Français (fr)", "label::English (en)", "required", "relevant",
     "constraint", "voyette::champ", "voyette::partage"],
    ["integer", "nb", "Combien ?", "How many?", "yes", "", ". > 0", "menage.nb_occupants",
     "equipe"],
    ["select_one on", "chien", "Un chien ?", "A dog?", "", "${nb} > 0", "", "", ""],
    ["text", "nom_chien", "Son nom ?", "Its name?", "", "${chien} = 'o'", "", "", ""],
]  # fmt: skip
CHOICES = [["list_name", "name", "label::Français (fr)"], ["on", "o", "Oui"], ["on", "n", "Non"]]


def ecrire(fichier: Path, version: str = "1", survey: list[list[str]] = SURVEY) -> Path:
    """An XLSForm as a bailleur sends it."""
    with xlsxwriter.Workbook(str(fichier)) as classeur:
        for nom, lignes in (
            ("survey", survey),
            ("choices", CHOICES),
            ("settings", [["form_title", "form_id", "version"], ["Essai", "essai", version]]),
        ):
            feuille = classeur.add_worksheet(nom)
            for i, ligne in enumerate(lignes):
                for j, cellule in enumerate(ligne):
                    feuille.write_string(i, j, cellule)
    return fichier


def noeud(r: Remplissage, nom: str) -> Noeud:
    """The node of that name."""
    return next(n for n in r.racine.descendants() if n.nom == nom)


def test_a_form_is_filled_saved_at_each_answer_and_finished(
    uow: UnitOfWork, clock: FixedClock, tmp_path: Path
) -> None:
    charge = questionnaires.charger(ChargerQuestionnaire(ecrire(tmp_path / "f.xlsx")), uow)
    menage_id = factories.menage(uow)
    assert charge.principal is not None
    cmd = CommencerEnquete(menage_id, charge.principal)
    enquete_id = saisies.commencer(cmd, uow).principal
    assert enquete_id is not None
    assert saisies.commencer(cmd, uow).principal == enquete_id

    ouverte = saisies.ouvrir(OuvrirEnquete(enquete_id), uow)
    rempli = ouverte.remplir(clock.now)
    rempli.repondre(noeud(rempli, "nb"), "2")
    saisies.sauver(saisies.SauverSaisie(enquete_id, rempli.reponses(), "nb", "", 1, 2), uow)

    reprise = saisies.ouvrir(OuvrirEnquete(enquete_id), uow)
    assert (reprise.reponses, reprise.ou) == ({"nb": "2"}, "nb")
    assert (reprise.enquete.repondues, reprise.enquete.posees) == (1, 2)
    rempli = reprise.remplir(clock.now)
    rempli.repondre(noeud(rempli, "chien"), "o")
    rempli.repondre(noeud(rempli, "nom_chien"), "Rex")
    rempli.repondre(noeud(rempli, "chien"), "n")
    finie = saisies.terminer(TerminerEnquete(enquete_id, rempli.reponses()), uow)
    (ligne,) = saisies.lister(saisies.LireEnquetes(menage_id), uow)
    assert (ligne.etat, ligne.terminee_le) == (EtatEnquete.TERMINEE, clock.today())
    # What is no longer relevant does not stay in the record.
    assert saisies.reponses_de(enquete_id, uow).reponses == {"nb": "2", "chien": "n"}
    assert finie.operation is not None
    annulation.annuler(annulation.AnnulerOperation(finie.operation), uow)
    (ligne,) = saisies.lister(saisies.LireEnquetes(menage_id), uow)
    assert ligne.etat is EtatEnquete.EN_COURS


@pytest.fixture
def commencee(uow: UnitOfWork, tmp_path: Path) -> UUID:
    """A filling just begun, two questions answered and kept."""
    charge = questionnaires.charger(ChargerQuestionnaire(ecrire(tmp_path / "f.xlsx")), uow)
    assert charge.principal is not None
    cmd = CommencerEnquete(factories.menage(uow), charge.principal)
    enquete_id = saisies.commencer(cmd, uow).principal
    assert enquete_id is not None
    saisies.sauver(saisies.SauverSaisie(enquete_id, {"nb": "2", "chien": "o"}), uow)
    return enquete_id


def test_undoing_the_end_loses_no_answer(uow: UnitOfWork, commencee: UUID) -> None:
    finie = saisies.terminer(TerminerEnquete(commencee, {"nb": "2", "chien": "n"}), uow)
    assert finie.operation is not None
    annulation.annuler(annulation.AnnulerOperation(finie.operation), uow)
    reprise = saisies.ouvrir(OuvrirEnquete(commencee), uow)
    assert reprise.enquete.etat is EtatEnquete.EN_COURS
    assert reprise.reponses == {"nb": "2", "chien": "n"}


def test_undoing_a_filling_given_up_brings_its_answers_back(
    uow: UnitOfWork, commencee: UUID
) -> None:
    quittee = saisies.abandonner(saisies.AbandonnerEnquete(commencee), uow)
    assert quittee.operation is not None
    annulation.annuler(annulation.AnnulerOperation(quittee.operation), uow)
    reprise = saisies.ouvrir(OuvrirEnquete(commencee), uow)
    assert reprise.reponses == {"nb": "2", "chien": "o"}


def test_what_is_typed_after_the_end_is_not_yet_in_the_record(
    uow: UnitOfWork, commencee: UUID
) -> None:
    saisies.terminer(TerminerEnquete(commencee, {"nb": "2"}), uow)
    saisies.sauver(saisies.SauverSaisie(commencee, {"nb": "9"}), uow)
    assert saisies.ouvrir(OuvrirEnquete(commencee), uow).reponses == {"nb": "9"}
    assert saisies.reponses_de(commencee, uow).reponses == {"nb": "2"}


def test_an_answer_to_a_filling_undone_meanwhile_is_told(uow: UnitOfWork, tmp_path: Path) -> None:
    charge = questionnaires.charger(ChargerQuestionnaire(ecrire(tmp_path / "f.xlsx")), uow)
    assert charge.principal is not None
    cmd = CommencerEnquete(factories.menage(uow), charge.principal)
    commencee = saisies.commencer(cmd, uow)
    assert commencee.operation is not None
    assert commencee.principal is not None
    annulation.annuler(annulation.AnnulerOperation(commencee.operation), uow)
    with pytest.raises(RegleMetier, match="introuvable"):
        saisies.sauver(saisies.SauverSaisie(commencee.principal, {"nb": "2"}), uow)


def test_each_turn_keeps_its_own_photo(uow: UnitOfWork, tmp_path: Path, clock: FixedClock) -> None:
    survey = [
        ["type", "name", "label"],
        ["begin_repeat", "piece", "Pièce"],
        ["file", "plan", "Plan"],
        ["end_repeat", "", ""],
    ]
    charge = questionnaires.charger(
        ChargerQuestionnaire(ecrire(tmp_path / "f.xlsx", survey=survey)), uow
    )
    assert charge.principal is not None
    cmd = CommencerEnquete(factories.menage(uow), charge.principal)
    enquete_id = saisies.commencer(cmd, uow).principal
    assert enquete_id is not None
    fichier = tmp_path / "plan.txt"

    def joindre(contenu: bytes, remplace: str = "") -> str:
        fichier.write_bytes(contenu)
        return pieces.joindre_fichier(
            pieces.JoindreFichier(enquete_id, "piece/plan", fichier, remplace), uow
        ).nom

    def lue(nom: str) -> bytes:
        return pieces.lire(pieces.LirePiece(enquete_id, nom), uow)

    une, deux = joindre(b"une"), joindre(b"deux")
    assert (lue(une), lue(deux)) == (b"une", b"deux")
    trois = joindre(b"trois", remplace=deux)
    assert (lue(une), lue(trois)) == (b"une", b"trois")
    oubliee = joindre(b"retiree")
    saisies.terminer(TerminerEnquete(enquete_id, {"piece": [{"plan": une}, {"plan": trois}]}), uow)
    assert (lue(une), lue(trois)) == (b"une", b"trois")
    with pytest.raises(RegleMetier, match="introuvable"):
        lue(oubliee)


def test_the_same_form_again_writes_nothing(uow: UnitOfWork, tmp_path: Path) -> None:
    cmd = ChargerQuestionnaire(ecrire(tmp_path / "f.xlsx"))
    questionnaires.charger(cmd, uow)

    def operations() -> int:
        with uow.lecture() as session:
            return int(session.execute(text("SELECT count(*) FROM operation")).scalar_one())

    avant = operations()
    assert questionnaires.charger(cmd, uow).deja_la
    assert operations() == avant


def test_missing_answers_are_left_only_knowingly(uow: UnitOfWork, tmp_path: Path) -> None:
    charge = questionnaires.charger(ChargerQuestionnaire(ecrire(tmp_path / "f.xlsx")), uow)
    assert charge.principal is not None
    cmd = CommencerEnquete(factories.menage(uow), charge.principal)
    enquete_id = saisies.commencer(cmd, uow).principal
    assert enquete_id is not None
    with pytest.raises(EntreeInvalide) as refus:
        saisies.terminer(TerminerEnquete(enquete_id, {}), uow)
    assert refus.value.code == "enquete.incomplete"
    assert refus.value.params["question"] == "Combien ?"
    saisies.terminer(TerminerEnquete(enquete_id, {}, incomplete=True), uow)


def test_a_new_version_is_proposed_and_answers_keep_theirs(uow: UnitOfWork, tmp_path: Path) -> None:
    premiere = questionnaires.charger(ChargerQuestionnaire(ecrire(tmp_path / "1.xlsx")), uow)
    assert questionnaires.charger(ChargerQuestionnaire(tmp_path / "1.xlsx"), uow).deja_la
    menage_id = factories.menage(uow)
    assert premiere.principal is not None
    commencee = saisies.commencer(CommencerEnquete(menage_id, premiere.principal), uow)
    suivante = questionnaires.charger(
        ChargerQuestionnaire(
            ecrire(tmp_path / "2.xlsx", "2", [*SURVEY, ["text", "plus", "Autre ?", *[""] * 6]])
        ),
        uow,
    )
    (proposee,) = questionnaires.lister(LireQuestionnaires(), uow)
    assert (proposee.id, proposee.version) == (suivante.principal, "2")
    assert len(questionnaires.lister(LireQuestionnaires(tous=True), uow)) == 2
    assert commencee.principal is not None
    ouverte = saisies.ouvrir(OuvrirEnquete(commencee.principal), uow)
    assert ouverte.questionnaire.version == "1"


def test_what_is_known_fills_the_form_and_differences_go_back_one_by_one(
    uow: UnitOfWork, clock: FixedClock, tmp_path: Path
) -> None:
    survey = [
        ["type", "name", "label", "voyette::champ"],
        ["integer", "nb", "Combien ?", "menage.nb_occupants"],
        ["decimal", "loyer", "Loyer", "menage.loyer"],
        ["begin_repeat", "occ", "Occupant", ""],
        ["text", "prenom", "Prénom", "personne.prenom"],
        ["integer", "age", "Âge", "personne.age"],
        ["end_repeat", "", "", ""],
        ["select_one on", "plain", "Plain-pied ?", "besoin.plain_pied"],
        ["text", "souhait", "Souhait", "souhait.code"],
    ]
    fichier = ecrire(tmp_path / "f.xlsx", survey=survey)
    charge = questionnaires.charger(ChargerQuestionnaire(fichier), uow)
    menage_id = factories.menage(uow, nb_occupants=2, personne={"age": 70, "age_le": clock.today()})
    assert charge.principal is not None
    enquete_id = saisies.commencer(CommencerEnquete(menage_id, charge.principal), uow).principal
    assert enquete_id is not None
    rempli = saisies.ouvrir(OuvrirEnquete(enquete_id), uow).remplir(clock.now)
    assert rempli.reponses() == {"nb": "2", "occ": [{"prenom": "Jadwiga", "age": "70"}]}

    rempli.repondre(noeud(rempli, "nb"), "3")
    rempli.repondre(noeud(rempli, "loyer"), "412,50")
    rempli.repondre(noeud(rempli, "age"), "71")
    tour, _effets = rempli.ajouter(rempli.racine, "occ")
    rempli.repondre(tour.enfants["prenom"][0], "Henri")
    rempli.repondre(noeud(rempli, "plain"), "o")
    rempli.repondre(noeud(rempli, "souhait"), "retour")
    saisies.terminer(TerminerEnquete(enquete_id, rempli.reponses()), uow)

    demande = rapprochement.LireEcarts(enquete_id)
    vus = rapprochement.ecarts(demande, uow)
    assert [(e.champ, e.connu, e.repondu) for e in vus if not e.action] == [
        ("Nombre d’occupants déclaré", "2", "3"),
        ("Loyer pratiqué (€)", "", "412,50"),
        ("Âge noté", "70", "71"),
    ]
    assert [e.repondu for e in vus if e.action] == ["oui", "retour", "Henri Wójcik"]
    restants = len(vus)
    for ecart in vus:
        rapprochement.appliquer(rapprochement.AppliquerEcart(enquete_id, ecart.cle), uow)
        restants -= 1
        assert len(rapprochement.ecarts(demande, uow)) == restants
    with pytest.raises(RegleMetier, match="ecart_perime"):
        rapprochement.appliquer(rapprochement.AppliquerEcart(enquete_id, vus[0].cle), uow)


def test_a_question_maps_to_the_record_as_the_sheet_or_a_person_says(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    charge = questionnaires.charger(ChargerQuestionnaire(ecrire(tmp_path / "f.xlsx")), uow)
    assert charge.principal is not None

    def lue(nom: str) -> tuple[str, Partage, int]:
        assert charge.principal is not None
        plan = questionnaires.ouvrir(charge.principal, uow).plan
        question = plan.questions["data", nom]
        return question.champ, question.partage, question.ligne

    assert lue("nb") == ("menage.nb_occupants", Partage.EQUIPE, 2)
    assert lue("chien") == ("", Partage.CONFIDENTIEL, 3)
    questionnaires.regler(
        questionnaires.ReglerQuestion("essai", "chien", "besoin.animaux", Partage.BAILLEUR), uow
    )
    assert lue("chien") == ("besoin.animaux", Partage.BAILLEUR, 3)
