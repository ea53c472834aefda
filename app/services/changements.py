"""Changing the works timetable of a batch: who is concerned, which days move, who must be told.

Nothing moves before it was previewed: promises with the date of a milestone and milestones typed
for a household follow the works, each household then has something to be told, and all of it is
one operation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import langue
from app.domain.accompagnement import CodeEtape
from app.domain.engagements import Conflit, DatesTravaux, RaisonReport, ancre_de, ecart, reporter
from app.domain.menages import verifier_periode
from app.domain.parcours_choix import ChoixModele, ajuster
from app.domain.parcours_modele import FaitAncre, GenreElement
from app.domain.texte import resserrer
from app.services import annonces, engagements
from app.services.chargement import charger
from app.services.paroles import etape_deplacee, nom_etape, promesse_deplacee
from app.services.receptions.ecriture import verifier_calendrier
from db.models import ChangementCalendrier, Cite, Etape, Tranche
from db.queries import changements as lecture
from db.queries.changements import DatePromise, MenageDeTranche
from db.uow import Transaction, UnitOfWork

__all__ = [
    "Apercu",
    "AppliquerChangement",
    "ChangerCalendrier",
    "Conflit",
    "DateQuiBouge",
    "DatesTravaux",
    "MenageConcerne",
    "RaisonReport",
    "appliquer",
    "previsualiser",
]

_AVANT_DEPART = frozenset({CodeEtape.AVIS_TRAVAUX.value, CodeEtape.DEMENAGEMENT_ALLER.value})


@dataclass(frozen=True, slots=True)
class ChangerCalendrier:
    """Ask what would move if the batch had these days; None: the day is not known any more."""

    tranche_id: UUID
    debut: date | None
    fin: date | None
    reception: date | None


@dataclass(frozen=True, slots=True)
class AppliquerChangement:
    """Change the timetable. `dates` gives the new day of each promise or milestone that moves.

    What the preview showed and is not in `dates` stays as it was.
    """

    tranche_id: UUID
    debut: date | None
    fin: date | None
    reception: date | None
    raison: RaisonReport
    explication: str
    dates: Mapping[UUID, date] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class DateQuiBouge:
    """A day that follows the works: the promise or milestone `id`, from `ancien` to `propose`.

    `texte` is what it is about, as one says it to the household.
    """

    id: UUID
    code: str
    texte: str
    engagement: bool
    ancien: date
    propose: date
    conflits: tuple[Conflit, ...] = ()


@dataclass(frozen=True, slots=True)
class MenageConcerne:
    """A household of the batch, with the days that move for it (none when nothing does).

    `sans_date` counts promises of a milestone that have no day: nothing to move, maybe to tell;
    `sans_etape` those that have a day without saying of which milestone: to look at by hand.
    """

    id: UUID
    nom: str
    adresse: str
    adresse_actuelle: str | None
    telephones: tuple[str, ...]
    dates: tuple[DateQuiBouge, ...] = ()
    sans_date: int = 0
    sans_etape: int = 0


@dataclass(frozen=True, slots=True)
class Apercu:
    """What changing the timetable would do: households concerned, and those for whom nothing is."""

    tranche_id: UUID
    nom: str
    avant: DatesTravaux
    apres: DatesTravaux
    concernes: tuple[MenageConcerne, ...]
    inchanges: tuple[MenageConcerne, ...]

    @property
    def change(self) -> bool:
        """Whether a day of the works changes at all."""
        return self.avant != self.apres

    def dates(self) -> dict[UUID, DateQuiBouge]:
        """Every day that moves, by its id."""
        return {d.id: d for m in self.concernes for d in m.dates}


def previsualiser(cmd: ChangerCalendrier, uow: UnitOfWork) -> Apercu:
    """Which promised days would move, household by household; nothing is written.

    Raises `EntreeInvalide("saisie.periode")` for works that would end before they begin.
    """
    verifier_periode(cmd.debut, cmd.fin)
    apres = DatesTravaux(cmd.debut, cmd.fin, cmd.reception)
    with uow.lecture() as session:
        return _apercu(session, cmd.tranche_id, apres, uow)


def appliquer(cmd: AppliquerChangement, uow: UnitOfWork) -> Changes:
    """The batch with its new days, promises moved, and one thing to tell each household.

    Raises `EntreeInvalide` ("changement.explication", "changement.rien", "saisie.periode",
    "changement.jour_passe"), `RegleMetier` ("changement.perime" when what was previewed is not
    there any more, "reception.tranche_recue"). Nothing is changed then.
    """
    verifier_periode(cmd.debut, cmd.fin)
    explication = resserrer(cmd.explication)
    if not explication:
        raise EntreeInvalide("changement.explication")
    apres = DatesTravaux(cmd.debut, cmd.fin, cmd.reception)
    with uow.ecriture("tranche.calendrier") as tx:
        apercu = _apercu(tx.session, cmd.tranche_id, apres, uow)
        _verifier(cmd, apercu, tx.clock.today())
        verifier_calendrier(tx.session, cmd.tranche_id, cmd.reception)
        changement = _changement(tx, cmd, apercu, explication)
        touches: dict[str, set[UUID]] = defaultdict(set)
        for menage in apercu.concernes:
            deplacees = [d for d in menage.dates if cmd.dates.get(d.id, d.ancien) != d.ancien]
            if deplacees:
                _deplacer(tx, cmd, menage, deplacees, changement, touches)
        tx.commit()
    return Changes.of(
        principal=changement.id,
        operation=tx.operation,
        tranches={cmd.tranche_id},
        changements={changement.id},
        **touches,
    )


def _verifier(cmd: AppliquerChangement, apercu: Apercu, aujourdhui: date) -> None:
    if not apercu.change:
        raise EntreeInvalide("changement.rien")
    connues = apercu.dates()
    if cmd.dates.keys() - connues.keys():
        raise RegleMetier("changement.perime")
    for menage in apercu.concernes:
        for d in menage.dates:
            jour = cmd.dates.get(d.id)
            if jour is not None and jour < aujourdhui and jour != d.ancien:
                raise EntreeInvalide("changement.jour_passe", jour=jour, menage=menage.nom)


def _changement(
    tx: Transaction, cmd: AppliquerChangement, apercu: Apercu, explication: str
) -> ChangementCalendrier:
    tranche = charger(tx.session, Tranche, cmd.tranche_id)
    tranche.debut_travaux, tranche.fin_travaux = cmd.debut, cmd.fin
    tranche.reception = cmd.reception
    avant = apercu.avant
    ligne = ChangementCalendrier(
        id=tx.ids.new(),
        tranche_id=tranche.id,
        le=tx.clock.today(),
        debut_avant=avant.debut,
        debut_apres=cmd.debut,
        fin_avant=avant.fin,
        fin_apres=cmd.fin,
        reception_avant=avant.reception,
        reception_apres=cmd.reception,
        raison=cmd.raison,
        explication=explication,
        par_id=tx.auteur_id,
    )
    tx.session.add(ligne)
    tx.session.flush()
    return ligne


def _deplacer(
    tx: Transaction,
    cmd: AppliquerChangement,
    menage: MenageConcerne,
    deplacees: list[DateQuiBouge],
    changement: ChangementCalendrier,
    touches: dict[str, set[UUID]],
) -> None:
    """The days of one household, and what it must be told, each thing said once."""
    dits: dict[tuple[str, date, date], str] = {}
    for d in deplacees:
        jour = cmd.dates[d.id]
        if d.engagement:
            suite = engagements.reporter(tx, d.id, jour, cmd.raison, changement.explication)
            touches["engagements"] |= {d.id, suite.id}
            # The milestone's own sentence, when there is one, says the same thing better.
            dits.setdefault((d.code, d.ancien, jour), promesse_deplacee(d.texte, d.ancien, jour))
        else:
            charger(tx.session, Etape, d.id).prevue_le = jour
            touches["etapes"].add(d.id)
            dits[d.code, d.ancien, jour] = etape_deplacee(d.texte, d.ancien, jour)
    dite = annonces.ouvrir(tx, menage.id, "\n".join(dits.values()), changement_id=changement.id)
    touches["annonces"].add(dite.annonce_id)
    touches["menages"].add(menage.id)


def _apercu(session: Session, tranche_id: UUID, apres: DatesTravaux, uow: UnitOfWork) -> Apercu:
    tranche = charger(session, Tranche, tranche_id)
    avant = DatesTravaux(tranche.debut_travaux, tranche.fin_travaux, tranche.reception)
    aujourdhui = uow.clock.today()
    menages = lecture.menages(session, tranche_id, aujourdhui)
    promises: dict[UUID, list[DatePromise]] = defaultdict(list)
    for promise in lecture.dates(session, {m.id for m in menages}):
        promises[promise.menage_id].append(promise)
    calcul = _Calcul(session, tranche, avant, apres, uow)
    lus = [calcul.menage(m, promises[m.id]) for m in menages]
    return Apercu(
        tranche_id,
        tranche.nom,
        avant,
        apres,
        tuple(m for m in lus if m.dates),
        tuple(m for m in lus if not m.dates),
    )


class _Calcul:
    """How the days of each household follow the works, through the template it follows."""

    def __init__(
        self,
        session: Session,
        tranche: Tranche,
        avant: DatesTravaux,
        apres: DatesTravaux,
        uow: UnitOfWork,
    ) -> None:
        self._avant, self._apres = avant, apres
        self._aujourdhui = uow.clock.today()
        cite = charger(session, Cite, tranche.cite_id)
        self._choix = (tranche.parcours, cite.parcours)
        self._modeles = ChoixModele(uow.accompagnement.parcours)
        self._ajustements = lecture.ajustements(session, tranche.cite_id, tranche.id)
        self._ancres: dict[str, Mapping[str, str]] = {}
        self._libelles = {
            element.code: element.libelle(langue())
            for element in uow.accompagnement.parcours.elements.values()
            if element.genre is GenreElement.ETAPE
        }

    def menage(self, menage: MenageDeTranche, promises: list[DatePromise]) -> MenageConcerne:
        """The household with the days that move."""
        bougent = [self._date(menage, promise) for promise in promises]
        return MenageConcerne(
            menage.id,
            menage.nom,
            menage.adresse,
            menage.adresse_actuelle,
            menage.telephones,
            tuple(d for d in bougent if d is not None),
            sum(promise.jour is None for promise in promises),
            sum(not promise.code for promise in promises),
        )

    def _date(self, menage: MenageDeTranche, promise: DatePromise) -> DateQuiBouge | None:
        fait = ancre_de(promise.code, self._ancres_de(menage.parcours)) if promise.code else None
        if promise.jour is None or fait is None:
            return None
        delta = ecart(fait, self._avant, self._apres)
        if (delta is None and not self._touche(fait)) or (delta is not None and not delta):
            return None
        report = reporter(
            promise.jour,
            delta,
            self._aujourdhui,
            deja_parti=menage.parti and promise.code in _AVANT_DEPART,
        )
        if report.jour == promise.jour and not report.conflits:
            return None
        return DateQuiBouge(
            promise.id,
            promise.code,
            promise.texte or nom_etape(promise.code, self._libelles),
            promise.engagement,
            promise.jour,
            report.jour,
            report.conflits,
        )

    def _touche(self, fait: FaitAncre) -> bool:
        return self._avant.du(fait) != self._apres.du(fait)

    def _ancres_de(self, propre: str | None) -> Mapping[str, str]:
        """What each milestone is counted from, in the template this household follows."""
        modele = self._modeles.pour(propre, *self._choix, arrivant=False)
        if modele.code not in self._ancres:
            ajuste = ajuster(modele, *self._ajustements)
            self._ancres[modele.code] = {
                li.code: li.ancre for li in ajuste.lignes if li.genre is GenreElement.ETAPE
            }
        return self._ancres[modele.code]
