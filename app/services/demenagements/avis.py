"""What does not fit about the day of a move, told and never refused: people know why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.core.i18n import _, date_courte, ngettext
from app.domain.demenagements import VIVANTS
from db.queries.demenagements import DemenagementLu
from db.queries.equipes import EquipeLigne
from db.queries.fiche_modele import FicheMenage

_VENDREDI = 4


def avis(
    lu: DemenagementLu,
    fiche: FicheMenage,
    equipe: EquipeLigne | None,
    du_jour: int,
    disponible: tuple[date | None, date | None],
) -> tuple[str, ...]:
    """Sentences about the day of a move still to come.

    `du_jour` counts the moves its crew has that day, this one included; `disponible` are the first
    and last days the new home may be lived in (None: no limit).
    """
    if lu.etat not in VIVANTS:
        return ()
    return (
        *_menage(lu, fiche),
        *(_equipe(lu.jour, equipe, du_jour) if equipe is not None else ()),
        *_logement(lu.jour, *disponible),
    )


def _menage(lu: DemenagementLu, fiche: FicheMenage) -> Iterable[str]:
    for eviter in fiche.indisponibilites:
        if eviter.du <= lu.jour <= eviter.au:
            dit = _("Le ménage a demandé d’éviter ce jour")
            yield f"{dit} : {eviter.motif}." if eviter.motif else f"{dit}."
    besoins = fiche.besoins_relogement
    if besoins is None:
        return
    if besoins.apres_le is not None and lu.jour < besoins.apres_le:
        yield _("Le ménage ne peut pas déménager avant le {jour}.").format(
            jour=date_courte(besoins.apres_le)
        )
    if besoins.appareil and lu.jour.weekday() == _VENDREDI:
        yield _("Un vendredi : en cas de panne de courant, personne ne vient avant lundi.")


def _equipe(jour: date, equipe: EquipeLigne, du_jour: int) -> Iterable[str]:
    absente = any(a.du <= jour <= a.au for a in equipe.absences)
    if absente or str(jour.isoweekday()) not in equipe.jours:
        yield _("{equipe} ne travaille pas ce jour-là.").format(equipe=equipe.nom)
    if du_jour > equipe.capacite:
        yield ngettext(
            "{equipe} a {n} déménagement ce jour-là, pour {maxi} au plus.",
            "{equipe} a {n} déménagements ce jour-là, pour {maxi} au plus.",
            du_jour,
        ).format(equipe=equipe.nom, n=du_jour, maxi=equipe.capacite)


def _logement(jour: date, du: date | None, au: date | None) -> Iterable[str]:
    if du is not None and jour < du:
        yield _("Le nouveau logement n’est prêt que le {jour}.").format(jour=date_courte(du))
    if au is not None and jour > au:
        yield _("Le nouveau logement n’est plus disponible après le {jour}.").format(
            jour=date_courte(au)
        )
