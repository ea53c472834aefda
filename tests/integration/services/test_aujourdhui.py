"""The day at a glance says the right things about the right households."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID

from app.domain.menages import Suivi
from app.services import aujourdhui, equipe, permanences, seances
from app.services.aujourdhui import LireTableau, NatureEcheance, Tableau
from db.models import Engagement, Tache
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 24)


def _tache(uow: UnitOfWork, titre: str, pour_le: date | None, qui: UUID | None = None) -> None:
    factories.ecrire(uow, Tache(id=uow.ids.new(), titre=titre, pour_le=pour_le, affectee_a_id=qui))


def _tableau(uow: UnitOfWork, **champs: object) -> Tableau:
    return aujourdhui.tableau(LireTableau(JOUR, **champs), uow)  # type: ignore[arg-type]  # keyword bag of a test


def test_une_base_vide_ne_se_felicite_pas(uow: UnitOfWork) -> None:
    tableau = _tableau(uow)
    assert tableau.phrases == ()
    assert tableau.en_retard.total == 0


def test_en_retard_aujourd_hui_bientot_et_sans_date(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    factories.visite(uow, menage_id, JOUR)
    for titre, ecart in (("vieux", -12), ("hier", -1), ("jour", 0), ("bientôt", 3), ("loin", 30)):
        _tache(uow, titre, JOUR + timedelta(days=ecart))
    _tache(uow, "un jour", None)
    factories.ecrire(
        uow,
        Engagement(
            id=uow.ids.new(), menage_id=menage_id, texte="rappeler avec la date",
            pris_le=JOUR, pour_le=JOUR - timedelta(days=4),
        ),
    )  # fmt: skip
    tableau = _tableau(uow)
    assert [e.texte for e in tableau.en_retard.lignes] == [
        "vieux",
        "rappeler avec la date",
        "hier",
    ]
    assert tableau.en_retard.lignes[1].nature is NatureEcheance.ENGAGEMENT
    assert tableau.en_retard.lignes[1].menage_nom == "Wójcik Jadwiga"
    assert [e.texte for e in tableau.du_jour.lignes] == ["jour"]
    assert [e.texte for e in tableau.a_venir.lignes] == ["bientôt"]
    assert [e.texte for e in tableau.sans_date.lignes] == ["un jour"]
    assert tableau.phrases == (
        "Une promesse attend depuis 4 j : « rappeler avec la date », pour Wójcik Jadwiga.",
        "2 choses à faire ont dépassé leur date.",
        "1 chose est à faire aujourd’hui.",
        "Tous les ménages suivis ont été vus récemment.",
    )


def test_les_miennes_et_celles_de_tous(uow: UnitOfWork) -> None:
    equipe.garantir_moi(None, uow)
    moi = uow.auteur.intervenant_id
    autre = factories.intervenant(uow)
    for titre, qui in (("à moi", moi), ("à Sofia", autre), ("à tous", None)):
        _tache(uow, titre, JOUR, qui)
    miennes = _tableau(uow).du_jour
    toutes = _tableau(uow, a_moi=False).du_jour
    assert {e.texte for e in miennes.lignes} == {"à moi", "à tous"}
    assert toutes.total == 3


def test_les_limites_gardent_le_vrai_total(uow: UnitOfWork) -> None:
    for n in range(7):
        _tache(uow, f"t{n}", JOUR - timedelta(days=n + 1))
    for _n in range(4):
        factories.visite(uow, factories.menage(uow), JOUR - timedelta(days=60 + _n))
    tableau = _tableau(uow, limite=3)
    assert (len(tableau.en_retard.lignes), tableau.en_retard.total) == (3, 7)
    assert tableau.en_retard.lignes[0].texte == "t6"
    assert (len(tableau.perdus_de_vue), tableau.nb_perdus_de_vue) == (3, 4)
    assert tableau.perdus_de_vue[0].derniere_visite == JOUR - timedelta(days=63)


def test_perdus_de_vue_selon_le_seuil_et_jamais_vus_a_part(uow: UnitOfWork) -> None:
    vu_recemment, oublie, jamais = (factories.menage(uow, nom) for nom in ("A", "B", "C"))
    clos = factories.menage(uow, "D", suivi=Suivi.CLOS)
    factories.visite(uow, vu_recemment, JOUR - timedelta(days=30))
    factories.visite(uow, oublie, JOUR - timedelta(days=31))
    factories.visite(uow, clos, JOUR - timedelta(days=300))
    tableau = _tableau(uow)
    assert [m.id for m in tableau.perdus_de_vue] == [oublie]
    assert tableau.perdus_de_vue[0].telephones == ("0612345678",)
    assert [m.id for m in tableau.jamais_vus] == [jamais]
    assert tableau.phrases == (
        "1 ménage n’a vu personne depuis plus de 30 jours.",
        "1 ménage n’a encore jamais été rencontré.",
    )
    assert _tableau(uow, seuil=60).nb_perdus_de_vue == 0


def test_la_cite_choisie_borne_tout(uow: UnitOfWork) -> None:
    ici, ailleurs = factories.cite(uow), factories.cite(uow)
    voisin = factories.menage(uow, logement_id=factories.logement(uow, cite_id=ici))
    factories.menage(uow, logement_id=factories.logement(uow, cite_id=ailleurs))
    assert [m.id for m in _tableau(uow, cite_id=ici).jamais_vus] == [voisin]


def test_seances_du_jour_et_seance_oubliee(uow: UnitOfWork) -> None:
    cite_id = factories.cite(uow)
    seances.creer(
        seances.CreerSerie(cite_id, 1, time(14), "Maison du projet", depuis=date(2026, 11, 1)), uow
    )
    permanences.ouvrir(
        permanences.OuvrirPermanence(cite_id, date(2026, 11, 20), time(9), "Mairie"), uow
    )
    tableau = _tableau(uow)
    assert [(s.lieu, s.debut) for s in tableau.seances] == [("Maison du projet", time(14))]
    assert [s.lieu for s in tableau.ouvertes_oubliees] == ["Mairie"]
    assert "Une permanence est restée ouverte : il reste à la clore." in tableau.phrases
