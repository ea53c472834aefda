"""The words the bailleur's side needs: those of all subjects would load the base and its libraries.

Nothing is worded here: see the modules named below.
"""

from __future__ import annotations

from app.core.errors import AppError
from ui.messages import bailleur, cles, commun, environnement, ligne, securite
from ui.messages.modele import Texte, mettre_en_mots

_SUJETS = (bailleur, cles, environnement, ligne, securite, commun)


def mots(erreur: AppError) -> Texte:
    """The three sentences that word `erreur`, as `ui.messages.mots` would."""
    message = next(
        (m.MESSAGES[erreur.code] for m in _SUJETS if erreur.code in m.MESSAGES),
        commun.MESSAGES["general.sans_texte"],
    )
    return mettre_en_mots(message, {**erreur.params, "code": erreur.code})
