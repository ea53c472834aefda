"""`planifier` and `planning verifier`: computing plans of moves, checking what is foreseen."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.cli import session
from app.cli.commandes_menages import cite_nommee
from app.cli.sortie import Code, alerter, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import _, ngettext

if TYPE_CHECKING:
    from uuid import UUID

    from app.domain.planification.instance import Instance
    from app.domain.planification.plan import PlanPropose
    from app.services.acces import Machine
    from app.services.planification.plan_lu import ControlePlanning, LignePlan, PhraseLue, PlanLu
    from app.services.planification.resolution import Avancee
    from db.uow import UnitOfWork

SECONDES_MAX = 24 * 3600


def planifier(args: argparse.Namespace, machine: Machine) -> Code:
    """A plan computed and kept as a draft; `--adopter` adopts it.

    0 whatever the plan leaves unserved: it says who and why. Ctrl-C keeps the best plan so far.
    """
    from app.services.planification import plans  # noqa: PLC0415
    from app.services.planification.donnees import ChargerInstance, charger  # noqa: PLC0415

    if not 0 < args.secondes <= SECONDES_MAX:
        raise EntreeInvalide("planification.secondes", maximum=SECONDES_MAX)
    with session.ouverte(args, machine) as servie:
        cite_id = cite_nommee(args.cite, servie.uow)
        instance = charger(ChargerInstance(cite_id), servie.uow)
        if not instance.menages:
            return _rien(args, instance, servie.uow)
        propose = calculer(instance, secondes=args.secondes, graine=args.graine)
        garde = plans.enregistrer(
            plans.EnregistrerPlan(instance.cite_id, propose, args.graine, instance.empreinte),
            servie.uow,
        )
        plan_id: UUID = garde.principal  # type: ignore[assignment]  # a kept plan has its id
        lu = plans.lire(plans.LirePlan(plan_id), servie.uow)
        if args.adopter:
            plans.adopter(plans.AdopterPlan(plan_id, args.motif), servie.uow)
    if args.json:
        en_json(_plan_en_dict(lu, adopte=args.adopter))
    else:
        _raconter(lu, adopte=args.adopter)
    return Code.BIEN


def calculer(instance: Instance, *, secondes: float, graine: int) -> PlanPropose:
    """The best plan found in that time; progress on the error stream, Ctrl-C keeps the best one.

    The solver works on a thread of its own, which nobody waits for once told to stop: it may be
    deep in a computation.
    """
    calcul = _Calcul(instance, secondes, graine)
    fil = threading.Thread(target=calcul.mener, name="plan", daemon=True)
    with _interruption(calcul.arreter):
        fil.start()
        while fil.is_alive() and not (calcul.arrete and calcul.derniere is not None):
            fil.join(timeout=0.2)
            calcul.montrer()
    return calcul.resultat()


class _Calcul:
    """A computation under way: its latest progress, what came of it."""

    def __init__(self, instance: Instance, secondes: float, graine: int) -> None:
        self._instance = instance
        self._secondes = secondes
        self._graine = graine
        self._visible = sys.stderr.isatty()
        self._montree = ""
        self._plan: PlanPropose | None = None
        self._erreur: Exception | None = None
        self.derniere: Avancee | None = None
        self.arrete = False

    def mener(self) -> None:
        """Run the solver; whatever goes wrong is told by `resultat`."""
        from app.services.planification.resolution import resoudre  # noqa: PLC0415 - 0.3 s

        try:
            self._plan = resoudre(
                self._instance, secondes=self._secondes, graine=self._graine, suivi=self._suivre
            )
        except Exception as erreur:
            self._erreur = erreur

    def _suivre(self, avancee: Avancee) -> bool:
        self.derniere = avancee
        return not self.arrete

    def arreter(self) -> None:
        """Keep the best plan found so far."""
        self.arrete = True
        alerter(_("Arrêt demandé : le meilleur plan trouvé est gardé."))

    def resultat(self) -> PlanPropose:
        """The plan, or what went wrong."""
        if self._erreur is not None:
            raise self._erreur
        if self._plan is not None:
            return self._plan
        assert self.derniere is not None  # noqa: S101 - else one still waits for the solver
        return self.derniere.plan

    def montrer(self) -> None:
        """A line each time something got better, or every second on a terminal."""
        from app.services.planification.mots import dire_objectif, dire_score  # noqa: PLC0415

        if self.derniere is None:
            return
        etat = " · ".join(
            f"{dire_objectif(s.objectif)} : {dire_score(s)}" for s in self.derniere.plan.scores[:2]
        )
        if etat == self._montree and not self._visible:
            return
        temps = _("{n} s").format(n=round(self.derniere.secondes))
        ligne = f"{temps} · {etat}"
        if self._visible:
            sys.stderr.write(f"\r{ligne[:110]:<110}")
            sys.stderr.flush()
        else:
            alerter(ligne)
        self._montree = etat


@contextmanager
def _interruption(arreter: Callable[[], None]) -> Iterator[None]:
    """The first Ctrl-C asks to stop, the second one really interrupts."""

    def demander(_signal: int, _cadre: object) -> None:
        signal.signal(signal.SIGINT, avant)
        arreter()

    avant = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, demander)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, avant)


def _rien(args: argparse.Namespace, instance: Instance, uow: UnitOfWork) -> Code:
    """Nobody to place: what is missing in the record says why."""
    from app.services.planification.plans import VerifierPlanning, verifier  # noqa: PLC0415

    controle = verifier(VerifierPlanning(instance.cite_id), uow)
    if args.json:
        en_json({"cite": instance.cite, "plan_id": None, "menages": [],
                 "remarques": _phrases(controle.remarques)})  # fmt: skip
    else:
        for remarque in controle.remarques:
            dire(remarque.texte)
    return Code.BIEN


def _phrases(phrases: tuple[PhraseLue, ...]) -> list[dict[str, Any]]:
    return [{"code": p.code, "texte": p.texte, "menage_id": p.menage_id} for p in phrases]


def _plan_en_dict(lu: PlanLu, *, adopte: bool) -> dict[str, Any]:
    return {
        "cite_id": lu.resume.cite_id,
        "cite": lu.cite,
        "plan_id": lu.resume.id,
        "nom": lu.resume.nom,
        "etat": "adopte" if adopte else lu.resume.etat,
        "graine": lu.resume.graine,
        "empreinte": lu.resume.empreinte,
        "servis": lu.resume.servis,
        "sans_solution": lu.resume.sans_solution,
        "hors_plan": sum(li.solution.value == "hors_plan" for li in lu.lignes),
        "objectifs": [
            {
                "code": s.objectif,
                "libelle": s.libelle,
                "valeur": s.score.valeur,
                "borne": s.score.borne,
                "ecart": None if s.score.ecart is None else round(s.score.ecart, 4),
                "statut": s.score.statut,
                "texte": s.texte,
            }
            for s in lu.resume.scores
        ],
        "decalages": [
            {"tranche": t.nom, "tranche_id": t.id, "jours": t.decalage}
            for t in lu.tranches
            if t.decalage
        ],
        "menages": [_ligne_en_dict(li) for li in lu.lignes],
        "violations": _phrases(lu.violations),
        "remarques": _phrases(lu.remarques),
    }


def _ligne_en_dict(li: LignePlan) -> dict[str, Any]:
    return {
        "menage_id": li.menage_id,
        "nom": li.menage,
        "adresse": li.origine,
        "tranche": li.tranche,
        "solution": li.solution,
        "logement_id": li.logement_id,
        "logement": li.logement,
        "depart": li.depart,
        "retour": li.retour,
        "fixe": li.fixe,
        "raison": li.raison,
        "violations": _phrases(li.violations),
    }


def _raconter(lu: PlanLu, *, adopte: bool) -> None:
    from app.services.planification.mots import dire_placement  # noqa: PLC0415

    for score in lu.resume.scores:
        dire(f"{score.libelle} : {score.texte}")
    for tranche in lu.tranches:
        if tranche.decalage:
            n = tranche.decalage
            dire(
                ngettext(
                    "« {tranche} » commence {n} jour plus tard, dans sa marge.",
                    "« {tranche} » commence {n} jours plus tard, dans sa marge.",
                    n,
                ).format(tranche=tranche.nom, n=n)
            )
    dire("")
    for li in lu.lignes:
        place = lu.propose.placements.get(li.menage_id)
        prevu = li.raison or (dire_placement(place, lu.noms) if place else li.raison)
        dire(f"{li.menage} · {li.origine or '–'} · {li.tranche or '–'} : {prevu}")
        for violation in li.violations:
            dire(f"    ! {violation.texte}")
    for phrase in (*lu.violations, *lu.remarques):
        dire(f"– {phrase.texte}")
    dire("")
    _conclure(lu, adopte=adopte)


def _conclure(lu: PlanLu, *, adopte: bool) -> None:
    n = lu.resume.servis
    dire(
        ngettext("{n} ménage placé sur {total}.", "{n} ménages placés sur {total}.", n).format(
            n=n, total=len(lu.instance.menages)
        )
    )
    nom = lu.resume.nom
    dire(
        _("« {nom} » est adopté.").format(nom=nom)
        if adopte
        else _("« {nom} » est gardé comme essai : rien n’est changé.").format(nom=nom)
    )


def verifier(args: argparse.Namespace, machine: Machine) -> Code:
    """The moves and stays the base foresees before the independent checker; 6 when rules break."""
    from app.services.planification import plans  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        demande = plans.VerifierPlanning(cite_nommee(args.cite, servie.uow))
        controle = plans.verifier(demande, servie.uow)
    if args.json:
        en_json(
            {
                "cite": controle.cite,
                "menages": controle.menages,
                "mouvements": controle.mouvements,
                "violations": _phrases(controle.violations),
                "remarques": _phrases(controle.remarques),
            }
        )
    else:
        _dire_controle(controle)
    return Code.VERIFICATION if controle.violations else Code.BIEN


def _dire_controle(controle: ControlePlanning) -> None:
    for violation in controle.violations:
        dire(f"! {violation.texte}")
    for remarque in controle.remarques:
        dire(f"– {remarque.texte}")
    n = controle.mouvements
    bilan = ngettext("{n} déménagement prévu", "{n} déménagements prévus", n).format(n=n)
    fautes = len(controle.violations)
    dire(
        ngettext(
            "{bilan}, {fautes} règle non respectée.",
            "{bilan}, {fautes} règles non respectées.",
            fautes,
        ).format(bilan=bilan, fautes=fautes)
        if fautes
        else _("{bilan}, toutes les règles sont respectées.").format(bilan=bilan)
    )
