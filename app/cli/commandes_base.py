"""`creer`, `verifier`, `sauvegarder`, `restaurer`: the base itself."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli import session
from app.cli.sortie import Code, SuiviTerminal, dire, en_json
from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.core.i18n import _

if TYPE_CHECKING:
    from app.services.machine import Machine


def creer(args: argparse.Namespace, machine: Machine) -> Code:
    """A new base; its recovery key is printed once, and on paper with `--secours FILE`."""
    from app.services import acces  # noqa: PLC0415

    if args.base is None:
        raise EntreeInvalide("ligne.base_non_dite")
    servie, secours = acces.creer(args.base, args.nom, session.phrase(args), machine)
    try:
        if args.secours is not None:
            from app.services.documents import imprimer_cle_de_secours  # noqa: PLC0415

            imprimer_cle_de_secours(secours, args.base, args.secours, machine.clock.today())
    finally:
        servie.fermer()
    if args.json:
        en_json({"base": args.base, "cle_de_secours": secours})
    else:
        dire(_("La base est créée : {base}").format(base=args.base))
        dire(_("Clé de secours, à imprimer et à garder à l’abri :"))
        dire(f"  {secours}")
    return Code.BIEN


def verifier(args: argparse.Namespace, machine: Machine) -> Code:
    """Every check of the base, worded; non-zero when one fails."""
    from app.services.ouverture import accompagnement_de  # noqa: PLC0415
    from app.services.securite import essais, verification  # noqa: PLC0415
    from ui.messages import mots  # noqa: PLC0415
    from ui.messages.securite import CONTROLES  # noqa: PLC0415

    chemin = session.base(args)
    with essais.deverrouiller(chemin, session.phrase(args), essais.Essais(chemin)) as cle:
        regles, _refuse = accompagnement_de(machine.paths)
        rapport = verification.verifier(
            chemin, cle, machine.clock.today(), SuiviTerminal(), accompagnement=regles
        )
    if args.json:
        en_json(
            {
                "bon": rapport.bon,
                "controles": [
                    {"code": c.code, "bon": c.bon, "texte": _(CONTROLES[c.code])}
                    for c in rapport.controles
                ],
            }
        )
    else:
        for controle in rapport.controles:
            dire(f"{'✓' if controle.bon else '✗'} {_(CONTROLES[controle.code])}")
            if not controle.bon:
                souci = PanneEnvironnement(controle.code, **controle.params)
                dire("  " + mots(souci).en_lignes().replace("\n", "\n  "))
    return Code.BIEN if rapport.bon else Code.VERIFICATION


def sauvegarder(args: argparse.Namespace, machine: Machine) -> Code:
    """A verified backup in the given folder."""
    from app.services.securite import sauvegarde  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        faite = sauvegarde.sauvegarder(
            servie.chemin, servie.cle, args.dossier, machine.clock, SuiviTerminal()
        )
    if args.json:
        en_json({"sauvegarde": faite.chemin})
    else:
        dire(_("Sauvegarde faite et vérifiée : {fichier}").format(fichier=faite.chemin))
    return Code.BIEN


def restaurer(args: argparse.Namespace, machine: Machine) -> Code:
    """A backup put back in place of `--base`; the present file is kept aside."""
    from app.services.securite import restauration  # noqa: PLC0415

    if args.base is None:
        raise EntreeInvalide("ligne.base_non_dite")
    if not args.fichier.is_file():
        raise EntreeInvalide("ligne.base_absente", fichier=str(args.fichier))
    args.base.parent.mkdir(parents=True, exist_ok=True)
    phrase = session.phrase(args)
    with restauration.ouvrir_sauvegarde(args.fichier, args.base, phrase) as cle:
        faite = restauration.restaurer(args.fichier, args.base, cle, machine.clock)
    if args.json:
        en_json({"base": args.base, "mise_de_cote": faite.mise_de_cote})
    else:
        dire(_("La base est restaurée : {base}").format(base=args.base))
        if faite.mise_de_cote is not None:
            dire(_("L’ancienne est gardée : {base}").format(base=faite.mise_de_cote))
    return Code.BIEN
