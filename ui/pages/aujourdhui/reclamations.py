"""Complaints of the day: late ones first, then near ones, repairs to confirm, who comes today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.core.i18n import _, heure, ngettext
from app.domain.demenagements import Creneau
from app.services.aujourdhui import PassageDuJour, ReclamationLigne, Tableau
from app.services.documents.phrases_reclamations import objet
from app.services.documents.vocabulaire import Libelles, dire
from ui.pages.aujourdhui.listes import ListeJour
from ui.reclamation import phrases


def remplir_reclamations(liste: ListeJour, tableau: Tableau, mots: Libelles) -> None:
    """What asks for something today, what is late first."""
    rang = liste.rang()
    liste.clear()
    suivies, instant = tableau.reclamations, tableau.instant
    _groupe(
        liste, _("En retard"), suivies.en_retard, suivies.nb_en_retard,
        lambda r: _textes(r, instant, mots), retard=True,
    )  # fmt: skip
    if suivies.passages:
        liste.section(f"{_('On vient réparer')} ({len(suivies.passages)})")
        for p in suivies.passages:
            liste.ligne(_passage(p, mots), p, dit=_bulle_passage(p, mots))
    _groupe(
        liste, _("D’ici demain"), suivies.proches, suivies.nb_proches,
        lambda r: _textes(r, instant, mots),
    )  # fmt: skip
    _groupe(
        liste, _("À confirmer avec le ménage"), suivies.a_confirmer, suivies.nb_a_confirmer,
        lambda r: _faite(r, tableau, mots),
    )  # fmt: skip
    liste.replacer(rang)


def _groupe(
    liste: ListeJour,
    titre: str,
    lignes: tuple[ReclamationLigne, ...],
    total: int,
    textes: Callable[[ReclamationLigne], tuple[str, str, str]],
    *,
    retard: bool = False,
) -> None:
    if not lignes:
        return
    liste.section(f"{titre} ({total})", retard=retard)
    for r in lignes:
        dits = textes(r)
        bulle = [
            f"{r.reference} · {dits[1]}",
            r.description,
            " · ".join(x for x in (r.menage, r.adresse) if x),
            _("Répare : {qui}").format(qui=r.responsable) if r.responsable else "",
        ]
        liste.ligne(dits, r, retard=retard, dit="\n".join(x for x in bulle if x))
    liste.reste(total - len(lignes))


def _textes(r: ReclamationLigne, instant: datetime, mots: Libelles) -> tuple[str, str, str]:
    """ "⚠ 3 j de retard", "R-0214 · volets, chambre · réparer", the household."""
    if r.echeance is None or r.horloge is None:
        return "–", _quoi(r, mots), _qui(r)
    quand = phrases.avant(r.echeance, instant)
    if r.echeance < instant:
        quand = _("⚠ {retard}").format(retard=_retard(r.echeance, instant))
    else:
        quand = f"◷ {quand}"
    return quand, f"{_quoi(r, mots)} · {phrases.geste(r.horloge)}", _qui(r)


def _retard(echeance: datetime, instant: datetime) -> str:
    ecart = instant - echeance
    if ecart.days:
        return ngettext("{n} j de retard", "{n} j de retard", ecart.days).format(n=ecart.days)
    n = max(1, int(ecart.total_seconds()) // 3600)
    return ngettext("{n} h de retard", "{n} h de retard", n).format(n=n)


def _faite(r: ReclamationLigne, tableau: Tableau, mots: Libelles) -> tuple[str, str, str]:
    jours = (tableau.jour - r.faite_le).days if r.faite_le else 0
    depuis = _("✓ réparée ce jour")
    if jours > 0:
        depuis = ngettext("✓ depuis {n} j", "✓ depuis {n} j", jours).format(n=jours)
    return depuis, _quoi(r, mots), _qui(r)


def _quoi(r: ReclamationLigne, mots: Libelles) -> str:
    """ "R-0214 · Portes, fenêtres, volets, chambre"."""
    return f"{r.reference} · {objet(r.categorie, r.lieu, mots)}"


def _qui(r: ReclamationLigne) -> str:
    return r.menage or r.adresse or ""


def _passage(p: PassageDuJour, mots: Libelles) -> tuple[str, str, str]:
    if p.heure is not None:
        quand = heure(p.heure)
    else:
        quand = _("aujourd’hui") if p.creneau is Creneau.JOURNEE else dire(p.creneau)
    quoi = f"{p.reference} · {mots.reclamation(p.categorie)} · {dire(p.etat)}"
    return quand, quoi, p.menage or p.adresse or ""


def _bulle_passage(p: PassageDuJour, mots: Libelles) -> str:
    dits = (
        f"{p.reference} · {mots.reclamation(p.categorie)}",
        " · ".join(x for x in (p.menage, p.adresse) if x),
        _("Vient réparer : {qui}").format(qui=p.responsable) if p.responsable else "",
    )
    return "\n".join(x for x in dits if x)
