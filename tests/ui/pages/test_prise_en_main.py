"""The guided visit of a home and what follows the return, by keyboard, on the real base."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QMenu, QStackedWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.core.changes import Changes
from app.domain.reclamations import OrigineReclamation
from app.services import actions_collectives, prises_en_main, soutiens
from app.services.documents.commandes_guide import TailleGuide
from app.services.prises_en_main import (
    EtatPointMontre,
    EtatPriseEnMain,
    LirePrise,
    MomentPriseEnMain,
    PointTenu,
    PrevoirPrise,
    TenirPrise,
)
from app.services.soutiens import EtatSoutien, GenreSoutien, LireApres
from db.models import MenageResume, Personne, Reclamation
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.logement_renove.dessin import VueDessin
from ui.pages.cite import PageCite
from ui.pages.cite.actions import OngletActions
from ui.pages.menage import PageMenage
from ui.pages.menage.apres import OngletApres
from ui.pages.prise_en_main import PagePriseEnMain

JOUR = date(2026, 11, 24)
MONTRE, REVOIR, SANS = (
    EtatPointMontre.MONTRE,
    EtatPointMontre.A_REVOIR,
    EtatPointMontre.SANS_OBJET,
)


class Visite:
    """Somebody with a laptop on the kitchen table, and no mouse."""

    def __init__(
        self, qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget
    ) -> None:
        self.contexte, self.uow = contexte, uow
        self.menage_id = factories.menage(uow)
        installer(contexte, PagePriseEnMain, PageMenage, PageCite)
        self.mains = Clavier(qtbot, contexte, pile)

    def prevoir(self, moment: MomentPriseEnMain = MomentPriseEnMain.RETOUR) -> UUID:
        fait = prises_en_main.prevoir(PrevoirPrise(self.menage_id, moment, JOUR), self.uow)
        assert fait.principal is not None
        return fait.principal

    def ouvrir(self, prise: UUID) -> PagePriseEnMain:
        self.contexte.navigation.aller("prise_en_main", prise_id=prise)
        self.mains.calme()
        return self.page

    @property
    def page(self) -> PagePriseEnMain:
        page = self.contexte.navigation.page
        assert isinstance(page, PagePriseEnMain)
        return page

    def dits(self, prise: UUID) -> dict[str, list[EtatPointMontre]]:
        lue = prises_en_main.lire(LirePrise(prise), self.uow)
        return {p.code: [d.etat for d in p.dits] for p in lue.points if p.dits}

    def apres(self) -> OngletApres:
        self.contexte.navigation.aller("menage", menage_id=self.menage_id, onglet="apres")
        self.mains.calme()
        page = self.contexte.navigation.page
        assert isinstance(page, PageMenage)
        onglet = page.details.construits["apres"]
        assert isinstance(onglet, OngletApres)
        self.mains.attendre(lambda: onglet.lu is not None)
        return onglet


@pytest.fixture
def visite(qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget) -> Visite:
    return Visite(qtbot, contexte, uow, pile)


def test_une_touche_par_point_puis_tout_s_enregistre(visite: Visite) -> None:
    prise = visite.prevoir()
    page = visite.ouvrir(prise)
    assert visite.mains.focus is page.liste
    codes = [p.code for p in page.lue.points] if page.lue else []
    for touche in (K.Key_1, K.Key_2, K.Key_0):
        visite.mains.touche(touche)
    assert page.liste.code() == codes[3]  # the next one is already there
    assert page.titre_liste.text() == f"3 points sur {len(codes)}"
    page.garder()
    visite.mains.calme()
    assert visite.dits(prise) == {codes[0]: [MONTRE], codes[1]: [REVOIR], codes[2]: [SANS]}
    lue = prises_en_main.lire(LirePrise(prise), visite.uow)
    assert (lue.prise.etat, lue.prise.faite_le) == (EtatPriseEnMain.FAITE, JOUR)
    assert page.pied.enregistrer.text() == "Corriger la visite"


def test_ce_qu_on_a_note_par_erreur_s_efface(visite: Visite) -> None:
    page = visite.ouvrir(visite.prevoir())
    premier = page.liste.code()
    assert premier is not None
    visite.mains.touche(K.Key_1)
    visite.mains.touche(K.Key_Up)
    visite.mains.touche(K.Key_Backspace)
    assert page.notes.de(premier) == {}


def test_on_montre_a_une_personne_et_on_precise(visite: Visite) -> None:
    prise = visite.prevoir()
    page = visite.ouvrir(prise)
    with visite.uow.lecture() as session:
        personne = session.scalar(select(Personne.id).where(Personne.menage_id == visite.menage_id))
    code = page.liste.code()
    assert code is not None
    assert not page.regard.ligne.isEnabled()
    (montre_a,) = (a for a in page.commandes() if a.raccourci == "Alt+Q")
    montre_a.declencher()
    visite.mains.touche(K.Key_2)
    visite.mains.touche(K.Key_Up)
    visite.mains.touche(K.Key_N)
    assert visite.mains.ici == "Précision sur ce point"
    visite.mains.taper("sans lunettes")
    visite.mains.entree()
    assert visite.mains.focus is page.liste
    puce = next(iter(page.entete.puces.values()))  # the only person
    puce.click()
    page.garder()
    visite.mains.calme()
    lue = prises_en_main.lire(LirePrise(prise), visite.uow)
    (dit,) = next(p.dits for p in lue.points if p.code == code)
    assert (dit.personne_id, dit.etat, dit.precision) == (personne, REVOIR, "sans lunettes")
    assert lue.presents == (personne,)


def test_a_cote_le_dessin_et_ce_qu_on_dit(visite: Visite) -> None:
    page = visite.ouvrir(visite.prevoir())
    point = page.liste.courant()
    assert point is not None
    assert page.regard.dire.text() == f"« {point.dire} »"
    assert page.regard.montrer.text() == point.montrer
    assert page.regard.dessin.accessibleName() == f"Dessin : {point.libelle}"
    image = page.regard.dessin.grab().toImage()
    teintes = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }
    assert len(teintes) > 2  # ink, paper, fills


def test_un_dessin_inconnu_ne_prend_pas_de_place(qtbot: QtBot, contexte: Contexte) -> None:
    vue = VueDessin(contexte.theme)
    qtbot.addWidget(vue)
    vue.montrer("licorne")
    assert vue.isHidden()


def test_un_jour_a_venir_reporte_la_visite(visite: Visite) -> None:
    prise = visite.prevoir()
    page = visite.ouvrir(prise)
    page.pied.le.setFocus()
    page.pied.le.selectAll()
    visite.mains.taper("3/12/2026")
    assert page.pied.enregistrer.text() == "Reporter au jeu. 3 déc."
    page.garder()
    visite.mains.calme()
    lue = prises_en_main.lire(LirePrise(prise), visite.uow)
    assert (lue.prise.etat, lue.prise.prevue_le) == (EtatPriseEnMain.PREVUE, date(2026, 12, 3))


def test_rien_note_se_dit_sans_rien_perdre(visite: Visite) -> None:
    prise = visite.prevoir()
    page = visite.ouvrir(prise)
    page.garder()
    visite.mains.calme()
    assert prises_en_main.lire(LirePrise(prise), visite.uow).prise.etat is EtatPriseEnMain.PREVUE


def test_le_brouillon_revient(visite: Visite) -> None:
    prise = visite.prevoir()
    page = visite.ouvrir(prise)
    code = page.liste.code()
    assert code is not None
    visite.mains.touche(K.Key_2)
    page.brouillon.garder()
    visite.mains.calme()
    visite.ouvrir(visite.prevoir(MomentPriseEnMain.HIVER))
    assert page.notes.dits == {}
    visite.ouvrir(prise)
    visite.mains.attendre(lambda: bool(page.notes.dits))
    assert page.notes.etat(code, None) is REVOIR


def test_une_visite_annulee_ne_se_remplit_plus(visite: Visite) -> None:
    prise = visite.prevoir()
    page = visite.ouvrir(prise)
    (annuler,) = (a for a in page.commandes() if a.nom == "annuler_prise")
    annuler.declencher()
    visite.mains.calme()
    visite.mains.attendre(lambda: not page.pied.enregistrer.isEnabled())
    page.liste.setFocus()
    visite.mains.touche(K.Key_1)
    assert page.notes.dits == {}


def test_un_defaut_se_signale_sans_quitter_la_visite(visite: Visite) -> None:
    page = visite.ouvrir(visite.prevoir())
    visite.mains.touche(K.Key_1)
    point = page.liste.courant()
    assert point is not None
    (signaler,) = (a for a in page.commandes() if a.raccourci == "Alt+R")
    signaler.declencher()
    visite.mains.calme()
    assert page.saisie.formulaire is not None
    valeurs = page.saisie.formulaire.valeurs()
    assert valeurs["description"].startswith(point.libelle)
    page.saisie.formulaire.remplir({**valeurs, "categorie": "ventilation"})
    page.saisie.garder()
    visite.mains.calme()
    with visite.uow.lecture() as session:
        (ouverte,) = session.execute(select(Reclamation.origine, Reclamation.menage_id)).all()
    assert tuple(ouverte) == (OrigineReclamation.PRISE_EN_MAIN, visite.menage_id)
    assert len(page.notes.dits) == 1  # what was noted of the visit is still there


def test_le_guide_imprime_est_dit_remis(
    visite: Visite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.logement_renove.guide.QDesktopServices.openUrl", lambda _url: True)
    page = visite.ouvrir(visite.prevoir())
    page.papier.imprimer(None, TailleGuide.GRANDE, tmp_path)
    visite.mains.calme()
    assert list(tmp_path.glob("guide_*.pdf"))
    assert page.pied.guide_remis.text() == "fr"


def test_le_guide_dit_ce_qui_manque_dans_leur_langue(
    qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget
) -> None:
    visite = Visite(qtbot, contexte, uow, pile)
    visite.menage_id = factories.menage(uow, "Kowalski", "Anna", langue="polonais")
    onglet = visite.apres()
    visite.mains.attendre(lambda: not onglet.dire_guide.isHidden())
    assert "polonais" in onglet.dire_guide.text()
    textes = [a.text() for a in onglet.guide.bouton.menu().actions()]
    assert "Français, grands caractères" in textes


def test_l_onglet_apres_montre_et_ouvre_les_visites(visite: Visite) -> None:
    prise = visite.prevoir()
    points = (PointTenu("thermostat", REVOIR, precision="trop haut"), PointTenu("aerer", MONTRE))
    prises_en_main.tenir(TenirPrise(prise, JOUR, points, guide_remis="fr"), visite.uow)
    onglet = visite.apres()
    table = onglet.visites.tableau
    dite = [str(table.item(0, i).text()) for i in range(3)]
    assert dite[1].startswith("Au retour")
    assert dite[2] == "1 point montré · guide remis (fr)"
    assert "trop haut" in onglet.revoir.tableau.item(0, 0).text()
    assert "Créez une campagne" in onglet.enquete.text()
    table.setFocus()
    visite.mains.entree()
    visite.mains.calme()
    assert visite.page.lue is not None
    assert visite.page.lue.prise.id == prise


def test_prevoir_une_visite_depuis_apres(visite: Visite) -> None:
    onglet = visite.apres()
    onglet.visites.plus.setFocus()
    visite.mains.touche(K.Key_Space)
    visite.mains.calme()
    visite.mains.touche(K.Key_Return, CTRL)
    visite.mains.calme()
    (prevue,) = soutiens.lire(LireApres(visite.menage_id), visite.uow).prises.prises
    assert (prevue.moment, prevue.prevue_le) == (MomentPriseEnMain.RETOUR, JOUR)


def test_noter_un_accompagnement(visite: Visite) -> None:
    onglet = visite.apres()
    onglet._noter(GenreSoutien.ARA)
    visite.mains.calme()
    visite.mains.touche(K.Key_Return, CTRL)
    visite.mains.calme()
    (note,) = soutiens.lire(LireApres(visite.menage_id), visite.uow).soutiens
    assert (note.genre, note.etat) == (GenreSoutien.ARA, EtatSoutien.FAIT)
    visite.mains.attendre(lambda: onglet.offerts.tableau.rowCount() == 1)
    onglet.offerts.tableau.setFocus()
    visite.mains.touche(K.Key_Delete)
    visite.mains.calme()
    assert soutiens.lire(LireApres(visite.menage_id), visite.uow).soutiens == ()


def test_plus_accompagnement_propose_chaque_genre(visite: Visite) -> None:
    onglet = visite.apres()
    onglet._proposer()
    (menu,) = (m for m in onglet.findChildren(QMenu) if m.isVisible())
    assert len(menu.actions()) == len(GenreSoutien)
    menu.close()


class Actions:
    """The estate tab of collective actions."""

    def __init__(self, visite: Visite) -> None:
        self.visite, self.uow = visite, visite.uow
        with self.uow.lecture() as session:
            cite = session.scalar(
                select(MenageResume.cite_id).where(MenageResume.menage_id == visite.menage_id)
            )
        assert cite is not None
        self.cite_id: UUID = cite

    def ouvrir(self) -> OngletActions:
        self.visite.contexte.navigation.aller("cite", cite_id=self.cite_id, onglet="actions")
        self.visite.mains.calme()
        page = self.visite.contexte.navigation.page
        assert isinstance(page, PageCite)
        onglet = page.une_cite.onglet("actions")
        assert isinstance(onglet, OngletActions)
        self.visite.mains.calme()
        return onglet

    def creer(self, nom: str, le: date | None = JOUR) -> UUID:
        cmd = actions_collectives.CreerAction(self.cite_id, nom, le=le)
        fait: Changes = actions_collectives.creer(cmd, self.uow)
        assert fait.principal is not None
        return fait.principal


def test_une_action_se_cree_au_clavier(visite: Visite) -> None:
    actions = Actions(visite)
    onglet = actions.ouvrir()
    assert onglet._pile.currentIndex() == 1  # nothing yet: says what it is for
    onglet.formulaire.premier().setFocus()
    visite.mains.taper("Fete du quartier")
    onglet.garder()
    visite.mains.calme()
    (lue,) = actions_collectives.lister(
        actions_collectives.ListerActions(actions.cite_id), actions.uow
    )
    assert lue.nom == "Fete du quartier"


def test_qui_est_venu_se_note_et_se_compte(visite: Visite) -> None:
    actions = Actions(visite)
    actions.creer("Cafe")
    onglet = actions.ouvrir()
    onglet.table.selectRow(0)
    visite.mains.calme()
    onglet.participants.choix.fixer((visite.menage_id, "Jadwiga"))
    onglet.participants.choix.change.emit()
    onglet.participants.noter.click()
    visite.mains.calme()
    (lue,) = actions_collectives.lister(
        actions_collectives.ListerActions(actions.cite_id), actions.uow
    )
    assert lue.venus == 1
    visite.mains.attendre(lambda: onglet.participants.modele.rowCount() == 1)
    onglet.participants.table.selectRow(0)
    onglet.participants._retirer()
    visite.mains.calme()
    (lue,) = actions_collectives.lister(
        actions_collectives.ListerActions(actions.cite_id), actions.uow
    )
    assert lue.venus == 0


def test_les_visites_manquantes_sont_dites_et_prevues(visite: Visite) -> None:
    from app.domain.accompagnement import CodeEtape
    from db.models import Etape

    factories.ecrire(
        visite.uow,
        Etape(
            id=visite.uow.ids.new(),
            menage_id=visite.menage_id,
            code=CodeEtape.DEMENAGEMENT_RETOUR.value,
            faite_le=date(2026, 11, 16),
        ),
    )
    onglet = Actions(visite).ouvrir()
    visite.mains.attendre(lambda: not onglet.bandeau.isHidden())
    onglet.planifier.click()
    visite.mains.calme()
    visite.mains.attendre(onglet.bandeau.isHidden)
    prises = soutiens.lire(LireApres(visite.menage_id), visite.uow).prises.prises
    assert {p.moment for p in prises} == {MomentPriseEnMain.RETOUR, MomentPriseEnMain.HIVER}
