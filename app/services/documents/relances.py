"""Letters of reminder on paper: one letter for all that one who repairs is awaited for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.domain.accompagnement import Canal
from app.services import relances
from app.services.documents import phrases_dehors as dits
from app.services.documents.blocs import Colonne, Tableau, paragraphe, section
from app.services.documents.demenagement_blocs import texte
from app.services.documents.ecriture import atelier, enregistrer
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.relance import Mots, mots
from app.services.documents.styles import style_document
from app.services.relances import ARelancer, PreparerRelance
from db.uow import UnitOfWork

_RECUL = 0.52  # where the address begins: the window of an envelope


@dataclass(frozen=True, slots=True)
class ImprimerRelances:
    """One letter for each of these, in the PDF file `sortie`."""

    sortie: Path
    choix: tuple[PreparerRelance, ...]


@dataclass(frozen=True, slots=True)
class RelancesImprimees:
    """What was printed, and the change that says so."""

    fichier: Path
    pages: int
    lettres: int
    reclamations: int
    changes: Changes


def imprimer_relances(cmd: ImprimerRelances, uow: UnitOfWork) -> RelancesImprimees:
    """The letters, each complaint keeping the reminder, logged as what leaves.

    Raises `EntreeInvalide` ("relance.rien", "documents.nom_sans_pdf"), `PanneEnvironnement` for
    the disk; then no file is left behind and nothing is noted.
    """
    if cmd.sortie.suffix.lower() != ".pdf":
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(cmd.sortie))
    if not cmd.choix:
        raise EntreeInvalide("relance.rien")
    document = Document(style_document(), _("Relances"), uow.clock.now())
    jour = uow.clock.today()
    faites: list[ARelancer] = []
    with uow.lecture() as session:
        for choix in cmd.choix:
            a = relances.choisies(session, choix.responsable_id, choix.reclamation_ids, uow)
            composer_relance(
                document, mots(session, a.responsable, a.lignes, jour, uow.auteur.nom), jour=jour
            )
            faites.append(a)
    with atelier(cmd.sortie.parent) as lieu:
        enregistrer(document, lieu.reserver(cmd.sortie.name), cmd.sortie)
        with uow.ecriture("relance.imprimer") as tx:
            changes = relances.journaliser(tx, faites, Canal.COURRIER, cmd.sortie.name)
            with lieu.publier() as (fichier,):
                tx.commit()
    n = sum(len(a.lignes) for a in faites)
    return RelancesImprimees(fichier, document.pages, len(faites), n, changes)


def composer_relance(document: Document, m: Mots, *, jour: date) -> int:
    """Add one letter, on a fresh sheet of paper; says how many pages it took."""
    f = Feuillet(
        document,
        Cartouche(
            gauche=m.valeurs["cite"] or _("Suivi des réclamations"),
            droite=m.valeurs["aujourd_hui"],
            pied=_("Seulement ce qui peut être partagé avec qui répare."),
            rappel=m.objet,
        ),
    )
    _adresse(f, m)
    section(f, m.objet)
    texte(f, m.avant, m.valeurs)
    colonnes = [
        Colonne(_("Référence"), fixe=72, tete=True),
        Colonne(_("Logement"), tete=True),
        Colonne(_("Défaut"), part=1.45, tete=True),
        Colonne(_("Depuis le"), fixe=68),
        Colonne(_("Attendu"), part=1.55, tete=True),
    ]
    Tableau(f, colonnes).dessiner(
        [
            (
                "\n".join(x for x in (d.ligne.reference, d.reference_bailleur) if x),
                dits.ou(d.ligne) or "–",
                dits.defaut(d.ligne, m.libelles),
                dits.depuis(d.ligne, jour),
                dits.attendu(d, jour),
            )
            for d in m.lignes
        ]
    )
    f.y -= f.style.pas * 0.6
    texte(f, m.apres, m.valeurs)
    return f.clore(m.responsable.nom, recto=True)


def _adresse(f: Feuillet, m: Mots) -> None:
    """To whom, on the right; then the day."""
    retrait = f.largeur * _RECUL
    f.y -= f.style.pas * 0.5
    paragraphe(f, m.valeurs["responsable"], police=f.style.grasse, retrait=retrait, apres=0)
    r = m.responsable
    for ligne in (r.contact or "", *(r.adresse or "").splitlines()):
        if ligne.strip():
            paragraphe(f, ligne, retrait=retrait, apres=0)
    f.y -= f.style.pas * 0.8
