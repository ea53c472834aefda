"""Rules of the offer of a home: the order of its days, no refusal without its reason."""

from __future__ import annotations

from datetime import date

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.relogements import MotifRefus, ReponseProposition

PENDANTES = frozenset({ReponseProposition.EN_ATTENTE})
COMPTEES = frozenset(
    {ReponseProposition.EN_ATTENTE, ReponseProposition.ACCEPTEE, ReponseProposition.REFUSEE}
)
"""Offers that count against the charter: all but those the team took back."""


def verifier_jours(
    proposee: date,
    visitee: date | None,
    repondue: date | None,
    jour: date,
) -> None:
    """Raise `EntreeInvalide` when a day makes no sense on `jour`.

    "proposition.futur": offered, or answered, on a day to come. "proposition.visite_avant",
    "proposition.reponse_avant": visited or answered before the offer. A visit may be foreseen.
    """
    for fait in (proposee, repondue):
        if fait is not None and fait > jour:
            raise EntreeInvalide("proposition.futur", jour=fait)
    if visitee is not None and visitee < proposee:
        raise EntreeInvalide("proposition.visite_avant", jour=visitee, proposee=proposee)
    if repondue is not None and repondue < proposee:
        raise EntreeInvalide("proposition.reponse_avant", jour=repondue, proposee=proposee)


def verifier_reponse(
    avant: ReponseProposition, reponse: ReponseProposition, motif: MotifRefus | None
) -> None:
    """Raise when that answer cannot be noted.

    `RegleMetier("proposition.retiree")`: the team took the offer back.
    `EntreeInvalide("proposition.motif")`: a refusal without its reason.
    """
    if avant is ReponseProposition.RETIREE:
        raise RegleMetier("proposition.retiree")
    if reponse is ReponseProposition.REFUSEE and motif is None:
        raise EntreeInvalide("proposition.motif")
