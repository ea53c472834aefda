"""The journey: due days and done days deduced from facts, templates that make sense."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.logements import NatureOccupation
from app.domain.menages import Phase
from app.domain.parcours import (
    ChoixModele,
    EtatLigne,
    FaitEtape,
    FaitPratique,
    Faits,
    LigneParcours,
    OrigineDate,
    ParcoursMenage,
    Plan,
    SejourDate,
    SourceFait,
    ajuster,
    deduire,
    depart_retour,
    desordres,
    est_arrivant,
    fautes,
)
from app.domain.parcours_modele import (
    Ajustement,
    Element,
    GenreElement,
    GenreParcours,
    LigneModele,
    ModeleParcours,
    Parcours,
)
from app.domain.pratiques import EtatPratique

E, P = GenreElement.ETAPE, GenreElement.PRATIQUE
JOUR = date(2026, 11, 24)


def etape(code: str, ancre: str = "", jours: int = 0, **autres: object) -> LigneModele:
    return LigneModele(code, E, Phase.AVANT, ancre, jours, **autres)  # type: ignore[arg-type]


def pratique(code: str, ancre: str = "", jours: int = 0, **autres: object) -> LigneModele:
    return LigneModele(code, P, Phase.AVANT, ancre, jours, **autres)  # type: ignore[arg-type]


MODELE = ModeleParcours(
    "essai",
    "Essai",
    "Try",
    GenreParcours.RELOGEMENT,
    (
        etape("enquete", "debut_travaux", -120, avant=("avis_travaux",)),
        etape("avis_travaux", "demenagement_aller", -15, avant=("demenagement_aller",)),
        pratique("aide_demenagement", "demenagement_aller", -7),
        etape("demenagement_aller", "debut_travaux", -5, avant=("reception",)),
        etape("reception", "reception_tranche", avant=("demenagement_retour",)),
        etape("demenagement_retour", "reception", 10),
        pratique("ecogestes", "demenagement_retour", 30, obligatoire=False),
        pratique("auto_renovation"),
    ),
)


def ligne(parcours: ParcoursMenage, code: str) -> LigneParcours:
    return next(li for li in parcours.lignes if li.code == code)


def sejour(nature: NatureOccupation, debut: date | None, fin: date | None = None) -> SejourDate:
    return SejourDate(nature, debut, fin)


def test_les_echeances_suivent_les_ancres() -> None:
    """A rule counts from a fact, or from a milestone that is itself counted from a fact."""
    parcours = deduire(MODELE, Faits(debut_travaux=date(2027, 3, 1)), JOUR)
    assert ligne(parcours, "demenagement_aller").due == date(2027, 2, 24)
    assert ligne(parcours, "avis_travaux").due == date(2027, 2, 9)
    assert ligne(parcours, "avis_travaux").origine is OrigineDate.REGLE
    assert ligne(parcours, "enquete").etat is EtatLigne.EN_RETARD  # 1 November
    assert ligne(parcours, "demenagement_retour").etat is EtatLigne.SANS_DATE
    assert parcours.prochaine is not None
    assert parcours.prochaine.code == "avis_travaux"
    assert (parcours.fait, parcours.total, parcours.en_retard) == (0, 8, 1)


def test_ce_qu_une_phase_passee_demandait_n_est_plus_en_retard() -> None:
    """Once away from home, the survey nobody noted is not late any more; a typed day still is."""
    parti = sejour(NatureOccupation.TIROIR, date(2026, 11, 10))
    faits = Faits(sejours=[parti], debut_travaux=date(2027, 3, 1))
    parcours = deduire(MODELE, faits, JOUR)
    assert ligne(parcours, "enquete").etat is EtatLigne.PASSEE
    assert parcours.en_retard == 0
    assert parcours.total == 8
    promise = Faits(
        {"enquete": FaitEtape(prevue=date(2026, 11, 1))},
        sejours=[parti],
        debut_travaux=date(2027, 3, 1),
    )
    assert ligne(deduire(MODELE, promise, JOUR), "enquete").etat is EtatLigne.EN_RETARD


def test_une_date_saisie_l_emporte_et_deplace_ce_qui_en_depend() -> None:
    faits = Faits(
        {"demenagement_aller": FaitEtape(prevue=date(2026, 12, 20))},
        debut_travaux=date(2027, 3, 1),
    )
    parcours = deduire(MODELE, faits, JOUR)
    aller, avis = ligne(parcours, "demenagement_aller"), ligne(parcours, "avis_travaux")
    assert (aller.due, aller.origine) == (date(2026, 12, 20), OrigineDate.SAISIE)
    assert avis.due == date(2026, 12, 5)
    assert avis.etat is EtatLigne.BIENTOT


def test_un_depart_se_deduit_du_premier_tiroir() -> None:
    faits = Faits(
        sejours=[
            sejour(NatureOccupation.ORIGINE, None),
            sejour(NatureOccupation.TIROIR, date(2026, 10, 1)),
        ]
    )
    aller = ligne(deduire(MODELE, faits, JOUR), "demenagement_aller")
    assert (aller.etat, aller.fait_le, aller.source) == (
        EtatLigne.FAIT,
        date(2026, 10, 1),
        SourceFait.DEDUIT,
    )
    avant = ligne(deduire(MODELE, faits, date(2026, 9, 20)), "demenagement_aller")
    assert (avant.etat, avant.origine) == (EtatLigne.BIENTOT, OrigineDate.FAIT)


@pytest.mark.parametrize(
    ("sejours", "retour"),
    [
        ([sejour(NatureOccupation.TIROIR, date(2026, 1, 5), date(2026, 6, 1))], None),
        (
            [
                sejour(NatureOccupation.ORIGINE, None),
                sejour(NatureOccupation.TIROIR, date(2026, 1, 5), date(2026, 6, 1)),
            ],
            date(2026, 6, 1),
        ),
        (
            [
                sejour(NatureOccupation.ORIGINE, None, date(2026, 6, 1)),
                sejour(NatureOccupation.DEFINITIF, date(2026, 6, 1)),
            ],
            date(2026, 6, 1),
        ),
        (
            [
                sejour(NatureOccupation.ORIGINE, None),
                sejour(NatureOccupation.TIROIR, date(2026, 1, 5), date(2026, 3, 1)),
                sejour(NatureOccupation.TIROIR, date(2026, 3, 1)),
            ],
            None,
        ),
    ],
)
def test_un_retour_se_deduit_des_sejours(sejours: list[SejourDate], retour: date | None) -> None:
    """The milestone and the phase agree: a return is a home left for good, or gone back to."""
    parcours = deduire(MODELE, Faits(sejours=sejours), JOUR)
    assert ligne(parcours, "demenagement_retour").fait_le == retour
    lus = [(s.nature.value, s.debut, s.fin) for s in sejours]
    assert depart_retour(GenreParcours.RELOGEMENT, lus, {}, None, None, None)[1] == retour


def test_une_fin_prevue_n_est_qu_une_intention() -> None:
    faits = Faits(
        sejours=[
            sejour(NatureOccupation.ORIGINE, None),
            SejourDate(NatureOccupation.TIROIR, date(2026, 6, 1), None, date(2026, 11, 1)),
        ]
    )
    retour = ligne(deduire(MODELE, faits, JOUR), "demenagement_retour")
    assert (retour.etat, retour.due) == (EtatLigne.EN_RETARD, date(2026, 11, 1))


def test_la_reception_de_la_tranche_suffit() -> None:
    parcours = deduire(MODELE, Faits(reception=date(2026, 11, 2)), JOUR)
    assert ligne(parcours, "reception").source is SourceFait.DEDUIT
    assert ligne(parcours, "demenagement_retour").due == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("etat", "attendu"),
    [
        (EtatPratique.PROPOSEE, EtatLigne.SANS_DATE),
        (EtatPratique.ACCEPTEE, EtatLigne.SANS_DATE),
        (EtatPratique.FAITE, EtatLigne.FAIT),
        (EtatPratique.DECLINEE, EtatLigne.ECARTE),
        (EtatPratique.SANS_OBJET, EtatLigne.ECARTE),
    ],
)
def test_une_pratique_compte_selon_son_dernier_etat(etat: EtatPratique, attendu: EtatLigne) -> None:
    faits = Faits(pratiques={"auto_renovation": FaitPratique(etat, JOUR)})
    parcours = deduire(MODELE, faits, JOUR)
    assert ligne(parcours, "auto_renovation").etat is attendu
    assert parcours.total == (7 if attendu is EtatLigne.ECARTE else 8)
    assert parcours.fait == (attendu is EtatLigne.FAIT)


def test_une_etape_ecartee_ne_compte_plus_et_ne_date_plus_rien() -> None:
    faits = Faits(
        {"demenagement_aller": FaitEtape(ecartee=JOUR, motif="reste chez lui")},
        debut_travaux=date(2027, 3, 1),
    )
    parcours = deduire(MODELE, faits, JOUR)
    assert ligne(parcours, "demenagement_aller").etat is EtatLigne.ECARTE
    assert ligne(parcours, "avis_travaux").etat is EtatLigne.SANS_DATE
    assert parcours.total == 7


def test_une_ligne_facultative_n_est_jamais_en_retard() -> None:
    faits = Faits({"demenagement_retour": FaitEtape(faite=date(2026, 3, 1))})
    assert ligne(deduire(MODELE, faits, JOUR), "ecogestes").etat is EtatLigne.BIENTOT


def test_ce_que_le_menage_a_en_plus_se_voit() -> None:
    """A milestone or practice beside the template is a line of its own, never compulsory."""
    element = Element("guide_logement", P, Phase.APRES, "guide", "guide")
    plan = Plan(MODELE, Parcours({"essai": MODELE}, {(P, element.code): element}, "essai"))
    faits = Faits(
        {"etat_des_lieux": FaitEtape(prevue=date(2026, 12, 1))},
        {"guide_logement": FaitPratique(EtatPratique.FAITE, JOUR)},
    )
    parcours = deduire(plan, faits, JOUR)
    assert ligne(parcours, "etat_des_lieux").obligatoire is False
    assert ligne(parcours, "guide_logement").phase is Phase.APRES
    assert parcours.total == 10


def test_une_pratique_liee_a_une_etape_est_faite_avec_elle() -> None:
    element = Element("aide_demenagement", P, Phase.AVANT, "", "", etape="demenagement_aller")
    plan = Plan(MODELE, Parcours({"essai": MODELE}, {(P, element.code): element}, "essai"))
    faits = Faits({"demenagement_aller": FaitEtape(faite=date(2026, 11, 2))})
    aide = ligne(deduire(plan, faits, JOUR), "aide_demenagement")
    assert (aide.fait_le, aide.source) == (date(2026, 11, 2), SourceFait.DEDUIT)


def test_un_plan_sert_a_plusieurs_menages_et_plusieurs_jours() -> None:
    plan = Plan(MODELE)
    for debut in (date(2027, 3, 1), date(2026, 12, 1), date(2027, 3, 1)):
        for jour in (JOUR, JOUR + timedelta(200), JOUR):
            faits = Faits(debut_travaux=debut)
            assert deduire(plan, faits, jour) == deduire(MODELE, faits, jour)


def _tirage(graine: int) -> Faits:
    h = random.Random(graine)

    def jour(chance: float = 0.5) -> date | None:
        return JOUR + timedelta(h.randrange(-40, 40)) if h.random() < chance else None

    tiroir = jour()
    fin = tiroir + timedelta(h.randrange(1, 40)) if tiroir and h.random() < 0.5 else None
    sejours = [sejour(NatureOccupation.ORIGINE, None)]
    if tiroir:
        sejours.append(sejour(NatureOccupation.TIROIR, tiroir, fin))
    codes = ("enquete", "avis_travaux", "demenagement_aller", "reception")
    return Faits(
        {c: FaitEtape(jour(), jour(0.3), jour(0.1)) for c in codes if h.random() < 0.4},
        {"ecogestes": FaitPratique(h.choice(list(EtatPratique)), JOUR)},
        sejours,
        jour(),
        jour(),
        jour(),
        jour(),
    )


@pytest.mark.parametrize("graine", range(60))
def test_rien_de_compte_ne_change_avant_le_jour_annonce(graine: int) -> None:
    """Until `revoir_le`, the calendar alone moves none of the counts kept in lists."""
    faits = _tirage(graine)

    def comptes(jour: date) -> tuple[object, ...]:
        p = deduire(MODELE, faits, jour)
        suivante = p.prochaine
        return p.fait, p.total, p.en_retard, suivante and (suivante.code, suivante.due)

    revoir = deduire(MODELE, faits, JOUR).revoir_le
    for ecart in range(1, 90):
        jour = JOUR + timedelta(ecart)
        if revoir is not None and jour >= revoir:
            break
        assert comptes(jour) == comptes(JOUR)


def test_une_ancre_inconnue_est_refusee() -> None:
    (faute,) = fautes(replace(MODELE, lignes=(etape("enquete", "jamais_vu"),)))
    assert faute.code == "parcours.ancre"
    assert (faute.params["ligne"], faute.params["ancre"]) == ("enquete", "jamais_vu")


@pytest.mark.parametrize(
    "lignes",
    [
        (etape("a", "b"), etape("b", "c"), etape("c", "a")),
        (etape("a", "a"),),
        (etape("a", avant=("b",)), etape("b", avant=("a",))),
    ],
)
def test_un_cycle_est_refuse_en_nommant_ses_lignes(lignes: tuple[LigneModele, ...]) -> None:
    (faute,) = fautes(replace(MODELE, lignes=lignes))
    assert faute.code == "parcours.cycle"
    assert faute.params["ligne"] in faute.params["lignes"]


def test_un_modele_juste_est_accepte_et_un_cycle_ne_bloque_pas_la_lecture() -> None:
    assert not list(fautes(MODELE))
    tourne = replace(MODELE, lignes=(etape("a", "b", 1), etape("b", "a", 1)))
    assert {li.etat for li in deduire(tourne, Faits(), JOUR).lignes} == {EtatLigne.SANS_DATE}


def test_une_tranche_ajuste_apres_sa_cite() -> None:
    cite = [
        Ajustement(E, "enquete", "debut_travaux", -90),
        Ajustement(P, "auto_renovation", retiree=True),
    ]
    tranche = [
        Ajustement(E, "enquete", "debut_travaux", -60),
        Ajustement(P, "visite_chantier", "debut_travaux", 30, phase=Phase.PENDANT),
    ]
    ajuste = ajuster(MODELE, cite, tranche)
    enquete = ajuste.ligne(E, "enquete")
    assert enquete is not None
    assert enquete.jours == -60
    assert ajuste.ligne(P, "auto_renovation") is None
    assert ajuste.ligne(P, "visite_chantier") is not None


def test_des_dates_dans_le_desordre_sont_dites() -> None:
    """Even with a milestone missing between the two; one set aside is not compared."""
    dates = {
        "enquete": FaitEtape(faite=date(2026, 11, 20)),
        "demenagement_aller": FaitEtape(prevue=date(2026, 11, 10)),
    }
    trouves = desordres(MODELE, dates)
    assert [(d.avant, d.apres) for d in trouves] == [("enquete", "demenagement_aller")]
    dates["demenagement_aller"] = FaitEtape(prevue=date(2026, 11, 10), ecartee=JOUR)
    assert not desordres(MODELE, dates)


def test_le_modele_d_un_menage_va_du_plus_proche_au_plus_loin() -> None:
    genres = {
        "relogement": GenreParcours.RELOGEMENT,
        "occupe": GenreParcours.OCCUPE,
        "arrivee": GenreParcours.ARRIVEE,
    }
    modeles = {c: replace(MODELE, code=c, genre=g) for c, g in genres.items()}
    choix = ChoixModele(Parcours(modeles, {}, "relogement"))

    def code(*niveaux: str | None, arrivant: bool = False) -> str:
        return choix.pour(*niveaux, arrivant=arrivant).code

    assert code(None, None, None) == "relogement"
    assert code(None, None, "occupe") == "occupe"
    assert code(None, "relogement", "occupe") == "relogement"
    assert code(None, "occupe", None, arrivant=True) == "arrivee"
    assert code("occupe", "relogement", None, arrivant=True) == "occupe"
    assert code("inconnu", None, None) == "relogement"


def test_les_phases_d_un_logement_occupe_suivent_les_travaux() -> None:
    debut, reception = date(2026, 9, 1), date(2026, 12, 1)
    origine = [("origine", None, None)]
    occupe = GenreParcours.OCCUPE
    assert depart_retour(occupe, origine, {}, debut, reception, None) == (debut, reception)
    propre = {"reception": date(2026, 11, 3)}
    assert depart_retour(occupe, origine, propre, debut, reception, None)[1] == date(2026, 11, 3)
    # Who has to leave all the same is *pendant* from the move, and *après* from the return.
    parti = [*origine, ("tiroir", date(2026, 10, 1), None)]
    assert depart_retour(occupe, parti, {}, debut, reception, None) == (date(2026, 10, 1), None)


def test_un_arrivant_est_apres_des_son_arrivee() -> None:
    reception, entree = date(2026, 6, 1), date(2026, 7, 1)
    assert est_arrivant("origine", entree, reception)
    assert not est_arrivant("origine", date(2020, 1, 1), reception)
    assert not est_arrivant("tiroir", entree, reception)
    assert not est_arrivant("origine", None, reception)
    faits = depart_retour(GenreParcours.ARRIVEE, [], {}, None, reception, entree)
    assert faits == (None, entree)


def test_une_etape_ecartee_depuis_un_fait_n_est_plus_faite() -> None:
    """A réception refused for this home alone, on the day of its batch or after it."""
    code, recue = "reception", date(2026, 11, 2)

    def etat(ecartee: date) -> EtatLigne:
        faits = Faits(reception=recue, etapes={code: FaitEtape(ecartee=ecartee, motif="refusée")})
        return next(li.etat for li in deduire(MODELE, faits, JOUR).lignes if li.code == code)

    assert etat(recue) is EtatLigne.ECARTE
    assert etat(date(2026, 11, 5)) is EtatLigne.ECARTE
    assert etat(date(2026, 10, 30)) is EtatLigne.FAIT  # set aside, and received all the same
