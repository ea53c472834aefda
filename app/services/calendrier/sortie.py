"""A calendar written to a file: whole or not at all, logged, and remembered to take things back."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.core.errors import EntreeInvalide
from app.core.i18n import heure
from app.domain.calendrier import EtatEvenement, Evenement, GenreEvenement, Sorti, a_sortir
from app.domain.partage import Destinataire
from app.services.calendrier.commandes import (
    ApercuCalendrier,
    CalendrierEcrit,
    ChoixCalendrier,
    ChoixPossibles,
    EcrireCalendrier,
    LigneCalendrier,
    LireChoix,
    PersonneChoisie,
)
from app.services.calendrier.evenements import Lecture, lire
from app.services.calendrier.mots import titre_de
from app.services.documents.ecriture import atelier, traduire
from db.models import Cite, Envoi, Equipe, Intervenant
from db.queries import calendrier as lecture
from db.queries import equipe as lecture_equipe
from db.uow import UnitOfWork

_UN_AN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class _Prevu:
    """What leaves now, and what the calendar will be known to hold afterwards."""

    du: date
    au: date
    lu: Lecture
    evenements: tuple[Evenement, ...]
    sortis: Mapping[str, Sorti]
    nom: str


def choix_possibles(_demande: LireChoix, uow: UnitOfWork) -> ChoixPossibles:
    """The crews, and the members of the team still there."""
    with uow.lecture() as session:
        personnes = tuple(
            PersonneChoisie(p.id, p.nom_complet)
            for p in lecture_equipe.lister(session, actifs=True)
        )
        return ChoixPossibles(lecture.equipes(session), personnes)


def apercu(choix: ChoixCalendrier, uow: UnitOfWork) -> ApercuCalendrier:
    """What would leave, before anything is written; raises `EntreeInvalide("calendrier.dates")`."""
    with uow.lecture() as session:
        prevu = _prevoir(session, choix, uow.clock.today())
    vivants = [e for e in prevu.evenements if e.etat is not EtatEvenement.ANNULE]
    compte = Counter(e.genre for e in vivants)
    return ApercuCalendrier(
        prevu.du,
        prevu.au,
        tuple(_ligne(e) for e in prevu.evenements),
        tuple((genre, compte[genre]) for genre in GenreEvenement if compte[genre]),
        len(prevu.evenements) - len(vivants),
        len(prevu.lu.sans_nom),
        prevu.lu.pour is Destinataire.BAILLEUR,
    )


def ecrire(cmd: EcrireCalendrier, uow: UnitOfWork) -> CalendrierEcrit:
    """The calendar in its file; taking it in again updates what was there.

    Raises `EntreeInvalide` ("calendrier.nom", "calendrier.dates"), `PanneEnvironnement` for the
    disk; then no file is left behind and nothing is logged.
    """
    from app.services.calendrier.ics import composer  # noqa: PLC0415 - only to write

    if cmd.sortie.suffix.lower() != ".ics":
        raise EntreeInvalide("calendrier.nom", fichier=cmd.sortie.name)
    with atelier(cmd.sortie.parent) as lieu:
        ecrit = lieu.reserver(cmd.sortie.name)
        with uow.ecriture("export.calendrier") as tx:
            prevu = _prevoir(tx.session, cmd.choix, tx.clock.today())
            octets = composer(prevu.evenements, prevu.nom, tx.clock.now())
            try:
                with ecrit.open("wb") as sortie:
                    sortie.write(octets)
                    sortie.flush()
                    os.fsync(sortie.fileno())
            except OSError as erreur:
                raise traduire(erreur, cmd.sortie) from erreur
            annules = sum(e.etat is EtatEvenement.ANNULE for e in prevu.evenements)
            envoi = Envoi(
                id=tx.ids.new(),
                quoi=lecture.QUOI,
                destinataire=_pour(prevu.lu),
                nb_lignes=len(prevu.evenements),
                detail={
                    "fichier": cmd.sortie.name,
                    "choix": _cle(cmd.choix),
                    "noms": cmd.choix.noms,
                    "annules": annules,
                    "evenements": {e.uid: _retenir(e) for e in prevu.evenements},
                },
                prepare_a=tx.clock.now(),
            )
            tx.session.add(envoi)
            tx.session.flush()
            with lieu.publier() as (fichier,):
                tx.commit()
    return CalendrierEcrit(fichier, len(prevu.evenements), annules, envoi.id)


def _pour(lu: Lecture) -> str:
    return "demenageurs" if lu.pour is Destinataire.BAILLEUR else Destinataire.EQUIPE.value


def _prevoir(session: Session, choix: ChoixCalendrier, jour: date) -> _Prevu:
    du = choix.du or jour
    au = choix.au or du + _UN_AN
    if au < du:
        raise EntreeInvalide("calendrier.dates", du=du, au=au)
    lu = lire(session, choix, du, au)
    sortis = _memoire(session, choix)
    evenements = a_sortir(lu.evenements, sortis, du, au)
    return _Prevu(du, au, lu, evenements, sortis, _nom(session, choix))


def _nom(session: Session, choix: ChoixCalendrier) -> str:
    """ "Voyette · Cité Nouméa · Sofia Lemaire": how the calendar is called in its reader."""
    morceaux = ["Voyette"]
    if choix.cite_id and (cite := session.get(Cite, choix.cite_id)):
        morceaux.append(cite.nom)
    if choix.equipe_id and (equipe := session.get(Equipe, choix.equipe_id)):
        morceaux.append(equipe.nom)
    if choix.intervenant_id and (qui := session.get(Intervenant, choix.intervenant_id)):
        morceaux.append(f"{qui.prenom or ''} {qui.nom}".strip())
    return " · ".join(morceaux)


def _cle(choix: ChoixCalendrier) -> str:
    """What makes two calendars the same one: whose, not when."""
    ids = (choix.cite_id, choix.equipe_id, choix.intervenant_id)
    return "/".join(i.hex if i else "" for i in ids)


def _memoire(session: Session, choix: ChoixCalendrier) -> dict[str, Sorti]:
    """What that calendar holds after all that left for it."""
    sortis: dict[str, Sorti] = {}
    for evenements in lecture.memoire(session, _cle(choix)):
        for uid, (jour, version, empreinte, annule) in evenements.items():
            sortis[uid] = Sorti(date.fromisoformat(jour), version, empreinte, bool(annule))
    return sortis


def _retenir(e: Evenement) -> Sequence[Any]:
    return (
        e.jour.isoformat(),
        e.version,
        e.empreinte,
        e.etat is EtatEvenement.ANNULE,
    )


def _ligne(e: Evenement) -> LigneCalendrier:
    heures = ""
    if e.debut is not None:
        heures = heure(e.debut) if e.fin is None else f"{heure(e.debut)}–{heure(e.fin)}"
    annule = e.etat is EtatEvenement.ANNULE
    return LigneCalendrier(e.genre, e.jour, heures, e.titre or titre_de(e.genre), annule)
