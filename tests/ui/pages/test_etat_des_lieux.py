"""An inventory filled by keyboard, compared, gone on with, on the real base."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from app.domain.demenagements import Fluide, MomentReleve, SensCle, SensDemenagement
from app.domain.logements import NatureOccupation
from app.domain.partage import Destinataire
from app.domain.receptions import ResultatReception
from app.services import annulation, demenagements, equipe, receptions
from app.services import etats_des_lieux as service
from app.services.etats_des_lieux import (
    ElementNote,
    EtatElement,
    LireEtats,
    LogementCompare,
    MomentEtatDesLieux,
    NoterElements,
    OuvrirEtat,
)
from db.models import Occupation, Reclamation
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import CTRL, Clavier, K, installer
from ui.contexte import Contexte
from ui.pages.demenagement import PageDemenagement
from ui.pages.etat_des_lieux import PageEtatDesLieux
from ui.pages.etat_des_lieux.grille import GrilleEtat

LE, RETOUR = date(2026, 5, 4), date(2026, 11, 20)
U, M, B = EtatElement.USAGE, EtatElement.MAUVAIS, EtatElement.BON


class Essai:
    """A household, its home, the temporary one, and the page."""

    def __init__(
        self, qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget
    ) -> None:
        self.contexte, self.uow = contexte, uow
        installer(contexte, PageEtatDesLieux)
        equipe.garantir_moi(None, uow)
        self.mains = Clavier(qtbot, contexte, pile)
        self.cite = factories.cite(uow)
        self.logement = factories.logement(uow, cite_id=self.cite, chambres=1)
        self.tiroir = factories.logement(uow, cite_id=self.cite, voie="Rue Neuve", numero="8")
        self.menage = factories.menage(uow, logement_id=self.logement)
        factories.ecrire(
            uow,
            Occupation(
                id=uow.ids.new(), menage_id=self.menage, logement_id=self.tiroir,
                nature=NatureOccupation.TIROIR, debut=LE, fin=RETOUR,
            ),
        )  # fmt: skip

    def etat(self, moment: MomentEtatDesLieux, le: date, *notes: ElementNote) -> UUID:
        cmd = OuvrirEtat(self.menage, self.logement, moment, le)
        id_ = service.ouvrir(cmd, self.uow).principal
        assert id_ is not None
        if notes:
            service.noter(NoterElements(id_, notes), self.uow)
        return id_

    def ouvrir(self) -> PageEtatDesLieux:
        self.contexte.navigation.aller("etat_des_lieux", menage_id=self.menage)
        self.mains.calme()
        page = self.contexte.navigation.page
        assert isinstance(page, PageEtatDesLieux)
        return page

    def lu(self) -> LogementCompare:
        trouve = service.lire(LireEtats(self.menage), self.uow).logement(self.logement)
        assert trouve is not None
        return trouve

    def ecrit(self, page: PageEtatDesLieux) -> None:
        page.garder()
        self.mains.calme()

    def vers(self, page: PageEtatDesLieux, piece: str, element: str) -> None:
        """Arrows down to that element."""
        page.grille.setFocus()
        self.mains.touche(K.Key_Home, CTRL)
        for _pas in range(200):
            r = page.grille.courante()
            if r is not None and (r.piece, r.element) == (piece, element):
                return
            self.mains.touche(K.Key_Down)
        raise AssertionError((piece, element))


@pytest.fixture
def essai(qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget) -> Essai:
    return Essai(qtbot, contexte, uow, pile)


def cellule(page: PageEtatDesLieux, colonne: int) -> str:
    grille = page.grille
    texte = grille.modele.data(grille.modele.index(grille.currentIndex().row(), colonne))
    assert isinstance(texte, str)
    return texte


def test_on_commence_puis_une_touche_par_element(essai: Essai) -> None:
    page, mains = essai.ouvrir(), essai.mains
    assert page.vide.isVisible()
    mains.entree()
    assert page.saisie.titre.text() == "Commencer un état des lieux"
    mains.touche(K.Key_Return, CTRL)
    mains.calme()
    assert isinstance(mains.focus, GrilleEtat)
    page.grille.selectRow(0)
    for touche in (K.Key_B, K.Key_U, K.Key_M):
        mains.touche(touche)
    assert page.grille.currentIndex().row() == 3, "each key goes to the next element"
    mains.touche(K.Key_Up)
    assert cellule(page, 2) == "Mauvais", "shown before it is written"
    mains.entree()
    mains.taper("vitre fendue")
    mains.touche(K.Key_Return, CTRL)
    mains.calme()
    (complet,) = essai.lu().etats
    assert complet.etat.moment is MomentEtatDesLieux.SORTIE
    assert [(e.element, e.etat) for e in complet.elements] == [
        ("porte_entree", B),
        ("sonnette", U),
        ("murs", M),
    ]
    assert complet.elements[2].precision == "vitre fendue"
    essai.vers(page, "entree", "murs")
    mains.touche(K.Key_Delete)
    essai.ecrit(page)
    assert len(essai.lu().etats[0].elements) == 2


def test_les_touches_d_affilee_sont_une_seule_action(essai: Essai) -> None:
    essai.etat(MomentEtatDesLieux.SORTIE, LE)
    page = essai.ouvrir()
    operations: list[object] = []
    essai.contexte.avis.enregistre.connect(lambda _t, operation: operations.append(operation))
    page.grille.setFocus()
    for _fois in range(4):
        essai.mains.touche(K.Key_B)
    essai.ecrit(page)
    assert len(operations) == 1
    annulation.annuler(annulation.AnnulerOperation(operations[0]), essai.uow)  # type: ignore[arg-type]  # told by the page
    assert essai.lu().etats[0].elements == ()


def test_quitter_la_page_garde_ce_qui_est_tape(essai: Essai) -> None:
    essai.etat(MomentEtatDesLieux.SORTIE, LE)
    page = essai.ouvrir()
    page.grille.setFocus()
    essai.mains.touche(K.Key_N)
    page.hide()
    essai.mains.calme()
    assert len(essai.lu().etats[0].elements) == 1


def _deux(essai: Essai) -> None:
    essai.etat(
        MomentEtatDesLieux.SORTIE, LE,
        ElementNote("sejour", "sol", B), ElementNote("sejour", "murs", U),
    )  # fmt: skip
    essai.etat(
        MomentEtatDesLieux.ENTREE, RETOUR,
        ElementNote("sejour", "sol", M, "carreau fendu"), ElementNote("sejour", "murs", B),
    )  # fmt: skip


def test_les_differences_d_abord_puis_une_reclamation(essai: Essai) -> None:
    _deux(essai)
    page, mains = essai.ouvrir(), essai.mains
    assert "▼ 1 moins bien" in page.entete.bilan.text()
    assert "Sortie, 04/05/2026 – à signer" in page.entete.quand.text()
    assert not page.reserve.isVisible(), "no réception is known"
    mains.touche(K.Key_D)
    mains.touche(K.Key_Home, CTRL)
    assert cellule(page, 1) == "Sol et plinthes"
    assert cellule(page, 3) == "Mauvais : carreau fendu"
    assert cellule(page, 4) == "▼ moins bien"
    mains.touche(K.Key_R)
    mains.calme()
    with essai.uow.lecture() as session:
        assert session.query(Reclamation.description).scalar() == (
            "Sol et plinthes : mauvais – carreau fendu"
        )
    assert page.cote.titre_signales.isVisible()
    erreurs: list[object] = []
    essai.contexte.avis.erreur.connect(erreurs.append)
    mains.touche(K.Key_R)
    mains.calme()
    assert len(erreurs) <= 1
    with essai.uow.lecture() as session:
        assert session.query(Reclamation).count() == 1


def test_ou_une_reserve_quand_les_travaux_sont_recus(essai: Essai) -> None:
    _deux(essai)
    recevoir = receptions.Recevoir(
        date(2026, 11, 3), ResultatReception.AVEC_RESERVES, (essai.logement,)
    )
    receptions.recevoir(recevoir, essai.uow)
    page = essai.ouvrir()
    assert "travaux réceptionnés le 03/11/2026" in page.entete.bilan.text()
    essai.vers(page, "sejour", "sol")
    essai.mains.touche(K.Key_V)
    essai.mains.calme()
    with essai.uow.lecture() as session:
        (lue,) = session.query(Reclamation).all()
        assert lue.reception_id is not None


def test_signe_il_ne_change_plus(essai: Essai) -> None:
    essai.etat(MomentEtatDesLieux.SORTIE, LE, ElementNote("sejour", "sol", B))
    page, mains = essai.ouvrir(), essai.mains
    page.signer()
    formulaire = page.saisie.formulaire
    assert formulaire is not None
    formulaire.widget("signe_le").setFocus()
    mains.taper("4/5/2026")
    mains.touche(K.Key_Return, CTRL)
    mains.calme()
    assert "signé le 04/05/2026" in page.entete.quand.text()
    essai.vers(page, "sejour", "sol")
    mains.touche(K.Key_M)
    essai.ecrit(page)
    assert essai.lu().etats[0].elements[0].etat is B


def test_cles_et_compteurs_cote_a_cote(essai: Essai) -> None:
    cmd = demenagements.PrevoirDemenagement(
        essai.menage, SensDemenagement.ALLER, essai.tiroir, date(2026, 11, 26)
    )
    move = demenagements.prevoir(cmd, essai.uow).principal
    assert move is not None
    for sens, nombre in ((SensCle.REMISE, 3), (SensCle.RENDUE, 2)):
        demenagements.remettre_cle(
            demenagements.RemettreCle(
                move, essai.logement, sens, "porte", nombre, date(2026, 11, 20)
            ),
            essai.uow,
        )
    demenagements.relever(
        demenagements.ReleverCompteur(
            move, essai.logement, Fluide.EAU, MomentReleve.SORTIE, "1234", date(2026, 11, 20)
        ),
        essai.uow,
    )
    page = essai.ouvrir()
    assert page.cote.cles.texte() == ("Remises Rendues Porte 3, le 20/11/2026 2, le 20/11/2026")
    assert "1234, le 20/11/2026" in page.cote.releves.texte()
    assert page.entete.logement.count() == 2
    page.entete.logement.setFocus()
    essai.mains.touche(K.Key_Down)
    essai.mains.calme()
    assert page.vue is not None
    assert page.vue.logement.id == essai.tiroir
    page.commencer()
    assert page.saisie.formulaire is not None
    assert page.saisie.formulaire.valeurs()["moment"] == MomentEtatDesLieux.ENTREE


def test_une_photo_porte_le_nom_de_son_element(essai: Essai, tmp_path: Path) -> None:
    essai.etat(MomentEtatDesLieux.SORTIE, LE)
    fichier = tmp_path / "sol.jpg"
    Image.new("RGB", (40, 30), "grey").save(fichier)
    page = essai.ouvrir()
    page.cote.photos.choisir("Séjour – Sol et plinthes", [fichier])
    essai.mains.calme()
    (photo,) = essai.lu().etats[0].photos
    assert photo.legende == "Séjour – Sol et plinthes"
    assert page.cote.photos.vignettes.count() == 1
    page.cote.photos.vignettes.setFocus()
    essai.mains.touche(K.Key_Delete)
    essai.mains.calme()
    assert essai.lu().etats[0].photos == ()


def test_imprimer_pour_le_menage(
    essai: Essai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda _u: True)
    _deux(essai)
    page = essai.ouvrir()
    page.papiers.imprimer(Destinataire.MENAGE, dossier=tmp_path)
    essai.mains.calme()
    (fichier,) = tmp_path.glob("*.pdf")
    assert fichier.name.startswith("etat-des-lieux_Wojcik")


def test_on_y_vient_du_demenagement_et_des_reserves(essai: Essai) -> None:
    recevoir = receptions.Recevoir(
        date(2026, 11, 3), ResultatReception.AVEC_RESERVES, (essai.logement,)
    )
    recue = receptions.recevoir(recevoir, essai.uow).principal
    assert recue is not None
    receptions.noter_reserve(
        receptions.NoterReserve(recue, "finitions", "Trou dans le mur"), essai.uow
    )
    with essai.uow.ecriture("test.encore_au_tiroir") as tx:
        tx.session.query(Occupation).filter_by(nature=NatureOccupation.TIROIR).update({"fin": None})
        tx.commit()
    cmd = demenagements.PrevoirDemenagement(
        essai.menage, SensDemenagement.RETOUR, essai.logement, date(2026, 11, 26)
    )
    move = demenagements.prevoir(cmd, essai.uow).principal
    installer(essai.contexte, PageDemenagement)
    essai.contexte.navigation.aller("demenagement", demenagement_id=move)
    essai.mains.calme()
    dossier = essai.contexte.navigation.page
    assert isinstance(dossier, PageDemenagement)
    assert dossier.liens.reserves.text() == "⚠ 1 réserve ouverte ici"
    dossier.liens.entree.setFocus()
    essai.mains.touche(K.Key_Space)
    essai.mains.calme()
    page = essai.contexte.navigation.page
    assert isinstance(page, PageEtatDesLieux)
    assert page.vue is not None
    assert page.vue.logement.id == essai.logement
