"""500 household sheets in one PDF, against a bare reportlab canvas drawing the very same text.

Both embed the same fonts and draw the same strings at the same places in the same run. "Service"
reads the encrypted base, projects, lays out and writes the file; "papier" lays out what was read.
"""

from __future__ import annotations

import io
import statistics
import tempfile
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from uuid import UUID

from reportlab.pdfbase.pdfdoc import PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from app.core.clock import FixedClock, IdFactory
from app.core.paths import Paths
from app.domain.partage import Destinataire
from app.services import catalogues
from app.services.attention import mots as dire_raisons
from app.services.documents import ImprimerFiches, imprimer_fiches
from app.services.documents.fiche import Contenu, composer, contenu
from app.services.documents.page import Document, Feuillet
from app.services.documents.partage import lecteur
from app.services.documents.polices import Police
from app.services.documents.styles import style_de
from app.services.documents.vocabulaire import Libelles
from app.services.ouverture import BaseOuverte, ouvrir
from app.services.parcours import lire_dans
from db.queries.fiche import lire_fiche
from db.queries.fil import lire_fil
from db.queries.impressions import du_lot
from tests.bench.mesures import Mesure, chronometrer, memoire
from tests.integration.documents.donnees import lieu, lignes_du_menage

NOMBRE = 500
TOURS = 5
INSTANT = datetime(2026, 11, 24, 14, tzinfo=UTC)
TAILLES = (25_000,)  # always 500 sheets: they do not depend on the size of the base
Trace = list[list[tuple[float, float, str, str, float]]]


def _ouvrir(dossier: Path) -> BaseOuverte:
    clock = FixedClock(INSTANT)
    return ouvrir(
        dossier / "bench.voyette",
        bytes(range(32)),
        paths=Paths.sous(dossier),
        clock=clock,
        auteur="Banc",
        ids=IdFactory.seeded(clock, 7),
    )


def preparer(dossier: Path, nombre: int = NOMBRE) -> tuple[BaseOuverte, tuple[UUID, ...]]:
    """A base with `nombre` households of ten visits each."""
    base = _ouvrir(dossier)
    ids, menages = lieu(base.uow), []
    for debut in range(0, nombre, 50):
        with base.uow.ecriture("banc.preparer") as tx:
            for n in range(debut, min(nombre, debut + 50)):
                menage_id, lignes = lignes_du_menage(
                    base.uow, ids, visites=6 + n % 9, personnes=1 + n % 5, rang=n
                )
                menages.append(menage_id)
                for _modele, groupe in groupby(lignes, type):
                    tx.session.add_all(groupe)
                    tx.session.flush()
            tx.commit()
    return base, tuple(menages)


def contenus(base: BaseOuverte, menages: tuple[UUID, ...]) -> list[Contenu]:
    """The households as read from the base, ready to be laid out."""
    mots, lus = Libelles(catalogues.charger()), []
    with base.uow.lecture() as session:
        for menage_id in menages:
            fiche = lire_fiche(session, menage_id, base.uow.clock.today())
            assert fiche is not None
            fil = lire_fil(session, fiche, taille=5000)
            parcours = lire_dans(session, menage_id, fiche.jour, base.uow.accompagnement.parcours)
            qui = lecteur(fiche, Destinataire.EQUIPE)
            lus.append(contenu(fiche, fil, qui, mots, parcours, dire_raisons(base.uow)))
    return lus


def composer_tout(lus: list[Contenu]) -> bytes:
    """Our paper alone."""
    document = Document(style_de(Destinataire.EQUIPE), "Banc", INSTANT)
    for c in lus:
        composer(document, c, signets=True)
    sortie = io.BytesIO()
    document.enregistrer(sortie)
    return sortie.getvalue()


def relever(lus: list[Contenu]) -> Trace:
    """Every text drawn on every page, with its place and its font."""
    pages: dict[int, list[tuple[float, float, str, str, float]]] = {}

    class Releve(Feuillet):
        def mot(
            self, x: float, base: float, texte: str, police: Police, taille: float | None = None
        ) -> None:
            if texte:
                ici = pages.setdefault(id(self.pages[-1]), [])
                ici.append((x, base, texte, police.nom, taille or self.style.corps))
            super().mot(x, base, texte, police, taille)

    from app.services.documents import fiche as module

    garde, document, trace = (
        module.Feuillet,
        Document(style_de(Destinataire.EQUIPE), "Banc", INSTANT),
        [],
    )
    module.Feuillet = Releve  # type: ignore[misc]  # the bench looks over the shoulder
    try:
        for c in lus:
            pages.clear()
            composer(document, c)
            trace += list(pages.values())
    finally:
        module.Feuillet = garde  # type: ignore[misc]  # put back
    return trace


def canevas_nu(trace: Trace, *, binaire: bool = True) -> bytes:
    """The baseline: the same texts, one `drawString` each.

    Bare, reportlab compresses pages and wraps them in ASCII 85; `binaire` compresses as our paper
    does, a harder baseline that only the paper is held to (the service also reads the base).
    """
    style, sortie = style_de(Destinataire.EQUIPE), io.BytesIO()
    canvas = Canvas(sortie, pagesize=style.format, pageCompression=0 if binaire else 1)
    if binaire:
        canvas._doc.defaultStreamFilters = [PDFZCompress]
    for page in trace:
        for x, y, texte, police, taille in page:
            canvas.setFont(police, taille)
            canvas.drawString(x, y, texte)
        canvas.showPage()
    canvas.save()
    return sortie.getvalue()


def _imprimer(dossier: str, nombre: int) -> None:
    """Print the first `nombre` households of the prepared base (in a process of its own)."""
    racine = Path(dossier)
    base = _ouvrir(racine)
    with base.uow.lecture() as session:
        menages = du_lot(session)[:nombre]
    imprimer_fiches(_commande(racine, menages), base.uow)
    base.fermer()


def _commande(dossier: Path, menages: tuple[UUID, ...]) -> ImprimerFiches:
    return ImprimerFiches(pour=Destinataire.EQUIPE, sortie=dossier / "lot.pdf", menage_ids=menages)


def mesurer(_taille: int) -> list[Mesure]:
    """The service and the paper alone over the bare canvas, then the memory they take."""
    with tempfile.TemporaryDirectory() as brut:
        dossier = Path(brut)
        base, menages = preparer(dossier, 4 * NOMBRE)
        lus = contenus(base, menages[:NOMBRE])
        trace = relever(lus)
        cmd = _commande(dossier, menages[:NOMBRE])
        temps: tuple[list[float], ...] = ([], [], [], [])
        for _tour in range(TOURS):  # interleaved, so that a busy machine slows all three
            temps[0].append(chronometrer(lambda: canevas_nu(trace)))
            temps[1].append(chronometrer(lambda: composer_tout(lus)))
            temps[2].append(chronometrer(lambda: imprimer_fiches(cmd, base.uow)))
            temps[3].append(chronometrer(lambda: canevas_nu(trace, binaire=False)))
        nu, papier, service, defaut = (statistics.median(t) for t in temps)
        taille = cmd.sortie.stat().st_size / 1e6
        base.fermer()
        detail = f"{len(trace)} pages, {taille:.1f} Mo"
        return [
            Mesure("fiches : service / canevas nu", NOMBRE, service, "ms", defaut, 1.6, detail),
            Mesure("fiches : papier seul / canevas nu", NOMBRE, papier, "ms", defaut, 1.6),
            Mesure("fiches : papier seul / canevas nu, binaire", NOMBRE, papier, "ms", nu, 1.6),
            Mesure("fiches : service / canevas nu, binaire", NOMBRE, service, "ms", nu),
            *(
                Mesure("fiches : mémoire", n, memoire(_imprimer, brut, n), "Mio")
                for n in (1, NOMBRE, 4 * NOMBRE)
            ),
        ]
