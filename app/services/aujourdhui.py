"""The day at a glance: what is due or late, who is expected, who has been neglected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.core.i18n import _, ngettext
from app.domain.accompagnement import EtatPermanence, jours_de_retard
from app.services.seances import Seance, combiner
from db.queries import aujourdhui as lecture
from db.queries import permanences as lecture_permanences
from db.queries.aujourdhui import (
    Echeance,
    MenagePerduDeVue,
    NatureEcheance,
    Perimetre,
    RendezVousDuJour,
)
from db.uow import UnitOfWork

__all__ = [
    "Echeance",
    "LireTableau",
    "Liste",
    "MenagePerduDeVue",
    "NatureEcheance",
    "RendezVousDuJour",
    "Tableau",
    "tableau",
]

SEUIL_PAR_DEFAUT = 30  # days: the setting `jours_sans_visite` says otherwise
HORIZON = 7  # days ahead that are worth knowing today


@dataclass(frozen=True, slots=True)
class LireTableau:
    """Ask for the day, in one estate or all; `a_moi` keeps what is mine or nobody's.

    `seuil` is the number of days after which a household counts as lost from sight; `limite` the
    number of lines of each list.
    """

    jour: date
    cite_id: UUID | None = None
    a_moi: bool = True
    seuil: int = SEUIL_PAR_DEFAUT
    limite: int = 50


@dataclass(frozen=True, slots=True)
class Liste:
    """The first lines of something, how many there are in all, and how many are promises."""

    lignes: tuple[Echeance, ...]
    total: int
    promesses: int = 0


@dataclass(frozen=True, slots=True)
class Tableau:
    """The day. `phrases` say in plain words what matters most, in order."""

    jour: date
    en_retard: Liste
    du_jour: Liste
    a_venir: Liste
    sans_date: Liste
    seances: tuple[Seance, ...]
    ouvertes_oubliees: tuple[Seance, ...]
    rendez_vous: tuple[RendezVousDuJour, ...]
    perdus_de_vue: tuple[MenagePerduDeVue, ...]
    nb_perdus_de_vue: int
    jamais_vus: tuple[MenagePerduDeVue, ...]
    nb_jamais_vus: int
    seuil: int
    phrases: tuple[str, ...]


def tableau(demande: LireTableau, uow: UnitOfWork) -> Tableau:
    """The day at a glance."""
    jour, limite = demande.jour, demande.limite
    moi = uow.auteur.intervenant_id if demande.a_moi else None
    ou = Perimetre(demande.cite_id, moi)
    partout = Perimetre(demande.cite_id)
    veille, suite = jour - timedelta(days=1), jour + timedelta(days=1)
    with uow.lecture() as session:
        retard = Liste(*lecture.echeances(session, ou, None, veille, limite))
        du_jour = Liste(*lecture.echeances(session, ou, jour, jour, limite))
        a_venir = Liste(
            *lecture.echeances(session, ou, suite, jour + timedelta(days=HORIZON), limite)
        )
        sans_date = Liste(*lecture.sans_date(session, ou, limite))
        rendez_vous = lecture.rendez_vous(session, ou, jour)
        perdus, nb_perdus = lecture.perdus_de_vue(
            session, partout, jour - timedelta(days=demande.seuil), limite
        )
        jamais, nb_jamais = lecture.jamais_vus(session, partout, limite)
        suivis = lecture.suit_quelqu_un(session, partout)
        tenues = lecture_permanences.entre(session, du=jour, au=jour, cite_id=demande.cite_id)
        series = lecture_permanences.series(session, cite_id=demande.cite_id, du=jour)
        ouvertes = lecture_permanences.ouvertes(session, cite_id=demande.cite_id)
    seances = tuple(
        s for s in combiner(tenues, series, jour, jour) if s.etat is not EtatPermanence.ANNULEE
    )
    oubliees = combiner(tuple(p for p in ouvertes if p.jour < jour), (), jour, jour)
    phrases = (
        *_dire_echeances(retard, du_jour, jour),
        *_dire_oubliees(oubliees),
        *(_dire_perdus(nb_perdus, nb_jamais, demande.seuil) if suivis else ()),
    )
    return Tableau(
        jour=jour,
        en_retard=retard,
        du_jour=du_jour,
        a_venir=a_venir,
        sans_date=sans_date,
        seances=seances,
        ouvertes_oubliees=oubliees,
        rendez_vous=rendez_vous,
        perdus_de_vue=perdus,
        nb_perdus_de_vue=nb_perdus,
        jamais_vus=jamais,
        nb_jamais_vus=nb_jamais,
        seuil=demande.seuil,
        phrases=phrases,
    )


def _dire_echeances(retard: Liste, du_jour: Liste, jour: date) -> list[str]:
    phrases = []
    promesses = [e for e in retard.lignes if e.nature is NatureEcheance.ENGAGEMENT]
    if promesses:
        pire = promesses[0]  # lists come oldest first
        jours = jours_de_retard(pire.pour_le, jour)
        phrases.append(
            ngettext(
                "Une promesse attend depuis {jours} j : « {texte} », pour {menage}.",
                "{n} promesses attendent ; la plus ancienne depuis {jours} j : « {texte} »,"
                " pour {menage}.",
                retard.promesses,
            ).format(n=retard.promesses, jours=jours, texte=pire.texte, menage=pire.menage_nom)
        )
    taches = retard.total - retard.promesses
    if taches > 0:
        phrases.append(
            ngettext(
                "{n} chose à faire a dépassé sa date.",
                "{n} choses à faire ont dépassé leur date.",
                taches,
            ).format(n=taches)
        )
    if du_jour.total:
        phrases.append(
            ngettext(
                "{n} chose est à faire aujourd’hui.",
                "{n} choses sont à faire aujourd’hui.",
                du_jour.total,
            ).format(n=du_jour.total)
        )
    return phrases


def _dire_oubliees(oubliees: tuple[Seance, ...]) -> list[str]:
    if not oubliees:
        return []
    return [
        ngettext(
            "Une permanence est restée ouverte : il reste à la clore.",
            "{n} permanences sont restées ouvertes : il reste à les clore.",
            len(oubliees),
        ).format(n=len(oubliees))
    ]


def _dire_perdus(perdus: int, jamais: int, seuil: int) -> list[str]:
    phrases = []
    if perdus:
        phrases.append(
            ngettext(
                "{n} ménage n’a vu personne depuis plus de {seuil} jours.",
                "{n} ménages n’ont vu personne depuis plus de {seuil} jours.",
                perdus,
            ).format(n=perdus, seuil=seuil)
        )
    if jamais:
        phrases.append(
            ngettext(
                "{n} ménage n’a encore jamais été rencontré.",
                "{n} ménages n’ont encore jamais été rencontrés.",
                jamais,
            ).format(n=jamais)
        )
    return phrases if phrases else [_("Tous les ménages suivis ont été vus récemment.")]
