"""The day at a glance: who asks for attention, what is due, who is expected, who must be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from app.core.i18n import _, date_longue, ngettext, nombre
from app.domain.accompagnement import EtatPermanence, jours_de_retard
from app.domain.regles_attention import SEUILS_NIVEAUX
from app.services import aujourdhui_reclamations
from app.services.attention import MenageAttention, NiveauAttention, RaisonDite, en_mots
from app.services.demenagements.lecture import MARGES, DemenagementASuivre, a_suivre
from app.services.seances import Seance, combiner
from db.queries import attention as lecture_attention
from db.queries import aujourdhui as lecture
from db.queries import demenagements as lecture_demenagements
from db.queries import permanences as lecture_permanences
from db.queries import reclamations_a_suivre as lecture_reclamations
from db.queries.annonces import AnnonceLigne
from db.queries.attention import FiltreAttention
from db.queries.aujourdhui import Echeance, NatureEcheance, Perimetre, RendezVousDuJour
from db.queries.reclamations import ReclamationLigne
from db.queries.reclamations_a_suivre import PassageDuJour, ReclamationsASuivre
from db.uow import UnitOfWork

__all__ = [
    "AnnonceLigne",
    "DemenagementASuivre",
    "Echeance",
    "LireTableau",
    "Liste",
    "MenageAttention",
    "NatureEcheance",
    "NiveauAttention",
    "PassageDuJour",
    "RaisonDite",
    "ReclamationLigne",
    "ReclamationsASuivre",
    "RendezVousDuJour",
    "Tableau",
    "tableau",
]

HORIZON = 7  # days ahead that are worth knowing today
_RECLAMATIONS = 20  # of each kind: the rest is counted, and read on their own page
_NOMS = 3  # households named in a sentence; the list says the others


@dataclass(frozen=True, slots=True)
class LireTableau:
    """Ask for the day, in one estate or all; `a_moi` keeps what is mine or nobody's.

    `limite` is the number of lines of each list.
    """

    jour: date
    cite_id: UUID | None = None
    a_moi: bool = True
    limite: int = 50


@dataclass(frozen=True, slots=True)
class Liste:
    """The first lines of something, how many there are in all, and how many are promises."""

    lignes: tuple[Echeance, ...]
    total: int
    promesses: int = 0


@dataclass(frozen=True, slots=True)
class Tableau:
    """The day. `phrases` say in plain words what matters most, in order.

    `a_regarder` are the first households, those who ask most for attention first; `niveaux` counts
    all those who ask for much or some (light ones only when all of them are in `a_regarder`);
    `nb_a_prevenir` counts households, one of which may wait for several announcements. Clocks of
    complaints are looked at on `instant`.
    """

    jour: date
    instant: datetime
    en_retard: Liste
    du_jour: Liste
    a_venir: Liste
    sans_date: Liste
    seances: tuple[Seance, ...]
    ouvertes_oubliees: tuple[Seance, ...]
    rendez_vous: tuple[RendezVousDuJour, ...]
    a_regarder: tuple[MenageAttention, ...]
    niveaux: dict[NiveauAttention, int]
    a_prevenir: tuple[AnnonceLigne, ...]
    nb_a_prevenir: int
    reclamations: ReclamationsASuivre
    phrases: tuple[str, ...]
    demenagements: tuple[DemenagementASuivre, ...] = ()


def tableau(demande: LireTableau, uow: UnitOfWork) -> Tableau:
    """The day at a glance."""
    jour, limite = demande.jour, demande.limite
    moi = uow.auteur.intervenant_id if demande.a_moi else None
    ou = Perimetre(demande.cite_id, moi)
    qui = FiltreAttention(demande.cite_id, referent_id=moi, ou_a_personne=True)
    instant = uow.clock.now()
    veille, suite = jour - timedelta(days=1), jour + timedelta(days=1)
    with uow.lecture() as session:
        retard = Liste(*lecture.echeances(session, ou, None, veille, limite))
        du_jour = Liste(*lecture.echeances(session, ou, jour, jour, limite))
        a_venir = Liste(
            *lecture.echeances(session, ou, suite, jour + timedelta(days=HORIZON), limite)
        )
        sans_date = Liste(*lecture.sans_date(session, ou, limite))
        rendez_vous = lecture.rendez_vous(session, ou, jour)
        attention = lecture_attention.lister(session, qui, jour, debut=0, taille=limite)
        presse = replace(qui, seuil=SEUILS_NIVEAUX[NiveauAttention.MOYEN])
        niveaux = lecture_attention.par_niveau(session, presse, jour, deja=attention, taille=limite)
        a_prevenir, nb_a_prevenir = lecture.a_prevenir(session, ou, jour, limite)
        suivis = lecture.suit_quelqu_un(session, Perimetre(demande.cite_id))
        tenues = lecture_permanences.entre(session, du=jour, au=jour, cite_id=demande.cite_id)
        series = lecture_permanences.series(session, cite_id=demande.cite_id, du=jour)
        ouvertes = lecture_permanences.ouvertes(session, cite_id=demande.cite_id)
        reclamations = lecture_reclamations.lire(
            session,
            cite_id=demande.cite_id,
            qui_id=moi,
            jour=jour,
            maintenant=instant,
            limite=min(limite, _RECLAMATIONS),
        )
        proches = lecture_demenagements.a_suivre(session, demande.cite_id, moi, jour, MARGES)
    seances = tuple(
        s for s in combiner(tenues, series, jour, jour) if s.etat is not EtatPermanence.ANNULEE
    )
    oubliees = combiner(tuple(p for p in ouvertes if p.jour < jour), (), jour, jour)
    a_regarder = en_mots(attention, uow)
    demenagements = a_suivre(proches, uow.accompagnement.liste_demenagement, jour)
    phrases = (
        *(_dire_attention(a_regarder, niveaux) if suivis else ()),
        *aujourdhui_reclamations.phrases(reclamations, instant),
        *_dire_a_prevenir(a_prevenir, nb_a_prevenir),
        *_dire_demenagements(demenagements, jour),
        *_dire_echeances(retard, du_jour, jour),
        *_dire_oubliees(oubliees),
    )
    return Tableau(
        jour=jour,
        instant=instant,
        en_retard=retard,
        du_jour=du_jour,
        a_venir=a_venir,
        sans_date=sans_date,
        seances=seances,
        ouvertes_oubliees=oubliees,
        rendez_vous=rendez_vous,
        a_regarder=a_regarder,
        niveaux=niveaux,
        a_prevenir=a_prevenir,
        nb_a_prevenir=nb_a_prevenir,
        reclamations=reclamations,
        phrases=phrases,
        demenagements=demenagements[:limite],
    )


def _dire_demenagements(suivis: tuple[DemenagementASuivre, ...], jour: date) -> list[str]:
    """ "2 déménagements dans les 7 jours ; le premier : …", those nobody noted, what is late."""
    phrases = []
    proches = [s.demenagement for s in suivis if s.proche(jour)]
    if proches:
        premier = proches[0]
        phrases.append(
            ngettext(
                "Un déménagement dans les {jours} jours : {menage}, {quand}.",
                "{n} déménagements dans les {jours} jours ; le premier : {menage}, {quand}.",
                len(proches),
            ).format(
                n=nombre(len(proches)),
                jours=HORIZON,
                menage=premier.menage,
                quand=date_longue(premier.jour),
            )
        )
    oublies = sum(s.a_noter for s in suivis)
    if oublies:
        phrases.append(
            ngettext(
                "Un déménagement était prévu ces derniers jours : dites s’il a eu lieu.",
                "{n} déménagements étaient prévus ces derniers jours : dites s’ils ont eu lieu.",
                oublies,
            ).format(n=nombre(oublies))
        )
    return phrases


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


def _dire_attention(
    a_regarder: tuple[MenageAttention, ...], niveaux: dict[NiveauAttention, int]
) -> list[str]:
    """ "3 ménages demandent votre attention : …", then how many come next."""
    forts, moyens = niveaux[NiveauAttention.FORT], niveaux[NiveauAttention.MOYEN]
    phrases = []
    if forts:
        noms = ", ".join(m.nom for m in a_regarder[: min(forts, _NOMS)])
        suite = "…" if forts > _NOMS else "."
        phrases.append(
            ngettext(
                "{n} ménage demande votre attention : {noms}{suite}",
                "{n} ménages demandent votre attention : {noms}{suite}",
                forts,
            ).format(n=nombre(forts), noms=noms, suite=suite)
        )
    if moyens:
        phrases.append(
            ngettext(
                "{n} ménage est à regarder bientôt.",
                "{n} ménages sont à regarder bientôt.",
                moyens,
            ).format(n=nombre(moyens))
        )
    if phrases:
        return phrases
    if not a_regarder:
        return [_("Aucun ménage ne demande d’attention particulière.")]
    return [
        ngettext(
            "Aucun ménage ne presse ; {n} est à regarder quand vous aurez le temps.",
            "Aucun ménage ne presse ; {n} sont à regarder quand vous aurez le temps.",
            len(a_regarder),
        ).format(n=len(a_regarder))
    ]


def _dire_a_prevenir(annonces: tuple[AnnonceLigne, ...], menages: int) -> list[str]:
    if not annonces:
        return []
    jours = annonces[0].jours  # the oldest comes first
    if jours == 0:
        dit = ngettext(
            "{n} ménage est à prévenir d’un changement.",
            "{n} ménages sont à prévenir d’un changement.",
            menages,
        )
    else:
        dit = ngettext(
            "{n} ménage est à prévenir d’un changement, depuis {jours} j.",
            "{n} ménages sont à prévenir d’un changement ; le premier attend depuis {jours} j.",
            menages,
        )
    return [dit.format(n=nombre(menages), jours=jours)]
