"""What a household's home costs and burns, before and after; the same told of an estate.

Nothing is made up: what is not known is None, and said. Without a standing agreement of the
household its energy is neither reckoned, printed, nor counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.core.errors import RegleMetier
from app.domain import avant_apres as regles
from app.domain import avant_apres_synthese as synthese
from app.domain import energies
from app.domain.apres import Energie, MomentLoyer, SourceConso, SourceLoyer
from app.domain.avant_apres import (
    Constat,
    Cote,
    Ecarts,
    Manque,
    Montants,
    Origine,
    Remarque,
)
from app.domain.avant_apres_synthese import Rang
from app.domain.energies import (
    BilanCote,
    BilanEnergie,
    ComparaisonEnergie,
    Defaut,
    Periode,
    Releve,
)
from db.queries import avant_apres as lecture
from db.queries.avant_apres import (
    ConsoFiche,
    Dossier,
    QuittanceFiche,
    Reperes,
    Sejour,
    VolontaireFiche,
)
from db.uow import UnitOfWork

__all__ = [
    "AvantApres",
    "BilanCote",
    "BilanEnergie",
    "ComparaisonEnergie",
    "ConsoFiche",
    "Constat",
    "Cote",
    "Defaut",
    "Ecarts",
    "Energie",
    "LireAvantApres",
    "LireSynthese",
    "Manque",
    "MomentLoyer",
    "Montants",
    "Origine",
    "Periode",
    "QuittanceFiche",
    "Rang",
    "Releve",
    "Remarque",
    "SourceConso",
    "SourceLoyer",
    "Synthese",
    "SyntheseEnergie",
    "VolontaireFiche",
    "du_contrat",
    "lire",
    "resumer_cite",
]
_CINQ, _DIX, _POINT = Decimal(5), Decimal(10), Decimal("0.01")


@dataclass(frozen=True, slots=True)
class LireAvantApres:
    """Ask for the before and after of a household."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class AvantApres:
    """One household; lists are oldest first.

    `depart_le` and `retour_le` are the dates that part before from after: its own moves, else the
    works and the réception of its batch. `hors` are records of the temporary home, or astride.
    `surfaces` are those of the homes before and after, in m². All is told as of `jour`.
    """

    jour: date
    menage_id: UUID
    nom: str
    depart_le: date | None
    retour_le: date | None
    avant: Cote
    apres: Cote
    ecarts: Ecarts
    remarques: tuple[Constat, ...]
    quittances: tuple[QuittanceFiche, ...]
    volontaire: VolontaireFiche | None
    volontaires: tuple[VolontaireFiche, ...]
    consos: tuple[ConsoFiche, ...]
    hors: tuple[ConsoFiche, ...]
    energie_avant: BilanCote
    energie_apres: BilanCote
    comparaison: ComparaisonEnergie
    surfaces: tuple[Decimal | None, Decimal | None]

    @property
    def rien(self) -> bool:
        """Whether nothing at all is known."""
        return (
            not self.quittances
            and not self.consos
            and self.avant.origine is None
            and self.apres.origine is None
        )


@dataclass(frozen=True, slots=True)
class LireSynthese:
    """Ask for the figures of an estate; `seuil` is the smallest count told.

    The bailleur gets neither resources nor energy, not even reckoned into other figures.
    """

    cite_id: UUID
    seuil: int
    bailleur: bool = False


@dataclass(frozen=True, slots=True)
class SyntheseEnergie:
    """Volunteers of the estate; None when too few. Rows count among them, () then."""

    volontaires: int | None
    kwh_m2: tuple[Rang, ...] = ()
    euros_an: tuple[Rang, ...] = ()


@dataclass(frozen=True, slots=True)
class Synthese:
    """An estate: each pair is (before, after), counted among all its households.

    `ecart` is the change of the reste à charge; `taux` and `energie` are None for the bailleur.
    `a_venir` households have a rent after works that is only announced: it is not counted.
    """

    menages: int
    seuil: int
    bailleur: bool
    reste: tuple[Rang, Rang]
    ecart: Rang
    taux: tuple[Rang, Rang] | None
    energie: SyntheseEnergie | None
    a_venir: int = 0

    @property
    def masques(self) -> bool:
        """Whether something is hidden."""
        rangs = [*self.reste, self.ecart, *(self.taux or ())]
        if self.energie is not None:
            rangs += [*self.energie.kwh_m2, *self.energie.euros_an]
        return any(r.masques for r in rangs)


def lire(demande: LireAvantApres, uow: UnitOfWork) -> AvantApres:
    """The before and after; raises `RegleMetier("general.introuvable")`."""
    jour = uow.clock.today()
    with uow.lecture() as session:
        dossier = lecture.dossier(session, demande.menage_id, jour)
    if dossier is None:
        raise RegleMetier("general.introuvable")
    return calculer(dossier, jour)


def du_contrat(numero: str, uow: UnitOfWork) -> UUID | None:
    """The household of that contract number; None when none, or several, have it."""
    with uow.lecture() as session:
        return lecture.du_contrat(session.connection(), numero)


def calculer(dossier: Dossier, jour: date) -> AvantApres:
    """The same from what was read."""
    r = dossier.reperes
    depart, retour = bornes(r)
    avant, apres = cotes(dossier, jour)
    volontaire = next((v for v in dossier.volontaires if v.retire_le is None), None)
    chez, surfaces = _chez(dossier.sejours)[1], _surfaces(dossier.sejours)
    comptees = dossier.consos if volontaire is not None else ()
    bilans = _bilans(comptees, surfaces, depart, retour)
    comparee = energies.comparer(*bilans)
    economie = -comparee.euros_an / 12 if comparee.euros_an is not None else None
    troisieme = regles.remarques_troisieme_ligne(
        apres.montants.troisieme_ligne,
        economie=economie.quantize(_POINT) if economie is not None else None,
        annee=chez.annee if chez else None,
        pieces=chez.pieces if chez else None,
        travaux=r.reception,
        le=apres.montants.le,
    )
    return AvantApres(
        jour=jour,
        menage_id=r.menage_id,
        nom=r.nom,
        depart_le=depart,
        retour_le=retour,
        avant=avant,
        apres=apres,
        ecarts=regles.ecarts(avant, apres),
        remarques=(*regles.remarques_de(avant, apres, retour), *troisieme),
        quittances=dossier.quittances,
        volontaire=volontaire,
        volontaires=dossier.volontaires,
        consos=dossier.consos,
        hors=tuple(c for c in comptees if _moment(c, depart, retour) is None),
        energie_avant=bilans[0],
        energie_apres=bilans[1],
        comparaison=comparee,
        surfaces=surfaces,
    )


def bornes(r: Reperes) -> tuple[date | None, date | None]:
    """The days that part before from after.

    A household that never left lives through the works: those of its batch part them.
    """
    if r.depart_le is not None or r.retour_le is not None:
        return r.depart_le, r.retour_le
    return r.travaux_du, r.reception


def cotes(dossier: Dossier, jour: date) -> tuple[Cote, Cote]:
    """What counts before, and after, on a day."""
    r = dossier.reperes
    depart, retour = bornes(r)
    fiche = Montants(
        r.loyer_date, None, r.loyer, r.charges, r.apl,
        ressources=r.ressources, ressources_le=r.ressources_date, logement_id=r.logement_id,
    )  # fmt: skip
    dites = tuple(_montants(q) for q in dossier.quittances)
    return (
        regles.choisir(MomentLoyer.AVANT, dites, fiche, depart=depart, retour=retour, jour=jour),
        regles.choisir(MomentLoyer.APRES, dites, fiche, depart=depart, retour=retour, jour=jour),
    )


def _montants(q: QuittanceFiche) -> Montants:
    return Montants(
        q.le, q.source, q.loyer, q.charges, q.apl, q.troisieme_ligne, q.ressources,
        None, q.moment, q.id, q.logement_id,
    )  # fmt: skip


def _releve(c: ConsoFiche) -> Releve:
    return Releve(c.energie, c.du, c.au, c.kwh, c.montant, c.dju, c.source, c.id)


def _moment(c: ConsoFiche, depart: date | None, retour: date | None) -> MomentLoyer | None:
    return energies.moment_de(_releve(c), depart, retour)


def _bilans(
    consos: Sequence[ConsoFiche],
    surfaces: tuple[Decimal | None, Decimal | None],
    depart: date | None,
    retour: date | None,
) -> tuple[BilanCote, BilanCote]:
    def du_cote(moment: MomentLoyer) -> Iterable[Releve]:
        return (_releve(c) for c in consos if _moment(c, depart, retour) is moment)

    return (
        energies.bilan(du_cote(MomentLoyer.AVANT), surfaces[0]),
        energies.bilan(du_cote(MomentLoyer.APRES), surfaces[1]),
    )


def _chez(sejours: Sequence[Sejour]) -> tuple[Sejour | None, Sejour | None]:
    """The home before the works (the first one), and after (the last one, maybe the same)."""
    return (sejours[0], sejours[-1]) if sejours else (None, None)


def _surfaces(sejours: Sequence[Sejour]) -> tuple[Decimal | None, Decimal | None]:
    avant, apres = _chez(sejours)
    return (avant.surface if avant else None, apres.surface if apres else None)


# ---- an estate ---------------------------------------------------------------------------------


def resumer_cite(demande: LireSynthese, uow: UnitOfWork) -> Synthese:
    """The figures of an estate, small cells hidden; a constant number of reads."""
    jour = uow.clock.today()
    with uow.lecture() as session:
        tous, volontaires = lecture.dossiers(
            session, demande.cite_id, jour, energie=not demande.bailleur
        )
    seuil = demande.seuil
    lus = [cotes(d, jour) for d in tous]
    des_deux = [(a, _paye(b)) for a, b in lus]
    ecarts = [regles.ecarts(a, b) for a, b in des_deux]
    reste = (
        synthese.resumer([a.reste for a, _b in des_deux], synthese.RESTE, seuil, _CINQ),
        synthese.resumer([b.reste for _a, b in des_deux], synthese.RESTE, seuil, _CINQ),
    )
    taux = None
    if not demande.bailleur:
        taux = (
            synthese.resumer([a.taux for a, _b in des_deux], synthese.TAUX, seuil, _POINT),
            synthese.resumer([b.taux for _a, b in des_deux], synthese.TAUX, seuil, _POINT),
        )
    return Synthese(
        menages=len(tous),
        seuil=seuil,
        bailleur=demande.bailleur,
        reste=reste,
        ecart=synthese.resumer_ecart([e.reste for e in ecarts], reste, seuil, _CINQ),
        taux=taux,
        energie=None
        if demande.bailleur
        else _energie([d for d in tous if d.reperes.menage_id in volontaires], seuil),
        a_venir=sum(1 for _a, b in lus if b.a_venir_le is not None),
    )


def _paye(cote: Cote) -> Cote:
    """The side as it is paid: amounts that are only announced are not."""
    return Cote(cote.moment, Montants(None, None), None) if cote.a_venir_le is not None else cote


def _energie(dossiers: Sequence[Dossier], seuil: int) -> SyntheseEnergie:
    if len(dossiers) < seuil:
        return SyntheseEnergie(None if dossiers else 0)
    bilans = [_bilans(d.consos, _surfaces(d.sejours), *bornes(d.reperes)) for d in dossiers]
    return SyntheseEnergie(
        len(dossiers),
        tuple(
            synthese.resumer([b[i].kwh_m2 for b in bilans], synthese.KWH_M2, seuil, _DIX)
            for i in (0, 1)
        ),
        tuple(
            synthese.resumer([b[i].euros_an for b in bilans], synthese.EUROS_AN, seuil, _DIX)
            for i in (0, 1)
        ),
    )
