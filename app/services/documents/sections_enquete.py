"""The questionnaire on a follow-up sheet: a few lines for the team, that it was made for the
household.

The bailleur's sheet says nothing of it: answers shared with it leave on the questionnaire itself.
"""

from __future__ import annotations

from app.core.i18n import _, date_courte, date_longue, ngettext
from app.services.documents.blocs import Colonne, paragraphe, section
from app.services.documents.page import Feuillet
from app.services.documents.sections import tableau
from app.services.enquetes.resume import ResumeEnquete

_REPONSE_MAX = 160  # characters of an answer: the whole is on the questionnaire


def section_enquete(f: Feuillet, resume: ResumeEnquete | None) -> None:
    """For the team: which form, when, what matters, what is missing. Nothing without any."""
    if resume is None:
        return
    section(f, _("Enquête sociale"), suite=3)
    paragraphe(f, _tete(resume), apres=0.1)
    lignes = [(question, _court(reponse)) for question, reponse in resume.lignes]
    if lignes:
        tableau(f, (Colonne("", 0.45), Colonne("", 0.55)), lignes)
    if resume.reservees:
        n = resume.reservees
        paragraphe(
            f,
            ngettext(
                "{n} autre réponse, réservée, se lit dans Voyette.",
                "{n} autres réponses, réservées, se lisent dans Voyette.",
                n,
            ).format(n=n),
            apres=0.1,
        )


def section_enquete_du_menage(f: Feuillet, resume: ResumeEnquete | None) -> None:
    """For the household: that it was made, when, and how to read it again."""
    if resume is None:
        return
    section(f, _("Votre enquête"), suite=3)
    jour = date_longue(resume.jour)
    dit = (
        _("Vous avez répondu à « {titre} » le {jour}.")
        if resume.terminee
        else _("Vous avez commencé « {titre} » le {jour} : nous la finirons ensemble.")
    )
    paragraphe(f, dit.format(titre=resume.titre, jour=jour), apres=0.1)
    paragraphe(
        f,
        _("Pour relire ou corriger vos réponses, demandez-en une copie à la permanence."),
        apres=0.1,
    )


def _tete(resume: ResumeEnquete) -> str:
    jour = date_courte(resume.jour)
    if not resume.terminee:
        return _("{titre} : commencée le {jour}, à finir.").format(titre=resume.titre, jour=jour)
    if not resume.manquantes:
        return _("{titre}, remplie le {jour}.").format(titre=resume.titre, jour=jour)
    n = resume.manquantes
    return ngettext(
        "{titre}, remplie le {jour} ; il manque {n} réponse attendue.",
        "{titre}, remplie le {jour} ; il manque {n} réponses attendues.",
        n,
    ).format(titre=resume.titre, jour=jour, n=n)


def _court(reponse: str) -> str:
    if len(reponse) <= _REPONSE_MAX:
        return reponse
    return reponse[:_REPONSE_MAX].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
