"""Opening a complaint: who calls, what is wrong, where, how urgent; the clocks start at that hour.

One form for every screen where somebody tells of a defect.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.domain.reclamations import OrigineReclamation
from app.domain.reclamations_delais import FUSEAU
from app.services import reclamations as service
from app.services.reclamations import OuvrirReclamation
from ui.contexte import Contexte
from ui.reclamation import champs
from ui.saisie.champs import ChampLibre, Heure, TexteLong
from ui.saisie.menage import ChoixMenage
from ui.saisie.panneau import Saisie, Valeurs
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element

# A réserve is noted at its réception, on the screen of réceptions.
_ORIGINES = tuple(o for o in OrigineReclamation if o is not OrigineReclamation.RECEPTION)
SOUS = {"reclamation.futur": "le", "reclamation.sans_objet": "menage"}
"""Under which field an error of an opening is told."""


def ouvrir(
    contexte: Contexte,
    responsables: Sequence[Any],
    *,
    menage: tuple[UUID, str] | None = None,
    origine: OrigineReclamation = OrigineReclamation.TELEPHONE,
) -> Saisie:
    """The form of a new complaint: the household is looked for first unless it is known."""
    catalogues = contexte.catalogues()

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        menage_id = menage[0] if menage else valeurs["menage"]
        for manque, champ in (
            (menage_id is None, _("Ménage")),
            (not valeurs["description"], _("Ce qui ne va pas")),
            (valeurs["le"] is None, _("Signalée le")),
        ):
            if manque:
                raise EntreeInvalide("saisie.obligatoire", champ=champ)
        return service.ouvrir, OuvrirReclamation(
            menage_id=menage_id,
            categorie=valeurs["categorie"],
            description=valeurs["description"],
            lieu=valeurs["lieu"],
            urgence=valeurs["urgence"],
            origine=valeurs["origine"],
            ouverte_le=valeurs["le"],
            ouverte_a=valeurs["heure"],
            responsable_id=valeurs["responsable"],
        )

    maintenant = contexte.clock.now().astimezone(ZoneInfo(FUSEAU))
    qui: list[Element] = []
    if menage is None:
        qui = [ChampLibre("menage", _("Ménage"), fabrique=lambda: ChoixMenage(contexte))]
    return Saisie(
        f"reclamation.ouvrir.{menage[0].hex}" if menage else "reclamation.ouvrir",
        _("Ouvrir une réclamation"),
        [
            *qui,
            Champ("categorie", _("Catégorie"), Genre.CHOIX, champs.categories(catalogues)),
            ChampLibre("description", _("Ce qui ne va pas"), fabrique=lambda: TexteLong(3)),
            (
                Champ("lieu", _("Où dans le logement"), Genre.CHOIX, champs.lieux(catalogues)),
                Champ("urgence", _("Urgence"), Genre.CHOIX, champs.urgences(selon=True)),
            ),
            Champ("origine", _("Signalée"), Genre.CHOIX, champs.mots(_ORIGINES)),
            (
                Champ("le", _("Signalée le"), Genre.DATE, passe=True, part=2),
                ChampLibre("heure", _("À"), fabrique=Heure),
            ),
            Champ(
                "responsable",
                _("Qui répare"),
                Genre.CHOIX,
                champs.responsables(responsables),
                aide=_("Laissez vide si l’on ne sait pas encore."),
            ),
        ],
        _("Ouvrir la réclamation"),
        _("Réclamation ouverte"),
        commande,
        valeurs={
            "origine": origine,
            "le": maintenant.date(),
            "heure": _minute(maintenant),
        },
        aide=menage[1] if menage else "",
        sous=SOUS,
    )


def _minute(instant: datetime) -> time:
    return time(instant.hour, instant.minute)
