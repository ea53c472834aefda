"""A return told as plain data, for `--json`; messages are codes with their parameters."""

from __future__ import annotations

from typing import Any

from app.domain.retours import Choix, Issue
from app.services.imports.lignes import Anomalie
from app.services.retours.modele import ApercuRetours, LigneRetour, ResultatRetours


def compte_rendu(apercu: ApercuRetours, resultat: ResultatRetours | None = None) -> dict[str, Any]:
    """The preview, and what was written when `resultat` is given, ready for `json.dumps`."""
    comptes = apercu.comptes()
    dehors = resultat.dehors if resultat else comptes[Issue.CONFLIT] + _hors(apercu)
    return {
        "fichier": apercu.fichier,
        "format": apercu.format,
        "empreinte": apercu.empreinte,
        "profil": "retours",
        "source": apercu.source.value,
        "simulation": resultat is None,
        "comptes": {issue.value: comptes[issue] for issue in Issue},
        "code_sortie": 5 if dehors else 0,
        "deja_importe_le": [lot.importe_a.isoformat() for lot in apercu.deja],
        "ecrit": _ecrit(resultat) if resultat else None,
        "etats": [
            {"mot": m.mot, "nombre": m.nombre, "etat": m.etat and m.etat.value,
             "origine": m.origine.value}
            for m in apercu.mots
        ],
        "prestataires": [
            {"nom": p.nom, "nombre": p.nombre,
             "responsable": p.responsable_id.hex if p.responsable_id else None}
            for p in apercu.prestataires
        ],
        "colonnes": [
            {"entete": c.entete, "champ": c.champ}
            for c in apercu.feuille.correspondance.colonnes
            if c.entete or c.champ
        ],
        "remarques": [_anomalie(r) for r in apercu.remarques],
        "lignes": [_ligne(ligne) for ligne in apercu.lignes],
    }  # fmt: skip


def _hors(apercu: ApercuRetours) -> int:
    comptes = apercu.comptes()
    return comptes[Issue.REFUSEE] + comptes[Issue.INCONNUE]


def _ecrit(resultat: ResultatRetours) -> dict[str, Any]:
    return {
        "lot": str(resultat.lot_id) if resultat.lot_id else None,
        "appliquees": resultat.appliquees,
        "tranchees": {choix.value: resultat.tranchees[choix] for choix in Choix},
        "a_decider": resultat.a_decider,
        "etats_changes": resultat.etats,
        "echanges": resultat.echanges,
        "rendez_vous": resultat.passages,
    }


def _ligne(ligne: LigneRetour) -> dict[str, Any]:
    d, v, c = ligne.dite, ligne.verdict, ligne.connue
    return {
        "numero": ligne.numero,
        "issue": v.issue.value,
        "reference": d.reference or d.ref_bailleur,
        "dit": {
            "etat": d.mot or None,
            "le": d.le and d.le.isoformat(),
            "prestataire": d.prestataire or None,
            "commentaire": d.commentaire or None,
            "rendez_vous": d.rdv and d.rdv.isoformat(),
        },
        "connu": c
        and {
            "reference": c.reference,
            "etat": c.etat.value,
            "le": c.etat_le and c.etat_le.isoformat(),
            "code_ug": c.code_ug or None,
        },
        "devient": v.vers and v.vers.value,
        "choix": [choix.value for choix in v.choix],
        "motifs": [_anomalie(m) for m in ligne.motifs],
    }


def _anomalie(anomalie: Anomalie) -> dict[str, Any]:
    return {
        "code": anomalie.code,
        "gravite": anomalie.gravite.value,
        "colonne": anomalie.colonne,
        "valeur": anomalie.brut,
        "parametres": dict(anomalie.params),
    }
