"""Questionnaires on paper: blank, filled for each reader, before and after, on the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from time import perf_counter
from uuid import UUID

import pytest
import xlsxwriter
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.suivi import Annule
from app.domain.accompagnement import Partenaire
from app.domain.partage import Destinataire
from app.services.documents import ImprimerFiches, imprimer_fiches
from app.services.enquetes import papier, pieces, questionnaires, saisies
from app.services.enquetes.papier import ImprimerAvantApres, ImprimerFormulaire, ImprimerRemplie
from app.services.enquetes.questionnaires import ChargerQuestionnaire
from app.services.enquetes.saisies import CommencerEnquete, TerminerEnquete
from db.models import Consentement, Envoi
from db.uow import UnitOfWork
from tests import factories

SURVEY = [
    ["type", "name", "label::Français (fr)", "label::العربية (ar)", "relevant", "appearance",
     "voyette::partage"],
    ["begin_group", "g", "Votre foyer", "عائلتكم", "", "", ""],
    ["integer", "nb", "Combien de personnes ?", "كم عدد الأشخاص؟", "", "", "bailleur"],
    ["select_one on", "chien", "Un chien ?", "هل لديكم كلب؟", "", "", "equipe"],
    ["text", "nom_chien", "Son nom ?", "ما اسمه؟", "${chien} = 'o'", "", ""],
    ["text", "craintes", "Qu’est-ce qui vous inquiète ?", "ما الذي يقلقكم؟", "", "multiline",
     "equipe"],
    ["end_group", "", "", "", "", "", ""],
    ["begin_repeat", "ami", "Ami", "صديق", "", "", ""],
    ["text", "prenom", "Prénom ?", "الاسم؟", "", "", ""],
    ["end_repeat", "", "", "", "", "", ""],
    ["image", "photo", "Une photo", "صورة", "", "", ""],
    ["image", "paraphe", "Signature du foyer", "توقيع", "", "signature", ""],
]  # fmt: skip
CHOICES = [
    ["list_name", "name", "label::Français (fr)", "label::العربية (ar)"],
    ["on", "o", "Oui", "نعم"],
    ["on", "n", "Non", "لا"],
]
SECRETS = ("ZQREX", "ZQZOE", "ZQADAM", "ZQCRAINTE")


def charger(uow: UnitOfWork, dossier: Path, survey: list[list[str]], nom: str = "essai") -> UUID:
    """A form in the base."""
    fichier = dossier / f"{nom}.xlsx"
    feuilles = (
        ("survey", survey),
        ("choices", CHOICES),
        ("settings", [["form_title", "form_id", "version"], [nom.title(), nom, "1"]]),
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


def repondre(uow: UnitOfWork, menage_id: UUID, forme: UUID, reponses: Mapping[str, object]) -> UUID:
    """A finished questionnaire."""
    enquete_id = saisies.commencer(CommencerEnquete(menage_id, forme), uow).principal
    assert enquete_id is not None
    saisies.terminer(TerminerEnquete(enquete_id, reponses, incomplete=True), uow)
    return enquete_id


@pytest.fixture
def menage_id(uow: UnitOfWork) -> UUID:
    """A household in its home."""
    return factories.menage(uow, nom="Wójcik Jadwiga")


@pytest.fixture
def enquete_id(uow: UnitOfWork, menage_id: UUID, tmp_path: Path) -> UUID:
    """A questionnaire filled with secrets, a photo and a signature."""
    forme = charger(uow, tmp_path, SURVEY)
    id_ = saisies.commencer(CommencerEnquete(menage_id, forme), uow).principal
    assert id_ is not None
    paraphe = BytesIO()
    Image.new("RGBA", (300, 100), (0, 0, 0, 0)).save(paraphe, "PNG")
    signe = pieces.joindre_signature(
        pieces.JoindreSignature(id_, "paraphe", paraphe.getvalue()), uow
    )
    Image.new("RGB", (640, 480), "grey").save(tmp_path / "maison.png")
    photo = pieces.joindre_photo(pieces.JoindrePhoto(id_, "photo", tmp_path / "maison.png"), uow)
    reponses = {
        "g": {"nb": "3", "chien": "o", "nom_chien": "ZQREX", "craintes": "ZQCRAINTE"},
        "ami": [{"prenom": "ZQZOE"}, {"prenom": "ZQADAM"}],
        "photo": photo.nom,
        "paraphe": signe.nom,
    }
    saisies.terminer(TerminerEnquete(id_, reponses), uow)
    return id_


def lire(fichier: Path) -> str:
    """All the text of a PDF, on one line."""
    pages = PdfReader(BytesIO(fichier.read_bytes())).pages
    return " ".join(" ".join(p.extract_text() for p in pages).replace("\u00a0", " ").split())


def images(fichier: Path) -> int:
    """How many pictures a PDF shows."""
    return sum(len(page.images) for page in PdfReader(BytesIO(fichier.read_bytes())).pages)


# ---- blank -------------------------------------------------------------------------------------


def test_a_blank_form_names_the_household_and_asks_every_question(
    uow: UnitOfWork, menage_id: UUID, tmp_path: Path
) -> None:
    forme = charger(uow, tmp_path, SURVEY)
    fait = papier.imprimer_formulaire(ImprimerFormulaire(forme, tmp_path / "v.pdf", menage_id), uow)
    vu = lire(fait.fichier)
    assert fait.pages == len(PdfReader(fait.fichier).pages)
    assert "Wójcik Jadwiga" in vu
    assert "Rue de Stockholm" in vu
    for ligne in SURVEY[1:]:
        assert ligne[2] in vu
    assert "▸ si oui à la question 2" in vu
    assert [f"Ami n° {n}" in vu for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert "Une fois remplie, cette feuille est confidentielle" in vu
    assert not [s for s in SECRETS if s in vu]


def test_letters_are_never_smaller_than_eleven_points(
    uow: UnitOfWork, menage_id: UUID, enquete_id: UUID, tmp_path: Path
) -> None:
    (forme,) = questionnaires.lister(questionnaires.LireQuestionnaires(), uow)
    papier.imprimer_formulaire(ImprimerFormulaire(forme.id, tmp_path / "v.pdf", menage_id), uow)
    for pour, nom in ((Destinataire.EQUIPE, "e.pdf"), (Destinataire.MENAGE, "m.pdf")):
        papier.imprimer_remplie(ImprimerRemplie(enquete_id, tmp_path / nom, pour), uow)
    for nom, minimum in (("v.pdf", 11), ("e.pdf", 11), ("m.pdf", 14)):
        tailles: list[float] = []

        def noter(t: str, _c: object, _m: object, _p: object, taille: float) -> None:
            tailles.extend([taille] * bool(t.strip()))  # noqa: B023 - read before the next file

        for page in PdfReader(tmp_path / nom).pages:
            page.extract_text(visitor_text=noter)
        assert min(tailles) >= minimum, nom


def test_a_form_in_arabic_is_shaped_and_ordered(uow: UnitOfWork, tmp_path: Path) -> None:
    forme = charger(uow, tmp_path, SURVEY)
    fait = papier.imprimer_formulaire(
        ImprimerFormulaire(forme, tmp_path / "ar.pdf", langue="ar"), uow
    )
    vu = lire(fait.fichier)
    assert "\ufe93" in vu or "\ufee2" in vu  # letters in the form their neighbours ask for
    assert "Combien de personnes" not in vu
    with pytest.raises(EntreeInvalide) as refus:
        papier.imprimer_formulaire(
            ImprimerFormulaire(forme, tmp_path / "x.pdf", langue="polski"), uow
        )
    assert refus.value.code == "enquete.langue"
    assert not (tmp_path / "x.pdf").exists()


def test_three_hundred_questions_are_laid_out_at_once(uow: UnitOfWork, tmp_path: Path) -> None:
    genres = ("text", "integer", "select_one on", "date", "decimal", "note")
    lignes = [
        [genres[n % 6], f"q{n}", f"Question {n} assez longue pour aller à la ligne ?"]
        for n in range(300)
    ]
    forme = charger(uow, tmp_path, [["type", "name", "label"], *lignes])
    cmd = ImprimerFormulaire(forme, tmp_path / "v.pdf")
    debut = perf_counter()
    fait = papier.imprimer_formulaire(cmd, uow)
    assert perf_counter() - debut < 5
    vu = lire(fait.fichier)
    assert fait.pages > 8
    assert all(f"Question {n} " in vu for n in range(300))


def test_stopping_leaves_nothing_behind(
    uow: UnitOfWork, menage_id: UUID, enquete_id: UUID, tmp_path: Path
) -> None:
    class Arret:
        annule = False

        def avance(self, fait: int, _total: int, _texte: str = "") -> None:
            if fait == 3:
                raise Annule

    (forme,) = questionnaires.lister(questionnaires.LireQuestionnaires(), uow)
    dossier = tmp_path / "papiers"
    with pytest.raises(Annule):
        papier.imprimer_formulaire(ImprimerFormulaire(forme.id, dossier / "v.pdf"), uow, Arret())
    with pytest.raises(Annule):
        papier.imprimer_remplie(
            ImprimerRemplie(enquete_id, dossier / "r.pdf", Destinataire.MENAGE), uow, Arret()
        )
    assert not dossier.exists()
    with uow.lecture() as session:
        assert session.scalars(select(Envoi)).all() == []


# ---- filled ------------------------------------------------------------------------------------


@pytest.mark.parametrize("pour", [Destinataire.EQUIPE, Destinataire.MENAGE])
def test_the_team_and_the_household_read_every_answer_in_words(
    uow: UnitOfWork, enquete_id: UUID, tmp_path: Path, pour: Destinataire
) -> None:
    fait = papier.imprimer_remplie(ImprimerRemplie(enquete_id, tmp_path / "r.pdf", pour), uow)
    vu = lire(fait.fichier)
    assert not [s for s in SECRETS if s not in vu]
    assert "Un chien ? Oui" in vu
    assert "Ami n° 2" in vu
    assert "Rempli le 24/11/2026" in vu
    assert images(fait.fichier) == 2
    with uow.lecture() as session:
        partis = [(e.quoi, e.destinataire) for e in session.scalars(select(Envoi))]
    attendu = [] if pour is Destinataire.EQUIPE else [("questionnaire", "menage")]
    assert partis == attendu


def test_the_bailleur_reads_only_what_is_shared_and_it_is_logged(
    uow: UnitOfWork, menage_id: UUID, enquete_id: UUID, tmp_path: Path
) -> None:
    cmd = ImprimerRemplie(enquete_id, tmp_path / "b.pdf", Destinataire.BAILLEUR)
    fait = papier.imprimer_remplie(cmd, uow)
    vu = lire(fait.fichier)
    assert "Combien de personnes ? 3" in vu
    assert not [s for s in (*SECRETS, "chien", "Ami") if s in vu]
    assert images(fait.fichier) == 0
    with uow.lecture() as session:
        partis = [
            (e.destinataire, (e.detail or {})["menages"]) for e in session.scalars(select(Envoi))
        ]
    assert partis == [("bailleur", [menage_id.hex])]


def test_a_household_that_refused_is_not_printed_for_the_bailleur(
    uow: UnitOfWork, menage_id: UUID, enquete_id: UUID, tmp_path: Path
) -> None:
    factories.ecrire(
        uow,
        Consentement(
            id=uow.ids.new(), menage_id=menage_id, partenaire=Partenaire.BAILLEUR, accorde=False,
            donne_le=date(2026, 11, 1),
        ),
    )  # fmt: skip
    with pytest.raises(RegleMetier) as refus:
        papier.imprimer_remplie(
            ImprimerRemplie(enquete_id, tmp_path / "b.pdf", Destinataire.BAILLEUR), uow
        )
    assert refus.value.code == "documents.tous_ecartes"
    assert not (tmp_path / "b.pdf").exists()


def test_markup_is_printed_as_it_was_answered(
    uow: UnitOfWork, menage_id: UUID, tmp_path: Path
) -> None:
    hostile = "<b>Gras</b> & <img src=x>"
    enquete = repondre(uow, menage_id, charger(uow, tmp_path, SURVEY), {"g": {"craintes": hostile}})
    fait = papier.imprimer_remplie(ImprimerRemplie(enquete, tmp_path / "r.pdf"), uow)
    assert hostile in lire(fait.fichier)


def test_a_questionnaire_under_way_is_printed_as_last_kept(
    uow: UnitOfWork, menage_id: UUID, tmp_path: Path
) -> None:
    forme = charger(uow, tmp_path, SURVEY)
    enquete = saisies.commencer(CommencerEnquete(menage_id, forme), uow).principal
    assert enquete is not None
    saisies.sauver(saisies.SauverSaisie(enquete, {"g": {"craintes": "le bruit"}}), uow)
    vu = lire(papier.imprimer_remplie(ImprimerRemplie(enquete, tmp_path / "r.pdf"), uow).fichier)
    assert "le bruit" in vu
    assert "pas encore terminé" in vu


# ---- before and after, the sheet ---------------------------------------------------------------


def test_before_and_after_is_one_page_what_changed_first(
    uow: UnitOfWork, menage_id: UUID, tmp_path: Path
) -> None:
    with pytest.raises(RegleMetier) as rien:
        papier.imprimer_avant_apres(ImprimerAvantApres(menage_id, tmp_path / "a.pdf"), uow)
    assert rien.value.code == "enquete.rien_a_comparer"
    questions = [["integer", f"q{n}", f"Question {n} ?"] for n in range(60)]
    for nom, ecart in (("avant", 0), ("apres", 1)):
        forme = charger(uow, tmp_path, [["type", "name", "label"], *questions], nom)
        reponses = {f"q{n}": str(n + (ecart if n == 50 else 0)) for n in range(60)}
        repondre(uow, menage_id, forme, reponses)
    fait = papier.imprimer_avant_apres(ImprimerAvantApres(menage_id, tmp_path / "a.pdf"), uow)
    vu = lire(fait.fichier)
    assert fait.pages == 1
    assert "Question 50 ? 50 ▸ 51" in vu
    assert vu.index("Question 50") < vu.index("Question 0 ?")
    assert "autres réponses se lisent dans Voyette" in vu


def test_the_sheet_tells_of_the_questionnaire_as_far_as_its_reader_goes(
    uow: UnitOfWork, menage_id: UUID, enquete_id: UUID, tmp_path: Path
) -> None:
    vus = {}
    for pour in Destinataire:
        sortie = tmp_path / f"{pour.value}.pdf"
        imprimer_fiches(ImprimerFiches(pour, sortie, (menage_id,)), uow)
        vus[pour] = lire(sortie)
    equipe = vus[Destinataire.EQUIPE]
    assert "Essai, remplie le 24/11/2026." in equipe
    assert "ZQCRAINTE" in equipe
    assert not [s for s in ("ZQREX", "ZQZOE", "ZQADAM") if s in equipe]
    assert "3 autres réponses, réservées, se lisent dans Voyette." in equipe
    menage = vus[Destinataire.MENAGE]
    assert "Vous avez répondu à « Essai » le 24 novembre 2026." in menage
    assert not [s for s in SECRETS if s in menage]
    bailleur = vus[Destinataire.BAILLEUR]
    assert not [s for s in (*SECRETS, "Essai") if s in bailleur]
