"""Printing follow-up sheets: one household or a batch, in one file or one file each.

Files appear whole or not at all; what leaves for a household or the bailleur is logged in the same
transaction that lets it appear (promises 13 and 25).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.core.suivi import Suivi, SuiviMuet
from app.domain.partage import Destinataire
from app.services import catalogues
from app.services.documents.commandes import (
    Ecarte,
    Impression,
    ImprimerFiches,
    RaisonEcart,
)
from app.services.documents.ecriture import Atelier, atelier, enregistrer, nom_sur
from app.services.documents.entete import titre_document
from app.services.documents.fiche import Contenu, composer
from app.services.documents.lecture_fiche import LectureFiches
from app.services.documents.page import Document
from app.services.documents.styles import style_de
from app.services.documents.vocabulaire import Libelles
from db.models import Envoi
from db.queries.fiche import lire_fiche
from db.queries.fiche_modele import FicheMenage
from db.queries.impressions import du_lot, nom_du_lot
from db.uow import UnitOfWork


@dataclass(slots=True)
class _Cours:
    """Where a batch is."""

    cmd: ImprimerFiches
    lecture: LectureFiches
    suivi: Suivi
    total: int = 0
    pages: int = 0
    imprimes: list[UUID] = field(default_factory=list)
    ecartes: list[Ecarte] = field(default_factory=list)

    def avance(self) -> None:
        fait = len(self.imprimes) + len(self.ecartes)
        self.suivi.avance(fait, self.total, _("Fiches composées"))


def fiches(cmd: ImprimerFiches, uow: UnitOfWork, suivi: Suivi | None = None) -> Impression:
    """Print the sheets; says which files, how many pages, who was left out and why.

    Raises `EntreeInvalide` ("documents.aucun_menage", "documents.sortie_pdf"), `RegleMetier`
    ("documents.tous_ecartes"), `PanneEnvironnement` for the disk, `Annule` when asked to stop;
    then no file is left behind.
    """
    en_pdf = cmd.sortie.suffix.lower() == ".pdf"
    if en_pdf and not cmd.un_fichier:
        raise EntreeInvalide("documents.sortie_pdf", chemin=str(cmd.sortie))
    mots = Libelles(cmd.catalogues or catalogues.charger())
    cours = _Cours(cmd, LectureFiches(uow, cmd.pour, mots), suivi or SuiviMuet())
    with atelier(cmd.sortie.parent if en_pdf else cmd.sortie) as lieu:
        with uow.lecture() as session:
            ids = _choisis(cmd, session)
            cours.total = len(ids)
            if not ids:
                raise EntreeInvalide("documents.aucun_menage")
            cours.avance()
            if cmd.un_fichier:
                nom = cmd.sortie.name if en_pdf else _nom_du_fichier(cmd, session, uow)
                _en_un(session, ids, lieu, nom, cours, uow)
            else:
                _separes(session, ids, lieu, cours, uow)
        if not cours.imprimes:
            raise RegleMetier("documents.tous_ecartes", nombre=len(cours.ecartes))
        return _publier(lieu, cours, uow)


def _choisis(cmd: ImprimerFiches, session: Session) -> tuple[UUID, ...]:
    if cmd.menage_ids:
        return tuple(dict.fromkeys(cmd.menage_ids))
    if cmd.cite_id is None and cmd.tranche_id is None:
        return ()
    return du_lot(session, cite_id=cmd.cite_id, tranche_id=cmd.tranche_id, suivis=not cmd.clos)


def _lire(session: Session, menage_id: UUID, cours: _Cours, uow: UnitOfWork) -> Contenu | None:
    """The household as its reader may receive it, or None when it is left out."""
    fiche = lire_fiche(session, menage_id, uow.clock.today())
    raison = cours.lecture.ecart(fiche)
    if fiche is None or raison is not None:
        nom = fiche.menage.nom if fiche else ""
        cours.ecartes.append(Ecarte(menage_id, nom, raison or RaisonEcart.ABSENT))
        return None
    return cours.lecture.lire(session, fiche)


def _ajouter(document: Document, c: Contenu, cours: _Cours, *, lot: bool) -> None:
    pour = cours.cmd.pour
    recto = lot and (cours.cmd.recto or pour is Destinataire.MENAGE)
    composer(document, c, signets=lot, recto=recto)
    cours.imprimes.append(c.fiche.menage.id)


def _document(cours: _Cours, uow: UnitOfWork) -> Document:
    pour = cours.cmd.pour
    return Document(style_de(pour), titre_document(pour), uow.clock.now())


def _en_un(
    session: Session,
    ids: tuple[UUID, ...],
    lieu: Atelier,
    nom: str,
    cours: _Cours,
    uow: UnitOfWork,
) -> None:
    ecrit = lieu.reserver(nom)
    document = _document(cours, uow)
    for menage_id in ids:
        lu = _lire(session, menage_id, cours, uow)
        if lu is not None:
            _ajouter(document, lu, cours, lot=len(ids) > 1)
        cours.avance()
    if cours.imprimes:
        enregistrer(document, ecrit, lieu.dossier / nom)
        cours.avance()
    cours.pages = document.pages


def _separes(
    session: Session, ids: tuple[UUID, ...], lieu: Atelier, cours: _Cours, uow: UnitOfWork
) -> None:
    for menage_id in ids:
        lu = _lire(session, menage_id, cours, uow)
        if lu is not None:
            nom = _nom_d_une_fiche(lu.fiche, cours.cmd.pour)
            ecrit = lieu.reserver(nom)
            document = _document(cours, uow)
            _ajouter(document, lu, cours, lot=False)
            enregistrer(document, ecrit, lieu.dossier / nom)
            cours.pages += document.pages
        cours.avance()


def _nom_d_une_fiche(fiche: FicheMenage, pour: Destinataire) -> str:
    """ "NOU00006_equipe_Dabrowski-Czeslaw.pdf": two readers' sheets never share a name."""
    code = fiche.foyer.code_ug if fiche.foyer else ""
    return f"{nom_sur(code, pour.value, fiche.menage.nom)}.pdf"


def _nom_du_fichier(cmd: ImprimerFiches, session: Session, uow: UnitOfWork) -> str:
    """ "fiches-equipe_Cite-Noumea_2026-11-24.pdf"; one household: the name of its sheet."""
    jour = uow.clock.today()
    if cmd.menage_ids and len(cmd.menage_ids) == 1:
        fiche = lire_fiche(session, cmd.menage_ids[0], jour)
        if fiche is not None:
            return _nom_d_une_fiche(fiche, cmd.pour)
    noms = nom_du_lot(session, cite_id=cmd.cite_id, tranche_id=cmd.tranche_id)
    return f"{nom_sur(f'fiches-{cmd.pour.value}', *noms)}_{jour.isoformat()}.pdf"


def _publier(lieu: Atelier, cours: _Cours, uow: UnitOfWork) -> Impression:
    """Let the files appear; those for a household or the bailleur are logged with it."""
    menages, ecartes = len(cours.imprimes), tuple(cours.ecartes)
    if cours.cmd.pour is Destinataire.EQUIPE:
        with lieu.publier() as fichiers:
            return Impression(fichiers, cours.pages, menages, ecartes)
    with uow.ecriture("document.imprimer") as tx:
        envoi = Envoi(
            id=tx.ids.new(),
            quoi="fiches",
            destinataire=cours.cmd.pour.value,
            nb_lignes=menages,
            detail={
                "fichiers": len(lieu.faits),
                "pages": cours.pages,
                "menages": [m.hex for m in cours.imprimes],
                "ecartes": len(ecartes),
            },
            prepare_a=tx.clock.now(),
        )
        tx.session.add(envoi)
        tx.session.flush()
        with lieu.publier() as fichiers:
            tx.commit()
    return Impression(fichiers, cours.pages, menages, ecartes, envoi.id)
