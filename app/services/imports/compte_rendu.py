"""An import told as plain data: for `--json`, for the list of past imports, for the first look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.core.errors import EntreeInvalide
from app.domain.imports import EtatLigne
from app.services.imports.apercu import Apercu, Ecart, LigneApercu, ResultatImport
from app.services.imports.fichier import apercevoir
from app.services.imports.lignes import Anomalie
from app.services.imports.profils import Profil
from db.queries import imports as requetes
from db.queries.imports import LotImporte
from db.uow import UnitOfWork

CODE_TOUT_FAIT = 0
"""Exit code: everything went in, or there was nothing to do."""
CODE_RESTE = 5
"""Exit code: lines were rejected or wait for a person; the others went in if asked."""


def compte_rendu(apercu: Apercu, resultat: ResultatImport | None = None) -> dict[str, Any]:
    """The preview, and what was written when `resultat` is given, ready for `json.dumps`.

    Messages are codes with their parameters: whoever shows them words them.
    """
    comptes = resultat.compte if resultat else apercu.comptes()
    return {
        "fichier": apercu.fichier,
        "format": apercu.format,
        "empreinte": apercu.empreinte,
        "profil": apercu.commande.profil,
        "simulation": resultat is None,
        "comptes": {etat.value: comptes[etat] for etat in EtatLigne},
        "code_sortie": code_sortie(comptes),
        "deja_importe_le": [lot.importe_a.isoformat() for lot in apercu.deja],
        "lot": str(resultat.lot_id) if resultat and resultat.lot_id else None,
        "valeurs_gardees": resultat.valeurs_gardees if resultat else None,
        "feuilles": [_feuille(apercu, i) for i in range(len(apercu.feuilles))],
        "remarques": [_anomalie(r) for r in apercu.remarques],
        "lignes": [_ligne(ligne) for ligne in apercu.lignes],
    }


def code_sortie(comptes: Mapping[EtatLigne, int]) -> int:
    """0 when every line is settled, 5 when some were rejected or wait for a decision."""
    reste = comptes[EtatLigne.REJETE] + comptes[EtatLigne.A_DECIDER]
    return CODE_RESTE if reste else CODE_TOUT_FAIT


def _feuille(apercu: Apercu, rang: int) -> dict[str, Any]:
    feuille = apercu.feuilles[rang]
    return {
        "nom": feuille.nom,
        "genre": feuille.genre,
        "ligne_entete": feuille.ligne_entete,
        "lignes": feuille.lues,
        "colonnes": [
            {
                "entete": c.entete,
                "champ": c.champ,
                "confiance": round(c.confiance, 2),
                "indice": c.indice.value,
                "ecartee": c.ecartee,
            }
            for c in feuille.correspondance.colonnes
            if c.entete or c.champ
        ],
    }


def _ligne(ligne: LigneApercu) -> dict[str, Any]:
    return {
        "feuille": ligne.feuille,
        "numero": ligne.numero,
        "etat": ligne.etat.value,
        "titre": ligne.titre,
        "motifs": [_anomalie(m) for m in ligne.motifs],
        "ecarts": [_ecart(e) for e in ligne.ecarts],
        "options": [
            {"cle": o.cle, "code": o.code, "parametres": dict(o.params)} for o in ligne.options
        ],
    }


def _anomalie(anomalie: Anomalie) -> dict[str, Any]:
    return {
        "code": anomalie.code,
        "gravite": anomalie.gravite.value,
        "colonne": anomalie.colonne,
        "valeur": anomalie.brut,
        "parametres": dict(anomalie.params),
    }


def _ecart(ecart: Ecart) -> dict[str, Any]:
    origine = ecart.provenance
    return {
        "groupe": ecart.groupe,
        "changements": [
            {"champ": c.libelle, "avant": _simple(c.avant), "apres": _simple(c.apres)}
            for c in ecart.changements
        ],
        "origine": origine.origine if origine else None,
        "ecrit_le": origine.quand.isoformat() if origine else None,
        "propose": ecart.defaut.value,
        "raison": ecart.raison or None,
    }


def _simple(valeur: object) -> object:
    if isinstance(valeur, Decimal):
        return str(valeur)
    return valeur.isoformat() if isinstance(valeur, date | datetime) else valeur


@dataclass(frozen=True, slots=True)
class ListerImports:
    """Ask for past imports."""


def imports_passes(_commande: ListerImports, uow: UnitOfWork) -> tuple[LotImporte, ...]:
    """Past imports, newest first, those undone included."""
    with uow.lecture() as session:
        return tuple(requetes.lots(session.connection()))


def deviner(chemin: Path) -> str | None:
    """The profile a file looks most like, None when it looks like none of ours.

    Raises when the file itself cannot be read (`EntreeInvalide`, `PanneEnvironnement`).
    """
    meilleur: tuple[float, str] | None = None
    refus: EntreeInvalide | None = None
    for profil in (Profil.SUIVI, Profil.LOCATAIRES, Profil.PARC, Profil.RETOURS):
        try:
            vu = apercevoir(chemin, profil)
        except EntreeInvalide as erreur:
            refus = erreur
            continue
        score = max((t.score for t in vu.tableaux), default=0.0)
        if meilleur is None or score > meilleur[0]:
            meilleur = (score, profil.value)
    if meilleur is None and refus is not None:
        raise refus
    return meilleur[1] if meilleur else None
