"""Sections of the follow-up on paper: feelings with their curve, promises, what was told."""

from __future__ import annotations

from app.core.i18n import _, date_courte, ngettext
from app.services.documents.blocs import Colonne, paragraphe, section
from app.services.documents.courbe import HAUTEUR, dessiner_courbe
from app.services.documents.page import Feuillet
from app.services.documents.sections import tableau
from app.services.documents.vocabulaire import Libelles, dire, intensite, le, majuscule
from db.queries.fiche_modele import FicheMenage
from db.queries.fiche_suivi import AnnonceFiche, EngagementFiche

_RECENTS = 5
PLACE = HAUTEUR + 75  # points a curve takes with its words: its title stays with it


def section_ressentis(f: Feuillet, fiche: FicheMenage, mots: Libelles) -> None:
    """How they feel: where it is going, the curve, then the latest words."""
    if not fiche.ressentis:
        return
    recents = fiche.ressentis[:_RECENTS]
    place = PLACE / f.style.pas if len({r.jour for r in fiche.ressentis}) > 1 else 3
    section(f, _("Ce que le ménage ressent"), suite=place)
    dessiner_courbe(
        f, fiche.ressentis, fiche.faits, mots, jour=fiche.jour, sejours=fiche.occupations
    )
    colonnes = (
        Colonne("", fixe=f.style.corps * 6.6),
        Colonne("", 2.2, grasse=True),
        Colonne("", 1.2),
        Colonne("", 1.8),
    )
    lignes = [
        (
            date_courte(r.jour),
            majuscule(mots.ressenti(r.code)),
            intensite(r.intensite),
            r.personne or "",
        )
        for r in recents
    ]
    tableau(f, colonnes, lignes)
    reste = len(fiche.ressentis) - len(recents)
    if reste:
        texte = ngettext(
            "et {n} plus ancien, dans la chronologie",
            "et {n} plus anciens, dans la chronologie",
            reste,
        )
        paragraphe(f, texte.format(n=reste))


def section_engagements(f: Feuillet, fiche: FicheMenage) -> None:
    """Every promise, what became of it, and how the household was told."""
    if not fiche.engagements:
        return
    section(f, _("Promesses faites au ménage"), suite=4)
    dites = {a.engagement_id: a for a in fiche.annonces if a.engagement_id is not None}
    lignes = [
        (e.texte, le(e.pour_le), e.par or "", _suite(e, dites.get(e.id))) for e in fiche.engagements
    ]
    date = Colonne(_("Pour le"), fixe=f.style.corps * 6.6)
    colonnes = (Colonne(_("Promis"), 2.2), date, Colonne(_("Par"), 1), Colonne(_("Suite"), 1.8))
    tableau(f, colonnes, lignes)


def _suite(e: EngagementFiche, annonce: AnnonceFiche | None) -> str:
    """ "déplacé le 29/10/2026 : météo, sol gelé ; dit le 30/10/2026 (téléphone)"."""
    etat = dire(e.etat)
    if e.regle_le is not None:
        etat = _("{etat} le {date}").format(etat=etat, date=date_courte(e.regle_le))
    pourquoi = ", ".join(x for x in (dire(e.raison), e.motif) if x)
    morceaux = [f"{etat} : {pourquoi}" if pourquoi else etat]
    if annonce is not None:
        morceaux.append(annonce_dite(annonce))
    return " ; ".join(morceaux)


def annonce_dite(a: AnnonceFiche) -> str:
    """ "dit le 30/10/2026 (téléphone, Jadwiga)", or that it is still to be told."""
    if a.dite_le is None:
        return _("à dire au ménage")
    dit = _("dit le {date}").format(date=date_courte(a.dite_le))
    comment = ", ".join(x for x in (dire(a.canal), a.a_qui) if x)
    return f"{dit} ({comment})" if comment else dit


def section_changements(f: Feuillet, fiche: FicheMenage) -> None:
    """Changes of timetable and whether the household was told."""
    changements = [a for a in fiche.annonces if a.engagement_id is None]
    if not changements:
        return
    section(f, _("Changements à annoncer au ménage"), suite=4)
    colonnes = (
        Colonne(_("Quoi"), 2.6),
        Colonne(_("Depuis le"), fixe=f.style.corps * 6.6),
        Colonne(_("Annonce"), 1.6),
    )
    lignes = [
        (
            f"{a.objet}\n{a.precision}" if a.precision else a.objet,
            date_courte(a.ouverte_le),
            annonce_dite(a),
        )
        for a in changements
    ]
    tableau(f, colonnes, lignes)
