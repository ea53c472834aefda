"""Moves on a real base: the ledger, the milestone, what must be told, undone each."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from app.core.changes import Changes
from app.core.clock import FixedClock
from app.domain.accompagnement import CodeEtape, EtatEngagement
from app.domain.logements import NatureOccupation
from app.services import demenagements as service
from app.services import occupations
from app.services.annulation import AnnulerOperation, annuler
from app.services.demenagements import (
    AnnulerDemenagement,
    ConfirmerDemenagement,
    Creneau,
    DeplacerDemenagement,
    EtatDemenagement,
    EtatPoint,
    FaireDemenagement,
    LireDemenagement,
    ListerDemenagements,
    PointerListe,
    PreciserDemenagement,
    PrevoirDemenagement,
    RaisonReport,
)
from app.services.engagements import PrendreEngagement, prendre
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services._demenagements import (
    ALLER,
    DEFINITIF,
    LUNDI,
    MARDI,
    RENTREE,
    RETOUR,
    Lieux,
    etape_de,
    etat_de_la_base,
    prevoir,
    refuse,
    sejours,
)


@pytest.fixture
def lieux(uow: UnitOfWork) -> Lieux:
    return Lieux(uow)


def test_prevoir_ouvre_le_sejour_et_l_etape(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, faits = prevoir(uow, lieux, heure=time(8, 30), creneau=Creneau.MATIN)
    assert sejours(uow, lieux.menage)[1:] == [
        (NatureOccupation.TIROIR, lieux.tiroir, LUNDI, None, RENTREE)
    ]
    assert etape_de(uow, lieux.menage, CodeEtape.DEMENAGEMENT_ALLER) == (LUNDI, None)
    dossier = service.lire(LireDemenagement(id_), uow)
    assert dossier.demenagement.depuis_id == lieux.chez_lui
    assert dossier.demenagement.vers == "8 Rue d’Œuf"
    assert dossier.demenagement.etat is EtatDemenagement.PREVU
    assert dossier.depuis is not None
    assert dossier.vers.id == lieux.tiroir
    assert faits.touche("menages", lieux.menage)
    assert faits.touche("demenagements", id_)


def test_annuler_l_action_remet_tout(uow: UnitOfWork, lieux: Lieux) -> None:
    avant = etat_de_la_base(uow)
    id_, faits = prevoir(uow, lieux)

    service_gestes = [
        (service.confirmer, ConfirmerDemenagement(id_)),
        (service.preciser, PreciserDemenagement(id_, None, None, fixe=True, remarque="portail")),
        (
            service.deplacer,
            DeplacerDemenagement(id_, MARDI, raison=RaisonReport.METEO),
        ),
        (service.annuler, AnnulerDemenagement(id_, "le ménage est malade")),
    ]
    historique: list[tuple[dict[str, list[tuple[Any, ...]]], Changes]] = [(avant, faits)]
    for geste, cmd in service_gestes:
        photo = etat_de_la_base(uow)
        historique.append((photo, geste(cmd, uow)))  # type: ignore[operator]
    for photo, changes in reversed(historique):
        assert changes.operation is not None
        annuler(AnnulerOperation(changes.operation), uow)
        assert etat_de_la_base(uow) == photo


def test_retour_libere_le_tiroir_pour_le_suivant(uow: UnitOfWork, lieux: Lieux) -> None:
    prevoir(uow, lieux, fin_prevue=None)
    autre = factories.menage(uow, nom="Benali", logement_id=factories.logement(uow))
    suivant = PrevoirDemenagement(autre, ALLER, lieux.tiroir, date(2027, 4, 12))
    refus = refuse("occupation.logement_promis", service.prevoir, suivant, uow)
    assert refus.params["menage"] == "Wójcik Jadwiga"
    retour, _faits = prevoir(uow, lieux, RENTREE, sens=RETOUR, vers_id=lieux.chez_lui)
    assert sejours(uow, lieux.menage)[1][4] == RENTREE
    assert etape_de(uow, lieux.menage, CodeEtape.DEMENAGEMENT_RETOUR) == (RENTREE, None)
    service.prevoir(suivant, uow)
    service.annuler(AnnulerDemenagement(retour, "travaux arrêtés"), uow)
    assert sejours(uow, lieux.menage)[1][4] is None
    assert etape_de(uow, lieux.menage, CodeEtape.DEMENAGEMENT_RETOUR) == (None, None)


def test_deplacer_garde_l_histoire_et_fait_suivre(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = prevoir(uow, lieux)
    service.deplacer(DeplacerDemenagement(id_, MARDI, raison=RaisonReport.RETARD), uow)
    dossier = service.lire(LireDemenagement(id_), uow)
    (report,) = dossier.reports
    assert (report.jour_avant, report.jour_apres) == (LUNDI, MARDI)
    assert dossier.demenagement.version == 1
    assert sejours(uow, lieux.menage)[1:] == [
        (NatureOccupation.TIROIR, lieux.tiroir, MARDI, None, RENTREE)
    ]
    assert etape_de(uow, lieux.menage, CodeEtape.DEMENAGEMENT_ALLER) == (MARDI, None)
    assert dossier.fiche.annonces == ()  # nobody had been given the day
    refuse("saisie.obligatoire", service.deplacer, DeplacerDemenagement(id_, LUNDI), uow)
    # The same day again: nothing is written, not even a version.
    service.deplacer(DeplacerDemenagement(id_, MARDI, raison=RaisonReport.METEO), uow)
    assert service.lire(LireDemenagement(id_), uow).demenagement.version == 1


def test_un_jour_donne_au_menage_doit_lui_etre_redit(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = prevoir(uow, lieux)
    promesse = prendre(
        PrendreEngagement(
            lieux.menage, "le départ", LUNDI, etape_code=CodeEtape.DEMENAGEMENT_ALLER.value
        ),
        uow,
    ).principal
    faits = service.deplacer(
        DeplacerDemenagement(id_, MARDI, Creneau.MATIN, time(9), RaisonReport.TECHNIQUE), uow
    )
    dossier = service.lire(LireDemenagement(id_), uow)
    (annonce,) = dossier.fiche.annonces
    assert "15 décembre 2026" in annonce.objet
    assert "09:00" in annonce.objet
    par_id = {e.id: e for e in dossier.fiche.engagements}
    assert promesse is not None
    assert par_id[promesse].etat is EtatEngagement.DEPLACE
    (suite,) = (e for e in dossier.fiche.engagements if e.suite_de_id == promesse)
    assert suite.pour_le == MARDI
    assert suite.etat is EtatEngagement.A_TENIR
    assert faits.touche("annonces", annonce.id)


def test_un_demenagement_confirme_qui_change_se_confirme_de_nouveau(
    uow: UnitOfWork, lieux: Lieux
) -> None:
    id_, _faits = prevoir(uow, lieux)
    service.confirmer(ConfirmerDemenagement(id_), uow)
    refuse("demenagement.deja_confirme", service.confirmer, ConfirmerDemenagement(id_), uow)
    service.deplacer(
        DeplacerDemenagement(id_, LUNDI, Creneau.APRES_MIDI, raison=RaisonReport.METEO), uow
    )
    dossier = service.lire(LireDemenagement(id_), uow)
    assert dossier.demenagement.etat is EtatDemenagement.PREVU
    assert dossier.reports == ()  # the day did not change
    assert "l’après-midi" in dossier.fiche.annonces[0].objet
    service.confirmer(ConfirmerDemenagement(id_), uow)
    service.annuler(AnnulerDemenagement(id_, "le tiroir a brûlé"), uow)
    lu = service.lire(LireDemenagement(id_), uow)
    assert lu.demenagement.etat is EtatDemenagement.ANNULE
    assert lu.demenagement.version == 4
    assert len(lu.fiche.annonces) == 2
    assert len(sejours(uow, lieux.menage)) == 1
    for geste, cmd in (
        (service.faire, FaireDemenagement(id_, date(2026, 11, 24))),
        (service.annuler, AnnulerDemenagement(id_, "x")),
        (service.deplacer, DeplacerDemenagement(id_, MARDI, raison=RaisonReport.METEO)),
        (service.pointer, PointerListe(id_, "assurance", EtatPoint.FAIT)),
    ):
        refuse("demenagement.deja_annule", geste, cmd, uow)


def test_faire_ecrit_les_vraies_dates(uow: UnitOfWork, lieux: Lieux, clock: FixedClock) -> None:
    id_, _faits = prevoir(uow, lieux)
    refuse("demenagement.futur", service.faire, FaireDemenagement(id_, LUNDI), uow)
    retour, _faits = prevoir(uow, lieux, RENTREE, sens=RETOUR, vers_id=lieux.chez_lui)
    clock.instant = datetime(2026, 12, 9, 9, 0, tzinfo=UTC)
    vrai = date(2026, 12, 8)
    avant = etat_de_la_base(uow)
    faits = service.faire(FaireDemenagement(id_, vrai), uow)
    assert sejours(uow, lieux.menage)[1:] == [
        (NatureOccupation.TIROIR, lieux.tiroir, vrai, None, RENTREE)
    ]
    assert etape_de(uow, lieux.menage, CodeEtape.DEMENAGEMENT_ALLER) == (LUNDI, vrai)
    assert faits.operation is not None
    annuler(AnnulerOperation(faits.operation), uow)
    assert etat_de_la_base(uow) == avant
    service.faire(FaireDemenagement(id_, vrai), uow)
    refuse("demenagement.deja_fait", service.faire, FaireDemenagement(id_, vrai), uow)
    clock.instant = datetime(2027, 4, 1, 9, 0, tzinfo=UTC)
    service.faire(FaireDemenagement(retour, RENTREE), uow)
    assert sejours(uow, lieux.menage)[1][3] == RENTREE
    assert etape_de(uow, lieux.menage, CodeEtape.DEMENAGEMENT_RETOUR) == (RENTREE, RENTREE)


def test_on_n_entre_pas_chez_quelqu_un_qui_n_est_pas_parti(
    uow: UnitOfWork, lieux: Lieux, clock: FixedClock
) -> None:
    autre = factories.menage(uow, nom="Benali", logement_id=factories.logement(uow))
    id_, _faits = prevoir(uow, lieux)
    clock.instant = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
    service.faire(FaireDemenagement(id_, LUNDI), uow)
    suivant = PrevoirDemenagement(autre, ALLER, lieux.tiroir, date(2027, 4, 12))
    second = service.prevoir(suivant, uow).principal
    assert second is not None
    clock.instant = datetime(2027, 4, 12, 9, 0, tzinfo=UTC)
    refus = refuse(
        "occupation.logement_pris", service.faire, FaireDemenagement(second, date(2027, 4, 12)), uow
    )
    assert refus.params["menage"] == "Wójcik Jadwiga"


def test_partir_pour_de_bon_se_prevoit_et_se_fait(
    uow: UnitOfWork, lieux: Lieux, clock: FixedClock
) -> None:
    neuf = factories.logement(uow)
    id_, _faits = prevoir(uow, lieux, sens=DEFINITIF, vers_id=neuf, fin_prevue=None)
    clock.instant = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
    service.faire(FaireDemenagement(id_, LUNDI), uow)
    assert sejours(uow, lieux.menage) == [
        (NatureOccupation.ORIGINE, lieux.chez_lui, date(2001, 5, 4), LUNDI, None),
        (NatureOccupation.DEFINITIF, neuf, LUNDI, None, None),
    ]


@pytest.mark.parametrize(
    ("jour", "autres", "code"),
    [
        (date(2026, 11, 23), {}, "demenagement.passe"),
        (date(2026, 12, 5), {}, "demenagement.week_end"),
        (date(2026, 12, 25), {}, "demenagement.ferie"),
        (LUNDI, {"fin_prevue": LUNDI}, "demenagement.retour_avant"),
        (LUNDI, {"sens": RETOUR}, "demenagement.pas_parti"),
    ],
)
def test_ce_qui_se_refuse_n_ecrit_rien(
    uow: UnitOfWork, lieux: Lieux, jour: date, autres: dict[str, Any], code: str
) -> None:
    avant = etat_de_la_base(uow)
    refuse(code, lambda: prevoir(uow, lieux, jour, **autres))
    assert etat_de_la_base(uow) == avant
    if code in ("demenagement.week_end", "demenagement.ferie"):
        id_, _faits = prevoir(uow, lieux, jour, motif="le ménage ne peut que ce jour-là")
        assert service.lire(LireDemenagement(id_), uow).demenagement.motif


def test_jamais_deux_le_meme_jour(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = prevoir(uow, lieux)
    autre = factories.logement(uow)
    avant = etat_de_la_base(uow)
    refus = refuse("demenagement.meme_jour", lambda: prevoir(uow, lieux, vers_id=autre))
    assert refus.params["jour"] == LUNDI
    refuse(
        "occupation.pas_son_logement",
        lambda: prevoir(uow, lieux, RENTREE, sens=RETOUR, vers_id=autre),
    )
    assert etat_de_la_base(uow) == avant
    assert [d.id for d in service.lister(ListerDemenagements(), uow)] == [id_]


def test_changer_de_tiroir_change_d_ou_part_le_retour(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = prevoir(uow, lieux)
    retour, _faits = prevoir(uow, lieux, RENTREE, sens=RETOUR, vers_id=lieux.chez_lui)
    autre = factories.logement(uow, cite_id=lieux.cite)
    service.confirmer(ConfirmerDemenagement(id_), uow)
    faits = service.deplacer(
        DeplacerDemenagement(id_, LUNDI, raison=RaisonReport.TECHNIQUE, vers_id=autre), uow
    )
    assert service.lire(LireDemenagement(retour), uow).demenagement.depuis_id == autre
    assert faits.touche("demenagements", retour)
    assert [s[1:3] for s in sejours(uow, lieux.menage)[1:]] == [(autre, LUNDI)]
    (annonce,) = service.lire(LireDemenagement(id_), uow).fiche.annonces
    assert "nouvelle adresse" in annonce.objet


def test_un_depart_ne_s_annule_pas_sous_un_retour(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = prevoir(uow, lieux)
    retour, _faits = prevoir(uow, lieux, RENTREE, sens=RETOUR, vers_id=lieux.chez_lui)
    refus = refuse(
        "demenagement.retour_prevu", service.annuler, AnnulerDemenagement(id_, "non"), uow
    )
    assert refus.params["jour"] == RENTREE
    service.annuler(AnnulerDemenagement(retour, "non"), uow)
    service.annuler(AnnulerDemenagement(id_, "non"), uow)
    assert len(sejours(uow, lieux.menage)) == 1


def test_demenager_depuis_la_fiche_solde_ce_qui_etait_prevu(
    uow: UnitOfWork, lieux: Lieux, clock: FixedClock
) -> None:
    id_, _faits = prevoir(uow, lieux)
    clock.instant = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
    plus_tot = date(2026, 12, 3)
    faits = occupations.deplacer(
        occupations.Deplacer(lieux.menage, lieux.tiroir, NatureOccupation.TIROIR, plus_tot), uow
    )
    lu = service.lire(LireDemenagement(id_), uow).demenagement
    assert (lu.etat, lu.etat_le, lu.jour) == (EtatDemenagement.FAIT, plus_tot, plus_tot)
    assert faits.touche("demenagements", id_)
    assert [s[2] for s in sejours(uow, lieux.menage)[1:]] == [plus_tot]
