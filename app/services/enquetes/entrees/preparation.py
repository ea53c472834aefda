"""Looking at a file of answers: each line read by the form, compared with the base; no writing."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.core.suivi import Suivi, SuiviMuet
from app.domain.imports import EtatLigne
from app.services.enquetes.depot import BilanReponses, examiner
from app.services.enquetes.entrees.apercu import (
    ApercuEntree,
    Candidat,
    LigneEntree,
    Motif,
    PreparerEntree,
)
from app.services.enquetes.entrees.lecture import FichierLu, lire_fichier
from app.services.enquetes.entrees.menages import Rattachement, Trouve
from app.services.enquetes.entrees.rangees import Rangee, Rangees, assembler
from app.services.enquetes.questionnaires import QuestionnaireOuvert, ouvrir_dans
from app.services.recherche import Chercher, chercher
from db.queries import enquetes_import as lecture
from db.queries.enquetes_import import nue
from db.uow import UnitOfWork

_REFERENCES = ("meta/instanceID", "meta-instanceID", "instanceID", "_uuid", "KEY", "formhub/uuid")
_VERSIONS = ("__version__", "FormVersion", "_version_", "version")
_CANDIDATS = 6
_FUSEAU = re.compile(r"(?<=\d{2}:\d{2}\.\d{3})([+-]\d{2}:\d{2}|Z)$")


@dataclass(slots=True)
class _Version:
    """A version of the form, and the file as it reads it."""

    ouvert: QuestionnaireOuvert
    rangees: Rangees
    rattachement: Rattachement


@dataclass(slots=True)
class _Base:
    """What the base knows that lines are compared with."""

    versions: Mapping[str, UUID]
    deja: Mapping[str, Mapping[str, Any]]
    vues: set[str]


def preparer(cmd: PreparerEntree, uow: UnitOfWork, suivi: Suivi | None = None) -> ApercuEntree:
    """What the file would bring, line by line.

    Raises `EntreeInvalide`: "enquete.formulaire_inconnu", "enquete.depot.autre_formulaire" when
    no column answers a question of the form, "import.…" when the file cannot be used.
    """
    suivi = suivi or SuiviMuet()
    lu = lire_fichier(cmd.fichier)
    with uow.lecture() as session:
        versions = lecture.versions(session, cmd.identifiant)
        if not versions:
            raise EntreeInvalide("enquete.formulaire_inconnu", texte=cmd.identifiant, connus="–")
        base = _Base(versions, lecture.deja_la(session, cmd.identifiant), set())
        annuaire = lecture.annuaire(session)
        ouverts = {id_: ouvrir_dans(session, id_) for id_ in versions.values()}

    def chercheur(mots: str) -> tuple[Candidat, ...]:
        trouves = chercher(Chercher(mots[:200], _CANDIDATS), uow)
        return tuple(Candidat(t.menage_id, f"{t.nom} · {t.adresse}") for t in trouves)

    lues: dict[UUID, _Version] = {}
    for id_, ouvert in ouverts.items():
        formulaire = ouvert.plan.formulaire
        rattachement = Rattachement(annuaire, formulaire, cmd.colonne, chercheur)
        lues[id_] = _Version(ouvert, assembler(lu.tables, formulaire), rattachement)
    courante = lues[next(iter(versions.values()))]
    if not courante.rangees.reconnues or not courante.rangees.lignes:
        raise EntreeInvalide(
            "enquete.depot.autre_formulaire",
            fichier=cmd.fichier.name,
            titre=courante.ouvert.titre,
        )
    # A column an older version knows is no stranger.
    autres = [set(v.rangees.remarques) for v in lues.values()]
    remarques = tuple(m for m in courante.rangees.remarques if all(m in a for a in autres))
    return _apercu(cmd, lu, courante, _lignes(courante, lues, base, uow, suivi), remarques)


def _apercu(
    cmd: PreparerEntree,
    lu: FichierLu,
    courante: _Version,
    lignes: tuple[LigneEntree, ...],
    remarques: tuple[Motif, ...],
) -> ApercuEntree:
    return ApercuEntree(
        cmd,
        courante.ouvert.titre,
        lu.source,
        lu.empreinte,
        tuple(e for e in courante.rangees.entetes if e),
        lignes,
        remarques,
    )


def _lignes(
    courante: _Version,
    lues: Mapping[UUID, _Version],
    base: _Base,
    uow: UnitOfWork,
    suivi: Suivi,
) -> tuple[LigneEntree, ...]:
    faites = []
    total = len(courante.rangees.lignes)
    for n, rangee in enumerate(courante.rangees.lignes):
        suivi.avance(n, total, _("Lecture des réponses"))
        dite = rangee.texte(*_VERSIONS)
        id_ = base.versions.get(dite)
        version = lues[id_] if id_ is not None else courante
        sienne = version.rangees.lignes[n] if version is not courante else rangee
        ligne = _ligne(sienne, version, base, uow)
        if dite and id_ is None:
            note = Motif("enquete.depot.version_inconnue", valeur=dite)
            ligne = replace(ligne, notes=(*ligne.notes, note))
        faites.append(ligne)
    suivi.avance(total, total)
    return tuple(faites)


def _ligne(rangee: Rangee, version: _Version, base: _Base, uow: UnitOfWork) -> LigneEntree:
    reference = _reference(rangee)
    _sans_metadonnees_inventees(rangee, version.ouvert)
    rempli, bilan = examiner(version.ouvert, rangee.reponses, uow, exactes=True)
    trouve = version.rattachement.trouver(rangee)
    jours = _jours(rangee, uow.clock.today())
    fautes = (*_fautes(bilan), *(n for n in rangee.notes))
    ligne = LigneEntree(
        numero=rangee.numero,
        reference=reference,
        titre=trouve.titre or _dit(rangee),
        etat=_etat(trouve, fautes),
        questionnaire_id=version.ouvert.id,
        version=version.ouvert.version,
        commencee_le=jours[0],
        terminee_le=jours[1],
        reponses=rempli.reponses(pertinentes=True),
        menage_id=trouve.menage_id,
        menage=trouve.titre,
        candidats=trouve.candidats,
        fautes=fautes,
        notes=_notes(bilan),
    )
    return _comparer(ligne, base)


def _sans_metadonnees_inventees(rangee: Rangee, ouvert: QuestionnaireOuvert) -> None:
    """Moments the file does not give are nobody's: the form would put those of the import."""
    for question in ouvert.plan.formulaire.racine.enfants:
        if question.preremplie:
            rangee.reponses.setdefault(question.nom, "")


def _etat(trouve: Trouve, fautes: tuple[Motif, ...]) -> EtatLigne:
    if fautes:
        return EtatLigne.REJETE
    return EtatLigne.NOUVEAU if trouve.menage_id is not None else EtatLigne.A_DECIDER


def _comparer(ligne: LigneEntree, base: _Base) -> LigneEntree:
    """A line already in the base, or twice in the file, brings nothing."""
    nu = nue(ligne.reference)
    if nu in base.vues:
        note = Motif("enquete.depot.en_double", valeur=ligne.reference)
        return replace(ligne, etat=EtatLigne.REJETE, notes=(*ligne.notes, note), fautes=(note,))
    base.vues.add(nu)
    gardees = base.deja.get(nu)
    if gardees is None:
        return ligne
    notes = ligne.notes
    if _sans_fuseau(gardees) != _sans_fuseau(ligne.reponses):
        notes = (*notes, Motif("enquete.depot.autres_reponses"))
    return replace(ligne, etat=EtatLigne.IDENTIQUE, notes=notes, fautes=())


def _sans_fuseau(reponses: object) -> object:
    """The same answers without the time zone of instants, which spreadsheets do not keep."""
    if isinstance(reponses, Mapping):
        return {nom: _sans_fuseau(r) for nom, r in reponses.items()}
    if isinstance(reponses, list):
        return [_sans_fuseau(r) for r in reponses]
    return _FUSEAU.sub("", reponses) if isinstance(reponses, str) else reponses


def _fautes(bilan: BilanReponses) -> tuple[Motif, ...]:
    return tuple(
        Motif("enquete.depot.faute", faute.libelle, faute.reponse[:80], faute.message)
        for faute in bilan.fautes
    )


def _notes(bilan: BilanReponses) -> tuple[Motif, ...]:
    """What is missing, what the form no longer asks once everything is answered."""
    notes = [Motif("enquete.depot.manquante", m.libelle) for m in bilan.manquantes]
    notes += [Motif("enquete.depot.ecartee", chemin) for chemin in bilan.ecartees]
    return tuple(notes)


def _reference(rangee: Rangee) -> str:
    """The instance id of the file, else a digest of the answers: the same line is known again."""
    dite = rangee.texte(*_REFERENCES)
    if dite:
        return dite
    fige = json.dumps(rangee.reponses, sort_keys=True, ensure_ascii=False, default=str)
    return "sha256:" + hashlib.sha256(fige.encode()).hexdigest()


def _jours(rangee: Rangee, aujourd_hui: date) -> tuple[date, date]:
    """When it began and ended; never after today."""
    fin = _jour(rangee.texte("end", "_submission_time", "SubmissionDate", "today", "start"))
    debut = _jour(rangee.texte("start", "today")) or fin
    fin = min(fin or aujourd_hui, aujourd_hui)
    return min(debut or fin, fin), fin


def _jour(ecrit: str) -> date | None:
    for forme in (None, "%d/%m/%Y"):
        try:
            if forme is None:
                return date.fromisoformat(ecrit[:10])
            return datetime.strptime(ecrit[:10], forme).date()  # noqa: DTZ007 - a day, no instant
        except ValueError:
            continue
    return None


def _dit(rangee: Rangee) -> str:
    """The first words of a line, to know it again when no household was found."""
    morceaux = [v for v in rangee.reponses.values() if isinstance(v, str) and v and len(v) < 60]
    return " · ".join(morceaux[:3])
