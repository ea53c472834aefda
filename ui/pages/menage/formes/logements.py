"""Moves: where the household goes, and the dates of its stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.domain.logements import NatureOccupation
from app.services import occupations
from app.services.documents.vocabulaire import dire, majuscule
from app.services.menages.lignes import LogementFiche, OccupationFiche
from ui.pages.menage.champs import ChampLibre, ChoixLogement
from ui.pages.menage.formes.cadre import Cadre, parmi
from ui.pages.menage.saisie import Saisie
from ui.widgets import Champ, Genre


def demenager(cadre: Cadre, _id: UUID | None) -> Saisie:
    """Out to a temporary home, back home, or for good elsewhere; the first home of all, too."""
    origine = _origine(cadre)
    natures: tuple[tuple[object, str], ...] = (
        (NatureOccupation.TIROIR, _("Dans un logement provisoire")),
        (NatureOccupation.ORIGINE, _("Retour dans son logement")),
        (NatureOccupation.DEFINITIF, _("Dans un logement définitif")),
    )
    if origine is None:
        natures = ((NatureOccupation.ORIGINE, _("Il vit ici")), *natures[::2])

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        nature = NatureOccupation(valeurs["nature"])
        logement = valeurs["logement"]
        if logement is None and nature is NatureOccupation.ORIGINE and origine is not None:
            logement = origine.logement_id
        if logement is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Logement"))
        if nature is NatureOccupation.ORIGINE and origine is None:
            ouvrir = occupations.OuvrirOccupation(
                cadre.menage_id, logement, nature, valeurs["jour"], fin_prevue=valeurs["fin_prevue"]
            )
            return occupations.ouvrir, ouvrir
        if valeurs["jour"] is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Jour du déménagement"))
        return occupations.deplacer, occupations.Deplacer(
            cadre.menage_id, logement, nature, valeurs["jour"], valeurs["fin_prevue"]
        )

    cite_id = cadre.fiche.cite.id if cadre.fiche.cite else cadre.contexte.cite.id
    return Saisie(
        cadre.cle("demenager"),
        _("Un déménagement") if cadre.fiche.occupations else _("Son logement"),
        [
            Champ("nature", _("Où"), Genre.CHOIX, natures),
            ChampLibre(
                "logement",
                _("Logement"),
                aide=_retour(origine),
                fabrique=lambda: ChoixLogement(cadre.contexte, cite_id),
            ),
            Champ("jour", _("Jour du déménagement"), Genre.DATE, passe=True),
            Champ("fin_prevue", _("Retour prévu le"), Genre.DATE),
        ],
        _("Enregistrer le déménagement"),
        _("Déménagement enregistré"),
        commande,
        valeurs={"nature": _probable(cadre), "jour": cadre.jour},
        aide=_("Le séjour provisoire en cours se termine tout seul ce jour-là."),
        sous={
            "occupation.logement_pris": "logement",
            "occupation.deja": "logement",
            "occupation.pas_son_logement": "logement",
            "saisie.periode": "jour",
        },
    )


def _origine(cadre: Cadre) -> OccupationFiche | None:
    siens = [o for o in cadre.fiche.occupations if o.nature is NatureOccupation.ORIGINE]
    return siens[-1] if siens else None


def _probable(cadre: Cadre) -> NatureOccupation:
    """What a move most likely is now: back home for those who are away, out for the others."""
    if _origine(cadre) is None or cadre.fiche.actuel is not None:
        return NatureOccupation.ORIGINE
    return NatureOccupation.TIROIR


def _retour(origine: OccupationFiche | None) -> str:
    if origine is None:
        return ""
    return _("Pour un retour, laissez vide : {adresse}.").format(adresse=_adresse(origine.logement))


def _adresse(logement: LogementFiche) -> str:
    return " · ".join(x for x in (logement.adresse, logement.code_ug) if x)


def sejour(cadre: Cadre, id_: UUID | None) -> Saisie:
    """The dates of a stay, put right; an end date closes it."""
    connu = parmi(cadre.fiche.occupations, id_)

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        if not change:
            return None
        return occupations.corriger, occupations.CorrigerOccupation(
            connu.id, valeurs["debut"], valeurs["fin"], valeurs["fin_prevue"]
        )

    return Saisie(
        cadre.cle("sejour", connu.id),
        _adresse(connu.logement),
        [
            Champ("debut", _("Du"), Genre.DATE, passe=True, aide=_("Vide si nul ne le sait.")),
            Champ("fin", _("Au"), Genre.DATE, passe=True, aide=_("Vide tant qu’il y vit.")),
            Champ("fin_prevue", _("Fin prévue"), Genre.DATE),
        ],
        _("Enregistrer les dates"),
        _("Dates enregistrées"),
        commande,
        valeurs={"debut": connu.debut, "fin": connu.fin, "fin_prevue": connu.fin_prevue},
        aide=majuscule(dire(connu.nature)),
        sous={
            "saisie.periode": "fin",
            "occupation.logement_pris": "debut",
            "occupation.deja": "debut",
        },
    )
