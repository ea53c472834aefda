"""Rehousing in an estate, by keyboard, on the real base."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from app.domain.demenagements import GenreEquipe
from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.planification.mots import ORDRE
from app.services import chartes, equipe, equipes, indisponibilites, logements, occupations, parc
from app.services.chartes import LireCharte, ReglerCharte
from app.services.equipes import ListerEquipes
from app.services.indisponibilites import ListerIndisponibilites
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import ALT, Clavier, K, installer
from ui.contexte import Contexte
from ui.pages.cite import PAGES
from ui.pages.cite.charte import VueCharte
from ui.pages.cite.cite import VueCite
from ui.pages.cite.equipes import VueEquipes
from ui.pages.cite.parc_date import VueParcDate
from ui.pages.cite.relogement import OngletRelogement
from ui.pages.cite.renouvellement import VueRenouvellement

MAJ = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def mains(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork) -> Clavier:
    installer(contexte, *PAGES)
    equipe.garantir_moi(None, uow)
    return Clavier(qtbot, contexte, pile)


@pytest.fixture
def cite_id(uow: UnitOfWork) -> UUID:
    return factories.cite(uow, nom="Cité du Relogement")


def une_cite(contexte: Contexte, mains: Clavier, cite_id: UUID) -> VueCite:
    contexte.navigation.aller("cite", cite_id=cite_id)
    mains.calme()
    page = contexte.navigation.page
    assert page is not None
    (trouvee,) = page.findChildren(VueCite)
    return trouvee


def relogement(contexte: Contexte, mains: Clavier, cite_id: UUID, vue: str) -> OngletRelogement:
    cite = une_cite(contexte, mains, cite_id)
    cite.aller("relogement")
    onglet = cite.onglet("relogement")
    assert isinstance(onglet, OngletRelogement)
    onglet.puces[vue].setFocus()
    mains.touche(K.Key_Space)
    mains.calme()
    assert [nom for nom, puce in onglet.puces.items() if puce.isChecked()] == [vue]
    return onglet


def _peupler(uow: UnitOfWork, cite_id: UUID) -> tuple[UUID, UUID]:
    """A household at home, to leave on 14 December for a temporary home; both homes."""
    tranche = logements.creer_tranche(
        logements.CreerTranche(cite_id, "T1", {"debut_travaux": date(2027, 1, 4)}), uow
    ).principal
    maison = factories.logement(uow, cite_id=cite_id, tranche_id=tranche, numero="2")
    tiroir = factories.logement(uow, cite_id=cite_id, etat="tiroir", numero="4")
    menage = factories.menage(uow, "Colas", "Anna", logement_id=maison)
    occupations.ouvrir(
        occupations.OuvrirOccupation(
            menage,
            tiroir,
            NatureOccupation.TIROIR,
            date(2026, 12, 14),
            fin_prevue=date(2027, 4, 12),
        ),
        uow,
    )
    return maison, tiroir


def test_the_dwellings_on_a_day(
    uow: UnitOfWork, contexte: Contexte, mains: Clavier, cite_id: UUID
) -> None:
    maison, _tiroir = _peupler(uow, cite_id)
    vacant = factories.logement(uow, cite_id=cite_id, etat="vacant", numero="6")
    factories.menage(uow, "Benali", "Karim", logement_id=vacant)
    vue = relogement(contexte, mains, cite_id, "date").vue("date")
    assert isinstance(vue, VueParcDate)
    assert vue.phrase.text() == "Le 24 novembre 2026 : 1 tiroir libre, 2 logements occupés."
    assert vue.vacance.text() == "Vacance : 1 logement sans ménage sur 3 comptés (33 %)."
    lignes = [vue.modele.ligne(rang) for rang in range(3)]
    assert [li.savoir for li in lignes if li] == [
        "",
        "promis à Colas Anna le 14/12/2026 ; libre jusqu’au 13/12/2026, puis à partir du "
        "17/04/2027",
        "⚠ noté vacant, mais Benali Karim y est depuis le 04/05/2001",
    ]
    vue.alertes.setFocus()
    mains.touche(K.Key_Return)
    assert vue.modele.rowCount() == 1
    mains.touche(K.Key_Return)
    vue.jour.setFocus()
    vue.jour.selectAll()
    mains.taper("12/03/2027")
    mains.entree()
    mains.calme()
    assert vue.phrase.text() == (
        "Le 12 mars 2027 : 1 tiroir occupé, 1 logement en travaux, 1 logement occupé."
    )
    vue.table.prendre_focus()
    mains.entree()
    mains.calme()
    page = contexte.navigation.page
    assert page is not None
    assert page.un_logement._id == maison  # type: ignore[attr-defined]


def test_the_renewal_says_who_is_undecided(
    uow: UnitOfWork, contexte: Contexte, mains: Clavier, cite_id: UUID
) -> None:
    _peupler(uow, cite_id)
    ici = factories.logement(uow, cite_id=cite_id)
    parti = factories.menage(uow, "Wiart", "Luc", logement_id=ici)
    ailleurs = factories.logement(uow)
    occupations.deplacer(
        occupations.Deplacer(parti, ailleurs, NatureOccupation.DEFINITIF, date(2026, 5, 4)), uow
    )
    vue = relogement(contexte, mains, cite_id, "renouvellement").vue("renouvellement")
    assert isinstance(vue, VueRenouvellement)
    assert vue.phrase.text() == (
        "Renouvellement du 01/01/2026 au 24/11/2026 : 1 parti sur 2 ménages d’origine (50 %). "
        "1 n’est pas fixé (pas encore parti, ou en tiroir) : au plus 100 %."
    )
    vue.puces[next(s for s in vue.puces if s.value == "parti")].setFocus()
    mains.touche(K.Key_Space)
    assert [vue.modele.ligne(r).nom for r in range(vue.modele.rowCount())] == ["Wiart Luc"]  # type: ignore[union-attr]


def test_the_charter_of_the_estate_then_of_a_batch(
    uow: UnitOfWork, contexte: Contexte, mains: Clavier, cite_id: UUID
) -> None:
    tranche = logements.creer_tranche(logements.CreerTranche(cite_id, "T1"), uow).principal
    vue = relogement(contexte, mains, cite_id, "charte").vue("charte")
    assert isinstance(vue, VueCharte)
    preavis = vue.formulaire.widget("preavis_jours")
    assert isinstance(preavis, QLineEdit)
    assert preavis.placeholderText() == "30 (valeur proposée)"
    preavis.setFocus()
    mains.taper("400")
    vue.enregistrer.setFocus()
    mains.entree()
    mains.calme()
    assert "entre" not in preavis.text()
    assert preavis.property("etat") == "erreur"
    preavis.setFocus()
    preavis.selectAll()
    mains.taper("45")
    vue.enregistrer.setFocus()
    mains.entree()
    mains.calme()
    assert chartes.lire(LireCharte(cite_id), uow).preavis_jours == 45
    vue.portee.setFocus()
    mains.touche(K.Key_Down)
    mains.calme()
    assert vue.portee.currentData() == tranche
    assert preavis.text() == ""
    assert preavis.placeholderText() == "45 (charte de la cité)"
    preavis.setFocus()
    mains.taper("60")
    vue.enregistrer.setFocus()
    mains.entree()
    mains.calme()
    assert chartes.lire(LireCharte(cite_id, tranche), uow).preavis_jours == 60
    assert chartes.lire(LireCharte(cite_id), uow).preavis_jours == 45


def test_priorities_change_places_with_the_keyboard(
    uow: UnitOfWork, contexte: Contexte, mains: Clavier, cite_id: UUID
) -> None:
    vue = relogement(contexte, mains, cite_id, "charte").vue("charte")
    assert isinstance(vue, VueCharte)
    liste = vue.priorites.liste
    assert liste.item(0).text().startswith("1. Ménages sans solution")
    liste.setFocus()
    liste.setCurrentRow(3)
    mains.touche(K.Key_Up, ALT)
    mains.touche(K.Key_Up, ALT)
    mains.calme()
    voulu = (ORDRE[0], ORDRE[3], ORDRE[1], ORDRE[2], *ORDRE[4:])
    assert chartes.lire(LireCharte(cite_id), uow).ordre == voulu
    assert liste.currentRow() == 1
    vue.priorites.reprendre.setFocus()
    mains.entree()
    mains.calme()
    assert chartes.lire(LireCharte(cite_id), uow).ordre == ORDRE
    # What somebody else changed meanwhile is shown.
    chartes.regler(ReglerCharte(cite_id, {"ordre": tuple(reversed(ORDRE))}), uow)
    vue.rafraichir()
    mains.calme()
    assert liste.item(0).text().startswith("1. Logements provisoires vides")


def test_a_crew_and_the_days_nobody_moves(
    uow: UnitOfWork, contexte: Contexte, mains: Clavier, cite_id: UUID
) -> None:
    vue = relogement(contexte, mains, cite_id, "equipes").vue("equipes")
    assert isinstance(vue, VueEquipes)
    vue.nouvelle.setFocus()
    mains.entree()
    assert mains.ici == "Équipe"
    mains.taper("Bras du Nord")
    capacite = vue.formulaire.widget("capacite")
    assert isinstance(capacite, QLineEdit)
    capacite.setFocus()
    capacite.selectAll()
    mains.taper("3")
    vue.jours.puces["6"].setFocus()
    mains.touche(K.Key_Space)
    vue.enregistrer.setFocus()
    mains.entree()
    mains.calme()
    (lue,) = equipes.lister(ListerEquipes(cite_id), uow)
    assert (lue.nom, lue.genre, lue.capacite, lue.jours) == (
        "Bras du Nord",
        GenreEquipe.DEMENAGEURS,
        3,
        "123456",
    )
    saisie = vue.fermetures.saisie
    pour = saisie.widget("equipe_id")
    assert isinstance(pour, QComboBox)
    for touche, motif in ((K.Key_Home, "Ducasse"), (K.Key_End, "Conges")):
        pour.setFocus()
        mains.touche(touche)
        saisie.widget("du").setFocus()
        mains.taper("24/12/2026")
        saisie.widget("motif").setFocus()
        mains.taper(motif)
        vue.fermetures.ajouter.setFocus()
        mains.entree()
        mains.calme()
    fermetures = indisponibilites.lister(ListerIndisponibilites(cite_id=cite_id), uow)
    assert [(f.du, f.au, f.motif) for f in fermetures] == [
        (date(2026, 12, 24), date(2026, 12, 24), "Ducasse")
    ]
    (lue,) = equipes.lister(ListerEquipes(cite_id), uow)
    assert [a.motif for a in lue.absences] == ["Conges"]
    assert vue.fermetures.modele.rowCount() == 2
    vue.fermetures.table.prendre_focus()
    vue.fermetures.retirer.setFocus()
    mains.entree()
    mains.calme()
    assert vue.fermetures.modele.rowCount() == 1
    vue.table.prendre_focus()
    vue.retirer.setFocus()
    mains.entree()
    mains.calme()
    assert equipes.lister(ListerEquipes(cite_id), uow) == ()


def test_several_vacant_homes_are_lent_at_once(
    uow: UnitOfWork, contexte: Contexte, mains: Clavier, cite_id: UUID
) -> None:
    ids = [
        factories.logement(uow, cite_id=cite_id, etat="vacant", numero=str(n)) for n in (2, 4, 6)
    ]
    onglet = une_cite(contexte, mains, cite_id).logements
    onglet.table.prendre_focus()
    mains.touche(K.Key_Down, MAJ)
    assert onglet.tiroirs.phrase.text() == "2 logements choisis"
    onglet.tiroirs.preparer.setFocus()
    mains.entree()
    assert mains.ici == "Disponible à partir du"
    mains.taper("04/01/2027")
    onglet.tiroirs.valider.setFocus()
    mains.entree()
    mains.calme()
    lus = [parc.logement(parc.LireLogement(id_), uow).champs for id_ in ids]
    assert [(c["etat"], c["disponible_du"]) for c in lus] == [
        (EtatLogement.TIROIR, date(2027, 1, 4)),
        (EtatLogement.TIROIR, date(2027, 1, 4)),
        (EtatLogement.VACANT, None),
    ]
    onglet.tiroirs.rendre.setFocus()
    mains.entree()
    mains.calme()
    assert parc.logement(parc.LireLogement(ids[0]), uow).champs["etat"] is EtatLogement.VACANT


def test_the_menu_leads_to_the_rehousing_of_the_estate(
    uow: UnitOfWork, contexte: Contexte, mains: Clavier, cite_id: UUID
) -> None:
    factories.logement(
        uow, cite_id=cite_id, chambres=2, plain_pied=True, jardin=True, animaux=False
    )
    vue = une_cite(contexte, mains, cite_id)
    offre = vue.logements.modele.ligne(0)
    colonne = vue.logements.modele.colonnes[-1]
    assert colonne.texte(offre) == "2 ch., plain-pied, jardin, sans animaux"
    page = contexte.navigation.page
    assert page is not None
    (action,) = (a for a in page.commandes() if a.nom == "cite_relogement")
    action.declencher()
    mains.calme()
    assert vue.onglets.currentWidget() is vue.onglets.widget(2)
    assert "relogement" in vue.construits


def test_what_a_dwelling_offers_is_typed_in_its_form(
    uow: UnitOfWork, contexte: Contexte, mains: Clavier, cite_id: UUID
) -> None:
    id_ = factories.logement(uow, cite_id=cite_id)
    contexte.navigation.aller("cite", cite_id=cite_id, logement_id=id_)
    mains.calme()
    page = contexte.navigation.page
    assert page is not None
    vue = page.un_logement  # type: ignore[attr-defined]
    for cle, texte in (("chambres", "3"), ("x", "688123"), ("nettoyage_jours", "7")):
        vue.formulaire.widget(cle).setFocus()
        mains.taper(texte)
    vue.enregistrer.setFocus()
    mains.entree()
    mains.calme()
    assert vue.formulaire.widget("x").property("etat") == "erreur"
    vue.formulaire.widget("y").setFocus()
    mains.taper("7033456")
    vue.enregistrer.setFocus()
    mains.entree()
    mains.calme()
    lus = parc.logement(parc.LireLogement(id_), uow).champs
    assert (lus["chambres"], lus["x"], lus["y"], lus["nettoyage_jours"]) == (
        3,
        688123,
        7033456,
        7,
    )


def test_the_ledger_of_a_dwelling_tells_what_is_foreseen(
    uow: UnitOfWork, contexte: Contexte, mains: Clavier, cite_id: UUID
) -> None:
    _maison, tiroir = _peupler(uow, cite_id)
    contexte.navigation.aller("cite", cite_id=cite_id, logement_id=tiroir)
    mains.calme()
    page = contexte.navigation.page
    assert page is not None
    registre = page.un_logement.registre  # type: ignore[attr-defined]
    dits = [
        item.widget().text()
        for rang in range(registre.count())
        if (item := registre.itemAt(rang)) is not None and item.widget() is not None
    ]
    assert dits == [
        "Qui vit et a vécu ici",
        "Colas Anna",
        "logement tiroir · prévu du 14/12/2026 au 12/04/2027",
    ]
