"""The day at a glance says the right things about the right households."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, time, timedelta
from uuid import UUID

from app.domain.accompagnement import EtatEngagement
from app.domain.menages import Role, Suivi
from app.services import aujourdhui, equipe, permanences, seances
from app.services.aujourdhui import LireTableau, NatureEcheance, NiveauAttention, Tableau
from db.models import Annonce, Engagement, Referent, Tache
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql

JOUR = date(2026, 11, 24)


def _tache(uow: UnitOfWork, titre: str, pour_le: date | None, qui: UUID | None = None) -> None:
    factories.ecrire(uow, Tache(id=uow.ids.new(), titre=titre, pour_le=pour_le, affectee_a_id=qui))


def _rompre(uow: UnitOfWork, menage_id: UUID, texte: str) -> None:
    factories.ecrire(
        uow,
        Engagement(
            id=uow.ids.new(),
            menage_id=menage_id,
            texte=texte,
            pris_le=JOUR - timedelta(days=20),
            etat=EtatEngagement.ROMPU,
            regle_le=JOUR - timedelta(days=4),
        ),
    )


def _annoncer(uow: UnitOfWork, menage_id: UUID, depuis: date) -> None:
    factories.ecrire(
        uow,
        Annonce(
            id=uow.ids.new(), menage_id=menage_id, objet="retour le 12 mars", ouverte_le=depuis
        ),
    )


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
        "Aucun ménage ne presse ; 1 est à regarder quand vous aurez le temps.",
        "Une promesse attend depuis 4 j : « rappeler avec la date », pour Wójcik Jadwiga.",
        "2 choses à faire ont dépassé leur date.",
        "1 chose est à faire aujourd’hui.",
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
        factories.menage(uow)
    tableau = _tableau(uow, limite=3)
    assert (len(tableau.en_retard.lignes), tableau.en_retard.total) == (3, 7)
    assert tableau.en_retard.lignes[0].texte == "t6"
    assert (len(tableau.a_regarder), tableau.niveaux[NiveauAttention.MOYEN]) == (3, 4)


def test_ceux_qui_demandent_de_l_attention_avec_leurs_raisons(uow: UnitOfWork) -> None:
    recent, jamais, rompu = (factories.menage(uow, nom) for nom in ("A", "B", "C"))
    clos = factories.menage(uow, "D", suivi=Suivi.CLOS)
    factories.visite(uow, recent, JOUR - timedelta(days=30))
    for menage_id in (rompu, clos):
        _rompre(uow, menage_id, "rappeler avec la date")
    tableau = _tableau(uow)
    assert [m.menage_id for m in tableau.a_regarder] == [rompu, jamais]
    assert [r.texte for r in tableau.a_regarder[0].raisons] == [
        "Personne de l’équipe ne l’a encore rencontré.",
        "Une promesse n’a pas été tenue (ven. 20 nov.) : rappeler avec la date",
    ]
    assert tableau.phrases == (
        "1 ménage demande votre attention : C Jadwiga.",
        "1 ménage est à regarder bientôt.",
    )


def test_quand_tout_va_bien_la_page_le_dit(uow: UnitOfWork) -> None:
    factories.visite(uow, factories.menage(uow), JOUR - timedelta(days=3))
    assert _tableau(uow).phrases == ("Aucun ménage ne demande d’attention particulière.",)


def test_mon_attention_va_aux_miens_et_a_ceux_de_personne(uow: UnitOfWork) -> None:
    equipe.garantir_moi(None, uow)
    moi, autre = uow.auteur.intervenant_id, factories.intervenant(uow)
    a_moi, a_elle, a_personne = (factories.menage(uow, nom) for nom in ("A", "B", "C"))
    for menage_id, qui in ((a_moi, moi), (a_elle, autre)):
        factories.ecrire(
            uow,
            Referent(id=uow.ids.new(), menage_id=menage_id, intervenant_id=qui, role=Role.PILOTE),
        )
        _annoncer(uow, menage_id, JOUR)
    assert [m.menage_id for m in _tableau(uow).a_regarder] == [a_moi, a_personne]
    assert [a.menage_id for a in _tableau(uow).a_prevenir] == [a_moi]
    tous = _tableau(uow, a_moi=False)
    assert [m.menage_id for m in tous.a_regarder] == [a_moi, a_elle, a_personne]
    assert tous.nb_a_prevenir == 2


def test_ceux_qu_il_reste_a_prevenir_le_plus_ancien_d_abord(uow: UnitOfWork) -> None:
    un, deux = factories.menage(uow), factories.menage(uow, "Benali", "Karim")
    _annoncer(uow, un, JOUR - timedelta(days=2))
    _annoncer(uow, deux, JOUR - timedelta(days=6))
    _annoncer(uow, deux, JOUR)
    tableau = _tableau(uow, limite=2)
    assert [a.menage for a in tableau.a_prevenir] == ["Benali Karim", "Wójcik Jadwiga"]
    assert tableau.a_prevenir[0].telephones == ("0612345678",)
    assert tableau.nb_a_prevenir == 2
    assert (
        "2 ménages sont à prévenir d’un changement ; le premier attend depuis 6 j."
        in tableau.phrases
    )


def test_le_nombre_de_lectures_ne_depend_pas_du_nombre_de_menages(
    uow: UnitOfWork, compteur_sql: Callable[[], AbstractContextManager[CompteurSql]]
) -> None:
    def peupler(n: int) -> None:
        for _n in range(n):
            _annoncer(uow, factories.menage(uow), JOUR - timedelta(days=4))

    peupler(2)
    with compteur_sql() as peu:
        _tableau(uow)
    peupler(12)
    with compteur_sql() as beaucoup:
        _tableau(uow)
    assert len(beaucoup.enonces) == len(peu.enonces) <= 22


def test_la_cite_choisie_borne_tout(uow: UnitOfWork) -> None:
    ici, ailleurs = factories.cite(uow), factories.cite(uow)
    voisin = factories.menage(uow, logement_id=factories.logement(uow, cite_id=ici))
    factories.menage(uow, logement_id=factories.logement(uow, cite_id=ailleurs))
    assert [m.menage_id for m in _tableau(uow, cite_id=ici).a_regarder] == [voisin]
    assert len(_tableau(uow).a_regarder) == 2


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
