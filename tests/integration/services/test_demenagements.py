"""Moves on a real base: the ledger, the milestone, what must be told, the file, undone each."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.changes import Changes
from app.core.clock import FixedClock
from app.core.errors import AppError
from app.domain.accompagnement import CodeEtape, EtatEngagement
from app.domain.logements import NatureOccupation
from app.services import demenagements as service
from app.services import historique, occupations
from app.services.annulation import AnnulerOperation, annuler
from app.services.aujourdhui import LireTableau, Tableau, tableau
from app.services.demenagements import (
    AnnulerDemenagement,
    ConfirmerDemenagement,
    Creneau,
    DeplacerDemenagement,
    EtatDemenagement,
    EtatPoint,
    FaireDemenagement,
    Fluide,
    LireDemenagement,
    ListerDemenagements,
    MomentReleve,
    PointerListe,
    PreciserDemenagement,
    PrevoirDemenagement,
    RaisonReport,
    ReleverCompteur,
    RemettreCle,
    RetirerCle,
    RetirerReleve,
    SensCle,
    SensDemenagement,
)
from app.services.engagements import PrendreEngagement, prendre
from app.services.historique import LireHistorique
from db.models import (
    Annonce,
    BesoinsRelogement,
    Demenagement,
    Engagement,
    Equipe,
    Etape,
    Indisponibilite,
    Occupation,
)
from db.queries.demenagements import Marges, a_suivre
from db.uow import UnitOfWork
from tests import factories

ALLER, RETOUR, DEFINITIF = SensDemenagement
LUNDI = date(2026, 12, 7)
MARDI = date(2026, 12, 15)
RENTREE = date(2027, 4, 1)


class Lieux:
    """A household in its home, and a temporary home of the same estate."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.cite = factories.cite(uow)
        self.chez_lui = factories.logement(uow, cite_id=self.cite)
        self.tiroir = factories.logement(uow, cite_id=self.cite, numero="8", voie="Rue d’Œuf")
        self.menage = factories.menage(uow, logement_id=self.chez_lui)


@pytest.fixture
def lieux(uow: UnitOfWork) -> Lieux:
    return Lieux(uow)


def _prevoir(
    uow: UnitOfWork, lieux: Lieux, jour: date = LUNDI, **autres: Any
) -> tuple[UUID, Changes]:
    cmd = {"sens": ALLER, "vers_id": lieux.tiroir, "fin_prevue": RENTREE} | autres
    faits = service.prevoir(PrevoirDemenagement(menage_id=lieux.menage, jour=jour, **cmd), uow)
    assert faits.principal is not None
    return faits.principal, faits


def _sejours(uow: UnitOfWork, menage_id: UUID) -> list[tuple[Any, ...]]:
    o = Occupation
    with uow.lecture() as session:
        return [
            tuple(ligne)
            for ligne in session.execute(
                select(o.nature, o.logement_id, o.debut, o.fin, o.fin_prevue)
                .where(o.menage_id == menage_id)
                .order_by(o.debut)
            )
        ]


def _etape(uow: UnitOfWork, menage_id: UUID, code: CodeEtape) -> tuple[date | None, date | None]:
    with uow.lecture() as session:
        lue = session.execute(
            select(Etape.prevue_le, Etape.faite_le).where(
                Etape.menage_id == menage_id, Etape.code == code
            )
        ).first()
    return (lue[0], lue[1]) if lue else (None, None)


def _photo(uow: UnitOfWork) -> dict[str, list[tuple[Any, ...]]]:
    """Every row an undo must bring back, by table."""
    tables = (Demenagement, Occupation, Etape, Engagement, Annonce)
    with uow.lecture() as session:
        return {
            t.__tablename__: sorted(
                (tuple(ligne) for ligne in session.execute(select(*t.__table__.c))), key=repr
            )
            for t in tables
        }


def _refuse(code: str, geste: Any, *args: Any) -> AppError:
    with pytest.raises(AppError) as refus:
        geste(*args)
    assert refus.value.code == code
    return refus.value


def test_prevoir_ouvre_le_sejour_et_l_etape(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, faits = _prevoir(uow, lieux, heure=time(8, 30), creneau=Creneau.MATIN)
    assert _sejours(uow, lieux.menage)[1:] == [
        (NatureOccupation.TIROIR, lieux.tiroir, LUNDI, None, RENTREE)
    ]
    assert _etape(uow, lieux.menage, CodeEtape.DEMENAGEMENT_ALLER) == (LUNDI, None)
    dossier = service.lire(LireDemenagement(id_), uow)
    assert dossier.demenagement.depuis_id == lieux.chez_lui
    assert dossier.demenagement.vers == "8 Rue d’Œuf"
    assert dossier.demenagement.etat is EtatDemenagement.PREVU
    assert dossier.depuis is not None
    assert dossier.vers.id == lieux.tiroir
    assert faits.touche("menages", lieux.menage)
    assert faits.touche("demenagements", id_)


def test_annuler_l_action_remet_tout(uow: UnitOfWork, lieux: Lieux) -> None:
    avant = _photo(uow)
    id_, faits = _prevoir(uow, lieux)

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
        photo = _photo(uow)
        historique.append((photo, geste(cmd, uow)))  # type: ignore[operator]
    for photo, changes in reversed(historique):
        assert changes.operation is not None
        annuler(AnnulerOperation(changes.operation), uow)
        assert _photo(uow) == photo


def test_retour_libere_le_tiroir_pour_le_suivant(uow: UnitOfWork, lieux: Lieux) -> None:
    _prevoir(uow, lieux, fin_prevue=None)
    autre = factories.menage(uow, nom="Benali", logement_id=factories.logement(uow))
    suivant = PrevoirDemenagement(autre, ALLER, lieux.tiroir, date(2027, 4, 12))
    refus = _refuse("occupation.logement_promis", service.prevoir, suivant, uow)
    assert refus.params["menage"] == "Wójcik Jadwiga"
    retour, _faits = _prevoir(uow, lieux, RENTREE, sens=RETOUR, vers_id=lieux.chez_lui)
    assert _sejours(uow, lieux.menage)[1][4] == RENTREE
    assert _etape(uow, lieux.menage, CodeEtape.DEMENAGEMENT_RETOUR) == (RENTREE, None)
    service.prevoir(suivant, uow)
    service.annuler(AnnulerDemenagement(retour, "travaux arrêtés"), uow)
    assert _sejours(uow, lieux.menage)[1][4] is None
    assert _etape(uow, lieux.menage, CodeEtape.DEMENAGEMENT_RETOUR) == (None, None)


def test_deplacer_garde_l_histoire_et_fait_suivre(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = _prevoir(uow, lieux)
    service.deplacer(DeplacerDemenagement(id_, MARDI, raison=RaisonReport.RETARD), uow)
    dossier = service.lire(LireDemenagement(id_), uow)
    (report,) = dossier.reports
    assert (report.jour_avant, report.jour_apres) == (LUNDI, MARDI)
    assert dossier.demenagement.version == 1
    assert _sejours(uow, lieux.menage)[1:] == [
        (NatureOccupation.TIROIR, lieux.tiroir, MARDI, None, RENTREE)
    ]
    assert _etape(uow, lieux.menage, CodeEtape.DEMENAGEMENT_ALLER) == (MARDI, None)
    assert dossier.fiche.annonces == ()  # nobody had been given the day
    _refuse("saisie.obligatoire", service.deplacer, DeplacerDemenagement(id_, LUNDI), uow)
    # The same day again: nothing is written, not even a version.
    service.deplacer(DeplacerDemenagement(id_, MARDI, raison=RaisonReport.METEO), uow)
    assert service.lire(LireDemenagement(id_), uow).demenagement.version == 1


def test_un_jour_donne_au_menage_doit_lui_etre_redit(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = _prevoir(uow, lieux)
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
    id_, _faits = _prevoir(uow, lieux)
    service.confirmer(ConfirmerDemenagement(id_), uow)
    _refuse("demenagement.deja_confirme", service.confirmer, ConfirmerDemenagement(id_), uow)
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
    assert len(_sejours(uow, lieux.menage)) == 1
    for geste, cmd in (
        (service.faire, FaireDemenagement(id_, date(2026, 11, 24))),
        (service.annuler, AnnulerDemenagement(id_, "x")),
        (service.deplacer, DeplacerDemenagement(id_, MARDI, raison=RaisonReport.METEO)),
        (service.pointer, PointerListe(id_, "assurance", EtatPoint.FAIT)),
    ):
        _refuse("demenagement.deja_annule", geste, cmd, uow)


def test_faire_ecrit_les_vraies_dates(uow: UnitOfWork, lieux: Lieux, clock: FixedClock) -> None:
    id_, _faits = _prevoir(uow, lieux)
    _refuse("demenagement.futur", service.faire, FaireDemenagement(id_, LUNDI), uow)
    retour, _faits = _prevoir(uow, lieux, RENTREE, sens=RETOUR, vers_id=lieux.chez_lui)
    clock.instant = datetime(2026, 12, 9, 9, 0, tzinfo=UTC)
    vrai = date(2026, 12, 8)
    avant = _photo(uow)
    faits = service.faire(FaireDemenagement(id_, vrai), uow)
    assert _sejours(uow, lieux.menage)[1:] == [
        (NatureOccupation.TIROIR, lieux.tiroir, vrai, None, RENTREE)
    ]
    assert _etape(uow, lieux.menage, CodeEtape.DEMENAGEMENT_ALLER) == (LUNDI, vrai)
    assert faits.operation is not None
    annuler(AnnulerOperation(faits.operation), uow)
    assert _photo(uow) == avant
    service.faire(FaireDemenagement(id_, vrai), uow)
    _refuse("demenagement.deja_fait", service.faire, FaireDemenagement(id_, vrai), uow)
    clock.instant = datetime(2027, 4, 1, 9, 0, tzinfo=UTC)
    service.faire(FaireDemenagement(retour, RENTREE), uow)
    assert _sejours(uow, lieux.menage)[1][3] == RENTREE
    assert _etape(uow, lieux.menage, CodeEtape.DEMENAGEMENT_RETOUR) == (RENTREE, RENTREE)


def test_on_n_entre_pas_chez_quelqu_un_qui_n_est_pas_parti(
    uow: UnitOfWork, lieux: Lieux, clock: FixedClock
) -> None:
    autre = factories.menage(uow, nom="Benali", logement_id=factories.logement(uow))
    id_, _faits = _prevoir(uow, lieux)
    clock.instant = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
    service.faire(FaireDemenagement(id_, LUNDI), uow)
    suivant = PrevoirDemenagement(autre, ALLER, lieux.tiroir, date(2027, 4, 12))
    second = service.prevoir(suivant, uow).principal
    assert second is not None
    clock.instant = datetime(2027, 4, 12, 9, 0, tzinfo=UTC)
    refus = _refuse(
        "occupation.logement_pris", service.faire, FaireDemenagement(second, date(2027, 4, 12)), uow
    )
    assert refus.params["menage"] == "Wójcik Jadwiga"


def test_partir_pour_de_bon_se_prevoit_et_se_fait(
    uow: UnitOfWork, lieux: Lieux, clock: FixedClock
) -> None:
    neuf = factories.logement(uow)
    id_, _faits = _prevoir(uow, lieux, sens=DEFINITIF, vers_id=neuf, fin_prevue=None)
    clock.instant = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
    service.faire(FaireDemenagement(id_, LUNDI), uow)
    assert _sejours(uow, lieux.menage) == [
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
    avant = _photo(uow)
    _refuse(code, lambda: _prevoir(uow, lieux, jour, **autres))
    assert _photo(uow) == avant
    if code in ("demenagement.week_end", "demenagement.ferie"):
        id_, _faits = _prevoir(uow, lieux, jour, motif="le ménage ne peut que ce jour-là")
        assert service.lire(LireDemenagement(id_), uow).demenagement.motif


def test_jamais_deux_le_meme_jour(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = _prevoir(uow, lieux)
    autre = factories.logement(uow)
    avant = _photo(uow)
    refus = _refuse("demenagement.meme_jour", lambda: _prevoir(uow, lieux, vers_id=autre))
    assert refus.params["jour"] == LUNDI
    _refuse(
        "occupation.pas_son_logement",
        lambda: _prevoir(uow, lieux, RENTREE, sens=RETOUR, vers_id=autre),
    )
    assert _photo(uow) == avant
    assert [d.id for d in service.lister(ListerDemenagements(), uow)] == [id_]


def test_la_liste_se_pointe_et_suit_la_date(uow: UnitOfWork, lieux: Lieux) -> None:
    factories.ecrire(
        uow, BesoinsRelogement(id=uow.ids.new(), menage_id=lieux.menage, appareil=True)
    )
    id_, _faits = _prevoir(uow, lieux, date(2026, 12, 10))
    points = {p.code: p for p in service.lire(LireDemenagement(id_), uow).points}
    assert points["assurance"].en_retard  # 21 days before, we are 16 days before
    assert points["appareil"].confidentiel
    assert "angdm" not in points
    faits = service.pointer(PointerListe(id_, "assurance", EtatPoint.FAIT, "attestation vue"), uow)
    point = next(
        p for p in service.lire(LireDemenagement(id_), uow).points if p.code == "assurance"
    )
    assert (point.etat, point.precision, point.en_retard) == (
        EtatPoint.FAIT,
        "attestation vue",
        False,
    )
    assert point.le == date(2026, 11, 24)
    (lu,) = service.lister(ListerDemenagements(cite_id=lieux.cite), uow)
    assert lu.pointes["assurance"] is EtatPoint.FAIT
    assert lu.faits.appareil
    assert faits.operation is not None
    annuler(AnnulerOperation(faits.operation), uow)
    (lu,) = service.lister(ListerDemenagements(menage_id=lieux.menage), uow)
    assert lu.pointes == {}
    _refuse(
        "demenagement.point_inconnu",
        service.pointer,
        PointerListe(id_, "licorne", EtatPoint.FAIT),
        uow,
    )


def test_compteurs_et_cles(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = _prevoir(uow, lieux, date(2026, 11, 24))
    jour = date(2026, 11, 24)

    def relever(valeur: str, **autres: Any) -> Changes:
        return service.relever(
            ReleverCompteur(
                id_, lieux.chez_lui, Fluide.EAU, MomentReleve.SORTIE, valeur, jour, **autres
            ),
            uow,
        )

    relever("1 204")
    refus = _refuse("demenagement.index_plus_bas", lambda: relever("1 198"))
    assert refus.params["avant"] == "1 204"
    garde = relever("1 198", confirme=True)
    dossier = service.lire(LireDemenagement(id_), uow)
    assert [r.valeur for r in dossier.releves] == ["1 204", "1 198"]
    assert garde.principal is not None
    retire = service.retirer_releve(RetirerReleve(garde.principal), uow)
    assert len(service.lire(LireDemenagement(id_), uow).releves) == 1
    assert retire.operation is not None
    annuler(AnnulerOperation(retire.operation), uow)
    assert len(service.lire(LireDemenagement(id_), uow).releves) == 2
    ailleurs = factories.logement(uow)
    _refuse(
        "demenagement.pas_ici",
        service.remettre_cle,
        RemettreCle(id_, ailleurs, SensCle.REMISE, "porte", 2, jour),
        uow,
    )
    service.remettre_cle(RemettreCle(id_, lieux.tiroir, SensCle.REMISE, "porte", 2, jour), uow)
    rendue = RemettreCle(id_, lieux.tiroir, SensCle.RENDUE, "porte", 3, jour)
    _refuse("demenagement.cles_en_trop", service.remettre_cle, rendue, uow)
    cle = service.remettre_cle(
        RemettreCle(id_, lieux.tiroir, SensCle.RENDUE, "porte", 1, jour, "le gardien"), uow
    )
    assert [c.nombre for c in service.lire(LireDemenagement(id_), uow).cles] == [2, 1]
    assert cle.principal is not None
    service.retirer_cle(RetirerCle(cle.principal), uow)
    assert len(service.lire(LireDemenagement(id_), uow).cles) == 1


def test_les_listes_filtrent(uow: UnitOfWork, lieux: Lieux) -> None:
    equipe = uow.ids.new()
    factories.ecrire(uow, Equipe(id=equipe, genre="demenageurs", nom="Équipe du mardi"))
    id_, _faits = _prevoir(uow, lieux, equipe_id=equipe)
    retour, _faits = _prevoir(uow, lieux, RENTREE, sens=RETOUR, vers_id=lieux.chez_lui)

    def ids(**filtre: Any) -> list[UUID]:
        return [lu.id for lu in service.lister(ListerDemenagements(**filtre), uow)]

    assert ids() == ids(cite_id=lieux.cite) == [id_, retour]
    assert ids(au=MARDI) == ids(equipe_id=equipe) == [id_]
    assert ids(du=MARDI) == [retour]
    assert ids(cite_id=factories.cite(uow)) == []
    service.annuler(AnnulerDemenagement(retour, "pas de retour"), uow)
    assert ids() == [id_]
    assert ids(etats=None) == [id_, retour]


def test_le_dossier_coute_un_nombre_fixe_d_enonces(
    uow: UnitOfWork, lieux: Lieux, compteur_sql: Any
) -> None:
    id_, _faits = _prevoir(uow, lieux)
    service.lire(LireDemenagement(id_), uow)
    with compteur_sql() as peu:
        service.lire(LireDemenagement(id_), uow)
    for code in ("assurance", "eau", "energie"):
        service.pointer(PointerListe(id_, code, EtatPoint.FAIT), uow)
    with compteur_sql() as plus:
        service.lire(LireDemenagement(id_), uow)
    assert len(plus.enonces) == len(peu.enonces)


def test_aujourd_hui_dit_les_demenagements(
    uow: UnitOfWork, lieux: Lieux, clock: FixedClock, compteur_sql: Any
) -> None:
    def jour() -> Tableau:
        return tableau(LireTableau(clock.today(), lieux.cite, a_moi=False), uow)

    with compteur_sql() as vide:
        assert jour().demenagements == ()
    id_, _faits = _prevoir(uow, lieux, date(2026, 12, 1))
    with compteur_sql() as plein:
        (suivi,) = jour().demenagements
    assert len(plein.enonces) <= len(vide.enonces) + 1  # the milestone asks for attention
    assert suivi.demenagement.id == id_
    assert not suivi.a_noter
    assert "assurance" in {p.code for p in suivi.retards}
    assert any("Wójcik Jadwiga" in phrase for phrase in jour().phrases)
    clock.instant = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
    (suivi,) = jour().demenagements
    assert suivi.a_noter
    assert any("dites s’il a eu lieu" in phrase for phrase in jour().phrases)
    service.faire(FaireDemenagement(id_, date(2026, 12, 1)), uow)
    clock.instant = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
    assert jour().demenagements == ()  # nobody used its checklist
    service.pointer(PointerListe(id_, "assurance", EtatPoint.FAIT), uow)
    (suivi,) = jour().demenagements
    assert {p.code for p in suivi.retards} == {"nouvelles", "caf"}


def test_un_autre_pilote_ne_voit_pas_mes_demenagements(uow: UnitOfWork, lieux: Lieux) -> None:
    sofia, ines = factories.intervenant(uow), factories.intervenant(uow, nom="Morel")
    _prevoir(uow, lieux, date(2026, 12, 1), pilote_id=ines)
    with uow.lecture() as session:
        vus = {
            qui: len(a_suivre(session, lieux.cite, qui, LUNDI, Marges(31, 60)))
            for qui in (sofia, ines, None)
        }
    assert vus == {sofia: 0, ines: 1, None: 1}


def test_changer_de_tiroir_change_d_ou_part_le_retour(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = _prevoir(uow, lieux)
    retour, _faits = _prevoir(uow, lieux, RENTREE, sens=RETOUR, vers_id=lieux.chez_lui)
    autre = factories.logement(uow, cite_id=lieux.cite)
    service.confirmer(ConfirmerDemenagement(id_), uow)
    faits = service.deplacer(
        DeplacerDemenagement(id_, LUNDI, raison=RaisonReport.TECHNIQUE, vers_id=autre), uow
    )
    assert service.lire(LireDemenagement(retour), uow).demenagement.depuis_id == autre
    assert faits.touche("demenagements", retour)
    assert [s[1:3] for s in _sejours(uow, lieux.menage)[1:]] == [(autre, LUNDI)]
    (annonce,) = service.lire(LireDemenagement(id_), uow).fiche.annonces
    assert "nouvelle adresse" in annonce.objet


def test_un_depart_ne_s_annule_pas_sous_un_retour(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = _prevoir(uow, lieux)
    retour, _faits = _prevoir(uow, lieux, RENTREE, sens=RETOUR, vers_id=lieux.chez_lui)
    refus = _refuse(
        "demenagement.retour_prevu", service.annuler, AnnulerDemenagement(id_, "non"), uow
    )
    assert refus.params["jour"] == RENTREE
    service.annuler(AnnulerDemenagement(retour, "non"), uow)
    service.annuler(AnnulerDemenagement(id_, "non"), uow)
    assert len(_sejours(uow, lieux.menage)) == 1


def test_demenager_depuis_la_fiche_solde_ce_qui_etait_prevu(
    uow: UnitOfWork, lieux: Lieux, clock: FixedClock
) -> None:
    id_, _faits = _prevoir(uow, lieux)
    clock.instant = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
    plus_tot = date(2026, 12, 3)
    faits = occupations.deplacer(
        occupations.Deplacer(lieux.menage, lieux.tiroir, NatureOccupation.TIROIR, plus_tot), uow
    )
    lu = service.lire(LireDemenagement(id_), uow).demenagement
    assert (lu.etat, lu.etat_le, lu.jour) == (EtatDemenagement.FAIT, plus_tot, plus_tot)
    assert faits.touche("demenagements", id_)
    assert [s[2] for s in _sejours(uow, lieux.menage)[1:]] == [plus_tot]


def test_ce_qui_ne_va_pas_ce_jour_la_est_dit(uow: UnitOfWork, lieux: Lieux) -> None:
    equipe = uow.ids.new()
    vendredi = date(2026, 12, 11)
    pret = factories.logement(uow, cite_id=lieux.cite, disponible_du=date(2027, 1, 4))
    factories.ecrire(
        uow,
        Equipe(id=equipe, genre="demenageurs", nom="Équipe A", capacite=1, jours="1234"),
        BesoinsRelogement(
            id=uow.ids.new(),
            menage_id=lieux.menage,
            appareil=True,
            apres_le=date(2026, 12, 20),
        ),
        Indisponibilite(
            id=uow.ids.new(), menage_id=lieux.menage, du=vendredi, au=vendredi, motif="examen"
        ),
    )
    autre = factories.menage(uow, nom="Benali", logement_id=factories.logement(uow))
    service.prevoir(
        PrevoirDemenagement(autre, ALLER, lieux.tiroir, vendredi, equipe_id=equipe), uow
    )
    id_, _faits = _prevoir(uow, lieux, vendredi, vers_id=pret, equipe_id=equipe)
    dits = "\n".join(service.lire(LireDemenagement(id_), uow).avis)
    for morceau in ("examen", "20/12/2026", "vendredi", "Équipe A ne", "2 démén", "04/01/2027"):
        assert morceau in dits
    service.annuler(AnnulerDemenagement(id_, "trop tôt"), uow)
    assert service.lire(LireDemenagement(id_), uow).avis == ()


def test_tout_le_dossier_est_dans_l_historique_du_menage(uow: UnitOfWork, lieux: Lieux) -> None:
    id_, _faits = _prevoir(uow, lieux, date(2026, 11, 24))
    jour = date(2026, 11, 24)
    service.pointer(PointerListe(id_, "eau", EtatPoint.FAIT), uow)
    service.remettre_cle(RemettreCle(id_, lieux.tiroir, SensCle.REMISE, "porte", 2, jour), uow)
    service.relever(
        ReleverCompteur(id_, lieux.tiroir, Fluide.EAU, MomentReleve.ENTREE, "12", jour), uow
    )
    service.deplacer(DeplacerDemenagement(id_, MARDI, raison=RaisonReport.METEO), uow)
    lu = historique.du_menage(LireHistorique(lieux.menage), uow)
    tables = {ligne.table for action in lu.actions for ligne in action.lignes}
    assert tables >= {
        "demenagement",
        "point_demenagement",
        "cle_logement",
        "releve_compteur",
        "report_demenagement",
        "occupation",
        "etape",
    }
