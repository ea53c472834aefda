"""`avant-apres`: the page a household reads about its rent and its energy."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.cli import session
from app.cli.commandes_menages import menage_nomme
from app.cli.sortie import Code, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import _, ngettext

if TYPE_CHECKING:
    from app.services.avant_apres import AvantApres, BilanCote, Cote
    from app.services.machine import Machine
    from db.uow import UnitOfWork


def avant_apres(args: argparse.Namespace, machine: Machine) -> Code:
    """Write the page, say in a few lines what it tells and what is missing.

    Refuses a folder that is a file (`documents.nom_impossible`) and a household of which nothing
    is known (`avant_apres.rien`).
    """
    from app.services.avant_apres import LireAvantApres, lire  # noqa: PLC0415
    from app.services.avant_apres_papier import ImprimerMenage, imprimer_menage  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        menage_id = _menage(args.menage, servie.uow)
        lu = lire(LireAvantApres(menage_id), servie.uow)
        fait = imprimer_menage(ImprimerMenage(menage_id, args.sortie), servie.uow)
    if args.json:
        en_json(en_donnees(lu) | {"fichier": fait.fichier, "pages": fait.pages})
        return Code.BIEN
    for ligne in _lignes(lu):
        dire(ligne)
    dire(str(fait.fichier))
    dire(ngettext("{n} page imprimée.", "{n} pages imprimées.", fait.pages).format(n=fait.pages))
    return Code.BIEN


def _menage(texte: str, uow: UnitOfWork) -> UUID:
    """A household by its id, its contract number, its code UG or a search without doubt.

    Raises `general.introuvable` for an id nobody has, `ligne.menage_ambigu`.
    """
    from app.services.avant_apres import du_contrat  # noqa: PLC0415

    if not texte.strip():
        raise EntreeInvalide("ligne.menage_ambigu", texte=texte, trouves="–")
    trouve = du_contrat(texte, uow)
    return trouve if trouve is not None else menage_nomme(texte, uow)


def _lignes(lu: AvantApres) -> list[str]:
    from app.services.documents import phrases_avant_apres as mots  # noqa: PLC0415
    from app.services.documents.depenses_menage import (  # noqa: PLC0415
        phrase_argent,
        phrase_energie,
    )

    lignes = [lu.nom]
    for quand, cote in ((_("avant"), lu.avant), (_("après"), lu.apres)):
        lignes.append(
            _("{quand} : reste à charge {reste}, taux d’effort {taux} ({source})").format(
                quand=quand,
                reste=mots.montant(cote.reste),
                taux=mots.taux(cote.taux),
                source=mots.source(cote),
            )
        )
        if mots.manque(cote):
            lignes.append(mots.manque(cote))
    lignes.append(phrase_argent(lu))
    if lu.volontaire is not None:
        lignes.append(phrase_energie(lu))
    return lignes + [mots.remarque(r) for r in lu.remarques]


def en_donnees(lu: AvantApres) -> dict[str, Any]:
    """The before and after for a program: unknown amounts are null."""
    e = lu.ecarts
    return {
        "menage": lu.menage_id,
        "nom": lu.nom,
        "depart": lu.depart_le,
        "retour": lu.retour_le,
        "avant": _cote(lu.avant),
        "apres": _cote(lu.apres),
        "ecart": {"reste": e.reste, "reste_avec": e.reste_avec, "taux": e.taux},
        "remarques": [{"quoi": r.quoi, "valeur": r.valeur} for r in lu.remarques],
        "energie": None
        if lu.volontaire is None
        else {
            "avant": _energie(lu.energie_avant),
            "apres": _energie(lu.energie_apres),
            "ecart": {"kwh_an": lu.comparaison.kwh_an, "euros_an": lu.comparaison.euros_an},
        },
    }


def _cote(cote: Cote) -> dict[str, Any]:
    m = cote.montants
    return {
        "le": m.le,
        "a_venir": cote.a_venir_le is not None,
        "source": m.source or cote.origine,
        "loyer": m.loyer,
        "charges": m.charges,
        "apl": m.apl,
        "troisieme_ligne": m.troisieme_ligne,
        "ressources": m.ressources,
        "ressources_le": m.ressources_le,
        "reste": cote.reste,
        "reste_avec": cote.reste_avec,
        "taux": cote.taux,
        "manque": cote.manques,
    }


def _energie(bilan: BilanCote) -> dict[str, Any]:
    return {
        "kwh_an": bilan.kwh_an,
        "euros_an": bilan.euros_an,
        "kwh_m2": bilan.kwh_m2,
        "defauts": bilan.defauts,
        "energies": [
            {
                "energie": b.energie,
                "jours": b.jours,
                "kwh_jour": b.kwh_jour,
                "kwh_an": b.kwh_an,
                "euros_an": b.euros_an,
                "kwh_dju": b.kwh_dju,
                "defauts": b.defauts,
            }
            for b in bilan.energies
        ],
    }
