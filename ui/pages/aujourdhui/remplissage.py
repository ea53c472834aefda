"""What each list of the day says, from the day as it was read."""

from __future__ import annotations

from datetime import date

from app.core.i18n import _, heure, jour, ngettext
from app.domain.accompagnement import EtatPermanence, jours_de_retard
from app.domain.telephone import afficher
from app.services.attention import MenageAttention, NiveauAttention, dire_niveau
from app.services.aujourdhui import (
    DemenagementASuivre,
    Echeance,
    Liste,
    NatureEcheance,
    RendezVousDuJour,
    Tableau,
)
from app.services.documents.vocabulaire import dire, majuscule
from app.services.permanences import Seance, dire_horaires
from ui.pages.aujourdhui.listes import ListeJour

_COURTE = 60  # characters: a longer reason is cut, and read whole below


def remplir_a_faire(liste: ListeJour, tableau: Tableau) -> None:
    """Late things first, then today's, the week's, and those without a date."""
    rang = liste.rang()
    liste.clear()
    for titre, echeances, retard in (
        (_("En retard"), tableau.en_retard, True),
        (_("Aujourd’hui"), tableau.du_jour, False),
        (_("Dans la semaine"), tableau.a_venir, False),
        (_("Sans date"), tableau.sans_date, False),
    ):
        _remplir_echeances(liste, titre, echeances, tableau.jour, retard=retard)
    liste.replacer(rang)


def _remplir_echeances(
    liste: ListeJour, titre: str, echeances: Liste, aujourdhui: date, *, retard: bool
) -> None:
    if not echeances.lignes:
        return
    liste.section(f"{titre} ({echeances.total})", retard=retard)
    for e in echeances.lignes:
        textes = (_quand(e, aujourdhui), _quoi(e), e.menage_nom, e.qui)
        liste.ligne(textes, e, retard=retard)
    liste.reste(echeances.total - len(echeances.lignes))


def _quand(e: Echeance, aujourdhui: date) -> str:
    retard = jours_de_retard(e.pour_le, aujourdhui)
    if retard:
        return ngettext("⚠ {n} j de retard", "⚠ {n} j de retard", retard).format(n=retard)
    if e.pour_le is None:
        return "–"
    return _("aujourd’hui") if e.pour_le == aujourdhui else jour(e.pour_le)


def _quoi(e: Echeance) -> str:
    if e.nature is NatureEcheance.ENGAGEMENT:
        return _("promis : {texte}").format(texte=e.texte)
    return f"▢ {e.texte}"


def remplir_rendez_vous(liste: ListeJour, tableau: Tableau) -> None:
    """Sessions and appointments of the day, by hour; sessions left open before them."""
    rang = liste.rang()
    liste.clear()
    for s in tableau.ouvertes_oubliees:
        liste.ligne(
            (_("⚠ restée ouverte"), _("Permanence du {jour} · {lieu}").format(
                jour=jour(s.jour), lieu=s.lieu)),
            s,
            retard=True,
        )  # fmt: skip
    for s in tableau.seances:
        liste.ligne((dire_horaires(s.debut, s.fin), _dire_seance(s)), s)
    for r in tableau.rendez_vous:
        liste.ligne((heure(r.heure) if r.heure else "–", _dire_rendez_vous(r)), r)
    liste.replacer(rang)


def remplir_demenagements(liste: ListeJour, tableau: Tableau) -> None:
    """Moves of the coming days, those nobody noted as done, what is late to prepare."""
    rang = liste.rang()
    liste.clear()
    for suivi in tableau.demenagements:
        lu = suivi.demenagement
        quand = jour(lu.jour)
        if lu.heure is not None:
            quand = f"{quand} {heure(lu.heure)}"
        if suivi.a_noter:
            quand = _("⚠ {jour}, a-t-il eu lieu ?").format(jour=quand)
        quoi = _("{menage} → {adresse}").format(menage=lu.menage, adresse=lu.vers)
        dit = [quoi, majuscule(dire(lu.sens)), lu.equipe or "", *_points(suivi)]
        liste.ligne(
            (quand, quoi),
            suivi,
            retard=suivi.a_noter,
            suite=_retards(suivi),
            deplie=True,
            dit="\n".join(filter(None, dit)),
        )
    liste.replacer(rang)


def _points(suivi: DemenagementASuivre) -> list[str]:
    return [p.libelle for p in suivi.retards if not p.confidentiel]


def _retards(suivi: DemenagementASuivre) -> list[str]:
    """ "6 points en retard : assurance…"; a confidential line is counted, never named here."""
    n = len(suivi.retards)
    if not n:
        return []
    nommes = _points(suivi)
    dit = ngettext("{n} point en retard", "{n} points en retard", n).format(n=n)
    return [_("{dit} : {premier}").format(dit=dit, premier=nommes[0]) if nommes else dit]


def _dire_seance(s: Seance) -> str:
    etats = {
        EtatPermanence.OUVERTE: _("Permanence en cours · {lieu} · {cite}"),
        EtatPermanence.CLOSE: _("Permanence close · {lieu} · {cite}"),
    }
    return etats.get(s.etat, _("Permanence · {lieu} · {cite}")).format(lieu=s.lieu, cite=s.cite)


def _dire_rendez_vous(r: RendezVousDuJour) -> str:
    return " · ".join(m for m in (r.menage_nom, r.objet, r.lieu) if m)


def remplir_a_regarder(liste: ListeJour, tableau: Tableau) -> None:
    """Households that ask for attention, those who ask most first, each with why."""
    rang = liste.rang()
    liste.clear()
    for niveau in NiveauAttention:
        menages = [m for m in tableau.a_regarder if m.niveau is niveau]
        if not menages:
            continue
        total = max(tableau.niveaux[niveau], len(menages))
        liste.section(f"{dire_niveau(niveau)} ({total})")
        for m in menages:
            _remplir_menage(liste, m)
        liste.reste(total - len(menages))
    liste.replacer(rang)


def _remplir_menage(liste: ListeJour, m: MenageAttention) -> None:
    eveillees = [r.texte for r in m.raisons if not r.dort]
    premiere = eveillees[0] if eveillees else ""
    compte = f" (+{len(eveillees) - 1})" if len(eveillees) > 1 else ""
    entiere = len(eveillees) == 1 and len(premiere) <= _COURTE
    suite = [] if entiere else [f"– {texte}" for texte in eveillees]
    joindre = " · ".join([m.adresse, *(afficher(t) for t in m.telephones[:1])])
    liste.ligne(
        (m.nom, f"{premiere}{compte}"),
        m,
        suite=suite,
        dit="\n".join([m.nom, joindre, *eveillees]),
    )


def remplir_a_prevenir(liste: ListeJour, tableau: Tableau) -> None:
    """What households must still be told, the oldest first."""
    rang = liste.rang()
    liste.clear()
    for a in tableau.a_prevenir:
        depuis = (
            _("aujourd’hui")
            if a.jours == 0
            else ngettext("depuis {n} j", "depuis {n} j", a.jours).format(n=a.jours)
        )
        joindre = afficher(a.telephones[0]) if a.telephones else _("pas de téléphone")
        dit = [a.menage, a.objet, a.explication or "", a.adresse, *map(afficher, a.telephones)]
        if a.discretion:
            dit.append(_("Ne rien dire à {noms}.").format(noms=", ".join(a.discretion)))
        bulle = "\n".join(filter(None, dit))
        liste.ligne((a.menage, joindre, depuis), a, suite=(a.objet,), deplie=True, dit=bulle)
    annonces_de = {a.menage_id for a in tableau.a_prevenir}
    liste.reste(tableau.nb_a_prevenir - len(annonces_de))
    liste.replacer(rang)
