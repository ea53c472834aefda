"""Attention: snoozes with a reason, rules a team weighs otherwise, always why."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.core.clock import FixedClock
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import installer
from app.domain.menages import Role
from app.domain.regles_attention import NiveauAttention
from app.services import annulation, attention, menages
from app.services.attention import (
    EcrireRegles,
    EndormirAttention,
    LireAttention,
    LireRaisons,
    LireRegles,
    ReglageRegle,
    ReveillerAttention,
)
from app.services.menages import CompterMenages, FiltreMenages, PageMenages, TriMenages
from db.models import Annonce, Referent, Temoin, Tranche
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 24)


@pytest.fixture
def trois(uow: UnitOfWork) -> dict[str, UUID]:
    """One that waits for much, one nobody met, one that is fine and testifies."""
    fort, moyen, bien = (factories.menage(uow, nom) for nom in ("Zoé", "Ali", "Bob"))
    factories.visite(uow, bien, JOUR - timedelta(days=3))
    factories.ecrire(
        uow,
        Annonce(
            id=uow.ids.new(),
            menage_id=fort,
            objet="retour le 12 mars",
            ouverte_le=date(2026, 11, 2),
        ),
        Temoin(id=uow.ids.new(), menage_id=bien, accord_le=JOUR),
    )
    return {"fort": fort, "moyen": moyen, "bien": bien}


def _noms(uow: UnitOfWork, **champs: object) -> list[str]:
    return [m.nom for m in attention.lister(LireAttention(**champs), uow)]  # type: ignore[arg-type]  # keyword bag of a test


def _raisons(uow: UnitOfWork, menage_id: UUID) -> attention.AttentionMenage:
    return attention.raisons(LireRaisons(menage_id), uow)


def test_ceux_qui_demandent_le_plus_d_abord_et_toujours_pourquoi(
    uow: UnitOfWork, trois: dict[str, UUID]
) -> None:
    lus = attention.lister(LireAttention(), uow)
    assert [m.menage_id for m in lus] == [trois["fort"], trois["moyen"]]
    assert [m.niveau for m in lus] == [NiveauAttention.FORT, NiveauAttention.MOYEN]
    assert all(m.raisons for m in lus)
    assert lus[0].telephones == ("0612345678",)
    assert _noms(uow, seuil=6) == ["Zoé Jadwiga"]
    assert _noms(uow, debut=1, taille=1) == ["Ali Jadwiga"]
    assert attention.compter(LireAttention(), uow) == {
        NiveauAttention.FORT: 1,
        NiveauAttention.MOYEN: 1,
        NiveauAttention.LEGER: 0,
    }


def test_par_cite_tranche_et_referent(uow: UnitOfWork, trois: dict[str, UUID]) -> None:
    cite_id, tranche_id = factories.cite(uow), uow.ids.new()
    factories.ecrire(uow, Tranche(id=tranche_id, cite_id=cite_id, nom="T1"))
    ici = factories.menage(
        uow,
        "Ici",
        logement_id=factories.logement(uow, cite_id=cite_id, tranche_id=tranche_id),
    )
    sofia = factories.intervenant(uow)
    factories.ecrire(
        uow,
        Referent(
            id=uow.ids.new(), menage_id=trois["moyen"], intervenant_id=sofia, role=Role.PILOTE
        ),
    )
    assert _noms(uow, cite_id=cite_id) == _noms(uow, tranche_id=tranche_id) == ["Ici Jadwiga"]
    assert _noms(uow, referent_id=sofia) == ["Ali Jadwiga"]
    assert attention.lister(LireAttention(cite_id=cite_id), uow)[0].menage_id == ici


def test_les_raisons_parlent_anglais_aussi(
    uow: UnitOfWork, trois: dict[str, UUID], tmp_path: Path
) -> None:
    installer("en", tmp_path)
    try:
        (raison,) = _raisons(uow, trois["moyen"]).raisons
    finally:
        installer("fr", tmp_path)
    assert raison.texte == "Nobody in the team has met them yet."


def test_dormir_se_tait_jusqu_au_jour_dit_puis_revient(
    uow: UnitOfWork, trois: dict[str, UUID], clock: FixedClock
) -> None:
    menage_id = trois["fort"]
    fait = attention.dormir(
        EndormirAttention(menage_id, JOUR + timedelta(days=7), "rendez-vous pris"), uow
    )
    assert fait.touche("menages", menage_id)
    lue = _raisons(uow, menage_id)
    assert (lue.score, lue.niveau) == (0, None)
    assert [r.dort for r in lue.raisons] == [True, True]
    assert [(p.jusqu_au, p.motif) for p in lue.pauses] == [
        (JOUR + timedelta(days=7), "rendez-vous pris")
    ]
    assert _noms(uow) == ["Ali Jadwiga"]
    assert _noms(uow, avec_endormis=True) == ["Ali Jadwiga", "Zoé Jadwiga"]
    clock.instant += timedelta(days=7)
    uow.mettre_au_jour()
    assert _noms(uow) == ["Ali Jadwiga"]  # the last day still counts
    clock.instant += timedelta(days=1)
    uow.mettre_au_jour()
    assert _noms(uow) == ["Zoé Jadwiga", "Ali Jadwiga"]
    assert _raisons(uow, menage_id).pauses == ()


def test_une_raison_nouvelle_reveille(uow: UnitOfWork, trois: dict[str, UUID]) -> None:
    menage_id = trois["moyen"]
    attention.dormir(EndormirAttention(menage_id, JOUR + timedelta(days=30), "à voir"), uow)
    factories.ecrire(
        uow,
        Annonce(
            id=uow.ids.new(),
            menage_id=menage_id,
            objet="Les clés : c’était promis pour le 2, ce sera pour le 9.",
            ouverte_le=JOUR - timedelta(days=5),
        ),
    )
    lue = _raisons(uow, menage_id)
    assert [(r.code, r.dort) for r in lue.raisons] == [
        ("annonce_en_attente", False),
        ("jamais_rencontre", True),
    ]
    assert lue.score == lue.raisons[0].points
    assert lue.raisons[0].texte.endswith(" : Les clés")  # its subject; the rest is for the call


def test_n_endormir_qu_une_raison_puis_la_reveiller(
    uow: UnitOfWork, trois: dict[str, UUID]
) -> None:
    menage_id = trois["fort"]
    veille = EndormirAttention(
        menage_id, JOUR + timedelta(days=5), "courrier parti", ("annonce_en_attente",)
    )
    fait = attention.dormir(veille, uow)
    assert [r.code for r in _raisons(uow, menage_id).raisons if not r.dort] == ["jamais_rencontre"]
    assert fait.principal is not None
    attention.reveiller(ReveillerAttention(fait.principal), uow)
    lue = _raisons(uow, menage_id)
    assert (lue.pauses, [r.dort for r in lue.raisons]) == ((), [False, False])


def test_dormir_sans_raison_ou_trop_loin_est_refuse(
    uow: UnitOfWork, trois: dict[str, UUID]
) -> None:
    for jusqu_au, motif, code in (
        (JOUR + timedelta(days=7), "  ", "attention.motif_absent"),
        (JOUR, "vu", "attention.jour_passe"),
        (JOUR + timedelta(days=400), "vu", "attention.trop_loin"),
    ):
        with pytest.raises(EntreeInvalide) as refus:
            attention.dormir(EndormirAttention(trois["fort"], jusqu_au, motif), uow)
        assert refus.value.code == code
    with pytest.raises(RegleMetier) as rien:
        attention.dormir(EndormirAttention(trois["bien"], JOUR + timedelta(days=7), "vu"), uow)
    assert rien.value.code == "attention.rien"
    assert _raisons(uow, trois["fort"]).pauses == ()


def test_l_equipe_pese_autrement_et_tout_le_monde_est_relu(
    uow: UnitOfWork, trois: dict[str, UUID]
) -> None:
    avant = {r.code: r for r in attention.lire_regles(LireRegles(), uow)}
    assert avant["jamais_rencontre"].concernes == 2
    assert not avant["jamais_rencontre"].modifiee
    fait = attention.ecrire_regles(
        EcrireRegles(
            {
                "jamais_rencontre": ReglageRegle(False, 4, {}),
                "annonce_en_attente": ReglageRegle(True, 9, {"jours": 10}),
            }
        ),
        uow,
    )
    assert [(m.nom, m.score) for m in attention.lister(LireAttention(), uow)] == [
        ("Zoé Jadwiga", 9)
    ]
    apres = {r.code: r for r in attention.lire_regles(LireRegles(), uow)}
    assert apres["jamais_rencontre"].concernes == 0
    assert apres["jamais_rencontre"].modifiee
    assert apres["annonce_en_attente"].reglage == ReglageRegle(True, 9, {"jours": 10})
    assert apres["sans_contact"].reglage == avant["sans_contact"].catalogue
    attention.ecrire_regles(EcrireRegles(), uow)  # back to the catalogue
    assert _noms(uow) == ["Zoé Jadwiga", "Ali Jadwiga"]
    assert not any(r.modifiee for r in attention.lire_regles(LireRegles(), uow))
    assert fait.operation is not None


def test_un_changement_de_regles_s_annule(uow: UnitOfWork, trois: dict[str, UUID]) -> None:
    fait = attention.ecrire_regles(
        EcrireRegles({"jamais_rencontre": ReglageRegle(False, 4, {})}), uow
    )
    assert _noms(uow) == ["Zoé Jadwiga"]
    assert fait.operation is not None
    annulation.annuler(annulation.AnnulerOperation(fait.operation), uow)
    assert _noms(uow) == ["Zoé Jadwiga", "Ali Jadwiga"]


@pytest.mark.parametrize(
    ("filtre", "attendus"),
    [
        ({"attention": NiveauAttention.FORT}, {"fort"}),
        ({"attention": NiveauAttention.MOYEN}, {"moyen"}),
        ({"attention": NiveauAttention.LEGER}, set()),
        ({"a_regarder": True}, {"fort", "moyen"}),
        ({"raison": "annonce_en_attente"}, {"fort"}),
        ({"raison": "jamais_rencontre"}, {"fort", "moyen"}),
        ({"raison": 'jamais" OR 1'}, set()),
        ({"a_prevenir": True}, {"fort"}),
        ({"temoin": True}, {"bien"}),
        ({"etape_en_retard": True}, set()),
    ],
)
def test_filtrer_la_liste(
    uow: UnitOfWork, trois: dict[str, UUID], filtre: dict[str, object], attendus: set[str]
) -> None:
    demande = FiltreMenages(**filtre)  # type: ignore[arg-type]  # keyword bag of a test
    trouves = {m.id for m in menages.page(PageMenages(demande), uow)}
    assert trouves == {trois[nom] for nom in attendus}
    assert menages.compter(CompterMenages(demande), uow) == len(attendus)


def test_une_raison_qui_dort_ne_filtre_plus(uow: UnitOfWork, trois: dict[str, UUID]) -> None:
    veille = EndormirAttention(
        trois["fort"], JOUR + timedelta(days=5), "courrier", ("annonce_en_attente",)
    )
    attention.dormir(veille, uow)
    demande = CompterMenages(FiltreMenages(raison="annonce_en_attente"))
    assert menages.compter(demande, uow) == 0


def test_une_ligne_de_la_liste_dit_le_parcours_et_pourquoi(
    uow: UnitOfWork, trois: dict[str, UUID]
) -> None:
    lignes = {m.id: m for m in menages.page(PageMenages(tri=TriMenages.ATTENTION), uow)}
    assert next(iter(lignes)) == trois["fort"]
    fort = lignes[trois["fort"]]
    assert (fort.a_annoncer, fort.temoin, lignes[trois["bien"]].temoin) == (1, False, True)
    assert fort.pourquoi[0] == "Personne de l’équipe ne l’a encore rencontré."
    assert 0 <= fort.fait < fort.total
    assert fort.prochaine_etape
    assert "_" not in fort.prochaine_etape


@pytest.fixture
def dix_tranches(uow: UnitOfWork) -> list[str]:
    """A household in each of three batches, and one in none."""
    cite_id = factories.cite(uow)
    for nom in ("Tranche 10", "Tranche 2", "Tranche 1"):
        id_ = uow.ids.new()
        factories.ecrire(uow, Tranche(id=id_, cite_id=cite_id, nom=nom))
        factories.menage(uow, logement_id=factories.logement(uow, cite_id=cite_id, tranche_id=id_))
    factories.menage(uow)
    return ["Tranche 1", "Tranche 2", "Tranche 10"]


def test_la_tranche_2_vient_avant_la_tranche_10(uow: UnitOfWork, dix_tranches: list[str]) -> None:
    for descendant, attendu in ((False, dix_tranches), (True, dix_tranches[::-1])):
        demande = PageMenages(tri=TriMenages.TRANCHE, descendant=descendant)
        noms = [m.tranche for m in menages.page(demande, uow)]
        assert noms == [*attendu, None]
