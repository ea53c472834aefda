"""`bailleur cle`, `ouvrir`, `accuser`, `retourner`: the other side of the exchanges."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from app.cli import session
from app.cli.conduite import ajouter
from app.cli.sortie import Code, SuiviTerminal, alerter, dire, en_json
from app.core.errors import AppError, EntreeInvalide
from app.core.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from app.bailleur.envois import EnvoiOuvert
    from app.core.clock import Clock

VARIABLE_ENVOI = "VOYETTE_PHRASE_ENVOI"
_T = TypeVar("_T")
_REMARQUES = {
    "plus_ancien": N_(
        "Attention : un envoi plus récent a déjà été ouvert. Ne remplacez pas vos données par"
        " celles-ci sans vérifier."
    ),
    "base_absente": N_(
        "Attention : cet envoi complète l’envoi n° {numero}, qui n’a pas été ouvert ici. S’il vous"
        " manque, demandez un envoi complet à l’équipe."
    ),
}


class Poste(Protocol):
    """What these commands need of the machine."""

    @property
    def clock(self) -> Clock:
        """Its clock."""
        ...


def declarer(commandes: Any) -> None:
    """The command `bailleur` among those of the app."""
    aide = _("côté bailleur : clés, envois à ouvrir, accusés, retours (sans base)")
    actions(commandes.add_parser("bailleur", help=aide, description=aide))


def actions(analyseur: argparse.ArgumentParser) -> None:
    """What the companion does."""
    choix = analyseur.add_subparsers(required=True, metavar="ACTION")
    faire = ajouter(choix, "cle", _("faire ses clés, ou relire leurs six mots"), cle)
    quoi = faire.add_mutually_exclusive_group(required=True)
    quoi.add_argument("--nom", help=_("le nom de votre organisme"))
    quoi.add_argument(
        "--montrer", type=Path, metavar="FILE", help=_("les six mots d’une clé, .pub ou .cle")
    )
    faire.add_argument("--vers", type=Path, default=Path(), metavar="DIR", help=_("où les écrire"))
    faire.add_argument(
        "--sans-phrase",
        action="store_true",
        help=_("ne pas protéger la clé : qui prend le fichier peut tout ouvrir"),
    )
    lire = ajouter(choix, "ouvrir", _("vérifier un envoi, écrire ses tables, l’accuser"), ouvrir)
    _envoi(lire)
    lire.add_argument(
        "--vers", type=Path, metavar="DIR", help=_("où écrire les tables (à côté de l’envoi)")
    )
    recu = ajouter(choix, "accuser", _("accuser un envoi sans l’écrire, ou le refuser"), accuser)
    _envoi(recu)
    recu.add_argument("--refuser", metavar="RAISON", help=_("dire pourquoi"))
    rendre = ajouter(choix, "retourner", _("signer un tableau pour l’équipe"), retourner)
    rendre.add_argument("fichier", type=Path)
    rendre.add_argument(
        "--genre",
        required=True,
        choices=("reclamations", "dates", "loyers", "locataires", "parc", "commissions"),
        help=_("ce que dit le tableau"),
    )
    _cle(rendre)
    rendre.add_argument(
        "--pour", type=Path, metavar="FILE.pub", help=_("la clé de l’équipe (celle de ses envois)")
    )
    rendre.add_argument("--vers", type=Path, metavar="DIR", help=_("où écrire le retour"))


def _cle(commande: argparse.ArgumentParser) -> None:
    commande.add_argument(
        "--cle", type=Path, required=True, metavar="FILE.cle", help=_("votre clé privée")
    )


def _envoi(commande: argparse.ArgumentParser) -> None:
    commande.add_argument("paquet", type=Path, help=_("le fichier reçu"))
    _cle(commande)
    commande.add_argument(
        "--accuse", type=Path, metavar="DIR", help=_("où écrire l’accusé de réception")
    )
    commande.add_argument(
        "--mots",
        nargs="+",
        default=(),
        metavar="MOT",
        help=_("les six mots que l’équipe vous a lus au téléphone, la première fois"),
    )
    commande.add_argument(
        "--phrase-envoi",
        type=Path,
        metavar="FILE",
        help=_("fichier dont la 1re ligne est la phrase de l’envoi (zip protégé)"),
    )


def cle(args: argparse.Namespace, poste: Poste) -> Code:
    """A new pair of keys, or the words of one."""
    del poste
    from app.bailleur import cles  # noqa: PLC0415 - cryptography takes its time

    if args.montrer is not None:
        vue = cles.montrer(args.montrer, _phrase_cle(args, args.montrer))
        if args.json:
            en_json({"nom": vue.nom, "mots": vue.mots, "empreinte": vue.empreinte})
        else:
            dire(_("« {nom} » : {mots}").format(nom=vue.nom, mots=" ".join(vue.mots)))
        return Code.BIEN
    phrase = "" if args.sans_phrase else _nouvelle_phrase(args)
    faite = cles.creer(cles.CreerCle(args.nom, args.vers, phrase))
    if args.json:
        en_json({"privee": faite.privee, "publique": faite.publique, "mots": faite.mots})
        return Code.BIEN
    dire(_("Gardez pour vous : {fichier}").format(fichier=faite.privee))
    dire(_("Donnez à l’équipe : {fichier}").format(fichier=faite.publique))
    dire(
        _("Elle vous appellera. Lisez-lui ces six mots : {mots}").format(mots=" ".join(faite.mots))
    )
    return Code.BIEN


def ouvrir(args: argparse.Namespace, poste: Poste) -> Code:
    """Verify, decrypt, write the tables and the receipt."""
    from app.bailleur import envois  # noqa: PLC0415 - cryptography takes its time

    fait = _avec_phrases(
        args,
        lambda phrase_cle, phrase_envoi, mots: envois.ouvrir(
            envois.OuvrirEnvoi(
                args.paquet, args.cle, phrase_cle, phrase_envoi, args.vers, args.accuse, mots
            ),
            poste.clock,
            SuiviTerminal(),
        ),
    )
    if args.json:
        en_json(_en_dict(fait))
        return Code.BIEN
    _raconter(fait)
    dire(_("Tables écrites dans {dossier}").format(dossier=fait.dossier))
    _dire_accuse(fait)
    return Code.BIEN


def accuser(args: argparse.Namespace, poste: Poste) -> Code:
    """The receipt alone."""
    from app.bailleur import envois  # noqa: PLC0415 - cryptography takes its time

    fait = _avec_phrases(
        args,
        lambda phrase_cle, phrase_envoi, mots: envois.accuser(
            envois.AccuserEnvoi(
                args.paquet, args.cle, phrase_cle, phrase_envoi, args.accuse, mots, args.refuser
            ),
            poste.clock,
        ),
    )
    if args.json:
        en_json(_en_dict(fait))
        return Code.BIEN
    _raconter(fait)
    _dire_accuse(fait)
    return Code.BIEN


def retourner(args: argparse.Namespace, poste: Poste) -> Code:
    """A signed table for the team."""
    from app.bailleur import retours  # noqa: PLC0415 - cryptography takes its time
    from app.domain.envois import GenreRetour  # noqa: PLC0415

    phrase, genre = _phrase_cle(args, args.cle), GenreRetour(args.genre)
    fait = retours.retourner(
        retours.Retourner(args.fichier, genre, args.cle, phrase, args.pour, args.vers),
        poste.clock,
    )
    if args.json:
        en_json({"fichier": fait.chemin, "numero": fait.numero, "chiffre": fait.chiffre})
        return Code.BIEN
    dire(_("À déposer dans le dossier des retours : {fichier}").format(fichier=fait.chemin))
    if not fait.chiffre:
        alerter(
            _(
                "Ce retour est signé mais pas chiffré : la clé de l’équipe n’est pas encore connue"
                " ici. Ouvrez d’abord un de ses envois, ou donnez sa clé avec --pour."
            )
        )
    return Code.BIEN


def _en_dict(fait: EnvoiOuvert) -> dict[str, Any]:
    return {
        "paquet": fait.manifeste.id,
        "profil": fait.manifeste.profil,
        "numero": fait.manifeste.sequence,
        "etendue": fait.manifeste.etendue,
        "depuis": fait.manifeste.depuis,
        "tables": dict(fait.manifeste.tables),
        "dossier": fait.dossier,
        "accuse": fait.accuse,
        "remarques": [r.value for r in fait.remarques],
    }


def _raconter(fait: EnvoiOuvert) -> None:
    manifeste = fait.manifeste
    lignes = sum(manifeste.tables.values())
    dire(
        ngettext(
            "{profil}, envoi n° {numero} : {n} ligne, signé et entier.",
            "{profil}, envoi n° {numero} : {n} lignes, signé et entier.",
            lignes,
        ).format(profil=manifeste.profil, numero=manifeste.sequence, n=lignes)
    )
    for remarque in fait.remarques:
        alerter(_(_REMARQUES[remarque.value]).format(numero=manifeste.depuis))


def _dire_accuse(fait: EnvoiOuvert) -> None:
    dire(_("Accusé à déposer dans le dossier des retours : {f}").format(f=fait.accuse))


def _avec_phrases(args: argparse.Namespace, faire: Callable[[str, str, str], _T]) -> _T:
    """Do it with the phrases given, asking for what is missing when somebody is there."""
    phrase, envoi, mots = _phrase_cle(args, args.cle), _phrase_envoi(args), " ".join(args.mots)
    while True:
        try:
            return faire(phrase, envoi, mots)
        except AppError as erreur:
            if not sys.stdin.isatty():
                raise
            if erreur.code == "paquet.phrase_demandee":
                reponse = envoi = getpass(_("Phrase de l’envoi (dite au téléphone) : "))
            elif erreur.code == "paquet.expediteur_inconnu":
                reponse = mots = _mots_entendus(erreur)
            else:
                raise
            if not reponse.strip():
                raise


def _mots_entendus(erreur: AppError) -> str:
    from ui.messages import compagnon  # noqa: PLC0415 - only when something is to be said

    alerter(compagnon.mots(erreur).en_lignes())
    try:
        return input(_("Les six mots que l’équipe vous lit : "))
    except EOFError:
        return ""


def _phrase_cle(args: argparse.Namespace, fichier: Path) -> str:
    """The passphrase of a key, asked for when the key wants one."""
    from app.bailleur import cles  # noqa: PLC0415 - cryptography takes its time

    if not cles.demande_phrase(fichier):
        return ""
    if _donnee(args) or not sys.stdin.isatty():
        return session.phrase(args)
    return getpass(_("Phrase de votre clé : "))


def _nouvelle_phrase(args: argparse.Namespace) -> str:
    """The passphrase of a new key: given, or chosen twice by the person who is there."""
    if _donnee(args) or not sys.stdin.isatty():
        return session.phrase(args)
    from app.services.securite import phrases  # noqa: PLC0415 - its words are read from a file

    proposee = phrases.proposer_phrase()
    dire(_("Une phrase va protéger votre clé. Notez-la : personne ne peut la retrouver."))
    dire(_("Proposition : {phrase}").format(phrase=proposee))
    choisie = getpass(_("Votre phrase (Entrée : prendre la proposition) : "))
    if not choisie:
        return proposee
    if getpass(_("Encore une fois : ")) != choisie:
        raise EntreeInvalide("cle.phrases_differentes")
    return choisie


def _donnee(args: argparse.Namespace) -> bool:
    return args.phrase_file is not None or bool(os.environ.get(session.VARIABLE))


def _phrase_envoi(args: argparse.Namespace) -> str:
    fichier: Path | None = args.phrase_envoi
    if fichier is None:
        return os.environ.get(VARIABLE_ENVOI, "")
    try:
        lignes = fichier.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as erreur:
        raise EntreeInvalide("ligne.phrase_illisible", fichier=str(fichier)) from erreur
    return lignes[0] if lignes else ""
