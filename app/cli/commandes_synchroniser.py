"""`synchroniser`: deposit what waits, collect receipts and returns, say what the outbox holds."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING, Any

from app.cli import session
from app.cli.commandes_destinations import nommee
from app.cli.conduite import ajouter
from app.cli.sortie import Code, SuiviTerminal, dire, en_json
from app.core.errors import AppError, EntreeInvalide
from app.core.i18n import _, ngettext

if TYPE_CHECKING:
    from app.services.exports.file_envois import ColisLigne
    from app.services.exports.synchroniser import Bilan, BilanDestination, Depot
    from app.services.machine import Machine

_MONTRES = 50


def declarer(commandes: Any) -> None:
    """The command and its options."""
    commande = ajouter(
        commandes,
        "synchroniser",
        _("déposer les envois qui attendent, relever accusés et retours"),
        synchroniser,
    )
    commande.add_argument("--vers", metavar="NOM", help=_("une seule destination"))


def synchroniser(args: argparse.Namespace, machine: Machine) -> Code:
    """A round now, whatever the hour of the next attempts.

    4 when no destination could be reached, 5 when something failed or was kept aside.
    """
    from app.services.exports import file_envois  # noqa: PLC0415
    from app.services.exports.destinations import secrets  # noqa: PLC0415
    from app.services.exports.file_envois import ListerColis  # noqa: PLC0415
    from app.services.exports.synchroniser import Synchroniser  # noqa: PLC0415
    from app.services.exports.synchroniser import synchroniser as faire  # noqa: PLC0415
    from app.services.exports.transports import fabrique  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        vers = nommee(args.vers, servie.uow) if args.vers else None
        bilan = faire(
            Synchroniser(vers, sans_attendre=True),
            servie.uow,
            fabrique.ouvrir,
            SuiviTerminal(),
            porte_cles=secrets.porte_cles_du_systeme(),
        )
        boite = file_envois.lister(ListerColis(limite=_MONTRES), servie.uow)
    if args.json:
        en_json(_rendu(bilan, boite))
    else:
        _dire(bilan)
    if bilan.destinations and all(d.panne for d in bilan.destinations):
        return Code.PANNE
    return Code.BIEN if bilan.bon else Code.PARTIEL


def _rendu(bilan: Bilan, boite: tuple[ColisLigne, ...]) -> dict[str, Any]:
    return {
        "destinations": [_rendu_de(d) for d in bilan.destinations],
        "attente": {
            "a_deposer": bilan.attente.a_deposer,
            "en_echec": bilan.attente.en_echec,
            "a_accuser": bilan.attente.a_accuser,
            "refuses": bilan.attente.refuses,
            "retours_a_lire": bilan.attente.retours_a_lire,
            "sans_destination": bilan.attente.sans_destination,
            "prochain_essai_a": bilan.attente.prochain_essai_a,
        },
        "boite": [
            {
                "id": c.id,
                "profil": c.profil,
                "numero": c.sequence,
                "fichier": c.nom,
                "etendue": c.etendue,
                "destination": c.destination,
                "etat": c.etat,
                "depuis": c.etat_a,
                "essais": c.essais,
                "prochain_essai_a": c.prochain_essai_a,
            }
            for c in boite
        ],
    }


def _rendu_de(d: BilanDestination) -> dict[str, Any]:
    return {
        "nom": d.nom,
        "panne": None if d.panne is None else _faute(d.panne),
        "depots": [
            {
                "fichier": depot.nom,
                "issue": depot.issue,
                "panne": None if depot.panne is None else _faute(depot.panne),
            }
            for depot in d.depots
        ],
        "accuses": len(d.releve.accuses),
        "a_lire": len(d.releve.a_lire),
        "ecartes": [{"fichier": nom, **_faute(e)} for nom, e in _ecartes(d)],
    }


def _faute(erreur: AppError) -> dict[str, str]:
    return {"code": erreur.code, "texte": _mots(erreur)}


def _dire(bilan: Bilan) -> None:
    if not bilan.destinations:
        dire(_("Aucune destination en usage : ajoutez-en une avec « destination ajouter »."))
    for d in bilan.destinations:
        dire(_("{destination} : {quoi}").format(destination=d.nom, quoi=_resume(d)))
        if d.panne is not None:
            dire("  " + _mots(d.panne).replace("\n", "\n  "))
        else:
            _dire_depots(d.depots)
        for nom, erreur in _ecartes(d):
            dire("  " + _("{fichier} : {raison}").format(fichier=nom, raison=_titre(erreur)))
    reste = bilan.attente.a_deposer
    if reste:
        dire(
            ngettext("{n} envoi attend encore.", "{n} envois attendent encore.", reste).format(
                n=reste
            )
        )


def _dire_depots(depots: list[Depot]) -> None:
    for depot in depots:
        if depot.panne is not None:
            dire(
                "  "
                + _("{fichier} : {raison}").format(fichier=depot.nom, raison=_titre(depot.panne))
            )


def _resume(d: BilanDestination) -> str:
    comptes = Counter(depot.panne is None for depot in d.depots)
    parts = [
        ngettext("{n} envoi déposé", "{n} envois déposés", comptes[True]).format(n=comptes[True]),
        ngettext("{n} accusé reçu", "{n} accusés reçus", len(d.releve.accuses)).format(
            n=len(d.releve.accuses)
        ),
        ngettext("{n} fichier à lire", "{n} fichiers à lire", len(d.releve.a_lire)).format(
            n=len(d.releve.a_lire)
        ),
    ]
    if d.releve.ecartes:
        n = len(d.releve.ecartes)
        parts.append(ngettext("{n} fichier mis de côté", "{n} fichiers mis de côté", n).format(n=n))
    return ", ".join(parts)


def _ecartes(d: BilanDestination) -> list[tuple[str, AppError]]:
    """Files kept aside or that could not be read, and why."""
    from app.services.exports.retours_fichiers import raisons  # noqa: PLC0415

    faits: list[tuple[str, AppError]] = []
    for nom, ecrite in d.releve.raisons:
        lue = raisons.lire(ecrite)
        if lue is not None and lue.code:
            faits.append((nom, EntreeInvalide(lue.code, **lue.params)))
    return faits + d.releve.illisibles


def _mots(erreur: AppError) -> str:
    from ui.messages import mots  # noqa: PLC0415 - only when something went wrong

    return mots(erreur).en_lignes()


def _titre(erreur: AppError) -> str:
    from ui.messages import mots  # noqa: PLC0415 - only when something went wrong

    return mots(erreur).titre
