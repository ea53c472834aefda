"""`demo`: the main job from end to end, on a fictitious estate; `demo operation`: one to plan."""

from __future__ import annotations

import argparse
import os
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import session
from app.cli.sortie import Code, SuiviTerminal, alerter, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import _

if TYPE_CHECKING:
    from app.services.machine import Machine

NOM_BASE = "cite-fictive.voyette"


def demo(args: argparse.Namespace, machine: Machine) -> Code:
    """Build the estate from the bailleur's files, live eighteen months, print and export.

    What a former run left in the folder under the same names is replaced; the passphrase is the
    one of the environment, else one drawn for this base and written beside it: nobody is real.
    """
    from app.services.demonstration import ConstruireDemonstration, creer_base  # noqa: PLC0415
    from app.services.demonstration.papiers import imprimer  # noqa: PLC0415
    from app.services.exports.dossier import ExporterVersDossier, exporter  # noqa: PLC0415

    dossier: Path = args.dossier
    _faire_place(dossier)
    phrase = _phrase(args, dossier)
    suivi = SuiviTerminal()
    annoncer = alerter if args.json else dire  # a JSON answer stays alone on its stream
    commande = ConstruireDemonstration(
        graine=args.graine,
        menages=args.menages,
        jour=_jour(args.jour) or machine.clock.today(),
        fichiers=dossier / "fichiers-du-bailleur",
    )
    annoncer(
        _("Cité fictive : les fichiers du bailleur sont chargés, dix-huit mois sont racontés…")
    )
    servie, bilan = creer_base(dossier / NOM_BASE, phrase, commande, machine, suivi)
    try:
        annoncer(_("Les fiches sont imprimées…"))
        fiches = imprimer(bilan.cite_id, dossier / "fiches", servie.uow, suivi)
        annoncer(_("L’export pour le bailleur est écrit…"))
        export = exporter(ExporterVersDossier(dossier / "export", bilan.cite_id), servie.uow, suivi)
    finally:
        servie.fermer()
    resultat = {
        "base": dossier / NOM_BASE,
        "menages": bilan.menages,
        "visites": bilan.visites,
        "fiches": list(fiches.fichiers),
        "pages": fiches.pages,
        "export": export.dossier,
    }
    if args.json:
        en_json(resultat)
    else:
        for nom, valeur in resultat.items():
            lisible = ", ".join(map(str, valeur)) if isinstance(valeur, list) else valeur
            dire(f"  {nom} : {lisible}")
        dire(_("Pour l’ouvrir : python -m app --base {base}").format(base=dossier / NOM_BASE))
    return Code.BIEN


def operation(args: argparse.Namespace, machine: Machine) -> Code:
    """A new base holding a fictitious operation of the size asked, to try planning on."""
    from app.services.demonstration import operation_base  # noqa: PLC0415

    if args.base is None:
        raise EntreeInvalide("ligne.base_non_dite")
    commande = operation_base.CreerOperation(
        jour=_jour(args.jour) or machine.clock.today(),
        menages=args.menages,
        tiroirs=args.tiroirs,
        tranches=args.tranches,
        graine=args.graine,
    )
    servie, tiree = operation_base.creer_base_operation(
        args.base, session.phrase(args), commande, machine
    )
    servie.fermer()
    definitifs = sum(logement.definitif for logement in tiree.logements)
    if args.json:
        en_json(
            {
                "base": args.base,
                "cite": tiree.nom,
                "menages": len(tiree.foyers),
                "tiroirs": len(tiree.logements) - definitifs,
                "definitifs": definitifs,
                "tranches": len(tiree.tranches),
            }
        )
        return Code.BIEN
    dire(_("L’opération fictive est créée : {base}").format(base=args.base))
    dire(
        _(
            "{cite} : {menages} ménages, {tranches} tranches, {tiroirs} logements tiroirs,"
            " {definitifs} logements définitifs."
        ).format(
            cite=tiree.nom,
            menages=len(tiree.foyers),
            tranches=len(tiree.tranches),
            tiroirs=len(tiree.logements) - definitifs,
            definitifs=definitifs,
        )
    )
    return Code.BIEN


def _jour(texte: str | None) -> date | None:
    if texte is None:
        return None
    try:
        return date.fromisoformat(texte)
    except ValueError as erreur:
        raise EntreeInvalide("ligne.jour_incompris", texte=texte) from erreur


def _faire_place(dossier: Path) -> None:
    """Remove what the demonstration itself wrote before, and nothing else."""
    dossier.mkdir(parents=True, exist_ok=True)
    for nom in ("fiches", "export", "fichiers-du-bailleur"):
        shutil.rmtree(dossier / nom, ignore_errors=True)
    for reste in dossier.glob(f"{NOM_BASE}*"):
        reste.unlink()


def _phrase(args: argparse.Namespace, dossier: Path) -> str:
    if args.phrase_file is not None or os.environ.get(session.VARIABLE):
        return session.phrase(args)
    from app.services.securite.phrases import proposer_phrase  # noqa: PLC0415

    phrase = proposer_phrase()
    (dossier / "phrase-de-la-demonstration.txt").write_text(phrase + "\n", encoding="utf-8")
    return phrase
