"""`retour`: files that came back, listed, added, looked at, applied, without a window.

Without a person, conflicts are never decided: they are listed and stay out (exit code 5).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli import session
from app.cli.conduite import ajouter as _commande
from app.cli.sortie import Code, SuiviTerminal, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import N_, _

if TYPE_CHECKING:
    from app.services.exports.retours_fichiers import (
        ApercuFichier,
        FichierRecu,
        ResultatFichier,
    )
    from app.services.machine import Machine
    from db.uow import UnitOfWork

_NOMS = {
    "applicable": N_("prêtes"),
    "conflit": N_("à décider"),
    "identique": N_("sans changement"),
    "inconnue": N_("inconnues"),
    "refusee": N_("refusées"),
    "sautee": N_("hors données"),
}
_DITES = ("conflit", "inconnue", "refusee")


def declarer(commandes: Any) -> None:
    """The commands and their options."""
    aide = _("les fichiers que les bailleurs renvoient")
    actions = commandes.add_parser("retour", help=aide, description=aide).add_subparsers(
        required=True, metavar="ACTION"
    )
    _commande(actions, "lister", _("les fichiers revenus"), lister)
    ajout = _commande(actions, "ajouter", _("ajouter un fichier reçu autrement"), ajouter)
    ajout.add_argument("fichier", type=Path)
    for nom, dit, fonction in (
        ("voir", _("montrer ce qu’un fichier changerait"), voir),
        ("appliquer", _("reprendre ce qui ne demande pas de décision"), appliquer),
    ):
        commande = _commande(actions, nom, dit, fonction)
        commande.add_argument("fichier", help=_("nom du fichier, ou début de son identifiant"))
        commande.add_argument("--bailleur", default="")
    reprise = _commande(
        actions, "reprendre", _("regarder de nouveau un fichier gardé à part"), reprendre
    )
    reprise.add_argument("fichier", help=_("nom du fichier, ou début de son identifiant"))
    reprise.add_argument(
        "--genre",
        choices=("reclamations", "dates", "loyers", "locataires", "parc", "commissions"),
        help=_("ce qu’est ce fichier, quand ses titres ne le disent pas"),
    )


def lister(args: argparse.Namespace, machine: Machine) -> Code:
    """The files that came back, newest first."""
    from app.services.exports import retours_fichiers as service  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        lus = service.lister(service.ListerRetours(), servie.uow)
    if args.json:
        en_json([_rendu(f) for f in lus])
    else:
        for f in lus:
            dire(_en_ligne(f))
    return Code.BIEN


def ajouter(args: argparse.Namespace, machine: Machine) -> Code:
    """A file taken in; 5 when it is kept aside."""
    from app.domain.envois import EtatRetour  # noqa: PLC0415
    from app.services.exports import retours_fichiers as service  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        faits = service.deposer(service.DeposerRetour(args.fichier), servie.uow)
        if faits.principal is None:
            raise EntreeInvalide("general.introuvable")
        recu = service.lire(service.LireRetour(faits.principal), servie.uow)
    if args.json:
        en_json(_rendu(recu))
    else:
        dire(_en_ligne(recu))
    return Code.PARTIEL if recu.etat is EtatRetour.ECARTE else Code.BIEN


def voir(args: argparse.Namespace, machine: Machine) -> Code:
    """What a file would change."""
    return _reprendre(args, machine, ecrire=False)


def appliquer(args: argparse.Namespace, machine: Machine) -> Code:
    """Write the lines nobody has to decide; the others stay out."""
    return _reprendre(args, machine, ecrire=True)


def reprendre(args: argparse.Namespace, machine: Machine) -> Code:
    """A file kept aside is looked at again, as what a person says it is."""
    from app.domain.envois import GenreRetour  # noqa: PLC0415
    from app.services.exports import retours_fichiers as service  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        recu = _nomme(args.fichier, servie.uow)
        genre = GenreRetour(args.genre) if args.genre else None
        service.reprendre(service.ReprendreRetour(recu.id, genre), servie.uow)
        recu = service.lire(service.LireRetour(recu.id), servie.uow)
    if args.json:
        en_json(_rendu(recu))
    else:
        dire(_en_ligne(recu))
    return Code.BIEN


def _reprendre(args: argparse.Namespace, machine: Machine, *, ecrire: bool) -> Code:
    from app.services.exports import retours_fichiers as service  # noqa: PLC0415

    suivi, resultat = SuiviTerminal(), None
    with session.ouverte(args, machine) as servie:
        recu = _nomme(args.fichier, servie.uow)
        demande = service.DemanderApercu(recu.id, bailleur=args.bailleur)
        vu = service.apercu(demande, servie.uow, suivi)
        if ecrire:
            commande = service.AppliquerRetour(vu, accepter_reste=True)
            resultat = service.appliquer(commande, servie.uow, suivi)
    rendu = service.compte_rendu(vu, resultat)
    if args.json:
        en_json(rendu)
    else:
        _dire(vu, resultat)
    return Code.PARTIEL if rendu["code_sortie"] else Code.BIEN


def _nomme(dit: str, uow: UnitOfWork) -> FichierRecu:
    """The file of that name, the newest first, or whose id begins so."""
    from app.services.exports import retours_fichiers as service  # noqa: PLC0415

    lus = service.lister(service.ListerRetours(accuses=False), uow)
    trouves = [f for f in lus if f.nom == dit]
    trouves = trouves or [f for f in lus if len(dit) > 7 and f.id.hex.startswith(dit.lower())]
    if not trouves:
        raise EntreeInvalide("retour_fichier.absent", fichier=dit)
    return trouves[0]


def _rendu(f: FichierRecu) -> dict[str, Any]:
    from ui.messages.retours_fichiers import dire_raison  # noqa: PLC0415

    return {
        "id": f.id,
        "fichier": f.nom,
        "genre": f.genre,
        "etat": f.etat,
        "signe": f.signe,
        "cle": f.cle,
        "numero": f.numero,
        "recu_a": f.recu_a,
        "destination": f.destination,
        "raison": None if f.raison is None else f.raison.code or "texte",
        "texte": None if f.raison is None else dire_raison(f.raison).en_lignes(),
    }


def _en_ligne(f: FichierRecu) -> str:
    from ui.messages.retours_fichiers import ETATS, GENRES, dire_raison  # noqa: PLC0415

    signe = _("signé par {cle}").format(cle=f.cle) if f.signe else _("non signé")
    texte = _("{fichier} : {genre}, {etat}, {signe}").format(
        fichier=f.nom, genre=_(GENRES[f.genre]), etat=_(ETATS[f.etat]), signe=signe
    )
    if f.raison is None:
        return texte
    raison = dire_raison(f.raison).en_lignes().replace("\n", " ")
    return f"{texte}\n  {raison}"


def _dire(vu: ApercuFichier, resultat: ResultatFichier | None) -> None:
    from ui.messages.dire_import import dire_anomalie, dire_changement  # noqa: PLC0415

    debut = _("{fichier} : ") if resultat else _("{fichier}, simulation : ")
    dire(
        debut.format(fichier=vu.fichier.nom)
        + ", ".join(f"{_(_NOMS[issue.value])} {n}" for issue, n in vu.comptes().items() if n)
    )
    for avis in (*vu.avertissements, *vu.remarques):
        dire("· " + dire_anomalie(avis).en_lignes().replace("\n", " "))
    for ligne in vu.lignes:
        if ligne.issue.value in _DITES:
            dire(
                _("· ligne {numero} ({titre}, {issue}) : {raisons}").format(
                    numero=ligne.numero,
                    titre=ligne.titre or "–",
                    issue=_(_NOMS[ligne.issue.value]),
                    raisons=" ".join(
                        dire_anomalie(m, ligne.numero).en_lignes().replace("\n", " ")
                        for m in ligne.motifs
                    ),
                )
            )
            for changement in ligne.changements:
                dire("    " + dire_changement(changement))
