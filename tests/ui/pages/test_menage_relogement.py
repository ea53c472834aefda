"""The rehousing of a household and the changes of its family, by keyboard, on the real base."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from app.domain.accompagnement import CodeSouhait, FamilleBesoin
from app.domain.demenagements import SensDemenagement
from app.domain.logements import NatureOccupation
from app.domain.menages import Lien
from app.domain.relogements import MotifDepart, MotifRefus, ReponseProposition, Trajectoire
from app.services import besoins, menages, occupations, propositions, souhaits, trajectoires
from db.models import Demenagement, Personne
from tests import factories
from tests.ui.pages.menage import Essai, essai
from ui.navigation import Page
from ui.pages.menage.relogement import OngletRelogement

__all__ = ["essai"]  # the fixture
K = Qt.Key
AUJOURDHUI = date(2026, 11, 24)


def onglet(essai: Essai) -> OngletRelogement:
    """The tab, shown."""
    if not essai.page.partage.ample:
        essai.page.details.bascule.emit()
    essai.page.details.montrer("relogement")
    essai.calme()
    trouve = essai.page.details.construits["relogement"]
    assert isinstance(trouve, OngletRelogement)
    return trouve


def textes(widget: QWidget) -> str:
    """Everything one reads in there."""
    return "\n".join(e.text() for e in widget.findChildren(QLabel))


def sous(essai: Essai, cle: str) -> str:
    """What is said under a field."""
    formulaire = essai.page.saisie.formulaire
    assert formulaire is not None
    return textes(formulaire.lignes[cle])


def menage(essai: Essai) -> UUID:
    assert essai.page.fiche is not None
    return essai.page.fiche.menage.id


def choisir(essai: Essai, cle: str, texte: str) -> None:
    """Type in a field that finds something, and take the first line."""
    formulaire = essai.page.saisie.formulaire
    assert formulaire is not None
    champ: Any = formulaire.widget(cle)
    champ.setFocus()
    essai.qtbot.keyClicks(champ.champ, texte)
    essai.qtbot.waitUntil(champ.propositions.isVisible, timeout=5000)
    essai.qtbot.keyClick(champ.champ, K.Key_Return)
    assert champ.valeur() is not None


# --- trajectory ------------------------------------------------------------------------------


def test_la_trajectoire_se_decide_et_garde_son_histoire(essai: Essai) -> None:
    souhaits.exprimer(
        souhaits.ExprimerSouhait(
            menage(essai), CodeSouhait.AUTRE_CITE, "pres de l'ecole", date(2026, 11, 2)
        ),
        essai.uow,
    )
    essai.page.rafraichir()
    vue = onglet(essai)
    assert vue.actuelle.text() == "⌂ Un autre logement de la cité"
    assert vue.pourquoi.text() == "D’après son souhait du 02/11/2026 : pres de l'ecole"
    table = vue.souhaits.tableau
    table.setFocus()
    essai.qtbot.keyClick(table, K.Key_Return)
    essai.calme()
    assert essai.champ("code").currentText() == "Un autre logement de la cité"  # type: ignore[attr-defined]
    essai.ecrire(code="Un autre logement de la commune", motif="travail")
    essai.garder("motif")
    assert [t.code for t in essai.fiche().trajectoires] == [Trajectoire.COMMUNE]
    assert vue.actuelle.text() == "⌂ Un autre logement de la commune"
    assert [table.item(r, 1).text() for r in range(table.rowCount())] == [
        "Décidé : un autre logement de la commune",
        "Souhaite un autre logement de la cité",
    ]
    table.setCurrentCell(0, 0)
    essai.qtbot.keyClick(table, K.Key_Delete)
    essai.calme()
    assert essai.fiche().trajectoires == ()
    assert vue.actuelle.text() == "⌂ Un autre logement de la cité"


def test_un_souhait_contraire_a_la_decision_se_voit(essai: Essai) -> None:
    trajectoires.decider(
        trajectoires.DeciderTrajectoire(menage(essai), Trajectoire.AILLEURS, "", date(2026, 11, 2)),
        essai.uow,
    )
    souhaits.exprimer(
        souhaits.ExprimerSouhait(menage(essai), CodeSouhait.RETOUR, "", date(2026, 11, 20)),
        essai.uow,
    )
    essai.page.rafraichir()
    vue = onglet(essai)
    assert vue.alerte.isVisibleTo(vue)
    vue.decider.click()
    essai.calme()
    assert essai.champ("code").currentText() == "Retour dans son logement"  # type: ignore[attr-defined]


# --- offers ----------------------------------------------------------------------------------


def test_un_logement_se_propose_se_refuse_et_se_compare(essai: Essai) -> None:
    m = menage(essai)
    argent = {"loyer": "400", "charges": "30", "apl": "150", "ressources": "1400"}
    menages.modifier(menages.ModifierMenage(m, argent), essai.uow)
    factories.logement(essai.uow, code_ug="OFFRE001", numero="8", voie="Rue d’Œuf")
    essai.page.rafraichir()
    vue = onglet(essai)
    vue.offres.premier().setFocus()
    essai.qtbot.keyClick(vue.offres.plus, K.Key_Space)
    essai.calme()
    choisir(essai, "logement", "OFFRE001")
    essai.ecrire(loyer="520", charges="40")
    essai.garder("charges")
    (carte,) = vue.offres.cartes
    dit = textes(carte).replace("\xa0", " ")
    assert "280,00 €" in dit  # today: 400 + 30 − 150
    assert "520,00 € + 40,00 € − ? : il manque l’APL" in dit
    assert vue.offres.compte.text() == "1 proposition sur 3"
    carte.setFocus()
    essai.qtbot.keyClick(carte, K.Key_M)
    essai.calme()
    essai.ecrire(apl="120")
    essai.garder("apl")
    dit = textes(vue.offres.cartes[0]).replace("\xa0", " ")
    assert "440,00 €" in dit
    assert "Soit 160,00 € de plus par mois" in dit
    assert "440,00 € ÷ 1 400,00 € = 31,4 %" in dit
    vue.offres.cartes[0].setFocus()
    essai.qtbot.keyClick(vue.offres.cartes[0], K.Key_Return)
    essai.calme()
    essai.garder("precision")  # nothing chosen yet
    assert essai.page.saisie.isVisible()
    essai.ecrire(reponse="Refusée")
    essai.garder("precision")
    assert "motif du refus" in sous(essai, "motif")
    essai.ecrire(motif="Loyer", precision="trop cher")
    essai.garder("precision")
    (offre,) = essai.fiche().propositions
    assert (offre.reponse, offre.motif) == (ReponseProposition.REFUSEE, MotifRefus.LOYER)
    assert "Refusée le 24/11/2026" in textes(vue.offres.cartes[0])


def test_accepter_un_logement_propose_la_trajectoire(essai: Essai) -> None:
    m = menage(essai)
    foyer = essai.fiche().foyer
    assert foyer is not None
    logement = factories.logement(essai.uow, cite_id=foyer.cite_id)
    propositions.proposer(propositions.ProposerLogement(m, logement), essai.uow)
    essai.page.rafraichir()
    vue = onglet(essai)
    vue.offres.cartes[0].setFocus()
    essai.qtbot.keyClick(vue.offres.cartes[0], K.Key_Return)
    essai.calme()
    assert essai.champ("trajectoire").currentText() == "Un autre logement de la cité"  # type: ignore[attr-defined]
    essai.ecrire(reponse="Acceptée")
    essai.garder("precision")
    assert [t.code for t in essai.fiche().trajectoires] == [Trajectoire.CITE]


def test_les_fleches_vont_d_une_offre_a_l_autre_et_suppr_retire(essai: Essai) -> None:
    for n in (3, 1):
        propositions.proposer(
            propositions.ProposerLogement(
                menage(essai), factories.logement(essai.uow), AUJOURDHUI - timedelta(days=n)
            ),
            essai.uow,
        )
    essai.page.rafraichir()
    vue = onglet(essai)
    fenetre = essai.page.window()
    fenetre.activateWindow()
    essai.qtbot.waitUntil(fenetre.isActiveWindow, timeout=5000)
    essai.calme()
    premiere, seconde = vue.offres.cartes
    premiere.setFocus()
    essai.qtbot.keyClick(premiere, K.Key_Down)
    assert seconde.hasFocus()
    essai.qtbot.keyClick(seconde, K.Key_Delete)
    essai.calme()
    assert [p.reponse for p in essai.fiche().propositions] == [
        ReponseProposition.EN_ATTENTE,
        ReponseProposition.RETIREE,
    ]
    assert vue.offres.cartes[1].hasFocus()
    assert vue.offres.compte.text() == "1 proposition sur 3"


def test_un_logement_propose_a_un_autre_se_dit(essai: Essai) -> None:
    logement = factories.logement(essai.uow)
    for m in (menage(essai), factories.menage(essai.uow, "Benali", "Karim")):
        propositions.proposer(propositions.ProposerLogement(m, logement), essai.uow)
    essai.page.rafraichir()
    assert "⚠ Aussi proposé à : Benali Karim" in textes(onglet(essai).offres)


# --- needs, dates, neighbours, homes ----------------------------------------------------------


def test_les_besoins_connus_sont_proposes_dans_le_formulaire(essai: Essai) -> None:
    besoins.ouvrir(
        besoins.OuvrirBesoin(menage(essai), FamilleBesoin.LOGEMENT, "plain_pied"), essai.uow
    )
    essai.page.rafraichir()
    vue = onglet(essai)
    assert "1, d’après la famille" in textes(vue.besoins)
    assert "Plain-pied (besoin noté)" in textes(vue.besoins)
    essai.qtbot.keyClick(vue.besoins.modifier, K.Key_Space)
    essai.calme()
    assert essai.champ("plain_pied").currentText() == "oui"  # type: ignore[attr-defined]
    essai.ecrire(chambres="2")
    essai.garder("chambres")
    lus = essai.fiche().besoins_relogement
    assert lus is not None
    assert (lus.chambres, lus.plain_pied, lus.jardin) == (2, True, None)


def test_des_dates_a_eviter_se_notent_et_se_retirent(essai: Essai) -> None:
    vue = onglet(essai)
    essai.qtbot.keyClick(vue.dates.plus, K.Key_Space)
    essai.calme()
    essai.ecrire(du="20/12/2026", au="19/12/2026", motif="fetes")
    essai.garder("motif")
    assert "se termine" in sous(essai, "au")
    essai.ecrire(au="03/01/2027")
    essai.garder("motif")
    table = vue.dates.tableau
    assert table.item(0, 0).text() == "du 20/12/2026 au 03/01/2027"
    table.setFocus()
    essai.qtbot.keyClick(table, K.Key_Delete)
    essai.calme()
    assert essai.fiche().indisponibilites == ()


def test_un_voisin_a_garder_pres(essai: Essai) -> None:
    factories.menage(essai.uow, "Benali", "Karim")
    vue = onglet(essai)
    essai.qtbot.keyClick(vue.liens.plus, K.Key_Space)
    essai.calme()
    choisir(essai, "autre", "benali")
    essai.ecrire(nature="Entraide", precision="courses")
    essai.garder("precision")
    assert [vue.liens.tableau.item(0, c).text()[:15] for c in (0, 1)] == [
        "Benali Karim", "Entraide · cour",
    ]  # fmt: skip


def test_ses_logements_disent_hier_aujourd_hui_et_demain(essai: Essai) -> None:
    occupations.ouvrir(
        occupations.OuvrirOccupation(
            menage(essai),
            factories.logement(essai.uow),
            NatureOccupation.TIROIR,
            AUJOURDHUI + timedelta(days=8),
            None,
            AUJOURDHUI + timedelta(days=120),
        ),
        essai.uow,
    )
    essai.page.rafraichir()
    table = onglet(essai).occupations.tableau
    assert [table.item(r, 0).text() for r in range(2)] == ["● y vit", "à venir"]
    assert table.item(1, 3).text() == "prév. 24/03/2027"


class _Dossier(Page):
    """Stands for the page of a move."""

    nom = "demenagement"
    recu: object = None

    def afficher(self, **arguments: Any) -> None:
        self.recu = arguments


def test_entree_sur_un_demenagement_ouvre_son_dossier(essai: Essai) -> None:
    id_ = essai.uow.ids.new()
    factories.ecrire(
        essai.uow,
        Demenagement(
            id=id_,
            menage_id=menage(essai),
            sens=SensDemenagement.ALLER,
            vers_id=factories.logement(essai.uow),
            jour=AUJOURDHUI + timedelta(days=8),
        ),
    )
    dossier = _Dossier(essai.contexte)
    essai.contexte.navigation.inscrire("demenagement", lambda: dossier)
    essai.page.rafraichir()
    table = onglet(essai).demenagements.tableau
    table.setFocus()
    essai.qtbot.keyClick(table, K.Key_Return)
    assert dossier.recu == {"demenagement_id": id_}
    m = menage(essai)
    essai.contexte.navigation.retour()
    essai.calme()
    essai.qtbot.keyClick(table, K.Key_N)
    assert dossier.recu == {"menage_id": m, "nouveau": True}


def test_la_tabulation_suit_la_lecture(essai: Essai) -> None:
    factories.menage(essai.uow, "Benali", "Karim")
    propositions.proposer(
        propositions.ProposerLogement(menage(essai), factories.logement(essai.uow)), essai.uow
    )
    essai.page.rafraichir()
    vue = onglet(essai)
    suite: list[QWidget] = []
    widget: QWidget | None = vue.decider
    while widget is not None and len(suite) < 400:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and vue.isAncestorOf(widget):
            suite.append(widget)
        widget = widget.nextInFocusChain()
    voulue = [
        vue.decider,
        vue.souhaits.plus,
        vue.souhaits.tableau,
        vue.offres.plus,
        vue.offres.cartes[0],
        vue.occupations.plus,
        vue.occupations.tableau,
        vue.demenagements.plus,
        vue.demenagements.tableau,
        vue.besoins.modifier,
        vue.besoins.noter_ressources,
        vue.dates.plus,
        vue.liens.plus,
    ]
    assert [w for w in suite if w in voulue][: len(voulue)] == voulue


# --- the family ------------------------------------------------------------------------------


@pytest.fixture
def ewa(essai: Essai) -> UUID:
    id_ = essai.uow.ids.new()
    factories.ecrire(
        essai.uow,
        Personne(
            id=id_,
            menage_id=menage(essai),
            nom="Nowak",
            prenom="Ewa",
            lien=Lien.ENFANT,
            age=22,
            age_le=AUJOURDHUI,
        ),
    )
    essai.page.rafraichir()
    essai.calme()
    return id_


def test_un_deces_demande_le_nouveau_titulaire(essai: Essai, ewa: UUID) -> None:
    essai.page.details.montrer("foyer")
    essai.calme()
    tableau = essai.page.details.construits["foyer"].personnes.tableau
    tableau.setFocus()
    essai.page.details.construits["foyer"].changer("depart")
    essai.calme()
    essai.ecrire(personne="Jadwiga", motif="Décès")
    essai.garder("le")
    assert "nouveau titulaire" in sous(essai, "titulaire")
    essai.ecrire(titulaire="Ewa")
    essai.garder("le")
    f = essai.fiche()
    assert [(p.prenom, p.titulaire) for p in f.personnes] == [("Ewa", True)]
    assert f.parties[0].partie_motif is MotifDepart.DECES
    lien = essai.page.details.construits["foyer"].parties
    assert lien.text() == "Plus dans le foyer : Jadwiga Wójcik, décès le 24/11/2026"
    essai.qtbot.keyClick(lien, K.Key_Space)
    essai.calme()
    essai.garder("personne")
    assert len(essai.fiche().personnes) == 2


def test_une_decohabitation_cree_un_menage(essai: Essai, ewa: UUID) -> None:
    essai.page.ouvrir("decohabiter")
    essai.calme()
    formulaire = essai.page.saisie.formulaire
    assert formulaire is not None
    essai.garder("nom")
    assert "Personne n’est choisi" in sous(essai, "premier")
    case = formulaire.widget(f"part_{ewa.hex}")
    assert isinstance(case, QCheckBox)
    case.setFocus()
    essai.qtbot.keyClick(case, K.Key_Space)
    essai.garder("nom")
    assert [p.prenom for p in essai.fiche().personnes] == ["Jadwiga"]
    vue = onglet(essai)
    assert "Nowak Ewa" in "\n".join(b.text() for b in vue.parents.findChildren(QWidget)
                                    if hasattr(b, "text"))  # fmt: skip


def test_une_personne_hebergee_arrive(essai: Essai) -> None:
    essai.saisir("accueillir", nom="Nowak", prenom="Piotr")
    assert [(p.prenom, p.lien) for p in essai.fiche().personnes][-1] == ("Piotr", Lien.HEBERGE)
