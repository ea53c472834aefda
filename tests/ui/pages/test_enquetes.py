"""Campaigns, questionnaires and results by keyboard; the tab of a household."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QMenu, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.core.clock import FixedClock
from app.domain.enquetes.campagnes import EtatSuivi, MomentCampagne
from app.domain.partage import Partage
from app.services.enquetes import campagnes, questionnaires, saisies
from app.services.enquetes.campagnes import LireCampagne, OuvrirCampagne
from app.services.enquetes.questionnaires import ChargerQuestionnaire
from app.services.enquetes.saisies import CommencerEnquete, TerminerEnquete
from db.models import Visite
from db.uow import UnitOfWork
from tests import factories
from tests.integration.enquetes.test_comparaison import APRES, AVANT, forme, repondre
from tests.integration.enquetes.test_saisies import ecrire
from tests.ui.pages.clavier import Clavier, K, installer
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.enquetes import PageEnquetes
from ui.pages.enquetes.reglages import CHAMP, PARTAGE
from ui.pages.menage import PageMenage


class Temoin(Page):
    """Stands for the page that fills a questionnaire."""

    nom = "enquete"

    def afficher(self, **arguments: Any) -> None:
        """Remember what was asked."""
        self.recu = arguments


@pytest.fixture
def forme_id(uow: UnitOfWork, tmp_path: Path) -> UUID:
    """The form "essai"."""
    charge = questionnaires.charger(ChargerQuestionnaire(ecrire(tmp_path / "f.xlsx")), uow)
    assert charge.principal is not None
    return charge.principal


@pytest.fixture
def foyers(uow: UnitOfWork) -> list[UUID]:
    """Three households of one estate, in the order one walks."""
    cite_id = factories.cite(uow, nom="Cité fictive")
    return [
        factories.menage(
            uow, nom, "Ana",
            logement_id=factories.logement(uow, cite_id=cite_id, numero=str(n), voie="Rue A"),
        )
        for n, nom in enumerate(("Un", "Deux", "Trois"), 1)
    ]  # fmt: skip


@pytest.fixture
def campagne_id(uow: UnitOfWork, forme_id: UUID, foyers: list[UUID], clock: FixedClock) -> UUID:
    """A campaign late by three days."""
    from sqlalchemy import text

    with uow.lecture() as session:
        cite_id = UUID(hex=session.execute(text("SELECT id FROM cite")).scalar_one())
    clock.instant -= timedelta(days=5)
    ouverte = campagnes.ouvrir(
        OuvrirCampagne(
            cite_id, "essai", "Enquête 2026", MomentCampagne.AVANT,
            clock.today() + timedelta(days=2),
        ),
        uow,
    )  # fmt: skip
    clock.instant += timedelta(days=5)
    assert ouverte.principal is not None
    return ouverte.principal


@pytest.fixture
def clavier(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Clavier:
    """Hands, on a window that has the focus."""
    installer(contexte, PageEnquetes, PageMenage, Temoin)
    return Clavier(qtbot, contexte, pile)


def aller(clavier: Clavier, contexte: Contexte, **arguments: Any) -> PageEnquetes:
    """The page, settled."""
    contexte.navigation.aller("enquetes", **arguments)
    clavier.calme()
    page = contexte.navigation.page
    assert isinstance(page, PageEnquetes)
    return page


def etats(uow: UnitOfWork, campagne_id: UUID) -> list[EtatSuivi]:
    """Where the households stand, as one walks."""
    return [m.etat for m in campagnes.lire(LireCampagne(campagne_id), uow).menages]


def textes(page: QWidget, rang: int) -> list[str]:
    """The cells of a row of a table."""
    modele: Any = page
    return [str(modele.index(rang, c).data()) for c in range(modele.columnCount())]


def test_an_empty_base_says_what_to_do(clavier: Clavier, contexte: Contexte) -> None:
    page = aller(clavier, contexte)
    assert clavier.focus is page.onglet("campagnes").vide.bouton
    clavier.entree()
    clavier.calme()
    nouvelle = page.onglet("campagnes").nouvelle
    assert nouvelle.sans_forme.isVisible()
    assert not nouvelle.creer.isEnabled()
    nouvelle.charger.setFocus()
    clavier.entree()
    clavier.calme()
    assert page.courant is page.onglet("questionnaires")
    page.premier_champ().setFocus()  # type: ignore[union-attr]  # never None here
    clavier.entree()  # the shipped ones
    clavier.calme()
    titres = [page.courant.modele.ligne(i).titre for i in range(page.courant.modele.rowCount())]
    assert sorted(titres) == ["Enquête sociale avant travaux", "Satisfaction après le retour"]


def test_a_campaign_is_opened_and_its_coverage_told(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, forme_id: UUID, foyers: list[UUID]
) -> None:
    page = aller(clavier, contexte, vue="nouvelle")
    onglet = page.onglet("campagnes")
    assert onglet.nouvelle.titre.text() == "Essai 2026"
    onglet.nouvelle.echeance.setFocus()
    clavier.taper("+30")
    clavier.entree()
    clavier.calme()
    assert onglet.une.lue.campagne.titre == "Essai 2026"
    assert onglet.une.couverture.text() == "0 faite sur 3 · 3 restants"
    assert clavier.focus is onglet.une.table
    assert [m.nom for m in onglet.une.lue.menages] == ["Un Ana", "Deux Ana", "Trois Ana"]


def test_late_is_said_in_words(clavier: Clavier, contexte: Contexte, campagne_id: UUID) -> None:
    page = aller(clavier, contexte)
    onglet = page.onglet("campagnes")
    assert textes(onglet.modele, 0)[3:] == ["0 faite sur 3 · 3 restants", "⚠ en retard de 3 jours"]
    clavier.entree()
    clavier.calme()
    assert onglet.une.retard.text() == "⚠ en retard de 3 jours"
    assert contexte.navigation.lieu is not None
    assert contexte.navigation.lieu.arguments["campagne_id"] == campagne_id


def test_each_door_takes_a_key_or_two(
    clavier: Clavier,
    contexte: Contexte,
    uow: UnitOfWork,
    campagne_id: UUID,
    foyers: list[UUID],
    clock: FixedClock,
) -> None:
    page = aller(clavier, contexte, campagne_id=campagne_id)
    une = page.onglet("campagnes").une
    assert clavier.focus is une.table
    clavier.touche(K.Key_A)
    clavier.entree()  # at home, today
    clavier.calme()
    assert etats(uow, campagne_id)[0] is EtatSuivi.ABSENT
    with uow.lecture() as session:
        assert session.scalars(select(Visite.jour)).all() == [clock.today()]
    assert clavier.focus is une.table
    clavier.touche(K.Key_Down)
    clavier.touche(K.Key_R)
    clavier.touche(K.Key_Down)  # the second reason
    clavier.entree()
    clavier.calme()
    assert etats(uow, campagne_id)[1] is EtatSuivi.REFUS
    assert "ne veut pas parler de sa vie privée" in textes(une.modele, 1)
    clavier.touche(K.Key_R)
    clavier.touche(K.Key_End)  # another time: not a refusal
    une.refus.precision.setFocus()
    clavier.taper("en janvier")
    clavier.entree()
    clavier.calme()
    assert etats(uow, campagne_id)[1] is EtatSuivi.A_FAIRE
    clavier.touche(K.Key_A)
    clavier.touche(K.Key_Escape)
    assert clavier.focus is une.table
    une.etat.setCurrentIndex(une.etat.findData(EtatSuivi.ABSENT))
    une.etat.activated.emit(une.etat.currentIndex())
    assert une.modele.rowCount() == 1
    assert une.couverture.text() == "0 faite sur 3 · 1 absent · 2 restants"


def test_another_reason_must_be_told(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, campagne_id: UUID
) -> None:
    une = aller(clavier, contexte, campagne_id=campagne_id).onglet("campagnes").une
    clavier.touche(K.Key_R)
    une.refus.motif.setCurrentIndex(une.refus.motif.count() - 2)
    clavier.entree()
    assert clavier.focus is une.refus.precision
    clavier.taper("deuil")
    clavier.entree()
    clavier.calme()
    assert "deuil" in textes(une.modele, 0)


def test_enter_starts_then_takes_up_and_the_strip_jumps(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, campagne_id: UUID, foyers: list[UUID]
) -> None:
    aller(clavier, contexte, campagne_id=campagne_id)
    clavier.entree()
    clavier.calme()
    temoin = contexte.navigation.page
    assert isinstance(temoin, Temoin)
    enquete_id = temoin.recu["enquete_id"]
    saisies.sauver(saisies.SauverSaisie(enquete_id, {"nb": "2"}, repondues=1, posees=2), uow)
    page = aller(clavier, contexte, campagne_id=campagne_id)
    (bouton,) = page.en_cours.boutons
    assert bouton.text() == "Un Ana · Essai · 1/2 · depuis mar. 24 nov."
    une = page.onglet("campagnes").une
    assert "1/2" in textes(une.modele, 0)
    assert une.commencer.text() == "Reprendre le questionnaire"
    bouton.click()
    assert temoin.recu == {"enquete_id": enquete_id}
    saisies.terminer(TerminerEnquete(enquete_id, {"nb": "2"}), uow)
    page = aller(clavier, contexte, campagne_id=campagne_id)
    assert page.en_cours.isHidden()
    assert une.couverture.text() == "1 faite sur 3 · 2 restants"
    clavier.touche(K.Key_A)  # answered: nothing is asked
    assert une.absence.isHidden()


def test_newcomers_are_told_and_taken_in(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, campagne_id: UUID
) -> None:
    cite_id = campagnes.lire(LireCampagne(campagne_id), uow).campagne.cite_id
    factories.menage(uow, "Quatre", logement_id=factories.logement(uow, cite_id=cite_id))
    une = aller(clavier, contexte, campagne_id=campagne_id).onglet("campagnes").une
    assert "1 ménage est arrivé" in une.bandeau.texte()
    une._actualiser()
    clavier.calme()
    assert une.modele.rowCount() == 4
    assert une.bandeau.isHidden()
    une.clore.setFocus()
    clavier.entree()
    clavier.calme()
    assert "close le" in une.faits.text()
    une.table.prendre_focus()
    clavier.touche(K.Key_R)
    assert une.refus.isHidden()


def test_what_is_not_supported_is_listed(
    clavier: Clavier, contexte: Contexte, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = [
        ["type", "name", "label"],
        ["text", "mot", "Un mot"],
        ["audio", "voix", "Votre voix"],
        ["select_one_from_file lieux.csv", "lieu", "Où ?"],
    ]
    fichier = ecrire(tmp_path / "g.xlsx", survey=survey)
    (tmp_path / "lieux.csv").write_text("name,label\nx,Ici\n", encoding="utf-8")
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", staticmethod(lambda *_a, **_k: (str(fichier), ""))
    )
    monkeypatch.setattr(
        QFileDialog,
        "getOpenFileNames",
        staticmethod(lambda *_a, **_k: ([str(tmp_path / "lieux.csv")], "")),
    )
    onglet = aller(clavier, contexte, onglet="questionnaires").courant
    onglet.choisir_fichier()
    clavier.calme()
    assert onglet.remarques.count() >= 1
    assert onglet.remarques.item(0).text().startswith("ligne 3 : ")
    assert "lieux.csv" in onglet.bandeau.texte()
    onglet._joindre()
    clavier.calme()
    assert "lieux.csv" not in onglet.bandeau.texte()
    (tmp_path / "faux.xlsx").write_bytes(b"rien")
    onglet.charger_fichier(tmp_path / "faux.xlsx")
    clavier.calme()
    assert "ne peut pas être lu" in onglet.bandeau.texte()


def test_a_question_is_settled_in_its_cell(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork, forme_id: UUID
) -> None:
    onglet = aller(clavier, contexte, onglet="questionnaires").courant
    clavier.entree()
    table = onglet.reglages.table
    assert clavier.focus is table
    assert [table.item(0, c).text() for c in range(5)] == [
        "2", "Combien ?", "nombre entier", "Ménage · Nombre d’occupants déclaré", "l’équipe",
    ]  # fmt: skip
    clavier.touche(K.Key_Down)
    clavier.touche(K.Key_B)
    clavier.calme()
    clavier.entree()
    liste = clavier.focus
    assert isinstance(liste, QComboBox)
    liste.setCurrentIndex(liste.findData("besoin.plain_pied"))
    clavier.entree()
    clavier.calme()
    lue = onglet.reglages.lues.questions[1]
    assert (lue.champ, lue.partage) == ("besoin.plain_pied", Partage.BAILLEUR)
    assert table.item(1, PARTAGE).text() == "l’équipe et le bailleur ✎"
    assert (table.currentRow(), table.currentColumn()) == (1, CHAMP)
    clavier.touche(K.Key_Delete)
    clavier.calme()
    assert onglet.reglages.lues.questions[1].champ == ""
    assert onglet.reglages.lues.questions[1].partage is Partage.BAILLEUR


def test_a_form_is_retired(clavier: Clavier, contexte: Contexte, forme_id: UUID) -> None:
    onglet = aller(clavier, contexte, onglet="questionnaires").courant
    clavier.touche(K.Key_Delete)
    clavier.calme()
    assert "○ plus proposé, réponses gardées" in textes(onglet.modele, 0)


@pytest.fixture
def repondues(uow: UnitOfWork, tmp_path: Path) -> list[UUID]:
    """Seven households who answered before and after."""
    cite_id = factories.cite(uow, nom="Cité fictive")
    foyers = [
        factories.menage(uow, logement_id=factories.logement(uow, cite_id=cite_id))
        for _n in range(12)
    ]
    avant, apres = forme(uow, tmp_path, "avant", AVANT), forme(uow, tmp_path, "apres", APRES)
    for i, menage_id in enumerate(foyers):
        froid = "souvent" if i < 6 else "parfois"
        repondre(uow, menage_id, avant, froid=froid, energie="100")
        repondre(uow, menage_id, apres, froid="non" if i else "parfois", energie="60")
    return foyers


def test_results_hide_small_cells(
    clavier: Clavier, contexte: Contexte, repondues: list[UUID]
) -> None:
    onglet = aller(clavier, contexte, onglet="resultats").courant
    assert onglet.resume.text() == "Avant : Avant, 12 ménages · Après : Apres, 12 ménages"
    lignes = [textes(onglet.modele, i) for i in range(onglet.modele.rowCount())]
    assert lignes[0] == ["A-t-il fait froid chez vous ?", "Souvent", "6 (50 %)", "0 (0 %)"]
    assert lignes[1] == ["", "Parfois", "6 (50 %)", "masqué"]
    assert lignes[2] == ["", "Non", "0 (0 %)", "masqué"]
    assert ["Énergie par mois", "moyenne", "100", "60"] in lignes
    assert "Souvent : 6 (50 %) avant, 0 (0 %) après" in onglet.graphique.accessibleDescription()
    onglet.table.setFocus()
    for _n in range(4):
        clavier.touche(K.Key_Down)
    assert onglet.titre.text() == "Énergie par mois"
    onglet.pour.setCurrentIndex(1)
    onglet.pour.activated.emit(1)
    clavier.calme()
    assert onglet.vide.titre.text() == "Rien que le bailleur puisse recevoir"


def test_the_tab_of_a_household(
    clavier: Clavier,
    contexte: Contexte,
    uow: UnitOfWork,
    repondues: list[UUID],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    contexte.navigation.aller("menage", menage_id=repondues[0], onglet="enquetes")
    clavier.calme()
    page: Any = contexte.navigation.page
    onglet = page.details.construits["enquetes"]
    assert onglet.liste.rowCount() == 2
    assert onglet.liste.item(0, 1).text().startswith("Apres")
    assert [onglet.table.item(0, c).text() for c in range(3)] == [
        "≠ A-t-il fait froid chez vous ?", "Souvent", "Parfois",
    ]  # fmt: skip
    onglet.liste.setFocus()
    clavier.entree()
    assert isinstance(contexte.navigation.page, Temoin)
    contexte.navigation.retour()
    clavier.calme()
    proposes: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_a: proposes.append(menu))
    onglet.liste.setFocus()
    clavier.touche(K.Key_N)
    assert [a.text() for a in proposes[0].actions()] == ["Apres", "Avant"]
    proposes[0].actions()[1].trigger()
    clavier.calme()
    temoin = contexte.navigation.page
    assert isinstance(temoin, Temoin)
    lignes = saisies.lister(saisies.LireEnquetes(repondues[0]), uow)
    assert temoin.recu["enquete_id"] == lignes[0].id
    assert len(lignes) == 3


def test_print_choices_and_giving_up(
    clavier: Clavier,
    contexte: Contexte,
    uow: UnitOfWork,
    forme_id: UUID,
    foyers: list[UUID],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    saisies.commencer(CommencerEnquete(foyers[0], forme_id), uow)
    contexte.navigation.aller("menage", menage_id=foyers[0], onglet="enquetes")
    clavier.calme()
    page: Any = contexte.navigation.page
    onglet = page.details.construits["enquetes"]
    proposes: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_a: proposes.append(menu))
    pdf = tmp_path / "vierge.pdf"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", staticmethod(lambda *_a, **_k: (str(pdf), ""))
    )
    monkeypatch.setattr("ui.pages.menage.enquetes.QDesktopServices.openUrl", lambda _url: True)
    onglet.imprimer.setFocus()
    clavier.entree()
    proposes[0].actions()[0].trigger()
    clavier.calme()
    assert pdf.read_bytes().startswith(b"%PDF")
    onglet.liste.setFocus()
    clavier.touche(K.Key_Delete)
    clavier.calme()
    assert saisies.lister(saisies.LireEnquetes(foyers[0]), uow) == ()
