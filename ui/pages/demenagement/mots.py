"""Words of a move, short, as its page and its lists say them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from types import MappingProxyType

from app.core.i18n import N_, _, date_courte, jour, ngettext
from app.core.i18n import heure as dire_heure
from app.domain.telephone import afficher
from app.services.demenagements import (
    ClePapier,
    Creneau,
    DemenagementLu,
    EtatDemenagement,
    Moment,
    RelevePapier,
    ReportFiche,
    SensCle,
    SensDemenagement,
)
from app.services.documents.vocabulaire import dire, majuscule
from app.services.menages.lignes import LogementFiche
from app.services.paroles import raison

# Shape and word together, so that a state is told without its colour.
FORMES: Mapping[EtatDemenagement, str] = MappingProxyType(
    {
        EtatDemenagement.PREVU: "◇",
        EtatDemenagement.CONFIRME: "◆",
        EtatDemenagement.FAIT: "✓",
        EtatDemenagement.ANNULE: "✕",
    }
)
MOMENTS: Mapping[Moment, str] = MappingProxyType(
    {
        Moment.AVANT: N_("Avant"),
        Moment.LE_JOUR: N_("Le jour même"),
        Moment.APRES: N_("Après"),
    }
)


def sens(code: SensDemenagement) -> str:
    """ "Départ vers le logement provisoire"."""
    return majuscule(dire(code))


def etat(code: EtatDemenagement) -> str:
    """ "◆ confirmé"."""
    return f"{FORMES[code]} {dire(code)}"


def quand(lu: DemenagementLu) -> str:
    """ "mar. 15 déc. · matin, 08:30"."""
    return f"{jour(lu.jour, annee=True)} · {creneau(lu.creneau, lu.heure)}"


def creneau(moment: Creneau, heure: time | None) -> str:
    """ "matin, 08:30"."""
    return ", ".join(m for m in (dire(moment), dire_heure(heure) if heure else "") if m)


def trajet(lu: DemenagementLu, depuis: LogementFiche | None, vers: LogementFiche) -> str:
    """ "14 rue de Stockholm → 8 rue d’Œuf · T3 · plain-pied · Rouvroy"."""
    debut = lu.depuis if depuis is not None else _("logement de départ inconnu")
    morceaux = [
        f"{debut} → {lu.vers}",
        vers.typologie or "",
        _("plain-pied") if vers.plain_pied else "",
        vers.commune or "",
    ]
    return " · ".join(m for m in morceaux if m)


def equipage(lu: DemenagementLu) -> str:
    """ "Déménageurs : Équipe du mardi, 03 21 00 00 00 · Pilote social : Inès Morel"."""
    movers = ", ".join(m for m in (lu.equipe, afficher(lu.telephone_equipe or "")) if m)
    pilote = ", ".join(m for m in (lu.pilote, afficher(lu.telephone_pilote or "")) if m)
    return " · ".join(
        (
            _("Déménageurs : {qui}").format(qui=movers or _("pas encore choisis")),
            _("Pilote social : {qui}").format(qui=pilote or _("pas encore choisi")),
        )
    )


def releve(lu: RelevePapier, ou: str) -> str:
    """ "Eau 1 204 · logement quitté · 24/11/2026 · n° A12"."""
    morceaux = (
        f"{majuscule(dire(lu.fluide))} {lu.valeur}",
        ou,
        date_courte(lu.le),
        _("n° {numero}").format(numero=lu.numero) if lu.numero else "",
    )
    return " · ".join(m for m in morceaux if m)


def cle(lue: ClePapier, ou: str) -> str:
    """ "2 × porte d’entrée, remises · nouveau logement · 24/11/2026"."""
    sens_dit = _("remises") if lue.sens is SensCle.REMISE else _("rendues")
    morceaux = (
        _("{n} × {quoi}, {sens}").format(n=lue.nombre, quoi=lue.quoi, sens=sens_dit),
        ou,
        date_courte(lue.le),
        _("à {qui}").format(qui=lue.a_qui) if lue.a_qui else "",
    )
    return " · ".join(m for m in morceaux if m)


def report(lu: ReportFiche) -> str:
    """ "24/11/2026 : du 7 déc. au 15 déc. – un retard du chantier"."""
    dit = _("{le} : du {avant} au {apres} – {raison}").format(
        le=date_courte(lu.le),
        avant=jour(lu.jour_avant),
        apres=jour(lu.jour_apres),
        raison=raison(lu.raison),
    )
    return f"{dit} : {lu.explication}" if lu.explication else dit


def autre(lu: DemenagementLu) -> str:
    """ "Retour dans le logement · jeu. 1 avr. 2027 · ◇ prévu"."""
    return " · ".join((sens(lu.sens), jour(lu.jour, annee=True), etat(lu.etat)))


def manquent(cles: tuple[ClePapier, ...]) -> str:
    """ "2 clés sont encore chez le ménage.", "" when the count is right."""
    solde = sum(c.nombre if c.sens is SensCle.REMISE else -c.nombre for c in cles)
    if solde <= 0:
        return ""
    return ngettext("{n} clé est chez le ménage.", "{n} clés sont chez le ménage.", solde).format(
        n=solde
    )
