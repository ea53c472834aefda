"""What a household is told when its move changes: one sentence each, addressed to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType

from app.core.i18n import N_, _, date_complete
from app.core.i18n import heure as dire_heure
from app.domain.demenagements import ETAPES, Creneau, SensDemenagement
from app.services.paroles import nom_etape

_CRENEAUX: Mapping[Creneau, str] = MappingProxyType(
    {
        Creneau.MATIN: N_("le matin"),
        Creneau.APRES_MIDI: N_("l’après-midi"),
        Creneau.JOURNEE: N_("dans la journée"),
    }
)


def nom(sens: SensDemenagement) -> str:
    """ "Votre départ vers le logement provisoire"."""
    code = ETAPES.get(sens)
    if code is None:
        return _("Votre déménagement vers votre nouveau logement")
    return nom_etape(code.value)


def creneau(moment: Creneau, heure: time | None) -> str:
    """ "le matin, à 8:30"."""
    dit = _(_CRENEAUX[moment])
    if heure is None:
        return dit
    return _("{creneau}, à {heure}").format(creneau=dit, heure=dire_heure(heure))


def heure_changee(sens: SensDemenagement, jour: date, moment: Creneau, heure: time | None) -> str:
    """ "Votre retour dans votre logement, le mardi… : ce sera le matin, à 8:30."."""
    return _("{quoi}, le {jour} : ce sera {creneau}.").format(
        quoi=nom(sens), jour=date_complete(jour), creneau=creneau(moment, heure)
    )


def adresse_changee(sens: SensDemenagement, jour: date, adresse: str) -> str:
    """ "Votre départ vers le logement provisoire, le mardi… : ce sera au 8 rue d’Œuf."."""
    return _("{quoi}, le {jour} : la nouvelle adresse est {adresse}.").format(
        quoi=nom(sens), jour=date_complete(jour), adresse=adresse
    )


def annule(sens: SensDemenagement, jour: date) -> str:
    """ "Votre retour dans votre logement : c’était prévu le…, il n’aura pas lieu ce jour-là."."""
    return _("{quoi} : c’était prévu le {jour}, cela n’aura pas lieu ce jour-là.").format(
        quoi=nom(sens), jour=date_complete(jour)
    )
