"""From a preview and a person's decisions to one transaction, undoable as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.suivi import Suivi, SuiviMuet
from app.domain.reclamations import (
    EtatReclamation,
    GenreResponsable,
    Interlocuteur,
    MotifReclamation,
    SensEchange,
    SourceSuivi,
)
from app.domain.retours import Choix, Issue
from app.domain.texte import plier
from app.services.imports import memoire
from app.services.reclamations import dans
from app.services.reclamations.cadre import Cadre
from app.services.retours import mots
from app.services.retours.modele import (
    ApercuRetours,
    AppliquerRetours,
    Decision,
    LigneRetour,
    ResultatRetours,
)
from app.services.retours.paroles import echange, echange_pris
from app.services.retours.rapprochement import rapprocher, signature
from db.models import ImportLot, PassageReclamation, Reclamation, Responsable
from db.queries import imports as requetes
from db.queries.lignes import liste, parmi
from db.uow import Transaction, UnitOfWork

PAS = 50
"""Lines between two reports of progress."""


@dataclass(slots=True)
class _Compte:
    """What was really written."""

    appliquees: int = 0
    tranchees: Counter[Choix] = field(default_factory=Counter)
    a_decider: int = 0
    etats: int = 0
    echanges: int = 0
    passages: int = 0
    touchees: dict[UUID, Reclamation] = field(default_factory=dict)


def appliquer(
    commande: AppliquerRetours, uow: UnitOfWork, suivi: Suivi | None = None
) -> ResultatRetours:
    """Write the preview, in one transaction.

    Raises `RegleMetier` ("retours.reste_a_accepter" when lines stay out and nobody agreed,
    "retours.deux_prises" when two lines of one complaint are both taken, "retours.raison" when a
    rejection is taken without a reason, "import.base_changee" when the base no longer gives the
    same preview), `Annule` when the person stops: then nothing was written.
    """
    suivi = suivi or SuiviMuet()
    apercu = commande.apercu
    a_faire = _a_faire(commande)
    comptes = apercu.comptes()
    a_decider = comptes[Issue.CONFLIT] - sum(
        1 for ligne, _decision in a_faire if ligne.issue is Issue.CONFLIT
    )
    dehors = a_decider + comptes[Issue.REFUSEE] + comptes[Issue.INCONNUE]
    if dehors and not commande.accepter_reste:
        raise RegleMetier(
            "retours.reste_a_accepter",
            a_decider=a_decider,
            refusees=comptes[Issue.REFUSEE],
            inconnues=comptes[Issue.INCONNUE],
        )
    compte = _Compte(a_decider=a_decider)
    with uow.ecriture("retours.appliquer", origine="import") as tx:
        _verifier_inchangee(apercu, tx)
        retenus = _retenir(tx, commande)
        crees = _creer_responsables(tx, commande)
        auteur = _Ecrivain(tx, apercu, crees, compte)
        for rang, (ligne, decision) in enumerate(a_faire):
            if rang % PAS == 0:
                suivi.avance(rang, len(a_faire), "ecriture")
            auteur.ecrire(ligne, decision)
        if not compte.touchees and not crees:
            if retenus:
                tx.commit()
            return _resultat(compte, comptes, Changes(), None)
        lot = _lot(apercu, compte, comptes, tx)
        tx.commit()
    if tx.reste_a_deriver:
        uow.mettre_au_jour()
    return _resultat(compte, comptes, _changes(tx, compte, crees, lot), lot)


def _resultat(
    compte: _Compte, comptes: Mapping[Issue, int], changes: Changes, lot: UUID | None
) -> ResultatRetours:
    return ResultatRetours(
        changes,
        lot,
        compte.appliquees,
        {choix: compte.tranchees[choix] for choix in Choix},
        compte.a_decider,
        comptes,
        compte.etats,
        compte.echanges,
        compte.passages,
    )


def _a_faire(commande: AppliquerRetours) -> list[tuple[LigneRetour, Decision]]:
    """The lines that write something, in the order of their days."""
    prises: dict[UUID, int] = {}
    a_faire = []
    for ligne in commande.apercu.lignes:
        decision = commande.decisions.get(ligne.numero)
        if ligne.issue is Issue.APPLICABLE:
            decision = Decision(Choix.PRENDRE)
        if decision is None or ligne.connue is None or ligne.issue is Issue.IDENTIQUE:
            continue
        if ligne.issue is Issue.CONFLIT:
            _verifier(ligne, decision)
            if decision.choix is Choix.PRENDRE:
                autre = prises.setdefault(ligne.connue.id, ligne.numero)
                if autre != ligne.numero:
                    raise RegleMetier(
                        "retours.deux_prises",
                        reference=ligne.connue.reference,
                        lignes=(autre, ligne.numero),
                    )
        a_faire.append((ligne, decision))
    return sorted(a_faire, key=lambda paire: (paire[0].verdict.le is None, paire[0].verdict.le))


def _verifier(ligne: LigneRetour, decision: Decision) -> None:
    """Refuse a decision the line does not offer, and a rejection without a reason."""
    if decision.choix not in ligne.choix:
        raise RegleMetier("retours.choix_impossible", ligne=ligne.numero)
    prise = decision.choix is Choix.PRENDRE
    if prise and ligne.verdict.raison_demandee and not decision.raison.strip():
        reference = ligne.connue.reference if ligne.connue else ""
        raise RegleMetier("retours.raison", ligne=ligne.numero, reference=reference)


def _verifier_inchangee(apercu: ApercuRetours, tx: Transaction) -> None:
    """Refuse when the base has changed in a way that would give another preview."""
    if requetes.dernier_seq(tx.connection) == apercu.journal_seq:
        return
    dites = [li.dite for li in apercu.lignes]
    jour, deja = tx.clock.today(), bool(apercu.deja)
    refait = rapprocher(tx.session, apercu.commande, dites, {}, jour, deja_pris=deja)
    if signature(refait.lignes) != signature(apercu.lignes):
        raise RegleMetier("import.base_changee", fichier=apercu.fichier)


def _retenir(tx: Transaction, commande: AppliquerRetours) -> bool:
    """Remember the columns and words a person settled; says whether there were any."""
    apercu = commande.apercu.commande
    if apercu.correspondances:
        memoire.retenir(tx, apercu.bailleur, [commande.apercu.feuille.correspondance])
    mots.retenir(tx, apercu)
    return bool(apercu.correspondances or apercu.etats or apercu.responsables)


def _creer_responsables(tx: Transaction, commande: AppliquerRetours) -> dict[str, UUID]:
    """The contractors to be known from now on: folded name → id."""
    crees: dict[str, UUID] = {}
    inconnus = {plier(p.nom): p.nom for p in commande.apercu.prestataires if not p.responsable_id}
    for cle in sorted({plier(nom) for nom in commande.creer} & set(inconnus)):
        nom = inconnus[cle]
        regie = "regie" in cle.split()
        genre = GenreResponsable.BAILLEUR if regie else GenreResponsable.ENTREPRISE
        ligne = Responsable(id=tx.ids.new(), genre=genre, nom=nom, actif=True)
        tx.session.add(ligne)
        crees[cle] = ligne.id
    tx.session.flush()
    return crees


class _Ecrivain:
    """Writes lines one after the other in one transaction."""

    def __init__(
        self, tx: Transaction, apercu: ApercuRetours, crees: Mapping[str, UUID], compte: _Compte
    ) -> None:
        self._tx, self._crees, self._compte = tx, crees, compte
        self._source = apercu.source
        self._cadre = Cadre(tx)
        ids = {li.connue.id for li in apercu.lignes if li.connue is not None}
        self._reclamations = {
            r.id: r
            for r in tx.session.scalars(
                select(Reclamation).where(Reclamation.id.in_(parmi("ids"))), {"ids": liste(ids)}
            )
        }

    def ecrire(self, ligne: LigneRetour, decision: Decision) -> None:
        """Do what was decided of one line."""
        if ligne.issue is Issue.APPLICABLE:
            self._compte.appliquees += 1
        else:
            self._compte.tranchees[decision.choix] += 1
        if ligne.connue is None or decision.choix is Choix.GARDER:
            return
        reclamation = self._reclamations[ligne.connue.id]
        self._compte.touchees[reclamation.id] = reclamation
        if decision.choix is Choix.ECHANGE:
            self._noter(ligne, reclamation, echange(ligne.dite))
        else:
            self._prendre(ligne, reclamation, decision)

    def _noter(self, ligne: LigneRetour, reclamation: Reclamation, texte: str) -> None:
        if not texte:
            return
        dans.noter_echange(
            self._tx,
            reclamation,
            texte=texte,
            interlocuteur=Interlocuteur.BAILLEUR,
            sens=SensEchange.RECU,
            le=ligne.verdict.le,
            responsable_id=self._responsable(ligne),
        )
        self._compte.echanges += 1

    def _responsable(self, ligne: LigneRetour) -> UUID | None:
        return ligne.responsable_id or self._crees.get(plier(ligne.dite.prestataire))

    def _prendre(self, ligne: LigneRetour, reclamation: Reclamation, decision: Decision) -> None:
        """Take the state, the contractor, the appointment and the words of one line."""
        v, qui = ligne.verdict, self._responsable(ligne)
        if qui is not None and reclamation.responsable_id != qui:
            reclamation.responsable_id = qui
        if ligne.reference_neuve:
            reclamation.reference_bailleur = ligne.dite.ref_bailleur
        avant = reclamation.etat
        if v.vers is EtatReclamation.PLANIFIEE or v.vers is None:
            self._rendez_vous(ligne, reclamation)
        if v.vers is not None and v.vers is not reclamation.etat:
            rejet = v.vers is EtatReclamation.REJETEE
            dans.changer_etat(
                self._tx,
                reclamation,
                v.vers,
                le=v.le,
                source=self._source,
                motif=MotifReclamation.AUTRE if rejet else None,
                raison=(decision.raison.strip() or ligne.dite.commentaire) if rejet else "",
                cadre=self._cadre,
            )
        self._compte.etats += reclamation.etat is not avant
        if ligne.commentaire_neuf:
            self._noter(ligne, reclamation, echange_pris(ligne.dite))

    def _rendez_vous(self, ligne: LigneRetour, reclamation: Reclamation) -> None:
        """The appointment told, when it is still to come and not known."""
        rdv, d = ligne.verdict.rdv, ligne.dite
        connue = ligne.connue
        if rdv is None or connue is None or rdv < self._tx.clock.today():
            return
        heure = time.fromisoformat(d.heure) if d.heure else None
        passage = (
            self._tx.session.get(PassageReclamation, ligne.passage_id) if ligne.passage_id else None
        )
        if passage is not None and passage.jour == rdv:
            return
        if passage is not None:
            dans.deplacer_passage(
                self._tx, passage, jour=rdv, creneau=d.creneau, heure=heure, le=ligne.verdict.le
            )
        else:
            dans.proposer_passage(
                self._tx,
                reclamation,
                jour=rdv,
                creneau=d.creneau,
                heure=heure,
                responsable_id=self._responsable(ligne),
                le=ligne.verdict.le,
                source=self._source,
            )
        self._compte.passages += 1


def _lot(
    apercu: ApercuRetours, compte: _Compte, comptes: Mapping[Issue, int], tx: Transaction
) -> UUID:
    id_ = tx.ids.new()
    pris = compte.appliquees + compte.tranchees[Choix.PRENDRE] + compte.tranchees[Choix.ECHANGE]
    tx.session.add(
        ImportLot(
            id=id_,
            profil="reunion" if apercu.source is SourceSuivi.REUNION else "retours",
            fichier=apercu.fichier,
            empreinte=apercu.empreinte,
            importe_a=tx.clock.now(),
            nb_nouveaux=0,
            nb_modifies=pris,
            nb_identiques=comptes[Issue.IDENTIQUE] + compte.tranchees[Choix.GARDER],
            nb_rejetes=compte.a_decider + comptes[Issue.REFUSEE] + comptes[Issue.INCONNUE],
            operation_appareil=tx.operation.appareil.hex,
            operation_n=tx.operation.n,
        )
    )
    tx.session.flush()
    return id_


def _changes(tx: Transaction, compte: _Compte, crees: Mapping[str, UUID], lot: UUID) -> Changes:
    touchees = compte.touchees.values()
    return Changes.of(
        principal=lot,
        operation=tx.operation,
        imports={lot},
        reclamations={r.id for r in touchees},
        menages={r.menage_id for r in touchees if r.menage_id},
        logements={r.logement_id for r in touchees if r.logement_id},
        dossiers={r.dossier_id for r in touchees if r.dossier_id},
        receptions={r.reception_id for r in touchees if r.reception_id},
        responsables=set(crees.values()),
    )
