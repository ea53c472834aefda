"""`menages` and `fiches`: finding a household, printing its sheet."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING
from uuid import UUID

from app.cli import session
from app.cli.sortie import Code, SuiviTerminal, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import N_, _, ngettext
from app.domain.partage import Destinataire
from app.domain.telephone import afficher

if TYPE_CHECKING:
    from app.services.machine import Machine
    from db.uow import UnitOfWork

_RAISONS = {
    "refus": N_("ce ménage n’a pas accepté le partage avec le bailleur"),
    "reuni": N_("ce ménage a été réuni avec un autre"),
    "absent": N_("ce ménage n’existe plus"),
}


def menages(args: argparse.Namespace, machine: Machine) -> Code:
    """Households that match a search; non-zero when none does."""
    from app.services.recherche import Chercher, chercher  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        trouves = chercher(Chercher(args.chercher, limite=args.limite), servie.uow)
    if args.json:
        en_json([asdict(m) for m in trouves])
    elif not trouves:
        dire(_("Aucun ménage ne correspond à « {texte} ».").format(texte=args.chercher))
    else:
        for m in trouves:
            numeros = ", ".join(afficher(t) for t in m.telephones.split())
            dire(f"{m.nom} · {m.adresse or '–'} · {m.code_ug or '–'} · {numeros or '–'}")
    return Code.BIEN if trouves else Code.REFUSE


def cite_nommee(nom: str | None, uow: UnitOfWork) -> UUID | None:
    """The id of the estate of that name (accents and case ignored), None without a name.

    Raises `export.cite_inconnue` naming the known ones.
    """
    from app.domain.texte import cle  # noqa: PLC0415
    from app.services.cites import ListerCites, lister  # noqa: PLC0415

    if nom is None:
        return None
    connues = lister(ListerCites(), uow)
    trouvees = [c for c in connues if cle(c.nom) == cle(nom)] or [
        c for c in connues if cle(nom) in cle(c.nom)
    ]
    if len(trouvees) != 1:
        raise EntreeInvalide(
            "export.cite_inconnue", nom=nom, connues=", ".join(c.nom for c in connues) or "–"
        )
    return trouvees[0].id


def fiches(args: argparse.Namespace, machine: Machine) -> Code:
    """Follow-up sheets of an estate or of one household, for one recipient."""
    from app.services.documents import ImprimerFiches, imprimer_fiches  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        menage_ids = (menage_nomme(args.menage, servie.uow),) if args.menage else ()
        fait = imprimer_fiches(
            ImprimerFiches(
                pour=Destinataire(args.pour),
                sortie=args.sortie,
                menage_ids=menage_ids,
                cite_id=cite_nommee(args.cite, servie.uow),
                un_fichier=not args.un_par_menage,
            ),
            servie.uow,
            SuiviTerminal(),
        )
    if args.json:
        en_json(asdict(fait))
    else:
        for fichier in fait.fichiers:
            dire(str(fichier))
        for ecarte in fait.ecartes:
            dire(
                _("{nom} n’est pas imprimé : {raison}").format(
                    nom=ecarte.nom, raison=_(_RAISONS[ecarte.raison.value])
                )
            )
        dire(
            ngettext("{n} page imprimée.", "{n} pages imprimées.", fait.pages).format(n=fait.pages)
        )
    return Code.BIEN


def menage_nomme(texte: str, uow: UnitOfWork) -> UUID:
    """A household by its id, its code UG or a search that leaves no doubt."""
    from app.services.recherche import Chercher, chercher  # noqa: PLC0415

    try:
        return UUID(hex=texte)
    except ValueError:
        trouves = chercher(Chercher(texte, limite=3), uow)
    exacts = [m for m in trouves if (m.code_ug or "").lower() == texte.lower()] or list(trouves)
    if len(exacts) != 1:
        noms = ", ".join(f"{m.nom} ({m.code_ug or '–'})" for m in exacts) or "–"
        raise EntreeInvalide("ligne.menage_ambigu", texte=texte, trouves=noms)
    return exacts[0].menage_id
