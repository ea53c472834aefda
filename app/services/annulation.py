"""Undoing a whole action, as long as nobody changed the same things since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from app.core.changes import Changes, OperationId
from app.core.errors import RegleMetier
from app.domain.attachements import JOURS_AVANT_PURGE
from db.journal import inverser, lignes_touchees, numero
from db.queries.attachements import contenus_perdus
from db.uow import UnitOfWork

# Tables whose noun in `Changes` is not simply the table with an s.
_NOMS: Mapping[str, str] = MappingProxyType(
    {
        "permanence_serie": "series",
        "permanence_intervenant": "permanences",
        "rendez_vous": "rendez_vous",
        "visite_motif": "visites",
        "import_lot": "imports",
        "changement_calendrier": "changements",
        "cle_logement": "demenagements",
        "point_demenagement": "demenagements",
        "releve_compteur": "demenagements",
        "report_demenagement": "demenagements",
        "suivi_reclamation": "reclamations",
        "echange_reclamation": "reclamations",
        "passage_reclamation": "reclamations",
        "photo_defaut": "reclamations",
        "dossier_collectif": "dossiers",
        "delai_reclamation": "delais",
        "etat_des_lieux": "etats_des_lieux",
        "ligne_etat_des_lieux": "etats_des_lieux",
        "prise_en_main": "prises_en_main",
        "point_prise_en_main": "prises_en_main",
        "soutien_retour": "soutiens",
        "action_collective": "actions_collectives",
        "conso_energie": "energies",
        "volontaire_energie": "energies",
        "plan_relogement": "plans",
        "plan_ligne": "plans",
        "fichier_retour": "retours",
        "colis": "colis",
        "essai_envoi": "colis",
        "profil_envoi": "profils_envoi",
        "cle_partenaire": "cles_partenaires",
    }
)


@dataclass(frozen=True, slots=True)
class AnnulerOperation:
    """Undo that action (or undo its undoing)."""

    operation: OperationId


def annuler(cmd: AnnulerOperation, uow: UnitOfWork) -> Changes:
    """What undoing changed; its own operation can be undone in turn.

    Raises `RegleMetier`: "annulation.inconnue", "annulation.deja_faite",
    "annulation.modifie_depuis", "annulation.utilise_depuis" (something else now depends on what it
    created), "annulation.photo_effacee" (its bytes are gone for good). Nothing is changed then.
    """
    try:
        with uow.ecriture("annuler", origine="annulation") as tx:
            num = numero(tx.connection, cmd.operation)
            if contenus_perdus(tx.connection, num):
                raise RegleMetier("annulation.photo_effacee", jours=JOURS_AVANT_PURGE)
            inverser(tx.connection, num)
            touchees = lignes_touchees(tx.connection, num)
            tx.commit()
        if tx.reste_a_deriver:  # a whole import was taken back
            uow.mettre_au_jour()
    except IntegrityError as erreur:
        raise RegleMetier("annulation.utilise_depuis") from erreur
    ids: defaultdict[str, set[UUID]] = defaultdict(set)
    for touche in touchees:
        ids[_NOMS.get(touche.table, f"{touche.table}s")].add(UUID(hex=touche.ligne_id))
        if touche.menage_id:
            ids["menages"].add(UUID(hex=touche.menage_id))
    gelees = MappingProxyType({nom: frozenset(valeurs) for nom, valeurs in ids.items()})
    return Changes(gelees, operation=tx.operation)
