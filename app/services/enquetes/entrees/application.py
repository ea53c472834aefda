"""From a preview and a person's decisions to one transaction, undoable as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, select

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.i18n import _
from app.core.suivi import Suivi, SuiviMuet
from app.domain.enquetes.campagnes import EtatEnquete
from app.domain.imports import EtatLigne
from app.services.enquetes.entrees.apercu import (
    AppliquerEntree,
    LigneEntree,
    ResultatEntree,
)
from db.models import Enquete, ImportLot, Menage
from db.queries import enquetes_import as lecture
from db.queries.enquetes_import import nue
from db.uow import Transaction, UnitOfWork

_LOT = 500  # rows written between two looks at whether to stop


Retenues = Sequence[tuple[LigneEntree, UUID]]


def appliquer(cmd: AppliquerEntree, uow: UnitOfWork, suivi: Suivi | None = None) -> ResultatEntree:
    """Keep the lines that may be, in one transaction.

    Raises `RegleMetier` ("import.rejets_a_accepter" when lines stay out and nobody agreed,
    "import.base_changee" when a line or its household changed meanwhile), `Annule`: then nothing
    was written.
    """
    suivi = suivi or SuiviMuet()
    retenues = tuple(cmd.retenues())
    compte = cmd.comptes()
    if (compte[EtatLigne.REJETE] or compte[EtatLigne.A_DECIDER]) and not cmd.accepter_reste:
        raise RegleMetier(
            "import.rejets_a_accepter",
            rejetees=compte[EtatLigne.REJETE],
            a_decider=compte[EtatLigne.A_DECIDER],
        )
    if not retenues:
        return ResultatEntree(Changes(), dict(compte))
    with uow.ecriture("enquete.importer", origine="import") as tx:
        _verifier(cmd, retenues, tx)
        ids = _ecrire(cmd, retenues, tx, suivi)
        lot = _lot(cmd, compte, tx)
        tx.commit()
    uow.mettre_au_jour()
    changes = Changes.of(
        principal=lot,
        operation=tx.operation,
        imports={lot},
        enquetes=set(ids),
        menages={menage_id for _ligne, menage_id in retenues},
    )
    return ResultatEntree(changes, dict(compte))


def _verifier(cmd: AppliquerEntree, retenues: Retenues, tx: Transaction) -> None:
    """Nothing came in meanwhile, and every household is still there."""
    deja = lecture.deja_la(tx.session, cmd.apercu.commande.identifiant)
    vivants = set(tx.session.scalars(select(Menage.id).where(Menage.fusionne_dans_id.is_(None))))
    for ligne, menage_id in retenues:
        if nue(ligne.reference) in deja or menage_id not in vivants:
            raise RegleMetier("import.base_changee")


def _ecrire(cmd: AppliquerEntree, retenues: Retenues, tx: Transaction, suivi: Suivi) -> list[UUID]:
    origine = cmd.apercu.source
    ids: list[UUID] = []
    for debut in range(0, len(retenues), _LOT):
        suivi.avance(debut, len(retenues), _("Enregistrement des réponses"))
        lot = []
        for ligne, menage_id in retenues[debut : debut + _LOT]:
            ids.append(tx.ids.new())
            lot.append(
                {
                    "id": ids[-1],
                    "menage_id": menage_id,
                    "questionnaire_id": ligne.questionnaire_id,
                    "campagne_id": cmd.campagne_id,
                    "etat": EtatEnquete.TERMINEE,
                    "commencee_le": ligne.commencee_le,
                    "terminee_le": ligne.terminee_le,
                    "par_id": tx.auteur_id,
                    "origine": origine,
                    "reference": ligne.reference,
                    "reponses": dict(ligne.reponses),
                }
            )
        tx.session.execute(insert(Enquete), lot)
    suivi.avance(len(retenues), len(retenues))
    return ids


def _lot(cmd: AppliquerEntree, compte: Counter[EtatLigne], tx: Transaction) -> UUID:
    lot = ImportLot(
        id=tx.ids.new(),
        profil="enquete",
        fichier=cmd.apercu.commande.fichier.name,
        empreinte=cmd.apercu.empreinte,
        importe_a=tx.clock.now(),
        nb_nouveaux=compte[EtatLigne.NOUVEAU],
        nb_modifies=0,
        nb_identiques=compte[EtatLigne.IDENTIQUE],
        nb_rejetes=compte[EtatLigne.REJETE] + compte[EtatLigne.A_DECIDER],
        operation_appareil=tx.operation.appareil.hex,
        operation_n=tx.operation.n,
    )
    tx.session.add(lot)
    tx.session.flush()
    return lot.id
