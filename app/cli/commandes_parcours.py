"""`parcours` and `catalogue verifier`: a household's journey as a table, catalogues checked."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from app.cli import session
from app.cli.commandes_menages import menage_nomme
from app.cli.sortie import Code, dire, en_json
from app.core.i18n import N_, _, date_courte, ngettext

if TYPE_CHECKING:
    from app.services.catalogues import CatalogueVerifie
    from app.services.machine import Machine
    from app.services.parcours import LigneLue, ParcoursLu

_ETATS = {
    "fait": N_("✓ fait"),
    "en_retard": N_("! en retard"),
    "bientot": N_("→ bientôt"),
    "a_venir": N_("à venir"),
    "sans_date": N_("sans date"),
    "passee": N_("· pas noté"),
    "ecarte": N_("– écarté"),
}


def parcours(args: argparse.Namespace, machine: Machine) -> Code:
    """The journey of one household: lines by phase, due and done days, what is out of order."""
    from app.services.parcours import LireParcours, lire  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        lu = lire(LireParcours(menage_nomme(args.menage, servie.uow)), servie.uow)
    if args.json:
        en_json(asdict(lu))
    else:
        for ligne in _tableau(lu):
            dire(ligne)
    return Code.BIEN


def _tableau(lu: ParcoursLu) -> list[str]:
    from app.services.documents.vocabulaire import FORMES, majuscule  # noqa: PLC0415
    from app.services.documents.vocabulaire import dire as mot  # noqa: PLC0415

    lignes = [
        f"{lu.nom} · {majuscule(lu.libelle)} ({lu.choisi})",
        _("{fait} sur {total} · {phase}").format(fait=lu.fait, total=lu.total, phase=mot(lu.phase)),
    ]
    if lu.motif:
        lignes.append(_("Raison : {motif}").format(motif=lu.motif))
    large = max((len(li.libelle) for li in lu.lignes), default=0)
    for phase in FORMES:
        siennes = lu.de_phase(phase)
        if siennes:
            lignes += ["", f"{FORMES[phase]} {majuscule(mot(phase))}"]
            lignes += [_ligne(li, large, lu.jour) for li in siennes]
    for d in lu.desordres:
        lignes += [
            "",
            _(
                "Dates à revoir : {avant} ({avant_le}) devrait venir avant {apres} ({apres_le})."
            ).format(
                avant=d.avant,
                avant_le=date_courte(d.avant_le),
                apres=d.apres,
                apres_le=date_courte(d.apres_le),
            ),
        ]
        if d.motif:
            lignes.append(_("Raison : {motif}").format(motif=d.motif))
    return lignes


def _ligne(li: LigneLue, large: int, aujourdhui: date) -> str:
    from app.services.documents.vocabulaire import le  # noqa: PLC0415

    jour = le(li.fait_le or li.due)
    # Nothing is late when it is not compulsory: its moment is simply there.
    passee = li.etat.value == "bientot" and li.due is not None and li.due < aujourdhui
    etat = N_("→ possible") if passee else _ETATS[li.etat.value]
    suite = " · ".join(p for p in (li.par, li.origine if not li.fait_le else "", li.motif) if p)
    return f"  {_(etat):<12} {jour:<11} {li.libelle:<{large}}  {suite}".rstrip()


def catalogue_verifier(args: argparse.Namespace, machine: Machine) -> Code:
    """Every faulty line of a catalogue, or of a folder; the team's own folder without argument."""
    from app.services.catalogues import VerifierCatalogues, verifier  # noqa: PLC0415

    chemin = args.fichier or machine.paths.config / "catalogues"
    verifies = verifier(VerifierCatalogues(chemin, args.genre))
    if args.json:
        en_json({"fichiers": [_en_json(v) for v in verifies]})
    else:
        for verifie in verifies:
            _dire(verifie)
    return Code.VERIFICATION if any(v.fautes for v in verifies) else Code.BIEN


def _dire(verifie: CatalogueVerifie) -> None:
    from ui.messages.fautes_catalogue import dire_faute  # noqa: PLC0415

    for faute in verifie.fautes:
        dire(f"{verifie.fichier}:{faute.ligne}: {dire_faute(faute)}")
    if not verifie.fautes:
        entrees = ngettext("{n} entrée", "{n} entrées", verifie.entrees).format(n=verifie.entrees)
        dire(
            _("{fichier} : tout est juste ({entrees}, dont {n} qui s’ajoutent).").format(
                fichier=verifie.fichier, entrees=entrees, n=verifie.nouvelles
            )
        )


def _en_json(verifie: CatalogueVerifie) -> dict[str, object]:
    from ui.messages.fautes_catalogue import dire_faute  # noqa: PLC0415

    return {
        "fichier": verifie.fichier,
        "genre": verifie.genre,
        "juste": not verifie.fautes,
        "entrees": verifie.entrees,
        "nouvelles": verifie.nouvelles,
        "fautes": [
            {"ligne": f.ligne, "code": f.code, "texte": dire_faute(f)} for f in verifie.fautes
        ],
    }
