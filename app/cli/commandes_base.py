"""`creer`, `verifier`, `sauvegarder`, `restaurer`: the base itself."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli import session
from app.cli.sortie import Code, SuiviTerminal, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import _, ngettext

if TYPE_CHECKING:
    from app.services.acces import Machine


def creer(args: argparse.Namespace, machine: Machine) -> Code:
    """A new base; its recovery key is printed once, and on paper with `--secours FILE`."""
    from app.services import acces  # noqa: PLC0415
    from app.services.equipe import assurer_auteur  # noqa: PLC0415

    if args.base is None:
        raise EntreeInvalide("ligne.base_non_dite")
    servie, secours = acces.creer(args.base, args.nom, session.phrase(args), machine)
    try:
        assurer_auteur(args.nom, servie.uow)
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
    from app.services.securite import coffre, verification  # noqa: PLC0415
    from ui.messages import mots_controle  # noqa: PLC0415

    chemin = session.base(args)
    with coffre.ouvrir(chemin, session.phrase(args)) as cle:
        rapport = verification.verifier(chemin, cle, machine.clock.today(), SuiviTerminal())
    if args.json:
        en_json(
            {
                "bon": rapport.bon,
                "controles": [
                    {"code": c.code, "bon": c.bon, "texte": mots_controle(c).titre}
                    for c in rapport.controles
                ],
            }
        )
    else:
        for controle in rapport.controles:
            texte = mots_controle(controle)
            dire(f"{'✓' if controle.bon else '✗'} {texte.titre}")
            if not controle.bon:
                dire(f"  {texte.pourquoi}\n  {texte.que_faire}")
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
    from app.services.securite import coffre, restauration  # noqa: PLC0415

    if args.base is None:
        raise EntreeInvalide("ligne.base_non_dite")
    if not args.fichier.is_file():
        raise EntreeInvalide("ligne.base_absente", fichier=str(args.fichier))
    with coffre.ouvrir(args.fichier, session.phrase(args)) as cle:
        faite = restauration.restaurer(args.fichier, args.base, cle, machine.clock)
    if args.json:
        en_json({"base": args.base, "mis_de_cote": list(faite.mis_de_cote)})
    else:
        dire(_("La base est restaurée : {base}").format(base=args.base))
        n = len(faite.mis_de_cote)
        if n:
            dire(
                ngettext(
                    "L’ancien fichier est gardé : {noms}",
                    "Les anciens fichiers sont gardés : {noms}",
                    n,
                ).format(noms=", ".join(str(f) for f in faite.mis_de_cote))
            )
    return Code.BIEN
