"""`planifier` and `planning verifier`: computing plans of moves, checking what is foreseen."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from app.cli import session
from app.cli.calcul_plan import calculer
from app.cli.commandes_menages import cite_nommee
from app.cli.sortie import Code, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import _, ngettext

if TYPE_CHECKING:
    from uuid import UUID

    from app.domain.planification.instance import Instance
    from app.domain.planification.plan import PlanPropose
    from app.services.acces import BaseServie, Machine
    from app.services.planification.plan_lu import ControlePlanning, LignePlan, PhraseLue, PlanLu
    from db.uow import UnitOfWork

SECONDES_MAX = 24 * 3600


def planifier(args: argparse.Namespace, machine: Machine) -> Code:
    """A plan computed and kept as a draft; `--adopter` adopts it.

    0 whatever the plan leaves unserved: it says who and why. Ctrl-C keeps the best plan so far.
    """
    from app.services.planification.donnees import ChargerInstance, charger  # noqa: PLC0415

    if not 0 < args.secondes <= SECONDES_MAX:
        raise EntreeInvalide("planification.secondes", maximum=SECONDES_MAX)
    with ExitStack() as calcul:  # left last: the base is closed by then
        with session.ouverte(args, machine) as servie:
            cite_id = cite_nommee(args.cite, servie.uow)
            instance = charger(ChargerInstance(cite_id), servie.uow)
            if not instance.menages:
                return _rien(args, instance, servie.uow)
            propose = calcul.enter_context(
                calculer(instance, secondes=args.secondes, graine=args.graine)
            )
            lu = _garder(args, instance, propose, servie)
        if args.json:
            en_json(_plan_en_dict(lu, adopte=args.adopter))
        else:
            _raconter(lu, adopte=args.adopter)
    return Code.BIEN


def _garder(
    args: argparse.Namespace, instance: Instance, propose: PlanPropose, servie: BaseServie
) -> PlanLu:
    """The plan kept as a draft and read, then adopted when asked for."""
    from app.services.planification import plans  # noqa: PLC0415

    garde = plans.enregistrer(
        plans.EnregistrerPlan(instance.cite_id, propose, args.graine, instance.empreinte),
        servie.uow,
    )
    plan_id: UUID = garde.principal  # type: ignore[assignment]  # a kept plan has its id
    lu = plans.lire(plans.LirePlan(plan_id), servie.uow)
    if args.adopter:
        plans.adopter(plans.AdopterPlan(plan_id, args.motif), servie.uow)
    return lu


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
        "statut": _statut(lu),
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


def _statut(lu: PlanLu) -> str:
    """How sure the whole is: the least sure of its objectives."""
    statuts = [s.score.statut.value for s in lu.resume.scores]
    return next((s for s in ("inconnu", "borne", "prouve") if s in statuts), "inconnu")


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
