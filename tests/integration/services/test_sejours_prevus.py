"""Stays that begin later are foreseen: they keep a home, nobody lives there yet."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from app.core.clock import FixedClock
from app.core.errors import RegleMetier
from app.domain.logements import NatureOccupation
from app.domain.menages import Phase
from app.domain.parcours import EtatLigne
from app.domain.visites import NouveauMenage
from app.services import logements, menages, occupations, parc, parcours
from app.services.accueil import accueillir
from app.services.imports.registre import Registre
from app.services.menages import LireFil
from db.queries import changements
from db.uow import UnitOfWork
from tests import factories

AUJOURDHUI = date(2026, 11, 24)
DEPART, RETOUR = date(2026, 12, 7), date(2027, 4, 15)
TIROIR, DEFINITIF = NatureOccupation.TIROIR, NatureOccupation.DEFINITIF


def _prevoir(
    uow: UnitOfWork,
    menage_id: UUID,
    logement_id: UUID,
    nature: NatureOccupation = TIROIR,
    debut: date = DEPART,
    fin_prevue: date | None = RETOUR,
) -> None:
    cmd = occupations.OuvrirOccupation(menage_id, logement_id, nature, debut, fin_prevue=fin_prevue)
    occupations.ouvrir(cmd, uow)


def _fiche(uow: UnitOfWork, menage_id: UUID) -> menages.FicheMenage:
    return menages.fiche(menages.LireFiche(menage_id), uow)


def test_un_tiroir_prevu_ne_change_rien_avant_le_jour(uow: UnitOfWork, clock: FixedClock) -> None:
    cite = factories.cite(uow)
    origine = factories.logement(uow, cite_id=cite)
    tiroir = factories.logement(uow, cite_id=cite, code_ug="TIR1", etat="tiroir")
    menage = factories.menage(uow, logement_id=origine)
    _prevoir(uow, menage, tiroir)
    fiche = _fiche(uow, menage)
    assert (fiche.phase, fiche.actuel, fiche.foyer and fiche.foyer.id) == (
        Phase.AVANT,
        None,
        origine,
    )
    assert parc.comptes(parc.LireComptes(cite), uow).habites == 1
    libres = parc.page(parc.LirePageParc(parc.FiltreParc(cite, libres=True)), uow)
    assert [(li.id, li.occupant_id) for li in libres] == [(tiroir, None)]
    trouves = logements.lister(logements.LireLogements(cite, "TIR1"), uow)
    assert [li.occupant for li in trouves] == [None]
    fil = menages.fil(LireFil(menage), uow)
    assert not [e for e in fil.entrees if e.jour > AUJOURDHUI]
    lignes = {li.code: li for li in parcours.lire(parcours.LireParcours(menage), uow).lignes}
    assert (lignes["demenagement_aller"].due, lignes["demenagement_aller"].etat) == (
        DEPART,
        EtatLigne.BIENTOT,
    )
    assert lignes["demenagement_retour"].due == RETOUR
    clock.instant = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
    uow.mettre_au_jour()
    fiche = _fiche(uow, menage)
    assert (fiche.phase, fiche.actuel and fiche.actuel.id) == (Phase.PENDANT, tiroir)


def test_un_domicile_definitif_prevu_laisse_le_menage_chez_lui(uow: UnitOfWork) -> None:
    cite = factories.cite(uow)
    t1, t2 = (
        logements.creer_tranche(logements.CreerTranche(cite, nom), uow).principal
        for nom in ("T1", "T2")
    )
    assert t1 is not None
    assert t2 is not None
    origine = factories.logement(uow, cite_id=cite, tranche_id=t1)
    ailleurs = factories.logement(uow, cite_id=cite, tranche_id=t2)
    menage = factories.menage(uow, logement_id=origine)
    _prevoir(uow, menage, ailleurs, DEFINITIF, fin_prevue=None)
    fiche = _fiche(uow, menage)
    assert fiche.foyer is not None
    assert (fiche.foyer.id, fiche.phase) == (origine, Phase.AVANT)
    with uow.lecture() as session:
        concernes = {
            t: {m.id for m in changements.menages(session, t, AUJOURDHUI)} for t in (t1, t2)
        }
        registre = Registre(session.connection(), uow.ids, AUJOURDHUI.isoformat())
        registre.charger_occupants(ailleurs.hex)
        registre.charger_occupants(origine.hex)
        assert registre.occupants(ailleurs.hex) == []
        assert registre.occupants(origine.hex) == [menage.hex]
        foyer = registre.foyer(menage.hex)
    assert concernes == {t1: {menage}, t2: set()}
    assert foyer is not None
    assert foyer["id"] == origine.hex


def test_un_menage_sans_autre_logement_est_connu_par_celui_qui_l_attend(uow: UnitOfWork) -> None:
    futur = factories.logement(uow)
    nouveau = menages.creer(menages.CreerMenage({"nom": "Benali"}), uow).principal
    assert nouveau is not None
    _prevoir(uow, nouveau, futur, NatureOccupation.ORIGINE, fin_prevue=None)
    fiche = _fiche(uow, nouveau)
    assert (fiche.foyer and fiche.foyer.id, fiche.actuel) == (futur, None)


def test_un_tiroir_se_promet_puis_se_donne_quand_il_est_vide(
    uow: UnitOfWork, clock: FixedClock
) -> None:
    tiroir = factories.logement(uow, etat="tiroir")
    une, autre = factories.menage(uow, "Colas"), factories.menage(uow, "Wójcik")
    loger = occupations.Deplacer(une, tiroir, TIROIR, date(2026, 9, 1), fin_prevue=DEPART)
    occupations.deplacer(loger, uow)
    with pytest.raises(RegleMetier) as refus:
        _prevoir(uow, autre, tiroir, debut=date(2026, 12, 6))
    assert refus.value.code == "occupation.logement_pris"
    _prevoir(uow, autre, tiroir)
    with pytest.raises(RegleMetier) as refus:
        _prevoir(uow, factories.menage(uow, "Benali"), tiroir, debut=date(2027, 1, 4))
    assert refus.value.code == "occupation.logement_promis"
    # The day before, the first household is still there: the second cannot enter.
    entrer = occupations.Deplacer(autre, tiroir, TIROIR, AUJOURDHUI)
    with pytest.raises(RegleMetier) as refus:
        occupations.deplacer(entrer, uow)
    assert refus.value.code == "occupation.logement_pris"
    sejour = next(o for o in _fiche(uow, une).occupations if o.nature is TIROIR)
    occupations.clore(occupations.CloreOccupation(sejour.id, AUJOURDHUI), uow)
    occupations.deplacer(entrer, uow)
    sejours = [o for o in _fiche(uow, autre).occupations if o.nature is TIROIR]
    assert [(o.debut, o.fin, o.fin_prevue) for o in sejours] == [(AUJOURDHUI, None, RETOUR)]


def test_un_demenagement_prevu_change_de_jour_sans_se_dedoubler(uow: UnitOfWork) -> None:
    tiroir = factories.logement(uow, etat="tiroir")
    menage = factories.menage(uow)
    _prevoir(uow, menage, tiroir)
    for jour in (date(2026, 12, 14), date(2026, 12, 2)):
        occupations.deplacer(occupations.Deplacer(menage, tiroir, TIROIR, jour), uow)
        sejours = [o for o in _fiche(uow, menage).occupations if o.nature is TIROIR]
        assert [(o.debut, o.fin) for o in sejours] == [(jour, None)]


def test_qui_se_presente_ne_prend_pas_un_logement_promis_ou_pas_encore_quitte(
    uow: UnitOfWork,
) -> None:
    cite = factories.cite(uow)
    promis = factories.logement(uow, cite_id=cite, numero="2", voie="Rue d’Œuf", etat="vacant")
    quitte = factories.logement(uow, cite_id=cite, numero="4", voie="Rue d’Œuf")
    _prevoir(uow, factories.menage(uow, "Colas"), promis)
    part = factories.menage(uow, "Wiart", logement_id=quitte)
    sejour = _fiche(uow, part).occupations[0]
    occupations.clore(occupations.CloreOccupation(sejour.id, DEPART), uow)
    for numero in ("2", "4"):
        with uow.ecriture("test") as tx:
            nouveau = NouveauMenage(f"Nom{numero}", adresse=f"{numero} rue d’Œuf", cite_id=cite)
            id_ = accueillir(tx, nouveau)
            tx.commit()
        assert _fiche(uow, id_).occupations == ()


def test_un_arrivant_attendu_n_est_pas_encore_arrive(uow: UnitOfWork, clock: FixedClock) -> None:
    cite = factories.cite(uow)
    tranche = logements.creer_tranche(
        logements.CreerTranche(cite, "T1", {"reception": date(2026, 6, 1)}), uow
    ).principal
    renove = factories.logement(uow, cite_id=cite, tranche_id=tranche, etat="vacant")
    nouveau = menages.creer(menages.CreerMenage({"nom": "Benali"}), uow).principal
    assert nouveau is not None
    _prevoir(uow, nouveau, renove, NatureOccupation.ORIGINE, fin_prevue=None)
    assert _fiche(uow, nouveau).phase is Phase.AVANT
    clock.instant = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
    uow.mettre_au_jour()
    assert _fiche(uow, nouveau).phase is Phase.APRES
