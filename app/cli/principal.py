"""The commands, their options, and how their errors are said."""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import bootstrap
from app.cli import (
    commandes_apres,
    commandes_attention,
    commandes_bailleur,
    commandes_base,
    commandes_calendrier,
    commandes_demonstration,
    commandes_destinations,
    commandes_echanges,
    commandes_enquetes,
    commandes_enquetes_echanges,
    commandes_enquetes_papier,
    commandes_import,
    commandes_menages,
    commandes_parcours,
    commandes_planification,
    commandes_reclamations,
    commandes_retours_fichiers,
    commandes_synchroniser,
)
from app.cli.conduite import ajouter as _commande
from app.cli.conduite import conduire
from app.core.i18n import _

if TYPE_CHECKING:
    from app.services.machine import Machine


def executer(arguments: list[str], machine: Machine | None = None) -> int:
    """Run one command on `machine` (this one); its exit code. Errors are worded as in the windows.

    Raises SystemExit when the command is not understood, and for `--help`.
    """
    ici = machine or bootstrap.machine()
    args = _analyseur().parse_args(_reunir(arguments))
    return conduire(args, ici)


def _reunir(arguments: list[str]) -> list[str]:
    """`demo operation` is a command of its own, `demo FOLDER` another one."""
    for rang, paire in enumerate(pairwise(arguments)):
        if paire == ("demo", "operation"):
            return [*arguments[:rang], " ".join(paire), *arguments[rang + 2 :]]
    return arguments


def _analyseur() -> argparse.ArgumentParser:
    analyseur = argparse.ArgumentParser(
        prog="python -m app",
        description=_("Voyette sans fenêtre : les mêmes services, les mêmes phrases."),
        epilog=_(
            "La phrase secrète se donne par la variable VOYETTE_PHRASE ou --phrase-file,"
            " jamais en argument."
        ),
    )
    analyseur.add_argument("--base", type=Path, metavar="FILE", help=_("la base chiffrée"))
    analyseur.add_argument(
        "--phrase-file",
        type=Path,
        metavar="FILE",
        help=_("fichier dont la 1re ligne est la phrase"),
    )
    commandes = analyseur.add_subparsers(required=True, metavar="COMMANDE")
    _base(commandes)
    _menages(commandes)
    _echanges(commandes)
    commandes_synchroniser.declarer(commandes)
    commandes_destinations.declarer(commandes)
    commandes_retours_fichiers.declarer(commandes)
    commandes_bailleur.declarer(commandes)
    _calendrier(commandes)
    _parcours(commandes)
    _enquetes(commandes)
    _planification(commandes)
    _reclamations(commandes)
    _apres(commandes)
    _demonstration(commandes)
    return analyseur


def _demonstration(commandes: Any) -> None:
    demo = _commande(
        commandes,
        "demo",
        _("une cité fictive, ses fiches, son export"),
        commandes_demonstration.demo,
    )
    demo.add_argument("dossier", type=Path)
    demo.add_argument("--graine", type=int, default=2026, help=_("pour refaire la même"))
    demo.add_argument("--menages", type=int, default=240)
    demo.add_argument("--jour", help=_("jour de la démonstration, AAAA-MM-JJ (aujourd’hui)"))
    operation = _commande(
        commandes,
        "demo operation",
        _("une opération fictive de la taille voulue, pour essayer les plannings"),
        commandes_demonstration.operation,
    )
    for nom, defaut in (("menages", 240), ("tiroirs", 30), ("tranches", 12)):
        operation.add_argument(f"--{nom}", type=int, default=defaut, metavar="N")
    operation.add_argument("--graine", type=int, default=2026, help=_("pour refaire la même"))
    operation.add_argument("--jour", help=_("jour de la démonstration, AAAA-MM-JJ (aujourd’hui)"))
    # Also accepted before the command, as everywhere.
    for option, aide in (("--base", _("la base à créer")), ("--phrase-file", None)):
        operation.add_argument(
            option, type=Path, metavar="FILE", default=argparse.SUPPRESS, help=aide
        )


def _base(commandes: Any) -> None:
    creer = _commande(commandes, "creer", _("créer une base"), commandes_base.creer)
    creer.add_argument("--nom", default=_("Équipe"), help=_("qui ouvre cette base"))
    creer.add_argument(
        "--secours", type=Path, metavar="PDF", help=_("imprimer la clé de secours dans ce fichier")
    )
    _commande(commandes, "verifier", _("contrôler la base"), commandes_base.verifier)
    sauver = _commande(
        commandes, "sauvegarder", _("faire une sauvegarde vérifiée"), commandes_base.sauvegarder
    )
    sauver.add_argument("dossier", type=Path)
    restaurer = _commande(
        commandes, "restaurer", _("revenir à une sauvegarde"), commandes_base.restaurer
    )
    restaurer.add_argument("fichier", type=Path)


def _menages(commandes: Any) -> None:
    menages = _commande(commandes, "menages", _("chercher un ménage"), commandes_menages.menages)
    menages.add_argument("--chercher", required=True, metavar="TEXTE")
    menages.add_argument("--limite", type=int, default=20)
    attention = _commande(
        commandes,
        "attention",
        _("qui demande de l’attention, et pourquoi"),
        commandes_attention.attention,
    )
    attention.add_argument("--cite", metavar="NOM")
    attention.add_argument("--limite", type=int, default=0, help=_("0 : tous"))
    attention.add_argument(
        "--endormis", action="store_true", help=_("avec ceux dont tout est en veille")
    )
    fiches = _commande(
        commandes, "fiches", _("imprimer les fiches de suivi"), commandes_menages.fiches
    )
    qui = fiches.add_mutually_exclusive_group(required=True)
    qui.add_argument("--cite", metavar="NOM")
    qui.add_argument("--menage", metavar="ID", help=_("identifiant, code UG ou nom"))
    fiches.add_argument("--pour", choices=("equipe", "menage", "bailleur"), default="equipe")
    fiches.add_argument("--sortie", type=Path, required=True)
    fiches.add_argument("--un-par-menage", action="store_true")


def _parcours(commandes: Any) -> None:
    parcours = _commande(
        commandes, "parcours", _("le parcours d’un ménage"), commandes_parcours.parcours
    )
    parcours.add_argument(
        "--menage", metavar="ID", required=True, help=_("identifiant, code UG ou nom")
    )
    aide = _("les catalogues de l’équipe")
    catalogue = commandes.add_parser("catalogue", help=aide, description=aide)
    verifier = _commande(
        catalogue.add_subparsers(required=True, metavar="ACTION"),
        "verifier",
        _("relire un catalogue, ou un dossier, et dire chaque ligne fautive"),
        commandes_parcours.catalogue_verifier,
    )
    verifier.add_argument("fichier", type=Path, nargs="?", metavar="FILE")
    verifier.add_argument(
        "--genre", metavar="NOM", help=_("quel catalogue, quand le nom du fichier ne le dit pas")
    )


def _apres(commandes: Any) -> None:
    avant_apres = _commande(
        commandes,
        "avant-apres",
        _("loyer et énergie d’un ménage, avant et après : une page pour lui"),
        commandes_apres.avant_apres,
    )
    avant_apres.add_argument(
        "--menage",
        metavar="ID",
        required=True,
        help=_("identifiant, numéro de contrat, code UG ou nom"),
    )
    avant_apres.add_argument("--sortie", type=Path, required=True, metavar="DIR")


def _planification(commandes: Any) -> None:
    planifier = _commande(
        commandes,
        "planifier",
        _("calculer un plan des déménagements d’une cité"),
        commandes_planification.planifier,
    )
    planifier.add_argument("--cite", metavar="NOM")
    planifier.add_argument(
        "--secondes", type=int, default=60, metavar="N", help=_("temps de calcul au plus")
    )
    planifier.add_argument(
        "--graine", type=int, default=0, metavar="N", help=_("pour refaire le même")
    )
    planifier.add_argument(
        "--adopter", action="store_true", help=_("prévoir les déménagements de ce plan")
    )
    planifier.add_argument(
        "--motif", default="", metavar="TEXTE", help=_("pourquoi l’adopter malgré les règles")
    )
    aide = _("ce que la base prévoit")
    planning = commandes.add_parser("planning", help=aide, description=aide)
    verifier = _commande(
        planning.add_subparsers(required=True, metavar="ACTION"),
        "verifier",
        _("contrôler les déménagements prévus, règle par règle"),
        commandes_planification.verifier,
    )
    verifier.add_argument("--cite", metavar="NOM")


def _reclamations(commandes: Any) -> None:
    reclamations = _commande(
        commandes,
        "reclamations",
        _("les réclamations et les réserves, et leurs chiffres"),
        commandes_reclamations.reclamations,
    )
    reclamations.add_argument(
        "quoi", nargs="?", choices=("indicateurs",), help=_("les chiffres, au lieu de la liste")
    )
    reclamations.add_argument("--cite", metavar="NOM")
    reclamations.add_argument(
        "--etat",
        metavar="ETAT",
        help=_("recue, transmise, faite… ou ouvertes"),
    )
    reclamations.add_argument(
        "--en-retard", action="store_true", help=_("celles dont une échéance est passée")
    )
    reclamations.add_argument("--limite", type=int, default=0, metavar="N", help=_("0 : toutes"))
    reclamations.add_argument(
        "--par",
        choices=("responsable", "categorie", "tranche", "cite", "urgence"),
        help=_("avec indicateurs : comment compter (responsable)"),
    )


def _enquetes(commandes: Any) -> None:
    aide = _("les enquêtes sociales : questionnaires XLSForm et réponses")
    actions = commandes.add_parser("enquete", help=aide, description=aide).add_subparsers(
        required=True, metavar="ACTION"
    )
    verifier = _commande(
        actions, "verifier", _("relire un questionnaire XLSForm"), commandes_enquetes.verifier
    )
    verifier.add_argument("fichier", type=Path, metavar="FORM")
    charger = _commande(
        actions, "charger", _("prendre un questionnaire dans la base"), commandes_enquetes.charger
    )
    charger.add_argument("fichier", type=Path, metavar="FORM")
    charger.add_argument(
        "--joindre", type=Path, nargs="*", default=[], metavar="CSV", help=_("fichiers attendus")
    )
    repondre = _commande(
        actions, "repondre", _("répondre pour un ménage"), commandes_enquetes.repondre
    )
    repondre.add_argument("--form", required=True, metavar="ID")
    repondre.add_argument("--menage", required=True, metavar="ID")
    repondre.add_argument("--reponses", type=Path, required=True, metavar="FILE")
    repondre.add_argument("--essai", action="store_true", help=_("montrer sans rien enregistrer"))
    repondre.add_argument(
        "--incomplete", action="store_true", help=_("enregistrer même s’il manque des réponses")
    )
    _enquete_exporter(actions)
    _enquete_importer(actions)


def _enquete_exporter(actions: Any) -> None:
    exporter = _commande(
        actions,
        "exporter",
        _("écrire les réponses (XLSX, CSV, Data Package)"),
        commandes_enquetes_echanges.exporter,
    )
    exporter.add_argument("--form", required=True, metavar="ID")
    exporter.add_argument("--sortie", type=Path, default=Path(), metavar="DIR")
    exporter.add_argument("--apercu", action="store_true", help=_("montrer sans rien écrire"))
    exporter.add_argument("--pour", choices=("equipe", "bailleur"), default="equipe")
    exporter.add_argument("--codes", action="store_true", help=_("noms et codes, sans libellés"))
    exporter.add_argument("--groupes", action="store_true", help=_("en-têtes groupe/question"))
    exporter.add_argument("--langue", default="", help=_("langue des libellés"))
    exporter.add_argument("--format", choices=("xlsx", "csv", "tout"), default="tout")
    exporter.add_argument("--separateur", choices=(";", ","), default=";")
    exporter.add_argument(
        "--sans-confidentielles",
        action="store_true",
        help=_("laisser ici les réponses confidentielles"),
    )
    exporter.add_argument("--pieces", action="store_true", help=_("avec photos et signatures"))


def _enquete_importer(actions: Any) -> None:
    importer = _commande(
        actions,
        "importer",
        _("prendre des réponses de KoboToolbox ou d’ODK Central"),
        commandes_enquetes_echanges.importer,
    )
    importer.add_argument("--form", required=True, metavar="ID")
    importer.add_argument("fichier", type=Path, metavar="FILE")
    importer.add_argument("--simuler", action="store_true", help=_("montrer sans rien changer"))
    importer.add_argument(
        "--colonne", default="", help=_("en-tête de la colonne qui dit le ménage")
    )
    importer.add_argument(
        "--accepter-fautes",
        action="store_true",
        help=_("garder aussi les enquêtes dont une réponse n’est pas acceptée"),
    )
    imprimer = _commande(
        actions,
        "imprimer",
        _("un questionnaire sur papier : vierge, ou ce qu’un ménage a répondu"),
        commandes_enquetes_papier.imprimer,
    )
    imprimer.add_argument("--form", required=True, metavar="ID")
    imprimer.add_argument("--menage", metavar="ID", help=_("identifiant, code UG ou nom"))
    imprimer.add_argument("--sortie", type=Path, required=True, metavar="FILE")
    imprimer.add_argument(
        "--remplie", action="store_true", help=_("les dernières réponses de ce ménage")
    )
    imprimer.add_argument("--pour", choices=("equipe", "menage", "bailleur"), default="equipe")
    imprimer.add_argument("--langue", default="", help=_("une des langues du questionnaire"))


def _echanges(commandes: Any) -> None:
    importer = _commande(
        commandes, "importer", _("charger un fichier du bailleur"), commandes_import.importer
    )
    importer.add_argument("fichier", type=Path)
    importer.add_argument(
        "--profil", choices=("parc", "locataires", "suivi", "retours"), required=True
    )
    importer.add_argument("--bailleur", default="")
    importer.add_argument(
        "--simuler",
        "--apercu",
        dest="simuler",
        action="store_true",
        help=_("montrer sans rien changer"),
    )
    exporter = _commande(
        commandes, "exporter", _("préparer le dossier du bailleur"), commandes_echanges.exporter
    )
    ou = exporter.add_mutually_exclusive_group()
    ou.add_argument("--sortie", type=Path)
    ou.add_argument("--apercu", action="store_true", help=_("montrer sans rien écrire"))
    exporter.add_argument("--cite", metavar="NOM")
    exporter.add_argument(
        "--profil", metavar="NOM", help=_("préparer l’envoi de ce profil, dans la boîte d’envoi")
    )
    exporter.add_argument(
        "--etendue",
        choices=("complet", "delta"),
        help=_("avec --profil : tout, ou ce qui a changé (sinon, comme le profil le dit)"),
    )


def _calendrier(commandes: Any) -> None:
    calendrier = _commande(
        commandes,
        "calendrier",
        _("écrire un agenda (.ics) : déménagements, permanences, rendez-vous"),
        commandes_calendrier.calendrier,
    )
    calendrier.add_argument("--sortie", type=Path, required=True, metavar="FILE.ics")
    calendrier.add_argument("--cite", metavar="NOM")
    calendrier.add_argument("--equipe", metavar="NOM", help=_("une équipe : ses déménagements"))
    calendrier.add_argument("--personne", metavar="NOM", help=_("quelqu’un de l’équipe"))
    calendrier.add_argument("--du", metavar="JOUR", help=_("AAAA-MM-JJ (aujourd’hui)"))
    calendrier.add_argument("--au", metavar="JOUR", help=_("AAAA-MM-JJ (un an après)"))
    calendrier.add_argument(
        "--sans-noms", action="store_true", help=_("adresses et codes, sans nom de ménage")
    )
