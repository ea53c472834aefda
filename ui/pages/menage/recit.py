"""The chronology in words: what an entry was, in one line, and what came with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from app.core.i18n import _, heure, jour
from app.domain.partage import Partage
from app.services import menages
from app.services.documents.phrases import evenement, issues, promesse
from app.services.documents.phrases_reclamations import nature
from app.services.documents.phrases_reclamations import objet as dire_objet
from app.services.documents.vocabulaire import Libelles, dire, intensite, majuscule
from app.services.menages import LireFil, PageMenage
from app.services.menages.lignes import (
    ConsentementFiche,
    EngagementFiche,
    EntreeFil,
    EtapeFiche,
    GenreFil,
    NoteFil,
    OccupationFiche,
    ReclamationFiche,
    RendezVousFiche,
    SouhaitFiche,
    VisiteFil,
)
from ui.pages.menage.lues import Lue


def lecture_en_mots(mots: Libelles) -> Callable[[LireFil, Any], tuple[PageMenage, list[Lue]]]:
    """Read a household and put its thread in words, all of it on the database thread."""

    def lire_page(demande: LireFil, uow: Any) -> tuple[PageMenage, list[Lue]]:
        lecture = menages.lire_page(demande, uow)
        return lecture, [lire(e, mots, lecture.fiche.jour) for e in lecture.fil.entrees]

    return lire_page


def lire(entree: EntreeFil, mots: Libelles, aujourdhui: date) -> Lue:
    """The words of one entry of the chronology; the year is said when it is another one."""
    quoi, detail = _contenu(entree, mots)
    return Lue(quand(entree.jour, entree.heure, aujourdhui), majuscule(quoi), detail)


def quand(le: date, a: time | None, aujourdhui: date) -> str:
    """ "mar. 24 nov." and the hour under it; the year too when it is not this one."""
    dit = jour(le, annee=le.year != aujourdhui.year)
    return f"{dit}\n{heure(a)}" if a is not None else dit


def _contenu(entree: EntreeFil, mots: Libelles) -> tuple[str, str]:  # noqa: PLR0911 - one a kind
    recit = evenement(entree, mots)
    if recit is not None:
        return " · ".join(x for x in (recit.quoi, recit.sujet) if x), recit.detail
    objet = entree.contenu
    match objet:
        case VisiteFil():
            return _visite(objet, mots)
        case NoteFil():
            return _signe(dire(objet.nature), objet.auteur), _note(objet)
        case OccupationFiche():
            lieu = objet.logement.adresse or objet.logement.code_ug
            quoi = _("arrivée") if entree.genre is GenreFil.ARRIVEE else _("départ")
            return f"{quoi} · {lieu}", majuscule(dire(objet.nature))
        case EtapeFiche():
            return _("étape franchie · {etape}").format(etape=mots.etape(objet.code)), ""
        case SouhaitFiche():
            return _("souhaite {quoi}").format(quoi=dire(objet.code)), objet.precision or ""
        case ReclamationFiche():
            quoi = dire_objet(objet.categorie, objet.lieu, mots)
            return (
                f"{nature(objet)} · {quoi}",
                f"{objet.description}\n{majuscule(dire(objet.etat))}",
            )
        case RendezVousFiche():
            quoi = _("rendez-vous annulé") if objet.annule_le else _("rendez-vous")
            return f"{quoi} · {objet.objet}", objet.lieu or ""
        case EngagementFiche():
            return _("promesse"), promesse(objet)
        case ConsentementFiche():
            mot = _("accepte le partage") if objet.accorde else _("refuse le partage")
            return f"{mot} · {dire(objet.partenaire)}", objet.objet or ""
    return "", ""


def _visite(visite: VisiteFil, mots: Libelles) -> tuple[str, str]:
    """ "Permanence · inquiète ●●●○○ · « planning »", then what was said, promised, passed on."""
    morceaux = [dire(visite.canal)]
    morceaux += [
        f"{mots.ressenti(r.code)} {intensite(r.intensite)}".strip() for r in visite.ressentis
    ]
    motifs = ", ".join(mots.motif(code) for code in visite.motifs)
    if motifs:
        morceaux.append(f"« {motifs} »")
    lignes = [_note(note) for note in visite.notes]
    lignes += issues(visite, mots)
    if visite.intervenant:
        lignes.append(_("avec {qui}").format(qui=visite.intervenant))
    return " · ".join(morceaux), "\n".join(lignes)


def _note(note: NoteFil) -> str:
    if note.visibilite is Partage.CONFIDENTIEL:
        return _("(confidentiel) {texte}").format(texte=note.texte)
    return note.texte


def _signe(quoi: str, qui: str | None) -> str:
    return f"{quoi} · {qui}" if qui else quoi
