"""A file that came back told as plain data, for `--json`; messages are codes with parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.retours import Issue
from app.services.exports.retours_fichiers.modele import (
    ApercuFichier,
    LigneFichier,
    ResultatFichier,
)
from app.services.imports.lignes import Anomalie


def compte_rendu(apercu: ApercuFichier, resultat: ResultatFichier | None = None) -> dict[str, Any]:
    """The preview, and what was written when `resultat` is given, ready for `json.dumps`."""
    comptes = apercu.comptes()
    reste = comptes[Issue.CONFLIT] + comptes[Issue.REFUSEE] + comptes[Issue.INCONNUE]
    rendu: dict[str, Any] = {
        "fichier": apercu.fichier.nom,
        "genre": apercu.genre.value,
        "signe": apercu.fichier.signe,
        "numero": apercu.fichier.numero,
        "comptes": {issue.value: n for issue, n in comptes.items()},
        "avertissements": _dire(apercu.avertissements),
        "remarques": _dire(apercu.remarques),
        "lignes": [_ligne(ligne) for ligne in apercu.lignes if ligne.issue is not Issue.SAUTEE],
        "ecrit": None,
        "code_sortie": 5 if reste else 0,
    }
    if resultat is not None:
        rendu["ecrit"] = {
            "prises": resultat.prises,
            "gardees": resultat.gardees,
            "a_decider": resultat.a_decider,
        }
        rendu["code_sortie"] = 5 if resultat.dehors else 0
    return rendu


def _ligne(ligne: LigneFichier) -> dict[str, Any]:
    return {
        "feuille": ligne.feuille,
        "ligne": ligne.numero,
        "titre": ligne.titre,
        "issue": ligne.issue.value,
        "motifs": _dire(ligne.motifs),
        "changements": [
            {"colonne": c.colonne, "avant": _brut(c.avant), "apres": _brut(c.apres)}
            for c in ligne.changements
        ],
        "choix": [c.cle for c in ligne.choix],
    }


def _dire(anomalies: Iterable[Anomalie]) -> list[dict[str, Any]]:
    return [
        {"code": a.code, "colonne": a.colonne, "valeur": a.brut, **dict(a.params)}
        for a in anomalies
    ]


def _brut(valeur: object) -> object:
    return valeur if valeur is None or isinstance(valeur, str | int | bool) else str(valeur)
