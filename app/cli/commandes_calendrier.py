"""`calendrier`: moves, permanences and appointments for the calendars people already use."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from app.cli import session
from app.cli.commandes_menages import cite_nommee
from app.cli.sortie import Code, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_courte, ngettext

if TYPE_CHECKING:
    from app.services.calendrier import ApercuCalendrier, ChoixPossibles
    from app.services.machine import Machine


def calendrier(args: argparse.Namespace, machine: Machine) -> Code:
    """The calendar in a file, after what leaves has been said."""
    from app.services import calendrier as services  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        uow = servie.uow
        possibles = services.choix_possibles(services.LireChoix(), uow)
        choix = services.ChoixCalendrier(
            cite_id=cite_nommee(args.cite, uow),
            equipe_id=_equipe(args.equipe, possibles),
            intervenant_id=_personne(args.personne, possibles),
            du=_jour(args.du),
            au=_jour(args.au),
            noms=not args.sans_noms,
        )
        prevu = services.apercu(choix, uow)
        if not args.json:
            _dire_apercu(prevu)
        fait = services.ecrire(services.EcrireCalendrier(args.sortie, choix), uow)
    if args.json:
        en_json(
            {
                "fichier": fait.fichier,
                "du": prevu.du,
                "au": prevu.au,
                "evenements": fait.evenements,
                "annules": fait.annules,
                "nombres": {genre.value: n for genre, n in prevu.nombres},
                "menages_sans_nom": prevu.sans_nom,
            }
        )
    else:
        dire(_("Écrit dans {fichier}").format(fichier=fait.fichier))
    return Code.BIEN


def _dire_apercu(prevu: ApercuCalendrier) -> None:
    from app.services.calendrier import titre_de  # noqa: PLC0415

    dire(_("Du {du} au {au}").format(du=date_courte(prevu.du), au=date_courte(prevu.au)))
    for genre, n in prevu.nombres:
        dire(f"  {titre_de(genre)} : {n}")
    if prevu.annules:
        dit = ngettext("{n} entrée est annulée", "{n} entrées sont annulées", prevu.annules)
        dire("  " + dit.format(n=prevu.annules))
    if prevu.sans_nom:
        dit = ngettext(
            "{n} ménage n’est pas nommé : il a refusé le partage.",
            "{n} ménages ne sont pas nommés : ils ont refusé le partage.",
            prevu.sans_nom,
        )
        dire("  " + dit.format(n=prevu.sans_nom))


def _equipe(nom: str | None, possibles: ChoixPossibles) -> UUID | None:
    return _nomme(nom, [(e.id, e.nom) for e in possibles.equipes])


def _personne(nom: str | None, possibles: ChoixPossibles) -> UUID | None:
    return _nomme(nom, [(p.id, p.nom) for p in possibles.personnes])


def _nomme(nom: str | None, connus: Sequence[tuple[UUID, str]]) -> UUID | None:
    """The only one of that name, accents and case ignored; raises `calendrier.inconnu`."""
    from app.domain.texte import cle  # noqa: PLC0415

    if nom is None:
        return None
    trouves = [i for i, dit in connus if cle(dit) == cle(nom)] or [
        i for i, dit in connus if cle(nom) in cle(dit)
    ]
    if len(trouves) != 1:
        raise EntreeInvalide(
            "calendrier.inconnu", texte=nom, connus=", ".join(dit for _i, dit in connus) or "–"
        )
    return trouves[0]


def _jour(texte: str | None) -> date | None:
    if texte is None:
        return None
    try:
        return date.fromisoformat(texte)
    except ValueError as erreur:
        raise EntreeInvalide("ligne.jour_incompris", texte=texte) from erreur
