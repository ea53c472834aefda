"""What is said of one contact, as plain values, and what makes it acceptable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from types import MappingProxyType
from uuid import UUID

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import (
    Canal,
    FamilleBesoin,
    verifier_echeance,
    verifier_intensite,
    verifier_jour_visite,
)
from app.domain.partage import Partage
from app.domain.pratiques import EtatPratique
from app.domain.reclamations import OrigineReclamation, Urgence
from app.domain.texte import plier, resserrer


@dataclass(frozen=True, slots=True)
class NouveauMenage:
    """A household met for the first time: a name, and what helps to find it again.

    `telephone` may hold several numbers; `adresse` is one line ("14 rue de Stockholm").
    """

    nom: str
    prenom: str = ""
    telephone: str = ""
    adresse: str = ""
    cite_id: UUID | None = None
    logement_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RessentiSaisi:
    """A feeling, from 1 (light) to 5 (strong), and who of the household said it."""

    code: str
    intensite: int | None = None
    personne_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class BesoinSaisi:
    """A need that is expressed."""

    famille: FamilleBesoin
    code: str
    precision: str = ""


@dataclass(frozen=True, slots=True)
class NoteSaisie:
    """What was said, and who may read it."""

    texte: str
    visibilite: Partage = Partage.EQUIPE


@dataclass(frozen=True, slots=True)
class PromesseSaisie:
    """What was promised; `par_id` None means whoever holds the visit."""

    texte: str
    pour_le: date | None = None
    par_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TacheSaisie:
    """What is to be done next; `affectee_a_id` None means whoever holds the visit."""

    titre: str
    pour_le: date | None = None
    affectee_a_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReclamationSaisie:
    """A complaint to open; `urgence` None: that of its category."""

    categorie: str
    description: str
    logement_id: UUID | None = None
    lieu: str | None = None
    urgence: Urgence | None = None


@dataclass(frozen=True, slots=True)
class PratiqueSaisie:
    """A good practice offered or done during the contact."""

    code: str
    etat: EtatPratique = EtatPratique.FAITE


@dataclass(frozen=True, slots=True)
class ConsignerVisite:
    """Everything of one contact, whatever its channel.

    `menage` is the id of a household, a household to create, or None for an anonymous passage.
    `motifs` and `orientations` hold catalogue codes or free words.
    """

    jour: date
    menage: UUID | NouveauMenage | None = None
    canal: Canal = Canal.PERMANENCE
    heure: time | None = None
    permanence_id: UUID | None = None
    intervenant_id: UUID | None = None
    motifs: tuple[str, ...] = ()
    ressentis: tuple[RessentiSaisi, ...] = ()
    besoins: tuple[BesoinSaisi, ...] = ()
    notes: tuple[NoteSaisie, ...] = ()
    promesses: tuple[PromesseSaisie, ...] = ()
    taches: tuple[TacheSaisie, ...] = ()
    orientations: tuple[str, ...] = ()
    reclamations: tuple[ReclamationSaisie, ...] = ()
    pratiques: tuple[PratiqueSaisie, ...] = ()


_ORIGINES = MappingProxyType(
    {
        Canal.PERMANENCE: OrigineReclamation.PERMANENCE,
        Canal.TELEPHONE: OrigineReclamation.TELEPHONE,
        Canal.DOMICILE: OrigineReclamation.DOMICILE,
        Canal.PORTE_A_PORTE: OrigineReclamation.DOMICILE,
        Canal.COURRIER: OrigineReclamation.COURRIER,
        Canal.COURRIEL: OrigineReclamation.COURRIER,
    }
)


def origine(canal: Canal) -> OrigineReclamation:
    """How a complaint told during such a contact came to be known."""
    return _ORIGINES.get(canal, OrigineReclamation.AUTRE)


def nettoyer(visite: ConsignerVisite) -> ConsignerVisite:
    """The same visit without stray blanks, empty lines, or words said twice."""
    return replace(
        visite,
        motifs=_uniques(visite.motifs),
        orientations=_uniques(visite.orientations),
        ressentis=tuple({r.code: r for r in visite.ressentis if r.code.strip()}.values()),
        besoins=tuple({(b.famille, b.code): b for b in visite.besoins if b.code.strip()}.values()),
        pratiques=tuple({p.code: p for p in visite.pratiques if p.code.strip()}.values()),
        notes=tuple(replace(n, texte=n.texte.strip()) for n in visite.notes if n.texte.strip()),
        promesses=tuple(
            replace(p, texte=resserrer(p.texte)) for p in visite.promesses if p.texte.strip()
        ),
        taches=tuple(
            replace(t, titre=resserrer(t.titre)) for t in visite.taches if t.titre.strip()
        ),
    )


def verifier(visite: ConsignerVisite, aujourdhui: date) -> None:
    """Raise the `AppError` of the first thing that cannot be recorded."""
    verifier_jour_visite(visite.jour, aujourdhui)
    for ressenti in visite.ressentis:
        verifier_intensite(ressenti.intensite)
    for echeance in (
        *(p.pour_le for p in visite.promesses),
        *(t.pour_le for t in visite.taches),
    ):
        verifier_echeance(echeance, visite.jour)
    if isinstance(visite.menage, NouveauMenage) and not plier(visite.menage.nom):
        raise EntreeInvalide("visite.menage_sans_nom")
    if visite.menage is None and (
        visite.ressentis
        or visite.besoins
        or visite.promesses
        or visite.reclamations
        or visite.pratiques
    ):
        raise RegleMetier("visite.anonyme_suites")
    if _vide(visite):
        raise EntreeInvalide("visite.vide")


def avertissements(visite: ConsignerVisite) -> tuple[str, ...]:
    """Codes of what is accepted but deserves a word: "promesse_sans_date", "tache_sans_date",
    "sans_motif"."""
    dits: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("promesse_sans_date", lambda: any(p.pour_le is None for p in visite.promesses)),
        ("tache_sans_date", lambda: any(t.pour_le is None for t in visite.taches)),
        ("sans_motif", lambda: not visite.motifs),
    )
    return tuple(code for code, vrai in dits if vrai())


def _uniques(mots: tuple[str, ...]) -> tuple[str, ...]:
    """Words once each, in order; the same word in another case is the same word."""
    return tuple({plier(m) or m: resserrer(m) for m in reversed(mots) if m.strip()}.values())[::-1]


def _vide(visite: ConsignerVisite) -> bool:
    """A household's visit that says nothing at all (an anonymous passage may)."""
    return visite.menage is not None and not (
        visite.motifs
        or visite.ressentis
        or visite.besoins
        or visite.notes
        or visite.promesses
        or visite.taches
        or visite.orientations
        or visite.reclamations
        or visite.pratiques
    )
