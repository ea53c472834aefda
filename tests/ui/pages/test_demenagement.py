"""The file of a move, by keyboard, on the real base."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.core.clock import FixedClock
from app.domain.accompagnement import CodeEtape
from app.services import demenagements as service
from app.services.demenagements import (
    Creneau,
    DossierDemenagement,
    EtatDemenagement,
    EtatPoint,
    LireDemenagement,
    ListerDemenagements,
    PrevoirDemenagement,
    SensDemenagement,
)
from app.services.engagements import PrendreEngagement, prendre
from db.models import BesoinsRelogement, Demenagement, Equipe
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.pages.demenagement import PageDemenagement
from ui.pages.demenagement.liste import QUI, ListePreparation
from ui.pages.menage import PageMenage

MARDI = date(2026, 12, 1)


class Dossier:
    """A person without a mouse in front of the page."""

    def __init__(
        self, qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget
    ) -> None:
        self.contexte, self.uow = contexte, uow
        self.cite = factories.cite(uow)
        self.chez_lui = factories.logement(uow, cite_id=self.cite)
        self.tiroir = factories.logement(uow, cite_id=self.cite, numero="8", voie="Rue Neuve")
        self.menage_id = factories.menage(uow, logement_id=self.chez_lui)
        installer(contexte, PageDemenagement, PageMenage)
        self.mains = Clavier(qtbot, contexte, pile)

    def prevoir(self, jour: date = MARDI) -> UUID:
        cmd = PrevoirDemenagement(
            self.menage_id, SensDemenagement.ALLER, self.tiroir, jour, Creneau.MATIN, time(8, 30)
        )
        id_ = service.prevoir(cmd, self.uow).principal
        assert id_ is not None
        return id_

    def ouvrir(self, **arguments: object) -> None:
        self.contexte.navigation.aller("demenagement", **arguments)
        self.mains.calme()

    @property
    def page(self) -> PageDemenagement:
        page = self.contexte.navigation.page
        assert isinstance(page, PageDemenagement)
        return page

    def lu(self, id_: UUID) -> DossierDemenagement:
        return service.lire(LireDemenagement(id_), self.uow)

    def action(self, touche: K) -> None:
        """What the shortcut of an action of the page does."""
        nom = f"Alt+{chr(touche.value)}"
        (action,) = (a for a in self.page.commandes() if a.raccourci == nom)
        action.declencher()
        self.mains.calme()


@pytest.fixture
def dossier(qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget) -> Dossier:
    return Dossier(qtbot, contexte, uow, pile)


def _aller(dossier: Dossier, code: str) -> None:
    """Arrows down to that line of the checklist."""
    liste = dossier.page.liste
    liste.setFocus()
    dossier.mains.touche(K.Key_Home)
    for _pas in range(60):
        point = liste.courante()
        if point is not None and point.code == code:
            return
        dossier.mains.touche(K.Key_Down)
    raise AssertionError(code)


def test_des_la_premiere_visite_chaque_acte_a_sa_touche(dossier: Dossier) -> None:
    """The shell asks again once the move is read, and when it is done."""
    dites: list[set[str]] = []
    navigation = dossier.contexte.navigation
    for signal in (navigation.change, navigation.commandes):
        signal.connect(lambda page: dites.append({a.raccourci for a in page.commandes()}))
    dossier.ouvrir(demenagement_id=dossier.prevoir())
    assert {"Alt+C", "Alt+D", "Alt+E", "Alt+F", "Alt+K", "Alt+R", "Alt+M"} <= dites[-1]


def test_on_prevoit_au_clavier(dossier: Dossier) -> None:
    equipe = dossier.uow.ids.new()
    factories.ecrire(dossier.uow, Equipe(id=equipe, genre="demenageurs", nom="Équipe A"))
    dossier.ouvrir(menage_id=dossier.menage_id)
    formulaire = dossier.page.saisie.formulaire
    assert formulaire is not None
    mains = dossier.mains
    formulaire.widget("vers").setFocus()
    mains.taper("8 rue neuve")
    mains.touche(K.Key_Return)
    mains.calme()
    mains.attendre(lambda: _propose(dossier))
    mains.entree()
    mains.calme()
    assert formulaire.valeurs()["vers"] == dossier.tiroir
    formulaire.widget("jour").setFocus()
    mains.taper("1/12")
    formulaire.widget("equipe").setFocus()
    mains.touche(K.Key_Down)
    mains.touche(K.Key_Return, CTRL)
    mains.calme()
    (lu,) = service.lister(ListerDemenagements(menage_id=dossier.menage_id), dossier.uow)
    assert (lu.jour, lu.vers_id, lu.equipe) == (MARDI, dossier.tiroir, "Équipe A")
    assert dossier.page.dossier is not None
    assert dossier.page.dossier.demenagement.id == lu.id
    assert "8 Rue Neuve" in dossier.page.entete.trajet.text()
    assert isinstance(mains.focus, ListePreparation)


def test_un_week_end_demande_pourquoi_sous_le_champ(dossier: Dossier) -> None:
    id_ = dossier.prevoir()
    dossier.ouvrir(demenagement_id=id_)
    dossier.action(K.Key_D)
    formulaire = dossier.page.saisie.formulaire
    assert formulaire is not None
    dossier.mains.touche(K.Key_A, CTRL)
    dossier.mains.taper("5/12")
    dossier.mains.touche(K.Key_Return, CTRL)
    dossier.mains.calme()
    assert dossier.lu(id_).demenagement.jour == MARDI
    assert "samedi" in formulaire.lignes["motif"].champ.accessibleDescription()
    dossier.mains.taper("il travaille en semaine")
    dossier.mains.touche(K.Key_Return, CTRL)
    dossier.mains.calme()
    assert dossier.lu(id_).demenagement.jour == date(2026, 12, 5)


def test_espace_coche_s_ecarte_entree_precise(dossier: Dossier) -> None:
    id_ = dossier.prevoir()
    dossier.ouvrir(demenagement_id=id_)
    mains = dossier.mains
    assert isinstance(mains.focus, ListePreparation)
    _aller(dossier, "eau")
    mains.touche(K.Key_Space)
    mains.calme()
    assert _etat(dossier, id_, "eau") is EtatPoint.FAIT
    assert dossier.page.liste.courante() is not None
    assert dossier.page.liste.courante().code == "eau"  # type: ignore[union-attr]  # checked above
    mains.touche(K.Key_Space)
    mains.calme()
    assert _etat(dossier, id_, "eau") is EtatPoint.A_FAIRE
    mains.touche(K.Key_S)
    mains.calme()
    assert _etat(dossier, id_, "eau") is EtatPoint.SANS_OBJET
    mains.entree()
    formulaire = dossier.page.saisie.formulaire
    assert formulaire is not None
    formulaire.widget("precision").setFocus()
    mains.taper("compteur commun")
    mains.touche(K.Key_Return, CTRL)
    mains.calme()
    (point,) = (p for p in dossier.lu(id_).points if p.code == "eau")
    assert point.precision == "compteur commun"
    assert "compteur commun" in _texte(dossier, "eau")
    assert isinstance(mains.focus, ListePreparation)


def test_une_date_promise_annonce_le_changement(dossier: Dossier) -> None:
    id_ = dossier.prevoir()
    prendre(
        PrendreEngagement(
            dossier.menage_id, "le départ", MARDI, etape_code=CodeEtape.DEMENAGEMENT_ALLER.value
        ),
        dossier.uow,
    )
    dossier.ouvrir(demenagement_id=id_)
    dossier.action(K.Key_D)
    assert "promis" in dossier.page.saisie.aide.text()
    dossier.mains.touche(K.Key_A, CTRL)
    dossier.mains.taper("3/12")
    dossier.mains.touche(K.Key_Return, CTRL)
    dossier.mains.calme()
    assert "À annoncer" in dossier.page.bandeau.texte()
    assert "du mar. 1 déc. au jeu. 3 déc." in dossier.page.cote.reports.text()


def test_confirmer_faire_et_ce_qui_reste_possible(dossier: Dossier, clock: FixedClock) -> None:
    id_ = dossier.prevoir()
    dossier.ouvrir(demenagement_id=id_)
    assert not dossier.page.faire.isEnabled()
    dossier.action(K.Key_C)
    assert dossier.lu(id_).demenagement.etat is EtatDemenagement.CONFIRME
    assert not dossier.page.confirmer.isVisible()
    clock.instant = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
    dossier.page.rafraichir()
    dossier.mains.calme()
    assert "a eu lieu" in dossier.page.bandeau.texte()
    dossier.action(K.Key_F)
    dossier.mains.touche(K.Key_Return, CTRL)
    dossier.mains.calme()
    assert dossier.lu(id_).demenagement.etat is EtatDemenagement.FAIT
    assert {a.raccourci for a in dossier.page.commandes()} & {"Alt+D", "Alt+F"} == set()
    assert not dossier.page.annuler.isVisible()


def test_annuler_dit_pourquoi_et_tout_se_defait(dossier: Dossier) -> None:
    id_ = dossier.prevoir()
    dossier.ouvrir(demenagement_id=id_)
    dossier.page.ouvrir("annuler")
    dossier.mains.touche(K.Key_Return, CTRL)
    dossier.mains.calme()
    assert dossier.lu(id_).demenagement.etat is EtatDemenagement.PREVU  # a reason is asked for
    dossier.mains.taper("malade")
    dossier.mains.touche(K.Key_Return, CTRL)
    dossier.mains.calme()
    assert dossier.lu(id_).demenagement.etat is EtatDemenagement.ANNULE
    assert "malade" in dossier.page.bandeau.texte()
    _aller(dossier, "eau")
    dossier.mains.touche(K.Key_Space)
    dossier.mains.calme()
    assert _etat(dossier, id_, "eau") is EtatPoint.A_FAIRE


def test_cles_et_compteurs(dossier: Dossier) -> None:
    id_ = dossier.prevoir()
    dossier.ouvrir(demenagement_id=id_)
    dossier.action(K.Key_K)
    dossier.mains.touche(K.Key_Return, CTRL)
    dossier.mains.calme()
    assert "2 clés sont chez le ménage" in dossier.page.cote.cles.solde.text()
    for valeur, attendus in (("1204", 1), ("1100", 1)):
        dossier.action(K.Key_R)
        formulaire = dossier.page.saisie.formulaire
        assert formulaire is not None
        formulaire.widget("logement").setFocus()
        dossier.mains.touche(K.Key_Home)
        formulaire.widget("valeur").setFocus()
        dossier.mains.taper(valeur)
        dossier.mains.touche(K.Key_Return, CTRL)
        dossier.mains.calme()
        assert len(dossier.lu(id_).releves) == attendus
    assert "1204" in formulaire.lignes["valeur"].champ.accessibleDescription()
    formulaire.widget("confirme").setFocus()
    dossier.mains.touche(K.Key_Space)
    dossier.mains.touche(K.Key_Return, CTRL)
    dossier.mains.calme()
    assert len(dossier.lu(id_).releves) == 2
    dossier.page.cote.releves.liste.setFocus()
    dossier.mains.touche(K.Key_Delete)
    dossier.mains.calme()
    assert len(dossier.lu(id_).releves) == 1


def test_ce_qu_il_faut_savoir_est_dit(dossier: Dossier) -> None:
    factories.ecrire(
        dossier.uow,
        BesoinsRelogement(
            id=dossier.uow.ids.new(),
            menage_id=dossier.menage_id,
            plain_pied=True,
            animaux=True,
            animaux_precision="deux canaris",
            volume_m3=34,
        ),
    )
    id_ = dossier.prevoir()
    dossier.ouvrir(demenagement_id=id_)
    dit = dossier.page.cote.savoir.text()
    for morceau in ("06 12 34 56 78", "deux canaris", "34 m³", "plain-pied"):
        assert morceau in dit


def test_un_menage_mene_a_son_prochain_demenagement(dossier: Dossier) -> None:
    id_ = dossier.prevoir()
    dossier.ouvrir(menage_id=dossier.menage_id)
    assert dossier.page.dossier is not None
    assert dossier.page.dossier.demenagement.id == id_
    dossier.ouvrir(menage_id=dossier.menage_id, nouveau=True)
    assert dossier.page.saisie.saisie is not None
    assert "prévu" in dossier.page.vide.texte.text()
    dossier.mains.touche(K.Key_Escape)
    dossier.mains.calme()
    assert dossier.page.dossier is not None
    assert dossier.page.dossier.demenagement.id == id_


def test_les_papiers_disent_ce_qui_manque_avant(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.pages.demenagement.papiers.QDesktopServices.openUrl", lambda _u: True)
    monkeypatch.setattr(
        "ui.pages.demenagement.papiers.QFileDialog.getExistingDirectory",
        lambda *_a: str(tmp_path),
    )
    dossier.ouvrir(demenagement_id=dossier.prevoir())
    (convention,) = (a for a in dossier.page.commandes() if a.nom == "papier_convention")
    convention.declencher()
    dossier.mains.calme()
    assert "il manque" in dossier.page.papiers.bandeau.texte()
    assert list(tmp_path.glob("*.pdf")) == []
    dossier.mains.entree()  # the banner's button has the keyboard
    dossier.mains.calme()
    (fichier,) = tmp_path.glob("*.pdf")
    assert fichier.read_bytes().startswith(b"%PDF")
    assert dossier.page.papiers.bandeau.texte() == ""


def test_les_autres_demenagements_menent_a_leur_dossier(dossier: Dossier) -> None:
    id_ = dossier.prevoir()
    retour = service.prevoir(
        PrevoirDemenagement(
            dossier.menage_id, SensDemenagement.RETOUR, dossier.chez_lui, date(2027, 4, 1)
        ),
        dossier.uow,
    ).principal
    dossier.ouvrir(demenagement_id=id_)
    dossier.page.cote.autres.liste.setFocus()
    dossier.mains.entree()
    dossier.mains.calme()
    assert dossier.page.dossier is not None
    assert dossier.page.dossier.demenagement.id == retour
    dossier.contexte.navigation.retour()
    dossier.mains.calme()
    assert dossier.page.dossier.demenagement.id == id_


def test_un_formulaire_ouvert_revient_avec_son_brouillon(dossier: Dossier) -> None:
    id_ = dossier.prevoir()
    dossier.ouvrir(demenagement_id=id_)
    dossier.page.ouvrir("annuler")
    dossier.mains.taper("malade")
    dossier.mains.attendre(lambda: dossier.contexte.jobs.en_cours == 0)
    lieu = dossier.contexte.navigation.lieu
    assert lieu is not None
    assert lieu.arguments["saisie"] == ("annuler", None)
    dossier.page.quitter()
    dossier.page.saisie.fermer()  # what is typed stays as a draft
    dossier.mains.calme()
    dossier.ouvrir(**lieu.arguments)
    formulaire = dossier.page.saisie.formulaire
    assert formulaire is not None
    dossier.mains.attendre(lambda: formulaire.valeurs()["motif"] == "malade")


def test_un_demenagement_disparu_ramene_en_arriere(dossier: Dossier) -> None:
    dossier.contexte.navigation.aller("menage", menage_id=dossier.menage_id)
    dossier.mains.calme()
    erreurs: list[object] = []
    dossier.contexte.avis.erreur.connect(erreurs.append)
    dossier.ouvrir(demenagement_id=dossier.uow.ids.new())
    assert len(erreurs) == 1
    assert isinstance(dossier.contexte.navigation.page, PageMenage)
    with dossier.uow.lecture() as session:
        assert session.scalar(select(Demenagement.id)) is None


def _propose(dossier: Dossier) -> bool:
    formulaire = dossier.page.saisie.formulaire
    assert formulaire is not None
    return not formulaire.widget("vers").propositions.isHidden()  # type: ignore[attr-defined]  # a `ChoixLogement`


def _etat(dossier: Dossier, id_: UUID, code: str) -> EtatPoint:
    (point,) = (p for p in dossier.lu(id_).points if p.code == code)
    return point.etat


def _texte(dossier: Dossier, code: str) -> str:
    item = dossier.page.liste.currentItem()
    assert item is not None
    point = dossier.page.liste.courante()
    assert point is not None
    assert point.code == code
    return item.text(QUI)
