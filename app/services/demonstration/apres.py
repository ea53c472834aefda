"""The fictitious households back home: réception, inventories, visits, money, neighbours."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from app.domain.apres import (
    Energie,
    EtatSoutien,
    GenreAction,
    GenreSoutien,
    MomentLoyer,
    SourceConso,
    SourceLoyer,
)
from app.domain.prises_en_main import EtatPointMontre, EtatPriseEnMain, MomentPriseEnMain
from app.domain.receptions import EtatElement, MomentEtatDesLieux, ResultatReception
from app.services import (
    actions_collectives,
    energies,
    etats_des_lieux,
    prises_en_main,
    quittances,
    receptions,
    soutiens,
)
from app.services.demonstration.suivi import Acte, Foyer
from app.services.demonstration.tirage import CiteTiree
from db.uow import UnitOfWork

_CENTIME = Decimal("0.01")
_ELEMENTS = 6
"""Elements told of an inventory."""
_SEMAINE = timedelta(days=7)
_MOIS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class _Recit:
    """What every act needs; `logements`: the home of each household."""

    cite: CiteTiree
    cite_id: UUID
    uow: UnitOfWork
    hasard: random.Random
    logements: Mapping[UUID, UUID]
    actions: dict[GenreAction, UUID] = field(default_factory=dict)

    @property
    def mots(self) -> Mapping[str, Any]:
        """Sentences of the story."""
        apres: Mapping[str, Any] = self.cite.donnees["apres"]
        return apres


def preparer(
    cite: CiteTiree, cite_id: UUID, siens: tuple[Foyer, ...], graine: int, uow: UnitOfWork
) -> list[Acte]:
    """What follows each return, by day; a visit too early for the story is not told."""
    recit = _Recit(cite, cite_id, uow, random.Random(graine + 7), _logements(uow))
    rentres = [f for f in siens if f.tire.retour is not None and f.menage_id in recit.logements]
    actes = list(_actions(recit))
    for rang, foyer in enumerate(rentres):
        actes += _reception(recit, foyer, rang)
        actes += _etats_des_lieux(recit, foyer, rang)
        actes += _prise_en_main(recit, foyer, rang)
        actes += _loyers(recit, foyer, rang)
        actes += _energie(recit, foyer, rang)
        actes += _soutien(recit, foyer, rang)
    actes += _logement_vide(recit)
    return sorted((a for a in actes if a.jour < cite.jour), key=lambda a: a.jour)


def planifier(cite_id: UUID, uow: UnitOfWork) -> None:
    """On the day itself, the visits nobody foresaw yet: winter ones most of all."""
    prises_en_main.planifier_manquantes(prises_en_main.PlanifierManquantes(cite_id), uow)


def _logements(uow: UnitOfWork) -> dict[UUID, UUID]:
    with uow.lecture() as session:
        lignes = session.execute(
            text(
                "SELECT o.menage_id, o.logement_id FROM occupation o WHERE o.nature = 'origine'"
                " ORDER BY o.id"
            )
        ).all()
    return {UUID(hex=m): UUID(hex=lo) for m, lo in lignes}


def _reception(recit: _Recit, foyer: Foyer, rang: int) -> Iterator[Acte]:
    """A week before the return; one home in two with a réserve, lifted within the month, mostly."""
    retour = foyer.tire.retour or recit.cite.jour
    le, logement_id = retour - _SEMAINE, recit.logements[foyer.menage_id]
    avec = rang % 2 == 0
    mots = recit.mots["reserves"][rang % len(recit.mots["reserves"])].split(";")

    def recevoir() -> None:
        resultat = ResultatReception.AVEC_RESERVES if avec else ResultatReception.SANS_RESERVE
        fait = receptions.recevoir(
            receptions.Recevoir(le, resultat, (logement_id,)), recit.uow
        ).principal
        if avec and fait is not None:
            _reserver(recit, fait, logement_id, mots)

    yield Acte(le, recevoir)
    tard = rang % 3 == 0
    if avec:
        yield Acte(
            retour + timedelta(days=75 if tard else 21),
            lambda: receptions.lever(
                receptions.LeverReserves(recit.uow.clock.today(), logement_id=logement_id),
                recit.uow,
            ),
        )


def _reserver(recit: _Recit, reception_id: UUID, logement_id: UUID, mots: list[str]) -> None:
    categorie, lieu, dit = mots
    receptions.noter_reserve(
        receptions.NoterReserve(reception_id, categorie, dit, logement_id, lieu), recit.uow
    )


def _logement_vide(recit: _Recit) -> Iterator[Acte]:
    """A home nobody came back to: received with a réserve that concerns no household yet."""
    with recit.uow.lecture() as session:
        trouve = session.execute(
            text(
                "SELECT l.id FROM logement l WHERE l.cite_id = :cite AND NOT EXISTS"
                " (SELECT 1 FROM occupation o WHERE o.logement_id = l.id)"
                " ORDER BY l.code_ug LIMIT 1"
            ),
            {"cite": recit.cite_id.hex},
        ).scalar()
    if trouve is None:
        return
    logement_id, le = UUID(hex=trouve), recit.cite.jour - timedelta(days=40)
    mots = recit.mots["reserves"][0].split(";")

    def recevoir() -> None:
        cmd = receptions.Recevoir(le, ResultatReception.AVEC_RESERVES, (logement_id,))
        fait = receptions.recevoir(cmd, recit.uow).principal
        if fait is not None:
            _reserver(recit, fait, logement_id, mots)

    yield Acte(le, recevoir)


def _etats_des_lieux(recit: _Recit, foyer: Foyer, rang: int) -> Iterator[Acte]:
    """On leaving and on coming back, for one household in three; not always signed."""
    if rang % 3 or foyer.tire.aller is None or foyer.tire.retour is None:
        return
    couples = recit.uow.accompagnement.etat_des_lieux.pour(2)
    choisis = recit.hasard.sample(couples, min(_ELEMENTS, len(couples)))
    for moment, le, etats in (
        (MomentEtatDesLieux.SORTIE, foyer.tire.aller, (EtatElement.USAGE, EtatElement.MAUVAIS)),
        (MomentEtatDesLieux.ENTREE, foyer.tire.retour, (EtatElement.NEUF, EtatElement.BON)),
    ):
        notes = tuple(
            etats_des_lieux.ElementNote(piece, element, recit.hasard.choice(etats))
            for piece, element in choisis
        )
        yield Acte(le, _etat_des_lieux(recit, foyer, moment, le, notes, signe=rang % 2 == 0))


def _etat_des_lieux(
    recit: _Recit,
    foyer: Foyer,
    moment: MomentEtatDesLieux,
    le: date,
    notes: tuple[etats_des_lieux.ElementNote, ...],
    *,
    signe: bool,
) -> Callable[[], None]:
    def faire() -> None:
        fait = etats_des_lieux.ouvrir(
            etats_des_lieux.OuvrirEtat(
                foyer.menage_id, recit.logements[foyer.menage_id], moment, le
            ),
            recit.uow,
        ).principal
        if fait is None:
            return
        etats_des_lieux.noter(etats_des_lieux.NoterElements(fait, notes), recit.uow)
        if signe:
            etats_des_lieux.modifier(etats_des_lieux.ModifierEtat(fait, le, signe_le=le), recit.uow)

    return faire


def _prise_en_main(recit: _Recit, foyer: Foyer, rang: int) -> Iterator[Acte]:
    """The visit of the return, held within a month for four households in five."""
    if foyer.tire.retour is None or rang % 5 == 4:
        return

    def tenir() -> None:
        uow, jour = recit.uow, recit.uow.clock.today()
        prevues = prises_en_main.lire_prises(prises_en_main.LirePrises(foyer.menage_id), uow).prises
        prise_id = next(
            (
                p.id
                for p in prevues
                if p.moment is MomentPriseEnMain.RETOUR and p.etat is EtatPriseEnMain.PREVUE
            ),
            None,
        ) or (
            prises_en_main.prevoir(
                prises_en_main.PrevoirPrise(foyer.menage_id, MomentPriseEnMain.RETOUR, jour), uow
            ).principal
        )
        if prise_id is None:
            return
        prises_en_main.tenir(
            prises_en_main.TenirPrise(
                prise_id,
                jour,
                _points(recit, foyer, rang),
                guide_remis="fr" if rang % 2 else "",
                remarque=recit.mots["remarques"][rang % len(recit.mots["remarques"])],
            ),
            uow,
        )

    yield Acte(foyer.tire.retour + timedelta(days=10), tenir)


def _points(recit: _Recit, foyer: Foyer, rang: int) -> tuple[prises_en_main.PointTenu, ...]:
    """Most of the checklist shown, to the tenant when one is known; some of it to see again."""
    codes = [p.code for p in recit.uow.accompagnement.liste_prise_en_main.points]
    return tuple(
        prises_en_main.PointTenu(
            code,
            EtatPointMontre.A_REVOIR if (n + rang) % 7 == 0 else EtatPointMontre.MONTRE,
            foyer.personne_id if n % 3 == 0 else None,
        )
        for n, code in enumerate(codes)
        if (n + rang) % 9
    )


def _loyers(recit: _Recit, foyer: Foyer, rang: int) -> Iterator[Acte]:
    """What was paid before, as the bailleur told it, and after, as the receipt says it."""
    tire = foyer.tire
    retour = tire.retour or recit.cite.jour
    avant: dict[str, object] = {
        "moment": MomentLoyer.AVANT,
        "le": tire.enquete,
        "source": SourceLoyer.BAILLEUR,
        "loyer": _euros(tire.loyer),
        "charges": _euros(tire.charges),
        "apl": _euros(tire.apl) if tire.apl else None,
    }
    yield Acte(tire.enquete, _noter_loyer(recit, foyer, avant))
    if rang % 4 == 3:  # nobody brought the receipt yet
        return
    le = retour + _MOIS + timedelta(days=5)
    apres: dict[str, object] = {
        "moment": MomentLoyer.APRES,
        "le": le,
        "source": SourceLoyer.QUITTANCE,
        "loyer": _euros(tire.loyer * 1.06),
        "charges": _euros(tire.charges * 0.8) if rang % 3 else None,
        "troisieme_ligne": Decimal(10 if tire.logement.pieces < 2 else 15),
        "apl": _euros(tire.apl * 1.05) if tire.apl else None,
        "ressources": Decimal(recit.hasard.randrange(980, 2400)) if rang % 3 == 0 else None,
    }
    yield Acte(le, _noter_loyer(recit, foyer, apres))


def _noter_loyer(recit: _Recit, foyer: Foyer, champs: dict[str, object]) -> Callable[[], None]:
    def faire() -> None:
        dits = {nom: valeur for nom, valeur in champs.items() if valeur is not None}
        quittances.noter(quittances.NoterQuittance(foyer.menage_id, dits), recit.uow)

    return faire


def _euros(montant: float) -> Decimal:
    return Decimal(str(montant)).quantize(_CENTIME)


def _energie(recit: _Recit, foyer: Foyer, rang: int) -> Iterator[Acte]:
    """One household in four agreed: the winter before, and the months since."""
    retour = foyer.tire.retour or recit.cite.jour
    if rang % 4 or foyer.tire.aller is None:
        return
    le = retour + timedelta(days=14)
    kwh = recit.hasard.randrange(7_000, 12_000)

    def accepter() -> None:
        cmd = energies.AccepterSuivi(foyer.menage_id, foyer.personne_id, le)
        energies.accepter(cmd, recit.uow)
        fin = foyer.tire.aller or le
        _consommer(recit, foyer, fin - timedelta(days=180), fin, kwh, SourceConso.FACTURE)

    yield Acte(le, accepter)
    fin = retour + timedelta(days=100)
    part = kwh * 100 // 360
    yield Acte(fin, lambda: _consommer(recit, foyer, retour, fin, part, SourceConso.COMPTEUR))


def _consommer(
    recit: _Recit, foyer: Foyer, du: date, au: date, kwh: int, source: SourceConso
) -> None:
    champs: dict[str, object] = {
        "energie": Energie.GAZ,
        "du": du,
        "au": au,
        "kwh": Decimal(kwh),
        "montant": _euros(kwh * 0.11) if source is SourceConso.FACTURE else None,
        "source": source,
    }
    dits = {nom: valeur for nom, valeur in champs.items() if valeur is not None}
    energies.noter(energies.NoterConso(foyer.menage_id, dits), recit.uow)


def _actions(recit: _Recit) -> Iterator[Acte]:
    """A coffee on the street, a workshop that comes back, a garden run by its people."""
    for rang, ecrite in enumerate(recit.mots["actions"]):
        genre, nom, lieu = ecrite.split(";")
        code = GenreAction(genre)
        le = recit.cite.jour - timedelta(days=75 - 20 * rang)

        def creer(
            code: GenreAction = code, nom: str = nom, lieu: str = lieu, le: date = le
        ) -> None:
            fait = actions_collectives.creer(
                actions_collectives.CreerAction(recit.cite_id, nom, code, le, lieu), recit.uow
            ).principal
            if fait is not None:
                recit.actions[code] = fait

        yield Acte(le, creer)


def _soutien(recit: _Recit, foyer: Foyer, rang: int) -> Iterator[Acte]:
    """Something offered to two households in three; some of them come to the coffee."""
    retour = foyer.tire.retour or recit.cite.jour
    if rang % 3 != 2:
        genre, quoi = recit.mots["soutiens"][rang % len(recit.mots["soutiens"])].split(";")
        etat = tuple(EtatSoutien)[rang % len(EtatSoutien)]
        le = retour + timedelta(days=30)
        cmd = soutiens.NoterSoutien(foyer.menage_id, GenreSoutien(genre), etat, le, quoi)
        yield Acte(le, lambda: soutiens.noter(cmd, recit.uow))
    if rang % 2:
        jour = recit.cite.jour - timedelta(days=60)

        def venir() -> None:
            action = recit.actions.get(GenreAction.PONCTUELLE)
            if action is not None:
                actions_collectives.noter_participant(
                    actions_collectives.NoterParticipant(action, foyer.menage_id), recit.uow
                )

        yield Acte(jour, venir)
