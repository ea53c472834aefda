"""`destination`: where packages are dropped, added, tried, its server accepted, without a window.

What opens one is never an argument: it comes from a file or from the environment.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli import session
from app.cli.conduite import ajouter as _commande
from app.cli.sortie import Code, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import _

if TYPE_CHECKING:
    from uuid import UUID

    from app.services.machine import Machine
    from db.uow import UnitOfWork

VARIABLE = "VOYETTE_SECRET"


def declarer(commandes: Any) -> None:
    """The commands and their options."""
    aide = _("les destinations des envois")
    actions = commandes.add_parser("destination", help=aide, description=aide).add_subparsers(
        required=True, metavar="ACTION"
    )
    _commande(actions, "lister", _("les destinations connues"), lister)
    nouvelle = _commande(actions, "ajouter", _("ajouter une destination"), ajouter)
    nouvelle.add_argument("nom")
    nouvelle.add_argument("--genre", choices=("dossier", "sftp", "webdav"), required=True)
    nouvelle.add_argument(
        "--adresse", required=True, help=_("dossier, nom du serveur, ou https://…")
    )
    nouvelle.add_argument("--port", type=int)
    nouvelle.add_argument("--utilisateur", default="", metavar="NOM")
    nouvelle.add_argument("--depots", default="depots", metavar="DOSSIER")
    nouvelle.add_argument("--retours", default="retours", metavar="DOSSIER")
    nouvelle.add_argument("--autorite", type=Path, metavar="PEM", help=_("certificat d’autorité"))
    nouvelle.add_argument("--mandataire", metavar="URL", help=_("serveur mandataire"))
    nouvelle.add_argument(
        "--secret-file",
        type=Path,
        metavar="FILE",
        help=_("fichier dont la 1re ligne est le mot de passe (sinon la variable VOYETTE_SECRET)"),
    )
    nouvelle.add_argument("--cle-file", type=Path, metavar="FILE", help=_("clé privée OpenSSH"))
    essai = _commande(actions, "tester", _("essayer une destination pour de vrai"), tester)
    essai.add_argument("nom")
    accord = _commande(
        actions, "accepter", _("accepter la clé d’un serveur, par son empreinte"), accepter
    )
    accord.add_argument("nom")
    accord.add_argument("empreinte", metavar="SHA256:…")


def nommee(nom: str, uow: UnitOfWork) -> UUID:
    """The destination of that name; raises `EntreeInvalide("destination.inconnue")`."""
    from app.services.exports import destinations  # noqa: PLC0415
    from app.services.exports.destinations import ListerDestinations  # noqa: PLC0415

    connues = destinations.lister(ListerDestinations(), uow)
    for une in connues:
        if une.nom.casefold() == nom.strip().casefold():
            return une.id
    raise EntreeInvalide(
        "destination.inconnue", nom=nom, connues=[une.nom for une in connues] or _("aucune")
    )


def lister(args: argparse.Namespace, machine: Machine) -> Code:
    """Destinations in use, without what opens them."""
    from app.services.documents.vocabulaire import dire as mot  # noqa: PLC0415
    from app.services.exports import destinations  # noqa: PLC0415
    from app.services.exports.destinations import ListerDestinations  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        connues = destinations.lister(ListerDestinations(), servie.uow)
    if args.json:
        en_json(
            [
                {
                    "id": d.id,
                    "nom": d.nom,
                    "genre": d.genre,
                    "adresse": d.adresse,
                    "port": d.port,
                    "utilisateur": d.utilisateur,
                    "depots": d.depots,
                    "retours": d.retours,
                    "empreinte": d.empreinte,
                }
                for d in connues
            ]
        )
    else:
        for d in connues:
            dire(
                _("{nom} : {genre}, {adresse}").format(
                    nom=d.nom, genre=mot(d.genre), adresse=d.adresse
                )
            )
    return Code.BIEN


def ajouter(args: argparse.Namespace, machine: Machine) -> Code:
    """A new destination; where its password went is said."""
    from app.services.exports import destinations  # noqa: PLC0415
    from app.services.exports.destinations import (  # noqa: PLC0415
        CreerDestination,
        GenreDestination,
        SaisieDestination,
        secrets,
    )
    from ui.messages.destinations import dire_rangement  # noqa: PLC0415

    saisie = SaisieDestination(
        args.nom,
        GenreDestination(args.genre),
        args.adresse,
        args.port,
        args.utilisateur,
        args.depots,
        args.retours,
        _lire(args.autorite) if args.autorite else "",
        args.mandataire,
    )
    cle = _lire(args.cle_file) if args.cle_file else ""
    with session.ouverte(args, machine) as servie:
        fait = destinations.creer(
            CreerDestination(saisie, _secret(args.secret_file), cle),
            servie.uow,
            secrets.porte_cles_du_systeme(),
        )
    if args.json:
        en_json({"id": fait.changes.principal, "rangement": fait.rangement})
    else:
        dire(_("Destination « {nom} » ajoutée.").format(nom=saisie.nom))
        if fait.rangement is not None:
            dire(dire_rangement(fait.rangement))
    return Code.BIEN


def tester(args: argparse.Namespace, machine: Machine) -> Code:
    """Each step that works, then what failed and what to do; 4 when something failed."""
    from app.services.exports import destinations  # noqa: PLC0415
    from app.services.exports.destinations import TesterDestination, secrets  # noqa: PLC0415
    from app.services.exports.transports import fabrique  # noqa: PLC0415
    from ui.messages import mots  # noqa: PLC0415
    from ui.messages.destinations import dire_etapes  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        essai = destinations.tester(
            TesterDestination(nommee(args.nom, servie.uow)),
            servie.uow,
            fabrique.ouvrir,
            secrets.porte_cles_du_systeme(),
        )
    texte = mots(essai.panne).en_lignes() if essai.panne is not None else ""
    if args.json:
        en_json(
            {
                "bon": essai.bon,
                "reussi": essai.reussi,
                "code": essai.panne.code if essai.panne is not None else None,
                "texte": texte,
                "empreinte": essai.empreinte,
            }
        )
    else:
        for etape, faite in dire_etapes(essai):
            if faite:
                dire("✓ " + etape)
        if texte:
            dire("✗ " + texte)
    return Code.BIEN if essai.bon else Code.PANNE


def accepter(args: argparse.Namespace, machine: Machine) -> Code:
    """The key of a server known from now on."""
    from app.services.exports import destinations  # noqa: PLC0415
    from app.services.exports.destinations import AccepterEmpreinte  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        id_ = nommee(args.nom, servie.uow)
        destinations.accepter(AccepterEmpreinte(id_, args.empreinte), servie.uow)
    if args.json:
        en_json({"id": id_})
    else:
        dire(_("Le serveur de « {nom} » est reconnu par son empreinte.").format(nom=args.nom))
    return Code.BIEN


def _secret(fichier: Path | None) -> str:
    """The password: first line of the file, else the environment, else none."""
    if fichier is None:
        return os.environ.get(VARIABLE, "")
    lignes = _lire(fichier).splitlines()
    return lignes[0] if lignes else ""


def _lire(fichier: Path) -> str:
    """A small text file; raises `EntreeInvalide("ligne.fichier_illisible")`."""
    try:
        return fichier.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as erreur:
        raise EntreeInvalide("ligne.fichier_illisible", fichier=str(fichier)) from erreur
