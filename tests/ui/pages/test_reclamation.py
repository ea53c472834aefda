"""The page of one complaint, by keyboard: from the call to the household's confirmation."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from app.domain.accompagnement import Canal
from app.domain.receptions import ResultatReception
from app.domain.reclamations import (
    EtatPassage,
    EtatReclamation,
    GenreEchange,
    MotifReclamation,
    Urgence,
)
from app.services import annulation, responsables
from app.services import reclamations as service
from app.services.images import Collee
from app.services.reclamations import dossiers
from db.models import Reception
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import CTRL, K
from tests.ui.pages.reclamations import MARDI, Releve
from ui.contexte import Contexte
from ui.pages.reclamations import PageReclamations

E = EtatReclamation


@pytest.fixture
def releve(qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget) -> Releve:
    return Releve(qtbot, contexte, uow, pile)


def _garder(releve: Releve) -> None:
    """Ctrl+Enter in the form that is open."""
    releve.mains.touche(K.Key_Return, CTRL)
    releve.mains.calme()


def test_de_l_appel_a_la_confirmation_sans_souris(releve: Releve) -> None:
    id_ = releve.reclamation()
    releve.aller("reclamation", reclamation_id=id_)
    page, mains = releve.une, releve.mains
    assert mains.focus is page.suite
    assert page.suite.text() == "Qualifier"
    releve.entree()
    releve.choisir("responsable", releve.bati)
    _garder(releve)
    assert releve.etat(id_) is E.QUALIFIEE
    assert "Bâti 62 (menuiserie)" in page.corps.responsable.text()
    assert "03 21 00 00 01" in page.corps.responsable.text()
    assert mains.focus is page.suite
    assert page.suite.text() == "Transmettre"
    releve.entree()
    assert releve.etat(id_) is E.TRANSMISE
    releve.entree()  # a day for the repair
    mains.taper("26/11")
    _garder(releve)
    assert releve.etat(id_) is E.PLANIFIEE
    (passage,) = releve.lue(id_).entiere.passages
    assert (passage.jour, passage.responsable_id) == (date(2026, 11, 26), releve.bati)
    releve.entree()
    assert releve.etat(id_) is E.FAITE
    assert page.suite.text() == "Le ménage confirme"
    releve.entree()
    lue = releve.lue(id_)
    assert lue.ligne.etat is E.CONFIRMEE
    assert lue.ligne.echeance is None
    assert page.suite.text() == "Rouvrir"
    assert page.fil.item(0).text().startswith("mar. 24 nov. · ● réparée, confirmée par le ménage")
    assert "dit par le ménage" in page.fil.item(0).text()


def test_les_delais_se_lisent_et_la_reponse_arrete_le_sien(releve: Releve) -> None:
    id_ = releve.reclamation(urgence=Urgence.IMMEDIATE, il_y_a=8)
    releve.aller("reclamation", reclamation_id=id_)
    entete = releve.une.entete
    reponse, securite, reparation = entete.horloges
    assert reponse.text().startswith("⚠ ")
    assert "en retard de" in reponse.text()
    assert reponse.property("role") == "retard"
    assert not reparation.isHidden()
    releve.action("R")
    releve.mains.taper("Bâti 62 passe jeudi")
    _garder(releve)
    assert reponse.text().startswith("✓ répondu : mar. 24 nov.")
    (echange,) = releve.lue(id_).entiere.echanges
    assert echange.genre is GenreEchange.REPONSE
    assert not releve.une.securiser.isHidden()
    releve.action("S")
    _garder(releve)
    assert securite.text().startswith("✓ mise en sécurité")
    assert releve.une.securiser.isHidden()
    assert releve.une.fil.item(0).text().endswith("« Bâti 62 passe jeudi »")


@pytest.mark.parametrize(
    ("il_y_a", "mots"),
    [(90, "Garantie de parfait achèvement : encore 275 jours"), (None, "Garantie inconnue")],
)
def test_la_garantie_part_de_la_reception(releve: Releve, il_y_a: int | None, mots: str) -> None:
    if il_y_a is not None:
        reception = Reception(
            id=releve.uow.ids.new(),
            logement_id=releve.logement,
            le=MARDI - timedelta(days=il_y_a),
            resultat=ResultatReception.SANS_RESERVE,
        )
        factories.ecrire(releve.uow, reception)
    releve.aller("reclamation", reclamation_id=releve.reclamation())
    assert releve.une.entete.garantie.text().startswith(mots)


def test_un_rendez_vous_manque_puis_tenu(releve: Releve) -> None:
    id_ = releve.reclamation(E.TRANSMISE, il_y_a=6)
    for jour in (MARDI - timedelta(days=3), MARDI):
        service.proposer_passage(service.ProposerPassage(id_, jour), releve.uow)
    releve.aller("reclamation", reclamation_id=id_)
    liste = releve.une.corps.passages
    assert liste.item(0).text().startswith("⚠ ")  # its day is past, nobody told what became of it
    liste.setFocus()
    releve.entree()
    releve.choisir("etat", EtatPassage.MANQUE_ENTREPRISE)
    _garder(releve)
    assert releve.etat(id_) is E.PLANIFIEE  # another one is still expected
    liste.setFocus()
    liste.setCurrentRow(0)
    releve.entree()
    releve.choisir("etat", EtatPassage.TENU)
    releve.champ("reparee").setChecked(True)
    _garder(releve)
    assert releve.etat(id_) is E.FAITE
    etats = {p.etat for p in releve.lue(id_).entiere.passages}
    assert etats == {EtatPassage.MANQUE_ENTREPRISE, EtatPassage.TENU}


def test_clore_sans_raison_est_refuse_et_ne_perd_rien(releve: Releve) -> None:
    id_ = releve.reclamation()
    releve.aller("reclamation", reclamation_id=id_)
    releve.une.gestes.mener(releve.lue(id_).ligne, E.CLOSE)
    releve.champ("raison").restaurer("Le ménage a déménagé.")
    _garder(releve)
    assert releve.etat(id_) is E.RECUE
    page = releve.une
    assert page.saisie.formulaire is not None
    assert page.saisie.formulaire.valeurs()["raison"] == "Le ménage a déménagé."
    releve.choisir("motif", MotifReclamation.MENAGE_PARTI)
    _garder(releve)
    assert releve.etat(id_) is E.CLOSE
    assert "Ménage parti : Le ménage a déménagé." in page.fil.item(0).text()


def test_le_menage_conteste_puis_on_annule(releve: Releve) -> None:
    id_ = releve.reclamation(E.FAITE)
    recus: list[object] = []
    releve.contexte.avis.enregistre.connect(lambda _texte, operation: recus.append(operation))
    releve.aller("reclamation", reclamation_id=id_)
    releve.une.gestes.mener(releve.lue(id_).ligne, E.CONTESTEE)
    releve.champ("raison")
    releve.mains.taper("Le volet bloque encore")
    _garder(releve)
    assert releve.etat(id_) is E.CONTESTEE
    operation = recus[-1]
    assert operation is not None
    changes = annulation.annuler(annulation.AnnulerOperation(operation), releve.uow)  # type: ignore[arg-type]  # an OperationId
    releve.contexte.store.publier(changes)
    releve.mains.calme()
    assert releve.etat(id_) is E.FAITE
    assert releve.une.suite.text() == "Le ménage confirme"


def test_une_date_future_est_dite_sous_son_champ(releve: Releve) -> None:
    id_ = releve.reclamation()
    releve.aller("reclamation", reclamation_id=id_)
    releve.une.ouvrir("etat")
    releve.choisir("etat", E.FAITE)
    champ = releve.champ("le")
    champ.selectAll()
    releve.mains.taper("1/12/2026")
    _garder(releve)
    assert releve.etat(id_) is E.RECUE
    assert champ.property("etat") == "erreur"
    assert champ.accessibleDescription()


def test_photos_gardees_regardees_retirees(releve: Releve) -> None:
    tampon = BytesIO()
    Image.new("RGB", (640, 480), "#884422").save(tampon, "PNG")
    id_ = releve.reclamation()
    releve.aller("reclamation", reclamation_id=id_)
    photos = releve.une.corps.photos
    assert photos.vignettes.isHidden()
    photos.preparer((Collee(tampon.getvalue(), "volet"),))
    releve.mains.calme()
    assert releve.mains.ici == "Légende"
    releve.mains.taper("Volet coince")
    _garder(releve)
    (photo,) = releve.lue(id_).entiere.photos
    assert (photo.legende, photo.montrable) == ("Volet coince", True)
    photos.vignettes.setFocus()
    releve.entree()
    vue = photos._vue
    assert vue is not None
    assert vue.isVisible()
    assert vue.toile.image is not None
    releve.mains.touche(K.Key_Escape)
    assert not vue.isVisible()
    photos.vignettes.setFocus()
    releve.mains.touche(K.Key_Delete)
    releve.mains.calme()
    assert releve.lue(id_).entiere.photos == ()


def test_elle_rejoint_un_dossier_et_en_sort(releve: Releve) -> None:
    a, b, c = (releve.reclamation() for _n in range(3))
    service.regrouper(service.Regrouper((a, c), "Volets roulants"), releve.uow)
    releve.aller("reclamation", reclamation_id=b)
    assert releve.une.corps.voir_dossier.text() == "joindre à un dossier"
    releve.action("G")
    _garder(releve)
    lue = releve.lue(b)
    assert lue.entiere.dossier is not None
    assert lue.entiere.dossier.titre == "Volets roulants"
    assert releve.une.corps.membres.count() == 2
    releve.action("G")  # now it shows the case
    page = releve.contexte.navigation.page
    assert isinstance(page, PageReclamations)
    assert page.nom_courant == "dossiers"
    releve.contexte.navigation.retour()
    releve.mains.calme()
    releve.une._detacher()
    releve.mains.calme()
    assert releve.lue(b).entiere.dossier is None
    (dossier,) = dossiers.lister(dossiers.ListerDossiers(), releve.uow)
    assert dossier.membres == 2


def test_une_reclamation_inconnue_ramene_d_ou_l_on_vient(releve: Releve) -> None:
    releve.aller()
    releve.aller("reclamation", reclamation_id=releve.uow.ids.new())
    assert isinstance(releve.contexte.navigation.page, PageReclamations)


def test_ce_qui_est_ecrit_reste_quand_la_page_se_rafraichit(releve: Releve) -> None:
    id_ = releve.reclamation()
    releve.aller("reclamation", reclamation_id=id_, saisie="repondre")
    assert releve.une.saisie.formulaire is not None
    releve.champ("texte")
    releve.mains.taper("Vu")
    service.changer_etat(service.ChangerEtatReclamation(id_, E.TRANSMISE), releve.uow)
    releve.une.rafraichir()
    releve.mains.calme()
    assert releve.une.saisie.formulaire.valeurs()["texte"] == "Vu"
    assert releve.une.suite.text() == "Fixer une date"


def test_une_relance_se_lit_avant_de_partir(
    releve: Releve, monkeypatch: pytest.MonkeyPatch
) -> None:
    ouverts: list[str] = []
    monkeypatch.setattr(
        "ui.pages.reclamations.formes.QDesktopServices.openUrl",
        lambda url: ouverts.append(url.toString()),
    )
    commande = responsables.ModifierResponsable(releve.bati, {"courriel": "sav@bati62.invalid"})
    responsables.modifier(commande, releve.uow)
    id_ = releve.reclamation(E.TRANSMISE, il_y_a=20, responsable_id=releve.bati)
    releve.aller("reclamation", reclamation_id=id_)
    releve.action("L")
    assert "R-0001" in releve.une.saisie.aide.text()
    assert ouverts == []
    _garder(releve)
    assert ouverts[0].startswith("mailto:sav@bati62.invalid")
    (echange,) = releve.lue(id_).entiere.echanges
    assert (echange.genre, echange.canal) == (GenreEchange.RELANCE, Canal.COURRIEL)


def test_ce_qui_se_lit_est_ce_qui_part(releve: Releve) -> None:
    """A story too long for a link leaves in brief: the words shown are those."""
    commande = responsables.ModifierResponsable(releve.bati, {"courriel": "sav@bati62.invalid"})
    responsables.modifier(commande, releve.uow)
    id_ = releve.reclamation(
        E.TRANSMISE, il_y_a=20, responsable_id=releve.bati, description="humidité " * 200
    )
    releve.aller("reclamation", reclamation_id=id_)
    releve.action("L")
    lu = releve.une.saisie.aide.text()
    assert "R-0001" in lu
    assert "humidité humidité" not in lu


def test_une_reserve_reparee_se_leve_sans_menage(releve: Releve) -> None:
    logement = factories.logement(releve.uow, cite_id=releve.cite, numero="16")
    reception = Reception(
        id=releve.uow.ids.new(),
        logement_id=logement,
        le=MARDI - timedelta(days=12),
        resultat=ResultatReception.AVEC_RESERVES,
    )
    factories.ecrire(releve.uow, reception)
    id_ = releve.reclamation(
        E.FAITE, il_y_a=10, menage_id=None, logement_id=logement, reception_id=reception.id
    )
    releve.aller("reclamation", reclamation_id=id_)
    page = releve.une
    assert page.entete.reference.text() == "Réserve R-0001"
    assert not page.entete.menage.isEnabled()  # the home is empty
    assert page.suite.text() == "Lever la réserve"
    page.suite.setFocus()
    releve.entree()
    lue = releve.lue(id_)
    assert lue.ligne.etat is E.CLOSE
    assert lue.entiere.detail.motif_cloture is MotifReclamation.RESERVE_LEVEE


def test_l_heure_du_signalement_se_corrige(releve: Releve) -> None:
    id_ = releve.reclamation(urgence=Urgence.IMMEDIATE)
    avant = releve.lue(id_).entiere.detail.securiser_avant
    releve.aller("reclamation", reclamation_id=id_)
    releve.une.ouvrir("ouverture")
    releve.champ("heure").restaurer("8h30")
    _garder(releve)
    apres = releve.lue(id_).entiere.detail.securiser_avant
    assert avant is not None
    assert apres == avant - timedelta(minutes=90)
