"""A file of the bailleur about complaints: what is taken, what is decided, what stays out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.core.errors import RegleMetier
from app.domain.demenagements import Creneau
from app.domain.reclamations import EtatPassage, EtatReclamation, SourceSuivi
from app.domain.retours import Choix, Issue
from app.services.annulation import AnnulerOperation, annuler
from app.services.retours import (
    AppliquerRetours,
    Decision,
    OrigineMot,
    PreparerRetours,
    appliquer,
    compte_rendu,
    preparer,
)
from db.models import Responsable
from db.uow import UnitOfWork
from tests import factories
from tests.integration.retours.cas import Dossier, codes, issues

E = EtatReclamation


@pytest.fixture
def dossier(uow: UnitOfWork, tmp_path: Path) -> Dossier:
    return Dossier(uow, tmp_path)


def test_le_fichier_fourni_se_lit_en_entier(uow: UnitOfWork, tmp_path: Path) -> None:
    d = Dossier(uow, tmp_path, 3)
    lignes = [
        ("R-0001", "NOU00001", "RECUE", "2026-10-24", "Régie", "Pièce commandée"),
        ("R-0002", "NOU00002", "REJETEE", "2026-10-25", "Régie", "Hors GPA"),
        ("R-0003", "NOU00003", "PLANIFIEE", "2026-10-04", "Régie", "Passage prévu matin"),
        ("R-0099", "NOU00009", "EN COURS", "2026-09-20", "Régie", ""),
    ]
    apercu = d.voir(*lignes)
    assert issues(apercu) == [
        Issue.APPLICABLE, Issue.APPLICABLE, Issue.APPLICABLE, Issue.INCONNUE
    ]  # fmt: skip
    resultat = d.prendre(apercu)
    assert (resultat.appliquees, resultat.etats, resultat.echanges, resultat.dehors) == (3, 2, 3, 1)
    assert d.ligne("R-0001").etat is E.RECUE
    assert d.ligne("R-0002").etat is E.REJETEE
    assert d.histoire("R-0003")[-1] == (E.PLANIFIEE, date(2026, 10, 4), SourceSuivi.BAILLEUR)
    assert d.echanges("R-0003") == ["Régie : Passage prévu matin"]


def test_cloturee_par_le_bailleur_reste_a_confirmer(dossier: Dossier) -> None:
    for mot in ("CLOTUREE", "Close", "Terminé", "Confirmée", "soldée"):
        apercu = dossier.voir(("R-0001", "", mot, "2026-10-01", "", ""))
        assert apercu.lignes[0].verdict.vers is E.FAITE, mot
    dossier.prendre(apercu)
    ligne = dossier.ligne("R-0001")
    assert ligne.etat is E.FAITE
    assert ligne.close_le is None
    assert ligne.faite_le == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("mot", "etat"),
    [
        ("clôturé", E.FAITE), ("Clôturées", E.FAITE), ("en cours", E.TRANSMISE),
        ("RDV pris", E.PLANIFIEE), ("refusé", E.REJETEE), ("annulée", E.REJETEE),
        ("rendez-vous  fixé", E.PLANIFIEE), ("Prise en compte", E.QUALIFIEE), ("reçu", E.RECUE),
        ("En attente de pièce", E.TRANSMISE), ("non retenue", E.REJETEE),
        ("date fixée", E.PLANIFIEE),
        ("contestée", None), ("non planifiée", None), ("pas encore traitée", None),
        ("refusé par le locataire", None), ("zzz", None),
    ],
)  # fmt: skip
def test_leurs_mots(dossier: Dossier, mot: str, etat: EtatReclamation | None) -> None:
    apercu = dossier.voir(("R-0001", "", mot, "2026-10-01", "", "parce que"))
    (dit,) = apercu.mots
    assert dit.etat is etat
    if etat is None:
        assert "retours.etat_inconnu" in codes(apercu.lignes[0])
        assert apercu.lignes[0].choix == (Choix.GARDER, Choix.ECHANGE)


def test_un_mot_explique_une_fois_est_retenu_pour_ce_bailleur(dossier: Dossier) -> None:
    ligne = ("R-0001", "", "Stade 4", "2026-10-01", "", "")
    apercu = dossier.voir(ligne, bailleur="Le bailleur", etats={"Stade 4": E.PLANIFIEE})
    assert issues(apercu) == [Issue.APPLICABLE]
    assert apercu.mots[0].origine is OrigineMot.CHOIX
    dossier.prendre(apercu)
    suite = dossier.voir(("R-0002", "", "STADE 4", "2026-10-01", "", ""), bailleur="le  BAILLEUR")
    assert suite.mots[0].origine is OrigineMot.MEMOIRE
    assert suite.lignes[0].verdict.vers is E.PLANIFIEE
    ailleurs = dossier.voir(("R-0002", "", "STADE 4", "2026-10-01", "", ""), bailleur="Un autre")
    assert ailleurs.mots[0].etat is None


def test_ce_qui_est_plus_ancien_ou_conteste_attend_une_personne(dossier: Dossier) -> None:
    dossier.passer("R-0001", E.TRANSMISE, E.PLANIFIEE, le=date(2026, 10, 10))
    dossier.passer("R-0002", E.FAITE, E.CONTESTEE, le=date(2026, 10, 10))
    dossier.passer("R-0003", E.FAITE, E.CONFIRMEE, le=date(2026, 10, 10))
    dossier.passer("R-0004", E.CLOSE, le=date(2026, 10, 10))
    apercu = dossier.voir(
        ("R-0001", "", "EN COURS", "2026-10-02", "", ""),
        ("R-0002", "", "CLOTUREE", "2026-10-20", "", ""),
        ("R-0003", "", "PLANIFIEE", "2026-10-20", "", ""),
        ("R-0004", "", "CLOTUREE", "2026-10-20", "", ""),
        ("R-0005", "NOU00001", "EN COURS", "2026-10-20", "", ""),
    )
    assert issues(apercu) == [
        Issue.CONFLIT, Issue.CONFLIT, Issue.CONFLIT, Issue.IDENTIQUE, Issue.CONFLIT
    ]  # fmt: skip
    attendus = (
        {"retours.plus_ancien", "retours.recul"}, {"retours.contestee"}, {"retours.deja_finie"},
        set(), {"retours.autre_logement"},
    )  # fmt: skip
    for ligne, attendu in zip(apercu.lignes, attendus, strict=True):
        assert codes(ligne) == attendu
    assert Choix.PRENDRE not in apercu.lignes[2].choix
    resultat = dossier.prendre(
        apercu,
        {
            2: Decision(Choix.PRENDRE),
            3: Decision(Choix.ECHANGE),
            4: Decision(Choix.GARDER),
        },
    )
    assert resultat.a_decider == 1
    assert resultat.tranchees == {Choix.GARDER: 1, Choix.PRENDRE: 1, Choix.ECHANGE: 1}
    assert dossier.ligne("R-0001").etat is E.TRANSMISE
    assert dossier.ligne("R-0002").etat is E.CONTESTEE
    assert dossier.echanges("R-0002") == ["« CLOTUREE » le 20/10/2026"]
    assert dossier.ligne("R-0003").etat is E.CONFIRMEE
    assert dossier.ligne("R-0005").etat is E.RECUE


def test_un_rejet_sans_raison_en_demande_une(dossier: Dossier) -> None:
    apercu = dossier.voir(("R-0001", "", "Refusé", "2026-10-01", "", ""))
    assert codes(apercu.lignes[0]) == {"retours.sans_raison"}
    with pytest.raises(RegleMetier) as refus:
        dossier.prendre(apercu, {2: Decision(Choix.PRENDRE)})
    assert refus.value.code == "retours.raison"
    assert dossier.ligne("R-0001").etat is E.RECUE
    dossier.prendre(apercu, {2: Decision(Choix.PRENDRE, "Hors du marché, dit au téléphone")})
    assert dossier.ligne("R-0001").etat is E.REJETEE


@pytest.mark.parametrize(
    ("cellules", "code"),
    [
        (("R-0001", "", "EN COURS", "2026-12-24", "", ""), "retours.date_future"),
        (("R-0001", "", "EN COURS", "2026-08-30", "", ""), "retours.avant_ouverture"),
        (("R-0001", "", "", "2026-10-01", "", ""), "retours.sans_etat"),
        (("", "NOU00001", "EN COURS", "2026-10-01", "", "x y"), "retours.sans_reference"),
        (
            ("R-0001", "", "EN COURS", "le 41/13/2026", "", ""),
            "retour_fichier.case_date_impossible",
        ),
        (("R-0001", "", "EN COURS", "bientôt", "", ""), "retour_fichier.case_date_illisible"),
        (("R-0001", "", "EN COURS", "1999-01-01", "", ""), "retour_fichier.case_date_improbable"),
        (("R-0001", "", "PLANIFIEE", "2029-12-24", "", ""), "retours.rdv_lointain"),
    ],
)
def test_ce_qui_est_refuse_dit_pourquoi(
    dossier: Dossier, cellules: tuple[str, ...], code: str
) -> None:
    ligne = dossier.seule(*cellules)
    assert ligne.issue is Issue.REFUSEE
    assert codes(ligne) == {code}
    assert ligne.numero == 2


def test_une_planification_a_venir_est_une_date_de_rendez_vous(dossier: Dossier) -> None:
    apercu = dossier.voir(("R-0001", "", "Planifiée", "2026-12-10", "", ""))
    assert codes(apercu.lignes[0]) == {"retours.date_a_venir"}
    dossier.prendre(apercu, {2: Decision(Choix.PRENDRE)})
    (passage,) = dossier.passages("R-0001")
    assert passage.jour == date(2026, 12, 10)
    assert dossier.histoire("R-0001")[-1] == (E.PLANIFIEE, date(2026, 11, 24), SourceSuivi.BAILLEUR)


def test_la_date_du_rendez_vous_devient_un_passage_et_se_deplace(dossier: Dossier) -> None:
    entetes = ("N° réclamation", "Statut", "Date", "Prestataire", "Observations", "RDV le", "Heure")
    apercu = dossier.voir(
        ("r 1", "RDV pris", "02/11/2026", "", "", "01/12/2026", "9h30"), entetes=entetes
    )
    assert issues(apercu) == [Issue.APPLICABLE]
    dossier.prendre(apercu)
    (passage,) = dossier.passages("R-0001")
    assert (passage.jour, passage.creneau) == (date(2026, 12, 1), Creneau.MATIN)
    assert dossier.histoire("R-0001")[-1] == (E.PLANIFIEE, date(2026, 11, 2), SourceSuivi.BAILLEUR)
    apercu = dossier.voir(
        ("R-1", "RDV pris", "03/11/2026", "", "", "04/12/2026", ""), entetes=entetes
    )
    assert codes(apercu.lignes[0]) == {"retours.autre_rdv"}
    dossier.prendre(apercu, {2: Decision(Choix.PRENDRE)})
    (passage,) = dossier.passages("R-0001")
    assert (passage.jour, passage.etat) == (date(2026, 12, 4), EtatPassage.PROPOSE)


def test_une_reference_dite_deux_fois(dossier: Dossier) -> None:
    apercu = dossier.voir(
        ("R-0001", "", "EN COURS", "2026-10-01", "", ""),
        ("R-0001", "", "CLOTUREE", "2026-10-12", "", ""),
        ("R-0002", "", "EN COURS", "2026-10-01", "", "vu"),
        ("R-0002", "", "en cours", "01/10/2026", "", "vu"),
        ("R-0003", "", "EN COURS", "2026-10-01", "", "un"),
        ("R-0003", "", "EN COURS", "2026-10-01", "", "deux"),
    )
    assert issues(apercu) == [
        Issue.CONFLIT, Issue.CONFLIT, Issue.APPLICABLE, Issue.IDENTIQUE,
        Issue.APPLICABLE, Issue.APPLICABLE,
    ]  # fmt: skip
    assert "retours.doublon" in codes(apercu.lignes[0])
    with pytest.raises(RegleMetier) as refus:
        dossier.prendre(apercu, {2: Decision(Choix.PRENDRE), 3: Decision(Choix.PRENDRE)})
    assert refus.value.code == "retours.deux_prises"
    dossier.prendre(apercu, {2: Decision(Choix.ECHANGE), 3: Decision(Choix.PRENDRE)})
    assert dossier.ligne("R-0001").etat is E.FAITE
    assert dossier.echanges("R-0003") == ["un", "deux"]


def test_le_meme_fichier_deux_fois_ne_change_plus_rien(dossier: Dossier) -> None:
    lignes = (
        ("R-0001", "", "EN COURS", "2026-10-01", "Régie", "Pièce commandée"),
        ("R-0002", "", "REJETEE", "2026-10-01", "Régie", "Hors GPA"),
        ("R-0003", "", "PLANIFIEE", "2026-10-01", "", ""),
    )
    premier = dossier.prendre(dossier.voir(*lignes), creer=frozenset({"Régie"}))
    assert premier.changes.touche("responsables")
    apercu = dossier.voir(*lignes)
    assert len(apercu.deja) == 1
    assert issues(apercu) == [Issue.IDENTIQUE] * 3
    second = dossier.prendre(apercu)
    assert second.lot_id is None
    assert second.changes.operation is None
    assert dossier.echanges("R-0001") == ["Régie : Pièce commandée"]


def test_tout_se_reprend_en_une_fois(dossier: Dossier) -> None:
    avant = [dossier.histoire(r) for r in dossier.ids]
    apercu = dossier.voir(
        ("R-0001", "", "RDV pris", "2026-10-01", "Régie", "demain", "01/12/2026"),
        ("R-0002", "", "REJETEE", "2026-10-01", "Régie", "Hors GPA", ""),
        entetes=("Réf", "UG", "Statut", "Date", "Entreprise", "Commentaire", "RDV"),
    )
    resultat = dossier.prendre(apercu, creer=frozenset({"régie"}))
    assert resultat.changes.operation is not None
    assert dossier.ligne("R-0001").responsable_id is not None
    annuler(AnnulerOperation(resultat.changes.operation), dossier.uow)
    assert [dossier.histoire(r) for r in dossier.ids] == avant
    assert dossier.passages("R-0001") == []
    assert dossier.echanges("R-0002") == []
    assert dossier.ligne("R-0002").close_le is None
    assert dossier.voir(("R-0001", "", "RDV pris", "2026-10-01", "", "")).deja == ()


def test_rien_ne_reste_dehors_sans_que_quelqu_un_le_sache(dossier: Dossier) -> None:
    apercu = dossier.voir(
        ("R-0001", "", "EN COURS", "2026-10-01", "", ""),
        ("R-0777", "", "EN COURS", "2026-10-01", "", ""),
    )
    with pytest.raises(RegleMetier) as refus:
        appliquer(AppliquerRetours(apercu), dossier.uow)
    assert refus.value.code == "retours.reste_a_accepter"
    assert refus.value.params["inconnues"] == 1
    assert dossier.ligne("R-0001").etat is E.RECUE


def test_une_base_changee_depuis_l_apercu_est_refusee(dossier: Dossier) -> None:
    apercu = dossier.voir(("R-0001", "", "EN COURS", "2026-10-01", "", ""))
    dossier.passer("R-0002", E.QUALIFIEE)
    dossier.prendre(apercu)  # somebody else's complaint: the preview still holds
    apercu = dossier.voir(("R-0001", "", "CLOTUREE", "2026-10-11", "", ""))
    dossier.passer("R-0001", E.PLANIFIEE, le=date(2026, 10, 2))
    with pytest.raises(RegleMetier) as refus:
        dossier.prendre(apercu)
    assert refus.value.code == "import.base_changee"


def test_qui_repare(dossier: Dossier) -> None:
    nous, autre = dossier.uow.ids.new(), dossier.uow.ids.new()
    factories.ecrire(
        dossier.uow,
        Responsable(id=nous, genre="entreprise", nom="Plomb 62", lot="plomberie"),
        Responsable(id=autre, genre="bailleur", nom="Régie"),
    )
    apercu = dossier.voir(
        ("R-0001", "", "EN COURS", "2026-10-01", "Entreprise lot plomberie", ""),
        ("R-0002", "", "EN COURS", "2026-10-01", "Quelqu’un d’autre", ""),
    )
    assert apercu.lignes[0].responsable_id == nous
    assert codes(apercu.lignes[1]) == {"retours.prestataire_inconnu"}
    assert [(p.nom, p.responsable_id) for p in apercu.prestataires] == [
        ("Quelqu’un d’autre", None), ("Entreprise lot plomberie", nous)
    ]  # fmt: skip
    dossier.prendre(apercu)
    assert dossier.ligne("R-0001").responsable_id == nous
    apercu = dossier.voir(("R-0001", "", "PLANIFIEE", "2026-10-03", "régie", ""))
    assert codes(apercu.lignes[0]) == {"retours.autre_responsable"}
    apercu = dossier.voir(
        ("R-0002", "", "PLANIFIEE", "2026-10-03", "Quelqu’un d’autre", ""),
        responsables={"Quelqu’un d’autre": autre},
    )
    dossier.prendre(apercu)
    assert dossier.ligne("R-0002").responsable_id == autre


def test_leur_reference_est_retenue_et_sert_ensuite(dossier: Dossier) -> None:
    entetes = ("Votre référence", "N° DI", "Statut", "Date")
    dossier.prendre(dossier.voir(("R-0002", "di 77", "en cours", "01/10/2026"), entetes=entetes))
    assert dossier.ligne("R-0002").reference_bailleur == "DI77"
    apercu = dossier.voir(("DI 77", "Planifiée", "05/10/2026"), entetes=("N° DI", "Statut", "Date"))
    connue = apercu.lignes[0].connue
    assert connue is not None
    assert connue.reference == "R-0002"


def test_le_compte_rendu_dit_chaque_ligne(dossier: Dossier) -> None:
    apercu = dossier.voir(
        ("R-0001", "", "EN COURS", "2026-10-01", "Régie", "vu"),
        ("R-0404", "", "EN COURS", "2026-10-01", "", ""),
    )
    dit = compte_rendu(apercu)
    assert dit["simulation"] is True
    assert dit["code_sortie"] == 5
    assert [li["issue"] for li in dit["lignes"]] == ["applicable", "inconnue"]
    assert dit["lignes"][0]["devient"] == "transmise"
    dit = compte_rendu(apercu, dossier.prendre(apercu))
    assert dit["ecrit"]["etats_changes"] == 1


def test_le_nombre_de_lectures_ne_depend_pas_du_fichier(
    dossier: Dossier, compteur_sql: object
) -> None:
    comptes = []
    for n in (1, 5):
        lignes = [
            (f"R-{i:04d}", "", "EN COURS", "2026-10-01", "Régie", "") for i in range(1, n + 1)
        ]
        chemin = dossier.fichier(*lignes)
        with compteur_sql() as compteur:  # type: ignore[operator]
            preparer(PreparerRetours(chemin), dossier.uow)
        comptes.append(len(compteur.enonces))
    assert comptes[0] == comptes[1]
