"""`enquete imprimer`: a questionnaire on paper, blank or filled."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING
from uuid import UUID

from app.cli import session
from app.cli.sortie import Code, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import ngettext
from app.domain.partage import Destinataire

if TYPE_CHECKING:
    from app.services.machine import Machine
    from db.uow import UnitOfWork


def imprimer(args: argparse.Namespace, machine: Machine) -> Code:
    """The blank form, with a household's name when one is given; or its latest answers."""
    from app.cli.commandes_enquetes import questionnaire_nomme  # noqa: PLC0415
    from app.cli.commandes_menages import menage_nomme  # noqa: PLC0415
    from app.services.enquetes import papier  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        uow = servie.uow
        forme = questionnaire_nomme(args.form, uow)
        menage_id = menage_nomme(args.menage, uow) if args.menage else None
        if args.remplie or args.pour != "equipe":
            enquete_id = _derniere(forme, menage_id, uow)
            pour = Destinataire(args.pour)
            cmd = papier.ImprimerRemplie(enquete_id, args.sortie, pour, args.langue)
            fait = papier.imprimer_remplie(cmd, uow)
        else:
            vierge = papier.ImprimerFormulaire(forme, args.sortie, menage_id, args.langue)
            fait = papier.imprimer_formulaire(vierge, uow)
    if args.json:
        en_json({"fichier": fait.fichier, "pages": fait.pages})
        return Code.BIEN
    dire(
        ngettext(
            "Document écrit ({n} page) : {fichier}",
            "Document écrit ({n} pages) : {fichier}",
            fait.pages,
        ).format(n=fait.pages, fichier=fait.fichier)
    )
    return Code.BIEN


def _derniere(forme: UUID, menage_id: UUID | None, uow: UnitOfWork) -> UUID:
    """The latest filling of any version of that form by the household.

    Raises `EntreeInvalide("enquete.sans_reponses")` when there is none.
    """
    from app.services.enquetes.questionnaires import LireQuestionnaires, lister  # noqa: PLC0415
    from app.services.enquetes.saisies import LireEnquetes  # noqa: PLC0415
    from app.services.enquetes.saisies import lister as enquetes  # noqa: PLC0415

    nom = next(q.identifiant for q in lister(LireQuestionnaires(tous=True), uow) if q.id == forme)
    if menage_id is not None:
        for enquete in enquetes(LireEnquetes(menage_id), uow):
            if enquete.identifiant == nom:
                return enquete.id
    raise EntreeInvalide("enquete.sans_reponses", formulaire=nom)
