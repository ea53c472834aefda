"""`enquete exporter` and `enquete importer`: answers that leave, answers that come in."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.cli import session
from app.cli.sortie import Code, SuiviTerminal, dire, en_json
from app.core.i18n import _, ngettext
from app.domain.imports import EtatLigne
from app.domain.partage import Destinataire, Partage

if TYPE_CHECKING:
    from app.services.enquetes.entrees import ApercuEntree, LigneEntree, ResultatEntree
    from app.services.enquetes.sorties import ApercuSortie, SortieEcrite
    from app.services.machine import Machine
    from db.uow import UnitOfWork


def exporter(args: argparse.Namespace, machine: Machine) -> Code:
    """The dated folder of answers, after what leaves and what stays has been said."""
    from app.services.enquetes import sorties  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        commande = sorties.ExporterEnquetes(
            identifiant_nomme(args.form, servie.uow),
            args.sortie,
            Destinataire(args.pour),
            libelles=not args.codes,
            langue=args.langue,
            groupes=args.groupes,
            formats=sorties.FORMATS if args.format == "tout" else frozenset({args.format}),
            separateur=args.separateur,
            confidentielles=not args.sans_confidentielles,
            pieces=args.pieces,
        )
        prevu = sorties.apercu(commande, servie.uow)
        if not args.json:
            _dire_prevu(prevu, commande.destinataire)
        fait = None
        if not args.apercu:
            fait = sorties.exporter(commande, servie.uow, SuiviTerminal())
    if args.json:
        en_json(_en_dict(prevu, fait))
    elif fait:
        dire(_("Écrit dans {dossier}").format(dossier=fait.dossier))
    return Code.BIEN


def _en_dict(prevu: ApercuSortie, fait: SortieEcrite | None) -> dict[str, Any]:
    return {
        "titre": prevu.titre,
        "enquetes": prevu.enquetes,
        "questions": prevu.questions,
        "tables": {t.titre: t.lignes for t in prevu.tables},
        "questions_retenues": [{"question": q, "partage": p} for q, p in prevu.retenues],
        "confidentielles": prevu.confidentielles,
        "menages_retenus": prevu.menages_retenus,
        "en_cours": prevu.en_cours,
        "dossier": fait.dossier if fait else None,
        "fichiers": list(fait.fichiers) if fait else [],
    }


def _dire_prevu(prevu: ApercuSortie, destinataire: Destinataire) -> None:
    n = prevu.enquetes
    dire(
        ngettext("{titre} : {n} enquête terminée.", "{titre} : {n} enquêtes terminées.", n).format(
            titre=prevu.titre, n=n
        )
    )
    for table in prevu.tables:
        dire(f"  {table.titre} : {table.lignes}")
    if prevu.confidentielles:
        dire(
            ngettext(
                "  {n} question confidentielle part : ce dossier reste dans l’équipe.",
                "  {n} questions confidentielles partent : ce dossier reste dans l’équipe.",
                prevu.confidentielles,
            ).format(n=prevu.confidentielles)
        )
    for partage in Partage:
        retenues = sum(1 for _q, p in prevu.retenues if p is partage)
        if retenues:
            dire(
                ngettext(
                    "  {n} question ne part pas (partage : {partage}).",
                    "  {n} questions ne partent pas (partage : {partage}).",
                    retenues,
                ).format(n=retenues, partage=partage.value)
            )
    if destinataire is Destinataire.BAILLEUR and prevu.menages_retenus:
        dire(
            ngettext(
                "  {n} ménage ne part pas : il n’a pas accepté le partage avec le bailleur.",
                "  {n} ménages ne partent pas : ils n’ont pas accepté le partage avec le bailleur.",
                prevu.menages_retenus,
            ).format(n=prevu.menages_retenus)
        )


def importer(args: argparse.Namespace, machine: Machine) -> Code:
    """Show, and unless simulating keep, the answers of a file of KoboToolbox or ODK Central.

    Lines of which a person must decide stay out and are listed; the exit code then is 5.
    """
    from app.services.enquetes.entrees import (  # noqa: PLC0415
        AppliquerEntree,
        PreparerEntree,
        appliquer,
        preparer,
    )

    suivi = SuiviTerminal()
    with session.ouverte(args, machine) as servie:
        commande = PreparerEntree(
            identifiant_nomme(args.form, servie.uow), args.fichier, args.colonne
        )
        vu = preparer(commande, servie.uow, suivi)
        resultat = None
        if not args.simuler:
            resultat = appliquer(
                AppliquerEntree(vu, accepter_fautes=args.accepter_fautes, accepter_reste=True),
                servie.uow,
                suivi,
            )
    comptes = resultat.compte if resultat else vu.comptes()
    if args.json:
        en_json(_compte_rendu(vu, resultat, comptes))
    else:
        _raconter(vu, resultat, comptes)
    reste = comptes.get(EtatLigne.REJETE, 0) + comptes.get(EtatLigne.A_DECIDER, 0)
    return Code.PARTIEL if reste else Code.BIEN


def _compte_rendu(
    vu: ApercuEntree, resultat: ResultatEntree | None, comptes: Any
) -> dict[str, Any]:
    from ui.messages.enquetes_entrees import dire_motif  # noqa: PLC0415

    return {
        "titre": vu.titre,
        "source": vu.source,
        "simulation": resultat is None,
        "comptes": {etat.value: comptes.get(etat, 0) for etat in EtatLigne},
        "remarques": [dire_motif(m) for m in vu.remarques],
        "lignes": [
            {
                "ligne": ligne.numero,
                "etat": ligne.etat,
                "reference": ligne.reference,
                "menage_id": ligne.menage_id,
                "candidats": [c.menage_id for c in ligne.candidats],
                "fautes": [dire_motif(m) for m in ligne.fautes],
                "notes": [dire_motif(m) for m in ligne.notes],
            }
            for ligne in vu.lignes
        ],
    }


def _raconter(vu: ApercuEntree, resultat: ResultatEntree | None, comptes: Any) -> None:
    from ui.messages.enquetes_entrees import dire_motif  # noqa: PLC0415

    debut = _("{fichier} : ") if resultat else _("{fichier}, simulation : ")
    noms = (
        (EtatLigne.NOUVEAU, _("nouveau")),
        (EtatLigne.IDENTIQUE, _("déjà là")),
        (EtatLigne.REJETE, _("rejeté")),
        (EtatLigne.A_DECIDER, _("à décider")),
    )
    dire(
        debut.format(fichier=vu.commande.fichier.name)
        + ", ".join(f"{nom} {comptes.get(etat, 0)}" for etat, nom in noms)
    )
    for remarque in vu.remarques:
        dire("· " + dire_motif(remarque))
    for ligne in vu.lignes:
        for raison in _raisons(ligne):
            dire(_("· ligne {numero} : {raisons}").format(numero=ligne.numero, raisons=raison))


def _raisons(ligne: LigneEntree) -> list[str]:
    """What is to be known of a line, in sentences."""
    from ui.messages.enquetes_entrees import dire_motif  # noqa: PLC0415

    dites = [dire_motif(m) for m in dict.fromkeys((*ligne.fautes, *ligne.notes))]
    if ligne.etat is EtatLigne.A_DECIDER:
        n = len(ligne.candidats)
        dites.append(
            ngettext(
                "{n} ménage possible, à choisir dans la fenêtre.",
                "{n} ménages possibles, à choisir dans la fenêtre.",
                n,
            ).format(n=n)
            if n
            else _("aucun ménage trouvé, à choisir dans la fenêtre.")
        )
    return dites


def identifiant_nomme(texte: str, uow: UnitOfWork) -> str:
    """The identifier of a form named by it, or by the id of one of its versions."""
    from app.cli.commandes_enquetes import questionnaire_nomme  # noqa: PLC0415
    from app.services.enquetes.questionnaires import (  # noqa: PLC0415
        LireQuestionnaires,
        lister,
    )

    connus = lister(LireQuestionnaires(tous=True), uow)
    if any(c.identifiant == texte for c in connus):
        return texte
    voulu = questionnaire_nomme(texte, uow)
    return next(c.identifiant for c in connus if c.id == voulu)
