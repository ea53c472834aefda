"""What each line becomes: new, changed, identical, rejected with its reason, or to decide."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.domain.imports import EtatLigne
from app.services.imports import Decisions, LigneApercu, PreparerImport, preparer
from db.uow import UnitOfWork
from tests.integration.imports import fichiers as f
from tests.integration.imports.conftest import Importer, comptes, seule


def _sql(uow: UnitOfWork, requete: str) -> Any:
    with uow.lecture() as session:
        return session.execute(text(requete)).all()


def _codes(ligne: LigneApercu) -> list[str]:
    return [m.code.removeprefix("import.") for m in ligne.motifs]


def _lignes(uow: UnitOfWork, chemin: Path, profil: str = "locataires") -> list[LigneApercu]:
    return list(preparer(PreparerImport(chemin, profil), uow).lignes)


# ---- stock ---------------------------------------------------------------------------------


def test_stock_creates_estate_and_dwellings(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(f.parc(tmp_path / "p.csv", f.logement(1), f.logement(2, VACANT="O")), "parc")
    assert _sql(uow, "SELECT nom, communes FROM cite") == [("Cité Nouméa", "Rouvroy")]
    assert _sql(uow, "SELECT numero, repetition, voie, typologie, surface, etat FROM logement") == [
        ("14", "bis", "Rue de Stockholm", "T4", 7850, "occupe"),
        ("14", "bis", "Rue de Stockholm", "T4", 7850, "vacant"),
    ]


def test_an_estate_is_recognised_by_its_folded_name(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(f.parc(tmp_path / "p.csv", f.logement(1)), "parc")
    importer(f.parc(tmp_path / "q.csv", f.logement(2, CITE="CITE NOUMEA")), "parc")
    assert _sql(uow, "SELECT count(*) FROM cite") == [(1,)]


def test_a_code_that_lost_its_zeros_is_no_second_dwelling(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(f.parc(tmp_path / "p.csv", f.logement(1, CODE_UG="0012345")), "parc")
    vus = _lignes(
        uow,
        f.parc(tmp_path / "q.csv", f.logement(1, CODE_UG="12345"), f.logement(2, CODE_UG="12346")),
        "parc",
    )
    assert [ligne.etat for ligne in vus] == [EtatLigne.REJETE, EtatLigne.NOUVEAU]
    assert _codes(vus[0]) == ["zeros_perdus"]


def test_vacant_in_the_file_leaves_a_temporary_home_alone(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    chemin = f.parc(tmp_path / "p.csv", f.logement(1, VACANT="O"))
    importer(chemin, "parc")
    with uow.ecriture("test") as tx:
        tx.session.execute(text("UPDATE logement SET etat = 'tiroir'"))
        tx.commit()
    assert [x.etat for x in _lignes(uow, chemin, "parc")] == [EtatLigne.IDENTIQUE]


def test_vacant_in_the_file_but_lived_in_keeps_the_state_and_says_so(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(f.parc(tmp_path / "p.csv", f.logement(1)), "parc")
    importer(f.locataires(tmp_path / "l.xlsx", f.locataire(1)), "locataires")
    importer(f.parc(tmp_path / "q.csv", f.logement(1, VACANT="O")), "parc")
    assert _sql(uow, "SELECT etat FROM logement") == [("occupe",)]


def test_another_street_for_a_known_dwelling_is_kept_back(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(f.parc(tmp_path / "p.csv", f.logement(1)), "parc")
    chemin = f.locataires(tmp_path / "l.xlsx", f.locataire(1, Adresse="8 Rue d’Œuf"))
    importer(chemin, "locataires")
    assert _sql(uow, "SELECT numero, voie FROM logement") == [("14", "Rue de Stockholm")]


# ---- tenants -------------------------------------------------------------------------------


def test_a_new_dwelling_takes_the_estate_of_the_title(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(f.locataires(tmp_path / "l.xlsx", f.locataire(1)), "locataires")
    assert _sql(uow, "SELECT nom FROM cite") == [("Cité Nouméa",)]
    assert _sql(uow, "SELECT loyer, loyer_date FROM menage") == [(41250, "2026-11-22")]


def test_identical_and_contradicting_lines_of_one_file(uow: UnitOfWork, tmp_path: Path) -> None:
    chemin = f.locataires(
        tmp_path / "l.xlsx",
        f.locataire(1),
        f.locataire(1),
        f.locataire(1, **{"Loyer pratiqué": 99.0}),
    )
    premiere, seconde, troisieme = _lignes(uow, chemin)
    assert premiere.etat is EtatLigne.NOUVEAU
    assert (seconde.etat, _codes(seconde)) == (EtatLigne.IDENTIQUE, ["doublon_identique"])
    assert dict(seconde.motifs[0].params) == {"autre": "4"}
    assert (troisieme.etat, _codes(troisieme)) == (EtatLigne.A_DECIDER, ["doublon_different"])


def test_deciding_for_the_contradicting_line(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    chemin = f.locataires(
        tmp_path / "l.xlsx", f.locataire(1), f.locataire(1, **{"Loyer pratiqué": 99.0})
    )
    importer(chemin, "locataires", Decisions(lignes={(0, 5): "prendre_celle_ci"}))
    assert _sql(uow, "SELECT loyer FROM menage") == [(9900,)]


def test_a_line_without_ug_that_repeats_another_is_never_a_second_household(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    chemin = f.locataires(
        tmp_path / "l.xlsx",
        f.locataire(1, **{"Code UG": "", "Né(e) le": "31/02/1950", "Loyer pratiqué": "n.c."}),
        f.locataire(1),
    )
    ligne = seule(preparer(PreparerImport(chemin, "locataires"), uow), EtatLigne.REJETE)
    assert _codes(ligne) == ["date_impossible", "sans_ug_doublon"]
    importer(chemin, "locataires")
    assert _sql(uow, "SELECT count(*) FROM menage") == [(1,)]


def test_two_homonyms_are_two_households_and_one_person_twice_is_asked(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    chemin = f.locataires(
        tmp_path / "l.xlsx",
        f.locataire(1),
        f.locataire(2, **{"Né(e) le": date(1990, 1, 1), "Tél. portable": "0622222222"}),
        f.locataire(3, **{"Tél. portable": "0633333333"}),
    )
    _, homonyme, meme = _lignes(uow, chemin)
    assert (homonyme.etat, _codes(homonyme)) == (EtatLigne.NOUVEAU, ["homonyme"])
    assert (meme.etat, _codes(meme)) == (EtatLigne.A_DECIDER, ["meme_personne_ailleurs"])
    assert [o.code for o in meme.options] == ["deux_menages", "ignorer"]


def test_same_phone_and_a_letter_apart_elsewhere_is_asked(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(f.locataires(tmp_path / "a.xlsx", f.locataire(1)), "locataires")
    chemin = f.locataires(tmp_path / "b.xlsx", f.locataire(2, Nom="WOJCK"))
    ligne = seule(preparer(PreparerImport(chemin, "locataires"), uow), EtatLigne.A_DECIDER)
    assert "meme_telephone_nom_proche" in _codes(ligne)
    importer(chemin, "locataires", Decisions(lignes={ligne.cle: "demenage"}))
    assert _sql(uow, "SELECT count(*) FROM menage") == [(1,)]
    assert _sql(uow, "SELECT nature, fin IS NULL FROM occupation ORDER BY nature") == [
        ("definitif", 1),
        ("origine", 0),
    ]


@pytest.mark.parametrize(
    ("reponse", "menages", "personnes"),
    [("depart_arrivee", 2, 2), ("cotitulaire", 1, 2), ("corriger", 1, 1), ("ignorer", 1, 1)],
)
def test_a_new_name_in_an_occupied_dwelling_is_asked(
    uow: UnitOfWork,
    importer: Importer,
    tmp_path: Path,
    reponse: str,
    menages: int,
    personnes: int,
) -> None:
    importer(f.locataires(tmp_path / "a.xlsx", f.locataire(1)), "locataires")
    nouveau = {"Tél. portable": "0644444444", "Date d’entrée": date(2026, 10, 1)}
    chemin = f.locataires(
        tmp_path / "b.xlsx",
        f.locataire(1, Nom="BENALI", Prénom="Karim", **nouveau, **{"Né(e) le": date(1985, 5, 5)}),
    )
    ligne = seule(preparer(PreparerImport(chemin, "locataires"), uow), EtatLigne.A_DECIDER)
    assert "ug_occupee" in _codes(ligne)
    importer(chemin, "locataires")
    assert _sql(uow, "SELECT nom FROM personne") == [("Wójcik",)]
    importer(chemin, "locataires", Decisions(lignes={ligne.cle: reponse}))
    assert _sql(uow, "SELECT count(*) FROM menage") == [(menages,)]
    assert _sql(uow, "SELECT count(*) FROM personne") == [(personnes,)]
    fins = _sql(uow, "SELECT fin FROM occupation WHERE fin IS NOT NULL")
    assert fins == ([("2026-10-01",)] if reponse == "depart_arrivee" else [])


def test_two_people_on_one_line(uow: UnitOfWork, importer: Importer, tmp_path: Path) -> None:
    chemin = f.locataires(
        tmp_path / "l.xlsx", f.locataire(1, **{"Civ.": "M. et Mme", "Prénom": "Henri et Jadwiga"})
    )
    importer(chemin, "locataires")
    assert _sql(uow, "SELECT nom, prenom, lien FROM personne ORDER BY id") == [
        ("Wójcik", "Henri", "titulaire"),
        ("Wójcik", "Jadwiga", "cotitulaire"),
    ]
    assert comptes(preparer(PreparerImport(chemin, "locataires"), uow)) == {"identique": 1}


def test_households_no_longer_in_the_file_are_told_and_left_alone(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(
        f.locataires(
            tmp_path / "a.xlsx",
            f.locataire(1),
            f.locataire(2, Nom="BENALI", **{"Tél. portable": "0644444444"}),
        ),
        "locataires",
    )
    apercu = preparer(
        PreparerImport(f.locataires(tmp_path / "b.xlsx", f.locataire(1)), "locataires"), uow
    )
    (remarque,) = [r for r in apercu.remarques if r.code == "import.menages_absents"]
    assert dict(remarque.params)["noms"] == "Benali Jadwiga"


# ---- follow-up -----------------------------------------------------------------------------


def _suivi(chemin: Path, *lignes: list[Any], passages: list[list[Any]] | None = None) -> Path:
    feuilles: dict[str, Any] = {"Suivi": [f.SUIVI, *lignes]}
    if passages is not None:
        feuilles["Passages"] = [f.PASSAGES, *passages]
    return f.xlsx(chemin, feuilles)


@pytest.fixture
def cite(importer: Importer, tmp_path: Path) -> None:
    """Two households and a vacant dwelling."""
    importer(f.parc(tmp_path / "p.csv", *(f.logement(n) for n in (1, 2)),
                    f.logement(3, NUMVOIE="8", VACANT="O")), "parc")  # fmt: skip
    autre = {"Né(e) le": date(1970, 1, 1), "Tél. portable": "0644444444"}
    importer(
        f.locataires(
            tmp_path / "l.xlsx",
            f.locataire(1),
            f.locataire(2, Nom="KACZMAREK", Prénom="Jan", **autre),
        ),
        "locataires",
    )


LIGNE = ["TST00001", "Mme Wójcik Jadwiga", "14 Rue de Stockholm", date(2026, 3, 16), "retour",
         "TST00003", date(2026, 5, 21), date(2026, 10, 18), "", "Oxygène à domicile"]  # fmt: skip


@pytest.mark.usefixtures("cite")
def test_follow_up_becomes_steps_stays_wish_and_need(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    chemin = _suivi(tmp_path / "s.xlsx", LIGNE)
    ligne = seule(preparer(PreparerImport(chemin, "suivi"), uow), EtatLigne.MODIFIE)
    assert {"adresse_incomplete", "retour_depasse", "remarque_confidentielle", "besoin_deduit"} <= {
        *_codes(ligne)
    }
    importer(chemin, "suivi")
    assert _sql(uow, "SELECT code, prevue_le, faite_le FROM etape ORDER BY code") == [
        ("demenagement_aller", None, "2026-05-21"),
        ("demenagement_retour", "2026-10-18", None),
        ("enquete", None, "2026-03-16"),
    ]
    assert _sql(uow, "SELECT code, exprime_le FROM souhait") == [("retour", "2026-03-16")]
    assert _sql(uow, "SELECT debut, fin, fin_prevue FROM occupation WHERE nature = 'tiroir'") == [
        ("2026-05-21", None, "2026-10-18")
    ]
    assert _sql(uow, "SELECT etat FROM logement WHERE code_ug = 'TST00003'") == [("tiroir",)]
    assert _sql(uow, "SELECT texte, visibilite FROM note") == [
        ("Oxygène à domicile", "confidentiel")
    ]
    assert _sql(uow, "SELECT famille, code, precision FROM besoin") == [
        ("logement", "alimentation_continue", None)
    ]
    assert importer(chemin, "suivi").lot_id is None


@pytest.mark.usefixtures("cite")
def test_incoherent_dates_and_homes_are_told(uow: UnitOfWork, tmp_path: Path) -> None:
    autre = ["TST00002", "M. Kaczmarek Jan", "", date(2026, 6, 1), "", "TST00003",
             date(2026, 6, 10), date(2026, 5, 1), "", ""]  # fmt: skip
    chemin = _suivi(tmp_path / "s.xlsx", LIGNE, autre)
    codes = _codes(_lignes(uow, chemin, "suivi")[1])
    assert {"retour_avant_aller", "tiroir_deux_menages"} <= set(codes)
    inconnu = [*LIGNE[:5], "TST99999", *LIGNE[6:]]
    chemin = _suivi(tmp_path / "t.xlsx", inconnu)
    assert "tiroir_inconnu" in _codes(_lignes(uow, chemin, "suivi")[0])


@pytest.mark.usefixtures("cite")
def test_another_name_in_the_follow_up_is_asked(uow: UnitOfWork, tmp_path: Path) -> None:
    chemin = _suivi(tmp_path / "s.xlsx", ["TST00001", "M. Petit Paul", *LIGNE[2:]])
    (ligne,) = _lignes(uow, chemin, "suivi")
    assert ligne.etat is EtatLigne.A_DECIDER
    assert [o.code for o in ligne.options] == ["rattacher", "ignorer"]


@pytest.mark.usefixtures("cite")
def test_follow_up_keeps_a_way_to_reach_people(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(_suivi(tmp_path / "s.xlsx", [*LIGNE[:9], "RDV mardi matin uniquement"]), "suivi")
    assert _sql(uow, "SELECT contact_prefere FROM menage WHERE nom LIKE 'W%'") == [
        ("RDV mardi matin uniquement",)
    ]


@pytest.mark.usefixtures("cite")
def test_passages_become_visits_once(uow: UnitOfWork, importer: Importer, tmp_path: Path) -> None:
    passages = [
        [date(2026, 4, 7), "KACZMAREK", "humidité chambre", "rappeler"],
        [date(2026, 4, 7), "LENOIR", "chauffage", "RAS"],
        [date(2026, 4, 7), "KACZMARECK", "chauffage", ""],
    ]
    chemin = _suivi(tmp_path / "s.xlsx", LIGNE, passages=passages)
    etats = [x.etat for x in _lignes(uow, chemin, "suivi") if x.feuille == 1]
    assert etats == [EtatLigne.NOUVEAU, EtatLigne.REJETE, EtatLigne.A_DECIDER]
    importer(chemin, "suivi")
    visites = "SELECT v.canal, v.jour, m.code FROM visite v JOIN visite_motif m"
    assert _sql(uow, f"{visites} ON m.visite_id = v.id") == [
        ("permanence", "2026-04-07", "humidite")
    ]
    assert _sql(uow, "SELECT texte FROM note WHERE visite_id IS NOT NULL") == [
        ("humidité chambre – rappeler",)
    ]
    assert _sql(uow, "SELECT titre FROM tache") == [
        ("Rappeler (passage du 07/04/2026, humidité chambre)",)
    ]
    assert importer(chemin, "suivi").lot_id is None


@pytest.mark.usefixtures("cite")
def test_a_surname_two_households_bear_is_asked(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    autre = {"Né(e) le": date(1980, 1, 1), "Tél. portable": "0655555555"}
    importer(
        f.locataires(tmp_path / "m.xlsx", f.locataire(4, Nom="KACZMAREK", Prénom="Ewa", **autre)),
        "locataires",
    )
    chemin = _suivi(
        tmp_path / "s.xlsx", LIGNE, passages=[[date(2026, 4, 7), "KACZMAREK", "chauffage", ""]]
    )
    ligne = seule(preparer(PreparerImport(chemin, "suivi"), uow), EtatLigne.A_DECIDER)
    assert [o.code for o in ligne.options] == ["rattacher", "rattacher", "ignorer"]
    importer(chemin, "suivi", Decisions(lignes={ligne.cle: ligne.options[1].cle}))
    assert _sql(uow, "SELECT m.nom FROM visite v JOIN menage m ON m.id = v.menage_id") == [
        ("Kaczmarek Ewa",)
    ]
    assert importer(chemin, "suivi").lot_id is None


def test_follow_up_on_an_empty_base_creates_what_it_needs(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    chemin = _suivi(tmp_path / "s.xlsx", LIGNE)
    apercu = preparer(PreparerImport(chemin, "suivi"), uow)
    assert comptes(apercu) == {"nouveau": 1}
    assert "import.cite_a_preciser" in {r.code for r in apercu.remarques}
    importer(chemin, "suivi")
    assert _sql(uow, "SELECT nom FROM menage") == [("Wójcik Jadwiga",)]


@pytest.mark.parametrize("remarque", ["Sous tutelle", "Infirmière chaque matin", "Dialyse"])
def test_words_of_health_stay_confidential_and_are_told_once(
    uow: UnitOfWork, importer: Importer, tmp_path: Path, remarque: str
) -> None:
    chemin = f.locataires(tmp_path / "l.xlsx", f.locataire(1, Observations=remarque))
    (ligne,) = _lignes(uow, chemin)
    assert _codes(ligne).count("remarque_confidentielle") == 1
    assert "sante" not in _codes(ligne)
    importer(chemin, "locataires")
    assert _sql(uow, "SELECT visibilite FROM note") == [("confidentiel",)]
    assert _sql(uow, "SELECT contact_prefere FROM menage") == [(None,)]
