"""Complaints to speak of, and files that speak of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.domain.reclamations import EtatReclamation, MotifReclamation, SourceSuivi
from app.domain.retours import Issue
from app.services.reclamations import OuvrirReclamation, dans
from app.services.retours import (
    ApercuRetours,
    AppliquerRetours,
    Decision,
    LigneRetour,
    PreparerRetours,
    ResultatRetours,
    appliquer,
    preparer,
)
from db.models import EchangeReclamation, PassageReclamation, Reclamation, SuiviReclamation
from db.uow import UnitOfWork
from tests import factories

OUVERTE = date(2026, 9, 1)
ENTETES = ("REF_RECLAMATION", "UG", "ETAT", "DATE_ETAT", "ENTREPRISE", "COMMENTAIRE")
E = EtatReclamation


class Dossier:
    """One home per complaint: NOU00001 has R-0001, and so on."""

    def __init__(self, uow: UnitOfWork, dossier: Path, combien: int = 5) -> None:
        self.uow, self.dossier = uow, dossier
        self.cite = factories.cite(uow)
        self.ids: dict[str, UUID] = {}
        for n in range(1, combien + 1):
            logement = factories.logement(uow, cite_id=self.cite, code_ug=f"NOU{n:05d}")
            menage = factories.menage(uow, f"Essai{n}", "Anne", logement_id=logement)
            self.ouvrir(menage)

    def ouvrir(self, menage_id: UUID) -> UUID:
        """The next complaint, opened on 1 September."""
        with self.uow.ecriture("test.ouvrir") as tx:
            ligne = dans.ouvrir(
                tx, OuvrirReclamation(menage_id, "plomberie", "Ça fuit", ouverte_le=OUVERTE)
            )
            tx.commit()
        self.ids[ligne.reference] = ligne.id
        return ligne.id

    def passer(self, reference: str, *etats: EtatReclamation, le: date = date(2026, 9, 10)) -> None:
        """That complaint goes through these states, on that day."""
        with self.uow.ecriture("test.passer") as tx:
            ligne = tx.session.get_one(Reclamation, self.ids[reference])
            for etat in etats:
                fini = etat in (E.REJETEE, E.CLOSE)
                dans.changer_etat(
                    tx, ligne, etat, le=le, raison="parce que" if fini else "",
                    motif=MotifReclamation.AUTRE if fini else None,
                    source=SourceSuivi.MENAGE if etat is E.CONTESTEE else SourceSuivi.EQUIPE,
                )  # fmt: skip
            tx.commit()

    def fichier(
        self, *lignes: Sequence[str], entetes: Sequence[str] = ENTETES, nom: str = "retour.csv"
    ) -> Path:
        """A file of the bailleur as text, `;` between cells."""
        chemin = self.dossier / nom
        corps = "\r\n".join(";".join(ligne) for ligne in (entetes, *lignes))
        chemin.write_text(corps + "\r\n", encoding="utf-8-sig")
        return chemin

    def voir(self, *lignes: Sequence[str], **options: object) -> ApercuRetours:
        """The preview of a file of these lines."""
        entetes = options.pop("entetes", ENTETES)
        chemin = self.fichier(*lignes, entetes=entetes)  # type: ignore[arg-type]
        return preparer(PreparerRetours(chemin, **options), self.uow)  # type: ignore[arg-type]

    def seule(self, *cellules: str) -> LigneRetour:
        """The preview of a file of one line, among others that are plain."""
        return self.voir(cellules).lignes[0]

    def prendre(
        self,
        apercu: ApercuRetours,
        decisions: Mapping[int, Decision] | None = None,
        **options: object,
    ) -> ResultatRetours:
        """Apply that preview; what is undecided stays out."""
        return appliquer(
            AppliquerRetours(apercu, decisions or {}, accepter_reste=True, **options),  # type: ignore[arg-type]
            self.uow,
        )

    def ligne(self, reference: str) -> Reclamation:
        """The complaint as it is now."""
        with self.uow.lecture() as session:
            ligne = session.get_one(Reclamation, self.ids[reference])
            session.expunge_all()
            return ligne

    def histoire(self, reference: str) -> list[tuple[EtatReclamation, date, SourceSuivi]]:
        """Its states, oldest first."""
        s = SuiviReclamation
        with self.uow.lecture() as session:
            lus = session.execute(
                select(s.etat, s.le, s.source)
                .where(s.reclamation_id == self.ids[reference])
                .order_by(s.id)
            )
            return [tuple(ligne) for ligne in lus]  # type: ignore[misc]

    def echanges(self, reference: str) -> list[str]:
        """What was said of it."""
        e = EchangeReclamation
        with self.uow.lecture() as session:
            return list(
                session.scalars(
                    select(e.texte).where(e.reclamation_id == self.ids[reference]).order_by(e.id)
                )
            )

    def passages(self, reference: str) -> list[PassageReclamation]:
        """Its appointments."""
        p = PassageReclamation
        with self.uow.lecture() as session:
            lus = list(
                session.scalars(
                    select(p).where(p.reclamation_id == self.ids[reference]).order_by(p.id)
                )
            )
            session.expunge_all()
            return lus


def issues(apercu: ApercuRetours) -> list[Issue]:
    """What becomes of each line, in the order of the file."""
    return [ligne.issue for ligne in apercu.lignes]


def codes(ligne: LigneRetour) -> set[str]:
    """Why."""
    return {m.code for m in ligne.motifs}
