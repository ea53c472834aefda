"""From a preview and a person's decisions to one transaction, undoable as a whole."""

from __future__ import annotations

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.suivi import Suivi, SuiviMuet
from app.domain.envois import EtatRetour
from app.domain.retours import Choix, Issue
from app.services.chargement import charger
from app.services.exports.retours_fichiers.dedans import UniteDedans
from app.services.exports.retours_fichiers.examen import verifier_numero
from app.services.exports.retours_fichiers.lignes import Essai, Lot
from app.services.exports.retours_fichiers.modele import (
    ApercuFichier,
    AppliquerRetour,
    LigneFichier,
    ResultatFichier,
)
from app.services.exports.retours_fichiers.preparation import a_lire
from app.services.exports.retours_fichiers.repris import Repris
from db.models import FichierRetour
from db.queries import imports as requetes
from db.uow import Transaction, UnitOfWork


def appliquer(cmd: AppliquerRetour, uow: UnitOfWork, suivi: Suivi | None = None) -> ResultatFichier:
    """Write the preview, in one transaction; the file is then applied.

    Conflicts nobody decided are never written. Raises `RegleMetier` ("retour_fichier.reste" when
    lines stay out and nobody agreed, "retours.choix_impossible", "retours.raison",
    "import.base_changee" when the base would give another preview, "retour_fichier.deja_applique",
    "retour_fichier.ecarte", "retour_fichier.desordre", and as the services that write),
    `Annule` when the person stops: then nothing was written.
    """
    suivi = suivi or SuiviMuet()
    apercu = cmd.apercu
    gardees, a_decider = _verifier(cmd)
    with uow.ecriture("retour.appliquer", origine="import") as tx:
        retour = charger(tx.session, FichierRetour, apercu.fichier.id)
        a_lire(retour)
        verifier_numero(tx.session, retour.cle_id, retour.numero, retour.id)
        changes = _ecrire(cmd, retour, tx, uow, suivi)
        retour.genre, retour.etat, retour.raison = apercu.genre, EtatRetour.APPLIQUE, None
        tx.commit()
    if tx.reste_a_deriver:
        uow.mettre_au_jour()
    ecrites = changes | Changes.of(principal=retour.id, operation=tx.operation, retours=[retour.id])
    applicables = sum(1 for li in apercu.lignes if li.issue is Issue.APPLICABLE)
    conflits = sum(1 for li in apercu.lignes if li.issue is Issue.CONFLIT)
    prises = applicables + conflits - gardees - a_decider
    return ResultatFichier(ecrites, prises, gardees, a_decider, apercu.comptes())


def _ecrire(
    cmd: AppliquerRetour, retour: FichierRetour, tx: Transaction, uow: UnitOfWork, suivi: Suivi
) -> Changes:
    apercu, origine = cmd.apercu, cmd.apercu.origine
    if isinstance(origine, Repris):
        return origine.appliquer(cmd.decisions, UniteDedans(uow, tx, d_un_bloc=True), suivi)
    if not isinstance(origine, Lot):
        raise RegleMetier("retour_fichier.perdu", fichier=retour.nom)
    if requetes.dernier_seq(tx.connection) != apercu.journal_seq:
        refaites = Essai(uow, tx, retour, apercu.genre, origine).revoir(suivi)
        _verifier_inchangee(apercu, refaites)
    essai = Essai(uow, tx, retour, apercu.genre, origine)
    changes, _prises = essai.ecrire(apercu.lignes, cmd.decisions, suivi)
    return changes


def _verifier(cmd: AppliquerRetour) -> tuple[int, int]:
    """How many conflicts keep what we have, and how many nobody decided; refuse bad answers."""
    apercu = cmd.apercu
    par_cle = {ligne.cle: ligne for ligne in apercu.lignes}
    gardees = 0
    for cle, decision in cmd.decisions.items():
        ligne = par_cle.get(cle)
        choix = next((c for c in ligne.choix if c.cle == decision.choix), None) if ligne else None
        if choix is None:
            raise RegleMetier("retours.choix_impossible", ligne=cle[1])
        if choix.raison_demandee and not decision.raison.strip():
            raise RegleMetier("retours.raison", ligne=cle[1], reference=par_cle[cle].titre)
        gardees += choix.cle == Choix.GARDER.value
    comptes = apercu.comptes()
    a_decider = comptes[Issue.CONFLIT] - len(cmd.decisions)
    dehors = a_decider + comptes[Issue.REFUSEE] + comptes[Issue.INCONNUE]
    if dehors and not cmd.accepter_reste:
        raise RegleMetier(
            "retour_fichier.reste",
            a_decider=a_decider,
            refusees=comptes[Issue.REFUSEE],
            inconnues=comptes[Issue.INCONNUE],
        )
    return gardees, a_decider


def _verifier_inchangee(apercu: ApercuFichier, refaites: tuple[LigneFichier, ...]) -> None:
    """Refuse when the base has changed in a way that would give another preview."""
    if refaites != apercu.lignes:
        raise RegleMetier("import.base_changee", fichier=apercu.fichier.nom)
