"""`importer`: what a file would change, then the change, in one transaction."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli import commandes_retours, session
from app.cli.sortie import Code, SuiviTerminal, dire, en_json
from app.core.i18n import N_, _
from app.domain.imports import EtatLigne

if TYPE_CHECKING:
    from app.services.imports import Apercu, ResultatImport
    from app.services.machine import Machine

_ETATS = (
    (EtatLigne.NOUVEAU, N_("nouveau")),
    (EtatLigne.MODIFIE, N_("modifié")),
    (EtatLigne.IDENTIQUE, N_("identique")),
    (EtatLigne.REJETE, N_("rejeté")),
    (EtatLigne.A_DECIDER, N_("à décider")),
)


def importer(args: argparse.Namespace, machine: Machine) -> Code:
    """Show, and unless simulating apply, what a file brings.

    Without a person, values typed by the team are kept, and lines that need a decision stay out
    and are listed; the exit code then says that something is left to do (5).
    """
    from app.services.imports import (  # noqa: PLC0415
        AppliquerImport,
        PreparerImport,
        compte_rendu,
        importer,
        preparer,
    )

    if args.profil == "retours":
        return commandes_retours.importer_retours(args, machine)
    suivi = SuiviTerminal()
    with session.ouverte(args, machine) as servie:
        commande = PreparerImport(args.fichier, args.profil, bailleur=args.bailleur)
        apercu = preparer(commande, servie.uow, suivi)
        resultat = None
        if not args.simuler:
            resultat = importer(AppliquerImport(apercu, accepter_rejets=True), servie.uow, suivi)
    if args.json:
        en_json(compte_rendu(apercu, resultat))
    else:
        _dire(apercu, resultat)
    comptes = resultat.compte if resultat else apercu.comptes()
    reste = comptes[EtatLigne.REJETE] + comptes[EtatLigne.A_DECIDER]
    return Code.PARTIEL if reste else Code.BIEN


def _dire(apercu: Apercu, resultat: ResultatImport | None) -> None:
    from ui.messages.dire_import import dire_anomalie  # noqa: PLC0415

    comptes = resultat.compte if resultat else apercu.comptes()
    debut = _("{fichier} : ") if resultat else _("{fichier}, simulation : ")
    dire(
        debut.format(fichier=apercu.fichier)
        + ", ".join(f"{_(nom)} {comptes[etat]}" for etat, nom in _ETATS)
    )
    for remarque in apercu.remarques:
        dire("· " + dire_anomalie(remarque).en_lignes().replace("\n", " "))
    for ligne in apercu.lignes:
        if ligne.etat in (EtatLigne.REJETE, EtatLigne.A_DECIDER):
            raisons = " ".join(dire_anomalie(m, ligne.numero).titre for m in ligne.motifs)
            dire(
                _("· ligne {numero} ({titre}) : {raisons}").format(
                    numero=ligne.numero, titre=ligne.titre or "–", raisons=raisons
                )
            )
