"""The chronology of a household on paper: date, what it was, what was said."""

from __future__ import annotations

from app.core.i18n import _, date_courte, heure
from app.services.documents.blocs import Colonne, paragraphe, section
from app.services.documents.page import Feuillet
from app.services.documents.phrases import evenement, issues, promesse
from app.services.documents.sections import accord, phrase_souhait, tableau
from app.services.documents.vocabulaire import Libelles, dire, intensite, majuscule
from db.queries.fiche_modele import OccupationFiche
from db.queries.fiche_reclamations import ReclamationFiche
from db.queries.fiche_suivi import (
    ConsentementFiche,
    EngagementFiche,
    EtapeFiche,
    RendezVousFiche,
    SouhaitFiche,
)
from db.queries.fil_modele import EntreeFil, GenreFil, NoteFil, VisiteFil


def section_chronologie(f: Feuillet, fil: tuple[EntreeFil, ...], mots: Libelles) -> None:
    """Everything that happened, newest first."""
    section(f, _("Chronologie"), suite=5)
    if not fil:
        paragraphe(f, _("Rien de noté jusqu’ici : la première visite ouvrira l’histoire."))
        return
    colonnes = (
        Colonne("", fixe=f.style.corps * 6.6),
        Colonne("", fixe=f.style.corps * 9.5, tete=True),
        Colonne("", 1),
    )
    lignes = []
    for entree in fil:
        quoi, detail = ce_qui_arriva(entree, mots)
        quand = date_courte(entree.jour)
        if entree.heure is not None and entree.genre is GenreFil.RENDEZ_VOUS:
            quand = f"{quand}\n{heure(entree.heure)}"
        lignes.append((quand, majuscule(quoi), detail or "–"))
    tableau(f, colonnes, lignes)


def ce_qui_arriva(entree: EntreeFil, mots: Libelles) -> tuple[str, str]:  # noqa: PLR0911 - one per kind
    """What an entry was, and its detail."""
    recit = evenement(entree, mots)
    if recit is not None:
        return recit.quoi, "\n".join(x for x in (majuscule(recit.sujet), recit.detail) if x)
    objet = entree.contenu
    match objet:
        case VisiteFil():
            return _signe(dire(objet.canal), objet.intervenant), visite(objet, mots)
        case NoteFil():
            return _signe(dire(objet.nature), objet.auteur), objet.texte
        case OccupationFiche():
            lieu = objet.logement.adresse or objet.logement.code_ug
            quoi = _("arrivée") if entree.genre is GenreFil.ARRIVEE else _("départ")
            return quoi, f"{lieu} ({dire(objet.nature)})"
        case EtapeFiche():
            return _("étape"), majuscule(mots.etape(objet.code))
        case SouhaitFiche():
            return _("souhait"), phrase_souhait(objet)
        case ReclamationFiche():
            quoi = mots.reclamation(objet.categorie)
            detail = f"{objet.reference}, {quoi} : {objet.description}"
            return _("réclamation"), detail
        case RendezVousFiche():
            return _("rendez-vous"), ", ".join(x for x in (objet.objet, objet.lieu) if x)
        case EngagementFiche():
            return _("promesse"), promesse(objet)
        case ConsentementFiche():
            return _("accord de partage"), accord(objet)
    return "", ""


def visite(v: VisiteFil, mots: Libelles) -> str:
    """What came out of a visit, one thing a line."""
    lignes = [", ".join(mots.motif(code) for code in v.motifs)]
    lignes += [note.texte for note in v.notes]
    ressentis = [f"{mots.ressenti(r.code)} {intensite(r.intensite)}".strip() for r in v.ressentis]
    if ressentis:
        lignes.append(_("Ressenti : {quoi}").format(quoi=", ".join(ressentis)))
    lignes += issues(v, mots)
    return "\n".join(ligne for ligne in lignes if ligne)


def _signe(quoi: str, qui: str | None) -> str:
    return f"{quoi}\n{qui}" if qui else quoi
