"""Households, complaints and estates asked for by the shell itself: palette and header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.core.i18n import _, langue
from app.services import cites, recherche, recherche_reclamations
from app.services.recherche_reclamations import ReclamationTrouvee, TrouverReclamations
from ui.contexte import Contexte
from ui.navigation import Action

COMBIEN = 8


def chercher(
    contexte: Contexte,
    texte: str,
    repondre: Callable[[str, Sequence[Action]], object],
    proprietaire: QObject,
) -> None:
    """Give what matches to `repondre(text, actions)`; the last question wins.

    A complaint found by its reference comes first, then households.
    """
    aller = contexte.navigation.aller

    def recu(trouves: Trouves) -> None:
        reclamations, menages = trouves
        repondre(
            texte,
            [
                *(
                    Action(
                        f"reclamation_{r.id}",
                        _reclamation(contexte, r),
                        partial(aller, "reclamation", reclamation_id=r.id),
                        genre=_("réclamation"),
                    )
                    for r in reclamations
                ),
                *(
                    Action(
                        f"menage_{ligne.id}",
                        " · ".join(p for p in (ligne.nom, ligne.precision, ligne.adresse) if p),
                        partial(aller, "menage", menage_id=ligne.id),
                        genre=_("ménage"),
                    )
                    for ligne in menages
                ),
            ],
        )

    contexte.jobs.lancer(
        _tout, texte, quand_fini=recu, proprietaire=proprietaire, cle="palette.menages"
    )


Trouves = tuple[tuple[ReclamationTrouvee, ...], tuple[recherche.LigneRecherche, ...]]


def _tout(texte: str, uow: Any) -> Trouves:
    """Complaints of that reference and households, on the database thread."""
    return (
        recherche_reclamations.trouver(TrouverReclamations(texte), uow),
        recherche.chercher(recherche.Chercher(texte, COMBIEN), uow),
    )


def _reclamation(contexte: Contexte, r: ReclamationTrouvee) -> str:
    """ "R-0214 (SAV-77) · volets · Benali Karim"."""
    nom = f"{r.reference} ({r.reference_bailleur})" if r.reference_bailleur else r.reference
    quoi = contexte.catalogues().reclamations.libelle(r.categorie, langue())
    return " · ".join(p for p in (nom, quoi, r.menage or r.adresse) if p)


def lire_cites(
    contexte: Contexte, recu: Callable[[Sequence[Any]], object], proprietaire: QObject
) -> None:
    """Give the estates of the base to `recu`."""
    contexte.jobs.lancer(
        cites.lister, cites.ListerCites(), quand_fini=recu, proprietaire=proprietaire
    )
