"""A plan on paper: its timeline on landscape pages, the moves of a week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_courte, date_longue, jour, ngettext
from app.services.documents.blocs import Colonne, Tableau, paragraphe, section
from app.services.documents.commandes import Imprime
from app.services.documents.commandes_planning import FormatFrise, ImprimerFrise, ImprimerSemaine
from app.services.documents.ecriture import atelier, enregistrer
from app.services.documents.entete import nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.planning_frise import DessinFrise
from app.services.documents.planning_rangees import par_logement, par_menage
from app.services.documents.styles import PAYSAGE, style_document
from app.services.documents.vocabulaire import majuscule
from app.services.planification.mots import dire_etat, dire_sens
from app.services.planification.plan_lu import MouvementPlan, PlanLu
from db.uow import UnitOfWork

A3_PAYSAGE = (1190.55, 841.89)  # points
_PREMIERES = 3  # figures of a plan told on its first page


def imprimer_frise(cmd: ImprimerFrise, uow: UnitOfWork) -> Imprime:
    """The timeline of a plan; raises `EntreeInvalide` for the name, `PanneEnvironnement`."""
    style = style_document(paysage=True)
    if cmd.papier is FormatFrise.A3:
        style = replace(style, format=A3_PAYSAGE)
    document = Document(style, _("Planning"), uow.clock.now())
    return _poser(document, cmd.sortie, lambda d: composer_frise(d, cmd))


def imprimer_semaine(cmd: ImprimerSemaine, uow: UnitOfWork) -> Imprime:
    """The moves of a week of a plan, day by day; raises as `imprimer_frise`."""
    style = replace(style_document(paysage=True), format=PAYSAGE)
    document = Document(style, _("Déménagements de la semaine"), uow.clock.now())
    return _poser(document, cmd.sortie, lambda d: composer_semaine(d, cmd))


def composer_frise(document: Document, cmd: ImprimerFrise) -> int:
    """Add the timeline; says how many pages it took."""
    plan = cmd.plan
    titre = _("Planning · {nom}").format(nom=plan.resume.nom)
    f = _feuillet(document, plan, titre)
    nom_en_grand(f, titre)
    paragraphe(f, _entete(plan), apres=0.2)
    rangees = par_menage(plan) if cmd.par_menage else par_logement(plan)
    if not rangees:
        paragraphe(f, _("Ce plan ne prévoit rien."))
        return f.clore()
    DessinFrise(f, plan, rangees).tout()
    return f.clore()


def composer_semaine(document: Document, cmd: ImprimerSemaine) -> int:
    """Add the week; says how many pages it took."""
    plan, fin = cmd.plan, cmd.lundi + timedelta(days=6)
    titre = _("Semaine du {du} au {au}").format(du=date_courte(cmd.lundi), au=date_courte(fin))
    f = _feuillet(document, plan, titre)
    nom_en_grand(f, titre)
    siens = [j for j in plan.jours if cmd.lundi <= j.jour <= fin and j.mouvements]
    n = sum(len(j.mouvements) for j in siens)
    compte = ngettext("{n} déménagement", "{n} déménagements", n).format(n=n)
    paragraphe(f, f"{_entete(plan, scores=False)} · {compte}", apres=0)
    for prevu in siens:
        total = len(prevu.mouvements)
        tenir = _("{n} sur {total} possibles").format(n=total, total=prevu.capacite)
        trop = "⚠ " if total > prevu.capacite else ""
        section(f, f"{majuscule(jour(prevu.jour, annee=True))} · {trop}{tenir}", suite=3)
        Tableau(f, _colonnes()).dessiner([_ligne(plan, m) for m in prevu.mouvements])
    if not siens:
        paragraphe(f, _("Personne ne déménage cette semaine-là."))
    return f.clore()


def _feuillet(document: Document, plan: PlanLu, titre: str) -> Feuillet:
    return Feuillet(
        document,
        Cartouche(
            gauche=plan.cite or titre,
            droite=_("Imprimé le {jour}").format(jour=date_longue(plan.aujourdhui)),
            pied=_("Pour l’équipe : à garder entre nous."),
            rappel=titre,
        ),
        style=replace(document.style, nom=document.style.titre),
    )


def _entete(plan: PlanLu, *, scores: bool = True) -> str:
    """What kind of plan it is, then how good."""
    r = plan.resume
    dits = [_("{nom} ({etat})").format(nom=r.nom, etat=dire_etat(r.etat))]
    if scores:
        dits += [f"{s.libelle} : {s.texte}" for s in r.scores[:_PREMIERES]]
    return " · ".join(dits)


def _colonnes() -> list[Colonne]:
    return [
        Colonne(_("Ménage"), part=1.3, grasse=True),
        Colonne(_("Quoi"), fixe=92),
        Colonne(_("De"), part=1.6),
        Colonne(_("À"), part=1.6),
        Colonne(_("Déménageurs"), part=1.2),
        Colonne(_("Pilote social"), part=1.2),
    ]


def _ligne(plan: PlanLu, m: MouvementPlan) -> tuple[str, ...]:
    ligne = plan.ligne(m.menage_id)
    nom = f"⚠ {m.menage}" if ligne is not None and ligne.violations else m.menage
    sens = majuscule(dire_sens(m.sens))
    return (nom, sens, m.depuis or "–", m.vers or "–", m.equipe or "–", m.pilote or "–")


def _poser(document: Document, sortie: Path, composer: Callable[[Document], int]) -> Imprime:
    """Write the file whole or not at all."""
    if sortie.suffix.lower() != ".pdf":
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(sortie))
    with atelier(sortie.parent) as lieu:
        pages = composer(document)
        enregistrer(document, lieu.reserver(sortie.name), sortie)
        with lieu.publier() as (fichier,):
            return Imprime(fichier, pages)
