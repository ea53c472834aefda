"""`enquete`: checking a form, loading it, answering it."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.cli import session
from app.cli.sortie import Code, alerter, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import _, ngettext

if TYPE_CHECKING:
    from app.domain.enquetes.formulaire import Remarque
    from app.services.enquetes.depot import BilanReponses
    from app.services.machine import Machine
    from db.uow import UnitOfWork

_TAILLE_MAX = 10 * 1024 * 1024  # bytes of a file of answers


def verifier(args: argparse.Namespace, _machine: Machine) -> Code:
    """The questions of a form by kind, and what of it is not supported; no base is needed."""
    from app.domain.enquetes.formulaire import SANS_REPONSE  # noqa: PLC0415
    from app.services.enquetes.compilation import compiler_fichier  # noqa: PLC0415
    from ui.messages.enquetes import dire_remarque  # noqa: PLC0415

    try:
        formulaire = compiler_fichier(args.fichier).formulaire
    except EntreeInvalide as erreur:
        return _refuser(args, erreur)
    genres = Counter(
        q.genre.value
        for q in formulaire.racine.toutes()
        if q.affichee and q.genre not in SANS_REPONSE
    )
    if args.json:
        en_json(
            {
                "identifiant": formulaire.identifiant,
                "version": formulaire.version,
                "titre": formulaire.titre,
                "langues": list(formulaire.langues),
                "questions": sum(genres.values()),
                "par_genre": dict(sorted(genres.items())),
                "fichiers": list(formulaire.fichiers),
                "non_pris_en_charge": [
                    _remarque(r, dire_remarque(r)) for r in formulaire.remarques
                ],
            }
        )
        return Code.BIEN
    n = sum(genres.values())
    dire(
        ngettext("{titre} : {n} question.", "{titre} : {n} questions.", n).format(
            titre=formulaire.titre or args.fichier.name, n=n
        )
    )
    for genre, nombre in sorted(genres.items()):
        dire(f"  {nombre:4d}  {genre}")
    for fichier in formulaire.fichiers:
        dire(_("Fichier attendu à côté : {fichier}").format(fichier=fichier))
    for remarque in formulaire.remarques:
        ligne = f"{args.fichier.name}:{remarque.ligne}: " if remarque.ligne else ""
        dire(f"{ligne}{dire_remarque(remarque)}")
    if not formulaire.remarques:
        dire(_("Tout est pris en charge."))
    return Code.BIEN


def _refuser(args: argparse.Namespace, erreur: EntreeInvalide) -> Code:
    """Why a form cannot be taken, where editors look for it: FILE:LINE: sentence."""
    from ui.messages import mots  # noqa: PLC0415 - only when something went wrong

    texte, ligne = mots(erreur), erreur.params.get("ligne") or 0
    place = f"{args.fichier.name}:{ligne}" if ligne else args.fichier.name
    if args.json:
        en_json({"erreur": erreur.code, "ligne": ligne, "texte": texte.en_lignes()})
    alerter(f"{place}: {texte.titre} {texte.pourquoi}")
    alerter(texte.que_faire)
    return Code.REFUSE


def _remarque(remarque: Remarque, phrase: str) -> dict[str, Any]:
    return {
        "ligne": remarque.ligne,
        "question": remarque.question,
        "code": remarque.code,
        "texte": phrase,
    }


def charger(args: argparse.Namespace, machine: Machine) -> Code:
    """A form taken into the base."""
    from app.services.enquetes.questionnaires import (  # noqa: PLC0415
        ChargerQuestionnaire,
        charger,
    )
    from ui.messages.enquetes import dire_remarque  # noqa: PLC0415

    with session.ouverte(args, machine) as servie:
        fait = charger(ChargerQuestionnaire(args.fichier, tuple(args.joindre)), servie.uow)
    if args.json:
        en_json(
            {
                "questionnaire_id": fait.principal,
                "deja_la": fait.deja_la,
                "manquants": list(fait.manquants),
                "remarques": [_remarque(r, dire_remarque(r)) for r in fait.remarques],
            }
        )
        return Code.BIEN
    dire(
        _("Ce questionnaire était déjà dans la base.")
        if fait.deja_la
        else _("Questionnaire chargé.")
    )
    for remarque in fait.remarques:
        dire(dire_remarque(remarque))
    for manquant in fait.manquants:
        dire(_("Il attend un fichier qui n’a pas été donné : {fichier}").format(fichier=manquant))
    return Code.BIEN


def repondre(args: argparse.Namespace, machine: Machine) -> Code:
    """Answers of a JSON file for a household, through the engine of the windows."""
    from app.cli.commandes_menages import menage_nomme  # noqa: PLC0415
    from app.services.enquetes.depot import RepondreEnquete, repondre  # noqa: PLC0415

    reponses = _lire_reponses(args.reponses)
    with session.ouverte(args, machine) as servie:
        bilan = repondre(
            RepondreEnquete(
                menage_nomme(args.menage, servie.uow),
                questionnaire_nomme(args.form, servie.uow),
                reponses,
                enregistrer=not args.essai,
                incomplete=args.incomplete,
            ),
            servie.uow,
        )
    if args.json:
        en_json(asdict(bilan))
    else:
        _raconter(bilan)
    return Code.BIEN if bilan.juste or bilan.enquete_id is not None else Code.REFUSE


def _raconter(bilan: BilanReponses) -> None:
    for chemin, valeur in bilan.calculees.items():
        dire(f"{chemin} = {valeur}")
    for faute in bilan.fautes:
        dire(
            _("{question} : « {reponse} » n’est pas accepté. {message}").format(
                question=faute.libelle, reponse=faute.reponse, message=faute.message
            )
        )
    for manque in bilan.manquantes:
        dire(_("{question} : il manque une réponse.").format(question=manque.libelle))
    for chemin in bilan.ecartees:
        dire(_("{question} : sans objet, laissé de côté.").format(question=chemin))
    for nom in bilan.inconnues:
        dire(_("{question} : cette question n’est pas dans le questionnaire.").format(question=nom))
    dire(_("Enregistré.") if bilan.enquete_id else _("Rien n’a été enregistré."))


def _lire_reponses(fichier: Path) -> dict[str, object]:
    """The answers of a JSON file; raises `EntreeInvalide("enquete.reponses_illisibles")`."""
    try:
        if fichier.stat().st_size > _TAILLE_MAX:
            raise EntreeInvalide("enquete.reponses_illisibles", fichier=fichier.name)
        lues = json.loads(fichier.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as erreur:
        raise EntreeInvalide("enquete.reponses_illisibles", fichier=fichier.name) from erreur
    if not isinstance(lues, dict):
        raise EntreeInvalide("enquete.reponses_illisibles", fichier=fichier.name)
    return lues


def questionnaire_nomme(texte: str, uow: UnitOfWork) -> UUID:
    """A form by its id in the base or by its identifier (version in use).

    Raises `EntreeInvalide("enquete.formulaire_inconnu")` naming those of the base.
    """
    from app.services.enquetes.questionnaires import (  # noqa: PLC0415
        LireQuestionnaires,
        lister,
    )

    connus = lister(LireQuestionnaires(tous=True), uow)
    for ligne in connus:
        if ligne.id.hex == texte.replace("-", "").lower():
            return ligne.id
    for ligne in connus:
        if ligne.identifiant == texte and ligne.actif:
            return ligne.id
    noms = ", ".join(sorted({c.identifiant for c in connus})) or "–"
    raise EntreeInvalide("enquete.formulaire_inconnu", texte=texte, connus=noms)
