"""`exporter --profil`: what the next package of a profile would tell, then the package."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.cli import session
from app.cli.sortie import Code, SuiviTerminal, dire, en_json
from app.core.i18n import _, date_longue, ngettext
from app.domain.envois import Etendue

if TYPE_CHECKING:
    from app.services.exports.apercu import ApercuColis, Retenue
    from app.services.exports.file_envois import ColisLigne
    from app.services.machine import Machine


def exporter_profil(args: argparse.Namespace, machine: Machine) -> Code:
    """Say what leaves and what stays; without `--apercu`, put the package in the outbox."""
    from app.services.exports import file_envois  # noqa: PLC0415
    from app.services.exports.apercu import Apercevoir, apercevoir  # noqa: PLC0415
    from app.services.exports.file_envois.envoyer import PreparerColis, preparer_colis  # noqa: PLC0415
    from app.services.exports.profils import profil_nomme  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        uow = servie.uow
        profil_id = profil_nomme(args.profil, uow)
        etendue = Etendue(args.etendue) if args.etendue else None
        vu = apercevoir(Apercevoir(profil_id, etendue), uow)
        if not args.json:
            _dire(vu)
        prepare = (
            None
            if args.apercu
            else preparer_colis(PreparerColis(profil_id, etendue), uow, SuiviTerminal()).principal
        )
        colis = file_envois.detail(file_envois.LireColis(prepare), uow).colis if prepare else None
    if args.json:
        en_json(_en_json(vu) | {"colis": _colis(colis) if colis else None})
    elif colis:
        dire(_("Dans la boîte d’envoi : {nom}").format(nom=colis.nom))
    return Code.BIEN


def _dire(vu: ApercuColis) -> None:
    from app.services.exports.apercu import dire_nommes  # noqa: PLC0415

    dire(_intitule(vu))
    for table in vu.tables:
        compte = (
            _("{nouvelles} nouvelles, {modifiees} modifiées, {retirees} à effacer").format(
                nouvelles=table.nouvelles, modifiees=table.modifiees, retirees=table.retirees
            )
            if vu.compare
            else str(table.partent)
        )
        dire(f"  {table.titre} : {compte}")
    if vu.rien:
        dire("  " + _("Rien à envoyer."))
    elif vu.nommes:
        dire("  " + dire_nommes(vu.nommes))
    for retenue in vu.retenues:
        if retenue.nombre:
            dire("  " + _retenue(retenue))


def _intitule(vu: ApercuColis) -> str:
    if vu.etendue is Etendue.DELTA and vu.depuis_le is not None:
        return _("{profil} – ce qui a changé depuis l’envoi {numero} du {jour}").format(
            profil=vu.profil.nom, numero=vu.depuis_sequence, jour=date_longue(vu.depuis_le)
        )
    return _("{profil} – envoi complet").format(profil=vu.profil.nom)


def _retenue(retenue: Retenue) -> str:
    """A sentence for the rows that stay."""
    n = retenue.nombre or 0
    match retenue.raison.value:
        case "refus":
            texte = ngettext(
                "{n} ménage reste ici : il n’a pas accepté le partage avec le bailleur.",
                "{n} ménages restent ici : ils n’ont pas accepté le partage avec le bailleur.",
                n,
            )
        case "accord_retire":
            texte = ngettext(
                "{n} ménage reste ici : il a retiré son accord.",
                "{n} ménages restent ici : ils ont retiré leur accord.",
                n,
            )
        case "partie":
            texte = ngettext(
                "{n} personne partie du foyer reste ici.",
                "{n} personnes parties de leur foyer restent ici.",
                n,
            )
        case "note_sans_accord":
            texte = ngettext(
                "{n} note partageable reste ici : son ménage n’a pas donné son accord.",
                "{n} notes partageables restent ici : leur ménage n’a pas donné son accord.",
                n,
            )
        case _:
            texte = ngettext(
                "{n} note reste ici : écrite pour l’équipe.",
                "{n} notes restent ici : écrites pour l’équipe.",
                n,
            )
    return texte.format(n=n)


def _en_json(vu: ApercuColis) -> dict[str, Any]:
    return {
        "profil": vu.profil.nom,
        "etendue": vu.etendue,
        "motif": vu.motif,
        "depuis": vu.depuis_sequence,
        "nommes": sorted(vu.nommes),
        "tables": {
            t.nom: {
                "partent": t.partent,
                "nouvelles": t.nouvelles,
                "modifiees": t.modifiees,
                "retirees": t.retirees,
            }
            for t in vu.tables
        },
        "retenues": [
            {"raison": r.raison, "table": r.table, "quoi": r.quoi, "nombre": r.nombre}
            for r in vu.retenues
        ],
    }


def _colis(colis: ColisLigne) -> dict[str, Any]:
    return {
        "id": colis.id,
        "nom": colis.nom,
        "numero": colis.sequence,
        "taille": colis.taille,
        "etat": colis.etat,
    }
