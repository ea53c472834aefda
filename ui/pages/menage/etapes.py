"""The milestones and the practices of a journey in words: what each line of the tab says."""

from __future__ import annotations

from datetime import date

from app.core.i18n import _, date_courte, ngettext
from app.domain.parcours import EtatLigne
from app.domain.pratiques import EtatPratique
from app.services.documents.vocabulaire import dire, majuscule
from app.services.parcours import DesordreLu, LigneLue, ParcoursLu
from app.services.pratiques import PratiqueFiche
from ui.widgets.barre_parcours import EtatRepere, Repere

FORMES_ETAT = {
    EtatLigne.FAIT: "✓",
    EtatLigne.EN_RETARD: "◆",
    EtatLigne.BIENTOT: "◑",
    EtatLigne.A_VENIR: "○",
    EtatLigne.SANS_DATE: "◌",
    EtatLigne.ECARTE: "–",
    EtatLigne.PASSEE: "·",
}
FORMES_PRATIQUE = {
    EtatPratique.PROPOSEE: "◔",
    EtatPratique.ACCEPTEE: "◑",
    EtatPratique.DECLINEE: "×",
    EtatPratique.FAITE: "✓",
    EtatPratique.SANS_OBJET: "–",
}


def dire_etat(ligne: LigneLue, jour: date) -> str:
    """Where a milestone stands, shape first: "✓ faite le 3 nov.", "◆ en retard de 5 jours"."""
    forme = FORMES_ETAT[ligne.etat]
    match ligne.etat:
        case EtatLigne.FAIT:
            dit = _("faite le {jour}").format(jour=_jour(ligne.fait_le))
        case EtatLigne.EN_RETARD:
            dit = _retard(ligne.due, jour)
        case EtatLigne.BIENTOT | EtatLigne.A_VENIR:
            dit = _dans(ligne.due, jour)
        case EtatLigne.PASSEE:
            dit = _("pas noté, c’est passé")
        case EtatLigne.ECARTE:
            dit = _("sans objet : {motif}").format(motif=ligne.motif or "–")
        case _:
            dit = _("pas de date")
    return f"{forme} {dit}"


def dire_echeance(ligne: LigneLue) -> str:
    """The due day and where it comes from: "8 janv. – 15 jours avant le départ"."""
    if ligne.due is None:
        return _("attend : {quoi}").format(quoi=ligne.origine) if ligne.origine else ""
    return " – ".join(x for x in (_jour(ligne.due), ligne.origine) if x)


def dire_pratique(ligne: LigneLue, derniere: PratiqueFiche | None, jour: date) -> str:
    """What became of a practice; nothing yet says until when to offer it."""
    if ligne.pratique is None or derniere is None:
        forme = FORMES_ETAT[ligne.etat]
        match ligne.etat:
            case EtatLigne.EN_RETARD:
                return f"{forme} {_retard(ligne.due, jour)}"
            case EtatLigne.SANS_DATE:
                return f"{forme} " + _("rien encore")
            case EtatLigne.PASSEE:
                return f"{forme} " + _("pas noté, c’est passé")
            case _ if ligne.due is not None and ligne.due <= jour:
                return f"{forme} " + _("à proposer maintenant")
            case _:
                return f"{forme} " + _("à proposer le {jour}").format(jour=_jour(ligne.due))
    dit = _("{forme} {etat} le {jour}").format(
        forme=FORMES_PRATIQUE[derniere.etat], etat=dire(derniere.etat), jour=_jour(derniere.le)
    )
    if ligne.etat is EtatLigne.EN_RETARD:
        dit += f" · {FORMES_ETAT[ligne.etat]} {_retard(ligne.due, jour)}"
    return f"{dit} – {derniere.precision}" if derniere.precision else dit


def repere(ligne: LigneLue, jour: date) -> Repere:
    """A milestone on the bar."""
    quand = {
        EtatLigne.FAIT: f"✓ {_jour(ligne.fait_le)}",
        EtatLigne.EN_RETARD: _court_retard(ligne.due, jour),
        EtatLigne.SANS_DATE: _("pas de date"),
        EtatLigne.ECARTE: _("sans objet"),
        EtatLigne.PASSEE: _("pas noté"),
    }.get(ligne.etat, _jour(ligne.due))
    nom = majuscule(ligne.libelle)
    phrase = _("{etape} : {etat}").format(etape=nom, etat=dire_etat(ligne, jour))
    echeance = dire_echeance(ligne)
    if echeance and ligne.etat is not EtatLigne.FAIT:
        phrase += "\n" + echeance
    le = ligne.fait_le or ligne.due
    passe = ligne.etat is EtatLigne.FAIT or (le is not None and le <= jour)
    etat = EtatRepere(ligne.etat.value)
    return Repere(ligne.code, nom, ligne.phase.value, etat, quand, phrase, passe)


def dire_avancement(lu: ParcoursLu) -> str:
    """ "7 sur 12 faites, 2 en retard"."""
    dit = _("{fait} sur {total} faites").format(fait=lu.fait, total=lu.total)
    if lu.en_retard:
        dit += ", " + ngettext("{n} en retard", "{n} en retard", lu.en_retard).format(
            n=lu.en_retard
        )
    return dit


def dire_modele(lu: ParcoursLu) -> str:
    """Which template, who chose it, and why when it deviates."""
    dit = _("Parcours « {nom} » – {choisi}").format(nom=lu.libelle, choisi=lu.choisi)
    return f"{dit} : {lu.motif}" if lu.motif else dit


def dire_desordre(d: DesordreLu) -> str:
    """Two days in the wrong order, as a sentence; nothing is blocked."""
    dit = _("« {apres} » ({apres_le}) est notée avant « {avant} » ({avant_le}).").format(
        avant=majuscule(d.avant),
        avant_le=_jour(d.avant_le),
        apres=majuscule(d.apres),
        apres_le=_jour(d.apres_le),
    )
    if d.motif:
        return dit + " " + _("Raison donnée : {motif}").format(motif=d.motif)
    return dit + " " + _("Corrigez une date, ou dites pourquoi dans l’étape.")


def _retard(due: date | None, jour: date) -> str:
    n = (jour - due).days if due else 0
    return ngettext("en retard de {n} jour", "en retard de {n} jours", n).format(n=n)


def _court_retard(due: date | None, jour: date) -> str:
    n = (jour - due).days if due else 0
    return ngettext("retard {n} j", "retard {n} j", n).format(n=n)


def _dans(due: date | None, jour: date) -> str:
    n = (due - jour).days if due else 0
    if n == 0:
        return _("aujourd’hui")
    if n < 0:  # not compulsory: its moment came, nothing is late
        return _("c’est le moment")
    return ngettext("dans {n} jour", "dans {n} jours", n).format(n=n)


def _jour(valeur: date | None) -> str:
    return date_courte(valeur) if valeur else ""
