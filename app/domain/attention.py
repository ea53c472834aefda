"""Who needs attention, and why: one score per household made of rules that say their reason.

Each kind of rule is one function of the facts, the rule and the day, testable alone. It answers
with the values its sentence needs (None: nothing to say) and with the next day on which the
calendar alone may change that answer. No value ever counts days up to today: a reason stays the
same from one day to the next until something happens.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from app.domain.menages import FaitsDatesDuParcours, phase_le
from app.domain.parcours import EtatLigne, LigneParcours, ParcoursMenage
from app.domain.parcours_modele import GenreParcours, RegleAttention
from app.domain.ressentis import RessentiDate, Sens, penibles, points, tendance
from app.domain.texte import abreger

JUGEMENT = 2
"""Goes up when the same facts and rules give another answer: rows kept by a base are made again."""
TEXTE_MAX = 120  # characters of somebody's words kept in a reason
_UN_JOUR = timedelta(1)
_FINIS = frozenset((EtatLigne.FAIT, EtatLigne.ECARTE, EtatLigne.PASSEE))
_MOUVEMENTS = ("demenagement_aller", "debut_chantier", "demenagement_retour")


class Attente(NamedTuple):
    """Something open since a day: a need, a complaint, something to tell, an attachment."""

    depuis: date
    quoi: str


class Pause(NamedTuple):
    """Codes of rules put to sleep, up to that day included."""

    codes: Collection[str]
    jusqu_au: date


@dataclass(slots=True)
class FaitsAttention:
    """All the rules look at, for one household.

    `promesses` are those still to keep, by due day; `rompues` those broken, by the day it was
    noted. `reclamations` wait for a repair since the day they came, `en_retard` since the day
    their clock ran out; `reparees` wait for a word of the household, `passages` for the repairer
    who did not come. `ouvert` is False once the support is closed: nothing then asks for attention.
    """

    parcours: ParcoursMenage
    phase: FaitsDatesDuParcours = field(default_factory=FaitsDatesDuParcours)
    ouvert: bool = True
    derniere_visite: date | None = None
    nb_visites: int = 0
    debut_travaux: date | None = None
    ressentis: Sequence[RessentiDate] = ()
    promesses: Sequence[Attente] = ()
    rompues: Sequence[Attente] = ()
    reclamations: Sequence[Attente] = ()
    en_retard: Sequence[Attente] = ()
    reparees: Sequence[Attente] = ()
    passages: Sequence[Attente] = ()
    besoins: Sequence[Attente] = ()
    annonces: Sequence[Attente] = ()
    attachements: Sequence[Attente] = ()
    pauses: Sequence[Pause] = ()


@dataclass(frozen=True, slots=True)
class Raison:
    """Why a household needs attention; `params` fill the sentence of the rule."""

    code: str
    points: int
    params: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    dort: bool = False


@dataclass(frozen=True, slots=True)
class Attention:
    """The score of a household (sleeping reasons left out), all its reasons, heaviest first.

    `revoir_le` is the next day on which the calendar alone may change this (None: never).
    """

    score: int
    raisons: tuple[Raison, ...]
    revoir_le: date | None


Jugement = tuple[dict[str, Any] | None, date | None]
"""What the sentence needs, or None when there is nothing to say; and when to look again."""
_RIEN: Jugement = (None, None)


def evaluer(faits: FaitsAttention, regles: Iterable[RegleAttention], jour: date) -> Attention:
    """The score and reasons of a household on `jour`, by the rules that are on.

    A complaint counts once: the heaviest of the rules that see it tells it.
    """
    if not faits.ouvert:
        return Attention(0, (), faits.parcours.revoir_le)
    a_revoir = [d for d in (faits.parcours.revoir_le,) if d is not None]
    a_revoir += [d for d in (faits.phase.depart, faits.phase.retour) if d is not None and d > jour]
    raisons: list[Raison] = []
    dites: set[str] = set()
    for regle in sorted(regles, key=lambda r: -r.points):
        juge = GENRES.get(regle.genre) if regle.actif else None
        if juge is None:
            continue
        vus = _sans(faits, juge.reclamations, dites)
        params, revoir = juge.fonction(vus, regle, jour)
        if revoir is not None:
            a_revoir.append(revoir)
        if params is not None:
            fin = _sommeil(regle.code, faits.pauses, jour)
            if fin is not None:
                a_revoir.append(fin + _UN_JOUR)
            raisons.append(Raison(regle.code, regle.points, params, fin is not None))
            if juge.reclamations:
                attentes = getattr(vus, juge.reclamations)
                dites.update(a.quoi for a in _vieilles(attentes, faits, regle, jour))
    score = sum(r.points for r in raisons if not r.dort)
    return Attention(score, tuple(raisons), min(a_revoir) if a_revoir else None)


def _sans(faits: FaitsAttention, champ: str, dites: Collection[str]) -> FaitsAttention:
    """The facts without the complaints a heavier rule told already."""
    if not champ or not dites:
        return faits
    restent: Any = [a for a in getattr(faits, champ) if a.quoi not in dites]
    return replace(faits, **{champ: restent})


def _sommeil(code: str, pauses: Sequence[Pause], jour: date) -> date | None:
    """Until when the reason sleeps, or None when it is awake."""
    fins = [p.jusqu_au for p in pauses if code in p.codes and p.jusqu_au >= jour]
    return max(fins) if fins else None


def _seuil(faits: FaitsAttention, regle: RegleAttention, jour: date, nom: str = "jours") -> int:
    """The threshold for the household's phase, else the one for all phases."""
    phase = phase_le(faits.phase, jour)
    valeur = regle.seuils.get(f"{nom}_{phase.value}")
    return regle.seuils.get(nom, 0) if valeur is None else valeur


def jamais_rencontre(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """Nobody ever met the household, in any way."""
    return ({}, None) if faits.nb_visites == 0 else _RIEN


def sans_contact(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """The last contact is more than `jours` days old."""
    derniere = faits.derniere_visite
    if derniere is None:
        return _RIEN
    limite = derniere + timedelta(_seuil(faits, regle, jour) + 1)
    return ({"depuis": derniere.isoformat()}, None) if limite <= jour else (None, limite)


def ressentis_degrades(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """The tone fell by `ecart` percent of the scale within the last `jours` days."""
    fenetre = _seuil(faits, regle, jour)
    debut = jour - timedelta(fenetre)
    recents = [r for r in faits.ressentis if debut <= r.jour <= jour]
    plus_tard = [r.jour for r in faits.ressentis if r.jour > jour]
    sorties = [r.jour + timedelta(fenetre + 1) for r in recents]
    revoir = min([*sorties, *plus_tard], default=None)
    if len(recents) < 2:
        return None, revoir
    suite = points(recents)
    ecart = _seuil(faits, regle, jour, "ecart") / 100
    trouvee = tendance(suite, jour, fenetre=fenetre, ecart=ecart)
    if trouvee.sens is not Sens.DEGRADE or trouvee.depuis is None:
        return None, revoir
    derniers = penibles(r for r in recents if r.jour == suite[-1].jour)
    params = {"depuis": trouvee.depuis.isoformat(), "ressenti": derniers[0].code}
    return params, revoir


def engagement_rompu(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """A promise was broken; it weighs for `jours` days."""
    duree = timedelta(_seuil(faits, regle, jour))
    comptees = [r for r in faits.rompues if r.depuis <= jour <= r.depuis + duree]
    changements = [r.depuis + duree + _UN_JOUR for r in comptees]
    changements += [r.depuis for r in faits.rompues if r.depuis > jour]
    revoir = min(changements, default=None)
    if not comptees:
        return None, revoir
    derniere = max(comptees)
    params = {
        "nombre": len(comptees),
        "le": derniere.depuis.isoformat(),
        "texte": abreger(derniere.quoi, TEXTE_MAX),
    }
    return params, revoir


def etapes_manquantes(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """A move (or the works, in an occupied home) within `jours` days, and lines not done before.

    Only compulsory lines due before that day count.
    """
    avance = timedelta(_seuil(faits, regle, jour))
    changements: list[date] = []
    trouve: dict[str, Any] | None = None
    for le, code in sorted(_mouvements(faits)):
        if le < jour:
            continue
        if le - avance > jour:
            changements.append(le - avance)
            continue
        changements.append(le + _UN_JOUR)
        if trouve is None:
            trouve = _manque(faits.parcours.lignes, le, code)
    return trouve, min(changements, default=None)


def _mouvements(faits: FaitsAttention) -> list[tuple[date, str]]:
    trouves = [
        (li.due, li.code)
        for li in faits.parcours.lignes
        if li.code in _MOUVEMENTS and li.due is not None and li.etat not in _FINIS
    ]
    debut = faits.debut_travaux
    if debut is not None and faits.parcours.genre is GenreParcours.OCCUPE and not trouves:
        trouves.append((debut, "debut_chantier"))
    return trouves


def _manque(lignes: Sequence[LigneParcours], le: date, code: str) -> dict[str, Any] | None:
    codes = [
        li.code
        for li in lignes
        if li.obligatoire
        and li.etat not in _FINIS
        and li.due is not None
        and li.due <= le
        and li.code not in _MOUVEMENTS
    ]
    if not codes:
        return None
    return {"nombre": len(codes), "le": le.isoformat(), "etape": code, "lignes": codes}


def _depuis(
    attentes: Sequence[Attente], faits: FaitsAttention, regle: RegleAttention, jour: date, nom: str
) -> Jugement:
    """What has been waiting for `jours` days or more: how many, since when, the oldest."""
    if not attentes:
        return _RIEN
    duree = timedelta(_seuil(faits, regle, jour))
    vieilles = _vieilles(attentes, faits, regle, jour)
    revoir = min((a.depuis + duree for a in attentes if a.depuis + duree > jour), default=None)
    if not vieilles:
        return None, revoir
    ancienne = min(vieilles)
    params = {
        "nombre": len(vieilles),
        "depuis": ancienne.depuis.isoformat(),
        nom: abreger(ancienne.quoi, TEXTE_MAX),
    }
    return params, revoir


def _vieilles(
    attentes: Sequence[Attente], faits: FaitsAttention, regle: RegleAttention, jour: date
) -> list[Attente]:
    duree = timedelta(_seuil(faits, regle, jour))
    return [a for a in attentes if a.depuis + duree <= jour]


def engagement_en_retard(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """A promise is still to keep more than `jours` days after its day."""
    passees = [Attente(p.depuis + _UN_JOUR, p.quoi) for p in faits.promesses]
    params, revoir = _depuis(passees, faits, regle, jour, "texte")
    if params is not None:
        due = date.fromisoformat(params["depuis"]) - _UN_JOUR
        params["depuis"] = due.isoformat()
    return params, revoir


def reclamation_tardive(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """A complaint has been waiting for its repair for `jours` days."""
    return _depuis(faits.reclamations, faits, regle, jour, "reference")


def reclamation_en_retard(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """What a complaint waits for (an answer, a repair…) is `jours` days after its due day."""
    return _depuis(faits.en_retard, faits, regle, jour, "reference")


def reparation_a_confirmer(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """A repair was told done `jours` days ago and the household has not said whether it is."""
    return _depuis(faits.reparees, faits, regle, jour, "reference")


def passage_manque(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """Nobody came for a repair `jours` days ago, and no other day was given since."""
    return _depuis(faits.passages, faits, regle, jour, "reference")


def question_sans_reponse(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """A need has been waiting for an answer for `jours` days."""
    return _depuis(faits.besoins, faits, regle, jour, "besoin")


def annonce_a_faire(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """The household should have been told something for `jours` days."""
    return _depuis(faits.annonces, faits, regle, jour, "objet")


def attachement_sans_decision(faits: FaitsAttention, regle: RegleAttention, jour: date) -> Jugement:
    """Something dear to the household has had no decision for `jours` days."""
    return _depuis(faits.attachements, faits, regle, jour, "titre")


class Genre(NamedTuple):
    """A kind of rule: its function, the thresholds it needs, the names its sentence may use.

    A threshold is given for all phases, or for each ("jours_avant"…). `reclamations`: the facts it
    looks at, when it speaks of complaints that wait for somebody to act.
    """

    fonction: Callable[[FaitsAttention, RegleAttention, date], Jugement]
    seuils: tuple[str, ...] = ("jours",)
    parametres: tuple[str, ...] = ()
    reclamations: str = ""


_DE_RECLAMATION = ("nombre", "depuis", "reference")

GENRES: Mapping[str, Genre] = MappingProxyType(
    {
        "jamais_rencontre": Genre(jamais_rencontre, ()),
        "sans_contact": Genre(sans_contact, parametres=("depuis",)),
        "ressentis_degrades": Genre(ressentis_degrades, ("jours", "ecart"), ("depuis", "ressenti")),
        "engagement_rompu": Genre(engagement_rompu, parametres=("nombre", "le", "texte")),
        "engagement_en_retard": Genre(
            engagement_en_retard, parametres=("nombre", "depuis", "texte")
        ),
        "etapes_manquantes": Genre(
            etapes_manquantes, parametres=("nombre", "le", "etape", "lignes")
        ),
        "reclamation_tardive": Genre(
            reclamation_tardive, parametres=_DE_RECLAMATION, reclamations="reclamations"
        ),
        "reclamation_en_retard": Genre(
            reclamation_en_retard, parametres=_DE_RECLAMATION, reclamations="en_retard"
        ),
        "reparation_a_confirmer": Genre(reparation_a_confirmer, parametres=_DE_RECLAMATION),
        "passage_manque": Genre(
            passage_manque, parametres=_DE_RECLAMATION, reclamations="passages"
        ),
        "question_sans_reponse": Genre(
            question_sans_reponse, parametres=("nombre", "depuis", "besoin")
        ),
        "annonce_a_faire": Genre(annonce_a_faire, parametres=("nombre", "depuis", "objet")),
        "attachement_sans_decision": Genre(
            attachement_sans_decision, parametres=("nombre", "depuis", "titre")
        ),
    }
)
