"""The outbox in words: where a package stands, what was tried, what was missing."""

from __future__ import annotations

from datetime import datetime

from app.core.errors import AppError, PanneEnvironnement
from app.core.i18n import N_, _, heure, jour, ngettext, nombre
from app.services.exports.file_envois import (
    ColisLigne,
    DetailColis,
    EssaiLigne,
    EtatColis,
    Etendue,
    IssueEssai,
)
from app.services.exports.synchroniser import Bilan, BilanDestination
from ui.messages import mots

ETATS = {
    EtatColis.PREPARE: N_("◔ attend de partir"),
    EtatColis.DEPOSE: N_("◑ déposé, accusé attendu"),
    EtatColis.ACCUSE: N_("● bien reçu"),
    EtatColis.REFUSE: N_("⚠ refusé"),
    EtatColis.ANNULE: N_("✕ annulé"),
}
_ISSUES = {
    IssueEssai.DEPOSE: N_("déposé"),
    IssueEssai.DEJA_LA: N_("il y était déjà"),
    IssueEssai.ECHEC: N_("pas déposé"),
}
_KILO = 1024


def instant(valeur: datetime) -> str:
    """A day and an hour here: "mar. 24 nov. à 14:05"."""
    local = valeur.astimezone()
    return _("{jour} à {heure}").format(jour=jour(local.date()), heure=heure(local))


def instant_court(valeur: datetime) -> str:
    """The same for a narrow column: "24/11 14:05"."""
    local = valeur.astimezone()
    return f"{local:%d/%m} {heure(local)}"


def taille(octets: int) -> str:
    """A size one can compare: "340 Ko", "2,1 Mo"."""
    if octets < _KILO * _KILO:
        return _("{n} Ko").format(n=nombre(max(1, round(octets / _KILO))))
    return _("{n} Mo").format(n=nombre(round(octets / _KILO / _KILO, 1)))


def manque(code: str | None, colis: ColisLigne) -> str:
    """What an attempt lacked, in one sentence."""
    if not code:
        return ""
    return mots(PanneEnvironnement(code, adresse=colis.destination or "–", nom=colis.nom)).titre


def nommer(colis: ColisLigne) -> str:
    """Its profile and its number."""
    return _("{profil} · n° {n}").format(profil=colis.profil, n=colis.sequence)


def dire_etat(colis: ColisLigne) -> str:
    """Where it stands, in a few words."""
    if colis.etat is EtatColis.PREPARE and colis.destination_id is None:
        return _("◔ à remettre : pas de destination")
    if colis.etat is EtatColis.PREPARE and colis.essais:
        return _("⚠ pas passé, on réessaiera")
    return _(ETATS[colis.etat])


def dire_etendue(colis: ColisLigne) -> str:
    """All, or what changed since which one."""
    if colis.etendue is Etendue.COMPLET:
        return _("tout")
    return _("ce qui a changé depuis le n° {n}").format(n=colis.depuis or "–")


def raconter(detail: DetailColis) -> str:
    """The story of a package, in sentences."""
    c = detail.colis
    phrases = [
        ngettext(
            "Préparé {quand} : {lignes} ligne, {etendue}, {taille}.",
            "Préparé {quand} : {lignes} lignes, {etendue}, {taille}.",
            c.nb_lignes,
        ).format(
            quand=instant(c.prepare_a),
            lignes=nombre(c.nb_lignes),
            etendue=dire_etendue(c),
            taille=taille(c.taille),
        )
    ]
    if c.destination is not None:
        phrases.append(_("Destination : {nom}.").format(nom=c.destination))
    phrases += _suite(detail)
    return "\n".join(phrases)


def _suite(detail: DetailColis) -> list[str]:
    """What is going on, and what comes next."""
    c = detail.colis
    depuis = instant(c.etat_a)
    match c.etat:
        case EtatColis.ACCUSE:
            return [
                _("Le destinataire a confirmé l’avoir bien reçu, {quand}.").format(quand=depuis)
            ]
        case EtatColis.DEPOSE:
            return [
                _("Déposé {quand}. Le destinataire n’a pas encore confirmé.").format(quand=depuis)
            ]
        case EtatColis.REFUSE:
            pourquoi = c.raison or _("il n’a pas dit pourquoi")
            return [
                _("Le destinataire l’a refusé {quand} : {raison}.").format(
                    quand=depuis, raison=pourquoi.rstrip(".")
                )
            ]
        case EtatColis.ANNULE:
            if c.raison:
                return [
                    _("Annulé {quand}. {raison}").format(quand=depuis, raison=manque(c.raison, c))
                ]
            return [_("Annulé {quand} : rien n’est parti.").format(quand=depuis)]
        case _:
            return _attend(detail)


def _attend(detail: DetailColis) -> list[str]:
    c = detail.colis
    if c.destination_id is None:
        return [_("Son profil ne dit pas où l’envoyer : choisissez une destination.")]
    dits = []
    if detail.interrompu:
        dits.append(_("Un essai a été interrompu : il est peut-être arrivé. On réessaiera."))
    if c.dernier_code and c.essais:
        dits.append(manque(c.dernier_code, c))
    if c.prochain_essai_a is not None and c.essais:
        dits.append(_("Prochain essai {quand}.").format(quand=instant(c.prochain_essai_a)))
    return dits or [_("Il partira dès que la destination répond.")]


def dire_essai(essai: EssaiLigne, colis: ColisLigne) -> str:
    """One attempt on one line."""
    dit = f"{instant(essai.a)} · {_(_ISSUES[essai.issue])}"
    raison = manque(essai.code, colis)
    return f"{dit} – {raison}" if raison else dit


def dire_bilan(bilan: Bilan) -> tuple[str, str]:
    """What a round did, and its tone for the banner."""
    morceaux = []
    for une in bilan.destinations:
        dits = _comptes(une)
        panne: AppError | None = une.panne or une.releve.panne
        if panne is None:
            panne = next((d.panne for d in une.depots if d.panne is not None), None)
        if panne is not None:
            dits.append(mots(panne).titre)
        morceaux.append(f"{une.nom} : {', '.join(dits) or _('rien de nouveau')}")
    if not morceaux:
        return _("Aucune destination n’est en usage : il n’y a rien à synchroniser."), "info"
    return "\n".join(morceaux), "fait" if bilan.bon else "attention"


def _comptes(une: BilanDestination) -> list[str]:
    partis = sum(d.issue is not IssueEssai.ECHEC for d in une.depots)
    recus, lire, ecartes = (
        len(x) for x in (une.releve.accuses, une.releve.a_lire, une.releve.ecartes)
    )
    comptes = (
        (partis, ngettext("{n} envoi déposé", "{n} envois déposés", partis)),
        (recus, ngettext("{n} envoi bien reçu", "{n} envois bien reçus", recus)),
        (lire, ngettext("{n} fichier à lire", "{n} fichiers à lire", lire)),
        (ecartes, ngettext("{n} fichier mis de côté", "{n} fichiers mis de côté", ecartes)),
    )
    return [texte.format(n=nombre(n)) for n, texte in comptes if n]
