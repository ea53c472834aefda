"""`importer --profil retours`: what the bailleur says back about complaints."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli import session
from app.cli.sortie import Code, SuiviTerminal, dire, en_json
from app.core.i18n import N_, _

if TYPE_CHECKING:
    from app.services.machine import Machine
    from app.services.retours import ApercuRetours, Issue, ResultatRetours

_NOMS = {
    "applicable": N_("prêtes"),
    "conflit": N_("à décider"),
    "identique": N_("sans changement"),
    "inconnue": N_("références inconnues"),
    "refusee": N_("refusées"),
    "sautee": N_("hors données"),
}


def importer_retours(args: argparse.Namespace, machine: Machine) -> Code:
    """Show, and unless simulating apply, what a file says back about complaints.

    Without a person, conflicts are never decided: they are listed and stay out, as refused lines
    and unknown references do; the exit code then says that something is left to do (5).
    """
    from app.services.retours import (  # noqa: PLC0415
        AppliquerRetours,
        PreparerRetours,
        appliquer,
        compte_rendu,
        preparer,
    )

    suivi = SuiviTerminal()
    with session.ouverte(args, machine) as servie:
        commande = PreparerRetours(args.fichier, bailleur=args.bailleur)
        apercu = preparer(commande, servie.uow, suivi)
        resultat = None
        if not args.simuler:
            resultat = appliquer(AppliquerRetours(apercu, accepter_reste=True), servie.uow, suivi)
    rendu = compte_rendu(apercu, resultat)
    if args.json:
        en_json(rendu)
    else:
        _dire(apercu, resultat)
    return Code.PARTIEL if rendu["code_sortie"] else Code.BIEN


def _dire(apercu: ApercuRetours, resultat: ResultatRetours | None) -> None:
    from app.services.retours import Issue  # noqa: PLC0415
    from ui.messages.dire_import import dire_anomalie  # noqa: PLC0415

    debut = _("{fichier} : ") if resultat else _("{fichier}, simulation : ")
    comptes = apercu.comptes()
    dire(
        debut.format(fichier=apercu.fichier)
        + ", ".join(f"{_nom(issue)} {n}" for issue, n in comptes.items() if n)
    )
    if apercu.deja:
        dire(_("· ce fichier a déjà été importé : ce qui est connu n’est pas repris."))
    if resultat:
        dire(
            _("· {etats} états changés, {echanges} échanges gardés, {rdv} rendez-vous").format(
                etats=resultat.etats, echanges=resultat.echanges, rdv=resultat.passages
            )
        )
    for remarque in apercu.remarques:
        dire("· " + dire_anomalie(remarque).en_lignes().replace("\n", " "))
    for ligne in apercu.lignes:
        if ligne.issue in (Issue.CONFLIT, Issue.INCONNUE, Issue.REFUSEE):
            dites = (dire_anomalie(m, ligne.numero).titre for m in ligne.motifs)
            raisons = " ".join(_sans_numero(titre, ligne.numero) for titre in dites)
            dire(
                _("· ligne {numero} ({titre}, {issue}) : {raisons}").format(
                    numero=ligne.numero,
                    titre=ligne.dite.reference or ligne.dite.ref_bailleur or "–",
                    issue=_nom(ligne.issue),
                    raisons=raisons,
                )
            )


def _sans_numero(titre: str, numero: int) -> str:
    """A sentence without the number of its line, told once already."""
    suite = titre.removeprefix(_("Ligne {ligne} : ").format(ligne=numero))
    return suite[:1].upper() + suite[1:]


def _nom(issue: Issue) -> str:
    return _(_NOMS[issue.value])
