"""The journey of a household on a day, ready to be read: lines in words, who chose it, warnings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import RegleMetier
from app.core.i18n import langue
from app.domain.menages import FaitsDatesDuParcours, Phase, phase_le
from app.domain.parcours import (
    ChoixModele,
    EtatLigne,
    LigneParcours,
    OrigineDate,
    Plan,
    SourceFait,
    ajuster,
    deduire,
    desordres,
)
from app.domain.parcours_modele import (
    GenreElement,
    GenreParcours,
    ModeleParcours,
    NiveauChoix,
    Parcours,
)
from app.domain.pratiques import EtatPratique
from app.services.parcours import mots
from db.queries import parcours as requetes
from db.queries.parcours import ParcoursBrut
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class LireParcours:
    """Ask for the journey of a household; `jour` None is today."""

    menage_id: UUID
    jour: date | None = None


@dataclass(frozen=True, slots=True)
class LigneLue:
    """A milestone or a practice of the household.

    `origine` says in words where `due` comes from; `par` who did a practice, `precision` what was
    said of it; `motif` why a milestone deviates. `du_modele` is False for what the household has
    beside its template.
    """

    code: str
    genre: GenreElement
    phase: Phase
    libelle: str
    aide: str
    obligatoire: bool
    collectif: bool
    etat: EtatLigne
    due: date | None
    nature_date: OrigineDate | None
    origine: str
    fait_le: date | None
    source: SourceFait | None
    pratique: EtatPratique | None
    par: str
    precision: str
    motif: str
    du_modele: bool
    prevue_le: date | None = None


@dataclass(frozen=True, slots=True)
class DesordreLu:
    """Two milestones noted in the wrong order, by their labels; `motif` when somebody said why."""

    avant_code: str
    avant: str
    avant_le: date
    apres_code: str
    apres: str
    apres_le: date
    motif: str


@dataclass(frozen=True, slots=True)
class ParcoursLu:
    """The journey of a household on a day.

    `choisi` says in words who chose the template (`niveau`), `motif` why when a person did.
    `fait` of `total` lines are done, those set aside not counted.
    """

    menage_id: UUID
    nom: str
    jour: date
    modele: str
    libelle: str
    genre: GenreParcours
    niveau: NiveauChoix
    choisi: str
    motif: str
    phase: Phase
    phase_motif: str
    fait: int
    total: int
    en_retard: int
    prochaine: LigneLue | None
    lignes: tuple[LigneLue, ...]
    desordres: tuple[DesordreLu, ...]

    def de_phase(self, phase: Phase) -> tuple[LigneLue, ...]:
        """The lines of one phase."""
        return tuple(li for li in self.lignes if li.phase is phase)

    def etapes(self) -> tuple[LigneLue, ...]:
        """The milestones."""
        return tuple(li for li in self.lignes if li.genre is GenreElement.ETAPE)


def lire(q: LireParcours, uow: UnitOfWork) -> ParcoursLu:
    """The journey of that household; raises `RegleMetier("menage.introuvable")`."""
    with uow.lecture() as session:
        lu = lire_dans(
            session, q.menage_id, q.jour or uow.clock.today(), uow.accompagnement.parcours
        )
    if lu is None:
        raise RegleMetier("menage.introuvable")
    return lu


def lire_dans(
    session: Session, menage_id: UUID, jour: date, parcours: Parcours
) -> ParcoursLu | None:
    """The journey within a read already open (documents); None when there is no such household."""
    brut = requetes.lire(session, menage_id, jour)
    if brut is None:
        return None
    modele, niveau = modele_du_menage(parcours, brut)
    deduit = deduire(Plan(modele, parcours), brut.faits, jour)
    lignes = {(li.genre, li.code): _ligne(li, parcours, brut, modele) for li in deduit.lignes}
    menage = brut.menage
    suivante = deduit.prochaine
    faits = FaitsDatesDuParcours(menage.depart_le, menage.retour_le, menage.phase_forcee)
    return ParcoursLu(
        menage_id=menage_id,
        nom=menage.nom,
        jour=jour,
        modele=modele.code,
        libelle=modele.libelle(langue()),
        genre=modele.genre,
        niveau=niveau,
        choisi=_choisi(niveau, brut),
        motif=(menage.parcours_motif or "") if niveau is NiveauChoix.MENAGE else "",
        phase=phase_le(faits, jour),
        phase_motif=menage.phase_motif or "",
        fait=deduit.fait,
        total=deduit.total,
        en_retard=deduit.en_retard,
        prochaine=lignes[suivante.genre, suivante.code] if suivante else None,
        lignes=tuple(lignes.values()),
        desordres=_desordres(parcours, modele, brut),
    )


def modele_du_menage(parcours: Parcours, brut: ParcoursBrut) -> tuple[ModeleParcours, NiveauChoix]:
    """The template a household follows, adjusted for its estate and batch, and who chose it."""
    menage = brut.menage
    modele = ChoixModele(parcours).pour(
        menage.parcours, menage.tranche_parcours, menage.cite_parcours, arrivant=brut.arrivant
    )
    niveaux = (
        (NiveauChoix.MENAGE, menage.parcours is not None),
        (NiveauChoix.ARRIVEE, brut.arrivant and modele.genre is GenreParcours.ARRIVEE),
        (NiveauChoix.TRANCHE, menage.tranche_parcours is not None),
        (NiveauChoix.CITE, menage.cite_parcours is not None),
    )
    niveau = next((n for n, vrai in niveaux if vrai), NiveauChoix.DEFAUT)
    regles = ([a.regle() for a in lus] for lus in (brut.de_la_cite, brut.de_la_tranche))
    return ajuster(modele, *regles), niveau


def _choisi(niveau: NiveauChoix, brut: ParcoursBrut) -> str:
    menage = brut.menage
    nom = menage.tranche if niveau is NiveauChoix.TRANCHE else menage.cite
    le = menage.choisi_le.date() if menage.choisi_le else None
    return mots.choisi(niveau, nom, menage.choisi_par or "", le)


def _ligne(
    li: LigneParcours, parcours: Parcours, brut: ParcoursBrut, modele: ModeleParcours
) -> LigneLue:
    element = parcours.element(li.genre, li.code)
    pratique = brut.pratiques.get(li.code) if li.genre is GenreElement.PRATIQUE else None
    ecrite = brut.faits.etapes.get(li.code) if li.genre is GenreElement.ETAPE else None
    return LigneLue(
        code=li.code,
        genre=li.genre,
        phase=li.phase,
        libelle=mots.libelle(parcours, li.genre, li.code),
        aide=mots.aide(element),
        obligatoire=li.obligatoire,
        collectif=element.collectif if element else False,
        etat=li.etat,
        due=li.due,
        nature_date=li.origine,
        origine=mots.origine(parcours, li.origine, li.ancre, li.jours),
        fait_le=li.fait_le,
        source=li.source,
        pratique=li.pratique,
        par=pratique.par if pratique else "",
        precision=(pratique.precision or "") if pratique else "",
        motif=li.motif or "",
        du_modele=modele.ligne(li.genre, li.code) is not None,
        prevue_le=ecrite.prevue if ecrite else None,
    )


def _desordres(
    parcours: Parcours, modele: ModeleParcours, brut: ParcoursBrut
) -> tuple[DesordreLu, ...]:
    def nom(code: str) -> str:
        return mots.libelle(parcours, GenreElement.ETAPE, code)

    def motif(*codes: str) -> str:
        dits = (brut.faits.etapes[c].motif for c in codes if c in brut.faits.etapes)
        return next((m for m in dits if m), "")

    return tuple(
        DesordreLu(
            d.avant,
            nom(d.avant),
            d.avant_le,
            d.apres,
            nom(d.apres),
            d.apres_le,
            motif(d.avant, d.apres),
        )
        for d in desordres(modele, brut.faits.etapes)
    )
