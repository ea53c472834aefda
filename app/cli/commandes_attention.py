"""`attention`: the households that ask for attention, their score and why."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.cli import session
from app.cli.commandes_menages import cite_nommee
from app.cli.sortie import Code, dire, en_json
from app.core.i18n import _, ngettext

if TYPE_CHECKING:
    from app.services.attention import MenageAttention
    from app.services.machine import Machine


def attention(args: argparse.Namespace, machine: Machine) -> Code:
    """Households by score, each with its reasons; 0 whether or not there are any.

    `--limite` 0 lists them all.
    """
    from app.services.attention import LireAttention, lister  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        demande = LireAttention(
            cite_id=cite_nommee(args.cite, servie.uow),
            avec_endormis=args.endormis,
            taille=args.limite if args.limite > 0 else -1,
        )
        trouves = lister(demande, servie.uow)
    if args.json:
        en_json([_en_dict(m) for m in trouves])
    elif not trouves:
        dire(_("Aucun ménage ne demande d’attention particulière."))
    else:
        for menage in trouves:
            _dire(menage)
        n = len(trouves)
        dire(ngettext("{n} ménage.", "{n} ménages.", n).format(n=n))
    return Code.BIEN


def _en_dict(m: MenageAttention) -> dict[str, Any]:
    return {
        "menage_id": m.menage_id,
        "nom": m.nom,
        "adresse": m.adresse,
        "code_ug": m.code_ug,
        "cite": m.cite,
        "score": m.score,
        "raisons": [
            {"code": r.code, "points": r.points, "texte": r.texte, "dort": r.dort}
            for r in m.raisons
        ],
    }


def _dire(m: MenageAttention) -> None:
    from app.services.attention import dire_niveau  # noqa: PLC0415

    niveau = f"{dire_niveau(m.niveau)} · " if m.niveau else ""
    dire(f"{niveau}{m.score} · {m.nom} · {m.adresse or '–'} · {m.code_ug or '–'}")
    for raison in m.raisons:
        dort = _(" (en veille)") if raison.dort else ""
        dire(f"    – {raison.texte}{dort}")
