"""How this page says states, natures, sizes and periods."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from app.core.i18n import N_, _, date_courte, nombre
from app.domain.logements import ClasseDpe, EtatLogement, NatureOccupation

# Shape and word together, so that a state is told without its colour.
ETATS: Mapping[EtatLogement, tuple[str, str]] = MappingProxyType(
    {
        EtatLogement.OCCUPE: ("●", N_("occupé")),
        EtatLogement.VACANT: ("○", N_("vacant")),
        EtatLogement.TIROIR: ("◇", N_("tiroir")),
        EtatLogement.EN_TRAVAUX: ("◑", N_("en travaux")),
        EtatLogement.VENDU: ("□", N_("vendu")),
        EtatLogement.A_DEMOLIR: ("✕", N_("à démolir")),
    }
)
NATURES: Mapping[NatureOccupation, str] = MappingProxyType(
    {
        NatureOccupation.ORIGINE: N_("domicile d’origine"),
        NatureOccupation.TIROIR: N_("logement tiroir"),
        NatureOccupation.DEFINITIF: N_("domicile définitif"),
    }
)
TYPOLOGIES = ("T1", "T1 bis", "T2", "T3", "T4", "T5", "T6", "T7")


def etat(valeur: EtatLogement) -> str:
    """ "● occupé"."""
    forme, mot = ETATS[valeur]
    return f"{forme} {_(mot)}"


def nature(valeur: NatureOccupation) -> str:
    """ "logement tiroir"."""
    return _(NATURES[valeur])


def surface(valeur: Decimal | None) -> str:
    """ "74,5 m²", empty when unknown."""
    return "" if valeur is None else _("{n} m²").format(n=nombre(valeur))


def dpe(avant: ClasseDpe | None, apres: ClasseDpe | None) -> str:
    """ "F → C"; a dash for what is not known, empty when nothing is."""
    if avant is None and apres is None:
        return ""
    return f"{avant or '–'} → {apres or '–'}"


def periode(debut: date | None, fin: date | None) -> str:
    """ "du 04/05/2001 au 12/11/2026", "depuis le 04/05/2001", "jusqu’au 12/11/2026"."""
    if debut and fin:
        return _("du {debut} au {fin}").format(debut=date_courte(debut), fin=date_courte(fin))
    if debut:
        return _("depuis le {debut}").format(debut=date_courte(debut))
    if fin:
        return _("jusqu’au {fin}").format(fin=date_courte(fin))
    return _("dates inconnues")


def sejour(debut: date | None, fin: date | None, fin_prevue: date | None, jour: date) -> str:
    """The period of a stay, foreseen days told as such: "prévu du 07/12/2026 au 15/04/2027"."""
    if debut is not None and debut > jour:
        du, au = date_courte(debut), fin or fin_prevue
        if au is None:
            return _("prévu à partir du {du}").format(du=du)
        return _("prévu du {du} au {au}").format(du=du, au=date_courte(au))
    dite = periode(debut, fin)
    if fin is None and fin_prevue is not None:
        return _("{periode}, fin prévue le {jour}").format(
            periode=dite, jour=date_courte(fin_prevue)
        )
    return dite
