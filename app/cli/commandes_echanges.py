"""`importer` and `exporter`: what comes in and what leaves."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli import session
from app.cli.commandes_envois import exporter_profil
from app.cli.commandes_menages import cite_nommee
from app.cli.sortie import Code, SuiviTerminal, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import _, ngettext

if TYPE_CHECKING:
    from app.services.machine import Machine


def exporter(args: argparse.Namespace, machine: Machine) -> Code:
    """The dated folder for the bailleur, after what leaves and what stays has been said."""
    if args.profil:
        return exporter_profil(args, machine)
    if not (args.sortie or args.apercu):
        raise EntreeInvalide("export.ou")
    from app.services.exports.dossier import (  # noqa: PLC0415
        ExporterVersDossier,
        PreparerExport,
        apercu,
    )
    from app.services.exports.dossier import exporter as ecrire  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        cite_id = cite_nommee(args.cite, servie.uow)
        prevu = apercu(PreparerExport(cite_id), servie.uow)
        if not args.json:
            dire(prevu.intitule)
            for table in prevu.tables:
                dire(f"  {table.titre} : {table.lignes}")
            _dire_retenus(prevu.menages_retenus)
        if args.apercu:
            fait = None
        else:
            fait = ecrire(ExporterVersDossier(args.sortie, cite_id), servie.uow, SuiviTerminal())
    if args.json:
        en_json(
            {
                "intitule": prevu.intitule,
                "tables": {t.nom: t.lignes for t in prevu.tables},
                "menages_retenus": prevu.menages_retenus,
                "dossier": fait.dossier if fait else None,
            }
        )
    elif fait:
        dire(_("Écrit dans {dossier}").format(dossier=fait.dossier))
    return Code.BIEN


def _dire_retenus(n: int) -> None:
    if n:
        dire(
            "  "
            + ngettext(
                "{n} ménage ne part pas : il n’a pas accepté le partage avec le bailleur.",
                "{n} ménages ne partent pas : ils n’ont pas accepté le partage avec le bailleur.",
                n,
            ).format(n=n)
        )
