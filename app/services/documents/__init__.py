"""Paper: household sheets, permanence reports, attendance sheets, lists, the recovery key.

Importing this package loads no drawing library: each service does on its first use.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.core.suivi import Suivi
from app.services.documents.commandes import (
    Ecarte,
    Impression,
    Imprime,
    ImprimerAPrevenir,
    ImprimerCouverture,
    ImprimerFiches,
    ImprimerLettres,
    ImprimerListe,
    ImprimerPermanence,
    Liste,
    PageDeCle,
    RaisonEcart,
)
from app.services.documents.commandes_demenagements import (
    ChoixDemenagements,
    ImpressionDemenagements,
    ImprimerPapiers,
    ImprimerPlanning,
    LireManques,
    Manque,
    Papier,
)
from app.services.documents.commandes_guide import (
    GuideImprime,
    ImprimerGuide,
    LanguesGuide,
    LireLanguesGuide,
    TailleGuide,
)
from app.services.documents.commandes_receptions import (
    ImpressionReserves,
    ImprimerEtatDesLieux,
    ImprimerReserves,
    ParReserves,
)
from db.uow import UnitOfWork

__all__ = [
    "ChoixDemenagements",
    "Ecarte",
    "GuideImprime",
    "Impression",
    "ImpressionDemenagements",
    "ImpressionReserves",
    "Imprime",
    "ImprimerAPrevenir",
    "ImprimerCouverture",
    "ImprimerEtatDesLieux",
    "ImprimerFiches",
    "ImprimerGuide",
    "ImprimerLettres",
    "ImprimerListe",
    "ImprimerPapiers",
    "ImprimerPermanence",
    "ImprimerPlanning",
    "ImprimerReserves",
    "LanguesGuide",
    "LireLanguesGuide",
    "LireManques",
    "Liste",
    "Manque",
    "PageDeCle",
    "Papier",
    "ParReserves",
    "RaisonEcart",
    "TailleGuide",
    "imprimer_a_prevenir",
    "imprimer_cle_de_secours",
    "imprimer_compte_rendu",
    "imprimer_couverture",
    "imprimer_emargement",
    "imprimer_etat_des_lieux",
    "imprimer_fiches",
    "imprimer_guide",
    "imprimer_lettres",
    "imprimer_liste",
    "imprimer_papiers",
    "imprimer_planning",
    "imprimer_reserves",
    "langues_du_guide",
    "manques",
    "page_de_cle",
]


def imprimer_fiches(cmd: ImprimerFiches, uow: UnitOfWork, suivi: Suivi | None = None) -> Impression:
    """Print follow-up sheets; see `lot.fiches` for what it raises."""
    from app.services.documents.lot import fiches  # noqa: PLC0415

    return fiches(cmd, uow, suivi)


def imprimer_compte_rendu(cmd: ImprimerPermanence, uow: UnitOfWork) -> Imprime:
    """The report of a session on paper; raises `RegleMetier("general.introuvable")`."""
    from app.services.documents import feuilles  # noqa: PLC0415

    return feuilles.imprimer_compte_rendu(cmd, uow)


def imprimer_couverture(cmd: ImprimerCouverture, uow: UnitOfWork) -> Imprime:
    """How far good practices went in an estate, on paper, without a name."""
    from app.services.documents import couverture  # noqa: PLC0415

    return couverture.imprimer_couverture(cmd, uow)


def imprimer_emargement(cmd: ImprimerPermanence, uow: UnitOfWork) -> Imprime:
    """The attendance sheet of a session; raises `RegleMetier("general.introuvable")`."""
    from app.services.documents import feuilles  # noqa: PLC0415

    return feuilles.imprimer_emargement(cmd, uow)


def imprimer_liste(cmd: ImprimerListe, uow: UnitOfWork) -> Imprime:
    """A list on paper, landscape when its columns need it."""
    from app.services.documents import feuilles  # noqa: PLC0415

    return feuilles.imprimer_liste(cmd, uow)


def imprimer_lettres(
    cmd: ImprimerLettres, uow: UnitOfWork, suivi: Suivi | None = None
) -> Impression:
    """Letters telling households their dates change; see `lettre_changement` for what it raises."""
    from app.services.documents import lettre_changement  # noqa: PLC0415

    return lettre_changement.imprimer_lettres(cmd, uow, suivi)


def imprimer_a_prevenir(cmd: ImprimerAPrevenir, uow: UnitOfWork) -> Imprime:
    """The list of households to tell; raises `EntreeInvalide("documents.rien_a_annoncer")`."""
    from app.services.documents import liste_a_prevenir  # noqa: PLC0415

    return liste_a_prevenir.imprimer_a_prevenir(cmd, uow)


def imprimer_papiers(
    cmd: ImprimerPapiers, uow: UnitOfWork, suivi: Suivi | None = None
) -> ImpressionDemenagements:
    """A paper for each of these moves, in one PDF; see `demenagements` for what it raises."""
    from app.services.documents import demenagements  # noqa: PLC0415

    return demenagements.imprimer_papiers(cmd, uow, suivi)


def imprimer_guide(cmd: ImprimerGuide, uow: UnitOfWork) -> GuideImprime:
    """The illustrated guide of a renovated home; see `guide` for what it raises."""
    from app.services.documents import guide  # noqa: PLC0415

    return guide.imprimer_guide(cmd, uow)


def langues_du_guide(demande: LireLanguesGuide, uow: UnitOfWork) -> LanguesGuide:
    """The languages the guide of a household can be printed in, and what is missing for its own."""
    from app.services.documents import guide  # noqa: PLC0415

    return guide.langues(demande, uow)


def imprimer_planning(cmd: ImprimerPlanning, uow: UnitOfWork) -> ImpressionDemenagements:
    """The moves of a period by crew and by day; see `demenagements` for what it raises."""
    from app.services.documents import demenagements  # noqa: PLC0415

    return demenagements.imprimer_planning(cmd, uow)


def manques(demande: LireManques, uow: UnitOfWork) -> tuple[Manque, ...]:
    """For each move, the fields of that paper nobody filled: to be shown before printing."""
    from app.services.documents import demenagements  # noqa: PLC0415

    return demenagements.manques(demande, uow)


def imprimer_reserves(
    cmd: ImprimerReserves, uow: UnitOfWork, suivi: Suivi | None = None
) -> ImpressionReserves:
    """Réserves for the visit, a sheet per contractor or dwelling; see `reserves`."""
    from app.services.documents import reserves  # noqa: PLC0415

    return reserves.imprimer_reserves(cmd, uow, suivi)


def imprimer_etat_des_lieux(cmd: ImprimerEtatDesLieux, uow: UnitOfWork) -> Imprime:
    """The inventories of a home side by side; see `etat_des_lieux` for what it raises."""
    from app.services.documents import etat_des_lieux  # noqa: PLC0415

    return etat_des_lieux.imprimer_etat_des_lieux(cmd, uow)


def imprimer_cle_de_secours(cle: str, base: Path, sortie: Path, jour: date) -> Imprime:
    """The recovery key page written to the PDF file `sortie`."""
    from app.services.documents import feuilles  # noqa: PLC0415

    return feuilles.imprimer_cle_de_secours(cle, base, sortie, jour)


def page_de_cle(page: PageDeCle) -> bytes:
    """The recovery key page as a PDF in memory: it need never touch the disk."""
    from app.services.documents import feuilles  # noqa: PLC0415

    return feuilles.page_de_cle(page)
