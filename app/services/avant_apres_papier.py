"""Printing the before and after: a page for one household, the figures of an estate.

Importing this module loads no drawing library. Files appear whole or not at all; what leaves the
team is logged in the same transaction (promises 13 and 25).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _, date_longue
from app.core.suivi import Suivi
from app.domain.partage import Destinataire
from app.services import avant_apres
from app.services.avant_apres import LireAvantApres, LireSynthese
from app.services.chargement import charger
from app.services.documents.commandes import Imprime
from db.models import Cite, Envoi
from db.queries.fiche import lire_fiche
from db.uow import UnitOfWork

if TYPE_CHECKING:
    from uuid import UUID

    from app.services.documents.page import Document

__all__ = ["Imprime", "ImprimerMenage", "ImprimerSynthese", "imprimer_menage", "imprimer_synthese"]


@dataclass(frozen=True, slots=True)
class ImprimerMenage:
    """One page for the household, in the folder `sortie` (made if need be)."""

    menage_id: UUID
    sortie: Path


@dataclass(frozen=True, slots=True)
class ImprimerSynthese:
    """The figures of an estate, in the folder `sortie`; `seuil` is the smallest count told."""

    cite_id: UUID
    sortie: Path
    seuil: int
    bailleur: bool = False


def imprimer_menage(cmd: ImprimerMenage, uow: UnitOfWork, _suivi: Suivi | None = None) -> Imprime:
    """The page the tenant reads.

    Raises `RegleMetier` ("avant_apres.rien" when no amount is known, "general.introuvable"),
    `PanneEnvironnement` when the folder cannot be written.
    """
    from app.services.documents.depenses_menage import composer_depenses  # noqa: PLC0415
    from app.services.documents.ecriture import nom_sur  # noqa: PLC0415
    from app.services.documents.page import Document  # noqa: PLC0415
    from app.services.documents.partage import expurger, lecteur  # noqa: PLC0415
    from app.services.documents.styles import style_de  # noqa: PLC0415

    pour = Destinataire.MENAGE
    jour = uow.clock.today()
    lu = avant_apres.lire(LireAvantApres(cmd.menage_id), uow)
    if lu.rien:
        raise RegleMetier("avant_apres.rien", nom=lu.nom)
    with uow.lecture() as session:
        fiche = lire_fiche(session, cmd.menage_id, jour)
    if fiche is None or fiche.menage.fusionne_dans_id is not None:
        raise RegleMetier("general.introuvable")
    vue = expurger(fiche, lecteur(fiche, pour))
    document = Document(style_de(pour), _("Votre logement, avant et après"), uow.clock.now())
    nom = f"{nom_sur('avant-apres', lu.nom)}_{jour.isoformat()}.pdf"
    return _poser(
        document,
        cmd.sortie / nom,
        lambda: composer_depenses(document, lu, vue),
        uow,
        {"quoi": "avant_apres", "destinataire": pour.value, "menages": [cmd.menage_id.hex]},
    )


def imprimer_synthese(
    cmd: ImprimerSynthese, uow: UnitOfWork, _suivi: Suivi | None = None
) -> Imprime:
    """The figures of the estate; raises `EntreeInvalide("avant_apres.cite_vide")`."""
    from app.services.documents.depenses_cite import composer_depenses_cite  # noqa: PLC0415
    from app.services.documents.ecriture import nom_sur  # noqa: PLC0415
    from app.services.documents.page import Document  # noqa: PLC0415
    from app.services.documents.styles import style_document  # noqa: PLC0415

    jour = uow.clock.today()
    lue = avant_apres.resumer_cite(LireSynthese(cmd.cite_id, cmd.seuil, cmd.bailleur), uow)
    with uow.lecture() as session:
        cite = charger(session, Cite, cmd.cite_id).nom
    if not lue.menages:
        raise EntreeInvalide("avant_apres.cite_vide", cite=cite)
    pour = Destinataire.BAILLEUR if cmd.bailleur else Destinataire.EQUIPE
    document = Document(style_document(), _("Avant et après les travaux"), uow.clock.now())
    nom = f"{nom_sur('avant-apres', pour.value, cite)}_{jour.isoformat()}.pdf"
    return _poser(
        document,
        cmd.sortie / nom,
        lambda: composer_depenses_cite(document, lue, cite, date_longue(jour)),
        uow,
        {"quoi": "avant_apres", "destinataire": pour.value, "menages": []},
    )


def _poser(
    document: Document,
    sortie: Path,
    composer: Callable[[], int],
    uow: UnitOfWork,
    envoi: Mapping[str, object],
) -> Imprime:
    """Write the file whole or not at all; what leaves the team is logged with it."""
    from app.services.documents.ecriture import atelier, enregistrer  # noqa: PLC0415

    with atelier(sortie.parent) as lieu:
        pages = composer()
        enregistrer(document, lieu.reserver(sortie.name), sortie)
        if envoi["destinataire"] == Destinataire.EQUIPE.value:
            with lieu.publier() as (fichier,):
                return Imprime(fichier, pages)
        with uow.ecriture("document.imprimer") as tx:
            tx.session.add(
                Envoi(
                    id=tx.ids.new(),
                    quoi=envoi["quoi"],
                    destinataire=envoi["destinataire"],
                    nb_lignes=1,
                    detail={"fichiers": 1, "pages": pages, "menages": envoi["menages"]},
                    prepare_a=tx.clock.now(),
                )
            )
            tx.session.flush()
            with lieu.publier() as (fichier,):
                tx.commit()
        return Imprime(fichier, pages)
