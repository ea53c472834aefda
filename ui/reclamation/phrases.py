"""Words of a complaint, short: where it stands, what is awaited and by when, its guarantee."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from app.core.i18n import N_, _, date_courte, heure, jour, ngettext
from app.domain.garanties import Garantie, GarantieDuJour
from app.domain.reclamations import EtatReclamation, Urgence
from app.domain.reclamations_delais import FUSEAU, Horloge, Ponctualite, ponctualite
from app.services.documents.vocabulaire import dire, majuscule

# A shape with each word, so that a state is told without its colour.
FORMES: Mapping[EtatReclamation, str] = MappingProxyType(
    {
        EtatReclamation.RECUE: "○",
        EtatReclamation.QUALIFIEE: "◔",
        EtatReclamation.TRANSMISE: "◑",
        EtatReclamation.PLANIFIEE: "◕",
        EtatReclamation.FAITE: "◉",
        EtatReclamation.CONFIRMEE: "●",
        EtatReclamation.CONTESTEE: "↺",
        EtatReclamation.REJETEE: "✕",
        EtatReclamation.CLOSE: "■",
    }
)
COLONNES: Mapping[EtatReclamation, str] = MappingProxyType(
    {
        EtatReclamation.RECUE: N_("Reçues"),
        EtatReclamation.QUALIFIEE: N_("Qualifiées"),
        EtatReclamation.TRANSMISE: N_("Transmises"),
        EtatReclamation.PLANIFIEE: N_("Date fixée"),
        EtatReclamation.FAITE: N_("À confirmer"),
        EtatReclamation.CONFIRMEE: N_("Confirmées"),
        EtatReclamation.CONTESTEE: N_("Contestées"),
        EtatReclamation.REJETEE: N_("Non retenues"),
        EtatReclamation.CLOSE: N_("Closes"),
    }
)
"""A pile of complaints in that state."""
VERS: Mapping[EtatReclamation, str] = MappingProxyType(
    {
        EtatReclamation.QUALIFIEE: N_("Marquer qualifiée"),
        EtatReclamation.TRANSMISE: N_("Transmettre"),
        EtatReclamation.PLANIFIEE: N_("Fixer une date"),
        EtatReclamation.FAITE: N_("Marquer réparée"),
        EtatReclamation.CONFIRMEE: N_("Le ménage confirme"),
        EtatReclamation.CONTESTEE: N_("Le ménage conteste"),
        EtatReclamation.REJETEE: N_("Ne pas retenir"),
        EtatReclamation.CLOSE: N_("Clore sans confirmation"),
    }
)
"""The verb that leads to a state."""
_COURTS: Mapping[EtatReclamation, str] = MappingProxyType(
    {
        EtatReclamation.CONFIRMEE: N_("confirmée"),
        EtatReclamation.REJETEE: N_("non retenue"),
        EtatReclamation.CLOSE: N_("close"),
    }
)
_GESTES: Mapping[Horloge, str] = MappingProxyType(
    {
        Horloge.REPONSE: N_("répondre"),
        Horloge.SECURISATION: N_("sécuriser"),
        Horloge.REPARATION: N_("réparer"),
    }
)
_SIGNES: Mapping[Ponctualite, str] = MappingProxyType(
    {Ponctualite.EN_RETARD: "⚠ ", Ponctualite.PROCHE: "◷ ", Ponctualite.A_L_HEURE: ""}
)
_COULEURS: Mapping[Ponctualite, str] = MappingProxyType(
    {Ponctualite.EN_RETARD: "rouge", Ponctualite.PROCHE: "ambre"}
)
_JOUR = timedelta(days=1)


def etat(code: EtatReclamation) -> str:
    """ "◑ transmise"."""
    return f"{FORMES[code]} {dire(code)}"


def etat_depuis(code: EtatReclamation, le: date | None) -> str:
    """ "◑ transmise · 12 nov."."""
    return f"{etat(code)} · {jour_bref(le)}" if le else etat(code)


def etat_court(code: EtatReclamation, le: date | None) -> str:
    """For a place whose title tells the state: "depuis le 12 nov.", "● confirmée, 3 nov."."""
    court = _(_COURTS[code]) if code in _COURTS else ""
    if le is None:
        return f"{FORMES[code]} {court}".strip()
    if not court:
        return _("depuis le {jour}").format(jour=jour_bref(le))
    return f"{FORMES[code]} {court}, {jour_bref(le)}"


def jour_bref(le: date) -> str:
    """ "12 nov.": the day of the week does not count once it is past."""
    return jour(le).partition(" ")[2]


def urgence(code: Urgence) -> str:
    """The word of an urgency, with a sign when it is one."""
    signe = {Urgence.IMMEDIATE: "‼ ", Urgence.RAPIDE: "! "}.get(code, "")
    return f"{signe}{dire(code)}"


def geste(horloge: Horloge) -> str:
    """What a clock waits for: "répondre"."""
    return _(_GESTES[horloge])


def attendu(horloge: Horloge | None, echeance: datetime | None, maintenant: datetime) -> str:
    """ "⚠ répondre : en retard de 3 j", "◷ réparer avant demain 14:00"; "" without a clock."""
    if horloge is None or echeance is None:
        return ""
    etat_ = ponctualite(echeance, maintenant)
    if etat_ is Ponctualite.EN_RETARD:
        dit = _("{geste} : {retard}").format(
            geste=geste(horloge), retard=retard(echeance, maintenant)
        )
    else:
        dit = _("{geste} avant {quand}").format(
            geste=geste(horloge), quand=avant(echeance, maintenant)
        )
    return _SIGNES[etat_] + dit


def attendu_court(horloge: Horloge | None, echeance: datetime | None, maintenant: datetime) -> str:
    """When first, for a narrow place: "⚠ 3 j de retard · réparer", "◷ demain 14:00 · répondre"."""
    if horloge is None or echeance is None:
        return ""
    etat_ = ponctualite(echeance, maintenant)
    if etat_ is Ponctualite.EN_RETARD:
        quand = _("{duree} de retard").format(duree=_duree(maintenant - echeance))
    else:
        quand = avant(echeance, maintenant)
    return f"{_SIGNES[etat_]}{quand} · {geste(horloge)}"


def couleur(echeance: datetime | None, maintenant: datetime) -> str | None:
    """The colour of the palette that goes with how a clock stands, None when nothing presses."""
    return _COULEURS.get(ponctualite(echeance, maintenant)) if echeance else None


def retard(echeance: datetime, maintenant: datetime) -> str:
    """ "en retard de 3 j", of hours during the first day."""
    return _("en retard de {duree}").format(duree=_duree(maintenant - echeance))


def _duree(ecart: timedelta) -> str:
    """ "3 j", "5 h" during the first day."""
    if ecart >= _JOUR:
        return ngettext("{n} j", "{n} j", ecart.days).format(n=ecart.days)
    n = max(1, int(ecart.total_seconds()) // 3600)
    return ngettext("{n} h", "{n} h", n).format(n=n)


def avant(echeance: datetime, maintenant: datetime) -> str:
    """ "aujourd’hui 17:00", "demain 14:00", "ven. 4 déc."."""
    local = echeance.astimezone(ZoneInfo(FUSEAU))
    ici = maintenant.astimezone(ZoneInfo(FUSEAU)).date()
    if local.date() == ici:
        return _("aujourd’hui {heure}").format(heure=heure(local.time()))
    if local.date() == ici + _JOUR:
        return _("demain {heure}").format(heure=heure(local.time()))
    if abs((local.date() - ici).days) > 300:
        return date_courte(local.date())
    return jour(local.date())


def instant(quand: datetime) -> str:
    """ "mar. 24 nov., 14:05" on a French wall clock."""
    local = quand.astimezone(ZoneInfo(FUSEAU))
    return _("{jour}, {heure}").format(jour=jour(local.date()), heure=heure(local.time()))


def garantie(lue: GarantieDuJour) -> str:
    """ "Parfait achèvement : encore 212 jours (jusqu’au 24/06/2027)", or why there is none."""
    if lue.code is Garantie.INCONNUE:
        return _("Garantie inconnue : la réception de ces travaux n’est pas notée")
    if lue.fin is None or lue.jours is None:
        return _("Hors garantie le jour où le défaut a été signalé")
    nom, fin = majuscule(dire(lue.code)), date_courte(lue.fin)
    if lue.jours >= 0:
        return ngettext(
            "{nom} : encore {n} jour (jusqu’au {fin})",
            "{nom} : encore {n} jours (jusqu’au {fin})",
            lue.jours,
        ).format(nom=nom, n=lue.jours, fin=fin)
    return ngettext(
        "{nom} : finie depuis {n} jour ({fin}) ; ce qui a été signalé à temps reste dû",
        "{nom} : finie depuis {n} jours ({fin}) ; ce qui a été signalé à temps reste dû",
        -lue.jours,
    ).format(nom=nom, n=-lue.jours, fin=fin)
