"""What an import promises: one transaction, nothing lost nor overwritten, undone as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.core.clock import FixedClock
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.suivi import Annule
from app.domain.imports import EtatLigne, Sens
from app.services.annulation import AnnulerOperation, annuler
from app.services.imports import (
    AppliquerImport,
    Decisions,
    ListerImports,
    PreparerImport,
    appliquer,
    imports_passes,
    preparer,
)
from db.uow import UnitOfWork
from tests import factories
from tests.integration.imports import fichiers as f
from tests.integration.imports.conftest import Importer, comptes, seule

Photo = Callable[[], dict[str, list[Any]]]


def _sql(uow: UnitOfWork, requete: str) -> Any:
    with uow.lecture() as session:
        return session.execute(text(requete)).all()


def _taper(uow: UnitOfWork, ordre: str) -> None:
    with uow.ecriture("test.saisir") as tx:
        tx.session.execute(text(ordre))
        tx.commit()


def test_the_same_file_twice_changes_nothing(
    uow: UnitOfWork, importer: Importer, photo: Photo, tmp_path: Path
) -> None:
    chemin = f.locataires(tmp_path / "l.xlsx", f.locataire(1), f.locataire(2, Nom="D’HONDT"))
    importer(chemin, "locataires")
    avant = photo()
    assert comptes(preparer(PreparerImport(chemin, "locataires"), uow)) == {"identique": 2}
    assert importer(chemin, "locataires").lot_id is None
    assert photo() == avant


def test_other_spellings_and_order_change_nothing(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(
        f.locataires(tmp_path / "a.xlsx", f.locataire(1), f.locataire(2, Nom="D’HONDT")),
        "locataires",
    )
    autre = f.locataires(
        tmp_path / "b.xlsx",
        f.locataire(2, Nom="D HONDT", **{"Tél. portable": 612345678}),
        f.locataire(
            1,
            Nom="Wojcik",
            **{
                "Code UG": " tst00001 ",
                "Né(e) le": "12/03/1950",
                "Tél. portable": "+33 6 12 34 56 78",
                "Adresse": "14 BIS RUE DE STOCKHOLM",
                "Loyer pratiqué": "412,50 €",
                "CP": 62320,
            },
        ),
    )
    assert comptes(preparer(PreparerImport(autre, "locataires"), uow)) == {"identique": 2}


def test_unknown_in_the_file_erases_nothing(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(f.locataires(tmp_path / "a.xlsx", f.locataire(1)), "locataires")
    vide = {"Tél. portable": "", "Loyer pratiqué": "n.c.", "Né(e) le": "31/02/1950", "Prénom": ""}
    chemin = f.locataires(tmp_path / "b.xlsx", f.locataire(1, **vide))
    assert importer(chemin, "locataires").lot_id is None
    assert _sql(uow, "SELECT tel_mobile, naissance FROM personne") == [("0612345678", "1950-03-12")]
    assert _sql(uow, "SELECT loyer FROM menage") == [(41250,)]


def test_what_the_team_typed_stays_unless_somebody_decides(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(f.locataires(tmp_path / "a.xlsx", f.locataire(1)), "locataires")
    _taper(uow, "UPDATE personne SET tel_mobile = '0699999999'")
    chemin = f.locataires(
        tmp_path / "b.xlsx",
        f.locataire(1, **{"Tél. portable": "0611111111", "Loyer pratiqué": 500.0}),
    )
    ligne = seule(preparer(PreparerImport(chemin, "locataires"), uow), EtatLigne.MODIFIE)
    ecarts = {e.groupe: e for e in ligne.ecarts}
    assert ecarts["tel_mobile"].defaut is Sens.GARDER
    assert ecarts["tel_mobile"].provenance.auteur == "Médiatrice Test"
    assert ecarts["loyer"].defaut is Sens.PRENDRE
    assert ecarts["loyer"].provenance.origine == "import"

    resultat = importer(chemin, "locataires")
    assert resultat.valeurs_gardees == 1
    assert _sql(uow, "SELECT tel_mobile FROM personne") == [("0699999999",)]
    assert _sql(uow, "SELECT loyer FROM menage") == [(50000,)]

    prendre = Decisions(colonnes={("personne", "tel_mobile"): Sens.PRENDRE})
    importer(chemin, "locataires", prendre)
    assert _sql(uow, "SELECT tel_mobile FROM personne") == [("0611111111",)]


def test_a_value_the_team_put_back_by_undoing_belongs_to_the_import_again(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(f.locataires(tmp_path / "a.xlsx", f.locataire(1)), "locataires")
    with uow.ecriture("test.saisir") as tx:
        tx.session.execute(text("UPDATE personne SET tel_mobile = '0699999999'"))
        tx.commit()
    annuler(AnnulerOperation(tx.operation), uow)
    chemin = f.locataires(tmp_path / "b.xlsx", f.locataire(1, **{"Tél. portable": "0611111111"}))
    ligne = seule(preparer(PreparerImport(chemin, "locataires"), uow), EtatLigne.MODIFIE)
    assert [e.defaut for e in ligne.ecarts] == [Sens.PRENDRE]


def test_an_older_file_does_not_replace_a_newer_rent(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    importer(f.locataires(tmp_path / "a.xlsx", f.locataire(1)), "locataires")
    chemin = f.locataires(
        tmp_path / "b.xlsx", f.locataire(1, **{"Loyer pratiqué": 300.0}), edition="01/02/2025"
    )
    (ecart,) = seule(preparer(PreparerImport(chemin, "locataires"), uow), EtatLigne.MODIFIE).ecarts
    assert (ecart.defaut, ecart.raison) == (Sens.GARDER, "import.loyer_plus_ancien")


def test_rejected_lines_stay_out_only_with_consent(uow: UnitOfWork, tmp_path: Path) -> None:
    chemin = f.locataires(tmp_path / "l.xlsx", f.locataire(1), f.locataire(2, Nom="n.c."))
    apercu = preparer(PreparerImport(chemin, "locataires"), uow)
    rejet = seule(apercu, EtatLigne.REJETE)
    assert (rejet.numero, rejet.motifs[0].code) == (5, "import.ligne_sans_nom")
    with pytest.raises(RegleMetier) as erreur:
        appliquer(AppliquerImport(apercu), uow)
    assert erreur.value.code == "import.rejets_a_accepter"
    assert _sql(uow, "SELECT count(*) FROM menage") == [(0,)]
    appliquer(AppliquerImport(apercu, accepter_rejets=True), uow)
    assert _sql(uow, "SELECT count(*) FROM menage") == [(1,)]


def test_undo_gives_back_exactly_what_was(
    uow: UnitOfWork, importer: Importer, photo: Photo, tmp_path: Path
) -> None:
    importer(f.parc(tmp_path / "p.csv", f.logement(1), f.logement(2, VACANT="O")), "parc")
    importer(f.locataires(tmp_path / "a.xlsx", f.locataire(1)), "locataires")
    avant = photo()
    chemin = f.locataires(
        tmp_path / "b.xlsx",
        f.locataire(1, **{"Loyer pratiqué": 500.0, "Observations": "Pigeonnier"}),
        f.locataire(2, Nom="BENALI", Prénom="Karim"),
    )
    resultat = importer(chemin, "locataires")
    assert photo() != avant
    annuler(AnnulerOperation(resultat.changes.operation), uow)
    apres = photo()
    # The number of a derived row is free to change; what it says is not.
    assert {t: r for t, r in apres.items() if t != "menage_resume"} == {
        t: r for t, r in avant.items() if t != "menage_resume"
    }
    assert [lot.annule for lot in imports_passes(ListerImports(), uow)] == [True, False, False]
    assert comptes(preparer(PreparerImport(chemin, "locataires"), uow)) == {
        "modifie": 1,
        "nouveau": 1,
    }


def test_undo_is_refused_once_the_team_went_on(
    uow: UnitOfWork, importer: Importer, photo: Photo, tmp_path: Path
) -> None:
    resultat = importer(f.locataires(tmp_path / "a.xlsx", f.locataire(1)), "locataires")
    _taper(uow, "UPDATE menage SET langue = 'polonais'")
    avant = photo()
    with pytest.raises(RegleMetier) as erreur:
        annuler(AnnulerOperation(resultat.changes.operation), uow)
    assert erreur.value.code == "annulation.modifie_depuis"
    assert photo() == avant


def test_undo_is_refused_once_a_visit_depends_on_it(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    resultat = importer(f.locataires(tmp_path / "a.xlsx", f.locataire(1)), "locataires")
    (menage_id,) = resultat.changes.ids["menages"]
    factories.visite(uow, menage_id)
    with pytest.raises(RegleMetier):
        annuler(AnnulerOperation(resultat.changes.operation), uow)
    assert _sql(uow, "SELECT count(*) FROM menage") == [(1,)]


class _Arret:
    """Somebody who presses *Arrêter* at the n-th report."""

    annule = False

    def __init__(self, n: int) -> None:
        self.reste = n

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        self.reste -= 1
        if self.reste <= 0:
            raise Annule


def test_stopping_anywhere_leaves_nothing(uow: UnitOfWork, photo: Photo, tmp_path: Path) -> None:
    chemin = f.locataires(tmp_path / "l.xlsx", *(f.locataire(n) for n in range(1, 4)))
    avant = photo()
    with pytest.raises(Annule):
        preparer(PreparerImport(chemin, "locataires"), uow, _Arret(2))
    apercu = preparer(PreparerImport(chemin, "locataires"), uow)
    decisions = Decisions(lignes={x.cle: "deux_menages" for x in apercu.lignes if x.options})
    arrets = 0
    for etape in range(1, 50):
        try:
            appliquer(AppliquerImport(apercu, decisions), uow, _Arret(etape))
        except Annule:
            arrets += 1
            assert photo() == avant
        else:
            break
    assert arrets >= 5
    assert _sql(uow, "SELECT count(*) FROM menage") == [(3,)]


def test_a_preview_that_no_longer_holds_is_refused(
    uow: UnitOfWork, importer: Importer, photo: Photo, tmp_path: Path
) -> None:
    importer(f.locataires(tmp_path / "a.xlsx", f.locataire(1)), "locataires")
    chemin = f.locataires(tmp_path / "b.xlsx", f.locataire(1, **{"Tél. portable": "0611111111"}))
    apercu = preparer(PreparerImport(chemin, "locataires"), uow)
    _taper(uow, "UPDATE personne SET tel_mobile = '0677777777'")
    avant = photo()
    with pytest.raises(RegleMetier) as erreur:
        appliquer(AppliquerImport(apercu), uow)
    assert erreur.value.code == "import.base_changee"
    assert photo() == avant


def test_a_change_elsewhere_does_not_refuse_the_preview(uow: UnitOfWork, tmp_path: Path) -> None:
    chemin = f.locataires(tmp_path / "l.xlsx", f.locataire(1))
    apercu = preparer(PreparerImport(chemin, "locataires"), uow)
    factories.intervenant(uow)
    resultat = appliquer(AppliquerImport(apercu), uow)
    assert resultat.compte[EtatLigne.NOUVEAU] == 1


def test_a_file_replaced_since_the_preview_is_refused(uow: UnitOfWork, tmp_path: Path) -> None:
    chemin = f.locataires(tmp_path / "l.xlsx", f.locataire(1))
    apercu = preparer(PreparerImport(chemin, "locataires"), uow)
    factories.intervenant(uow)
    f.locataires(chemin, f.locataire(2))
    with pytest.raises(RegleMetier) as erreur:
        appliquer(AppliquerImport(apercu), uow)
    assert erreur.value.code == "import.fichier_change"


def test_the_mapping_a_person_settled_is_remembered(uow: UnitOfWork, tmp_path: Path) -> None:
    entetes = ["Truc interne" if c == "Nom" else c for c in f.LOCATAIRES]
    chemin = f.xlsx(tmp_path / "l.xlsx", {"Export": [entetes, f.locataire(1)]})
    commande = PreparerImport(
        chemin,
        "locataires",
        "Bailleur fictif",
        correspondances={"locataires": {"Truc interne": "nom"}},
    )
    appliquer(AppliquerImport(preparer(commande, uow), accepter_rejets=True), uow)
    with pytest.raises(EntreeInvalide):
        preparer(replace(commande, correspondances={}, bailleur="Un autre"), uow)
    incomplet = replace(commande, correspondances={}, bailleur="Un autre", incomplet=True)
    assert preparer(incomplet, uow).feuilles[0].correspondance.manquants == ("nom",)
    sans_rien_dire = preparer(replace(commande, correspondances={}), uow)
    champs = sans_rien_dire.feuilles[0].correspondance.champs()
    assert champs["nom"] == entetes.index("Truc interne")


def test_a_search_finds_what_was_imported(
    uow: UnitOfWork, importer: Importer, clock: FixedClock, tmp_path: Path
) -> None:
    importer(f.locataires(tmp_path / "l.xlsx", f.locataire(1)), "locataires")
    clock.instant += timedelta(days=1)
    trouves = _sql(uow, "SELECT rowid FROM menage_fts WHERE menage_fts MATCH 'wojcik stockholm'")
    assert len(trouves) == 1
    assert _sql(uow, "SELECT date_entree FROM menage") == [(date(1998, 4, 1).isoformat(),)]
