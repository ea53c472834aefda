"""Forms of the life after the return: a visit of the home, what is offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.i18n import N_, _, date_courte
from app.services import prises_en_main, soutiens
from app.services.documents.vocabulaire import dire, majuscule
from app.services.prises_en_main import MomentPriseEnMain, PrevoirPrise
from app.services.soutiens import ActionLigne, EtatSoutien, GenreSoutien, SoutienFiche
from ui.pages.menage.formes.cadre import Cadre, choix, vides
from ui.pages.menage.saisie import Ordre, Saisie
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element


@dataclass(frozen=True, slots=True)
class DemandeSoutien:
    """What the tab knows when it asks for the form: the row, or a kind; the estate's actions."""

    soutien: SoutienFiche | None = None
    genre: GenreSoutien | None = None
    actions: tuple[ActionLigne, ...] = ()


def prise(cadre: Cadre, moment: object) -> Saisie:
    """A visit of the home to foresee; `moment` is what to propose."""

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Ordre:
        return prises_en_main.prevoir, PrevoirPrise(
            cadre.menage_id,
            MomentPriseEnMain(valeurs["moment"]),
            valeurs["prevue_le"] or cadre.jour,
            valeurs["par_id"],
        )

    return Saisie(
        cadre.cle("prise"),
        _("Une visite du logement"),
        [
            Champ("moment", _("Visite"), Genre.CHOIX, choix(*MomentPriseEnMain)),
            Champ(
                "prevue_le",
                _("Prévue le"),
                Genre.DATE,
                aide=_("Aujourd’hui si vous y êtes déjà : la liste des points s’ouvre d’Après."),
            ),
            Champ(
                "par_id",
                _("Par"),
                Genre.CHOIX,
                ((None, _("qui suit le ménage")), *cadre.membres()),
            ),
        ],
        _("Prévoir la visite"),
        _("Visite prévue"),
        commande,
        valeurs={
            "moment": moment if isinstance(moment, MomentPriseEnMain) else MomentPriseEnMain.AUTRE,
            "prevue_le": cadre.jour,
        },
        sous={"prise.passee": "prevue_le", "prise.deja_prevue": "moment"},
    )


def soutien(cadre: Cadre, demande: object) -> Saisie:
    """Something offered, told or done; `demande` is a `DemandeSoutien`, or None for any."""
    lue = demande if isinstance(demande, DemandeSoutien) else DemandeSoutien()
    connu = lue.soutien
    genre = connu.genre if connu is not None else lue.genre

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Ordre | None:
        if connu is not None and not change:
            return None
        etat = EtatSoutien(valeurs["etat"])
        le, quoi = valeurs["le"] or cadre.jour, vides(valeurs["quoi"])
        action_id = valeurs.get("action_id")
        if connu is not None:
            cmd = soutiens.CorrigerSoutien(connu.id, etat, le, quoi, action_id)
            return soutiens.corriger, cmd
        voulu = GenreSoutien(genre or valeurs["genre"])
        return soutiens.noter, soutiens.NoterSoutien(
            cadre.menage_id, voulu, etat, le, quoi, action_id
        )

    return Saisie(
        cadre.cle(f"soutien.{genre}" if genre else "soutien", connu.id if connu else None),
        majuscule(dire(genre)) if genre else _("Un accompagnement après le retour"),
        _champs_soutien(genre, lue.actions),
        _("Enregistrer"),
        _("Accompagnement enregistré"),
        commande,
        valeurs=_valeurs_soutien(cadre, connu),
        sous={"soutien.futur": "le", "action.futur": "action_id"},
    )


def retirer_soutien(id_: UUID) -> tuple[Ordre, str]:
    """What takes it away."""
    return (soutiens.retirer, soutiens.RetirerSoutien(id_)), N_("Accompagnement retiré")


def _champs_soutien(genre: GenreSoutien | None, actions: tuple[ActionLigne, ...]) -> list[Element]:
    quoi = {
        GenreSoutien.COACHING_ENERGIE: _("Ce qui a été vu : réglages, gestes, facture…"),
        GenreSoutien.ARA: _("Quels travaux : peinture, papier peint, étagères…"),
        GenreSoutien.ENTRETIEN: _("Quelle règle : bouches, gouttière, haie…"),
        GenreSoutien.ACCUEIL_VOISINS: _("Qui est venu, ce qui s’est passé."),
        GenreSoutien.ACTION_COLLECTIVE: _("Ce qu’il y a fait, ce qu’il en dit."),
    }
    champs: list[Element] = []
    if genre is None:
        sans_action = [g for g in GenreSoutien if g is not GenreSoutien.ACTION_COLLECTIVE]
        champs.append(Champ("genre", _("Quoi"), Genre.CHOIX, choix(*sans_action)))
    if genre is GenreSoutien.ACTION_COLLECTIVE:
        champs.append(
            Champ(
                "action_id",
                _("Action de la cité"),
                Genre.CHOIX,
                ((None, _("une autre, dite dessous")), *((a.id, dire_action(a)) for a in actions)),
            )
        )
    return [
        *champs,
        Champ("etat", _("Où il en est"), Genre.CHOIX, choix(*EtatSoutien)),
        Champ("le", _("Le"), Genre.DATE, passe=True),
        Champ("quoi", _("De quoi il s’agit"), aide=quoi.get(genre, "") if genre else ""),
    ]


def _valeurs_soutien(cadre: Cadre, connu: SoutienFiche | None) -> dict[str, Any]:
    if connu is None:
        return {"le": cadre.jour, "etat": EtatSoutien.FAIT}
    return {
        "etat": connu.etat,
        "le": connu.le,
        "quoi": connu.quoi or "",
        "action_id": connu.action_id,
    }


def dire_action(action: ActionLigne) -> str:
    """ "Café coin de rue, 24/11/2026"."""
    return ", ".join(m for m in (action.nom, date_courte(action.le) if action.le else "") if m)
