"""Kinds that services of their own take in: complaints, tenants, stock; told as lines like others.

What a file says of a value the team typed is a conflict: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.core.changes import Changes
from app.core.i18n import N_
from app.core.suivi import Suivi
from app.domain.imports import EtatLigne, Sens
from app.domain.retours import Choix, Issue
from app.services import imports, retours
from app.services.documents.vocabulaire import dire
from app.services.exports.retours_fichiers.dits_a_part import REFUSE, menages_de, refusent
from app.services.exports.retours_fichiers.modele import (
    GARDER,
    PRENDRE,
    ChoixLigne,
    Decisions,
    LigneFichier,
)
from app.services.imports import AppliquerImport, PreparerImport
from app.services.imports.apercu import Changement, MiseAJour, motif
from app.services.imports.lecture.en_memoire import FichierEnMemoire
from app.services.imports.lignes import Anomalie
from app.services.imports.profils import Profil
from app.services.retours import AppliquerRetours, Decision, LigneRetour, PreparerRetours
from db.uow import UnitOfWork

_ISSUES: Mapping[EtatLigne, Issue] = {
    EtatLigne.NOUVEAU: Issue.APPLICABLE,
    EtatLigne.MODIFIE: Issue.APPLICABLE,
    EtatLigne.IDENTIQUE: Issue.IDENTIQUE,
    EtatLigne.REJETE: Issue.REFUSEE,
    EtatLigne.A_DECIDER: Issue.CONFLIT,
}
_LAISSER = "ignorer"
_HEX = re.compile(r"[0-9a-f]{32}")
_ABSENTS = "import.menages_absents"
"""A return names a few households only: the others have not left."""


@dataclass(frozen=True, slots=True)
class Repris:
    """A preview of another service as lines of ours, and how it is written."""

    origine: retours.ApercuRetours | imports.Apercu
    lignes: tuple[LigneFichier, ...]
    remarques: tuple[Anomalie, ...]
    journal_seq: int

    def appliquer(self, decisions: Decisions, uow: UnitOfWork, suivi: Suivi) -> Changes:
        """Write what is applicable and what was decided; raises as the service does."""
        if isinstance(self.origine, retours.ApercuRetours):
            return _reclamations(self.origine, decisions, uow, suivi)
        return _importer(self.origine, decisions, uow, suivi)


def preparer(
    fichier: FichierEnMemoire,
    profil: Profil,
    bailleur: str,
    cite_id: UUID | None,
    uow: UnitOfWork,
    suivi: Suivi,
) -> Repris:
    """What the file would change, line by line."""
    jour = uow.clock.today()
    if profil is Profil.RETOURS:
        lu = retours.preparer(PreparerRetours(fichier, bailleur), uow, suivi)
        connues = [li.connue.menage_id if li.connue is not None else None for li in lu.lignes]
        with uow.lecture() as session:
            disent_non = refusent(session, (m for m in connues if m is not None), jour)
        dites = (
            _avertie(_retour(li), m in disent_non) for li, m in zip(lu.lignes, connues, strict=True)
        )
        return Repris(lu, tuple(dites), lu.remarques, lu.journal_seq)
    vu = imports.preparer(
        PreparerImport(fichier, profil.value, bailleur=bailleur, cite_id=cite_id), uow, suivi
    )
    remarques = tuple(r for r in vu.remarques if r.code != _ABSENTS)
    touches = [_touches(li) for li in vu.lignes]
    with uow.lecture() as session:
        chez = menages_de(session, {p for _menages, siennes in touches for p in siennes})
        siens = [menages | {chez[p] for p in siennes if p in chez} for menages, siennes in touches]
        disent_non = refusent(session, {m for eux in siens for m in eux}, jour)
    noms = [f.nom for f in vu.feuilles] if len(vu.feuilles) > 1 else []
    lues = (
        _avertie(_ligne(li, noms), not disent_non.isdisjoint(eux))
        for li, eux in zip(vu.lignes, siens, strict=True)
    )
    return Repris(vu, tuple(lues), remarques, vu.journal_seq)


def _avertie(ligne: LigneFichier, refuse: bool) -> LigneFichier:
    """The same; a household that refused sharing is told to be one."""
    return replace(ligne, motifs=(*ligne.motifs, motif(REFUSE))) if refuse else ligne


def _touches(ligne: imports.LigneApercu) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """The households and the persons a line is about, as what it would write names them."""
    menages: set[str] = set()
    personnes: set[str] = set()
    nommes = {"menage": menages, "personne": personnes}
    for e in ligne.ecarts:
        nommes.get(e.table, set()).add(e.id)
    for action in ligne.actions:
        if isinstance(action, MiseAJour):
            nommes.get(action.table, set()).add(action.id)
        else:
            menages.add(str(action.valeurs.get("menage_id", "")))
    return _ids(menages), _ids(personnes)


def _ids(noms: set[str]) -> frozenset[UUID]:
    return frozenset(UUID(hex=nom) for nom in noms if _HEX.fullmatch(nom))


def _retour(ligne: LigneRetour) -> LigneFichier:
    """A line about a complaint."""
    v, connue = ligne.verdict, ligne.connue
    changements = []
    if connue is not None and v.vers is not None and v.vers is not connue.etat:
        changements.append(Changement("etat", N_("État"), dire(connue.etat), dire(v.vers)))
    if connue is not None and v.rdv is not None:
        changements.append(Changement("rdv_le", N_("Rendez-vous le"), None, v.rdv))
    titre = connue.reference if connue is not None else ligne.dite.reference
    return LigneFichier(
        0,
        ligne.numero,
        " ".join(t for t in (titre, connue.menage if connue else None) if t),
        ligne.issue,
        ligne.motifs,
        tuple(changements),
        tuple(
            ChoixLigne(c.value, c.value, (), v.raison_demandee and c is Choix.PRENDRE)
            for c in ligne.choix
        ),
    )


def _ligne(ligne: imports.LigneApercu, feuilles: Sequence[str]) -> LigneFichier:
    """A line about a dwelling or a household; of several sheets, it says which."""
    feuille = feuilles[ligne.feuille] if feuilles else ""
    titre = " · ".join(t for t in (feuille, ligne.titre) if t)
    issue = _ISSUES[ligne.etat]
    choix: tuple[ChoixLigne, ...] = ()
    if ligne.etat is EtatLigne.A_DECIDER:
        options = tuple(ChoixLigne(o.cle, o.code, o.params) for o in ligne.options)
        laisser = any(o.code == _LAISSER for o in ligne.options)
        choix = options if laisser else (GARDER, *options)
    elif any(e.defaut is Sens.GARDER for e in ligne.ecarts):
        issue, choix = Issue.CONFLIT, (GARDER, PRENDRE)
    changements = tuple(c for e in ligne.ecarts for c in e.changements)
    return LigneFichier(ligne.feuille, ligne.numero, titre, issue, ligne.motifs, changements, choix)


def _reclamations(
    apercu: retours.ApercuRetours, decisions: Decisions, uow: UnitOfWork, suivi: Suivi
) -> Changes:
    dites = {numero: Decision(Choix(d.choix), d.raison) for (_f, numero), d in decisions.items()}
    commande = AppliquerRetours(apercu, dites, accepter_reste=True)
    return retours.appliquer(commande, uow, suivi).changes


def _importer(
    apercu: imports.Apercu, decisions: Decisions, uow: UnitOfWork, suivi: Suivi
) -> Changes:
    """Lines in conflict that nobody decided keep all we have, as those one keeps do."""
    valeurs: dict[tuple[str, str, str], Sens] = {}
    lignes: dict[tuple[int, int], str] = {}
    for ligne in apercu.lignes:
        decision = decisions.get(ligne.cle)
        choix = decision.choix if decision is not None else Choix.GARDER.value
        if ligne.etat is EtatLigne.A_DECIDER:
            if choix != Choix.GARDER.value:
                lignes[ligne.cle] = choix
        elif any(e.defaut is Sens.GARDER for e in ligne.ecarts):
            sens = Sens.PRENDRE if choix == Choix.PRENDRE.value else Sens.GARDER
            valeurs |= {e.cle: sens for e in ligne.ecarts if e.defaut is Sens.GARDER}
    commande = AppliquerImport(
        apercu, imports.Decisions(valeurs, lignes=lignes), accepter_rejets=True
    )
    return imports.appliquer(commande, uow, suivi).changes
