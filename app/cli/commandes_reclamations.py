"""`reclamations`: the list of complaints and their figures, for a terminal or another program."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.cli import session
from app.cli.commandes_menages import cite_nommee
from app.cli.sortie import Code, dire, en_json
from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_courte, ngettext, nombre
from app.domain.reclamations import OUVERTES, EtatReclamation

if TYPE_CHECKING:
    from app.domain.catalogues import Catalogues
    from app.services.documents.vocabulaire import Libelles
    from app.services.machine import Machine
    from app.services.reclamations.lecture import (
        FiltreReclamations,
        IndicateurLigne,
        Indicateurs,
        ReclamationLigne,
    )
    from db.uow import UnitOfWork

_LARGEUR = 34
"""Longest text of a column."""
_VIDE = "–"


def reclamations(args: argparse.Namespace, machine: Machine) -> Code:
    """Complaints, what runs out first on top; with `indicateurs`, their figures.

    Raises `export.cite_inconnue`, `reclamations.etat_inconnu`, `reclamations.par_seul`.
    """
    from app.services.catalogues import charger  # noqa: PLC0415

    if args.par and args.quoi is None:
        raise EntreeInvalide("reclamations.par_seul", par=args.par)
    with session.ouverte(args, machine) as servie:
        filtre = _filtre(args, servie.uow)
        # Those of the team when they serve; why they do not was said at the opening.
        refuses = servie.base.catalogue_refuse is not None
        catalogues = charger(None if refuses else machine.paths.config / "catalogues")
        if args.quoi is not None:
            return _indicateurs(args, filtre, servie.uow, catalogues)
        return _liste(args, filtre, servie.uow, catalogues)


def _filtre(args: argparse.Namespace, uow: UnitOfWork) -> FiltreReclamations:
    from app.services.reclamations.lecture import FiltreReclamations  # noqa: PLC0415

    return FiltreReclamations(
        cite_id=cite_nommee(args.cite, uow), etats=_etats(args.etat), en_retard=args.en_retard
    )


def _etats(texte: str | None) -> tuple[EtatReclamation, ...]:
    """The states named by a code, or by its French word; "ouvertes" for all those not finished."""
    from app.domain.texte import cle  # noqa: PLC0415
    from app.services.documents.vocabulaire import dire as mot  # noqa: PLC0415

    if texte is None:
        return ()
    voulu = cle(texte)
    if voulu in ("ouverte", "ouvertes"):
        return OUVERTES
    trouves = [e for e in EtatReclamation if voulu in (cle(e.value), cle(mot(e)))]
    if not trouves:
        connus = ", ".join(e.value for e in EtatReclamation)
        raise EntreeInvalide("reclamations.etat_inconnu", texte=texte, connus=connus)
    return tuple(trouves)


def _liste(
    args: argparse.Namespace, filtre: FiltreReclamations, uow: UnitOfWork, catalogues: Catalogues
) -> Code:
    from app.services.documents.vocabulaire import Libelles  # noqa: PLC0415
    from app.services.reclamations.lecture import (  # noqa: PLC0415
        CompterReclamations,
        ListerReclamations,
        compter,
        lister,
    )

    total = compter(CompterReclamations(filtre), uow)
    taille = args.limite if args.limite > 0 else max(total, 1)
    lignes = lister(ListerReclamations(filtre, taille=taille), uow)
    maintenant, mots = uow.clock.now(), Libelles(catalogues)
    if args.json:
        en_json([_en_dict(li, maintenant, mots) for li in lignes])
        return Code.BIEN
    if not lignes:
        dire(_("Aucune réclamation ne correspond."))
        return Code.BIEN
    tetes = (
        _("Référence"), _("État"), _("Ce qui est attendu"), _("Défaut"), _("Ménage"),
        _("Logement"), _("Responsable"),
    )  # fmt: skip
    _tableau(tetes, [_colonnes(li, maintenant, mots) for li in lignes])
    retards = sum(1 for li in lignes if li.echeance and li.echeance < maintenant)
    dit = ngettext("{n} réclamation", "{n} réclamations", total).format(n=nombre(total))
    if len(lignes) < total:
        dit = _("{n} sur {total}").format(n=nombre(len(lignes)), total=dit)
    if retards:
        dit = _("{quoi}, dont {n} en retard").format(quoi=dit, n=nombre(retards))
    dire(f"{dit}.")
    return Code.BIEN


def _colonnes(r: ReclamationLigne, maintenant: datetime, mots: Libelles) -> tuple[str, ...]:
    from app.services.documents.vocabulaire import dire as mot  # noqa: PLC0415
    from ui.reclamation.phrases import attendu  # noqa: PLC0415 - the words of the screens

    quoi = mots.reclamation(r.categorie)
    if r.lieu:
        quoi = f"{quoi} ({mots.lieu(r.lieu)})"
    return (
        r.reference,
        mot(r.etat),
        attendu(r.horloge, r.echeance, maintenant),
        quoi,
        r.menage or _("logement vide"),
        r.adresse or r.code_ug or "",
        r.responsable or "",
    )


def _en_dict(r: ReclamationLigne, maintenant: datetime, mots: Libelles) -> dict[str, Any]:
    return {
        "id": r.id,
        "reference": r.reference,
        "nature": r.nature,
        "etat": r.etat,
        "etat_le": r.etat_le,
        "ouverte_le": r.ouverte_le,
        "close_le": r.close_le,
        "categorie": r.categorie,
        "defaut": mots.reclamation(r.categorie),
        "lieu": r.lieu,
        "urgence": r.urgence,
        "description": r.description,
        "menage_id": r.menage_id,
        "menage": r.menage,
        "adresse": r.adresse,
        "code_ug": r.code_ug,
        "tranche": r.tranche,
        "responsable": r.responsable,
        "dossier": r.dossier,
        "attendu": r.horloge,
        "echeance": r.echeance,
        "ponctualite": r.ponctualite(maintenant),
        "rouvertures": r.rouvertures,
        "jours_ouverte": r.jours(maintenant.date()),
    }


def _indicateurs(
    args: argparse.Namespace, filtre: FiltreReclamations, uow: UnitOfWork, catalogues: Catalogues
) -> Code:
    from app.services.documents.vocabulaire import Libelles  # noqa: PLC0415
    from app.services.reclamations.lecture import (  # noqa: PLC0415
        LireIndicateurs,
        Regroupement,
        indicateurs,
    )

    par = Regroupement(args.par or Regroupement.RESPONSABLE.value)
    lus = indicateurs(LireIndicateurs(filtre, par), uow)
    mots = Libelles(catalogues)
    if args.json:
        en_json(
            {
                "instant": lus.instant,
                "par": par,
                "lignes": [_chiffres(li, _nom(li, lus, mots)) for li in lus.lignes],
                "ensemble": _chiffres(lus.ensemble, _("Ensemble")),
            }
        )
        return Code.BIEN
    tetes = (
        "", _("Toutes"), _("Ouvertes"), _("En retard"), _("Délai médian"), _("Rouvertes"),
    )  # fmt: skip
    rangees = [(_nom(li, lus, mots), *_nombres(li)) for li in lus.lignes]
    _tableau(tetes, [*rangees, (_("Ensemble"), *_nombres(lus.ensemble))], chiffres=True)
    dire(_("Au {jour}.").format(jour=date_courte(lus.instant.date())))
    return Code.BIEN


def _nom(ligne: IndicateurLigne, lus: Indicateurs, mots: Libelles) -> str:
    from app.domain.reclamations import Urgence  # noqa: PLC0415
    from app.services.documents.vocabulaire import dire as mot  # noqa: PLC0415
    from app.services.documents.vocabulaire import majuscule  # noqa: PLC0415
    from app.services.reclamations.lecture import Regroupement  # noqa: PLC0415

    if ligne.cle is None:
        return {
            Regroupement.RESPONSABLE: _("Personne de désigné"),
            Regroupement.TRANCHE: _("Hors tranche"),
            Regroupement.CITE: _("Hors cité"),
        }.get(lus.par, _VIDE)
    if lus.par is Regroupement.CATEGORIE:
        return mots.reclamation(str(ligne.cle))
    if lus.par is Regroupement.URGENCE:
        return majuscule(mot(Urgence(str(ligne.cle))))
    return ligne.libelle


def _nombres(ligne: IndicateurLigne) -> tuple[str, ...]:
    delai = _VIDE
    if ligne.delai_median is not None:
        delai = _("{n} j").format(n=nombre(ligne.delai_median))
    comptes = (ligne.total, ligne.ouvertes, ligne.en_retard)
    return (*(nombre(n) for n in comptes), delai, nombre(ligne.rouvertes))


def _chiffres(ligne: IndicateurLigne, nom: str) -> dict[str, Any]:
    return {
        "cle": ligne.cle.hex if isinstance(ligne.cle, UUID) else ligne.cle,
        "nom": nom,
        "total": ligne.total,
        "ouvertes": ligne.ouvertes,
        "en_retard": ligne.en_retard,
        "reparees": ligne.reparees,
        "delai_median_jours": ligne.delai_median,
        "rouvertes": ligne.rouvertes,
    }


def _tableau(
    tetes: Sequence[str], rangees: Sequence[Sequence[str]], *, chiffres: bool = False
) -> None:
    """Columns as wide as what they hold; figures to the right."""
    lues = [[_court(texte) or _VIDE for texte in rangee] for rangee in rangees]
    larges = [max(len(tete), *(len(rangee[i]) for rangee in lues)) for i, tete in enumerate(tetes)]
    for rangee in ([*tetes], *lues):
        dits = [
            texte.rjust(large) if chiffres and i else texte.ljust(large)
            for i, (texte, large) in enumerate(zip(rangee, larges, strict=True))
        ]
        dire("  ".join(dits).rstrip())


def _court(texte: str) -> str:
    seul = " ".join(texte.split())
    return seul if len(seul) <= _LARGEUR else f"{seul[: _LARGEUR - 1].rstrip()}…"
