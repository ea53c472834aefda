"""Everything one household page and its printed sheet show, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, Connection, Select, bindparam, select
from sqlalchemy.orm import Session

from app.domain.accompagnement import EtatEngagement
from app.domain.menages import FaitsDatesDuParcours, age_le, phase_le
from app.domain.reclamations import ATTENDUS, FINIES
from app.domain.reclamations_delais import instant_local, jour_local
from db.queries import attachements as lire_attachements
from db.queries import contacts as lire_contacts
from db.queries import relogement as lire_relogement
from db.queries import temoins as lire_temoins
from db.queries.clotures import lire_clotures, lire_documents
from db.queries.contacts import ContactFiche
from db.queries.fiche_apres import lire_apres
from db.queries.fiche_modele import (
    Attente,
    CiteFiche,
    FicheMenage,
    LogementFiche,
    MenageFiche,
    NatureAttente,
    OccupationFiche,
    PermanenceHabituelle,
    PersonneFiche,
    ReferentFiche,
    TrancheFiche,
)
from db.queries.fiche_parcours import lire_pratiques, lire_progres
from db.queries.fiche_reclamations import ReclamationFiche, lire_reclamations
from db.queries.fiche_suivi import (
    AnnonceFiche,
    BesoinFiche,
    ConsentementFiche,
    EngagementFiche,
    EtapeFiche,
    OrientationFiche,
    RendezVousFiche,
    RessentiFiche,
    SouhaitFiche,
    TacheFiche,
)
from db.queries.lignes import Enonce, colonnes, nom_complet, table

_menage, _resume = table("menage"), table("menage_resume")
_personne, _intervenant = table("personne"), table("intervenant")
_occupation, _logement = table("occupation"), table("logement")
_cite, _tranche, _bailleur = table("cite"), table("tranche"), table("bailleur")
_serie = table("permanence_serie")
T = TypeVar("T")
_id: BindParameter[str] = bindparam("menage_id")

NB_LOGEMENT = len(colonnes(LogementFiche))
_NB_MENAGE = len(colonnes(MenageFiche))
_NB_CITE = len(colonnes(CiteFiche)) + 3


def _du_menage(type_: type[Any], *ordre: str, **autres: Any) -> Select[Any]:
    source = table(type_.table)
    return (
        select(*colonnes(type_, **autres))
        .where(source.c.menage_id == _id)
        .order_by(*(_tri(source, o) for o in ordre))
    )


def _tri(source: Any, nom: str) -> Any:
    return source.c[nom[1:]].desc() if nom.startswith("-") else source.c[nom]


_MENAGE = Enonce(
    select(
        *colonnes(MenageFiche),
        _resume.c.logement_id,
        _resume.c.depart_le,
        _resume.c.retour_le,
        _resume.c.derniere_visite,
        _resume.c.nb_visites,
    )
    .select_from(_menage.outerjoin(_resume, _resume.c.menage_id == _menage.c.id))
    .where(_menage.c.id == _id)
)
_PERSONNES = Enonce(
    select(*colonnes(PersonneFiche))
    .where(_personne.c.menage_id == _id, _personne.c.fusionne_dans_id.is_(None))
    .order_by(_personne.c.titulaire.desc(), _personne.c.id)
)
_OCCUPATIONS = Enonce(
    select(
        _occupation.c.id,
        _occupation.c.logement_id,
        _occupation.c.nature,
        _occupation.c.debut,
        _occupation.c.fin,
        _occupation.c.fin_prevue,
        *colonnes(LogementFiche),
    )
    .select_from(_occupation.join(_logement, _logement.c.id == _occupation.c.logement_id))
    .where(_occupation.c.menage_id == _id)
    .order_by(_occupation.c.debut.nulls_first(), _occupation.c.id)
)
_LIEU = Enonce(
    select(
        *colonnes(
            CiteFiche,
            bailleur=_bailleur.c.nom,
            bailleur_telephone=_bailleur.c.telephone,
            bailleur_courriel=_bailleur.c.courriel,
        ),
        *colonnes(TrancheFiche),
    )
    .select_from(
        _logement.join(_cite, _cite.c.id == _logement.c.cite_id)
        .outerjoin(_tranche, _tranche.c.id == _logement.c.tranche_id)
        .outerjoin(_bailleur, _bailleur.c.id == _cite.c.bailleur_id)
    )
    .where(_logement.c.id == bindparam("logement_id"))
)
_SERIES = Enonce(
    select(*colonnes(PermanenceHabituelle))
    .where(
        _serie.c.cite_id == bindparam("cite_id"),
        _serie.c.depuis <= bindparam("jour"),
        _serie.c.jusqu.is_(None) | (_serie.c.jusqu >= bindparam("jour")),
    )
    .order_by(_serie.c.jour_semaine, _serie.c.debut)
)
_REFERENTS = Enonce(
    _du_menage(
        ReferentFiche,
        "-fin",
        "id",
        nom=nom_complet(_intervenant),
        organisme=_intervenant.c.organisme,
        telephone=_intervenant.c.telephone,
        courriel=_intervenant.c.courriel,
    ).join_from(
        table("referent"), _intervenant, _intervenant.c.id == table("referent").c.intervenant_id
    )
)
_ETAPES = Enonce(_du_menage(EtapeFiche, "id"))
_SOUHAITS = Enonce(_du_menage(SouhaitFiche, "-exprime_le", "-id"))
_BESOINS = Enonce(_du_menage(BesoinFiche, "-ouvert_le", "-id"))


def _avec(type_: type[Any], cible: Any, cle: str, champ: str, *ordre: str) -> Select[Any]:
    """Rows of the household with the name read through the optional key `cle`."""
    source = table(type_.table)
    return _du_menage(type_, *ordre, **{champ: nom_complet(cible)}).outerjoin_from(
        source, cible, cible.c.id == source.c[cle]
    )


_RESSENTIS = Enonce(_avec(RessentiFiche, _personne, "personne_id", "personne", "-jour", "-id"))
_ENGAGEMENTS = Enonce(_avec(EngagementFiche, _intervenant, "par_id", "par", "-pris_le", "-id"))
_TACHES = Enonce(_avec(TacheFiche, _intervenant, "affectee_a_id", "affectee_a", "-pour_le", "-id"))
_RENDEZ_VOUS = Enonce(
    _avec(RendezVousFiche, _intervenant, "intervenant_id", "intervenant", "-jour", "-heure", "-id")
)
_CONSENTEMENTS = Enonce(
    _avec(ConsentementFiche, _personne, "personne_id", "personne", "-donne_le", "-id")
)
_ANNONCES = Enonce(_avec(AnnonceFiche, _intervenant, "par_id", "par", "-ouverte_le", "-id"))
_ORIENTATIONS = Enonce(_du_menage(OrientationFiche, "-jour", "-id"))


class _Foyer(NamedTuple):
    foyer: LogementFiche | None
    actuel: LogementFiche | None
    cite: CiteFiche | None
    tranche: TrancheFiche | None
    permanences: tuple[PermanenceHabituelle, ...]
    contacts: tuple[ContactFiche, ...]


def lire_fiche(
    session: Session, menage_id: UUID, jour: date, maintenant: datetime | None = None
) -> FicheMenage | None:
    """The household as on `jour`, or None when there is none of that id.

    Clocks of complaints are looked at `maintenant`, at noon of that day when it is not given.
    A household merged into another one still answers, nearly empty, with `fusionne_dans_id`.
    """
    connexion = session.connection()
    cle = menage_id.hex
    trouve = _MENAGE.lignes(connexion, menage_id=cle)
    if not trouve:
        return None
    tete = trouve[0]
    menage = MenageFiche(*tete[:_NB_MENAGE])
    logement_id, depart, retour, derniere_visite, nb_visites = tete[_NB_MENAGE:]
    faits = FaitsDatesDuParcours(depart, retour, menage.phase_forcee)

    def bloc(enonce: Enonce, type_: type[T]) -> tuple[T, ...]:
        return enonce.lire(connexion, type_, menage_id=cle)

    occupations = tuple(
        OccupationFiche(o[0], o[1], o[2], o[3], o[4], o[5], LogementFiche(*o[6:]))
        for o in _OCCUPATIONS.lignes(connexion, menage_id=cle)
    )
    lieu = _lieu(connexion, occupations, logement_id, jour)
    connues = [
        replace(p, age_ans=age_le(p.naissance, p.age, p.age_le, min(jour, p.partie_le or jour)))
        for p in bloc(_PERSONNES, PersonneFiche)
    ]
    engagements = bloc(_ENGAGEMENTS, EngagementFiche)
    taches = bloc(_TACHES, TacheFiche)
    rendez_vous = bloc(_RENDEZ_VOUS, RendezVousFiche)
    reclamations = lire_reclamations(connexion, menage_id)
    instant = maintenant or instant_local(jour, None)
    annonces = bloc(_ANNONCES, AnnonceFiche)
    return FicheMenage(
        jour=jour,
        instant=instant,
        menage=menage,
        phase=phase_le(faits, jour),
        faits=faits,
        derniere_visite=derniere_visite,
        nb_visites=nb_visites or 0,
        foyer=lieu.foyer,
        actuel=lieu.actuel,
        cite=lieu.cite,
        tranche=lieu.tranche,
        permanences=lieu.permanences,
        contacts=lieu.contacts,
        personnes=tuple(p for p in connues if _presente(p, jour)),
        parties=tuple(p for p in connues if not _presente(p, jour)),
        referents=bloc(_REFERENTS, ReferentFiche),
        occupations=occupations,
        etapes=bloc(_ETAPES, EtapeFiche),
        souhaits=bloc(_SOUHAITS, SouhaitFiche),
        trajectoires=lire_relogement.trajectoires(connexion, menage_id),
        propositions=lire_relogement.propositions(connexion, menage_id),
        besoins_relogement=lire_relogement.besoins(connexion, menage_id),
        liens=lire_relogement.liens(connexion, menage_id),
        indisponibilites=lire_relogement.indisponibilites(connexion, menage_id),
        demenagements=lire_relogement.demenagements(connexion, menage_id),
        reports=lire_relogement.reports(connexion, menage_id),
        besoins=bloc(_BESOINS, BesoinFiche),
        ressentis=bloc(_RESSENTIS, RessentiFiche),
        engagements=engagements,
        taches=taches,
        rendez_vous=rendez_vous,
        reclamations=reclamations,
        consentements=bloc(_CONSENTEMENTS, ConsentementFiche),
        orientations=bloc(_ORIENTATIONS, OrientationFiche),
        progres=lire_progres(connexion, menage_id),
        pratiques=lire_pratiques(connexion, menage_id),
        attachements=lire_attachements.lire(session, menage_id),
        temoignages=lire_temoins.temoignages(session, menage_id),
        rencontres=lire_temoins.rencontres(session, menage_id),
        clotures=lire_clotures(connexion, menage_id),
        documents=lire_documents(connexion, menage_id),
        annonces=annonces,
        attente=attente(jour, instant, taches, engagements, rendez_vous, reclamations, annonces),
        **lire_apres(connexion, menage_id)._asdict(),
    )


def _presente(personne: PersonneFiche, jour: date) -> bool:
    """Whether that person still belongs to the household on that day."""
    return personne.partie_le is None or personne.partie_le > jour


def _lieu(
    connexion: Connection,
    occupations: tuple[OccupationFiche, ...],
    logement_id: UUID | None,
    jour: date,
) -> _Foyer:
    foyer = next((o.logement for o in occupations if o.logement_id == logement_id), None)
    en_cours = [
        o
        for o in occupations
        if (o.debut is None or o.debut <= jour) and (o.fin is None or o.fin > jour)
    ]
    actuel = en_cours[-1].logement if en_cours else None
    ici = foyer or actuel
    # The same statements run whether or not a home is known, so their number never varies.
    ligne = next(iter(_LIEU.lignes(connexion, logement_id=ici.id.hex if ici else None)), None)
    cite_id = ligne[0].hex if ligne else None
    series = _SERIES.lire(connexion, PermanenceHabituelle, cite_id=cite_id, jour=jour.isoformat())
    return _Foyer(
        foyer=foyer,
        actuel=actuel if actuel is not None and actuel != foyer else None,
        cite=CiteFiche(*ligne[:_NB_CITE]) if ligne else None,
        tranche=TrancheFiche(*ligne[_NB_CITE:]) if ligne and ligne[_NB_CITE] else None,
        permanences=series,
        contacts=lire_contacts.en_cours(connexion, ligne[0] if ligne else None, jour),
    )


def attente(
    jour: date,
    instant: datetime,
    taches: tuple[TacheFiche, ...],
    engagements: tuple[EngagementFiche, ...],
    rendez_vous: tuple[RendezVousFiche, ...],
    reclamations: tuple[ReclamationFiche, ...],
    annonces: tuple[AnnonceFiche, ...] = (),
) -> tuple[Attente, ...]:
    """What waits on `jour`: what must be told, late things, then by day, then what has no day."""

    def retard(pour: date | None) -> bool:
        return pour is not None and pour < jour

    trouvees = [
        Attente(NatureAttente.TACHE, t.pour_le, retard(t.pour_le), t)
        for t in taches
        if t.faite_le is None
    ]
    trouvees += [
        Attente(NatureAttente.ENGAGEMENT, e.pour_le, retard(e.pour_le), e)
        for e in engagements
        if e.etat is EtatEngagement.A_TENIR
    ]
    trouvees += [
        Attente(NatureAttente.RENDEZ_VOUS, r.jour, False, r)
        for r in rendez_vous
        if r.annule_le is None and r.jour >= jour
    ]
    trouvees += [_reclamation(r, jour, instant) for r in reclamations if r.etat not in FINIES]
    a_dire = [Attente(NatureAttente.ANNONCE, None, False, a) for a in annonces if a.dite_le is None]
    datees = sorted(trouvees, key=lambda a: (a.pour_le is None, a.pour_le or jour))
    return (*a_dire, *datees)


def _reclamation(r: ReclamationFiche, jour: date, instant: datetime) -> Attente:
    """A complaint waits for its clock, or for the visit that comes before it."""
    dus = [jour_local(r.echeance)] if r.echeance is not None else []
    dus += [p.jour for p in r.passages if p.etat in ATTENDUS and p.jour >= jour]
    tard = r.echeance is not None and r.echeance < instant
    return Attente(NatureAttente.RECLAMATION, min(dus, default=None), tard, r)
