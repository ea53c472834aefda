"""Delays of complaints: the catalogue, the team's own, and the clocks that follow."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from app.core.clock import FixedClock
from app.core.errors import EntreeInvalide
from app.core.suivi import Annule
from app.domain.reclamations_delais import Horloge
from app.services import delais_reclamations, reclamations
from app.services.delais_reclamations import (
    DelaiLu,
    Delais,
    FixerDelai,
    LireDelais,
    RecalculerEcheances,
    RetablirDelai,
    SourceDelai,
    Urgence,
)
from app.services.reclamations import EtatReclamation, Repondre, Securiser
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services._reclamations import (
    annuler,
    etat_de_la_base,
    lignes,
    lue,
    ouvrir,
    passer,
)

E, N = EtatReclamation, Urgence.NORMALE


def _lus(uow: UnitOfWork, *categories: str) -> dict[tuple[str, Urgence], DelaiLu]:
    lus = delais_reclamations.lire(LireDelais(categories), uow)
    return {(d.categorie, d.urgence): d for d in lus}


def _fixer(
    uow: UnitOfWork, delais: Delais, categorie: str = "", urgence: Urgence = N
) -> delais_reclamations.DelaisChanges:
    return delais_reclamations.fixer(FixerDelai(categorie, urgence, delais), uow)


def test_sans_reglage_le_catalogue_fait_foi(uow: UnitOfWork) -> None:
    lus = _lus(uow, "chauffage")
    assert len(lus) == 2 * len(Urgence)
    immediate = lus["", Urgence.IMMEDIATE]
    assert immediate.delais == Delais(48, 4, 5)
    assert lus["chauffage", N].delais == Delais(48, None, 5)
    assert {d.source for d in lus.values()} == {SourceDelai.CATALOGUE}
    assert not any(d.propre for d in lus.values())


def test_la_categorie_passe_avant_l_urgence_et_on_sait_d_ou_vient_chacun(uow: UnitOfWork) -> None:
    _fixer(uow, Delais(24, None, 8))
    _fixer(uow, Delais(8, 12, None), "chauffage")
    lus = _lus(uow, "chauffage", "finitions")
    tous, chauffage, finitions = lus["", N], lus["chauffage", N], lus["finitions", N]
    assert (tous.delais, tous.source, tous.propre) == (
        Delais(24, None, 8), SourceDelai.EQUIPE, True,
    )  # fmt: skip
    assert tous.defaut == Delais(48, None, 5)
    assert (chauffage.delais, chauffage.source) == (Delais(8, 12, None), SourceDelai.CATEGORIE)
    assert (chauffage.propre, chauffage.defaut) == (True, Delais(24, None, 8))
    assert (finitions.delais, finitions.propre) == (Delais(24, None, 8), False)
    assert lus["", Urgence.RAPIDE].source is SourceDelai.CATALOGUE


def test_changer_un_delai_recalcule_les_ouvertes_et_le_dit(uow: UnitOfWork) -> None:
    ouverte, repondue, faite, close, urgente = (ouvrir(uow) for _ in range(5))
    reclamations.repondre(Repondre(repondue, "vu"), uow)
    passer(uow, faite, E.FAITE)
    passer(uow, close, E.REJETEE, raison="autre logement")
    rapide = ouvrir(uow, urgence=Urgence.RAPIDE)
    reclamations.qualifier(
        reclamations.QualifierReclamation(
            urgente, "menuiseries", None, Urgence.IMMEDIATE, "Serrure"
        ),
        uow,
    )
    fait = _fixer(uow, Delais(None, 6, 2))
    assert fait.recalculees == 2
    assert fait.ids["reclamations"] == {ouverte, repondue}
    ligne = lue(uow, ouverte)
    assert (ligne.repondre_avant, ligne.horloge) == (None, Horloge.SECURISATION)
    assert ligne.securiser_avant == datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert ligne.reparer_avant == datetime(2026, 11, 25, 17, tzinfo=UTC)
    assert lue(uow, faite).reparer_avant == datetime(2026, 11, 30, 17, tzinfo=UTC)
    assert lue(uow, close).echeance is None
    assert lue(uow, rapide).repondre_avant is not None
    encore = _fixer(uow, Delais(None, 6, 2))
    assert (encore.operation, encore.recalculees) == (None, 0)


def test_un_delai_de_categorie_ne_touche_qu_elle(uow: UnitOfWork) -> None:
    volet, peinture = ouvrir(uow), ouvrir(uow, categorie="finitions")
    assert _fixer(uow, Delais(48, None, 20), "finitions").ids["reclamations"] == {peinture}
    assert lue(uow, peinture).reparer_avant == datetime(2026, 12, 21, 17, tzinfo=UTC)
    assert lue(uow, volet).reparer_avant == datetime(2026, 11, 30, 17, tzinfo=UTC)
    # The delay of all categories leaves the one that has its own.
    assert _fixer(uow, Delais(48, None, 3)).ids["reclamations"] == {volet}
    # A complaint opened afterwards follows the same rules.
    nouvelle = ouvrir(uow, categorie="finitions")
    assert lue(uow, nouvelle).reparer_avant == datetime(2026, 12, 21, 17, tzinfo=UTC)


def test_retablir_remet_le_defaut(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    avant = etat_de_la_base(uow)
    _fixer(uow, Delais(1, None, 1))
    retabli = delais_reclamations.retablir(RetablirDelai("", N), uow)
    assert retabli.recalculees == 1
    assert etat_de_la_base(uow) == avant
    assert lue(uow, id_).horloge is Horloge.REPONSE
    rien = delais_reclamations.retablir(RetablirDelai("", N), uow)
    assert (rien.operation, rien.recalculees) == (None, 0)


def test_chaque_changement_s_annule_avec_ses_echeances(uow: UnitOfWork) -> None:
    ouvrir(uow)
    for action in (
        lambda: _fixer(uow, Delais(2, 2, 2)),
        lambda: _fixer(uow, Delais(2, 2, 2), "menuiseries"),
    ):
        avant = etat_de_la_base(uow)
        fait = action()
        assert fait.recalculees == 1
        annuler(uow, fait)
        assert etat_de_la_base(uow) == avant
    _fixer(uow, Delais(2, 2, 2))
    avant = etat_de_la_base(uow)
    annuler(uow, delais_reclamations.retablir(RetablirDelai("", N), uow))
    assert etat_de_la_base(uow) == avant


def test_une_contestee_repart_du_jour_ou_elle_l_a_ete(uow: UnitOfWork, clock: FixedClock) -> None:
    id_ = ouvrir(uow)
    passer(uow, id_, E.FAITE)
    clock.instant = datetime(2026, 12, 7, 9, tzinfo=UTC)  # a Monday
    passer(uow, id_, E.CONTESTEE)
    _fixer(uow, Delais(48, 24, 2))
    ligne = lue(uow, id_)
    assert ligne.reparer_avant == datetime(2026, 12, 9, 17, tzinfo=UTC)
    assert ligne.securiser_avant == datetime(2026, 12, 8, 11, tzinfo=UTC)
    assert ligne.repondre_avant == datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_recalculer_rattrape_un_catalogue_change(uow: UnitOfWork) -> None:
    id_, autre = ouvrir(uow), ouvrir(uow, categorie="securite")
    reclamations.securiser(Securiser(autre, date(2026, 11, 23), time(11)), uow)
    with uow.ecriture("test") as tx:  # as if another catalogue had reckoned them
        tx.connection.exec_driver_sql(
            "UPDATE reclamation SET reparer_avant = NULL, echeance = NULL, horloge = NULL"
            f" WHERE id = '{id_.hex}'"
        )
        tx.commit()
    fait = delais_reclamations.recalculer(RecalculerEcheances(), uow)
    assert (fait.recalculees, fait.ids["reclamations"]) == (1, {id_})
    assert lue(uow, id_).horloge is Horloge.REPONSE
    encore = delais_reclamations.recalculer(RecalculerEcheances(), uow)
    assert (encore.operation, encore.recalculees) == (None, 0)


class _Montre:
    """Who watches: keeps what is told, and may ask to stop at once."""

    def __init__(self, *, annule: bool = False) -> None:
        self.annule = annule
        self.dits: list[tuple[int, int]] = []

    def avance(self, fait: int, total: int, _texte: str = "") -> None:
        self.dits.append((fait, total))
        if self.annule:
            raise Annule


def test_recalculer_dit_ou_il_en_est_et_s_arrete_sans_rien_changer(
    uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delais_reclamations, "PAS", 2)
    for _fois in range(5):
        ouvrir(uow)
    avant = etat_de_la_base(uow)
    journal = lignes(uow, "SELECT count(*) FROM journal")
    arret = _Montre(annule=True)
    with pytest.raises(Annule):
        delais_reclamations.fixer(FixerDelai("", N, Delais(2, 2, 2)), uow, arret)
    assert arret.dits == [(2, 5)]
    assert etat_de_la_base(uow) == avant
    assert lignes(uow, "SELECT count(*) FROM journal") == journal
    montre = _Montre()
    fait = delais_reclamations.fixer(FixerDelai("", N, Delais(2, 2, 2)), uow, montre)
    assert montre.dits == [(2, 5), (4, 5), (5, 5)]
    assert fait.recalculees == 5
    with pytest.raises(Annule):
        delais_reclamations.retablir(RetablirDelai("", N), uow, _Montre(annule=True))
    assert _lus(uow)["", N].delais == Delais(2, 2, 2)


@pytest.mark.parametrize("delais", [Delais(0), Delais(2001), Delais(None, -1), Delais(48, 4, 401)])
def test_un_delai_hors_des_bornes_est_refuse(uow: UnitOfWork, delais: Delais) -> None:
    with pytest.raises(EntreeInvalide, match=r"delai\.borne"):
        _fixer(uow, delais)
    assert lignes(uow, "SELECT count(*) FROM delai_reclamation") == [(0,)]


def test_des_delais_tous_vides_arretent_les_horloges(uow: UnitOfWork) -> None:
    id_ = ouvrir(uow)
    _fixer(uow, Delais())
    ligne = lue(uow, id_)
    assert (ligne.echeance, ligne.horloge, ligne.reparer_avant) == (None, None, None)


def test_recalculer_ne_fait_pas_une_lecture_par_reclamation(uow: UnitOfWork, compteur_sql) -> None:  # type: ignore[no-untyped-def] # a fixture
    menage_id: UUID = factories.menage(uow)
    for _ in range(3):
        ouvrir(uow, menage_id)
    with compteur_sql() as trois:
        _fixer(uow, Delais(10, None, 3))
    for _ in range(9):
        ouvrir(uow, menage_id)
    with compteur_sql() as douze:
        _fixer(uow, Delais(11, None, 4))
    lectures = [e for e in douze.enonces if e.lstrip().startswith("SELECT")]
    assert len(lectures) <= len([e for e in trois.enonces if e.lstrip().startswith("SELECT")])
