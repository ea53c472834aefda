"""The household itself: its facts, its phase, its follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from app.core.i18n import _, date_courte
from app.domain.menages import Phase, StatutMenage
from app.services import menages
from app.services.documents.vocabulaire import dire
from ui.pages.menage.formes.cadre import Cadre, choix, vides
from ui.pages.menage.saisie import Saisie
from ui.widgets import Champ, Genre, Section

RENTS = ("loyer", "charges", "apl", "loyer_date")


def menage(cadre: Cadre, _id: UUID | None) -> Saisie:
    """Name, lease, rents, how to reach them."""
    connu = cadre.fiche.menage

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        if not change:
            return None
        champs = dict(change)
        # The amounts and their day are one group: touching one says all of them are right today.
        if any(cle in champs for cle in RENTS):
            champs |= {cle: valeurs[cle] for cle in RENTS}
            if champs["loyer_date"] == connu.loyer_date and "loyer_date" not in change:
                champs["loyer_date"] = cadre.jour
        return menages.modifier, menages.ModifierMenage(connu.id, champs)

    return Saisie(
        cadre.cle("menage"),
        _("Le ménage"),
        [
            Champ("nom", _("Ménage"), aide=_("Le nom par lequel l’équipe le connaît.")),
            Champ("langue", _("Langues parlées")),
            Champ("contact_prefere", _("Meilleur moment pour joindre")),
            (
                Champ("statut", _("Statut"), Genre.CHOIX, choix(*StatutMenage)),
                Champ("numero_contrat", _("Numéro de contrat")),
            ),
            Champ("ayant_droit", _("Ayant droit ANGDM"), Genre.CASE),
            (
                Champ("date_entree", _("Entrée dans les lieux"), Genre.DATE, passe=True),
                Champ("nb_occupants", _("Nombre d’occupants déclaré")),
            ),
            Section(_("Le loyer, connu à une même date")),
            (
                Champ("loyer", _("Loyer pratiqué (€)")),
                Champ("charges", _("Charges (€)")),
                Champ("apl", _("APL/RLS (€)")),
            ),
            Champ(
                "loyer_date",
                _("Loyer connu le"),
                Genre.DATE,
                passe=True,
                aide=_("Laissée telle quelle, elle devient aujourd’hui si un montant change."),
            ),
        ],
        _("Enregistrer le ménage"),
        _("Ménage enregistré"),
        commande,
        valeurs=asdict(connu),
    )


def phase(cadre: Cadre, _id: UUID | None) -> Saisie:
    """The phase said by a person with a reason, or deduced from the dates."""
    connu = cadre.fiche.menage

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Any:
        if not change:
            return None
        return menages.fixer_phase, menages.FixerPhase(
            connu.id, valeurs["phase"], vides(valeurs["motif"])
        )

    return Saisie(
        cadre.cle("phase"),
        _("La phase du parcours"),
        [
            Champ(
                "phase",
                _("Phase"),
                Genre.CHOIX,
                ((None, _("Selon les dates : {dates}").format(dates=_faits(cadre))),
                 *choix(*Phase)),
            ),
            Champ("motif", _("Raison de la phase fixée")),
        ],
        _("Enregistrer la phase"),
        _("Phase enregistrée"),
        commande,
        valeurs={"phase": connu.phase_forcee, "motif": connu.phase_motif},
        aide=_("La phase suit le départ et le retour du ménage. Ne la fixez qu’en cas de besoin."),
        sous={"menage.phase_motif": "motif"},
    )  # fmt: skip


def _faits(cadre: Cadre) -> str:
    faits = cadre.fiche.faits
    dits = []
    if faits.depart:
        dits.append(_("départ le {jour}").format(jour=date_courte(faits.depart)))
    if faits.retour and faits.retour > date.min:  # the dawn of time: nobody noted since when
        dits.append(_("retour le {jour}").format(jour=date_courte(faits.retour)))
    return ", ".join(dits) or dire(Phase.AVANT)
