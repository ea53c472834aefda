"""The illustrated guide left with a household: our drawings, large print, one or two languages.

Only the points that concern its home: those noted as of no concern are left out.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.partage import Destinataire
from app.domain.prises_en_main_liste import ListePrise, PointPrise
from app.services.documents import guide_langues
from app.services.documents.commandes_guide import (
    GuideImprime,
    ImprimerGuide,
    LanguesGuide,
    LireLanguesGuide,
    TailleGuide,
)
from app.services.documents.ecriture import atelier, enregistrer, nom_sur
from app.services.documents.guide_pages import composer
from app.services.documents.page import Document
from app.services.documents.partage import expurger, lecteur
from app.services.documents.styles import Style, style_de
from app.services.prises_en_main.lecture import sans_objet_de
from db.models import Envoi
from db.queries import prises_en_main as lecture
from db.queries.fiche import lire_fiche
from db.queries.fiche_modele import FicheMenage
from db.uow import UnitOfWork


def langues(demande: LireLanguesGuide, uow: UnitOfWork) -> LanguesGuide:
    """What the guide of that household can be printed in; raises as `imprimer_guide`."""
    with uow.lecture() as session:
        fiche = _fiche(session, demande.menage_id, uow)
    dites = (fiche.menage.langue, *(p.langue for p in fiche.personnes if p.partie_le is None))
    parlees = ", ".join(d for d in dites if d)
    return guide_langues.langues(uow.accompagnement.liste_prise_en_main, parlees)


def imprimer_guide(cmd: ImprimerGuide, uow: UnitOfWork) -> GuideImprime:
    """The guide of the household.

    Raises `EntreeInvalide` ("guide.langue", "guide.ecriture", "guide.vide",
    "documents.nom_sans_pdf"), `RegleMetier("general.introuvable")`, `PanneEnvironnement` for the
    disk; then no file is left behind.
    """
    with uow.lecture() as session:
        fiche = _fiche(session, cmd.menage_id, uow)
        sans_objet = sans_objet_de(lecture.points(session, cmd.menage_id))
    fiche = expurger(fiche, lecteur(fiche, Destinataire.MENAGE))
    liste = uow.accompagnement.liste_prise_en_main
    points = choisis(liste, sans_objet)
    if not points:
        raise EntreeInvalide("guide.vide")
    if cmd.langue is not None:
        guide_langues.exiger(points, cmd.langue)
    jour = uow.clock.today()
    sortie = _fichier(cmd.sortie, f"{nom_sur('guide', fiche.menage.nom)}_{jour.isoformat()}.pdf")
    document = Document(style(cmd.taille), _("Guide de votre logement"), uow.clock.now())
    composer(document, fiche, liste, points, cmd.langue)
    parlees = ", ".join(("fr", cmd.langue) if cmd.langue else ("fr",))
    with atelier(sortie.parent) as lieu:
        enregistrer(document, lieu.reserver(sortie.name), sortie)
        with uow.ecriture("document.imprimer") as tx:
            envoi = Envoi(
                id=tx.ids.new(),
                quoi="guides",
                destinataire=Destinataire.MENAGE.value,
                nb_lignes=1,
                detail={
                    "fichiers": 1,
                    "pages": document.pages,
                    "menages": [cmd.menage_id.hex],
                    "langues": parlees,
                },
                prepare_a=tx.clock.now(),
            )
            tx.session.add(envoi)
            tx.session.flush()
            with lieu.publier() as (fichier,):
                tx.commit()
    return GuideImprime(fichier, document.pages, len(points), parlees, envoi.id)


def choisis(liste: ListePrise, sans_objet: frozenset[str]) -> tuple[PointPrise, ...]:
    """The points of the guide that concern the home, group after group."""
    rangs = {g.code: rang for rang, g in enumerate(liste.groupes)}
    siens = [p for p in liste.points if p.guide and p.code not in sans_objet]
    return tuple(sorted(siens, key=lambda p: rangs[p.groupe]))


def style(taille: TailleGuide) -> Style:
    """Large print, or very large."""
    grand = style_de(Destinataire.MENAGE)
    if taille is TailleGuide.GRANDE:
        return grand
    return replace(grand, corps=19.0, section=22.0, nom=32.0, titre=26.0, bas=78.0)


def _fiche(session: Session, menage_id: UUID, uow: UnitOfWork) -> FicheMenage:
    fiche = lire_fiche(session, menage_id, uow.clock.today())
    if fiche is None:
        raise RegleMetier("general.introuvable")
    return fiche


def _fichier(sortie: Path, propose: str) -> Path:
    if sortie.suffix.lower() == ".pdf":
        return sortie
    if sortie.suffix and not sortie.is_dir():
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(sortie))
    return sortie / propose
