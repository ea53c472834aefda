"""The papers of the demonstration: sheets for its readers, letters, summaries that were kept."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from app.core.suivi import Suivi
from app.domain.partage import Destinataire
from app.services import documents_gardes
from app.services.documents import (
    Impression,
    ImprimerAPrevenir,
    ImprimerFiches,
    ImprimerLettres,
    imprimer_a_prevenir,
    imprimer_fiches,
    imprimer_lettres,
)
from db.uow import UnitOfWork

_MENAGES = 6  # households whose own sheet is printed


def imprimer(
    cite_id: UUID, dossier: Path, uow: UnitOfWork, suivi: Suivi | None = None
) -> Impression:
    """Every paper in `dossier`; what is answered is the team's sheets."""
    fiches = imprimer_fiches(
        ImprimerFiches(Destinataire.EQUIPE, dossier, cite_id=cite_id), uow, suivi
    )
    racontes, documents = _racontes(uow)
    if racontes:
        cmd = ImprimerFiches(Destinataire.MENAGE, dossier, racontes, recto=True)
        imprimer_fiches(cmd, uow, suivi)
    if _a_prevenir(uow):
        imprimer_lettres(ImprimerLettres(dossier / "lettres-calendrier.pdf", cite_id), uow, suivi)
        liste = ImprimerAPrevenir(dossier / "menages-a-prevenir.pdf", cite_id=cite_id)
        imprimer_a_prevenir(liste, uow)
    for rang, document_id in enumerate(documents, 1):
        sortie = dossier / f"bilan-{rang}.pdf"
        copie = documents_gardes.EnregistrerCopie(document_id, sortie)
        documents_gardes.enregistrer_copie(copie, uow)
    return fiches


def _racontes(uow: UnitOfWork) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    """Followed households with a photo, then the kept documents."""
    with uow.lecture() as session:
        menages = session.scalars(
            text(
                "SELECT DISTINCT p.menage_id FROM photo p JOIN menage m ON m.id = p.menage_id"
                " WHERE m.suivi = 'ouvert' ORDER BY p.menage_id LIMIT :n"
            ),
            {"n": _MENAGES},
        ).all()
        documents = session.scalars(text("SELECT id FROM document ORDER BY id")).all()
    return tuple(UUID(hex=m) for m in menages), tuple(UUID(hex=d) for d in documents)


def _a_prevenir(uow: UnitOfWork) -> bool:
    with uow.lecture() as session:
        requete = text("SELECT EXISTS (SELECT 1 FROM annonce WHERE dite_le IS NULL)")
        return bool(session.execute(requete).scalar_one())
