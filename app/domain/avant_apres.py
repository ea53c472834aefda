"""What a home costs before the works and after the return: which amounts count, what changed.

Reste à charge and taux d'effort are those of `app.domain.budget`. The third line of the quittance
(the tenant's share of the savings the works bring) stays outside rent and APL: the reste à charge
is told without it, then with it. All amounts in euros a month; an unknown one is never a zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from app.domain.apres import MomentLoyer, SourceLoyer
from app.domain.budget import Budget, Poste

FORFAITS = ((1, Decimal(10)), (3, Decimal(15)), (None, Decimal(20)))
"""Third line of a building from before 1948: up to so many main rooms, euros a month."""
ANNEE_FORFAIT = 1948
ANNEES_TROISIEME_LIGNE = 15


class Origine(StrEnum):
    """Where a side comes from: a recorded quittance, or the household's own record."""

    QUITTANCE = "quittance"
    FICHE = "fiche"


class Manque(StrEnum):
    """An amount nobody knows."""

    LOYER = "loyer"
    CHARGES = "charges"
    APL = "apl"
    RESSOURCES = "ressources"
    TROISIEME_LIGNE = "troisieme_ligne"


class Remarque(StrEnum):
    """Something worth a look; never a verdict."""

    PLUS_DE_LA_MOITIE = "plus_de_la_moitie"
    FORFAIT = "forfait"
    QUINZE_ANS = "quinze_ans"
    RESSOURCES_ANCIENNES = "ressources_anciennes"
    FICHE_SANS_DATE = "fiche_sans_date"
    AVANT_PLUS_RECENT = "avant_plus_recent"
    ANNONCE = "annonce"
    A_VENIR = "a_venir"
    AUTRE_A_VENIR = "autre_a_venir"


@dataclass(frozen=True, slots=True)
class Montants:
    """The amounts of one record, as read on `le`; `id` when it is a recorded quittance.

    `ressources_le` is the day resources were known, when it is not `le`.
    """

    le: date | None
    source: SourceLoyer | None
    loyer: Decimal | None = None
    charges: Decimal | None = None
    apl: Decimal | None = None
    troisieme_ligne: Decimal | None = None
    ressources: Decimal | None = None
    ressources_le: date | None = None
    moment: MomentLoyer | None = None
    id: UUID | None = None
    logement_id: UUID | None = None

    @property
    def vides(self) -> bool:
        """Whether it tells nothing of what the home costs."""
        return self.loyer is None and self.charges is None and self.apl is None


@dataclass(frozen=True, slots=True)
class Cote:
    """What counts on one side, and what it gives. `origine` None: nothing is known.

    `a_venir_le`: these amounts are announced, nobody pays them before that day. `ensuite_le`: they
    are paid now, and others are announced from that day on.
    """

    moment: MomentLoyer
    montants: Montants
    origine: Origine | None
    ressources_origine: Origine | None = None
    a_venir_le: date | None = None
    ensuite_le: date | None = None

    @property
    def budget(self) -> Budget:
        """The four amounts, for the sums."""
        m = self.montants
        return Budget(m.loyer, m.charges, m.apl, m.ressources)

    @property
    def reste(self) -> Decimal | None:
        """Rent + charges − APL, third line apart."""
        return self.budget.reste

    @property
    def reste_avec(self) -> Decimal | None:
        """The same with the third line.

        Before the works there is none to pay for them: one nobody wrote is left out of that side.
        After them it must be known (0 is an answer).
        """
        ligne = self.montants.troisieme_ligne
        if self.reste is None:
            return None
        if ligne is None:
            return self.reste if self.moment is MomentLoyer.AVANT else None
        return self.reste + ligne

    @property
    def taux(self) -> Decimal | None:
        """Reste à charge (third line apart) ÷ resources, as a part of 1."""
        return self.budget.taux

    @property
    def taux_avec(self) -> Decimal | None:
        """The same with the third line."""
        if self.reste_avec is None:
            return None
        m = self.montants
        return Budget(self.reste_avec, Decimal(0), Decimal(0), m.ressources).taux

    @property
    def manques(self) -> tuple[Manque, ...]:
        """Which amounts nobody knows."""
        dits = [_MANQUES[p] for p in self.budget.manquants]
        if self.moment is MomentLoyer.APRES and self.montants.troisieme_ligne is None:
            dits.append(Manque.TROISIEME_LIGNE)
        return tuple(dits)


_MANQUES = {
    Poste.LOYER: Manque.LOYER,
    Poste.CHARGES: Manque.CHARGES,
    Poste.APL: Manque.APL,
    Poste.RESSOURCES: Manque.RESSOURCES,
}


def moment_de(le: date | None, depart: date | None, retour: date | None) -> MomentLoyer | None:
    """Which side a dated fact of the household tells; None when it cannot be said.

    From the return on it tells of after; before the departure, of before. In the temporary home it
    tells of neither. While nobody has left, everything tells of before.
    """
    if le is None:
        return MomentLoyer.AVANT if depart is None and retour is None else None
    if retour is not None and le >= retour:
        return MomentLoyer.APRES
    limite = depart or retour
    if limite is None or le < limite:
        return MomentLoyer.AVANT
    return None


def choisir(
    moment: MomentLoyer,
    quittances: Iterable[Montants],
    fiche: Montants | None,
    *,
    depart: date | None = None,
    retour: date | None = None,
    jour: date = date.max,
) -> Cote:
    """The side of a moment: its latest quittance, else the household's own record of that moment.

    Amounts to come after `jour` count only when there are no others, and are said to be to come:
    the first of them. Two quittances of one day: the one written last. Resources unknown there are
    taken from the household's own record when it dates from the same side, and said to be.
    """
    rangs = [(q.le or date.min, i, q) for i, q in enumerate(quittances) if q.moment is moment]
    retenue = max((r for r in rangs if r[0] <= jour), key=lambda r: r[:2], default=(None,) * 3)[2]
    origine = Origine.QUITTANCE if retenue is not None else None
    if (
        retenue is None
        and fiche is not None
        and not fiche.vides
        and moment_de(fiche.le, depart, retour) is moment
    ):
        retenue, origine = fiche, Origine.FICHE
    annonces = (r for r in rangs if r[0] > jour)
    annoncee = min(annonces, key=lambda r: (r[0], -r[1]), default=(None,) * 3)[2]
    a_venir = retenue is None and annoncee is not None
    if a_venir:
        retenue, origine = annoncee, Origine.QUITTANCE
    ressources, connues_le, d_ou = None, None, None
    if origine is Origine.QUITTANCE and retenue is not None and retenue.ressources is not None:
        ressources, connues_le, d_ou = retenue.ressources, retenue.le, Origine.QUITTANCE
    elif (
        fiche is not None
        and fiche.ressources is not None
        and moment_de(fiche.ressources_le, depart, retour) is moment
    ):
        ressources, connues_le, d_ou = fiche.ressources, fiche.ressources_le, Origine.FICHE
    montants = replace(
        retenue or Montants(None, None),
        ressources=ressources,
        ressources_le=connues_le,
        moment=moment,
    )
    le = annoncee.le if annoncee is not None else None
    return Cote(
        moment,
        montants,
        origine,
        d_ou,
        a_venir_le=le if a_venir else None,
        ensuite_le=None if a_venir else le,
    )


@dataclass(frozen=True, slots=True)
class Ecarts:
    """After less before, euros a month (`taux` in parts of 1); None when a side is not known."""

    loyer: Decimal | None
    charges: Decimal | None
    apl: Decimal | None
    reste: Decimal | None
    reste_avec: Decimal | None
    taux: Decimal | None


def ecarts(avant: Cote, apres: Cote) -> Ecarts:
    """What changed, amount by amount."""
    a, b = avant.montants, apres.montants
    return Ecarts(
        _moins(b.loyer, a.loyer),
        _moins(b.charges, a.charges),
        _moins(b.apl, a.apl),
        _moins(apres.reste, avant.reste),
        _moins(apres.reste_avec, avant.reste_avec),
        _moins(apres.taux, avant.taux),
    )


def _moins(apres: Decimal | None, avant: Decimal | None) -> Decimal | None:
    return None if apres is None or avant is None else apres - avant


@dataclass(frozen=True, slots=True)
class Constat:
    """A remark, with the amount, the number or the day it speaks of."""

    quoi: Remarque
    valeur: Decimal | int | date | None = None


def forfait(annee: int | None, pieces: int | None) -> Decimal | None:
    """The flat third line of a home built before 1948; None when it has none, or is not known."""
    if annee is None or pieces is None or annee >= ANNEE_FORFAIT or pieces < 1:
        return None
    return next(montant for plafond, montant in FORFAITS if plafond is None or pieces <= plafond)


def remarques_troisieme_ligne(
    montant: Decimal | None,
    *,
    economie: Decimal | None = None,
    annee: int | None = None,
    pieces: int | None = None,
    travaux: date | None = None,
    le: date | None = None,
) -> tuple[Constat, ...]:
    """What deserves a look in a third line; nothing is said of what is not known.

    At most half the estimated saving (`economie`, euros a month), for 15 years at most from the
    end of the works; flat amounts in buildings from before 1948 (domain notes on the quittance).
    """
    if not montant:
        return ()
    dites: list[Constat] = []
    attendu = forfait(annee, pieces)
    if attendu is not None and montant != attendu:
        dites.append(Constat(Remarque.FORFAIT, attendu))
    if attendu is None and economie is not None and montant * 2 > max(economie, Decimal(0)):
        dites.append(Constat(Remarque.PLUS_DE_LA_MOITIE, economie))
    if travaux is not None and le is not None and _annees(travaux, le) >= ANNEES_TROISIEME_LIGNE:
        dites.append(Constat(Remarque.QUINZE_ANS, ANNEES_TROISIEME_LIGNE))
    return tuple(dites)


def _annees(du: date, au: date) -> int:
    return au.year - du.year - ((au.month, au.day) < (du.month, du.day))


def remarques_de(avant: Cote, apres: Cote, retour: date | None) -> tuple[Constat, ...]:
    """What deserves a look in how recent the amounts are; `retour` parts before from after."""
    dites: list[Constat] = []
    m = apres.montants
    if apres.a_venir_le is not None:
        dites.append(Constat(Remarque.A_VENIR, apres.a_venir_le))
    elif m.le is not None and (retour is None or m.le < retour):
        dites.append(Constat(Remarque.ANNONCE))
    if apres.ensuite_le is not None:
        dites.append(Constat(Remarque.AUTRE_A_VENIR, apres.ensuite_le))
    if m.le is not None and m.ressources_le is not None and (m.le - m.ressources_le).days > 365:
        dites.append(Constat(Remarque.RESSOURCES_ANCIENNES))
    if avant.origine is Origine.FICHE and avant.montants.le is None:
        dites.append(Constat(Remarque.FICHE_SANS_DATE))
    a = avant.montants.le
    if a is not None and m.le is not None and a >= m.le:
        dites.append(Constat(Remarque.AVANT_PLUS_RECENT))
    return tuple(dites)
