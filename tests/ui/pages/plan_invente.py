"""A plan of any size, invented: every family name here is drawn from a short list."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from app.domain.demenagements import GenreEquipe, SensDemenagement
from app.domain.planification.instance import Instance, Periode, Regles, Travaux
from app.domain.planification.mots import EtatPlan, Objectif, Solution
from app.domain.planification.plan import PlanPropose, Score
from app.services.planification.plan_lu import (
    BandeTranche,
    EquipeLue,
    JourPlan,
    LignePlan,
    LogementPlan,
    MouvementPlan,
    PhraseLue,
    PlanLu,
    PlanResume,
    ScoreLu,
    SejourPrevu,
)

AUJOURDHUI = date(2026, 11, 24)
NOMS = ("Wójcik", "Dupont", "Benali", "Kowalska", "Da Silva", "Lefèvre", "Nowak", "Amrani",
        "Delattre", "Rossi", "Vasseur", "Mbaye")  # fmt: skip


def uid(genre: int, rang: int) -> UUID:
    """An id one can find again."""
    return UUID(int=(genre << 64) + rang + 1)


def plan_invente(
    menages: int = 60,
    tiroirs: int = 10,
    tranches: int = 6,
    *,
    etat: EtatPlan = EtatPlan.ESSAI,
    sans: int = 3,
) -> PlanLu:
    """Households spread over batches and homes, one after the other; the last ones without."""
    regles = Regles(AUJOURDHUI)
    bandes = _bandes(tranches, menages)
    travaux = {b.id: Travaux(b.id, b.nom, b.debut, b.fin, 14) for b in bandes if b.debut and b.fin}
    libres = {rang: AUJOURDHUI + timedelta(days=31 + rang % 5) for rang in range(tiroirs)}
    lignes = []
    for rang in range(menages):
        bande = bandes[rang * tranches // menages]
        lieu = rang % tiroirs
        debut = max(libres[lieu], bande.debut - timedelta(days=10)) if bande.debut else AUJOURDHUI
        debut = _ouvrable(regles, debut)
        fin = _ouvrable(regles, debut + timedelta(days=60 + 3 * (rang % 9)))
        libres[lieu] = fin + timedelta(days=6)
        lignes.append(_ligne(rang, bande, lieu, debut, fin, sans=rang >= menages - sans))
    instance = Instance(uid(9, 0), "Cité Nouméa", regles, MappingProxyType(travaux), (), ())
    return PlanLu(
        resume=_resume(menages, sans, etat),
        cite="Cité Nouméa",
        aujourdhui=AUJOURDHUI,
        perime=False,
        adopte_id=uid(8, 0) if etat is EtatPlan.ADOPTE else None,
        tranches=tuple(bandes),
        lignes=tuple(lignes),
        logements=tuple(_logement(rang, lignes) for rang in range(tiroirs)),
        jours=_jours(lignes),
        equipes=(
            EquipeLue(uid(7, 0), "Déménageurs du Nord", GenreEquipe.DEMENAGEURS, 3),
            EquipeLue(uid(7, 1), "Pilote social", GenreEquipe.PILOTES, 2),
        ),
        violations=(),
        remarques=(),
        feries=frozenset(),
        fermetures=(Periode(date(2026, 12, 24), date(2027, 1, 1)),),
        vacances=(),
        noms=MappingProxyType({li.menage_id: li.menage for li in lignes}),
        instance=instance,
        propose=PlanPropose(MappingProxyType({})),
    )


def _ouvrable(regles: Regles, jour: date) -> date:
    while not regles.ouvre(jour):
        jour += timedelta(days=1)
    return jour


def _bandes(tranches: int, menages: int) -> list[BandeTranche]:
    faites = []
    for rang in range(tranches):
        debut = AUJOURDHUI + timedelta(days=41 + 80 * rang)
        fin = debut + timedelta(days=120)
        faites.append(
            BandeTranche(
                uid(2, rang),
                f"Tranche {rang + 1}",
                debut,
                fin,
                debut,
                fin,
                0,
                14,
                menages // tranches,
            )
        )
    return faites


def _ligne(
    rang: int, bande: BandeTranche, lieu: int, debut: date, fin: date, *, sans: bool
) -> LignePlan:
    faute = (
        (PhraseLue("trop_tot", "Part 40 jours avant le début de ses travaux.", uid(1, rang)),)
        if rang % 17 == 5
        else ()
    )
    return LignePlan(
        menage_id=uid(1, rang),
        menage=f"{NOMS[rang % len(NOMS)]} {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[rang // len(NOMS) % 26]}.",
        origine_id=uid(3, rang),
        origine=f"{rang % 40 + 1} rue de Stockholm",
        tranche_id=bande.id,
        tranche=bande.nom,
        solution=Solution.AUCUNE if sans else Solution.TIROIR,
        logement_id=None if sans else uid(4, lieu),
        logement="" if sans else f"{lieu + 2} rue d’Œuf",
        depart=None if sans else debut,
        retour=None if sans else fin,
        fixe=rang % 11 == 3,
        confirme=False,
        motif="",
        raison="Aucun tiroir de 4 chambres n’est libre à ces dates." if sans else "",
        personnes=3,
        besoins=("2 chambres",),
        promis_depart=debut if rang % 7 == 0 else None,
        promis_retour=None,
        violations=() if sans else faute,
        ecart=None,
    )


def _logement(rang: int, lignes: list[LignePlan]) -> LogementPlan:
    siens = [li for li in lignes if li.logement_id == uid(4, rang)]
    sejours = [
        SejourPrevu(li.menage_id, li.menage, li.depart, li.retour,
                    li.retour + timedelta(days=5) if li.retour else None, li.solution, li.fixe)
        for li in siens
    ]  # fmt: skip
    if rang == 1:
        du = AUJOURDHUI - timedelta(days=40)
        au = AUJOURDHUI + timedelta(days=20)
        sejours.insert(0, SejourPrevu(None, "Petit Hélène", du, au, au + timedelta(days=5), None))
    disponible = Periode(AUJOURDHUI + timedelta(days=20)) if rang == 3 else Periode()
    nom = f"{rang + 2} rue d’Œuf"
    return LogementPlan(
        uid(4, rang), nom, nom, 1 + rang % 3, definitif=False, plain_pied=rang % 2 == 0,
        animaux=rang % 5 != 0, jardin=False, garage=False, disponible=disponible, nettoyage=5,
        sejours=tuple(sejours),
    )  # fmt: skip


def _jours(lignes: list[LignePlan]) -> tuple[JourPlan, ...]:
    par_jour: dict[date, list[MouvementPlan]] = {}
    for li in lignes:
        if li.logement_id is None or li.depart is None or li.retour is None:
            continue
        for sens, jour, depuis, vers in (
            (SensDemenagement.ALLER, li.depart, li.origine, li.logement),
            (SensDemenagement.RETOUR, li.retour, li.logement, li.origine),
        ):
            par_jour.setdefault(jour, []).append(
                MouvementPlan(
                    li.menage_id,
                    li.menage,
                    sens,
                    jour,
                    depuis,
                    vers,
                    li.logement_id,
                    li.fixe,
                    uid(7, 0),
                    "Déménageurs du Nord",
                    uid(7, 1),
                    "Pilote social",
                )
            )
    return tuple(JourPlan(j, tuple(m), 3, ouvre=True) for j, m in sorted(par_jour.items()))


def _resume(menages: int, sans: int, etat: EtatPlan) -> PlanResume:
    prouve = Score(Objectif.SANS_SOLUTION, sans, sans)
    doubles = Score(Objectif.DOUBLES, 12, 11)
    scores = (
        ScoreLu(Objectif.SANS_SOLUTION, "Ménages sans solution", f"{sans} ménages", prouve),
        ScoreLu(Objectif.DOUBLES, "Doubles déménagements", "12 ménages", doubles),
    )
    return PlanResume(
        uid(8, 0), uid(9, 0), "plan B", etat, datetime(2026, 11, 24, 9, 12, tzinfo=UTC), None,
        None, 0, "x", scores, menages, menages - sans, sans, 0, 4,
    )  # fmt: skip
