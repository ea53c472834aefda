"""Complaints on the real base: opened, qualified, followed to their end, opened again."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from app.core.clock import FixedClock
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.reclamations_delais import Horloge
from app.services import reclamations
from app.services.reclamations import (
    ChangerEtatReclamation,
    CorrigerOuverture,
    EtatReclamation,
    MotifReclamation,
    NatureReclamation,
    OrigineReclamation,
    OuvrirReclamation,
    QualifierReclamation,
    SourceSuivi,
    Urgence,
)
from db.models import Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services._reclamations import (
    LUNDI,
    annuler,
    clore,
    etat_de_la_base,
    lignes,
    lue,
    ouvrir,
    passer,
    principal,
    reception,
    responsable,
    suivi,
)

E = EtatReclamation
MARDI = date(2026, 11, 24)
MOTIF = MotifReclamation.DOUBLON


def _logement(uow: UnitOfWork, receptionne: date | None = None) -> UUID:
    """A home of a batch, whose works were received that day."""
    cite_id, tranche_id = factories.cite(uow), uow.ids.new()
    factories.ecrire(
        uow, Tranche(id=tranche_id, cite_id=cite_id, nom="Tranche 3", reception=receptionne)
    )
    return factories.logement(uow, cite_id=cite_id, tranche_id=tranche_id)


def test_ouverte_elle_a_sa_reference_ses_lieux_ses_echeances_et_son_histoire(
    uow: UnitOfWork,
) -> None:
    logement_id = _logement(uow)
    id_ = ouvrir(uow, factories.menage(uow, logement_id=logement_id), lieu="chambre")
    ligne = lue(uow, id_)
    assert ligne.reference == "R-0001"
    assert ligne.logement_id == logement_id
    ((cite_id, tranche_id),) = lignes(uow, "SELECT cite_id, tranche_id FROM logement")
    assert (ligne.cite_id, ligne.tranche_id) == (UUID(cite_id), UUID(tranche_id))
    assert (ligne.nature, ligne.urgence) == (NatureReclamation.RECLAMATION, Urgence.NORMALE)
    assert ligne.repondre_avant == datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert ligne.securiser_avant is None
    assert ligne.reparer_avant == datetime(2026, 11, 30, 17, tzinfo=UTC)
    assert (ligne.echeance, ligne.horloge) == (ligne.repondre_avant, Horloge.REPONSE)
    assert suivi(uow, id_) == [("recue", "2026-11-23", "menage")]


def test_sans_jour_elle_est_de_maintenant_a_l_heure_du_mur(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow, ouverte_le=None, ouverte_a=None)
    ligne = lue(uow, id_)
    assert (ligne.ouverte_le, ligne.ouverte_a) == (MARDI, time(15, 0))  # 14:00 UTC


def test_l_urgence_est_celle_de_la_categorie_sauf_si_on_la_dit(uow: UnitOfWork) -> None:
    assert lue(uow, ouvrir(uow, categorie="securite")).urgence is Urgence.IMMEDIATE
    assert lue(uow, ouvrir(uow, categorie="plomberie")).urgence is Urgence.RAPIDE
    dite = ouvrir(uow, categorie="securite", urgence=Urgence.NORMALE)
    assert lue(uow, dite).urgence is Urgence.NORMALE


def test_le_danger_court_la_nuit_et_passe_avant_la_reponse(uow: UnitOfWork) -> None:
    ligne = lue(uow, ouvrir(uow, categorie="securite"))
    assert ligne.securiser_avant == datetime(2026, 11, 23, 13, tzinfo=UTC)
    assert ligne.horloge is Horloge.SECURISATION


def test_les_references_se_suivent_au_dela_de_quatre_chiffres(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    premiere = ouvrir(uow, menage_id)
    with uow.ecriture("test") as tx:
        tx.connection.exec_driver_sql("UPDATE reclamation SET reference = 'R-9999'")
        tx.commit()
    assert lue(uow, ouvrir(uow, menage_id)).reference == "R-10000"
    assert lue(uow, ouvrir(uow, menage_id)).reference == "R-10001"
    assert lue(uow, premiere).reference == "R-9999"


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"categorie": " "}, r"saisie\.obligatoire"),
        ({"description": "\n "}, r"saisie\.obligatoire"),
        ({"ouverte_le": date(2026, 11, 25)}, r"reclamation\.futur"),
        ({"ouverte_le": MARDI, "ouverte_a": time(15, 1)}, r"reclamation\.futur"),
    ],
)
def test_une_ouverture_refusee_ne_laisse_rien(
    uow: UnitOfWork, champs: dict[str, object], code: str
) -> None:
    menage_id = factories.menage(uow)
    with pytest.raises(EntreeInvalide, match=code):
        ouvrir(uow, menage_id, **champs)
    assert lignes(uow, "SELECT count(*) FROM reclamation") == [(0,)]


def test_il_faut_un_menage_ou_un_logement_qui_existe(uow: UnitOfWork) -> None:
    with pytest.raises(EntreeInvalide, match=r"reclamation\.sans_objet"):
        reclamations.ouvrir(OuvrirReclamation(None, "finitions", "trace"), uow)
    inconnu = UUID(int=7)
    for cmd in (
        OuvrirReclamation(inconnu, "finitions", "trace"),
        OuvrirReclamation(None, "finitions", "trace", inconnu),
        OuvrirReclamation(factories.menage(uow), "finitions", "trace", responsable_id=inconnu),
        OuvrirReclamation(factories.menage(uow), "finitions", "trace", reception_id=inconnu),
    ):
        with pytest.raises(RegleMetier, match=r"general\.introuvable"):
            reclamations.ouvrir(cmd, uow)
    assert lignes(uow, "SELECT count(*) FROM reclamation") == [(0,)]


def test_qualifier_dit_tout_ce_qu_elle_est_et_refait_ses_echeances(uow: UnitOfWork) -> None:
    id_, qui = ouvrir(uow), responsable(uow)
    cmd = QualifierReclamation(
        id_, "plomberie", "cuisine", Urgence.IMMEDIATE, " Fuite  sous l’évier. ", qui,
        "Mme Duval", "B-778",
    )  # fmt: skip
    reclamations.qualifier(cmd, uow)
    ligne = lue(uow, id_)
    assert (ligne.etat, ligne.etat_le) == (E.QUALIFIEE, MARDI)
    assert (ligne.categorie, ligne.lieu, ligne.urgence) == (
        "plomberie", "cuisine", Urgence.IMMEDIATE,
    )  # fmt: skip
    assert (ligne.responsable_id, ligne.contact) == (qui, "Mme Duval")
    assert (ligne.reference_bailleur, ligne.description) == ("B-778", "Fuite sous l’évier.")
    assert ligne.securiser_avant == datetime(2026, 11, 23, 13, tzinfo=UTC)
    assert [s[0] for s in suivi(uow, id_)] == ["recue", "qualifiee"]
    encore = reclamations.qualifier(cmd, uow)
    assert encore.operation is None  # nothing changed: nothing written
    assert len(suivi(uow, id_)) == 2


def test_qualifier_une_reclamation_deja_envoyee_ne_la_fait_pas_reculer(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    passer(uow, id_, E.TRANSMISE)
    cmd = QualifierReclamation(id_, "menuiseries", "chambre", Urgence.RAPIDE, "Volet arraché.")
    reclamations.qualifier(cmd, uow)
    assert lue(uow, id_).etat is E.TRANSMISE
    assert lue(uow, id_).securiser_avant == datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_l_ouverture_se_corrige_et_les_echeances_suivent(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    cmd = CorrigerOuverture(id_, date(2026, 11, 20), None, OrigineReclamation.TELEPHONE)
    reclamations.corriger_ouverture(cmd, uow)
    ligne = lue(uow, id_)
    assert (ligne.ouverte_le, ligne.ouverte_a) == (date(2026, 11, 20), None)
    assert ligne.etat_le == date(2026, 11, 20)
    assert ligne.origine is OrigineReclamation.TELEPHONE
    assert ligne.repondre_avant == datetime(2026, 11, 24, 11, tzinfo=UTC)
    assert suivi(uow, id_) == [("recue", "2026-11-20", "menage")]
    with pytest.raises(EntreeInvalide, match=r"reclamation\.futur"):
        reclamations.corriger_ouverture(CorrigerOuverture(id_, date(2026, 11, 25)), uow)
    passer(uow, id_, E.TRANSMISE, le=date(2026, 11, 21))
    with pytest.raises(RegleMetier, match=r"reclamation\.deja_suivie"):
        reclamations.corriger_ouverture(CorrigerOuverture(id_, LUNDI), uow)
    assert reclamations.corriger_ouverture(cmd, uow).operation is None


def test_chaque_etat_ajoute_une_ligne_et_la_derniere_fait_foi(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    passer(uow, id_, E.QUALIFIEE, E.TRANSMISE, E.PLANIFIEE, E.FAITE, le=MARDI)
    passer(uow, id_, E.CONFIRMEE, source=SourceSuivi.MENAGE)
    assert suivi(uow, id_) == [
        ("recue", "2026-11-23", "menage"),
        ("qualifiee", "2026-11-24", "equipe"),
        ("transmise", "2026-11-24", "equipe"),
        ("planifiee", "2026-11-24", "equipe"),
        ("faite", "2026-11-24", "equipe"),
        ("confirmee", "2026-11-24", "menage"),
    ]
    ligne = lue(uow, id_)
    assert (ligne.etat, ligne.faite_le, ligne.close_le) == (E.CONFIRMEE, MARDI, MARDI)
    assert (ligne.echeance, ligne.horloge, ligne.motif_cloture) == (None, None, None)
    assert ligne.reparer_avant is not None  # kept: one can tell later whether it was in time


def test_faite_les_horloges_s_arretent_contestee_la_reparation_repart(
    uow: UnitOfWork, clock: FixedClock
) -> None:
    id_ = ouvrir(uow, categorie="plomberie")
    passer(uow, id_, E.FAITE, le=LUNDI)
    assert lue(uow, id_).echeance is None
    clock.instant = datetime(2026, 12, 3, 9, tzinfo=UTC)  # a Thursday
    passer(uow, id_, E.CONTESTEE, source=SourceSuivi.MENAGE)
    ligne = lue(uow, id_)
    assert (ligne.faite_le, ligne.close_le, ligne.rouvertures) == (None, None, 0)
    assert ligne.reparer_avant == datetime(2026, 12, 10, 17, tzinfo=UTC)
    assert ligne.securiser_avant == datetime(2026, 12, 4, 11, tzinfo=UTC)  # again, from noon
    assert ligne.repondre_avant == datetime(2026, 11, 25, 9, tzinfo=UTC)  # nobody answered yet
    assert ligne.horloge is Horloge.REPONSE


def test_fermee_puis_contestee_elle_compte_une_reouverture(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    clore(uow, id_)
    ligne = lue(uow, id_)
    assert (ligne.etat, ligne.close_le, ligne.motif_cloture) == (E.CLOSE, MARDI, MOTIF)
    assert ligne.faite_le is None
    passer(uow, id_, E.CONTESTEE)
    ligne = lue(uow, id_)
    assert (ligne.close_le, ligne.motif_cloture, ligne.rouvertures) == (None, None, 1)
    assert ligne.horloge is Horloge.REPONSE
    clore(uow, id_)
    passer(uow, id_, E.CONTESTEE)
    assert lue(uow, id_).rouvertures == 2


def test_rejetee_avec_des_mots_seuls_sa_raison_est_autre(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    passer(uow, id_, E.REJETEE, raison="Le volet est celui du voisin.")
    assert lue(uow, id_).motif_cloture is MotifReclamation.AUTRE
    assert lignes(uow, "SELECT precision FROM suivi_reclamation WHERE etat = 'rejetee'") == [
        ("Le volet est celui du voisin.",)
    ]


@pytest.mark.parametrize(
    ("etat", "champs", "code"),
    [
        (E.CLOSE, {}, r"reclamation\.raison"),
        (E.CLOSE, {"raison": "mots sans motif"}, r"reclamation\.raison"),
        (E.REJETEE, {"motif": MotifReclamation.AUTRE}, r"reclamation\.raison"),
        (E.CLOSE, {"motif": MotifReclamation.RESERVE_LEVEE}, r"reclamation\.motif"),
        (E.TRANSMISE, {"le": date(2026, 11, 25)}, r"reclamation\.futur"),
        (E.TRANSMISE, {"le": date(2026, 11, 22)}, r"reclamation\.avant_ouverture"),
    ],
)
def test_un_etat_refuse_ne_change_rien(
    uow: UnitOfWork, etat: EtatReclamation, champs: dict[str, object], code: str
) -> None:
    id_ = ouvrir(uow)
    avant = etat_de_la_base(uow)
    with pytest.raises(EntreeInvalide, match=code):
        passer(uow, id_, etat, **champs)
    assert etat_de_la_base(uow) == avant


def test_confirmer_ou_contester_vient_apres_ce_qui_est_juge(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    passer(uow, id_, E.FAITE)
    for etat in (E.CONFIRMEE, E.CONTESTEE):
        with pytest.raises(EntreeInvalide, match=r"reclamation\.avant_etat"):
            passer(uow, id_, etat, le=LUNDI)
    passer(uow, id_, E.CONFIRMEE)
    with pytest.raises(EntreeInvalide, match=r"reclamation\.avant_etat"):
        passer(uow, id_, E.CONTESTEE, le=LUNDI)
    with pytest.raises(RegleMetier, match=r"reclamation\.etat"):
        passer(uow, id_, E.FAITE)


def test_reouvrir_apres_la_gpa_un_defaut_signale_a_temps_demande_des_mots(
    uow: UnitOfWork, clock: FixedClock
) -> None:
    logement_id = _logement(uow)
    reception(uow, logement_id, date(2025, 11, 24))
    id_ = ouvrir(uow, factories.menage(uow, logement_id=logement_id))
    passer(uow, id_, E.FAITE, E.CONFIRMEE)
    passer(uow, id_, E.CONTESTEE)  # 24 November: the very last day
    passer(uow, id_, E.FAITE, E.CONFIRMEE)
    clock.instant = datetime(2026, 11, 25, 9, tzinfo=UTC)
    avant = etat_de_la_base(uow)
    with pytest.raises(EntreeInvalide, match=r"reclamation\.reouverture_hors_gpa") as refus:
        passer(uow, id_, E.CONTESTEE, raison="  ")
    assert refus.value.params["fin"] == date(2026, 11, 24)
    assert etat_de_la_base(uow) == avant
    passer(uow, id_, E.CONTESTEE, raison="Le même volet, au même endroit.")
    assert lue(uow, id_).rouvertures == 2


def test_ce_qui_n_etait_pas_sous_gpa_se_rouvre_sans_mots(uow: UnitOfWork) -> None:
    sans_reception = ouvrir(uow, factories.menage(uow, logement_id=_logement(uow)))
    vieux = _logement(uow)
    reception(uow, vieux, date(2024, 3, 1))
    hors_garantie = ouvrir(uow, factories.menage(uow, logement_id=vieux))
    for id_ in (sans_reception, hors_garantie):
        clore(uow, id_)
        passer(uow, id_, E.CONTESTEE)
        assert lue(uow, id_).etat is E.CONTESTEE


def test_la_reception_de_la_tranche_vaut_pour_la_gpa(uow: UnitOfWork, clock: FixedClock) -> None:
    clock.instant = datetime(2025, 12, 1, 9, tzinfo=UTC)
    logement_id = _logement(uow, receptionne=date(2025, 11, 20))
    id_ = ouvrir(uow, factories.menage(uow, logement_id=logement_id), ouverte_le=date(2025, 11, 28))
    clore(uow, id_)
    clock.instant = datetime(2026, 11, 24, 14, tzinfo=UTC)
    with pytest.raises(EntreeInvalide, match=r"reclamation\.reouverture_hors_gpa"):
        passer(uow, id_, E.CONTESTEE)


def test_une_reserve_d_un_logement_vide_leve_sa_reception_en_finissant(uow: UnitOfWork) -> None:
    logement_id = _logement(uow)
    reception_id = reception(uow, logement_id)
    ids = [ouvrir(uow, logement_id=logement_id, reception_id=reception_id) for _ in range(2)]
    ligne = lue(uow, ids[0])
    assert (ligne.menage_id, ligne.nature) == (None, NatureReclamation.RESERVE)
    assert suivi(uow, ids[0]) == [("recue", "2026-11-23", "equipe")]

    def levees() -> object:
        return lignes(uow, "SELECT levees_le FROM reception")[0][0]

    leve = MotifReclamation.RESERVE_LEVEE
    passer(uow, ids[0], E.CLOSE, motif=leve)
    assert levees() is None
    passer(uow, ids[1], E.FAITE, E.CONFIRMEE)
    assert levees() == "2026-11-24"
    assert lue(uow, ids[0]).faite_le == MARDI
    passer(uow, ids[0], E.CONTESTEE)
    assert levees() is None
    encore = passer(uow, ids[0], E.CLOSE, motif=leve)
    assert levees() == "2026-11-24"
    assert encore.touche("receptions", reception_id)
    ouvrir(uow, logement_id=logement_id, reception_id=reception_id)
    assert levees() is None


def test_une_reserve_n_est_ni_avant_sa_reception_ni_d_un_autre_logement(uow: UnitOfWork) -> None:
    logement_id = _logement(uow)
    reception_id = reception(uow, logement_id, LUNDI)
    with pytest.raises(RegleMetier, match=r"reception\.apres_reclamation"):
        ouvrir(
            uow, logement_id=logement_id, reception_id=reception_id, ouverte_le=date(2026, 11, 20)
        )
    with pytest.raises(EntreeInvalide, match=r"reclamation\.autre_logement"):
        ouvrir(uow, logement_id=_logement(uow), reception_id=reception_id)


def test_chaque_action_s_annule_entierement(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    id_ = ouvrir(uow, menage_id)
    actions = [
        lambda: reclamations.ouvrir(OuvrirReclamation(menage_id, "finitions", "trace"), uow),
        lambda: reclamations.qualifier(
            QualifierReclamation(id_, "finitions", None, Urgence.RAPIDE, "Trace."), uow
        ),
        lambda: reclamations.corriger_ouverture(CorrigerOuverture(id_, LUNDI, time(9)), uow),
        lambda: passer(uow, id_, E.TRANSMISE),
        lambda: passer(uow, id_, E.REJETEE, raison="hors des travaux"),
        lambda: clore(uow, id_),
    ]
    for action in actions:
        avant = etat_de_la_base(uow)
        fait = action()
        assert etat_de_la_base(uow) != avant
        annule = annuler(uow, fait)
        assert etat_de_la_base(uow) == avant
        assert annule.touche("reclamations", principal(fait))


def test_annuler_une_reouverture_remet_la_cloture(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    clore(uow, id_)
    avant = etat_de_la_base(uow)
    annuler(uow, passer(uow, id_, E.CONTESTEE))
    assert etat_de_la_base(uow) == avant
    assert lue(uow, id_).rouvertures == 0


def test_les_changements_disent_qui_est_touche(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    changes = reclamations.ouvrir(OuvrirReclamation(menage_id, "finitions", "trace"), uow)
    assert changes.touche("reclamations", changes.principal)
    assert changes.touche("menages", menage_id)
    suite = reclamations.changer_etat(ChangerEtatReclamation(principal(changes), E.QUALIFIEE), uow)
    assert suite.touche("menages", menage_id)


def test_ouvrir_compte_peu_de_lectures(uow: UnitOfWork, compteur_sql) -> None:  # type: ignore[no-untyped-def] # a fixture
    menage_id = factories.menage(uow)
    ouvrir(uow, menage_id)
    with compteur_sql() as avec_une:
        ouvrir(uow, menage_id)
    for _ in range(20):
        ouvrir(uow, menage_id)
    with compteur_sql() as avec_vingt:
        ouvrir(uow, menage_id)
    assert avec_vingt.nombre == avec_une.nombre
