"""Weekly series, and the sessions they foresee beside those that were held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.core.i18n import N_, _, heure
from app.domain.accompagnement import EtatPermanence
from app.domain.permanences import Hebdo, jours_prevus, verifier_horaires, verifier_serie
from app.services.chargement import charger, obligatoire
from db.models import Cite, PermanenceSerie
from db.queries import permanences as lecture
from db.queries.permanences import PermanenceLue, SerieLue
from db.uow import UnitOfWork

JOURS = (
    N_("lundi"),
    N_("mardi"),
    N_("mercredi"),
    N_("jeudi"),
    N_("vendredi"),
    N_("samedi"),
    N_("dimanche"),
)
PERIODE_MAX = timedelta(days=800)


@dataclass(frozen=True, slots=True)
class CreerSerie:
    """A permanence that comes back every week (0 = Monday); `depuis` None means today."""

    cite_id: UUID
    jour_semaine: int
    debut: time
    lieu: str
    fin: time | None = None
    depuis: date | None = None
    jusqu: date | None = None


@dataclass(frozen=True, slots=True)
class ArreterSerie:
    """The series falls for the last time on `jusqu`; sessions already held stay."""

    serie_id: UUID
    jusqu: date


@dataclass(frozen=True, slots=True)
class LireSeries:
    """Ask for the series running now or later, of one estate or of all."""

    cite_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LireSeances:
    """Ask for the sessions between two days, both included, held or foreseen."""

    du: date
    au: date
    cite_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Seance:
    """A session held, or only foreseen by its series (`permanence` None)."""

    jour: date
    debut: time
    fin: time | None
    lieu: str
    cite_id: UUID
    cite: str
    serie_id: UUID | None
    permanence: PermanenceLue | None

    @property
    def etat(self) -> EtatPermanence:
        """Where it stands."""
        return self.permanence.etat if self.permanence else EtatPermanence.PREVUE


def creer(cmd: CreerSerie, uow: UnitOfWork) -> Changes:
    """A weekly series; raises `EntreeInvalide` ("permanence.…", "saisie.obligatoire")."""
    depuis = cmd.depuis or uow.clock.today()
    verifier_serie(Hebdo(cmd.jour_semaine, depuis, cmd.jusqu))
    verifier_horaires(cmd.debut, cmd.fin)
    with uow.ecriture("permanence.creer_serie") as tx:
        charger(tx.session, Cite, cmd.cite_id)
        ligne = PermanenceSerie(
            id=tx.ids.new(),
            cite_id=cmd.cite_id,
            jour_semaine=cmd.jour_semaine,
            debut=cmd.debut,
            fin=cmd.fin,
            lieu=obligatoire(cmd.lieu, _("le lieu de la permanence")),
            depuis=depuis,
            jusqu=cmd.jusqu,
        )
        tx.session.add(ligne)
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, series={ligne.id})


def arreter(cmd: ArreterSerie, uow: UnitOfWork) -> Changes:
    """The series stops after that day; raises `EntreeInvalide("permanence.serie_dates")`."""
    with uow.ecriture("permanence.arreter_serie") as tx:
        ligne = charger(tx.session, PermanenceSerie, cmd.serie_id)
        verifier_serie(Hebdo(ligne.jour_semaine, ligne.depuis, cmd.jusqu))
        ligne.jusqu = cmd.jusqu
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, series={ligne.id})


def lister_series(demande: LireSeries, uow: UnitOfWork) -> tuple[SerieLue, ...]:
    """The weekly series, by weekday and hour."""
    with uow.lecture() as session:
        return lecture.series(session, cite_id=demande.cite_id, du=uow.clock.today())


def lister(demande: LireSeances, uow: UnitOfWork) -> tuple[Seance, ...]:
    """Sessions held and foreseen, in order; raises `EntreeInvalide("permanence.periode")`.

    A session of a series that was held, moved within its day, or cancelled replaces the foreseen
    one.
    """
    if not timedelta(0) <= demande.au - demande.du <= PERIODE_MAX:
        raise EntreeInvalide("permanence.periode")
    with uow.lecture() as session:
        tenues = lecture.entre(session, du=demande.du, au=demande.au, cite_id=demande.cite_id)
        series = lecture.series(session, cite_id=demande.cite_id, du=demande.du)
    return combiner(tenues, series, demande.du, demande.au)


def combiner(
    tenues: tuple[PermanenceLue, ...], series: tuple[SerieLue, ...], du: date, au: date
) -> tuple[Seance, ...]:
    """Recorded sessions and those of the series that are not recorded, in order."""
    connues = {(p.serie_id, p.jour) for p in tenues}
    trouvees = [
        Seance(p.jour, p.debut, p.fin, p.lieu, p.cite_id, p.cite, p.serie_id, p) for p in tenues
    ]
    trouvees += [
        Seance(jour, s.debut, s.fin, s.lieu, s.cite_id, s.cite, s.id, None)
        for s in series
        for jour in jours_prevus(s.hebdo, du, au)
        if (s.id, jour) not in connues
    ]
    return tuple(sorted(trouvees, key=lambda s: (s.jour, s.debut, s.cite, s.cite_id)))


def dire_horaires(debut: time, fin: time | None) -> str:
    """ "14:00–17:00", or "à partir de 14:00"."""
    if fin is None:
        return _("à partir de {debut}").format(debut=heure(debut))
    return f"{heure(debut)}–{heure(fin)}"


def dire_serie(serie: SerieLue) -> str:
    """A series as one says it: "chaque mardi, 14:00–17:00, Maison du projet"."""
    return _("chaque {jour}, {horaires}, {lieu}").format(
        jour=_(JOURS[serie.jour_semaine]),
        horaires=dire_horaires(serie.debut, serie.fin),
        lieu=serie.lieu,
    )
