"""What happens around a complaint: answers, making safe, appointments kept or missed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from app.core.clock import FixedClock
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import Canal
from app.domain.demenagements import Creneau
from app.domain.reclamations_delais import Horloge
from app.services import reclamations
from app.services.reclamations import (
    ChangerPassage,
    DeplacerPassage,
    EtatPassage,
    EtatReclamation,
    GenreEchange,
    Interlocuteur,
    NoterEchange,
    ProposerPassage,
    Repondre,
    Securiser,
    SensEchange,
    dans,
)
from app.services.visites import ConsignerVisite, ReclamationSaisie, SupprimerVisite
from app.services.visites import consigner as consigner_visite
from app.services.visites import supprimer as supprimer_visite
from db.models import Reclamation
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
    responsable,
    suivi,
)

E, P = EtatReclamation, EtatPassage
MARDI, JEUDI = date(2026, 11, 24), date(2026, 11, 26)


def _passages(uow: UnitOfWork) -> list[tuple[object, ...]]:
    return lignes(uow, "SELECT jour, etat FROM passage_reclamation ORDER BY id")


def _passage(uow: UnitOfWork, cmd: ProposerPassage) -> UUID:
    reclamations.proposer_passage(cmd, uow)
    ((id_,),) = lignes(uow, "SELECT id FROM passage_reclamation ORDER BY id DESC LIMIT 1")
    return UUID(id_)


def test_la_premiere_reponse_arrete_son_horloge(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    reclamations.repondre(Repondre(id_, "Le menuisier est prévenu.", Canal.TELEPHONE), uow)
    ligne = lue(uow, id_)
    assert ligne.repondue_a == datetime(2026, 11, 24, 14, tzinfo=UTC)
    assert ligne.horloge is Horloge.REPARATION
    assert lignes(
        uow, "SELECT genre, sens, interlocuteur, canal, le, texte FROM echange_reclamation"
    ) == [("reponse", "emis", "menage", "telephone", "2026-11-24", "Le menuisier est prévenu.")]


def test_une_reponse_plus_ancienne_notee_ensuite_est_la_premiere(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    reclamations.repondre(Repondre(id_, "aujourd’hui"), uow)
    reclamations.repondre(Repondre(id_, "hier soir", le=LUNDI, heure=time(18)), uow)
    assert lue(uow, id_).repondue_a == datetime(2026, 11, 23, 17, tzinfo=UTC)
    reclamations.repondre(Repondre(id_, "encore"), uow)
    assert lue(uow, id_).repondue_a == datetime(2026, 11, 23, 17, tzinfo=UTC)


def test_une_reponse_le_jour_meme_sans_heure_n_est_jamais_avant_la_reclamation(
    uow: UnitOfWork,
) -> None:
    id_ = ouvrir(uow, ouverte_a=time(16))
    reclamations.repondre(Repondre(id_, "tout de suite", le=LUNDI), uow)
    assert lue(uow, id_).repondue_a == datetime(2026, 11, 23, 15, tzinfo=UTC)


def test_parler_au_menage_est_lui_repondre_l_ecouter_ou_relancer_ne_l_est_pas(
    uow: UnitOfWork,
) -> None:
    id_ = ouvrir(uow)
    for echange in (
        NoterEchange(id_, "Elle rappelle.", Interlocuteur.MENAGE, sens=SensEchange.RECU),
        NoterEchange(id_, "Relancé.", Interlocuteur.ENTREPRISE, GenreEchange.RELANCE),
    ):
        reclamations.noter_echange(echange, uow)
        assert lue(uow, id_).repondue_a is None
    reclamations.noter_echange(NoterEchange(id_, "Vue.", Interlocuteur.MENAGE), uow)
    assert lue(uow, id_).repondue_a is not None


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"texte": "  "}, r"saisie\.obligatoire"),
        ({"le": date(2026, 11, 25)}, r"reclamation\.futur"),
        ({"le": MARDI, "heure": time(15, 1)}, r"reclamation\.futur"),
        ({"le": date(2026, 11, 22)}, r"reclamation\.avant_ouverture"),
    ],
)
def test_un_echange_refuse_ne_laisse_rien(
    uow: UnitOfWork, champs: dict[str, object], code: str
) -> None:
    id_ = ouvrir(uow)
    avant = etat_de_la_base(uow)
    cmd = Repondre(id_, **({"texte": "dit"} | champs))  # type: ignore[arg-type] # mixed values
    with pytest.raises(EntreeInvalide, match=code):
        reclamations.repondre(cmd, uow)
    assert etat_de_la_base(uow) == avant


def test_securiser_arrete_l_horloge_du_danger(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow, categorie="securite")
    reclamations.securiser(Securiser(id_, LUNDI, time(12, 30)), uow)
    ligne = lue(uow, id_)
    assert ligne.securisee_a == datetime(2026, 11, 23, 11, 30, tzinfo=UTC)
    assert ligne.horloge is Horloge.REPONSE
    with pytest.raises(EntreeInvalide, match=r"reclamation\.futur"):
        reclamations.securiser(Securiser(id_, date(2026, 11, 25)), uow)
    passer(uow, id_, E.FAITE)
    passer(uow, id_, E.CONTESTEE)
    # Made safe once, it stays so: only the repair starts again.
    assert lue(uow, id_).securiser_avant == datetime(2026, 11, 23, 13, tzinfo=UTC)


def test_proposer_un_passage_planifie_et_l_accepter_est_avoir_repondu(uow: UnitOfWork) -> None:
    qui = responsable(uow)
    id_ = ouvrir(uow, responsable_id=qui)
    passer(uow, id_, E.TRANSMISE)
    passage_id = _passage(uow, ProposerPassage(id_, JEUDI, Creneau.MATIN, time(9)))
    assert lignes(
        uow, "SELECT jour, creneau, heure, responsable_id, etat FROM passage_reclamation"
    ) == [("2026-11-26", "matin", "09:00:00.000000", qui.hex, "propose")]
    assert lue(uow, id_).etat is E.PLANIFIEE
    assert lue(uow, id_).repondue_a is None
    reclamations.changer_passage(ChangerPassage(passage_id, P.ACCEPTE), uow)
    assert lue(uow, id_).repondue_a is not None
    assert [s[0] for s in suivi(uow, id_)] == ["recue", "transmise", "planifiee"]


def test_un_passage_deja_accepte_se_note_d_un_coup(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    reclamations.proposer_passage(ProposerPassage(id_, JEUDI, accepte=True), uow)
    assert _passages(uow) == [("2026-11-26", "accepte")]
    assert lue(uow, id_).repondue_a is not None


@pytest.mark.parametrize("fin", [P.MANQUE_ENTREPRISE, P.MANQUE_MENAGE, P.ANNULE])
def test_sans_passage_attendu_il_faut_une_nouvelle_date(
    uow: UnitOfWork, clock: FixedClock, fin: EtatPassage
) -> None:
    id_ = ouvrir(uow)
    passage_id = _passage(uow, ProposerPassage(id_, JEUDI, accepte=True))
    clock.instant = datetime(2026, 11, 27, 8, tzinfo=UTC)
    reclamations.changer_passage(ChangerPassage(passage_id, fin, "Personne n’a prévenu."), uow)
    assert lue(uow, id_).etat is E.TRANSMISE
    assert suivi(uow, id_)[-1] == ("transmise", "2026-11-27", "equipe")
    assert lignes(uow, "SELECT etat_le, precision FROM passage_reclamation") == [
        ("2026-11-27", "Personne n’a prévenu.")
    ]


def test_un_autre_passage_attendu_la_garde_planifiee(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    premier = _passage(uow, ProposerPassage(id_, MARDI))
    _passage(uow, ProposerPassage(id_, JEUDI))
    reclamations.changer_passage(ChangerPassage(premier, P.MANQUE_ENTREPRISE), uow)
    assert lue(uow, id_).etat is E.PLANIFIEE
    assert _passages(uow) == [("2026-11-24", "manque_entreprise"), ("2026-11-26", "propose")]


def test_un_passage_tenu_dit_si_c_est_repare(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    passage_id = _passage(uow, ProposerPassage(id_, MARDI, accepte=True))
    reclamations.changer_passage(ChangerPassage(passage_id, P.TENU), uow)
    assert lue(uow, id_).etat is E.PLANIFIEE  # came, did not finish
    suivant = _passage(uow, ProposerPassage(id_, MARDI, Creneau.APRES_MIDI))
    reclamations.changer_passage(ChangerPassage(suivant, P.TENU, reparee=True), uow)
    assert (lue(uow, id_).etat, lue(uow, id_).faite_le) == (E.FAITE, MARDI)


def test_une_fois_finie_plus_personne_n_est_attendu(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    _passage(uow, ProposerPassage(id_, MARDI))
    _passage(uow, ProposerPassage(id_, JEUDI))
    passer(uow, id_, E.FAITE)
    # That of today may still have been kept: nobody guesses.
    assert _passages(uow) == [("2026-11-24", "propose"), ("2026-11-26", "annule")]
    with pytest.raises(RegleMetier, match=r"passage\.rien_a_planifier"):
        reclamations.proposer_passage(ProposerPassage(id_, JEUDI), uow)
    passer(uow, id_, E.CONTESTEE)
    reclamations.proposer_passage(ProposerPassage(id_, JEUDI), uow)
    assert lue(uow, id_).etat is E.PLANIFIEE
    clore(uow, id_)
    with pytest.raises(RegleMetier, match=r"passage\.rien_a_planifier"):
        reclamations.proposer_passage(ProposerPassage(id_, JEUDI), uow)


def test_deplacer_un_passage_le_remet_a_accepter(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    passage_id = _passage(uow, ProposerPassage(id_, JEUDI, accepte=True))
    vendredi = date(2026, 11, 27)
    reclamations.deplacer_passage(
        DeplacerPassage(passage_id, vendredi, Creneau.MATIN, precision="panne du camion"), uow
    )
    assert _passages(uow) == [("2026-11-27", "propose")]
    reclamations.deplacer_passage(DeplacerPassage(passage_id, JEUDI, accepte=True), uow)
    assert _passages(uow) == [("2026-11-26", "accepte")]
    reclamations.changer_passage(ChangerPassage(passage_id, P.ANNULE), uow)
    for action in (
        lambda: reclamations.deplacer_passage(DeplacerPassage(passage_id, vendredi), uow),
        lambda: reclamations.changer_passage(ChangerPassage(passage_id, P.ACCEPTE), uow),
    ):
        with pytest.raises(RegleMetier, match=r"passage\.fini"):
            action()


def test_un_passage_impossible_est_refuse(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    with pytest.raises(EntreeInvalide, match=r"passage\.avant_ouverture"):
        reclamations.proposer_passage(ProposerPassage(id_, date(2026, 11, 22)), uow)
    with pytest.raises(EntreeInvalide, match=r"passage\.lointain"):
        reclamations.proposer_passage(ProposerPassage(id_, date(2036, 11, 26)), uow)
    passage_id = _passage(uow, ProposerPassage(id_, JEUDI))
    with pytest.raises(RegleMetier, match=r"passage\.pas_encore"):
        reclamations.changer_passage(ChangerPassage(passage_id, P.MANQUE_ENTREPRISE), uow)
    with pytest.raises(RegleMetier, match=r"passage\.etat"):
        reclamations.changer_passage(ChangerPassage(passage_id, P.PROPOSE), uow)


def test_chaque_suite_s_annule_entierement(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow, categorie="securite")
    passage_id = _passage(uow, ProposerPassage(id_, MARDI))
    actions = [
        lambda: reclamations.repondre(Repondre(id_, "dit"), uow),
        lambda: reclamations.noter_echange(
            NoterEchange(id_, "relancé", Interlocuteur.BAILLEUR, GenreEchange.RELANCE), uow
        ),
        lambda: reclamations.securiser(Securiser(id_), uow),
        lambda: reclamations.proposer_passage(ProposerPassage(id_, JEUDI), uow),
        lambda: reclamations.deplacer_passage(DeplacerPassage(passage_id, JEUDI), uow),
        lambda: reclamations.changer_passage(ChangerPassage(passage_id, P.ACCEPTE), uow),
        lambda: reclamations.changer_passage(ChangerPassage(passage_id, P.MANQUE_ENTREPRISE), uow),
        lambda: reclamations.changer_passage(ChangerPassage(passage_id, P.TENU, reparee=True), uow),
    ]
    for action in actions:
        avant = etat_de_la_base(uow)
        fait = action()
        assert etat_de_la_base(uow) != avant
        assert fait.touche("reclamations", id_)
        annule = annuler(uow, fait)
        assert etat_de_la_base(uow) == avant
        assert annule.ids.keys() & {"reclamations"}


def test_dans_une_transaction_les_memes_regles_valent(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    with uow.ecriture("test") as tx:
        cadre = dans.Cadre(tx)
        ligne = tx.session.get_one(Reclamation, id_)
        dans.changer_etat(tx, ligne, E.TRANSMISE, le=LUNDI, cadre=cadre)
        dans.proposer_passage(tx, ligne, jour=JEUDI, le=LUNDI, accepte=True)
        tx.commit()
    ligne = lue(uow, id_)
    assert (ligne.etat, ligne.etat_le) == (E.PLANIFIEE, LUNDI)
    assert ligne.repondue_a == datetime(2026, 11, 23, 11, tzinfo=UTC)
    with uow.ecriture("test") as tx:  # not committed: nothing stays
        dans.changer_etat(tx, tx.session.get_one(Reclamation, id_), E.FAITE)
    assert lue(uow, id_).etat is E.PLANIFIEE


def test_une_visite_ouvre_des_reclamations_de_son_jour_et_les_emporte(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    saisies = (ReclamationSaisie("finitions", "trace"), ReclamationSaisie("securite", "prise"))
    consignee = consigner_visite(
        ConsignerVisite(LUNDI, menage_id, Canal.TELEPHONE, time(9, 15), reclamations=saisies),
        uow,
    )
    assert consignee.references == ("R-0001", "R-0002")
    assert (
        lignes(uow, "SELECT ouverte_le, ouverte_a, origine FROM reclamation")
        == [("2026-11-23", "09:15:00.000000", "telephone")] * 2
    )
    assert consignee.principal is not None
    supprimer_visite(SupprimerVisite(consignee.principal), uow)
    assert lignes(uow, "SELECT count(*) FROM suivi_reclamation") == [(0,)]


def test_une_visite_dont_la_reclamation_a_recu_une_reponse_reste(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    consignee = consigner_visite(
        ConsignerVisite(
            MARDI, menage=menage_id, reclamations=(ReclamationSaisie("finitions", "trace"),)
        ),
        uow,
    )
    (id_,) = consignee.ids["reclamations"]
    reclamations.repondre(Repondre(id_, "vu"), uow)
    with pytest.raises(RegleMetier, match=r"visite\.suites_engagees"):
        supprimer_visite(SupprimerVisite(principal(consignee)), uow)
