"""What goes wrong after the fictitious works, who repairs, and how each complaint ends."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.domain.accompagnement import Canal
from app.domain.reclamations import (
    ATTENDUS,
    EtatPassage,
    EtatReclamation,
    GenreEchange,
    GenreResponsable,
    Interlocuteur,
    MotifReclamation,
    NatureReclamation,
    OrigineReclamation,
    SourceSuivi,
    Urgence,
)
from app.services import reclamations, responsables
from app.services.demonstration.denouement import CLOTURES
from app.services.demonstration.dessins import dessiner
from app.services.demonstration.suivi import Acte, Foyer
from app.services.demonstration.tirage import CiteTiree
from app.services.reclamations import lecture
from db.uow import UnitOfWork

_E = EtatReclamation
_UN_JOUR = timedelta(days=1)
_SEMAINE = timedelta(days=7)
COLLECTIFS = 4
"""Homes with the same defect."""


@dataclass(slots=True)
class _Defaut:
    """One complaint of the story, and its appointment of the moment."""

    foyer: Foyer
    donnees: Mapping[str, Any]
    le: date
    id: UUID | None = None
    passage_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Recit:
    """What every act needs."""

    cite: CiteTiree
    uow: UnitOfWork
    hasard: random.Random
    qui: dict[str, UUID] = field(default_factory=dict)

    @property
    def mots(self) -> Mapping[str, Any]:
        """Sentences of the story."""
        apres: Mapping[str, Any] = self.cite.donnees["apres"]
        return apres


def preparer(
    cite: CiteTiree, cite_id: UUID, siens: tuple[Foyer, ...], graine: int, uow: UnitOfWork
) -> list[Acte]:
    """Those who repair, the defects told after the return, and what becomes of the others."""
    recit = _Recit(cite, uow, random.Random(graine + 6))
    for donnees in cite.donnees["responsables"]:
        _responsable(recit, cite_id, donnees)
    rentres = _rentres(cite, siens)
    actes = [*_defauts(recit, rentres), *_collectif(recit, rentres)]
    jour = cite.debut + _SEMAINE
    while jour < cite.jour:
        actes.append(Acte(jour, lambda jour=jour: _faire_avancer(recit, cite_id, jour)))  # type: ignore[misc]  # the default binds the loop
        jour += _SEMAINE
    return sorted((a for a in actes if a.jour < cite.jour), key=lambda a: a.jour)


def _rentres(cite: CiteTiree, siens: tuple[Foyer, ...]) -> list[Foyer]:
    """Households back home, the first ones first; those whose follow-up has ended come last."""
    rentres = sorted(
        (f for f in siens if f.tire.retour is not None and f.tire.retour < cite.jour - _SEMAINE),
        key=lambda f: (f.tire.retour or cite.jour, f.menage_id),
    )
    return [*rentres[CLOTURES:], *rentres[:CLOTURES]]


def _responsable(recit: _Recit, cite_id: UUID, donnees: Mapping[str, Any]) -> None:
    champs = {c: donnees[c] for c in ("lot", "contact", "telephone", "courriel") if c in donnees}
    fait = responsables.creer(
        responsables.CreerResponsable(
            donnees["nom"], GenreResponsable(donnees["genre"]), {"cite_id": cite_id, **champs}
        ),
        recit.uow,
    ).principal
    if fait is not None:
        for categorie in donnees.get("categories", ("",)):
            recit.qui[categorie] = fait


def _defauts(recit: _Recit, rentres: list[Foyer]) -> Iterator[Acte]:
    """One story per defect written for it, each in another home while there are enough."""
    for rang, donnees in enumerate(recit.cite.donnees["defauts"] if rentres else ()):
        le = recit.cite.jour - timedelta(days=donnees["il_y_a"])
        deja_la = [f for f in rentres if f.tire.retour is not None and f.tire.retour < le]
        foyer = deja_la[rang % len(deja_la)] if deja_la else rentres[rang % len(rentres)]
        le = max(le, (foyer.tire.retour or le) + _UN_JOUR)
        yield from _histoire(recit, _Defaut(foyer, donnees, le))


def _histoire(recit: _Recit, d: _Defaut) -> Iterator[Acte]:
    yield Acte(d.le, lambda: _ouvrir(recit, d))
    for ecrit in d.donnees["suite"]:
        jours, quoi = ecrit.split(":")
        le = d.le + timedelta(days=int(jours))
        geste = _GESTES[quoi]
        yield Acte(le, lambda geste=geste, le=le: geste(recit, d, le))  # type: ignore[misc]  # the default binds the loop


def _ouvrir(recit: _Recit, d: _Defaut) -> None:
    urgence = d.donnees.get("urgence")
    d.id = reclamations.ouvrir(
        reclamations.OuvrirReclamation(
            d.foyer.menage_id,
            d.donnees["categorie"],
            d.donnees["texte"],
            lieu=d.donnees.get("lieu"),
            urgence=Urgence(urgence) if urgence else None,
            origine=OrigineReclamation.TELEPHONE,
            ouverte_le=d.le,
        ),
        recit.uow,
    ).principal
    if d.id is not None and d.donnees.get("photo"):
        dessin = dessiner(recit.hasard, d.donnees["texte"][:40])
        reclamations.ajouter_photos(
            reclamations.AjouterPhotos(d.id, (dessin,), "Image fictive", d.le), recit.uow
        )


def _etat(
    recit: _Recit,
    d: _Defaut,
    etat: EtatReclamation,
    le: date,
    *,
    source: SourceSuivi = SourceSuivi.EQUIPE,
    motif: MotifReclamation | None = None,
    raison: str = "",
) -> None:
    if d.id is not None:
        reclamations.changer_etat(
            reclamations.ChangerEtatReclamation(d.id, etat, le, source, motif, raison), recit.uow
        )


def _repondre(recit: _Recit, d: _Defaut, le: date) -> None:
    if d.id is not None:
        reclamations.repondre(
            reclamations.Repondre(d.id, recit.mots["reponse"], Canal.TELEPHONE, le), recit.uow
        )


def _qualifier(recit: _Recit, d: _Defaut, le: date) -> None:
    if d.id is not None:
        _designer(recit, d.id, le)


def _designer(recit: _Recit, reclamation_id: UUID, le: date | None) -> None:
    """Somebody looked at it and says who must repair; what was told stays."""
    ligne = lecture.lire(lecture.LireReclamation(reclamation_id), recit.uow).ligne
    reclamations.qualifier(
        reclamations.QualifierReclamation(
            reclamation_id,
            ligne.categorie,
            ligne.lieu,
            ligne.urgence,
            ligne.description,
            recit.qui.get(ligne.categorie, recit.qui[""]),
            le=le,
        ),
        recit.uow,
    )


def _transmettre(recit: _Recit, d: _Defaut, le: date) -> None:
    _qualifier(recit, d, le)
    _etat(recit, d, _E.TRANSMISE, le)


def _securiser(recit: _Recit, d: _Defaut, le: date) -> None:
    if d.id is not None:
        reclamations.securiser(reclamations.Securiser(d.id, le), recit.uow)


def _relancer(recit: _Recit, d: _Defaut, le: date) -> None:
    if d.id is not None:
        reclamations.noter_echange(
            reclamations.NoterEchange(
                d.id,
                recit.mots["relance"],
                Interlocuteur.ENTREPRISE,
                GenreEchange.RELANCE,
                canal=Canal.COURRIEL,
                le=le,
            ),
            recit.uow,
        )


def _passage(recit: _Recit, d: _Defaut, le: date) -> None:
    if d.id is not None:
        d.passage_id = reclamations.proposer_passage(
            reclamations.ProposerPassage(
                d.id, le + timedelta(days=d.donnees.get("passage_dans", 1)), accepte=True
            ),
            recit.uow,
        ).principal
        d.passage_id = _attendu(recit, d.id)


def _attendu(recit: _Recit, reclamation_id: UUID) -> UUID | None:
    """The appointment still expected for a complaint."""
    lue = lecture.lire(lecture.LireReclamation(reclamation_id), recit.uow)
    return next((p.id for p in lue.entiere.passages if p.etat in ATTENDUS), None)


def _issue(etat: EtatPassage, *, reparee: bool = False) -> Callable[[_Recit, _Defaut, date], None]:
    def faire(recit: _Recit, d: _Defaut, _le: date) -> None:
        if d.passage_id is not None:
            reclamations.changer_passage(
                reclamations.ChangerPassage(d.passage_id, etat, reparee=reparee), recit.uow
            )

    return faire


def _confirmer(recit: _Recit, d: _Defaut, le: date) -> None:
    _etat(recit, d, _E.CONFIRMEE, le, source=SourceSuivi.MENAGE)


def _contester(recit: _Recit, d: _Defaut, le: date) -> None:
    raison = recit.mots["retour"]
    _etat(recit, d, _E.CONTESTEE, le, source=SourceSuivi.MENAGE, raison=raison)


def _rejeter(recit: _Recit, d: _Defaut, le: date) -> None:
    motif = MotifReclamation.HORS_MISSION
    _etat(recit, d, _E.REJETEE, le, motif=motif, raison=recit.mots["rejet"])


def _faite(recit: _Recit, d: _Defaut, le: date) -> None:
    _etat(recit, d, _E.FAITE, le, source=SourceSuivi.BAILLEUR)


def _clore(recit: _Recit, d: _Defaut, le: date) -> None:
    motif = MotifReclamation.SANS_REPONSE
    _etat(recit, d, _E.CLOSE, le, motif=motif, raison=recit.mots["clos"])


_GESTES: Mapping[str, Callable[[_Recit, _Defaut, date], None]] = MappingProxyType(
    {
        "repondre": _repondre,
        "qualifier": _qualifier,
        "transmettre": _transmettre,
        "securiser": _securiser,
        "relancer": _relancer,
        "passage": _passage,
        "tenu": _issue(EtatPassage.TENU, reparee=True),
        "manque_entreprise": _issue(EtatPassage.MANQUE_ENTREPRISE),
        "faite": _faite,
        "confirmer": _confirmer,
        "contester": _contester,
        "rejeter": _rejeter,
        "clore": _clore,
    }
)


def _collectif(recit: _Recit, rentres: list[Foyer]) -> Iterator[Acte]:
    """The same defect in several homes, followed as one case."""
    le = recit.cite.jour - timedelta(days=24)
    touches = [f for f in rentres if (f.tire.retour or le) < le][:COLLECTIFS]
    if len(touches) < 2:
        return
    donnees = {
        "categorie": "ventilation",
        "lieu": "salle_d_eau",
        "texte": recit.mots["defaut_commun"],
    }
    defauts = [_Defaut(f, donnees, le) for f in touches]
    for d in defauts:
        yield Acte(le, lambda d=d: _ouvrir(recit, d))  # type: ignore[misc]  # the default binds the loop

    def regrouper() -> None:
        ids = tuple(d.id for d in defauts if d.id is not None)
        dossier = reclamations.regrouper(
            reclamations.Regrouper(
                ids, recit.mots["dossier"], responsable_id=recit.qui["ventilation"]
            ),
            recit.uow,
        ).principal
        if dossier is not None:
            reclamations.changer_etat_dossier(
                reclamations.ChangerEtatDossier(dossier, _E.TRANSMISE), recit.uow
            )

    yield Acte(le + timedelta(days=8), regrouper)


def _faire_avancer(recit: _Recit, cite_id: UUID, jour: date) -> None:
    """Complaints told at the permanence go their way, one step a week; some wait."""
    filtre = lecture.FiltreReclamations(cite_id=cite_id, ouvertes=True)
    ecrites = {d["texte"] for d in recit.cite.donnees["defauts"]} | {recit.mots["defaut_commun"]}
    lignes = lecture.lister(
        lecture.ListerReclamations(filtre, lecture.TriReclamations.REFERENCE, taille=500), recit.uow
    )
    for ligne in lignes:
        sort = recit.hasard.random()
        if ligne.description in ecrites or sort < 0.15 or (ligne.etat_le or jour) >= jour:
            continue
        if ligne.nature is NatureReclamation.RECLAMATION:
            _un_pas(recit, ligne, sort)
        elif ligne.etat is _E.RECUE and ligne.menage_id is not None:  # lifted all at once, later
            _designer(recit, ligne.id, None)


def _un_pas(recit: _Recit, ligne: lecture.ReclamationLigne, sort: float) -> None:
    uow = recit.uow
    if ligne.etat is _E.RECUE:
        reclamations.repondre(
            reclamations.Repondre(ligne.id, recit.mots["reponse"], Canal.TELEPHONE), uow
        )
        _designer(recit, ligne.id, None)
    elif ligne.etat is _E.PLANIFIEE:
        passage = _attendu(recit, ligne.id)
        manque = EtatPassage.MANQUE_ENTREPRISE if sort < 0.35 else EtatPassage.MANQUE_MENAGE
        etat = EtatPassage.TENU if sort > 0.4 else manque
        if passage is not None:
            tenu = etat is EtatPassage.TENU
            reclamations.changer_passage(
                reclamations.ChangerPassage(passage, etat, reparee=tenu), uow
            )
        else:
            _proposer(recit, ligne.id)
    elif ligne.etat in (_E.TRANSMISE, _E.CONTESTEE):
        _proposer(recit, ligne.id)
    else:
        suivant = _E.TRANSMISE if ligne.etat is _E.QUALIFIEE else _E.CONFIRMEE
        source = SourceSuivi.MENAGE if suivant is _E.CONFIRMEE else SourceSuivi.EQUIPE
        reclamations.changer_etat(
            reclamations.ChangerEtatReclamation(ligne.id, suivant, source=source), uow
        )


def _proposer(recit: _Recit, reclamation_id: UUID) -> None:
    jour = recit.uow.clock.today() + timedelta(days=recit.hasard.randint(2, 5))
    reclamations.proposer_passage(
        reclamations.ProposerPassage(reclamation_id, jour, accepte=True), recit.uow
    )
