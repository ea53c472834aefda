"""Printing one report, attendance sheet, list or recovery key to a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.services import catalogues
from app.services.comptes_rendus import LireCompteRendu, compte_rendu, emargement
from app.services.documents.cle_de_secours import composer_cle
from app.services.documents.commandes import (
    Imprime,
    ImprimerListe,
    ImprimerPermanence,
    PageDeCle,
)
from app.services.documents.ecriture import atelier, enregistrer
from app.services.documents.emargement import composer_emargement
from app.services.documents.liste import composer_liste, style_de_la_liste
from app.services.documents.page import Document
from app.services.documents.permanence import composer_compte_rendu
from app.services.documents.styles import style_document
from app.services.documents.vocabulaire import Libelles
from db.uow import UnitOfWork


def imprimer_compte_rendu(cmd: ImprimerPermanence, uow: UnitOfWork) -> Imprime:
    """The report of a session on paper; raises `RegleMetier("general.introuvable")`."""
    lu = compte_rendu(LireCompteRendu(cmd.permanence_id), uow)
    mots = Libelles(cmd.catalogues or catalogues.charger())
    document = Document(style_document(), _("Compte rendu de permanence"), uow.clock.now())
    return _poser(document, cmd.sortie, lambda d: composer_compte_rendu(d, lu, mots))


def imprimer_emargement(cmd: ImprimerPermanence, uow: UnitOfWork) -> Imprime:
    """The attendance sheet of a session; raises `RegleMetier("general.introuvable")`."""
    lu = emargement(LireCompteRendu(cmd.permanence_id), uow)
    document = Document(style_document(), _("Feuille d’émargement"), uow.clock.now())
    return _poser(document, cmd.sortie, lambda d: composer_emargement(d, lu))


def imprimer_liste(cmd: ImprimerListe, uow: UnitOfWork) -> Imprime:
    """A list on paper, landscape when its columns need it."""
    sujet = cmd.liste.titre if cmd.liste.compte else _("Liste de ménages")
    document = Document(style_de_la_liste(cmd.liste), sujet, uow.clock.now())
    return _poser(document, cmd.sortie, lambda d: composer_liste(d, cmd.liste))


def page_de_cle(page: PageDeCle) -> bytes:
    """The recovery key page as a PDF in memory: it need never touch the disk."""
    document = Document(style_document(), _("Clé de secours"), page.instant)
    composer_cle(document, page)
    sortie = io.BytesIO()
    document.enregistrer(sortie)
    return sortie.getvalue()


def imprimer_cle_de_secours(cle: str, base: Path, sortie: Path, jour: date) -> Imprime:
    """The recovery key page written to the PDF file `sortie`."""
    instant = datetime.combine(jour, time(), UTC)
    page = PageDeCle(cle, base.name, instant)
    document = Document(style_document(), _("Clé de secours"), instant)
    return _poser(document, sortie, lambda d: composer_cle(d, page))


def _poser(document: Document, sortie: Path, composer: Callable[[Document], int]) -> Imprime:
    """Write the file whole or not at all; raises `PanneEnvironnement` for the disk."""
    if sortie.suffix.lower() != ".pdf":
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(sortie))
    with atelier(sortie.parent) as lieu:
        pages = composer(document)
        enregistrer(document, lieu.reserver(sortie.name), sortie)
        with lieu.publier() as (fichier,):
            return Imprime(fichier, pages)
