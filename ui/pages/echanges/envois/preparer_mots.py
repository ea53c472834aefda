"""The preview of a package in words: what leaves, why it is whole or not, what stays and why."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.i18n import N_, _, jour, ngettext, nombre
from app.domain.envois import Etendue
from app.services.exports.apercu import (
    ApercuColis,
    EtatLigne,
    MenageRetenu,
    Motif,
    RaisonRetenue,
    RaisonRetrait,
    Retenue,
    TableApercue,
    dire_nommes,
)
from app.services.exports.apercu.lignes import LigneApercue

ETATS = {
    EtatLigne.NOUVELLE: ("+", N_("Nouvelles")),
    EtatLigne.MODIFIEE: ("≠", N_("Modifiées")),
    EtatLigne.RETIREE: ("−", N_("À effacer")),
    EtatLigne.INCHANGEE: ("=", N_("Inchangées")),
}
_UN = {
    EtatLigne.NOUVELLE: N_("nouvelle"),
    EtatLigne.MODIFIEE: N_("modifiée"),
    EtatLigne.RETIREE: N_("à effacer"),
    EtatLigne.INCHANGEE: N_("inchangée"),
}
_RETRAITS = {
    RaisonRetrait.EFFACE: N_("effacée ici"),
    RaisonRetrait.ACCORD_RETIRE: N_("le ménage n’est plus d’accord"),
    RaisonRetrait.HORS_PERIMETRE: N_("ne le concerne plus"),
}
_MOTIFS = {
    Motif.JAMAIS_RECU: N_("Tout part : le destinataire n’a encore accusé réception de rien."),
    Motif.PROFIL_CHANGE: N_("Tout part : le profil a changé depuis le dernier envoi reçu."),
    Motif.TROP_DE_CHANGEMENTS: N_("Tout part : trop de choses ont changé depuis le dernier reçu."),
    Motif.AUTRE_APPAREIL: N_("Tout part : le dernier reçu vient d’une autre copie de la base."),
    Motif.HISTORIQUE_EFFACE: N_("Tout part : une partie de l’historique a été effacée depuis."),
    Motif.DEMANDE: N_("Tout part, comme demandé."),
}
_RAISONS = {
    RaisonRetenue.REFUS: N_("partage refusé"),
    RaisonRetenue.ACCORD_RETIRE: N_("accord retiré"),
    RaisonRetenue.NOTE_EQUIPE: N_("pour l’équipe seulement"),
    RaisonRetenue.NOTE_CONFIDENTIELLE: N_("confidentielles"),
    RaisonRetenue.NOTE_SANS_ACCORD: N_("sans accord du ménage"),
    RaisonRetenue.PARTIE: N_("ne le concerne plus (parti, ou en double)"),
    RaisonRetenue.COLONNE_EQUIPE: N_("pour l’équipe"),
    RaisonRetenue.COLONNE_CONFIDENTIELLE: N_("confidentiel"),
    RaisonRetenue.COLONNE_DU_PROFIL: N_("laissé par le profil"),
    RaisonRetenue.TABLE_DU_PROFIL: N_("laissée par le profil"),
}
_COLONNES = (
    RaisonRetenue.COLONNE_DU_PROFIL,
    RaisonRetenue.COLONNE_EQUIPE,
    RaisonRetenue.COLONNE_CONFIDENTIELLE,
)


def resumer(lu: ApercuColis) -> str:
    """What would leave and why, in two or three sentences."""
    if lu.rien:
        return _("Rien à envoyer : {raison}").format(
            raison=_("rien n’a changé depuis le dernier envoi reçu.")
            if lu.etendue is Etendue.DELTA
            else _("aucune ligne ne peut partir pour ce profil.")
        )
    phrases = [
        ngettext("{n} ligne partirait", "{n} lignes partiraient", lu.total).format(
            n=nombre(lu.total)
        )
        + " "
        + ngettext("dans {n} table.", "dans {n} tables.", len(lu.tables)).format(n=len(lu.tables)),
        _motif(lu),
    ]
    if lu.etendue is Etendue.DELTA and lu.retraits:
        phrases.append(
            ngettext(
                "{n} ligne à effacer chez lui.", "{n} lignes à effacer chez lui.", lu.retraits
            ).format(n=nombre(lu.retraits))
        )
    if lu.nommes:
        phrases.append(dire_nommes(lu.nommes))
    restent = sum(r.nombre or 0 for r in lu.retenues if r.table == "menage")
    if restent:
        phrases.append(
            ngettext("{n} ménage reste ici.", "{n} ménages restent ici.", restent).format(
                n=nombre(restent)
            )
        )
    return " ".join(phrases)


def _motif(lu: ApercuColis) -> str:
    if lu.etendue is Etendue.DELTA:
        depuis = jour(lu.depuis_le) if lu.depuis_le is not None else "–"
        return _("Ce qui a changé depuis l’envoi n° {n} ({jour}).").format(
            n=lu.depuis_sequence or "–", jour=depuis
        )
    return _(_MOTIFS.get(lu.motif, _MOTIFS[Motif.DEMANDE]))


def compter(table: TableApercue, etat: EtatLigne) -> int:
    """How many rows of that kind."""
    return {
        EtatLigne.NOUVELLE: table.nouvelles,
        EtatLigne.MODIFIEE: table.modifiees,
        EtatLigne.RETIREE: table.retirees,
        EtatLigne.INCHANGEE: table.inchangees,
    }[etat]


def nommer(table: TableApercue, *, compare: bool) -> str:
    """ "Ménages · 120 (3 +, 5 ≠, 1 −)"."""
    dit = f"{table.titre} · {nombre(table.partent)}"
    if not compare:
        return dit
    signes = [
        f"{nombre(compter(table, etat))} {signe}"
        for etat, (signe, _texte) in ETATS.items()
        if etat is not EtatLigne.INCHANGEE and compter(table, etat)
    ]
    return f"{dit} ({', '.join(signes)})" if signes else dit


def dire_etat(ligne: LigneApercue) -> str:
    """What the row is for the recipient."""
    return f"{ETATS[ligne.etat][0]} {_(_UN[ligne.etat])}"


def dire_changements(ligne: LigneApercue) -> str:
    """Each value before and after, one a line; why a row is to be erased."""
    if ligne.raison is not None:
        return f"{_(_UN[ligne.etat])} : {_(_RETRAITS[ligne.raison])}"
    return "\n".join(
        _("{champ} : {avant} → {apres}").format(
            champ=c.colonne, avant=c.avant or _("rien"), apres=c.apres or _("rien")
        )
        for c in ligne.changements
    )


def dire_retenues(retenues: Iterable[Retenue], menages: Iterable[MenageRetenu], n: int) -> str:
    """Everything that stays here and why: households, notes, columns, tables."""
    toutes = tuple(retenues)
    parties = [_lignes(toutes), _menages(tuple(menages), n), _colonnes(toutes), _tables(toutes)]
    return "\n\n".join(p for p in parties if p)


def _lignes(toutes: tuple[Retenue, ...]) -> str:
    dits = [
        _("{quoi} : {n} – {raison}").format(
            n=nombre(r.nombre), quoi=r.titre, raison=_(_RAISONS[r.raison])
        )
        for r in toutes
        if r.nombre
    ]
    return "\n".join([_("LIGNES QUI RESTENT ICI"), *dits]) if dits else ""


def _menages(menages: tuple[MenageRetenu, ...], n: int) -> str:
    if not menages:
        return ""
    dits = [f"{m.nom} : {_(_RAISONS[m.raison])}" for m in menages]
    if n > len(menages):
        dits.append(_("… et {n} autres").format(n=nombre(n - len(menages))))
    return "\n".join([_("MÉNAGES QUI RESTENT ICI"), *dits])


def _colonnes(toutes: tuple[Retenue, ...]) -> str:
    par_table: dict[str, list[str]] = {}
    for r in toutes:
        if r.raison in _COLONNES and r.quoi:
            par_table.setdefault(r.titre, []).append(f"{r.quoi} ({_(_RAISONS[r.raison])})")
    dits = [f"{titre} : {', '.join(quoi)}" for titre, quoi in par_table.items()]
    return "\n".join([_("COLONNES QUI RESTENT ICI"), *dits]) if dits else ""


def _tables(toutes: tuple[Retenue, ...]) -> str:
    titres = [r.titre for r in toutes if r.raison is RaisonRetenue.TABLE_DU_PROFIL]
    if not titres:
        return ""
    return _("TABLES LAISSÉES PAR LE PROFIL") + "\n" + ", ".join(titres)
