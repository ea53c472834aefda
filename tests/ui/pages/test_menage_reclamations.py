"""Complaints where people already are: the household's tab, what waits, the thread."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from app.domain.receptions import ResultatReception
from app.domain.reclamations import (
    EtatReclamation,
    GenreResponsable,
    MotifReclamation,
    SourceSuivi,
    Urgence,
)
from app.services import reclamations
from app.services.documents.vocabulaire import Libelles
from app.services.menages.lignes import ReclamationFiche
from db.models import Reception, Responsable
from tests import factories
from tests.ui.pages.menage import Essai, essai
from ui.navigation import Page
from ui.pages.menage.fil import a_modifier
from ui.pages.menage.recit import lire
from ui.pages.menage.reclamations import OngletReclamations

__all__ = ["essai"]  # the fixture
K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
HIER = date(2026, 11, 23)
AUJOURDHUI = date(2026, 11, 24)
ETAT = EtatReclamation


class PageReclamationTemoin(Page):
    """Remembers which complaint was opened."""

    nom = "reclamation"
    titre = "Réclamation"
    vues: list[dict[str, Any]] = []  # noqa: RUF012 - reset by the fixture

    def afficher(self, **arguments: Any) -> None:
        self.vues.append(arguments)


@pytest.fixture
def temoin(essai: Essai) -> type[PageReclamationTemoin]:
    """The page of one complaint, not built here."""
    PageReclamationTemoin.vues = []
    contexte = essai.contexte
    contexte.navigation.inscrire("reclamation", lambda: PageReclamationTemoin(contexte))
    return PageReclamationTemoin


def ouvrir(essai: Essai, le: date = AUJOURDHUI, **champs: Any) -> UUID:
    """A complaint of the household shown."""
    assert essai.page.fiche is not None
    valeurs = {"categorie": "menuiseries", "description": "volet bloqué", "lieu": "chambre"}
    faite = reclamations.ouvrir(
        reclamations.OuvrirReclamation(
            essai.page.fiche.menage.id,
            ouverte_le=le,
            ouverte_a=time(9),
            **(valeurs | champs),  # type: ignore[arg-type]  # fields by name
        ),
        essai.uow,
    )
    assert faite.principal is not None
    return faite.principal


def aller(essai: Essai, id_: UUID, *etats: EtatReclamation, le: date = AUJOURDHUI) -> None:
    """Through these states."""
    for etat in etats:
        reclamations.changer_etat(reclamations.ChangerEtatReclamation(id_, etat, le=le), essai.uow)


def onglet(essai: Essai) -> OngletReclamations:
    """The tab, shown with all the height."""
    essai.page.rafraichir()
    if not essai.page.partage.ample:
        essai.page.details.bascule.emit()
    essai.page.details.montrer("reclamations")
    essai.calme()
    trouve = essai.page.details.construits["reclamations"]
    assert isinstance(trouve, OngletReclamations)
    return trouve


def textes(widget: QWidget) -> str:
    """Everything one reads in there."""
    return "\n".join(e.text() for e in widget.findChildren(QLabel))


def lue(essai: Essai, id_: UUID) -> ReclamationFiche:
    return next(r for r in essai.fiche().reclamations if r.id == id_)


def presser(essai: Essai, vue: OngletReclamations, touche: Qt.Key) -> None:
    carte = vue.ouvertes.cartes[0]
    carte.setFocus()
    essai.qtbot.keyClick(carte, touche)
    essai.calme()


def test_sans_reclamation_la_page_dit_quoi_faire(essai: Essai) -> None:
    vue = onglet(essai)
    assert vue.vide.isVisibleTo(vue)
    assert vue.premier() is vue.plus
    vue.plus.click()
    essai.calme()
    assert essai.page.saisie.titre.text() == "Ouvrir une réclamation"


def test_les_ouvertes_d_abord_les_plus_pressees_devant(essai: Essai) -> None:
    tard = ouvrir(essai, date(2026, 11, 2))
    ouvrir(essai, categorie="plomberie", description="fuite", urgence=Urgence.NORMALE)
    close = ouvrir(essai, date(2026, 11, 3), description="plinthe")
    reclamations.changer_etat(
        reclamations.ChangerEtatReclamation(
            close, ETAT.CLOSE, motif=MotifReclamation.DEFAUT_ABSENT
        ),
        essai.uow,
    )
    vue = onglet(essai)
    assert vue.ouvertes.cartes[0].reclamation.id == tard
    assert len(vue.ouvertes.cartes) == 2
    assert vue.compte.text() == "2 ouvertes, dont 1 en retard"
    premiere = vue.ouvertes.cartes[0]
    assert premiere.attendu.property("role") == "retard"
    assert premiere.attendu.text().startswith("⚠ Répondre : en retard de")
    assert "R-0001 · Portes, fenêtres, volets, chambre" in textes(premiere)
    assert not vue.terminees.isVisibleTo(vue)
    assert vue.deplier.text() == "▸ 1 terminée"
    vue.deplier.click()
    assert [c.reclamation.id for c in vue.terminees.cartes] == [close]
    assert "Raison : défaut non retrouvé" in textes(vue.terminees)


def test_la_garantie_et_qui_repare_se_lisent(essai: Essai) -> None:
    uow, entreprise = essai.uow, essai.uow.ids.new()
    logement_id = essai.fiche().occupations[0].logement_id
    factories.ecrire(
        uow,
        Responsable(id=entreprise, genre=GenreResponsable.ENTREPRISE, nom="Menuiserie fictive"),
        Reception(
            id=uow.ids.new(),
            logement_id=logement_id,
            le=date(2026, 10, 1),
            resultat=ResultatReception.AVEC_RESERVES,
        ),
    )
    id_ = ouvrir(essai, responsable_id=entreprise)
    reclamations.proposer_passage(
        reclamations.ProposerPassage(id_, date(2026, 11, 25), heure=time(14), accepte=True), uow
    )
    dit = textes(onglet(essai).ouvertes.cartes[0])
    assert "Répare : Menuiserie fictive" in dit
    assert "◷ Passage demain à 14:00, accepté" in dit
    assert "Garantie de parfait achèvement : encore 311 jours (jusqu’au 01/10/2027)" in dit


def test_le_menage_confirme_d_une_touche(essai: Essai) -> None:
    id_ = ouvrir(essai, HIER)
    aller(essai, id_, ETAT.FAITE)
    vue = onglet(essai)
    assert "✓ Réparée, à confirmer avec le ménage" in textes(vue.ouvertes.cartes[0])
    presser(essai, vue, K.Key_C)
    confirmee = lue(essai, id_)
    assert confirmee.etat is ETAT.CONFIRMEE
    assert confirmee.suivis[-1].source is SourceSuivi.MENAGE
    assert essai.enregistres[-1].startswith("R-0001 : réparation confirmée par le ménage")
    assert vue.ouvertes.cartes == []


def test_il_conteste_dans_ses_mots(essai: Essai) -> None:
    id_ = ouvrir(essai, HIER)
    aller(essai, id_, ETAT.FAITE)
    presser(essai, onglet(essai), K.Key_D)
    assert essai.page.saisie.titre.text() == "Le ménage conteste · R-0001"
    essai.ecrire(raison="il coince encore")
    essai.qtbot.keyClick(essai.champ("raison"), K.Key_Return, CTRL)
    essai.calme()
    contestee = lue(essai, id_)
    assert contestee.etat is ETAT.CONTESTEE
    assert contestee.suivis[-1].precision == "il coince encore"
    assert contestee.echeance is not None


def test_la_reponse_donnee_arrete_sa_pendule(essai: Essai) -> None:
    id_ = ouvrir(essai, HIER)
    presser(essai, onglet(essai), K.Key_R)
    essai.ecrire(texte="Un menuisier est prevenu.", canal="Téléphone")
    essai.qtbot.keyClick(essai.champ("texte"), K.Key_Return, CTRL)
    essai.calme()
    assert lue(essai, id_).repondue_a is not None
    assert "R" not in [a.lettre for a in onglet(essai).ouvertes.cartes[0].actes]


def test_l_issue_du_passage(essai: Essai) -> None:
    id_ = ouvrir(essai, HIER)
    proposer = reclamations.ProposerPassage(id_, AUJOURDHUI, accepte=True)
    reclamations.proposer_passage(proposer, essai.uow)
    presser(essai, onglet(essai), K.Key_I)
    essai.ecrire(issue="Personne")
    essai.garder("issue")
    manquee = lue(essai, id_)
    assert manquee.passages[0].etat.value == "manque_entreprise"
    assert manquee.etat is ETAT.TRANSMISE
    reclamations.proposer_passage(proposer, essai.uow)
    presser(essai, onglet(essai), K.Key_V)
    assert lue(essai, id_).etat is ETAT.FAITE


def test_la_mise_en_securite_se_note(essai: Essai) -> None:
    id_ = ouvrir(essai, categorie="securite", description="gaz", urgence=Urgence.IMMEDIATE)
    vue = onglet(essai)
    assert vue.ouvertes.cartes[0].attendu.text().startswith("⚠ Sécuriser : en retard de")
    presser(essai, vue, K.Key_S)
    assert lue(essai, id_).securisee_a is not None


def test_entree_ouvre_la_reclamation_et_n_une_nouvelle(
    essai: Essai, temoin: type[PageReclamationTemoin]
) -> None:
    id_ = ouvrir(essai)
    vue = onglet(essai)
    assert vue.premier() is vue.ouvertes.cartes[0]
    presser(essai, vue, K.Key_N)
    assert essai.page.saisie.isVisible()
    essai.page.saisie.fermer()
    presser(essai, vue, K.Key_Return)
    assert temoin.vues == [{"reclamation_id": id_}]


def test_les_fleches_vont_d_une_carte_a_l_autre(essai: Essai) -> None:
    ouvrir(essai, HIER)
    ouvrir(essai)
    vue = onglet(essai)
    premiere, seconde = vue.ouvertes.cartes
    premiere.setFocus()
    essai.qtbot.keyClick(premiere, K.Key_Down)
    assert seconde.hasFocus()
    essai.qtbot.keyClick(seconde, K.Key_Up)
    assert premiere.hasFocus()


def test_ce_qui_attend_dit_l_echeance_et_le_passage(essai: Essai) -> None:
    tard = ouvrir(essai, date(2026, 11, 16))
    ouvrir(essai, HIER, categorie="plomberie", lieu="cuisine", description="fuite")
    repondue = ouvrir(essai, AUJOURDHUI, categorie="finitions", lieu=None)
    reclamations.proposer_passage(
        reclamations.ProposerPassage(repondue, date(2026, 11, 25), heure=time(14), accepte=True),
        essai.uow,
    )
    faite = ouvrir(essai, HIER, categorie="exterieur", lieu=None)
    aller(essai, faite, ETAT.FAITE)
    essai.page.rafraichir()
    essai.calme()
    liste = essai.page.attente.liste
    dits = [liste.item(i).text() for i in range(liste.count())]
    assert any(d.startswith("⚠ R-0001 · Portes, fenêtres, volets, chambre · ") for d in dits)
    assert next(d for d in dits if "R-0001" in d).endswith(" j")
    assert next(d for d in dits if "R-0003" in d).endswith("passage demain à 14:00")
    assert next(d for d in dits if "R-0004" in d) == (
        "✓ R-0004 · Extérieur, jardin, clôture · réparée, à confirmer avec le ménage"
    )
    assert next(a.objet.id for a in essai.fiche().attente if a.en_retard) == tard


def test_le_fil_raconte_la_reclamation(essai: Essai, temoin: type[PageReclamationTemoin]) -> None:
    id_ = ouvrir(essai, date(2026, 11, 16))
    reclamations.proposer_passage(
        reclamations.ProposerPassage(id_, date(2026, 11, 20), accepte=True), essai.uow
    )
    passage = lue(essai, id_).passages[0]
    reclamations.changer_passage(
        reclamations.ChangerPassage(passage.id, reclamations.EtatPassage.TENU, reparee=True),
        essai.uow,
    )
    reclamations.changer_etat(
        reclamations.ChangerEtatReclamation(
            id_, ETAT.CONTESTEE, source=SourceSuivi.MENAGE, raison="il coince encore"
        ),
        essai.uow,
    )
    essai.page.rafraichir()
    essai.calme()
    mots = Libelles(essai.contexte.catalogues())
    sujet = "R-0001, Portes, fenêtres, volets"
    dits = [lire(e, mots, AUJOURDHUI) for e in essai.page.fil.entrees()]
    assert {d.quoi for d in dits} >= {
        f"Date de réparation fixée · {sujet}",
        f"Passage pour réparer · {sujet}",
        f"Réparation faite, à confirmer · {sujet}",
        "Réclamation R-0001 · Portes, fenêtres, volets, chambre",
    }
    assert dits[0].quoi == f"Défaut toujours là · {sujet}"
    assert dits[0].detail == "Il coince encore"
    assert a_modifier(essai.page.fil.entrees()[0]) == ("reclamation", id_)


def test_une_photo_se_choisit_ou_se_colle_depuis_la_carte(
    essai: Essai, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = ouvrir(essai)
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    fichier = tmp_path / "volet.png"
    assert image.save(str(fichier), "PNG")  # type: ignore[call-overload]  # PySide's stub wants bytes
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(fichier)], ""))
    vue = onglet(essai)
    presser(essai, vue, K.Key_P)
    essai.qtbot.waitUntil(essai.page.saisie.isVisible, timeout=5000)
    assert essai.page.saisie.titre.text() == "Garder 1 photo · R-0001"
    essai.garder("legende")
    vue = onglet(essai)
    assert "1 photo" in textes(vue.ouvertes.cartes[0])
    image.fill(0x993311)  # the same photo twice would be refused
    QGuiApplication.clipboard().setImage(image)
    carte = vue.ouvertes.cartes[0]
    carte.setFocus()
    essai.qtbot.keyClick(carte, K.Key_V, CTRL)
    essai.qtbot.waitUntil(essai.page.saisie.isVisible, timeout=5000)
    essai.garder("legende")
    assert "2 photos" in textes(onglet(essai).ouvertes.cartes[0])
    assert lue(essai, id_).etat is ETAT.RECUE
    (tmp_path / "note.txt").write_text("rien", encoding="utf-8")
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(tmp_path / "note.txt")], "")
    )
    presser(essai, vue, K.Key_P)
    essai.qtbot.waitUntil(lambda: vue.photos.bandeau.isVisibleTo(vue), timeout=5000)
