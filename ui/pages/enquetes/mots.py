"""The words of campaigns: where households stand, how far it went, until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Protocol

from app.core.i18n import _, date_courte, ngettext
from app.services.documents.vocabulaire import dire
from app.services.enquetes.campagnes import CampagneLigne, EtatSuivi, MenageACampagne
from app.services.enquetes.campagnes_menages import MotifRefus

# Read first what remains to be done.
ORDRE = (
    EtatSuivi.A_FAIRE,
    EtatSuivi.ABSENT,
    EtatSuivi.EN_COURS,
    EtatSuivi.REFUS,
    EtatSuivi.FAITE,
)
SIGNES: Mapping[EtatSuivi, str] = MappingProxyType(
    {
        EtatSuivi.A_FAIRE: "○",
        EtatSuivi.ABSENT: "◇",
        EtatSuivi.EN_COURS: "◐",
        EtatSuivi.REFUS: "✕",
        EtatSuivi.FAITE: "●",
    }
)


class Couverte(Protocol):
    """What has a coverage: a campaign, or a batch of it."""

    @property
    def total(self) -> int:
        """Households to survey."""

    @property
    def faites(self) -> int:
        """Done."""

    @property
    def en_cours(self) -> int:
        """Begun."""

    @property
    def refus(self) -> int:
        """Refused."""

    @property
    def absents(self) -> int:
        """Tried in vain."""

    @property
    def restants(self) -> int:
        """Not tried yet."""


def dire_etat(etat: EtatSuivi) -> str:
    """ "● faite"."""
    return f"{SIGNES[etat]} {dire(etat)}"


def dire_couverture(c: Couverte) -> str:
    """ "12 faites sur 40 · 2 en cours · 3 refus · 5 absents · 18 restants"."""
    dits = [
        ngettext("{n} faite sur {total}", "{n} faites sur {total}", c.faites).format(
            n=c.faites, total=c.total
        )
    ]
    autres = (
        (c.en_cours, _("{n} en cours")),
        (c.refus, _("{n} refus")),
        (c.absents, ngettext("{n} absent", "{n} absents", c.absents)),
        (c.restants, ngettext("{n} restant", "{n} restants", c.restants)),
    )
    return " · ".join([*dits, *(texte.format(n=n) for n, texte in autres if n)])


def dire_echeance(c: CampagneLigne, aujourdhui: date) -> str:
    """Until when, how late, or since when it is over."""
    if c.close_le is not None:
        return _("close le {jour}").format(jour=date_courte(c.close_le))
    if c.echeance is None:
        return _("sans date de fin")
    retard = c.retard(aujourdhui)
    if retard:
        dit = ngettext("⚠ en retard de {n} jour", "⚠ en retard de {n} jours", retard)
        return dit.format(n=retard)
    return _("pour le {jour}").format(jour=date_courte(c.echeance))


def dire_lieu(c: CampagneLigne) -> str:
    """The estate, and the batch when it is about one."""
    return f"{c.cite} · {c.tranche}" if c.tranche else c.cite


def dire_essais(m: MenageACampagne) -> str:
    """ "2 · 12/11/2026"."""
    if not m.tentatives or m.derniere_tentative is None:
        return ""
    return f"{m.tentatives} · {date_courte(m.derniere_tentative)}"


def dire_motif(m: MenageACampagne) -> str:
    """Why it refused, or what was said of another time."""
    if not m.motif:
        return ""
    if m.etat is not EtatSuivi.REFUS:
        return _("une autre fois : {precision}").format(precision=m.motif)
    code, _barre, precision = m.motif.partition("|")
    if code not in MotifRefus._value2member_map_:
        return m.motif
    motif = MotifRefus(code)
    if motif is MotifRefus.AUTRE:
        return precision
    return f"{dire(motif)} ({precision})" if precision else dire(motif)


def dire_avancement(m: MenageACampagne) -> str:
    """ "12/57" while it is being filled, the day once it is done."""
    if m.etat is EtatSuivi.FAITE and m.etat_le is not None:
        return date_courte(m.etat_le)
    if m.posees:
        return f"{m.repondues or 0}/{m.posees}"
    return ""
