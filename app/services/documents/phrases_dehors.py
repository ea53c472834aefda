"""Words of an open complaint on papers that go out: meeting sheet, reminder."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from app.core.i18n import N_, _, date_courte, heure, ngettext
from app.domain.accompagnement import Canal
from app.domain.reclamations import GenreEchange, SensEchange
from app.domain.reclamations_delais import FUSEAU, Horloge
from app.services.documents.phrases_reclamations import objet
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from app.services.reclamations_dehors import LigneDehors, ReclamationLigne

_ATTENDU = {
    Horloge.REPONSE: N_("répondre au ménage"),
    Horloge.SECURISATION: N_("mettre en sécurité"),
    Horloge.REPARATION: N_("réparer"),
}


def ou(ligne: ReclamationLigne) -> str:
    """The home, its code, and its household only when it agreed to be named."""
    return "\n".join(dict.fromkeys(x for x in (ligne.adresse, ligne.code_ug, ligne.menage) if x))


def defaut(ligne: ReclamationLigne, mots: Libelles) -> str:
    """What is wrong, where in the home, in whose words."""
    quoi = majuscule(objet(ligne.categorie, ligne.lieu, mots))
    return f"{quoi}\n{ligne.description}" if ligne.description else quoi


def depuis(ligne: ReclamationLigne, jour: date) -> str:
    """ "12/11/2026, 12 jours"."""
    n = max(ligne.jours(jour), 0)
    jours = ngettext("{n} jour", "{n} jours", n).format(n=n)
    return f"{date_courte(ligne.ouverte_le)}\n{jours}"


def retard(d: LigneDehors, jour: date) -> str:
    """ "⚠ en retard de 3 jours", "" on time."""
    if not d.en_retard or d.ligne.echeance is None:
        return ""
    n = (jour - d.ligne.echeance.astimezone(ZoneInfo(FUSEAU)).date()).days
    if n < 1:
        return _("⚠ en retard")
    return ngettext("⚠ en retard de {n} jour", "⚠ en retard de {n} jours", n).format(n=n)


def attendu(d: LigneDehors, jour: date) -> str:
    """What is awaited, by when, and the appointment when there is one."""
    ligne, lignes = d.ligne, [majuscule(dire(d.ligne.etat))]
    if ligne.horloge and ligne.echeance:
        local = ligne.echeance.astimezone(ZoneInfo(FUSEAU))
        quand = date_courte(local.date())
        if ligne.horloge is Horloge.SECURISATION:
            quand = f"{quand}, {heure(local.time())}"
        texte = _("{geste} avant le {jour}")
        lignes.append(texte.format(geste=_(_ATTENDU[ligne.horloge]), jour=quand))
    lignes.append(retard(d, jour))
    if d.passage is not None:
        quand = date_courte(d.passage.jour)
        dit = heure(d.passage.heure) if d.passage.heure else dire(d.passage.creneau)
        lignes.append(_("passage le {jour}, {quand}").format(jour=quand, quand=dit))
    return "\n".join(x for x in lignes if x)


def dernier_echange(d: LigneDehors) -> str:
    """With whom, how and when; never what was said. "–" when nobody was told anything."""
    e = d.echange
    if e is None:
        return "–"
    if e.genre is GenreEchange.RELANCE:
        quoi = _("relance")
    elif e.genre is GenreEchange.REPONSE:
        quoi = _("réponse au ménage")
    else:
        quoi = _("reçu de") if e.sens is SensEchange.RECU else _("dit à")
        quoi = f"{quoi} : {dire(e.interlocuteur)}"
    canal = dire(e.canal) if isinstance(e.canal, Canal) else ""
    return "\n".join(x for x in (majuscule(quoi), e.responsable, canal, date_courte(e.le)) if x)
