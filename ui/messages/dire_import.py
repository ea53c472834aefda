"""Sentences about the lines of an import, for the window and the command line alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_courte
from app.domain.imports import Sens
from app.domain.telephone import afficher
from ui.messages import mots
from ui.messages.import_base import OPTIONS
from ui.messages.modele import Texte, dire

if TYPE_CHECKING:
    from app.services.imports import Changement, Ecart, Option
    from app.services.imports.lignes import Anomalie


def dire_anomalie(anomalie: Anomalie, numero: int = 0) -> Texte:
    """What is odd on line `numero` (0: in the file as a whole), why, what to do."""
    parametres = {k: _traduire(v) for k, v in anomalie.parametres(numero).items()}
    return mots(EntreeInvalide(anomalie.code, **parametres))


def _traduire(valeur: object) -> str:
    """Parameters are plain words: line numbers must not be grouped by thousands."""
    return _(valeur) if isinstance(valeur, str) and valeur else str(valeur)


def dire_changement(changement: Changement) -> str:
    """One value before and after: "Loyer pratiqué (€) : 430,38 → 445,00"."""
    return _("{champ} : {avant} → {apres}").format(
        champ=_(changement.libelle),
        avant=_valeur(changement, changement.avant) or _("rien"),
        apres=_valeur(changement, changement.apres) or _("rien"),
    )


def _valeur(changement: Changement, valeur: object) -> str:
    if changement.colonne.startswith("tel_") and isinstance(valeur, str):
        return afficher(valeur)
    if changement.colonne == "annee":
        return str(valeur or "")
    if changement.colonne in ("cite_id", "tranche_id"):
        return _("une autre") if valeur else ""
    if isinstance(valeur, bool):
        return _("oui") if valeur else _("non")
    return dire(valeur)


def dire_provenance(ecart: Ecart) -> str:
    """Where the present value comes from; empty when the place was empty."""
    if ecart.provenance is None:
        return ""
    quand = date_courte(ecart.provenance.quand.date())
    if not ecart.provenance.saisie:
        return _("valeur du dernier import, le {jour}").format(jour=quand)
    if ecart.provenance.auteur:
        return _("saisi par l’équipe le {jour} ({auteur})").format(
            jour=quand, auteur=ecart.provenance.auteur
        )
    return _("saisi par l’équipe le {jour}").format(jour=quand)


def dire_option(option: Option) -> str:
    """An answer to a line that needs a decision."""
    return _(OPTIONS[option.code]).format(**dict(option.params))


def dire_sens(sens: Sens) -> str:
    """Which value wins."""
    return _("garder la base") if sens is Sens.GARDER else _("prendre le fichier")
